//! Events from Arrow tables by a mapping.

use crate::collect::Collector;
use crate::encode::{Encode, RowPlace, position};
use crate::error::ScanError;
use crate::reader::{Cell, Parsed, Row, RowReader};
use crate::source::EventBlock;
use arrow_array::cast::{AsArray, as_primitive_array};
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use std::sync::Arc;

impl Encode for RowReader {
    fn columns(&self, file: &str, schema: &Schema) -> Result<Vec<usize>, ScanError> {
        if self.mapping.pair.is_some() {
            return Err(ScanError::Mapping {
                path: self.mapping.mapping.clone(),
                line: 0,
                message: format!("`pair` works only for text, which {file} is not"),
            });
        }
        let mut found = Vec::new();
        for name in self.needed() {
            let at = position(file, schema, name)?;
            found.push(at);
            let (field, mapping) = (schema.field(at), &self.mapping.act);
            let is_act = mapping.column.as_deref() == Some(name);
            if is_act && mapping.codes.as_deref() == Some("cameo") && field.data_type().is_numeric()
            {
                return Err(ScanError::ColumnType {
                    column: name.to_owned(),
                    found: field.data_type().to_string(),
                    wanted: "text: as numbers, codes have lost their leading zeros",
                });
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    fn id_field(&self, file: &str, schema: &Schema) -> Result<Field, ScanError> {
        match &self.mapping.id {
            Some(id) => Ok(schema.field(position(file, schema, id)?).clone()),
            None => Ok(Field::new("event", DataType::Utf8, false)),
        }
    }

    fn has_spans(&self) -> bool {
        true
    }

    fn encode(&self, place: RowPlace<'_>, batch: &RecordBatch) -> Result<EventBlock, ScanError> {
        encode(self, &Place::Row(place), batch)
    }
}

/// What is known of where the rows of a batch stood.
pub(crate) enum Place<'a> {
    /// File and row.
    Row(RowPlace<'a>),
    /// Only the table that they are of. Rows are told by their ids, and need one.
    Table {
        /// What it is called.
        name: &'a str,
        /// Whether it is of text: ids are then read as the fields of text are.
        text: bool,
    },
}

/// Encodes a batch that has the columns needed.
pub(crate) fn encode(
    reader: &RowReader,
    place: &Place<'_>,
    batch: &RecordBatch,
) -> Result<EventBlock, ScanError> {
    let schema = batch.schema_ref();
    let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    let layout = reader.layout(place.name(), &names)?;
    let columns: Vec<Column<'_>> = batch.columns().iter().map(Column::new).collect();
    let mut block = Collector::new();
    let mut parsed = Parsed::default();
    let mut read_ids: Vec<(u32, String)> = Vec::new();
    for row in 0..batch.num_rows() {
        let cells = BatchRow {
            columns: &columns,
            row,
        };
        let mut read = reader.read(&layout, &cells, &mut parsed, &mut block.unresolved);
        if let (Ok(true), Place::Table { text: true, .. }, Some(id)) = (&read, place, layout.id) {
            match reader.text(&cells, id) {
                Ok(Some(id)) => read_ids.push((row as u32, id)),
                Ok(None) => read = Err("the event has no id".to_owned()),
                Err(reason) => read = Err(reason),
            }
        }
        match (read, place) {
            (Ok(true), _) => block.row(&(row as u32), &parsed, reader.mapping.both_ways),
            (Ok(false), _) => block.read.left_out += 1,
            (Err(reason), Place::Row(place)) => {
                block.reject(place.file, place.first + row as u64, reason);
            }
            (Err(reason), Place::Table { name, .. }) => {
                let id = layout.id.and_then(|id| reader.text(&cells, id).ok()?);
                let id = id.map_or(String::new(), |id| format!("event {id}: "));
                block.reject(name, 0, format!("{id}{reason}"));
            }
        }
    }
    let schemes = reader.mapping.actor.codes.join("/");
    block.finish(&schemes, |rows| match (layout.id, place) {
        (Some(_), Place::Table { text: true, .. }) => {
            let of = |row: &u32| {
                let at = read_ids.binary_search_by_key(row, |(row, _)| *row).ok()?;
                Some(read_ids[at].1.as_str())
            };
            Ok(Arc::new(rows.iter().map(of).collect::<StringArray>()) as ArrayRef)
        }
        (Some(id), _) => arrow_select::take::take(batch.column(id), &UInt32Array::from(rows), None)
            .map_err(|e| ScanError::Output(e.to_string())),
        (None, place) => {
            let named = |row: u32| match place {
                Place::Row(place) => Ok(format!("{}:{}", place.file, place.first + u64::from(row))),
                Place::Table { name, .. } => Err(ScanError::format(
                    name,
                    "the mapping names no column for `id`",
                )),
            };
            let ids = rows.into_iter().map(|row| named(row).map(Some));
            Ok(Arc::new(ids.collect::<Result<StringArray, _>>()?) as ArrayRef)
        }
    })
}

impl Place<'_> {
    /// What messages call the table.
    fn name(&self) -> &str {
        match self {
            Place::Row(place) => place.file,
            Place::Table { name, .. } => name,
        }
    }
}

struct BatchRow<'a> {
    columns: &'a [Column<'a>],
    row: usize,
}

