//! One row of a table as events: the mapping applied, whatever kind of file the row is from.

use crate::actors::ActorCodes;
use crate::acts::{ActCodes, ActTerms};
use crate::dates::{self, DaySpan};
use crate::error::ScanError;
use crate::mapping::{ActorColumn, Condition, Mapping, Strip};
use crate::obligation::UNKNOWN_ACTOR;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What the record gives to read events by.
pub struct Vocabulary {
    /// The acts.
    pub acts: ActTerms,
    /// The codes of acts.
    pub codes: ActCodes,
    /// The actors by code and day.
    pub actors: Box<dyn ActorCodes>,
}

/// One field of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Missing,
    Text(&'a str),
    Number(i64),
    Day(i32),
    /// There is something, but nothing that can be used.
    Bad(&'static str),
}

/// A row of whatever table.
pub(crate) trait Row {
    /// The field of a column, by the position that a [`Layout`] has.
    fn cell(&self, column: usize) -> Cell<'_>;
}

/// Where the columns of a mapping are in one table.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub id: Option<usize>,
    day: DayAt,
    only: Vec<(usize, Check)>,
    actor: usize,
    target: Option<usize>,
    act: Option<usize>,
    /// The columns of the group and of the side.
    pub pair: Option<(usize, usize)>,
}

impl Layout {
    /// The column of the actor.
    pub fn actor(&self) -> usize {
        self.actor
    }
}

#[derive(Clone, Debug)]
enum DayAt {
    Column {
        at: usize,
        last: Option<usize>,
        precision: Option<usize>,
    },
    Parts {
        year: usize,
        month: Option<usize>,
        day: Option<usize>,
    },
}

#[derive(Clone, Debug)]
enum Check {
    Is(HashSet<String>),
    SameAs(usize),
    SameYearAs(usize),
}

/// What a row says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    pub span: DaySpan,
    pub act: u16,
    pub actors: Vec<u32>,
    pub targets: Vec<u32>,
}

/// How many times a code could not be found, by code.
pub(crate) type Unresolved = BTreeMap<String, u64>;

/// A mapping with all that is needed to apply it.
#[derive(Clone)]
pub struct RowReader {
    pub(crate) mapping: Arc<Mapping>,
    vocabulary: Arc<Vocabulary>,
    missing: Arc<HashSet<String>>,
    /// The class of every row, if it is the same.
    act: Option<u16>,
    /// The classes of the codes in the table.
    classes: Arc<HashMap<String, u16>>,
}

impl RowReader {
    /// Puts a mapping and the record's vocabulary together.
    ///
    /// # Errors
    /// [`ScanError::Mapping`] if the mapping names a scheme or an act that is not there.
    pub fn new(mapping: Mapping, vocabulary: Arc<Vocabulary>) -> Result<RowReader, ScanError> {
        let wrong = |message: String| ScanError::Mapping {
            path: mapping.mapping.clone(),
            line: 0,
            message,
        };
        let class = |term: &str| {
            let found = vocabulary.acts.class(term);
            found.ok_or_else(|| wrong(format!("no act `{term}` in the taxonomy")))
        };
        let act = mapping.act.is.as_deref().map(class).transpose()?;
        let mut classes = HashMap::new();
        if let Some(scheme) = mapping.act.codes.as_deref().filter(|s| *s != "act") {
            let mut codes = vocabulary.codes.codes(scheme).peekable();
            if codes.peek().is_none() {
                let known: Vec<&str> = vocabulary.codes.schemes().collect();
                let known = known.join(", ");
                return Err(wrong(format!(
                    "no codes of acts `{scheme}`; there are {known}, act"
                )));
            }
            for (code, term) in codes {
                classes.insert(code.to_owned(), class(term)?);
            }
        }
        for actor in mapping.actors() {
            if !actor.codes.iter().any(|s| vocabulary.actors.has_scheme(s)) {
                let schemes = actor.codes.join("`, `");
                return Err(wrong(format!(
                    "the record has no actors with codes `{schemes}`"
                )));
            }
        }
        Ok(RowReader {
            missing: Arc::new(mapping.missing.iter().cloned().collect()),
            mapping: Arc::new(mapping),
            vocabulary,
            act,
            classes: Arc::new(classes),
        })
    }

