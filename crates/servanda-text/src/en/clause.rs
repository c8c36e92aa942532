//! Clauses of an English sentence: where one statement ends and the next begins.

use super::divide::{divided, merged, trimmed};
use super::tag::{Item, Tag};
use std::ops::Range;

/// How a clause hangs on what is before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Begins a sentence, or stands beside the clause before it with its own subject.
    Main,
    /// A further verb of the same subject.
    Verb,
    /// which, who, whose, where: its subject or object is the noun before it.
    Relative,
    /// After when, because, although …
    Subordinate,
    /// A participle's phrase.
    Participle,
    /// A phrase without a verb of its own.
    Phrase,
    /// Its verb is that of the clause before, left out.
    Gap,
    /// A direct quotation.
    Quotation,
}

/// A clause: a run of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub items: Range<usize>,
    pub link: Link,
}

/// Shortest length, in characters, of what stands alone.
const SHORT: usize = 16;

pub(super) fn width(items: &[Item], r: Range<usize>) -> usize {
    match (
        items.get(r.start),
        r.end.checked_sub(1).and_then(|e| items.get(e)),
    ) {
        (Some(a), Some(b)) if r.start < r.end => b.range.end.saturating_sub(a.range.start),
        _ => 0,
    }
}

fn has_finite(items: &[Item]) -> bool {
    items.iter().any(Item::finite)
}

pub(super) fn has_verb(items: &[Item]) -> bool {
    items
        .iter()
        .any(|i| i.finite() || matches!(i.tag, Tag::Part | Tag::Ger | Tag::Inf))
}

/// Whether a clause with a verb of its own ends here. A past form after a fronted "By the treaty signed in May by A
/// and B" is none.
fn stands_alone(left: &[Item]) -> bool {
    let fronted = left.first().is_some_and(|x| x.tag == Tag::Prep);
    left.iter().enumerate().any(|(k, x)| {
        x.finite()
            && !(fronted
                && x.tag == Tag::Past
                && super::words::is("attributive", &x.lemma)
                && !left[..k].iter().any(|c| c.tag == Tag::Comma)
                && left
                    .get(k + 1)
                    .is_some_and(|n| matches!(n.tag, Tag::Time | Tag::Prep)))
    })
}

/// Skips adverbs, negations and quotation marks.
fn skip_light(items: &[Item], mut i: usize) -> usize {
    while items
        .get(i)
        .is_some_and(|x| matches!(x.tag, Tag::Adv | Tag::Not | Tag::Quote))
    {
        i += 1;
    }
    i
}

/// Whether a finite verb stands at `i`.
pub(super) fn verb_at(items: &[Item], i: usize) -> bool {
    items.get(skip_light(items, i)).is_some_and(Item::finite)
}

/// Whether a subject and a finite verb begin at `i`.
pub(crate) fn clause_at(items: &[Item], i: usize) -> bool {
    begins_clause(items, i, true)
}

/// Past forms that stand after a noun as its attribute: "the border agreed in 1963".
fn is_attribute(items: &[Item], i: usize, j: usize) -> bool {
    let x = &items[j];
    x.tag == Tag::Past
        && super::words::is("attributive", &x.lemma)
        && items
            .get(j + 1)
            .is_some_and(|n| n.tag == Tag::Time || matches!(n.tag, Tag::Prep | Tag::To))
        && items[i..j]
            .iter()
            .any(|p| matches!(p.tag, Tag::Prep | Tag::To | Tag::Inf | Tag::Ger))
}

