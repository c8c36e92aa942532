//! The client: plans a scan, has it done, and writes down what comes.

use crate::codec::LogicalCodec;
use crate::executor::host_and_port;
use crate::laws::Laws;
use crate::node::{FindNode, Task};
use crate::out::{FindingsFile, told_to_end};
use crate::tables::Tables;
use crate::wire;
use arrow_schema::SchemaRef;
use ballista::extension::{SessionConfigExt, SessionContextExt};
use datafusion::arrow::compute::BatchCoalescer;
use datafusion::common::Column;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::logical_expr::{Expr, Extension, LogicalPlan, LogicalPlanBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;
use servanda_scan::{RowReader, Summary};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are written at a time.
const BATCH: usize = 8192;

/// What to scan.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Parquet, CSV or TSV files, or patterns ("events/*.parquet"). Scheduler and executors must find them at the
    /// same paths.
    #[arg(required = true)]
    pub events: Vec<String>,
    /// The scheduler's address.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// How to read the columns: acled, cow-dyadic-wars, gdelt1, gdelt2, icews, ucdp-acd, ucdp-ged.
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "map",
        conflicts_with = "map"
    )]
    pub preset: Option<String>,
    /// How to read the columns: a file of your own. It must name the events by a column (`id`).
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Further records, laid over the built-in one, as in `servanda scan`. Executors must find them at the same
    /// paths; they refuse to scan by a record with another digest.
    #[arg(long = "record", value_name = "DIR")]
    pub records: Vec<PathBuf>,
    /// The reading: a name, or CHOICE=OPTION (may be given more than once).
    #[arg(long, value_name = "READING")]
    pub reading: Vec<String>,
    /// Where the findings go: a .parquet file. It has its name only once it is whole.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// List rows that could not be used here instead of on standard error.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Into how many parts to divide the tables, at most; one for each 128 MB without it, at least 8. The findings
    /// do not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=65536))]
    pub parts: Option<u64>,
}

/// A scan that is ready to be had done.
pub struct Planned {
    /// What is to be done.
    pub task: Task,
    tables: Tables,
    laws: Laws,
}

impl Planned {
    /// Finds record, mapping and tables, and sees whether they fit.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn new(options: &Options) -> Result<Planned, String> {
        let absolute = |path: &PathBuf| {
            let found = path.canonicalize();
            found.map_err(|e| format!("{}: {e}", path.display()))
        };
        let records = options.records.iter().map(absolute);
        let records = records.collect::<Result<Vec<_>, _>>()?;
        let laws = Laws::load(&records)?;
        let reading = servanda_ask::reading(&options.reading, laws.law.record())?;
        let (mapping_name, mapping) = match (&options.preset, &options.map) {
            (Some(name), _) => (name.clone(), None),
            (None, Some(path)) => {
                let text = std::fs::read_to_string(path);
                let text = text.map_err(|e| format!("{}: {e}", path.display()))?;
                (path.display().to_string(), Some(text))
            }
            (None, None) => return Err("a preset or a mapping is needed".to_owned()),
        };
        let mut task = Task {
            records: records.iter().map(|p| p.display().to_string()).collect(),
            digest: laws.digest(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            mapping_name,
            mapping,
            reading,
            tables: String::new(),
            text: false,
        };
        let mapping = task.read_mapping().map_err(|e| e.to_string())?;
        if mapping.pair.is_some() {
            return Err(format!(
                "{}: rows that act toward the other rows of their group (`pair`) may stand apart on a cluster; \
                 use `servanda scan`",
                task.mapping_name
            ));
        }
        let tables = Tables::find(&options.events, &mapping)?;
        task.tables = tables.name();
        task.text = tables.is_text();
        Ok(Planned { task, tables, laws })
    }

    /// Has it done. Gives the columns of the findings, and all that passes, sorted.
    ///
    /// # Errors
    /// The tables cannot be read, or the scheduler not be reached.
    pub async fn start(
        &self,
        scheduler: &str,
        parts: Option<u64>,
    ) -> Result<(SchemaRef, SendableRecordBatchStream), String> {
        let (host, port) = host_and_port(scheduler)?;
        let parts = parts.and_then(|p| usize::try_from(p).ok());
        let parts = parts.unwrap_or_else(|| self.tables.parts());
        let config = SessionConfig::new_with_ballista()
            .with_ballista_job_name("servanda scan")
            .with_ballista_logical_extension_codec(Arc::new(LogicalCodec::default()))
            .with_target_partitions(parts)
            .with_repartition_file_scans(true)
            // How a scan is divided is said above, whatever the size of the files.
            .with_repartition_file_min_size(1);
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_default_features()
            .build();
        let failed = |e: datafusion::error::DataFusionError| format!("{scheduler}: {}", reason(&e));
        let url = format!("df://{host}:{port}");
        let session = SessionContext::remote_with_state(&url, state).await;
        let session = session.map_err(failed)?;
        let mapping = self.task.read_mapping().map_err(|e| e.to_string())?;
        let reader = RowReader::new(mapping.clone(), self.laws.vocabulary.clone());
        let reader = reader.map_err(|e| e.to_string())?;
        let input = self
            .tables
            .plan(&session.state(), &reader, &mapping)
            .await?;
        let finder = self.laws.finder(&self.task, input.schema().as_arrow())?;
        let findings = finder.schema();
        let wire = wire::schema(&findings);
        let plan = find_and_sort(input, Arc::new(self.task.clone()), wire).map_err(failed)?;
        let found = session.execute_logical_plan(plan).await.map_err(failed)?;
        let stream = found.execute_stream().await.map_err(failed)?;
        Ok((findings, stream))
    }
}

