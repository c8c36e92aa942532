//! Wars between states: Correlates of War, and the directed dyads of Maoz and others.

use crate::Import;
use crate::actors::Actors;
use crate::date::{
    Ending, PartialDate, date, ending, in_order, in_order_or_swapped, needed_date, period,
};
use crate::sources::{COW_WARS, DYADIC_WARS};
use crate::table::{Fields, ImportError, Reject, Rows, Table, read};
use crate::yaml::{Documents, english, list, text};
use std::collections::{BTreeMap, BTreeSet};

/// A state's part in a war.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarParticipant {
    /// The war's number.
    pub war: i64,
    /// The war's name.
    pub name: String,
    /// The state's COW code.
    pub state: i64,
    /// Side 1 or 2.
    pub side: u8,
    /// When it took part: one or two spells.
    pub spells: Vec<(PartialDate, Ending)>,
    /// Whether it began the war, if known.
    pub initiator: Option<bool>,
    /// Deaths in battle, if known.
    pub deaths: Option<u64>,
}

/// Reads the Correlates of War's participants of inter-state wars (4.0): -7 is not yet
/// over, -8 does not apply, -9 is not known.
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn cow_wars(table: Table<'_>) -> Result<Rows<WarParticipant>, ImportError> {
    let columns = [
        "WarNum",
        "WarName",
        "ccode",
        "Side",
        "StartMonth1",
        "StartDay1",
        "StartYear1",
        "EndMonth1",
        "EndDay1",
        "EndYear1",
        "StartMonth2",
        "StartDay2",
        "StartYear2",
        "EndMonth2",
        "EndDay2",
        "EndYear2",
        "Initiator",
        "BatDeath",
    ];
    read(table, &columns, |row| {
        let spell = |n: u8| -> Result<Option<(PartialDate, Ending)>, String> {
            let names =
                |what: &str| ["Year", "Month", "Day"].map(|part| format!("{what}{part}{n}"));
            let (start, end) = (names("Start"), names("End"));
            let Some(from) = date(row, [&start[0], &start[1], &start[2]])? else {
                return Ok(None);
            };
            let to = ending(row, [&end[0], &end[1], &end[2]], false)?;
            in_order(from, to)?;
            Ok(Some((from, to)))
        };
        let spells = [spell(1)?, spell(2)?]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        if spells.is_empty() {
            return Err("no year of its beginning".to_owned());
        }
        Ok(WarParticipant {
            war: row.needed_number("WarNum")?,
            name: row.needed("WarName")?.to_owned(),
            state: row.needed_number("ccode")?,
            side: match row.needed_number("Side")? {
                1 => 1,
                2 => 2,
                other => return Err(format!("there is no side {other}")),
            },
            spells,
            initiator: match row.number("Initiator")? {
                Some(1) => Some(true),
                Some(2) => Some(false),
                _ => None,
            },
            deaths: row.number("BatDeath")?.and_then(|n| u64::try_from(n).ok()),
        })
    })
}

