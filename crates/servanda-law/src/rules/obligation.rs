//! What a provision asks, of whom, from when and on what trigger (VCLT 1969 arts 26, 28, 34–36, 43, 57, 70).

use super::acts::{self, About};
use super::{Rule, rule, treaty};
use crate::core::Core;
use crate::dag::{Arg, Cause, Missing, NodeId, end_of};
use crate::force::Build;
use servanda_record::{
    ActorId, Agreement, Bearer, Condition, Deadline, Duty, Event, EventTime, Provision, Role,
    Toward, Trigger,
};
use servanda_time::Truth;

pub(crate) static RULES: &[&Rule] = &[
    &BETWEEN,
    &SUSPENDED_FOR,
    &BASE,
    &BOUND,
    &OPERATIVE,
    &SURVIVES,
    &CONDITION,
    &TRIGGER,
    &ATTACKED,
];

rule! {
    /// In force between two.
    BETWEEN = "in-force-between", "both", "VCLT 1969 arts 2(1)(g), 26";
    when "bearer & counterparty & !any(parted)";
    premises [("bearer", "one", "in-force|in-force-for-stranger"), ("counterparty", "one", "in-force|in-force-for-stranger"),
              ("parted", "what parts X and Y under A", "precluded|suspended-toward|suspended-on-ground|superseded-between|war-ended|war-suspended")];
    en "{A} was in force between {X} and {Y}", "{A} was not in force between {X} and {Y}";
    ja "{A}は{X}と{Y}の間で効力を有していた", "{A}は{X}と{Y}の間で効力を有していなかった";
    law "A treaty binds its parties toward one another.", "条約は当事国相互を拘束する。";
    readings []; case "third-states"
}
rule! {
    /// Suspended for an actor by any suspension.
    SUSPENDED_FOR = "suspended-for", "both", "VCLT 1969 art. 57";
    when "any(suspended)";
    premises [("suspended", "suspensions(A,X)", "suspended|succession-pending|suspended-on-ground|war-suspended")];
    en "the operation of {A} was suspended for {X}", "the operation of {A} was not suspended for {X}";
    ja "{A}の運用は{X}について停止されていた", "{A}の運用は{X}について停止されていなかった";
    law "Suspension releases from performance while it lasts.", "運用停止はその間の履行を免除する。";
    readings []; case "suspension"
}
rule! {
    /// What does not depend on who asks: guard, period, condition.
    BASE = "provision", "both", "VCLT 1969 arts 26, 31";
    when "says & all(modelled) & all(from) & !any(past) & all(due)";
    premises [("says", "one", "fact"), ("modelled", "duty: unmodelled", "missing"), ("from", "start of the provision's period", "since"),
              ("past", "day after its end", "since"), ("due", "condition precedent", "condition")];
    en "article {P} of {A} laid down its duty, and it was due", "article {P} of {A} laid down no duty that was due";
    ja "{A}第{P}条の義務は定められ、履行期にあった", "{A}第{P}条に履行期の到来した義務はなかった";
    law "A provision binds from and for the time it says, and not before a condition it sets is met.",
        "規定は、その定める時から定める期間、定める条件の成就後に拘束する。";
    readings ["nature of the provision"]; case "joint-declaration-1956"
}
rule! {
    /// The provision binds X toward Y.
    BOUND = "bound", "both", "VCLT 1969 arts 26, 28, 43";
    when "bears & all(owed) & base & (force | any(survives)) & all(trigger) & !any(reserved) & !any(ceased) & !any(replaced)";
    premises [("bears", "one", "looked"), ("owed", "whether Y is one toward whom P binds", "looked"), ("base", "one", "provision"), ("force", "one", "operative"), ("survives", "survives: true", "survives"),
              ("trigger", "when of the provision", "triggered|missing"), ("reserved", "reservations of X or Y on P", "reserved"),
              ("ceased", "single articles suspended or ended", "part-ceased|part-on-ground"), ("replaced", "later agreements amending P", "replaced")];
    en "article {P} of {A} bound {X}", "article {P} of {A} did not bind {X}";
    ja "{A}第{P}条は{X}を拘束していた", "{A}第{P}条は{X}を拘束していなかった";
    law "Every treaty in force binds its parties and must be performed in good faith.",
        "効力を有する全ての条約は当事国を拘束し、誠実に履行されなければならない。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// In force for the bearer (and the counterparty) and not suspended.
    OPERATIVE = "operative", "both", "VCLT 1969 arts 26, 57, 72";
    when "bearer & all(counterparty) & !any(suspended) & !any(parted)";
    premises [("bearer", "one", "in-force|in-force-for-stranger"), ("counterparty", "Y with a line, unless owed to everyone", "in-force|in-force-for-stranger"),
              ("suspended", "suspensions(A,X)", "suspended|succession-pending|suspended-on-ground|war-suspended"),
              ("parted", "what parts X and Y under A, unless owed to everyone", "precluded|suspended-toward|suspended-on-ground|superseded-between|war-ended|war-suspended")];
    en "{A} was in force and operative for {X}", "{A} was not in force and operative for {X}";
    ja "{A}は{X}について効力を有し運用されていた", "{A}は{X}について効力を有し運用されてはいなかった";
    law "A treaty in force and not suspended is to be performed.", "効力を有し停止されていない条約は履行されなければならない。";
    readings []; case "suspension"
}
rule! {
    /// Goes on binding after the agreement's end.
    SURVIVES = "survives", "both", "VCLT 1969 arts 43, 70";
    when "fact & any(entered)";
    premises [("fact", "one", "fact"), ("entered", "entries(A)", "entered|never-entered|entered-by-count|entered-unstated|entered-by-act")];
    en "article {P} of {A} binds beyond the end of the agreement", "article {P} of {A} was not yet in force";
    ja "{A}第{P}条は合意の終了後も拘束する", "{A}第{P}条はまだ効力を有していなかった";
    law "What the parties meant to last, and rights that have accrued, outlive the treaty.",
        "存続を意図された規定及び既得の権利は条約の終了後も存続する。";
    readings ["when a right accrues"]; case "survival"
}
rule! {
    /// The condition precedent is met.
    CONDITION = "condition", "both", "VCLT 1969 art. 26; conditions precedent";
    when "any(met)";
    premises [("met", "dates of the event, or entry into force of the agreement named", "since|entered|looked|life")];
    en "the condition set by article {P} of {A} was met", "the condition set by article {P} of {A} was not met: its duty was not yet due";
    ja "{A}第{P}条の条件は成就していた", "{A}第{P}条の条件は成就しておらず、義務の履行期は到来していなかった";
    law "A duty under a condition exists but is not due until the condition is met.",
        "条件付の義務は存在するが、条件成就まで履行期は到来しない。";
    readings ["obligation of result or to negotiate"]; case "joint-declaration-1956"
}
rule! {
    /// The trigger has come about.
    TRIGGER = "triggered", "both", "VCLT 1969 art. 26; casus foederis";
    when "any(attack) | any(happened) | any(unlisted)";
    premises [("attack", "uses of force of the record that fit", "attacked"), ("happened", "dates of the event", "since"), ("unlisted", "one", "missing")];
    en "what brings article {P} of {A} into play had happened", "what brings article {P} of {A} into play had not happened";
    ja "{A}第{P}条の発動事由は生じていた", "{A}第{P}条の発動事由は生じていなかった";
    law "A duty to act on an event arises with that event.", "事由の発生により生ずる義務は、その発生とともに生ずる。";
    readings ["who attacked first"]; case "casus-foederis"
}
rule! {
    /// One use of force that fits a trigger.
    ATTACKED = "attacked", "both", "casus foederis";
    when "fact & time & all(taken) & !any(displaced) & begun & fits & all(at) & all(during) & all(unprovoked) & (!any(over) | any(after))";
    premises [("fact", "one", "fact"), ("time", "one", "fact"), ("taken", "conflict(E, on)", "taken"), ("displaced", "other times of E under more options", "fact"),
              ("begun", "first day of E", "since"), ("fits", "attacker and victim in their roles", "looked"), ("at", "place asked for", "looked"),
              ("during", "event asked for", "looked"), ("unprovoked", "unprovoked: true", "missing"), ("over", "day after E", "since"),
              ("after", "one", "missing")];
    en "{E} brought it into play", "{E} had not brought it into play";
    ja "{E}がこれを発動させた", "{E}はこれを発動させていなかった";
    law "An attack by the state and on the state that the text names brings the duty into play.",
        "条約の定める国による、定める国への攻撃が義務を発動させる。";
    readings ["anticipation", "provocation"]; case "casus-foederis"
}

