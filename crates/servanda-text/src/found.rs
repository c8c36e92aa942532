//! What was found in a text before it is known whom a name means.

use crate::claim::{QuantityMention, TimeMention, Via};
use crate::lexicon::{Entry, Target};
use std::ops::Range;

/// Something found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub range: Range<usize>,
    pub kind: Kind,
    pub rule: &'static str,
    pub context: Option<String>,
}

/// What it is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A name with all its meanings.
    Name(Vec<Entry>),
    Time(TimeMention, Clue),
    Quantity(QuantityMention),
    /// A capitalised name that the record does not hold.
    Unknown(String),
}

/// How a time expression was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clue {
    /// "sixteen days later", "two years after": a distance from something told.
    pub relative: bool,
    /// The year, at least, is written.
    pub dated: bool,
    /// First of a range "from A to B".
    pub range_from: bool,
    /// Second of it.
    pub range_to: bool,
}

impl Found {
    pub fn is_adjective(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| e.via == Via::Adjective) && !e.iter().any(|e| matches!(e.via, Via::Name) && !matches!(e.target, Target::Place(_))))
    }
    pub fn is_metonym(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| e.via == Via::Metonym))
    }
    pub fn is_demonym(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| e.via == Via::Demonym))
    }
    pub fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Name(_) | Kind::Unknown(_))
    }
    pub fn is_agreement(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| matches!(e.target, Target::Agreement(_))))
    }
    pub fn is_event(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| matches!(e.target, Target::Event(_))))
    }
    pub fn is_person(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| e.via == Via::Person))
    }
    pub fn is_actor(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| matches!(e.target, Target::Actor(_))))
    }
    pub fn is_place(&self) -> bool {
        matches!(&self.kind, Kind::Name(e) if e.iter().any(|e| matches!(e.target, Target::Place(_))))
    }
    /// A proper name the record does not have.
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind, Kind::Unknown(_))
    }
    pub fn is_time(&self) -> bool {
        matches!(self.kind, Kind::Time(..))
    }
}
