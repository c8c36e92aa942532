//! Conduct: bound, matching, attributable, excused, each apart (ILC articles on state responsibility, 2001).

use super::obligation::{self, inside};
use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId, spans_of};
use crate::force::Build;
use servanda_record::{ActorId, ActorKind, Agreement, Attribution, Duty, Event, Provision, Record};
use servanda_time::Truth;

pub(crate) static RULES: &[&Rule] = &[
    &AT_EVENT,
    &AT_TIME,
    &SERIES,
    &MATCHES,
    &ATTRIBUTABLE,
    &ATTRIBUTED,
    &MEMBER_ACTS,
    &BREACH,
    &EXCUSED,
    &WRONGFUL,
    &PERFORMED,
    &LATE,
    &OVERDUE,
    &NOT_PERFORMED,
    &CLOSED_BY,
    &IN_TIME,
    &DEADLINE_MET,
];

rule! {
    /// Bound when the event happened.
    AT_EVENT = "bound-then", "both", "ILC 2001 art. 13; VCLT 1969 art. 28";
    when "any(time)";
    premises [("time", "times of E", "bound-at-time|missing")];
    en "article {P} of {A} bound {X} when {E} happened", "article {P} of {A} did not bind {X} when {E} happened";
    ja "{E}の時、{A}第{P}条は{X}を拘束していた", "{E}の時、{A}第{P}条は{X}を拘束していなかった";
    law "An act breaches only a duty that binds the state at the time of the act.",
        "行為の時に国家を拘束する義務のみが違反されうる。";
    readings ["dates of the event"]; case "neutrality-pact-1941"
}
rule! {
    /// Bound at one recorded time of the event.
    AT_TIME = "bound-at-time", "both", "ILC 2001 arts 13–14";
    when "fact & all(taken) & !any(displaced) & during";
    premises [("fact", "one", "fact"), ("taken", "conflict(E, on)", "taken"), ("displaced", "other times of E under more options", "fact"),
              ("during", "bound(A,P,X,Y), or the series, on some day of E", "during")];
    en "article {P} of {A} bound {X} at that time", "article {P} of {A} did not bind {X} at that time";
    ja "その時、{A}第{P}条は{X}を拘束していた", "その時、{A}第{P}条は{X}を拘束していなかった";
    law "A continuing act breaches a duty for as long as both last; one day in common is enough for a breach.",
        "継続的行為は、双方が存続する限り義務に違反し、一日でも重なれば違反となる。";
    readings []; case "continuing-act"
}
rule! {
    /// A series of acts wrongful in aggregate.
    SERIES = "series", "custom", "ILC 2001 art. 15";
    when "bound & enough";
    premises [("bound", "one", "bound"), ("enough", "suffices-on of E", "since")];
    en "the acts done in {E} were enough, and article {P} of {A} bound {X}", "the acts done in {E} were not yet enough, or article {P} of {A} did not bind {X}";
    ja "{E}の行為は十分なものとなっており、{A}第{P}条は{X}を拘束していた", "{E}の行為はまだ十分でなかったか、{A}第{P}条は{X}を拘束していなかった";
    law "A series of acts wrongful in aggregate is a breach when an act occurs that, with the others, is enough; the breach then covers the whole of the series. The duty must bind on a day of the series on or after that.",
        "全体として違法とされる一連の行為は、他の行為と併せて十分な行為が生じた時に違反となり、違反は一連の行為の全期間に及ぶ。義務はその日以後の一連の行為の日に拘束していなければならない。";
    readings ["when the acts are enough"]; case "composite-act"
}
rule! {
    /// The event is such an act, against such a one, in such a place.
    MATCHES = "matches", "both", "ILC 2001 art. 12; VCLT 1969 art. 31";
    when "any(kind) & all(toward) & all(about)";
    premises [("kind", "acts of E under acts of P or what is contrary to them", "is-a"), ("toward", "one", "looked|missing"),
              ("about", "places the provision names", "looked|missing")];
    en "{E} is an act that article {P} of {A} speaks of, and concerns {Y}", "{E} is not an act that article {P} of {A} speaks of";
    ja "{E}は{A}第{P}条の対象とする行為であり{Y}に関わる", "{E}は{A}第{P}条の対象とする行為ではない";
    law "A breach is an act not in conformity with what the duty asks.", "義務の要求に合致しない行為が違反である。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// The act is the state's own.
    ATTRIBUTABLE = "attributable", "custom", "ILC 2001 arts 4–11";
    when "any(organ) | any(member) | any(attributed)";
    premises [("organ", "actors of E that are X or its organs", "looked|missing"), ("member", "groups and organisations among the actors of E of which X is a member", "member-acts"),
              ("attributed", "attribution(E, X)", "attributed")];
    en "{E} was an act of {X}", "{E} was not an act of {X}";
    ja "{E}は{X}の行為であった", "{E}は{X}の行為ではなかった";
    law "Acts of a state's organs and forces are its own, as are those it directs, controls or adopts.",
        "国家の機関及び軍の行為は国家自身の行為であり、国家が指揮、支配し又は自己のものとして認めた行為も同様である。";
    readings ["attribution-control"]; case "attribution-control"
}
rule! {
    /// Attributed by a statement of the record.
    ATTRIBUTED = "attributed", "custom", "ILC 2001 arts 8–11";
    when "fact & all(control) & all(then)";
    premises [("fact", "one", "fact"), ("control", "basis overall-control", "choice|missing"), ("then", "period of the attribution: E falls into it", "looked")];
    en "the acts are attributed to {X}", "the acts are not attributed to {X}";
    ja "行為は{X}に帰属する", "行為は{X}に帰属しない";
    law "Acts of a group are a state's if it directs or controls them; whether control must be effective or may be overall is disputed.",
        "集団の行為は、国家が指揮又は支配する場合に国家の行為となる。実効的支配を要するか全般的支配で足りるかは争いがある。";
    readings ["attribution-control"]; case "attribution-control"
}
rule! {
    /// What a group does, its members do.
    MEMBER_ACTS = "member-acts", "custom", "ILC 2001 art. 47; ILC 2011 (international organizations) arts 6–7, 61–62";
    when "member & all(counts)";
    premises [("member", "membership when E happened", "looked"), ("counts", "for an organisation: choice acts-of-organisations = members", "choice")];
    en "the act was done by a group of which {X} was a member", "the act was not done by a group of which {X} was a member";
    ja "行為は{X}が構成員である集団によるものであった", "行為は{X}が構成員である集団によるものではなかった";
    law "What states do together under one name without a person of their own, each of them does. What an organisation that is a person does is its own act, and its members’ only on a view that looks through it.",
        "独自の法人格を持たない集団の行為は各構成国の行為である。法人格を有する機構の行為は機構自身のものであり、それを透視する見解によってのみ構成国の行為となる。";
    readings ["acts-of-organisations"]; case "groups"
}
rule! {
    /// Breach: bound, matching, attributable.
    BREACH = "breach", "custom", "ILC 2001 arts 2, 12; VCLT 1969 art. 26";
    when "bound & matches & attributable";
    premises [("bound", "one", "bound-then"), ("matches", "one", "matches"), ("attributable", "one", "attributable")];
    en "{E} was contrary to article {P} of {A} as recorded", "{E} was not contrary to article {P} of {A} as recorded";
    ja "{E}は記録された{A}第{P}条に反していた", "{E}は記録された{A}第{P}条に反していなかった";
    law "There is a breach when conduct attributable to a state is not what a duty binding it asks.",
        "国家に帰属する行為が、その国家を拘束する義務の要求に合致しないとき、違反がある。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// Excused by a plea or an exception.
    EXCUSED = "excused", "custom", "ILC 2001 arts 20–27";
    when "any(plea) | any(exception)";
    premises [("plea", "pleas of X on E", "plea-held|plea-self-defence|plea-un-charter|plea-treaty-ended|plea-not-shown"),
              ("exception", "unless of P", "plea-self-defence|plea-not-shown|missing")];
    en "{X} had an excuse for {E}", "no excuse of {X} for {E} is shown";
    ja "{E}につき{X}には違法性阻却事由があった", "{E}につき{X}の違法性阻却事由は示されていない";
    law "A circumstance precluding wrongfulness excuses while it lasts; who pleads it must show it.",
        "違法性阻却事由はその存続中免責する。主張する者がこれを示さなければならない。";
    readings []; case "pleas"
}
rule! {
    /// Wrongful: breach without excuse.
    WRONGFUL = "wrongful", "custom", "ILC 2001 arts 2, 20–27";
    when "breach & !excused";
    premises [("breach", "one", "breach"), ("excused", "one", "excused")];
    en "{E} conflicts with article {P} of {A} as recorded, without excuse shown", "{E} does not conflict with article {P} of {A} as recorded, or is excused";
    ja "{E}は記録された{A}第{P}条に抵触し、阻却事由は示されていない", "{E}は記録された{A}第{P}条に抵触せず、又は免責される";
    law "An unexcused breach is a wrongful act.", "免責されない違反は違法行為である。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// Performed: what the duty asks, done by the one it binds.
    PERFORMED = "performed", "both", "VCLT 1969 art. 26";
    when "bound & matches & attributable";
    premises [("bound", "one", "bound-then"), ("matches", "one", "matches"), ("attributable", "one", "attributable")];
    en "{E} was what article {P} of {A} asks of {X}", "{E} was not what article {P} of {A} asks of {X}";
    ja "{E}は{A}第{P}条が{X}に求めるものであった", "{E}は{A}第{P}条が{X}に求めるものではなかった";
    law "A duty to act is performed by the act it asks for, done by the one it binds while it binds.",
        "作為義務は、拘束される者が拘束されている間に求められた行為を行うことにより履行される。";
    readings []; case "yalta-window"
}
rule! {
    /// Performed too late, without excuse.
    LATE = "late", "custom", "ILC 2001 arts 2, 12; VCLT 1969 art. 26";
    when "performed & !in-time & !excused";
    premises [("performed", "one", "performed"), ("in-time", "one", "in-time"), ("excused", "one", "excused")];
    en "{E} was what article {P} of {A} asks, but too late, without excuse shown", "{E} was not a late performance of article {P} of {A}";
    ja "{E}は{A}第{P}条の求めるものであったが期限に遅れ、阻却事由は示されていない", "{E}は{A}第{P}条の遅れた履行ではなかった";
    law "Performance after the last day is a breach by delay.", "期限後の履行は遅延による違反である。";
    readings ["first day in or out"]; case "yalta-window"
}
rule! {
    /// The last day has passed without performance.
    OVERDUE = "overdue", "custom", "ILC 2001 arts 2, 12; VCLT 1969 art. 26";
    when "(any(lapsed) | (!any(dated) & any(unlisted))) & any(closed)";
    premises [("lapsed", "deadlines of P", "not-performed"), ("dated", "what the deadlines are counted from", "fact"),
              ("unlisted", "one, for a deadline counted from something", "missing"), ("closed", "completeness(A, events)", "events-covered|missing")];
    en "article {P} of {A} was not performed by {X} in time", "article {P} of {A} was not overdue for {X}";
    ja "{A}第{P}条は{X}により期限内に履行されなかった", "{A}第{P}条は{X}について期限を徒過していなかった";
    law "A duty to act is breached when its last day passes without performance; that there was none must be known.",
        "作為義務は、履行なく期限が過ぎたとき違反される。履行のなかったことは知られていなければならない。";
    readings ["first day in or out"]; case "yalta-window"
}
rule! {
    /// By one last day: it bound then, the day has passed, nothing recorded performed it.
    NOT_PERFORMED = "not-performed", "method", "VCLT 1969 art. 26";
    when "fact & all(taken) & !any(displaced) & past & bound & !any(performed)";
    premises [("fact", "one", "fact"), ("taken", "conflict(E, on)", "taken"), ("displaced", "others under more options", "fact"),
              ("past", "day after the deadline", "since"), ("bound", "bound(A,P,X) on the last day", "during"),
              ("performed", "events of X that perform P: first day not after the deadline", "not-after")];
    en "the last day for article {P} of {A} had passed, it bound {X} then, and no performance is recorded", "the last day for article {P} of {A} had not passed, or it did not bind {X} then, or performance is recorded";
    ja "{A}第{P}条の期限は過ぎ、当時{X}を拘束しており、履行の記録はない", "{A}第{P}条の期限が過ぎていないか、{X}を拘束していなかったか、履行の記録がある";
    law "A duty with a deadline must be performed up to and including its last day.", "期限のある義務は最終日までに履行されなければならない。";
    readings ["first day in or out"]; case "yalta-window"
}
rule! {
    /// The events concerning an agreement are all listed.
    CLOSED_BY = "events-covered", "method", "completeness";
    when "complete & all(from) & !any(past)";
    premises [("complete", "one", "complete"), ("from", "start of the period", "since"), ("past", "day after its end", "since")];
    en "all events concerning {A} are listed", "it is not stated that all events concerning {A} are listed";
    ja "{A}に関する出来事は全て挙げられている", "{A}に関する出来事が全て挙げられているとはされていない";
    law "Absence counts as no only inside a declared coverage.", "不存在は、宣言された網羅範囲内でのみ「否」とされる。";
    readings []; case "yalta-window"
}
rule! {
    /// Performed in time.
    IN_TIME = "in-time", "both", "VCLT 1969 art. 26";
    when "any(undated) | any(met) | (!any(dated) & any(unlisted))";
    premises [("undated", "no deadline", "looked"), ("met", "deadlines of P", "deadline-met"),
              ("dated", "what the deadlines are counted from", "fact"), ("unlisted", "one, for a deadline counted from something", "missing")];
    en "{E} was in time", "{E} was too late";
    ja "{E}は期限内であった", "{E}は期限に遅れていた";
    law "A duty with a deadline is kept by performance up to and including its last day.",
        "期限のある義務は、最終日までの履行により守られる。";
    readings ["first day in or out"]; case "yalta-window"
}

