//! The law applied to a record: what is compiled once, and the questions that can be asked.

use crate::answer::{Answer, Query};
use crate::bound::{CompiledProvision, Obligation, Shape};
use crate::core::{Core, LawOptions};
use crate::dag::Arg;
use crate::diagram::{Diagram, Diagrams};
use crate::force::{Build, Segment, Timeline, segments};
use crate::reading::{Choices, ReadingError, ReadingSpec};
use crate::rules::obligation;
use crate::steps::{Steps, at};
use servanda_record::{ActorId, Agreement, Record, StatementId};
use servanda_time::{Day, DaySpan, Truth};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Something in the record that does not fit together, found while compiling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The statements concerned.
    pub statements: Vec<StatementId>,
    /// What is wrong, in English.
    pub message: String,
}

/// Force of one agreement for one actor, as ranges of the pool of steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Force {
    pub agreement: u32,
    pub actor: u32,
    pub steps: (u32, u32),
    pub suspended: (u32, u32),
}

/// Answers derived once and kept, by provision, bearer and counterparty.
type Triggers = HashMap<(u32, u32, Option<u32>), Arc<Steps>>;

/// The law of one record, compiled: force for every agreement and party, and the choice points as variables.
///
/// ```
/// # use std::sync::Arc;
/// # fn example(record: servanda_record::Record) -> Option<()> {
/// use servanda_law::Law;
/// use servanda_time::Day;
/// let law = Law::new(Arc::new(record));
/// let answer = law.in_force("ussr-japan-neutrality-1941", Some("ussr"), Some("japan"), Day::from_ymd(1945, 8, 9)?).ok()?;
/// println!("{} {:?}", answer.truth(), answer.flips());
/// # Some(()) }
/// ```
#[derive(Debug)]
pub struct Law {
    pub(crate) core: Core,
    pub(crate) diagrams: Mutex<Diagrams>,
    pub(crate) defaults: Vec<u32>,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) triggers: Mutex<Triggers>,
    compiled: OnceLock<Compiled>,
    pub(crate) written: crate::written::Kept,
    pub(crate) doers: OnceLock<crate::conduct::Doers>,
    pub(crate) event_times: OnceLock<Vec<Vec<DaySpan>>>,
}

/// Why a question cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LawError {
    /// The record has no such thing: kind and id.
    NotFound(&'static str, String),
    /// The reading cannot be used.
    Reading(ReadingError),
}

