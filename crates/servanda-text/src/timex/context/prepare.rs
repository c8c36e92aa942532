//! What is settled before expressions are completed one by one: the text's own date, years in two figures, the way of telling.

use crate::timex::Mode;
use crate::timex::civil::days_in_month;
use crate::timex::expr::{From, Raw, Sem, YearRef};
use crate::timex::point::Point;

/// Decides how a text tells time: from the day it was written, or by its own narrative.
pub(crate) fn decide(raws: &[Raw], doc: Option<Point>) -> Mode {
    let Some(doc) = doc else {
        return Mode::Narrative;
    };
    // News is dated to the day or month.
    if matches!(doc, Point::Year(_)) {
        return Mode::Narrative;
    }
    let (mut old, mut same, mut deictic) = (0usize, 0usize, 0usize);
    for r in raws.iter().filter(|r| !r.place.own) {
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
            // "In May of the same year": told by another time than the writer's.
            Sem::Partial {
                year: YearRef::That,
                ..
            } => {
                old += 1;
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
    // What bears only a month or a year is no report of the day.
    let daily = doc.day().is_some();
    if old > same && old > deictic || !daily && old > 0 && old >= same {
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

/// Marks the text's own date in the lines above it, from which no story goes on.
pub(crate) fn mark_own(raws: &mut [Raw], doc: Option<Point>) {
    let Some(doc) = doc else { return };
    for raw in raws.iter_mut().take(4) {
        if !(raw.place.heading || raw.place.unstopped || raw.place.dateline) {
            continue;
        }
        let said = match raw.sem {
            Sem::Fixed(Point::Year(y)) => Some((y, None, None)),
            Sem::Partial {
                year: YearRef::Said(y),
                month,
                day,
                ..
            } => Some((y, month, day)),
            Sem::Season {
                year: YearRef::Said(y),
                ..
            } => Some((y, None, None)),
            _ => None,
        };
        let Some((y, m, d)) = said else { continue };
        let same = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        raw.place.own =
            y == doc.year() && same(m, doc.month()) && same(d, doc.day().map(|(_, _, d)| d));
    }
    // Nor is it the heading of a section on its year.
    let own = Some((doc.year(), doc.year()));
    let above = raws.iter().rposition(|r| r.place.own).map_or(0, |k| k + 1);
    let after = raws.iter().skip(above);
    let until = after.take_while(|r| r.place.section == own && !r.place.heading);
    let n = if above > 0 { above + until.count() } else { 0 };
    for raw in raws.iter_mut().take(n) {
        raw.place.section = None;
    }
}

/// Completes years in two figures (一七年四月 after 一九一四年, "'45") by the century of the year said last before them.
pub(crate) fn short_years(raws: &mut [Raw], doc: Option<Point>) {
    let mut base: Option<i32> = None;
    for raw in raws.iter_mut() {
        let said = match &mut raw.sem {
            Sem::Fixed(Point::Year(y)) => Some(*y),
            Sem::Partial { year, .. }
            | Sem::Season { year, .. }
            | Sem::Half { year, .. }
            | Sem::Quarter { year, .. } => {
                if let YearRef::Short(n) = *year {
                    let near = base.or(doc.map(Point::year)).unwrap_or(1950);
                    *year = YearRef::Said(full(i32::from(n), near));
                }
                match *year {
                    YearRef::Said(y) => Some(y),
                    _ => None,
                }
            }
            _ => None,
        };
        if !raw.place.own {
            base = said.or(base);
        }
    }
}

/// The year ending in two figures near another: up to sixty years before or fifty after it.
fn full(n: i32, near: i32) -> i32 {
    let y = near - near.rem_euclid(100) + n;
    if y - near > 50 {
        y - 100
    } else if near - y > 60 {
        y + 100
    } else {
        y
    }
}
