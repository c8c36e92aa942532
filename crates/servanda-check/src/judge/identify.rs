//! Which fact is meant: whether it is sure enough that a claim is about one.

use super::evidence::{holds, identifies};
use crate::fact::{Fact, FactKind};
use crate::fit::Fit;
use crate::verdict::{Outcome, Slot};
use servanda_text::Frame;

/// Whether a notice may stand in: only for a claim that speaks of notice, never for one of the end.
pub(super) fn tells_notice(frame: &Frame, fact: &Fact) -> bool {
    const NOTICE: &[&str] = &["notice", "non-renewal", "denunciation", "statement"];
    !fact.acts.contains(&"notice")
        || frame.acts.is_empty()
        || frame.acts.iter().any(|a| NOTICE.contains(&a.as_str()))
}

/// Whether two facts are of one agreement, or of events that belong together.
pub(super) fn is_family(a: &Fact, b: &Fact) -> bool {
    match (a.agreement, b.agreement, a.event, b.event) {
        (Some(x), Some(y), ..) => x.id == y.id,
        (Some(x), None, _, Some(_)) => b.concerns.contains(&&x.id),
        (None, Some(y), Some(_), _) => a.concerns.contains(&&y.id),
        (.., Some(x), Some(y)) => {
            x.part_of.as_ref() == Some(&y.id)
                || y.part_of.as_ref() == Some(&x.id)
                || x.part_of.is_some() && x.part_of == y.part_of
        }
        _ => false,
    }
}

/// Whether it is sure enough that the claim is about this fact to find fault with it.
pub(super) fn is_identified(frame: &Frame, f: &Fit) -> bool {
    holds(identifies(f.fact.kind), frame, f)
}

/// Whether the claim's number, too large to be met by chance, is one that the record has for the event.
pub(super) fn is_counted(frame: &Frame, f: &Fit) -> bool {
    f.agrees(Slot::Quantity)
        && frame
            .quantities
            .iter()
            .all(|q| q.amount.range().0.max(q.amount.range().1.min(1e12)) >= 100.0)
}

/// Whether a claim says of an event only that it was: when, where, how long.
pub(super) fn takes_place(frame: &Frame) -> bool {
    const VERBS: &[&str] = &[
        "take", "happen", "occur", "begin", "start", "last", "break", "erupt", "end", "open",
        "commence", "finish", "conclude", "close", "convene", "meet", "始", "起", "終", "続", "開",
        "行", "勃発", "終結", "終了", "開始", "開幕", "閉幕", "開会", "閉会",
    ];
    frame.events.len() == 1
        && frame.agreements.is_empty()
        && VERBS.contains(&frame.verb.as_str())
        && frame.acts.len() <= 1
}

/// Whether no other event is likelier.
pub(super) fn is_first(f: &Fit, all: &[Fit]) -> bool {
    all.iter()
        .all(|o| std::ptr::eq(o.fact, f.fact) || o.identity < f.identity)
}

/// Whether no other event of the record could as well be the one meant.
pub(super) fn is_alone(f: &Fit, all: &[Fit]) -> bool {
    let same = |o: &Fit| {
        o.fact.kind == FactKind::Event
            && !std::ptr::eq(o.fact, f.fact)
            && o.act >= 2
            && o.identity >= f.identity - 1.0
            && o.count(Outcome::Differs) == 0
    };
    !all.iter().any(same)
}
