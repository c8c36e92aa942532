//! Help, errors and exit codes.
#![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

mod common;

use common::{folder, root, servanda, with};
use std::process::{Command, Stdio};

const EXAMPLE: &str = "examples/august-1945.txt";

#[test]
fn what_cannot_be_done_is_said_and_gives_2() {
    let dir = folder("errors");
    let file = |name: &str, bytes: &[u8]| {
        let p = dir.join(name);
        std::fs::write(&p, bytes).unwrap();
        p.display().to_string()
    };
    let binary = file("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let latin = file("latin.txt", b"First line.\nA na\xefve pact was signed.");
    let empty = file("empty.txt", b"");
    let blank = file("blank.txt", b" \n\t\n");
    let broken = file("broken.yaml", b"actor: [oops\n");
    let not_json = file("report.json", b"{ not json");
    let other_json = file("other.json", b"{\"a\": 1}");
    let no_texts = dir.join("none");
    std::fs::create_dir_all(&no_texts).unwrap();
    let no_texts = no_texts.display().to_string();
    let missing = dir.join("no-such-folder").display().to_string();
    let out = dir.join("no-such-folder/report.html").display().to_string();
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["check", "examples/august-1954.txt"],
            &["no file", "did you mean examples/august-1945"],
        ),
        (&["check", &binary], &["not text", "PNG"]),
        (&["check", &latin], &["not UTF-8", "line 2, column 5", "EF"]),
        (&["check", &empty], &["empty"]),
        (&["check", &blank], &["empty"]),
        (&["check", "-"], &["standard input", "empty"]),
        (
            &["check", &no_texts],
            &["no text (.txt, .md, .html)", "none"],
        ),
        (
            &["check", EXAMPLE, "--date", "1945-02-30"],
            &["February 1945 has 28 days", "1945-02-28"],
        ),
        (&["check", EXAMPLE, "--date", "yesterday"], &["yesterday"]),
        (
            &["check", EXAMPLE, "--formt", "json"],
            &["--formt", "--format"],
        ),
        (&["check", EXAMPLE, "--format", "xml"], &["xml", "jsonl"]),
        (&["check", "examples", "--format", "json"], &["jsonl"]),
        (&["check", "examples", "--format", "html"], &["one page"]),
        (
            &["check", EXAMPLE, "--record", &missing],
            &["no-such-folder", "cannot be read"],
        ),
        (
            &["check", EXAMPLE, "--record", &broken],
            &["broken.yaml", "error"],
        ),
        (
            &["check", EXAMPLE, "-o", &out],
            &["cannot write", "report.html"],
        ),
        (&["check"], &["FILE", "Usage"]),
        (&["chek", EXAMPLE], &["chek", "check"]),
        (&["read", "examples/august-1954.txt"], &["no file"]),
        (&["read", "examples", "--format", "json"], &["jsonl"]),
        (
            &["in-force", "ussr-japan-neutrality-1914"],
            &["did you mean", "ussr-japan-neutrality-1941"],
        ),
        (
            &["in-force", "ussr-japan-neutrality-1941", "--on", "1945-08"],
            &["not one day", "1945-08-09"],
        ),
        (
            &[
                "in-force",
                "ussr-japan-neutrality-1941",
                "--on",
                "1945-08-09",
                "--party",
                "sovjet-union",
            ],
            &["no actor"],
        ),
        (
            &[
                "in-force",
                "ussr-japan-neutrality-1941",
                "--on",
                "1945-08-09",
                "--reading",
                "txt",
            ],
            &["no reading"],
        ),
        (
            &["bound", "jappan", "--on", "1945-08-09"],
            &["did you mean", "`japan`"],
        ),
        (&["show", "ussr-japan-neutrality-1914"], &["did you mean"]),
        (&["explain", "E9999"], &["E9999"]),
        (&["explain", "7"], &["--from"]),
        (
            &["explain", "ussr-japan-neutrality-1941"],
            &["--on", "--event"],
        ),
        (
            &["explain", "1", "--from", &not_json],
            &["not JSON", "line 1"],
        ),
        (&["explain", "1", "--from", &other_json], &["no report"]),
        (&["verify", &other_json], &["neither a report nor a proof"]),
        (&["validate", &broken], &["broken.yaml", "invalid: 1 error"]),
    ];
    for (args, says) in cases {
        let r = servanda(args);
        assert_eq!(r.code, Some(2), "{args:?}: {}{}", r.out, r.err);
        assert!(r.out.is_empty(), "{args:?} wrote {:?}", r.out);
        for s in *says {
            assert!(r.err.contains(s), "{args:?}: no {s:?} in {}", r.err);
        }
        assert!(!r.err.contains("panicked"), "{args:?}: {}", r.err);
    }
    let left: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .filter_map(|e| e.ok())
        .collect();
    assert!(
        left.iter()
            .all(|e| !e.file_name().to_string_lossy().ends_with(".part"))
    );
}

#[test]
fn every_command_has_help_with_what_it_does() {
    for c in [
        "check",
        "read",
        "validate",
        "explain",
        "verify",
        "record",
        "show",
        "search",
        "in-force",
        "bound",
        "conduct",
        "cite",
        "completions",
        "man",
    ] {
        let r = servanda(&[c, "--help"]);
        assert_eq!(r.code, Some(0), "{c}: {}", r.err);
        assert!(r.out.contains("Usage: servanda"), "{c}");
        if c != "record" {
            assert!(r.out.contains("Examples:"), "{c}: {}", r.out);
        }
    }
}

