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

use crate::day::{Day, days_in_month};
use crate::error::{TimeError, TimeErrorKind};
use crate::span::DaySpan;
use crate::uncertain::{Calendar, Certain, Form, Pieces, UncertainDate};
use std::fmt;

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

/// Whether a text should be read by [`parse_ja`].
pub(crate) fn looks_japanese(text: &str) -> bool {
    text.contains('年') || text.contains("世紀") || era_at(&to_ascii_letters(text), true).is_some()
}

/// The era a text begins with, and the length of its name. Short and Latin names only
/// before a digit, and (but for ㍼ and its like) only where `loose` is true: in running
/// text 大5年 may be the end of a word.
fn era_at(text: &str, loose: bool) -> Option<(&'static Era, usize)> {
    for era in ERAS.iter().rev() {
        if text.starts_with(era.name) {
            return Some((era, era.name.len()));
        }
    }
    let number_follows = |n: usize| {
        let rest = text.get(n..).unwrap_or("").trim_start();
        rest.starts_with('元') || rest.starts_with(is_numeral)
    };
    for era in ERAS.iter().rev() {
        for s in era.short {
            let ok = loose || s.chars().all(|c| "㍾㍽㍼㍻㋿".contains(c));
            if ok && text.starts_with(s) && number_follows(s.len()) {
                return Some((era, s.len()));
            }
        }
    }
    if !loose {
        return None;
    }
    let word: usize = text
        .chars()
        .take_while(|c| c.is_alphabetic() && !is_numeral(*c) || matches!(c, '\'' | '’'))
        .map(char::len_utf8)
        .sum();
    let name = text.get(..word)?;
    let era = ERAS
        .iter()
        .find(|e| plain_romaji(e.romaji) == plain_romaji(name))?;
    number_follows(word).then_some((era, word))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' | '零' => Some(0),
        _ => "一二三四五六七八九"
            .chars()
            .position(|k| k == c)
            .map(|i| i as u32 + 1),
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || matches!(c, '廿' | '卅')
}

/// The number a text begins with, in ASCII, full-width or kanji digits (一九四五,
/// 千九百四十五, 二十, 廿), and its length. `None` if there is none or it has more
/// than five digits.
fn numeral(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut pending, mut len, mut digits) = (0u32, None::<u32>, 0, 0);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            digits += 1;
            if digits > 5 {
                return None;
            }
            pending = Some(pending.unwrap_or(0) * 10 + d);
        } else if let Some(u) = unit(c) {
            total = total.checked_add(pending.unwrap_or(1).checked_mul(u)?)?;
            pending = None;
        } else if matches!(c, '廿' | '卅') {
            total = total.checked_add(if c == '廿' { 20 } else { 30 })?;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    (len > 0)
        .then(|| Some((total.checked_add(pending.unwrap_or(0))?, len)))
        .flatten()
}

/// Reads a text piece by piece.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    }

    fn eat(&mut self, s: &str) -> bool {
        let before = self.at;
        self.skip_space();
        if self.rest().starts_with(s) {
            self.at += s.len();
            return true;
        }
        self.at = before;
        false
    }

    fn eat_any(&mut self, list: &[&str]) -> bool {
        list.iter().any(|s| self.eat(s))
    }

    fn number(&mut self) -> Option<u32> {
        let before = self.at;
        self.skip_space();
        let Some((n, len)) = numeral(self.rest()) else {
            self.at = before;
            return None;
        };
        self.at += len;
        Some(n)
    }

    /// A number followed by `unit`, or nothing eaten.
    fn number_with(&mut self, unit: &str) -> Option<u32> {
        let before = self.at;
        let n = self.number();
        if n.is_some() && self.eat(unit) {
            return n;
        }
        self.at = before;
        None
    }
}

