//! Proofs in words: "because … and …, therefore …", in English and Japanese.
//!
//! What is said is read off the proof itself and the table of rules, so that it says what the proof
//! says and nothing else. Of a conjunction that fails only what fails is told; of a disjunction that
//! holds, the first ground that holds.

mod en;
mod ja;

use crate::law::Law;
use crate::proof::Proof;
use crate::reading::{ReadingError, ReadingSpec};
use crate::rules::{Formula, Rule, all};
use serde_json::Value;
use servanda_record::{Lang, Text};
use servanda_time::{Day, Duration, Truth};
use std::collections::HashMap;

/// What differs between languages.
pub(crate) trait Words {
    /// The sentence around the reasons: conclusion, its truth, and the reasons already indented.
    fn frame(&self, conclusion: &str, reasons: &[String]) -> String;
    /// That it is not known whether something is so.
    fn unknown(&self, sentence: &str) -> String;
    /// A day is (not, perhaps not) on or after a date.
    fn since(&self, truth: Truth, days: &str, date: &str) -> String;
    /// One date is (not, perhaps not) after another: said of the negation.
    fn not_after(&self, truth: Truth, left: &str, right: &str) -> String;
    /// A sentence said of a day.
    fn on(&self, day: Day, sentence: &str) -> String;
    /// A day.
    fn day(&self, day: Day) -> String;
    /// Bounds of a day that is not fully known.
    fn between(&self, lo: Option<Day>, hi: Option<Day>) -> String;
    /// So long after a date.
    fn plus(&self, duration: Duration, of: &str, result: &str) -> String;
    /// The end of the first term for which a notice was in time.
    fn expiry(
        &self,
        start: &str,
        first: Duration,
        before: Duration,
        notice: &str,
        result: &str,
    ) -> String;
    /// The latest, the earliest, the `n`th, or some day among several.
    fn among(&self, how: &str, n: u64, all: &[String]) -> String;
    /// A date that no statement gives.
    fn not_stated(&self) -> String;
    /// A chosen (or not chosen) option.
    fn option(&self, truth: Truth, question: &str, says: &str) -> String;
    /// A statement that holds only on options, and holds (or does not).
    fn guarded(&self, truth: Truth, statement: &str) -> String;
    /// A statement taken among those that conflict.
    fn taken(&self, truth: Truth, statement: &str) -> String;
    /// What is missing.
    fn missing(&self, what: &str, about: &[String]) -> String;
    /// A set declared complete.
    fn complete(&self, statement: &str, members: usize) -> String;
    /// One act falls under another.
    fn is_a(&self, narrow: &str, wide: &str) -> String;
    /// A relation looked up.
    fn looked(&self, what: &str, truth: Truth, args: &[String]) -> String;
    /// In square brackets after a date: where it is stated.
    fn cited(&self, text: &str, citations: &[String], unverified: bool) -> String;
    /// The end of a span, or a single day.
    fn span(&self, first: Option<Day>, last: Option<Day>) -> String;
    /// A sentence with its article in brackets.
    fn article(&self, sentence: &str, article: &str) -> String;
}

/// Rules that only pass on what their premises say: their own sentence is left out.
const TRANSPARENT: &[&str] = &[
    "person",
    "own",
    "life",
    "run",
    "operative",
    "provision",
    "bound-then",
    "bound-at-time",
    "triggered",
    "in-time",
    "charter-in-force",
    "suspended-for",
    "passed",
];

impl Proof {
    /// The proof in words, under a reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn explain(
        &self,
        law: &Law,
        lang: Lang,
        spec: &ReadingSpec,
    ) -> Result<String, ReadingError> {
        let assignment = law.choices().resolve(law.record(), spec)?;
        let chosen = law
            .choices()
            .all()
            .iter()
            .zip(assignment)
            .map(|(v, o)| (v.id.as_str(), v.options[o as usize].as_str()))
            .collect();
        let words: &dyn Words = match lang {
            Lang::En => &en::English,
            Lang::Ja => &ja::Japanese,
        };
        let rules = all().into_iter().map(|r| (r.id, r)).collect();
        let json = self.json();
        let e = Explainer {
            law,
            json,
            lang,
            words,
            chosen,
            rules,
        };
        Ok(e.whole())
    }
}

