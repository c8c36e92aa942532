//! A day, counted in the proleptic Gregorian calendar.

use crate::edtf;
use crate::error::{TimeError, TimeErrorKind};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// A day, held as the number of days since 1970-01-01 in the proleptic Gregorian
/// calendar. Days run from [`Day::FIRST`] (-9999-01-01) to [`Day::LAST`]
/// (9999-12-31); [`Day::MIN`] and [`Day::MAX`] are the two values just outside,
/// used as the ends of spans that are open.
///
/// Years are astronomical (year 0 is 1 BC) in code and in ISO text; what people
/// read ([`Day::display_en`], [`Day::display_ja`]) has no year zero.
///
/// ```
/// use servanda_time::Day;
/// let d = Day::from_ymd(1945, 8, 9).unwrap();
/// assert_eq!(d.number(), -8911);
/// assert_eq!(d.to_string(), "1945-08-09");
/// assert_eq!(d.display_en().to_string(), "9 August 1945");
/// assert_eq!(d.display_ja().to_string(), "1945年8月9日");
/// ```
///
/// Serialises as the ISO string in formats for people, as the day number in
/// binary formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, Monday first (ISO 8601).
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 1 for Monday to 7 for Sunday.
    #[must_use]
    pub const fn iso_number(self) -> u8 {
        self as u8 + 1
    }
}

/// Day number of a Gregorian date, by counting years from 1 March so that the
/// leap day is the last of its year (Howard Hinnant's `days_from_civil`).
const fn days_from_civil(y: i32, m: u8, d: u8) -> i32 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (m as i32 + 9) % 12;
    let doy = (153 * mp + 2) / 5 + d as i32 - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// Inverse of [`days_from_civil`].
const fn civil_from_days(n: i32) -> (i32, u8, u8) {
    let z = n + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = (doy - (153 * mp + 2) / 5 + 1) as u8;
    let m = (if mp < 10 { mp + 3 } else { mp - 9 }) as u8;
    let y = yoe + era * 400 + if m <= 2 { 1 } else { 0 };
    (y, m, d)
}

/// Whether a year of the proleptic Gregorian calendar (astronomical) has 29 February.
#[must_use]
pub const fn is_leap_year(y: i32) -> bool {
    y.rem_euclid(4) == 0 && (y.rem_euclid(100) != 0 || y.rem_euclid(400) == 0)
}

/// Number of days of a Gregorian month; 0 if there is no such month.
#[must_use]
pub const fn days_in_month(y: i32, m: u8) -> u8 {
    match m {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(y) => 29,
        2 => 28,
        _ => 0,
    }
}

/// First supported year, astronomical.
pub const FIRST_YEAR: i32 = -9999;
/// Last supported year.
pub const LAST_YEAR: i32 = 9999;

impl Day {
    /// The first day that can be written: -9999-01-01.
    pub const FIRST: Day = Day(days_from_civil(FIRST_YEAR, 1, 1));
    /// The last day that can be written: 9999-12-31.
    pub const LAST: Day = Day(days_from_civil(LAST_YEAR, 12, 31));
    /// Before every day; as the start of a span: no beginning.
    pub const MIN: Day = Day(Day::FIRST.0 - 1);
    /// After every day; as the (exclusive) end of a span: no end. One day is left
    /// between [`Day::LAST`] and this, so that a span that ends with the last day
    /// is not taken for an open one.
    pub const MAX: Day = Day(Day::LAST.0 + 2);

    /// The day of a Gregorian date (astronomical year), or `None` if there is no
    /// such date or it lies outside -9999-01-01 to 9999-12-31.
    #[must_use]
    pub const fn from_ymd(y: i32, m: u8, d: u8) -> Option<Day> {
        if y < FIRST_YEAR || y > LAST_YEAR || d == 0 || d > days_in_month(y, m) {
            return None;
        }
        Some(Day(days_from_civil(y, m, d)))
    }

