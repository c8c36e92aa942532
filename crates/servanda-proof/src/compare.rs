//! Compares a derivation, step by step, with what a proof says.

use crate::answer::{Answer, NO, Readings, UNKNOWN, YES};
use crate::date::{Date, Field, Term, pair};
use crate::facts::Facts;
use crate::value::{Node, What};
use crate::{Rejection, canonical};
use serde_json::{Map, Value, json};
use servanda_time::{Day, DaySpan};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

type Result<T> = std::result::Result<T, Rejection>;

/// A list of a proof and as much of it as has been derived.
struct List<'p> {
    name: &'static str,
    found: &'p [Value],
    made: Vec<Value>,
    ids: HashMap<String, usize>,
}

impl<'p> List<'p> {
    fn new(name: &'static str, proof: &'p Value) -> Self {
        let found = proof[name].as_array().map_or(&[][..], Vec::as_slice);
        List { name, found, made: Vec::new(), ids: HashMap::new() }
    }

    /// The id of an item: of the same made before, or else the next, which must be what the proof has there.
    fn put(&mut self, mut item: Map<String, Value>) -> Result<usize> {
        let body = canonical(&Value::Object(item.clone()));
        if let Some(id) = self.ids.get(&body) {
            return Ok(*id);
        }
        let id = self.made.len();
        item.insert("id".into(), json!(id));
        let item = Value::Object(item);
        let found = self.found.get(id);
        if found != Some(&item) {
            let found = found.map_or("nothing".into(), canonical);
            return Err(Rejection::new(format!("{}/{id}", self.name), canonical(&item), found));
        }
        self.ids.insert(body, id);
        self.made.push(item);
        Ok(id)
    }
}

/// Walks a derivation in the order in which a proof lists it: premises and dates before what rests on them.
pub(crate) struct Comparison<'c, 'r, 'p> {
    facts: &'c Facts<'r>,
    readings: Readings<'c>,
    nodes: List<'p>,
    dates: List<'p>,
    used: BTreeMap<String, String>,
    /// Steps already compared, by place in memory and the days if the answer depends on them.
    seen: HashMap<(usize, Option<DaySpan>), (usize, Answer)>,
}

fn span(s: DaySpan) -> Value {
    pair(s.first(), s.last())
}

impl<'c, 'r, 'p> Comparison<'c, 'r, 'p> {
    pub fn new(facts: &'c Facts<'r>, proof: &'p Value) -> Self {
        let (nodes, dates) = (List::new("nodes", proof), List::new("dates", proof));
        let (used, seen) = Default::default();
        Comparison { facts, readings: Readings::new(&facts.choices), nodes, dates, used, seen }
    }

    /// The id and the answer of a step for days on which nothing below it changes.
    pub fn node(&mut self, n: &Node, days: DaySpan) -> Result<(usize, Answer)> {
        let key = (Rc::as_ptr(n) as usize, (!n.timeless).then_some(days));
        if let Some(done) = self.seen.get(&key) {
            return Ok(*done);
        }
        let (mut body, answer) = self.body(n, days)?;
        if !n.timeless {
            body["days"] = span(days);
        }
        body["value"] = self.readings.json(answer);
        let id = self.nodes.put(body.as_object().cloned().unwrap_or_default())?;
        self.seen.insert(key, (id, answer));
        Ok((id, answer))
    }

    fn body(&mut self, n: &Node, days: DaySpan) -> Result<(Value, Answer)> {
        Ok(match &n.what {
            What::Leaf(body, truth, under) => {
                let mut answer = [NO, UNKNOWN, YES][usize::from(!truth.is_no()) + usize::from(truth.is_yes())];
                for (choice, options) in under {
                    let on = self.readings.on(choice, options);
                    answer = self.readings.apply('&', answer, on);
                }
                (body.clone(), answer)
            }
            What::Since(date, cause) => {
                let id = self.date(date)?;
                (json!({"kind": "since", "date": id, "cause": &**cause}), since(date, days)?)
            }
            What::NotAfter(left, right) => {
                let (l, r) = (self.date(left)?, self.date(right)?);
                let answer = match (left.hi.zip(right.lo), left.lo.zip(right.hi)) {
                    (Some((l, r)), _) if l <= r => YES,
                    (_, Some((l, r))) if l > r => NO,
                    _ => UNKNOWN,
                };
                (json!({"kind": "not-after", "left": l, "right": r}), answer)
            }
            What::Rule(id, args, premises) => self.rule(id, args, premises, days)?,
            What::During(stmt, spans, of) => {
                let (mut pieces, mut sum) = (Vec::new(), NO);
                for (whole, certain) in spans {
                    let mut part = None;
                    for piece in cut(of, *whole) {
                        let (id, x) = self.node(of, piece)?;
                        pieces.push(json!({"certain": certain, "days": span(piece), "node": id}));
                        let op = if *certain { '|' } else { '=' };
                        part = Some(part.map_or(x, |sum| self.readings.apply(op, sum, x)));
                    }
                    let part = part.unwrap_or(if *certain { NO } else { UNKNOWN });
                    sum = self.readings.apply('|', sum, part);
                }
                let digest = self.facts.digest(stmt);
                (json!({"kind": "during", "stmt": &**stmt, "digest": digest, "pieces": pieces}), sum)
            }
        })
    }

