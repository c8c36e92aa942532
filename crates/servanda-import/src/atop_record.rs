//! ATOP's treaties as agreements of a record.

use crate::Import;
use crate::actors::Actors;
use crate::atop::{AtopAlliance, AtopMember, Obligations, members_of_alliances};
use crate::date::{Ending, PartialDate};
use crate::sources::ATOP;
use crate::table::Rows;
use crate::yaml::{Documents, english, list, text};
use std::collections::{BTreeMap, BTreeSet};

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

/// Its options: up to the recorded day and with it; without it; to the end of the term.
const OPTIONS: [&str; 3] = ["recorded-end", "recorded-end-excluded", "stated-term"];

fn write_choice(out: &mut Documents) {
    out.begin("choice-point", ENDS);
    out.key("scope", "{ global: true }");
    out.key(
        "question",
        english("When did a treaty cease to bind a member whose membership ATOP codes as ended?"),
    );
    out.key("default", OPTIONS[0]);
    out.items("options");
    let says = [
        "With the recorded day, which is the last on which it bound.",
        "Before the recorded day, which can be that of a notice, a breach or a war.",
        "With the term that the treaty states (its length from the beginning, with renewals), where that runs \
         beyond the recorded day; else with the recorded day.",
    ];
    let held = ["dataset", "dataset", "text"];
    for ((option, says), who) in OPTIONS.iter().zip(says).zip(held) {
        let says = english(says);
        out.item(format!(
            "{{ option: {option}, says: {says}, held-by: [{{ who: {who} }}] }}"
        ));
    }
    out.key("source", ATOP.cite("dates of exit; length; renewlgt"));
}

/// The tables of ATOP that are at hand, each with its name: one of them at least.
#[derive(Default)]
pub struct AtopTables<'a> {
    /// The members of treaties.
    pub members: Option<(Rows<AtopMember>, &'a str)>,
    /// The treaties.
    pub alliances: Option<(Rows<AtopAlliance>, &'a str)>,
}

/// The treaties as agreements of a record: their members, and a provision for each
/// obligation (for each phase, where members or phases differ).
///
/// ATOP often ends a membership on the day of a notice or of a breach. When a treaty ceased
/// to bind therefore is a choice point, `atop-coded-ends`: with the recorded day, before it,
/// or with the term that the treaty states. Members whom the record does not know are
/// rejected and named in the treaty's note; a treaty with fewer than two known members is
/// left out. Rows of the table of treaties are used for what that says of a treaty beside
/// its members; without a table of members they stand for it.
#[must_use]
pub fn agreements_of_atop(tables: AtopTables<'_>, actors: &Actors) -> Import {
    let mut import = Import::default();
    let mut members = Vec::new();
    let mut treaties: BTreeMap<i64, Treaty<'_>> = BTreeMap::new();
    if let Some((rows, name)) = &tables.members {
        import.rejects.extend(rows.rejects.iter().cloned());
        import.corrected.extend(rows.corrected.iter().cloned());
        members.extend(rows.rows.iter().map(|(line, row)| (*name, *line, row)));
    }
    let stand_ins;
    if let Some((rows, name)) = &tables.alliances {
        import.rejects.extend(rows.rejects.iter().cloned());
        import.corrected.extend(rows.corrected.iter().cloned());
        for (line, row) in &rows.rows {
            treaties.entry(row.id).or_default().table = Some((*line, row));
        }
        if tables.members.is_none() {
            stand_ins = members_of_alliances(rows);
            members.extend(stand_ins.iter().map(|(line, row)| (*name, *line, row)));
        }
    }
    for (name, line, row) in members {
        treaties
            .entry(row.id)
            .or_default()
            .rows
            .push((name, line, row));
    }
    let mut out = Documents::default();
    ATOP.write(&mut out);
    write_choice(&mut out);
    for (id, of) in &treaties {
        let mut known: Vec<(&str, &AtopMember)> = Vec::new();
        let mut unknown: BTreeSet<i64> = BTreeSet::new();
        let mut reasons: Vec<(&str, u64, String)> = Vec::new();
        for (name, line, row) in &of.rows {
            match actors.find_during("cow", row.member, row.from, row.to) {
                Ok(actor) => known.push((actor, row)),
                Err(reason) => {
                    unknown.insert(row.member);
                    reasons.push((name, *line, reason));
                }
            }
        }
        let names: BTreeSet<&str> = known.iter().map(|(actor, _)| *actor).collect();
        let whole = names.len() >= 2;
        let own = u64::from(of.table.is_some());
        if tables.members.is_none() {
            // The rows here are treaties: each is used, left out, or rejected for want of members.
            match (whole, reasons.is_empty()) {
                (true, _) => import.used += own,
                (false, true) => import.left_out += own,
                (false, false) => {
                    for (name, line, reason) in reasons.into_iter().take(1) {
                        import.reject(name, line, reason);
                    }
                }
            }
        } else {
            for (name, line, reason) in reasons {
                import.reject(name, line, reason);
            }
            let count = if whole {
                &mut import.used
            } else {
                &mut import.left_out
            };
            *count += known.len() as u64 + own;
        }
        if whole {
            treaty(&mut out, *id, &known, &unknown, of.table.map(|(_, a)| a));
        }
    }
    import.yaml = out.finish();
    import
}

/// The rows of a treaty, each with its table and line.
#[derive(Default)]
struct Treaty<'a> {
    rows: Vec<(&'a str, u64, &'a AtopMember)>,
    table: Option<(u64, &'a AtopAlliance)>,
}

fn treaty(
    out: &mut Documents,
    id: i64,
    rows: &[(&str, &AtopMember)],
    unknown: &BTreeSet<i64>,
    table: Option<&AtopAlliance>,
) {
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
    for spell in spells(rows) {
        let Spell { actor, from, .. } = spell;
        let Ending::On(last) = spell.to else {
            out.item(format!("{{ actor: {actor}, from: {from} }}"));
            continue;
        };
        let untils = [
            last.to_string(),
            last.day_before(),
            spell.stated.map_or(last, |(end, _)| end).to_string(),
        ];
        for (option, until) in OPTIONS.iter().zip(untils) {
            let until = text(&until);
            let mut item = format!(
                "actor: {actor}, from: {from}, until: {until}, under: {{ {ENDS}: {option} }}"
            );
            if let (Some((_, months)), "stated-term") = (spell.stated, *option) {
                let row = format!("{id}, length {months} months from {from}");
                item += &format!(", source: {}", ATOP.cite(&row));
            }
            out.item(format!("{{ {item} }}"));
        }
    }
    out.key("signed", format!("{{ on: {from} }}"));
    out.key(
        "entry-into-force",
        format!("{{ on: {from}, by: signature }}"),
    );
    if !sorts.is_empty() {
        out.items("provisions");
    }
    for sort in sorts {
        provisions(out, sort, rows);
    }
    let mut note = format!("Codes without a key: {}.", coded(rows));
    if let Some(a) = table {
        note += &format!(" {}", of_the_table(a));
    }
    if !unknown.is_empty() {
        let codes: Vec<String> = unknown.iter().map(ToString::to_string).collect();
        note += &format!(
            " Members not in the record, by COW code: {}.",
            codes.join(", ")
        );
    }
    out.key("note", text(&note));
    out.key("source", ATOP.cite(&id.to_string()));
    if rows.iter().any(|(_, r)| r.to == Ending::Ongoing) {
        // The table has it in force when it was closed, and claims to have every end before.
        out.begin("completeness", &format!("atop-{id}-ends"));
        out.key("set", "acts");
        out.key("of", format!("{{ agreement: atop-{id} }}"));
        out.key("period", format!("{from}/2016-12-31"));
        out.key("members", "[]");
        out.key("source", ATOP.cite(&id.to_string()));
    }
}

/// What the table of treaties says of a treaty as a whole.
fn of_the_table(a: &AtopAlliance) -> String {
    let end = match a.to {
        Ending::On(last) => format!("ended {last}"),
        Ending::Ongoing => "in force when the table was closed".to_owned(),
        Ending::Unknown => "of unknown end".to_owned(),
    };
    let length = a.months.map_or_else(
        || "no length stated".to_owned(),
        |months| format!("length {months} months"),
    );
    format!(
        "By the table of treaties: begun {}, {end}, {length}.",
        a.from
    )
}

/// A member's time in a treaty.
struct Spell<'a> {
    actor: &'a str,
    from: PartialDate,
    to: Ending,
    /// The end of the term that ran then, if it is later than the recorded end, and its length.
    stated: Option<(PartialDate, u32)>,
}

