//! Tables of all kinds, read as events.

mod common;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Float64Array, RecordBatch, StringArray};
use arrow_array::{Int64Array, TimestampMillisecondArray};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use common::*;
use parquet::arrow::ArrowWriter;
use servanda_scan::{
    ActCodes, DiagramId, Held, Inputs, Mapping, Obligation, ObligationIndex, Output, RowReader,
    ScanOptions, Totals, Vocabulary, scan,
};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

#[test]
fn every_code_stands_for_an_act_of_the_record() {
    let (acts, codes) = (taxonomy(), ActCodes::embedded().expect("codes"));
    for term in codes.terms() {
        assert!(acts.class(term).is_some(), "no act `{term}` in the record");
    }
    assert_eq!(
        codes.schemes().collect::<Vec<_>>(),
        ["acled", "cameo", "mid", "plover", "ucdp-violence"]
    );
    // What is not listed is what it is a kind of; what is nothing is nothing.
    for (code, term) in [
        ("1712", Some("act-of-state")),
        ("0311", Some("statement")),
        ("1384", Some("threat-of-force")),
        ("192", Some("occupation")),
        ("191", Some("blockade")),
        ("1833", Some("attack")),
        ("21", None),
        ("1", None),
        ("", None),
        ("19x", None),
        ("19000", None),
        ("１９", None),
    ] {
        assert_eq!(codes.term("cameo", code), term, "{code}");
    }
    assert_eq!(codes.term("mid", "1"), Some("threat-of-force"));
    assert_eq!(codes.term("mid", "22"), None);
}

#[test]
fn every_preset_is_a_mapping() {
    for name in Mapping::presets() {
        let mapping = Mapping::preset(name).expect(name);
        assert_eq!(mapping.mapping, name);
        reader(mapping);
    }
    let error = Mapping::preset("gdelt")
        .expect_err("no such preset")
        .to_string();
    assert!(
        error.starts_with("gdelt: no such preset; there are acled, cow-dyadic-wars, gdelt1"),
        "{error}"
    );
}

const SIMPLE: &str = r#"
mapping: simple
missing: ["", "NA"]
id: id
day: { column: when, as: iso }
actor: { column: who, codes: [cow, name] }
target: { column: whom, codes: [name], list: ";" }
act: { column: what, codes: mid }
"#;

#[test]
fn bad_rows_are_listed_and_the_scan_goes_on() {
    let scratch = Scratch::new("bad");
    let csv = "\u{feff}id,when,who,whom,what\n\
        a,2014-02-27,365,Ukraine,14\n\
        b,2014-02-30,365,Ukraine,14\n\
        c,2014-02-27,365,\"Ukraine\n\",99\n\
        d,2014-02-27,365,Ukraine\n\
        ,2014-02,365,Ukraine;Japan,14\n\
        f,NA,365,Ukraine,14\n\
        g,1985-01-01,365,Ukraine,14\n\
        h,1991,365,NA,NA\n\
        i,1991-12,365,Japan,1\n";
    let mut bytes = csv.as_bytes().to_vec();
    bytes.extend(b"j,2014-02-27,\xff,Ukraine,14\n");
    let name = scratch.write("events.csv", &bytes);
    let found = run(std::slice::from_ref(&name), mapping(SIMPLE));
    assert_eq!(
        found.reasons(),
        [
            "events.csv:3: there is no day 2014-02-30",
            "events.csv:4: `99` is not a code of mid",
            "events.csv:6: 4 columns, not 5",
            "events.csv:8: the date is missing",
            "events.csv:10: the act is missing",
            "events.csv:12: a field is not UTF-8",
        ]
    );
    let unnamed = format!("{name}:7");
    assert_eq!(
        rows(&found),
        [
            ("a", "bound", true),
            ("a", "occupation", true),
            (&unnamed, "bound", true),
            (&unnamed, "occupation", true),
            (&unnamed, "occupation", true),
            ("g", "occupation", true),
            ("i", "threat-of-force", true),
        ]
    );
    // Ukraine is nobody before 1991; and whose the code was changed in December 1991.
    let unresolved = BTreeMap::from([
        ("cow/name 365".to_owned(), 1),
        ("cow/name Ukraine".to_owned(), 1),
    ]);
    assert_eq!(found.unresolved, unresolved);
    assert_eq!(
        found.totals,
        Totals {
            used: 4,
            left_out: 0,
            rejected: 6,
            events: 5,
            rows: 7
        }
    );
}

