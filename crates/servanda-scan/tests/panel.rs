//! Panels of a small record: entry and end, unknown, readings, coverage, codes by date.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use servanda_law::{Law, ReadingSpec};
use servanda_record::Record;
use servanda_scan::{
    FindingsTo, PanelCounts, PanelDuty, PanelRule, PanelSpec, PanelSummary, PanelUnit, panel,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Arland (2); Borland (10), whose code passes to New Borland in 1935; Corland (100), till mid-1937.
const FILES: &str = r#"
source: book
kind: book
title: A book
---
source: table
kind: dataset
title: All pacts
covers: { period: 1920-01-01/1936-12-31 }
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
codes: [{ cow: 10, period: ../1935-03-31 }]
source: book
---
actor: new-borland
kind: state
names: { en: [New Borland], ja: [新ボーランド] }
codes: [{ cow: 10, period: 1935-04-01/.. }]
exists: 1935-04-01/..
source: book
---
actor: corland
kind: state
names: { en: [Corland], ja: [コーランド] }
codes: [{ cow: 100, period: 1930-07-01/1937-06-30 }]
source: book
---
choice-point: end-of-pact
scope: { global: true }
question: { en: When did it end? }
default: late
options:
  - { option: early, says: { en: Early. }, held-by: [{ who: scholar, name: A, source: book }] }
  - { option: late, says: { en: Late. }, held-by: [{ who: text }] }
source: book
---
agreement: pact
title: { en: The Pact }
form: treaty
parties: [{ actor: arland, from: 1921-05-10 }, { actor: borland, from: 1921-05-10 }]
signed: { on: 1921-05-10 }
entry-into-force: { on: 1921-05-10, by: signature }
ended:
  - { on: 1924-02-29, how: expiry, under: { end-of-pact: early } }
  - { on: 1925-06-30, how: expiry, under: { end-of-pact: late } }
provisions:
  - { article: "1", topic: non-aggression, says: { en: No attack. }, duty: must-not, act: [attack] }
  - { article: "2", topic: mutual-defence, says: { en: Help. }, duty: must, act: [military-assistance], when: { attacked: other-party } }
  - { article: "3", topic: neutrality, says: { en: Arland stays neutral. }, duty: must, act: [neutrality], by: [arland], toward: [borland] }
  - { article: "4", topic: consultation, says: { en: They may consult. }, duty: may, act: [consultation] }
  - { article: "5", topic: alliance, says: { en: Not modelled. }, duty: unmodelled }
source: book
---
agreement: coded
title: { en: Coded }
form: treaty
parties: [{ actor: arland }, { actor: corland }]
signed: { on: 1936-01-01 }
entry-into-force: { on: 1936-01-01, by: signature }
ended: { on: 1940-12-31, how: expiry }
provisions:
  - { article: "1", topic: non-aggression, says: { en: No attack. }, duty: must-not, act: [attack] }
source: table
"#;

fn law() -> Law {
    law_with("")
}

/// The record above and more.
fn law_with(more: &str) -> Law {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record");
    let read = |name: &str| std::fs::read(record.join(name)).expect("the record's vocabulary");
    let (acts, topics) = (read("taxonomy.yaml"), read("topics.yaml"));
    let files = [
        ("acts.yaml", acts.as_slice()),
        ("topics.yaml", &topics),
        ("pact.yaml", FILES.as_bytes()),
        ("more.yaml", more.as_bytes()),
    ];
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => Law::new(Arc::new(loaded.record)),
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

fn spec(law: &Law, unit: PanelUnit, duties: &str, years: (i32, i32)) -> PanelSpec {
    let read = |text: &str| PanelDuty::read(text, law.record()).expect("a duty");
    PanelSpec {
        unit,
        duties: duties.split(',').map(read).collect(),
        from: years.0,
        to: years.1,
        rule: PanelRule::AnyDay,
        codes: "cow".to_owned(),
        covered_by: vec!["table".to_owned()],
        reading: None,
        counts: PanelCounts::InForce,
    }
}

fn csv(law: &Law, spec: &PanelSpec) -> (String, PanelSummary) {
    let mut bytes = Vec::new();
    let summary = panel(law, spec, FindingsTo::Csv(&mut bytes)).expect("a panel");
    (String::from_utf8(bytes).expect("text"), summary)
}

/// Value or reason of the first obligation by unit and year: "2 10 1921" → "1".
fn values(law: &Law, spec: &PanelSpec) -> BTreeMap<String, String> {
    let (text, _) = csv(law, spec);
    let mut lines = text.lines().map(|l| l.split(',').collect::<Vec<_>>());
    let head = lines.next().expect("a header");
    let column = |name: &str| head.iter().position(|h| *h == name);
    let time = column("year").or(column("date")).expect("a time");
    let codes: Vec<usize> = ["code", "code1", "code2"]
        .iter()
        .filter_map(|c| column(c))
        .collect();
    let mut found = BTreeMap::new();
    for line in lines {
        let mut key: Vec<&str> = codes.iter().map(|c| line[*c]).collect();
        key.push(line[time]);
        let value = match line[time + 1] {
            "" => line[time + 2],
            value => value,
        };
        assert!(!value.is_empty(), "{line:?}: neither a value nor a reason");
        assert_eq!(
            found.insert(key.join(" "), value.to_owned()),
            None,
            "a row twice"
        );
    }
    found
}

#[track_caller]
fn assert_values(law: &Law, spec: &PanelSpec, wanted: &[(&str, &str)]) {
    let found = values(law, spec);
    for (key, value) in wanted {
        assert_eq!(
            found.get(*key).map(String::as_str),
            Some(*value),
            "{key}, {:?}",
            spec.rule
        );
    }
}

const TURNS: &str = "reading:end-of-pact";

#[test]
fn the_days_that_decide_around_entry_and_end() {
    let law = law();
    let mut spec = spec(&law, PanelUnit::DyadYear, "non-aggression", (1919, 1927));
    for (rule, years) in [
        // In force from 10 May 1921; to 29 February 1924 or 30 June 1925.
        (
            PanelRule::AnyDay,
            ["outside-coverage", "0", "1", "1", "1", "1", TURNS, "0"],
        ),
        (
            PanelRule::AllDays,
            ["outside-coverage", "0", "0", "1", "1", TURNS, "0", "0"],
        ),
        (
            PanelRule::FirstDay,
            ["outside-coverage", "0", "0", "1", "1", "1", TURNS, "0"],
        ),
        (
            PanelRule::LastDay,
            ["outside-coverage", "0", "1", "1", "1", TURNS, "0", "0"],
        ),
    ] {
        spec.rule = rule;
        let keys: Vec<String> = (1919..1927).map(|y| format!("2 10 {y}")).collect();
        let wanted: Vec<(&str, &str)> = keys.iter().map(String::as_str).zip(years).collect();
        assert_values(&law, &spec, &wanted);
    }
}

#[test]
fn a_reading_asked_for_decides() {
    let law = law();
    let mut spec = spec(&law, PanelUnit::DyadYear, "non-aggression", (1924, 1926));
    spec.reading = Some(ReadingSpec::default().choosing("end-of-pact", "early"));
    assert_values(&law, &spec, &[("2 10 1924", "1"), ("2 10 1925", "0")]);
    spec.reading = Some(ReadingSpec::default().choosing("end-of-pact", "late"));
    assert_values(&law, &spec, &[("2 10 1925", "1"), ("2 10 1926", "0")]);
    spec.reading = Some(ReadingSpec::default().choosing("end-of-pact", "never"));
    let error = panel(&law, &spec, FindingsTo::Csv(&mut Vec::new())).expect_err("no such option");
    assert!(error.to_string().contains("never"), "{error}");
}

#[test]
fn nothing_recorded_is_no_only_where_a_source_claims_to_be_complete() {
    let law = law();
    let mut with = spec(&law, PanelUnit::DyadYear, "non-aggression", (1930, 1938));
    assert_values(
        &law,
        &with,
        &[
            ("2 10 1930", "0"),
            ("2 10 1937", "outside-coverage"),
            // The pact's only source ends with 1936: what it says is not carried on.
            ("2 100 1935", "0"),
            ("2 100 1936", "1"),
            ("2 100 1937", "outside-coverage"),
        ],
    );
    with.rule = PanelRule::AllDays;
    assert_values(
        &law,
        &with,
        &[("2 100 1936", "1"), ("2 100 1937", "outside-coverage")],
    );
    with.covered_by.clear();
    assert_values(
        &law,
        &with,
        &[("2 10 1930", "no-record"), ("2 100 1936", "1")],
    );
    let wrong = |source: &str| {
        let mut spec = with.clone();
        spec.covered_by = vec![source.to_owned()];
        let error = panel(&law, &spec, FindingsTo::Csv(&mut Vec::new()));
        error.expect_err("cannot be used").to_string()
    };
    assert!(wrong("book").contains("does not say which period"));
    assert!(wrong("bok").contains("no source `bok`"));
}

#[test]
fn what_cannot_be_known_is_not_no() {
    let law = law();
    let spec = spec(&law, PanelUnit::DyadYear, "alliance", (1920, 1923));
    assert_values(&law, &spec, &[("2 10 1920", "0"), ("2 10 1922", "unknown")]);
}

#[test]
fn who_owes_counts_in_directed_dyads_only() {
    let law = law();
    let directed = spec(
        &law,
        PanelUnit::DirectedDyadYear,
        "neutrality",
        (1922, 1922),
    );
    assert_values(&law, &directed, &[("2 10 1922", "1"), ("10 2 1922", "0")]);
    let both = spec(&law, PanelUnit::DyadYear, "neutrality", (1922, 1922));
    let found = values(&law, &both);
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [("2 10 1922".to_owned(), "1".to_owned())]
    );
    let state = spec(&law, PanelUnit::StateYear, "neutrality", (1922, 1922));
    assert_values(&law, &state, &[("2 1922", "1"), ("10 1922", "0")]);
}

#[test]
fn duties_that_wait_for_an_attack_count_while_in_force_or_when_due() {
    let law = law();
    let mut spec = spec(&law, PanelUnit::DyadYear, "mutual-defence", (1922, 1922));
    assert_values(&law, &spec, &[("2 10 1922", "1")]);
    spec.counts = PanelCounts::Due;
    assert_ne!(values(&law, &spec)["2 10 1922"], "1", "nobody was attacked");
}

#[test]
fn what_is_allowed_is_not_owed() {
    let law = law();
    let topic = spec(&law, PanelUnit::DyadYear, "consultation", (1922, 1922));
    assert_values(&law, &topic, &[("2 10 1922", "0")]);
    let may = spec(&law, PanelUnit::DyadYear, "consultation/may", (1922, 1922));
    assert_values(&law, &may, &[("2 10 1922", "1")]);
    let group = spec(&law, PanelUnit::DyadYear, "must-not", (1922, 1922));
    assert_values(&law, &group, &[("2 10 1922", "1")]);
    let error = PanelDuty::read("nonaggression", law.record()).expect_err("no such topic");
    assert!(error.contains("non-aggression"), "{error}");
    assert!(PanelDuty::read("neutrality/should", law.record()).is_err());
}

#[test]
fn codes_stand_for_who_held_them_and_only_while_they_did() {
    let law = law();
    let mut spec = spec(&law, PanelUnit::DyadYear, "non-aggression", (1929, 1938));
    let (text, _) = csv(&law, &spec);
    assert!(text.contains("2,arland,10,borland,1934,"), "{text}");
    assert!(
        text.contains("2,arland,10,borland;new-borland,1935,"),
        "{text}"
    );
    assert!(text.contains("2,arland,10,new-borland,1936,"), "{text}");
    let found = values(&law, &spec);
    let corland = |year: i32| found.contains_key(&format!("10 100 {year}"));
    assert_eq!(
        (1929..=1938).filter(|y| corland(*y)).collect::<Vec<_>>(),
        (1930..=1937).collect::<Vec<_>>()
    );
    spec.rule = PanelRule::FirstDay;
    assert_values(
        &law,
        &spec,
        &[("2 100 1930", "not-existing"), ("2 100 1931", "0")],
    );
    spec.codes = "gw".to_owned();
    let error = panel(&law, &spec, FindingsTo::Csv(&mut Vec::new())).expect_err("no codes");
    assert!(error.to_string().contains("cow"), "{error}");
}

#[test]
fn days_have_rows_of_their_own() {
    let law = law();
    let spec = spec(&law, PanelUnit::DyadDay, "non-aggression", (1921, 1925));
    assert_values(
        &law,
        &spec,
        &[
            ("2 10 1921-05-09", "0"),
            ("2 10 1921-05-10", "1"),
            ("2 10 1924-02-29", "1"),
            ("2 10 1924-03-01", TURNS),
            ("2 10 1925-06-30", TURNS),
            ("2 10 1925-07-01", "0"),
        ],
    );
    assert_eq!(values(&law, &spec).len(), 5 * 365 + 1);
}

#[test]
fn rows_come_in_one_order_and_name_what_gives_a_one() {
    let law = law();
    let spec = spec(
        &law,
        PanelUnit::DirectedDyadYear,
        "non-aggression,neutrality",
        (1921, 1936),
    );
    let (text, summary) = csv(&law, &spec);
    assert_eq!(text, csv(&law, &spec).0);
    let keys: Vec<(u32, u32, i32)> = text
        .lines()
        .skip(1)
        .map(|line| {
            let f: Vec<&str> = line.split(',').collect();
            let number = |n: usize| f[n].parse::<u32>().expect("a number");
            (number(0), number(2), f[4].parse().expect("a year"))
        })
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert_eq!(summary.rows, keys.len() as u64);
    assert_eq!(
        summary.ones + summary.zeros + summary.empty,
        2 * summary.rows
    );
    let line = text
        .lines()
        .find(|l| l.starts_with("2,arland,10,borland,1922,"));
    assert_eq!(
        line,
        Some("2,arland,10,borland,1922,1,,pact,pact/provision/1,1,,pact,pact/provision/3")
    );
}

#[test]
fn csv_and_parquet_agree() {
    let law = law();
    let spec = spec(
        &law,
        PanelUnit::DirectedDyadYear,
        "non-aggression,alliance",
        (1919, 1938),
    );
    let (text, _) = csv(&law, &spec);
    let mut bytes = Vec::new();
    panel(&law, &spec, FindingsTo::Parquet(&mut bytes)).expect("a panel");
    let mut again = Vec::new();
    panel(&law, &spec, FindingsTo::Parquet(&mut again)).expect("a panel");
    assert!(bytes == again, "the same panel, other bytes");
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))
        .expect("Parquet")
        .build()
        .expect("a reader");
    let mut lines = Vec::new();
    for batch in reader {
        let batch = batch.expect("a batch");
        let names: Vec<String> = batch
            .schema()
            .fields()
            .iter()
            .map(|f| f.name().clone())
            .collect();
        if lines.is_empty() {
            lines.push(names.join(","));
        }
        lines.extend((0..batch.num_rows()).map(|row| line(&batch, row)));
    }
    assert_eq!(lines, text.lines().collect::<Vec<_>>());
    assert!(text.contains(",1,") && text.contains(",0,") && text.contains("unknown"));
}

