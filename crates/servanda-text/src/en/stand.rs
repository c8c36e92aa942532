//! Words that stand for something told before ("it", "both sides", "the war"), and who reports what.

use super::tag::{Item, Tag};
use super::verb::Verb;
use super::words;
use crate::roles::{Anaphor, Report, Role, Roles, What};

pub(super) fn anaphor(items: &[Item], k: usize) -> Option<Anaphor> {
    let x = &items[k];
    let prev = |n: usize| {
        items
            .get(k.wrapping_sub(n))
            .map_or("", |y| y.lower.as_str())
    };
    let definite = |n: usize| {
        matches!(
            prev(n),
            "the" | "this" | "that" | "its" | "their" | "these" | "same"
        )
    };
    match (x.tag, x.lower.as_str()) {
        (Tag::Poss | Tag::Pron, "its") => {
            let of_text = items[k + 1..]
                .iter()
                .take(3)
                .find(|n| n.tag == Tag::Noun)
                .is_some_and(|n| words::is("of_text", &n.lemma));
            return Some(if of_text {
                Anaphor::ItsText
            } else {
                Anaphor::Its
            });
        }
        (Tag::Pron | Tag::Poss, "it") => return Some(Anaphor::It),
        (Tag::Pron | Tag::Poss, "they" | "them" | "their") => return Some(Anaphor::They),
        (Tag::Pron | Tag::Poss, "she" | "her") => return Some(Anaphor::She),
        (Tag::Pron | Tag::Poss, "he" | "him" | "his") => {
            return Some(Anaphor::Person);
        }
        (Tag::Pron, "both" | "neither" | "either") => return Some(Anaphor::Both),
        _ => {}
    }
    if x.tag == Tag::Adj
        && x.lower == "former"
        && prev(1) == "the"
        && !items.get(k + 1).is_some_and(Item::nominal)
    {
        return Some(Anaphor::Former);
    }
    if x.tag == Tag::Adj && x.lower == "latter" && prev(1) == "the" {
        return Some(Anaphor::Latter);
    }
    if x.tag != Tag::Noun {
        return None;
    }
    let pair = matches!(prev(1), "both" | "two")
        || matches!(prev(2), "both" | "two") && items[k - 1].tag == Tag::Adj;
    if pair && words::is("paired", &x.lemma)
        || matches!(prev(1), "neither" | "either")
            && matches!(x.lemma.as_str(), "side" | "party" | "country" | "state")
    {
        return Some(Anaphor::Both);
    }
    if matches!(x.lemma.as_str(), "signatory") && definite(1)
        || prev(1) == "each" && x.lemma == "party"
    {
        return Some(Anaphor::Both);
    }
    let led =
        definite(1) || definite(2) && items[k - 1].tag == Tag::Adj && items[k - 1].found.is_none();
    if led && words::is("eventnoun", &x.lemma) {
        return Some(Anaphor::Event(x.lemma.clone()));
    }
    if led
        && matches!(
            x.lemma.as_str(),
            "country" | "republic" | "kingdom" | "state"
        )
    {
        return Some(Anaphor::Country);
    }
    None
}

pub(super) fn report(items: &[Item], v: &Verb, r: &mut Roles) {
    let known = words::is("reporting", &v.lemma) && !v.passive;
    let according = items
        .windows(2)
        .position(|p| p[0].lower == "according" && p[1].lower == "to");
    if !known && according.is_none() {
        return;
    }
    let content = items
        .iter()
        .skip(v.end + 1)
        .any(|x| x.finite() || matches!(x.tag, Tag::Sub))
        || items.iter().skip(v.end + 1).any(|x| x.lower == "that");
    if according.is_none() && words::is("reporting_that", &v.lemma) && !content {
        return;
    }
    let (from, to) = match according {
        Some(a) => (a, (a + 6).min(items.len())),
        None => (0, v.end + 1),
    };
    let (Some(a), Some(b)) = (items.get(from), items.get(to.saturating_sub(1))) else {
        return;
    };
    let range = a.range.start..b.range.end;
    let by: Vec<usize> = r
        .parts
        .iter()
        .enumerate()
        .filter(|(_, p)| {
            p.range.start >= range.start && p.range.end <= range.end && p.role != Role::Place
                || matches!(p.what, What::Carried | What::Antecedent) && according.is_none()
        })
        .map(|(i, _)| i)
        .collect();
    // Who is not named cannot be asked: "that", "which" and nobody in particular.
    if by.is_empty() && according.is_none() {
        return;
    }
    r.report = Some(Report {
        verb: v.lemma.clone(),
        range,
        by,
        reported: true,
    });
}
