//! The process that reads and finds.

use crate::codec::{LogicalCodec, PhysicalCodec};
use crate::drill;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;

/// How to run an executor.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The scheduler's address. An executor waits a minute for it.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// Address to listen on, as HOST:PORT; port 0 takes a free one. Other executors and the client fetch from it.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:0")]
    pub listen: String,
    /// The name by which others reach this machine, if that is not what it listens on.
    #[arg(long, value_name = "HOST")]
    pub advertise: Option<String>,
    /// How many parts of a scan to work on at the same time; all cores without it.
    #[arg(long, value_name = "N")]
    pub cores: Option<usize>,
    /// Where found rows lie until they are fetched; a temporary folder without it.
    #[arg(long, value_name = "DIR")]
    pub work_dir: Option<PathBuf>,
    /// Memory for sorting, in bytes, all cores together; 70 % of the machine's without it.
    #[arg(long, value_name = "BYTES")]
    pub memory: Option<u64>,
    /// A rehearsal: stop working after so many parts, without a word, until killed.
    #[arg(long, value_name = "PARTS", hide = true)]
    pub drill_stall_after: Option<u64>,
}

/// Runs an executor until the process is told to end.
///
/// # Errors
/// It cannot listen, does not reach the scheduler, or breaks down.
pub async fn run(options: &Options) -> Result<(), String> {
    let (host, port) = host_and_port(&options.scheduler)?;
    let address = free_address(&options.listen)?;
    let temporary = match &options.work_dir {
        Some(_) => None,
        None => Some(tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?),
    };
    let work_dir = match (&options.work_dir, &temporary) {
        (Some(dir), _) => {
            std::fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
            dir.display().to_string()
        }
        (None, Some(dir)) => dir.path().display().to_string(),
        (None, None) => return Err("no folder to work in".to_owned()),
    };
    if let Some(parts) = options.drill_stall_after {
        drill::stall_after(parts);
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let config = ExecutorProcessConfig {
        bind_host: address.ip().to_string(),
        external_host: options.advertise.clone(),
        port: address.port(),
        // Work is asked for, never pushed: no other port is listened on.
        grpc_port: address.port(),
        scheduler_host: host,
        scheduler_port: port,
        scheduler_connect_timeout_seconds: 60,
        vcores: options.cores.unwrap_or(cores).max(1),
        work_dir: Some(work_dir),
        memory_pool_size: options.memory,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        override_logical_codec: Some(Arc::new(LogicalCodec::default())),
        override_physical_codec: Some(Arc::new(PhysicalCodec::default())),
        ..ExecutorProcessConfig::default()
    };
    eprintln!("executor serving on {address}, for {}", options.scheduler);
    let ended = start_executor_process(Arc::new(config)).await;
    drop(temporary);
    ended.map_err(|e| format!("{}: {e}", options.scheduler))
}

/// The parts of `HOST:PORT`.
///
/// # Errors
/// It is something else.
pub fn host_and_port(of: &str) -> Result<(String, u16), String> {
    let wrong = || format!("`{of}` is no HOST:PORT");
    let (host, port) = of.rsplit_once(':').ok_or_else(wrong)?;
    let port: u16 = port.parse().map_err(|_| wrong())?;
    match host {
        "" => Err(wrong()),
        _ => Ok((host.to_owned(), port)),
    }
}

/// An address to listen on, with a port that is free now in place of 0.
fn free_address(listen: &str) -> Result<SocketAddr, String> {
    let failed = |e: std::io::Error| format!("{listen}: {e}");
    let address = listen.to_socket_addrs().map_err(failed)?.next();
    let address = address.ok_or_else(|| format!("{listen}: no such host"))?;
    // Tried, too, so that an address that is taken is told of at once.
    let tried = TcpListener::bind(address).map_err(failed)?;
    tried.local_addr().map_err(failed)
}
