//! `servanda scan`: a table of events against all that binds.

use crate::common::{Shared, fail};
use servanda_ask::reading;
use servanda_law::Law;
use servanda_scan::{
    CompiledLaw, FindingsTo, Inputs, Mapping, Reject, RowReader, ScanError, Summary, Vocabulary,
    find,
};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

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
    /// Where the findings go: a .parquet or .csv file; CSV on standard output without it.
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
    match scan(args, &law, &spec) {
        Ok(summary) => {
            tell(&summary);
            match (summary.totals.rejected, summary.against) {
                (0, 0) => ExitCode::SUCCESS,
                (0, _) => ExitCode::from(FOUND),
                _ => ExitCode::from(INCOMPLETE),
            }
        }
        Err(error) => fail(error),
    }
}

fn scan(args: &Args, law: &Law, spec: &servanda_law::ReadingSpec) -> Result<Summary, ScanError> {
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
        Some(path) => Box::new(create(path)?),
        None => Box::new(BufWriter::new(std::io::stderr())),
    };
    let mut lost = None;
    let mut list = |reject: Reject| {
        // A list that cannot be written must not stop the scan, nor go unsaid.
        if let Err(error) = writeln!(listed, "{reject}") {
            lost = Some(error);
        }
    };
    let summary = match &args.out {
        Some(path) if path.extension().is_some_and(|e| e == "parquet") => {
            let mut file = create(path)?;
            let summary = find(
                law,
                &compiled,
                &inputs,
                (threads, spec),
                FindingsTo::Parquet(&mut file),
                &mut list,
            )?;
            file.flush().map_err(|e| ScanError::io(path.display(), e))?;
            summary
        }
        Some(path) => {
            let mut file = create(path)?;
            let summary = find(
                law,
                &compiled,
                &inputs,
                (threads, spec),
                FindingsTo::Csv(&mut file),
                &mut list,
            )?;
            file.flush().map_err(|e| ScanError::io(path.display(), e))?;
            summary
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout());
            let summary = find(
                law,
                &compiled,
                &inputs,
                (threads, spec),
                FindingsTo::Csv(&mut out),
                &mut list,
            )?;
            out.flush()
                .map_err(|e| ScanError::io("standard output", e))?;
            summary
        }
    };
    if let Err(error) = listed.flush() {
        lost = Some(error);
    }
    match lost {
        Some(error) => Err(ScanError::io("the list of rejected rows", error)),
        None => Ok(summary),
    }
}

fn create(path: &Path) -> Result<BufWriter<File>, ScanError> {
    let file = File::create(path).map_err(|e| ScanError::io(path.display(), e))?;
    Ok(BufWriter::new(file))
}

/// Sums, and the actors that could not be found, most frequent first.
fn tell(summary: &Summary) {
    let t = &summary.totals;
    let read = t.used + t.left_out + t.rejected;
    eprintln!(
        "{read} rows read: {} used ({} events), {} left out, {} rejected",
        t.used, t.events, t.left_out, t.rejected
    );
    eprintln!(
        "{} findings, {} of them certainly against what bound",
        summary.findings, summary.against
    );
    let mut unknown: Vec<(&String, &u64)> = summary.unresolved.iter().collect();
    if unknown.is_empty() {
        return;
    }
    unknown.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    eprintln!(
        "{} codes of actors stand for nobody known on the day:",
        unknown.len()
    );
    for (code, times) in unknown.iter().take(20) {
        eprintln!("  {code} ({times} times)");
    }
    if unknown.len() > 20 {
        eprintln!("  … and {} more", unknown.len() - 20);
    }
}
