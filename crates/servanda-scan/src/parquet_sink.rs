//! Rows as a Parquet file. Every thread encodes and compresses its own row groups;
//! putting them into the file is all that happens one after the other.

use crate::error::ScanError;
use crate::scan::Sink;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves,
};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;
use std::io::Write;
use std::sync::Arc;

/// A row group is ended when it has this many rows.
const ROW_GROUP: usize = 1 << 20;

fn failed(error: ParquetError) -> ScanError {
    ScanError::Output(error.to_string())
}

/// A Parquet file being written.
pub struct ParquetOutput<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    factory: Arc<ArrowRowGroupWriterFactory>,
    schema: SchemaRef,
}

impl<W: Write + Send> ParquetOutput<W> {
    /// Starts a file.
    ///
    /// # Errors
    /// [`ScanError::Output`] if the schema cannot be written.
    pub fn new(to: W, schema: SchemaRef) -> Result<ParquetOutput<W>, ScanError> {
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_created_by("servanda".to_owned());
        for field in schema.fields() {
            if field.data_type().is_integer() {
                // Ids ascend, or nearly: their differences are small.
                let column = ColumnPath::from(field.name().as_str());
                properties = properties
                    .set_column_dictionary_enabled(column.clone(), false)
                    .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
            }
        }
        let (writer, factory) = ArrowWriter::try_new(to, schema.clone(), Some(properties.build()))
            .and_then(ArrowWriter::into_serialized_writer)
            .map_err(failed)?;
        Ok(ParquetOutput {
            writer,
            factory: Arc::new(factory),
            schema,
        })
    }

    /// What makes the sinks that this file's rows go through.
    #[must_use]
    pub fn sinks(&self) -> ParquetSinks {
        ParquetSinks {
            factory: self.factory.clone(),
            schema: self.schema.clone(),
        }
    }

    /// Appends a row group.
    ///
    /// # Errors
    /// [`ScanError::Output`] if it cannot be written.
    pub fn append(&mut self, piece: ParquetPiece) -> Result<(), ScanError> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for chunk in piece.chunks {
            chunk.append_to_row_group(&mut group).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`ScanError::Output`] if its end cannot be written.
    pub fn finish(self) -> Result<W, ScanError> {
        self.writer.into_inner().map_err(failed)
    }
}

/// Makes the sinks of a [`ParquetOutput`].
#[derive(Clone)]
pub struct ParquetSinks {
    factory: Arc<ArrowRowGroupWriterFactory>,
    schema: SchemaRef,
}

impl ParquetSinks {
    /// A sink for one thread.
    #[must_use]
    pub fn sink(&self) -> ParquetSink {
        ParquetSink {
            from: self.clone(),
            columns: Vec::new(),
            rows: 0,
        }
    }
}

/// One thread's rows on their way into a [`ParquetOutput`].
pub struct ParquetSink {
    from: ParquetSinks,
    columns: Vec<ArrowColumnWriter>,
    rows: usize,
}

/// An encoded row group.
pub struct ParquetPiece {
    chunks: Vec<ArrowColumnChunk>,
}

impl Sink for ParquetSink {
    type Piece = ParquetPiece;

    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(ParquetPiece),
    ) -> Result<(), ScanError> {
        if self.columns.is_empty() {
            let made = self.from.factory.create_column_writers(0);
            self.columns = made.map_err(failed)?;
        }
        let fields = self.from.schema.fields();
        for ((field, array), column) in fields.iter().zip(batch.columns()).zip(&mut self.columns) {
            // Every column of the output is flat: one leaf each.
            for leaf in compute_leaves(field, array).map_err(failed)? {
                column.write(&leaf).map_err(failed)?;
            }
        }
        self.rows += batch.num_rows();
        if self.rows >= ROW_GROUP {
            self.end_of_part(give)?;
        }
        Ok(())
    }

    fn end_of_part(&mut self, give: &mut dyn FnMut(ParquetPiece)) -> Result<(), ScanError> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        let chunks = self
            .columns
            .drain(..)
            .map(|column| column.close().map_err(failed))
            .collect::<Result<Vec<_>, _>>()?;
        give(ParquetPiece { chunks });
        Ok(())
    }
}
