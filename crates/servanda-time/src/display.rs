//! Dates as people read them, in English and Japanese. No year zero here.

use crate::day::Day;
use crate::julian;
use crate::period::{End, Period};
use crate::span::DaySpan;
use crate::uncertain::{Calendar, Form, UncertainDate};
use std::fmt;

/// The English name of a month; empty if there is no such month.
pub(crate) const fn month_en(m: u8) -> &'static str {
    match m {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        12 => "December",
        _ => "",
    }
}

/// A year in English: `1945`, `44 BC` for -43, `AD 33` below 100.
pub(crate) fn year_en(y: i32) -> String {
    match y {
        ..=0 => format!("{} BC", 1 - i64::from(y)),
        1..=99 => format!("AD {y}"),
        _ => y.to_string(),
    }
}

/// A year in Japanese: `1945年`, `紀元前44年`.
pub(crate) fn year_ja(y: i32) -> String {
    if y <= 0 {
        format!("紀元前{}年", 1 - i64::from(y))
    } else {
        format!("{y}年")
    }
}

pub(crate) fn month_year_en(y: i32, m: u8) -> String {
    format!("{} {}", month_en(m), year_en(y))
}

fn ymd_en((y, m, d): (i32, u8, u8)) -> String {
    format!("{d} {}", month_year_en(y, m))
}

fn ymd_ja((y, m, d): (i32, u8, u8)) -> String {
    format!("{}{m}月{d}日", year_ja(y))
}

pub(crate) struct En(pub(crate) Day);
pub(crate) struct Ja(pub(crate) Day);

impl fmt::Display for En {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&ymd_en(self.0.ymd()))
    }
}

impl fmt::Display for Ja {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&ymd_ja(self.0.ymd()))
    }
}

/// A language, as far as dates need it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lang {
    En,
    Ja,
}

impl Lang {
    fn day(self, d: Day) -> String {
        match self {
            Lang::En => ymd_en(d.ymd()),
            Lang::Ja => ymd_ja(d.ymd()),
        }
    }

    /// One span: a day, a whole month, whole years, or from–to.
    fn span(self, s: DaySpan) -> String {
        let (first, last) = match (s.first(), s.last()) {
            (Some(a), Some(b)) => (a, b),
            (None, Some(b)) => {
                return match self {
                    Lang::En => format!("on or before {}", self.day(b)),
                    Lang::Ja => format!("{}以前", self.day(b)),
                };
            }
            (Some(a), None) => {
                return match self {
                    Lang::En => format!("on or after {}", self.day(a)),
                    Lang::Ja => format!("{}以後", self.day(a)),
                };
            }
            (None, None) => return self.unknown().to_string(),
        };
        if first == last {
            return self.day(first);
        }
        let ((y1, m1, _), (y2, m2, _)) = (first.ymd(), last.next().prev().ymd());
        let is = |d: Option<UncertainDate>| d.is_some_and(|d| d.nominal() == s);
        if is(UncertainDate::month(y1, m1)) {
            return self.month(y1, m1);
        }
        if is(UncertainDate::year(y1)) {
            return self.year(y1);
        }
        let whole_years =
            Day::from_ymd(y1, 1, 1) == Some(first) && Day::from_ymd(y2, 12, 31) == Some(last);
        let whole_months = Day::month_bounds(y1, m1).is_some_and(|b| b.0 == first)
            && Day::month_bounds(y2, m2).is_some_and(|b| b.1.prev() == last);
        if whole_years {
            self.between(&self.year(y1), &self.year(y2))
        } else if whole_months {
            self.between(&self.month(y1, m1), &self.month(y2, m2))
        } else {
            self.between(&self.day(first), &self.day(last))
        }
    }

    fn between(self, a: &str, b: &str) -> String {
        match self {
            Lang::En => format!("between {a} and {b}"),
            Lang::Ja => format!("{a}から{b}までの間"),
        }
    }

    fn month(self, y: i32, m: u8) -> String {
        match self {
            Lang::En => month_year_en(y, m),
            Lang::Ja => format!("{}{m}月", year_ja(y)),
        }
    }

    fn year(self, y: i32) -> String {
        match self {
            Lang::En => year_en(y),
            Lang::Ja => year_ja(y),
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Lang::En => "date not known",
            Lang::Ja => "日付不明",
        }
    }

    fn season(self, y: i32, code: u8) -> String {
        let n = |first: u8| code - first + 1;
        let i = usize::from((code + 3) % 4);
        let (en, ja) = (
            ["spring", "summer", "autumn", "winter"],
            ["春", "夏", "秋", "冬"],
        );
        let name = match (self, code) {
            (Lang::En, 21..=32) => en.get(i).copied().unwrap_or_default().to_string(),
            (Lang::Ja, 21..=32) => ja.get(i).copied().unwrap_or_default().to_string(),
            (Lang::En, 33..=36) => format!("quarter {} of", n(33)),
            (Lang::Ja, 33..=36) => format!("第{}四半期", n(33)),
            (Lang::En, 37..=39) => format!("four-month period {} of", n(37)),
            (Lang::Ja, 37..=39) => format!("第{}期（4か月）", n(37)),
            (Lang::En, 40) => "first half of".to_string(),
            (Lang::En, _) => "second half of".to_string(),
            (Lang::Ja, 40) => "前半".to_string(),
            (Lang::Ja, _) => "後半".to_string(),
        };
        let where_ = match (self, code) {
            (Lang::En, 25..=28) => " (northern hemisphere)",
            (Lang::En, 29..=32) => " (southern hemisphere)",
            (Lang::Ja, 25..=28) => "（北半球）",
            (Lang::Ja, 29..=32) => "（南半球）",
            _ => "",
        };
        match self {
            Lang::En => format!("{name} {}{where_}", year_en(y)),
            Lang::Ja => format!("{}{name}{where_}", year_ja(y)),
        }
    }

