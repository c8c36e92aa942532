//! Events that are numbers already: columns of integers, used as they are.

use crate::encode::{Encode, RowPlace, position};
use crate::error::ScanError;
use crate::source::{EventBlock, Read, Reject};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, RecordBatch, UInt32Array};
use arrow_schema::{DataType, Field, Schema};

/// The columns of a table of events in numbers.
///
/// The id may have any type. Day, actor, target and act have an integer type; the
/// day may also be an Arrow date, and then counts from 1970-01-01. A row in which
/// one of the four is missing or out of range is rejected.
#[derive(Clone, Debug)]
pub struct NumericColumns {
    /// What the output names the event by.
    pub id: String,
    /// The day's number.
    pub day: String,
    /// The actor's number.
    pub actor: String,
    /// The target's number.
    pub target: String,
    /// The act's class.
    pub act: String,
}

impl Default for NumericColumns {
    /// `event_id`, `day`, `actor`, `target`, `act`.
    fn default() -> NumericColumns {
        NumericColumns {
            id: "event_id".into(),
            day: "day".into(),
            actor: "actor".into(),
            target: "target".into(),
            act: "act".into(),
        }
    }
}

impl Encode for NumericColumns {
    fn columns(&self, file: &str, schema: &Schema) -> Result<Vec<usize>, ScanError> {
        let mut found = [&self.id, &self.day, &self.actor, &self.target, &self.act]
            .into_iter()
            .map(|c| position(file, schema, c))
            .collect::<Result<Vec<_>, _>>()?;
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn id_field(&self, file: &str, schema: &Schema) -> Result<Field, ScanError> {
        Ok(schema.field(position(file, schema, &self.id)?).clone())
    }

    fn encode(&self, place: RowPlace<'_>, batch: &RecordBatch) -> Result<EventBlock, ScanError> {
        let column = |name: &str| -> Result<&dyn Array, ScanError> {
            let at = position(place.file, batch.schema_ref(), name)?;
            Ok(batch.column(at).as_ref())
        };
        let mut bad = Vec::new();
        let mut block = EventBlock {
            days: integers(&self.day, column(&self.day)?, &mut bad)?,
            actors: integers(&self.actor, column(&self.actor)?, &mut bad)?,
            targets: integers(&self.target, column(&self.target)?, &mut bad)?,
            acts: integers(&self.act, column(&self.act)?, &mut bad)?,
            ids: batch
                .column(position(place.file, batch.schema_ref(), &self.id)?)
                .clone(),
            lasts: Vec::new(),
            read: Read::default(),
        };
        if !bad.is_empty() {
            // One row, one reason: the first in the order of the columns above.
            bad.sort_by_key(|b| b.row);
            bad.dedup_by_key(|b| b.row);
            remove(&mut block, place, bad)?;
        }
        block.read.used = block.days.len() as u64;
        Ok(block)
    }
}

/// A row that cannot be used.
struct Bad {
    row: usize,
    reason: String,
}

/// Takes the bad rows, ascending, out of the block.
fn remove(block: &mut EventBlock, place: RowPlace<'_>, bad: Vec<Bad>) -> Result<(), ScanError> {
    let mut rows = bad.iter().map(|b| b.row).peekable();
    let keep: Vec<u32> = (0..block.days.len())
        .filter(|row| rows.next_if_eq(row).is_none())
        .map(|row| row as u32)
        .collect();
    fn pick<T: Copy>(values: &mut Vec<T>, keep: &[u32]) {
        for (to, from) in keep.iter().enumerate() {
            values[to] = values[*from as usize];
        }
        values.truncate(keep.len());
    }
    pick(&mut block.days, &keep);
    pick(&mut block.actors, &keep);
    pick(&mut block.targets, &keep);
    pick(&mut block.acts, &keep);
    block.ids = arrow_select::take::take(&block.ids, &UInt32Array::from(keep), None)
        .map_err(|e| ScanError::Output(e.to_string()))?;
    block.read.rejects = bad
        .into_iter()
        .map(|b| Reject {
            file: place.file.to_owned(),
            line: place.first + b.row as u64,
            reason: b.reason,
        })
        .collect();
    Ok(())
}

/// The integers that matching works with.
trait Integer:
    Copy
    + Default
    + TryFrom<u8>
    + TryFrom<u16>
    + TryFrom<u32>
    + TryFrom<u64>
    + TryFrom<i8>
    + TryFrom<i16>
    + TryFrom<i32>
    + TryFrom<i64>
{
}
impl Integer for u16 {}
impl Integer for u32 {}
impl Integer for i32 {}

/// Reads a column of whatever integer type; 0 stands for a value that is `bad`.
fn integers<T: Integer>(
    column: &str,
    array: &dyn Array,
    bad: &mut Vec<Bad>,
) -> Result<Vec<T>, ScanError> {
    macro_rules! read {
        ($ty:ty) => {
            convert(column, array.as_primitive::<$ty>().values(), bad)
        };
    }
    let values = match array.data_type() {
        DataType::UInt8 => read!(UInt8Type),
        DataType::UInt16 => read!(UInt16Type),
        DataType::UInt32 => read!(UInt32Type),
        DataType::UInt64 => read!(UInt64Type),
        DataType::Int8 => read!(Int8Type),
        DataType::Int16 => read!(Int16Type),
        DataType::Int32 => read!(Int32Type),
        DataType::Int64 => read!(Int64Type),
        DataType::Date32 => read!(Date32Type),
        other => {
            return Err(ScanError::ColumnType {
                column: column.to_owned(),
                found: other.to_string(),
                wanted: "an integer",
            });
        }
    };
    if array.null_count() > 0 {
        // What stands in the place of a missing value is arbitrary: say only that it is missing.
        bad.retain(|b| array.is_valid(b.row) || !b.reason.starts_with(&format!("`{column}` ")));
        bad.extend(
            (0..array.len())
                .filter(|row| array.is_null(*row))
                .map(|row| Bad {
                    row,
                    reason: format!("`{column}` is missing"),
                }),
        );
    }
    Ok(values)
}

/// Converts every value, in a loop without branches where no value can be out of range.
fn convert<S: Copy + std::fmt::Display, T: TryFrom<S> + Default>(
    column: &str,
    values: &[S],
    bad: &mut Vec<Bad>,
) -> Vec<T> {
    let convert = |(row, &value): (usize, &S)| {
        T::try_from(value).unwrap_or_else(|_| {
            bad.push(Bad {
                row,
                reason: format!("`{column}` is out of range: {value}"),
            });
            T::default()
        })
    };
    values.iter().enumerate().map(convert).collect()
}
