//! Words compared without their inflections: how much of a claim's wording a fact accounts for.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};
use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// A bag of stems (English) and character pairs (Japanese), kept as sorted hashes: bags are compared far
/// more often than they are made, and what is in them is never shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bag {
    stems: Vec<u64>,
    /// A bit for each stem by its first byte: most stems that are not there are told by it.
    marks: [u64; 4],
}

/// Where the mark of a stem is: which number, and the bit in it.
fn mark(stem: u64) -> (usize, u64) {
    ((stem >> 62) as usize, 1 << (stem >> 56 & 63))
}

/// For each stem with like words: the stem that stands for all of them.
fn synonyms() -> &'static FxHashMap<u64, u64> {
    static TABLE: OnceLock<FxHashMap<u64, u64>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let stemmer = Stemmer::create(Algorithm::English);
        let lines = include_str!("../data/synonyms.tsv").lines();
        let mut out = FxHashMap::default();
        for line in lines.filter(|l| !l.starts_with('#')) {
            let mut stems = line.split_whitespace().map(|w| hash(&stemmer.stem(w)));
            let Some(first) = stems.next() else { continue };
            // A word of two senses counts with the first that the file gives.
            let first = *out.entry(first).or_insert(first);
            stems.for_each(|s| {
                out.entry(s).or_insert(first);
            });
        }
        out
    })
}

fn hash(word: &str) -> u64 {
    let mut h = FxHasher::default();
    word.hash(&mut h);
    h.finish()
}

const STOP: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or",
    "nor", "but", "as", "it", "its", "they", "their", "them", "he", "his", "she", "her", "this",
    "that", "these", "those", "which", "who", "whom", "whose", "was", "were", "is", "are", "be",
    "been", "being", "has", "have", "had", "do", "does", "did", "would", "will", "should", "could",
    "may", "might", "must", "shall", "can", "than", "then", "there", "into", "over", "under",
    "between", "after", "before", "during", "until", "while", "when", "where", "not", "no", "also",
    "too", "both", "each", "all", "any", "some", "other", "one", "two", "up", "out", "off", "so",
    "such", "only", "own", "same", "very", "about", "more", "most", "even", "if", "we", "our",
    "us", "i", "my", "you", "your", "s",
];

/// Words that hardly say what an agreement provides: verbs of providing, and its own parts.
const GENERIC: &[&str] = &[
    "provide",
    "offer",
    "contain",
    "oblige",
    "obligation",
    "duty",
    "set",
    "include",
    "require",
    "stipulate",
    "promise",
    "undertake",
    "commit",
    "agree",
    "say",
    "state",
    "call",
    "give",
    "make",
    "take",
    "put",
    "get",
    "do",
    "have",
    "go",
    "come",
    "also",
    "party",
    "side",
    "country",
    "government",
    "treaty",
    "pact",
    "agreement",
    "accord",
    "convention",
    "protocol",
    "memorandum",
    "declaration",
    "clause",
    "article",
    "paragraph",
    "signatory",
    "text",
    "part",
    "bind",
    "sign",
    "nation",
    "power",
    "state",
    "states",
    "parties",
    "countries",
    "lay",
    "settle",
    "fix",
    "keep",
    "keeps",
    "let",
    "allow",
    "permit",
    "forbid",
    "ban",
    "prohibit",
    "renounce",
    "refrain",
    "new",
    "receive",
    "obtain",
    "mutual",
    "bilateral",
    "respective",
    "条約",
    "協定",
    "条項",
    "規定",
    "両国",
    "締約国",
    "約束",
    "義務",
];

/// Verbs of promising.
const PROMISING: &[&str] = &["guarantee", "assure", "pledge", "vow", "swear"];

/// The words among these that say what something is about, and how many there are.
///
/// A verb of promising that governs a clause ("guaranteed that each would stay neutral") says only that something was
/// promised; with an object ("guaranteed the independence of Belgium") it is the promise itself.
pub fn telling(words: &[String], text: &str) -> (Bag, usize) {
    let lower = text.to_lowercase();
    let governs = |w: &str| {
        PROMISING.contains(&w)
            && lower.match_indices(w).any(|(i, _)| {
                let rest = &lower[i + w.len()..];
                let rest = rest.trim_start_matches(|c: char| c.is_alphabetic());
                rest.starts_with(" that ") || rest.starts_with(" to ")
            })
    };
    let kept: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|w| !GENERIC.contains(w) && !governs(w))
        .collect();
    (Bag::of(&kept.join(" ")), kept.len())
}

