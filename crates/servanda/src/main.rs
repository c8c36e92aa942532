//! The `servanda` command line.

mod commands;
mod common;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Agreements must be kept: what states promised, what they did, and whether it matches.
#[derive(Parser)]
#[command(version, about, infer_subcommands = true)]
struct Cli {
    #[command(flatten)]
    shared: common::Shared,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a text against the record, claim by claim.
    Check(commands::check::Args),
    /// Check record files and show everything that is wrong with them.
    Validate(commands::validate::Args),
    /// What the code of an error in a record file means.
    Explain(commands::explain::Args),
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
    /// Scan a table of events for what they go against, or perform.
    #[cfg(feature = "scan")]
    Scan(commands::scan::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let shared = &cli.shared;
    match &cli.command {
        Command::Check(args) => commands::check::run(args, shared),
        Command::Validate(args) => commands::validate::run(args),
        Command::Explain(args) => commands::explain::run(args, shared),
        Command::Record(command) => commands::record::run(command),
        Command::Show(args) => commands::show::run_show(args, shared),
        Command::Search(args) => commands::show::run_search(args, shared),
        Command::InForce(args) => commands::law::run_in_force(args, shared),
        Command::Bound(args) => commands::law::run_bound(args, shared),
        Command::Conduct(args) => commands::law::run_conduct(args, shared),
        Command::Cite(args) => commands::show::run_cite(args, shared),
        Command::Import(args) => commands::import::run(args, shared),
        #[cfg(feature = "scan")]
        Command::Scan(args) => commands::scan::run(args, shared),
    }
}
