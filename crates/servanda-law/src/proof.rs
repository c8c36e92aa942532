//! Derivations as data: canonical JSON that an independent program can check (`docs/proof-format.md`).

use crate::answer::Query;
use crate::dag::{Arg, Missing, Node, NodeId, day_text};
use crate::dates::{DateId, DateTerm};
use crate::diagram::{Diagram, Diagrams};
use crate::force::Build;
use crate::law::Law;
use crate::reading::Choices;
use serde_json::{Map, Value, json};
use servanda_time::{Day, DaySpan, Truth};
use std::collections::HashMap;
use std::fmt::Write;

/// A derivation: a conclusion, and everything it rests on down to statements of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    value: Value,
    /// The answer under the default reading.
    pub truth: Truth,
}

impl Proof {
    /// The proof as JSON.
    #[must_use]
    pub fn json(&self) -> &Value {
        &self.value
    }

    /// The proof in canonical form: sorted keys, no white space. Same record and question, same bytes.
    #[must_use]
    pub fn canonical(&self) -> String {
        canonical(&self.value)
    }

    /// The statements it rests on, sorted.
    #[must_use]
    pub fn statements(&self) -> Vec<String> {
        let mut out = std::collections::BTreeSet::new();
        collect(&self.value, "stmt", &mut out);
        out.into_iter().collect()
    }
}

/// Every text under `key`, anywhere.
fn collect(v: &Value, key: &str, out: &mut std::collections::BTreeSet<String>) {
    match v {
        Value::Object(m) => {
            for (k, x) in m {
                if k == key
                    && let Value::String(s) = x
                {
                    out.insert(s.clone());
                }
                collect(x, key, out);
            }
        }
        Value::Array(a) => a.iter().for_each(|x| collect(x, key, out)),
        _ => {}
    }
}

/// JSON with sorted keys and no white space.
#[must_use]
pub fn canonical(v: &Value) -> String {
    let mut out = String::new();
    write_canonical(v, &mut out);
    out
}

fn write_canonical(v: &Value, out: &mut String) {
    match v {
        Value::Object(m) => {
            let mut items: Vec<(&String, &Value)> = m.iter().collect();
            items.sort_unstable_by_key(|(k, _)| *k);
            out.push('{');
            for (i, (k, x)) in items.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(k, out);
                out.push(':');
                write_canonical(x, out);
            }
            out.push('}');
        }
        Value::Array(a) => {
            out.push('[');
            for (i, x) in a.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_canonical(x, out);
            }
            out.push(']');
        }
        Value::String(s) => write_text(s, out),
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(n) => {
            let _ = write!(out, "{n}");
        }
    }
}

/// A text in quotation marks; nearly all are ids and dates, which need no escapes.
fn write_text(s: &str, out: &mut String) {
    if s.bytes().any(|b| b < 0x20 || b == b'"' || b == b'\\') {
        let _ = write!(out, "{}", Value::String(s.to_owned()));
    } else {
        out.push('"');
        out.push_str(s);
        out.push('"');
    }
}

/// A diagram as nested JSON.
pub(crate) fn diagram_json(d: &Diagrams, choices: &Choices, x: Diagram) -> Value {
    if let Some(t) = x.as_constant() {
        return Value::String(t.as_str().into());
    }
    let Some((var, kids)) = d.test(x) else {
        return Value::String("unknown".into());
    };
    let v = &choices.all()[var as usize];
    let of: Map<String, Value> = v
        .options
        .iter()
        .zip(kids)
        .map(|(o, k)| (o.clone(), diagram_json(d, choices, *k)))
        .collect();
    json!({"choice": v.id, "of": of})
}

/// Derives a question again and writes the derivation out.
pub(crate) fn prove(law: &Law, query: &Query) -> Proof {
    let mut diagrams = law.diagrams();
    let mut b = Build::new(&law.core, &mut diagrams);
    let Some((node, day)) = query.build(&mut b) else {
        return Proof {
            value: json!({"schema": "servanda-proof/1", "nodes": []}),
            truth: Truth::Unknown,
        };
    };
    let mut w = Writer::new(&b);
    let root = w.node(node, DaySpan::day(day));
    let value = b.dag.value(node).at(day);
    let (nodes, dates) = (w.out, w.dates);
    let truth = b.dag.diagrams.eval(value, &law.defaults);
    let value = json!({
        "answer": {"default": truth.as_str(), "readings": diagram_json(b.dag.diagrams, &law.core.choices, value)},
        "dates": dates,
        "end-of-month": "clamp",
        "nodes": nodes,
        "presumption": match law.core.options.presumption {
            crate::core::Presumption::None => "none",
            crate::core::Presumption::WithinStatedLife => "within-stated-life",
            crate::core::Presumption::General => "general",
        },
        "question": question(query),
        "record": law.core.record.digest.to_string(),
        "root": root,
        "schema": "servanda-proof/1",
    });
    Proof { value, truth }
}

