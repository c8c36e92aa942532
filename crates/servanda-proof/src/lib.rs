//! Checks proofs that say what bound whom, independently of the program that made them.
//!
//! A proof (`docs/proof-format.md`) is fixed, to the byte, by the record and the question. The checker reads the
//! question, derives from the record, with code of its own and the table of rules (`data/rules.json`), every step, date
//! and answer that the proof must have, compares each with what it says, and names the first that differs.
//!
//! ```
//! let record = servanda_embedded::record();
//! let checker = servanda_proof::Checker::new(&record);
//! let rejection = checker.check(r#"{"schema":"servanda-proof/1"}"#).unwrap_err();
//! assert_eq!(rejection.at, "keys");
//! ```

mod conduct;
mod date;
mod derive;
mod ending;
mod facts;
mod force;
mod node;
mod value;

use conduct::Case;
use derive::Comparison;
use facts::Facts;
use force::{Derive, Presumption};
use node::{Node, actor, agreement, rule};
use serde_json::{Map, Value, json};
use servanda_record::Record;
use servanda_time::{Day, DaySpan};
use std::sync::OnceLock;

/// A proof that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The answer under the default reading: `yes`, `no` or `unknown`.
    pub answer: String,
    /// What the proof presumes where the record is silent: `none`, `within-stated-life` or `general`. The proof states
    /// it; the record does not.
    pub presumption: String,
    /// How many steps were derived again.
    pub nodes: usize,
    /// How many dates were reckoned again.
    pub dates: usize,
    /// The rules that were applied, with their articles, by id.
    pub rules: Vec<(String, String)>,
    /// Rules whose premises were taken from the proof instead of being derived from the record. Always empty in this
    /// version: a rule that the checker cannot derive is a reason to reject.
    pub not_rederived: Vec<String>,
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

/// The table of rules: id, article, formula and labels of each; acts contrary to others.
pub(crate) fn rules() -> &'static Value {
    static RULES: OnceLock<Value> = OnceLock::new();
    RULES.get_or_init(|| serde_json::from_str(include_str!("../data/rules.json")).unwrap_or_default())
}

/// JSON with sorted keys and no white space.
pub(crate) fn canonical(v: &Value) -> String {
    match v {
        Value::Object(m) => {
            let mut all: Vec<_> = m.iter().collect();
            all.sort_by_key(|(k, _)| *k);
            let all = all.into_iter().map(|(k, v)| format!("{}:{}", json!(k), canonical(v)));
            format!("{{{}}}", all.collect::<Vec<_>>().join(","))
        }
        Value::Array(a) => format!("[{}]", a.iter().map(canonical).collect::<Vec<_>>().join(",")),
        _ => v.to_string(),
    }
}

/// Checks proofs against one record.
pub struct Checker<'r> {
    facts: Facts<'r>,
}

const KEYS: [&str; 9] =
    ["answer", "dates", "end-of-month", "nodes", "presumption", "question", "record", "root", "schema"];

impl<'r> Checker<'r> {
    /// Makes ready to check proofs against a record.
    #[must_use]
    pub fn new(record: &'r Record) -> Self {
        Checker { facts: Facts::new(record) }
    }

    /// Checks a proof given as canonical JSON.
    ///
    /// # Errors
    /// The first thing that is not as the record, the question and the rules make it.
    pub fn check(&self, proof: &str) -> Result<Checked, Rejection> {
        let value: Value = serde_json::from_str(proof).map_err(|e| Rejection::new("form", "JSON", e.to_string()))?;
        if canonical(&value) != proof {
            return Err(Rejection::new(
                "form",
                "canonical JSON: sorted keys, no white space, no key twice",
                "other JSON",
            ));
        }
        self.check_json(&value)
    }

