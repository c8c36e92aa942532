//! What is the subject and what only belongs to a name: titles, ranks and offices before names, "it was X which".

use super::nouns;
use super::tag::{Item, Tag};
use crate::found::Found;
use crate::roles::Role;

/// Where the subject begins after a phrase that stands before it: "Under the treaty, France, Britain and Italy
/// received …". A list without a joint before its last part ("In Poland, France, and Britain, the crowds cheered")
/// belongs to the phrase.
pub(super) fn subject_after_phrase(items: &[Item], at: usize) -> Option<usize> {
    if at >= items.len() || items.first()?.tag != Tag::Prep {
        return None;
    }
    let commas: Vec<usize> = (0..at).filter(|k| items[*k].tag == Tag::Comma).collect();
    let part = |c: usize| {
        let end = commas.iter().copied().find(|d| *d > c).unwrap_or(at);
        &items[c + 1..end]
    };
    let plain = |c: usize| {
        let p = part(c);
        p.iter().any(Item::nominal)
            && p.first().is_some_and(|x| x.tag != Tag::Time)
            && !p
                .iter()
                .any(|x| matches!(x.tag, Tag::Prep | Tag::Sub | Tag::Rel) || x.finite())
    };
    let mut from = *commas.last()?;
    if !plain(from) {
        return None;
    }
    // "…, Britain and Italy": the list goes on to the left, up to the phrase itself.
    let joined = part(from).iter().any(|x| x.tag == Tag::Cc);
    if joined {
        for c in commas.iter().rev().skip(1) {
            if !plain(*c) {
                break;
            }
            from = *c;
        }
    }
    Some(from + 1)
}

/// What stands in the titles of agreements ("the Berlin treaty", "the Treaty of Ghent"): a state that a title names
/// is told as a bystander, a place or person in it is only its name.
pub(super) fn titles(items: &[Item], found: &[Found]) -> std::collections::BTreeMap<usize, Role> {
    let mut out = std::collections::BTreeMap::new();
    for k in 0..items.len() {
        let Some(d) = nouns::description(items, k, found, |_, _| String::new()) else {
            continue;
        };
        for f in d.names {
            let Some(x) = found.get(f).filter(|x| x.is_name()) else {
                continue;
            };
            let before = items[..k].iter().any(|i| i.found == Some(f));
            let of = items.get(k + 1).is_some_and(|i| i.lower == "of");
            let owner = items
                .iter()
                .position(|i| i.found == Some(f))
                .is_some_and(|n| items.get(n + 1).is_some_and(|p| p.tag == Tag::Possessive));
            if (before || of) && !owner {
                let state = x.is_adjective()
                    || x.is_actor() && !x.is_place() && !x.is_person() && !x.is_metonym();
                out.insert(f, if state { Role::Other } else { Role::Title });
            }
        }
    }
    out
}

/// "Major Rudolf Anderson": a rank before a name is nobody's name.
pub(super) fn is_rank(items: &[Item], k: usize, found: &[Found]) -> bool {
    let person = |n: usize| {
        items
            .get(n)
            .and_then(|x| x.found)
            .and_then(|f| found.get(f))
            .is_some_and(Found::is_person)
    };
    matches!(
        items[k].lower.as_str(),
        "major" | "general" | "marshal" | "lord" | "king" | "pope"
    ) && person(k)
        && person(k + 1)
}

/// Whether one noun phrase leads to the verb: not "after its signature the Council endorsed it".
pub(super) fn one_subject(items: &[Item], from: usize) -> bool {
    let mut headed = false;
    for x in items.iter().skip(from) {
        if x.finite() {
            return true;
        }
        match x.tag {
            Tag::Det | Tag::Poss | Tag::Pron if headed => return false,
            Tag::Prep | Tag::Cc | Tag::Comma | Tag::Possessive | Tag::Rel => headed = false,
            Tag::Noun | Tag::Name => headed = true,
            _ => {}
        }
    }
    true
}

/// "It was Eritrea which had broken it": the words without "it was … which".
pub(super) fn uncleft(items: &[Item]) -> Option<Vec<Item>> {
    let k = items
        .windows(2)
        .position(|w| w[0].lower == "it" && w[1].tag == Tag::Be)?;
    let rel = items[k + 2..]
        .iter()
        .take(8)
        .position(|x| x.tag == Tag::Rel || x.tag == Tag::Sub && x.lower == "that")
        .map(|n| k + 2 + n)?;
    let named = items[k + 2..rel].iter().any(|x| x.found.is_some())
        && items[k + 2..rel].iter().all(|x| {
            matches!(
                x.tag,
                Tag::Det
                    | Tag::Adj
                    | Tag::Name
                    | Tag::Cc
                    | Tag::Adv
                    | Tag::Not
                    | Tag::Prep
                    | Tag::Time
            )
        });
    (named && items[rel + 1..].iter().any(Item::finite)).then(|| {
        items
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != k && *i != k + 1 && *i != rel)
            .map(|(_, x)| x.clone())
            .collect()
    })
}

/// "Soviet leader Mikhail Gorbachev": the state only says whose leader.
pub(super) fn names_office(items: &[Item], k: usize, found: &[Found]) -> bool {
    let actor = |x: &Item| x.found.and_then(|f| found.get(f));
    if actor(&items[k]).is_none_or(|f| f.is_person()) {
        return false;
    }
    for x in items[k + 1..].iter().take(5) {
        match x.tag {
            Tag::Noun | Tag::Adj | Tag::Prep | Tag::Possessive => {
                if x.found
                    .is_some_and(|_| actor(x).is_some_and(|f| !f.is_person()))
                    || x.tag == Tag::Prep && x.lower != "of"
                {
                    return false;
                }
            }
            Tag::Name => {
                return actor(x).is_some_and(Found::is_person) && items[k + 1].range != x.range;
            }
            _ => return false,
        }
    }
    false
}

/// Whether an item names an actor and no place besides.
pub(super) fn is_state(x: &Item, found: &[Found]) -> bool {
    let f = x.found.and_then(|f| found.get(f));
    f.is_some_and(|f| f.is_actor() && !f.is_place() && !f.is_person())
}
