//! The compact form in which a checked record is carried in the binary.

use crate::model::id::pooled;
use crate::model::{Record, Statements};
use std::fmt;

/// The first bytes of the form: its name and version.
const MAGIC: &[u8] = b"servanda-record-2\n";

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
    /// Name and version of the form; three numbers of four bytes (little end first): the length of all but the
    /// statements, how many statements there are, and the length of their bodies; then these parts, the offsets
    /// of the statements' ends before their bodies.
    ///
    /// # Errors
    /// A record of more than four gigabytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BinaryError> {
        let wrong = |e: postcard::Error| BinaryError(e.to_string());
        let rest = postcard::to_allocvec(&Record {
            statements: Statements::default(),
            ..self.clone()
        })
        .map_err(wrong)?;
        let (ends, bodies) = self.statements.pack().map_err(wrong)?;
        let mut out = MAGIC.to_vec();
        for length in [rest.len(), ends.len() / 4, bodies.len()] {
            let length = u32::try_from(length).map_err(|e| BinaryError(e.to_string()))?;
            out.extend(length.to_le_bytes());
        }
        out.extend(rest);
        out.extend(ends);
        out.extend(bodies);
        Ok(out)
    }

    /// Reads what [`Record::to_bytes`] wrote. Nothing is checked again: for bytes from elsewhere load
    /// the files.
    ///
    /// # Errors
    /// Bytes of another form or version, or cut short.
    pub fn from_bytes(bytes: &[u8]) -> Result<Record, BinaryError> {
        let parts = parts(bytes)?;
        let mut record = rest(parts.rest)?;
        let mut left = parts.bodies;
        let mut statements = Vec::with_capacity(parts.ends.len() / 4);
        for _ in 0..parts.ends.len() / 4 {
            let (statement, after) =
                postcard::take_from_bytes(left).map_err(|e| BinaryError(e.to_string()))?;
            statements.push(statement);
            left = after;
        }
        if !left.is_empty() {
            return Err(BinaryError(format!("{} bytes too many", left.len())));
        }
        record.statements = Statements::from(statements);
        Ok(record)
    }

    /// As [`Record::from_bytes`], for bytes that stay: statements are read when they are looked up.
    ///
    /// # Errors
    /// Bytes of another form or version, or cut short. A statement that cannot be read is not there.
    pub fn from_static(bytes: &'static [u8]) -> Result<Record, BinaryError> {
        let parts = parts(bytes)?;
        let mut record = rest(parts.rest)?;
        record.statements = Statements::packed(parts.ends, parts.bodies)
            .ok_or_else(|| BinaryError("offsets of statements that do not fit".to_string()))?;
        Ok(record)
    }
}

/// The parts of the compact form.
struct Parts<'b> {
    rest: &'b [u8],
    ends: &'b [u8],
    bodies: &'b [u8],
}

fn parts(bytes: &[u8]) -> Result<Parts<'_>, BinaryError> {
    let short = || BinaryError("cut short".to_string());
    let mut left = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| BinaryError("another form or version".to_string()))?;
    let mut lengths = [0usize; 3];
    for length in &mut lengths {
        let (four, after) = left.split_first_chunk().ok_or_else(short)?;
        *length = usize::try_from(u32::from_le_bytes(*four)).map_err(|_| short())?;
        left = after;
    }
    let [rest, count, bodies] = lengths;
    let (rest, left) = left.split_at_checked(rest).ok_or_else(short)?;
    let ends = count.checked_mul(4).ok_or_else(short)?;
    let (ends, left) = left.split_at_checked(ends).ok_or_else(short)?;
    match left.len().checked_sub(bodies) {
        None => Err(short()),
        Some(0) => Ok(Parts {
            rest,
            ends,
            bodies: left,
        }),
        Some(more) => Err(BinaryError(format!("{more} bytes too many"))),
    }
}

/// The record without its statements.
fn rest(bytes: &[u8]) -> Result<Record, BinaryError> {
    let read = || postcard::take_from_bytes::<Record>(bytes);
    let (record, left) = pooled(read).map_err(|e| BinaryError(e.to_string()))?;
    match left {
        [] => Ok(record),
        _ => Err(BinaryError(format!("{} bytes too many", left.len()))),
    }
}
