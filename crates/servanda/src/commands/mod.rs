//! One module for each command.

pub mod check;
pub mod completions;
pub mod explain;
pub mod import;
pub mod law;
#[cfg(feature = "scan")]
pub mod panel;
pub mod read;
pub mod record;
#[cfg(feature = "scan")]
pub mod scan;
pub mod show;
pub mod validate;
pub mod verify;

use servanda_record::{Diagnostics, Loaded, Record};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Exit code for usage and bad input.
pub const BAD_INPUT: u8 = 2;

/// Loads records: alone if they bring their own taxonomy (a whole record), else over the embedded one.
pub fn load(paths: &[PathBuf], alone: bool) -> Result<Loaded, Diagnostics> {
    let base = if alone || paths.iter().any(|p| brings_taxonomy(p)) {
        Record::empty()
    } else {
        embedded()
    };
    Record::overlay(base, paths)
}

fn brings_taxonomy(path: &Path) -> bool {
    path.join("taxonomy.yaml").is_file()
}

/// The record beneath further ones.
#[cfg(feature = "embedded")]
pub fn embedded() -> Record {
    servanda_embedded::record()
}

/// The record beneath further ones: none.
#[cfg(not(feature = "embedded"))]
pub fn embedded() -> Record {
    Record::empty()
}

/// Shows diagnostics on standard error.
pub fn show(diagnostics: &Diagnostics) {
    if !diagnostics.0.is_empty() {
        let colour = std::io::stderr().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        eprintln!("{}\n", diagnostics.render(colour, 140));
    }
}
