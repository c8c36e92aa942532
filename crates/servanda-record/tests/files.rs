//! The files in `good/` load; those in `bad/` give the diagnostics shown in `snapshots/`.

#![allow(clippy::unwrap_used)]

use servanda_record::{Diagnostics, Loaded, Record, Stats};
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(path)
}

/// Loads a test file with `base.yaml`.
fn load(path: &str) -> Result<Loaded, Diagnostics> {
    let base = fs::read(here("base.yaml")).unwrap();
    let bytes = fs::read(here(path)).unwrap();
    let name = path.rsplit('/').next().unwrap();
    Record::load_files(
        Record::empty(),
        [("base.yaml", base.as_slice()), (name, bytes.as_slice())],
    )
}

/// The errors of a bad file as a terminal of 100 columns shows them.
fn errors(path: &str) -> String {
    let errors = load(path).expect_err("a bad file must not load");
    assert!(errors.has_errors());
    for d in &errors.0 {
        assert!(d.explanation().is_some(), "no explanation of {}", d.code);
    }
    errors.render(false, 100)
}

macro_rules! bad {
    ($($name:ident: $file:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(errors(concat!("bad/", $file)));
        }
    )*};
}

bad! {
    broken_yaml: "not-yaml.yaml";
    japanese_columns: "japanese.yaml";
    dates_that_do_not_exist: "dates.yaml";
    ends_before_it_begins: "order.yaml";
    circles: "circles.yaml";
    ids_that_do_not_exist: "references.yaml";
    many_errors_in_one_run: "shapes.yaml";
    not_utf8: "latin-1.yaml";
    too_deep: "deep.yaml";
    alias_bomb: "laughs.yaml";
}

#[test]
fn every_bad_file_has_a_test() {
    let listed = include_str!("files.rs");
    for entry in fs::read_dir(here("bad")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            listed.contains(&format!("\"{name}\"")),
            "{name} is tested by nothing"
        );
    }
}

