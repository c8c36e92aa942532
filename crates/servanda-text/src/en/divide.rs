//! Clauses made of a size to stand alone: what is too short is joined to its neighbour, what is too long divided.

use super::clause::{
    Link, Piece, has_verb, part_of, skip_marks, subject_with_relative, verb_at, width,
};
use super::tag::{Item, Tag};

/// Length from which a clause is divided at a comma.
const LONG: usize = 120;

/// Joins what is too short or says nothing to its neighbour.
pub(super) fn merged(items: &[Item], pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for p in pieces {
        let own = &items[p.items.clone()];
        let verb = has_verb(own);
        let w = width(items, p.items.clone());
        let part = p.link == Link::Phrase && part_of(items, skip_marks(items, p.items.start));
        let weak = w < 12 || !verb && w < 30 && p.link != Link::Quotation && !part;
        // "Britain" before its relative clause waits for it.
        if weak
            && !verb
            && p.link == Link::Main
            && subject_with_relative(
                items,
                p.items.start
                    + usize::from(items.get(p.items.start).is_some_and(|x| x.tag == Tag::Cc)),
            )
        {
            out.push(p);
            continue;
        }
        if p.link == Link::Relative
            && let Some(last) = out.last_mut()
            && last.items.start > 0
            && last.link == Link::Main
            && !has_verb(&items[last.items.clone()])
        {
            last.items.end = p.items.end;
            continue;
        }
        match out.last_mut() {
            Some(last) if weak && last.link != Link::Quotation => last.items.end = p.items.end,
            Some(last) if is_weak_start(items, last) => {
                last.items.end = p.items.end;
                last.link = if p.link == Link::Verb {
                    Link::Main
                } else {
                    p.link
                };
            }
            _ => out.push(p),
        }
    }
    out
}

/// A first piece without a verb, too short to stand.
fn is_weak_start(items: &[Item], p: &Piece) -> bool {
    let own = &items[p.items.clone()];
    p.items.start == 0
        && p.link != Link::Quotation
        && (!has_verb(own)
            && (width(items, p.items.clone()) < 40
                // "Dear guests, seventy-five years ago today, in Washington, they signed"
                || width(items, p.items.clone()) < 70 && own.iter().any(|x| x.tag == Tag::Time))
            || width(items, p.items.clone()) < 12)
}

/// Divides long clauses at a comma before a phrase.
pub(super) fn divided(items: &[Item], pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for p in pieces {
        let mut rest = p;
        while width(items, rest.items.clone()) > LONG {
            let inner = rest.items.start + 1..rest.items.end.saturating_sub(1);
            let at = inner
                .filter(|&k| {
                    items[k].tag == Tag::Comma
                        && !matches!(items.get(k + 1).map(|x| x.tag), Some(Tag::Cc))
                        || items[k].tag == Tag::Cc
                            && items
                                .get(k + 1)
                                .is_some_and(|x| matches!(x.tag, Tag::To | Tag::Inf))
                })
                .find(|&k| {
                    let left = width(items, rest.items.start..k);
                    let right = width(items, k + 1..rest.items.end);
                    left >= 40
                        && right >= 25
                        && !is_name_list(items, k)
                        && !is_wider_place(items, k)
                        && !parts_subject(items, rest.items.start, k)
                });
            let Some(k) = at else { break };
            out.push(Piece {
                items: rest.items.start..k,
                link: rest.link,
            });
            rest = Piece {
                items: k + 1..rest.items.end,
                link: Link::Phrase,
            };
        }
        out.push(rest);
    }
    out
}

/// "Two years later the Court, by ten votes to four, found that": the subject still waits for its verb.
fn parts_subject(items: &[Item], start: usize, k: usize) -> bool {
    !has_verb(&items[start..k])
        && !items.get(start).is_some_and(|x| x.tag == Tag::Prep)
        && items[k + 1..]
            .iter()
            .position(|x| x.tag == Tag::Comma)
            .is_some_and(|n| verb_at(items, k + n + 2))
}

/// "near Dayton, Ohio, on 21 November": the name after the comma says where the one before it lies.
fn is_wider_place(items: &[Item], k: usize) -> bool {
    let capital = |i: usize| {
        items
            .get(i)
            .is_some_and(|x| x.capital && x.tag != Tag::Time)
    };
    k > 0
        && capital(k - 1)
        && capital(k + 1)
        && items
            .get(k + 2)
            .is_some_and(|x| matches!(x.tag, Tag::Comma | Tag::Stop))
}

fn is_name_list(items: &[Item], k: usize) -> bool {
    let name =
        |x: Option<&Item>| x.is_some_and(|x| matches!(x.tag, Tag::Name | Tag::Num | Tag::Time));
    let next = if items
        .get(k + 1)
        .is_some_and(|x| matches!(x.tag, Tag::Det | Tag::Cc))
    {
        k + 2
    } else {
        k + 1
    };
    name(items.get(k.wrapping_sub(1)))
        && (name(items.get(next))
            || name(items.get(next + 1)) && items.get(next).is_some_and(|x| x.tag == Tag::Det))
}

/// Without leading conjunctions and marks, and trailing marks.
pub(super) fn trimmed(items: &[Item], mut p: Piece) -> Option<Piece> {
    let mark = |x: &Item| {
        matches!(
            x.tag,
            Tag::Comma | Tag::Semi | Tag::Colon | Tag::Dash | Tag::Stop | Tag::Quote
        ) || x.tag == Tag::Other && !x.lower.starts_with(char::is_alphanumeric)
    };
    while p.items.start < p.items.end
        && (mark(&items[p.items.start]) || items[p.items.start].tag == Tag::Cc)
    {
        p.items.start += 1;
    }
    while p.items.start < p.items.end
        && (mark(&items[p.items.end - 1]) || items[p.items.end - 1].tag == Tag::Cc)
    {
        p.items.end -= 1;
    }
    // A bracket that opens and closes outside stays outside.
    (p.items.start < p.items.end).then_some(p)
}
