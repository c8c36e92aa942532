//! Tables of findings and panels, read again.

use crate::error::ScanError;
use crate::text_sink::texts;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The finding with an id in a table that [`find`](crate::find) wrote (`.parquet`, `.csv` or
/// `.jsonl`): its values by column, as text. `None` if there is none with that id.
///
/// # Errors
/// [`ScanError`] if the table cannot be read or is no table of findings.
pub fn finding_of(path: &Path, id: &str) -> Result<Option<BTreeMap<String, String>>, ScanError> {
    let mut found = None;
    let (mut is_one, mut any) = (false, false);
    rows(path, &|_| true, &mut |row| {
        let named = row.iter().find(|(name, _)| *name == "finding");
        any = true;
        is_one |= named.is_some();
        if named.is_some_and(|(_, value)| value == id) {
            let all = row.iter().map(|(n, v)| ((*n).to_owned(), v.clone()));
            found = Some(all.collect());
        }
        found.is_none()
    })?;
    if any && !is_one {
        return Err(ScanError::format(
            path.display(),
            "this is no table of findings: it has no column `finding`",
        ));
    }
    Ok(found)
}

/// All values in some columns of a table of findings or a panel.
///
/// # Errors
/// [`ScanError`] if it cannot be read.
pub fn values_in(
    path: &Path,
    columns: impl Fn(&str) -> bool,
) -> Result<BTreeSet<String>, ScanError> {
    let mut all = BTreeSet::new();
    rows(path, &columns, &mut |row| {
        for (name, value) in row {
            if columns(name) && !value.is_empty() && !all.contains(value) {
                all.insert(value.clone());
            }
        }
        true
    })?;
    Ok(all)
}

type Each<'a> = dyn FnMut(&[(&str, String)]) -> bool + 'a;

/// Gives row after row, with the columns wanted at least, until `each` wants no more.
fn rows(path: &Path, wanted: &dyn Fn(&str) -> bool, each: &mut Each<'_>) -> Result<(), ScanError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|e| ScanError::io(&name, e))?;
    match path.extension().and_then(|e| e.to_str()) {
        Some("parquet" | "pq") => parquet_rows(&name, file, wanted, each),
        Some("csv") => csv_rows(&name, file, each),
        Some("jsonl" | "ndjson") => json_rows(&name, file, each),
        _ => Err(ScanError::format(
            name,
            "a table of findings or a panel is .parquet, .csv or .jsonl",
        )),
    }
}

fn parquet_rows(
    name: &str,
    file: File,
    wanted: &dyn Fn(&str) -> bool,
    each: &mut Each<'_>,
) -> Result<(), ScanError> {
    let failed = |e: &dyn std::fmt::Display| ScanError::format(name, e);
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| failed(&e))?;
    let fields = builder.schema().fields().iter().enumerate();
    let columns = fields.filter(|(_, f)| wanted(f.name())).map(|(n, _)| n);
    let mask = ProjectionMask::roots(builder.parquet_schema(), columns.collect::<Vec<_>>());
    let reader = builder
        .with_projection(mask)
        .build()
        .map_err(|e| failed(&e))?;
    for batch in reader {
        let batch = batch.map_err(|e| failed(&e))?;
        let schema = batch.schema();
        let columns = batch.columns().iter().map(texts);
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            let names = schema.fields().iter().map(|f| f.name().as_str());
            let values: Vec<(&str, String)> =
                names.zip(&columns).map(|(n, c)| (n, c(row))).collect();
            if !each(&values) {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn csv_rows(name: &str, file: File, each: &mut Each<'_>) -> Result<(), ScanError> {
    let failed = |e: csv::Error| ScanError::format(name, e);
    let mut reader = csv::Reader::from_reader(BufReader::new(file));
    let header = reader.headers().map_err(failed)?.clone();
    for row in reader.records() {
        let row = row.map_err(failed)?;
        let values: Vec<(&str, String)> =
            header.iter().zip(row.iter().map(str::to_owned)).collect();
        if !each(&values) {
            return Ok(());
        }
    }
    Ok(())
}

fn json_rows(name: &str, file: File, each: &mut Each<'_>) -> Result<(), ScanError> {
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| ScanError::io(name, e))?;
        let row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&line)
            .map_err(|e| ScanError::format(name, format!("line {}: {e}", number + 1)))?;
        let values: Vec<(&str, String)> = row
            .iter()
            .map(|(n, v)| {
                let text = match v {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                (n.as_str(), text)
            })
            .collect();
        if !each(&values) {
            return Ok(());
        }
    }
    Ok(())
}
