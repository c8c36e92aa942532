//! What later agreements, war, breaches and signature alone do to an agreement (VCLT 1969 arts 18, 30, 40–41, 60, 73;
//! ILC 2011, effects of armed conflicts on treaties), and how periods are counted.

use super::conduct::{self, Case, Touch};
use super::{Rule, plea, rule};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::dates::DateId;
use crate::force::Build;
use servanda_record::{ActorId, Agreement, AgreementAct, Event, EventTime, Provision, When};
use servanda_time::{End, Truth, UncertainDate};

pub(crate) static RULES: &[&Rule] = &[
    &REPLACED,
    &REPLACED_BETWEEN,
    &MATERIAL_BREACH,
    &WAR_ENDED,
    &WAR_SUSPENDED,
    &INTERIM,
    &PASSED,
];

rule! {
    /// An article amended or replaced between two.
    REPLACED = "replaced", "both", "VCLT 1969 arts 30(4), 40–41";
    when "fact & all(life) & all(bearer) & all(counterparty)";
    premises [("fact", "one", "fact"), ("life", "binds-all: the amending agreement", "life"),
              ("bearer", "otherwise: the amending agreement for X", "in-force|in-force-for-stranger"), ("counterparty", "and for Y (asked of nobody: for every other party)", "in-force|in-force-for-stranger")];
    en "a later agreement stood in the place of article {P} of {A} between {X} and {Y}", "no later agreement stood in the place of article {P} of {A} between {X} and {Y}";
    ja "後の合意が{X}と{Y}の間で{A}第{P}条に代わっていた", "後の合意が{X}と{Y}の間で{A}第{P}条に代わってはいなかった";
    law "An amendment binds only those that accept it: between two that are bound by the amending agreement its articles take the place of those amended; toward one that is not, the old articles go on. Where the text lets an amendment bind all, it does so from its entry into force. (Whether some may change the treaty among themselves alone is a matter of options.)",
        "改正は受諾した当事国のみを拘束する。改正合意に拘束される二国の間では改正された条文がこれに代わり、拘束されない国との関係では元の条文が適用される。条約が全当事国を拘束する改正を認める場合は発効の時から全てに及ぶ。";
    readings ["whether a modification between some is allowed"]; case "amendment-inter-se"
}
rule! {
    /// A later treaty in place of the whole between those bound by both.
    REPLACED_BETWEEN = "superseded-between", "both", "VCLT 1969 art. 30(3)–(4)";
    when "fact & bearer & counterparty";
    premises [("fact", "one", "fact"), ("bearer", "the later agreement for X", "in-force|in-force-for-stranger"), ("counterparty", "and for Y", "in-force|in-force-for-stranger")];
    en "a later agreement had taken the place of {A} between {X} and {Y}", "no later agreement had taken the place of {A} between {X} and {Y}";
    ja "後の合意が{X}と{Y}の間で{A}に代わっていた", "後の合意が{X}と{Y}の間で{A}に代わってはいなかった";
    law "Where not all parties join the later treaty, it governs between those that did; between one of them and one that did not, the earlier goes on.",
        "後の条約に全ての当事国が加わらない場合、加わった国の間では後の条約が、加わらない国との間では先の条約が適用される。";
    readings ["same subject-matter"]; case "amendment-inter-se"
}
rule! {
    /// A breach of an essential provision.
    MATERIAL_BREACH = "material-breach", "both", "VCLT 1969 art. 60(3)";
    when "fact & any(kind) & attributable & essential & any(begun) & before";
    premises [("fact", "one", "fact"), ("kind", "acts of E contrary to P", "is-a"), ("attributable", "one", "attributable"),
              ("essential", "essential: true", "looked|missing"), ("begun", "entry into force not after E", "not-after"), ("before", "E not after the invocation", "not-after")];
    en "{E} was a material breach of {A} by {X}", "{E} was not a material breach of {A} by {X}";
    ja "{E}は{X}による{A}の重大な違反であった", "{E}は{X}による{A}の重大な違反ではなかった";
    law "A material breach is a repudiation the law does not allow, or the violation of a provision essential to the object or purpose of the treaty. (Whether the breach was excused is another question and not looked at here.)",
        "重大な違反とは、許されない否認又は条約の趣旨及び目的の実現に不可欠な規定の違反をいう。";
    readings ["which provisions are essential"]; case "grounds-of-ending"
}
rule! {
    /// War between the parties ends it.
    WAR_ENDED = "war-ended", "custom", "VCLT 1969 art. 73; ILC 2011 arts 3–7; older doctrine";
    when "fact & time & all(taken) & !any(displaced) & after & since & (any(ends) | (any(intention) & unlisted))";
    premises [("fact", "one", "fact"), ("time", "one", "fact"), ("taken", "conflict(E, on)", "taken"), ("displaced", "other times of E under more options", "fact"),
              ("after", "signature (or entry into force) not after the outbreak", "not-after"), ("since", "day after the outbreak", "since"),
              ("ends", "choice effect-of-war = ends", "choice"), ("intention", "choice effect-of-war = intention", "choice"), ("unlisted", "one", "missing")];
    en "war between its parties had ended {A}", "war between its parties had not ended {A}";
    ja "当事国間の戦争により{A}は終了していた", "当事国間の戦争により{A}が終了してはいなかった";
    law "Whether war between the parties ends their treaties is disputed: older doctrine held so of political treaties; by the articles of 2011 an armed conflict neither ends nor suspends a treaty by itself; others look to the intention of the parties. Treaties on boundaries, humanity, courts and the like go on in any case. The act that opens the war is still measured by the treaty: any effect begins the day after.",
        "当事国間の戦争が条約を終了させるかは争いがある。旧来の学説は政治的条約につき肯定し、2011年の条文は武力紛争それ自体は条約を終了も停止もさせないとし、当事国の意図によるとする見解もある。国境、人道、裁判等の条約は存続する。開戦行為自体はなお条約に照らされ、効果は翌日から生ずる。";
    readings ["effect-of-war"]; case "war-effect"
}
rule! {
    /// War between the parties suspends it.
    WAR_SUSPENDED = "war-suspended", "custom", "VCLT 1969 art. 73; ILC 2011 arts 3–7";
    when "fact & time & all(taken) & !any(displaced) & after & since & any(suspends) & !any(past)";
    premises [("fact", "one", "fact"), ("time", "one", "fact"), ("taken", "conflict(E, on)", "taken"), ("displaced", "other times of E under more options", "fact"),
              ("after", "signature (or entry into force) not after the outbreak", "not-after"), ("since", "day after the outbreak", "since"),
              ("suspends", "choice effect-of-war = suspends", "choice"), ("past", "day after the war", "since")];
    en "war between its parties had suspended {A}", "war between its parties had not suspended {A}";
    ja "当事国間の戦争により{A}は停止されていた", "当事国間の戦争により{A}が停止されてはいなかった";
    law "On one view war between the parties suspends their treaties while it lasts.", "一つの見解では、当事国間の戦争はその継続中条約を停止する。";
    readings ["effect-of-war"]; case "war-effect"
}
rule! {
    /// The interim duty of signatories.
    INTERIM = "interim", "both", "VCLT 1969 art. 18";
    when "(any(signed) | any(consented)) & !any(refused) & !bound & !any(begun)";
    premises [("signed", "signatures of A by X", "since"), ("consented", "acts of consent by X", "since"), ("refused", "refusals to ratify by X", "since"),
              ("bound", "one", "in-force|in-force-for-stranger"), ("begun", "first day of a party, or entries(A)", "since|entered|never-entered|entered-by-count|entered-unstated|entered-by-act")];
    en "{X} had to refrain from acts that would defeat the object and purpose of {A}", "{X} was not under the interim duty toward {A}";
    ja "{X}は{A}の趣旨及び目的を失わせる行為を慎む義務を負っていた", "{X}は{A}について暫定的義務を負っていなかった";
    law "One that has signed subject to ratification, until it makes its intention not to become a party clear, or has consented, pending entry into force, is to refrain from acts that would defeat the object and purpose of the treaty.",
        "批准を条件として署名した国は当事国とならない意図を明らかにするまで、同意した国は発効までの間、条約の趣旨及び目的を失わせる行為を行わない義務を負う。";
    readings ["how the intention not to ratify is shown"]; case "interim-obligation"
}
rule! {
    /// A period has run, however its days are counted.
    PASSED = "passed", "both", "VCLT 1969 art. 31; counting of days";
    when "since & (early | next)";
    premises [("since", "the same day of the later month or year", "since"), ("early", "choice counting-of-days = day-of", "choice"), ("next", "the day after it", "since")];
    en "the period had run", "the period had not run";
    ja "期間は経過していた", "期間は経過していなかった";
    law "A period of months or years from a day runs to the same day of the last month or year (its last day if there is no such day). Where the text does not say, some count the first day as a whole day, so that the period has run when that day begins; others leave the first day out, so that it has run when the next begins.",
        "ある日から起算する月又は年の期間は、最終の月又は年の応当日(応当日がないときは末日)までである。条約が定めない場合、初日を算入して応当日の開始時に満了するとする立場と、算入せず翌日の開始時に満了するとする立場がある。";
    readings ["counting-of-days"]; case "counting-days"
}

