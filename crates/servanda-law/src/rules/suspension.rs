//! Suspension and resumption (VCLT 1969 arts 57–58, 72).

use super::{Rule, acts, change, rule, treaty};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::force::Build;
use servanda_record::{ActorId, Agreement};

pub(crate) static RULES: &[&Rule] = &[&SUSPENDED, &RESUMED];

rule! {
    /// Suspended for an actor.
    SUSPENDED = "suspended", "both", "VCLT 1969 arts 57–58, 72";
    when "fact & since & !any(past) & !any(resumed)";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since"),
              ("past", "day after act.until", "since"), ("resumed", "resumptions(A, suspension)", "resumed|missing")];
    en "the operation of {A} was suspended", "the operation of {A} was not suspended";
    ja "{A}の運用は停止されていた", "{A}の運用は停止されていなかった";
    law "Suspension releases from performance while it lasts; the treaty stays in force.",
        "運用停止はその間の履行を免除するが、条約は効力を有し続ける。";
    readings ["whether a party may suspend alone"]; case "suspension"
}
rule! {
    /// Resumed after a suspension.
    RESUMED = "resumed", "both", "VCLT 1969 art. 72";
    when "fact & since & after";
    premises [("fact", "one", "fact"), ("since", "act.on", "since"), ("after", "suspension not after resumption", "not-after")];
    en "the operation of {A} had been resumed", "the operation of {A} had not been resumed";
    ja "{A}の運用は再開されていた", "{A}の運用は再開されていなかった";
    law "A suspended treaty may be resumed.", "停止された条約の運用は再開されうる。";
    readings []; case "suspension"
}

/// The suspensions that touch an actor.
pub(crate) fn suspensions<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r ActorId,
) -> Vec<NodeId> {
    let mut out = Vec::new();
    for s in a
        .acts
        .iter()
        .filter(|s| s.act == "suspension" && s.concerns.is_empty())
    {
        let touches = s.by.is_empty()
            || b.core.two_sided(a)
            || (s.to.is_empty() && s.by.iter().any(|y| b.core.same_person(x, y)));
        let (Some((on, field)), true) = (
            s.effect_on
                .as_ref()
                .map(|d| (d, "effect-on"))
                .or(s.on.as_ref().map(|d| (d, "on"))),
            touches,
        ) else {
            continue;
        };
        let on = b.dag.dates.stated(&s.stmt, field, on);
        let mut premises = vec![
            ("fact", b.dag.fact(&s.stmt, &s.under)),
            ("since", b.dag.since(on, Cause::Suspension)),
        ];
        if let Some(until) = &s.until {
            let last = b.dag.dates.stated(&s.stmt, "until", until);
            let past = b.dag.dates.next_day(last);
            premises.push(("past", b.dag.since(past, Cause::Suspension)));
        }
        for r in a.acts.iter().filter(|r| r.act == "resumption") {
            let same = r.by.is_empty() || s.by.is_empty() || r.by.iter().any(|y| s.by.contains(y));
            let (Some(day), true) = (&r.on, same) else {
                continue;
            };
            let day = b.dag.dates.stated(&r.stmt, "on", day);
            let of = vec![
                ("fact", b.dag.fact(&r.stmt, &r.under)),
                ("since", b.dag.since(day, Cause::Suspension)),
                ("after", b.dag.not_after(on, day)),
            ];
            let args = vec![
                Arg::Agreement(&a.id),
                Arg::Stmt(&r.stmt),
                Arg::Stmt(&s.stmt),
            ];
            premises.push(("resumed", b.dag.rule(&RESUMED, args, of)));
        }
        if !b.core.silence_counts(a) {
            premises.push(("resumed", b.dag.missing(Missing::AllActs(&a.id))));
        }
        out.push(b.dag.rule(
            &SUSPENDED,
            vec![Arg::Agreement(&a.id), Arg::Stmt(&s.stmt)],
            premises,
        ));
    }
    let about = acts::About::actor(a, x);
    out.extend(acts::acts(b, &about, &treaty::PENDING_ACT));
    out.extend(acts::acts(b, &about, &treaty::SUSPENDED_ON_GROUND_ACT));
    out.extend(change::war_of_two(b, a, &change::WAR_SUSPENDED));
    out
}