#[test]
fn an_inexact_day_is_certain_only_if_all_its_days_are_bound() {
    let acts = taxonomy();
    let occupation = acts.class("occupation").expect("a term");
    let obligation = |id, from: &str, until: &str| Obligation {
        id,
        bearer: RUSSIA,
        counterparty: UKRAINE,
        from: day(from),
        until: day(until),
        acts: [occupation].into_iter().collect(),
        diagram: DiagramId::YES,
    };
    // The last is for the long runs, in which most is passed over.
    let mut table = vec![
        obligation(1, "2014-01-01", "2014-03-01"),
        obligation(2, "2014-02-10", "2014-02-11"),
        obligation(3, "2014-01-01", "2014-02-28"),
        obligation(4, "2014-03-01", "2015-01-01"),
        obligation(5, "2013-01-01", "2014-02-01"),
    ];
    table.extend((100..200).map(|id| obligation(id, "2010-01-01", "2011-01-01")));
    table.extend((200..300).map(|id| obligation(id, "2014-02-28", "2014-03-01")));
    let index = ObligationIndex::build(&table).expect("small numbers");
    let stdin = || {
        Box::new(Cursor::new(
            &b"id,when,who,whom,what\nx,2014-02,365,Ukraine,14\n"[..],
        )) as Box<dyn Read + Send>
    };
    let inputs = Inputs::open(&["-".into()], &reader(mapping(SIMPLE)), stdin).expect("opens");
    let mut found = Vec::new();
    scan(
        &inputs,
        &index,
        ScanOptions::default(),
        || Held,
        |output| {
            if let Output::Piece(batch) = output {
                let ids = batch
                    .column(1)
                    .as_primitive::<arrow_array::types::UInt32Type>()
                    .values()
                    .to_vec();
                found.extend(ids.into_iter().zip(batch.column(2).as_boolean().iter()));
            }
            Ok(())
        },
    )
    .expect("scans");
    let mut expected = vec![(1, Some(true)), (3, Some(false)), (2, Some(false))];
    expected.extend((200..300).map(|id| (id, Some(false))));
    assert_eq!(found, expected);
}

#[test]
fn rows_of_an_incident_act_toward_the_other_side() {
    let scratch = Scratch::new("pair");
    let head = "incidnum,ccode,stday,stmon,styear,insidea,action";
    let name = scratch.write(
        "midip.csv",
        format!(
            "{head}\n\
             7,365,1,3,2014,1,14\n7,2,1,3,2014,0,7\n7,369,-9,3,2014,0,0\n\
             8,365,1,3,2014,1,14\n\
             9,365,1,3,2014,1,16\n9,369,1,3,2014,0,-9\n"
        ),
    );
    let found = run(&[name], Mapping::preset("mid-incidents").expect("a preset"));
    assert_eq!(
        rows(&found),
        [
            ("7:365>2", "occupation", true),
            ("7:365>369", "bound", true),
            ("7:365>369", "occupation", true),
            ("7:2>365", "deployment", true),
            ("7:369>365", "situation", true),
        ]
    );
    assert_eq!(
        found.reasons(),
        [
            "midip.csv:5: no usable row of the other side in group 8",
            "midip.csv:7: the act is missing",
            "midip.csv:6: no usable row of the other side in group 9",
        ]
    );
    assert_eq!(
        found.totals,
        Totals {
            used: 3,
            left_out: 0,
            rejected: 3,
            events: 4,
            rows: 5
        }
    );
}

