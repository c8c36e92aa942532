//! What an expression says by itself, before context gives the parts it leaves out.

use super::point::{Point, Season, Unit};
use super::token::Part;

/// TIMEX3 `mod` of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mod {
    /// The beginning of the unit ("early 1945").
    Start,
    /// Its middle.
    Mid,
    /// Its end.
    End,
    /// Around it.
    Approx,
    /// Before it.
    Before,
    /// After it.
    After,
    /// At or before it.
    OnOrBefore,
    /// At or after it.
    OnOrAfter,
    /// A duration less than the value.
    LessThan,
    /// A duration more than the value.
    MoreThan,
    /// A duration at most the value.
    EqualOrLess,
    /// A duration at least the value.
    EqualOrMore,
}

impl Mod {
    /// The attribute's value in TIMEX3.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// Where the year of an expression comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearRef {
    /// Written (astronomical).
    Said(i32),
    /// Two digits written ("'45").
    Short(u8),
    /// Not written.
    Missing,
    /// "of that year", "同年".
    That,
    /// "last", "this", "next": distance in years from the anchor.
    Rel(i32, From),
}

/// What a relative expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// The time the narrative has reached.
    Context,
    /// The day the text was written.
    Doc,
    /// The day the text was written in news, the narrative's time in a history.
    Either,
    /// The day the text was written, moved by whole units to a day ("thirty years ago today").
    DocDay,
    /// The day told of, moved by whole units to a day ("a year later to the day").
    ContextDay,
}

/// A count of units, in hundredths; `None` where the words leave it open ("a few").
pub(crate) type Count = Option<i64>;

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sem {
    /// A point said in full.
    Fixed(Point),
    /// Month, day, weekday with or without a year.
    Partial {
        year: YearRef,
        month: Option<u8>,
        day: Option<u8>,
        weekday: Option<u8>,
    },
    Season {
        year: YearRef,
        season: Season,
    },
    Quarter {
        year: YearRef,
        q: u8,
    },
    Half {
        year: YearRef,
        h: u8,
    },
    /// A feast that moves: Easter, or the nth weekday of a month (month, weekday, n; 5 is the last).
    Feast {
        year: YearRef,
        nth: Option<(u8, u8, u8)>,
    },
    /// "the sixties".
    DecadeWord(u32),
    /// The year alone, by reference ("that year").
    /// "the following day", "last year", "this month": `n` units away.
    Rel {
        unit: Unit,
        n: i32,
        from: From,
    },
    RelMonth {
        month: u8,
        day: Option<u8>,
        which: i8,
        from: From,
    },
    RelSeason {
        season: Season,
        which: i8,
        from: From,
    },
    RelWeekday {
        d: u8,
        which: i8,
        from: From,
    },
    /// "five years later", "eight decades ago"; negative counts go back.
    Shift {
        n: Count,
        back: bool,
        unit: Unit,
        from: From,
    },
    /// "Eighty years ago this month", 八十年前の今月: so many years (hundredths) before the unit in which the text was written,
    /// `step` units on ("fifty years ago tomorrow").
    AgoUnit {
        years: i64,
        unit: Unit,
        step: i32,
    },
    /// "this day in 1945".
    ThisDayIn(i32),
    /// "two months after 5 May 1945".
    ShiftBase {
        n: Count,
        back: bool,
        unit: Unit,
        base: Box<Sem>,
    },
    /// An ordinal unit inside a larger one ("the first day of 1942", "the last week of August").
    Within {
        nth: i8,
        unit: Unit,
        base: Box<Sem>,
    },
    /// A day of a month told by its distance: 先月23日, 同月10日.
    RelMonthDay {
        n: i32,
        day: u8,
        from: From,
    },
    /// "The quarter", "the first half" without a year: the one told of or the last one ended, moved by whole years.
    InHand {
        unit: Unit,
        nth: Option<u8>,
        years: i32,
    },
    /// 翌3日: the next day with that number.
    NextDay(u8),
    /// A day the calendar lacks, as written ("31 June", 13月5日).
    NoSuchDay,
    /// A fiscal year (年度: April to March).
    Fiscal(i32),
    /// From the first to the last of these years (昭和30年代).
    Span(i32, i32),
    /// The same day, or the same time, as what was last said.
    SameTime,
    /// The day of a date right before ("1 July, the first day of the battle"), else some day.
    SameDay,
    Duration(String),
    Set(String),
    /// PAST_REF, PRESENT_REF, FUTURE_REF.
    Vague(&'static str),
    /// A value that needs no context ("XXXX-XX-XX").
    Literal(&'static str),
    /// Marked as a time expression without a value.
    Unvalued,
}

/// The clock part of an expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Clock {
    At {
        h: u8,
        m: Option<u8>,
        s: Option<u8>,
    },
    /// Minutes or seconds alone (59分).
    Under {
        m: Option<u8>,
        s: Option<u8>,
    },
    Part(Part),
}

/// How an expression is tied to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// "from A to B", "A–B", "between A and B".
    Range,
    /// "A and B", "A or B".
    List,
}

