//! `servanda show`, `search` and `cite`.

use crate::common::{Shared, fail, unknown, width, write_out};
use clap::ValueEnum;
use servanda_record::Record;
use servanda_report::cite::{Cited, Style, cite};
use servanda_report::show::{search, show};
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

/// All ids of a record.
pub fn all_ids(r: &Record) -> impl Iterator<Item = &str> {
    let a = r.agreements.iter().map(|x| x.id.as_str());
    let a = a
        .chain(r.events.iter().map(|x| x.id.as_str()))
        .chain(r.actors.iter().map(|x| x.id.as_str()));
    let a = a
        .chain(r.places.iter().map(|x| x.id.as_str()))
        .chain(r.sources.iter().map(|x| x.id.as_str()));
    let a = a
        .chain(r.choice_points.iter().map(|x| x.id.as_str()))
        .chain(r.readings.iter().map(|x| x.id.as_str()));
    a.chain(r.positions.iter().map(|x| x.id.as_str()))
        .chain(r.completeness.iter().map(|x| x.id.as_str()))
}

/// Runs `show`.
pub fn run_show(args: &ShowArgs, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let mut out = String::new();
    for (i, id) in args.ids.iter().enumerate() {
        match show(&record, id, shared.lang(), width()) {
            Some(text) => {
                if i > 0 {
                    out.push('\n');
                }
                out.push_str(&text);
            }
            None => return fail(unknown("entry", id, all_ids(&record))),
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
  servanda cite ussr-japan-neutrality-1941 --format csl > references.json")]
pub struct CiteArgs {
    /// Id of an agreement, a source, or anything whose sources are wanted.
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
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
    let mut things = Vec::new();
    for id in &args.ids {
        let found = of(&record, id);
        if found.is_empty() {
            return fail(unknown("agreement or source", id, all_ids(&record)));
        }
        things.extend(found);
    }
    let style = match args.format {
        CiteFormat::Plain => Style::Plain,
        CiteFormat::Bibtex => Style::BibTex,
        CiteFormat::Csl => Style::Csl,
    };
    written(&cite(&record, &things, style, shared.lang()))
}

/// An agreement or source itself; for other things the sources of their statements.
fn of<'r>(record: &'r Record, id: &str) -> Vec<Cited<'r>> {
    if let Some(a) = record.agreement(id) {
        return vec![Cited::Agreement(a)];
    }
    if let Some(s) = record.source(id) {
        return vec![Cited::Source(s)];
    }
    let prefix = format!("{id}/");
    let mine = record
        .statements
        .iter()
        .filter(|s| s.id.as_str() == id || s.id.as_str().starts_with(&prefix));
    let ids: std::collections::BTreeSet<&str> = mine
        .flat_map(|s| s.citations.iter().map(|c| c.source.as_str()))
        .collect();
    ids.into_iter()
        .filter_map(|i| record.source(i))
        .map(Cited::Source)
        .collect()
}

fn written(text: &str) -> ExitCode {
    write_out(text, None).map_or_else(fail, |()| ExitCode::SUCCESS)
}
