//! What reading needs to know of actors, agreements and events besides their names.

use super::matcher::fold;
use super::{Days, days_of};
use rustc_hash::FxHashSet;
use servanda_record::{Actor, ActorId, ActorKind, Agreement, AgreementId, Event, EventId, Record};
use std::collections::BTreeSet;

/// An actor.
#[derive(Debug)]
pub(crate) struct ActorCard {
    pub id: ActorId,
    pub kind: ActorKind,
    /// Days of existence.
    pub exists: Days,
    /// Whose organ it is, whom its persons serve, whom it continues.
    pub kin: Vec<ActorId>,
    /// Offices: of which actor (by id), role, days.
    pub offices: Vec<(ActorId, String, Days)>,
}

impl ActorCard {
    pub fn new(_record: &Record, a: &Actor) -> Self {
        let offices = a
            .offices
            .iter()
            .map(|o| {
                (
                    o.of.clone(),
                    o.role.clone(),
                    o.period.as_ref().map_or((None, None), days_of),
                )
            })
            .collect();
        let mut kin: Vec<ActorId> = a.of.iter().cloned().collect();
        kin.extend(a.offices.iter().map(|o| o.of.clone()));
        kin.extend(a.succession.iter().map(|s| s.from.clone()));
        kin.dedup();
        Self {
            id: a.id.clone(),
            kind: a.kind,
            kin,
            exists: a.exists.as_ref().map_or((None, None), days_of),
            offices,
        }
    }
}

/// An agreement, as descriptions tell it.
#[derive(Debug)]
pub(crate) struct AgreementCard {
    pub id: AgreementId,
    /// Day numbers of the first signature, earliest.
    pub signed: Option<i64>,
    /// Parties, and those who signed.
    pub parties: FxHashSet<ActorId>,
    /// The parties as indices, in the record's order.
    pub party_indices: Vec<u32>,
    /// Persons who signed.
    pub signers: FxHashSet<ActorId>,
    /// Places of signature, and the words of titles.
    pub places: FxHashSet<String>,
    pub words: FxHashSet<String>,
    /// Japanese titles.
    pub titles_ja: Vec<String>,
    /// Japanese names of the places of signature.
    pub places_ja: Vec<String>,
    /// Sort of document by the words people use for it: treaty, pact …
    pub form: String,
}

impl AgreementCard {
    pub fn new(record: &Record, a: &Agreement) -> Self {
        let mut words = FxHashSet::default();
        let mut titles_ja = Vec::new();
        for n in &a.names.0 {
            match n.lang.as_str() {
                "en" => words.extend(
                    n.name
                        .split(|c: char| !c.is_alphanumeric() && c != '.')
                        .map(fold)
                        .filter(|w| w.len() > 2),
                ),
                "ja" => titles_ja.push(n.name.clone()),
                _ => {}
            }
        }
        for (l, t) in &a.title.0 {
            match l.as_str() {
                "en" => words.extend(
                    t.split(|c: char| !c.is_alphanumeric() && c != '.')
                        .map(fold)
                        .filter(|w| w.len() > 2),
                ),
                "ja" => titles_ja.push(t.clone()),
                _ => {}
            }
        }
        words.extend(
            a.topics
                .iter()
                .flat_map(|t| t.as_str().split('-').map(str::to_owned)),
        );
        words.insert(fold(&a.form));
        titles_ja.sort();
        titles_ja.dedup();
        let signed = a
            .signed
            .iter()
            .filter_map(|s| s.on.earliest())
            .map(|d| i64::from(d.number()))
            .min();
        let (mut places, mut places_ja) = (FxHashSet::default(), Vec::new());
        for p in a.signed.iter().flat_map(|s| &s.at) {
            places.insert(p.as_str().to_owned());
            if let Some(x) = record.place(p.as_str()) {
                places.extend(
                    x.names
                        .0
                        .iter()
                        .filter(|n| n.lang == "en")
                        .map(|n| fold(&n.name)),
                );
                places_ja.extend(
                    x.names
                        .0
                        .iter()
                        .filter(|n| n.lang == "ja")
                        .map(|n| n.name.clone()),
                );
            }
        }
        Self {
            id: a.id.clone(),
            signed,
            party_indices: a
                .parties
                .iter()
                .filter_map(|p| record.actors.binary_search_by(|x| x.id.cmp(&p.actor)).ok())
                .map(|i| i as u32)
                .collect(),
            signers: a.signed.iter().flat_map(|s| s.by.iter().cloned()).collect(),
            parties: a.parties.iter().map(|p| p.actor.clone()).collect(),
            places,
            words,
            titles_ja,
            places_ja,
            form: a.form.clone(),
        }
    }
}

/// An event, as descriptions tell it.
#[derive(Debug)]
pub(crate) struct EventCard {
    pub id: EventId,
    /// Its acts, and the words of its English names.
    pub words: BTreeSet<String>,
}

impl EventCard {
    pub fn new(e: &Event) -> Self {
        let mut words: BTreeSet<String> = e.types.iter().map(|t| t.as_str().to_owned()).collect();
        for n in e.names.0.iter().filter(|n| n.lang == "en") {
            words.extend(n.name.split(|c: char| !c.is_alphanumeric()).map(fold));
        }
        Self {
            id: e.id.clone(),
            words,
        }
    }
}
