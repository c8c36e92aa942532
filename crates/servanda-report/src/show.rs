//! One thing of the record with all its statements and sources, for people.

use crate::terminal::fold;
use servanda_record::{Kind, Lang, Record, Status};
use std::fmt::Write;

/// Writes whatever has that id: label, statements in order, each with its sources. `None` where nothing has it.
pub fn show(record: &Record, id: &str, lang: Lang, width: usize) -> Option<String> {
    let kind = [
        (Kind::Agreement, record.agreement(id).is_some()),
        (Kind::Event, record.event(id).is_some()),
        (Kind::Actor, record.actor(id).is_some()),
        (Kind::Place, record.place(id).is_some()),
        (Kind::ChoicePoint, record.choice_point(id).is_some()),
        (Kind::Reading, record.reading(id).is_some()),
        (Kind::Position, record.position(id).is_some()),
        (Kind::Completeness, record.completeness_of(id).is_some()),
    ];
    let kinds: Vec<Kind> = kind
        .into_iter()
        .filter(|(_, is)| *is)
        .map(|(k, _)| k)
        .collect();
    if kinds.is_empty() {
        return statement(record, id, lang, width).or_else(|| source(record, id, lang));
    }
    let mut out = format!("{}  [{id}]\n", record.label(id, lang));
    for k in kinds {
        if k == Kind::ChoicePoint {
            options(record, id, lang, width, &mut out);
        }
        for s in record.statements_of(k, id) {
            if let Some(text) = statement(record, s.id.as_str(), lang, width) {
                out.push('\n');
                out.push_str(&text);
            }
        }
    }
    Some(out)
}

fn options(record: &Record, id: &str, lang: Lang, width: usize, out: &mut String) {
    let Some(c) = record.choice_point(id) else {
        return;
    };
    for o in &c.options {
        let mark = if o.id == c.default { "*" } else { " " };
        for (i, line) in fold(
            &format!("{}: {}", o.id, o.says.get(lang)),
            width.max(40) - 4,
        )
        .iter()
        .enumerate()
        {
            let _ = writeln!(out, "  {} {line}", if i == 0 { mark } else { " " });
        }
    }
}

fn statement(record: &Record, id: &str, lang: Lang, width: usize) -> Option<String> {
    let s = record.statement(id)?;
    let mut out = format!("{}\n", s.id);
    for line in fold(&value(&s.value, lang), width.max(40) - 4) {
        let _ = writeln!(out, "    {line}");
    }
    if !s.under.is_always() {
        let under: Vec<String> = s
            .under
            .0
            .iter()
            .map(|(c, o)| format!("{c} = {o}"))
            .collect();
        let _ = writeln!(out, "    under {}", under.join(", "));
    }
    let status = if s.status == Status::Unverified {
        " (unverified)"
    } else {
        ""
    };
    for c in record.citations(s, lang) {
        for line in fold(&format!("– {c}{status}"), width.max(40) - 4) {
            let _ = writeln!(out, "    {line}");
        }
    }
    Some(out)
}

/// A value as people read it: keys and values on one line, texts only in the language asked for.
fn value(json: &str, lang: Lang) -> String {
    serde_json::from_str::<serde_json::Value>(json)
        .map_or_else(|_| json.to_owned(), |v| flat(&v, lang))
}

pub(crate) fn flat(v: &serde_json::Value, lang: Lang) -> String {
    use serde_json::Value;
    match v {
        Value::Object(m) => {
            let code = if lang == Lang::Ja { "ja" } else { "en" };
            let is_text = !m.is_empty() && m.keys().all(|k| k.len() == 2) && m.contains_key("en");
            if is_text {
                return m
                    .get(code)
                    .or_else(|| m.get("en"))
                    .map(|t| flat(t, lang))
                    .unwrap_or_default();
            }
            m.iter()
                .map(|(k, v)| format!("{k}: {}", flat(v, lang)))
                .collect::<Vec<_>>()
                .join("; ")
        }
        Value::Array(a) => a
            .iter()
            .map(|x| flat(x, lang))
            .collect::<Vec<_>>()
            .join(", "),
        Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}

fn source(record: &Record, id: &str, lang: Lang) -> Option<String> {
    let s = record.source(id)?;
    Some(crate::cite::cite(
        record,
        &[crate::cite::Cited::Source(s)],
        crate::cite::Style::Plain,
        lang,
    ))
}

/// One hit of a search.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Hit {
    /// What kind of thing.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
}

/// Everything whose id, names or wording hold all the words (case does not count), best first: whole
/// names, then names, then wording; at most `limit`.
pub fn search(record: &Record, words: &[String], lang: Lang, limit: usize) -> Vec<Hit> {
    let words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let query = words.join(" ");
    let mut hits: Vec<(u8, Hit)> = Vec::new();
    let mut test = |kind: &'static str,
                    id: &str,
                    names: &mut dyn Iterator<Item = &str>,
                    mut text: &mut dyn Iterator<Item = &str>| {
        let names: Vec<String> = names.map(str::to_lowercase).collect();
        let has = |t: &str| words.iter().all(|w| t.contains(w.as_str()));
        let rank = if names.contains(&query) || id == query {
            0
        } else if names.iter().any(|n| has(n)) || has(id) {
            1
        } else if Iterator::any(&mut text, |t| has(&t.to_lowercase())) {
            2
        } else {
            return;
        };
        hits.push((
            rank,
            Hit {
                kind,
                id: id.to_owned(),
                label: record.label(id, lang).to_owned(),
            },
        ));
    };
    for a in &record.agreements {
        let mut says = a
            .provisions
            .iter()
            .flat_map(|p| p.says.0.iter().map(|(_, t)| t.as_str()));
        test(
            "agreement",
            a.id.as_str(),
            &mut a
                .names
                .0
                .iter()
                .map(|n| n.name.as_str())
                .chain(a.title.0.iter().map(|(_, t)| t.as_str())),
            &mut says,
        );
    }
    for e in &record.events {
        test(
            "event",
            e.id.as_str(),
            &mut e.names.0.iter().map(|n| n.name.as_str()),
            &mut e.says.0.iter().map(|(_, t)| t.as_str()),
        );
    }
    for a in &record.actors {
        test(
            "actor",
            a.id.as_str(),
            &mut a.names.0.iter().map(|n| n.name.as_str()),
            &mut std::iter::empty(),
        );
    }
    for p in &record.places {
        test(
            "place",
            p.id.as_str(),
            &mut p.names.0.iter().map(|n| n.name.as_str()),
            &mut std::iter::empty(),
        );
    }
    for c in &record.choice_points {
        test(
            "choice point",
            c.id.as_str(),
            &mut c.question.0.iter().map(|(_, t)| t.as_str()),
            &mut c
                .options
                .iter()
                .flat_map(|o| o.says.0.iter().map(|(_, t)| t.as_str())),
        );
    }
    for r in &record.readings {
        test(
            "reading",
            r.id.as_str(),
            &mut r.name.0.iter().map(|(_, t)| t.as_str()),
            &mut std::iter::empty(),
        );
    }
    for p in &record.positions {
        test(
            "position",
            p.id.as_str(),
            &mut std::iter::empty(),
            &mut p.says.0.iter().map(|(_, t)| t.as_str()),
        );
    }
    for s in &record.sources {
        test(
            "source",
            s.id.as_str(),
            &mut std::iter::once(s.title.as_str()),
            &mut s.author.iter().map(String::as_str),
        );
    }
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().take(limit).map(|(_, h)| h).collect()
}
