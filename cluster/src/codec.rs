//! The scan's steps as bytes, for client, scheduler and executors.

use crate::exec::FindExec;
use crate::node::{FindNode, Task};
use ballista_core::serde::{BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec};
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::datasource::file_format::FileFormatFactory;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::logical_expr::{Extension, LogicalPlan};
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use prost::Message;
use std::sync::Arc;

/// What the bytes of a step begin with; the number is that of their form.
const MARK: &[u8] = b"servanda-find 1\n";

/// Task and columns of a step.
///
/// # Errors
/// They cannot be written down.
fn write(task: &Task, schema: &Schema, buf: &mut Vec<u8>) -> Result<()> {
    let task = serde_json::to_vec(task).map_err(|e| DataFusionError::External(Box::new(e)))?;
    buf.extend_from_slice(MARK);
    buf.extend_from_slice(&(task.len() as u64).to_le_bytes());
    buf.extend_from_slice(&task);
    let schema = datafusion_proto_common::Schema::try_from(schema)?;
    buf.extend_from_slice(&schema.encode_to_vec());
    Ok(())
}

/// What [`write`] wrote; `None` if it is something else.
fn read(buf: &[u8]) -> Option<Result<(Arc<Task>, SchemaRef)>> {
    let rest = buf.strip_prefix(MARK)?;
    let parts = || {
        let (len, rest) = rest.split_first_chunk::<8>()?;
        let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
        rest.split_at_checked(len)
    };
    let cut = || DataFusionError::Plan("a scan came incomplete".to_owned());
    let foreign = |e: &dyn std::fmt::Display| {
        DataFusionError::Plan(format!(
            "a scan came that cannot be read (client, scheduler and executors must be of the same version): {e}"
        ))
    };
    Some(parts().ok_or_else(cut).and_then(|(task, schema)| {
        let task: Task = serde_json::from_slice(task).map_err(|e| foreign(&e))?;
        let schema = datafusion_proto_common::Schema::decode(schema).map_err(|e| foreign(&e))?;
        let schema = Schema::try_from(&schema).map_err(|e| foreign(&e))?;
        Ok((Arc::new(task), Arc::new(schema)))
    }))
}

/// Reads and writes [`FindNode`]s, and leaves everything else to Ballista.
#[derive(Debug, Default)]
pub struct LogicalCodec(BallistaLogicalExtensionCodec);

impl LogicalExtensionCodec for LogicalCodec {
    fn try_decode(
        &self,
        buf: &[u8],
        inputs: &[LogicalPlan],
        ctx: &TaskContext,
    ) -> Result<Extension> {
        let Some(read) = read(buf) else {
            return self.0.try_decode(buf, inputs, ctx);
        };
        let (task, schema) = read?;
        let [input] = inputs else {
            return Err(DataFusionError::Plan("a scan has one input".to_owned()));
        };
        Ok(Extension {
            node: Arc::new(FindNode::new(input.clone(), task, schema)?),
        })
    }

    fn try_encode(&self, node: &Extension, buf: &mut Vec<u8>) -> Result<()> {
        match node.node.as_any().downcast_ref::<FindNode>() {
            Some(find) => write(&find.task, node.node.schema().as_arrow(), buf),
            None => self.0.try_encode(node, buf),
        }
    }

    fn try_decode_table_provider(
        &self,
        buf: &[u8],
        table: &TableReference,
        schema: SchemaRef,
        ctx: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        self.0.try_decode_table_provider(buf, table, schema, ctx)
    }

    fn try_encode_table_provider(
        &self,
        table: &TableReference,
        node: Arc<dyn TableProvider>,
        buf: &mut Vec<u8>,
    ) -> Result<()> {
        self.0.try_encode_table_provider(table, node, buf)
    }

    fn try_decode_file_format(
        &self,
        buf: &[u8],
        ctx: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.0.try_decode_file_format(buf, ctx)
    }

    fn try_encode_file_format(
        &self,
        buf: &mut Vec<u8>,
        node: Arc<dyn FileFormatFactory>,
    ) -> Result<()> {
        self.0.try_encode_file_format(buf, node)
    }
}

/// Reads and writes [`FindExec`]s, and leaves everything else to Ballista.
#[derive(Debug, Default)]
pub struct PhysicalCodec(BallistaPhysicalExtensionCodec);

impl PhysicalExtensionCodec for PhysicalCodec {
    fn try_decode(
        &self,
        buf: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        ctx: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let Some(read) = read(buf) else {
            return self.0.try_decode(buf, inputs, ctx, converter);
        };
        let (task, schema) = read?;
        match inputs {
            [input] => Ok(Arc::new(FindExec::new(input.clone(), task, schema))),
            _ => Err(DataFusionError::Plan("a scan has one input".to_owned())),
        }
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        buf: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        match node.downcast_ref::<FindExec>() {
            Some(find) => write(find.task(), &find.schema(), buf),
            None => self.0.try_encode(node, buf, converter),
        }
    }
}
