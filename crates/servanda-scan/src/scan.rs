//! The scan as a whole: parts of the source dealt out to threads, their output put
//! back in order.

use crate::error::ScanError;
use crate::index::ObligationIndex;
use crate::kernel::{Matcher, Rows};
use crate::source::{EventBlock, EventSource, Reject};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, RecordBatch, UInt16Array, UInt32Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// How to scan.
#[derive(Clone, Copy, Debug)]
pub struct ScanOptions {
    /// How many threads match; at least 1. The output does not depend on it.
    pub threads: usize,
    /// About how many rows go into a batch of output.
    pub batch: usize,
    /// Whether the output says by a column `diagram` how each obligation holds.
    pub diagrams: bool,
    /// Whether it tells of each event its days, actor, target and class of act.
    pub describe: bool,
}

impl Default for ScanOptions {
    /// One thread, batches of 65,536 rows, no diagrams, no descriptions.
    fn default() -> ScanOptions {
        ScanOptions {
            threads: 1,
            batch: 65_536,
            diagrams: false,
            describe: false,
        }
    }
}

/// What went in and what came out. Rows read = `used` + `left_out` + `rejected`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows of the input that gave events.
    pub used: u64,
    /// Rows of the input that the mapping leaves out as not its concern.
    pub left_out: u64,
    /// Rows of the input that could not be used.
    pub rejected: u64,
    /// Events that were matched against the index; a row can give several.
    pub events: u64,
    /// (event, obligation) rows that came out.
    pub rows: u64,
}

impl Totals {
    fn add(&mut self, other: Totals) {
        self.used += other.used;
        self.left_out += other.left_out;
        self.events += other.events;
        self.rejected += other.rejected;
        self.rows += other.rows;
    }
}

/// What becomes of the rows. Each thread has one of its own; the pieces it gives out
/// reach the caller of [`scan`] in the order of the input.
pub trait Sink {
    /// What is handed over: encoded rows, sums, the batches themselves.
    type Piece: Send;

    /// Takes a batch with the columns of [`output_schema`].
    ///
    /// # Errors
    /// [`ScanError`] ends the scan.
    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(Self::Piece),
    ) -> Result<(), ScanError>;

    /// Called after the last batch of each part of the source.
    ///
    /// # Errors
    /// [`ScanError`] ends the scan.
    fn end_of_part(&mut self, give: &mut dyn FnMut(Self::Piece)) -> Result<(), ScanError>;
}

/// What a scan hands over, in the order of the input.
#[derive(Debug)]
pub enum Output<P> {
    /// A piece of a sink.
    Piece(P),
    /// Rows of the input that could not be used.
    Rejects(Vec<Reject>),
    /// Codes of actors that stand for nobody known on the day, as `SCHEME CODE`, with
    /// the number of times since the last such output.
    Unresolved(BTreeMap<String, u64>),
}

/// The columns of the output: the id of the event as the source names and types it,
/// `obligation`; if asked for, `diagram`; if days can be inexact, `certain`: whether the
/// obligation was in force on every day the event can have been on; and if asked for, the
/// event's `day`, `last_day`, `actor`, `target` and `class`, by their numbers.
#[must_use]
pub fn output_schema(source: &dyn EventSource, options: ScanOptions) -> SchemaRef {
    rows_schema(source.id_field(), source.has_spans(), options)
}

/// [`output_schema`] of events that are named and dated so.
pub(crate) fn rows_schema(id: Field, spans: bool, options: ScanOptions) -> SchemaRef {
    let mut fields = vec![id, Field::new("obligation", DataType::UInt32, false)];
    if options.diagrams {
        fields.push(Field::new("diagram", DataType::UInt32, false));
    }
    if spans {
        fields.push(Field::new("certain", DataType::Boolean, false));
    }
    if options.describe {
        fields.push(Field::new("day", DataType::Date32, false));
        fields.push(Field::new("last_day", DataType::Date32, false));
        fields.push(Field::new("actor", DataType::UInt32, false));
        fields.push(Field::new("target", DataType::UInt32, false));
        fields.push(Field::new("class", DataType::UInt16, false));
    }
    Arc::new(Schema::new(fields))
}

enum Message<P> {
    Output(Output<P>),
    EndOfPart(Totals),
    Failed(ScanError),
}

