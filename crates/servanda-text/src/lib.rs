//! Reading: text to document, mentions and claims, in English and Japanese.

mod build;
mod choose;
pub mod claim;
mod describe;
mod discourse;
pub mod document;
mod en;
mod find;
mod found;
mod ja;
mod lexicon;
mod meant;
mod quantity;
mod read;
mod roles;
mod stands;
pub mod timex;

pub use claim::*;
pub use document::ReadError;
pub use lexicon::Lexicon;
pub use quantity::en::unit_word as number_word;
pub use read::{Format, Options, Reading, read, read_document};
