//! One day that is not fully known.

use crate::day::Day;
use crate::edtf;
use crate::error::TimeError;
use crate::span::{DaySpan, is_disjoint, is_subset, normalise};
use crate::truth::Truth;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// How finely a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// A season, quarter or half of a year.
    Season,
    /// One year.
    Year,
    /// Ten years, such as 1940–1949.
    Decade,
    /// A hundred years, such as 1900–1999.
    Century,
    /// Any other span or choice of days.
    Range,
    /// Nothing is known.
    Unknown,
}

/// How the days that two dates allow lie to each other, by [`UncertainDate::relate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Both allow the same days (which makes them the same date only if it is one day).
    Equal,
    /// The first allows only days that the second allows, and fewer.
    Within,
    /// The second allows only days that the first allows, and fewer.
    Contains,
    /// Some days are allowed by both, some by one only, on both sides.
    Overlaps,
    /// No day is allowed by both.
    Disjoint,
    /// One of them has no certain bounds (`~`, `?`, `%`).
    Undetermined,
}

impl Relation {
    /// The same relation seen from the other side.
    #[must_use]
    pub const fn converse(self) -> Relation {
        match self {
            Relation::Within => Relation::Contains,
            Relation::Contains => Relation::Within,
            other => other,
        }
    }
}

/// The calendar a date was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// Gregorian, proleptic before 1582.
    Gregorian,
    /// Julian (`julian:1917-10-25`).
    Julian,
    /// Japanese notation of the Gregorian calendar (昭和20年8月9日, 1945年8月9日).
    Japanese,
    /// A Japanese era date before 1873 (慶応3年), known at the level of the year.
    Lunisolar,
}

/// The shape of a date, as far as showing it needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Day,
    Month,
    Year,
    Decade,
    Century,
    /// EDTF season code 21 to 41 of one year.
    Season(i32, u8),
    Range,
    OneOf,
    Unknown,
}

/// Sorted, disjoint, non-empty spans of days. One is by far the commonest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Pieces {
    One(DaySpan),
    Many(Arc<[DaySpan]>),
}

impl Pieces {
    /// `None` if no day is left.
    pub(crate) fn new(spans: Vec<DaySpan>) -> Option<Pieces> {
        let spans = normalise(spans);
        match spans.as_slice() {
            [] => None,
            [one] => Some(Pieces::One(*one)),
            _ => Some(Pieces::Many(spans.into())),
        }
    }

    pub(crate) fn as_slice(&self) -> &[DaySpan] {
        match self {
            Pieces::One(s) => std::slice::from_ref(s),
            Pieces::Many(v) => v,
        }
    }

    pub(crate) fn hull(&self) -> DaySpan {
        match self {
            Pieces::One(s) => *s,
            Pieces::Many(v) => match (v.first(), v.last()) {
                (Some(a), Some(b)) => DaySpan::new(a.start, b.end),
                _ => DaySpan::ALL,
            },
        }
    }
}

/// Which days a date certainly lies within, when the whole is taken into account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Certain {
    /// Within the days written: no qualifier.
    AsWritten,
    /// Only within these: a qualifier on the month or the day alone.
    Within(Pieces),
    /// Nothing is certain.
    Nothing,
}

/// One day that may not be fully known: the set of days it may be.
///
/// Written in EDTF (ISO 8601-2), levels 0 and 1 and what of level 2 is in use:
///
/// | written | the day is |
/// | --- | --- |
/// | `1945-08-09` | that day |
/// | `1945-08`, `1945` | some day of that month, year |
/// | `194X`, `19XX`, `1945-XX`, `1945-0X`, `1945-08-1X`, `1945-XX-09` | some day that fits |
/// | `1945~`, `1945-08?`, `1945%` | about then; doubtful; both |
/// | `1945-08-~09` | some day of August 1945, about the 9th |
/// | `1945-21` … `1945-41` | in that season, quarter or half of the year |
/// | `[1945-08-18..1945-09-05]` | one of those days, ends included |
/// | `[..1945]`, `[1945..]` | in that year or before; or after |
/// | `[1945-08-08,1945-08-10]` | one of the listed |
/// | `-0043` | astronomical year: 44 BC |
/// | `XXXX` | any day: not known |
/// | `julian:1917-10-25` | that day of the Julian calendar |
/// | `昭和20年8月9日`, `1945年8月` | see [`crate::era`] |
///
/// **Nothing is invented for `~`, `?` and `%`.** A date so marked has no certain
/// bounds: `earliest` and `latest` are `None`, and no comparison with it gives
/// yes or no. Where the qualifier stands to the left of the month or the day only
/// (`1945-08-~09`), what stands before it is certain and is used. To say how far
/// off "about" may be, write the range: `[1944..1946]`.
///
/// Seasons 21 to 24 do not say of which hemisphere, so both count; winter may
/// be either of the two that touch the year; meteorological and astronomical
/// limits both count.
///
/// Two dates are `==` if they were written the same; use [`UncertainDate::relate`]
/// and the comparisons to ask about the days.
///
/// ```
/// use servanda_time::{Truth, UncertainDate};
/// let august = UncertainDate::parse("1945-08").unwrap();
/// let ninth = UncertainDate::parse("1945-08-09").unwrap();
/// let pact = UncertainDate::parse("1946-04").unwrap();
/// assert_eq!(august.before(&pact), Truth::Yes);
/// assert_eq!(august.before(&ninth), Truth::Unknown);
/// assert_eq!(august.compatible(&ninth), Truth::Yes);
/// let about = UncertainDate::parse("1945~").unwrap();
/// assert_eq!(about.before(&pact), Truth::Unknown);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UncertainDate {
    pub(crate) written: Arc<str>,
    pub(crate) nominal: Pieces,
    pub(crate) certain: Certain,
    pub(crate) form: Form,
    pub(crate) calendar: Calendar,
    pub(crate) approximate: bool,
    pub(crate) uncertain: bool,
}