fn begins_clause(items: &[Item], i: usize, deep: bool) -> bool {
    let mut seen = false;
    let mut joined = false;
    let mut j = i;
    while let Some(x) = items.get(j).filter(|_| j < i + 30) {
        if x.finite() {
            if is_attribute(items, i, j) {
                j += 1;
                continue;
            }
            return seen;
        }
        match x.tag {
            Tag::Comma => {
                let listed = items.get(j + 1).is_some_and(|n| {
                    n.nominal() || matches!(n.tag, Tag::Det | Tag::Adj | Tag::Cc | Tag::Poss)
                });
                if !listed || !seen {
                    return false;
                }
                // "A and B, and C did": a further clause begins after the comma.
                if let Some(c) = items.get(j + 1).filter(|c| c.tag == Tag::Cc) {
                    if c.lower != "and" && c.lower != "or" {
                        return false;
                    }
                    let single = !items[i..j].iter().any(|x| x.tag == Tag::Comma);
                    let apart = joined
                        || single
                        || items[i..j]
                            .iter()
                            .any(|x| matches!(x.tag, Tag::Prep | Tag::Time) && x.lower != "of");
                    if apart && deep && begins_clause(items, j + 2, false) {
                        return false;
                    }
                }
            }
            Tag::Rel => return seen,
            // "… by A and took effect": the verb goes with what is before.
            Tag::Cc if verb_at(items, j + 1) => return false,
            Tag::Cc => joined = true,
            Tag::Semi | Tag::Colon | Tag::Dash | Tag::Stop | Tag::Sub => return false,
            Tag::Prep if x.lower == "than" => return false,
            // "A and B as it gave up its arms": the verb is that of another clause.
            Tag::Prep
                if matches!(
                    x.lower.as_str(),
                    "as" | "after" | "before" | "since" | "until"
                ) && items.get(j + 1).is_some_and(|n| n.tag == Tag::Pron) =>
            {
                return false;
            }
            Tag::To | Tag::Inf if !seen => return false,
            _ if x.nominal() => {
                let of_phrase = j > 0 && items[j - 1].tag == Tag::Prep;
                seen |=
                    x.tag != Tag::Time || !of_phrase && items.get(j + 1).is_some_and(Item::finite)
            }
            _ => {}
        }
        j += 1;
    }
    false
}

fn is_time_word(x: &Item) -> bool {
    matches!(
        x.lower.as_str(),
        "before" | "after" | "since" | "until" | "till" | "as"
    )
}

/// The clauses of a sentence, in order, without gaps except marks.
pub(crate) fn pieces(items: &[Item]) -> Vec<Piece> {
    let mut cuts: Vec<(usize, Link)> = vec![(0, Link::Main)];
    let mut start = 0;
    let mut quote_from: Option<usize> = None;
    let opened = opened_without_comma(items);
    let mut i = 0;
    while i < items.len() {
        if opened == Some(i) {
            cuts.push((i, Link::Main));
            start = i;
            i += 1;
            continue;
        }
        let left = &items[start..i];
        let cut = match items[i].tag {
            Tag::Quote => quotation(items, i, &mut quote_from),
            Tag::Semi => Some((i + 1, Link::Main)),
            Tag::Dash => (width(items, start..i) >= SHORT
                && width(items, i + 1..items.len()) >= SHORT)
                .then_some((i + 1, link_of(items, i + 1))),
            Tag::Colon => (has_verb(&items[i + 1..]) && width(items, i + 1..items.len()) >= SHORT)
                .then_some((i + 1, link_of(items, i + 1))),
            Tag::Comma => comma(items, start, i),
            Tag::Cc if i > start => conjunction(items, left, i),
            Tag::Rel if i > start => relative(items, left, i),
            Tag::Sub if i > start => subordinate(items, left, i),
            Tag::Prep if i > start && in_exchange(items, left, i) => Some((i, Link::Participle)),
            Tag::Prep
                if i > start
                    && is_time_word(&items[i])
                    && items[i - 1].tag != Tag::Be
                    && clause_before_comma(items, i + 1) =>
            {
                subordinate(items, left, i)
            }
            _ => None,
        };
        if let Some((at, link)) = cut {
            if at > start && at < items.len() {
                cuts.push((at, link));
                start = at;
            }
            i = i.max(at.saturating_sub(1)) + 1;
            continue;
        }
        i += 1;
    }
    let ends: Vec<usize> = cuts
        .iter()
        .skip(1)
        .map(|c| c.0)
        .chain(std::iter::once(items.len()))
        .collect();
    let mut out: Vec<Piece> = cuts
        .iter()
        .zip(ends)
        .map(|(&(s, link), e)| Piece { items: s..e, link })
        .collect();
    first_link(items, &mut out);
    let mut out = merged(items, out);
    for p in out.iter_mut().skip(1) {
        if p.link == Link::Main && !has_subject(items, p.items.clone()) {
            p.link = Link::Verb;
        }
    }
    divided(items, super::gap::gapped(items, out))
        .into_iter()
        .filter_map(|p| trimmed(items, p))
        .collect()
}

