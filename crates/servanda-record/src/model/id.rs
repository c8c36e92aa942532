//! Ids: one type per kind, so that a place is never passed where an actor is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Makes an id of a text as it is; the loader checks its form.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }
    )*};
}

id_types! {
    /// One legal person (state, organisation), government, armed force or person.
    ActorId,
    /// A place.
    PlaceId,
    /// An agreement.
    AgreementId,
    /// An event.
    EventId,
    /// A source.
    SourceId,
    /// A point on which readings differ.
    ChoiceId,
    /// One option of a choice point; unique only within it.
    OptionId,
    /// A named reading: a partial assignment of options.
    ReadingId,
    /// A party's recorded position.
    PositionId,
    /// A completeness statement.
    CompletenessId,
    /// One sourced statement: `subject/predicate[/key…]`.
    StatementId,
    /// A term of the taxonomy of acts.
    ActId,
    /// A topic of provisions (`neutrality`, `lease` …).
    TopicId,
}
