//! Agreements by description: "the 1994 Budapest agreement", "a treaty of friendship in Kyiv",
//! 日ソ間の平和条約. What the words and the clause say (title words, date, parties, place, signers) is
//! laid beside each agreement of the record; the best one is meant if it is good enough and alone.

use crate::lexicon::{AgreementCard, Lexicon};
use rustc_hash::FxHashMap;
use servanda_record::ActorId;
use std::collections::BTreeSet;

/// A description as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Description {
    /// Head word: treaty, pact, 条約.
    pub word: String,
    /// Its modifiers: base forms, or the whole Japanese run.
    pub modifiers: Vec<String>,
    /// Capitalised modifiers that the record does not know.
    pub proper: Vec<String>,
    /// Things found within the description, by index.
    pub names: Vec<usize>,
    /// Whether it points back (the, this, 同).
    pub definite: bool,
    /// As written.
    pub written: String,
}

/// What the description and its clause say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    /// First and last day of signature, and whether it is certain that the date is that of signature.
    pub dates: Vec<((i64, i64), bool)>,
    /// Actors within the description, and those in the clause.
    pub own_actors: BTreeSet<u32>,
    pub actors: BTreeSet<u32>,
    pub persons: BTreeSet<u32>,
    /// Names of places, folded.
    pub own_places: BTreeSet<String>,
    pub places: BTreeSet<String>,
}

/// Modifiers that say nothing of which one it is.
fn is_idle(w: &str) -> bool {
    w.chars().count() < 3 && w.is_ascii()
        || matches!(
            w,
            "new"
                | "old"
                | "second"
                | "first"
                | "third"
                | "two"
                | "same"
                | "later"
                | "earlier"
                | "final"
                | "whole"
                | "last"
                | "formal"
                | "former"
                | "original"
                | "present"
                | "famous"
                | "bilateral"
                | "international"
                | "next"
                | "own"
                | "other"
                | "only"
                | "big"
                | "great"
                | "cold"
                | "war"
                | "so-called"
                | "legal"
                | "binding"
                | "historic"
                | "landmark"
                | "separate"
                | "further"
        )
}

fn score(card: &AgreementCard, d: &Description, c: &Cues, lexicon: &Lexicon) -> Option<f32> {
    let mut s = 0.0;
    if d.word.is_ascii() {
        s += if card.form == d.word || card.words.contains(&d.word) {
            1.0
        } else {
            -0.5
        };
        for m in d.modifiers.iter().filter(|m| !is_idle(m)) {
            s += if card.words.contains(m) || card.places.contains(m) {
                2.0
            } else {
                -1.0
            };
        }
    } else {
        s += if card.titles_ja.iter().any(|t| t.ends_with(&d.word)) {
            1.0
        } else {
            -0.5
        };
        for m in &d.modifiers {
            s += if card.titles_ja.iter().any(|t| t.contains(m.as_str())) {
                3.0
            } else {
                -1.0
            };
        }
    }
    for p in &d.proper {
        if !card.words.contains(p) {
            return None;
        }
        s += 2.0;
    }
    for ((a, b), sure) in &c.dates {
        let near = card.signed.is_some_and(|x| a - 3 <= x && x <= b + 3);
        let hit = card.signed.is_some_and(|x| *a <= x && x <= *b) || b - a <= 1 && near;
        match (hit, sure) {
            (true, _) => s += if b - a <= 31 { 4.0 } else { 3.0 },
            (false, true) => return None,
            // Signed years apart from the day told: another one.
            (false, false)
                if !d.word.is_ascii()
                    && card.signed.is_some_and(|x| x + 1100 < *a || b + 1100 < x) =>
            {
                return None;
            }
            // A year apart: what only sounds like it was made then.
            (false, false)
                if !d.word.is_ascii()
                    && card.signed.is_some_and(|x| x + 366 < *a || b + 366 < x) =>
            {
                s -= 2.5;
            }
            (false, false) => {}
        }
    }
    let party = |i: &u32| {
        card.party_indices.contains(i)
            || lexicon.actors.get(*i as usize).is_some_and(|a| {
                card.parties.contains(&a.id) || a.kin.iter().any(|k| card.parties.contains(k))
            })
    };
    for a in &c.own_actors {
        s += if party(a) { 2.0 } else { -2.0 };
    }
    let shared = c.actors.iter().filter(|a| party(a)).count();
    s += 1.0 * shared as f32 - 0.7 * (c.actors.len() - shared) as f32;
    // Many parties say little.
    if card.party_indices.len() > 12 && c.own_actors.is_empty() {
        s -= 0.5 * shared as f32;
    }
    for p in &c.persons {
        let id = lexicon.actors.get(*p as usize).map(|a| &a.id);
        s += if id.is_some_and(|i| card.signers.contains(i)) {
            2.0
        } else {
            0.0
        };
    }
    for p in &c.own_places {
        s += if card.places.contains(p)
            || card.words.contains(p)
            || card.places_ja.contains(p)
            || card.titles_ja.iter().any(|t| t.contains(p.as_str()))
        {
            2.5
        } else {
            -1.5
        };
    }
    for p in &c.places {
        s += if card.places.contains(p) || card.places_ja.contains(p) {
            1.5
        } else {
            0.0
        };
    }
    Some(s)
}

