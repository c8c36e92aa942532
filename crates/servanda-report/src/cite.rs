//! Citations of agreements and sources: plain, BibTeX, CSL-JSON (agreements as type `treaty`, which
//! reference managers know and few tools write).

use serde_json::{Map, Value, json};
use servanda_record::{Agreement, Lang, Record, Source};
use servanda_time::UncertainDate;
use std::fmt::Write;

/// Forms of citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A line of text.
    Plain,
    /// BibTeX.
    BibTex,
    /// CSL-JSON.
    Csl,
}

/// What is cited.
#[derive(Clone, Copy, Debug)]
pub enum Cited<'r> {
    /// An agreement.
    Agreement(&'r Agreement),
    /// A source.
    Source(&'r Source),
}

/// The citations of several things in one style; CSL gives one array.
pub fn cite(record: &Record, things: &[Cited<'_>], style: Style, lang: Lang) -> String {
    match style {
        Style::Plain => things
            .iter()
            .map(|t| plain(record, *t, lang) + "\n")
            .collect(),
        Style::BibTex => things.iter().map(|t| bibtex(record, *t, lang)).collect(),
        Style::Csl => {
            let all: Vec<Value> = things.iter().map(|t| csl(record, *t, lang)).collect();
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
    }
}

fn parties(record: &Record, a: &Agreement, lang: Lang) -> String {
    let names: Vec<&str> = a
        .parties
        .iter()
        .map(|p| record.label(p.actor.as_str(), lang))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        // Multilateral agreements are cited without their parties.
        _ if names.len() > 4 => String::new(),
        _ => names.join("–"),
    }
}

fn series(a: &Agreement) -> String {
    a.registered
        .as_ref()
        .map(|r| {
            [r.series.as_deref(), r.number.as_deref().map(|n| n.trim())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", no. ")
        })
        .unwrap_or_default()
}

fn date(d: &UncertainDate, lang: Lang) -> String {
    match lang {
        Lang::En => d.display_en().to_string(),
        Lang::Ja => d.display_ja().to_string(),
    }
}

fn plain(record: &Record, cited: Cited<'_>, lang: Lang) -> String {
    match cited {
        Cited::Agreement(a) => plain_agreement(record, a, lang),
        Cited::Source(s) => {
            let who = if s.author.is_empty() {
                s.editor.join(", ")
            } else {
                s.author.join(", ")
            };
            let year = s
                .date
                .as_ref()
                .map(|d| format!("({})", date(d, lang)))
                .unwrap_or_default();
            let parts = [
                who,
                s.title.clone(),
                s.container.clone().unwrap_or_default(),
                s.volume.clone().unwrap_or_default(),
                s.publisher.clone().unwrap_or_default(),
                year,
            ];
            let text = parts
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            match &s.url {
                Some(u) => format!("{text}. {u}"),
                None => format!("{text}."),
            }
        }
    }
}

fn plain_agreement(record: &Record, a: &Agreement, lang: Lang) -> String {
    let mut out = a.title.get(lang).to_owned();
    let who = parties(record, a, lang);
    let signed = a.signed.first();
    let at = signed
        .map(|s| {
            s.at.iter()
                .map(|p| record.label(p.as_str(), lang))
                .collect::<Vec<_>>()
                .join(", ")
        })
        .unwrap_or_default();
    let on = signed.map(|s| date(&s.on, lang)).unwrap_or_default();
    let force = a
        .entry_into_force
        .iter()
        .find_map(|e| e.on.as_ref())
        .map(|d| date(d, lang))
        .unwrap_or_default();
    let put = |out: &mut String, text: &str| {
        if !text.is_empty() {
            let _ = write!(out, "{}{text}", if lang == Lang::Ja { "、" } else { ", " });
        }
    };
    put(&mut out, &who);
    match lang {
        Lang::En => {
            if !on.is_empty() {
                put(
                    &mut out,
                    &format!(
                        "signed {}{on}",
                        if at.is_empty() {
                            String::new()
                        } else {
                            format!("at {at}, ")
                        }
                    ),
                );
            }
            if !force.is_empty() {
                put(&mut out, &format!("entered into force {force}"));
            }
        }
        Lang::Ja => {
            if !on.is_empty() {
                put(&mut out, &format!("{on}{at}署名"));
            }
            if !force.is_empty() {
                put(&mut out, &format!("{force}発効"));
            }
        }
    }
    put(&mut out, &series(a));
    out + if lang == Lang::Ja { "。" } else { "." }
}

/// A BibTeX value: braces kept balanced, specials escaped.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' => {}
            '\\' => out.push_str("\\textbackslash{}"),
            _ => out.push(c),
        }
    }
    out
}

