//! Findings: which events of a table touch which provisions, in words.

use crate::compile::CompiledLaw;
use crate::error::ScanError;
use crate::parquet_sink::{ParquetOutput, ParquetSink};
use crate::scan::{Output, ScanOptions, Sink, Totals, output_schema, scan};
use crate::source::{EventSource, Reject};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, Int32Array, RecordBatch, StringArray,
    UInt32Array,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use servanda_law::{Diagram, Law, ReadingError, ReadingSpec, Touch};
use servanda_time::Truth;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

/// Where findings go.
pub enum FindingsTo<'a> {
    /// A Parquet file.
    Parquet(&'a mut (dyn Write + Send)),
    /// CSV with a header.
    Csv(&'a mut (dyn Write + Send)),
}

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows in and out. `rows` counts all that matched, under whatever reading.
    pub totals: Totals,
    /// Findings: rows that are written.
    pub findings: u64,
    /// Findings of acts that certainly go against what certainly bound, under the reading.
    pub against: u64,
    /// Codes of actors that stand for nobody known on the day, with the number of times.
    pub unresolved: BTreeMap<String, u64>,
}

/// The words and answers that rows refer to by number.
struct Words {
    agreements: ArrayRef,
    articles: ArrayRef,
    duties: ArrayRef,
    touches: ArrayRef,
    /// Whether the act goes against the provision.
    against: Vec<bool>,
    /// The answer of each diagram under the reading.
    answers: Vec<Truth>,
    answer_words: ArrayRef,
    schema: SchemaRef,
}

impl Words {
    fn new(
        law: &Law,
        compiled: &CompiledLaw,
        reading: &ReadingSpec,
        rows: &Schema,
    ) -> Result<Words, ReadingError> {
        let of = |text: &dyn Fn(&crate::Duty) -> String| -> ArrayRef {
            let words: StringArray = compiled.duties.iter().map(|d| Some(text(d))).collect();
            Arc::new(words)
        };
        let diagrams = (0..=compiled.last_diagram()).map(|d| law.under(Diagram(d), reading));
        let word = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let mut fields = vec![rows.field(0).clone()];
        for name in ["agreement", "article", "duty", "act", "bound"] {
            fields.push(Field::new(name, word.clone(), false));
        }
        fields.push(Field::new("on_all_readings", DataType::Boolean, false));
        fields.push(Field::new("certain", DataType::Boolean, false));
        Ok(Words {
            agreements: of(&|d| d.of(law).map_or(String::new(), |(a, _)| a.id.to_string())),
            articles: of(&|d| {
                d.of(law)
                    .map_or(String::new(), |(_, p)| p.article.to_string())
            }),
            duties: of(&|d| d.of(law).map_or("", |(_, p)| duty_word(p.duty)).to_owned()),
            touches: of(&|d| touch_word(d.touch).to_owned()),
            against: compiled
                .duties
                .iter()
                .map(|d| d.touch == Touch::Against)
                .collect(),
            answers: diagrams.collect::<Result<_, _>>()?,
            answer_words: Arc::new(StringArray::from(vec!["no", "yes", "unknown"])),
            schema: Arc::new(Schema::new(fields)),
        })
    }

    fn answer(&self, diagram: u32) -> Truth {
        self.answers
            .get(diagram as usize)
            .copied()
            .unwrap_or(Truth::Unknown)
    }

    /// The findings among rows, and how many are against what bound.
    fn findings(&self, rows: &RecordBatch) -> Result<(RecordBatch, u64), ScanError> {
        let failed = |e: arrow_schema::ArrowError| ScanError::Output(e.to_string());
        let duties = rows.column(1).as_primitive::<UInt32Type>().values();
        let diagrams = rows.column(2).as_primitive::<UInt32Type>().values();
        let given = rows.column_by_name("certain").map(|c| c.as_boolean());
        let certain = |row: usize| given.is_none_or(|c| c.value(row));
        let kept: Vec<u32> = (0..rows.num_rows() as u32)
            .filter(|row| self.answer(diagrams[*row as usize]) != Truth::No)
            .collect();
        let mut against = 0;
        let mut numbers = Vec::with_capacity(kept.len());
        let (mut answers, mut on_all, mut sure) = (Vec::new(), Vec::new(), Vec::new());
        for row in kept.iter().map(|row| *row as usize) {
            let (duty, diagram) = (duties[row] as usize, Diagram(diagrams[row]));
            let answer = self.answer(diagram.0);
            numbers.push(duty as i32);
            answers.push(match answer {
                Truth::No => 0,
                Truth::Yes => 1,
                Truth::Unknown => 2,
            });
            on_all.push(diagram.as_constant().is_some());
            sure.push(certain(row));
            let goes_against = self.against.get(duty).copied().unwrap_or(false);
            against += u64::from(goes_against && answer == Truth::Yes && certain(row));
        }
        let ids = arrow_select::take::take(rows.column(0), &UInt32Array::from(kept), None)
            .map_err(failed)?;
        let numbers = Int32Array::from(numbers);
        let word = |words: &ArrayRef, keys: Int32Array| -> Result<ArrayRef, ScanError> {
            Ok(Arc::new(
                DictionaryArray::try_new(keys, words.clone()).map_err(failed)?,
            ))
        };
        let columns: Vec<ArrayRef> = vec![
            ids,
            word(&self.agreements, numbers.clone())?,
            word(&self.articles, numbers.clone())?,
            word(&self.duties, numbers.clone())?,
            word(&self.touches, numbers)?,
            word(&self.answer_words, Int32Array::from(answers))?,
            Arc::new(BooleanArray::from(on_all)),
            Arc::new(BooleanArray::from(sure)),
        ];
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(failed)?;
        Ok((batch, against))
    }
}

