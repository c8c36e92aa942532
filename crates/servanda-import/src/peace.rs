//! The UCDP Peace Agreement Dataset: agreements between the parties of a conflict.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, PartialDate, in_order, iso_date};
use crate::sources::UCDP_PEACE;
use crate::table::{Fields, ImportError, Rows, Table, read};
use crate::yaml::{Documents, english, list, slug, text};
use std::collections::{BTreeMap, BTreeSet};

/// A peace agreement: a row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeaceAgreement {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The day on which it was signed.
    pub signed: PartialDate,
    /// Gleditsch–Ward codes of the states whose conflict it is about.
    pub states: Vec<i64>,
    /// All that the table names as actors of it.
    pub actors: Vec<String>,
    /// Whether it ended, if the table says so, and when, if it says that.
    pub ended: Option<(bool, Option<PartialDate>)>,
    /// The columns of what it provides for that have a 1.
    pub provides: BTreeSet<&'static str>,
    /// Where its text is.
    pub link: Option<String>,
}

/// What stands behind a column of the table in a record.
struct Provision {
    column: &'static str,
    topic: &'static str,
    /// The act that it asks of each party, if that is plain.
    act: Option<&'static str>,
    says: &'static str,
}

const fn unmodelled(column: &'static str, topic: &'static str, says: &'static str) -> Provision {
    Provision {
        column,
        topic,
        act: None,
        says,
    }
}

const PROVISIONS: [Provision; 20] = [
    Provision {
        column: "cease",
        topic: "armistice",
        act: Some("ceasefire"),
        says: "The parties cease fire.",
    },
    Provision {
        column: "pris",
        topic: "prisoners",
        act: Some("release-of-prisoners"),
        says: "Prisoners are released.",
    },
    unmodelled("intarmy", "peace", "Fighters are taken into the army."),
    unmodelled("ddr", "disarmament", "Fighters are disarmed."),
    unmodelled("withd", "withdrawal-of-troops", "Foreign forces withdraw."),
    unmodelled(
        "pp",
        "peace",
        "The other side may become a political party.",
    ),
    unmodelled(
        "intgov",
        "peace",
        "The other side is taken into the government.",
    ),
    unmodelled(
        "intciv",
        "peace",
        "The other side is taken into the civil service.",
    ),
    unmodelled("elections", "peace", "Elections are held."),
    unmodelled("interim", "peace", "There is an interim government."),
    unmodelled("shagov", "peace", "Power in the government is shared."),
    unmodelled("aut", "self-government", "A territory becomes autonomous."),
    unmodelled("fed", "self-government", "The state becomes a federation."),
    unmodelled("ind", "independence", "A territory becomes independent."),
    unmodelled(
        "ref",
        "self-government",
        "The future of a territory is put to a vote.",
    ),
    unmodelled("demarcation", "boundary", "A boundary is demarcated."),
    unmodelled("amn", "peace", "There is an amnesty."),
    unmodelled("return", "refugees", "Refugees return."),
    unmodelled("pko", "peace", "Peacekeepers are deployed."),
    unmodelled("co_impl", "peace", "A commission watches over it."),
];

/// Reads peace agreements (`ucdp-peace-agreements`, 22.1).
///
/// # Errors
/// [`ImportError`] if it is not a table with the columns of that data set.
pub fn peace_agreements(table: Table<'_>) -> Result<Rows<PeaceAgreement>, ImportError> {
    let mut columns = vec![
        "paid",
        "gwno",
        "actor_id",
        "actor_name",
        "pa_name",
        "pa_date",
        "ended",
        "duration",
    ];
    columns.extend(PROVISIONS.iter().map(|p| p.column));
    read(table, &columns, |row: &Fields<'_>| {
        let read = |code: &str| {
            let wrong = || format!("`gwno` has a code that is no number: {code}");
            code.trim().parse().map_err(|_| wrong())
        };
        let ended = match row.text("ended") {
            None => None,
            Some("True" | "TRUE" | "1") => Some(true),
            Some("False" | "FALSE" | "0") => Some(false),
            Some(other) => return Err(format!("`ended` is neither True nor False: {other}")),
        };
        let when = row.text("duration").map(|day| iso_date("duration", day));
        let when = when.transpose()?.filter(|_| ended == Some(true));
        let signed = iso_date("pa_date", row.needed("pa_date")?)?;
        if let Some(last) = when {
            in_order(signed, Ending::On(last))?;
        }
        let mut provides = BTreeSet::new();
        for p in &PROVISIONS {
            if row.flag(p.column)? == Some(true) {
                provides.insert(p.column);
            }
        }
        Ok(PeaceAgreement {
            id: row.needed_number("paid")?,
            name: row.needed("pa_name")?.to_owned(),
            signed,
            states: row
                .needed("gwno")?
                .split(',')
                .map(read)
                .collect::<Result<_, _>>()?,
            actors: names(
                row.needed("actor_name")?,
                row.text("actor_id").unwrap_or(""),
            ),
            ended: ended.map(|ended| (ended, when)),
            provides,
            link: row.text("linktofulltextagreement").map(str::to_owned),
        })
    })
}

