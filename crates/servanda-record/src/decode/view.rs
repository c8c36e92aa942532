//! Typed access to a map of a document that has passed the check of shape.
//!
//! Values that the check would have refused are read as absent here: decoding never fails and
//! never panics, and its result is thrown away if the check has found errors.

use crate::model::*;
use crate::scalar;
use crate::shape::{Fields, Shape};
use crate::yaml::Node;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use servanda_time::{Duration, End, Period, UncertainDate, When};

/// A map of keys, or a single value that stands for one of them.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub node: &'a Node,
    pub fields: &'static Fields,
    pub short: Option<&'static str>,
}

impl<'a> View<'a> {
    /// The value of a key; `None` if nothing is written there.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        if self.short == Some(key) && self.node.text().is_some() {
            return Some(self.node).filter(|n| !n.is_null());
        }
        self.node.get(key).filter(|n| !n.is_null())
    }

    /// The maps under a key.
    pub(crate) fn views(&self, key: &str) -> Vec<View<'a>> {
        let Some(key_def) = self.fields.key(key) else {
            return Vec::new();
        };
        let mut shape = &key_def.shape;
        if let Shape::Many(inner) = shape {
            shape = inner;
        }
        let Shape::Fields(fields, short) = shape else {
            return Vec::new();
        };
        let nodes = self.get(key).map_or(&[][..], Node::items);
        nodes
            .iter()
            .map(|node| View {
                node,
                fields,
                short: *short,
            })
            .collect()
    }

    pub(crate) fn view(&self, key: &str) -> Option<View<'a>> {
        self.views(key).into_iter().next()
    }

    pub(crate) fn line(&self, key: &str) -> Option<String> {
        self.get(key)
            .and_then(Node::text)
            .map(|t| t.trim().to_string())
    }

    /// A single value, or the English of a text.
    pub(crate) fn line_or_text(&self, key: &str) -> Option<String> {
        self.line(key)
            .or_else(|| Some(self.text(key).get(Lang::En).to_string()))
            .filter(|t| !t.is_empty())
    }

    pub(crate) fn lines(&self, key: &str) -> Vec<String> {
        let nodes = self.get(key).map_or(&[][..], Node::items);
        nodes
            .iter()
            .filter_map(Node::text)
            .map(|t| t.trim().to_string())
            .collect()
    }

    pub(crate) fn id<T: for<'t> From<&'t str>>(&self, key: &str) -> Option<T> {
        self.get(key)
            .and_then(Node::text)
            .map(|t| T::from(t.trim()))
    }

    /// The id under a required key.
    pub(crate) fn needed<T: for<'t> From<&'t str>>(&self, key: &str) -> T {
        self.id(key).unwrap_or_else(|| T::from(""))
    }

    pub(crate) fn ids<T: for<'t> From<&'t str>>(&self, key: &str) -> Vec<T> {
        self.lines(key)
            .iter()
            .map(|t| T::from(t.as_str()))
            .collect()
    }

    /// A word of a closed list as the enum that names it.
    pub(crate) fn word<T: for<'de> Deserialize<'de>>(&self, key: &str) -> Option<T> {
        let text = self.get(key).and_then(Node::text)?;
        let deserializer: StrDeserializer<'_, ValueError> = text.into_deserializer();
        T::deserialize(deserializer).ok()
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.get(key)
            .and_then(Node::text)
            .is_some_and(|t| scalar::flag(t) == Ok(true))
    }

    pub(crate) fn count(&self, key: &str) -> Option<u32> {
        self.get(key)
            .and_then(Node::text)
            .and_then(|t| scalar::count(t).ok())
    }

    pub(crate) fn date(&self, key: &str) -> Option<UncertainDate> {
        self.get(key)
            .and_then(Node::text)
            .and_then(|t| UncertainDate::parse(t).ok())
    }

    /// The date under a required key.
    pub(crate) fn needed_date(&self, key: &str) -> UncertainDate {
        self.date(key).unwrap_or_else(UncertainDate::unknown)
    }

    pub(crate) fn period(&self, key: &str) -> Option<Period> {
        self.get(key)
            .and_then(Node::text)
            .and_then(|t| Period::parse(t).ok())
    }

    pub(crate) fn when(&self, key: &str) -> Option<When> {
        self.get(key)
            .and_then(Node::text)
            .and_then(|t| When::parse(t).ok())
    }

    pub(crate) fn duration(&self, key: &str) -> Option<Duration> {
        self.get(key)
            .and_then(Node::text)
            .and_then(|t| Duration::parse(t).ok())
    }

    pub(crate) fn amount(&self, key: &str) -> Amount {
        self.get(key)
            .and_then(Node::text)
            .and_then(|t| scalar::amount(t).ok())
            .unwrap_or(Amount {
                low: None,
                high: None,
                approximate: false,
                written: String::new(),
            })
    }

    /// The period from the date under `from` to the date under `until`, if either is there.
    pub(crate) fn span(&self, from: &str, until: &str) -> Option<Period> {
        let end = |d: Option<UncertainDate>| d.map_or(End::Open, End::Date);
        match (self.date(from), self.date(until)) {
            (None, None) => None,
            (a, b) => Period::new(end(a), end(b)).ok(),
        }
    }

    pub(crate) fn text(&self, key: &str) -> Text {
        let entries = self.get(key).map_or(&[][..], Node::entries);
        let mut out: Vec<(String, String)> = entries
            .iter()
            .filter_map(|e| Some((e.key.clone(), e.value.text()?.trim().to_string())))
            .collect();
        out.sort();
        Text(out)
    }

    /// Names in the order of the file within a language, languages sorted.
    pub(crate) fn names(&self, key: &str) -> Names {
        let mut entries: Vec<_> = self
            .get(key)
            .map_or(&[][..], Node::entries)
            .iter()
            .collect();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        let mut out = Vec::new();
        for entry in entries {
            for node in entry.value.items() {
                let view = View {
                    node,
                    fields: &crate::shape::tables::NAME,
                    short: Some("name"),
                };
                let Some(name) = view.line("name") else {
                    continue;
                };
                let (from, until) = (view.date("from"), view.date("until"));
                out.push(Name {
                    lang: entry.key.clone(),
                    name,
                    from,
                    until,
                });
            }
        }
        Names(out)
    }

    /// Pairs of (language or system, word), in the order of the file within each, sorted by the first.
    pub(crate) fn words(&self, key: &str) -> Vec<(String, String)> {
        let entries = self.get(key).map_or(&[][..], Node::entries);
        let mut out: Vec<(String, String)> = entries
            .iter()
            .flat_map(|e| {
                e.value
                    .items()
                    .iter()
                    .filter_map(Node::text)
                    .map(|t| (e.key.clone(), t.trim().to_string()))
            })
            .collect();
        out.sort_by(|a, b| a.0.cmp(&b.0));
        out
    }

    /// Choice points with an option each, sorted.
    pub(crate) fn choices(&self, key: &str) -> Vec<(ChoiceId, OptionId)> {
        let entries = self.get(key).map_or(&[][..], Node::entries);
        let mut out: Vec<(ChoiceId, OptionId)> = entries
            .iter()
            .filter_map(|e| {
                Some((
                    ChoiceId::from(e.key.as_str()),
                    OptionId::from(e.value.text()?),
                ))
            })
            .collect();
        out.sort();
        out
    }

    pub(crate) fn citations(&self) -> Vec<Citation> {
        let nodes = self.get("source").map_or(&[][..], Node::items);
        let read = |text: &str| {
            let (id, locator) = scalar::citation(text);
            Citation {
                source: SourceId::from(id),
                locator: locator.to_string(),
            }
        };
        nodes.iter().filter_map(Node::text).map(read).collect()
    }

    /// What something is about.
    pub(crate) fn scope(&self, key: &str) -> Scope {
        let Some(view) = self.view(key) else {
            return Scope::Global;
        };
        if let Some(agreement) = view.id::<AgreementId>("agreement") {
            return match view.line("provision").or_else(|| view.line("article")) {
                Some(article) => Scope::Provision(agreement, article),
                None => Scope::Agreement(agreement),
            };
        }
        if let Some(event) = view.id("event") {
            return Scope::Event(event);
        }
        view.id("actor").map_or(Scope::Global, Scope::Actor)
    }
}
