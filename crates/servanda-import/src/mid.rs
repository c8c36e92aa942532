//! Militarized Interstate Disputes 5.0: disputes, incidents, and those who took part.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, PartialDate, ending, in_order, needed_date, period};
use crate::sources::{MID_DISPUTES, MID_INCIDENTS};
use crate::table::{Fields, ImportError, Rows, Table, read};
use crate::yaml::{Documents, list, text};
use std::collections::{BTreeMap, BTreeSet};

/// The same table by which scans read the codes: what each says was done.
const ACTS: &str = include_str!("../../servanda-scan/data/act-codes.tsv");

/// A state's part in a dispute (MIDB) or an incident (MIDIP).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MidParticipant {
    /// The dispute's number.
    pub dispute: i64,
    /// The incident's number, if it is one.
    pub incident: Option<i64>,
    /// The state's COW code.
    pub state: i64,
    /// First day; its day of the month may be unknown (-9).
    pub from: PartialDate,
    /// Last day.
    pub to: Ending,
    /// Whether it was on the side that acted first, side A.
    pub side_a: bool,
    /// What it did: for a dispute, the highest action. `None` if unknown (-9).
    pub action: Option<i64>,
}

/// Reads the participants of disputes (MIDB 5.0).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn mid_dispute_participants(table: Table<'_>) -> Result<Rows<MidParticipant>, ImportError> {
    participants(table, None, "sidea", "hiact")
}

/// Reads the participants of incidents (MIDIP 5.0).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn mid_incident_participants(table: Table<'_>) -> Result<Rows<MidParticipant>, ImportError> {
    // Side A of the incident, not of the dispute it belongs to.
    participants(table, Some("incidnum"), "insidea", "action")
}

fn participants(
    table: Table<'_>,
    incident: Option<&str>,
    side: &str,
    action: &str,
) -> Result<Rows<MidParticipant>, ImportError> {
    let mut columns = vec![
        "dispnum", "ccode", "stday", "stmon", "styear", "endday", "endmon", "endyear", side, action,
    ];
    columns.extend(incident);
    read(table, &columns, |row: &Fields<'_>| {
        let found = MidParticipant {
            dispute: row.needed_number("dispnum")?,
            incident: incident
                .map(|column| row.needed_number(column))
                .transpose()?,
            state: row.needed_number("ccode")?,
            from: needed_date(row, ["styear", "stmon", "stday"])?,
            to: ending(row, ["endyear", "endmon", "endday"], false)?,
            side_a: row
                .flag(side)?
                .ok_or_else(|| format!("`{side}` is neither 0 nor 1"))?,
            action: row.number(action)?.filter(|n| *n >= 0),
        };
        in_order(found.from, found.to)?;
        Ok(found)
    })
}

/// A participant with its actor in the record.
type Known<'a> = (&'a str, &'a MidParticipant);

/// What an action code says was done; an unknown code, that something was the case.
fn act_of(action: Option<i64>) -> &'static str {
    let code = action.map(|a| a.to_string()).unwrap_or_default();
    let line = |line: &'static str| {
        let mut fields = line.split('\t');
        let found = fields.next() == Some("mid") && fields.next() == Some(code.as_str());
        found.then(|| fields.next()).flatten()
    };
    ACTS.lines().find_map(line).unwrap_or("situation")
}

/// Disputes or incidents as events of a record: for each, one event per side that acted,
/// toward the states of the other side.
///
/// A side that took no militarised action gives no event, and neither does one without a
/// known state on the other side; their rows count as left out.
#[must_use]
pub fn events_of_mid(rows: Rows<MidParticipant>, table: &str, actors: &Actors) -> Import {
    let mut import = Import {
        rejects: rows.rejects,
        ..Import::default()
    };
    let mut groups: BTreeMap<(i64, Option<i64>), Vec<Known<'_>>> = BTreeMap::new();
    for (line, row) in &rows.rows {
        match actors.find("cow", row.state, row.from) {
            Ok(actor) => groups
                .entry((row.dispute, row.incident))
                .or_default()
                .push((actor, row)),
            Err(reason) => import.reject(table, *line, reason),
        }
    }
    let mut out = Documents::default();
    let source = match rows.rows.first() {
        Some((_, row)) if row.incident.is_some() => &MID_INCIDENTS,
        _ => &MID_DISPUTES,
    };
    source.write(&mut out);
    for ((dispute, incident), members) in groups {
        for side_a in [true, false] {
            let acted: Vec<_> = members
                .iter()
                .filter(|(_, m)| m.side_a == side_a && m.action.is_some_and(|a| a > 0))
                .collect();
            let others: BTreeSet<&str> = members
                .iter()
                .filter(|(_, m)| m.side_a != side_a)
                .map(|m| m.0)
                .collect();
            let on_side = members.iter().filter(|(_, m)| m.side_a == side_a).count();
            let (Some(from), false) = (acted.iter().map(|(_, m)| m.from).min(), others.is_empty())
            else {
                import.left_out += on_side as u64;
                continue;
            };
            import.used += acted.len() as u64;
            import.left_out += (on_side - acted.len()) as u64;
            let (kind, number) = match incident {
                Some(incident) => ("incident", incident),
                None => ("dispute", dispute),
            };
            let side = if side_a { "a" } else { "b" };
            out.begin("event", &format!("mid-{kind}-{number}-{side}"));
            let acts: BTreeSet<&str> = acted.iter().map(|(_, m)| act_of(m.action)).collect();
            out.key("type", list(acts));
            let name = format!("MID {kind} {number}, side {}", side.to_uppercase());
            out.key("names", format!("{{ en: [{}] }}", text(&name)));
            out.key(
                "by",
                list(
                    acted
                        .iter()
                        .map(|(actor, _)| *actor)
                        .collect::<BTreeSet<_>>(),
                ),
            );
            out.key("toward", list(others));
            let to = acted.iter().map(|(_, m)| m.to).max_by_key(|to| match to {
                Ending::On(last) => (0, Some(*last)),
                Ending::Unknown => (1, None),
                Ending::Ongoing => (2, None),
            });
            out.key("on", text(&period(from, to.unwrap_or(Ending::Unknown))));
            out.key("source", source.cite(&format!("{kind} {number}")));
        }
    }
    import.yaml = out.finish();
    import
}
