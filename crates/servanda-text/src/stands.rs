//! What pronouns stand for in their place, and which of two times beside each other is told.

use crate::build::{Builder, Filled};
use crate::claim::*;
use crate::discourse::Meant;
use crate::found::Kind;
use crate::roles::{Anaphor, Role, Roles};
use servanda_record::ActorKind;
use std::ops::Range;

impl Builder<'_> {
    /// What an anaphor in its place stands for. "It" that signs or ratifies is a state, "it" that is signed or
    /// lapses an agreement, and no clause is done to its own subject.
    pub(crate) fn stands_for(
        &self,
        a: &Anaphor,
        role: Role,
        roles: &Roles,
        instrument: bool,
        subject: &Filled,
    ) -> Meant {
        if *a == Anaphor::Its && !subject.is_empty() {
            return Meant {
                actors: subject
                    .actors
                    .iter()
                    .filter_map(|a| a.first())
                    .copied()
                    .collect(),
                agreements: subject.agreements.first().cloned().unwrap_or_default(),
                events: subject.events.first().cloned().unwrap_or_default(),
                ..Meant::default()
            };
        }
        if *a == Anaphor::Its {
            return self.discourse.resolve(a, false, self.lexicon);
        }
        if *a != Anaphor::It {
            return self.discourse.resolve(a, instrument, self.lexicon);
        }
        let first = roles
            .acts
            .first()
            .and_then(|a| self.lexicon.acts.get(*a as usize));
        let done_by_states = first.is_some_and(|a| {
            matches!(
                a.as_str(),
                "signature"
                    | "ratification"
                    | "refusal-to-ratify"
                    | "accession"
                    | "denunciation"
                    | "withdrawal"
                    | "suspension"
                    | "notice"
                    | "violation"
                    | "observance"
                    | "non-renewal"
            )
        });
        let promised = roles.relation == Some("provide")
            && matches!(
                roles.verb.as_str(),
                "promise"
                    | "pledge"
                    | "undertake"
                    | "agree"
                    | "give"
                    | "keep"
                    | "leave"
                    | "offer"
                    | "grant"
                    | "commit"
            )
            && self.discourse.main.agreements.is_empty()
            && !self.discourse.main.actors.is_empty();
        let state = role == Role::Agent && !roles.passive && (done_by_states || promised);
        let happens = matches!(
            roles.verb.as_str(),
            "begin" | "start" | "break" | "erupt" | "rage" | "drag" | "cost" | "kill" | "flare"
        );
        if happens && role == Role::Agent && self.discourse.main.events.is_empty() {
            return Meant::default();
        }
        let mut m = self
            .discourse
            .resolve(a, instrument && !state, self.lexicon);
        if state && m.actors.is_empty() {
            m = Meant::default();
            m.actors.extend(self.discourse.subject);
        }
        let own: Vec<u32> = subject.actors.iter().flatten().copied().collect();
        if role == Role::Patient && !roles.passive && m.actors.iter().any(|x| own.contains(x)) {
            m.actors.clear();
            let other = self.discourse.actors.iter().rev().map(|x| x.0).find(|x| {
                !own.contains(x)
                    && self
                        .lexicon
                        .actors
                        .get(*x as usize)
                        .is_some_and(|c| c.kind != ActorKind::Person)
            });
            m.actors.extend(other);
        }
        m
    }

    pub(crate) fn note_anaphor(&mut self, a: &Anaphor, range: Range<usize>, m: &Meant) {
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
            Anaphor::It
            | Anaphor::Its
            | Anaphor::ItsText
            | Anaphor::They
            | Anaphor::Person
            | Anaphor::She => "pronoun",
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

    /// "Six months later, on 15 March 1939": the date says when; the distance beside it is told of the same time.
    pub(crate) fn one_time(&self, frame: &mut Frame) {
        let near = |a: &TimeRef, b: &TimeRef| {
            let (x, y) = if a.range.end <= b.range.start {
                (a.range.end, b.range.start)
            } else {
                (b.range.end, a.range.start)
            };
            self.text.get(x..y).is_some_and(|t| {
                t.len() < 8
                    && t.contains(',')
                    && matches!(t.replace(',', " ").trim(), "" | "on" | "in" | "at")
            })
        };
        let relative = |t: &TimeRef| {
            self.found
                .binary_search_by(|f| f.range.start.cmp(&t.range.start))
                .ok()
                .and_then(|k| self.found.get(k))
                .is_some_and(|f| matches!(&f.kind, Kind::Time(_, c) if c.relative))
        };
        let drop: Vec<usize> = (0..frame.times.len())
            .filter(|&i| {
                let t = &frame.times[i];
                t.own
                    && relative(t)
                    && frame.times.iter().enumerate().any(|(j, o)| {
                        j != i
                            && o.own
                            && o.role == TimeRole::On
                            && o.time.date.is_some()
                            && !relative(o)
                            && near(t, o)
                    })
            })
            .collect();
        let mut k = 0;
        frame.times.retain(|_| {
            k += 1;
            !drop.contains(&(k - 1))
        });
    }
}
