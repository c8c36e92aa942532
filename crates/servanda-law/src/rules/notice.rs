//! Notices of denunciation, withdrawal and non-renewal, and when they take effect
//! (VCLT 1969 arts 54, 56, 65–68).

use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::dates::DateId;
use crate::force::Build;
use servanda_record::{
    AfterTerm, Agreement, AgreementAct, TermLength, Withdrawal, WithdrawalClause, WithdrawalEffect,
};
use servanda_time::Duration;

pub(crate) static RULES: &[&Rule] = &[&NOTICE, &SILENT, &UNCLEAR, &REVOKED];

rule! {
    /// A notice takes effect.
    NOTICE = "notice", "both", "VCLT 1969 arts 54(a), 67–68";
    when "fact & since & !any(revoked)";
    premises [("fact", "one", "fact"), ("since", "day of effect by the text or as recorded", "since|passed"),
              ("revoked", "revocations(A, notice)", "revoked|missing")];
    en "the notice ending {A} had taken effect", "the notice ending {A} had not taken effect";
    ja "{A}を終了させる通告は効力を生じていた", "{A}を終了させる通告は効力を生じていなかった";
    law "A notice under the text takes effect when the text says, usually after a period; until then the treaty binds. It may be revoked before.",
        "条約に基づく通告は、条約の定める時(通常は一定期間後)に効力を生じ、それまで条約は拘束する。それ以前は撤回できる。";
    readings ["effect of notice"]; case "inf-1987"
}
rule! {
    /// A notice where the text is silent.
    SILENT = "notice-silent", "both", "VCLT 1969 art. 56";
    when "fact & implied & since & !any(revoked)";
    premises [("fact", "one", "fact"), ("implied", "choice withdrawal-when-text-silent = implied", "choice|missing"),
              ("since", "notice plus twelve months", "since|passed"), ("revoked", "revocations(A, notice)", "revoked|missing")];
    en "the notice, taken as allowed, had ended {A}", "the notice had not ended {A}";
    ja "許されるものとして、通告は{A}を終了させていた", "通告は{A}を終了させていなかった";
    law "Where the text is silent there is no right to withdraw unless the parties meant it or the nature of the treaty implies it; then at least twelve months' notice is due.",
        "規定がない場合、当事国の意図又は条約の性質から推認されない限り脱退権はなく、認められる場合も少なくとも12か月前の通告を要する。";
    readings ["withdrawal-when-text-silent"]; case "vclt-56"
}
rule! {
    /// A notice whose effect the record does not give.
    UNCLEAR = "notice-unclear", "method", "completeness";
    when "fact & since & unlisted & !any(revoked)";
    premises [("fact", "one", "fact"), ("since", "notice.on", "since"), ("unlisted", "one", "missing"),
              ("revoked", "revocations(A, notice)", "revoked|missing")];
    en "the notice had ended {A}", "no notice ending {A} had been given";
    ja "通告は{A}を終了させていた", "{A}を終了させる通告はなされていなかった";
    law "What a notice brings about must be stated by the text or recorded.", "通告の効果は条約文又は記録による。";
    readings []; case "notice-without-clause"
}
rule! {
    /// A notice revoked before it took effect.
    REVOKED = "revoked", "both", "VCLT 1969 art. 68";
    when "fact & after & before";
    premises [("fact", "one", "fact"), ("after", "notice not after revocation", "not-after"),
              ("before", "revocation before effect", "not-after")];
    en "the notice was revoked before it took effect", "the notice was not revoked before it took effect";
    ja "通告は効力を生ずる前に撤回された", "通告は効力を生ずる前に撤回されなかった";
    law "A notice may be revoked at any time before it takes effect.", "通告は効力を生ずる前にいつでも撤回できる。";
    readings []; case "notice-revoked"
}

/// The global choice point on art. 56, and the option on which a right is implied.
pub(crate) const SILENT_CHOICE: (&str, &str) = ("withdrawal-when-text-silent", "implied");

/// Whether an act is a notice that ends, or keeps from renewing.
pub(crate) fn is_notice(act: &str) -> bool {
    matches!(
        act,
        "notice-of-denunciation" | "notice-of-withdrawal" | "notice-of-non-renewal"
    )
}

/// The day a notice was given, as recorded.
pub(crate) fn given<'r>(b: &mut Build<'r, '_>, n: &'r AgreementAct) -> DateId {
    match &n.on {
        Some(on) => b.dag.dates.stated(&n.stmt, "on", on),
        None => b.dag.dates.not_stated(),
    }
}

