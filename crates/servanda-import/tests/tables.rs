//! Small tables with all that real ones have: codes for missing values, slips, phases.

use servanda_import::{
    Actors, AtopTables, Ending, MidTables, StateSystem, actors_of_states, agreements_of_atop,
    atop_members, cow_states, cow_wars, dyadic_wars, events_of_cow_wars, events_of_dyadic_wars,
    events_of_mid, events_of_ucdp, mid_disputes, mid_incident_participants, mid_incidents,
    ucdp_conflicts,
};
use servanda_record::Lang;

mod common;

use common::{STATES, reasons, record, table};

#[test]
fn states_keep_their_spells_and_leave_the_ends_of_the_list_open() {
    let rows = cow_states(table("states.csv", STATES)).expect("a table");
    assert_eq!(
        reasons(&rows.rejects),
        ["states.csv:7: it ends on 1816-01-01, before it begins on 1990-10-03"]
    );
    let import = actors_of_states(StateSystem::Cow, rows, &Actors::default());
    assert_eq!(
        (import.used, import.left_out, import.rejects.len()),
        (5, 0, 1)
    );
    let japan = "actor: japan\nkind: state\nnames: { en: [\"Japan\"] }\ncodes:\n  \
                 - { cow: 740, period: 1860-01-01/1945-08-14 }\n  - { cow: 740, period: 1952-04-28/.. }\n";
    assert!(import.yaml.contains(japan), "{}", import.yaml);
    assert!(
        import.yaml.contains("{ cow: 2, period: ../.. }"),
        "{}",
        import.yaml
    );
    let record = record(&[]);
    assert_eq!(record.label("cote-divoire", Lang::En), "Côte d'Ivoire");
}

#[test]
fn a_missing_column_is_an_error_with_those_there_are() {
    let error = cow_states(table("s.csv", "ccode,name\n1,X\n")).expect_err("lacks columns");
    assert_eq!(
        error.to_string(),
        "s.csv: no column `stateabb`; there are ccode, name"
    );
    let rows =
        cow_states(table("s.csv", &format!("{STATES}USA,2\n\u{ff}{STATES}"))).expect("a table");
    assert!(
        reasons(&rows.rejects).contains(&"s.csv:8: 2 columns, not 10".to_owned()),
        "{:?}",
        rows.rejects
    );
}

const WARS: &str = "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,\
StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,TransTo,BatDeath,Version
900,\"War: a \"\"test\"\"\",1,740,Japan,2,12,7,1941,8,14,1945,-8,-8,-8,-8,-8,-8,-8,7,1,2,-8,1740000,4
900,\"War: a \"\"test\"\"\",1,2,United States,1,12,-9,1941,8,14,1945,-8,-8,-8,-8,-8,-8,-8,7,2,1,-8,-9,4
900,\"War: a \"\"test\"\"\",1,999,Nowhere,1,12,7,1941,8,14,1945,-8,-8,-8,-8,-8,-8,-8,7,2,1,-8,5,4
901,Later,1,2,United States,1,1,1,2001,-7,-7,-7,-8,-8,-8,-8,-8,-8,-8,7,2,1,-8,5,4
902,Slip,1,2,United States,1,13,32,2001,1,1,2002,-8,-8,-8,-8,-8,-8,-8,7,2,1,-8,5,4
";

#[test]
fn wars_become_events_of_the_side_that_began_them() {
    let record = record(&[]);
    let actors = Actors::of_record(&record);
    let rows = cow_wars(table("wars.csv", WARS)).expect("a table");
    assert_eq!(rows.rows[3].1.spells[0].1, Ending::Ongoing);
    assert_eq!(
        (rows.rows[1].1.deaths, rows.rows[0].1.deaths),
        (None, Some(1_740_000))
    );
    let import = events_of_cow_wars(rows, "wars.csv", &actors);
    assert_eq!((import.used, import.left_out), (3, 0));
    assert_eq!(
        reasons(&import.rejects),
        [
            "wars.csv:6: there is no day 2001-13-32",
            "wars.csv:4: the record has no actor with COW code 999",
        ]
    );
    let record = self::record(&[("wars.yaml", &import.yaml)]);
    let war = record.event("cow-war-900").expect("an event");
    assert_eq!(
        war.by.iter().map(|a| a.as_str()).collect::<Vec<_>>(),
        ["japan"]
    );
    assert_eq!(
        war.toward.iter().map(|a| a.as_str()).collect::<Vec<_>>(),
        ["united-states-of-america"]
    );
    assert!(
        import.yaml.contains("on: \"1941-12/1945-08-14\"\n"),
        "{}",
        import.yaml
    );
    assert!(
        import.yaml.contains("on: \"2001-01-01/..\"\n"),
        "{}",
        import.yaml
    );
}

