//! `servanda validate`.

use super::{BAD_INPUT, load, show};
use clap::ValueEnum;
use servanda_record::{Diagnostics, Severity};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `validate`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda validate record/
  servanda validate my-additions.yaml --format short

Exit codes: 0 valid, 2 not valid.")]
pub struct Args {
    /// Folders or files of records.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Check them by themselves, not as additions to the embedded record. Folders that hold a
    /// `taxonomy.yaml` are whole records and are always checked so.
    #[arg(long)]
    alone: bool,
    /// How to write the findings.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Forms of output.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people, with excerpts.
    Text,
    /// One line each.
    Short,
    /// A JSON array.
    Json,
}

/// Runs `validate`: 0 if the records are valid, 2 if not.
pub fn run(args: &Args) -> ExitCode {
    let (diagnostics, loaded) = match load(&args.paths, args.alone) {
        Ok(loaded) => (loaded.warnings, Some(loaded.record)),
        Err(errors) => (errors, None),
    };
    match args.format {
        Format::Text => show(&diagnostics),
        Format::Short if !diagnostics.0.is_empty() => print(&format!("{diagnostics}\n")),
        Format::Short => {}
        Format::Json => match serde_json::to_string_pretty(&diagnostics) {
            Ok(text) => print(&format!("{text}\n")),
            Err(e) => eprintln!("{e}"),
        },
    }
    summary(&diagnostics, loaded.as_ref().map(|r| r.statements.len()));
    if loaded.is_some() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(BAD_INPUT)
    }
}

fn summary(diagnostics: &Diagnostics, statements: Option<usize>) {
    let count = |n: usize, what: &str| {
        if n == 1 {
            format!("1 {what}")
        } else {
            format!("{n} {what}s")
        }
    };
    let errors = count(diagnostics.count(Severity::Error), "error");
    let warnings = count(diagnostics.count(Severity::Warning), "warning");
    match statements {
        Some(n) => eprintln!("valid: {}, {warnings}", count(n, "statement")),
        None => eprintln!("invalid: {errors}, {warnings}"),
    }
}

/// To standard output; a reader who stops reading is no error.
fn print(text: &str) {
    if let Err(e) = crate::common::write_out(text, None) {
        eprintln!("error: {e}");
    }
}
