//! `servanda check`: an article against the record.

use crate::common::{Shared, UiLang, fail, kept, width};
use crate::many::{Told, tell};
use clap::ValueEnum;
use servanda_check::Checker;
use servanda_record::{Lang, Record};
use servanda_report::{CheckReport, Terminal, report, scene};
use servanda_text::{Lexicon, Options, Reading};
use servanda_time::UncertainDate;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object, indented.
    Json,
    /// One JSON object for each text, a line each.
    Jsonl,
    /// A self-contained page.
    Html,
}

/// Options of reading.
#[derive(clap::Args, Clone, Debug)]
pub struct ReadOptions {
    /// The text's own date, from which "today" and "eighty years ago" count: 2025-08-15, 2025-08, 2025.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<UncertainDate>,
    /// The text's language; else it is told by the script.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<UiLang>,
}

fn date(text: &str) -> Result<UncertainDate, String> {
    UncertainDate::parse(text).map_err(|e| e.to_string())
}

/// Arguments of `check`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda check article.txt
  servanda check article.txt --date 2025-08-15 --report-lang ja
  servanda check article.md --format html -o report.html
  cat article.txt | servanda check - --format json
  servanda check folder/ --format jsonl --record my-record/

Exit codes: 0 nothing found against the text, 1 some claim contradicted or partly right,
2 usage or bad input, 3 some of several texts could not be read (the rest is reported).")]
pub struct Args {
    /// Texts to check (plain text, Markdown or saved HTML), folders of such, or `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    read: ReadOptions,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// List every part compared, not only what differs.
    #[arg(short, long)]
    verbose: bool,
    /// Exit with 0 even where claims are contradicted or partly right.
    #[arg(long)]
    exit_zero: bool,
}

/// A text as given.
pub struct Input {
    /// Its name, as shown.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a file or standard input.
///
/// # Errors
/// What the system says, with the name and what may have been meant.
pub fn input(path: &Path) -> Result<Input, String> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|e| format!("cannot read standard input: {e}"))?;
        return Ok(Input {
            name: "standard input".into(),
            bytes,
        });
    }
    Ok(Input {
        name: path.display().to_string(),
        bytes: servanda_ask::file(path)?,
    })
}

/// Reads one text.
///
/// # Errors
/// The text's name and why it cannot be read.
pub fn reading(input: &Input, options: &ReadOptions, lexicon: &Lexicon) -> Result<Reading, String> {
    let given = Options {
        date: options.date.clone(),
        lang: options.lang.map(Lang::from),
        ..Options::default()
    };
    servanda_text::read(&input.bytes, &given, lexicon).map_err(|e| format!("{}: {e}", input.name))
}

/// All texts under what was given: files as they are, folders by the names of their texts, sorted.
///
/// # Errors
/// A folder that cannot be read or has no text in it.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut out = Vec::new();
    for p in paths {
        if p.is_dir() {
            let mut found = Vec::new();
            walk(p, &mut found)?;
            if found.is_empty() {
                return Err(format!(
                    "no text (.txt, .md, .html) in the folder {}",
                    p.display()
                ));
            }
            found.sort();
            out.extend(found);
        } else {
            out.push(p.clone());
        }
    }
    Ok(out)
}

fn walk(dir: &Path, out: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in std::fs::read_dir(dir)
        .map_err(|e| format!("cannot read the folder {}: {e}", dir.display()))?
    {
        let path = entry
            .map_err(|e| format!("cannot read the folder {}: {e}", dir.display()))?
            .path();
        let hidden = path
            .file_name()
            .and_then(|n| n.to_str())
            .is_some_and(|n| n.starts_with('.'));
        let text = path
            .extension()
            .and_then(|e| e.to_str())
            .is_some_and(|e| matches!(e, "txt" | "md" | "markdown" | "html" | "htm"));
        if path.is_dir() && !hidden {
            walk(&path, out)?;
        } else if text {
            out.push(path);
        }
    }
    Ok(())
}

/// Runs `check`.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let record = match shared.record_kept() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let files = match gather(&args.files) {
        Ok(f) => f,
        Err(e) => return fail(e),
    };
    if args.format == Format::Html && files.len() > 1 {
        return fail("one page is made for one text; give a single file, or use --format jsonl");
    }
    if args.format == Format::Json && files.len() > 1 {
        return fail(
            "one JSON object is made for one text; for several, use --format jsonl (a line each)",
        );
    }
    let lexicon = kept(Lexicon::new(record));
    let worker = || {
        let checker = kept(Checker::new(record));
        move |path: &Path| match input(path)
            .and_then(|i| reading(&i, &args.read, lexicon).map(|r| (i, r)))
        {
            Ok((input, reading)) => {
                let checked = checker.check(&reading);
                let r = report(
                    record,
                    &input.name,
                    &reading.document,
                    &reading.claims,
                    &checked,
                );
                Told {
                    findings: r.counts.has_findings(),
                    text: Ok(render(record, &r, &reading, &checked, args, shared)),
                }
            }
            Err(e) => Told {
                findings: false,
                text: Err(e),
            },
        }
    };
    let between = if args.format == Format::Text {
        "\n"
    } else {
        ""
    };
    let sum = match tell(&files, worker, between, args.output.as_deref()) {
        Ok(sum) => sum,
        Err(e) => return fail(e),
    };
    // One text that cannot be read is bad input; some of many make the whole incomplete.
    if sum.failed == files.len() {
        return ExitCode::from(2);
    }
    ExitCode::from(match (sum.failed > 0, sum.findings && !args.exit_zero) {
        (true, _) => 3,
        (false, true) => 1,
        (false, false) => 0,
    })
}

fn render(
    record: &Record,
    r: &CheckReport,
    reading: &Reading,
    checked: &[servanda_check::Checked],
    args: &Args,
    shared: &Shared,
) -> String {
    // Readers of a Japanese text are answered in Japanese unless they ask otherwise.
    let lang = shared.report_lang.map_or(reading.document.lang, Lang::from);
    match args.format {
        Format::Text => {
            let width = if args.output.is_none() && std::io::stdout().is_terminal() {
                width()
            } else {
                100
            };
            let text = Terminal {
                lang,
                width,
                verbose: args.verbose,
            }
            .print(r);
            // Standard output drops styles where they are not wanted; a file never wants them.
            if args.output.is_some() {
                anstream::adapter::strip_str(&text).to_string()
            } else {
                text
            }
        }
        Format::Json => servanda_report::json(r).unwrap_or_default(),
        Format::Jsonl => {
            let mut out = serde_json::to_string(r).unwrap_or_default();
            out.push('\n');
            out
        }
        Format::Html => {
            let scene = scene::scene(record, &reading.claims, checked);
            servanda_report::html::page(r, &scene, lang)
        }
    }
}
