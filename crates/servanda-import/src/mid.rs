//! Militarized Interstate Disputes 5.0: disputes, incidents, and those who took part.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, PartialDate, ending, in_order, needed_date, period};
use crate::sources::{MID_DISPUTES, MID_INCIDENTS, Source};
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

/// A dispute (MIDA) or an incident (MIDI) as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MidWhole {
    /// The dispute's number.
    pub dispute: i64,
    /// The incident's number, if it is one.
    pub incident: Option<i64>,
    /// First day; its day of the month may be unknown (-9).
    pub from: PartialDate,
    /// Last day.
    pub to: Ending,
    /// The highest action, or that of the incident. `None` if unknown (-9).
    pub action: Option<i64>,
    /// Columns with codes of which no key is at hand, as they are.
    pub codes: BTreeMap<&'static str, i64>,
}

/// Reads disputes (MIDA 5.0).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn mid_disputes(table: Table<'_>) -> Result<Rows<MidWhole>, ImportError> {
    whole(
        table,
        None,
        "hiact",
        &[
            "outcome", "settle", "fatality", "hostlev", "recip", "numa", "numb",
        ],
    )
}

/// Reads incidents (MIDI 5.0).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that list.
pub fn mid_incidents(table: Table<'_>) -> Result<Rows<MidWhole>, ImportError> {
    whole(
        table,
        Some("incidnum"),
        "action",
        &["fatality", "hostlev", "numa"],
    )
}

fn whole(
    table: Table<'_>,
    incident: Option<&str>,
    action: &str,
    kept: &[&'static str],
) -> Result<Rows<MidWhole>, ImportError> {
    let mut columns = vec![
        "dispnum", "stday", "stmon", "styear", "endday", "endmon", "endyear", action,
    ];
    columns.extend(incident);
    columns.extend(kept);
    read(table, &columns, |row: &Fields<'_>| {
        let mut codes = BTreeMap::new();
        for column in kept {
            if let Some(code) = row.number(column)? {
                codes.insert(*column, code);
            }
        }
        let found = MidWhole {
            dispute: row.needed_number("dispnum")?,
            incident: incident
                .map(|column| row.needed_number(column))
                .transpose()?,
            from: needed_date(row, ["styear", "stmon", "stday"])?,
            to: ending(row, ["endyear", "endmon", "endday"], false)?,
            action: row.number(action)?.filter(|n| *n >= 0),
            codes,
        };
        in_order(found.from, found.to)?;
        Ok(found)
    })
}

