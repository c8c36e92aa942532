//! How the columns of somebody's table are to be read as events: the file given with
//! `--map`, and the presets, which are such files.

use crate::error::ScanError;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The presets by name, with their text.
const PRESETS: [(&str, &str); 9] = [
    ("acled", include_str!("../data/presets/acled.yaml")),
    (
        "cow-dyadic-wars",
        include_str!("../data/presets/cow-dyadic-wars.yaml"),
    ),
    ("gdelt1", include_str!("../data/presets/gdelt1.yaml")),
    ("gdelt2", include_str!("../data/presets/gdelt2.yaml")),
    ("icews", include_str!("../data/presets/icews.yaml")),
    (
        "icews-parquet",
        include_str!("../data/presets/icews-parquet.yaml"),
    ),
    (
        "mid-incidents",
        include_str!("../data/presets/mid-incidents.yaml"),
    ),
    ("ucdp-acd", include_str!("../data/presets/ucdp-acd.yaml")),
    ("ucdp-ged", include_str!("../data/presets/ucdp-ged.yaml")),
];

/// What kind of file a table is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Separated by commas.
    Csv,
    /// Separated by tabs.
    Tsv,
    /// Apache Parquet.
    Parquet,
    /// Arrow IPC, as a file or as a stream.
    Arrow,
}

/// How the columns of a table are read as events. The keys of the file are the fields'
/// names with hyphens; the presets in `data/presets` are examples.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mapping {
    /// Its name.
    pub mapping: String,
    /// The kind of file; without it, by the file's extension.
    #[serde(default)]
    pub format: Option<Format>,
    /// For text: whether the first line names the columns.
    #[serde(default = "yes")]
    pub header: bool,
    /// For text: whether `"` quotes a field.
    #[serde(default = "yes")]
    pub quotes: bool,
    /// For text without a header: the names of the columns.
    #[serde(default)]
    pub columns: Vec<String>,
    /// How many columns at the end of a line of text may be lacking.
    #[serde(default)]
    pub optional_columns: usize,
    /// The values that mean that there is none.
    #[serde(default = "empty")]
    pub missing: Vec<String>,
    /// Rows that do not meet all of these are left out.
    #[serde(default)]
    pub only: Vec<Condition>,
    /// What the output names the event by; without it, `FILE:LINE`.
    #[serde(default)]
    pub id: Option<String>,
    /// When.
    pub day: DayColumns,
    /// Each row acts toward every row of the other side of its group; for text only.
    /// The rows of a group must follow one another.
    #[serde(default)]
    pub pair: Option<Pair>,
    /// Who acted.
    pub actor: ActorColumn,
    /// Toward whom; to be left out with `pair`.
    #[serde(default)]
    pub target: Option<ActorColumn>,
    /// What was done.
    pub act: ActColumn,
    /// Each row is also an event in which actor and target are exchanged.
    #[serde(default)]
    pub both_ways: bool,
}

fn yes() -> bool {
    true
}

fn empty() -> Vec<String> {
    vec![String::new()]
}

/// What a row must be like.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// The column looked at.
    pub column: String,
    /// It has one of these values.
    #[serde(default)]
    pub is: Option<Vec<String>>,
    /// It has the value of this column.
    #[serde(default)]
    pub same_as: Option<String>,
    /// It is the year of the ISO date in this column.
    #[serde(default)]
    pub same_year_as: Option<String>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateForm {
    /// `1945-08-09`, perhaps with a time after it; or `1945-08`, `1945`. Also a column of dates.
    #[default]
    Iso,
    /// `19450809`, with `00` for a month or day not known.
    Yyyymmdd,
    /// `9 August 1945`.
    DayMonthYear,
}

/// The columns a day is in: one, or one each for year, month and day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DayColumns {
    /// The column with the date.
    #[serde(default)]
    pub column: Option<String>,
    /// How it is written there.
    #[serde(default, rename = "as")]
    pub form: DateForm,
    /// The column with the last day it can have been, written likewise.
    #[serde(default)]
    pub last: Option<String>,
    /// The column that says how exact the date is.
    #[serde(default)]
    pub precision: Option<Precision>,
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

/// How exact a date is, by the value of a column. A row with another value is rejected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precision {
    /// The column.
    pub column: String,
    /// What its values mean.
    pub of: BTreeMap<String, Width>,
}

/// What can be the true date, given the one written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// That day.
    Day,
    /// Up to six days before or after.
    Week,
    /// Any day of the month.
    Month,
    /// Any day of the year.
    Year,
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Rows with the same value here are a group.
    pub by: String,
    /// Rows of a group with different values here are on different sides.
    pub side: String,
}