fn question(q: &Query) -> Value {
    match q {
        Query::InForce {
            agreement,
            party,
            other,
            day,
        } => {
            json!({"agreement": agreement, "ask": "in-force", "day": day.to_string(), "other": other, "party": party})
        }
        Query::Bound {
            agreement,
            article,
            bearer,
            toward,
            day,
        } => json!({
            "agreement": agreement, "ask": "bound", "bearer": bearer, "day": day.to_string(), "provision": article,
            "toward": toward
        }),
        Query::Overdue {
            agreement,
            provision,
            bearer,
            day,
        } => json!({
            "agreement": agreement, "ask": "overdue", "bearer": bearer, "day": day.to_string(), "provision": provision
        }),
        Query::Interim {
            agreement,
            party,
            day,
        } => {
            json!({"agreement": agreement, "ask": "interim", "day": day.to_string(), "party": party})
        }
        Query::Conduct { key, step } => json!({
            "agreement": key.agreement, "ask": "conduct", "bearer": key.bearer, "event": key.event,
            "provision": key.provision, "step": format!("{step:?}").to_lowercase(), "toward": key.toward,
            "touch": format!("{:?}", key.touch).to_lowercase()
        }),
    }
}

/// Writes nodes in an order in which premises come first.
struct Writer<'b, 'r, 'd> {
    b: &'b Build<'r, 'd>,
    out: Vec<Value>,
    dates: Vec<Value>,
    seen: HashMap<(NodeId, Option<(Day, Day)>), usize>,
    seen_dates: HashMap<DateId, usize>,
    /// Nodes and dates by what they say: none is written twice.
    same: HashMap<String, usize>,
    same_dates: HashMap<String, usize>,
    /// Whether a node does not depend on the day.
    timeless: Vec<bool>,
}

impl<'b, 'r, 'd> Writer<'b, 'r, 'd> {
    fn new(b: &'b Build<'r, 'd>) -> Self {
        let mut timeless: Vec<bool> = Vec::with_capacity(b.dag.nodes.len());
        for n in &b.dag.nodes {
            timeless.push(match n {
                Node::Since { .. } => false,
                Node::Rule { premises, .. } => premises.iter().all(|(_, p)| timeless[*p as usize]),
                _ => true,
            });
        }
        Writer {
            b,
            out: Vec::new(),
            dates: Vec::new(),
            seen: HashMap::new(),
            seen_dates: HashMap::new(),
            same: HashMap::new(),
            same_dates: HashMap::new(),
            timeless,
        }
    }

    fn node(&mut self, n: NodeId, span: DaySpan) -> usize {
        let timeless = self.timeless[n as usize];
        let key = (n, (!timeless).then_some((span.start, span.end)));
        if let Some(i) = self.seen.get(&key) {
            return *i;
        }
        let mut m = self.body(n, span);
        if !timeless {
            m.insert("days".into(), span_json(span));
        }
        let value = self.b.dag.value(n).at(span.start);
        m.insert(
            "value".into(),
            diagram_json(self.b.dag.diagrams, self.b.dag.choices, value),
        );
        let i = add(&mut self.out, &mut self.same, m);
        self.seen.insert(key, i);
        i
    }

