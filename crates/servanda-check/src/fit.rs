//! Laying a claim beside one fact: which parts agree, which differ, and how sure it is that the claim
//! is about this fact at all.

use crate::compare::{amount_outcome, date_outcome, days, distance, duration_outcome, length_outcome, time_outcome};
use crate::fact::{Fact, FactKind};
use crate::measure;
use crate::relate::{Kin, Near, belongs, kin, near};
use crate::verdict::{Bilingual, Outcome, Part, Slot};
use crate::words::Bag;
use servanda_record::{ActorId, ActorKind, Lang, PlaceId, Record, When};
use servanda_text::{Frame, QuantityMention, TimeRole};
use servanda_time::Duration;

/// A claim beside a fact.
#[derive(Clone, Debug)]
pub struct Fit<'f, 'r> {
    /// The fact.
    pub fact: &'f Fact<'r>,
    /// How well the act fits: 3 the same, 2 wider or narrower, 1 by relation or kindred act, 0 not.
    pub act: u8,
    /// Whether the agreement or event itself is named.
    pub named: bool,
    /// Parts compared.
    pub parts: Vec<Part>,
    /// Stems of the claim's words that the fact's wording has too.
    pub shared_words: usize,
    /// Share of the claim's uncovered words that the fact accounts for.
    pub coverage: f32,
    /// How sure it is that this is the fact meant.
    pub identity: f32,
}

impl Fit<'_, '_> {
    /// Number of parts with this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.parts.iter().filter(|p| p.outcome == outcome).count()
    }
    /// The outcome of one slot, if compared; the worst if there are several.
    pub fn slot(&self, slot: Slot) -> Option<Outcome> {
        self.parts.iter().filter(|p| p.slot == slot).map(|p| p.outcome).max_by_key(|o| match o {
            Outcome::Agrees => 0,
            Outcome::Near => 1,
            Outcome::Silent => 2,
            Outcome::Divided => 3,
            Outcome::Differs => 4,
        })
    }
    /// Whether the slot was compared and agrees.
    pub fn agrees(&self, slot: Slot) -> bool {
        self.slot(slot) == Some(Outcome::Agrees)
    }
}

/// How two acts go together.
pub fn act_fit(record: &Record, claim: &str, fact: &str) -> u8 {
    const TOO_WIDE: &[&str] = &["act-of-state", "harm-to-persons", "situation", "statement"];
    if claim == fact {
        3
    } else if !TOO_WIDE.contains(&claim) && record.is_a(fact, claim) || !TOO_WIDE.contains(&fact) && record.is_a(claim, fact) {
        2
    } else {
        let up = |a: &str| record.act(a).and_then(|x| x.is_a.clone());
        match (up(claim), up(fact)) {
            (Some(a), Some(b)) if a == b && !TOO_WIDE.contains(&a.as_str()) => 1,
            _ => 0,
        }
    }
}

fn relation_fit(relation: &str, kind: FactKind) -> u8 {
    match (relation, kind) {
        ("valid-for", FactKind::Term) => 3,
        ("provide", FactKind::Provision) => 2,
        ("provide" | "valid-for", FactKind::Withdrawal | FactKind::Term) => 1,
        ("hold-office", FactKind::Office) => 3,
        ("party-to", FactKind::Party | FactKind::NonParty) => 3,
        ("located", FactKind::Control) => 1,
        ("last", FactKind::Event | FactKind::Term) => 2,
        ("have" | "number" | "be" | "name", FactKind::Event | FactKind::Provision | FactKind::Office) => 1,
        _ => 0,
    }
}

/// Lays `frame` beside `fact`; `None` where they cannot be about the same thing.
pub fn fit<'f, 'r>(record: &'r Record, frame: &Frame, words: &Bag, fact: &'f Fact<'r>) -> Option<Fit<'f, 'r>> {
    let acts = frame.acts.iter().flat_map(|c| fact.acts.iter().map(move |f| act_fit(record, c.as_str(), f))).max().unwrap_or(0);
    let relation = frame.relation.map_or(0, |r| relation_fit(r, fact.kind));
    let topic = frame.topics.iter().any(|t| fact.topics.contains(&t));
    let act = acts.max(relation).max(u8::from(topic) * 2);
    let named = names_it(frame, fact)?;
    let mut parts = Vec::new();
    actors(record, frame, fact, &mut parts);
    persons(record, frame, fact, &mut parts);
    places(record, frame, fact, &mut parts);
    times(frame, fact, &mut parts);
    quantities(frame, words, fact, &mut parts);
    let bag = fact.bag.bag();
    let shared_words = words.shared(bag);
    let coverage = words.covered_by(bag);
    let mut f = Fit { fact, act, named, parts, shared_words, coverage, identity: 0.0 };
    f.identity = identity(frame, &f);
    (f.act > 0 || f.shared_words >= 2 || f.named).then_some(f)
}

