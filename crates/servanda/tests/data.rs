//! From other people's tables to records, results and findings, as a user does it.
#![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

mod common;

use common::{folder, servanda};

const MEMBERS: &str = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,phase,length,renewlgt,renounce,proren,term,termmode,termcaus,\
defense,offense,neutral,nonagg,consul,defcon,offcon,neucon,concon
2525,365,1941,4,13,1945,4,5,0,60,0,0,1,2,3,4,0,0,1,0,0,0,0,0,0
2525,740,1941,4,13,1945,4,5,0,60,0,0,1,2,3,4,0,0,1,0,0,0,0,0,0
1,365,1941,4,13,1945,4,5,0,60,0,0,1,2,3,4,0,0,1,0,0,0,0,0,0
1,99999,1941,4,13,1945,4,5,0,60,0,0,1,2,3,4,0,0,1,0,0,0,0,0,0
";
const WARS: &str = "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,\
StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,TransTo,BatDeath,Version
7,Seven,1,365,A,1,8,8,1945,8,14,1945,-8,-8,-8,-8,-8,-8,-8,7,1,1,-8,1,4
7,Seven,1,740,B,2,8,8,1945,8,14,1945,-8,-8,-8,-8,-8,-8,-8,7,2,2,-8,1,4
";
const DYADS: &str = "warnum,disno,dyindex,statea,stateb,warstrtmnth,warstrtday,warstrtyr,warendmnth,warenday,warendyr,year,warolea,waroleb,wardyadrolea,wardyadroleb
7,1,7.1,365,740,8,9,1945,8,14,1945,1945,1,3,1,3
7,1,7.1,740,365,8,9,1945,8,14,1945,1945,3,1,3,1
";
const CASES: &str = "war,atopid,ccode1,honor3\n7,2525,740,0\n";

#[test]
fn tables_become_a_folder_and_a_compiled_record_that_load() {
    let dir = folder("import");
    let path = |name: &str| dir.join(name).display().to_string();
    std::fs::write(path("m.csv"), MEMBERS).unwrap();
    let (members, data) = (path("m.csv"), path("data"));
    let made = servanda(&["import", "atop", &members, "-o", &data, "--compact"]);
    assert_eq!(made.code, Some(3), "{}", made.err);
    assert!(
        made.err
            .contains("m.csv:5: the record has no actor with COW code 99999"),
        "{}",
        made.err
    );
    assert!(
        made.err.contains("4 rows: 2 used, 1 left out, 1 rejected"),
        "{}",
        made.err
    );
    let compiled = path("data/record.servanda");
    let ask = |record: &str, reading: &str| {
        let choice = format!("atop-coded-ends={reading}");
        let args = [
            "--record",
            record,
            "in-force",
            "atop-2525",
            "--on",
            "1945-08-09",
            "--party",
            "ussr",
            "--other",
            "japan",
            "--reading",
            &choice,
        ];
        let asked = servanda(&args);
        assert_eq!(asked.code, Some(0), "{}", asked.err);
        asked.out.lines().next().unwrap_or("").to_owned()
    };
    for record in [data.as_str(), compiled.as_str()] {
        assert!(ask(record, "recorded-end").ends_with(": no"), "{record}");
        assert!(ask(record, "stated-term").ends_with(": yes"), "{record}");
    }
    let ja = servanda(&["import", "atop", &members, "--report-lang", "ja"]);
    assert!(
        ja.err.contains("4行：使用2、対象外1、不採用1"),
        "{}",
        ja.err
    );
    std::fs::write(path("bad.servanda"), b"servanda-record-1\n\0").unwrap();
    let bad = servanda(&["--record", &path("bad.servanda"), "record", "stats"]);
    assert_eq!(bad.code, Some(2));
    assert!(bad.err.contains("not a compiled record"), "{}", bad.err);
}

#[test]
fn known_results_have_their_proofs() {
    let dir = folder("known");
    let path = |name: &str| dir.join(name).display().to_string();
    for (name, text) in [
        ("m.csv", MEMBERS),
        ("w.csv", WARS),
        ("d.csv", DYADS),
        ("c.csv", CASES),
    ] {
        std::fs::write(path(name), text).unwrap();
    }
    let (m, w, d, out) = (path("m.csv"), path("w.csv"), path("d.csv"), path("out"));
    let tables = ["--members", &m, "--wars", &w, "--dyads", &d];
    let run = |more: &[&str]| {
        let run = servanda(&[&["known-results"], more, &tables[..], &["-o", &out]].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.err
    };
    let cases = path("c.csv");
    let told = run(&["alliances", "--cases", &cases, "--ends", "stated-term"]);
    assert!(
        told.contains("1 cases: 1 determined, 0 undetermined"),
        "{told}"
    );
    let read = |name: &str| std::fs::read_to_string(dir.join("out").join(name)).unwrap();
    assert!(
        read("alliances.csv").contains("7,7,2525,740,0,broken,undetermined,undetermined,broken,1,,365 (neutrality) attacked 740 on 1945-08-08"),
        "{}",
        read("alliances.csv")
    );
    assert!(read("alliances.proofs.txt").contains("d.csv:2: 365 fought 740"));
    run(&["wars"]);
    assert!(
        read("wars.csv").contains(
            "7,365,740,1945-08-09,1945-08-08,2525,neutrality,within-stated-term,within-stated-term"
        ),
        "{}",
        read("wars.csv")
    );
    let proofs = read("wars.proofs.txt");
    assert!(
        proofs.contains("d.csv:2:") && proofs.contains("atop-2525/party/ussr~3"),
        "{proofs}"
    );
    let ja = servanda(
        &[
            &[
                "known-results",
                "alliances",
                "--cases",
                &cases,
                "--report-lang",
                "ja",
            ],
            &tables[..],
        ]
        .concat(),
    );
    assert!(ja.err.contains("1件：確定0、不明1"), "{}", ja.err);
}

#[cfg(feature = "scan")]
#[test]
fn a_finding_of_a_scan_is_explained_and_what_it_used_is_cited() {
    let dir = folder("scan");
    let path = |name: &str| dir.join(name).display().to_string();
    std::fs::write(path("d.csv"), DYADS).unwrap();
    let (dyads, out) = (path("d.csv"), path("f.jsonl"));
    let bad = servanda(&["scan", "--preset", "no-such", &dyads, "-o", &out]);
    assert_eq!(bad.code, Some(2), "{}", bad.err);
    assert!(!dir.join("f.jsonl").exists() && !dir.join("f.jsonl.part").exists());
    let scanned = servanda(&["scan", "--preset", "cow-dyadic-wars", &dyads, "-o", &out]);
    assert_eq!(scanned.code, Some(1), "{}", scanned.err);
    assert!(!dir.join("f.jsonl.part").exists());
    let text = std::fs::read_to_string(&out).unwrap();
    let of_the_pact = |line: &&str| {
        line.contains("\"ussr-japan-neutrality-1941\"") && line.contains("\"against\"")
    };
    let line = text.lines().find(of_the_pact).unwrap();
    let id = line.split("\"finding\":\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let told = servanda(&["explain", id, "--from", &out]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.out.starts_with(id), "{}", told.out);
    assert!(told.out.contains("therefore"), "{}", told.out);
    let cited = servanda(&["cite", "--used", &out]);
    assert_eq!(cited.code, Some(0), "{}", cited.err);
    assert!(!cited.out.is_empty());
    let none = servanda(&["explain", "f-0", "--from", &out]);
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("has no finding `f-0`"), "{}", none.err);
}
