//! Dates a proof reckons with: what is stated, what is added to it, and the bounds of both.

use serde_json::{Value, json};
use servanda_time::{Day, Duration};
use std::rc::Rc;

/// A date with the least and greatest day it can be.
pub(crate) struct Date {
    pub how: &'static str,
    pub fields: Vec<(&'static str, Field)>,
    pub lo: Option<Day>,
    pub hi: Option<Day>,
    /// As written, if stated.
    pub written: Option<String>,
}

pub(crate) enum Field {
    Text(Value),
    One(Term),
    Many(Vec<Term>),
}

pub(crate) type Term = Rc<Date>;
type Bounds = (Option<Day>, Option<Day>);

pub(crate) fn of(how: &'static str, fields: Vec<(&'static str, Field)>, (lo, hi): Bounds) -> Term {
    Rc::new(Date { how, fields, lo, hi, written: None })
}

/// Years and months first, an end of month that is not there being its last day, then days.
fn shift(day: Day, by: Duration, sign: i64) -> Option<Day> {
    let (y, m, d) = day.ymd();
    let months = i64::from(y) * 12 + i64::from(m) - 1 + sign * (i64::from(by.years) * 12 + i64::from(by.months));
    let (y, m) = (i32::try_from(months.div_euclid(12)).ok()?, (months.rem_euclid(12) + 1) as u8);
    let leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    let last = match m {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let number = i64::from(Day::from_ymd(y, m, d.min(last))?.number()) + sign * i64::from(by.days);
    let day = Day::from_number(i32::try_from(number).ok()?)?;
    day.is_calendar_day().then_some(day)
}

fn later(day: Day, by: Duration) -> Day {
    shift(day, by, 1).unwrap_or(Day::LAST)
}

pub(crate) fn earlier(day: Day, by: Duration) -> Day {
    shift(day, by, -1).unwrap_or(Day::FIRST)
}

/// `first` and `n` times `each`, part by part.
pub(crate) fn times(first: Duration, each: Duration, n: u32) -> Option<Duration> {
    let part = |a: u32, b: u32| a.checked_add(b.checked_mul(n)?).filter(|x| *x <= 8_000_000);
    let (years, months) = (part(first.years, each.years)?, part(first.months, each.months)?);
    Some(Duration { years, months, days: part(first.days, each.days)? })
}

const MOST_TERMS: u32 = 20_000;

/// How a term renews: its first length, the length of each renewal, how long before an end notice is due.
#[derive(Clone, Copy)]
pub(crate) struct Renewing {
    pub first: Duration,
    pub each: Duration,
    pub before: Duration,
}

/// The first end of a term from `start` for which a notice on `notice` was in time.
fn end_after(start: Day, r: Renewing, notice: Day) -> Option<Day> {
    let terms = (0..MOST_TERMS).filter(|_| !r.each.is_zero());
    let mut ends = terms.map_while(|n| shift(start, times(r.first, r.each, n)?, 1));
    ends.find(|end| notice <= earlier(*end, r.before))
}

/// From the start to the first end for which notice was due after `last`.
pub(crate) fn renewals_past(from: &Term, r: Renewing, last: Day) -> Option<Duration> {
    let start = from.hi.filter(|_| !r.each.is_zero())?;
    for n in 0..MOST_TERMS {
        let end = later(start, times(r.first, r.each, n)?);
        if end >= Day::LAST || earlier(end, r.before) > last {
            return times(r.first, r.each, n);
        }
    }
    times(r.first, r.each, MOST_TERMS)
}

pub(crate) fn plus(term: &Term, by: Duration) -> Term {
    let bounds = (term.lo.map(|d| later(d, by)), term.hi.map(|d| later(d, by)));
    let by = Field::Text(json!(by.to_string()));
    of("plus", vec![("of", Field::One(Rc::clone(term))), ("duration", by)], bounds)
}

/// `latest`, `earliest` or `between` of several; one alone is itself.
pub(crate) fn of_all(how: &'static str, all: Vec<Term>) -> Option<Term> {
    let low = || all.iter().map(|d| d.lo).collect::<Option<Vec<_>>>().and_then(|v| v.into_iter().min());
    let high = || all.iter().map(|d| d.hi).collect::<Option<Vec<_>>>().and_then(|v| v.into_iter().max());
    let bounds = match how {
        "latest" => (all.iter().filter_map(|d| d.lo).max(), high()),
        "earliest" => (low(), all.iter().filter_map(|d| d.hi).min()),
        _ => (low(), high()),
    };
    match all.len() {
        0 | 1 => all.into_iter().next(),
        _ => Some(of(how, vec![("of", Field::Many(all))], bounds)),
    }
}

/// The `n`th of several, from 1.
pub(crate) fn nth(n: usize, all: Vec<Term>) -> Term {
    let pick = |mut days: Vec<Day>| {
        days.sort_unstable();
        days.get(n.saturating_sub(1)).copied().filter(|d| d.is_calendar_day())
    };
    let lo = pick(all.iter().map(|d| d.lo.unwrap_or(Day::MIN)).collect());
    let hi = pick(all.iter().map(|d| d.hi.unwrap_or(Day::MAX)).collect());
    of("nth", vec![("n", Field::Text(json!(n))), ("of", Field::Many(all))], (lo, hi))
}

/// The end that a notice brings about where a term renews unless notice is given.
pub(crate) fn expiry(start: &Term, r: Renewing, notice: &Term) -> Term {
    let ends = |notice: Option<Day>| -> Option<Vec<Day>> {
        let (lo, hi, notice) = (start.lo?, start.hi?, notice?);
        let all = (lo.number()..=hi.number()).filter(|_| hi.number() - lo.number() <= 400);
        all.map(|n| end_after(Day::from_number(n)?, r, notice)).collect()
    };
    let least = || start.lo.map(|d| later(d, r.first));
    let lo = ends(notice.lo).and_then(|v| v.into_iter().min()).or_else(least);
    let hi = ends(notice.hi).and_then(|v| v.into_iter().max());
    let text = |d: Duration| Field::Text(json!(d.to_string()));
    let (start, notice) = (Field::One(Rc::clone(start)), Field::One(Rc::clone(notice)));
    let (first, each, before) = (text(r.first), text(r.each), text(r.before));
    let fields = vec![("start", start), ("first", first), ("each", each), ("before", before), ("notice", notice)];
    of("expiry", fields, (lo, hi))
}

/// The day as text; the open ends have none.
fn text(day: Option<Day>) -> Value {
    day.filter(|d| d.is_calendar_day()).map_or(Value::Null, |d| json!(d.to_string()))
}

/// The first and the last day, each null if there is none.
pub(crate) fn pair(first: Option<Day>, last: Option<Day>) -> Value {
    json!([text(first), text(last)])
}