    /// The day with this number of days since 1970-01-01, or `None` outside
    /// [`Day::MIN`] to [`Day::MAX`] (both included).
    #[must_use]
    pub const fn from_number(n: i32) -> Option<Day> {
        if n < Day::MIN.0 || n > Day::MAX.0 {
            return None;
        }
        Some(Day(n))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Year (astronomical), month 1–12, day of month.
    #[must_use]
    pub const fn ymd(self) -> (i32, u8, u8) {
        civil_from_days(self.0)
    }

    /// Year, astronomical.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.ymd().0
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// `n` days later (earlier if negative). Stops at [`Day::MIN`] and
    /// [`Day::MAX`], and leaves those two where they are; use
    /// [`Day::checked_add_days`] where leaving the range must be noticed.
    #[must_use]
    pub const fn add_days(self, n: i32) -> Day {
        if self.0 == Day::MIN.0 || self.0 == Day::MAX.0 {
            return self;
        }
        let sum = self.0.saturating_add(n);
        if sum < Day::MIN.0 {
            Day::MIN
        } else if sum > Day::MAX.0 {
            Day::MAX
        } else {
            Day(sum)
        }
    }

    /// `n` days later, or `None` if that is outside [`Day::FIRST`] to [`Day::LAST`].
    #[must_use]
    pub const fn checked_add_days(self, n: i64) -> Option<Day> {
        let sum = (self.0 as i64).saturating_add(n);
        if sum < Day::FIRST.0 as i64 || sum > Day::LAST.0 as i64 {
            return None;
        }
        Some(Day(sum as i32))
    }

    /// The next day.
    #[must_use]
    pub const fn next(self) -> Day {
        self.add_days(1)
    }

    /// The day before.
    #[must_use]
    pub const fn prev(self) -> Day {
        self.add_days(-1)
    }

    /// How many days after `earlier` this day is (negative if before).
    #[must_use]
    pub const fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// Whether this is a day of the calendar, not one of the two open ends.
    #[must_use]
    pub const fn is_calendar_day(self) -> bool {
        self.0 >= Day::FIRST.0 && self.0 <= Day::LAST.0
    }

    /// Reads an ISO 8601 date, `1945-08-09` or `-0043-03-15`.
    ///
    /// # Errors
    /// Anything that is not exactly one full day: other notations (with a
    /// proposal), days that do not exist, years outside -9999 to 9999.
    pub fn parse(text: &str) -> Result<Day, TimeError> {
        edtf::parse_day(text)
    }

    /// The first day of the month `m` of year `y`, and the first of the next.
    #[must_use]
    pub(crate) const fn month_bounds(y: i32, m: u8) -> Option<(Day, Day)> {
        match Day::from_ymd(y, m, 1) {
            Some(d) => Some((d, d.add_days(days_in_month(y, m) as i32))),
            None => None,
        }
    }

    /// For English readers: `9 August 1945`, `15 March 44 BC`.
    #[must_use]
    pub fn display_en(self) -> impl fmt::Display {
        crate::display::En(self)
    }

    /// For Japanese readers: `1945年8月9日`, `紀元前44年3月15日`.
    #[must_use]
    pub fn display_ja(self) -> impl fmt::Display {
        crate::display::Ja(self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.ymd();
        let sign = if y < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{:04}-{m:02}-{d:02}", y.unsigned_abs()))
    }
}

impl std::str::FromStr for Day {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<Day, TimeError> {
        Day::parse(s)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            s.collect_str(self)
        } else {
            s.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Day, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Day;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day such as 1945-08-09")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<Day, E> {
                for open in [Day::MIN, Day::LAST.next(), Day::MAX] {
                    if s == open.to_string() {
                        return Ok(open);
                    }
                }
                Day::parse(s).map_err(E::custom)
            }
        }
        if d.is_human_readable() {
            d.deserialize_str(Text)
        } else {
            let n = i32::deserialize(d)?;
            Day::from_number(n).ok_or_else(|| de::Error::custom(out_of_range(&n.to_string())))
        }
    }
}

/// The error for a result outside the supported years.
pub(crate) fn out_of_range(found: &str) -> TimeError {
    TimeError::new(
        TimeErrorKind::OutOfRange,
        found,
        0,
        "lies outside the supported years -9999 to 9999",
    )
}
