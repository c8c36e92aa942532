//! Continuity and succession of states (Vienna Convention on Succession of States in respect of Treaties, 1978).

use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::force::Build;
use servanda_record::{Actor, Agreement, Succession, SuccessionKind};

pub(crate) static RULES: &[&Rule] = &[&CONTINUED, &INHERITED];

rule! {
    /// The same person under a later name.
    CONTINUED = "continued", "custom", "identity of the state; Vienna Convention 1978 art. 2";
    when "fact & all(since) & person & !any(left)";
    premises [("fact", "one", "fact"), ("since", "succession.on", "since"), ("person", "person of the earlier actor", "person"),
              ("left", "acts by X ending its own part", "notice|notice-silent|notice-unclear|noticed|withdrawn|ended|ended-on-ground|avoided")];
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
              ("left", "acts by X ending its own part", "notice|notice-silent|notice-unclear|noticed|withdrawn|ended|ended-on-ground|avoided")];
    en "{X} was bound by {A} by succession", "{X} was not bound by {A} by succession";
    ja "{X}は承継により{A}に拘束されていた", "{X}は承継により{A}に拘束されてはいなかった";
    law "On separation and union treaties go on (disputed as custom); a newly independent state begins with a clean slate; boundaries pass; when territory moves to another state, that state's own treaties apply instead.",
        "分離及び結合では条約は継続し(慣習法としては争いがある)、新独立国は白紙から始まり、国境は承継される。領域が他国に移る場合はその国の条約が適用される。";
    readings ["succession-separation", "succession-union", "succession-newly-independent"]; case "succession-separation"
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
pub(crate) fn passes(how: SuccessionKind) -> bool {
    !matches!(how, SuccessionKind::Occupied | SuccessionKind::Absorption)
}

/// The line through one link of succession.
pub(crate) fn line<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r Actor,
    link: &'r Succession,
    depth: u8,
) -> Option<(&'static str, NodeId)> {
    if !passes(link.how) || depth == 0 || !b.core.has_line(a, &link.from, depth - 1) {
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
    let same = matches!(
        link.how,
        SuccessionKind::Continuator | SuccessionKind::Restored
    );
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
