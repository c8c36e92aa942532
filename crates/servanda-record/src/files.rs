//! The files of a record's folder, in a fixed order.

use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source_file::SourceFile;
use std::fs;
use std::path::Path;

/// Largest file read, in bytes.
pub(crate) const MAX_FILE: usize = 16 * 1024 * 1024;
/// Deepest folder read below the one given.
const MAX_FOLDERS: usize = 32;

/// A file as it lies on the disk.
pub(crate) struct RawFile {
    pub name: String,
    pub shown: String,
    pub bytes: Vec<u8>,
}

/// All `.yaml` and `.yml` files under `folder` (or the file itself), by path. Files and folders whose
/// name begins with a dot are left out.
pub(crate) fn gather(folder: &Path, out: &mut Vec<RawFile>, diagnostics: &mut Vec<Diagnostic>) {
    if folder.is_file() {
        let name = folder
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        read(folder, name, out, diagnostics);
        return;
    }
    walk(folder, "", 0, out, diagnostics);
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    out: &mut Vec<RawFile>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return diagnostics.push(unreadable(&folder.to_string_lossy(), &e)),
    };
    let mut names = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => names.push(entry.file_name()),
            Err(e) => diagnostics.push(unreadable(&folder.to_string_lossy(), &e)),
        }
    }
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let relative = if prefix.is_empty() {
            name.to_string()
        } else {
            format!("{prefix}/{name}")
        };
        if path.is_dir() {
            if depth < MAX_FOLDERS {
                walk(&path, &relative, depth + 1, out, diagnostics);
            } else {
                let e = std::io::Error::other(format!("folders nested deeper than {MAX_FOLDERS}"));
                diagnostics.push(unreadable(&path.to_string_lossy(), &e));
            }
        } else if name.ends_with(".yaml") || name.ends_with(".yml") {
            read(&path, relative, out, diagnostics);
        }
    }
}

fn read(path: &Path, name: String, out: &mut Vec<RawFile>, diagnostics: &mut Vec<Diagnostic>) {
    let shown = path.to_string_lossy().replace('\\', "/");
    match fs::metadata(path).and_then(|m| {
        if m.len() > MAX_FILE as u64 {
            Ok(None)
        } else {
            fs::read(path).map(Some)
        }
    }) {
        Ok(Some(bytes)) => out.push(RawFile { name, shown, bytes }),
        Ok(None) => diagnostics.push(too_large(&shown)),
        Err(e) => diagnostics.push(unreadable(&shown, &e)),
    }
}

fn unreadable(shown: &str, e: &std::io::Error) -> Diagnostic {
    let file = SourceFile::new(shown, shown, String::new());
    without_place(file.diagnostic(
        codes::UNREADABLE,
        Severity::Error,
        0..0,
        format!("cannot be read: {e}"),
    ))
}

pub(crate) fn too_large(shown: &str) -> Diagnostic {
    let file = SourceFile::new(shown, shown, String::new());
    let message = format!("larger than {} MiB", MAX_FILE / 1024 / 1024);
    without_place(file.diagnostic(codes::TOO_LARGE, Severity::Error, 0..0, message))
}

pub(crate) fn without_place(mut d: Diagnostic) -> Diagnostic {
    (d.line, d.column) = (0, 0);
    d
}

/// The text of a file, or where it is not UTF-8.
pub(crate) fn decode(raw: RawFile) -> Result<SourceFile, Box<Diagnostic>> {
    if raw.bytes.len() > MAX_FILE {
        return Err(Box::new(too_large(&raw.shown)));
    }
    match String::from_utf8(raw.bytes) {
        Ok(text) => Ok(SourceFile::new(&raw.name, &raw.shown, text)),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let bytes = e.as_bytes();
            let bad = bytes.get(at).copied().unwrap_or(0);
            let good = bytes
                .get(..at)
                .map(String::from_utf8_lossy)
                .unwrap_or_default()
                .into_owned();
            let file = SourceFile::new(&raw.name, &raw.shown, good);
            let message = format!("not UTF-8: byte {at} of the file is 0x{bad:02x}");
            let mut d = file.diagnostic(codes::NOT_UTF8, Severity::Error, at..at, message);
            d.bytes = at..at + 1;
            d.suggestion = Some("save the file as UTF-8".to_string());
            Err(Box::new(d))
        }
    }
}
