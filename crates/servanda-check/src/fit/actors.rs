//! Who is said to have done it to whom, beside who did.

use super::named::{Group, Named};
use super::part::{Has, RawPart, Said};
use crate::fact::{Fact, FactKind, Keys};
use crate::relate::{Kin, Relations};
use crate::verdict::{Outcome, Slot};
use servanda_record::{ActorId, Record};
use servanda_text::Frame;

/// A claim and a fact, with what they name by number.
#[derive(Clone, Copy)]
pub struct Both<'c, 'f, 'r> {
    pub frame: &'c Frame,
    pub named: &'f Named,
    pub fact: &'f Fact<'r>,
    pub keys: &'f Keys,
}

fn best_kin(rel: &Relations, group: &Group, with: &[u32]) -> Kin {
    let pairs = group
        .ids
        .iter()
        .flat_map(|a| with.iter().map(move |b| rel.kin(*a, *b)));
    pairs.min().unwrap_or(Kin::Stranger)
}

/// Whether the claim has the two sides of a fact the other way round: its doers are those whom it befell, and whom it
/// says it befell are the doers.
pub(super) fn are_exchanged(rel: &Relations, both: &Both) -> bool {
    let Both {
        named, fact, keys, ..
    } = *both;
    let all = |groups: &[Group], with: &[u32], without: &[u32]| {
        let one = |g: &Group| {
            best_kin(rel, g, with) <= Kin::Organ && best_kin(rel, g, without) == Kin::Stranger
        };
        !groups.is_empty() && groups.iter().all(one)
    };
    !symmetric(fact)
        && all(&named.agents, &keys.patients, &keys.agents)
        && all(&named.patients, &keys.agents, &keys.patients)
}

pub(super) fn actors<'c>(rel: &Relations, both: &Both<'c, '_, '_>, parts: &mut Vec<RawPart<'c>>) {
    let Both {
        frame,
        named,
        fact,
        keys,
    } = *both;
    let open_membership = matches!(
        fact.kind,
        FactKind::Signed | FactKind::EntryIntoForce | FactKind::Matter
    ) && fact.agents.len() > 12;
    let mutual = symmetric(fact) && !is_one_sided(frame, fact) || fact.kind == FactKind::Matter;
    for (groups, slot) in [
        (frame.agents.iter().zip(&named.agents), Slot::Agent),
        (frame.patients.iter().zip(&named.patients), Slot::Patient),
    ] {
        let (own, more, other): (&[u32], &[u32], &[u32]) = match (mutual, slot) {
            (true, _) => (&keys.agents, &keys.patients, &[]),
            (_, Slot::Agent) => (&keys.agents, &[], &keys.patients),
            _ => (&keys.patients, &[], &keys.agents),
        };
        let nobody = own.is_empty() && more.is_empty();
        for (g, group) in groups {
            let mine = best_kin(rel, group, own).min(best_kin(rel, group, more));
            let theirs = best_kin(rel, group, other);
            // Persons are compared as persons, unless it is the other side's that is said to have done it.
            let wrong_side = mine == Kin::Stranger && theirs <= Kin::Organ && slot == Slot::Agent;
            if !fact.persons.is_empty() && group.persons && !wrong_side {
                continue;
            }
            let at_home = || {
                // A war between two is not one with a third on whose land it was fought.
                !mutual
                    && slot == Slot::Patient
                    && theirs > Kin::Organ
                    && (group.ids.iter()).any(|a| keys.places.iter().any(|p| rel.belongs(*p, *a)))
            };
            // A member is not its organisation where the organisation itself is the other side.
            let reversed = mine >= Kin::Member && theirs == Kin::Same;
            // A person is not the state: that it is a party does not say that he signed.
            let outcome = if fact.kind == FactKind::Party && group.persons {
                Outcome::Silent
            } else if mine < Kin::Stranger && !reversed {
                Outcome::Agrees
            } else if theirs <= Kin::Continues && slot == Slot::Agent && !nobody {
                Outcome::Differs
            } else if theirs < Kin::Stranger && slot == Slot::Patient && nobody {
                Outcome::Silent
            } else if at_home() {
                Outcome::Agrees
            } else if nobody && is_each_party(rel, fact, group) {
                // What binds each party binds this one: nothing to compare.
                continue;
            } else if nobody || open_membership {
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

/// Whether some actor of a group is tied so or closer to a party of the fact's agreement.
fn is_of_party(rel: &Relations, fact: &Fact, group: &Group, least: Kin) -> bool {
    fact.agreement.is_some_and(|t| {
        t.parties.iter().any(|p| {
            let party = rel.actors.of(p.actor.as_str());
            group.ids.iter().any(|a| rel.kin(*a, party) <= least)
        })
    })
}

/// Whether a provision is of all parties, and the actor is one of them.
fn is_each_party(rel: &Relations, fact: &Fact, group: &Group) -> bool {
    fact.kind == FactKind::Provision && is_of_party(rel, fact, group, Kin::Continues)
}

/// Actors named in no role: what is told of a fact that has nothing to do with them is not that fact.
pub(super) fn bystanders<'c>(
    rel: &Relations,
    both: &Both<'c, '_, '_>,
    parts: &mut Vec<RawPart<'c>>,
) {
    let keys = both.keys;
    let others = both.frame.others.iter().zip(&both.named.others);
    for (g, group) in others.filter(|(_, group)| !group.persons) {
        let all = [&keys.agents, &keys.patients, &keys.persons];
        let known = all.iter().any(|l| best_kin(rel, group, l) < Kin::Stranger)
            || (group.ids.iter()).any(|a| {
                keys.about.0.contains(a) || keys.places.iter().any(|p| rel.belongs(*p, *a))
            })
            || is_of_party(rel, both.fact, group, Kin::Member);
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

pub(super) fn persons<'c>(record: &Record, both: &Both<'c, '_, '_>, parts: &mut Vec<RawPart<'c>>) {
    let (frame, fact) = (both.frame, both.fact);
    if fact.persons.is_empty() {
        return;
    }
    let agents = frame.agents.iter().zip(&both.named.agents);
    let patients = frame.patients.iter().zip(&both.named.patients);
    let in_roles = (agents.clone())
        .chain(patients.clone())
        .filter(|(_, group)| group.persons)
        .map(|(g, _)| g);
    // Who told whom: where the record has no sides, two persons may have been exchanged.
    let told_whom = agents.clone().any(|(_, group)| group.persons)
        && patients.clone().any(|(_, group)| group.persons)
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
