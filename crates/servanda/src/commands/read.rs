//! `servanda read`: what a text names and claims, without checking it.

use crate::commands::check::{ReadOptions, gather, input, reading};
use crate::common::{Shared, fail, kept, width};
use crate::many::{Told, tell};
use clap::ValueEnum;
use servanda_record::{Lang, Record};
use servanda_report::read::{FrameTime, MentionInfo, ReadReport};
use servanda_report::terminal::{fold, plain};
use servanda_report::words::{count, pick, term};
use servanda_text::Lexicon;
use servanda_time::{Duration, UncertainDate};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object, indented.
    Json,
    /// One JSON object for each text, a line each.
    Jsonl,
}

/// Arguments of `read`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda read article.txt
  servanda read article.txt --date 2025-08-15 --format json
  cat article.txt | servanda read - --format jsonl | jq '.mentions[] | select(.kind == \"time\")'

The JSON follows schema/read-1.json. Offsets count Unicode code points in document.text.")]
pub struct Args {
    /// Texts (plain text, Markdown or saved HTML), folders of such, or `-` for standard input.
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
}

/// Runs `read`: 0 if all was read, 2 if nothing could be, 3 if something could not.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let record = match shared.record_kept() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let files = match gather(&args.files) {
        Ok(f) => f,
        Err(e) => return fail(e),
    };
    if args.format == Format::Json && files.len() > 1 {
        return fail(
            "one JSON object is made for one text; for several, use --format jsonl (a line each)",
        );
    }
    let lexicon = kept(Lexicon::new(record));
    let digest = record.digest.to_string();
    let one = |path: &Path| -> Result<String, String> {
        let input = input(path)?;
        let reading = reading(&input, &args.read, lexicon)?;
        let report = servanda_report::read_report(&digest, &input.name, &reading);
        let json = match args.format {
            Format::Text => {
                let lang = shared.report_lang.map_or(reading.document.lang, Lang::from);
                let wide = args.output.is_none() && std::io::stdout().is_terminal();
                return Ok(text(
                    &report,
                    record,
                    lang,
                    if wide { width() } else { 100 },
                ));
            }
            Format::Json => serde_json::to_string_pretty(&report),
            Format::Jsonl => serde_json::to_string(&report),
        };
        Ok(json.unwrap_or_default() + "\n")
    };
    let worker = || {
        |path: &Path| Told {
            findings: false,
            text: one(path),
        }
    };
    match tell(&files, worker, "", args.output.as_deref()) {
        Err(e) => fail(e),
        Ok(sum) if sum.failed == files.len() => ExitCode::from(2),
        Ok(sum) if sum.failed > 0 => ExitCode::from(3),
        Ok(_) => ExitCode::SUCCESS,
    }
}