rule! {
    /// Performed by one last day.
    DEADLINE_MET = "deadline-met", "both", "VCLT 1969 art. 26";
    when "fact & all(taken) & !any(displaced) & any(before)";
    premises [("fact", "one", "fact"), ("taken", "conflict(E, on)", "taken"), ("displaced", "others under more options", "fact"),
              ("before", "first day of E not after the deadline", "not-after|missing")];
    en "{E} was not later than the last day", "{E} was later than the last day";
    ja "{E}は期限日以前であった", "{E}は期限日より後であった";
    law "A duty with a deadline is kept by performance up to and including its last day.",
        "期限のある義務は、最終日までの履行により守られる。";
    readings ["first day in or out"]; case "yalta-window"
}

/// How an event touches a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Touch {
    /// It is an act against what the provision asks.
    Against,
    /// It is an act the provision asks for.
    Performs,
}

/// The acts by which a provision is touched; kinds of them touch it too. What goes against a duty to act, or against
/// what a provision is about, the taxonomies of the record say (`contrary`).
#[must_use]
pub fn touching<'r>(record: &'r Record, p: &'r Provision, touch: Touch) -> Vec<&'r str> {
    let own = || p.acts.iter().map(|a| a.as_str()).collect();
    let to_do = matches!(p.duty, Duty::Must | Duty::Guarantees);
    let topical = to_do || matches!(p.duty, Duty::Recognises | Duty::Renounces);
    match touch {
        Touch::Performs if to_do => own(),
        Touch::Against if p.duty == Duty::MustNot => own(),
        Touch::Against if p.duty == Duty::Renounces && !p.acts.is_empty() => own(),
        Touch::Against if to_do && !p.acts.is_empty() => {
            let acts = p.acts.iter().filter_map(|a| record.act(a.as_str()));
            acts.flat_map(|a| a.contrary.iter().map(|c| c.as_str()))
                .collect()
        }
        Touch::Against if topical => record.topic(p.topic.as_str()).map_or_else(Vec::new, |t| {
            t.contrary.iter().map(|c| c.as_str()).collect()
        }),
        _ => Vec::new(),
    }
}

