//! Rules on one act done to an agreement, as data: which acts they speak of, what must be true of the act and those
//! asked about, and how each premise is found. The data are published with the table of rules (`rules.json`, `acts`).

use super::Rule;
use crate::core::Core;
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::dates::DateId;
use crate::force::Build;
use servanda_record::{ActorId, Agreement, AgreementAct, Provision};
use servanda_time::{Duration, Truth, UncertainDate};

/// A rule on one act.
pub struct ActRule {
    /// The rule: its formula and what it says.
    pub rule: &'static Rule,
    /// The acts it speaks of.
    pub acts: &'static [&'static str],
    /// What must be true for it to be looked at; `!` before a test denies it.
    pub tests: &'static [&'static str],
    /// Label and way of each premise, in order.
    pub gives: &'static [(&'static str, &'static str)],
}

/// What a rule on an act is looked at for.
#[derive(Clone, Copy)]
pub(crate) struct About<'r> {
    pub a: &'r Agreement,
    pub x: Option<&'r ActorId>,
    pub y: Option<&'r ActorId>,
    pub p: Option<&'r Provision>,
    /// The act another rule speaks of, for a rule on what answers it.
    pub outer: Option<&'r AgreementAct>,
}

impl<'r> About<'r> {
    pub fn agreement(a: &'r Agreement) -> Self {
        About {
            a,
            x: None,
            y: None,
            p: None,
            outer: None,
        }
    }

    pub fn actor(a: &'r Agreement, x: &'r ActorId) -> Self {
        About {
            x: Some(x),
            ..About::agreement(a)
        }
    }

    pub fn pair(a: &'r Agreement, x: &'r ActorId, y: Option<&'r ActorId>) -> Self {
        About {
            y,
            ..About::actor(a, x)
        }
    }
}

/// Grounds of the law of treaties and what each allows (VCLT arts 44–53, 60–62, 64).
pub const GROUNDS: &[(&str, &[&str])] = &[
    ("competence", &["voidable", "losable"]),
    ("restriction", &["voidable", "losable"]),
    ("error", &["voidable", "losable"]),
    ("fraud", &["voidable", "losable"]),
    ("corruption", &["voidable", "losable"]),
    ("coercion-of-representative", &["void"]),
    ("coercion-by-force", &["void"]),
    ("peremptory-norm", &["void"]),
    ("new-peremptory-norm", &["new-norm"]),
    ("material-breach", &["power", "losable"]),
    ("impossibility", &["power"]),
    ("changed-circumstances", &["power", "losable"]),
];

/// Topics under which a ground is not open (VCLT arts 60(5), 62(2)(a)).
pub const BARRED: &[(&str, &[&str])] = &[
    (
        "material-breach",
        &[
            "human-rights",
            "genocide",
            "civilians",
            "prisoners",
            "treatment-of-wounded",
        ],
    ),
    ("changed-circumstances", &["boundary"]),
];

fn listed(table: &[(&str, &'static [&'static str])], key: Option<&str>) -> &'static [&'static str] {
    table
        .iter()
        .find(|(k, _)| Some(*k) == key)
        .map_or(&[], |(_, v)| *v)
}

