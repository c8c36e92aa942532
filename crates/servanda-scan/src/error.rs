//! What can go wrong in a scan as a whole. A bad row is not an error but a
//! [`Reject`](crate::Reject).

use std::fmt;

/// Why a scan stopped.
#[derive(Debug)]
#[non_exhaustive]
pub enum ScanError {
    /// A file could not be read or written.
    Io {
        /// Which.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file is not what it should be.
    Format {
        /// Which.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// A column that the mapping names is not there.
    NoSuchColumn {
        /// In which file.
        path: String,
        /// The name looked for.
        column: String,
        /// The names there are.
        found: Vec<String>,
    },
    /// A column has a type that cannot stand for what it is mapped to.
    ColumnType {
        /// Its name.
        column: String,
        /// Its type, as Arrow names it.
        found: String,
        /// What would do.
        wanted: &'static str,
    },
    /// A mapping of columns cannot be used.
    Mapping {
        /// The file, or the name of the preset.
        path: String,
        /// The line in it from 1, or 0 if none.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// Rows could not be put together or written.
    Output(String),
    /// A thread of the scan ended before its work was done.
    ThreadLost,
}

impl fmt::Display for ScanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScanError::Io { path, error } => write!(f, "{path}: {error}"),
            ScanError::Format { path, message } => write!(f, "{path}: {message}"),
            ScanError::NoSuchColumn {
                path,
                column,
                found,
            } => write!(
                f,
                "{path}: no column `{column}`; there are {}",
                found.join(", ")
            ),
            ScanError::ColumnType {
                column,
                found,
                wanted,
            } => write!(f, "column `{column}` has type {found}, not {wanted}"),
            ScanError::Mapping {
                path,
                line: 0,
                message,
            } => write!(f, "{path}: {message}"),
            ScanError::Mapping {
                path,
                line,
                message,
            } => write!(f, "{path}:{line}: {message}"),
            ScanError::Output(message) => write!(f, "output: {message}"),
            ScanError::ThreadLost => f.write_str("a thread of the scan ended early"),
        }
    }
}

impl std::error::Error for ScanError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ScanError::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl ScanError {
    /// An error of reading or writing the file at `path`.
    pub fn io(path: impl fmt::Display, error: std::io::Error) -> ScanError {
        ScanError::Io {
            path: path.to_string(),
            error,
        }
    }

    /// An error in the content of the file at `path`.
    pub fn format(path: impl fmt::Display, error: impl fmt::Display) -> ScanError {
        ScanError::Format {
            path: path.to_string(),
            message: error.to_string(),
        }
    }
}
