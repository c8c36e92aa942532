//! How far a scan has come.

use crate::error::ScanError;
use crate::source::{Blocks, EventSource};
use arrow_schema::Field;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts what has been read so far; it may be read by another thread.
#[derive(Debug, Default)]
pub struct Progress {
    rows: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// Rows of the input read by now.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// How much of [`EventSource::size`] has been read by now, about.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// A source whose reading is counted.
pub struct Watched<'a, S> {
    /// The source.
    pub source: &'a S,
    /// Where it is counted.
    pub progress: &'a Progress,
}

impl<S: EventSource> EventSource for Watched<'_, S> {
    fn parts(&self) -> usize {
        self.source.parts()
    }

    fn id_field(&self) -> Field {
        self.source.id_field()
    }

    fn has_spans(&self) -> bool {
        self.source.has_spans()
    }

    fn size(&self) -> Option<u64> {
        self.source.size()
    }

    fn open(&self, part: usize) -> Result<Blocks<'_>, ScanError> {
        let progress = self.progress;
        let counted = self.source.open(part)?.inspect(move |block| {
            if let Ok(block) = block {
                let read = &block.read;
                let rows = read.used + read.left_out + read.rejects.len() as u64;
                progress.rows.fetch_add(rows, Ordering::Relaxed);
                progress.done.fetch_add(read.size, Ordering::Relaxed);
            }
        });
        Ok(Box::new(counted))
    }
}
