//! Who is said to have done it to whom, beside who did.

use super::part::{Has, RawPart, Said};
use crate::fact::{Fact, FactKind};
use crate::relate::{Kin, Relations};
use crate::verdict::{Outcome, Slot};
use servanda_record::{ActorId, ActorKind, Record};
use servanda_text::Frame;

pub(super) fn best_kin(rel: &Relations, group: &[ActorId], with: &[&ActorId]) -> Kin {
    let pairs = group
        .iter()
        .flat_map(|a| with.iter().map(move |b| rel.kin(a.as_str(), b.as_str())));
    pairs.min().unwrap_or(Kin::Stranger)
}

pub(super) fn is_person(record: &Record, group: &[ActorId]) -> bool {
    group.iter().all(|a| {
        record
            .actor(a.as_str())
            .is_some_and(|x| x.kind == ActorKind::Person)
    })
}

pub(super) fn actors<'c>(
    rel: &Relations,
    frame: &'c Frame,
    fact: &Fact,
    parts: &mut Vec<RawPart<'c>>,
) {
    let open_membership = matches!(
        fact.kind,
        FactKind::Signed | FactKind::EntryIntoForce | FactKind::Matter
    ) && fact.agents.len() > 12;
    let mutual = symmetric(fact) && !is_one_sided(frame, fact) || fact.kind == FactKind::Matter;
    let both: Vec<&ActorId> = if mutual {
        fact.agents.iter().chain(&fact.patients).copied().collect()
    } else {
        Vec::new()
    };
    for (groups, slot) in [
        (&frame.agents, Slot::Agent),
        (&frame.patients, Slot::Patient),
    ] {
        let (own, other): (&[&ActorId], &[&ActorId]) = match (mutual, slot) {
            (true, _) => (&both, &[]),
            (_, Slot::Agent) => (&fact.agents, &fact.patients),
            _ => (&fact.patients, &fact.agents),
        };
        for g in groups.iter() {
            let mine = best_kin(rel, g, own);
            let theirs = best_kin(rel, g, other);
            // Persons are compared as persons, unless it is the other side's that is said to have done it.
            let wrong_side = mine == Kin::Stranger && theirs <= Kin::Organ && slot == Slot::Agent;
            if !fact.persons.is_empty() && is_person(rel.record(), g) && !wrong_side {
                continue;
            }
            let at_home = || {
                slot == Slot::Patient
                    && theirs > Kin::Organ
                    && g.iter().any(|a| {
                        fact.places
                            .iter()
                            .any(|p| rel.belongs(p.as_str(), a.as_str()))
                    })
            };
            // A member is not its organisation where the organisation itself is the other side.
            let reversed = mine >= Kin::Member && theirs == Kin::Same;
            // A person is not the state: that it is a party does not say that he signed.
            let outcome = if fact.kind == FactKind::Party && is_person(rel.record(), g) {
                Outcome::Silent
            } else if mine < Kin::Stranger && !reversed {
                Outcome::Agrees
            } else if theirs <= Kin::Continues && slot == Slot::Agent && !own.is_empty() {
                Outcome::Differs
            } else if theirs < Kin::Stranger && slot == Slot::Patient && own.is_empty() {
                Outcome::Silent
            } else if at_home() {
                Outcome::Agrees
            } else if own.is_empty() && is_each_party(rel, fact, g) {
                // What binds each party binds this one: nothing to compare.
                continue;
            } else if own.is_empty() || open_membership {
                Outcome::Silent
            } else {
                Outcome::Differs
            };
            let has = match (mutual, slot) {
                (true, _) => Has::Both,
                (_, Slot::Agent) => Has::Agents,
                _ => Has::Patients,
            };
            parts.push(RawPart {
                slot,
                outcome,
                said: Said::Actor(g),
                has,
            });
        }
    }
}

/// Whether a provision is of all parties, and the actor is one of them.
pub(super) fn is_each_party(rel: &Relations, fact: &Fact, group: &[ActorId]) -> bool {
    fact.kind == FactKind::Provision
        && fact.agreement.is_some_and(|t| {
            group.iter().any(|a| {
                t.parties
                    .iter()
                    .any(|p| rel.kin(a.as_str(), p.actor.as_str()) <= Kin::Continues)
            })
        })
}

