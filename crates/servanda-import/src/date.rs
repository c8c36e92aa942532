//! Dates of which the month or the day may be unknown.

use crate::mapped::MappedForm;
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

    /// The last day of a time of so many months that begins then; as exact as the beginning.
    /// `None` beyond the years there are.
    #[must_use]
    pub(crate) fn last_day_of(self, months: u32) -> Option<PartialDate> {
        let total = i64::from(self.year) * 12 + i64::from(months);
        let Some(month) = self.month else {
            return PartialDate::new(i32::try_from(total / 12).ok()?, None, None).ok();
        };
        let total = total + i64::from(month) - 1;
        let year = i32::try_from(total.div_euclid(12)).ok()?;
        let month = u8::try_from(total.rem_euclid(12) + 1).ok()?;
        let Some(day) = self.day else {
            return PartialDate::new(year, Some(month), None).ok();
        };
        // The day of the same number would be the first of the next such time; a month too
        // short for it ends with its own last day.
        let next = Day::from_ymd(year, month, day.min(days_in_month(year, month)))?;
        let last = if day <= days_in_month(year, month) {
            Day::from_number(next.number() - 1)?
        } else {
            next
        };
        let (y, m, d) = last.ymd();
        PartialDate::new(y, Some(m), Some(d)).ok()
    }

    /// The day before it, as EDTF: one of several where it is not known to the day.
    pub(crate) fn day_before(self) -> String {
        let before = |day: Day| Day::from_number(day.number() - 1).unwrap_or(day);
        let (first, last) = (before(self.earliest()), before(self.latest()));
        if first == last {
            first.to_string()
        } else {
            format!("[{first}..{last}]")
        }
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
    let (mut of_month, mut of_day) = (part(month)?, part(day)?);
    // Of a day without its month nothing can be said but the year.
    of_day = of_day.filter(|_| of_month.is_some());
    if let (Some(m @ 13..=31), Some(d @ 1..=12)) = (of_month, of_day) {
        // There is no such month, and only the other way round it is a day.
        (of_month, of_day) = (Some(d), Some(m));
        let date = PartialDate::new(y, of_month, of_day)?;
        row.correct(format!(
            "`{month}` {m} and `{day}` {d} are read the other way round, as {date}"
        ));
        return Ok(Some(date));
    }
    PartialDate::new(y, of_month, of_day).map(Some)
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

/// From this year on, an end means that there was none: 9999-12-31.
pub(crate) const NEVER: i32 = 9999;

/// Reads an end, where -7 (and, if `zero_is_ongoing`, 0) is not yet and -9 is unknown.
pub(crate) fn ending(
    row: &Fields<'_>,
    columns: [&str; 3],
    zero_is_ongoing: bool,
) -> Result<Ending, String> {
    if let Some(date) = date(row, columns)? {
        return Ok(if date.year() >= NEVER {
            Ending::Ongoing
        } else {
            Ending::On(date)
        });
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

/// The end, if it is not before the start for certain; the same with its month and day
/// exchanged, if those of another date of the row were so and it is in order then.
pub(crate) fn in_order_or_swapped(
    row: &Fields<'_>,
    from: PartialDate,
    to: Ending,
) -> Result<Ending, String> {
    let wrong = match in_order(from, to) {
        Ok(()) => return Ok(to),
        Err(wrong) => wrong,
    };
    let Ending::On(last) = to else {
        return Err(wrong);
    };
    let swapped = PartialDate::new(last.year, last.day, last.month);
    match swapped {
        Ok(swapped) if row.has_corrections() && in_order(from, Ending::On(swapped)).is_ok() => {
            row.correct(format!(
                "the end {last} is read the other way round, as {swapped}"
            ));
            Ok(Ending::On(swapped))
        }
        _ => Err(wrong),
    }
}

/// Reads an ISO date from a field.
pub(crate) fn iso_date(column: &str, text: &str) -> Result<PartialDate, String> {
    let day = Day::parse(text).map_err(|e| format!("`{column}`: {e}"))?;
    let (y, m, d) = day.ymd();
    PartialDate::new(y, Some(m), Some(d))
}

/// Reads a date written in one of several ways.
pub(crate) fn date_as(column: &str, text: &str, form: MappedForm) -> Result<PartialDate, String> {
    let wrong = || format!("`{column}` is no date: {text}");
    let number = |part: &str| part.trim().parse::<i32>().map_err(|_| wrong());
    let small = |n: i32| match n {
        0 => Ok(None),
        n => u8::try_from(n).map(Some).map_err(|_| wrong()),
    };
    let (year, month, day) = match form {
        MappedForm::Iso => {
            // What follows a `T` or a blank is a time.
            let date = text.split(['T', ' ']).next().unwrap_or(text);
            let mut parts = date.splitn(3, '-').map(number);
            let mut next = || parts.next().transpose();
            let year = next()?.ok_or_else(wrong)?;
            (year, next()?.unwrap_or(0), next()?.unwrap_or(0))
        }
        MappedForm::Yyyymmdd => {
            let digits = number(text)?;
            (digits / 10_000, digits / 100 % 100, digits % 100)
        }
        MappedForm::DayMonthYear | MappedForm::MonthDayYear => {
            let parts: Vec<i32> = text
                .split(['/', '.', '-', ' '])
                .filter(|p| !p.is_empty())
                .map(number)
                .collect::<Result<_, _>>()?;
            match (form, &parts[..]) {
                (MappedForm::DayMonthYear, [d, m, y]) | (_, [m, d, y]) => (*y, *m, *d),
                _ => return Err(wrong()),
            }
        }
    };
    PartialDate::new(year, small(month)?, small(day)?).map_err(|e| format!("`{column}`: {e}"))
}
