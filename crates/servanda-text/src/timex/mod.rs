//! Time expressions of English and Japanese text: where they stand, what they say, and which context completes them.
//!
//! ```
//! use servanda_text::timex::{Lang, Mode, Options, tag};
//! let found = tag("On 5 April 1945 Moscow gave notice; on August 9 it attacked.", &Options::new(Lang::En));
//! let values: Vec<_> = found.iter().map(|t| (t.text.as_str(), t.value.as_str())).collect();
//! assert_eq!(values, [("5 April 1945", "1945-04-05"), ("August 9", "1945-08-09")]);
//! ```

mod civil;
mod context;
mod en;
mod expr;
mod ja;
mod narrative;
mod point;
mod token;

pub use expr::Mod;
pub use point::{Point, Season, Unit};

use context::Resolver;
use expr::Sem;
use servanda_time::{Day, Period, UncertainDate};

/// Language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Japanese.
    Ja,
}

/// How a text tells time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Decided from the text.
    #[default]
    Auto,
    /// Told from the day it was written.
    News,
    /// Told by its own course, as histories are.
    Narrative,
}

/// What the tagger is told besides the text.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Language of the text.
    pub lang: Lang,
    /// When the text was written, as far as known. Where it is not given, a full date on a line of its own, or in the line of
    /// place and day that opens a report, among the first expressions of the text is taken for it.
    pub document_date: Option<Point>,
    /// How the text tells time.
    pub mode: Mode,
}

impl Options {
    /// Options for a text of a language whose date is not known.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            document_date: None,
            mode: Mode::Auto,
        }
    }

    /// The same, written on a day (proleptic Gregorian, astronomical year). A day the calendar lacks counts as not known.
    #[must_use]
    pub fn written(mut self, year: i32, month: u8, day: u8) -> Self {
        let ok = (-9999..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= civil::days_in_month(year, month);
        self.document_date = ok.then_some(Point::Day(year, month, day));
        self
    }

    /// The same, written on a day not fully known: its day, month or year is used, whichever is the finest that is sure.
    ///
    /// ```
    /// use servanda_text::timex::{Lang, Options, tag};
    /// use servanda_time::UncertainDate;
    /// let written = UncertainDate::parse("1998-02").unwrap();
    /// let found = tag("It fell last year.", &Options::new(Lang::En).written_about(&written));
    /// assert_eq!(found[0].value, "1997");
    /// ```
    #[must_use]
    pub fn written_about(mut self, date: &UncertainDate) -> Self {
        let span = (date.earliest(), date.latest());
        self.document_date = match span {
            (Some(a), Some(b)) => {
                let ((y, m, d), (y2, m2, d2)) = (a.ymd(), b.ymd());
                match (y == y2, m == m2, d == d2) {
                    (true, true, true) => Some(Point::Day(y, m, d)),
                    (true, true, false) => Some(Point::Month(y, m)),
                    (true, false, _) => Some(Point::Year(y)),
                    _ => None,
                }
            }
            _ => None,
        };
        self
    }
}

/// TIMEX3 type of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A calendar date of any grain, or a vague reference.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl Kind {
    /// The attribute's value in TIMEX3.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What completed an expression that does not say everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// The day the document was written.
    DocumentDate,
    /// Another expression of the text, by its index in the result.
    Mention(usize),
    /// Nothing: the day written is one the calendar does not have (31 June), so that its value is not known.
    NoSuchDay,
}

/// A place in a range of two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// "from A" of "from A to B"; the index is that of B.
    From(usize),
    /// "to B" of "from A to B"; the index is that of A.
    To(usize),
}

/// One time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    /// First byte in the text.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Its type.
    pub kind: Kind,
    /// The TIMEX3 value; empty where the words say no more than that a time is meant.
    pub value: String,
    /// "early", "the end of", "more than" …
    pub modifier: Option<Mod>,
    /// The calendar unit meant, where it is known.
    pub point: Option<Point>,
    /// The same as an uncertain date: "1945-08", "194X", "[1945-08-18..]" for "from … on" said of one date; `None` where no
    /// calendar unit is known. "Early", "late" and the like do not narrow it: how far they reach is nobody's to say.
    pub date: Option<UncertainDate>,
    /// Of a repeated time, how it is counted off: `EVERY`, `EACH`.
    pub quant: Option<&'static str>,
    /// Of a repeated time, how often ("twice a week": `2X`).
    pub freq: Option<String>,
    /// The length of time said: a duration's own, or how far a relative expression reaches ("five years later": `P5Y`).
    pub duration: Option<String>,
    /// The other end of a range.
    pub range: Option<Range>,
    /// The rule that found it.
    pub rule: &'static str,
    /// What gave the parts that are not written.
    pub context: Option<Context>,
}

