//! Words of English text.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Word,
    Number,
    Punct,
    /// The possessive 's or '.
    Possessive,
}

/// A token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub range: Range<usize>,
    pub shape: Shape,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The tokens of a text; hyphens part words, apostrophes and full stops within them do not.
pub(crate) fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        // The address of a Markdown link, and addresses as such, are no words.
        if let Some(n) = address(text, start) {
            while chars.peek().is_some_and(|(i, _)| *i < start + n) {
                chars.next();
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        let shape = if is_word(c) {
            let mut number = c.is_numeric();
            while let Some(&(i, d)) = chars.peek() {
                let next = text[i + d.len_utf8()..].chars().next();
                let inside = match d {
                    _ if is_word(d) => true,
                    '.' => {
                        // U.S., a.m., 2.5
                        let one = text[start..i]
                            .rsplit('.')
                            .next()
                            .is_some_and(|p| p.chars().count() == 1);
                        next.is_some_and(is_word)
                            && (one || number && next.is_some_and(char::is_numeric))
                            || one && text[start..i].contains('.')
                    }
                    ',' => number && next.is_some_and(char::is_numeric),
                    '\'' | '’' => next.is_some_and(is_word) && !is_possessive(&text[i..]),
                    _ => false,
                };
                if !inside {
                    break;
                }
                number &= d.is_numeric() || matches!(d, '.' | ',');
                end = i + d.len_utf8();
                chars.next();
            }
            if number { Shape::Number } else { Shape::Word }
        } else if matches!(c, '\'' | '’')
            && is_possessive(&text[start..])
            && start > 0
            && owner_before(&text[..start], &text[start..])
        {
            if let Some(&(i, d)) = chars.peek().filter(|(_, d)| matches!(d, 's' | 'S')) {
                end = i + d.len_utf8();
                chars.next();
            }
            Shape::Possessive
        } else {
            Shape::Punct
        };
        out.push(Token {
            range: base + start..base + end,
            shape,
        });
    }
    out
}

/// "'s" or "s'" at a word's end.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    match chars.next() {
        Some('s' | 'S') => !chars.next().is_some_and(is_word),
        next => !next.is_some_and(is_word),
    }
}

/// The length of an address at `at`: "](…)" of a link, "https://…".
fn address(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix("](") {
        let n = inner.find(')')?;
        return (n < 500 && !inner[..n].contains('\n')).then_some(n + 3);
    }
    if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
        return Some(
            rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"' | ']'))
                .unwrap_or(rest.len()),
        );
    }
    None
}

/// A bare apostrophe marks an owner only after a plural's s; elsewhere it closes a quotation.
fn owner_before(before: &str, rest: &str) -> bool {
    let bare = !rest.chars().nth(1).is_some_and(|c| matches!(c, 's' | 'S'));
    (before.ends_with(is_word) || !bare && before.ends_with('.'))
        && (!bare || before.ends_with('s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let text = "The U.S.'s 2,700 non-nuclear missiles, Russia's and the states' own; don't.";
        let got: Vec<&str> = tokens(text, 0)
            .into_iter()
            .map(|t| &text[t.range])
            .collect();
        assert_eq!(
            got,
            [
                "The", "U.S.", "'s", "2,700", "non", "-", "nuclear", "missiles", ",", "Russia",
                "'s", "and", "the", "states", "'", "own", ";", "don't", "."
            ]
        );
    }
}
