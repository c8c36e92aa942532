//! What is published from the table of shapes is up to date. `SERVANDA_UPDATE=1 cargo test` writes it anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

fn published(path: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    if std::env::var_os("SERVANDA_UPDATE").is_some() {
        fs::write(&path, now).unwrap();
    }
    let then = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        then == now,
        "{} is out of date: SERVANDA_UPDATE=1 cargo test",
        path.display()
    );
}

#[test]
fn the_json_schema_is_up_to_date() {
    let schema = serde_json::to_string_pretty(&servanda_record::json_schema()).unwrap();
    published("schema/record.schema.json", &format!("{schema}\n"));
}

#[test]
fn the_reference_is_up_to_date() {
    published("docs/record-reference.md", &servanda_record::reference());
}

#[test]
fn references_within_the_schema_lead_somewhere() {
    let schema = servanda_record::json_schema();
    let mut count = 0;
    let mut queue = vec![&schema];
    while let Some(value) = queue.pop() {
        if let Some(to) = value.get("$ref").and_then(|r| r.as_str()) {
            assert!(schema.pointer(to.trim_start_matches('#')).is_some(), "{to}");
            count += 1;
        }
        match value {
            serde_json::Value::Object(map) => queue.extend(map.values()),
            serde_json::Value::Array(items) => queue.extend(items),
            _ => {}
        }
    }
    assert!(count > 30, "{count}");
}
