//! Which files are scanned, and how the engine is to read them.

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use datafusion::common::TableReference;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::datasource::provider_as_source;
use datafusion::execution::context::SessionState;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder};
use servanda_scan::{BatchFinder, Format, Mapping, RowReader};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A pattern that no field matches: an empty field is a field.
const NEVER: &str = r"[^\s\S]";

/// The files of a scan, all of one kind.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Absolute paths, each once for each time it was named.
    pub files: Vec<PathBuf>,
    /// Parquet, CSV or TSV.
    pub format: Format,
    /// Bytes of all files.
    pub size: u64,
}

impl Tables {
    /// Finds the files that names stand for: paths, or patterns such as `events/*.parquet`.
    ///
    /// # Errors
    /// There is none of such a name, it is of a kind that cannot be scanned here, or of another than the rest.
    pub fn find(names: &[String], mapping: &Mapping) -> Result<Tables, String> {
        let mut files = Vec::new();
        let (mut format, mut size) = (None, 0);
        for name in names {
            for path in paths(name)? {
                let failed = |e: std::io::Error| format!("{}: {e}", path.display());
                let about = std::fs::metadata(&path).map_err(failed)?;
                if !about.is_file() {
                    return Err(format!("{}: is no file", path.display()));
                }
                size += about.len();
                let of = format_of(&path, mapping)?;
                if format.is_some_and(|f| f != of) {
                    return Err(format!(
                        "{}: the tables of one scan must be of one kind",
                        path.display()
                    ));
                }
                format = Some(of);
                files.push(path.canonicalize().map_err(failed)?);
            }
        }
        let format = format.ok_or("no table was named")?;
        Ok(Tables {
            files,
            format,
            size,
        })
    }

