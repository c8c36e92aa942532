//! Any table, by a file that says what its columns are.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, PartialDate, date_as, in_order, period};
use crate::table::{Fields, ImportError, Rows, Table, read};
use crate::yaml::{Documents, english, list, text};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How a table becomes documents of a record. The keys of the file are the fields' names
/// with hyphens; `docs/data.md` has an example.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableMapping {
    /// What ids begin with: the id of a document is this, a hyphen and the row's id.
    pub import: String,
    /// Whose table it is.
    pub source: MappedSource,
    /// What a row is part of: rows of one id are one agreement or one event.
    pub kind: MappedKind,
    /// The values that mean that there is none.
    #[serde(default = "empty")]
    pub missing: Vec<String>,
    /// The values of an end that mean that there was none.
    #[serde(default)]
    pub never: Vec<String>,
    /// The column with the row's id.
    pub id: String,
    /// The title or name; `{column}` stands for what is in a column.
    pub title: String,
    /// The first day.
    pub from: MappedDate,
    /// The last day, inclusive.
    #[serde(default)]
    pub until: Option<MappedDate>,
    /// The parties of an agreement.
    #[serde(default)]
    pub parties: Vec<MappedActor>,
    /// Who did it, of an event.
    #[serde(default)]
    pub by: Vec<MappedActor>,
    /// To whom it was done.
    #[serde(default)]
    pub toward: Vec<MappedActor>,
    /// Who else took part, or who did where nobody is said to have begun it.
    #[serde(default)]
    pub with: Vec<MappedActor>,
    /// The form of an agreement.
    #[serde(default = "agreement")]
    pub form: String,
    /// What an event was.
    #[serde(default)]
    pub act: Option<MappedAct>,
    /// What an agreement obliges to.
    #[serde(default)]
    pub provisions: Vec<MappedProvision>,
}

fn empty() -> Vec<String> {
    vec![String::new()]
}

fn agreement() -> String {
    "agreement".to_owned()
}

/// Whose table it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedSource {
    /// Its id in the record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its authors.
    pub author: Vec<String>,
    /// The year it was published.
    pub year: i32,
    /// The period in which it claims to be complete: `1919-01-01/1939-12-31`.
    #[serde(default)]
    pub covers: Option<String>,
    /// Its licence.
    #[serde(default)]
    pub license: Option<String>,
    /// Where it is.
    #[serde(default)]
    pub url: Option<String>,
}

/// What the rows of one id are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MappedKind {
    /// An agreement.
    Agreement,
    /// An event.
    Event,
}

/// A date in one column, or in one each for year, month and day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedDate {
    /// The column with the date.
    #[serde(default)]
    pub column: Option<String>,
    /// How it is written there.
    #[serde(default, rename = "as")]
    pub form: MappedForm,
    /// The column with the year.
    #[serde(default)]
    pub year: Option<String>,
    /// The column with the month; a missing one is any.
    #[serde(default)]
    pub month: Option<String>,
    /// The column with the day of the month; a missing one is any.
    #[serde(default)]
    pub day: Option<String>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MappedForm {
    /// `1945-08-09`, or `1945-08`, `1945`.
    #[default]
    Iso,
    /// `19450809`; `00` for what is not known.
    Yyyymmdd,
    /// `9/8/1945` or `9.8.1945`.
    DayMonthYear,
    /// `8/9/1945`.
    MonthDayYear,
}

/// A column with codes of actors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedActor {
    /// The column.
    pub column: String,
    /// The system of the codes: `cow`, `gw`, `iso3` or another that the record has; `name`; or `actor` for ids.
    pub codes: String,
    /// What separates several in one field.
    #[serde(default)]
    pub list: Option<String>,
}

/// What an event was: the same in every row, or by the values of a column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedAct {
    /// The act of every row.
    #[serde(default)]
    pub is: Option<String>,
    /// The column with the codes.
    #[serde(default)]
    pub column: Option<String>,
    /// The act of each code; a row with another is rejected.
    #[serde(default)]
    pub of: BTreeMap<String, String>,
}

/// An obligation, of the parties whose rows have it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedProvision {
    /// The rows that have it; all without it.
    #[serde(default)]
    pub when: Option<MappedWhen>,
    /// Its article.
    pub article: String,
    /// Its topic.
    pub topic: String,
    /// One sentence on it.
    pub says: String,
    /// What sort of duty it is: `must`, `must-not`, `unmodelled` …
    pub duty: String,
    /// The acts it asks for or forbids.
    #[serde(default)]
    pub act: Vec<String>,
}

