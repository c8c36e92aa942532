//! Where it is said to have been, beside where it was.

use super::Named;
use super::actors::Both;
use super::part::{Has, RawPart, Said};
use super::times::tells_edge;
use crate::fact::{Fact, FactKind};
use crate::relate::{Near, Relations};
use crate::verdict::{Outcome, Slot};
use servanda_record::PlaceId;
use servanda_text::Frame;

pub(super) fn places<'c>(rel: &Relations, both: &Both<'c, '_, '_>, parts: &mut Vec<RawPart<'c>>) {
    let Both {
        frame,
        fact,
        keys,
        named,
    } = *both;
    for (g, ids) in frame.places.iter().zip(&named.places) {
        let best = ids
            .iter()
            .flat_map(|a| keys.places.iter().map(move |b| rel.near(*a, *b)))
            .min();
        let about = || {
            let about = keys.about.1.iter();
            (about.copied()).any(|b| ids.iter().any(|p| rel.near(*p, b) <= Near::Around))
        };
        let says = |p: &PlaceId| {
            let place = rel.record().place(p.as_str());
            place.is_some_and(|p| {
                let names = &p.names.0;
                names.iter().any(|n| fact.bag.says(n.name.as_str()))
            })
        };
        // What a provision says of a place by name, and where the people and ships were from that an event befell.
        let told = || match fact.kind {
            FactKind::Provision => g.iter().any(says),
            FactKind::Event => frame.places.len() > 1 && g.iter().any(says),
            _ => false,
        };
        let of_side = || {
            let mut sides = keys.patients.iter().chain(&keys.agents);
            sides.any(|a| ids.iter().any(|p| rel.belongs(*p, *a)))
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
pub(super) fn are_apart(rel: &Relations, named: &Named, fact: &Fact) -> bool {
    if fact.kind != FactKind::Provision || named.places.is_empty() {
        return false;
    }
    let known = rel.places.len() as u32;
    let about = fact.keys(rel).about.1.iter().copied();
    let of_places: Vec<u32> = about.filter(|b| *b < known).collect();
    let apart = |p: &u32| (of_places.iter()).all(|b| rel.near(*p, *b) >= Near::Beside);
    !of_places.is_empty() && named.places.iter().flatten().all(apart)
}

/// Whether a claim agrees with an event of many days only by lying within it: a day among its days, and a
/// place that is not one of its own but lies in one ("Etorofu on 19 August" of the Kurils, 18 August to
/// 5 September). It may have happened there on another day.
pub fn is_only_within(rel: &Relations, frame: &Frame, named: &Named, fact: &Fact) -> bool {
    let day = frame
        .times
        .iter()
        .any(|t| t.time.date.as_ref().is_some_and(|d| d.as_day().is_some()));
    let places = &fact.keys(rel).places;
    let narrower = |g: &[u32]| {
        g.iter()
            .all(|p| !places.contains(p) && places.iter().all(|f| rel.near(*p, *f) != Near::Around))
    };
    day && fact.lasts() && !frame.places.is_empty() && named.places.iter().all(|g| narrower(g))
}
