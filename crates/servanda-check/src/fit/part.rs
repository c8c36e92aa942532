//! One part of a claim beside the same part of a fact, and how it is written out for people.

use crate::fact::Fact;
use crate::verdict::{Bilingual, Outcome, Part, Slot};
use servanda_record::{ActorId, Lang, PlaceId, Record, When};
use servanda_text::{QuantityMention, TimeRef};

/// What a claim says in one part.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said<'c> {
    Actor(&'c [ActorId]),
    Place(&'c [PlaceId]),
    Time(&'c TimeRef),
    Number(&'c QuantityMention),
}

/// What a fact has for one part.
#[derive(Clone, Debug)]
pub(super) enum Has {
    Agents,
    Patients,
    Both,
    Persons,
    Places,
    Times,
    Length(Box<Bilingual>),
    Numbers(Box<str>),
    /// Of another fact: its own words.
    Other(Box<OtherHas>),
}

/// What another fact has, by ids and texts, so that it can be written out without that fact.
#[derive(Clone, Debug)]
pub(super) struct OtherHas {
    ids: Vec<String>,
    text: Option<Bilingual>,
}

pub(super) fn describe_has(fact: &Fact, has: &Has) -> Box<OtherHas> {
    let actors = |l: &[&ActorId]| l.iter().map(|a| a.to_string()).collect::<Vec<_>>();
    let ids = |ids| OtherHas { ids, text: None };
    let text = |t: Bilingual| OtherHas {
        ids: Vec::new(),
        text: Some(t),
    };
    Box::new(match has {
        Has::Agents => ids(actors(&fact.agents)),
        Has::Patients => ids(actors(&fact.patients)),
        Has::Both => ids(actors(&fact.agents)
            .into_iter()
            .chain(actors(&fact.patients))
            .collect()),
        Has::Persons => ids(actors(&fact.persons)),
        Has::Places => ids(fact.places.iter().map(|a| a.to_string()).collect()),
        Has::Times => text(
            fact.times
                .first()
                .map(|w| shown(&w.when))
                .unwrap_or_default(),
        ),
        Has::Length(t) => text((**t).clone()),
        Has::Numbers(t) => text(Bilingual::same(t.to_string())),
        Has::Other(o) => (**o).clone(),
    })
}

impl Said<'_> {
    /// Whether it is the same part of the same claim.
    pub(super) fn same(self, other: Self) -> bool {
        match (self, other) {
            (Said::Actor(a), Said::Actor(b)) => std::ptr::eq(a, b),
            (Said::Place(a), Said::Place(b)) => std::ptr::eq(a, b),
            (Said::Time(a), Said::Time(b)) => std::ptr::eq(a, b),
            (Said::Number(a), Said::Number(b)) => std::ptr::eq(a, b),
            _ => false,
        }
    }
}

/// A part compared, before it is written out for people: most fits are looked at and put aside.
#[derive(Clone, Debug)]
pub(super) struct RawPart<'c> {
    pub(super) slot: Slot,
    pub(super) outcome: Outcome,
    pub(super) said: Said<'c>,
    pub(super) has: Has,
}

pub(super) fn describe(record: &Record, fact: &Fact, p: &RawPart) -> Part {
    let claimed = match p.said {
        Said::Actor(ids) => labels(record, ids.iter().take(1).map(|a| a.as_str())),
        Said::Place(ids) => labels(record, ids.iter().take(1).map(|a| a.as_str())),
        Said::Time(t) => {
            let value = t.time.value.clone();
            let date = t.time.date.as_ref().map(|d| d.display_ja().to_string());
            let length = t.time.duration.map(|d| d.display_ja().to_string());
            Bilingual::new(value.clone(), date.or(length).unwrap_or(value))
        }
        Said::Number(q) => Bilingual::same(q.amount.written.clone()),
    };
    let claim = claimed.en.clone();
    let record = match &p.has {
        Has::Agents => labels(record, fact.agents.iter().map(|a| a.as_str())),
        Has::Patients => labels(record, fact.patients.iter().map(|a| a.as_str())),
        Has::Both => labels(
            record,
            fact.agents.iter().chain(&fact.patients).map(|a| a.as_str()),
        ),
        Has::Persons => labels(record, fact.persons.iter().map(|a| a.as_str())),
        Has::Places => labels(record, fact.places.iter().map(|a| a.as_str())),
        Has::Times => fact
            .times
            .first()
            .map(|w| shown(&w.when))
            .unwrap_or_default(),
        Has::Length(t) => (**t).clone(),
        Has::Numbers(t) => Bilingual::same(t.to_string()),
        Has::Other(o) => o
            .text
            .clone()
            .unwrap_or_else(|| labels(record, o.ids.iter().map(String::as_str))),
    };
    Part {
        slot: p.slot,
        outcome: p.outcome,
        claim,
        claimed,
        record,
    }
}

pub(super) fn labels<'a>(record: &Record, ids: impl Iterator<Item = &'a str> + Clone) -> Bilingual {
    let join = |lang, sep: &str| {
        ids.clone()
            .map(|i| record.label(i, lang).to_owned())
            .collect::<Vec<_>>()
            .join(sep)
    };
    Bilingual::new(join(Lang::En, ", "), join(Lang::Ja, "、"))
}

pub(super) fn shown(when: &When) -> Bilingual {
    Bilingual::new(when.display_en().to_string(), when.display_ja().to_string())
}
