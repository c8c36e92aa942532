//! Events read by the vocabulary of the record.

use servanda_record::Record;
use servanda_scan::{ActCodes, Mapping, RowReader, UNKNOWN_ACTOR, Vocabulary};
use servanda_time::Day;
use std::path::Path;
use std::sync::Arc;

/// A few actors, with the taxonomy as it is.
const ACTORS: &str = r#"
source: atlas
kind: book
title: An atlas
---
actor: ussr
kind: state
names: { en: [Soviet Union], ja: [ソ連] }
exists: 1922-12-30/1991-12-26
codes:
  - { cow: 365, period: 1922-12-30/1991-12-26 }
  - { gw: 365, period: 1922-12-30/1991-12-26 }
source: atlas
---
actor: russia
kind: state
names: { en: [Russia, { name: Russian Federation, from: 1991-12-25 }], ja: [ロシア] }
exists: 1991-12-26/..
codes:
  - { cow: 365, period: 1991-12-27/.. }
  - { gw: 365, period: 1991-12-27/.. }
  - { cameo: RUS }
source: atlas
---
actor: red-army
kind: armed-force
of: ussr
names: { en: [Red Army], ja: [赤軍] }
source: atlas
---
actor: far-east-front
kind: armed-force
of: red-army
names: { en: [Far East Front], ja: [極東戦線] }
source: atlas
---
actor: molotov
kind: person
names: { en: [Molotov], ja: [モロトフ] }
source: atlas
"#;

fn record() -> Record {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record/taxonomy.yaml");
    let taxonomy = std::fs::read(path).expect("the record's taxonomy");
    let files = [
        ("actors.yaml", ACTORS.as_bytes()),
        ("taxonomy.yaml", &taxonomy),
    ];
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => loaded.record,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

fn day(text: &str) -> i32 {
    Day::parse(text).expect("a day").number()
}

#[test]
fn the_record_has_every_act_that_codes_stand_for() {
    let record = record();
    let vocabulary = Vocabulary::of_record(&record).expect("acts");
    for term in ActCodes::embedded().expect("codes").terms() {
        let class = vocabulary.acts.class(term);
        assert!(class.is_some(), "no act `{term}` in the record");
        assert_eq!(
            class.map(usize::from),
            record.acts.iter().position(|a| a.id.as_str() == term)
        );
    }
    // The two ways of asking what is a kind of what agree.
    for wide in 0..record.acts.len() as u16 {
        let (certain, _) = vocabulary.acts.spoken_of(wide);
        for narrow in 0..record.acts.len() as u16 {
            let id = |class: u16| record.acts[usize::from(class)].id.as_str();
            assert_eq!(certain.contains(narrow), record.is_a(id(narrow), id(wide)));
        }
    }
}

#[test]
fn codes_and_names_mean_what_they_meant_on_the_day() {
    let record = record();
    let vocabulary = Vocabulary::of_record(&record).expect("acts");
    let actor = |scheme: &str, code: &str, on: &str| {
        let number = vocabulary
            .actors
            .actor(scheme, code, day(on))
            .unwrap_or(UNKNOWN_ACTOR);
        record.actors.get(number as usize).map(|a| a.id.as_str())
    };
    assert_eq!(actor("cow", "365", "1945-08-09"), Some("ussr"));
    assert_eq!(actor("cow", "365", "2014-02-27"), Some("russia"));
    assert_eq!(actor("name", "soviet UNION", "1945-08-09"), Some("ussr"));
    assert_eq!(actor("name", "ソ連", "1945-08-09"), Some("ussr"));
    assert_eq!(actor("name", "Soviet Union", "2014-02-27"), None);
    // What its army did, the state did; who leads it is not the state.
    assert_eq!(actor("name", "Red Army", "1945-08-09"), Some("ussr"));
    assert_eq!(actor("name", "far east front", "1945-08-09"), Some("ussr"));
    // A name is no older than its bearer, and no older than it is itself.
    assert_eq!(actor("name", "Russia", "1945-08-09"), None);
    assert_eq!(
        actor("name", "Russian Federation", "1992-01-01"),
        Some("russia")
    );
    assert_eq!(actor("cameo", "rus", "1992-01-01"), Some("russia"));
    assert_eq!(actor("actor", "ussr", "1945-08-09"), Some("ussr"));
    assert_eq!(actor("name", "Molotov", "1945-08-09"), None);
    assert_eq!(actor("cow", "100000", "1945-08-09"), None);
}

#[test]
fn these_codes_are_enough_for_every_preset() {
    let vocabulary = Arc::new(Vocabulary::of_record(&record()).expect("acts"));
    for name in Mapping::presets() {
        let preset = Mapping::preset(name).expect(name);
        if let Err(error) = RowReader::new(preset, vocabulary.clone()) {
            panic!("{name}: {error}");
        }
    }
}
