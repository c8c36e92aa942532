//! What somebody is reported to say: the verdict is about the report, from recorded positions and from
//! events of saying.

use crate::context::Context;
use crate::judge::silent;
use crate::relate::{Kin, Relations};
use crate::verdict::{Bilingual, Checked, Outcome, Part, Slot, Verdict};
use crate::words::Bag;
use servanda_record::{ActorId, Lang, Position, Scope};
use servanda_text::{Attributed, Claim};

/// The verdict on "X says that …": supported where a position of X's on the matter is recorded in like
/// words; otherwise the record does not say.
pub fn reported(
    rel: &Relations,
    claim: &Claim,
    by: &Attributed,
    text: &str,
    number: usize,
    context: &Context,
) -> Checked {
    let record = rel.record();
    let words = Bag::of(&format!("{} {}", text, claim.frame.words.join(" ")));
    let mut best: Option<(&Position, f32)> = None;
    for p in &record.positions {
        let Some(score) = likeness(rel, p, &by.to, claim, &words, context) else {
            continue;
        };
        if best.is_none_or(|(_, s)| score > s) {
            best = Some((p, score));
        }
    }
    let Some((p, _)) = best else {
        return silent(number, "no-position");
    };
    // What somebody did not say, or says is not so, is no position that affirms it.
    let lead = text
        .get(..by.range.end.saturating_sub(claim.range.start))
        .unwrap_or("");
    let japanese = |t: &str| t.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
    let says = p
        .says
        .0
        .iter()
        .any(|(_, t)| japanese(t) == japanese(text) && negates(t));
    if negates(lead) || claim.frame.negated && !says || negates(text) && !says {
        return silent(number, "negated");
    }
    if !numbers_told(claim, p) || !names_told(rel, claim, p) {
        return silent(number, "not-in-position");
    }
    let mut out = silent(number, "position");
    out.verdict = Verdict::Supported;
    let who = |lang| {
        record
            .actor(p.of.as_str())
            .map_or("", |a| a.names.label(lang))
            .to_owned()
    };
    out.record_says = Bilingual::new(
        format!("{} holds: {}", who(Lang::En), p.says.get(Lang::En)),
        format!("{}の立場:{}", who(Lang::Ja), p.says.get(Lang::Ja)),
    );
    out.statements = vec![p.stmt.clone()];
    out.parts.push(Part {
        slot: Slot::Content,
        outcome: Outcome::Agrees,
        claim: text.to_owned(),
        claimed: Bilingual::same(text.to_owned()),
        record: out.record_says.clone(),
    });
    out
}

/// Whether each number of the claim stands in the position's own words.
fn numbers_told(claim: &Claim, p: &Position) -> bool {
    let told: Vec<f64> = p
        .says
        .0
        .iter()
        .flat_map(|(_, t)| {
            t.replace(',', "")
                .split(|c: char| !c.is_ascii_digit() && c != '.')
                .filter_map(|w| w.trim_matches('.').parse().ok())
                .collect::<Vec<f64>>()
        })
        .collect();
    claim.frame.quantities.iter().all(|q| {
        let (low, high) = q.amount.range();
        let large = low.max(if high.is_finite() { high } else { low }) >= 10.0;
        !large || told.iter().any(|n| *n == low || *n == high)
    })
}

/// Whether the states that the claim names besides the speaker are those of the position.
fn names_told(rel: &Relations, claim: &Claim, p: &Position) -> bool {
    let f = &claim.frame;
    let record = rel.record();
    let stands = |a: &ActorId| {
        rel.kin(rel.actors.of(a.as_str()), rel.actors.of(p.of.as_str())) <= Kin::Continues
            || record.actor(a.as_str()).is_none_or(|x| {
                let names = [&x.names, &x.adjectives, &x.demonyms, &x.metonyms];
                names.iter().flat_map(|n| &n.0).any(|n| {
                    p.says
                        .0
                        .iter()
                        .any(|(_, t)| t.to_lowercase().contains(&n.name.to_lowercase()))
                })
            })
    };
    // One state told of in place of all that the position names is another matter.
    let others: Vec<&ActorId> = [&f.others, &f.patients, &f.agents]
        .iter()
        .flat_map(|l| l.iter())
        .filter_map(|g| g.first())
        .collect();
    others.is_empty() || others.iter().any(|a| stands(a))
}

/// Whether a text has a word of denial.
fn negates(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("n't")
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| matches!(w, "not" | "no" | "never" | "cannot" | "nor" | "neither"))
        || ["ない", "なかった", "ません", "ず、"]
            .iter()
            .any(|w| text.contains(w))
}

fn likeness(
    rel: &Relations,
    p: &Position,
    to: &[ActorId],
    claim: &Claim,
    words: &Bag,
    context: &Context,
) -> Option<f32> {
    if !to
        .iter()
        .any(|a| rel.kin(rel.actors.of(a.as_str()), rel.actors.of(p.of.as_str())) <= Kin::Continues)
    {
        return None;
    }
    let mut says = Bag::default();
    p.says.0.iter().for_each(|(_, t)| says.add(t));
    let shared = words.shared(&says);
    let on_it = match &p.on {
        Scope::Agreement(a) | Scope::Provision(a, _) => {
            claim.frame.agreements.iter().flatten().any(|x| x == a)
                || context.agreements.contains(a)
        }
        Scope::Event(e) => {
            claim.frame.events.iter().flatten().any(|x| x == e)
                || rel
                    .record()
                    .event(e.as_str())
                    .is_some_and(|e| context.speaks_of(e))
        }
        Scope::Actor(_) | Scope::Global => false,
    };
    let need = if on_it { 2 } else { 4 };
    (shared >= need && words.covered_by(&says) >= if on_it { 0.3 } else { 0.5 })
        .then(|| shared as f32 + words.covered_by(&says))
}
