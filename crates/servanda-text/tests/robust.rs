//! Reading never fails on any input but with an error value, and keeps its promises on whatever it reads.

use proptest::prelude::*;
use servanda_record::Record;
use servanda_text::{Lexicon, Options, Reading, read};
use std::sync::OnceLock;

/// A small record with names that overlap in both languages.
fn lexicon() -> &'static Lexicon {
    static L: OnceLock<Lexicon> = OnceLock::new();
    L.get_or_init(|| {
        let file = "
actor: atlantis
kind: state
names: { en: [Atlantis], ja: [アトランティス] }
adjectives: { en: [Atlantean] }
metonyms: { en: [Poseidonis], ja: [ポセイドニス] }
source: timaeus
---
actor: lemuria
kind: state
names: { en: [Lemuria, Republic of Lemuria], ja: [レムリア, 韓] }
source: timaeus
---
source: timaeus
kind: book
title: Timaeus
";
        let loaded = Record::load_files(Record::empty(), [("a.yaml", file.as_bytes())])
            .expect("the record is sound");
        Lexicon::new(&loaded.record)
    })
}

fn holds(r: &Reading) -> Result<(), TestCaseError> {
    let text = &r.document.text;
    let mut last = 0;
    for c in &r.claims {
        prop_assert!(
            c.range.start < c.range.end && text.get(c.range.clone()).is_some(),
            "a span outside the text"
        );
        prop_assert!(last <= c.range.start, "spans overlap");
        last = c.range.end;
        let s = &r.document.sentences[c.sentence];
        prop_assert!(
            s.range.start <= c.range.start && c.range.end <= s.range.end,
            "a claim outside its sentence"
        );
        for x in &c.context {
            prop_assert!(text.get(x.clone()).is_some());
        }
    }
    let mut at = 0;
    for s in &r.document.sentences {
        prop_assert!(at <= s.range.start && text.get(s.range.clone()).is_some());
        // Nothing but white space lies between sentences of read blocks.
        at = s.range.end;
    }
    for m in &r.mentions {
        prop_assert!(text.get(m.range.clone()).is_some());
    }
    Ok(())
}

fn words() -> impl Strategy<Value = String> {
    let pool = prop::sample::select(vec![
        "Atlantis",
        "Lemuria",
        "Atlantean",
        "the",
        "treaty",
        "pact",
        "was",
        "signed",
        "in",
        "on",
        "1941",
        "5 May 1941",
        ",",
        ".",
        ";",
        ":",
        "\"",
        "“",
        "”",
        "(",
        ")",
        "-",
        "—",
        "and",
        "which",
        "that",
        "after",
        "before",
        "not",
        "never",
        "it",
        "they",
        "both",
        "sides",
        "invaded",
        "to",
        "be",
        "had",
        "of",
        "half",
        "a",
        "million",
        "hundreds",
        "thousands",
        "two",
        "per",
        "cent",
        "$",
        "'s",
        "’s",
        "said",
        "would",
        "\n",
        "\n\n",
        "# ",
        "](",
        "https://x",
        "アトランティス",
        "レムリア",
        "韓",
        "は",
        "が",
        "を",
        "に",
        "と",
        "、",
        "。",
        "「",
        "」",
        "条約",
        "同条約",
        "調印し",
        "した",
        "数十万人",
        "5分の1",
        "約",
        "昭和二十年",
        "4月",
        "でしょう",
        "U.S.",
        "…",
        "É",
        "\u{200b}",
        "𝔘",
        "ｋ",
    ]);
    prop::collection::vec((pool, prop::bool::ANY), 0..60).prop_map(|w| {
        w.into_iter()
            .map(|(w, space)| if space { format!("{w} ") } else { w.to_owned() })
            .collect()
    })
}

/// The corpus of the fuzz target `read`: the first byte chooses the language and the document's date, as there.
#[test]
fn the_fuzz_corpus_is_read() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz-corpus");
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .expect("the corpus is there")
        .map(|f| f.expect("a file").path())
        .collect();
    files.sort();
    assert!(files.len() >= 15, "only {} files", files.len());
    for file in files {
        let bytes = std::fs::read(&file).expect("it can be read");
        let (&how, rest) = bytes.split_first().expect("it is not empty");
        let options = Options {
            lang: match how & 3 {
                0 => None,
                1 => Some(servanda_record::Lang::En),
                _ => Some(servanda_record::Lang::Ja),
            },
            date: (how & 4 != 0)
                .then(|| servanda_time::UncertainDate::parse("2024-02-29").expect("a date")),
            ..Options::default()
        };
        if let Ok(r) = read(rest, &options, lexicon()) {
            holds(&r).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        }
    }
}

/// One endless line, thousands of dates, brackets that never close: read whole, every position right.
#[test]
fn long_lines_are_read() {
    let parts = [
        "Atlantis signed the treaty with Lemuria on 5 May 1941 and ".repeat(1500),
        "5 May 1941, ".repeat(8000),
        "アトランティスは1941年5月5日に条約に調印し、".repeat(1500),
        "1941年5月5日、".repeat(6000),
        "「".repeat(20_000),
        "a".repeat(200_000),
        "あ".repeat(60_000),
        "\u{301}".repeat(60_000),
    ];
    for text in parts {
        let r = read(text.as_bytes(), &Options::default(), lexicon()).expect("it is text");
        assert!(
            holds(&r).is_ok(),
            "{}",
            text.chars().take(20).collect::<String>()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(r) = read(&bytes, &Options::default(), lexicon()) {
            holds(&r)?;
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        if let Ok(r) = read(text.as_bytes(), &Options::default(), lexicon()) {
            holds(&r)?;
        }
    }

    #[test]
    fn words_in_any_order(text in words()) {
        if let Ok(r) = read(text.as_bytes(), &Options::default(), lexicon()) {
            holds(&r)?;
        }
    }

    #[test]
    fn the_same_text_gives_the_same_reading(text in words()) {
        let once = read(text.as_bytes(), &Options::default(), lexicon());
        let again = read(text.as_bytes(), &Options::default(), lexicon());
        prop_assert_eq!(once.map(|r| (r.claims, r.mentions)).ok(), again.map(|r| (r.claims, r.mentions)).ok());
    }
}
