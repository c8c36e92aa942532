//! The simple date `YYYY[-MM[-DD]]`, with unknown digits and qualifiers.

use super::Result;
use crate::day::{self, Day};
use crate::error::{TimeError, TimeErrorKind};
use crate::span::DaySpan;
use crate::uncertain::{Calendar, Form};
use crate::{display, julian, suggest};

/// A qualifier: approximate, doubtful.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Qualifier {
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
}

impl Qualifier {
    pub(super) fn any(self) -> bool {
        self.approximate || self.uncertain
    }

    pub(super) fn or(self, other: Qualifier) -> Qualifier {
        Qualifier {
            approximate: self.approximate || other.approximate,
            uncertain: self.uncertain || other.uncertain,
        }
    }
}

/// `YYYY[-MM[-DD]]` with digits or `X`, as text and place.
#[derive(Debug)]
pub(super) struct Simple<'a> {
    text: &'a str,
    offset: usize,
    negative: bool,
    year: &'a str,
    month: Option<&'a str>,
    day: Option<&'a str>,
    /// Of year, month, day.
    qualifiers: [Qualifier; 3],
    calendar: Calendar,
}

/// One date of any form, before it is packed.
pub(super) struct Parsed {
    pub(super) form: Form,
    pub(super) calendar: Calendar,
    pub(super) nominal: Vec<DaySpan>,
    /// `None` if as nominal; `Some(vec![])` if nothing is certain.
    pub(super) certain: Option<Vec<DaySpan>>,
    pub(super) qualifier: Qualifier,
}

/// Splits `?YYYY~-?MM-DD%` into its parts; no look at the values.
pub(super) fn read_simple(text: &str, offset: usize, calendar: Calendar) -> Result<Simple<'_>> {
    let mut cursor = Cursor { rest: text };
    let mut left = [Qualifier::default(); 3];
    let mut right = [Qualifier::default(); 3];
    let mut parts: [Option<&str>; 3] = [None; 3];
    let mut negative = false;
    for i in 0..3 {
        left[i] = cursor.qualifier();
        if i == 0 {
            negative = cursor.eat('-');
        }
        parts[i] = cursor.mask(if i == 0 { 4 } else { 2 });
        if parts[i].is_none() {
            return Err(suggest::not_a_date(text, offset));
        }
        right[i] = cursor.qualifier();
        if !cursor.eat('-') {
            break;
        }
        if i == 2 || cursor.rest.is_empty() {
            return Err(suggest::not_a_date(text, offset));
        }
    }
    let [Some(year), month, day] = parts else {
        return Err(suggest::not_a_date(text, offset));
    };
    if !cursor.rest.is_empty() {
        return Err(suggest::not_a_date(text, offset));
    }
    // A qualifier to the right of a part also qualifies everything to its left.
    let mut qualifiers = left;
    for i in 0..3 {
        for r in &right[i..] {
            qualifiers[i] = qualifiers[i].or(*r);
        }
    }
    Ok(Simple {
        text,
        offset,
        negative,
        year,
        month,
        day,
        qualifiers,
        calendar,
    })
}

struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn eat(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn qualifier(&mut self) -> Qualifier {
        let mut q = Qualifier::default();
        loop {
            let (approximate, uncertain) = match self.rest.chars().next() {
                Some('~') => (true, false),
                Some('?') => (false, true),
                Some('%') => (true, true),
                _ => return q,
            };
            q = q.or(Qualifier {
                approximate,
                uncertain,
            });
            self.rest = self.rest.get(1..).unwrap_or("");
        }
    }

    /// Exactly `n` digits or `X`.
    fn mask(&mut self, n: usize) -> Option<&'a str> {
        let is_mask = |b: u8| b.is_ascii_digit() || b == b'X';
        let head = self.rest.get(..n)?;
        let more = self.rest.as_bytes().get(n).copied().is_some_and(is_mask);
        if more || !head.bytes().all(is_mask) {
            return None;
        }
        self.rest = self.rest.get(n..)?;
        Some(head)
    }
}

/// Whether the decimal digits of `n` fit the mask (`194X`), padded with zeros.
fn fits(mask: &str, mut n: u32) -> bool {
    mask.bytes().rev().all(|b| {
        let digit = b'0' + (n % 10) as u8;
        n /= 10;
        b == b'X' || b == digit
    })
}

fn all_x(mask: &str) -> bool {
    mask.bytes().all(|b| b == b'X')
}

impl Calendar {
    fn day(self, y: i32, m: u8, d: u8) -> Option<Day> {
        match self {
            Calendar::Julian => julian::to_day(y, m, d),
            _ => Day::from_ymd(y, m, d),
        }
    }

