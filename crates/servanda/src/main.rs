//! The `servanda` command line.

mod commands;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Agreements must be kept: what states promised, what they did, and whether it matches.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check record files and show everything that is wrong with them.
    Validate(commands::validate::Args),
    /// What a record holds.
    #[command(subcommand)]
    Record(commands::record::Command),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Validate(args) => commands::validate::run(&args),
        Command::Record(command) => commands::record::run(&command),
    }
}
