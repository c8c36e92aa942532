//! Reading Japanese: clauses, opinion, roles.

pub(crate) mod clause;
pub(crate) mod frame;
pub(crate) mod opinion;
mod predicate;
mod refer;
