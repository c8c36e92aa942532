//! The documents made from the table of rules are the same as the table.

use std::path::Path;

fn same(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    if std::env::var_os("SERVANDA_WRITE").is_some() {
        std::fs::write(&path, text).expect("write");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "{} differs from the table of rules; SERVANDA_WRITE=1 writes it again",
        path.display()
    );
}

#[test]
fn law_md() {
    same("docs/law.md", &servanda_law::rules::markdown());
}

#[test]
fn rules_json() {
    same(
        "crates/servanda-law/rules.json",
        &(servanda_law::proof::canonical(&servanda_law::rules::table()) + "\n"),
    );
}