/// The year of a Japanese date: of an era, or Western.
#[derive(Clone, Copy)]
enum Year {
    Era(&'static Era, u32),
    Western(i32),
}

/// What follows the year.
#[derive(Clone, Copy)]
enum Part {
    Whole,
    /// 年代: ten years.
    Decade,
    /// 年度: April to March.
    Fiscal,
    Month(u32),
    /// 上旬, 中旬, 下旬: the first ten days of a month, the second ten, the rest.
    Third(u32, u8),
    Day(u32, u32),
}

/// Reads a Japanese date: an era or Western year with 年, then month, day, 上旬 中旬
/// 下旬, 年代, 年度, 頃; also `S20.8.9`, `昭20.8.9`, `Shōwa 20`, 19世紀. Digits may be
/// ASCII, full-width or kanji.
///
/// # Errors
/// Unknown eras, days that do not exist, and dates before the first or after the
/// last day of the era they name, with the date that was probably meant.
///
/// ```
/// use servanda_time::era::parse_ja;
/// assert_eq!(parse_ja("昭和二十年八月九日").unwrap().edtf(), "1945-08-09");
/// assert_eq!(parse_ja("令和元年５月").unwrap().edtf(), "2019-05");
/// let e = parse_ja("昭和70年").unwrap_err();
/// assert_eq!(
///     e.to_string(),
///     "昭和70年: Shōwa ended on 7 January 1989 (昭和64年1月7日); did you mean 平成7年?"
/// );
/// ```
pub fn parse_ja(text: &str) -> Result<UncertainDate, TimeError> {
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
    match read(whole, true).map_err(|e| e.shifted(base))? {
        Some((date, len)) if len == whole.len() => Ok(date),
        Some((_, len)) => {
            let rest = whole.get(len..).unwrap_or("");
            let msg = "is more than the date";
            Err(TimeError::new(TimeErrorKind::Syntax, rest, base + len, msg))
        }
        None => Err(not_japanese(whole, base)),
    }
}

/// Reads the Japanese date a text begins with, and gives its length in bytes;
/// `None` if it begins with none. For finding dates in running text: the year must
/// be followed by 年 (or 世紀), and Latin letters are not taken for eras.
///
/// # Errors
/// As for [`parse_ja`], where the text has the shape of a date.
///
/// ```
/// use servanda_time::era::parse_ja_prefix;
/// let (date, len) = parse_ja_prefix("昭和20年8月9日、ソ連は").unwrap().unwrap();
/// assert_eq!((date.edtf().as_str(), len), ("1945-08-09", "昭和20年8月9日".len()));
/// ```
pub fn parse_ja_prefix(text: &str) -> Result<Option<(UncertainDate, usize)>, TimeError> {
    read(text, false)
}

fn not_japanese(text: &str, base: usize) -> TimeError {
    let head = text
        .find(|c| is_numeral(c) || c == '元')
        .unwrap_or(text.len());
    let name = text.get(..head).unwrap_or("").trim();
    if !name.is_empty() && head < text.len() {
        let msg = "no era of that name is known here (eras from 寛政, 1789, on)";
        return TimeError::new(TimeErrorKind::UnknownEra, name, base, msg);
    }
    let msg = "is not a Japanese date (write 昭和20年8月9日 or 1945年8月9日)";
    TimeError::new(TimeErrorKind::Syntax, text, base, msg)
}

fn read(text: &str, latin: bool) -> Result<Option<(UncertainDate, usize)>, TimeError> {
    let mut r = Reader { text, at: 0 };
    let Some(year) = read_year(&mut r, latin) else {
        return Ok(None);
    };
    let (year, dotted) = match year {
        Head::Century(n) => {
            let span = century(n).ok_or_else(|| out_of_range(text.get(..r.at).unwrap_or(text)))?;
            let approximate = r.eat_any(&["頃", "ごろ", "ころ"]);
            let built = Built {
                span,
                form: Form::Range,
                lunisolar: false,
            };
            return Ok(Some((built.date(text, r.at, approximate), r.at)));
        }
        Head::Year(year, dotted) => (year, dotted),
    };
    let part = if dotted {
        read_dotted(&mut r)
    } else {
        read_part(&mut r)
    };
    let found = text.get(..r.at).unwrap_or(text);
    let built = build(year, part, found)?;
    let approximate = r.eat_any(&["頃", "ごろ", "ころ"]);
    Ok(Some((built.date(text, r.at, approximate), r.at)))
}

enum Head {
    /// A year; true if the rest is written with dots or slashes, or not at all.
    Year(Year, bool),
    Century(u32),
}

fn read_year(r: &mut Reader<'_>, latin: bool) -> Option<Head> {
    let head = to_ascii_letters(r.text);
    let (era, len) = match era_at(&head, latin) {
        Some((era, len)) => (Some(era), len),
        None => (None, 0),
    };
    // Full-width letters are longer than the ASCII ones that were matched.
    r.at = if len > 0 && !r.text.starts_with(head.get(..len)?) {
        r.text.chars().next().map_or(0, char::len_utf8)
    } else {
        len
    };
    if let Some(era) = era {
        let n = if r.eat("元") { 1 } else { r.number()? };
        if r.eat("年") {
            return Some(Head::Year(Year::Era(era, n), false));
        }
        let dotted = r.rest().starts_with(['.', '/', '-', '．', '／']);
        let ends = r.rest().trim().is_empty();
        return (latin && (dotted || ends)).then_some(Head::Year(Year::Era(era, n), true));
    }
    let before_christ = r.eat("紀元前") || r.eat("西暦前");
    let named = before_christ || r.eat("西暦") || r.eat("紀元");
    let n = r.number()?;
    if r.eat("世紀") && !before_christ {
        return Some(Head::Century(n));
    }
    // 三年 and 45年 alone are lengths or short forms, not years.
    if !r.eat("年") || (!named && n < 100) {
        return None;
    }
    let y = i32::try_from(n).ok()?;
    Some(Head::Year(
        Year::Western(if before_christ { 1 - y } else { y }),
        false,
    ))
}

/// Full-width Latin letters at the start as ASCII.
fn to_ascii_letters(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c @ 'Ａ'..='Ｚ') => {
            let ascii = u32::from(c)
                .checked_sub(0xFEE0)
                .and_then(char::from_u32)
                .unwrap_or(c);
            format!("{ascii}{}", chars.as_str())
        }
        _ => text.to_string(),
    }
}