fn bibtex(record: &Record, cited: Cited<'_>, lang: Lang) -> String {
    let (kind, id, fields) = match cited {
        Cited::Agreement(a) => {
            let on = a.signed.first().map(|s| s.on.edtf()).unwrap_or_default();
            (
                "misc",
                a.id.as_str(),
                vec![
                    ("title", a.title.get(lang).to_owned()),
                    ("type", "treaty".to_owned()),
                    ("author", parties(record, a, lang)),
                    ("date", on.clone()),
                    ("year", on.get(..4).unwrap_or("").to_owned()),
                    ("howpublished", series(a)),
                ],
            )
        }
        Cited::Source(s) => {
            let kind = match s.kind.as_str() {
                "book" => "book",
                "article" => "article",
                "web" => "online",
                _ => "misc",
            };
            let on = s.date.as_ref().map(UncertainDate::edtf).unwrap_or_default();
            (
                kind,
                s.id.as_str(),
                vec![
                    ("title", s.title.clone()),
                    ("author", s.author.join(" and ")),
                    ("editor", s.editor.join(" and ")),
                    (
                        if s.kind == "article" {
                            "journal"
                        } else {
                            "booktitle"
                        },
                        s.container.clone().unwrap_or_default(),
                    ),
                    ("publisher", s.publisher.clone().unwrap_or_default()),
                    ("volume", s.volume.clone().unwrap_or_default()),
                    ("date", on.clone()),
                    ("year", on.get(..4).unwrap_or("").to_owned()),
                    ("url", s.url.clone().unwrap_or_default()),
                ],
            )
        }
    };
    let mut out = format!("@{kind}{{{id},\n");
    for (k, v) in fields.into_iter().filter(|(_, v)| !v.is_empty()) {
        let value = if k == "url" { v } else { tex(&v) };
        let _ = writeln!(out, "  {k} = {{{value}}},");
    }
    out + "}\n"
}

/// CSL date parts; only what is exactly known.
fn parts(d: &UncertainDate) -> Value {
    let text = d.edtf();
    let numbers: Vec<i64> = text.split('-').map_while(|p| p.parse().ok()).collect();
    if numbers.is_empty() || text.contains(['[', 'X', '~', '?', '%']) {
        json!({ "literal": text })
    } else {
        json!({ "date-parts": [numbers] })
    }
}

fn csl(record: &Record, cited: Cited<'_>, lang: Lang) -> Value {
    let mut m = Map::new();
    let mut put = |k: &str, v: Value| {
        if !(v.is_null() || v.as_str().is_some_and(str::is_empty)) {
            m.insert(k.to_owned(), v);
        }
    };
    match cited {
        Cited::Agreement(a) => {
            put("id", json!(a.id.as_str()));
            put("type", json!("treaty"));
            put("title", json!(a.title.get(lang)));
            put(
                "issued",
                a.signed.first().map_or(Value::Null, |s| parts(&s.on)),
            );
            put(
                "available-date",
                a.entry_into_force
                    .iter()
                    .find_map(|e| e.on.as_ref())
                    .map_or(Value::Null, parts),
            );
            put(
                "event-place",
                json!(a.signed.first().map(|s| {
                    s.at.iter()
                        .map(|p| record.label(p.as_str(), lang))
                        .collect::<Vec<_>>()
                        .join(", ")
                })),
            );
            let names: Vec<Value> = a
                .parties
                .iter()
                .map(|p| json!({ "literal": record.label(p.actor.as_str(), lang) }))
                .collect();
            put(
                "author",
                if names.is_empty() || names.len() > 4 {
                    Value::Null
                } else {
                    Value::Array(names)
                },
            );
            put(
                "container-title",
                json!(a.registered.as_ref().and_then(|r| r.series.clone())),
            );
            put(
                "number",
                json!(a.registered.as_ref().and_then(|r| r.number.clone())),
            );
            put(
                "language",
                json!(if lang == Lang::Ja { "ja" } else { "en" }),
            );
        }
        Cited::Source(s) => {
            let kind = match s.kind.as_str() {
                "book" => "book",
                "article" => "article-journal",
                "web" => "webpage",
                "judgment" | "award" => "legal_case",
                "law" | "resolution" => "legislation",
                "dataset" => "dataset",
                "press" => "article-newspaper",
                _ => "document",
            };
            let names = |l: &[String]| {
                if l.is_empty() {
                    Value::Null
                } else {
                    l.iter().map(|n| json!({ "literal": n })).collect()
                }
            };
            put("id", json!(s.id.as_str()));
            put("type", json!(kind));
            put("title", json!(s.title));
            put("author", names(&s.author));
            put("editor", names(&s.editor));
            put("container-title", json!(s.container));
            put("publisher", json!(s.publisher));
            put("volume", json!(s.volume));
            put("issued", s.date.as_ref().map_or(Value::Null, parts));
            put("URL", json!(s.url));
            put("language", json!(s.lang));
        }
    }
    Value::Object(m)
}
