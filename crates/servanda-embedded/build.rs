//! Compiles `record/` at the root of the repository into the form that the tool carries.

use servanda_record::Record;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), String> {
    let here = env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?;
    let folder = Path::new(&here).join("../../record");
    let folder = folder
        .canonicalize()
        .map_err(|e| format!("{}: {e}", folder.display()))?;
    // A folder is watched with all that is in it, files added and taken away included.
    println!("cargo:rerun-if-changed={}", folder.display());
    println!("cargo:rerun-if-changed=build.rs");
    let loaded = Record::load_dir(&[&folder]).map_err(|errors| {
        format!(
            "{}\n\nthe record in {} is not valid",
            errors.render(false, 140),
            folder.display()
        )
    })?;
    let bytes = loaded.record.to_bytes().map_err(|e| e.to_string())?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?).join("record.bin");
    fs::write(&out, bytes).map_err(|e| format!("{}: {e}", out.display()))
}
