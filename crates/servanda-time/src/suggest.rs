//! What the writer of something that is not a date may have meant.

use crate::day::{Day, days_in_month};
use crate::error::{TimeError, TimeErrorKind};

/// The error for `text`, which has not the shape of a date: the kinds of mistake
/// people make are recognised and a proposal is made; nothing is guessed silently.
pub(crate) fn not_a_date(text: &str, offset: usize) -> TimeError {
    let err = |kind, msg: &str| TimeError::new(kind, text, offset, msg);
    if text.is_empty() {
        return err(TimeErrorKind::Empty, "no date given");
    }
    if let Some(e) = slashes(text, offset) {
        return e;
    }
    if text.starts_with('Y') || text.strip_prefix('-').is_some_and(|t| t.starts_with('Y')) {
        return err(
            TimeErrorKind::Unsupported,
            "years outside -9999 to 9999 are not supported",
        );
    }
    if text.starts_with('{') {
        let msg = "a list of several days is not one date; one of several is written [a,b]";
        return err(TimeErrorKind::Unsupported, msg);
    }
    if let Some((date, _)) = text.split_once('T')
        && Day::parse(date).is_ok()
    {
        let msg = "a date has no clock time; give the time separately";
        return err(TimeErrorKind::Unsupported, msg).suggest(date);
    }
    let e = err(
        TimeErrorKind::Syntax,
        "is not a date (write 1945-08-09, 1945-08, 1945 or 194X)",
    );
    match propose(text) {
        Some(s) => e.suggest(s),
        None => e,
    }
}

/// Up to three runs of digits, with the separators between them.
fn numbers(text: &str, separators: &[char]) -> Option<Vec<(u32, usize)>> {
    let parts: Option<Vec<_>> = text
        .split(separators)
        .map(|p| {
            let ok = !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
            ok.then(|| p.parse().ok().map(|n: u32| (n, p.len())))
                .flatten()
        })
        .collect();
    parts.filter(|p| p.len() == 3)
}

fn iso(y: u32, m: u32, d: u32) -> Option<String> {
    let (y, m, d) = (
        i32::try_from(y).ok()?,
        u8::try_from(m).ok()?,
        u8::try_from(d).ok()?,
    );
    (d >= 1 && d <= days_in_month(y, m)).then(|| format!("{y:04}-{m:02}-{d:02}"))
}

/// `8/10/1933`, `8.10.1933`, `8-10-1933`: two readings, unless one number is above 12.
fn slashes(text: &str, offset: usize) -> Option<TimeError> {
    let parts = numbers(text, &['/', '.', '-'])?;
    let [(a, al), (b, bl), (y, 4)] = *parts.as_slice() else {
        return None;
    };
    if al > 2 || bl > 2 {
        return None;
    }
    let (day_first, month_first) = (iso(y, b, a), iso(y, a, b));
    let err = |kind, msg: &str| TimeError::new(kind, text, offset, msg);
    Some(match (month_first, day_first) {
        (Some(m), Some(d)) if m != d => {
            err(TimeErrorKind::Ambiguous, "is ambiguous").suggest(format!("{m} or {d}"))
        }
        (Some(one), _) | (None, Some(one)) => {
            err(TimeErrorKind::Syntax, "a date is written year first").suggest(one)
        }
        (None, None) => err(TimeErrorKind::NoSuchDay, "there is no such day"),
    })
}

/// Months by name, English, full or first three letters.
fn month_number(word: &str) -> Option<u32> {
    let w = word.trim_end_matches('.').to_ascii_lowercase();
    (1..=12u8)
        .find(|m| {
            let name = crate::display::month_en(*m).to_ascii_lowercase();
            w == name || (w.len() >= 3 && w.len() <= 4 && name.starts_with(&w))
        })
        .map(u32::from)
}

fn propose(text: &str) -> Option<String> {
    let half = to_ascii(text);
    let candidates = [
        qualified(&half),
        separators(&half),
        compact(&half),
        named_month(&half),
        placeholder(&half),
        era_year(&half),
        Some(half.clone()),
    ];
    let valid = |s: &String| s != text && crate::When::parse(s).is_ok();
    candidates.into_iter().flatten().find(valid)
}

