//! What the checker looks up in the record itself.

use crate::date::{Field, Term, date};
use crate::value::Choice;
use serde_json::{Value, json};
use servanda_record::*;
use servanda_time::{DaySpan, Period, UncertainDate};
use std::collections::HashMap;

/// How far chains of succession, and of belonging, are followed.
pub(crate) const DEPTH: u8 = 8;
/// The same for places within places.
const PLACES: u8 = 16;

/// The record with what is reckoned of it once.
pub(crate) struct Facts<'r> {
    pub record: &'r Record,
    /// Choice points, those made for statements that conflict among them, by id.
    pub choices: Vec<Choice>,
    /// Uses of force.
    pub attacks: Vec<&'r Event>,
    conflicts: HashMap<&'r str, String>,
    /// For each actor of the record, one number for each person.
    persons: Vec<usize>,
}

pub(crate) fn is_notice(act: &str) -> bool {
    ["notice-of-denunciation", "notice-of-withdrawal", "notice-of-non-renewal"].contains(&act)
}

/// Whether treaties can pass by that kind of succession.
pub(crate) fn passes(how: SuccessionKind) -> bool {
    !matches!(how, SuccessionKind::Occupied | SuccessionKind::Absorption)
}

/// Whether the later actor is the same person as the earlier.
pub(crate) fn goes_on(how: SuccessionKind) -> bool {
    matches!(how, SuccessionKind::Continuator | SuccessionKind::Restored)
}

pub(crate) fn period(w: &EventTime) -> Period {
    w.when.to_period()
}

impl<'r> Facts<'r> {
    pub fn new(record: &'r Record) -> Self {
        let mut persons: Vec<usize> = (0..record.actors.len()).collect();
        let place = |id: &ActorId| record.actors.binary_search_by(|a| a.id.cmp(id)).ok();
        for (i, x) in record.actors.iter().enumerate() {
            for from in x.succession.iter().filter(|s| goes_on(s.how)).filter_map(|s| place(&s.from)) {
                let (p, q) = (persons[i], persons[from]);
                persons.iter_mut().filter(|n| **n == p).for_each(|n| *n = q);
            }
        }
        let force = |e: &&Event| e.types.iter().any(|t| record.is_a(t.as_str(), "use-of-force"));
        let attacks = record.events.iter().filter(force).collect();
        let mut facts = Facts { record, choices: Vec::new(), attacks, conflicts: HashMap::new(), persons };
        facts.all_choices();
        facts
    }

    fn all_choices(&mut self) {
        for c in self.record.choice_points.iter().filter(|c| !c.options.is_empty()) {
            let options: Vec<String> = c.options.iter().map(|o| o.id.to_string()).collect();
            let default = c.options.iter().position(|o| o.id == c.default).unwrap_or(0);
            self.choices.push(Choice { id: c.id.to_string(), options, default });
        }
        for a in &self.record.agreements {
            let entries = a.entry_into_force.iter().filter(|e| e.under.is_always() && (e.on.is_some() || e.never));
            let entries = entries
                .map(|e| (&e.stmt, e.on.as_ref().map_or("never", |d| d.written()), e.on.as_ref().is_some_and(exact)));
            self.conflict(format!("{}/entry-into-force!", a.id), entries.collect());
            let terms = a.term.iter().filter(|t| t.under.is_always());
            let terms =
                terms.map(|t| (&t.stmt, (&t.length, &t.from, t.then, t.renew_for, t.times, t.unless_notice), true));
            self.conflict(format!("{}/term!", a.id), terms.collect());
            let ends = a.ended.iter().filter(|e| e.under.is_always() && e.for_parties.is_empty());
            self.conflict(format!("{}/ended!", a.id), ends.map(|e| (&e.stmt, e.on.written(), exact(&e.on))).collect());
        }
        for e in &self.record.events {
            let times = e.when.iter().filter(|w| w.under.is_always());
            let times = times.map(|w| (&w.stmt, &w.when, matches!(&w.when, When::Date(d) if exact(d))));
            self.conflict(format!("{}/on!", e.id), times.collect());
        }
        self.choices.sort_by(|a, b| a.id.cmp(&b.id));
        self.choices.dedup_by(|a, b| a.id == b.id);
    }

