//! What expressions of the table work with: parts of the record, dates, and steps of a derivation.

use crate::date::Term;
use serde_json::Value;
use servanda_time::{DaySpan, Truth};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A value. Things of the record are the same only if they are the same in memory.
#[derive(Clone)]
pub(crate) enum V {
    Truth(Truth),
    Number(u64),
    Text(Rc<str>),
    List(Rc<[V]>),
    Map(Rc<BTreeMap<String, V>>),
    Date(Term),
    Node(Node),
    /// A step as a premise with this label.
    Premise(Rc<str>, Node),
}

pub(crate) type Node = Rc<Step>;

/// A step, and whether its answer is the same on every day.
pub(crate) struct Step {
    pub what: What,
    pub timeless: bool,
}

pub(crate) enum What {
    /// What is written, its truth, and the options under which it is that (otherwise no).
    Leaf(Value, Truth, Vec<(String, Vec<String>)>),
    Since(Term, Rc<str>),
    NotAfter(Term, Term),
    /// By name, with arguments and labelled premises.
    Rule(Rc<str>, Vec<Value>, Vec<(Rc<str>, Node)>),
    /// A step at each of these days (`true`), or on one day of them (`false`), with the statement they are from.
    During(Rc<str>, Vec<(DaySpan, bool)>, Node),
}

impl V {
    pub fn of(v: Value) -> Option<V> {
        Some(match v {
            Value::Null => return None,
            Value::Bool(b) => V::Truth(b.into()),
            Value::Number(n) => V::Number(n.as_u64().unwrap_or(u64::MAX)),
            Value::String(s) => V::Text(s.into()),
            Value::Array(a) => V::List(a.into_iter().filter_map(V::of).collect()),
            Value::Object(m) => V::Map(Rc::new(m.into_iter().filter_map(|(k, v)| Some((k, V::of(v)?))).collect())),
        })
    }

    pub fn node(what: What) -> V {
        let timeless = match &what {
            What::Since(..) => false,
            What::Rule(_, _, premises) => premises.iter().all(|p| p.1.timeless),
            _ => true,
        };
        V::Node(Rc::new(Step { what, timeless }))
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            V::Text(s) => Some(s),
            _ => None,
        }
    }

    /// The field of that name, if it is there.
    pub fn get(&self, key: &str) -> Option<&V> {
        match self {
            V::Map(m) => m.get(key),
            V::List(a) => a.get(key.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// The text of a field; empty if there is none.
    pub fn field(&self, key: &str) -> &str {
        self.get(key).and_then(V::text).unwrap_or_default()
    }

    /// The members of a field that is a list, or else the field.
    pub fn all(&self, key: &str) -> &[V] {
        match self.get(key) {
            None => &[],
            Some(V::List(a)) => a,
            Some(one) => std::slice::from_ref(one),
        }
    }

    /// Under what options it stands: pairs of choice point and option.
    pub fn guard(&self) -> Vec<(&str, &str)> {
        self.all("under").iter().map(|pair| (pair.field("0"), pair.field("1"))).collect()
    }

    /// A key under which equal values, and no others, fall.
    pub fn key(&self) -> String {
        match self {
            V::Truth(t) => format!("?{t:?}"),
            V::Number(n) => format!("#{n}"),
            V::Text(s) => format!("'{s}'"),
            V::List(a) => format!("[{:p}", a.as_ptr()),
            V::Map(m) => format!("{{{:p}", Rc::as_ptr(m)),
            V::Date(d) => format!("@{:p}", Rc::as_ptr(d)),
            V::Node(n) | V::Premise(_, n) => format!("!{:p}", Rc::as_ptr(n)),
        }
    }
}

impl PartialEq for V {
    fn eq(&self, other: &V) -> bool {
        match (self, other) {
            (V::Text(x), V::Text(y)) => x == y,
            (V::Truth(x), V::Truth(y)) => x == y,
            (V::Number(x), V::Number(y)) => x == y,
            (V::Map(x), V::Map(y)) => x == y,
            (V::List(x), V::List(y)) => x == y,
            _ => false,
        }
    }
}
