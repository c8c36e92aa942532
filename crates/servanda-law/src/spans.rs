//! All that binds, as spans of days: what bulk scans compile.

use crate::diagram::Diagram;
use crate::force::Build;
use crate::law::{Force, Law};
use crate::rules::obligation;
use crate::steps::Steps;
use servanda_record::{ActorKind, Agreement, Provision, Toward};
use servanda_time::{Day, DaySpan, Truth};

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
    pub fn bound_spans(&self, each: impl FnMut(BoundSpan)) {
        self.each_span(|_, _| true, false, each);
    }

    /// The same of the provisions that are `wanted`, whether or not what they wait for has
    /// come: a duty to help one that is attacked counts from the day on which its agreement
    /// is in force, not from the attack, and one under a condition before that is met.
    pub fn promised_spans(
        &self,
        wanted: impl Fn(&Agreement, &Provision) -> bool,
        each: impl FnMut(BoundSpan),
    ) {
        self.each_span(wanted, true, each);
    }

    fn each_span(
        &self,
        wanted: impl Fn(&Agreement, &Provision) -> bool,
        promised: bool,
        mut each: impl FnMut(BoundSpan),
    ) {
        for (number, agreement) in (0u32..).zip(&self.core.record.agreements) {
            let compiled = self.compiled();
            let (from, to) = compiled.of_agreement[number as usize];
            let forces = &compiled.forces[from as usize..to as usize];
            let provisions = (0u32..).zip(&agreement.provisions);
            for (place, provision) in provisions.filter(|(_, p)| wanted(agreement, p)) {
                let waits = provision.when.is_some() || provision.condition.is_some();
                let bare = (promised && waits).then(|| Provision {
                    when: None,
                    condition: None,
                    ..provision.clone()
                });
                let provision = bare.as_ref().unwrap_or(provision);
                // Gathered first: `each` may ask the law, which is locked while it is derived.
                let spans = self.provision_spans((number, agreement), (place, provision), forces);
                spans.into_iter().for_each(&mut each);
            }
        }
    }

    fn provision_spans(
        &self,
        (number, a): (u32, &Agreement),
        (place, p): (u32, &Provision),
        forces: &[Force],
    ) -> Vec<BoundSpan> {
        let mut found = Vec::new();
        let own: Vec<Steps> = forces.iter().map(|f| self.own(f)).collect();
        let mut diagrams = self.diagrams();
        let mut b = Build::new(&self.core, &mut diagrams);
        let whole = &a.provisions[place as usize];
        let base = if whole.condition == p.condition {
            let compiled = self.compiled();
            let at = compiled.provisions_of[number as usize].0 + place;
            Steps(self.steps(compiled.provisions[at as usize].base).to_vec())
        } else {
            let node = obligation::base(&mut b, a, p);
            b.dag.value(node).clone()
        };
        let actors = &self.core.record.actors;
        // Those toward whom it can be owed: the parties, or whom it names.
        let others: Vec<Option<u32>> = match &p.toward {
            Toward::Everyone => vec![None],
            Toward::OtherParties => forces.iter().map(|f| Some(f.actor)).collect(),
            Toward::Actors(_) => (0u32..)
                .zip(actors)
                .filter(|(_, y)| y.kind != ActorKind::Person)
                .map(|(y, _)| Some(y))
                .collect(),
        };
        let id = |x: u32| &actors[x as usize].id;
        let owed = |y: &Option<u32>| y.is_none_or(|y| obligation::owed_to(&self.core, a, p, id(y)));
        let others: Vec<Option<u32>> = others.into_iter().filter(owed).collect();
        for (f, own) in forces.iter().zip(&own) {
            let x = id(f.actor);
            if !obligation::bears(&self.core, a, p, x) {
                continue;
            }
            // Derived in full only where more than force and the provision's own time counts.
            let simple = !p.survives && p.when.is_none() && !self.core.pairwise(number);
            let alone = base.zip(own, |p, q| b.dag.diagrams.and(p, q));
            let never = |steps: &Steps| steps.as_constant() == Some(Diagram::NO);
            if !p.survives && never(&alone) {
                continue;
            }
            for &y in &others {
                let to = y.map(id);
                if to.is_some_and(|y| !obligation::apart(&self.core, a, p, x, y)) {
                    continue;
                }
                let mut steps = match y.and_then(|y| self.force(number, y)) {
                    Some(other) => {
                        let other = Steps(self.steps(other.steps).to_vec());
                        alone.zip(&other, |p, q| b.dag.diagrams.and(p, q))
                    }
                    None => alone.clone(),
                };
                if !simple && (p.survives || !never(&steps)) {
                    let node = obligation::bound(&mut b, a, p, x, to);
                    steps = b.dag.value(node).clone();
                }
                for (days, diagram) in spans(&steps) {
                    found.push(BoundSpan {
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
        found
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

    /// The answer whether one of two holds: yes where either is, no where both are.
    #[must_use]
    pub fn either(&self, one: Diagram, other: Diagram) -> Diagram {
        self.diagrams().or(one, other)
    }

    /// The choice points on which a diagram's answer turns, in the order of their ids.
    #[must_use]
    pub fn turns_on(&self, diagram: Diagram) -> Vec<&str> {
        let support = self.diagrams().support(diagram);
        let vars = self.choices().all();
        let ids = support.iter().filter_map(|v| vars.get(*v as usize));
        ids.map(|v| v.id.as_str()).collect()
    }

    /// Whether some reading gives that answer.
    #[must_use]
    pub fn may_be(&self, diagram: Diagram, truth: Truth) -> bool {
        self.diagrams().range(diagram).contains(&truth)
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
