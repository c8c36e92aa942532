//! The law of a record, compiled on the machine that needs it and kept while it runs.

use crate::node::Task;
use arrow_schema::Schema;
use servanda_law::Law;
use servanda_scan::{BatchFinder, CompiledLaw, RowReader, Vocabulary};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A record with all that is made of it for a scan.
pub struct Laws {
    /// The law of the record.
    pub law: Law,
    /// What binds, as an index.
    pub compiled: Arc<CompiledLaw>,
    /// What events are read by.
    pub vocabulary: Arc<Vocabulary>,
}

impl Laws {
    /// Reads records as `servanda scan --record` does (the built-in one, if there are none) and compiles
    /// their law.
    ///
    /// # Errors
    /// What is wrong with the records.
    pub fn load(records: &[PathBuf]) -> Result<Laws, String> {
        let record = if records.is_empty() {
            servanda_ask::embedded()
        } else {
            let loaded = servanda_ask::load(records, false).map_err(|e| e.to_string())?;
            loaded.record
        };
        let law = Law::new(Arc::new(record));
        let vocabulary = Vocabulary::of_record(law.record()).map_err(|e| e.to_string())?;
        let compiled = CompiledLaw::new(&law, &vocabulary.acts).map_err(|e| e.to_string())?;
        Ok(Laws {
            law,
            compiled: Arc::new(compiled),
            vocabulary: Arc::new(vocabulary),
        })
    }

    /// The digest of the record.
    #[must_use]
    pub fn digest(&self) -> String {
        self.law.record().digest.to_string()
    }

    /// The laws that a task is to be done by: those kept from before if they are of the record wanted.
    ///
    /// # Errors
    /// The record cannot be read here, or is another than that of the client.
    pub fn of(task: &Task) -> Result<Arc<Laws>, String> {
        type Kept = (Vec<String>, Arc<Laws>);
        static KEPT: Mutex<Option<Kept>> = Mutex::new(None);
        // Held while the record is read, so that the tasks of one machine read it once.
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((records, laws)) = kept.as_ref()
            && *records == task.records
            && laws.digest() == task.digest
        {
            return Ok(laws.clone());
        }
        let version = env!("CARGO_PKG_VERSION");
        if task.version != version {
            return Err(format!(
                "this machine has version {version}, but the scan was asked for by version {}",
                task.version
            ));
        }
        let paths: Vec<PathBuf> = task.records.iter().map(PathBuf::from).collect();
        let laws = Arc::new(Laws::load(&paths)?);
        let here = laws.digest();
        if here != task.digest {
            let which = match &task.records[..] {
                [] => "the record built into this program".to_owned(),
                paths => format!("the record {}", paths.join(", ")),
            };
            return Err(format!(
                "{which} has on this machine the digest {here}, but the scan was asked for by {}; \
                 nothing is scanned by another record",
                task.digest
            ));
        }
        *kept = Some((task.records.clone(), laws.clone()));
        Ok(laws)
    }

    /// What finds in tables with these columns.
    ///
    /// # Errors
    /// The mapping does not fit the record or the columns.
    pub fn finder(&self, task: &Task, table: &Schema) -> Result<BatchFinder, String> {
        let mapping = task.read_mapping().map_err(|e| e.to_string())?;
        let reader = RowReader::new(mapping, self.vocabulary.clone()).map_err(|e| e.to_string())?;
        BatchFinder::new(
            &self.law,
            self.compiled.clone(),
            reader,
            &task.reading,
            (&task.tables, table, task.text),
        )
        .map_err(|e| e.to_string())
    }
}
