//! Dates in figures, quarters and fiscal years, days told by number alone.

use super::calendar::partial;
use super::{Node, Parser};
use crate::timex::expr::{Sem, YearRef};
use crate::timex::point::{Point, Unit};
use crate::timex::token::{Kind, Lex, W};

impl Parser<'_> {
    /// `1945-08-09`, `9/8/1945`, `9.8.1945`.
    pub(super) fn numeric(&self, i: usize) -> Option<Node> {
        let a = self.num(i, 1, 4)?;
        if !self.glued(i + 1) || !self.glued(i + 2) || !self.glued(i + 3) || !self.glued(i + 4) {
            return None;
        }
        let sep = [b'-', b'/', b'.']
            .into_iter()
            .find(|c| self.sign(i + 1, *c) && self.sign(i + 3, *c))?;
        let (b, c) = (self.num(i + 2, 1, 2)?, self.num(i + 4, 1, 4)?);
        if self.t.get(i + 5).is_some_and(|t| {
            !t.space
                && (t.kind == Kind::Sign(sep)
                    && self.num(i + 6, 1, 9).is_some()
                    && self.glued(i + 6)
                    || matches!(t.kind, Kind::Num))
        }) {
            return None;
        }
        let (y, m, d) = if self.t[i].digits == 4 {
            (a, b, c)
        } else if self.t[i + 4].digits == 4 {
            // Day first, as most of the world writes it, unless only month first makes a date.
            if (sep != b'/' || a > 12) && b <= 12 {
                (c, b, a)
            } else if a <= 12 {
                (c, a, b)
            } else {
                return None;
            }
        } else if sep == b'/' && self.t[i + 4].digits == 2 && a <= 12 && (1..=31).contains(&b) {
            // 10/26/89, month first
            let sem = partial(YearRef::Short(c as u8), Some(a as u8), Some(b as u8), None);
            return (a > 0).then(|| Node::new(i + 5, sem, "numeric"));
        } else {
            return None;
        };
        if !(1..=12).contains(&m) || !(1..=31).contains(&d) || y == 0 {
            return None;
        }
        Some(Node::new(
            i + 5,
            partial(YearRef::Said(y as i32), Some(m as u8), Some(d as u8), None),
            "numeric",
        ))
    }

    /// "the third quarter", "third-quarter", "the fourth quarter of 1996".
    pub(super) fn quarter_of_year(&self, i: usize) -> Option<Node> {
        let (e, q) = self.ordinal(i).filter(|(_, q)| (1..=4).contains(q))?;
        let k = self.hyphen(e).unwrap_or(e);
        if !self.text_is(k, "quarter") {
            return None;
        }
        let tail = self.year_tail(k + 1).or_else(|| {
            let f = k + 1 + usize::from(self.is(k + 1, W::Of));
            let fiscal = self.fiscal(f)?;
            match fiscal.sem {
                Sem::Fixed(Point::Year(y)) => Some((fiscal.end, YearRef::Said(y))),
                _ => None,
            }
        });
        let (end, year) = tail.unwrap_or((k + 1, YearRef::Missing));
        if year == YearRef::Missing && self.is(k + 1, W::Of) {
            return None;
        }
        Some(Node::new(end, Sem::Quarter { year, q: q as u8 }, "quarter"))
    }

    /// "fiscal 1989", "fiscal year 1989", "the fiscal third quarter".
    pub(super) fn fiscal(&self, i: usize) -> Option<Node> {
        if !self.is(i, W::Fiscal) {
            return None;
        }
        let j = i
            + 1
            + usize::from(matches!(
                self.lex(i + 1),
                Lex::Unit {
                    u: Unit::Year,
                    plural: false,
                    ..
                }
            ));
        if let Some(n) = self.quarter_of_year(j) {
            return Some(n);
        }
        let (end, y) = self.year_number(j)?;
        Some(Node::new(end, Sem::Fixed(Point::Year(y)), "fiscal-year"))
    }

    /// `'99` after "the", "of", "in" …
    pub(super) fn short_year(&self, i: usize) -> Option<Node> {
        let n = self.num(i + 1, 2, 2)?;
        let calls = matches!(
            self.prev_w(i),
            Some(W::Of | W::In | W::The | W::Since | W::Until | W::By)
        ) || self
            .t
            .get(i + 2)
            .is_some_and(|t| t.cap && t.kind == Kind::Word)
            || self.sign(i + 2, b')');
        (calls && self.glued(i + 1) && !self.sign(i + 2, b'\'')).then(|| {
            Node::new(
                i + 2,
                partial(YearRef::Short(n as u8), None, None, None),
                "year-short",
            )
        })
    }

    /// "the 20th", "the fourth of that month": a day of the month in hand.
    pub(super) fn day_alone(&self, i: usize) -> Option<Node> {
        let j = i + 1;
        let (e, d) = self.ordinal(j).filter(|(_, n)| (1..=31).contains(n))?;
        if self.is(e, W::Of)
            && (self.is(e + 1, W::That) || self.is(e + 1, W::The) || self.is(e + 1, W::This))
        {
            let k = if self.is(e + 2, W::Same) {
                e + 3
            } else {
                e + 2
            };
            if matches!(
                self.lex(k),
                Lex::Unit {
                    u: Unit::Month,
                    plural: false,
                    ..
                }
            ) {
                return Some(Node::new(
                    k + 1,
                    partial(YearRef::Missing, None, Some(d as u8), None),
                    "day-of-month",
                ));
            }
        }
        // A bare ordinal is a day only as digits, after "on" and the like, and with no noun after it.
        let digits = self.t[j].kind == Kind::Num;
        let calls = matches!(
            self.prev_w(i),
            Some(W::On | W::By | W::Until | W::Since | W::From | W::To | W::Between)
        );
        let next = self.t.get(e);
        let free = next.is_none_or(|t| {
            matches!(t.kind, Kind::Sign(b',' | b'.' | b';' | b')'))
                || matches!(
                    t.lex,
                    Lex::Fn(
                        W::To
                            | W::And
                            | W::Was
                            | W::At
                            | W::In
                            | W::When
                            | W::By
                            | W::Had
                            | W::Until
                            | W::With
                    )
                )
        });
        (digits && free && i > 0 && self.sign(i - 1, b',') && self.sign(e, b',')
            || digits && calls && free
            || (calls && free && self.sign(e, b',') && e > j + 1)
            || self.day_in_words(i, j, e, d, free))
        .then(|| {
            Node::new(
                e,
                partial(YearRef::Missing, None, Some(d as u8), None),
                "day-of-month",
            )
        })
    }

    /// "On the twenty-fourth the President …", "signed on the sixth.", "on the 24th NATO began": a day of the month told of,
    /// and not a place in a row ("on the third floor", "on the first, they said …").
    fn day_in_words(&self, i: usize, j: usize, e: usize, d: u32, free: bool) -> bool {
        if self.prev_w(i) != Some(W::On) {
            return false;
        }
        let plain = self.t[j].kind == Kind::Num || d >= 11;
        let before = i.checked_sub(2);
        let opens = self.opens_sentence(i - 1)
            || before.is_some_and(|b| {
                matches!(self.w(b), Some(W::And | W::But | W::That | W::When))
                    || self.sign(b, b',')
                    || self.sign(b, b';')
            });
        let part = before.is_some_and(|b| {
            matches!(self.lex(b), Lex::Part { .. })
                || self.t[b].kind == Kind::Word
                    && self.text[self.t[b].start..self.t[b].end].ends_with("ed")
                || matches!(
                    self.word(b),
                    "began" | "came" | "fell" | "met" | "out" | "place" | "left" | "off" | "back"
                )
        });
        let ends = self
            .t
            .get(e)
            .is_none_or(|t| matches!(t.kind, Kind::Sign(b'.' | b';' | b':' | b')' | b'?' | b'!')));
        let subject = self.subject_follows(e) && !self.sign(e, b',') && !self.sign(e, b'-');
        match (plain, d) {
            (true, _) => (opens && (subject || free)) || ends || part && (subject || free),
            (false, 3..=10) => (opens || part) && subject || part && ends,
            _ => {
                part && (ends || subject)
                    && before.is_some_and(|b| matches!(self.lex(b), Lex::Part { .. }))
            }
        }
    }

    /// "the years 1955-1957", "the year 1945": only "the year" belongs to the expression.
    pub(super) fn years_word(&self, i: usize) -> Option<Node> {
        let Lex::Unit { u: Unit::Year, .. } = self.lex(i + 1) else {
            return None;
        };
        let (end, y) = self.year_number(i + 2)?;
        Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year"))
    }
}
