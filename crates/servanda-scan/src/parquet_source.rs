//! Events, and tables of obligations, from Parquet files.

use crate::encode::{Encode, RowPlace};
use crate::error::ScanError;
use crate::source::{Blocks, EventBlock, EventSource};
use arrow_schema::Field;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Row groups are put together to parts of at least this many rows, where they are smaller.
const PART_ROWS: u64 = 500_000;

/// How many rows are decoded at a time.
const BLOCK_ROWS: usize = 32_768;

/// Events in one Parquet file. Only the needed columns are read.
pub struct ParquetEvents<E> {
    path: PathBuf,
    name: String,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    encode: E,
    id: Field,
    /// The row groups of each part, and the place of its first row, from 1.
    parts: Vec<(Vec<usize>, u64)>,
    /// Bytes of the file, and rows.
    size: (u64, u64),
}

impl<E: Encode> ParquetEvents<E> {
    /// Reads the file's metadata.
    ///
    /// # Errors
    /// [`ScanError`] if it cannot be read, is not Parquet, or lacks a column.
    pub fn open(path: &Path, encode: E) -> Result<ParquetEvents<E>, ScanError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|e| ScanError::io(&name, e))?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())
            .map_err(|e| ScanError::format(&name, e))?;
        let schema = metadata.schema().clone();
        let columns = encode.columns(&name, &schema)?;
        let id = encode.id_field(&name, &schema)?;
        let mask = ProjectionMask::roots(metadata.parquet_schema(), columns);
        let mut parts: Vec<(Vec<usize>, u64)> = Vec::new();
        let (mut row, mut rows_in_part) = (1, PART_ROWS);
        for (group, about) in metadata.metadata().row_groups().iter().enumerate() {
            if rows_in_part >= PART_ROWS {
                parts.push((Vec::new(), row));
                rows_in_part = 0;
            }
            let rows = u64::try_from(about.num_rows()).unwrap_or(0);
            if let Some((groups, _)) = parts.last_mut() {
                groups.push(group);
            }
            rows_in_part += rows;
            row += rows;
        }
        let bytes = file.metadata().map_or(0, |m| m.len());
        Ok(ParquetEvents {
            size: (bytes, (row - 1).max(1)),
            path: path.to_owned(),
            name,
            metadata,
            mask,
            encode,
            id,
            parts,
        })
    }
}

impl<E: Encode> EventSource for ParquetEvents<E> {
    fn parts(&self) -> usize {
        self.parts.len()
    }

    fn id_field(&self) -> Field {
        self.id.clone()
    }

    fn has_spans(&self) -> bool {
        self.encode.has_spans()
    }

    fn size(&self) -> Option<u64> {
        Some(self.size.0)
    }

    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError> {
        let Some((groups, first)) = self.parts.get(part) else {
            return Ok(Box::new(std::iter::empty()));
        };
        // Each part opens the file anew: threads that share a handle share its position.
        let file = File::open(&self.path).map_err(|e| ScanError::io(&self.name, e))?;
        let reader =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
                .with_row_groups(groups.clone())
                .with_projection(self.mask.clone())
                .with_batch_size(BLOCK_ROWS)
                .build()
                .map_err(|e| ScanError::format(&self.name, e))?;
        Ok(Box::new(PartBlocks {
            reader,
            name: &self.name,
            encode: &self.encode,
            row: *first,
            size: self.size,
        }))
    }
}

struct PartBlocks<'a, E> {
    reader: ParquetRecordBatchReader,
    name: &'a str,
    encode: &'a E,
    row: u64,
    size: (u64, u64),
}

impl<E: Encode> Iterator for PartBlocks<'_, E> {
    type Item = Result<EventBlock, ScanError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = match self.reader.next()? {
            Ok(batch) => batch,
            Err(error) => return Some(Err(ScanError::format(self.name, error))),
        };
        let place = RowPlace {
            file: self.name,
            first: self.row,
        };
        let rows = batch.num_rows() as u64;
        self.row += rows;
        let (bytes, all) = self.size;
        let share = u128::from(bytes) * u128::from(rows) / u128::from(all);
        Some(self.encode.encode(place, &batch).map(|mut block| {
            block.read.size = u64::try_from(share).unwrap_or(0);
            block
        }))
    }
}
