//! How long a record takes to load, from files and from its compact form.
//!
//! `cargo run --release -p servanda-record --example load -- record`

use servanda_record::Record;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    let start = Instant::now();
    let record = Record::load_dir(&folders)?.record;
    println!(
        "from files: {:?}, {} statements",
        start.elapsed(),
        record.statements.len()
    );
    let bytes = record.to_bytes()?;
    println!("compact form: {} bytes", bytes.len());
    for _ in 0..5 {
        let start = Instant::now();
        let again = Record::from_bytes(&bytes)?;
        println!("from compact form: {:?}", start.elapsed());
        assert_eq!(again.digest, record.digest);
    }
    Ok(())
}
