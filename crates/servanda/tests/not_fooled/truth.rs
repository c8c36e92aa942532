//! Whether a changed claim is still true by the record, told by plain rules that share nothing with the
//! matching under test but the record itself.

use crate::change::{Change, Instead};
use crate::world::Marked;
use servanda_check::Checked;
use servanda_record::{Kind, Record, Statement, Subject, When};
use servanda_text::{Claim, Named};
use std::collections::BTreeSet;
use std::ops::Range;

/// What the original claim rested on.
pub struct Ground<'r> {
    /// The statements.
    pub statements: Vec<&'r Statement>,
    /// All statements about the same agreements, events and offices.
    around: Vec<&'r Statement>,
}

impl<'r> Ground<'r> {
    /// The ground of a verdict.
    pub fn of(record: &'r Record, verdict: &Checked) -> Self {
        let statements: Vec<&Statement> = verdict
            .statements
            .iter()
            .filter_map(|s| record.statement(s.as_str()))
            .collect();
        let mut around = Vec::new();
        for s in &statements {
            let (kind, id) = match &s.subject {
                Subject::Agreement(a) => (Kind::Agreement, a.as_str()),
                Subject::Event(e) => (Kind::Event, e.as_str()),
                Subject::Place(e) => (Kind::Place, e.as_str()),
                Subject::Actor(e) => (Kind::Actor, e.as_str()),
                _ => continue,
            };
            around.extend(record.statements_of(kind, id));
        }
        around.sort_by(|a, b| a.id.cmp(&b.id));
        around.dedup_by(|a, b| a.id == b.id);
        Self { statements, around }
    }

    /// Whether something happened at a place that lies in this one: then it happened there too.
    fn lies_in(&self, record: &Record, id: &str) -> bool {
        let happened = |s: &&&Statement| s.predicate != "provision";
        let quoted = |p: &str| format!("\"{p}\"");
        record
            .places
            .iter()
            .filter(|p| is_within(record, p.id.as_str(), id))
            .any(|p| {
                self.statements
                    .iter()
                    .filter(happened)
                    .any(|s| s.value.contains(&quoted(p.id.as_str())))
            })
    }

    /// Whether any statement about the same things names this id.
    fn names(&self, id: &str) -> bool {
        let quoted = format!("\"{id}\"");
        self.around.iter().any(|s| s.value.contains(&quoted))
    }
}

/// Why the changed claim may still be true; `None` where it is false by the record.
pub fn still_true(
    record: &Record,
    ground: &Ground,
    change: &Change,
    before: (&Marked, &Claim),
    after: (&Marked, &Range<usize>),
    verdict: &Checked,
) -> Option<&'static str> {
    match &change.instead {
        Instead::Date if before.1.frame.relation == Some("in-force") => {
            in_force(ground, after).or_else(|| date(ground, after))
        }
        Instead::Date => date(ground, after),
        Instead::Number => number(record, ground, before, &change.edits[0].0, after),
        Instead::Id(id) if told_of_another(ground, id, &Ground::of(record, verdict), verdict) => {
            Some("the record gives this of something else")
        }
        // Another that did not do it either.
        Instead::Id(id) if before.1.frame.negated && !ground.names(id) => {
            Some("the record does not tell it of this one")
        }
        Instead::Id(id) if ground.lies_in(record, id) => Some("it lies in the place put in"),
        Instead::Id(id) => relatives(record, id)
            .iter()
            .any(|i| ground.names(i))
            .then_some("the record gives this too"),
        Instead::Exchanged => exchanged(record, ground, before.1),
        Instead::Denied | Instead::Bare | Instead::Same => None,
    }
}

/// The new verdict rests on other things of the record, each of which names what was put in, and nothing of
/// the claim is left open: then the changed text says something else that is true.
fn told_of_another(old: &Ground, id: &str, new: &Ground, verdict: &Checked) -> bool {
    let other = new
        .statements
        .iter()
        .all(|s| old.statements.iter().all(|o| o.subject != s.subject));
    let settled = verdict
        .parts
        .iter()
        .all(|p| p.outcome == servanda_check::Outcome::Agrees);
    other && settled && !new.statements.is_empty() && new.names(id)
}

/// The agreement was in force on the new date as well, by its entry into force and its end.
fn in_force(ground: &Ground, (m, place): (&Marked, &Range<usize>)) -> Option<&'static str> {
    let said = m.reading.mentions.iter().find_map(|x| match &x.what {
        Named::Time(t) if x.range.start < place.end && place.start < x.range.end => t.date.as_ref(),
        _ => None,
    })?;
    let claim = said.bounds();
    let span = |predicate: &str| {
        ground
            .around
            .iter()
            .find(|s| s.predicate == predicate)
            .and_then(|s| s.time.as_ref())
            .map(When::possible)
    };
    let begun = span("entry-into-force")?.end <= claim.start;
    let ended = span("ended").is_some_and(|e| e.start < claim.end);
    (begun && !ended).then_some("it was in force then, too")
}

