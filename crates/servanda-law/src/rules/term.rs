//! Terms and their renewal (VCLT 1969 art. 54(a)).

use super::closure::{self, Window};
use super::entry::Entry;
use super::{Rule, rule};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::dates::{DateId, repeated};
use crate::force::Build;
use servanda_record::{AfterTerm, Agreement, CountedFrom, Term, TermLength};
use servanda_time::Duration;

pub(crate) static RULES: &[&Rule] = &[
    &NONE,
    &UNLIMITED,
    &FIXED,
    &EVENT,
    &RENEWED,
    &INDEFINITE,
    &EXTENDED,
    &NOTICED,
    &LONGER,
];

rule! {
    /// No term stated: it runs on for as long as nothing ended it.
    NONE = "term-none", "both", "VCLT 1969 arts 42(2), 54";
    when "!any(stated) & any(closed)";
    premises [("stated", "terms of A, where all are under options", "fact"), ("closed", "evidence(A) and coverage of notices", "held-until|covered|presumed-going-on|missing")];
    en "nothing had ended {A}", "{A} had ended";
    ja "{A}を終了させたものはなかった", "{A}は終了していた";
    law "A treaty without a term goes on until it is ended; that nothing ended it must be shown.",
        "期間の定めのない条約は終了されるまで存続する。終了事由の不存在は示されなければならない。";
    readings []; case "absence-of-notice"
}
rule! {
    /// Without limit, expressly.
    UNLIMITED = "term-unlimited", "both", "VCLT 1969 arts 42(2), 54";
    when "fact & all(taken) & !any(displaced) & any(closed)";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, term)", "taken"), ("displaced", "other term of A under more options", "fact"),
              ("closed", "evidence(A) and coverage of notices", "held-until|covered|presumed-going-on|missing")];
    en "nothing had ended {A}, which has no limit of time", "{A} had ended";
    ja "期間の限りのない{A}を終了させたものはなかった", "{A}は終了していた";
    law "A treaty of unlimited duration goes on until it is ended; that nothing ended it must be shown.",
        "無期限の条約は終了されるまで存続する。終了事由の不存在は示されなければならない。";
    readings []; case "inf-1987"
}
rule! {
    /// A fixed term.
    FIXED = "term-fixed", "both", "VCLT 1969 art. 54(a)";
    when "fact & all(taken) & !any(displaced) & (!expired | any(extended) | any(longer))";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, term)", "taken"), ("displaced", "other term of A under more options", "fact"),
              ("expired", "first day after the term", "since|passed"), ("extended", "extensions(A)", "extended|missing"),
              ("longer", "evidence(A)", "recorded-longer")];
    en "the term of {A} was running", "the term of {A} had run out";
    ja "{A}の期間は継続していた", "{A}の期間は満了していた";
    law "A treaty concluded for a term ends when the term runs out, unless extended.",
        "期間を定めた条約は、延長されない限り、その満了により終了する。";
    readings ["clock from ratification or signature"]; case "fixed-term"
}
rule! {
    /// Until an event.
    EVENT = "term-event", "both", "VCLT 1969 art. 54(a)";
    when "fact & all(taken) & !any(displaced) & (!expired | any(extended) | any(longer))";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, term)", "taken"), ("displaced", "other term of A under more options", "fact"),
              ("expired", "day after the event", "since|missing"), ("extended", "extensions(A)", "extended|missing"),
              ("longer", "evidence(A)", "recorded-longer")];
    en "the event that was to end {A} had not passed", "the event that was to end {A} had passed";
    ja "{A}を終了させるべき事由はまだ過ぎていなかった", "{A}を終了させるべき事由は過ぎていた";
    law "A treaty made until an event ends with it.", "事由の発生までとされた条約は、その発生により終了する。";
    readings []; case "expiry-by-event"
}
rule! {
    /// Renewed term after term unless notice was given in time.
    RENEWED = "term-renewed", "both", "VCLT 1969 art. 54(a)";
    when "fact & all(taken) & !any(displaced) & (!first | any(extended) | any(longer) | (!any(noticed) & !any(spent) & any(closed)))";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, term)", "taken"), ("displaced", "other term of A under more options", "fact"),
              ("first", "first day after the first term", "since|passed"), ("noticed", "notices(A)", "noticed"),
              ("spent", "first day after the last renewal allowed", "since|passed"),
              ("closed", "evidence(A) and coverage of notices in time", "held-until|covered|presumed-going-on|missing"),
              ("extended", "extensions(A)", "extended|missing"), ("longer", "evidence(A)", "recorded-longer")];
    en "the first term of {A} or a renewal of it was running", "{A} had run out and was not renewed";
    ja "{A}の当初の期間又は更新された期間は継続していた", "{A}は期間が満了し更新されていなかった";
    law "Where the text renews a treaty unless notice is given a stated time before expiry, notice in time ends it at the end of the running term, and absence of notice renews it.",
        "満了の一定期間前に予告がない限り更新すると条約が定める場合、期限内の予告は進行中の期間の満了時に条約を終了させ、予告がなければ更新される。";
    readings ["effect of notice", "clock from ratification or signature"]; case "neutrality-pact-1941"
}
rule! {
    /// After the term without limit.
    INDEFINITE = "term-indefinite", "both", "VCLT 1969 art. 54(a)";
    when "fact & all(taken) & !any(displaced) & (!first | any(closed))";
    premises [("fact", "one", "fact"), ("taken", "conflict(A, term)", "taken"), ("displaced", "other term of A under more options", "fact"),
              ("first", "first day after the first term", "since|passed"),
              ("closed", "evidence(A) and coverage of notices", "held-until|covered|presumed-going-on|missing")];
    en "{A} was in its term or went on after it", "{A} did not go on after its term";
    ja "{A}は期間中又はその後も継続していた", "{A}は期間後継続しなかった";
    law "Where the text lets a treaty go on after its first term, it goes on until ended.",
        "当初の期間後も継続すると定める条約は、終了されるまで継続する。";
    readings []; case "indefinite-after-term"
}
rule! {
    /// Extended or renewed by an act.
    EXTENDED = "extended", "both", "VCLT 1969 arts 39, 54";
    when "fact & since & !past";
    premises [("fact", "one", "fact"), ("since", "act.on", "since"), ("past", "day after act.until", "since")];
    en "{A} was extended by the parties", "no extension of {A} covered the day";
    ja "{A}は当事国により延長されていた", "{A}の延長はその日に及んでいなかった";
    law "The parties may extend a treaty by agreement.", "当事国は合意により条約を延長できる。";
    readings []; case "extension"
}
rule! {
    /// A notice in time keeps the next term from beginning.
    NOTICED = "noticed", "both", "VCLT 1969 arts 54(a), 67–68";
    when "fact & all(term) & !any(displaced) & since & !any(revoked)";
    premises [("fact", "one", "fact"), ("term", "for one of several parties: the term it leaves at the end of", "fact|taken"),
              ("displaced", "other term of A under more options", "fact"), ("since", "end of the first term for which the notice was in time", "since|passed"),
              ("revoked", "revocations(A, notice)", "revoked|missing")];
    en "notice in time had kept {A} from being renewed", "no notice had kept {A} from being renewed by then";
    ja "期限内の予告により{A}は更新されなかった", "その時までに{A}の更新を妨げた予告はなかった";
    law "Notice in time ends a treaty at the end of the term then running, not on the day it is given.",
        "期限内の予告は、予告の日ではなく進行中の期間の満了時に条約を終了させる。";
    readings ["effect of notice"]; case "neutrality-pact-1941"
}
rule! {
    /// The record states an end later than its term gives: in doubt between the two.
LONGER = "recorded-longer", "record", "record";
    when "held & unlisted";
    premises [("held", "one", "held-until"), ("unlisted", "one", "missing")];
    en "{A} went on after its term, as a later statement suggests", "no later statement suggests that {A} went on after its term";
    ja "後の陳述が示唆するとおり{A}は期間後も存続していた", "{A}の期間後の存続を示唆する後の陳述はない";
    law "Where the term had run out but a later statement shows the treaty alive, the record does not agree with itself, and the answer between the two is unknown.",
        "期間が満了していても後の陳述が条約の存続を示す場合、記録は一致せず、その間は不明とする。";
    readings []; case "recorded-end-and-term"
}