/// Whether the claim names the fact's agreement or event; `None` where it names another one.
fn names_it(frame: &Frame, fact: &Fact) -> Option<bool> {
    let mut named = false;
    if let Some(a) = fact.agreement {
        // What an agreement says or went through is looked for only under its own name.
        if !frame.agreements.iter().any(|g| g.contains(&a.id)) {
            return None;
        }
        named = true;
    }
    if let Some(e) = fact.event {
        if frame.events.iter().any(|g| g.contains(&e.id)) {
            named = true;
        } else if frame.agreements.iter().any(|g| g.iter().any(|a| fact.concerns.contains(&a))) {
            named = false;
        }
    }
    Some(named)
}

fn identity(frame: &Frame, f: &Fit) -> f32 {
    let weight = |p: &Part| match (p.slot, p.outcome) {
        (Slot::Time, Outcome::Agrees) => 2.0,
        (Slot::Time, Outcome::Differs) => -0.5,
        (Slot::Place | Slot::Patient, Outcome::Agrees) => 1.5,
        (Slot::Place | Slot::Patient, Outcome::Differs) => -1.5,
        (Slot::Agent, Outcome::Agrees) => 1.5,
        (Slot::Agent, Outcome::Differs) => -1.0,
        (Slot::Person, Outcome::Agrees) => 2.0,
        (Slot::Quantity | Slot::Duration, Outcome::Agrees) => 2.0,
        (Slot::Quantity | Slot::Duration, Outcome::Differs) => 0.5,
        _ => 0.0,
    };
    let mut score = f32::from(f.act) + f.parts.iter().map(weight).sum::<f32>();
    if f.named {
        score += if f.fact.event.is_some() { 3.0 } else { 2.0 };
    }
    if f.fact.event.is_some() && frame.agreements.iter().any(|g| g.iter().any(|a| f.fact.concerns.contains(&a))) {
        score += 1.5;
    }
    score + (f.shared_words.min(6) as f32) * 0.5 + f.coverage
}

fn label(record: &Record, id: &str) -> Bilingual {
    let names = record.actor(id).map(|a| &a.names).or_else(|| record.place(id).map(|p| &p.names));
    names.map_or_else(|| Bilingual::same(id), |n| Bilingual::new(n.label(Lang::En), n.label(Lang::Ja)))
}

fn labels<'a>(record: &Record, ids: impl Iterator<Item = &'a str>) -> Bilingual {
    let all: Vec<Bilingual> = ids.map(|i| label(record, i)).collect();
    Bilingual::new(
        all.iter().map(|b| b.en.as_str()).collect::<Vec<_>>().join(", "),
        all.iter().map(|b| b.ja.as_str()).collect::<Vec<_>>().join("、"),
    )
}

fn best_kin(record: &Record, group: &[ActorId], with: &[&ActorId]) -> Kin {
    let pairs = group.iter().flat_map(|a| with.iter().map(move |b| kin(record, a.as_str(), b.as_str())));
    pairs.min().unwrap_or(Kin::Stranger)
}

fn place_of_actor(record: &Record, group: &[ActorId], fact: &Fact) -> bool {
    group.iter().any(|a| fact.places.iter().any(|p| belongs(record, p.as_str(), a.as_str())))
}

