//! Membership in the system of states: Correlates of War, and Gleditsch and Ward.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, NEVER, PartialDate, in_order, iso_date, needed_date};
use crate::sources::{COW_STATES, GW_STATES, Source};
use crate::table::{ImportError, Rows, Table, read};
use crate::yaml::{Documents, slug, text};
use std::collections::{BTreeMap, BTreeSet};

/// One spell of a state's membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateSpell {
    /// The state's number.
    pub code: i64,
    /// Its letters.
    pub letters: String,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: PartialDate,
    /// Last day, inclusive; of the year 9999 for one that is still a state.
    pub until: PartialDate,
}

/// Reads the Correlates of War's list of states (`states2016.csv`).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn cow_states(table: Table<'_>) -> Result<Rows<StateSpell>, ImportError> {
    let columns = [
        "stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth",
        "endday",
    ];
    read(table, &columns, |row| {
        let spell = StateSpell {
            code: row.needed_number("ccode")?,
            letters: row.needed("stateabb")?.to_owned(),
            name: row.needed("statenme")?.to_owned(),
            from: needed_date(row, ["styear", "stmonth", "stday"])?,
            until: needed_date(row, ["endyear", "endmonth", "endday"])?,
        };
        in_order(spell.from, Ending::On(spell.until))?;
        Ok(spell)
    })
}

/// Reads Gleditsch and Ward's list of states, with ISO dates (`gw_states`).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn gw_states(table: Table<'_>) -> Result<Rows<StateSpell>, ImportError> {
    let columns = ["gwcode", "gw_abb", "gw_name", "start", "end"];
    read(table, &columns, |row| {
        let date = |column: &str| iso_date(column, row.needed(column)?);
        let spell = StateSpell {
            code: row.needed_number("gwcode")?,
            letters: row.needed("gw_abb")?.to_owned(),
            name: row.needed("gw_name")?.to_owned(),
            from: date("start")?,
            until: date("end")?,
        };
        in_order(spell.from, Ending::On(spell.until))?;
        Ok(spell)
    })
}

/// The states of a list as actors of a record: one per number, with a period of its code
/// for each spell.
///
/// The first and the last day of the whole list are where it begins and ends, not where
/// its states do: spells that touch them are left open there. States that the record has by
/// their code are left out: `known` says which those are.
#[must_use]
pub fn actors_of_states(system: StateSystem, spells: Rows<StateSpell>, known: &Actors) -> Import {
    let source = system.source();
    let first = spells.rows.iter().map(|(_, s)| s.from).min();
    let last = spells.rows.iter().map(|(_, s)| s.until).max();
    let mut by_code: BTreeMap<i64, Vec<&(u64, StateSpell)>> = BTreeMap::new();
    let mut left_out = 0;
    for row in &spells.rows {
        match known.knows(system.code(), row.1.code) {
            true => left_out += 1,
            false => by_code.entry(row.1.code).or_default().push(row),
        }
    }
    let mut out = Documents::default();
    source.write(&mut out);
    let mut ids = BTreeSet::new();
    for (code, spells) in &mut by_code {
        spells.sort_by_key(|(_, s)| s.from);
        let Some((_, newest)) = spells.last() else {
            continue;
        };
        let name = slug(&newest.name);
        // Two states of one name, or a name without a letter: the number tells them apart.
        let free = !name.is_empty() && !known.has(&name);
        let id = match free && ids.insert(name.clone()) {
            true => name,
            false => format!("{}-{code}", if name.is_empty() { "state" } else { &name }),
        };
        out.begin("actor", &id);
        out.key("kind", "state");
        let mut names: Vec<&str> = spells.iter().rev().map(|(_, s)| s.name.as_str()).collect();
        names.dedup();
        let names: Vec<String> = names.into_iter().map(text).collect();
        out.key("names", format!("{{ en: [{}] }}", names.join(", ")));
        out.items("codes");
        for (_, spell) in spells.iter() {
            let from = if Some(spell.from) == first {
                "..".to_owned()
            } else {
                spell.from.to_string()
            };
            let until = if Some(spell.until) == last || spell.until.year() >= NEVER {
                "..".to_owned()
            } else {
                spell.until.to_string()
            };
            out.item(format!(
                "{{ {}: {code}, period: {from}/{until} }}",
                system.code()
            ));
        }
        out.key("source", source.cite(&format!("{} {code}", system.code())));
    }
    Import {
        used: spells.rows.len() as u64 - left_out,
        left_out,
        rejects: spells.rejects,
        corrected: spells.corrected,
        yaml: out.finish(),
    }
}

/// Whose list of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateSystem {
    /// Correlates of War.
    Cow,
    /// Gleditsch and Ward.
    Gw,
}

impl StateSystem {
    fn code(self) -> &'static str {
        match self {
            StateSystem::Cow => "cow",
            StateSystem::Gw => "gw",
        }
    }

    fn source(self) -> &'static Source {
        match self {
            StateSystem::Cow => &COW_STATES,
            StateSystem::Gw => &GW_STATES,
        }
    }
}
