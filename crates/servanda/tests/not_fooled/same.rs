//! Changes that say the same in other words.

use crate::change::{Change, Instead};
use crate::dates::{MONTHS, months};
use crate::denial::{base_of_past, words_at};
use crate::numerals::{Style, kanji, numerals};
use crate::world::Marked;
use servanda_record::Lang;
use servanda_text::{Claim, Named};

/// Words that say the same of acts between states, in both directions.
const SYNONYMS: &[(&str, &str)] = &[
    ("entered into force", "took effect"),
    ("came into force", "entered into force"),
    ("took effect", "entered into force"),
    ("invaded", "marched into"),
    ("marched into", "invaded"),
    ("About", "Roughly"),
    ("about", "some"),
    ("some", "about"),
    ("roughly", "about"),
    ("some", "approximately"),
    ("more than", "over"),
    ("over", "more than"),
    ("was signed in", "was concluded in"),
    ("gave up", "renounced"),
    ("promised", "undertook"),
    ("the Soviet Union", "the USSR"),
    ("the United States", "the U.S."),
    ("Britain", "the United Kingdom"),
    ("約", "およそ"),
    ("調印", "署名"),
    ("署名", "調印"),
    ("発効した", "効力を生じた"),
    ("発効し", "効力を生じ"),
    ("侵攻した", "攻め込んだ"),
    ("ソ連", "ソビエト連邦"),
    ("米国", "アメリカ"),
    ("英国", "イギリス"),
];

/// Words for others.
pub fn words(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    let text = m.words(&claim.range);
    for (from, to) in SYNONYMS {
        let Some(at) = text.find(from) else { continue };
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let inside = letter(text[..at].chars().next_back())
            || letter(text[at + from.len()..].chars().next());
        let range = claim.range.start + at..claim.range.start + at + from.len();
        // A name within a longer name is not to be touched, nor a number word of something else ("some time").
        let part = m.reading.mentions.iter().any(|x| {
            let r = &x.range;
            let over = r.start < range.end && range.start < r.end;
            let whole = matches!(x.what, Named::Quantity(_))
                || m.words(r).trim_start_matches("the ") == from.trim_start_matches("the ");
            over && !whole
        });
        let counts = !matches!(*from, "some" | "over" | "約")
            || m.reading.mentions.iter().any(|x| {
                matches!(x.what, Named::Quantity(_))
                    && x.range.start <= range.end + 1
                    && x.range.end > range.end
            });
        if !(part || inside && text.is_ascii()) && counts {
            out.push(Change::one("synonym", range, *to, Instead::Same));
        }
    }
}

/// Days written in other ways.
pub fn dates(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    for mention in &m.reading.mentions {
        let r = &mention.range;
        let Named::Time(t) = &mention.what else {
            continue;
        };
        let Some((y, mo, d)) = t.date.as_ref().and_then(|d| d.as_day()).map(|d| d.ymd()) else {
            continue;
        };
        if r.start < claim.range.start || r.end > claim.range.end {
            continue;
        }
        let words = m.words(r);
        match m.lang() {
            Lang::En => {
                let Some((_, i)) = months(words, 0).first().cloned() else {
                    continue;
                };
                let year = words.contains(&y.to_string());
                let tail = if year {
                    format!(", {y}")
                } else {
                    String::new()
                };
                let back = if year { format!(" {y}") } else { String::new() };
                let plain = words
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || " ,.".contains(c));
                if !plain || words.split_whitespace().count() > 3 || words.contains("day") {
                    continue;
                }
                let first_digit = words.starts_with(|c: char| c.is_ascii_digit());
                let other = if first_digit {
                    format!("{} {d}{tail}", MONTHS[i])
                } else {
                    format!("{d} {}{back}", MONTHS[i])
                };
                out.push(Change::one(
                    "date turned round",
                    r.clone(),
                    other,
                    Instead::Same,
                ));
                let th = match (d % 10, d / 10) {
                    (1, 0 | 2 | 3) => "st",
                    (2, 0 | 2) => "nd",
                    (3, 0 | 2) => "rd",
                    _ => "th",
                };
                out.push(Change::one(
                    "ordinal date",
                    r.clone(),
                    format!("{d}{th} {}{back}", MONTHS[i]),
                    Instead::Same,
                ));
                if year {
                    out.push(Change::one(
                        "ISO date",
                        r.clone(),
                        format!("{y}-{mo:02}-{d:02}"),
                        Instead::Same,
                    ));
                }
            }
            Lang::Ja if words.contains('年') => {
                let day = (y, u32::from(mo), u32::from(d));
                let era = if (1927..=1988).contains(&y) {
                    Some(("昭和", y - 1925))
                } else if (1990..=2018).contains(&y) {
                    Some(("平成", y - 1988))
                } else {
                    None
                };
                if let Some((era, n)) = era.filter(|(e, _)| !words.starts_with(*e)) {
                    out.push(Change::one(
                        "era",
                        r.clone(),
                        format!("{era}{n}年{}月{}日", day.1, day.2),
                        Instead::Same,
                    ));
                } else if era.is_some() {
                    out.push(Change::one(
                        "western year",
                        r.clone(),
                        format!("{y}年{}月{}日", day.1, day.2),
                        Instead::Same,
                    ));
                }
                let year: String = y
                    .to_string()
                    .chars()
                    .filter_map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize))
                    .collect();
                out.push(Change::one(
                    "kanji date",
                    r.clone(),
                    format!("{year}年{}月{}日", kanji(day.1), kanji(day.2)),
                    Instead::Same,
                ));
            }
            Lang::Ja => {}
        }
    }
}

