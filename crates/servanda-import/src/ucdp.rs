//! The UCDP/PRIO Armed Conflict Dataset: conflicts by year.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, PartialDate, in_order, iso_date, period};
use crate::sources::UCDP_ACD;
use crate::table::{Fields, ImportError, Rows, Table, read};
use crate::yaml::{Documents, list, text};
use std::collections::BTreeSet;

/// One year of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictYear {
    /// The conflict's number.
    pub conflict: i64,
    /// Where, as the table says it.
    pub location: String,
    /// The territory it is about, if it is about one.
    pub territory: Option<String>,
    /// What side B is called.
    pub opponent: Option<String>,
    /// The states of side A by their Gleditsch–Ward codes.
    pub side_a: Vec<i64>,
    /// The states of side B; empty unless it is a conflict between states.
    pub side_b: Vec<i64>,
    /// The year of this row.
    pub year: i64,
    /// 1 over a colony, 2 between states, 3 within a state, 4 within a state with others' troops.
    pub kind: i64,
    /// When this episode began, no more exactly than the table says it is known.
    pub episode: PartialDate,
    /// When it ended, if it ended in this year.
    pub ended: Option<PartialDate>,
}

/// Reads conflicts by year. An episode's date is kept to the day if its precision is 1,
/// to the year if it is 2 to 6, and not at all if it is 7.
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that data set.
pub fn ucdp_conflicts(table: Table<'_>) -> Result<Rows<ConflictYear>, ImportError> {
    let columns = [
        "conflict_id",
        "location",
        "year",
        "type_of_conflict",
        "start_date2",
        "start_prec2",
        "ep_end",
        "ep_end_date",
        "gwno_a",
        "gwno_b",
    ];
    read(table, &columns, |row: &Fields<'_>| {
        let began = iso_date("start_date2", row.needed("start_date2")?)?;
        let codes = |column: &str| -> Result<Vec<i64>, String> {
            let read = |code: &str| {
                let code = code.trim();
                code.parse()
                    .map_err(|_| format!("`{column}` has a code that is no number: {code}"))
            };
            row.text(column)
                .map_or(Ok(Vec::new()), |all| all.split(',').map(read).collect())
        };
        let found = ConflictYear {
            conflict: row.needed_number("conflict_id")?,
            location: row.needed("location")?.to_owned(),
            territory: row.text("territory_name").map(str::to_owned),
            opponent: row.text("side_b").map(str::to_owned),
            side_a: codes("gwno_a")?,
            side_b: codes("gwno_b")?,
            year: row.needed_number("year")?,
            kind: row.needed_number("type_of_conflict")?,
            episode: match row.needed_number("start_prec2")? {
                1 => began,
                2..=6 => PartialDate::new(began.year(), None, None)?,
                precision => {
                    return Err(format!(
                        "when it began is not known (precision {precision})"
                    ));
                }
            },
            ended: match row.text("ep_end_date") {
                Some(text) if row.flag("ep_end")? == Some(true) => {
                    Some(iso_date("ep_end_date", text)?)
                }
                _ => None,
            },
        };
        if let Some(ended) = found.ended {
            in_order(found.episode, Ending::On(ended))?;
        }
        Ok(found)
    })
}

/// Conflicts as events of a record, one for each episode: between states, over a colony, and
/// within a state, where only the state is an actor and the other side is named.
///
/// Sides are not said to be attacker and attacked: the states are `with` the event. Rows of
/// an episode's further years are left out.
#[must_use]
pub fn events_of_ucdp(rows: Rows<ConflictYear>, table: &str, actors: &Actors) -> Import {
    let mut import = Import {
        rejects: rows.rejects,
        corrected: rows.corrected,
        ..Import::default()
    };
    let mut out = Documents::default();
    UCDP_ACD.write(&mut out);
    let mut seen = BTreeSet::new();
    for (line, row) in &rows.rows {
        let is_first = !seen.contains(&(row.conflict, row.episode));
        if !is_first {
            import.left_out += 1;
            continue;
        }
        let states: Result<BTreeSet<&str>, String> = row
            .side_a
            .iter()
            .chain(&row.side_b)
            .map(|code| actors.find("gw", *code, row.episode))
            .collect();
        let states = match states {
            Ok(states) => states,
            Err(reason) => {
                import.reject(table, *line, reason);
                continue;
            }
        };
        seen.insert((row.conflict, row.episode));
        import.used += 1;
        // The episode's end may stand in a later year's row.
        let same = rows
            .rows
            .iter()
            .filter(|(_, r)| (r.conflict, r.episode) == (row.conflict, row.episode));
        let to = same
            .filter_map(|(_, r)| r.ended)
            .max()
            .map_or(Ending::Ongoing, Ending::On);
        out.begin("event", &format!("ucdp-{}-{}", row.conflict, row.episode));
        out.key("type", "[use-of-force]");
        let mut name = format!("{} ({})", row.location, row.episode.year());
        if row.kind != 2 {
            let others = [&row.territory, &row.opponent].into_iter().flatten();
            let others: Vec<&str> = others.map(String::as_str).collect();
            name = format!("{name}: {}", others.join(", "));
        }
        out.key("names", format!("{{ en: [{}] }}", text(&name)));
        out.key("with", list(states));
        out.key("on", text(&period(row.episode, to)));
        out.key(
            "source",
            UCDP_ACD.cite(&format!("conflict {} year {}", row.conflict, row.year)),
        );
    }
    import.yaml = out.finish();
    import
}