/// Whether a party's ending of its part ends the whole: of two sides, or done by all.
pub(crate) fn ends_for_all(b: &Build<'_, '_>, a: &Agreement, n: &AgreementAct) -> bool {
    all_part(b.core, a, n)
}

/// The same, of a record: or the text lets a notice of one end it for all.
pub(crate) fn all_part(core: &crate::core::Core, a: &Agreement, n: &AgreementAct) -> bool {
    let by_text = || {
        is_notice(&n.act)
            && matches!(&a.withdrawal, WithdrawalClause::Ways(ways) if ways.iter().any(|w| w.for_all))
    };
    n.by.is_empty()
        || core.two_sided(a)
        || by_text()
        || a.parties
            .iter()
            .all(|p| n.by.iter().any(|x| core.same_person(x, &p.actor)))
}

/// The conclusion that a notice has taken effect from `end` on, unless revoked before.
pub(crate) fn taking_effect<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r AgreementAct,
    end: DateId,
    rule: &'static Rule,
    more: Vec<(&'static str, NodeId)>,
) -> NodeId {
    let cause = if ends_for_all(b, a, n) {
        Cause::Notice
    } else {
        Cause::Withdrawal
    };
    let mut premises = vec![("fact", b.dag.fact(&n.stmt, &n.under))];
    premises.extend(more);
    let end = extended(b, a, n, end);
    let reckoned = matches!(
        b.dag.dates.get(end).term,
        crate::dates::DateTerm::Plus(..) | crate::dates::DateTerm::Expiry { .. }
    );
    let since = if reckoned && rule.id != UNCLEAR.id {
        super::change::passed(b, a, end, cause)
    } else {
        b.dag.since(end, cause)
    };
    premises.push(("since", since));
    for r in a.acts.iter().filter(|r| r.act == "notice-revoked") {
        let same = r.by.is_empty() || n.by.is_empty() || r.by.iter().any(|x| n.by.contains(x));
        let (Some(on), true) = (&r.on, same) else {
            continue;
        };
        let (on, given) = (b.dag.dates.stated(&r.stmt, "on", on), given(b, n));
        let next = b.dag.dates.next_day(on);
        let premises_of = vec![
            ("fact", b.dag.fact(&r.stmt, &r.under)),
            ("after", b.dag.not_after(given, on)),
            ("before", b.dag.not_after(next, end)),
        ];
        let args = vec![
            Arg::Agreement(&a.id),
            Arg::Stmt(&r.stmt),
            Arg::Stmt(&n.stmt),
        ];
        premises.push(("revoked", b.dag.rule(&REVOKED, args, premises_of)));
    }
    if !b.core.silence_counts(a) {
        premises.push(("revoked", b.dag.missing(Missing::AllActs(&a.id))));
    }
    b.dag.rule(
        rule,
        vec![Arg::Agreement(&a.id), Arg::Stmt(&n.stmt)],
        premises,
    )
}

/// The day a notice takes effect, put off where the parties agreed to a later one (its last day without effect is
/// `until`).
fn extended<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r AgreementAct,
    end: DateId,
) -> DateId {
    let mut all = vec![end];
    for x in a
        .acts
        .iter()
        .filter(|x| x.act == "notice-extended" && x.under.is_always())
    {
        let same = x.by.is_empty() || n.by.is_empty() || x.by.iter().any(|y| n.by.contains(y));
        if let (Some(until), true) = (&x.until, same) {
            let last = b.dag.dates.stated(&x.stmt, "until", until);
            all.push(b.dag.dates.next_day(last));
        }
    }
    if all.len() == 1 {
        end
    } else {
        b.dag.dates.latest(all)
    }
}

