//! `servanda-cluster`: `servanda scan` on many machines.

use clap::{Parser, Subcommand};
use servanda_cluster::{executor, scan, scheduler};
use servanda_scan::Summary;
use std::process::ExitCode;

/// `servanda scan` on many machines: a scheduler, executors, and scans.
///
/// Exit codes: 0 nothing found against what bound; 1 something; 2 an error, and no file; 3 some rows could not be used.
#[derive(Parser)]
#[command(name = "servanda-cluster", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Deal out the work.
    Scheduler(scheduler::Options),
    /// Read tables and find in them.
    Executor(executor::Options),
    /// Scan tables of events for what they go against, or perform.
    Scan(scan::Options),
}

fn main() -> ExitCode {
    // What the engine says, for those who ask: RUST_LOG=info.
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("off")).init();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string()),
    };
    let ended = runtime.block_on(async {
        match &cli.command {
            Command::Scheduler(options) => scheduler::run(options).await.map(|()| None),
            Command::Executor(options) => executor::run(options).await.map(|()| None),
            Command::Scan(options) => scan::run(options).await.map(Some),
        }
    });
    // What is still under way is nobody's any more.
    runtime.shutdown_background();
    match ended {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(sums)) => {
            tell(&sums);
            match (sums.totals.rejected, sums.against) {
                (0, 0) => ExitCode::SUCCESS,
                (0, _) => ExitCode::from(1),
                _ => ExitCode::from(3),
            }
        }
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

/// Sums, and the actors that could not be found, most frequent first.
fn tell(sums: &Summary) {
    let t = &sums.totals;
    eprintln!(
        "{} rows read: {} used ({} events), {} left out, {} rejected",
        t.used + t.left_out + t.rejected,
        t.used,
        t.events,
        t.left_out,
        t.rejected
    );
    let (findings, against) = (sums.findings, sums.against);
    eprintln!("{findings} findings, {against} of them certainly against what bound");
    let mut unknown: Vec<(&String, &u64)> = sums.unresolved.iter().collect();
    unknown.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    if !unknown.is_empty() {
        let codes = unknown.len();
        eprintln!("{codes} codes of actors stand for nobody known on the day:");
    }
    for (code, times) in unknown.iter().take(20) {
        eprintln!("  {code} ({times} times)");
    }
    if let Some(more) = unknown.len().checked_sub(20).filter(|more| *more > 0) {
        eprintln!("  … and {more} more");
    }
}