/// "When that arrangement broke down a secret treaty was made": where the statement begins after a clause that no
/// comma closes.
fn opened_without_comma(items: &[Item]) -> Option<usize> {
    let s = skip_light(items, 0);
    let first = items.get(s)?;
    let joint = first.tag == Tag::Sub && first.lower != "that" || first.lower == "when";
    if !(joint || is_time_word(first)) {
        return None;
    }
    let v = s + items[s..].iter().position(Item::finite)?;
    if !items[s + 1..v].iter().any(Item::nominal) {
        return None;
    }
    let mut at = v + 1;
    while items
        .get(at)
        .is_some_and(|x| x.is_aux() || matches!(x.tag, Tag::Adv | Tag::Not | Tag::Part))
    {
        at += 1;
    }
    let second = at + items[at.min(items.len())..].iter().position(Item::finite)?;
    // A comma, a further joint or a relative clause tells where the first clause ends.
    let closed = |x: &Item| {
        matches!(
            x.tag,
            Tag::Comma | Tag::Semi | Tag::Colon | Tag::Dash | Tag::Sub | Tag::Rel | Tag::Quote
        )
    };
    let resumes = (second..items.len())
        .any(|k| items[k].tag == Tag::Comma && clause_at(items, skip_light(items, k + 1)));
    if items[s + 1..second].iter().any(closed) || resumes {
        return None;
    }
    let particle = |k: usize| {
        matches!(
            items[k].lower.as_str(),
            "down" | "out" | "up" | "over" | "off" | "in" | "away"
        ) && k <= at + 1
    };
    (at + 1..second).find(|&k| {
        let begins = matches!(items[k].tag, Tag::Det | Tag::Poss)
            || items[k].tag == Tag::Pron
                && matches!(
                    items[k].lower.as_str(),
                    "he" | "she" | "they" | "it" | "we" | "i"
                )
            || items[k].tag == Tag::Name && items[k - 1].tag == Tag::Time;
        let ended = matches!(
            items[k - 1].tag,
            Tag::Noun | Tag::Name | Tag::Time | Tag::Adv | Tag::Num
        ) || particle(k - 1);
        begins && ended && clause_at(items, k)
    })
}

fn first_link(items: &[Item], out: &mut [Piece]) {
    if let Some(p) = out.first_mut() {
        let s = skip_light(items, 0);
        p.link = match items.get(s).map(|x| x.tag) {
            Some(Tag::Sub) => Link::Subordinate,
            Some(Tag::Prep) if is_time_word(&items[s]) && clause_before_comma(items, s + 1) => {
                Link::Subordinate
            }
            Some(Tag::Ger | Tag::Part) => Link::Participle,
            _ if !has_finite(&items[p.items.clone()]) => Link::Phrase,
            _ => Link::Main,
        };
    }
}

fn clause_before_comma(items: &[Item], i: usize) -> bool {
    let end = items[i.min(items.len())..]
        .iter()
        .position(|x| matches!(x.tag, Tag::Comma | Tag::Semi | Tag::Stop))
        .map_or(items.len(), |k| i + k);
    clause_at(&items[..end], i)
}

fn link_of(items: &[Item], i: usize) -> Link {
    let i = skip_light(items, i);
    match items.get(i).map(|x| x.tag) {
        Some(Tag::Rel) => Link::Relative,
        Some(Tag::Sub) => Link::Subordinate,
        Some(Tag::Ger | Tag::Part) => Link::Participle,
        Some(Tag::Cc) => link_of(items, i + 1),
        _ if verb_at(items, i) => Link::Verb,
        _ if clause_at(items, i) => Link::Main,
        _ => Link::Phrase,
    }
}

