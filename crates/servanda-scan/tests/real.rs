//! Real tables of events, where they are at hand.

mod common;

use common::*;
use servanda_scan::Mapping;
use std::path::{Path, PathBuf};

/// A file of the shared data, if it is there.
fn shared(path: &str) -> Option<String> {
    let root = std::env::var_os("SERVANDA_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join("data").join(path);
    if !path.exists() {
        eprintln!("SKIPPED: no {}; set SERVANDA_SHARED", path.display());
        return None;
    }
    Some(path.display().to_string())
}

fn lines(path: &str) -> u64 {
    std::fs::read(path)
        .expect("a file")
        .iter()
        .filter(|b| **b == b'\n')
        .count() as u64
}

#[test]
fn real_gdelt_and_icews_lose_no_row() {
    for (file, preset, head) in [
        ("events/gdelt2_20180326044500.export.CSV", "gdelt2", 0),
        ("events/gdelt2_20191024143000.export.CSV", "gdelt2", 0),
        ("events/gdelt1_sample_58col.tsv", "gdelt1", 0),
        ("events/icews_events_2018_sample.tab", "icews", 1),
    ] {
        let Some(path) = shared(file) else { return };
        let found = run(
            std::slice::from_ref(&path),
            Mapping::preset(preset).expect("a preset"),
        );
        let totals = found.totals;
        assert_eq!(
            totals.used + totals.rejected + totals.left_out,
            lines(&path) - head,
            "{file}"
        );
        // Every event comes out at least once: each has an act that somebody is bound about.
        assert!(totals.rows >= totals.events);
        assert_eq!(totals.rejected, 0, "{file}: {:?}", found.reasons());
        eprintln!(
            "{file}: {totals:?}, {} codes unresolved",
            found.unresolved.len()
        );
    }
}

#[test]
fn real_icews_in_parquet() {
    let Some(path) = shared("events/icews_events.parquet") else {
        return;
    };
    let found = run(&[path], Mapping::preset("icews-parquet").expect("a preset"));
    assert_eq!(found.totals.used + found.totals.rejected, 350_888);
    assert!(found.of("bound") > 0, "Russia and Ukraine are in it");
    eprintln!(
        "{:?} {:?}",
        found.totals,
        found.reasons().iter().take(5).collect::<Vec<_>>()
    );
}

#[test]
fn real_incidents_wars_and_conflicts() {
    let Some(path) = shared("alliances/cow_MIDIP_5.0.csv") else {
        return;
    };
    let found = run(&[path], Mapping::preset("mid-incidents").expect("a preset"));
    assert_eq!(found.totals.used + found.totals.rejected, 9_619);
    assert!(found.of("bound") > 0);
    eprintln!(
        "MIDIP {:?} {:?}",
        found.totals,
        found.reasons().iter().take(5).collect::<Vec<_>>()
    );

    let Some(path) = shared("alliances/cow_directed_dyadic_war.csv") else {
        return;
    };
    let found = run(
        &[path],
        Mapping::preset("cow-dyadic-wars").expect("a preset"),
    );
    assert_eq!(
        found.totals.used + found.totals.left_out + found.totals.rejected,
        1_364
    );
    eprintln!("wars {:?} {:?}", found.totals, found.reasons());

    let Some(path) = shared("conflict/ucdp-prio-acd-251.csv") else {
        return;
    };
    let found = run(&[path], Mapping::preset("ucdp-acd").expect("a preset"));
    assert_eq!(
        found.totals.used + found.totals.left_out + found.totals.rejected,
        2_752
    );
    assert!(found.of("bound") > 0, "2022");
    eprintln!("ACD {:?} {:?}", found.totals, found.reasons());
}