/// The tables of MID that are at hand, each with its name.
#[derive(Default)]
pub struct MidTables<'a> {
    /// MIDA.
    pub disputes: Option<(Rows<MidWhole>, &'a str)>,
    /// MIDB.
    pub dispute_participants: Option<(Rows<MidParticipant>, &'a str)>,
    /// MIDI.
    pub incidents: Option<(Rows<MidWhole>, &'a str)>,
    /// MIDIP.
    pub incident_participants: Option<(Rows<MidParticipant>, &'a str)>,
}

/// Disputes and incidents as events of a record: one for each as a whole, and for each one
/// per side that acted, toward the states of the other side, as part of it.
///
/// A side that took no militarised action gives no event, and neither does one without a
/// known state on the other side; their rows count as left out.
#[must_use]
pub fn events_of_mid(tables: MidTables<'_>, actors: &Actors) -> Import {
    let mut import = Import::default();
    let mut out = Documents::default();
    let mut numbers = BTreeSet::new();
    let pairs = [
        (tables.disputes, tables.dispute_participants, &MID_DISPUTES),
        (
            tables.incidents,
            tables.incident_participants,
            &MID_INCIDENTS,
        ),
    ];
    for (wholes, participants, source) in pairs {
        if wholes.is_some() || participants.is_some() {
            source.write(&mut out);
        }
        if let Some((rows, table)) = wholes {
            import.rejects.extend(rows.rejects);
            import.corrected.extend(rows.corrected);
            for (line, row) in &rows.rows {
                if !numbers.insert((row.dispute, row.incident)) {
                    let number = named(row.dispute, row.incident);
                    import.reject(table, *line, format!("a second row of {number}"));
                    continue;
                }
                let part_of = row.incident.map(|_| (row.dispute, None));
                let part_of = part_of.filter(|dispute| numbers.contains(dispute));
                write_whole(&mut out, row, part_of, source);
                import.used += 1;
            }
        }
        if let Some((rows, table)) = participants {
            sides(
                &mut out,
                &mut import,
                (rows, table),
                (actors, source, &numbers),
            );
        }
    }
    import.yaml = out.finish();
    import
}

/// `dispute 2`, `incident 3551001`.
fn named(dispute: i64, incident: Option<i64>) -> String {
    match incident {
        Some(incident) => format!("incident {incident}"),
        None => format!("dispute {dispute}"),
    }
}

/// The id of a dispute or an incident as a whole.
fn id_of((dispute, incident): (i64, Option<i64>)) -> String {
    format!("mid-{}", named(dispute, incident).replace(' ', "-"))
}

fn write_whole(
    out: &mut Documents,
    row: &MidWhole,
    part_of: Option<(i64, Option<i64>)>,
    source: &Source,
) {
    out.begin("event", &id_of((row.dispute, row.incident)));
    out.key("type", list([act_of(row.action)]));
    let number = named(row.dispute, row.incident);
    out.key(
        "names",
        format!("{{ en: [{}] }}", text(&format!("MID {number}"))),
    );
    if let Some(dispute) = part_of {
        out.key("part-of", id_of(dispute));
    }
    out.key("on", text(&period(row.from, row.to)));
    let codes: Vec<String> = row.codes.iter().map(|(c, n)| format!("{c} {n}")).collect();
    out.key("note", text(&format!("Codes: {}.", codes.join(", "))));
    out.key("source", source.cite(&number));
}

/// The disputes and incidents that are there as a whole.
type Numbers = BTreeSet<(i64, Option<i64>)>;

/// One event for each side that acted.
fn sides(
    out: &mut Documents,
    import: &mut Import,
    (rows, table): (Rows<MidParticipant>, &str),
    (actors, source, wholes): (&Actors, &Source, &Numbers),
) {
    import.rejects.extend(rows.rejects);
    import.corrected.extend(rows.corrected);
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
    for (number, members) in groups {
        for side_a in [true, false] {
            let of_side = |m: &&Known<'_>| m.1.side_a == side_a;
            let acted: Vec<Known<'_>> = members
                .iter()
                .filter(|m| of_side(m) && m.1.action.is_some_and(|a| a > 0))
                .copied()
                .collect();
            let others = members.iter().filter(|m| !of_side(m)).map(|m| m.0);
            let others: BTreeSet<&str> = others.collect();
            let on_side = members.iter().filter(of_side).count();
            if acted.is_empty() || others.is_empty() {
                import.left_out += on_side as u64;
                continue;
            }
            import.used += acted.len() as u64;
            import.left_out += (on_side - acted.len()) as u64;
            let whole = wholes.contains(&number).then(|| id_of(number));
            write_side(out, number, side_a, (&acted, &others), (whole, source));
        }
    }
}

fn write_side(
    out: &mut Documents,
    number: (i64, Option<i64>),
    side_a: bool,
    (acted, others): (&[Known<'_>], &BTreeSet<&str>),
    (whole, source): (Option<String>, &Source),
) {
    let Some(from) = acted.iter().map(|(_, m)| m.from).min() else {
        return;
    };
    let side = if side_a { "a" } else { "b" };
    out.begin("event", &format!("{}-{side}", id_of(number)));
    let acts: BTreeSet<&str> = acted.iter().map(|(_, m)| act_of(m.action)).collect();
    out.key("type", list(acts));
    let number = named(number.0, number.1);
    let name = format!("MID {number}, side {}", side.to_uppercase());
    out.key("names", format!("{{ en: [{}] }}", text(&name)));
    let by: BTreeSet<&str> = acted.iter().map(|(actor, _)| *actor).collect();
    out.key("by", list(by));
    out.key("toward", list(others));
    if let Some(whole) = whole {
        out.key("part-of", whole);
    }
    let to = acted.iter().map(|(_, m)| m.to).max_by_key(|to| match to {
        Ending::On(last) => (0, Some(*last)),
        Ending::Unknown => (1, None),
        Ending::Ongoing => (2, None),
    });
    out.key("on", text(&period(from, to.unwrap_or(Ending::Unknown))));
    out.key("source", source.cite(&number));
}
