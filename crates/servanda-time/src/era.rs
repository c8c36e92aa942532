//! Japanese dates: 昭和20年8月9日, 令和元年, 1945年8月, 1940年代.
//!
//! From 1873-01-01 (明治6年1月1日) Japan uses the Gregorian calendar, and era dates
//! are exact. Before, the calendar was lunisolar: a year such as 慶応3年 began
//! between 20 January and 21 February. Dates of that time are read **at the level of
//! the year only**: the bounds are the widest its new year allows, month and day
//! stay in what was written but are not used.
//!
//! On the two days on which an era changed within the day (30 July 1912 and
//! 25 December 1926) both names are read; the newer is shown.

use crate::day::Day;
use crate::span::DaySpan;
use std::fmt;

mod days;
mod read;

pub(crate) use read::looks_japanese;
pub use read::{parse_ja, parse_ja_prefix};

/// An era of Japan, with what is needed to convert its years.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// The name: 昭和.
    pub name: &'static str,
    /// The name in Latin letters: `Shōwa`.
    pub romaji: &'static str,
    /// Other spellings: the letter of forms (S), the single character ㍼ or 昭.
    short: &'static [&'static str],
    /// The Western year in which most of the first year lies.
    first_year: i32,
    /// The last numbered year; `None` for the present era.
    last_year: Option<u16>,
    /// First and last day, both included, where the calendar is Gregorian.
    days: Option<(Day, Option<Day>)>,
}

const fn day(y: i32, m: u8, d: u8) -> Day {
    match Day::from_ymd(y, m, d) {
        Some(day) => day,
        None => Day::FIRST,
    }
}

/// The first day of the Gregorian calendar in Japan: 明治6年1月1日 (Grand Council
/// of State proclamation no. 337 of 1872).
pub const GREGORIAN_FROM: Day = day(1873, 1, 1);

const fn old(name: &'static str, romaji: &'static str, first_year: i32, last: u16) -> Era {
    Era {
        name,
        romaji,
        short: &[],
        first_year,
        last_year: Some(last),
        days: None,
    }
}

/// From the end of the 18th century. The first year is that of the lunisolar year
/// in which the era was proclaimed, also where that fell in the next January.
static ERAS: [Era; 17] = [
    old("寛政", "Kansei", 1789, 13),
    old("享和", "Kyōwa", 1801, 4),
    old("文化", "Bunka", 1804, 15),
    old("文政", "Bunsei", 1818, 13),
    old("天保", "Tenpō", 1830, 15),
    old("弘化", "Kōka", 1844, 5),
    old("嘉永", "Kaei", 1848, 7),
    old("安政", "Ansei", 1854, 7),
    old("万延", "Man'en", 1860, 2),
    old("文久", "Bunkyū", 1861, 4),
    old("元治", "Genji", 1864, 2),
    old("慶応", "Keiō", 1865, 4),
    Era {
        name: "明治",
        romaji: "Meiji",
        short: &["M", "明", "㍾"],
        first_year: 1868,
        last_year: Some(45),
        days: Some((GREGORIAN_FROM, Some(day(1912, 7, 30)))),
    },
    Era {
        name: "大正",
        romaji: "Taishō",
        short: &["T", "大", "㍽"],
        first_year: 1912,
        last_year: Some(15),
        days: Some((day(1912, 7, 30), Some(day(1926, 12, 25)))),
    },
    Era {
        name: "昭和",
        romaji: "Shōwa",
        short: &["S", "昭", "㍼"],
        first_year: 1926,
        last_year: Some(64),
        days: Some((day(1926, 12, 25), Some(day(1989, 1, 7)))),
    },
    Era {
        name: "平成",
        romaji: "Heisei",
        short: &["H", "平", "㍻"],
        first_year: 1989,
        last_year: Some(31),
        days: Some((day(1989, 1, 8), Some(day(2019, 4, 30)))),
    },
    Era {
        name: "令和",
        romaji: "Reiwa",
        short: &["R", "令", "㋿"],
        first_year: 2019,
        last_year: None,
        days: Some((day(2019, 5, 1), None)),
    },
];

/// A day as a date of a Japanese era.
///
/// ```
/// use servanda_time::{Day, era};
/// let d = era::of(Day::parse("1945-08-09").unwrap()).unwrap();
/// assert_eq!(d.to_string(), "昭和20年8月9日");
/// assert_eq!(d.display_en().to_string(), "9 August Shōwa 20");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraDate {
    /// The era.
    pub era: &'static Era,
    /// The year in it, from 1.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
}

impl EraDate {
    /// For English readers: `9 August Shōwa 20`.
    #[must_use]
    pub fn display_en(self) -> impl fmt::Display {
        let month = crate::display::month_en(self.month);
        format!("{} {month} {} {}", self.day, self.era.romaji, self.year)
    }
}

impl fmt::Display for EraDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = year_text(i32::from(self.year));
        f.pad(&format!(
            "{}{year}{}月{}日",
            self.era.name, self.month, self.day
        ))
    }
}

/// `元年`, `20年`.
fn year_text(n: i32) -> String {
    if n == 1 {
        "元年".to_string()
    } else {
        format!("{n}年")
    }
}

/// The era of a name: 昭和, `Shōwa`, `showa`, S, 昭 or ㍼.
#[must_use]
pub fn find(name: &str) -> Option<&'static Era> {
    let plain = plain_romaji(name.trim());
    ERAS.iter()
        .rev()
        .find(|e| e.name == name || e.short.contains(&name) || plain_romaji(e.romaji) == plain)
}

fn plain_romaji(name: &str) -> String {
    let letters = name.to_lowercase();
    letters
        .replace('ō', "o")
        .replace('ū', "u")
        .replace(['\'', '’'], "")
}

/// The Western year (astronomical) in which all or most of year `n` of an era
/// lies; `None` if there is no such era or year.
///
/// ```
/// use servanda_time::era;
/// assert_eq!(era::year("昭和", 20), Some(1945));
/// assert_eq!(era::year("Keiō", 3), Some(1867));
/// assert_eq!(era::year("昭和", 70), None);
/// ```
#[must_use]
pub fn year(era: &str, n: u32) -> Option<i32> {
    let era = find(era)?;
    let n = u16::try_from(n).ok().filter(|n| *n >= 1)?;
    let y = era.western(n);
    let fits = era.last_year.is_none_or(|last| n <= last) && y <= crate::day::LAST_YEAR;
    fits.then_some(y)
}

/// The era date of a day; `None` before [`GREGORIAN_FROM`].
#[must_use]
pub fn of(day: Day) -> Option<EraDate> {
    if !day.is_calendar_day() {
        return None;
    }
    let era = ERAS
        .iter()
        .rev()
        .find(|e| e.days.is_some_and(|(first, _)| first <= day))?;
    let (y, month, d) = day.ymd();
    let year = u16::try_from(y - era.first_year + 1).ok()?;
    Some(EraDate {
        era,
        year,
        month,
        day: d,
    })
}

impl Era {
    fn western(&self, n: u16) -> i32 {
        self.first_year + i32::from(n) - 1
    }

    /// The days of the era, as far as they are Gregorian.
    fn span(&self) -> Option<DaySpan> {
        self.days.map(|(first, last)| match last {
            Some(last) => DaySpan::inclusive(first, last),
            None => DaySpan::starting(first),
        })
    }
}
