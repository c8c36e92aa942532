//! What ids there are, of which kind, and where they are defined.

use crate::codes;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::model::{Names, Record, Statement, Text};
use crate::shape::Kind;
use crate::shape::check::Reference;
use crate::source_file::SourceFile;
use crate::suggest;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Where something is defined.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub file: Arc<str>,
    pub line: u32,
    pub column: u32,
}

impl Place {
    pub(crate) fn related(&self, message: String) -> Related {
        Related {
            file: self.file.clone(),
            line: self.line,
            column: self.column,
            message,
        }
    }
}

/// All that can be referred to.
#[derive(Default)]
pub(crate) struct Index {
    things: BTreeMap<(Kind, String), Place>,
    /// By any name, in lower case.
    names: BTreeMap<String, BTreeSet<(Kind, String)>>,
    /// Options of each choice point.
    pub options: BTreeMap<String, BTreeSet<String>>,
    /// Articles of each agreement.
    pub articles: BTreeMap<String, BTreeSet<String>>,
}

impl Index {
    /// Adds a definition; gives back the place of another of the same kind and id.
    pub(crate) fn define(&mut self, kind: Kind, id: &str, place: Place) -> Option<Place> {
        match self.things.entry((kind, id.to_string())) {
            std::collections::btree_map::Entry::Occupied(old) => Some(old.get().clone()),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(place);
                None
            }
        }
    }

    pub(crate) fn has(&self, kind: Kind, id: &str) -> bool {
        self.things.contains_key(&(kind, id.to_string()))
    }

    pub(crate) fn place(&self, kind: Kind, id: &str) -> Option<&Place> {
        self.things.get(&(kind, id.to_string()))
    }

    pub(crate) fn name(&mut self, kind: Kind, id: &str, name: &str) {
        self.names
            .entry(name.to_lowercase())
            .or_default()
            .insert((kind, id.to_string()));
    }

    /// Adds what a record defines and the index does not hold yet (it was not replaced).
    pub(crate) fn add_record(&mut self, record: &Record) {
        let lines: BTreeMap<&str, &Statement> = record
            .statements
            .iter()
            .map(|s| (s.id.as_str(), s))
            .collect();
        let place = |stmt: &str| {
            lines.get(stmt).map_or_else(Place::default, |s| Place {
                file: s.file.as_str().into(),
                line: s.line,
                column: 0,
            })
        };
        let named = |index: &mut Index, kind: Kind, id: &str, names: &Names, stmt: &str| {
            if index.define(kind, id, place(stmt)).is_none() {
                names.0.iter().for_each(|n| index.name(kind, id, &n.name));
            }
        };
        record
            .actors
            .iter()
            .for_each(|x| named(self, Kind::Actor, x.id.as_str(), &x.names, x.stmt.as_str()));
        record
            .places
            .iter()
            .for_each(|x| named(self, Kind::Place, x.id.as_str(), &x.names, x.stmt.as_str()));
        record
            .events
            .iter()
            .for_each(|x| named(self, Kind::Event, x.id.as_str(), &x.names, x.stmt.as_str()));
        for x in &record.agreements {
            if !self.has(Kind::Agreement, x.id.as_str()) {
                let articles = x.provisions.iter().map(|p| p.article.clone()).collect();
                self.articles.insert(x.id.to_string(), articles);
            }
            named(
                self,
                Kind::Agreement,
                x.id.as_str(),
                &x.names,
                x.stmt.as_str(),
            );
        }
        for x in &record.choice_points {
            let stmt = x
                .options
                .iter()
                .flat_map(|o| &o.held_by)
                .map(|h| h.stmt.as_str())
                .next()
                .unwrap_or("");
            if self
                .define(Kind::ChoicePoint, x.id.as_str(), place(stmt))
                .is_none()
            {
                let options = x.options.iter().map(|o| o.id.to_string()).collect();
                self.options.insert(x.id.to_string(), options);
            }
        }
        let none = Names::default();
        record
            .readings
            .iter()
            .for_each(|x| named(self, Kind::Reading, x.id.as_str(), &none, x.stmt.as_str()));
        record
            .positions
            .iter()
            .for_each(|x| named(self, Kind::Position, x.id.as_str(), &none, x.stmt.as_str()));
        record.completeness.iter().for_each(|x| {
            named(
                self,
                Kind::Completeness,
                x.id.as_str(),
                &none,
                x.stmt.as_str(),
            )
        });
        record
            .sources
            .iter()
            .for_each(|x| named(self, Kind::Source, x.id.as_str(), &none, ""));
        let term = |index: &mut Index, kind: Kind, id: &str, names: &Text| {
            if index.define(kind, id, Place::default()).is_none() {
                names.0.iter().for_each(|(_, n)| index.name(kind, id, n));
            }
        };
        record
            .acts
            .iter()
            .for_each(|x| term(self, Kind::Act, x.id.as_str(), &x.names));
        record
            .topics
            .iter()
            .for_each(|x| term(self, Kind::Topic, x.id.as_str(), &x.names));
    }

    /// What is wrong with a reference, if anything.
    pub(crate) fn resolve(&self, reference: &Reference, file: &SourceFile) -> Option<Diagnostic> {
        match reference {
            Reference::Thing { kinds, id, bytes } => self.thing(kinds, id, bytes, file),
            Reference::Option {
                choice,
                option,
                bytes,
            } => {
                let options = self.options.get(choice)?;
                if options.contains(option) {
                    return None;
                }
                let message = format!("the choice point `{choice}` has no option `{option}`");
                let mut d =
                    file.diagnostic(codes::NO_OPTION, Severity::Error, bytes.clone(), message);
                d.suggestion =
                    suggest::word(option, options.iter().map(String::as_str)).or_else(|| {
                        let all: Vec<&str> = options.iter().map(String::as_str).collect();
                        Some(format!("its options: {}", all.join(", ")))
                    });
                d.related.extend(self.defined(Kind::ChoicePoint, choice));
                Some(d)
            }
            Reference::Article {
                agreement,
                article,
                bytes,
            } => {
                let articles = self.articles.get(agreement)?;
                if articles.contains(article) {
                    return None;
                }
                let message = format!("`{agreement}` has no provision of article `{article}`");
                let mut d =
                    file.diagnostic(codes::NO_ARTICLE, Severity::Error, bytes.clone(), message);
                let all: Vec<&str> = articles.iter().map(String::as_str).collect();
                d.suggestion = Some(match all.is_empty() {
                    true => "it has no provisions in the record".to_string(),
                    false => format!("its articles: {}", all.join(", ")),
                });
                d.related.extend(self.defined(Kind::Agreement, agreement));
                Some(d)
            }
        }
    }

    fn defined(&self, kind: Kind, id: &str) -> Option<Related> {
        let place = self.place(kind, id).filter(|p| !p.file.is_empty())?;
        Some(place.related(format!("`{id}` is defined here")))
    }

    fn thing(
        &self,
        kinds: &[Kind],
        id: &str,
        bytes: &Range<usize>,
        file: &SourceFile,
    ) -> Option<Diagnostic> {
        if kinds.iter().any(|k| self.has(*k, id)) {
            return None;
        }
        let wanted: Vec<&str> = kinds.iter().map(|k| k.a()).collect();
        let wanted = wanted.join(" or ");
        let error = |code, message| file.diagnostic(code, Severity::Error, bytes.clone(), message);
        if let Some(other) = ALL_KINDS.into_iter().find(|k| self.has(*k, id)) {
            let message = format!("`{id}` is {}, but {wanted} belongs here", other.a());
            let mut d = error(codes::WRONG_KIND, message);
            d.related.extend(self.defined(other, id));
            d.suggestion = self
                .similar(kinds, id)
                .map(|(_, i)| format!("did you mean `{i}`?"));
            if other == Kind::Actor && kinds.contains(&Kind::Place) {
                let country =
                    format!("define `place: {id}` with `kind: country`, `territory-of: {id}`");
                d.suggestion = Some(
                    d.suggestion
                        .map_or(country.clone(), |s| format!("{s} Or {country}")),
                );
            }
            return Some(d);
        }
        let kinds_in_words: Vec<String> = kinds.iter().map(ToString::to_string).collect();
        let mut d = error(
            codes::NOT_FOUND,
            format!("no {} `{id}`", kinds_in_words.join(" or ")),
        );
        if let Some((near_kind, near)) = self.similar(kinds, id) {
            d.suggestion = Some(format!("did you mean `{near}`?"));
            d.related.extend(self.defined(near_kind, &near));
        } else if let Some((near_kind, near)) = self
            .similar(&ALL_KINDS, id)
            .filter(|(k, _)| !kinds.contains(k))
        {
            d.related
                .extend(self.defined(near_kind, &near).map(|mut r| {
                    r.message = format!("`{near}`, {}, is defined here", near_kind.a());
                    r
                }));
        }
        Some(d)
    }

    /// The id nearest to what was written, by id or by name.
    fn similar(&self, kinds: &[Kind], written: &str) -> Option<(Kind, String)> {
        let by_name = self
            .names
            .get(&written.to_lowercase())
            .or_else(|| self.names.get(&written.replace('-', " ").to_lowercase()));
        if let Some(found) =
            by_name.and_then(|s| s.iter().find(|(k, i)| kinds.contains(k) && i != written))
        {
            return Some(found.clone());
        }
        let ids = self
            .things
            .keys()
            .filter(|(k, i)| kinds.contains(k) && i != written);
        let near = suggest::nearest(written, ids.map(|(_, i)| i.as_str()))?.to_string();
        let kind = kinds.iter().find(|k| self.has(**k, &near))?;
        Some((*kind, near))
    }
}

const ALL_KINDS: [Kind; 11] = [
    Kind::Actor,
    Kind::Place,
    Kind::Agreement,
    Kind::Event,
    Kind::Source,
    Kind::ChoicePoint,
    Kind::Reading,
    Kind::Position,
    Kind::Completeness,
    Kind::Act,
    Kind::Topic,
];
