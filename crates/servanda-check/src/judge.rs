//! From fits to a verdict: which fact a claim is about, and what follows from laying it beside.
//!
//! A wrong verdict is worse than none. So a claim is *supported* only if every part of it that can be
//! compared agrees and something distinctive does, and *contradicted* only if it is sure which fact is
//! meant.

use crate::fact::{Fact, FactKind};
use crate::fit::{self, Fit};
use crate::index::Index;
use crate::relate::Relations;
use crate::say;
use crate::verdict::{Bilingual, Checked, Outcome, Slot, Verdict};
use crate::words::Bag;
use servanda_text::{Claim, Frame};

/// Days by which an unnamed event's date may be off and still be the same event told wrongly.
const SAME_EVENT_DAYS: i64 = 4 * 366;

/// A claim's verdict from facts alone.
pub fn judge<'r>(
    rel: &Relations<'r>,
    index: &Index<'r>,
    claim: &Claim,
    text: &str,
    number: usize,
) -> Checked {
    let words = Bag::of(&format!("{} {}", text, claim.frame.words.join(" ")));
    let mut fits = candidates(rel, index, &claim.frame, &words);
    fits.sort_by(|a, b| b.identity.total_cmp(&a.identity));
    let best = choose(&claim.frame, &fits);
    let Some((f, verdict, reason)) = best else {
        return silent(number, "no-fact");
    };
    Checked {
        claim: number,
        verdict,
        parts: f.parts(rel.record()),
        record_says: if verdict == Verdict::NotInRecord {
            Bilingual::default()
        } else {
            say::fact(rel.record(), f.fact)
        },
        statements: if verdict == Verdict::NotInRecord {
            Vec::new()
        } else {
            f.fact.statements.iter().map(|s| (*s).clone()).collect()
        },
        legal: None,
        reason,
    }
}

/// A verdict that says nothing.
pub fn silent(claim: usize, reason: &'static str) -> Checked {
    Checked {
        claim,
        verdict: Verdict::NotInRecord,
        parts: Vec::new(),
        record_says: Bilingual::default(),
        statements: Vec::new(),
        legal: None,
        reason,
    }
}

/// The facts a frame may be about, laid beside it.
pub fn candidates<'c, 'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    frame: &'c Frame,
    words: &Bag,
) -> Vec<Fit<'c, 'f, 'r>> {
    index
        .candidates(rel, frame)
        .into_iter()
        .filter_map(|f| fit::fit(rel, frame, words, f))
        .collect()
}

