//! The `servanda` command line.

mod commands;
mod common;
mod many;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  servanda check article.txt                         mark up an article, claim by claim
  servanda check article.txt --format html -o r.html the same as one page for readers
  servanda in-force ussr-japan-neutrality-1941 --on 1945-08-09 --party ussr --other japan
  servanda bound ussr --on 1945-08-09 --toward japan
  servanda conduct --agreement ussr-japan-neutrality-1941
  servanda explain ussr-japan-neutrality-1941 --on 1945-08-09
  servanda search neutrality pact

Everything runs offline, on the record built into the program; --record DIR lays another over it.
Exit codes: 0 done, 1 a check found something against the text, 2 usage or bad input, 3 incomplete.";

/// Agreements must be kept: what states promised, what they did, and whether it matches.
#[derive(Parser)]
#[command(version, about, infer_subcommands = true, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    shared: common::Shared,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a text against the record, claim by claim.
    Check(commands::check::Args),
    /// What a text names and claims, without checking it.
    Read(commands::read::Args),
    /// Check record files and show everything that is wrong with them.
    Validate(commands::validate::Args),
    /// Why an answer is what it is: a claim of a report, a day, an event; or what a code means.
    Explain(commands::explain::Args),
    /// Verify a saved report or proof against its text and the record.
    Verify(commands::verify::Args),
    /// What a record holds.
    #[command(subcommand)]
    Record(commands::record::Command),
    /// Show something of the record with its statements and sources.
    Show(commands::show::ShowArgs),
    /// Find things in the record by words.
    Search(commands::show::SearchArgs),
    /// Whether an agreement was in force on a day, or its whole life.
    InForce(commands::law::InForceArgs),
    /// What bound an actor on a day.
    Bound(commands::law::BoundArgs),
    /// Which events kept or broke which promises.
    Conduct(commands::law::ConductArgs),
    /// Cite agreements and sources: plain, BibTeX, CSL-JSON.
    Cite(commands::show::CiteArgs),
    /// Turn other people's tables into record files.
    Import(commands::import::Args),
    /// Find known results of the study of alliances again: wars against treaties, and who kept them.
    #[command(subcommand)]
    KnownResults(commands::known_results::Command),
    /// Scan a table of events for what they go against, or perform.
    #[cfg(feature = "scan")]
    Scan(commands::scan::Args),
    /// Make a panel: for every pair of states and year, whether obligations bound them.
    #[cfg(feature = "scan")]
    Panel(commands::panel::Args),
    /// Completions for a shell.
    Completions(commands::completions::CompletionsArgs),
    /// Manual pages.
    Man(commands::completions::ManArgs),
    /// The whole command line as Markdown.
    #[command(hide = true)]
    HelpPage(commands::completions::MarkdownArgs),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let shared = &cli.shared;
    match &cli.command {
        Command::Check(args) => commands::check::run(args, shared),
        Command::Validate(args) => commands::validate::run(args),
        Command::Read(args) => commands::read::run(args, shared),
        Command::Verify(args) => commands::verify::run(args, shared),
        Command::Completions(args) => commands::completions::run_completions(args),
        Command::Man(args) => commands::completions::run_man(args),
        Command::HelpPage(args) => commands::completions::run_markdown(args),
        Command::Explain(args) => commands::explain::run(args, shared),
        Command::Record(command) => commands::record::run(command, shared),
        Command::Show(args) => commands::show::run_show(args, shared),
        Command::Search(args) => commands::show::run_search(args, shared),
        Command::InForce(args) => commands::law::run_in_force(args, shared),
        Command::Bound(args) => commands::law::run_bound(args, shared),
        Command::Conduct(args) => commands::law::run_conduct(args, shared),
        Command::Cite(args) => commands::show::run_cite(args, shared),
        Command::Import(args) => commands::import::run(args, shared),
        Command::KnownResults(command) => commands::known_results::run(command, shared),
        #[cfg(feature = "scan")]
        Command::Scan(args) => commands::scan::run(args, shared),
        #[cfg(feature = "scan")]
        Command::Panel(args) => commands::panel::run(args, shared),
    }
}
