//! Continuity and succession of states (Vienna Convention on Succession of States in respect of Treaties, 1978).

use super::party::LEFT;
use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::force::{Build, joins_later};
use servanda_record::{Actor, Agreement, Party, Signed, Succession, SuccessionKind};
use servanda_time::{End, UncertainDate};

pub(crate) static RULES: &[&Rule] = &[&CONTINUED, &INHERITED, &PART, &LAPSED];

rule! {
    /// The same person under a later name.
    CONTINUED = "continued", "custom", "identity of the state; Vienna Convention 1978 art. 2";
    when "fact & all(since) & person & !any(left)";
    premises [("fact", "one", "fact"), ("since", "succession.on", "since"), ("person", "person of the earlier actor", "person"),
              LEFT];
    en "{X} was bound by {A} as the continuation of an earlier party", "{X} was not bound by {A} as a continuation";
    ja "{X}は先の当事国の継続者として{A}に拘束されていた", "{X}は継続者として{A}に拘束されてはいなかった";
    law "A state that is the same legal person goes on being bound by every treaty, whatever its name or government.",
        "同一の法人格である国家は、名称や政府にかかわらず全ての条約に引き続き拘束される。";
    readings ["continuity of a state"]; case "succession-ussr-russia"
}
rule! {
    /// Bound by succession.
    INHERITED = "inherited", "treaty", "Vienna Convention 1978 arts 11, 15–16, 24, 31, 34";
    when "fact & all(since) & passes & person & !any(left)";
    premises [("fact", "one", "fact"), ("since", "succession.on", "since"), ("passes", "one", "choice|missing|looked"),
              ("person", "person of the earlier actor", "person"),
              LEFT];
    en "{X} was bound by {A} by succession", "{X} was not bound by {A} by succession";
    ja "{X}は承継により{A}に拘束されていた", "{X}は承継により{A}に拘束されてはいなかった";
    law "On separation and union treaties go on (disputed as custom); a newly independent state begins with a clean slate; boundaries pass; when territory moves to another state, that state's own treaties apply instead.",
        "分離及び結合では条約は継続し(慣習法としては争いがある)、新独立国は白紙から始まり、国境は承継される。領域が他国に移る場合はその国の条約が適用される。";
    readings ["succession-separation", "succession-union", "succession-newly-independent"]; case "succession-separation"
}

rule! {
    /// Part of another, and no person of its own.
    PART = "part-of-another", "custom", "identity of the state; Vienna Convention 1978 arts 31, 34";
    when "fact & since & !any(again)";
    premises [("fact", "one", "fact"), ("since", "day of the link", "since|missing"),
              ("again", "days of later links by which X is a state", "since|missing")];
    en "{X} had become part of another state", "{X} had not become part of another state";
    ja "{X}は他国の一部となっていた", "{X}は他国の一部となってはいなかった";
    law "A state that becomes part of another is no person of its own, until it becomes a state again. Occupation, and annexation against the law, do not make it so.",
        "他国の一部となった国家は、再び国家となるまで独自の人格を有しない。占領及び違法な併合はこれに当たらない。";
    readings ["whether an annexation was valid"]; case "restored-states"
}
rule! {
    /// Ended when the party became part of another.
    LAPSED = "lapsed", "custom", "Vienna Convention 1978 arts 15, 31";
    when "fact & since & before";
    premises [("fact", "one", "fact"), ("since", "day of the link", "since|missing"),
              ("before", "the party's consent not after that day", "not-after|missing")];
    en "what {X} had agreed to in {A} ended when it became part of another state", "what {X} had agreed to in {A} had not ended in that way";
    ja "{X}が他国の一部となったことにより{A}に関する約束は終了していた", "{X}の{A}に関する約束はそのような形では終了していなかった";
    law "What a state had promised ends with it when it becomes part of another; it does not come back if the territory becomes a state again.",
        "国家が他国の一部となればその約束は終了し、再び国家となっても復活しない。";
    readings ["whether an annexation was valid"]; case "restored-states"
}

/// The general choice point on succession of one kind, and the option on which treaties pass.
fn choice(how: SuccessionKind) -> (&'static str, &'static str) {
    match how {
        SuccessionKind::Union => ("succession-union", "continuity"),
        SuccessionKind::NewlyIndependent => ("succession-newly-independent", "continuity"),
        _ => ("succession-separation", "continuity"),
    }
}

/// Whether a link can pass treaties on at all.
pub(crate) fn passes(x: &Actor, link: &Succession) -> bool {
    use SuccessionKind as K;
    match link.how {
        K::Occupied | K::Absorption | K::Incorporated => false,
        K::Restored => !ruled(x, link),
        _ => true,
    }
}

/// Whether by a link an actor is the same person as the other. A restored state goes on as what it was before; it
/// was never one person with the state that ruled it meanwhile.
pub(crate) fn identical(x: &Actor, link: &Succession) -> bool {
    match link.how {
        SuccessionKind::Continuator => true,
        SuccessionKind::Restored => !ruled(x, link),
        _ => false,
    }
}

/// Whether the other of a link ruled the actor before: it is said to have occupied it, or to have made it part of
/// itself, or the actor itself had begun before the day of the link.
fn ruled(x: &Actor, link: &Succession) -> bool {
    let taken = |s: &Succession| {
        matches!(
            s.how,
            SuccessionKind::Occupied | SuccessionKind::Incorporated
        ) && s.from == link.from
    };
    let began = x.exists.as_ref().and_then(|p| match p.start() {
        End::Date(d) => d.latest(),
        _ => None,
    });
    let on = link.on.as_ref().and_then(UncertainDate::earliest);
    x.succession.iter().any(taken) || began.zip(on).is_some_and(|(began, on)| began < on)
}

