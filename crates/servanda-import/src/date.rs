//! Dates of which the month or the day may be unknown.

use crate::table::Fields;
use servanda_time::{Day, days_in_month};
use std::fmt;

/// A Gregorian date of which the day, or month and day, may be unknown. Ordered by
/// year, month, day, an unknown part before any known one.
///
/// Prints as EDTF: `1945-08-09`, `1945-08`, `1945`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// The date, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence, if there is no such date, or a day without a month.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Result<PartialDate, String> {
        let date = PartialDate { year, month, day };
        if month.is_none() && day.is_some() {
            return Err(format!("year {year} has a day but no month"));
        }
        match Day::from_ymd(year, month.unwrap_or(1), day.unwrap_or(1)) {
            Some(_) => Ok(date),
            None => Err(match (month, day) {
                (Some(m), Some(d)) => format!("there is no day {year}-{m:02}-{d:02}"),
                (Some(m), None) => format!("there is no month {year}-{m:02}"),
                _ => format!("year {year} is out of range"),
            }),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The first day it can be.
    #[must_use]
    pub fn earliest(self) -> Day {
        // `new` has made sure that there is such a day.
        Day::from_ymd(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Day::MIN)
    }

    /// The last day it can be.
    #[must_use]
    pub fn latest(self) -> Day {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or(days_in_month(self.year, month));
        Day::from_ymd(self.year, month, day).unwrap_or(Day::MAX)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The number a table uses for a year that is not a year means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It ended then.
    On(PartialDate),
    /// It had not ended when the table was closed (COW -7, ATOP 0).
    Ongoing,
    /// It ended, but nobody knows when (COW -9).
    Unknown,
}

/// Reads a date from three columns. `None` if the year is a code (negative or 0) or
/// empty; so are a month and a day, which are then unknown.
pub(crate) fn date(
    row: &Fields<'_>,
    [year, month, day]: [&str; 3],
) -> Result<Option<PartialDate>, String> {
    let Some(y) = row.number(year)?.filter(|y| *y > 0) else {
        return Ok(None);
    };
    let part = |column: &str| {
        let number = row.number(column)?.filter(|n| *n > 0);
        let small =
            |n: i64| u8::try_from(n).map_err(|_| format!("`{column}` is out of range: {n}"));
        number.map(small).transpose()
    };
    let y = i32::try_from(y).map_err(|_| format!("`{year}` is out of range: {y}"))?;
    let (month, day) = (part(month)?, part(day)?);
    // Of a day without its month nothing can be said but the year.
    let day = day.filter(|_| month.is_some());
    PartialDate::new(y, month, day).map(Some)
}

/// Reads a date that must be there.
pub(crate) fn needed_date(row: &Fields<'_>, columns: [&str; 3]) -> Result<PartialDate, String> {
    let missing = || {
        format!(
            "`{}` has no year: {}",
            columns[0],
            row.text(columns[0]).unwrap_or("")
        )
    };
    date(row, columns)?.ok_or_else(missing)
}

/// Reads an end, where -7 (and, if `zero_is_ongoing`, 0) is not yet and -9 is unknown.
pub(crate) fn ending(
    row: &Fields<'_>,
    columns: [&str; 3],
    zero_is_ongoing: bool,
) -> Result<Ending, String> {
    if let Some(date) = date(row, columns)? {
        return Ok(Ending::On(date));
    }
    match row.number(columns[0])? {
        Some(-7) => Ok(Ending::Ongoing),
        Some(0) if zero_is_ongoing => Ok(Ending::Ongoing),
        Some(-9) | None => Ok(Ending::Unknown),
        Some(n) => Err(format!("`{}` is no year: {n}", columns[0])),
    }
}

/// A period as the record writes it, both ends inclusive.
pub(crate) fn period(from: PartialDate, to: Ending) -> String {
    match to {
        Ending::On(last) if last == from => from.to_string(),
        Ending::On(last) => format!("{from}/{last}"),
        Ending::Ongoing => format!("{from}/.."),
        Ending::Unknown => format!("{from}/"),
    }
}

/// An error if the end is before the start for certain.
pub(crate) fn in_order(from: PartialDate, to: Ending) -> Result<(), String> {
    match to {
        Ending::On(last) if last.latest() < from.earliest() => {
            Err(format!("it ends on {last}, before it begins on {from}"))
        }
        _ => Ok(()),
    }
}
