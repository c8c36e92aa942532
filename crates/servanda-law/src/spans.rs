//! All that binds, as spans of days: what bulk scans compile.

use crate::bound::whole;
use crate::diagram::Diagram;
use crate::law::{Force, Law};
use crate::rules::obligation;
use crate::steps::Steps;
use servanda_record::{Agreement, Provision, Toward};
use servanda_time::{Day, DaySpan};

/// Days on which one provision binds one actor toward another (or everyone) in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoundSpan {
    /// The agreement's place in the record.
    pub agreement: u32,
    /// The provision's place in the agreement.
    pub provision: u32,
    /// The bearer's place among the record's actors.
    pub bearer: u32,
    /// The same of whom it is owed to; `None` if to everyone.
    pub toward: Option<u32>,
    /// The days.
    pub days: DaySpan,
    /// The answer under each reading; never a certain no.
    pub diagram: Diagram,
}

impl Law {
    /// Calls `each` with every span of days on which some provision binds, or may bind,
    /// some actor: for every agreement in the order of the record, every provision, bearer
    /// and counterparty, in the order of days.
    ///
    /// What is owed to everyone is given once per bearer and holds whether or not the
    /// other is, or still is, a party.
    pub fn bound_spans(&self, mut each: impl FnMut(BoundSpan)) {
        for (number, agreement) in (0u32..).zip(&self.core.record.agreements) {
            let (from, to) = self.of_agreement[number as usize];
            let forces = &self.forces[from as usize..to as usize];
            for (place, provision) in (0u32..).zip(&agreement.provisions) {
                self.provision_spans((number, agreement), (place, provision), forces, &mut each);
            }
        }
    }

    fn provision_spans(
        &self,
        (number, a): (u32, &Agreement),
        (place, p): (u32, &Provision),
        forces: &[Force],
        each: &mut impl FnMut(BoundSpan),
    ) {
        let compiled = self.provisions_of[number as usize].0 + place;
        let base = Steps(self.steps(self.provisions[compiled as usize].base).to_vec());
        let id = |x: u32| &self.core.record.actors[x as usize].id;
        // Those toward whom it can be owed: the parties, or whom it names.
        let others: Vec<Option<u32>> = match &p.toward {
            Toward::Everyone => vec![None],
            Toward::OtherParties => forces.iter().map(|f| Some(f.actor)).collect(),
            Toward::Actors(_) => (0..self.core.record.actors.len() as u32)
                .map(Some)
                .collect(),
        };
        let others: Vec<Option<u32>> = {
            let stranger = |y: u32| !forces.iter().any(|f| f.actor == y);
            // Whether it benefits somebody at all; who is the same person is asked below.
            let named = |y: &u32| {
                forces
                    .iter()
                    .any(|f| obligation::benefits(&self.core, a, p, id(f.actor), id(*y)))
            };
            let keep = |y: &Option<u32>| y.is_none_or(|y| !stranger(y) || named(&y));
            others.into_iter().filter(keep).collect()
        };
        for f in forces {
            let (x, own) = (id(f.actor), self.own(f));
            for &y in &others {
                let to = y.map(id);
                let applies = obligation::bears(&self.core, a, p, x)
                    && to.is_none_or(|y| obligation::benefits(&self.core, a, p, x, y));
                if !applies {
                    continue;
                }
                let steps = if p.survives || p.when.is_some() {
                    (*whole(self, (compiled, f.actor, y), (a, p), x, to)).clone()
                } else {
                    let mut d = self.diagrams();
                    let mut steps = base.zip(&own, |p, q| d.and(p, q));
                    if let Some(other) = y.and_then(|y| self.force(number, y)) {
                        let other = Steps(self.steps(other.steps).to_vec());
                        steps = steps.zip(&other, |p, q| d.and(p, q));
                    }
                    steps
                };
                for (days, diagram) in spans(&steps) {
                    each(BoundSpan {
                        agreement: number,
                        provision: place,
                        bearer: f.actor,
                        toward: y,
                        days,
                        diagram,
                    });
                }
            }
        }
    }

    /// When an agreement is in force and not suspended for an actor.
    fn own(&self, f: &Force) -> Steps {
        let force = Steps(self.steps(f.steps).to_vec());
        if f.suspended.0 >= f.suspended.1 {
            return force;
        }
        let suspended = Steps(self.steps(f.suspended).to_vec());
        let mut d = self.diagrams();
        force.zip(&suspended, |p, q| {
            let not = d.not(q);
            d.and(p, not)
        })
    }

    /// The answer that two diagrams give together: yes where both are, no where either is.
    #[must_use]
    pub fn both(&self, one: Diagram, other: Diagram) -> Diagram {
        self.diagrams().and(one, other)
    }
}

/// The spans of steps that are not a certain no.
fn spans(steps: &Steps) -> impl Iterator<Item = (DaySpan, Diagram)> {
    let ends = steps
        .0
        .iter()
        .skip(1)
        .map(|(day, _)| *day)
        .chain([Day::MAX]);
    let all = steps.0.iter().zip(ends);
    let all = all.map(|((from, diagram), to)| (DaySpan::new(*from, to), *diagram));
    all.filter(|(days, diagram)| *diagram != Diagram::NO && !days.is_empty())
}
