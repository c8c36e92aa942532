//! Several tables as one source.

use crate::error::ScanError;
use crate::ipc_source::IpcEvents;
use crate::mapping::Format;
use crate::parquet_source::ParquetEvents;
use crate::reader::RowReader;
use crate::source::{Blocks, EventSource};
use crate::text_source::{TextEvents, TextInput};
use arrow_schema::Field;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Tables that are read one after the other with the same mapping.
pub struct Inputs {
    tables: Vec<Box<dyn EventSource + Send>>,
    /// For each part of the whole, the table and the part of it.
    parts: Vec<(usize, usize)>,
    id: Field,
}

impl Inputs {
    /// Opens tables. A name is a path, a pattern (`events/*.parquet`; its files are
    /// taken in the order of their names), or `-` for `stdin`.
    ///
    /// The format is that of the file's extension for Parquet (`.parquet`, `.pq`) and
    /// Arrow (`.arrow`, `.arrows`, `.ipc`, `.feather`), else the mapping's, else that of
    /// the extension for text (`.csv`, and `.tsv`, `.tab`, `.txt` with tabs).
    ///
    /// # Errors
    /// [`ScanError`] if there is no such file, its format cannot be told, it lacks a
    /// column, or the tables name their events by ids of different types.
    pub fn open(
        names: &[String],
        reader: &RowReader,
        mut stdin: impl FnMut() -> Box<dyn Read + Send>,
    ) -> Result<Inputs, ScanError> {
        let mut tables: Vec<(String, Box<dyn EventSource + Send>)> = Vec::new();
        for name in names {
            if name == "-" {
                tables.push((name.clone(), from_stream(reader, stdin())?));
                continue;
            }
            for path in paths(name)? {
                let table = from_file(&path, reader)?;
                tables.push((path.display().to_string(), table));
            }
        }
        let Some((first, table)) = tables.first() else {
            return Err(ScanError::format("events", "no file was named"));
        };
        let id = table.id_field();
        for (other, table) in &tables {
            let found = table.id_field();
            if found.data_type() != id.data_type() {
                let (one, two) = (id.data_type(), found.data_type());
                let message = format!("the ids are {two}, but those of {first} are {one}");
                return Err(ScanError::format(other, message));
            }
        }
        let id = id.with_nullable(tables.iter().any(|(_, t)| t.id_field().is_nullable()));
        let parts = (0..)
            .zip(&tables)
            .flat_map(|(n, (_, table))| (0..table.parts()).map(move |part| (n, part)));
        Ok(Inputs {
            parts: parts.collect(),
            tables: tables.into_iter().map(|(_, table)| table).collect(),
            id,
        })
    }
}

impl EventSource for Inputs {
    fn parts(&self) -> usize {
        self.parts.len()
    }

    fn id_field(&self) -> Field {
        self.id.clone()
    }

    fn has_spans(&self) -> bool {
        self.tables.iter().any(|t| t.has_spans())
    }

    fn size(&self) -> Option<u64> {
        self.tables.iter().map(|t| t.size()).sum()
    }

    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError> {
        match self.parts.get(part) {
            Some((table, part)) => self.tables[*table].open(*part),
            None => Ok(Box::new(std::iter::empty())),
        }
    }
}

/// The files a name stands for.
fn paths(name: &str) -> Result<Vec<PathBuf>, ScanError> {
    let path = PathBuf::from(name);
    if path.exists() || !name.contains(['*', '?', '[']) {
        return Ok(vec![path]);
    }
    let found = glob::glob(name).map_err(|e| ScanError::format(name, e))?;
    let mut found = found
        .collect::<Result<Vec<_>, _>>()
        .map_err(|e| ScanError::format(name, e))?;
    found.sort();
    if found.is_empty() {
        return Err(ScanError::format(name, "no file has such a name"));
    }
    Ok(found)
}

fn format_of(path: &Path, reader: &RowReader) -> Result<Format, ScanError> {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    Ok(match (extension.as_str(), reader.mapping.format) {
        ("parquet" | "pq", _) => Format::Parquet,
        ("arrow" | "arrows" | "ipc" | "feather", _) => Format::Arrow,
        (_, Some(format)) => format,
        ("csv", None) => Format::Csv,
        ("tsv" | "tab" | "txt", None) => Format::Tsv,
        _ => {
            let message =
                "what format it has cannot be told from its name; say `format` in the mapping";
            return Err(ScanError::format(path.display(), message));
        }
    })
}

fn from_file(path: &Path, reader: &RowReader) -> Result<Box<dyn EventSource + Send>, ScanError> {
    let name = path.display().to_string();
    // Found out now, not after hours of scanning what stands before it.
    std::fs::File::open(path).map_err(|e| ScanError::io(&name, e))?;
    Ok(match format_of(path, reader)? {
        Format::Parquet => Box::new(ParquetEvents::open(path, reader.clone())?),
        Format::Arrow => Box::new(IpcEvents::open(path, reader.clone())?),
        format => Box::new(TextEvents {
            name,
            input: TextInput::File(path.to_owned()),
            format,
            reader: reader.clone(),
        }),
    })
}

fn from_stream(
    reader: &RowReader,
    input: Box<dyn Read + Send>,
) -> Result<Box<dyn EventSource + Send>, ScanError> {
    let name = "-".to_owned();
    Ok(match reader.mapping.format.unwrap_or(Format::Csv) {
        Format::Parquet => {
            let message = "Parquet is read from its end and cannot come from standard input; use a file or Arrow";
            return Err(ScanError::format(name, message));
        }
        Format::Arrow => Box::new(IpcEvents::read(&name, input, reader.clone())?),
        format => Box::new(TextEvents {
            name,
            input: TextInput::Stream(Mutex::new(Some(input))),
            format,
            reader: reader.clone(),
        }),
    })
}
