//! Whom the codes of other people's tables stand for in a record.

use crate::date::PartialDate;
use servanda_record::Record;
use servanda_time::DaySpan;
use std::collections::BTreeMap;

/// The actors of a record by system of codes, code, and day.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    by_code: BTreeMap<(String, String), Vec<(DaySpan, String)>>,
}

impl Actors {
    /// All codes of the record's actors, each for the days on which it may be valid and
    /// the actor may exist.
    #[must_use]
    pub fn of_record(record: &Record) -> Actors {
        let mut actors = Actors::default();
        for actor in &record.actors {
            let exists = actor.exists.as_ref().map_or(DaySpan::ALL, |p| p.possible());
            for code in &actor.codes {
                let valid = code.period.as_ref().map_or(DaySpan::ALL, |p| p.possible());
                let days = valid.intersect(exists);
                let key = (code.system.clone(), code.code.clone());
                let held = actors.by_code.entry(key).or_default();
                held.push((days, actor.id.as_str().to_owned()));
            }
        }
        actors
    }

    /// The one actor that a code stands for on one of the days the date can be; an
    /// error says that there is none or that there are several.
    pub(crate) fn find(&self, system: &str, code: i64, date: PartialDate) -> Result<&str, String> {
        let days = DaySpan::new(date.earliest(), date.latest().next());
        let on = |days: DaySpan| {
            let held = self.by_code.get(&(system.to_owned(), code.to_string()));
            let held = held.into_iter().flatten();
            let mut found: Vec<&str> = held
                .filter(move |(valid, _)| valid.overlaps(days))
                .map(|(_, actor)| actor.as_str())
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let system_name = system.to_uppercase();
        match on(days)[..] {
            [actor] => Ok(actor),
            [] if self.knows(system, code) => Err(format!(
                "{system_name} code {code} stands for nobody in the record on {date}"
            )),
            [] => Err(format!(
                "the record has no actor with {system_name} code {code}"
            )),
            ref several => Err(format!(
                "{system_name} code {code} stands for more than one actor on {date}: {}",
                several.join(", ")
            )),
        }
    }

    fn knows(&self, system: &str, code: i64) -> bool {
        self.by_code
            .contains_key(&(system.to_owned(), code.to_string()))
    }

    /// Whether no code is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }
}
