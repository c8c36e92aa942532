//! Texts against the record.

use crate::record::Known;
use crate::{lang, wrong};
use pyo3::prelude::*;
use servanda_check::Checker;
use servanda_report::{CheckReport, Terminal, scene};
use servanda_text::{Options, Reading};
use servanda_time::UncertainDate;
use std::sync::Arc;

/// A text that is to be read.
pub(crate) struct Text<'a> {
    pub bytes: &'a [u8],
    pub name: &'a str,
    pub date: Option<UncertainDate>,
    pub lang: Option<servanda_record::Lang>,
}

impl<'a> Text<'a> {
    pub fn new(
        bytes: &'a [u8],
        name: &'a str,
        date: Option<&str>,
        code: Option<&str>,
    ) -> PyResult<Text<'a>> {
        Ok(Text {
            bytes,
            name,
            date: date.map(UncertainDate::parse).transpose().map_err(wrong)?,
            lang: code.map(|c| lang(Some(c))).transpose()?,
        })
    }

    /// Reads it.
    pub fn read(&self, known: &Known) -> PyResult<Reading> {
        let options = Options {
            date: self.date.clone(),
            lang: self.lang,
            ..Options::default()
        };
        servanda_text::read(self.bytes, &options, known.lexicon())
            .map_err(|e| wrong(format!("{}: {e}", self.name)))
    }
}

/// A text that was checked.
#[pyclass(frozen, module = "servanda._native")]
pub(crate) struct Checked {
    known: Arc<Known>,
    reading: Reading,
    verdicts: Vec<servanda_check::Checked>,
    report: CheckReport,
}

impl Checked {
    pub fn new(known: &Arc<Known>, text: &Text<'_>) -> PyResult<Checked> {
        let reading = text.read(known)?;
        let checker = Checker::with_law(&known.record, known.law().clone());
        let verdicts = checker.check(&reading);
        let report = servanda_report::report(
            &known.record,
            text.name,
            &reading.document,
            &reading.claims,
            &verdicts,
        );
        Ok(Checked {
            known: known.clone(),
            reading,
            verdicts,
            report,
        })
    }

    fn lang(&self, code: Option<&str>) -> PyResult<servanda_record::Lang> {
        // Readers of a Japanese text are answered in Japanese unless they ask otherwise.
        code.map_or(Ok(self.reading.document.lang), |c| lang(Some(c)))
    }
}

#[pymethods]
impl Checked {
    fn json(&self) -> PyResult<String> {
        servanda_report::json(&self.report).map_err(wrong)
    }

    #[pyo3(signature = (lang=None))]
    fn html(&self, lang: Option<&str>) -> PyResult<String> {
        let scene = scene::scene(&self.known.record, &self.reading.claims, &self.verdicts);
        Ok(servanda_report::html::page(
            &self.report,
            &scene,
            self.lang(lang)?,
        ))
    }

    #[pyo3(signature = (lang=None, width=100, verbose=false))]
    fn text(&self, lang: Option<&str>, width: usize, verbose: bool) -> PyResult<String> {
        let styled = Terminal {
            lang: self.lang(lang)?,
            width,
            verbose,
        }
        .print(&self.report);
        Ok(anstream::adapter::strip_str(&styled).to_string())
    }
}
