//! The law applied to a record: what is compiled once, and the questions that can be asked.

use crate::bound::{CompiledProvision, Obligation};
use crate::dag::Arg;
use crate::diagram::{Diagram, Diagrams};
use crate::force::{Build, DEPTH, Segment, Timeline, segments};
use crate::reading::{Choices, ReadingError, ReadingSpec, Variable};
use crate::rules::{closure, obligation, succession};
use crate::steps::{Steps, at};
use serde_json::Value;
use servanda_record::{
    Actor, ActorId, ActorKind, Agreement, Completeness, Guard, Record, Relation, Scope, SetKind,
    StatementId, SuccessionKind,
};
use servanda_time::{Day, DaySpan, Truth};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is presumed where the record is silent about ends out of the ordinary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presumption {
    /// Nothing: absence counts only where a completeness statement closes the set.
    None,
    /// Within a stated life (a term, or up to a recorded end), ends and suspensions out of the ordinary
    /// count only if recorded, unless a completeness statement of the record is void. Beyond it, absence
    /// of notices must be closed.
    #[default]
    WithinStatedLife,
    /// An agreement in force is presumed to go on until an end is recorded.
    General,
}

/// How to work out the law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LawOptions {
    /// See [`Presumption`].
    pub presumption: Presumption,
}

/// Something in the record that does not fit together, found while compiling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The statements concerned.
    pub statements: Vec<StatementId>,
    /// What is wrong, in English.
    pub message: String,
}

/// What rules look at: the record and what is indexed of it.
#[derive(Debug)]
pub(crate) struct Core {
    pub record: Arc<Record>,
    pub choices: Choices,
    pub options: LawOptions,
    conflicts: HashMap<StatementId, String>,
    completeness: Vec<Vec<u32>>,
    good: Vec<bool>,
    gaps: Vec<bool>,
    superseding: Vec<Vec<(u32, u32)>>,
    heirs: Vec<Vec<u32>>,
    persons: Vec<u32>,
    two_sided: Vec<bool>,
    no_guard: Guard,
    /// Events that are a use of force, by index.
    pub attacks: Vec<u32>,
}

fn index_of<T>(items: &[T], id: &str, key: impl Fn(&T) -> &str) -> Option<u32> {
    items
        .binary_search_by(|x| key(x).cmp(id))
        .ok()
        .map(|i| i as u32)
}

impl Core {
    fn new(record: Arc<Record>, options: LawOptions) -> Core {
        let (conflicts, vars) = conflicts(&record);
        let choices = Choices::new(&record, vars);
        let mut core = Core {
            choices,
            options,
            conflicts,
            completeness: vec![Vec::new(); record.agreements.len()],
            good: Vec::new(),
            gaps: vec![false; record.agreements.len()],
            superseding: vec![Vec::new(); record.agreements.len()],
            heirs: vec![Vec::new(); record.actors.len()],
            persons: (0..record.actors.len() as u32).collect(),
            two_sided: Vec::new(),
            no_guard: Guard::default(),
            attacks: Vec::new(),
            record,
        };
        core.index();
        core
    }

    fn index(&mut self) {
        let record = Arc::clone(&self.record);
        for (i, c) in (0u32..).zip(&record.completeness) {
            let missing = c
                .members
                .iter()
                .any(|m| record.statement(m.as_str()).is_none());
            self.good.push(c.void.is_none() && !missing);
            if let Scope::Agreement(id) = &c.of
                && let Some(a) = self.agreement_index(id.as_str())
            {
                self.completeness[a as usize].push(i);
                if (missing || c.void.is_some())
                    && matches!(c.set, SetKind::Acts | SetKind::Notices)
                {
                    self.gaps[a as usize] = true;
                }
            }
        }
        for (i, a) in (0u32..).zip(&record.agreements) {
            for (j, r) in (0u32..).zip(&a.relations) {
                if r.kind == "supersedes"
                    && let Some(earlier) = self.agreement_index(r.to.as_str())
                    && earlier != i
                {
                    self.superseding[earlier as usize].push((i, j));
                }
            }
        }
        for (i, x) in (0u32..).zip(&record.actors) {
            for s in &x.succession {
                let Some(from) = self.actor_index(s.from.as_str()) else {
                    continue;
                };
                if from == i {
                    continue;
                }
                if succession::passes(s.how) {
                    self.heirs[from as usize].push(i);
                }
                if matches!(
                    s.how,
                    SuccessionKind::Continuator | SuccessionKind::Restored
                ) {
                    let (p, q) = (self.root(i), self.root(from));
                    self.persons[p.max(q) as usize] = p.min(q);
                }
            }
        }
        self.two_sided = record
            .agreements
            .iter()
            .map(|a| self.sides(a) <= 2)
            .collect();
        for (i, e) in (0u32..).zip(&record.events) {
            if e.types
                .iter()
                .any(|t| record.is_a(t.as_str(), "use-of-force"))
            {
                self.attacks.push(i);
            }
        }
    }

