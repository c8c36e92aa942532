//! Pleas and exceptions, each examined by its own conditions (ILC 2001 arts 20–27; UN Charter arts 51, 103).

use super::conduct::Case;
use super::obligation::WhenPeriod;
use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId, spans_of};
use crate::force::Build;
use servanda_record::{ActorId, Agreement, Event, Exception, Plea, Scope, StatementId};
use servanda_time::{Day, Duration, End, Truth};

pub(crate) static RULES: &[&Rule] = &[
    &HELD,
    &SELF_DEFENCE,
    &CHARTER,
    &CHARTER_TIME,
    &TREATY_ENDED,
    &CONDITIONS_MET,
    &CONDITION_FOUND,
    &NOT_SHOWN,
];

/// What each excuse asks for (ILC 2001 arts 20, 22–25, 49–53; UN Charter art. 51).
pub const CONDITIONS: &[(&str, &[&str])] = &[
    ("consent", &["valid-consent", "within-consent"]),
    (
        "countermeasure",
        &["prior-breach", "demand", "proportionality", "reversibility"],
    ),
    (
        "distress",
        &[
            "life-at-risk",
            "no-other-way",
            "no-greater-peril",
            "not-own-doing",
        ],
    ),
    (
        "force-majeure",
        &["irresistible", "impossible", "not-own-doing"],
    ),
    (
        "necessity",
        &[
            "essential-interest",
            "grave-peril",
            "no-other-way",
            "no-other-interest-impaired",
            "not-own-doing",
        ],
    ),
    ("self-defence", &["necessity", "proportionality"]),
];

/// Acts that an excuse never covers (ILC 2001 arts 26, 50(1)); `any` stands for every excuse but self-defence.
pub const NEVER: &[(&str, &[&str])] = &[
    ("any", &["genocide", "torture", "forced-labour"]),
    ("countermeasure", &["use-of-force", "harm-to-persons"]),
];

rule! {
    /// The conditions of an excuse, one by one.
    CONDITIONS_MET = "plea-conditions", "custom", "ILC 2001 arts 20, 22–27, 49–53";
    when "!any(barred) & all(condition) & all(from) & all(until)";
    premises [("barred", "acts of E that the excuse never covers", "is-a"), ("condition", "conditions of the excuse", "excuse-condition"),
              ("from", "start of the plea's period not after E", "not-after"), ("until", "E not after the end of the plea's period", "not-after")];
    en "the conditions of the excuse were met", "the conditions of the excuse were not met";
    ja "阻却事由の要件は満たされていた", "阻却事由の要件は満たされていなかった";
    law "Consent, countermeasures, force majeure, distress and necessity excuse only if all their conditions are met, for as long as they last, and never against a peremptory norm; countermeasures never include force.",
        "同意、対抗措置、不可抗力、遭難及び緊急状態は、全ての要件を満たす限りにおいて、その継続中のみ免責し、強行規範に反するものは免責しない。対抗措置は武力を含みえない。";
    readings ["proportionality"]; case "excuse-conditions"
}
rule! {
    /// One condition found met or not.
    CONDITION_FOUND = "excuse-condition", "custom", "ILC 2001 ch. V";
    when "!any(failed) & (any(met) | unlisted)";
    premises [("failed", "findings that it was not met", "fact"), ("met", "findings that it was met", "fact"), ("unlisted", "one", "missing")];
    en "a condition of the excuse was met", "a condition of the excuse was not met";
    ja "阻却事由の一要件は満たされていた", "阻却事由の一要件は満たされていなかった";
    law "Each condition must be shown; one found not to be met defeats the excuse.", "各要件は示されなければならず、一つでも満たされないとされれば阻却されない。";
    readings []; case "excuse-conditions"
}

