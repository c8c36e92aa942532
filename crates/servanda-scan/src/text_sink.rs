//! Rows as text: CSV and JSON lines.

use crate::error::ScanError;
use crate::scan::Sink;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;

/// Rows as lines of CSV.
pub(crate) struct CsvSink;

impl Sink for CsvSink {
    type Piece = Vec<u8>;

    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(Vec<u8>),
    ) -> Result<(), ScanError> {
        let mut lines = csv::Writer::from_writer(Vec::new());
        let columns = batch
            .columns()
            .iter()
            .map(texts)
            .collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            let fields = columns.iter().map(|column| column(row));
            lines
                .write_record(fields)
                .map_err(|e| ScanError::Output(e.to_string()))?;
        }
        give(
            lines
                .into_inner()
                .map_err(|e| ScanError::Output(e.to_string()))?,
        );
        Ok(())
    }

    fn end_of_part(&mut self, _: &mut dyn FnMut(Vec<u8>)) -> Result<(), ScanError> {
        Ok(())
    }
}

pub(crate) type Text<'a> = Box<dyn Fn(usize) -> String + 'a>;

/// The values of a column as text; a missing one is empty.
pub(crate) fn texts(array: &ArrayRef) -> Result<Text<'_>, ScanError> {
    macro_rules! numbers {
        ($ty:ty) => {{
            let values = array.as_primitive::<$ty>();
            Box::new(|row| values.value(row).to_string())
        }};
    }
    let value: Text<'_> = match array.data_type() {
        DataType::Utf8 => Box::new(|row| array.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Box::new(|row| array.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Box::new(|row| array.as_string_view().value(row).to_owned()),
        DataType::Boolean => Box::new(|row| {
            if array.as_boolean().value(row) {
                "yes"
            } else {
                "no"
            }
            .to_owned()
        }),
        DataType::Date32 => {
            let values = array.as_primitive::<Date32Type>();
            Box::new(|row| {
                servanda_time::Day::from_number(values.value(row))
                    .map_or_else(String::new, |day| day.to_string())
            })
        }
        DataType::Int8 => numbers!(Int8Type),
        DataType::Int16 => numbers!(Int16Type),
        DataType::Int32 => numbers!(Int32Type),
        DataType::Int64 => numbers!(Int64Type),
        DataType::UInt8 => numbers!(UInt8Type),
        DataType::UInt16 => numbers!(UInt16Type),
        DataType::UInt32 => numbers!(UInt32Type),
        DataType::UInt64 => numbers!(UInt64Type),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            if dictionary.values().is_empty() {
                return Ok(Box::new(|_| String::new()));
            }
            let keys = dictionary.normalized_keys();
            let values = texts(dictionary.values())?;
            Box::new(move |row| values(keys[row]))
        }
        other => {
            return Err(ScanError::ColumnType {
                column: "event".to_owned(),
                found: other.to_string(),
                wanted: "text or an integer, for CSV",
            });
        }
    };
    Ok(Box::new(move |row| {
        if array.is_null(row) {
            String::new()
        } else {
            value(row)
        }
    }))
}

/// Rows as JSON, one object a line; a missing value is null.
pub(crate) struct JsonSink;

impl Sink for JsonSink {
    type Piece = Vec<u8>;

    fn batch(
        &mut self,
        batch: RecordBatch,
        give: &mut dyn FnMut(Vec<u8>),
    ) -> Result<(), ScanError> {
        let columns = batch
            .columns()
            .iter()
            .map(texts)
            .collect::<Result<Vec<_>, _>>()?;
        let schema = batch.schema();
        let mut lines = Vec::new();
        for row in 0..batch.num_rows() {
            let mut object = serde_json::Map::new();
            for (n, (field, column)) in schema.fields().iter().zip(&columns).enumerate() {
                let text = column(row);
                let value = match field.data_type() {
                    _ if batch.column(n).is_null(row) => serde_json::Value::Null,
                    DataType::Boolean => (text == "yes").into(),
                    kind if kind.is_integer() => match text.parse::<i64>() {
                        Ok(number) => number.into(),
                        Err(_) => text.into(),
                    },
                    _ => text.into(),
                };
                object.insert(field.name().clone(), value);
            }
            let line = serde_json::Value::Object(object).to_string();
            lines.extend_from_slice(line.as_bytes());
            lines.push(b'\n');
        }
        give(lines);
        Ok(())
    }

    fn end_of_part(&mut self, _: &mut dyn FnMut(Vec<u8>)) -> Result<(), ScanError> {
        Ok(())
    }
}
