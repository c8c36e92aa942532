//! Findings of scans and panels, taken up again: why one is what it is, and what to cite.

use crate::common::Shared;
#[cfg(not(feature = "scan"))]
use crate::common::fail;
use std::path::Path;
use std::process::ExitCode;

/// Whether a file is a table, not a report, by its ending.
pub fn is_table(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    matches!(
        extension,
        Some("parquet" | "pq" | "csv" | "jsonl" | "ndjson")
    )
}

#[cfg(not(feature = "scan"))]
const WITHOUT: &str = "tables of findings need a build with `--features scan`";

/// Why a finding is what it is.
#[cfg(not(feature = "scan"))]
pub fn explain(_: Option<&str>, _: &Path, _: &Shared) -> Result<String, ExitCode> {
    Err(fail(WITHOUT))
}

/// The ids of what a table rests on.
#[cfg(not(feature = "scan"))]
pub fn used(_: &Path, _: &servanda_record::Record) -> Result<Vec<String>, String> {
    Err(WITHOUT.to_owned())
}

#[cfg(feature = "scan")]
pub use with_scan::{explain, used};

#[cfg(feature = "scan")]
mod with_scan {
    use super::{ExitCode, Path, Shared};
    use crate::commands::show;
    use crate::common::{fail, width};
    use servanda_ask::Force;
    use servanda_law::{FindingFilter, Law};
    use servanda_record::{Lang, Record};
    use servanda_scan::{finding_of, values_in};
    use servanda_time::Day;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fmt::Write;
    use std::sync::Arc;

    /// A finding by its columns.
    struct Found(BTreeMap<String, String>);

    impl Found {
        fn get(&self, column: &str) -> &str {
            self.0.get(column).map_or("", String::as_str)
        }
    }

    pub fn explain(id: Option<&str>, path: &Path, shared: &Shared) -> Result<String, ExitCode> {
        let Some(id) = id else {
            return Err(fail("which finding? an id from the column `finding`"));
        };
        let row = finding_of(path, id).map_err(fail)?;
        let Some(found) = row.map(Found) else {
            let message = format!("{} has no finding `{id}`", path.display());
            return Err(fail(message));
        };
        let record = shared.record()?;
        let lang = shared.lang();
        if found.get("record") != record.digest.to_string() {
            eprintln!(
                "{}",
                match lang {
                    Lang::Ja => "注意：このスキャンは別の記録によるもので、以下は現在の記録による",
                    Lang::En =>
                        "note: the scan was made with another record; what follows is from this one",
                }
            );
        }
        let mut text = head(&found, &record, lang);
        let (actor, target) = (found.get("actor"), found.get("target"));
        let (agreement, article) = (found.get("agreement"), found.get("article"));
        if actor.is_empty() {
            return Err(fail(match lang {
                Lang::Ja => "誰の行為か記録にないため、導出はない",
                Lang::En => {
                    "who did it stands for nobody in the record: there is nothing to derive"
                }
            }));
        }
        let event = format!("scanned-{id}");
        let record = with_event(record, &event, &found, path)?;
        let law = Law::lazy(Arc::new(record));
        let filter = FindingFilter {
            actor: Some(actor.to_owned()),
            event: Some(event),
            agreement: Some(agreement.to_owned()),
            article: Some(article.to_owned()),
            ..FindingFilter::default()
        };
        let form = (lang, width());
        if let Ok(told) = servanda_ask::explain_conduct(&law, &filter, form) {
            return Ok(text + &told);
        }
        // The code of the act is wider than what the provision speaks of, or nobody is named to whom it was done.
        let _ = match lang {
            Lang::Ja => writeln!(
                text,
                "行為の符号が規定より広いか相手が不明で、規定の行為かどうかは不明。拘束の有無：\n"
            ),
            Lang::En => writeln!(
                text,
                "The code of the act is wider than what the article speaks of, or it is not known to whom it was done: whether it \
                 was such an act is not known. Whether the agreement was in force:\n"
            ),
        };
        let day = Day::parse(found.get("day")).map_err(fail)?;
        let other = (!target.is_empty()).then_some(target);
        let force = Force {
            agreement,
            party: Some(actor),
            other,
        };
        let told = servanda_ask::explain_force(&law, force, day, form).map_err(fail)?;
        Ok(text + &told)
    }

