//! `servanda scan`: a table of events against all that binds.

use crate::common::{OutFile, Shared, fail};
use servanda_ask::reading;
use servanda_law::Law;
use servanda_record::Lang;
use servanda_scan::{
    CompiledLaw, EventSource, FindingsTo, Inputs, Mapping, Progress, Reject, RowReader, ScanError,
    Summary, Vocabulary, Watched, find,
};
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// Some findings are against what bound.
const FOUND: u8 = 1;
/// Some rows could not be used.
const INCOMPLETE: u8 = 3;

/// Scan a table of events for what they go against, or perform.
///
/// Events come in Parquet, Arrow, CSV or TSV; how to read their columns is a preset or a mapping of your
/// own. One row comes out for each event and provision that it touches while that bound, or may have bound,
/// its actor. Exit code 0: nothing found against; 1: something; 3: some rows could not be used.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Files, patterns ("events/*.parquet"), or - for standard input.
    #[arg(required = true)]
    events: Vec<String>,
    /// How to read the columns: acled, cow-dyadic-wars, gdelt1, gdelt2, icews, icews-parquet,
    /// mid-incidents, ucdp-acd, ucdp-ged.
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "map",
        conflicts_with = "map"
    )]
    preset: Option<String>,
    /// How to read the columns: a file of your own.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Where the findings go: a .parquet, .csv or .jsonl file; CSV on standard output without it. It has its name only
    /// once it is whole.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// List rows that could not be used here instead of on standard error.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// The reading: a name, or CHOICE=OPTION (may be given more than once).
    #[arg(long, value_name = "READING")]
    reading: Vec<String>,
    /// How many threads; all cores without it. The output is the same for every number.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Tell on standard error how far it has come, even if that is no terminal.
    #[arg(long)]
    progress: bool,
}

/// Runs the command.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(record) => Arc::new(record),
        Err(code) => return code,
    };
    let spec = match reading(&args.reading, &record) {
        Ok(spec) => spec,
        Err(error) => return fail(error),
    };
    let law = Law::new(record);
    let lang = shared.lang();
    match scan(args, &law, &spec, lang) {
        Ok(summary) => {
            tell(&summary, lang);
            match (summary.totals.rejected, summary.against) {
                (0, 0) => ExitCode::SUCCESS,
                (0, _) => ExitCode::from(FOUND),
                _ => ExitCode::from(INCOMPLETE),
            }
        }
        Err(error) => fail(error),
    }
}

fn scan(
    args: &Args,
    law: &Law,
    spec: &servanda_law::ReadingSpec,
    lang: Lang,
) -> Result<Summary, ScanError> {
    let wrong = |error: &dyn std::fmt::Display| ScanError::Output(error.to_string());
    let mapping = match (&args.preset, &args.map) {
        (Some(name), _) => Mapping::preset(name)?,
        (None, Some(path)) => {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|e| ScanError::io(&name, e))?;
            Mapping::read(&name, &text)?
        }
        (None, None) => {
            return Err(ScanError::Output(
                "a preset or a mapping is needed".to_owned(),
            ));
        }
    };
    let vocabulary = Vocabulary::of_record(law.record()).map_err(|e| wrong(&e))?;
    let compiled = CompiledLaw::new(law, &vocabulary.acts).map_err(|e| wrong(&e))?;
    let reader = RowReader::new(mapping, Arc::new(vocabulary))?;
    let inputs = Inputs::open(&args.events, &reader, || Box::new(std::io::stdin()))?;
    let threads = args
        .threads
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let mut listed: Box<dyn Write> = match &args.rejects {
        Some(path) => {
            let file = File::create(path).map_err(|e| ScanError::io(path.display(), e))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stderr())),
    };
    let mut lost = None;
    let mut list = |reject: Reject| {
        // A list that cannot be written must not stop the scan, nor go unsaid.
        if let Err(error) = writeln!(listed, "{reject}") {
            lost = Some(error);
        }
    };
    let progress = Progress::default();
    let watched = Watched {
        source: &inputs,
        progress: &progress,
    };
    let mut scan_to =
        |to: FindingsTo<'_>| find(law, &compiled, &watched, (threads, spec), to, &mut list);
    let told = args.progress || std::io::stderr().is_terminal();
    let summary = with_progress(told, &progress, inputs.size(), lang, || match &args.out {
        Some(path) => {
            let lost = |e| ScanError::io(path.display(), e);
            let form = Form::of(path, "a table of findings")?;
            crate::common::clean_up_when_interrupted();
            let mut file = OutFile::create(path).map_err(lost)?;
            let summary = scan_to(form.to(&mut file))?;
            file.finish().map_err(lost)?;
            Ok(summary)
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout());
            let summary = scan_to(FindingsTo::Csv(&mut out))?;
            out.flush()
                .map_err(|e| ScanError::io("standard output", e))?;
            Ok(summary)
        }
    })?;
    if let Err(error) = listed.flush() {
        lost = Some(error);
    }
    match lost {
        Some(error) => Err(ScanError::io("the list of rejected rows", error)),
        None => Ok(summary),
    }
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Parquet,
    Csv,
    Jsonl,
}

