//! What passes between executors and client: findings, and notes on what became of the rows.
//!
//! Notes are rows too, so that the engine takes the same care of them: what a lost executor noted is
//! lost with what it found, and is noted again by who does its task.

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, new_null_array};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use servanda_scan::{Summary, Totals};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The column of the notes.
pub const NOTE: &str = "servanda:note";

/// What an executor has to say beside its findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Note {
    /// A row that could not be used, and why.
    Reject(String),
    /// The sums of one part of the tables.
    Sums {
        /// Rows that gave events, were left out, were rejected; events; matches; findings; findings against
        /// what bound.
        counts: [u64; 7],
        /// Codes of actors not found, with the number of times.
        unresolved: BTreeMap<String, u64>,
    },
}

impl Note {
    /// Of sums.
    #[must_use]
    pub fn of(sums: Summary) -> Note {
        let t = sums.totals;
        Note::Sums {
            counts: [
                t.used,
                t.left_out,
                t.rejected,
                t.events,
                t.rows,
                sums.findings,
                sums.against,
            ],
            unresolved: sums.unresolved,
        }
    }

    /// Adds to sums; rejected rows are counted by the sums of their part.
    pub fn add_to(self, sums: &mut Summary) -> Option<String> {
        let (counts, unresolved) = match self {
            Note::Reject(reason) => return Some(reason),
            Note::Sums { counts, unresolved } => (counts, unresolved),
        };
        let [used, left_out, rejected, events, rows, findings, against] = counts;
        let t = &mut sums.totals;
        *t = Totals {
            used: t.used + used,
            left_out: t.left_out + left_out,
            rejected: t.rejected + rejected,
            events: t.events + events,
            rows: t.rows + rows,
        };
        sums.findings += findings;
        sums.against += against;
        for (code, times) in unresolved {
            *sums.unresolved.entry(code).or_default() += times;
        }
        None
    }
}

/// The columns that pass, given those of the findings: the note, which a finding does not have, and those
/// of the findings, which a note does not have. Words are written out: the dictionaries of different
/// executors could not be merged everywhere.
#[must_use]
pub fn schema(findings: &Schema) -> SchemaRef {
    let mut fields = vec![Field::new(NOTE, DataType::Utf8, true)];
    for field in findings.fields() {
        let kind = match field.data_type() {
            DataType::Dictionary(_, words) => words.as_ref().clone(),
            other => other.clone(),
        };
        fields.push(Field::new(field.name(), kind, true));
    }
    Arc::new(Schema::new(fields))
}

/// Findings as they pass.
///
/// # Errors
/// They do not have the columns expected.
pub fn pack(findings: &RecordBatch, wire: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let mut columns = vec![new_null_array(&DataType::Utf8, findings.num_rows())];
    for (column, field) in findings.columns().iter().zip(wire.fields().iter().skip(1)) {
        columns.push(cast(column, field.data_type())?);
    }
    RecordBatch::try_new(wire.clone(), columns)
}

/// Notes as they pass.
///
/// # Errors
/// They cannot be written down.
pub fn pack_notes(notes: &[Note], wire: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let texts = notes.iter().map(serde_json::to_string);
    let texts = texts.collect::<Result<Vec<String>, _>>();
    let texts = texts.map_err(|e| ArrowError::ExternalError(Box::new(e)))?;
    let mut columns: Vec<ArrayRef> = vec![Arc::new(StringArray::from(texts))];
    for field in wire.fields().iter().skip(1) {
        columns.push(new_null_array(field.data_type(), notes.len()));
    }
    RecordBatch::try_new(wire.clone(), columns)
}

/// The notes of a batch, and the rest of its rows. Notes come first in a batch that has both, as sorted.
///
/// # Errors
/// It is no batch of [`pack`] or [`pack_notes`].
pub fn unpack(batch: &RecordBatch) -> Result<(Vec<Note>, RecordBatch), ArrowError> {
    let foreign = |what: &str| ArrowError::SchemaError(format!("a foreign batch came: {what}"));
    let texts = batch.column_by_name(NOTE);
    let texts = texts.and_then(|c| c.as_any().downcast_ref::<StringArray>());
    let texts = texts.ok_or_else(|| foreign("it has no notes"))?;
    let count = texts.len() - texts.null_count();
    let notes = texts.iter().take(count).map(|text| {
        let text = text.ok_or_else(|| foreign("notes stand among findings"))?;
        serde_json::from_str(text).map_err(|e| foreign(&e.to_string()))
    });
    let notes = notes.collect::<Result<Vec<Note>, _>>()?;
    let rest = batch.slice(count, batch.num_rows() - count);
    Ok((notes, rest))
}

/// Rows without notes, as the findings with the columns `findings` that they are.
///
/// # Errors
/// They are no rows of [`pack`].
pub fn findings_of(rows: &RecordBatch, findings: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    if rows.num_columns() != findings.fields().len() + 1 {
        let message = "a foreign batch came: it has other columns";
        return Err(ArrowError::SchemaError(message.to_owned()));
    }
    let columns = rows.columns().iter().skip(1).zip(findings.fields());
    let columns = columns.map(|(column, field)| cast(column, field.data_type()));
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    RecordBatch::try_new(findings.clone(), columns)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

    use super::*;
    use arrow_array::{DictionaryArray, Int64Array, types::Int32Type};

    #[test]
    fn what_is_packed_is_unpacked() {
        let words: DictionaryArray<Int32Type> = ["b", "a", "b"].into_iter().collect();
        let ids = Int64Array::from(vec![3, 1, 2]);
        let batch = RecordBatch::try_from_iter([
            ("id", Arc::new(ids) as ArrayRef),
            ("word", Arc::new(words) as ArrayRef),
        ])
        .unwrap();
        let wire = schema(&batch.schema());
        let packed = pack(&batch, &wire).unwrap();
        let (notes, rows) = unpack(&packed).unwrap();
        let findings = findings_of(&rows, &batch.schema()).unwrap();
        assert!(notes.is_empty());
        assert_eq!(findings.column(0).as_ref(), batch.column(0).as_ref());
        let words = |batch: &RecordBatch| cast(batch.column(1), &DataType::Utf8).unwrap();
        assert_eq!(words(&findings).as_ref(), words(&batch).as_ref());
        let sums = Summary {
            totals: Totals {
                used: 1,
                left_out: 2,
                rejected: 3,
                events: 4,
                rows: 5,
            },
            findings: 6,
            against: 7,
            unresolved: BTreeMap::from([("iso3 XXX".to_owned(), 8)]),
        };
        let told = [
            Note::Reject("no \"day\"".to_owned()),
            Note::of(sums.clone()),
        ];
        let packed = pack_notes(&told, &wire).unwrap();
        let (notes, findings) = unpack(&packed).unwrap();
        assert_eq!((&notes[..], findings.num_rows()), (&told[..], 0));
        let mut twice = Summary::default();
        let reasons: Vec<String> = notes
            .into_iter()
            .filter_map(|n| n.add_to(&mut twice))
            .collect();
        assert_eq!((reasons, twice), (vec!["no \"day\"".to_owned()], sums));
    }

    #[test]
    fn foreign_batches_are_refused() {
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![3]));
        let batch = RecordBatch::try_from_iter([("id", ids)]).unwrap();
        assert!(unpack(&batch).is_err());
        assert!(findings_of(&batch, &batch.schema()).is_err());
    }
}