/// Each member's spells, those that follow on one another (phases) put together.
fn spells<'a>(rows: &[(&'a str, &AtopMember)]) -> Vec<Spell<'a>> {
    let mut sorted = rows.to_vec();
    sorted.sort_by_key(|(actor, r)| (*actor, r.from.earliest(), r.from));
    let mut spells: Vec<Spell<'a>> = Vec::new();
    for (actor, row) in sorted {
        let stated = row.stated_end().zip(row.months);
        match spells.last_mut() {
            Some(last) if last.actor == actor && follows(last.to, row.from) => {
                let longer = match (last.to, row.to) {
                    (Ending::Ongoing, _) => false,
                    (Ending::On(a), Ending::On(b)) => a.latest() <= b.latest(),
                    _ => true,
                };
                if longer {
                    (last.to, last.stated) = (row.to, stated);
                }
            }
            _ => spells.push(Spell {
                actor,
                from: row.from,
                to: row.to,
                stated,
            }),
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
            let last = last_of_phase(&bearers, rows);
            if let Some(from) = from {
                let last = last.map_or("..".to_owned(), |d| d.to_string());
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

/// The last day on which a phase's obligations can hold, under whatever reading; `None` if
/// it is not over. A phase that another follows ends as recorded; a member's last one goes on
/// for as long as its membership may.
fn last_of_phase(
    bearers: &[&(&str, &AtopMember)],
    rows: &[(&str, &AtopMember)],
) -> Option<PartialDate> {
    let mut latest: Option<PartialDate> = None;
    for (actor, row) in bearers {
        let Ending::On(recorded) = row.to else {
            return None;
        };
        let followed = rows
            .iter()
            .any(|(other, r)| other == actor && r.phase > row.phase && follows(row.to, r.from));
        let end = match row.stated_end() {
            Some(stated) if !followed => stated,
            _ => recorded,
        };
        latest = Some(latest.map_or(end, |l| if l.latest() >= end.latest() { l } else { end }));
    }
    latest
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