impl Row for BatchRow<'_> {
    fn cell(&self, column: usize) -> Cell<'_> {
        self.columns
            .get(column)
            .map_or(Cell::Missing, |c| c.cell(self.row))
    }
}

/// A column whose values can be read as cells.
enum Column<'a> {
    /// Of any type, to name the events by only.
    Unread,
    Text(&'a dyn Array, fn(&dyn Array, usize) -> &str),
    Dictionary(Vec<usize>, &'a dyn Array, Box<Column<'a>>),
    Numbers(&'a dyn Array, fn(&dyn Array, usize) -> Option<i64>),
    Days(&'a dyn Array, fn(&dyn Array, usize) -> Option<i32>),
}

macro_rules! number {
    ($ty:ty) => {
        |array, row| i64::try_from(as_primitive_array::<$ty>(array).value(row)).ok()
    };
}

macro_rules! real {
    ($ty:ty) => {
        |array, row| {
            let value = f64::from(as_primitive_array::<$ty>(array).value(row));
            // Tables that have lacked a value somewhere often come with their integers as reals.
            let whole = value.fract() == 0.0 && value.abs() < 9e15;
            whole.then_some(value as i64)
        }
    };
}

macro_rules! moment {
    ($ty:ty, $per_day:expr) => {
        |array, row| {
            let value = as_primitive_array::<$ty>(array).value(row);
            i32::try_from(value.div_euclid($per_day)).ok()
        }
    };
}

const DAY: i64 = 86_400;

impl<'a> Column<'a> {
    fn new(array: &'a ArrayRef) -> Column<'a> {
        let a: &dyn Array = array.as_ref();
        match array.data_type() {
            DataType::Utf8 => Column::Text(a, |a, row| a.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => Column::Text(a, |a, row| a.as_string::<i64>().value(row)),
            DataType::Utf8View => Column::Text(a, |a, row| a.as_string_view().value(row)),
            DataType::Int8 => Column::Numbers(a, number!(Int8Type)),
            DataType::Int16 => Column::Numbers(a, number!(Int16Type)),
            DataType::Int32 => Column::Numbers(a, number!(Int32Type)),
            DataType::Int64 => Column::Numbers(a, number!(Int64Type)),
            DataType::UInt8 => Column::Numbers(a, number!(UInt8Type)),
            DataType::UInt16 => Column::Numbers(a, number!(UInt16Type)),
            DataType::UInt32 => Column::Numbers(a, number!(UInt32Type)),
            DataType::UInt64 => Column::Numbers(a, number!(UInt64Type)),
            DataType::Float32 => Column::Numbers(a, real!(Float32Type)),
            DataType::Float64 => Column::Numbers(a, real!(Float64Type)),
            DataType::Date32 => Column::Days(a, moment!(Date32Type, 1)),
            DataType::Date64 => Column::Days(a, moment!(Date64Type, DAY * 1000)),
            DataType::Timestamp(unit, _) => Column::Days(
                a,
                match unit {
                    TimeUnit::Second => moment!(TimestampSecondType, DAY),
                    TimeUnit::Millisecond => moment!(TimestampMillisecondType, DAY * 1000),
                    TimeUnit::Microsecond => moment!(TimestampMicrosecondType, DAY * 1_000_000),
                    TimeUnit::Nanosecond => moment!(TimestampNanosecondType, DAY * 1_000_000_000),
                },
            ),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                if dictionary.values().is_empty() {
                    return Column::Dictionary(Vec::new(), a, Box::new(Column::Unread));
                }
                let values = Column::new(dictionary.values());
                Column::Dictionary(dictionary.normalized_keys(), a, Box::new(values))
            }
            _ => Column::Unread,
        }
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        const BAD: Cell<'_> = Cell::Bad("a number is out of range");
        match self {
            Column::Unread => Cell::Bad("a column has a type that cannot be read"),
            Column::Text(array, _) | Column::Numbers(array, _) if array.is_null(row) => {
                Cell::Missing
            }
            Column::Days(array, _) | Column::Dictionary(_, array, _) if array.is_null(row) => {
                Cell::Missing
            }
            Column::Text(array, value) => Cell::Text(value(*array, row)),
            Column::Numbers(array, value) => value(*array, row).map_or(BAD, Cell::Number),
            Column::Days(array, value) => value(*array, row).map_or(BAD, Cell::Day),
            Column::Dictionary(keys, _, values) => {
                keys.get(row).map_or(BAD, |key| values.cell(*key))
            }
        }
    }
}
