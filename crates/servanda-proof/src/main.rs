//! `servanda-verify RECORD PROOF…`: checks proofs against a record, and nothing else.

use servanda_proof::{Checked, Checker};
use servanda_record::Record;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: servanda-verify RECORD PROOF...

RECORD is a folder of record files, PROOF a proof as canonical JSON.
Exit codes: 0 all accepted, 1 some rejected, 2 usage or bad input.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    run(&args).map_or_else(
        |message| {
            eprintln!("{message}");
            ExitCode::from(2)
        },
        |all| ExitCode::from(u8::from(!all)),
    )
}

/// Whether all proofs were accepted.
fn run(args: &[String]) -> Result<bool, String> {
    let [record, proofs @ ..] = args else { return Err(USAGE.into()) };
    if proofs.is_empty() || record.starts_with('-') {
        return Err(USAGE.into());
    }
    let record = Record::load_dir(&[Path::new(record)]).map_err(|e| e.to_string())?.record;
    let checker = Checker::new(&record);
    let mut all = true;
    for path in proofs {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
        let checked = checker.check(text.strip_suffix('\n').unwrap_or(&text));
        all &= checked.is_ok();
        let told = |c: Checked| format!("accepted: {} (presumption: {}; steps: {})", c.answer, c.presumption, c.nodes);
        println!("{path}: {}", checked.map_or_else(|e| format!("REJECTED: {e}"), told));
    }
    Ok(all)
}
