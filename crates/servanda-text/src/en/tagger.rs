//! The rules that tell a word's tag from its forms and its neighbours.

use super::morph::{self, Form};
use super::tag::{Item, Tag};

/// The last word before `i` that is no adverb or mark of quotation.
fn before(items: &[Item], i: usize) -> Option<&Item> {
    items[..i]
        .iter()
        .rev()
        .find(|x| !matches!(x.tag, Tag::Adv | Tag::Not | Tag::Quote | Tag::Other))
}

pub(super) fn tag(items: &mut [Item]) {
    for i in 0..items.len() {
        if items[i].tag != Tag::Other || !items[i].lower.starts_with(char::is_alphabetic) {
            if items[i].lemma.is_empty() {
                items[i].lemma = if items[i].found.is_some() {
                    String::new()
                } else {
                    items[i].lower.clone()
                };
            }
            // "it's", "he's"
            if items[i].tag == Tag::Possessive && i > 0 && items[i - 1].tag == Tag::Pron {
                items[i].tag = Tag::Be;
                items[i].lemma = "be".into();
            }
            continue;
        }
        let (tag, lemma) = word(items, i);
        items[i].tag = tag;
        items[i].lemma = lemma;
    }
}

fn next_is_nounlike(items: &[Item], i: usize) -> bool {
    items.get(i + 1).is_some_and(|n| {
        n.found.is_some() && n.tag != Tag::Time
            || n.tag == Tag::Num
            || morph::table().get(&n.lower).map_or(
                n.lower.starts_with(char::is_alphabetic) && n.lower.len() > 2,
                |e| {
                    e.classes.iter().any(|c| matches!(*c, "noun" | "adj"))
                        || e.classes.is_empty()
                            && (e.nounish
                                || e.verbs.iter().all(|(f, _)| {
                                    matches!(f, Form::Participle | Form::Past | Form::Ing)
                                }) && e.verbs.iter().any(|(f, _)| *f != Form::Past))
                },
            )
    })
}

fn word(items: &[Item], i: usize) -> (Tag, String) {
    let w = items[i].lower.as_str();
    let prev = before(items, i).map(|x| x.tag);
    let Some(entry) = morph::table().get(w) else {
        return unknown(items, i);
    };
    let has = |c: &str| entry.classes.contains(&c);
    let same = || w.to_owned();
    if w == "that" {
        return (that(items, i), same());
    }
    if w == "to" {
        let verb = items[i + 1..]
            .iter()
            .find(|x| !x.lower.ends_with("ly"))
            .is_some_and(|n| {
                n.found.is_none()
                    && morph::table().get(&n.lower).is_some_and(|e| {
                        e.verbs.iter().any(|(f, _)| *f == Form::Base)
                            || matches!(n.lower.as_str(), "be" | "have" | "do")
                    })
            });
        return (if verb { Tag::To } else { Tag::Prep }, same());
    }
    if matches!(w, "not" | "n't") {
        return (Tag::Not, same());
    }
    if has("negmodal") {
        return (Tag::Modal, w.trim_end_matches("n't").to_owned());
    }
    if has("modal") && !matches!(prev, Some(Tag::Det | Tag::Poss | Tag::Adj)) {
        return (Tag::Modal, same());
    }
    if has("be") && !(w == "being" && matches!(prev, Some(Tag::Adj))) {
        return (Tag::Be, "be".into());
    }
    if has("have") {
        return (Tag::Have, "have".into());
    }
    if has("do") {
        return (Tag::Do, "do".into());
    }
    for (class, t) in [
        ("rel", Tag::Rel),
        ("sub", Tag::Sub),
        ("cc", Tag::Cc),
        ("poss", Tag::Poss),
    ] {
        if has(class) {
            return (t, same());
        }
    }
    if has("det") && (!has("pron") || next_is_nounlike(items, i)) {
        let heads = has("adv") && !next_is_nounlike(items, i);
        let alone = matches!(
            w,
            "this"
                | "these"
                | "those"
                | "all"
                | "both"
                | "another"
                | "some"
                | "many"
                | "few"
                | "several"
                | "each"
                | "either"
                | "neither"
                | "most"
                | "much"
                | "such"
        ) && !next_is_nounlike(items, i)
            && !items.get(i + 1).is_some_and(|n| {
                matches!(
                    n.lower.as_str(),
                    "the" | "of" | "a" | "its" | "their" | "his"
                )
            });
        if alone {
            return (if heads { Tag::Adv } else { Tag::Pron }, same());
        }
        return (Tag::Det, same());
    }
    if has("pron") {
        return (Tag::Pron, same());
    }
    if !entry.verbs.is_empty()
        && (!(has("prep") || has("adv") || has("noun") || has("adj")) || verb_wins(w, prev))
        && let Some(r) = verb(items, i, entry, prev)
    {
        return r;
    }
    if has("prep") {
        return (Tag::Prep, same());
    }
    if has("adv") {
        return (Tag::Adv, same());
    }
    if has("adj") {
        return (Tag::Adj, same());
    }
    (Tag::Noun, morph::singular(w))
}

