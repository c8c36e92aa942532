//! Every proof over the records of `cases/*.md` is accepted: rules that the built-in record does not use are in them.
//! `SERVANDA_PROOF_FULL=1` looks at every day of change and every step; `CASE=name` at one case.
#![allow(clippy::unwrap_used)] // a broken helper is a failed test

mod common;

use servanda_law::{Answer, FindingFilter, Law};
use servanda_proof::Checker;
use servanda_record::Record;
use servanda_time::Day;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The records of a case, as one.
fn records(text: &str) -> String {
    let blocks = text.split("```yaml\n").skip(1);
    blocks.filter_map(|b| b.split("```").next()).collect::<Vec<_>>().join("\n---\n")
}

fn days(law: &Law, agreement: &str, actor: &str) -> BTreeSet<Day> {
    let timeline = law.timeline(agreement, actor).unwrap();
    let changes = timeline.segments.iter().chain(&timeline.suspended).map(|s| s.start).filter(|d| d.is_calendar_day());
    changes.flat_map(|d| [d.prev(), d, d.next()]).filter(|d| d.is_calendar_day()).collect()
}

struct Seen {
    accepted: usize,
    rules: BTreeSet<String>,
    refused: Vec<String>,
}

fn check(law: &Law, checker: &Checker<'_>, seen: &mut Seen) {
    let mut look = |answer: &Answer<'_>| {
        let proof = answer.proof();
        match checker.check(&proof.canonical()) {
            Ok(c) => {
                assert_eq!(c.answer, answer.truth().as_str());
                seen.accepted += 1;
                seen.rules.extend(c.rules.into_iter().map(|r| r.0));
            }
            Err(e) => seen.refused.push(format!("{}: {e}", proof.json()["question"])),
        }
    };
    for a in &law.record().agreements {
        let id = a.id.as_str();
        let others = ["alpha", "beta", "gamma"];
        let mut who: BTreeSet<&str> = a.parties.iter().map(|p| p.actor.as_str()).take(4).collect();
        who.extend(others.iter().filter(|x| law.record().actor(x).is_some()).take(2));
        // What is done to it makes changes between two that one party's time does not show.
        let acts = a.acts.iter().filter_map(|n| n.on.as_ref()?.as_day());
        let acts: BTreeSet<Day> = acts.flat_map(|d| [d.prev(), d, d.next()]).collect();
        for x in &who {
            let step = if common::full() { 1 } else { 7 };
            for (n, day) in days(law, id, x).into_iter().chain(acts.iter().copied()).step_by(step).enumerate() {
                look(&law.in_force(id, Some(x), None, day).unwrap());
                look(&law.interim(id, x, day).unwrap());
                for y in who.iter().filter(|y| *y != x) {
                    look(&law.in_force(id, Some(x), Some(y), day).unwrap());
                    for p in a.provisions.iter().filter(|_| n % 2 == 0) {
                        look(&law.is_bound(id, p.stmt.as_str(), x, Some(y), day).unwrap());
                        look(&law.is_bound(id, p.stmt.as_str(), x, None, day).unwrap());
                    }
                }
            }
        }
    }
    for f in law.conduct(&FindingFilter::default()).unwrap() {
        let most = if common::full() { 7 } else { 1 };
        common::STEPS.iter().take(most).for_each(|s| look(&f.step(*s)));
    }
}

#[test]
fn proofs_of_cases_are_accepted() {
    let read = |p: &str| std::fs::read(root().join(p)).unwrap();
    let base = [
        ("taxonomy.yaml", read("record/taxonomy.yaml")),
        ("topics.yaml", read("record/topics.yaml")),
        ("common.yaml", read("cases/common.yaml")),
    ];
    let files = base.iter().map(|(n, b)| (*n, b.as_slice()));
    let base = Record::load_files(Record::empty(), files).unwrap().record;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("cases")).unwrap().map(|f| f.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"));
    paths.sort();
    let only = std::env::var("CASE").ok();
    let mut seen = Seen { accepted: 0, rules: BTreeSet::new(), refused: Vec::new() };
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().to_string();
        if only.as_ref().is_some_and(|o| *o != name) {
            continue;
        }
        let yaml = records(&std::fs::read_to_string(&path).unwrap());
        let record = Record::load_files(base.clone(), [("case.yaml", yaml.as_bytes())]).unwrap().record;
        let law = Law::new(Arc::new(record.clone()));
        let refused = seen.refused.len();
        check(&law, &Checker::new(&record), &mut seen);
        if seen.refused.len() > refused {
            eprintln!("{name}: {} refused, the first {}", seen.refused.len() - refused, seen.refused[refused]);
        }
    }
    let all: BTreeSet<String> = servanda_law::rules::all().into_iter().map(|r| r.id.to_string()).collect();
    let unused: Vec<&String> = all.difference(&seen.rules).collect();
    eprintln!("{} accepted, {} refused; rules not used: {unused:?}", seen.accepted, seen.refused.len());
    assert!(seen.refused.is_empty(), "{} refused, the first: {}", seen.refused.len(), seen.refused[0]);
    assert!(seen.accepted > 0);
}