impl std::fmt::Display for LawError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LawError::NotFound(kind, id) => write!(f, "no {kind} `{id}` in the record"),
            LawError::Reading(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for LawError {}

impl From<ReadingError> for LawError {
    fn from(e: ReadingError) -> LawError {
        LawError::Reading(e)
    }
}

impl Law {
    /// Compiles the law of a record.
    #[must_use]
    pub fn new(record: Arc<Record>) -> Law {
        Law::with(record, LawOptions::default())
    }

    /// Compiles the law of a record under options.
    #[must_use]
    pub fn with(record: Arc<Record>, options: LawOptions) -> Law {
        let law = Law::bare(record, options);
        law.compiled();
        law
    }

    /// The law of a record, of which only what is asked is worked out: for those who ask little. What looks at
    /// every agreement ([`Law::bound`], [`Law::force_steps`], [`Law::warnings`]) compiles the whole when first asked.
    #[must_use]
    pub fn lazy(record: Arc<Record>) -> Law {
        Law::bare(record, LawOptions::default())
    }

    fn bare(record: Arc<Record>, options: LawOptions) -> Law {
        let core = Core::new(record, options);
        let diagrams = Diagrams::new(core.choices.arity());
        let shapes = core.record.agreements.iter().map(Shape::of).collect();
        let defaults = core.choices.defaults();
        Law {
            core,
            diagrams: Mutex::new(diagrams),
            defaults,
            shapes,
            triggers: Mutex::new(HashMap::new()),
            compiled: OnceLock::new(),
            written: Default::default(),
            doers: OnceLock::new(),
            event_times: OnceLock::new(),
        }
    }

    /// Force and provisions of every agreement. Never to be asked for the first time while the diagrams are locked.
    pub(crate) fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| {
            let mut compiled = Compiled::default();
            let mut diagrams = self.diagrams();
            for (i, a) in (0u32..).zip(&self.core.record.agreements) {
                compiled.agreement(&self.core, &mut diagrams, i, a);
            }
            compiled.of_actor = vec![Vec::new(); self.core.record.actors.len()];
            for (i, f) in (0u32..).zip(&compiled.forces) {
                compiled.of_actor[f.actor as usize].push(i);
            }
            compiled.pool.shrink_to_fit();
            compiled
        })
    }

    /// The record.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.core.record
    }

    /// The choice points as variables.
    #[must_use]
    pub fn choices(&self) -> &Choices {
        &self.core.choices
    }

    /// What does not fit together in the record.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.compiled().warnings
    }

    pub(crate) fn diagrams(&self) -> MutexGuard<'_, Diagrams> {
        self.diagrams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer of a diagram under a reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn under(&self, diagram: Diagram, spec: &ReadingSpec) -> Result<Truth, ReadingError> {
        let assignment = self.core.choices.resolve(&self.core.record, spec)?;
        Ok(self.diagrams().eval(diagram, &assignment))
    }

    /// The answer of a diagram under the default reading.
    #[must_use]
    pub fn by_default(&self, diagram: Diagram) -> Truth {
        diagram
            .as_constant()
            .unwrap_or_else(|| self.diagrams().eval(diagram, &self.defaults))
    }

    pub(crate) fn find_agreement(&self, id: &str) -> Result<&Agreement, LawError> {
        self.core
            .record
            .agreement(id)
            .ok_or_else(|| LawError::NotFound("agreement", id.into()))
    }

    pub(crate) fn find_actor(&self, id: &str) -> Result<&ActorId, LawError> {
        self.core
            .record
            .actor(id)
            .map(|a| &a.id)
            .ok_or_else(|| LawError::NotFound("actor", id.into()))
    }

    /// The compiled force of an agreement for an actor; `None` for one that neither is nor follows on a party.
    #[must_use]
    pub fn force_steps(&self, agreement: &str, actor: &str) -> Option<&[(Day, Diagram)]> {
        let a = self.core.agreement_index(agreement)?;
        let x = self.core.actor_index(actor)?;
        self.force(a, x).map(|f| self.steps(f.steps))
    }

    pub(crate) fn force(&self, a: u32, x: u32) -> Option<&Force> {
        let compiled = self.compiled();
        let (from, to) = compiled.of_agreement[a as usize];
        let all = &compiled.forces[from as usize..to as usize];
        all.binary_search_by_key(&x, |f| f.actor)
            .ok()
            .map(|i| &all[i])
    }

    pub(crate) fn steps(&self, (from, to): (u32, u32)) -> &[(Day, Diagram)] {
        &self.compiled().pool[from as usize..to as usize]
    }

    /// When an agreement is in force for an actor, day by day, with the reason at each change.
    ///
    /// # Errors
    /// An agreement or actor that is not in the record.
    pub fn timeline(&self, agreement: &str, actor: &str) -> Result<Timeline, LawError> {
        let (a, x) = (self.find_agreement(agreement)?, self.find_actor(actor)?);
        let mut diagrams = self.diagrams();
        let mut b = Build::new(&self.core, &mut diagrams);
        let node = b.in_force(a, x);
        let main = segments(&b, node, &self.defaults);
        let suspended = b.suspended(a, x);
        let suspended = match suspended.len() {
            0 => Vec::new(),
            _ => {
                let premises = suspended.into_iter().map(|n| ("suspended", n)).collect();
                let any = b.dag.rule(
                    &obligation::SUSPENDED_FOR,
                    vec![Arg::Agreement(&a.id), Arg::Actor(x)],
                    premises,
                );
                segments(&b, any, &self.defaults)
            }
        };
        Ok(Timeline {
            segments: main,
            suspended,
        })
    }

    /// When an agreement itself is in force, for whatever parties.
    ///
    /// # Errors
    /// An agreement that is not in the record.
    pub fn life(&self, agreement: &str) -> Result<Vec<Segment>, LawError> {
        let a = self.find_agreement(agreement)?;
        let mut diagrams = self.diagrams();
        let mut b = Build::new(&self.core, &mut diagrams);
        let node = b.life(a);
        Ok(segments(&b, node, &self.defaults))
    }

    /// Whether an agreement is in force on a day: at all, for a party, or between two parties.
    ///
    /// # Errors
    /// An agreement or actor that is not in the record.
    pub fn in_force(
        &self,
        agreement: &str,
        party: Option<&str>,
        other: Option<&str>,
        day: Day,
    ) -> Result<Answer<'_>, LawError> {
        self.find_agreement(agreement)?;
        for x in [party, other].into_iter().flatten() {
            self.find_actor(x)?;
        }
        let query = Query::InForce {
            agreement: agreement.into(),
            party: party.map(Into::into),
            other: other.map(Into::into),
            day,
        };
        Ok(self.answer(query))
    }

    /// Whether one that has signed, or consented, and is not yet bound must refrain from acts that would defeat the
    /// object and purpose of an agreement (VCLT 1969 art. 18).
    ///
    /// # Errors
    /// An agreement or actor that is not in the record.
    pub fn interim(&self, agreement: &str, party: &str, day: Day) -> Result<Answer<'_>, LawError> {
        self.find_agreement(agreement)?;
        self.find_actor(party)?;
        Ok(self.answer(Query::Interim {
            agreement: agreement.into(),
            party: party.into(),
            day,
        }))
    }

    pub(crate) fn answer(&self, query: Query) -> Answer<'_> {
        let mut diagrams = self.diagrams();
        let mut b = Build::new(&self.core, &mut diagrams);
        let diagram = match query.build(&mut b) {
            Some((node, day)) => b.dag.value(node).at(day),
            None => Diagram::UNKNOWN,
        };
        Answer {
            law: self,
            diagram,
            query,
        }
    }

    /// What binds an actor on a day, toward another or toward anyone. What certainly does not bind is left out.
    ///
    /// # Errors
    /// An actor that is not in the record.
    pub fn bound(
        &self,
        actor: &str,
        toward: Option<&str>,
        day: Day,
    ) -> Result<Vec<Obligation<'_>>, LawError> {
        crate::bound::bound(self, actor, toward, day)
    }
}

