//! Where events come from.

use crate::error::ScanError;
use crate::kernel::Events;
use arrow_array::ArrayRef;
use arrow_schema::Field;
use std::collections::BTreeMap;
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
    /// Day numbers; where the day is not known exactly, the first it can be.
    pub days: Vec<i32>,
    /// The last day it can be, inclusive; empty if all days of the block are exact.
    pub lasts: Vec<i32>,
    /// Actor numbers, or [`UNKNOWN_ACTOR`](crate::UNKNOWN_ACTOR).
    pub actors: Vec<u32>,
    /// The same for the targets.
    pub targets: Vec<u32>,
    /// Act classes.
    pub acts: Vec<u16>,
    /// What became of the rows of the input.
    pub read: Read,
}

/// What became of the rows of the input that a block is from.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// How many rows gave events (one row can give several).
    pub used: u64,
    /// How many rows the mapping leaves out as not its concern.
    pub left_out: u64,
    /// The rows that could not be used.
    pub rejects: Vec<Reject>,
    /// Codes of actors that stand for nobody known on the day, as `SCHEME CODE`, with
    /// the number of times. Their events are matched all the same, as of unknown actors.
    pub unresolved: BTreeMap<String, u64>,
    /// About how much of [`EventSource::size`] was read for it.
    pub size: u64,
}

impl EventBlock {
    /// The columns that matching needs.
    #[must_use]
    pub fn events(&self) -> Events<'_> {
        Events {
            days: &self.days,
            lasts: &self.lasts,
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

    /// Whether days can be inexact; the output then has a column `certain`.
    fn has_spans(&self) -> bool {
        false
    }

    /// The size of the whole in bytes, if it is known: for telling how far a scan has come.
    fn size(&self) -> Option<u64> {
        None
    }

    /// Starts to read a part, numbered from 0.
    ///
    /// # Errors
    /// [`ScanError`] if it cannot be opened; the blocks give errors of their own.
    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError>;
}
