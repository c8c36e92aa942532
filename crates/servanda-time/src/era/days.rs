//! From the parts of a Japanese date to the days it may be.

use super::{ERAS, Era, GREGORIAN_FROM, day, of, year_text};
use crate::day::{Day, days_in_month};
use crate::error::{TimeError, TimeErrorKind};
use crate::span::DaySpan;
use crate::uncertain::{Calendar, Certain, Form, Pieces, UncertainDate};

/// The year of a Japanese date: of an era, or Western.
#[derive(Clone, Copy)]
pub(super) enum Year {
    Era(&'static Era, u32),
    Western(i32),
}

/// What follows the year.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Whole,
    /// 年代: ten years.
    Decade,
    /// 年度: April to March.
    Fiscal,
    Month(u32),
    /// 上旬, 中旬, 下旬: the first ten days of a month, the second ten, the rest.
    Third(u32, u8),
    Day(u32, u32),
}

/// 19世紀: 1801 to 1900.
pub(super) fn century(n: u32) -> Option<DaySpan> {
    let last = i32::try_from(n).ok()?.checked_mul(100)?;
    Some(DaySpan::inclusive(
        Day::from_ymd(last - 99, 1, 1)?,
        Day::from_ymd(last, 12, 31)?,
    ))
}

pub(super) struct Built {
    pub(super) span: DaySpan,
    pub(super) form: Form,
    pub(super) lunisolar: bool,
}

impl Built {
    pub(super) fn date(self, text: &str, len: usize, approximate: bool) -> UncertainDate {
        UncertainDate {
            written: text.get(..len).unwrap_or(text).into(),
            nominal: Pieces::One(self.span),
            certain: if approximate {
                Certain::Nothing
            } else {
                Certain::AsWritten
            },
            form: self.form,
            calendar: if self.lunisolar {
                Calendar::Lunisolar
            } else {
                Calendar::Japanese
            },
            approximate,
            uncertain: false,
        }
    }
}

pub(super) fn out_of_range(found: &str) -> TimeError {
    let msg = "lies outside the supported years -9999 to 9999";
    TimeError::new(TimeErrorKind::OutOfRange, found, 0, msg)
}

pub(super) fn build(year: Year, part: Part, found: &str) -> Result<Built, TimeError> {
    let (era, n) = match year {
        Year::Western(y) => {
            let (span, form) = part_span(y, part, found)?;
            return Ok(Built {
                span,
                form,
                lunisolar: false,
            });
        }
        Year::Era(era, n) => (era, n),
    };
    let number = u16::try_from(n).ok().filter(|n| *n >= 1).ok_or_else(|| {
        let msg = "the years of an era count from 1 (元年)";
        TimeError::new(TimeErrorKind::Syntax, found, 0, msg)
    })?;
    let y = era.western(number);
    let over = era.last_year.is_some_and(|last| number > last);
    match era.span().filter(|_| y >= GREGORIAN_FROM.year()) {
        Some(days) => {
            let (span, form) = part_span(y, part, found)?;
            let inside = span.intersect(days);
            if inside.is_empty() {
                return Err(outside(era, days, y, span, part, found));
            }
            // Clipped to the era: 昭和64年 is the seven days it had.
            Ok(Built {
                span: inside,
                form,
                lunisolar: false,
            })
        }
        None if over => {
            let last = era.last_year.unwrap_or(1);
            let end = era.western(last);
            let msg = format!("{} ended in {end} ({}{last}年)", era.romaji, era.name);
            let e = TimeError::new(TimeErrorKind::EraOver, found, 0, msg);
            Err(match era_of_year(y) {
                Some(text) => e.suggest(text),
                None => e,
            })
        }
        None => lunisolar(era, y, number, part, found),
    }
}

/// The widest bounds of a lunisolar year. Its first month holds the solar term 雨水
/// (18 to 21 February), so it begins at most 29 days before that.
fn lunisolar(era: &Era, y: i32, n: u16, part: Part, found: &str) -> Result<Built, TimeError> {
    let (month, last_year) = match part {
        Part::Month(m) | Part::Third(m, _) => ((m, 1), y),
        Part::Day(m, d) => ((m, d), y),
        Part::Decade => (
            (1, 1),
            y + 9.min(i32::from(era.last_year.unwrap_or(n)) - i32::from(n)),
        ),
        Part::Whole | Part::Fiscal => ((1, 1), y),
    };
    if !(1..=12).contains(&month.0) {
        return Err(no_such_month(month.0, found));
    }
    if !(1..=30).contains(&month.1) {
        let msg = "months of the lunisolar calendar have at most 30 days";
        return Err(TimeError::new(TimeErrorKind::NoSuchDay, found, 0, msg));
    }
    // 明治5年 ended on 31 December 1872, with the old calendar.
    let end = if last_year + 1 < GREGORIAN_FROM.year() {
        day(last_year + 1, 2, 22)
    } else {
        day(last_year + 1, 1, 1)
    };
    let span = DaySpan::new(day(y, 1, 20), end);
    let form = if matches!(part, Part::Decade) {
        Form::Range
    } else {
        Form::Year
    };
    Ok(Built {
        span,
        form,
        lunisolar: true,
    })
}

