//! What is said to be done, beside what was done.

use crate::fact::FactKind;
use servanda_record::Record;

/// How two acts go together.
pub fn act_fit(record: &Record, claim: &str, fact: &str) -> u8 {
    const TOO_WIDE: &[&str] = &["act-of-state", "harm-to-persons", "situation", "statement"];
    if claim == fact {
        3
    } else if !TOO_WIDE.contains(&claim) && record.is_a(fact, claim)
        || !TOO_WIDE.contains(&fact) && record.is_a(claim, fact)
    {
        2
    } else {
        let up = |a: &str| record.act(a).and_then(|x| x.is_a.as_ref());
        match (up(claim), up(fact)) {
            (Some(a), Some(b)) if a == b && !TOO_WIDE.contains(&a.as_str()) => 1,
            _ => 0,
        }
    }
}

pub(super) fn is_concluding(verb: &str) -> bool {
    matches!(
        verb,
        "reach"
            | "agree"
            | "conclude"
            | "strike"
            | "clinch"
            | "finalise"
            | "finalize"
            | "adopt"
            | "make"
            | "date"
    )
}

/// Verbs that say of a deed only that it was done.
pub(super) fn is_doing(verb: &str) -> bool {
    matches!(
        verb,
        "launch" | "stage" | "wage" | "mount" | "carry" | "commit" | "undertake" | "conduct"
    )
}

pub(super) fn relation_fit(relation: &str, kind: FactKind) -> u8 {
    match (relation, kind) {
        // Who signed an agreement of few is who is a party to it.
        ("party-to", FactKind::Signed) => 3,
        ("party-to", FactKind::Membership) => 3,
        ("valid-for", FactKind::Term)
        | ("hold-office" | "be", FactKind::Office)
        | ("party-to", FactKind::Party | FactKind::NonParty) => 3,
        (
            "provide",
            FactKind::Provision
            | FactKind::Withdrawal
            | FactKind::Renewal
            | FactKind::RenewalNotice,
        )
        | ("last", FactKind::Event | FactKind::Term) => 2,
        // "It has been in force since March 1970."
        ("in-force", FactKind::EntryIntoForce) => 2,
        ("provide", FactKind::Term)
        | ("valid-for", FactKind::Renewal)
        | ("located", FactKind::Control) => 1,
        ("have" | "number" | "be" | "name", FactKind::Event | FactKind::Provision) => 1,
        _ => 0,
    }
}

/// Matters that accounts often give for one another, and that are not the same: to guarantee is to answer for
/// something, to assure is to say that one will respect it.
pub(super) fn are_near(claim: &str, record: &str) -> bool {
    const NEAR: &[(&str, &str)] = &[
        ("guarantee", "assurance"),
        ("assurance", "guarantee"),
        ("alliance", "consultation"),
        ("peace", "armistice"),
    ];
    NEAR.contains(&(claim, record))
}
