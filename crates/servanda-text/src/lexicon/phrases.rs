//! Words of acts and topics: phrases of base forms, found among the base forms of a clause.

use crate::en::morph;
use rustc_hash::FxHashMap;

/// Phrases with the terms they may mean.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// English: by first word, the other words.
    by_word: FxHashMap<String, Vec<(Vec<String>, u32)>>,
    /// Japanese: by first character, whole phrases, longest first.
    by_char: FxHashMap<char, Vec<(String, u32)>>,
}

/// The base form under which a word of a phrase meets the words of a text.
fn base_form(word: &str) -> String {
    match morph::table().get(word) {
        Some(e) if !e.classes.is_empty() => morph::singular(word),
        Some(e) if e.verbs.iter().all(|(f, _)| *f == morph::Form::Ing) => word.to_owned(),
        Some(e) => e
            .verbs
            .iter()
            .find(|(f, _)| *f == morph::Form::Base)
            .or(e.verbs.first())
            .map_or_else(|| word.to_owned(), |(_, b)| b.clone()),
        None => morph::singular(word),
    }
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Index of its first word, or byte offset.
    pub at: usize,
    /// Index after its last word, or byte offset.
    pub end: usize,
    /// Words (English) or characters (Japanese) in the phrase.
    pub len: usize,
    /// Index of the term.
    pub term: u32,
}

impl Phrases {
    pub fn add(&mut self, phrase: &str, term: u32, english: bool) {
        if english {
            let plain = phrase.to_lowercase().replace(['-', '–'], " ");
            let mut before = "";
            let mut words: Vec<String> = plain
                .split_whitespace()
                .map(|w| {
                    let after_be = std::mem::replace(&mut before, w) == "be";
                    // "Be bound": a participle, whatever noun is written so.
                    let verb = morph::table().get(w).and_then(|e| e.verbs.first());
                    match verb.filter(|_| after_be) {
                        Some((_, base)) => base.clone(),
                        None => base_form(w),
                    }
                })
                .collect();
            if words.is_empty() {
                return;
            }
            let first = words.remove(0);
            self.by_word.entry(first).or_default().push((words, term));
        } else if let Some(c) = phrase
            .chars()
            .next()
            .filter(|_| phrase.chars().nth(1).is_some())
        {
            // One character alone (月, 島) is too little to go by.
            let list = self.by_char.entry(c).or_default();
            list.push((phrase.to_owned(), term));
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
    }

    /// Phrases among base forms; up to `gap` other words may stand between the words of a phrase.
    pub fn words(&self, lemmas: &[&str], gap: usize) -> Vec<Hit> {
        let mut out = Vec::new();
        for (i, first) in lemmas.iter().enumerate() {
            for (rest, term) in self.by_word.get(*first).into_iter().flatten() {
                let mut at = i + 1;
                let found = rest.iter().all(|w| {
                    let window = lemmas
                        .get(at..(at + gap + 1).min(lemmas.len()))
                        .unwrap_or_default();
                    match window.iter().position(|l| l == w) {
                        Some(k) => {
                            at += k + 1;
                            true
                        }
                        None => false,
                    }
                });
                if found {
                    out.push(Hit {
                        at: i,
                        end: at,
                        len: rest.len() + 1,
                        term: *term,
                    });
                }
            }
        }
        out
    }

    /// Phrases in a Japanese text, longest at each place, overlapping ones of other places kept.
    pub fn text(&self, text: &str) -> Vec<Hit> {
        let mut out = Vec::new();
        for (i, c) in text.char_indices() {
            let Some(list) = self.by_char.get(&c) else {
                continue;
            };
            let mut longest = 0;
            for (phrase, term) in list {
                if phrase.len() < longest {
                    break;
                }
                if text[i..].starts_with(phrase.as_str()) {
                    longest = phrase.len();
                    out.push(Hit {
                        at: i,
                        end: i + phrase.len(),
                        len: phrase.chars().count(),
                        term: *term,
                    });
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_may_be_interrupted() {
        let mut p = Phrases::default();
        p.add("declare void", 7, true);
        p.add("sign", 1, true);
        let hits = p.words(&["the", "government", "declare", "the", "pact", "void"], 3);
        assert_eq!(
            hits,
            vec![Hit {
                at: 2,
                end: 6,
                len: 2,
                term: 7
            }]
        );
        assert!(
            p.words(&["declare", "a", "b", "c", "d", "void"], 3)
                .is_empty()
        );
    }

    #[test]
    fn longest_japanese_phrase_at_each_place() {
        let mut p = Phrases::default();
        p.add("宣戦", 1, false);
        p.add("宣戦布告", 2, false);
        assert_eq!(
            p.text("に宣戦布告した")
                .iter()
                .map(|h| h.term)
                .collect::<Vec<_>>(),
            vec![2]
        );
    }
}