    fn body(&mut self, n: NodeId, span: DaySpan) -> Map<String, Value> {
        let b = self.b;
        let v = match &b.dag.nodes[n as usize] {
            Node::Fact { stmt } => {
                json!({"kind": "fact", "stmt": stmt.as_str(), "digest": self.digest(stmt.as_str())})
            }
            Node::Choice { choice, options } => {
                let options: Vec<&str> = options.iter().map(|o| o.as_str()).collect();
                json!({"kind": "choice", "choice": choice.as_str(), "options": options})
            }
            Node::Taken { choice, stmt } => {
                json!({"kind": "taken", "choice": choice, "stmt": stmt.as_str()})
            }
            Node::Since { date, cause } => {
                let date = self.date(*date);
                json!({"kind": "since", "date": date, "cause": format!("{cause:?}").to_lowercase()})
            }
            Node::NotAfter { left, right } => {
                let (left, right) = (self.date(*left), self.date(*right));
                json!({"kind": "not-after", "left": left, "right": right})
            }
            Node::Missing(what) => json!({"kind": "missing", "missing": missing_json(what)}),
            Node::Complete { of } => {
                let mut members: Vec<Value> = Vec::new();
                for s in &of.members {
                    members.push(json!({"stmt": s.as_str(), "digest": self.digest(s.as_str())}));
                }
                json!({"kind": "complete", "completeness": of.id.as_str(), "stmt": of.stmt.as_str(),
                    "members": members, "members-digest": of.members_digest.to_string()})
            }
            Node::IsA { narrow, wide, .. } => {
                json!({"kind": "is-a", "narrow": narrow, "wide": wide})
            }
            Node::Looked { what, args, .. } => {
                json!({"kind": "looked", "what": what, "args": args_json(args)})
            }
            Node::Rule {
                rule,
                args,
                premises,
            } => {
                let premises: Vec<Value> = premises
                    .iter()
                    .map(|(label, p)| json!({"label": label, "node": self.node(*p, span)}))
                    .collect();
                json!({"kind": "rule", "rule": rule.id, "args": args_json(args), "premises": premises})
            }
            Node::During {
                stmt,
                span: spans,
                node,
            } => {
                let mut pieces = Vec::new();
                for (span, certain) in spans {
                    for piece in self.split(*node, *span) {
                        let i = self.node(*node, piece);
                        pieces
                            .push(json!({"certain": certain, "days": span_json(piece), "node": i}));
                    }
                }
                json!({"kind": "during", "stmt": stmt.as_str(), "digest": self.digest(stmt.as_str()), "pieces": pieces})
            }
        };
        match v {
            Value::Object(m) => m,
            _ => Map::new(),
        }
    }

    fn digest(&self, stmt: &str) -> Value {
        self.b
            .core
            .record
            .statement(stmt)
            .map_or(Value::Null, |s| Value::String(s.digest.to_string()))
    }

    /// A span cut at every day on which anything below a node changes.
    fn split(&self, node: NodeId, span: DaySpan) -> Vec<DaySpan> {
        let mut cuts = std::collections::BTreeSet::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut todo = vec![node];
        while let Some(n) = todo.pop() {
            if !seen.insert(n) || self.timeless[n as usize] {
                continue;
            }
            cuts.extend(
                self.b
                    .dag
                    .value(n)
                    .0
                    .iter()
                    .map(|s| s.0)
                    .filter(|d| span.contains(*d)),
            );
            if let Node::Rule { premises, .. } = &self.b.dag.nodes[n as usize] {
                todo.extend(premises.iter().map(|p| p.1));
            }
        }
        cuts.insert(span.start);
        let cuts: Vec<Day> = cuts.into_iter().collect();
        let ends = cuts.iter().skip(1).copied().chain([span.end]);
        cuts.iter()
            .zip(ends)
            .map(|(s, e)| DaySpan::new(*s, e))
            .filter(|s| !s.is_empty())
            .collect()
    }

    fn date(&mut self, id: DateId) -> usize {
        if let Some(i) = self.seen_dates.get(&id) {
            return *i;
        }
        let b = self.b;
        let node = b.dag.dates.get(id);
        let list = |w: &mut Self, all: &[DateId]| -> Vec<usize> {
            all.iter().map(|d| w.date(*d)).collect()
        };
        let mut v = match &node.term {
            DateTerm::Stated { stmt, field, date } => {
                json!({"how": "stated", "stmt": stmt.as_str(),
                "digest": self.digest(stmt.as_str()), "field": field, "date": date.edtf()})
            }
            DateTerm::PeriodEnd { stmt, field, last } => {
                json!({"how": if *last { "last-day" } else { "first-day" },
                "stmt": stmt.as_str(), "digest": self.digest(stmt.as_str()), "field": field})
            }
            DateTerm::Fixed { day, why } => {
                json!({"how": "law", "date": day.to_string(), "article": why})
            }
            DateTerm::Plus(d, by) => {
                json!({"how": "plus", "of": self.date(*d), "duration": by.to_string()})
            }
            DateTerm::Latest(all) => json!({"how": "latest", "of": list(self, all)}),
            DateTerm::Earliest(all) => json!({"how": "earliest", "of": list(self, all)}),
            DateTerm::Nth(n, all) => json!({"how": "nth", "n": n, "of": list(self, all)}),
            DateTerm::Between(all) => json!({"how": "between", "of": list(self, all)}),
            DateTerm::Expiry {
                start,
                first,
                each,
                before,
                notice,
            } => json!({"how": "expiry",
                "start": self.date(*start), "first": first.to_string(), "each": each.to_string(),
                "before": before.to_string(), "notice": self.date(*notice)}),
            DateTerm::NotStated => json!({"how": "not-stated"}),
        };
        if let Value::Object(m) = &mut v {
            let text = |d: Option<Day>| d.and_then(day_text).map_or(Value::Null, Value::String);
            m.insert("bounds".into(), json!([text(node.lo), text(node.hi)]));
        }
        let i = match v {
            Value::Object(m) => add(&mut self.dates, &mut self.same_dates, m),
            _ => 0,
        };
        self.seen_dates.insert(id, i);
        i
    }
}

