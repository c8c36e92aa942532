//! Spans of days, half-open, and sorted lists of them.

use crate::day::Day;
use serde::{Deserialize, Serialize};

/// A span of days `[start, end)`: `start` belongs to it, `end` does not.
///
/// Open ends are the sentinels [`Day::MIN`] and [`Day::MAX`], so that comparing
/// is the same for open and closed spans.
///
/// ```
/// use servanda_time::{Day, DaySpan};
/// let from = Day::parse("1945-08-18").unwrap();
/// let last = Day::parse("1945-09-05").unwrap();
/// let span = DaySpan::inclusive(from, last);
/// assert!(span.contains(last) && !span.contains(span.end));
/// assert!(DaySpan::starting(from).contains(Day::LAST));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DaySpan {
    /// First day, or [`Day::MIN`] if there is no beginning.
    pub start: Day,
    /// First day no longer in it, or [`Day::MAX`] if there is no end.
    pub end: Day,
}

impl DaySpan {
    /// Every day.
    pub const ALL: DaySpan = DaySpan {
        start: Day::MIN,
        end: Day::MAX,
    };

    /// The span `[start, end)`; empty if `end <= start`.
    #[must_use]
    pub const fn new(start: Day, end: Day) -> DaySpan {
        DaySpan { start, end }
    }

    /// From `first` to `last`, both included, as people write it.
    #[must_use]
    pub const fn inclusive(first: Day, last: Day) -> DaySpan {
        DaySpan {
            start: first,
            end: last.next(),
        }
    }

    /// One day.
    #[must_use]
    pub const fn day(day: Day) -> DaySpan {
        DaySpan::inclusive(day, day)
    }

    /// From `first` on, without end.
    #[must_use]
    pub const fn starting(first: Day) -> DaySpan {
        DaySpan {
            start: first,
            end: Day::MAX,
        }
    }

    /// Without beginning, up to but without `end`.
    #[must_use]
    pub const fn until(end: Day) -> DaySpan {
        DaySpan {
            start: Day::MIN,
            end,
        }
    }

    /// Whether no day is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether it has no beginning.
    #[must_use]
    pub fn is_open_start(self) -> bool {
        self.start == Day::MIN
    }

    /// Whether it has no end.
    #[must_use]
    pub fn is_open_end(self) -> bool {
        self.end == Day::MAX
    }

    /// The first day, if there is one.
    #[must_use]
    pub fn first(self) -> Option<Day> {
        (!self.is_open_start()).then_some(self.start)
    }

    /// The last day (included), if there is one.
    #[must_use]
    pub fn last(self) -> Option<Day> {
        (!self.is_open_end()).then(|| self.end.prev())
    }

    /// Whether `day` is in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day < self.end
    }

    /// Whether every day of `other` is in it.
    #[must_use]
    pub fn covers(self, other: DaySpan) -> bool {
        other.is_empty() || (self.start <= other.start && other.end <= self.end)
    }

    /// The days in both; empty if there are none.
    #[must_use]
    pub fn intersect(self, other: DaySpan) -> DaySpan {
        DaySpan {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        }
    }

    /// Whether some day is in both.
    #[must_use]
    pub fn overlaps(self, other: DaySpan) -> bool {
        !self.intersect(other).is_empty()
    }

    /// Number of days, or `None` if it is open.
    #[must_use]
    pub fn len(self) -> Option<u32> {
        if self.is_empty() {
            return Some(0);
        }
        if self.is_open_start() || self.is_open_end() {
            return None;
        }
        u32::try_from(self.end.days_since(self.start)).ok()
    }
}

/// Sorts spans and joins those that touch. Empty ones vanish.
pub(crate) fn normalise(mut spans: Vec<DaySpan>) -> Vec<DaySpan> {
    spans.retain(|s| !s.is_empty());
    spans.sort_unstable();
    let mut out: Vec<DaySpan> = Vec::with_capacity(spans.len());
    for s in spans {
        match out.last_mut() {
            Some(last) if s.start <= last.end => last.end = last.end.max(s.end),
            _ => out.push(s),
        }
    }
    out
}

/// Whether every day of `a` is in `b`; both normalised.
pub(crate) fn is_subset(a: &[DaySpan], b: &[DaySpan]) -> bool {
    let mut rest = b;
    a.iter().all(|x| {
        while let [first, tail @ ..] = rest {
            if first.end > x.start {
                break;
            }
            rest = tail;
        }
        rest.first().is_some_and(|y| y.covers(*x))
    })
}

/// Whether no day is in both; both normalised.
pub(crate) fn is_disjoint(a: &[DaySpan], b: &[DaySpan]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.overlaps(*y) {
            return false;
        }
        if x.end <= y.end { i += 1 } else { j += 1 }
    }
    true
}
