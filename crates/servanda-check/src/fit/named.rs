//! What a claim names, by number, and what else of it is asked for fact after fact: worked out once.

use super::Asked;
use super::acts::{is_concluding, is_doing, relation_fit};
use super::times::{TimeKey, time_keys};
use crate::fact::FactKind;
use crate::relate::Relations;
use crate::words::Bag;
use servanda_record::{ActorId, ActorKind};
use servanda_text::{Frame, QuantityMention, TimeRole};
use servanda_time::DaySpan;

/// The actors that one name may mean.
#[derive(Clone, Debug)]
pub struct Group {
    /// By number.
    pub ids: Box<[u32]>,
    /// Whether all are persons.
    pub persons: bool,
}

/// What a number of the claim counts.
#[derive(Clone, Debug)]
pub struct Counted {
    /// All words of what is counted.
    pub words: Bag,
    /// Those that do not stand for anybody, or all words of the claim if there is none.
    pub heads: Bag,
    /// Whether there is none.
    pub anybody: bool,
    /// The number with what it counts by the one before it, where that says so.
    pub against: Option<QuantityMention>,
}

/// What a claim names.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Acts.
    pub acts: Vec<u32>,
    /// Who did it.
    pub agents: Vec<Group>,
    /// To whom.
    pub patients: Vec<Group>,
    /// Other actors.
    pub others: Vec<Group>,
    /// Persons.
    pub persons: Vec<Group>,
    /// Places.
    pub places: Vec<Box<[u32]>>,
    /// Agreements.
    pub agreements: Vec<u32>,
    /// Events.
    pub events: Vec<u32>,
    /// Agreements that the text has spoken of and the claim may mean.
    pub guessed: Vec<u32>,
    /// Events that the text has just spoken of.
    pub recent: Vec<u32>,
    /// What the numbers count, one for each of the frame.
    pub counted: Vec<Counted>,
    /// For each time of the frame.
    pub times: Vec<TimeKey>,
    /// The days of dates carried over from the context; none where the claim has a date of its own.
    pub carried: Vec<DaySpan>,
    /// How well the relation fits each kind of fact.
    relations: Vec<u8>,
    /// Whether the verb says that something was concluded.
    pub concludes: bool,
    /// Whether it says that something was adopted, and there is no act.
    pub adopts: bool,
    /// The verb says of a deed only that it was done, and there is no act.
    pub does: bool,
    /// Parts to be compared at most.
    pub parts: usize,
}

impl Named {
    /// Of a claim's frame.
    pub fn of(rel: &Relations, frame: &Frame, asked: &Asked) -> Self {
        let groups = |l: &[Vec<ActorId>]| l.iter().map(|g| group(rel, g)).collect();
        let lasting = || {
            frame.acts.iter().all(|a| a.as_str() == "signature")
                && frame
                    .times
                    .iter()
                    .any(|t| t.own && t.role == TimeRole::For && t.time.duration.is_some())
        };
        // "Was to run for ten years": a length said of an agreement, with no act, is its term.
        let relation = frame.relation.or_else(|| lasting().then_some("valid-for"));
        let own_date = frame.times.iter().any(|t| t.own && t.time.date.is_some());
        let carried = frame.times.iter().filter(|t| !t.own && !own_date);
        let verb = frame.verb.as_str();
        Self {
            acts: frame.acts.iter().map(|a| rel.acts.of(a.as_str())).collect(),
            agents: groups(&frame.agents),
            patients: groups(&frame.patients),
            others: groups(&frame.others),
            persons: groups(&frame.persons),
            places: (frame.places.iter())
                .map(|g| g.iter().map(|p| rel.places.of(p.as_str())).collect())
                .collect(),
            agreements: (frame.agreements.iter().flatten())
                .map(|a| rel.agreements.of(a.as_str()))
                .collect(),
            events: (frame.events.iter().flatten())
                .map(|e| rel.events.of(e.as_str()))
                .collect(),
            guessed: (asked.guessed.iter())
                .map(|a| rel.agreements.of(a.as_str()))
                .collect(),
            recent: (asked.recent.iter())
                .map(|e| rel.events.of(e.as_str()))
                .collect(),
            counted: (0..frame.quantities.len())
                .map(|i| counted(&frame.quantities, i, &asked.words))
                .collect(),
            times: time_keys(frame),
            carried: carried
                .filter_map(|t| t.time.date.as_ref())
                .map(|d| d.nominal())
                .collect(),
            relations: (FactKind::ALL.iter())
                .map(|k| relation.map_or(0, |r| relation_fit(r, *k)))
                .collect(),
            concludes: is_concluding(verb),
            adopts: frame.acts.is_empty() && matches!(verb, "adopt" | "pass" | "vote" | "approve"),
            does: frame.acts.is_empty() && is_doing(verb),
            parts: 2 * frame.agents.len()
                + 2 * frame.patients.len()
                + frame.others.len()
                + frame.persons.len()
                + frame.places.len()
                + frame.times.len()
                + frame.quantities.len(),
        }
    }

    /// How well the relation fits a kind of fact; 0 without a relation.
    pub fn relation(&self, kind: FactKind) -> u8 {
        self.relations.get(kind as usize).copied().unwrap_or(0)
    }
}

fn group(rel: &Relations, ids: &[ActorId]) -> Group {
    let person = |a: &ActorId| {
        let actor = rel.record().actors.get(rel.actors.of(a.as_str()) as usize);
        actor.is_some_and(|x| x.kind == ActorKind::Person)
    };
    Group {
        ids: ids.iter().map(|a| rel.actors.of(a.as_str())).collect(),
        persons: ids.iter().all(person),
    }
}

fn counted(all: &[QuantityMention], i: usize, words: &Bag) -> Counted {
    // "People" counts nobody in particular: then the whole clause says who.
    const ANYBODY: &[&str] = &["people", "person", "persons", "人", "名", "者", "total"];
    let own = &all[i];
    // "By ten votes to four": the second number counts those against.
    let against = i
        .checked_sub(1)
        .map(|k| &all[k])
        .filter(|p| own.counted.is_empty() && p.counted.iter().any(|w| w == "vote"))
        .map(|_| QuantityMention {
            counted: vec!["against".into()],
            ..own.clone()
        });
    let q = against.as_ref().unwrap_or(own);
    let heads: Vec<&str> = q
        .counted
        .iter()
        .map(String::as_str)
        .filter(|w| !ANYBODY.contains(w))
        .collect();
    let told = Bag::of(&heads.join(" "));
    Counted {
        words: Bag::of(&own.counted.join(" ")),
        anybody: heads.is_empty(),
        heads: if told.is_empty() { words.clone() } else { told },
        against,
    }
}