    fn root(&self, mut i: u32) -> u32 {
        while self.persons[i as usize] != i {
            i = self.persons[i as usize];
        }
        i
    }

    /// How many sides an agreement has: a party that follows on another party listed is on its side.
    fn sides(&self, a: &Agreement) -> usize {
        let mut sides = 0;
        let mut seen: Vec<&ActorId> = Vec::new();
        for p in &a.parties {
            if seen.contains(&&p.actor) {
                continue;
            }
            seen.push(&p.actor);
            let follows = self.record.actor(p.actor.as_str()).is_some_and(|x| {
                x.succession
                    .iter()
                    .any(|s| s.from != p.actor && a.parties.iter().any(|q| q.actor == s.from))
            });
            sides += usize::from(!follows);
        }
        sides
    }

    pub fn agreement_index(&self, id: &str) -> Option<u32> {
        index_of(&self.record.agreements, id, |a| a.id.as_str())
    }

    pub fn actor_index(&self, id: &str) -> Option<u32> {
        index_of(&self.record.actors, id, |a| a.id.as_str())
    }

    /// The choice made for a statement in conflict with others.
    pub fn conflict_of(&self, stmt: &StatementId) -> Option<&str> {
        self.conflicts.get(stmt).map(String::as_str)
    }

    pub fn completeness_of(&self, a: &Agreement) -> &[u32] {
        self.agreement_index(a.id.as_str())
            .map_or(&[], |i| &self.completeness[i as usize])
    }

    pub fn has_gap(&self, a: &Agreement) -> bool {
        self.agreement_index(a.id.as_str())
            .is_some_and(|i| self.gaps[i as usize])
    }

    pub fn superseding(&self, a: &Agreement) -> &[(u32, u32)] {
        self.agreement_index(a.id.as_str())
            .map_or(&[], |i| &self.superseding[i as usize])
    }

    pub fn relation(&self, (a, r): (u32, u32)) -> (&Agreement, &Relation) {
        let later = &self.record.agreements[a as usize];
        (later, &later.relations[r as usize])
    }

    pub fn no_guard(&self) -> &Guard {
        &self.no_guard
    }

    pub fn two_sided(&self, a: &Agreement) -> bool {
        self.agreement_index(a.id.as_str())
            .is_some_and(|i| self.two_sided[i as usize])
    }

    /// Whether two ids are names of one legal person.
    pub fn same_person(&self, x: &ActorId, y: &ActorId) -> bool {
        if x == y {
            return true;
        }
        match (self.actor_index(x.as_str()), self.actor_index(y.as_str())) {
            (Some(i), Some(j)) => self.root(i) == self.root(j),
            _ => false,
        }
    }

    /// Whether an actor is a party, or follows on one.
    pub fn has_line(&self, a: &Agreement, x: &ActorId, depth: u8) -> bool {
        if a.parties.iter().any(|p| p.actor == *x) {
            return true;
        }
        if depth == 0 {
            return false;
        }
        self.record.actor(x.as_str()).is_some_and(|actor| {
            actor
                .succession
                .iter()
                .any(|s| succession::passes(s.how) && self.has_line(a, &s.from, depth - 1))
        })
    }

