//! Agreements.

use super::statement::Writer;
use super::view::View;
use super::{joined, on_date};
use crate::model::*;
use servanda_time::{Duration, When};

pub(super) fn agreement(v: View<'_>, w: &mut Writer<'_>) -> Agreement {
    let stmt = w.add(v, "agreement", &[], None);
    let title = v.text("title");
    Agreement {
        id: v.needed("agreement"),
        names: names_with_title(v.names("names"), &title),
        title,
        form: v.line("form").unwrap_or_default(),
        topics: v.ids("topics"),
        parties: v
            .views("parties")
            .into_iter()
            .map(|i| party(i, w))
            .collect(),
        non_parties: v
            .views("non-parties")
            .into_iter()
            .map(|i| non_party(i, w))
            .collect(),
        signed: v
            .views("signed")
            .into_iter()
            .map(|i| signed(i, w))
            .collect(),
        binding: v.view("binding").and_then(binding),
        entry_into_force: v
            .views("entry-into-force")
            .into_iter()
            .map(|i| entry(i, w))
            .collect(),
        counting: v.line("counting"),
        provisional: v
            .views("provisional")
            .into_iter()
            .map(|i| provisional(i, w))
            .collect(),
        term: v.views("term").into_iter().map(|i| term(i, w)).collect(),
        withdrawal: withdrawal(v, w),
        acts: v.views("acts").into_iter().map(|i| act(i, w)).collect(),
        ended: v.views("ended").into_iter().map(|i| ended(i, w)).collect(),
        relations: v
            .views("relations")
            .into_iter()
            .map(|i| relation(i, w))
            .collect(),
        registered: v.view("registered").map(|i| registered(i, w)),
        authentic: v
            .view("languages")
            .map(|l| l.lines("authentic"))
            .unwrap_or_default(),
        provisions: v
            .views("provisions")
            .into_iter()
            .map(|i| provision(i, w))
            .collect(),
        stmt,
    }
}

/// The names with the title first in each language, if it is not among them.
fn names_with_title(names: Names, title: &Text) -> Names {
    let mut out = names.0;
    for (lang, text) in &title.0 {
        if out.iter().all(|n| n.lang != *lang || n.name != *text) {
            let at = out
                .iter()
                .position(|n| n.lang >= *lang)
                .unwrap_or(out.len());
            out.insert(
                at,
                Name {
                    lang: lang.clone(),
                    name: text.clone(),
                    from: None,
                    until: None,
                },
            );
        }
    }
    Names(out)
}

fn party(v: View<'_>, w: &mut Writer<'_>) -> Party {
    let actor: ActorId = v.needed("actor");
    let time = v.span("from", "until").map(When::Period);
    Party {
        by: v.line("by"),
        from: v.date("from"),
        until: v.date("until"),
        under: w.guard(v),
        stmt: w.add(v, "party", &[actor.as_str()], time),
        actor,
    }
}

fn non_party(v: View<'_>, w: &mut Writer<'_>) -> NonParty {
    let actor: ActorId = v.needed("actor");
    let period = v.period("period");
    let stmt = w.add(
        v,
        "non-party",
        &[actor.as_str()],
        period.clone().map(When::Period),
    );
    NonParty {
        actor,
        period,
        stmt,
    }
}

fn signed(v: View<'_>, w: &mut Writer<'_>) -> Signed {
    Signed {
        on: v.needed_date("on"),
        at: v.ids("at"),
        by: v.ids("by"),
        under: w.guard(v),
        stmt: w.add(v, "signed", &[], on_date(v)),
    }
}

fn binding(v: View<'_>) -> Option<Binding> {
    Some(Binding {
        choice: v.id("choice")?,
        when: v.ids("when"),
    })
}

fn entry(v: View<'_>, w: &mut Writer<'_>) -> EntryIntoForce {
    let needs = v.view("needs").map(|n| Needs {
        deposits: n.count("deposits"),
        of: n.ids("of"),
        delay: n.duration("delay"),
    });
    EntryIntoForce {
        on: v.date("on"),
        by: v.line("by"),
        needs,
        never: v.flag("never"),
        under: w.guard(v),
        stmt: w.add(v, "entry-into-force", &[], on_date(v)),
    }
}

