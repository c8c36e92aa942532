//! Alliance Treaty Obligations and Provisions 4.01: treaties, and what each member owes.

use crate::Import;
use crate::actors::Actors;
use crate::date::{Ending, PartialDate, ending, in_order, needed_date};
use crate::sources::ATOP;
use crate::table::{Fields, ImportError, Rows, Table, read};
use crate::yaml::{Documents, english, list, text};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What it obliges to.
    pub obligations: Obligations,
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
        "renounce", "proren", "term", "mem1",
    ];
    columns.extend(OBLIGATIONS);
    read(table, &columns, |row| {
        let found = AtopAlliance {
            id: row.needed_number("atopid")?,
            from: needed_date(row, ["begyr", "begmo", "begday"])?,
            to: ending(row, ["endyr", "endmo", "endday"], true)?,
            bilateral: row.flag("bilat")?,
            months: months(row, "length")?,
            obligations: obligations(row, OBLIGATIONS.map(Some))?,
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
    let conditions = [
        Some("defcon"),
        Some("offcon"),
        Some("neucon"),
        None,
        Some("concon"),
    ];
    read(table, &columns, |row| {
        let found = AtopMember {
            id: row.needed_number("atopid")?,
            member: row.needed_number("member")?,
            from: needed_date(row, ["yrent", "moent", "dayent"])?,
            to: ending(row, ["yrexit", "moexit", "dayexit"], true)?,
            phase: row.number("phase")?.unwrap_or(0),
            obligations: obligations(row, OBLIGATIONS.map(Some))?,
            conditional: obligations(row, conditions)?,
            months: months(row, "length")?,
            renewal_months: months(row, "renewlgt")?,
            codes: codes(row, &["renounce", "proren", "term", "termmode", "termcaus"])?,
        };
        in_order(found.from, found.to)?;
        Ok(found)
    })
}

/// What stands behind each obligation in a record.
struct Sort {
    article: &'static str,
    topic: &'static str,
    duty: &'static str,
    act: &'static str,
    says: &'static str,
    when: Option<&'static str>,
    of: fn(&Obligations) -> Option<bool>,
}

const SORTS: [Sort; 5] = [
    Sort {
        article: "defense",
        topic: "mutual-defence",
        duty: "must",
        act: "military-assistance",
        says: "A member helps another that is attacked.",
        when: Some("{ attacked: other-party }"),
        of: |o| o.defense,
    },
    Sort {
        article: "offense",
        topic: "alliance",
        duty: "must",
        act: "military-assistance",
        says: "A member helps another in war, whether or not that one was attacked.",
        when: Some("{ open: { en: the other party is at war } }"),
        of: |o| o.offense,
    },
    Sort {
        article: "neutrality",
        topic: "neutrality",
        duty: "must",
        act: "neutrality",
        says: "A member stays neutral in a conflict of another with a third state.",
        when: Some("{ attacked: other-party, by: third-state }"),
        of: |o| o.neutrality,
    },
    Sort {
        article: "nonaggression",
        topic: "non-aggression",
        duty: "must-not",
        act: "use-of-force",
        says: "A member does not use force against another.",
        when: None,
        of: |o| o.nonaggression,
    },
    Sort {
        article: "consultation",
        topic: "consultation",
        duty: "must",
        act: "consultation",
        says: "Members consult in a crisis that may become a conflict.",
        when: Some("{ open: { en: there is a crisis that may become a conflict } }"),
        of: |o| o.consultation,
    },
];

/// The choice on which every end that ATOP codes depends.
const ENDS: &str = "atop-coded-ends";

fn write_choice(out: &mut Documents) {
    out.begin("choice-point", ENDS);
    out.key("scope", "{ global: true }");
    out.key(
        "question",
        english("Did a treaty cease to bind a member on the day on which ATOP codes the end of its membership?"),
    );
    out.key("default", "as-coded");
    out.items("options");
    let held = "held-by: [{ who: dataset }]";
    let yes = english("It ceased to bind on that day.");
    out.item(format!("{{ option: as-coded, says: {yes}, {held} }}"));
    let no = english(
        "The day can be that of a notice, a breach or a war, after which the treaty's own terms say how long it bound.",
    );
    out.item(format!(
        "{{ option: not-by-itself, says: {no}, held-by: [{{ who: text }}] }}"
    ));
    out.key("source", ATOP.cite("codebook"));
}

/// The treaties as agreements of a record: their members, how long they were to last, and a
/// provision for each obligation (for each phase, where members or phases differ).
///
/// ATOP often ends a membership on the day of a notice. Every end it codes therefore holds
/// on one option of a choice point; on the other, the treaty's term says when it ended.
/// Members whom the record does not know are rejected and named in the treaty's note; a
/// treaty with fewer than two known members is left out.
#[must_use]
pub fn agreements_of_atop(members: Rows<AtopMember>, table: &str, actors: &Actors) -> Import {
    let mut import = Import {
        rejects: members.rejects,
        ..Import::default()
    };
    let mut treaties: BTreeMap<i64, Vec<(u64, AtopMember)>> = BTreeMap::new();
    for (line, row) in members.rows {
        treaties.entry(row.id).or_default().push((line, row));
    }
    let mut out = Documents::default();
    ATOP.write(&mut out);
    write_choice(&mut out);
    for (id, rows) in &treaties {
        let mut known: Vec<(&str, &AtopMember)> = Vec::new();
        let mut unknown: BTreeSet<i64> = BTreeSet::new();
        for (line, row) in rows {
            match actors.find("cow", row.member, row.from) {
                Ok(actor) => known.push((actor, row)),
                Err(reason) => {
                    unknown.insert(row.member);
                    import.reject(table, *line, reason);
                }
            }
        }
        let names: BTreeSet<&str> = known.iter().map(|(actor, _)| *actor).collect();
        if names.len() < 2 {
            import.left_out += known.len() as u64;
            continue;
        }
        import.used += known.len() as u64;
        treaty(&mut out, *id, &known, &unknown);
    }
    import.yaml = out.finish();
    import
}

fn treaty(out: &mut Documents, id: i64, rows: &[(&str, &AtopMember)], unknown: &BTreeSet<i64>) {
    let Some(from) = rows
        .iter()
        .map(|(_, r)| r.from)
        .min_by_key(|d| (d.earliest(), *d))
    else {
        return;
    };
    out.begin("agreement", &format!("atop-{id}"));
    out.key("title", english(&format!("Alliance ATOP {id}")));
    out.key("form", "agreement");
    let owed = |sort: &&Sort| {
        rows.iter()
            .any(|(_, r)| (sort.of)(&r.obligations) == Some(true))
    };
    let sorts: Vec<&Sort> = SORTS.iter().filter(owed).collect();
    out.key(
        "topics",
        list(
            sorts
                .iter()
                .map(|s| s.topic)
                .chain(["alliance"])
                .collect::<BTreeSet<_>>(),
        ),
    );
    out.items("parties");
    for (actor, from, to) in spells(rows) {
        match to {
            Ending::On(last) => {
                out.item(format!("{{ actor: {actor}, from: {from}, until: {last}, under: {{ {ENDS}: as-coded }} }}"));
                out.item(format!(
                    "{{ actor: {actor}, from: {from}, under: {{ {ENDS}: not-by-itself }} }}"
                ));
            }
            Ending::Ongoing | Ending::Unknown => {
                out.item(format!("{{ actor: {actor}, from: {from} }}"))
            }
        }
    }
    out.key("signed", format!("{{ on: {from} }}"));
    out.key(
        "entry-into-force",
        format!("{{ on: {from}, by: signature }}"),
    );
    if let Some(term) = term(rows, from) {
        out.key("term", term);
    }
    if !sorts.is_empty() {
        out.items("provisions");
    }
    for sort in sorts {
        provisions(out, sort, rows);
    }
    let mut note = format!("Codes without a key: {}.", coded(rows));
    if !unknown.is_empty() {
        let codes: Vec<String> = unknown.iter().map(ToString::to_string).collect();
        note += &format!(
            " Members not in the record, by COW code: {}.",
            codes.join(", ")
        );
    }
    out.key("note", text(&note));
    out.key("source", ATOP.cite(&id.to_string()));
}

/// Each member's spells, those that follow on one another (phases) put together.
fn spells<'a>(rows: &[(&'a str, &AtopMember)]) -> Vec<(&'a str, PartialDate, Ending)> {
    let mut sorted: Vec<_> = rows
        .iter()
        .map(|(actor, r)| (*actor, r.from, r.to))
        .collect();
    sorted.sort_by_key(|(actor, from, _)| (*actor, from.earliest(), *from));
    let mut spells: Vec<(&str, PartialDate, Ending)> = Vec::new();
    for (actor, from, to) in sorted {
        match spells.last_mut() {
            Some((last, _, end)) if *last == actor && follows(*end, from) => {
                *end = match (*end, to) {
                    (Ending::On(a), Ending::On(b)) if a.latest() > b.latest() => Ending::On(a),
                    (Ending::Ongoing, _) => Ending::Ongoing,
                    (_, to) => to,
                }
            }
            _ => spells.push((actor, from, to)),
        }
    }
    spells
}

