//! What the tables of frames share: a claim in short.

use crate::common::reading;
use servanda_text::Claim;

/// What a claim says, in short: `agents > acts or relation > patients @ places = agreements / events # numbers`.
fn short(c: &Claim) -> String {
    fn ids<T: std::fmt::Display>(l: &[Vec<T>]) -> String {
        let groups: Vec<String> = l
            .iter()
            .map(|g| {
                g.iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect();
        groups.join(",")
    }
    let f = &c.frame;
    let mut out = Vec::new();
    let mut part = |mark: &str, s: String| {
        if !s.is_empty() {
            out.push(format!("{mark}{s}"));
        }
    };
    part("", ids(&f.agents));
    part(
        ">",
        f.acts.first().map(ToString::to_string).unwrap_or_default(),
    );
    part(
        "!",
        if f.negated {
            "not".into()
        } else {
            String::new()
        },
    );
    part("to:", ids(&f.patients));
    part("at:", ids(&f.places));
    part("by:", ids(&f.agreements));
    part("in:", ids(&f.events));
    let own: Vec<&str> = f
        .times
        .iter()
        .filter(|t| t.own)
        .map(|t| t.time.value.as_str())
        .collect();
    part("on:", own.join(","));
    let numbers: Vec<&str> = f
        .quantities
        .iter()
        .map(|q| q.amount.written.as_str())
        .collect();
    part("#", numbers.join(","));
    out.join(" ")
}

/// Each row: a text, the words a claim has, what it says.
pub fn table(rows: &[(&str, &str, &str)]) {
    let mut failed = Vec::new();
    for (text, words, want) in rows {
        let r = reading(text);
        let claim = r
            .claims
            .iter()
            .find(|c| r.document.text[c.range.clone()] == **words);
        let got = claim.map_or_else(
            || {
                let all: Vec<&str> = r
                    .claims
                    .iter()
                    .map(|c| &r.document.text[c.range.clone()])
                    .collect();
                format!("no such claim among {all:?}")
            },
            |c| {
                c.not_checked
                    .map_or_else(|| short(c), |w| format!("not checked: {w}"))
            },
        );
        if got != *want {
            failed.push(format!("{words}\n   want {want}\n   got  {got}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
