//! Every proof that the law makes is accepted, and says what the answer says.
#![allow(clippy::unwrap_used)] // a broken helper is a failed test

mod common;

use common::{RECORD, bound, conduct, force, full, law, overdue};
use servanda_law::{Answer, Presumption};
use servanda_proof::Checker;

struct Counted<'r> {
    checker: Checker<'r>,
    accepted: usize,
    nodes: usize,
    refused: Vec<String>,
    rules: std::collections::BTreeSet<String>,
}

impl Counted<'_> {
    fn look(&mut self, answer: &Answer<'_>) {
        let proof = answer.proof();
        match self.checker.check(&proof.canonical()) {
            Ok(c) => {
                assert_eq!(c.answer, answer.truth().as_str());
                self.accepted += 1;
                self.nodes += c.nodes;
                self.rules.extend(c.rules.into_iter().map(|r| r.0));
            }
            Err(e) => self.refused.push(format!("{}: {e}", proof.json()["question"])),
        }
    }
}

fn all_accepted(presumption: Presumption, step: usize, least: usize) {
    let law = law(presumption);
    let mut c = Counted {
        checker: Checker::new(&RECORD),
        accepted: 0,
        nodes: 0,
        refused: Vec::new(),
        rules: Default::default(),
    };
    force(&law, step, |a| c.look(&a));
    bound(&law, step, |a| c.look(&a));
    conduct(&law, step, |a| c.look(&a));
    overdue(&law, |a| c.look(&a));
    eprintln!(
        "{presumption:?}: {} accepted, {} refused, {} steps, {} rules",
        c.accepted,
        c.refused.len(),
        c.nodes,
        c.rules.len()
    );
    if full() {
        eprintln!("rules: {:?}", c.rules);
    }
    assert!(
        c.refused.is_empty(),
        "{} refused, the first: {:#?}",
        c.refused.len(),
        &c.refused[..c.refused.len().min(3)]
    );
    assert!(c.accepted >= least, "only {} proofs", c.accepted);
}

#[test]
fn proofs_of_the_law_are_accepted() {
    let (step, least) = if full() { (1, 5_000) } else { (30, 200) };
    all_accepted(Presumption::WithinStatedLife, step, least);
}

#[test]
fn proofs_without_presumption_are_accepted() {
    all_accepted(Presumption::None, if full() { 2 } else { 120 }, 30);
}

#[test]
fn proofs_under_the_general_presumption_are_accepted() {
    all_accepted(Presumption::General, if full() { 2 } else { 120 }, 30);
}

#[test]
fn a_proof_for_another_record_is_refused() {
    let law = law(Presumption::WithinStatedLife);
    let other = servanda_record::Record::empty();
    let checker = Checker::new(&other);
    let mut seen = 0;
    force(&law, 60, |a| {
        assert_eq!(checker.check(&a.proof().canonical()).unwrap_err().at, "record");
        seen += 1;
    });
    assert!(seen > 5);
}