fn read_part(r: &mut Reader<'_>) -> Part {
    if r.eat("代") {
        return Part::Decade;
    }
    if r.eat("度") {
        return Part::Fiscal;
    }
    let before = r.at;
    r.eat("閏");
    let Some(m) = r.number_with("月") else {
        r.at = before;
        return Part::Whole;
    };
    for (i, third) in ["上旬", "中旬", "下旬"].iter().enumerate() {
        if r.eat(third) {
            return Part::Third(m, i as u8);
        }
    }
    match r.number_with("日") {
        Some(d) => Part::Day(m, d),
        None => Part::Month(m),
    }
}

/// `.8.9`, `/8`, or nothing.
fn read_dotted(r: &mut Reader<'_>) -> Part {
    let separators = [".", "/", "-", "．", "／"];
    let mut next = || {
        let before = r.at;
        let n = if r.eat_any(&separators) {
            r.number()
        } else {
            None
        };
        if n.is_none() {
            r.at = before;
        }
        n
    };
    match (next(), next()) {
        (Some(m), Some(d)) => Part::Day(m, d),
        (Some(m), None) => Part::Month(m),
        _ => Part::Whole,
    }
}

/// 19世紀: 1801 to 1900.
fn century(n: u32) -> Option<DaySpan> {
    let last = i32::try_from(n).ok()?.checked_mul(100)?;
    Some(DaySpan::inclusive(
        Day::from_ymd(last - 99, 1, 1)?,
        Day::from_ymd(last, 12, 31)?,
    ))
}

struct Built {
    span: DaySpan,
    form: Form,
    lunisolar: bool,
}

