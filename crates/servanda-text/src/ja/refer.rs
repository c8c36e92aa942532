//! What points in a Japanese clause: words that stand for something told before, and agreements by description.

use super::frame::particle;
use super::words::{is_ideograph, is_katakana, words};
use crate::describe::Description;
use crate::found::Found;
use crate::roles::{Anaphor, Part, Role, Roles, What};
use std::ops::Range;

/// Words that stand for something told before: the word, and what it stands for.
const ANAPHORS: &[(&str, Anaphor)] = &[
    ("両国", Anaphor::Both),
    ("両政府", Anaphor::Both),
    ("両軍", Anaphor::Both),
    ("双方", Anaphor::Both),
    ("両者", Anaphor::Both),
    ("両首脳", Anaphor::Both),
    ("同国", Anaphor::Country),
    ("同氏", Anaphor::Person),
    ("同大統領", Anaphor::Person),
    ("同首相", Anaphor::Person),
    ("同外相", Anaphor::Person),
];

/// Words for the event spoken of, where they stand alone or are pointed at.
const EVENTS: &[&str] = &["戦争", "紛争", "内戦", "戦闘", "危機", "事件", "戦い"];

pub(super) fn anaphors(text: &str, range: &Range<usize>, found: &[Found], r: &mut Roles) {
    let s = text.get(range.clone()).unwrap_or("");
    let mut at = 0;
    while at < s.len() {
        let rest = &s[at..];
        let here = range.start + at;
        let taken = found
            .iter()
            .find(|f| f.range.start <= here && here < f.range.end);
        if let Some(f) = taken {
            at = f.range.end - range.start;
            continue;
        }
        let hit = ANAPHORS
            .iter()
            .filter(|(w, _)| rest.starts_with(w))
            .max_by_key(|(w, _)| w.len())
            .cloned()
            .or_else(|| event(text, here, range.end))
            .or_else(|| office(text, here, range.end));
        if let Some((w, make)) = hit {
            let end = here + w.len();
            // 条約 at the end of a longer name that is not known is not "the treaty".
            let glued = text[..here]
                .chars()
                .next_back()
                .is_some_and(|c| is_ideograph(c) || is_katakana(c))
                && !w.starts_with(['同', 'こ', 'そ', '両', '双']);
            let follows = text[end..range.end].starts_with(is_ideograph);
            // 日露両国: the names before say which.
            let told =
                w.starts_with('両') && found.iter().any(|f| f.is_name() && f.range.end == here);
            if !told && !glued && (!follows || w.chars().count() > 2) {
                let (p, _) = particle(text, end, range.end);
                let role = match p {
                    "が" | "は" | "も" if !r.passive => Role::Agent,
                    "が" | "は" | "も" | "を" | "に" => Role::Patient,
                    _ => Role::Other,
                };
                r.parts.push(Part {
                    what: What::Anaphor(make.clone()),
                    role,
                    range: here..end,
                    marker: None,
                });
            }
            at += w.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// 「大統領は」, 「外相が」: the one spoken of, where nothing tells of whom.
fn office(text: &str, at: usize, end: usize) -> Option<(&'static str, Anaphor)> {
    const OFFICES: &[&str] = &[
        "大統領",
        "首相",
        "外相",
        "書記長",
        "国家主席",
        "主席",
        "議長",
    ];
    let rest = text.get(at..end)?;
    let word = OFFICES.iter().find(|w| rest.starts_with(**w))?;
    let alone = text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '、' | '。' | '「' | '\n' | '　' | ' '));
    let subject = rest[word.len()..].starts_with(['は', 'が', 'も']);
    (alone && subject).then_some((*word, Anaphor::Person))
}

/// 「戦争は」, 「この事件で」: the event spoken of.
fn event(text: &str, at: usize, end: usize) -> Option<(&'static str, Anaphor)> {
    let rest = text.get(at..end)?;
    let pointed = ["この", "その", "同"]
        .iter()
        .find(|p| rest.starts_with(**p));
    let from = pointed.map_or(0, |p| p.len());
    let word = EVENTS.iter().find(|w| rest[from..].starts_with(**w))?;
    let after = &rest[from + word.len()..];
    let alone = text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '、' | '。' | '「' | '\n' | '　'));
    let subject = after.starts_with(['は', 'が'])
        || pointed.is_some() && after.starts_with(['で', 'に', 'を', 'の']);
    (subject && (alone || pointed.is_some())).then_some((*word, Anaphor::Event((*word).to_owned())))
}

