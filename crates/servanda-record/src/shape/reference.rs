//! The table as pages for people.

use super::tables::{DOCUMENTS, NAME, TOPIC_TERM};
use super::{Fields, Shape};
use std::fmt::Write;

/// All keys of record files as Markdown tables, in the order of the table of shapes.
///
/// It is published as `docs/record-reference.md`; a test keeps the two the same.
#[must_use]
pub fn reference() -> String {
    let mut out = String::from(
        "# The record: all keys\n\nGenerated from the table against which files are checked; the text is in `record-format.md`.\n",
    );
    let mut queue: Vec<&'static Fields> = DOCUMENTS.iter().map(|(_, f)| *f).collect();
    queue.extend([&TOPIC_TERM, &NAME]);
    let mut seen: Vec<&str> = queue.iter().map(|f| f.name).collect();
    let mut i = 0;
    while let Some(fields) = queue.get(i).copied() {
        i += 1;
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n## {}\n\n{}\n\n| key | value | |\n| --- | --- | --- |\n",
            fields.name, fields.doc
        );
        for key in fields.keys {
            let mark = if key.required { " **required**" } else { "" };
            let _ = writeln!(
                out,
                "| `{}` | {} | {}{mark} |",
                key.name,
                describe(&key.shape),
                key.doc
            );
        }
        if fields.statement {
            out.push_str("\nA statement: `source`, `status`, `under`, `note` and `id` may stand beside these.\n");
        }
        let inner: Vec<&'static Fields> = fields
            .keys
            .iter()
            .filter_map(|k| fields_in(&k.shape))
            .collect();
        for next in inner {
            if !seen.contains(&next.name) {
                seen.push(next.name);
                queue.push(next);
            }
        }
    }
    out
}

fn fields_in(shape: &Shape) -> Option<&'static Fields> {
    match shape {
        Shape::Fields(fields, _) => Some(fields),
        Shape::Many(inner) => fields_in(inner),
        _ => None,
    }
}

fn describe(shape: &Shape) -> String {
    let code = |words: &[&str]| {
        words
            .iter()
            .map(|w| format!("`{w}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match shape {
        Shape::Id => "id".to_string(),
        Shape::Line | Shape::Statement => "text".to_string(),
        Shape::Text => "language → text".to_string(),
        Shape::LineOrText => "text, or language → text".to_string(),
        Shape::Names => "language → names".to_string(),
        Shape::Words { languages: true } => "language → words".to_string(),
        Shape::Words { languages: false } => "system → codes".to_string(),
        Shape::Count => "whole number".to_string(),
        Shape::Flag => "`true`, `false`".to_string(),
        Shape::Date => "date".to_string(),
        Shape::DateOrOpen => "date, or `..`".to_string(),
        Shape::Period => "period".to_string(),
        Shape::When => "date or period".to_string(),
        Shape::Duration => "duration".to_string(),
        Shape::Amount => "amount".to_string(),
        Shape::Clock => "HH:MM".to_string(),
        Shape::Point => "[latitude, longitude]".to_string(),
        Shape::Word(words) => code(words),
        Shape::WordOr(words, other) => format!("{} or {}", code(words), describe(other)),
        Shape::Ref(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(ToString::to_string).collect();
            format!("id of {}", kinds.join(" / "))
        }
        Shape::InForce => "`ID in force`".to_string(),
        Shape::Choices => "choice point → option".to_string(),
        Shape::Cite => "`ID LOCATOR`, one or a list".to_string(),
        Shape::Fields(fields, None) => {
            format!("[{0}](#{1})", fields.name, fields.name.replace(' ', "-"))
        }
        Shape::Fields(fields, Some(short)) => {
            format!(
                "[{0}](#{1}), or its `{short}` alone",
                fields.name,
                fields.name.replace(' ', "-")
            )
        }
        Shape::Many(inner) => format!("one or a list: {}", describe(inner)),
    }
}
