//! How many it is said to have been, beside the numbers of the record.

use super::actors::Both;
use super::named::Counted;
use super::part::{Has, RawPart, Said};
use crate::compare::amount_outcome;
use crate::fact::{Fact, FactKind};
use crate::measure;
use crate::verdict::{Outcome, Slot};
use crate::words::Bag;
use servanda_record::Amount;
use servanda_text::QuantityMention;

pub(super) fn quantities<'c>(both: &Both<'c, '_, '_>, words: &Bag, parts: &mut Vec<RawPart<'c>>) {
    if both.frame.quantities.is_empty() {
        return;
    }
    let from = parts.len();
    let fact = both.fact;
    let acts: Vec<&str> = both.frame.acts.iter().map(|a| a.as_str()).collect();
    for (q, counted) in both.frame.quantities.iter().zip(&both.named.counted) {
        let told = counted.against.as_ref().unwrap_or(q);
        let (outcome, text) =
            number(told, counted, words, &acts, fact).unwrap_or((Outcome::Silent, String::new()));
        let (outcome, text) = match signers(q, fact).filter(|_| outcome == Outcome::Silent) {
            Some(text) => (Outcome::Agrees, text),
            None => (outcome, text),
        };
        let (outcome, text) = if outcome == Outcome::Silent {
            written(q, counted, fact).map_or((outcome, text), |t| (Outcome::Agrees, t))
        } else {
            (outcome, text)
        };
        parts.push(RawPart {
            slot: Slot::Quantity,
            outcome,
            said: Said::Number(q),
            has: Has::Numbers(text.into()),
        });
    }
    // One number of the record does not answer for two of the claim, where it has others of the sort.
    let several = fact.quantities.len() + fact.terms.len() > 1;
    for (i, part) in parts.iter_mut().skip(from).enumerate() {
        let numbers = &both.frame.quantities;
        let twice = several
            && numbers.get(i).is_some_and(|q| {
                numbers[..i]
                    .iter()
                    .any(|o| o.amount.range() == q.amount.range() && o.unit == q.unit)
            });
        if twice && part.outcome == Outcome::Agrees {
            part.outcome = Outcome::Silent;
        }
    }
}

/// "Signed by twelve states": as many as the record has among those who signed. That it has fewer says nothing, since
/// not every list of parties is whole.
fn signers(q: &QuantityMention, fact: &Fact) -> Option<String> {
    const STATES: &[&str] = &[
        "state",
        "country",
        "nation",
        "government",
        "power",
        "party",
        "signatory",
        "member",
        "か国",
        "カ国",
        "国",
    ];
    let of_states = q.counted.iter().any(|w| STATES.contains(&w.as_str()));
    let (low, high) = q.amount.range();
    if fact.kind != FactKind::Signed || !of_states || low != high {
        return None;
    }
    let a = fact.agreement?;
    let later = |x: &servanda_record::ActorId| {
        let joins = |act: &str| {
            matches!(
                act,
                "accession" | "succession" | "admission" | "continuation"
            )
        };
        a.acts
            .iter()
            .any(|c| joins(c.act.as_str()) && c.by.contains(x))
    };
    let signed = a
        .acts
        .iter()
        .filter(|c| c.act.as_str() == "signature")
        .flat_map(|c| &c.by)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let parties = a.parties.iter().filter(|p| !later(&p.actor)).count();
    [signed, parties]
        .iter()
        .any(|n| *n as f64 == low)
        .then(|| q.amount.written.clone())
}

/// The number where the fact's own wording has it before what is counted ("two entities"): the record need not
/// hold every number apart.
fn written(q: &QuantityMention, counted: &Counted, fact: &Fact) -> Option<String> {
    let (low, high) = q.amount.range();
    if low != high || q.amount.approximate || q.counted.is_empty() {
        return None;
    }
    let mut counts = fact.bag.counts().iter();
    counts
        .find(|c| c.value == low && counted.words.shared(&c.near) > 0)
        .map(|c| c.text.to_string())
}

pub(super) fn with_unit(written: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| written.to_owned(), |u| format!("{written} {u}"))
}