rule! {
    /// A plea that holds good on some option.
    HELD = "plea-held", "custom", "ILC 2001 ch. V";
    when "fact";
    premises [("fact", "one", "fact")];
    en "the plea holds good on the option chosen", "the plea does not hold good on the option chosen";
    ja "その主張は選択された解釈の下で認められる", "その主張は選択された解釈の下では認められない";
    law "Where the record ties a plea to an option of a choice point, it holds good on that option.",
        "記録が主張を選択肢に結びつけている場合、その選択肢の下で認められる。";
    readings []; case "pleas"
}
rule! {
    /// Self-defence: only if an armed attack occurs.
    SELF_DEFENCE = "plea-self-defence", "custom", "UN Charter art. 51; ILC 2001 art. 21";
    when "(((any(attack) | any(defended)) & all(weighed)) | any(anticipatory)) & all(unlisted) & all(condition)";
    premises [("attack", "uses of force by the other on the one who pleads, during E or within a year before; armed-attack, if found", "looked|excuse-condition"),
              ("defended", "where it was pleaded: the same on one that takes part on the side of the one who pleads", "looked"),
              ("weighed", "armed-attack, if found", "excuse-condition"),
              ("anticipatory", "choice self-defence-anticipatory = anticipatory", "choice"), ("unlisted", "no condition is found met or not", "missing"),
              ("condition", "otherwise necessity and proportionality", "excuse-condition")];
    en "the plea of self-defence holds good", "the record holds no armed attack on {X} that would found a plea of self-defence";
    ja "自衛の主張は認められる", "自衛の主張を基礎づける{X}への武力攻撃は記録にない";
    law "Self-defence is open to a state that suffers an armed attack; it must be necessary and proportionate. One that is not attacked may defend one that is and asks for it. That there was an attack must be shown. (An attack that ended more than a year before is not counted.)",
        "自衛は武力攻撃を受けた国家に認められ、必要かつ均衡していなければならない。攻撃を受けていない国家も、攻撃を受け要請する国家を防衛できる。攻撃の存在は示されなければならない。(一年以上前に終わった攻撃は数えない。)";
    readings ["self-defence-anticipatory"]; case "pleas"
}
rule! {
    /// Duties under the Charter prevail.
    CHARTER = "plea-un-charter", "treaty", "UN Charter arts 103, 110; VCLT 1969 arts 28, 30(1)";
    when "(any(charter) & unlisted) | any(anticipatory)";
    premises [("charter", "times of E on or after 24 October 1945", "charter-in-force"), ("unlisted", "one", "missing"),
              ("anticipatory", "choice charter-primacy-1945 = anticipatory", "choice")];
    en "duties under the UN Charter prevailed", "duties under the UN Charter did not prevail: it was not yet in force";
    ja "国連憲章上の義務が優先した", "国連憲章はまだ効力を有しておらず、その義務は優先しなかった";
    law "Duties under the Charter prevail over those of other agreements, from its entry into force on 24 October 1945. Some held that it governed before.",
        "憲章上の義務は、1945年10月24日の効力発生以後、他の合意上の義務に優先する。それ以前にも及ぶとする立場もあった。";
    readings ["charter-primacy-1945"]; case "neutrality-pact-1941"
}
rule! {
    /// The Charter was in force at one time of the event.
    CHARTER_TIME = "charter-in-force", "treaty", "UN Charter art. 110";
    when "fact & during";
    premises [("fact", "one", "fact"), ("during", "24 October 1945 or later on some day of E", "during")];
    en "the UN Charter was in force", "the UN Charter was not yet in force";
    ja "国連憲章は効力を有していた", "国連憲章はまだ効力を有していなかった";
    law "The Charter entered into force on 24 October 1945.", "憲章は1945年10月24日に効力を生じた。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// "The treaty had ended" is no excuse: it is the question whether the duty bound.
    TREATY_ENDED = "plea-treaty-ended", "both", "VCLT 1969 arts 42, 65; ILC 2001 art. 13";
    when "fact & no";
    premises [("fact", "one", "fact")];
    en "the plea that the agreement had ended excuses", "whether the agreement had ended is answered by whether it bound, not as an excuse";
    ja "合意の終了の主張は免責する", "合意が終了していたか否かは拘束の有無の問題であり、阻却事由ではない";
    law "Whether a treaty has ended decides whether it binds; it is no excuse for breaching one in force.",
        "条約の終了は拘束の有無を決めるものであり、効力を有する条約の違反を免責しない。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// A plea for which the record holds nothing.
    NOT_SHOWN = "plea-not-shown", "custom", "ILC 2001 arts 20, 22–25, 50";
    when "no";
    premises [];
    en "the excuse is shown", "the record holds nothing that would establish this excuse";
    ja "阻却事由は示されている", "この阻却事由を基礎づけるものは記録にない";
    law "Who pleads consent, countermeasures, force majeure, distress or necessity must show their conditions. Countermeasures never include force.",
        "同意、対抗措置、不可抗力、遭難又は緊急状態を主張する者は、その要件を示さなければならない。対抗措置は武力を含みえない。";
    readings []; case "pleas"
}

