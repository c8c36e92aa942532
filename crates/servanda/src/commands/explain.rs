//! `servanda explain`: the meaning of a code, and why an answer is what it is.

use crate::commands::law::{conduct_filter, known_actor, known_agreement};
use crate::common::{Shared, fail, unknown, width, write_out};
use serde_json::Value;
use servanda_law::Law;
use servanda_record::{Lang, Record, codes};
use servanda_report::because::{Derivation, derive};
use servanda_report::terminal::fold;
use servanda_report::words::pick;
use servanda_time::Day;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `explain`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda explain E0301                                   a code of a diagnostic
  servanda explain                                         all codes
  servanda check a.txt --format json -o report.json
  servanda explain 7 --from report.json                    the seventh claim of a saved report
  servanda explain ussr-japan-neutrality-1941 --on 1945-08-09 --party ussr --other japan
  servanda explain ussr-japan-neutrality-1941 --event EVENT
                                                           why a finding of conduct is what it is")]
pub struct Args {
    /// A code such as E0301; a claim's number or id (with --from); or an agreement's id (with --on or --event).
    id: Option<String>,
    /// A report saved with `check --format json`, or `-` for standard input.
    #[arg(long, value_name = "REPORT", conflicts_with_all = ["on", "event"])]
    from: Option<PathBuf>,
    /// Whether the agreement was in force on this day.
    #[arg(long, value_name = "DATE", value_parser = super::law::day, conflicts_with = "event")]
    on: Option<Day>,
    /// … for this party.
    #[arg(long, value_name = "ACTOR", requires = "on")]
    party: Option<String>,
    /// … toward this one.
    #[arg(long, value_name = "ACTOR", requires = "party")]
    other: Option<String>,
    /// How this event stands to the agreement.
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,
    /// … for the conduct of this actor.
    #[arg(long, value_name = "ACTOR", requires = "event")]
    actor: Option<String>,
    /// … under this article.
    #[arg(long, value_name = "ARTICLE", requires = "event")]
    article: Option<String>,
}

/// Runs `explain`.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let done = match (&args.id, &args.from) {
        (id, Some(path)) => claim(id.as_deref(), path, shared),
        (Some(id), None) if args.on.is_some() || args.event.is_some() => law(id, args, shared),
        (id, None) => code(id.as_deref(), shared),
    };
    match done.and_then(|text| write_out(&text, None).map_err(fail)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn code(name: Option<&str>, shared: &Shared) -> Result<String, ExitCode> {
    let lang = shared.lang();
    let Some(name) = name else {
        return Ok(codes::CODES
            .iter()
            .map(|c| format!("{}  {}\n", c.code, c.text(lang)))
            .collect());
    };
    if let Some(code) = codes::find(name) {
        return Ok(format!("{}\n\n{}\n", code.code, code.text(lang)));
    }
    let record = shared.record()?;
    Err(fail(if record.agreement(name).is_some() {
        format!("what of `{name}`? add --on DATE (was it in force) or --event ID (was it kept)")
    } else if name.starts_with("c-") || name.bytes().all(|b| b.is_ascii_digit()) {
        format!("`{name}` is a claim of which report? add --from REPORT.json")
    } else {
        let known = codes::CODES
            .iter()
            .map(|c| c.code)
            .chain(record.agreements.iter().map(|a| a.id.as_str()));
        unknown("code or agreement", name, known).replace(
            "`servanda search WORDS` finds what is there",
            "`servanda explain` lists the codes",
        )
    }))
}

fn law(id: &str, args: &Args, shared: &Shared) -> Result<String, ExitCode> {
    let record = Arc::new(shared.record()?);
    known_agreement(&record, id)?;
    for x in [&args.party, &args.other, &args.actor]
        .into_iter()
        .flatten()
    {
        known_actor(&record, x)?;
    }
    let law = Law::new(Arc::clone(&record));
    let lang = shared.lang();
    let mut out = String::new();
    let mut put = |proof: &Value| {
        if let Some(d) = derive(&record, proof, lang) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&d.print(&record, lang, width()));
        }
    };
    if let Some(on) = args.on {
        let a = law
            .in_force(id, args.party.as_deref(), args.other.as_deref(), on)
            .map_err(fail)?;
        put(a.proof().json());
        return Ok(out);
    }
    let event = args.event.as_deref().unwrap_or("");
    if record.event(event).is_none() {
        let known = record.events.iter().map(|e| e.id.as_str());
        return Err(fail(unknown("event", event, known)));
    }
    let filter = conduct_filter(
        args.actor.clone(),
        Some(event.to_owned()),
        Some(id.to_owned()),
        args.article.clone(),
    );
    let findings = law.conduct(&filter).map_err(fail)?;
    findings.iter().for_each(|f| put(f.answer().proof().json()));
    if out.is_empty() {
        return Err(fail(format!(
            "`{event}` touches no provision of `{id}` that these words ask for"
        )));
    }
    Ok(out)
}

/// Reads JSON from a file or standard input.
///
/// # Errors
/// The message, with line and column where it is not JSON.
pub fn json_input(path: &Path) -> Result<Value, String> {
    let given = super::check::input(path)?;
    serde_json::from_slice(&given.bytes)
        .map_err(|e| format!("{}: this is not JSON: {e}", given.name))
}

