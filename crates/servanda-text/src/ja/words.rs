//! Word lists of the Japanese grammar, from the data files, and what is asked of characters and ends of clauses.

pub(super) use crate::find::{is_kanji, is_katakana};
use std::collections::BTreeMap;
use std::sync::OnceLock;

struct Words {
    classes: BTreeMap<&'static str, Vec<&'static str>>,
    endings: Vec<(&'static str, &'static str)>,
}

fn table() -> &'static Words {
    static W: OnceLock<Words> = OnceLock::new();
    W.get_or_init(|| {
        let (mut classes, mut endings) = (BTreeMap::new(), Vec::new());
        for l in include_str!("words.txt")
            .lines()
            .chain(include_str!("grammar.txt").lines())
            .filter(|l| !l.starts_with('#'))
        {
            let Some((class, list)) = l.split_once(' ') else {
                continue;
            };
            let list = list.split(';').filter(|w| !w.is_empty());
            match class.strip_prefix("ending:") {
                Some(reason) => endings.extend(list.map(|w| (w, reason))),
                None => {
                    classes.insert(class, list.collect());
                }
            }
        }
        Words { classes, endings }
    })
}

/// Words of a class.
pub(super) fn words(class: &str) -> &'static [&'static str] {
    table().classes.get(class).map_or(&[], Vec::as_slice)
}

/// Ends of sentences, with what they make of them.
pub(super) fn endings() -> &'static [(&'static str, &'static str)] {
    &table().endings
}

/// The last `n` characters.
pub(super) fn last(t: &str, n: usize) -> &str {
    let from = n.checked_sub(1).map_or(t.len(), |n| {
        t.char_indices().rev().nth(n).map_or(0, |c| c.0)
    });
    &t[from..]
}

/// What stands before a copula at the end (である, だった …).
pub(super) fn strip_copula(t: &str) -> Option<&str> {
    words("copula").iter().find_map(|e| t.strip_suffix(e))
}

/// A kanji, without the mark that repeats one (々).
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_characters_are_a_slice() {
        for (t, n, want) in [
            ("条約を結んだ", 3, "結んだ"),
            ("だ", 3, "だ"),
            ("", 2, ""),
            ("条約", 0, ""),
        ] {
            assert_eq!(last(t, n), want, "{t} {n}");
        }
    }

    #[test]
    fn every_class_asked_for_has_words() {
        for class in [
            "copula",
            "to-day",
            "no-clause",
            "going-on",
            "noun-ga",
            "lasting",
            "verbal",
            "speaking",
            "verb-katta",
            "fact-noun",
            "office-told",
            "loose-time",
            "suffix",
            "organ",
            "particle",
            "come-round",
            "who",
            "head",
            "after-head",
            "signed",
            "reporting",
            "asking",
            "evaluative",
            "judging",
            "always",
            "comment",
            "first",
            "strong",
        ] {
            assert!(!words(class).is_empty(), "{class}");
        }
        assert!(!endings().is_empty());
    }
}