    /// Parties and those that follow on them, in order.
    fn bound_actors(&self, a: &Agreement) -> Vec<u32> {
        let mut out: Vec<u32> = a
            .parties
            .iter()
            .filter_map(|p| self.actor_index(p.actor.as_str()))
            .collect();
        let mut from = 0;
        for _ in 0..DEPTH {
            let level: Vec<u32> = out[from..].to_vec();
            from = out.len();
            for i in level {
                for h in &self.heirs[i as usize] {
                    if !out.contains(h) {
                        out.push(*h);
                    }
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether a completeness statement stands: not void, no member gone, none there that it does not name.
    pub fn is_good(&self, c: &Completeness, a: &Agreement) -> bool {
        let Some(i) = index_of(&self.record.completeness, c.id.as_str(), |c| c.id.as_str()) else {
            return false;
        };
        if !self.good[i as usize] || !closure::scope_is(c, a) {
            return false;
        }
        let outside = |d: Option<&servanda_time::UncertainDate>| match (d, &c.period) {
            (Some(d), Some(p)) => p.contains_date(d).is_no(),
            _ => false,
        };
        match c.set {
            SetKind::Parties => a.parties.iter().all(|p| c.members.contains(&p.stmt)),
            SetKind::Acts => a
                .acts
                .iter()
                .all(|x| outside(x.on.as_ref()) || c.members.contains(&x.stmt)),
            SetKind::Notices => a
                .acts
                .iter()
                .filter(|x| crate::rules::notice::is_notice(&x.act))
                .all(|x| outside(x.on.as_ref()) || c.members.contains(&x.stmt)),
            SetKind::Provisions | SetKind::Events => true,
        }
    }

    /// The state (or organisation) whose organ, force or officer an actor is; itself otherwise.
    pub fn owner<'a>(&'a self, x: &'a ActorId) -> &'a ActorId {
        let mut at = x;
        for _ in 0..DEPTH {
            match self.record.actor(at.as_str()) {
                Some(Actor {
                    kind: ActorKind::State,
                    ..
                })
                | None => return at,
                Some(actor) => match &actor.of {
                    Some(of) => at = of,
                    None => return at,
                },
            }
        }
        at
    }
}

/// Statements of one thing that conflict without a choice point, and the variables made for them.
fn conflicts(record: &Record) -> (HashMap<StatementId, String>, Vec<Variable>) {
    let mut map = HashMap::new();
    let mut vars = Vec::new();
    let mut add = |id: String, items: Vec<(&StatementId, String, bool)>| {
        let differ = items.iter().any(|(_, v, _)| *v != items[0].1);
        if items.len() < 2 || !differ {
            return;
        }
        let default = items.iter().position(|i| i.2).unwrap_or(0) as u32;
        let options = items.iter().map(|i| i.0.to_string()).collect();
        for (stmt, _, _) in &items {
            map.insert((*stmt).clone(), id.clone());
        }
        vars.push(Variable {
            id,
            options,
            default,
            conflict: true,
        });
    };
    for a in &record.agreements {
        let entries = a
            .entry_into_force
            .iter()
            .filter(|e| e.under.is_always() && (e.on.is_some() || e.never));
        let entries = entries.map(|e| {
            let value = e.on.as_ref().map_or("never", |d| d.written());
            (
                &e.stmt,
                value.to_string(),
                e.on.as_ref().is_some_and(|d| d.as_day().is_some()),
            )
        });
        add(format!("{}/entry-into-force!", a.id), entries.collect());
        let terms = a.term.iter().filter(|t| t.under.is_always());
        let terms = terms.map(|t| {
            let value = (
                &t.length,
                &t.from,
                t.then,
                t.renew_for,
                t.times,
                t.unless_notice,
            );
            (&t.stmt, format!("{value:?}"), true)
        });
        add(format!("{}/term!", a.id), terms.collect());
        let ends = a
            .ended
            .iter()
            .filter(|e| e.under.is_always() && e.for_parties.is_empty());
        let ends = ends.map(|e| (&e.stmt, e.on.written().to_string(), e.on.as_day().is_some()));
        add(format!("{}/ended!", a.id), ends.collect());
    }
    for e in &record.events {
        let times = e.when.iter().filter(|w| w.under.is_always());
        let times = times.map(|w| {
            let exact = matches!(&w.when, servanda_record::When::Date(d) if d.as_day().is_some());
            (&w.stmt, format!("{:?}", w.when), exact)
        });
        add(format!("{}/on!", e.id), times.collect());
    }
    (map, vars)
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
    pub(crate) pool: Vec<(Day, Diagram)>,
    pub(crate) forces: Vec<Force>,
    pub(crate) of_agreement: Vec<(u32, u32)>,
    pub(crate) of_actor: Vec<Vec<u32>>,
    pub(crate) provisions: Vec<CompiledProvision>,
    pub(crate) provisions_of: Vec<(u32, u32)>,
    pub(crate) triggers: Mutex<Triggers>,
    warnings: Vec<Warning>,
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
        let core = Core::new(record, options);
        let mut diagrams = Diagrams::new(core.choices.arity());
        let mut law = Compiler::default();
        for (i, a) in (0u32..).zip(&core.record.agreements) {
            law.agreement(&core, &mut diagrams, i, a);
        }
        let mut of_actor = vec![Vec::new(); core.record.actors.len()];
        for (i, f) in (0u32..).zip(&law.forces) {
            of_actor[f.actor as usize].push(i);
        }
        let defaults = core.choices.defaults();
        law.pool.shrink_to_fit();
        Law {
            core,
            diagrams: Mutex::new(diagrams),
            defaults,
            pool: law.pool,
            forces: law.forces,
            of_agreement: law.of_agreement,
            of_actor,
            provisions: law.provisions,
            provisions_of: law.provisions_of,
            triggers: Mutex::new(HashMap::new()),
            warnings: law.warnings,
        }
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
        &self.warnings
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
        let (from, to) = self.of_agreement[a as usize];
        let all = &self.forces[from as usize..to as usize];
        all.binary_search_by_key(&x, |f| f.actor)
            .ok()
            .map(|i| &all[i])
    }

    pub(crate) fn steps(&self, (from, to): (u32, u32)) -> &[(Day, Diagram)] {
        &self.pool[from as usize..to as usize]
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

/// What was asked; kept so that a proof can be derived when it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Query {
    InForce {
        agreement: String,
        party: Option<String>,
        other: Option<String>,
        day: Day,
    },
    Bound {
        agreement: String,
        article: String,
        bearer: String,
        toward: Option<String>,
        day: Day,
    },
    Conduct {
        key: crate::conduct::Key,
        step: crate::conduct::Step,
    },
}

impl Query {
    pub(crate) fn build<'r>(&self, b: &mut Build<'r, '_>) -> Option<(crate::dag::NodeId, Day)> {
        let record: &'r Record = &b.core.record;
        match self {
            Query::InForce {
                agreement,
                party,
                other,
                day,
            } => {
                let a = record.agreement(agreement)?;
                let find =
                    |x: &Option<String>| x.as_ref().and_then(|x| record.actor(x)).map(|x| &x.id);
                let node = match (find(party), find(other)) {
                    (None, None) => b.life(a),
                    (Some(x), None) | (None, Some(x)) => b.in_force(a, x),
                    (Some(x), Some(y)) => {
                        let premises = vec![
                            ("bearer", b.in_force(a, x)),
                            ("counterparty", b.in_force(a, y)),
                        ];
                        let args = vec![Arg::Agreement(&a.id), Arg::Actor(x), Arg::Actor(y)];
                        b.dag.rule(&obligation::BETWEEN, args, premises)
                    }
                };
                Some((node, *day))
            }
            Query::Bound {
                agreement,
                article,
                bearer,
                toward,
                day,
            } => {
                let a = record.agreement(agreement)?;
                let p = a.provisions.iter().find(|p| p.stmt.as_str() == article)?;
                let x = &record.actor(bearer)?.id;
                let y = toward.as_ref().and_then(|y| record.actor(y)).map(|y| &y.id);
                Some((obligation::bound(b, a, p, x, y), *day))
            }
            Query::Conduct { key, step } => {
                let node = crate::conduct::build(b, key, *step)?;
                Some((node, Day::FIRST))
            }
        }
    }
}

/// An answer under every reading at once.
#[derive(Clone, Debug)]
pub struct Answer<'l> {
    pub(crate) law: &'l Law,
    pub(crate) diagram: Diagram,
    pub(crate) query: Query,
}

/// A smallest change of reading that gives another answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// Changes: choice point, option before, option after, in the order of choice points.
    pub changes: Vec<(String, String, String)>,
    /// The answer then.
    pub gives: Truth,
}

impl<'l> Answer<'l> {
    /// The answer under the default reading.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.law.by_default(self.diagram)
    }

