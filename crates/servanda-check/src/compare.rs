//! Comparing dates, lengths of time and numbers as people write them with those of the record.

use crate::verdict::Outcome;
use servanda_record::{Amount, When};
use servanda_text::TimeRole;
use servanda_time::{Day, DaySpan, Duration, UncertainDate};

/// Days a fact may have been on: from the first possible to the last possible.
fn span(when: &When) -> DaySpan {
    when.possible()
}

/// Whether the claim's date fits a fact that was, or lasted, at `when`.
///
/// A coarser claim that contains the record's day agrees ("in April 1941"); a finer claim inside a
/// record that is itself coarse is left open.
pub fn date_outcome(said: &UncertainDate, role: TimeRole, when: &When) -> Outcome {
    date_within(
        claimed(said),
        role,
        span(when),
        matches!(when, When::Period(_)),
    )
}

/// The days a claim's date may be on.
pub fn claimed(said: &UncertainDate) -> DaySpan {
    if said.is_approximate() {
        widen(said.nominal())
    } else {
        said.bounds()
    }
}

/// [`date_outcome`] by the days alone; `lasting` is what went on for a period.
pub fn date_within(claim: DaySpan, role: TimeRole, fact: DaySpan, lasting: bool) -> Outcome {
    match role {
        TimeRole::Before => side(
            fact.start < claim.end && fact.start < last(claim),
            fact.start >= claim.end,
        ),
        TimeRole::After => side(fact.end > claim.start, fact.end <= claim.start),
        TimeRole::Until if lasting => ends_at(claim, fact),
        TimeRole::From if lasting => starts_at(claim, fact),
        _ if lasting => {
            if !fact.overlaps(claim) {
                Outcome::Differs
            } else {
                Outcome::Agrees
            }
        }
        _ => {
            if claim.covers(fact) {
                Outcome::Agrees
            } else if fact.covers(claim) || fact.overlaps(claim) {
                Outcome::Silent
            } else {
                Outcome::Differs
            }
        }
    }
}

fn last(span: DaySpan) -> Day {
    span.last().unwrap_or(Day::MAX)
}

fn side(yes: bool, no: bool) -> Outcome {
    if no {
        Outcome::Differs
    } else if yes {
        Outcome::Agrees
    } else {
        Outcome::Silent
    }
}

fn ends_at(claim: DaySpan, fact: DaySpan) -> Outcome {
    match fact.last() {
        Some(d) if fact.is_open_end() => side(false, claim.contains(d)),
        Some(d) => {
            let there = claim.contains(d) || claim.contains(d.next());
            side(there, !there)
        }
        None => Outcome::Silent,
    }
}

fn starts_at(claim: DaySpan, fact: DaySpan) -> Outcome {
    match fact.first() {
        Some(d) if !fact.is_open_start() => side(claim.contains(d), !claim.contains(d)),
        _ => Outcome::Silent,
    }
}

/// "About 1945" is taken as a year either way of what was written for the purpose of agreeing; it
/// never makes a difference definite nearer than that.
fn widen(span: DaySpan) -> DaySpan {
    let step = span.len().map_or(366, |n| n.clamp(7, 366)) as i32;
    DaySpan::new(span.start.add_days(-step), span.end.add_days(step))
}

/// How far apart the claim's date and the fact are, in days; 0 where they overlap.
pub fn distance(said: &UncertainDate, when: &When) -> i64 {
    apart(said.nominal(), span(when))
}

/// How far apart two spans of days are, in days; 0 where they overlap.
pub fn apart(c: DaySpan, f: DaySpan) -> i64 {
    if c.overlaps(f) {
        0
    } else if c.start >= f.end {
        i64::from(c.start.number()) - i64::from(f.end.number()) + 1
    } else {
        i64::from(f.start.number()) - i64::from(c.end.number()) + 1
    }
}

/// Approximate length in days, for comparing lengths written in different units.
pub fn days(d: Duration) -> f64 {
    f64::from(d.years) * 365.2425 + f64::from(d.months) * 30.436_875 + f64::from(d.days)
}

/// Whether two lengths agree; `loose` allows what "about", "nearly" and "over" allow.
pub fn duration_outcome(claim: Duration, fact: Duration, loose: bool) -> Outcome {
    length_outcome(
        days(claim),
        days(fact),
        if claim.days > 0 && claim.years == 0 && claim.months == 0 {
            1.0
        } else {
            3.0
        },
        loose,
    )
}

