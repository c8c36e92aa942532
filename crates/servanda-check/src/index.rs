//! Which facts a claim may be about, found by what it names.

use crate::fact::{Fact, FactKind, facts};
use crate::relate::{Kin, kin};
use servanda_record::Record;
use servanda_text::Frame;
use std::collections::{BTreeMap, BTreeSet};

/// The facts of a record, by agreement, event, actor, person and place.
pub struct Index<'r> {
    facts: Vec<Fact<'r>>,
    by_agreement: BTreeMap<&'r str, Vec<u32>>,
    by_event: BTreeMap<&'r str, Vec<u32>>,
    by_actor: BTreeMap<&'r str, Vec<u32>>,
    by_place: BTreeMap<&'r str, Vec<u32>>,
    by_act: BTreeMap<&'r str, Vec<u32>>,
}

impl<'r> Index<'r> {
    /// The index of a record.
    pub fn new(record: &'r Record) -> Self {
        let mut index = Self {
            facts: facts(record),
            by_agreement: BTreeMap::new(),
            by_event: BTreeMap::new(),
            by_actor: BTreeMap::new(),
            by_place: BTreeMap::new(),
            by_act: BTreeMap::new(),
        };
        for (i, f) in index.facts.iter().enumerate() {
            let i = i as u32;
            if let Some(a) = f.agreement {
                index.by_agreement.entry(a.id.as_str()).or_default().push(i);
                continue;
            }
            for a in &f.concerns {
                index.by_agreement.entry(a.as_str()).or_default().push(i);
            }
            if let Some(e) = f.event {
                index.by_event.entry(e.id.as_str()).or_default().push(i);
                if let Some(whole) = &e.part_of {
                    index.by_event.entry(whole.as_str()).or_default().push(i);
                }
            }
            for a in f.agents.iter().chain(&f.patients).chain(&f.persons) {
                index.by_actor.entry(a.as_str()).or_default().push(i);
            }
            for p in &f.places {
                index.by_place.entry(p.as_str()).or_default().push(i);
            }
            for a in &f.acts {
                index.by_act.entry(a).or_default().push(i);
            }
        }
        index
    }

    /// All facts.
    pub fn facts(&self) -> &[Fact<'r>] {
        &self.facts
    }

    /// The facts that name anything the frame names, each once, in the record's order.
    pub fn candidates(&self, record: &'r Record, frame: &Frame) -> Vec<&Fact<'r>> {
        let mut out: BTreeSet<&u32> = BTreeSet::new();
        for a in frame.agreements.iter().flatten() {
            out.extend(self.by_agreement.get(a.as_str()).into_iter().flatten());
        }
        for e in frame.events.iter().flatten() {
            out.extend(self.by_event.get(e.as_str()).into_iter().flatten());
        }
        let named = frame.agents.iter().chain(&frame.patients).chain(&frame.others).chain(&frame.persons).flatten();
        let mut actors: BTreeSet<&str> = BTreeSet::new();
        for a in named {
            actors.insert(a.as_str());
            // Its forces and government, and what it continues, act for it.
            actors.extend(self.by_actor.keys().filter(|k| kin(record, a.as_str(), k) <= Kin::Continues));
        }
        for a in actors {
            out.extend(self.by_actor.get(a).into_iter().flatten());
        }
        for p in frame.places.iter().flatten() {
            out.extend(self.by_place.get(p.as_str()).into_iter().flatten());
        }
        if out.is_empty() {
            for a in &frame.acts {
                out.extend(self.by_act.get(a.as_str()).into_iter().flatten());
            }
        }
        out.into_iter().map(|i| &self.facts[*i as usize]).collect()
    }

    /// The facts of one agreement of one kind.
    pub fn of_agreement(&self, id: &str, kind: FactKind) -> Vec<&Fact<'r>> {
        let all = self.by_agreement.get(id).into_iter().flatten();
        all.map(|i| &self.facts[*i as usize]).filter(|f| f.kind == kind).collect()
    }
}