/// Full-width digits and signs, and the many dashes, as ASCII.
pub(crate) fn to_ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | '／' | '．' | '～' | '？' => u32::from(c)
                .checked_sub(0xFEE0)
                .and_then(char::from_u32)
                .unwrap_or(c),
            '‐' | '‑' | '−' | '－' => '-',
            other => other,
        })
        .collect()
}

/// `c. 1945`, `ca 1945`, `about 1945`.
fn qualified(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let words = [
        "circa ",
        "about ",
        "around ",
        "approximately ",
        "ca. ",
        "ca ",
        "c. ",
        "c.",
    ];
    let rest = words.iter().find_map(|w| lower.strip_prefix(w))?;
    let tail = text.get(text.len() - rest.len()..)?.trim();
    let date = if crate::UncertainDate::parse(tail).is_ok() {
        tail.to_string()
    } else {
        propose(tail)?
    };
    Some(format!("{date}~"))
}

/// `1945-8-9`, `1945/08/09`, `1945.8.9`, `1945–1946`, `1945-1946`.
fn separators(text: &str) -> Option<String> {
    if let Some(parts) = numbers(text, &['-', '/', '.'])
        && let [(y, 4), (m, _), (d, _)] = *parts.as_slice()
    {
        return iso(y, m, d);
    }
    let range = text.replace(['–', '—'], "/").replace(" / ", "/");
    if range != text {
        return Some(range);
    }
    let (a, b) = text.split_once(['-', '/', '.'])?;
    if a.len() == 4 && b.len() == 4 {
        return Some(format!("{a}/{b}"));
    }
    (a.len() == 4 && b.len() == 1).then(|| format!("{a}-0{b}"))
}

/// `19450809`.
fn compact(text: &str) -> Option<String> {
    let all = text.bytes().all(|b| b.is_ascii_digit());
    match (all, text.len()) {
        (true, 8) => Some(format!(
            "{}-{}-{}",
            text.get(..4)?,
            text.get(4..6)?,
            text.get(6..)?
        )),
        (true, 2..=3) => Some(format!("{text:0>4}")),
        _ => None,
    }
}

/// `9 August 1945`, `August 9, 1945`, `Aug 1945`.
fn named_month(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '.'])
        .filter(|w| !w.is_empty() && *w != "of")
        .collect();
    let number = |w: &str| -> Option<u32> {
        let lower = w.to_ascii_lowercase();
        let bare = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|s| lower.strip_suffix(s));
        bare.unwrap_or(&lower).parse().ok()
    };
    match *words.as_slice() {
        [m, y] if y.len() == 4 => Some(format!("{:04}-{:02}", number(y)?, month_number(m)?)),
        [a, b, y] if y.len() == 4 => match month_number(a) {
            Some(m) => iso(number(y)?, m, number(b)?),
            None => iso(number(y)?, month_number(b)?, number(a)?),
        },
        _ => None,
    }
}

/// `1940s`, `194x`, `19uu`.
fn placeholder(text: &str) -> Option<String> {
    if let Some(decade) = text.strip_suffix("0s").filter(|d| d.len() == 3) {
        return Some(format!("{decade}X"));
    }
    let x = text.replace(['x', 'u', 'U', '*', '_'], "X");
    (x != text).then_some(x)
}

/// `44 BC`, `AD 33`.
fn era_year(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let ends = |list: &[&str]| {
        list.iter()
            .find_map(|w| upper.strip_suffix(w))
            .map(str::to_string)
    };
    if let Some(n) = ends(&["BCE", "BC"]) {
        let n: u32 = n.trim().parse().ok()?;
        let back = n.checked_sub(1)?;
        return Some(if back == 0 {
            "0000".to_string()
        } else {
            format!("-{back:04}")
        });
    }
    let n = ends(&["CE", "AD"]).or_else(|| upper.strip_prefix("AD").map(str::to_string))?;
    Some(format!("{:04}", n.trim().parse::<u32>().ok()?))
}
