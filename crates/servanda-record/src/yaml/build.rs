//! From the parser's events to nodes, within limits.

use super::{Entry, Node, Value};
use crate::codes;
use crate::diagnostic::{Diagnostic, MAX_SHOWN, Severity};
use crate::source_file::SourceFile;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Deepest nesting read.
pub(crate) const MAX_DEPTH: usize = 64;
/// Most nodes that aliases of one file may add.
pub(crate) const MAX_ALIAS_NODES: usize = 10_000;

/// Most broken documents of a file after which reading goes on.
pub(crate) const MAX_BROKEN: usize = 100;

/// Reads all documents of a file. After an error in the notation, reading goes on at the next `---`,
/// so that one run shows all errors.
pub(crate) fn parse(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let mut documents = Vec::new();
    let mut base = 0;
    let mut broken = 0;
    while let Some(rest) = file.text.get(base..) {
        if broken == MAX_BROKEN {
            let message =
                format!("{MAX_BROKEN} documents of this file are broken; the rest is not read");
            diagnostics.push(file.diagnostic(
                codes::TOO_MANY,
                Severity::Error,
                base..base,
                message,
            ));
            break;
        }
        broken += 1;
        let mut builder = Builder::new(file, base, rest);
        let stopped_at = builder.run(diagnostics);
        documents.append(&mut builder.documents);
        let Some(at) = stopped_at else { break };
        match next_document(&file.text, at) {
            Some(next) => base = next,
            None => break,
        }
    }
    documents
}

/// The start of the first line `---` after `from`, which is a boundary of characters.
fn next_document(text: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find("\n---").map(|i| from + i + 1)
}

/// A list or map that is not yet closed.
struct Open {
    start: usize,
    anchor: usize,
    map: bool,
    /// `? [a, b] :`, whose value is read and thrown away.
    items: Vec<Node>,
    entries: Vec<Entry>,
    /// Where each key stands, to find those that stand twice.
    keys: BTreeMap<String, usize>,
    key: Option<Key>,
}

enum Key {
    Read {
        text: String,
        bytes: Range<usize>,
    },
    /// A key that is itself a list or a map: already reported.
    Bad,
}

struct Builder<'a> {
    file: &'a SourceFile,
    text: &'a str,
    base: usize,
    /// Byte offset of each character, where the text is not ASCII.
    offsets: Option<Vec<u32>>,
    stack: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    alias_nodes: usize,
    documents: Vec<Node>,
}

impl<'a> Builder<'a> {
    fn new(file: &'a SourceFile, base: usize, text: &'a str) -> Self {
        let offsets =
            (!text.is_ascii()).then(|| text.char_indices().map(|(i, _)| i as u32).collect());
        Builder {
            file,
            text,
            base,
            offsets,
            stack: Vec::new(),
            anchors: BTreeMap::new(),
            alias_nodes: 0,
            documents: Vec::new(),
        }
    }

    /// The byte of the file at which the parser's character stands.
    fn byte(&self, character: usize) -> usize {
        let at = match &self.offsets {
            None => character.min(self.text.len()),
            Some(o) => o.get(character).map_or(self.text.len(), |b| *b as usize),
        };
        self.base + at
    }

    /// The bytes of a span, blanks and line ends at its end left out.
    fn bytes(&self, span: &Span) -> Range<usize> {
        let (start, end) = (self.byte(span.start.index()), self.byte(span.end.index()));
        let end = end.max(start);
        let trimmed = self
            .file
            .text
            .get(start..end)
            .map_or(end, |t| start + t.trim_end().len());
        start..trimmed.max(start)
    }

    /// Reads to the end. `Some(byte)` if reading had to stop: the start of the document in which it did,
    /// for a bracket or quote that is not closed swallows what follows.
    fn run(&mut self, out: &mut Vec<Diagnostic>) -> Option<usize> {
        let mut parser = Parser::new_from_str(self.text);
        let mut document = self.base;
        while let Some(next) = parser.next_event() {
            if out.len() > MAX_SHOWN {
                return Some(self.file.text.len());
            }
            let (event, span) = match next {
                Ok(next) => next,
                Err(e) => {
                    let at = self.byte(e.marker().index());
                    out.push(self.syntax_error(at, e.info()));
                    return Some(document);
                }
            };
            let bytes = self.bytes(&span);
            if let Event::DocumentStart(_) = event {
                document = bytes.start;
            }
            if let Err(d) = self.event(event, bytes, out) {
                out.push(*d);
                return Some(document);
            }
        }
        None
    }

    fn syntax_error(&self, at: usize, info: &str) -> Diagnostic {
        let message = format!("this is not YAML: {info}");
        let mut d = self.error(codes::YAML_SYNTAX, at..at, message);
        let is_open = |o: &&Open| {
            self.file
                .text
                .get(o.start..)
                .is_some_and(|t| t.starts_with(['{', '[']))
        };
        if let Some(open) = self.stack.iter().rev().find(is_open) {
            d.related.push(
                self.file
                    .related(open.start, "opened here, and not closed before".to_string()),
            );
        }
        d
    }

