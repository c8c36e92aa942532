//! What each expression does to the now of a narrative.

use super::{Now, linked_ahead};
use crate::timex::expr::{Count, From, Link, Raw, Sem, YearRef};
use crate::timex::point::{Point, Season, Unit};

/// What one expression does to the now.
pub(super) enum Step {
    Skip,
    /// A date with its year.
    Said {
        at: Now,
        aside: i32,
    },
    /// A month or season without one.
    Implied {
        month: u8,
        season: Option<Season>,
        since: bool,
        ordered: bool,
        aside: bool,
    },
    /// A move by months ("two years later", "the following year").
    Move {
        months: i32,
        fine: bool,
    },
    /// The writer's own time ("this spring", "last Saturday"); `strong` where the words name a time to tell of, not just "today".
    Today {
        at: Now,
        strong: bool,
    },
    /// A month told by its place beside the now ("that November", "January of the next year").
    Point {
        to: To,
    },
}

/// Where a month pointed to lies.
#[derive(Debug, Clone, Copy)]
pub(super) enum To {
    /// The month before (-1), in the year of (0) or after (1) the now.
    Nearest(u8, i8),
    /// A year so many years away, with its month.
    Year(i32, Option<u8>),
    /// The same, in months.
    Months(i32),
}

impl To {
    /// The now moved there.
    pub(super) fn from(self, now: Now) -> Now {
        let month = now.month.rem_euclid(12);
        match self {
            Self::Nearest(m, which) => {
                let m0 = i32::from(m) - 1;
                let y = match which {
                    -1 if now.known && m0 >= month => now.year() - 1,
                    1 if now.known && m0 <= month => now.year() + 1,
                    _ => now.year(),
                };
                Now::of(y, Some(m))
            }
            Self::Year(n, m) => Now::of(now.year().saturating_add(n), m),
            Self::Months(n) => Now {
                month: now.month.saturating_add(n),
                known: now.known,
            },
        }
    }

    /// Does it look back?
    pub(super) fn back(self) -> bool {
        match self {
            Self::Nearest(_, which) => which < 0,
            Self::Year(n, _) | Self::Months(n) => n < 0,
        }
    }
}

/// For each expression the next year said at or after it, and whether in its sentence.
pub(super) fn said_ahead(raws: &[Raw], doc: Option<Point>) -> Vec<Option<(i32, bool)>> {
    let mut out = vec![None; raws.len()];
    let mut next: Option<(i32, u32)> = None;
    for (k, raw) in raws.iter().enumerate().rev() {
        if let Step::Said { at, .. } = step(raws, k, doc)
            && !raw.place.bracket
        {
            next = Some((at.year(), raw.place.sentence));
        }
        out[k] = next.map(|(y, s)| (y, s == raw.place.sentence));
    }
    out
}

/// For each expression the year said last before it in its own sentence (`true`) or the one before.
pub(super) fn local(raws: &[Raw]) -> Vec<Option<(i32, bool)>> {
    let mut last: Option<(i32, u32)> = None;
    let mut out = Vec::with_capacity(raws.len());
    for raw in raws {
        let here = raw.place.sentence;
        out.push(
            last.filter(|(_, s)| s + 1 >= here)
                .map(|(y, s)| (y, s == here)),
        );
        let place = raw.place;
        let plain = !(place.aside || place.adjective || place.bracket || place.own || place.since);
        let said = match raw.sem {
            Sem::Fixed(Point::Year(y)) => Some(y),
            Sem::Partial {
                year: YearRef::Said(y),
                ..
            } => Some(y),
            _ => None,
        };
        if let Some(y) = said.filter(|_| plain) {
            last = Some((y, here));
        }
    }
    out
}

/// The years that a text says it is about: those it counts back to from the day of writing ("eighty years ago today").
pub(super) fn themes(raws: &[Raw], doc: Option<Point>) -> Vec<i32> {
    let mut out = Vec::new();
    let Some(doc) = doc else {
        return out;
    };
    for raw in raws {
        let years = match raw.sem {
            Sem::Shift {
                n: Some(n),
                back: true,
                unit,
                from: From::Doc | From::DocDay,
            } => match unit {
                Unit::Year => n / 100,
                Unit::Decade => n / 10,
                Unit::HalfCentury => n / 2,
                Unit::Century => n,
                _ => 0,
            },
            Sem::AgoUnit { years, .. } => years / 100,
            _ => i64::from(anniversary(raw).unwrap_or(0)),
        };
        let y = i32::try_from(years).ok().filter(|n| (2..3000).contains(n));
        if let Some(y) = y.map(|n| doc.year() - n)
            && !out.contains(&y)
            && out.len() < 4
        {
            out.push(y);
        }
    }
    out
}