/// The choice point on war between the parties.
pub(crate) const WAR_CHOICE: &str = "effect-of-war";
/// The choice point on how periods are counted, and the option on which the first day counts.
pub(crate) const COUNTING: (&str, &str) = ("counting-of-days", "day-of");

/// That a period reckoned to `date` has run: by the text's own counting, or by that of the reading.
pub(crate) fn passed<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    date: DateId,
    cause: Cause,
) -> NodeId {
    match a.counting.as_deref() {
        Some("day-after") => {
            let next = b.dag.dates.next_day(date);
            return b.dag.since(next, cause);
        }
        None => {}
        Some(_) => return b.dag.since(date, cause),
    }
    let since = b.dag.since(date, cause);
    let Some(early) = plea::option(b, COUNTING) else {
        return since;
    };
    let next = b.dag.dates.next_day(date);
    let premises = vec![
        ("since", since),
        ("early", early),
        ("next", b.dag.since(next, cause)),
    ];
    b.dag.rule(&PASSED, vec![Arg::Agreement(&a.id)], premises)
}

/// Later agreements that take the place of a provision between X and Y.
pub(crate) fn replaced<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    x: &'r ActorId,
    y: Option<&'r ActorId>,
) -> Vec<NodeId> {
    let mut out = Vec::new();
    for i in b.core.amending(a) {
        let (later, r) = b.core.relation(*i);
        let everyone = || a.parties.iter().all(|p| b.core.belongs(later, &p.actor));
        if !r.articles.contains(&p.article) || (!r.binds_all && y.is_none() && !everyone()) {
            continue;
        }
        let mut of = vec![("fact", b.dag.fact(&r.stmt, b.core.no_guard()))];
        if r.binds_all {
            of.push(("life", b.life(later)));
        } else {
            of.push(("bearer", b.in_force(later, x)));
            let others = a.parties.iter().map(|p| &p.actor);
            let toward: Vec<&'r ActorId> = match y {
                Some(y) => vec![y],
                None => others.filter(|z| !b.core.same_person(x, z)).collect(),
            };
            for z in toward {
                of.push(("counterparty", b.in_force(later, z)));
            }
        }
        let mut args = vec![
            Arg::Agreement(&a.id),
            Arg::Article(&p.article),
            Arg::Actor(x),
        ];
        args.extend(y.map(Arg::Actor));
        args.push(Arg::Stmt(&r.stmt));
        out.push(b.dag.rule(&REPLACED, args, of));
    }
    out
}

