//! Classes of words and phrases kept in a data file.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

#[derive(Default)]
struct Words {
    /// Classes of a word.
    single: FxHashMap<&'static str, Vec<&'static str>>,
    /// Phrases by their first word: the other words, and the class.
    phrases: FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

fn words() -> &'static Words {
    static W: OnceLock<Words> = OnceLock::new();
    W.get_or_init(|| {
        let mut out = Words::default();
        for l in include_str!("words.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let Some((class, list)) = l.split_once(": ") else {
                continue;
            };
            for w in list.split(';').map(str::trim).filter(|w| !w.is_empty()) {
                let mut parts = w.split(' ');
                let Some(first) = parts.next() else { continue };
                let rest: Vec<&'static str> = parts.collect();
                if rest.is_empty() && !w.contains('\'') {
                    out.single.entry(w).or_default().push(class);
                } else {
                    out.phrases.entry(first).or_default().push((rest, class));
                }
            }
        }
        out
    })
}

/// Whether a word belongs to a class.
pub(crate) fn is(class: &str, word: &str) -> bool {
    words().single.get(word).is_some_and(|c| c.contains(&class))
}

/// The classes of the phrases among these words.
pub(crate) fn phrase_classes(text: &[&str]) -> Vec<&'static str> {
    let mut out = Vec::new();
    for (i, w) in text.iter().enumerate() {
        for (rest, class) in words().phrases.get(w).into_iter().flatten() {
            if text[i + 1..].starts_with(rest) && !out.contains(class) {
                out.push(*class);
            }
        }
    }
    out
}
