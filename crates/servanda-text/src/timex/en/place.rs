//! What stands around each expression: headings, brackets, asides, sentences.

use super::Parser;
use crate::timex::expr::{Link, Sem, YearRef};
use crate::timex::point::Point;
use crate::timex::token::{Kind, Lex, W};

/// Fills in [`crate::timex::expr::Place`] and the links between neighbours, in one pass over the tokens.
pub(super) fn annotate(p: &mut Parser<'_>) {
    let mut sentence = 0u32;
    let (mut depth, mut quote) = (0i32, false);
    let mut future_until = 0usize;
    let mut perfect_until = 0usize;
    let (mut ahead_until, mut said_at) = (0usize, usize::MAX);
    let (mut line_heading, mut unstopped) = (false, false);
    let (mut sentence_at, mut part) = (0usize, false);
    let mut first_in_line = true;
    let mut line_start = 0usize;
    let (mut line, mut section, mut section_line) = (0u32, None::<(i32, i32)>, 0u32);
    let mut next = 0usize;
    let n = p.t.len();
    for i in 0..n {
        let t = p.t[i];
        if t.lines > 0 || i == 0 {
            part |= line_heading;
            sentence_at = i;
            line_heading = heading(p, i, 16);
            unstopped = heading(p, i, 32);
            first_in_line = true;
            line += 1;
            line_start = i;
            depth = 0;
            sentence += 1;
            if t.lines > 1 {
                quote = false;
            }
        }
        if sentence_starts(p, i) {
            sentence += 1;
            sentence_at = i;
            future_until = 0;
            ahead_until = 0;
            said_at = usize::MAX;
            perfect_until = 0;
        }
        match t.kind {
            Kind::Sign(b'(' | b'[') => depth += 1,
            Kind::Sign(b')' | b']') => depth = (depth - 1).max(0),
            Kind::Sign(b'"') => quote = !quote,
            _ => {}
        }
        match t.lex {
            Lex::Fn(W::Works) => future_until = i + 14,
            // "is to start", "agreed to meet"
            Lex::Fn(W::To)
                if (p.prev_w(i) == Some(W::Was)
                    || i > 0 && agrees(&p.text[p.t[i - 1].start..p.t[i - 1].end]))
                    && p.t
                        .get(i + 1)
                        .is_some_and(|n| n.kind == Kind::Word && !n.cap) =>
            {
                ahead_until = i + 12;
            }
            Lex::Fn(W::Until) => ahead_until = ahead_until.max(i + 2),
            Lex::None | Lex::Month { strict: true, .. } if t.kind == Kind::Word && !t.cap => {
                match verb(&p.text[t.start..t.end]) {
                    Some(Verb::Ahead) => ahead_until = i + 8,
                    Some(Verb::Said) => {
                        ahead_until = 0;
                        said_at = i;
                    }
                    None => {}
                }
            }
            Lex::Fn(W::Had) => perfect_until = i + 20,
            _ => {}
        }
        if next < p.out.len() && p.out[next].0 == i {
            let before = p.prev_w(i);
            let (start, _, raw) = &p.out[next];
            debug_assert_eq!(*start, i);
            let name =
                before == Some(W::Of) && i >= 2 && p.t[i - 2].cap && p.t[i - 2].kind == Kind::Word;
            let year_alone = matches!(raw.sem, Sem::Fixed(_));
            let since = before == Some(W::Since);
            let of_name = name && year_alone;
            let end = p.out[next].1;
            let day = matches!(
                raw.sem,
                Sem::Partial {
                    month: Some(_),
                    day: Some(_),
                    ..
                }
            );
            let dateline = day
                && next < 4
                && first_in_line
                && depth == 0
                && opens_report(p, line_start, i, end);
            let month_alone = matches!(
                raw.sem,
                Sem::Partial {
                    year: YearRef::Said(_),
                    day: None,
                    ..
                }
            );
            let adjective = (year_alone || month_alone && matches!(before, Some(W::The | W::A)))
                && p.t.get(end).is_some_and(|t| {
                    t.kind == Kind::Word && t.lines == 0 && (t.cap || t.lex == Lex::None)
                })
                && !matches!(
                    before,
                    Some(W::In | W::By | W::Since | W::During | W::Until)
                );
            // "The peace of 30 May 1814 had left her …", "the peace, of 30 May 1814, had …"
            let comma = usize::from(p.sign(end, b','));
            let had =
                p.t.get(end + comma)
                    .is_some_and(|t| t.lex == Lex::Fn(W::Had));
            let place = &mut p.out[next].2.place;
            place.adjective = adjective;
            place.heading = line_heading;
            place.unstopped = unstopped;
            if line_heading && let Sem::Fixed(Point::Year(y)) = p.out[next].2.sem {
                section = match section {
                    Some((a, _)) if section_line == line && a <= y => Some((a, y)),
                    _ => Some((y, y)),
                };
                section_line = line;
            }
            let place = &mut p.out[next].2.place;
            place.section = section;
            place.dateline = dateline;
            place.bracket = depth > 0;
            place.since = since;
            place.aside = since || of_name;
            place.future = i < future_until && i > 0;
            place.ahead = i < ahead_until && i > 0;
            // "It will go, he said Tuesday": the day is that of saying.
            place.said = said_at < i && i - said_at <= 3;
            place.perfect = i < perfect_until || had;
            place.sentence = sentence;
            place.paragraph = first_in_line;
            place.front = i - sentence_at <= 2;
            place.part = part && !line_heading;
            part &= line_heading;
            first_in_line = false;
            place.quote = quote;
            next += 1;
        }
    }
    link(p);
}

