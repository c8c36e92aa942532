//! Tables by way of the Arrow PyCapsule interface, and the questions whose answers are tables.

use crate::{ScanError, json, wrong};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::json;
use servanda_law::{Law, ReadingSpec};
use servanda_scan::{
    BatchEvents, CompiledLaw, EventSource, FindingsTo, Inputs, Mapping, PanelCounts, PanelDuty,
    PanelRule, PanelSpec, PanelUnit, Reject, RowReader, Summary, Vocabulary, find, panel,
};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn scan_error(error: impl std::fmt::Display) -> PyErr {
    ScanError::new_err(error.to_string())
}

/// Batches in memory, for whoever takes Arrow streams.
#[pyclass(frozen, module = "servanda._native")]
pub(crate) struct Table(servanda_scan::Table);

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.0.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn column_names(&self) -> Vec<String> {
        let fields = self.0.schema.fields();
        fields.iter().map(|f| f.name().clone()).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.0.schema.as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let row = DataType::Struct(self.0.schema.fields().clone());
        let field: FieldRef = Arc::new(Field::new("", row, false));
        let batches: Vec<Result<ArrayRef, ArrowError>> = self
            .0
            .batches
            .iter()
            .map(|b| Ok(Arc::new(StructArray::from(b.clone())) as ArrayRef))
            .collect();
        let stream = Box::new(ArrayIterator::new(batches, field));
        Ok(to_stream_pycapsule(py, stream, requested_schema)?)
    }
}

/// What is to be scanned.
pub(crate) enum Events {
    /// Files or patterns.
    Files(Vec<String>),
    /// Anything that gives Arrow batches.
    Batches(AnyRecordBatch),
}

/// What scans need of a record.
pub(crate) struct Compiled {
    vocabulary: Arc<Vocabulary>,
    law: CompiledLaw,
}

impl Compiled {
    pub fn new(law: &Law) -> PyResult<Compiled> {
        let vocabulary = Vocabulary::of_record(law.record()).map_err(scan_error)?;
        Ok(Compiled {
            law: CompiledLaw::new(law, &vocabulary.acts).map_err(scan_error)?,
            vocabulary: Arc::new(vocabulary),
        })
    }
}

/// How to scan.
pub(crate) struct Scan {
    pub mapping: Mapping,
    pub reading: ReadingSpec,
    pub threads: usize,
    /// Hold the batches, and match them on several threads.
    pub hold: bool,
    pub out: Option<PathBuf>,
}

/// The mapping of that name, or in a text; `name` is for messages.
pub(crate) fn mapping(preset: Option<&str>, own: Option<(&str, &str)>) -> PyResult<Mapping> {
    match (preset, own) {
        (Some(name), None) => Mapping::preset(name),
        (None, Some((name, text))) => Mapping::read(name, text),
        _ => return Err(scan_error("either a preset or a mapping is needed")),
    }
    .map_err(scan_error)
}

/// Scans; gives the findings, unless they went into a file, and the sums as JSON.
pub(crate) fn scan(
    law: &Law,
    compiled: &Compiled,
    events: Events,
    how: Scan,
) -> PyResult<(Option<Table>, String)> {
    let Compiled {
        vocabulary,
        law: all,
    } = compiled;
    let reader = RowReader::new(how.mapping, vocabulary.clone()).map_err(scan_error)?;
    let source: Box<dyn EventSource> = match events {
        Events::Files(names) => {
            let stdin = || Box::new(std::io::stdin()) as Box<dyn std::io::Read + Send>;
            Box::new(Inputs::open(&names, &reader, stdin).map_err(scan_error)?)
        }
        Events::Batches(batches) => table_source(batches.into_reader()?, how.hold, reader)?,
    };
    let mut rejects = Vec::new();
    let mut reject = |r: Reject| rejects.push(r);
    let asked = (how.threads, &how.reading);
    let (table, summary) = to_place(how.out.as_deref(), |to| {
        find(law, all, &*source, asked, to, &mut reject)
    })?;
    Ok((table, summary_json(&summary, &rejects)))
}

fn table_source(
    batches: Box<dyn RecordBatchReader + Send>,
    hold: bool,
    reader: RowReader,
) -> PyResult<Box<dyn EventSource>> {
    let schema = batches.schema();
    let source = if hold {
        let held = batches.collect::<Result<_, _>>().map_err(scan_error)?;
        BatchEvents::held("events", &schema, held, reader)
    } else {
        BatchEvents::stream("events", &schema, Box::new(batches), reader)
    };
    Ok(Box::new(source.map_err(scan_error)?))
}

