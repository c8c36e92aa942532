//! Events from Arrow IPC: files, and streams in files or from standard input.

use crate::encode::{Encode, RowPlace};
use crate::error::ScanError;
use crate::source::{Blocks, EventSource};
use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, Field, SchemaRef};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// One Arrow IPC file or stream.
pub(crate) struct IpcEvents<E> {
    name: String,
    encode: E,
    id: Field,
    needed: Vec<usize>,
    input: IpcInput,
    /// How many batches there are, if the file says so.
    batches: Option<u64>,
}

enum IpcInput {
    File(PathBuf),
    Stream(Mutex<Option<Batches>>),
}

/// Opens a file in either form; a file begins with `ARROW1`, a stream does not.
fn batches(path: &Path) -> Result<(SchemaRef, Batches), String> {
    let mut file = File::open(path).map_err(|e| e.to_string())?;
    let mut magic = [0; 6];
    let is_file = file.read_exact(&mut magic).is_ok() && &magic == b"ARROW1";
    file.seek(SeekFrom::Start(0)).map_err(|e| e.to_string())?;
    if is_file {
        let reader = FileReader::try_new(BufReader::new(file), None).map_err(|e| e.to_string())?;
        Ok((reader.schema(), Box::new(reader)))
    } else {
        stream(Box::new(file))
    }
}

/// How many batches a file in the form with an index has.
fn count(path: &Path) -> Option<u64> {
    let file = File::open(path).ok()?;
    let reader = FileReader::try_new(BufReader::new(file), None).ok()?;
    u64::try_from(reader.num_batches()).ok()
}

fn stream(input: Box<dyn Read + Send>) -> Result<(SchemaRef, Batches), String> {
    let reader = StreamReader::try_new(BufReader::new(input), None).map_err(|e| e.to_string())?;
    Ok((reader.schema(), Box::new(reader)))
}

impl<E: Encode> IpcEvents<E> {
    /// Reads the schema of a file.
    pub fn open(path: &Path, encode: E) -> Result<IpcEvents<E>, ScanError> {
        let name = path.display().to_string();
        let (schema, _) = batches(path).map_err(|e| ScanError::format(&name, e))?;
        IpcEvents::new(name, schema, encode, IpcInput::File(path.to_owned()))
    }

    /// Reads the schema of a stream.
    pub fn read(
        name: &str,
        input: Box<dyn Read + Send>,
        encode: E,
    ) -> Result<IpcEvents<E>, ScanError> {
        let (schema, batches) = stream(input).map_err(|e| ScanError::format(name, e))?;
        let input = IpcInput::Stream(Mutex::new(Some(batches)));
        IpcEvents::new(name.to_owned(), schema, encode, input)
    }

    fn new(
        name: String,
        schema: SchemaRef,
        encode: E,
        input: IpcInput,
    ) -> Result<IpcEvents<E>, ScanError> {
        Ok(IpcEvents {
            needed: encode.columns(&name, &schema)?,
            id: encode.id_field(&name, &schema)?,
            batches: match &input {
                IpcInput::File(path) => count(path),
                IpcInput::Stream(_) => None,
            },
            name,
            encode,
            input,
        })
    }
}

impl<E: Encode> EventSource for IpcEvents<E> {
    fn parts(&self) -> usize {
        1
    }

    fn id_field(&self) -> Field {
        self.id.clone()
    }

    fn has_spans(&self) -> bool {
        self.encode.has_spans()
    }

    fn size(&self) -> Option<u64> {
        match &self.input {
            IpcInput::File(path) if self.batches.is_some() => {
                Some(std::fs::metadata(path).ok()?.len())
            }
            _ => None,
        }
    }

    fn open(&self, _part: usize) -> Result<Blocks<'_>, ScanError> {
        let batches = match &self.input {
            IpcInput::File(path) => {
                batches(path)
                    .map_err(|e| ScanError::format(&self.name, e))?
                    .1
            }
            IpcInput::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let again = || ScanError::format(&self.name, "can be read only once");
                stream.take().ok_or_else(again)?
            }
        };
        let mut first = 1;
        // Batches are taken for equal in size.
        let size = match (&self.input, self.batches) {
            (IpcInput::File(_), Some(count)) => self.size().unwrap_or(0) / count.max(1),
            _ => 0,
        };
        Ok(Box::new(batches.map(move |batch| {
            let failed = |e: ArrowError| ScanError::format(&self.name, e);
            let batch = batch
                .map_err(failed)?
                .project(&self.needed)
                .map_err(failed)?;
            let place = RowPlace {
                file: &self.name,
                first,
            };
            first += batch.num_rows() as u64;
            self.encode.encode(place, &batch).map(|mut block| {
                block.read.size = size;
                block
            })
        })))
    }
}
