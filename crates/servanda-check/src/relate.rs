//! How actors and places of a claim go with those of the record.

use crate::fit::act_fit;
use crate::words::Bag;
use rustc_hash::FxHashMap;
use servanda_record::{Actor, ActorKind, Agreement, AgreementId, PlaceId, Record, SuccessionKind};
use std::cell::{Cell, OnceCell, RefCell};

/// The ids of one kind as numbers: those of the record in its order, then whatever else was asked for.
pub struct Numbers<'r> {
    known: FxHashMap<&'r str, u32>,
    more: RefCell<FxHashMap<Box<str>, u32>>,
}

impl<'r> Numbers<'r> {
    fn new(ids: impl Iterator<Item = &'r str>) -> Self {
        Self {
            known: ids.zip(0u32..).collect(),
            more: RefCell::default(),
        }
    }

    /// The number of an id; the same id always has the same.
    pub fn of(&self, id: &str) -> u32 {
        if let Some(n) = self.known.get(id) {
            return *n;
        }
        let mut more = self.more.borrow_mut();
        let next = (self.known.len() + more.len()) as u32;
        match more.get(id) {
            Some(n) => *n,
            None => *more.entry(id.into()).or_insert(next),
        }
    }

    /// How many ids the record has.
    pub fn len(&self) -> usize {
        self.known.len()
    }
}

/// How actors, places and acts of one record go together. Ids are turned into numbers once for each claim and each
/// fact; pairs of actors are compared by small lists of numbers, pairs with places are worked out once each.
pub struct Relations<'r> {
    record: &'r Record,
    /// Numbers of actors.
    pub actors: Numbers<'r>,
    /// Of places.
    pub places: Numbers<'r>,
    /// Of acts.
    pub acts: Numbers<'r>,
    /// Of agreements.
    pub agreements: Numbers<'r>,
    /// Of events.
    pub events: Numbers<'r>,
    ties: Vec<Ties>,
    /// How acts go together, row by row, as far as asked: 0 not yet, else one more than the fit.
    fits: Vec<Cell<u8>>,
    near: RefCell<FxHashMap<(u32, u32), Near>>,
    belongs: RefCell<FxHashMap<(u32, u32), bool>>,
    /// Agreements made with each, once asked for.
    annexed: RefCell<FxHashMap<u32, Box<[u32]>>>,
    /// The words by which accounts speak of each topic, once asked for.
    topic_words: OnceCell<FxHashMap<&'r str, Bag>>,
}

/// What ties an actor to others, by number.
struct Ties {
    /// One of several forces or governments that act for one state alike; organs of one organisation decide each
    /// for itself.
    one_will: bool,
    /// Whose force, government, organ or person it is, and whose those are.
    organ_of: Vec<u32>,
    /// Whom it continues.
    continues: Vec<u32>,
    /// Its members, sorted.
    members: Vec<u32>,
}

impl Ties {
    fn of(record: &Record, numbers: &Numbers, actor: &Actor) -> Self {
        let number = |id: &str| numbers.known.get(id).copied();
        let continues = actor.succession.iter();
        let continues = continues.filter(|s| s.how == SuccessionKind::Continuator);
        let mut members: Vec<u32> = actor
            .members
            .iter()
            .filter_map(|m| number(m.actor.as_str()))
            .collect();
        members.sort_unstable();
        Self {
            one_will: matches!(actor.kind, ActorKind::ArmedForce | ActorKind::Government),
            organ_of: organ_of(record, actor)
                .into_iter()
                .filter_map(number)
                .collect(),
            continues: continues.filter_map(|s| number(s.from.as_str())).collect(),
            members,
        }
    }
}

