//! Clock times at an offset from UTC, and the local day elsewhere.

use crate::day::Day;
use crate::error::{TimeError, TimeErrorKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Minutes east of UTC, within ±18 hours: `+09:00`, `-05:00`, `Z`.
///
/// Which offset a place used at a time is a matter of record, not computed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// UTC itself.
    pub const UTC: UtcOffset = UtcOffset(0);

    /// An offset of so many minutes east of UTC; `None` beyond 18 hours.
    #[must_use]
    pub const fn from_minutes(minutes: i16) -> Option<UtcOffset> {
        if minutes < -1080 || minutes > 1080 {
            None
        } else {
            Some(UtcOffset(minutes))
        }
    }

    /// Minutes east of UTC.
    #[must_use]
    pub const fn minutes(self) -> i16 {
        self.0
    }

    /// Reads `Z`, `+09:00`, `-05:00`.
    ///
    /// # Errors
    /// Any other shape, minutes above 59, more than 18 hours.
    pub fn parse(text: &str) -> Result<UtcOffset, TimeError> {
        let bad = || {
            let msg = "is not an offset from UTC such as +09:00, -05:00 or Z";
            TimeError::new(TimeErrorKind::Syntax, text, 0, msg)
        };
        if text == "Z" {
            return Ok(UtcOffset::UTC);
        }
        let (sign, rest) = match text.split_at_checked(1) {
            Some(("+", rest)) => (1, rest),
            Some(("-", rest)) => (-1, rest),
            _ => return Err(bad()),
        };
        let (h, m) = two_numbers(rest).ok_or_else(bad)?;
        if m > 59 {
            return Err(bad());
        }
        UtcOffset::from_minutes(sign * (i16::from(h) * 60 + i16::from(m))).ok_or_else(bad)
    }
}

/// `hh:mm`, two digits each.
fn two_numbers(text: &str) -> Option<(u8, u8)> {
    let (h, m) = text.split_once(':')?;
    let two = |s: &str| {
        (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())
            .flatten()
    };
    Some((two(h)?, two(m)?))
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("Z");
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        let n = self.0.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", n / 60, n % 60)
    }
}

/// A time of day on a clock that stands at a known offset from UTC, to the minute:
/// `17:00+03:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
    zone: UtcOffset,
}

impl ClockTime {
    /// A clock time; `None` unless `hour` is 0–23 and `minute` 0–59.
    #[must_use]
    pub const fn new(hour: u8, minute: u8, zone: UtcOffset) -> Option<ClockTime> {
        if hour > 23 || minute > 59 {
            None
        } else {
            Some(ClockTime { hour, minute, zone })
        }
    }

    /// Hour, 0–23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minute, 0–59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The offset of the clock.
    #[must_use]
    pub const fn zone(self) -> UtcOffset {
        self.zone
    }

    /// Reads `17:00+03:00` or `17:00Z`. The offset is required: a time without one
    /// says nothing about another place.
    ///
    /// # Errors
    /// Any other shape, hours above 23, minutes above 59.
    pub fn parse(text: &str) -> Result<ClockTime, TimeError> {
        let bad = |msg: &str| TimeError::new(TimeErrorKind::Syntax, text, 0, msg);
        let shape = "is not a clock time such as 17:00+03:00";
        let (time, zone) = text.split_at_checked(5).ok_or_else(|| bad(shape))?;
        let (h, m) = two_numbers(time).ok_or_else(|| bad(shape))?;
        if zone.is_empty() {
            let e = bad("lacks the offset of the clock from UTC");
            return Err(e.suggest(format!("{text}Z or {text}+09:00")));
        }
        let zone = UtcOffset::parse(zone).map_err(|e| e.shifted(5))?;
        ClockTime::new(h, m, zone)
            .ok_or_else(|| bad("there are 24 hours of 60 minutes, from 00:00 to 23:59"))
    }

    /// The day and time in another zone at the moment when it is this time on `day` here.
    ///
    /// ```
    /// use servanda_time::{ClockTime, Day, UtcOffset};
    /// let eighth = Day::parse("1945-08-08").unwrap();
    /// let moscow = ClockTime::parse("17:00+03:00").unwrap();
    /// let tokyo = UtcOffset::parse("+09:00").unwrap();
    /// let (day, time) = moscow.in_zone(eighth, tokyo);
    /// assert_eq!((day, time.to_string().as_str()), (eighth, "23:00+09:00"));
    /// ```
    #[must_use]
    pub fn in_zone(self, day: Day, zone: UtcOffset) -> (Day, ClockTime) {
        let minutes = i32::from(self.hour) * 60 + i32::from(self.minute) - i32::from(self.zone.0)
            + i32::from(zone.0);
        let of_day = minutes.rem_euclid(1440);
        let (hour, minute) = ((of_day / 60) as u8, (of_day % 60) as u8);
        (
            day.add_days(minutes.div_euclid(1440)),
            ClockTime { hour, minute, zone },
        )
    }
}

/// The local day in `zone` at the moment when it is `time` on `day`.
///
/// ```
/// use servanda_time::{ClockTime, Day, UtcOffset, local_day};
/// // 00:10 on the 9th in Transbaikal (+09:00) was still the 8th in Moscow.
/// let ninth = Day::parse("1945-08-09").unwrap();
/// let attack = ClockTime::parse("00:10+09:00").unwrap();
/// let moscow = UtcOffset::parse("+03:00").unwrap();
/// assert_eq!(local_day(ninth, attack, moscow).to_string(), "1945-08-08");
/// ```
#[must_use]
pub fn local_day(day: Day, time: ClockTime, zone: UtcOffset) -> Day {
    time.in_zone(day, zone).0
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}{}", self.hour, self.minute, self.zone)
    }
}

impl std::str::FromStr for ClockTime {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<ClockTime, TimeError> {
        ClockTime::parse(s)
    }
}

impl std::str::FromStr for UtcOffset {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<UtcOffset, TimeError> {
        UtcOffset::parse(s)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<ClockTime, D::Error> {
        ClockTime::parse(&String::deserialize(d)?).map_err(de::Error::custom)
    }
}

impl Serialize for UtcOffset {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcOffset {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<UtcOffset, D::Error> {
        UtcOffset::parse(&String::deserialize(d)?).map_err(de::Error::custom)
    }
}
