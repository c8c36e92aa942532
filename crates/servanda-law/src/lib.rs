//! What follows from the record: force, bound, conduct, under every reading at once, with proofs.
//!
//! [`Law`] compiles a record; questions give an [`Answer`] that knows its truth under the default reading, under any
//! [`ReadingSpec`], the smallest changes of reading that flip it, and its [`proof::Proof`].

mod answer;
pub mod bound;
mod capacity;
pub mod conduct;
mod core;
mod dag;
mod dates;
pub mod diagram;
pub mod explain;
mod force;
mod law;
pub mod overdue;
pub mod proof;
mod reading;
pub mod rules;
mod spans;
mod steps;
mod written;

pub use answer::{Answer, Flip};
pub use bound::Obligation;
pub use capacity::Capacity;
pub use conduct::{Finding, FindingFilter, Outcome};
pub use core::{LawOptions, Presumption};
pub use dag::Cause;
pub use diagram::{Diagram, Diagrams};
pub use force::{Reason, Segment, Timeline};
pub use law::{Law, LawError, Warning};
pub use overdue::Overdue;
pub use proof::Proof;
pub use reading::{Choices, ReadingError, ReadingSpec, Variable};
pub use rules::conduct::{Touch, touching};
pub use spans::BoundSpan;
pub use written::Written;