/// The years of an anniversary, of more than one.
fn anniversary(raw: &Raw) -> Option<i32> {
    raw.anniversary().filter(|n| *n > 1)
}

/// What an expression does to the now.
pub(super) fn step(raws: &[Raw], k: usize, doc: Option<Point>) -> Step {
    let raw = &raws[k];
    let place = raw.place;
    let ordered = k > 0 && raws[k - 1].link == Some(Link::Range);
    let said = |y: i32, m: Option<u8>| {
        let adjective = place.adjective && m.is_some();
        let aside = if place.heading {
            900
        } else if place.since {
            20
        } else if place.aside {
            50
        } else if place.bracket && m.is_none() {
            70
        } else if place.future {
            80
        } else if adjective {
            120
        } else if m.is_none() {
            if place.adjective { 100 } else { 150 }
        } else if matches!(raw.sem, Sem::Partial { day: Some(_), .. }) {
            match (place.perfect, place.paragraph) {
                (true, _) => 160,
                (_, true) => 460,
                _ => 420,
            }
        } else if place.perfect {
            220
        } else {
            380
        };
        Step::Said {
            at: Now::of(y, m),
            aside,
        }
    };
    // What counts from an event says nothing of the now: its day is not told, or stands right before.
    if place.own || matches!(raw.rule, "after-event" | "unit-beside-event") {
        return Step::Skip;
    }
    if let Some(y) = raw.inside {
        return said(y, None);
    }
    // きょうで三十年になる
    if let Some((d, n)) = doc.zip(anniversary(raw)) {
        let month = d.month().filter(|_| d.day().is_some());
        return Step::Said {
            at: Now::of(d.year().saturating_sub(n), month),
            aside: 500,
        };
    }
    if let Some(step) = doc.and_then(|d| today(raw, d)) {
        return step;
    }
    match &raw.sem {
        Sem::Fixed(Point::Year(_)) if place.heading && ordered => Step::Skip,
        Sem::Fixed(Point::Year(y)) => said(*y, None),
        Sem::Partial {
            year: YearRef::Said(y),
            month,
            ..
        } => said(*y, *month),
        Sem::Season {
            year: YearRef::Said(y),
            season,
        } => said(*y, Some(season.middle_month())),
        Sem::Half {
            year: YearRef::Said(y),
            h,
        } => said(*y, Some(h * 6 - 3)),
        Sem::Quarter {
            year: YearRef::Said(y),
            q,
        } => said(*y, Some(q * 3 - 1)),
        Sem::Partial {
            year: YearRef::Missing,
            month: Some(m),
            ..
        } if linked_ahead(raws, k, *m).is_some() => {
            linked_ahead(raws, k, *m).map_or(Step::Skip, |(y, _)| said(y, Some(*m)))
        }
        Sem::Partial {
            year: YearRef::Missing,
            month: Some(m),
            ..
        } => Step::Implied {
            month: *m,
            season: None,
            since: place.since,
            ordered,
            aside: place.since,
        },
        Sem::Season {
            year: YearRef::Missing,
            season,
        } => Step::Implied {
            month: season.middle_month(),
            season: Some(*season),
            since: place.since,
            ordered,
            aside: false,
        },
        Sem::Rel {
            unit: Unit::Year,
            n,
            from: From::Context | From::Either,
        } if *n != 0 => Step::Move {
            months: n.saturating_mul(12),
            fine: false,
        },
        Sem::Shift {
            n: Some(n),
            back: true,
            unit,
            from: from @ (From::Doc | From::DocDay),
        } if !place.quote => match (doc, moved(Some(*n), true, *unit)) {
            (Some(d), Step::Move { months, .. }) if months <= -12 => Step::Said {
                at: Now::of(d.year() + months / 12, None),
                aside: if *from == From::Doc { 500 } else { 200 },
            },
            _ => Step::Skip,
        },
        Sem::AgoUnit { years, unit, .. } if !place.quote => match doc {
            Some(d) => {
                let years = i32::try_from(years / 100).unwrap_or(0);
                let month = d.month().filter(|_| *unit <= Unit::Month);
                Step::Said {
                    at: Now::of(d.year().saturating_sub(years), month),
                    aside: 200,
                }
            }
            None => Step::Skip,
        },
        Sem::Shift {
            n: Some(n),
            back,
            unit,
            from: From::Context | From::ContextDay,
        } => moved(Some(*n), *back, *unit),
        _ => pointed(&raw.sem),
    }
}