fn actors(record: &Record, frame: &Frame, fact: &Fact, parts: &mut Vec<Part>) {
    let open_membership = matches!(fact.kind, FactKind::Signed | FactKind::EntryIntoForce) && fact.agents.len() > 12;
    let side = |groups: &[Vec<ActorId>], slot: Slot, own: &[&ActorId], other: &[&ActorId], parts: &mut Vec<Part>| {
        for g in groups {
            // Persons are compared as persons.
            if g.iter().all(|a| record.actor(a.as_str()).is_some_and(|x| x.kind == ActorKind::Person)) && !fact.persons.is_empty() {
                continue;
            }
            let mine = best_kin(record, g, own);
            let theirs = best_kin(record, g, other);
            let outcome = if mine < Kin::Stranger {
                Outcome::Agrees
            } else if theirs <= Kin::Continues && slot == Slot::Agent && !own.is_empty() {
                Outcome::Differs
            } else if theirs < Kin::Stranger && slot == Slot::Patient && own.is_empty() {
                Outcome::Silent
            } else if own.is_empty() || open_membership {
                if slot == Slot::Patient && place_of_actor(record, g, fact) { Outcome::Agrees } else { Outcome::Silent }
            } else if slot == Slot::Patient && place_of_actor(record, g, fact) {
                Outcome::Agrees
            } else {
                Outcome::Differs
            };
            let said = labels(record, g.iter().take(1).map(ActorId::as_str)).en;
            parts.push(Part { slot, outcome, claim: said, record: labels(record, own.iter().map(|a| a.as_str())) });
        }
    };
    let both: Vec<&ActorId> = fact.agents.iter().chain(&fact.patients).copied().collect();
    if symmetric(fact) {
        side(&frame.agents, Slot::Agent, &both, &[], parts);
        side(&frame.patients, Slot::Patient, &both, &[], parts);
    } else {
        side(&frame.agents, Slot::Agent, &fact.agents, &fact.patients, parts);
        side(&frame.patients, Slot::Patient, &fact.patients, &fact.agents, parts);
    }
}

/// Whether the sides of a fact may change places in the telling.
fn symmetric(fact: &Fact) -> bool {
    const MUTUAL: &[&str] = &[
        "signature", "war", "battle", "conference", "negotiation", "ceasefire", "establishment-of-relations", "entry-into-force",
        "termination", "consultation", "severance-of-relations", "situation",
    ];
    fact.kind != FactKind::Act && fact.acts.iter().any(|a| MUTUAL.contains(a)) && !fact.acts.contains(&"declaration-of-war")
}

fn persons(record: &Record, frame: &Frame, fact: &Fact, parts: &mut Vec<Part>) {
    let is_person = |g: &&Vec<ActorId>| g.iter().all(|a| record.actor(a.as_str()).is_some_and(|x| x.kind == ActorKind::Person));
    let all = frame.persons.iter().chain(frame.agents.iter().filter(is_person)).chain(frame.patients.iter().filter(is_person));
    for g in all {
        if fact.persons.is_empty() {
            continue;
        }
        let here = fact.persons.iter().any(|p| g.contains(p));
        let states = |a: &ActorId| -> Vec<ActorId> {
            record.actor(a.as_str()).map(|x| x.offices.iter().map(|o| o.of.clone()).collect()).unwrap_or_default()
        };
        let rivals = fact.persons.iter().any(|p| g.iter().any(|c| states(p).iter().any(|s| states(c).contains(s))));
        let outcome = match (here, fact.kind, rivals) {
            (true, ..) => Outcome::Agrees,
            (_, FactKind::Signed | FactKind::Office, true) => Outcome::Differs,
            _ => Outcome::Silent,
        };
        parts.push(Part {
            slot: Slot::Person,
            outcome,
            claim: labels(record, g.iter().take(1).map(ActorId::as_str)).en,
            record: labels(record, fact.persons.iter().map(|a| a.as_str())),
        });
    }
}

fn places(record: &Record, frame: &Frame, fact: &Fact, parts: &mut Vec<Part>) {
    for g in &frame.places {
        let best = g.iter().flat_map(|a| fact.places.iter().map(move |b| near(record, a.as_str(), b.as_str()))).min();
        let about = g.iter().any(|p| fact.about.contains(&p.as_str()) || fact.about.iter().any(|b| near(record, p.as_str(), b) <= Near::Around));
        let of_side = || {
            let sides = fact.patients.iter().chain(&fact.agents);
            sides.into_iter().any(|a| g.iter().any(|p| belongs(record, p.as_str(), a.as_str())))
        };
        let outcome = match best {
            _ if about => Outcome::Agrees,
            Some(Near::Same | Near::Inside | Near::Around) => Outcome::Agrees,
            Some(_) => Outcome::Differs,
            None if fact.kind == FactKind::Event && of_side() => Outcome::Agrees,
            None => Outcome::Silent,
        };
        parts.push(Part {
            slot: Slot::Place,
            outcome,
            claim: labels(record, g.iter().take(1).map(PlaceId::as_str)).en,
            record: labels(record, fact.places.iter().map(|p| p.as_str())),
        });
    }
}

