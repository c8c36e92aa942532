//! A document against the table: every error of shape in it, and every id it refers to.

use super::tables::{NAME, TOPIC_TERM};
use super::{Fields, Kind, Shape};
use crate::codes;
use crate::diagnostic::{Diagnostic, MAX_SHOWN, Severity};
use crate::scalar;
use crate::source_file::SourceFile;
use crate::suggest;
use crate::yaml::{Entry, Node, Value};
use std::ops::Range;

/// An id used in a document, to be looked up once all documents are known.
#[derive(Clone, Debug)]
pub(crate) enum Reference {
    /// Of something of one of these kinds.
    Thing {
        kinds: &'static [Kind],
        id: String,
        bytes: Range<usize>,
    },
    /// Of an option of a choice point.
    Option {
        choice: String,
        option: String,
        bytes: Range<usize>,
    },
    /// Of a provision of an agreement.
    Article {
        agreement: String,
        article: String,
        bytes: Range<usize>,
    },
}

pub(crate) struct Checker<'a> {
    file: &'a SourceFile,
    pub diagnostics: Vec<Diagnostic>,
    pub references: Vec<Reference>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(file: &'a SourceFile) -> Self {
        Checker {
            file,
            diagnostics: Vec::new(),
            references: Vec::new(),
        }
    }

    fn error(&mut self, code: &'static str, bytes: Range<usize>, message: String) {
        self.error_with(code, bytes, message, None);
    }

    fn error_with(
        &mut self,
        code: &'static str,
        bytes: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        // One more than are shown, so that the cut is noticed.
        if self.diagnostics.len() <= MAX_SHOWN {
            let mut d = self.file.diagnostic(code, Severity::Error, bytes, message);
            d.suggestion = help;
            self.diagnostics.push(d);
        }
    }

    /// The kind of a document and its id, if its first key says so.
    pub(crate) fn kind_of(&mut self, document: &Node) -> Option<(Kind, String)> {
        let Value::Map(entries) = &document.value else {
            let message = format!(
                "a document is a map of keys, but this is {}",
                document.form()
            );
            self.error(codes::NOT_A_DOCUMENT, document.bytes(), message);
            return None;
        };
        let first = entries.first()?;
        let kind = Kind::DOCUMENTS.into_iter().find(|k| k.key() == first.key);
        let Some(kind) = kind else {
            let message = format!("`{}` is not a kind of document", first.key);
            let later = Kind::DOCUMENTS
                .into_iter()
                .find(|k| *k != Kind::Source && entries.iter().any(|e| e.key == k.key()));
            let names = Kind::DOCUMENTS.map(Kind::key);
            let help = match later {
                Some(kind) => Some(format!("put the key `{}` first", kind.key())),
                None => suggest::word(&first.key, names),
            };
            let help =
                help.or_else(|| Some(format!("the first key is one of {}", names.join(", "))));
            self.error_with(codes::NOT_A_DOCUMENT, first.key_bytes(), message, help);
            return None;
        };
        Some((kind, first.value.text().unwrap_or("").to_string()))
    }

    /// Checks a document of that kind.
    pub(crate) fn document(&mut self, kind: Kind, document: &Node) {
        let Some(fields) = super::fields_of(kind) else {
            return;
        };
        self.fields(fields, document);
        self.articles(kind, document);
    }

    /// Articles named in scopes.
    fn articles(&mut self, kind: Kind, document: &Node) {
        let key = match kind {
            Kind::ChoicePoint => "scope",
            Kind::Position => "on",
            Kind::Completeness => "of",
            _ => return,
        };
        let Some(scope) = document.get(key) else {
            return;
        };
        let article = scope.get("provision").or_else(|| scope.get("article"));
        let Some(node) = article else { return };
        match (scope.get("agreement").and_then(Node::text), node.text()) {
            (Some(agreement), Some(article)) => self.references.push(Reference::Article {
                agreement: agreement.to_string(),
                article: article.to_string(),
                bytes: node.bytes(),
            }),
            (None, _) => {
                let message = "an article without its agreement".to_string();
                let help = Some("write `{ agreement: ID, provision: ARTICLE }`".to_string());
                self.error_with(codes::MISSING_KEY, node.bytes(), message, help);
            }
            _ => {}
        }
    }

    fn fields(&mut self, fields: &'static Fields, node: &Node) {
        let Value::Map(entries) = &node.value else {
            let message = format!(
                "{} is a map of keys, but this is {}",
                a(fields.name),
                node.form()
            );
            let keys: Vec<&str> = fields
                .keys
                .iter()
                .filter(|k| k.required)
                .map(|k| k.name)
                .collect();
            let help = (!keys.is_empty()).then(|| format!("it needs the keys {}", keys.join(", ")));
            self.error_with(codes::WRONG_TYPE, node.bytes(), message, help);
            return;
        };
        for entry in entries {
            match fields.key(&entry.key) {
                Some(_) if fields.name == "taxonomy" && entry.key == "terms" && is_topics(node) => {
                    self.shape(&TOPIC_TERMS, &entry.value);
                }
                Some(key) if entry.value.is_null() && key.required => {
                    let message = format!("`{}` has no value", entry.key);
                    self.error_with(
                        codes::MISSING_KEY,
                        entry.key_bytes(),
                        message,
                        Some(key.doc.to_string()),
                    );
                }
                // A key with nothing behind it says nothing.
                Some(_) if entry.value.is_null() => {}
                Some(key) => self.shape(&key.shape, &entry.value),
                None => self.unknown_key(fields, entry),
            }
        }
        for key in fields
            .keys
            .iter()
            .filter(|k| k.required && node.get(k.name).is_none())
        {
            let message = format!("{} needs the key `{}`", a(fields.name), key.name);
            self.error_with(
                codes::MISSING_KEY,
                head(node),
                message,
                Some(key.doc.to_string()),
            );
        }
        for group in fields.exactly_one {
            self.exactly_one(fields, group, node);
        }
    }

    fn exactly_one(&mut self, fields: &Fields, group: &[&str], node: &Node) {
        let present: Vec<&Entry> = node
            .entries()
            .iter()
            .filter(|e| group.contains(&e.key.as_str()))
            .collect();
        match present.as_slice() {
            [_] => {}
            [] => {
                let message = format!(
                    "{} needs one of the keys {}",
                    a(fields.name),
                    group.join(", ")
                );
                self.error(codes::CHOOSE_ONE, head(node), message);
            }
            [first, second, ..] => {
                let message = format!(
                    "{} has either `{}` or `{}`, not both",
                    a(fields.name),
                    first.key,
                    second.key
                );
                let bytes = second.key_bytes();
                self.error(codes::CHOOSE_ONE, bytes, message);
            }
        }
    }

    fn unknown_key(&mut self, fields: &'static Fields, entry: &Entry) {
        let message = format!("{} has no key `{}`", a(fields.name), entry.key);
        let help = suggest::word(&entry.key, fields.all_keys().map(|k| k.name)).or_else(|| {
            let known: Vec<&str> = fields.all_keys().map(|k| k.name).collect();
            Some(format!("known keys: {}", known.join(", ")))
        });
        self.error_with(codes::UNKNOWN_KEY, entry.key_bytes(), message, help);
    }

    fn shape(&mut self, shape: &'static Shape, node: &Node) {
        match shape {
            Shape::Fields(fields, Some(_)) if node.text().is_some() => {
                let key = short_key(fields, shape);
                if let Some(key) = key {
                    self.shape(&key.shape, node);
                }
            }
            Shape::Fields(fields, _) => self.fields(fields, node),
            Shape::Many(inner) => node.items().iter().for_each(|n| self.shape(inner, n)),
            Shape::LineOrText if node.text().is_some() => self.single(&Shape::Line, node),
            Shape::Text | Shape::LineOrText => self.text(node),
            Shape::Names => self.languages(node, &DATED_NAME),
            Shape::Words { languages: true } => self.languages(node, &Shape::Line),
            Shape::Words { languages: false } => {
                if self.is_map(node, "a map of system to codes") {
                    let values = node.entries().iter().flat_map(|e| e.value.items());
                    values.for_each(|n| self.shape(&Shape::Line, n));
                }
            }
            Shape::Choices => self.choices(node),
            Shape::Cite => self.citations(node),
            Shape::Point => self.point(node),
            _ => self.single(shape, node),
        }
    }

    fn is_map(&mut self, node: &Node, wanted: &str) -> bool {
        let is = matches!(node.value, Value::Map(_));
        if !is {
            let message = format!("expected {wanted}, found {}", node.form());
            self.error(codes::WRONG_TYPE, node.bytes(), message);
        }
        is
    }

    fn language(&mut self, entry: &Entry) {
        if !scalar::is_language(&entry.key) {
            let message = format!("`{}` is not a language code", entry.key);
            let help = suggest::word(&entry.key, ["en", "ja"]);
            self.error_with(codes::BAD_LANGUAGE, entry.key_bytes(), message, help);
        }
    }

    fn text(&mut self, node: &Node) {
        if !matches!(node.value, Value::Map(_)) {
            let message = format!("expected texts by language, found {}", node.form());
            let help = node
                .text()
                .map(|t| format!("write `{{ en: {} }}`", shorten(t)));
            self.error_with(codes::WRONG_TYPE, node.bytes(), message, help);
            return;
        }
        for entry in node.entries() {
            self.language(entry);
            self.single(&Shape::Line, &entry.value);
        }
        if node.get("en").is_none() {
            self.error(
                codes::MISSING_ENGLISH,
                node.bytes(),
                "this text has no English".to_string(),
            );
        }
    }

    fn languages(&mut self, node: &Node, inner: &'static Shape) {
        if self.is_map(node, "a map of language to a list") {
            for entry in node.entries() {
                self.language(entry);
                entry
                    .value
                    .items()
                    .iter()
                    .for_each(|n| self.shape(inner, n));
            }
        }
    }

    fn choices(&mut self, node: &Node) {
        if !self.is_map(node, "a map of choice point to option") {
            return;
        }
        for entry in node.entries() {
            let bytes = entry.key_bytes();
            let choice = entry.key.clone();
            self.references.push(Reference::Thing {
                kinds: &[Kind::ChoicePoint],
                id: choice.clone(),
                bytes,
            });
            match entry.value.text() {
                Some(option) => {
                    let (option, bytes) = (option.to_string(), entry.value.bytes());
                    self.references.push(Reference::Option {
                        choice,
                        option,
                        bytes,
                    });
                }
                None => {
                    let message = format!("expected one option, found {}", entry.value.form());
                    self.error(codes::WRONG_TYPE, entry.value.bytes(), message);
                }
            }
        }
    }

    fn citations(&mut self, node: &Node) {
        for item in node.items() {
            let Some(text) = item.text().filter(|t| !t.trim().is_empty()) else {
                let message = format!("expected `ID LOCATOR`, found {}", item.form());
                self.error(codes::WRONG_TYPE, item.bytes(), message);
                continue;
            };
            let (id, _) = scalar::citation(text);
            let bytes = self.part_of(item, id);
            self.references.push(Reference::Thing {
                kinds: &[Kind::Source],
                id: id.to_string(),
                bytes,
            });
        }
    }

    /// The bytes of `part`, which a scalar begins with, quotes left out.
    fn part_of(&self, node: &Node, part: &str) -> Range<usize> {
        let written = self.file.text.get(node.bytes()).unwrap_or("");
        match written.find(part) {
            Some(at) => node.start + at..node.start + at + part.len(),
            None => node.bytes(),
        }
    }

    fn point(&mut self, node: &Node) {
        let numbers: Vec<Option<f64>> = node
            .items()
            .iter()
            .map(|n| n.text().and_then(|t| t.trim().parse().ok()))
            .collect();
        match numbers.as_slice() {
            [Some(lat), Some(lon)]
                if (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon) => {}
            [Some(lat), Some(lon)] => {
                let message = format!("latitude {lat}, longitude {lon} is nowhere on earth");
                let swap = (-90.0..=90.0).contains(lon) && (-180.0..=180.0).contains(lat);
                let help = swap.then(|| format!("latitude comes first: [{lon}, {lat}]"));
                self.error_with(codes::BAD_POINT, node.bytes(), message, help);
            }
            _ => {
                let message = "a point is [latitude, longitude]".to_string();
                self.error(codes::BAD_POINT, node.bytes(), message);
            }
        }
    }

    /// Shapes that are a single value.
    fn single(&mut self, shape: &'static Shape, node: &Node) {
        let Some(text) = node.text().filter(|_| !node.is_null()) else {
            let message = format!("expected {}, found {}", describe(shape), node.form());
            let nested = matches!(node.value, Value::List(_));
            let help = nested.then(|| {
                "one pair of brackets too many, or a list where one value belongs".to_string()
            });
            self.error_with(codes::WRONG_TYPE, node.bytes(), message, help);
            return;
        };
        match shape {
            Shape::Id if !scalar::is_id(text) => {
                let message = format!("`{text}` is not an id");
                let help = scalar::as_id(text).map(|id| format!("write `{id}`"));
                self.error_with(codes::BAD_ID, node.bytes(), message, help);
            }
            Shape::Word(words) if !words.contains(&text) => self.bad_word(node, text, words, ""),
            Shape::WordOr(words, _) if words.contains(&text) => {}
            Shape::WordOr(words, other) => match other {
                Shape::Date
                    if text.starts_with(|c: char| c.is_ascii_lowercase())
                        && !text.contains(':') =>
                {
                    self.bad_word(node, text, words, ", or a date");
                }
                _ => self.single(other, node),
            },
            Shape::Ref(kinds) => self.refer(kinds, text, node),
            Shape::InForce => {
                let id = text.strip_suffix("in force").unwrap_or(text).trim();
                self.refer(&[Kind::Agreement], id, node);
            }
            _ => self.value(shape, text, node),
        }
    }

    fn refer(&mut self, kinds: &'static [Kind], id: &str, node: &Node) {
        let bytes = self.part_of(node, id);
        self.references.push(Reference::Thing {
            kinds,
            id: id.to_string(),
            bytes,
        });
    }

    fn bad_word(&mut self, node: &Node, text: &str, words: &[&str], more: &str) {
        let message = format!("`{}` is not a value for this key", shorten(text));
        let list = format!("one of: {}{more}", words.join(", "));
        let help = suggest::word(text, words.iter().copied())
            .map_or(list.clone(), |s| format!("{s} ({list})"));
        self.error_with(codes::BAD_WORD, node.bytes(), message, Some(help));
    }

    /// Dates, numbers and the like.
    fn value(&mut self, shape: &Shape, text: &str, node: &Node) {
        let problem = match shape {
            Shape::DateOrOpen if text.trim() == ".." => None,
            Shape::Date | Shape::DateOrOpen => {
                scalar::date(text).err().map(|e| (codes::BAD_DATE, e))
            }
            Shape::Period => scalar::period(text).err().map(|e| (codes::BAD_PERIOD, e)),
            Shape::When => scalar::when(text).err().map(|e| (codes::BAD_DATE, e)),
            Shape::Duration => scalar::duration(text)
                .err()
                .map(|e| (codes::BAD_DURATION, e)),
            Shape::Amount => scalar::amount(text).err().map(|e| (codes::BAD_NUMBER, e)),
            Shape::Count => scalar::count(text).err().map(|e| (codes::BAD_NUMBER, e)),
            Shape::Clock => scalar::clock(text).err().map(|e| (codes::BAD_DATE, e)),
            Shape::Flag => scalar::flag(text).err().map(|e| (codes::WRONG_TYPE, e)),
            _ => None,
        };
        if let Some((code, problem)) = problem {
            let written = self.file.text.get(node.bytes()).unwrap_or("");
            // Inside quotes the offset of the problem shifts; where the value was changed by escapes, mark it whole.
            let bytes = match written.find(text).filter(|_| problem.len > 0) {
                Some(at) => {
                    let start = node.start + at + problem.offset;
                    start..(start + problem.len).min(node.end.max(start))
                }
                None => node.bytes(),
            };
            self.error_with(code, bytes, problem.message, problem.suggestion);
        }
    }
}

