//! A period of days whose start and end may each be uncertain.

use crate::day::Day;
use crate::error::{TimeError, TimeErrorKind};
use crate::span::DaySpan;
use crate::truth::Truth;
use crate::uncertain::{DateText, UncertainDate, before};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// One end of a [`Period`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum End {
    /// On this date, itself included.
    Date(UncertainDate),
    /// There is none (`..`): no beginning, or no end so far.
    Open,
    /// There is one, and it is not known (nothing written).
    Unknown,
}

impl End {
    fn span(&self) -> DaySpan {
        match self {
            End::Date(d) => d.bounds(),
            End::Open | End::Unknown => DaySpan::ALL,
        }
    }

    /// The date, if there is one.
    #[must_use]
    pub fn date(&self) -> Option<&UncertainDate> {
        match self {
            End::Date(d) => Some(d),
            End::Open | End::Unknown => None,
        }
    }

    fn parse(text: &str) -> Result<End, TimeError> {
        match text.trim() {
            "" => Ok(End::Unknown),
            ".." => Ok(End::Open),
            _ => UncertainDate::parse(text).map(End::Date),
        }
    }
}

impl From<UncertainDate> for End {
    fn from(d: UncertainDate) -> End {
        End::Date(d)
    }
}

impl From<Day> for End {
    fn from(d: Day) -> End {
        End::Date(UncertainDate::day(d))
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Date(d) => f.write_str(d.written()),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

/// A period as people write it, first and last day both included, each possibly
/// uncertain: `1945-08-18/1945-09-05`, `1941-04/1946`, `../1945` (no beginning),
/// `1945/..` (no end), `1945/` (end not known).
///
/// The start of `1945/1946` is *some day of* 1945, not its first day. Each end
/// states its own calendar. What is used of the two is that the end is not
/// before the start.
///
/// ```
/// use servanda_time::{Day, Period, Truth};
/// let day = |s| Day::parse(s).unwrap();
/// let p = Period::parse("1941-04-25/1946-04").unwrap();
/// assert_eq!(p.contains(day("1945-08-09")), Truth::Yes);
/// assert_eq!(p.contains(day("1946-04-10")), Truth::Unknown);
/// assert_eq!(p.contains(day("1946-05-01")), Truth::No);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    start: End,
    end: End,
}

impl Period {
    /// A period from `start` to `end`, both included.
    ///
    /// # Errors
    /// [`TimeErrorKind::Reversed`] if the end certainly lies before the start.
    pub fn new(start: impl Into<End>, end: impl Into<End>) -> Result<Period, TimeError> {
        let (start, end) = (start.into(), end.into());
        if before(end.span(), start.span()).is_yes() {
            let text = format!("{start}/{end}");
            return Err(TimeError::new(
                TimeErrorKind::Reversed,
                &text,
                0,
                "the end lies before the start",
            )
            .suggest(format!("{end}/{start}")));
        }
        Ok(Period { start, end })
    }

    /// The days of a span, both ends certain; `None` if it is empty.
    #[must_use]
    pub fn from_span(span: DaySpan) -> Option<Period> {
        if span.is_empty() {
            return None;
        }
        let end = |d: Option<Day>| d.map_or(End::Open, End::from);
        Some(Period {
            start: end(span.first()),
            end: end(span.last()),
        })
    }

    /// The period of one day that is not fully known.
    #[must_use]
    pub fn from_date(date: UncertainDate) -> Period {
        Period {
            start: End::Date(date.clone()),
            end: End::Date(date),
        }
    }

    /// Reads `start/end`.
    ///
    /// # Errors
    /// Text without `/` (use [`When::parse`] to accept a date too), what is wrong
    /// with either date, an end before the start.
    pub fn parse(text: &str) -> Result<Period, TimeError> {
        let whole = text.trim();
        let base = text.len() - text.trim_start().len();
        if whole.is_empty() {
            return Err(TimeError::new(
                TimeErrorKind::Empty,
                "",
                base,
                "no period given",
            ));
        }
        let Some((left, right)) = whole.split_once('/') else {
            // A date that is wrong in itself has the better message.
            let date = UncertainDate::parse(whole).map_err(|e| e.shifted(base))?;
            let msg = "is a date; a period has a start and an end";
            let e = TimeError::new(TimeErrorKind::Syntax, whole, base, msg);
            let span = date.bounds();
            return Err(match (span.first(), span.last()) {
                (Some(a), Some(b)) => e.suggest(format!("{a}/{b}")),
                _ => e.suggest(format!("{whole}/{whole}")),
            });
        };
        if right.contains('/') {
            return Err(crate::suggest::not_a_date(whole, base));
        }
        let right_at = base + left.len() + 1;
        let start = End::parse(left).map_err(|e| e.shifted(base))?;
        let end = End::parse(right).map_err(|e| e.shifted(right_at))?;
        Period::new(start, end).map_err(|mut e| {
            e.found = whole.to_string();
            e.len = whole.len();
            e.shifted(base)
        })
    }

    /// The start.
    #[must_use]
    pub fn start(&self) -> &End {
        &self.start
    }

    /// The end; the date is the last day in it.
    #[must_use]
    pub fn end(&self) -> &End {
        &self.end
    }

    /// The span within which the start certainly lies, using that it is not after the end.
    #[must_use]
    pub fn start_bounds(&self) -> DaySpan {
        let (s, e) = (self.start.span(), self.end.span());
        DaySpan::new(s.start, s.end.min(e.end))
    }

