//! States by code, as they held it.

use super::wrong;
use crate::error::ScanError;
use servanda_record::{ActorKind, Record};
use servanda_time::DaySpan;
use std::collections::{BTreeMap, BTreeSet};

/// A code and the states that held it, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Coded {
    pub code: String,
    pub held: Vec<(DaySpan, u32)>,
}

/// Days on which the same states held the codes of a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub days: DaySpan,
    pub one: u32,
    pub two: Option<u32>,
}

/// The codes of a system that states held within some days: as numbers in their order, then
/// others. Where two held a code on one day, the one who held it first keeps it.
pub(crate) fn coded(
    record: &Record,
    system: &str,
    window: DaySpan,
) -> Result<Vec<Coded>, ScanError> {
    let mut held: BTreeMap<(u64, &str), Vec<(DaySpan, u32)>> = BTreeMap::new();
    let mut systems = BTreeSet::new();
    for (number, actor) in (0u32..).zip(&record.actors) {
        if actor.kind != ActorKind::State {
            continue;
        }
        let exists = actor.exists.as_ref().map_or(DaySpan::ALL, |p| p.possible());
        for code in &actor.codes {
            systems.insert(code.system.as_str());
            if code.system != system {
                continue;
            }
            let valid = code.period.as_ref().map_or(DaySpan::ALL, |p| p.possible());
            let days = valid.intersect(exists);
            let key = (code.code.parse().unwrap_or(u64::MAX), code.code.as_str());
            held.entry(key).or_default().push((days, number));
        }
    }
    if held.is_empty() {
        let systems: Vec<&str> = systems.into_iter().collect();
        return Err(wrong(format!(
            "no state of the record has a code of `{system}`; there are codes of {}",
            systems.join(", ")
        )));
    }
    let mut all = Vec::new();
    for ((_, code), mut spans) in held {
        spans.sort_by_key(|(days, actor)| (days.start, *actor, days.end));
        let mut apart: Vec<(DaySpan, u32)> = Vec::new();
        for (days, actor) in spans {
            let free = apart.last().map_or(days.start, |(d, _)| d.end);
            let days = DaySpan::new(days.start.max(free), days.end);
            if !days.is_empty() {
                apart.push((days, actor));
            }
        }
        let held: Vec<_> = apart
            .into_iter()
            .map(|(days, actor)| (days.intersect(window), actor))
            .filter(|(days, _)| !days.is_empty())
            .collect();
        if !held.is_empty() {
            let code = code.to_owned();
            all.push(Coded { code, held });
        }
    }
    Ok(all)
}

/// When a code was held, or two together by different states.
pub(crate) fn pairs(one: &Coded, two: Option<&Coded>) -> Vec<Pair> {
    let mut found = Vec::new();
    for (days, x) in &one.held {
        let Some(two) = two else {
            found.push(Pair {
                days: *days,
                one: *x,
                two: None,
            });
            continue;
        };
        for (others, y) in two.held.iter().filter(|(_, y)| y != x) {
            let days = days.intersect(*others);
            if !days.is_empty() {
                found.push(Pair {
                    days,
                    one: *x,
                    two: Some(*y),
                });
            }
        }
    }
    found.sort_by_key(|p| p.days.start);
    found
}
