//! Tags the time expressions of text files and writes, for each, `<name>.json` in the form that scorers read:
//! `{"doc", "spans": [{"start", "end", "text", "type", "value", …}]}`, offsets in Unicode code points.
//!
//! `timex [--lang en|ja] [--date YYYY[-MM[-DD]]] [--mode auto|news|narrative] [--plain] [--out DIR] FILE...`
//!
//! With `--plain` each text is printed with every value in brackets after its words, `<` before what the document's date gave. A file `<name>.json` beside the text may give the document's date as `"dct"`; `--date` wins.

use serde_json::{Value, json};
use servanda_text::timex::{Context, Lang, Mode, Options, code_points, tag};
use servanda_time::UncertainDate;
use std::path::Path;
use std::process::ExitCode;

fn date(text: &str) -> Option<UncertainDate> {
    UncertainDate::parse(text).ok()
}

/// The text with the values beside its expressions.
fn plain(text: &str, options: &Options) -> String {
    let mut out = String::new();
    let mut at = 0;
    for t in tag(text, options) {
        let sign = match t.context {
            Some(Context::DocumentDate) => "<",
            _ => "",
        };
        let words = text.get(at..t.start).unwrap_or_default();
        out.push_str(&format!("{words}{{{}={sign}{}}}", t.text, t.value));
        at = t.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn spans(text: &str, options: &Options) -> Value {
    let found = tag(text, options);
    let bytes: Vec<usize> = found.iter().flat_map(|t| [t.start, t.end]).collect();
    let points = code_points(text, &bytes);
    let spans: Vec<Value> = found
        .iter()
        .zip(points.chunks(2))
        .map(|(t, p)| {
            json!({
                "start": p[0], "end": p[1], "text": t.text, "type": t.kind.as_str(), "value": t.value,
                "mod": t.modifier.map(|m| m.as_str()), "duration": t.duration, "rule": t.rule,
                "context": t.context.map(|c| format!("{c:?}")),
            })
        })
        .collect();
    Value::Array(spans)
}

fn run() -> Result<(), String> {
    let (mut lang, mut mode, mut said, mut out, mut files) =
        (Lang::En, Mode::Auto, None, None, Vec::new());
    let mut bare = false;
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        let mut value = || args.next().ok_or(format!("{a} wants a value"));
        match a.as_str() {
            "--lang" => lang = if value()? == "ja" { Lang::Ja } else { Lang::En },
            "--date" => {
                let v = value()?;
                said = Some(date(&v).ok_or(format!("not a date: {v}"))?);
            }
            "--mode" => {
                mode = match value()?.as_str() {
                    "news" => Mode::News,
                    "narrative" => Mode::Narrative,
                    _ => Mode::Auto,
                }
            }
            "--plain" => bare = true,
            "--out" => out = Some(value()?),
            _ => files.push(a),
        }
    }
    for file in &files {
        let path = Path::new(file);
        let text = std::fs::read_to_string(path).map_err(|e| format!("{file}: {e}"))?;
        let name = path
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned())
            .unwrap_or_default();
        let beside = std::fs::read_to_string(path.with_extension("json"))
            .ok()
            .and_then(|t| serde_json::from_str::<Value>(&t).ok());
        let dct = beside
            .as_ref()
            .and_then(|j| j.get("dct"))
            .and_then(Value::as_str)
            .and_then(date);
        let mut options = Options::new(lang);
        options.mode = mode;
        if let Some(d) = said.as_ref().or(dct.as_ref()) {
            options = options.written_about(d);
        }
        if bare {
            println!("{}", plain(&text, &options));
            continue;
        }
        let result = json!({ "doc": name, "spans": spans(&text, &options) });
        match &out {
            Some(dir) => {
                std::fs::create_dir_all(dir).map_err(|e| e.to_string())?;
                let target = Path::new(dir).join(format!("{name}.json"));
                std::fs::write(&target, format!("{result:#}\n"))
                    .map_err(|e| format!("{}: {e}", target.display()))?;
            }
            None => println!("{result:#}"),
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::from(2)
        }
    }
}