/// The first day after a term counted from a recorded beginning.
fn start<'r>(b: &mut Build<'r, '_>, a: &'r Agreement, t: &'r Term, e: &Entry) -> DateId {
    match &t.from {
        CountedFrom::EntryIntoForce => e.date,
        CountedFrom::Date(d) => b.dag.dates.stated(&t.stmt, "from", d),
        CountedFrom::Signature => {
            let all: Vec<DateId> = a
                .signed
                .iter()
                .map(|s| b.dag.dates.stated(&s.stmt, "on", &s.on))
                .collect();
            match all.len() {
                0 => b.dag.dates.not_stated(),
                1 => all[0],
                _ => b.dag.dates.latest(all),
            }
        }
    }
}

/// Whether the day lies within a term, for one entry into force and one term (or none).
pub(crate) fn within<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    e: &Entry,
    t: Option<&'r Term>,
) -> NodeId {
    let Some(t) = t else {
        let mut premises = closure::closed(b, a, e, Window::Open);
        for t in &a.term {
            premises.push(("stated", b.dag.fact(&t.stmt, &t.under)));
        }
        return b.dag.rule(&NONE, vec![Arg::Agreement(&a.id)], premises);
    };
    let args = vec![Arg::Agreement(&a.id), Arg::Stmt(&t.stmt)];
    let mut premises = b.chosen(
        &t.stmt,
        &t.under,
        a.term.iter().map(|o| (&o.stmt, &o.under)),
    );
    let (over, length) = match &t.length {
        TermLength::Unlimited => {
            premises.extend(closure::closed(b, a, e, Window::Open));
            return b.dag.rule(&UNLIMITED, args, premises);
        }
        TermLength::UntilEvent(id) => {
            premises.push(("expired", after_event(b, a, id)));
            premises.extend(extensions(b, a));
            premises.extend(longer(b, a));
            return b.dag.rule(&EVENT, args, premises);
        }
        TermLength::Until(d) => {
            let last = b.dag.dates.stated(&t.stmt, "until", d);
            (b.dag.dates.next_day(last), None)
        }
        TermLength::For(d) => {
            let from = start(b, a, t, e);
            (b.dag.dates.plus(from, *d), Some((from, *d)))
        }
    };
    let first = match length {
        Some(_) => super::change::passed(b, a, over, Cause::Expiry),
        None => b.dag.since(over, Cause::Expiry),
    };
    match t.then {
        AfterTerm::End => {
            premises.push(("expired", first));
            premises.extend(extensions(b, a));
            premises.extend(longer(b, a));
            b.dag.rule(&FIXED, args, premises)
        }
        AfterTerm::Indefinite => {
            premises.push(("first", first));
            premises.extend(closure::closed(b, a, e, Window::Open));
            b.dag.rule(&INDEFINITE, args, premises)
        }
        AfterTerm::Renew => {
            premises.push(("first", first));
            renewals(b, a, t, e, (over, length), &mut premises);
            premises.extend(extensions(b, a));
            premises.extend(longer(b, a));
            b.dag.rule(&RENEWED, args, premises)
        }
    }
}