/// The acts an event falls under: its own and those these are kinds of.
pub(crate) fn falls_under<'r>(record: &'r Record, e: &'r Event) -> Vec<&'r str> {
    let mut out: Vec<&str> = Vec::new();
    for t in &e.types {
        let mut at = Some(t.as_str());
        // What is there already has brought in all it falls under.
        while let Some(act) = at.filter(|a| !out.contains(a)) {
            out.push(act);
            at = record
                .act(act)
                .and_then(|a| a.is_a.as_ref())
                .map(|up| up.as_str());
        }
    }
    out
}

/// The pairs (act of the event, act it falls under) by which an event touches a provision.
pub(crate) fn kinds<'r>(
    b: &Build<'r, '_>,
    p: &'r Provision,
    e: &'r Event,
    touch: Touch,
) -> Vec<(&'r str, &'r str)> {
    let wide = touching(&b.core.record, p, touch);
    let mut out = Vec::new();
    for t in &e.types {
        for w in &wide {
            if b.core.record.is_a(t.as_str(), w) {
                out.push((t.as_str(), *w));
            }
        }
    }
    out
}

/// Whom an event was done to: the actors named, or else the states whose territory the places are.
pub(crate) fn targets<'r>(b: &Build<'r, '_>, e: &'r Event) -> Vec<&'r ActorId> {
    let mut out: Vec<&'r ActorId> = Vec::new();
    let core = b.core;
    let mut add = |x: &'r ActorId| {
        if !out.contains(&x) {
            out.push(x);
        }
    };
    for x in &e.toward {
        add(x);
        add(core.owner(x));
        // What is done to a group is done to those in it.
        let group = core.record.actor(x.as_str());
        for m in group
            .filter(|g| g.kind == ActorKind::Group)
            .map_or(&[][..], |g| &g.members)
        {
            if membership(core, x, core.owner(&m.actor), e) != Truth::No {
                add(core.owner(&m.actor));
            }
        }
    }
    if e.toward.is_empty() {
        let mut todo: Vec<&str> = e.at.iter().map(|p| p.as_str()).collect();
        let mut steps = 0;
        while let Some(id) = todo.pop() {
            steps += 1;
            let Some(p) = core.record.place(id).filter(|_| steps < 64) else {
                continue;
            };
            if let Some(x) = &p.territory_of {
                add(x);
            }
            todo.extend(p.within.iter().map(|w| w.as_str()));
        }
    }
    out
}

