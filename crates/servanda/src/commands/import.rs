//! `servanda import`: other people's tables into record files.

use crate::common::{Shared, fail, write_out};
use clap::ValueEnum;
use servanda_import as data;
use servanda_import::{Actors, Import, ImportError, StateSystem, Table};
use std::path::PathBuf;
use std::process::ExitCode;

/// What was left unread makes the answer incomplete.
const INCOMPLETE: u8 = 3;

/// Data sets that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Dataset {
    /// Correlates of War: list of states (states2016.csv).
    CowStates,
    /// Gleditsch and Ward: list of states.
    GwStates,
    /// ATOP 4.01: members of alliances (atop4_01_member.csv).
    Atop,
    /// Correlates of War: participants in inter-state wars, 4.0.
    CowWars,
    /// Directed dyadic wars.
    DyadicWars,
    /// MID 5.0: participants in disputes (MIDB).
    MidDisputes,
    /// MID 5.0: participants in incidents (MIDIP).
    MidIncidents,
    /// UCDP/PRIO Armed Conflict Dataset.
    UcdpAcd,
}

/// Turn other people's tables into record files: YAML on standard output, what could not be used on
/// standard error. The states of alliances and wars are looked up by their codes in the record; states
/// that it lacks can be imported first and given with `--record`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Whose table it is.
    #[arg(value_enum)]
    dataset: Dataset,
    /// The table: CSV with a header.
    table: PathBuf,
    /// Write here instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let name = args.table.display().to_string();
    let content = match std::fs::read(&args.table) {
        Ok(content) => content,
        Err(error) => return fail(format!("{name}: {error}")),
    };
    let table = Table {
        name: &name,
        content: &content,
    };
    let record = match shared.record() {
        Ok(record) => record,
        Err(code) => return code,
    };
    let actors = Actors::of_record(&record);
    let import = match import(args.dataset, table, &actors) {
        Ok(import) => import,
        Err(error) => return fail(error),
    };
    for reject in &import.rejects {
        eprintln!("{reject}");
    }
    let rejected = import.rejects.len();
    eprintln!(
        "{name}: {} rows used, {} left out, {rejected} rejected",
        import.used, import.left_out
    );
    if let Err(error) = write_out(&import.yaml, args.out.as_deref()) {
        return fail(error);
    }
    match rejected {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(INCOMPLETE),
    }
}

fn import(dataset: Dataset, table: Table<'_>, actors: &Actors) -> Result<Import, ImportError> {
    let name = table.name;
    Ok(match dataset {
        Dataset::CowStates => data::actors_of_states(StateSystem::Cow, data::cow_states(table)?),
        Dataset::GwStates => data::actors_of_states(StateSystem::Gw, data::gw_states(table)?),
        Dataset::Atop => data::agreements_of_atop(data::atop_members(table)?, name, actors),
        Dataset::CowWars => data::events_of_cow_wars(data::cow_wars(table)?, name, actors),
        Dataset::DyadicWars => data::events_of_dyadic_wars(data::dyadic_wars(table)?, name, actors),
        Dataset::MidDisputes => {
            data::events_of_mid(data::mid_dispute_participants(table)?, name, actors)
        }
        Dataset::MidIncidents => {
            data::events_of_mid(data::mid_incident_participants(table)?, name, actors)
        }
        Dataset::UcdpAcd => data::events_of_ucdp(data::ucdp_conflicts(table)?, name, actors),
    })
}
