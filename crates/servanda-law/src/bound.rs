//! What binds an actor on a day.

use crate::answer::{Answer, Query};
use crate::diagram::{Diagram, Diagrams};
use crate::force::Build;
use crate::law::{Force, Law, LawError};
use crate::rules::obligation;
use crate::steps::{Steps, at};
use servanda_record::{ActorId, Agreement, Bearer, Provision, StatementId, Toward};
use servanda_time::{Day, Truth};
use std::sync::{Arc, MutexGuard, PoisonError};

/// What is compiled of a provision: its guard, period and condition, for every day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CompiledProvision {
    pub base: (u32, u32),
}

/// One provision that binds, or may bind, an actor on a day.
#[derive(Clone, Copy, Debug)]
pub struct Obligation<'l> {
    law: &'l Law,
    /// The agreement.
    pub agreement: &'l Agreement,
    /// The provision.
    pub provision: &'l Provision,
    /// Whom it binds.
    pub bearer: &'l ActorId,
    /// Toward whom, if that was asked.
    pub toward: Option<&'l ActorId>,
    /// The day asked about.
    pub day: Day,
    /// The answer under each reading.
    pub diagram: Diagram,
}

/// One part of an obligation with its own answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `force`, `says`, `from`, `past`, `due`, `survives`, `trigger` …
    pub part: &'static str,
    /// The answer under each reading.
    pub diagram: Diagram,
    /// The answer under the default reading.
    pub truth: Truth,
}

impl<'l> Obligation<'l> {
    /// The answer under the default reading.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.law.by_default(self.diagram)
    }

    /// The answer with its readings, flips and proof.
    #[must_use]
    pub fn answer(&self) -> Answer<'l> {
        let query = Query::Bound {
            agreement: self.agreement.id.to_string(),
            article: self.provision.stmt.to_string(),
            bearer: self.bearer.to_string(),
            toward: self.toward.map(ToString::to_string),
            day: self.day,
        };
        Answer {
            law: self.law,
            diagram: self.diagram,
            query,
        }
    }

    /// The parts it rests on, each with its own answer.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut d = self.law.diagrams();
        let mut b = Build::new(&self.law.core, &mut d);
        let node = obligation::bound(
            &mut b,
            self.agreement,
            self.provision,
            self.bearer,
            self.toward,
        );
        let mut out = Vec::new();
        let mut todo = vec![node];
        while let Some(n) = todo.pop() {
            if let crate::dag::Node::Rule { rule, premises, .. } = &b.dag.nodes[n as usize]
                && ["bound", "provision"].contains(&rule.id)
            {
                for (label, p) in premises {
                    if *label == "base" {
                        todo.push(*p);
                        continue;
                    }
                    let diagram = b.dag.value(*p).at(self.day);
                    let truth = b.dag.diagrams.eval(diagram, &self.law.defaults);
                    out.push(Part {
                        part: label,
                        diagram,
                        truth,
                    });
                }
            }
        }
        out
    }

    /// The last days for performance, each with the statement it is reckoned from and its bounds (earliest, latest);
    /// several where statements or readings differ, none without a deadline.
    #[must_use]
    pub fn deadlines(&self) -> Vec<(StatementId, Option<Day>, Option<Day>)> {
        let mut d = self.law.diagrams();
        let mut b = Build::new(&self.law.core, &mut d);
        let all = obligation::deadlines(&mut b, self.agreement, self.provision);
        all.into_iter()
            .map(|l| {
                let (lo, hi) = b.dag.dates.bounds(l.date);
                (l.stmt.clone(), lo, hi)
            })
            .collect()
    }
}

/// See [`Law::bound`].
pub(crate) fn bound<'l>(
    law: &'l Law,
    actor: &str,
    toward: Option<&str>,
    day: Day,
) -> Result<Vec<Obligation<'l>>, LawError> {
    let missing = |id: &str| LawError::NotFound("actor", id.into());
    let xi = law.core.actor_index(actor).ok_or_else(|| missing(actor))?;
    let x = &law.core.record.actors[xi as usize].id;
    let y = match toward {
        None => None,
        Some(y) => {
            let i = law.core.actor_index(y).ok_or_else(|| missing(y))?;
            Some((i, &law.core.record.actors[i as usize].id))
        }
    };
    let same = y.is_some_and(|(_, y)| law.core.same_person(x, y));
    let mut asked = Asked {
        law,
        xi,
        x,
        y,
        same,
        day,
        arena: None,
        out: Vec::new(),
    };
    let compiled = law.compiled();
    for f in &compiled.of_actor[xi as usize] {
        asked.agreement(&compiled.forces[*f as usize]);
    }
    Ok(asked.out)
}

/// What all provisions of an agreement have in common, so that most can be passed over or answered at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Some provision outlives the agreement.
    pub survives: bool,
    /// Every provision binds each party toward the others.
    pub mutual: bool,
    /// There is no provision.
    pub empty: bool,
}

impl Shape {
    pub fn of(a: &Agreement) -> Shape {
        let mutual = |p: &Provision| {
            matches!(p.by, Bearer::EachParty) && matches!(p.toward, Toward::OtherParties)
        };
        Shape {
            survives: a.provisions.iter().any(|p| p.survives),
            mutual: a.provisions.iter().all(mutual),
            empty: a.provisions.is_empty(),
        }
    }
}

/// One question, answered agreement by agreement.
struct Asked<'l> {
    law: &'l Law,
    xi: u32,
    x: &'l ActorId,
    y: Option<(u32, &'l ActorId)>,
    /// Whether the two are one person.
    same: bool,
    day: Day,
    /// The arena, once answers that differ by reading have to be put together.
    arena: Option<MutexGuard<'l, Diagrams>>,
    out: Vec<Obligation<'l>>,
}