/// Matches all events of a source against an index.
///
/// Memory is bounded by the number of threads, the size of blocks and batches and
/// what the sinks hold, whatever the size of the source. The outputs are the same,
/// in the same order, for every number of threads.
///
/// # Errors
/// The first error, in the order of the input, of source, sinks or `receive`.
pub fn scan<K: Sink>(
    source: &dyn EventSource,
    index: &ObligationIndex,
    options: ScanOptions,
    sink: impl Fn() -> K + Sync,
    mut receive: impl FnMut(Output<K::Piece>) -> Result<(), ScanError>,
) -> Result<Totals, ScanError> {
    let schema = output_schema(source, options);
    let threads = options.threads.clamp(1, source.parts().max(1));
    let mut totals = Totals::default();
    if threads == 1 {
        let mut worker = Worker::new(source, index, options, schema, sink());
        for part in 0..source.parts() {
            let mut failed = None;
            let sums = worker.part(part, &mut |output| {
                if failed.is_none() {
                    failed = receive(output).err();
                }
                failed.is_none()
            })?;
            match failed {
                Some(error) => return Err(error),
                None => totals.add(sums),
            }
        }
        return Ok(totals);
    }
    std::thread::scope(|scope| {
        let receivers: Vec<Receiver<Message<K::Piece>>> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(4);
                let (sink, schema) = (&sink, schema.clone());
                scope.spawn(move || {
                    let mut worker = Worker::new(source, index, options, schema, sink());
                    for part in (first..source.parts()).step_by(threads) {
                        if !worker.part_to(part, &sender) {
                            return;
                        }
                    }
                });
                receiver
            })
            .collect();
        for part in 0..source.parts() {
            loop {
                match receivers[part % threads].recv() {
                    Ok(Message::Output(output)) => receive(output)?,
                    Ok(Message::EndOfPart(sums)) => break totals.add(sums),
                    Ok(Message::Failed(error)) => return Err(error),
                    Err(_) => return Err(ScanError::ThreadLost),
                }
            }
        }
        Ok(totals)
    })
}

/// What one thread needs.
struct Worker<'a, K> {
    source: &'a dyn EventSource,
    index: &'a ObligationIndex,
    schema: SchemaRef,
    matcher: Matcher,
    sink: K,
}

impl<'a, K: Sink> Worker<'a, K> {
    fn new(
        source: &'a dyn EventSource,
        index: &'a ObligationIndex,
        options: ScanOptions,
        schema: SchemaRef,
        sink: K,
    ) -> Worker<'a, K> {
        Worker {
            source,
            index,
            schema,
            matcher: Matcher::new(options.batch, options.diagrams),
            sink,
        }
    }

    /// Scans one part. `give` returns false if nobody wants more.
    fn part(
        &mut self,
        part: usize,
        give: &mut dyn FnMut(Output<K::Piece>) -> bool,
    ) -> Result<Totals, ScanError> {
        let mut totals = Totals::default();
        let mut wanted = true;
        for block in self.source.open(part)? {
            let mut block = block?;
            totals.events += block.events().len() as u64;
            let read = std::mem::take(&mut block.read);
            totals.used += read.used;
            totals.left_out += read.left_out;
            totals.rejected += read.rejects.len() as u64;
            if !read.rejects.is_empty() {
                wanted &= give(Output::Rejects(read.rejects));
            }
            if !read.unresolved.is_empty() {
                wanted &= give(Output::Unresolved(read.unresolved));
            }
            let (sink, schema) = (&mut self.sink, &self.schema);
            self.matcher.scan(self.index, block.events(), |rows| {
                totals.rows += rows.events.len() as u64;
                let batch = materialise(schema, &block, rows)?;
                sink.batch(batch, &mut |piece| wanted &= give(Output::Piece(piece)))
            })?;
            if !wanted {
                return Ok(totals);
            }
        }
        self.sink
            .end_of_part(&mut |piece| wanted &= give(Output::Piece(piece)))?;
        Ok(totals)
    }

    /// Scans one part for another thread; false if that is no longer there.
    fn part_to(&mut self, part: usize, sender: &SyncSender<Message<K::Piece>>) -> bool {
        let result = self.part(part, &mut |output| {
            sender.send(Message::Output(output)).is_ok()
        });
        let last = match result {
            Ok(sums) => Message::EndOfPart(sums),
            Err(error) => Message::Failed(error),
        };
        sender.send(last).is_ok()
    }
}

/// Puts the ids in place of the positions.
pub(crate) fn materialise(
    schema: &SchemaRef,
    block: &EventBlock,
    rows: Rows<'_>,
) -> Result<RecordBatch, ScanError> {
    let positions = UInt32Array::from(rows.events.to_vec());
    let ids = arrow_select::take::take(&block.ids, &positions, None)
        .map_err(|e| ScanError::Output(e.to_string()))?;
    let mut columns: Vec<ArrayRef> =
        vec![ids, Arc::new(UInt32Array::from(rows.obligations.to_vec()))];
    fn of<T: Copy>(all: &[T], events: &[u32]) -> Vec<T> {
        events.iter().map(|event| all[*event as usize]).collect()
    }
    let lasts = match block.lasts.len() {
        0 => &block.days,
        _ => &block.lasts,
    };
    for field in schema.fields().iter().skip(columns.len()) {
        columns.push(match field.name().as_str() {
            "certain" => Arc::new(match rows.certain {
                [] => BooleanArray::from(vec![true; rows.events.len()]),
                certain => BooleanArray::from(certain.to_vec()),
            }),
            "day" => Arc::new(Date32Array::from(of(&block.days, rows.events))),
            "last_day" => Arc::new(Date32Array::from(of(lasts, rows.events))),
            "actor" => Arc::new(UInt32Array::from(of(&block.actors, rows.events))),
            "target" => Arc::new(UInt32Array::from(of(&block.targets, rows.events))),
            "class" => Arc::new(UInt16Array::from(of(&block.acts, rows.events))),
            _ => Arc::new(UInt32Array::from(rows.diagrams.to_vec())),
        });
    }
    RecordBatch::try_new(schema.clone(), columns).map_err(|e| ScanError::Output(e.to_string()))
}
