//! When absence counts: completeness statements, evidence that a life went on, and the presumption that nothing
//! out of the ordinary happened.

use super::entry::Entry;
use super::{Rule, rule};
use crate::core::Presumption;
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::dates::{DateId, minus, plus, repeated};
use crate::force::Build;
use servanda_record::{Agreement, Completeness, Guard, Scope, SetKind, StatementId};
use servanda_time::{Day, Duration, End, UncertainDate};

pub(crate) static RULES: &[&Rule] = &[&COVERED, &COVERED_RENEWALS, &HELD, &PRESUMED, &PRESUMED_ON];

rule! {
    /// A completeness statement covers the day.
    COVERED = "covered", "method", "completeness";
    when "fact & complete & all(begins) & !any(past)";
    premises [("fact", "one", "fact"), ("complete", "one", "complete"), ("begins", "period not begun after entry into force", "not-after"),
              ("past", "day after the period", "since")];
    en "everything done to {A} by then is listed", "it is not stated that everything done to {A} by then is listed";
    ja "その時までに{A}になされたことは全て挙げられている", "その時までに{A}になされたことが全て挙げられているとはされていない";
    law "Absence counts as no only inside a declared coverage that nothing contradicts.",
        "不存在は、矛盾のない宣言された網羅範囲内でのみ「否」とされる。";
    readings []; case "absence-of-notice"
}
rule! {
    /// A completeness statement covers the time in which notice had to be given.
    COVERED_RENEWALS = "covered-renewals", "method", "completeness";
    when "fact & complete & all(begins) & !any(past)";
    premises [("fact", "one", "fact"), ("complete", "one", "complete"), ("begins", "period not begun after entry into force", "not-after"),
              ("past", "end of the last term whose time for notice the period covers", "since")];
    en "every notice that could have kept {A} from being renewed is listed", "it is not stated that every such notice is listed";
    ja "{A}の更新を妨げうる予告は全て挙げられている", "そのような予告が全て挙げられているとはされていない";
    law "Absence of notice renews a treaty only where it is known that no notice was given in time.",
        "予告の不存在による更新は、期限内に予告がなかったことが知られている場合に限る。";
    readings []; case "absence-of-notice"
}
rule! {
    /// A later fact shows that it was still alive.
    HELD = "held-until", "record", "record";
    when "fact & !any(past)";
    premises [("fact", "one", "fact"), ("past", "day after the date of the statement", "since")];
    en "a later statement shows {A} still in force", "that statement shows nothing on {A} after its date";
    ja "後の陳述が{A}の存続を示している", "その陳述は日付後の{A}について何も示さない";
    law "What ended, was left, joined or extended on a day was in force until that day.",
        "ある日に終了し、脱退され、加入され又は延長されたものは、その日まで効力を有していた。";
    readings []; case "inf-1987"
}
rule! {
    /// Nothing out of the ordinary is presumed.
    PRESUMED = "presumed-steady", "method", "VCLT 1969 art. 42(2)";
    when "yes";
    premises [];
    en "no other end of {A} is recorded, and none is presumed", "another end of {A} is presumed";
    ja "{A}の他の終了事由は記録になく、推定されない", "{A}の他の終了事由が推定される";
    law "A treaty ends only on grounds of its own or of the law of treaties; within its stated life, ends out of the ordinary are not presumed.",
        "条約は自らの規定又は条約法の事由によってのみ終了する。定められた存続期間内に異例の終了は推定されない。";
    readings []; case "absence-of-notice"
}
rule! {
    /// Going on is presumed.
    PRESUMED_ON = "presumed-going-on", "method", "VCLT 1969 art. 42(2)";
    when "yes";
    premises [];
    en "no end of {A} is recorded, and none is presumed", "an end of {A} is presumed";
    ja "{A}の終了は記録になく、推定されない", "{A}の終了が推定される";
    law "A treaty ends only on grounds of its own or of the law of treaties; its going on is presumed.",
        "条約は自らの規定又は条約法の事由によってのみ終了し、その存続が推定される。";
    readings []; case "absence-of-notice"
}

