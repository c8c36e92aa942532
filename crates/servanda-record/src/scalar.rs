//! Single values: ids, dates, numbers.

use crate::model::Amount;
use servanda_time::{Duration, Period, TimeError, UncertainDate, When};

/// What is wrong with a single value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The whole sentence.
    pub message: String,
    /// What to write instead.
    pub suggestion: Option<String>,
    /// Bytes of the offending part in the value; length 0 for the whole.
    pub offset: usize,
    pub len: usize,
}

impl Problem {
    fn whole(message: String, suggestion: Option<String>) -> Self {
        Problem {
            message,
            suggestion,
            offset: 0,
            len: 0,
        }
    }
}

impl From<TimeError> for Problem {
    fn from(e: TimeError) -> Self {
        let message = if e.found.is_empty() {
            e.message.clone()
        } else {
            format!("{}: {}", e.found, e.message)
        };
        let suggestion = e.suggestion.map(|s| format!("did you mean `{s}`?"));
        Problem {
            message,
            suggestion,
            offset: e.offset,
            len: e.len,
        }
    }
}

pub(crate) fn date(text: &str) -> Result<UncertainDate, Problem> {
    UncertainDate::parse(text).map_err(Problem::from)
}

pub(crate) fn period(text: &str) -> Result<Period, Problem> {
    Period::parse(text).map_err(Problem::from)
}

pub(crate) fn when(text: &str) -> Result<When, Problem> {
    When::parse(text).map_err(Problem::from)
}

pub(crate) fn duration(text: &str) -> Result<Duration, Problem> {
    Duration::parse(text).map_err(Problem::from)
}

/// Lower-case words of letters and digits joined by hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|w| {
            !w.is_empty()
                && w.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// What the writer of `Soviet_Union` may have meant.
