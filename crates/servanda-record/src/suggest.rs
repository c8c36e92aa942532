//! "Did you mean": the nearest of what is known.

/// Advice to write the nearest of `known` words, if one is near enough.
pub(crate) fn word<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|w| format!("did you mean `{w}`?"))
}

/// The nearest of `known` words; of equally near ones, the first.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let length = lower.chars().count();
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        let other = word.to_lowercase();
        let theirs = other.chars().count();
        // Too different in length to be a slip; also keeps the search over thousands of ids quick.
        if length.abs_diff(theirs) > length.max(theirs) / 2 + 1 {
            continue;
        }
        let score = strsim::normalized_damerau_levenshtein(&lower, &other).max(
            if contains_words(&lower, &other) {
                0.75
            } else {
                0.0
            },
        );
        if score >= 0.6 && best.is_none_or(|(b, _)| score > b) {
            best = Some((score, word));
        }
    }
    best.map(|(_, w)| w)
}

/// Whether all hyphenated parts of the one stand in the other: `neutrality-pact-1941` and `ussr-japan-neutrality-pact-1941`.
fn contains_words(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let words: Vec<&str> = long.split('-').collect();
    short.len() >= 4 && short.split('-').all(|w| words.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(
            nearest("sovjet-union", ["soviet-union", "south-korea"]),
            Some("soviet-union")
        );
        assert_eq!(nearest("partys", ["parties", "names"]), Some("parties"));
        assert_eq!(nearest("qqq", ["parties", "names"]), None);
        assert_eq!(
            nearest("neutrality-1941", ["ussr-japan-neutrality-1941"]),
            Some("ussr-japan-neutrality-1941")
        );
    }
}
