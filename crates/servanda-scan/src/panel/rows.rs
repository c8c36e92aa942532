//! Rows of a panel on their way into a file.

use super::cell::Cell;
use super::states::{Coded, Pair};
use super::{PanelSpec, PanelSummary, PanelUnit, wrong};
use crate::error::ScanError;
use crate::findings::FindingsTo;
use crate::parquet_sink::{ParquetOutput, ParquetSink};
use crate::scan::Sink;
use crate::table::Table;
use crate::text_sink::{CsvSink, JsonSink};
use arrow_array::builder::{Date32Builder, Int8Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use servanda_law::Law;
use servanda_time::DaySpan;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

/// Rows that are put together before they are written.
const BATCH: usize = 1 << 14;

enum To<'a> {
    Parquet(Box<ParquetOutput<&'a mut (dyn Write + Send)>>, ParquetSink),
    Csv(&'a mut (dyn Write + Send)),
    Jsonl(&'a mut (dyn Write + Send)),
    Table(&'a mut Table),
}

/// The columns of one obligation.
#[derive(Default)]
struct Columns {
    value: Int8Builder,
    reason: StringBuilder,
    agreements: StringBuilder,
    provisions: StringBuilder,
}

/// A panel being written.
pub(crate) struct Writing<'a, 'w> {
    law: &'a Law,
    provisions: &'a [(u32, u32)],
    unit: PanelUnit,
    schema: SchemaRef,
    to: To<'w>,
    codes: [StringBuilder; 2],
    states: [StringBuilder; 2],
    years: Int32Builder,
    dates: Date32Builder,
    duties: Vec<Columns>,
    waiting: usize,
    summary: PanelSummary,
}

fn failed(error: impl std::fmt::Display) -> ScanError {
    wrong(error.to_string())
}

fn schema(spec: &PanelSpec) -> SchemaRef {
    let text = |name: &str, null| Field::new(name, DataType::Utf8, null);
    let mut fields: Vec<Field> = match spec.unit {
        PanelUnit::StateYear => ["code", "state"].map(|n| text(n, false)).into(),
        _ => ["code1", "state1", "code2", "state2"]
            .map(|n| text(n, false))
            .into(),
    };
    fields.push(match spec.unit {
        PanelUnit::DyadDay => Field::new("date", DataType::Date32, false),
        _ => Field::new("year", DataType::Int32, false),
    });
    for duty in &spec.duties {
        let name = &duty.name;
        fields.push(Field::new(name, DataType::Int8, true));
        for part in ["reason", "agreements", "provisions"] {
            fields.push(text(&format!("{name}_{part}"), true));
        }
    }
    Arc::new(Schema::new(fields))
}

impl<'a, 'w> Writing<'a, 'w> {
    pub fn new(
        law: &'a Law,
        spec: &PanelSpec,
        provisions: &'a [(u32, u32)],
        to: FindingsTo<'w>,
    ) -> Result<Writing<'a, 'w>, ScanError> {
        let schema = schema(spec);
        let to = match to {
            FindingsTo::Parquet(file) => {
                let file = ParquetOutput::new(file, schema.clone())?;
                let sink = file.sinks().sink();
                To::Parquet(Box::new(file), sink)
            }
            FindingsTo::Csv(file) => {
                let mut head = csv::Writer::from_writer(Vec::new());
                let names = schema.fields().iter().map(|f| f.name().as_str());
                head.write_record(names).map_err(failed)?;
                file.write_all(&head.into_inner().map_err(failed)?)
                    .map_err(failed)?;
                To::Csv(file)
            }
            FindingsTo::Jsonl(file) => To::Jsonl(file),
            FindingsTo::Table(table) => {
                table.schema = schema.clone();
                table.batches.clear();
                To::Table(table)
            }
        };
        Ok(Writing {
            law,
            provisions,
            unit: spec.unit,
            schema,
            to,
            codes: Default::default(),
            states: Default::default(),
            years: Int32Builder::new(),
            dates: Date32Builder::new(),
            duties: spec.duties.iter().map(|_| Columns::default()).collect(),
            waiting: 0,
            summary: PanelSummary::default(),
        })
    }

    pub fn row(
        &mut self,
        (one, two): (&Coded, Option<&Coded>),
        pairs: &[Pair],
        period: DaySpan,
        cells: &[Cell],
    ) -> Result<(), ScanError> {
        let here = || pairs.iter().filter(|p| p.days.overlaps(period));
        self.codes[0].append_value(&one.code);
        let names = self.names(here().map(|p| p.one));
        self.states[0].append_value(names);
        if let Some(two) = two {
            self.codes[1].append_value(&two.code);
            let names = self.names(here().filter_map(|p| p.two));
            self.states[1].append_value(names);
        }
        match self.unit {
            PanelUnit::DyadDay => self.dates.append_value(period.start.number()),
            _ => self.years.append_value(period.start.year()),
        }
        for (place, cell) in cells.iter().enumerate() {
            self.cell(place, cell);
        }
        self.summary.rows += 1;
        self.waiting += 1;
        if self.waiting == BATCH {
            self.write()?;
        }
        Ok(())
    }

    /// The ids of actors in the order in which they come, each once.
    fn names(&self, actors: impl Iterator<Item = u32>) -> String {
        let mut ids: Vec<&str> = Vec::new();
        for actor in actors {
            let id = self.law.record().actors[actor as usize].id.as_str();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.join(";")
    }

    fn cell(&mut self, place: usize, cell: &Cell) {
        let columns = &mut self.duties[place];
        columns.value.append_option(match cell {
            Cell::One(_) => Some(1),
            Cell::Zero => Some(0),
            Cell::Empty(_) => None,
        });
        match cell {
            Cell::One(by) => {
                self.summary.ones += 1;
                let agreements = &self.law.record().agreements;
                let of = |n: &u32| {
                    let (a, p) = self.provisions[*n as usize];
                    let a = &agreements[a as usize];
                    (a.id.as_str(), a.provisions[p as usize].stmt.as_str())
                };
                let ids: BTreeSet<&str> = by.iter().map(|n| of(n).0).collect();
                let ids: Vec<&str> = ids.into_iter().collect();
                columns.agreements.append_value(ids.join(";"));
                let ids: Vec<&str> = by.iter().map(|n| of(n).1).collect();
                columns.provisions.append_value(ids.join(";"));
                columns.reason.append_null();
                return;
            }
            Cell::Zero => {
                self.summary.zeros += 1;
                columns.reason.append_null();
            }
            Cell::Empty(reason) => {
                self.summary.empty += 1;
                columns.reason.append_value(reason);
            }
        }
        columns.agreements.append_null();
        columns.provisions.append_null();
    }

    fn write(&mut self) -> Result<(), ScanError> {
        let mut arrays: Vec<ArrayRef> = Vec::new();
        let sides = if self.unit == PanelUnit::StateYear {
            1
        } else {
            2
        };
        for side in 0..sides {
            arrays.push(Arc::new(self.codes[side].finish()));
            arrays.push(Arc::new(self.states[side].finish()));
        }
        arrays.push(match self.unit {
            PanelUnit::DyadDay => Arc::new(self.dates.finish()),
            _ => Arc::new(self.years.finish()),
        });
        for c in &mut self.duties {
            arrays.push(Arc::new(c.value.finish()));
            for text in [&mut c.reason, &mut c.agreements, &mut c.provisions] {
                arrays.push(Arc::new(text.finish()));
            }
        }
        self.waiting = 0;
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(failed)?;
        let mut done = Ok(());
        match &mut self.to {
            To::Parquet(file, sink) => {
                let mut pieces = Vec::new();
                sink.batch(batch, &mut |piece| pieces.push(piece))?;
                pieces.into_iter().try_for_each(|piece| file.append(piece))
            }
            To::Csv(file) => {
                CsvSink.batch(batch, &mut |lines| done = file.write_all(&lines))?;
                done.map_err(failed)
            }
            To::Jsonl(file) => {
                JsonSink.batch(batch, &mut |lines| done = file.write_all(&lines))?;
                done.map_err(failed)
            }
            To::Table(table) => {
                table.batches.push(batch);
                Ok(())
            }
        }
    }

    /// Writes what is left and the end of the file.
    pub fn finish(mut self) -> Result<PanelSummary, ScanError> {
        if self.waiting > 0 {
            self.write()?;
        }
        match self.to {
            To::Parquet(mut file, mut sink) => {
                let mut pieces = Vec::new();
                sink.end_of_part(&mut |piece| pieces.push(piece))?;
                pieces
                    .into_iter()
                    .try_for_each(|piece| file.append(piece))?;
                file.finish()?;
            }
            To::Csv(file) | To::Jsonl(file) => file.flush().map_err(failed)?,
            To::Table(_) => {}
        }
        Ok(self.summary)
    }
}
