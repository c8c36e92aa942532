//! From a clause's parts to its frame: names get their meaning by the time spoken of, what stands for
//! something told before gets its antecedent.

use crate::claim::*;
use crate::describe::{self, Cues, Description};
use crate::discourse::{Discourse, Meant};
use crate::found::{Clue, Found, Kind};
use crate::lexicon::{Entry, Lexicon, Target};
use crate::roles::{Anaphor, Role, Roles, What};
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
    pub found: &'a [Found],
    pub document_date: Option<Window>,
    pub discourse: Discourse,
    /// What each thing found was taken to mean.
    pub named: Vec<Option<Named>>,
    pub anaphors: Vec<Mention>,
    /// Subject of the clause before, in the sentence.
    pub carried: Filled,
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
    fn is_empty(&self) -> bool {
        self.actors.is_empty()
            && self.agreements.is_empty()
            && self.places.is_empty()
            && self.events.is_empty()
    }
}

fn overlaps(days: (Option<i64>, Option<i64>), w: Window) -> bool {
    days.0.is_none_or(|f| f <= w.1) && days.1.is_none_or(|l| w.0 <= l)
}

impl Builder<'_> {
    /// The time a clause speaks of: its own dates, or those told before, or the document's.
    fn spoken_of(&self, roles: &Roles) -> Option<Window> {
        let own = roles.parts.iter().filter_map(|p| match p.what {
            What::Found(f) => match &self.found.get(f)?.kind {
                Kind::Time(t, _) => t.date.as_ref().and_then(window),
                _ => None,
            },
            _ => None,
        });
        let own = own.reduce(|a, b| if b.1 - b.0 < a.1 - a.0 { b } else { a });
        own.or(if roles.past {
            self.discourse.when.or(self.document_date)
        } else {
            self.document_date.or(self.discourse.when)
        })
    }

    /// The meanings of a name that the time allows.
    fn allowed<'e>(&self, entries: &'e [Entry], when: Option<Window>) -> Vec<&'e Entry> {
        let Some(w) = when else {
            return entries.iter().collect();
        };
        let kept: Vec<&Entry> = entries.iter().filter(|e| overlaps(e.days, w)).collect();
        if kept.is_empty() {
            entries.iter().collect()
        } else {
            kept
        }
    }

    /// What a name means in its place.
    fn choose(
        &self,
        entries: &[Entry],
        role: Role,
        when: Option<Window>,
        forceful: bool,
    ) -> (Filled, Via) {
        let kept = self.allowed(entries, when);
        let mut f = Filled::default();
        let pick = |f: fn(&Target) -> Option<u32>| -> Vec<u32> {
            let mut v: Vec<u32> = kept.iter().filter_map(|e| f(&e.target)).collect();
            v.sort_unstable();
            v.dedup();
            v
        };
        let agreements = pick(|t| {
            if let Target::Agreement(i) = t {
                Some(*i)
            } else {
                None
            }
        });
        let events = pick(|t| {
            if let Target::Event(i) = t {
                Some(*i)
            } else {
                None
            }
        });
        let places = pick(|t| {
            if let Target::Place(i) = t {
                Some(*i)
            } else {
                None
            }
        });
        let mut actors = pick(|t| {
            if let Target::Actor(i) = t {
                Some(*i)
            } else {
                None
            }
        });
        let via = kept
            .iter()
            .find(|e| matches!(e.target, Target::Actor(_)))
            .map_or(Via::Name, |e| e.via);
        let person = |i: &u32| {
            self.lexicon
                .actors
                .get(*i as usize)
                .is_some_and(|a| a.kind == ActorKind::Person)
        };
        if actors.iter().any(person) {
            if actors.iter().all(person) {
                actors = self.in_office(actors, when);
            } else {
                actors.retain(|a| !person(a));
            }
        }
        let capital = via == Via::Metonym;
        if !agreements.is_empty() {
            f.agreements.push(agreements);
        }
        if !events.is_empty() {
            f.events.push(events);
        }
        if !f.agreements.is_empty() || !f.events.is_empty() {
            return (f, via);
        }
        let as_place = !places.is_empty()
            && (actors.is_empty()
                || role == Role::Place
                || capital && role == Role::Patient && forceful);
        if as_place {
            f.places.push(places);
        } else if !actors.is_empty() {
            f.actors.push(actors);
        }
        (f, via)
    }

    /// Of persons of one name, those who held an office about then.
    fn in_office(&self, persons: Vec<u32>, when: Option<Window>) -> Vec<u32> {
        let Some(w) = when.filter(|_| persons.len() > 1) else {
            return persons;
        };
        let wide = (w.0 - 400, w.1 + 400);
        let kept: Vec<u32> = persons
            .iter()
            .copied()
            .filter(|p| {
                self.lexicon
                    .actors
                    .get(*p as usize)
                    .is_some_and(|a| a.offices.iter().any(|o| overlaps(o.2, wide)))
            })
            .collect();
        if kept.is_empty() { persons } else { kept }
    }

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

    fn remember(&mut self, f: &Filled, at: usize) {
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
        if let Some(a) = f.agreements.first() {
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
                    let m = self.discourse.resolve(a, instrument, self.lexicon);
                    self.note_anaphor(a, part.range.clone(), &m);
                    meant(&m)
                }
                What::Described(d) => {
                    described = true;
                    self.describe(d, part.range.clone(), roles, when, &mut frame)
                }
                What::Carried => self.carried.clone(),
                What::Antecedent => self.antecedent.clone(),
            };
            if matches!(part.what, What::Found(_)) {
                self.remember(&filled, part.range.start);
            }
            if !filled.is_empty() && !matches!(part.what, What::Carried | What::Antecedent) {
                last = filled.clone();
            }
            let is_subject = if roles.passive {
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
        if frame.agreements.is_empty() && !described {
            self.by_place(&mut frame, roles, when);
        }
        if frame.agreements.is_empty() && instrument && !described {
            self.imply_agreement(&mut frame);
        }
        if subject.is_empty() && roles.own_subject {
            self.carried = Filled::default();
        }
        if !subject.is_empty() {
            self.discourse.subject = subject
                .actors
                .first()
                .and_then(|a| a.first())
                .copied()
                .or(self.discourse.subject);
            self.carried = subject;
        }
        self.antecedent = last;
        self.carry_times(&mut frame, span, &mut context);
        (frame, context)
    }

    /// "broke both Versailles and Locarno": places that stand for what was agreed there.
    fn by_place(&mut self, frame: &mut Frame, roles: &Roles, when: Option<Window>) {
        let telling = frame.acts.first().is_some_and(|a| {
            matches!(
                a.as_str(),
                "violation" | "observance" | "ratification" | "denunciation" | "refusal-to-ratify"
            )
        });
        if !telling {
            return;
        }
        for p in roles
            .parts
            .iter()
            .filter(|p| matches!(p.role, Role::Patient | Role::Other))
        {
            let What::Found(k) = p.what else { continue };
            let Some(Found {
                kind: Kind::Name(e),
                ..
            }) = self.found.get(k)
            else {
                continue;
            };
            let place = self.choose(e, Role::Place, when, true).0.places;
            let names: std::collections::BTreeSet<String> = place
                .iter()
                .flatten()
                .filter_map(|p| self.lexicon.places.get(*p as usize))
                .map(|p| p.as_str().to_owned())
                .collect();
            if names.is_empty() {
                continue;
            }
            let d = Description {
                word: "treaty".into(),
                ..Description::default()
            };
            let cues = Cues {
                own_places: names,
                ..Cues::default()
            };
            let mut ids = describe::find(&d, &cues, self.lexicon, 2.0);
            ids.retain(|i| {
                self.lexicon
                    .agreements
                    .get(*i as usize)
                    .and_then(|c| c.signed)
                    .is_some_and(|s| when.is_none_or(|w| s <= w.1 + 366))
            });
            if ids.len() == 1 {
                push(
                    &mut frame.agreements,
                    ids.iter()
                        .filter_map(|i| self.lexicon.agreement_id(*i).cloned())
                        .collect(),
                );
            }
        }
    }

    /// An agreement by its description.
    fn describe(
        &mut self,
        d: &Description,
        range: Range<usize>,
        roles: &Roles,
        when: Option<Window>,
        frame: &mut Frame,
    ) -> Filled {
        let cues = self.cues(d, roles, when);
        let telling = describe::is_telling(d);
        let dated = cues.dates.iter().any(|d| d.1);
        let mut ids = Vec::new();
        if d.definite && !dated {
            let last = self
                .discourse
                .agreement_called(&d.word, self.lexicon)
                .map(|a| a.0);
            ids.extend(last.filter(|i| {
                !telling
                    || self
                        .lexicon
                        .agreements
                        .get(*i as usize)
                        .is_some_and(|c| describe::fits(c, d) && d.names.is_empty())
            }));
        }
        if ids.is_empty() {
            let least = if telling || dated { 3.5 } else { 4.5 };
            ids = describe::find(d, &cues, self.lexicon, least);
            self.narrow(&mut ids);
        }
        if ids.is_empty() && d.definite && !d.proper.is_empty() {
            frame.unknown.push(d.written.clone());
            self.anaphors.push(Mention {
                range,
                what: Named::UnknownAgreement(d.written.clone()),
                rule: "description",
                context: None,
            });
            return Filled::default();
        }
        if ids.is_empty() && d.definite && d.names.is_empty() {
            // "the treaty" with a date of its own that is nobody's: the one spoken of, told wrongly.
            ids.extend(
                self.discourse
                    .agreement_called(&d.word, self.lexicon)
                    .map(|a| a.0)
                    .filter(|i| {
                        !telling
                            || self
                                .lexicon
                                .agreements
                                .get(*i as usize)
                                .is_some_and(|c| describe::fits(c, d))
                    }),
            );
        }
        let m = Meant {
            agreements: ids.clone(),
            ..Meant::default()
        };
        self.note_anaphor(&Anaphor::Country, range.clone(), &m);
        let filled = meant(&m);
        self.remember(&filled, range.start);
        filled
    }

    /// Of several agreements that fit, those spoken of before, or those of the states spoken of.
    fn narrow(&self, ids: &mut Vec<u32>) {
        if ids.len() < 2 {
            return;
        }
        let before = self
            .discourse
            .agreements
            .iter()
            .rev()
            .find(|(i, _)| ids.contains(i));
        if let Some((i, _)) = before {
            *ids = vec![*i];
            return;
        }
        let recent: Vec<u32> = self
            .discourse
            .actors
            .iter()
            .rev()
            .take(4)
            .map(|a| a.0)
            .collect();
        let share = |i: &u32| {
            self.lexicon.agreements.get(*i as usize).map_or(0, |a| {
                recent
                    .iter()
                    .filter(|r| a.party_indices.contains(r))
                    .count()
            })
        };
        let best = ids.iter().map(share).max().unwrap_or(0);
        ids.retain(|i| share(i) == best);
    }

    /// What the clause says about an agreement described in it.
    fn cues(&self, d: &Description, roles: &Roles, when: Option<Window>) -> Cues {
        let mut c = Cues {
            places: self.discourse.heading_places.clone(),
            ..Cues::default()
        };
        let signing = roles.acts.iter().any(|a| {
            self.lexicon
                .acts
                .get(*a as usize)
                .is_some_and(|a| a.as_str() == "signature")
        });
        for p in &roles.parts {
            let What::Found(k) = p.what else { continue };
            let Some(f) = self.found.get(k) else { continue };
            let own = d.names.contains(&k);
            match &f.kind {
                Kind::Time(t, _) => {
                    if let Some(w) = t
                        .date
                        .as_ref()
                        .filter(|_| own || signing && p.marker.is_none())
                        .and_then(window)
                    {
                        c.dates.push((w, own));
                    }
                }
                Kind::Name(e) => {
                    let (mut filled, via) = self.choose(e, p.role, when, false);
                    if own && via == Via::Metonym {
                        filled = self.choose(e, Role::Place, when, false).0;
                    }
                    for a in filled.actors.iter().filter_map(|a| a.first()) {
                        let person = self
                            .lexicon
                            .actors
                            .get(*a as usize)
                            .is_some_and(|a| a.kind == ActorKind::Person);
                        match (person, own) {
                            (true, _) => c.persons.insert(*a),
                            (_, true) => c.own_actors.insert(*a),
                            _ => c.actors.insert(*a),
                        };
                    }
                    for p in filled
                        .places
                        .iter()
                        .flatten()
                        .filter_map(|p| self.lexicon.places.get(*p as usize))
                    {
                        if own {
                            c.own_places.insert(p.as_str().to_owned())
                        } else {
                            c.places.insert(p.as_str().to_owned())
                        };
                    }
                }
                _ => {}
            }
        }
        if roles.parts.iter().any(|p| p.what == What::Carried) {
            c.actors
                .extend(self.carried.actors.iter().filter_map(|a| a.first()));
        }
        c
    }

    /// A clause that only an agreement can be the subject of, without one: the one last spoken of.
    fn imply_agreement(&self, frame: &mut Frame) {
        let needs = frame.acts.iter().any(|a| {
            matches!(
                a.as_str(),
                "signature"
                    | "ratification"
                    | "entry-into-force"
                    | "notice"
                    | "denunciation"
                    | "withdrawal"
                    | "suspension"
                    | "termination"
                    | "extension"
                    | "non-renewal"
            )
        }) || matches!(
            frame.relation,
            Some("provide" | "valid-for" | "in-force" | "party-to")
        );
        let named_elsewhere = !frame.unknown.is_empty();
        let at = frame
            .times
            .iter()
            .filter(|t| t.own)
            .filter_map(|t| t.time.date.as_ref().and_then(window))
            .next();
        let signing = frame
            .acts
            .first()
            .is_some_and(|a| a.as_str() == "signature");
        if needs && !named_elsewhere {
            let last = self
                .discourse
                .agreements
                .last()
                .map(|a| a.0)
                .or(self.discourse.topic);
            // Signed years apart from the one spoken of: another one.
            let other = |i: &u32| {
                signing
                    && at.is_some_and(|w| {
                        self.lexicon
                            .agreements
                            .get(*i as usize)
                            .and_then(|a| a.signed)
                            .is_some_and(|s| s + 400 < w.0 || w.1 + 400 < s)
                    })
            };
            if let Some(id) = last
                .filter(|i| !other(i))
                .and_then(|i| self.lexicon.agreement_id(i))
            {
                frame.agreements.push(vec![id.clone()]);
            }
        }
    }

    fn note_anaphor(&mut self, a: &Anaphor, range: Range<usize>, m: &Meant) {
        let ids = |v: &[u32]| -> Vec<servanda_record::ActorId> {
            v.iter()
                .filter_map(|i| self.lexicon.actor_id(*i).cloned())
                .collect()
        };
        let what = if !m.agreements.is_empty() {
            Named::Agreement(
                m.agreements
                    .iter()
                    .filter_map(|i| self.lexicon.agreement_id(*i).cloned())
                    .collect(),
            )
        } else if !m.events.is_empty() {
            Named::Event(
                m.events
                    .iter()
                    .filter_map(|i| self.lexicon.event_id(*i).cloned())
                    .collect(),
            )
        } else if !m.actors.is_empty() {
            Named::Actor {
                ids: ids(&m.actors),
                all: m.all,
                via: Via::Anaphor,
            }
        } else {
            return;
        };
        let rule = match a {
            Anaphor::It | Anaphor::They | Anaphor::Person => "pronoun",
            Anaphor::Both => "pair",
            Anaphor::Former | Anaphor::Latter => "former-latter",
            _ => "description",
        };
        self.anaphors.push(Mention {
            range,
            what,
            rule,
            context: Some("antecedent in the text before".into()),
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
                let (filled, via) = self.choose(entries, role, when, forceful);
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
            push(
                &mut frame.places,
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

fn push<T: PartialEq>(list: &mut Vec<Vec<T>>, ids: Vec<T>) {
    if !ids.is_empty() && !list.contains(&ids) {
        list.push(ids);
    }
}

fn meant(m: &Meant) -> Filled {
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
        _ if t.timex_type == "DURATION" => TimeRole::For,
        _ if clue.relative && !dated => TimeRole::Later,
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