impl UncertainDate {
    /// Reads a date.
    ///
    /// # Errors
    /// What is not a date, with what is wrong and a proposal; periods (`1941/1946`),
    /// durations and clock times.
    pub fn parse(text: &str) -> Result<UncertainDate, TimeError> {
        edtf::parse_date(text)
    }

    /// A plain Gregorian date of one span.
    pub(crate) fn plain(written: String, span: DaySpan, form: Form) -> UncertainDate {
        UncertainDate {
            written: written.into(),
            nominal: Pieces::One(span),
            certain: Certain::AsWritten,
            form,
            calendar: Calendar::Gregorian,
            approximate: false,
            uncertain: false,
        }
    }

    /// Exactly this day. [`Day::MIN`] and [`Day::MAX`] are no days and give
    /// [`UncertainDate::unknown`].
    #[must_use]
    pub fn day(day: Day) -> UncertainDate {
        if !day.is_calendar_day() {
            return UncertainDate::unknown();
        }
        UncertainDate::plain(day.to_string(), DaySpan::day(day), Form::Day)
    }

    /// Some day of this month (astronomical year), or `None` if there is no such month.
    #[must_use]
    pub fn month(y: i32, m: u8) -> Option<UncertainDate> {
        let (start, end) = Day::month_bounds(y, m)?;
        let text = start.to_string();
        let written = text.get(..text.len() - 3)?.to_string();
        Some(UncertainDate::plain(
            written,
            DaySpan::new(start, end),
            Form::Month,
        ))
    }

    /// Some day of this year (astronomical), or `None` outside -9999 to 9999.
    #[must_use]
    pub fn year(y: i32) -> Option<UncertainDate> {
        let start = Day::from_ymd(y, 1, 1)?;
        let last = Day::from_ymd(y, 12, 31)?;
        let text = start.to_string();
        let written = text.get(..text.len() - 6)?.to_string();
        Some(UncertainDate::plain(
            written,
            DaySpan::inclusive(start, last),
            Form::Year,
        ))
    }

    /// Some day from `first` to `last`, both included, or `None` if `last` is
    /// before `first`. [`Day::MIN`] and [`Day::MAX`] leave that side open.
    #[must_use]
    pub fn between(first: Day, last: Day) -> Option<UncertainDate> {
        if last < first {
            return None;
        }
        if first == last {
            return Some(UncertainDate::day(first));
        }
        let span = DaySpan::inclusive(first, last);
        if span == DaySpan::ALL {
            return Some(UncertainDate::unknown());
        }
        let text = |d: Option<Day>| d.map(|d| d.to_string()).unwrap_or_default();
        let written = format!("[{}..{}]", text(span.first()), text(span.last()));
        Some(UncertainDate::plain(written, span, Form::Range))
    }

    /// Some day up to `last`, itself included: `[..1945-08-09]`.
    #[must_use]
    pub fn not_after(last: Day) -> UncertainDate {
        UncertainDate::between(Day::MIN, last).unwrap_or_else(UncertainDate::unknown)
    }

    /// Some day from `first` on, itself included: `[1945-08-09..]`.
    #[must_use]
    pub fn not_before(first: Day) -> UncertainDate {
        UncertainDate::between(first, Day::MAX).unwrap_or_else(UncertainDate::unknown)
    }

    /// Any day: nothing is known. Written `XXXX`.
    #[must_use]
    pub fn unknown() -> UncertainDate {
        UncertainDate::plain("XXXX".to_string(), DaySpan::ALL, Form::Unknown)
    }

