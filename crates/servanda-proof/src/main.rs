//! `servanda-verify RECORD PROOF…`: checks proofs against a record, and nothing else.

use servanda_proof::Checker;
use servanda_record::Record;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [record, proofs @ ..] = args.as_slice() else {
        return usage();
    };
    if proofs.is_empty() || record.starts_with('-') {
        return usage();
    }
    let record = match Record::load_dir(&[Path::new(record)]) {
        Ok(loaded) => loaded.record,
        Err(e) => return bad(&e.to_string()),
    };
    let checker = Checker::new(&record);
    let mut all = true;
    for path in proofs {
        let text = match std::fs::read_to_string(path) {
            Ok(t) => t,
            Err(e) => return bad(&format!("{path}: {e}")),
        };
        match checker.check(text.strip_suffix('\n').unwrap_or(&text)) {
            Ok(c) => println!(
                "{path}: accepted: {} ({} steps and {} dates derived again; presumption: {})",
                c.answer, c.nodes, c.dates, c.presumption
            ),
            Err(e) => {
                println!("{path}: REJECTED: {e}");
                all = false;
            }
        }
    }
    ExitCode::from(u8::from(!all))
}

fn bad(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}

fn usage() -> ExitCode {
    bad(
        "usage: servanda-verify RECORD PROOF...\n\nRECORD is a folder of record files, PROOF a proof as canonical JSON.\nExit codes: 0 all accepted, 1 some rejected, 2 usage or bad input.",
    )
}
