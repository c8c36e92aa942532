//! Writing documents of a record.

use std::fmt::{Display, Write};

/// Documents in the making; always the same bytes for the same calls.
#[derive(Default)]
pub(crate) struct Documents {
    text: String,
}

/// A value as YAML reads it back as this very text.
pub(crate) fn text(value: &str) -> String {
    let plain = value.starts_with(|c: char| c.is_ascii_lowercase())
        && value
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !matches!(
            value,
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    if plain {
        value.to_owned()
    } else {
        // A JSON string is a YAML double-quoted one.
        serde_json::Value::from(value).to_string()
    }
}

/// `[a, b]` of values.
pub(crate) fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let all: Vec<String> = values.into_iter().map(|v| text(v.as_ref())).collect();
    format!("[{}]", all.join(", "))
}

/// `{ en: … }`.
pub(crate) fn english(value: &str) -> String {
    format!("{{ en: {} }}", text(value))
}

impl Documents {
    /// Begins a document.
    pub fn begin(&mut self, kind: &str, id: &str) {
        if !self.text.is_empty() {
            self.text.push_str("---\n");
        }
        self.key(kind, id);
    }

    /// A key with a value that is YAML already.
    pub fn key(&mut self, key: &str, value: impl Display) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{key}: {value}");
    }

    /// A key whose items follow.
    pub fn items(&mut self, key: &str) {
        let _ = writeln!(self.text, "{key}:");
    }

    /// An item of a list that is YAML already.
    pub fn item(&mut self, value: impl Display) {
        let _ = writeln!(self.text, "  - {value}");
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.text
    }
}

/// An id from a name: lower-case words joined by hyphens. Letters other than a to z are
/// dropped, except that common accented ones lose their accents.
pub(crate) fn slug(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'à'..='å' => 'a',
            'ç' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            other => other,
        };
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if c != '\'' && c != '’' && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}