/// The wars as events of a record, done by the side whose state began it toward the other.
///
/// A war that no side, or both sides, are said to have begun has nobody it was done by;
/// those who fought it are `with` it. Participants whom the record does not know are
/// rejected; a war of which nobody is known is left out with them.
#[must_use]
pub fn events_of_cow_wars(wars: Rows<WarParticipant>, table: &str, actors: &Actors) -> Import {
    let mut by_war: BTreeMap<i64, Vec<(u64, WarParticipant)>> = BTreeMap::new();
    for (line, row) in wars.rows {
        by_war.entry(row.war).or_default().push((line, row));
    }
    let mut import = Import {
        rejects: wars.rejects,
        corrected: wars.corrected,
        ..Import::default()
    };
    let mut out = Documents::default();
    COW_WARS.write(&mut out);
    for (number, participants) in by_war {
        let began = |side: u8| {
            participants
                .iter()
                .any(|(_, p)| p.side == side && p.initiator == Some(true))
        };
        let initiators = match (began(1), began(2)) {
            (true, false) => Some(1),
            (false, true) => Some(2),
            _ => None,
        };
        let mut known: Vec<(&str, &WarParticipant)> = Vec::new();
        for (line, participant) in &participants {
            match actors.find("cow", participant.state, participant.spells[0].0) {
                Ok(actor) => {
                    import.used += 1;
                    known.push((actor, participant));
                }
                Err(reason) => import.reject(table, *line, reason),
            }
        }
        let Some((_, first)) = known.first() else {
            continue;
        };
        out.begin("event", &format!("cow-war-{number}"));
        out.key("type", "[war]");
        out.key("names", format!("{{ en: [{}] }}", text(&first.name)));
        let side = |wanted: Option<u8>, is: bool| {
            let on = known
                .iter()
                .filter(|(_, p)| wanted.is_none() || (wanted == Some(p.side)) == is);
            list(on.map(|(actor, _)| *actor).collect::<BTreeSet<_>>())
        };
        match initiators {
            Some(_) => {
                out.key("by", side(initiators, true));
                out.key("toward", side(initiators, false));
            }
            None => out.key("with", side(None, true)),
        }
        out.key("on", text(&whole(&known)));
        let counted: Vec<_> = known
            .iter()
            .filter_map(|(actor, p)| Some((actor, p.deaths?)))
            .collect();
        if !counted.is_empty() {
            out.items("quantities");
        }
        for (actor, deaths) in counted {
            let who = english("battle deaths");
            out.item(format!(
                "{{ of: deaths, who: {who}, by: {actor}, value: {deaths} }}"
            ));
        }
        out.key("source", COW_WARS.cite(&format!("war {number}")));
    }
    import.yaml = out.finish();
    import
}

/// From the first beginning to the last end.
fn whole(known: &[(&str, &WarParticipant)]) -> String {
    let spells = || known.iter().flat_map(|(_, p)| &p.spells);
    let Some(from) = spells().map(|s| s.0).min_by_key(|d| (d.earliest(), *d)) else {
        return String::new();
    };
    let to = spells().map(|s| s.1).fold(None, |latest, end| {
        Some(match (latest, end) {
            (Some(Ending::Ongoing), _) | (_, Ending::Ongoing) => Ending::Ongoing,
            (Some(Ending::Unknown), _) | (_, Ending::Unknown) => Ending::Unknown,
            (Some(Ending::On(a)), Ending::On(b)) if a.latest() >= b.latest() => Ending::On(a),
            (_, end) => end,
        })
    });
    period(from, to.unwrap_or(Ending::Unknown))
}

/// One year of one state's war with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DyadicWarYear {
    /// The war's number.
    pub war: i64,
    /// The pair's number within the war, as written: `139.012`.
    pub dyad: String,
    /// The one.
    pub state_a: i64,
    /// The other.
    pub state_b: i64,
    /// First and last battle between the two.
    pub from: PartialDate,
    /// The end.
    pub to: Ending,
    /// The year of this row.
    pub year: i64,
    /// The part of the one within the pair: 1 began it, 2 joined who began it, 3 was its
    /// target, 4 joined the target.
    pub role_a: i64,
    /// The part of the other within the pair.
    pub role_b: i64,
    /// The parts of both in the war as a whole, in the same numbers.
    pub war_roles: (i64, i64),
}

/// Which of a pair began its war, by the rows of the pair: by their parts within the pair,
/// where its rows do not contradict one another; else by their parts in the war as a whole,
/// if one began that or joined who did and the other was its target; else nobody can be
/// said to have.
pub(crate) fn who_began<'a>(rows: impl Iterator<Item = &'a DyadicWarYear> + Clone) -> Option<i64> {
    let of = |row: &DyadicWarYear, (a, b): (i64, i64), target: &[i64]| {
        let began = |role: i64| matches!(role, 1 | 2);
        match (began(a), began(b)) {
            (true, false) if target.contains(&b) => Some(row.state_a),
            (false, true) if target.contains(&a) => Some(row.state_b),
            _ => None,
        }
    };
    let one = |states: BTreeSet<i64>| match states.len() {
        1 => states.first().copied(),
        _ => None,
    };
    let first = rows.clone().map(|r| r.year).min()?;
    let rows = rows.filter(|r| r.year == first);
    let within = rows
        .clone()
        .filter_map(|r| of(r, (r.role_a, r.role_b), &[3, 4]));
    let in_the_war = rows.filter_map(|r| of(r, r.war_roles, &[3]));
    one(within.collect()).or_else(|| one(in_the_war.collect()))
}