/// The same three events as text, Parquet and Arrow, with columns of various types.
fn typed() -> RecordBatch {
    let ms = |text: &str| i64::from(day(text)) * 86_400_000 + 3_600_000;
    let who: DictionaryArray<Int32Type> = [Some("Russia"), None, Some("Nowhere")]
        .into_iter()
        .collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(StringArray::from(vec!["a", "b", "c"]))),
        (
            "when",
            Arc::new(Date32Array::from(vec![
                Some(day("2014-02-27")),
                None,
                Some(day("2022-02-24")),
            ])),
        ),
        (
            "at",
            Arc::new(TimestampMillisecondArray::from(vec![
                ms("2014-02-27"),
                ms("1969-12-31"),
                ms("2022-02-24"),
            ])),
        ),
        ("who", Arc::new(who)),
        (
            "whom",
            Arc::new(Float64Array::from(vec![Some(369.0), Some(369.0), None])),
        ),
        (
            "cameo",
            Arc::new(StringArray::from(vec!["192", "19", "0831"])),
        ),
        ("number", Arc::new(Int64Array::from(vec![192, 19, 831]))),
        ("real", Arc::new(Float64Array::from(vec![14.0, 14.0, 0.5]))),
    ];
    RecordBatch::try_from_iter(columns).expect("columns of one length")
}

fn typed_mapping(day: &str, act: &str, codes: &str) -> Mapping {
    mapping(&format!(
        "mapping: typed\nid: id\nday: {{ column: {day} }}\nactor: {{ column: who, codes: [name] }}\n\
         target: {{ column: whom, codes: [cow] }}\nact: {{ column: {act}, codes: {codes} }}\n"
    ))
}

#[test]
fn parquet_and_arrow_read_alike() {
    let scratch = Scratch::new("typed");
    let batch = typed();
    let mut parquet = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a schema");
    parquet.write(&batch).expect("rows");
    let mut file = FileWriter::try_new(Vec::new(), &batch.schema()).expect("a schema");
    file.write(&batch).expect("rows");
    let mut stream = StreamWriter::try_new(Vec::new(), &batch.schema()).expect("a schema");
    stream.write(&batch).expect("rows");
    let stream = stream.into_inner().expect("the end");
    let names = [
        scratch.write("e.parquet", parquet.into_inner().expect("the end")),
        scratch.write("e.arrow", file.into_inner().expect("the end")),
        scratch.write("e.arrows", &stream),
    ];
    for name in &names {
        let found = run(
            std::slice::from_ref(name),
            typed_mapping("when", "cameo", "cameo"),
        );
        assert_eq!(
            rows(&found),
            [
                ("a", "bound", true),
                ("a", "occupation", true),
                ("c", "act-of-state", true)
            ],
            "{name}"
        );
        assert_eq!(found.rejects.len(), 1);
        assert_eq!(
            (found.rejects[0].line, found.rejects[0].reason.as_str()),
            (2, "the date is missing")
        );
        assert_eq!(
            found.unresolved,
            BTreeMap::from([("name Nowhere".to_owned(), 1)])
        );
        // A time is a day; reals that are whole are numbers, others nothing.
        let found = run(
            std::slice::from_ref(name),
            typed_mapping("at", "real", "mid"),
        );
        assert_eq!(
            rows(&found),
            [
                ("a", "bound", true),
                ("a", "occupation", true),
                ("b", "occupation", true)
            ],
            "{name}"
        );
        assert_eq!(found.rejects[0].reason, "a number is out of range");
        // CAMEO codes as numbers have lost what tells 020 from 20.
        let error = run_with(
            std::slice::from_ref(name),
            typed_mapping("at", "number", "cameo"),
            b"",
            1,
        );
        let error = error.err().expect("cannot be read").to_string();
        assert!(error.contains("leading zeros"), "{error}");
    }
    // All of them as one source, from files and a pattern, for every number of threads.
    let pattern = format!("{}/*.arrow*", scratch.0.display());
    let all = [names[0].clone(), pattern];
    let one = run_with(&all, typed_mapping("when", "cameo", "cameo"), b"", 1).expect("scans");
    let three = run_with(&all, typed_mapping("when", "cameo", "cameo"), b"", 3).expect("scans");
    assert_eq!(one.rows.len(), 9);
    assert_eq!(
        (one.rows, one.rejects, one.totals),
        (three.rows, three.rejects, three.totals)
    );
    let mut piped = typed_mapping("when", "cameo", "cameo");
    piped.format = Some(servanda_scan::Format::Arrow);
    let found = run_with(&["-".into()], piped, stream.leak(), 1).expect("scans");
    assert_eq!(found.rows.len(), 3);
}

