//! Answers under every reading at once, and the formulas of rules over them.

use crate::table::Expr;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::rc::Rc;

/// An answer: a leaf, or a test of a choice point in [`Readings`]. Equal numbers are equal functions.
pub(crate) type Answer = u32;
pub(crate) const NO: Answer = 0;
pub(crate) const UNKNOWN: Answer = 1;
pub(crate) const YES: Answer = 2;

/// A choice point with its options in the order of the record.
pub(crate) struct Choice {
    pub id: String,
    pub options: Vec<String>,
    pub default: usize,
}

/// Tests of choice points, each made once.
pub(crate) struct Readings<'c> {
    choices: &'c [Choice],
    tests: Vec<(usize, Vec<Answer>)>,
    unique: HashMap<(usize, Vec<Answer>), Answer>,
    done: HashMap<(char, Answer, Answer), Answer>,
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

    /// A connective under each reading: `&`, `|`, `!` (of `a` only), and `=` for what both agree on.
    pub fn apply(&mut self, op: char, a: Answer, b: Answer) -> Answer {
        if a <= YES && b <= YES {
            return match op {
                '&' => a.min(b),
                '|' => a.max(b),
                '!' => YES - a,
                _ if a == b => a,
                _ => UNKNOWN,
            };
        }
        if let Some(d) = self.done.get(&(op, a, b)) {
            return *d;
        }
        let tops = [a, b].into_iter().filter_map(|x| self.test(x).map(|t| t.0));
        let top = tops.min().unwrap_or(0);
        let under = |r: &Self, x, o: usize| r.test(x).filter(|t| t.0 == top).map_or(x, |t| t.1[o]);
        let options = 0..self.choices[top].options.len();
        let kids = options.map(|o| self.apply(op, under(self, a, o), under(self, b, o))).collect();
        let made = self.make(top, kids);
        self.done.insert((op, a, b), made);
        made
    }

    /// Yes on those options of the choice point, no on its others; unknown if the record has not all of them.
    pub fn on(&mut self, choice: &str, options: &[String]) -> Answer {
        let Ok(i) = self.choices.binary_search_by(|c| c.id.as_str().cmp(choice)) else {
            return UNKNOWN;
        };
        let all = &self.choices[i].options;
        if !options.iter().all(|o| all.contains(o)) {
            return UNKNOWN;
        }
        let kids = all.iter().map(|x| if options.contains(x) { YES } else { NO });
        self.make(i, kids.collect())
    }

    pub fn json(&self, a: Answer) -> Value {
        let Some((choice, kids)) = self.test(a) else {
            return json!(["no", "unknown", "yes"][(a as usize).min(2)]);
        };
        let choice = &self.choices[*choice];
        let of: Map<_, _> = choice.options.iter().zip(kids).map(|(o, k)| (o.clone(), self.json(*k))).collect();
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
    pub fn formula(&mut self, e: &Expr, premises: &[(Rc<str>, Answer)]) -> Option<Answer> {
        let sum = |r: &mut Self, op: char, label: &Rc<str>| {
            let labelled = premises.iter().filter(|p| p.0 == *label);
            labelled.fold(if op == '&' { YES } else { NO }, |sum, p| r.apply(op, sum, p.1))
        };
        Some(match e {
            Expr::Name(word) if **word == *"yes" => YES,
            Expr::Name(word) if **word == *"no" => NO,
            Expr::Name(label) => sum(self, '&', label),
            Expr::Call(word, of) => match (&**word, of.as_slice()) {
                ("any", [Expr::Name(label)]) => sum(self, '|', label),
                ("all", [Expr::Name(label)]) => sum(self, '&', label),
                _ => return None,
            },
            Expr::All(one) if one.len() == 1 => self.formula(&one[0], premises)?,
            Expr::Not(x) => {
                let x = self.formula(x, premises)?;
                self.apply('!', x, x)
            }
            Expr::Two(op, x, y) => {
                let (x, y) = (self.formula(x, premises)?, self.formula(y, premises)?);
                self.apply(if *op == "and" { '&' } else { '|' }, x, y)
            }
            _ => return None,
        })
    }
}
