//! `servanda record`.

use super::{BAD_INPUT, load, show};
use crate::common::{Shared, fail, write_out};
use servanda_record::{Record, Stats};
use std::path::PathBuf;
use std::process::ExitCode;

/// Commands about a record.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Count what a record holds: the embedded one, or that of the folders given.
    Stats {
        /// Folders or files of records.
        paths: Vec<PathBuf>,
        /// Add a line for each file.
        #[arg(long)]
        files: bool,
        /// Write JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Runs a command about a record.
pub fn run(command: &Command, shared: &Shared) -> ExitCode {
    let Command::Stats { paths, files, json } = command;
    let record = match read(paths, shared) {
        Ok(record) => record,
        Err(code) => return code,
    };
    let stats = Stats::of(&record);
    let text = if *json {
        serde_json::to_string_pretty(&stats).unwrap_or_default() + "\n"
    } else {
        stats.render(*files)
    };
    write_out(&text, None).map_or_else(fail, |()| ExitCode::SUCCESS)
}

fn read(paths: &[PathBuf], shared: &Shared) -> Result<Record, ExitCode> {
    if paths.is_empty() {
        return shared.record();
    }
    match load(paths, false) {
        Ok(loaded) => Ok(loaded.record),
        Err(errors) => {
            show(&errors);
            Err(ExitCode::from(BAD_INPUT))
        }
    }
}
