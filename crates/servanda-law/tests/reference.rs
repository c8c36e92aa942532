//! A slow, obvious interpreter of the rules, day by day and reading by reading, against the engine on random small
//! worlds: what is in force, what binds whom, and every step of every finding. It shares no code with the engine: only the
//! types of the record and the arithmetic of days.
//!
//! `SERVANDA_WORLDS=100000 cargo test --release -p servanda-law --test reference` runs the full test (the default is 60
//! worlds); `SERVANDA_SEED=n` runs one world.

mod slow;
mod world;

use servanda_law::conduct::Step;
use servanda_law::{Answer, FindingFilter, Law, LawOptions, Presumption, ReadingSpec};
use servanda_record::*;
use servanda_time::{Day, Truth};
use slow::{Case, Reference};
use std::sync::Arc;
use world::{Rng, days_of, readings_of, world};

fn spec(reading: &[(String, String)]) -> ReadingSpec {
    reading
        .iter()
        .fold(ReadingSpec::default(), |s, (c, o)| s.choosing(c, o))
}

const PRESUMPTIONS: [Presumption; 3] = [
    Presumption::WithinStatedLife,
    Presumption::None,
    Presumption::General,
];

/// What both say of one world; the first difference.
fn compare(record: &Arc<Record>, seed: u64) -> Result<[usize; 3], String> {
    let presumption = PRESUMPTIONS[(seed % 3) as usize];
    let law = Law::with(Arc::clone(record), LawOptions { presumption });
    let mut rng = Rng::new(seed ^ 0x5eed);
    let days = days_of(record, &mut rng);
    let mut compared = [0; 3];
    for reading in readings_of(&law, &mut rng) {
        let spec = spec(&reading);
        let slow = Reference {
            record,
            reading: &reading,
            presumption,
        };
        let mut same = |what: &dyn Fn() -> String, fast: &Answer<'_>, slow: Truth| {
            let fast = fast.under(&spec).expect("reading");
            compared[fast as usize] += 1;
            match fast == slow {
                true => Ok(()),
                false => Err(format!(
                    "{} under {reading:?} ({presumption:?}): the engine says {fast}, day by day it is {slow}",
                    what()
                )),
            }
        };
        for a in &record.agreements {
            let id = a.id.as_str();
            for x in &record.actors {
                for day in sample(&days, 7, &mut rng) {
                    let fast = law.in_force(id, Some(x.id.as_str()), None, day);
                    let truth = slow.in_force(a, &x.id, day);
                    same(
                        &|| format!("{id} for {} on {day}", x.id),
                        &fast.expect("known"),
                        truth,
                    )?;
                    if let Some(d) = law.force_on(id, x.id.as_str(), day)
                        && law.under(d, &spec).expect("reading") != truth
                    {
                        return Err(format!("compiled: {id} for {} on {day}", x.id));
                    }
                }
            }
            for (p, x) in a
                .provisions
                .iter()
                .flat_map(|p| record.actors.iter().map(move |x| (p, x)))
            {
                for day in sample(&days, 2, &mut rng) {
                    let y = Some(&rng.pick(&record.actors).id).filter(|y| **y != x.id);
                    let fast = law.is_bound(
                        id,
                        p.stmt.as_str(),
                        x.id.as_str(),
                        y.map(|y| y.as_str()),
                        day,
                    );
                    let truth = slow.bound(a, p, &x.id, y, day);
                    let what = || format!("{} binds {} toward {y:?} on {day}", p.stmt, x.id);
                    same(&what, &fast.expect("known"), truth)?;
                }
            }
            compare_conduct(&law, &slow, a, &mut same)?;
        }
    }
    Ok(compared)
}

/// Some of the days, others each time.
fn sample(days: &[Day], n: usize, rng: &mut Rng) -> Vec<Day> {
    (0..n).map(|_| *rng.pick(days)).collect()
}