/// What a verb tells of the days near it.
enum Verb {
    /// They are to come.
    Ahead,
    /// They are those of saying.
    Said,
}

/// Present tenses by which news tells what is on the calendar, modal verbs, and verbs of saying.
fn verb(word: &str) -> Option<Verb> {
    match word {
        "meet" | "meets" | "begin" | "begins" | "starts" | "opens" | "resume" | "resumes"
        | "votes" | "vote" | "arrives" | "arrive" | "leaves" | "holds" | "hosts" | "returns"
        | "go" | "goes" | "travels" | "faces" | "convenes" | "wants" | "may" | "can" | "could"
        | "should" | "must" | "might" | "going" | "plan" | "planning" | "aims" | "aim" => {
            Some(Verb::Ahead)
        }
        "said" | "told" | "announced" | "reported" | "added" | "says" | "noted" => Some(Verb::Said),
        _ => None,
    }
}

/// "agreed to meet", "decided to hold".
fn agrees(word: &str) -> bool {
    matches!(
        word,
        "agreed"
            | "decided"
            | "set"
            | "plans"
            | "vowed"
            | "pledged"
            | "ordered"
            | "ready"
            | "wants"
            | "urged"
            | "expected"
            | "asked"
            | "scheduled"
            | "due"
            | "planned"
    )
}

/// Is the line that begins at token `i` a heading: short, without a full stop at its end?
fn heading(p: &Parser<'_>, i: usize, longest: usize) -> bool {
    let mut j = i;
    while j < p.t.len() && j - i <= longest {
        if j > i && p.t[j].lines > 0 {
            break;
        }
        j += 1;
    }
    if j - i > longest {
        return false;
    }
    let last = p.t[j - 1];
    !matches!(
        last.kind,
        Kind::Sign(b'.' | b'!' | b'?' | b',' | b';' | b':' | b'"' | b'\'')
    ) && (j < p.t.len() || i > 0)
}

/// Is what stands between the start of a line and a date only a place ("BANGKOK/MOSCOW, "), and after it an agency or a dash?
fn opens_report(p: &Parser<'_>, start: usize, date: usize, end: usize) -> bool {
    let place = date > start
        && date - start <= 12
        && p.t[start..date].iter().all(|t| match t.kind {
            Kind::Word => t.cap,
            Kind::Sign(c) => matches!(c, b',' | b'/' | b'.' | b'-' | b'(' | b')' | b'|'),
            _ => false,
        });
    place
        && p.t
            .get(end)
            .is_some_and(|t| matches!(t.kind, Kind::Sign(b'(' | b'-' | b'|')) && t.space)
}

fn sentence_starts(p: &Parser<'_>, i: usize) -> bool {
    if i == 0 || !p.t[i].space {
        return false;
    }
    let before = p.t[i - 1];
    let end = match before.kind {
        Kind::Sign(b'.') => {
            !(i >= 2
                && p.t[i - 2].kind == Kind::Word
                && (p.t[i - 2].end - p.t[i - 2].start == 1
                    || matches!(p.t[i - 2].lex, Lex::Month { short: true, .. })))
        }
        Kind::Sign(b'!' | b'?') => true,
        Kind::Sign(b'"' | b')' | b'\'') => {
            i >= 2 && matches!(p.t[i - 2].kind, Kind::Sign(b'.' | b'!' | b'?'))
        }
        _ => false,
    };
    end && (p.t[i].cap || matches!(p.t[i].kind, Kind::Sign(b'"' | b'(') | Kind::Num))
        && !(i >= 2
            && p.t[i - 2].kind == Kind::Word
            && p.t[i - 2].end - p.t[i - 2].start <= 2
            && p.t[i - 2].cap)
}

/// Links neighbours: "from A to B", "A – B", "between A and B", "A and B", "A, B and C".
fn link(p: &mut Parser<'_>) {
    for k in 0..p.out.len().saturating_sub(1) {
        if p.out[k].2.link.is_some() {
            continue;
        }
        let (start, end) = (p.out[k].0, p.out[k].1);
        let to = p.out[k + 1].0;
        if to - end > 3 || p.t[to].lines > 1 {
            continue;
        }
        let before = p.prev_w(start);
        let gap: Vec<_> = (end..to).collect();
        let link = match gap.as_slice() {
            [a] if p.sign(*a, b'-') => Some(Link::Range),
            [a] => match p.w(*a) {
                Some(W::To | W::Until) => Some(Link::Range),
                Some(W::And) if before == Some(W::Between) => Some(Link::Range),
                Some(W::And | W::Or) => Some(Link::List),
                _ if p.sign(*a, b',') => Some(Link::List),
                _ => None,
            },
            [a, b] => match (p.w(*a), p.w(*b)) {
                (Some(W::To | W::Until), _) if p.is(*b, W::The) => Some(Link::Range),
                (Some(W::And), Some(W::In | W::On | W::The)) => Some(Link::List),
                _ if p.sign(*a, b',') && matches!(p.w(*b), Some(W::And | W::Or)) => {
                    Some(Link::List)
                }
                _ if p.sign(*a, b'-') && p.sign(*b, b'-') => Some(Link::Range),
                _ => None,
            },
            _ => None,
        };
        p.out[k].2.link = link;
    }
}
