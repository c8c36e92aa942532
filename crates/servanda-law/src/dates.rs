//! Date terms: days of the record and what is reckoned from them, with the reckoning kept.

use servanda_record::StatementId;
use servanda_time::{Day, Duration, EndOfMonth, UncertainDate};

/// The rule for months that are too short, the same everywhere and stated in every proof.
pub(crate) const END_OF_MONTH: EndOfMonth = EndOfMonth::Clamp;

/// Index of a date term in its [`Dates`].
pub(crate) type DateId = u32;

/// How a date comes about.
#[derive(Clone, Debug)]
pub(crate) enum DateTerm<'r> {
    /// Stated: the statement and the key of the date in it.
    Stated {
        stmt: &'r StatementId,
        field: &'static str,
        date: &'r UncertainDate,
    },
    /// The first or last day of a stated period.
    PeriodEnd {
        stmt: &'r StatementId,
        field: &'static str,
        last: bool,
    },
    /// A day the law itself names.
    Fixed { day: Day, why: &'static str },
    /// Another plus a duration.
    Plus(DateId, Duration),
    /// The latest of several.
    Latest(Vec<DateId>),
    /// The earliest of several.
    Earliest(Vec<DateId>),
    /// The `n`th (from 1) of several in order of time.
    Nth(u32, Vec<DateId>),
    /// Some day from the earliest to the latest of several, not known which.
    Between(Vec<DateId>),
    /// End of the first term (first day no longer in it) for which a notice was in time.
    Expiry {
        start: DateId,
        first: Duration,
        each: Duration,
        before: Duration,
        notice: DateId,
    },
    /// No statement gives it.
    NotStated,
}

/// A date term with its bounds: the day is certainly not before `lo`, nor after `hi` (inclusive).
#[derive(Clone, Debug)]
pub(crate) struct DateNode<'r> {
    pub term: DateTerm<'r>,
    pub lo: Option<Day>,
    pub hi: Option<Day>,
}

/// The date terms of one derivation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates<'r> {
    nodes: Vec<DateNode<'r>>,
}

/// Bounds of a day.
pub(crate) type Bounds = (Option<Day>, Option<Day>);

/// The bounds of a stated date.
pub(crate) fn bounds_of(date: &UncertainDate) -> Bounds {
    (date.earliest(), date.latest())
}

/// A day plus a duration; beyond the calendar, its last day.
pub(crate) fn plus(day: Day, by: Duration) -> Day {
    day.plus(by, END_OF_MONTH).map_or(Day::LAST, |s| s.day)
}

/// A day minus a duration; beyond the calendar, its first day.
pub(crate) fn minus(day: Day, by: Duration) -> Day {
    day.minus(by, END_OF_MONTH).map_or(Day::FIRST, |s| s.day)
}

/// `first + n × each`, part by part; `None` if the numbers grow beyond all calendars.
pub(crate) fn repeated(first: Duration, each: Duration, n: u32) -> Option<Duration> {
    let part = |a: u32, b: u32| {
        b.checked_mul(n)
            .and_then(|x| x.checked_add(a))
            .filter(|x| *x <= 8_000_000)
    };
    Some(Duration {
        years: part(first.years, each.years)?,
        months: part(first.months, each.months)?,
        days: part(first.days, each.days)?,
    })
}

/// The last number of renewals looked at; far beyond any calendar for terms of a year.
const MOST_RENEWALS: u32 = 20_000;

/// The first expiry of a renewing term for which a notice given on `notice` was in time
/// (not later than `before` the expiry).
pub(crate) fn expiry_after(
    start: Day,
    first: Duration,
    each: Duration,
    before: Duration,
    notice: Day,
) -> Option<Day> {
    if each.is_zero() {
        return None;
    }
    for n in 0..MOST_RENEWALS {
        let end = start
            .plus(repeated(first, each, n)?, END_OF_MONTH)
            .ok()?
            .day;
        if notice <= minus(end, before) {
            return Some(end);
        }
    }
    None
}

impl<'r> Dates<'r> {
    fn push(&mut self, term: DateTerm<'r>, (lo, hi): Bounds) -> DateId {
        self.nodes.push(DateNode { term, lo, hi });
        (self.nodes.len() - 1) as DateId
    }