/// For people: each claim with what was read in it.
fn text(r: &ReadReport, record: &Record, lang: Lang, width: usize) -> String {
    // People who read Japanese are shown names, not ids.
    let label = |id: &str| match lang {
        Lang::En => id.to_owned(),
        Lang::Ja => record.label(id, lang).to_owned(),
    };
    let mut out = String::new();
    let title = r.document.title.as_deref().unwrap_or(&r.document.name);
    let date = r
        .document
        .date
        .as_deref()
        .unwrap_or(pick(lang, "no date", "日付なし"));
    let _ = writeln!(
        out,
        "{}\n{} · {} · {date}\n",
        plain(title),
        plain(&r.document.name),
        r.document.lang
    );
    let mut put = |text: &str, indent: usize| {
        let pad = " ".repeat(indent);
        for line in fold(&plain(text), width.max(40) - indent) {
            let _ = writeln!(out, "{pad}{line}");
        }
    };
    for (i, c) in r.claims.iter().enumerate() {
        let quote = c.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        put(
            &format!(
                "[{}] {}: \u{201c}{quote}\u{201d}",
                i + 1,
                term(c.kind, lang)
            ),
            0,
        );
        let f = &c.frame;
        let comma = pick(lang, ", ", "、");
        let any = |x: &[String]| {
            x.iter()
                .map(|id| label(id))
                .collect::<Vec<_>>()
                .join(pick(lang, "|", "または"))
        };
        let list = |l: &[Vec<String>]| l.iter().map(|x| any(x)).collect::<Vec<_>>().join(comma);
        let times: Vec<String> = f.times.iter().map(|t| when(t, lang)).collect();
        let numbers: Vec<&str> = f.quantities.iter().map(|q| q.written.as_str()).collect();
        let acts: Vec<String> = f
            .acts
            .iter()
            .map(|a| label(a))
            .chain(f.relation.map(|r| term(r, lang).to_owned()))
            .collect();
        for (label, what) in [
            (pick(lang, "act", "行為"), acts.join(comma)),
            (pick(lang, "who", "主体"), list(&f.agents)),
            (pick(lang, "to whom", "相手"), list(&f.patients)),
            (pick(lang, "others", "その他"), list(&f.others)),
            (pick(lang, "persons", "人物"), list(&f.persons)),
            (pick(lang, "agreement", "合意"), list(&f.agreements)),
            (pick(lang, "event", "出来事"), list(&f.events)),
            (pick(lang, "place", "場所"), list(&f.places)),
            (pick(lang, "when", "時期"), times.join(comma)),
            (pick(lang, "how many", "数"), numbers.join(comma)),
            (
                pick(lang, "not in the record", "記録外の名"),
                f.unknown.join(comma),
            ),
            (
                pick(lang, "denied", "否定"),
                if f.negated {
                    pick(lang, "yes", "はい").to_owned()
                } else {
                    String::new()
                },
            ),
            (
                pick(lang, "not to be checked", "対象外"),
                c.not_checked.map_or("", |w| term(w, lang)).to_owned(),
            ),
        ] {
            if !what.is_empty() {
                put(&format!("{label}: {what}"), 4);
            }
        }
    }
    put("", 0);
    for m in &r.mentions {
        put(&mention(m, &label, lang), 2);
    }
    let _ = writeln!(
        out,
        "{}",
        match lang {
            Lang::En => format!(
                "{} and {} in {}.",
                count(r.claims.len(), "claim"),
                count(r.mentions.len(), "mention"),
                count(r.sentences.len(), "sentence")
            ),
            Lang::Ja => format!(
                "主張{}件、言及{}件、文{}。",
                r.claims.len(),
                r.mentions.len(),
                r.sentences.len()
            ),
        }
    );
    out
}

/// What completed a mention, in the reader's language.
fn said_by(context: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return context.to_owned();
    }
    match context {
        "completed from the document's date" => "文書の日付による".to_owned(),
        "antecedent in the text before" => "前に述べたもの".to_owned(),
        "the calendar has no such day" => "暦にない日".to_owned(),
        other => match other
            .strip_prefix("completed from \"")
            .and_then(|r| r.strip_suffix('"'))
        {
            Some(words) => format!("「{words}」による"),
            None => other.to_owned(),
        },
    }
}

/// A time with its role.
fn when(t: &FrameTime, lang: Lang) -> String {
    if lang == Lang::En {
        return format!("{} {}", t.role, t.timex.value);
    }
    let date = t.date.as_deref().and_then(|d| UncertainDate::parse(d).ok());
    let length = Duration::parse(&t.timex.value)
        .ok()
        .map(|d| d.display_ja().to_string());
    let said = date
        .map(|d| d.display_ja().to_string())
        .or(length)
        .unwrap_or_else(|| t.timex.value.clone());
    let role = match t.role {
        "from" => "から",
        "until" => "まで",
        "before" => "より前",
        "after" => "より後",
        "later" => "後",
        _ => "",
    };
    format!("{said}{role}")
}

fn mention(m: &MentionInfo, label: &dyn Fn(&str) -> String, lang: Lang) -> String {
    let what = match (&m.timex, &m.quantity) {
        (Some(t), _) => format!("{} {}", t.kind, t.value),
        (_, Some(q)) => match (&q.low, &q.high) {
            (Some(a), Some(z)) if a == z => a.clone(),
            (a, z) => format!(
                "{}..{}",
                a.as_deref().unwrap_or(""),
                z.as_deref().unwrap_or("")
            ),
        },
        _ if m.ids.is_empty() => "–".to_owned(),
        _ => {
            let ids: Vec<String> = m.ids.iter().map(|i| label(i)).collect();
            ids.join(if m.all { " + " } else { " | " })
        }
    };
    let text = m.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let context = m
        .context
        .as_ref()
        .map(|c| format!("  ({})", said_by(c, lang)))
        .unwrap_or_default();
    format!(
        "{}–{} {text} → {} {what}{context}",
        m.start,
        m.end,
        term(m.kind, lang)
    )
}
