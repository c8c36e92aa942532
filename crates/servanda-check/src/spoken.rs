//! Whether a claim itself speaks of an agreement, by name or by a word that stands for it. What reading
//! only assumes from the context is good enough to look things up, not to find fault.

use rustc_hash::FxHashMap;
use servanda_record::{Actor, ActorId, Agreement, Lang, Names, PlaceId, Record};
use std::cell::RefCell;

const HEADS: &[&str] = &[
    "treaty",
    "treaties",
    "pact",
    "agreement",
    "accord",
    "accords",
    "convention",
    "protocol",
    "memorandum",
    "declaration",
    "armistice",
    "charter",
    "covenant",
    "instrument",
    "deal",
    "truce",
    "peace",
    "document",
    "text",
    "clause",
    "article",
    "articles",
    "act",
    "statute",
    "alliance",
    "entente",
    "settlement",
    "package",
    "notice",
];

const PRONOUNS: &[&str] = &["it", "its", "this", "which", "that", "under", "both"];

/// "A naval agreement", "another treaty": something new, not what was spoken of before.
fn is_indefinite(own: &str) -> bool {
    let words: Vec<&str> = own
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    let Some(h) = words.iter().position(|w| HEADS.contains(w)) else {
        return false;
    };
    let article = words[h.saturating_sub(4)..h]
        .iter()
        .rev()
        .find_map(|w| match *w {
            "a" | "an" | "another" | "second" | "new" | "separate" => Some(true),
            "the" | "this" | "that" | "its" | "their" | "same" => Some(false),
            _ => None,
        });
    article == Some(true)
}

/// Whether the clause begins with what stands for an agreement: "it", "which", "the treaty", "resolution 242".
pub fn begins_with_one(own: &str) -> bool {
    const LEADS: &[&str] = &["it", "which", "this", "these", "they", "that"];
    const SKIP: &[&str] = &["and", "but", "also", "moreover", "furthermore", "further"];
    let lower = own.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .skip_while(|w| SKIP.contains(w));
    let first = words.next().unwrap_or("");
    if LEADS.contains(&first) {
        return true;
    }
    // "Under the treaty Finland ceded …", "by the accord …".
    let reach = if matches!(first, "under" | "by" | "in") {
        7
    } else {
        4
    };
    let mut head = std::iter::once(first).chain(words).take(reach);
    head.any(|w| (HEADS.contains(&w) && !matches!(w, "notice" | "act")) || w == "resolution")
}

/// Whether it begins with "under the treaty", "by the accord".
pub fn is_under_one(own: &str) -> bool {
    let first = own.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "under" | "by") && begins_with_one(own)
}

/// The head word by which a claim speaks of an agreement spoken of before ("the pact"): definite, with no name.
pub fn definite_head(own: &str) -> Option<String> {
    let lower = own.to_lowercase();
    if is_indefinite(&lower) {
        return None;
    }
    let word = lower.split(|c: char| !c.is_alphanumeric()).find(|w| {
        HEADS.contains(w)
            && !matches!(
                *w,
                "it" | "notice" | "article" | "articles" | "clause" | "peace" | "act"
            )
    });
    word.map(|w| w.trim_end_matches('s').to_owned())
}

/// Whether a name stands in a text in lower case: as it is, without its hyphens, or but for what leads it ("the
/// Test-Ban Treaty" for the Partial Test Ban Treaty).
pub fn is_called(lower: &str, name: &str) -> bool {
    is_called_in(lower, &lower.replace('-', " "), name)
}

/// [`is_called`], with the text without its hyphens.
fn is_called_in(lower: &str, plain: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    if lower.contains(&name) {
        return true;
    }
    if !name.is_ascii() || !lower.contains('-') && !name.contains('-') && !name.contains(' ') {
        return false;
    }
    let name = name.replace('-', " ");
    let words: Vec<&str> = name.split(' ').collect();
    let tail = words.len() > 3 && HEADS.contains(words.last().unwrap_or(&""));
    plain.contains(&name) || tail && plain.contains(&words[words.len() - 3..].join(" "))
}

