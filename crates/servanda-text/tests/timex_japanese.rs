//! Japanese time expressions against the phrases and sentences of another tagger's tests, where they are at hand.
//!
//! Notations differ and are folded: `2021-07-XX` is `2021-07`, `T23-59-XX` is `T23:59`; a relative word's value there is its
//! distance (昨日: `P1D`), which is [`Timex::duration`] here.

use serde_json::Value;
use servanda_text::timex::{Lang, Options, Timex, tag};
use std::path::PathBuf;

fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared =
        std::env::var_os("SERVANDA_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let found = [shared.join(path), root.join("../../shared").join(path)]
        .into_iter()
        .find(|p| p.exists());
    if found.is_none() {
        eprintln!("SKIPPED: no {path}; set SERVANDA_SHARED");
    }
    found
}

/// One notation for both sides.
fn fold(value: &str) -> String {
    let mut v = value.to_owned();
    if let Some(at) = v.find('T').filter(|_| !v.starts_with('P')) {
        v = v[at..].replace(':', "-");
        while v.ends_with("-XX") || v.ends_with("-00") {
            v.truncate(v.len() - 3);
        }
        return v;
    }
    if !v.starts_with("XXXX") {
        while v.ends_with("-XX") {
            v.truncate(v.len() - 3);
        }
        if v.ends_with("XX") && v.trim_start_matches("BC").len() == 4 {
            v.truncate(v.len() - 2);
        }
    } else if v.ends_with("-XX") && !v.ends_with("-XX-XX") && v.len() == 10 {
        v.truncate(7);
    }
    if v == "P0CE" { "P0Y".into() } else { v }
}

fn right(t: &Timex, gold: &str) -> bool {
    let gold = fold(gold);
    fold(&t.value) == gold
        || gold.starts_with('P')
            && t.duration.as_deref().map(fold).as_deref() == Some(gold.as_str())
}

fn class(gold: &str) -> usize {
    if gold.starts_with('P') {
        1
    } else if gold.starts_with('T') {
        2
    } else {
        0
    }
}

#[test]
fn phrases_and_sentences() {
    let Some(path) = shared("data/text/ja_timex_cases/cases.jsonl") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let (mut n, mut ok, mut sentences, mut sentences_ok) = ([0usize; 3], [0usize; 3], 0, 0);
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let phrase = case["text"].as_str().unwrap();
        let found = tag(phrase, &Options::new(Lang::Ja));
        let shown: Vec<_> = found
            .iter()
            .map(|t| (t.text.as_str(), t.value.as_str(), t.duration.as_deref()))
            .collect();
        if let Some(gold) = case["value"].as_str() {
            let c = class(gold);
            n[c] += 1;
            if found.len() == 1 && right(&found[0], gold) {
                ok[c] += 1;
            } else {
                println!("WRONG {phrase} {gold}: {shown:?}");
            }
        } else {
            let gold = case["timexes"].as_array().unwrap();
            sentences += 1;
            let same = gold.len() == found.len()
                && gold.iter().zip(&found).all(|(g, t)| {
                    g["value"].as_str().is_none_or(|v| right(t, v))
                        && g["text"].as_str().is_none_or(|x| x == t.text)
                });
            sentences_ok += usize::from(same);
            if !same {
                println!("WRONG {phrase} {gold:?}: {shown:?}");
            }
        }
    }
    println!(
        "dates {}/{}, durations {}/{}, clock {}/{}, sentences {sentences_ok}/{sentences}",
        ok[0], n[0], ok[1], n[1], ok[2], n[2]
    );
    assert!(
        (ok[0] + ok[1]) * 100 >= 97 * (n[0] + n[1]),
        "dates and durations: {ok:?} of {n:?}"
    );
}