    /// What was written, without surrounding white space.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The calendar it was written in.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Whether it is marked as approximate (`~` or `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether it is marked as doubtful (`?` or `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// How finely it is written, qualifiers aside.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match self.form {
            Form::Day => Precision::Day,
            Form::Month => Precision::Month,
            Form::Season(..) => Precision::Season,
            Form::Year => Precision::Year,
            Form::Decade => Precision::Decade,
            Form::Century => Precision::Century,
            Form::Range | Form::OneOf => Precision::Range,
            Form::Unknown => Precision::Unknown,
        }
    }

    /// The days the date certainly lies within; `None` if nothing is certain.
    pub(crate) fn certain_pieces(&self) -> Option<&[DaySpan]> {
        match &self.certain {
            Certain::AsWritten => Some(self.nominal.as_slice()),
            Certain::Within(p) => Some(p.as_slice()),
            Certain::Nothing => None,
        }
    }

    /// The smallest span that certainly holds the date; [`DaySpan::ALL`] if
    /// nothing is certain.
    #[must_use]
    pub fn bounds(&self) -> DaySpan {
        match &self.certain {
            Certain::AsWritten => self.nominal.hull(),
            Certain::Within(p) => p.hull(),
            Certain::Nothing => DaySpan::ALL,
        }
    }

    /// The first day it can certainly not be before; `None` if there is no bound,
    /// which is always so for an approximate or doubtful date as a whole.
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        self.bounds().first()
    }

    /// The last day it can certainly not be after (itself possible); `None` if
    /// there is no bound.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        self.bounds().last()
    }

    /// The days as written with qualifiers left out: for sorting and for placing on
    /// a timeline, **never for an answer**.
    #[must_use]
    pub fn nominal(&self) -> DaySpan {
        self.nominal.hull()
    }

    /// The day, if it is exactly one and neither approximate nor doubtful.
    #[must_use]
    pub fn as_day(&self) -> Option<Day> {
        match self.certain_pieces() {
            Some([one]) if one.len() == Some(1) => Some(one.start),
            _ => None,
        }
    }

    /// Whether the date can be `day`, as far as is certain. `true` says no more
    /// than "not excluded".
    #[must_use]
    pub fn may_be(&self, day: Day) -> bool {
        self.certain_pieces()
            .is_none_or(|p| p.iter().any(|s| s.contains(day)))
    }

    /// Is this date before the other?
    #[must_use]
    pub fn before(&self, other: &UncertainDate) -> Truth {
        before(self.bounds(), other.bounds())
    }

    /// Is this date after the other?
    #[must_use]
    pub fn after(&self, other: &UncertainDate) -> Truth {
        other.before(self)
    }

    /// Is this date the other's day or before it?
    #[must_use]
    pub fn on_or_before(&self, other: &UncertainDate) -> Truth {
        other.before(self).not()
    }

    /// Is this date the other's day or after it?
    #[must_use]
    pub fn on_or_after(&self, other: &UncertainDate) -> Truth {
        self.before(other).not()
    }

    /// Are both the same day? Yes only if both are exactly one day.
    #[must_use]
    pub fn same_day(&self, other: &UncertainDate) -> Truth {
        match (self.as_day(), other.as_day()) {
            (Some(a), Some(b)) => Truth::from(a == b),
            _ if self.relate(other) == Relation::Disjoint => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Is this date before that day?
    #[must_use]
    pub fn before_day(&self, day: Day) -> Truth {
        before(self.bounds(), DaySpan::day(day))
    }

    /// Is this date after that day?
    #[must_use]
    pub fn after_day(&self, day: Day) -> Truth {
        before(DaySpan::day(day), self.bounds())
    }

    /// Is this date that day or before it?
    #[must_use]
    pub fn on_or_before_day(&self, day: Day) -> Truth {
        self.after_day(day).not()
    }

    /// Is this date that day or after it?
    #[must_use]
    pub fn on_or_after_day(&self, day: Day) -> Truth {
        self.before_day(day).not()
    }

    /// Is this date that day?
    #[must_use]
    pub fn on_day(&self, day: Day) -> Truth {
        match self.as_day() {
            Some(d) => Truth::from(d == day),
            None => Truth::from_bounds(false, self.may_be(day)),
        }
    }

    /// Does this date lie in that span?
    #[must_use]
    pub fn within(&self, span: DaySpan) -> Truth {
        match self.certain_pieces() {
            Some(p) => Truth::from_bounds(
                p.iter().all(|s| span.covers(*s)),
                p.iter().any(|s| span.overlaps(*s)),
            ),
            None => Truth::Unknown,
        }
    }

    /// How the days that both allow lie to each other.
    #[must_use]
    pub fn relate(&self, other: &UncertainDate) -> Relation {
        let (Some(a), Some(b)) = (self.certain_pieces(), other.certain_pieces()) else {
            return Relation::Undetermined;
        };
        match (is_subset(a, b), is_subset(b, a)) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Within,
            (false, true) => Relation::Contains,
            (false, false) if is_disjoint(a, b) => Relation::Disjoint,
            (false, false) => Relation::Overlaps,
        }
    }

    /// Do the two statements agree, one being as precise as or more precise than
    /// the other? Yes if the days of one all lie among the other's; no if they have
    /// no day in common; unknown if they merely overlap or nothing is certain.
    #[must_use]
    pub fn compatible(&self, other: &UncertainDate) -> Truth {
        match self.relate(other) {
            Relation::Equal | Relation::Within | Relation::Contains => Truth::Yes,
            Relation::Disjoint => Truth::No,
            Relation::Overlaps | Relation::Undetermined => Truth::Unknown,
        }
    }

    /// The same day or month in another year; `None` for what is not one day or one month, and for
    /// 29 February in a common year.
    ///
    /// ```
    /// use servanda_time::UncertainDate;
    /// let date = UncertainDate::parse("1941-08-14").unwrap();
    /// assert_eq!(date.in_year(1945).unwrap().edtf(), "1945-08-14");
    /// ```
    #[must_use]
    pub fn in_year(&self, year: i32) -> Option<UncertainDate> {
        let (first, last) = (self.nominal().first()?, self.nominal().last()?);
        let (_, m, d) = first.ymd();
        if first == last {
            return Day::from_ymd(year, m, d).map(UncertainDate::day);
        }
        let one_month = first.ymd().0 == last.ymd().0 && m == last.ymd().1;
        if one_month {
            UncertainDate::month(year, m)
        } else {
            None
        }
    }

    /// The date in EDTF, also where it was written in another calendar.
    ///
    /// ```
    /// use servanda_time::UncertainDate;
    /// let d = UncertainDate::parse("julian:1917-10-25").unwrap();
    /// assert_eq!((d.written(), d.edtf().as_str()), ("julian:1917-10-25", "1917-11-07"));
    /// ```
    #[must_use]
    pub fn edtf(&self) -> String {
        match self.calendar {
            Calendar::Gregorian => self.written.to_string(),
            _ => edtf::canonical(self),
        }
    }

    /// The same date marked as approximate (`~`); see there for what that means.
    #[must_use]
    pub fn approximately(self) -> UncertainDate {
        edtf::qualify(self, true, false)
    }

    /// The same date marked as doubtful (`?`).
    #[must_use]
    pub fn doubtful(self) -> UncertainDate {
        edtf::qualify(self, false, true)
    }

    /// For English readers: `9 August 1945`, `about August 1945`, `on or before
    /// 9 August 1945`. A Julian date is shown both ways.
    #[must_use]
    pub fn display_en(&self) -> impl fmt::Display {
        crate::display::uncertain_en(self)
    }

    /// For Japanese readers: `1945年8月9日`, `1945年8月頃`.
    #[must_use]
    pub fn display_ja(&self) -> impl fmt::Display {
        crate::display::uncertain_ja(self)
    }
}

