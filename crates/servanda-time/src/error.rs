//! What went wrong with a date, where in the text, and what to write instead.

use std::fmt;

/// The kind of a [`TimeError`], for programs that need to tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeErrorKind {
    /// Nothing was written.
    Empty,
    /// The text has not the shape of a date, period, duration or clock time.
    Syntax,
    /// The month (or season) does not exist.
    NoSuchMonth,
    /// The month exists but has no such day.
    NoSuchDay,
    /// The result lies outside the supported years -9999 to 9999.
    OutOfRange,
    /// The text can be read in more than one way.
    Ambiguous,
    /// The end lies before the start.
    Reversed,
    /// A correct notation that Servanda does not read.
    Unsupported,
    /// No era of that name is known.
    UnknownEra,
    /// The date lies after the last day of the era it names.
    EraOver,
    /// The date lies before the first day of the era it names.
    EraNotBegun,
    /// The target month has no such day, and the rule given was to refuse.
    EndOfMonth,
}

/// An error about a written date, period, duration or clock time.
///
/// `offset` and `len` are bytes into the text that was given to the parser, and
/// `found` is exactly that part of it.
///
/// ```
/// use servanda_time::Day;
/// let e = Day::parse("1945-02-29").unwrap_err();
/// assert_eq!(
///     e.to_string(),
///     "1945-02-29: February 1945 has 28 days; did you mean 1945-02-28?"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeError {
    /// What kind of error it is.
    pub kind: TimeErrorKind,
    /// First byte of the offending text in the input.
    pub offset: usize,
    /// Length of the offending text in bytes.
    pub len: usize,
    /// The offending text.
    pub found: String,
    /// What is wrong with it, without the offending text.
    pub message: String,
    /// What could be written instead, if there is something to propose.
    pub suggestion: Option<String>,
}

impl TimeError {
    /// An error about `found`, which begins at byte `offset` of the input.
    pub(crate) fn new(
        kind: TimeErrorKind,
        found: &str,
        offset: usize,
        message: impl Into<String>,
    ) -> Self {
        TimeError {
            kind,
            offset,
            len: found.len(),
            found: found.to_string(),
            message: message.into(),
            suggestion: None,
        }
    }

    /// The same error with a proposal of what to write.
    pub(crate) fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The same error with its place moved by `by` bytes, for a part of a larger text.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.offset += by;
        self
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.found.is_empty() {
            f.write_str(&self.found)?;
        }
        match (self.kind, &self.suggestion) {
            (TimeErrorKind::Ambiguous, Some(s)) => write!(f, " {}: write {s}", self.message),
            (TimeErrorKind::Ambiguous, None) => write!(f, " {}", self.message),
            (_, s) => {
                if !self.found.is_empty() {
                    f.write_str(": ")?;
                }
                f.write_str(&self.message)?;
                match s {
                    Some(s) => write!(f, "; did you mean {s}?"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for TimeError {}