/// Actors named in no role: what is told of a fact that has nothing to do with them is not that fact.
pub(super) fn bystanders<'c>(
    rel: &Relations,
    frame: &'c Frame,
    fact: &Fact,
    parts: &mut Vec<RawPart<'c>>,
) {
    for g in frame.others.iter().filter(|g| !is_person(rel.record(), g)) {
        let all = [&fact.agents, &fact.patients, &fact.persons];
        let known = all.iter().any(|l| best_kin(rel, g, l) < Kin::Stranger)
            || g.iter().any(|a| {
                fact.about.contains(&a.as_str())
                    || fact
                        .places
                        .iter()
                        .any(|p| rel.belongs(p.as_str(), a.as_str()))
                    || fact.agreement.is_some_and(|t| {
                        t.parties
                            .iter()
                            .any(|p| rel.kin(a.as_str(), p.actor.as_str()) < Kin::Stranger)
                    })
            });
        if !known {
            parts.push(RawPart {
                slot: Slot::Patient,
                outcome: Outcome::Silent,
                said: Said::Actor(g),
                has: Has::Both,
            });
        }
    }
}

/// Whether the claim says who did it to whom, of a fight whose sides the record has: then they do not change places.
pub(super) fn is_one_sided(frame: &Frame, fact: &Fact) -> bool {
    fact.acts.iter().any(|a| matches!(*a, "war" | "battle"))
        && !fact.agents.is_empty()
        && !frame.agents.is_empty()
        && !frame.patients.is_empty()
        && !frame.acts.iter().any(|a| MUTUAL.contains(&a.as_str()))
}

/// Acts whose sides may change places in the telling.
pub(super) const MUTUAL: &[&str] = &[
    "signature",
    "war",
    "battle",
    "conference",
    "negotiation",
    "ceasefire",
    "establishment-of-relations",
    "entry-into-force",
    "termination",
    "consultation",
    "severance-of-relations",
    "situation",
];

/// Whether the sides of a fact may change places in the telling.
pub(super) fn symmetric(fact: &Fact) -> bool {
    fact.kind != FactKind::Act
        && fact.acts.iter().any(|a| MUTUAL.contains(a))
        && !fact.acts.contains(&"declaration-of-war")
}

pub(super) fn persons<'c>(
    record: &Record,
    frame: &'c Frame,
    fact: &Fact,
    parts: &mut Vec<RawPart<'c>>,
) {
    if fact.persons.is_empty() {
        return;
    }
    let in_roles = frame
        .agents
        .iter()
        .chain(&frame.patients)
        .filter(|g| is_person(record, g));
    // Who told whom: where the record has no sides, two persons may have been exchanged.
    let told_whom = frame.agents.iter().any(|g| is_person(record, g))
        && frame.patients.iter().any(|g| is_person(record, g))
        && fact.patients.is_empty()
        && !frame.acts.iter().any(|a| MUTUAL.contains(&a.as_str()));
    for g in frame.persons.iter().chain(in_roles) {
        let here = fact.persons.iter().any(|p| g.contains(p));
        let unclear = told_whom && frame.patients.iter().any(|p| std::ptr::eq(p, g));
        let states = |a: &ActorId| {
            record
                .actor(a.as_str())
                .map(|x| x.offices.iter().map(|o| &o.of).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let rivals = || {
            fact.persons.iter().any(|p| {
                g.iter()
                    .any(|c| states(p).iter().any(|s| states(c).contains(s)))
            })
        };
        // Somebody whose state is none of the few that signed did not sign.
        let outsider = || {
            fact.kind == FactKind::Signed
                && fact.agents.len() <= 12
                && g.iter().all(|c| {
                    !states(c).is_empty()
                        && states(c).iter().all(|s| fact.agents.iter().all(|a| a != s))
                })
        };
        let outcome = if here && unclear {
            Outcome::Silent
        } else if here {
            Outcome::Agrees
        } else if matches!(fact.kind, FactKind::Signed | FactKind::Office)
            && (rivals() || outsider())
        {
            Outcome::Differs
        } else {
            Outcome::Silent
        };
        parts.push(RawPart {
            slot: Slot::Person,
            outcome,
            said: Said::Actor(g),
            has: Has::Persons,
        });
    }
}