/// The ends a notice brings about outside renewals; none where the text gives it no effect.
pub(crate) fn effect<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r AgreementAct,
) -> Option<NodeId> {
    if let Some(on) = &n.effect_on {
        // What is recorded as the day of effect counts where an option says so, or the text allows notice.
        let allowed = !matches!(
            a.withdrawal,
            WithdrawalClause::Silent(_) | WithdrawalClause::Excluded(_)
        );
        if allowed || !n.under.is_always() {
            let end = b.dag.dates.stated(&n.stmt, "effect-on", on);
            return Some(taking_effect(b, a, n, end, &NOTICE, Vec::new()));
        }
    }
    match &a.withdrawal {
        WithdrawalClause::Excluded(_) => None,
        WithdrawalClause::Ways(ways) => {
            let ends: Vec<DateId> = ways.iter().filter_map(|w| end_of(b, a, n, w)).collect();
            match ends.len() {
                0 => unclear(b, a, n),
                1 => Some(taking_effect(b, a, n, ends[0], &NOTICE, Vec::new())),
                _ => {
                    let end = b.dag.dates.between(ends);
                    Some(taking_effect(b, a, n, end, &NOTICE, Vec::new()))
                }
            }
        }
        WithdrawalClause::Silent(_) => {
            let from = given(b, n);
            let mut end = b.dag.dates.plus(from, Duration::months(12));
            if let Some(on) = &n.effect_on {
                let stated = b.dag.dates.stated(&n.stmt, "effect-on", on);
                end = b.dag.dates.latest(vec![end, stated]);
            }
            let implied = match b.core.record.choice_point(SILENT_CHOICE.0) {
                Some(c) => {
                    let options = c
                        .options
                        .iter()
                        .map(|o| &o.id)
                        .filter(|o| o.as_str() == SILENT_CHOICE.1)
                        .collect();
                    b.dag.choice(&c.id, options)
                }
                None => b.dag.missing(Missing::RightImplied(&a.id)),
            };
            Some(taking_effect(
                b,
                a,
                n,
                end,
                &SILENT,
                vec![("implied", implied)],
            ))
        }
        WithdrawalClause::NotRecorded => {
            // Under a term that renews, a notice works by keeping it from renewing.
            let renews = a.term.iter().any(|t| t.then == AfterTerm::Renew);
            if (renews || n.act == "notice-of-non-renewal") && b.core.silence_counts(a) {
                None
            } else {
                unclear(b, a, n)
            }
        }
    }
}

/// A notice of which the record does not say what it brings about.
pub(crate) fn unclear<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r AgreementAct,
) -> Option<NodeId> {
    let from = given(b, n);
    let missing = b.dag.missing(Missing::EffectOfNotice(&n.stmt));
    Some(taking_effect(
        b,
        a,
        n,
        from,
        &UNCLEAR,
        vec![("unlisted", missing)],
    ))
}

/// The day a notice takes effect by one way the text allows; `None` where renewals or a day recorded with the act
/// decide.
fn end_of<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r AgreementAct,
    w: &'r Withdrawal,
) -> Option<DateId> {
    let mut from = given(b, n);
    if let Some(wait) = w.not_before {
        let entries: Vec<DateId> = a
            .entry_into_force
            .iter()
            .filter_map(|e| e.on.as_ref().map(|on| (e, on)))
            .map(|(e, on)| b.dag.dates.stated(&e.stmt, "on", on))
            .collect();
        let entry = match entries.len() {
            0 => b.dag.dates.not_stated(),
            1 => entries[0],
            _ => b.dag.dates.between(entries),
        };
        let allowed = b.dag.dates.plus(entry, wait);
        from = b.dag.dates.latest(vec![from, allowed]);
    }
    let end = b.dag.dates.plus(from, w.notice);
    match w.effect {
        WithdrawalEffect::EndOfNotice => Some(end),
        WithdrawalEffect::FixedDate => None,
        WithdrawalEffect::EndOfTerm => {
            let t = a.term.first()?;
            let start = match (&t.from, a.entry_into_force.iter().find(|e| e.on.is_some())) {
                (servanda_record::CountedFrom::EntryIntoForce, Some(e)) => {
                    b.dag.dates.stated(&e.stmt, "on", e.on.as_ref()?)
                }
                (servanda_record::CountedFrom::Signature, _) => {
                    let s = a.signed.first()?;
                    b.dag.dates.stated(&s.stmt, "on", &s.on)
                }
                (servanda_record::CountedFrom::Date(d), _) => {
                    b.dag.dates.stated(&t.stmt, "from", d)
                }
                _ => return None,
            };
            match &t.length {
                TermLength::For(d) => {
                    let each = t.renew_for.unwrap_or(*d);
                    Some(b.dag.dates.expiry(start, *d, each, w.notice, from))
                }
                TermLength::Until(d) => {
                    let last = b.dag.dates.stated(&t.stmt, "until", d);
                    let over = b.dag.dates.next_day(last);
                    Some(b.dag.dates.latest(vec![over, end]))
                }
                _ => Some(end),
            }
        }
    }
}
