//! What several tests need.

#![allow(dead_code)] // not every test needs all of it

use servanda_import::{Actors, StateSystem, Table, actors_of_states, cow_states, gw_states};
use servanda_record::Record;
use std::path::Path;

pub fn table<'a>(name: &'a str, content: &'a str) -> Table<'a> {
    Table {
        name,
        content: content.as_bytes(),
    }
}

pub const STATES: &str =
    "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
USA,2,United States of America,1816,1,1,2016,12,31,2016
RUS,365,Russia,1816,1,1,2016,12,31,2016
JPN,740,Japan,1860,1,1,1945,8,14,2016
JPN,740,Japan,1952,4,28,2016,12,31,2016
CDI,437,Côte d'Ivoire,1960,8,20,2016,12,31,2016
GMY,255,Germany,1990,10,3,1816,1,1,2016
";

/// The record of the states with whatever else, or what is wrong with it.
pub fn record(documents: &[(&str, &str)]) -> Record {
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../record");
    let vocabulary =
        |name: &str| std::fs::read(record.join(name)).expect("the record's vocabulary");
    let (acts, topics) = (vocabulary("taxonomy.yaml"), vocabulary("topics.yaml"));
    let states = actors_of_states(
        StateSystem::Cow,
        cow_states(table("states.csv", STATES)).expect("a table"),
        &Actors::default(),
    );
    let gw = "gwcode,gw_abb,gw_name,microstate,start,end\n2,USA,Union,0,1816-01-01,2020-12-31\n\
              740,JPN,Nippon,0,1816-01-01,2020-12-31\n";
    let gw = actors_of_states(
        StateSystem::Gw,
        gw_states(table("gw.csv", gw)).expect("a table"),
        &Actors::default(),
    );
    let mut files: Vec<(&str, &[u8])> = vec![
        ("taxonomy.yaml", &acts),
        ("topics.yaml", &topics),
        ("states.yaml", states.yaml.as_bytes()),
        ("gw.yaml", gw.yaml.as_bytes()),
    ];
    files.extend(
        documents
            .iter()
            .map(|(name, text)| (*name, text.as_bytes())),
    );
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => loaded.record,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

pub fn reasons(rejects: &[servanda_import::Reject]) -> Vec<String> {
    rejects.iter().map(ToString::to_string).collect()
}
