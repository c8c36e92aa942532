//! From parts to a whole record: merged, sorted, sets closed, digests taken.

use crate::codes;
use crate::decode::Parts;
use crate::decode::statement::{Hasher, set_digest};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Document;
use crate::model::*;
use crate::shape::Kind;
use serde::Serialize;
use std::collections::BTreeSet;

/// Whether the record holds something of that kind and id.
pub(crate) fn holds(record: &Record, kind: Kind, id: &str) -> bool {
    match kind {
        Kind::Actor => record.actor(id).is_some(),
        Kind::Place => record.place(id).is_some(),
        Kind::Agreement => record.agreement(id).is_some(),
        Kind::Event => record.event(id).is_some(),
        Kind::Source => record.source(id).is_some(),
        Kind::ChoicePoint => record.choice_point(id).is_some(),
        Kind::Reading => record.reading(id).is_some(),
        Kind::Position => record.position(id).is_some(),
        Kind::Completeness => record.completeness_of(id).is_some(),
        Kind::Act => record.act(id).is_some(),
        Kind::Topic => record.topic(id).is_some(),
        Kind::Taxonomy => false,
    }
}

/// Kind and id of what a statement is about.
pub(crate) fn subject(subject: &Subject) -> (Kind, &str) {
    match subject {
        Subject::Actor(id) => (Kind::Actor, id.as_str()),
        Subject::Place(id) => (Kind::Place, id.as_str()),
        Subject::Agreement(id) => (Kind::Agreement, id.as_str()),
        Subject::Event(id) => (Kind::Event, id.as_str()),
        Subject::Choice(id) => (Kind::ChoicePoint, id.as_str()),
        Subject::Reading(id) => (Kind::Reading, id.as_str()),
        Subject::Position(id) => (Kind::Position, id.as_str()),
        Subject::Completeness(id) => (Kind::Completeness, id.as_str()),
    }
}

/// The base without what is replaced, and the parts, sorted by id.
pub(crate) fn merge(mut base: Record, parts: Parts, replaced: &BTreeSet<(Kind, String)>) -> Record {
    macro_rules! join {
        ($($kind:ident, $field:ident;)*) => {$(
            base.$field.retain(|x| !replaced.contains(&(Kind::$kind, x.id.to_string())));
            base.$field.extend(parts.$field);
            base.$field.sort_by(|a, b| a.id.cmp(&b.id));
        )*};
    }
    let mut statements = std::mem::take(&mut base.statements).into_vec();
    if !replaced.is_empty() {
        statements.retain(|s| {
            let (kind, id) = subject(&s.subject);
            !replaced.contains(&(kind, id.to_string()))
        });
    }
    join! {
        Actor, actors;
        Place, places;
        Agreement, agreements;
        Event, events;
        Source, sources;
        ChoicePoint, choice_points;
        Reading, readings;
        Position, positions;
        Completeness, completeness;
        Act, acts;
        Topic, topics;
    }
    statements.extend(parts.statements);
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    base.statements = statements.into();
    base
}

/// In triggers, `attacked` names actors or a place: tells the two apart now that all ids are known.
pub(crate) fn settle_roles(record: &mut Record) {
    let places: BTreeSet<PlaceId> = record.places.iter().map(|p| p.id.clone()).collect();
    let actors: BTreeSet<ActorId> = record.actors.iter().map(|a| a.id.clone()).collect();
    for provision in record.agreements.iter_mut().flat_map(|a| &mut a.provisions) {
        let Some(Trigger::Attacked { who, .. }) = &mut provision.when else {
            continue;
        };
        let Role::Actors(ids) = who else { continue };
        if let [only] = ids.as_slice()
            && !actors.contains(only)
            && places.contains(only.as_str())
        {
            *who = Role::Place(PlaceId::from(only.as_str()));
        }
    }
}

