//! Where it is said to have been, beside where it was.

use super::part::{Has, RawPart, Said};
use super::times::tells_edge;
use crate::fact::{Fact, FactKind};
use crate::relate::{Near, Relations};
use crate::verdict::{Outcome, Slot};
use servanda_record::PlaceId;
use servanda_text::Frame;

pub(super) fn places<'c>(
    rel: &Relations,
    frame: &'c Frame,
    fact: &Fact,
    parts: &mut Vec<RawPart<'c>>,
) {
    for g in &frame.places {
        let best = g
            .iter()
            .flat_map(|a| {
                fact.places
                    .iter()
                    .map(move |b| rel.near(a.as_str(), b.as_str()))
            })
            .min();
        let about = || {
            g.iter().any(|p| {
                fact.about
                    .iter()
                    .any(|b| *b == p.as_str() || rel.near(p.as_str(), b) <= Near::Around)
            })
        };
        let named = |p: &PlaceId| {
            let place = rel.record().place(p.as_str());
            place.is_some_and(|p| {
                let names = &p.names.0;
                names.iter().any(|n| fact.bag.says(n.name.as_str()))
            })
        };
        // What a provision says of a place by name, and where the people and ships were from that an event befell.
        let told = || match fact.kind {
            FactKind::Provision => g.iter().any(named),
            FactKind::Event => frame.places.len() > 1 && g.iter().any(named),
            _ => false,
        };
        let of_side = || {
            fact.patients
                .iter()
                .chain(&fact.agents)
                .any(|a| g.iter().any(|p| rel.belongs(p.as_str(), a.as_str())))
        };
        // Who hands over an island does not hand over all that lies around it.
        let words_only = matches!(fact.kind, FactKind::Provision | FactKind::Matter);
        // Of what moved from place to place the record does not say where it began or ended.
        let moved = fact.kind == FactKind::Event
            && fact.lasts()
            && fact.places.len() > 1
            && tells_edge(frame);
        let outcome = match best {
            Some(Near::Around) if words_only => Outcome::Silent,
            Some(Near::Same | Near::Inside | Near::Around) if moved => Outcome::Silent,
            Some(Near::Same | Near::Inside | Near::Around) => Outcome::Agrees,
            _ if about() || told() => Outcome::Agrees,
            Some(Near::Unclear) => Outcome::Silent,
            Some(_) => Outcome::Differs,
            None if fact.kind == FactKind::Event && of_side() => Outcome::Agrees,
            None => Outcome::Silent,
        };
        parts.push(RawPart {
            slot: Slot::Place,
            outcome,
            said: Said::Place(g),
            has: Has::Places,
        });
    }
}

/// Whether a provision on places is on none of those the claim names.
pub(super) fn are_apart(rel: &Relations, frame: &Frame, fact: &Fact) -> bool {
    let of_places = fact
        .about
        .iter()
        .filter(|b| rel.record().place(b).is_some())
        .collect::<Vec<_>>();
    let apart = |p: &PlaceId| {
        let near = |b: &&&str| rel.near(p.as_str(), b) >= Near::Beside;
        of_places.iter().all(near)
    };
    fact.kind == FactKind::Provision
        && !of_places.is_empty()
        && !frame.places.is_empty()
        && frame.places.iter().flatten().all(apart)
}

/// Whether a claim agrees with an event of many days only by lying within it: a day among its days, and a
/// place that is not one of its own but lies in one ("Etorofu on 19 August" of the Kurils, 18 August to
/// 5 September). It may have happened there on another day.
pub fn is_only_within(rel: &Relations, frame: &Frame, fact: &Fact) -> bool {
    let day = frame
        .times
        .iter()
        .any(|t| t.time.date.as_ref().is_some_and(|d| d.as_day().is_some()));
    let narrower = |g: &Vec<PlaceId>| {
        g.iter().all(|p| {
            !fact.places.contains(&p)
                && fact
                    .places
                    .iter()
                    .all(|f| rel.near(p.as_str(), f.as_str()) != Near::Around)
        })
    };
    day && fact.lasts() && !frame.places.is_empty() && frame.places.iter().all(narrower)
}
