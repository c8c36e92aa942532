//! Dates as event tables write them, as the days they can mean.

use crate::mapping::{DateForm, Width};
use servanda_time::{Day, days_in_month};

/// First and last day, both inclusive.
pub(crate) type DaySpan = (i32, i32);

/// The days of a year, of a month of it, or a single one.
pub(crate) fn civil(year: i32, month: Option<u8>, day: Option<u8>) -> Result<DaySpan, String> {
    let (m1, m2) = month.map_or((1, 12), |m| (m, m));
    let (d1, d2) = match (month, day) {
        (Some(_), Some(d)) => (d, d),
        _ => (1, days_in_month(year, m2)),
    };
    match (Day::from_ymd(year, m1, d1), Day::from_ymd(year, m2, d2)) {
        (Some(first), Some(last)) => Ok((first.number(), last.number())),
        _ => Err(match (month, day) {
            (Some(m), Some(d)) => format!("there is no day {year}-{m:02}-{d:02}"),
            (Some(m), None) => format!("there is no month {year}-{m:02}"),
            _ => format!("year {year} is out of range"),
        }),
    }
}

/// Reads a date in one field.
pub(crate) fn date(text: &str, form: DateForm) -> Result<DaySpan, String> {
    let read = match form {
        DateForm::Iso => iso(text),
        DateForm::Yyyymmdd => digits(text),
        DateForm::DayMonthYear => words(text),
    };
    read.unwrap_or_else(|| {
        let wanted = match form {
            DateForm::Iso => "like 1945-08-09",
            DateForm::Yyyymmdd => "like 19450809",
            DateForm::DayMonthYear => "like 9 August 1945",
        };
        Err(format!("`{text}` is not a date {wanted}"))
    })
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn iso(text: &str) -> Option<Result<DaySpan, String>> {
    // A time after the date is that of the place, or nobody knows of which: the date counts.
    let text = text.split(['T', ' ']).next()?;
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = rest.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?;
    let mut two = || match parts.next() {
        Some(part) if part.len() == 2 => number::<u8>(part).map(Some),
        Some(_) => None,
        None => Some(None),
    };
    let (month, day) = (two()?, two()?);
    if parts.next().is_some() {
        return None;
    }
    Some(civil(sign * number::<i32>(year)?, month, day))
}

fn digits(text: &str) -> Option<Result<DaySpan, String>> {
    if text.len() != 8 {
        return None;
    }
    number::<u32>(text)?;
    let known = |part: &str| number::<u8>(part).filter(|n| *n != 0);
    let (month, day) = (known(&text[4..6]), known(&text[6..8]));
    if month.is_none() && day.is_some() {
        return None;
    }
    Some(civil(number(&text[..4])?, month, day))
}

fn words(text: &str) -> Option<Result<DaySpan, String>> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let mut parts = text.split([' ', '-']).filter(|p| !p.is_empty());
    let day = number::<u8>(parts.next()?)?;
    let name = parts.next()?.to_ascii_lowercase();
    let named = |m: &&str| m.starts_with(name.as_str()) && name.len() >= 3;
    let month = (1u8..)
        .zip(MONTHS)
        .find(|(_, m)| named(m))
        .map(|(n, _)| n)?;
    let year = number::<i32>(parts.next().filter(|y| y.len() == 4)?)?;
    if parts.next().is_some() {
        return None;
    }
    Some(civil(year, Some(month), Some(day)))
}

/// All days that can be meant if the date written down is only so exact.
pub(crate) fn widen((first, last): DaySpan, width: Width) -> DaySpan {
    let ymd = |n: i32| Day::from_number(n).map(Day::ymd);
    let whole = |by_month: bool| -> Option<DaySpan> {
        let (y1, m1, _) = ymd(first)?;
        let (y2, m2, _) = ymd(last)?;
        let month = |m: u8| by_month.then_some(m);
        let (from, _) = civil(y1, month(m1), None).ok()?;
        let (_, to) = civil(y2, month(m2), None).ok()?;
        Some((from, to))
    };
    match width {
        Width::Day => (first, last),
        Width::Week => (first.saturating_sub(6), last.saturating_add(6)),
        Width::Month => whole(true).unwrap_or((first, last)),
        Width::Year => whole(false).unwrap_or((first, last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u8, d: u8) -> i32 {
        Day::from_ymd(y, m, d).expect("a day").number()
    }

    #[test]
    fn reads_what_tables_have() {
        let august = (day(1945, 8, 9), day(1945, 8, 9));
        for (text, form) in [
            ("1945-08-09", DateForm::Iso),
            ("1945-08-09T23:50:00Z", DateForm::Iso),
            ("1945-08-09 11:02:00", DateForm::Iso),
            ("19450809", DateForm::Yyyymmdd),
            ("9 August 1945", DateForm::DayMonthYear),
            ("09-Aug-1945", DateForm::DayMonthYear),
        ] {
            assert_eq!(date(text, form), Ok(august), "{text}");
        }
        assert_eq!(
            date("1945", DateForm::Iso),
            Ok((day(1945, 1, 1), day(1945, 12, 31)))
        );
        assert_eq!(
            date("1944-02", DateForm::Iso),
            Ok((day(1944, 2, 1), day(1944, 2, 29)))
        );
        assert_eq!(
            date("19440200", DateForm::Yyyymmdd),
            Ok((day(1944, 2, 1), day(1944, 2, 29)))
        );
        assert_eq!(
            date("-0043-03-15", DateForm::Iso),
            Ok((day(-43, 3, 15), day(-43, 3, 15)))
        );
    }

    #[test]
    fn refuses_the_rest_with_the_text() {
        for (text, form) in [
            ("1945-8-9", DateForm::Iso),
            ("09/08/1945", DateForm::Iso),
            ("1945-08-09-10", DateForm::Iso),
            ("", DateForm::Iso),
            ("19118-10-10", DateForm::Iso),
            ("1945080", DateForm::Yyyymmdd),
            ("+1945080", DateForm::Yyyymmdd),
            ("19450009", DateForm::Yyyymmdd),
            ("１９４５０８０９", DateForm::Yyyymmdd),
            ("9 Augustus 1945", DateForm::DayMonthYear),
            ("9 Ma 1945", DateForm::DayMonthYear),
        ] {
            let error = date(text, form).expect_err(text);
            assert!(error.contains(&format!("`{text}`")), "{error}");
        }
        assert_eq!(
            date("1945-02-30", DateForm::Iso),
            Err("there is no day 1945-02-30".into())
        );
        assert_eq!(
            date("1945-13", DateForm::Iso),
            Err("there is no month 1945-13".into())
        );
        assert_eq!(
            date("19451301", DateForm::Yyyymmdd),
            Err("there is no day 1945-13-01".into())
        );
    }

    #[test]
    fn widens_to_what_can_be_meant() {
        let one = (day(2024, 2, 10), day(2024, 2, 10));
        assert_eq!(widen(one, Width::Day), one);
        assert_eq!(widen(one, Width::Week), (day(2024, 2, 4), day(2024, 2, 16)));
        assert_eq!(
            widen(one, Width::Month),
            (day(2024, 2, 1), day(2024, 2, 29))
        );
        assert_eq!(
            widen(one, Width::Year),
            (day(2024, 1, 1), day(2024, 12, 31))
        );
    }
}