/// Notes first; then the findings by event, id and whatever else they say, so that there is one order only.
fn find_and_sort(
    input: LogicalPlan,
    task: Arc<Task>,
    wire: SchemaRef,
) -> datafusion::error::Result<LogicalPlan> {
    let node = Arc::new(FindNode::new(input, task, wire.clone())?);
    let find = LogicalPlan::Extension(Extension { node });
    let column = |at: usize| Expr::Column(Column::new_unqualified(wire.field(at).name()));
    let rest = (3..wire.fields().len()).map(|at| column(at).sort(true, true));
    let order = [
        column(0).sort(true, false),
        column(2).sort(true, true),
        column(1).sort(true, true),
    ];
    LogicalPlanBuilder::from(find)
        .sort(order.into_iter().chain(rest))?
        .build()
}

/// Scans, and writes the findings.
///
/// # Errors
/// The scan is not whole; then there is no file.
pub async fn run(options: &Options) -> Result<Summary, String> {
    let is_parquet = |p: &Path| p.extension().is_some_and(|e| e == "parquet" || e == "pq");
    if !is_parquet(&options.out) {
        return Err(format!(
            "{}: a cluster writes a .parquet file",
            options.out.display()
        ));
    }
    let planned = Planned::new(options)?;
    tokio::select! {
        done = write(options, &planned) => done,
        () = told_to_end() => Err("interrupted; there are no findings".to_owned()),
    }
}

async fn write(options: &Options, planned: &Planned) -> Result<Summary, String> {
    let (findings, mut stream) = planned.start(&options.scheduler, options.parts).await?;
    let mut file =
        FindingsFile::create(&options.out, findings.clone()).map_err(|e| e.to_string())?;
    let mut rejects: Box<dyn Write + Send> = match &options.rejects {
        Some(path) => {
            let list = File::create(path).map_err(|e| format!("{}: {e}", path.display()))?;
            Box::new(BufWriter::new(list))
        }
        None => Box::new(std::io::stderr()),
    };
    let unlisted = |e| format!("the list of rejected rows: {e}");
    let mut sums = Summary::default();
    let mut written = 0;
    let mut same_sized = BatchCoalescer::new(wire::schema(&findings), BATCH);
    while let Some(batch) = stream.next().await {
        let batch = batch.map_err(|e| format!("{}: {}", options.scheduler, reason(&e)))?;
        let (notes, batch) = wire::unpack(&batch).map_err(|e| e.to_string())?;
        for reason in notes.into_iter().filter_map(|note| note.add_to(&mut sums)) {
            writeln!(rejects, "{reason}").map_err(unlisted)?;
        }
        written += batch.num_rows() as u64;
        // The file must not depend on how the rows came.
        same_sized.push_batch(batch).map_err(|e| e.to_string())?;
        put(&mut same_sized, &findings, &mut file)?;
    }
    same_sized
        .finish_buffered_batch()
        .map_err(|e| e.to_string())?;
    put(&mut same_sized, &findings, &mut file)?;
    rejects.flush().map_err(unlisted)?;
    if written != sums.findings {
        return Err(format!(
            "{written} findings came, but the executors had found {}: the scan is not whole",
            sums.findings
        ));
    }
    file.finish().map_err(|e| e.to_string())?;
    Ok(sums)
}

/// Writes the batches that are complete.
fn put(
    batches: &mut BatchCoalescer,
    findings: &SchemaRef,
    file: &mut FindingsFile,
) -> Result<(), String> {
    while let Some(rows) = batches.next_completed_batch() {
        let batch = wire::findings_of(&rows, findings).map_err(|e| e.to_string())?;
        file.write(batch).map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// What went wrong, without the names that the layers in between give it.
fn reason(error: &datafusion::error::DataFusionError) -> String {
    let mut text = error.to_string();
    if let Some((first, _)) = text.split_once("\n\nbacktrace:") {
        text = first.to_owned();
    }
    text
}
