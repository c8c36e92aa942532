//! Ids: one type per kind, so that a place is never passed where an actor is meant.

use rustc_hash::FxHashSet;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

thread_local! {
    /// While a record is read: its ids so far.
    static POOL: RefCell<Option<FxHashSet<Arc<str>>>> = const { RefCell::new(None) };
}

/// Reads with one copy in memory of each id, however often it occurs.
pub(crate) fn pooled<T>(read: impl FnOnce() -> T) -> T {
    let outer = POOL.replace(Some(FxHashSet::default()));
    let out = read();
    POOL.set(outer);
    out
}

/// Reads an id.
struct IdText;

impl Visitor<'_> for IdText {
    type Value = Arc<str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Arc<str>, E> {
        Ok(POOL.with_borrow_mut(|pool| {
            let Some(pool) = pool else {
                return Arc::from(text);
            };
            if let Some(known) = pool.get(text) {
                return Arc::clone(known);
            }
            let new: Arc<str> = Arc::from(text);
            pool.insert(Arc::clone(&new));
            new
        }))
    }
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_str(IdText).map(Self)
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
