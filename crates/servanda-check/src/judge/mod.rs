//! From fits to a verdict: which fact a claim is about, and what follows from laying it beside.
//!
//! A wrong verdict is worse than none. So a claim is *supported* only if every part of it that can be
//! compared agrees and something distinctive does, and *contradicted* only if it is sure which fact is
//! meant.

mod contradict;
mod evidence;
mod gather;
mod identify;
mod support;

pub use gather::{described, fits, locate};

use crate::context::Context;
use crate::fact::{Fact, FactKind};
use crate::fit::{self, Fit};
use crate::index::Index;
use crate::relate::Relations;
use crate::say;
use crate::verdict::{Bilingual, Checked, Outcome, Slot, Verdict};
use contradict::may_contradict;
use identify::{is_family, is_identified, tells_notice};
use servanda_text::{Claim, Document, Frame};
use support::{is_supported, negated};

/// Why a claim is contradicted that tells an event with its sides exchanged.
const TURNED_ROUND: &str = "sides-exchanged";

/// Fits looked at closely.
const CLOSE: usize = 12;

/// A fit with what others add to it, and what comes of it.
struct Case<'a, 'c, 'f, 'r> {
    fit: Fit<'c, 'f, 'r>,
    others: Vec<&'a Fit<'c, 'f, 'r>>,
    verdict: Verdict,
    reason: &'static str,
}

/// A claim's verdict from facts alone.
pub fn judge<'r>(
    rel: &Relations<'r>,
    index: &Index<'r>,
    claim: &Claim,
    document: &Document,
    number: usize,
    context: &Context,
) -> Checked {
    let frame = &claim.frame;
    let fits = fits(rel, index, claim, document, context);
    let Some(case) = choose(frame, &fits) else {
        return silent(number, "no-fact");
    };
    let mut out = silent(number, case.reason);
    out.verdict = case.verdict;
    out.parts = case.fit.parts(rel.record());
    if case.verdict == Verdict::NotInRecord {
        return out;
    }
    let facts: Vec<&Fact> = std::iter::once(case.fit.fact)
        .chain(case.others.iter().map(|o| o.fact))
        .collect();
    let said: Vec<Bilingual> = facts.iter().map(|f| say::fact(rel.record(), f)).collect();
    let join = |f: fn(&Bilingual) -> &str, sep: &str| {
        let mut seen: Vec<&str> = Vec::new();
        said.iter().map(f).for_each(|t| {
            if !seen.contains(&t) {
                seen.push(t)
            }
        });
        seen.join(sep)
    };
    out.record_says = Bilingual::new(join(|b| &b.en, " "), join(|b| &b.ja, ""));
    for s in facts.iter().flat_map(|f| &f.statements) {
        if !out.statements.contains(s) {
            out.statements.push((*s).clone());
        }
    }
    out
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

/// The case that decides: one that agrees throughout is preferred to a slightly likelier one that differs,
/// since the claim may be about it.
fn choose<'a, 'c, 'f, 'r>(
    frame: &Frame,
    fits: &'a [Fit<'c, 'f, 'r>],
) -> Option<Case<'a, 'c, 'f, 'r>> {
    // What fits the act and is surely meant sets the measure; what only shares names does not.
    let fitting = fits
        .iter()
        .filter(|f| f.act >= 2 && is_identified(frame, f))
        .map(|f| f.identity)
        .reduce(f32::max);
    let top = fitting.or(fits.first().map(|f| f.identity))?;
    let meant = fits.iter().filter(|f| is_identified(frame, f)).take(CLOSE);
    let mut cases: Vec<Case> = meant.map(|f| case(frame, f, fits)).collect();
    if cases.is_empty() {
        cases.extend(fits.first().map(|f| case(frame, f, fits)));
    }
    let first = fits.iter().find(|f| f.identity >= top).map(|f| f.fact);
    // Facts of one agreement are told by one claim: the likeliest of them need not be the one that answers.
    let slack = |c: &Case| {
        let kin = first.is_some_and(|t| is_family(t, c.fit.fact));
        match c.reason {
            "nearly-its-matter" => 3.0,
            _ if kin => 1.5,
            _ => 0.0,
        }
    };
    let order = [
        (Verdict::Supported, 3.5),
        (Verdict::Disputed, 2.0),
        (Verdict::Partly, 1.5),
        (Verdict::Contradicted, 1.5),
    ];
    // What only shares words with a claim does not answer for a fact that fits its act and differs.
    let better = |c: &Case| {
        fits.iter().any(|o| {
            let closer = c.fit.act < 2 && o.act == 3 && o.identity >= c.fit.identity;
            // Much likelier, in nearly all its words.
            let meant = o.act >= c.fit.act
                && c.fit.act < 3
                && !c.fit.named
                && o.identity >= c.fit.identity + 2.0
                && o.coverage >= 0.6;
            (closer || meant)
                && !std::ptr::eq(o.fact, c.fit.fact)
                && o.count(Outcome::Differs) == 1
                && is_identified(frame, o)
        })
    };
    for c in &mut cases {
        if c.verdict == Verdict::Supported && better(c) {
            (c.verdict, c.reason) = (Verdict::NotInRecord, "another-fits-better");
        }
    }
    if let Some(i) = cases
        .iter()
        .position(|c| {
            c.verdict == Verdict::Contradicted && matches!(c.reason, "not-a-party" | TURNED_ROUND)
        })
        .filter(|_| {
            // That it said it would not join is no joining.
            let told = |c: &Case| {
                c.verdict == Verdict::Supported && c.fit.act == 3 && c.fit.agrees(Slot::Time)
            };
            !cases.iter().any(told)
        })
    {
        return Some(cases.swap_remove(i));
    }
    for (wanted, by) in order {
        // One fact that answers by itself before several that answer together.
        let near = cases
            .iter()
            .enumerate()
            .filter(|(_, c)| c.verdict == wanted && top - c.fit.identity <= by + slack(c));
        if let Some((i, _)) = near.min_by_key(|(_, c)| c.others.len()) {
            return Some(cases.swap_remove(i));
        }
    }
    Some(cases.swap_remove(0))
}

