//! The compact form in which a checked record is carried in the binary.

use crate::model::Record;
use std::fmt;

/// The first bytes of the form: its name and version.
const MAGIC: &[u8] = b"servanda-record-1\n";

/// Bytes that are not a record of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinaryError(String);

impl fmt::Display for BinaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a compiled record: {}", self.0)
    }
}

impl std::error::Error for BinaryError {}

impl Record {
    /// The record in compact form: the same record always gives the same bytes.
    ///
    /// # Errors
    /// None that a record from the loader can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BinaryError> {
        let mut out = MAGIC.to_vec();
        out.extend(postcard::to_allocvec(self).map_err(|e| BinaryError(e.to_string()))?);
        Ok(out)
    }

    /// Reads what [`Record::to_bytes`] wrote. Nothing is checked again: for bytes from elsewhere load
    /// the files.
    ///
    /// # Errors
    /// Bytes of another form or version, or cut short.
    pub fn from_bytes(bytes: &[u8]) -> Result<Record, BinaryError> {
        let body = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| BinaryError("another form or version".to_string()))?;
        let (record, rest) =
            postcard::take_from_bytes(body).map_err(|e| BinaryError(e.to_string()))?;
        match rest {
            [] => Ok(record),
            _ => Err(BinaryError(format!("{} bytes too many", rest.len()))),
        }
    }
}
