//! Proofs of the law over the embedded record, for all tests.
#![allow(dead_code)]
#![allow(clippy::unwrap_used)] // a broken helper is a failed test

use servanda_law::conduct::Step;
use servanda_law::{Answer, FindingFilter, Law, LawOptions, Presumption};
use servanda_record::Record;
use servanda_time::Day;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

pub static RECORD: LazyLock<Record> = LazyLock::new(servanda_embedded::record);

pub fn law(presumption: Presumption) -> Law {
    Law::with(Arc::new(RECORD.clone()), LawOptions { presumption })
}

/// Whether the long tests were asked for.
pub fn full() -> bool {
    std::env::var_os("SERVANDA_PROOF_FULL").is_some()
}

/// All steps of a finding.
pub const STEPS: [Step; 7] =
    [Step::Wrongful, Step::Bound, Step::Matches, Step::Attributable, Step::Excused, Step::Breach, Step::InTime];

/// The days on which something changes for one party, and those about them.
pub fn days(law: &Law, agreement: &str, actor: &str) -> Vec<Day> {
    let mut out = BTreeSet::from([Day::from_ymd(1945, 8, 9).unwrap(), Day::FIRST, Day::LAST]);
    for s in law.timeline(agreement, actor).unwrap().segments {
        out.extend([s.start.prev(), s.start, s.start.next()].into_iter().filter(|d| d.is_calendar_day()));
    }
    out.into_iter().collect()
}

/// Calls `each` with answers on force: every agreement, for itself, each party, each pair of the first parties, a stranger.
pub fn force(law: &Law, step: usize, mut each: impl FnMut(Answer<'_>)) {
    let stranger = RECORD.actors.iter().map(|x| x.id.as_str());
    let strangers: Vec<&str> = stranger.collect();
    for (i, a) in RECORD.agreements.iter().enumerate().filter(|(i, _)| i % step == 0) {
        let id = a.id.as_str();
        let other = strangers[(i * 7) % strangers.len()];
        let mut who: Vec<&str> =
            a.parties.iter().map(|p| p.actor.as_str()).take(if step == 1 { 40 } else { 2 }).collect();
        who.push(other);
        for x in &who {
            for (n, day) in days(law, id, x).into_iter().enumerate().filter(|(n, _)| step == 1 || n % 3 == 0) {
                each(law.in_force(id, Some(x), None, day).unwrap());
                if n % 4 == 0 {
                    each(law.in_force(id, None, None, day).unwrap());
                    each(law.in_force(id, Some(x), Some(who[0]), day).unwrap());
                }
            }
        }
    }
}

/// Calls `each` with what binds actors on some days.
pub fn bound(law: &Law, step: usize, mut each: impl FnMut(Answer<'_>)) {
    let years = [1880, 1914, 1930, 1941, 1945, 1950, 1956, 1975, 1992, 2003, 2014, 2022];
    for (i, x) in RECORD.actors.iter().enumerate().filter(|(i, _)| i % step == 0) {
        let day = Day::from_ymd(years[i / step % years.len()], 8, 9).unwrap();
        let other = &RECORD.actors[(i * 13 + 5) % RECORD.actors.len()].id;
        for toward in [None, Some(other.as_str())] {
            for o in law.bound(x.id.as_str(), toward, day).unwrap().into_iter().take(12) {
                each(o.answer());
            }
        }
    }
}

/// Calls `each` with every step of the findings on events.
pub fn conduct(law: &Law, step: usize, mut each: impl FnMut(Answer<'_>)) {
    let steps = STEPS;
    for e in RECORD.events.iter().step_by(step) {
        let filter = FindingFilter { event: Some(e.id.to_string()), ..FindingFilter::default() };
        for (n, f) in law.conduct(&filter).unwrap().into_iter().enumerate() {
            let most = if step == 1 { steps.len() } else { 1 + n % 3 };
            steps.iter().take(most).for_each(|s| each(f.step(*s)));
        }
    }
}

/// Calls `each` with what was overdue on some days.
pub fn overdue(law: &Law, mut each: impl FnMut(Answer<'_>)) {
    for year in if full() { (1860..2030).collect() } else { vec![1946, 2024] } {
        let day = Day::from_ymd(year, 6, 1).unwrap();
        law.overdue(None, day).unwrap().iter().for_each(|o| each(o.answer()));
    }
}
