//! Verdicts on a record of two states, one pact and one war that nobody fought: what is right stays right, and
//! what is changed is noticed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use servanda_check::{Checker, Verdict};
use servanda_record::Record;
use servanda_text::{Lexicon, Options, read};
use std::path::Path;
use std::sync::Arc;

const WORLD: &str = r#"
source: atlas
kind: book
title: An atlas
---
actor: ruritania
kind: state
names: { en: [Ruritania], ja: [ルリタニア] }
adjectives: { en: [Ruritanian] }
exists: 1850/..
source: atlas
---
actor: graustark
kind: state
names: { en: [Graustark], ja: [グラウスターク] }
adjectives: { en: [Graustarkian] }
exists: 1850/..
source: atlas
---
actor: syldavia
kind: state
names: { en: [Syldavia], ja: [シルダビア] }
exists: 1850/..
source: atlas
---
place: strelsau
kind: city
names: { en: [Strelsau], ja: [ストレルソー] }
source: atlas
---
place: edelweiss
kind: city
names: { en: [Edelweiss], ja: [エーデルワイス] }
source: atlas
---
agreement: strelsau-pact
title: { en: Pact of Strelsau, ja: ストレルソー条約 }
names: { en: [Pact of Strelsau], ja: [ストレルソー条約] }
form: treaty
topics: [non-aggression]
parties: [ruritania, graustark]
signed: { on: 1901-03-04, at: strelsau, source: atlas }
entry-into-force: { on: 1901-06-01, source: atlas }
term: { for: P5Y, from: entry-into-force, then: renew, renew-for: P3Y, unless-notice: P1Y, source: atlas }
source: atlas
---
event: attack-on-edelweiss
type: invasion
names: { en: [Ruritanian invasion of Graustark] }
says: { en: Ruritania invaded Graustark and took Edelweiss., ja: ルリタニアがグラウスタークに侵攻し、エーデルワイスを占領した。 }
by: [ruritania]
toward: [graustark]
at: [edelweiss]
on: 1903-05-06
quantities:
  - { of: killed, value: 900..1200 }
source: atlas
---
event: zenda-war
type: war
names: { en: [Zenda War] }
says: { en: Ruritania fought Syldavia., ja: ルリタニアとシルダビアが戦った。 }
by: [ruritania]
toward: [syldavia]
on: 1911-02-03/1913-04-05
source: atlas
"#;

fn record() -> Arc<Record> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record");
    let acts = std::fs::read(root.join("taxonomy.yaml")).unwrap();
    let topics = std::fs::read(root.join("topics.yaml")).unwrap();
    let files = [
        ("taxonomy.yaml", acts.as_slice()),
        ("topics.yaml", topics.as_slice()),
        ("world.yaml", WORLD.as_bytes()),
    ];
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => Arc::new(loaded.record),
        Err(e) => panic!("{}", e.render(false, 100)),
    }
}

#[test]
fn right_and_wrong_are_told_apart() {
    let record = record();
    let lexicon = Lexicon::new(&record);
    let checker = Checker::new(&record);
    let mut wrong = Vec::new();
    for (text, supported) in [
        (
            "The Pact of Strelsau was signed in Strelsau on 4 March 1901.",
            true,
        ),
        (
            "The Pact of Strelsau was signed in Strelsau on 5 March 1901.",
            false,
        ),
        (
            "The Pact of Strelsau was signed in Edelweiss on 4 March 1901.",
            false,
        ),
        (
            "Syldavia and Graustark signed the Pact of Strelsau on 4 March 1901.",
            false,
        ),
        (
            "The Pact of Strelsau was not signed on 4 March 1901.",
            false,
        ),
        (
            "The Pact of Strelsau entered into force on 1 June 1901.",
            true,
        ),
        (
            "The Pact of Strelsau did not fail to enter into force on 1 June 1901.",
            true,
        ),
        (
            "The Pact of Strelsau entered into force on 1 June 1906.",
            false,
        ),
        ("The Pact of Strelsau was valid for five years.", true),
        ("The Pact of Strelsau was valid for one year.", false),
        ("The Pact of Strelsau was valid for three years.", false),
        ("The Pact of Strelsau has been in force since 1902.", false),
        ("Ruritania invaded Graustark on 6 May 1903.", true),
        ("Ruritania invaded Graustark on 7 May 1903.", false),
        ("Graustark invaded Ruritania on 6 May 1903.", false),
        ("Syldavia invaded Graustark on 6 May 1903.", false),
        ("Ruritania did not invade Graustark on 6 May 1903.", false),
        ("Ruritania never invaded Graustark.", false),
        ("The Zenda War began in February 1911.", true),
        ("The Zenda War began in 1912.", false),
        ("The Zenda War broke out on 3 February 1911.", true),
        ("The Zenda War ended in 1913.", true),
        ("The Zenda War ended in 1914.", false),
        (
            "In the Ruritanian invasion of Graustark 5,000 people were killed.",
            false,
        ),
    ] {
        let r = read(text.as_bytes(), &Options::default(), &lexicon).unwrap();
        let verdicts = checker.check(&r);
        let is = verdicts.iter().any(|v| v.verdict == Verdict::Supported);
        if is != supported {
            wrong.push(format!("{text} {verdicts:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_event_with_its_sides_exchanged_is_contradicted_where_its_time_is_told() {
    let record = record();
    let lexicon = Lexicon::new(&record);
    let checker = Checker::new(&record);
    for (text, contradicted) in [
        ("Graustark invaded Ruritania on 6 May 1903.", true),
        ("Graustark invaded Ruritania in May 1903.", true),
        ("On 6 May 1903 Ruritania was invaded by Graustark.", true),
        // In a year both may have done it; on another day it is another event.
        ("Graustark invaded Ruritania in 1903.", false),
        ("Graustark invaded Ruritania on 9 June 1908.", false),
        ("Graustark was invaded by Ruritania on 6 May 1903.", false),
    ] {
        let reading = read(text.as_bytes(), &Options::default(), &lexicon).unwrap();
        let checked = checker.check(&reading);
        let found = checked.iter().any(|c| c.verdict == Verdict::Contradicted);
        assert_eq!(found, contradicted, "{text}: {checked:?}");
    }
}
