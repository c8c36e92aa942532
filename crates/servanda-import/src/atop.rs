//! Alliance Treaty Obligations and Provisions 4.01: treaties, and what each member owes.

use crate::date::{Ending, PartialDate, ending, in_order, needed_date};
use crate::table::{Fields, ImportError, Rows, Table, read};
use std::collections::BTreeMap;

/// What an alliance obliges to. `None` where the table has no yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obligations {
    /// To help a member that is attacked.
    pub defense: Option<bool>,
    /// To help a member in any war.
    pub offense: Option<bool>,
    /// To stay neutral in a member's war.
    pub neutrality: Option<bool>,
    /// Not to use force against a member.
    pub nonaggression: Option<bool>,
    /// To consult in a crisis.
    pub consultation: Option<bool>,
}

/// A treaty: a row of the alliance table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtopAlliance {
    /// Its number.
    pub id: i64,
    /// When it began.
    pub from: PartialDate,
    /// When it ended; [`Ending::Ongoing`] if in force on 31 December 2016.
    pub to: Ending,
    /// Whether it has two members.
    pub bilateral: Option<bool>,
    /// How long it was to last, in months, if it says so.
    pub months: Option<u32>,
    /// For how long it is renewed each time, in months, if it says so.
    pub renewal_months: Option<u32>,
    /// What it obliges to.
    pub obligations: Obligations,
    /// Which of these only on conditions.
    pub conditional: Obligations,
    /// COW codes of its members.
    pub members: Vec<i64>,
    /// Columns with codes of which no key is at hand, as they are:
    /// `renounce`, `proren`, `term`.
    pub codes: BTreeMap<&'static str, i64>,
}

/// A spell of a member in a phase of a treaty: a row of the member table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtopMember {
    /// The treaty's number.
    pub id: i64,
    /// COW code of the member.
    pub member: i64,
    /// Since when, in this phase.
    pub from: PartialDate,
    /// Until when, in this phase.
    pub to: Ending,
    /// The phase, from 1; 0 if the treaty has only one.
    pub phase: i64,
    /// What the member owes.
    pub obligations: Obligations,
    /// Which of these it owes only on conditions.
    pub conditional: Obligations,
    /// How long the treaty was to last, in months, if it says so.
    pub months: Option<u32>,
    /// For how long it is renewed each time, in months, if it says so.
    pub renewal_months: Option<u32>,
    /// Columns with codes of which no key is at hand, as they are:
    /// `renounce`, `proren`, `term`, `termmode`, `termcaus`.
    pub codes: BTreeMap<&'static str, i64>,
}

/// The columns that say that an obligation holds only on conditions, in the same order.
const CONDITIONS: [Option<&str>; 5] = [
    Some("defcon"),
    Some("offcon"),
    Some("neucon"),
    None,
    Some("concon"),
];

const OBLIGATIONS: [&str; 5] = ["defense", "offense", "neutral", "nonagg", "consul"];

fn obligations(row: &Fields<'_>, columns: [Option<&str>; 5]) -> Result<Obligations, String> {
    let flag = |column: Option<&str>| column.map_or(Ok(None), |c| row.flag(c));
    Ok(Obligations {
        defense: flag(columns[0])?,
        offense: flag(columns[1])?,
        neutrality: flag(columns[2])?,
        nonaggression: flag(columns[3])?,
        consultation: flag(columns[4])?,
    })
}

fn months(row: &Fields<'_>, column: &str) -> Result<Option<u32>, String> {
    Ok(row
        .number(column)?
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| *n > 0))
}

fn codes(
    row: &Fields<'_>,
    columns: &[&'static str],
) -> Result<BTreeMap<&'static str, i64>, String> {
    let mut found = BTreeMap::new();
    for column in columns {
        if let Some(code) = row.number(column)? {
            found.insert(*column, code);
        }
    }
    Ok(found)
}

