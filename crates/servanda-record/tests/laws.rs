//! What holds for every record and every input.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use servanda_record::{Record, statement_digest};
use std::fs;
use std::path::{Path, PathBuf};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The good files with what they need, by name.
fn good() -> Vec<(String, Vec<u8>)> {
    let mut out = vec![(
        "base.yaml".to_string(),
        fs::read(tests().join("base.yaml")).unwrap(),
    )];
    for entry in fs::read_dir(tests().join("good")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        out.push((name, fs::read(path).unwrap()));
    }
    out
}

fn load(files: &[(String, Vec<u8>)]) -> Record {
    let files = files.iter().map(|(n, b)| (n.as_str(), b.as_slice()));
    Record::load_files(Record::empty(), files).unwrap().record
}

/// Every document a file of its own.
fn documents() -> Vec<String> {
    let files = good();
    let texts = files
        .iter()
        .map(|(_, b)| String::from_utf8(b.clone()).unwrap());
    texts
        .flat_map(|t| t.split("\n---\n").map(str::to_string).collect::<Vec<_>>())
        .collect()
}

fn try_load(bytes: &[u8]) {
    let base = fs::read(tests().join("base.yaml")).unwrap();
    let files = [("base.yaml", base.as_slice()), ("x.yaml", bytes)];
    if let Err(errors) = Record::load_files(Record::empty(), files) {
        assert!(errors.has_errors());
        // Every diagnostic can be shown, and points into the file.
        for d in &errors.0 {
            assert!(d.render(false, 80).contains(d.code));
            assert!(d.bytes.start <= d.bytes.end);
            assert!(
                d.file.as_ref() != "x.yaml" || d.bytes.end <= bytes.len().max(1),
                "{d:?}"
            );
        }
    }
}

#[test]
fn the_compact_form_gives_the_same_record_back() {
    let record = load(&good());
    let bytes = record.to_bytes().unwrap();
    let again = Record::from_bytes(&bytes).unwrap();
    assert_eq!(again, record);
    assert!(Record::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    assert!(Record::from_bytes(&[bytes.as_slice(), b"x"].concat()).is_err());
    assert!(Record::from_bytes(b"another form").is_err());
}

#[test]
fn digests_follow_the_contents_and_nothing_else() {
    let record = load(&good());
    for s in &record.statements {
        assert_eq!(s.digest, statement_digest(s), "{}", s.id);
    }
    let changed = |from: &str, to: &str| {
        let mut files = good();
        for (_, bytes) in &mut files {
            *bytes = String::from_utf8(bytes.clone())
                .unwrap()
                .replace(from, to)
                .into_bytes();
        }
        load(&files).digest
    };
    let same = [
        ("# Everything", "# All"),
        ("topics: neutrality", "topics: [ \"neutrality\" ]"),
    ];
    for (from, to) in same {
        assert_eq!(changed(from, to), record.digest, "{from} → {to}");
    }
    let other = [
        ("{ on: 1940-04-30, how", "{ on: 1940-04-29, how"),
        ("gazette p. 99", "gazette p. 98"),
        ("status: unverified", "status: verified"),
        ("title: The Gazette", "title: Gazette"),
        (
            "under: { pact-nature: treaty }",
            "under: { pact-nature: policy }",
        ),
        ("is-a: act-of-state", "is-a: situation"),
    ];
    for (from, to) in other {
        assert_ne!(changed(from, to), record.digest, "{from} → {to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        try_load(&bytes);
    }

    #[test]
    fn any_text_near_yaml_is_read_or_refused(
        text in r#"(actor|event|names|on|source|agreement|---|\.\.\.|[a-c]|[0-9]|日|本|é|\{|\}|\[|\]|:|: |,|-|- |\?|&a|\*a|!|\||>|#|"|'|\n| |\t|\r|%|@|`|\\){0,80}"#
    ) {
        try_load(text.as_bytes());
    }

    #[test]
    fn any_change_of_a_good_file_is_read_or_refused(
        which in 0usize..3,
        at in any::<prop::sample::Index>(),
        length in 0usize..12,
        with in r#"[ \n:\[\]{},"'#&*!|>%@0-9a-z日-]{0,6}"#,
    ) {
        let files = good();
        let text = String::from_utf8(files[which % files.len()].1.clone()).unwrap();
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let from = at.index(starts.len());
        let to = (from + length).min(starts.len() - 1);
        try_load(format!("{}{with}{}", &text[..starts[from]], &text[starts[to]..]).as_bytes());
    }

    #[test]
    fn the_order_of_files_changes_nothing(order in Just(documents()).prop_shuffle()) {
        let expected = load(&good());
        let files: Vec<(String, Vec<u8>)> =
            order.into_iter().enumerate().map(|(i, d)| (format!("{i:03}.yaml"), d.into_bytes())).collect();
        let record = load(&files);
        prop_assert_eq!(record.digest, expected.digest);
        let values = |r: &Record| r.statements.iter().map(|s| (s.id.clone(), s.digest)).collect::<Vec<_>>();
        prop_assert_eq!(values(&record), values(&expected));
    }
}
