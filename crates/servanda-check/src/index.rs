//! Which facts a claim may be about, found by what it names.

use crate::fact::{Fact, FactKind, facts};
use crate::relate::{Kin, Relations};
use rustc_hash::FxHashMap;
use servanda_record::{AgreementId, EventId, Record, StatementId};
use servanda_text::Frame;
use servanda_time::DaySpan;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

/// At most so many facts are laid beside one claim: those that share most with it.
const MOST: usize = 128;

type Postings<'r> = FxHashMap<&'r str, Vec<u32>>;

/// The facts of a record, by agreement, event, actor, person, place and act.
pub struct Index<'r> {
    facts: Vec<Fact<'r>>,
    /// For each fact: the days it may have lasted, once asked.
    spans: Vec<OnceCell<Box<[DaySpan]>>>,
    by_agreement: Postings<'r>,
    about_agreement: Postings<'r>,
    by_event: Postings<'r>,
    by_actor: Postings<'r>,
    by_place: Postings<'r>,
    by_act: Postings<'r>,
    /// For each actor asked for: the actors of facts that act for it or go on from it.
    kindred: RefCell<FxHashMap<String, Vec<&'r str>>>,
    hits: RefCell<Hits>,
}

/// Counts of what a fact shares with the claim at hand, kept between claims to save making them anew.
#[derive(Default)]
struct Hits {
    score: Vec<u16>,
    touched: Vec<u32>,
}

impl Hits {
    fn add(&mut self, list: Option<&Vec<u32>>, weight: u16) {
        for i in list.into_iter().flatten() {
            let s = &mut self.score[*i as usize];
            if *s == 0 {
                self.touched.push(*i);
            }
            *s = s.saturating_add(weight);
        }
    }
}

impl<'r> Index<'r> {
    /// The index of a record.
    pub fn new(record: &'r Record) -> Self {
        let mut index = Self {
            facts: facts(record),
            by_agreement: Postings::default(),
            about_agreement: Postings::default(),
            by_event: Postings::default(),
            by_actor: Postings::default(),
            by_place: Postings::default(),
            by_act: Postings::default(),
            kindred: RefCell::default(),
            hits: RefCell::default(),
            spans: Vec::new(),
        };
        for (i, f) in index.facts.iter().enumerate() {
            let i = i as u32;
            if let Some(a) = f.agreement {
                index.by_agreement.entry(a.id.as_str()).or_default().push(i);
                // A signature may be told without the name: who signed, where, with whom.
                if f.kind != FactKind::Signed {
                    continue;
                }
            }
            for a in &f.concerns {
                index.about_agreement.entry(a.as_str()).or_default().push(i);
            }
            if let Some(e) = f.event {
                index.by_event.entry(e.id.as_str()).or_default().push(i);
                if let Some(whole) = &e.part_of {
                    index.by_event.entry(whole.as_str()).or_default().push(i);
                }
            }
            let open = f.agreement.is_some() && f.agents.len() > 12;
            let sides = f.agents.iter().filter(|_| !open);
            for a in sides.chain(&f.patients).chain(&f.persons) {
                let list = index.by_actor.entry(a.as_str()).or_default();
                if list.last() != Some(&i) {
                    list.push(i);
                }
            }
            for p in &f.places {
                index.by_place.entry(p.as_str()).or_default().push(i);
            }
            for a in &f.acts {
                index.by_act.entry(a).or_default().push(i);
            }
        }
        index.hits.borrow_mut().score = vec![0; index.facts.len()];
        index.spans = vec![OnceCell::new(); index.facts.len()];
        index
    }

    /// All facts.
    pub fn facts(&self) -> &[Fact<'r>] {
        &self.facts
    }

