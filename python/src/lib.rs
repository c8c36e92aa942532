//! The native part of the Python package `servanda`: questions go in as text, answers come out as JSON, tables as
//! Arrow. What Python sees of it is made of this by the package's own modules; nobody is to use it directly.

mod record;
mod table;
mod text;

use pyo3::prelude::*;
use serde_json::Value;

pyo3::import_exception!(servanda._errors, Error);
pyo3::import_exception!(servanda._errors, RecordError);
pyo3::import_exception!(servanda._errors, ScanError);

/// An error of Python with this text.
fn wrong(message: impl std::fmt::Display) -> PyErr {
    Error::new_err(message.to_string())
}

/// JSON as text.
fn json(value: &Value) -> String {
    // A value of JSON has no keys that are not text, which is all that could go wrong.
    serde_json::to_string(value).unwrap_or_default()
}

/// The language of that code; English without one.
fn lang(code: Option<&str>) -> PyResult<servanda_record::Lang> {
    match code {
        None | Some("en") => Ok(servanda_record::Lang::En),
        Some("ja") => Ok(servanda_record::Lang::Ja),
        Some(other) => Err(wrong(format!("no language `{other}`; there are en, ja"))),
    }
}

#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::record::Record;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::text::Checked;

    #[pymodule_export]
    #[allow(non_upper_case_globals)] // as Python names it
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
