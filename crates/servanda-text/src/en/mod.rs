//! Reading English: words, tags, clauses, opinion, roles.

pub(crate) mod clause;
pub(crate) mod frame;
mod gap;
mod made;
pub(crate) mod morph;
pub(crate) mod nouns;
pub(crate) mod opinion;
mod sense;
mod stance;
pub(crate) mod tag;
pub(crate) mod token;
mod value;
pub(crate) mod verb;
pub(crate) mod words;
