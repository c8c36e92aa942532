//! Questions to the law, and their answers as JSON.

use crate::lookup::{known_actor, known_agreement, known_event};
use serde_json::{Value, json};
use servanda_law::{Answer, Finding, FindingFilter, Law, Obligation, ReadingSpec, Segment};
use servanda_time::{Day, Truth};

/// An agreement, as a whole, for one party, or between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Force<'q> {
    /// The agreement's id.
    pub agreement: &'q str,
    /// For this party.
    pub party: Option<&'q str>,
    /// Between the party and this one.
    pub other: Option<&'q str>,
}

impl Force<'_> {
    fn known(&self, law: &Law) -> Result<(), String> {
        known_agreement(law.record(), self.agreement)?;
        if self.party.is_none() && self.other.is_some() {
            return Err("between whom? `other` needs a `party`".to_owned());
        }
        [self.party, self.other]
            .into_iter()
            .flatten()
            .try_for_each(|x| known_actor(law.record(), x))
    }
}

/// Whether an agreement was in force on a day.
///
/// # Errors
/// An agreement or actor that the record does not have.
pub fn in_force<'l>(law: &'l Law, asked: Force<'_>, on: Day) -> Result<Answer<'l>, String> {
    asked.known(law)?;
    law.in_force(asked.agreement, asked.party, asked.other, on)
        .map_err(|e| e.to_string())
}

/// The life of an agreement, or its force for one party, in stretches.
///
/// # Errors
/// An agreement or actor that the record does not have.
pub fn segments(law: &Law, asked: Force<'_>) -> Result<Vec<Segment>, String> {
    asked.known(law)?;
    match asked.party {
        Some(p) => law.timeline(asked.agreement, p).map(|t| t.segments),
        None => law.life(asked.agreement),
    }
    .map_err(|e| e.to_string())
}

/// What bound, or may have bound, an actor on a day.
///
/// # Errors
/// An actor that the record does not have.
pub fn bound<'l>(
    law: &'l Law,
    actor: &str,
    toward: Option<&str>,
    on: Day,
) -> Result<Vec<Obligation<'l>>, String> {
    known_actor(law.record(), actor)?;
    if let Some(t) = toward {
        known_actor(law.record(), t)?;
    }
    law.bound(actor, toward, on).map_err(|e| e.to_string())
}

/// How events stand to provisions.
///
/// # Errors
/// Nothing asked for in particular; ids that the record does not have.
pub fn conduct<'l>(law: &'l Law, filter: &FindingFilter) -> Result<Vec<Finding<'l>>, String> {
    if filter.actor.is_none() && filter.event.is_none() && filter.agreement.is_none() {
        return Err(
            "say whose conduct: that of an actor, in an event, or under an agreement".to_owned(),
        );
    }
    if let Some(a) = &filter.agreement {
        known_agreement(law.record(), a)?;
    }
    if let Some(a) = &filter.actor {
        known_actor(law.record(), a)?;
    }
    if let Some(e) = &filter.event {
        known_event(law.record(), e)?;
    }
    law.conduct(filter).map_err(|e| e.to_string())
}

/// An answer with what it turns on; with its proof, if wanted.
#[must_use]
pub fn answer_json(law: &Law, a: &Answer<'_>, spec: &ReadingSpec, proof: bool) -> Value {
    let flips: Vec<Value> = a
        .flips_from(spec)
        .unwrap_or_default()
        .iter()
        .map(|f| json!({ "changes": f.changes.iter().map(|(c, from, to)| json!({ "choice": c, "from": from, "to": to })).collect::<Vec<_>>(), "gives": f.gives }))
        .collect();
    let mut v = json!({
        "answer": a.under(spec).unwrap_or(Truth::Unknown),
        "default": a.truth(),
        "readings": a.readings_json(),
        "flips": flips,
        "robust": a.robust(),
        "depends_on": a.depends_on(),
        "record": law.record().digest.to_string(),
    });
    if proof && let Value::Object(m) = &mut v {
        m.insert("proof".into(), a.proof().json().clone());
    }
    v
}