/// Numbers written in other ways.
pub fn numbers(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    for mention in &m.reading.mentions {
        let r = &mention.range;
        if !matches!(mention.what, Named::Quantity(_))
            || r.start < claim.range.start
            || r.end > claim.range.end
        {
            continue;
        }
        for n in numerals(m.words(r), r.start) {
            let after = &m.reading.document.text[n.range.end..];
            match (m.lang(), n.style) {
                (Lang::En, Style::Grouped) => {
                    out.push(Change::one(
                        "number without comma",
                        n.range.clone(),
                        format!("{:.0}", n.value),
                        Instead::Same,
                    ));
                    if n.value >= 100_000.0 {
                        out.push(Change::one(
                            "number in millions",
                            n.range.clone(),
                            format!("{} million", n.value / 1e6),
                            Instead::Same,
                        ));
                    }
                }
                (Lang::Ja, Style::Digits | Style::Wide)
                    if after.starts_with('万') && n.value.fract() == 0.0 =>
                {
                    let wan = n.range.start..n.range.end + '万'.len_utf8();
                    out.push(Change::one(
                        "kanji number",
                        n.range.clone(),
                        kanji(n.value as u32),
                        Instead::Same,
                    ));
                    if n.value < 1000.0 {
                        out.push(Change::one(
                            "number in figures",
                            wan,
                            format!("{:.0},000", n.value * 10.0),
                            Instead::Same,
                        ));
                    }
                }
                (Lang::Ja, Style::Kanji) if after.starts_with('万') => {
                    out.push(Change::one(
                        "number in figures",
                        n.range.clone(),
                        format!("{:.0}", n.value),
                        Instead::Same,
                    ));
                }
                (Lang::En, Style::Words) if n.value > 1.0 => {
                    out.push(Change::one(
                        "number in figures",
                        n.range.clone(),
                        format!("{:.0}", n.value),
                        Instead::Same,
                    ));
                }
                _ => {}
            }
        }
    }
}

/// Active for passive, where a clause is simply subject, verb, object.
pub fn voices(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    if m.lang() != Lang::En {
        return;
    }
    let verb = claim.frame.verb.as_str();
    let words = words_at(m, &claim.range);
    let Some(p) = words
        .iter()
        .position(|w| w.1.ends_with("ed") && base_of_past(w.1, verb).is_some_and(|b| b == verb))
    else {
        return;
    };
    let named = |range: std::ops::Range<usize>| {
        m.reading
            .mentions
            .iter()
            .find(|x| x.range == range && !matches!(x.what, Named::Time(_) | Named::Quantity(_)))
            .is_some()
    };
    let (v, word) = &words[p];
    let subject = claim.range.start..v.start.saturating_sub(1);
    let object = m
        .reading
        .mentions
        .iter()
        .find(|x| x.range.start == v.end + 1)
        .map(|x| x.range.clone());
    let Some(object) =
        object.filter(|o| o.end <= claim.range.end && named(o.clone()) && named(subject.clone()))
    else {
        return;
    };
    let (s, o) = (m.words(&subject), m.words(&object));
    out.push(Change::one(
        "passive",
        subject.start..object.end,
        format!("{o} was {word} by {s}"),
        Instead::Same,
    ));
}

/// The day told first.
pub fn order(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    if m.lang() != Lang::En {
        return;
    }
    let Some(sentence) = m.reading.document.sentences.get(claim.sentence) else {
        return;
    };
    // Only where the claim is the whole sentence: moving words across clauses would change their sense.
    let text = m.words(&sentence.range);
    let whole =
        sentence.range.start == claim.range.start && claim.range.end + 1 >= sentence.range.end;
    let last = m.reading.mentions.iter().find(|x| {
        matches!(&x.what, Named::Time(t) if t.date.as_ref().is_some_and(|d| d.as_day().is_some()))
            && x.range.end >= claim.range.end.min(sentence.range.end.saturating_sub(1))
            && x.range.end <= sentence.range.end
    });
    let Some(t) = last.filter(|_| whole && text.ends_with('.')) else {
        return;
    };
    let day = m.words(&t.range);
    let before = m.words(&(sentence.range.start..t.range.start));
    if let Some(clause) = before.strip_suffix(" on ") {
        let starts_named =
            m.reading.mentions.iter().any(|x| {
                x.range.start == sentence.range.start && !matches!(x.what, Named::Time(_))
            });
        let clause = if starts_named && !clause.starts_with("The ") && !clause.starts_with("It ") {
            clause.to_owned()
        } else {
            clause
                .chars()
                .take(1)
                .flat_map(char::to_lowercase)
                .chain(clause.chars().skip(1))
                .collect()
        };
        out.push(Change::one(
            "day first",
            sentence.range.start..t.range.end,
            format!("On {day}, {clause}"),
            Instead::Same,
        ));
    }
}
