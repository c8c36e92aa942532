//! From a clause's parts to its frame: names get their meaning by the time spoken of, what stands for
//! something told before gets its antecedent.

use crate::claim::*;
use crate::discourse::{Discourse, Meant};
use crate::found::{Clue, Found, Kind};
use crate::lexicon::Lexicon;
use crate::roles::{Role, Roles, What};
use servanda_record::ActorKind;
use servanda_time::UncertainDate;
use std::ops::Range;

/// First and last day.
pub(crate) type Window = (i64, i64);

pub(crate) fn window(d: &UncertainDate) -> Option<Window> {
    Some((
        i64::from(d.earliest()?.number()),
        i64::from(d.latest()?.number()),
    ))
}

/// What builds frames: the lexicon, what was found, and what was told so far.
pub(crate) struct Builder<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a str,
    pub found: &'a [Found],
    pub document_date: Option<Window>,
    pub discourse: Discourse,
    /// What each thing found was taken to mean.
    pub named: Vec<Option<Named>>,
    pub anaphors: Vec<Mention>,
    /// Subject of the clause before, in the sentence.
    pub carried: Filled,
    /// Subject of its last clause that stands by itself.
    pub carried_main: Filled,
    /// What was named last in it.
    pub antecedent: Filled,
    /// Dated times of the sentence so far, and of the one before.
    pub times: Vec<TimeRef>,
}

/// What a part of a clause turned out to be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filled {
    pub actors: Vec<Vec<u32>>,
    pub agreements: Vec<Vec<u32>>,
    pub places: Vec<Vec<u32>>,
    pub events: Vec<Vec<u32>>,
}

impl Filled {
    pub(crate) fn is_empty(&self) -> bool {
        self.actors.is_empty()
            && self.agreements.is_empty()
            && self.places.is_empty()
            && self.events.is_empty()
    }
}