/// Premises about renewals: notices in time, the greatest number, absence of notices.
fn renewals<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    t: &'r Term,
    e: &Entry,
    (over, length): (DateId, Option<(DateId, Duration)>),
    premises: &mut Vec<(&'static str, NodeId)>,
) {
    // A first term that ends on a stated day is counted from that day on.
    let (from, first) = length.unwrap_or((over, Duration::default()));
    let each = t.renew_for.unwrap_or(first);
    let before = t.unless_notice.unwrap_or_default();
    for n in a.acts.iter().filter(|x| super::notice::is_notice(&x.act)) {
        if super::notice::ends_for_all(b, a, n) {
            let given = super::notice::given(b, n);
            let end = b.dag.dates.expiry(from, first, each, before, given);
            let node = super::notice::taking_effect(b, a, n, end, &NOTICED, Vec::new());
            premises.push(("noticed", node));
        }
    }
    if let Some(times) = t.times
        && let Some(total) = repeated(first, each, times)
    {
        let end = b.dag.dates.plus(from, total);
        let end = super::change::passed(b, a, end, Cause::Expiry);
        premises.push(("spent", end));
    }
    premises.extend(closure::closed(
        b,
        a,
        e,
        Window::Renewals {
            from,
            first,
            each,
            before,
        },
    ));
}

