//! Which act a word of several senses means in its clause: to hold a town, a meeting or an opinion; to leave a
//! league or a city; to break a treaty, or down.

use super::tag::{Item, Tag};
use super::words;
use crate::found::Found;

/// The object of the verb at `k`: the items up to the next preposition, mark or clause.
fn object(items: &[Item], k: usize) -> &[Item] {
    let from = (k + 1).min(items.len());
    let end = items[from..]
        .iter()
        .position(|x| {
            matches!(
                x.tag,
                Tag::Prep
                    | Tag::Comma
                    | Tag::Semi
                    | Tag::Colon
                    | Tag::Dash
                    | Tag::Sub
                    | Tag::Rel
                    | Tag::Time
                    | Tag::To
            ) && x.lower != "of"
        })
        .map_or(items.len(), |n| from + n);
    &items[from..end]
}

/// Of a passive verb the subject is the object.
fn affected(items: &[Item], k: usize, passive: bool) -> &[Item] {
    if passive {
        &items[..k]
    } else {
        object(items, k)
    }
}

fn any_of(class: &str, items: &[Item]) -> bool {
    items.iter().any(|x| words::is(class, &x.lemma))
}

/// Whether the word at `k` names this act here. `passive`: the clause's head verb is passive.
pub(crate) fn means(act: &str, items: &[Item], k: usize, passive: bool, found: &[Found]) -> bool {
    let x = &items[k];
    let verbal = x.verbal();
    let next = items.get(k + 1).map_or("", |n| n.lower.as_str());
    let is = |i: &Item, f: fn(&Found) -> bool| i.names(found, f);
    let place = |i: &Item| {
        is(i, Found::is_place) || is(i, Found::is_actor) || words::is("ground", &i.lemma)
    };
    let paper = |i: &Item| super::made::is_paper(i, found);
    if x.tag == Tag::Adj
        && x.found.is_none()
        && items.iter().any(Item::finite)
        && act != "independence"
    {
        return false;
    }
    match (x.lemma.as_str(), act) {
        ("hold", "judgment") => items[k..]
            .iter()
            .any(|y| y.tag == Tag::Sub && y.lower == "that"),
        ("hold", "occupation") => {
            let o = affected(items, k, passive);
            o.iter().any(place) && !any_of("meeting", o) && !any_of("ballot", o)
        }
        ("find", "judgment") => items[k..].iter().take(4).any(|y| {
            y.lower == "that" || matches!(y.lemma.as_str(), "guilty" | "breach" | "violation")
        }),
        ("leave" | "quit", "withdrawal") => {
            let o = affected(items, k, passive);
            let told =
                |y: &Item| paper(y) || is(y, Found::is_actor) || words::is("league", &y.lemma);
            // "the pact that Washington has quit"
            o.iter().any(told)
                || items[..k].iter().any(|y| y.tag == Tag::Rel) && items[..k].iter().any(paper)
        }
        ("leave" | "quit" | "evacuate", "withdrawal-of-troops") => {
            let o = affected(items, k, passive);
            o.iter().any(place)
                || o.is_empty()
                    && items[..k]
                        .iter()
                        .any(|y| words::is("force", &y.lemma) || is(y, Found::is_actor))
                || items[..k].iter().any(|y| words::is("force", &y.lemma))
        }
        ("break", "violation") => {
            !matches!(
                next,
                "down" | "out" | "off" | "away" | "up" | "through" | "into" | "with" | "even"
            ) && (affected(items, k, passive)
                .iter()
                .any(|y| paper(y) || words::is("breakable", &y.lemma))
                || x.tag == Tag::Noun)
        }
        ("keep", "observance") => affected(items, k, passive)
            .iter()
            .any(|y| paper(y) || words::is("keepable", &y.lemma)),
        ("die", "leaving-office") => items[..k].iter().any(|y| is(y, Found::is_person)),
        ("die", "killing") => !items[..k].iter().any(|y| is(y, Found::is_person)),
        // "a declaration annexed to it": a text is joined to a text.
        ("annex", "annexation") => {
            !(verbal && next == "to" && items[..k].iter().any(paper)
                || x.tag == Tag::Noun
                    && x.lower.starts_with("annex")
                    && !x.lower.starts_with("annexat"))
        }
        ("free", _) => verbal,
        ("union" | "camp" | "state" | "credit" | "seat" | "general", _) => !x.capital || k == 0,
        ("pass", "resolution") | ("pass", "legislation") => {
            verbal && !matches!(next, "to" | "through" | "into" | "by" | "from" | "under")
        }
        ("fall", "occupation") => true,
        ("end", "termination") => verbal,
        _ => true,
    }
}

