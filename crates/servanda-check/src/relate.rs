//! How actors and places of a claim go with those of the record.

use rustc_hash::FxHashMap;
use servanda_record::{Actor, ActorKind, PlaceId, Record, SuccessionKind};
use std::cell::RefCell;

/// How actors and places of one record go together, each pair worked out once.
pub struct Relations<'r> {
    record: &'r Record,
    kin: RefCell<FxHashMap<(usize, usize), Kin>>,
    near: RefCell<FxHashMap<(usize, usize), Near>>,
    belongs: RefCell<FxHashMap<(usize, usize), bool>>,
}

fn actor_key(record: &Record, id: &str) -> Option<usize> {
    record
        .actors
        .binary_search_by(|x| x.id.as_str().cmp(id))
        .ok()
}

fn place_key(record: &Record, id: &str) -> Option<usize> {
    record
        .places
        .binary_search_by(|x| x.id.as_str().cmp(id))
        .ok()
}

impl<'r> Relations<'r> {
    /// Of a record.
    pub fn new(record: &'r Record) -> Self {
        Self {
            record,
            kin: RefCell::default(),
            near: RefCell::default(),
            belongs: RefCell::default(),
        }
    }

    /// The record.
    pub fn record(&self) -> &'r Record {
        self.record
    }

    /// How actor `a` (of a claim) goes with `b` (of the record).
    pub fn kin(&self, a: &str, b: &str) -> Kin {
        if a == b {
            return Kin::Same;
        }
        let Some(key) = actor_key(self.record, a).zip(actor_key(self.record, b)) else {
            return Kin::Stranger;
        };
        *self
            .kin
            .borrow_mut()
            .entry(key)
            .or_insert_with(|| kin(self.record, a, b))
    }

    /// How place `a` (of a claim) goes with `b` (of the record).
    pub fn near(&self, a: &str, b: &str) -> Near {
        if a == b {
            return Near::Same;
        }
        let Some(key) = place_key(self.record, a).zip(place_key(self.record, b)) else {
            return Near::Apart;
        };
        *self
            .near
            .borrow_mut()
            .entry(key)
            .or_insert_with(|| near(self.record, a, b))
    }

    /// Whether a place is, or lies in, the territory of an actor, or was held by it at some time.
    pub fn belongs(&self, place: &str, actor: &str) -> bool {
        let Some(key) = place_key(self.record, place).zip(actor_key(self.record, actor)) else {
            return false;
        };
        *self
            .belongs
            .borrow_mut()
            .entry(key)
            .or_insert_with(|| belongs(self.record, place, actor))
    }
}

/// How two actors go together, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// The same.
    Same,
    /// One is the force, government, organ or person of the other.
    Organ,
    /// One continues the other.
    Continues,
    /// One is a member of the other.
    Member,
    /// None of these.
    Stranger,
}

fn organ_of<'r>(record: &'r Record, actor: &'r Actor) -> Vec<&'r str> {
    let mut up: Vec<&str> = actor.of.iter().map(|a| a.as_str()).collect();
    if actor.kind == ActorKind::Person {
        up.extend(actor.offices.iter().map(|o| o.of.as_str()));
    }
    // Forces of forces, organs of governments: a step further is enough.
    let more: Vec<&str> = up
        .iter()
        .filter_map(|u| record.actor(u))
        .filter_map(|a| a.of.as_ref().map(|o| o.as_str()))
        .collect();
    up.extend(more);
    up
}

fn continues(record: &Record, a: &str, b: &str) -> bool {
    let follows = |later: &str, earlier: &str| {
        record.actor(later).is_some_and(|x| {
            x.succession
                .iter()
                .any(|s| s.from.as_str() == earlier && s.how == SuccessionKind::Continuator)
        })
    };
    follows(a, b) || follows(b, a)
}

/// How `a` (of a claim) goes with `b` (of the record).
fn kin(record: &Record, a: &str, b: &str) -> Kin {
    if a == b {
        return Kin::Same;
    }
    let (Some(x), Some(y)) = (record.actor(a), record.actor(b)) else {
        return Kin::Stranger;
    };
    let (ax, ay) = (organ_of(record, x), organ_of(record, y));
    if ax.contains(&b) || ay.contains(&a) {
        return Kin::Organ;
    }
    let both_organs = ax.iter().any(|u| ay.contains(u));
    // Forces of one state act for it alike; organs of one organisation decide each for itself.
    let one_will = |k: ActorKind| matches!(k, ActorKind::ArmedForce | ActorKind::Government);
    if both_organs && one_will(x.kind) && one_will(y.kind) {
        return Kin::Organ;
    }
    if continues(record, a, b)
        || ax.iter().any(|u| continues(record, u, b))
        || ay.iter().any(|u| continues(record, u, a))
    {
        return Kin::Continues;
    }
    let is_member = |m: &str, g: &Actor| g.members.iter().any(|k| k.actor.as_str() == m);
    if is_member(a, y) || is_member(b, x) {
        return Kin::Member;
    }
    Kin::Stranger
}

/// How two places go together, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// The same.
    Same,
    /// The claim's lies in the record's.
    Inside,
    /// The record's lies in the claim's.
    Around,
    /// Both lie in a third, or overlap in kind only.
    Beside,
    /// Apart.
    Apart,
}

fn up<'r>(record: &'r Record, place: &str) -> Vec<&'r PlaceId> {
    let mut out: Vec<&PlaceId> = Vec::new();
    let mut stack: Vec<&PlaceId> = record
        .place(place)
        .map(|p| p.within.iter().collect())
        .unwrap_or_default();
    while let Some(p) = stack.pop() {
        if !out.contains(&p) {
            out.push(p);
            stack.extend(record.place(p.as_str()).into_iter().flat_map(|x| &x.within));
        }
    }
    out
}

/// How `a` (of a claim) goes with `b` (of the record).
fn near(record: &Record, a: &str, b: &str) -> Near {
    if a == b {
        return Near::Same;
    }
    let (ua, ub) = (up(record, a), up(record, b));
    if ua.iter().any(|p| p.as_str() == b) {
        Near::Inside
    } else if ub.iter().any(|p| p.as_str() == a) {
        Near::Around
    } else if ua.iter().any(|p| ub.contains(p)) {
        Near::Beside
    } else {
        Near::Apart
    }
}

/// Whether a place is, or lies in, the territory of an actor, or was held by it at some time.
fn belongs(record: &Record, place: &str, actor: &str) -> bool {
    let mine = |p: &str| {
        record.place(p).is_some_and(|x| {
            x.territory_of
                .as_ref()
                .is_some_and(|a| kin(record, actor, a.as_str()) <= Kin::Continues)
                || x.control
                    .iter()
                    .any(|h| kin(record, actor, h.by.as_str()) <= Kin::Continues)
        })
    };
    mine(place)
        || up(record, place).iter().any(|p| mine(p.as_str()))
        || record
            .actor(actor)
            .and_then(|a| a.capital.as_ref())
            .is_some_and(|c| c.as_str() == place)
}
