//! Reports: the same findings for the terminal, for programs and for readers.

pub mod cite;
pub mod html;
pub mod model;
mod offsets;
pub mod scene;
pub mod show;
pub mod terminal;
pub mod words;

pub use model::{CheckReport, Counts, report};
pub use offsets::Offsets;
pub use terminal::Terminal;

/// The report as JSON, indented, ending in a line break.
///
/// # Errors
/// None in practice: a report has no maps with keys that are not text.
pub fn json(report: &CheckReport) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|t| t + "\n")
}