/// Whether the places a provision names hold the event: yes, no, or unknown where it has no place; `None` if it names none.
pub(crate) fn place_fits(b: &Build<'_, '_>, p: &Provision, e: &Event) -> Option<Truth> {
    let places: Vec<&str> = p
        .about
        .iter()
        .map(String::as_str)
        .filter(|id| b.core.record.place(id).is_some())
        .collect();
    if places.is_empty() {
        return None;
    }
    if e.at.is_empty() {
        return Some(Truth::Unknown);
    }
    let depth = 16;
    let fits = e.at.iter().any(|at| {
        places
            .iter()
            .any(|p| inside(b, at.as_str(), p, depth) || inside(b, p, at.as_str(), depth))
    });
    Some(Truth::from(fits))
}

/// The act matches what the provision speaks of.
pub(crate) fn matches<'r>(b: &mut Build<'r, '_>, c: &Case<'r>) -> NodeId {
    let mut premises = Vec::new();
    for (narrow, wide) in kinds(b, c.p, c.e, c.touch) {
        premises.push(("kind", b.dag.is_a(narrow, wide, Truth::Yes)));
    }
    let who: Vec<Arg<'r>> = [Some(Arg::Event(&c.e.id)), c.y.map(Arg::Actor)]
        .into_iter()
        .flatten()
        .collect();
    let toward = match c.y {
        Some(_) => b.dag.looked("done-to", who, Truth::Yes),
        None if matches!(c.p.toward, servanda_record::Toward::Everyone)
            || c.touch == Touch::Performs =>
        {
            b.dag.looked("toward-everyone", who, Truth::Yes)
        }
        None => b.dag.missing(Missing::Target(&c.e.id)),
    };
    premises.push(("toward", toward));
    match place_fits(b, c.p, c.e) {
        None => {}
        Some(Truth::Unknown) => premises.push(("about", b.dag.missing(Missing::Place(&c.e.id)))),
        Some(t) => {
            let args = vec![Arg::Event(&c.e.id), Arg::Stmt(&c.p.stmt)];
            premises.push(("about", b.dag.looked("at-place", args, t)));
        }
    }
    b.dag.rule(&MATCHES, c.args(), premises)
}

