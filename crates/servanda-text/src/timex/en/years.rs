//! Years, decades and centuries.

use super::{Node, Parser};
use crate::timex::expr::Sem;
use crate::timex::point::{Point, Unit};
use crate::timex::token::{Kind, Lex, W};
use std::sync::OnceLock;

impl Parser<'_> {
    /// A year written alone. A bare number of four digits must not count things.
    pub(super) fn lone_year(&self, i: usize) -> Option<Node> {
        let (end, y) = self.year_number(i)?;
        if end > i + 1 || self.is(i, W::Ad) {
            return Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year-era"));
        }
        if !(1000..=2100).contains(&y) || !self.number_is_year(i) {
            return None;
        }
        Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year"))
    }

    /// Whether the four-digit number at `i` reads as a year rather than a count, a sum or a code.
    fn number_is_year(&self, i: usize) -> bool {
        if let Some(p) = self.prev(i) {
            let glued = self.glued(i);
            match p.kind {
                Kind::Sign(c)
                    if glued
                        && matches!(
                            c,
                            b'$' | b'#'
                                | b'/'
                                | b'.'
                                | b'+'
                                | b'='
                                | b'_'
                                | b'@'
                                | b'&'
                                | b'*'
                                | b':'
                        ) =>
                {
                    return false;
                }
                Kind::Sign(b'-') if glued && i >= 2 && self.glued(i - 1) => {
                    return self.is(i - 2, W::Mid)
                        || self.is(i - 2, W::Early)
                        || self.is(i - 2, W::Late)
                        || self.text_is(i - 2, "pre")
                        || self.text_is(i - 2, "post");
                }
                Kind::Sign(0) if glued => return false,
                Kind::Word if glued => return false,
                Kind::Word
                    if self.text_is(i - 1, "no")
                        || self.text_is(i - 1, "resolution")
                        || self.text_is(i - 1, "number")
                        || self.text_is(i - 1, "flight") =>
                {
                    return false;
                }
                _ => {}
            }
        }
        let Some(next) = self.t.get(i + 1) else {
            return true;
        };
        let word = &self.text[next.start..next.end];
        if next.kind == Kind::Sign(b'%')
            || next.kind == Kind::Sign(b'$')
            || (next.kind == Kind::Word && !next.space)
        {
            return false;
        }
        if next.kind == Kind::Num && self.is(i, W::Of) {
            return false;
        }
        let before = self.prev_w(i);
        let calls = matches!(
            before,
            Some(
                W::In
                    | W::Since
                    | W::Until
                    | W::During
                    | W::Throughout
                    | W::Before
                    | W::After
                    | W::Early
                    | W::Late
                    | W::Mid
                    | W::From
                    | W::By
                    | W::Between
                    | W::Into
                    | W::Beginning
                    | W::End
            )
        );
        let counts = matches!(
            before,
            Some(
                W::Some
                    | W::About
                    | W::Nearly
                    | W::Than
                    | W::Over
                    | W::Only
                    | W::Under
                    | W::Least
                    | W::Most
                    | W::Exactly
                    | W::With
            )
        ) || self.prev(i).is_some_and(|t| matches!(t.lex, Lex::Num(_)))
            || matches!(before, Some(W::To)) && i >= 2 && self.up_before(i - 1);
        if next.kind == Kind::Word && next.space && next.lines == 0 {
            let lower = word.to_ascii_lowercase();
            if counted_nouns().contains(&lower.as_str()) || matches!(next.lex, Lex::Unit { .. }) {
                return false;
            }
            if counts {
                return false;
            }
            if !calls
                && !next.cap
                && next.lex == Lex::None
                && word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && self.t[i].num.is_multiple_of(50)
            {
                return false;
            }
        }
        !(counts && self.t[i].num.is_multiple_of(10))
    }

    fn up_before(&self, i: usize) -> bool {
        self.prev_w(i) == Some(W::Up)
    }

    /// `1930s`, `the 470s BC`, `'60s`, `the sixties`.
    pub(super) fn decade(&self, i: usize) -> Option<Node> {
        if let Lex::DecadeWord(n) = self.lex(i) {
            let calls = self.is(i.wrapping_sub(1), W::The)
                || self.is(i.wrapping_sub(1), W::Early)
                || self.is(i.wrapping_sub(1), W::Late)
                || self.is(i.wrapping_sub(1), W::Mid)
                || self.sign(i.wrapping_sub(1), b'-');
            return calls.then(|| Node::new(i + 1, Sem::DecadeWord(n), "decade-word"));
        }
        let apostrophe = usize::from(self.sign(i, b'\''));
        let j = i + apostrophe;
        let n = self.num(j, 2, 4)?;
        let s = self.t.get(j + 1)?;
        let plural = (s.kind == Kind::Word && !s.space && self.text_is(j + 1, "s"))
            || (s.kind == Kind::Poss && s.end - s.start > 1);
        if !plural || n % 10 != 0 {
            return None;
        }
        let digits = self.t[j].digits;
        if let Some((end, bc)) = self.era(j + 2) {
            return (apostrophe == 0).then(|| {
                Node::new(
                    end,
                    Sem::Fixed(Point::Decade {
                        lead: n as i32 / 10,
                        bc,
                    }),
                    "decade",
                )
            });
        }
        match digits {
            4 if apostrophe == 0 && n % 100 == 0 && n < 1900 => Some(Node::new(
                j + 2,
                Sem::Fixed(Point::Century {
                    lead: n as i32 / 100,
                    bc: false,
                }),
                "century",
            )),
            4 if apostrophe == 0 && n >= 1000 => Some(Node::new(
                j + 2,
                Sem::Fixed(Point::Decade {
                    lead: n as i32 / 10,
                    bc: false,
                }),
                "decade",
            )),
            2 if apostrophe == 1 || self.prev_w(j) == Some(W::The) => {
                Some(Node::new(j + 2, Sem::DecadeWord(n), "decade-word"))
            }
            _ => None,
        }
    }

    /// `19th century`, `nineteenth-century`, `the 4th century BC`.
    pub(super) fn century(&self, i: usize) -> Option<Node> {
        let (e, n) = self.ordinal(i)?;
        let j = self.hyphen(e).unwrap_or(e);
        if !matches!(
            self.lex(j),
            Lex::Unit {
                u: Unit::Century,
                ..
            }
        ) || n == 0
            || n > 40
        {
            return None;
        }
        let (end, bc) = self.era(j + 1).unwrap_or((j + 1, false));
        Some(Node::new(
            end,
            Sem::Fixed(Point::Century {
                lead: n as i32 - 1,
                bc,
            }),
            "century",
        ))
    }
}

/// Nouns that make a number before them a count.
fn counted_nouns() -> &'static Vec<&'static str> {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        include_str!("../counted-en.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .collect()
    })
}
