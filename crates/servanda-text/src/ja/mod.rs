//! Reading Japanese: clauses, opinion, roles.

mod clause;
mod frame;
mod gap;
mod opinion;
mod predicate;
mod read;
mod refer;