    /// The term of that id.
    pub fn get(&self, id: DateId) -> &DateNode<'r> {
        &self.nodes[id as usize]
    }

    /// Its bounds.
    pub fn bounds(&self, id: DateId) -> Bounds {
        let n = self.get(id);
        (n.lo, n.hi)
    }

    pub fn stated(
        &mut self,
        stmt: &'r StatementId,
        field: &'static str,
        date: &'r UncertainDate,
    ) -> DateId {
        self.push(DateTerm::Stated { stmt, field, date }, bounds_of(date))
    }

    pub fn period_end(
        &mut self,
        stmt: &'r StatementId,
        field: &'static str,
        last: bool,
        bounds: Bounds,
    ) -> DateId {
        self.push(DateTerm::PeriodEnd { stmt, field, last }, bounds)
    }

    pub fn fixed(&mut self, day: Day, why: &'static str) -> DateId {
        self.push(DateTerm::Fixed { day, why }, (Some(day), Some(day)))
    }

    pub fn not_stated(&mut self) -> DateId {
        self.push(DateTerm::NotStated, (None, None))
    }

    pub fn plus(&mut self, of: DateId, by: Duration) -> DateId {
        let (lo, hi) = self.bounds(of);
        let add = |d: Day| plus(d, by);
        self.push(DateTerm::Plus(of, by), (lo.map(add), hi.map(add)))
    }

    pub fn next_day(&mut self, of: DateId) -> DateId {
        self.plus(of, Duration::days(1))
    }

    pub fn latest(&mut self, of: Vec<DateId>) -> DateId {
        let all: Vec<Bounds> = of.iter().map(|d| self.bounds(*d)).collect();
        // The latest is not before any bound below; it is bounded above only if all are.
        let lo = all.iter().filter_map(|b| b.0).max();
        let hi = all
            .iter()
            .map(|b| b.1)
            .collect::<Option<Vec<_>>>()
            .and_then(|v| v.into_iter().max());
        self.push(DateTerm::Latest(of), (lo, hi))
    }

    pub fn earliest(&mut self, of: Vec<DateId>) -> DateId {
        let all: Vec<Bounds> = of.iter().map(|d| self.bounds(*d)).collect();
        let lo = all
            .iter()
            .map(|b| b.0)
            .collect::<Option<Vec<_>>>()
            .and_then(|v| v.into_iter().min());
        let hi = all.iter().filter_map(|b| b.1).min();
        self.push(DateTerm::Earliest(of), (lo, hi))
    }

    pub fn nth(&mut self, n: u32, of: Vec<DateId>) -> DateId {
        let i = n.saturating_sub(1) as usize;
        let mut lows: Vec<Day> = of
            .iter()
            .map(|d| self.bounds(*d).0.unwrap_or(Day::MIN))
            .collect();
        let mut highs: Vec<Day> = of
            .iter()
            .map(|d| self.bounds(*d).1.unwrap_or(Day::MAX))
            .collect();
        lows.sort_unstable();
        highs.sort_unstable();
        let lo = lows.get(i).copied().filter(|d| *d != Day::MIN);
        let hi = highs.get(i).copied().filter(|d| *d != Day::MAX);
        self.push(DateTerm::Nth(n, of), (lo, hi))
    }

    pub fn between(&mut self, of: Vec<DateId>) -> DateId {
        let all: Vec<Bounds> = of.iter().map(|d| self.bounds(*d)).collect();
        let lo = all
            .iter()
            .map(|b| b.0)
            .collect::<Option<Vec<_>>>()
            .and_then(|v| v.into_iter().min());
        let hi = all
            .iter()
            .map(|b| b.1)
            .collect::<Option<Vec<_>>>()
            .and_then(|v| v.into_iter().max());
        self.push(DateTerm::Between(of), (lo, hi))
    }

    pub fn expiry(
        &mut self,
        start: DateId,
        first: Duration,
        each: Duration,
        before: Duration,
        notice: DateId,
    ) -> DateId {
        let (s, n) = (self.bounds(start), self.bounds(notice));
        let least = s.0.map(|d| plus(d, first));
        // A later start moves each expiry later, but may let an earlier one still be in time: the
        // least end is sought over both ends of the start.
        let ends = |notice: Option<Day>| -> Option<Vec<Day>> {
            let (lo, hi, n) = (s.0?, s.1?, notice?);
            if hi.days_since(lo) > MOST_STARTS {
                return None;
            }
            let mut out = Vec::new();
            let mut day = lo;
            while day <= hi {
                out.push(expiry_after(day, first, each, before, n)?);
                day = day.next();
            }
            Some(out)
        };
        let lo = ends(n.0).and_then(|v| v.into_iter().min()).or(least);
        let hi = ends(n.1).and_then(|v| v.into_iter().max());
        self.push(
            DateTerm::Expiry {
                start,
                first,
                each,
                before,
                notice,
            },
            (lo, hi),
        )
    }
}

/// The widest uncertainty of a term's beginning, in days, over which its expiries are still reckoned.
pub(crate) const MOST_STARTS: i32 = 400;