/// "Russia withdrew", "the United States was pulling out": from what was agreed, or with its troops.
fn leaving(items: &[Item], found: &[Found], out: &mut Vec<&'static str>) {
    let is = |i: &Item, f: fn(&Found) -> bool| i.names(found, f);
    for (k, x) in items.iter().enumerate() {
        if !x.verbal() || x.found.is_some() {
            continue;
        }
        let next = |n: usize| items.get(k + n).map_or("", |y| y.lower.as_str());
        let leaves = match x.lemma.as_str() {
            "withdraw" => !matches!(
                next(1),
                "its" | "his" | "their" | "the" | "an" | "a" | "all"
            ),
            "pull" => next(1) == "out",
            "walk" => matches!(next(1), "away" | "out"),
            _ => false,
        };
        if !leaves {
            continue;
        }
        let force = items[..k].iter().any(|y| words::is("force", &y.lemma));
        let after = items.get(k + 1..).unwrap_or_default();
        let ground = after.iter().take(4).any(|y| {
            is(y, Found::is_place) && !is(y, Found::is_agreement) || words::is("ground", &y.lemma)
        });
        if !force && !ground {
            out.push("withdrawal");
        } else if x.lemma == "withdraw" {
            out.push("withdrawal-of-troops");
        }
    }
}

/// Acts that a verb and its subject or object tell together: troops that enter a country invade it, thousands that
/// die were killed.
pub(crate) fn told(
    items: &[Item],
    at: usize,
    end: usize,
    lemma: &str,
    passive: bool,
    found: &[Found],
) -> Vec<&'static str> {
    let mut out = Vec::new();
    leaving(items, found, &mut out);
    if super::made::is_made(items, at, end, lemma, passive, found) {
        out.push("signature");
    }
    if super::made::is_joining(items, end, lemma) {
        out.extend(["accession", "admission"]);
    }
    let land = super::made::land(items, at, end, lemma, passive, found);
    if land.is_some() {
        out.push("cession");
    }
    let is = |i: &Item, f: fn(&Found) -> bool| i.names(found, f);
    let subject = &items[..at.min(items.len())];
    let after = &items[(end + 1).min(items.len())..];
    let force = subject.iter().any(|y| {
        words::is("force", &y.lemma)
            || y.found.is_some() && words::is("force", y.lower.rsplit(' ').next().unwrap_or(""))
            || y.found.is_some() && y.lower.ends_with(" army")
    });
    let place = after
        .iter()
        .take(6)
        .any(|y| is(y, Found::is_place) || is(y, Found::is_actor) || words::is("ground", &y.lemma));
    let people = items
        .iter()
        .any(|y| y.tag == Tag::Qty || words::is("people", &y.lemma));
    match lemma {
        "enter" | "cross" | "march" | "move" | "roll" | "advance" if force && place && !passive => {
            out.push("invasion")
        }
        "take" | "capture" | "storm" | "conquer"
            if !passive
                && after
                    .iter()
                    .find(|y| y.tag != Tag::Det && y.tag != Tag::Adj)
                    .is_some_and(|y| {
                        !is(y, Found::is_person)
                            && (is(y, Found::is_place)
                                || y.tag == Tag::Name
                                    && is(y, Found::is_actor)
                                    && !is(y, Found::is_demonym)
                                || is(y, Found::is_unknown))
                    }) =>
        {
            out.push("occupation");
        }
        "fall"
            if land.is_none()
                && subject.iter().any(|y| {
                    is(y, Found::is_place) || y.found.is_some() && is(y, Found::is_actor)
                })
                && !after.first().is_some_and(|y| {
                    matches!(
                        y.lower.as_str(),
                        "behind" | "out" | "silent" | "short" | "back"
                    )
                }) =>
        {
            out.push("occupation");
        }
        "die" | "perish" if people && !subject.iter().any(|y| is(y, Found::is_person)) => {
            out.push("killing")
        }
        "cost" | "lose" | "claim"
            if people
                && after.iter().any(|y| {
                    matches!(y.lemma.as_str(), "life" | "dead" | "soldier" | "casualty")
                })
                && items.iter().any(|y| y.tag == Tag::Qty) =>
        {
            out.push("killing");
        }
        "give"
            if after
                .iter()
                .take(6)
                .any(|y| matches!(y.lemma.as_str(), "life"))
                && people =>
        {
            out.push("killing")
        }
        "hold" | "convene" | "open" if any_of("meeting", if passive { subject } else { after }) => {
            out.push("conference")
        }
        "hold" if any_of("ballot", if passive { subject } else { after }) => {
            out.push(
                if items
                    .iter()
                    .any(|x| matches!(x.lemma.as_str(), "election" | "ballot"))
                {
                    "election"
                } else {
                    "referendum"
                },
            );
        }
        "get" | "gain" | "receive" | "obtain" | "acquire" | "award" | "lose"
            if !passive
                && after
                    .iter()
                    .take(3)
                    .find(|y| y.tag != Tag::Det && y.tag != Tag::Adj)
                    .is_some_and(|y| is(y, Found::is_place) && !is(y, Found::is_person)) =>
        {
            out.push("cession");
        }
        _ => {}
    }
    out
}