/// The choice point on the Charter's reach before its entry into force.
pub(crate) const CHARTER_CHOICE: (&str, &str) = ("charter-primacy-1945", "anticipatory");
/// The choice point on self-defence before an attack.
pub(crate) const ANTICIPATORY_CHOICE: (&str, &str) = ("self-defence-anticipatory", "anticipatory");

/// That an option of a general choice point is chosen, if the record has it.
pub(crate) fn option<'r>(b: &mut Build<'r, '_>, (choice, option): (&str, &str)) -> Option<NodeId> {
    let c = b.core.record.choice_point(choice)?;
    let options: Vec<_> = c
        .options
        .iter()
        .map(|o| &o.id)
        .filter(|o| o.as_str() == option)
        .collect();
    (!options.is_empty()).then(|| b.dag.choice(&c.id, options))
}

/// Whether a plea speaks of this agreement: one tied to a choice point of another agreement does not.
pub(crate) fn concerns(core: &crate::core::Core, a: &Agreement, p: &Plea) -> bool {
    p.under.0.iter().all(|(choice, _)| {
        core.record
            .choice_point(choice.as_str())
            .is_none_or(|c| match &c.scope {
                Scope::Agreement(id) | Scope::Provision(id, _) => *id == a.id,
                Scope::Global | Scope::Event(_) | Scope::Actor(_) => true,
            })
    })
}

/// A plea recorded with the event.
pub(crate) fn plea<'r>(b: &mut Build<'r, '_>, c: &Case<'r>, p: &'r Plea) -> NodeId {
    let mut args = c.args();
    args.push(Arg::Stmt(&p.stmt));
    if !p.under.is_always() && p.plea != "treaty-ended" {
        let fact = b.dag.fact(&p.stmt, &p.under);
        return b.dag.rule(&HELD, args, vec![("fact", fact)]);
    }
    match p.plea.as_str() {
        "self-defence" => self_defence(b, c, &p.stmt, Some(p)),
        "un-charter" => charter(b, c, &p.stmt),
        "treaty-ended" => {
            let fact = b.dag.fact(&p.stmt, b.core.no_guard());
            b.dag.rule(&TREATY_ENDED, args, vec![("fact", fact)])
        }
        _ if p.conditions.is_empty() => b.dag.rule(&NOT_SHOWN, args, Vec::new()),
        _ => conditions_met(b, c, p, args),
    }
}

fn listed(table: &[(&str, &'static [&'static str])], key: &str) -> &'static [&'static str] {
    table
        .iter()
        .find(|(k, _)| *k == key)
        .map_or(&[], |(_, v)| *v)
}

