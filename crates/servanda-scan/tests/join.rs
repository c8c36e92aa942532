//! The index against the obvious nested loop, and the scan for every number of threads.

use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, Int32Array, RecordBatch, UInt8Array, UInt16Array, UInt32Array};
use arrow_schema::{DataType, Field};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;
use servanda_scan::{
    ANYONE, ActSet, Blocks, DiagramId, EventBlock, EventSource, Events, Matcher, NumericColumns,
    Obligation, ObligationIndex, Output, ParquetEvents, ParquetOutput, Read, ScanError,
    ScanOptions, Sink, Totals, UNKNOWN_ACTOR, output_schema, scan,
};
use std::sync::Arc;

/// A row of output: event, obligation, diagram, whether certain.
type Row = (u32, u32, u32, bool);

#[derive(Clone, Debug)]
struct Table {
    days: Vec<i32>,
    /// Empty if all days are exact.
    lasts: Vec<i32>,
    actors: Vec<u32>,
    targets: Vec<u32>,
    acts: Vec<u16>,
}

impl Table {
    fn events(&self) -> Events<'_> {
        Events {
            days: &self.days,
            lasts: &self.lasts,
            actors: &self.actors,
            targets: &self.targets,
            acts: &self.acts,
        }
    }
}

/// Every event against every obligation. Rows of one event are sorted.
fn nested_loop(obligations: &[Obligation], table: &Table) -> Vec<Row> {
    let mut rows = Vec::new();
    for i in 0..table.days.len() {
        let last = table.lasts.get(i).copied().unwrap_or(table.days[i]);
        for o in obligations {
            let in_force = |day: i32| o.from <= day && day < o.until;
            let who = |named: u32, found: u32| named == ANYONE || named == found;
            if who(o.bearer, table.actors[i])
                && who(o.counterparty, table.targets[i])
                && (table.days[i]..=last).any(in_force)
                && o.acts.contains(table.acts[i])
                && o.diagram != DiagramId::NO
            {
                let certain = (table.days[i]..=last).all(in_force);
                rows.push((i as u32, o.id, o.diagram.0, certain));
            }
        }
    }
    rows.sort_unstable();
    rows
}

fn matched(obligations: &[Obligation], table: &Table, batch: usize) -> Vec<Row> {
    let index = ObligationIndex::build(obligations).expect("small numbers");
    let mut rows = Vec::new();
    Matcher::new(batch, true)
        .scan(&index, table.events(), |found| {
            assert!(!found.events.is_empty());
            for (n, event) in found.events.iter().enumerate() {
                let certain = found.certain.get(n).copied().unwrap_or(true);
                rows.push((*event, found.obligations[n], found.diagrams[n], certain));
            }
            Ok::<(), std::convert::Infallible>(())
        })
        .expect("cannot fail");
    assert!(rows.is_sorted_by_key(|r| r.0), "rows follow the events");
    rows.sort_unstable();
    rows
}

fn obligation(actors: u32, anyone: bool) -> impl Strategy<Value = Obligation> {
    let party = move || {
        (0..actors + u32::from(anyone)).prop_map(move |a| if a == actors { ANYONE } else { a })
    };
    let last = prop_oneof![8 => -50i32..150, 1 => Just(i32::MAX), 1 => Just(i32::MIN)];
    let acts = prop_oneof![
        proptest::collection::vec(0u16..4, 0..4),
        Just(vec![255]),
        proptest::collection::vec(30u16..60, 1..30)
    ];
    (
        0u32..1000,
        party(),
        party(),
        -60i32..120,
        last,
        acts,
        0u32..5,
    )
        .prop_map(
            |(id, bearer, counterparty, from, until, acts, diagram)| Obligation {
                id,
                bearer,
                counterparty,
                from,
                until,
                acts: acts.into_iter().collect(),
                diagram: DiagramId(diagram),
            },
        )
}

