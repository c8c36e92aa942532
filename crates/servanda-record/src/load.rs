//! Loading: files → documents → checks → record. Either all of it is loaded, or none.

use crate::codes;
use crate::decode::{self, Parts};
use crate::diagnostic::{Diagnostic, Diagnostics, MAX_SHOWN, Severity};
use crate::files::{self, RawFile};
use crate::finish;
use crate::index::{Index, Place};
use crate::model::*;
use crate::sense;
use crate::shape::Kind;
use crate::shape::check::{Checker, Reference};
use crate::source_file::SourceFile;
use crate::yaml::{self, Node};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// A record with what is worth knowing about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The record.
    pub record: Record,
    /// Warnings and notes; no errors.
    pub warnings: Diagnostics,
}

/// A document of a file.
pub(crate) struct Document<'a> {
    pub kind: Kind,
    pub id: String,
    pub node: &'a Node,
    pub file: &'a SourceFile,
    /// Whether its shape is as the table has it.
    pub sound: bool,
}

impl Document<'_> {
    /// The bytes of its first key with its value.
    pub(crate) fn head(&self) -> Range<usize> {
        self.node.entries().first().map_or(self.node.bytes(), |e| {
            e.key_start..e.value.end.max(e.key_end)
        })
    }

    pub(crate) fn place(&self, at: usize) -> Place {
        let (line, column) = self.file.position(at);
        Place {
            file: self.file.shown.clone(),
            line,
            column,
        }
    }
}

impl Record {
    /// A record with nothing in it.
    #[must_use]
    pub fn empty() -> Record {
        let mut record = Record {
            digest: Digest([0; 32]),
            actors: Vec::new(),
            places: Vec::new(),
            agreements: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
            choice_points: Vec::new(),
            readings: Vec::new(),
            positions: Vec::new(),
            completeness: Vec::new(),
            acts: Vec::new(),
            topics: Vec::new(),
            statements: Statements::default(),
        };
        record.digest = finish::record_digest(&record);
        record
    }

    /// Loads all `.yaml` files under the folders (or the files) given as one record.
    ///
    /// # Errors
    /// Every error of every file: what cannot be read, what is not YAML, what has not the shape of the
    /// format, ids that do not exist, contradictions of time. Warnings are among them then.
    pub fn load_dir<P: AsRef<Path>>(paths: &[P]) -> Result<Loaded, Diagnostics> {
        Record::overlay(Record::empty(), paths)
    }

    /// Lays further records over a base. A document of the same kind and id replaces the one of the base,
    /// which is reported as a note.
    ///
    /// # Errors
    /// As for [`Record::load_dir`]; also where something of the base rests on what was replaced.
    pub fn overlay<P: AsRef<Path>>(base: Record, paths: &[P]) -> Result<Loaded, Diagnostics> {
        let (mut raw, mut diagnostics) = (Vec::new(), Vec::new());
        for path in paths {
            files::gather(path.as_ref(), &mut raw, &mut diagnostics);
        }
        load(base, raw, diagnostics)
    }

    /// Loads files from memory over a base: pairs of a name, for messages, and contents.
    ///
    /// ```
    /// use servanda_record::Record;
    /// let files = [("a.yaml", b"actor: atlantis\nkind: sate\n".as_slice())];
    /// let errors = Record::load_files(Record::empty(), files).unwrap_err();
    /// let first = &errors.0[0];
    /// assert_eq!((first.line, first.column), (1, 1)); // `names` is missing
    /// assert_eq!(errors.0[1].message, "`sate` is not a value for this key");
    /// assert!(errors.0[1].suggestion.as_ref().unwrap().starts_with("did you mean `state`?"));
    /// ```
    ///
    /// # Errors
    /// As for [`Record::overlay`].
    pub fn load_files<'a>(
        base: Record,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Loaded, Diagnostics> {
        let mut raw: Vec<RawFile> = files
            .into_iter()
            .map(|(name, bytes)| RawFile {
                name: name.to_string(),
                shown: name.to_string(),
                bytes: bytes.to_vec(),
            })
            .collect();
        raw.sort_by(|a, b| a.name.cmp(&b.name));
        load(base, raw, Vec::new())
    }
}

