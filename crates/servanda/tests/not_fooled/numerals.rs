//! Numbers as written: finding them and writing others in the same way.

use std::ops::Range;

/// How a number was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `600,000`.
    Grouped,
    /// `600000` or `1.5`.
    Digits,
    /// `７`.
    Wide,
    /// 六十.
    Kanji,
    /// 一九四五.
    KanjiDigits,
    /// `five`.
    Words,
}

/// A number found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Where.
    pub range: Range<usize>,
    /// How much.
    pub value: f64,
    /// How it was written.
    pub style: Style,
}

const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [(&str, u32); 7] = [
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
const KANJI: &str = "〇一二三四五六七八九";

fn kanji_digit(c: char) -> Option<u32> {
    KANJI.chars().position(|k| k == c).map(|p| p as u32)
}

fn kanji_value(run: &str) -> Option<(f64, Style)> {
    if !run.chars().any(|c| "十百千".contains(c)) {
        let n = run
            .chars()
            .try_fold(0u32, |n, c| Some(n * 10 + kanji_digit(c)?))?;
        let style = if run.chars().count() > 1 {
            Style::KanjiDigits
        } else {
            Style::Kanji
        };
        return Some((f64::from(n), style));
    }
    let (mut sum, mut digit) = (0, None);
    for c in run.chars() {
        match c {
            '十' | '百' | '千' => {
                let unit = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                sum += digit.take().unwrap_or(1) * unit;
            }
            _ => digit = Some(kanji_digit(c)?),
        }
    }
    Some((f64::from(sum + digit.unwrap_or(0)), Style::Kanji))
}

/// The numbers in `text`, which begins at `base`.
pub fn numerals(text: &str, base: usize) -> Vec<Numeral> {
    let class = |c: char| match c {
        '0'..='9' => 1,
        '０'..='９' => 2,
        '〇' | '一'..='鿿' if KANJI.contains(c) || "十百千".contains(c) => 3,
        'a'..='z' | 'A'..='Z' => 4,
        _ => 0,
    };
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let k = class(chars[i].1);
        let mut j = i + 1;
        let digit_at = |j: usize| chars.get(j).is_some_and(|c| c.1.is_ascii_digit());
        while j < chars.len()
            && k != 0
            && (class(chars[j].1) == k
                || k == 1 && matches!(chars[j].1, ',' | '.') && digit_at(j + 1))
        {
            j += 1;
        }
        let (start, end) = (chars[i].0, chars.get(j).map_or(text.len(), |c| c.0));
        let run = &text[start..end];
        let beside = |c: Option<&(usize, char)>| c.is_some_and(|c| c.1.is_ascii_alphabetic());
        let found = match k {
            1 if !(i > 0 && beside(chars.get(i - 1))) => {
                let style = if run.contains(',') {
                    Style::Grouped
                } else {
                    Style::Digits
                };
                run.replace(',', "").parse().ok().map(|v: f64| (v, style))
            }
            2 => {
                let plain: String = run
                    .chars()
                    .filter_map(|c| char::from_u32(c as u32 - '０' as u32 + 48))
                    .collect();
                plain.parse().ok().map(|v: f64| (v, Style::Wide))
            }
            3 => kanji_value(run),
            4 => {
                let low = run.to_lowercase();
                let small = WORDS.iter().position(|w| *w == low).map(|p| p as u32);
                let tens = TENS.iter().find(|t| t.0 == low).map(|t| t.1);
                small.or(tens).map(|v| (f64::from(v), Style::Words))
            }
            _ => None,
        };
        if let Some((value, style)) = found {
            out.push(Numeral {
                range: base + start..base + end,
                value,
                style,
            });
        }
        i = j;
    }
    out
}

/// `value` in the style given; `None` where that style has no such number.
pub fn written(value: f64, style: Style) -> Option<String> {
    let whole = value.fract() == 0.0 && value >= 0.0;
    match style {
        Style::Digits if !whole => Some(format!("{value:.1}")),
        Style::Digits => Some(format!("{value:.0}")),
        _ if !whole => None,
        Style::Grouped => Some(grouped(value as u64)),
        Style::Wide => Some(
            format!("{value:.0}")
                .chars()
                .filter_map(|c| char::from_u32(c as u32 - 48 + '０' as u32))
                .collect(),
        ),
        Style::KanjiDigits => Some(
            format!("{value:.0}")
                .chars()
                .filter_map(|c| KANJI.chars().nth(c.to_digit(10)? as usize))
                .collect(),
        ),
        Style::Kanji if value < 10_000.0 => Some(kanji(value as u32)),
        Style::Kanji => None,
        Style::Words => WORDS
            .get(value as usize)
            .map(|w| (*w).to_owned())
            .or_else(|| {
                TENS.iter()
                    .find(|t| f64::from(t.1) == value)
                    .map(|t| t.0.to_owned())
            }),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Kanji numerals with 十, 百 and 千, of a number below ten thousand.
pub fn kanji(n: u32) -> String {
    let mut out = String::new();
    for (unit, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = n / unit % 10;
        if d > 1 || d == 1 && unit == 1 {
            out.extend(KANJI.chars().nth(d as usize));
        }
        if d > 0 {
            out.push_str(sign);
        }
    }
    if out.is_empty() {
        "〇".to_owned()
    } else {
        out
    }
}
