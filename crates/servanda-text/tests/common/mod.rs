//! Reading a text against the record.

use servanda_record::Record;
use servanda_text::{Lexicon, Options, Reading, read};
use std::path::PathBuf;
use std::sync::OnceLock;

fn lexicon() -> &'static Lexicon {
    static L: OnceLock<Lexicon> = OnceLock::new();
    L.get_or_init(|| {
        let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../record");
        Lexicon::new(&Record::load_dir(&[dir]).expect("the record loads").record)
    })
}

/// A text read against the record.
pub fn reading(text: &str) -> Reading {
    read(
        format!("A title\n\n{text}\n").as_bytes(),
        &Options::default(),
        lexicon(),
    )
    .expect("a text")
}