fn no_such_month(m: u32, found: &str) -> TimeError {
    TimeError::new(
        TimeErrorKind::NoSuchMonth,
        found,
        0,
        format!("there is no month {m}"),
    )
}

/// The days of a part of a Gregorian year.
fn part_span(y: i32, part: Part, found: &str) -> Result<(DaySpan, Form), TimeError> {
    let at = |y: i32, m: u8, d: u8| Day::from_ymd(y, m, d).ok_or_else(|| out_of_range(found));
    let month_of = |m: u32| {
        let m = u8::try_from(m).ok().filter(|m| (1..=12).contains(m));
        m.ok_or_else(|| match part {
            Part::Month(m) | Part::Third(m, _) | Part::Day(m, _) => no_such_month(m, found),
            _ => no_such_month(0, found),
        })
    };
    let span = |a: Day, b: Day, form| Ok((DaySpan::inclusive(a, b), form));
    match part {
        Part::Whole => span(at(y, 1, 1)?, at(y, 12, 31)?, Form::Year),
        Part::Decade => {
            let form = if y.rem_euclid(10) == 0 {
                Form::Decade
            } else {
                Form::Range
            };
            span(at(y, 1, 1)?, at(y + 9, 12, 31)?, form)
        }
        Part::Fiscal => span(at(y, 4, 1)?, at(y + 1, 3, 31)?, Form::Range),
        Part::Month(m) => {
            let m = month_of(m)?;
            span(at(y, m, 1)?, at(y, m, days_in_month(y, m))?, Form::Month)
        }
        Part::Third(m, third) => {
            let m = month_of(m)?;
            let last = if third == 2 {
                days_in_month(y, m)
            } else {
                third * 10 + 10
            };
            span(at(y, m, third * 10 + 1)?, at(y, m, last)?, Form::Range)
        }
        Part::Day(m, d) => {
            let m = month_of(m)?;
            let n = days_in_month(y, m);
            let day = u8::try_from(d).ok().and_then(|d| Day::from_ymd(y, m, d));
            let day = day.ok_or_else(|| no_such_day(y, m, n, d, found))?;
            span(day, day, Form::Day)
        }
    }
}

fn no_such_day(y: i32, m: u8, n: u8, d: u32, found: &str) -> TimeError {
    if (1..=u32::from(n)).contains(&d) {
        return out_of_range(found);
    }
    let name = crate::display::month_year_en(y, m);
    TimeError::new(
        TimeErrorKind::NoSuchDay,
        found,
        0,
        format!("{name} has {n} days"),
    )
}

/// The error for a date outside its era, with the date in the era that was.
fn outside(era: &Era, days: DaySpan, y: i32, span: DaySpan, part: Part, found: &str) -> TimeError {
    let over = span.start >= days.end;
    let (kind, limit, verb) = if over {
        (TimeErrorKind::EraOver, days.end.prev(), "ended")
    } else {
        (TimeErrorKind::EraNotBegun, days.start, "began")
    };
    // Counted in this era, also on a day that is shown in the next one.
    let (ly, lm, ld) = limit.ymd();
    let written = format!(
        "{}{}{lm}月{ld}日",
        era.name,
        year_text(ly - era.first_year + 1)
    );
    let msg = format!(
        "{} {verb} on {} ({written})",
        era.romaji,
        limit.display_en()
    );
    let e = TimeError::new(kind, found, 0, msg);
    // 64年2月 of Shōwa is Heisei 1; a whole year is named by its last day's era.
    let probe = span.last().and_then(of);
    match (probe, part) {
        (Some(d), Part::Whole) => e.suggest(format!("{}{}", d.era.name, year_text(d.year.into()))),
        (Some(d), Part::Month(m)) => {
            e.suggest(format!("{}{}{m}月", d.era.name, year_text(d.year.into())))
        }
        (Some(d), Part::Day(..)) => e.suggest(d.to_string()),
        _ => e.suggest(format!("{y}年")),
    }
}

/// The name of a Western year in the era of its end, before or after 1873.
fn era_of_year(y: i32) -> Option<String> {
    let era = ERAS.iter().rev().find(|e| e.first_year <= y)?;
    Some(format!("{}{}", era.name, year_text(y - era.first_year + 1)))
}