/// What keeps an agreement in force for both from operating between the two.
pub(crate) fn parted<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r ActorId,
    y: &'r ActorId,
) -> Vec<(&'static str, NodeId)> {
    use super::{acts, treaty};
    let about = acts::About::pair(a, x, Some(y));
    let mut out = acts::acts(b, &about, &treaty::PRECLUDED_ACT);
    out.extend(acts::acts(b, &about, &treaty::SUSPENDED_TOWARD_ACT));
    out.extend(acts::acts(b, &about, &treaty::SUSPENDED_PAIR_ACT));
    for i in b.core.superseding(a) {
        let (later, r) = b.core.relation(*i);
        let joined = |z: &ActorId| b.core.belongs(later, z);
        if b.core.all_belong(a, later) || !joined(x) || !joined(y) {
            continue;
        }
        let of = vec![
            ("fact", b.dag.fact(&r.stmt, b.core.no_guard())),
            ("bearer", b.in_force(later, x)),
            ("counterparty", b.in_force(later, y)),
        ];
        let args = vec![
            Arg::Agreement(&a.id),
            Arg::Actor(x),
            Arg::Actor(y),
            Arg::Stmt(&r.stmt),
        ];
        out.push(b.dag.rule(&REPLACED_BETWEEN, args, of));
    }
    if !b.core.two_sided(a) {
        out.extend(war(b, a, x, y, &WAR_ENDED));
        out.extend(war(b, a, x, y, &WAR_SUSPENDED));
    }
    out.into_iter().map(|n| ("parted", n)).collect()
}