static TOPIC_TERMS: Shape = Shape::Many(&Shape::Fields(&TOPIC_TERM, None));
static DATED_NAME: Shape = Shape::Fields(&NAME, Some("name"));

/// The key for which a single value stands.
pub(crate) fn short_key(fields: &'static Fields, shape: &Shape) -> Option<&'static super::Key> {
    match shape {
        Shape::Fields(_, Some(name)) => fields.key(name),
        _ => None,
    }
}

fn is_topics(node: &Node) -> bool {
    node.get("taxonomy").and_then(Node::text) == Some("topics")
}

/// The first key of a map, or the whole of anything else: where "something is missing" is shown.
fn head(node: &Node) -> Range<usize> {
    node.entries()
        .first()
        .map_or(node.bytes(), |e| e.key_start..e.value.end.max(e.key_end))
}

/// With its indefinite article.
fn a(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    match name {
        "languages" | "needs" => format!("`{name}`"),
        _ => format!("{article} {name}"),
    }
}

/// At most 60 characters of a text.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_string(),
    }
}

/// What belongs there, in words.
fn describe(shape: &Shape) -> &'static str {
    match shape {
        Shape::Id | Shape::Ref(_) | Shape::InForce => "an id",
        Shape::Count => "a whole number",
        Shape::Flag => "true or false",
        Shape::Date | Shape::DateOrOpen => "a date",
        Shape::Period => "a period",
        Shape::When => "a date or period",
        Shape::Duration => "a duration",
        Shape::Amount => "a number",
        Shape::Clock => "a clock time",
        Shape::Word(_) => "a word",
        Shape::WordOr(..) => "a word or an id",
        Shape::Statement => "the id of a statement",
        _ => "a single value",
    }
}
