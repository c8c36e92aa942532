//! From the columns of a table to numbers for matching.

use crate::error::ScanError;
use crate::source::EventBlock;
use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema};

/// Where the rows of a batch are from.
#[derive(Clone, Copy, Debug)]
pub struct RowPlace<'a> {
    /// The file as it was named.
    pub file: &'a str,
    /// The place, from 1, of the batch's first row in the file.
    pub first: u64,
}

/// Turns batches of a table into blocks of events.
pub trait Encode: Send + Sync {
    /// Which of the table's columns are needed, by their positions in its schema,
    /// ascending. Only these are read.
    ///
    /// # Errors
    /// [`ScanError::NoSuchColumn`] or [`ScanError::ColumnType`].
    fn columns(&self, file: &str, schema: &Schema) -> Result<Vec<usize>, ScanError>;

    /// Name and type of the ids, given a schema with the needed columns.
    ///
    /// # Errors
    /// [`ScanError::NoSuchColumn`].
    fn id_field(&self, file: &str, schema: &Schema) -> Result<Field, ScanError>;

    /// Whether days can be inexact.
    fn has_spans(&self) -> bool {
        false
    }

    /// Encodes a batch that has the needed columns. Every row of it is in the block
    /// as an event or as a [`Reject`](crate::Reject).
    ///
    /// # Errors
    /// [`ScanError`] if the batch as a whole cannot be used.
    fn encode(&self, place: RowPlace<'_>, batch: &RecordBatch) -> Result<EventBlock, ScanError>;
}

/// The position of a column.
pub(crate) fn position(file: &str, schema: &Schema, column: &str) -> Result<usize, ScanError> {
    schema
        .index_of(column)
        .map_err(|_| ScanError::NoSuchColumn {
            path: file.to_owned(),
            column: column.to_owned(),
            found: schema.fields().iter().map(|f| f.name().clone()).collect(),
        })
}
