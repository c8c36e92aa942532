//! Running the tool as its users do.
#![allow(dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run gave.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of this test's own, empty.
pub fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

/// Runs it in the root of the repository.
pub fn servanda(args: &[&str]) -> Run {
    with(args, b"", &[])
}

/// Runs it with something on standard input and further environment.
pub fn with(args: &[&str], input: &[u8], env: &[(&str, &str)]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_servanda"))
        .args(args)
        .envs(env.iter().copied())
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end before it has read all: that is its right.
    let _ = child.stdin.take().unwrap().write_all(input);
    let out = child.wait_with_output().unwrap();
    Run {
        code: out.status.code(),
        out: String::from_utf8(out.stdout).unwrap(),
        err: String::from_utf8(out.stderr).unwrap(),
    }
}

/// Texts to test on: the examples, and further ones where there are any.
pub fn texts() -> Vec<PathBuf> {
    let mut all = vec![root().join("examples")];
    let shared = std::env::var_os("SERVANDA_SHARED")
        .map_or_else(|| root().join("../shared"), PathBuf::from)
        .join("texts");
    if shared.is_dir() {
        all.push(shared);
    } else {
        eprintln!("skipped: no texts in {}", shared.display());
    }
    let mut out = Vec::new();
    while let Some(dir) = all.pop() {
        for e in std::fs::read_dir(dir).unwrap() {
            let p = e.unwrap().path();
            if p.is_dir() {
                all.push(p);
            } else if p.extension().is_some_and(|e| e == "txt") {
                out.push(p);
            }
        }
    }
    out.sort();
    out
}
