//! Classes of words kept in a data file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

struct Words {
    single: BTreeMap<&'static str, BTreeSet<&'static str>>,
    phrases: BTreeMap<&'static str, Vec<&'static str>>,
}

fn words() -> &'static Words {
    static W: OnceLock<Words> = OnceLock::new();
    W.get_or_init(|| {
        let (mut single, mut phrases): (BTreeMap<_, BTreeSet<_>>, BTreeMap<_, Vec<_>>) =
            Default::default();
        for l in include_str!("words.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let Some((class, list)) = l.split_once(": ") else {
                continue;
            };
            for w in list.split(';').map(str::trim).filter(|w| !w.is_empty()) {
                if w.contains(' ') || w.contains('\'') {
                    phrases.entry(class).or_default().push(w);
                } else {
                    single.entry(class).or_default().insert(w);
                }
            }
        }
        Words { single, phrases }
    })
}

/// Whether a word belongs to a class.
pub(crate) fn is(class: &str, word: &str) -> bool {
    words().single.get(class).is_some_and(|s| s.contains(word))
}

/// The phrases of a class.
pub(crate) fn phrases(class: &str) -> &'static [&'static str] {
    words().phrases.get(class).map_or(&[], Vec::as_slice)
}
