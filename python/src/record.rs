//! A record, opened.

use crate::table::{Compiled, Events, PanelWords, Scan, Table, make_panel, mapping, scan};
use crate::text::{Checked, Text};
use crate::{RecordError, json, wrong};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use servanda_ask::Force;
use servanda_law::{FindingFilter, Law, ReadingSpec};
use servanda_report::cite::{Style, cite};
use servanda_text::Lexicon;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A record with what is made of it once it is asked for.
pub(crate) struct Known {
    pub record: Arc<servanda_record::Record>,
    law: OnceLock<Arc<Law>>,
    lexicon: OnceLock<Lexicon>,
    compiled: Mutex<Option<Arc<Compiled>>>,
}

impl Known {
    /// The law, compiled as a whole, so that several threads may ask it.
    pub fn law(&self) -> &Arc<Law> {
        self.law
            .get_or_init(|| Arc::new(Law::new(self.record.clone())))
    }

    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(&self.record))
    }

    /// What scans need, made for the first of them.
    fn compiled(&self) -> PyResult<Arc<Compiled>> {
        let mut made = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*made {
            return Ok(made.clone());
        }
        Ok(made.insert(Arc::new(Compiled::new(self.law())?)).clone())
    }

    fn reading(&self, named: &[String]) -> PyResult<ReadingSpec> {
        servanda_ask::reading(named, &self.record).map_err(wrong)
    }
}

fn day(text: &str) -> PyResult<servanda_time::Day> {
    servanda_ask::day(text).map_err(wrong)
}

/// A record, opened.
#[pyclass(frozen, module = "servanda._native")]
pub(crate) struct Record(Arc<Known>);

/// Asks the law, with other threads of Python running meanwhile.
fn ask<T: Send>(py: Python<'_>, question: impl FnOnce() -> PyResult<T> + Send) -> PyResult<T> {
    py.detach(question)
}

#[pymethods]
impl Record {
    /// Opens records; gives the record and the warnings: for people, and as JSON.
    #[staticmethod]
    fn open(
        py: Python<'_>,
        paths: Vec<PathBuf>,
        alone: bool,
    ) -> PyResult<(Record, Option<(String, String)>)> {
        let (record, warnings) = py.detach(|| {
            if paths.is_empty() && !alone {
                return Ok((servanda_ask::embedded(), None));
            }
            match servanda_ask::load(&paths, alone) {
                Ok(loaded) => Ok((loaded.record, told(&loaded.warnings))),
                Err(errors) => Err(RecordError::new_err(told(&errors).unwrap_or_default())),
            }
        })?;
        let known = Known {
            record: Arc::new(record),
            law: OnceLock::new(),
            lexicon: OnceLock::new(),
            compiled: Mutex::new(None),
        };
        Ok((Record(Arc::new(known)), warnings))
    }

    fn digest(&self) -> String {
        self.0.record.digest.to_string()
    }

    fn stats(&self) -> PyResult<String> {
        let stats = servanda_record::Stats::of(&self.0.record);
        serde_json::to_string(&stats).map_err(wrong)
    }

    #[allow(clippy::too_many_arguments)] // Python's keywords
    fn in_force(
        &self,
        py: Python<'_>,
        agreement: &str,
        on: &str,
        party: Option<&str>,
        other: Option<&str>,
        reading: Vec<String>,
        proof: bool,
    ) -> PyResult<String> {
        let asked = Force {
            agreement,
            party,
            other,
        };
        let (on, spec) = (day(on)?, self.0.reading(&reading)?);
        ask(py, || {
            servanda_ask::in_force_json(self.0.law(), asked, on, (&spec, proof))
                .map(|v| json(&v))
                .map_err(wrong)
        })
    }

    fn life(
        &self,
        py: Python<'_>,
        agreement: &str,
        party: Option<&str>,
        reading: Vec<String>,
    ) -> PyResult<String> {
        let asked = Force {
            agreement,
            party,
            other: None,
        };
        let spec = self.0.reading(&reading)?;
        ask(py, || {
            servanda_ask::life_json(self.0.law(), asked, &spec)
                .map(|v| json(&v))
                .map_err(wrong)
        })
    }

    fn bound(
        &self,
        py: Python<'_>,
        actor: &str,
        on: &str,
        toward: Option<&str>,
        reading: Vec<String>,
        proof: bool,
    ) -> PyResult<String> {
        let (on, spec) = (day(on)?, self.0.reading(&reading)?);
        ask(py, || {
            servanda_ask::bound_json(self.0.law(), actor, toward, on, (&spec, proof))
                .map(|v| json(&v))
                .map_err(wrong)
        })
    }

    #[allow(clippy::too_many_arguments)] // Python's keywords
    fn conduct(
        &self,
        py: Python<'_>,
        actor: Option<String>,
        event: Option<String>,
        agreement: Option<String>,
        article: Option<String>,
        reading: Vec<String>,
        proof: bool,
    ) -> PyResult<String> {
        let spec = self.0.reading(&reading)?;
        let filter = FindingFilter {
            actor,
            event,
            agreement,
            article,
            ..FindingFilter::default()
        };
        ask(py, || {
            servanda_ask::conduct_json(self.0.law(), &filter, (&spec, proof))
                .map(|v| json(&v))
                .map_err(wrong)
        })
    }

    #[pyo3(signature = (name, lang))]
    fn explain_code(&self, name: Option<&str>, lang: Option<&str>) -> PyResult<String> {
        servanda_ask::explain_code(name, crate::lang(lang)?).ok_or_else(|| {
            wrong(servanda_ask::no_code(
                name.unwrap_or_default(),
                &self.0.record,
            ))
        })
    }

