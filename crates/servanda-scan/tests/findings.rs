//! Findings: their ids, the same in every form and for every number of threads.

mod common;

use common::Scratch;
use servanda_law::{Law, ReadingSpec};
use servanda_record::Record;
use servanda_scan::{
    CompiledLaw, EventSource, FindingsTo, Inputs, Mapping, Progress, RowReader, Summary,
    Vocabulary, Watched, find, finding_of, values_in,
};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const FILES: &str = r#"
source: book
kind: book
title: A book
---
actor: arland
kind: state
names: { en: [Arland], ja: [アーランド] }
codes: [{ cow: 2 }]
source: book
---
actor: borland
kind: state
names: { en: [Borland], ja: [ボーランド] }
codes: [{ cow: 10 }]
source: book
---
agreement: pact
title: { en: The Pact }
form: treaty
parties: [arland, borland]
signed: { on: 1920-01-01 }
entry-into-force: { on: 1920-01-01, by: signature }
ended: { on: 1940-12-31, how: expiry }
provisions:
  - { article: "1", topic: non-aggression, says: { en: No attack. }, duty: must-not, act: [attack] }
source: book
"#;

fn law(note: &str) -> Law {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record");
    let read = |name: &str| std::fs::read(record.join(name)).expect("the record's vocabulary");
    let (acts, topics) = (read("taxonomy.yaml"), read("topics.yaml"));
    let own = FILES.replace("A book", note);
    let files = [
        ("acts.yaml", acts.as_slice()),
        ("topics.yaml", &topics),
        ("pact.yaml", own.as_bytes()),
    ];
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => Law::new(Arc::new(loaded.record)),
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

const MAPPING: &str = r#"
mapping: simple
format: csv
id: finding
day: { column: when, as: iso }
actor: { column: who, codes: [cow] }
target: { column: whom, codes: [cow] }
act: { column: what, codes: act }
"#;

fn scan(law: &Law, files: &[String], threads: usize, form: &str) -> (Vec<u8>, Summary, u64) {
    let mapping = Mapping::read("m.yaml", MAPPING).expect("a mapping");
    let vocabulary = Vocabulary::of_record(law.record()).expect("acts");
    let compiled = CompiledLaw::new(law, &vocabulary.acts).expect("small numbers");
    let reader = RowReader::new(mapping, Arc::new(vocabulary)).expect("a mapping for it");
    let inputs = Inputs::open(files, &reader, || Box::new(std::io::empty())).expect("files");
    let progress = Progress::default();
    let watched = Watched {
        source: &inputs,
        progress: &progress,
    };
    let mut out = Vec::new();
    let to = match form {
        "parquet" => FindingsTo::Parquet(&mut out),
        "csv" => FindingsTo::Csv(&mut out),
        _ => FindingsTo::Jsonl(&mut out),
    };
    let how = (threads, &ReadingSpec::default());
    let summary = find(law, &compiled, &watched, how, to, &mut |_| {}).expect("a scan");
    assert_eq!(Some(progress.done()), inputs.size(), "all of it was read");
    (out, summary, progress.rows())
}

#[test]
fn a_finding_is_found_again_by_its_id_in_every_form() {
    let scratch = Scratch::new("findings");
    let one = "finding,when,who,whom,what\n\
        a,1930-05-01,2,10,invasion\nb,1930-05,10,2,bombardment\ns,1930-05-01,2,2,invasion\nc,1945-01-01,2,10,invasion\nd,1930-13-01,2,10,attack\n";
    let two = "finding,when,who,whom,what\na,1930-05-01,2,10,invasion\ne,1940-12,2,10,attack\n";
    let files = [scratch.write("1.csv", one), scratch.write("2.csv", two)];
    let law = law("A book");
    let (parquet, summary, rows) = scan(&law, &files, 1, "parquet");
    assert_eq!((summary.findings, summary.totals.rejected, rows), (4, 1, 7));
    let mut ids = BTreeSet::new();
    for form in ["parquet", "csv", "jsonl"] {
        let (bytes, _, _) = scan(&law, &files, 1, form);
        let (again, _, _) = scan(&law, &files, 2, form);
        assert!(
            bytes == again,
            "{form}: two threads give other bytes than one"
        );
        let path = scratch.write(&format!("f.{form}"), &bytes);
        let path = Path::new(&path);
        let all = values_in(path, |name| name == "finding").expect("a table");
        // The event that stands twice is the same finding twice.
        assert_eq!(all.len(), 3, "{form}: {all:?}");
        assert!(ids.is_empty() || ids == all, "{form}");
        ids = all;
        for id in &ids {
            assert!(id.len() == 22 && id.starts_with("f-"), "{id}");
            let found = finding_of(path, id).expect("a table").expect("a finding");
            let get = |name: &str| found.get(name).map_or("", String::as_str);
            assert_eq!(
                (get("agreement"), get("article"), get("act")),
                ("pact", "1", "against")
            );
            assert_eq!(get("record"), law.record().digest.to_string());
            if get("event") == "b" {
                assert_eq!((get("day"), get("last_day")), ("1930-05-01", "1930-05-31"));
                assert_eq!((get("actor"), get("target")), ("borland", "arland"));
                assert_eq!(
                    (get("did"), get("bound"), get("certain")),
                    ("bombardment", "yes", "yes")
                );
            }
        }
        assert_eq!(finding_of(path, "f-0").expect("a table"), None);
    }
    assert_eq!(parquet, scan(&law, &files, 2, "parquet").0);
    // Against another record it is another finding.
    let (other, _, _) = scan(&self::law("Another book"), &files, 1, "csv");
    let path = scratch.write("other.csv", other);
    let others = values_in(Path::new(&path), |name| name == "finding").expect("a table");
    assert!(others.is_disjoint(&ids));
    let error = finding_of(Path::new(&files[0].replace("1.csv", "x.txt")), "f-0");
    assert!(error.is_err());
}
