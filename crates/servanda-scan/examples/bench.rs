//! The bulk-join job that `bench/run` measures.
//!
//!     bench MODE OBLIGATIONS.parquet EVENTS.parquet|BLOCKS [OUT.parquet] [--threads N] [--diagrams]
//!
//! `count` puts every row into an Arrow batch and sums up Σ(event·5003 + obligation);
//! `emit` writes the rows as Parquet; `decode` only decodes the columns of the events;
//! `sum` reads a file of rows and sums it up; `blocks` counts as `count` does over BLOCKS million events generated in the process.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, UInt16Type, UInt32Type};
use arrow_array::{RecordBatch, UInt32Array};
use arrow_schema::{DataType, Field};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use servanda_scan::{
    ActSet, Blocks, DiagramId, EventBlock, EventSource, NumericColumns, Obligation,
    ObligationIndex, Output, ParquetEvents, ParquetOutput, Read, ScanError, ScanOptions, Sink,
    output_schema, scan,
};
use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// The benchmark's tables have both days of an obligation inclusive.
fn obligations(path: &str, diagrams: bool) -> Result<Vec<Obligation>, Box<dyn Error>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?
        .with_batch_size(32_768)
        .build()?;
    let mut all = Vec::new();
    for batch in reader {
        let batch = batch?;
        let column = |name: &str| {
            batch
                .column_by_name(name)
                .ok_or(format!("no column {name}"))
        };
        let id = column("obligation_id")?.as_primitive::<UInt32Type>();
        let bearer = column("bearer")?.as_primitive::<UInt16Type>();
        let counterparty = column("counterparty")?.as_primitive::<UInt16Type>();
        let start = column("start")?.as_primitive::<Int32Type>();
        let end = column("end")?.as_primitive::<Int32Type>();
        let mask = column("mask")?.as_primitive::<UInt32Type>();
        all.extend((0..batch.num_rows()).map(|i| Obligation {
            id: id.value(i),
            bearer: bearer.value(i).into(),
            counterparty: counterparty.value(i).into(),
            from: start.value(i),
            until: end.value(i).saturating_add(1),
            acts: ActSet::from_mask(mask.value(i)),
            // Yes, unknown, or one of a thousand diagrams over readings.
            diagram: DiagramId(if diagrams { 1 + id.value(i) % 1002 } else { 1 }),
        }));
    }
    Ok(all)
}

#[derive(Default)]
struct Tally {
    rows: u64,
    checksum: u128,
    /// How many rows hold by yes, unknown, and as the reading has it.
    holds: [u64; 3],
}

impl Sink for Tally {
    type Piece = Tally;

    fn batch(&mut self, batch: RecordBatch, _: &mut dyn FnMut(Tally)) -> Result<(), ScanError> {
        let events = batch.column(0).as_primitive::<UInt32Type>().values();
        let obligations = batch.column(1).as_primitive::<UInt32Type>().values();
        self.rows += batch.num_rows() as u64;
        let sums = events.iter().zip(obligations.iter());
        let sum = sums
            .map(|(e, o)| u64::from(*e) * 5003 + u64::from(*o))
            .sum::<u64>();
        self.checksum += u128::from(sum);
        if let Some(diagrams) = batch.columns().get(2) {
            let diagrams = diagrams.as_primitive::<UInt32Type>().values();
            for (n, holds) in self.holds.iter_mut().enumerate() {
                *holds += diagrams
                    .iter()
                    .map(|d| u64::from((*d).min(3) as usize == n + 1))
                    .sum::<u64>();
            }
        }
        Ok(())
    }

    fn end_of_part(&mut self, give: &mut dyn FnMut(Tally)) -> Result<(), ScanError> {
        give(std::mem::take(self));
        Ok(())
    }
}

/// Rows and checksum of a file of (event, obligation) rows in whatever integers.
fn sum(path: &str) -> Result<Tally, Box<dyn Error>> {
    let mut tally = Tally::default();
    for batch in ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?.build()? {
        let batch = batch?;
        let column = |at: usize| match batch.column(at).data_type() {
            DataType::Int64 => {
                let values = batch.column(at).as_primitive::<Int64Type>();
                Ok(values
                    .values()
                    .iter()
                    .map(|v| *v as u128)
                    .collect::<Vec<_>>())
            }
            DataType::UInt32 => {
                let values = batch.column(at).as_primitive::<UInt32Type>();
                Ok(values.values().iter().map(|v| u128::from(*v)).collect())
            }
            other => Err(format!("unexpected type {other}")),
        };
        let (events, obligations) = (column(0)?, column(1)?);
        tally.rows += batch.num_rows() as u64;
        tally.checksum += events
            .iter()
            .zip(&obligations)
            .map(|(e, o)| e * 5003 + o)
            .sum::<u128>();
    }
    Ok(tally)
}

