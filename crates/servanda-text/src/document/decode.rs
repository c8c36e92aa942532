//! Bytes to text: UTF-8, UTF-16 with a byte-order mark; anything else is an error that says where.

use std::fmt;

/// Largest input read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, byte-order mark removed, line ends kept.
    pub text: String,
    /// The encoding it came in.
    pub encoding: &'static str,
}

/// Why an input cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing but white space.
    Empty,
    /// Not text: has NUL bytes or is of a known binary format.
    Binary {
        /// What it looks like ("a PDF file").
        looks_like: &'static str,
    },
    /// Bytes that are no UTF-8.
    Undecodable {
        /// Offset of the first bad byte.
        offset: usize,
        /// Line it is in, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The bad bytes in hexadecimal.
        bytes: String,
    },
    /// Larger than `MAX_BYTES` (256 MiB).
    TooLarge {
        /// Size in bytes.
        size: usize,
    },
    /// HTML without an article in it, or HTML reading not built in.
    NoArticle {
        /// What went wrong.
        why: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty"),
            Self::Binary { looks_like } => {
                write!(f, "this is not text: it looks like {looks_like}")
            }
            Self::Undecodable {
                offset,
                line,
                column,
                bytes,
            } => write!(
                f,
                "the text is not UTF-8: byte{} {bytes} at offset {offset} (line {line}, column {column}); save it as UTF-8 and try again",
                if bytes.len() > 2 { "s" } else { "" }
            ),
            Self::TooLarge { size } => {
                write!(f, "the text has {size} bytes; at most {MAX_BYTES} are read")
            }
            Self::NoArticle { why } => write!(f, "no article was found in the page: {why}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Decodes an input.
///
/// # Errors
/// See [`ReadError`].
///
/// ```
/// use servanda_text::document::decode;
/// assert_eq!(decode("\u{feff}日本".as_bytes()).unwrap().text, "日本");
/// assert_eq!(decode(b"line\nna\xefve").unwrap_err().to_string().contains("line 2, column 3"), true);
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest, 3)?, "UTF-8"),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, "UTF-16BE"),
        _ => {
            if let Some(looks_like) = binary(bytes) {
                return Err(ReadError::Binary { looks_like });
            }
            (utf8(bytes, 0)?, "UTF-8")
        }
    };
    if text
        .chars()
        .all(|c| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
    {
        return Err(ReadError::Empty);
    }
    Ok(Decoded { text, encoding })
}

fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7FELF", "a program"),
        (b"PAR1", "a Parquet table"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
    ];
    let known = MAGIC
        .iter()
        .find(|(m, _)| bytes.starts_with(m))
        .map(|(_, n)| *n);
    known.or_else(|| {
        bytes
            .iter()
            .take(8192)
            .any(|b| *b == 0)
            .then_some("a binary file (it has NUL bytes)")
    })
}

fn utf8(bytes: &[u8], shift: usize) -> Result<String, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(t) => Ok(t.to_owned()),
        Err(e) => {
            let at = e.valid_up_to();
            let good = String::from_utf8_lossy(&bytes[..at]);
            let line_start = good.rfind('\n').map_or(0, |i| i + 1);
            let bad = &bytes[at..bytes.len().min(at + e.error_len().unwrap_or(1).max(1))];
            Err(ReadError::Undecodable {
                offset: at + shift,
                line: good.matches('\n').count() + 1,
                column: good.get(line_start..).map_or(0, |l| l.chars().count()) + 1,
                bytes: bad
                    .iter()
                    .map(|b| format!("{b:02X}"))
                    .collect::<Vec<_>>()
                    .join(" "),
            })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let mut units = Vec::with_capacity(bytes.len() / 2);
    let (pairs, rest) = bytes.as_chunks::<2>();
    units.extend(pairs.iter().map(|p| unit(*p)));
    let odd = !rest.is_empty();
    match String::from_utf16(&units) {
        Ok(t) if !odd => Ok(t),
        _ => {
            let bad = char::decode_utf16(units.iter().copied())
                .position(|c| c.is_err())
                .unwrap_or(units.len());
            Err(ReadError::Undecodable {
                offset: bad * 2 + 2,
                line: 1,
                column: bad + 1,
                bytes: "(UTF-16)".into(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_where_and_what() {
        assert_eq!(decode(b" \n\t").unwrap_err(), ReadError::Empty);
        assert_eq!(decode(b"").unwrap_err(), ReadError::Empty);
        assert!(matches!(
            decode(b"%PDF-1.7"),
            Err(ReadError::Binary {
                looks_like: "a PDF file"
            })
        ));
        assert!(matches!(decode(b"a\0b"), Err(ReadError::Binary { .. })));
        let Err(ReadError::Undecodable {
            offset,
            line,
            column,
            bytes,
        }) = decode("日本\nあ\u{e9}".as_bytes().split_last().unwrap().1)
        else {
            panic!("broken UTF-8 must be refused");
        };
        assert_eq!((offset, line, column, bytes.as_str()), (10, 2, 2, "C3"));
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        let bytes: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("条約".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&bytes).unwrap().text, "条約");
        assert!(decode(&bytes[..5]).is_err());
    }
}