    /// The finding in a line or two.
    fn head(found: &Found, record: &Record, lang: Lang) -> String {
        let label = |id: &str| match id {
            "" => "?".to_owned(),
            id => record.label(id, lang).to_owned(),
        };
        let (actor, target) = (label(found.get("actor")), label(found.get("target")));
        let days = match (found.get("day"), found.get("last_day")) {
            (day, last) if day == last => day.to_owned(),
            (day, last) => format!("[{day}..{last}]"),
        };
        let (did, act) = (found.get("did"), found.get("act"));
        let (article, agreement) = (found.get("article"), label(found.get("agreement")));
        let (id, bound) = (found.get("finding"), found.get("bound"));
        match lang {
            Lang::Ja => format!(
                "{id}：{days}、{actor}から{target}へ、{did}；{agreement}第{article}条、{act}、拘束：{bound}\n\n"
            ),
            Lang::En => format!(
                "{id}: {days}, {actor} toward {target}: {did}; {act} article {article} of {agreement}, bound: {bound}\n\n"
            ),
        }
    }

    /// The record with the event as the scan read it.
    fn with_event(
        record: Record,
        id: &str,
        found: &Found,
        path: &Path,
    ) -> Result<Record, ExitCode> {
        let text = |value: &str| serde_json::Value::from(value).to_string();
        let on = match (found.get("day"), found.get("last_day")) {
            (day, last) if day == last => day.to_owned(),
            (day, last) => format!("[{day}..{last}]"),
        };
        let known = ["finding", "day", "last_day", "actor", "target", "did"];
        let key = found
            .0
            .iter()
            .find(|(n, _)| !known.contains(&n.as_str()) && !COLUMNS.contains(&n.as_str()));
        let key = key.map_or("", |(_, value)| value);
        let mut yaml = format!(
            "source: scanned-events\nkind: dataset\ntitle: {}\n---\nevent: {id}\ntype: [{}]\nnames: {{ en: [{}] }}\nby: [{}]\n",
            text(&path.display().to_string()),
            found.get("did"),
            text(&format!("event {key}")),
            found.get("actor"),
        );
        if !found.get("target").is_empty() {
            let _ = writeln!(yaml, "toward: [{}]", found.get("target"));
        }
        let source = text(&format!("scanned-events {key}"));
        let _ = write!(yaml, "on: {}\nsource: {source}\n", text(&on));
        match Record::load_files(record, [("scanned.yaml", yaml.as_bytes())]) {
            Ok(loaded) => Ok(loaded.record),
            Err(errors) => {
                show(&errors);
                Err(fail(
                    "the finding is of another record: give that with --record",
                ))
            }
        }
    }

    /// The columns of a finding that are not the event's own key.
    const COLUMNS: [&str; 8] = [
        "agreement",
        "article",
        "duty",
        "act",
        "bound",
        "on_all_readings",
        "certain",
        "record",
    ];

    /// The ids of the agreements and states that a table of findings or a panel names.
    pub fn used(path: &Path, record: &Record) -> Result<Vec<String>, String> {
        let agreements = |name: &str| name == "agreement" || name.ends_with("_agreements");
        let states =
            |name: &str| matches!(name, "state" | "state1" | "state2" | "actor" | "target");
        let all = values_in(path, |n| agreements(n) || states(n)).map_err(|e| e.to_string())?;
        let ids: BTreeSet<&str> = all.iter().flat_map(|v| v.split(';')).collect();
        let named: Vec<&str> = ids
            .into_iter()
            .filter(|id| record.agreement(id).is_some() || record.actor(id).is_some())
            .collect();
        if named.is_empty() {
            return Err(format!(
                "{}: names no agreement or state of this record",
                path.display()
            ));
        }
        Ok(named.into_iter().map(str::to_owned).collect())
    }
}
