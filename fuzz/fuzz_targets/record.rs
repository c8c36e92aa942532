//! Any bytes as a record file: read or refused, never a panic, and every refusal can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use servanda_record::Record;

fuzz_target!(|bytes: &[u8]| {
    let base = include_bytes!("../../crates/servanda-record/tests/base.yaml");
    let files = [("base.yaml", base.as_slice()), ("x.yaml", bytes)];
    match Record::load_files(Record::empty(), files) {
        Ok(loaded) => {
            let compact = loaded
                .record
                .to_bytes()
                .expect("a loaded record can be written");
            assert_eq!(Record::from_bytes(&compact).as_ref(), Ok(&loaded.record));
        }
        Err(errors) => {
            assert!(errors.has_errors());
            errors.render(true, 100);
        }
    }
});
