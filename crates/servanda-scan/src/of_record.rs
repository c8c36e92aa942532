//! What a record gives to read events by: its acts, and its actors by code, name and day.

use crate::actors::ActorTable;
use crate::acts::{ActCodes, ActTerms, ActsError};
use crate::reader::Vocabulary;
use servanda_record::{Actor, ActorKind, Code, Name, Record};
use servanda_time::{Day, DaySpan};

impl Vocabulary {
    /// The vocabulary of a record. An actor's number is its place in
    /// [`Record::actors`], an act's class its place in [`Record::acts`].
    ///
    /// What an armed force or a government does counts as done by the state it is of;
    /// events are looked up by every code and every name, in whatever language, for the
    /// days on which it may have been in use and the actor may have existed.
    ///
    /// # Errors
    /// [`ActsError`] if there are too many acts.
    pub fn of_record(record: &Record) -> Result<Vocabulary, ActsError> {
        let parent = |act: &servanda_record::Act| act.is_a.clone();
        let acts: Vec<_> = record.acts.iter().map(|a| (&a.id, parent(a))).collect();
        let acts = acts
            .iter()
            .map(|(id, parent)| (id.as_str(), parent.as_ref().map(|p| p.as_str())));
        Ok(Vocabulary {
            acts: ActTerms::new(acts)?,
            codes: ActCodes::embedded()?,
            actors: Box::new(actors(record)),
        })
    }
}

/// The codes and names of every actor.
fn actors(record: &Record) -> ActorTable {
    let mut table = ActorTable::default();
    for (number, actor) in (0..).zip(&record.actors) {
        if actor.kind == ActorKind::Person {
            continue;
        }
        let acting = acts_for(record, actor).unwrap_or(number);
        let exists = actor.exists.as_ref().map_or(DaySpan::ALL, |p| p.possible());
        let mut add = |scheme: &str, code: &str, days: DaySpan| {
            let days = days.intersect(exists);
            if !days.is_empty() {
                table.add(scheme, code, days.start.number(), days.end.number(), acting);
            }
        };
        for Code {
            system,
            code,
            period,
        } in &actor.codes
        {
            let days = period.as_ref().map_or(DaySpan::ALL, |p| p.possible());
            add(system, code, days);
        }
        for name in &actor.names.0 {
            add("name", &name.name, in_use(name));
        }
        add("actor", actor.id.as_str(), DaySpan::ALL);
    }
    table
}

/// The state an armed force or a government is of, perhaps by way of others.
fn acts_for(record: &Record, actor: &Actor) -> Option<u32> {
    let mut at = actor;
    // The loader rejects circles; the bound keeps a hand-made record from looping.
    for _ in 0..=record.actors.len() {
        match (at.kind, &at.of) {
            (ActorKind::ArmedForce | ActorKind::Government, Some(of)) => {
                at = record.actor(of.as_str())?
            }
            _ => break,
        }
    }
    let id = at.id.as_str();
    let place = record
        .actors
        .binary_search_by(|a| a.id.as_str().cmp(id))
        .ok()?;
    u32::try_from(place).ok()
}

/// The days on which a name may have been in use.
fn in_use(name: &Name) -> DaySpan {
    let from = name.from.as_ref().and_then(|d| d.earliest());
    let last = name.until.as_ref().and_then(|d| d.latest());
    DaySpan::new(from.unwrap_or(Day::MIN), last.map_or(Day::MAX, Day::next))
}
