//! Choice points as variables, and readings as choices of their options.

use crate::diagram::{Diagram, Diagrams};
use serde::{Deserialize, Serialize};
use servanda_record::{Guard, Record};
use std::collections::BTreeMap;

/// How to read the law: which options are chosen where the default is not wanted.
///
/// ```
/// use servanda_law::ReadingSpec;
/// let text = ReadingSpec::default();
/// let other = ReadingSpec::named("notice-ends-at-once").choosing("control", "overall");
/// assert!(text.is_default() && !other.is_default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingSpec {
    /// Readings of the record, by id; later ones win.
    pub named: Vec<String>,
    /// Single options, `choice point → option`; they win over the named readings.
    pub options: BTreeMap<String, String>,
}

impl ReadingSpec {
    /// The reading of that id.
    #[must_use]
    pub fn named(id: impl Into<String>) -> ReadingSpec {
        ReadingSpec {
            named: vec![id.into()],
            options: BTreeMap::new(),
        }
    }

    /// The same with one more option chosen.
    #[must_use]
    pub fn choosing(mut self, choice: impl Into<String>, option: impl Into<String>) -> ReadingSpec {
        self.options.insert(choice.into(), option.into());
        self
    }

    /// Whether it chooses nothing: every choice point has its declared default.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.named.is_empty() && self.options.is_empty()
    }
}

/// Why a [`ReadingSpec`] cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingError {
    /// No reading of that id; the nearest that there is.
    NoReading(String, Option<String>),
    /// No choice point of that id; the nearest that there is.
    NoChoice(String, Option<String>),
    /// No such option of that choice point; those that there are.
    NoOption(String, String, Vec<String>),
}

impl std::fmt::Display for ReadingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hint = |n: &Option<String>| {
            n.as_ref()
                .map(|n| format!("; did you mean `{n}`?"))
                .unwrap_or_default()
        };
        match self {
            ReadingError::NoReading(id, near) => write!(f, "no reading `{id}`{}", hint(near)),
            ReadingError::NoChoice(id, near) => write!(f, "no choice point `{id}`{}", hint(near)),
            ReadingError::NoOption(c, o, all) => {
                write!(
                    f,
                    "choice point `{c}` has no option `{o}`; it has `{}`",
                    all.join("`, `")
                )
            }
        }
    }
}

impl std::error::Error for ReadingError {}

/// One choice point as a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its id; `A/entry-into-force!` and the like for statements that conflict without a choice point.
    pub id: String,
    /// Options in the record's order.
    pub options: Vec<String>,
    /// Index of the default option.
    pub default: u32,
    /// Whether it was made for statements that conflict, its options being their ids.
    pub conflict: bool,
}

/// All choice points, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    vars: Vec<Variable>,
}

impl Choices {
    /// The record's choice points and those made of conflicting statements.
    pub(crate) fn new(record: &Record, conflicts: Vec<Variable>) -> Choices {
        let mut vars: Vec<Variable> = record
            .choice_points
            .iter()
            .filter(|c| !c.options.is_empty())
            .map(|c| Variable {
                id: c.id.to_string(),
                options: c.options.iter().map(|o| o.id.to_string()).collect(),
                default: c
                    .options
                    .iter()
                    .position(|o| o.id == c.default)
                    .map_or(0, |i| i as u32),
                conflict: false,
            })
            .chain(conflicts)
            .collect();
        vars.sort_by(|a, b| a.id.cmp(&b.id));
        vars.dedup_by(|a, b| a.id == b.id);
        Choices { vars }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Variable] {
        &self.vars
    }

    pub(crate) fn arity(&self) -> Vec<u32> {
        self.vars.iter().map(|v| v.options.len() as u32).collect()
    }

    /// The index of a choice point.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<u32> {
        self.vars
            .binary_search_by(|v| v.id.as_str().cmp(id))
            .ok()
            .map(|i| i as u32)
    }

    /// The index of an option of a choice point.
    #[must_use]
    pub fn option(&self, var: u32, id: &str) -> Option<u32> {
        self.vars
            .get(var as usize)?
            .options
            .iter()
            .position(|o| o == id)
            .map(|i| i as u32)
    }

    /// The declared defaults.
    #[must_use]
    pub fn defaults(&self) -> Vec<u32> {
        self.vars.iter().map(|v| v.default).collect()
    }

    /// The diagram of a guard: yes where all its options are chosen. A choice point or option that the
    /// record does not have makes it unknown.
    pub(crate) fn guard(&self, d: &mut Diagrams, guard: &Guard) -> Diagram {
        let mut sum = Diagram::YES;
        for (c, o) in &guard.0 {
            let lit = self.literal(d, c.as_str(), &[o.as_str()]);
            sum = d.and(sum, lit);
        }
        sum
    }

    /// Yes where one of these options is chosen.
    pub(crate) fn literal(&self, d: &mut Diagrams, choice: &str, options: &[&str]) -> Diagram {
        let Some(var) = self.index(choice) else {
            return Diagram::UNKNOWN;
        };
        let found: Vec<u32> = options.iter().filter_map(|o| self.option(var, o)).collect();
        if found.len() < options.len() {
            return Diagram::UNKNOWN;
        }
        d.literal(var, &found)
    }

    /// The whole choice of options that a reading makes, defaults elsewhere.
    ///
    /// # Errors
    /// Readings, choice points and options that are not in the record.
    pub fn resolve(&self, record: &Record, spec: &ReadingSpec) -> Result<Vec<u32>, ReadingError> {
        let mut out = self.defaults();
        let mut set = |choice: &str, option: &str| -> Result<(), ReadingError> {
            let var = self.index(choice).ok_or_else(|| {
                ReadingError::NoChoice(
                    choice.into(),
                    nearest(choice, self.vars.iter().map(|v| v.id.as_str())),
                )
            })?;
            let o = self.option(var, option).ok_or_else(|| {
                let all = self.vars[var as usize].options.clone();
                ReadingError::NoOption(choice.into(), option.into(), all)
            })?;
            out[var as usize] = o;
            Ok(())
        };
        for id in &spec.named {
            let reading = record.reading(id).ok_or_else(|| {
                ReadingError::NoReading(
                    id.clone(),
                    nearest(id, record.readings.iter().map(|r| r.id.as_str())),
                )
            })?;
            for (c, o) in &reading.chooses {
                set(c.as_str(), o.as_str())?;
            }
        }
        for (c, o) in &spec.options {
            set(c, o)?;
        }
        Ok(out)
    }
}

/// The candidate nearest to `word` by edits, if it is near at all.
fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Option<String> {
    all.map(|c| (edits(word, c), c))
        .filter(|(n, c)| *n <= 1 + c.chars().count() / 3)
        .min()
        .map(|(_, c)| c.to_string())
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != *y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}
