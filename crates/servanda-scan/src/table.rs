//! Tables in memory, and their columns of words.

use crate::error::ScanError;
use crate::scan::Sink;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use arrow_schema::{Schema, SchemaRef};
use std::collections::HashMap;
use std::sync::Arc;

/// A table in memory, as batches of one schema.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns.
    pub schema: SchemaRef,
    /// The rows, in order.
    pub batches: Vec<RecordBatch>,
}

impl Default for Table {
    /// Neither columns nor rows.
    fn default() -> Table {
        Table {
            schema: Arc::new(Schema::empty()),
            batches: Vec::new(),
        }
    }
}

/// A sink that gives the rows as they are, in batches.
#[derive(Clone, Copy, Debug)]
pub struct Held;

impl Sink for Held {
    type Piece = RecordBatch;

    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(RecordBatch),
    ) -> Result<(), ScanError> {
        give(batch);
        Ok(())
    }

    fn end_of_part(&mut self, _: &mut dyn FnMut(RecordBatch)) -> Result<(), ScanError> {
        Ok(())
    }
}

/// One word for each duty, every word kept once: readers of dictionaries may rely on that.
pub(crate) struct WordOf {
    words: ArrayRef,
    of_duty: Vec<i32>,
}

impl WordOf {
    pub fn new(of_duties: impl Iterator<Item = String>) -> WordOf {
        let mut words: Vec<String> = Vec::new();
        let mut places: HashMap<String, i32> = HashMap::new();
        let of_duty = of_duties
            .map(|word| {
                *places.entry(word).or_insert_with_key(|word| {
                    words.push(word.clone());
                    words.len() as i32 - 1
                })
            })
            .collect();
        WordOf {
            words: Arc::new(StringArray::from(words)),
            of_duty,
        }
    }

    /// The words of these duties.
    ///
    /// # Errors
    /// A duty that there is not.
    pub fn column(&self, duties: &[i32]) -> Result<ArrayRef, ScanError> {
        let of = |duty: &i32| self.of_duty.get(usize::try_from(*duty).ok()?).copied();
        let keys: Option<Vec<i32>> = duties.iter().map(of).collect();
        let unknown = || ScanError::Output("there is no such provision".to_owned());
        dictionary(&self.words, Int32Array::from(keys.ok_or_else(unknown)?))
    }
}

/// A column of words by their places.
pub(crate) fn dictionary(words: &ArrayRef, keys: Int32Array) -> Result<ArrayRef, ScanError> {
    let column = DictionaryArray::try_new(keys, words.clone());
    Ok(Arc::new(
        column.map_err(|e| ScanError::Output(e.to_string()))?,
    ))
}