fn conditions_met<'r>(
    b: &mut Build<'r, '_>,
    c: &Case<'r>,
    p: &'r Plea,
    args: Vec<Arg<'r>>,
) -> NodeId {
    let mut of = Vec::new();
    let never = listed(NEVER, "any").iter().chain(listed(NEVER, &p.plea));
    for wide in never {
        for t in &c.e.types {
            if b.core.record.is_a(t.as_str(), wide) {
                of.push(("barred", b.dag.is_a(t.as_str(), wide, Truth::Yes)));
            }
        }
    }
    for wanted in listed(CONDITIONS, &p.plea) {
        of.push(("condition", condition(b, c, p, wanted)));
    }
    if let Some(period) = &p.period {
        for w in &c.e.when {
            if *period.start() != End::Open {
                let s = period.start_bounds();
                let bounds = (s.first(), s.last());
                let from = b.dag.dates.period_end(&p.stmt, "period", false, bounds);
                let start = b.event_start(&w.stmt, &w.when);
                of.push(("from", b.dag.not_after(from, start)));
            }
            if *period.end() != End::Open {
                let e = period.end_bounds();
                let bounds = (e.first(), e.last());
                let until = b.dag.dates.period_end(&p.stmt, "period", true, bounds);
                let end = b.event_end(&w.stmt, &w.when);
                of.push(("until", b.dag.not_after(end, until)));
            }
        }
    }
    b.dag.rule(&CONDITIONS_MET, args, of)
}

/// What is found on one condition of a plea.
fn condition<'r>(b: &mut Build<'r, '_>, c: &Case<'r>, p: &'r Plea, wanted: &'static str) -> NodeId {
    let mut of = Vec::new();
    for found in p.conditions.iter().filter(|f| f.of == wanted) {
        let label = if found.met { "met" } else { "failed" };
        of.push((label, b.dag.fact(&found.stmt, &found.under)));
    }
    let missing = Missing::ExcuseCondition(&p.stmt, wanted);
    of.push(("unlisted", b.dag.missing(missing)));
    let mut args = c.args();
    args.push(Arg::Stmt(&p.stmt));
    b.dag.rule(&CONDITION_FOUND, args, of)
}

/// An exception the provision makes.
pub(crate) fn exception<'r>(b: &mut Build<'r, '_>, c: &Case<'r>, x: &'r Exception) -> NodeId {
    match x {
        Exception::Open(_) => b.dag.missing(Missing::OpenException(&c.p.stmt)),
        Exception::Named(name) if name == "self-defence" => self_defence(b, c, &c.p.stmt, None),
        Exception::Named(_) => {
            let args = c.args();
            b.dag.rule(&NOT_SHOWN, args, Vec::new())
        }
    }
}

/// Whom an attack was on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Victim {
    /// The one who pleads.
    Pleader,
    /// One that takes part in the event on its side.
    Another,
}

/// Whether an actor takes part in the event on the side of the one who pleads, without being that one or the other.
fn beside(core: &crate::core::Core, c: &Case<'_>, z: &ActorId) -> bool {
    let mut side = c.e.by.iter().chain(&c.e.with).map(|w| core.owner(w));
    !core.same_person(z, c.x)
        && c.y.is_none_or(|y| !core.same_person(z, y))
        && side.any(|w| core.same_person(w, z))
}