#[test]
fn one_unreadable_text_of_many_makes_it_incomplete() {
    let dir = folder("incomplete");
    std::fs::write(
        dir.join("good.txt"),
        "Nothing much was said about it on that day.",
    )
    .unwrap();
    std::fs::write(dir.join("bad.txt"), [0xC3, 0x28, b'a', b'b']).unwrap();
    let r = servanda(&["check", &dir.display().to_string(), "--format", "jsonl"]);
    assert_eq!(r.code, Some(3), "{}", r.err);
    assert_eq!(r.out.lines().count(), 1);
    assert!(r.err.contains("bad.txt"));
    let r = servanda(&["read", &dir.display().to_string()]);
    assert_eq!(r.code, Some(3));
    assert!(!r.out.is_empty());
}

#[test]
fn a_contradicted_claim_gives_1_unless_told_otherwise() {
    let text = b"The San Francisco Peace Treaty was signed in Moscow on 3 May 1937.";
    let plain = with(&["check", "-", "--format", "jsonl"], text, &[]);
    let report: serde_json::Value = serde_json::from_str(&plain.out).unwrap();
    let n = |k: &str| report["counts"][k].as_u64().unwrap();
    let against = n("contradicted") + n("partly") > 0;
    assert_eq!(plain.code, Some(i32::from(against)), "{}", plain.err);
    let zero = with(
        &["check", "-", "--format", "jsonl", "--exit-zero"],
        text,
        &[],
    );
    assert_eq!(zero.code, Some(0));
    assert_eq!(zero.out, plain.out);
}

#[test]
fn colour_is_for_terminals_only() {
    let r = servanda(&["check", EXAMPLE]);
    assert!(!r.out.contains('\u{1b}'));
    let forced = with(&["check", EXAMPLE], b"", &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.out.contains('\u{1b}'));
    assert_eq!(
        with(&["check", EXAMPLE], b"", &[("NO_COLOR", "1")]).out,
        r.out
    );
}

#[test]
fn a_text_cannot_command_the_terminal() {
    let text = "The pact\u{1b}[2J\u{1b}]0;owned\u{7} was signed in Moscow on 13 April 1941.\u{9b}31m It held for years, as everyone said.";
    for args in [["check", "-"], ["read", "-"]] {
        let r = with(&args, text.as_bytes(), &[("CLICOLOR_FORCE", "1")]);
        assert!(
            !r.out.contains("\u{1b}[2J")
                && !r.out.contains("\u{1b}]0")
                && !r.out.contains('\u{9b}'),
            "{:?}",
            r.out
        );
        assert!(r.out.contains("13 April 1941"));
    }
}

#[test]
fn a_file_has_the_bytes_of_standard_output() {
    let dir = folder("output");
    for format in ["text", "json", "jsonl", "html"] {
        let to = dir.join(format).display().to_string();
        let said = servanda(&["check", EXAMPLE, "--format", format, "--exit-zero"]);
        let wrote = servanda(&[
            "check",
            EXAMPLE,
            "--format",
            format,
            "--exit-zero",
            "-o",
            &to,
        ]);
        assert_eq!((said.code, wrote.code), (Some(0), Some(0)), "{}", wrote.err);
        assert!(wrote.out.is_empty());
        assert!(std::fs::read_to_string(to).unwrap() == said.out, "{format}");
    }
}

#[test]
fn a_reader_who_stops_reading_is_no_error() {
    for args in [
        vec!["check", EXAMPLE, "--format", "json"],
        vec!["explain"],
        vec!["record", "stats", "--files"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_servanda"))
            .args(&args)
            .current_dir(root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let out = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&out.stderr);
        assert!(
            !err.contains("panicked") && !err.contains("Broken pipe"),
            "{args:?}: {err}"
        );
    }
}

#[test]
fn completions_and_manual_pages_are_made() {
    for (shell, has) in [
        ("bash", "_servanda()"),
        ("zsh", "#compdef servanda"),
        ("fish", "complete -c servanda"),
    ] {
        let r = servanda(&["completions", shell]);
        assert_eq!(r.code, Some(0));
        assert!(r.out.contains(has) && r.out.contains("in-force"), "{shell}");
    }
    assert!(servanda(&["man"]).out.contains(".TH servanda 1"));
    let dir = folder("man");
    let r = servanda(&["man", "--dir", &dir.display().to_string()]);
    assert_eq!(r.code, Some(0), "{}", r.err);
    assert!(dir.join("servanda-check.1").is_file());
}

#[test]
fn the_page_on_the_command_line_is_up_to_date() {
    let made = servanda(&["help-page"]);
    assert_eq!(made.code, Some(0));
    let path = root().join("docs/cli.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &made.out).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if cfg!(feature = "scan") {
        return;
    }
    assert!(
        kept == made.out,
        "docs/cli.md is not what the program says; UPDATE_DOCS=1 cargo test -p servanda --test usage makes it anew"
    );
}
