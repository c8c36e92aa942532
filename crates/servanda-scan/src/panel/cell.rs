//! The value of one obligation for one unit and period.

use super::PanelRule;
use servanda_law::{Diagram, Law};
use servanda_time::{Day, DaySpan, Truth};
use std::collections::{BTreeSet, HashMap};

/// What is, or may be, promised within a unit on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Active {
    pub days: DaySpan,
    pub diagram: Diagram,
    pub provision: u32,
    pub beyond: bool,
}

/// A value with what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// By these provisions, in order.
    One(Vec<u32>),
    Zero,
    /// And why.
    Empty(String),
}

/// Why days have no answer.
#[derive(Clone, Copy, Debug, Default)]
struct Why {
    no_record: bool,
    outside: bool,
    unknown: bool,
}

/// Puts days together.
pub(crate) struct Folding<'l> {
    law: &'l Law,
    rule: PanelRule,
    /// Days for which sources claim to be complete, apart and in order.
    covered: Vec<DaySpan>,
    /// Whether any source was said to be.
    declared: bool,
    may_be_unknown: HashMap<Diagram, bool>,
    cuts: Vec<Day>,
}

impl<'l> Folding<'l> {
    pub fn new(law: &'l Law, rule: PanelRule, covered: Vec<DaySpan>, declared: bool) -> Self {
        Folding {
            law,
            rule,
            covered,
            declared,
            may_be_unknown: HashMap::new(),
            cuts: Vec::new(),
        }
    }

    /// The value over a period, of which only the days on which the unit is there count.
    pub fn cell(&mut self, all: &[Active], there: &[DaySpan], period: DaySpan) -> Cell {
        let counts = match self.rule {
            PanelRule::AnyDay | PanelRule::AllDays => period,
            PanelRule::FirstDay => DaySpan::day(period.start),
            PanelRule::LastDay => DaySpan::day(period.end.prev()),
        };
        let active = || all.iter().filter(|a| a.days.overlaps(counts));
        self.cuts.clear();
        let spans = active().map(|a| a.days).chain(there.iter().copied());
        for span in spans.chain(self.covered.iter().copied()) {
            let span = span.intersect(counts);
            if !span.is_empty() {
                self.cuts.extend([span.start, span.end]);
            }
        }
        self.cuts.sort_unstable();
        self.cuts.dedup();
        let cuts = std::mem::take(&mut self.cuts);
        let mut folded: Option<Diagram> = None;
        let mut why = Why::default();
        for window in cuts.windows(2) {
            let days = DaySpan::new(window[0], window[1]);
            if there.iter().any(|t| t.overlaps(days)) {
                let on = active().filter(|a| a.days.overlaps(days));
                let here = self.days(on, days, &mut why);
                folded = Some(match (folded, self.rule) {
                    (None, _) => here,
                    (Some(before), PanelRule::AllDays) => self.law.both(before, here),
                    (Some(before), _) => self.law.either(before, here),
                });
            }
        }
        self.cuts = cuts;
        match folded {
            None => Cell::Empty("not-existing".to_owned()),
            Some(Diagram::YES) => Cell::One(by(active())),
            Some(Diagram::NO) => Cell::Zero,
            Some(open) => Cell::Empty(self.reason(open, why)),
        }
    }

    /// The answer on days on which nothing changes.
    fn days<'a>(
        &mut self,
        on: impl Iterator<Item = &'a Active>,
        days: DaySpan,
        why: &mut Why,
    ) -> Diagram {
        let mut here = Diagram::NO;
        let mut reasons = Why::default();
        for a in on {
            let diagram = if a.beyond {
                reasons.outside = true;
                self.law.both(a.diagram, Diagram::UNKNOWN)
            } else {
                reasons.unknown |= self.may_be_unknown(a.diagram);
                a.diagram
            };
            here = self.either(here, diagram);
        }
        if here != Diagram::YES && !self.covered.iter().any(|c| c.overlaps(days)) {
            // There may be agreements that nobody recorded.
            here = self.either(here, Diagram::UNKNOWN);
            reasons.outside |= self.declared;
            reasons.no_record |= !self.declared;
        }
        if here != Diagram::YES {
            why.no_record |= reasons.no_record;
            why.outside |= reasons.outside;
            why.unknown |= reasons.unknown;
        }
        here
    }

    fn either(&self, one: Diagram, other: Diagram) -> Diagram {
        match (one, other) {
            (Diagram::NO, d) | (d, Diagram::NO) => d,
            (Diagram::YES, _) | (_, Diagram::YES) => Diagram::YES,
            _ => self.law.either(one, other),
        }
    }

    fn may_be_unknown(&mut self, diagram: Diagram) -> bool {
        match diagram.as_constant() {
            Some(truth) => truth == Truth::Unknown,
            None => *self
                .may_be_unknown
                .entry(diagram)
                .or_insert_with(|| self.law.may_be(diagram, Truth::Unknown)),
        }
    }

    fn reason(&mut self, open: Diagram, why: Why) -> String {
        let mut reasons = Vec::new();
        if self.may_be_unknown(open) {
            let given = [
                (why.no_record, "no-record"),
                (why.outside, "outside-coverage"),
                (why.unknown, "unknown"),
            ];
            reasons.extend(given.iter().filter(|(is, _)| *is).map(|(_, r)| *r));
        }
        let choices = self.law.turns_on(open);
        let reading = format!("reading:{}", choices.join("+"));
        if !choices.is_empty() {
            reasons.push(&reading);
        }
        reasons.join(";")
    }
}

/// The provisions that give a yes: those that certainly bind on some day; if it takes several
/// together, all of them.
fn by<'a>(active: impl Iterator<Item = &'a Active> + Clone) -> Vec<u32> {
    let sure = |a: &&Active| a.diagram == Diagram::YES && !a.beyond;
    let mut found: BTreeSet<u32> = active.clone().filter(sure).map(|a| a.provision).collect();
    if found.is_empty() {
        found = active.filter(|a| !a.beyond).map(|a| a.provision).collect();
    }
    found.into_iter().collect()
}