/// The same for a measured length of days with the claim's own unit as tolerance.
pub fn length_outcome(claim: f64, fact: f64, slack: f64, loose: bool) -> Outcome {
    let apart = (claim - fact).abs();
    let allowed = if loose { slack.max(fact * 0.1) } else { slack };
    if apart <= allowed {
        Outcome::Agrees
    } else {
        Outcome::Differs
    }
}

/// Significant digits of a number as written in round figures.
fn significant(x: f64) -> u32 {
    if x == 0.0 || !x.is_finite() {
        return 1;
    }
    let mut n = x.abs();
    let mut digits = 0u32;
    while n.fract().abs() > 1e-9 && digits < 6 {
        n *= 10.0;
        digits += 1;
    }
    let mut i = n.round() as u64;
    while i > 0 && i.is_multiple_of(10) {
        i /= 10;
    }
    i.to_string().len() as u32
}

/// Whether an amount as claimed fits an amount of the record.
///
/// Small whole numbers (votes, articles, years) must be equal. Round figures stand for what rounds to
/// them. "Over" and "nearly" are bounds, but a bound that misses by more than half again says
/// something else.
pub fn amount_outcome(claim: &Amount, fact: &Amount) -> Outcome {
    let (cl, ch) = claim.range();
    let (fl, fh) = fact.range();
    if cl.is_infinite() && ch.is_infinite() {
        return Outcome::Silent;
    }
    let exact = cl == ch && !claim.approximate;
    if exact {
        return exact_outcome(cl, fl, fh, fact.approximate);
    }
    if cl == ch {
        let slack = if significant(cl) <= 1 { 0.15 } else { 0.1 };
        return overlap_outcome(cl * (1.0 - slack), cl * (1.0 + slack), fl, fh);
    }
    if ch.is_infinite() {
        // More than: at least so many, and not half as many again (or five times, for "thousands of").
        return overlap_outcome(cl * 0.97, cl * 1.6, fl, fh);
    }
    if cl.is_infinite() {
        return overlap_outcome(ch * 0.6, ch * 1.03, fl, fh);
    }
    // A range with both ends is not told by one bound.
    if !claim.approximate && cl < ch && fl.is_finite() != fh.is_finite() {
        return match overlap_outcome(cl, ch, fl, fh) {
            Outcome::Agrees => Outcome::Silent,
            other => other,
        };
    }
    // "500 to 5,500" against a range: that they overlap is not enough.
    if !claim.approximate && fl.is_finite() && fh.is_finite() && fl < fh {
        let near = |a: f64, b: f64| (a - b).abs() <= 0.12 * a.abs().max(b.abs());
        return match overlap_outcome(cl, ch, fl, fh) {
            Outcome::Agrees if !(near(cl, fl) && near(ch, fh)) => Outcome::Silent,
            other => other,
        };
    }
    overlap_outcome(cl, ch, fl, fh)
}

fn exact_outcome(c: f64, fl: f64, fh: f64, fact_about: bool) -> Outcome {
    if fl.is_infinite() && fh.is_infinite() {
        return Outcome::Silent;
    }
    if fl == fh && c.abs() <= 120.0 && c.fract() == 0.0 && fl.fract() == 0.0 && !fact_about {
        return if c == fl {
            Outcome::Agrees
        } else {
            Outcome::Differs
        };
    }
    let slack = match significant(c) {
        0 | 1 => 0.12,
        2 => 0.06,
        // "646" is a count, "2,690" may be a round figure.
        3 if c >= 1000.0 => 0.01,
        _ => 0.0,
    };
    overlap_outcome(
        c * (1.0 - slack),
        c * (1.0 + slack),
        fl,
        if fact_about { fh * 1.1 } else { fh },
    )
}

fn overlap_outcome(cl: f64, ch: f64, fl: f64, fh: f64) -> Outcome {
    if fl.is_infinite() {
        return if cl <= fh {
            Outcome::Agrees
        } else {
            Outcome::Differs
        };
    }
    if fh.is_infinite() {
        // The record knows only a lower bound: a claim near it agrees, one far above is left open.
        return if ch < fl * 0.97 {
            Outcome::Differs
        } else if cl <= fl * 1.6 {
            Outcome::Agrees
        } else {
            Outcome::Silent
        };
    }
    if ch >= fl && cl <= fh {
        Outcome::Agrees
    } else {
        Outcome::Differs
    }
}