/// Earlier or concurrent uses of force by the other side that may found self-defence.
fn attacks_by_other<'r>(b: &Build<'r, '_>, c: &Case<'r>, on: Victim) -> Vec<&'r Event> {
    let core = b.core;
    let times: Vec<_> = c.e.when.iter().map(WhenPeriod::when_period).collect();
    let near = |f: &Event| {
        f.when.iter().any(|w| {
            let q = w.when_period();
            times.iter().any(|t| {
                let (Some(start), Some(end)) = (t.possible().first(), q.possible().last()) else {
                    return true;
                };
                let recent = start
                    .minus(Duration::years(1), crate::dates::END_OF_MONTH)
                    .map_or(Day::FIRST, |s| s.day);
                !q.before(t).is_no() && end >= recent || !q.overlaps(t).is_no()
            })
        })
    };
    let attacks: Vec<u32> = match on {
        Victim::Pleader => core.attacks_on(c.x).collect(),
        Victim::Another => core.attacks.clone(),
    };
    attacks
        .into_iter()
        .map(|i| &core.record.events[i as usize])
        .filter(|f| f.id != c.e.id)
        .filter(|f| {
            let on_victim = match on {
                Victim::Pleader => true,
                Victim::Another => f.toward.iter().any(|z| beside(core, c, core.owner(z))),
            };
            let by_y = f.by.iter().any(|z| {
                let z = core.owner(z);
                match c.y {
                    Some(y) => {
                        core.same_person(z, y)
                            || c.e
                                .toward
                                .iter()
                                .any(|t| core.same_person(core.owner(t), z))
                    }
                    None => !core.same_person(z, c.x),
                }
            });
            on_victim && by_y && near(f)
        })
        .collect()
}

fn self_defence<'r>(
    b: &mut Build<'r, '_>,
    c: &Case<'r>,
    stmt: &'r StatementId,
    pleaded: Option<&'r Plea>,
) -> NodeId {
    let mut premises = Vec::new();
    for f in attacks_by_other(b, c, Victim::Pleader) {
        let args = vec![Arg::Event(&f.id), Arg::Actor(c.x)];
        premises.push(("attack", b.dag.looked("attack-on", args, Truth::Yes)));
    }
    if pleaded.is_some() {
        for f in attacks_by_other(b, c, Victim::Another) {
            let victim = f.toward.iter().map(|z| b.core.owner(z));
            for z in victim.filter(|z| beside(b.core, c, z)) {
                let args = vec![Arg::Event(&f.id), Arg::Actor(z)];
                premises.push(("defended", b.dag.looked("attack-on", args, Truth::Yes)));
            }
        }
    }
    if let Some(p) = pleaded
        && p.conditions.iter().any(|f| f.of == "armed-attack")
    {
        let found = condition(b, c, p, "armed-attack");
        premises.push(("attack", found));
        premises.push(("weighed", found));
    }
    premises.extend(option(b, ANTICIPATORY_CHOICE).map(|n| ("anticipatory", n)));
    match pleaded.filter(|p| !p.conditions.is_empty()) {
        None => premises.push(("unlisted", b.dag.missing(Missing::ExcuseShown(stmt)))),
        Some(p) => {
            for wanted in listed(CONDITIONS, "self-defence") {
                premises.push(("condition", condition(b, c, p, wanted)));
            }
        }
    }
    let mut args = c.args();
    args.push(Arg::Stmt(stmt));
    b.dag.rule(&SELF_DEFENCE, args, premises)
}

fn charter<'r>(b: &mut Build<'r, '_>, c: &Case<'r>, stmt: &'r StatementId) -> NodeId {
    let mut premises = Vec::new();
    let day = Day::from_ymd(1945, 10, 24).unwrap_or(Day::MAX);
    let date = b.dag.dates.fixed(
        day,
        "UN Charter art. 110: entry into force on 24 October 1945",
    );
    let since = b.dag.since(date, Cause::Law);
    for w in &c.e.when {
        let of = vec![
            ("fact", b.dag.fact(&w.stmt, &w.under)),
            ("during", b.dag.during(&w.stmt, spans_of(&w.when), since)),
        ];
        let args = vec![Arg::Event(&c.e.id), Arg::Stmt(&w.stmt)];
        premises.push(("charter", b.dag.rule(&CHARTER_TIME, args, of)));
    }
    premises.push(("unlisted", b.dag.missing(Missing::ExcuseShown(stmt))));
    premises.extend(option(b, CHARTER_CHOICE).map(|n| ("anticipatory", n)));
    let mut args = c.args();
    args.push(Arg::Stmt(stmt));
    b.dag.rule(&CHARTER, args, premises)
}