impl Builder<'_> {
    fn named_of(&self, f: &Filled, via: Via) -> Option<Named> {
        if let Some(a) = f.agreements.first() {
            return Some(Named::Agreement(
                a.iter()
                    .filter_map(|i| self.lexicon.agreement_id(*i).cloned())
                    .collect(),
            ));
        }
        if let Some(e) = f.events.first() {
            return Some(Named::Event(
                e.iter()
                    .filter_map(|i| self.lexicon.event_id(*i).cloned())
                    .collect(),
            ));
        }
        if let Some(a) = f.actors.first() {
            return Some(Named::Actor {
                ids: a
                    .iter()
                    .filter_map(|i| self.lexicon.actor_id(*i).cloned())
                    .collect(),
                all: false,
                via,
            });
        }
        f.places.first().map(|p| {
            Named::Place(
                p.iter()
                    .filter_map(|i| self.lexicon.places.get(*i as usize).cloned())
                    .collect(),
            )
        })
    }

    /// Notes what a name outside clauses (a heading) speaks of.
    pub fn note(&mut self, k: usize, heading: bool) {
        let Some(f) = self.found.get(k) else { return };
        match &f.kind {
            Kind::Name(entries) => {
                let (filled, via) = self.choose(
                    entries,
                    Role::Agent,
                    self.discourse.when.or(self.document_date),
                    false,
                );
                self.named[k] = self.named_of(&filled, via);
                self.remember(&filled, f.range.start);
                if heading {
                    let place = self.choose(entries, Role::Place, None, false).0.places;
                    let ids = place
                        .iter()
                        .flatten()
                        .filter_map(|p| self.lexicon.places.get(*p as usize))
                        .map(|p| p.as_str().to_owned());
                    self.discourse.heading_places.extend(ids);
                    self.discourse.topic = filled
                        .agreements
                        .first()
                        .and_then(|a| a.first())
                        .copied()
                        .or(self.discourse.topic);
                }
            }
            Kind::Time(t, _) => {
                if let Some(w) = t.date.as_ref().and_then(window) {
                    self.discourse.when = Some(w);
                }
            }
            _ => {}
        }
    }

    pub(crate) fn remember(&mut self, f: &Filled, at: usize) {
        for i in f.actors.iter().flatten().take(1) {
            if self
                .lexicon
                .actors
                .get(*i as usize)
                .is_some_and(|a| a.kind == ActorKind::Person)
            {
                self.discourse.person(*i, at);
            } else {
                self.discourse.actor(*i, at);
            }
        }
        // An ambiguous title is no antecedent for "the treaty" unless it is the only one.
        if let Some(a) = f.agreements.first().filter(|a| a.len() == 1) {
            self.discourse.agreement(a[0], at);
        }
        if let Some(e) = f.events.first() {
            self.discourse.event(e[0], at);
        }
    }

    /// The frame of a clause.
    pub fn frame(&mut self, roles: &Roles, span: &Range<usize>) -> (Frame, Vec<Range<usize>>) {
        let when = self.spoken_of(roles);
        let mut frame = Frame {
            relation: roles.relation,
            verb: roles.verb.clone(),
            negated: roles.negated,
            restrictors: roles.restrictors.clone(),
            words: roles.words.clone(),
            ..Frame::default()
        };
        frame.acts = roles
            .acts
            .iter()
            .filter_map(|i| self.lexicon.acts.get(*i as usize).cloned())
            .collect();
        frame.topics = roles
            .topics
            .iter()
            .filter_map(|i| self.lexicon.topics.get(*i as usize).cloned())
            .collect();
        let forceful = frame.acts.iter().any(|a| {
            matches!(
                a.as_str(),
                "attack"
                    | "invasion"
                    | "landing"
                    | "bombardment"
                    | "atomic-bombing"
                    | "occupation"
                    | "annexation"
                    | "blockade"
                    | "battle"
                    | "use-of-force"
            )
        });
        let instrument = frame.acts.iter().any(|a| is_agreement_act(a.as_str()))
            || matches!(
                roles.relation,
                Some("provide" | "valid-for" | "in-force" | "last" | "party-to")
            );
        let mut context = Vec::new();
        let mut subject = Filled::default();
        let mut described = false;
        let mut last = Filled::default();
        for part in &roles.parts {
            let filled = match &part.what {
                What::Found(k) => {
                    match self.fill(*k, part.role, part.marker, when, forceful, &mut frame) {
                        Some(f) => f,
                        None => continue,
                    }
                }
                What::Anaphor(a) => {
                    let carried = roles.parts.iter().any(|p| p.what == What::Carried);
                    let own = if subject.is_empty() && carried {
                        &self.carried
                    } else {
                        &subject
                    };
                    let m = self.stands_for(a, part.role, roles, instrument, own);
                    self.note_anaphor(a, part.range.clone(), &m);
                    meant(&m)
                }
                What::Described(d) => {
                    described = true;
                    self.describe(d, part.range.clone(), roles, when, &mut frame)
                }
                What::YearsSince { years, day } => {
                    self.years_since(*years, *day, part.range.clone(), &mut frame);
                    continue;
                }
                What::Carried => self.carried.clone(),
                What::Antecedent => self.antecedent.clone(),
            };
            if matches!(part.what, What::Found(_))
                && !matches!(part.role, Role::Title | Role::Elsewhere)
            {
                self.remember(&filled, part.range.start);
            }
            if !filled.is_empty() && !matches!(part.what, What::Carried | What::Antecedent) {
                last = filled.clone();
            }
            let is_subject = if roles.passive || roles.turned {
                part.role == Role::Patient
            } else {
                part.role == Role::Agent
            };
            if is_subject && subject.is_empty() {
                subject = filled.clone();
            } else if is_subject {
                subject.actors.extend(filled.actors.clone());
            }
            if part.role == Role::Other
                && matches!(part.what, What::Anaphor(_))
                && filled.agreements.is_empty()
            {
                continue;
            }
            self.place(part.role, &filled, &mut frame);
        }
        // 「条約は黒海を中立化し、…手放させた」: what an agreement does, it provides.
        let text_acts = subject.actors.is_empty()
            && !subject.agreements.is_empty()
            && !roles.passive
            && !roles.verb.is_ascii()
            && !frame.acts.iter().any(|a| is_agreement_act(a.as_str()));
        if text_acts && frame.relation.is_none() && !frame.words.is_empty() {
            frame.relation = Some("provide");
        }
        if frame.agreements.is_empty() && !described {
            self.by_place(&mut frame, roles, when);
        }
        if frame.agreements.is_empty() && instrument && !described {
            self.imply_agreement(&mut frame);
        }
        if subject.is_empty() && roles.own_subject {
            self.carried = Filled::default();
            if !roles.inner {
                self.carried_main = Filled::default();
                self.discourse.main = Filled::default();
                self.discourse.main_unknown = true;
            }
        }
        if !subject.is_empty() {
            if subject.actors.len() > 1 {
                self.discourse.several = subject
                    .actors
                    .iter()
                    .filter_map(|a| a.first())
                    .copied()
                    .collect();
            }
            if !roles.inner {
                self.discourse.subject = subject
                    .actors
                    .first()
                    .and_then(|a| a.first())
                    .copied()
                    .or(self.discourse.subject);
                if roles.own_subject {
                    self.discourse.main = subject.clone();
                    self.discourse.main_unknown = false;
                    self.discourse.main_plural = subject.actors.len() > 1 || roles.plural;
                }
                self.carried_main = subject.clone();
            }
            self.carried = subject;
        }
        self.antecedent = last;
        self.one_time(&mut frame);
        if !roles.stative {
            self.carry_times(&mut frame, span, &mut context);
        }
        (frame, context)
    }

    /// 「調印から50年」: the time that many years before.
    fn years_since(
        &mut self,
        years: i32,
        day: Option<usize>,
        range: Range<usize>,
        frame: &mut Frame,
    ) {
        let told = day.and_then(|k| match &self.found.get(k)?.kind {
            Kind::Time(t, _) => t.date.as_ref().and_then(|d| d.as_day()),
            _ => None,
        });
        let date = match (told, self.document_date) {
            (Some(d), _) => {
                let (y, m, d) = d.ymd();
                UncertainDate::parse(&format!("{:04}-{m:02}-{d:02}", y.saturating_sub(years))).ok()
            }
            (None, Some((a, _))) => i32::try_from(a)
                .ok()
                .and_then(servanda_time::Day::from_number)
                .and_then(|d| UncertainDate::year(d.ymd().0.saturating_sub(years))),
            _ => None,
        };
        let Some(date) = date else { return };
        let time = TimeMention {
            timex_type: "DATE",
            value: date.to_string(),
            modifier: None,
            date: Some(date),
            duration: None,
        };
        frame.times.push(TimeRef {
            role: TimeRole::On,
            range,
            time,
            own: true,
        });
    }

    /// What is found at `k`: times and numbers go into the frame at once, names are given their meaning.
    fn fill(
        &mut self,
        k: usize,
        role: Role,
        marker: Option<&'static str>,
        when: Option<Window>,
        forceful: bool,
        frame: &mut Frame,
    ) -> Option<Filled> {
        let f = self.found.get(k)?;
        match &f.kind {
            Kind::Name(entries) => {
                if let Some(name) = self.of_another_year(k, entries) {
                    frame.unknown.push(name);
                    return None;
                }
                let (mut filled, via) = self.choose(entries, role, when, forceful);
                if filled.agreements.first().is_some_and(|a| a.len() > 1) {
                    self.tell_apart(&mut filled, when, frame, &f.range);
                }
                self.named[k] = self.named_of(&filled, via);
                Some(filled)
            }
            Kind::Time(t, clue) => {
                if let Some(w) = t.date.as_ref().and_then(window) {
                    self.discourse.when = Some(w);
                }
                let r = TimeRef {
                    role: time_role(t, clue, marker),
                    range: f.range.clone(),
                    time: t.clone(),
                    own: true,
                };
                frame.times.push(r);
                None
            }
            Kind::Quantity(q) => {
                frame.quantities.push(q.clone());
                None
            }
            Kind::Unknown(n) => {
                frame.unknown.push(n.clone());
                None
            }
        }
    }

    fn place(&self, role: Role, f: &Filled, frame: &mut Frame) {
        if role == Role::Title {
            return;
        }
        for a in &f.agreements {
            push(
                &mut frame.agreements,
                a.iter()
                    .filter_map(|i| self.lexicon.agreement_id(*i).cloned())
                    .collect(),
            );
        }
        for e in &f.events {
            push(
                &mut frame.events,
                e.iter()
                    .filter_map(|i| self.lexicon.event_id(*i).cloned())
                    .collect(),
            );
        }
        for p in &f.places {
            let places = if role == Role::Elsewhere {
                &mut frame.beside
            } else {
                &mut frame.places
            };
            push(
                places,
                p.iter()
                    .filter_map(|i| self.lexicon.places.get(*i as usize).cloned())
                    .collect(),
            );
        }
        for a in &f.actors {
            let ids: Vec<_> = a
                .iter()
                .filter_map(|i| self.lexicon.actor_id(*i).cloned())
                .collect();
            let person = a
                .first()
                .and_then(|i| self.lexicon.actors.get(*i as usize))
                .is_some_and(|a| a.kind == ActorKind::Person);
            let list = match role {
                Role::Agent => &mut frame.agents,
                Role::Patient => &mut frame.patients,
                _ if person => &mut frame.persons,
                _ => &mut frame.others,
            };
            push(list, ids);
        }
    }

    /// Times of the sentence and of the one before are hints for a clause without its own.
    fn carry_times(
        &mut self,
        frame: &mut Frame,
        span: &Range<usize>,
        context: &mut Vec<Range<usize>>,
    ) {
        let dated = |t: &TimeRef| t.time.date.is_some();
        if !frame.times.iter().any(|t| t.own && dated(t)) {
            if let Some(t) = self.times.iter().rev().find(|t| dated(t)) {
                let mut t = t.clone();
                t.own = false;
                context.push(t.range.clone());
                frame.times.push(t);
            }
        } else {
            self.times.extend(
                frame
                    .times
                    .iter()
                    .filter(|t| t.own && dated(t) && t.range.start >= span.start)
                    .cloned(),
            );
            if self.times.len() > 4 {
                self.times.drain(..self.times.len() - 4);
            }
        }
    }
}