/// The best outcome of a claim's time against all times of a fact (with whether each lasted); `None` without times.
pub fn time_outcome(
    said: DaySpan,
    role: TimeRole,
    times: impl Iterator<Item = (DaySpan, bool)>,
) -> Option<Outcome> {
    let mut out = None;
    for (span, lasting) in times {
        match date_within(said, role, span, lasting) {
            Outcome::Agrees => return Some(Outcome::Agrees),
            Outcome::Silent => out = Some(Outcome::Silent),
            _ => out = out.or(Some(Outcome::Differs)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use Outcome::{Agrees, Differs, Silent};
    use servanda_time::Period;

    fn when(text: &str) -> When {
        if text.contains('/') {
            When::Period(Period::parse(text).unwrap())
        } else {
            When::Date(UncertainDate::parse(text).unwrap())
        }
    }

    #[test]
    fn dates_by_their_roles() {
        use TimeRole::{After, Before, From, On, Until};
        for (said, role, fact, want) in [
            ("1941-04-13", On, "1941-04-13", Agrees),
            ("1941-04", On, "1941-04-13", Agrees),
            ("1941", On, "1941-04-13", Agrees),
            ("1941-04-14", On, "1941-04-13", Differs),
            ("1941-05", On, "1941-04-13", Differs),
            // Finer than the record: left open.
            ("1941-04-13", On, "1941-04", Silent),
            ("1945-08-20", On, "1945-08-18/1945-09-05", Agrees),
            ("1945-09-06", On, "1945-08-18/1945-09-05", Differs),
            ("1945-08-18", From, "1945-08-18/1945-09-05", Agrees),
            ("1945-08-20", From, "1945-08-18/1945-09-05", Differs),
            ("1945-09-05", Until, "1945-08-18/1945-09-05", Agrees),
            ("1945-08-20", Until, "1945-08-18/1945-09-05", Differs),
            ("1945-08-15", After, "1945-08-18", Agrees),
            ("1945-08-15", Before, "1945-08-18", Differs),
            ("1945-09-02", Before, "1945-08-18", Agrees),
        ] {
            let date = UncertainDate::parse(said).unwrap();
            assert_eq!(
                date_outcome(&date, role, &when(fact)),
                want,
                "{said} {role:?} {fact}"
            );
        }
    }

    fn amount(low: Option<f64>, high: Option<f64>, approximate: bool) -> Amount {
        Amount {
            low: low.map(|x| x.to_string()),
            high: high.map(|x| x.to_string()),
            approximate,
            written: String::new(),
        }
    }

    #[test]
    fn amounts_as_people_write_them() {
        let exact = |x: f64| amount(Some(x), Some(x), false);
        let about = |x: f64| amount(Some(x), Some(x), true);
        let over = |x: f64| amount(Some(x), None, false);
        let under = |x: f64| amount(None, Some(x), false);
        let range = |a: f64, b: f64| amount(Some(a), Some(b), false);
        for (said, fact, want) in [
            (exact(42.0), exact(42.0), Agrees),
            (exact(41.0), exact(42.0), Differs),
            (exact(141.0), exact(141.0), Agrees),
            (exact(600_000.0), exact(575_000.0), Agrees),
            (exact(60_000.0), exact(600_000.0), Differs),
            (exact(575_432.0), exact(575_000.0), Differs),
            (about(52.0), exact(51.9), Agrees),
            (about(600_000.0), range(500_000.0, 1_000_000.0), Agrees),
            (about(6_000.0), range(55_000.0, 62_000.0), Differs),
            (over(1_000.0), exact(1_300.0), Agrees),
            (over(1_000.0), exact(10_000.0), Differs),
            (over(1_000.0), exact(900.0), Differs),
            (under(1_000.0), exact(900.0), Agrees),
            (under(1_000.0), exact(1_200.0), Differs),
            (range(200_000.0, 999_999.0), exact(600_000.0), Agrees),
            (range(200.0, 300.0), exact(600.0), Differs),
            (amount(None, None, false), exact(5.0), Silent),
        ] {
            assert_eq!(amount_outcome(&said, &fact), want, "{said:?} {fact:?}");
        }
    }

    #[test]
    fn lengths_in_different_units() {
        for (said, fact, loose, want) in [
            ("P5Y", "P5Y", false, Agrees),
            ("P60M", "P5Y", false, Agrees),
            ("P10Y", "P5Y", false, Differs),
            ("P6M", "P1Y", false, Differs),
            ("P13D", "P13D", false, Agrees),
            ("P15D", "P13D", false, Differs),
            ("P8Y", "P7Y11M", false, Differs),
            ("P8Y", "P7Y11M", true, Agrees),
        ] {
            let d = |t: &str| Duration::parse(t).unwrap();
            assert_eq!(
                duration_outcome(d(said), d(fact), loose),
                want,
                "{said} {fact} {loose}"
            );
        }
    }
}
