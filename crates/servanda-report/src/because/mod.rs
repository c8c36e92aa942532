//! A proof in sentences: "Because … and …, therefore …", a numbered step for each rule applied, every leaf
//! a statement of the record with its sources.
//!
//! Only what the answer rests on is told: of a conjunction that holds all parts, of one that fails the part
//! that fails, and so on, under the default reading. The whole proof is the JSON; this is how it reads.

mod leaf;

use crate::terminal::fold;
use crate::words::pick;
use leaf::Leaf;
use serde_json::Value;
use servanda_law::rules::{Formula, Rule};
use servanda_record::{Lang, Record};
use servanda_time::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A proof in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The answer under the default reading.
    pub answer: Truth,
    /// What is concluded, as a sentence without a full stop.
    pub conclusion: String,
    /// The steps, premises first: each a sentence.
    pub steps: Vec<String>,
    /// Ids of the statements the steps rest on, in the order of their numbers in brackets, from 1.
    pub statements: Vec<String>,
}

/// Deepest chain of rules told; a proof from elsewhere may be built to be deeper.
const DEPTH: usize = 200;

/// Tells a proof. `None` where it is not of the form that Servanda writes.
///
/// ```
/// use servanda_record::{Lang, Record};
/// assert!(servanda_report::because::derive(&Record::empty(), &serde_json::json!({}), Lang::En).is_none());
/// ```
pub fn derive(record: &Record, proof: &Value, lang: Lang) -> Option<Derivation> {
    let nodes = proof.get("nodes")?.as_array()?;
    let root = index(proof.get("root")?)?;
    nodes.get(root)?;
    let rules = servanda_law::rules::all().into_iter();
    let mut teller = Teller {
        leaf: Leaf::new(record, proof, lang),
        nodes,
        rules: rules.map(|r| (r.id, r)).collect(),
        told: BTreeMap::new(),
        open: BTreeSet::new(),
        out: Derivation {
            answer: Truth::Unknown,
            conclusion: String::new(),
            steps: Vec::new(),
            statements: Vec::new(),
        },
    };
    let conclusion = teller.tell(root, 0);
    teller.out.answer = teller.truth(root);
    let day = proof
        .pointer("/question/day")
        .and_then(Value::as_str)
        .and_then(|d| leaf::date(d, lang));
    let conclusion = conclusion.split(" (").next().unwrap_or_default().to_owned();
    teller.out.conclusion = match (day, lang) {
        (Some(d), Lang::En) => format!("{conclusion} on {d}"),
        (Some(d), Lang::Ja) => format!("{d}、{conclusion}"),
        (None, _) => conclusion,
    };
    Some(teller.out)
}

fn index(v: &Value) -> Option<usize> {
    v.as_u64().and_then(|n| usize::try_from(n).ok())
}

struct Teller<'p> {
    leaf: Leaf<'p>,
    nodes: &'p [Value],
    rules: BTreeMap<&'static str, &'static Rule>,
    /// Steps told, by node.
    told: BTreeMap<usize, usize>,
    /// Nodes being told: a proof that goes round in a circle is cut there.
    open: BTreeSet<usize>,
    out: Derivation,
}

impl<'p> Teller<'p> {
    /// The truth of a node under the default reading.
    fn truth(&self, n: usize) -> Truth {
        self.nodes
            .get(n)
            .and_then(|n| n.get("value"))
            .map_or(Truth::Unknown, |v| self.leaf.truth(v))
    }

    /// What a node says, with its number: steps below it are told first.
    fn tell(&mut self, n: usize, depth: usize) -> String {
        let Some(node) = self.nodes.get(n) else {
            return String::new();
        };
        let truth = self.truth(n);
        match node.get("kind").and_then(Value::as_str) {
            Some("rule") => {}
            Some("during") => return self.during(node, truth, depth),
            _ => {
                let text = self.leaf.text(node, truth);
                return match self.leaf.statement(node) {
                    Some(s) => format!("{text} [{}]", self.number(s)),
                    None => text,
                };
            }
        }
        let id = node.get("rule").and_then(Value::as_str).unwrap_or("");
        let Some(rule) = self.rules.get(id).copied() else {
            return id.to_owned();
        };
        let says = self.leaf.conclusion(rule, node, truth);
        let step = match self.told.get(&n) {
            Some(step) => Some(*step),
            None if depth < DEPTH && self.open.insert(n) => {
                let step = self.step(rule, node, truth, &says, depth);
                self.open.remove(&n);
                if let Some(step) = step {
                    self.told.insert(n, step);
                }
                step
            }
            None => None,
        };
        match step {
            Some(step) => format!("{says} ({step})"),
            None => says,
        }
    }

