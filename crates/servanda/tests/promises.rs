//! What is promised of every report: nothing dropped, the same bytes again, the published schema, and no
//! crash whatever the input.
#![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

mod common;

use common::{root, servanda, texts, with};
use proptest::prelude::*;
use serde_json::Value;
use servanda_check::Checker;
use servanda_record::Record;
use servanda_text::{Lexicon, Options};
use std::sync::{Arc, OnceLock};

fn check(path: &std::path::Path) -> Value {
    let r = servanda(&[
        "check",
        &path.display().to_string(),
        "--format",
        "json",
        "--exit-zero",
    ]);
    assert_eq!(r.code, Some(0), "{}: {}", path.display(), r.err);
    serde_json::from_str(&r.out).unwrap()
}

fn number(v: &Value, k: &str) -> usize {
    v[k].as_u64()
        .map(|n| n as usize)
        .unwrap_or_else(|| panic!("{k} in {v}"))
}

/// The words between two offsets, counted in code points.
fn words(chars: &[char], v: &Value) -> String {
    chars[number(v, "start")..number(v, "end")].iter().collect()
}

#[test]
fn every_sentence_and_claim_is_accounted_for() {
    for path in texts() {
        let r = check(&path);
        let name = path.display();
        let text = r["document"]["text"].as_str().unwrap();
        let chars: Vec<char> = text.chars().collect();
        assert_eq!(number(&r["document"], "length"), chars.len(), "{name}");
        let claims = r["claims"].as_array().unwrap();
        let counted: usize = r["counts"]
            .as_object()
            .unwrap()
            .values()
            .map(|n| n.as_u64().unwrap() as usize)
            .sum();
        assert_eq!(counted, claims.len(), "{name}");
        for (verdict, n) in r["counts"].as_object().unwrap() {
            let have = claims.iter().filter(|c| c["verdict"] == **verdict).count();
            assert_eq!(n.as_u64().unwrap() as usize, have, "{name}: {verdict}");
        }
        // Spans are right, in order, within their sentences, and do not overlap.
        let sentences = r["sentences"].as_array().unwrap();
        let mut end = 0;
        for c in claims {
            assert!(
                number(c, "start") >= end && number(c, "start") < number(c, "end"),
                "{name}: {c}"
            );
            end = number(c, "end");
            assert_eq!(words(&chars, c), c["quote"].as_str().unwrap(), "{name}");
            for x in c["context"].as_array().unwrap() {
                assert_eq!(words(&chars, x), x["quote"].as_str().unwrap(), "{name}");
            }
            let s = &sentences[number(c, "sentence")];
            assert!(
                number(s, "start") <= number(c, "start") && end <= number(s, "end"),
                "{name}: {c}"
            );
        }
        // Each claim is in one sentence's list, and each sentence has a status that fits.
        let mut listed = Vec::new();
        for (i, s) in sentences.iter().enumerate() {
            let mine = s["claims"].as_array().unwrap();
            for c in mine {
                let c = c.as_u64().unwrap() as usize;
                assert_eq!(number(&claims[c], "sentence"), i, "{name}");
                listed.push(c);
            }
            let status = s["status"].as_str().unwrap();
            assert_eq!(
                mine.is_empty(),
                !matches!(status, "claims" | "opinion"),
                "{name}: {s}"
            );
        }
        assert_eq!(listed, (0..claims.len()).collect::<Vec<_>>(), "{name}");
        // Every word is in a block (marks of lists and quotations need not be), and what is in a block that is read is in a sentence.
        let covered = |list: &[Value], at: usize| {
            list.iter()
                .any(|b| (number(b, "start")..number(b, "end")).contains(&at))
        };
        let blocks = r["blocks"].as_array().unwrap();
        for (i, c) in chars.iter().enumerate().filter(|(_, c)| c.is_alphabetic()) {
            assert!(covered(blocks, i), "{name}: {c:?} at {i} is in no block");
            let read = blocks.iter().any(|b| {
                (number(b, "start")..number(b, "end")).contains(&i)
                    && matches!(b["kind"].as_str(), Some("paragraph" | "caption"))
            });
            assert!(
                !read || covered(sentences, i),
                "{name}: {c:?} at {i} is in no sentence"
            );
        }
        // What a verdict rests on is named with its digest, and its sources are listed.
        let sources = r["sources"].as_array().unwrap();
        for e in claims
            .iter()
            .flat_map(|c| c["evidence"].as_array().unwrap())
        {
            assert_eq!(e["digest"].as_str().unwrap().len(), 64, "{name}");
            for c in e["cites"].as_array().unwrap() {
                assert!(
                    sources.iter().any(|s| s["id"] == c["source"]),
                    "{name}: {c}"
                );
            }
        }
    }
}

