//! What a text has spoken of so far: the events and agreements that a claim may mean without naming them.

use crate::fact::Fact;
use crate::verdict::{Checked, Verdict};
use servanda_record::{AgreementId, Event, EventId, Record, Subject};
use servanda_text::{Claim, Document, Mention, Named};
use servanda_time::UncertainDate;

/// Events kept in mind.
const EVENTS: usize = 8;

/// Agreements kept in mind.
const AGREEMENTS: usize = 4;

/// The events and agreements a text has spoken of, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Events named, or found to be spoken of, and the larger ones they belong to.
    pub events: Vec<EventId>,
    /// Agreements named, or found to be spoken of.
    pub agreements: Vec<AgreementId>,
    /// Days and months the text has named of its own, the latest last.
    dates: Vec<UncertainDate>,
    /// How many of the text's mentions have been taken in.
    taken: usize,
}

/// Dates kept in mind.
const DATES: usize = 16;

/// Whether a date is of at most a month.
pub fn is_short(d: &UncertainDate) -> bool {
    d.nominal().len().is_some_and(|n| n <= 31)
}

fn keep<T: PartialEq>(list: &mut Vec<T>, item: T, most: usize) {
    list.retain(|x| *x != item);
    list.push(item);
    let extra = list.len().saturating_sub(most);
    list.drain(..extra);
}

impl Context {
    /// The context at a text's beginning: its first sentences may speak of what it is about before naming it.
    pub fn of(mentions: &[Mention]) -> Self {
        let mut counts: Vec<(&AgreementId, usize)> = Vec::new();
        for m in mentions {
            let Named::Agreement(ids) = &m.what else {
                continue;
            };
            if let [id] = ids.as_slice() {
                match counts.iter_mut().find(|(a, _)| *a == id) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((id, 1)),
                }
            }
        }
        let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
        let main = counts.iter().find(|(_, n)| *n == most && most >= 2);
        Self {
            agreements: main.map(|(a, _)| (*a).clone()).into_iter().collect(),
            ..Self::default()
        }
    }

    /// Takes in what the text names before (and within) the sentence of a claim.
    pub fn read_to(
        &mut self,
        record: &Record,
        document: &Document,
        mentions: &[Mention],
        claim: &Claim,
    ) {
        let end = document
            .sentences
            .get(claim.sentence)
            .map_or(claim.range.end, |s| s.range.end);
        while let Some(m) = mentions.get(self.taken).filter(|m| m.range.start < end) {
            self.taken += 1;
            match &m.what {
                Named::Agreement(ids) if ids.len() == 1 => self.agreement(ids[0].clone()),
                Named::Event(ids) if ids.len() == 1 => self.event(record, ids[0].clone()),
                _ => {}
            }
        }
    }

    fn agreement(&mut self, id: AgreementId) {
        keep(&mut self.agreements, id, AGREEMENTS);
    }

    fn event(&mut self, record: &Record, id: EventId) {
        let event = record.event(id.as_str());
        let whole = event.and_then(|x| x.part_of.clone());
        // What was signed at a conference is spoken of with it.
        if let Some([one]) = event.map(|e| e.concerns.as_slice()) {
            self.agreement(one.clone());
        }

        for e in [Some(id), whole].into_iter().flatten() {
            keep(&mut self.events, e, EVENTS);
        }
    }

    /// Takes in what a claim was found to be about.
    pub fn remember(&mut self, record: &Record, checked: &Checked, claim: &Claim) {
        if !matches!(checked.verdict, Verdict::NotInRecord | Verdict::NotChecked) {
            for s in &checked.statements {
                match record.statement(s.as_str()).map(|s| &s.subject) {
                    Some(Subject::Event(e)) => self.event(record, e.clone()),
                    Some(Subject::Agreement(a)) => self.agreement(a.clone()),
                    _ => {}
                }
            }
        }
        for e in claim.frame.events.iter().filter(|g| g.len() == 1).flatten() {
            self.event(record, e.clone());
        }
        for t in claim.frame.times.iter().filter(|t| t.own) {
            if let Some(d) = t.time.date.as_ref().filter(|d| is_short(d)) {
                keep(&mut self.dates, d.clone(), DATES);
            }
        }
    }

    /// Whether the text has named a day or month within the time of the fact.
    pub fn has_told_of_a_time_of(&self, fact: &Fact) -> bool {
        self.dates.iter().any(|d| {
            let span = d.nominal();
            fact.spans().iter().any(|s| s.overlaps(span))
        })
    }

    /// Whether the text has just spoken of this event, of the larger one it belongs to, or of what it is about.
    pub fn speaks_of(&self, e: &Event) -> bool {
        self.events
            .iter()
            .any(|r| *r == e.id || e.part_of.as_ref() == Some(r))
            || e.concerns.iter().any(|a| self.agreements.contains(a))
    }
}