    /// Whether they are of text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.format != Format::Parquet
    }

    /// Into how many parts they are best divided: of 128 MB, but enough to share among some cores.
    #[must_use]
    pub fn parts(&self) -> usize {
        let parts = self.size.div_ceil(128 << 20).clamp(8, 1 << 14);
        usize::try_from(parts).unwrap_or(8)
    }

    /// Reading them with the columns needed.
    ///
    /// # Errors
    /// They cannot be read, or have not the columns needed.
    pub async fn plan(
        &self,
        session: &SessionState,
        reader: &RowReader,
        mapping: &Mapping,
    ) -> Result<LogicalPlan, String> {
        let format: Arc<dyn FileFormat> = match self.format {
            Format::Parquet => Arc::new(ParquetFormat::default()),
            _ => Arc::new(self.text_format(mapping)),
        };
        let options = ListingOptions::new(format).with_file_extension("");
        let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", self.name());
        let url = |path: &PathBuf| {
            let url = url::Url::from_file_path(path)
                .map_err(|()| format!("{}: no such path can be shared", path.display()))?;
            ListingTableUrl::try_new(url, None).map_err(|e| failed(&e))
        };
        let urls = self.files.iter().map(url).collect::<Result<Vec<_>, _>>()?;
        let config = ListingTableConfig::new_with_multi_paths(urls.clone());
        let config = config.with_listing_options(options.clone());
        let schema = match self.format {
            Format::Parquet => {
                let mut schemas = Vec::new();
                for url in &urls {
                    let schema = options.infer_schema(session, url).await;
                    schemas.push(schema.map_err(|e| failed(&e))?.as_ref().clone());
                }
                Arc::new(Schema::try_merge(schemas).map_err(|e| failed(&e))?)
            }
            _ => self.text_schema(mapping)?,
        };
        let columns =
            BatchFinder::columns(reader, &self.name(), &schema).map_err(|e| e.to_string())?;
        let table = ListingTable::try_new(config.with_schema(schema)).map_err(|e| failed(&e))?;
        let source = provider_as_source(Arc::new(table));
        LogicalPlanBuilder::scan(TableReference::bare("events"), source, Some(columns))
            .and_then(LogicalPlanBuilder::build)
            .map_err(|e| failed(&e))
    }

    /// What messages call them.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.files[..] {
            [one] => one.display().to_string(),
            [first, rest @ ..] => format!("{} and {} more", first.display(), rest.len()),
            [] => String::new(),
        }
    }

    fn delimiter(&self) -> u8 {
        match self.format {
            Format::Tsv => b'\t',
            _ => b',',
        }
    }

    fn text_format(&self, mapping: &Mapping) -> CsvFormat {
        CsvFormat::default()
            .with_has_header(mapping.header)
            .with_delimiter(self.delimiter())
            // A byte that stands in no text: nothing is quoted.
            .with_quote(if mapping.quotes { b'"' } else { 0 })
            // A line end within quotes is no end of a row, so that such a file is read as one part.
            .with_newlines_in_values(mapping.quotes)
            .with_null_regex(Some(NEVER.to_owned()))
            .with_truncated_rows(mapping.optional_columns > 0)
    }

    /// The columns of text, all of text. The engine goes by their places, so every file must have the same.
    fn text_schema(&self, mapping: &Mapping) -> Result<SchemaRef, String> {
        let mut names: Option<Vec<String>> = (!mapping.header).then(|| mapping.columns.clone());
        for path in self.files.iter().filter(|_| mapping.header) {
            let found = self.header(path, mapping)?;
            match &names {
                Some(names) if *names != found => {
                    return Err(format!(
                        "{}: the columns are {}, but those of {} are {}",
                        path.display(),
                        found.join(", "),
                        self.files[0].display(),
                        names.join(", ")
                    ));
                }
                _ => names = Some(found),
            }
        }
        let names = names.unwrap_or_default();
        let fields = names
            .into_iter()
            .map(|n| Field::new(n, DataType::Utf8, true));
        Ok(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
    }

    /// The names in the first line, as `servanda scan` reads them.
    fn header(&self, path: &Path, mapping: &Mapping) -> Result<Vec<String>, String> {
        let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let file = File::open(path).map_err(|e| failed(&e))?;
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(mapping.quotes)
            .delimiter(self.delimiter())
            .from_reader(file);
        let mut record = csv::ByteRecord::new();
        if !rows.read_byte_record(&mut record).map_err(|e| failed(&e))? {
            return Err(failed(&"is empty; a header line was expected"));
        }
        let first = record.get(0).unwrap_or_default();
        let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
        let fields = std::iter::once(first).chain(record.iter().skip(1));
        Ok(fields
            .map(|f| String::from_utf8_lossy(f).trim().to_owned())
            .collect())
    }
}

/// The files a name stands for, in the order of their names.
fn paths(name: &str) -> Result<Vec<PathBuf>, String> {
    let path = PathBuf::from(name);
    if path.exists() || !name.contains(['*', '?', '[']) {
        return Ok(vec![path]);
    }
    let found = glob::glob(name).map_err(|e| format!("{name}: {e}"))?;
    let found: Result<Vec<_>, _> = found.collect();
    let mut found = found.map_err(|e| format!("{name}: {e}"))?;
    found.sort();
    match found[..] {
        [] => Err(format!("{name}: no file has such a name")),
        _ => Ok(found),
    }
}

fn format_of(path: &Path, mapping: &Mapping) -> Result<Format, String> {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let format = match (extension.as_str(), mapping.format) {
        ("parquet" | "pq", _) => Some(Format::Parquet),
        ("arrow" | "arrows" | "ipc" | "feather", _) => Some(Format::Arrow),
        (_, Some(format)) => Some(format),
        ("csv", None) => Some(Format::Csv),
        ("tsv" | "tab" | "txt", None) => Some(Format::Tsv),
        _ => None,
    };
    match format {
        Some(Format::Arrow) => Err(format!(
            "{}: a cluster scans Parquet, CSV and TSV, not Arrow",
            path.display()
        )),
        Some(format) => Ok(format),
        None => Err(format!(
            "{}: what format it has cannot be told from its name; say `format` in the mapping",
            path.display()
        )),
    }
}