fn touch_word(touch: Touch) -> &'static str {
    match touch {
        Touch::Against => "against",
        Touch::Performs => "performs",
    }
}

fn duty_word(duty: servanda_record::Duty) -> &'static str {
    use servanda_record::Duty;
    match duty {
        Duty::Must => "must",
        Duty::MustNot => "must-not",
        Duty::May => "may",
        Duty::Guarantees => "guarantees",
        Duty::Recognises => "recognises",
        Duty::Declares => "declares",
        Duty::Renounces => "renounces",
        Duty::Aims => "aims",
        Duty::Unmodelled => "unmodelled",
    }
}

/// A sink that turns rows into findings before it passes them on.
struct Told<'a, K> {
    words: &'a Words,
    inner: K,
    findings: u64,
    against: u64,
}

enum Piece<P> {
    Inner(P),
    Counts { findings: u64, against: u64 },
}

impl<K: Sink> Sink for Told<'_, K> {
    type Piece = Piece<K::Piece>;

    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(Self::Piece),
    ) -> Result<(), ScanError> {
        let (findings, against) = self.words.findings(&batch)?;
        self.findings += findings.num_rows() as u64;
        self.against += against;
        if findings.num_rows() == 0 {
            return Ok(());
        }
        self.inner
            .batch(findings, &mut |piece| give(Piece::Inner(piece)))
    }

    fn end_of_part(&mut self, give: &mut dyn FnMut(Self::Piece)) -> Result<(), ScanError> {
        self.inner
            .end_of_part(&mut |piece| give(Piece::Inner(piece)))?;
        give(Piece::Counts {
            findings: std::mem::take(&mut self.findings),
            against: std::mem::take(&mut self.against),
        });
        Ok(())
    }
}

/// Rows as lines of CSV.
pub(crate) struct CsvSink;

impl Sink for CsvSink {
    type Piece = Vec<u8>;

    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(Vec<u8>),
    ) -> Result<(), ScanError> {
        let mut lines = csv::Writer::from_writer(Vec::new());
        let columns = batch
            .columns()
            .iter()
            .map(texts)
            .collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            let fields = columns.iter().map(|column| column(row));
            lines
                .write_record(fields)
                .map_err(|e| ScanError::Output(e.to_string()))?;
        }
        give(
            lines
                .into_inner()
                .map_err(|e| ScanError::Output(e.to_string()))?,
        );
        Ok(())
    }

    fn end_of_part(&mut self, _: &mut dyn FnMut(Vec<u8>)) -> Result<(), ScanError> {
        Ok(())
    }
}

type Text<'a> = Box<dyn Fn(usize) -> String + 'a>;

/// The values of a column as text; a missing one is empty.
fn texts(array: &ArrayRef) -> Result<Text<'_>, ScanError> {
    macro_rules! numbers {
        ($ty:ty) => {{
            let values = array.as_primitive::<$ty>();
            Box::new(|row| values.value(row).to_string())
        }};
    }
    let value: Text<'_> = match array.data_type() {
        DataType::Utf8 => Box::new(|row| array.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Box::new(|row| array.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Box::new(|row| array.as_string_view().value(row).to_owned()),
        DataType::Boolean => Box::new(|row| {
            if array.as_boolean().value(row) {
                "yes"
            } else {
                "no"
            }
            .to_owned()
        }),
        DataType::Date32 => {
            let values = array.as_primitive::<Date32Type>();
            Box::new(|row| {
                servanda_time::Day::from_number(values.value(row))
                    .map_or_else(String::new, |day| day.to_string())
            })
        }
        DataType::Int8 => numbers!(Int8Type),
        DataType::Int16 => numbers!(Int16Type),
        DataType::Int32 => numbers!(Int32Type),
        DataType::Int64 => numbers!(Int64Type),
        DataType::UInt8 => numbers!(UInt8Type),
        DataType::UInt16 => numbers!(UInt16Type),
        DataType::UInt32 => numbers!(UInt32Type),
        DataType::UInt64 => numbers!(UInt64Type),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            if dictionary.values().is_empty() {
                return Ok(Box::new(|_| String::new()));
            }
            let keys = dictionary.normalized_keys();
            let values = texts(dictionary.values())?;
            Box::new(move |row| values(keys[row]))
        }
        other => {
            return Err(ScanError::ColumnType {
                column: "event".to_owned(),
                found: other.to_string(),
                wanted: "text or an integer, for CSV",
            });
        }
    };
    Ok(Box::new(move |row| {
        if array.is_null(row) {
            String::new()
        } else {
            value(row)
        }
    }))
}

