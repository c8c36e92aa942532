//! Which facts a claim may be about, found by what it names.

use crate::fact::{Fact, FactKind, Subject};
use crate::fit::Named;
use crate::relate::{Kin, Relations};
use rustc_hash::FxHashMap;
use servanda_record::{Record, StatementId};
use servanda_text::Frame;
use servanda_time::DaySpan;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

/// At most so many facts are laid beside one claim: those that share most with it.
const MOST: usize = 128;

/// For each number of an id: the facts that name it.
#[derive(Default)]
struct Postings(Vec<Vec<u32>>);

impl Postings {
    fn post(&mut self, number: u32, fact: u32) {
        let at = number as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, Vec::new);
        }
        self.0[at].push(fact);
    }
    fn of(&self, number: u32) -> &[u32] {
        self.0.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// The facts of one subject, made when they are first asked for: a text speaks of a few subjects of a record.
struct Group<'r> {
    subject: Subject<'r>,
    first: u32,
    facts: OnceCell<Box<[Fact<'r>]>>,
}

/// The facts of a record, by agreement, event, actor, person, place and act. Facts have numbers, in the record's
/// order, from the beginning.
pub struct Index<'r> {
    groups: Vec<Group<'r>>,
    /// For each fact: its group.
    group_of: Vec<u32>,
    /// For each fact: the days it may have lasted, once asked.
    spans: Vec<OnceCell<Box<[DaySpan]>>>,
    /// For each agreement by number: its group.
    by_agreement: Vec<u32>,
    by_id: FxHashMap<&'r str, Vec<u32>>,
    about_agreement: Postings,
    by_event: Postings,
    by_actor: Postings,
    by_place: Postings,
    by_act: Postings,
    /// For each actor asked for: the actors of facts that act for it or go on from it.
    kindred: RefCell<FxHashMap<u32, Box<[u32]>>>,
    hits: RefCell<Hits>,
}

/// Counts of what a fact shares with the claim at hand, kept between claims to save making them anew.
#[derive(Default)]
struct Hits {
    score: Vec<u16>,
    touched: Vec<u32>,
}

impl Hits {
    fn add(&mut self, facts: impl IntoIterator<Item = u32>, weight: u16) {
        for i in facts {
            let s = &mut self.score[i as usize];
            if *s == 0 {
                self.touched.push(i);
            }
            *s = s.saturating_add(weight);
        }
    }
}

impl<'r> Index<'r> {
    /// The index of a record; the facts themselves are made when they are asked for.
    pub fn new(record: &'r Record, rel: &Relations<'r>) -> Self {
        let mut index = Self {
            groups: Vec::new(),
            group_of: Vec::new(),
            spans: Vec::new(),
            by_agreement: Vec::with_capacity(record.agreements.len()),
            by_id: FxHashMap::default(),
            about_agreement: Postings::default(),
            by_event: Postings::default(),
            by_actor: Postings::default(),
            by_place: Postings::default(),
            by_act: Postings::default(),
            kindred: RefCell::default(),
            hits: RefCell::default(),
        };
        for subject in Subject::all(record) {
            let group = index.groups.len() as u32;
            let first = index.group_of.len() as u32;
            let count = subject.count();
            if matches!(subject, Subject::Agreement(_)) {
                index.by_agreement.push(group);
            }
            index.by_id.entry(subject.id()).or_default().push(group);
            index.group_of.resize(index.group_of.len() + count, group);
            for (i, f) in (first..).zip(subject.open_facts()) {
                index.post(i, &f, rel);
            }
            index.groups.push(Group {
                subject,
                first,
                facts: OnceCell::new(),
            });
        }
        index.hits.borrow_mut().score = vec![0; index.group_of.len()];
        index.spans.resize_with(index.group_of.len(), OnceCell::new);
        index
    }