const DYADS: &str = "warnum,disno,dyindex,statea,stateb,warstrtmnth,warstrtday,warstrtyr,warendmnth,warenday,warendyr,year,warolea,waroleb,wardyadrolea,wardyadroleb
139,258,139.001,740,2,12,7,1941,8,14,1945,1941,1,3,1,3
139,258,139.001,2,740,12,7,1941,8,14,1945,1941,3,1,3,1
139,258,139.001,740,2,12,7,1941,8,14,1945,1942,1,3,1,3
257,1,257.03,365,740,24,10,1918,3,11,1918,1918,1,3,1,3
257,1,257.15,365,740,8,10,1918,1,1,1919,1918,1,3,1,3
257,1,257.15,740,365,9,10,1918,1,1,1919,1918,3,1,3,1
257,1,257.24,365,740,8,10,1918,1,1,19118,1918,1,3,1,3
257,1,257.30,365,740,13,32,1918,1,1,1919,1918,1,3,1,3
258,1,258.01,365,740,1,2,1920,1,3,1920,1920,1,3,3,1
258,1,258.01,740,365,1,2,1920,1,3,1920,1920,3,1,3,1
259,1,259.01,365,740,1,2,1921,1,3,1921,1921,1,4,3,1
259,1,259.01,740,365,1,2,1921,1,3,1921,1921,4,1,3,1
";

