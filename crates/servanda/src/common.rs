//! What commands share: options, loading the record, writing out, errors with suggestions.

use crate::commands::{BAD_INPUT, load, show};
use clap::ValueEnum;
use servanda_record::{Lang, Record};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Further records, laid over the built-in one (folders or files; may be given more than once). A compiled
    /// record (NAME.servanda, made by `import --compact`) takes its place.
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
    write_bytes(text.as_bytes(), path)
}

/// Writes bytes to a file, first beside it, then renamed.
pub fn write_bytes(bytes: &[u8], path: &Path) -> Result<(), String> {
    let write = || {
        let mut file = OutFile::create(path)?;
        file.write_all(bytes)?;
        file.finish()
    };
    write().map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// A file in the making: it has its name only once it is whole, and nothing is left of it otherwise. What is
/// no plain file (a device, a pipe) is written to as it is.
pub struct OutFile {
    file: BufWriter<File>,
    part: Option<PathBuf>,
    path: PathBuf,
}

impl OutFile {
    /// Begins it.
    ///
    /// # Errors
    /// That it cannot be created.
    pub fn create(path: &Path) -> std::io::Result<OutFile> {
        // Renaming over a device or a pipe would put a file in its place.
        let special = std::fs::metadata(path).is_ok_and(|m| !m.is_file());
        let part = (!special).then(|| {
            let mut part = path.as_os_str().to_owned();
            part.push(".part");
            PathBuf::from(part)
        });
        let file = match &part {
            Some(part) => {
                unfinished(|all| all.push(part.clone()));
                File::create(part)?
            }
            None => File::options().write(true).open(path)?,
        };
        Ok(OutFile {
            file: BufWriter::new(file),
            part,
            path: path.to_owned(),
        })
    }

    /// Ends it: it is whole.
    ///
    /// # Errors
    /// That the last of it cannot be written, or it cannot be renamed; then nothing is left of it.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.file.flush()?;
        if let Some(part) = &self.part {
            std::fs::rename(part, &self.path)?;
            unfinished(|all| all.retain(|p| p != part));
        }
        self.part = None;
        Ok(())
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Drop for OutFile {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // That it may stay does not hide the error that brought this about.
            let _ = std::fs::remove_file(part);
            unfinished(|all| all.retain(|p| p != part));
        }
    }
}

/// The files that are being made, for who takes them away when the process is interrupted.
fn unfinished(change: impl FnOnce(&mut Vec<PathBuf>)) {
    static ALL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    change(&mut ALL.lock().unwrap_or_else(PoisonError::into_inner));
}

/// From now on, leaves nothing half made behind when the process is interrupted or told to end.
#[cfg(feature = "scan")]
pub fn clean_up_when_interrupted() {
    // Where no handler can be set, what is left has the name of a part, never that of the whole.
    let _ = ctrlc::set_handler(|| {
        unfinished(|all| {
            for part in all.iter() {
                let _ = std::fs::remove_file(part);
            }
        });
        std::process::exit(130);
    });
}