/// What is examined: an event, a provision, a bearer and the one toward whom.
#[derive(Clone, Copy)]
pub(crate) struct Case<'r> {
    pub a: &'r Agreement,
    pub p: &'r Provision,
    pub e: &'r Event,
    pub x: &'r ActorId,
    pub y: Option<&'r ActorId>,
    pub touch: Touch,
}

impl<'r> Case<'r> {
    pub fn args(&self) -> Vec<Arg<'r>> {
        let mut out = vec![
            Arg::Agreement(&self.a.id),
            Arg::Article(&self.p.article),
            Arg::Stmt(&self.p.stmt),
            Arg::Event(&self.e.id),
            Arg::Actor(self.x),
        ];
        out.extend(self.y.map(Arg::Actor));
        out
    }
}

/// The provision bound when the event happened.
pub(crate) fn bound_then<'r>(b: &mut Build<'r, '_>, c: &Case<'r>) -> NodeId {
    let mut node = obligation::bound(b, c.a, c.p, c.x, c.y);
    if let Some(on) = &c.e.suffices_on {
        let enough = b.dag.dates.stated(&c.e.stmt, "suffices-on", on);
        let of = vec![
            ("bound", node),
            ("enough", b.dag.since(enough, Cause::Event)),
        ];
        node = b.dag.rule(&SERIES, c.args(), of);
    }
    let mut premises = Vec::new();
    for w in &c.e.when {
        let mut of = b.chosen(
            &w.stmt,
            &w.under,
            c.e.when.iter().map(|o| (&o.stmt, &o.under)),
        );
        of.push(("during", b.dag.during(&w.stmt, spans_of(&w.when), node)));
        let mut args = c.args();
        args.push(Arg::Stmt(&w.stmt));
        premises.push(("time", b.dag.rule(&AT_TIME, args, of)));
    }
    if premises.is_empty() {
        premises.push(("time", b.dag.missing(Missing::EventTime(&c.e.id))));
    }
    b.dag.rule(&AT_EVENT, c.args(), premises)
}