/// Whether there may be no day between an end and the next beginning.
fn follows(end: Ending, next: PartialDate) -> bool {
    match end {
        Ending::On(last) => next.earliest() <= last.latest().next(),
        Ending::Ongoing | Ending::Unknown => true,
    }
}

/// How long the treaty was to last. That it was renewed is seen from its having outlasted that.
fn term(rows: &[(&str, &AtopMember)], from: PartialDate) -> Option<String> {
    let months = rows.iter().find_map(|(_, r)| r.months)?;
    let expiry_year = from.year() + i32::try_from(months / 12).ok()?;
    let outlasted = rows.iter().any(|(_, r)| match r.to {
        Ending::On(last) => last.year() > expiry_year + 1,
        Ending::Ongoing => true,
        Ending::Unknown => false,
    });
    let renewal = rows.iter().find_map(|(_, r)| r.renewal_months);
    Some(match (outlasted, renewal) {
        (true, Some(again)) => {
            format!("{{ for: P{months}M, from: signature, then: renew, renew-for: P{again}M }}")
        }
        (true, None) => format!("{{ for: P{months}M, from: signature, then: indefinite }}"),
        (false, _) => format!("{{ for: P{months}M, from: signature, then: end }}"),
    })
}

/// The provisions that state one obligation.
fn provisions(out: &mut Documents, sort: &Sort, rows: &[(&str, &AtopMember)]) {
    let owes = |r: &AtopMember| (sort.of)(&r.obligations) == Some(true);
    let conditional = |r: &AtopMember| (sort.of)(&r.conditional) == Some(true);
    let alike = rows
        .iter()
        .all(|(_, r)| owes(r) && conditional(r) == conditional(rows[0].1));
    // Bearers by (phase, whether on conditions).
    let mut groups: BTreeMap<(i64, bool), Vec<&(&str, &AtopMember)>> = BTreeMap::new();
    for row in rows.iter().filter(|(_, r)| owes(r)) {
        let key = if alike {
            (0, conditional(row.1))
        } else {
            (row.1.phase, conditional(row.1))
        };
        groups.entry(key).or_default().push(row);
    }
    let several = groups.len() > 1;
    for ((phase, conditional), bearers) in groups {
        let mut article = sort.article.to_owned();
        if several {
            article += &format!(" in phase {phase}");
            article += if conditional { ", on conditions" } else { "" };
        }
        let mut parts = vec![
            format!("article: {}", text(&article)),
            format!("topic: {}", sort.topic),
            format!("says: {}", english(sort.says)),
            format!("duty: {}", sort.duty),
            format!("act: [{}]", sort.act),
        ];
        parts.extend(sort.when.map(|when| format!("when: {when}")));
        if !alike {
            let names: BTreeSet<&str> = bearers.iter().map(|(actor, _)| *actor).collect();
            parts.push(format!("by: {}", list(names)));
            parts.push("toward: [other-parties]".to_owned());
        }
        if phase > 0 {
            let from = bearers
                .iter()
                .map(|(_, r)| r.from)
                .min_by_key(|d| (d.earliest(), *d));
            let last = bearers.iter().map(|(_, r)| r.to).try_fold(
                None,
                |latest: Option<PartialDate>, to| match to {
                    Ending::On(d) => Some(Some(
                        latest.map_or(d, |l| if l.latest() >= d.latest() { l } else { d }),
                    )),
                    Ending::Ongoing | Ending::Unknown => None,
                },
            );
            if let Some(from) = from {
                let last = last.flatten().map_or("..".to_owned(), |d| d.to_string());
                parts.push(format!("period: {from}/{last}"));
            }
        }
        if conditional {
            let open = english(
                "the conditions that the treaty sets, which ATOP codes without stating them",
            );
            parts.push(format!("condition: {{ open: {open} }}"));
        }
        out.item(format!("{{ {} }}", parts.join(", ")));
    }
}

/// The codes that stand for something not known here, each with its values.
fn coded(rows: &[(&str, &AtopMember)]) -> String {
    let mut all: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for (name, code) in rows.iter().flat_map(|(_, r)| &r.codes) {
        all.entry(name).or_default().insert(*code);
    }
    let one = |(name, codes): (&&str, &BTreeSet<i64>)| {
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        format!("{name} {}", codes.join("/"))
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}
