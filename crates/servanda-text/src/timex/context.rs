//! Giving expressions the parts they leave out: from the document's date, or from where the narrative has got to.
//!
//! The reader's own way: a history moves forward, names a year once and then only months and days; so a missing year is the
//! narrative's, one later when the months wrap around (December … January), and one earlier after "since". News counts from
//! the day it was written. What is mentioned beside the story ("the Constitution of 1793", "since 1882", a forecast) does not
//! move the narrative.

use super::civil::{civil_from_days, days_from_civil, days_in_month, easter};
use super::expr::{Clock, From, Link, Place, Raw, Sem, YearRef, duration};
use super::narrative::{Plan, linked_ahead, plan};
use super::point::{Point, Season, Unit};
use super::{Context, Mode};

/// What an expression comes to.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub value: String,
    pub point: Option<Point>,
    pub context: Option<Context>,
}

/// The narrative's state.
pub(crate) struct Resolver<'a> {
    raws: &'a [Raw],
    mode: Mode,
    doc: Option<Point>,
    done: Vec<Option<Point>>,
    /// Where the narrative has got to, and by which mention.
    now: Option<(Point, usize)>,
    /// The last day named, and by which mention.
    day: Option<((i32, u8, u8), usize)>,
    /// The last point named, whether or not the narrative moved there: its mention and sentence.
    recent: Option<(Point, usize, u32)>,
    /// The last month named.
    month: Option<((i32, u8), usize)>,
    /// In news: the narrative is told from a year that is not the document's.
    told: Option<u32>,
    /// The years of a narrative, decided over the whole text.
    plans: Vec<Plan>,
}

/// Decides how a text tells time: from the day it was written, or by its own narrative.
pub(crate) fn decide(raws: &[Raw], doc: Option<Point>) -> Mode {
    let Some(doc) = doc else {
        return Mode::Narrative;
    };
    let (mut old, mut same, mut deictic) = (0usize, 0usize, 0usize);
    for r in raws {
        let said = match &r.sem {
            Sem::Fixed(p) => Some(p.year()),
            Sem::Partial {
                year: YearRef::Said(y),
                ..
            }
            | Sem::Season {
                year: YearRef::Said(y),
                ..
            } => Some(*y),
            Sem::Rel {
                from: From::Doc, ..
            }
            | Sem::RelWeekday { .. }
            | Sem::RelMonth {
                from: From::Doc, ..
            }
            | Sem::Partial {
                month: None,
                weekday: Some(_),
                ..
            } => {
                deictic += 1;
                None
            }
            _ => None,
        };
        match said {
            Some(y) if y == doc.year() => same += 1,
            Some(_) => old += 1,
            None => {}
        }
    }
    if old > same && old > deictic {
        Mode::Narrative
    } else {
        Mode::News
    }
}

