//! The steps of a derivation: leaves, and rules over premises.

use crate::date::Term;
use serde_json::{Value, json};
use servanda_record::{ActorId, Agreement, Completeness, EventId, Guard, Provision, StatementId};
use servanda_time::DaySpan;
use std::rc::Rc;

pub(crate) type Node<'r> = Rc<Step<'r>>;
pub(crate) type Premise<'r> = (&'static str, Node<'r>);
pub(crate) type Premises<'r> = Vec<Premise<'r>>;

/// A step, and whether its answer is the same on every day.
pub(crate) struct Step<'r> {
    pub what: What<'r>,
    pub timeless: bool,
}

pub(crate) enum What<'r> {
    Fact(&'r StatementId, Option<&'r Guard>),
    Choice(&'r str, Vec<&'r str>),
    Taken(String, &'r str),
    Since(Term, &'static str),
    NotAfter(Term, Term),
    Missing(&'static str, Vec<String>),
    Complete(&'r Completeness),
    IsA(&'r str, String),
    Looked(&'static str, Vec<Value>, servanda_time::Truth),
    Rule(&'static str, Vec<Value>, Premises<'r>),
    During(&'r StatementId, Vec<(DaySpan, bool)>, Node<'r>),
}

pub(crate) fn node(what: What<'_>) -> Node<'_> {
    let timeless = match &what {
        What::Since(..) => false,
        What::Rule(_, _, premises) => premises.iter().all(|p| p.1.timeless),
        _ => true,
    };
    Rc::new(Step { what, timeless })
}

pub(crate) fn fact<'r>(stmt: &'r StatementId, under: &'r Guard) -> Node<'r> {
    node(What::Fact(stmt, Some(under)))
}

/// A statement that holds on every option.
pub(crate) fn plain(stmt: &StatementId) -> Node<'_> {
    node(What::Fact(stmt, None))
}

pub(crate) fn since<'r>(date: &Term, cause: &'static str) -> Node<'r> {
    node(What::Since(Rc::clone(date), cause))
}

pub(crate) fn not_after<'r>(left: &Term, right: &Term) -> Node<'r> {
    node(What::NotAfter(Rc::clone(left), Rc::clone(right)))
}

pub(crate) fn missing<'r>(what: &'static str, about: &[&str]) -> Node<'r> {
    node(What::Missing(what, about.iter().map(ToString::to_string).collect()))
}

pub(crate) fn looked<'r>(what: &'static str, args: Vec<Value>, truth: impl Into<servanda_time::Truth>) -> Node<'r> {
    node(What::Looked(what, args, truth.into()))
}

pub(crate) fn rule<'r>(id: &'static str, args: Vec<Value>, premises: Premises<'r>) -> Node<'r> {
    node(What::Rule(id, args, premises))
}

pub(crate) fn agreement(a: &Agreement) -> Value {
    json!({"agreement": a.id.as_str()})
}

pub(crate) fn actor(x: &ActorId) -> Value {
    json!({"actor": x.as_str()})
}

pub(crate) fn event(e: &EventId) -> Value {
    json!({"event": e.as_str()})
}

pub(crate) fn stmt(s: &StatementId) -> Value {
    json!({"stmt": s.as_str()})
}

pub(crate) fn article(p: &Provision) -> Value {
    json!({"article": p.article})
}