#[test]
fn what_cannot_be_opened_says_why() {
    let scratch = Scratch::new("errors");
    let csv = scratch.write("e.csv", "id,when\n");
    let junk = scratch.write("e.parquet", "not parquet at all");
    let odd = scratch.write("e.xlsx", "");
    let error = |name: &str| {
        let result = run_with(&[name.to_owned()], mapping(SIMPLE), b"", 1);
        result
            .err()
            .unwrap_or_else(|| panic!("{name} opens"))
            .to_string()
    };
    assert!(
        error(&csv).ends_with("no column `who`; there are id, when"),
        "{}",
        error(&csv)
    );
    assert!(error(&junk).contains("e.parquet: "), "{}", error(&junk));
    assert!(
        error(&odd).contains("say `format` in the mapping"),
        "{}",
        error(&odd)
    );
    assert!(
        error("/nowhere/e.csv").starts_with("/nowhere/e.csv: "),
        "{}",
        error("/nowhere/e.csv")
    );
    assert!(
        error("/nowhere/*.csv").ends_with("no file has such a name"),
        "{}",
        error("/nowhere/*.csv")
    );
}

#[test]
fn mappings_that_cannot_be_say_why() {
    for (change, to, message) in [
        ("id: id", "ids: id", "test.yaml:4: "),
        (
            "day: { column: when, as: iso }",
            "day: { column: when, as: us }",
            "test.yaml:5: ",
        ),
        (
            "day: { column: when, as: iso }",
            "day: { as: iso }",
            "test.yaml: `day` needs `column` or `year`",
        ),
        (
            "act: { column: what, codes: mid }",
            "act: { column: what }",
            "test.yaml: `act` needs either",
        ),
        (
            "id: id",
            "pair: { by: a, side: b }",
            "test.yaml: either `target` or `pair`",
        ),
        (
            "id: id",
            "only: [{ column: x }]",
            "test.yaml: `only` on `x` needs one of",
        ),
        ("mapping: simple", "", "test.yaml:"),
        ("mapping: simple", "mapping: [", "test.yaml:"),
    ] {
        let error = Mapping::read("test.yaml", &SIMPLE.replace(change, to))
            .expect_err(to)
            .to_string();
        assert!(error.starts_with(message), "{error} instead of {message}");
    }
    for (change, to, message) in [
        (
            "codes: mid",
            "codes: vra",
            "simple: no codes of acts `vra`; there are acled, cameo, mid",
        ),
        (
            "codes: [cow, name]",
            "codes: [icb]",
            "simple: the record has no actors with codes `icb`",
        ),
        (
            "act: { column: what, codes: mid }",
            "act: { is: warfare }",
            "simple: no act `warfare` in the taxonomy",
        ),
    ] {
        let vocabulary = Vocabulary {
            acts: taxonomy(),
            codes: ActCodes::embedded().expect("codes"),
            actors: Box::new(actors()),
        };
        let made = RowReader::new(mapping(&SIMPLE.replace(change, to)), Arc::new(vocabulary));
        let error = made.err().expect(to).to_string();
        assert!(error.starts_with(message), "{error} instead of {message}");
    }
}