/// A quotation of some length is a clause of its own.
fn quotation(items: &[Item], i: usize, open: &mut Option<usize>) -> Option<(usize, Link)> {
    match open.take() {
        Some(from) if from < i => {
            let long = width(items, from..i) >= 28 && has_finite(&items[from..i]);
            if long {
                Some((i + 1, link_of(items, skip_marks(items, i + 1))))
            } else {
                None
            }
        }
        _ => {
            let close = items[i + 1..]
                .iter()
                .position(|x| x.tag == Tag::Quote)
                .map(|k| i + 1 + k);
            *open = Some(i + 1);
            let end = close.unwrap_or(items.len());
            let long = width(items, i + 1..end) >= 28 && has_finite(&items[i + 1..end]);
            (long && i > 0).then_some((i, Link::Quotation))
        }
    }
}

pub(super) fn skip_marks(items: &[Item], mut i: usize) -> usize {
    while items
        .get(i)
        .is_some_and(|x| matches!(x.tag, Tag::Comma | Tag::Quote))
    {
        i += 1;
    }
    i
}

fn comma(items: &[Item], start: usize, i: usize) -> Option<(usize, Link)> {
    if shares_object(items, i) {
        return None;
    }
    let left = &items[start..i];
    let mut n = i + 1;
    let joined = items.get(n).is_some_and(|x| x.tag == Tag::Cc);
    if joined {
        n += 1;
    }
    let n = skip_light(items, n);
    let next = items.get(n)?;
    let stands = stands_alone(left) && !awaits_verb(left);
    let cut = |link| Some((i + 1, link));
    match next.tag {
        Tag::Rel => return cut(Link::Relative),
        Tag::Prep if items.get(n + 1).is_some_and(|x| x.tag == Tag::Rel) => {
            return cut(Link::Relative);
        }
        Tag::Det | Tag::Num | Tag::Pron | Tag::Qty | Tag::Adj if of_which(items, n) => {
            return cut(Link::Relative);
        }
        _ if stands && part_of(items, n) => return cut(Link::Phrase),
        Tag::Sub if has_finite(&items[n + 1..]) => return cut(Link::Subordinate),
        Tag::Prep if is_time_word(next) && clause_before_comma(items, n + 1) => {
            return cut(Link::Subordinate);
        }
        _ => {}
    }
    // "The pact, signed in Paris, took effect": the verb of the noun that the participle describes.
    let described = || {
        left.windows(2)
            .any(|w| w[0].tag == Tag::Comma && w[1].tag == Tag::Part)
            && !has_finite(left)
    };
    if (stands || described()) && verb_at(items, n) && !(joined && ends_noun_list(left, items, n)) {
        return cut(Link::Verb);
    }
    if clause_at(items, n) && !in_list(items, start, i) {
        let heavy = has_verb(left) && width(items, start..i) >= 24 && !awaits_verb(left);
        if stands || heavy {
            return cut(Link::Main);
        }
        return None;
    }
    // "…, and at San Stefano, on 3 March, she dictated terms": phrases stand before the next subject.
    if stands && joined && clause_after_phrases(items, n) {
        return cut(Link::Main);
    }
    // "…, and Britain, which had sent an ultimatum, declared war"
    if stands && joined && subject_with_relative(items, n) {
        return cut(Link::Main);
    }
    if stands
        && (matches!(next.tag, Tag::Ger | Tag::Part | Tag::Past)
            || matches!(next.lower.as_str(), "having" | "being"))
        && width(items, n..next_mark(items, n)) >= SHORT
    {
        return cut(Link::Participle);
    }
    None
}

