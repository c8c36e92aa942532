//! Calendar expressions: days and months, with weekday and year, in words and in figures.

use super::{Node, Parser};
use crate::timex::expr::{From, Mod, Sem, YearRef};
use crate::timex::point::{Point, Unit};
use crate::timex::token::{Kind, Lex, W};

impl Parser<'_> {
    /// A day number: `5`, `5th`, `fifth`, `twenty-first`.
    pub(super) fn day_number(&self, i: usize) -> Option<(usize, u8)> {
        if let Some(n) = self.num(i, 1, 2) {
            return (1..=31).contains(&n).then_some((i + 1, n as u8));
        }
        self.ordinal(i)
            .and_then(|(e, n)| (1..=31).contains(&n).then_some((e, n as u8)))
    }

    /// An ordinal: `20th`, `first`, `twenty-first`.
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        match self.lex(i) {
            Lex::Ord(n) => Some((i + 1, n)),
            Lex::Unit {
                u: Unit::Second,
                plural: false,
                ..
            } => Some((i + 1, 2)),
            Lex::Num(tens @ 20..=90) => {
                let j = self.hyphen(i + 1).unwrap_or(i + 1);
                match self.lex(j) {
                    Lex::Ord(n @ 1..=9) => Some((j + 1, tens + n)),
                    Lex::Unit {
                        u: Unit::Second,
                        plural: false,
                        ..
                    } => Some((j + 1, tens + 2)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A month's name; abbreviations take their full stop along.
    pub(super) fn month_name(&self, i: usize) -> Option<(usize, u8)> {
        let Lex::Month { m, strict, short } = self.lex(i) else {
            return None;
        };
        if (strict || short) && !self.t[i].cap {
            return None;
        }
        if short && self.sign(i + 1, b'.') && self.glued(i + 1) {
            return Some((i + 2, m));
        }
        Some((i + 1, m))
    }

    /// BC / AD after a year: end and whether it is BC.
    pub(super) fn era(&self, i: usize) -> Option<(usize, bool)> {
        let t = self.t.get(i)?;
        match t.lex {
            Lex::Fn(W::Bc) if t.cap => return Some((i + 1, true)),
            Lex::Fn(W::Ad) if t.cap => return Some((i + 1, false)),
            _ => {}
        }
        let bc = match &self.text[t.start..t.end] {
            "B" | "b" => true,
            "A" | "C" => false,
            _ => return None,
        };
        if !(self.sign(i + 1, b'.') && self.glued(i + 1) && self.glued(i + 2)) {
            return None;
        }
        let second = self.t.get(i + 2)?;
        let ok = match &self.text[second.start..second.end] {
            "C" | "c" => bc,
            "D" => &self.text[t.start..t.end] == "A",
            "E" => &self.text[t.start..t.end] == "C",
            _ => false,
        };
        if !ok {
            return None;
        }
        let mut end = i + 3;
        if self.sign(end, b'.') && self.glued(end) {
            end += 1;
            if bc && self.text_is(end, "E") && self.glued(end) && self.sign(end + 1, b'.') {
                end += 2;
            }
        }
        Some((end, bc))
    }

    /// A number that can stand for a year where a year is called for: `1945`, `490 BC`, `AD 43`.
    pub(super) fn year_number(&self, i: usize) -> Option<(usize, i32)> {
        if self.is(i, W::Ad) && self.t[i].cap {
            let n = self.num(i + 1, 1, 4)?;
            return (n > 0).then_some((i + 2, n as i32));
        }
        let n = self.num(i, 1, 4)? as i32;
        if let Some((end, bc)) = self.era(i + 1) {
            return (n > 0).then_some((end, if bc { 1 - n } else { n }));
        }
        if !(1000..=2999).contains(&n) || self.t[i].digits != 4 {
            return None;
        }
        let decimal = (self.sign(i + 1, b'.') || self.sign(i + 1, b','))
            && self.glued(i + 1)
            && self.glued(i + 2)
            && self.num(i + 2, 1, 9).is_some();
        if decimal
            || (self.sign(i + 1, b':') && self.glued(i + 1) && self.num(i + 2, 1, 9).is_some())
        {
            return None;
        }
        Some((i + 1, n))
    }

    /// The year after a month or day: `, 1945`, `of 1945`, `of that year`, `last year`.
    pub(super) fn year_tail(&self, i: usize) -> Option<(usize, YearRef)> {
        let mut j = i;
        if self.sign(j, b',') {
            j += 1;
        }
        if self.is(j, W::Of)
            || (self.is(j, W::In) && j == i && self.is(j + 1, W::The) && self.is(j + 2, W::Same))
        {
            j += 1;
        }
        if self.t.get(j).is_some_and(|t| t.lines > 1) {
            return None;
        }
        if let Some((end, y)) = self.year_number(j) {
            return Some((end, YearRef::Said(y)));
        }
        if j == i
            && self.sign(j, b'\'')
            && let Some(n) = self.num(j + 1, 2, 2)
        {
            return (self.glued(j + 1)).then_some((j + 2, YearRef::Short(n as u8)));
        }
        if j > i && self.sign(i, b',') && !self.is(i + 1, W::Of) {
            return None;
        }
        self.year_words(j)
    }

    /// "that year", "the same year", "this year", "last year", "the following year".
    pub(super) fn year_words(&self, i: usize) -> Option<(usize, YearRef)> {
        let j = if self.is(i, W::The) || self.is(i, W::That) && self.is(i + 1, W::Same) {
            i + 1
        } else {
            i
        };
        let year_at = |k: usize| {
            matches!(
                self.lex(k),
                Lex::Unit {
                    u: Unit::Year,
                    plural: false,
                    ..
                }
            )
        };
        let (j, r) = match self.w(j)? {
            W::That => (j + 1, YearRef::That),
            W::Same => (j + 1, YearRef::That),
            W::This => (j + 1, YearRef::Rel(0, From::Either)),
            W::Last => (j + 1, YearRef::Rel(-1, From::Either)),
            W::Next => (
                j + 1,
                YearRef::Rel(1, if j > i { From::Context } else { From::Either }),
            ),
            W::Previous => (j + 1, YearRef::Rel(-1, From::Context)),
            W::Following => (j + 1, YearRef::Rel(1, From::Context)),
            _ => return None,
        };
        year_at(j).then_some((j + 1, r))
    }

    /// A weekday's name.
    fn weekday_name(&self, i: usize) -> Option<(usize, u8)> {
        let Lex::Weekday {
            d,
            plural: false,
            short,
        } = self.lex(i)
        else {
            return None;
        };
        if short {
            if !self.t[i].cap {
                return None;
            }
            if self.sign(i + 1, b'.') && self.glued(i + 1) {
                return Some((i + 2, d));
            }
        }
        Some((i + 1, d))
    }

    /// Day and month, month, with or without year and weekday.
    pub(super) fn month_day(&self, start: usize) -> Option<Node> {
        let (mut i, mut weekday) = (start, None);
        if let Some((e, d)) = self.weekday_name(i) {
            weekday = Some(d);
            i = if self.sign(e, b',') { e + 1 } else { e };
        }
        if self.is(i, W::The) && self.day_number(i + 1).is_some() {
            i += 1;
        }
        if let Some((mut e, m)) = self.month_name(i) {
            let hyphen = self
                .hyphen(e)
                .filter(|_| weekday.is_none() && self.num(e + 1, 4, 4).is_some());
            if let Some(h) = hyphen
                && let Some((e, y)) = self.year_number(h)
            {
                return Some(Node::new(
                    e,
                    partial(YearRef::Said(y), Some(m), None, None),
                    "month-year",
                ));
            }
            let ordinal_the =
                usize::from(self.is(e, W::The) && matches!(self.lex(e + 1), Lex::Ord(_)));
            if let Some((e2, d)) = self
                .day_number(e + ordinal_the)
                .filter(|_| e + ordinal_the == e || ordinal_the == 1)
                && !self.clock_follows(e + ordinal_the)
                && self.t.get(e).is_some_and(|t| t.lines < 2)
            {
                e = e2;
                let year = self.year_tail(e).filter(|_| !self.sign(e, b'/'));
                let (e, y) = year.unwrap_or((e, YearRef::Missing));
                return Some(Node::new(
                    e,
                    partial(y, Some(m), Some(d), weekday),
                    "month-day",
                ));
            }
            if weekday.is_some() && i > start + 1 {
                return None;
            }
            // "May 32, 1950"
            if self.num(e, 2, 2).is_some_and(|d| d > 31)
                && let Some((end, _)) =
                    self.year_number(e + 1 + usize::from(self.sign(e + 1, b',')))
            {
                return Some(Node::new(end, Sem::NoSuchDay, "month-day"));
            }
            if let Some((e2, y)) = self.year_tail(e) {
                return Some(Node::new(e2, partial(y, Some(m), None, None), "month-year"));
            }
            return self.lone_month_ok(i).then(|| {
                Node::new(
                    e,
                    partial(YearRef::Missing, Some(m), None, weekday),
                    "month",
                )
            });
        }
        // "32 May 1950"
        if self.num(i, 2, 2).is_some_and(|d| d > 31)
            && let Some((e, _)) = self.month_name(i + 1)
            && let Some((end, _)) = self.year_number(e)
        {
            return Some(Node::new(end, Sem::NoSuchDay, "day-month"));
        }
        let (e, d) = self.day_number(i)?;
        let mut j = e;
        if self.is(j, W::Of) {
            j += 1;
        } else if let Some(h) = self.hyphen(j) {
            j = h;
        }
        let (e, m) = self.month_name(j)?;
        if matches!(self.lex(i), Lex::Ord(_) | Lex::Num(_))
            && self.t[i].kind == Kind::Word
            && !self.is(e.min(j) - 1, W::Of)
            && !self.is(j - 1, W::Of)
        {
            return None;
        }
        let e = if j > i + 1 && self.sign(j - 1, b'-') {
            self.hyphen(e).unwrap_or(e)
        } else {
            e
        };
        let (e, y) = self.year_tail(e).unwrap_or((e, YearRef::Missing));
        Some(Node::new(
            e,
            partial(y, Some(m), Some(d), weekday),
            "day-month",
        ))
    }

    /// Does a month's name stand alone here as a time? "May" and "March" need a word before them that calls for one.
    fn lone_month_ok(&self, i: usize) -> bool {
        let Lex::Month { strict, short, .. } = self.lex(i) else {
            return false;
        };
        if !self.t[i].cap && self.t[i].end - self.t[i].start < 5 {
            return false;
        }
        if !strict && !short {
            return true;
        }
        match self.prev_w(i) {
            Some(
                W::In
                | W::By
                | W::Since
                | W::Until
                | W::From
                | W::To
                | W::Of
                | W::During
                | W::Throughout
                | W::Between
                | W::And
                | W::Or
                | W::Early
                | W::Late
                | W::Mid
                | W::Next
                | W::Last
                | W::This
                | W::For
                | W::Before
                | W::After
                | W::That
                | W::Following
                | W::Previous
                | W::A
                | W::Over
                | W::Into
                | W::Around
                | W::About
                | W::Each
                | W::Every,
            ) => true,
            Some(W::The) => !self.is(i + 1, W::To) && !self.is(i + 1, W::On),
            _ => self
                .prev(i)
                .is_some_and(|t| matches!(t.kind, Kind::Sign(b'-' | b'('))),
        }
    }

    /// Any calendar expression without a modifier before it.
    pub(super) fn calendar(&self, i: usize) -> Option<Node> {
        let t = self.t.get(i)?;
        match t.lex {
            Lex::Month { .. } => self.month_day(i),
            Lex::Weekday {
                plural: false, d, ..
            } => self.month_day(i).or_else(|| {
                let (e, _) = self.weekday_name(i)?;
                Some(Node::new(
                    e,
                    partial(YearRef::Missing, None, None, Some(d)),
                    "weekday",
                ))
            }),
            Lex::Season { .. } => self.season(i),
            Lex::Holiday(_) => self.holiday(i),
            Lex::Ord(_)
            | Lex::Unit {
                u: Unit::Second,
                plural: false,
                ..
            }
            | Lex::Num(_) => self
                .century(i)
                .or_else(|| self.month_day(i))
                .or_else(|| self.quarter_of_year(i)),
            Lex::DecadeWord(_) => self.decade(i),
            Lex::Fn(W::The) => {
                let j = i + 1;
                if matches!(self.lex(j), Lex::Season { .. }) && self.describes(j + 1) {
                    return None;
                }
                if matches!(self.lex(j), Lex::Season { .. }) {
                    return self.season(j);
                }
                // "the October before"
                if let Some((e, m)) = self.month_name(j).filter(|(e, _)| self.clause_ends(e + 1)) {
                    let which = match self.w(e) {
                        Some(W::Before | W::Previous) => -1,
                        Some(W::After | W::Following) => 1,
                        _ => 0,
                    };
                    if which != 0 {
                        let sem = Sem::RelMonth {
                            month: m,
                            day: None,
                            which,
                            from: From::Context,
                        };
                        return Some(Node::new(e + 1, sem, "pointed-month"));
                    }
                }
                if let Some(n) = self.fiscal(j).or_else(|| self.quarter_of_year(j)) {
                    return Some(n);
                }
                if self.is(j, W::Coming) || self.is(j, W::Same) {
                    return None;
                }
                self.century(j)
                    .or_else(|| self.decade(j))
                    .or_else(|| self.month_day(i).filter(|_| self.day_number(j).is_some()))
                    .or_else(|| self.day_alone(i))
                    .or_else(|| self.years_word(i))
            }
            Lex::Fn(W::Ad) => self.lone_year(i),
            Lex::Fn(W::Around) if !self.text_is(i, "around") => {
                let k = i + 1 + usize::from(self.sign(i + 1, b'.') && self.glued(i + 1));
                let node = self.lone_year(k).or_else(|| {
                    let (end, y) = self.year_number(k)?;
                    Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year"))
                })?;
                Some(node.with_mod(Some(Mod::Approx)))
            }
            _ if t.kind == Kind::Num => self
                .numeric(i)
                .or_else(|| self.month_day(i))
                .or_else(|| self.decade(i))
                .or_else(|| self.lone_year(i)),
            _ if t.kind == Kind::Sign(b'\'') => self.decade(i).or_else(|| self.short_year(i)),
            Lex::Fn(W::New) if t.cap => self.holiday(i),
            Lex::Fn(W::Fiscal) => self.fiscal(i),
            _ => None,
        }
    }
}

pub(super) fn partial(
    year: YearRef,
    month: Option<u8>,
    day: Option<u8>,
    weekday: Option<u8>,
) -> Sem {
    Sem::Partial {
        year,
        month,
        day,
        weekday,
    }
}