impl<'r> About<'r> {
    /// Whether one thing is true of an act, as the rules ask it.
    fn test(&self, core: &Core, n: &AgreementAct, test: &str) -> bool {
        if let Some(other) = test.strip_prefix('!') {
            return !self.test(core, n, other);
        }
        let among = |all: &[ActorId], z: Option<&ActorId>| {
            z.is_some_and(|z| all.iter().any(|w| core.same_person(w, z)))
        };
        let meet = |p: &[ActorId], q: &[ActorId]| p.iter().any(|z| among(q, Some(z)));
        let (by_x, by_y) = (among(&n.by, self.x), among(&n.by, self.y));
        let to = |z| n.to.is_empty() || among(&n.to, z);
        let ground = n.claim.ground.as_deref();
        let kind = |word: &str| listed(GROUNDS, ground).contains(&word);
        let outer = |f: &dyn Fn(&AgreementAct) -> bool| self.outer.is_some_and(f);
        match test {
            "by-x" => by_x,
            "reserver" => {
                let everyone =
                    |p: &Provision| matches!(p.toward, servanda_record::Toward::Everyone);
                by_x || (by_y && !self.p.is_some_and(everyone))
            }
            "pair" => (by_x && self.y.is_some() && to(self.y)) || (by_y && to(self.x)),
            "touches" => n.by.is_empty() || core.two_sided(self.a) || by_x || by_y,
            "alone" => core.two_sided(self.a) || (by_x && n.to.is_empty()),
            "two-sided" => core.two_sided(self.a),
            "for-all" => super::notice::all_part(core, self.a, n),
            "addressed" => !n.to.is_empty(),
            "article" => self.p.is_some_and(|p| n.concerns.contains(&p.article)),
            "whole" => n.concerns.is_empty(),
            "precludes" => n.claim.precludes,
            "modifies" => n.claim.modifies,
            "urgent" => n.claim.urgent,
            "guarded" => !n.under.is_always(),
            "separable" => n.claim.separable,
            "grounded" => ground.is_some(),
            "backdated" => n.effect_on.is_some() && n.on.is_some(),
            "open" => !core.silence_counts(self.a),
            "seeks-suspension" => n.claim.seeks.as_deref() == Some("suspension"),
            "seeks-termination" => n.claim.seeks.as_deref().is_none_or(|s| s == "termination"),
            "available" => {
                ground != Some("material-breach") || super::notice::all_part(core, self.a, n)
            }
            "barred" => {
                let bars = listed(BARRED, ground);
                self.a.topics.iter().any(|t| bars.contains(&t.as_str()))
            }
            "same-by" => outer(&|o| n.by.is_empty() || o.by.is_empty() || meet(&n.by, &o.by)),
            "answers" => outer(&|o| {
                !meet(&n.by, &o.by) && (n.to.is_empty() || o.by.is_empty() || meet(&n.to, &o.by))
            }),
            "answered" => {
                outer(&|o| !meet(&n.by, &o.by) && (o.to.is_empty() || meet(&n.by, &o.to)))
            }
            "same-ground" => {
                outer(&|o| n.claim.ground.is_none() || n.claim.ground == o.claim.ground)
            }
            "same-articles" => outer(&|o| {
                n.concerns.is_empty() || n.concerns.iter().any(|c| o.concerns.contains(c))
            }),
            "outer-losable" => {
                outer(&|o| listed(GROUNDS, o.claim.ground.as_deref()).contains(&"losable"))
            }
            "outer-urgent" => outer(&|o| o.claim.urgent),
            word => kind(word),
        }
    }

    fn all(&self, core: &Core, n: &AgreementAct, rule: &ActRule) -> bool {
        rule.acts.contains(&n.act.as_str()) && rule.tests.iter().all(|t| self.test(core, n, t))
    }
}

/// One date of an act: its own, or of the act it answers.
fn base<'r>(
    b: &mut Build<'r, '_>,
    o: &About<'r>,
    n: &'r AgreementAct,
    name: &str,
) -> Option<DateId> {
    if let Some(rest) = name.strip_prefix("outer.") {
        return base(b, o, o.outer?, rest);
    }
    let stated = |b: &mut Build<'r, '_>, field, d: &'r Option<UncertainDate>| {
        d.as_ref().map(|d| b.dag.dates.stated(&n.stmt, field, d))
    };
    match name {
        "on" => stated(b, "on", &n.on),
        "effect-on" => stated(b, "effect-on", &n.effect_on),
        "until" => stated(b, "until", &n.until),
        _ => b.consent(o.a, n.by.first()?),
    }
}

/// A date as the data writes it: `a/b` the first that is stated, `a|b` the latest of those stated, `+P3M` later by so
/// long.
pub(crate) fn date<'r>(
    b: &mut Build<'r, '_>,
    o: &About<'r>,
    n: &'r AgreementAct,
    text: &str,
) -> Option<DateId> {
    let mut all = Vec::new();
    for one in text.split('|') {
        for first in one.split('/') {
            let (name, by) = first
                .split_once('+')
                .map_or((first, None), |(n, d)| (n, Duration::parse(d).ok()));
            if let Some(d) = base(b, o, n, name) {
                all.push(by.map_or(d, |by| b.dag.dates.plus(d, by)));
                break;
            }
        }
    }
    match all.len() {
        0 => None,
        1 => all.pop(),
        _ => Some(b.dag.dates.latest(all)),
    }
}

