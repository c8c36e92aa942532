//! Where events come from.

use crate::error::ScanError;
use crate::kernel::Events;
use arrow_array::ArrayRef;
use arrow_schema::Field;
use std::fmt;

/// A row of the input that could not be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file as it was named, or `-` for standard input.
    pub file: String,
    /// For text, the line the row begins on, from 1; for tables in binary form, the
    /// row, from 1.
    pub line: u64,
    /// What is wrong with it, with the offending text.
    pub reason: String,
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// Some thousand events, ready to be matched: columns of equal length.
#[derive(Clone, Debug)]
pub struct EventBlock {
    /// What the output names the events by: any Arrow type.
    pub ids: ArrayRef,
    /// Day numbers.
    pub days: Vec<i32>,
    /// Actor numbers, or [`UNKNOWN_ACTOR`](crate::UNKNOWN_ACTOR).
    pub actors: Vec<u32>,
    /// The same for the targets.
    pub targets: Vec<u32>,
    /// Act classes.
    pub acts: Vec<u16>,
    /// Rows of the input that are in none of the columns.
    pub rejects: Vec<Reject>,
}

impl EventBlock {
    /// The columns that matching needs.
    #[must_use]
    pub fn events(&self) -> Events<'_> {
        Events {
            days: &self.days,
            actors: &self.actors,
            targets: &self.targets,
            acts: &self.acts,
        }
    }
}

/// The blocks of one part of a source, in order.
pub type Blocks<'a> = Box<dyn Iterator<Item = Result<EventBlock, ScanError>> + 'a>;

/// Events in parts that can be read independently of one another.
///
/// Parts depend on the input alone, not on the number of threads: so does the output.
pub trait EventSource: Sync {
    /// How many parts there are.
    fn parts(&self) -> usize;

    /// Name and type of the ids.
    fn id_field(&self) -> Field;

    /// Starts to read a part, numbered from 0.
    ///
    /// # Errors
    /// [`ScanError`] if it cannot be opened; the blocks give errors of their own.
    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError>;
}