    /// The answer under every reading, as a diagram of this law.
    #[must_use]
    pub fn diagram(&self) -> Diagram {
        self.diagram
    }

    /// The answer under a reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn under(&self, spec: &ReadingSpec) -> Result<Truth, ReadingError> {
        self.law.under(self.diagram, spec)
    }

    /// All smallest changes from the default reading that reach the opposite definite answer (from unknown: either
    /// definite answer, yes first).
    #[must_use]
    pub fn flips(&self) -> Vec<Flip> {
        self.law.flips(self.diagram, &self.law.defaults)
    }

    /// The same from another reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn flips_from(&self, spec: &ReadingSpec) -> Result<Vec<Flip>, ReadingError> {
        let base = self.law.core.choices.resolve(&self.law.core.record, spec)?;
        Ok(self.law.flips(self.diagram, &base))
    }

    /// Whether all readings agree.
    #[must_use]
    pub fn robust(&self) -> bool {
        self.diagram.as_constant().is_some()
    }

    /// The choice points the answer depends on.
    #[must_use]
    pub fn depends_on(&self) -> Vec<String> {
        let vars = self.law.core.choices.all();
        self.law
            .diagrams()
            .support(self.diagram)
            .into_iter()
            .map(|v| vars[v as usize].id.clone())
            .collect()
    }

    /// The answer under every reading as nested JSON: `"yes"`, `"no"`, `"unknown"`, or
    /// `{"choice": …, "of": {option: …}}`.
    #[must_use]
    pub fn readings_json(&self) -> Value {
        let d = self.law.diagrams();
        crate::proof::diagram_json(&d, &self.law.core.choices, self.diagram)
    }

    /// The derivation of the answer.
    #[must_use]
    pub fn proof(&self) -> crate::proof::Proof {
        crate::proof::prove(self.law, &self.query)
    }
}

