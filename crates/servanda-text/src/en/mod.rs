//! Reading English: words, tags, clauses, opinion, roles.

mod act;
pub(crate) mod clause;
mod divide;
mod figure;
pub(crate) mod frame;
mod gap;
mod made;
pub(crate) mod morph;
pub(crate) mod nouns;
pub(crate) mod opinion;
mod sense;
mod stance;
mod stand;
mod subject;
pub(crate) mod tag;
mod tagger;
pub(crate) mod token;
mod value;
pub(crate) mod verb;
pub(crate) mod words;