fn claim(id: Option<&str>, path: &Path, shared: &Shared) -> Result<String, ExitCode> {
    let report = json_input(path).map_err(fail)?;
    let Some(claims) = report.get("claims").and_then(Value::as_array) else {
        return Err(fail(format!(
            "{}: this is no report; make one with `servanda check TEXT --format json`",
            path.display()
        )));
    };
    let record = shared.record()?;
    let lang = shared.lang();
    let Some(id) = id else {
        return Err(fail(format!(
            "which claim? a number from 1 to {} or an id",
            claims.len()
        )));
    };
    let found = match id.parse::<usize>() {
        Ok(n) => n.checked_sub(1).and_then(|i| claims.get(i)),
        Err(_) => claims
            .iter()
            .find(|c| c.get("id").and_then(Value::as_str) == Some(id)),
    };
    let Some(c) = found else {
        return Err(fail(if id.bytes().all(|b| b.is_ascii_digit()) {
            format!("the report has {} claims, no claim {id}", claims.len())
        } else {
            let known = claims.iter().filter_map(|c| c.get("id")?.as_str());
            unknown("claim", id, known).replace(
                "`servanda search WORDS` finds what is there",
                "give its number",
            )
        }));
    };
    if report.get("record").and_then(Value::as_str) != Some(record.digest.to_string().as_str()) {
        eprintln!(
            "note: the report was made with another record; statements are shown as they are now"
        );
    }
    Ok(told(&record, c, lang))
}

/// A claim of a saved report in sentences.
fn told(record: &Record, c: &Value, lang: Lang) -> String {
    let text = |v: &Value, k: &str| v.get(k).and_then(Value::as_str).unwrap_or("").to_owned();
    let code = if lang == Lang::Ja { "ja" } else { "en" };
    let both = |v: Option<&Value>| v.map(|b| text(b, code)).unwrap_or_default();
    let list = |v: &Value, k: &str| {
        v.get(k)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let room = width().max(40);
    let mut out = String::new();
    let put = |t: &str, indent: usize, out: &mut String| {
        for line in fold(t, room - indent) {
            let _ = writeln!(out, "{}{line}", " ".repeat(indent));
        }
    };
    put(
        &format!("\u{201c}{}\u{201d}", text(c, "quote")),
        0,
        &mut out,
    );
    put(
        &format!(
            "{} ({})",
            verdict(&text(c, "verdict"), lang),
            text(c, "reason")
        ),
        0,
        &mut out,
    );
    let says = both(c.get("record_says"));
    if !says.is_empty() {
        put(
            &format!("{} {says}", pick(lang, "Record:", "記録:")),
            0,
            &mut out,
        );
    }
    out.push('\n');
    for p in list(c, "parts") {
        let record_says = both(p.get("record"));
        let line = format!(
            "{} {}: {} → {}",
            pick(lang, "because", "理由:"),
            part(&p, lang),
            text(&p, "claim"),
            if record_says.is_empty() {
                "–"
            } else {
                &record_says
            }
        );
        put(&line, 2, &mut out);
    }
    for r in list(c, "readings") {
        put(
            &format!("{}: {}", both(r.get("reading")), text(&r, "answer")),
            2,
            &mut out,
        );
    }
    for p in list(c, "positions") {
        put(
            &format!("{}: {}", both(p.get("of")), both(p.get("says"))),
            2,
            &mut out,
        );
    }
    let proof = c.get("proof").filter(|p| !p.is_null());
    if let Some(d) = proof.and_then(|p| derive(record, p, lang)) {
        out.push('\n');
        out.push_str(&d.print(record, lang, room));
        return out;
    }
    // Without a proof of law the statements compared are the reasons.
    let ids = list(c, "evidence");
    let d = Derivation {
        answer: servanda_time::Truth::Unknown,
        conclusion: String::new(),
        steps: Vec::new(),
        statements: ids.iter().map(|e| text(e, "statement")).collect(),
    };
    let shown = d.statements_text(record, lang, room);
    if shown.is_empty() && list(c, "parts").is_empty() {
        put(
            pick(
                lang,
                "Nothing in the record was found to compare it with.",
                "照合できる記述は記録に見つからなかった。",
            ),
            2,
            &mut out,
        );
    }
    if !shown.is_empty() {
        out.push('\n');
    }
    out.push_str(&shown);
    for e in &ids {
        let id = text(e, "statement");
        let now = record.statement(&id).map(|s| s.digest.to_string());
        if now.as_deref() != Some(text(e, "digest").as_str()) {
            let _ = writeln!(
                out,
                "  {id}: {}",
                pick(
                    lang,
                    "changed since the report was made",
                    "報告の作成後に変更された"
                )
            );
        }
    }
    out
}

fn verdict(word: &str, lang: Lang) -> String {
    servanda_report::words::VERDICTS
        .iter()
        .find(|v| {
            serde_json::to_value(v)
                .ok()
                .as_ref()
                .and_then(Value::as_str)
                == Some(word)
        })
        .map_or_else(
            || word.to_owned(),
            |v| servanda_report::words::verdict(*v, lang).to_owned(),
        )
}

fn part(p: &Value, lang: Lang) -> String {
    let of = |k: &str| p.get(k).and_then(Value::as_str).unwrap_or("");
    let slot = servanda_report::words::slot_word(of("slot"), lang);
    let outcome = servanda_report::words::outcome_word(of("outcome"), lang);
    format!("{slot} {outcome}")
}