impl<'r> Relations<'r> {
    /// Of a record.
    pub fn new(record: &'r Record) -> Self {
        let actors = Numbers::new(record.actors.iter().map(|a| a.id.as_str()));
        let acts = Numbers::new(record.acts.iter().map(|a| a.id.as_str()));
        Self {
            record,
            ties: (record.actors.iter())
                .map(|a| Ties::of(record, &actors, a))
                .collect(),
            actors,
            places: Numbers::new(record.places.iter().map(|p| p.id.as_str())),
            agreements: Numbers::new(record.agreements.iter().map(|a| a.id.as_str())),
            events: Numbers::new(record.events.iter().map(|e| e.id.as_str())),
            fits: vec![Cell::new(0); acts.len() * acts.len()],
            acts,
            near: RefCell::default(),
            belongs: RefCell::default(),
            annexed: RefCell::default(),
            topic_words: OnceCell::new(),
        }
    }

    /// The record.
    pub fn record(&self) -> &'r Record {
        self.record
    }

    /// How actor `a` (of a claim) goes with `b` (of the record), by number.
    pub fn kin(&self, a: u32, b: u32) -> Kin {
        if a == b {
            return Kin::Same;
        }
        let known = self.ties.len();
        if a as usize >= known || b as usize >= known {
            return Kin::Stranger;
        }
        self.kin_of(a, b)
    }

    /// How two different actors go together.
    fn kin_of(&self, a: u32, b: u32) -> Kin {
        let ties = |i: u32| &self.ties[i as usize];
        let (x, y) = (ties(a), ties(b));
        if x.organ_of.contains(&b) || y.organ_of.contains(&a) {
            return Kin::Organ;
        }
        if x.one_will && y.one_will && x.organ_of.iter().any(|u| y.organ_of.contains(u)) {
            return Kin::Organ;
        }
        let continues =
            |p: u32, q: u32| ties(p).continues.contains(&q) || ties(q).continues.contains(&p);
        if continues(a, b)
            || x.organ_of.iter().any(|u| continues(*u, b))
            || y.organ_of.iter().any(|u| continues(*u, a))
        {
            return Kin::Continues;
        }
        if y.members.binary_search(&a).is_ok() || x.members.binary_search(&b).is_ok() {
            return Kin::Member;
        }
        Kin::Stranger
    }

    /// The protocols and declarations made on the same day as part of an agreement, or what it is part of: accounts
    /// give what they say as its own.
    pub fn annexed(&self, to: &str) -> Vec<&'r AgreementId> {
        let number = self.agreements.of(to);
        let mut known = self.annexed.borrow_mut();
        let list = known
            .entry(number)
            .or_insert_with(|| annexed(self.record, number));
        let id = |i: &u32| self.record.agreements.get(*i as usize).map(|a| &a.id);
        list.iter().filter_map(id).collect()
    }

    /// The words by which accounts speak of a topic; none for one the record does not have.
    pub fn topic_words(&self, topic: &str) -> &Bag {
        static NONE: Bag = Bag::EMPTY;
        let all = self.topic_words.get_or_init(|| {
            let words = |t: &servanda_record::Topic| {
                let mut bag = Bag::default();
                t.words.iter().for_each(|(_, w)| bag.add(w));
                bag
            };
            let topics = self.record.topics.iter();
            topics.map(|t| (t.id.as_str(), words(t))).collect()
        });
        all.get(topic).unwrap_or(&NONE)
    }

    /// How an act of a claim goes with one of a fact, by number, worked out once for each pair; see [`act_fit`].
    pub fn act_fit(&self, claim: u32, fact: u32) -> u8 {
        if claim == fact {
            return 3;
        }
        let act = |i: u32| self.record.acts.get(i as usize);
        let Some((c, f)) = act(claim).zip(act(fact)) else {
            return 0;
        };
        let cell = self
            .fits
            .get(claim as usize * self.acts.len() + fact as usize);
        match cell {
            Some(cell) if cell.get() > 0 => cell.get() - 1,
            _ => {
                let fit = act_fit(self.record, c.id.as_str(), f.id.as_str());
                cell.inspect(|c| c.set(fit + 1));
                fit
            }
        }
    }

    /// How place `a` (of a claim) goes with `b` (of the record), by number.
    pub fn near(&self, a: u32, b: u32) -> Near {
        if a == b {
            return Near::Same;
        }
        let place = |i: u32| self.record.places.get(i as usize).map(|p| p.id.as_str());
        let Some((x, y)) = place(a).zip(place(b)) else {
            return Near::Apart;
        };
        *self
            .near
            .borrow_mut()
            .entry((a, b))
            .or_insert_with(|| near(self.record, x, y))
    }

    /// Whether a place is, or lies in, the territory of an actor, or was held by it at some time; both by number.
    pub fn belongs(&self, place: u32, actor: u32) -> bool {
        let of = self.record.places.get(place as usize);
        let Some((p, a)) = of.zip(self.record.actors.get(actor as usize)) else {
            return false;
        };
        *self
            .belongs
            .borrow_mut()
            .entry((place, actor))
            .or_insert_with(|| self.has(p.id.as_str(), a.id.as_str()))
    }

    fn has(&self, place: &str, actor: &str) -> bool {
        let record = self.record;
        let number = self.actors.of(actor);
        let own = |a: &str| self.kin(number, self.actors.of(a)) <= Kin::Continues;
        let mine = |p: &str| {
            record.place(p).is_some_and(|x| {
                x.territory_of.as_ref().is_some_and(|a| own(a.as_str()))
                    || x.control.iter().any(|h| own(h.by.as_str()))
            })
        };
        mine(place)
            || up(record, place).iter().any(|p| mine(p.as_str()))
            || record
                .actor(actor)
                .and_then(|a| a.capital.as_ref())
                .is_some_and(|c| c.as_str() == place)
    }
}