type Same<'s> = dyn FnMut(&dyn Fn() -> String, &Answer<'_>, Truth) -> Result<(), String> + 's;

fn compare_conduct(
    law: &Law,
    slow: &Reference<'_>,
    a: &Agreement,
    same: &mut Same<'_>,
) -> Result<(), String> {
    let a = slow.record.agreement(a.id.as_str()).expect("agreement");
    let filter = FindingFilter {
        agreement: Some(a.id.to_string()),
        ..FindingFilter::default()
    };
    let fast = law.conduct(&filter).expect("known");
    let mut wanted: Vec<Case<'_>> = slow
        .record
        .events
        .iter()
        .flat_map(|e| slow.cases(a, e))
        .collect();
    for f in &fast {
        let performs = f.touch == servanda_law::Touch::Performs;
        let of = |c: &Case<'_>| {
            c.e.id == f.event.id
                && c.p.stmt == f.provision.stmt
                && c.x == f.bearer
                && c.y == f.toward
                && c.performs == performs
        };
        let what = || {
            format!(
                "{} of {} under {} toward {:?} (performs: {performs})",
                f.event.id, f.bearer, f.provision.stmt, f.toward
            )
        };
        let Some(at) = wanted.iter().position(of) else {
            return Err(format!("a finding that there is not: {}", what()));
        };
        let s = slow.steps(&wanted.swap_remove(at));
        for (step, truth) in [
            (Step::Bound, s.bound),
            (Step::Matches, s.matches),
            (Step::Attributable, s.attributable),
            (Step::Excused, s.excused),
            (Step::Breach, s.breach),
            (Step::InTime, s.in_time),
            (Step::Wrongful, s.wrongful),
        ] {
            same(&|| format!("{step:?}: {}", what()), &f.step(step), truth)?;
        }
    }
    // What certainly is no such act is no finding.
    wanted.retain(|c| !slow.steps(c).matches.is_no());
    match wanted.first() {
        Some(c) => Err(format!(
            "no finding: {} of {} under {} toward {:?}",
            c.e.id, c.x, c.p.stmt, c.y
        )),
        None => Ok(()),
    }
}