/// A column that has one of some values.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedWhen {
    /// The column.
    pub column: String,
    /// The values.
    pub is: Vec<String>,
}

impl TableMapping {
    /// Reads a mapping. `name` is for messages.
    ///
    /// # Errors
    /// [`ImportError::NotATable`] with the line, if it is not YAML or not a mapping.
    pub fn read(name: &str, content: &str) -> Result<TableMapping, ImportError> {
        let wrong = |message: String| ImportError::NotATable {
            file: name.to_owned(),
            message,
        };
        let mapping: TableMapping = serde_saphyr::from_str(content).map_err(|error| {
            let line = error.location().map_or(0, |at| at.line());
            let message = error.to_string();
            wrong(format!(
                "line {line}: {}",
                message.lines().next().unwrap_or("")
            ))
        })?;
        let needs = |what: &str| Err(wrong(format!("`{what}` is missing")));
        match mapping.kind {
            MappedKind::Agreement if mapping.parties.is_empty() => needs("parties"),
            MappedKind::Event if mapping.act.is_none() => needs("act"),
            _ => Ok(mapping),
        }
    }

    fn columns(&self) -> Vec<&str> {
        let dates = [Some(&self.from), self.until.as_ref()];
        let dates = dates.into_iter().flatten();
        let dates = dates.flat_map(|d| [&d.column, &d.year, &d.month, &d.day]);
        let actors = [&self.parties, &self.by, &self.toward, &self.with];
        let whens = self.provisions.iter().filter_map(|p| p.when.as_ref());
        let mut all: Vec<&str> = vec![&self.id];
        all.extend(dates.flatten().map(String::as_str));
        all.extend(actors.into_iter().flatten().map(|a| a.column.as_str()));
        all.extend(whens.map(|w| w.column.as_str()));
        all.extend(self.act.iter().filter_map(|a| a.column.as_deref()));
        all
    }

    /// What is in a column, if that is not a value for nothing.
    fn value<'a>(&self, row: &Fields<'a>, column: &str) -> Option<&'a str> {
        row.text(column)
            .filter(|value| !self.missing.iter().any(|m| m == value))
    }

    fn date(&self, row: &Fields<'_>, of: &MappedDate) -> Result<Option<PartialDate>, String> {
        if let Some(column) = &of.column {
            let value = self.value(row, column);
            return value.map(|v| date_as(column, v, of.form)).transpose();
        }
        let Some(year) = &of.year else {
            return Err("the mapping gives neither `column` nor `year` for a date".to_owned());
        };
        let Some(value) = self.value(row, year) else {
            return Ok(None);
        };
        let number = |column: &str, value: &str| {
            let wrong = |_| format!("`{column}` is not a number: {value}");
            value.parse::<i32>().map_err(wrong)
        };
        let part = |column: &Option<String>| -> Result<Option<u8>, String> {
            let Some(column) = column else {
                return Ok(None);
            };
            let Some(value) = self.value(row, column) else {
                return Ok(None);
            };
            let n = number(column, value)?;
            u8::try_from(n)
                .map(Some)
                .map_err(|_| format!("`{column}` is out of range: {n}"))
        };
        let (month, day) = (part(&of.month)?, part(&of.day)?);
        PartialDate::new(number(year, value)?, month, day.filter(|_| month.is_some())).map(Some)
    }

    fn codes(&self, row: &Fields<'_>, of: &[MappedActor]) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for column in of {
            let Some(value) = self.value(row, &column.column) else {
                continue;
            };
            let parts: Vec<&str> = match &column.list {
                Some(by) => value.split(by.as_str()).collect(),
                None => vec![value],
            };
            let parts = parts.into_iter().map(str::trim).filter(|p| !p.is_empty());
            all.extend(parts.map(|p| (column.codes.clone(), p.to_owned())));
        }
        all
    }

    fn filled(&self, row: &Fields<'_>) -> Result<String, String> {
        let mut title = String::new();
        let mut rest = self.title.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((column, after)) = after.split_once('}') else {
                return Err("the mapping's title has a `{` without a `}`".to_owned());
            };
            if !row.has(column) {
                return Err(format!(
                    "the mapping's title names `{column}`, which is no column"
                ));
            }
            title += before;
            title += row.text(column).unwrap_or("");
            rest = after;
        }
        Ok(title + rest)
    }

    fn row(&self, row: &Fields<'_>) -> Result<MappedRow, String> {
        let missing = |what: &str| format!("`{what}` is missing");
        let from = self.date(row, &self.from)?.ok_or_else(|| missing("from"))?;
        let to = match &self.until {
            None => Ending::Ongoing,
            Some(until) => {
                let columns = [&until.column, &until.year];
                let written = columns.into_iter().flatten().find_map(|c| row.text(c));
                if written.is_some_and(|w| self.never.iter().any(|n| n == w)) {
                    Ending::Ongoing
                } else {
                    let end = self.date(row, until)?;
                    let end = end.filter(|d| d.year() < crate::date::NEVER);
                    let blank = written.is_none() && self.never.iter().any(String::is_empty);
                    match end {
                        Some(end) => Ending::On(end),
                        None if written.is_some_and(|w| w.starts_with("9999")) || blank => {
                            Ending::Ongoing
                        }
                        None => Ending::Unknown,
                    }
                }
            }
        };
        in_order(from, to)?;
        let act = match &self.act {
            None => None,
            Some(MappedAct { is: Some(act), .. }) => Some(act.clone()),
            Some(MappedAct { column, of, .. }) => {
                let column = column.as_deref().unwrap_or_default();
                let code = self.value(row, column).ok_or_else(|| missing(column))?;
                let unknown = || format!("`{column}` has a code that the mapping lacks: {code}");
                Some(of.get(code).ok_or_else(unknown)?.clone())
            }
        };
        let has = |p: &MappedProvision| {
            p.when.as_ref().is_none_or(|when| {
                let value = row.text(&when.column).unwrap_or("");
                when.is.iter().any(|is| is == value)
            })
        };
        let provisions = self.provisions.iter().enumerate();
        Ok(MappedRow {
            id: self
                .value(row, &self.id)
                .ok_or_else(|| missing(&self.id))?
                .to_owned(),
            title: self.filled(row)?,
            from,
            to,
            parties: self.codes(row, &self.parties),
            by: self.codes(row, &self.by),
            toward: self.codes(row, &self.toward),
            with: self.codes(row, &self.with),
            act,
            provisions: provisions.filter(|(_, p)| has(p)).map(|(n, _)| n).collect(),
        })
    }
}

