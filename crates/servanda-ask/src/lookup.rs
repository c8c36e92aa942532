//! From words to things of the record, and what to say where there is no such thing.

use servanda_law::ReadingSpec;
use servanda_record::{Lang, Record};
use servanda_report::cite::Cited;
use servanda_time::{Day, UncertainDate};
use std::path::Path;

/// The error for an id that is not there, with what may have been meant.
#[must_use]
pub fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut near: Vec<(f64, &str)> = known
        .map(|k| (closeness(id, k), k))
        .filter(|(s, _)| *s > 0.72)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|n| n.1);
    let hint: Vec<&str> = near.iter().take(3).map(|(_, k)| *k).collect();
    match hint.as_slice() {
        [] => format!("no {what} `{id}`; `servanda search WORDS` finds what is there"),
        _ => format!(
            "no {what} `{id}`; did you mean {}?",
            hint.iter()
                .map(|h| format!("`{h}`"))
                .collect::<Vec<_>>()
                .join(" or ")
        ),
    }
}

/// How alike two ids are, 0 to 1; parts in another order count as nearly alike.
fn closeness(a: &str, b: &str) -> f64 {
    let sorted = |t: &str| {
        let mut parts: Vec<&str> = t.split(['-', ' ']).collect();
        parts.sort_unstable();
        parts.join("-")
    };
    let whole = strsim::jaro_winkler(a, b);
    let parts = strsim::jaro_winkler(&sorted(a), &sorted(b)) * 0.98;
    let inside = if b.contains(a) && a.len() >= 4 {
        0.9
    } else {
        0.0
    };
    whole.max(parts).max(inside)
}

/// All ids of a record, statements apart.
pub fn all_ids(r: &Record) -> impl Iterator<Item = &str> {
    let a = r.agreements.iter().map(|x| x.id.as_str());
    let a = a
        .chain(r.events.iter().map(|x| x.id.as_str()))
        .chain(r.actors.iter().map(|x| x.id.as_str()));
    let a = a
        .chain(r.places.iter().map(|x| x.id.as_str()))
        .chain(r.sources.iter().map(|x| x.id.as_str()));
    let a = a
        .chain(r.choice_points.iter().map(|x| x.id.as_str()))
        .chain(r.readings.iter().map(|x| x.id.as_str()));
    a.chain(r.positions.iter().map(|x| x.id.as_str()))
        .chain(r.completeness.iter().map(|x| x.id.as_str()))
}

/// That there is an agreement of this id.
///
/// # Errors
/// What may have been meant.
pub fn known_agreement(record: &Record, id: &str) -> Result<(), String> {
    let all = || record.agreements.iter().map(|a| a.id.as_str());
    known(record.agreement(id).is_some(), "agreement", id, all)
}

/// That there is an actor of this id.
///
/// # Errors
/// What may have been meant.
pub fn known_actor(record: &Record, id: &str) -> Result<(), String> {
    let all = || record.actors.iter().map(|a| a.id.as_str());
    known(record.actor(id).is_some(), "actor", id, all)
}

/// That there is an event of this id.
///
/// # Errors
/// What may have been meant.
pub fn known_event(record: &Record, id: &str) -> Result<(), String> {
    let all = || record.events.iter().map(|e| e.id.as_str());
    known(record.event(id).is_some(), "event", id, all)
}

fn known<'a, I: Iterator<Item = &'a str>>(
    is: bool,
    what: &str,
    id: &str,
    all: impl FnOnce() -> I,
) -> Result<(), String> {
    if is {
        Ok(())
    } else {
        Err(unknown(what, id, all()))
    }
}

/// The reading that names and CHOICE=OPTION pairs stand for; `all` stands for none.
///
/// # Errors
/// A reading, choice point or option that the record does not have.
pub fn reading(named: &[String], record: &Record) -> Result<ReadingSpec, String> {
    let mut spec = ReadingSpec::default();
    for r in named.iter().filter(|r| *r != "all") {
        match r.split_once('=') {
            Some((choice, option)) => {
                let Some(c) = record.choice_point(choice) else {
                    return Err(unknown(
                        "choice point",
                        choice,
                        record.choice_points.iter().map(|c| c.id.as_str()),
                    ));
                };
                if !c.options.iter().any(|o| o.id.as_str() == option) {
                    return Err(unknown(
                        &format!("option of {choice}"),
                        option,
                        c.options.iter().map(|o| o.id.as_str()),
                    ));
                }
                spec = spec.choosing(choice, option);
            }
            None if record.reading(r).is_some() => spec.named.push(r.clone()),
            None => {
                return Err(unknown(
                    "reading",
                    r,
                    record.readings.iter().map(|x| x.id.as_str()),
                ));
            }
        }
    }
    Ok(spec)
}

/// One day, in EDTF or as people write it.
///
/// # Errors
/// No date, or not one day.
pub fn day(text: &str) -> Result<Day, String> {
    match UncertainDate::parse(text)
        .map_err(|e| e.to_string())?
        .as_day()
    {
        Some(d) => Ok(d),
        None => Err(format!("`{text}` is not one day; write it as 1945-08-09")),
    }
}

/// An entry of the record with its statements and sources, as text of so many columns.
///
/// # Errors
/// There is no such entry.
pub fn shown(record: &Record, id: &str, lang: Lang, width: usize) -> Result<String, String> {
    servanda_report::show::show(record, id, lang, width)
        .ok_or_else(|| unknown("entry", id, all_ids(record)))
}

/// What is cited for ids: agreements and sources themselves; for other things the sources of their statements.
///
/// # Errors
/// An id that is not there or has no source.
pub fn cited<'r>(record: &'r Record, ids: &[String]) -> Result<Vec<Cited<'r>>, String> {
    let mut things = Vec::new();
    for id in ids {
        let found = cited_for(record, id);
        if found.is_empty() {
            return Err(unknown("agreement or source", id, all_ids(record)));
        }
        things.extend(found);
    }
    Ok(things)
}

fn cited_for<'r>(record: &'r Record, id: &str) -> Vec<Cited<'r>> {
    if let Some(a) = record.agreement(id) {
        return vec![Cited::Agreement(a)];
    }
    if let Some(s) = record.source(id) {
        return vec![Cited::Source(s)];
    }
    let prefix = format!("{id}/");
    let mine = record
        .statements
        .iter()
        .filter(|s| s.id.as_str() == id || s.id.as_str().starts_with(&prefix));
    let ids: std::collections::BTreeSet<&str> = mine
        .flat_map(|s| s.citations.iter().map(|c| c.source.as_str()))
        .collect();
    ids.into_iter()
        .filter_map(|i| record.source(i))
        .map(Cited::Source)
        .collect()
}

/// The bytes of a file.
///
/// # Errors
/// What the system says, with the name and what may have been meant.
pub fn file(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => format!("no file {}{}", path.display(), neighbour(path)),
        _ => format!("cannot read {}: {e}", path.display()),
    })
}

/// A file of nearly that name in the same folder.
fn neighbour(path: &Path) -> String {
    let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
        return String::new();
    };
    let parent = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let Ok(entries) = std::fs::read_dir(parent) else {
        return format!(" (there is no folder {})", parent.display());
    };
    let mut near: Vec<(f64, String)> = entries
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .map(|n| (strsim::jaro_winkler(name, &n), n))
        .filter(|(s, _)| *s > 0.85)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.first()
        .map(|(_, n)| format!("; did you mean {}?", parent.join(n).display()))
        .unwrap_or_default()
}
