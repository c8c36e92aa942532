//! Which acts a clause tells, and whom its verb makes giver and receiver.

use super::tag::{Item, Tag};
use super::verb::Verb;
use super::words;
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::roles::{Part, Role, Roles};

/// Acts that the verb tells with its subject or object; who gets land is the one to whom it is ceded.
pub(super) fn told_acts(
    items: &[Item],
    lexicon: &Lexicon,
    v: &Verb,
    found: &[Found],
    r: &mut Roles,
) {
    let told = super::sense::told(items, v.at, v.end, &v.lemma, v.passive, found);
    for a in told {
        let Some(i) = lexicon.acts.iter().position(|x| x.as_str() == a) else {
            continue;
        };
        if !r.acts.contains(&(i as u32)) {
            r.acts.push(i as u32);
        }
        // "marched into Czechoslovakia": a country entered by troops is the one invaded.
        if a == "invasion" {
            for p in r.parts.iter_mut().filter(|p| p.role == Role::Place) {
                let k = items.iter().position(|x| x.range == p.range);
                if k.is_some_and(|k| k > v.end && k > 0 && items[k - 1].lower == "into") {
                    p.role = Role::Patient;
                }
            }
        }
        if a == "cession"
            && super::made::land(items, v.at, v.end, &v.lemma, v.passive, found)
                == Some(super::made::Land::GoesTo)
        {
            let at = items.get(v.at).map_or(0, |x| x.range.start);
            for p in &mut r.parts {
                p.role = match p.role {
                    Role::Agent | Role::Patient if p.range.end <= at => Role::Place,
                    Role::Place | Role::Other if p.range.start > at && after_to(items, p) => {
                        Role::Patient
                    }
                    other => other,
                };
            }
        } else if a == "cession" && v.lemma != "lose" {
            for p in &mut r.parts {
                let from = items
                    .iter()
                    .position(|x| x.range == p.range)
                    .and_then(|k| k.checked_sub(1))
                    .is_some_and(|k| items[k].lower == "from");
                p.role = match p.role {
                    Role::Agent => Role::Patient,
                    Role::Place | Role::Patient if from => Role::Agent,
                    other => other,
                };
            }
        }
    }
}

/// Whether a part stands after "to".
fn after_to(items: &[Item], p: &Part) -> bool {
    items
        .iter()
        .position(|x| x.range == p.range)
        .is_some_and(|k| (1..=2).any(|n| k >= n && items[k - n].lower == "to"))
}

pub(super) fn acts(
    items: &[Item],
    lexicon: &Lexicon,
    at: usize,
    end: usize,
    passive: bool,
    found: &[Found],
    r: &mut Roles,
) {
    let lemmas: Vec<&str> = items
        .iter()
        .map(|i| {
            if i.found.is_some() {
                "\u{0}"
            } else {
                i.lemma.as_str()
            }
        })
        .collect();
    let mut hits = lexicon.act_words_en.words(&lemmas, 3);
    // The head verb's phrase first, longer phrases before shorter, then nouns.
    hits.sort_by_key(|h| {
        let head = h.at >= at && h.at <= end;
        (
            std::cmp::Reverse(u8::from(head)),
            std::cmp::Reverse(h.len),
            h.at,
            h.term,
        )
    });
    let covered = |h: &crate::lexicon::Hit, all: &[crate::lexicon::Hit]| {
        all.iter()
            .any(|o| o.len > h.len && o.at <= h.at && h.end <= o.end)
    };
    let without = items.iter().position(|x| x.lower == "without");
    let whether = items.iter().position(|x| x.lower == "whether");
    let excluded = |k: usize| {
        whether.is_some_and(|w| k > w)
            || without.is_some_and(|w| k > w && !items[w..k].iter().any(|x| x.tag == Tag::Comma))
    };
    hits.retain(|h| !excluded(h.at));
    hits.retain(|h| {
        h.len > 1
            || lexicon
                .acts
                .get(h.term as usize)
                .is_none_or(|a| super::sense::means(a.as_str(), items, h.at, passive, found))
    });
    for h in &hits {
        let mismatch = items[h.at].tag == Tag::Noun
            && h.len == 1
            && h.at < at
            && hits.iter().any(|o| o.at >= at && o.at <= end);
        let noun =
            items[h.at].tag == Tag::Noun && h.len == 1 && words::is("verbonly", &items[h.at].lemma);
        if !covered(h, &hits) && !mismatch && !noun && !r.acts.contains(&h.term) {
            r.acts.push(h.term);
        }
    }
    for h in lexicon.topic_words_en.words(&lemmas, 2) {
        if excluded(h.at) {
            continue;
        }
        if !r.topics.contains(&h.term) {
            r.topics.push(h.term);
        }
    }
}

/// "Received security assurances from X": what is received is somebody's promise.
pub(super) fn receives_promise(items: &[Item], v: &Verb) -> bool {
    let promise = |x: &Item| words::is("assurance", &x.lemma);
    matches!(
        v.lemma.as_str(),
        "receive" | "get" | "obtain" | "gain" | "win" | "secure" | "extract" | "accept"
    ) && items
        .iter()
        .skip(v.end)
        .take_while(|x| !matches!(x.tag, Tag::Comma | Tag::Semi))
        .take(6)
        .any(promise)
}

/// Who received is the one to whom it was given; who follows "from" gave.
pub(super) fn turn_round(items: &[Item], r: &mut Roles) {
    let mut from = false;
    let mut givers = Vec::new();
    for x in items {
        match x.tag {
            Tag::Prep => from = x.lower == "from",
            Tag::Comma | Tag::Cc => {}
            _ if x.nominal() || matches!(x.tag, Tag::Det | Tag::Adj) => {
                if from {
                    givers.push(x.range.clone());
                }
            }
            _ => from = false,
        }
    }
    for p in &mut r.parts {
        p.role = match p.role {
            Role::Agent => Role::Patient,
            _ if givers.contains(&p.range) => Role::Agent,
            other => other,
        };
    }
}

/// Whether the preposition before `k` follows a noun that names an act ("the invasion of").
pub(super) fn noun_of_act(items: &[Item], k: usize) -> bool {
    items[..k].iter().rev().take(5).any(|x| {
        x.tag == Tag::Noun
            && (x.lemma.ends_with("ion")
                || x.lemma.ends_with("ment")
                || x.lemma.ends_with("al")
                || matches!(
                    x.lemma.as_str(),
                    "attack" | "seizure" | "capture" | "conquest" | "war"
                ))
    })
}
