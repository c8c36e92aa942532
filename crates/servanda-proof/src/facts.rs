//! What is looked up in the record itself.

use crate::answer::Choice;
use crate::table::{Table, read};
use crate::value::V;
use serde_json::{Value, json};
use servanda_record::{ActorKind, Record};
use servanda_time::{UncertainDate, When};
use std::collections::HashMap;

/// The table of rules.
pub(crate) const TABLE: &str = include_str!("../data/rules.txt");

/// The record as values, and what is reckoned of it once.
pub(crate) struct Facts<'r> {
    pub record: &'r Record,
    pub table: Result<Table, String>,
    /// Choice points, those made for statements that conflict among them, by id.
    pub choices: Vec<Choice>,
    /// All things, by kind, in order.
    things: V,
    /// Statements that conflict, with their choice points.
    pub conflicts: HashMap<String, String>,
    /// For each actor, one number for each person.
    persons: HashMap<String, usize>,
}

impl<'r> Facts<'r> {
    pub fn new(record: &'r Record) -> Self {
        let things = V::of(json!({
            "actors": record.actors, "places": record.places, "agreements": record.agreements, "events": record.events,
            "choice_points": record.choice_points, "completeness": record.completeness, "acts": record.acts, "topics": record.topics,
        }));
        let (choices, conflicts, persons) = Default::default();
        let things = things.unwrap_or(V::Number(0));
        let mut f = Facts { record, table: read(TABLE), choices, things, conflicts, persons };
        f.one_person();
        f.choice_points();
        f
    }

    pub fn all(&self, kind: &str) -> &[V] {
        self.things.all(kind)
    }

    pub fn find(&self, kind: &str, id: &str) -> Option<V> {
        if kind == "statements" {
            return self.record.statement(id).map(|s| V::Text(s.id.as_str().into()));
        }
        let at = self.all(kind).binary_search_by(|x| x.field("id").cmp(id)).ok()?;
        self.all(kind).get(at).cloned()
    }

    pub fn digest(&self, stmt: &str) -> Value {
        self.record.statement(stmt).map_or(Value::Null, |s| s.digest.to_string().into())
    }

    /// Actors that go on as, or are restored as, others are one person with them.
    fn one_person(&mut self) {
        for (i, x) in self.things.all("actors").iter().enumerate() {
            self.persons.insert(x.field("id").into(), i);
        }
        for x in self.things.all("actors") {
            // Restored from the rule of another is not to be one person with it.
            let how = |s: &V, all: &[&str]| all.contains(&s.field("how"));
            let ruled = |s: &V| {
                let taken = |t: &V| how(t, &["occupied", "incorporated"]) && t.field("from") == s.field("from");
                let began = x.field("exists").split_once('/').and_then(|p| UncertainDate::parse(p.0).ok()?.latest());
                let on = UncertainDate::parse(s.field("on")).ok().and_then(|d| d.earliest());
                x.all("succession").iter().any(taken) || began.zip(on).is_some_and(|(began, on)| began < on)
            };
            let goes_on = |s: &&V| how(s, &["continuator"]) || how(s, &["restored"]) && !ruled(s);
            for from in x.all("succession").iter().filter(goes_on).map(|s| s.field("from")) {
                let (p, q) = (self.persons[x.field("id")], self.persons.get(from).copied());
                self.persons.values_mut().filter(|n| q == Some(**n)).for_each(|n| *n = p);
            }
        }
    }

    pub fn same(&self, x: &str, y: &str) -> bool {
        x == y || self.persons.get(x).is_some_and(|p| self.persons.get(y) == Some(p))
    }

    /// The state or organisation whose organ, force or officer an actor is; itself otherwise.
    pub fn owner(&self, x: &str) -> String {
        let up = |x: &str| self.record.actor(x).filter(|a| a.kind != ActorKind::State)?.of.as_ref();
        (0..8).fold(x.to_string(), |at, _| up(&at).map_or(at, ToString::to_string))
    }

    fn choice_points(&mut self) {
        for c in self.things.all("choice_points").iter().filter(|c| !c.all("options").is_empty()) {
            let options: Vec<String> = c.all("options").iter().map(|o| o.field("id").to_string()).collect();
            let default = options.iter().position(|o| o == c.field("default")).unwrap_or(0);
            self.choices.push(Choice { id: c.field("id").into(), options, default });
        }
        // Statements of one thing that say different things of it.
        let mut conflict = |of: &V, name: &str, list: &[V], said: &[&str], stated: &dyn Fn(&V) -> bool| {
            let list: Vec<&V> = list.iter().filter(|x| x.guard().is_empty() && stated(x)).collect();
            if list.iter().all(|x| said.iter().all(|k| x.get(k) == list[0].get(k))) {
                return;
            }
            let date = |x: &V| When::parse(x.field(said[0])).ok();
            let exact = |x: &&V| name == "term" || matches!(date(x), Some(When::Date(d)) if d.as_day().is_some());
            let id = format!("{}/{name}!", of.field("id"));
            let options: Vec<String> = list.iter().map(|x| x.field("stmt").to_string()).collect();
            options.iter().for_each(|s| drop(self.conflicts.insert(s.clone(), id.clone())));
            self.choices.push(Choice { id, options, default: list.iter().position(exact).unwrap_or(0) });
        };
        let never = V::Truth(true.into());
        for a in self.things.all("agreements") {
            let entered = |e: &V| e.get("on").is_some() || e.get("never") == Some(&never);
            conflict(a, "entry-into-force", a.all("entry_into_force"), &["on"], &entered);
            let parts = ["length", "from", "then", "renew_for", "times", "unless_notice"];
            conflict(a, "term", a.all("term"), &parts, &|_| true);
            conflict(a, "ended", a.all("ended"), &["on"], &|e| e.all("for_parties").is_empty());
        }
        for e in self.things.all("events") {
            conflict(e, "on", e.all("when"), &["when"], &|_| true);
        }
        self.choices.sort_by(|a, b| a.id.cmp(&b.id));
        self.choices.dedup_by(|a, b| a.id == b.id);
    }
}
