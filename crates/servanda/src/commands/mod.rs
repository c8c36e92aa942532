//! One module for each command.

pub mod check;
pub mod completions;
pub mod explain;
pub mod findings;
pub mod import;
pub mod known_results;
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

pub use servanda_ask::{embedded, load};
use servanda_record::Diagnostics;
use std::io::IsTerminal;

/// Exit code for usage and bad input.
pub const BAD_INPUT: u8 = 2;

/// Shows diagnostics on standard error.
pub fn show(diagnostics: &Diagnostics) {
    if !diagnostics.0.is_empty() {
        let colour = std::io::stderr().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        eprintln!("{}\n", diagnostics.render(colour, 140));
    }
}
