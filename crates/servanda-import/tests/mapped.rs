//! Tables of any shape by a mapping; peace agreements.

mod common;

use common::{reasons, record, table};
use servanda_import::{
    Actors, TableMapping, agreements_of_peace, documents_of_rows, mapped_rows, peace_agreements,
};

const PACTS: &str = r#"
import: pacts
source: { id: pacts-2020, title: Pacts, author: [Somebody], year: 2020, covers: 1919-01-01/1939-12-31, license: CC0 }
kind: agreement
missing: ["", "NA"]
never: ["9999-12-31", "0"]
id: no
title: "Pact {no} of {a}"
from: { column: start, as: day-month-year }
until: { column: end }
parties: [{ column: a, codes: cow }, { column: others, codes: cow, list: ";" }]
provisions:
  - { when: { column: nonagg, is: ["1"] }, article: "1", topic: non-aggression, says: No attack., duty: must-not, act: [use-of-force] }
"#;

#[test]
fn a_table_becomes_agreements_by_a_mapping() {
    let by = TableMapping::read("pacts.yaml", PACTS).expect("a mapping");
    let text = "no,a,others,start,end,nonagg
1,2,365;740,13/4/1921,1931-04-12,1
2,2,365,1.5.1922,9999-12-31,0
2,740,,1.6.1923,1930-01,1
3,2,999,1.5.1922,0,1
4,2,365,31/2/1922,0,1
5,2,365,1/3/1922,1921,1
6,2,,1/3/1922,0,1
7,2,365,1/3/1922,NA,1
";
    let rows = mapped_rows(table("pacts.csv", text), &by).expect("a table");
    let base = record(&[]);
    let import = documents_of_rows(rows, "pacts.csv", &by, &Actors::of_record(&base));
    assert_eq!((import.used, import.left_out), (4, 1));
    assert_eq!(
        reasons(&import.rejects),
        [
            "pacts.csv:6: `start`: there is no day 1922-02-31",
            "pacts.csv:7: it ends on 1921, before it begins on 1922-03-01",
            "pacts.csv:5: the record has no actor with COW code 999",
        ]
    );
    let yaml = &import.yaml;
    for part in [
        "license: \"CC0\"",
        "title: { en: \"Pact 1 of 2\" }",
        "{ actor: russia, from: 1921-04-13, until: 1931-04-12 }",
        // A member that joined later and left, by a row of its own; the first two never left.
        "{ actor: russia, from: 1922-05-01 }",
        "{ actor: japan, from: 1923-06-01, until: 1930-01 }",
        "by: [japan], toward: [other-parties]",
    ] {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
    let record = record(&[("pacts.yaml", yaml)]);
    assert_eq!(record.agreements.len(), 3);
}

#[test]
fn a_table_becomes_events_by_a_mapping_and_bad_mappings_are_told() {
    let mapping = r#"
import: raids
source: { id: raids-1, title: Raids, author: [Somebody], year: 2021 }
kind: event
id: no
title: "Raid {no}"
from: { year: y, month: m, day: d }
by: [{ column: who, codes: name }]
toward: [{ column: whom, codes: actor }]
act: { column: what, of: { A: attack, B: blockade } }
"#;
    let by = TableMapping::read("raids.yaml", mapping).expect("a mapping");
    let text = "no,y,m,d,who,whom,what\n1,1904,2,8,JAPAN,russia,A\n2,1904,,,Japan,russia,B\n3,1904,2,8,Japan,russia,C\n";
    let rows = mapped_rows(table("raids.csv", text), &by).expect("a table");
    let import = documents_of_rows(rows, "raids.csv", &by, &Actors::of_record(&record(&[])));
    assert_eq!(
        reasons(&import.rejects),
        ["raids.csv:4: `what` has a code that the mapping lacks: C"]
    );
    let record = record(&[("raids.yaml", &import.yaml)]);
    assert!(record.event("raids-1").is_some());
    assert!(import.yaml.contains("on: \"1904\"\n"), "{}", import.yaml);

    for (text, told) in [
        ("import: x\nkid: event\n", "raids.yaml: line 2"),
        (
            &mapping.replace("act:", "#"),
            "raids.yaml: `act` is missing",
        ),
    ] {
        let error = TableMapping::read("raids.yaml", text)
            .expect_err("wrong")
            .to_string();
        assert!(error.starts_with(told), "{error}");
    }
    let error = mapped_rows(table("raids.csv", "no,y\n"), &by).expect_err("lacks columns");
    assert!(error.to_string().contains("no column `m`"), "{error}");
}

const PROVISIONS: &str = "cease,pris,intarmy,ddr,withd,pp,intgov,intciv,elections,interim,shagov,aut,fed,ind,ref,demarcation,amn,return,pko,co_impl";

#[test]
fn peace_agreements_have_states_and_groups_as_parties() {
    let zeros = "0,".repeat(18);
    let zeros = zeros.trim_end_matches(',');
    let text = format!(
        "paid,gwno,actor_id,actor_name,pa_name,pa_date,ended,duration,{PROVISIONS}
1,2,\"1, 9\",\"Government of United States of America, Army, of the North\",First,1990-05-01,True,1991-02-03,1,1,{zeros}
2,2,\"1, 9\",\"Government of United States of America, The Band\",Second,1990-05-01,True,1989-02-03,1,1,{zeros}
3,\"2, 740\",\"1, 2\",\"Government of United States of America, Government of Japan\",Third,1995-05-01,,,0,0,{zeros}
4,3,\"1, 9\",\"Government of Nowhere, The Band\",Fourth,1990-05-01,,,1,1,{zeros}
"
    );
    let rows = peace_agreements(table("peace.csv", &text)).expect("a table");
    let import = agreements_of_peace(rows, "peace.csv", &Actors::of_record(&record(&[])));
    assert_eq!((import.used, import.left_out), (2, 0));
    assert_eq!(
        reasons(&import.rejects),
        [
            "peace.csv:3: it ends on 1989-02-03, before it begins on 1990-05-01",
            "peace.csv:5: the record has no actor with GW code 3",
        ]
    );
    let record = record(&[("peace.yaml", &import.yaml)]);
    let first = record.agreement("ucdp-peace-1").expect("an agreement");
    let parties: Vec<&str> = first.parties.iter().map(|p| p.actor.as_str()).collect();
    assert_eq!(parties, ["ucdp-group-army-of-the-north", "union"]);
    assert_eq!(first.provisions.len(), 2);
    assert!(record.actor("ucdp-group-army-of-the-north").is_some());
    let third = record.agreement("ucdp-peace-3").expect("an agreement");
    assert_eq!((third.parties.len(), third.provisions.len()), (2, 0));
}
