//! Giving expressions the parts they leave out: from the document's date, or from where the narrative has got to.
//!
//! The reader's own way: a history moves forward, names a year once and then only months and days; so a missing year is the
//! narrative's, one later when the months wrap around (December … January), and one earlier after "since". News counts from
//! the day it was written. What is mentioned beside the story ("the Constitution of 1793", "since 1882", a forecast) does not
//! move the narrative.

mod arithmetic;
mod prepare;
mod relative;
mod years;

use crate::timex::civil::{days_in_month, easter};
use crate::timex::expr::{Clock, From, Link, Raw, Sem, YearRef, duration};
use crate::timex::narrative::{Plan, plan};
use crate::timex::point::{Point, Season, Unit};
use crate::timex::{Context, Mode};
use arithmetic::{day_number, earlier, moved, moved_day, nearest, nth_weekday, within};
pub(crate) use prepare::{decide, mark_own, own_date, short_years};

/// What an expression comes to.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub value: String,
    pub point: Option<Point>,
    pub context: Option<Context>,
}

/// What an expression comes to: its point, or else its value as text, and what completed it.
type Found = (Option<Point>, Option<String>, Option<Context>);

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
    /// In news: up to this sentence, months without a year are those of a year told that is not the document's;
    /// and whether a day began that telling.
    told: Option<(u32, bool)>,
    /// Whether only a month with its year began that telling: dates near the document's are then the document's.
    faint: bool,
    /// The years of a narrative, decided over the whole text.
    plans: Vec<Plan>,
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
            faint: false,
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
            let value = match context {
                // A day that the calendar does not have.
                Some(Context::NoSuchDay) => "XXXX-XX-XX".to_owned(),
                _ => self.value(raw, point, literal),
            };
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

    fn resolve(&self, k: usize, sem: &Sem) -> Found {
        let place = self.raws[k].place;
        if let Some(found) = self.beside_a_date(k) {
            return found;
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
            // "Over the weekend": the one before, in news of what was.
            Sem::Rel {
                unit: Unit::Weekend,
                n: 0,
                from,
            } if self.raws[k].rule == "weekend-in-hand"
                && self.mode == Mode::News
                && !place.future =>
            {
                let begun = self.doc.and_then(Point::weekday).is_some_and(|d| d >= 6);
                self.rel(Unit::Weekend, i32::from(begun) - 1, *from, place)
            }
            Sem::Rel { unit, n, from } => self.rel(*unit, *n, *from, place),
            Sem::Shift {
                n: Some(n),
                back: true,
                unit: Unit::Year,
                from,
            } if self.mode == Mode::News && self.quarter_told(*from, place).is_some() => {
                let told = self.quarter_told(*from, place);
                let years = i32::try_from(n / 100).unwrap_or(0);
                let point = told.and_then(|(p, _)| earlier(p, years));
                (point, None, told.map(|t| Context::Mention(t.1)))
            }
            Sem::Shift {
                n,
                back,
                unit,
                from,
            } => self.shift(*n, *back, *unit, *from, place),
            Sem::InHand { unit, nth, years } => self.in_hand(*unit, *nth, *years, place),
            Sem::Fiscal(y) => (None, Some(format!("FY{y:04}")), None),
            Sem::Span(a, b) => (None, Some(format!("{a:04}/{b:04}")), None),
            Sem::Duration(v) | Sem::Set(v) => (None, Some(v.clone()), None),
            Sem::Vague(v) | Sem::Literal(v) => (None, Some((*v).to_owned()), None),
            Sem::Unvalued => (None, Some(String::new()), None),
            _ => self.resolve_pointing(k, sem),
        }
    }

    /// Expressions that a date right beside them gives: events described after their date, clock times before their day.
    fn beside_a_date(&self, k: usize) -> Option<Found> {
        let place = self.raws[k].place;
        if matches!(self.raws[k].rule, "after-event" | "unit-beside-event") {
            if let Some(p) = self.apposed(k) {
                return Some((Some(p), None, Some(Context::Mention(k - 1))));
            }
            // What they count from is an event whose day the text need not have said: the day last told is a guess.
            if self.recent.is_none_or(|r| r.2 + 4 < place.sentence) {
                return Some((None, Some("XXXX-XX-XX".into()), None));
            }
        }
        // "Easter Sunday, 16 April 1922"
        if matches!(
            self.raws[k].sem,
            Sem::Feast {
                year: YearRef::Missing,
                ..
            }
        ) && let Some(p) = self.day_ahead(k)
        {
            return Some((Some(p), None, Some(Context::Mention(k + 1))));
        }
        if matches!(self.raws[k].rule, "clock" | "part-in-hand")
            && let Some(p) = self.day_ahead(k)
        {
            return Some((Some(p), None, Some(Context::Mention(k + 1))));
        }
        None
    }

    /// Expressions that count from another time or point to one.
    fn resolve_pointing(&self, k: usize, sem: &Sem) -> Found {
        let place = self.raws[k].place;
        match sem {
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
            Sem::AgoUnit { years, unit, step } => {
                let point = self
                    .doc
                    .and_then(|d| {
                        d.shift(i64::from(*step), *unit)
                            .filter(|_| *step != 0)
                            .or(Some(d))
                    })
                    .and_then(|d| match d {
                        Point::Day(..) => moved_day(d, *years, true, Unit::Year),
                        _ => i32::try_from(years / 100).ok().and_then(|n| earlier(d, n)),
                    })
                    .and_then(|p| p.widen(*unit).or(Some(p)));
                let c = point.map(|_| Context::DocumentDate);
                (point, point.is_none().then(|| "PAST_REF".into()), c)
            }
            Sem::ThisDayIn(y) => {
                let (base, c) = match self.doc {
                    Some(d) => (d.day(), Some(Context::DocumentDate)),
                    None => self
                        .day
                        .map_or((None, None), |(d, i)| (Some(d), Some(Context::Mention(i)))),
                };
                let point = base.map(|(_, m, d)| Point::Day(*y, m, d.min(days_in_month(*y, m))));
                let c = c.filter(|_| point.is_some());
                (point.or(Some(Point::Year(*y))), None, c)
            }
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
            Sem::NoSuchDay => (None, Some("XXXX-XX-XX".into()), Some(Context::NoSuchDay)),
            Sem::NextDay(d) => {
                let (base, c) = self.anchor_day(From::Context, place);
                let next = base.and_then(|b| b.shift(1, Unit::Day));
                let point = match (base, next) {
                    (_, Some(p @ Point::Day(_, _, day))) if day == *d => Some(p),
                    // 12月7日(日本時間8日)…翌8日: counted on the first clock.
                    (Some(p @ Point::Day(_, _, day)), _) if day == *d => Some(p),
                    (Some(Point::Day(y, m, day)), _) if *d > day && *d <= days_in_month(y, m) => {
                        Some(Point::Day(y, m, *d))
                    }
                    (Some(b), _) => b.shift(1, Unit::Month).and_then(|p| {
                        let (y, m) = (p.year(), p.month()?);
                        (*d <= days_in_month(y, m)).then_some(Point::Day(y, m, *d))
                    }),
                    _ => self
                        .month
                        .map(|((y, m), _)| (y, m))
                        .filter(|(y, m)| *d <= days_in_month(*y, *m))
                        .map(|(y, m)| Point::Day(y, m, *d)),
                };
                (
                    point,
                    point.is_none().then(|| format!("XXXX-XX-{d:02}")),
                    c.filter(|_| point.is_some()),
                )
            }
            Sem::RelMonthDay { n, day, from } => {
                let (p, _, c) = self.rel(Unit::Month, *n, *from, place);
                match p {
                    Some(Point::Month(y, m)) if *day <= days_in_month(y, m) => {
                        (Some(Point::Day(y, m, *day)), None, c)
                    }
                    Some(Point::Month(..)) => (None, None, Some(Context::NoSuchDay)),
                    _ => (None, Some(format!("XXXX-XX-{day:02}")), None),
                }
            }
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
                // "The final day of the battle" after a month: some day of that month.
                None => match self.recent {
                    Some((p @ Point::Month(..), _, s)) if s + 1 >= place.sentence => {
                        (None, Some(format!("{}-XX", p.timex())), None)
                    }
                    _ => (None, Some("XXXX-XX-XX".into()), None),
                },
            },
            _ => (None, Some(String::new()), None),
        }
    }

    /// The time so many years before the day of writing, of a length marked as an anniversary's.
    fn anniversary(&self, raw: &Raw) -> Option<Point> {
        let n = raw.anniversary()?;
        match self.doc? {
            Point::Day(y, m, d) => Some(Point::Day(y - n, m, d.min(days_in_month(y - n, m)))),
            other => earlier(other, n),
        }
    }

    /// Moves the narrative to a mention, unless it is told beside the story.
    fn advance(&mut self, k: usize, raw: &Raw, point: Option<Point>, context: Option<Context>) {
        if let (Some(y), false) = (raw.inside, self.plans.get(k).is_some_and(|p| p.aside)) {
            self.now = Some((Point::Year(y), k));
            self.recent = Some((Point::Year(y), k, raw.place.sentence));
            return;
        }
        // 「調印されて、きょうで三十年になる」: what follows tells of that time.
        if let Some(p) = self.anniversary(raw) {
            self.now = Some((p, k));
            self.recent = Some((p, k, raw.place.sentence));
            if let Point::Day(y, m, d) = p {
                self.day = Some(((y, m, d), k));
                self.month = Some(((y, m), k));
            }
            return;
        }
        // "In March 1999 … It lasted 78 days. On June 9 …": a length alone does not end what is told.
        if let (Sem::Duration(_), Some((until, more))) = (&raw.sem, self.told)
            && until == raw.place.sentence
            && more
        {
            self.told = Some((until + 1, more));
        }
        let Some(p) = point else { return };
        if raw.place.own && self.mode == Mode::Narrative {
            return;
        }
        // In a history what is said of the writer's own time stands beside the story.
        let beside = self.mode == Mode::Narrative
            && context == Some(Context::DocumentDate)
            && !self.plans.get(k).is_some_and(|p| p.leap)
            && !matches!(
                raw.sem,
                Sem::Shift { .. } | Sem::Partial { .. } | Sem::AgoUnit { .. } | Sem::ThisDayIn(_)
            );
        if beside || matches!(raw.sem, Sem::SameTime | Sem::SameDay) {
            return;
        }
        let place = raw.place;
        // "by February on the lines they had held on 5 August": told of before the rest.
        let before = place.perfect && self.recent.is_some_and(|r| r.2 == place.sentence);
        if !(place.aside || before || place.bracket && matches!(p, Point::Year(_))) {
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
        let leap = matches!(
            raw.sem,
            Sem::ThisDayIn(_)
                | Sem::AgoUnit { .. }
                | Sem::Shift {
                    from: From::DocDay,
                    ..
                }
        );
        if self.mode == Mode::News && context == Some(Context::DocumentDate) && !leap {
            self.told = None;
        } else if self.mode == Mode::News {
            // A day said with its year carries over to the next sentence; a year alone only within its own.
            let here = place.sentence;
            let told = match &raw.sem {
                Sem::Fixed(_)
                | Sem::Shift {
                    from: From::Doc, ..
                } => Some((here, false)),
                _ if leap => Some((here + 1, true)),
                Sem::Partial {
                    year: YearRef::Missing,
                    ..
                } => match self.told {
                    Some((until, true)) if until >= here => Some((here + 1, true)),
                    _ => None,
                },
                Sem::Partial { day: Some(_), .. } => Some((here + 1, true)),
                Sem::Partial {
                    year: YearRef::Said(_),
                    month: Some(_),
                    ..
                } => Some((here + 1, true)),
                Sem::Partial { .. } | Sem::Season { .. } => Some((here, false)),
                _ => None,
            };
            let carries = |day: Option<u8>| day.is_none();
            self.faint = match &raw.sem {
                Sem::Partial {
                    year: YearRef::Said(_),
                    month: Some(_),
                    day,
                    ..
                } => carries(*day),
                _ => self.faint,
            };
            if told.is_some() {
                let elsewhere = self.doc.is_none_or(|d| d.year() != p.year());
                self.told = told.filter(|_| elsewhere);
            }
        }
    }
}

/// The distance of a relative expression, as a TIMEX3 duration.
pub(crate) fn distance(sem: &Sem) -> Option<String> {
    match sem {
        Sem::Shift { n, unit, .. } | Sem::ShiftBase { n, unit, .. } => Some(duration(*n, *unit)),
        Sem::AgoUnit { years, .. } => Some(duration(Some(*years), Unit::Year)),
        Sem::Rel { unit, n, .. } => Some(duration(Some(i64::from(n.unsigned_abs()) * 100), *unit)),
        Sem::Duration(v) => Some(v.clone()),
        _ => None,
    }
}