    /// The facts that share most with what the frame names, in the record's order.
    ///
    /// Besides, those of the agreements and events that the text has spoken of.
    pub fn candidates<'f>(
        &'f self,
        rel: &Relations<'r>,
        frame: &Frame,
        guessed: &[AgreementId],
        recent: &[EventId],
    ) -> Vec<&'f Fact<'r>> {
        let mut hits = self.hits.borrow_mut();
        let named: BTreeSet<&str> = frame
            .agents
            .iter()
            .chain(&frame.patients)
            .chain(&frame.others)
            .flatten()
            .flat_map(|a| self.kindred(rel, a.as_str()))
            .collect();
        for a in guessed {
            // Of its parties only those the claim names.
            let of = self.by_agreement.get(a.as_str()).into_iter().flatten();
            let wanted: Vec<u32> = of
                .copied()
                .filter(|i| {
                    let f = &self.facts[*i as usize];
                    !matches!(f.kind, FactKind::Party | FactKind::NonParty)
                        || f.agents.iter().any(|a| named.contains(a.as_str()))
                })
                .collect();
            hits.add(Some(&wanted), 16);
            hits.add(self.about_agreement.get(a.as_str()), 2);
        }
        for e in recent {
            hits.add(self.by_event.get(e.as_str()), 4);
        }
        for a in frame.agreements.iter().flatten() {
            hits.add(self.by_agreement.get(a.as_str()), 40);
            hits.add(self.about_agreement.get(a.as_str()), 3);
        }
        for e in frame.events.iter().flatten() {
            hits.add(self.by_event.get(e.as_str()), 6);
        }
        let groups = frame
            .agents
            .iter()
            .chain(&frame.patients)
            .chain(&frame.others)
            .chain(&frame.persons);
        for group in groups {
            // The candidates of one name count once, however many there are.
            let kin: BTreeSet<&str> = group
                .iter()
                .flat_map(|a| self.kindred(rel, a.as_str()))
                .collect();
            kin.into_iter()
                .for_each(|k| hits.add(self.by_actor.get(k), 3));
        }
        for p in frame.places.iter().flatten() {
            hits.add(self.by_place.get(p.as_str()), 3);
        }
        for a in &frame.acts {
            hits.add(self.by_act.get(a.as_str()), 2);
        }
        self.best(&mut hits, frame)
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
        let near = |i: usize| {
            let times = || self.facts[i].times.iter().map(|t| t.when.possible());
            let spans = self.spans[i].get_or_init(|| times().collect());
            dates.iter().any(|d| spans.iter().any(|s| s.overlaps(*d)))
        };
        for i in touched.iter() {
            if !dates.is_empty() && near(*i as usize) {
                score[*i as usize] += 3;
            }
        }
        if touched.len() > MOST {
            touched
                .select_nth_unstable_by_key(MOST, |i| (std::cmp::Reverse(score[*i as usize]), *i));
            touched[MOST..].iter().for_each(|i| score[*i as usize] = 0);
            touched.truncate(MOST);
        }
        touched.sort_unstable();
        let out = touched.iter().map(|i| &self.facts[*i as usize]).collect();
        touched.iter().for_each(|i| score[*i as usize] = 0);
        touched.clear();
        out
    }

    fn kindred(&self, rel: &Relations<'r>, actor: &str) -> Vec<&'r str> {
        if let Some(list) = self.kindred.borrow().get(actor) {
            return list.clone();
        }
        let mut list: Vec<&'r str> = self
            .by_actor
            .keys()
            .filter(|k| rel.kin(actor, k) <= Kin::Continues)
            .copied()
            .collect();
        list.sort_unstable();
        self.kindred
            .borrow_mut()
            .insert(actor.to_owned(), list.clone());
        list
    }

    /// The facts that rest on a statement.
    pub fn by_statement<'a>(&'a self, id: &'a StatementId) -> impl Iterator<Item = &'a Fact<'r>> {
        self.facts
            .iter()
            .filter(move |f| f.statements.contains(&id))
    }

    /// The facts of one agreement of one kind.
    pub fn of_agreement(&self, id: &str, kind: FactKind) -> Vec<&Fact<'r>> {
        let all = self.by_agreement.get(id).into_iter().flatten();
        all.map(|i| &self.facts[*i as usize])
            .filter(|f| f.kind == kind)
            .collect()
    }
}
