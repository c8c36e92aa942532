//! The file of findings.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use servanda_scan::{ParquetOutput, ParquetSink, ScanError, Sink};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Findings on their way into a Parquet file, written as `servanda scan` does. The file has its name only
/// once it is whole; nothing is left of it otherwise.
pub struct FindingsFile {
    output: Option<ParquetOutput<BufWriter<File>>>,
    sink: ParquetSink,
    path: PathBuf,
    part: PathBuf,
}

impl FindingsFile {
    /// Begins it.
    ///
    /// # Errors
    /// It cannot be created, or its name does not end with `.parquet`.
    pub fn create(path: &Path, schema: SchemaRef) -> Result<FindingsFile, ScanError> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let lost = |e| ScanError::io(path.display(), e);
        let file = File::create(&part).map_err(lost)?;
        let output = ParquetOutput::new(BufWriter::new(file), schema);
        let output = output.inspect_err(|_| {
            // What cannot be removed has the name of a part.
            let _ = std::fs::remove_file(&part);
        })?;
        Ok(FindingsFile {
            sink: output.sinks().sink(),
            output: Some(output),
            path: path.to_owned(),
            part,
        })
    }

    /// Adds findings.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn write(&mut self, findings: RecordBatch) -> Result<(), ScanError> {
        self.give(|sink, give| sink.batch(findings, give))
    }

    /// Ends it: it is whole.
    ///
    /// # Errors
    /// The last of it cannot be written, or it cannot be renamed; then nothing is left of it.
    pub fn finish(mut self) -> Result<(), ScanError> {
        self.give(|sink, give| sink.end_of_part(give))?;
        let Some(output) = self.output.take() else {
            return Ok(());
        };
        let lost = |e| ScanError::io(self.path.display(), e);
        let mut file = output.finish()?;
        file.flush().map_err(lost)?;
        drop(file);
        std::fs::rename(&self.part, &self.path).map_err(lost)
    }

    fn give(
        &mut self,
        to: impl FnOnce(
            &mut ParquetSink,
            &mut dyn FnMut(<ParquetSink as Sink>::Piece),
        ) -> Result<(), ScanError>,
    ) -> Result<(), ScanError> {
        let mut pieces = Vec::new();
        to(&mut self.sink, &mut |piece| pieces.push(piece))?;
        let output = self.output.as_mut();
        let output = output.ok_or_else(|| ScanError::Output("the file is ended".to_owned()))?;
        pieces
            .into_iter()
            .try_for_each(|piece| output.append(piece))
    }
}

impl Drop for FindingsFile {
    fn drop(&mut self) {
        // After it was renamed there is no such file any more.
        let _ = std::fs::remove_file(&self.part);
    }
}

/// Waits until the process is interrupted or told to end.
pub async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
