//! A predicate that one clause has from its neighbour, and a time that one clause has from the next.

use super::clause::Piece;
use crate::found::{Found, Kind};
use crate::roles::{Part, Role, Roles, What};

/// What sort of thing a part is: a place, an actor, an agreement, an event.
fn sort(p: &Part, found: &[Found], offset: usize) -> Option<u8> {
    match &p.what {
        What::Found(k) => {
            let f = k.checked_sub(offset).and_then(|k| found.get(k))?;
            if f.is_agreement() {
                Some(1)
            } else if f.is_event() {
                Some(2)
            } else if f.is_actor() {
                Some(3)
            } else if f.is_place() {
                Some(4)
            } else {
                None
            }
        }
        What::Described(_) => Some(1),
        What::Anaphor(_) => Some(3),
        _ => None,
    }
}

/// Gives a clause without a predicate that of another, with what else is told of both.
pub(super) fn fill(to: &mut Roles, from: &Roles, found: &[Found], offset: usize) {
    // 「発効は2011年2月5日、期間は10年で」: each has its own.
    if !to.acts.is_empty() || to.relation.is_some_and(|r| r != "be") {
        return;
    }
    to.acts.clone_from(&from.acts);
    to.topics.clone_from(&from.topics);
    to.verb.clone_from(&from.verb);
    to.relation = from.relation.filter(|r| *r != "be").or(to.relation);
    to.negated |= from.negated;
    to.past |= from.past;
    to.stative = from.stative;
    if from.passive && !to.passive {
        to.passive = true;
        for p in to.parts.iter_mut().filter(|p| p.role == Role::Agent) {
            p.role = Role::Patient;
        }
    }
    // The same sort of thing as the topic is what differs; the rest is shared.
    let own: Vec<u8> = to
        .parts
        .iter()
        .filter_map(|p| sort(p, found, offset))
        .collect();
    let mut subject = false;
    for p in &from.parts {
        let Some(s) = sort(p, found, offset) else {
            continue;
        };
        let object = p.role == Role::Patient && !from.passive || p.role == Role::Other;
        if !own.contains(&s) || s == 3 && object && !own_object(to, found, offset) {
            subject |= p.role == Role::Agent;
            to.parts.push(p.clone());
        }
    }
    if subject {
        to.parts.retain(|p| p.what != What::Carried);
    }
    for w in &from.words {
        if !to.words.contains(w) {
            to.words.push(w.clone());
        }
    }
}

fn own_object(r: &Roles, found: &[Found], offset: usize) -> bool {
    r.parts
        .iter()
        .any(|p| p.role == Role::Patient && sort(p, found, offset) == Some(3))
}

/// 「日本が受諾を通告したのと同じ8月14日、…」: the day that the next clause begins with is that of this one too. What
/// is counted from it (翌日, 三か月後) is not.
pub(super) fn date(r: &mut Roles, p: &Piece, text: &str, found: &[Found], offset: usize) {
    let next = found
        .iter()
        .enumerate()
        .find(|(_, f)| f.is_time() && f.range.start >= p.span.end);
    let Some((k, f)) = next else { return };
    let words = text.get(f.range.clone()).unwrap_or("");
    let own = matches!(&f.kind, Kind::Time(t, clue) if t.date.is_some() && !clue.relative)
        && !words.contains(['後', '翌', '前']);
    let dated = r.parts.iter().any(|q| {
        matches!(q.what, What::Found(k) if k.checked_sub(offset).and_then(|k| found.get(k)).is_some_and(Found::is_time))
    });
    if own && !dated {
        r.parts.push(Part {
            what: What::Found(offset + k),
            role: Role::Other,
            range: f.range.clone(),
            marker: None,
        });
    }
}
