//! The shape of record files as a table: kinds, keys, types, and a sentence on each.
//!
//! From this one table come the check of files, the published JSON Schema and the reference in the
//! documentation, so that the three cannot drift apart.

pub(crate) mod check;
pub(crate) mod reference;
pub(crate) mod schema;
pub(crate) mod tables;

use std::fmt;

/// What a document of a record is about; ids are unique within a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An actor.
    Actor,
    /// A place.
    Place,
    /// An agreement.
    Agreement,
    /// An event.
    Event,
    /// A source.
    Source,
    /// A choice point.
    ChoicePoint,
    /// A reading.
    Reading,
    /// A position.
    Position,
    /// A completeness statement.
    Completeness,
    /// A file of the taxonomy: of acts or of topics.
    Taxonomy,
    /// A term of the taxonomy of acts.
    Act,
    /// A term of the vocabulary of topics.
    Topic,
}

impl Kind {
    /// The kinds that a document can be, by the first key.
    pub(crate) const DOCUMENTS: [Kind; 10] = [
        Kind::Actor,
        Kind::Place,
        Kind::Agreement,
        Kind::Event,
        Kind::Source,
        Kind::ChoicePoint,
        Kind::Reading,
        Kind::Position,
        Kind::Completeness,
        Kind::Taxonomy,
    ];

    /// The key by which a document says that it is of this kind.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Actor => "actor",
            Kind::Place => "place",
            Kind::Agreement => "agreement",
            Kind::Event => "event",
            Kind::Source => "source",
            Kind::ChoicePoint => "choice-point",
            Kind::Reading => "reading",
            Kind::Position => "position",
            Kind::Completeness => "completeness",
            Kind::Taxonomy => "taxonomy",
            Kind::Act => "act",
            Kind::Topic => "topic",
        }
    }

    /// With its article: "an actor".
    pub(crate) fn a(self) -> &'static str {
        match self {
            Kind::Actor => "an actor",
            Kind::Place => "a place",
            Kind::Agreement => "an agreement",
            Kind::Event => "an event",
            Kind::Source => "a source",
            Kind::ChoicePoint => "a choice point",
            Kind::Reading => "a reading",
            Kind::Position => "a position",
            Kind::Completeness => "a completeness statement",
            Kind::Taxonomy => "a taxonomy",
            Kind::Act => "an act of the taxonomy",
            Kind::Topic => "a topic",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.a()[self.a().find(' ').map_or(0, |i| i + 1)..])
    }
}

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// The id of the document itself or of a term.
    Id,
    /// A single value of any text.
    Line,
    /// Language to text; English required.
    Text,
    /// The same, or a single value in English.
    LineOrText,
    /// Language to a list of names, which may be dated.
    Names,
    /// Language (or system of codes) to a list of words.
    Words {
        languages: bool,
    },
    /// A whole number, not negative.
    Count,
    /// `true` or `false`.
    Flag,
    Date,
    /// A date, or `..` for an open end, which says the same as leaving the key out.
    DateOrOpen,
    Period,
    /// A date or a period.
    When,
    Duration,
    /// A number with bounds: `1000..1500`, `>25000`.
    Amount,
    /// `HH:MM`.
    Clock,
    /// `[latitude, longitude]`.
    Point,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or else a single value of the shape.
    WordOr(&'static [&'static str], &'static Shape),
    /// The id of something of one of these kinds.
    Ref(&'static [Kind]),
    /// The id of an agreement, ` in force` may follow.
    InForce,
    /// The id of a statement.
    Statement,
    /// Choice point to option.
    Choices,
    /// `ID LOCATOR`, or a list of such.
    Cite,
    /// Keys of their own. With a name, a single value stands for a map of that key alone.
    Fields(&'static Fields, Option<&'static str>),
    /// One or a list.
    Many(&'static Shape),
}

/// The keys of a map.
#[derive(Debug)]
pub(crate) struct Fields {
    /// Name, for the schema and for messages: "a party".
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Whether it is a statement, which may have `source`, `status`, `under`, `note` and `id`.
    pub statement: bool,
    /// Its keys in the order of the documentation.
    pub keys: &'static [Key],
    /// Groups of keys of which exactly one must stand.
    pub exactly_one: &'static [&'static [&'static str]],
}

/// A key of a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    /// Its items are statements of their own, left out of the value of the statement around them.
    pub apart: bool,
    pub doc: &'static str,
}

/// A key that may be left out.
pub(crate) const fn opt(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        required: false,
        apart: false,
        doc,
    }
}

/// A key that must stand.
pub(crate) const fn req(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        required: true,
        apart: false,
        doc,
    }
}

/// A key whose items are statements of their own.
pub(crate) const fn apart(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        required: false,
        apart: true,
        doc,
    }
}

/// The keys that every statement may have.
pub(crate) static STATEMENT_KEYS: &[Key] = &[
    opt(
        "source",
        Shape::Cite,
        "Source and the place in it, `ID LOCATOR`, or a list of such.",
    ),
    opt(
        "status",
        Shape::Word(&["verified", "unverified"]),
        "`unverified` if nobody has yet read it at the source cited.",
    ),
    opt(
        "under",
        Shape::Choices,
        "The options of choice points under which it holds, all of them.",
    ),
    opt("note", Shape::Line, "Free text beside the statement."),
    opt(
        "id",
        Shape::Line,
        "The last part of the statement's id, instead of the one made from its contents.",
    ),
];

impl Fields {
    /// All keys, with those that every statement may have.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> + use<> {
        let common: &'static [Key] = if self.statement { STATEMENT_KEYS } else { &[] };
        let own = self.keys;
        own.iter().chain(
            common
                .iter()
                .filter(move |c| own.iter().all(|k| k.name != c.name)),
        )
    }

    /// The key of that name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.all_keys().find(|k| k.name == name)
    }
}

/// The keys of a document of that kind.
pub(crate) fn fields_of(kind: Kind) -> Option<&'static Fields> {
    tables::DOCUMENTS
        .iter()
        .find(|(k, _)| *k == kind)
        .map(|(_, f)| *f)
}
