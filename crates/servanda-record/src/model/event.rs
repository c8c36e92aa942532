//! Events.

use super::agreement::Amount;
use super::common::*;
use super::id::*;
use serde::{Deserialize, Serialize};
use servanda_time::{Period, UncertainDate};

/// Something that happened, or was the case over a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Id.
    pub id: EventId,
    /// Acts of the taxonomy.
    pub types: Vec<ActId>,
    /// Names.
    pub names: Names,
    /// One sentence of our own.
    pub says: Text,
    /// Who did it.
    pub by: Vec<ActorId>,
    /// To whom.
    pub toward: Vec<ActorId>,
    /// On whose side others took part.
    pub with: Vec<ActorId>,
    /// Persons named with it.
    pub persons: Vec<ActorId>,
    /// Where.
    pub at: Vec<PlaceId>,
    /// When; several where sources or readings differ.
    pub when: Vec<EventTime>,
    /// Clock time and zone, as said.
    pub clock: Option<Clock>,
    /// A larger event.
    pub part_of: Option<EventId>,
    /// For a series of acts wrongful in aggregate: the day on which those done were enough.
    pub suffices_on: Option<UncertainDate>,
    /// Agreements it is about.
    pub concerns: Vec<AgreementId>,
    /// Number of a resolution, judgment.
    pub number: Option<String>,
    /// Numbers.
    pub quantities: Vec<Quantity>,
    /// Attribution of an armed group's act to a state.
    pub attribution: Vec<Attribution>,
    /// What the actor pleaded.
    pub pleas: Vec<Plea>,
    /// Further wordings: (language, words).
    pub words: Vec<(String, String)>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// When an event was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTime {
    /// Date or period.
    pub when: When,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// Clock time of an event, local.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// `HH:MM`.
    pub time: String,
    /// Offset from UTC, `+10:00`.
    pub zone: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// A number of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is counted: `killed`, `deaths`, `interned`, `votes-for` …
    pub of: String,
    /// Who is counted, in words.
    pub who: Text,
    /// Whose (troops of …).
    pub by: Option<ActorId>,
    /// How many.
    pub value: Amount,
    /// Unit, singular.
    pub unit: Option<String>,
    /// What a share is taken of.
    pub share_of: Option<String>,
    /// When counted.
    pub on: Option<When>,
    /// Note.
    pub note: Option<String>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// To whom an armed group's act is attributed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The state.
    pub to: ActorId,
    /// `organ`, `effective-control`, `overall-control`, `adoption`, `insurgents` …; empty if not said.
    pub basis: Option<String>,
    /// The days for which it is the state's (ends inclusive); `None` = the whole of the event.
    pub period: Option<Period>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// A plea recorded with the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plea {
    /// `self-defence`, `consent`, `countermeasure`, `treaty-ended`, `un-charter` …
    pub plea: String,
    /// Who pleads.
    pub by: ActorId,
    /// What it says.
    pub says: Text,
    /// The days for which it excuses (ends inclusive); `None` = the whole of the event.
    pub period: Option<Period>,
    /// Conditions found to be met or not.
    pub conditions: Vec<ExcuseCondition>,
    /// Options under which it holds good; empty = recorded as pleaded only.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// A condition of an excuse, and whether it was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcuseCondition {
    /// `necessity`, `proportionality`, `demand` …
    pub of: String,
    /// Whether it was met.
    pub met: bool,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}
