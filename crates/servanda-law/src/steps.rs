//! Answers over time: a diagram for every day, as steps.

use crate::diagram::{Diagram, Diagrams};
use servanda_time::{Day, DaySpan};

/// A diagram for every day: sorted first days, each with the diagram from then on. The first is
/// [`Day::MIN`]; neighbours differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Steps(pub Vec<(Day, Diagram)>);

impl Steps {
    /// The same on every day.
    pub fn constant(d: Diagram) -> Steps {
        Steps(vec![(Day::MIN, d)])
    }

    /// No before `lo`, yes from `hi` on, unknown in between; an absent bound is not known.
    pub fn since(lo: Option<Day>, hi: Option<Day>) -> Steps {
        let mut out = Steps(Vec::with_capacity(3));
        if lo.is_some() {
            out.push(Day::MIN, Diagram::NO);
        }
        out.push(lo.unwrap_or(Day::MIN), Diagram::UNKNOWN);
        if let Some(hi) = hi {
            out.push(hi.max(lo.unwrap_or(Day::MIN)), Diagram::YES);
        }
        out
    }

    /// Adds a step at the end; a step of no length or without change vanishes.
    pub fn push(&mut self, from: Day, d: Diagram) {
        if self.0.last().is_some_and(|(day, _)| *day == from) {
            self.0.pop();
        }
        if self.0.last().is_none_or(|(_, x)| *x != d) {
            self.0.push((from, d));
        }
    }

    /// The diagram on a day.
    pub fn at(&self, day: Day) -> Diagram {
        at(&self.0, day)
    }

    /// The diagram, if it is the same on every day.
    pub fn as_constant(&self) -> Option<Diagram> {
        match self.0.as_slice() {
            [(_, d)] => Some(*d),
            _ => None,
        }
    }

    /// Combines two answers day by day.
    pub fn zip(&self, other: &Steps, mut f: impl FnMut(Diagram, Diagram) -> Diagram) -> Steps {
        let (a, b) = (&self.0, &other.0);
        let mut out = Steps(Vec::with_capacity(a.len() + b.len()));
        let (mut i, mut j) = (0, 0);
        let mut day = Day::MIN;
        loop {
            out.push(day, f(a[i].1, b[j].1));
            let (x, y) = (a.get(i + 1).map(|s| s.0), b.get(j + 1).map(|s| s.0));
            day = match (x, y) {
                (None, None) => return out,
                (Some(x), None) => x,
                (None, Some(y)) => y,
                (Some(x), Some(y)) => x.min(y),
            };
            i += usize::from(x == Some(day));
            j += usize::from(y == Some(day));
        }
    }

    /// Changes each day's diagram.
    pub fn map(&self, mut f: impl FnMut(Diagram) -> Diagram) -> Steps {
        let mut out = Steps(Vec::with_capacity(self.0.len()));
        for (day, d) in &self.0 {
            out.push(*day, f(*d));
        }
        out
    }

    /// The answer for some day of a span: yes if on any. An empty span gives no.
    pub fn any_in(&self, span: DaySpan, d: &mut Diagrams) -> Diagram {
        self.pieces(span)
            .into_iter()
            .fold(Diagram::NO, |sum, (_, x)| d.or(sum, x))
    }

    /// What holds on every day of a span alike; unknown where days differ.
    pub fn same_in(&self, span: DaySpan, d: &mut Diagrams) -> Diagram {
        let mut pieces = self.pieces(span).into_iter();
        let Some((_, first)) = pieces.next() else {
            return Diagram::UNKNOWN;
        };
        pieces.fold(first, |sum, (_, x)| d.join(sum, x))
    }

    /// The parts of a span on which the answer is constant.
    pub fn pieces(&self, span: DaySpan) -> Vec<(DaySpan, Diagram)> {
        let mut out = Vec::new();
        for (i, (from, d)) in self.0.iter().enumerate() {
            let until = self.0.get(i + 1).map_or(Day::MAX, |s| s.0);
            let part = DaySpan::new(*from, until).intersect(span);
            if !part.is_empty() {
                out.push((part, *d));
            }
        }
        out
    }
}

/// The diagram on a day, from raw steps.
pub(crate) fn at(steps: &[(Day, Diagram)], day: Day) -> Diagram {
    match steps.partition_point(|(from, _)| *from <= day) {
        0 => Diagram::UNKNOWN,
        n => steps[n - 1].1,
    }
}
