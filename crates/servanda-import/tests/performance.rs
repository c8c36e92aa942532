//! Who kept alliances: small wars with one trap each.

mod common;

use common::table;
use servanda_import::{
    EndReading, Facts, Ground, Performance, PerformanceCase, PerformanceFinding, atop_members,
    cow_wars, dyadic_wars,
};

const MEMBERS: &str = "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,phase,length,renewlgt,renounce,proren,term,termmode,termcaus,\
defense,offense,neutral,nonagg,consul,defcon,offcon,neucon,concon
1,10,1900,1,1,1910,6,15,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0
1,20,1900,1,1,1910,6,15,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0
2,10,1906,1,1,1910,4,5,0,60,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0
2,20,1906,1,1,1910,4,5,0,60,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0
3,20,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0
3,30,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0
4,20,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,1,0,0,0
4,40,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,1,0,0,0
5,20,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0
5,50,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0
6,10,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0
6,60,1900,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0
";

/// 10 attacks 20; 30 helps 20 when that is out of the war; 50 is on 10's side against another only.
const WARS: &str = "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,\
StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,TransTo,BatDeath,Version
7,W,1,10,A,1,6,15,1910,12,31,1911,-8,-8,-8,-8,-8,-8,-8,7,1,1,-8,1,4
7,W,1,20,B,2,6,15,1910,8,1,1910,-8,-8,-8,-8,-8,-8,-8,7,2,2,-8,1,4
7,W,1,30,C,2,1,1,1911,12,31,1911,-8,-8,-8,-8,-8,-8,-8,7,2,2,-8,1,4
7,W,1,50,E,1,7,1,1910,12,31,1911,-8,-8,-8,-8,-8,-8,-8,7,2,1,-8,1,4
";

const DYADS: &str = "warnum,disno,dyindex,statea,stateb,warstrtmnth,warstrtday,warstrtyr,warendmnth,warenday,warendyr,year,warolea,waroleb,wardyadrolea,wardyadroleb
7,1,1.1,10,20,6,20,1910,8,1,1910,1910,1,3,1,3
7,1,1.1,20,10,6,20,1910,8,1,1910,1910,3,1,3,1
7,1,1.2,50,30,1,5,1911,12,1,1911,1911,2,4,1,3
7,1,1.2,30,50,1,5,1911,12,1,1911,1911,4,2,3,1
";

fn find(war: i64, treaty: i64, state: i64, reading: EndReading) -> PerformanceFinding {
    let members = atop_members(table("m", MEMBERS)).expect("a table");
    let wars = cow_wars(table("w", WARS)).expect("a table");
    let dyads = dyadic_wars(table("d", DYADS)).expect("a table");
    let facts = Facts::new((&members, "m"), (&wars, "w"), (&dyads, "d"));
    let case = PerformanceCase {
        war,
        treaty,
        state,
        coded: None,
    };
    facts.find(&case, reading)
}

#[test]
fn an_attack_on_the_recorded_last_day_turns_on_whether_it_counts() {
    // The list of wars has it on the day ATOP has the treaty end; the first battle was five days later.
    let of = |reading| find(7, 1, 20, reading).value;
    assert_eq!(of(EndReading::RecordedEnd), Performance::Broken);
    assert_eq!(
        of(EndReading::RecordedEndExcluded),
        Performance::Undetermined,
        "nothing was owed any more"
    );
    let step = &find(7, 1, 20, EndReading::RecordedEnd).steps[0];
    assert_eq!((step.member, step.ground), (10, Ground::Attacked));
    assert_eq!(step.on.to_string(), "1910-06-15");
    let rests: Vec<String> = step
        .rests_on
        .iter()
        .map(|l| format!("{}:{}", l.table, l.line))
        .collect();
    assert_eq!(rests, ["m:2", "d:2", "w:2", "w:3"]);
}

#[test]
fn an_attack_after_notice_is_within_the_stated_term() {
    assert_eq!(
        find(7, 2, 20, EndReading::RecordedEnd).value,
        Performance::Undetermined
    );
    assert_eq!(
        find(7, 2, 20, EndReading::StatedTerm).value,
        Performance::Broken
    );
}

#[test]
fn help_that_comes_when_the_other_is_out_of_the_war_is_none() {
    let found = find(7, 3, 20, EndReading::RecordedEnd);
    assert_eq!(found.value, Performance::Broken);
    assert_eq!(found.steps[0].ground, Ground::NoHelp);
}

#[test]
fn a_conditional_duty_not_done_is_undetermined_and_sides_are_no_fight() {
    assert_eq!(
        find(7, 4, 20, EndReading::RecordedEnd).value,
        Performance::Undetermined
    );
    let found = find(7, 5, 20, EndReading::RecordedEnd);
    assert_eq!(found.value, Performance::Kept, "50 fought 30, not 20");
    assert!(found.steps[0].opposite);
    // Nobody attacked 10: a duty to defend it is not called upon.
    assert_eq!(find(7, 6, 10, EndReading::RecordedEnd).steps, []);
}

#[test]
fn a_war_of_another_numbering_is_the_nearest_that_the_state_was_in() {
    assert_eq!(find(9, 5, 20, EndReading::RecordedEnd).war, Some(7));
    assert_eq!(find(30, 5, 20, EndReading::RecordedEnd).war, None);
    assert_eq!(find(9, 4, 40, EndReading::RecordedEnd).war, None);
}
