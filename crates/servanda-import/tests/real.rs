//! The real tables, where they are at hand: no row is lost, and what they give is a record.

use servanda_import::*;
use servanda_record::Record;
use std::path::{Path, PathBuf};

fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("SERVANDA_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join("data").join(path);
    match std::fs::read(&path) {
        Ok(content) => Some(content),
        Err(_) => {
            eprintln!("SKIPPED: no {}; set SERVANDA_SHARED", path.display());
            None
        }
    }
}

fn load(files: &[(&str, &str)]) -> Record {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record");
    let vocabulary =
        |name: &str| std::fs::read(record.join(name)).expect("the record's vocabulary");
    let (acts, topics) = (vocabulary("taxonomy.yaml"), vocabulary("topics.yaml"));
    let files = files.iter().map(|(name, text)| (*name, text.as_bytes()));
    let files = files.chain([
        ("taxonomy.yaml", acts.as_slice()),
        ("topics.yaml", topics.as_slice()),
    ]);
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => loaded.record,
        Err(diagnostics) => {
            let text = diagnostics.to_string();
            panic!("{}", text.lines().take(20).collect::<Vec<_>>().join("\n"))
        }
    }
}

fn told(what: &str, import: &Import, rows: u64) {
    eprintln!(
        "{what}: {rows} rows = {} used + {} left out + {} rejected",
        import.used,
        import.left_out,
        import.rejects.len()
    );
    for reject in import.rejects.iter().take(8) {
        eprintln!("    {reject}");
    }
    assert_eq!(
        import.used + import.left_out + import.rejects.len() as u64,
        rows,
        "{what}"
    );
}

#[test]
fn the_real_tables_become_a_record_and_lose_no_row() {
    let file = |name: &str| shared(&format!("alliances/{name}"));
    let Some(states) = file("cow_states2016.csv") else {
        return;
    };
    let states = cow_states(Table {
        name: "states",
        content: &states,
    })
    .expect("a table");
    let states = actors_of_states(StateSystem::Cow, states);
    told("COW states", &states, 243);
    let actors = Actors::of_record(&load(&[("states.yaml", &states.yaml)]));

    let content = file("atop4_01_member.csv").expect("beside the states");
    let atop = atop_members(Table {
        name: "members",
        content: &content,
    })
    .expect("a table");
    let atop = agreements_of_atop(atop, "members", &actors);
    told("ATOP members", &atop, 2_398);
    let content = file("atop4_01_alliance.csv").expect("beside the states");
    let treaties = atop_alliances(Table {
        name: "alliances",
        content: &content,
    })
    .expect("a table");
    assert_eq!(treaties.rows.len() + treaties.rejects.len(), 745);
    assert_eq!(treaties.rejects, []);
    let pact = treaties
        .rows
        .iter()
        .find(|(_, t)| t.id == 2525)
        .map(|(_, t)| t)
        .expect("the pact");
    assert_eq!(
        (pact.from.to_string().as_str(), pact.months),
        ("1941-04-13", Some(60))
    );
    assert_eq!(
        (pact.obligations.neutrality, pact.obligations.nonaggression),
        (Some(true), Some(false))
    );
    assert_eq!(pact.members, [365, 740]);

    let content = file("cow_interstate_war_v4.0.csv").expect("beside the states");
    let wars = cow_wars(Table {
        name: "wars",
        content: &content,
    })
    .expect("a table");
    let wars = events_of_cow_wars(wars, "wars", &actors);
    told("COW wars", &wars, 337);

    let content = file("cow_directed_dyadic_war.csv").expect("beside the states");
    let dyads = dyadic_wars(Table {
        name: "dyads",
        content: &content,
    })
    .expect("a table");
    let dyads = events_of_dyadic_wars(dyads, "dyads", &actors);
    told("dyadic wars", &dyads, 1_364);

    let content = file("cow_MIDB_5.0.csv").expect("beside the states");
    let disputes = mid_dispute_participants(Table {
        name: "midb",
        content: &content,
    })
    .expect("a table");
    let disputes = events_of_mid(disputes, "midb", &actors);
    told("MID disputes", &disputes, 5_883);
    let content = file("cow_MIDIP_5.0.csv").expect("beside the states");
    let incidents = mid_incident_participants(Table {
        name: "midip",
        content: &content,
    })
    .expect("a table");
    let incidents = events_of_mid(incidents, "midip", &actors);
    told("MID incidents", &incidents, 9_619);

    let record = load(&[
        ("states.yaml", &states.yaml),
        ("atop.yaml", &atop.yaml),
        ("wars.yaml", &wars.yaml),
        ("dyads.yaml", &dyads.yaml),
        ("disputes.yaml", &disputes.yaml),
        ("incidents.yaml", &incidents.yaml),
    ]);
    assert!(record.agreement("atop-2525").is_some());
    eprintln!(
        "{} agreements, {} events",
        record.agreements.len(),
        record.events.len()
    );
}

#[test]
fn gleditsch_ward_and_ucdp_go_together() {
    let Some(states) = shared("alliances/gw_states_isard.csv") else {
        return;
    };
    let states = gw_states(Table {
        name: "gw",
        content: &states,
    })
    .expect("a table");
    let states = actors_of_states(StateSystem::Gw, states);
    told("GW states", &states, 239);
    let actors = Actors::of_record(&load(&[("gw.yaml", &states.yaml)]));
    let Some(content) = shared("conflict/ucdp-prio-acd-251.csv") else {
        return;
    };
    let conflicts = ucdp_conflicts(Table {
        name: "acd",
        content: &content,
    })
    .expect("a table");
    let conflicts = events_of_ucdp(conflicts, "acd", &actors);
    told("UCDP", &conflicts, 2_752);
    load(&[("gw.yaml", &states.yaml), ("acd.yaml", &conflicts.yaml)]);
}
