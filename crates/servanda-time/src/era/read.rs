//! Reading the text of Japanese dates.

use super::days::{Built, Part, Year, build, century, out_of_range};
use super::{ERAS, Era, plain_romaji};
use crate::error::{TimeError, TimeErrorKind};
use crate::uncertain::{Form, UncertainDate};

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