pub(crate) fn as_id(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<String> = lower
        .split(|c: char| c.is_whitespace() || "-_./,:'’".contains(c))
        .map(|w| {
            w.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .filter(|w| !w.is_empty())
        .collect();
    let id = words.join("-");
    is_id(&id).then_some(id)
}

/// `en`, `ja`, `zh-hant`.
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    parts
        .next()
        .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// `ID LOCATOR` at the first blank.
pub(crate) fn citation(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.split_once(char::is_whitespace) {
        Some((id, locator)) => (id, locator.trim()),
        None => (text, ""),
    }
}

pub(crate) fn count(text: &str) -> Result<u32, Problem> {
    text.trim()
        .parse()
        .map_err(|_| Problem::whole(format!("`{text}` is not a whole number"), None))
}

pub(crate) fn flag(text: &str) -> Result<bool, Problem> {
    match text.trim() {
        "true" => Ok(true),
        "false" => Ok(false),
        other => {
            let meant = match other.to_lowercase().as_str() {
                "yes" | "on" | "y" => Some("write `true`".to_string()),
                "no" | "off" | "n" => Some("write `false`".to_string()),
                _ => None,
            };
            Err(Problem::whole(
                format!("expected true or false, found `{other}`"),
                meant,
            ))
        }
    }
}

/// `HH:MM` or `HH:MM:SS`, up to 24:00.
pub(crate) fn clock(text: &str) -> Result<(), Problem> {
    let parts: Vec<Option<u32>> = text
        .split(':')
        .map(|p| {
            p.parse()
                .ok()
                .filter(|_| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()))
        })
        .collect();
    let ok = match parts.as_slice() {
        [Some(24), Some(0)] | [Some(24), Some(0), Some(0)] => true,
        [Some(h), Some(m)] => *h < 24 && *m < 60,
        [Some(h), Some(m), Some(s)] => *h < 24 && *m < 60 && *s < 60,
        _ => false,
    };
    match ok {
        true => Ok(()),
        false => Err(Problem::whole(
            format!("`{text}` is not a clock time"),
            Some("write it as \"HH:MM\", in quotes".into()),
        )),
    }
}

/// An amount: `5000`, `1000..1500`, `>25000`, `<1000`, `~600000`, `>=8`. Strict bounds are kept as inclusive ones:
/// "more than 25,000" and "25,000 or more" are too near each other to tell accounts apart by.
pub(crate) fn amount(text: &str) -> Result<Amount, Problem> {
    let written = text.trim();
    let bare = written.trim_matches(['"', '\'']);
    let bad = |hint: Option<String>| {
        let twice = (bare != written).then(|| format!("it is quoted twice: write \"{bare}\""));
        let hint = twice.or(hint);
        let message = format!("`{written}` is not an amount");
        let help = hint
            .unwrap_or_else(|| "write 5000, 1000..1500, >25000, <1000, ~600000 or >=8".to_string());
        Problem::whole(message, Some(help))
    };
    let approximate = written.starts_with('~');
    let body = written.trim_start_matches('~').trim();
    let number = |t: &str| {
        let t = t.trim();
        if is_decimal(t) {
            return Ok(t.to_string());
        }
        let plain: String = t
            .chars()
            .filter(|c| !matches!(c, ',' | ' ' | '_' | '\u{a0}'))
            .collect();
        Err(bad(
            is_decimal(&plain).then(|| format!("write `{}`", written.replace(t, &plain)))
        ))
    };
    let (low, high) = if let Some((a, b)) = body.split_once("..") {
        let open = |t: &str| {
            if t.trim().is_empty() {
                Ok(None)
            } else {
                number(t).map(Some)
            }
        };
        (open(a)?, open(b)?)
    } else if let Some(t) = body
        .strip_prefix(">=")
        .or_else(|| body.strip_prefix('>'))
        .or_else(|| body.strip_prefix('≥'))
    {
        (Some(number(t)?), None)
    } else if let Some(t) = body
        .strip_prefix("<=")
        .or_else(|| body.strip_prefix('<'))
        .or_else(|| body.strip_prefix('≤'))
    {
        (None, Some(number(t)?))
    } else {
        let n = number(body)?;
        (Some(n.clone()), Some(n))
    };
    let value = |t: &Option<String>| t.as_ref().and_then(|t| t.parse::<f64>().ok());
    match (value(&low), value(&high)) {
        (Some(a), Some(b)) if a > b => Err(Problem::whole(
            format!("`{written}`: the greatest is less than the least"),
            None,
        )),
        (None, None) => Err(bad(None)),
        _ => Ok(Amount {
            low,
            high,
            approximate,
            written: written.to_string(),
        }),
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |t: &str| !t.is_empty() && t.len() <= 40 && t.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_bounds_and_reject_separators_with_advice() {
        let read = |t: &str| amount(t).map(|a| (a.low, a.high, a.approximate));
        let some = |t: &str| Some(t.to_string());
        assert_eq!(read("1000..1500"), Ok((some("1000"), some("1500"), false)));
        assert_eq!(read("~600000"), Ok((some("600000"), some("600000"), true)));
        assert_eq!(read(">25000"), Ok((some("25000"), None, false)));
        assert_eq!(read("<=8.5"), Ok((None, some("8.5"), false)));
        assert_eq!(read("-3"), Ok((some("-3"), some("-3"), false)));
        let wrong = amount("60,000").unwrap_err();
        assert_eq!(wrong.suggestion.as_deref(), Some("write `60000`"));
        for bad in [
            "",
            "..",
            "many",
            "1500..1000",
            "1e9",
            "NaN",
            ">",
            "~",
            "1..2..3",
        ] {
            assert!(amount(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_and_languages() {
        assert!(
            is_id("ussr-japan-neutrality-1941") && !is_id("USSR") && !is_id("a--b") && !is_id("-a")
        );
        assert_eq!(as_id("Soviet_Union").as_deref(), Some("soviet-union"));
        assert_eq!(as_id("日本"), None);
        assert!(
            is_language("ja")
                && is_language("zh-hant")
                && !is_language("English")
                && !is_language("j")
        );
        assert_eq!(
            citation("frus-1945-v5  doc. 623"),
            ("frus-1945-v5", "doc. 623")
        );
    }

    #[test]
    fn clock_times() {
        assert!(clock("00:10").is_ok() && clock("23:59:59").is_ok() && clock("24:00").is_ok());
        assert!(clock("24:01").is_err() && clock("7:05").is_err() && clock("07.05").is_err());
    }
}
