//! `servanda explain`: the meaning of a code, and why an answer is what it is.

use crate::common::{Shared, fail, width, write_out};
use serde_json::Value;
use servanda_ask::Force;
use servanda_law::{FindingFilter, Law};
use servanda_time::Day;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `explain`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda explain E0301                                   a code of a diagnostic
  servanda explain                                         all codes
  servanda check a.txt --format json -o report.json
  servanda explain 7 --from report.json                    the seventh claim of a saved report
  servanda explain f-0123456789abcdef0123 --from findings.parquet
                                                           a finding of a scan
  servanda explain ussr-japan-neutrality-1941 --on 1945-08-09 --party ussr --other japan
  servanda explain ussr-japan-neutrality-1941 --event EVENT
                                                           why a finding of conduct is what it is")]
pub struct Args {
    /// A code such as E0301; a claim's number or id (with --from); or an agreement's id (with --on or --event).
    id: Option<String>,
    /// A report saved with `check --format json`, or `-` for standard input; or a table of findings of `scan`.
    #[arg(long, value_name = "REPORT", conflicts_with_all = ["on", "event"])]
    from: Option<PathBuf>,
    /// Whether the agreement was in force on this day.
    #[arg(long, value_name = "DATE", value_parser = servanda_ask::day, conflicts_with = "event")]
    on: Option<Day>,
    /// … for this party.
    #[arg(long, value_name = "ACTOR", requires = "on")]
    party: Option<String>,
    /// … toward this one.
    #[arg(long, value_name = "ACTOR", requires = "party")]
    other: Option<String>,
    /// How this event stands to the agreement.
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,
    /// … for the conduct of this actor.
    #[arg(long, value_name = "ACTOR", requires = "event")]
    actor: Option<String>,
    /// … under this article.
    #[arg(long, value_name = "ARTICLE", requires = "event")]
    article: Option<String>,
}

/// Runs `explain`.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let done = match (&args.id, &args.from) {
        (id, Some(path)) if super::findings::is_table(path) => {
            super::findings::explain(id.as_deref(), path, shared)
        }
        (id, Some(path)) => claim(id.as_deref(), path, shared),
        (Some(id), None) if args.on.is_some() || args.event.is_some() => law(id, args, shared),
        (id, None) => code(id.as_deref(), shared),
    };
    match done.and_then(|text| write_out(&text, None).map_err(fail)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn code(name: Option<&str>, shared: &Shared) -> Result<String, ExitCode> {
    match (servanda_ask::explain_code(name, shared.lang()), name) {
        (Some(text), _) => Ok(text),
        (None, name) => {
            let record = shared.record()?;
            Err(fail(servanda_ask::no_code(name.unwrap_or(""), &record)))
        }
    }
}

fn law(id: &str, args: &Args, shared: &Shared) -> Result<String, ExitCode> {
    let law = Law::lazy(Arc::new(shared.record()?));
    let form = (shared.lang(), width());
    match args.on {
        Some(on) => {
            let asked = Force {
                agreement: id,
                party: args.party.as_deref(),
                other: args.other.as_deref(),
            };
            servanda_ask::explain_force(&law, asked, on, form)
        }
        None => {
            let filter = FindingFilter {
                actor: args.actor.clone(),
                event: args.event.clone(),
                agreement: Some(id.to_owned()),
                article: args.article.clone(),
                ..FindingFilter::default()
            };
            servanda_ask::explain_conduct(&law, &filter, form)
        }
    }
    .map_err(fail)
}

/// Reads JSON from a file or standard input.
///
/// # Errors
/// The message, with line and column where it is not JSON.
pub fn json_input(path: &Path) -> Result<Value, String> {
    let given = super::check::input(path)?;
    serde_json::from_slice(&given.bytes)
        .map_err(|e| format!("{}: this is not JSON: {e}", given.name))
}

fn claim(id: Option<&str>, path: &Path, shared: &Shared) -> Result<String, ExitCode> {
    let report = json_input(path).map_err(fail)?;
    let name = path.display().to_string();
    let record = shared.record()?;
    let told = servanda_ask::explain_claim(&record, (&name, &report), id, (shared.lang(), width()))
        .map_err(fail)?;
    if told.other_record {
        eprintln!(
            "note: the report was made with another record; statements are shown as they are now"
        );
    }
    Ok(told.text)
}