/// One found expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Raw {
    pub start: usize,
    pub end: usize,
    pub sem: Sem,
    pub modi: Option<Mod>,
    pub clock: Option<Clock>,
    pub rule: &'static str,
    pub link: Option<Link>,
    /// A year inside the expression that is not its value ("the first ten months of 1915").
    pub inside: Option<i32>,
    /// Where the whole noun phrase ends ("two years of siege"), which histories mark.
    pub tail: Option<usize>,
    /// What surrounds it, for the narrative.
    pub place: Place,
    /// The distance a relative expression names, as a duration.
    pub distance: Option<String>,
    /// TIMEX3 `quant` and `freq` of a repeated time.
    pub quant: Option<&'static str>,
    pub freq: Option<String>,
}

impl Raw {
    /// The years of a length marked as an anniversary's.
    pub(crate) fn anniversary(&self) -> Option<i32> {
        let (Sem::Duration(v), "anniversary") = (&self.sem, self.rule) else {
            return None;
        };
        let n: i32 = v.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?;
        (n < 3000).then_some(n)
    }
}

/// Circumstances of a mention that decide whether the narrative moves to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// On a line that is a heading.
    pub heading: bool,
    /// On a line that ends without a full stop, longer than a heading may be.
    pub unstopped: bool,
    /// In brackets.
    pub bracket: bool,
    /// Mentioned beside the story: after "since", as the name of a thing ("Constitution of 1793"), in a forecast.
    pub aside: bool,
    /// Said of what was to come ("planned for").
    pub future: bool,
    /// The same told by weaker signs ("meets", "agreed to"), which only news goes by.
    pub ahead: bool,
    /// Right after "said".
    pub said: bool,
    /// After "since".
    pub since: bool,
    /// First and last year of the section's heading, where it names years.
    pub section: Option<(i32, i32)>,
    /// In the line of place and day that opens a report.
    pub dateline: bool,
    /// Begins a paragraph.
    pub paragraph: bool,
    /// The clause is in the past perfect.
    pub perfect: bool,
    /// Number of the sentence.
    pub sentence: u32,
    /// A year before a noun ("the 1917 campaign").
    pub adjective: bool,
    /// Inside a quotation.
    pub quote: bool,
    /// The text's own date, in the lines above it: the story does not begin there.
    pub own: bool,
    /// Begins its sentence, but for a word or two ("In the following year …").
    pub front: bool,
    /// The first one after a heading.
    pub part: bool,
}

/// The TIMEX3 duration of a count of units.
pub(crate) fn duration(n: Count, unit: Unit) -> String {
    // Half of a century is said in years.
    let (n, unit) = match (n, unit) {
        // So are parts of a year in months, of an hour in minutes, where they come out whole.
        (Some(n @ (25 | 50 | 75)), Unit::Year) => (Some(n * 12), Unit::Month),
        (Some(n @ (25 | 50 | 75)), Unit::Hour) => (Some(n * 60), Unit::Minute),
        (Some(n), Unit::Century) if n % 100 != 0 => (Some(n * 100), Unit::Year),
        (Some(n), Unit::Decade) if n % 100 != 0 => (Some(n * 10), Unit::Year),
        other => other,
    };
    let (letter, clock, factor) = unit.letter();
    let t = if clock { "T" } else { "" };
    match n {
        None => format!("P{t}X{letter}"),
        Some(n) => {
            let n = n.saturating_mul(i64::from(factor));
            let (whole, part) = (n / 100, n % 100);
            if part == 0 {
                format!("P{t}{whole}{letter}")
            } else if part % 10 == 0 {
                format!("P{t}{whole}.{}{letter}", part / 10)
            } else {
                format!("P{t}{whole}.{part:02}{letter}")
            }
        }
    }
}
