//! Answers under every reading at once, and the formulas of rules over them.

use serde_json::{Map, Value, json};
use servanda_record::Guard;
use servanda_time::Truth;
use std::collections::HashMap;

/// An answer: a leaf, or a test of a choice point in [`Readings`]. Equal numbers are equal functions.
pub(crate) type Answer = u32;
pub(crate) const NO: Answer = 0;
pub(crate) const UNKNOWN: Answer = 1;
pub(crate) const YES: Answer = 2;

pub(crate) fn leaf(t: Truth) -> Answer {
    match t {
        Truth::No => NO,
        Truth::Unknown => UNKNOWN,
        Truth::Yes => YES,
    }
}

/// A choice point with its options in the order of the record.
pub(crate) struct Choice {
    pub id: String,
    pub options: Vec<String>,
    pub default: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    And,
    Or,
    Agree,
    Not,
}

/// Tests of choice points, each made once.
pub(crate) struct Readings<'c> {
    choices: &'c [Choice],
    tests: Vec<(usize, Vec<Answer>)>,
    unique: HashMap<(usize, Vec<Answer>), Answer>,
    done: HashMap<(Op, Answer, Answer), Answer>,
}

impl<'c> Readings<'c> {
    /// `choices` sorted by id.
    pub fn new(choices: &'c [Choice]) -> Self {
        let (tests, unique, done) = Default::default();
        Readings { choices, tests, unique, done }
    }

    fn test(&self, a: Answer) -> Option<&(usize, Vec<Answer>)> {
        self.tests.get((a as usize).checked_sub(3)?)
    }

    fn make(&mut self, choice: usize, kids: Vec<Answer>) -> Answer {
        if kids.windows(2).all(|w| w[0] == w[1]) {
            return kids.first().copied().unwrap_or(NO);
        }
        let next = self.tests.len() as Answer + 3;
        let found = *self.unique.entry((choice, kids.clone())).or_insert(next);
        if found == next {
            self.tests.push((choice, kids));
        }
        found
    }

    /// A connective under each reading; [`Op::Not`] looks at `a` only.
    pub fn apply(&mut self, op: Op, a: Answer, b: Answer) -> Answer {
        if a <= YES && b <= YES {
            return match op {
                Op::And => a.min(b),
                Op::Or => a.max(b),
                Op::Agree if a == b => a,
                Op::Agree => UNKNOWN,
                Op::Not => YES - a,
            };
        }
        if let Some(d) = self.done.get(&(op, a, b)) {
            return *d;
        }
        let tops = [a, b].into_iter().filter_map(|x| self.test(x).map(|t| t.0));
        let top = tops.min().unwrap_or(0);
        let kids = (0..self.choices[top].options.len()).map(|o| {
            let under = |r: &Self, x| r.test(x).filter(|t| t.0 == top).map_or(x, |t| t.1[o]);
            let (x, y) = (under(self, a), under(self, b));
            self.apply(op, x, y)
        });
        let kids = kids.collect();
        let made = self.make(top, kids);
        self.done.insert((op, a, b), made);
        made
    }

    /// Yes on those options of the choice point, no on its others; unknown if the record has not all of them.
    pub fn on(&mut self, choice: &str, options: &[&str]) -> Answer {
        let Ok(i) = self.choices.binary_search_by(|c| c.id.as_str().cmp(choice)) else {
            return UNKNOWN;
        };
        let all = &self.choices[i].options;
        if !options.iter().all(|o| all.iter().any(|x| x == o)) {
            return UNKNOWN;
        }
        let kids = all.iter().map(|x| if options.contains(&x.as_str()) { YES } else { NO });
        self.make(i, kids.collect())
    }

    pub fn guard(&mut self, guard: Option<&Guard>) -> Answer {
        let pairs = guard.map_or(&[][..], |g| &g.0);
        pairs.iter().fold(YES, |sum, (c, o)| {
            let on = self.on(c.as_str(), &[o.as_str()]);
            self.apply(Op::And, sum, on)
        })
    }

    pub fn json(&self, a: Answer) -> Value {
        let Some((choice, kids)) = self.test(a) else {
            return json!(["no", "unknown", "yes"][(a as usize).min(2)]);
        };
        let choice = &self.choices[*choice];
        let of = choice.options.iter().zip(kids);
        let of: Map<String, Value> = of.map(|(o, k)| (o.clone(), self.json(*k))).collect();
        json!({"choice": choice.id, "of": of})
    }

    /// What it gives where every choice point has its default.
    pub fn by_default(&self, mut a: Answer) -> Answer {
        while let Some((choice, kids)) = self.test(a) {
            a = kids[self.choices[*choice].default];
        }
        a
    }

    /// The formula of a rule over its premises; `None` if it is no formula.
    pub fn formula(&mut self, when: &str, premises: &[(&str, Answer)]) -> Option<Answer> {
        let spaced: String =
            when.chars().flat_map(|c| if "()!&|".contains(c) { vec![' ', c, ' '] } else { vec![c] }).collect();
        let mut words = spaced.split_whitespace().peekable();
        let value = self.any_of(&mut words, premises)?;
        words.next().is_none().then_some(value)
    }

    fn any_of<'w>(&mut self, w: &mut Words<'w>, p: &[(&str, Answer)]) -> Option<Answer> {
        let mut sum = self.all_of(w, p)?;
        while w.next_if_eq(&"|").is_some() {
            let x = self.all_of(w, p)?;
            sum = self.apply(Op::Or, sum, x);
        }
        Some(sum)
    }

    fn all_of<'w>(&mut self, w: &mut Words<'w>, p: &[(&str, Answer)]) -> Option<Answer> {
        let mut sum = self.one(w, p)?;
        while w.next_if_eq(&"&").is_some() {
            let x = self.one(w, p)?;
            sum = self.apply(Op::And, sum, x);
        }
        Some(sum)
    }

    fn one<'w>(&mut self, w: &mut Words<'w>, p: &[(&str, Answer)]) -> Option<Answer> {
        let word = w.next()?;
        let (op, label) = match word {
            "!" => {
                let x = self.one(w, p)?;
                return Some(self.apply(Op::Not, x, x));
            }
            "(" => {
                let x = self.any_of(w, p)?;
                return w.next_if_eq(&")").map(|_| x);
            }
            "yes" => return Some(YES),
            "no" => return Some(NO),
            "any" | "all" if w.next_if_eq(&"(").is_some() => {
                let label = w.next()?;
                w.next_if_eq(&")")?;
                (if word == "any" { Op::Or } else { Op::And }, label)
            }
            label => (Op::And, label),
        };
        let start = if op == Op::And { YES } else { NO };
        let labelled = p.iter().filter(|x| x.0 == label);
        Some(labelled.fold(start, |sum, x| self.apply(op, sum, x.1)))
    }
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;
