//! `servanda panel`: obligations for every pair of states and year, as a table.

use crate::common::{OutFile, Shared, fail};
use clap::ValueEnum;
use servanda_ask::reading;
use servanda_law::Law;
use servanda_record::{Lang, Record};
use servanda_scan::{
    FindingsTo, PanelCounts, PanelDuty, PanelRule, PanelSpec, PanelSummary, PanelUnit, ScanError,
    panel,
};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// Two states and a year; an obligation of either counts.
    DyadYear,
    /// A state, another to whom it owes, and a year.
    DirectedDyadYear,
    /// A state and a year; what it owes to anyone counts.
    StateYear,
    /// Two states and a day; an obligation of either counts.
    DyadDay,
}

/// Which days of a year decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rule {
    /// 1 if on one day at least.
    AnyDay,
    /// 1 if on every day on which the states existed.
    AllDays,
    /// As on 1 January.
    FirstDay,
    /// As on 31 December.
    LastDay,
}

/// From when an obligation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Counts {
    /// While its agreement is in force, whether or not the event that the duty waits for has come.
    InForce,
    /// Only once that event, or a condition it sets, has come too.
    Due,
}

/// Systems of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Codes {
    /// Correlates of War.
    Cow,
    /// Gleditsch and Ward.
    Gw,
    /// ISO 3166-1, three letters.
    Iso3,
}

/// Make a panel: for every pair of states (or state) and year (or day), whether obligations bound them.
///
/// Each obligation has four columns: its name (1, 0 or empty), NAME_reason (why it is empty),
/// NAME_agreements and NAME_provisions (ids of what gives a 1). A 1 is given only where the
/// record is certain under every reading (or under the one asked for).
///
/// A 0 is given only where absence says something: that no agreement is recorded proves nothing, unless a
/// source claims to hold all of them. Name such sources with --covered-by; for the period that they cover,
/// and where whatever is recorded was certainly not in force, the value is 0. Everywhere else it stays
/// empty, with the reason: no-record, outside-coverage, unknown, reading:CHOICE (the answer turns on a
/// choice of reading; see `servanda show CHOICE`), not-existing (on the first or last day of the year).
/// What a source with a period says is not carried on beyond it.
///
/// States are listed by the codes they held, day by day; two make a row if both existed on one day of
/// it at least. Rows come in the order of the codes, then of time; the same record gives the same bytes.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// What a row is about.
    #[arg(long, value_enum, default_value = "dyad-year")]
    unit: Unit,
    /// Obligations, separated by commas: a topic (neutrality), a sort of duty (must-not), or both
    /// (non-aggression/must-not). A topic alone leaves out what is only allowed or aimed at.
    #[arg(
        long,
        value_name = "OBLIGATION",
        value_delimiter = ',',
        required = true
    )]
    obligation: Vec<String>,
    /// The first year.
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true)]
    from: i32,
    /// The last year, itself included.
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true)]
    to: i32,
    /// Which days of the year decide.
    #[arg(long, value_enum, default_value = "any-day")]
    rule: Rule,
    /// By which codes states are listed.
    #[arg(long, value_enum, default_value = "cow")]
    codes: Codes,
    /// Sources that claim to hold all agreements with these obligations, separated by commas; each must
    /// say which period it covers. Only in that period does a missing agreement count as 0.
    #[arg(long, value_name = "SOURCE", value_delimiter = ',')]
    covered_by: Vec<String>,
    /// From when an obligation counts.
    #[arg(long, value_enum, default_value = "in-force")]
    counts: Counts,
    /// The reading: a name, or CHOICE=OPTION (may be given more than once).
    #[arg(long, value_name = "READING")]
    reading: Vec<String>,
    /// Where it goes: a .parquet, .csv or .jsonl file; CSV on standard output without it.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(record) => Arc::new(record),
        Err(code) => return code,
    };
    let spec = match spec(args, &record) {
        Ok(spec) => spec,
        Err(error) => return fail(error),
    };
    let law = Law::new(record);
    match write(&law, &spec, args.out.as_deref()) {
        Ok(Some(s)) => {
            match shared.lang() {
                Lang::Ja => eprintln!(
                    "{}行；値1は{}、値0は{}、空欄{}",
                    s.rows, s.ones, s.zeros, s.empty
                ),
                Lang::En => eprintln!(
                    "{} rows; {} values 1, {} values 0, {} empty",
                    s.rows, s.ones, s.zeros, s.empty
                ),
            }
            ExitCode::SUCCESS
        }
        Ok(None) => ExitCode::SUCCESS,
        Err(error) => fail(error),
    }
}

fn spec(args: &Args, record: &Record) -> Result<PanelSpec, String> {
    let duties: Result<Vec<PanelDuty>, String> = args
        .obligation
        .iter()
        .map(|text| PanelDuty::read(text, record))
        .collect();
    let asked = reading(&args.reading, record)?;
    Ok(PanelSpec {
        unit: match args.unit {
            Unit::DyadYear => PanelUnit::DyadYear,
            Unit::DirectedDyadYear => PanelUnit::DirectedDyadYear,
            Unit::StateYear => PanelUnit::StateYear,
            Unit::DyadDay => PanelUnit::DyadDay,
        },
        duties: duties?,
        from: args.from,
        to: args.to,
        rule: match args.rule {
            Rule::AnyDay => PanelRule::AnyDay,
            Rule::AllDays => PanelRule::AllDays,
            Rule::FirstDay => PanelRule::FirstDay,
            Rule::LastDay => PanelRule::LastDay,
        },
        codes: match args.codes {
            Codes::Cow => "cow",
            Codes::Gw => "gw",
            Codes::Iso3 => "iso3",
        }
        .to_owned(),
        covered_by: args.covered_by.clone(),
        reading: (!asked.is_default()).then_some(asked),
        counts: match args.counts {
            Counts::InForce => PanelCounts::InForce,
            Counts::Due => PanelCounts::Due,
        },
    })
}

/// Writes to a file, which has its name only once it is whole, or to standard output. `None` if whoever reads
/// that has had enough.
fn write(
    law: &Law,
    spec: &PanelSpec,
    out: Option<&Path>,
) -> Result<Option<PanelSummary>, ScanError> {
    let Some(path) = out else {
        let mut out = Pipe {
            inner: BufWriter::new(std::io::stdout()),
            closed: false,
        };
        let wrote = panel(law, spec, FindingsTo::Csv(&mut out));
        return match wrote {
            _ if out.closed => Ok(None),
            wrote => wrote.map(Some),
        };
    };
    let lost = |error| ScanError::io(path.display(), error);
    let form = super::scan::Form::of(path, "a panel")?;
    crate::common::clean_up_when_interrupted();
    let mut file = OutFile::create(path).map_err(lost)?;
    let summary = panel(law, spec, form.to(&mut file))?;
    file.finish().map_err(lost)?;
    Ok(Some(summary))
}

/// Standard output that notes when nobody reads on.
struct Pipe<W> {
    inner: W,
    closed: bool,
}

impl<W> Pipe<W> {
    fn note<T>(&mut self, wrote: std::io::Result<T>) -> std::io::Result<T> {
        if let Err(error) = &wrote {
            self.closed |= error.kind() == std::io::ErrorKind::BrokenPipe;
        }
        wrote
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let wrote = self.inner.write(bytes);
        self.note(wrote)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let wrote = self.inner.flush();
        self.note(wrote)
    }
}