#[test]
fn a_full_agreement_becomes_statements() {
    let record = load("good/agreement.yaml").unwrap().record;
    let lines: Vec<String> = record
        .statements
        .iter()
        .filter(|s| s.file == "agreement.yaml")
        .map(|s| {
            let time = s
                .time
                .as_ref()
                .map(|t| format!(" @{t}"))
                .unwrap_or_default();
            let cites: Vec<String> = s
                .citations
                .iter()
                .map(|c| format!("{} {}", c.source, c.locator))
                .collect();
            let under: Vec<String> = s.under.0.iter().map(|(c, o)| format!("{c}={o}")).collect();
            format!(
                "{}{time} {:?} {:?} {}\n  {}",
                s.id,
                s.status,
                cites,
                under.join(" "),
                s.value
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_full_agreement_is_decoded() {
    let record = load("good/agreement.yaml").unwrap().record;
    insta::assert_debug_snapshot!(record.agreement("pact-1935").unwrap());
}

#[test]
fn events_keep_conflicting_sources_side_by_side() {
    let loaded = load("good/events.yaml").unwrap();
    let event = loaded.record.event("long-crisis").unwrap();
    assert_eq!(event.when.len(), 2);
    let deaths: Vec<&str> = event
        .quantities
        .iter()
        .map(|q| q.value.written.as_str())
        .collect();
    assert_eq!(deaths, ["1000..1500", ">2000"]);
    let norwegian = &loaded.record.event("winter-crisis").unwrap().names.0[1];
    assert_eq!(
        (norwegian.lang.as_str(), norwegian.name.as_str()),
        ("no", "Vinterkrisen")
    );
    assert_eq!(loaded.warnings.0, []);
}

#[test]
fn a_completeness_statement_is_void_if_a_member_is_gone_or_another_is_there() {
    let text = fs::read_to_string(here("good/agreement.yaml")).unwrap();
    let base = fs::read(here("base.yaml")).unwrap();
    let load = |text: &str| {
        let files = [("base.yaml", base.as_slice()), ("a.yaml", text.as_bytes())];
        Record::load_files(Record::empty(), files).unwrap()
    };
    let whole = load(&text);
    assert_eq!(whole.record.completeness[0].void, None);
    let second =
        "  - { act: notice-of-denunciation, by: graustark, on: 1939-04-05, note: a second copy }\n";
    let gone = load(&text.replace(second, ""));
    let void = gone.record.completeness[0].void.as_deref().unwrap();
    assert!(void.contains("is not in the record"), "{void}");
    assert_eq!(
        gone.warnings.0[0].code,
        servanda_record::codes::VOID_COMPLETENESS
    );
    let third = second
        .replace("1939-04-05", "1938")
        .replace("graustark", "ruritania");
    let another = load(&text.replace(second, &format!("{second}{third}")));
    let void = another.record.completeness[0].void.as_deref().unwrap();
    assert!(
        void.contains("notice-of-denunciation/ruritania/1938"),
        "{void}"
    );
    let later = load(&text.replace(
        second,
        &format!("{second}{}", third.replace("1938", "1950")),
    ));
    assert_eq!(
        later.record.completeness[0].void, None,
        "outside the period it says nothing"
    );
}

#[test]
fn a_further_record_replaces_documents_and_says_so() {
    let base = load("good/agreement.yaml").unwrap().record;
    let own = "actor: ruritania\nkind: state\nnames: { en: [Republic of Ruritania] }\nsource: gazette p. 100\n---
agreement: mine\ntitle: { en: Mine }\nform: treaty\nparties: [ruritania, graustark]\nsource: gazette\n";
    let loaded = Record::load_files(base.clone(), [("own.yaml", own.as_bytes())]).unwrap();
    let label = |r: &Record| r.label("ruritania", servanda_record::Lang::En).to_string();
    assert_eq!(label(&base), "Ruritania");
    assert_eq!(label(&loaded.record), "Republic of Ruritania");
    assert!(
        loaded.record.agreement("mine").is_some() && loaded.record.agreement("pact-1935").is_some()
    );
    let codes: Vec<&str> = loaded.warnings.0.iter().map(|d| d.code).collect();
    assert_eq!(codes, [servanda_record::codes::REPLACED]);
    let about = |r: &Record| {
        r.statements
            .iter()
            .filter(|s| s.id.as_str() == "ruritania/actor")
            .count()
    };
    assert_eq!(about(&loaded.record), 1);

    // What the base rests on must not be taken away.
    let fewer =
        "choice-point: pact-nature\nscope: { global: true }\nquestion: { en: Which? }\ndefault: a
options: [{ option: a, says: { en: A } }, { option: b, says: { en: B } }]\nsource: gazette\n";
    let errors = Record::load_files(base, [("own.yaml", fewer.as_bytes())]).unwrap_err();
    assert!(
        errors
            .0
            .iter()
            .any(|d| d.code == servanda_record::codes::NO_OPTION)
    );
}

#[test]
fn citations_and_statements_are_found() {
    let record = load("good/agreement.yaml").unwrap().record;
    let party = record.statement("pact-1935/party/graustark").unwrap();
    assert_eq!(
        record.citations(party, servanda_record::Lang::En),
        ["Government Printer, The Gazette, 1950, p. 8 <https://example.org/gazette>"]
    );
    let of = |id| {
        record
            .statements_of(servanda_record::Kind::Agreement, id)
            .count()
    };
    assert_eq!(
        of("pact-1935"),
        record
            .statements
            .iter()
            .filter(|s| s.subject.id() == "pact-1935")
            .count()
    );
    assert_eq!(of("pact"), 0);
}

#[test]
fn stats_count() {
    insta::assert_snapshot!(Stats::of(&load("good/agreement.yaml").unwrap().record).render(true));
}

#[test]
fn diagnostics_go_out_as_json() {
    let errors = load("bad/japanese.yaml").unwrap_err();
    insta::assert_snapshot!(serde_json::to_string_pretty(&errors).unwrap());
}

#[test]
fn errors_without_end_are_cut_and_the_cut_is_shown() {
    let parties: Vec<String> = (0..5000).map(|i| format!("no-such-{i}")).collect();
    let keys: String = (0..5000).map(|i| format!("key-{i}: 1\n")).collect();
    let twice = "name: 1\n".repeat(5000);
    let head = "agreement: a\ntitle: { en: A }\nform: treaty\nsource: gazette\n";
    for text in [
        format!("{head}parties: [{}]\n", parties.join(", ")),
        format!("{head}{keys}"),
        format!("{head}{twice}"),
        format!("{head}---\n").repeat(5000),
    ] {
        let errors =
            Record::load_files(Record::empty(), [("a.yaml", text.as_bytes())]).unwrap_err();
        assert_eq!(errors.0.len(), 2001);
        assert_eq!(
            errors.0.last().unwrap().code,
            servanda_record::codes::TOO_MANY
        );
    }
}