struct Explainer<'p> {
    law: &'p Law,
    json: &'p Value,
    lang: Lang,
    words: &'p dyn Words,
    chosen: HashMap<&'p str, &'p str>,
    rules: HashMap<&'static str, &'static Rule>,
}

fn text<'v>(v: &'v Value, key: &str) -> &'v str {
    v.get(key).and_then(Value::as_str).unwrap_or("")
}

fn list<'v>(v: &'v Value, key: &str) -> &'v [Value] {
    v.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn day_at(v: Option<&Value>) -> Option<Day> {
    v.and_then(Value::as_str).and_then(|t| Day::parse(t).ok())
}

impl<'p> Explainer<'p> {
    fn node(&self, i: usize) -> &'p Value {
        list(self.json, "nodes").get(i).unwrap_or(&Value::Null)
    }

    fn whole(&self) -> String {
        let root = self.json.get("root").and_then(Value::as_u64).unwrap_or(0) as usize;
        let mut lines = Vec::new();
        let mut seen = Vec::new();
        for child in self.reasons(root) {
            self.tell(child, 1, &mut lines, &mut seen);
        }
        let mut conclusion = self.sentence(root);
        if let Some(day) = day_at(self.json.get("question").and_then(|q| q.get("day"))) {
            conclusion = self.words.on(day, &conclusion);
        }
        self.words.frame(&conclusion, &lines)
    }

    /// The answer of a node under the reading.
    fn truth(&self, i: usize) -> Truth {
        let mut v = self.node(i).get("value").unwrap_or(&Value::Null);
        loop {
            match v {
                Value::String(s) => {
                    return match s.as_str() {
                        "yes" => Truth::Yes,
                        "no" => Truth::No,
                        _ => Truth::Unknown,
                    };
                }
                Value::Object(m) => {
                    let choice = m.get("choice").and_then(Value::as_str).unwrap_or("");
                    let option = self.chosen.get(choice).copied().unwrap_or("");
                    v = m
                        .get("of")
                        .and_then(|of| of.get(option))
                        .unwrap_or(&Value::Null);
                }
                _ => return Truth::Unknown,
            }
        }
    }

    fn premises(&self, i: usize) -> Vec<(&'p str, usize)> {
        let pair = |p: &'p Value| {
            (
                text(p, "label"),
                p.get("node").and_then(Value::as_u64).unwrap_or(0) as usize,
            )
        };
        list(self.node(i), "premises").iter().map(pair).collect()
    }

    fn formula_truth(&self, f: &Formula, premises: &[(&str, usize)]) -> Truth {
        let of = |l: &str| -> Vec<Truth> {
            premises
                .iter()
                .filter(|(x, _)| *x == l)
                .map(|(_, n)| self.truth(*n))
                .collect()
        };
        match f {
            Formula::Const(t) => *t,
            Formula::All(l) => Truth::all(of(l)),
            Formula::Any(l) => Truth::any(of(l)),
            Formula::Not(x) => self.formula_truth(x, premises).not(),
            Formula::And(xs) => Truth::all(xs.iter().map(|x| self.formula_truth(x, premises))),
            Formula::Or(xs) => Truth::any(xs.iter().map(|x| self.formula_truth(x, premises))),
        }
    }

    /// The premises that make a formula what it is.
    fn grounds(&self, f: &Formula, premises: &[(&str, usize)], out: &mut Vec<usize>) {
        let whole = self.formula_truth(f, premises);
        match f {
            Formula::Const(_) => {}
            Formula::Not(x) => self.grounds(x, premises, out),
            Formula::All(l) | Formula::Any(l) => {
                let all: Vec<usize> = premises
                    .iter()
                    .filter(|(x, _)| x == l)
                    .map(|p| p.1)
                    .collect();
                let decides = if matches!(f, Formula::All(_)) {
                    Truth::No
                } else {
                    Truth::Yes
                };
                let fit = all.into_iter().filter(|n| self.truth(*n) == whole);
                if whole == decides {
                    out.extend(fit.take(1))
                } else {
                    out.extend(fit)
                }
            }
            Formula::And(xs) | Formula::Or(xs) => {
                let decides = if matches!(f, Formula::And(_)) {
                    Truth::No
                } else {
                    Truth::Yes
                };
                let fit = xs
                    .iter()
                    .filter(|x| self.formula_truth(x, premises) == whole);
                if whole == decides {
                    fit.take(1).for_each(|x| self.grounds(x, premises, out));
                } else {
                    fit.for_each(|x| self.grounds(x, premises, out));
                }
            }
        }
    }

    /// What a node rests on, those that only pass on replaced by what they rest on.
    fn reasons(&self, i: usize) -> Vec<usize> {
        let node = self.node(i);
        let direct: Vec<usize> = match text(node, "kind") {
            "rule" => {
                let Some(rule) = self.rules.get(text(node, "rule")) else {
                    return Vec::new();
                };
                let mut out = Vec::new();
                self.grounds(rule.formula(), &self.premises(i), &mut out);
                out
            }
            "during" => {
                let truth = self.truth(i);
                let at = |p: &Value| p.get("node").and_then(Value::as_u64).unwrap_or(0) as usize;
                let all: Vec<usize> = list(node, "pieces").iter().map(at).collect();
                let fit = all.into_iter().filter(|n| self.truth(*n) == truth);
                if truth == Truth::Yes {
                    fit.take(1).collect()
                } else {
                    fit.collect()
                }
            }
            _ => Vec::new(),
        };
        let mut out = Vec::new();
        for n in direct {
            let passes = TRANSPARENT.contains(&text(self.node(n), "rule"))
                || text(self.node(n), "kind") == "during";
            if passes {
                out.extend(self.reasons(n));
            } else {
                out.push(n);
            }
        }
        out
    }

    fn tell(
        &self,
        i: usize,
        depth: usize,
        lines: &mut Vec<String>,
        seen: &mut Vec<(usize, String)>,
    ) {
        let sentence = self.sentence(i);
        let said = seen.iter().any(|(_, s)| *s == sentence);
        let reasons = self.reasons(i);
        if !sentence.is_empty() && !said {
            lines.push(format!("{}- {sentence}", "  ".repeat(depth)));
            seen.push((i, sentence.clone()));
        }
        if said && !sentence.is_empty() {
            return;
        }
        let depth = if sentence.is_empty() {
            depth
        } else {
            depth + 1
        };
        for n in reasons {
            self.tell(n, depth, lines, seen);
        }
    }

    /// One sentence for a node; empty for what goes without saying.
    fn sentence(&self, i: usize) -> String {
        let node = self.node(i);
        let truth = self.truth(i);
        let w = self.words;
        match text(node, "kind") {
            "rule" => self.conclusion(node, truth),
            "fact" => {
                let guarded = node.get("value").is_some_and(|v| v.as_str() != Some("yes"));
                if guarded {
                    w.guarded(truth, &self.statement(text(node, "stmt")))
                } else {
                    String::new()
                }
            }
            "taken" => w.taken(truth, &self.statement(text(node, "stmt"))),
            "choice" => self.choice(node, truth),
            "since" => {
                let days = list(node, "days");
                let span = w.span(day_at(days.first()), day_at(days.get(1)));
                w.since(truth, &span, &self.date(node.get("date")))
            }
            "not-after" => w.not_after(
                truth,
                &self.date(node.get("left")),
                &self.date(node.get("right")),
            ),
            "missing" => {
                let m = node.get("missing").unwrap_or(&Value::Null);
                let about: Vec<String> = list(m, "about")
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|id| self.name(id))
                    .collect();
                w.missing(text(m, "what"), &about)
            }
            "complete" => w.complete(
                &self.statement(text(node, "stmt")),
                list(node, "members").len(),
            ),
            "is-a" => w.is_a(
                &self.act(text(node, "narrow")),
                &self.act(text(node, "wide")),
            ),
            "looked" => {
                let args: Vec<String> = list(node, "args").iter().map(|a| self.arg(a)).collect();
                w.looked(text(node, "what"), truth, &args)
            }
            _ => String::new(),
        }
    }

    fn conclusion(&self, node: &Value, truth: Truth) -> String {
        let Some(rule) = self.rules.get(text(node, "rule")) else {
            return String::new();
        };
        let (yes, no) = match self.lang {
            Lang::En => (rule.en, rule.en_no),
            Lang::Ja => (rule.ja, rule.ja_no),
        };
        let mut sentence = (if truth == Truth::No { no } else { yes }).to_string();
        let mut actors = 0;
        for a in list(node, "args") {
            let value = self.arg(a);
            let key = match a
                .as_object()
                .and_then(|m| m.keys().next())
                .map(String::as_str)
            {
                Some("agreement") => "{A}",
                Some("article") => "{P}",
                Some("event") => "{E}",
                Some("actor") => {
                    actors += 1;
                    if actors == 1 { "{X}" } else { "{Y}" }
                }
                _ => continue,
            };
            sentence = sentence.replace(key, &value);
        }
        for (key, en, ja) in [
            ("{Y}", "others", "他者"),
            ("{X}", "it", "それ"),
            ("{P}", "", ""),
        ] {
            sentence = sentence.replace(key, if self.lang == Lang::En { en } else { ja });
        }
        if truth == Truth::Unknown {
            sentence = self.words.unknown(&sentence);
        }
        if ["record", "completeness"].contains(&rule.article) {
            return sentence;
        }
        self.words.article(&sentence, rule.article)
    }

    fn choice(&self, node: &Value, truth: Truth) -> String {
        let id = text(node, "choice");
        let Some(c) = self.law.record().choice_point(id) else {
            return String::new();
        };
        let chosen = self.chosen.get(id).copied().unwrap_or("");
        let says = c
            .options
            .iter()
            .find(|o| o.id.as_str() == chosen)
            .map_or("", |o| self.text(&o.says));
        self.words.option(truth, self.text(&c.question), says)
    }

    fn text<'t>(&self, t: &'t Text) -> &'t str {
        t.get(self.lang)
    }

    fn name(&self, id: &str) -> String {
        let label = self.law.record().label(id, self.lang);
        if label.is_empty() {
            id.to_string()
        } else {
            label.to_string()
        }
    }

    fn act(&self, id: &str) -> String {
        self.law
            .record()
            .act(id)
            .map_or_else(|| id.to_string(), |a| self.text(&a.names).to_string())
    }

    fn arg(&self, a: &Value) -> String {
        let Some((kind, id)) = a.as_object().and_then(|m| m.iter().next()) else {
            return String::new();
        };
        let id = id.as_str().unwrap_or("");
        match kind.as_str() {
            "article" | "stmt" => id.to_string(),
            _ => self.name(id),
        }
    }

    /// A statement by its id, with where it is found.
    fn statement(&self, id: &str) -> String {
        let record = self.law.record();
        let Some(s) = record.statement(id) else {
            return id.to_string();
        };
        let citations = record.citations(s, self.lang);
        self.words.cited(
            id,
            &citations,
            s.status == servanda_record::Status::Unverified,
        )
    }

    fn cited(&self, text: &str, stmt: &str) -> String {
        let record = self.law.record();
        let Some(s) = record.statement(stmt) else {
            return text.to_string();
        };
        let citations = record.citations(s, self.lang);
        self.words.cited(
            text,
            &citations,
            s.status == servanda_record::Status::Unverified,
        )
    }

    fn date(&self, i: Option<&Value>) -> String {
        let i = i.and_then(Value::as_u64).unwrap_or(0) as usize;
        let d = list(self.json, "dates").get(i).unwrap_or(&Value::Null);
        let bounds = list(d, "bounds");
        let w = self.words;
        let shown = w.between(day_at(bounds.first()), day_at(bounds.get(1)));
        let of = |key: &str| self.date(d.get(key));
        let many = || -> Vec<String> { list(d, "of").iter().map(|x| self.date(Some(x))).collect() };
        let span = |key: &str| Duration::parse(text(d, key)).unwrap_or_default();
        match text(d, "how") {
            "stated" | "first-day" | "last-day" => self.cited(&shown, text(d, "stmt")),
            "law" => w.article(&shown, text(d, "article")),
            "plus" => w.plus(span("duration"), &of("of"), &shown),
            "expiry" => w.expiry(
                &of("start"),
                span("first"),
                span("before"),
                &of("notice"),
                &shown,
            ),
            how @ ("latest" | "earliest" | "nth" | "between") => w.among(
                how,
                d.get("n").and_then(Value::as_u64).unwrap_or(0),
                &many(),
            ),
            _ => w.not_stated(),
        }
    }
}