/// The parts of a provision that are the same whoever asks.
pub(crate) fn base<'r>(b: &mut Build<'r, '_>, a: &'r Agreement, p: &'r Provision) -> NodeId {
    let mut premises = vec![("says", b.dag.fact(&p.stmt, &p.under))];
    if p.duty == Duty::Unmodelled {
        premises.push(("modelled", b.dag.missing(Missing::Unmodelled(&p.stmt))));
    }
    if let Some(period) = &p.period {
        premises.extend(b.period(&p.stmt, "period", period, Cause::Period));
    }
    if let Some(c) = &p.condition {
        premises.push(("due", condition(b, a, p, c)));
    }
    b.dag.rule(&BASE, args(a, p), premises)
}

fn args<'r>(a: &'r Agreement, p: &'r Provision) -> Vec<Arg<'r>> {
    vec![
        Arg::Agreement(&a.id),
        Arg::Article(&p.article),
        Arg::Stmt(&p.stmt),
    ]
}

fn condition<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    c: &'r Condition,
) -> NodeId {
    let core = b.core;
    let premises = match c {
        Condition::Event(id) => match core.record.event(id.as_str()) {
            Some(e) => happened(b, e).into_iter().map(|n| ("met", n)).collect(),
            None => vec![("met", b.dag.missing(Missing::EventTime(id)))],
        },
        Condition::InForce(id) => match core.record.agreement(id.as_str()) {
            Some(other) if other.id != a.id => super::entry::entries(b, other)
                .into_iter()
                .map(|e| ("met", e.node))
                .collect(),
            _ => Vec::new(),
        },
        // The record itself says that the condition stands open.
        Condition::Open(_) => vec![(
            "met",
            b.dag
                .looked("condition-open", vec![Arg::Stmt(&p.stmt)], Truth::No),
        )],
    };
    b.dag.rule(&CONDITION, args(a, p), premises)
}