    /// The columns that the mapping names.
    pub(crate) fn needed(&self) -> Vec<&str> {
        let m = &*self.mapping;
        let day = &m.day;
        let optional = [
            &m.id,
            &day.column,
            &day.last,
            &day.year,
            &day.month,
            &day.day,
            &m.act.column,
        ];
        let mut all: Vec<&str> = optional.into_iter().flatten().map(String::as_str).collect();
        all.extend(day.precision.iter().map(|p| p.column.as_str()));
        all.extend(m.actors().map(|a| a.column.as_str()));
        all.extend(m.pair.iter().flat_map(|p| [p.by.as_str(), p.side.as_str()]));
        for Condition {
            column,
            same_as,
            same_year_as,
            ..
        } in &m.only
        {
            all.push(column);
            all.extend(
                [same_as, same_year_as]
                    .into_iter()
                    .flatten()
                    .map(String::as_str),
            );
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Finds the columns of the mapping among those of a table.
    pub(crate) fn layout(&self, file: &str, names: &[&str]) -> Result<Layout, ScanError> {
        let find = |column: &str| {
            let at = names.iter().position(|name| *name == column);
            at.ok_or_else(|| ScanError::NoSuchColumn {
                path: file.to_owned(),
                column: column.to_owned(),
                found: names.iter().map(|n| (*n).to_owned()).collect(),
            })
        };
        let maybe = |column: &Option<String>| column.as_deref().map(find).transpose();
        let m = &*self.mapping;
        let day = match &m.day.year {
            Some(year) => DayAt::Parts {
                year: find(year)?,
                month: maybe(&m.day.month)?,
                day: maybe(&m.day.day)?,
            },
            None => DayAt::Column {
                at: find(m.day.column.as_deref().unwrap_or_default())?,
                last: maybe(&m.day.last)?,
                precision: m
                    .day
                    .precision
                    .as_ref()
                    .map(|p| find(&p.column))
                    .transpose()?,
            },
        };
        let check = |condition: &Condition| {
            let check = match (&condition.is, &condition.same_as, &condition.same_year_as) {
                (_, Some(other), _) => Check::SameAs(find(other)?),
                (_, _, Some(other)) => Check::SameYearAs(find(other)?),
                (is, ..) => Check::Is(is.iter().flatten().cloned().collect()),
            };
            Ok((find(&condition.column)?, check))
        };
        Ok(Layout {
            id: maybe(&m.id)?,
            day,
            only: m.only.iter().map(check).collect::<Result<_, ScanError>>()?,
            actor: find(&m.actor.column)?,
            target: m.target.as_ref().map(|t| find(&t.column)).transpose()?,
            act: maybe(&m.act.column)?,
            pair: m
                .pair
                .as_ref()
                .map(|p| Ok((find(&p.by)?, find(&p.side)?)))
                .transpose()?,
        })
    }

    /// Whether a text stands for no value.
    fn given<'a>(&self, cell: Cell<'a>) -> Cell<'a> {
        match cell {
            Cell::Text(text) => {
                let text = text.trim();
                if self.missing.contains(text) {
                    Cell::Missing
                } else {
                    Cell::Text(text)
                }
            }
            Cell::Number(n) if self.missing.contains(&n.to_string()) => Cell::Missing,
            other => other,
        }
    }

    /// A field as text, or `None` if there is no value.
    pub(crate) fn text(&self, row: &impl Row, at: usize) -> Result<Option<String>, String> {
        match self.given(row.cell(at)) {
            Cell::Missing => Ok(None),
            Cell::Text(text) => Ok(Some(text.to_owned())),
            Cell::Number(n) => Ok(Some(n.to_string())),
            Cell::Day(n) => Ok(servanda_time::Day::from_number(n).map(|d| d.to_string())),
            Cell::Bad(why) => Err(why.to_owned()),
        }
    }

    /// Reads a row. `Ok(false)` means that it is left out; an error is why it is rejected.
    pub(crate) fn read(
        &self,
        layout: &Layout,
        row: &impl Row,
        parsed: &mut Parsed,
        unresolved: &mut Unresolved,
    ) -> Result<bool, String> {
        for (at, check) in &layout.only {
            if !self.meets(row, *at, check)? {
                return Ok(false);
            }
        }
        parsed.span = self.span(layout, row)?;
        parsed.act = self.class(layout, row)?;
        self.actors(
            &self.mapping.actor,
            row.cell(layout.actor),
            parsed.span,
            &mut parsed.actors,
            unresolved,
        )?;
        parsed.targets.clear();
        if let (Some(column), Some(at)) = (&self.mapping.target, layout.target) {
            self.actors(
                column,
                row.cell(at),
                parsed.span,
                &mut parsed.targets,
                unresolved,
            )?;
        }
        Ok(true)
    }

    fn meets(&self, row: &impl Row, at: usize, check: &Check) -> Result<bool, String> {
        let Some(found) = self.text(row, at)? else {
            return Ok(false);
        };
        Ok(match check {
            Check::Is(values) => values.contains(&found),
            Check::SameAs(other) => self.text(row, *other)?.is_some_and(|o| o == found),
            Check::SameYearAs(other) => {
                let other = self.text(row, *other)?;
                other.is_some_and(|o| {
                    o.strip_prefix(&found)
                        .is_some_and(|rest| rest.starts_with('-'))
                })
            }
        })
    }