/// Over what time the absence of notices must be known.
#[derive(Clone, Copy)]
pub(crate) enum Window {
    /// Up to the day asked about.
    Open,
    /// Up to the last time for notice before the day asked about.
    Renewals {
        from: DateId,
        first: Duration,
        each: Duration,
        before: Duration,
    },
}

/// Premises for "nothing ended it": evidence, coverage, and what is missing otherwise.
pub(crate) fn closed<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    e: &Entry,
    window: Window,
) -> Vec<(&'static str, NodeId)> {
    let mut out = evidence(b, a);
    for c in closing(b, a, false) {
        if let Some(n) = coverage(b, a, c, e, window) {
            out.push(n);
        }
    }
    if b.core.options.presumption == Presumption::General && !b.core.has_gap(a) {
        out.push(
            b.dag
                .rule(&PRESUMED_ON, vec![Arg::Agreement(&a.id)], Vec::new()),
        );
    } else {
        out.push(b.dag.missing(Missing::AllNotices(&a.id)));
    }
    out.into_iter().map(|n| ("closed", n)).collect()
}

/// Premises for "nothing out of the ordinary ended it within its stated life".
pub(crate) fn steady<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    e: &Entry,
) -> Vec<(&'static str, NodeId)> {
    let mut out = Vec::new();
    for c in closing(b, a, true) {
        out.extend(coverage(b, a, c, e, Window::Open));
    }
    let gap = b.core.has_gap(a);
    if b.core.options.presumption != Presumption::None && !gap {
        out.push(
            b.dag
                .rule(&PRESUMED, vec![Arg::Agreement(&a.id)], Vec::new()),
        );
    } else {
        // A list said to be complete that lacks a member shows that something is not recorded. What later
        // statements show to have been alive was.
        out.extend(evidence(b, a));
        out.push(b.dag.missing(Missing::AllActs(&a.id)));
    }
    out.into_iter().map(|n| ("steady", n)).collect()
}

/// The completeness statements about an agreement's acts, good ones only.
fn closing<'r>(b: &Build<'r, '_>, a: &'r Agreement, all_acts: bool) -> Vec<&'r Completeness> {
    b.core
        .completeness_of(a)
        .iter()
        .map(|i| &b.core.record.completeness[*i as usize])
        .filter(|c| c.set == SetKind::Acts || (c.set == SetKind::Notices && !all_acts))
        .filter(|c| b.core.is_good(c, a))
        .collect()
}

fn coverage<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    c: &'r Completeness,
    e: &Entry,
    window: Window,
) -> Option<NodeId> {
    let mut premises = vec![
        ("fact", b.dag.fact(&c.stmt, b.core.no_guard())),
        ("complete", b.dag.complete(c)),
    ];
    let mut rule = &COVERED;
    if let Some(p) = &c.period {
        match p.start() {
            End::Open => {}
            End::Unknown => return None,
            End::Date(d) => {
                // A coverage from the same year or month as entry into force is meant to hold it.
                let same = matches!(&b.dag.dates.get(e.date).term,
                    crate::dates::DateTerm::Stated { date, .. } if date.written() == d.written());
                if !same {
                    let sb = p.start_bounds();
                    let start =
                        b.dag
                            .dates
                            .period_end(&c.stmt, "period", false, (sb.first(), sb.last()));
                    premises.push(("begins", b.dag.not_after(start, e.date)));
                }
            }
        }
        match p.end() {
            End::Open => {}
            End::Unknown => return None,
            End::Date(_) => {
                let eb = p.end_bounds();
                let last = b
                    .dag
                    .dates
                    .period_end(&c.stmt, "period", true, (eb.first(), eb.last()));
                let limit = match window {
                    Window::Open => b.dag.dates.next_day(last),
                    Window::Renewals {
                        from,
                        first,
                        each,
                        before,
                    } => {
                        rule = &COVERED_RENEWALS;
                        let n = covered_terms(
                            b.dag.dates.bounds(from).1?,
                            first,
                            each,
                            before,
                            eb.first()?,
                        )?;
                        b.dag.dates.plus(from, repeated(first, each, n)?)
                    }
                };
                premises.push(("past", b.dag.since(limit, Cause::Coverage)));
            }
        }
    }
    Some(b.dag.rule(
        rule,
        vec![Arg::Agreement(&a.id), Arg::Stmt(&c.stmt)],
        premises,
    ))
}