/// That an event has begun, one node per recorded time.
fn happened<'r>(b: &mut Build<'r, '_>, e: &'r Event) -> Vec<NodeId> {
    if e.when.is_empty() {
        return vec![b.dag.missing(Missing::EventTime(&e.id))];
    }
    e.when
        .iter()
        .map(|w| {
            let d = b.event_start(&w.stmt, &w.when);
            b.dag.since(d, Cause::Event)
        })
        .collect()
}

/// Whether X is one whom the provision binds, by name or as a party. `None`: not one of them.
pub(crate) fn bears(core: &Core, a: &Agreement, p: &Provision, x: &ActorId) -> bool {
    match &p.by {
        Bearer::EachParty => core.has_line(a, x, crate::force::DEPTH),
        Bearer::Actors(list) => named(core, a, list, x),
    }
}

/// Whether X is in a list of actors, as itself, as the owner of what is listed, or as the one that follows on it.
fn named(core: &Core, a: &Agreement, list: &[ActorId], x: &ActorId) -> bool {
    list.iter().any(|y| {
        let y = core.owner(y);
        core.same_person(x, y)
            || (!a.parties.iter().any(|p| p.actor == *x)
                && follows(core, x, y, crate::force::DEPTH))
    })
}

fn follows(core: &Core, x: &ActorId, y: &ActorId, depth: u8) -> bool {
    depth > 0
        && core.record.actor(x.as_str()).is_some_and(|actor| {
            actor.succession.iter().any(|s| {
                super::succession::passes(actor, s)
                    && (s.from == *y || follows(core, &s.from, y, depth - 1))
            })
        })
}

/// Whether Y is one toward whom the provision binds X.
pub(crate) fn benefits(
    core: &Core,
    a: &Agreement,
    p: &Provision,
    x: &ActorId,
    y: &ActorId,
) -> bool {
    owed_to(core, a, p, y) && apart(core, a, p, x, y)
}

/// Whether X and Y can stand on either side of a provision: two persons, and where it is owed to the other parties of
/// an agreement of two sides, not two that follow on the same one of them.
pub(crate) fn apart(core: &Core, a: &Agreement, p: &Provision, x: &ActorId, y: &ActorId) -> bool {
    if core.same_person(x, y) {
        return false;
    }
    if p.toward != Toward::OtherParties || !core.two_sided(a) {
        return true;
    }
    let own = |z: &ActorId| a.parties.iter().any(|q| q.actor == *z);
    if own(x) && own(y) {
        return true;
    }
    let side = |x: &ActorId, q: &ActorId| x == q || follows(core, x, q, crate::force::DEPTH);
    let sides = |x: &ActorId| -> Vec<&ActorId> {
        let all = a.parties.iter().map(|q| &q.actor);
        all.filter(|q| side(x, q)).collect()
    };
    let theirs = sides(y);
    sides(x)
        .iter()
        .any(|q| theirs.iter().any(|r| !core.same_person(q, r)))
}

