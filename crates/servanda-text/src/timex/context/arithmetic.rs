//! Moving points on the calendar.

use crate::timex::civil::{civil_from_days, days_from_civil, days_in_month};
use crate::timex::point::{Point, Unit};

/// The day of the nth (5: last) given weekday of a month.
pub(super) fn nth_weekday(y: i32, m: u8, weekday: u8, n: u8) -> u8 {
    let first = crate::timex::civil::weekday(y, m, 1);
    let day = 1 + (weekday + 7 - first) % 7 + 7 * (n.clamp(1, 5) - 1);
    if day > days_in_month(y, m) {
        day - 7
    } else {
        day
    }
}

pub(super) fn day_number(p: Point) -> Option<i64> {
    p.day().map(|(y, m, d)| days_from_civil(y, m, d))
}

/// The year of the month `m` last before, nearest in the same year, or first after a point.
pub(super) fn nearest(base: Point, m: u8, which: i8) -> i32 {
    let (y, m0) = (base.year(), base.month().unwrap_or(6));
    match which {
        -1 if m >= m0 => y - 1,
        1 if m <= m0 => y + 1,
        _ => y,
    }
}

/// The same part of a year some years before.
pub(super) fn earlier(p: Point, years: i32) -> Option<Point> {
    Some(match p {
        Point::Quarter(y, q) => Point::Quarter(y - years, q),
        Point::Half(y, h) => Point::Half(y - years, h),
        Point::Month(y, m) => Point::Month(y - years, m),
        Point::Year(y) => Point::Year(y - years),
        _ => return None,
    })
}

/// A point moved by hundredths of a unit; the result is as coarse as the unit.
pub(super) fn moved(base: Point, hundredths: i64, back: bool, unit: Unit) -> Option<Point> {
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
pub(super) fn moved_day(base: Point, hundredths: i64, back: bool, unit: Unit) -> Option<Point> {
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
pub(super) fn within(base: Point, nth: i8, unit: Unit) -> Option<Point> {
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
