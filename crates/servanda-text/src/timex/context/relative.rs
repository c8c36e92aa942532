//! What relative expressions count from, and where that leads.

use super::Resolver;
use super::arithmetic::earlier;
use super::arithmetic::{day_number, moved, moved_day};
use crate::timex::Context;
use crate::timex::Mode;
use crate::timex::civil::days_in_month;
use crate::timex::expr::{From, Place, Sem, YearRef};
use crate::timex::point::{Point, Unit};

impl Resolver<'_> {
    /// The anchor for a relative expression.
    pub(super) fn anchor(&self, from: From, place: Place) -> (Option<Point>, Option<Context>) {
        let doc = (self.doc, self.doc.map(|_| Context::DocumentDate));
        let near = self.recent.filter(|r| r.2 + 1 >= place.sentence);
        let now = near.map(|r| (r.0, r.1)).or(self.now);
        let now = (now.map(|n| n.0), now.map(|n| Context::Mention(n.1)));
        let quote = place.quote;
        match from {
            From::Doc if quote && self.mode == Mode::Narrative && now.0.is_some() => now,
            From::Doc | From::DocDay => {
                if doc.0.is_some() {
                    doc
                } else {
                    (None, None)
                }
            }
            From::Either if self.mode == Mode::News => doc,
            // In a history "this year" is the section's, if it has one, else the writer's.
            From::Either if doc.0.is_some() && !quote && place.section.is_none() => doc,
            From::Either | From::Context | From::ContextDay => {
                if now.0.is_some() {
                    now
                } else {
                    doc
                }
            }
        }
    }

    /// The day to count from: the anchor if it is a day, else the last day named.
    pub(super) fn anchor_day(&self, from: From, place: Place) -> (Option<Point>, Option<Context>) {
        let (p, c) = self.anchor(from, place);
        if let Some(Point::Day(..)) = p {
            return (p, c);
        }
        if matches!(from, From::Doc | From::DocDay)
            || (self.mode == Mode::News && from == From::Either)
        {
            return (None, None);
        }
        // The last day named still counts while the story is in the month or year it lies in.
        let inside = |day: Point| {
            p.is_none_or(|p| p.bounds().0 <= day.bounds().0 && day.bounds().1 <= p.bounds().1)
        };
        match self.day {
            Some(((y, m, d), k)) if inside(Point::Day(y, m, d)) => {
                (Some(Point::Day(y, m, d)), Some(Context::Mention(k)))
            }
            _ => (None, None),
        }
    }

    /// A day named in the same sentence, before or, with its year, after.
    pub(super) fn same_sentence_day(&self, k: usize) -> Option<(Point, usize)> {
        let sentence = self.raws[k].place.sentence;
        if let Some((p @ Point::Day(..), i, s)) = self.recent
            && s == sentence
        {
            return Some((p, i));
        }
        let after = self.raws.iter().enumerate().skip(k + 1).take(3);
        after
            .take_while(|(_, r)| r.place.sentence == sentence)
            .find_map(|(j, r)| match r.sem {
                Sem::Partial {
                    year: YearRef::Said(y),
                    month: Some(m),
                    day: Some(d),
                    ..
                } if d <= days_in_month(y, m) => Some((Point::Day(y, m, d), j)),
                _ => None,
            })
    }

    /// The day right before, that this expression only describes: "27 June, two days after the attack".
    pub(super) fn apposed(&self, k: usize) -> Option<Point> {
        let before = &self.raws[k.checked_sub(1)?];
        let near = self.raws[k].start.saturating_sub(before.end) <= 5
            && before.place.sentence == self.raws[k].place.sentence;
        self.done
            .get(k - 1)
            .copied()
            .flatten()
            .filter(|p| near && matches!(p, Point::Day(..)))
    }

    /// The day said right after a clock time: "5:34 AM local time on March 20, 2003".
    pub(super) fn day_ahead(&self, k: usize) -> Option<Point> {
        let next = self.raws.get(k + 1)?;
        let gap = next.start.saturating_sub(self.raws[k].end);
        if next.place.sentence != self.raws[k].place.sentence || next.clock.is_some() {
            return None;
        }
        let said = matches!(
            next.sem,
            Sem::Partial {
                year: YearRef::Said(_),
                day: Some(_),
                ..
            }
        );
        if !(gap <= 5 || gap <= 40 && said) {
            return None;
        }
        self.resolve(k + 1, &next.sem)
            .0
            .filter(|p| matches!(p, Point::Day(..)))
    }

    /// A weekday alone: the nearest before (or, of plans, after) the day in hand.
    pub(super) fn weekday(
        &self,
        k: usize,
        w: u8,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        let (base, c) = if self.mode == Mode::News && self.doc.is_some() {
            (self.doc, Some(Context::DocumentDate))
        } else {
            match self.day {
                Some(((y, m, d), i)) => (Some(Point::Day(y, m, d)), Some(Context::Mention(i))),
                None => (None, None),
            }
        };
        let Some(z) = base.and_then(day_number) else {
            return (None, Some(format!("XXXX-WXX-{w}")), None);
        };
        let today = base.and_then(Point::weekday).unwrap_or(1);
        let mut delta = i64::from(w) - i64::from(today);
        if self.raws[k].place.future {
            delta = delta.rem_euclid(7);
        } else if self.mode == Mode::News {
            delta = -(-delta).rem_euclid(7);
        } else {
            // A history goes on to the weekday rather than back to it, but for a day or two.
            delta = (delta + 2).rem_euclid(7) - 2;
        }
        (Some(Point::from_days(z + delta)), None, c)
    }

    pub(super) fn rel(
        &self,
        unit: Unit,
        n: i32,
        from: From,
        place: Place,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        let unknown = |unit: Unit| match unit {
            Unit::Day => "XXXX-XX-XX",
            Unit::Week | Unit::Weekend | Unit::Fortnight => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
            _ => "XXXX",
        };
        let (base, c) = match unit {
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => {
                self.anchor_day(from, place)
            }
            _ => self.anchor(from, place),
        };
        let base = match (unit, base) {
            (Unit::Month | Unit::Quarter, Some(p))
                if p.month().is_none() && from == From::Context =>
            {
                self.month
                    .map(|((y, m), _)| Point::Month(y, m))
                    .filter(|q| q.year() == p.year())
            }
            (_, b) => b,
        };
        let point = base.and_then(|b| b.widen(unit)).and_then(|b| {
            if n == 0 {
                Some(b)
            } else {
                b.shift(i64::from(n), unit)
            }
        });
        let month = match (
            unit,
            n,
            self.anchor(from, place).0.filter(|_| from == From::Context),
        ) {
            (Unit::Day, 0, Some(p @ Point::Month(..))) => Some(format!("{}-XX", p.timex())),
            (Unit::Day, 0, Some(p)) if p.day().is_none() => self
                .month
                .filter(|((y, _), _)| *y == p.year() && p.month().is_none())
                .map(|((y, m), _)| format!("{}-XX", Point::Month(y, m).timex())),
            _ => None,
        };
        (
            point,
            point
                .is_none()
                .then(|| month.unwrap_or_else(|| unknown(unit).to_owned())),
            if point.is_some() { c } else { None },
        )
    }

    /// The quarter, half-year or month just told, which "a year earlier" keeps to.
    pub(super) fn quarter_told(&self, from: From, place: Place) -> Option<(Point, usize)> {
        let (p, i, s) = self.recent?;
        let near = match from {
            From::Context | From::Either => s + 1 >= place.sentence,
            From::Doc => s == place.sentence,
            From::DocDay | From::ContextDay => false,
        };
        let kind = match p {
            Point::Quarter(..) | Point::Half(..) => true,
            Point::Month(..) => from != From::Doc && s == place.sentence,
            _ => false,
        };
        (near && kind).then_some((p, i))
    }

    /// "The quarter", "the first half": what was told of that grain, else the last one ended when the text was written.
    pub(super) fn in_hand(
        &self,
        unit: Unit,
        nth: Option<u8>,
        years: i32,
        place: Place,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        if let Some(h) = nth {
            let Some(doc) = self.doc else {
                return (None, Some(format!("XXXX-H{h}")), None);
            };
            let over = Point::Half(doc.year(), h).bounds().1 <= doc.bounds().1;
            let y = doc.year() - i32::from(!over && !place.future);
            return (Some(Point::Half(y, h)), None, Some(Context::DocumentDate));
        }
        let (base, c) = match self.recent {
            Some((p @ (Point::Quarter(..) | Point::Half(..)), i, _)) => {
                (Some(p), Some(Context::Mention(i)))
            }
            _ => {
                let step = -i64::from(!place.future);
                let q = self
                    .doc
                    .and_then(|d| d.widen(unit))
                    .and_then(|p| p.shift(step, unit));
                (q, self.doc.map(|_| Context::DocumentDate))
            }
        };
        let point = base.and_then(|p| {
            if years == 0 {
                Some(p)
            } else {
                earlier(p, years)
            }
        });
        (point, point.is_none().then(|| "XXXX-QX".to_owned()), c)
    }

    pub(super) fn shift(
        &self,
        n: Option<i64>,
        back: bool,
        unit: Unit,
        from: From,
        place: Place,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        let vague = if back { "PAST_REF" } else { "FUTURE_REF" };
        let Some(n) = n else {
            if unit < Unit::Day
                && let (Some(p), c) = self.anchor_day(from, place)
            {
                return (None, Some(format!("{}TXX", p.timex())), c);
            }
            return (None, Some(vague.to_owned()), None);
        };
        let (base, c) = match unit {
            Unit::Day
            | Unit::Week
            | Unit::Fortnight
            | Unit::Weekend
            | Unit::Hour
            | Unit::Minute
            | Unit::Second => self.anchor_day(from, place),
            _ if from == From::ContextDay => self.anchor_day(from, place),
            _ => self.anchor(from, place),
        };
        let point = base.and_then(|b| {
            if matches!(from, From::DocDay | From::ContextDay) {
                moved_day(b, n, back, unit)
            } else {
                moved(b, n, back, unit)
            }
        });
        let literal = match (point, unit) {
            (Some(_), _) => None,
            // "Four days later" with only a year or month told: some day of that year.
            (None, Unit::Day) => {
                let year = self
                    .anchor(from, place)
                    .0
                    .filter(|_| from == From::Context)
                    .map(Point::year);
                Some(year.map_or("XXXX-XX-XX".to_owned(), |y| {
                    format!("{}-XX-XX", Point::Year(y).timex())
                }))
            }
            (None, Unit::Week | Unit::Fortnight) => Some("XXXX-WXX".to_owned()),
            (None, Unit::Month) => Some("XXXX-XX".to_owned()),
            (None, Unit::Hour | Unit::Minute | Unit::Second) => Some("XXXX-XX-XXTXX".to_owned()),
            (None, Unit::Year | Unit::Decade | Unit::Century) => Some("XXXX".to_owned()),
            _ => Some(vague.to_owned()),
        };
        (point, literal, if point.is_some() { c } else { None })
    }
}
