//! Lengths of time in years, months and days, and adding them to a day.

use crate::day::{Day, days_in_month};
use crate::error::{TimeError, TimeErrorKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A length in calendar years, months and days (weeks are seven days), written
/// as in ISO 8601: `P5Y`, `P6M`, `P1Y6M`, `P12D`, `P2W`. The parts are kept apart:
/// `P12M` and `P1Y` mean the same but are not equal.
///
/// ```
/// use servanda_time::Duration;
/// let d: Duration = "P1Y6M".parse().unwrap();
/// assert_eq!((d.years, d.months, d.days), (1, 6, 0));
/// assert_eq!(d.display_en().to_string(), "1 year and 6 months");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Duration {
    /// Calendar years.
    pub years: u32,
    /// Calendar months.
    pub months: u32,
    /// Days; weeks are folded in.
    pub days: u32,
}

/// What to do when the month reached has no such day: one month after
/// 31 January, one year after 29 February. There is no default on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndOfMonth {
    /// Take the last day of that month: 31 January + 1 month = 28 (29) February.
    Clamp,
    /// Count the missing days on into the next month: 31 January + 1 month =
    /// 3 (2) March; 29 February + 1 year = 1 March.
    Overflow,
    /// Give an error.
    Refuse,
}

/// The result of adding a [`Duration`] to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sum {
    /// The day reached.
    pub day: Day,
    /// Whether the [`EndOfMonth`] rule was needed.
    pub clipped: bool,
}

impl Duration {
    /// So many years.
    #[must_use]
    pub const fn years(n: u32) -> Duration {
        Duration {
            years: n,
            months: 0,
            days: 0,
        }
    }

    /// So many months.
    #[must_use]
    pub const fn months(n: u32) -> Duration {
        Duration {
            years: 0,
            months: n,
            days: 0,
        }
    }

    /// So many days.
    #[must_use]
    pub const fn days(n: u32) -> Duration {
        Duration {
            years: 0,
            months: 0,
            days: n,
        }
    }

    /// Whether it is no time at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.years == 0 && self.months == 0 && self.days == 0
    }

    /// Reads an ISO 8601 duration of whole years, months, weeks and days.
    ///
    /// # Errors
    /// Any other shape; hours, minutes, seconds and fractions; numbers above 4 million.
    ///
    /// ```
    /// use servanda_time::Duration;
    /// assert_eq!(Duration::parse("P2W").unwrap(), Duration::days(14));
    /// let e = Duration::parse("5Y").unwrap_err();
    /// assert_eq!(e.suggestion.as_deref(), Some("P5Y"));
    /// ```
    pub fn parse(text: &str) -> Result<Duration, TimeError> {
        let whole = text.trim();
        let base = text.len() - text.trim_start().len();
        if whole.is_empty() {
            return Err(TimeError::new(
                TimeErrorKind::Empty,
                "",
                base,
                "no duration given",
            ));
        }
        match read_parts(whole) {
            Ok(d) => Ok(d),
            Err(mut e) => {
                e = e.shifted(base);
                if e.suggestion.is_none() {
                    e.suggestion = propose(whole);
                }
                Err(e)
            }
        }
    }

    /// For English readers: `5 years`, `1 year and 6 months`.
    #[must_use]
    pub fn display_en(self) -> impl fmt::Display {
        let plural = |n: u32, w: &str| match n {
            0 => None,
            1 => Some(format!("1 {w}")),
            n => Some(format!("{n} {w}s")),
        };
        let parts: Vec<String> = [
            plural(self.years, "year"),
            plural(self.months, "month"),
            plural(self.days, "day"),
        ]
        .into_iter()
        .flatten()
        .collect();
        match parts.as_slice() {
            [] => "0 days".to_string(),
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            [one, ..] => one.clone(),
        }
    }

    /// For Japanese readers: `5年`, `1年6か月`, `12日間`.
    #[must_use]
    pub fn display_ja(self) -> impl fmt::Display {
        let mut out = String::new();
        for (n, unit) in [
            (self.years, "年"),
            (self.months, "か月"),
            (self.days, "日間"),
        ] {
            if n > 0 {
                out.push_str(&format!("{n}{unit}"));
            }
        }
        if out.is_empty() {
            "0日間".to_string()
        } else {
            out
        }
    }
}

/// Far above any number that stays within the supported years, far below overflow.
const MOST: u32 = 4_000_000;

fn read_parts(text: &str) -> Result<Duration, TimeError> {
    let syntax = |at: usize, msg: &str| {
        let found = text.get(at..).unwrap_or("");
        TimeError::new(TimeErrorKind::Syntax, found, at, msg)
    };
    let Some(rest) = text.strip_prefix('P') else {
        return Err(syntax(
            0,
            "a duration begins with P, as in P5Y, P6M or P12D",
        ));
    };
    if rest.is_empty() {
        return Err(syntax(
            0,
            "a duration needs a number and a unit, as in P5Y, P6M or P12D",
        ));
    }
    let (mut sum, mut last_unit, mut at) = (Duration::default(), 0usize, 1usize);
    while at < text.len() {
        let tail = text.get(at..).unwrap_or("");
        if tail.starts_with('T') {
            let e = syntax(at, "durations here count whole days, not hours");
            return Err(TimeError {
                kind: TimeErrorKind::Unsupported,
                ..e
            });
        }
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        let unit = tail.get(digits..).and_then(|t| t.chars().next());
        let Some(order) = unit.and_then(|u| "YMWD".find(u)).map(|i| i + 1) else {
            return Err(syntax(
                at,
                "expected a whole number followed by Y, M, W or D",
            ));
        };
        let number = tail.get(..digits).unwrap_or("");
        if digits == 0 {
            return Err(syntax(at, "expected a whole number before the unit"));
        }
        if order <= last_unit {
            return Err(syntax(at, "units come once each, in the order Y, M, W, D"));
        }
        last_unit = order;
        let n: u32 = number.parse().ok().filter(|n| *n <= MOST).ok_or_else(|| {
            TimeError::new(
                TimeErrorKind::OutOfRange,
                number,
                at,
                "is too large a number",
            )
        })?;
        match order {
            1 => sum.years = n,
            2 => sum.months = n,
            3 => sum.days = n * 7,
            _ => sum.days += n,
        }
        at += digits + 1;
    }
    Ok(sum)
}

