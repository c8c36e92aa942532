//! Other dates, other lengths of time and other numbers in a claim's own words.

use crate::change::{Change, Instead};
use crate::numerals::{Style, numerals, written};
use crate::world::Marked;
use servanda_record::Lang;
use servanda_text::{Claim, Named};

/// Names of the months, and the short forms by which they begin.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Relative dates and others that are not the same.
const RELATIVE: &[(&str, &str)] = &[
    ("the same month", "the following month"),
    ("that month", "the following month"),
    ("the same year", "the following year"),
    ("that year", "the following year"),
    ("the same day", "two days later"),
    ("the next day", "three days later"),
    ("the following day", "three days later"),
    ("the following month", "four months later"),
    ("the next month", "four months later"),
    ("the following year", "three years later"),
    ("the next year", "three years later"),
    ("同月", "翌月"),
    ("同じ月", "翌月"),
    ("同年", "翌年"),
    ("同日", "翌々日"),
    ("翌日", "五日後"),
    ("翌月", "四か月後"),
    ("翌年", "三年後"),
];

/// The months named in a text: where, and which (0 to 11).
pub fn months(text: &str, base: usize) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| !c.is_ascii_alphabetic()) {
        let i = MONTHS.iter().position(|m| {
            *m == word
                || word.len() >= 3 && word != "Mar" && m[..3] == *word
                || word == "Sept" && m.starts_with(word)
        });
        if let Some(i) = i {
            out.push((base + at..base + at + word.len(), i));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// Changes of the dates in a claim.
pub fn dates(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    for mention in &m.reading.mentions {
        let r = &mention.range;
        let Named::Time(t) = &mention.what else {
            continue;
        };
        if t.date.is_none() || r.start < claim.range.start || r.end > claim.range.end {
            continue;
        }
        let words = m.words(r);
        let lower = words.to_lowercase();
        for (from, to) in RELATIVE {
            if lower == *from {
                out.push(Change::one("relative-date", r.clone(), *to, Instead::Date));
            }
        }
        // Days from the 29th on are not in every month: then another month of 31 days.
        let late = t
            .date
            .as_ref()
            .and_then(|d| d.as_day())
            .is_some_and(|d| d.ymd().2 > 28);
        for (place, i) in months(words, r.start) {
            let others: Vec<usize> = match late {
                true => [0, 2, 4, 6, 7, 9, 11]
                    .into_iter()
                    .filter(|m| *m != i)
                    .take(2)
                    .collect(),
                false => vec![(i + 1) % 12, (i + 5) % 12],
            };
            let dot = usize::from(m.reading.document.text[place.end..].starts_with('.'));
            let short = usize::from(place.len() < MONTHS[i].len()) * dot;
            for o in others {
                out.push(Change::one(
                    "month",
                    place.start..place.end + short,
                    MONTHS[o],
                    Instead::Date,
                ));
            }
        }
        for n in numerals(words, r.start) {
            let after = &words[n.range.end - r.start..];
            let year = n.value >= 1000.0 || after.starts_with('年');
            let tries: &[f64] = match () {
                () if after.starts_with('月') => &[1.0, 5.0],
                () if year => &[1.0, -1.0, 10.0],
                () => &[1.0, 9.0],
            };
            for by in tries {
                let limit = if year {
                    9999.0
                } else if after.starts_with('月') {
                    12.0
                } else {
                    28.0
                };
                let v = if n.value + by > limit {
                    n.value - by
                } else {
                    n.value + by
                };
                let rule = if year {
                    "year"
                } else if after.starts_with('月') {
                    "month"
                } else {
                    "day"
                };
                if v >= 1.0
                    && let Some(w) = written(v, n.style)
                {
                    out.push(Change::one(rule, n.range.clone(), w, Instead::Date));
                }
            }
        }
    }
}

/// Changes of the numbers and lengths of time in a claim.
pub fn numbers(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    for mention in &m.reading.mentions {
        let r = &mention.range;
        let counts = match &mention.what {
            Named::Quantity(_) => true,
            Named::Time(t) => t.date.is_none() && t.duration.is_some(),
            _ => false,
        };
        if !counts || r.start < claim.range.start || r.end > claim.range.end {
            continue;
        }
        for n in numerals(m.words(r), r.start) {
            let mut tries = vec![("number ×2", n.value * 2.0), ("number ×10", n.value * 10.0)];
            if n.value % 10.0 == 0.0 {
                tries.push(("number ÷10", n.value / 10.0));
            }
            if n.style == Style::Words && n.value > 10.0 {
                tries.push(("number −3", n.value - 3.0));
            }
            for (rule, v) in tries {
                if v != n.value
                    && let Some(w) = written(v, n.style)
                {
                    out.push(Change::one(rule, n.range.clone(), w, Instead::Number));
                }
            }
        }
        let words = m.words(r);
        let scales: &[(&str, &str)] = match m.lang() {
            Lang::En => &[
                ("thousand", "million"),
                ("million", "billion"),
                ("half", "tenth"),
                ("quarter", "half"),
                ("fifth", "third"),
                ("third", "tenth"),
            ],
            Lang::Ja => &[("万", "億"), ("半数", "一割"), ("半分", "一割")],
        };
        for (from, to) in scales {
            // "Tenth a million" is no English.
            let odd = *from == "half" && words.contains("half a ");
            if let Some(at) = words.find(from).filter(|_| !odd) {
                let at = r.start + at;
                out.push(Change::one(
                    "scale",
                    at..at + from.len(),
                    *to,
                    Instead::Number,
                ));
            }
        }
    }
}
