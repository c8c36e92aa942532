//! The process that deals out the work.

use crate::codec::{LogicalCodec, PhysicalCodec};
use crate::exec::FindPlanner;
use async_trait::async_trait;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::utils::default_session_builder;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion::catalog::Session;
use datafusion::common::Result;
use datafusion::execution::context::{QueryPlanner, SessionState};
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{DefaultPhysicalPlanner, PhysicalPlanner};
use datafusion::prelude::SessionConfig;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use std::sync::Arc;
use tokio::net::TcpListener;

/// How to run a scheduler.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Address to listen on, as HOST:PORT; port 0 takes a free one. Whoever reaches it can have any file read
    /// that the executors can read: let nobody reach it but the machines that work together.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub listen: String,
    /// After how many seconds without a word an executor counts as lost, and others get its work; at least 10
    /// (a busy one speaks every 5).
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(10..))]
    pub executor_timeout: u64,
    /// How many executors `/readyz` waits for before it answers 200.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub ready_with: usize,
}

/// What the line on standard error begins with that says on which address the scheduler listens.
pub const LISTENING: &str = "scheduler listening on ";

/// Runs a scheduler until the process is told to end.
///
/// # Errors
/// It cannot listen, or breaks down.
pub async fn run(options: &Options) -> std::result::Result<(), String> {
    let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", options.listen);
    let listener = TcpListener::bind(&options.listen).await;
    let listener = listener.map_err(|e| failed(&e))?;
    let address = listener.local_addr().map_err(|e| failed(&e))?;
    let timeout = options.executor_timeout;
    let config = SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        executor_timeout_seconds: timeout,
        expire_dead_executor_interval_seconds: (timeout / 4).clamp(1, 15),
        // A scan may begin before its executors do.
        no_executors_grace_period_seconds: timeout.max(180),
        min_ready_executors: options.ready_with,
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        override_session_builder: Some(Arc::new(session)),
        override_logical_codec: Some(Arc::new(LogicalCodec::default())),
        override_physical_codec: Some(Arc::new(PhysicalCodec::default())),
        ..SchedulerConfig::default()
    };
    config.validate().map_err(|e| e.to_string())?;
    let cluster = BallistaCluster::new_from_config(&config).await;
    let cluster = cluster.map_err(|e| e.to_string())?;
    let scheduler =
        create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config)).await;
    let scheduler = scheduler.map_err(|e| e.to_string())?;
    eprintln!("{LISTENING}{address}");
    let served = start_grpc_service_with_listener(listener, scheduler);
    tokio::select! {
        ended = served => ended.map_err(|e| e.to_string()),
        () = crate::out::told_to_end() => Ok(()),
    }
}

/// Sessions that can plan scans.
fn session(config: SessionConfig) -> Result<SessionState> {
    let state = default_session_builder(config)?;
    let builder = SessionStateBuilder::new_from_existing(state);
    Ok(builder.with_query_planner(Arc::new(Planner)).build())
}

#[derive(Debug)]
struct Planner;

#[async_trait]
impl QueryPlanner for Planner {
    async fn create_physical_plan(
        &self,
        plan: &LogicalPlan,
        session: &dyn Session,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let planner = DefaultPhysicalPlanner::with_extension_planners(vec![Arc::new(FindPlanner)]);
        planner.create_physical_plan(plan, session).await
    }
}
