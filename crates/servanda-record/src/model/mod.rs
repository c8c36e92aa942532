//! The types of the record: what the files say, resolved and checked.

mod actor;
mod agreement;
mod common;
mod event;
pub(crate) mod id;
mod source;
mod statements;

pub use actor::*;
pub use agreement::*;
pub use common::*;
pub use event::*;
pub use id::*;
pub use source::*;
pub use statements::Statements;

use serde::{Deserialize, Serialize};

/// A whole record: every list sorted by id, so that look-ups are binary searches and the same
/// files always give the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// SHA-256 over the statements' digests and the ids of everything else.
    pub digest: Digest,
    /// Actors.
    pub actors: Vec<Actor>,
    /// Places.
    pub places: Vec<Place>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Events.
    pub events: Vec<Event>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Choice points.
    pub choice_points: Vec<ChoicePoint>,
    /// Readings.
    pub readings: Vec<Reading>,
    /// Positions.
    pub positions: Vec<Position>,
    /// Completeness statements.
    pub completeness: Vec<Completeness>,
    /// Taxonomy of acts.
    pub acts: Vec<Act>,
    /// Vocabulary of topics.
    pub topics: Vec<Topic>,
    /// Statements.
    pub statements: Statements,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident, $field:ident, $id:ty, $out:ty;)*) => {
        impl Record {$(
            $(#[$doc])*
            pub fn $name(&self, id: &str) -> Option<&$out> {
                self.$field.binary_search_by(|x| x.id.as_str().cmp(id)).ok().map(|i| &self.$field[i])
            }
        )*}
    };
}

lookups! {
    /// The actor of that id.
    actor, actors, ActorId, Actor;
    /// The place of that id.
    place, places, PlaceId, Place;
    /// The agreement of that id.
    agreement, agreements, AgreementId, Agreement;
    /// The event of that id.
    event, events, EventId, Event;
    /// The source of that id.
    source, sources, SourceId, Source;
    /// The choice point of that id.
    choice_point, choice_points, ChoiceId, ChoicePoint;
    /// The reading of that id.
    reading, readings, ReadingId, Reading;
    /// The position of that id.
    position, positions, PositionId, Position;
    /// The completeness statement of that id.
    completeness_of, completeness, CompletenessId, Completeness;
    /// The act of that id.
    act, acts, ActId, Act;
    /// The topic of that id.
    topic, topics, TopicId, Topic;
}

impl Record {
    /// The statement of that id.
    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements.find(id)
    }

    /// Whether `narrow` is `wide` or falls under it in the taxonomy. Unknown terms are only themselves.
    pub fn is_a(&self, narrow: &str, wide: &str) -> bool {
        let mut at = narrow;
        // The loader rejects cycles; the bound keeps a hand-made record from looping.
        for _ in 0..=self.acts.len() {
            if at == wide {
                return true;
            }
            match self.act(at).and_then(|a| a.is_a.as_ref()) {
                Some(up) => at = up.as_str(),
                None => return false,
            }
        }
        false
    }
}