    /// Statements of one thing that differ become options.
    fn conflict<T: PartialEq>(&mut self, id: String, all: Vec<(&'r StatementId, T, bool)>) {
        if all.iter().all(|x| x.1 == all[0].1) {
            return;
        }
        let default = all.iter().position(|x| x.2).unwrap_or(0);
        let options = all.iter().map(|x| x.0.to_string()).collect();
        all.iter().for_each(|x| drop(self.conflicts.insert(x.0.as_str(), id.clone())));
        self.choices.push(Choice { id, options, default });
    }

    pub fn conflict_of(&self, stmt: &str) -> Option<&String> {
        self.conflicts.get(stmt)
    }

    pub fn digest(&self, stmt: &str) -> Value {
        self.record.statement(stmt).map_or(Value::Null, |s| json!(s.digest.to_string()))
    }

    fn cited(&self, stmt: &StatementId, field: &str) -> Vec<(&'static str, Field)> {
        let stmt_text = Field::Text(json!(stmt.as_str()));
        let digest = Field::Text(self.digest(stmt.as_str()));
        vec![("stmt", stmt_text), ("digest", digest), ("field", Field::Text(json!(field)))]
    }

    pub fn stated(&self, stmt: &StatementId, field: &str, on: &UncertainDate) -> Term {
        let mut fields = self.cited(stmt, field);
        fields.push(("date", Field::Text(json!(on.edtf()))));
        let (how, written) = ("stated", Some(on.written().to_string()));
        crate::date::Date { how, fields, lo: on.earliest(), hi: on.latest(), written }.into()
    }

    /// The first or last day of a period.
    pub fn end_of(&self, stmt: &StatementId, field: &str, last: bool, within: DaySpan) -> Term {
        let how = if last { "last-day" } else { "first-day" };
        date(how, self.cited(stmt, field), (within.first(), within.last()))
    }

    pub fn last_day(&self, w: &EventTime) -> Term {
        match &w.when {
            When::Date(d) => self.stated(&w.stmt, "on", d),
            When::Period(p) => self.end_of(&w.stmt, "on", true, p.end_bounds()),
        }
    }

    pub fn first_day(&self, w: &EventTime) -> Term {
        match &w.when {
            When::Date(d) => self.stated(&w.stmt, "on", d),
            When::Period(p) => self.end_of(&w.stmt, "on", false, p.start_bounds()),
        }
    }

    /// The state or organisation whose organ, force or officer an actor is; itself otherwise.
    pub fn owner(&self, x: &'r ActorId) -> &'r ActorId {
        let up = |x: &ActorId| self.record.actor(x.as_str()).filter(|a| a.kind != ActorKind::State)?.of.as_ref();
        (0..DEPTH).fold(x, |at, _| up(at).unwrap_or(at))
    }

    pub fn same(&self, x: &ActorId, y: &ActorId) -> bool {
        let person = |x: &ActorId| self.record.actors.binary_search_by(|a| a.id.cmp(x)).ok().map(|i| self.persons[i]);
        x == y || person(x).is_some_and(|p| person(y) == Some(p))
    }

    fn links(&self, x: &ActorId) -> impl Iterator<Item = &'r ActorId> {
        let links = self.record.actor(x.as_str()).map_or(&[][..], |a| &a.succession);
        links.iter().filter(|s| passes(s.how)).map(|s| &s.from)
    }

    /// Whether an actor is a party, or follows on one.
    pub fn has_line(&self, a: &Agreement, x: &ActorId, depth: u8) -> bool {
        a.parties.iter().any(|p| p.actor == *x)
            || (depth > 0 && self.links(x).any(|from| self.has_line(a, from, depth - 1)))
    }

    fn follows(&self, x: &ActorId, y: &ActorId, depth: u8) -> bool {
        depth > 0 && self.links(x).any(|from| from == y || self.follows(from, y, depth - 1))
    }

    fn named(&self, a: &Agreement, list: &'r [ActorId], x: &ActorId) -> bool {
        let party = a.parties.iter().any(|p| p.actor == *x);
        list.iter().map(|y| self.owner(y)).any(|y| self.same(x, y) || (!party && self.follows(x, y, DEPTH)))
    }

    /// Whether the provision binds X, by name or as a party.
    pub fn bears(&self, a: &Agreement, p: &'r Provision, x: &ActorId) -> bool {
        match &p.by {
            Bearer::EachParty => self.has_line(a, x, DEPTH),
            Bearer::Actors(list) => self.named(a, list, x),
        }
    }

    /// Whether Y is one toward whom the provision binds X.
    pub fn owed(&self, a: &Agreement, p: &'r Provision, x: &ActorId, y: &ActorId) -> bool {
        !self.same(x, y)
            && match &p.toward {
                Toward::Everyone => true,
                Toward::OtherParties => self.has_line(a, y, DEPTH),
                Toward::Actors(list) => self.named(a, list, y),
            }
    }

    /// Whether a party's ending of its part ends the whole: nobody is named, there are two sides, or all did it.
    pub fn ends_for_all(&self, a: &Agreement, act: &AgreementAct) -> bool {
        let done = |p: &Party| act.by.iter().any(|x| self.same(x, &p.actor));
        act.by.is_empty() || self.two_sided(a) || a.parties.iter().all(done)
    }

    pub fn two_sided(&self, a: &Agreement) -> bool {
        let mut sides: Vec<&ActorId> = a.parties.iter().map(|p| &p.actor).collect();
        let party = |x: &ActorId| a.parties.iter().any(|p| p.actor == *x);
        let earlier = |x: &ActorId| self.record.actor(x.as_str()).map_or(&[][..], |a| &a.succession);
        sides.retain(|x| !earlier(x).iter().any(|s| s.from != **x && party(&s.from)));
        sides.sort();
        sides.dedup();
        sides.len() <= 2
    }

    /// Completeness statements on an agreement of one of these sets.
    fn lists(&self, a: &'r Agreement, sets: &'r [SetKind]) -> impl Iterator<Item = &'r Completeness> {
        let on = |c: &&Completeness| matches!(&c.of, Scope::Agreement(id) if *id == a.id) && sets.contains(&c.set);
        self.record.completeness.iter().filter(on)
    }

