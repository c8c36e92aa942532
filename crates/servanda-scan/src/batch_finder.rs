//! Findings in batches that somebody else reads and deals out.

use crate::compile::CompiledLaw;
use crate::encode::Encode;
use crate::error::ScanError;
use crate::findings::{Summary, Words};
use crate::kernel::Matcher;
use crate::mapped::{Place, encode};
use crate::reader::RowReader;
use crate::scan::{ScanOptions, materialise, rows_schema};
use crate::source::Reject;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema, SchemaRef};
use servanda_law::{Law, ReadingSpec};
use std::sync::Arc;

/// What [`find`](crate::find) does, batch by batch, for engines that have their own way of reading
/// tables and of dealing them out.
///
/// The findings are the same, ids included, as those of `find` for the same rows. Nothing is known of
/// where a row stood, so events must be named by a column (`id` of the mapping), and rows that cannot
/// be used are told by it.
pub struct BatchFinder {
    compiled: Arc<CompiledLaw>,
    reader: RowReader,
    words: Words,
    rows: SchemaRef,
    name: String,
    text: bool,
    matcher: Matcher,
}

impl BatchFinder {
    /// Makes ready for batches with the columns of `table`. `name` is what messages call the table.
    /// In a table of `text` every column is of texts as they stand in the file.
    ///
    /// # Errors
    /// [`ScanError`] if a column is lacking or has a type that will not do, the mapping does not name
    /// the events by a column, or the reading cannot be used.
    pub fn new(
        law: &Law,
        compiled: Arc<CompiledLaw>,
        reader: RowReader,
        reading: &ReadingSpec,
        (name, table, text): (&str, &Schema, bool),
    ) -> Result<BatchFinder, ScanError> {
        if reader.mapping.id.is_none() {
            return Err(ScanError::Mapping {
                path: reader.mapping.mapping.clone(),
                line: 0,
                message: "`id` is needed here: a column to name the events by".to_owned(),
            });
        }
        reader.columns(name, table)?;
        let options = ScanOptions {
            diagrams: true,
            describe: true,
            ..ScanOptions::default()
        };
        let id = reader.id_field(name, table)?;
        let id = match text {
            // As `find` has it.
            true => id.with_data_type(DataType::Utf8).with_nullable(false),
            false => id,
        };
        let rows = rows_schema(id, reader.has_spans(), options);
        let words = Words::new(law, &compiled, reading, &rows)
            .map_err(|e| ScanError::Output(e.to_string()))?;
        Ok(BatchFinder {
            compiled,
            reader,
            words,
            rows,
            name: name.to_owned(),
            text,
            matcher: Matcher::new(options.batch, true),
        })
    }

    /// Which columns of a table are needed, by their positions, ascending.
    ///
    /// # Errors
    /// [`ScanError`] if one is lacking or has a type that will not do.
    pub fn columns(
        reader: &RowReader,
        name: &str,
        table: &Schema,
    ) -> Result<Vec<usize>, ScanError> {
        reader.columns(name, table)
    }

    /// The columns of the findings.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.words.schema.clone()
    }

    /// Gives the findings of a batch to `give`, in the order of its rows, adds to the sums, and
    /// returns the rows that could not be used; their `line` is 0.
    ///
    /// # Errors
    /// [`ScanError`] if the batch as a whole cannot be used.
    pub fn find(
        &mut self,
        batch: &RecordBatch,
        sums: &mut Summary,
        give: &mut dyn FnMut(RecordBatch),
    ) -> Result<Vec<Reject>, ScanError> {
        let place = Place::Table {
            name: &self.name,
            text: self.text,
        };
        let mut block = encode(&self.reader, &place, batch)?;
        let read = std::mem::take(&mut block.read);
        sums.totals.events += block.events().len() as u64;
        sums.totals.used += read.used;
        sums.totals.left_out += read.left_out;
        sums.totals.rejected += read.rejects.len() as u64;
        for (code, times) in read.unresolved {
            *sums.unresolved.entry(code).or_default() += times;
        }
        let (words, schema) = (&self.words, &self.rows);
        self.matcher
            .scan(&self.compiled.index, block.events(), |rows| {
                sums.totals.rows += rows.events.len() as u64;
                let (findings, against) = words.findings(&materialise(schema, &block, rows)?)?;
                sums.findings += findings.num_rows() as u64;
                sums.against += against;
                if findings.num_rows() > 0 {
                    give(findings);
                }
                Ok::<(), ScanError>(())
            })?;
        Ok(read.rejects)
    }
}
