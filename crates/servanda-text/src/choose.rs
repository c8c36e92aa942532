//! Which of a name's meanings is meant, by the time spoken of and the part it plays.

use crate::build::{Builder, Filled, Window, window};
use crate::claim::*;
use crate::found::Kind;
use crate::lexicon::{Entry, Target};
use crate::roles::{Role, Roles, What};
use servanda_record::ActorKind;

fn overlaps(days: (Option<i64>, Option<i64>), w: Window) -> bool {
    days.0.is_none_or(|f| f <= w.1) && days.1.is_none_or(|l| w.0 <= l)
}

impl Builder<'_> {
    /// The time a clause speaks of: its own dates, or those told before, or the document's.
    pub(crate) fn spoken_of(&self, roles: &Roles) -> Option<Window> {
        let own = roles.parts.iter().filter_map(|p| match p.what {
            What::Found(f) => match &self.found.get(f)?.kind {
                Kind::Time(t, _) => t.date.as_ref().and_then(window),
                _ => None,
            },
            _ => None,
        });
        let own = own.reduce(|a, b| if b.1 - b.0 < a.1 - a.0 { b } else { a });
        let context = if roles.past {
            self.discourse.when.or(self.document_date)
        } else {
            self.document_date.or(self.discourse.when)
        };
        // Nothing is told of an agreement before it was signed.
        let signed = roles
            .parts
            .iter()
            .filter_map(|p| self.signed(&p.what))
            .max();
        let context = match (context, signed) {
            (Some(c), Some(day)) if c.1 < day => Some((day, day)),
            (None, Some(day)) => Some((day, day)),
            (c, _) => c,
        };
        own.or(context)
    }

    /// The day on which the one agreement that a name stands for was signed.
    fn signed(&self, what: &What) -> Option<i64> {
        let What::Found(f) = what else { return None };
        let Kind::Name(entries) = &self.found.get(*f)?.kind else {
            return None;
        };
        match entries.as_slice() {
            [
                Entry {
                    target: Target::Agreement(i),
                    ..
                },
            ] => self.lexicon.agreements.get(*i as usize)?.signed,
            _ => None,
        }
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
    pub(crate) fn choose(
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
                || matches!(role, Role::Place | Role::Title | Role::Elsewhere)
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
}
