//! The scan as a step of a physical plan.

use crate::drill;
use crate::laws::Laws;
use crate::node::{FindNode, Task};
use crate::wire::{self, Note};
use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::Session;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{LogicalPlan, UserDefinedLogicalNode};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::EmissionType;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    ChildrenPropertiesMode, DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties,
    PlanProperties, ReplaceChildrenOptions,
};
use datafusion::physical_planner::{ExtensionPlanner, PhysicalPlanner};
use futures::{StreamExt, TryStreamExt};
use servanda_scan::{BatchFinder, Summary};
use std::fmt;
use std::sync::Arc;

/// Finds in the rows of each partition of its input.
#[derive(Clone, Debug)]
pub struct FindExec {
    input: Arc<dyn ExecutionPlan>,
    task: Arc<Task>,
    properties: Arc<PlanProperties>,
}

impl FindExec {
    /// Finds in the rows of `input`; `schema` is that of [`wire`].
    #[must_use]
    pub fn new(input: Arc<dyn ExecutionPlan>, task: Arc<Task>, schema: SchemaRef) -> FindExec {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            // Of another kind than its input's: those rows are not these.
            datafusion::physical_plan::Partitioning::UnknownPartitioning(
                input.output_partitioning().partition_count(),
            ),
            EmissionType::Incremental,
            input.boundedness(),
        );
        FindExec {
            input,
            task,
            properties: Arc::new(properties),
        }
    }

    /// What is to be done.
    #[must_use]
    pub fn task(&self) -> &Arc<Task> {
        &self.task
    }
}

impl DisplayAs for FindExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "FindExec: record={}, mapping={}",
            self.task.digest, self.task.mapping_name
        )
    }
}

impl ExecutionPlan for FindExec {
    fn name(&self) -> &str {
        "FindExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (children.pop(), children.is_empty()) {
            (Some(input), true) => {
                let schema = self.schema();
                Ok(Arc::new(FindExec::new(input, self.task.clone(), schema)))
            }
            _ => Err(DataFusionError::Plan("a scan has one input".to_owned())),
        }
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let options = ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute);
        self.replace_children(children, options)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let schema = self.schema();
        let input = self.input.execute(partition, context)?;
        let (task, wire) = (self.task.clone(), schema.clone());
        let found = futures::stream::once(async move {
            drill::part().await;
            let finder = finder(task, input.schema()).await?;
            if *wire != *wire::schema(&finder.schema()) {
                let message =
                    "the findings have here other columns than where the scan was planned";
                return Err(DataFusionError::Execution(message.to_owned()));
            }
            let state = Finding {
                input,
                finder,
                wire,
                sums: Some(Summary::default()),
            };
            let batches = futures::stream::try_unfold(state, Finding::next);
            Ok(batches
                .map_ok(|batches| futures::stream::iter(batches.into_iter().map(Ok)))
                .try_flatten())
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(
            schema,
            found.try_flatten().boxed(),
        )))
    }
}

/// What finds, made away from the threads that others wait for: the first time, the record is read.
async fn finder(task: Arc<Task>, table: SchemaRef) -> Result<BatchFinder> {
    let made = tokio::task::spawn_blocking(move || {
        let laws = Laws::of(&task)?;
        laws.finder(&task, &table)
    });
    let made = made
        .await
        .map_err(|e| DataFusionError::External(Box::new(e)))?;
    made.map_err(DataFusionError::Execution)
}

/// One partition being worked on.
struct Finding {
    input: SendableRecordBatchStream,
    finder: BatchFinder,
    wire: SchemaRef,
    /// None once they have been told.
    sums: Option<Summary>,
}

impl Finding {
    async fn next(mut self) -> Result<Option<(Vec<RecordBatch>, Finding)>> {
        let Some(sums) = &mut self.sums else {
            return Ok(None);
        };
        let mut out = Vec::new();
        match self.input.next().await.transpose()? {
            Some(batch) => {
                let mut found = Vec::new();
                let rejects = self
                    .finder
                    .find(&batch, sums, &mut |batch| found.push(batch));
                let rejects = rejects.map_err(|e| DataFusionError::Execution(e.to_string()))?;
                for batch in found {
                    out.push(wire::pack(&batch, &self.wire)?);
                }
                if !rejects.is_empty() {
                    let notes: Vec<Note> = rejects
                        .into_iter()
                        .map(|r| Note::Reject(r.reason))
                        .collect();
                    out.push(wire::pack_notes(&notes, &self.wire)?);
                }
            }
            None => {
                let sums = self.sums.take().unwrap_or_default();
                out.push(wire::pack_notes(&[Note::of(sums)], &self.wire)?);
            }
        }
        Ok(Some((out, self)))
    }
}

/// Plans [`FindNode`]s.
#[derive(Debug)]
pub struct FindPlanner;

#[async_trait]
impl ExtensionPlanner for FindPlanner {
    async fn plan_extension(
        &self,
        _: &dyn PhysicalPlanner,
        node: &dyn UserDefinedLogicalNode,
        _: &[&LogicalPlan],
        inputs: &[Arc<dyn ExecutionPlan>],
        _: &dyn Session,
        _: &datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let (Some(node), [input]) = (node.as_any().downcast_ref::<FindNode>(), inputs) else {
            return Ok(None);
        };
        let schema = Arc::new(UserDefinedLogicalNode::schema(node).as_arrow().clone());
        let exec = FindExec::new(input.clone(), node.task.clone(), schema);
        Ok(Some(Arc::new(exec)))
    }
}
