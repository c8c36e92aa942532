//! What news and histories mark differently, after the guidelines of each (TIMEX3 and TIMEX2): repeated times, "former".

use crate::timex::expr::{Raw, Sem};

/// Fills in how a repeated time is counted off and how often; in news its value is the length between
/// ("daily": `P1D`, not `XXXX-XX-XX`), and what only says that something was so before is no time.
pub(crate) fn adjust(text: &str, raws: &mut Vec<Raw>, news: bool) {
    if !news {
        // Histories (TIMEX2) leave the zone's words out.
        for raw in raws.iter_mut().filter(|r| r.clock.is_some()) {
            let words = text.get(raw.start..raw.end).unwrap_or("");
            if let Some(at) = words
                .to_ascii_lowercase()
                .strip_suffix(" time")
                .and_then(|w| w.rfind(' '))
            {
                raw.end = raw.start + at;
            }
        }
    }
    for raw in raws.iter_mut() {
        if raw.rule == "the-time" && news {
            raw.sem = Sem::Vague("PAST_REF");
        }
        if !matches!(raw.sem, Sem::Set(_)) {
            continue;
        }
        let words = text
            .get(raw.start..raw.end)
            .unwrap_or("")
            .to_ascii_lowercase();
        raw.quant = match words.split_whitespace().next() {
            Some("every") => Some("EVERY"),
            Some("each") => Some("EACH"),
            _ => None,
        };
        if let (true, Some(length)) = (news, raw.distance.clone()) {
            raw.sem = Sem::Set(length);
        }
        if let Some((start, times)) = how_often(text, raw.start) {
            raw.freq = Some(format!("{times}X"));
            if news {
                raw.start = start;
            }
        }
    }
    if news {
        for raw in raws.iter_mut() {
            raw.place.future = (raw.place.future || raw.place.ahead) && !raw.place.said;
        }
        raws.retain(|r| {
            r.rule != "past"
                || !text
                    .get(r.start..r.end)
                    .is_some_and(|w| w.eq_ignore_ascii_case("former"))
        });
    } else {
        raws.retain(|r| {
            !matches!(
                r.rule,
                "quarter-in-hand" | "half-in-hand" | "overnight" | "the-moment"
            )
        });
    }
}

/// "twice", "once", "three times" right before a byte: where it begins, and how many times.
fn how_often(text: &str, at: usize) -> Option<(usize, u32)> {
    const NUMBERS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let head = text.get(..at)?;
    // A few words at most are looked at.
    let from = head.char_indices().rev().nth(24).map_or(0, |(i, _)| i);
    let near = head.get(from..)?.strip_suffix(' ')?;
    let mut words = near.rsplit(' ');
    let last = words.next()?;
    let begins = |word: &str| near.len().checked_sub(word.len()).map(|i| from + i);
    match last.to_ascii_lowercase().as_str() {
        "once" => Some((begins(last)?, 1)),
        "twice" => Some((begins(last)?, 2)),
        "times" => {
            let number = words.next()?;
            let lower = number.to_ascii_lowercase();
            let n = lower.parse().ok().or_else(|| {
                NUMBERS
                    .iter()
                    .position(|w| *w == lower)
                    .and_then(|i| u32::try_from(i + 1).ok())
            })?;
            Some((
                from + near.len().checked_sub(number.len() + 1 + last.len())?,
                n,
            ))
        }
        _ => None,
    }
}