/// Words that are small words or nouns as well as verbs: whether here they are verbs.
fn verb_wins(w: &str, prev: Option<Tag>) -> bool {
    match w {
        "past" | "like" | "down" | "near" | "during" | "concerning" | "regarding" | "including"
        | "excluding" | "following" | "pending" | "considering" | "own" | "like's" | "round"
        | "back" | "long" | "well" | "spring" | "ground" | "open" | "free" | "live" | "clear"
        | "present" | "low" => {
            matches!(prev, Some(Tag::To | Tag::Modal))
        }
        "left" => !matches!(prev, Some(Tag::Det | Tag::Poss | Tag::Be | Tag::Prep)),
        "last" | "lasts" => matches!(
            prev,
            Some(Tag::To | Tag::Modal | Tag::Do | Tag::Noun | Tag::Pron)
        ),
        "met" | "meeting" | "building" | "being" => !matches!(
            prev,
            Some(Tag::Det | Tag::Adj | Tag::Poss | Tag::Prep | Tag::Possessive)
        ),
        _ => !matches!(
            prev,
            Some(Tag::Det | Tag::Poss | Tag::Adj | Tag::Possessive | Tag::Prep)
        ),
    }
}

fn that(items: &[Item], i: usize) -> Tag {
    let prev = before(items, i);
    let next = items.get(i + 1);
    let next_verb = next.is_some_and(|n| {
        n.found.is_none()
            && morph::table().get(&n.lower).is_some_and(|e| {
                e.classes
                    .iter()
                    .any(|c| matches!(*c, "be" | "have" | "do" | "modal"))
                    || e.verbs
                        .iter()
                        .any(|(f, _)| matches!(f, Form::Past | Form::S))
                        && !e.nounish
            })
    });
    match prev.map(|p| p.tag) {
        None => {
            if next_verb {
                Tag::Pron
            } else {
                Tag::Det
            }
        }
        Some(Tag::Prep | Tag::Cc) if !next_verb => Tag::Det,
        // "when that arrangement broke down"
        Some(Tag::Rel) if !next_verb && next_is_nounlike(items, i) => Tag::Det,
        Some(Tag::Prep) => Tag::Pron,
        Some(Tag::Noun | Tag::Name | Tag::Num | Tag::Qty | Tag::Pron) => Tag::Rel,
        Some(Tag::Comma | Tag::Semi | Tag::Stop | Tag::Colon) if next_verb => Tag::Pron,
        _ => Tag::Sub,
    }
}

