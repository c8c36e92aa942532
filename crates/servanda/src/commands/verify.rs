//! `servanda verify`: a saved report or proof against its own text and against the record.

use crate::commands::explain::json_input;
use crate::common::{Shared, fail, write_out};
use serde_json::Value;
use servanda_record::Record;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `verify`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda check article.txt --format json -o report.json
  servanda verify report.json
  servanda in-force AGREEMENT --on 1945-08-09 --format json --proof > proof.json
  servanda verify proof.json

What is verified: that offsets, quotes, counts and the text's own digest agree, and that every statement
named is in the record with exactly the content it had. Exit codes: 0 all of it holds, 1 something does
not, 2 usage or bad input.")]
pub struct Args {
    /// Reports or proofs (JSON), or `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What was found in one file.
#[derive(Default)]
struct Found {
    /// What does not hold.
    wrong: Vec<String>,
    /// Statements whose digests hold.
    statements: usize,
    /// Proofs met.
    proofs: usize,
    /// Of them, derived again.
    derived: usize,
    /// The proofs themselves, until they are checked.
    proof_list: Vec<Value>,
    /// Claims whose spans hold.
    claims: usize,
}

/// Runs `verify`.
pub fn run(args: &Args, shared: &Shared) -> ExitCode {
    let record = match shared.record() {
        Ok(r) => r,
        Err(code) => return code,
    };
    let mut out = String::new();
    let mut holds = true;
    for path in &args.files {
        let v = match json_input(path) {
            Ok(v) => v,
            Err(e) => return fail(e),
        };
        let Some(found) = verify(&v, &record) else {
            return fail(format!(
                "{}: this is neither a report nor a proof of Servanda",
                path.display()
            ));
        };
        holds &= found.wrong.is_empty();
        out.push_str(&told(&path.display().to_string(), &v, &found, &record));
    }
    if let Err(e) = write_out(&out, None) {
        return fail(e);
    }
    ExitCode::from(u8::from(!holds))
}

fn told(name: &str, v: &Value, found: &Found, record: &Record) -> String {
    let mut out = format!(
        "{name}: {}\n",
        if found.wrong.is_empty() {
            "holds"
        } else {
            "does NOT hold"
        }
    );
    for w in &found.wrong {
        out.push_str(&format!("  {w}\n"));
    }
    let made_with = v
        .pointer("/proof/record")
        .or_else(|| v.get("record"))
        .and_then(Value::as_str)
        .unwrap_or("");
    if made_with != record.digest.to_string() {
        out.push_str(&format!(
            "  made with record {}, checked against record {}: only the statements named were compared\n",
            made_with.get(..12).unwrap_or(made_with),
            record.digest.to_string().get(..12).unwrap_or_default()
        ));
    }
    out.push_str(&format!(
        "  {} statements unchanged; {} claims in place\n",
        found.statements, found.claims
    ));
    if found.proofs > 0 {
        out.push_str(&format!(
            "  {} of {} proofs derived again step by step by the independent checker{}\n",
            found.derived,
            found.proofs,
            if found.derived < found.proofs {
                "; of the others only the statements were compared"
            } else {
                ""
            }
        ));
    }
    out
}

/// `None` if it is none of the forms that can be verified.
fn verify(v: &Value, record: &Record) -> Option<Found> {
    let mut found = Found::default();
    if v.get("claims").is_some() && v.get("document").is_some() {
        report(v, &mut found);
    } else if !any_proof(v) {
        return None;
    }
    let mut cited = BTreeMap::new();
    statements(v, &mut cited, &mut found);
    for (id, digest) in cited {
        match record.statement(id) {
            None => found
                .wrong
                .push(format!("statement {id} is not in the record")),
            Some(s) if s.digest.to_string() != digest => {
                found.wrong.push(format!("statement {id} has changed"));
            }
            Some(_) => found.statements += 1,
        }
    }
    // A proof made with another record is compared by its statements; one of this record is derived again, by a
    // second program that shares nothing with the law's engine.
    let checker = servanda_proof::Checker::new(record);
    let digest = record.digest.to_string();
    for (i, p) in std::mem::take(&mut found.proof_list).iter().enumerate() {
        if p.get("record").and_then(Value::as_str) != Some(digest.as_str()) {
            continue;
        }
        match checker.check_json(p) {
            Ok(_) => found.derived += 1,
            Err(r) => found.wrong.push(format!("proof {}: {r}", i + 1)),
        }
    }
    Some(found)
}

fn any_proof(v: &Value) -> bool {
    match v {
        Value::Object(m) => {
            m.get("schema").and_then(Value::as_str) == Some("servanda-proof/1")
                || m.values().any(any_proof)
        }
        Value::Array(a) => a.iter().any(any_proof),
        _ => false,
    }
}

/// Collects statements with their digests, wherever they stand.
fn statements<'v>(v: &'v Value, out: &mut BTreeMap<&'v str, &'v str>, found: &mut Found) {
    match v {
        Value::Object(m) => {
            if m.get("schema").and_then(Value::as_str) == Some("servanda-proof/1") {
                found.proofs += 1;
                found.proof_list.push(v.clone());
            }
            let id = m.get("stmt").or_else(|| m.get("statement"));
            let pair = id.and_then(Value::as_str).zip(m.get("digest"));
            if let Some((id, digest)) = pair {
                let digest = digest.as_str().unwrap_or("");
                let before = out.insert(id, digest);
                if before.is_some_and(|b| b != digest) {
                    found
                        .wrong
                        .push(format!("statement {id} is given with two digests"));
                }
            }
            m.values().for_each(|x| statements(x, out, found));
        }
        Value::Array(a) => a.iter().for_each(|x| statements(x, out, found)),
        _ => {}
    }
}

/// What a report says of itself: text and digest, spans, counts.
fn report(v: &Value, found: &mut Found) {
    let text = v
        .pointer("/document/text")
        .and_then(Value::as_str)
        .unwrap_or("");
    let sha = v
        .pointer("/document/sha256")
        .and_then(Value::as_str)
        .unwrap_or("");
    if servanda_report::sha256(text) != sha {
        found
            .wrong
            .push("the text is not the one its digest was made of".into());
    }
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(i, _)| i)
        .chain(std::iter::once(text.len()))
        .collect();
    let at = |v: &Value, k: &str| {
        let n = v.get(k).and_then(Value::as_u64)?;
        starts.get(usize::try_from(n).ok()?).copied()
    };
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let claims = v.get("claims").and_then(Value::as_array);
    for (i, c) in claims.into_iter().flatten().enumerate() {
        let span = at(c, "start")
            .zip(at(c, "end"))
            .and_then(|(a, z)| text.get(a..z));
        if span.is_some() && span == c.get("quote").and_then(Value::as_str) {
            found.claims += 1;
        } else {
            found.wrong.push(format!(
                "claim {}: its quote is not what stands there in the text",
                i + 1
            ));
        }
        *counts
            .entry(c.get("verdict").and_then(Value::as_str).unwrap_or(""))
            .or_default() += 1;
    }
    for (verdict, n) in v
        .get("counts")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let have = counts.remove(verdict.as_str()).unwrap_or(0);
        if n.as_u64() != Some(have) {
            found
                .wrong
                .push(format!("{verdict}: {n} counted, {have} listed"));
        }
    }
    for verdict in counts.keys() {
        found
            .wrong
            .push(format!("verdict `{verdict}` is not counted"));
    }
}