    fn span(&self, layout: &Layout, row: &impl Row) -> Result<DaySpan, String> {
        match layout.day {
            DayAt::Column {
                at,
                last,
                precision,
            } => {
                let mut span = self.date(row, at)?.ok_or("the date is missing")?;
                if let Some(at) = precision {
                    let value = self.text(row, at)?.unwrap_or_default();
                    let known = self
                        .mapping
                        .day
                        .precision
                        .as_ref()
                        .and_then(|p| p.of.get(&value));
                    let width =
                        known.ok_or_else(|| format!("the date's precision is `{value}`"))?;
                    span = dates::widen(span, *width);
                }
                if let Some(end) = last.map(|at| self.date(row, at)).transpose()?.flatten() {
                    if end.1 < span.0 {
                        return Err("the last day is before the first".to_owned());
                    }
                    span.1 = end.1;
                }
                Ok(span)
            }
            DayAt::Parts { year, month, day } => {
                let part = |what: &str, at: Option<usize>| -> Result<Option<i64>, String> {
                    let text = at.map(|at| self.text(row, at)).transpose()?.flatten();
                    let read = |t: String| {
                        t.parse()
                            .map_err(|_| format!("{what} `{t}` is not a number"))
                    };
                    text.map(read).transpose()
                };
                let year = part("year", Some(year))?.ok_or("the year is missing")?;
                let small = |what: &str, n: i64| {
                    u8::try_from(n).map_err(|_| format!("there is no {what} {n}"))
                };
                let month = part("month", month)?
                    .map(|m| small("month", m))
                    .transpose()?;
                let day = part("day", day)?.map(|d| small("day", d)).transpose()?;
                if month.is_none() && day.is_some() {
                    return Err("there is a day but no month".to_owned());
                }
                let year =
                    i32::try_from(year).map_err(|_| format!("year {year} is out of range"))?;
                dates::civil(year, month, day)
            }
        }
    }

    fn date(&self, row: &impl Row, at: usize) -> Result<Option<DaySpan>, String> {
        match self.given(row.cell(at)) {
            Cell::Missing => Ok(None),
            Cell::Day(day) => Ok(Some((day, day))),
            Cell::Text(text) => dates::date(text, self.mapping.day.form).map(Some),
            Cell::Number(n) => dates::date(&n.to_string(), self.mapping.day.form).map(Some),
            Cell::Bad(why) => Err(why.to_owned()),
        }
    }

    fn class(&self, layout: &Layout, row: &impl Row) -> Result<u16, String> {
        if let Some(class) = self.act {
            return Ok(class);
        }
        let number;
        let at = layout.act.ok_or("no act is mapped")?;
        let code = match self.given(row.cell(at)) {
            Cell::Text(text) => text,
            Cell::Number(n) => {
                number = n.to_string();
                &number
            }
            Cell::Missing | Cell::Day(_) => return Err("the act is missing".to_owned()),
            Cell::Bad(why) => return Err(why.to_owned()),
        };
        if let Some(class) = self.classes.get(code) {
            return Ok(*class);
        }
        let scheme = self.mapping.act.codes.as_deref().unwrap_or_default();
        let term = match scheme {
            "act" => Some(code),
            _ => self.vocabulary.codes.term(scheme, code),
        };
        let class = term.and_then(|term| self.vocabulary.acts.class(term));
        class.ok_or_else(|| format!("`{code}` is not a code of {scheme}"))
    }

    fn actors(
        &self,
        column: &ActorColumn,
        cell: Cell<'_>,
        span: DaySpan,
        found: &mut Vec<u32>,
        unresolved: &mut Unresolved,
    ) -> Result<(), String> {
        found.clear();
        let number;
        let text = match self.given(cell) {
            Cell::Missing | Cell::Day(_) => {
                found.push(UNKNOWN_ACTOR);
                return Ok(());
            }
            Cell::Text(text) => text,
            Cell::Number(n) => {
                number = n.to_string();
                &number
            }
            Cell::Bad(why) => return Err(why.to_owned()),
        };
        let mut one = |code: &str| {
            let code = match column.strip {
                Some(Strip::Acled) => acled(code),
                None => code,
            };
            let actor = self.actor(&column.codes, code, span);
            if actor.is_none() {
                match unresolved.get_mut(code) {
                    Some(n) => *n += 1,
                    None => {
                        unresolved.insert(code.to_owned(), 1);
                    }
                }
            }
            found.push(actor.unwrap_or(UNKNOWN_ACTOR));
        };
        match &column.list {
            None => one(text),
            Some(separator) => text
                .split(separator.as_str())
                .map(str::trim)
                .filter(|code| !code.is_empty())
                .for_each(one),
        }
        Ok(())
    }

    /// The actor a code stands for, if it stands for the same one on the first and on
    /// the last day the event can have been.
    fn actor(&self, schemes: &[String], code: &str, (first, last): DaySpan) -> Option<u32> {
        let actors = &self.vocabulary.actors;
        let on = |day: i32| {
            schemes
                .iter()
                .find_map(|scheme| actors.actor(scheme, code, day))
        };
        let actor = on(first)?;
        (first == last || on(last) == Some(actor)).then_some(actor)
    }
}

/// The state for which forces act, by ACLED's way of naming them.
fn acled(name: &str) -> &str {
    const OF: [&str; 3] = ["Military Forces of ", "Police Forces of ", "Government of "];
    match OF.iter().find_map(|of| name.strip_prefix(of)) {
        Some(state) => state.split(" (").next().unwrap_or(state).trim(),
        None => name,
    }
}
