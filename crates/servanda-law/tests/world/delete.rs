//! One statement taken out of a world, and what is presumed absent once it is not told.

use super::{Rng, life};
use servanda_record::*;
use servanda_time::UncertainDate;

/// Whether statements of one list can be told apart by their options, so that one may be taken away.
fn apart(guards: &[&Guard]) -> bool {
    guards.len() < 2 || guards.iter().all(|g| !g.is_always())
}

fn shows_no_end(act: &str) -> bool {
    matches!(
        act,
        "accession" | "ratification" | "extension" | "renewal" | "suspension" | "notice-revoked"
    )
}

/// The record without one statement of the life of an agreement, and which it was.
pub fn delete_one(record: &Record, rng: &mut Rng) -> Option<(Record, String)> {
    for c in &record.completeness {
        let a = record
            .agreements
            .iter()
            .find(|a| c.of == Scope::Agreement(a.id.clone()))?;
        // A list that does not name everything is void already, and stands up again when the rest is gone.
        if !life(a, &record.agreements)
            .iter()
            .all(|s| c.members.contains(s))
        {
            return None;
        }
    }
    let i = rng.below(record.agreements.len());
    let a = &record.agreements[i];
    let told = a.acts.iter().filter(|x| !counts_if_recorded(x));
    let mut can: Vec<StatementId> = told.map(|x| x.stmt.clone()).collect();
    let entry: Vec<&Guard> = a.entry_into_force.iter().map(|x| &x.under).collect();
    let term: Vec<&Guard> = a.term.iter().map(|x| &x.under).collect();
    if apart(&entry) {
        can.extend(a.entry_into_force.iter().map(|x| x.stmt.clone()));
    }
    if apart(&term) {
        can.extend(a.term.iter().map(|x| x.stmt.clone()));
    }
    can.extend(a.ended.iter().map(|x| x.stmt.clone()));
    can.extend(a.provisional.iter().map(|x| x.stmt.clone()));
    can.extend(a.relations.iter().map(|x| x.stmt.clone()));
    if let WithdrawalClause::Silent(s) | WithdrawalClause::Excluded(s) = &a.withdrawal {
        can.push(s.clone());
    }
    can.extend(record.completeness.iter().map(|c| c.stmt.clone()));
    if can.is_empty() {
        return None;
    }
    let gone = rng.pick(&can).clone();
    // A record that states an end and, later, a sign of life contradicts itself: without the end the sign of life
    // stands, which is not a loss of knowledge but the end of a contradiction.
    let first = |d: &UncertainDate| d.nominal().start;
    let end = a
        .acts
        .iter()
        .filter(|x| x.stmt == gone && !shows_no_end(&x.act));
    let end = end.flat_map(|x| [&x.on, &x.effect_on]).flatten().map(first);
    let end = end
        .chain(
            a.ended
                .iter()
                .filter(|x| x.stmt == gone)
                .map(|x| first(&x.on)),
        )
        .min();
    let lasts = a.parties.iter().flat_map(|p| [&p.from, &p.until]).flatten();
    let lasts = lasts.chain(a.ended.iter().filter(|x| x.stmt != gone).map(|x| &x.on));
    let lasts = lasts.chain(
        a.acts
            .iter()
            .filter(|x| x.stmt != gone)
            .flat_map(|x| [&x.on, &x.effect_on])
            .flatten(),
    );
    let later = lasts.map(|d| d.nominal().end).max();
    if gone.as_str().contains("/relation/") || end.zip(later).is_some_and(|(e, l)| l >= e) {
        return None;
    }
    let mut out = record.clone();
    let mut statements = std::mem::take(&mut out.statements).into_vec();
    statements.retain(|s| s.id != gone);
    out.statements = statements.into();
    out.completeness.retain(|c| c.stmt != gone);
    let a = &mut out.agreements[i];
    a.acts.retain(|x| x.stmt != gone);
    a.entry_into_force.retain(|x| x.stmt != gone);
    a.term.retain(|x| x.stmt != gone);
    a.ended.retain(|x| x.stmt != gone);
    a.provisional.retain(|x| x.stmt != gone);
    a.relations.retain(|x| x.stmt != gone);
    if matches!(&a.withdrawal, WithdrawalClause::Silent(s) | WithdrawalClause::Excluded(s) if *s == gone)
    {
        a.withdrawal = WithdrawalClause::NotRecorded;
    }
    Some((out, gone.to_string()))
}

/// Whether a statement is of an end, a suspension, a late consent, provisional application, or the text's own
/// words on how long it lasts and how it is left, that no list said to be complete names: without it,
/// the presumption takes it that there was none.
pub fn presumed_away(record: &Record, stmt: &str) -> bool {
    let mut lists = record.completeness.iter();
    if lists.any(|c| c.members.iter().any(|m| m.as_str() == stmt)) {
        return false;
    }
    let ends = |act: &str| {
        let kinds = [
            "withdrawal",
            "termination",
            "mutual-termination",
            "expiry",
            "supersession",
        ];
        act.starts_with("notice-of-") || kinds.contains(&act) || declares(act)
    };
    let sets_aside = |act: &str| {
        let kinds = [
            "suspension",
            "resumption",
            "notice-revoked",
            "notice-extended",
            "revival",
            "extension",
            "renewal",
        ];
        let joins = [
            "accession",
            "succession",
            "ratification",
            "acceptance",
            "approval",
            "deposit",
        ];
        kinds.contains(&act) || joins.contains(&act)
    };
    // Effect given from before the signature.
    let retroactive = |a: &Agreement| {
        let signed = a.signed.iter().filter_map(|s| s.on.latest()).max();
        let before = |e: &EntryIntoForce| match (&e.on, signed) {
            (Some(d), Some(signed)) => d.earliest().is_none_or(|d| d < signed),
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let mut all = a.entry_into_force.iter();
        all.any(|e| e.stmt.as_str() == stmt && before(e))
    };
    if record.agreements.iter().any(retroactive) {
        return true;
    }
    record.agreements.iter().any(|a| {
        let acts = a.acts.iter().filter(|x| ends(&x.act) || sets_aside(&x.act));
        let acts = acts.map(|x| x.stmt.as_str());
        let ended = a.ended.iter().map(|x| x.stmt.as_str());
        let provisional = a.provisional.iter().map(|x| x.stmt.as_str());
        let terms = a.term.iter().map(|x| x.stmt.as_str());
        let clause = match &a.withdrawal {
            WithdrawalClause::Silent(s) | WithdrawalClause::Excluded(s) => Some(s.as_str()),
            _ => None,
        };
        acts.chain(ended)
            .chain(provisional)
            .chain(terms)
            .chain(clause)
            .any(|s| s == stmt)
    })
}

/// What takes something away between some, or for one, or answers that: it counts only if recorded, under every
/// presumption, so that without it the opposite may follow.
fn counts_if_recorded(x: &AgreementAct) -> bool {
    let kinds = [
        "reservation",
        "reservation-withdrawn",
        "objection",
        "objection-withdrawn",
        "invocation",
        "acquiescence",
    ];
    let between = matches!(x.act.as_str(), "suspension" | "resumption");
    kinds.contains(&x.act.as_str()) || (between && !(x.to.is_empty() && x.concerns.is_empty()))
}

fn declares(act: &str) -> bool {
    matches!(act, "repudiation" | "declaration-of-nullity")
}