    /// Enters a fact under all it names.
    fn post(&mut self, i: u32, f: &Fact<'r>, rel: &Relations<'r>) {
        for a in &f.concerns {
            self.about_agreement.post(rel.agreements.of(a.as_str()), i);
        }
        if let Some(e) = f.event {
            self.by_event.post(rel.events.of(e.id.as_str()), i);
            if let Some(whole) = &e.part_of {
                self.by_event.post(rel.events.of(whole.as_str()), i);
            }
        }
        // Of many parties, a signature is told by its agreement alone.
        let open = f.agreement.is_some() && f.agents.len() > 12;
        let sides = f.agents.iter().filter(|_| !open);
        for a in sides.chain(&f.patients).chain(&f.persons) {
            let number = rel.actors.of(a.as_str());
            if self.by_actor.of(number).last() != Some(&i) {
                self.by_actor.post(number, i);
            }
        }
        for p in &f.places {
            self.by_place.post(rel.places.of(p.as_str()), i);
        }
        for a in &f.acts {
            self.by_act.post(rel.acts.of(a), i);
        }
    }

    /// The facts of one subject.
    fn group(&self, group: u32) -> &[Fact<'r>] {
        let g = &self.groups[group as usize];
        g.facts.get_or_init(|| {
            let facts = g.subject.facts();
            debug_assert_eq!(facts.len(), g.subject.count(), "{}", g.subject.id());
            facts.into()
        })
    }

    /// The numbers of a subject's facts.
    fn range(&self, group: u32) -> Range<u32> {
        let g = &self.groups[group as usize];
        let end = self.groups.get(group as usize + 1).map(|n| n.first);
        g.first..end.unwrap_or(self.group_of.len() as u32)
    }