/// Whether Y is one toward whom the provision binds others.
pub(crate) fn owed_to(core: &Core, a: &Agreement, p: &Provision, y: &ActorId) -> bool {
    match &p.toward {
        Toward::Everyone => true,
        Toward::OtherParties => core.has_line(a, y, crate::force::DEPTH),
        Toward::Actors(list) => named(core, a, list, y),
    }
}

/// The provision binds X (toward Y).
pub(crate) fn bound<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    x: &'r ActorId,
    y: Option<&'r ActorId>,
) -> NodeId {
    let truth = Truth::from(bears(b.core, a, p, x));
    let who = vec![Arg::Stmt(&p.stmt), Arg::Actor(x)];
    let mut premises = vec![("bears", b.dag.looked("bears", who, truth))];
    if let Some(y) = y {
        let truth = Truth::from(benefits(b.core, a, p, x, y));
        let who = vec![Arg::Stmt(&p.stmt), Arg::Actor(x), Arg::Actor(y)];
        premises.push(("owed", b.dag.looked("owed-to", who, truth)));
    }
    premises.push(("base", base(b, a, p)));
    let mut of = vec![("bearer", b.in_force(a, x))];
    // What is owed to everyone does not depend on the other's being a party.
    if let Some(y) = y
        && !matches!(p.toward, Toward::Everyone)
        && b.core.has_line(a, y, crate::force::DEPTH)
    {
        of.push(("counterparty", b.in_force(a, y)));
    }
    of.extend(b.suspended(a, x).into_iter().map(|n| ("suspended", n)));
    if let Some(y) = y
        && !matches!(p.toward, Toward::Everyone)
    {
        of.extend(super::change::parted(b, a, x, y));
    }
    let mut who = vec![Arg::Agreement(&a.id), Arg::Actor(x)];
    who.extend(y.map(Arg::Actor));
    premises.push(("force", b.dag.rule(&OPERATIVE, who, of)));
    if p.survives {
        let mut of = vec![("fact", b.dag.fact(&p.stmt, &p.under))];
        of.extend(
            super::entry::entries(b, a)
                .into_iter()
                .map(|e| ("entered", e.node)),
        );
        premises.push(("survives", b.dag.rule(&SURVIVES, args(a, p), of)));
    }
    if let Some(t) = &p.when {
        premises.push(("trigger", trigger(b, a, p, t, x, y)));
    }
    let about = About {
        p: Some(p),
        ..About::pair(a, x, y)
    };
    premises.extend(acts::labelled(b, &about, "reserved", &treaty::RESERVED_ACT));
    premises.extend(acts::labelled(b, &about, "ceased", &treaty::CEASED_ACT));
    premises.extend(acts::labelled(
        b,
        &about,
        "ceased",
        &treaty::PART_ON_GROUND_ACT,
    ));
    let replaced = super::change::replaced(b, a, p, x, y);
    premises.extend(replaced.into_iter().map(|n| ("replaced", n)));
    let mut conclusion = args(a, p);
    conclusion.push(Arg::Actor(x));
    conclusion.extend(y.map(Arg::Actor));
    b.dag.rule(&BOUND, conclusion, premises)
}

