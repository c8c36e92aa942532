//! The checker's table of rules says what the law's does.
#![allow(clippy::unwrap_used)] // a broken helper is a failed test

use serde_json::{Value, json};
use std::path::Path;

#[test]
fn the_table_of_rules_is_that_of_the_law() {
    let table = servanda_law::rules::table();
    let rules = table["rules"].as_array().unwrap().iter().map(|r| {
        let labels = r["premises"].as_array().unwrap().iter();
        let labels: Vec<&Value> = labels.map(|p| &p["label"]).collect();
        json!({"article": r["article"], "id": r["id"], "labels": labels, "when": r["when"]})
    });
    let rules: Vec<Value> = rules.collect();
    let own = json!({
        "contrary": table["contrary"], "contrary-to-topic": table["contrary-to-topic"], "rules": rules,
        "schema": "servanda-checked-rules/1"
    });
    let text = serde_json::to_string_pretty(&own).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/rules.json");
    if std::env::var_os("SERVANDA_WRITE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == text,
        "data/rules.json differs from the law's table; SERVANDA_WRITE=1 writes it again"
    );
}
