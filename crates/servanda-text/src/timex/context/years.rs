//! The year, and month, of dates that leave them out.

use super::Resolver;
use crate::timex::Context;
use crate::timex::Mode;
use crate::timex::civil::days_in_month;
use crate::timex::expr::{From, Link, YearRef};
use crate::timex::narrative::linked_ahead;
use crate::timex::point::{Point, Season, Unit};

impl Resolver<'_> {
    pub(super) fn part_of_year(
        &self,
        k: usize,
        year: YearRef,
        f: impl Fn(i32) -> Point,
        none: String,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        let (y, c) = match year {
            YearRef::Missing => {
                let (p, c) = self.reference(k);
                let year = p.map(|p| {
                    let begun = f(p.year()).bounds().0 <= p.bounds().1;
                    let back =
                        !begun && !self.raws[k].place.future && c == Some(Context::DocumentDate);
                    p.year() - i32::from(back)
                });
                (year, c)
            }
            other => self.year(k, other),
        };
        (y.map(f), y.is_none().then_some(none), c)
    }

    /// A written or relative year.
    pub(super) fn year(&self, k: usize, year: YearRef) -> (Option<i32>, Option<Context>) {
        match year {
            YearRef::Said(y) => (Some(y), None),
            // Years in two figures were completed before.
            YearRef::Short(_) => (None, None),
            YearRef::That => {
                let (p, c) = self.anchor(From::Context, self.raws[k].place);
                (p.map(Point::year), c)
            }
            YearRef::Rel(n, from) => {
                let (p, c) = self.anchor(from, self.raws[k].place);
                (p.map(|p| p.year() + n), c)
            }
            YearRef::Missing => (None, None),
        }
    }

    /// What a missing year is taken from: the narrative, or the document's date in news.
    pub(super) fn reference(&self, k: usize) -> (Option<Point>, Option<Context>) {
        if self.mode == Mode::News
            && self.doc.is_some()
            && self
                .told
                .is_none_or(|(s, _)| self.raws[k].place.sentence > s)
        {
            return (self.doc, Some(Context::DocumentDate));
        }
        // "It has cut jobs since January": since the January before the day of writing.
        if self.raws[k].place.dateline
            || self.mode == Mode::News && self.raws[k].place.since && self.doc.is_some()
        {
            return (self.doc, self.doc.map(|_| Context::DocumentDate));
        }
        if self.mode == Mode::News
            && self.doc.is_none()
            && self
                .told
                .is_none_or(|(s, _)| self.raws[k].place.sentence > s)
        {
            return (None, None);
        }
        match self.now {
            Some((p, i)) => (Some(p), Some(Context::Mention(i))),
            None => (self.doc, self.doc.map(|_| Context::DocumentDate)),
        }
    }

    /// The year of the expression that this one is linked to from before ("from October to March").
    pub(super) fn year_before(&self, k: usize, month: u8) -> Option<(i32, Context)> {
        let j = k.checked_sub(1)?;
        let link = self.raws[j].link?;
        let p = self.done.get(j).copied().flatten()?;
        let pm = p.month()?;
        let back = link == Link::Range && month < pm || link == Link::List && month + 6 < pm;
        let season_of_winter = matches!(p, Point::Season(_, Season::Winter));
        Some((
            p.year() + i32::from(back && !season_of_winter),
            Context::Mention(j),
        ))
    }

    pub(super) fn month_year(
        &self,
        k: usize,
        month: u8,
        day: Option<u8>,
    ) -> (Option<i32>, Option<Context>) {
        if let Some((y, c)) = linked_ahead(self.raws, k, month)
            .map(|(y, j)| (y, Context::Mention(j)))
            .or_else(|| self.year_before(k, month))
        {
            return (Some(y), Some(c));
        }
        let (mut reference, mut c) = self.reference(k);
        // After "In October 1925 …": the document's own days stay the document's.
        if let (true, Some(Context::Mention(_)), Some(doc), Some(d)) =
            (self.faint, c, self.doc, day)
            && self.mode == Mode::News
        {
            let near = (doc.year() - 1..=doc.year() + 1).any(|y| {
                let days = Point::Month(y, month).bounds().0 + i64::from(d) - 1 - doc.bounds().0;
                (-45..=45).contains(&days)
            });
            if near {
                (reference, c) = (self.doc, Some(Context::DocumentDate));
            }
        }
        if let Some(y) = self.plans.get(k).and_then(|p| p.year) {
            return (Some(y), c);
        }
        let Some(r) = reference else {
            return (None, None);
        };
        let y = r.year();
        let place = self.raws[k].place;
        let Some(m0) = r.month() else {
            return (Some(y), c);
        };
        let diff = i16::from(month) - i16::from(m0);
        if c == Some(Context::DocumentDate) {
            // News: the past unless the words look ahead; months just ahead of the date belong to the plans of the day.
            let today = r.day().map_or(15, |d| d.2);
            let ahead = diff > 0 || diff == 0 && day.is_some_and(|d| d > today);
            let y = match (ahead, place.future) {
                (true, false) if diff > 1 || diff == 1 && day.is_none() => y - 1,
                (true, false) if diff == 0 => y,
                (true, false) => y - 1,
                (false, true) if diff < 0 => y + 1,
                _ => y,
            };
            return (Some(y), c);
        }
        let y = if place.since {
            y - i32::from(diff > 0)
        } else if diff < -6 {
            y + 1
        } else {
            y
        };
        (Some(y), c)
    }

    pub(super) fn season_year(
        &self,
        k: usize,
        year: YearRef,
        season: Season,
    ) -> (Option<i32>, Option<Context>) {
        if year != YearRef::Missing {
            return self.year(k, year);
        }
        if let Some((y, c)) = linked_ahead(self.raws, k, season.middle_month())
            .map(|(y, j)| (y, Context::Mention(j)))
            .or_else(|| self.year_before(k, season.middle_month()))
        {
            return (Some(y), Some(c));
        }
        let (reference, c) = self.reference(k);
        if let Some(y) = self.plans.get(k).and_then(|p| p.year) {
            return (Some(y), c);
        }
        let Some(r) = reference else {
            return (None, None);
        };
        let y = r.year();
        let Some(m0) = r.month() else {
            return (Some(y), c);
        };
        let m = season.middle_month();
        if c == Some(Context::DocumentDate) {
            let past = !self.raws[k].place.future;
            let y = if m > m0 + 1 && past {
                y - 1
            } else if m + 2 < m0 && !past {
                y + 1
            } else {
                y
            };
            return (Some(y), c);
        }
        let y = if season == Season::Winter {
            y + i32::from(m0 >= 7)
        } else if i16::from(m) - i16::from(m0) < -6 {
            y + 1
        } else {
            y
        };
        (Some(y), c)
    }

    pub(super) fn partial(
        &self,
        k: usize,
        year: YearRef,
        month: Option<u8>,
        day: Option<u8>,
        weekday: Option<u8>,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        match (month, day) {
            (Some(m), _) => {
                let (y, c) = if year == YearRef::Missing {
                    self.month_year(k, m, day)
                } else {
                    self.year(k, year)
                };
                let Some(y) = y else {
                    if day.is_some_and(|d| d > days_in_month(2000, m)) {
                        return (None, None, Some(Context::NoSuchDay));
                    }
                    let d = day.map_or(String::new(), |d| format!("-{d:02}"));
                    return (None, Some(format!("XXXX-{m:02}{d}")), None);
                };
                let point = match day {
                    // A day that the calendar does not have (30 February) means none.
                    Some(d) if d > days_in_month(y, m) => {
                        return (None, None, Some(Context::NoSuchDay));
                    }
                    Some(d) => Point::Day(y, m, d),
                    None => Point::Month(y, m),
                };
                (Some(point), None, c)
            }
            (None, Some(d)) => {
                let (base, c) = if self.month.is_none() {
                    // The 30th in a report of the 2nd is of the month before.
                    let before = self.doc.and_then(|p| p.day()).is_some_and(|t| d > t.2)
                        && !self.raws[k].place.future;
                    let doc = self.doc.and_then(|p| {
                        let m = if before { p.shift(-1, Unit::Month)? } else { p };
                        Some((m.year(), m.month()?))
                    });
                    (doc, self.doc.map(|_| Context::DocumentDate))
                } else {
                    (
                        self.month.map(|m| m.0),
                        self.month.map(|m| Context::Mention(m.1)),
                    )
                };
                match base {
                    Some((y, m)) if d <= days_in_month(y, m) => {
                        (Some(Point::Day(y, m, d)), None, c)
                    }
                    _ => (None, Some(format!("XXXX-XX-{d:02}")), None),
                }
            }
            (None, None) => match (weekday, year) {
                (Some(w), _) => self.weekday(k, w),
                (None, YearRef::Missing) => (None, Some("XXXX".into()), None),
                (None, y) => {
                    let (y, c) = self.year(k, y);
                    (y.map(Point::Year), None, c)
                }
            },
        }
    }
}
