//! Other ends: recorded ends, mutual termination, withdrawal done, supersession (VCLT 1969 arts 54, 59).

use super::notice;
use super::{Rule, acts, change, rule, treaty};
use crate::dag::{Arg, Cause, NodeId};
use crate::force::Build;
use servanda_record::{ActorId, Agreement, AgreementAct, Ended};
use servanda_time::UncertainDate;

pub(crate) static RULES: &[&Rule] = &[&ENDED, &TERMINATED, &WITHDRAWN, &SUPERSEDED];

rule! {
    /// A recorded end.
    ENDED = "ended", "record", "record";
    when "fact & all(taken) & !any(displaced) & past";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, ended)", "taken"), ("displaced", "other ended of A under more options", "fact"), ("past", "day after ended.on", "since")];
    en "{A} had ended, as recorded", "{A} had not yet ended, as recorded";
    ja "{A}は記録上終了していた", "{A}は記録上まだ終了していなかった";
    law "The record states the last day in force.", "記録は効力の最終日を示す。";
    readings []; case "inf-1987"
}
rule! {
    /// Ended by the parties together or by an act for all.
    TERMINATED = "terminated", "both", "VCLT 1969 art. 54(b)";
    when "fact & since";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since")];
    en "{A} had been terminated", "{A} had not been terminated";
    ja "{A}は終了させられていた", "{A}は終了させられていなかった";
    law "A treaty ends at any time by consent of all the parties.", "条約は全当事国の同意によりいつでも終了する。";
    readings ["tacit consent"]; case "mutual-termination"
}
rule! {
    /// A withdrawal that took place.
    WITHDRAWN = "withdrawn", "both", "VCLT 1969 art. 54";
    when "fact & since";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since")];
    en "the withdrawal from {A} had taken effect", "the withdrawal from {A} had not taken effect";
    ja "{A}からの脱退は効力を生じていた", "{A}からの脱退は効力を生じていなかった";
    law "A party that has withdrawn is no longer bound; the others go on among themselves.",
        "脱退した当事国はもはや拘束されず、他の当事国間では存続する。";
    readings []; case "multilateral-withdrawal"
}
rule! {
    /// A later agreement stands in its place.
    SUPERSEDED = "superseded", "both", "VCLT 1969 arts 30(3), 59";
    when "fact & any(entered)";
    premises [("fact", "one", "fact"), ("entered", "entries of the later agreement", "entered|never-entered|entered-by-count|entered-unstated|entered-by-act")];
    en "a later agreement had taken the place of {A}", "no later agreement had taken the place of {A} by then";
    ja "後の合意が{A}に取って代わっていた", "後の合意はまだ{A}に取って代わっていなかった";
    law "A treaty ends when all its parties conclude a later one on the same matter meant to govern it.",
        "全当事国が同一事項につきそれを規律する意図で後の条約を締結したとき、条約は終了する。";
    readings ["same subject-matter"]; case "supersession"
}

const FOR_ALL: [&str; 4] = [
    "termination",
    "mutual-termination",
    "supersession",
    "expiry",
];

fn dated<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r AgreementAct,
    rule: &'static Rule,
) -> NodeId {
    let date = match (&x.effect_on, &x.on) {
        (Some(d), _) => b.dag.dates.stated(&x.stmt, "effect-on", d),
        (None, Some(d)) => b.dag.dates.stated(&x.stmt, "on", d),
        (None, None) => b.dag.dates.not_stated(),
    };
    let cause = if rule.id == WITHDRAWN.id {
        Cause::Withdrawal
    } else {
        Cause::Termination
    };
    let fact = b.dag.fact(&x.stmt, &x.under);
    let since = b.dag.since(date, cause);
    b.dag.rule(
        rule,
        vec![Arg::Agreement(&a.id), Arg::Stmt(&x.stmt)],
        vec![("fact", fact), ("since", since)],
    )
}