    #[allow(clippy::too_many_arguments)] // Python's keywords
    fn explain_force(
        &self,
        py: Python<'_>,
        agreement: &str,
        on: &str,
        party: Option<&str>,
        other: Option<&str>,
        lang: Option<&str>,
        width: usize,
    ) -> PyResult<String> {
        let asked = Force {
            agreement,
            party,
            other,
        };
        let (on, form) = (day(on)?, (crate::lang(lang)?, width));
        ask(py, || {
            servanda_ask::explain_force(self.0.law(), asked, on, form).map_err(wrong)
        })
    }

    #[allow(clippy::too_many_arguments)] // Python's keywords
    fn explain_conduct(
        &self,
        py: Python<'_>,
        agreement: String,
        event: String,
        actor: Option<String>,
        article: Option<String>,
        lang: Option<&str>,
        width: usize,
    ) -> PyResult<String> {
        let filter = FindingFilter {
            actor,
            event: Some(event),
            agreement: Some(agreement),
            article,
            ..FindingFilter::default()
        };
        let form = (crate::lang(lang)?, width);
        ask(py, || {
            servanda_ask::explain_conduct(self.0.law(), &filter, form).map_err(wrong)
        })
    }

    /// Gives the sentences, and whether the report was made with another record.
    fn explain_claim(
        &self,
        name: &str,
        report: &str,
        id: Option<&str>,
        lang: Option<&str>,
        width: usize,
    ) -> PyResult<(String, bool)> {
        let value = serde_json::from_str(report)
            .map_err(|e| wrong(format!("{name}: this is not JSON: {e}")))?;
        let form = (crate::lang(lang)?, width);
        servanda_ask::explain_claim(&self.0.record, (name, &value), id, form)
            .map(|e| (e.text, e.other_record))
            .map_err(wrong)
    }

    #[staticmethod]
    fn file(path: PathBuf) -> PyResult<Vec<u8>> {
        servanda_ask::file(&path).map_err(wrong)
    }

    fn check(
        &self,
        py: Python<'_>,
        text: &[u8],
        name: &str,
        date: Option<&str>,
        lang: Option<&str>,
    ) -> PyResult<Checked> {
        let text = Text::new(text, name, date, lang)?;
        ask(py, || Checked::new(&self.0, &text))
    }

    fn read(
        &self,
        py: Python<'_>,
        text: &[u8],
        name: &str,
        date: Option<&str>,
        lang: Option<&str>,
    ) -> PyResult<String> {
        let text = Text::new(text, name, date, lang)?;
        ask(py, || {
            let reading = text.read(&self.0)?;
            let digest = self.0.record.digest.to_string();
            let report = servanda_report::read_report(&digest, name, &reading);
            serde_json::to_string(&report).map_err(wrong)
        })
    }

    fn search(&self, words: Vec<String>, limit: usize, lang: Option<&str>) -> PyResult<String> {
        let lang = crate::lang(lang)?;
        let hits = servanda_report::show::search(&self.0.record, &words, lang, limit);
        serde_json::to_string(&hits).map_err(wrong)
    }

    fn show(&self, id: &str, lang: Option<&str>, width: usize) -> PyResult<String> {
        servanda_ask::shown(&self.0.record, id, crate::lang(lang)?, width).map_err(wrong)
    }

    fn cite(&self, ids: Vec<String>, style: &str, lang: Option<&str>) -> PyResult<String> {
        let style = match style {
            "plain" => Style::Plain,
            "bibtex" => Style::BibTex,
            "csl" => Style::Csl,
            other => {
                let message =
                    format!("no form of citation `{other}`; there are plain, bibtex, csl");
                return Err(wrong(message));
            }
        };
        let things = servanda_ask::cited(&self.0.record, &ids).map_err(wrong)?;
        Ok(cite(&self.0.record, &things, style, crate::lang(lang)?))
    }

    #[allow(clippy::too_many_arguments)] // Python's keywords
    fn panel(
        &self,
        py: Python<'_>,
        obligations: Vec<String>,
        first: i32,
        last: i32,
        unit: &str,
        rule: &str,
        codes: &str,
        counts: &str,
        covered_by: Vec<String>,
        reading: Vec<String>,
        out: Option<PathBuf>,
    ) -> PyResult<(Option<Table>, String)> {
        let words = PanelWords {
            obligations: &obligations,
            first,
            last,
            unit,
            rule,
            codes,
            counts,
            covered_by,
            reading: self.0.reading(&reading)?,
        };
        ask(py, || make_panel(self.0.law(), words, out.as_deref()))
    }

    /// `own`: the name of a mapping and the mapping itself.
    #[allow(clippy::too_many_arguments)] // Python's keywords
    fn scan(
        &self,
        py: Python<'_>,
        files: Option<Vec<String>>,
        batches: Option<AnyRecordBatch>,
        hold: bool,
        preset: Option<&str>,
        own: Option<(String, String)>,
        reading: Vec<String>,
        threads: Option<usize>,
        out: Option<PathBuf>,
    ) -> PyResult<(Option<Table>, String)> {
        let events = match (files, batches) {
            (Some(files), None) => Events::Files(files),
            (None, Some(batches)) => Events::Batches(batches),
            _ => return Err(wrong("either files or batches are scanned")),
        };
        let own = own
            .as_ref()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let how = Scan {
            mapping: mapping(preset, own)?,
            reading: self.0.reading(&reading)?,
            threads: threads
                .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
            hold,
            out,
        };
        ask(py, || scan(self.0.law(), &*self.0.compiled()?, events, how))
    }
}

/// Diagnostics for people, and as JSON; nothing if there are none.
fn told(diagnostics: &servanda_record::Diagnostics) -> Option<(String, String)> {
    let list = serde_json::to_string(diagnostics).unwrap_or_default();
    (!diagnostics.0.is_empty()).then(|| (diagnostics.render(false, 140), list))
}
