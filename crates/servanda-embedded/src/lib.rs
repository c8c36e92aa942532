//! The record that comes with Servanda: `record/` at the root of the repository, checked and compiled
//! when the crate is built, so that the tool works at once, offline, with no set-up.
//!
//! ```
//! let record = servanda_embedded::record();
//! assert!(record.acts.iter().any(|act| act.id.as_str() == "use-of-force"));
//! ```

use servanda_record::Record;
use std::sync::OnceLock;

/// The compiled record, as [`Record::from_bytes`] reads it.
#[must_use]
pub fn bytes() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/record.bin"))
}

/// The record, read once and kept: for all who only look things up in it.
#[must_use]
pub fn shared() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(record)
}

/// The record, read anew: for those who lay further records over it.
///
/// The bytes were written by the same version of the same code when this crate was built, so that reading
/// them cannot fail; a test reads them.
#[must_use]
pub fn record() -> Record {
    Record::from_static(bytes()).unwrap_or_else(|_| Record::empty())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_record_is_read_back_whole() {
        let record = servanda_record::Record::from_bytes(super::bytes()).unwrap();
        assert!(!record.acts.is_empty() && !record.topics.is_empty());
        let lazy = super::record();
        for s in &record.statements {
            assert_eq!(lazy.statement(s.id.as_str()), Some(s));
        }
        assert!(lazy.statement("no/such").is_none());
        assert_eq!(super::record(), record);
        assert_eq!(record.to_bytes().unwrap(), super::bytes());
    }
}
