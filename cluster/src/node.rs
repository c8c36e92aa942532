//! The scan as a step of a logical plan.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::{DFSchema, DFSchemaRef, plan_err};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{Expr, LogicalPlan, UserDefinedLogicalNodeCore};
use serde::{Deserialize, Serialize};
use servanda_law::ReadingSpec;
use servanda_scan::{Mapping, ScanError};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What is to be done, as it travels from the client to the executors.
///
/// The record does not travel: where it is, is said, and its digest, and who has another refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Task {
    /// The records laid over the built-in one, as absolute paths; none for the built-in one alone.
    pub records: Vec<String>,
    /// The digest that the record must have.
    pub digest: String,
    /// The version of the program that planned it.
    pub version: String,
    /// The preset, or what messages call the mapping.
    pub mapping_name: String,
    /// The text of the mapping; none for a preset.
    pub mapping: Option<String>,
    /// The reading.
    pub reading: ReadingSpec,
    /// What messages call the tables.
    pub tables: String,
    /// Whether the tables are of text.
    pub text: bool,
}

impl Task {
    /// The mapping.
    ///
    /// # Errors
    /// There is no such preset, or the text is no mapping.
    pub fn read_mapping(&self) -> Result<Mapping, ScanError> {
        match &self.mapping {
            Some(text) => Mapping::read(&self.mapping_name, text),
            None => Mapping::preset(&self.mapping_name),
        }
    }
}

/// Finds in the rows of its input.
#[derive(Clone, Debug)]
pub struct FindNode {
    /// The tables, with the columns needed.
    pub input: LogicalPlan,
    /// What is to be done.
    pub task: Arc<Task>,
    schema: DFSchemaRef,
}

impl FindNode {
    /// Finds in the rows of `input`; `schema` is that of [`wire`](crate::wire).
    ///
    /// # Errors
    /// Two columns have the same name.
    pub fn new(
        input: LogicalPlan,
        task: Arc<Task>,
        schema: SchemaRef,
    ) -> Result<FindNode, DataFusionError> {
        Ok(FindNode {
            input,
            task,
            schema: Arc::new(DFSchema::try_from(schema)?),
        })
    }

    fn key(&self) -> (&LogicalPlan, String) {
        let task = serde_json::to_string(&self.task).unwrap_or_default();
        (&self.input, task)
    }
}

impl PartialEq for FindNode {
    fn eq(&self, other: &FindNode) -> bool {
        self.key() == other.key()
    }
}

impl Eq for FindNode {}

impl PartialOrd for FindNode {
    fn partial_cmp(&self, other: &FindNode) -> Option<Ordering> {
        self.key().partial_cmp(&other.key())
    }
}

impl Hash for FindNode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl UserDefinedLogicalNodeCore for FindNode {
    fn name(&self) -> &str {
        "Find"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        &self.schema
    }

    fn expressions(&self) -> Vec<Expr> {
        Vec::new()
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "Find: record={}, mapping={}",
            self.task.digest, self.task.mapping_name
        )
    }

    fn with_exprs_and_inputs(
        &self,
        _: Vec<Expr>,
        mut inputs: Vec<LogicalPlan>,
    ) -> Result<FindNode, DataFusionError> {
        let (Some(input), true) = (inputs.pop(), inputs.is_empty()) else {
            return plan_err!("a scan has one input");
        };
        Ok(FindNode {
            input,
            ..self.clone()
        })
    }
}