/// Whether phrases of place or time, each closed by a comma, lead to a subject and its verb.
fn clause_after_phrases(items: &[Item], n: usize) -> bool {
    let mut at = n;
    for _ in 0..3 {
        let phrase = items
            .get(at)
            .is_some_and(|x| matches!(x.tag, Tag::Prep | Tag::Time));
        let comma = items[at.min(items.len())..]
            .iter()
            .take(8)
            .position(|x| x.tag == Tag::Comma);
        let Some(c) = comma.filter(|_| phrase) else {
            return false;
        };
        if has_verb(&items[at..at + c]) {
            return false;
        }
        at += c + 1;
        let next = items.get(at).map(|x| x.tag);
        if !matches!(next, Some(Tag::Prep | Tag::Time)) {
            return clause_at(items, at);
        }
    }
    false
}

/// "killed, murdered and raped civilians": verbs that share what comes after the last of them.
fn shares_object(items: &[Item], i: usize) -> bool {
    let verb = |k: usize| {
        items
            .get(k)
            .is_some_and(|x| matches!(x.tag, Tag::Past | Tag::Fin))
    };
    let tag = |k: usize| items.get(k).map(|x| x.tag);
    i > 0
        && verb(i - 1)
        && verb(i + 1)
        && (tag(i) == Some(Tag::Comma) && matches!(tag(i + 2), Some(Tag::Comma | Tag::Cc))
            || tag(i) == Some(Tag::Cc) && i > 2 && tag(i - 2) == Some(Tag::Comma) && verb(i - 3))
}

/// "Britain, which had sent an ultimatum, declared war": a subject, a relative clause, its verb.
pub(super) fn subject_with_relative(items: &[Item], n: usize) -> bool {
    let Some(comma) = items[n..].iter().take(6).position(|x| x.tag == Tag::Comma) else {
        return false;
    };
    let c = n + comma;
    let noun = items[n..c]
        .iter()
        .any(|x| matches!(x.tag, Tag::Name | Tag::Noun))
        && items[n..c].iter().all(|x| {
            matches!(
                x.tag,
                Tag::Name | Tag::Noun | Tag::Det | Tag::Adj | Tag::Poss | Tag::Possessive
            )
        });
    noun && items.get(c + 1).is_some_and(|x| x.tag == Tag::Rel)
        && items[c + 1..]
            .iter()
            .position(|x| x.tag == Tag::Comma)
            .is_some_and(|k| verb_at(items, c + 2 + k))
}

/// Whether a subordinate subject still waits for its verb ("it says that launchers in Romania, …").
fn awaits_verb(left: &[Item]) -> bool {
    let Some(p) = left.iter().rposition(|x| x.tag == Tag::Sub) else {
        return false;
    };
    left[p + 1..].iter().any(Item::nominal) && !has_finite(&left[p + 1..])
}

/// "the last of which", "of whom", "two of them" after a comma.
fn of_which(items: &[Item], n: usize) -> bool {
    let window = &items[n..(n + 5).min(items.len())];
    window
        .windows(2)
        .any(|w| w[0].lower == "of" && w[1].tag == Tag::Rel)
}

/// "all of it on the other side", "more than two-thirds of the total American": a part of what was told, which a
/// statement of its own is about.
pub(super) fn part_of(items: &[Item], n: usize) -> bool {
    let stop = next_mark(items, n);
    let own = &items[n..stop];
    let share = own.first().is_some_and(|x| {
        matches!(
            x.lower.as_str(),
            "all" | "most" | "some" | "half" | "many" | "none" | "both" | "part"
        )
    }) && own.windows(2).take(3).any(|w| {
        w[0].lower == "of" && matches!(w[1].lower.as_str(), "it" | "them" | "these" | "those")
    }) || own.first().is_some_and(|x| x.tag == Tag::Qty)
        && own.get(1).is_some_and(|x| x.lower == "of");
    share && !has_verb(own) && width(items, n..stop) >= 24
}

fn next_mark(items: &[Item], i: usize) -> usize {
    items[i..]
        .iter()
        .position(|x| matches!(x.tag, Tag::Comma | Tag::Semi | Tag::Stop | Tag::Dash))
        .map_or(items.len(), |k| i + k)
}