    fn decade(self, y: i32) -> Option<String> {
        match self {
            _ if y <= 0 => None,
            Lang::En => Some(format!("the {y}s")),
            Lang::Ja => Some(format!("{y}年代")),
        }
    }

    fn pieces(self, pieces: &[DaySpan]) -> String {
        // A list longer than this is not read but its limits are.
        if pieces.len() > 4 {
            let hull = pieces.first().zip(pieces.last());
            let inner = hull.map_or_else(String::new, |(a, b)| {
                self.span(DaySpan::new(a.start, b.end))
            });
            return match self {
                Lang::En => format!("one of several dates {inner}"),
                Lang::Ja => format!("{inner}のいずれか"),
            };
        }
        let items: Vec<String> = pieces.iter().flat_map(|s| self.few_days(*s)).collect();
        items.join(if self == Lang::En {
            " or "
        } else {
            "または"
        })
    }

    /// Two days are named, not given as a span.
    fn few_days(self, s: DaySpan) -> Vec<String> {
        if s.len() == Some(2) {
            vec![self.day(s.start), self.day(s.start.next())]
        } else {
            vec![self.span(s)]
        }
    }

    fn date(self, d: &UncertainDate) -> String {
        let hull = d.nominal();
        let core = match d.form {
            Form::Unknown => self.unknown().to_string(),
            Form::Season(y, code) => self.season(y, code),
            Form::Decade => self
                .decade(hull.start.year())
                .unwrap_or_else(|| self.span(hull)),
            Form::OneOf => self.pieces(d.nominal.as_slice()),
            Form::Day | Form::Month | Form::Year | Form::Century | Form::Range => self.span(hull),
        };
        let core = self.with_calendar(d, hull, core);
        let mut out = match (self, d.approximate) {
            (Lang::En, true) => format!("about {core}"),
            (Lang::Ja, true) => format!("{core}頃"),
            _ => core,
        };
        if d.uncertain {
            out.push_str(if self == Lang::En {
                " (uncertain)"
            } else {
                "（不確か）"
            });
        }
        out
    }

    /// Adds what was written where that was in another calendar.
    fn with_calendar(self, d: &UncertainDate, hull: DaySpan, core: String) -> String {
        if matches!(d.calendar, Calendar::Gregorian | Calendar::Japanese) {
            return core;
        }
        let old_style = hull.first().filter(|_| d.calendar == Calendar::Julian);
        match (self, d.form, old_style.map(julian::from_day)) {
            (Lang::En, Form::Day, Some(j)) => format!("{core} ({} Old Style)", ymd_en(j)),
            (Lang::Ja, Form::Day, Some(j)) => format!("{core}（ユリウス暦{}）", ymd_ja(j)),
            (Lang::En, ..) => format!("{core} ({})", d.written),
            (Lang::Ja, ..) => format!("{core}（{}）", d.written),
        }
    }

    fn period(self, p: &Period) -> String {
        let end = |e: &End| e.date().map(|d| self.date(d));
        let (start, last) = (end(p.start()), end(p.end()));
        if p.start() == p.end()
            && let Some(one) = start
        {
            return one;
        }
        match self {
            Lang::En => {
                let a = match (p.start(), start) {
                    (_, Some(s)) => format!("from {s} "),
                    (End::Open, _) => String::new(),
                    _ => "from a date not known ".to_string(),
                };
                match (p.end(), last) {
                    (_, Some(e)) if a.is_empty() => format!("until {e}"),
                    (_, Some(e)) => format!("{a}to {e}"),
                    (End::Open, _) if a.is_empty() => "without beginning or end".to_string(),
                    (End::Open, _) => format!("{a}on, without end"),
                    _ if a.is_empty() => "until a date not known".to_string(),
                    _ => format!("{a}to a date not known"),
                }
            }
            Lang::Ja => {
                let a = match (p.start(), start) {
                    (_, Some(s)) => format!("{s}から"),
                    (End::Open, _) => String::new(),
                    _ => "開始日不明、".to_string(),
                };
                match (p.end(), last) {
                    (_, Some(e)) => format!("{a}{e}まで"),
                    (End::Open, _) if a.is_empty() => "始期も終期もなし".to_string(),
                    (End::Open, _) => format!("{a}（期限なし）"),
                    _ => format!("{a}終了日不明"),
                }
            }
        }
    }
}

pub(crate) fn uncertain_en(d: &UncertainDate) -> String {
    Lang::En.date(d)
}

pub(crate) fn uncertain_ja(d: &UncertainDate) -> String {
    Lang::Ja.date(d)
}

pub(crate) fn period_en(p: &Period) -> String {
    Lang::En.period(p)
}

pub(crate) fn period_ja(p: &Period) -> String {
    Lang::Ja.period(p)
}
