//! Which agreement a clause means: by description, by the place it was made at, or by what was told before.

use crate::build::{Builder, Filled, Window, meant, push, window};
use crate::claim::*;
use crate::describe::{self, Cues, Description};
use crate::discourse::Meant;
use crate::found::{Found, Kind};
use crate::lexicon::{Entry, Target};
use crate::roles::{Anaphor, Role, Roles, What};
use servanda_record::ActorKind;
use std::ops::Range;

impl Builder<'_> {
    /// "broke both Versailles and Locarno": places that stand for what was agreed there.
    pub(crate) fn by_place(&mut self, frame: &mut Frame, roles: &Roles, when: Option<Window>) {
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
    pub(crate) fn describe(
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

    /// Of several agreements of one title: those there were by then, those of that very time, those spoken of before.
    pub(crate) fn tell_apart(
        &self,
        filled: &mut Filled,
        when: Option<Window>,
        frame: &mut Frame,
        range: &Range<usize>,
    ) {
        let Some(ids) = filled.agreements.first_mut() else {
            return;
        };
        let signed = |i: &u32| {
            self.lexicon
                .agreements
                .get(*i as usize)
                .and_then(|a| a.signed)
        };
        if let Some(w) = when {
            ids.retain(|i| signed(i).is_none_or(|s| s <= w.1 + 366));
            let near: Vec<u32> = ids
                .iter()
                .copied()
                .filter(|i| signed(i).is_some_and(|s| w.0 - 40 <= s && s <= w.1 + 40))
                .collect();
            if !near.is_empty() {
                *ids = near;
            }
        }
        self.narrow(ids);
        if ids.is_empty() {
            filled.agreements.clear();
            if let Some(text) = self.text.get(range.clone()) {
                frame.unknown.push(text.to_owned());
            }
        }
    }

    /// 「翌年三月のロンドン条約」: an agreement that is called by its place only, and by a year that is not its own.
    pub(crate) fn of_another_year(&self, k: usize, entries: &[Entry]) -> Option<String> {
        let f = self.found.get(k)?;
        let time = self.found.get(k.checked_sub(1)?)?;
        let name = self.text.get(f.range.clone())?;
        let place = ["条約", "協定", "議定書"]
            .iter()
            .find_map(|h| name.strip_suffix(h))?;
        let dated = self.text.get(time.range.end..f.range.start)? == "の";
        let Kind::Time(t, _) = &time.kind else {
            return None;
        };
        let w = t.date.as_ref().filter(|_| dated).and_then(window)?;
        let own = |e: &Entry| match e.target {
            Target::Agreement(i) => self
                .lexicon
                .agreements
                .get(i as usize)
                .and_then(|a| a.signed)
                .is_none_or(|s| w.0 - 400 <= s && s <= w.1 + 400),
            _ => true,
        };
        (place.chars().all(crate::find::is_katakana) && !entries.iter().any(own))
            .then(|| name.to_owned())
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
    pub(crate) fn imply_agreement(&mut self, frame: &mut Frame) {
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
            // 「覚書は…署名されたもので、中国は署名していない」: the subject before, not what is named on the way.
            let told = match self.carried.agreements.as_slice() {
                [one] if one.len() == 1 => one.first().copied(),
                _ => None,
            };
            let last = told
                .or(self.discourse.agreements.last().map(|a| a.0))
                .or(self.discourse.topic);
            let states: Vec<&servanda_record::ActorId> = frame
                .agents
                .iter()
                .flatten()
                .filter(|a| {
                    self.lexicon
                        .actors
                        .binary_search_by(|x| x.id.cmp(a))
                        .ok()
                        .and_then(|i| self.lexicon.actors.get(i))
                        .is_some_and(|c| matches!(c.kind, ActorKind::State))
                })
                .collect();
            // What a state does that is no party, or what was before, is not about this one.
            let foreign = |i: &u32| {
                self.lexicon.agreements.get(*i as usize).is_some_and(|c| {
                    let party = |a: &&servanda_record::ActorId| {
                        c.parties.contains(*a)
                            || self
                                .lexicon
                                .actors
                                .binary_search_by(|x| x.id.cmp(a))
                                .ok()
                                .and_then(|i| self.lexicon.actors.get(i))
                                .is_some_and(|x| x.kin.iter().any(|k| c.parties.contains(k)))
                    };
                    let theirs = frame.relation == Some("provide")
                        || frame.acts.first().is_some_and(|a| {
                            matches!(
                                a.as_str(),
                                "withdrawal" | "denunciation" | "suspension" | "notice"
                            )
                        });
                    theirs
                        && !states.is_empty()
                        && !c.parties.is_empty()
                        && !states.iter().any(party)
                        || frame.relation == Some("provide")
                            && c.signed.is_some_and(|s| at.is_some_and(|w| w.1 + 400 < s))
                })
            };
            // Signed years apart from the one spoken of: another one.
            let other = |i: &u32| {
                foreign(i)
                    || signing
                        && at.is_some_and(|w| {
                            self.lexicon
                                .agreements
                                .get(*i as usize)
                                .and_then(|a| a.signed)
                                .is_some_and(|s| s + 400 < w.0 || w.1 + 400 < s)
                        })
            };
            if let Some(i) = last.filter(|i| !other(i))
                && let Some(id) = self.lexicon.agreement_id(i)
            {
                frame.agreements.push(vec![id.clone()]);
                if told.is_some() {
                    let at = self.discourse.agreements.last().map_or(0, |a| a.1);
                    self.discourse.agreement(i, at);
                }
            }
        }
    }
}