    fn days_in_month(self, y: i32, m: u8) -> u8 {
        match self {
            Calendar::Julian => julian::days_in_month(y, m),
            _ => day::days_in_month(y, m),
        }
    }
}

impl Simple<'_> {
    fn error(&self, kind: TimeErrorKind, message: impl Into<String>) -> TimeError {
        TimeError::new(kind, self.text, self.offset, message)
    }

    pub(super) fn parsed(&self) -> Result<Parsed> {
        self.check_values()?;
        let form = self.form();
        let parts = if self.day.is_some() {
            3
        } else if self.month.is_some() {
            2
        } else {
            1
        };
        let nominal = self.spans(parts)?;
        if nominal.is_empty() {
            return Err(self.no_such_day());
        }
        let used = &self.qualifiers[..parts];
        let qualifier = used.iter().fold(Qualifier::default(), |a, b| a.or(*b));
        let certain = match used.iter().position(|q| q.any()) {
            None => None,
            Some(0) => Some(Vec::new()),
            Some(n) => Some(self.spans(n)?),
        };
        Ok(Parsed {
            form,
            calendar: self.calendar,
            nominal,
            certain,
            qualifier,
        })
    }

    /// Refuses months and seasons that do not exist, and the year -0000.
    fn check_values(&self) -> Result<()> {
        if self.negative && self.year == "0000" {
            let msg = "the year 0000 (1 BC) has no sign";
            let text = self.text.replacen('-', "", 1);
            return Err(self.error(TimeErrorKind::Syntax, msg).suggest(text));
        }
        let Some(month) = self.month else {
            return Ok(());
        };
        let (m, d) = (
            month.parse::<u8>().ok(),
            self.day.and_then(|d| d.parse::<u8>().ok()),
        );
        let sign = if self.negative { "-" } else { "" };
        let year = self.year;
        match (m, self.day) {
            (Some(0), _) => Err(self
                .error(TimeErrorKind::NoSuchMonth, "there is no month 00")
                .suggest(format!("{sign}{year}"))),
            (Some(m @ 13..=20 | m @ 42..), _) | (Some(m @ 21..), Some(_)) => {
                let e = self.error(
                    TimeErrorKind::NoSuchMonth,
                    format!("there is no month {m:02}"),
                );
                Err(match d {
                    Some(d @ 1..=12) if m <= 31 => e.suggest(format!("{sign}{year}-{d:02}-{m:02}")),
                    _ => e,
                })
            }
            (Some(21..), None) if self.calendar == Calendar::Julian => {
                Err(self.error(TimeErrorKind::Unsupported, "seasons are Gregorian here"))
            }
            (Some(21..), None) => Ok(()),
            _ if !(1..=12).any(|m| fits(month, m)) => Err(self.error(
                TimeErrorKind::NoSuchMonth,
                format!("there is no month {month}"),
            )),
            (_, Some("00")) => Err(self
                .error(TimeErrorKind::NoSuchDay, "there is no day 00")
                .suggest(format!("{sign}{year}-{month}"))),
            _ => Ok(()),
        }
    }

    fn no_such_day(&self) -> TimeError {
        let number = |s: Option<&str>| s.and_then(|s| s.parse::<u8>().ok());
        let year = self
            .year
            .parse::<i32>()
            .ok()
            .map(|y| if self.negative { -y } else { y });
        let (Some(y), Some(m), Some(d)) = (year, number(self.month), number(self.day)) else {
            return self.error(TimeErrorKind::NoSuchDay, "no day fits this");
        };
        let n = self.calendar.days_in_month(y, m);
        if d <= n {
            let msg = "lies outside the supported years -9999 to 9999";
            return self.error(TimeErrorKind::OutOfRange, msg);
        }
        let which = if self.calendar == Calendar::Julian {
            " (Julian)"
        } else {
            ""
        };
        let name = display::month_year_en(y, m);
        let e = self.error(
            TimeErrorKind::NoSuchDay,
            format!("{name}{which} has {n} days"),
        );
        match self.text.get(..self.text.len() - 2) {
            Some(head) if d <= 31 && !self.qualifiers.iter().any(|q| q.any()) => {
                e.suggest(format!("{head}{n:02}"))
            }
            _ => e,
        }
    }

    fn years(&self) -> Vec<i32> {
        let fitting = (0..=9999u32).filter(|n| fits(self.year, *n));
        let signed = fitting.map(|n| if self.negative { -(n as i32) } else { n as i32 });
        signed.collect()
    }

    /// The days that fit the first `parts` of year, month, day.
    fn spans(&self, parts: usize) -> Result<Vec<DaySpan>> {
        if all_x(self.year) {
            // Some year: with a known month or day the answer is still "any", which
            // is wider than what was written but never wrong.
            return Ok(vec![DaySpan::ALL]);
        }
        let cal = self.calendar;
        let month = self.month.filter(|m| parts >= 2 && !all_x(m));
        let day = self.day.filter(|d| parts >= 3 && !all_x(d));
        let years = if let Ok(y) = self.year.parse::<i32>() {
            vec![if self.negative { -y } else { y }]
        } else {
            self.years()
        };
        let mut out = Vec::new();
        for y in years {
            let range = |m1: u8, m2: u8| {
                let last = cal.day(y, m2, cal.days_in_month(y, m2))?;
                Some(DaySpan::inclusive(cal.day(y, m1, 1)?, last))
            };
            match (month, day) {
                (None, None) => out.extend(range(1, 12)),
                (Some(m), None) => match m.parse::<u8>() {
                    Ok(code @ 21..) => out.extend(season(y, code)),
                    _ => out.extend(
                        (1..=12)
                            .filter(|n| fits(m, u32::from(*n)))
                            .filter_map(|n| range(n, n)),
                    ),
                },
                (m, Some(d)) => {
                    let months = (1..=12u8).filter(|n| m.is_none_or(|m| fits(m, u32::from(*n))));
                    for n in months {
                        let days = (1..=cal.days_in_month(y, n)).filter(|k| fits(d, u32::from(*k)));
                        out.extend(days.filter_map(|k| cal.day(y, n, k)).map(DaySpan::day));
                    }
                }
            }
        }
        if out.is_empty() && day.is_none() {
            let msg = "lies outside the supported years -9999 to 9999";
            return Err(self.error(TimeErrorKind::OutOfRange, msg));
        }
        Ok(out)
    }

    fn form(&self) -> Form {
        let year_x = self.year.bytes().position(|b| b == b'X');
        let trailing = year_x.is_none_or(|i| all_x(self.year.get(i..).unwrap_or("")));
        let month = self.month.filter(|m| !all_x(m));
        let day = self.day.filter(|d| !all_x(d));
        let known = |s: &str| !s.contains('X');
        match (year_x, month, day) {
            (Some(0), ..) if all_x(self.year) => Form::Unknown,
            (Some(3), None, None) => Form::Decade,
            (Some(2), None, None) if trailing => Form::Century,
            (None, None, None) => Form::Year,
            (None, Some(m), None) if known(m) => match m.parse::<u8>() {
                Ok(code @ 21..) => {
                    let y = self.year.parse::<i32>().unwrap_or(0);
                    Form::Season(if self.negative { -y } else { y }, code)
                }
                _ => Form::Month,
            },
            (None, Some(m), Some(d)) if known(m) && known(d) => Form::Day,
            _ => Form::OneOf,
        }
    }
}

