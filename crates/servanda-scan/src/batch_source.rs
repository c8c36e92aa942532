//! Events from tables in memory, or from a stream of batches.

use crate::encode::{Encode, RowPlace};
use crate::error::ScanError;
use crate::source::{Blocks, EventSource};
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Field, Schema};
use std::sync::{Mutex, PoisonError};

/// Rows that are encoded together.
const BLOCK: usize = 1 << 16;
/// Rows that one thread takes at a time.
const PART: usize = 1 << 20;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// Batches of Arrow as events: held, and then matched on several threads; or coming one after the other.
pub struct BatchEvents<E> {
    name: String,
    encode: E,
    id: Field,
    needed: Vec<usize>,
    input: Input,
}

enum Input {
    /// For each part its batches, each with the place of its first row.
    Held(Vec<Vec<(u64, RecordBatch)>>),
    Stream(Mutex<Option<Batches>>),
}

impl<E: Encode> BatchEvents<E> {
    /// A table in memory. `name` is for messages.
    ///
    /// # Errors
    /// [`ScanError`] if it lacks a column, or one has a type that will not do.
    pub fn held(
        name: &str,
        schema: &Schema,
        batches: Vec<RecordBatch>,
        encode: E,
    ) -> Result<BatchEvents<E>, ScanError> {
        let mut parts: Vec<Vec<(u64, RecordBatch)>> = Vec::new();
        let (mut first, mut room) = (1u64, 0);
        for batch in batches {
            let mut at = 0;
            while at < batch.num_rows() {
                if room == 0 {
                    parts.push(Vec::new());
                    room = PART;
                }
                let rows = room.min(batch.num_rows() - at);
                if let Some(part) = parts.last_mut() {
                    part.push((first, batch.slice(at, rows)));
                }
                (at, room, first) = (at + rows, room - rows, first + rows as u64);
            }
        }
        BatchEvents::new(name, schema, encode, Input::Held(parts))
    }

    /// Batches that are read once, on one thread, and not held. `name` is for messages.
    ///
    /// # Errors
    /// [`ScanError`] if they lack a column, or one has a type that will not do.
    pub fn stream(
        name: &str,
        schema: &Schema,
        batches: Batches,
        encode: E,
    ) -> Result<BatchEvents<E>, ScanError> {
        let input = Input::Stream(Mutex::new(Some(batches)));
        BatchEvents::new(name, schema, encode, input)
    }

    fn new(
        name: &str,
        schema: &Schema,
        encode: E,
        input: Input,
    ) -> Result<BatchEvents<E>, ScanError> {
        Ok(BatchEvents {
            needed: encode.columns(name, schema)?,
            id: encode.id_field(name, schema)?,
            name: name.to_owned(),
            encode,
            input,
        })
    }

    /// The blocks of a batch.
    fn blocks(&self, first: u64, batch: RecordBatch) -> Blocks<'_> {
        let rows = batch.num_rows();
        Box::new((0..rows).step_by(BLOCK).map(move |at| {
            let needed = batch
                .slice(at, BLOCK.min(rows - at))
                .project(&self.needed)
                .map_err(|e| ScanError::format(&self.name, e))?;
            let place = RowPlace {
                file: &self.name,
                first: first + at as u64,
            };
            self.encode.encode(place, &needed)
        }))
    }
}

impl<E: Encode> EventSource for BatchEvents<E> {
    fn parts(&self) -> usize {
        match &self.input {
            Input::Held(parts) => parts.len(),
            Input::Stream(_) => 1,
        }
    }

    fn id_field(&self) -> Field {
        self.id.clone()
    }

    fn has_spans(&self) -> bool {
        self.encode.has_spans()
    }

    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError> {
        let stream = match &self.input {
            Input::Held(parts) => {
                let batches = parts.get(part).map_or(&[][..], Vec::as_slice);
                return Ok(Box::new(batches.iter().flat_map(|(first, batch)| {
                    // A slice shares the columns.
                    self.blocks(*first, batch.clone())
                })));
            }
            Input::Stream(stream) => stream,
        };
        let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
        let again = || ScanError::format(&self.name, "can be read only once");
        let mut first = 1;
        Ok(Box::new(stream.take().ok_or_else(again)?.flat_map(
            move |batch| match batch {
                Ok(batch) => {
                    let here = first;
                    first += batch.num_rows() as u64;
                    self.blocks(here, batch)
                }
                Err(e) => {
                    let error = ScanError::format(&self.name, e);
                    Box::new(std::iter::once(Err(error))) as Blocks<'_>
                }
            },
        )))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

    use super::*;
    use crate::source::EventBlock;
    use arrow_array::{ArrayRef, Int32Array};
    use std::sync::Arc;

    /// Notes where each block begins and how long it is.
    struct Noting;

    impl Encode for Noting {
        fn columns(&self, _: &str, _: &Schema) -> Result<Vec<usize>, ScanError> {
            Ok(vec![0])
        }

        fn id_field(&self, _: &str, schema: &Schema) -> Result<Field, ScanError> {
            Ok(schema.field(0).clone())
        }

        fn encode(
            &self,
            place: RowPlace<'_>,
            batch: &RecordBatch,
        ) -> Result<EventBlock, ScanError> {
            Ok(EventBlock {
                ids: batch.column(0).clone(),
                days: vec![i32::try_from(place.first).unwrap()],
                lasts: Vec::new(),
                actors: Vec::new(),
                targets: Vec::new(),
                acts: Vec::new(),
                read: crate::source::Read::default(),
            })
        }
    }

    fn batch(rows: std::ops::Range<i32>) -> RecordBatch {
        let column: ArrayRef = Arc::new(Int32Array::from_iter_values(rows));
        RecordBatch::try_from_iter([("n", column)]).unwrap()
    }

    /// The rows of all blocks, and that each block knows where it begins.
    fn rows(source: &dyn EventSource) -> Vec<i32> {
        use arrow_array::cast::AsArray;
        use arrow_array::types::Int32Type;
        let mut found = Vec::new();
        for part in 0..source.parts() {
            for block in source.open(part).unwrap() {
                let block = block.unwrap();
                let ids = block.ids.as_primitive::<Int32Type>();
                assert_eq!(block.days, [found.len() as i32 + 1]);
                assert_eq!(ids.value(0), found.len() as i32);
                assert!(ids.len() <= BLOCK);
                found.extend(ids.values());
            }
        }
        found
    }

    #[test]
    fn every_row_comes_once_and_in_order_held_or_streamed() {
        let n = (PART + 3 * BLOCK / 2) as i32;
        let batches = vec![batch(0..7), batch(7..7), batch(7..n - 1), batch(n - 1..n)];
        let all: Vec<i32> = (0..n).collect();
        let schema = batches[0].schema();
        let held = BatchEvents::held("events", &schema, batches.clone(), Noting).unwrap();
        assert_eq!(held.parts(), 2);
        assert_eq!(rows(&held), all);
        assert_eq!(rows(&held), all, "a table can be read again");
        let stream = Box::new(batches.into_iter().map(Ok));
        let stream = BatchEvents::stream("events", &schema, stream, Noting).unwrap();
        assert_eq!(rows(&stream), all);
        assert!(stream.open(0).is_err(), "a stream cannot");
    }
}
