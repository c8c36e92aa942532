//! How long the law of a record takes to compile for scans, and how large it is.
//!
//!     compile RECORD-FOLDER

use servanda_law::Law;
use servanda_record::Record;
use servanda_scan::{CompiledLaw, Vocabulary};
use std::sync::Arc;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: compile RECORD-FOLDER")?;
    let begin = Instant::now();
    let record = Record::load_dir(&[path]).map_err(|e| e.to_string())?.record;
    println!("record {:?}", begin.elapsed());
    let law = Law::new(Arc::new(record));
    println!("law {:?}", begin.elapsed());
    let mut spans = 0;
    law.bound_spans(|_| spans += 1);
    println!("{spans} spans {:?}", begin.elapsed());
    let vocabulary = Vocabulary::of_record(law.record())?;
    let compiled = CompiledLaw::new(&law, &vocabulary.acts)?;
    let (entries, bytes) = (compiled.index.len(), compiled.index.bytes());
    println!(
        "{} duties, {entries} entries, {bytes} bytes {:?}",
        compiled.duties.len(),
        begin.elapsed()
    );
    Ok(())
}