/// Whether the comma stands in a list of nouns that is still the subject.
fn in_list(items: &[Item], start: usize, i: usize) -> bool {
    !has_finite(&items[start..i])
        && !items[start..i]
            .iter()
            .any(|x| matches!(x.tag, Tag::Part | Tag::Ger | Tag::Inf | Tag::Sub))
}

fn conjunction(items: &[Item], left: &[Item], i: usize) -> Option<(usize, Link)> {
    // "It says that officers and soldiers would be sent home": both are the subject.
    if i + 1 >= items.len() || !stands_alone(left) || awaits_verb(left) || shares_object(items, i) {
        return None;
    }
    let n = skip_light(items, i + 1);
    let next = items.get(n)?;
    if ends_noun_list(left, items, n) {
        return None;
    }
    if verb_at(items, i + 1) && width_of(left) >= SHORT {
        return Some((i, Link::Verb));
    }
    if timed_verb(items, i + 1) && width_of(left) >= SHORT {
        return Some((i, Link::Verb));
    }
    if next.tag == Tag::Part
        && left.iter().any(|x| matches!(x.tag, Tag::Part))
        && width_of(left) >= SHORT
    {
        return Some((i, Link::Verb));
    }
    if next.tag == Tag::Rel {
        return Some((i, Link::Relative));
    }
    if next.tag == Tag::Sub
        || next.tag == Tag::Prep && is_time_word(next) && clause_before_comma(items, n + 1)
    {
        return Some((i, Link::Subordinate));
    }
    // "between A and B was signed": the verb belongs to the pair only if nothing before it has one.
    let pair = left
        .iter()
        .rev()
        .take(6)
        .any(|x| matches!(x.lower.as_str(), "between" | "both"));
    (clause_at(items, i + 1) && !pair && width_of(left) >= SHORT).then_some((i, Link::Main))
}

/// "of cold, starvation, and related causes": what looks like a verb is the attribute of the list's last noun.
fn ends_noun_list(left: &[Item], items: &[Item], n: usize) -> bool {
    let noun = |x: &Item| matches!(x.tag, Tag::Noun | Tag::Adj | Tag::Det);
    let mut parts = left
        .rsplit(|x| x.tag == Tag::Comma)
        .filter(|p| !p.is_empty());
    let listed = left.iter().any(|x| x.tag == Tag::Comma)
        && parts
            .next()
            .is_some_and(|p| p.len() <= 3 && p.iter().all(noun));
    let attribute = items.get(n).is_some_and(|x| x.tag == Tag::Past)
        && items.get(n + 1).is_some_and(|x| x.tag == Tag::Noun)
        && items
            .get(n + 2)
            .is_none_or(|x| matches!(x.tag, Tag::Stop | Tag::Comma | Tag::Semi | Tag::Close));
    listed && attribute
}

/// "in exchange for giving up its weapons": what was given for it is told of the same subject.
fn in_exchange(items: &[Item], left: &[Item], i: usize) -> bool {
    let word = |k: usize, w: &str| items.get(i + k).is_some_and(|x| x.lower == w);
    word(0, "in")
        && (word(1, "exchange") || word(1, "return"))
        && word(2, "for")
        && items.get(i + 3).is_some_and(|x| x.tag == Tag::Ger)
        && stands_alone(left)
        && width_of(left) >= SHORT
}

/// "and within three days took Seoul": a time, then a verb of the same subject.
fn timed_verb(items: &[Item], i: usize) -> bool {
    let i = skip_light(items, i);
    let t = match items.get(i).map(|x| x.tag) {
        Some(Tag::Prep) => i + 1,
        Some(Tag::Time) => i,
        Some(Tag::Comma) => return timed_verb(items, i + 1),
        _ => return false,
    };
    items.get(t).is_some_and(|x| x.tag == Tag::Time)
        && (verb_at(items, t + 1)
            || items.get(t + 1).is_some_and(|x| x.tag == Tag::Comma) && verb_at(items, t + 2))
}

fn width_of(items: &[Item]) -> usize {
    width(items, 0..items.len())
}