fn provisional(v: View<'_>, w: &mut Writer<'_>) -> Provisional {
    Provisional {
        on: v.needed_date("on"),
        until: v.date("until"),
        under: w.guard(v),
        stmt: w.add(
            v,
            "provisional",
            &[],
            v.span("on", "until").map(When::Period),
        ),
    }
}

fn term(v: View<'_>, w: &mut Writer<'_>) -> Term {
    let length = if let Some(d) = v.duration("for") {
        TermLength::For(d)
    } else if let Some(d) = v.date("until") {
        TermLength::Until(d)
    } else if let Some(e) = v.id("until-event") {
        TermLength::UntilEvent(e)
    } else {
        TermLength::Unlimited
    };
    let from = match v.line("from").as_deref() {
        None | Some("entry-into-force") => CountedFrom::EntryIntoForce,
        Some("signature") => CountedFrom::Signature,
        Some(_) => CountedFrom::Date(v.needed_date("from")),
    };
    // A term of which nothing further is said ends.
    let then = v.word("then").unwrap_or(AfterTerm::End);
    Term {
        length,
        from,
        then,
        renew_for: v.duration("renew-for"),
        times: v.count("times"),
        unless_notice: v.duration("unless-notice"),
        under: w.guard(v),
        stmt: w.add(v, "term", &[], None),
    }
}

fn withdrawal(v: View<'_>, w: &mut Writer<'_>) -> WithdrawalClause {
    let mut ways = Vec::new();
    for item in v.views("withdrawal") {
        let stmt = w.add(item, "withdrawal", &[], None);
        match item.line("text").as_deref() {
            Some("silent") => return WithdrawalClause::Silent(stmt),
            Some(_) => return WithdrawalClause::Excluded(stmt),
            None => {}
        }
        ways.push(Withdrawal {
            notice: item.duration("notice").unwrap_or(Duration::days(0)),
            counted_from: item.line("counted-from"),
            not_before: item.duration("not-before"),
            effect: item.word("effect").unwrap_or(WithdrawalEffect::EndOfNotice),
            grounds: item.line("grounds"),
            for_all: item.line("ends-for").as_deref() == Some("all"),
            under: w.guard(item),
            stmt,
        });
    }
    match ways.is_empty() {
        true => WithdrawalClause::NotRecorded,
        false => WithdrawalClause::Ways(ways),
    }
}

fn act(v: View<'_>, w: &mut Writer<'_>) -> AgreementAct {
    let by: Vec<ActorId> = v.ids("by");
    let act = v.line("act").unwrap_or_default();
    let on = v.date("on");
    let day = on.as_ref().map(ToString::to_string).unwrap_or_default();
    let actors = joined(&by);
    let keys = [act.as_str(), &actors, &day];
    let time = v
        .span("on", "until")
        .filter(|_| v.get("until").is_some())
        .map(When::Period);
    AgreementAct {
        person: v.ids("person"),
        to: v.ids("to"),
        until: v.date("until"),
        effect_on: v.date("effect-on"),
        at: v.ids("at"),
        concerns: v.lines("concerns"),
        claim: claim(v),
        note: v.line("note"),
        under: w.guard(v),
        stmt: w.add(v, "act", &keys, time.or_else(|| on_date(v))),
        act,
        by,
        on,
    }
}

fn claim(v: View<'_>) -> Claim {
    Claim {
        ground: v.line("ground"),
        seeks: v.line("seeks"),
        rests_on: v.ids("rests-on"),
        urgent: v.flag("urgent"),
        separable: v.flag("separable"),
        modifies: v.line("effect").as_deref() == Some("modifies"),
        precludes: v.flag("precludes"),
    }
}

fn ended(v: View<'_>, w: &mut Writer<'_>) -> Ended {
    Ended {
        on: v.needed_date("on"),
        how: v.line("how").unwrap_or_default(),
        for_parties: v.ids("for"),
        under: w.guard(v),
        stmt: w.add(v, "ended", &[], on_date(v)),
    }
}

