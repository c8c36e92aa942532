//! Entry into force (VCLT 1969 arts 11–17, 24, 25).

use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::dates::DateId;
use crate::force::Build;
use servanda_record::{Agreement, EntryIntoForce, Provisional};
use servanda_time::{Duration, Truth};

pub(crate) static RULES: &[&Rule] = &[
    &RUN,
    &ENTERED,
    &NEVER,
    &COUNTED,
    &UNSTATED,
    &BY_ACT,
    &PROVISIONAL,
    &PROVISIONAL_OVER,
    &PROVISIONAL_GAP,
];

rule! {
    /// One life: from an entry into force, through a term, to an end.
    RUN = "run", "both", "VCLT 1969 arts 24, 42, 54";
    when "entered & ((within & !any(over)) | any(revived)) & any(steady)";
    premises [("entered", "one", "entered|never-entered|entered-by-count|entered-unstated|entered-by-act"),
              ("within", "one", "term-none|term-unlimited|term-fixed|term-event|term-renewed|term-indefinite"),
              ("over", "ends of A for all parties", "ended|terminated|notice|notice-silent|notice-unclear|withdrawn|superseded|ended-on-ground|new-norm|war-ended"),
              ("revived", "revivals of A", "revived"), ("steady", "absence of other ends", "presumed-steady|covered|gap")];
    en "{A} ran", "{A} did not run";
    ja "{A}は存続していた", "{A}は存続していなかった";
    law "A treaty in force goes on until it ends by its own terms or on a ground the law of treaties knows.",
        "効力を有する条約は、その規定又は条約法の認める事由により終了するまで存続する。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// Entered into force on a recorded day.
    ENTERED = "entered", "both", "VCLT 1969 art. 24(1)–(2)";
    when "fact & all(taken) & !any(displaced) & since";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, entry-into-force)", "taken"), ("displaced", "other entry-into-force of A under more options", "fact"), ("since", "entry.on", "since")];
    en "{A} had entered into force", "{A} had not entered into force";
    ja "{A}は効力を生じていた", "{A}は効力を生じていなかった";
    law "A treaty enters into force in the manner and on the date it provides or the parties agree.",
        "条約は、その定める態様又は当事国の合意する態様及び日に効力を生ずる。";
    readings ["clock", "first day in or out"]; case "neutrality-pact-1941"
}
rule! {
    /// Never entered into force.
    NEVER = "never-entered", "both", "VCLT 1969 art. 24(1)";
    when "fact & all(taken) & !any(displaced) & no";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, entry-into-force)", "taken"), ("displaced", "other entry-into-force of A under more options", "fact")];
    en "{A} had entered into force", "{A} never entered into force";
    ja "{A}は効力を生じていた", "{A}は効力を生じなかった";
    law "A treaty whose condition is not met does not enter into force.", "条件が満たされない条約は効力を生じない。";
    readings []; case "never-in-force"
}
rule! {
    /// The condition of the text is met: so many deposits.
    COUNTED = "entered-by-count", "both", "VCLT 1969 arts 16, 24(1)";
    when "fact & all(taken) & !any(displaced) & (any(counted) | (all(signed) & unlisted))";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, entry-into-force)", "taken"), ("displaced", "other entry-into-force of A under more options", "fact"),
              ("counted", "nth deposit, and those of named states, plus delay", "since|passed"),
              ("signed", "signed(A)", "since"), ("unlisted", "one", "missing")];
    en "{A} had entered into force", "{A} had not entered into force";
    ja "{A}は効力を生じていた", "{A}は効力を生じていなかった";
    law "Where the text asks for a number of deposits, the treaty enters into force when the last needed is made, with the delay the text states.",
        "条約文が一定数の寄託を求める場合、必要な最後の寄託がなされ、定められた期間が経過したときに効力を生ずる。";
    readings ["day of or day after the deposit"]; case "entry-by-deposits"
}
rule! {
    /// Nothing is recorded on entry into force.
    UNSTATED = "entered-unstated", "method", "completeness";
    when "!any(stated) & all(signed) & unlisted";
    premises [("stated", "entries of A, where all are under options", "fact"), ("signed", "signed(A)", "since"), ("unlisted", "one", "missing")];
    en "{A} had entered into force", "{A} had not entered into force";
    ja "{A}は効力を生じていた", "{A}は効力を生じていなかった";
    law "Nothing enters into force before it is signed; whether it did later must be stated.",
        "署名前に効力が生ずることはない。その後に生じたか否かは記録を要する。";
    readings []; case "entry-not-stated"
}
rule! {
    /// Entry into force recorded as an act.
    BY_ACT = "entered-by-act", "both", "VCLT 1969 art. 24(1)";
    when "fact & since";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since")];
    en "{A} had entered into force", "{A} had not entered into force";
    ja "{A}は効力を生じていた", "{A}は効力を生じていなかった";
    law "A treaty enters into force in the manner and on the date it provides or the parties agree.",
        "条約は、その定める態様又は当事国の合意する態様及び日に効力を生ずる。";
    readings []; case "entry-by-deposits"
}
rule! {
    /// Provisional application.
    PROVISIONAL = "provisional", "both", "VCLT 1969 art. 25";
    when "fact & since & !any(past) & !any(over)";
    premises [("fact", "one", "fact"), ("since", "provisional.on", "since"), ("past", "day after provisional.until", "since"),
              ("over", "entries(A) x terms(A)", "provisional-over")];
    en "{A} was applied provisionally", "{A} was not applied provisionally";
    ja "{A}は暫定的に適用されていた", "{A}は暫定的に適用されていなかった";
    law "A treaty may be applied provisionally before it enters into force, and not beyond its own end once it has.",
        "条約は効力発生前に暫定的に適用されうるが、効力発生後はその終了を超えて適用されない。";
    readings ["how much of it binds"]; case "provisional-application"
}
rule! {
    /// A treaty that entered into force and ended is not applied provisionally any more.
    PROVISIONAL_OVER = "provisional-over", "both", "VCLT 1969 art. 25(1)";
    when "entered & !((within & !any(over)) | any(revived))";
    premises [("entered", "one", "entered|never-entered|entered-by-count|entered-unstated|entered-by-act"),
              ("within", "one", "term-none|term-unlimited|term-fixed|term-event|term-renewed|term-indefinite"),
              ("over", "ends of A for all parties", "ended|terminated|notice|notice-silent|notice-unclear|withdrawn|superseded|ended-on-ground|new-norm|war-ended"),
              ("revived", "revivals of A", "revived")];
    en "{A} had entered into force and ended", "{A} had not entered into force and ended";
    ja "{A}は効力を生じた後に終了していた", "{A}は効力を生じた後に終了してはいなかった";
    law "Provisional application is pending entry into force: it does not outlast the treaty.",
        "暫定的適用は効力発生までのものであり、条約の終了後には及ばない。";
    readings []; case "provisional-application"
}

