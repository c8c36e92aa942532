//! From items of a document to statements: ids, canonical values, digests.

use super::view::View;
use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::*;
use crate::shape::{Fields, Shape};
use crate::source_file::SourceFile;
use crate::yaml::{Node, Value};
use servanda_time::When;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Keys that say how a statement is known, not what it says.
const BESIDE: [&str; 5] = ["source", "status", "under", "note", "id"];

/// Makes the statements of one document.
pub(crate) struct Writer<'a> {
    pub file: &'a SourceFile,
    pub subject: Subject,
    pub id: &'a str,
    citations: Vec<Citation>,
    status: Status,
    guard: Guard,
    used: BTreeMap<String, u32>,
    pub statements: Vec<Statement>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    /// `document` gives what its statements inherit: citations, status, options.
    pub(crate) fn new(
        file: &'a SourceFile,
        subject: Subject,
        id: &'a str,
        document: View<'_>,
    ) -> Self {
        Writer {
            file,
            subject,
            id,
            citations: document.citations(),
            status: document.word("status").unwrap_or_default(),
            guard: Guard(document.choices("under")),
            used: BTreeMap::new(),
            statements: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The options under which an item holds: its own and its document's.
    pub(crate) fn guard(&self, item: View<'_>) -> Guard {
        let mut all = self.guard.0.clone();
        all.extend(item.choices("under"));
        all.sort();
        all.dedup();
        Guard(all)
    }

    /// Adds the statement that `item` makes. `keys` are the parts of its id after the predicate.
    pub(crate) fn add(
        &mut self,
        item: View<'_>,
        predicate: &str,
        keys: &[&str],
        time: Option<When>,
    ) -> StatementId {
        let mut text = format!("{}/{predicate}", self.id);
        match item.line("id") {
            Some(own) if !own.is_empty() => push_part(&mut text, &own),
            _ => keys
                .iter()
                .filter(|k| !k.is_empty())
                .for_each(|k| push_part(&mut text, k)),
        }
        let times = self.used.entry(text.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            text = format!("{text}~{times}");
        }
        let id = StatementId::new(text);
        let mut citations = item.citations();
        if citations.is_empty() {
            citations = self.citations.clone();
        }
        if citations.is_empty() {
            let message = format!("`{id}` has no source");
            let mut d = self.file.diagnostic(
                codes::NO_CITATION,
                Severity::Error,
                first_words(item.node),
                message,
            );
            d.suggestion =
                Some("add `source:` here, or to the document for all its statements".to_string());
            self.diagnostics.push(d);
        }
        let mut value = String::new();
        write_map(item, true, &mut value);
        let (line, _) = self.file.position(item.node.start);
        let mut statement = Statement {
            id: id.clone(),
            subject: self.subject.clone(),
            predicate: predicate.to_string(),
            value,
            time,
            citations,
            status: item.word("status").unwrap_or(self.status),
            under: self.guard(item),
            note: item.line("note"),
            digest: Digest([0; 32]),
            file: self.file.name.to_string(),
            line,
        };
        statement.digest = statement_digest(&statement);
        self.statements.push(statement);
        id
    }
}

/// A part of an id: `/` and blanks would make it ambiguous.
fn push_part(id: &mut String, part: &str) {
    id.push('/');
    let mut blank = false;
    for c in part.trim().chars() {
        match c {
            '/' | '~' => id.push('-'),
            c if c.is_whitespace() && blank => {}
            c if c.is_whitespace() => id.push('-'),
            c => id.push(c),
        }
        blank = c.is_whitespace();
    }
}

fn first_words(node: &Node) -> std::ops::Range<usize> {
    match node.entries().first() {
        Some(e) => e.key_start..e.value.end.max(e.key_end),
        None => node.bytes(),
    }
}

/// A map as JSON with sorted keys. Items that are statements of their own are left out, and on the
/// `top` level also what says how the statement is known.
fn write_map(view: View<'_>, top: bool, out: &mut String) {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for key in view.fields.all_keys() {
        let beside = key.name == "note" || top && BESIDE.contains(&key.name);
        if key.apart || beside {
            continue;
        }
        if let Some(node) = view.get(key.name) {
            let mut value = String::new();
            write_value(node, &key.shape, &mut value);
            parts.push((key.name, value));
        }
    }
    parts.sort();
    out.push('{');
    for (i, (key, value)) in parts.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_text(key, out);
        out.push(':');
        out.push_str(value);
    }
    out.push('}');
}