/// How many renewals have the whole time for notice inside a coverage up to `last`, plus the first term: the
/// greatest `n` such that every expiry before the `n`th renewal's end had its time for notice covered.
fn covered_terms(
    from: Day,
    first: Duration,
    each: Duration,
    before: Duration,
    last: Day,
) -> Option<u32> {
    if each.is_zero() {
        return None;
    }
    let mut n = 0;
    while n < 20_000 {
        let end = plus(from, repeated(first, each, n)?);
        if end >= Day::LAST || minus(end, before) > last {
            return Some(n);
        }
        n += 1;
    }
    Some(n)
}

/// Statements whose date shows that the agreement was still alive.
pub(crate) fn evidence<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> Vec<NodeId> {
    let mut out = Vec::new();
    for (stmt, field, date, last, under) in signs_of_life(a) {
        let d = b.dag.dates.stated(stmt, field, date);
        let past = if last { b.dag.dates.next_day(d) } else { d };
        let premises = vec![
            ("fact", b.dag.fact(stmt, under)),
            ("past", b.dag.since(past, Cause::Coverage)),
        ];
        let args = vec![Arg::Agreement(&a.id), Arg::Stmt(stmt)];
        out.push(b.dag.rule(&HELD, args, premises));
    }
    out
}

/// A dated statement that shows life: statement, key, date, whether the date is the last day of life shown (or the first
/// day not shown), guard.
type SignOfLife<'r> = (
    &'r StatementId,
    &'static str,
    &'r UncertainDate,
    bool,
    &'r Guard,
);

/// Statements whose date shows that the agreement was still alive until then.
fn signs_of_life(a: &Agreement) -> Vec<SignOfLife<'_>> {
    let mut found: Vec<SignOfLife<'_>> = Vec::new();
    for x in &a.ended {
        found.push((&x.stmt, "on", &x.on, true, &x.under));
    }
    for p in &a.parties {
        if let Some(d) = &p.until {
            found.push((&p.stmt, "until", d, true, &p.under));
        }
        if let Some(d) = &p.from {
            found.push((&p.stmt, "from", d, true, &p.under));
        }
    }
    for x in &a.acts {
        let kind = x.act.as_str();
        let shows = super::notice::is_notice(kind)
            || matches!(
                kind,
                "termination"
                    | "mutual-termination"
                    | "expiry"
                    | "withdrawal"
                    | "extension"
                    | "renewal"
                    | "accession"
                    | "amendment"
                    | "suspension"
                    | "resumption"
                    | "supersession"
            );
        if !shows {
            continue;
        }
        let ends = super::notice::is_notice(kind)
            || matches!(
                kind,
                "termination" | "mutual-termination" | "expiry" | "withdrawal"
            );
        match (&x.effect_on, &x.on) {
            (Some(d), _) if ends => found.push((&x.stmt, "effect-on", d, false, &x.under)),
            (_, Some(d)) => found.push((&x.stmt, "on", d, false, &x.under)),
            _ => {}
        }
    }
    found
}

/// Completeness statements on an agreement's parties.
pub(crate) fn parties_complete<'r>(b: &Build<'r, '_>, a: &'r Agreement) -> Vec<&'r Completeness> {
    b.core
        .completeness_of(a)
        .iter()
        .map(|i| &b.core.record.completeness[*i as usize])
        .filter(|c| c.set == SetKind::Parties && b.core.is_good(c, a))
        .collect()
}

/// Whether a completeness statement's scope is an agreement.
pub(crate) fn scope_is(c: &Completeness, a: &Agreement) -> bool {
    matches!(&c.of, Scope::Agreement(id) if *id == a.id)
}
