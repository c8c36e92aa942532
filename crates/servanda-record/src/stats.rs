//! What a record holds, in numbers.

use crate::model::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Verified and unverified statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Read at the source.
    pub verified: usize,
    /// Not yet read at the source.
    pub unverified: usize,
}

/// Counts of what a record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// The record's digest.
    pub digest: String,
    /// By kind, in the order of the documentation.
    pub kinds: Vec<(&'static str, usize)>,
    /// Actors by sort.
    pub actors: BTreeMap<String, usize>,
    /// Agreements by topic.
    pub topics: BTreeMap<String, usize>,
    /// Provisions by duty; `unmodelled` are those whose value is unknown.
    pub duties: BTreeMap<String, usize>,
    /// Agreements and events that begin in a decade, by its first year (astronomical).
    pub decades: BTreeMap<i32, (usize, usize)>,
    /// Agreements and events without a usable date.
    pub undated: (usize, usize),
    /// Names by language.
    pub languages: BTreeMap<String, usize>,
    /// Statements.
    pub statements: Checked,
    /// Statements by file.
    pub files: BTreeMap<String, Checked>,
    /// Sources that nothing cites.
    pub unused_sources: Vec<String>,
    /// Agreements without provisions.
    pub without_provisions: Vec<String>,
    /// Completeness statements that are void.
    pub void_completeness: Vec<String>,
}

impl Stats {
    /// Counts a record.
    ///
    /// ```
    /// use servanda_record::{Record, Stats};
    /// assert_eq!(Stats::of(&Record::empty()).statements.verified, 0);
    /// ```
    #[must_use]
    pub fn of(record: &Record) -> Stats {
        let mut stats = Stats {
            digest: record.digest.to_string(),
            ..Stats::default()
        };
        stats.count_kinds(record);
        stats.count_agreements(record);
        stats.count_times(record);
        stats.count_names(record);
        stats.count_statements(record);
        let void = record.completeness.iter().filter(|c| c.void.is_some());
        stats.void_completeness = void.map(|c| c.id.to_string()).collect();
        stats
    }

    fn count_kinds(&mut self, record: &Record) {
        self.kinds = vec![
            ("actors", record.actors.len()),
            ("places", record.places.len()),
            ("agreements", record.agreements.len()),
            (
                "provisions",
                record.agreements.iter().map(|a| a.provisions.len()).sum(),
            ),
            ("events", record.events.len()),
            (
                "quantities",
                record.events.iter().map(|e| e.quantities.len()).sum(),
            ),
            ("sources", record.sources.len()),
            ("choice points", record.choice_points.len()),
            ("readings", record.readings.len()),
            ("positions", record.positions.len()),
            ("completeness", record.completeness.len()),
            ("acts", record.acts.len()),
            ("topics", record.topics.len()),
            ("statements", record.statements.len()),
        ];
        for actor in &record.actors {
            *self.actors.entry(word(&actor.kind)).or_default() += 1;
        }
    }

    fn count_agreements(&mut self, record: &Record) {
        for agreement in &record.agreements {
            for topic in &agreement.topics {
                *self.topics.entry(topic.to_string()).or_default() += 1;
            }
            for provision in &agreement.provisions {
                *self.duties.entry(word(&provision.duty)).or_default() += 1;
            }
            if agreement.provisions.is_empty() {
                self.without_provisions.push(agreement.id.to_string());
            }
        }
    }

    fn count_times(&mut self, record: &Record) {
        for agreement in &record.agreements {
            let signed = agreement.signed.iter().map(|s| &s.on);
            let entry = agreement
                .entry_into_force
                .iter()
                .filter_map(|e| e.on.as_ref());
            match signed.chain(entry).find_map(|d| d.nominal().first()) {
                Some(day) => self.decades.entry(decade(day)).or_default().0 += 1,
                None => self.undated.0 += 1,
            }
        }
        for event in &record.events {
            let starts = event.when.iter().find_map(|t| match &t.when {
                When::Date(d) => d.nominal().first(),
                When::Period(p) => p.possible().first().or_else(|| p.possible().last()),
            });
            match starts {
                Some(day) => self.decades.entry(decade(day)).or_default().1 += 1,
                None => self.undated.1 += 1,
            }
        }
    }