/// A row as the mapping reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedRow {
    id: String,
    title: String,
    from: PartialDate,
    to: Ending,
    parties: Vec<(String, String)>,
    by: Vec<(String, String)>,
    toward: Vec<(String, String)>,
    with: Vec<(String, String)>,
    act: Option<String>,
    provisions: BTreeSet<usize>,
}

/// Reads a table by a mapping.
///
/// # Errors
/// [`ImportError`] if it is not a table or lacks a column that the mapping names.
pub fn mapped_rows(table: Table<'_>, by: &TableMapping) -> Result<Rows<MappedRow>, ImportError> {
    read(table, &by.columns(), |row: &Fields<'_>| by.row(row))
}

/// The rows as documents of a record: those of one id are one agreement, each with its
/// parties and their time in it, or one event. A row with an unknown actor is rejected; an
/// agreement with fewer than two known parties is left out.
#[must_use]
pub fn documents_of_rows(
    rows: Rows<MappedRow>,
    table: &str,
    by: &TableMapping,
    actors: &Actors,
) -> Import {
    let mut import = Import {
        rejects: rows.rejects,
        corrected: rows.corrected,
        ..Import::default()
    };
    let mut out = Documents::default();
    source(&mut out, &by.source);
    let mut groups: BTreeMap<&str, Vec<Known<'_>>> = BTreeMap::new();
    for (line, row) in &rows.rows {
        let find = |codes: &[(String, String)]| -> Result<Vec<String>, String> {
            let found = codes.iter().map(|(system, code)| {
                let found = actors.find_text(system, code, row.from);
                found.map(str::to_owned)
            });
            found.collect()
        };
        let found = find(&row.parties)
            .and_then(|p| Ok([p, find(&row.by)?, find(&row.toward)?, find(&row.with)?]));
        match found {
            Ok(found) => groups
                .entry(&row.id)
                .or_default()
                .push(Known { row, actors: found }),
            Err(reason) => import.reject(table, *line, reason),
        }
    }
    for (id, rows) in groups {
        let id = format!("{}-{}", by.import, crate::yaml::slug(id));
        let written = match by.kind {
            MappedKind::Agreement => agreement_of(&mut out, &id, &rows, by),
            MappedKind::Event => event_of(&mut out, &id, &rows, by),
        };
        let count = if written {
            &mut import.used
        } else {
            &mut import.left_out
        };
        *count += rows.len() as u64;
    }
    import.yaml = out.finish();
    import
}

/// A row with the actors its codes stand for: parties, by, toward, with.
struct Known<'a> {
    row: &'a MappedRow,
    actors: [Vec<String>; 4],
}

