//! The wording of a fact: its words, its numbers, and whether it denies something.

use crate::words::Bag;
use servanda_text::number_word;
use std::borrow::Cow;
use std::cell::OnceCell;

/// The wording of a fact: its bag of words is made when it is first asked for, since most facts of a
/// record are never candidates for a claim of one text.
#[derive(Clone, Debug, Default)]
pub struct Wording<'r> {
    texts: Vec<Cow<'r, str>>,
    /// How many of the texts are the fact's own: the rest are the names of what it belongs to.
    own: Option<usize>,
    bag: OnceCell<Bag>,
    own_bag: OnceCell<Bag>,
    denies: OnceCell<bool>,
    counts: OnceCell<Box<[Count]>>,
}

/// A number in a wording, with the words after it.
#[derive(Clone, Debug)]
pub struct Count {
    /// The number.
    pub value: f64,
    /// The three words after it.
    pub near: Bag,
    /// The number and these words, as written.
    pub text: Box<str>,
}

impl<'r> Wording<'r> {
    pub(super) fn add(&mut self, text: impl Into<Cow<'r, str>>) {
        self.texts.push(text.into());
    }
    /// From here on only names of what it belongs to are added.
    pub(super) fn close(&mut self) {
        self.own.get_or_insert(self.texts.len());
    }
    /// The bag of its own words, without the names of what it belongs to.
    pub fn own(&self) -> &Bag {
        self.own_bag.get_or_init(|| {
            let mut bag = Bag::default();
            let own = self.own.unwrap_or(self.texts.len());
            self.texts.iter().take(own).for_each(|t| bag.add(t));
            bag
        })
    }
    /// Whether its own words deny or forbid something.
    pub fn denies(&self) -> bool {
        *self.denies.get_or_init(|| {
            let own = self.own.unwrap_or(self.texts.len());
            self.texts.iter().take(own).any(|t| denies(t))
        })
    }
    /// Whether its own words have this name, whole.
    pub fn says(&self, name: &str) -> bool {
        let own = self.own.unwrap_or(self.texts.len());
        let alone = |t: &str, i: usize| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            !letter(t[..i].chars().next_back()) && !letter(t[i + name.len()..].chars().next())
        };
        let has = |t: &Cow<str>| t.match_indices(name).any(|(i, _)| alone(t, i));
        !name.is_empty() && self.texts.iter().take(own).any(has)
    }
    /// The numbers in it, in digits or words, in its order.
    pub fn counts(&self) -> &[Count] {
        (self.counts).get_or_init(|| self.texts.iter().flat_map(|t| counts(t)).collect())
    }
    /// The bag of its words.
    pub fn bag(&self) -> &Bag {
        self.bag.get_or_init(|| {
            let mut bag = Bag::default();
            self.texts.iter().for_each(|t| bag.add(t));
            bag
        })
    }
}

/// The numbers in a text.
fn counts(text: &str) -> Vec<Count> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let value = |w: &str| -> Option<f64> {
        let plain = w.replace(',', "").to_lowercase();
        plain.parse().ok().or_else(|| number_word(&plain))
    };
    let at = |i: usize| {
        let near = words.get(i + 1..(i + 4).min(words.len()))?;
        Some(Count {
            value: value(words[i])?,
            near: Bag::of(&near.join(" ")),
            text: words[i..(i + 4).min(words.len())].join(" ").into(),
        })
    };
    (0..words.len()).filter_map(at).collect()
}

/// Whether a text denies, forbids or excepts something: then words shared with it may say the opposite.
pub fn denies(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "not",
        "no",
        "nor",
        "never",
        "neither",
        "except",
        "nothing",
        "nobody",
        "forbid",
        "forbids",
        "forbade",
        "forbidden",
        "ban",
        "bans",
        "banned",
        "prohibit",
        "prohibits",
        "prohibited",
        "prohibiting",
        "prohibition",
        "refrain",
        "refrains",
        "renounce",
        "renounces",
        "renounced",
        "renunciation",
        "outlaw",
        "outlawed",
        "cannot",
        "exclude",
        "excludes",
        "excluded",
        "excluding",
        "abstain",
    ];
    const JAPANESE: &[&str] = &["ない", "せず", "禁", "放棄", "除き", "除く", "なし"];
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    // Who "did not fail to" do it did it.
    let undone = |i: usize| (words.get(i + 1)).is_some_and(|w| w == "fail" || w == "failed");
    let denied = |(i, w): (usize, &String)| WORDS.contains(&w.as_str()) && !undone(i);
    words.iter().enumerate().any(denied) || JAPANESE.iter().any(|w| text.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_did_not_fail_to_do_it_denies_nothing() {
        assert!(denies("It did not promise to stay neutral"));
        assert!(denies("They failed to do so, and never did"));
        assert!(!denies("It did not fail to promise to stay neutral"));
        assert!(!denies("They never failed to pay"));
    }
}