    /// The span within which the last day certainly lies, using that it is not before the start.
    #[must_use]
    pub fn end_bounds(&self) -> DaySpan {
        let (s, e) = (self.start.span(), self.end.span());
        DaySpan::new(e.start.max(s.start), e.end)
    }

    /// Every day that can belong to it.
    #[must_use]
    pub fn possible(&self) -> DaySpan {
        DaySpan::new(self.start.span().start, self.end.span().end)
    }

    /// The days that certainly belong to it; `None` if there is none.
    #[must_use]
    pub fn certain(&self) -> Option<DaySpan> {
        let start = match self.start {
            End::Open => Day::MIN,
            _ => self.start_bounds().last()?,
        };
        let end = match self.end {
            End::Open => Day::MAX,
            _ => self.end_bounds().first()?.next(),
        };
        let span = DaySpan::new(start, end);
        (!span.is_empty()).then_some(span)
    }

    /// Does `day` belong to it?
    #[must_use]
    pub fn contains(&self, day: Day) -> Truth {
        let must = self.certain().is_some_and(|s| s.contains(day));
        Truth::from_bounds(must, self.possible().contains(day))
    }

    /// Is the date one of its days?
    #[must_use]
    pub fn contains_date(&self, date: &UncertainDate) -> Truth {
        let must = self.certain().is_some_and(|s| date.within(s).is_yes());
        Truth::from_bounds(must, !date.within(self.possible()).is_no())
    }

    /// Do the two have a day in common?
    #[must_use]
    pub fn overlaps(&self, other: &Period) -> Truth {
        self.starts_by_end_of(other)
            .and(other.starts_by_end_of(self))
    }

    /// Is the first day of this one not after the last of the other?
    fn starts_by_end_of(&self, other: &Period) -> Truth {
        if self.start == End::Open || other.end == End::Open {
            return Truth::Yes;
        }
        before(other.end_bounds(), self.start_bounds()).not()
    }

    /// Does it end before the other starts?
    #[must_use]
    pub fn before(&self, other: &Period) -> Truth {
        other.starts_by_end_of(self).not()
    }

    /// For English readers: `from 18 August 1945 to 5 September 1945`.
    #[must_use]
    pub fn display_en(&self) -> impl fmt::Display {
        crate::display::period_en(self)
    }

    /// For Japanese readers: `1945年8月18日から1945年9月5日まで`.
    #[must_use]
    pub fn display_ja(&self) -> impl fmt::Display {
        crate::display::period_ja(self)
    }

    /// The period in EDTF, also where it was written in another calendar.
    #[must_use]
    pub fn edtf(&self) -> String {
        let end = |e: &End| match e {
            End::Date(d) => d.edtf(),
            other => other.to_string(),
        };
        format!("{}/{}", end(&self.start), end(&self.end))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.start, self.end))
    }
}

impl std::str::FromStr for Period {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<Period, TimeError> {
        Period::parse(s)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Period, D::Error> {
        d.deserialize_str(DateText(
            "a period such as 1945-08-18/1945-09-05",
            Period::parse,
        ))
    }
}

/// A date or a period, as written: with `/` it is a period.
///
/// ```
/// use servanda_time::When;
/// assert!(matches!(When::parse("1945-08-09"), Ok(When::Date(_))));
/// assert!(matches!(When::parse("1945-08-18/1945-09-05"), Ok(When::Period(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    /// One day, not fully known.
    Date(UncertainDate),
    /// A period.
    Period(Period),
}

impl When {
    /// Reads a date or a period.
    ///
    /// # Errors
    /// As for [`UncertainDate::parse`] and [`Period::parse`].
    pub fn parse(text: &str) -> Result<When, TimeError> {
        if text.matches('/').count() == 1 {
            Period::parse(text).map(When::Period)
        } else {
            UncertainDate::parse(text).map(When::Date)
        }
    }

    /// As a period: a date becomes the period of that one day.
    #[must_use]
    pub fn to_period(&self) -> Period {
        match self {
            When::Date(d) => Period::from_date(d.clone()),
            When::Period(p) => p.clone(),
        }
    }

    /// Every day that can belong to it.
    #[must_use]
    pub fn possible(&self) -> DaySpan {
        match self {
            When::Date(d) => d.bounds(),
            When::Period(p) => p.possible(),
        }
    }

    /// For English readers.
    #[must_use]
    pub fn display_en(&self) -> impl fmt::Display {
        match self {
            When::Date(d) => d.display_en().to_string(),
            When::Period(p) => p.display_en().to_string(),
        }
    }

    /// For Japanese readers.
    #[must_use]
    pub fn display_ja(&self) -> impl fmt::Display {
        match self {
            When::Date(d) => d.display_ja().to_string(),
            When::Period(p) => p.display_ja().to_string(),
        }
    }
}

impl From<UncertainDate> for When {
    fn from(d: UncertainDate) -> When {
        When::Date(d)
    }
}

impl From<Period> for When {
    fn from(p: Period) -> When {
        When::Period(p)
    }
}

impl From<Day> for When {
    fn from(d: Day) -> When {
        When::Date(UncertainDate::day(d))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Date(d) => d.fmt(f),
            When::Period(p) => p.fmt(f),
        }
    }
}

impl std::str::FromStr for When {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<When, TimeError> {
        When::parse(s)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<When, D::Error> {
        d.deserialize_str(DateText(
            "a date or period such as 1945-08 or 1945/1946",
            When::parse,
        ))
    }
}