/// Links by which an actor became part of another.
pub(crate) fn incorporations(x: &Actor) -> impl Iterator<Item = &Succession> {
    x.succession
        .iter()
        .filter(|s| s.how == SuccessionKind::Incorporated)
}

/// That an actor was part of another, and no person of its own, from a link up to the next by which it is a state.
pub(crate) fn part_of_another<'r>(
    b: &mut Build<'r, '_>,
    x: &'r Actor,
    link: &'r Succession,
) -> NodeId {
    use SuccessionKind as K;
    let mut premises = vec![("fact", b.dag.fact(&link.stmt, &link.under))];
    premises.push(("since", since(b, link)));
    let day = link.on.as_ref().and_then(UncertainDate::latest);
    let mut again = Vec::new();
    for s in &x.succession {
        let after = s.on.as_ref().and_then(UncertainDate::earliest);
        let state = !matches!(s.how, K::Occupied | K::Absorption | K::Incorporated);
        if state && day.zip(after).is_some_and(|(d, a)| d < a) {
            again.push(("again", since(b, s)));
        }
    }
    if again.is_empty() {
        again.push(("again", b.dag.missing(Missing::StateAgain(&x.id))));
    }
    premises.extend(again);
    let args = vec![Arg::Actor(&x.id), Arg::Stmt(&link.stmt)];
    b.dag.rule(&PART, args, premises)
}

/// The day of a link.
fn since<'r>(b: &mut Build<'r, '_>, link: &'r Succession) -> NodeId {
    match &link.on {
        Some(on) => {
            let on = b.dag.dates.stated(&link.stmt, "on", on);
            b.dag.since(on, Cause::Succession)
        }
        None => b.dag.missing(Missing::LinkTime(&link.stmt)),
    }
}

/// That what a party had agreed to ended when it became part of another.
pub(crate) fn lapsed<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Party,
    link: &'r Succession,
) -> NodeId {
    let mut premises = vec![("fact", b.dag.fact(&link.stmt, &link.under))];
    premises.push(("since", since(b, link)));
    let joined = match (&p.from, b.consents(a, &p.actor)) {
        (Some(from), _) => Some(b.dag.dates.stated(&p.stmt, "from", from)),
        (None, dates) if !dates.is_empty() => Some(b.earliest(dates)),
        (None, _) if joins_later(p) || a.signed.is_empty() => None,
        (None, _) => {
            let signed = |s: &'r Signed| b.dag.dates.stated(&s.stmt, "on", &s.on);
            let signed = a.signed.iter().map(signed).collect();
            Some(b.earliest(signed))
        }
    };
    let before = match (joined, &link.on) {
        (Some(joined), Some(on)) => {
            let on = b.dag.dates.stated(&link.stmt, "on", on);
            b.dag.not_after(joined, on)
        }
        _ => b.dag.missing(Missing::PartyDate(&p.actor, &a.id)),
    };
    premises.push(("before", before));
    let args = vec![
        Arg::Agreement(&a.id),
        Arg::Actor(&p.actor),
        Arg::Stmt(&link.stmt),
    ];
    b.dag.rule(&LAPSED, args, premises)
}

/// The line through one link of succession.
pub(crate) fn line<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r Actor,
    link: &'r Succession,
    depth: u8,
) -> Option<(&'static str, NodeId)> {
    if !passes(x, link) || depth == 0 || !b.core.has_line(a, &link.from, depth - 1) {
        return None;
    }
    let args = vec![
        Arg::Agreement(&a.id),
        Arg::Actor(&x.id),
        Arg::Stmt(&link.stmt),
    ];
    let mut premises = vec![("fact", b.dag.fact(&link.stmt, &link.under))];
    if let Some(on) = &link.on {
        let on = b.dag.dates.stated(&link.stmt, "on", on);
        premises.push(("since", b.dag.since(on, Cause::Succession)));
    }
    let same = identical(x, link);
    if !same {
        let boundary = a
            .topics
            .iter()
            .any(|t| matches!(t.as_str(), "boundary" | "territorial-regime"));
        let passes = if boundary {
            // Arts 11 and 12: boundaries and territorial regimes pass whatever the kind of succession.
            b.dag.looked(
                "boundary",
                vec![Arg::Agreement(&a.id)],
                servanda_time::Truth::Yes,
            )
        } else {
            let (id, option) = choice(link.how);
            match b.core.record.choice_point(id) {
                Some(c) => {
                    let options = c
                        .options
                        .iter()
                        .map(|o| &o.id)
                        .filter(|o| o.as_str() == option)
                        .collect();
                    b.dag.choice(&c.id, options)
                }
                None if link.how == SuccessionKind::NewlyIndependent => b.dag.looked(
                    "clean-slate",
                    vec![Arg::Actor(&x.id)],
                    servanda_time::Truth::No,
                ),
                None => b.dag.missing(Missing::Choice(id)),
            }
        };
        premises.push(("passes", passes));
    }
    premises.push(("person", b.person(a, &link.from, depth - 1)));
    for n in super::ending::for_one(b, a, &x.id, None) {
        premises.push(("left", n));
    }
    if same {
        Some(("continued", b.dag.rule(&CONTINUED, args, premises)))
    } else {
        Some(("inherited", b.dag.rule(&INHERITED, args, premises)))
    }
}