    fn count_names(&mut self, record: &Record) {
        let actors = record.actors.iter().map(|x| &x.names);
        let places = record.places.iter().map(|x| &x.names);
        let agreements = record.agreements.iter().map(|x| &x.names);
        let events = record.events.iter().map(|x| &x.names);
        for names in actors.chain(places).chain(agreements).chain(events) {
            for name in &names.0 {
                *self.languages.entry(name.lang.clone()).or_default() += 1;
            }
        }
    }

    fn count_statements(&mut self, record: &Record) {
        let mut cited = BTreeSet::new();
        for statement in &record.statements {
            let file = self.files.entry(statement.file.clone()).or_default();
            let (own, all) = match statement.status {
                Status::Verified => (&mut file.verified, &mut self.statements.verified),
                Status::Unverified => (&mut file.unverified, &mut self.statements.unverified),
            };
            *own += 1;
            *all += 1;
            cited.extend(statement.citations.iter().map(|c| c.source.as_str()));
        }
        let unused = record
            .sources
            .iter()
            .filter(|s| !cited.contains(s.id.as_str()));
        self.unused_sources = unused.map(|s| s.id.to_string()).collect();
    }

    /// The counts as text for a terminal; `files` adds a line for each file.
    #[must_use]
    pub fn render(&self, files: bool) -> String {
        let mut out = format!("record {}\n", self.digest.get(..12).unwrap_or(&self.digest));
        // Writing to a string cannot fail, here and below.
        for (kind, count) in &self.kinds {
            let _ = writeln!(out, "{count:>8}  {kind}");
        }
        let all = self.statements.verified + self.statements.unverified;
        let share = (self.statements.verified * 100)
            .checked_div(all)
            .unwrap_or(0);
        let _ = writeln!(
            out,
            "\nstatements: {} verified ({share} %), {} unverified",
            self.statements.verified, self.statements.unverified
        );
        section(&mut out, "actors", self.actors.iter());
        section(&mut out, "duties", self.duties.iter());
        section(&mut out, "agreements by topic", self.topics.iter());
        section(&mut out, "names by language", self.languages.iter());
        let _ = writeln!(out, "\ndecade   agreements  events");
        for (decade, (agreements, events)) in &self.decades {
            let _ = writeln!(out, "{decade:>6}   {agreements:>10}  {events:>6}");
        }
        if self.undated != (0, 0) {
            let _ = writeln!(
                out,
                "undated  {:>10}  {:>6}",
                self.undated.0, self.undated.1
            );
        }
        list(&mut out, "sources that nothing cites", &self.unused_sources);
        list(
            &mut out,
            "agreements without provisions",
            &self.without_provisions,
        );
        list(
            &mut out,
            "void completeness statements",
            &self.void_completeness,
        );
        if files {
            let _ = writeln!(out, "\nverified  unverified  file");
            for (file, c) in &self.files {
                let _ = writeln!(out, "{:>8}  {:>10}  {file}", c.verified, c.unverified);
            }
        }
        out
    }
}

fn section<'a>(
    out: &mut String,
    title: &str,
    counts: impl Iterator<Item = (&'a String, &'a usize)>,
) {
    let parts: Vec<String> = counts.map(|(k, n)| format!("{k} {n}")).collect();
    if !parts.is_empty() {
        let _ = writeln!(out, "\n{title}: {}", parts.join(", "));
    }
}

fn list(out: &mut String, title: &str, items: &[String]) {
    if !items.is_empty() {
        let _ = writeln!(out, "\n{title} ({}): {}", items.len(), items.join(", "));
    }
}

/// The first year of the day's decade.
fn decade(day: servanda_time::Day) -> i32 {
    day.ymd().0.div_euclid(10) * 10
}

/// The word by which files name a value.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}