fn seeds() -> Vec<u64> {
    if let Some(seed) = std::env::var("SERVANDA_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
    {
        return vec![seed];
    }
    let n: u64 = std::env::var("SERVANDA_WORLDS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(60);
    (0..n).collect()
}

#[test]
fn engine_and_reference_agree() {
    let all = seeds();
    let mut compared = [0; 3];
    for seed in &all {
        let record = Arc::new(world(*seed));
        match compare(&record, *seed) {
            Ok(n) => (0..3).for_each(|i| compared[i] += n[i]),
            Err(_) => {
                let (small, said) = world::shrink(&record, |r| compare(r, *seed).err());
                panic!("seed {seed}: {said}\n{}", world::written(&small));
            }
        }
    }
    eprintln!(
        "{} worlds, answers of one kind and another {compared:?}, seeds {:?}..={:?}",
        all.len(),
        all.first(),
        all.last()
    );
}

/// Taking a statement away never turns yes into no or no into yes, where nothing is presumed.
#[test]
fn deleting_a_statement_only_loses() {
    let mut lost = 0;
    for seed in seeds() {
        let record = world(seed);
        let mut rng = Rng::new(seed ^ 0xde1e7e);
        let days = days_of(&record, &mut rng);
        let options = LawOptions {
            presumption: Presumption::None,
        };
        let whole = Law::with(Arc::new(record.clone()), options);
        let Some((smaller, gone)) = world::delete_one(&record, &mut rng) else {
            continue;
        };
        let less = Law::with(Arc::new(smaller), options);
        for reading in readings_of(&less, &mut rng) {
            // Conflicts among statements differ between the two: their choice is kept where both have it.
            let both: Vec<(String, String)> = reading
                .into_iter()
                .filter(|(c, _)| !c.ends_with('!'))
                .collect();
            for a in &record.agreements {
                for x in &record.actors {
                    for day in &days {
                        let ask = |law: &Law| {
                            law.in_force(a.id.as_str(), Some(x.id.as_str()), None, *day)
                                .expect("known")
                                .under(&spec(&both))
                                .expect("reading")
                        };
                        let (before, after) = (ask(&whole), ask(&less));
                        assert!(
                            before == after || !before.is_definite() || !after.is_definite(),
                            "seed {seed}: without {gone}, {} for {} on {day} under {both:?}: {before} became {after}\n{a:#?}",
                            a.id,
                            x.id
                        );
                        lost += u32::from(before != after && before.is_definite());
                    }
                }
            }
        }
    }
    assert!(lost > 0, "nothing was ever lost: the test does not bite");
}

/// Renaming the actors renames the answers and changes nothing else.
#[test]
fn all_actors_are_alike() {
    for seed in seeds().into_iter().take(500) {
        let record = world(seed);
        let mut rng = Rng::new(seed ^ 0xac7025);
        let days = days_of(&record, &mut rng);
        let (turned, map) = world::permute_actors(&record, &mut rng);
        let (one, two) = (
            Law::new(Arc::new(record.clone())),
            Law::new(Arc::new(turned)),
        );
        for a in &record.agreements {
            for x in &record.actors {
                let y = &map.iter().find(|m| m.0 == x.id.as_str()).expect("mapped").1;
                for day in &days {
                    let p = one
                        .in_force(a.id.as_str(), Some(x.id.as_str()), None, *day)
                        .expect("known");
                    let q = two
                        .in_force(a.id.as_str(), Some(y), None, *day)
                        .expect("known");
                    assert_eq!(
                        p.readings_json(),
                        q.readings_json(),
                        "seed {seed}: {} {} {y} {day}",
                        a.id,
                        x.id
                    );
                }
            }
        }
    }
}

/// Another agreement that names none of the others changes no answer.
#[test]
fn unrelated_agreements_change_nothing() {
    for seed in seeds().into_iter().take(500) {
        let record = world(seed);
        let mut rng = Rng::new(seed ^ 0xadd);
        let days = days_of(&record, &mut rng);
        let more = world::with_unrelated(&record);
        let (one, two) = (Law::new(Arc::new(record.clone())), Law::new(Arc::new(more)));
        for a in &record.agreements {
            for x in &record.actors {
                for day in &days {
                    let ask = |l: &Law| {
                        let a = l
                            .in_force(a.id.as_str(), Some(x.id.as_str()), None, *day)
                            .expect("known");
                        a.readings_json()
                    };
                    assert_eq!(ask(&one), ask(&two), "seed {seed}");
                }
            }
        }
    }
}

/// A definite answer holds under every completion of what is unknown: here, of dates known only to the month.
#[test]
fn definite_answers_hold_under_every_completion() {
    let mut tried = 0;
    for seed in seeds() {
        let record = world(seed);
        let mut rng = Rng::new(seed ^ 0xc0de);
        let days = days_of(&record, &mut rng);
        let vague = Law::new(Arc::new(record.clone()));
        let Some(exact) = world::complete_dates(&record, &mut rng) else {
            continue;
        };
        tried += 1;
        let exact = Law::new(Arc::new(exact));
        for a in &record.agreements {
            for x in &record.actors {
                for day in &days {
                    let ask = |l: &Law| {
                        l.in_force(a.id.as_str(), Some(x.id.as_str()), None, *day)
                            .expect("known")
                            .truth()
                    };
                    let (before, after) = (ask(&vague), ask(&exact));
                    assert!(
                        !before.is_definite() || before == after,
                        "seed {seed}: {} for {} on {day}: {before} became {after}\n{a:#?}",
                        a.id,
                        x.id
                    );
                }
            }
        }
    }
    assert!(tried > 0);
}