fn verb(
    items: &[Item],
    i: usize,
    entry: &morph::Entry,
    prev: Option<Tag>,
) -> Option<(Tag, String)> {
    let form = |f: Form| {
        entry
            .verbs
            .iter()
            .find(|(g, _)| *g == f)
            .map(|(_, b)| b.clone())
    };
    let (base, s, past, part, ing) = (
        form(Form::Base),
        form(Form::S),
        form(Form::Past),
        form(Form::Participle),
        form(Form::Ing),
    );
    let noun = || Some((Tag::Noun, morph::singular(&items[i].lower)));
    if let Some(b) = base {
        if matches!(prev, Some(Tag::To | Tag::Modal | Tag::Do)) {
            return Some((Tag::Inf, b));
        }
        if let Some(p) = part
            .clone()
            .filter(|_| matches!(prev, Some(Tag::Have | Tag::Be)))
        {
            return Some((Tag::Part, p));
        }
        // put, set, quit … after a subject
        if past.is_some()
            && !matches!(
                prev,
                Some(Tag::Det | Tag::Poss | Tag::Adj | Tag::Prep | Tag::Possessive)
            )
        {
            return Some((Tag::Past, past.unwrap_or(b)));
        }
        return match prev {
            Some(Tag::Pron | Tag::Rel) => Some((Tag::Fin, b)),
            Some(Tag::Cc) => parallel(items, i, entry.nounish, b),
            Some(Tag::Noun | Tag::Name | Tag::Close) if !entry.nounish && is_plural(items, i) => {
                Some((Tag::Fin, b))
            }
            None if !entry.nounish => Some((Tag::Inf, b)),
            Some(Tag::Comma | Tag::Colon) if !entry.nounish => Some((Tag::Inf, b)),
            _ => noun(),
        };
    }
    if let Some(b) = s {
        // "An alliance that people queue to enter needs no apology"
        let closes = prev == Some(Tag::Inf)
            && items[..i].iter().any(|x| x.tag == Tag::Rel)
            && items
                .get(i + 1)
                .is_some_and(|n| matches!(n.lower.as_str(), "no" | "the" | "a" | "an" | "not"));
        if closes {
            return Some((Tag::Fin, b));
        }
        return match prev {
            Some(Tag::Pron | Tag::Rel) => Some((Tag::Fin, b)),
            Some(
                Tag::Det
                | Tag::Poss
                | Tag::Adj
                | Tag::Prep
                | Tag::Possessive
                | Tag::Num
                | Tag::Qty
                | Tag::Be
                | Tag::Have
                | Tag::Fin
                | Tag::Ger
                | Tag::Inf,
            )
            | None => noun(),
            _ if !entry.nounish => Some((Tag::Fin, b)),
            _ => {
                let verbal = items.get(i + 1).is_some_and(|n| {
                    n.found.is_some()
                        || matches!(
                            n.lower.as_str(),
                            "the"
                                | "a"
                                | "an"
                                | "that"
                                | "its"
                                | "his"
                                | "their"
                                | "not"
                                | "to"
                                | "it"
                                | "them"
                                | "out"
                                | "up"
                        )
                });
                if verbal
                    && matches!(
                        prev,
                        Some(Tag::Noun | Tag::Name | Tag::Close | Tag::Cc | Tag::Comma)
                    )
                {
                    Some((Tag::Fin, b))
                } else {
                    noun()
                }
            }
        };
    }
    if let Some(b) = past.clone().or(part.clone()) {
        return Some(match prev {
            Some(Tag::Have | Tag::Be) if part.is_some() => (Tag::Part, b),
            Some(Tag::Det | Tag::Poss | Tag::Possessive) => (Tag::Adj, b),
            Some(Tag::Adj | Tag::Prep | Tag::Num | Tag::Qty)
                if part.is_some()
                    && (!matches!(prev, Some(Tag::Num | Tag::Qty))
                        || items[..i].iter().any(Item::finite))
                    && next_is_nounlike(items, i)
                    && items[i].found.is_none()
                    && !subject_before(items, i) =>
            {
                (Tag::Adj, b)
            }
            Some(Tag::Modal | Tag::To | Tag::Do) => return None,
            _ if past.is_some() && part.is_none() => (Tag::Fin, b),
            _ if past.is_none() => (Tag::Part, b),
            Some(Tag::Comma) if part.is_some() && is_attribute(items, i) => (Tag::Part, b),
            _ => (Tag::Past, b),
        });
    }
    if let Some(b) = ing {
        return Some(match prev {
            Some(Tag::Det | Tag::Poss | Tag::Possessive) => (Tag::Noun, items[i].lower.clone()),
            Some(Tag::Adj) if !next_is_nounlike(items, i) => (Tag::Noun, items[i].lower.clone()),
            _ => (Tag::Ger, b),
        });
    }
    None
}

/// "The pact, signed in Paris in May, …": a form without an object after the first comma of a noun's phrase.
fn is_attribute(items: &[Item], i: usize) -> bool {
    let after = items.get(i + 1).is_some_and(|n| {
        n.tag == Tag::Time
            || matches!(
                n.lower.as_str(),
                "in" | "at"
                    | "on"
                    | "by"
                    | "between"
                    | "with"
                    | "under"
                    | "from"
                    | "during"
                    | "after"
                    | "before"
            )
    });
    let Some(comma) = items[..i].iter().rposition(|x| x.tag == Tag::Comma) else {
        return false;
    };
    let from = items[..comma]
        .iter()
        .rposition(|x| x.finite() || matches!(x.tag, Tag::Semi | Tag::Colon | Tag::Dash))
        .map_or(0, |k| k + 1);
    let noun = items[from..comma].last().is_some_and(|x| {
        matches!(
            x.tag,
            Tag::Noun | Tag::Name | Tag::Time | Tag::Close | Tag::Num
        )
    });
    // The comma may close a relative clause: "the Council, from which he was absent, called on".
    let closes = items[..comma]
        .iter()
        .rposition(|x| x.tag == Tag::Rel)
        .is_some_and(|r| r > 0 && r < from && items[r..comma].iter().all(|x| x.tag != Tag::Comma));
    let listed = closes || items[from..comma].iter().any(|x| x.tag == Tag::Comma);
    after && noun && !listed && comma + 1 == i
}