impl Built {
    fn date(self, text: &str, len: usize, approximate: bool) -> UncertainDate {
        UncertainDate {
            written: text.get(..len).unwrap_or(text).into(),
            nominal: Pieces::One(self.span),
            certain: if approximate {
                Certain::Nothing
            } else {
                Certain::AsWritten
            },
            form: self.form,
            calendar: if self.lunisolar {
                Calendar::Lunisolar
            } else {
                Calendar::Japanese
            },
            approximate,
            uncertain: false,
        }
    }
}

fn out_of_range(found: &str) -> TimeError {
    let msg = "lies outside the supported years -9999 to 9999";
    TimeError::new(TimeErrorKind::OutOfRange, found, 0, msg)
}

fn build(year: Year, part: Part, found: &str) -> Result<Built, TimeError> {
    let (era, n) = match year {
        Year::Western(y) => {
            let (span, form) = part_span(y, part, found)?;
            return Ok(Built {
                span,
                form,
                lunisolar: false,
            });
        }
        Year::Era(era, n) => (era, n),
    };
    let number = u16::try_from(n).ok().filter(|n| *n >= 1).ok_or_else(|| {
        let msg = "the years of an era count from 1 (元年)";
        TimeError::new(TimeErrorKind::Syntax, found, 0, msg)
    })?;
    let y = era.western(number);
    let over = era.last_year.is_some_and(|last| number > last);
    match era.span().filter(|_| y >= GREGORIAN_FROM.year()) {
        Some(days) => {
            let (span, form) = part_span(y, part, found)?;
            let inside = span.intersect(days);
            if inside.is_empty() {
                return Err(outside(era, days, y, span, part, found));
            }
            // Clipped to the era: 昭和64年 is the seven days it had.
            Ok(Built {
                span: inside,
                form,
                lunisolar: false,
            })
        }
        None if over => {
            let last = era.last_year.unwrap_or(1);
            let end = era.western(last);
            let msg = format!("{} ended in {end} ({}{last}年)", era.romaji, era.name);
            let e = TimeError::new(TimeErrorKind::EraOver, found, 0, msg);
            Err(match era_of_year(y) {
                Some(text) => e.suggest(text),
                None => e,
            })
        }
        None => lunisolar(era, y, number, part, found),
    }
}

/// The widest bounds of a lunisolar year. Its first month holds the solar term 雨水
/// (18 to 21 February), so it begins at most 29 days before that.
fn lunisolar(era: &Era, y: i32, n: u16, part: Part, found: &str) -> Result<Built, TimeError> {
    let (month, last_year) = match part {
        Part::Month(m) | Part::Third(m, _) => ((m, 1), y),
        Part::Day(m, d) => ((m, d), y),
        Part::Decade => (
            (1, 1),
            y + 9.min(i32::from(era.last_year.unwrap_or(n)) - i32::from(n)),
        ),
        Part::Whole | Part::Fiscal => ((1, 1), y),
    };
    if !(1..=12).contains(&month.0) {
        return Err(no_such_month(month.0, found));
    }
    if !(1..=30).contains(&month.1) {
        let msg = "months of the lunisolar calendar have at most 30 days";
        return Err(TimeError::new(TimeErrorKind::NoSuchDay, found, 0, msg));
    }
    // 明治5年 ended on 31 December 1872, with the old calendar.
    let end = if last_year + 1 < GREGORIAN_FROM.year() {
        day(last_year + 1, 2, 22)
    } else {
        day(last_year + 1, 1, 1)
    };
    let span = DaySpan::new(day(y, 1, 20), end);
    let form = if matches!(part, Part::Decade) {
        Form::Range
    } else {
        Form::Year
    };
    Ok(Built {
        span,
        form,
        lunisolar: true,
    })
}

fn no_such_month(m: u32, found: &str) -> TimeError {
    TimeError::new(
        TimeErrorKind::NoSuchMonth,
        found,
        0,
        format!("there is no month {m}"),
    )
}