fn table(actors: u32) -> impl Strategy<Value = Table> {
    let actor = || prop_oneof![20 => 0..actors + 1, 1 => Just(UNKNOWN_ACTOR)];
    let act = prop_oneof![15 => 0u16..5, 10 => 28u16..62, 1 => Just(255u16), 1 => Just(9999u16)];
    let day = prop_oneof![20 => -70i32..160, 1 => Just(i32::MAX - 1), 1 => Just(i32::MIN)];
    let width = prop_oneof![Just(0), 0..40i32, 0..400i32];
    let row = (day, actor(), actor(), act, width);
    let rows = proptest::collection::vec(row, 0..120);
    (rows, any::<bool>()).prop_map(|(rows, exact)| Table {
        days: rows.iter().map(|r| r.0).collect(),
        lasts: match exact {
            true => Vec::new(),
            false => rows
                .iter()
                .map(|r| r.0.saturating_add(r.4).min(i32::MAX - 1))
                .collect(),
        },
        actors: rows.iter().map(|r| r.1).collect(),
        targets: rows.iter().map(|r| r.2).collect(),
        acts: rows.iter().map(|r| r.3).collect(),
    })
}

fn world() -> impl Strategy<Value = (Vec<Obligation>, Table)> {
    (1u32..5, any::<bool>()).prop_flat_map(|(actors, anyone)| {
        (
            proptest::collection::vec(obligation(actors, anyone), 0..400),
            table(actors),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn finds_what_the_nested_loop_finds((obligations, table) in world(), batch in 1usize..50) {
        prop_assert_eq!(matched(&obligations, &table, batch), nested_loop(&obligations, &table));
    }

    #[test]
    fn looks_up_what_the_nested_loop_finds((obligations, table) in world()) {
        let table = Table { lasts: Vec::new(), ..table };
        let index = ObligationIndex::build(&obligations).expect("small numbers");
        let mut rows = Vec::new();
        for i in 0..table.days.len() {
            let found = index.lookup(table.actors[i], table.targets[i], table.acts[i], table.days[i]);
            rows.extend(found.into_iter().map(|(o, d)| (i as u32, o, d.0, true)));
        }
        rows.sort_unstable();
        prop_assert_eq!(rows, nested_loop(&obligations, &table));
    }

    #[test]
    fn order_of_obligations_does_not_show((obligations, table) in world(), by in 0usize..400) {
        let mut turned = obligations.clone();
        turned.rotate_left(by % obligations.len().max(1));
        turned.reverse();
        let rows = |of: &[Obligation]| {
            let index = ObligationIndex::build(of).expect("small numbers");
            let mut rows = Vec::new();
            Matcher::new(7, true).scan(&index, table.events(), |r| {
                rows.push((r.events.to_vec(), r.obligations.to_vec(), r.diagrams.to_vec()));
                Ok::<(), std::convert::Infallible>(())
            }).expect("cannot fail");
            rows
        };
        prop_assert_eq!(rows(&obligations), rows(&turned));
    }

    #[test]
    fn large_actor_numbers_use_the_hashed_table((obligations, table) in world()) {
        // Spreads the few actors over numbers up to four million.
        let far = |a: u32| if a < 10 { a * 400_000 + 99 } else { a };
        let mut obligations = obligations;
        for o in &mut obligations {
            (o.bearer, o.counterparty) = (far(o.bearer), far(o.counterparty));
        }
        let table = Table {
            actors: table.actors.iter().map(|a| far(*a)).collect(),
            targets: table.targets.iter().map(|a| far(*a)).collect(),
            ..table
        };
        prop_assert_eq!(matched(&obligations, &table, 9), nested_loop(&obligations, &table));
    }
}

/// Numbers that look random, the same on every run.
fn numbers(seed: u64) -> impl FnMut(u32) -> u32 {
    let mut state = seed;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32 % below
    }
}

fn many_obligations() -> Vec<Obligation> {
    let mut random = numbers(7);
    (0..2000)
        .map(|id| {
            let from = random(1000) as i32;
            Obligation {
                id,
                bearer: random(5),
                counterparty: random(5),
                from,
                until: from + 1 + random(300) as i32,
                acts: [random(3) as u16].into_iter().collect(),
                diagram: DiagramId(1 + random(9)),
            }
        })
        .collect()
}

/// A Parquet file with several row groups and, at known rows, values that cannot be used.
fn parquet_file(path: &std::path::Path, rows: u32) {
    let mut random = numbers(11);
    let mut nullable = |below: u32, gap: u32| -> Vec<Option<i32>> {
        (0..rows)
            .map(|r| (r % 1000 != gap).then(|| random(below) as i32))
            .collect()
    };
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "noise",
            Arc::new(UInt8Array::from_iter_values((0..rows).map(|r| r as u8))),
        ),
        ("day", Arc::new(Int32Array::from(nullable(1400, 500)))),
        (
            "event_id",
            Arc::new(UInt32Array::from_iter_values((0..rows).map(|r| r * 2))),
        ),
        (
            "target",
            Arc::new(UInt16Array::from_iter(
                nullable(6, 1).iter().map(|v| v.map(|v| v as u16)),
            )),
        ),
        (
            "actor",
            Arc::new(Int32Array::from_iter(
                nullable(6, 2000)
                    .iter()
                    .enumerate()
                    .map(|(r, v)| if r == 77 { Some(-1) } else { *v }),
            )),
        ),
        (
            "act",
            Arc::new(UInt8Array::from_iter_values(
                (0..rows).map(|r| (r % 4) as u8),
            )),
        ),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(400_000))
        .build();
    let file = std::fs::File::create(path).expect("temporary file");
    let mut writer =
        ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a schema");
    writer.write(&batch).expect("rows");
    writer.close().expect("the end");
}