rule! {
    /// Whether it was applied provisionally is not known.
    PROVISIONAL_GAP = "provisional-gap", "method", "completeness";
    when "all(signed) & !any(entered) & unlisted";
    premises [("signed", "signed(A)", "since"), ("entered", "entries(A)", "entered|never-entered|entered-by-count|entered-unstated|entered-by-act"), ("unlisted", "one", "missing")];
    en "{A} was applied provisionally before it entered into force", "{A} was not applied provisionally";
    ja "{A}は効力発生前に暫定的に適用されていた", "{A}は暫定的に適用されていなかった";
    law "Where it is known that something is not recorded, that a treaty was not applied provisionally is not known either.",
        "記録に欠落があると知られている場合、暫定的適用の不存在も知られていない。";
    readings []; case "absence-of-notice"
}

/// Before entry into force, where the record's silence does not count.
pub(crate) fn maybe_provisional<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> NodeId {
    let mut premises = signed(b, a);
    for e in entries(b, a) {
        premises.push(("entered", e.node));
    }
    premises.push(("unlisted", b.dag.missing(Missing::AllActs(&a.id))));
    b.dag
        .rule(&PROVISIONAL_GAP, vec![Arg::Agreement(&a.id)], premises)
}

pub(crate) const CONSENTS: [&str; 5] = [
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "deposit",
];

