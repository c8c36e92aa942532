//! How long it is said to have lasted, beside how long it did.

use crate::compare::{days, duration_outcome, length_outcome};
use crate::fact::{Fact, FactKind};
use crate::verdict::{Bilingual, Outcome};
use servanda_record::{Amount, When};
use servanda_text::Frame;
use servanda_time::Duration;

pub(super) fn agree_if(yes: bool) -> Outcome {
    if yes {
        Outcome::Agrees
    } else {
        Outcome::Differs
    }
}

/// Days in a unit of the record; `None` for what is no time.
pub(super) fn unit_days(unit: Option<&str>) -> Option<f64> {
    Some(match unit? {
        "year" | "years" => 365.2425,
        "month" | "months" => 30.436_875,
        "week" | "weeks" => 7.0,
        "day" | "days" => 1.0,
        "hour" | "hours" => 1.0 / 24.0,
        _ => return None,
    })
}

/// Compares a claimed length with the lengths of a fact.
pub(super) fn length(
    d: Duration,
    loose: bool,
    frame: &Frame,
    fact: &Fact,
) -> Option<(Outcome, Bilingual)> {
    // By how much it may be prolonged is not how long it runs.
    let prolongs = frame.acts.iter().any(|a| a.as_str() == "extension");
    if prolongs && frame.relation.is_none() && fact.kind == FactKind::Term {
        return None;
    }
    if !fact.durations.is_empty() {
        let hit = fact
            .durations
            .iter()
            .find(|f| duration_outcome(d, **f, loose) == Outcome::Agrees);
        let shown = hit.or(fact.durations.first())?;
        return Some((
            agree_if(hit.is_some()),
            Bilingual::new(
                shown.display_en().to_string(),
                shown.display_ja().to_string(),
            ),
        ));
    }
    let within = |count: &Amount, unit: f64, slack: f64| {
        let (low, high) = count.range();
        agree_if(days(d) >= low * unit * (1.0 - slack) && days(d) <= high * unit * (1.0 + slack))
    };
    // A length of renewal answers for what is said of renewing, and for nothing else.
    let of_renewal = |t: &&&servanda_record::StatedTerm| {
        ["exten", "renew", "prolong"]
            .iter()
            .any(|w| t.of.contains(w))
    };
    let renewing = frame.acts.iter().any(|a| a.as_str() == "extension");
    let any_renewal = fact.terms.iter().any(|t| of_renewal(&t));
    if renewing && frame.relation.is_none() && !any_renewal && !fact.terms.is_empty() {
        return None;
    }
    let stated: Vec<(Outcome, String)> = fact
        .terms
        .iter()
        .filter(|t| !any_renewal || of_renewal(t) == renewing)
        .filter_map(|t| {
            Some((
                within(&t.count, unit_days(t.unit.as_deref())?, 0.02),
                format!("{} {}", t.count.written, t.unit.as_deref()?),
            ))
        })
        .collect();
    if let Some((o, text)) = stated
        .iter()
        .find(|s| s.0 == Outcome::Agrees)
        .or(stated.first())
    {
        return Some((*o, Bilingual::same(text.clone())));
    }
    let event = fact.event?;
    if let Some(q) = event.quantities.iter().find(|q| q.of == "duration")
        && let Some(unit) = unit_days(q.unit.as_deref())
    {
        let slack = if loose { 0.1 } else { 0.05 };
        return Some((
            within(&q.value, unit, slack),
            Bilingual::same(format!(
                "{} {}",
                q.value.written,
                q.unit.as_deref().unwrap_or("")
            )),
        ));
    }
    let measured = fact.times.iter().find_map(|t| match &t.when {
        When::Period(p) => p.certain().and_then(servanda_time::DaySpan::len),
        When::Date(_) => None,
    })?;
    // The length is said in whole units: half a unit either way is the same length.
    let slack = if d.years > 0 {
        190.0
    } else if d.months > 0 {
        16.0
    } else {
        1.5
    };
    let outcome = length_outcome(days(d), f64::from(measured), slack, loose);
    Some((
        outcome,
        Bilingual::new(format!("{measured} days"), format!("{measured}日間")),
    ))
}

/// How many times longer one of a claimed length and the fact's own is than the other; 1 where there is none.
pub fn length_ratio(frame: &Frame, fact: &Fact) -> f64 {
    let said = frame
        .times
        .iter()
        .find_map(|t| t.time.duration.filter(|_| t.own));
    let periods = fact.times.iter().filter_map(|t| match &t.when {
        When::Period(p) => p
            .certain()
            .and_then(servanda_time::DaySpan::len)
            .map(f64::from),
        When::Date(_) => None,
    });
    let counted = fact.event.into_iter().flat_map(|e| &e.quantities);
    let counted = counted.filter_map(|q| Some(q.value.range().0 * unit_days(q.unit.as_deref())?));
    let measured = fact.durations.iter().map(|d| days(*d));
    let Some(said) = said.map(days).filter(|d| *d > 0.0) else {
        return 1.0;
    };
    measured
        .chain(counted)
        .chain(periods)
        .filter(|d| *d > 0.0)
        .map(|d| (said / d).max(d / said))
        .reduce(f64::min)
        .unwrap_or(1.0)
}
