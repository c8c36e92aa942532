//! Every change to a proof is refused, and no input makes the checker panic.
#![allow(clippy::unwrap_used)] // a broken helper is a failed test

mod common;

use common::{RECORD, bound, conduct, force, full, law, overdue};
use proptest::prelude::*;
use serde_json::{Value, json};
use servanda_law::proof::canonical;
use servanda_law::{FindingFilter, Law, Presumption};
use servanda_proof::Checker;
use servanda_time::Day;
use std::sync::LazyLock;

/// Numbers from a seed, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn sample(step: usize) -> Vec<Value> {
    let law: &Law = &WITHIN;
    let mut out = Vec::new();
    force(law, step, |a| out.push(a.proof().json().clone()));
    bound(law, step, |a| out.push(a.proof().json().clone()));
    conduct(law, step, |a| out.push(a.proof().json().clone()));
    overdue(law, |a| out.push(a.proof().json().clone()));
    out
}

/// Paths to all values in a proof.
fn paths(v: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_string());
    match v {
        Value::Object(m) => {
            m.iter().for_each(|(k, x)| paths(x, &format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")), out))
        }
        Value::Array(a) => a.iter().enumerate().for_each(|(i, x)| paths(x, &format!("{at}/{i}"), out)),
        _ => {}
    }
}

/// Another value of the same sort: a date, an id, an article, a digest, a rule, a truth, a number.
fn other(v: &Value, path: &str, dice: &mut Dice) -> Value {
    let one = |all: &[&str], n: usize| json!(all[n % all.len()]);
    let roll = dice.below(1 << 20);
    match v {
        Value::Null => one(&["1945-08-09", "japan", ""], roll),
        Value::Bool(b) => json!(!b),
        Value::Number(n) => {
            json!(n.as_u64().unwrap_or(0).wrapping_add([1, 2, 7, u64::MAX][roll % 4]))
        }
        Value::Array(a) if a.is_empty() => json!([0]),
        Value::Array(a) => {
            let mut a = a.clone();
            match roll % 3 {
                0 => drop(a.remove(dice.below(a.len()))),
                1 => a.push(a[dice.below(a.len())].clone()),
                _ => {
                    let (i, j) = (dice.below(a.len()), dice.below(a.len()));
                    a.swap(i, j);
                }
            }
            json!(a)
        }
        Value::Object(m) => {
            let mut m = m.clone();
            let keys: Vec<String> = m.keys().cloned().collect();
            if roll.is_multiple_of(2) && !keys.is_empty() {
                m.remove(&keys[dice.below(keys.len())]);
            } else {
                m.insert("more".into(), json!(roll));
            }
            json!(m)
        }
        Value::String(s) => match s.as_str() {
            "yes" | "no" | "unknown" => one(&["yes", "no", "unknown"], roll),
            _ if path.ends_with("/day") || s.len() == 10 && s.as_bytes()[4] == b'-' => {
                one(&["1945-08-10", "1941-04-25", "1992-01-01", "0001-01-01"], roll)
            }
            _ if s.len() == 64 => {
                json!(format!("{}{}", &s[..63], if s.ends_with('0') { '1' } else { '0' }))
            }
            _ if path.ends_with("/rule") => {
                let table = servanda_law::rules::table();
                let all = table["rules"].as_array().unwrap();
                all[roll % all.len()]["id"].clone()
            }
            _ if path.ends_with("/stmt") || path.ends_with("/provision") => {
                json!(RECORD.statements[roll % RECORD.statements.len()].id.as_str())
            }
            _ if path.ends_with("/actor")
                || path.ends_with("party")
                || path.ends_with("other")
                || path.ends_with("bearer")
                || path.ends_with("toward") =>
            {
                json!(RECORD.actors[roll % RECORD.actors.len()].id.as_str())
            }
            _ if path.ends_with("/agreement") => {
                json!(RECORD.agreements[roll % RECORD.agreements.len()].id.as_str())
            }
            _ if path.ends_with("/event") => {
                json!(RECORD.events[roll % RECORD.events.len()].id.as_str())
            }
            _ if path.ends_with("presumption") => one(&["none", "general", "within-stated-life"], roll),
            _ if roll.is_multiple_of(2) => json!(format!("{s}x")),
            _ => json!(s.chars().rev().collect::<String>()),
        },
    }
}

/// Leaves a premise out together with all that only it needed, and numbers what is left anew: a forgery that is well
/// formed.
fn without_premise(proof: &Value, dice: &mut Dice) -> Option<Value> {
    let mut p = proof.clone();
    let nodes = p["nodes"].as_array_mut()?;
    let rules: Vec<usize> =
        (0..nodes.len()).filter(|i| nodes[*i]["premises"].as_array().is_some_and(|a| !a.is_empty())).collect();
    let at = *rules.get(dice.below(rules.len()))?;
    let premises = nodes[at]["premises"].as_array_mut()?;
    premises.remove(dice.below(premises.len()));
    let (nodes, root) = (nodes.clone(), p["root"].as_u64()? as usize);
    let (mut out, mut ids) = (Vec::new(), std::collections::BTreeMap::new());
    fn walk(
        i: usize,
        nodes: &[Value],
        out: &mut Vec<Value>,
        ids: &mut std::collections::BTreeMap<usize, usize>,
    ) -> usize {
        if let Some(n) = ids.get(&i) {
            return *n;
        }
        let mut n = nodes[i].clone();
        for key in ["premises", "pieces"] {
            if let Some(list) = n.get_mut(key).and_then(Value::as_array_mut) {
                for x in list {
                    let of = x["node"].as_u64().unwrap_or(0) as usize;
                    x["node"] = json!(walk(of, nodes, out, ids));
                }
            }
        }
        n["id"] = json!(out.len());
        ids.insert(i, out.len());
        out.push(n);
        out.len() - 1
    }
    p["root"] = json!(walk(root, &nodes, &mut out, &mut ids));
    p["nodes"] = json!(out);
    Some(p)
}

static NONE: LazyLock<Law> = LazyLock::new(|| law(Presumption::None));
static WITHIN: LazyLock<Law> = LazyLock::new(|| law(Presumption::WithinStatedLife));
static GENERAL: LazyLock<Law> = LazyLock::new(|| law(Presumption::General));

/// The law's own proof for the question that a proof says it answers, under the presumption that it states.
fn own_proof(proof: &Value) -> Option<String> {
    let law: &Law = match proof["presumption"].as_str()? {
        "none" => &NONE,
        "within-stated-life" => &WITHIN,
        "general" => &GENERAL,
        _ => return None,
    };
    let q = &proof["question"];
    let text = |key: &str| q[key].as_str();
    let day = || Day::parse(text("day")?).ok();
    let answer = match text("ask")? {
        "in-force" => law.in_force(text("agreement")?, text("party"), text("other"), day()?).ok()?,
        "bound" => {
            law.is_bound(text("agreement")?, text("provision")?, text("bearer")?, text("toward"), day()?).ok()?
        }
        "overdue" => {
            let all = law.overdue(text("agreement"), day()?).ok()?.into_iter();
            let mut all = all.filter(|o| Some(o.provision.stmt.as_str()) == text("provision"));
            all.find(|o| Some(o.bearer.as_str()) == text("bearer"))?.answer()
        }
        _ => {
            let filter = FindingFilter {
                event: text("event").map(Into::into),
                agreement: text("agreement").map(Into::into),
                ..FindingFilter::default()
            };
            let step =
                common::STEPS.into_iter().find(|s| Some(format!("{s:?}").to_lowercase().as_str()) == text("step"))?;
            let findings = law.conduct(&filter).ok()?.into_iter();
            let mut findings = findings.filter(|f| {
                Some(f.provision.stmt.as_str()) == text("provision")
                    && Some(f.bearer.as_str()) == text("bearer")
                    && f.toward.map(|y| y.as_str()) == text("toward")
                    && Some(format!("{:?}", f.touch).to_lowercase().as_str()) == text("touch")
            });
            findings.next()?.step(step)
        }
    };
    Some(answer.proof().canonical())
}

/// A changed proof may be the law's own proof of another question, or under another presumption, to the byte; it says so
/// itself. Nothing else that was changed may be accepted.
#[test]
fn every_mutation_is_refused() {
    let (wanted, each) = if full() { (120_000, 60) } else { (2_400, 24) };
    let proofs = sample(if full() { 5 } else { 100 });
    let checker = Checker::new(&RECORD);
    let mut dice = Dice(0x5EED_CAFE);
    let (mut tried, mut same, mut elsewhere) = (0, 0, 0);
    let mut wrong: Vec<String> = Vec::new();
    while tried < wanted {
        let before = &proofs[dice.below(proofs.len())];
        let written = canonical(before);
        let mut all = Vec::new();
        paths(before, "", &mut all);
        let few: Vec<String> =
            all.iter().filter(|p| !p.starts_with("/nodes") && !p.starts_with("/dates")).cloned().collect();
        for _ in 0..each {
            let (after, what) = if dice.below(8) == 0 {
                let Some(p) = without_premise(before, &mut dice) else { continue };
                (p, "a premise left out".to_string())
            } else {
                let from = if dice.below(4) == 0 { &few } else { &all };
                let path = &from[dice.below(from.len())];
                let mut after = before.clone();
                let place = after.pointer_mut(path).unwrap();
                *place = other(place, path, &mut dice);
                (after, path.clone())
            };
            let text = canonical(&after);
            if text == written {
                same += 1;
                continue;
            }
            tried += 1;
            if checker.check(&text).is_ok() {
                let asks_else = ["question", "presumption"].iter().any(|k| after[k] != before[k]);
                if asks_else && own_proof(&after).as_ref() == Some(&text) {
                    elsewhere += 1;
                } else {
                    wrong.push(format!("{what}: {} -> {}", before["question"], after["question"]));
                }
            }
        }
    }
    eprintln!(
        "{tried} mutations of {} proofs, {} accepted wrongly; {elsewhere} were the law's own proofs of another question or presumption; {same} changed nothing",
        proofs.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "accepted: {:#?}", &wrong[..wrong.len().min(5)]);
}

#[test]
fn other_writings_of_a_proof_are_refused() {
    let checker = Checker::new(&RECORD);
    for proof in sample(200).iter().take(40) {
        let text = canonical(proof);
        assert!(checker.check(&text).is_ok());
        let root = format!("\"root\":{}", proof["root"]);
        for changed in [
            format!("{text}\n"),
            format!(" {text}"),
            text.replacen(':', ": ", 1),
            text.replacen(&root, &format!("\"root\":{}.0", proof["root"]), 1),
            text.replacen(&root, &format!("{root},{root}"), 1),
            text.replacen("servanda-proof", "servanda\\u002dproof", 1),
            serde_json::to_string_pretty(proof).unwrap(),
        ] {
            assert_ne!(changed, text);
            assert!(checker.check(&changed).is_err());
        }
    }
}

#[test]
fn deep_and_huge_input_is_an_error() {
    let checker = Checker::new(&RECORD);
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
    for text in [
        deep("[", "]"),
        deep("{\"of\":", "}"),
        "1e999999".into(),
        "9".repeat(100_000),
        String::new(),
        "null".into(),
        "[]".into(),
    ] {
        assert!(checker.check(&text).is_err());
    }
    let whole = sample(200).remove(0);
    for path in
        ["/root", "/nodes/0/id", "/question/day", "/question", "/answer/readings", "/nodes", "/dates", "/nodes/0"]
    {
        for v in [
            json!(u64::MAX),
            json!(i64::MIN),
            json!(-1),
            json!(1e300),
            json!("9999999999-99-99"),
            json!("\u{0}"),
            json!([[[]]]),
            Value::Null,
        ] {
            let mut p = whole.clone();
            *p.pointer_mut(path).unwrap() = v;
            assert!(checker.check(&canonical(&p)).is_err(), "{path}");
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|n| json!(n)),
        any::<f64>().prop_map(|n| json!(n)),
        "(servanda-proof/1|in-force|conduct|bound|clamp|none|japan|ussr|.{0,12})".prop_map(Value::String),
    ];
    let key = "(answer|dates|end-of-month|nodes|presumption|question|record|root|schema|ask|day|kind|value|[a-z]{0,6})";
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::hash_map(key, inner, 0..9).prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

thread_local! {
    static CHECKER: Checker<'static> = Checker::new(&RECORD);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_text_panics(text in ".{0,400}") {
        prop_assert!(CHECKER.with(|c| c.check(&text).is_err()));
    }

    #[test]
    fn no_json_panics(v in any_json()) {
        prop_assert!(CHECKER.with(|c| c.check(&canonical(&v)).is_err()));
        prop_assert!(CHECKER.with(|c| c.check_json(&v).is_err()));
    }

    #[test]
    fn no_part_replaced_panics(v in any_json(), n in any::<usize>()) {
        static PROOF: LazyLock<(Value, Vec<String>)> = LazyLock::new(|| {
            let p = sample(200).pop().unwrap();
            let mut all = Vec::new();
            paths(&p, "", &mut all);
            (p, all)
        });
        let (proof, all) = &*PROOF;
        let mut p = proof.clone();
        *p.pointer_mut(&all[n % all.len()]).unwrap() = v;
        let changed = canonical(&p) != canonical(proof);
        prop_assert!(!changed || CHECKER.with(|c| c.check_json(&p).is_err()));
    }
}