fn source(out: &mut Documents, of: &MappedSource) {
    out.begin("source", &of.id);
    out.key("kind", "dataset");
    out.key("title", text(&of.title));
    out.key("author", list(&of.author));
    out.key("year", of.year);
    if let Some(covers) = &of.covers {
        out.key("covers", format!("{{ period: {covers} }}"));
    }
    if let Some(license) = &of.license {
        out.key("license", text(license));
    }
    if let Some(url) = &of.url {
        out.key("url", text(url));
    }
}

fn agreement_of(out: &mut Documents, id: &str, rows: &[Known<'_>], by: &TableMapping) -> bool {
    let all: BTreeSet<&String> = rows.iter().flat_map(|r| &r.actors[0]).collect();
    let Some(first) = rows
        .iter()
        .min_by_key(|r| (r.row.from.earliest(), r.row.from))
    else {
        return false;
    };
    if all.len() < 2 {
        return false;
    }
    out.begin("agreement", id);
    out.key("title", english(&first.row.title));
    out.key("form", &by.form);
    let has = |n: usize| rows.iter().any(|r| r.row.provisions.contains(&n));
    let provisions: Vec<_> = by
        .provisions
        .iter()
        .enumerate()
        .filter(|(n, _)| has(*n))
        .collect();
    let topics: BTreeSet<&str> = provisions.iter().map(|(_, p)| p.topic.as_str()).collect();
    out.key("topics", list(topics));
    out.items("parties");
    for known in rows {
        for actor in &known.actors[0] {
            let from = known.row.from;
            out.item(match known.row.to {
                Ending::On(last) => format!("{{ actor: {actor}, from: {from}, until: {last} }}"),
                _ => format!("{{ actor: {actor}, from: {from} }}"),
            });
        }
    }
    let from = first.row.from;
    out.key("signed", format!("{{ on: {from} }}"));
    out.key(
        "entry-into-force",
        format!("{{ on: {from}, by: signature }}"),
    );
    if !provisions.is_empty() {
        out.items("provisions");
    }
    for (n, p) in provisions {
        let mut parts = vec![
            format!("article: {}", text(&p.article)),
            format!("topic: {}", p.topic),
            format!("says: {}", english(&p.says)),
            format!("duty: {}", p.duty),
        ];
        if !p.act.is_empty() {
            parts.push(format!("act: {}", list(&p.act)));
        }
        let owe = rows.iter().filter(|r| r.row.provisions.contains(&n));
        let owe: BTreeSet<&String> = owe.flat_map(|r| &r.actors[0]).collect();
        if owe.len() < all.len() {
            parts.push(format!("by: {}", list(owe)));
            parts.push("toward: [other-parties]".to_owned());
        }
        out.item(format!("{{ {} }}", parts.join(", ")));
    }
    out.key(
        "source",
        text(&format!("{} {}", by.source.id, first.row.id)),
    );
    true
}

fn event_of(out: &mut Documents, id: &str, rows: &[Known<'_>], by: &TableMapping) -> bool {
    let Some(first) = rows
        .iter()
        .min_by_key(|r| (r.row.from.earliest(), r.row.from))
    else {
        return false;
    };
    let last = rows.iter().map(|r| r.row.to).max_by_key(|to| match to {
        Ending::On(last) => (0, Some(*last)),
        Ending::Unknown => (1, None),
        Ending::Ongoing => (2, None),
    });
    let acts: BTreeSet<&String> = rows.iter().filter_map(|r| r.row.act.as_ref()).collect();
    out.begin("event", id);
    out.key("type", list(acts));
    out.key("names", format!("{{ en: [{}] }}", text(&first.row.title)));
    for (n, key) in [(1, "by"), (2, "toward"), (3, "with")] {
        let who: BTreeSet<&String> = rows.iter().flat_map(|r| &r.actors[n]).collect();
        if !who.is_empty() {
            out.key(key, list(who));
        }
    }
    // Without a column for ends, an event is of its first day.
    let last = match (&by.until, last) {
        (None, _) | (_, None) => Ending::On(first.row.from),
        (Some(_), Some(last)) => last,
    };
    out.key("on", text(&period(first.row.from, last)));
    out.key(
        "source",
        text(&format!("{} {}", by.source.id, first.row.id)),
    );
    true
}