fn case<'a, 'c, 'f, 'r>(
    frame: &Frame,
    f: &'a Fit<'c, 'f, 'r>,
    all: &'a [Fit<'c, 'f, 'r>],
) -> Case<'a, 'c, 'f, 'r> {
    // How long it was made for says nothing of how long it was extended for.
    let extends = frame.acts.iter().any(|a| a.as_str() == "extension");
    let kin: Vec<&Fit> = all
        .iter()
        .filter(|o| {
            let lasts = matches!(o.fact.kind, FactKind::Term | FactKind::Provision);
            let renews = || {
                let act = |s: &&servanda_record::StatementId| s.as_str().contains("/act/renewal/");
                o.fact.statements.iter().any(act)
            };
            !(std::ptr::eq(*o, f) || extends && lasts || !extends && renews())
                && is_family(f.fact, o.fact)
                && is_identified(frame, o)
                && tells_notice(frame, o.fact)
                && !is_refusal(frame, o.fact)
        })
        .take(2 * CLOSE)
        .collect();
    // Who is no party is said of one actor alone, and a denial of one fact: what another lends says nothing of
    // what did not happen.
    let alone = f.fact.kind == FactKind::NonParty || frame.negated;
    let (joined, used) = if alone {
        (f.clone(), Vec::new())
    } else {
        f.joined(&kin)
    };
    let (verdict, reason) = decide(frame, &joined, all);
    Case {
        fit: joined,
        others: used.into_iter().map(|i| kin[i]).collect(),
        verdict,
        reason,
    }
}

/// Whether the fact is of a refusal to ratify and the claim tells a ratification: that is not told by it, but denied.
fn is_refusal(frame: &Frame, fact: &Fact) -> bool {
    let has = |w: &str| frame.acts.iter().any(|a| a.as_str() == w);
    fact.acts.contains(&"refusal-to-ratify") && has("ratification") && !has("refusal-to-ratify")
}

/// The verdict of one fit.
pub fn decide(frame: &Frame, f: &Fit, all: &[Fit]) -> (Verdict, &'static str) {
    let sure = is_identified(frame, f);
    // A claim that tells all of it is of it, whatever the text spoke of before.
    let whole = sure
        && f.coverage >= 0.75
        && (f.act == 3 || f.content_words >= 3 && f.count(Outcome::Agrees) >= 2);
    if !f.named
        && !f.agrees(Slot::Time)
        && !whole
        && !f.in_time
        && fit::context_contradicts(frame, f.fact)
    {
        return (Verdict::NotInRecord, "other-time");
    }
    if frame.negated {
        return negated(frame, f, sure, all);
    }
    if f.fact.kind == FactKind::NonParty {
        // That somebody joined what the record says it stayed out of.
        let plain =
            f.act == 3 && f.agrees(Slot::Agent) && !f.assumed && f.count(Outcome::Differs) == 0;
        return if sure && plain {
            (Verdict::Contradicted, "not-a-party")
        } else {
            (Verdict::NotInRecord, "not-a-party")
        };
    }
    if is_refusal(frame, f.fact) {
        return if sure && f.agrees(Slot::Agent) && f.agrees(Slot::Time) && !f.assumed {
            (Verdict::Contradicted, "was-refused")
        } else {
            (Verdict::NotInRecord, "was-refused")
        };
    }
    let differs = f.count(Outcome::Differs);
    if differs == 0
        && f.near_topic
        && f.named
        && !f.assumed
        && f.count(Outcome::Agrees) >= 1
        && f.coverage >= 0.4
    {
        return (Verdict::Partly, "nearly-its-matter");
    }
    if differs == 0 {
        if f.count(Outcome::Divided) > 0 && sure {
            return (Verdict::Disputed, "sources-differ");
        }
        return if is_supported(frame, f, sure) {
            (Verdict::Supported, "agrees")
        } else if sure && contradict::is_of_another_place(frame, f) {
            (Verdict::Contradicted, "other-place")
        } else {
            (Verdict::NotInRecord, "not-enough")
        };
    }
    if sure && contradict::is_turned_round(frame, f, all) {
        return (Verdict::Contradicted, TURNED_ROUND);
    }
    if !sure || !may_contradict(frame, f, all) {
        return (Verdict::NotInRecord, "not-identified");
    }
    let told = f
        .slots(Outcome::Agrees)
        .filter(|s| *s != Slot::Agreement)
        .count();
    if differs == 1 && told >= 2 {
        (Verdict::Partly, "one-part-differs")
    } else {
        (Verdict::Contradicted, "differs")
    }
}