/// The days of EDTF season, quarter or half `code` (21 to 41) of a year.
fn season(y: i32, code: u8) -> Vec<DaySpan> {
    // Meteorological seasons begin on the first of the month, astronomical ones end by
    // the 23rd; the outer limits of both are taken. Out of range, the span is cut.
    let at = |y: i32, m: u8, d: u8| {
        let clamped = y.clamp(day::FIRST_YEAR, day::LAST_YEAR);
        if y == clamped {
            Day::from_ymd(y, m, d).unwrap_or(Day::FIRST)
        } else if y < clamped {
            Day::FIRST
        } else {
            Day::LAST
        }
    };
    let march = |y| DaySpan::inclusive(at(y, 3, 1), at(y, 6, 23));
    let june = |y| DaySpan::inclusive(at(y, 6, 1), at(y, 9, 24));
    let september = |y| DaySpan::inclusive(at(y, 9, 1), at(y, 12, 23));
    let december = |y: i32| {
        let winter = |y| DaySpan::inclusive(at(y, 12, 1), at(y + 1, 3, 22));
        vec![winter(y - 1), winter(y)]
    };
    let months = |first: u8, last: u8| {
        vec![DaySpan::inclusive(
            at(y, first, 1),
            at(y, last, day::days_in_month(y, last)),
        )]
    };
    match code {
        21 => vec![march(y), september(y)],
        22 | 24 => {
            let mut both = december(y);
            both.push(june(y));
            both
        }
        23 => vec![september(y), march(y)],
        25 | 31 => vec![march(y)],
        26 | 32 => vec![june(y)],
        27 | 29 => vec![september(y)],
        28 | 30 => december(y),
        33..=36 => months((code - 33) * 3 + 1, (code - 33) * 3 + 3),
        37..=39 => months((code - 37) * 4 + 1, (code - 37) * 4 + 4),
        40 => months(1, 6),
        _ => months(7, 12),
    }
}