/// Names separated by commas. If there are more than there are numbers, the last name has
/// commas of its own.
fn names(all: &str, numbers: &str) -> Vec<String> {
    let count = numbers.split(',').count();
    let mut names: Vec<&str> = all.splitn(count, ',').map(str::trim).collect();
    names.retain(|name| !name.is_empty());
    let mut seen = BTreeSet::new();
    let new = names.into_iter().filter(|name| seen.insert(*name));
    new.map(str::to_owned).collect()
}

/// The agreements as agreements of a record, between the states of the conflict and the
/// groups named; groups become actors of their own.
///
/// Other governments and organisations that the table names (mediators, guarantors) are
/// told in the note. What an agreement provides for is stated as not modelled, but for the
/// cease-fire and the release of prisoners. An agreement of which the table says that it
/// ended, but not when, says so in its note. Rows with an unknown state are rejected.
#[must_use]
pub fn agreements_of_peace(rows: Rows<PeaceAgreement>, table: &str, actors: &Actors) -> Import {
    let mut import = Import {
        rejects: rows.rejects,
        corrected: rows.corrected,
        ..Import::default()
    };
    let mut out = Documents::default();
    UCDP_PEACE.write(&mut out);
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    let mut agreements = Documents::default();
    for (line, row) in &rows.rows {
        let states = row
            .states
            .iter()
            .map(|code| actors.find("gw", *code, row.signed));
        let mut parties: BTreeSet<String> = BTreeSet::new();
        match states.collect::<Result<Vec<_>, _>>() {
            Ok(states) => parties.extend(states.into_iter().map(str::to_owned)),
            Err(reason) => {
                import.reject(table, *line, reason);
                continue;
            }
        }
        let mut others = Vec::new();
        for name in &row.actors {
            if name.starts_with("Government of ") || actors.named(name) {
                others.push(name.as_str());
                continue;
            }
            let id = format!("ucdp-group-{}", slug(name));
            parties.insert(id.clone());
            groups.entry(id).or_insert_with(|| name.clone());
        }
        if parties.len() < 2 {
            import.reject(table, *line, "it has fewer than two parties".to_owned());
            continue;
        }
        import.used += 1;
        write(&mut agreements, row, &parties, &others);
    }
    for (id, name) in &groups {
        out.begin("actor", id);
        out.key("kind", "non-state");
        out.key("names", format!("{{ en: [{}] }}", text(name)));
        out.key("source", UCDP_PEACE.cite("actor_name"));
    }
    import.yaml = out.finish();
    if import.used > 0 {
        import.yaml += "---\n";
        import.yaml += &agreements.finish();
    }
    import
}

fn write(out: &mut Documents, row: &PeaceAgreement, parties: &BTreeSet<String>, others: &[&str]) {
    out.begin("agreement", &format!("ucdp-peace-{}", row.id));
    out.key("title", english(&row.name));
    out.key("form", "agreement");
    let provided = || {
        PROVISIONS
            .iter()
            .filter(|p| row.provides.contains(p.column))
    };
    let topics: BTreeSet<&str> = provided().map(|p| p.topic).chain(["peace"]).collect();
    out.key("topics", list(topics));
    out.key("parties", list(parties));
    out.key("signed", format!("{{ on: {} }}", row.signed));
    out.key(
        "entry-into-force",
        format!("{{ on: {}, by: signature }}", row.signed),
    );
    let mut note = String::new();
    match row.ended {
        Some((true, Some(last))) => out.key("ended", format!("{{ on: {last}, how: event }}")),
        Some((true, None)) => note += "It ended; the table does not say when. ",
        _ => {}
    }
    if provided().next().is_some() {
        out.items("provisions");
    }
    for p in provided() {
        let does = match p.act {
            Some(act) => format!("duty: must, act: [{act}]"),
            None => "duty: unmodelled".to_owned(),
        };
        let says = english(p.says);
        out.item(format!(
            "{{ article: {}, topic: {}, says: {says}, {does} }}",
            text(p.column),
            p.topic
        ));
    }
    if !others.is_empty() {
        note += &format!("Named as actors too: {}. ", others.join(", "));
    }
    if let Some(link) = &row.link {
        note += &format!("Text: {link}");
    }
    if !note.is_empty() {
        out.key("note", text(note.trim_end()));
    }
    out.key("source", UCDP_PEACE.cite(&row.id.to_string()));
}