fn summary_json(s: &Summary, rejects: &[Reject]) -> String {
    let t = &s.totals;
    let rejects: Vec<_> = rejects
        .iter()
        .map(|r| json!({ "file": r.file, "line": r.line, "reason": r.reason }))
        .collect();
    json(&json!({
        "used": t.used,
        "left_out": t.left_out,
        "rejected": t.rejected,
        "events": t.events,
        "findings": s.findings,
        "against": s.against,
        "unresolved": s.unresolved,
        "rejects": rejects,
    }))
}

/// Writes into memory, or into a file: beside it first, so that no half file is ever there under its name.
fn to_place<S>(
    out: Option<&Path>,
    write: impl FnOnce(FindingsTo<'_>) -> Result<S, servanda_scan::ScanError>,
) -> PyResult<(Option<Table>, S)> {
    let Some(path) = out else {
        let mut table = servanda_scan::Table::default();
        let summary = write(FindingsTo::Table(&mut table)).map_err(scan_error)?;
        return Ok((Some(Table(table)), summary));
    };
    let form: fn(&mut BufWriter<File>) -> FindingsTo<'_> =
        match path.extension().and_then(|e| e.to_str()) {
            Some("parquet" | "pq") => |file| FindingsTo::Parquet(file),
            Some("csv") => |file| FindingsTo::Csv(file),
            Some("jsonl" | "ndjson") => |file| FindingsTo::Jsonl(file),
            _ => {
                let path = path.display();
                return Err(scan_error(format!(
                    "{path}: a table is written as .parquet, .csv or .jsonl"
                )));
            }
        };
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let lost = |e: std::io::Error| scan_error(servanda_scan::ScanError::io(path.display(), e));
    let written = (|| {
        let mut file = BufWriter::new(File::create(&part).map_err(lost)?);
        let summary = write(form(&mut file)).map_err(scan_error)?;
        file.flush().map_err(lost)?;
        drop(file);
        std::fs::rename(&part, path).map_err(lost)?;
        Ok((None, summary))
    })();
    if written.is_err() {
        // What is left of it is of no use; that it may stay does not hide the error.
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// What a panel is to hold, in words.
pub(crate) struct PanelWords<'a> {
    pub obligations: &'a [String],
    pub first: i32,
    pub last: i32,
    pub unit: &'a str,
    pub rule: &'a str,
    pub codes: &'a str,
    pub counts: &'a str,
    pub covered_by: Vec<String>,
    pub reading: ReadingSpec,
}

fn one_of<T: Copy>(what: &str, word: &str, all: &[(&str, T)]) -> PyResult<T> {
    let found = all.iter().find(|(w, _)| *w == word).map(|(_, t)| *t);
    found.ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|(w, _)| *w).collect();
        wrong(format!(
            "no {what} `{word}`; there are {}",
            words.join(", ")
        ))
    })
}

/// Makes a panel; gives it, unless it went into a file, and the sums as JSON.
pub(crate) fn make_panel(
    law: &Law,
    words: PanelWords<'_>,
    out: Option<&Path>,
) -> PyResult<(Option<Table>, String)> {
    let duties = words
        .obligations
        .iter()
        .map(|o| PanelDuty::read(o, law.record()).map_err(wrong))
        .collect::<PyResult<Vec<_>>>()?;
    if duties.is_empty() {
        return Err(wrong("no obligation was named"));
    }
    let codes = ["cow", "gw", "iso3"].map(|c| (c, c));
    let spec = PanelSpec {
        unit: one_of(
            "unit",
            words.unit,
            &[
                ("dyad-year", PanelUnit::DyadYear),
                ("directed-dyad-year", PanelUnit::DirectedDyadYear),
                ("state-year", PanelUnit::StateYear),
                ("dyad-day", PanelUnit::DyadDay),
            ],
        )?,
        duties,
        from: words.first,
        to: words.last,
        rule: one_of(
            "rule",
            words.rule,
            &[
                ("any-day", PanelRule::AnyDay),
                ("all-days", PanelRule::AllDays),
                ("first-day", PanelRule::FirstDay),
                ("last-day", PanelRule::LastDay),
            ],
        )?,
        codes: one_of("codes", words.codes, &codes)?.to_owned(),
        covered_by: words.covered_by,
        reading: (!words.reading.is_default()).then_some(words.reading),
        counts: one_of(
            "counting",
            words.counts,
            &[
                ("in-force", PanelCounts::InForce),
                ("due", PanelCounts::Due),
            ],
        )?,
    };
    let (table, s) = to_place(out, |to| panel(law, &spec, to))?;
    let sums = json!({ "rows": s.rows, "ones": s.ones, "zeros": s.zeros, "empty": s.empty });
    Ok((table, json(&sums)))
}
