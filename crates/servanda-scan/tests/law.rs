//! The compiled law says of every pair and day what the law says when asked.

use servanda_law::{Diagram, Law, Touch};
use servanda_record::Record;
use servanda_scan::{CompiledLaw, DiagramId, UNKNOWN_ACTOR, Vocabulary};
use servanda_time::{Day, Truth};
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
source: book
---
actor: borland
kind: state
names: { en: [Borland], ja: [ボーランド] }
source: book
---
actor: corland
kind: state
names: { en: [Corland], ja: [コーランド] }
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
parties:
  - { actor: arland, from: 1920-01-01, until: 1930-06-30, under: { end-of-pact: early } }
  - { actor: arland, from: 1920-01-01, until: 1935-06-30, under: { end-of-pact: late } }
  - { actor: borland, from: 1920-01-01 }
signed: { on: 1920-01-01 }
entry-into-force: { on: 1920-01-01, by: signature }
ended: { on: 1940-12-31, how: expiry }
provisions:
  - article: "1"
    topic: non-aggression
    says: { en: No attack. }
    duty: must-not
    act: [attack]
  - article: "2"
    topic: consultation
    says: { en: They consult. }
    duty: must
    act: [consultation]
    period: 1925/1928
  - article: "3"
    topic: non-aggression
    says: { en: No invasion of anyone. }
    duty: must-not
    toward: everyone
    by: [borland]
    act: [invasion]
source: book
"#;

fn law() -> Law {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record");
    let vocabulary =
        |name: &str| std::fs::read(record.join(name)).expect("the record's vocabulary");
    let (acts, topics) = (vocabulary("taxonomy.yaml"), vocabulary("topics.yaml"));
    let files = [
        ("acts.yaml", acts.as_slice()),
        ("topics.yaml", &topics),
        ("pact.yaml", FILES.as_bytes()),
    ];
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => Law::new(Arc::new(loaded.record)),
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

#[test]
fn every_pair_and_year_has_what_the_law_gives() {
    let law = law();
    let record = law.record();
    let vocabulary = Vocabulary::of_record(record).expect("acts");
    let compiled = CompiledLaw::new(&law, &vocabulary.acts).expect("small numbers");
    let act = |term: &str| vocabulary.acts.class(term).expect(term);
    let mut found_any = 0;
    let mut open = 0;
    for (x, bearer) in (0u32..).zip(&record.actors) {
        for (y, other) in (0u32..).zip(&record.actors) {
            for (year, month) in (1918..1943).flat_map(|y| [(y, 6), (y, 7)]) {
                let day = Day::from_ymd(year, month, 30).expect("a day");
                let to = Some(other.id.as_str());
                let asked: BTreeSet<(String, Diagram)> = match x == y {
                    true => BTreeSet::new(),
                    false => law
                        .bound(bearer.id.as_str(), to, day)
                        .expect("actors of the record")
                        .iter()
                        .map(|o| (o.provision.article.to_string(), o.diagram))
                        .collect(),
                };
                let mut compiled_to = BTreeSet::new();
                for term in ["landing", "consultation"] {
                    for (duty, diagram) in compiled.index.lookup(x, y, act(term), day.number()) {
                        let duty = compiled.duties[duty as usize];
                        let (_, provision) = duty.of(&law).expect("a provision");
                        compiled_to.insert((provision.article.to_string(), Diagram(diagram.0)));
                    }
                }
                // Whether the other is a party does not matter for what is owed to everyone.
                let without_3 = |all: &BTreeSet<(String, Diagram)>| -> BTreeSet<(String, Diagram)> {
                    all.iter()
                        .filter(|(article, _)| article != "3")
                        .cloned()
                        .collect()
                };
                assert_eq!(
                    without_3(&compiled_to),
                    without_3(&asked),
                    "{} to {} on {day}",
                    bearer.id,
                    other.id
                );
                found_any += compiled_to.len();
                open += compiled_to
                    .iter()
                    .filter(|(_, d)| d.as_constant().is_none())
                    .count();
            }
        }
    }
    assert!(
        found_any > 50 && open > 5,
        "{found_any} {open}: otherwise this tests nothing"
    );
}

#[test]
fn a_code_wider_than_the_duty_gives_unknown_in_place_of_yes() {
    let law = law();
    let record = law.record();
    let vocabulary = Vocabulary::of_record(record).expect("acts");
    let compiled = CompiledLaw::new(&law, &vocabulary.acts).expect("small numbers");
    let number = |id: &str| {
        record
            .actors
            .iter()
            .position(|a| a.id.as_str() == id)
            .expect(id) as u32
    };
    let (arland, borland, corland) = (number("arland"), number("borland"), number("corland"));
    let day = Day::from_ymd(1922, 1, 1).expect("a day").number();
    let look = |x: u32, y: u32, term: &str| {
        let class = vocabulary.acts.class(term).expect(term);
        let found = compiled.index.lookup(x, y, class, day);
        let article = |duty: u32| {
            let duty = compiled.duties[duty as usize];
            let (_, p) = duty.of(&law).expect("a provision");
            assert_eq!(duty.touch, Touch::Against);
            p.article.to_string()
        };
        found
            .into_iter()
            .map(|(duty, diagram)| (article(duty), diagram))
            .collect::<Vec<_>>()
    };
    let (one, three) = ("1".to_owned(), "3".to_owned());
    assert_eq!(
        look(arland, borland, "attack"),
        [(one.clone(), DiagramId::YES)]
    );
    assert_eq!(
        look(arland, borland, "use-of-force"),
        [(one.clone(), DiagramId::UNKNOWN)]
    );
    assert_eq!(look(arland, borland, "act-of-state"), []);
    assert_eq!(
        look(borland, arland, "landing"),
        [
            (one.clone(), DiagramId::YES),
            (three.clone(), DiagramId::YES)
        ]
    );
    assert_eq!(
        look(borland, arland, "attack"),
        [(one, DiagramId::YES), (three.clone(), DiagramId::UNKNOWN)]
    );
    assert_eq!(
        look(borland, corland, "invasion"),
        [(three.clone(), DiagramId::YES)]
    );
    assert_eq!(
        look(borland, UNKNOWN_ACTOR, "invasion"),
        [(three, DiagramId::YES)]
    );
    assert_eq!(look(corland, arland, "invasion"), []);
}

#[test]
fn a_reading_decides_what_depends_on_it() {
    let law = law();
    let record = law.record();
    let vocabulary = Vocabulary::of_record(record).expect("acts");
    let compiled = CompiledLaw::new(&law, &vocabulary.acts).expect("small numbers");
    let number = |id: &str| {
        record
            .actors
            .iter()
            .position(|a| a.id.as_str() == id)
            .expect(id) as u32
    };
    let day = Day::from_ymd(1932, 1, 1).expect("a day").number();
    let class = vocabulary.acts.class("attack").expect("a term");
    let found = compiled
        .index
        .lookup(number("arland"), number("borland"), class, day);
    let [(_, diagram)] = found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(law.by_default(Diagram(diagram.0)), Truth::Yes);
    let early = servanda_law::ReadingSpec::default().choosing("end-of-pact", "early");
    assert_eq!(law.under(Diagram(diagram.0), &early), Ok(Truth::No));
}