/// War between the sides of an agreement of two.
pub(crate) fn war_of_two<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    rule: &'static Rule,
) -> Vec<NodeId> {
    let mut out = Vec::new();
    if b.core.two_sided(a) && b.core.record.choice_point(WAR_CHOICE).is_some() {
        for (i, p) in a.parties.iter().enumerate() {
            for q in &a.parties[i + 1..] {
                out.extend(war(b, a, &p.actor, &q.actor, rule));
            }
        }
    }
    out
}

/// War between two after they made an agreement, one conclusion for each recorded time.
fn war<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    x: &'r ActorId,
    y: &'r ActorId,
    rule: &'static Rule,
) -> Vec<NodeId> {
    let core = b.core;
    if core.record.choice_point(WAR_CHOICE).is_none() || core.lasts_in_war(a) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for e in core.wars_between(x, y) {
        for w in &e.when {
            out.extend(war_at(b, a, (x, y), (e, w), rule));
        }
    }
    out
}

fn war_at<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    (x, y): (&'r ActorId, &'r ActorId),
    (e, w): (&'r Event, &'r EventTime),
    rule: &'static Rule,
) -> Option<NodeId> {
    let core = b.core;
    let labels: &[&'static str] = if rule.id == WAR_ENDED.id {
        &["ends", "intention"]
    } else {
        &["suspends"]
    };
    let choice = core.record.choice_point(WAR_CHOICE)?;
    if !choice
        .options
        .iter()
        .any(|o| labels.contains(&o.id.as_str()))
    {
        return None;
    }
    let start = b.event_start(&w.stmt, &w.when);
    let made = made(b, a);
    let begun = match &w.when {
        When::Date(d) => Some(d),
        When::Period(p) => match p.start() {
            End::Date(d) => Some(d),
            _ => None,
        },
    };
    let latest = begun.and_then(UncertainDate::latest);
    if matches!((latest, b.dag.dates.bounds(made).0), (Some(war), Some(made)) if war < made) {
        return None;
    }
    let mut of = vec![("fact", b.dag.fact(&e.stmt, &e.under))];
    for (label, n) in b.chosen(
        &w.stmt,
        &w.under,
        e.when.iter().map(|o| (&o.stmt, &o.under)),
    ) {
        of.push((if label == "fact" { "time" } else { label }, n));
    }
    of.push(("after", b.dag.not_after(made, start)));
    let next = b.dag.dates.next_day(start);
    of.push(("since", b.dag.since(next, Cause::Event)));
    for option in labels {
        of.extend(plea::option(b, (WAR_CHOICE, option)).map(|n| (*option, n)));
    }
    if rule.id == WAR_ENDED.id {
        of.push(("unlisted", b.dag.missing(Missing::IntentionInWar(&a.id))));
    } else if crate::dag::end_of(&w.when).is_some() {
        let last = b.event_end(&w.stmt, &w.when);
        let past = b.dag.dates.next_day(last);
        of.push(("past", b.dag.since(past, Cause::Event)));
    }
    let args = vec![
        Arg::Agreement(&a.id),
        Arg::Actor(x),
        Arg::Actor(y),
        Arg::Event(&e.id),
        Arg::Stmt(&w.stmt),
    ];
    Some(b.dag.rule(rule, args, of))
}

/// The day an agreement was made: signed, or else in force.
fn made<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> DateId {
    let signed = a.signed.iter().map(|s| (&s.stmt, &s.on));
    let entered = a
        .entry_into_force
        .iter()
        .filter_map(|e| Some((&e.stmt, e.on.as_ref()?)));
    match signed.chain(entered).next() {
        Some((stmt, on)) => b.dag.dates.stated(stmt, "on", on),
        None => b.dag.dates.not_stated(),
    }
}