fn shown(when: &When) -> Bilingual {
    Bilingual::new(when.display_en().to_string(), when.display_ja().to_string())
}

fn times(frame: &Frame, fact: &Fact, parts: &mut Vec<Part>) {
    for t in frame.times.iter().filter(|t| t.own) {
        let record = fact.times.first().map(|w| shown(&w.when)).unwrap_or_default();
        if let Some(d) = t.time.duration.filter(|_| t.role == TimeRole::For || t.time.date.is_none()) {
            if let Some((outcome, record)) = length(d, t.time.modifier.is_some(), fact) {
                parts.push(Part { slot: Slot::Duration, outcome, claim: t.time.value.clone(), record });
            } else if !matches!(t.role, TimeRole::Later) {
                parts.push(Part { slot: Slot::Duration, outcome: Outcome::Silent, claim: t.time.value.clone(), record });
            }
        } else if t.time.date.is_some() {
            let outcome = time_outcome(t, fact.times.iter().map(|w| &w.when)).unwrap_or(Outcome::Silent);
            parts.push(Part { slot: Slot::Time, outcome, claim: t.time.value.clone(), record });
        }
    }
}

/// Compares a claimed length with the lengths of a fact.
fn length(d: Duration, loose: bool, fact: &Fact) -> Option<(Outcome, Bilingual)> {
    if !fact.durations.is_empty() {
        let hit = fact.durations.iter().find(|f| duration_outcome(d, **f, loose) == Outcome::Agrees);
        let shown = hit.or(fact.durations.first())?;
        let text = Bilingual::new(shown.display_en().to_string(), shown.display_ja().to_string());
        return Some((if hit.is_some() { Outcome::Agrees } else { Outcome::Differs }, text));
    }
    for t in &fact.terms {
        let unit = match t.unit.as_deref() {
            Some("year" | "years") => 365.2425,
            Some("month" | "months") => 30.44,
            Some("day" | "days") => 1.0,
            _ => continue,
        };
        let (low, high) = t.count.range();
        let said = days(d);
        let agrees = said >= low * unit * 0.98 && said <= high * unit * 1.02;
        return Some((if agrees { Outcome::Agrees } else { Outcome::Differs }, Bilingual::same(format!("{} {}", t.count.written, t.unit.as_deref().unwrap_or("")))));
    }
    let event = fact.event?;
    if let Some(q) = event.quantities.iter().find(|q| q.of == "duration") {
        let unit = match q.unit.as_deref() {
            Some("day" | "days") => 1.0,
            Some("month" | "months") => 30.44,
            Some("hour" | "hours") => 1.0 / 24.0,
            _ => 365.2425,
        };
        let (low, high) = q.value.range();
        let agrees = days(d) >= low * unit * 0.95 && days(d) <= high * unit * 1.05;
        return Some((if agrees { Outcome::Agrees } else { Outcome::Differs }, Bilingual::same(format!("{} {}", q.value.written, q.unit.as_deref().unwrap_or("")))));
    }
    let measured = fact.times.iter().find_map(|t| match &t.when {
        When::Period(p) => p.certain().and_then(servanda_time::DaySpan::len),
        When::Date(_) => None,
    })?;
    // The length is said in whole units: half a unit either way is the same length.
    let slack = if d.years > 0 { 190.0 } else if d.months > 0 { 16.0 } else { 1.5 };
    let outcome = length_outcome(days(d), f64::from(measured), slack, loose);
    Some((outcome, Bilingual::new(format!("{measured} days"), format!("{measured}日間"))))
}