/// Whether a text ends in a word for an agreement.
pub(super) fn ends_in_head(text: &str) -> bool {
    words("head").iter().any(|h| text.ends_with(h))
}

/// Whether it has one.
pub(super) fn has_head(text: &str) -> bool {
    words("head").iter().any(|h| text.contains(h))
}

/// 「1951年にサンフランシスコで結ばれた平和条約」: where the clause that tells of the agreement begins.
fn told_by(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?;
    let verb = words("signed").iter().find(|v| before.ends_with(**v))?;
    let head = &before[..before.len() - verb.len()];
    let from = head
        .rfind(['、', '。', '「', '\n', 'は', 'が'])
        .map_or(0, |i| {
            i + head[i..].chars().next().map_or(0, char::len_utf8)
        });
    Some(from)
}

fn is_run(c: char) -> bool {
    is_ideograph(c) || is_katakana(c) || matches!(c, '・' | '々')
}

/// Agreements by description: runs of characters that end in 条約 and the like.
pub(super) fn descriptions(
    text: &str,
    range: &Range<usize>,
    found: &[Found],
    offset: usize,
    r: &mut Roles,
) {
    let s = text.get(range.clone()).unwrap_or("");
    let covered = |at: usize| {
        found.iter().any(|f| {
            f.range.start <= at
                && at < f.range.end
                && !matches!(f.kind, crate::found::Kind::Unknown(_))
        })
    };
    let mut run: Option<usize> = None;
    for (i, c) in s.char_indices().chain(std::iter::once((s.len(), '。'))) {
        let at = range.start + i;
        let inside = i < s.len() && is_run(c) && !covered(at);
        match (inside, run) {
            (true, None) => run = Some(at),
            (false, Some(start)) => {
                run = None;
                if let Some((d, span)) = description(text, start, at, found, offset) {
                    let (p, _) = particle(text, span.end, range.end);
                    let role = match p {
                        "が" | "は" | "も" if !r.passive => Role::Agent,
                        "が" | "は" | "も" | "を" | "に" => Role::Patient,
                        _ => Role::Other,
                    };
                    r.parts.push(Part {
                        what: What::Described(Box::new(d)),
                        role,
                        range: span,
                        marker: None,
                    });
                }
            }
            _ => {}
        }
    }
}

fn description(
    text: &str,
    start: usize,
    end: usize,
    found: &[Found],
    offset: usize,
) -> Option<(Description, Range<usize>)> {
    let run = text.get(start..end)?;
    let (at, head) = words("head")
        .iter()
        .filter_map(|h| run.find(h).map(|i| (i, *h)))
        .min_by_key(|(i, h)| (*i, std::cmp::Reverse(h.len())))?;
    let rest = &run[at + head.len()..];
    if !rest.is_empty() && !words("after-head").iter().any(|a| rest.starts_with(a)) {
        return None;
    }
    let span = start..start + at + head.len();
    let before = &text[..start];
    let pointing = ["この", "その", "同", "当該", "こうした"]
        .iter()
        .any(|p| before.ends_with(p));
    let mut own = &run[..at + head.len()];
    let same = own
        .strip_prefix('同')
        .or_else(|| own.strip_prefix('本'))
        .filter(|o| words("head").contains(o));
    let definite = pointing || same.is_some() || own == head;
    own = same.unwrap_or(own);
    let names: Vec<usize> = found
        .iter()
        .enumerate()
        .filter(|(_, f)| {
            f.range.end <= start
                && (f.range.end == start
                    || matches!(
                        text.get(f.range.end..start),
                        Some("間の" | "の" | "との" | "両国の" | "との間の")
                    ))
                || f.is_name()
                    && f.range.end + 12 >= start
                    && f.range.end <= start
                    && text
                        .get(f.range.end..start)
                        .is_some_and(|t| t.chars().all(is_run))
                || told_by(text, start)
                    .is_some_and(|from| from <= f.range.start && f.range.end <= start)
        })
        .map(|(k, _)| offset + k)
        .collect();
    let head = if head == "条文" { "条約" } else { head };
    let modifiers = if own == head || own == "条文" || own == "約束" {
        vec![]
    } else {
        vec![own.to_owned()]
    };
    Some((
        Description {
            word: head.to_owned(),
            modifiers,
            proper: vec![],
            names,
            definite,
            written: own.to_owned(),
        },
        span,
    ))
}