fn relation(v: View<'_>, w: &mut Writer<'_>) -> Relation {
    let to: AgreementId = v.needed("to");
    let kind = v.line("kind").unwrap_or_default();
    let stmt = w.add(v, "relation", &[&kind, to.as_str()], None);
    Relation {
        to,
        kind,
        articles: v.lines("articles"),
        binds_all: v.flag("binds-all"),
        stmt,
    }
}

fn registered(v: View<'_>, w: &mut Writer<'_>) -> Registered {
    Registered {
        number: v.line("number"),
        series: v.line("series"),
        on: v.date("on"),
        stmt: w.add(v, "registered", &[], on_date(v)),
    }
}

fn provision(v: View<'_>, w: &mut Writer<'_>) -> Provision {
    let article = v.line("article").unwrap_or_default();
    let period = v.period("period");
    let stmt = w.add(
        v,
        "provision",
        &[&article],
        period.clone().map(When::Period),
    );
    let by = v.lines("by");
    let bearer = match by.iter().any(|b| b == "each-party") || by.is_empty() {
        true => Bearer::EachParty,
        false => Bearer::Actors(v.ids("by")),
    };
    let toward = v.lines("toward");
    let toward = if toward.iter().any(|t| t == "everyone") {
        Toward::Everyone
    } else if toward.is_empty() || toward.iter().any(|t| t == "other-parties") {
        Toward::OtherParties
    } else {
        Toward::Actors(v.ids("toward"))
    };
    Provision {
        article,
        topic: v.needed("topic"),
        says: v.text("says"),
        duty: v.word("duty").unwrap_or(Duty::Unmodelled),
        by: bearer,
        toward,
        acts: v.ids("act"),
        essential: v.flag("essential"),
        about: v.lines("about"),
        when: v.view("when").and_then(trigger),
        unless: v.views("unless").into_iter().map(exception).collect(),
        within: v.view("within").and_then(deadline),
        condition: v.view("condition").map(condition),
        in_exchange_for: v.line("in-exchange-for"),
        period,
        survives: v.flag("survives"),
        terms: v.views("terms").into_iter().map(stated_term).collect(),
        under: w.guard(v),
        stmt,
    }
}

/// The role that the words and ids under a key name. `attacked` may name a place, which the caller
/// settles once it is known which ids are places.
fn role(v: View<'_>, key: &str) -> Option<Role> {
    let words = v.lines(key);
    Some(match words.first()?.as_str() {
        "other-party" => Role::OtherParty,
        "each-party" => Role::EachParty,
        "third-state" => Role::ThirdState,
        _ => Role::Actors(v.ids(key)),
    })
}

fn trigger(v: View<'_>) -> Option<Trigger> {
    if let Some(event) = v.id("event") {
        return Some(Trigger::Event(event));
    }
    if v.get("open").is_some() {
        return Some(Trigger::Open(v.text("open")));
    }
    Some(Trigger::Attacked {
        who: role(v, "attacked")?,
        by: role(v, "by"),
        unprovoked: v.flag("unprovoked"),
        at: v.id("at"),
        during: v.id("during"),
    })
}

fn exception(v: View<'_>) -> Exception {
    match v.line("exception") {
        Some(name) => Exception::Named(name),
        None => Exception::Open(v.text("open")),
    }
}

fn deadline(v: View<'_>) -> Option<Deadline> {
    if let Some(day) = v.date("on") {
        return Some(Deadline::On(day));
    }
    let length = v.duration("for")?;
    Some(match v.line("after").as_deref() {
        None | Some("entry-into-force") => Deadline::AfterEntry(length),
        Some(event) => Deadline::After(length, event.into()),
    })
}

fn condition(v: View<'_>) -> Condition {
    if let Some(event) = v.id("event") {
        return Condition::Event(event);
    }
    match v.line("agreement") {
        Some(text) => {
            Condition::InForce(text.strip_suffix("in force").unwrap_or(&text).trim().into())
        }
        None => Condition::Open(v.text("open")),
    }
}

fn stated_term(v: View<'_>) -> StatedTerm {
    StatedTerm {
        of: v.line("of").unwrap_or_default(),
        count: v.amount("count"),
        unit: v.line("unit"),
        about: v.lines("about"),
        note: v.line("note"),
    }
}