fn after_event<'r>(
    b: &mut Build<'r, '_>,
    _a: &'r Agreement,
    id: &'r servanda_record::EventId,
) -> NodeId {
    let Some(event) = b.core.record.event(id.as_str()) else {
        return b.dag.missing(Missing::EventTime(id));
    };
    let dates: Vec<DateId> = event
        .when
        .iter()
        .map(|w| b.event_end(&w.stmt, &w.when))
        .collect();
    let last = match dates.len() {
        0 => return b.dag.missing(Missing::EventTime(id)),
        1 => dates[0],
        _ => b.dag.dates.between(dates),
    };
    let past = b.dag.dates.next_day(last);
    b.dag.since(past, Cause::Event)
}

fn extensions<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> Vec<(&'static str, NodeId)> {
    let mut out = Vec::new();
    for x in a
        .acts
        .iter()
        .filter(|x| x.act == "extension" || x.act == "renewal")
    {
        let (Some(on), Some(until)) = (&x.on, &x.until) else {
            continue;
        };
        let on = b.dag.dates.stated(&x.stmt, "on", on);
        let last = b.dag.dates.stated(&x.stmt, "until", until);
        let past = b.dag.dates.next_day(last);
        let fact = b.dag.fact(&x.stmt, &x.under);
        let premises = vec![
            ("fact", fact),
            ("since", b.dag.since(on, Cause::Expiry)),
            ("past", b.dag.since(past, Cause::Expiry)),
        ];
        let args = vec![Arg::Agreement(&a.id), Arg::Stmt(&x.stmt)];
        out.push(("extended", b.dag.rule(&EXTENDED, args, premises)));
    }
    if !b.core.silence_counts(a) {
        out.push(("extended", b.dag.missing(Missing::AllActs(&a.id))));
    }
    out
}

/// Statements that show life after the term: between the two, the record does not agree with itself.
fn longer<'r>(b: &mut Build<'r, '_>, a: &'r Agreement) -> Vec<(&'static str, NodeId)> {
    let mut out = Vec::new();
    for held in closure::evidence(b, a) {
        let premises = vec![
            ("held", held),
            ("unlisted", b.dag.missing(Missing::RecordedLonger(&a.id))),
        ];
        out.push((
            "longer",
            b.dag.rule(&LONGER, vec![Arg::Agreement(&a.id)], premises),
        ));
    }
    out
}

/// For a party of many: its notice in time ends its own part at the end of the running term.
pub(crate) fn left_at_renewal<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    n: &'r servanda_record::AgreementAct,
) -> Vec<NodeId> {
    let mut out = Vec::new();
    for t in a.term.iter().filter(|t| t.then == AfterTerm::Renew) {
        let TermLength::For(first) = t.length else {
            continue;
        };
        for e in super::entry::entries(b, a) {
            let from = start(b, a, t, &e);
            let each = t.renew_for.unwrap_or(first);
            let given = super::notice::given(b, n);
            let end = b.dag.dates.expiry(
                from,
                first,
                each,
                t.unless_notice.unwrap_or_default(),
                given,
            );
            let others = a.term.iter().map(|o| (&o.stmt, &o.under));
            let chosen = b.chosen(&t.stmt, &t.under, others).into_iter();
            let of = chosen.map(|(label, n)| match label {
                "displaced" => (label, n),
                _ => ("term", n),
            });
            let of = of.collect();
            out.push(super::notice::taking_effect(b, a, n, end, &NOTICED, of));
        }
    }
    // Where no term is surely stated, and the record's silence shows nothing, there may have been one to leave.
    let stated = a.term.iter().any(|t| t.under.is_always());
    let known = matches!(a.withdrawal, servanda_record::WithdrawalClause::NotRecorded);
    if !stated && !known && !b.core.silence_counts(a) {
        out.extend(super::notice::unclear(b, a, n));
    }
    out
}
