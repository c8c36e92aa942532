//! CSV tables with a header, row by row; what cannot be used is listed, not dropped.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

/// A row that could not be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The table as it was named.
    pub file: String,
    /// The line the row begins on, from 1.
    pub line: u64,
    /// What is wrong with it, with the offending text.
    pub reason: String,
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// Why a table as a whole could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// It is not CSV, or has no header.
    NotATable {
        /// The table as it was named.
        file: String,
        /// What is wrong with it.
        message: String,
    },
    /// It lacks a column.
    NoSuchColumn {
        /// The table as it was named.
        file: String,
        /// The column.
        column: String,
        /// Those there are.
        found: Vec<String>,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::NotATable { file, message } => write!(f, "{file}: {message}"),
            ImportError::NoSuchColumn {
                file,
                column,
                found,
            } => write!(
                f,
                "{file}: no column `{column}`; there are {}",
                found.join(", ")
            ),
        }
    }
}

impl std::error::Error for ImportError {}

/// A table that somebody named.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// What it is called in messages.
    pub name: &'a str,
    /// Its content: CSV, UTF-8, with a header.
    pub content: &'a [u8],
}

/// The rows of a table that could be read, each with its line, and those that could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows<T> {
    /// The line each begins on, and what it says.
    pub rows: Vec<(u64, T)>,
    /// The others.
    pub rejects: Vec<Reject>,
    /// Rows that are used, but read otherwise than they are written, and how.
    pub corrected: Vec<Reject>,
}

/// One row by the names of its columns.
pub(crate) struct Fields<'a> {
    columns: &'a HashMap<String, usize>,
    record: &'a csv::StringRecord,
    corrected: RefCell<Vec<String>>,
}

impl<'a> Fields<'a> {
    /// Whether there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// What stands in a column, without blanks around it; empty is nothing.
    pub fn text(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.get(column)?;
        self.record
            .get(*at)
            .map(str::trim)
            .filter(|t| !t.is_empty())
    }

    /// What must stand in a column.
    pub fn needed(&self, column: &str) -> Result<&'a str, String> {
        self.text(column)
            .ok_or_else(|| format!("`{column}` is empty"))
    }

    /// Notes that something is read otherwise than it is written.
    pub fn correct(&self, how: String) {
        self.corrected.borrow_mut().push(how);
    }

    /// Whether something of this row was so.
    pub fn has_corrections(&self) -> bool {
        !self.corrected.borrow().is_empty()
    }

    /// A whole number.
    pub fn number(&self, column: &str) -> Result<Option<i64>, String> {
        let read = |text: &str| {
            let wrong = || format!("`{column}` is not a number: {text}");
            text.parse().map_err(|_| wrong())
        };
        self.text(column).map(read).transpose()
    }

    /// A whole number that must be there.
    pub fn needed_number(&self, column: &str) -> Result<i64, String> {
        self.needed(column)?;
        self.number(column)?
            .ok_or_else(|| format!("`{column}` is empty"))
    }

    /// A yes (1) or no (0); what is neither, such as a missing-value code, is `None`.
    pub fn flag(&self, column: &str) -> Result<Option<bool>, String> {
        Ok(match self.number(column)? {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        })
    }
}

/// Reads every row of a table.
pub(crate) fn read<T>(
    table: Table<'_>,
    needed: &[&str],
    row: impl Fn(&Fields<'_>) -> Result<T, String>,
) -> Result<Rows<T>, ImportError> {
    let not_a_table = |message: String| ImportError::NotATable {
        file: table.name.to_owned(),
        message,
    };
    let content = table
        .content
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(table.content);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(content);
    let header = reader
        .headers()
        .map_err(|e| not_a_table(e.to_string()))?
        .clone();
    let mut columns = HashMap::new();
    for (at, name) in header.iter().map(str::trim).enumerate() {
        // Which of two is meant cannot be known; columns without a name are never asked for.
        if let Some(first) = columns.insert(name.to_owned(), at)
            && !name.is_empty()
        {
            return Err(not_a_table(format!(
                "line 1: columns {} and {} are both called `{name}`; rename or remove one",
                first + 1,
                at + 1
            )));
        }
    }
    for column in needed {
        if !columns.contains_key(*column) {
            return Err(ImportError::NoSuchColumn {
                file: table.name.to_owned(),
                column: (*column).to_owned(),
                found: header.iter().map(str::to_owned).collect(),
            });
        }
    }
    let mut found = Rows {
        rows: Vec::new(),
        rejects: Vec::new(),
        corrected: Vec::new(),
    };
    let mut bytes = csv::ByteRecord::new();
    while reader
        .read_byte_record(&mut bytes)
        .map_err(|e| not_a_table(e.to_string()))?
    {
        let line = bytes.position().map_or(0, csv::Position::line);
        let read = match csv::StringRecord::from_byte_record(bytes.clone()) {
            Err(_) => Err("a field is not UTF-8".to_owned()),
            Ok(record) if record.len() != header.len() => {
                Err(format!("{} columns, not {}", record.len(), header.len()))
            }
            Ok(record) => {
                let fields = Fields {
                    columns: &columns,
                    record: &record,
                    corrected: RefCell::new(Vec::new()),
                };
                row(&fields).map(|row| (row, fields.corrected.into_inner()))
            }
        };
        let about = |reason| Reject {
            file: table.name.to_owned(),
            line,
            reason,
        };
        match read {
            Ok((row, corrected)) => {
                found.rows.push((line, row));
                found.corrected.extend(corrected.into_iter().map(about));
            }
            Err(reason) => found.rejects.push(about(reason)),
        }
    }
    Ok(found)
}

/// The names of a table's columns, as its first line has them; none if it has no first line.
#[must_use]
pub fn columns_of(table: Table<'_>) -> Vec<String> {
    let content = table
        .content
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(table.content);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(content);
    let header = reader.headers().cloned().unwrap_or_default();
    header.iter().map(|name| name.trim().to_owned()).collect()
}