/// Whether a person held an office of a state when the event happened.
fn in_office(b: &Build<'_, '_>, person: &ActorId, x: &ActorId, e: &Event) -> Truth {
    let Some(actor) = b
        .core
        .record
        .actor(person.as_str())
        .filter(|a| a.kind == ActorKind::Person)
    else {
        return Truth::No;
    };
    let times: Vec<_> = e
        .when
        .iter()
        .map(obligation::WhenPeriod::when_period)
        .collect();
    Truth::any(
        actor
            .offices
            .iter()
            .filter(|o| b.core.same_person(&o.of, x))
            .map(|o| match &o.period {
                None => Truth::Unknown,
                Some(p) => Truth::any(times.iter().map(|t| t.overlaps(p))),
            }),
    )
}

/// The act is the state's own.
pub(crate) fn attributable<'r>(b: &mut Build<'r, '_>, c: &Case<'r>) -> NodeId {
    let mut premises = Vec::new();
    let core = b.core;
    for who in c.e.by.iter().chain(&c.e.with) {
        let args = vec![Arg::Actor(who), Arg::Actor(c.x)];
        if who == c.x || core.owner(who) == c.x || core.same_person(core.owner(who), c.x) {
            premises.push(("organ", b.dag.looked("organ-of", args, Truth::Yes)));
            continue;
        }
        premises.extend(member_acts(b, c, who).map(|n| ("member", n)));
        let office = in_office(b, who, c.x, c.e);
        if office != Truth::No {
            premises.push(("organ", b.dag.looked("in-office-of", args, office)));
        }
    }
    for t in
        c.e.attribution
            .iter()
            .filter(|t| core.same_person(core.owner(&t.to), c.x))
    {
        let mut of = vec![("fact", b.dag.fact(&t.stmt, &t.under))];
        of.extend(control(b, t));
        if let Some(period) = &t.period {
            let times = c.e.when.iter().map(obligation::WhenPeriod::when_period);
            let then = Truth::any(times.map(|w| w.overlaps(period)));
            let who = vec![Arg::Event(&c.e.id), Arg::Stmt(&t.stmt)];
            of.push(("then", b.dag.looked("attributed-then", who, then)));
        }
        let args = vec![Arg::Event(&c.e.id), Arg::Actor(c.x), Arg::Stmt(&t.stmt)];
        premises.push(("attributed", b.dag.rule(&ATTRIBUTED, args, of)));
    }
    b.dag.rule(&ATTRIBUTABLE, c.args(), premises)
}

