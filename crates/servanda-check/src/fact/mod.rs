//! The record as a table of facts: one row for each thing an account might say of an agreement, an
//! event, a person or a place, with the same columns for all.

mod subject;
mod wording;

pub use subject::Subject;
pub use wording::{Wording, denies};

use crate::relate::Relations;
use servanda_record::{
    ActorId, Agreement, AgreementId, Event, Guard, PlaceId, Quantity, StatedTerm, StatementId,
    TopicId, When,
};
use servanda_time::{DaySpan, Duration, UncertainDate};
use std::cell::OnceCell;

/// What sort of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Signature of an agreement.
    Signed,
    /// Entry into force.
    EntryIntoForce,
    /// Term.
    Term,
    /// Renewal of the term.
    Renewal,
    /// Notice that keeps the term from being renewed.
    RenewalNotice,
    /// Notice for withdrawal.
    Withdrawal,
    /// Something done to an agreement.
    Act,
    /// Its end.
    Ended,
    /// A party.
    Party,
    /// A state that is no party.
    NonParty,
    /// What it says.
    Provision,
    /// Registration.
    Registered,
    /// What the agreement is about, as a whole.
    Matter,
    /// An event.
    Event,
    /// An office held.
    Office,
    /// The taking of an office.
    TookOffice,
    /// The leaving of an office.
    LeftOffice,
    /// Control of a place.
    Control,
    /// A claim to a place.
    PlaceClaim,
    /// Membership.
    Membership,
    /// When an actor existed.
    Existence,
}

impl FactKind {
    /// All, in their order.
    pub const ALL: &[Self] = &[
        Self::Signed,
        Self::EntryIntoForce,
        Self::Term,
        Self::Renewal,
        Self::RenewalNotice,
        Self::Withdrawal,
        Self::Act,
        Self::Ended,
        Self::Party,
        Self::NonParty,
        Self::Provision,
        Self::Registered,
        Self::Matter,
        Self::Event,
        Self::Office,
        Self::TookOffice,
        Self::LeftOffice,
        Self::Control,
        Self::PlaceClaim,
        Self::Membership,
        Self::Existence,
    ];
}

/// A time of a fact.
#[derive(Clone, Debug)]
pub struct Timed {
    /// When.
    pub when: When,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Fact<'r> {
    /// Sort.
    pub kind: FactKind,
    /// The agreement it belongs to.
    pub agreement: Option<&'r Agreement>,
    /// Agreements an event is about.
    pub concerns: Vec<&'r AgreementId>,
    /// The event.
    pub event: Option<&'r Event>,
    /// Article of a provision.
    pub article: Option<&'r str>,
    /// Acts by which accounts may speak of it.
    pub acts: Vec<&'r str>,
    /// Who did it (the parties, for a signature).
    pub agents: Vec<&'r ActorId>,
    /// To whom.
    pub patients: Vec<&'r ActorId>,
    /// Persons named with it.
    pub persons: Vec<&'r ActorId>,
    /// Where.
    pub places: Vec<&'r PlaceId>,
    /// When (several where sources or readings differ).
    pub times: Vec<Timed>,
    /// How long.
    pub durations: Vec<Duration>,
    /// Numbers of an event.
    pub quantities: Vec<&'r Quantity>,
    /// Numbers of a provision.
    pub terms: Vec<&'r StatedTerm>,
    /// Topics.
    pub topics: Vec<&'r TopicId>,
    /// Those of them on which each party owes the others the same: words for these say nothing of who owes whom.
    pub mutual: Vec<&'r TopicId>,
    /// Ids of anything else concerned.
    pub about: Vec<&'r str>,
    /// Options.
    pub under: Guard,
    /// Statements.
    pub statements: Vec<&'r StatementId>,
    /// Its wording in both languages.
    pub bag: Wording<'r>,
    /// What it names, by number, once asked.
    keys: OnceCell<Keys>,
    /// The days of its times, once asked.
    spans: OnceCell<Box<[DaySpan]>>,
}

/// What a fact names, by the numbers that [`Relations`] gives.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The agreement.
    pub agreement: Option<u32>,
    /// The event.
    pub event: Option<u32>,
    /// The larger event it is part of.
    pub whole: Option<u32>,
    /// Agreements an event is about.
    pub concerns: Box<[u32]>,
    /// Acts.
    pub acts: Box<[u32]>,
    /// Who did it.
    pub agents: Box<[u32]>,
    /// To whom.
    pub patients: Box<[u32]>,
    /// Persons.
    pub persons: Box<[u32]>,
    /// Where.
    pub places: Box<[u32]>,
    /// What else is concerned, as actors and as places.
    pub about: (Box<[u32]>, Box<[u32]>),
}

impl Fact<'_> {
    /// Whether its agreement is on this topic, by itself or in a provision.
    pub fn topics_of_agreement(&self, topic: &TopicId) -> bool {
        self.agreement.is_some_and(|a| {
            let mut all = a.topics.iter().chain(a.provisions.iter().map(|p| &p.topic));
            all.any(|t| t == topic)
        })
    }

    /// What it names, by number.
    pub fn keys(&self, rel: &Relations) -> &Keys {
        self.keys.get_or_init(|| {
            let actors = |l: &[&ActorId]| l.iter().map(|a| rel.actors.of(a.as_str())).collect();
            Keys {
                agreement: self.agreement.map(|a| rel.agreements.of(a.id.as_str())),
                event: self.event.map(|e| rel.events.of(e.id.as_str())),
                whole: (self.event.and_then(|e| e.part_of.as_ref()))
                    .map(|e| rel.events.of(e.as_str())),
                concerns: (self.concerns.iter().map(|a| rel.agreements.of(a.as_str()))).collect(),
                acts: self.acts.iter().map(|a| rel.acts.of(a)).collect(),
                agents: actors(&self.agents),
                patients: actors(&self.patients),
                persons: actors(&self.persons),
                places: (self.places.iter().map(|p| rel.places.of(p.as_str()))).collect(),
                about: (
                    self.about.iter().map(|a| rel.actors.of(a)).collect(),
                    self.about.iter().map(|a| rel.places.of(a)).collect(),
                ),
            }
        })
    }

    /// The days each of its times may have been on.
    pub fn spans(&self) -> &[DaySpan] {
        let spans = || self.times.iter().map(|t| t.when.possible()).collect();
        self.spans.get_or_init(spans)
    }

    /// Whether it took more than a day.
    pub fn lasts(&self) -> bool {
        !self.times.is_empty()
            && self
                .times
                .iter()
                .zip(self.spans())
                .all(|(w, s)| matches!(&w.when, When::Period(_)) && s.len() != Some(1))
    }
}

impl<'r> Fact<'r> {
    fn new(kind: FactKind, stmt: &'r StatementId) -> Self {
        Self {
            kind,
            agreement: None,
            concerns: Vec::new(),
            event: None,
            article: None,
            acts: Vec::new(),
            agents: Vec::new(),
            patients: Vec::new(),
            persons: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            durations: Vec::new(),
            quantities: Vec::new(),
            terms: Vec::new(),
            topics: Vec::new(),
            mutual: Vec::new(),
            about: Vec::new(),
            under: Guard::default(),
            statements: vec![stmt],
            bag: Wording::default(),
            keys: OnceCell::new(),
            spans: OnceCell::new(),
        }
    }
    fn at(mut self, date: Option<&UncertainDate>, under: &Guard) -> Self {
        if let Some(d) = date {
            self.times.push(Timed {
                when: When::Date(d.clone()),
            });
        }
        self.under = under.clone();
        self
    }
}
