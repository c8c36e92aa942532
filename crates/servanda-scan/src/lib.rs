//! Events by the million against compiled obligations.
//!
//! A scan takes [`Obligation`]s (who owes whom, for which days and classes of acts),
//! compiles them into an [`ObligationIndex`], streams events from an [`EventSource`]
//! and gives every (event, obligation) row where the obligation binds the event's
//! actor toward its target on its day in respect of its class of act.
//!
//! ```
//! use servanda_scan::{ActSet, DiagramId, Events, Matcher, Obligation, ObligationIndex};
//!
//! let index = ObligationIndex::build(&[Obligation {
//!     id: 7, bearer: 0, counterparty: 1, from: 100, until: 200,
//!     acts: ActSet::from_mask(0b10), diagram: DiagramId::YES,
//! }])?;
//! let events = Events { days: &[99, 100], lasts: &[], actors: &[0, 0], targets: &[1, 1], acts: &[1, 1] };
//! let mut found = Vec::new();
//! Matcher::new(1024, false).scan(&index, events, |rows| {
//!     found.extend(rows.events.iter().copied().zip(rows.obligations.iter().copied()));
//!     Ok::<(), std::convert::Infallible>(())
//! });
//! assert_eq!(found, [(1, 7)]);
//! # Ok::<(), servanda_scan::IndexError>(())
//! ```

mod actors;
mod acts;
mod batch_finder;
mod batch_source;
mod collect;
mod compile;
mod dates;
mod encode;
mod error;
mod findings;
mod index;
mod inputs;
mod ipc_source;
mod kernel;
mod mapped;
mod mapping;
mod numeric;
mod obligation;
mod of_record;
mod panel;
mod parquet_sink;
mod parquet_source;
mod reader;
mod results;
mod scan;
mod source;
mod table;
mod tables;
mod text_sink;
mod text_source;
mod watch;

pub use actors::{ActorCodes, ActorTable};
pub use acts::{ActCodes, ActTerms, ActsError};
pub use batch_finder::BatchFinder;
pub use batch_source::BatchEvents;
pub use compile::{CompiledLaw, Duty};
pub use encode::{Encode, RowPlace};
pub use error::ScanError;
pub use findings::{FindingsTo, Summary, find};
pub use index::{IndexError, MAX_ACTORS, ObligationIndex};
pub use inputs::Inputs;
pub use kernel::{Events, Matcher, Rows};
pub use mapping::{
    ActColumn, ActorColumn, Condition, DateForm, DayColumns, Format, Mapping, Pair, Precision,
    Strip, Width,
};
pub use numeric::NumericColumns;
pub use obligation::{ANYONE, ActSet, DiagramId, Obligation, UNKNOWN_ACTOR};
pub use panel::{PanelCounts, PanelDuty, PanelRule, PanelSpec, PanelSummary, PanelUnit, panel};
pub use parquet_sink::{ParquetOutput, ParquetPiece, ParquetSink, ParquetSinks};
pub use parquet_source::ParquetEvents;
pub use reader::{RowReader, Vocabulary};
pub use results::{finding_of, values_in};
pub use scan::{Output, ScanOptions, Sink, Totals, output_schema, scan};
pub use source::{Blocks, EventBlock, EventSource, Read, Reject};
pub use table::{Held, Table};
pub use tables::parquet_as_csv;
pub use watch::{Progress, Watched};
