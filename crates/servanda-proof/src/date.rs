//! Dates a proof reckons with: what is stated, what is added to it, and the bounds of both.

use serde_json::{Value, json};
use servanda_time::{Day, Duration};
use std::rc::Rc;

/// A date with the least and greatest day it can be.
pub(crate) struct Date {
    pub how: String,
    pub fields: Vec<(&'static str, Field)>,
    pub lo: Option<Day>,
    pub hi: Option<Day>,
}

pub(crate) enum Field {
    Text(Value),
    One(Term),
    Many(Vec<Term>),
}

pub(crate) type Term = Rc<Date>;
type Bounds = (Option<Day>, Option<Day>);

pub(crate) fn of(how: &str, fields: Vec<(&'static str, Field)>, (lo, hi): Bounds) -> Term {
    Rc::new(Date { how: how.into(), fields, lo, hi })
}

/// Years and months first, an end of month that is not there being its last day, then days.
fn shift(day: Day, by: Duration, sign: i64) -> Option<Day> {
    let (y, m, d) = day.ymd();
    let months = i64::from(y) * 12 + i64::from(m) - 1 + sign * (i64::from(by.years) * 12 + i64::from(by.months));
    let (y, m) = (i32::try_from(months.div_euclid(12)).ok()?, (months.rem_euclid(12) + 1) as u8);
    let clamped = (1..=d).rev().find_map(|d| Day::from_ymd(y, m, d))?;
    let number = i64::from(clamped.number()) + sign * i64::from(by.days);
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
pub(crate) type Renewing = [Duration; 3];

/// The first end of a term from `start` for which a notice on `notice` was in time.
fn end_after(start: Day, [first, each, before]: Renewing, notice: Day) -> Option<Day> {
    let terms = (0..MOST_TERMS).filter(|_| !each.is_zero());
    let mut ends = terms.map_while(|n| shift(start, times(first, each, n)?, 1));
    ends.find(|end| notice <= earlier(*end, before))
}

/// From the start to the first end for which notice was due after `last`.
pub(crate) fn renewals_past(from: &Term, [first, each, before]: Renewing, last: Day) -> Option<Duration> {
    let start = from.hi.filter(|_| !each.is_zero())?;
    for n in 0..MOST_TERMS {
        let end = later(start, times(first, each, n)?);
        if end >= Day::LAST || earlier(end, before) > last {
            return times(first, each, n);
        }
    }
    times(first, each, MOST_TERMS)
}

pub(crate) fn plus(term: &Term, by: Duration) -> Term {
    let bounds = (term.lo.map(|d| later(d, by)), term.hi.map(|d| later(d, by)));
    let by = Field::Text(json!(by.to_string()));
    of("plus", vec![("of", Field::One(Rc::clone(term))), ("duration", by)], bounds)
}

/// `latest`, `earliest` or `between` of several; one alone is itself.
pub(crate) fn of_all(how: &str, all: Vec<Term>) -> Option<Term> {
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

/// The `n`th of several, from 1, if there are so many.
pub(crate) fn nth(n: u32, all: Vec<Term>) -> Option<Term> {
    let at = n.checked_sub(1).filter(|i| all.len() > *i as usize)?;
    let pick = |mut days: Vec<Day>| {
        days.sort_unstable();
        days.get(at as usize).copied().filter(|d| d.is_calendar_day())
    };
    let lo = pick(all.iter().map(|d| d.lo.unwrap_or(Day::MIN)).collect());
    let hi = pick(all.iter().map(|d| d.hi.unwrap_or(Day::MAX)).collect());
    Some(of("nth", vec![("n", Field::Text(json!(n))), ("of", Field::Many(all))], (lo, hi)))
}

/// The end that a notice brings about where a term renews unless notice is given.
pub(crate) fn expiry(start: &Term, r: Renewing, notice: &Term) -> Term {
    let ends = |notice: Option<Day>| -> Option<Vec<Day>> {
        let (lo, hi, notice) = (start.lo?, start.hi?, notice?);
        let all = (lo.number()..=hi.number()).filter(|_| hi.number() - lo.number() <= 400);
        all.map(|n| end_after(Day::from_number(n)?, r, notice)).collect()
    };
    let least = || start.lo.map(|d| later(d, r[0]));
    let lo = ends(notice.lo).and_then(|v| v.into_iter().min()).or_else(least);
    let hi = ends(notice.hi).and_then(|v| v.into_iter().max());
    let mut fields = vec![("start", Field::One(Rc::clone(start)))];
    fields.extend(["first", "each", "before"].into_iter().zip(r.map(|d| Field::Text(json!(d.to_string())))));
    fields.push(("notice", Field::One(Rc::clone(notice))));
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