/// What is compiled of every agreement.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    pool: Vec<(Day, Diagram)>,
    pub forces: Vec<Force>,
    pub of_agreement: Vec<(u32, u32)>,
    pub of_actor: Vec<Vec<u32>>,
    /// Agreements of two sides on which others than the parties stand by succession.
    pub sided: Vec<bool>,
    pub provisions: Vec<CompiledProvision>,
    pub provisions_of: Vec<(u32, u32)>,
    warnings: Vec<Warning>,
}

impl Compiled {
    fn store(&mut self, steps: &Steps) -> (u32, u32) {
        let from = self.pool.len() as u32;
        self.pool.extend_from_slice(&steps.0);
        (from, self.pool.len() as u32)
    }

    fn agreement(&mut self, core: &Core, diagrams: &mut Diagrams, i: u32, a: &Agreement) {
        let mut b = Build::new(core, diagrams);
        let from = self.forces.len() as u32;
        let actors = core.bound_actors(a);
        let party = |x: &u32| {
            let id = &core.record.actors[*x as usize].id;
            a.parties.iter().any(|p| p.actor == *id)
        };
        self.sided
            .push(core.two_sided(a) && !actors.iter().all(party));
        for x in actors {
            let id = &core.record.actors[x as usize].id;
            let node = b.in_force(a, id);
            let steps = self.store(b.dag.value(node));
            let mut suspended = (0, 0);
            let found = b.suspended(a, id);
            if !found.is_empty() {
                let args = vec![Arg::Agreement(&a.id), Arg::Actor(id)];
                let premises = found.into_iter().map(|n| ("suspended", n)).collect();
                let node = b.dag.rule(&obligation::SUSPENDED_FOR, args, premises);
                suspended = self.store(b.dag.value(node));
            }
            self.forces.push(Force {
                agreement: i,
                actor: x,
                steps,
                suspended,
            });
        }
        self.of_agreement.push((from, self.forces.len() as u32));
        let from = self.provisions.len() as u32;
        for p in &a.provisions {
            let node = obligation::base(&mut b, a, p);
            let base = self.store(b.dag.value(node));
            self.provisions.push(CompiledProvision { base });
        }
        self.provisions_of
            .push((from, self.provisions.len() as u32));
        for e in &a.entry_into_force {
            if crate::rules::entry::agrees(&mut b, a, e) == Truth::No {
                let message = format!(
                    "{}: the recorded day of entry into force does not agree with the condition stated and the acts recorded",
                    a.id
                );
                self.warnings.push(Warning {
                    statements: vec![e.stmt.clone()],
                    message,
                });
            }
        }
        for e in a.entry_into_force.iter().take(1) {
            if let Some(choice) = core.conflict_of(&e.stmt) {
                let statements = a.entry_into_force.iter().map(|e| e.stmt.clone()).collect();
                let message =
                    format!("{choice}: statements conflict and no choice point parts them");
                self.warnings.push(Warning {
                    statements,
                    message,
                });
            }
        }
    }
}

impl Law {
    /// The answer on whether an agreement is in force for an actor on a day, from what is compiled: as
    /// [`Law::in_force`] for one party, without making a derivation.
    #[must_use]
    pub fn force_on(&self, agreement: &str, actor: &str, day: Day) -> Option<Diagram> {
        self.force_steps(agreement, actor).map(|s| at(s, day))
    }

    /// The days a span has in common with the certain existence of an actor.
    #[must_use]
    pub fn days_of(&self, actor: &str) -> DaySpan {
        self.core
            .record
            .actor(actor)
            .and_then(|a| a.exists.as_ref())
            .map_or(DaySpan::ALL, servanda_time::Period::possible)
    }
}