/// The breaches on which an invocation rests, each measured by the provisions of the agreement.
pub(crate) fn breaches<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r AgreementAct,
) -> Vec<NodeId> {
    let core = b.core;
    let mut out = Vec::new();
    let events = n.claim.rests_on.iter();
    for e in events.filter_map(|id| core.record.event(id.as_str())) {
        for p in &a.provisions {
            let kinds = conduct::kinds(b, p, e, Touch::Against);
            if kinds.is_empty() {
                continue;
            }
            for z in a.parties.iter().map(|q| &q.actor) {
                if !n.by.iter().any(|w| core.same_person(w, z)) {
                    out.push(material_breach(b, (a, p), (e, &kinds), z, n));
                }
            }
        }
    }
    out
}

fn material_breach<'r>(
    b: &mut Build<'r, '_>,
    (a, p): (&'r Agreement, &'r Provision),
    (e, kinds): (&'r Event, &[(&'r str, &'r str)]),
    z: &'r ActorId,
    n: &'r AgreementAct,
) -> NodeId {
    let case = Case {
        a,
        p,
        e,
        x: z,
        y: None,
        touch: Touch::Against,
    };
    let mut of = vec![("fact", b.dag.fact(&e.stmt, &e.under))];
    for (narrow, wide) in kinds {
        of.push(("kind", b.dag.is_a(narrow, wide, Truth::Yes)));
    }
    of.push(("attributable", conduct::attributable(b, &case)));
    of.push((
        "essential",
        if p.essential {
            b.dag
                .looked("essential", vec![Arg::Stmt(&p.stmt)], Truth::Yes)
        } else {
            b.dag.missing(Missing::Essential(&p.stmt))
        },
    ));
    let ends: Vec<DateId> = e
        .when
        .iter()
        .map(|w| b.event_end(&w.stmt, &w.when))
        .collect();
    for entry in super::entry::entries(b, a) {
        for end in &ends {
            of.push(("begun", b.dag.not_after(entry.date, *end)));
        }
    }
    let first: Vec<DateId> = e
        .when
        .iter()
        .map(|w| b.event_start(&w.stmt, &w.when))
        .collect();
    let first = match first.len() {
        0 => b.dag.dates.not_stated(),
        1 => first[0],
        _ => b.dag.dates.between(first),
    };
    let given = super::notice::given(b, n);
    of.push(("before", b.dag.not_after(first, given)));
    let mut args = case.args();
    args.push(Arg::Stmt(&n.stmt));
    b.dag.rule(&MATERIAL_BREACH, args, of)
}

/// Whether X, not yet bound, must not defeat the object and purpose.
pub(crate) fn interim<'r>(b: &mut Build<'r, '_>, a: &'r Agreement, x: &'r ActorId) -> NodeId {
    let core = b.core;
    let party = a.parties.iter().any(|p| core.same_person(&p.actor, x));
    let mut of = Vec::new();
    for s in &a.signed {
        let own = s.by.iter().any(|z| core.same_person(core.owner(z), x));
        let joined_later = a
            .parties
            .iter()
            .any(|p| p.actor == *x && matches!(p.by.as_deref(), Some("accession" | "succession")));
        if own || (party && s.by.is_empty() && !joined_later) {
            let d = b.dag.dates.stated(&s.stmt, "on", &s.on);
            of.push(("signed", b.dag.since(d, Cause::Signature)));
        }
    }
    for n in a
        .acts
        .iter()
        .filter(|n| n.by.iter().any(|z| core.same_person(z, x)))
    {
        let label = match n.act.as_str() {
            "signature" => "signed",
            "ratification" | "acceptance" | "approval" | "accession" | "deposit" => "consented",
            "refusal-to-ratify" => "refused",
            _ => continue,
        };
        if let Some(on) = &n.on {
            let d = b.dag.dates.stated(&n.stmt, "on", on);
            of.push((label, b.dag.since(d, Cause::Signature)));
        }
    }
    of.push(("bound", b.in_force(a, x)));
    for p in a.parties.iter().filter(|p| core.same_person(&p.actor, x)) {
        if let Some(from) = &p.from {
            let d = b.dag.dates.stated(&p.stmt, "from", from);
            of.push(("begun", b.dag.since(d, Cause::Accession)));
        } else {
            let entries = super::entry::entries(b, a);
            of.extend(entries.into_iter().map(|e| ("begun", e.node)));
        }
    }
    let args = vec![Arg::Agreement(&a.id), Arg::Actor(x)];
    b.dag.rule(&INTERIM, args, of)
}