    /// Tells a rule applied as one step, and gives its number; `None` where it needs no premise.
    fn step(
        &mut self,
        rule: &Rule,
        node: &'p Value,
        truth: Truth,
        says: &str,
        depth: usize,
    ) -> Option<usize> {
        let premises: Vec<(&str, usize)> = node
            .get("premises")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|p| Some((p.get("label")?.as_str()?, index(p.get("node")?)?)))
            .collect();
        let mut wanted = BTreeSet::new();
        self.relevant(rule.formula(), truth, &premises, &mut wanted);
        let mut because: Vec<String> = Vec::new();
        for i in wanted {
            if let Some((_, n)) = premises.get(i) {
                let said = self.tell(*n, depth + 1);
                if !said.is_empty() && !because.contains(&said) {
                    because.push(said);
                }
            }
        }
        let lang = self.leaf.lang;
        let by = match (rule.article, lang) {
            ("record", _) | ("completeness", _) => String::new(),
            (a, Lang::En) => format!(" ({a})"),
            (a, Lang::Ja) => format!("({a})"),
        };
        if because.is_empty() && by.is_empty() {
            return None;
        }
        // A rule that only carries on what the last step concluded is told in the same breath.
        let last = self.out.steps.len();
        if let ([one], Some(step)) = (because.as_slice(), self.out.steps.last_mut())
            && one.ends_with(&format!(" ({last})"))
        {
            let end = if lang == Lang::En { '.' } else { '。' };
            if step.ends_with(end) {
                step.pop();
            }
            step.push_str(&match lang {
                Lang::En => format!(", and so {says}{by}."),
                Lang::Ja => format!("、したがって{says}{by}。"),
            });
            return Some(last);
        }
        let text = match lang {
            Lang::En if because.is_empty() => format!("{}{by}.", capital(says)),
            Lang::Ja if because.is_empty() => format!("{says}{by}。"),
            Lang::En => format!("Because {}, therefore {says}{by}.", because.join(" and ")),
            Lang::Ja => format!("{}から、{says}{by}。", because.join("、かつ、")),
        };
        self.out.steps.push(text);
        Some(self.out.steps.len())
    }

    fn during(&mut self, node: &'p Value, truth: Truth, depth: usize) -> String {
        // Of the pieces of the event's time, the first with the truth of the whole tells why.
        let pieces: Vec<usize> = node
            .get("pieces")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|p| index(p.get("node")?))
            .collect();
        let one = pieces
            .iter()
            .copied()
            .find(|p| self.truth(*p) == truth)
            .or(pieces.first().copied());
        let inner = one.map(|p| self.tell(p, depth + 1)).unwrap_or_default();
        let at = self.leaf.statement(node).map(|s| self.number(s));
        match (self.leaf.lang, at) {
            (Lang::En, Some(k)) => format!("at the time of the event [{k}] {inner}"),
            (Lang::Ja, Some(k)) => format!("出来事の時点[{k}]で{inner}"),
            (_, None) => inner,
        }
    }

    fn number(&mut self, statement: &str) -> usize {
        let list = &mut self.out.statements;
        match list.iter().position(|s| s == statement) {
            Some(i) => i + 1,
            None => {
                list.push(statement.to_owned());
                list.len()
            }
        }
    }

    fn eval(&self, f: &Formula, premises: &[(&str, usize)]) -> Truth {
        let of = |l: &str| -> Vec<Truth> {
            let mine = premises.iter().filter(|(x, _)| *x == l);
            mine.map(|(_, n)| self.truth(*n)).collect()
        };
        match f {
            Formula::Const(t) => *t,
            Formula::All(l) => all(&of(l)),
            Formula::Any(l) => any(&of(l)),
            Formula::Not(f) => not(self.eval(f, premises)),
            Formula::And(fs) => all(&fs
                .iter()
                .map(|f| self.eval(f, premises))
                .collect::<Vec<_>>()),
            Formula::Or(fs) => any(&fs
                .iter()
                .map(|f| self.eval(f, premises))
                .collect::<Vec<_>>()),
        }
    }

    /// The premises on which it rests that a formula has that truth.
    fn relevant(
        &self,
        f: &Formula,
        truth: Truth,
        premises: &[(&str, usize)],
        out: &mut BTreeSet<usize>,
    ) {
        match f {
            Formula::Const(_) => {}
            Formula::Not(f) => self.relevant(f, not(truth), premises, out),
            Formula::All(l) | Formula::Any(l) => {
                // Every part matters where all had to go that way, else the first that decided it.
                let every = matches!(f, Formula::All(_)) == (truth == Truth::Yes);
                let mine = premises.iter().enumerate().filter(|(_, (x, _))| x == l);
                let decided = mine.filter(|(_, (_, n))| self.truth(*n) == truth);
                let many = every || truth == Truth::Unknown;
                out.extend(
                    decided
                        .map(|(i, _)| i)
                        .take(if many { usize::MAX } else { 1 }),
                );
            }
            Formula::And(fs) | Formula::Or(fs) => {
                let every = matches!(f, Formula::And(_)) == (truth == Truth::Yes);
                let mut parts = fs.iter().filter(|f| self.eval(f, premises) == truth);
                if every || truth == Truth::Unknown {
                    parts.for_each(|f| self.relevant(f, truth, premises, out));
                } else if let Some(f) = parts.next() {
                    self.relevant(f, truth, premises, out);
                }
            }
        }
    }
}

