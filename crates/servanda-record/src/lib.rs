//! What is known: actors, places, agreements, events, statements and their sources.
//!
//! A record is read from YAML files by [`Record::load_dir`], which either gives the whole record or all
//! that is wrong with it, each error with file, line, column, the offending text and what to write instead.
//!
//! ```
//! use servanda_record::{Lang, Record};
//! let file = "
//! actor: atlantis
//! kind: state
//! names: { en: [Atlantis], ja: [アトランティス] }
//! source: timaeus 24e
//! ---
//! source: timaeus
//! kind: book
//! title: Timaeus
//! ";
//! let loaded = Record::load_files(Record::empty(), [("atlantis.yaml", file.as_bytes())]).unwrap();
//! assert_eq!(loaded.record.label("atlantis", Lang::Ja), "アトランティス");
//! assert_eq!(loaded.record.statements[0].id.as_str(), "atlantis/actor");
//! ```

mod binary;
pub mod codes;
mod decode;
mod diagnostic;
mod files;
mod finish;
mod index;
mod load;
mod lookup;
pub mod model;
mod scalar;
mod sense;
mod shape;
mod source_file;
mod stats;
mod suggest;
mod yaml;

pub use binary::BinaryError;
pub use decode::statement::{set_digest, statement_digest};
pub use diagnostic::{Diagnostic, Diagnostics, Related, Severity};
pub use load::Loaded;
pub use model::*;
pub use shape::Kind;
pub use shape::reference::reference;
pub use shape::schema::json_schema;
pub use stats::Stats;
