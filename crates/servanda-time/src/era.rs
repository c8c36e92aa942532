//! Japanese eras.
use crate::{TimeError, TimeErrorKind, UncertainDate};
pub(crate) fn looks_japanese(_: &str) -> bool {
    false
}
/// Reads.
pub fn parse_ja(text: &str) -> Result<UncertainDate, TimeError> {
    Err(TimeError::new(TimeErrorKind::Unsupported, text, 0, ""))
}
