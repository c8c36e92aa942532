//! What the tests work with: the texts, and reading and checking one of them.

use servanda_check::{Checked, Checker, Verdict};
use servanda_record::{Lang, Record};
use servanda_text::{Claim, Lexicon, Options, Reading, read};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text to change.
pub struct Text {
    /// The file's name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The texts: the examples, and those laid beside the repository where there are any.
pub fn texts() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = std::env::var_os("SERVANDA_SHARED")
        .map_or_else(|| root.join("../shared"), PathBuf::from)
        .join("texts");
    let mut out = Vec::new();
    for (folder, required) in [
        (root.join("examples"), true),
        (beside.join("dev"), false),
        (beside, false),
    ] {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            assert!(!required, "{} is missing", folder.display());
            eprintln!("SKIPPED: no texts in {}", folder.display());
            continue;
        };
        let mut files: Vec<PathBuf> = entries
            .flatten()
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|x| x == "txt"))
            .collect();
        files.sort();
        for f in files {
            let name = f.file_name().unwrap_or_default().to_string_lossy();
            if let Ok(text) = std::fs::read_to_string(&f) {
                out.push(Text {
                    name: name.into_owned(),
                    text,
                });
            }
        }
    }
    out
}

/// The record with what reads and checks against it.
pub struct Tools<'r> {
    /// The record.
    pub record: &'r Record,
    lexicon: Lexicon,
    checker: Checker<'r>,
    /// Actors, places and agreements by their names, in both languages.
    pub by_name: BTreeMap<&'r str, Vec<&'r str>>,
}

/// A text read and checked.
pub struct Marked {
    /// What was read.
    pub reading: Reading,
    /// The claims with the agreements they were found to mean.
    pub claims: Vec<Claim>,
    /// Their verdicts.
    pub verdicts: Vec<Checked>,
}

impl<'r> Tools<'r> {
    /// Tools for a record.
    pub fn new(record: &'r Arc<Record>) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for a in &record.actors {
            let all = [&a.names, &a.adjectives, &a.demonyms, &a.metonyms];
            for n in all.iter().flat_map(|n| &n.0) {
                by_name.entry(&n.name).or_default().push(a.id.as_str());
            }
        }
        Self {
            record,
            lexicon: Lexicon::new(record),
            checker: Checker::new(record),
            by_name,
        }
    }

    /// Reads and checks a text.
    pub fn mark(&self, text: &str) -> Marked {
        let reading = read(text.as_bytes(), &Options::default(), &self.lexicon)
            .unwrap_or_else(|e| panic!("a text that cannot be read: {e}"));
        let verdicts = self.checker.check(&reading);
        let claims = self.checker.meant(&reading.document, &reading.claims);
        Marked {
            reading,
            claims,
            verdicts,
        }
    }
}

impl Marked {
    /// The language.
    pub fn lang(&self) -> Lang {
        self.reading.document.lang
    }
    /// The words at a range.
    pub fn words(&self, range: &Range<usize>) -> &str {
        &self.reading.document.text[range.clone()]
    }
    /// The claims with this verdict, by number.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = usize> + '_ {
        (0..self.claims.len()).filter(move |i| self.verdicts[*i].verdict == verdict)
    }
    /// The numbers of the claims that have part of `range` in their own words.
    pub fn over<'a>(&'a self, range: &'a Range<usize>) -> impl Iterator<Item = usize> + 'a {
        (0..self.claims.len()).filter(move |i| {
            let r = &self.claims[*i].range;
            r.start < range.end && range.start < r.end
        })
    }
}

/// A fixed choice that looks like chance: FNV-1a over the words, so that it is the same everywhere.
pub fn dice(seed: u64, words: &[&str]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325 ^ seed;
    for b in words.iter().flat_map(|w| w.bytes().chain([0])) {
        h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
    h ^ (h >> 29)
}