/// Ways from what a description says to the agreements it may mean, so that not all need be looked at.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    by_word: FxHashMap<String, Vec<u32>>,
    by_place: FxHashMap<String, Vec<u32>>,
    by_party: FxHashMap<u32, Vec<u32>>,
    by_signer: FxHashMap<ActorId, Vec<u32>>,
    /// Day of signature, ascending.
    by_day: Vec<(i64, u32)>,
}

impl Ways {
    pub fn new(cards: &[AgreementCard]) -> Self {
        let mut w = Self::default();
        for (i, c) in cards.iter().enumerate() {
            let i = i as u32;
            for x in &c.words {
                w.by_word.entry(x.clone()).or_default().push(i);
            }
            for x in c.places.iter().chain(&c.places_ja) {
                w.by_place.entry(x.clone()).or_default().push(i);
            }
            for x in &c.party_indices {
                w.by_party.entry(*x).or_default().push(i);
            }
            for x in &c.signers {
                w.by_signer.entry(x.clone()).or_default().push(i);
            }
            w.by_day.extend(c.signed.map(|d| (d, i)));
        }
        w.by_day.sort_unstable();
        w
    }

    /// The agreements that share something telling with the description, ascending.
    fn candidates(&self, d: &Description, c: &Cues, lexicon: &Lexicon) -> Vec<u32> {
        if !d.word.is_ascii() {
            return (0..lexicon.agreements.len() as u32).collect();
        }
        let mut out: BTreeSet<u32> = BTreeSet::new();
        for m in d.modifiers.iter().filter(|m| !is_idle(m)).chain(&d.proper) {
            out.extend(self.by_word.get(m).into_iter().flatten());
            out.extend(self.by_place.get(m).into_iter().flatten());
        }
        for ((a, b), _) in &c.dates {
            let from = self.by_day.partition_point(|x| x.0 < a - 3);
            out.extend(
                self.by_day[from..]
                    .iter()
                    .take_while(|x| x.0 <= b + 3)
                    .map(|x| x.1),
            );
        }
        for a in c
            .own_actors
            .iter()
            .chain(c.actors.iter().filter(|_| c.actors.len() > 2))
        {
            out.extend(self.by_party.get(a).into_iter().flatten());
            let kin = lexicon
                .actors
                .get(*a as usize)
                .map_or(&[][..], |x| x.kin.as_slice());
            let kin = kin
                .iter()
                .filter_map(|k| lexicon.actors.binary_search_by(|x| x.id.cmp(k)).ok());
            out.extend(kin.filter_map(|k| self.by_party.get(&(k as u32))).flatten());
        }
        for p in c.persons.iter().filter_map(|p| lexicon.actor_id(*p)) {
            out.extend(self.by_signer.get(p).into_iter().flatten());
        }
        for p in c.own_places.iter().chain(&c.places) {
            out.extend(self.by_place.get(p).into_iter().flatten());
            out.extend(self.by_word.get(p).into_iter().flatten());
        }
        out.into_iter().collect()
    }
}

/// The agreements a description may mean: none, one, or a few that fit equally well.
pub(crate) fn find(d: &Description, c: &Cues, lexicon: &Lexicon, least: f32) -> Vec<u32> {
    let mut best: Vec<(f32, u32)> = Vec::new();
    for i in lexicon.ways.candidates(d, c, lexicon) {
        let Some(card) = lexicon.agreements.get(i as usize) else {
            continue;
        };
        if let Some(s) = score(card, d, c, lexicon).filter(|s| *s >= least) {
            best.push((s, i));
        }
    }
    let top = best.iter().map(|b| b.0).fold(f32::MIN, f32::max);
    best.retain(|b| top - b.0 < 0.25);
    if best.len() > 3 {
        Vec::new()
    } else {
        best.into_iter().map(|b| b.1).collect()
    }
}

/// Whether a description says more than its head word.
pub(crate) fn is_telling(d: &Description) -> bool {
    !d.names.is_empty() || !d.proper.is_empty() || d.modifiers.iter().any(|m| !is_idle(m))
}

/// Whether an agreement spoken of before fits a description's modifiers.
pub(crate) fn fits(card: &AgreementCard, d: &Description) -> bool {
    let known = |m: &String| {
        if m.is_ascii() {
            card.words.contains(m) || card.places.contains(m)
        } else {
            card.titles_ja.iter().any(|t| t.contains(m.as_str()))
        }
    };
    d.modifiers.iter().filter(|m| !is_idle(m)).all(known)
        && d.proper.iter().all(|p| card.words.contains(p))
}