fn with(mut v: Value, more: Value) -> Value {
    if let (Value::Object(m), Value::Object(more)) = (&mut v, more) {
        m.extend(more);
    }
    v
}

/// The answer to whether an agreement was in force on a day.
///
/// # Errors
/// As of [`in_force`].
pub fn in_force_json(
    law: &Law,
    asked: Force<'_>,
    on: Day,
    (spec, proof): (&ReadingSpec, bool),
) -> Result<Value, String> {
    let a = in_force(law, asked, on)?;
    let Force {
        agreement,
        party,
        other,
    } = asked;
    Ok(with(
        answer_json(law, &a, spec, proof),
        json!({ "agreement": agreement, "on": on, "party": party, "other": other }),
    ))
}

/// The stretches of [`segments`].
///
/// # Errors
/// As of [`segments`].
pub fn life_json(law: &Law, asked: Force<'_>, spec: &ReadingSpec) -> Result<Value, String> {
    let all: Vec<Value> = segments(law, asked)?
        .iter()
        .map(|x| {
            json!({
                "from": (x.start != Day::MIN).then_some(x.start),
                "before": (x.end != Day::MAX).then_some(x.end),
                "in_force": law.under(x.diagram, spec).unwrap_or(Truth::Unknown),
                "because": x.reasons.iter().map(|r| json!({ "cause": format!("{:?}", r.cause), "statements": r.statements })).collect::<Vec<_>>(),
            })
        })
        .collect();
    Ok(json!({ "agreement": asked.agreement, "party": asked.party, "segments": all }))
}

/// What bound an actor on a day, each obligation with its answer.
///
/// # Errors
/// As of [`bound`].
pub fn bound_json(
    law: &Law,
    actor: &str,
    toward: Option<&str>,
    on: Day,
    (spec, proof): (&ReadingSpec, bool),
) -> Result<Value, String> {
    let all: Vec<Value> = bound(law, actor, toward, on)?
        .iter()
        .map(|o| {
            with(
                answer_json(law, &o.answer(), spec, proof),
                json!({
                    "agreement": o.agreement.id,
                    "article": o.provision.article,
                    "toward": o.toward,
                }),
            )
        })
        .collect();
    Ok(json!({ "actor": actor, "toward": toward, "on": on, "obligations": all }))
}

/// How events stand to provisions, each finding with its answer and steps.
///
/// # Errors
/// As of [`conduct`].
pub fn conduct_json(
    law: &Law,
    filter: &FindingFilter,
    (spec, proof): (&ReadingSpec, bool),
) -> Result<Value, String> {
    let all: Vec<Value> = conduct(law, filter)?
        .iter()
        .map(|f| finding_json(law, f, spec, proof))
        .collect();
    Ok(json!({ "findings": all, "record": law.record().digest.to_string() }))
}

fn finding_json(law: &Law, f: &Finding<'_>, spec: &ReadingSpec, proof: bool) -> Value {
    let t = |d| json!(law.under(d, spec).unwrap_or(Truth::Unknown));
    with(
        answer_json(law, &f.answer(), spec, proof),
        json!({
            "event": f.event.id,
            "when": f.event.when.iter().map(|w| &w.when).collect::<Vec<_>>(),
            "agreement": f.agreement.id,
            "article": f.provision.article,
            "bearer": f.bearer,
            "toward": f.toward,
            "outcome": f.under(spec).unwrap_or(f.outcome()).as_str(),
            "steps": { "bound": t(f.bound), "matches": t(f.matches), "attributable": t(f.attributable), "excused": t(f.excused), "in-time": t(f.in_time) },
            "positions": f.positions.iter().map(|p| &p.id).collect::<Vec<_>>(),
            "conflicts_with": f.conflicts_with.iter().map(|a| &a.id).collect::<Vec<_>>(),
        }),
    )
}