fn ended<'r>(b: &mut Build<'r, '_>, a: &'r Agreement, x: &'r Ended) -> NodeId {
    let last = b.dag.dates.stated(&x.stmt, "on", &x.on);
    let past = b.dag.dates.next_day(last);
    let others = a
        .ended
        .iter()
        .filter(|o| o.for_parties == x.for_parties)
        .map(|o| (&o.stmt, &o.under));
    let mut premises = b.chosen(&x.stmt, &x.under, others);
    premises.push(("past", b.dag.since(past, Cause::RecordedEnd)));
    b.dag.rule(
        &ENDED,
        vec![Arg::Agreement(&a.id), Arg::Stmt(&x.stmt)],
        premises,
    )
}

/// Everything that ends the agreement for all its parties.
pub(crate) fn for_all<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> Vec<NodeId> {
    let mut out = Vec::new();
    for x in a.ended.iter().filter(|x| x.for_parties.is_empty()) {
        out.push(ended(b, a, x));
    }
    for x in &a.acts {
        if FOR_ALL.contains(&x.act.as_str()) {
            if x.concerns.is_empty() {
                out.push(dated(b, a, x, &TERMINATED));
            }
        } else if x.act == "withdrawal" && notice::ends_for_all(b, a, x) {
            out.push(dated(b, a, x, &WITHDRAWN));
        } else if notice::is_notice(&x.act) && notice::ends_for_all(b, a, x) {
            out.extend(notice::effect(b, a, x));
        } else if declared(x) && notice::ends_for_all(b, a, x) {
            out.push(dated(b, a, x, &TERMINATED));
        }
    }
    for i in b.core.superseding(a) {
        let (later, r) = b.core.relation(*i);
        if b.core.all_belong(a, later) {
            out.push(superseded(b, a, later, r));
        }
    }
    let about = acts::About::agreement(a);
    out.extend(acts::acts_where(
        b,
        &about,
        &treaty::ENDED_ON_GROUND_ACT,
        &["for-all"],
    ));
    out.extend(acts::acts(b, &about, &treaty::NEW_NORM_ACT));
    out.extend(change::war_of_two(b, a, &change::WAR_ENDED));
    out
}

/// Repudiation or nullity declared ends nothing by itself; on an option that says so, it does.
fn declared(x: &AgreementAct) -> bool {
    matches!(x.act.as_str(), "repudiation" | "declaration-of-nullity")
        && x.effect_on.is_some()
        && !x.under.is_always()
}

fn superseded<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    later: &'r Agreement,
    r: &'r servanda_record::Relation,
) -> NodeId {
    let mut premises = vec![("fact", b.dag.fact(&r.stmt, b.core.no_guard()))];
    for e in super::entry::entries(b, later) {
        premises.push(("entered", e.node));
    }
    b.dag.rule(
        &SUPERSEDED,
        vec![Arg::Agreement(&a.id), Arg::Stmt(&r.stmt)],
        premises,
    )
}

/// Everything that ends one actor's part only. What was certainly over before `from`, the day it joined (again),
/// does not touch the part that began then.
pub(crate) fn for_one<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r ActorId,
    from: Option<&UncertainDate>,
) -> Vec<NodeId> {
    let mut out = Vec::new();
    let begun = from.and_then(UncertainDate::earliest);
    let earlier = |d: Option<&UncertainDate>| matches!((d.and_then(UncertainDate::latest), begun), (Some(d), Some(begun)) if d < begun);
    for e in a.ended.iter().filter(|e| e.for_parties.contains(x)) {
        if !earlier(Some(&e.on)) {
            out.push(ended(b, a, e));
        }
    }
    for act in a.acts.iter().filter(|act| act.by.contains(x)) {
        if earlier(act.effect_on.as_ref().or(act.on.as_ref())) {
            continue;
        }
        if notice::ends_for_all(b, a, act) {
            continue;
        }
        if act.act == "withdrawal" || declared(act) {
            out.push(dated(b, a, act, &WITHDRAWN));
        } else if notice::is_notice(&act.act) {
            out.extend(super::term::left_at_renewal(b, a, act));
            out.extend(notice::effect(b, a, act));
        }
    }
    let about = acts::About::actor(a, x);
    let own = &["by-x", "!for-all"];
    out.extend(acts::acts_where(
        b,
        &about,
        &treaty::ENDED_ON_GROUND_ACT,
        own,
    ));
    out.extend(acts::acts_where(b, &about, &treaty::VOIDABLE_ACT, own));
    out
}
