//! Calendar expressions: days, months, years, decades, centuries, seasons, holidays, with "early", "the end of" and the like.

use super::{Node, Parser};
use crate::timex::expr::{From, Link, Mod, Sem, YearRef};
use crate::timex::point::{Point, Unit};
use crate::timex::token::{HOLIDAYS, Kind, Lex, W};

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
            const COUNTED: &[&str] = &[
                "men",
                "people",
                "women",
                "children",
                "troops",
                "soldiers",
                "miles",
                "km",
                "kilometres",
                "kilometers",
                "metres",
                "meters",
                "feet",
                "yards",
                "tons",
                "tonnes",
                "pounds",
                "dollars",
                "francs",
                "kg",
                "m",
                "ft",
                "mi",
                "acres",
                "guns",
                "tanks",
                "aircraft",
                "planes",
                "ships",
                "horses",
                "prisoners",
                "casualties",
                "dead",
                "wounded",
                "deaths",
                "killed",
                "civilians",
                "residents",
                "inhabitants",
                "persons",
                "members",
                "vehicles",
                "houses",
                "homes",
                "workers",
                "rounds",
                "shells",
                "barrels",
                "hectares",
                "islands",
                "words",
                "pages",
                "votes",
                "cavalry",
                "infantry",
                "infantrymen",
                "hp",
                "rpm",
                "mph",
                "copies",
                "employees",
                "students",
                "others",
                "percent",
                "sq",
                "square",
                "million",
                "billion",
                "cannon",
                "cannons",
                "rifles",
                "settlers",
                "hours",
                "volunteers",
            ];
            let lower = word.to_ascii_lowercase();
            if COUNTED.contains(&lower.as_str()) || matches!(next.lex, Lex::Unit { .. }) {
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

    /// A season, with its year if written.
    pub(super) fn season(&self, i: usize) -> Option<Node> {
        let Lex::Season { s, strict } = self.lex(i) else {
            return None;
        };
        let j = i + 1;
        if let Some((end, year)) = self
            .year_tail(j)
            .filter(|_| !self.sign(j, b',') || self.year_number(j + 1).is_some())
        {
            return Some(Node::new(
                end,
                Sem::Season { year, season: s },
                "season-year",
            ));
        }
        if self.is(j, W::Of) || strict && !self.season_calls(i) {
            return None;
        }
        // "spring" as water or steel: wants a word before it that calls for a time, or a capital ("Spring Offensive").
        if s == crate::timex::point::Season::Spring && !self.t[i].cap && !self.season_calls(i) {
            return None;
        }
        Some(Node::new(
            j,
            Sem::Season {
                year: YearRef::Missing,
                season: s,
            },
            "season",
        ))
    }

    fn season_calls(&self, i: usize) -> bool {
        match self.prev_w(i) {
            Some(W::The) => {
                !self.is(i + 1, W::Of)
                    && (self.lex(i)
                        != Lex::Season {
                            s: crate::timex::point::Season::Autumn,
                            strict: true,
                        }
                        || matches!(
                            self.prev_w(i - 1),
                            Some(
                                W::In
                                    | W::During
                                    | W::Throughout
                                    | W::By
                                    | W::Over
                                    | W::Until
                                    | W::Since
                            )
                        ))
            }
            Some(
                W::In
                | W::During
                | W::Throughout
                | W::By
                | W::Until
                | W::Since
                | W::Early
                | W::Late
                | W::Mid
                | W::Each
                | W::Every
                | W::That
                | W::This
                | W::Next
                | W::Last
                | W::Previous
                | W::Following
                | W::Same
                | W::A,
            ) => true,
            Some(W::And | W::Or) => i >= 2 && matches!(self.lex(i - 2), Lex::Season { .. }),
            _ => false,
        }
    }

    /// Christmas, Easter … with their year.
    pub(super) fn holiday(&self, i: usize) -> Option<Node> {
        if self.text_is(i, "new")
            && self.text_is(i + 1, "year")
            && self.t.get(i + 2).is_some_and(|t| t.kind == Kind::Poss)
        {
            let eve = self.is(i + 3, W::Eve);
            if !eve && !matches!(self.lex(i + 3), Lex::Unit { u: Unit::Day, .. }) {
                return None;
            }
            let (end, year) = self.year_tail(i + 4).unwrap_or((i + 4, YearRef::Missing));
            let (m, d) = if eve { (12, 31) } else { (1, 1) };
            return Some(Node::new(
                end,
                partial(year, Some(m), Some(d), None),
                "holiday",
            ));
        }
        let Lex::Holiday(h) = self.lex(i) else {
            return None;
        };
        if !self.t[i].cap {
            return None;
        }
        let mut e = i + 1;
        let eve = self.is(e, W::Eve);
        if eve
            || (matches!(
                self.lex(e),
                Lex::Unit {
                    u: Unit::Day,
                    plural: false,
                    ..
                }
            ))
        {
            e += 1;
        } else if matches!(self.lex(e), Lex::Weekday { d: 7, .. }) {
            e += 1;
        }
        let (end, year) = self.year_tail(e).unwrap_or((e, YearRef::Missing));
        let mut parts = HOLIDAYS.get(h as usize).copied().unwrap_or("").split('-');
        let md = (
            parts.next().and_then(|p| p.parse::<u8>().ok()),
            parts.next().and_then(|p| p.parse::<u8>().ok()),
        );
        Some(match md {
            (Some(m), Some(d)) => Node::new(
                end,
                partial(year, Some(m), Some(if eve { d - 1 } else { d }), None),
                "holiday",
            ),
            _ => Node::new(end, Sem::Easter { year }, "holiday"),
        })
    }

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
            | Lex::Num(_) => self.century(i).or_else(|| self.month_day(i)),
            Lex::DecadeWord(_) => self.decade(i),
            Lex::Fn(W::The) => {
                let j = i + 1;
                if matches!(self.lex(j), Lex::Season { .. }) {
                    return self.season(j);
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
            _ if t.kind == Kind::Num => self
                .numeric(i)
                .or_else(|| self.month_day(i))
                .or_else(|| self.decade(i))
                .or_else(|| self.lone_year(i)),
            _ if t.kind == Kind::Sign(b'\'') => self.decade(i).or_else(|| self.short_year(i)),
            _ if t.cap && self.text_is(i, "new") => self.holiday(i),
            _ => None,
        }
    }

    /// `'99` after "the", "of", "in" …
    fn short_year(&self, i: usize) -> Option<Node> {
        let n = self.num(i + 1, 2, 2)?;
        let calls = matches!(
            self.prev_w(i),
            Some(W::Of | W::In | W::The | W::Since | W::Until | W::By)
        ) || self.text_is(i.wrapping_sub(1), "del");
        (calls && self.glued(i + 1) && !self.sign(i + 2, b'\'')).then(|| {
            Node::new(
                i + 2,
                partial(YearRef::Short(n as u8), None, None, None),
                "year-short",
            )
        })
    }

    /// "the 20th", "the fourth of that month": a day of the month in hand.
    fn day_alone(&self, i: usize) -> Option<Node> {
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
        (digits && calls && free || (calls && free && self.sign(e, b',') && e > j + 1)).then(|| {
            Node::new(
                e,
                partial(YearRef::Missing, None, Some(d as u8), None),
                "day-of-month",
            )
        })
    }

    /// "the years 1955-1957", "the year 1945": only "the year" belongs to the expression.
    fn years_word(&self, i: usize) -> Option<Node> {
        let Lex::Unit { u: Unit::Year, .. } = self.lex(i + 1) else {
            return None;
        };
        let (end, y) = self.year_number(i + 2)?;
        Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year"))
    }

    /// "early", "mid-", "the end of" … and what they cut from.
    pub(super) fn modified(&self, i: usize) -> Option<Node> {
        let the = usize::from(self.is(i, W::The));
        let j = i + the;
        match self.w(j)? {
            W::Mid => {
                let k = self.hyphen(j + 1).unwrap_or(j + 1);
                if self.is(k, W::Of) {
                    return self.base_of(k + 1).map(|n| n.with_mod(Some(Mod::Mid)));
                }
                let k2 = k + usize::from(self.is(k, W::To) && self.is(k + 1, W::Late));
                self.cut_base(k2).map(|n| n.with_mod(Some(Mod::Mid)))
            }
            w @ (W::Early | W::Late) => {
                let m = Some(if w == W::Early { Mod::Start } else { Mod::End });
                let mut k = self.hyphen(j + 1).unwrap_or(j + 1);
                if self.hyphen(k).is_some_and(|h| self.is(h, W::Mid)) {
                    k += 2;
                }
                if self.is(k, W::In) || self.is(k, W::On) {
                    let on = self.is(k, W::On);
                    return self
                        .base_of(k + 1)
                        .or_else(|| self.day_part(k + 1))
                        .filter(|n| !on || !matches!(n.sem, Sem::Fixed(_)))
                        .map(|n| n.with_mod(m));
                }
                if self.text_is(k, "part") && self.is(k + 1, W::Of) {
                    return self.base_of(k + 2).map(|n| n.with_mod(m));
                }
                self.cut_base(k)
                    .or_else(|| self.rel_base(k))
                    .or_else(|| self.day_part(k))
                    .map(|n| n.with_mod(m))
            }
            W::Later if self.is(j + 1, W::In) && the == 0 => self
                .lone_year(j + 2)
                .or_else(|| self.unit_base(j + 2))
                .map(|n| n.with_mod(None)),
            W::Later | W::Earlier if the == 0 => self.unit_base(j + 1).or_else(|| {
                matches!(self.w(j + 1), Some(W::This | W::That | W::The))
                    .then(|| self.base_of(j + 1))
                    .flatten()
                    .filter(|n| matches!(n.sem, Sem::RelSeason { .. } | Sem::Rel { .. }))
            }),
            w @ (W::Beginning | W::End | W::Rest) if self.is(j + 1, W::Of) => {
                let m = match w {
                    W::Beginning => Some(Mod::Start),
                    W::End => Some(Mod::End),
                    _ => None,
                };
                self.base_of(j + 2).map(|n| n.with_mod(m))
            }
            W::Latter | W::Closing
                if self.text_is(j + 1, "part")
                    || self.text_is(j + 1, "half")
                    || self.text_is(j + 1, "stages") =>
            {
                let half = self.text_is(j + 1, "half");
                self.is(j + 2, W::Of)
                    .then(|| self.base_of(j + 3))
                    .flatten()
                    .map(|n| {
                        if half {
                            halved(n, 2)
                        } else {
                            n.with_mod(Some(Mod::End))
                        }
                    })
            }
            W::Last | W::Closing if the == 1 => self.last_of(j),
            _ => None,
        }
        .or_else(|| self.first_of(j, the))
    }

    /// "the last week of August", "the last day of 1942", "the last three days of June".
    fn last_of(&self, j: usize) -> Option<Node> {
        self.nth_of(j + 1, -1)
    }

    fn first_of(&self, j: usize, the: usize) -> Option<Node> {
        if the == 0 {
            return None;
        }
        let (e, n) = self.ordinal(j)?;
        if self.text_is(e, "half") && self.is(e + 1, W::Of) && n <= 2 {
            return self.base_of(e + 2).map(|node| halved(node, n as u8));
        }
        if self.text_is(e, "quarter") && self.is(e + 1, W::Of) && n <= 4 {
            return self.base_of(e + 2).map(|node| quartered(node, n as u8));
        }
        if self.text_is(e, "part") && self.is(e + 1, W::Of) {
            return self
                .base_of(e + 2)
                .map(|node| node.with_mod(Some(Mod::Start)));
        }
        self.nth_of(e, n.min(100) as i8)
    }

    /// After "the first" or "the last": a unit, or a number of units, of something on the calendar.
    fn nth_of(&self, j: usize, nth: i8) -> Option<Node> {
        if let Some((k, count)) = self.cardinal(j) {
            let Lex::Unit {
                u, plural: true, ..
            } = self.lex(k)
            else {
                return None;
            };
            if self.is(k + 1, W::Of) {
                let base = self.base_of(k + 2)?;
                return Some(Node::new(
                    base.end,
                    Sem::Duration(crate::timex::expr::duration(count, u)),
                    "part-of-period",
                ));
            }
            return None;
        }
        let Lex::Unit { u, plural, .. } = self.lex(j) else {
            return None;
        };
        if !self.is(j + 1, W::Of) {
            return None;
        }
        let base = self.base_of(j + 2)?;
        if plural {
            return Some(Node::new(
                base.end,
                Sem::Duration(crate::timex::expr::duration(None, u)),
                "part-of-period",
            ));
        }
        if u == Unit::Week {
            return Some(Node::new(
                base.end,
                Sem::Duration("P1W".into()),
                "part-of-period",
            ));
        }
        (u >= Unit::Day).then(|| {
            Node::new(
                base.end,
                Sem::Within {
                    nth,
                    unit: u,
                    base: Box::new(base.sem),
                },
                "ordinal-unit",
            )
        })
    }

    /// What "early" and "late" can stand before without "of": a month, a year, a season, a decade, a century.
    fn cut_base(&self, i: usize) -> Option<Node> {
        let i = i + usize::from(
            self.is(i, W::The)
                && !matches!(self.lex(i + 1), Lex::Ord(_) | Lex::Num(_))
                && !matches!(self.lex(i + 1), Lex::Unit { .. }),
        );
        match self.t.get(i)?.lex {
            Lex::Month { .. } => {
                let n = self.month_day(i)?;
                (!matches!(n.sem, Sem::Partial { day: Some(_), .. })
                    || self.prev(i).is_some_and(|t| t.kind == Kind::Word))
                .then_some(n)
            }
            Lex::Season { .. } => self.season(i),
            Lex::Ord(_) | Lex::Num(_) => self.century(i),
            Lex::DecadeWord(_) => self.decade(i),
            Lex::Holiday(_) => self.holiday(i),
            Lex::Weekday { .. } => self.calendar(i),
            _ => {
                if self.t[i].kind == Kind::Num
                    || self.t[i].kind == Kind::Sign(b'\'')
                    || self.is(i, W::Ad)
                {
                    self.decade(i).or_else(|| {
                        let (end, y) = self.year_number(i)?;
                        Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year"))
                    })
                } else {
                    None
                }
            }
        }
    }

    /// "next year", "this month", "the following year" after early / late.
    fn rel_base(&self, i: usize) -> Option<Node> {
        self.deictic(i).filter(|n| {
            matches!(
                n.sem,
                Sem::Rel { .. }
                    | Sem::RelMonth { .. }
                    | Sem::RelSeason { .. }
                    | Sem::Partial { .. }
            )
        })
    }

    /// "the month", "that year", "the decade": the unit in hand.
    fn unit_base(&self, i: usize) -> Option<Node> {
        let mut j = i;
        if !matches!(self.w(j), Some(W::The | W::That | W::This)) {
            return None;
        }
        j += 1;
        if matches!(self.w(j), Some(W::Same | W::Very)) {
            j += 1;
        }
        let Lex::Unit {
            u,
            plural: false,
            strict: false,
        } = self.lex(j)
        else {
            return None;
        };
        let from = if self.is(i, W::This) {
            From::Either
        } else {
            From::Context
        };
        (u >= Unit::Day).then(|| {
            Node::new(
                j + 1,
                Sem::Rel {
                    unit: u,
                    n: 0,
                    from,
                },
                "unit-in-hand",
            )
        })
    }

    /// What "the end of" can stand before.
    pub(super) fn base_of(&self, i: usize) -> Option<Node> {
        self.unit_base(i)
            .or_else(|| self.modified(i).filter(|n| n.clock.is_none()))
            .or_else(|| self.cut_base(i))
            .or_else(|| self.calendar(i))
            .or_else(|| self.rel_base(i))
    }

    /// Ranges and lists that share their parts: "14–16 July", "1939–45", "May 4 and 5", "499 to 493 BC".
    pub(super) fn pairs(&mut self, i: usize) -> Option<usize> {
        let i = i;
        if self.t[i].kind == Kind::Num {
            return self.number_pairs(i).or_else(|| self.month_day_pairs(i));
        }
        if self.is(i, W::The) && self.t.get(i + 1).is_some_and(|t| t.kind == Kind::Num) {
            // "the 28 and 29 August", "the 13th to the 19th of October"
            return self.day_list(i);
        }
        if matches!(self.lex(i), Lex::Month { .. } | Lex::Weekday { .. }) {
            return self.month_day_pairs(i);
        }
        None
    }

    fn connector(&self, i: usize) -> Option<(usize, Link)> {
        if self.sign(i, b'-') {
            let double = usize::from(self.sign(i + 1, b'-'));
            return Some((i + 1 + double, Link::Range));
        }
        if self.sign(i, b'/') && self.glued(i) && self.glued(i + 1) {
            return Some((i + 1, Link::Range));
        }
        match self.w(i)? {
            W::To | W::Until => Some((i + 1, Link::Range)),
            W::Over if self.text_is(i, "through") => Some((i + 1, Link::Range)),
            W::And if i >= 2 && self.between_before(i) => Some((i + 1, Link::Range)),
            W::And | W::Or => Some((i + 1, Link::List)),
            _ => None,
        }
    }

    fn between_before(&self, i: usize) -> bool {
        (1..=5).any(|back| i >= back && self.is(i - back, W::Between))
    }

    /// A number that begins a pair: days of one month, years of one era, years with two digits.
    fn number_pairs(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.day_list(i) {
            return Some(end);
        }
        let n = self.num(i, 1, 4)?;
        let (j, link) = self.connector(i + 1)?;
        // 1939-45, 1939/40
        if self.t[i].digits == 4
            && self.glued(i + 1)
            && self.glued(j)
            && (1000..=2100).contains(&n)
            && let Some(short) = self.num(j, 2, 2)
        {
            let more = self.t.get(j + 1).is_some_and(|t| {
                !t.space
                    && (t.kind == Kind::Word
                        || matches!(t.kind, Kind::Sign(b'-' | b'/'))
                            && self.num(j + 2, 1, 4).is_some())
            });
            let full = n - n % 100 + short;
            if full > n
                && full - n < 60
                && !more
                && self.prev(i).is_none_or(|t| {
                    t.space
                        || !matches!(t.kind, Kind::Sign(b'$' | b'-' | b'/') | Kind::Num)
                        || !self.glued(i)
                })
            {
                self.push_linked(
                    i,
                    Node::new(i + 1, Sem::Fixed(Point::Year(n as i32)), "year-range"),
                    Some(Link::Range),
                );
                return Some(self.push(
                    j,
                    Node::new(j + 1, Sem::Fixed(Point::Year(full as i32)), "year-range"),
                ));
            }
        }
        // 499-493 BC
        if self.era(i + 1).is_none()
            && let Some((end, y)) = self.year_number(j).filter(|(e, _)| *e > j + 1)
        {
            let n = n as i32;
            let first = if y <= 0 { 1 - n } else { n };
            let ordered = if link == Link::Range { first < y } else { true };
            if n > 0
                && ordered
                && self
                    .prev(i)
                    .is_none_or(|t| t.space || !matches!(t.kind, Kind::Num))
            {
                self.push_linked(
                    i,
                    Node::new(i + 1, Sem::Fixed(Point::Year(first)), "year-range"),
                    Some(link),
                );
                return Some(
                    self.push(j, Node::new(end, Sem::Fixed(Point::Year(y)), "year-range")),
                );
            }
        }
        // 1939-1945 (a dash between two years cannot be left to the rule for one year)
        if self.t[i].digits == 4
            && (1000..=2100).contains(&n)
            && link == Link::Range
            && let Some(y2) = self.num(j, 4, 4)
        {
            let free = self.t.get(j + 1).is_none_or(|t| {
                t.space
                    || !matches!(t.kind, Kind::Word | Kind::Num)
                        && !(t.kind == Kind::Sign(b'-') && self.num(j + 2, 1, 4).is_some())
            });
            if y2 > n
                && y2 <= 2100
                && free
                && self.sign(i + 1, b'-')
                && self.prev(i).is_none_or(|t| {
                    t.space || !matches!(t.kind, Kind::Num | Kind::Word) || !self.glued(i)
                })
                && !matches!(self.prev(i).map(|t| t.kind), Some(Kind::Sign(b'$' | b'#')))
            {
                self.push_linked(
                    i,
                    Node::new(i + 1, Sem::Fixed(Point::Year(n as i32)), "year-range"),
                    Some(Link::Range),
                );
                return Some(self.push(
                    j,
                    Node::new(j + 1, Sem::Fixed(Point::Year(y2 as i32)), "year-range"),
                ));
            }
        }
        None
    }

    /// "12-14 July", "the 28 and 29 August", "the 13th to the 19th of October 1950".
    fn day_list(&mut self, i: usize) -> Option<usize> {
        let the = usize::from(self.is(i, W::The));
        let (e1, _) = self.day_number(i + the)?;
        let (mut j, link) = self.connector(e1)?;
        let j0 = j;
        if self.is(j, W::The) {
            j += 1;
        }
        let (e2, _) = self.day_number(j)?;
        let k = e2 + usize::from(self.is(e2, W::Of));
        self.month_name(k)?;
        let last = self.month_day(j)?;
        let Sem::Partial { year, month, .. } = last.sem else {
            return None;
        };
        let (_, d1) = self.day_number(i + the)?;
        self.push_linked(
            i,
            Node::new(e1, partial(year, month, Some(d1), None), "day-range"),
            Some(link),
        );
        Some(self.push(j0, last))
    }

    /// "March 5-9, 1918", "May 4 and 5".
    fn month_day_pairs(&mut self, i: usize) -> Option<usize> {
        let (e, m) = self.month_name(i)?;
        let (e1, d1) = self.day_number(e)?;
        let (j, link) = self.connector(e1)?;
        let (e2, d2) = self.day_number(j)?;
        if link == Link::List
            && self
                .t
                .get(e2)
                .is_some_and(|t| t.kind == Kind::Word && t.lex == Lex::None && !t.cap)
            || self.month_name(e2).is_some()
            || self
                .t
                .get(e2)
                .is_some_and(|t| matches!(t.kind, Kind::Sign(b':')))
            || (link == Link::List && d2 <= d1)
            || matches!(self.lex(e2), Lex::Unit { .. })
        {
            return None;
        }
        let (end, y) = self.year_tail(e2).unwrap_or((e2, YearRef::Missing));
        self.push_linked(
            i,
            Node::new(e1, partial(y, Some(m), Some(d1), None), "day-range"),
            Some(link),
        );
        Some(self.push(
            j,
            Node::new(end, partial(y, Some(m), Some(d2), None), "day-range"),
        ))
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

fn halved(node: Node, h: u8) -> Node {
    match node.sem {
        Sem::Fixed(Point::Year(y)) => Node {
            sem: Sem::Half {
                year: YearRef::Said(y),
                h,
            },
            rule: "half-year",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n: 0,
            ..
        } => Node {
            sem: Sem::Half {
                year: YearRef::That,
                h,
            },
            rule: "half-year",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n,
            from,
        } => Node {
            sem: Sem::Half {
                year: YearRef::Rel(n, from),
                h,
            },
            rule: "half-year",
            ..node
        },
        _ => node.with_mod(Some(if h == 1 { Mod::Start } else { Mod::End })),
    }
}

fn quartered(node: Node, q: u8) -> Node {
    match node.sem {
        Sem::Fixed(Point::Year(y)) => Node {
            sem: Sem::Quarter {
                year: YearRef::Said(y),
                q,
            },
            rule: "quarter",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n: 0,
            ..
        } => Node {
            sem: Sem::Quarter {
                year: YearRef::That,
                q,
            },
            rule: "quarter",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n,
            from,
        } => Node {
            sem: Sem::Quarter {
                year: YearRef::Rel(n, from),
                q,
            },
            rule: "quarter",
            ..node
        },
        _ => node,
    }
}