/// Reads the directed dyadic wars.
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn dyadic_wars(table: Table<'_>) -> Result<Rows<DyadicWarYear>, ImportError> {
    let columns = [
        "warnum",
        "dyindex",
        "statea",
        "stateb",
        "warstrtmnth",
        "warstrtday",
        "warstrtyr",
        "warendmnth",
        "warenday",
        "warendyr",
        "year",
        "warolea",
        "waroleb",
        "wardyadrolea",
        "wardyadroleb",
    ];
    read(table, &columns, |row: &Fields<'_>| {
        let found = DyadicWarYear {
            war: row.needed_number("warnum")?,
            dyad: row.needed("dyindex")?.to_owned(),
            state_a: row.needed_number("statea")?,
            state_b: row.needed_number("stateb")?,
            from: needed_date(row, ["warstrtyr", "warstrtmnth", "warstrtday"])?,
            to: ending(row, ["warendyr", "warendmnth", "warenday"], false)?,
            year: row.needed_number("year")?,
            role_a: row.needed_number("wardyadrolea")?,
            role_b: row.needed_number("wardyadroleb")?,
            war_roles: (row.needed_number("warolea")?, row.needed_number("waroleb")?),
        };
        let to = in_order_or_swapped(row, found.from, found.to)?;
        Ok(DyadicWarYear { to, ..found })
    })
}

/// The wars of pairs as events of a record: one for each pair, done by the state that began
/// it toward the other, from the rows of the year it began. Where the rows contradict one
/// another on who that was, both are `with` it.
///
/// Rows of later years and of the other direction are left out, having no more to say. A
/// pair whose two directions begin on different days is rejected.
#[must_use]
pub fn events_of_dyadic_wars(wars: Rows<DyadicWarYear>, table: &str, actors: &Actors) -> Import {
    let mut import = Import {
        rejects: wars.rejects,
        corrected: wars.corrected,
        ..Import::default()
    };
    let mut begins: BTreeMap<&str, BTreeSet<PartialDate>> = BTreeMap::new();
    let mut pairs: BTreeMap<&str, Vec<&DyadicWarYear>> = BTreeMap::new();
    for (_, row) in &wars.rows {
        begins.entry(&row.dyad).or_default().insert(row.from);
        pairs.entry(&row.dyad).or_default().push(row);
    }
    let mut out = Documents::default();
    DYADIC_WARS.write(&mut out);
    let mut seen = BTreeSet::new();
    for (line, row) in &wars.rows {
        let spells: Vec<String> = begins[row.dyad.as_str()]
            .iter()
            .map(ToString::to_string)
            .collect();
        if spells.len() > 1 {
            let days = spells.join(" and ");
            import.reject(
                table,
                *line,
                format!("the rows of pair {} begin on {days}", row.dyad),
            );
            continue;
        }
        let id = format!("war-dyad-{}", row.dyad.replace('.', "-"));
        let began = who_began(pairs[row.dyad.as_str()].iter().copied());
        let wanted = began.is_none_or(|state| state == row.state_a)
            && row.year == i64::from(row.from.year());
        if !wanted || !seen.insert(id.clone()) {
            import.left_out += 1;
            continue;
        }
        let find = |state| actors.find("cow", state, row.from);
        let (by, toward) = match (find(row.state_a), find(row.state_b)) {
            (Ok(by), Ok(toward)) => (by, toward),
            (Err(reason), _) | (_, Err(reason)) => {
                import.reject(table, *line, reason);
                continue;
            }
        };
        import.used += 1;
        out.begin("event", &id);
        out.key("type", "[war]");
        let name = format!(
            "War {} between states {} and {}",
            row.war, row.state_a, row.state_b
        );
        out.key("names", format!("{{ en: [{}] }}", text(&name)));
        if began.is_some() {
            out.key("by", list([by]));
            out.key("toward", list([toward]));
        } else {
            out.key("with", list([by, toward]));
        }
        out.key("on", text(&period(row.from, row.to)));
        out.key("source", DYADIC_WARS.cite(&format!("pair {}", row.dyad)));
    }
    import.yaml = out.finish();
    import
}

impl Import {
    pub(crate) fn reject(&mut self, file: &str, line: u64, reason: String) {
        self.rejects.push(Reject {
            file: file.to_owned(),
            line,
            reason,
        });
    }
}