    fn error(&self, code: &'static str, bytes: Range<usize>, message: String) -> Diagnostic {
        self.file.diagnostic(code, Severity::Error, bytes, message)
    }

    fn event(
        &mut self,
        event: Event<'_>,
        bytes: Range<usize>,
        out: &mut Vec<Diagnostic>,
    ) -> Result<(), Box<Diagnostic>> {
        match event {
            Event::Scalar(text, style, anchor, _tag) => {
                let plain = style == ScalarStyle::Plain;
                let value = Value::Scalar {
                    text: text.into_owned(),
                    plain,
                };
                self.add(
                    Node {
                        start: bytes.start,
                        end: bytes.end,
                        value,
                    },
                    anchor,
                    out,
                );
            }
            Event::SequenceStart(anchor, _) => self.open(false, anchor, bytes)?,
            Event::MappingStart(anchor, _) => self.open(true, anchor, bytes)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(bytes, out),
            Event::Alias(anchor) => {
                let mut node = self.alias(anchor, &bytes)?;
                // Errors within are shown where the alias stands.
                (node.start, node.end) = (bytes.start, bytes.end);
                self.add(node, 0, out);
            }
            _ => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        map: bool,
        anchor: usize,
        bytes: Range<usize>,
    ) -> Result<(), Box<Diagnostic>> {
        if self.stack.len() >= MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            self.stack.clear();
            return Err(Box::new(self.error(codes::TOO_DEEP, bytes, message)));
        }
        self.stack.push(Open {
            start: bytes.start,
            anchor,
            map,
            items: Vec::new(),
            entries: Vec::new(),
            keys: BTreeMap::new(),
            key: None,
        });
        Ok(())
    }

    fn close(&mut self, bytes: Range<usize>, out: &mut Vec<Diagnostic>) {
        let Some(open) = self.stack.pop() else { return };
        // A block's end is reported where the next thing starts: take the last thing in it.
        let last = match open.map {
            true => open.entries.last().map(|e| e.value.end.max(e.key_end)),
            false => open.items.last().map(|n| n.end),
        };
        let flow = self
            .file
            .text
            .get(open.start..)
            .is_some_and(|t| t.starts_with(['{', '[']));
        let end = match last {
            Some(last) if !flow => last,
            _ => bytes.end,
        };
        let value = if open.map {
            Value::Map(open.entries)
        } else {
            Value::List(open.items)
        };
        self.add(
            Node {
                start: open.start,
                end: end.max(open.start),
                value,
            },
            open.anchor,
            out,
        );
    }

    fn alias(&mut self, anchor: usize, bytes: &Range<usize>) -> Result<Node, Box<Diagnostic>> {
        let node = self.anchors.get(&anchor).cloned();
        let node = node.ok_or_else(|| {
            let message = "this alias stands for nothing that is already complete".to_string();
            Box::new(self.error(codes::ALIAS, bytes.clone(), message))
        })?;
        self.alias_nodes += count(&node);
        if self.alias_nodes > MAX_ALIAS_NODES || self.stack.len() + depth(&node) > MAX_DEPTH {
            let message =
                format!("aliases add more than {MAX_ALIAS_NODES} values, or nest too deep");
            self.stack.clear();
            return Err(Box::new(self.error(codes::ALIAS, bytes.clone(), message)));
        }
        Ok(node)
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node, anchor: usize, out: &mut Vec<Diagnostic>) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.stack.last_mut() else {
            self.documents.push(node);
            return;
        };
        if !open.map {
            open.items.push(node);
            return;
        }
        match open.key.take() {
            None => match node.value {
                Value::Scalar { text, .. } => {
                    open.key = Some(Key::Read {
                        text,
                        bytes: node.start..node.end,
                    });
                }
                _ => {
                    open.key = Some(Key::Bad);
                    let message = "a key must be a single word".to_string();
                    out.push(self.error(codes::WRONG_TYPE, node.bytes(), message));
                }
            },
            Some(Key::Bad) => {}
            Some(Key::Read { text, bytes }) => {
                let first = open.keys.get(&text).copied();
                if let Some(at) = first {
                    let message = format!("the key `{text}` stands twice in the same map");
                    let mut d = self.error(codes::DUPLICATE_KEY, bytes, message);
                    d.related
                        .push(self.file.related(at, "first here".to_string()));
                    out.push(d);
                    return;
                }
                open.keys.insert(text.clone(), bytes.start);
                open.entries.push(Entry {
                    key: text,
                    key_start: bytes.start,
                    key_end: bytes.end,
                    value: node,
                });
            }
        }
    }
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Scalar { .. } => 0,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|e| 1 + count(&e.value)).sum(),
    }
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::Scalar { .. } => 0,
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Map(entries) => 1 + entries.iter().map(|e| depth(&e.value)).max().unwrap_or(0),
    }
}