fn choose<'a, 'c, 'f, 'r>(
    frame: &Frame,
    fits: &'a [Fit<'c, 'f, 'r>],
) -> Option<(&'a Fit<'c, 'f, 'r>, Verdict, &'static str)> {
    let top = fits.first()?.identity;
    let decided: Vec<(&Fit, Verdict, &'static str)> = fits
        .iter()
        .take(12)
        .map(|f| decide(frame, f, fits))
        .zip(fits)
        .map(|((v, r), f)| (f, v, r))
        .collect();
    let near = |f: &Fit, by: f32| top - f.identity <= by;
    // A fact that agrees throughout is preferred to a slightly likelier one that differs: the claim may be about it.
    let first = |wanted: Verdict, by: f32| {
        decided
            .iter()
            .find(|(f, v, _)| *v == wanted && near(f, by))
            .copied()
    };
    first(Verdict::Supported, 3.5)
        .or_else(|| first(Verdict::Disputed, 2.0))
        .or_else(|| first(Verdict::Partly, 1.5))
        .or_else(|| first(Verdict::Contradicted, 1.5))
        .or_else(|| decided.first().copied())
}

/// The verdict of one fit.
fn decide(frame: &Frame, f: &Fit, all: &[Fit]) -> (Verdict, &'static str) {
    if fit::context_contradicts(frame, f.fact) {
        return (Verdict::NotInRecord, "other-time");
    }
    let sure = is_identified(frame, f);
    if frame.negated {
        return negated(frame, f, sure);
    }
    let differs = f.count(Outcome::Differs);
    let agrees = f.count(Outcome::Agrees);
    if differs == 0 {
        if f.count(Outcome::Divided) > 0 && sure {
            return (Verdict::Disputed, "sources-differ");
        }
        return if is_supported(frame, f, sure) {
            (Verdict::Supported, "agrees")
        } else {
            (Verdict::NotInRecord, "not-enough")
        };
    }
    if !sure || !may_contradict(frame, f, all) {
        return (Verdict::NotInRecord, "not-identified");
    }
    let told = f
        .slots(Outcome::Agrees)
        .filter(|s| *s != Slot::Agreement)
        .count();
    if differs == 1 && agrees >= 2 && told >= 2 {
        (Verdict::Partly, "one-part-differs")
    } else {
        (Verdict::Contradicted, "differs")
    }
}

/// Whether it is sure enough that the claim is about this fact to find fault with it.
fn is_identified(frame: &Frame, f: &Fit) -> bool {
    let anchors = [
        Slot::Agent,
        Slot::Patient,
        Slot::Place,
        Slot::Person,
        Slot::Time,
        Slot::Quantity,
    ];
    let held = anchors.iter().filter(|s| f.agrees(**s)).count();
    match f.fact.kind {
        FactKind::Event => {
            f.named && f.act >= 1
                || f.act >= 2 && held >= 2
                || f.named && held >= 1
                || f.act >= 1 && held >= 3
                || f.shared_words >= 4 && f.coverage >= 0.5 && held >= 1
        }
        FactKind::Provision => {
            f.named
                && (f.act >= 2 && f.shared_words >= 1
                    || f.shared_words >= 3
                    || f.agrees(Slot::Quantity))
        }
        FactKind::Office => {
            f.act >= 2 && f.agrees(Slot::Person)
                || f.agrees(Slot::Person) && f.agrees(Slot::Agent) && f.shared_words > 0
        }
        FactKind::Control | FactKind::PlaceClaim | FactKind::Membership | FactKind::Existence => {
            f.act >= 2 && held >= 2
        }
        FactKind::Party | FactKind::NonParty => f.named && f.act >= 2 && f.agrees(Slot::Agent),
        FactKind::Act => {
            f.named
                && f.act >= 2
                && (frame.agents.is_empty() || f.slot(Slot::Agent) != Some(Outcome::Silent))
        }
        _ => f.named && f.act >= 2,
    }
}

fn is_supported(frame: &Frame, f: &Fit, sure: bool) -> bool {
    let silent = f.count(Outcome::Silent);
    let agrees = f.count(Outcome::Agrees);
    // Numbers, dates and persons that the record does not have cannot be taken on trust.
    let hard = f.slots(Outcome::Silent).any(|s| {
        matches!(
            s,
            Slot::Quantity | Slot::Duration | Slot::Time | Slot::Person
        )
    });
    if !sure || hard || silent > agrees {
        return false;
    }
    if !frame.unknown.is_empty() && f.coverage < 0.75 {
        return false;
    }
    if restricted(frame, f) {
        return false;
    }
    match f.fact.kind {
        FactKind::Provision => f.coverage >= 0.4 || agrees >= 2 && f.coverage >= 0.25,
        FactKind::Event => {
            let telling = agrees;
            telling >= 2 && (f.act >= 2 || f.coverage >= 0.4)
                || f.named && (telling >= 1 || f.act >= 2) && f.coverage >= 0.25
        }
        FactKind::Term | FactKind::Withdrawal => f.agrees(Slot::Duration) || f.agrees(Slot::Time),
        FactKind::Ended | FactKind::EntryIntoForce | FactKind::Registered => f.agrees(Slot::Time),
        FactKind::Signed => agrees >= 1,
        FactKind::Act => f.agrees(Slot::Time) || f.agrees(Slot::Agent) && f.act == 3,
        _ => agrees >= 1,
    }
}

/// Words such as "only" and "all" claim more than a fact that merely agrees can give.
fn restricted(frame: &Frame, f: &Fit) -> bool {
    frame.restrictors.iter().any(|r| {
        matches!(
            r.as_str(),
            "only" | "all" | "never" | "first" | "last" | "unanimous"
        )
    }) && !frame
        .restrictors
        .iter()
        .all(|r| f.fact.bag.bag().shared(&Bag::of(r)) > 0)
}

fn negated(frame: &Frame, f: &Fit, sure: bool) -> (Verdict, &'static str) {
    let wrong_agent = f.slot(Slot::Agent) == Some(Outcome::Differs);
    match f.fact.kind {
        FactKind::NonParty if f.agrees(Slot::Agent) => (Verdict::Supported, "not-a-party"),
        FactKind::Act
            if sure && f.fact.acts.contains(&"refusal-to-ratify") && f.agrees(Slot::Agent) =>
        {
            (Verdict::Supported, "agrees")
        }
        FactKind::Signed | FactKind::EntryIntoForce
            if f.named && f.act >= 2 && wrong_agent && f.count(Outcome::Differs) == 1 =>
        {
            (Verdict::Supported, "not-among-them")
        }
        FactKind::Party if sure => (Verdict::Contradicted, "is-a-party"),
        FactKind::Event | FactKind::Signed | FactKind::Act | FactKind::EntryIntoForce
            if sure
                && f.count(Outcome::Differs) == 0
                && f.act == 3
                && f.count(Outcome::Agrees) >= 1
                && frame.restrictors.is_empty() =>
        {
            (Verdict::Contradicted, "did-happen")
        }
        FactKind::Provision if sure && f.count(Outcome::Differs) == 0 && f.coverage >= 0.75 => {
            // The record's own provision may be a prohibition told with "not".
            let says_not = f.fact.agreement.is_some_and(|a| {
                a.provisions.iter().any(|p| {
                    Some(p.article.as_str()) == f.fact.article
                        && p.duty == servanda_record::Duty::MustNot
                })
            });
            if says_not {
                (Verdict::Supported, "agrees")
            } else {
                (Verdict::NotInRecord, "negated-provision")
            }
        }
        _ => (Verdict::NotInRecord, "negated"),
    }
}

/// Whether the part that differs can be held against the claim.
fn may_contradict(frame: &Frame, f: &Fit, all: &[Fit]) -> bool {
    let bad: Vec<Slot> = f.slots(Outcome::Differs).collect();
    let only = |s: Slot| bad.iter().all(|b| *b == s);
    if f.fact.kind == FactKind::Event && !f.named {
        if bad.len() > 1 || f.act < 2 {
            return false;
        }
        if only(Slot::Patient) {
            return false;
        }
        if only(Slot::Time) {
            let close = fit::time_distance(frame, f.fact).is_some_and(|d| d <= SAME_EVENT_DAYS);
            let telling = f.agrees(Slot::Agent) as u8
                + f.agrees(Slot::Patient) as u8
                + f.agrees(Slot::Place) as u8
                + f.agrees(Slot::Person) as u8;
            return close && telling >= 2 && is_alone(f, all);
        }
        if only(Slot::Place) {
            return f.agrees(Slot::Time)
                && (f.agrees(Slot::Agent) || f.agrees(Slot::Person))
                && is_alone(f, all);
        }
        if only(Slot::Agent) {
            // Another actor at the same place on the same day may be another event.
            return f.agrees(Slot::Time)
                && (f.agrees(Slot::Patient) || f.agrees(Slot::Place))
                && f.act == 3
                && swapped(f);
        }
        return true;
    }
    if f.fact.kind == FactKind::Event {
        // A part of a named event may have its own day and place.
        return only(Slot::Quantity)
            || only(Slot::Duration)
            || f.act >= 2 && bad.len() == 1 && !only(Slot::Patient);
    }
    if f.fact.kind == FactKind::Provision {
        return only(Slot::Quantity)
            || only(Slot::Duration)
            || only(Slot::Place) && f.shared_words >= 3;
    }
    if f.fact.kind == FactKind::Act {
        let rival = all.iter().any(|o| {
            o.fact.kind == FactKind::Act
                && !std::ptr::eq(o.fact, f.fact)
                && o.act >= f.act
                && o.count(Outcome::Differs) < bad.len()
        });
        return !rival && f.slot(Slot::Agent) != Some(Outcome::Differs);
    }
    true
}

/// Whether the roles are changed round (a claim that the victim did it).
fn swapped(f: &Fit) -> bool {
    f.slots(Outcome::Differs).any(|s| s == Slot::Agent)
}

/// Whether no other event of the record could as well be the one meant.
fn is_alone(f: &Fit, all: &[Fit]) -> bool {
    let same = |o: &Fit| {
        o.fact.kind == FactKind::Event
            && !std::ptr::eq(o.fact, f.fact)
            && o.act >= 2
            && o.identity >= f.identity - 1.0
            && o.count(Outcome::Differs) == 0
    };
    !all.iter().any(same)
}

/// The best fact for a frame, however it comes out: used where two things are put in order.
pub fn locate<'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    frame: &Frame,
    text: &str,
) -> Option<&'f Fact<'r>> {
    let words = Bag::of(&format!("{} {}", text, frame.words.join(" ")));
    let mut fits = candidates(rel, index, frame, &words);
    fits.retain(|f| {
        f.count(Outcome::Differs) == 0 && is_identified(frame, f) && !f.fact.times.is_empty()
    });
    fits.into_iter()
        .max_by(|a, b| a.identity.total_cmp(&b.identity))
        .map(|f| f.fact)
}
