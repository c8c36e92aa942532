//! `servanda import`: other people's tables into record files.

use crate::common::{Shared, fail, write_bytes, write_out};
use clap::ValueEnum;
use servanda_ask::COMPILED;
use servanda_import as data;
use servanda_import::{Actors, Import, ImportError, Reject, StateSystem, Table, columns_of};
use servanda_record::{Lang, Record};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What was left unread makes the answer incomplete.
const INCOMPLETE: u8 = 3;

/// Data sets that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Dataset {
    /// Correlates of War: list of states (states2016.csv). States that the record has are left out.
    CowStates,
    /// Gleditsch and Ward: list of states. States that the record has are left out.
    GwStates,
    /// ATOP 4.01: members of alliances (atop4_01_member.csv), alliances (atop4_01_alliance.csv), or both.
    Atop,
    /// Correlates of War: participants in inter-state wars, 4.0.
    CowWars,
    /// Directed dyadic wars.
    DyadicWars,
    /// MID 5.0: disputes (MIDA), their participants (MIDB), incidents (MIDI), theirs (MIDIP): any of them.
    #[value(alias = "mid-disputes", alias = "mid-incidents")]
    Mid,
    /// UCDP/PRIO Armed Conflict Dataset.
    UcdpAcd,
    /// UCDP Peace Agreement Dataset.
    UcdpPeace,
    /// Any table, by a mapping (--map).
    Table,
}

impl Dataset {
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |v| v.get_name().to_owned())
    }
}

/// Turn other people's tables into record files: YAML, and what could not be used on standard error, with
/// line and reason. The states of alliances and wars are looked up by their codes in the record; states that
/// it lacks can be imported first and given with `--record`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  servanda import cow-states states2016.csv -o data
  servanda --record data import atop atop4_01_alliance.csv atop4_01_member.csv -o data --compact
  servanda --record data import mid MIDA.csv MIDB.csv MIDI.csv MIDIP.csv -o data
  servanda import table pacts.csv --map pacts.yaml -o data
  servanda --record data/record.servanda in-force atop-2525 --on 1945-08-09 --reading all")]
pub struct Args {
    /// Whose tables they are.
    #[arg(value_enum)]
    dataset: Dataset,
    /// The tables: CSV with a header (or Parquet, in a build with the feature `scan`).
    #[arg(required = true)]
    tables: Vec<PathBuf>,
    /// Write here instead of standard output: a folder (it gets DATASET.yaml), a file NAME.yaml, or a compiled
    /// record NAME.servanda.
    #[arg(long, short, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Also write the whole record that results, compiled, to record.servanda in the folder.
    #[arg(long, requires = "out")]
    compact: bool,
    /// What the columns are (for `table`).
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// List rows that could not be used here instead of on standard error.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    match import_all(args, shared) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(INCOMPLETE),
        Err(code) => code,
    }
}

fn import_all(args: &Args, shared: &Shared) -> Result<usize, ExitCode> {
    let tables = read_tables(&args.tables).map_err(fail)?;
    let record = shared.record()?;
    let actors = Actors::of_record(&record);
    let import = import(args, &tables, &actors).map_err(fail)?;
    tell(args, &import, shared.lang()).map_err(fail)?;
    match &args.out {
        None => write_out(&import.yaml, None).map_err(fail)?,
        Some(out) => write_record(args, out, &import, record)?,
    }
    Ok(import.rejects.len())
}

/// A table that was read.
pub struct Read {
    name: String,
    content: Vec<u8>,
}

impl Read {
    /// As the importer takes it.
    pub fn table(&self) -> Table<'_> {
        Table {
            name: &self.name,
            content: &self.content,
        }
    }
}

/// Reads tables.
///
/// # Errors
/// Which cannot be read.
pub fn read_tables(paths: &[PathBuf]) -> Result<Vec<Read>, String> {
    let read = |path: &PathBuf| {
        let content = match path.extension().and_then(|e| e.to_str()) {
            Some("parquet" | "pq") => parquet(path)?,
            _ => std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?,
        };
        Ok(Read {
            name: path.display().to_string(),
            content,
        })
    };
    paths.iter().map(read).collect()
}

#[cfg(feature = "scan")]
fn parquet(path: &Path) -> Result<Vec<u8>, String> {
    servanda_scan::parquet_as_csv(path).map_err(|e| e.to_string())
}

#[cfg(not(feature = "scan"))]
fn parquet(path: &Path) -> Result<Vec<u8>, String> {
    Err(format!(
        "{}: Parquet needs a build with `--features scan`; CSV does not",
        path.display()
    ))
}

/// Rejected and corrected rows, and the sums.
fn tell(args: &Args, import: &Import, lang: Lang) -> Result<(), String> {
    let lines = |rows: &[Reject]| {
        rows.iter().fold(String::new(), |mut all, row| {
            // Writing to a string does not fail.
            let _ = writeln!(all, "{row}");
            all
        })
    };
    match &args.rejects {
        Some(path) => write_out(&lines(&import.rejects), Some(path))?,
        None => eprint!("{}", lines(&import.rejects)),
    }
    eprint!("{}", lines(&import.corrected));
    let (used, left_out) = (import.used, import.left_out);
    let (rejected, corrected) = (import.rejects.len(), import.corrected.len());
    let rows = used + left_out + rejected as u64;
    if lang == Lang::Ja {
        eprintln!(
            "{rows}行：使用{used}、対象外{left_out}、不採用{rejected}（書かれた通りでなく読んだもの{corrected}）"
        );
    } else {
        eprintln!(
            "{rows} rows: {used} used, {left_out} left out, {rejected} rejected ({corrected} values read otherwise than written)"
        );
    }
    Ok(())
}