/// Events as those of the benchmark's table are distributed, made block by block.
struct Generated {
    blocks: u64,
    cumulative: Vec<u32>,
}

const BLOCK: u32 = 1_000_000;

impl Generated {
    fn new(blocks: u64) -> Generated {
        let weight = |n: u32| 1.0 / f64::from(n + 1).powf(0.9);
        let total: f64 = (0..220).map(weight).sum();
        let mut sum = 0.0;
        let cumulative = (0..220)
            .map(|n| {
                sum += weight(n);
                (sum / total * f64::from(u32::MAX)) as u32
            })
            .collect();
        Generated { blocks, cumulative }
    }
}

impl EventSource for Generated {
    fn parts(&self) -> usize {
        self.blocks as usize
    }

    fn id_field(&self) -> Field {
        Field::new("event_id", DataType::UInt32, false)
    }

    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError> {
        let mut state = (part as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut random = move || {
            // xorshift64*
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
        };
        // Look the actors up by the upper bits first: the table is short.
        let quick: Vec<u16> = (0..=4096u32)
            .map(|n| {
                let at = u64::from(n) << 20;
                self.cumulative.partition_point(|c| u64::from(*c) < at) as u16
            })
            .collect();
        const STEP: u32 = 31_250;
        Ok(Box::new((0..BLOCK / STEP).map(move |step| {
            let first = part as u32 * BLOCK + step * STEP;
            let mut block = EventBlock {
                ids: Arc::new(UInt32Array::from_iter_values(first..first + STEP)),
                days: Vec::with_capacity(STEP as usize),
                actors: Vec::with_capacity(STEP as usize),
                targets: Vec::with_capacity(STEP as usize),
                acts: Vec::with_capacity(STEP as usize),
                lasts: Vec::new(),
                read: Read::default(),
            };
            for _ in 0..STEP {
                let (r, s) = (random(), random());
                let day = (f64::from(r) / 4_294_967_296.0).sqrt() * 74_876.0;
                block.days.push(day as i32);
                let actor = quick[(s >> 20) as usize];
                let target = quick[(s >> 8 & 0xFFF) as usize];
                block.actors.push(actor.into());
                block.targets.push(target.into());
                block.acts.push(((s & 0xFF) as u16 * 20) >> 8);
            }
            Ok(block)
        })))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = ScanOptions {
        threads: 2,
        ..ScanOptions::default()
    };
    let mut words = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--threads" => options.threads = arguments.next().ok_or("how many?")?.parse()?,
            "--diagrams" => options.diagrams = true,
            _ => words.push(argument),
        }
    }
    let [mode, table, events, out @ ..] = words.as_slice() else {
        return Err("usage: bench MODE OBLIGATIONS EVENTS [OUT] [--threads N] [--diagrams]".into());
    };
    let begin = Instant::now();
    if mode == "sum" {
        let tally = sum(table)?;
        println!("RESULT servanda sum {} {}", tally.rows, tally.checksum);
        return Ok(());
    }
    let source: Box<dyn EventSource> = if mode == "blocks" {
        Box::new(Generated::new(events.parse()?))
    } else {
        Box::new(ParquetEvents::open(
            Path::new(events),
            NumericColumns::default(),
        )?)
    };
    let source = source.as_ref();
    let table = match mode.as_str() {
        "decode" => Vec::new(),
        _ => obligations(table, options.diagrams)?,
    };
    let read = begin.elapsed();
    let index = ObligationIndex::build(&table)?;
    drop(table);
    let built = begin.elapsed();
    let (rows, checksum, holds) = match out {
        [path] if mode == "emit" => {
            let mut file = ParquetOutput::new(File::create(path)?, output_schema(source, options))?;
            let sinks = file.sinks();
            let sums = scan(
                source,
                &index,
                options,
                || sinks.sink(),
                |output| match output {
                    Output::Piece(piece) => file.append(piece),
                    _ => Ok(()),
                },
            )?;
            file.finish()?;
            (sums.rows, None, [0; 3])
        }
        _ => {
            let mut all = Tally::default();
            scan(source, &index, options, Tally::default, |output| {
                if let Output::Piece(tally) = output {
                    all.rows += tally.rows;
                    all.checksum += tally.checksum;
                    for (to, from) in all.holds.iter_mut().zip(tally.holds) {
                        *to += from;
                    }
                }
                Ok(())
            })?;
            (all.rows, Some(all.checksum), all.holds)
        }
    };
    let checksum = checksum.map_or("None".to_owned(), |c| c.to_string());
    println!(
        "RESULT servanda {mode} {rows} {checksum} {:.3}",
        begin.elapsed().as_secs_f64()
    );
    eprintln!(
        "read {read:?} built {built:?} entries {} bytes {} yes, unknown, by reading {holds:?}",
        index.len(),
        index.bytes()
    );
    Ok(())
}
