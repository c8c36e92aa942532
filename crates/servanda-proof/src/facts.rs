//! What is looked up in the record itself.

use crate::answer::Choice;
use crate::table::{Table, read};
use crate::value::V;
use serde_json::Value;
use servanda_record::{ActorKind, Record};
use servanda_time::When;
use std::collections::{BTreeMap, HashMap};

/// The table of rules.
pub(crate) const TABLE: &str = include_str!("../data/rules.txt");

/// The record as values, and what is reckoned of it once.
pub(crate) struct Facts<'r> {
    pub record: &'r Record,
    pub table: Result<Table, String>,
    /// Choice points, those made for statements that conflict among them, by id.
    pub choices: Vec<Choice>,
    /// All things of a kind, in order.
    pub all: BTreeMap<&'static str, Vec<V>>,
    index: HashMap<(&'static str, String), V>,
    /// Statements that conflict, with their choice points.
    pub conflicts: HashMap<String, String>,
    /// For each actor, one number for each person.
    persons: HashMap<String, usize>,
}

impl<'r> Facts<'r> {
    pub fn new(record: &'r Record) -> Self {
        let mut f = Facts {
            record,
            table: read(TABLE),
            choices: Vec::new(),
            all: BTreeMap::new(),
            index: HashMap::new(),
            conflicts: HashMap::new(),
            persons: HashMap::new(),
        };
        f.add("actors", serde_json::to_value(&record.actors));
        f.add("places", serde_json::to_value(&record.places));
        f.add("agreements", serde_json::to_value(&record.agreements));
        f.add("events", serde_json::to_value(&record.events));
        f.add("choice_points", serde_json::to_value(&record.choice_points));
        f.add("completeness", serde_json::to_value(&record.completeness));
        f.one_person();
        f.choice_points();
        f
    }

    fn add(&mut self, kind: &'static str, list: serde_json::Result<Value>) {
        let Ok(Value::Array(list)) = list else { return };
        let list: Vec<V> = list.into_iter().filter_map(V::of).collect();
        self.index.extend(list.iter().map(|x| ((kind, x.field("id").to_string()), x.clone())));
        self.all.insert(kind, list);
    }

    pub fn find(&self, kind: &str, id: &str) -> Option<V> {
        if kind == "statements" {
            return self.record.statement(id).map(|s| V::Text(s.id.as_str().into()));
        }
        let kind = self.all.keys().find(|k| **k == kind)?;
        self.index.get(&(*kind, id.to_string())).cloned()
    }

    pub fn digest(&self, stmt: &str) -> Value {
        self.record.statement(stmt).map_or(Value::Null, |s| s.digest.to_string().into())
    }

    /// Actors that go on as, or are restored as, others are one person with them.
    fn one_person(&mut self) {
        for (i, x) in self.all["actors"].iter().enumerate() {
            self.persons.insert(x.field("id").into(), i);
        }
        for x in &self.all["actors"] {
            let goes_on = |s: &&V| matches!(s.field("how"), "continuator" | "restored");
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
        let mut made: Vec<(String, Vec<(V, String, bool)>)> = Vec::new();
        let mut conflict = |id: &V, name: &str, list: Vec<&V>, value: &dyn Fn(&V) -> String| {
            let exact = |x: &V| {
                let date = ["on", "when"].iter().find_map(|k| x.get(k)?.text());
                name == "term!" || matches!(date.map(When::parse), Some(Ok(When::Date(d))) if d.as_day().is_some())
            };
            let list = list.into_iter().filter(|x| x.guard().is_empty()).map(|x| (x.clone(), value(x), exact(x)));
            made.push((format!("{}/{name}", id.field("id")), list.collect()));
        };
        let texts =
            |x: &V, keys: &[&str]| -> String { keys.iter().map(|k| x.get(k).map_or("".into(), print)).collect() };
        for a in &self.all["agreements"] {
            let stated = |e: &&V| e.get("on").is_some() || e.get("never") == Some(&V::Truth(true.into()));
            let entries = a.all("entry_into_force").iter().filter(stated).collect();
            conflict(a, "entry-into-force!", entries, &|e| texts(e, &["on"]));
            let parts = ["length", "from", "then", "renew_for", "times", "unless_notice"];
            conflict(a, "term!", a.all("term").iter().collect(), &|t| texts(t, &parts));
            let ends = a.all("ended").iter().filter(|e| e.all("for_parties").is_empty()).collect();
            conflict(a, "ended!", ends, &|e| texts(e, &["on"]));
        }
        for e in &self.all["events"] {
            conflict(e, "on!", e.all("when").iter().collect(), &|w| texts(w, &["when"]));
        }
        for c in self.all["choice_points"].iter().filter(|c| !c.all("options").is_empty()) {
            let options: Vec<String> = c.all("options").iter().map(|o| o.field("id").to_string()).collect();
            let default = options.iter().position(|o| o == c.field("default")).unwrap_or(0);
            self.choices.push(Choice { id: c.field("id").into(), options, default });
        }
        for (id, list) in made {
            if list.iter().all(|x| x.1 == list[0].1) {
                continue;
            }
            let options: Vec<String> = list.iter().map(|x| x.0.field("stmt").to_string()).collect();
            options.iter().for_each(|s| drop(self.conflicts.insert(s.clone(), id.clone())));
            let default = list.iter().position(|x| x.2).unwrap_or(0);
            self.choices.push(Choice { id, options, default });
        }
        self.choices.sort_by(|a, b| a.id.cmp(&b.id));
        self.choices.dedup_by(|a, b| a.id == b.id);
    }
}

/// A value as text, different for different ones.
fn print(v: &V) -> String {
    match v {
        V::Map(m) => m.iter().map(|(k, v)| format!("{k}={};", print(v))).collect(),
        V::List(a) => a.iter().map(|v| print(v) + ",").collect(),
        _ => v.key() + " ",
    }
}
