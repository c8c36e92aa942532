//! Findings: which events of a table touch which provisions, in words.

use crate::compile::CompiledLaw;
use crate::error::ScanError;
use crate::obligation::UNKNOWN_ACTOR;
use crate::parquet_sink::{ParquetOutput, ParquetSink};
use crate::scan::{Output, ScanOptions, Sink, Totals, output_schema, scan};
use crate::source::{EventSource, Reject};
use crate::table::{Held, Table, WordOf, dictionary as word};
use crate::text_sink::{CsvSink, JsonSink, texts};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, UInt16Type, UInt32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Int32Array, RecordBatch, StringArray, UInt32Array,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use servanda_law::{Diagram, Law, ReadingError, ReadingSpec, Touch};
use servanda_time::Truth;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

/// Where findings go.
pub enum FindingsTo<'a> {
    /// A Parquet file.
    Parquet(&'a mut (dyn Write + Send)),
    /// CSV with a header.
    Csv(&'a mut (dyn Write + Send)),
    /// One JSON object a line.
    Jsonl(&'a mut (dyn Write + Send)),
    /// Memory.
    Table(&'a mut Table),
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
pub(crate) struct Words {
    agreements: WordOf,
    articles: WordOf,
    duties: WordOf,
    touches: WordOf,
    /// Whether the act goes against the provision.
    against: Vec<bool>,
    /// The answer of each diagram under the reading.
    answers: Vec<Truth>,
    answer_words: ArrayRef,
    actors: ArrayRef,
    acts: ArrayRef,
    digest: ArrayRef,
    /// What the id of a finding is made from beside the event: the provisions' statements.
    statements: Vec<String>,
    pub schema: SchemaRef,
}

/// An actor that stands for nobody known, after all those of the record.
const NOBODY: &str = "";

impl Words {
    pub fn new(
        law: &Law,
        compiled: &CompiledLaw,
        reading: &ReadingSpec,
        rows: &Schema,
    ) -> Result<Words, ReadingError> {
        let of =
            |text: &dyn Fn(&crate::Duty) -> String| WordOf::new(compiled.duties.iter().map(text));
        let diagrams = (0..=compiled.last_diagram()).map(|d| law.under(Diagram(d), reading));
        let word = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let mut fields = vec![Field::new("finding", DataType::Utf8, false)];
        fields.push(match rows.field(0).name().as_str() {
            // Whatever the source calls it, no two columns have one name.
            name if COLUMNS.contains(&name) => rows.field(0).clone().with_name("event"),
            _ => rows.field(0).clone(),
        });
        fields.push(Field::new("day", DataType::Date32, false));
        fields.push(Field::new("last_day", DataType::Date32, false));
        for name in ["actor", "target", "did"] {
            fields.push(Field::new(name, word.clone(), false));
        }
        for name in ["agreement", "article", "duty", "act", "bound"] {
            fields.push(Field::new(name, word.clone(), false));
        }
        fields.push(Field::new("on_all_readings", DataType::Boolean, false));
        fields.push(Field::new("certain", DataType::Boolean, false));
        fields.push(Field::new("record", word, false));
        let record = law.record();
        let actors = record.actors.iter().map(|a| Some(a.id.as_str()));
        let actors: StringArray = actors.chain([Some(NOBODY)]).collect();
        let acts: StringArray = record.acts.iter().map(|a| Some(a.id.as_str())).collect();
        let digest = record.digest.to_string();
        Ok(Words {
            actors: Arc::new(actors),
            acts: Arc::new(acts),
            statements: compiled
                .duties
                .iter()
                .map(|d| {
                    let (a, p) = d
                        .of(law)
                        .map_or(("", ""), |(a, p)| (a.id.as_str(), p.stmt.as_str()));
                    format!("{a}\0{p}\0{}\0{digest}", touch_word(d.touch))
                })
                .collect(),
            digest: Arc::new(StringArray::from(vec![digest])),
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
    pub fn findings(&self, rows: &RecordBatch) -> Result<(RecordBatch, u64), ScanError> {
        let failed = |e: arrow_schema::ArrowError| ScanError::Output(e.to_string());
        let duties = rows.column(1).as_primitive::<UInt32Type>().values();
        let diagrams = rows.column(2).as_primitive::<UInt32Type>().values();
        let given = rows.column_by_name("certain").map(|c| c.as_boolean());
        let certain = |row: usize| given.is_none_or(|c| c.value(row));
        let column = |name: &str| {
            let missing = || ScanError::Output(format!("the scan gave no column `{name}`"));
            rows.column_by_name(name).ok_or_else(missing)
        };
        let days = column("day")?.as_primitive::<Date32Type>().values();
        let lasts = column("last_day")?.as_primitive::<Date32Type>().values();
        let who = column("actor")?.as_primitive::<UInt32Type>().values();
        let whom = column("target")?.as_primitive::<UInt32Type>().values();
        // What is owed to everyone is owed to others: an act toward oneself is none of its concern.
        let toward_itself = |row: usize| who[row] == whom[row] && who[row] != UNKNOWN_ACTOR;
        let kept: Vec<u32> = (0..rows.num_rows() as u32)
            .filter(|row| self.answer(diagrams[*row as usize]) != Truth::No)
            .filter(|row| !toward_itself(*row as usize))
            .collect();
        let mut against = 0;
        let mut numbers = Vec::with_capacity(kept.len());
        let (mut answers, mut on_all, mut sure) = (Vec::new(), Vec::new(), Vec::new());
        let classes = column("class")?.as_primitive::<UInt16Type>().values();
        let names = texts(rows.column(0))?;
        let (mut findings, mut of_event) = (Vec::new(), Described::default());
        let nobody = self.actors.len().saturating_sub(1);
        for row in kept.iter().map(|row| *row as usize) {
            let place = |actor: u32| (actor as usize).min(nobody) as i32;
            let event = [who[row], whom[row], u32::from(classes[row])];
            let statement = self.statements.get(duties[row] as usize).map_or("", |s| s);
            findings.push(finding_id(
                &names(row),
                (days[row], lasts[row]),
                event,
                statement,
            ));
            of_event.days.push(days[row]);
            of_event.lasts.push(lasts[row]);
            of_event.actors.push(place(who[row]));
            of_event.targets.push(place(whom[row]));
            of_event.acts.push(i32::from(classes[row]));
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
        let count = findings.len();
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(findings)),
            ids,
            Arc::new(Date32Array::from(of_event.days)),
            Arc::new(Date32Array::from(of_event.lasts)),
            word(&self.actors, Int32Array::from(of_event.actors))?,
            word(&self.actors, Int32Array::from(of_event.targets))?,
            word(&self.acts, Int32Array::from(of_event.acts))?,
            self.agreements.column(&numbers)?,
            self.articles.column(&numbers)?,
            self.duties.column(&numbers)?,
            self.touches.column(&numbers)?,
            word(&self.answer_words, Int32Array::from(answers))?,
            Arc::new(BooleanArray::from(on_all)),
            Arc::new(BooleanArray::from(sure)),
            word(&self.digest, Int32Array::from(vec![0; count]))?,
        ];
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(failed)?;
        Ok((batch, against))
    }
}

/// The columns that every table of findings has.
const COLUMNS: [&str; 14] = [
    "finding",
    "day",
    "last_day",
    "actor",
    "target",
    "did",
    "agreement",
    "article",
    "duty",
    "act",
    "bound",
    "on_all_readings",
    "certain",
    "record",
];

/// What findings tell of their events, by numbers.
#[derive(Default)]
struct Described {
    days: Vec<i32>,
    lasts: Vec<i32>,
    actors: Vec<i32>,
    targets: Vec<i32>,
    acts: Vec<i32>,
}

/// The id of a finding: a digest of the event as it was read, of the provision and of the
/// record. The same event scanned against the same record has the same id, in whatever file
/// and order; another record gives another.
fn finding_id(
    event: &str,
    (day, last): (i32, i32),
    described: [u32; 3],
    provision: &str,
) -> String {
    let mut digest = Sha256::new();
    digest.update(event.as_bytes());
    digest.update([0]);
    for number in [day, last] {
        digest.update(number.to_le_bytes());
    }
    for number in described {
        digest.update(number.to_le_bytes());
    }
    digest.update(provision.as_bytes());
    let mut id = String::from("f-");
    for byte in &digest.finalize()[..10] {
        for half in [byte >> 4, byte & 15] {
            id.extend(char::from_digit(u32::from(half), 16));
        }
    }
    id
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

/// Scans events against compiled law and writes what was found: for each event and
/// provision that it touches while, under the reading, that bound or may have bound its
/// actor, one row with the columns
///
/// - `finding`: its id, by which [`finding_of`](crate::finding_of) gets it back;
/// - the event's id, as the source names it; its `day` and `last_day` (the same if the day is
///   exact), `actor` and `target` (ids of the record; empty for nobody known) and what was
///   done (`did`, an act of the taxonomy);
/// - `agreement`, `article`, `duty`: the provision, and what sort it is;
/// - `act`: `against` the provision, or `performs` it;
/// - `bound`: `yes`, or `unknown`, which includes that the code of the act is too wide to tell;
/// - `on_all_readings`: whether that is the answer under every reading;
/// - `certain`: whether it bound on every day that the event can have been on;
/// - `record`: the digest of the record.
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
        describe: true,
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
            file.write_all(&head).map_err(lost)?;
            let write = |lines: Vec<u8>| file.write_all(&lines).map_err(lost);
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
        FindingsTo::Table(table) => {
            table.schema = words.schema.clone();
            table.batches.clear();
            let write = |batch| {
                table.batches.push(batch);
                Ok(())
            };
            run(
                words,
                compiled,
                source,
                options,
                || Held,
                write,
                rejected,
                &mut summary,
            )?;
        }
        FindingsTo::Jsonl(file) => {
            let write = |lines: Vec<u8>| file.write_all(&lines).map_err(lost);
            run(
                words,
                compiled,
                source,
                options,
                || JsonSink,
                write,
                rejected,
                &mut summary,
            )?;
        }
    }
    Ok(summary)
}

fn lost(error: std::io::Error) -> ScanError {
    ScanError::Output(error.to_string())
}

#[allow(clippy::too_many_arguments)] // the call sites, which differ in sink and writer
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
