//! The table itself, by kind.

mod actor;
mod agreement;
mod event;
mod other;

pub(crate) use actor::{ACTOR, PLACE};
pub(crate) use agreement::AGREEMENT;
pub(crate) use event::EVENT;
pub(crate) use other::{
    CHOICE_POINT, COMPLETENESS, POSITION, READING, SOURCE, TAXONOMY, TOPIC_TERM,
};

use super::{Fields, Key, Kind, Shape, opt, req};

/// All kinds of document with their keys.
pub(crate) static DOCUMENTS: &[(Kind, &Fields)] = &[
    (Kind::Actor, &ACTOR),
    (Kind::Place, &PLACE),
    (Kind::Agreement, &AGREEMENT),
    (Kind::Event, &EVENT),
    (Kind::Source, &SOURCE),
    (Kind::ChoicePoint, &CHOICE_POINT),
    (Kind::Reading, &READING),
    (Kind::Position, &POSITION),
    (Kind::Completeness, &COMPLETENESS),
    (Kind::Taxonomy, &TAXONOMY),
];

pub(super) const ACTOR_REF: Shape = Shape::Ref(&[Kind::Actor]);
pub(super) const PLACE_REF: Shape = Shape::Ref(&[Kind::Place]);
pub(super) const AGREEMENT_REF: Shape = Shape::Ref(&[Kind::Agreement]);
pub(super) const EVENT_REF: Shape = Shape::Ref(&[Kind::Event]);
pub(super) const ACT_REF: Shape = Shape::Ref(&[Kind::Act]);
pub(super) const TOPIC_REF: Shape = Shape::Ref(&[Kind::Topic]);
/// Anything that a provision, a term or a number can be about.
pub(super) const ANYTHING: Shape =
    Shape::Ref(&[Kind::Place, Kind::Actor, Kind::Agreement, Kind::Event]);
pub(super) const ACTORS: Shape = Shape::Many(&ACTOR_REF);
pub(super) const PLACES: Shape = Shape::Many(&PLACE_REF);
pub(super) const LINES: Shape = Shape::Many(&Shape::Line);

/// What something is about: an agreement, one provision of it, an event, an actor, or the law at large.
pub(super) static SCOPE: Fields = Fields {
    name: "scope",
    doc: "What it concerns.",
    statement: false,
    keys: &[
        opt("global", Shape::Flag, "`true`: the law at large."),
        opt("agreement", AGREEMENT_REF, "An agreement."),
        opt("provision", Shape::Line, "With `agreement`: the article."),
        opt("article", Shape::Line, "The same as `provision`."),
        opt("event", EVENT_REF, "An event."),
        opt("actor", ACTOR_REF, "An actor."),
    ],
    exactly_one: &[&["global", "agreement", "event", "actor"]],
};

/// What is not modelled, in words.
pub(super) const OPEN: Key = opt(
    "open",
    Shape::Text,
    "What is not modelled, in words; it evaluates to unknown.",
);

/// A name that was in use only for a time.
pub(crate) static NAME: Fields = Fields {
    name: "name",
    doc: "A name; a single value is the name itself.",
    statement: false,
    keys: &[
        req("name", Shape::Line, "The name as written."),
        opt("from", Shape::DateOrOpen, "First day of use."),
        opt("until", Shape::DateOrOpen, "Last day of use."),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};