/// Reads the treaties (`atop4_01_alliance`).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that data set.
pub fn atop_alliances(table: Table<'_>) -> Result<Rows<AtopAlliance>, ImportError> {
    let mut columns = vec![
        "atopid", "begyr", "begmo", "begday", "endyr", "endmo", "endday", "bilat", "length",
        "renewlgt", "renounce", "proren", "term", "defcon", "offcon", "neucon", "concon", "mem1",
    ];
    columns.extend(OBLIGATIONS);
    read(table, &columns, |row| {
        let found = AtopAlliance {
            id: row.needed_number("atopid")?,
            from: needed_date(row, ["begyr", "begmo", "begday"])?,
            to: ending(row, ["endyr", "endmo", "endday"], true)?,
            bilateral: row.flag("bilat")?,
            months: months(row, "length")?,
            renewal_months: months(row, "renewlgt")?,
            obligations: obligations(row, OBLIGATIONS.map(Some))?,
            conditional: obligations(row, CONDITIONS)?,
            members: (1..)
                .map(|n| format!("mem{n}"))
                .take_while(|column| row.has(column))
                .filter_map(|column| row.number(&column).transpose())
                .collect::<Result<_, _>>()?,
            codes: codes(row, &["renounce", "proren", "term"])?,
        };
        in_order(found.from, found.to)?;
        Ok(found)
    })
}

/// Reads the members of treaties (`atop4_01_member`).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that data set.
pub fn atop_members(table: Table<'_>) -> Result<Rows<AtopMember>, ImportError> {
    let mut columns = vec![
        "atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", "phase",
        "length", "renewlgt", "renounce", "proren", "term", "termmode", "termcaus", "defcon",
        "offcon", "neucon", "concon",
    ];
    columns.extend(OBLIGATIONS);
    read(table, &columns, |row| {
        let found = AtopMember {
            id: row.needed_number("atopid")?,
            member: row.needed_number("member")?,
            from: needed_date(row, ["yrent", "moent", "dayent"])?,
            to: ending(row, ["yrexit", "moexit", "dayexit"], true)?,
            phase: row.number("phase")?.unwrap_or(0),
            obligations: obligations(row, OBLIGATIONS.map(Some))?,
            conditional: obligations(row, CONDITIONS)?,
            months: months(row, "length")?,
            renewal_months: months(row, "renewlgt")?,
            codes: codes(row, &["renounce", "proren", "term", "termmode", "termcaus"])?,
        };
        in_order(found.from, found.to)?;
        Ok(found)
    })
}

impl AtopMember {
    /// The last day of the term that ran when the membership ended as recorded: so many
    /// months from its beginning, and on by renewals of the stated length while that is
    /// before the recorded end. `None` if no length is stated, the membership has not
    /// ended, or the recorded end is not before the end of the term.
    #[must_use]
    pub fn stated_end(&self) -> Option<PartialDate> {
        let Ending::On(recorded) = self.to else {
            return None;
        };
        let mut months = self.months?;
        let renewal = self.renewal_months.unwrap_or(0);
        loop {
            let end = self.from.last_day_of(months)?;
            if end.latest() > recorded.latest() {
                return Some(end);
            }
            if renewal == 0 {
                return None;
            }
            months = months.checked_add(renewal)?;
        }
    }
}

/// The rows of the member table that a table of treaties amounts to, where that is all there
/// is: each member for the whole of the treaty, owing what the treaty obliges to. That
/// leaves out what only the member table has: members' own dates, phases, conditions.
#[must_use]
pub fn members_of_alliances(alliances: &Rows<AtopAlliance>) -> Vec<(u64, AtopMember)> {
    let rows = alliances.rows.iter().flat_map(|(line, a)| {
        a.members.iter().map(|member| {
            let row = AtopMember {
                id: a.id,
                member: *member,
                from: a.from,
                to: a.to,
                phase: 0,
                obligations: a.obligations,
                conditional: a.conditional,
                months: a.months,
                renewal_months: a.renewal_months,
                codes: a.codes.clone(),
            };
            (*line, row)
        })
    });
    rows.collect()
}