/// One way the agreement entered into force, with the date it runs from.
pub(crate) struct Entry {
    pub node: NodeId,
    pub date: DateId,
}

/// The causes behind the words of `by`.
fn cause(by: Option<&str>) -> Cause {
    match by {
        Some("signature") => Cause::Signature,
        Some("ratification" | "exchange-of-ratifications") => Cause::Ratification,
        Some("deposit" | "nth-deposit") => Cause::Deposits,
        _ => Cause::EntryIntoForce,
    }
}

/// Every recorded way of entry into force.
pub(crate) fn entries<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> Vec<Entry> {
    let mut out: Vec<Entry> = a.entry_into_force.iter().map(|e| entry(b, a, e)).collect();
    if out.is_empty() {
        for act in a.acts.iter().filter(|x| x.act == "entry-into-force") {
            let Some((on, field)) = act
                .effect_on
                .as_ref()
                .map(|d| (d, "effect-on"))
                .or(act.on.as_ref().map(|d| (d, "on")))
            else {
                continue;
            };
            let date = b.dag.dates.stated(&act.stmt, field, on);
            let fact = b.dag.fact(&act.stmt, &act.under);
            let since = b.dag.since(date, Cause::EntryIntoForce);
            let args = vec![Arg::Agreement(&a.id), Arg::Stmt(&act.stmt)];
            let node = b
                .dag
                .rule(&BY_ACT, args, vec![("fact", fact), ("since", since)]);
            out.push(Entry { node, date });
        }
    }
    if a.entry_into_force.iter().all(|e| !e.under.is_always())
        && (out.is_empty() || !a.entry_into_force.is_empty())
    {
        // Nothing recorded, or nothing that holds on some options.
        let mut premises = signed(b, a);
        for e in &a.entry_into_force {
            premises.push(("stated", b.dag.fact(&e.stmt, &e.under)));
        }
        premises.push(("unlisted", b.dag.missing(Missing::Entry(&a.id))));
        let node = b.dag.rule(&UNSTATED, vec![Arg::Agreement(&a.id)], premises);
        let date = b.dag.dates.not_stated();
        out.push(Entry { node, date });
    }
    out
}

/// The earliest recorded signature, as a premise: that nothing has effect from before it unless stated is presumed.
fn signed<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> Vec<(&'static str, NodeId)> {
    if !b.core.silence_counts(a) {
        return Vec::new();
    }
    let all: Vec<DateId> = a
        .signed
        .iter()
        .map(|s| b.dag.dates.stated(&s.stmt, "on", &s.on))
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    let date = if all.len() == 1 {
        all[0]
    } else {
        b.dag.dates.earliest(all)
    };
    vec![("signed", b.dag.since(date, Cause::Signature))]
}

