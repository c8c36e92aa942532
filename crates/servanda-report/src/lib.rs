//! Reports: the same findings for the terminal, for programs and for readers.

pub mod because;
pub mod cite;
pub mod html;
pub mod model;
mod offsets;
pub mod read;
pub mod scene;
pub mod show;
pub mod terminal;
pub mod words;

pub use model::{CheckReport, Counts, report};
pub use offsets::Offsets;
pub use read::{ReadReport, read_report};
pub use terminal::Terminal;

/// The report as JSON, indented, ending in a line break.
///
/// # Errors
/// None in practice: a report has no maps with keys that are not text.
pub fn json(report: &CheckReport) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|t| t + "\n")
}

/// SHA-256 of a text as UTF-8, in hexadecimal, as reports give it.
///
/// ```
/// assert!(servanda_report::sha256("").starts_with("e3b0c442"));
/// ```
pub fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    servanda_record::Digest(Sha256::digest(text.as_bytes()).into()).to_string()
}