fn annexed(record: &Record, to: u32) -> Box<[u32]> {
    let Some(main) = record.agreements.get(to as usize) else {
        return Box::default();
    };
    let day = |a: &Agreement| a.signed.first().map(|s| s.on.clone());
    let joins = |a: &Agreement, b: &Agreement| {
        let kind = |k: &str| matches!(k, "protocol-to" | "annexed-to" | "parallel-to" | "extends");
        (a.relations.iter()).any(|r| r.to == b.id && kind(r.kind.as_str()))
    };
    let all = (0u32..).zip(&record.agreements);
    all.filter(|(_, a)| (joins(a, main) || joins(main, a)) && day(main) == day(a))
        .map(|(i, _)| i)
        .collect()
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

/// How two places go together, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// The same.
    Same,
    /// The claim's lies in the record's.
    Inside,
    /// The record's lies in the claim's.
    Around,
    /// One is an area near the other: the record does not say whether it lies in it.
    Unclear,
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
    } else if is_unclear(record, a, b) {
        Near::Unclear
    } else if ua.iter().any(|p| ub.contains(p)) {
        Near::Beside
    } else {
        Near::Apart
    }
}

/// How far from its middle an area may reach, in kilometres; `None` for a place on a map's scale.
fn reach(kind: &str) -> Option<f64> {
    Some(match kind {
        "sea" => 1500.0,
        "region" | "river" | "mountain" => 400.0,
        "archipelago" | "peninsula" => 300.0,
        "zone" | "lake" | "strait" | "canal" | "island" => 120.0,
        _ => return None,
    })
}

/// Whether one of two places is an area that may well hold the other.
fn is_unclear(record: &Record, a: &str, b: &str) -> bool {
    let Some((a, b)) = record.place(a).zip(record.place(b)) else {
        return false;
    };
    // Two islands, or two towns, are two places.
    if a.kind == b.kind && a.kind != "region" {
        return false;
    }
    let areas = [&a.kind, &b.kind].into_iter().filter_map(|k| reach(k));
    let Some(far) = areas.reduce(f64::max) else {
        return false;
    };
    a.at.zip(b.at).is_none_or(|(x, y)| kilometres(x, y) <= far)
}

/// The distance of two points (latitude, longitude, in degrees), nearly.
fn kilometres(x: (f64, f64), y: (f64, f64)) -> f64 {
    let north = (x.0 - y.0) * 111.2;
    let east = (x.1 - y.1) * 111.2 * ((x.0 + y.0) / 2.0).to_radians().cos();
    north.hypot(east)
}