impl<'l> Asked<'l> {
    fn arena(&mut self) -> &mut Diagrams {
        let law = self.law;
        self.arena.get_or_insert_with(|| law.diagrams())
    }

    fn and(&mut self, a: Diagram, b: Diagram) -> Diagram {
        match (a, b) {
            (Diagram::YES, x) | (x, Diagram::YES) => x,
            (Diagram::NO, _) | (_, Diagram::NO) => Diagram::NO,
            _ => self.arena().and(a, b),
        }
    }

    fn agreement(&mut self, f: &'l Force) {
        let law = self.law;
        let shape = law.shapes[f.agreement as usize];
        if shape.empty {
            return;
        }
        let other = self.y.and_then(|(i, _)| law.force(f.agreement, i));
        if shape.mutual && self.y.is_some() && (other.is_none() || self.same) {
            return;
        }
        let mut own = at(law.steps(f.steps), self.day);
        if f.suspended.0 < f.suspended.1 {
            let suspended = at(law.steps(f.suspended), self.day);
            let not = match suspended.as_constant() {
                Some(t) => Diagram::constant(t.not()),
                None => self.arena().not(suspended),
            };
            own = self.and(own, not);
        }
        if own == Diagram::NO && !shape.survives {
            return;
        }
        let between = match other {
            Some(g) => self.and(own, at(law.steps(g.steps), self.day)),
            None => own,
        };
        let a = &law.core.record.agreements[f.agreement as usize];
        let (from, _) = law.compiled().provisions_of[f.agreement as usize];
        for (i, p) in (from..).zip(&a.provisions) {
            // What is owed to everyone does not depend on the other's being a party.
            let force = if matches!(p.toward, Toward::Everyone) {
                own
            } else {
                between
            };
            if force != Diagram::NO || p.survives {
                let pairwise = law.core.pairwise(f.agreement);
                self.provision((f.agreement, i), (a, p), force, (shape.mutual, pairwise));
            }
        }
    }

    fn provision(
        &mut self,
        (f, i): (u32, u32),
        (a, p): (&'l Agreement, &'l Provision),
        force: Diagram,
        (mutual, pairwise): (bool, bool),
    ) {
        let (law, x, y) = (self.law, self.x, self.y);
        let sided = law.compiled().sided[f as usize];
        if !mutual || sided {
            let bears = obligation::bears(&law.core, a, p, x);
            if !bears || y.is_some_and(|(_, y)| !obligation::benefits(&law.core, a, p, x, y)) {
                return;
            }
        }
        let diagram = if p.survives || p.when.is_some() || pairwise {
            // Deriving takes the arena itself.
            self.arena = None;
            whole(law, (i, self.xi, y.map(|y| y.0)), (a, p), x, y.map(|y| y.1)).at(self.day)
        } else {
            let base = at(
                law.steps(law.compiled().provisions[i as usize].base),
                self.day,
            );
            self.and(base, force)
        };
        if diagram != Diagram::NO {
            let toward = y.map(|y| y.1);
            let (bearer, day) = (x, self.day);
            self.out.push(Obligation {
                law,
                agreement: a,
                provision: p,
                bearer,
                toward,
                day,
                diagram,
            });
        }
    }
}

/// The whole answer for every day, derived once and kept.
fn whole(
    law: &Law,
    key: (u32, u32, Option<u32>),
    (a, p): (&Agreement, &Provision),
    x: &ActorId,
    y: Option<&ActorId>,
) -> Arc<Steps> {
    let mut cache = law.triggers.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(s) = cache.get(&key) {
        return Arc::clone(s);
    }
    let record = &law.core.record;
    // Ids of the record's own, so that the derivation may borrow them.
    let steps = (|| {
        let a = record.agreement(a.id.as_str())?;
        let p = a.provisions.iter().find(|q| q.stmt == p.stmt)?;
        let x = &record.actor(x.as_str())?.id;
        let y = y.and_then(|y| record.actor(y.as_str())).map(|y| &y.id);
        let mut d = law.diagrams();
        let mut b = Build::new(&law.core, &mut d);
        let n = obligation::bound(&mut b, a, p, x, y);
        Some(b.dag.value(n).clone())
    })()
    .unwrap_or_else(|| Steps::constant(Diagram::UNKNOWN));
    let steps = Arc::new(steps);
    cache.insert(key, Arc::clone(&steps));
    steps
}

impl Law {
    /// Whether a provision, by its statement or article, binds an actor toward another on a day.
    ///
    /// # Errors
    /// An agreement, provision or actor that is not in the record.
    pub fn is_bound(
        &self,
        agreement: &str,
        article: &str,
        bearer: &str,
        toward: Option<&str>,
        day: Day,
    ) -> Result<Answer<'_>, LawError> {
        let a = self.find_agreement(agreement)?;
        let p = a
            .provisions
            .iter()
            .find(|p| p.article == article || p.stmt.as_str() == article)
            .ok_or_else(|| LawError::NotFound("provision", format!("{agreement} {article}")))?;
        self.find_actor(bearer)?;
        if let Some(y) = toward {
            self.find_actor(y)?;
        }
        let query = Query::Bound {
            agreement: agreement.into(),
            article: p.stmt.to_string(),
            bearer: bearer.into(),
            toward: toward.map(Into::into),
            day,
        };
        Ok(self.answer(query))
    }
}
