//! The scan of Servanda on many machines: the operator of `servanda scan`, run by DataFusion Ballista.
//!
//! A client ([`scan::run`]) plans a scan of tables, puts a [`node::FindNode`] above it and a sort above that, and
//! hands the plan to a scheduler ([`scheduler::run`]). Executors ([`executor::run`]) each read parts of the
//! tables, find in them with the law compiled on their own machine, and sort; what they found is merged
//! and written by the client.
//!
//! The tables are always read by the engine's own listing scan. An operator that reads by itself would not
//! be dealt out among the tasks: every task would read everything.

pub mod codec;
pub mod drill;
pub mod exec;
pub mod executor;
pub mod laws;
pub mod node;
pub mod out;
pub mod scan;
pub mod scheduler;
pub mod tables;
pub mod wire;