/// Whether the trigger of a provision has come about, for X (and Y).
pub(crate) fn trigger<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    t: &'r Trigger,
    x: &'r ActorId,
    y: Option<&'r ActorId>,
) -> NodeId {
    let core = b.core;
    let mut premises = Vec::new();
    match t {
        Trigger::Open(_) => {
            premises.push(("unlisted", b.dag.missing(Missing::OpenTrigger(&p.stmt))))
        }
        Trigger::Event(id) => match core.record.event(id.as_str()) {
            Some(e) => premises.extend(happened(b, e).into_iter().map(|n| ("happened", n))),
            None => premises.push(("unlisted", b.dag.missing(Missing::EventTime(id)))),
        },
        Trigger::Attacked {
            who,
            by,
            unprovoked,
            at,
            during,
        } => {
            let case = Case {
                who,
                by: by.as_ref(),
                unprovoked: *unprovoked,
                at: at.as_ref(),
                during: during.as_ref(),
            };
            // Only what was done to the other can have been an attack on it; there are few of those.
            let possible: Vec<u32> = match (who, y) {
                (Role::OtherParty, Some(y)) => core.attacks_on(y).collect(),
                _ => core.attacks.clone(),
            };
            for i in possible {
                let e = &core.record.events[i as usize];
                if fits(b, a, &case, e, x, y) {
                    for w in &e.when {
                        let n = attacked(b, a, p, &case, e, w);
                        premises.push(("attack", n));
                    }
                }
            }
            premises.push((
                "unlisted",
                b.dag.missing(Missing::Attack(&a.id, &p.article)),
            ));
        }
    }
    let mut conclusion = args(a, p);
    conclusion.push(Arg::Actor(x));
    b.dag.rule(&TRIGGER, conclusion, premises)
}

struct Case<'r> {
    who: &'r Role,
    by: Option<&'r Role>,
    unprovoked: bool,
    at: Option<&'r servanda_record::PlaceId>,
    during: Option<&'r servanda_record::EventId>,
}

/// Whether a use of force is by and on those whom the trigger names.
fn fits(
    b: &Build<'_, '_>,
    a: &Agreement,
    c: &Case<'_>,
    e: &Event,
    x: &ActorId,
    y: Option<&ActorId>,
) -> bool {
    let is_party = |z: &ActorId| a.parties.iter().any(|p| b.core.same_person(&p.actor, z));
    let role = |role: &Role, z: &ActorId, victim: bool| -> bool {
        let z = b.core.owner(z);
        match role {
            Role::OtherParty if victim => match y {
                Some(y) => b.core.same_person(y, z),
                None => is_party(z) && !b.core.same_person(x, z),
            },
            Role::OtherParty => is_party(z) && !b.core.same_person(x, z),
            Role::EachParty => is_party(z),
            Role::ThirdState => !is_party(z),
            Role::Actors(list) => list.iter().any(|l| b.core.same_person(b.core.owner(l), z)),
            Role::Place(place) => {
                e.at.iter()
                    .any(|at| inside(b, at.as_str(), place.as_str(), 16))
            }
        }
    };
    let victim = match c.who {
        Role::Place(_) => role(c.who, x, true),
        who => e.toward.iter().any(|z| role(who, z, true)),
    };
    if !victim {
        return false;
    }
    match c.by {
        None => e.by.iter().any(|z| !b.core.same_person(x, b.core.owner(z))),
        Some(by) => {
            e.by.iter()
                .chain(&e.with)
                .any(|z| role(by, z, false) && !b.core.same_person(x, b.core.owner(z)))
        }
    }
}

/// Whether a place lies in another, as recorded.
pub(crate) fn inside(b: &Build<'_, '_>, place: &str, whole: &str, depth: u8) -> bool {
    place == whole
        || (depth > 0
            && b.core.record.place(place).is_some_and(|p| {
                p.within
                    .iter()
                    .any(|w| inside(b, w.as_str(), whole, depth - 1))
            }))
}

fn attacked<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    c: &Case<'r>,
    e: &'r Event,
    w: &'r EventTime,
) -> NodeId {
    let mut premises = vec![("fact", b.dag.fact(&e.stmt, &e.under))];
    for (label, n) in b.chosen(
        &w.stmt,
        &w.under,
        e.when.iter().map(|o| (&o.stmt, &o.under)),
    ) {
        premises.push((if label == "fact" { "time" } else { label }, n));
    }
    let start = b.event_start(&w.stmt, &w.when);
    premises.push(("begun", b.dag.since(start, Cause::Event)));
    let who = vec![Arg::Event(&e.id), Arg::Stmt(&p.stmt)];
    premises.push(("fits", b.dag.looked("attack-fits", who.clone(), Truth::Yes)));
    if let Some(at) = c.at {
        let found = e.at.iter().any(|x| inside(b, x.as_str(), at.as_str(), 16));
        let truth = if found {
            Truth::Yes
        } else if e.at.is_empty() {
            Truth::Unknown
        } else {
            Truth::No
        };
        premises.push(("at", b.dag.looked("at-place", who.clone(), truth)));
    }
    if let Some(during) = c.during {
        let truth = b
            .core
            .record
            .event(during.as_str())
            .map_or(Truth::Unknown, |d| {
                Truth::any(
                    d.when
                        .iter()
                        .map(|d| d.when_period().overlaps(&w.when_period())),
                )
            });
        premises.push(("during", b.dag.looked("during-event", who, truth)));
    }
    if c.unprovoked {
        premises.push(("unprovoked", b.dag.missing(Missing::Provoked(&e.id))));
    }
    // A duty to act, once brought into play, does not end with the attack; whether one to abstain does is not stated.
    if end_of(&w.when).is_some() && p.duty != Duty::Must {
        let last = b.event_end(&w.stmt, &w.when);
        let past = b.dag.dates.next_day(last);
        premises.push(("over", b.dag.since(past, Cause::Event)));
        premises.push(("after", b.dag.missing(Missing::AfterWar(&e.id))));
    }
    let conclusion = vec![
        Arg::Agreement(&a.id),
        Arg::Article(&p.article),
        Arg::Event(&e.id),
        Arg::Stmt(&w.stmt),
    ];
    b.dag.rule(&ATTACKED, conclusion, premises)
}