fn quantities(frame: &Frame, words: &Bag, fact: &Fact, parts: &mut Vec<Part>) {
    let acts: Vec<&str> = frame.acts.iter().map(|a| a.as_str()).collect();
    for q in &frame.quantities {
        if let Some(part) = number(q, words, &acts, fact) {
            parts.push(part);
        } else {
            parts.push(Part { slot: Slot::Quantity, outcome: Outcome::Silent, claim: q.amount.written.clone(), record: Bilingual::default() });
        }
    }
}

fn number(q: &QuantityMention, words: &Bag, acts: &[&str], fact: &Fact) -> Option<Part> {
    let mut counted = Bag::of(&q.counted.join(" "));
    if counted.is_empty() {
        counted = words.clone();
    }
    // Numbers of the record that count the same thing, best fitting first.
    let mut same: Vec<(u8, Outcome, String)> = Vec::new();
    for x in &fact.quantities {
        let by_who = x.who.0.iter().any(|(_, w)| counted.shared(&Bag::of(w)) > 0);
        let fits = measure::fits(&x.of, &counted, acts).max(measure::fits(&x.of, words, acts).min(1)) + u8::from(by_who);
        let share = q.share || q.unit.as_deref() == Some("percent");
        let unit_ok = measure::same_unit(q.unit.as_deref(), x.unit.as_deref()) || share && x.unit.as_deref() == Some("percent");
        if fits > 0 && unit_ok {
            same.push((fits, amount_outcome(&scaled(q, x.unit.as_deref()), &x.value), format!("{} {}", x.value.written, x.unit.as_deref().unwrap_or("")).trim().to_owned()));
        }
    }
    for t in &fact.terms {
        let wording = Bag::of(&format!("{} {} {}", t.of.replace('-', " "), t.about.join(" ").replace('-', " "), t.note.as_deref().unwrap_or("")));
        let fits = measure::fits(&t.of, &counted, acts) + u8::from(words.shared(&wording) > 0);
        if measure::same_unit(q.unit.as_deref(), t.unit.as_deref()) && (fits > 0 || q.unit.is_some()) {
            same.push((fits, amount_outcome(&scaled(q, t.unit.as_deref()), &t.count), format!("{} {}", t.count.written, t.unit.as_deref().unwrap_or("")).trim().to_owned()));
        }
    }
    let top = same.iter().map(|s| s.0).max()?;
    same.retain(|s| s.0 == top);
    let yes = same.iter().filter(|s| s.1 == Outcome::Agrees).count();
    let no = same.iter().filter(|s| s.1 == Outcome::Differs).count();
    let outcome = if yes > 0 && no > yes {
        Outcome::Divided
    } else if yes > 0 {
        Outcome::Agrees
    } else if no > 0 {
        Outcome::Differs
    } else {
        Outcome::Silent
    };
    let record = same.into_iter().map(|s| s.2).collect::<Vec<_>>().join("; ");
    Some(Part { slot: Slot::Quantity, outcome, claim: q.amount.written.clone(), record: Bilingual::same(record) })
}

/// A share in the record's unit: a fifth is 20 per cent.
fn scaled(q: &QuantityMention, unit: Option<&str>) -> servanda_record::Amount {
    let (low, high) = q.amount.range();
    if q.share && unit == Some("percent") && high <= 1.0 {
        let pct = |x: f64| Some(format!("{}", x * 100.0));
        return servanda_record::Amount { low: pct(low), high: pct(high), approximate: true, written: q.amount.written.clone() };
    }
    q.amount.clone()
}

/// The least distance in days between the claim's own dates and the fact's.
pub fn time_distance(frame: &Frame, fact: &Fact) -> Option<i64> {
    let own = frame.times.iter().filter_map(|t| t.time.date.as_ref().filter(|_| t.own));
    own.flat_map(|d| fact.times.iter().map(move |w| distance(d, &w.when))).min()
}

/// Whether the times carried over from the context speak against the fact.
pub fn context_contradicts(frame: &Frame, fact: &Fact) -> bool {
    let carried = frame.times.iter().filter(|t| !t.own).filter_map(|t| t.time.date.as_ref());
    let mut any = false;
    for d in carried {
        let o = fact.times.iter().map(|w| date_outcome(d, TimeRole::On, &w.when));
        if o.clone().any(|o| o != Outcome::Differs) {
            return false;
        }
        any |= o.count() > 0 && fact.times.iter().all(|w| distance(d, &w.when) > 1000);
    }
    any
}