/// Scans events against compiled law and writes what was found: for each event and
/// provision that it touches while, under the reading, that bound or may have bound its
/// actor, one row with the columns
///
/// - the event's id, as the source names it;
/// - `agreement`, `article`, `duty`: the provision, and what sort it is;
/// - `act`: `against` the provision, or `performs` it;
/// - `bound`: `yes`, or `unknown`, which includes that the code of the act is too wide to tell;
/// - `on_all_readings`: whether that is the answer under every reading;
/// - `certain`: whether it bound on every day that the event can have been on.
///
/// That an event is against a provision says nothing of excuses, and no more of facts
/// than the source of the events does.
///
/// # Errors
/// [`ScanError`] as from [`scan`]; [`ScanError::Output`] for a reading that cannot be used.
pub fn find(
    law: &Law,
    compiled: &CompiledLaw,
    source: &dyn EventSource,
    (threads, reading): (usize, &ReadingSpec),
    to: FindingsTo<'_>,
    rejected: &mut dyn FnMut(Reject),
) -> Result<Summary, ScanError> {
    let options = ScanOptions {
        threads,
        diagrams: true,
        ..ScanOptions::default()
    };
    let words = Words::new(law, compiled, reading, &output_schema(source, options))
        .map_err(|e| ScanError::Output(e.to_string()))?;
    let words = &words;
    let mut summary = Summary::default();
    match to {
        FindingsTo::Parquet(file) => {
            let mut file = ParquetOutput::new(file, words.schema.clone())?;
            let sinks = file.sinks();
            let sink = || sinks.sink();
            let write = |piece: <ParquetSink as Sink>::Piece| file.append(piece);
            run(
                words,
                compiled,
                source,
                options,
                sink,
                write,
                rejected,
                &mut summary,
            )?;
            file.finish()?;
        }
        FindingsTo::Csv(file) => {
            let failed = |e: std::io::Error| ScanError::Output(e.to_string());
            let names: Vec<&str> = words
                .schema
                .fields()
                .iter()
                .map(|f| f.name().as_str())
                .collect();
            let mut head = csv::Writer::from_writer(Vec::new());
            head.write_record(names)
                .map_err(|e| ScanError::Output(e.to_string()))?;
            let head = head
                .into_inner()
                .map_err(|e| ScanError::Output(e.to_string()))?;
            file.write_all(&head).map_err(failed)?;
            let write = |lines: Vec<u8>| file.write_all(&lines).map_err(failed);
            run(
                words,
                compiled,
                source,
                options,
                || CsvSink,
                write,
                rejected,
                &mut summary,
            )?;
        }
    }
    Ok(summary)
}

#[allow(clippy::too_many_arguments)] // two call sites, which differ in sink and writer
fn run<K: Sink>(
    words: &Words,
    compiled: &CompiledLaw,
    source: &dyn EventSource,
    options: ScanOptions,
    sink: impl Fn() -> K + Sync,
    mut write: impl FnMut(K::Piece) -> Result<(), ScanError>,
    rejected: &mut dyn FnMut(Reject),
    summary: &mut Summary,
) -> Result<(), ScanError> {
    let told = || Told {
        words,
        inner: sink(),
        findings: 0,
        against: 0,
    };
    summary.totals = scan(source, &compiled.index, options, told, |output| {
        match output {
            Output::Piece(Piece::Inner(piece)) => write(piece)?,
            Output::Piece(Piece::Counts { findings, against }) => {
                summary.findings += findings;
                summary.against += against;
            }
            Output::Rejects(rows) => rows.into_iter().for_each(&mut *rejected),
            Output::Unresolved(codes) => {
                for (code, times) in codes {
                    *summary.unresolved.entry(code).or_default() += times;
                }
            }
        }
        Ok(())
    })?;
    Ok(())
}
