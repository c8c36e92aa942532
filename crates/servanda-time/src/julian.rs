//! The Julian calendar, in use in Russia until 31 January 1918 (Julian), in
//! Greece until 1923, and everywhere before October 1582.
//!
//! In a record a Julian date is written `julian:1917-10-25`; the day it denotes
//! is 7 November 1917, and both are kept and shown.

use crate::day::{Day, LAST_YEAR};
use crate::error::TimeError;

/// Whether a year (astronomical) has 29 February in the Julian calendar.
#[must_use]
pub const fn is_leap_year(y: i32) -> bool {
    y.rem_euclid(4) == 0
}

/// Number of days of a Julian month; 0 if there is no such month.
#[must_use]
pub const fn days_in_month(y: i32, m: u8) -> u8 {
    match m {
        2 if is_leap_year(y) => 29,
        2 => 28,
        _ => crate::day::days_in_month(1, m),
    }
}

/// Day number of 1 March of the year 0, Julian: that is 28 February, Gregorian.
const EPOCH: i32 = match Day::from_ymd(0, 2, 28) {
    Some(d) => d.number(),
    None => 0,
};

/// The day of a date of the Julian calendar (astronomical year), or `None` if
/// there is no such date or it lies outside the supported range of days.
///
/// ```
/// use servanda_time::{Day, julian};
/// assert_eq!(julian::to_day(1917, 10, 25), Day::from_ymd(1917, 11, 7));
/// assert_eq!(julian::to_day(1900, 2, 29), Day::from_ymd(1900, 3, 13));
/// ```
#[must_use]
pub const fn to_day(y: i32, m: u8, d: u8) -> Option<Day> {
    if y < -LAST_YEAR - 1 || y > LAST_YEAR || d == 0 || d > days_in_month(y, m) {
        return None;
    }
    let y = if m <= 2 { y - 1 } else { y };
    let mp = (m as i32 + 9) % 12;
    let days = (1461 * y).div_euclid(4) + (153 * mp + 2) / 5 + d as i32 - 1;
    match Day::from_number(EPOCH + days) {
        Some(day) if day.is_calendar_day() => Some(day),
        _ => None,
    }
}

/// Year (astronomical), month and day of a day in the Julian calendar.
///
/// ```
/// use servanda_time::{Day, julian};
/// let d = Day::from_ymd(1918, 2, 14).unwrap();
/// assert_eq!(julian::from_day(d), (1918, 2, 1));
/// ```
#[must_use]
pub const fn from_day(day: Day) -> (i32, u8, u8) {
    let n = day.number() - EPOCH;
    let y = (4 * n + 3).div_euclid(1461);
    let doy = n - (1461 * y).div_euclid(4);
    let mp = (5 * doy + 2) / 153;
    let d = (doy - (153 * mp + 2) / 5 + 1) as u8;
    let m = (if mp < 10 { mp + 3 } else { mp - 9 }) as u8;
    (if m <= 2 { y + 1 } else { y }, m, d)
}

/// Reads a full date of the Julian calendar, with or without the prefix `julian:`.
///
/// # Errors
/// As for [`Day::parse`].
///
/// ```
/// use servanda_time::julian;
/// assert_eq!(julian::parse("1917-10-25").unwrap().to_string(), "1917-11-07");
/// ```
pub fn parse(text: &str) -> Result<Day, TimeError> {
    crate::edtf::parse_julian_day(text)
}
