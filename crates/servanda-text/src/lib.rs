//! Reading: text to document, mentions and claims, in English and Japanese.

pub mod claim;
pub mod document;
pub mod timex;

pub use claim::*;
