//! `servanda show`, `search` and `cite`.

use crate::common::{Shared, fail, width, write_out};
use clap::ValueEnum;
use servanda_record::{Record, Source};
use servanda_report::cite::{Cited, Style, cite};
use servanda_report::show::search;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `show`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda show ussr-japan-neutrality-1941
  servanda show japan ussr --report-lang ja")]
pub struct ShowArgs {
    /// Id of an agreement, event, actor, place, source, choice point, reading, position or statement.
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
}

/// Runs `show`.
pub fn run_show(args: &ShowArgs, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let mut out = String::new();
    for (i, id) in args.ids.iter().enumerate() {
        match servanda_ask::shown(&record, id, shared.lang(), width()) {
            Ok(text) => {
                if i > 0 {
                    out.push('\n');
                }
                out.push_str(&text);
            }
            Err(error) => return fail(error),
        }
    }
    written(&out)
}

/// Arguments of `search`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda search neutrality pact
  servanda search 中立条約 --report-lang ja --json")]
pub struct SearchArgs {
    /// Words that must all occur in a name, id or wording.
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// At most so many.
    #[arg(long, default_value_t = 30)]
    limit: usize,
    /// Write JSON.
    #[arg(long)]
    json: bool,
}

/// Runs `search`.
pub fn run_search(args: &SearchArgs, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let hits = search(&record, &args.words, shared.lang(), args.limit);
    if args.json {
        return written(&(serde_json::to_string_pretty(&hits).unwrap_or_default() + "\n"));
    }
    if hits.is_empty() {
        eprintln!(
            "nothing in the record has all of these words: {}",
            args.words.join(" ")
        );
    }
    let wide = hits.iter().map(|h| h.id.chars().count()).max().unwrap_or(0);
    written(
        &hits
            .iter()
            .map(|h| format!("{:12}  {:wide$}  {}\n", h.kind, h.id, h.label))
            .collect::<String>(),
    )
}

/// Forms of citation.
#[derive(Clone, Copy, ValueEnum)]
enum CiteFormat {
    /// A line of text.
    Plain,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON, agreements with type `treaty`.
    Csl,
}

/// Arguments of `cite`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda cite ussr-japan-neutrality-1941
  servanda cite ussr-japan-neutrality-1941 --format csl > references.json
  servanda --record data cite --used panel.parquet atop-4-01")]
pub struct CiteArgs {
    /// Id of an agreement, a source, or anything whose sources are wanted.
    #[arg(required_unless_present = "used", value_name = "ID")]
    ids: Vec<String>,
    /// The data sets that a table of findings or a panel rests on: those from which its agreements and states are.
    #[arg(long, value_name = "TABLE")]
    used: Option<PathBuf>,
    /// Form of the citation.
    #[arg(long, value_enum, default_value_t = CiteFormat::Plain)]
    format: CiteFormat,
}

/// Runs `cite`.
pub fn run_cite(args: &CiteArgs, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let mut things = match servanda_ask::cited(&record, &args.ids) {
        Ok(things) => things,
        Err(error) => return fail(error),
    };
    if let Some(path) = &args.used {
        let ids = match super::findings::used(path, &record) {
            Ok(ids) => ids,
            Err(error) => return fail(error),
        };
        let there: Vec<String> = things.iter().filter_map(source_id).collect();
        let more = data_sets(&record, &ids).into_iter();
        things.extend(
            more.filter(|s| !there.contains(&s.id.to_string()))
                .map(Cited::Source),
        );
    }
    let style = match args.format {
        CiteFormat::Plain => Style::Plain,
        CiteFormat::Bibtex => Style::BibTex,
        CiteFormat::Csl => Style::Csl,
    };
    written(&cite(&record, &things, style, shared.lang()))
}

fn source_id(cited: &Cited<'_>) -> Option<String> {
    match cited {
        Cited::Source(source) => Some(source.id.to_string()),
        Cited::Agreement(_) => None,
    }
}

/// The data sets that statements about some things are from, in the order of their ids; where an agreement is from
/// none, all its sources.
fn data_sets<'r>(record: &'r Record, ids: &[String]) -> Vec<&'r Source> {
    let mut of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for statement in &record.statements {
        let subject = statement.id.as_str().split('/').next().unwrap_or("");
        let cited = statement.citations.iter().map(|c| c.source.as_str());
        of.entry(subject).or_default().extend(cited);
    }
    let is_set = |id: &&str| record.source(id).is_some_and(|s| s.kind == "dataset");
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for id in ids {
        let Some(sources) = of.get(id.as_str()) else {
            continue;
        };
        let sets: Vec<&str> = sources.iter().copied().filter(is_set).collect();
        match sets.is_empty() && record.agreement(id).is_some() {
            true => all.extend(sources),
            false => all.extend(sets),
        }
    }
    all.into_iter().filter_map(|id| record.source(id)).collect()
}

fn written(text: &str) -> ExitCode {
    write_out(text, None).map_or_else(fail, |()| ExitCode::SUCCESS)
}