/// Finds and resolves all time expressions of a text, in order; none overlap.
#[must_use]
pub fn tag(text: &str, options: &Options) -> Vec<Timex> {
    let mut raws = match options.lang {
        Lang::En => en::find(text),
        Lang::Ja => ja::find(text),
    };
    let doc = options.document_date.or_else(|| context::own_date(&raws));
    context::mark_own(&mut raws, doc);
    context::short_years(&mut raws, doc);
    let mode = match options.mode {
        Mode::Auto if raws.iter().take(4).any(|r| r.place.dateline) => Mode::News,
        Mode::Auto => context::decide(&raws, doc),
        said => said,
    };
    let lengths = mode == Mode::News && options.lang == Lang::En;
    if mode == Mode::Narrative {
        for raw in &mut raws {
            raw.end = raw.tail.unwrap_or(raw.end);
        }
    }
    if options.lang == Lang::En {
        en::adjust(text, &mut raws, mode == Mode::News);
    }
    let resolved = Resolver::new(&raws, doc, mode).run();
    let mut out: Vec<Timex> = Vec::with_capacity(raws.len());
    for (k, (raw, r)) in raws.iter().zip(resolved).enumerate() {
        let kind = match &raw.sem {
            Sem::Duration(_) => Kind::Duration,
            Sem::Set(_) => Kind::Set,
            // "Two days after the attack" is a length to news, a date to a history.
            _ if lengths && raw.rule == "after-event" => Kind::Duration,
            _ if raw.clock.is_some() => Kind::Time,
            Sem::Shift { unit, .. } if *unit < Unit::Day => Kind::Time,
            _ => Kind::Date,
        };
        let range = if raw.link == Some(expr::Link::Range) && k + 1 < raws.len() {
            Some(Range::From(k + 1))
        } else if k > 0 && raws[k - 1].link == Some(expr::Link::Range) {
            Some(Range::To(k - 1))
        } else {
            None
        };
        let value = match &raw.distance {
            Some(d) if kind == Kind::Duration => d.clone(),
            _ => r.value,
        };
        out.push(Timex {
            start: raw.start,
            end: raw.end,
            text: text.get(raw.start..raw.end).unwrap_or_default().to_owned(),
            kind,
            value,
            modifier: raw.modi,
            point: r.point,
            date: r.point.and_then(|p| uncertain(p, raw.modi)),
            quant: raw.quant,
            freq: raw.freq.clone(),
            duration: raw.distance.clone().or_else(|| context::distance(&raw.sem)),
            range,
            rule: raw.rule,
            context: r.context,
        });
    }
    out
}

/// A calendar unit as an uncertain date.
fn uncertain(point: Point, modifier: Option<Mod>) -> Option<UncertainDate> {
    let (first, last) = point.bounds();
    let day = |z: i64| i32::try_from(z).ok().and_then(Day::from_number);
    let (first, last) = (day(first)?, day(last)?);
    let date = match point {
        Point::Day(..) => UncertainDate::day(first),
        Point::Month(y, m) => UncertainDate::month(y, m)?,
        Point::Year(y) => UncertainDate::year(y)?,
        Point::Decade { lead, bc: false } => UncertainDate::parse(&format!("{lead:03}X")).ok()?,
        Point::Century { lead, bc: false } => UncertainDate::parse(&format!("{lead:02}XX")).ok()?,
        _ => UncertainDate::between(first, last)?,
    };
    Some(match modifier {
        Some(Mod::Approx) => date.approximately(),
        Some(Mod::OnOrBefore) => UncertainDate::not_after(last),
        Some(Mod::OnOrAfter) => UncertainDate::not_before(first),
        _ => date,
    })
}

/// The period that two expressions of a range span ("from 18 August to 5 September"), given the index of its first one; or the
/// period that one expression means by itself (昭和30年代).
#[must_use]
pub fn period(found: &[Timex], index: usize) -> Option<Period> {
    let first = found.get(index)?;
    match first.range {
        Some(Range::From(other)) => {
            let (a, b) = (first.date.clone()?, found.get(other)?.date.clone()?);
            Period::new(a, b).ok()
        }
        _ if first.value.contains('/') => Period::parse(&first.value).ok(),
        _ => None,
    }
}

/// Code-point offsets of byte offsets that ascend, in one pass over the text.
#[must_use]
pub fn code_points(text: &str, bytes: &[usize]) -> Vec<usize> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut count) = (0usize, 0usize);
    for &b in bytes {
        let b = b.min(text.len());
        if b >= at {
            count += text.as_bytes()[at..b]
                .iter()
                .filter(|c| (**c & 0xc0) != 0x80)
                .count();
            at = b;
        } else {
            count = text.as_bytes()[..b]
                .iter()
                .filter(|c| (**c & 0xc0) != 0x80)
                .count();
            at = b;
        }
        out.push(count);
    }
    out
}
