//! How a text writes a time: what of it is told, and what is taken from the context.

use servanda_text::{Frame, TimeRef};

/// What of a time is not written where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Its year is only implied ("on August 14"): then the year was taken from the context, and the fact's own year is
    /// tried as well.
    pub year_implied: bool,
    /// Only its distance from another is written ("the next morning").
    pub relative: bool,
    /// That distance is a number ("nine days later").
    pub counted: bool,
}

impl Written {
    /// Of a time of a frame, as its words have it.
    pub fn of(frame: &Frame, time: &TimeRef, words: &str) -> Self {
        let led = is_led(frame, time);
        let year_implied = is_year_implied(words);
        Self {
            year_implied: year_implied && !led,
            relative: is_relative(words) || year_implied && led,
            counted: has_number(words),
        }
    }
}

/// "Four months later, on 8 August": the distance before a date says which year it is of.
fn is_led(frame: &Frame, t: &TimeRef) -> bool {
    frame.times.iter().any(|l| {
        let distance =
            l.time.duration.is_some() || l.time.date.as_ref().is_some_and(|d| d.as_day().is_none());
        l.own && distance && l.range.end <= t.range.start && t.range.start - l.range.end <= 9
    })
}

/// Whether a date as written says only how far it is from another ("the next morning", 「その三日後」): no year, and
/// no month by its name or number.
fn is_relative(written: &str) -> bool {
    let year = written
        .split(|c: char| !c.is_ascii_digit())
        .any(|w| w.len() == 4);
    let named = |w: &str| w.len() >= 3 && MONTHS.iter().any(|m| w.starts_with(m));
    let month = written
        .to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .any(named);
    let number = |c: char| c.is_numeric() || "〇一二三四五六七八九十元".contains(c);
    let counted = |mark: char| {
        written
            .match_indices(mark)
            .any(|(i, _)| written[..i].chars().next_back().is_some_and(number))
    };
    let distance = ["後", "前", "間"].iter().any(|w| written.ends_with(w));
    // 「翌年一月」: the month is told, the year is not.
    let pointed = ["翌", "同", "前年"].iter().any(|w| written.contains(w));
    let told = month || !distance && (counted('年') || counted('月') || counted('日'));
    !year && (pointed || !told)
}

/// Whether a distance as written is a number of days, weeks, months or years.
fn has_number(written: &str) -> bool {
    written
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| w.parse::<u32>().is_ok() || servanda_text::number_word(w).is_some())
        || written
            .chars()
            .any(|c| "一二三四五六七八九十".contains(c) || c.is_numeric())
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Whether a date as written has a month but no year: "August 14", 「8月14日」. Distances ("nine days later") and
/// words that point back ("the same month") are not dates as written.
fn is_year_implied(written: &str) -> bool {
    let lower = written.to_lowercase();
    let digits = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|w| w.len() == 4);
    let month = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|w| w.len() >= 3 && MONTHS.iter().any(|m| w.starts_with(m)));
    let points = [
        "later",
        "after",
        "before",
        "same",
        "next",
        "following",
        "previous",
        "ago",
        "last",
        "this",
        "同",
        "翌",
        "前",
        "後",
    ];
    (month || lower.contains('月'))
        && !digits
        && !lower.contains('年')
        && !points.iter().any(|p| lower.contains(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_of_a_time() {
        for (words, year_implied, relative, counted) in [
            ("August 14", true, false, true),
            ("14 August 1945", false, false, true),
            ("nine days later", false, true, true),
            ("the next morning", false, true, false),
            ("8月14日", true, false, true),
            ("1945年8月14日", false, false, true),
            ("その三日後", false, true, true),
            ("翌年一月", false, true, true),
        ] {
            assert_eq!(
                (
                    is_year_implied(words),
                    is_relative(words),
                    has_number(words)
                ),
                (year_implied, relative, counted),
                "{words}"
            );
        }
    }
}