fn write_value(node: &Node, shape: &Shape, out: &mut String) {
    match shape {
        Shape::Fields(fields, short) => write_map(
            View {
                node,
                fields,
                short: *short,
            },
            false,
            out,
        ),
        Shape::Many(inner) => write_list(node.items(), inner, out),
        Shape::Flag | Shape::Count => out.push_str(node.text().unwrap_or("null").trim()),
        Shape::Names => write_languages(
            node,
            &Shape::Fields(&crate::shape::tables::NAME, Some("name")),
            out,
        ),
        Shape::Words { .. } => write_languages(node, &Shape::Line, out),
        _ => write_plain(node, out),
    }
}

fn write_languages(node: &Node, inner: &Shape, out: &mut String) {
    let mut entries: Vec<_> = node.entries().iter().collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    out.push('{');
    for (i, entry) in entries.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_text(&entry.key, out);
        out.push(':');
        write_list(entry.value.items(), inner, out);
    }
    out.push('}');
}

fn write_list(items: &[Node], inner: &Shape, out: &mut String) {
    out.push('[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_value(item, inner, out);
    }
    out.push(']');
}

/// A node of no further known shape.
fn write_plain(node: &Node, out: &mut String) {
    match &node.value {
        Value::Scalar { text, .. } => write_text(text.trim(), out),
        Value::List(items) => write_list(items, &Shape::Line, out),
        Value::Map(_) => {
            let mut entries: Vec<_> = node.entries().iter().collect();
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            out.push('{');
            for (i, entry) in entries.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(&entry.key, out);
                out.push(':');
                write_plain(&entry.value, out);
            }
            out.push('}');
        }
    }
}

/// A JSON string: escapes for `"`, `\` and control characters only.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Parts put into a hash so that no two lists of parts give the same bytes: each as its length in
/// decimal digits, a colon, the bytes, a comma (a "netstring").
pub(crate) struct Hasher(Sha256);

impl Hasher {
    pub(crate) fn new(what: &str) -> Self {
        let mut hasher = Hasher(Sha256::new());
        hasher.part(what.as_bytes());
        hasher
    }

    pub(crate) fn part(&mut self, bytes: &[u8]) {
        self.0.update(bytes.len().to_string().as_bytes());
        self.0.update(b":");
        self.0.update(bytes);
        self.0.update(b",");
    }

    pub(crate) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// The digest of a statement: over its id, value, time, citations, status and options. Where it stands
/// and the note beside it do not count.
#[must_use]
pub fn statement_digest(statement: &Statement) -> Digest {
    let mut hasher = Hasher::new("servanda-statement-1");
    hasher.part(statement.id.as_str().as_bytes());
    hasher.part(statement.value.as_bytes());
    hasher.part(
        statement
            .time
            .as_ref()
            .map(When::to_string)
            .unwrap_or_default()
            .as_bytes(),
    );
    hasher.part(statement.citations.len().to_string().as_bytes());
    for citation in &statement.citations {
        hasher.part(citation.source.as_str().as_bytes());
        hasher.part(citation.locator.as_bytes());
    }
    hasher.part(match statement.status {
        Status::Verified => b"verified",
        Status::Unverified => b"unverified",
    });
    for (choice, option) in &statement.under.0 {
        hasher.part(choice.as_str().as_bytes());
        hasher.part(option.as_str().as_bytes());
    }
    hasher.finish()
}

/// The digest of a set of statements: over their digests in the order of their ids.
#[must_use]
pub fn set_digest<'a>(members: impl IntoIterator<Item = &'a Statement>) -> Digest {
    let mut members: Vec<&Statement> = members.into_iter().collect();
    members.sort_by(|a, b| a.id.cmp(&b.id));
    let mut hasher = Hasher::new("servanda-set-1");
    for member in members {
        hasher.part(&member.digest.0);
    }
    hasher.finish()
}

/// The fields of a document's statement of identity.
pub(crate) fn document_view<'a>(node: &'a Node, fields: &'static Fields) -> View<'a> {
    View {
        node,
        fields,
        short: None,
    }
}