impl Form {
    /// By the ending of the name.
    ///
    /// # Errors
    /// Another ending; `what` says what is written.
    pub fn of(path: &Path, what: &str) -> Result<Form, ScanError> {
        // What is no plain file has no ending to go by.
        let special = std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir());
        match path.extension().and_then(|e| e.to_str()) {
            Some("parquet" | "pq") => Ok(Form::Parquet),
            Some("csv") => Ok(Form::Csv),
            Some("jsonl" | "ndjson") => Ok(Form::Jsonl),
            _ if special => Ok(Form::Csv),
            _ => Err(ScanError::Output(format!(
                "{}: {what} is written as .parquet, .csv or .jsonl",
                path.display()
            ))),
        }
    }

    /// Into a file.
    pub fn to(self, file: &mut OutFile) -> FindingsTo<'_> {
        match self {
            Form::Parquet => FindingsTo::Parquet(file),
            Form::Csv => FindingsTo::Csv(file),
            Form::Jsonl => FindingsTo::Jsonl(file),
        }
    }
}

/// Does the work, and tells meanwhile how far it has come.
fn with_progress<T>(
    told: bool,
    progress: &Progress,
    size: Option<u64>,
    lang: Lang,
    work: impl FnOnce() -> T,
) -> T {
    if !told {
        return work();
    }
    let (done, wait) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let begun = Instant::now();
            let mut shown = false;
            // Ends when the work is done and `done` with it.
            while wait.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
                let line = how_far(progress, size, begun.elapsed().as_secs_f64(), lang);
                eprint!("\r\x1b[K{line}");
                shown = true;
            }
            if shown {
                eprint!("\r\x1b[K");
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Rows, rate, and the time left by the share of the input that was read.
fn how_far(progress: &Progress, size: Option<u64>, seconds: f64, lang: Lang) -> String {
    let rows = progress.rows();
    let rate = rows as f64 / seconds.max(0.001);
    let share = size.map(|all| (progress.done() as f64 / (all.max(1)) as f64).min(1.0));
    let left = share
        .filter(|s| *s > 0.0)
        .map(|s| (seconds / s - seconds).round() as u64);
    let time = left.map(|s| format!("{}:{:02}", s / 60, s % 60));
    let percent = share.map(|s| format!("{:.0} %", s * 100.0));
    match (lang, percent, time) {
        (Lang::Ja, Some(p), Some(t)) => format!("{p}、{rows}行、毎秒{rate:.0}行、残り{t}"),
        (Lang::Ja, _, _) => format!("{rows}行、毎秒{rate:.0}行"),
        (_, Some(p), Some(t)) => format!("{p}, {rows} rows, {rate:.0} rows/s, {t} left"),
        _ => format!("{rows} rows, {rate:.0} rows/s"),
    }
}

/// Sums, and the actors that could not be found, most frequent first.
fn tell(summary: &Summary, lang: Lang) {
    let t = &summary.totals;
    let read = t.used + t.left_out + t.rejected;
    let (findings, against) = (summary.findings, summary.against);
    let mut unknown: Vec<(&String, &u64)> = summary.unresolved.iter().collect();
    unknown.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let (codes, ja) = (unknown.len(), lang == Lang::Ja);
    if ja {
        eprintln!(
            "{read}行：使用{}（出来事{}件）、対象外{}、不採用{}",
            t.used, t.events, t.left_out, t.rejected
        );
        eprintln!("該当{findings}件、うち拘束する規定に確実に反するもの{against}件");
    } else {
        eprintln!(
            "{read} rows read: {} used ({} events), {} left out, {} rejected",
            t.used, t.events, t.left_out, t.rejected
        );
        eprintln!("{findings} findings, {against} of them certainly against what bound");
    }
    if codes == 0 {
        return;
    }
    match ja {
        true => eprintln!("その日に誰を指すか不明の主体コード{codes}個："),
        false => eprintln!("{codes} codes of actors stand for nobody known on the day:"),
    }
    for (code, times) in unknown.iter().take(20) {
        match ja {
            true => eprintln!("  {code}（{times}回）"),
            false => eprintln!("  {code} ({times} times)"),
        }
    }
    if codes > 20 {
        match ja {
            true => eprintln!("  …ほか{}個", codes - 20),
            false => eprintln!("  … and {} more", codes - 20),
        }
    }
}