/// Whether an adjective of a people stands for the people ("the French signed").
fn subject_before(items: &[Item], i: usize) -> bool {
    i > 1 && items[i - 1].found.is_some() && items[i - 2].lower == "the"
}

fn parallel(items: &[Item], i: usize, nounish: bool, base: String) -> Option<(Tag, String)> {
    let last_verb = items[..i].iter().rev().find(|x| {
        matches!(
            x.tag,
            Tag::Inf
                | Tag::Fin
                | Tag::Past
                | Tag::Part
                | Tag::Ger
                | Tag::Be
                | Tag::Have
                | Tag::Modal
        )
    });
    match last_verb.map(|v| v.tag) {
        Some(Tag::Inf)
            if !nounish
                || items.get(i + 1).is_some_and(|n| {
                    matches!(
                        n.lower.as_str(),
                        "the" | "a" | "an" | "its" | "their" | "his" | "to" | "up"
                    ) || n.found.is_some()
                }) =>
        {
            Some((Tag::Inf, base))
        }
        Some(Tag::Fin) if !nounish => Some((Tag::Fin, base)),
        _ if nounish => Some((Tag::Noun, morph::singular(&items[i].lower))),
        _ => Some((Tag::Inf, base)),
    }
}

fn is_plural(items: &[Item], i: usize) -> bool {
    before(items, i).is_some_and(|p| {
        p.lower.ends_with('s')
            || matches!(
                p.lower.as_str(),
                "people" | "men" | "women" | "troops" | "parties"
            )
            || p.tag == Tag::Close
    }) || items[..i]
        .iter()
        .rev()
        .skip(1)
        .take(2)
        .any(|x| x.tag == Tag::Cc)
}

fn unknown(items: &[Item], i: usize) -> (Tag, String) {
    let w = items[i].lower.as_str();
    let prev = before(items, i).map(|x| x.tag);
    for end in ["'ll", "'d", "'re", "'ve", "'m"] {
        if w.ends_with(end) {
            let t = if matches!(end, "'ll" | "'d") {
                Tag::Modal
            } else if end == "'ve" {
                Tag::Have
            } else {
                Tag::Be
            };
            let lemma = match end {
                "'ll" => "will",
                "'d" => "would",
                "'ve" => "have",
                _ => "be",
            };
            return (t, lemma.into());
        }
    }
    if items[i].capital && i > 0 {
        return (Tag::Noun, w.to_owned());
    }
    if w.len() > 3 && w.ends_with("ly") {
        return (Tag::Adv, w.to_owned());
    }
    if w.len() > 4 && w.ends_with("ed") && !w.ends_with("eed") {
        let base = w[..w.len() - 2].to_owned();
        return match prev {
            Some(Tag::Have | Tag::Be) => (Tag::Part, base),
            Some(
                Tag::Det | Tag::Poss | Tag::Adj | Tag::Prep | Tag::Possessive | Tag::Num | Tag::Qty,
            ) => (Tag::Adj, base),
            _ => (Tag::Past, base),
        };
    }
    if w.len() > 5 && w.ends_with("ing") {
        return match prev {
            Some(Tag::Det | Tag::Adj | Tag::Poss | Tag::Possessive) => (Tag::Noun, w.to_owned()),
            _ => (Tag::Ger, w[..w.len() - 3].to_owned()),
        };
    }
    const ADJ: &[&str] = &[
        "ous", "ful", "ical", "ive", "less", "able", "ible", "ary", "ial", "ional", "ese", "ish",
        "est", "ic", "al",
    ];
    if w.len() > 4 && ADJ.iter().any(|e| w.ends_with(e)) && next_is_nounlike(items, i) {
        return (Tag::Adj, w.to_owned());
    }
    if w.len() > 5
        && ["ous", "ful", "less", "ible"]
            .iter()
            .any(|e| w.ends_with(e))
    {
        return (Tag::Adj, w.to_owned());
    }
    (Tag::Noun, morph::singular(w))
}
