//! `servanda record`.

use super::{BAD_INPUT, embedded, load, show};
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
pub fn run(command: &Command) -> ExitCode {
    let Command::Stats { paths, files, json } = command;
    let record = match read(paths) {
        Ok(record) => record,
        Err(code) => return code,
    };
    let stats = Stats::of(&record);
    if *json {
        match serde_json::to_string_pretty(&stats) {
            Ok(text) => println!("{text}"),
            Err(e) => eprintln!("{e}"),
        }
    } else {
        print!("{}", stats.render(*files));
    }
    ExitCode::SUCCESS
}

fn read(paths: &[PathBuf]) -> Result<Record, ExitCode> {
    if paths.is_empty() {
        return Ok(embedded());
    }
    match load(paths, false) {
        Ok(loaded) => Ok(loaded.record),
        Err(errors) => {
            show(&errors);
            Err(ExitCode::from(BAD_INPUT))
        }
    }
}