/// The id of an item: of the same one written before, or else the next.
fn add(all: &mut Vec<Value>, same: &mut HashMap<String, usize>, item: Map<String, Value>) -> usize {
    let mut item = Value::Object(item);
    let next = all.len();
    let i = *same.entry(canonical(&item)).or_insert(next);
    if i == next {
        if let Value::Object(m) = &mut item {
            m.insert("id".into(), json!(i));
        }
        all.push(item);
    }
    i
}

fn span_json(span: DaySpan) -> Value {
    let text = |d: Option<Day>| d.and_then(day_text).map_or(Value::Null, Value::String);
    json!([text(span.first()), text(span.last())])
}

fn args_json(args: &[Arg<'_>]) -> Value {
    args.iter()
        .map(|a| match a {
            Arg::Agreement(x) => json!({"agreement": x.as_str()}),
            Arg::Actor(x) => json!({"actor": x.as_str()}),
            Arg::Event(x) => json!({"event": x.as_str()}),
            Arg::Article(x) => json!({"article": x}),
            Arg::Stmt(x) => json!({"stmt": x.as_str()}),
        })
        .collect()
}

/// What is missing, as data: a word and the ids it is about.
fn missing_json(m: &Missing<'_>) -> Value {
    let (what, about): (&str, Vec<&str>) = match m {
        Missing::PartyOf(x, a) => ("party", vec![x.as_str(), a.as_str()]),
        Missing::PartyDate(x, a) => ("party-date", vec![x.as_str(), a.as_str()]),
        Missing::StateAgain(x) => ("state-again", vec![x.as_str()]),
        Missing::LinkTime(s) => ("link-time", vec![s.as_str()]),
        Missing::Entry(a) => ("entry-into-force", vec![a.as_str()]),
        Missing::Deposits(a) => ("deposits", vec![a.as_str()]),
        Missing::AllNotices(a) => ("all-notices", vec![a.as_str()]),
        Missing::AllEvents(a) => ("all-events", vec![a.as_str()]),
        Missing::AllActs(a) => ("all-acts", vec![a.as_str()]),
        Missing::RecordedLonger(s) => ("end-in-conflict", vec![s.as_str()]),
        Missing::EffectOfNotice(s) => ("effect-of-notice", vec![s.as_str()]),
        Missing::RightImplied(a) => ("right-implied", vec![a.as_str()]),
        Missing::Choice(c) => ("choice-point", vec![c]),
        Missing::Attack(a, p) => ("attack", vec![a.as_str(), p]),
        Missing::Provoked(e) => ("unprovoked", vec![e.as_str()]),
        Missing::Unmodelled(s) => ("unmodelled", vec![s.as_str()]),
        Missing::OpenTrigger(s) => ("open-trigger", vec![s.as_str()]),
        Missing::OpenException(s) => ("open-exception", vec![s.as_str()]),
        Missing::AfterWar(e) => ("after-hostilities", vec![e.as_str()]),
        Missing::Target(e) => ("target", vec![e.as_str()]),
        Missing::Place(e) => ("place", vec![e.as_str()]),
        Missing::ExcuseShown(s) => ("conditions-of-excuse", vec![s.as_str()]),
        Missing::EventTime(e) => ("time", vec![e.as_str()]),
        Missing::ReservationScope(s) => ("reservation-scope", vec![s.as_str()]),
        Missing::IntentionInWar(a) => ("intention-in-war", vec![a.as_str()]),
        Missing::Essential(s) => ("essential", vec![s.as_str()]),
        Missing::ExcuseCondition(s, of) => ("excuse-condition", vec![s.as_str(), of]),
    };
    json!({"about": about, "what": what})
}