fn line(batch: &RecordBatch, row: usize) -> String {
    let value = |column: &Arc<dyn Array>| {
        if column.is_null(row) {
            return String::new();
        }
        match column.data_type() {
            arrow_schema::DataType::Int8 => {
                column.as_primitive::<Int8Type>().value(row).to_string()
            }
            arrow_schema::DataType::Int32 => {
                column.as_primitive::<Int32Type>().value(row).to_string()
            }
            _ => column.as_string::<i32>().value(row).to_owned(),
        }
    };
    batch
        .columns()
        .iter()
        .map(value)
        .collect::<Vec<_>>()
        .join(",")
}

/// Vesland (3), annexed by Borland in 1924 and restored in 1932, and Borland are two persons; on the view that the
/// annexation was valid Vesland was none from 1924 to 1932, and its pact with Arland ended.
const RESTORED: &str = r#"
actor: vesland
kind: state
names: { en: [Vesland], ja: [ヴェスランド] }
exists: 1918-02-16/..
codes: [{ cow: 3 }]
succession:
  - { from: borland, how: restored, on: 1932-03-11, under: { annexation: void } }
  - { from: borland, how: incorporated, on: 1924-08-03, under: { annexation: valid } }
  - { from: borland, how: separation, on: 1932-03-11, under: { annexation: valid } }