impl Law {
    /// All smallest changes from a choice of options that reach the opposite definite answer.
    #[must_use]
    pub fn flips(&self, diagram: Diagram, base: &[u32]) -> Vec<Flip> {
        let d = self.diagrams();
        let goals = match d.eval(diagram, base) {
            Truth::Yes => vec![Truth::No],
            Truth::No => vec![Truth::Yes],
            Truth::Unknown => vec![Truth::Yes, Truth::No],
        };
        let vars = self.core.choices.all();
        let mut out = Vec::new();
        for gives in goals {
            for changes in d.smallest_flips(diagram, base, gives) {
                let changes = changes
                    .into_iter()
                    .map(|(v, a, b)| {
                        let v = &vars[v as usize];
                        (
                            v.id.clone(),
                            v.options[a as usize].clone(),
                            v.options[b as usize].clone(),
                        )
                    })
                    .collect();
                out.push(Flip { changes, gives });
            }
        }
        out
    }
}

/// What is gathered while compiling.
#[derive(Default)]
struct Compiler {
    pool: Vec<(Day, Diagram)>,
    forces: Vec<Force>,
    of_agreement: Vec<(u32, u32)>,
    provisions: Vec<CompiledProvision>,
    provisions_of: Vec<(u32, u32)>,
    warnings: Vec<Warning>,
}

impl Compiler {
    fn store(&mut self, steps: &Steps) -> (u32, u32) {
        let from = self.pool.len() as u32;
        self.pool.extend_from_slice(&steps.0);
        (from, self.pool.len() as u32)
    }

    fn agreement(&mut self, core: &Core, diagrams: &mut Diagrams, i: u32, a: &Agreement) {
        let mut b = Build::new(core, diagrams);
        let from = self.forces.len() as u32;
        for x in core.bound_actors(a) {
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