    fn whole(&self, c: &Completeness) -> bool {
        c.void.is_none() && c.members.iter().all(|m| self.record.statement(m.as_str()).is_some())
    }

    /// Those that stand: whole, and naming all that there is.
    pub fn standing(&self, a: &'r Agreement, sets: &'r [SetKind]) -> Vec<&'r Completeness> {
        let names = |c: &Completeness, x: &AgreementAct| {
            let outside = x.on.as_ref().zip(c.period.as_ref()).is_some_and(|(d, p)| p.contains_date(d).is_no());
            outside || c.members.contains(&x.stmt)
        };
        let all = |c: &Completeness| match c.set {
            SetKind::Parties => a.parties.iter().all(|p| c.members.contains(&p.stmt)),
            SetKind::Acts => a.acts.iter().all(|x| names(c, x)),
            SetKind::Notices => a.acts.iter().filter(|x| is_notice(&x.act)).all(|x| names(c, x)),
            SetKind::Provisions | SetKind::Events => true,
        };
        self.lists(a, sets).filter(|c| self.whole(c) && all(c)).collect()
    }

    /// Whether a list said to be complete lacks something.
    pub fn gap(&self, a: &'r Agreement) -> bool {
        self.lists(a, &[SetKind::Acts, SetKind::Notices]).any(|c| !self.whole(c))
    }

    /// Later agreements that supersede this one.
    pub fn superseding(&self, a: &'r Agreement) -> impl Iterator<Item = (&'r Agreement, &'r Relation)> {
        let later = self.record.agreements.iter().filter(|b| b.id != a.id);
        let pairs = later.flat_map(|b| b.relations.iter().map(move |r| (b, r)));
        pairs.filter(|(_, r)| r.kind == "supersedes" && r.to == a.id)
    }

    /// Whether all parties of `a` belong to the later agreement.
    pub fn all_joined(&self, a: &Agreement, later: &Agreement) -> bool {
        a.parties.iter().all(|p| self.belongs(later, &p.actor))
    }

    /// Whether X, or the same person, is a party.
    pub fn belongs(&self, a: &Agreement, x: &ActorId) -> bool {
        a.parties.iter().any(|p| self.same(x, &p.actor))
    }

    pub fn inside(&self, place: &str, whole: &str) -> bool {
        self.within(place, whole, PLACES)
    }

    fn within(&self, place: &str, whole: &str, depth: u8) -> bool {
        let up = || self.record.place(place).map_or(&[][..], |p| &p.within);
        place == whole || (depth > 0 && up().iter().any(|w| self.within(w.as_str(), whole, depth - 1)))
    }

    /// Whom an event was done to: the actors named, or else those whose territory its places are.
    pub fn targets(&self, e: &'r Event) -> Vec<&'r ActorId> {
        let mut out: Vec<&ActorId> = e.toward.iter().flat_map(|x| [x, self.owner(x)]).collect();
        let mut todo: Vec<&str> =
            if e.toward.is_empty() { e.at.iter().map(PlaceId::as_str).collect() } else { Vec::new() };
        for _ in 0..63 {
            let Some(place) = todo.pop().map(|id| self.record.place(id)) else {
                break;
            };
            let Some(place) = place else { continue };
            out.extend(&place.territory_of);
            todo.extend(place.within.iter().map(PlaceId::as_str));
        }
        out
    }

    /// Those toward whom a duty that an event touches is owed.
    pub fn counterparts(
        &self,
        a: &'r Agreement,
        p: &'r Provision,
        e: &'r Event,
        x: &ActorId,
        performs: bool,
    ) -> Vec<Option<&'r ActorId>> {
        let targets = self.targets(e);
        let owed = |y: &&'r ActorId| self.owed(a, p, x, y);
        let done_to: Vec<_> = targets.iter().copied().filter(owed).map(Some).collect();
        let about = targets.iter().any(|y| p.about.iter().any(|z| z == y.as_str()));
        let everyone = p.toward == Toward::Everyone;
        if !done_to.is_empty() {
            done_to
        } else if about && !everyone {
            a.parties.iter().map(|q| &q.actor).filter(owed).map(Some).collect()
        } else if everyone || (e.concerns.contains(&a.id) && (performs || targets.is_empty())) {
            vec![None]
        } else {
            Vec::new()
        }
    }

    /// The option of a general choice point, if the record has it.
    pub fn general(&self, choice: &str, option: &str) -> Option<(&'r str, Vec<&'r str>)> {
        let c = self.record.choice_point(choice)?;
        let options = c.options.iter().map(|o| o.id.as_str()).filter(|o| *o == option);
        Some((c.id.as_str(), options.collect()))
    }
}

fn exact(d: &UncertainDate) -> bool {
    d.as_day().is_some()
}
