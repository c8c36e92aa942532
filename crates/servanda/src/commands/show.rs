//! `servanda show`, `search` and `cite`.

use crate::common::{Shared, fail, width, write_out};
use clap::ValueEnum;
use servanda_report::cite::{Style, cite};
use servanda_report::show::search;
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
    let things = match servanda_ask::cited(&record, &args.ids) {
        Ok(things) => things,
        Err(error) => return fail(error),
    };
    let style = match args.format {
        CiteFormat::Plain => Style::Plain,
        CiteFormat::Bibtex => Style::BibTex,
        CiteFormat::Csl => Style::Csl,
    };
    written(&cite(&record, &things, style, shared.lang()))
}

fn written(text: &str) -> ExitCode {
    write_out(text, None).map_or_else(fail, |()| ExitCode::SUCCESS)
}
