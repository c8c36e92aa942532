//! Processes on this machine as a cluster, and events to scan.

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;
use servanda_cluster::laws::Laws;
use servanda_scan::{FindingsTo, Inputs, Mapping, RowReader, Summary, Table, find};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How the events made here are read.
pub const MAPPING: &str = "\
mapping: made
id: event
day: { column: on, as: iso }
actor: { column: who, codes: [actor] }
target: { column: whom, codes: [actor] }
act: { column: did, codes: act }
";

/// So long a test waits for what must come, before it says that it has not.
const PATIENCE: Duration = Duration::from_secs(240);

/// A process that is killed when its test is over.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    pub fn start(args: &[&str]) -> Process {
        let mut child = Command::new(env!("CARGO_BIN_EXE_servanda-cluster"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (told, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                eprintln!("    {line}");
                if told.send(line).is_err() {
                    break;
                }
            }
        });
        Process { child, lines }
    }

    /// Waits for a line that begins so, and gives the rest of it.
    pub fn says(&self, beginning: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|e| panic!("never said `{beginning}`: {e}"));
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.to_owned();
            }
        }
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end.
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(asked.success());
    }

    /// Its exit code, and what it said, once it has ended.
    pub fn ended(mut self) -> (Option<i32>, String) {
        let mut said = Vec::new();
        // Standard error is closed when the process ends.
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => said.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("did not end; it had said {said:?}"),
            }
        }
        (self.child.wait().unwrap().code(), said.join("\n"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A scheduler on a free port, and its address.
pub fn scheduler(args: &[&str]) -> (Process, String) {
    let all = [&["scheduler", "--listen", "127.0.0.1:0"], args].concat();
    let process = Process::start(&all);
    let address = process.says(servanda_cluster::scheduler::LISTENING);
    (process, address)
}

/// An executor with one core.
pub fn executor(scheduler: &str, args: &[&str]) -> Process {
    let own = [
        "executor",
        "--scheduler",
        scheduler,
        "--cores",
        "1",
        "--memory",
        "300000000",
    ];
    Process::start(&[&own, args].concat())
}

/// Asks a scheduler until it has its executors.
pub fn wait_until_ready(scheduler: &str) {
    let mut last = String::new();
    for _ in 0..200_000 {
        let asked = TcpStream::connect(scheduler).and_then(|mut stream| {
            stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n")?;
            last.clear();
            stream.read_to_string(&mut last)
        });
        if asked.is_ok() && last.starts_with("HTTP/1.1 200") {
            return;
        }
        std::thread::yield_now();
    }
    panic!("the scheduler is not ready: {last}");
}

/// A scan on the cluster, to its end.
pub fn scan(scheduler: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_servanda-cluster"))
        .args(["scan", "--scheduler", scheduler])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Events among the actors with the most agreements, always the same for the same numbers: some days known
/// only to the month, some actors unknown, some rows of no use.
pub fn events(laws: &Laws, ids: std::ops::Range<i64>) -> RecordBatch {
    let record = laws.law.record();
    let mut parties: BTreeMap<&str, usize> = BTreeMap::new();
    for party in record.agreements.iter().flat_map(|a| &a.parties) {
        *parties.entry(party.actor.as_str()).or_default() += 1;
    }
    let mut actors: Vec<(&str, usize)> = parties.into_iter().collect();
    actors.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    actors.truncate(12);
    let (mut on, mut who, mut whom, mut did) = (vec![], vec![], vec![], vec![]);
    for id in ids.clone() {
        let mut state = (id as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EED;
        let mut draw = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as usize % below
        };
        let (year, month, day) = (1900 + draw(120), 1 + draw(12), 1 + draw(28));
        on.push(match draw(40) {
            0 => format!("{year}-{month:02}"),
            1 => format!("some day of {year}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        });
        who.push(match draw(60) {
            0 => "atlantis",
            _ => actors[draw(actors.len())].0,
        });
        whom.push(actors[draw(actors.len())].0);
        did.push(record.acts[draw(record.acts.len())].id.as_str());
    }
    let text = |column: Vec<&str>| Arc::new(StringArray::from(column)) as ArrayRef;
    RecordBatch::try_from_iter([
        (
            "event",
            Arc::new(Int64Array::from_iter_values(ids)) as ArrayRef,
        ),
        ("on", text(on.iter().map(String::as_str).collect())),
        ("note", text(vec!["not looked at"; who.len()])),
        ("who", text(who)),
        ("whom", text(whom)),
        ("did", text(did)),
    ])
    .unwrap()
}

/// Writes events as Parquet, in row groups of so many rows.
pub fn parquet(path: &Path, batch: &RecordBatch, group: usize) {
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

/// Writes events as CSV; every other field is quoted.
pub fn csv(path: &Path, batch: &RecordBatch) {
    let mut file = File::create(path).unwrap();
    writeln!(file, "event,on,note,who,whom,did").unwrap();
    let ids = batch
        .column(0)
        .as_primitive::<arrow_array::types::Int64Type>();
    for row in 0..batch.num_rows() {
        let field = |at: usize| batch.column(at).as_string::<i32>().value(row);
        let (id, on, who) = (ids.value(row), field(1), field(3));
        let (whom, did) = (field(4), field(5));
        writeln!(
            file,
            "{id},\"{on}\",\"two\nlines, \"\"quoted\"\"\",{who},\"{whom}\", {did} "
        )
        .unwrap();
    }
}

/// The findings of `servanda scan` on one machine, as text and in the order that the cluster gives them.
pub fn local(laws: &Laws, files: &[PathBuf]) -> (Vec<Vec<String>>, Summary) {
    let mapping = Mapping::read("made", MAPPING).unwrap();
    let reader = RowReader::new(mapping, laws.vocabulary.clone()).unwrap();
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let inputs = Inputs::open(&names, &reader, || {
        panic!("standard input is not asked for")
    })
    .unwrap();
    let mut table = Table::default();
    let sums = find(
        &laws.law,
        &laws.compiled,
        &inputs,
        (1, &servanda_law::ReadingSpec::default()),
        FindingsTo::Table(&mut table),
        &mut |_| {},
    )
    .unwrap();
    let mut rows: Vec<Vec<String>> = table.batches.iter().flat_map(texts).collect();
    rows.sort_by_cached_key(|row| {
        let id: Result<i64, _> = row[1].parse();
        // Ids of text are ordered as text.
        let numeric = table.schema.field(1).data_type().is_numeric();
        (
            id.ok().filter(|_| numeric),
            row[1].clone(),
            row[0].clone(),
            row[2..].to_vec(),
        )
    });
    (rows, sums)
}

/// The rows of a Parquet file, as text.
pub fn rows(path: &Path) -> Vec<Vec<String>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    batches.iter().flat_map(texts).collect()
}

fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let options = FormatOptions::default();
    let columns = batch.columns().iter();
    let columns: Vec<ArrayFormatter> = columns
        .map(|c| ArrayFormatter::try_new(c, &options).unwrap())
        .collect();
    (0..batch.num_rows())
        .map(|row| columns.iter().map(|c| c.value(row).to_string()).collect())
        .collect()
}