/// The day a text gives as its own: a full date in a heading or a dateline at its beginning.
pub(crate) fn own_date(raws: &[Raw]) -> Option<Point> {
    raws.iter()
        .take(4)
        .filter(|r| r.place.unstopped || r.place.dateline)
        .find_map(|r| match r.sem {
            Sem::Partial {
                year: YearRef::Said(y),
                month: Some(m),
                day: Some(d),
                ..
            } if (1..=12).contains(&m) && d >= 1 && d <= days_in_month(y, m) => {
                Some(Point::Day(y, m, d))
            }
            _ => None,
        })
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(raws: &'a [Raw], doc: Option<Point>, mode: Mode) -> Self {
        Self {
            raws,
            mode,
            doc,
            done: Vec::with_capacity(raws.len()),
            now: None,
            day: None,
            month: None,
            told: None,
            recent: None,
            plans: if mode == Mode::Narrative {
                plan(raws, doc)
            } else {
                Vec::new()
            },
        }
    }

    /// Resolves all expressions in order.
    pub(crate) fn run(mut self) -> Vec<Resolved> {
        let mut out = Vec::with_capacity(self.raws.len());
        for k in 0..self.raws.len() {
            let raw = &self.raws[k];
            let (point, literal, context) = self.resolve(k, &raw.sem);
            let value = self.value(raw, point, literal);
            let guess = matches!(raw.rule, "after-event" | "unit-beside-event")
                && self.apposed(k).is_none();
            let point = point.filter(|_| !guess);
            self.done.push(point);
            self.advance(k, raw, point, context);
            out.push(Resolved {
                value,
                point,
                context,
            });
        }
        out
    }

    fn value(&self, raw: &Raw, point: Option<Point>, literal: Option<String>) -> String {
        let Some(clock) = raw.clock else {
            return point.map(Point::timex).or(literal).unwrap_or_default();
        };
        let date = match point {
            Some(p @ Point::Day(..)) => p.timex(),
            Some(p @ Point::Month(..)) => format!("{}-XX", p.timex()),
            Some(p @ Point::Year(..)) => format!("{}-XX-XX", p.timex()),
            _ => literal
                .filter(|l| l.starts_with("XXXX") || l.starts_with("BCXX"))
                .unwrap_or_else(|| "XXXX-XX-XX".into()),
        };
        match clock {
            Clock::Part(p) => format!("{date}{}", p.code()),
            Clock::At { h, m, s } => {
                let mut v = format!("{date}T{h:02}");
                if let Some(m) = m {
                    v.push_str(&format!(":{m:02}"));
                }
                if let Some(s) = s {
                    v.push_str(&format!(":{s:02}"));
                }
                v
            }
            Clock::Under { m, s } => {
                let two = |n: Option<u8>| n.map_or("XX".to_owned(), |n| format!("{n:02}"));
                if s.is_some() {
                    format!("{date}TXX:{}:{}", two(m), two(s))
                } else {
                    format!("{date}TXX:{}", two(m))
                }
            }
        }
    }

    /// The anchor for a relative expression.
    fn anchor(&self, from: From, place: Place) -> (Option<Point>, Option<Context>) {
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
            From::Either | From::Context => {
                if now.0.is_some() {
                    now
                } else {
                    doc
                }
            }
        }
    }

    /// The day to count from: the anchor if it is a day, else the last day named.
    fn anchor_day(&self, from: From, place: Place) -> (Option<Point>, Option<Context>) {
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

    fn resolve(&self, k: usize, sem: &Sem) -> (Option<Point>, Option<String>, Option<Context>) {
        let place = self.raws[k].place;
        if matches!(self.raws[k].rule, "after-event" | "unit-beside-event") {
            if let Some(p) = self.apposed(k) {
                return (Some(p), None, Some(Context::Mention(k - 1)));
            }
            // What they count from is an event whose day the text need not have said: the day last told is a guess.
            if self.recent.is_none_or(|r| r.2 + 4 < place.sentence) {
                return (None, Some("XXXX-XX-XX".into()), None);
            }
        }
        if matches!(self.raws[k].rule, "clock" | "part-in-hand") {
            if let Some(p) = self.day_ahead(k) {
                return (Some(p), None, Some(Context::Mention(k + 1)));
            }
        }
        match sem {
            Sem::Fixed(p) => (Some(*p), None, None),
            Sem::Partial {
                year,
                month,
                day,
                weekday,
            } => self.partial(k, *year, *month, *day, *weekday),
            Sem::Season { year, season } => {
                let (y, c) = self.season_year(k, *year, *season);
                match y {
                    Some(y) => (Some(Point::Season(y, *season)), None, c),
                    None => (None, Some(format!("XXXX-{}", season.code())), None),
                }
            }
            Sem::Quarter { year, q } => {
                self.part_of_year(k, *year, |y| Point::Quarter(y, *q), format!("XXXX-Q{q}"))
            }
            Sem::Half { year, h } => {
                self.part_of_year(k, *year, |y| Point::Half(y, *h), format!("XXXX-H{h}"))
            }
            Sem::Feast { year, nth } => {
                let day = |y: i32| {
                    let (m, d) =
                        nth.map_or_else(|| easter(y), |(m, w, n)| (m, nth_weekday(y, m, w, n)));
                    Point::Day(y, m, d)
                };
                self.part_of_year(k, *year, day, "XXXX-XX-XX".into())
            }
            Sem::DecadeWord(n) => {
                let base = self.now.map(|n| n.0).or(self.doc).map_or(1950, Point::year);
                let century = if base > 0 && base < 1900 {
                    base / 100
                } else {
                    19
                };
                (
                    Some(Point::Decade {
                        lead: century * 10 + (*n as i32) / 10,
                        bc: false,
                    }),
                    None,
                    None,
                )
            }
            Sem::Rel { unit, n, from } => self.rel(*unit, *n, *from, place),
            Sem::RelMonth {
                month,
                day,
                which,
                from,
            } => {
                let (base, c) = self.anchor(*from, place);
                let Some(base) = base else {
                    let d = day.map_or(String::new(), |d| format!("-{d:02}"));
                    return (None, Some(format!("XXXX-{month:02}{d}")), None);
                };
                let y = nearest(base, *month, *which);
                (
                    Some(day.map_or(Point::Month(y, *month), |d| {
                        Point::Day(y, *month, d.min(days_in_month(y, *month)))
                    })),
                    None,
                    c,
                )
            }
            Sem::RelSeason {
                season,
                which,
                from,
            } => {
                let (base, c) = self.anchor(*from, place);
                let Some(base) = base else {
                    return (None, Some(format!("XXXX-{}", season.code())), None);
                };
                let y = match (*which, *season) {
                    (0, Season::Winter) => {
                        base.year() + i32::from(base.month().is_some_and(|m| m >= 9))
                    }
                    _ => nearest(base, season.middle_month(), *which),
                };
                (Some(Point::Season(y, *season)), None, c)
            }
            Sem::RelWeekday { d, which, from } => {
                let (base, c) = self.anchor_day(*from, place);
                let Some(z) = base.and_then(day_number) else {
                    return (None, Some(format!("XXXX-WXX-{d}")), None);
                };
                let today = base.and_then(Point::weekday).unwrap_or(1);
                let mut delta = i64::from(*d) - i64::from(today);
                match which {
                    -1 if delta >= 0 => delta -= 7,
                    1 if delta <= 0 => delta += 7,
                    _ => {}
                }
                (Some(Point::from_days(z + delta)), None, c)
            }
            Sem::Shift {
                n,
                back,
                unit,
                from,
            } => self.shift(*n, *back, *unit, *from, place),
            Sem::ShiftBase {
                n,
                back,
                unit,
                base,
            } => {
                let (p, _, c) = self.resolve(k, base);
                let Some(p) = p else {
                    return (None, Some("XXXX-XX-XX".into()), c);
                };
                let moved = n.and_then(|n| moved(p, n, *back, *unit));
                let vague = if *back { "PAST_REF" } else { "FUTURE_REF" };
                (moved, moved.is_none().then(|| vague.into()), c)
            }
            Sem::Within { nth, unit, base } => {
                let (p, _, c) = self.resolve(k, base);
                let point = p.and_then(|p| within(p, *nth, *unit));
                (point, point.is_none().then(|| "XXXX-XX-XX".into()), c)
            }
            Sem::RelMonthDay { n, day, from } => {
                let (p, _, c) = self.rel(Unit::Month, *n, *from, place);
                match p {
                    Some(Point::Month(y, m)) if *day <= days_in_month(y, m) => {
                        (Some(Point::Day(y, m, *day)), None, c)
                    }
                    _ => (None, Some(format!("XXXX-XX-{day:02}")), None),
                }
            }
            Sem::Fiscal(y) => (None, Some(format!("FY{y:04}")), None),
            Sem::Span(a, b) => (None, Some(format!("{a:04}/{b:04}")), None),
            Sem::SameTime => match self.anchor(From::Context, place) {
                (Some(p), c) => (Some(p), None, c),
                _ => (None, Some(String::new()), None),
            },
            Sem::SameDay => match self
                .apposed(k)
                .map(|p| (p, k - 1))
                .or_else(|| self.same_sentence_day(k))
            {
                Some((p, i)) => (Some(p), None, Some(Context::Mention(i))),
                None => (None, Some("XXXX-XX-XX".into()), None),
            },
            Sem::Duration(v) | Sem::Set(v) => (None, Some(v.clone()), None),
            Sem::Vague(v) | Sem::Literal(v) => (None, Some((*v).to_owned()), None),
            Sem::Unvalued => (None, Some(String::new()), None),
        }
    }

    /// A day named in the same sentence, before or, with its year, after.
    fn same_sentence_day(&self, k: usize) -> Option<(Point, usize)> {
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
    fn apposed(&self, k: usize) -> Option<Point> {
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
    fn day_ahead(&self, k: usize) -> Option<Point> {
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

    fn part_of_year(
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
    fn year(&self, k: usize, year: YearRef) -> (Option<i32>, Option<Context>) {
        match year {
            YearRef::Said(y) => (Some(y), None),
            YearRef::Short(n) => {
                let base = self.now.map(|n| n.0).or(self.doc).map_or(1950, Point::year);
                let n = i32::from(n);
                let y = base - base.rem_euclid(100) + n;
                let y = if y - base > 50 {
                    y - 100
                } else if base - y > 60 {
                    y + 100
                } else {
                    y
                };
                (Some(y), self.now.map(|n| Context::Mention(n.1)))
            }
            YearRef::That => match self.now {
                Some((p, i)) => (Some(p.year()), Some(Context::Mention(i))),
                None => (
                    self.doc.map(Point::year),
                    self.doc.map(|_| Context::DocumentDate),
                ),
            },
            YearRef::Rel(n, from) => {
                let (p, c) = self.anchor(from, self.raws[k].place);
                (p.map(|p| p.year() + n), c)
            }
            YearRef::Missing => (None, None),
        }
    }

    /// What a missing year is taken from: the narrative, or the document's date in news.
    fn reference(&self, k: usize) -> (Option<Point>, Option<Context>) {
        if self.mode == Mode::News
            && self.doc.is_some()
            && self
                .told
                .is_none_or(|s| self.raws[k].place.sentence > s + 2)
        {
            return (self.doc, Some(Context::DocumentDate));
        }
        if self.raws[k].place.dateline {
            return (self.doc, self.doc.map(|_| Context::DocumentDate));
        }
        if self.mode == Mode::News
            && self.doc.is_none()
            && self
                .told
                .is_none_or(|s| self.raws[k].place.sentence > s + 2)
        {
            return (None, None);
        }
        match self.now {
            Some((p, i)) => (Some(p), Some(Context::Mention(i))),
            None => (self.doc, self.doc.map(|_| Context::DocumentDate)),
        }
    }

    /// The year of the expression that this one is linked to from before ("from October to March").
    fn year_before(&self, k: usize, month: u8) -> Option<(i32, Context)> {
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

    fn month_year(&self, k: usize, month: u8, day: Option<u8>) -> (Option<i32>, Option<Context>) {
        if let Some((y, c)) = linked_ahead(self.raws, k, month)
            .map(|(y, j)| (y, Context::Mention(j)))
            .or_else(|| self.year_before(k, month))
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

    fn season_year(
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

    fn partial(
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
                    let d = day.map_or(String::new(), |d| format!("-{d:02}"));
                    return (None, Some(format!("XXXX-{m:02}{d}")), None);
                };
                let point = match day {
                    // A day that the calendar does not have (30 February) keeps what is written.
                    Some(d) if d > days_in_month(y, m) => {
                        return (
                            None,
                            Some(format!("{}-{d:02}", Point::Month(y, m).timex())),
                            c,
                        );
                    }
                    Some(d) => Point::Day(y, m, d),
                    None => Point::Month(y, m),
                };
                (Some(point), None, c)
            }
            (None, Some(d)) => {
                let (base, c) = if self.mode == Mode::News && self.month.is_none() {
                    (
                        self.doc.and_then(|p| p.month().map(|m| (p.year(), m))),
                        self.doc.map(|_| Context::DocumentDate),
                    )
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

    /// A weekday alone: the nearest before (or, of plans, after) the day in hand.
    fn weekday(&self, k: usize, w: u8) -> (Option<Point>, Option<String>, Option<Context>) {
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

    fn rel(
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

    fn shift(
        &self,
        n: Option<i64>,
        back: bool,
        unit: Unit,
        from: From,
        place: Place,
    ) -> (Option<Point>, Option<String>, Option<Context>) {
        let vague = if back { "PAST_REF" } else { "FUTURE_REF" };
        let Some(n) = n else {
            if unit < Unit::Day {
                if let (Some(p), c) = self.anchor_day(from, place) {
                    return (None, Some(format!("{}TXX", p.timex())), c);
                }
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
            _ => self.anchor(from, place),
        };
        let point = base.and_then(|b| {
            if from == From::DocDay {
                moved_day(b, n, back, unit)
            } else {
                moved(b, n, back, unit)
            }
        });
        let literal = match (point, unit) {
            (Some(_), _) => None,
            (None, Unit::Day) => Some("XXXX-XX-XX".to_owned()),
            (None, Unit::Week | Unit::Fortnight) => Some("XXXX-WXX".to_owned()),
            (None, Unit::Month) => Some("XXXX-XX".to_owned()),
            (None, Unit::Hour | Unit::Minute | Unit::Second) => Some("XXXX-XX-XXTXX".to_owned()),
            (None, Unit::Year | Unit::Decade | Unit::Century) => Some("XXXX".to_owned()),
            _ => Some(vague.to_owned()),
        };
        (point, literal, if point.is_some() { c } else { None })
    }

    /// Moves the narrative to a mention, unless it is told beside the story.
    fn advance(&mut self, k: usize, raw: &Raw, point: Option<Point>, context: Option<Context>) {
        if let (Some(y), false) = (raw.inside, self.plans.get(k).is_some_and(|p| p.aside)) {
            self.now = Some((Point::Year(y), k));
            self.recent = Some((Point::Year(y), k, raw.place.sentence));
            return;
        }
        let Some(p) = point else { return };
        // In a history what is said of the writer's own time stands beside the story.
        let beside = self.mode == Mode::Narrative
            && context == Some(Context::DocumentDate)
            && !matches!(raw.sem, Sem::Shift { .. } | Sem::Partial { .. });
        if beside || matches!(raw.sem, Sem::SameTime | Sem::SameDay) {
            return;
        }
        let place = raw.place;
        if !place.aside && !(place.bracket && matches!(p, Point::Year(_))) {
            self.recent = Some((p, k, place.sentence));
        }
        let coarse = matches!(
            p,
            Point::Year(_) | Point::Decade { .. } | Point::Century { .. }
        );
        if let Some(plan) = self.plans.get(k) {
            if plan.aside || matches!(p, Point::Decade { .. } | Point::Century { .. }) {
                return;
            }
        } else if let Some((now, _)) = self.now {
            let years = p.year() - now.year();
            let far = years != 0;
            if place.aside && far || matches!(p, Point::Decade { .. } | Point::Century { .. }) {
                return;
            }
            if coarse && place.bracket && !place.heading && far {
                return;
            }
            if place.future && (years > 0 || coarse && far) && !place.heading {
                return;
            }
            if place.heading && k > 0 && self.raws[k - 1].link == Some(Link::Range) && coarse {
                return;
            }
        }
        if let Point::Day(y, m, d) = p {
            self.day = Some(((y, m, d), k));
        }
        if let (Some(m), false) = (
            p.month(),
            matches!(p, Point::Season(..) | Point::Quarter(..) | Point::Half(..)),
        ) {
            self.month = Some(((p.year(), m), k));
        }
        self.now = Some((p, k));
        if self.mode == Mode::News && context == Some(Context::DocumentDate) {
            self.told = None;
        } else if self.mode == Mode::News {
            let said = match &raw.sem {
                Sem::Fixed(_) | Sem::Shift { .. } => true,
                Sem::Partial { year, .. } | Sem::Season { year, .. } => {
                    *year != YearRef::Missing || self.told.is_some()
                }
                _ => false,
            };
            if said {
                self.told = self
                    .doc
                    .is_some_and(|d| (d.year() - p.year()).abs() > 0)
                    .then_some(place.sentence);
            }
        }
    }
}

/// The day of the nth (5: last) given weekday of a month.
fn nth_weekday(y: i32, m: u8, weekday: u8, n: u8) -> u8 {
    let first = super::civil::weekday(y, m, 1);
    let day = 1 + (weekday + 7 - first) % 7 + 7 * (n.clamp(1, 5) - 1);
    if day > days_in_month(y, m) {
        day - 7
    } else {
        day
    }
}

fn day_number(p: Point) -> Option<i64> {
    p.day().map(|(y, m, d)| days_from_civil(y, m, d))
}

/// The year of the month `m` last before, nearest in the same year, or first after a point.
fn nearest(base: Point, m: u8, which: i8) -> i32 {
    let (y, m0) = (base.year(), base.month().unwrap_or(6));
    match which {
        -1 if m >= m0 => y - 1,
        1 if m <= m0 => y + 1,
        _ => y,
    }
}

/// A point moved by hundredths of a unit; the result is as coarse as the unit.
fn moved(base: Point, hundredths: i64, back: bool, unit: Unit) -> Option<Point> {
    let sign = if back { -1 } else { 1 };
    let whole = hundredths / 100;
    if hundredths % 100 != 0 {
        return match unit {
            Unit::Year => base
                .shift(sign * hundredths * 12 / 100, Unit::Month)
                .or_else(|| base.shift(sign * whole, unit)),
            Unit::Century => base.shift(sign * hundredths, Unit::Year),
            Unit::Decade => base.shift(sign * hundredths / 10, Unit::Year),
            _ => base.shift(sign * whole, unit),
        };
    }
    match unit {
        Unit::Week | Unit::Fortnight => base
            .shift(sign * whole, unit)
            .and_then(|p| p.widen(Unit::Week)),
        Unit::Decade => base.shift(sign * whole * 10, Unit::Year),
        Unit::Century => base.shift(sign * whole * 100, Unit::Year),
        Unit::Hour | Unit::Minute | Unit::Second => match (base, unit) {
            (Point::Day(..), Unit::Hour) if whole % 24 == 0 => {
                base.shift(sign * whole / 24, Unit::Day)
            }
            _ => None,
        },
        _ => base.shift(sign * whole, unit),
    }
}

/// A day moved by whole units to a day, clamped to the month's end.
fn moved_day(base: Point, hundredths: i64, back: bool, unit: Unit) -> Option<Point> {
    let Point::Day(y, m, d) = base else {
        return moved(base, hundredths, back, unit);
    };
    let sign = if back { -1 } else { 1 };
    let n = i32::try_from(sign * hundredths / 100).ok()?;
    let years = match unit {
        Unit::Year => n,
        Unit::Decade => n.checked_mul(10)?,
        Unit::HalfCentury => n.checked_mul(50)?,
        Unit::Century => n.checked_mul(100)?,
        Unit::Month => {
            let p = base.shift(i64::from(n), Unit::Month)?;
            let (y, m) = (p.year(), p.month()?);
            return Some(Point::Day(y, m, d.min(days_in_month(y, m))));
        }
        Unit::Week | Unit::Fortnight => return base.shift(i64::from(n), unit),
        _ => return base.shift(i64::from(n), unit),
    };
    let y = y
        .checked_add(years)
        .filter(|y| (-9999..=9999).contains(y))?;
    Some(Point::Day(y, m, d.min(days_in_month(y, m))))
}

/// "the first day of 1942", "the last month of the year".
fn within(base: Point, nth: i8, unit: Unit) -> Option<Point> {
    let (a, b) = base.bounds();
    let step = i64::from(nth) - 1;
    match unit {
        Unit::Day => {
            let z = if nth < 0 { b } else { a + step };
            (z <= b).then(|| Point::from_days(z))
        }
        Unit::Month => {
            let (y, m, _) = civil_from_days(if nth < 0 { b } else { a });
            let first = Point::Month(y, m);
            if nth > 1 {
                first.shift(step, Unit::Month)
            } else {
                Some(first)
            }
        }
        Unit::Year => {
            let (y, _, _) = civil_from_days(if nth < 0 { b } else { a });
            Some(Point::Year(y + if nth > 1 { step as i32 } else { 0 }))
        }
        _ => None,
    }
}

/// The distance of a relative expression, as a TIMEX3 duration.
pub(crate) fn distance(sem: &Sem) -> Option<String> {
    match sem {
        Sem::Shift { n, unit, .. } | Sem::ShiftBase { n, unit, .. } => Some(duration(*n, *unit)),
        Sem::Rel { unit, n, .. } => Some(duration(Some(i64::from(n.unsigned_abs()) * 100), *unit)),
        Sem::Duration(v) => Some(v.clone()),
        _ => None,
    }
}