/// A column with the code or name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorColumn {
    /// The column.
    pub column: String,
    /// The schemes its codes are looked up in, in this order: `cow`, `gw`, `iso3`,
    /// `cameo`, `name` and whatever else the record has codes of.
    pub codes: Vec<String>,
    /// What separates several actors in one field.
    #[serde(default)]
    pub list: Option<String>,
    /// What is taken off a name before it is looked up.
    #[serde(default)]
    pub strip: Option<Strip>,
}

/// What is taken off a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strip {
    /// `Military Forces of X (2000-2010) Y` is X: forces of a government act for its state.
    Acled,
}

/// What was done: a code in a column, or the same for every row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActColumn {
    /// The column with the code.
    #[serde(default)]
    pub column: Option<String>,
    /// The scheme of its codes: `cameo`, `plover`, `mid`, `ucdp-violence`, `acled`; or
    /// `act` if the column has terms of the taxonomy.
    #[serde(default)]
    pub codes: Option<String>,
    /// The term for every row.
    #[serde(default)]
    pub is: Option<String>,
}

impl Mapping {
    /// Reads a mapping. `path` is for messages.
    ///
    /// # Errors
    /// [`ScanError::Mapping`] with the line, if it is not YAML or not a mapping.
    pub fn read(path: &str, text: &str) -> Result<Mapping, ScanError> {
        let mapping: Mapping = serde_saphyr::from_str(text).map_err(|error| {
            let line = error.location().map_or(0, |at| at.line());
            ScanError::Mapping {
                path: path.to_owned(),
                line: usize::try_from(line).unwrap_or(0),
                message: first_line(&error.to_string()),
            }
        })?;
        mapping.check().map_err(|message| ScanError::Mapping {
            path: path.to_owned(),
            line: 0,
            message,
        })?;
        Ok(mapping)
    }

    /// One of the presets.
    ///
    /// # Errors
    /// [`ScanError::Mapping`] that names the presets there are, if this is none of them.
    pub fn preset(name: &str) -> Result<Mapping, ScanError> {
        match PRESETS.iter().find(|(n, _)| *n == name) {
            Some((name, text)) => Mapping::read(name, text),
            None => Err(ScanError::Mapping {
                path: name.to_owned(),
                line: 0,
                message: format!(
                    "no such preset; there are {}",
                    Mapping::presets().collect::<Vec<_>>().join(", ")
                ),
            }),
        }
    }

    /// The names of the presets, in order.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// What the types do not say.
    fn check(&self) -> Result<(), String> {
        let day = &self.day;
        match (&day.column, &day.year) {
            (None, None) => return Err("`day` needs `column` or `year`".into()),
            (Some(_), Some(_)) => return Err("`day` has both `column` and `year`".into()),
            _ => {}
        }
        if day.column.is_none() && (day.last.is_some() || day.precision.is_some()) {
            return Err("`last` and `precision` of `day` go with `column`".into());
        }
        if day.column.is_some() && (day.month.is_some() || day.day.is_some()) {
            return Err("`month` and `day` of `day` go with `year`".into());
        }
        if day.day.is_some() && day.month.is_none() {
            return Err("`day` has a column for the day but none for the month".into());
        }
        match (&self.act.column, &self.act.codes, &self.act.is) {
            (Some(_), Some(_), None) | (None, None, Some(_)) => {}
            _ => return Err("`act` needs either `column` and `codes`, or `is`".into()),
        }
        if self.pair.is_some() == self.target.is_some() {
            return Err("either `target` or `pair` is needed, not both".into());
        }
        if self.pair.is_some() && matches!(self.format, Some(Format::Parquet | Format::Arrow)) {
            return Err("`pair` works only for text".into());
        }
        for condition in &self.only {
            let said = [
                condition.is.is_some(),
                condition.same_as.is_some(),
                condition.same_year_as.is_some(),
            ];
            if said.iter().filter(|s| **s).count() != 1 {
                return Err(format!(
                    "`only` on `{}` needs one of `is`, `same-as`, `same-year-as`",
                    condition.column
                ));
            }
        }
        if self
            .actors()
            .any(|a| a.codes.is_empty() || a.list.as_deref() == Some(""))
        {
            return Err("`codes` and `list` of an actor must not be empty".into());
        }
        Ok(())
    }

    /// The columns of actors.
    pub(crate) fn actors(&self) -> impl Iterator<Item = &ActorColumn> {
        std::iter::once(&self.actor).chain(&self.target)
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}
