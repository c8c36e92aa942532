//! What is a judgement, a figure of speech, advice or a maxim is left alone, whatever names it has; what happened is
//! a claim, however moving its words. The sentences are of many sorts of text (editorial, blog, memoir, sermon, speech,
//! letter) and were written to be read against the record, so that names, places and agreements are found in them.

mod common;

use common::reading;

/// For each line, the parts that may be checked and those left alone.
fn parts(line: &str) -> (Vec<String>, Vec<String>) {
    let r = reading(line);
    let (mut kept, mut left) = (Vec::new(), Vec::new());
    for c in &r.claims {
        let words = r.document.text[c.range.clone()].to_owned();
        match c.not_checked {
            None => kept.push(words),
            Some(_) => left.push(words),
        }
    }
    (kept, left)
}

#[test]
fn judgements_are_left_alone() {
    let failed: Vec<(&str, Vec<String>)> = include_str!("sentences/judgements.txt")
        .lines()
        .map(|l| (l, parts(l).0))
        .filter(|(_, kept)| !kept.is_empty())
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn what_happened_is_a_claim_however_it_moves() {
    let failed: Vec<(&str, Vec<String>)> = include_str!("sentences/emotive-facts.txt")
        .lines()
        .map(|l| {
            let (kept, left) = parts(l);
            (
                l,
                if kept.is_empty() {
                    vec!["no claim".to_owned()]
                } else {
                    left
                },
            )
        })
        .filter(|(_, bad)| !bad.is_empty())
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// "Obliged each to help if the other were attacked": the condition is no fact of its own.
#[test]
fn a_condition_of_what_is_laid_down_is_no_fact() {
    let (kept, left) = parts("The pact obliged each party to help the other if it were attacked.");
    assert_eq!(kept, ["The pact obliged each party to help the other"]);
    assert_eq!(left, ["if it were attacked"]);
}