#[test]
fn reports_and_readings_keep_to_their_schemas() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let mut compile = |name: &str| {
        let path = root().join("schema").join(name).canonicalize().unwrap();
        compiler
            .compile(&path.display().to_string(), &mut schemas)
            .unwrap()
    };
    let (check_1, read_1) = (compile("check-1.json"), compile("read-1.json"));
    for path in texts() {
        let r = check(&path);
        assert!(
            schemas.validate(&r, check_1).is_ok(),
            "{}: {}",
            path.display(),
            schemas.validate(&r, check_1).unwrap_err()
        );
        let read = servanda(&["read", &path.display().to_string(), "--format", "json"]);
        assert_eq!(read.code, Some(0), "{}", read.err);
        let read: Value = serde_json::from_str(&read.out).unwrap();
        assert!(
            schemas.validate(&read, read_1).is_ok(),
            "{}: {}",
            path.display(),
            schemas.validate(&read, read_1).unwrap_err()
        );
        let chars: Vec<char> = read["document"]["text"].as_str().unwrap().chars().collect();
        for m in read["mentions"].as_array().unwrap() {
            assert_eq!(words(&chars, m), m["text"].as_str().unwrap());
            assert_eq!(m["kind"] == "time", !m["timex"].is_null(), "{m}");
        }
        // Checking judges what reading found.
        let spans = |v: &Value| -> Vec<(usize, usize)> {
            v["claims"]
                .as_array()
                .unwrap()
                .iter()
                .map(|c| (number(c, "start"), number(c, "end")))
                .collect()
        };
        assert_eq!(spans(&r), spans(&read));
        // The schema can fail.
        let mut wrong = r.clone();
        wrong["counts"]["supported"] = Value::from(-1);
        assert!(schemas.validate(&wrong, check_1).is_err());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_everywhere() {
    let there = [
        ("TZ", "Asia/Tokyo"),
        ("LANG", "ja_JP.UTF-8"),
        ("LC_ALL", "ja_JP.UTF-8"),
        ("COLUMNS", "41"),
    ];
    let here = [("TZ", "America/St_Johns"), ("LANG", "C"), ("LC_ALL", "C")];
    for text in ["examples/august-1945.txt", "examples/august-1945.ja.txt"] {
        for format in ["text", "json", "jsonl", "html"] {
            let args = ["check", text, "--format", format];
            let (a, b) = (with(&args, b"", &here), with(&args, b"", &there));
            assert!(!a.out.is_empty(), "{}", a.err);
            assert!(a.out == b.out && a.code == b.code, "{text} as {format}");
        }
    }
    let args = [
        "explain",
        "ussr-japan-neutrality-1941",
        "--on",
        "1945-08-09",
    ];
    assert_eq!(with(&args, b"", &here).out, with(&args, b"", &there).out);
}

#[test]
fn standard_input_gives_the_same_claims_as_the_file() {
    let bytes = std::fs::read(root().join("examples/august-1945.txt")).unwrap();
    let piped = with(&["check", "-", "--format", "jsonl"], &bytes, &[]);
    let file = servanda(&["check", "examples/august-1945.txt", "--format", "jsonl"]);
    let claims = |t: &str| serde_json::from_str::<Value>(t).unwrap()["claims"].clone();
    assert_eq!(claims(&piped.out), claims(&file.out));
}

#[test]
fn a_report_verifies_until_something_in_it_is_changed() {
    let dir = common::folder("verify");
    let path = dir.join("report.json");
    let mut r = check(&root().join("examples/august-1945.txt"));
    let verify = |r: &Value| {
        std::fs::write(&path, serde_json::to_vec(r).unwrap()).unwrap();
        servanda(&["verify", &path.display().to_string()])
    };
    let whole = verify(&r);
    assert_eq!(whole.code, Some(0), "{}{}", whole.out, whole.err);
    let evidence = r["claims"]
        .as_array()
        .unwrap()
        .iter()
        .position(|c| !c["evidence"].as_array().unwrap().is_empty());
    let at = evidence.expect("some claim of the example rests on a statement");
    let changes: [(&str, Value); 4] = [
        (
            "/document/text",
            "Another text altogether, long enough to hold no claim.".into(),
        ),
        ("/claims/0/quote", "what nobody wrote".into()),
        ("/counts/supported", 999.into()),
        (
            &format!("/claims/{at}/evidence/0/digest"),
            "0".repeat(64).into(),
        ),
    ];
    for (pointer, value) in changes {
        let was = std::mem::replace(r.pointer_mut(pointer).unwrap(), value);
        let run = verify(&r);
        assert_eq!(run.code, Some(1), "{pointer}: {}{}", run.out, run.err);
        assert!(run.out.contains("does NOT hold"));
        *r.pointer_mut(pointer).unwrap() = was;
    }
    assert_eq!(verify(&r).code, Some(0));
}

#[test]
fn claims_of_a_saved_report_are_explained_in_both_languages() {
    let dir = common::folder("explain");
    let path = dir.join("report.json").display().to_string();
    let made = servanda(&[
        "check",
        "examples/august-1945.txt",
        "--format",
        "json",
        "-o",
        &path,
        "--exit-zero",
    ]);
    assert_eq!(made.code, Some(0));
    let r: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for (i, c) in r["claims"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .step_by(6)
    {
        for lang in ["en", "ja"] {
            let run = servanda(&[
                "explain",
                &(i + 1).to_string(),
                "--from",
                &path,
                "--report-lang",
                lang,
            ]);
            assert_eq!(run.code, Some(0), "{}", run.err);
            for e in c["evidence"].as_array().unwrap().iter().take(1) {
                let proven = !c["proof"].is_null();
                assert!(
                    proven || run.out.contains(e["statement"].as_str().unwrap()),
                    "{}: {}",
                    i + 1,
                    run.out
                );
            }
        }
        let by_id = servanda(&["explain", c["id"].as_str().unwrap(), "--from", &path]);
        assert_eq!(
            by_id.out,
            servanda(&["explain", &(i + 1).to_string(), "--from", &path]).out
        );
    }
}

#[test]
fn a_question_of_law_is_told_as_because_and_therefore() {
    let ask = [
        "explain",
        "ussr-japan-neutrality-1941",
        "--on",
        "1941-05-01",
        "--party",
        "ussr",
        "--other",
        "japan",
    ];
    let en = servanda(&ask);
    assert_eq!(en.code, Some(0), "{}", en.err);
    assert!(
        en.out.contains("on 1 May 1941")
            && en.out.contains("Because ")
            && en.out.contains(", therefore "),
        "{}",
        en.out
    );
    assert!(
        en.out
            .contains("ussr-japan-neutrality-1941/entry-into-force"),
        "{}",
        en.out
    );
    let ja = servanda(&[&ask[..], &["--report-lang", "ja"]].concat());
    assert!(
        ja.out.contains("1941年5月1日") && ja.out.contains("から、"),
        "{}",
        ja.out
    );
}

fn record() -> &'static (Arc<Record>, Lexicon) {
    static RECORD: OnceLock<(Arc<Record>, Lexicon)> = OnceLock::new();
    RECORD.get_or_init(|| {
        let record = Arc::new(servanda_embedded::record());
        let lexicon = Lexicon::new(&record);
        (record, lexicon)
    })
}

/// Reads and checks; all forms of output are made, and the page runs nothing of what was read.
fn survives(bytes: &[u8]) {
    let (record, lexicon) = record();
    let Ok(reading) = servanda_text::read(bytes, &Options::default(), lexicon) else {
        return;
    };
    let checked = Checker::new(record).check(&reading);
    assert_eq!(checked.len(), reading.claims.len());
    let r = servanda_report::report(record, "any", &reading.document, &reading.claims, &checked);
    assert!(serde_json::to_string(&r).is_ok());
    let scene = servanda_report::scene::scene(record, &reading.claims, &checked);
    let page = servanda_report::html::page(&r, &scene, reading.document.lang);
    assert!(!page.contains("<script") && !page.contains("<img"));
    let t = servanda_report::Terminal {
        lang: reading.document.lang,
        width: 60,
        verbose: true,
    };
    assert!(!t.print(&r).is_empty());
    assert!(serde_json::to_string(&servanda_report::read_report("", "any", &reading)).is_ok());
}

#[test]
fn markup_in_a_text_is_shown_and_not_run() {
    survives(b"<script>alert(1)</script> The pact <img src=x onerror=alert(1)> was signed in April 1941 \"><svg onload=x>.");
    let page = with(
        &["check", "-", "--format", "html"],
        b"The <b>Soviet</b> <script>x</script> pact was signed on 13 April 1941 & it held.",
        &[],
    );
    assert!(!page.out.contains("<script"), "{}", page.err);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        survives(text.as_bytes());
    }

    #[test]
    fn any_mixture_of_an_article_is_read(parts in prop::collection::vec(
        prop::sample::select(vec![
            "The Soviet Union", "Japan", " violated ", "the neutrality pact", " on ", "9 August 1945", "in force",
            ". ", "\n\n", "日本は", "中立条約を", "1945年8月9日に", "破った。", "about 60,000 ", "said that ", "(", ")", "\"", "「", "」",
            "not ", "never ", "before ", "signed ", "it ", "eighty years ago", ", ", "\u{200f}", "\u{0}", "e\u{301}", "𝕏",
        ]), 0..40)) {
        survives(parts.concat().as_bytes());
    }
}