fn relative(items: &[Item], left: &[Item], i: usize) -> Option<(usize, Link)> {
    let rest = width(items, i..next_mark(items, i));
    let after = has_finite(left)
        && left
            .iter()
            .rposition(Item::finite)
            .is_some_and(|v| v + 2 < left.len());
    // "the excuse was the pact that …": what comes after says which one.
    let naming = matches!(items[i].lower.as_str(), "that" | "which" | "who")
        && left
            .iter()
            .rfind(|x| x.finite())
            .is_some_and(|v| v.tag == Tag::Be)
        && width_of(left) < 40;
    (after && !naming && rest >= 20 && width_of(left) >= 24 && has_finite(&items[i + 1..]))
        .then_some((i, Link::Relative))
}

fn subordinate(items: &[Item], left: &[Item], i: usize) -> Option<(usize, Link)> {
    if matches!(items[i].lower.as_str(), "that" | "whether") {
        return None;
    }
    // "fell a few days before the others sat down": short enough to be one statement of order.
    let whole = width(items, i.saturating_sub(left.len())..next_mark(items, i));
    if is_time_word(&items[i]) && items[i].lower != "as" && whole <= 110 {
        return None;
    }
    let after = has_finite(left) && width_of(left) >= SHORT;
    (after && clause_at(items, i + 1)).then_some((i, Link::Subordinate))
}

/// Whether a clause names its own subject before its verb, outside phrases with a preposition.
fn has_subject(items: &[Item], r: Range<usize>) -> bool {
    let mut governed = false;
    let mut headed = false;
    for x in &items[r] {
        if x.finite() {
            return false;
        }
        match x.tag {
            Tag::Prep => {
                governed = true;
                headed = false;
            }
            Tag::Comma => governed = false,
            Tag::Time => {
                governed = false;
            }
            Tag::Det | Tag::Poss | Tag::Pron | Tag::Name | Tag::Qty if governed && headed => {
                return true;
            }
            Tag::Rel => return true,
            _ if x.nominal() => {
                if !governed {
                    return true;
                }
                headed = true;
            }
            _ => {}
        }
    }
    // No finite verb at all: nothing to be the subject of.
    true
}

#[cfg(test)]
mod tests {
    use super::super::tag::items;
    use super::super::token::tokens;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let it = items(text, &tokens(text, 0), &[], 0);
        pieces(&it)
            .into_iter()
            .map(|p| text[it[p.items.start].range.start..it[p.items.end - 1].range.end].to_owned())
            .collect()
    }

    #[test]
    fn clauses_stand_apart() {
        let table: &[(&str, &[&str])] = &[
            (
                "The pact was signed in Rome in May and took effect the same month.",
                &[
                    "The pact was signed in Rome in May",
                    "took effect the same month",
                ],
            ),
            (
                "Moscow blamed the guns, and Helsinki proposed an inquiry.",
                &["Moscow blamed the guns", "Helsinki proposed an inquiry"],
            ),
            (
                "Germany, Italy and France signed an agreement in the old town.",
                &["Germany, Italy and France signed an agreement in the old town"],
            ),
            (
                "It was to last ten years, and its secret annex placed the country in another sphere of interest.",
                &[
                    "It was to last ten years",
                    "its secret annex placed the country in another sphere of interest",
                ],
            ),
            (
                "In the end the country left the body, having been a member since the spring.",
                &[
                    "In the end the country left the body",
                    "having been a member since the spring",
                ],
            ),
            (
                "Under the peace signed in Moscow in the spring, the country gave up land, leased a port for years, and had to find homes for many.",
                &[
                    "Under the peace signed in Moscow in the spring",
                    "the country gave up land",
                    "leased a port for years",
                    "had to find homes for many",
                ],
            ),
            (
                "The army invaded the islands, the coast and the cape.",
                &["The army invaded the islands, the coast and the cape"],
            ),
        ];
        for (text, want) in table {
            assert_eq!(split(text), *want, "{text}");
        }
    }
}