    fn fact(&self, i: u32) -> &Fact<'r> {
        let group = self.group_of[i as usize];
        &self.group(group)[(i - self.groups[group as usize].first) as usize]
    }

    /// The facts of an agreement by number, all of them.
    fn of_agreement_no(&self, agreement: u32) -> Range<u32> {
        let group = self.by_agreement.get(agreement as usize);
        group.map_or(0..0, |g| self.range(*g))
    }

    /// The days a fact may have lasted.
    fn spans(&self, i: u32) -> &[DaySpan] {
        self.spans[i as usize].get_or_init(|| {
            let g = &self.groups[self.group_of[i as usize] as usize];
            match g.subject {
                // What is known without making all facts of the agreement.
                Subject::Agreement(a) if ((i - g.first) as usize) < a.signed.len() => {
                    [a.signed[(i - g.first) as usize].on.bounds()].into()
                }
                Subject::Event(e) => e.when.iter().map(|t| t.when.possible()).collect(),
                _ => self.fact(i).spans().into(),
            }
        })
    }

    /// The facts that share most with what the frame names, in the record's order.
    ///
    /// Besides, those of the agreements and events that the text has spoken of.
    pub fn candidates<'f>(
        &'f self,
        rel: &Relations<'r>,
        frame: &Frame,
        named: &Named,
    ) -> Vec<&'f Fact<'r>> {
        let mut hits = self.hits.borrow_mut();
        let roles = [&named.agents, &named.patients, &named.others];
        if !named.guessed.is_empty() {
            let mut actors: Vec<u32> = Vec::new();
            for a in roles.into_iter().flatten().flat_map(|g| g.ids.iter()) {
                self.kindred(rel, *a, |list| actors.extend(list));
            }
            for a in &named.guessed {
                // Of its parties only those the claim names.
                let range = self.of_agreement_no(*a);
                let facts = range.clone().zip(self.facts_in(range));
                let wanted = facts.filter(|(_, f)| {
                    !matches!(f.kind, FactKind::Party | FactKind::NonParty)
                        || f.keys(rel).agents.iter().any(|a| actors.contains(a))
                });
                hits.add(wanted.map(|(i, _)| i), 16);
                hits.add(self.about_agreement.of(*a).iter().copied(), 2);
            }
        }
        for e in &named.recent {
            hits.add(self.by_event.of(*e).iter().copied(), 4);
        }
        for a in &named.agreements {
            hits.add(self.of_agreement_no(*a), 40);
            hits.add(self.about_agreement.of(*a).iter().copied(), 3);
        }
        for e in &named.events {
            hits.add(self.by_event.of(*e).iter().copied(), 6);
        }
        let mut kin: Vec<u32> = Vec::new();
        for group in roles.into_iter().chain([&named.persons]).flatten() {
            // The candidates of one name count once, however many there are.
            kin.clear();
            for a in &group.ids {
                self.kindred(rel, *a, |list| kin.extend(list));
            }
            kin.sort_unstable();
            kin.dedup();
            for k in &kin {
                hits.add(self.by_actor.of(*k).iter().copied(), 3);
            }
        }
        for p in named.places.iter().flatten() {
            hits.add(self.by_place.of(*p).iter().copied(), 3);
        }
        for a in &named.acts {
            hits.add(self.by_act.of(*a).iter().copied(), 2);
        }
        self.best(&mut hits, frame)
    }

    /// The facts of a subject, whose numbers are given.
    fn facts_in(&self, range: Range<u32>) -> &[Fact<'r>] {
        let group = self.group_of.get(range.start as usize);
        group
            .filter(|_| !range.is_empty())
            .map_or(&[], |g| self.group(*g))
    }

    fn best<'f>(&'f self, hits: &mut Hits, frame: &Frame) -> Vec<&'f Fact<'r>> {
        let Hits { score, touched } = hits;
        // A fact of about the time spoken of is likelier meant than one of another age.
        let dates: Vec<_> = frame
            .times
            .iter()
            .filter_map(|t| t.time.date.as_ref())
            .map(|d| d.nominal())
            .collect();
        if !dates.is_empty() {
            for i in touched.iter() {
                let spans = self.spans(*i);
                if dates.iter().any(|d| spans.iter().any(|s| s.overlaps(*d))) {
                    score[*i as usize] += 3;
                }
            }
        }
        if touched.len() > MOST {
            touched
                .select_nth_unstable_by_key(MOST, |i| (std::cmp::Reverse(score[*i as usize]), *i));
            touched[MOST..].iter().for_each(|i| score[*i as usize] = 0);
            touched.truncate(MOST);
        }
        touched.sort_unstable();
        let out = touched.iter().map(|i| self.fact(*i)).collect();
        touched.iter().for_each(|i| score[*i as usize] = 0);
        touched.clear();
        out
    }

    /// Gives the actors of facts that act for this one or go on from it.
    fn kindred(&self, rel: &Relations<'r>, actor: u32, give: impl FnOnce(&[u32])) {
        let mut known = self.kindred.borrow_mut();
        let list = known.entry(actor).or_insert_with(|| {
            let all = (0u32..).zip(&self.by_actor.0);
            all.filter(|(_, facts)| !facts.is_empty())
                .map(|(k, _)| k)
                .filter(|k| rel.kin(actor, *k) <= Kin::Continues)
                .collect()
        });
        give(list);
    }

    /// The facts that rest on a statement: they are of its subject.
    pub fn by_statement<'a>(
        &'a self,
        record: &'a Record,
        id: &'a StatementId,
    ) -> impl Iterator<Item = &'a Fact<'r>> {
        let subject = record.statement(id.as_str()).map(|s| s.subject.id());
        let groups = subject
            .and_then(|s| self.by_id.get(s))
            .into_iter()
            .flatten();
        groups
            .flat_map(|g| self.group(*g))
            .filter(move |f| f.statements.contains(&id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_as_many_as_were_counted() {
        let record = servanda_embedded::record();
        let mut counted = 0;
        for subject in Subject::all(&record) {
            let facts = subject.facts();
            assert_eq!(facts.len(), subject.count(), "{}", subject.id());
            for (open, fact) in subject.open_facts().iter().zip(&facts) {
                assert_eq!((open.kind, &open.agents), (fact.kind, &fact.agents));
            }
            counted += facts.len();
        }
        let index = Index::new(&record, &Relations::new(&record));
        assert_eq!(index.group_of.len(), counted);
        assert!(counted > record.agreements.len());
    }
}
