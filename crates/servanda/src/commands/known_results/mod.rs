//! `servanda known-results`: what is known from the study of alliances, found again from the tables.

mod alliances;
mod wars;

use crate::commands::import::{Read, read_tables};
use crate::common::{Shared, fail, write_out};
use clap::ValueEnum;
use servanda_import::EndReading;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is found.
#[derive(clap::Subcommand, Clone, Debug)]
pub enum Command {
    /// Which wars began between states that owed each other neutrality or non-aggression.
    Wars(wars::Args),
    /// Whether allies did in war what they owed, beside what others have coded.
    Alliances(alliances::Args),
}

/// The tables both need.
#[derive(clap::Args, Clone, Debug)]
pub struct Tables {
    /// ATOP 4.01: the table of members.
    #[arg(long, value_name = "FILE")]
    members: PathBuf,
    /// Correlates of War: participants in inter-state wars, 4.0.
    #[arg(long, value_name = "FILE")]
    wars: PathBuf,
    /// Directed dyadic wars.
    #[arg(long, value_name = "FILE")]
    dyads: PathBuf,
}

impl Tables {
    /// Members, wars, dyads.
    fn read(&self) -> Result<[Read; 3], String> {
        let paths = [&self.members, &self.wars, &self.dyads].map(Clone::clone);
        let all = read_tables(&paths)?;
        all.try_into()
            .map_err(|_| "three tables are needed".to_owned())
    }
}

/// What the recorded day of an end means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ends {
    /// The treaty still bound on it.
    RecordedEnd,
    /// It bound no more on it.
    RecordedEndExcluded,
    /// It bound to the end of the term it states, where that is later.
    StatedTerm,
}

impl From<Ends> for EndReading {
    fn from(ends: Ends) -> EndReading {
        match ends {
            Ends::RecordedEnd => EndReading::RecordedEnd,
            Ends::RecordedEndExcluded => EndReading::RecordedEndExcluded,
            Ends::StatedTerm => EndReading::StatedTerm,
        }
    }
}

/// Runs the command.
pub fn run(command: &Command, shared: &Shared) -> ExitCode {
    let done = match command {
        Command::Wars(args) => wars::run(args, shared),
        Command::Alliances(args) => alliances::run(args, shared.lang()).map_err(fail),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Writes the table and the proofs into a folder, or the table to standard output.
fn write(
    out: Option<&Path>,
    name: &str,
    header: &[&str],
    rows: &[Vec<String>],
    proofs: &str,
) -> Result<(), String> {
    let line = |fields: Vec<String>| {
        let quoted = fields.into_iter().map(|field| {
            if field.contains([',', '"', '\n']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field
            }
        });
        quoted.collect::<Vec<_>>().join(",") + "\n"
    };
    let mut table = line(header.iter().map(|h| (*h).to_owned()).collect());
    table.extend(rows.iter().map(|row| line(row.clone())));
    let Some(folder) = out else {
        return write_out(&table, None);
    };
    std::fs::create_dir_all(folder)
        .map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    write_out(&table, Some(&folder.join(format!("{name}.csv"))))?;
    write_out(proofs, Some(&folder.join(format!("{name}.proofs.txt"))))
}