/// The words of a claim, for asking whether they speak of an agreement.
pub struct Spoken {
    lower: String,
    /// The same without hyphens.
    plain: String,
    pronoun: bool,
    head: bool,
    indefinite: bool,
    japanese: bool,
    /// Whether agreements and actors asked for are named, by where they stand in the record.
    called: RefCell<FxHashMap<usize, bool>>,
}

impl Spoken {
    /// Of a claim's own words and of those it shares with others.
    pub fn of(texts: &[&str], lang: Lang) -> Self {
        let own = texts.first().copied().unwrap_or("").to_lowercase();
        let lower = texts.join(" \u{b7} ").to_lowercase();
        let indefinite = is_indefinite(&own);
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|w| !w.is_empty())
            .collect();
        let head_at = words.iter().position(|w| HEADS.contains(w));
        Self {
            pronoun: words.iter().any(|w| PRONOUNS.contains(w)),
            head: head_at.is_some(),
            indefinite,
            japanese: lang == Lang::Ja,
            plain: lower.replace('-', " "),
            lower,
            called: RefCell::default(),
        }
    }

    /// Whether one of its names is there.
    pub fn calls(&self, a: &Agreement) -> bool {
        self.once(a, || {
            self.has(&a.names, 3)
                || !self.japanese
                    && a.names
                        .0
                        .iter()
                        .any(|n| is_called_in(&self.lower, &self.plain, &n.name))
        })
    }

    /// What is asked of the same thing for fact after fact is answered once.
    fn once<T>(&self, of: &T, answer: impl FnOnce() -> bool) -> bool {
        let key = std::ptr::from_ref(of) as usize;
        let known = self.called.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let out = answer();
            self.called.borrow_mut().insert(key, out);
            out
        })
    }

    /// Whether one of the names of so many characters or more is there.
    fn has(&self, names: &Names, least: usize) -> bool {
        let there = |name: &str| name.chars().nth(least - 1).is_some() && self.contains(name);
        names.0.iter().any(|n| there(&n.name))
    }

    /// Whether a name is there, in whatever case.
    fn contains(&self, name: &str) -> bool {
        self.lower.contains(&name.to_lowercase())
    }

    /// Whether the agreement is named or stood for.
    pub fn names(&self, a: &Agreement) -> bool {
        let by_name = || self.calls(a);
        if self.indefinite {
            return by_name();
        }
        self.japanese || self.pronoun || self.head || by_name()
    }

    /// Whether one of the places is named, by any of its names.
    pub fn names_place(&self, record: &Record, ids: &[PlaceId]) -> bool {
        ids.iter()
            .filter_map(|p| record.place(p.as_str()))
            .any(|p| self.once(p, || p.names.0.iter().any(|n| self.contains(&n.name))))
    }

    /// Whether one of the actors is named, by any of its names or those of what it is an organ of.
    pub fn names_actor(&self, record: &Record, ids: &[ActorId]) -> bool {
        ids.iter()
            .filter_map(|a| record.actor(a.as_str()))
            .any(|a| self.once(a, || self.names_one(a)))
    }

    fn names_one(&self, a: &Actor) -> bool {
        let mut last = a
            .names
            .0
            .iter()
            .filter_map(|n| n.name.rsplit([' ', '\u{30fb}']).next());
        [&a.names, &a.adjectives, &a.demonyms, &a.metonyms]
            .iter()
            .any(|n| self.has(n, 2))
            || last.any(|w| w.chars().nth(2).is_some() && self.contains(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_new_is_not_what_was_spoken_of() {
        assert!(Spoken::of(&["Britain signed a naval agreement"], Lang::En).indefinite);
        assert!(!Spoken::of(&["the pact was signed"], Lang::En).indefinite);
        assert!(Spoken::of(&["It took effect in May"], Lang::En).pronoun);
    }
}