fn not(t: Truth) -> Truth {
    match t {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::Unknown => Truth::Unknown,
    }
}

fn all(of: &[Truth]) -> Truth {
    if of.contains(&Truth::No) {
        Truth::No
    } else if of.contains(&Truth::Unknown) {
        Truth::Unknown
    } else {
        Truth::Yes
    }
}

fn any(of: &[Truth]) -> Truth {
    not(all(&of.iter().map(|t| not(*t)).collect::<Vec<_>>()))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// The word for an answer.
pub fn answer(t: Truth, lang: Lang) -> &'static str {
    match t {
        Truth::Yes => pick(lang, "yes", "はい"),
        Truth::No => pick(lang, "no", "いいえ"),
        Truth::Unknown => pick(lang, "unknown", "不明"),
    }
}

/// Folds a text, with one margin for the first line and another for the rest.
fn put(text: &str, room: usize, (first, rest): (&str, &str), out: &mut String) {
    for (i, line) in fold(text, room - rest.len().min(20)).iter().enumerate() {
        let _ = writeln!(out, "{}{line}", if i == 0 { first } else { rest });
    }
}

impl Derivation {
    /// The steps as lines, numbered.
    pub fn lines(&self) -> String {
        self.steps
            .iter()
            .enumerate()
            .map(|(i, s)| format!("{}. {s}\n", i + 1))
            .collect()
    }

    /// The whole for a terminal: conclusion, steps, statements with their sources.
    pub fn print(&self, record: &Record, lang: Lang, width: usize) -> String {
        let room = width.max(40);
        let mut out = String::new();
        let head = format!(
            "{}: {}",
            capital(&self.conclusion),
            answer(self.answer, lang)
        );
        let head = if self.answer == Truth::Unknown {
            head
        } else {
            capital(&self.conclusion)
        };
        put(&head, room, ("", ""), &mut out);
        out.push('\n');
        for (i, s) in self.steps.iter().enumerate() {
            put(s, room, (&format!("{:>3}. ", i + 1), "     "), &mut out);
        }
        if !self.statements.is_empty() {
            out.push('\n');
        }
        out.push_str(&self.statements_text(record, lang, width));
        out
    }

    /// The statements with their sources, numbered; empty where there are none.
    pub fn statements_text(&self, record: &Record, lang: Lang, width: usize) -> String {
        let room = width.max(40);
        let mut out = String::new();
        if self.statements.is_empty() {
            return out;
        }
        let _ = writeln!(out, "{}", pick(lang, "Statements", "根拠となる記述"));
        for (i, id) in self.statements.iter().enumerate() {
            let mark = format!("[{}] ", i + 1);
            put(id, room, (&format!("{mark:>5}"), "     "), &mut out);
            if let Some(s) = record.statement(id) {
                let unread = if s.status == servanda_record::Status::Unverified {
                    pick(lang, " (not yet read at the source)", "(原典未確認)")
                } else {
                    ""
                };
                for c in record.citations(s, lang) {
                    put(
                        &format!("– {c}{unread}"),
                        room,
                        ("     ", "       "),
                        &mut out,
                    );
                }
            }
        }
        out
    }
}