/// The days of a part of a Gregorian year.
fn part_span(y: i32, part: Part, found: &str) -> Result<(DaySpan, Form), TimeError> {
    let at = |y: i32, m: u8, d: u8| Day::from_ymd(y, m, d).ok_or_else(|| out_of_range(found));
    let month_of = |m: u32| {
        let m = u8::try_from(m).ok().filter(|m| (1..=12).contains(m));
        m.ok_or_else(|| match part {
            Part::Month(m) | Part::Third(m, _) | Part::Day(m, _) => no_such_month(m, found),
            _ => no_such_month(0, found),
        })
    };
    let span = |a: Day, b: Day, form| Ok((DaySpan::inclusive(a, b), form));
    match part {
        Part::Whole => span(at(y, 1, 1)?, at(y, 12, 31)?, Form::Year),
        Part::Decade => {
            let form = if y.rem_euclid(10) == 0 {
                Form::Decade
            } else {
                Form::Range
            };
            span(at(y, 1, 1)?, at(y + 9, 12, 31)?, form)
        }
        Part::Fiscal => span(at(y, 4, 1)?, at(y + 1, 3, 31)?, Form::Range),
        Part::Month(m) => {
            let m = month_of(m)?;
            span(at(y, m, 1)?, at(y, m, days_in_month(y, m))?, Form::Month)
        }
        Part::Third(m, third) => {
            let m = month_of(m)?;
            let last = if third == 2 {
                days_in_month(y, m)
            } else {
                third * 10 + 10
            };
            span(at(y, m, third * 10 + 1)?, at(y, m, last)?, Form::Range)
        }
        Part::Day(m, d) => {
            let m = month_of(m)?;
            let n = days_in_month(y, m);
            let day = u8::try_from(d).ok().and_then(|d| Day::from_ymd(y, m, d));
            let day = day.ok_or_else(|| no_such_day(y, m, n, d, found))?;
            span(day, day, Form::Day)
        }
    }
}

fn no_such_day(y: i32, m: u8, n: u8, d: u32, found: &str) -> TimeError {
    if (1..=u32::from(n)).contains(&d) {
        return out_of_range(found);
    }
    let name = crate::display::month_year_en(y, m);
    TimeError::new(
        TimeErrorKind::NoSuchDay,
        found,
        0,
        format!("{name} has {n} days"),
    )
}

/// The error for a date outside its era, with the date in the era that was.
fn outside(era: &Era, days: DaySpan, y: i32, span: DaySpan, part: Part, found: &str) -> TimeError {
    let over = span.start >= days.end;
    let (kind, limit, verb) = if over {
        (TimeErrorKind::EraOver, days.end.prev(), "ended")
    } else {
        (TimeErrorKind::EraNotBegun, days.start, "began")
    };
    // Counted in this era, also on a day that is shown in the next one.
    let (ly, lm, ld) = limit.ymd();
    let written = format!(
        "{}{}{lm}月{ld}日",
        era.name,
        year_text(ly - era.first_year + 1)
    );
    let msg = format!(
        "{} {verb} on {} ({written})",
        era.romaji,
        limit.display_en()
    );
    let e = TimeError::new(kind, found, 0, msg);
    // 64年2月 of Shōwa is Heisei 1; a whole year is named by its last day's era.
    let probe = span.last().and_then(of);
    match (probe, part) {
        (Some(d), Part::Whole) => e.suggest(format!("{}{}", d.era.name, year_text(d.year.into()))),
        (Some(d), Part::Month(m)) => {
            e.suggest(format!("{}{}{m}月", d.era.name, year_text(d.year.into())))
        }
        (Some(d), Part::Day(..)) => e.suggest(d.to_string()),
        _ => e.suggest(format!("{y}年")),
    }
}

/// The name of a Western year in the era of its end, before or after 1873.
fn era_of_year(y: i32) -> Option<String> {
    let era = ERAS.iter().rev().find(|e| e.first_year <= y)?;
    Some(format!("{}{}", era.name, year_text(y - era.first_year + 1)))
}
