//! Whom the codes of other people's tables stand for in a record.

use crate::date::{Ending, PartialDate};
use servanda_record::Record;
use servanda_time::{Day, DaySpan};
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a record by system of codes, code, and day.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    by_code: BTreeMap<(String, String), Vec<Held>>,
    ids: BTreeSet<String>,
    names: BTreeMap<String, BTreeSet<String>>,
}

/// A code held by an actor.
#[derive(Clone, Debug)]
struct Held {
    /// When the code is valid for it.
    valid: DaySpan,
    /// When it may have existed.
    exists: DaySpan,
    actor: String,
}

impl Held {
    /// How many days lie between, 0 if none.
    fn away(&self, days: DaySpan) -> i32 {
        let after = days.start.number() - self.valid.end.number() + 1;
        let before = self.valid.start.number() - days.end.number() + 1;
        after.max(before).max(0)
    }
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
                let key = (code.system.clone(), code.code.clone());
                let held = actors.by_code.entry(key).or_default();
                held.push(Held {
                    valid,
                    exists,
                    actor: actor.id.as_str().to_owned(),
                });
            }
            for name in &actor.names.0 {
                let called = actors.names.entry(name.name.to_lowercase()).or_default();
                called.insert(actor.id.as_str().to_owned());
            }
            actors.ids.insert(actor.id.as_str().to_owned());
        }
        actors
    }

    /// The one actor that a code stands for on one of the days the date can be; an
    /// error says that there is none or that there are several.
    ///
    /// Lists of states begin and pause where the state did not: if nobody holds the code on
    /// those days, it stands for who held it next before or after, if that may have existed.
    pub(crate) fn find(&self, system: &str, code: i64, date: PartialDate) -> Result<&str, String> {
        self.find_text(system, &code.to_string(), date)
    }

    /// The one actor that a code stands for at the beginning of a time, or, if that is before
    /// it existed, on the first day of it on which it did.
    pub(crate) fn find_during(
        &self,
        system: &str,
        code: i64,
        from: PartialDate,
        to: Ending,
    ) -> Result<&str, String> {
        let found = self.find(system, code, from);
        let last = match to {
            Ending::On(last) => last.latest(),
            Ending::Ongoing | Ending::Unknown => Day::MAX,
        };
        let held = self.by_code.get(&(system.to_owned(), code.to_string()));
        let days = held
            .into_iter()
            .flatten()
            .map(|h| h.valid.intersect(h.exists));
        let first = days
            .map(|d| d.start)
            .filter(|d| from.latest() < *d && *d <= last);
        match (found, first.min()) {
            (Err(_), Some(day)) => self.on(system, code, day),
            (found, _) => found,
        }
    }

    /// The same for codes that are no numbers, for `name`, and for ids (`actor`).
    pub(crate) fn find_text(
        &self,
        system: &str,
        code: &str,
        date: PartialDate,
    ) -> Result<&str, String> {
        if system == "actor" {
            let found = self.ids.get(code).map(String::as_str);
            return found.ok_or_else(|| format!("the record has no actor `{code}`"));
        }
        if system == "name" {
            let found = self.names.get(&code.to_lowercase());
            let mut found = found.into_iter().flatten();
            return match (found.next(), found.next()) {
                (Some(actor), None) => Ok(actor),
                (None, _) => Err(format!("nobody in the record is called {code}")),
                _ => Err(format!("more than one in the record is called {code}")),
            };
        }
        let system = match self.knows_text(system, code) {
            // The two lists number states alike but for a few, and those few numbers stand for
            // nobody in the other.
            false if system == "gw" && self.knows_text("cow", code) => "cow",
            _ => system,
        };
        let days = DaySpan::new(date.earliest(), date.latest().next());
        let on = |days: DaySpan| {
            let held = self.by_code.get(&(system.to_owned(), code.to_owned()));
            let held = held.into_iter().flatten();
            let there: Vec<&Held> = held.filter(|h| h.exists.overlaps(days)).collect();
            let on_the_day = |h: &&Held| h.valid.intersect(h.exists).overlaps(days);
            let next = there.iter().map(|h| h.away(days)).min();
            let mut found: Vec<&str> = match there.iter().any(on_the_day) {
                true => there
                    .iter()
                    .filter(|h| on_the_day(h))
                    .map(|h| h.actor.as_str())
                    .collect(),
                false => there
                    .iter()
                    .filter(|h| Some(h.away(days)) == next)
                    .map(|h| h.actor.as_str())
                    .collect(),
            };
            found.sort_unstable();
            found.dedup();
            found
        };
        let system_name = system.to_uppercase();
        match on(days)[..] {
            [actor] => Ok(actor),
            [] if self
                .by_code
                .contains_key(&(system.to_owned(), code.to_owned())) =>
            {
                Err(format!(
                    "{system_name} code {code} stands for nobody in the record on {date}"
                ))
            }
            [] => Err(format!(
                "the record has no actor with {system_name} code {code}"
            )),
            ref several => Err(format!(
                "{system_name} code {code} stands for more than one actor on {date}: {}",
                several.join(", ")
            )),
        }
    }

    /// The one actor that a code stands for on a day; the error says that there is none or
    /// that there are several.
    ///
    /// # Errors
    /// A sentence.
    pub fn on(&self, system: &str, code: i64, day: Day) -> Result<&str, String> {
        let (y, m, d) = day.ymd();
        self.find(system, code, PartialDate::new(y, Some(m), Some(d))?)
    }

    /// Whether an actor is called so, in whatever language and letters, large or small.
    pub(crate) fn named(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// Whether an actor has that id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether the record has the code at all.
    pub(crate) fn knows(&self, system: &str, code: i64) -> bool {
        let code = code.to_string();
        self.knows_text(system, &code) || (system == "gw" && self.knows_text("cow", &code))
    }

    fn knows_text(&self, system: &str, code: &str) -> bool {
        self.by_code
            .contains_key(&(system.to_owned(), code.to_string()))
    }

    /// Whether no code is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }
}
