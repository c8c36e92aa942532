//! Reading and writing dates in EDTF (ISO 8601-2).

use crate::day::Day;
use crate::era;
use crate::error::{TimeError, TimeErrorKind};
use crate::span::DaySpan;
use crate::uncertain::{Calendar, Certain, Form, Pieces, UncertainDate};

mod simple;

use simple::{Parsed, Qualifier, read_simple};

/// The prefix of a date of the Julian calendar.
const JULIAN: &str = "julian:";

type Result<T> = std::result::Result<T, TimeError>;

/// Reads a date; see [`UncertainDate::parse`].
pub(crate) fn parse_date(text: &str) -> Result<UncertainDate> {
    let whole = text.trim();
    let base = text.len() - text.trim_start().len();
    if whole.is_empty() {
        return Err(TimeError::new(
            TimeErrorKind::Empty,
            "",
            base,
            "no date given",
        ));
    }
    match parse_plain(whole) {
        Some(date) => Ok(date),
        None => parse_any(whole, base),
    }
}

/// Reads a date by the full grammar; `base` is where it stands in the text given.
fn parse_any(whole: &str, base: usize) -> Result<UncertainDate> {
    if era::looks_japanese(whole) {
        return era::parse_ja(whole).map_err(|e| e.shifted(base));
    }
    let parsed = if whole.starts_with('[') {
        parse_set(whole, base)?
    } else {
        parse_element(whole, base)?
    };
    pack(whole, base, parsed)
}

/// The commonest dates, `1945`, `1945-08` and `1945-08-09`, some thirty times as fast as by the full
/// grammar: a record holds tens of thousands of them. Anything else, errors included, is left to that.
fn parse_plain(text: &str) -> Option<UncertainDate> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| {
        bytes.get(from..to)?.iter().try_fold(0i32, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + i32::from(b - b'0'))
        })
    };
    let dash = |at: usize| bytes.get(at) == Some(&b'-');
    let year = digits(0, 4)?;
    let (start, end, form) = match bytes.len() {
        4 => (
            Day::from_ymd(year, 1, 1)?,
            Day::from_ymd(year, 12, 31)?.next(),
            Form::Year,
        ),
        7 if dash(4) => {
            let (start, end) = Day::month_bounds(year, u8::try_from(digits(5, 7)?).ok()?)?;
            (start, end, Form::Month)
        }
        10 if dash(4) && dash(7) => {
            let (month, day) = (digits(5, 7)?, digits(8, 10)?);
            let day = Day::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
            (day, day.next(), Form::Day)
        }
        _ => return None,
    };
    Some(UncertainDate::plain(
        text.to_string(),
        DaySpan::new(start, end),
        form,
    ))
}

fn pack(whole: &str, base: usize, p: Parsed) -> Result<UncertainDate> {
    let none = || TimeError::new(TimeErrorKind::NoSuchDay, whole, base, "no day fits this");
    let nominal = Pieces::new(p.nominal).ok_or_else(none)?;
    let certain = match p.certain {
        None => Certain::AsWritten,
        Some(v) => Pieces::new(v).map_or(Certain::Nothing, Certain::Within),
    };
    Ok(UncertainDate {
        written: whole.into(),
        nominal,
        certain,
        form: p.form,
        calendar: p.calendar,
        approximate: p.qualifier.approximate,
        uncertain: p.qualifier.uncertain,
    })
}

/// Reads exactly one full day; see [`Day::parse`].
pub(crate) fn parse_day(text: &str) -> Result<Day> {
    let date = parse_date(text)?;
    if date.calendar == Calendar::Gregorian
        && date.form == Form::Day
        && let Some(day) = date.as_day()
    {
        return Ok(day);
    }
    let found = date.written().to_string();
    let base = text.len() - text.trim_start().len();
    let e = TimeError::new(
        TimeErrorKind::Syntax,
        &found,
        base,
        "a single full day is needed here, written as 1945-08-09",
    );
    Err(match date.as_day() {
        Some(day) => e.suggest(day.to_string()),
        None => e,
    })
}

/// Reads exactly one full day of the Julian calendar; see [`julian::parse`].
pub(crate) fn parse_julian_day(text: &str) -> Result<Day> {
    let whole = text.trim();
    let base = text.len() - text.trim_start().len();
    let rest = whole.strip_prefix(JULIAN).unwrap_or(whole);
    let base = base + whole.len() - rest.len();
    let simple = read_simple(rest, base, Calendar::Julian)?;
    let parsed = simple.parsed()?;
    let date = pack(rest, base, parsed)?;
    date.as_day().ok_or_else(|| {
        let msg = "a single full day is needed here, written as 1917-10-25";
        TimeError::new(TimeErrorKind::Syntax, rest, base, msg)
    })
}

/// A simple date, Gregorian or with the prefix `julian:`.
fn parse_element(text: &str, offset: usize) -> Result<Parsed> {
    match text.strip_prefix(JULIAN) {
        Some(rest) => read_simple(rest, offset + JULIAN.len(), Calendar::Julian)?.parsed(),
        None => read_simple(text, offset, Calendar::Gregorian)?.parsed(),
    }
}