/// A month pointed to from the now.
fn pointed(sem: &Sem) -> Step {
    let year = |year: YearRef, month: u8| match year {
        YearRef::That => Step::Point {
            to: To::Year(0, Some(month)),
        },
        YearRef::Rel(n, From::Context | From::Either) => Step::Point {
            to: To::Year(n, Some(month)),
        },
        _ => Step::Skip,
    };
    match *sem {
        Sem::Partial {
            year: y,
            month: Some(m),
            ..
        } => year(y, m),
        Sem::Season { year: y, season } => year(y, season.middle_month()),
        Sem::Partial {
            year: YearRef::Rel(n, From::Context | From::Either),
            month: None,
            ..
        } if n != 0 => Step::Move {
            months: n.saturating_mul(12),
            fine: false,
        },
        Sem::RelMonth {
            month,
            which,
            from: From::Context | From::Either,
            ..
        } => Step::Point {
            to: To::Nearest(month, which),
        },
        Sem::RelSeason {
            season,
            which,
            from: From::Context | From::Either,
        } => Step::Point {
            to: To::Nearest(season.middle_month(), which),
        },
        Sem::Rel {
            unit: Unit::Month,
            n,
            from: From::Context,
        }
        | Sem::RelMonthDay {
            n,
            from: From::Context,
            ..
        } if n != 0 => Step::Point { to: To::Months(n) },
        _ => Step::Skip,
    }
}

/// What counts from the day of writing, and is told as such.
fn today(raw: &Raw, doc: Point) -> Option<Step> {
    let place = raw.place;
    if place.quote {
        return None;
    }
    let own = |from: From| match from {
        From::Doc | From::DocDay => true,
        From::Either => place.section.is_none(),
        From::Context | From::ContextDay => false,
    };
    let year = doc.year();
    let month = doc.month();
    let near = |m: u8, which: i8| {
        let m0 = month.unwrap_or(6);
        match which {
            -1 if m >= m0 => year - 1,
            1 if m <= m0 => year + 1,
            _ => year,
        }
    };
    let (at, strong) = match raw.sem {
        Sem::Rel { unit, n, from } if own(from) => {
            let months = match unit {
                Unit::Year => n.saturating_mul(12),
                Unit::Month => n,
                Unit::Quarter => n.saturating_mul(3),
                Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => 0,
                _ => return None,
            };
            let known = month.filter(|_| unit != Unit::Year);
            let at = Now::of(year, known);
            let at = Now {
                month: at.month.saturating_add(months),
                ..at
            };
            // "This year", "last week" tell of a time; "today" often only of how things are.
            (at, unit != Unit::Day || n < 0)
        }
        Sem::RelMonth {
            month: m,
            which,
            from,
            ..
        } if own(from) => (Now::of(near(m, which), Some(m)), true),
        Sem::RelSeason {
            season,
            which,
            from,
        } if own(from) => {
            let m = season.middle_month();
            let y = if which == 0 { year } else { near(m, which) };
            (Now::of(y, Some(m)), true)
        }
        Sem::Partial {
            year: YearRef::Rel(n, from),
            month: m,
            ..
        } if own(from) => (Now::of(year.saturating_add(n), m), true),
        Sem::Season {
            year: YearRef::Rel(n, from),
            season,
        } if own(from) => (
            Now::of(year.saturating_add(n), Some(season.middle_month())),
            true,
        ),
        Sem::RelWeekday { from, .. } if own(from) => (Now::of(year, month), true),
        Sem::Shift {
            n: Some(n),
            back,
            unit: Unit::Day | Unit::Week | Unit::Month,
            from: From::Doc | From::DocDay,
        } if n < 36_500 => match (moved(Some(n), back, shift_unit(raw)), month) {
            (Step::Move { months, .. }, Some(_)) if months.abs() < 12 => {
                let at = Now::of(year, month);
                (
                    Now {
                        month: at.month.saturating_add(months),
                        ..at
                    },
                    true,
                )
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(Step::Today { at, strong })
}

fn shift_unit(raw: &Raw) -> Unit {
    match raw.sem {
        Sem::Shift { unit, .. } => unit,
        _ => Unit::Day,
    }
}

fn moved(n: Count, back: bool, unit: Unit) -> Step {
    let Some(n) = n
        .and_then(|n| i32::try_from(n).ok())
        .filter(|n| *n < 200_000)
    else {
        return Step::Skip;
    };
    let months = match unit {
        Unit::Day => n / 3000,
        Unit::Week => n / 430,
        Unit::Month => n / 100,
        Unit::Year => n * 12 / 100,
        Unit::Decade => n * 120 / 100,
        _ => return Step::Skip,
    };
    Step::Move {
        months: if back { -months } else { months },
        fine: unit < Unit::Year,
    }
}