/// The record gives the new date for the same thing too.
fn date(ground: &Ground, (m, place): (&Marked, &Range<usize>)) -> Option<&'static str> {
    let over = |r: &Range<usize>| r.start < place.end && place.start < r.end;
    let said = m.reading.mentions.iter().find_map(|x| match &x.what {
        Named::Time(t) if over(&x.range) => t.date.as_ref(),
        _ => None,
    })?;
    let claim = said.bounds();
    let fits = |s: &&Statement| {
        let end = |p: &str| matches!(p, "term" | "ended");
        let kind = ground
            .statements
            .iter()
            .any(|g| g.predicate == s.predicate || end(&g.predicate) && end(&s.predicate));
        kind && s.time.as_ref().is_some_and(|w| match w {
            When::Period(_) => w.possible().overlaps(claim),
            When::Date(_) => claim.covers(w.possible()) || w.possible().covers(claim),
        })
    };
    ground
        .around
        .iter()
        .any(fits)
        .then_some("the record gives this date too")
}

/// The new number lies within what the record gives for the old one.
fn number(
    record: &Record,
    ground: &Ground,
    before: (&Marked, &Claim),
    old: &Range<usize>,
    (m, place): (&Marked, &Range<usize>),
) -> Option<&'static str> {
    let amount = |m: &Marked, place: &Range<usize>| {
        m.reading.mentions.iter().find_map(|x| match &x.what {
            Named::Quantity(q) if x.range.start < place.end && place.start < x.range.end => {
                Some(q.amount.range())
            }
            _ => None,
        })
    };
    let (was, is) = (amount(before.0, old)?, amount(m, place)?);
    let meet = |a: (f64, f64), b: (f64, f64)| a.0 <= b.1 && b.0 <= a.1;
    let near = |a: (f64, f64)| (a.0 * 0.9, a.1 * 1.1);
    let spread = ground.statements.iter().filter_map(|s| match &s.subject {
        Subject::Event(e) => record.event(e.as_str()),
        _ => None,
    });
    spread
        .flat_map(|e| &e.quantities)
        .map(|q| q.value.range())
        .any(|q| meet(q, near(was)) && meet(q, is))
        .then_some("within the record's spread")
}

/// Whether a place lies in another, at any depth.
fn is_within(record: &Record, place: &str, whole: &str) -> bool {
    let mut up: Vec<&str> = vec![place];
    let mut seen = BTreeSet::new();
    while let Some(p) = up.pop() {
        let within = record
            .place(p)
            .map(|x| x.within.as_slice())
            .unwrap_or_default();
        for w in within.iter().map(|w| w.as_str()) {
            if w == whole {
                return true;
            }
            if seen.insert(w) {
                up.push(w);
            }
        }
    }
    false
}

/// An id with those that are the same person in law, or whose part it is.
fn relatives<'r>(record: &'r Record, id: &'r str) -> BTreeSet<&'r str> {
    let mut out = BTreeSet::from([id]);
    if let Some(a) = record.actor(id) {
        out.extend(a.of.iter().map(|o| o.as_str()));
        out.extend(a.succession.iter().map(|s| s.from.as_str()));
        out.extend(a.offices.iter().map(|o| o.of.as_str()));
    }
    for a in &record.actors {
        if a.succession.iter().any(|s| s.from.as_str() == id)
            || a.members.iter().any(|m| m.actor.as_str() == id)
            || a.of.as_ref().is_some_and(|o| o.as_str() == id)
        {
            out.insert(a.id.as_str());
        }
    }
    let mut up: Vec<&str> = vec![id];
    while let Some(p) = up.pop().and_then(|i| record.place(i)) {
        out.extend(p.within.iter().map(|w| w.as_str()));
        // Far up everything is in the same continent.
        if p.id.as_str() == id {
            up.extend(p.within.iter().map(|w| w.as_str()));
        }
    }
    for p in &record.places {
        if p.within.iter().any(|w| w.as_str() == id) {
            out.insert(p.id.as_str());
        }
    }
    out
}

/// The record tells the act of both sides.
fn exchanged(record: &Record, ground: &Ground, claim: &Claim) -> Option<&'static str> {
    let (a, b) = (
        claim.frame.agents.first()?.first()?,
        claim.frame.patients.first()?.first()?,
    );
    let both = ground.statements.iter().any(|s| match &s.subject {
        Subject::Event(e) => record
            .event(e.as_str())
            .is_some_and(|e| e.by.contains(a) && e.by.contains(b)),
        Subject::Agreement(_) => {
            s.predicate == "signed" || s.predicate == "provision" && s.value.contains("each-party")
        }
        _ => false,
    });
    both.then_some("the record tells it of both sides")
}