/// `[a,b,c..d]`, `[..a]`, `[a..]`: one of these.
fn parse_set(text: &str, offset: usize) -> Result<Parsed> {
    let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) else {
        let e = TimeError::new(
            TimeErrorKind::Syntax,
            text,
            offset,
            "the bracket is not closed",
        );
        return Err(e.suggest(format!("{text}]")));
    };
    let mut out = Parsed {
        form: Form::OneOf,
        calendar: Calendar::Gregorian,
        nominal: Vec::new(),
        certain: None,
        qualifier: Qualifier::default(),
    };
    let count = inner.split(',').count();
    let mut at = offset + 1;
    let mut ranged = false;
    for (i, raw) in inner.split(',').enumerate() {
        let item = raw.trim();
        let item_at = at + raw.len() - raw.trim_start().len();
        at += raw.len() + 1;
        if let Some((a, b)) = item.split_once("..") {
            ranged = true;
            let ends = (a.is_empty() && i > 0) || (b.is_empty() && i + 1 < count);
            let msg = "an open end stands first or last in the brackets, once";
            if ends || (a.is_empty() && b.is_empty()) {
                return Err(TimeError::new(TimeErrorKind::Syntax, item, item_at, msg));
            }
            add_range(&mut out, item, a, b, item_at)?;
        } else {
            let p = parse_element(item, item_at)?;
            out.take(&p);
            if count == 1 {
                out.form = p.form;
            }
        }
    }
    if count == 1 && ranged {
        out.form = Form::Range;
    }
    if out.qualifier.any() {
        out.certain = Some(Vec::new());
    }
    Ok(out)
}

fn add_range(out: &mut Parsed, item: &str, a: &str, b: &str, at: usize) -> Result<()> {
    let mut span = DaySpan::ALL;
    if !a.is_empty() {
        let p = parse_element(a.trim_end(), at)?;
        span.start = hull(&p.nominal).start;
        out.note(&p);
    }
    if !b.is_empty() {
        let lead = b.len() - b.trim_start().len();
        let p = parse_element(b.trim_start(), at + a.len() + 2 + lead)?;
        span.end = hull(&p.nominal).end;
        out.note(&p);
    }
    if span.is_empty() {
        let msg = "the end lies before the start";
        let e = TimeError::new(TimeErrorKind::Reversed, item, at, msg);
        return Err(e.suggest(format!("{}..{}", b.trim(), a.trim())));
    }
    out.nominal.push(span);
    Ok(())
}

fn hull(spans: &[DaySpan]) -> DaySpan {
    let start = spans.iter().map(|s| s.start).min().unwrap_or(Day::MIN);
    let end = spans.iter().map(|s| s.end).max().unwrap_or(Day::MAX);
    DaySpan::new(start, end)
}

impl Parsed {
    fn take(&mut self, p: &Parsed) {
        self.nominal.extend_from_slice(&p.nominal);
        self.note(p);
    }

    fn note(&mut self, p: &Parsed) {
        self.qualifier = self.qualifier.or(p.qualifier);
        if p.calendar != Calendar::Gregorian {
            self.calendar = p.calendar;
        }
    }
}

/// Plain Gregorian EDTF for the days a date was written to mean, with its qualifiers.
pub(crate) fn canonical(date: &UncertainDate) -> String {
    let mark = match (date.approximate, date.uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    let item = |s: &DaySpan| -> (String, bool) {
        if let (Some(first), Some(last)) = (s.first(), s.last()) {
            let (y, m, _) = first.ymd();
            if first == last {
                return (format!("{first}{mark}"), false);
            }
            for unit in [UncertainDate::month(y, m), UncertainDate::year(y)]
                .into_iter()
                .flatten()
            {
                if unit.nominal() == *s {
                    return (format!("{}{mark}", unit.written()), false);
                }
            }
        }
        let end = |d: Option<Day>| d.map(|d| format!("{d}{mark}")).unwrap_or_default();
        (format!("{}..{}", end(s.first()), end(s.last())), true)
    };
    match date.nominal.as_slice() {
        [s] if *s == DaySpan::ALL => format!("XXXX{mark}"),
        [s] => match item(s) {
            (text, false) => text,
            (text, true) => format!("[{text}]"),
        },
        many => {
            let items: Vec<String> = many.iter().map(|s| item(s).0).collect();
            format!("[{}]", items.join(","))
        }
    }
}

/// Adds a qualifier to the whole of a date.
pub(crate) fn qualify(
    mut date: UncertainDate,
    approximate: bool,
    uncertain: bool,
) -> UncertainDate {
    date.approximate |= approximate;
    date.uncertain |= uncertain;
    date.certain = Certain::Nothing;
    let simple = matches!(date.calendar, Calendar::Gregorian | Calendar::Julian)
        && !date.written.starts_with('[');
    let written = if simple {
        let bare = date.written.replace(['~', '?', '%'], "");
        let mark = match (date.approximate, date.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, _) => "?",
        };
        format!("{bare}{mark}")
    } else {
        date.calendar = Calendar::Gregorian;
        canonical(&date)
    };
    date.written = written.into();
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_as_the_full_grammar_does() {
        let mut read = 0;
        let mut same = |text: String| {
            if let Some(date) = parse_plain(&text) {
                assert_eq!(parse_any(&text, 0).ok(), Some(date), "{text}");
                read += 1;
            }
        };
        for year in [0, 1, 4, 1582, 1900, 1941, 1944, 2000, 9999] {
            same(format!("{year:04}"));
            for month in 0..=45 {
                same(format!("{year:04}-{month:02}"));
                (0..=33).for_each(|day| same(format!("{year:04}-{month:02}-{day:02}")));
            }
        }
        for text in [
            "194X",
            "1945~",
            "1945-8",
            "+1945",
            "19451",
            "1945-08-0a",
            "",
            "1945-08-091",
        ] {
            same(text.to_string());
        }
        // Nine years of 365 days (four of them leap years), twelve months, and themselves.
        assert_eq!(read, 9 * (365 + 12 + 1) + 4);
    }
}