fn write_record(args: &Args, out: &Path, import: &Import, record: Record) -> Result<(), ExitCode> {
    let name = format!("{}.yaml", args.dataset.name());
    let compiled = |path: &Path, record: Record| {
        let files = [(name.as_str(), import.yaml.as_bytes())];
        let loaded = Record::load_files(record, files).map_err(|errors| {
            super::show(&errors);
            ExitCode::from(super::BAD_INPUT)
        })?;
        let bytes = loaded.record.to_bytes().map_err(fail)?;
        write_bytes(&bytes, path).map_err(fail)
    };
    match out.extension().and_then(|e| e.to_str()) {
        Some(COMPILED) => compiled(out, record),
        Some("yaml" | "yml") => write_out(&import.yaml, Some(out)).map_err(fail),
        _ if out.exists() && !out.is_dir() => write_out(&import.yaml, Some(out)).map_err(fail),
        _ => {
            std::fs::create_dir_all(out)
                .map_err(|e| fail(format!("cannot make {}: {e}", out.display())))?;
            write_out(&import.yaml, Some(&out.join(&name))).map_err(fail)?;
            if args.compact {
                compiled(&out.join(format!("record.{COMPILED}")), record)?;
            }
            Ok(())
        }
    }
}

fn import(args: &Args, tables: &[Read], actors: &Actors) -> Result<Import, ImportError> {
    match args.dataset {
        Dataset::Atop => atop(tables, actors),
        Dataset::Mid => mid(tables, actors),
        dataset => {
            let mut all = Import::default();
            let mapping = match (&args.map, dataset) {
                (Some(path), Dataset::Table) => {
                    let name = path.display().to_string();
                    let text =
                        std::fs::read_to_string(path).map_err(|e| wrong(&name, e.to_string()))?;
                    Some(data::TableMapping::read(&name, &text)?)
                }
                (None, Dataset::Table) => {
                    let message = "what its columns are is not said: add --map FILE";
                    return Err(wrong(&tables[0].name, message.to_owned()));
                }
                _ => None,
            };
            for read in tables {
                let one = single(dataset, read.table(), mapping.as_ref(), actors)?;
                if !all.yaml.is_empty() && !one.yaml.is_empty() {
                    all.yaml += "---\n";
                }
                all.yaml += &one.yaml;
                all.used += one.used;
                all.left_out += one.left_out;
                all.rejects.extend(one.rejects);
                all.corrected.extend(one.corrected);
            }
            Ok(all)
        }
    }
}

fn wrong(file: &str, message: String) -> ImportError {
    ImportError::NotATable {
        file: file.to_owned(),
        message,
    }
}

fn single(
    dataset: Dataset,
    table: Table<'_>,
    mapping: Option<&data::TableMapping>,
    actors: &Actors,
) -> Result<Import, ImportError> {
    let name = table.name;
    Ok(match (dataset, mapping) {
        (Dataset::CowStates, _) => {
            data::actors_of_states(StateSystem::Cow, data::cow_states(table)?, actors)
        }
        (Dataset::GwStates, _) => {
            data::actors_of_states(StateSystem::Gw, data::gw_states(table)?, actors)
        }
        (Dataset::CowWars, _) => data::events_of_cow_wars(data::cow_wars(table)?, name, actors),
        (Dataset::DyadicWars, _) => {
            data::events_of_dyadic_wars(data::dyadic_wars(table)?, name, actors)
        }
        (Dataset::UcdpAcd, _) => data::events_of_ucdp(data::ucdp_conflicts(table)?, name, actors),
        (Dataset::UcdpPeace, _) => {
            data::agreements_of_peace(data::peace_agreements(table)?, name, actors)
        }
        (Dataset::Table, Some(by)) => {
            data::documents_of_rows(data::mapped_rows(table, by)?, name, by, actors)
        }
        // These are read all together, and a table without a mapping was refused.
        (Dataset::Atop | Dataset::Mid | Dataset::Table, _) => Import::default(),
    })
}

/// Which table a file is, by its columns.
fn atop(tables: &[Read], actors: &Actors) -> Result<Import, ImportError> {
    let mut all = data::AtopTables::default();
    for read in tables {
        let has = |column: &str| columns_of(read.table()).iter().any(|c| c == column);
        let twice = || wrong(&read.name, "a second table of the same sort".to_owned());
        if has("mem1") && !has("member") {
            if all.alliances.is_some() {
                return Err(twice());
            }
            all.alliances = Some((data::atop_alliances(read.table())?, &read.name));
        } else {
            if all.members.is_some() {
                return Err(twice());
            }
            all.members = Some((data::atop_members(read.table())?, &read.name));
        }
    }
    Ok(data::agreements_of_atop(all, actors))
}

fn mid(tables: &[Read], actors: &Actors) -> Result<Import, ImportError> {
    let mut all = data::MidTables::default();
    for read in tables {
        let columns = columns_of(read.table());
        let has = |column: &str| columns.iter().any(|c| c == column);
        let (table, name) = (read.table(), read.name.as_str());
        let twice = match (has("incidnum"), has("ccode")) {
            (false, false) => all
                .disputes
                .replace((data::mid_disputes(table)?, name))
                .is_some(),
            (false, true) => all
                .dispute_participants
                .replace((data::mid_dispute_participants(table)?, name))
                .is_some(),
            (true, false) => all
                .incidents
                .replace((data::mid_incidents(table)?, name))
                .is_some(),
            (true, true) => all
                .incident_participants
                .replace((data::mid_incident_participants(table)?, name))
                .is_some(),
        };
        if twice {
            return Err(wrong(name, "a second table of the same sort".to_owned()));
        }
    }
    Ok(data::events_of_mid(all, actors))
}
