//! Checks proofs that say what bound whom, independently of the program that made them.
//!
//! A proof (`docs/proof-format.md`) is fixed, to the byte, by the record and the question. The checker reads the
//! question, derives from the record, with code of its own and its own table of rules (`data/rules.txt`), every step, date
//! and answer that the proof must have, compares each with what it says, and names the first that differs.
//!
//! ```
//! let record = servanda_embedded::record();
//! let checker = servanda_proof::Checker::new(&record);
//! let rejection = checker.check(r#"{"schema":"servanda-proof/1"}"#).unwrap_err();
//! assert_eq!(rejection.at, "keys");
//! ```

mod answer;
mod compare;
mod date;
mod eval;
mod facts;
mod table;
mod value;

use compare::Comparison;
use eval::{Eval, Known};
use facts::Facts;
use serde_json::{Value, json};
use servanda_record::Record;
use servanda_time::{Day, DaySpan};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use value::{Node, V};

/// A proof that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The answer under the default reading: `yes`, `no` or `unknown`.
    pub answer: String,
    /// What the proof says it presumes where the record is silent: `none`, `within-stated-life` or `general`.
    pub presumption: String,
    /// How many steps were derived again.
    pub nodes: usize,
    /// How many dates were reckoned again.
    pub dates: usize,
    /// The rules that were applied, with their articles, by id.
    pub rules: Vec<(String, String)>,
}

/// Why a proof was not accepted: the first thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where: `form`, `keys`, `record`, `question`, `nodes/17`, `dates/3`, `answer` …
    pub at: String,
    /// What the checker derived.
    pub expected: String,
    /// What the proof says.
    pub found: String,
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: expected {}, found {}", self.at, self.expected, self.found)
    }
}

impl std::error::Error for Rejection {}

impl Rejection {
    pub(crate) fn new(at: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Rejection { at: at.into(), expected: expected.into(), found: found.into() }
    }
}

/// JSON with sorted keys and no white space.
pub(crate) fn canonical(v: &Value) -> String {
    match v {
        Value::Object(m) => {
            let all =
                m.iter().collect::<BTreeMap<_, _>>().into_iter().map(|(k, v)| format!("{}:{}", json!(k), canonical(v)));
            format!("{{{}}}", all.collect::<Vec<_>>().join(","))
        }
        Value::Array(a) => format!("[{}]", a.iter().map(canonical).collect::<Vec<_>>().join(",")),
        _ => v.to_string(),
    }
}

/// Checks proofs against one record.
pub struct Checker<'r> {
    facts: Facts<'r>,
    /// What was worked out before, by presumption.
    known: RefCell<HashMap<String, Known>>,
}

/// The keys of a proof, in order.
const KEYS: &str = "answer dates end-of-month nodes presumption question record root schema";

impl<'r> Checker<'r> {
    /// Makes ready to check proofs against a record.
    #[must_use]
    pub fn new(record: &'r Record) -> Self {
        Checker { facts: Facts::new(record), known: RefCell::default() }
    }

    /// Checks a proof given as canonical JSON.
    ///
    /// # Errors
    /// The first thing that is not as the record, the question and the rules make it.
    pub fn check(&self, proof: &str) -> Result<Checked, Rejection> {
        let value: Value = serde_json::from_str(proof).map_err(|e| Rejection::new("form", "JSON", e.to_string()))?;
        if canonical(&value) != proof {
            let wanted = "canonical JSON: sorted keys, no white space, no key twice";
            return Err(Rejection::new("form", wanted, "other JSON"));
        }
        self.check_json(&value)
    }

    /// Checks a proof that is part of a larger JSON document, in whatever order its keys are.
    ///
    /// # Errors
    /// As for [`Checker::check`].
    pub fn check_json(&self, proof: &Value) -> Result<Checked, Rejection> {
        let keys: BTreeSet<&str> = proof.as_object().into_iter().flatten().map(|(k, _)| k.as_str()).collect();
        if !keys.iter().copied().eq(KEYS.split(' ')) {
            return Err(Rejection::new("keys", KEYS, format!("{keys:?}")));
        }
        let wrong = |key: &str, wanted: String| Err(Rejection::new(key, wanted, canonical(&proof[key])));
        let digest = self.facts.record.digest.to_string();
        for (key, wanted) in [("schema", "servanda-proof/1"), ("record", &digest), ("end-of-month", "clamp")] {
            if proof[key] != wanted {
                return wrong(key, wanted.into());
            }
        }
        let Some(presumption @ ("none" | "within-stated-life" | "general")) = proof["presumption"].as_str() else {
            return wrong("presumption", "none, within-stated-life or general".into());
        };
        let (root, day) = self.root(&proof["question"], presumption)?;
        let mut comparison = Comparison::new(&self.facts, proof);
        let (id, answer) = comparison.node(&root, DaySpan::day(day))?;
        let (value, rules) = comparison.finish(id, answer);
        for key in ["root", "answer", "nodes", "dates"] {
            if canonical(&proof[key]) != canonical(&value[key]) {
                return wrong(key, canonical(&value[key]));
            }
        }
        Ok(Checked {
            answer: value["answer"]["default"].as_str().unwrap_or_default().to_string(),
            presumption: presumption.to_string(),
            nodes: value["nodes"].as_array().map_or(0, Vec::len),
            dates: value["dates"].as_array().map_or(0, Vec::len),
            rules,
        })
    }

    /// What the conclusion must be, derived from the record, and the day asked about.
    fn root(&self, question: &Value, presumption: &str) -> Result<(Node, Day), Rejection> {
        let bad = || Rejection::new("question", "a question about things of this record", canonical(question));
        let (asked, day) = asked(question).ok_or_else(bad)?;
        let mut known = self.known.borrow_mut();
        let known = known.entry(presumption.to_string()).or_default();
        // Enough for many questions of one record; no more is kept than memory has room for.
        if known.len() > 100_000 {
            known.clear();
        }
        let mut eval = Eval { facts: &self.facts, presumption, known, fault: None };
        let found = eval.call(&"answer".into(), vec![Rc::new(vec![asked])]);
        let fault = eval.fault.or(self.facts.table.as_ref().err().cloned());
        match (fault, found.as_slice()) {
            (Some(fault), _) => Err(Rejection::new("rules", "a table that can be read", fault)),
            (None, [V::Node(root)]) => Ok((Rc::clone(root), day)),
            _ => Err(bad()),
        }
    }
}

/// A question as a value, and its day: exactly the keys of its sort, each a text or null.
fn asked(question: &Value) -> Option<(V, Day)> {
    let of = question.as_object()?;
    let keys: BTreeSet<&str> = of.keys().map(String::as_str).collect();
    let wanted: &[&str] = match of.get("ask")?.as_str()? {
        "in-force" => &["agreement", "ask", "day", "other", "party"],
        "bound" => &["agreement", "ask", "bearer", "day", "provision", "toward"],
        "interim" => &["agreement", "ask", "day", "party"],
        "overdue" => &["agreement", "ask", "bearer", "day", "provision"],
        "conduct" => &["agreement", "ask", "bearer", "event", "provision", "step", "touch", "toward"],
        _ => return None,
    };
    if !keys.iter().eq(wanted) || !of.values().all(|v| v.is_null() || v.is_string()) {
        return None;
    }
    let day = match of.get("day") {
        None => Day::FIRST,
        Some(day) => Day::parse(day.as_str()?).ok().filter(|d| d.to_string() == day.as_str().unwrap_or_default())?,
    };
    Some((V::of(question.clone())?, day))
}
