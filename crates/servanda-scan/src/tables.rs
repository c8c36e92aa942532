//! Parquet tables as text.

use crate::error::ScanError;
use crate::scan::Sink;
use crate::text_sink::CsvSink;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::Path;

/// A Parquet table as CSV with a header, for those who read tables as text: row `n` stands
/// on line `n + 1`, unless values have line ends.
///
/// # Errors
/// [`ScanError`] if it cannot be read, or has a column that is neither text, number nor date.
pub fn parquet_as_csv(path: &Path) -> Result<Vec<u8>, ScanError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|e| ScanError::io(&name, e))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.build())
        .map_err(|e| ScanError::format(&name, e))?;
    let schema = arrow_array::RecordBatchReader::schema(&reader);
    let mut head = csv::Writer::from_writer(Vec::new());
    head.write_record(schema.fields().iter().map(|f| f.name()))
        .map_err(|e| ScanError::format(&name, e))?;
    let mut out = head.into_inner().map_err(|e| ScanError::format(&name, e))?;
    for batch in reader {
        let batch = batch.map_err(|e| ScanError::format(&name, e))?;
        CsvSink.batch(batch, &mut |lines| out.extend(lines))?;
    }
    Ok(out)
}