fn entry<'r>(b: &mut Build<'r, '_>, a: &'r Agreement, e: &'r EntryIntoForce) -> Entry {
    let args = vec![Arg::Agreement(&a.id), Arg::Stmt(&e.stmt)];
    let others = a.entry_into_force.iter().map(|o| (&o.stmt, &o.under));
    let mut premises = b.chosen(&e.stmt, &e.under, others);
    if e.never {
        let node = b.dag.rule(&NEVER, args, premises);
        let date = b.dag.dates.not_stated();
        return Entry { node, date };
    }
    if let Some(on) = &e.on {
        let date = b.dag.dates.stated(&e.stmt, "on", on);
        premises.push(("since", b.dag.since(date, cause(e.by.as_deref()))));
        let node = b.dag.rule(&ENTERED, args, premises);
        return Entry { node, date };
    }
    if let Some(date) = counted(b, a, e) {
        let delayed = e.needs.as_ref().is_some_and(|n| n.delay.is_some());
        let reached = if delayed {
            super::change::passed(b, a, date, Cause::Deposits)
        } else {
            b.dag.since(date, Cause::Deposits)
        };
        premises.push(("counted", reached));
        premises.extend(signed(b, a));
        premises.push(("unlisted", b.dag.missing(Missing::Deposits(&a.id))));
        let node = b.dag.rule(&COUNTED, args, premises);
        return Entry { node, date };
    }
    premises.extend(signed(b, a));
    premises.push(("unlisted", b.dag.missing(Missing::Entry(&a.id))));
    let node = b.dag.rule(&COUNTED, args, premises);
    let date = b.dag.dates.not_stated();
    Entry { node, date }
}

/// The day on which the stated condition is met by the recorded deposits, if enough are recorded.
pub(crate) fn counted<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    e: &'r EntryIntoForce,
) -> Option<DateId> {
    let needs = e.needs.as_ref()?;
    let mut first = Vec::new();
    let mut seen = Vec::new();
    for act in a
        .acts
        .iter()
        .filter(|x| CONSENTS.contains(&x.act.as_str()) && x.under.is_always())
    {
        let Some(on) = &act.on else { continue };
        for who in &act.by {
            if !seen.contains(&who) {
                seen.push(who);
                first.push((who, b.dag.dates.stated(&act.stmt, "on", on)));
            }
        }
    }
    let mut dates = Vec::new();
    if let Some(n) = needs.deposits {
        if (first.len() as u64) < u64::from(n) || n == 0 {
            return None;
        }
        let all = first.iter().map(|f| f.1).collect();
        dates.push(b.dag.dates.nth(n, all));
    }
    for who in &needs.of {
        dates.push(first.iter().find(|f| f.0 == who)?.1);
    }
    let date = match dates.len() {
        0 => return None,
        1 => dates[0],
        _ => b.dag.dates.latest(dates),
    };
    Some(match needs.delay {
        Some(d) => b.dag.dates.plus(date, d),
        None => date,
    })
}

/// Provisional application.
pub(crate) fn provisional<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provisional,
    over: &[NodeId],
) -> NodeId {
    let mut premises = vec![("fact", b.dag.fact(&p.stmt, &p.under))];
    let on = b.dag.dates.stated(&p.stmt, "on", &p.on);
    premises.push(("since", b.dag.since(on, Cause::Provisional)));
    if let Some(until) = &p.until {
        let last = b.dag.dates.stated(&p.stmt, "until", until);
        let past = b.dag.dates.plus(last, Duration::days(1));
        premises.push(("past", b.dag.since(past, Cause::Provisional)));
    }
    premises.extend(over.iter().map(|n| ("over", *n)));
    b.dag.rule(
        &PROVISIONAL,
        vec![Arg::Agreement(&a.id), Arg::Stmt(&p.stmt)],
        premises,
    )
}

/// Whether the recorded day of entry into force agrees with the stated condition; no if it does not.
pub(crate) fn agrees<'r>(b: &mut Build<'r, '_>, a: &'r Agreement, e: &'r EntryIntoForce) -> Truth {
    let (Some(on), Some(date)) = (&e.on, counted(b, a, e)) else {
        return Truth::Unknown;
    };
    let (lo, hi) = b.dag.dates.bounds(date);
    match (on.earliest(), on.latest(), lo, hi) {
        (Some(a), Some(b), Some(lo), Some(hi)) if a == b && lo == hi => Truth::from(a == lo),
        (_, Some(b), Some(lo), _) if b < lo => Truth::No,
        (Some(a), _, _, Some(hi)) if a > hi => Truth::No,
        _ => Truth::Unknown,
    }
}