/// The choice point on acts of organisations, and the option on which they are their members' acts.
pub(crate) const ORGANISATIONS: (&str, &str) = ("acts-of-organisations", "members");

/// Whether X belonged to a group or organisation when the event happened.
pub(crate) fn membership(core: &crate::core::Core, who: &ActorId, x: &ActorId, e: &Event) -> Truth {
    let Some(group) = core.record.actor(who.as_str()) else {
        return Truth::No;
    };
    let own = group
        .members
        .iter()
        .filter(|m| core.same_person(core.owner(&m.actor), x));
    Truth::any(own.map(|m| {
        match &m.period {
            None => Truth::Yes,
            Some(p) => Truth::any(
                e.when
                    .iter()
                    .map(|w| obligation::WhenPeriod::when_period(w).overlaps(p)),
            ),
        }
    }))
}

/// What a group or organisation did, as the act of X.
fn member_acts<'r>(b: &mut Build<'r, '_>, c: &Case<'r>, who: &'r ActorId) -> Option<NodeId> {
    let kind = b.core.record.actor(who.as_str())?.kind;
    if !matches!(kind, ActorKind::Group | ActorKind::Organisation) {
        return None;
    }
    let member = membership(b.core, who, c.x, c.e);
    if member == Truth::No {
        return None;
    }
    let counts = match kind {
        ActorKind::Organisation => Some(super::plea::option(b, ORGANISATIONS)?),
        _ => None,
    };
    let args = vec![Arg::Actor(who), Arg::Actor(c.x)];
    let mut of = vec![("member", b.dag.looked("member-of", args, member))];
    of.extend(counts.map(|n| ("counts", n)));
    let args = vec![Arg::Event(&c.e.id), Arg::Actor(c.x), Arg::Actor(who)];
    Some(b.dag.rule(&MEMBER_ACTS, args, of))
}

/// The global choice point on control, and the option on which overall control is enough.
pub(crate) const CONTROL_CHOICE: (&str, &str) = ("attribution-control", "overall");

fn control<'r>(b: &mut Build<'r, '_>, t: &'r Attribution) -> Option<(&'static str, NodeId)> {
    if t.basis.as_deref() != Some("overall-control") {
        return None;
    }
    Some(match b.core.record.choice_point(CONTROL_CHOICE.0) {
        Some(c) => {
            let options = c
                .options
                .iter()
                .map(|o| &o.id)
                .filter(|o| o.as_str() == CONTROL_CHOICE.1)
                .collect();
            ("control", b.dag.choice(&c.id, options))
        }
        None => ("control", b.dag.missing(Missing::Choice(CONTROL_CHOICE.0))),
    })
}

/// Whether the event was in time for a duty with a deadline.
pub(crate) fn in_time<'r>(b: &mut Build<'r, '_>, c: &Case<'r>) -> NodeId {
    let mut premises = Vec::new();
    if c.p.within.is_none() {
        let args = vec![Arg::Stmt(&c.p.stmt)];
        premises.push(("undated", b.dag.looked("no-deadline", args, Truth::Yes)));
    }
    for last in obligation::deadlines(b, c.a, c.p) {
        let mut of = last.premises;
        for w in &c.e.when {
            let start = b.event_start(&w.stmt, &w.when);
            of.push(("before", b.dag.not_after(start, last.date)));
        }
        if c.e.when.is_empty() {
            of.push(("before", b.dag.missing(Missing::EventTime(&c.e.id))));
        }
        let mut args = c.args();
        args.push(Arg::Stmt(last.stmt));
        premises.push(("met", b.dag.rule(&DEADLINE_MET, args, of)));
    }
    premises.extend(obligation::counted_from(b, c.a, c.p));
    b.dag.rule(&IN_TIME, c.args(), premises)
}