/// Words kept with their stems: accounts and records use the same few thousand over and over.
const KEPT: usize = 40_000;

/// Words with the hashes of their stems; `None` for those that carry no subject matter.
struct Stems {
    stemmer: Stemmer,
    known: FxHashMap<Box<str>, Option<u64>>,
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems {
        stemmer: Stemmer::create(Algorithm::English),
        known: FxHashMap::default(),
    });
}

impl Stems {
    fn of(&mut self, word: &str) -> Option<u64> {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let tells = word.chars().count() > 1
            && !STOP.contains(&word)
            && !word.chars().all(|c| c.is_ascii_digit());
        let stem = tells.then(|| {
            let stem = hash(&self.stemmer.stem(word));
            synonyms().get(&stem).copied().unwrap_or(stem)
        });
        if self.known.len() < KEPT {
            self.known.insert(word.into(), stem);
        }
        stem
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309f}')
}

impl Bag {
    /// The bag without words.
    pub const EMPTY: Self = Self {
        stems: Vec::new(),
        marks: [0; 4],
    };

    /// The bag of a text in either language.
    pub fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag
    }

    /// Adds a text.
    pub fn add(&mut self, text: &str) {
        STEMS.with_borrow_mut(|stems| self.add_with(text, stems));
    }

    fn add_with(&mut self, text: &str, stems: &mut Stems) {
        let mut word = String::new();
        let mut run: Vec<char> = Vec::new();
        for c in text.chars().chain(std::iter::once(' ')) {
            if is_cjk(c) {
                self.flush_word(&mut word, stems);
                // Particles and endings carry no subject matter.
                if is_hiragana(c) {
                    self.flush_run(&mut run)
                } else {
                    run.push(c)
                }
            } else {
                self.flush_run(&mut run);
                if c.is_ascii_alphanumeric() {
                    word.push(c.to_ascii_lowercase())
                } else if c.is_alphanumeric() {
                    word.extend(c.to_lowercase())
                } else {
                    self.flush_word(&mut word, stems)
                }
            }
        }
        self.stems.sort_unstable();
        self.stems.dedup();
        for s in &self.stems {
            let (at, bit) = mark(*s);
            self.marks[at] |= bit;
        }
    }

    fn flush_word(&mut self, word: &mut String, stems: &mut Stems) {
        if !word.is_empty() {
            self.stems.extend(stems.of(word));
            word.clear();
        }
    }

    fn flush_run(&mut self, run: &mut Vec<char>) {
        match run.len() {
            0 => {}
            1 => {
                self.stems.push(hash(run[0].encode_utf8(&mut [0; 4])));
            }
            _ => self
                .stems
                .extend(run.windows(2).map(|w| hash(&w.iter().collect::<String>()))),
        }
        run.clear();
    }

    /// Number of different stems.
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// How many of this bag's stems are in `other`.
    pub fn shared(&self, other: &Self) -> usize {
        let (few, many) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        few.stems.iter().filter(|s| many.has(**s)).count()
    }

    /// Whether a stem is there.
    fn has(&self, stem: u64) -> bool {
        let (at, bit) = mark(stem);
        self.marks[at] & bit != 0 && self.stems.binary_search(&stem).is_ok()
    }

    /// How many of this bag's stems are in one of the others.
    pub fn shared_with_any(&self, others: &[&Self]) -> usize {
        let has = |s: &u64| others.iter().any(|o| o.has(*s));
        self.stems.iter().filter(|s| has(s)).count()
    }

    /// The share of this bag that `other` accounts for; 1 for an empty bag.
    pub fn covered_by(&self, other: &Self) -> f32 {
        self.share(self.shared(other))
    }

    /// The share of this bag that so many of its stems are; 1 for an empty bag.
    pub fn share(&self, shared: usize) -> f32 {
        if self.is_empty() {
            1.0
        } else {
            shared as f32 / self.len() as f32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_the_same_word() {
        assert_eq!(
            Bag::of("leased for years").shared(&Bag::of("a lease of thirty years")),
            2
        );
        assert_eq!(Bag::of("調印された").shared(&Bag::of("調印した")), 1);
        assert!(Bag::of("the of and").is_empty());
    }

    #[test]
    fn like_words_are_the_same_word() {
        assert_eq!(
            Bag::of("It forbade them").shared(&Bag::of("a ban on missiles")),
            1
        );
        assert_eq!(Bag::of("ships").shared(&Bag::of("aircraft")), 0);
    }
}
