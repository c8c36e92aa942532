//! `servanda explain`: what a code of a diagnostic means.

use crate::common::{Shared, fail};
use servanda_record::codes;
use std::process::ExitCode;

/// Arguments of `explain`.
#[derive(clap::Args)]
pub struct Args {
    /// A code such as E0301 (or SERVANDA-E0301); all codes if left out.
    code: Option<String>,
}

/// Runs `explain`.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let lang = shared.lang();
    let Some(name) = &args.code else {
        for code in codes::CODES {
            println!("{}  {}", code.code, code.text(lang));
        }
        return ExitCode::SUCCESS;
    };
    match codes::find(name) {
        Some(code) => {
            println!("{}\n\n{}", code.code, code.text(lang));
            ExitCode::SUCCESS
        }
        None => fail(format!(
            "no code `{name}`; `servanda explain` lists them all"
        )),
    }
}
