//! Reading Japanese: clauses, opinion, roles.

mod clause;
mod frame;
mod gap;
mod goes_on;
mod opinion;
mod predicate;
mod read;
mod refer;
mod shared;
mod words;
