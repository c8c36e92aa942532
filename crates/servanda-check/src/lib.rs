//! Claims against record and law: verdicts with evidence.

mod compare;
mod fact;
mod fit;
mod index;
mod judge;
mod measure;
mod relate;
mod say;
mod verdict;
mod words;

pub use fact::{Fact, FactKind};
pub use index::Index;
pub use verdict::*;