/// The time of an event as a period.
pub(crate) trait WhenPeriod {
    fn when_period(&self) -> servanda_time::Period;
}

impl WhenPeriod for EventTime {
    fn when_period(&self) -> servanda_time::Period {
        match &self.when {
            servanda_record::When::Date(d) => servanda_time::Period::from_date(d.clone()),
            servanda_record::When::Period(p) => p.clone(),
        }
    }
}

/// One last day for a duty: the premises on which it is the one that counts, and the date.
pub(crate) struct LastDay<'r> {
    pub stmt: &'r servanda_record::StatementId,
    pub premises: Vec<(&'static str, NodeId)>,
    pub date: crate::dates::DateId,
}

/// The statements that a deadline is counted from, and that it is not known where none of them holds.
pub(crate) fn counted_from<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
) -> Vec<(&'static str, NodeId)> {
    let all = deadlines(b, a, p);
    let facts = all.iter().filter_map(|last| last.premises.first());
    let mut out: Vec<(&'static str, NodeId)> = facts.map(|(_, fact)| ("dated", *fact)).collect();
    let missing = match &p.within {
        Some(Deadline::After(_, id)) => Missing::EventTime(id),
        Some(Deadline::AfterEntry(_)) => Missing::Entry(&a.id),
        Some(Deadline::On(_)) | None => return out,
    };
    out.push(("unlisted", b.dag.missing(missing)));
    out
}

/// The last days for a duty; none if it has no deadline, several where statements or readings differ.
pub(crate) fn deadlines<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
) -> Vec<LastDay<'r>> {
    let core = b.core;
    let Some(within) = p.within.as_ref() else {
        return Vec::new();
    };
    match within {
        Deadline::On(d) => {
            let premises = vec![("fact", b.dag.fact(&p.stmt, core.no_guard()))];
            let date = b.dag.dates.stated(&p.stmt, "within.on", d);
            vec![LastDay {
                stmt: &p.stmt,
                premises,
                date,
            }]
        }
        Deadline::After(d, id) => {
            let Some(e) = core.record.event(id.as_str()) else {
                return Vec::new();
            };
            let one = |b: &mut Build<'r, '_>, w: &'r EventTime| {
                let others = e.when.iter().map(|o| (&o.stmt, &o.under));
                let premises = b.chosen(&w.stmt, &w.under, others);
                let last = b.event_end(&w.stmt, &w.when);
                let date = b.dag.dates.plus(last, *d);
                LastDay {
                    stmt: &w.stmt,
                    premises,
                    date,
                }
            };
            e.when.iter().map(|w| one(b, w)).collect()
        }
        Deadline::AfterEntry(d) => {
            let one = |b: &mut Build<'r, '_>, e: &'r servanda_record::EntryIntoForce| {
                let others = a.entry_into_force.iter().map(|o| (&o.stmt, &o.under));
                let premises = b.chosen(&e.stmt, &e.under, others);
                let on = match &e.on {
                    Some(on) => b.dag.dates.stated(&e.stmt, "on", on),
                    None => b.dag.dates.not_stated(),
                };
                let date = b.dag.dates.plus(on, *d);
                LastDay {
                    stmt: &e.stmt,
                    premises,
                    date,
                }
            };
            a.entry_into_force.iter().map(|e| one(b, e)).collect()
        }
    }
}