fn load(
    base: Record,
    raw: Vec<RawFile>,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Loaded, Diagnostics> {
    let mut sources = Vec::new();
    for file in raw {
        match files::decode(file) {
            Ok(file) => sources.push(file),
            Err(d) => diagnostics.push(*d),
        }
    }
    let trees: Vec<Vec<Node>> = sources
        .iter()
        .map(|f| yaml::parse(f, &mut diagnostics))
        .collect();
    let (mut documents, references) = check_shapes(&sources, &trees, &mut diagnostics);
    let mut index = index_documents(&mut documents, &mut diagnostics);
    let replaced = replaced(&base, &documents, &mut diagnostics);
    index.add_record(&base);
    for (file, reference) in &references {
        if diagnostics.len() > MAX_SHOWN {
            break;
        }
        diagnostics.extend(index.resolve(reference, file));
    }
    if diagnostics.len() > MAX_SHOWN {
        return Err(Diagnostics(diagnostics).sorted());
    }

    let mut parts = Parts::default();
    documents
        .iter()
        .for_each(|d| sense::pairs(d, &mut diagnostics));
    for document in documents.iter().filter(|d| d.sound) {
        decode::document(
            document.kind,
            &document.id,
            document.node,
            document.file,
            &mut parts,
        );
        sense::document(document, &parts, &mut diagnostics);
    }
    diagnostics.append(&mut parts.diagnostics);
    let mut record = finish::merge(base, parts, &replaced);
    finish::settle_roles(&mut record);
    sense::whole(&record, &documents, &index, &mut diagnostics);
    finish::complete(&mut record, &documents, &mut diagnostics);

    let diagnostics = Diagnostics(diagnostics).sorted();
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    Ok(Loaded {
        record,
        warnings: diagnostics,
    })
}

type Checked<'a> = (Vec<Document<'a>>, Vec<(&'a SourceFile, Reference)>);

fn check_shapes<'a>(
    files: &'a [SourceFile],
    trees: &'a [Vec<Node>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Checked<'a> {
    let (mut documents, mut references) = (Vec::new(), Vec::new());
    for (file, nodes) in files.iter().zip(trees) {
        for node in nodes.iter().filter(|n| !n.is_null()) {
            if diagnostics.len() > MAX_SHOWN {
                return (documents, references);
            }
            let mut checker = Checker::new(file);
            if let Some((kind, id)) = checker.kind_of(node) {
                checker.document(kind, node);
                let sound = checker.diagnostics.is_empty();
                documents.push(Document {
                    kind,
                    id,
                    node,
                    file,
                    sound,
                });
            }
            diagnostics.append(&mut checker.diagnostics);
            references.extend(checker.references.into_iter().map(|r| (file, r)));
        }
    }
    (documents, references)
}

/// Indexes what the documents define. A second definition is an error and counts no further.
fn index_documents(documents: &mut [Document<'_>], diagnostics: &mut Vec<Diagnostic>) -> Index {
    let mut index = Index::default();
    for document in documents {
        let head = document.head();
        let mut define = |kind: Kind, id: &str, bytes: Range<usize>, sound: &mut bool| {
            let place = document.place(bytes.start);
            if let Some(first) = index.define(kind, id, place) {
                let message = format!("{} `{id}` is defined twice", kind.a());
                let mut d =
                    document
                        .file
                        .diagnostic(codes::DUPLICATE_ID, Severity::Error, bytes, message);
                d.related
                    .push(first.related("first defined here".to_string()));
                d.suggestion = Some("give one of them another id, or join the two".to_string());
                diagnostics.push(d);
                *sound = false;
            }
        };
        let mut sound = document.sound;
        if document.kind == Kind::Taxonomy {
            for (kind, id, bytes) in terms(document.node) {
                define(kind, id, bytes, &mut sound);
            }
        } else {
            let id = document.id.clone();
            define(document.kind, &id, head, &mut sound);
        }
        document.sound = sound;
        index_parts(document, &mut index);
    }
    index
}

/// The terms of a taxonomy.
fn terms(node: &Node) -> Vec<(Kind, &str, Range<usize>)> {
    let items = node.get("terms").map_or(&[][..], Node::items);
    let term = |item| {
        let (kind, key) = match Node::get(item, "topic") {
            Some(id) => (Kind::Topic, id),
            None => (Kind::Act, Node::get(item, "act")?),
        };
        Some((kind, key.text()?, key.bytes()))
    };
    items.iter().filter_map(term).collect()
}

/// Names, options and articles.
fn index_parts(document: &Document<'_>, index: &mut Index) {
    let id = document.id.as_str();
    let names = document.node.get("names").map_or(&[][..], Node::entries);
    for item in names.iter().flat_map(|e| e.value.items()) {
        if let Some(name) = item
            .text()
            .or_else(|| item.get("name").and_then(Node::text))
        {
            index.name(document.kind, id, name);
        }
    }
    let texts = |list: &str, key: &str| -> BTreeSet<String> {
        let items = document.node.get(list).map_or(&[][..], Node::items);
        items
            .iter()
            .filter_map(|i| i.get(key).and_then(Node::text))
            .map(|t| t.trim().to_string())
            .collect()
    };
    match document.kind {
        Kind::ChoicePoint => {
            index
                .options
                .insert(id.to_string(), texts("options", "option"));
        }
        Kind::Agreement => {
            index
                .articles
                .insert(id.to_string(), texts("provisions", "article"));
        }
        _ => {}
    }
}

/// What of the base the documents replace, with a note on each.
fn replaced(
    base: &Record,
    documents: &[Document<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<(Kind, String)> {
    let mut out = BTreeSet::new();
    for document in documents {
        let ids: Vec<(Kind, &str, Range<usize>)> = match document.kind {
            Kind::Taxonomy => terms(document.node),
            kind => vec![(kind, document.id.as_str(), document.head())],
        };
        for (kind, id, bytes) in ids {
            if finish::holds(base, kind, id) {
                let message = format!("{} `{id}` replaces the one of the record beneath", kind.a());
                diagnostics.push(document.file.diagnostic(
                    codes::REPLACED,
                    Severity::Note,
                    bytes,
                    message,
                ));
                out.insert((kind, id.to_string()));
            }
        }
    }
    out
}
