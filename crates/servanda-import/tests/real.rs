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
    let states = actors_of_states(StateSystem::Cow, states, &Actors::default());
    told("COW states", &states, 243);
    let actors = Actors::of_record(&load(&[("states.yaml", &states.yaml)]));

    let content = file("atop4_01_member.csv").expect("beside the states");
    let atop = atop_members(Table {
        name: "members",
        content: &content,
    })
    .expect("a table");
    let members = content;
    let content = file("atop4_01_alliance.csv").expect("beside the states");
    let treaties = atop_alliances(Table {
        name: "alliances",
        content: &content,
    })
    .expect("a table");
    assert_eq!(treaties.rows.len() + treaties.rejects.len(), 745);
    assert_eq!(treaties.rejects, []);
    let found = treaties.clone();
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
    // By the table of treaties alone, and by both.
    let alone = AtopTables {
        alliances: Some((found.clone(), "alliances")),
        ..AtopTables::default()
    };
    let alone = agreements_of_atop(alone, &actors);
    told("ATOP treaties alone", &alone, 745);
    load(&[("states.yaml", &states.yaml), ("atop.yaml", &alone.yaml)]);
    let tables = AtopTables {
        members: Some((atop, "members")),
        alliances: Some((found, "alliances")),
    };
    let atop = agreements_of_atop(tables, &actors);
    told("ATOP", &atop, 2_398 + 745);
    drop(members);

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
    let content = file("cow_MIDIP_5.0.csv").expect("beside the states");
    let incidents = mid_incident_participants(Table {
        name: "midip",
        content: &content,
    })
    .expect("a table");
    let (a, i) = (file("cow_MIDA_5.0.csv"), file("cow_MIDI_5.0.csv"));
    let (a, i) = (a.expect("beside"), i.expect("beside"));
    let whole = |name, content| Table { name, content };
    let tables = MidTables {
        disputes: Some((mid_disputes(whole("mida", &a)).expect("a table"), "mida")),
        dispute_participants: Some((disputes, "midb")),
        incidents: Some((mid_incidents(whole("midi", &i)).expect("a table"), "midi")),
        incident_participants: Some((incidents, "midip")),
    };
    let mid = events_of_mid(tables, &actors);
    told("MID", &mid, 2_436 + 5_883 + 4_483 + 9_619);

    let record = load(&[
        ("states.yaml", &states.yaml),
        ("atop.yaml", &atop.yaml),
        ("wars.yaml", &wars.yaml),
        ("dyads.yaml", &dyads.yaml),
        ("mid.yaml", &mid.yaml),
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
    let states = actors_of_states(StateSystem::Gw, states, &Actors::default());
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
    let content = shared("conflict/ucdp_peace_agreements_22.1.csv").expect("beside it");
    let peace = peace_agreements(Table {
        name: "peace",
        content: &content,
    })
    .expect("a table");
    let peace = agreements_of_peace(peace, "peace", &actors);
    told("UCDP peace agreements", &peace, 374);
    let record = load(&[("gw.yaml", &states.yaml), ("peace.yaml", &peace.yaml)]);
    assert!(record.agreements.len() > 300);
}

/// Performance in wars: found from obligations and battles, beside what others have coded. The rules know nothing
/// of the coding; that they agree with it is the test.
#[test]
fn who_kept_alliances_agrees_with_what_others_coded() {
    let file = |name: &str| shared(&format!("alliances/{name}"));
    let Some(cases) = file("leeds_anac_2005_performance.csv") else {
        return;
    };
    let read = |name: &str| file(name).expect("beside it");
    let (m, w) = (
        read("atop4_01_member.csv"),
        read("cow_interstate_war_v4.0.csv"),
    );
    let d = read("cow_directed_dyadic_war.csv");
    let table = |name, content| Table { name, content };
    let cases = performance_cases(table("cases", &cases), "honor3").expect("a table");
    let m = atop_members(table("members", &m)).expect("a table");
    let w = cow_wars(table("wars", &w)).expect("a table");
    let d = dyadic_wars(table("dyads", &d)).expect("a table");
    let facts = Facts::new((&m, "members"), (&w, "wars"), (&d, "dyads"));
    let (all, agreement) = compare(&facts, &cases, EndReading::RecordedEnd);
    eprintln!(
        "{} determined, {:.3} agree, kappa {:.3}",
        agreement.determined(),
        agreement.share(),
        agreement.kappa()
    );
    assert_eq!(all.len(), 137);
    assert!(agreement.determined() >= 110);
    assert!(agreement.share() >= 0.93 && agreement.kappa() >= 0.84);
    let pact = |reading| {
        let (all, _) = compare(&facts, &cases, reading);
        let case = all
            .into_iter()
            .find(|c| (c.case.war, c.case.treaty) == (139, 2525));
        case.expect("the pact of 1941").found.value
    };
    // Broken within its term, after the recorded day of its end, which is that of the notice.
    assert_eq!(pact(EndReading::RecordedEnd), Performance::Kept);
    assert_eq!(pact(EndReading::StatedTerm), Performance::Broken);
}
