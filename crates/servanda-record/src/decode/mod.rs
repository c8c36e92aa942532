//! From checked documents to the types of the record.

mod actor;
mod agreement;
mod event;
mod other;
pub(crate) mod statement;
pub(crate) mod view;

use crate::diagnostic::Diagnostic;
use crate::model::*;
use crate::shape::{self, Kind};
use crate::source_file::SourceFile;
use crate::yaml::Node;
use statement::{Writer, document_view};
use view::View;

/// What documents say, in no particular order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub actors: Vec<Actor>,
    pub places: Vec<Place>,
    pub agreements: Vec<Agreement>,
    pub events: Vec<Event>,
    pub sources: Vec<Source>,
    pub choice_points: Vec<ChoicePoint>,
    pub readings: Vec<Reading>,
    pub positions: Vec<Position>,
    pub completeness: Vec<Completeness>,
    pub acts: Vec<Act>,
    pub topics: Vec<Topic>,
    pub statements: Vec<Statement>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a document into `parts`.
pub(crate) fn document(kind: Kind, id: &str, node: &Node, file: &SourceFile, parts: &mut Parts) {
    let Some(fields) = shape::fields_of(kind) else {
        return;
    };
    let view = document_view(node, fields);
    let subject = match kind {
        Kind::Actor => Subject::Actor(id.into()),
        Kind::Place => Subject::Place(id.into()),
        Kind::Agreement => Subject::Agreement(id.into()),
        Kind::Event => Subject::Event(id.into()),
        Kind::ChoicePoint => Subject::Choice(id.into()),
        Kind::Reading => Subject::Reading(id.into()),
        Kind::Position => Subject::Position(id.into()),
        Kind::Completeness => Subject::Completeness(id.into()),
        Kind::Source => return parts.sources.push(other::source(view)),
        _ => return other::taxonomy(view, parts),
    };
    let mut writer = Writer::new(file, subject, id, view);
    let w = &mut writer;
    match kind {
        Kind::Actor => parts.actors.push(actor::actor(view, w)),
        Kind::Place => parts.places.push(actor::place(view, w)),
        Kind::Agreement => parts.agreements.push(agreement::agreement(view, w)),
        Kind::Event => parts.events.push(event::event(view, w)),
        Kind::ChoicePoint => parts.choice_points.push(other::choice_point(view, w)),
        Kind::Reading => parts.readings.push(other::reading(view, w)),
        Kind::Position => parts.positions.push(other::position(view, w)),
        _ => parts.completeness.push(other::completeness(view, w)),
    }
    parts.statements.append(&mut writer.statements);
    parts.diagnostics.append(&mut writer.diagnostics);
}

/// Several ids as one part of a statement's id.
fn joined<T: AsRef<str>>(ids: &[T]) -> String {
    ids.iter()
        .map(AsRef::as_ref)
        .collect::<Vec<&str>>()
        .join("+")
}

/// The time of an item with a key `on` that is a date.
fn on_date(view: View<'_>) -> Option<When> {
    view.date("on").map(When::Date)
}