/// What the writer of `5Y`, `p5y` or `5 years` may have meant.
fn propose(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase().replace(' ', "");
    let mut out = String::from("P");
    let mut rest = upper.strip_prefix('P').unwrap_or(&upper);
    while !rest.is_empty() {
        let n = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, tail) = rest.split_at_checked(n)?;
        let words = [
            ("YEARS", 'Y'),
            ("YEAR", 'Y'),
            ("MONTHS", 'M'),
            ("MONTH", 'M'),
        ];
        let more = [("WEEKS", 'W'), ("WEEK", 'W'), ("DAYS", 'D'), ("DAY", 'D')];
        let letters = [("Y", 'Y'), ("M", 'M'), ("W", 'W'), ("D", 'D')];
        let (word, unit) = words
            .iter()
            .chain(&more)
            .chain(&letters)
            .find(|(w, _)| tail.starts_with(w))?;
        out.push_str(number);
        out.push(*unit);
        rest = tail.get(word.len()..)?;
    }
    read_parts(&out).ok().filter(|_| out != text).map(|_| out)
}

impl Day {
    /// This day plus a duration: first years and months together, under the given
    /// rule for the end of the month, then days.
    ///
    /// # Errors
    /// [`TimeErrorKind::EndOfMonth`] under [`EndOfMonth::Refuse`] if the month has
    /// no such day; [`TimeErrorKind::OutOfRange`] if the result lies outside the
    /// supported years.
    ///
    /// ```
    /// use servanda_time::{Day, Duration, EndOfMonth};
    /// let d = Day::parse("1945-01-31").unwrap();
    /// let one = Duration::months(1);
    /// let sum = d.plus(one, EndOfMonth::Clamp).unwrap();
    /// assert_eq!((sum.day.to_string().as_str(), sum.clipped), ("1945-02-28", true));
    /// let sum = d.plus(one, EndOfMonth::Overflow).unwrap();
    /// assert_eq!((sum.day.to_string().as_str(), sum.clipped), ("1945-03-03", true));
    /// assert!(d.plus(one, EndOfMonth::Refuse).is_err());
    /// ```
    pub fn plus(self, duration: Duration, rule: EndOfMonth) -> Result<Sum, TimeError> {
        shift(self, duration, rule, 1)
    }

    /// This day minus a duration: first years and months together, under the given
    /// rule for the end of the month, then days.
    ///
    /// Where no rule was needed and the duration has no days, [`Day::plus`] undoes it.
    ///
    /// # Errors
    /// As for [`Day::plus`].
    ///
    /// ```
    /// use servanda_time::{Day, Duration, EndOfMonth};
    /// let d = Day::parse("1948-02-29").unwrap();
    /// let sum = d.minus(Duration::years(1), EndOfMonth::Clamp).unwrap();
    /// assert_eq!((sum.day.to_string().as_str(), sum.clipped), ("1947-02-28", true));
    /// ```
    pub fn minus(self, duration: Duration, rule: EndOfMonth) -> Result<Sum, TimeError> {
        shift(self, duration, rule, -1)
    }
}

fn shift(from: Day, by: Duration, rule: EndOfMonth, sign: i64) -> Result<Sum, TimeError> {
    let range = || {
        let op = if sign > 0 { '+' } else { '-' };
        crate::day::out_of_range(&format!("{from} {op} {by}"))
    };
    if !from.is_calendar_day() {
        return Err(range());
    }
    let (y, m, d) = from.ymd();
    let months = i64::from(by.years) * 12 + i64::from(by.months);
    let index = i64::from(y) * 12 + i64::from(m) - 1 + sign * months;
    let year = i32::try_from(index.div_euclid(12)).map_err(|_| range())?;
    let month = u8::try_from(index.rem_euclid(12) + 1).map_err(|_| range())?;
    let longest = days_in_month(year, month);
    let clipped = d > longest;
    if clipped && rule == EndOfMonth::Refuse {
        let found = from.to_string();
        let name = crate::display::month_year_en(year, month);
        let msg = format!("{name} has no day {d}, and no rule says which day counts instead");
        return Err(TimeError::new(TimeErrorKind::EndOfMonth, &found, 0, msg));
    }
    let mut day = Day::from_ymd(year, month, d.min(longest)).ok_or_else(range)?;
    if clipped && rule == EndOfMonth::Overflow {
        day = day
            .checked_add_days(i64::from(d - longest))
            .ok_or_else(range)?;
    }
    let day = day
        .checked_add_days(sign * i64::from(by.days))
        .ok_or_else(range)?;
    Ok(Sum { day, clipped })
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::from("P");
        for (n, unit) in [(self.years, 'Y'), (self.months, 'M'), (self.days, 'D')] {
            if n > 0 {
                out.push_str(&format!("{n}{unit}"));
            }
        }
        if self.is_zero() {
            out.push_str("0D");
        }
        f.pad(&out)
    }
}

impl std::str::FromStr for Duration {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<Duration, TimeError> {
        Duration::parse(s)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Duration, D::Error> {
        let text = String::deserialize(d)?;
        Duration::parse(&text).map_err(de::Error::custom)
    }
}