struct Scratch(std::path::PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path =
            std::env::temp_dir().join(format!("servanda-scan-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("temporary directory");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_and_counts_every_row() {
    let scratch = Scratch::new("threads");
    let path = scratch.0.join("events.parquet");
    let rows = 1_700_000;
    parquet_file(&path, rows);
    let index = ObligationIndex::build(&many_obligations()).expect("small numbers");
    let run = |threads: usize| {
        let source = ParquetEvents::open(&path, NumericColumns::default()).expect("opens");
        assert!(source.parts() > 2, "otherwise this tests nothing");
        let options = ScanOptions {
            describe: false,
            threads,
            batch: 5000,
            diagrams: true,
        };
        let mut file =
            ParquetOutput::new(Vec::new(), output_schema(&source, options)).expect("starts");
        let sinks = file.sinks();
        let mut rejects = Vec::new();
        let totals = scan(
            &source,
            &index,
            options,
            || sinks.sink(),
            |output| {
                match output {
                    Output::Piece(piece) => file.append(piece)?,
                    Output::Rejects(some) => rejects.extend(some),
                    Output::Unresolved(_) => {}
                }
                Ok(())
            },
        )
        .expect("scans");
        (file.finish().expect("finishes"), totals, rejects)
    };
    let (bytes, totals, rejects) = run(1);
    assert_eq!(totals.used + totals.rejected, u64::from(rows));
    assert_eq!(totals.rejected, rejects.len() as u64);
    // Days at 500, targets at 1 of every thousand, and the actor of row 77.
    assert_eq!(totals.rejected, u64::from(rows / 1000 * 2 + 1));
    assert!(totals.rows > 100_000);
    let listed: Vec<(u64, &str)> = rejects
        .iter()
        .map(|r| (r.line, r.reason.as_str()))
        .take(3)
        .collect();
    assert_eq!(
        listed,
        [
            (2, "`target` is missing"),
            (78, "`actor` is out of range: -1"),
            (501, "`day` is missing")
        ]
    );
    assert!(rejects.is_sorted_by_key(|r| r.line));
    for threads in [2, 3, 16] {
        let (other, sums, listed) = run(threads);
        assert!(other == bytes, "{threads} threads give other bytes");
        assert_eq!((sums, listed), (totals, rejects.clone()));
    }
}

/// A source whose third part fails.
struct Broken;

impl EventSource for Broken {
    fn parts(&self) -> usize {
        6
    }
    fn id_field(&self) -> Field {
        Field::new("id", DataType::UInt32, false)
    }
    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError> {
        if part == 2 {
            return Err(ScanError::format("third.parquet", "is broken"));
        }
        let block = EventBlock {
            ids: Arc::new(UInt32Array::from(vec![part as u32])),
            days: vec![5],
            actors: vec![0],
            targets: vec![1],
            acts: vec![0],
            lasts: Vec::new(),
            read: Read::default(),
        };
        Ok(Box::new((0..50).map(move |_| Ok(block.clone()))))
    }
}

struct Ids;

impl Sink for Ids {
    type Piece = u32;
    fn batch(&mut self, batch: RecordBatch, give: &mut dyn FnMut(u32)) -> Result<(), ScanError> {
        batch
            .column(0)
            .as_primitive::<UInt32Type>()
            .values()
            .iter()
            .for_each(|id| give(*id));
        Ok(())
    }
    fn end_of_part(&mut self, _: &mut dyn FnMut(u32)) -> Result<(), ScanError> {
        Ok(())
    }
}

fn one_for_all() -> ObligationIndex {
    ObligationIndex::build(&[Obligation {
        id: 1,
        bearer: ANYONE,
        counterparty: ANYONE,
        from: 0,
        until: i32::MAX,
        acts: ActSet::from_mask(1),
        diagram: DiagramId::YES,
    }])
    .expect("small numbers")
}

#[test]
fn a_failing_part_ends_the_scan_after_what_came_before_it() {
    for threads in [1, 2, 4] {
        let options = ScanOptions {
            threads,
            ..ScanOptions::default()
        };
        let mut seen = Vec::new();
        let result: Result<Totals, ScanError> = scan(
            &Broken,
            &one_for_all(),
            options,
            || Ids,
            |output| {
                if let Output::Piece(id) = output {
                    seen.push(id);
                }
                Ok(())
            },
        );
        assert_eq!(
            result.expect_err("part 2 fails").to_string(),
            "third.parquet: is broken"
        );
        assert_eq!(
            seen,
            [vec![0; 50], vec![1; 50]].concat(),
            "{threads} threads"
        );
    }
}

#[test]
fn a_receiver_that_fails_ends_the_scan() {
    for threads in [1, 2, 4] {
        let options = ScanOptions {
            threads,
            ..ScanOptions::default()
        };
        let mut seen = 0;
        let result = scan(
            &Broken,
            &one_for_all(),
            options,
            || Ids,
            |_| {
                seen += 1;
                if seen == 3 {
                    Err(ScanError::Output("disk full".into()))
                } else {
                    Ok(())
                }
            },
        );
        assert_eq!(
            result.expect_err("the receiver fails").to_string(),
            "output: disk full"
        );
        assert_eq!(seen, 3);
    }
}

#[test]
fn unusable_actor_numbers_are_an_error_value() {
    let mut all = many_obligations();
    all[17].counterparty = 1 << 30;
    let error = ObligationIndex::build(&all).expect_err("too large");
    assert!(
        error
            .to_string()
            .starts_with("obligation 17: actor number 1073741824"),
        "{error}"
    );
}

#[test]
fn a_missing_column_is_named_with_those_there_are() {
    let scratch = Scratch::new("columns");
    let path = scratch.0.join("events.parquet");
    parquet_file(&path, 10);
    let columns = NumericColumns {
        act: "cameo".into(),
        ..NumericColumns::default()
    };
    let error = ParquetEvents::open(&path, columns)
        .err()
        .expect("no such column")
        .to_string();
    assert!(
        error.ends_with("no column `cameo`; there are noise, day, event_id, target, actor, act"),
        "{error}"
    );
}
