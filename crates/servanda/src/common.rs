//! What commands share: options, loading the record, writing out, errors with suggestions.

use crate::commands::{BAD_INPUT, load, show};
use clap::ValueEnum;
use servanda_record::{Lang, Record};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Languages of what Servanda prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UiLang {
    /// English.
    En,
    /// Japanese.
    Ja,
}

impl From<UiLang> for Lang {
    fn from(l: UiLang) -> Self {
        match l {
            UiLang::En => Self::En,
            UiLang::Ja => Self::Ja,
        }
    }
}

/// Options of all commands that use a record.
#[derive(clap::Args, Clone, Debug)]
pub struct Shared {
    /// Further records, laid over the built-in one (folders or files; may be given more than once).
    #[arg(long = "record", value_name = "DIR", global = true)]
    pub records: Vec<PathBuf>,
    /// Language of what is printed (the text's own by default, else English).
    #[arg(long = "report-lang", value_enum, value_name = "LANG", global = true)]
    pub report_lang: Option<UiLang>,
}

impl Shared {
    /// The record: the built-in one with what is given laid over it. Errors are printed.
    ///
    /// # Errors
    /// The exit code, when a record given is not sound.
    pub fn record(&self) -> Result<Record, ExitCode> {
        if self.records.is_empty() {
            return Ok(crate::commands::embedded());
        }
        match load(&self.records, false) {
            Ok(loaded) => {
                show(&loaded.warnings);
                Ok(loaded.record)
            }
            Err(errors) => {
                show(&errors);
                Err(ExitCode::from(BAD_INPUT))
            }
        }
    }

    /// The record as [`Shared::record`], for the whole run: the process ends with it, so that nobody takes
    /// its many small parts down one by one.
    ///
    /// # Errors
    /// The exit code, when a record given is not sound.
    pub fn record_kept(&self) -> Result<&'static Arc<Record>, ExitCode> {
        Ok(kept(Arc::new(self.record()?)))
    }

    /// The language to print in.
    pub fn lang(&self) -> Lang {
        self.report_lang.map_or(Lang::En, Lang::from)
    }
}

/// Keeps something until the process ends.
pub fn kept<T>(it: T) -> &'static T {
    Box::leak(Box::new(it))
}

/// Prints an error and gives exit code 2.
pub fn fail(message: impl std::fmt::Display) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(BAD_INPUT)
}

/// Columns of the terminal, or 100.
pub fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0).clamp(40, 140))
}

/// Writes to a file (first beside it, then renamed, so that no half file is left) or to standard output.
pub fn write_out(text: &str, to: Option<&Path>) -> Result<(), String> {
    let Some(path) = to else {
        let mut out = anstream::stdout().lock();
        return match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // Whoever reads has had enough.
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(e) => Err(format!("cannot write: {e}")),
            Ok(()) => Ok(()),
        };
    };
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    // Renaming over a device or a pipe would put a file in its place: what is no plain file is written to as it is.
    let special = std::fs::metadata(path).is_ok_and(|m| !m.is_file());
    let wrote = if special {
        std::fs::write(path, text)
    } else {
        std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path))
    };
    wrote.map_err(|e| {
        let _ = std::fs::remove_file(&part);
        format!("cannot write {}: {e}", path.display())
    })
}