pub(crate) fn push<T: PartialEq>(list: &mut Vec<Vec<T>>, ids: Vec<T>) {
    if !ids.is_empty() && !list.contains(&ids) {
        list.push(ids);
    }
}

pub(crate) fn meant(m: &Meant) -> Filled {
    Filled {
        actors: m.actors.iter().map(|a| vec![*a]).collect(),
        agreements: if m.agreements.is_empty() {
            vec![]
        } else {
            vec![m.agreements.clone()]
        },
        places: vec![],
        events: if m.events.is_empty() {
            vec![]
        } else {
            vec![m.events.clone()]
        },
    }
}

fn time_role(t: &TimeMention, clue: &Clue, marker: Option<&'static str>) -> TimeRole {
    let dated = t.date.is_some();
    match marker {
        Some("from") => TimeRole::From,
        Some("until" | "by") if dated => TimeRole::Until,
        Some("before") if dated => TimeRole::Before,
        Some("after") if dated => TimeRole::After,
        _ if clue.range_from => TimeRole::From,
        _ if clue.range_to => TimeRole::Until,
        _ if clue.relative && !dated => TimeRole::Later,
        _ if t.timex_type == "DURATION" => TimeRole::For,
        _ => TimeRole::On,
    }
}

pub(crate) fn is_agreement_act(a: &str) -> bool {
    matches!(
        a,
        "signature"
            | "ratification"
            | "refusal-to-ratify"
            | "accession"
            | "entry-into-force"
            | "denunciation"
            | "withdrawal"
            | "suspension"
            | "termination"
            | "extension"
            | "non-renewal"
            | "violation"
            | "observance"
    )
}

/// The published kind of a frame.
pub(crate) fn kind_of(f: &Frame, attributed: bool) -> ClaimKind {
    let act = |a: &str| f.acts.first().is_some_and(|x| x.as_str() == a);
    if attributed || act("violation") || act("observance") || act("accusation") || act("denial") {
        ClaimKind::Conduct
    } else if f.order.is_some() {
        ClaimKind::Order
    } else if !f.quantities.is_empty()
        && f.acts.first().is_none_or(|a| !is_agreement_act(a.as_str()))
    {
        ClaimKind::Quantity
    } else if matches!(f.relation, Some("in-force" | "party-to")) {
        ClaimKind::Status
    } else if f.acts.iter().any(|a| is_agreement_act(a.as_str()))
        || matches!(f.relation, Some("provide" | "valid-for")) && !f.agreements.is_empty()
    {
        ClaimKind::Agreement
    } else if f.acts.is_empty() && matches!(f.relation, Some("hold-office" | "be" | "name")) {
        ClaimKind::Identity
    } else if f.acts.is_empty() && f.relation == Some("located") {
        ClaimKind::Place
    } else {
        ClaimKind::Event
    }
}