    /// Checks a proof that is part of a larger JSON document, in whatever order its keys are.
    ///
    /// # Errors
    /// As for [`Checker::check`].
    pub fn check_json(&self, proof: &Value) -> Result<Checked, Rejection> {
        let mut keys: Vec<&str> = proof.as_object().into_iter().flatten().map(|(k, _)| k.as_str()).collect();
        keys.sort_unstable();
        if keys != KEYS {
            return Err(Rejection::new("keys", KEYS.join(" "), keys.join(" ")));
        }
        let digest = self.facts.record.digest.to_string();
        let fixed = [("schema", "servanda-proof/1"), ("record", &digest), ("end-of-month", "clamp")];
        for (key, wanted) in fixed {
            if proof[key] != wanted {
                return Err(Rejection::new(key, wanted, canonical(&proof[key])));
            }
        }
        let presumption = match proof["presumption"].as_str() {
            Some("none") => Presumption::None,
            Some("within-stated-life") => Presumption::WithinStatedLife,
            Some("general") => Presumption::General,
            _ => {
                return Err(Rejection::new(
                    "presumption",
                    "none, within-stated-life or general",
                    canonical(&proof["presumption"]),
                ));
            }
        };
        let mut derive = Derive { f: &self.facts, presumption, known: Default::default() };
        let asked = Asked::read(&proof["question"]).and_then(|q| q.derive(&mut derive));
        let Some((root, day)) = asked else {
            let found = canonical(&proof["question"]);
            return Err(Rejection::new("question", "a question about things of this record", found));
        };
        let mut comparison = Comparison::new(&self.facts, proof);
        let (id, answer) = comparison.node(&root, DaySpan::day(day))?;
        let (rules, value) = comparison.finish(id, answer)?;
        // What was compared part by part is compared once more as a whole: nothing else may be in it.
        let mut whole: Map<String, Value> = proof.as_object().cloned().unwrap_or_default();
        whole.extend(value.as_object().cloned().unwrap_or_default());
        if canonical(&Value::Object(whole)) != canonical(proof) {
            return Err(Rejection::new("form", "nothing besides", "more"));
        }
        let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
        Ok(Checked {
            answer: text(&value["answer"]["default"]),
            presumption: text(&proof["presumption"]),
            nodes: value["nodes"].as_array().map_or(0, Vec::len),
            dates: value["dates"].as_array().map_or(0, Vec::len),
            rules,
            not_rederived: Vec::new(),
        })
    }
}

/// A question: its words, by key.
struct Asked<'q> {
    of: &'q Map<String, Value>,
}

impl<'q> Asked<'q> {
    fn read(v: &'q Value) -> Option<Self> {
        let of = v.as_object()?;
        let mut keys: Vec<&str> = of.keys().map(String::as_str).collect();
        keys.sort_unstable();
        let wanted: &[&str] = match of.get("ask")?.as_str()? {
            "in-force" => &["agreement", "ask", "day", "other", "party"],
            "bound" => &["agreement", "ask", "bearer", "day", "provision", "toward"],
            "overdue" => &["agreement", "ask", "bearer", "day", "provision"],
            "conduct" => &["agreement", "ask", "bearer", "event", "provision", "step", "touch", "toward"],
            _ => return None,
        };
        (keys == wanted).then_some(Asked { of })
    }

    fn text(&self, key: &str) -> Option<&'q str> {
        self.of.get(key)?.as_str()
    }

    fn day(&self) -> Option<Day> {
        let text = self.text("day")?;
        Day::parse(text).ok().filter(|d| d.to_string() == text)
    }

    /// The derivation that answers it, and the day.
    fn derive<'r>(&self, d: &mut Derive<'r, '_>) -> Option<(Node<'r>, Day)> {
        let record: &'r Record = d.f.record;
        let a = record.agreement(self.text("agreement")?)?;
        // An actor that may be left out: `null`, or one of the record.
        let who = |key: &str| match self.of.get(key) {
            Some(Value::Null) => Some(None),
            _ => record.actor(self.text(key)?).map(|x| Some(&x.id)),
        };
        if self.text("ask")? == "in-force" {
            let node = match (who("party")?, who("other")?) {
                (None, None) => d.life(a),
                (Some(x), None) | (None, Some(x)) => d.in_force(a, x),
                (Some(x), Some(y)) => {
                    let of = vec![("bearer", d.in_force(a, x)), ("counterparty", d.in_force(a, y))];
                    rule("in-force-between", vec![agreement(a), actor(x), actor(y)], of)
                }
            };
            return Some((node, self.day()?));
        }
        let p = a.provisions.iter().find(|p| Some(p.stmt.as_str()) == self.text("provision"))?;
        let x = who("bearer")??;
        if self.text("ask")? == "overdue" {
            return Some((d.overdue(a, p, x), self.day()?));
        }
        let y = who("toward")?;
        if self.text("ask")? == "bound" {
            return Some((d.bound(a, p, x, y), self.day()?));
        }
        let performs = match self.text("touch")? {
            "against" => false,
            "performs" => true,
            _ => return None,
        };
        let e = record.event(self.text("event")?)?;
        let meant = d.f.counterparts(a, p, e, x, performs).contains(&y);
        let case = Case { a, p, e, x, y, performs };
        let node = d.step(&case, self.text("step")?).filter(|_| meant)?;
        Some((node, Day::FIRST))
    }
}
