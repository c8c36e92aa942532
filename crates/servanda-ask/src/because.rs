//! Why an answer is what it is, in sentences.

use crate::law::{Force, conduct, in_force};
use crate::lookup::{known_actor, known_agreement, known_event, unknown};
use serde_json::Value;
use servanda_law::{FindingFilter, Law};
use servanda_record::{Lang, Record, codes};
use servanda_report::because::{Derivation, derive};
use servanda_report::terminal::fold;
use servanda_report::words::pick;
use servanda_time::Day;
use std::fmt::Write;

/// Why an agreement was, was not or may have been in force on a day, as text of so many columns.
///
/// # Errors
/// An agreement or actor that the record does not have.
pub fn explain_force(
    law: &Law,
    asked: Force<'_>,
    on: Day,
    (lang, width): (Lang, usize),
) -> Result<String, String> {
    let answer = in_force(law, asked, on)?;
    let derived = derive(law.record(), answer.proof().json(), lang);
    Ok(derived.map_or_else(String::new, |d| d.print(law.record(), lang, width)))
}

/// Why an event stands to the provisions of an agreement as it does, as text of so many columns.
///
/// # Errors
/// Ids that the record does not have; an event that touches no such provision.
pub fn explain_conduct(
    law: &Law,
    filter: &FindingFilter,
    (lang, width): (Lang, usize),
) -> Result<String, String> {
    let record = law.record();
    let agreement = filter.agreement.as_deref().unwrap_or_default();
    let event = filter.event.as_deref().unwrap_or_default();
    known_agreement(record, agreement)?;
    if let Some(actor) = &filter.actor {
        known_actor(record, actor)?;
    }
    known_event(record, event)?;
    let told: Vec<String> = conduct(law, filter)?
        .iter()
        .filter_map(|f| derive(record, f.answer().proof().json(), lang))
        .map(|d| d.print(record, lang, width))
        .collect();
    if told.iter().all(String::is_empty) {
        return Err(format!(
            "`{event}` touches no provision of `{agreement}` that these words ask for"
        ));
    }
    Ok(told.join("\n"))
}

/// What a code means, or all codes with what they mean. Nothing if there is no such code.
#[must_use]
pub fn explain_code(name: Option<&str>, lang: Lang) -> Option<String> {
    let Some(name) = name else {
        let line = |c: &codes::Code| format!("{}  {}\n", c.code, c.text(lang));
        return Some(codes::CODES.iter().map(line).collect());
    };
    codes::find(name).map(|code| format!("{}\n\n{}\n", code.code, code.text(lang)))
}

/// What to say where [`explain_code`] has nothing: what else the name stands for, or which codes are like it.
#[must_use]
pub fn no_code(name: &str, record: &Record) -> String {
    if record.agreement(name).is_some() {
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
    }
}

/// A claim explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// In sentences.
    pub text: String,
    /// Whether the report was made with another record: statements are shown as they are now.
    pub other_record: bool,
}

/// Why a claim of a saved report has its verdict, as text of so many columns. A claim is named by its number, from
/// 1, or by its id; `name` is the report's, for messages.
///
/// # Errors
/// What is no report; no claim of that name.
pub fn explain_claim(
    record: &Record,
    (name, report): (&str, &Value),
    id: Option<&str>,
    (lang, width): (Lang, usize),
) -> Result<Explained, String> {
    let Some(claims) = report.get("claims").and_then(Value::as_array) else {
        return Err(format!(
            "{name}: this is no report; make one with `servanda check TEXT --format json`"
        ));
    };
    let Some(id) = id else {
        return Err(format!(
            "which claim? a number from 1 to {} or an id",
            claims.len()
        ));
    };
    let found = match id.parse::<usize>() {
        Ok(n) => n.checked_sub(1).and_then(|i| claims.get(i)),
        Err(_) => claims
            .iter()
            .find(|c| c.get("id").and_then(Value::as_str) == Some(id)),
    };
    let Some(c) = found else {
        return Err(if id.bytes().all(|b| b.is_ascii_digit()) {
            format!("the report has {} claims, no claim {id}", claims.len())
        } else {
            let known = claims.iter().filter_map(|c| c.get("id")?.as_str());
            unknown("claim", id, known).replace(
                "`servanda search WORDS` finds what is there",
                "give its number",
            )
        });
    };
    let digest = record.digest.to_string();
    Ok(Explained {
        text: told(record, c, lang, width),
        other_record: report.get("record").and_then(Value::as_str) != Some(digest.as_str()),
    })
}

/// A claim of a saved report in sentences.
fn told(record: &Record, c: &Value, lang: Lang, width: usize) -> String {
    let text = |v: &Value, k: &str| v.get(k).and_then(Value::as_str).unwrap_or("").to_owned();
    let code = if lang == Lang::Ja { "ja" } else { "en" };
    let both = |v: Option<&Value>| v.map(|b| text(b, code)).unwrap_or_default();
    let list = |v: &Value, k: &str| {
        v.get(k)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let room = width.max(40);
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