pub(super) fn number(
    q: &QuantityMention,
    told: &Counted,
    words: &Bag,
    acts: &[&str],
    fact: &Fact,
) -> Option<(Outcome, String)> {
    let counted = &told.heads;
    // Numbers of the record that count the same thing, best fitting first.
    let mut same: Vec<(u8, Outcome, String)> = Vec::new();
    for x in &fact.quantities {
        let by_who = x.who.0.iter().any(|(_, w)| counted.shared(&Bag::of(w)) > 0);
        let fits = measure::fits(&x.of, counted, acts)
            .max(measure::fits(&x.of, words, acts).min(1))
            + u8::from(by_who);
        let share = q.share || q.unit.as_deref() == Some("percent");
        let fits = if share && x.unit.as_deref() == Some("percent") {
            fits.max(1)
        } else {
            fits
        };
        let unit_ok =
            is_same_measure(q, x.unit.as_deref()) || share && x.unit.as_deref() == Some("percent");
        if fits > 0 && unit_ok {
            same.push((
                fits,
                amount_outcome(&scaled(q, x.unit.as_deref()), &x.value),
                with_unit(&x.value.written, x.unit.as_deref()),
            ));
        }
    }
    for t in &fact.terms {
        let wording = Bag::of(&format!(
            "{} {} {}",
            t.of.replace('-', " "),
            t.about.join(" ").replace('-', " "),
            t.note.as_deref().unwrap_or("")
        ));
        let fits = measure::fits(&t.of, counted, acts) + u8::from(words.shared(&wording) > 0);
        let unit_ok = is_same_measure(q, t.unit.as_deref());
        // The only sum of money, distance or tonnage a provision states is the one spoken of.
        let lone = unit_ok
            && q.unit
                .as_deref()
                .is_some_and(|u| !matches!(u, "percent" | "person"))
            && fact
                .terms
                .iter()
                .filter(|x| measure::same_unit(x.unit.as_deref(), t.unit.as_deref()))
                .count()
                == 1;
        let fits = if lone && fits > 0 { fits.max(2) } else { fits };
        if unit_ok && (fits > 0 || q.unit.is_some()) {
            let outcome = amount_outcome(&scaled(q, t.unit.as_deref()), &t.count);
            // A range is not one of its ends.
            let (low, high) = q.amount.range();
            let ends = t.count.range();
            let outcome = if low < high && !q.amount.approximate && ends.0 == ends.1 {
                Outcome::Silent
            } else {
                outcome
            };
            // Only the unit is the same: it may be another number altogether.
            let outcome = if fits == 0 && outcome == Outcome::Differs {
                Outcome::Silent
            } else {
                outcome
            };
            same.push((
                fits,
                outcome,
                with_unit(&t.count.written, t.unit.as_deref()),
            ));
        }
    }
    // "Nearly 2,700 of them": a large number that the event has is that one, though nothing says what it counts.
    let large = q.amount.range().0.is_finite() && q.amount.range().0 >= 100.0;
    if told.anybody && large && q.unit.is_none() {
        let hit = fact.quantities.iter().find(|x| {
            measure::same_unit(None, x.unit.as_deref())
                && amount_outcome(&q.amount, &x.value) == Outcome::Agrees
        });
        if let Some(x) = hit {
            return Some((
                Outcome::Agrees,
                with_unit(&x.value.written, x.unit.as_deref()),
            ));
        }
    }
    let top = same.iter().map(|s| s.0).max()?;
    // A number that equals one of several of a kind (votes for, votes against) is that one.
    if let Some(hit) = same.iter().find(|s| {
        s.1 == Outcome::Agrees && (s.0 >= top || s.0 + 1 >= top && s.0 > 0 && is_small(q))
    }) {
        return Some((Outcome::Agrees, hit.2.clone()));
    }
    same.retain(|s| s.0 == top);
    if top < 2 {
        // Nothing in the words says that it counts this.
        same.iter_mut()
            .filter(|s| s.1 == Outcome::Differs)
            .for_each(|s| s.1 = Outcome::Silent);
    }
    let yes = same.iter().filter(|s| s.1 == Outcome::Agrees).count();
    let no = same.iter().filter(|s| s.1 == Outcome::Differs).count();
    let outcome = if yes > 0 && no > yes {
        Outcome::Divided
    } else if yes > 0 {
        Outcome::Agrees
    } else if no > 0 {
        Outcome::Differs
    } else {
        Outcome::Silent
    };
    Some((
        outcome,
        same.into_iter().map(|s| s.2).collect::<Vec<_>>().join("; "),
    ))
}

/// Whether a number is small and exact, as votes and articles are.
pub(super) fn is_small(q: &QuantityMention) -> bool {
    let (low, high) = q.amount.range();
    low == high && low <= 200.0 && !q.amount.approximate
}

/// Whether a number is of the record's unit, or of one that measures the same.
pub(super) fn is_same_measure(q: &QuantityMention, unit: Option<&str>) -> bool {
    // What is counted may be the unit ("300 kilograms").
    let counted = q.counted.first().map(String::as_str);
    let of = |u: Option<&str>| measure::same_unit(u, unit) || measure::factor(u, unit).is_some();
    of(q.unit.as_deref()) || q.unit.is_none() && unit.is_some() && of(counted)
}

/// A number in the record's unit: a fifth is 20 per cent, 310 miles are about 499 kilometres.
pub(super) fn scaled(q: &QuantityMention, unit: Option<&str>) -> Amount {
    let (low, high) = q.amount.range();
    if let Some(by) = measure::factor(q.unit.as_deref(), unit) {
        let times = |x: f64| x.is_finite().then(|| format!("{}", x * by));
        return Amount {
            low: times(low),
            high: times(high),
            approximate: low == high || q.amount.approximate,
            written: q.amount.written.clone(),
        };
    }
    if q.share && unit == Some("percent") && high <= 1.0 {
        let pct = |x: f64| Some(format!("{}", x * 100.0));
        return Amount {
            low: pct(low),
            high: pct(high),
            approximate: true,
            written: q.amount.written.clone(),
        };
    }
    q.amount.clone()
}