    fn rule(&mut self, id: &str, args: &[Value], of: &[(Rc<str>, Node)], days: DaySpan) -> Result<(Value, Answer)> {
        let (mut listed, mut values) = (Vec::new(), Vec::new());
        for (label, p) in of {
            let (node, answer) = self.node(p, days)?;
            listed.push(json!({"label": &**label, "node": node}));
            values.push((Rc::clone(label), answer));
        }
        let rule = self.facts.table.as_ref().ok().and_then(|t| t.get(id)?.rule.as_ref());
        let applied = rule.and_then(|(article, formula)| Some((article, self.readings.formula(formula, &values)?)));
        let (article, answer) = applied.ok_or_else(|| Rejection::new("rules", "a formula", id))?;
        self.used.insert(id.into(), article.clone());
        Ok((json!({"kind": "rule", "rule": id, "args": args, "premises": listed}), answer))
    }

    fn date(&mut self, d: &Date) -> Result<usize> {
        let mut body = Map::new();
        body.insert("how".into(), json!(d.how));
        for (key, field) in &d.fields {
            let value = match field {
                Field::Text(v) => v.clone(),
                Field::One(of) => json!(self.date(of)?),
                Field::Many(all) => json!(all.iter().map(|of| self.date(of)).collect::<Result<Vec<usize>>>()?),
            };
            body.insert((*key).into(), value);
        }
        body.insert("bounds".into(), pair(d.lo, d.hi));
        self.dates.put(body)
    }

    /// All that was derived, as a proof says it; and the rules applied.
    pub fn finish(self, root: usize, answer: Answer) -> (Value, Vec<(String, String)>) {
        let default = self.readings.json(self.readings.by_default(answer));
        let answer = json!({"default": default, "readings": self.readings.json(answer)});
        let value = json!({"answer": answer, "dates": self.dates.made, "nodes": self.nodes.made, "root": root});
        (value, self.used.into_iter().collect())
    }
}

/// Whether the days are that date or later; an error if they are some of each.
fn since(date: &Term, days: DaySpan) -> Result<Answer> {
    let on = |day: Day| match (date.lo, date.hi) {
        (Some(lo), _) if day < lo => NO,
        (_, Some(hi)) if day >= hi => YES,
        _ => UNKNOWN,
    };
    let last = if days.end == Day::MAX { Day::LAST } else { days.end.prev() };
    if on(days.start) == on(last) {
        return Ok(on(last));
    }
    Err(Rejection::new("days", "days on which nothing changes", canonical(&span(days))))
}

/// Days cut wherever a comparison below a step changes.
fn cut(n: &Node, whole: DaySpan) -> Vec<DaySpan> {
    let (mut cuts, mut seen, mut todo) = (BTreeSet::from([whole.start]), BTreeSet::new(), vec![n]);
    while let Some(n) = todo.pop() {
        match &n.what {
            What::Since(d, _) => cuts.extend(d.lo.into_iter().chain(d.hi.map(|hi| d.lo.map_or(hi, |lo| lo.max(hi))))),
            What::Rule(_, _, premises) if seen.insert(Rc::as_ptr(n)) => todo.extend(premises.iter().map(|p| &p.1)),
            _ => {}
        }
    }
    let cuts: Vec<Day> = cuts.into_iter().filter(|d| *d == whole.start || whole.contains(*d)).collect();
    let ends = cuts.iter().skip(1).copied().chain([whole.end]);
    cuts.iter().zip(ends).map(|(s, e)| DaySpan::new(*s, e)).filter(|s| !s.is_empty()).collect()
}
