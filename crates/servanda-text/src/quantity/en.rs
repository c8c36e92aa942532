//! English quantities.

use super::{Bend, Bounds};
use crate::claim::QuantityMention;
use crate::en::morph;
use crate::en::token::{Shape, Token};
use crate::en::words;
use std::ops::Range;

/// The value of an English number word below a hundred ("twelve", "thirty").
pub fn unit_word(w: &str) -> Option<f64> {
    Some(match w {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

fn scale(w: &str) -> Option<f64> {
    Some(match w {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

fn plural_scale(w: &str) -> Option<(f64, f64)> {
    Some(match w {
        "dozens" => (24.0, 99.0),
        "scores" => (40.0, 199.0),
        "tens" => (20.0, 99.0),
        "hundreds" => (200.0, 999.0),
        "thousands" => (2e3, 99_999.0),
        "millions" => (2e6, 99_999_999.0),
        "billions" => (2e9, 99_999_999_999.0),
        _ => return None,
    })
}

fn fraction(w: &str) -> Option<f64> {
    Some(match w {
        "half" | "halves" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "seventh" | "sevenths" => 7.0,
        "eighth" | "eighths" => 8.0,
        "ninth" | "ninths" => 9.0,
        "tenth" | "tenths" => 10.0,
        "twentieth" => 20.0,
        "hundredth" => 100.0,
        _ => return None,
    })
}

fn unit(w: &str) -> Option<&'static str> {
    Some(match w {
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => "km",
        "mile" | "miles" => "mile",
        "metre" | "metres" | "meter" | "meters" => "metre",
        "foot" | "feet" => "foot",
        "ton" | "tons" | "tonne" | "tonnes" => "ton",
        "hectare" | "hectares" => "hectare",
        "acre" | "acres" => "acre",
        "dollar" | "dollars" => "dollar",
        "pound" | "pounds" => "pound",
        "mark" | "marks" => "mark",
        "franc" | "francs" => "franc",
        "euro" | "euros" => "euro",
        "yen" => "yen",
        "rouble" | "roubles" | "ruble" | "rubles" => "rouble",
        "percent" | "%" => "percent",
        "degree" | "degrees" => "degree",
        "kiloton" | "kilotons" => "kiloton",
        "megaton" | "megatons" => "megaton",
        _ => return None,
    })
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: &'a [String],
}

/// A quantity found.
pub(crate) struct Read {
    pub range: Range<usize>,
    pub mention: QuantityMention,
}

/// All quantities among the tokens; `taken` are spans that mean something else (times, names).
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    lower: &[String],
    taken: &[Range<usize>],
) -> Vec<Read> {
    let r = Reader {
        text,
        tokens,
        lower,
    };
    let mut out = Vec::new();
    let mut i = 0;
    let mut k = 0;
    while i < tokens.len() {
        while taken.get(k).is_some_and(|t| t.end <= tokens[i].range.start) {
            k += 1;
        }
        if taken.get(k).is_some_and(|t| t.start < tokens[i].range.end) {
            i += 1;
            continue;
        }
        if let Some(end) = r.naming(i) {
            i = end;
            continue;
        }
        match r.quantity(i) {
            Some((end, read))
                if !taken
                    .iter()
                    .any(|t| t.start < read.range.end && read.range.start < t.end) =>
            {
                out.push(read);
                i = end.max(i + 1);
            }
            _ => i += 1,
        }
    }
    out
}

impl Reader<'_> {
    fn at(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    /// "Articles 42 to 44": the end of numbers that name.
    fn naming(&self, i: usize) -> Option<usize> {
        // "U-2", "SS-20": a type, no number.
        if i >= 2 && self.at(i - 1) == "-" && self.is_type(i) {
            return Some(i + 1);
        }
        if i == 0 || !words::is("numbered", self.at(i - 1)) {
            return None;
        }
        let (_, mut end) = self.number(i)?;
        while matches!(self.at(end), "to" | "and" | "," | "-" | "–" | "or") {
            match self.number(end + 1) {
                Some((_, e)) => end = e,
                None => break,
            }
        }
        Some(end)
    }

    /// Whether short capitals, a hyphen and the number at `i` stand together.
    fn is_type(&self, i: usize) -> bool {
        let (a, b) = (&self.tokens[i - 2].range, &self.tokens[i - 1].range);
        let word = self.text.get(a.clone()).unwrap_or("");
        a.end == b.start
            && b.end == self.tokens[i].range.start
            && word.len() <= 4
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_alphabetic())
            && self.tokens[i].shape == Shape::Number
    }

    /// A plain number at `i`: value and end.
    fn number(&self, i: usize) -> Option<(f64, usize)> {
        let t = self.tokens.get(i)?;
        if t.shape == Shape::Number {
            let mut n: f64 = self.at(i).replace(',', "").parse().ok()?;
            let mut end = i + 1;
            while let Some(s) =
                scale(self.at(end)).filter(|_| self.at(end) != "m" || self.adjacent(end))
            {
                n *= s;
                end += 1;
            }
            return Some((n, end));
        }
        let mut end = i;
        let (mut total, mut part, mut any) = (0.0, 0.0, false);
        loop {
            let w = self.at(end);
            if let Some(u) = unit_word(w) {
                part += u;
            } else if w == "hundred" && any {
                part *= 100.0;
            } else if let Some(s) = scale(w).filter(|_| any && w != "m") {
                total += if part == 0.0 { 1.0 } else { part } * s;
                part = 0.0;
            } else if matches!(w, "-" | "and")
                && any
                && (unit_word(self.at(end + 1)).is_some()
                    && (w == "-" || total > 0.0 || part >= 100.0))
            {
                end += 1;
                continue;
            } else {
                break;
            }
            any = true;
            end += 1;
        }
        if !any
            && matches!(self.at(i), "a" | "an")
            && let Some(s) = scale(self.at(i + 1))
        {
            return Some((s, i + 2));
        }
        any.then_some((total + part, end))
    }

    fn adjacent(&self, i: usize) -> bool {
        i > 0
            && self
                .tokens
                .get(i)
                .zip(self.tokens.get(i - 1))
                .is_some_and(|(b, a)| a.range.end == b.range.start)
    }

    /// A number, share, range or vague number at `i`.
    fn core(&self, i: usize) -> Option<(Bounds, bool, usize)> {
        // hundreds of thousands
        if let Some((lo, hi)) = plural_scale(self.at(i)) {
            if self.at(i + 1) == "of"
                && let Some((s, _)) = plural_scale(self.at(i + 2)).map(|p| (p.0 / 2.0, p.1))
            {
                let b = Bounds {
                    low: Some(lo * s),
                    high: Some((hi + 1.0) * s - 1.0),
                    approximate: true,
                };
                return Some((b, false, i + 3));
            }
            return Some((
                Bounds {
                    low: Some(lo),
                    high: Some(hi),
                    approximate: true,
                },
                false,
                i + 1,
            ));
        }
        if self.at(i) == "half"
            && self.at(i + 1) == "a"
            && let Some(s) = scale(self.at(i + 2))
        {
            return Some((Bounds::exactly(s / 2.0), false, i + 3));
        }
        // half of, a fifth of, two-thirds of
        let (top, next) = match self.at(i) {
            "a" | "an" | "one" => (1.0, i + 1),
            "half" => (1.0, i),
            w => match unit_word(w) {
                Some(n) if matches!(self.at(i + 1), "-") => (n, i + 2),
                Some(n) => (n, i + 1),
                None => (0.0, i),
            },
        };
        if top > 0.0
            && let Some(f) = fraction(self.at(next))
        {
            let of = self.at(next + 1) == "of"
                || self.at(next) == "half"
                    && matches!(self.at(next + 1), "the" | "its" | "their" | "a");
            let plural = self.at(next).ends_with('s');
            if of && ((top > 1.0) == plural || self.at(next) == "half") {
                return Some((Bounds::exactly(top / f), true, next + 1));
            }
        }
        let (n, end) = self.number(i)?;
        // ranges
        let (joint, after) = (self.at(end), end + 1);
        if (matches!(joint, "to" | "-" | "–" | "or")
            || joint == "and" && self.at(i.wrapping_sub(1)) == "between")
            && let Some((m, e)) = self.number(after).filter(|(m, _)| *m > n)
        {
            let digits = self.tokens.get(i).is_some_and(|t| t.shape == Shape::Number)
                == self
                    .tokens
                    .get(after)
                    .is_some_and(|t| t.shape == Shape::Number);
            if digits && (joint != "-" || n >= 10.0) {
                let low =
                    if n < 1000.0 && m >= 1e6 && scale(self.at(e - 1)).is_some() && e - after > 1 {
                        n * scale(self.at(e - 1)).unwrap_or(1.0)
                    } else {
                        n
                    };
                return Some((Bounds::between(low, m), false, e));
            }
        }
        Some((Bounds::exactly(n), false, end))
    }

    /// Bending words that end before `i`: the bend and their first token.
    fn bend_before(&self, i: usize) -> (Option<Bend>, usize) {
        let w = |k: usize| if i >= k { self.at(i - k) } else { "" };
        let (bend, n) = match (w(3), w(2), w(1)) {
            ("a", "little" | "bit", "over") => (Bend::Over, 3),
            ("a", "little" | "bit", "under") => (Bend::Under, 3),
            ("no" | "not", "more" | "fewer" | "less", "than") => (
                if w(2) == "more" {
                    Bend::UpTo
                } else {
                    Bend::AtLeast
                },
                3,
            ),
            ("as", "many" | "much" | "few", "as") => (Bend::About, 3),
            (_, "more" | "greater" | "higher", "than") => (Bend::Over, 2),
            (_, "less" | "fewer" | "lower", "than") => (Bend::Under, 2),
            (_, "at", "least") => (Bend::AtLeast, 2),
            (_, "at", "most") => (Bend::UpTo, 2),
            (_, "up", "to") => (Bend::UpTo, 2),
            (_, "just" | "well" | "slightly", "over" | "above") => (Bend::Over, 2),
            (_, "just" | "well" | "slightly", "under" | "below") => (Bend::Under, 2),
            (_, "an", "estimated") => (Bend::About, 2),
            (
                _,
                _,
                "about" | "around" | "roughly" | "approximately" | "some" | "estimated" | "perhaps"
                | "circa",
            ) => (Bend::About, 1),
            (_, _, "nearly" | "almost") => (Bend::Nearly, 1),
            (_, _, "over" | "above" | "exceeding") => (Bend::Over, 1),
            (_, _, "under" | "below") => (Bend::Under, 1),
            _ => return (None, i),
        };
        (Some(bend), i - n)
    }

    fn quantity(&self, i: usize) -> Option<(usize, Read)> {
        let money = match self.at(i) {
            "$" => Some("dollar"),
            "£" => Some("pound"),
            "€" => Some("euro"),
            "¥" => Some("yen"),
            _ => None,
        };
        let first = i + usize::from(money.is_some());
        let (mut bounds, share, mut end) = self.core(first)?;
        let (bend, start) = self.bend_before(i);
        if let Some(b) = bend {
            bounds = bounds.bent(b);
        }
        if words::is("numbered", self.at(start.wrapping_sub(1))) {
            return None;
        }
        let mut unit_name = money.map(str::to_owned);
        let mut square = false;
        if self.at(end) == "-" && unit(self.at(end + 1)).is_some() {
            end += 1;
        }
        if matches!(self.at(end), "square" | "sq") {
            square = true;
            end += 1;
        }
        if self.at(end) == "per" && self.at(end + 1) == "cent" {
            unit_name = Some("percent".into());
            end += 2;
        } else if let Some(u) = unit(self.at(end)) {
            unit_name = Some(match (square, u) {
                (true, "km") => "km2".into(),
                (true, u) => format!("square {u}"),
                _ => u.to_owned(),
            });
            end += 1;
        }
        if matches!((self.at(end), self.at(end + 1)), ("or", "so")) {
            bounds = bounds.bent(Bend::About);
            end += 2;
        } else if matches!((self.at(end), self.at(end + 1)), ("or", "more")) {
            bounds = bounds.bent(Bend::AtLeast);
            end += 2;
        }
        let counted = self.counted(end);
        if unit_name.is_none() && !share && self.is_small_talk(i, start, &counted) {
            return None;
        }
        let range = self.tokens.get(start)?.range.start..self.tokens.get(end - 1)?.range.end;
        let written = self.text.get(range.clone())?.to_owned();
        let mention = QuantityMention {
            amount: bounds.amount(&written),
            unit: unit_name,
            counted,
            share,
        };
        Some((end, Read { range, mention }))
    }

    /// "the two sides", "one of the", "one": a way of speaking, not a count.
    fn is_small_talk(&self, i: usize, start: usize, counted: &[String]) -> bool {
        let w = self.at(i);
        let before = if start > 0 { self.at(start - 1) } else { "" };
        let small = unit_word(w).is_some_and(|n| n <= 12.0);
        let pointing = matches!(
            before,
            "the"
                | "these"
                | "those"
                | "both"
                | "its"
                | "their"
                | "his"
                | "other"
                | "all"
                | "any"
                | "last"
                | "first"
                | "next"
                | "that"
                | "former"
                | "this"
                | "our"
        );
        // "at eleven the next morning" names an hour.
        let hour = before == "at"
            && unit_word(w).is_some_and(|n| n <= 12.0)
            && matches!(
                self.at(i + 1),
                "the" | "in" | "that" | "on" | "," | "o'clock" | "sharp" | "this" | "."
            );
        hour || w == "one"
            || w == "zero"
            || small
                && (pointing || counted.is_empty() || self.at(i + 1) == "of")
                && !self.is_vote(i)
            || small && matches!(before, "round" | "part" | "chapter" | "phase")
    }

    /// "141 votes to five"
    fn is_vote(&self, i: usize) -> bool {
        (1..=3).any(|k| i >= k && matches!(self.at(i - k), "to" | "against"))
            && (1..=5).any(|k| i >= k && matches!(self.at(i - k), "votes" | "vote"))
    }

    /// What is counted: the nouns after the number.
    fn counted(&self, mut i: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let of_them = self.at(i) == "of";
        if of_them {
            i += 1;
        }
        while out.len() < 4 {
            let w = self.at(i);
            let Some(t) = self.tokens.get(i) else { break };
            if t.shape == Shape::Punct && w != "-" || t.shape == Shape::Number || w.is_empty() {
                break;
            }
            let entry = morph::table().get(w);
            let stops = entry.is_some_and(|e| {
                e.classes.iter().any(|c| {
                    matches!(
                        *c,
                        "prep"
                            | "cc"
                            | "sub"
                            | "rel"
                            | "modal"
                            | "be"
                            | "have"
                            | "do"
                            | "adv"
                            | "pron"
                    )
                }) && !e.classes.contains(&"adj")
                    && !e.classes.contains(&"noun")
                    || !e.verbs.is_empty() && !e.nounish && e.classes.is_empty() && !out.is_empty()
            });
            if stops {
                break;
            }
            if w != "-"
                && !entry.is_some_and(|e| e.classes.iter().any(|c| matches!(*c, "det" | "poss")))
            {
                out.push(morph::singular(w));
            }
            i += 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::en::token::tokens;

    type Row = (String, Option<String>, Option<String>, Option<String>, bool);

    fn read(text: &str) -> Vec<Row> {
        let t = tokens(text, 0);
        let lower: Vec<String> = t
            .iter()
            .map(|t| text[t.range.clone()].to_lowercase())
            .collect();
        find(text, &t, &lower, &[])
            .into_iter()
            .map(|r| {
                (
                    text[r.range].to_owned(),
                    r.mention.amount.low,
                    r.mention.amount.high,
                    r.mention.unit,
                    r.mention.share,
                )
            })
            .collect()
    }

    #[test]
    fn numbers_with_their_bounds() {
        let s = |t: &str| Some(t.to_owned());
        let table = [
            (
                "cost us more than 25,000 dead",
                "more than 25,000",
                s("25000"),
                None,
                None,
                false,
            ),
            (
                "gave up about a fifth of its land",
                "about a fifth",
                s("0.2"),
                s("0.2"),
                None,
                true,
            ),
            (
                "hundreds of thousands of prisoners",
                "hundreds of thousands",
                s("200000"),
                s("999999"),
                None,
                false,
            ),
            (
                "ranges of 500 to 5,500 km",
                "500 to 5,500 km",
                s("500"),
                s("5500"),
                s("km"),
                false,
            ),
            (
                "about 52 per cent of the vote",
                "about 52 per cent",
                s("52"),
                s("52"),
                s("percent"),
                false,
            ),
            (
                "twenty-five kilometres wide",
                "twenty-five kilometres",
                s("25"),
                s("25"),
                s("km"),
                false,
            ),
            (
                "$10 billion in loans",
                "$10 billion",
                s("10000000000"),
                s("10000000000"),
                s("dollar"),
                false,
            ),
            (
                "more than two-thirds of the total",
                "more than two-thirds",
                s("0.666667"),
                None,
                None,
                true,
            ),
            (
                "half a million died",
                "half a million",
                s("500000"),
                s("500000"),
                None,
                false,
            ),
        ];
        for (text, words, low, high, unit, share) in table {
            let got = read(text);
            assert_eq!(
                got.first(),
                Some(&(words.to_owned(), low, high, unit, share)),
                "{text}"
            );
        }
    }

    #[test]
    fn names_and_manners_of_speaking_are_no_counts() {
        for text in [
            "the two sides met",
            "Article 42 said so",
            "in resolution 598 it",
            "one of them left",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
