//! Byte offsets to code points, many at once.

/// Code-point offsets of a text. Only every 64th is kept, so that a large text costs little.
pub struct Offsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
    len: usize,
}

const STEP: usize = 64;

impl<'t> Offsets<'t> {
    /// Counts a text once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for (i, b) in bytes.iter().enumerate() {
            if i % STEP == 0 {
                marks.push(count);
            }
            count += usize::from(is_first(*b));
        }
        Self {
            text,
            marks,
            len: count,
        }
    }

    /// The number of code points before byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let Some(base) = self.marks.get(at / STEP) else {
            return self.len;
        };
        let from = at / STEP * STEP;
        base + self.text.as_bytes()[from..at]
            .iter()
            .filter(|b| is_first(**b))
            .count()
    }

    /// Code points in all.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Whether a byte begins a code point in UTF-8.
fn is_first(b: u8) -> bool {
    b & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "日本は1951年, 😀 x".repeat(40);
        let offsets = Offsets::new(&text);
        for (n, (i, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(i), n);
        }
        assert_eq!(offsets.at(text.len()), text.chars().count());
    }
}
