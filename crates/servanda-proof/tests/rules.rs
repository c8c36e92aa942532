//! The checker's table of rules says what the law's does.
#![allow(clippy::unwrap_used)] // a broken helper is a failed test

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = include_str!("../data/rules.txt");

type Said = (String, String, BTreeSet<String>);

/// Article, formula and labels of each rule of the table.
fn own_rules() -> BTreeMap<String, Said> {
    let mut out: BTreeMap<String, Said> = BTreeMap::new();
    let mut at = String::new();
    for line in TABLE.lines() {
        if let Some(rule) = line.strip_prefix("rule ") {
            at = rule.split_once('(').unwrap().0.to_string();
            let (article, when) = rule.split_once('"').unwrap().1.split_once("\": ").unwrap();
            out.insert(at.clone(), (article.to_string(), when.to_string(), BTreeSet::new()));
        } else if line.starts_with("  ") && !line.starts_with("   ") && out.contains_key(&at) {
            let labels = line.split_once(':').unwrap().0.trim().split('|').map(String::from);
            out.get_mut(&at).unwrap().2.extend(labels);
        } else if !line.starts_with(' ') {
            at.clear();
        }
    }
    out
}

#[test]
fn the_table_of_rules_is_that_of_the_law() {
    let table = servanda_law::rules::table();
    let text = |v: &Value| v.as_str().unwrap().to_string();
    let mut wanted = BTreeMap::new();
    for r in table["rules"].as_array().unwrap() {
        let labels: BTreeSet<String> = r["premises"].as_array().unwrap().iter().map(|p| text(&p["label"])).collect();
        wanted.insert(text(&r["id"]), (text(&r["article"]), text(&r["when"]), labels));
    }
    let own = own_rules();
    for (id, rule) in &wanted {
        assert_eq!(own.get(id), Some(rule), "the law's rule {id} is not so in data/rules.txt");
    }
    assert_eq!(own.len(), wanted.len(), "data/rules.txt has rules that the law has not");
}

/// The lists `if x = 'key' then ('value', …)` of a definition of the table.
fn lists(def: &str) -> BTreeMap<String, Vec<String>> {
    let block = TABLE.split(&format!("def {def}(")).nth(1).unwrap();
    let end = block.find("\ndef ").into_iter().chain(block.find("\nrule ")).min().unwrap();
    let quoted = |s: &str| -> Vec<String> { s.split('\'').skip(1).step_by(2).map(String::from).collect() };
    let mut out = BTreeMap::new();
    for case in block[..end].split("if ").skip(1) {
        let (keys, values) = case.split_once(" then ").unwrap();
        quoted(keys).into_iter().for_each(|k| drop(out.insert(k, quoted(values))));
    }
    out
}

#[test]
fn conditions_of_excuses_are_as_in_the_law() {
    let table = servanda_law::rules::table();
    let list = |v: &Value| v.as_array().unwrap().iter().map(|x| x.as_str().unwrap().to_string()).collect();
    let wanted: BTreeMap<String, Vec<String>> =
        table["conditions"].as_object().unwrap().iter().map(|(k, v)| (k.clone(), list(v))).collect();
    assert_eq!(lists("conditions"), wanted);
}
