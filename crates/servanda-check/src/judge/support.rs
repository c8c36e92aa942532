//! What it takes to support a claim.

use super::evidence::{holds, leaves_open, supports};
use super::identify::tells_notice;
use crate::fact::FactKind;
use crate::fit::Fit;
use crate::verdict::{Outcome, Slot, Verdict};
use crate::words::Bag;
use servanda_text::Frame;

pub(super) fn is_supported(frame: &Frame, f: &Fit, sure: bool) -> bool {
    let silent = f.count(Outcome::Silent);
    let agrees = f.count(Outcome::Agrees);
    // Numbers, dates, places and names that the record does not have cannot be taken on trust.
    let hard = f.slots(Outcome::Silent).any(|s| {
        matches!(
            s,
            Slot::Quantity
                | Slot::Duration
                | Slot::Time
                | Slot::Person
                | Slot::Place
                | Slot::Agent
                | Slot::Patient
        )
    });
    if !sure
        || hard
        || f.gainsaid
        || f.elsewhere
        || f.only_within
        || silent > agrees
        || !tells_notice(frame, f.fact)
    {
        return false;
    }
    let known = |w: &String| f.fact.bag.bag().shared(&Bag::of(w)) > 0;
    if !frame.unknown.iter().all(known) && f.coverage < 0.6 {
        return false;
    }
    // "After an attack near X": the fact's own words must speak of X.
    let spoken_of = |group: &Vec<servanda_record::PlaceId>| {
        group.iter().any(|p| {
            f.fact.places.contains(&p)
                || f.fact
                    .bag
                    .bag()
                    .shared(&Bag::of(&p.as_str().replace('-', " ")))
                    > 0
        })
    };
    if !frame.beside.iter().all(spoken_of) {
        return false;
    }
    if restricted(frame, f) {
        return false;
    }
    // That somebody said he would do it is not told by his having done it some time.
    let says = frame.acts.iter().any(|a| a.as_str() == "statement");
    if says
        && f.fact.kind == FactKind::Act
        && (!f.fact.acts.contains(&"statement") || f.fact.acts.contains(&"notice"))
        && !f.agrees(Slot::Time)
    {
        return false;
    }
    // "They bound themselves not to make a separate peace": by another agreement of that month, perhaps.
    let unnamed = !f.named || f.guessed || f.assumed;
    if unnamed && frame.verb == "bind" && f.coverage < 0.3 {
        return false;
    }
    let kind = f.fact.kind;
    !holds(leaves_open(kind), frame, f) && holds(supports(kind), frame, f)
}

/// Words such as "only" and "all" claim more than a fact that merely agrees can give.
pub(super) fn restricted(frame: &Frame, f: &Fit) -> bool {
    frame.restrictors.iter().any(|r| {
        matches!(
            r.as_str(),
            "only"
                | "all"
                | "never"
                | "first"
                | "last"
                | "unanimous"
                | "grounds"
                | "beside"
                | "distance"
        )
    }) && !frame.restrictors.iter().all(|r| {
        f.fact.bag.bag().shared(&Bag::of(r)) > 0 || r == "unanimous" && had_no_votes_against(f)
    })
}

/// Whether the record has the votes, and none against or withheld.
fn had_no_votes_against(f: &Fit) -> bool {
    let votes = |of: &str| {
        let all = f.fact.quantities.iter().filter(move |q| q.of == of);
        all.map(|q| q.value.range().1).reduce(f64::max)
    };
    votes("votes-for").is_some()
        && votes("votes-against").is_none_or(|n| n == 0.0)
        && votes("abstentions").is_none_or(|n| n == 0.0)
}

/// Verbs that deny by themselves: with "not" they say the opposite.
pub(super) const DENYING: &[&str] = &[
    "forbid", "ban", "prohibit", "exclude", "refuse", "fail", "rule", "reject", "renounce",
    "refrain", "deny", "abolish", "outlaw", "stop", "prevent",
];

/// Japanese verbs of laying down: denied, they say that it was not laid down.
const PROMISING: &[&str] = &["約束", "誓約", "規定", "明記", "定", "誓", "合意"];

pub(super) fn negated(frame: &Frame, f: &Fit, sure: bool, all: &[Fit]) -> (Verdict, &'static str) {
    // Who signed and did not ratify was no party, and signed all the same.
    let signed = || {
        let told = |o: &Fit| {
            matches!(o.fact.kind, FactKind::Signed | FactKind::Act)
                && o.named
                && o.act == 3
                && o.agrees(Slot::Agent)
        };
        frame.acts.iter().any(|a| a.as_str() == "signature") && all.iter().any(told)
    };
    let wrong_agent = f.slot(Slot::Agent) == Some(Outcome::Differs);
    match f.fact.kind {
        FactKind::NonParty if f.agrees(Slot::Agent) && f.named && f.act >= 2 && !signed() => {
            (Verdict::Supported, "not-a-party")
        }
        FactKind::Act
            if sure && f.fact.acts.contains(&"refusal-to-ratify") && f.agrees(Slot::Agent) =>
        {
            (Verdict::Supported, "agrees")
        }
        FactKind::Signed | FactKind::EntryIntoForce
            if f.named
                && !f.assumed
                && f.act >= 2
                && wrong_agent
                && f.count(Outcome::Differs) == 1 =>
        {
            (Verdict::Supported, "not-among-them")
        }
        // The record lists who took part in talks.
        FactKind::Event
            if (f.recent || f.named)
                && wrong_agent
                && f.count(Outcome::Differs) == 1
                && f.act >= 2
                && f.fact.agents.len() >= 2
                && f.fact
                    .acts
                    .iter()
                    .any(|a| matches!(*a, "conference" | "negotiation" | "signature")) =>
        {
            (Verdict::Supported, "not-among-them")
        }
        // Who was a party once may have left since.
        FactKind::Party if sure && !f.assumed && frame.relation != Some("party-to") => {
            (Verdict::Contradicted, "is-a-party")
        }
        FactKind::Event | FactKind::Signed | FactKind::Act | FactKind::EntryIntoForce
            if sure
                && !f.assumed
                && f.count(Outcome::Differs) == 0
                && f.act == 3
                && frame.acts.len() == 1
                && f.count(Outcome::Agrees) >= 2
                && frame.restrictors.is_empty() =>
        {
            (Verdict::Contradicted, "did-happen")
        }
        // A prohibition may be told with "not"; but so may be that it was never made.
        FactKind::Provision
            if sure
                && !f.guessed
                && !f.opposed
                && f.own >= 0.75
                && f.own_words >= 2
                && f.count(Outcome::Differs) == 0
                && frame.quantities.is_empty()
                && frame.restrictors.is_empty()
                && !DENYING.contains(&frame.verb.as_str())
                && !PROMISING.iter().any(|v| frame.verb.ends_with(v)) =>
        {
            (Verdict::Supported, "agrees")
        }
        FactKind::Provision => (Verdict::NotInRecord, "negated-provision"),
        _ => (Verdict::NotInRecord, "negated"),
    }
}
