//! What the tests of input share: a small vocabulary, and scans that keep all they find.

#![allow(dead_code)] // Not every test uses all of it.

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use servanda_scan::{
    ANYONE, ActCodes, ActSet, ActTerms, ActorTable, DiagramId, Held, Inputs, Mapping, Obligation,
    ObligationIndex, Output, Reject, RowReader, ScanError, ScanOptions, Totals, Vocabulary, scan,
};
use servanda_time::Day;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub fn day(text: &str) -> i32 {
    Day::parse(text).expect("a day").number()
}

/// The taxonomy as the record has it, by its lines.
pub fn taxonomy() -> ActTerms {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record/taxonomy.yaml");
    let text = std::fs::read_to_string(path).expect("the record's taxonomy");
    let mut terms: Vec<(&str, Option<&str>)> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(term) = line.strip_prefix("- act: ") {
            terms.push((term, None));
        } else if let (Some(parent), Some(last)) = (line.strip_prefix("is-a: "), terms.last_mut()) {
            last.1 = Some(parent);
        }
    }
    ActTerms::new(terms).expect("a taxonomy")
}

pub const USA: u32 = 0;
pub const RUSSIA: u32 = 1;
pub const USSR: u32 = 2;
pub const JAPAN: u32 = 3;
pub const UKRAINE: u32 = 4;

pub fn actors() -> ActorTable {
    let mut table = ActorTable::default();
    let end = day("1991-12-26");
    for (scheme, usa, russia, japan, ukraine) in [
        ("cow", "2", "365", "740", "369"),
        ("gw", "2", "365", "740", "369"),
        ("cameo", "USA", "RUS", "JPN", "UKR"),
        (
            "name",
            "United States",
            "Russian Federation",
            "Japan",
            "Ukraine",
        ),
    ] {
        table.add(scheme, usa, i32::MIN, i32::MAX, USA);
        table.add(scheme, russia, end, i32::MAX, RUSSIA);
        table.add(scheme, russia, day("1922-12-30"), end, USSR);
        table.add(scheme, japan, i32::MIN, i32::MAX, JAPAN);
        table.add(scheme, ukraine, day("1991-08-24"), i32::MAX, UKRAINE);
    }
    table.add("name", "Russia", end, i32::MAX, RUSSIA);
    table
}

pub fn reader(mapping: Mapping) -> RowReader {
    let vocabulary = Vocabulary {
        acts: taxonomy(),
        codes: ActCodes::embedded().expect("codes"),
        actors: Box::new(actors()),
    };
    RowReader::new(mapping, Arc::new(vocabulary)).expect("a mapping for this vocabulary")
}

pub fn mapping(text: &str) -> Mapping {
    Mapping::read("test.yaml", text).expect("a mapping")
}

/// An obligation of everyone toward everyone for each act, so that every event comes out,
/// and one from Russia to Ukraine on force.
pub fn index() -> ObligationIndex {
    let acts = taxonomy();
    let all = |id: u32, bearer: u32, counterparty: u32, acts: ActSet| Obligation {
        id,
        bearer,
        counterparty,
        from: i32::MIN,
        until: i32::MAX,
        acts,
        diagram: DiagramId::YES,
    };
    let each = (0..).map_while(|class| acts.term(class).map(|_| class));
    let mut table: Vec<Obligation> = each
        .map(|class| all(class.into(), ANYONE, ANYONE, [class].into_iter().collect()))
        .collect();
    let force = acts.class("use-of-force").expect("a term");
    table.push(all(1000, RUSSIA, UKRAINE, acts.spoken_of(force).0));
    ObligationIndex::build(&table).expect("small numbers")
}

#[derive(Default)]
pub struct Found {
    /// Id, obligation (an act, or "bound"), certain.
    pub rows: Vec<(String, String, bool)>,
    pub rejects: Vec<Reject>,
    pub unresolved: BTreeMap<String, u64>,
    pub totals: Totals,
}

impl Found {
    pub fn reasons(&self) -> Vec<String> {
        let name = |r: &Reject| {
            Path::new(&r.file)
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
        };
        self.rejects
            .iter()
            .map(|r| format!("{}:{}: {}", name(r).unwrap_or_default(), r.line, r.reason))
            .collect()
    }

    pub fn of(&self, act: &str) -> usize {
        self.rows.iter().filter(|r| r.1 == act).count()
    }
}

pub fn run_with(
    names: &[String],
    mapping: Mapping,
    stdin: &'static [u8],
    threads: usize,
) -> Result<Found, ScanError> {
    let acts = taxonomy();
    let stdin = || Box::new(Cursor::new(stdin)) as Box<dyn Read + Send>;
    let inputs = Inputs::open(names, &reader(mapping), stdin)?;
    let mut found = Found::default();
    let options = ScanOptions {
        threads,
        ..ScanOptions::default()
    };
    found.totals = scan(
        &inputs,
        &index(),
        options,
        || Held,
        |output| {
            match output {
                Output::Piece(batch) => {
                    let ids: Vec<String> = match batch.column(0).as_string_opt::<i32>() {
                        Some(ids) => ids
                            .iter()
                            .map(|id| id.unwrap_or("null").to_owned())
                            .collect(),
                        None => batch
                            .column(0)
                            .as_primitive::<Float64Type>()
                            .iter()
                            .map(|id| format!("{id:?}"))
                            .collect(),
                    };
                    let obligations = batch
                        .column(1)
                        .as_primitive::<arrow_array::types::UInt32Type>();
                    let certain = batch
                        .column_by_name("certain")
                        .expect("a column")
                        .as_boolean();
                    for (n, id) in ids.into_iter().enumerate() {
                        let term = u16::try_from(obligations.value(n))
                            .ok()
                            .and_then(|c| acts.term(c));
                        found
                            .rows
                            .push((id, term.unwrap_or("bound").to_owned(), certain.value(n)));
                    }
                }
                Output::Rejects(some) => found.rejects.extend(some),
                Output::Unresolved(some) => {
                    for (code, times) in some {
                        *found.unresolved.entry(code).or_default() += times;
                    }
                }
            }
            Ok(())
        },
    )?;
    assert_eq!(found.totals.rejected, found.rejects.len() as u64);
    Ok(found)
}

pub fn run(names: &[String], mapping: Mapping) -> Found {
    run_with(names, mapping, b"", 1).expect("scans")
}

pub fn rows(found: &Found) -> Vec<(&str, &str, bool)> {
    found
        .rows
        .iter()
        .map(|(id, what, certain)| (id.as_str(), what.as_str(), *certain))
        .collect()
}

pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        let path =
            std::env::temp_dir().join(format!("servanda-input-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("temporary directory");
        Scratch(path)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("temporary file");
        path.display().to_string()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
