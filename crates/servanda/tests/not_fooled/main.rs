//! Servanda is not fooled: what is changed in a text so that it is false must not stay `supported`, and what
//! is only said in other words must stay what it was.
//!
//! Every supported claim of the texts is changed in one place at a time, by rules that share nothing with the
//! matching under test. A sample is run by default, the same each time; `SERVANDA_FULL=1` runs all,
//! `SERVANDA_SEED=n` another sample.
#![cfg(feature = "embedded")]

mod change;
mod dates;
mod denial;
mod names;
mod numerals;
mod same;
mod truth;
mod world;

use change::{Change, Instead};
use servanda_check::Verdict;
use servanda_record::Record;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use truth::Ground;
use world::{Marked, Text, Tools, dice, texts};

/// Changes tried by default.
const SAMPLE: usize = 100;

/// Changed claims that may stay supported, per cent of those tried. In a sample one more may, by chance of the draw.
const MOST_FOOLED: usize = 1;

/// One change of one claim of one text.
struct Trial {
    text: usize,
    claim: usize,
    change: Change,
}

/// What came of a trial.
#[derive(Clone, Debug, PartialEq)]
enum Came {
    /// As it must.
    Well,
    /// Not counted, with the reason.
    Aside(&'static str),
    /// Not as it must: what to show.
    Badly(String),
}

fn seed() -> u64 {
    std::env::var("SERVANDA_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1941)
}

/// The trials to run: all, or a sample drawn by the seed, evenly over the rules.
fn drawn(trials: Vec<Trial>, marked: &[Marked]) -> Vec<Trial> {
    if std::env::var_os("SERVANDA_FULL").is_some() || trials.len() <= SAMPLE {
        return trials;
    }
    println!(
        "{SAMPLE} of {} changes, drawn with seed {} (SERVANDA_FULL=1 for all)",
        trials.len(),
        seed()
    );
    let mut by_rule: BTreeMap<&str, Vec<(u64, Trial)>> = BTreeMap::new();
    for t in trials {
        let (range, with) = &t.change.edits[0];
        let at = range.start.to_string();
        let d = dice(
            seed(),
            &[t.change.rule, marked[t.text].words(range), with, &at],
        );
        by_rule.entry(t.change.rule).or_default().push((d, t));
    }
    for list in by_rule.values_mut() {
        list.sort_by_key(|x| std::cmp::Reverse(x.0));
    }
    let mut out = Vec::new();
    while out.len() < SAMPLE {
        for list in by_rule.values_mut() {
            out.extend(list.pop().map(|x| x.1));
        }
    }
    out.truncate(SAMPLE);
    out
}

/// Runs the trials on two threads; the order of the results is that of the trials.
fn run(
    record: &Arc<Record>,
    trials: &[Trial],
    one: impl Fn(&Tools, &Trial) -> Came + Sync,
) -> Vec<Came> {
    let next = AtomicUsize::new(0);
    let work = || {
        let tools = Tools::new(record);
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(t) = trials.get(i) else { return done };
            done.push((i, one(&tools, t)));
        }
    };
    let mut all: Vec<(usize, Came)> = std::thread::scope(|s| {
        let other = s.spawn(work);
        let mut mine = work();
        mine.extend(other.join().expect("a thread that panicked"));
        mine
    });
    all.sort_by_key(|x| x.0);
    all.into_iter().map(|x| x.1).collect()
}

/// Prints what came of the trials by rule, and all that came badly; gives (counted, badly).
fn report(trials: &[Trial], came: &[Came], texts: &[Text]) -> (usize, usize) {
    let mut table: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (t, c) in trials.iter().zip(came) {
        let row = table.entry(t.change.rule).or_default();
        match c {
            Came::Well => row[0] += 1,
            Came::Aside(_) => row[1] += 1,
            Came::Badly(shown) => {
                row[2] += 1;
                println!(
                    "--- {} {}\n    {shown}",
                    texts[t.text].name,
                    t.change.shown(&texts[t.text].text)
                );
            }
        }
    }
    println!("{:<26}{:>6}{:>7}{:>7}", "rule", "well", "aside", "badly");
    let mut total = [0; 3];
    for (rule, row) in &table {
        println!("{rule:<26}{:>6}{:>7}{:>7}", row[0], row[1], row[2]);
        (0..3).for_each(|i| total[i] += row[i]);
    }
    println!("{:<26}{:>6}{:>7}{:>7}", "all", total[0], total[1], total[2]);
    (total[0] + total[2], total[2])
}

/// The texts as they are, checked, and the changes that `make` proposes of their supported claims.
fn prepared(
    record: &Arc<Record>,
    make: impl Fn(&Tools, &Marked, usize, &mut Vec<Change>),
) -> (Vec<Text>, Vec<Marked>, Vec<Trial>) {
    let texts = texts();
    let tools = Tools::new(record);
    let marked: Vec<Marked> = texts.iter().map(|t| tools.mark(&t.text)).collect();
    let mut trials = Vec::new();
    for (i, m) in marked.iter().enumerate() {
        assert_eq!(
            m.reading.document.text, texts[i].text,
            "{} is decoded as it is",
            texts[i].name
        );
        for claim in m.with(Verdict::Supported) {
            let mut changes = Vec::new();
            make(&tools, m, claim, &mut changes);
            trials.extend(changes.into_iter().map(|change| Trial {
                text: i,
                claim,
                change,
            }));
        }
    }
    let trials = drawn(trials, &marked);
    (texts, marked, trials)
}

#[test]
fn what_is_made_false_does_not_stay_supported() {
    let record = Arc::new(servanda_embedded::record());
    let (texts, marked, trials) = prepared(&record, |tools, m, i, out| {
        let claim = &m.claims[i];
        if claim.attributed_to.as_ref().is_some_and(|a| a.reported) {
            denial::bare(m, claim, out);
        }
        dates::dates(m, claim, out);
        dates::numbers(m, claim, out);
        names::actors(tools, m, claim, seed(), out);
        names::places(tools, m, claim, seed(), out);
        names::agreements(tools, m, claim, seed(), out);
        names::sides(tools, m, claim, out);
        denial::denials(m, claim, out);
    });
    let came = run(&record, &trials, |tools, t| {
        let before = &marked[t.text];
        let (text, places) = t.change.apply(&texts[t.text].text);
        let after = tools.mark(&text);
        let ground = Ground::of(tools.record, &before.verdicts[t.claim]);
        let hit = places
            .iter()
            .flat_map(|p| after.over(p))
            .find(|i| after.verdicts[*i].verdict == Verdict::Supported);
        let Some(i) = hit else { return Came::Well };
        let verdict = &after.verdicts[i];
        if t.change.instead == Instead::Bare
            && !verdict
                .statements
                .iter()
                .any(|s| ground.statements.iter().any(|g| g.id == *s))
        {
            return Came::Aside("the fact reported is itself in the record");
        }
        let claim = &before.claims[t.claim];
        if let Some(why) = truth::still_true(
            tools.record,
            &ground,
            &t.change,
            (before, claim),
            (&after, &places[0]),
            verdict,
        ) {
            return Came::Aside(why);
        }
        let parts: Vec<String> = verdict
            .parts
            .iter()
            .map(|p| format!("{:?} {:?} {}/{}", p.slot, p.outcome, p.claim, p.record.en))
            .collect();
        Came::Badly(format!(
            "was  «{}» {:?}\n    now  «{}» ({})\n    says {}\n    on   {:?}\n    {}",
            before.words(&claim.range),
            before.verdicts[t.claim]
                .statements
                .iter()
                .map(|s| s.as_str())
                .collect::<Vec<_>>(),
            after.words(&after.claims[i].range),
            verdict.reason,
            verdict.record_says.en,
            verdict
                .statements
                .iter()
                .map(|s| s.as_str())
                .collect::<Vec<_>>(),
            parts.join("; "),
        ))
    });
    let (counted, fooled) = report(&trials, &came, &texts);
    assert!(counted >= 60, "too few changes to tell: {counted}");
    let chance = usize::from(std::env::var_os("SERVANDA_FULL").is_none());
    assert!(
        fooled * 100 <= counted * MOST_FOOLED + chance * 100,
        "{fooled} of {counted} changed claims stay supported: more than {MOST_FOOLED} %"
    );
}

#[test]
fn what_is_said_in_other_words_keeps_its_verdict() {
    let record = Arc::new(servanda_embedded::record());
    let (texts, marked, trials) = prepared(&record, |_, m, i, out| {
        let claim = &m.claims[i];
        same::words(m, claim, out);
        same::dates(m, claim, out);
        same::numbers(m, claim, out);
        same::voices(m, claim, out);
        same::order(m, claim, out);
        denial::twice(m, claim, out);
    });
    let came = run(&record, &trials, |tools, t| {
        let before = &marked[t.text];
        let (text, places) = t.change.apply(&texts[t.text].text);
        let after = tools.mark(&text);
        let all: Vec<usize> = places.iter().flat_map(|p| after.over(p)).collect();
        if all
            .iter()
            .any(|i| after.verdicts[*i].verdict == Verdict::Supported)
        {
            return Came::Well;
        }
        let shown: Vec<String> = all
            .iter()
            .map(|i| {
                let v = &after.verdicts[*i];
                let f = &after.claims[*i].frame;
                let parts: Vec<String> = v
                    .parts
                    .iter()
                    .map(|p| format!("{:?} {:?} {}/{}", p.slot, p.outcome, p.claim, p.record.en))
                    .collect();
                format!(
                    "«{}» {:?} ({}) acts {:?} neg {} verb {} | {}",
                    after.words(&after.claims[*i].range),
                    v.verdict,
                    v.reason,
                    f.acts,
                    f.negated,
                    f.verb,
                    parts.join("; ")
                )
            })
            .collect();
        Came::Badly(format!(
            "was  «{}»\n    now  {}",
            before.words(&before.claims[t.claim].range),
            shown.join("\n         ")
        ))
    });
    let (counted, lost) = report(&trials, &came, &texts);
    assert!(counted >= 50, "too few changes to tell: {counted}");
    assert!(
        lost * 100 <= counted * 5,
        "{lost} of {counted} lose their verdict: more than 5 %"
    );
}