source: book
---
choice-point: annexation
scope: { global: true }
question: { en: Was it valid? }
default: void
options:
  - { option: void, says: { en: No. }, held-by: [{ who: third-state }] }
  - { option: valid, says: { en: Yes. }, held-by: [{ actor: borland, source: book }] }
source: book
---
agreement: neighbours
title: { en: Neighbours }
form: treaty
parties: [vesland, borland, new-borland]
signed: { on: 1933-01-01 }
entry-into-force: { on: 1933-01-01, by: signature }
term: { for: P50Y, from: entry-into-force, then: end }
provisions:
  - { article: "1", topic: non-aggression, says: { en: No attack. }, duty: must-not, act: [attack] }
source: book
---
agreement: before
title: { en: Before }
form: treaty
parties: [vesland, arland]
signed: { on: 1922-01-01 }
entry-into-force: { on: 1922-01-01, by: signature }
term: { for: P50Y, from: entry-into-force, then: end }
provisions:
  - { article: "1", topic: non-aggression, says: { en: No attack. }, duty: must-not, act: [attack] }
source: book
"#;

#[test]
fn a_restored_state_is_not_the_one_that_ruled_it() {
    let record = law_with(RESTORED);
    let mut with = spec(&record, PanelUnit::DyadYear, "non-aggression", (1921, 1937));
    assert_values(
        &record,
        &with,
        &[
            ("3 10 1932", "0"),
            ("3 10 1933", "1"),
            ("3 10 1936", "1"),
            ("2 3 1921", "0"),
            ("2 3 1922", "1"),
            ("2 3 1924", "1"),
            ("2 3 1928", "reading:annexation"),
            ("2 3 1933", "reading:annexation"),
        ],
    );
    with.reading = Some(ReadingSpec::default().choosing("annexation", "void"));
    assert_values(&record, &with, &[("2 3 1928", "1"), ("3 10 1936", "1")]);
    with.reading = Some(ReadingSpec::default().choosing("annexation", "valid"));
    assert_values(
        &record,
        &with,
        &[("2 3 1925", "0"), ("2 3 1933", "0"), ("3 10 1936", "1")],
    );
}