fn cause(word: &str) -> Cause {
    match word {
        "suspension" => Cause::Suspension,
        "notice" => Cause::Notice,
        "succession" => Cause::Succession,
        "accession" => Cause::Accession,
        "signature" => Cause::Signature,
        _ => Cause::Termination,
    }
}

/// The conclusions of a rule on every act that it speaks of, in the order of the record.
pub(crate) fn acts<'r>(
    b: &mut Build<'r, '_>,
    o: &About<'r>,
    rule: &'static ActRule,
) -> Vec<NodeId> {
    acts_where(b, o, rule, &[])
}

/// The same of acts of which more is true.
pub(crate) fn acts_where<'r>(
    b: &mut Build<'r, '_>,
    o: &About<'r>,
    rule: &'static ActRule,
    more: &[&str],
) -> Vec<NodeId> {
    let mut out = Vec::new();
    for n in &o.a.acts {
        if o.all(b.core, n, rule) && more.iter().all(|t| o.test(b.core, n, t)) {
            out.push(act(b, o, n, rule));
        }
    }
    out
}

/// The same with a label before each.
pub(crate) fn labelled<'r>(
    b: &mut Build<'r, '_>,
    o: &About<'r>,
    label: &'static str,
    rule: &'static ActRule,
) -> Vec<(&'static str, NodeId)> {
    acts(b, o, rule).into_iter().map(|n| (label, n)).collect()
}

fn act<'r>(
    b: &mut Build<'r, '_>,
    o: &About<'r>,
    n: &'r AgreementAct,
    rule: &'static ActRule,
) -> NodeId {
    let mut premises: Vec<(&'static str, NodeId)> = Vec::new();
    for (label, how) in rule.gives {
        let (how, test) = how
            .split_once(" if ")
            .map_or((*how, None), |(h, t)| (h, Some(t)));
        if test.is_some_and(|t| !o.test(b.core, n, t)) {
            continue;
        }
        let words: Vec<&str> = how.split(' ').collect();
        let at = |i: usize| words.get(i).copied().unwrap_or("");
        match at(0) {
            "fact" => premises.push((label, b.dag.fact(&n.stmt, &n.under))),
            "since" => {
                let d = date(b, o, n, at(1)).unwrap_or_else(|| b.dag.dates.not_stated());
                premises.push((label, b.dag.since(d, cause(at(2)))));
            }
            "past" => {
                if let Some(d) = date(b, o, n, at(1)) {
                    premises.push((label, b.dag.since(d, cause(at(2)))));
                }
            }
            "not-after" => {
                let left = date(b, o, n, at(1)).unwrap_or_else(|| b.dag.dates.not_stated());
                let right = date(b, o, n, at(2)).unwrap_or_else(|| b.dag.dates.not_stated());
                premises.push((label, b.dag.not_after(left, right)));
            }
            "each" => {
                if let Some(inner) = super::treaty::act_rule(at(1)) {
                    let within = About {
                        outer: Some(n),
                        ..*o
                    };
                    premises.extend(labelled(b, &within, label, inner));
                }
            }
            "choice" => {
                premises.extend(super::plea::option(b, (at(1), at(2))).map(|n| (*label, n)))
            }
            "looked" => {
                let truth = Truth::from(o.test(b.core, n, at(2)));
                let args = vec![Arg::Agreement(&o.a.id), Arg::Stmt(&n.stmt)];
                let what = super::treaty::LOOKED.iter().find(|w| **w == at(1));
                premises.push((label, b.dag.looked(what.unwrap_or(&""), args, truth)));
            }
            "breaches" => premises.extend(
                super::treaty::breaches(b, o.a, n)
                    .into_iter()
                    .map(|n| (*label, n)),
            ),
            "missing" if at(1) == "all-acts" => {
                premises.push((label, b.dag.missing(Missing::AllActs(&o.a.id))))
            }
            _ => premises.push((label, b.dag.missing(Missing::ReservationScope(&n.stmt)))),
        }
    }
    let mut args = vec![Arg::Agreement(&o.a.id)];
    args.extend(o.p.map(|p| Arg::Article(&p.article)));
    args.extend(o.x.map(Arg::Actor));
    args.extend(o.y.map(Arg::Actor));
    args.push(Arg::Stmt(&n.stmt));
    args.extend(o.outer.map(|o| Arg::Stmt(&o.stmt)));
    b.dag.rule(rule.rule, args, premises)
}