/// Closes the sets of completeness statements and takes the record's digest.
pub(crate) fn complete(
    record: &mut Record,
    documents: &[Document<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let settled: Vec<(Digest, Option<String>)> = record
        .completeness
        .iter()
        .map(|c| settle(record, c))
        .collect();
    for (completeness, (digest, void)) in record.completeness.iter_mut().zip(settled) {
        completeness.members_digest = digest;
        if let Some(reason) = &void {
            let document = documents
                .iter()
                .find(|d| d.kind == Kind::Completeness && d.id == completeness.id.as_str());
            // Of the base's statements the caller is told only by the record itself.
            if let Some(d) = document {
                let at = d
                    .node
                    .get("members")
                    .map_or(d.head(), crate::yaml::Node::bytes);
                let message = format!(
                    "the completeness statement `{}` is void: {reason}",
                    completeness.id
                );
                let mut warning =
                    d.file
                        .diagnostic(codes::VOID_COMPLETENESS, Severity::Warning, at, message);
                warning.suggestion = near_members(&record.statements, &completeness.members);
                diagnostics.push(warning);
            }
        }
        completeness.void = void;
    }
    record.digest = record_digest(record);
}

/// For a member that does not exist, the nearest that does.
fn near_members(statements: &[Statement], members: &[StatementId]) -> Option<String> {
    let has = |id: &str| {
        statements
            .binary_search_by(|s| s.id.as_str().cmp(id))
            .is_ok()
    };
    let missing = members.iter().find(|m| !has(m.as_str()))?;
    let subject = missing.as_str().split('/').next()?;
    let known = statements
        .iter()
        .map(|s| s.id.as_str())
        .filter(|s| s.split('/').next() == Some(subject));
    crate::suggest::word(missing.as_str(), known)
}

/// The digest over the members of a set, and why the statement is void, if it is.
fn settle(record: &Record, completeness: &Completeness) -> (Digest, Option<String>) {
    let members: Vec<&Statement> = completeness
        .members
        .iter()
        .filter_map(|m| record.statement(m.as_str()))
        .collect();
    let digest = set_digest(members.iter().copied());
    if let Some(missing) = completeness
        .members
        .iter()
        .find(|m| record.statement(m.as_str()).is_none())
    {
        return (
            digest,
            Some(format!("its member `{missing}` is not in the record")),
        );
    }
    let other = record
        .statements
        .iter()
        .filter(|s| belongs(record, completeness, s))
        // Members are sorted.
        .find(|s| completeness.members.binary_search(&s.id).is_err());
    (
        digest,
        other.map(|s| format!("`{}` belongs to the set but is not among its members", s.id)),
    )
}

/// Whether the statement is, or may be, one of the set that is said to be complete.
fn belongs(record: &Record, completeness: &Completeness, statement: &Statement) -> bool {
    let in_time = match (&completeness.period, &statement.time) {
        (Some(period), Some(time)) => period.possible().overlaps(time.possible()),
        _ => true,
    };
    in_time
        && match (completeness.set, &statement.subject) {
            (SetKind::Events, Subject::Event(id)) => {
                statement.predicate == "event"
                    && record
                        .event(id.as_str())
                        .is_some_and(|e| concerns(e, &completeness.of, &completeness.period))
            }
            (SetKind::Events, _) => false,
            (set, Subject::Agreement(id)) => {
                let (agreement, article) = match &completeness.of {
                    Scope::Agreement(a) => (a, None),
                    Scope::Provision(a, article) => (a, Some(article)),
                    _ => return false,
                };
                agreement == id && in_set(record, set, statement, article)
            }
            _ => false,
        }
}

fn in_set(record: &Record, set: SetKind, statement: &Statement, article: Option<&String>) -> bool {
    let predicate = statement.predicate.as_str();
    match set {
        SetKind::Parties => predicate == "party",
        SetKind::Provisions => {
            predicate == "provision" && article.is_none_or(|a| is_article(record, statement, a))
        }
        SetKind::Acts => predicate == "act",
        SetKind::Notices => {
            predicate == "act"
                && act_of(record, statement).is_some_and(|a| a.act.starts_with("notice-of-"))
        }
        SetKind::Events => false,
    }
}

fn act_of<'a>(record: &'a Record, statement: &Statement) -> Option<&'a AgreementAct> {
    let Subject::Agreement(id) = &statement.subject else {
        return None;
    };
    record
        .agreement(id.as_str())?
        .acts
        .iter()
        .find(|a| a.stmt == statement.id)
}

fn is_article(record: &Record, statement: &Statement, article: &str) -> bool {
    let Subject::Agreement(id) = &statement.subject else {
        return false;
    };
    record.agreement(id.as_str()).is_some_and(|a| {
        a.provisions
            .iter()
            .any(|p| p.stmt == statement.id && p.article == article)
    })
}

fn concerns(event: &Event, of: &Scope, period: &Option<servanda_time::Period>) -> bool {
    let in_time = period.as_ref().is_none_or(|p| {
        event.when.is_empty()
            || event
                .when
                .iter()
                .any(|t| p.possible().overlaps(t.when.possible()))
    });
    in_time
        && match of {
            Scope::Agreement(a) | Scope::Provision(a, _) => event.concerns.contains(a),
            Scope::Actor(a) => event.by.contains(a),
            Scope::Event(e) => event.part_of.as_ref() == Some(e),
            Scope::Global => true,
        }
}

/// The digest of a record: over the digests of its statements in the order of their ids, then over the
/// JSON of the sources, choice points, acts and topics, each in the order of their ids.
pub(crate) fn record_digest(record: &Record) -> Digest {
    let mut hasher = Hasher::new("servanda-record-1");
    for statement in &record.statements {
        hasher.part(&statement.digest.0);
    }
    fn rest<T: Serialize>(hasher: &mut Hasher, what: &str, items: &[T]) {
        hasher.part(what.as_bytes());
        for item in items {
            // These types have text keys only, so that writing them cannot fail.
            hasher.part(serde_json::to_string(item).unwrap_or_default().as_bytes());
        }
    }
    rest(&mut hasher, "sources", &record.sources);
    rest(&mut hasher, "choice-points", &record.choice_points);
    rest(&mut hasher, "acts", &record.acts);
    rest(&mut hasher, "topics", &record.topics);
    hasher.finish()
}