/// Is every day of `a` before every day of `b`? Open ends never decide.
pub(crate) fn before(a: DaySpan, b: DaySpan) -> Truth {
    let must = matches!((a.last(), b.first()), (Some(x), Some(y)) if x < y);
    let cannot = matches!((a.first(), b.last()), (Some(x), Some(y)) if x >= y);
    Truth::from_bounds(must, !cannot)
}

impl From<Day> for UncertainDate {
    fn from(day: Day) -> UncertainDate {
        UncertainDate::day(day)
    }
}

impl fmt::Display for UncertainDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written)
    }
}

impl std::str::FromStr for UncertainDate {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<UncertainDate, TimeError> {
        UncertainDate::parse(s)
    }
}

/// As written, which [`UncertainDate::parse`] reads back to the same value.
impl Serialize for UncertainDate {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for UncertainDate {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<UncertainDate, D::Error> {
        d.deserialize_str(DateText(
            "a date such as 1945-08-09, 1945-08 or 194X",
            UncertainDate::parse,
        ))
    }
}

/// Reads a value from text; a bare year may arrive as a number.
pub(crate) struct DateText<T>(
    pub(crate) &'static str,
    pub(crate) fn(&str) -> Result<T, TimeError>,
);

impl<T> Visitor<'_> for DateText<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
    fn visit_str<E: de::Error>(self, s: &str) -> Result<T, E> {
        (self.1)(s).map_err(E::custom)
    }
    fn visit_i64<E: de::Error>(self, n: i64) -> Result<T, E> {
        let sign = if n < 0 { "-" } else { "" };
        self.visit_str(&format!("{sign}{:04}", n.unsigned_abs()))
    }
    fn visit_u64<E: de::Error>(self, n: u64) -> Result<T, E> {
        self.visit_str(&format!("{n:04}"))
    }
}