#[test]
fn pairs_at_war_are_taken_once_and_slips_are_listed() {
    let record = record(&[]);
    let rows = dyadic_wars(table("dyads.csv", DYADS)).expect("a table");
    let import = events_of_dyadic_wars(rows, "dyads.csv", &Actors::of_record(&record));
    assert_eq!((import.used, import.left_out), (4, 4));
    assert_eq!(
        reasons(&import.corrected),
        [
            "dyads.csv:5: `warstrtmnth` 24 and `warstrtday` 10 are read the other way round, as 1918-10-24",
            "dyads.csv:5: the end 1918-03-11 is read the other way round, as 1918-11-03",
        ],
        "a month that is none, and an end that is one only like it"
    );
    assert_eq!(
        reasons(&import.rejects),
        [
            "dyads.csv:8: there is no day 19118-01-01",
            "dyads.csv:9: there is no day 1918-13-32",
            "dyads.csv:6: the rows of pair 257.15 begin on 1918-08-10 and 1918-09-10",
            "dyads.csv:7: the rows of pair 257.15 begin on 1918-08-10 and 1918-09-10",
        ]
    );
    let record = self::record(&[("dyads.yaml", &import.yaml)]);
    assert!(record.event("war-dyad-139-001").is_some());
    // Rows that contradict each other within the pair: the parts in the war decide, or nobody can be said to have begun.
    let by = |id: &str| {
        let event = record.event(id).expect("an event");
        let ids = |all: &[servanda_record::ActorId]| {
            all.iter()
                .map(|a| a.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        (ids(&event.by), ids(&event.with))
    };
    assert_eq!(by("war-dyad-258-01"), (vec!["russia".to_owned()], vec![]));
    assert_eq!(
        by("war-dyad-259-01"),
        (vec![], vec!["russia".to_owned(), "japan".to_owned()])
    );
}

#[test]
fn incidents_become_events_of_each_side_that_acted() {
    let text = "dispnum,incidnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,insidea,sidea,fatality,fatalpre,action,hostlev
5,5001,RUS,365,1,3,2014,-9,3,2014,1,1,0,0,14,4
5,5001,USA,2,1,3,2014,1,3,2014,0,0,0,0,0,1
5,5002,USA,2,-9,4,2014,-9,4,2014,1,0,0,0,7,3
5,5002,RUS,365,2,4,2014,2,4,2014,0,1,0,0,-9,1
5,5003,USA,2,-9,4,2014,-9,4,2014,-9,0,0,0,7,3
";
    let record = record(&[]);
    let rows = mid_incident_participants(table("midip.csv", text)).expect("a table");
    let whole =
        "dispnum,incidnum,stday,stmon,styear,endday,endmon,endyear,action,fatality,hostlev,numa
5,5001,1,3,2014,-9,3,2014,14,-9,4,1
5,5001,1,3,2014,-9,3,2014,14,-9,4,1
";
    let incidents = mid_incidents(table("midi.csv", whole)).expect("a table");
    let dispute = "dispnum,stday,stmon,styear,endday,endmon,endyear,outcome,settle,fatality,hostlev,hiact,recip,numa,numb
5,-9,3,2014,2,4,2014,6,3,0,4,14,0,1,1
";
    let disputes = mid_disputes(table("mida.csv", dispute)).expect("a table");
    let tables = MidTables {
        disputes: Some((disputes, "mida.csv")),
        incidents: Some((incidents, "midi.csv")),
        incident_participants: Some((rows, "midip.csv")),
        ..MidTables::default()
    };
    let import = events_of_mid(tables, &Actors::of_record(&record));
    assert_eq!((import.used, import.left_out), (4, 2));
    assert_eq!(
        reasons(&import.rejects),
        [
            "midi.csv:3: a second row of incident 5001",
            "midip.csv:6: `insidea` is neither 0 nor 1",
        ]
    );
    let record = self::record(&[("mid.yaml", &import.yaml)]);
    let event = record.event("mid-incident-5001-a").expect("an event");
    assert_eq!(
        event.types.iter().map(|a| a.as_str()).collect::<Vec<_>>(),
        ["occupation"]
    );
    assert!(record.event("mid-incident-5001-b").is_none());
    let part_of = |id: &str| {
        let whole = record.event(id).and_then(|e| e.part_of.as_ref());
        whole.map(|e| e.as_str().to_owned())
    };
    assert_eq!(
        part_of("mid-incident-5001-a").as_deref(),
        Some("mid-incident-5001")
    );
    assert_eq!(
        part_of("mid-incident-5001").as_deref(),
        Some("mid-dispute-5")
    );
    assert!(
        import.yaml.contains("on: \"2014-03-01/2014-03\"\n"),
        "{}",
        import.yaml
    );
}

#[test]
fn conflicts_between_states_begin_no_more_exactly_than_known() {
    let text = "conflict_id,location,year,type_of_conflict,start_date2,start_prec2,ep_end,ep_end_date,gwno_a,gwno_b
1,Somewhere,1967,2,1967-06-05,1,0,,2,740
1,Somewhere,1968,2,1967-06-05,1,1,1968-01-10,2,740
2,Elsewhere,1970,2,1970-03-01,4,0,,\"2, 740\",\"740\"
3,Within,1970,3,1970-03-01,1,0,,2,
4,Unknown,1970,2,1970-03-01,7,0,,2,740
5,Nobody,1970,2,1970-03-01,1,0,,2,999
6,Odd,1970,2,1970-03-01,1,0,,2,x
";
    let record = record(&[]);
    let rows = ucdp_conflicts(table("acd.csv", text)).expect("a table");
    let import = events_of_ucdp(rows, "acd.csv", &Actors::of_record(&record));
    assert_eq!((import.used, import.left_out), (3, 1));
    assert_eq!(
        reasons(&import.rejects),
        [
            "acd.csv:6: when it began is not known (precision 7)",
            "acd.csv:8: `gwno_b` has a code that is no number: x",
            "acd.csv:7: the record has no actor with GW code 999",
        ]
    );
    assert!(
        import.yaml.contains("on: \"1967-06-05/1968-01-10\"\n"),
        "{}",
        import.yaml
    );
    assert!(import.yaml.contains("on: \"1970/..\"\n"), "{}", import.yaml);
    self::record(&[("acd.yaml", &import.yaml)]);
}

const ATOP: &str = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,phase,length,renewlgt,renounce,proren,term,termmode,termcaus,\
defense,offense,neutral,nonagg,consul,defcon,offcon,neucon,concon
2525,365,1941,4,13,1945,4,5,0,60,0,0,1,2,3,4,0,0,1,0,0,0,0,0,0
2525,740,1941,4,13,1945,4,5,0,60,0,0,1,2,3,4,0,0,1,0,0,0,0,0,0
3000,2,1952,4,28,1960,1,18,1,0,0,0,0,0,0,0,1,0,0,0,0,1,0,0,0
3000,740,1952,4,28,1960,1,18,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
3000,2,1960,1,19,0,0,0,2,0,0,0,0,0,0,0,1,0,0,1,1,0,0,0,0
3000,740,1960,1,19,0,0,0,2,0,0,0,0,0,0,0,1,0,0,1,1,0,0,0,0
3000,999,1960,1,19,0,0,0,2,0,0,0,0,0,0,0,1,0,0,1,1,0,0,0,0
4000,2,1970,5,-9,1980,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0
";

#[test]
fn alliances_have_their_members_terms_and_duties() {
    let record = record(&[]);
    let rows = atop_members(table("atop.csv", ATOP)).expect("a table");
    assert_eq!(rows.rows[4].1.to, Ending::Ongoing);
    let tables = AtopTables {
        members: Some((rows, "atop.csv")),
        ..AtopTables::default()
    };
    let import = agreements_of_atop(tables, &Actors::of_record(&record));
    assert_eq!((import.used, import.left_out), (6, 1));
    assert_eq!(
        reasons(&import.rejects),
        ["atop.csv:8: the record has no actor with COW code 999"]
    );
    let record = self::record(&[("atop.yaml", &import.yaml)]);
    let pact = record.agreement("atop-2525").expect("an agreement");
    assert_eq!(pact.provisions.len(), 1);
    // Its end is a choice point: the day ATOP gives is that of a notice.
    assert_eq!(pact.parties.len(), 6);
    let yaml = &import.yaml;
    for (last, option, rest) in [
        ("1945-04-05", "recorded-end", ""),
        ("1945-04-04", "recorded-end-excluded", ""),
        (
            "1946-04-12",
            "stated-term",
            ", source: \"atop-4-01 2525, length 60 months from 1941-04-13\"",
        ),
    ] {
        let ends = format!(
            "{{ actor: russia, from: 1941-04-13, until: \"{last}\", under: {{ atop-coded-ends: {option} }}{rest} }}"
        );
        assert!(yaml.contains(&ends), "{yaml}");
    }
    assert!(
        yaml.contains("Codes without a key: proren 1, renounce 0, term 2, termcaus 4, termmode 3."),
        "{yaml}"
    );
    // Two phases: what both owe in the second, one alone and on conditions in the first.
    let treaty = record.agreement("atop-3000").expect("an agreement");
    assert_eq!(
        treaty.parties.len(),
        2,
        "phases that follow on one another are one membership"
    );
    assert_eq!(treaty.provisions.len(), 4);
    assert!(
        yaml.contains("article: \"defense in phase 1, on conditions\""),
        "{yaml}"
    );
    assert!(
        yaml.contains(
            "by: [united-states-of-america], toward: [other-parties], period: 1952-04-28/1960-01-18"
        ),
        "{yaml}"
    );
    assert!(
        yaml.contains("Members not in the record, by COW code: 999."),
        "{yaml}"
    );
    assert!(
        record.agreement("atop-4000").is_none(),
        "one member is no treaty"
    );
}

#[test]
fn two_columns_of_one_name_are_refused() {
    let (header, rows) = STATES.split_once('\n').expect("a header");
    let last = header.split(',').count();
    let twice = format!("{header},ccode\n{}", rows.replace('\n', ",5\n"));
    let error = cow_states(table("states.csv", &twice)).expect_err("it has two codes");
    let first = header
        .split(',')
        .position(|name| name == "ccode")
        .expect("a code")
        + 1;
    assert_eq!(
        error.to_string(),
        format!(
            "states.csv: line 1: columns {first} and {} are both called `ccode`; rename or remove one",
            last + 1
        )
    );
    // Columns without a name are nobody's.
    let unnamed = format!("{header},,\n{}", rows.replace('\n', ",,\n"));
    assert_eq!(
        cow_states(table("states.csv", &unnamed)).map(|r| r.rows.len()),
        cow_states(table("states.csv", STATES)).map(|r| r.rows.len())
    );
}
