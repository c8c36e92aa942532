//! Conduct: for an event and each provision it touches, whether it kept or broke it.

use crate::answer::{Answer, Query};
use crate::core::Core;
use crate::dag::NodeId;
use crate::diagram::Diagram;
use crate::force::Build;
use crate::law::{Law, LawError};
use crate::reading::{ReadingError, ReadingSpec};
use crate::rules::conduct::{
    self as rules, BREACH, Case, EXCUSED, LATE, PERFORMED, Touch, WRONGFUL,
};
use crate::rules::{obligation, plea};
use servanda_record::{
    ActorId, ActorKind, Agreement, Event, Plea, Position, Provision, Scope, Toward,
};
use servanda_time::{Day, DaySpan, Truth};
use std::collections::HashMap;

/// Which findings are wanted; empty = all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Only of this event.
    pub event: Option<String>,
    /// Only under this agreement; then what certainly did not bind is shown too.
    pub agreement: Option<String>,
    /// Only under this article of it.
    pub article: Option<String>,
    /// Only conduct of this actor.
    pub actor: Option<String>,
    /// Only of events that may end on this day or later.
    pub since: Option<Day>,
    /// Only of events that may begin on this day or earlier.
    pub until: Option<Day>,
}

/// What an event was, measured by a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Contrary to a duty that bound, attributable, without an excuse shown.
    Breached,
    /// What the duty asked, in time.
    Kept,
    /// The duty did not bind then, the act was not of the kind, or not the actor's own.
    NotBound,
    /// Contrary to it, and excused.
    Excused,
    /// Something is missing.
    Undetermined,
}

impl Outcome {
    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Breached => "breached",
            Outcome::Kept => "kept",
            Outcome::NotBound => "not-bound",
            Outcome::Excused => "excused",
            Outcome::Undetermined => "undetermined",
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The steps of a finding, each answered apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The provision bound then.
    Bound,
    /// The act is such as the provision speaks of.
    Matches,
    /// It is the bearer's own.
    Attributable,
    /// There is an excuse.
    Excused,
    /// Bound, matching and attributable.
    Breach,
    /// A breach without excuse.
    Wrongful,
    /// In time, for a duty to act.
    InTime,
}

/// What identifies a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub event: String,
    pub agreement: String,
    pub provision: String,
    pub bearer: String,
    pub toward: Option<String>,
    pub touch: Touch,
}

/// One finding: an event measured by a provision, for one bearer toward one other.
#[derive(Clone, Debug)]
pub struct Finding<'l> {
    law: &'l Law,
    /// The event.
    pub event: &'l Event,
    /// The agreement.
    pub agreement: &'l Agreement,
    /// The provision.
    pub provision: &'l Provision,
    /// Whose conduct.
    pub bearer: &'l ActorId,
    /// Toward whom the duty is owed.
    pub toward: Option<&'l ActorId>,
    /// Whether the event goes against the provision or performs it.
    pub touch: Touch,
    /// The provision bound then.
    pub bound: Diagram,
    /// The act is such as it speaks of.
    pub matches: Diagram,
    /// It was the bearer's own.
    pub attributable: Diagram,
    /// There was an excuse.
    pub excused: Diagram,
    /// It was in time (for a duty to act; yes otherwise).
    pub in_time: Diagram,
    /// All together: a breach without excuse (or, for an act that performs, a late one).
    pub wrongful: Diagram,
    /// What the bearer pleaded.
    pub pleas: Vec<&'l Plea>,
    /// What parties and others hold on it.
    pub positions: Vec<&'l Position>,
    /// Agreements recorded as conflicting with this one.
    pub conflicts_with: Vec<&'l Agreement>,
}

impl<'l> Finding<'l> {
    /// The outcome under the default reading.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome_in(&self.law.defaults)
    }

    /// The outcome under a reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn under(&self, spec: &ReadingSpec) -> Result<Outcome, ReadingError> {
        let assignment = self.law.core.choices.resolve(&self.law.core.record, spec)?;
        Ok(self.outcome_in(&assignment))
    }

    fn outcome_in(&self, assignment: &[u32]) -> Outcome {
        let d = self.law.diagrams();
        let at = |x: Diagram| d.eval(x, assignment);
        let (bound, matches, own, excused) = (
            at(self.bound),
            at(self.matches),
            at(self.attributable),
            at(self.excused),
        );
        match bound.and(matches).and(own) {
            Truth::No => Outcome::NotBound,
            Truth::Unknown => Outcome::Undetermined,
            Truth::Yes => match (self.touch, at(self.in_time), excused) {
                (Touch::Performs, Truth::Yes, _) => Outcome::Kept,
                (Touch::Performs, Truth::Unknown, _) => Outcome::Undetermined,
                (_, _, Truth::Yes) => Outcome::Excused,
                (_, _, Truth::Unknown) => Outcome::Undetermined,
                (_, _, Truth::No) => Outcome::Breached,
            },
        }
    }

    /// The answer to one step, with its readings, flips and proof.
    #[must_use]
    pub fn step(&self, step: Step) -> Answer<'l> {
        let diagram = match step {
            Step::Bound => self.bound,
            Step::Matches => self.matches,
            Step::Attributable => self.attributable,
            Step::Excused => self.excused,
            Step::InTime => self.in_time,
            Step::Wrongful => self.wrongful,
            Step::Breach => {
                let mut d = self.law.diagrams();
                let x = d.and(self.bound, self.matches);
                d.and(x, self.attributable)
            }
        };
        Answer {
            law: self.law,
            diagram,
            query: Query::Conduct {
                key: self.key(),
                step,
            },
        }
    }

    /// Whether it was a breach without excuse: the answer with its readings, flips and proof.
    #[must_use]
    pub fn answer(&self) -> Answer<'l> {
        self.step(Step::Wrongful)
    }

    /// Whether all readings give the same outcome.
    #[must_use]
    pub fn robust(&self) -> bool {
        [
            self.bound,
            self.matches,
            self.attributable,
            self.excused,
            self.in_time,
        ]
        .iter()
        .all(|d| d.as_constant().is_some())
    }

    fn key(&self) -> Key {
        Key {
            event: self.event.id.to_string(),
            agreement: self.agreement.id.to_string(),
            provision: self.provision.stmt.to_string(),
            bearer: self.bearer.to_string(),
            toward: self.toward.map(ToString::to_string),
            touch: self.touch,
        }
    }
}

/// Builds one step of a finding.
pub(crate) fn build(b: &mut Build<'_, '_>, key: &Key, step: Step) -> Option<NodeId> {
    let record = &b.core.record;
    let a = record.agreement(&key.agreement)?;
    let case = Case {
        a,
        p: a.provisions
            .iter()
            .find(|p| p.stmt.as_str() == key.provision)?,
        e: record.event(&key.event)?,
        x: &record.actor(&key.bearer)?.id,
        y: key
            .toward
            .as_ref()
            .and_then(|y| record.actor(y))
            .map(|y| &y.id),
        touch: key.touch,
    };
    let nodes = Nodes::build(b, &case);
    Some(match step {
        Step::Bound => nodes.bound,
        Step::Matches => nodes.matches,
        Step::Attributable => nodes.attributable,
        Step::Excused => nodes.excused,
        Step::Breach => nodes.breach,
        Step::Wrongful => nodes.wrongful,
        Step::InTime => nodes.in_time,
    })
}

struct Nodes {
    bound: NodeId,
    matches: NodeId,
    attributable: NodeId,
    excused: NodeId,
    breach: NodeId,
    wrongful: NodeId,
    in_time: NodeId,
}

impl Nodes {
    fn build<'r>(b: &mut Build<'r, '_>, c: &Case<'r>) -> Nodes {
        let bound = rules::bound_then(b, c);
        let matches = rules::matches(b, c);
        let attributable = rules::attributable(b, c);
        let mut premises = Vec::new();
        for p in
            c.e.pleas
                .iter()
                .filter(|p| speaks_for(b.core, c.e, p, c.x) && plea::concerns(b.core, c.a, p))
        {
            premises.push(("plea", plea::plea(b, c, p)));
        }
        for x in &c.p.unless {
            premises.push(("exception", plea::exception(b, c, x)));
        }
        let excused = b.dag.rule(&EXCUSED, c.args(), premises);
        let of = vec![
            ("bound", bound),
            ("matches", matches),
            ("attributable", attributable),
        ];
        let in_time = rules::in_time(b, c);
        let (breach, wrongful) = match c.touch {
            Touch::Against => {
                let breach = b.dag.rule(&BREACH, c.args(), of);
                let of = vec![("breach", breach), ("excused", excused)];
                (breach, b.dag.rule(&WRONGFUL, c.args(), of))
            }
            Touch::Performs => {
                let done = b.dag.rule(&PERFORMED, c.args(), of);
                let of = vec![
                    ("performed", done),
                    ("in-time", in_time),
                    ("excused", excused),
                ];
                (done, b.dag.rule(&LATE, c.args(), of))
            }
        };
        Nodes {
            bound,
            matches,
            attributable,
            excused,
            breach,
            wrongful,
            in_time,
        }
    }
}

/// Whether a plea is made for the bearer: by itself, or by another on its behalf. What other actors of the event
/// plead, they plead for themselves; what its targets say is no plea.
fn speaks_for(core: &crate::core::Core, e: &Event, p: &Plea, x: &ActorId) -> bool {
    let by = core.owner(&p.by);
    let among = |all: &[ActorId]| all.iter().any(|z| core.same_person(core.owner(z), by));
    core.same_person(by, x) || !(among(&e.by) || among(&e.with) || among(&e.toward))
}

/// Whether something of these times may fall into the time asked for.
fn in_window(times: &[DaySpan], f: &FindingFilter) -> bool {
    let after = |s| times.iter().any(|t| t.last().is_none_or(|l| l >= s));
    let before = |u| times.iter().any(|t| t.first().is_none_or(|s| s <= u));
    f.since.is_none_or(after) && f.until.is_none_or(before)
}

impl Law {
    /// The findings that a filter asks for, in the order of event, agreement, provision, bearer, counterparty.
    ///
    /// # Errors
    /// An event, agreement or actor that is not in the record.
    pub fn conduct(&self, filter: &FindingFilter) -> Result<Vec<Finding<'_>>, LawError> {
        let record = self.record();
        let events: Vec<usize> = match &filter.event {
            Some(id) => {
                let found = record.events.binary_search_by(|e| e.id.as_str().cmp(id));
                vec![found.map_err(|_| LawError::NotFound("event", id.clone()))?]
            }
            None => match &filter.actor {
                Some(x) => self.events_of(self.find_actor(x)?).to_vec(),
                None => (0..record.events.len()).collect(),
            },
        };
        let only = match &filter.agreement {
            Some(a) => Some(self.find_agreement(a)?),
            None => None,
        };
        let only: Option<Only<'_>> = only.map(|a| (a, self.core.bound_actors(a)));
        if let Some(x) = &filter.actor {
            self.find_actor(x)?;
        }
        let mut out = Vec::new();
        let mut duties = Duties::default();
        let times = self.event_times();
        for i in events.into_iter().filter(|i| in_window(&times[*i], filter)) {
            let e = &record.events[i];
            self.event_findings(e, filter, only.as_ref(), &mut duties, &mut out);
        }
        Ok(out)
    }

    /// The days that each event may have lasted, by its index.
    fn event_times(&self) -> &[Vec<DaySpan>] {
        self.event_times.get_or_init(|| {
            let events = self.record().events.iter();
            let span = |w| obligation::WhenPeriod::when_period(w).possible();
            events.map(|e| e.when.iter().map(span).collect()).collect()
        })
    }

    /// The events that may be an actor's conduct, by index, in the record's order.
    fn events_of(&self, x: &ActorId) -> &[usize] {
        let events = &self.record().events;
        let doers = self.doers.get_or_init(|| {
            let mut out = Doers::new();
            for (i, e) in events.iter().enumerate() {
                for x in bearers(&self.core, e) {
                    out.entry(x.clone()).or_default().push(i);
                }
            }
            out
        });
        doers.get(x).map_or(&[], Vec::as_slice)
    }

    fn event_findings<'l>(
        &'l self,
        e: &'l Event,
        filter: &FindingFilter,
        only: Option<&Only<'l>>,
        duties: &mut Duties<'l>,
        out: &mut Vec<Finding<'l>>,
    ) {
        let wanted = |x: &ActorId| filter.actor.as_ref().is_none_or(|f| x.as_str() == f);
        let bearers: Vec<&ActorId> = bearers(&self.core, e)
            .into_iter()
            .filter(|x| wanted(x))
            .collect();
        if bearers.is_empty() {
            return;
        }
        let agreements: Vec<Vec<&Agreement>> = bearers
            .iter()
            .map(|x| self.agreements_for(x, only))
            .collect();
        let mut d = self.diagrams();
        let b = Build::new(&self.core, &mut d);
        let mut cases: Vec<Case<'l>> = Vec::new();
        let falls_under = rules::falls_under(&self.core.record, e);
        for (x, agreements) in bearers.into_iter().zip(agreements) {
            for a in agreements {
                let touched = duties.of(&self.core, a, x).iter().flat_map(|d| {
                    let touches = d.touches(&falls_under, filter);
                    touches.map(move |touch| (d.provision, touch))
                });
                for (p, touch) in touched {
                    cases_of(&b, (a, p, touch), e, x, &mut cases);
                }
            }
        }
        cases.sort_by(|p, q| {
            let key = |c: &Case<'l>| {
                (
                    c.a.id.clone(),
                    c.p.stmt.clone(),
                    c.x.clone(),
                    c.y.cloned(),
                    c.touch,
                )
            };
            key(p).cmp(&key(q))
        });
        for c in cases {
            // Each case is derived in its own arena: cases share no premises worth keeping.
            let mut b = Build::new(&self.core, b.dag.diagrams);
            let n = Nodes::build(&mut b, &c);
            let at = |n: NodeId| b.dag.value(n).at(Day::FIRST);
            let (bound, matches, attributable) = (at(n.bound), at(n.matches), at(n.attributable));
            let (excused, in_time, wrongful) = (at(n.excused), at(n.in_time), at(n.wrongful));
            let named = e.concerns.contains(&c.a.id) || filter.agreement.is_some();
            if (bound == Diagram::NO && !named) || matches == Diagram::NO {
                continue;
            }
            out.push(Finding {
                law: self,
                event: e,
                agreement: c.a,
                provision: c.p,
                bearer: c.x,
                toward: c.y,
                touch: c.touch,
                bound,
                matches,
                attributable,
                excused,
                in_time,
                wrongful,
                pleas: e
                    .pleas
                    .iter()
                    .filter(|p| {
                        speaks_for(&self.core, e, p, c.x) && plea::concerns(&self.core, c.a, p)
                    })
                    .collect(),
                positions: self.positions(e, c.a, c.p),
                conflicts_with: self.conflicts(c.a),
            });
        }
    }

    /// The agreements that may bind an actor: the one asked for with those it binds, or all.
    fn agreements_for<'l>(&'l self, x: &ActorId, only: Option<&Only<'l>>) -> Vec<&'l Agreement> {
        let Some(xi) = self.core.actor_index(x.as_str()) else {
            return Vec::new();
        };
        if let Some((a, bound)) = only {
            // Of one alone it is known without compiling all.
            return bound.binary_search(&xi).map_or(Vec::new(), |_| vec![*a]);
        }
        let compiled = self.compiled();
        let forces = compiled.of_actor[xi as usize].iter();
        let agreements = &self.record().agreements;
        forces
            .map(|f| &agreements[compiled.forces[*f as usize].agreement as usize])
            .collect()
    }

    /// What is held on an event, or on the agreement or provision it touches.
    fn positions(&self, e: &Event, a: &Agreement, p: &Provision) -> Vec<&Position> {
        self.record()
            .positions
            .iter()
            .filter(|q| match &q.on {
                Scope::Event(id) => *id == e.id,
                Scope::Agreement(id) => *id == a.id,
                Scope::Provision(id, article) => *id == a.id && *article == p.article,
                Scope::Global | Scope::Actor(_) => false,
            })
            .collect()
    }

    /// Agreements recorded as conflicting with one, either way round.
    fn conflicts(&self, a: &Agreement) -> Vec<&Agreement> {
        self.record()
            .agreements
            .iter()
            .filter(|o| {
                let says = |x: &Agreement, y: &Agreement| {
                    x.relations
                        .iter()
                        .any(|r| r.kind == "conflicts-with" && r.to == y.id)
                };
                o.id != a.id && (says(o, a) || says(a, o))
            })
            .collect()
    }
}

/// For each actor: the events that may be its conduct, by index.
pub(crate) type Doers = HashMap<ActorId, Vec<usize>>;

/// The one agreement asked for, with the numbers of the actors it may bind, sorted.
type Only<'l> = (&'l Agreement, Vec<u32>);

/// Whose conduct an event may be.
fn bearers<'r>(core: &'r Core, e: &'r Event) -> Vec<&'r ActorId> {
    let mut out: Vec<&'r ActorId> = Vec::new();
    let mut add = |x: &'r ActorId| {
        if !out.contains(&x) {
            out.push(x);
        }
    };
    for x in e.by.iter().chain(&e.with) {
        add(core.owner(x));
        if let Some(actor) = core.record.actor(x.as_str()) {
            actor.offices.iter().for_each(|o| add(core.owner(&o.of)));
            let (choice, _) = rules::ORGANISATIONS;
            let through = match actor.kind {
                ActorKind::Group => true,
                ActorKind::Organisation => core.record.choice_point(choice).is_some(),
                _ => false,
            };
            if through {
                let own = |m: &&servanda_record::Membership| {
                    rules::membership(core, x, core.owner(&m.actor), e) != Truth::No
                };
                let members = actor.members.iter().filter(own);
                members.for_each(|m| add(core.owner(&m.actor)));
            }
        }
    }
    for t in &e.attribution {
        add(core.owner(&t.to));
    }
    out
}

/// The cases an event makes under one agreement for one bearer.
fn cases_of<'r>(
    b: &Build<'r, '_>,
    (a, p, touch): (&'r Agreement, &'r Provision, Touch),
    e: &'r Event,
    x: &'r ActorId,
    out: &mut Vec<Case<'r>>,
) {
    if rules::place_fits(b, p, e) == Some(Truth::No) {
        return;
    }
    for y in counterparts(b, a, p, e, x, touch) {
        out.push(Case {
            a,
            p,
            e,
            x,
            y,
            touch,
        });
    }
}

/// A provision that binds an actor, with the acts by which it is touched.
struct Borne<'l> {
    provision: &'l Provision,
    acts: [(Touch, Vec<&'l str>); 2],
}

impl Borne<'_> {
    /// How an event that falls under these acts touches it, if it is one of those asked for.
    fn touches<'a>(
        &'a self,
        falls_under: &'a [&str],
        filter: &FindingFilter,
    ) -> impl Iterator<Item = Touch> + use<'a> {
        let article = filter.article.as_ref();
        let wanted = article.is_none_or(|f| *f == self.provision.article);
        let acts = self.acts.iter().filter(move |_| wanted);
        acts.filter(|(_, acts)| acts.iter().any(|w| falls_under.contains(w)))
            .map(|(touch, _)| *touch)
    }
}

/// For an agreement and an actor: the provisions that bind it. They are the same for every event looked at.
#[derive(Default)]
struct Duties<'l>(HashMap<(&'l str, &'l str), Vec<Borne<'l>>>);

impl<'l> Duties<'l> {
    fn of(&mut self, core: &'l Core, a: &'l Agreement, x: &'l ActorId) -> &[Borne<'l>] {
        let known = self.0.entry((a.id.as_str(), x.as_str()));
        known.or_insert_with(|| {
            let acts = |p, touch| (touch, rules::touching(&core.record, p, touch));
            let binding = a.provisions.iter();
            binding
                .filter(|p| obligation::bears(core, a, p, x))
                .map(|p| Borne {
                    provision: p,
                    acts: [acts(p, Touch::Against), acts(p, Touch::Performs)],
                })
                .collect()
        })
    }
}

/// Toward whom the duty touched is owed.
fn counterparts<'r>(
    b: &Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    e: &'r Event,
    x: &'r ActorId,
    touch: Touch,
) -> Vec<Option<&'r ActorId>> {
    let targets = rules::targets(b, e);
    let mut out: Vec<Option<&'r ActorId>> = Vec::new();
    for y in &targets {
        if obligation::benefits(b.core, a, p, x, y) && !out.contains(&Some(*y)) {
            out.push(Some(y));
        }
    }
    if !out.is_empty() {
        return out;
    }
    // Done to one whom the provision is about: owed to the other parties all the same.
    let about = targets
        .iter()
        .any(|y| p.about.iter().any(|z| z == y.as_str()));
    if about && !matches!(p.toward, Toward::Everyone) {
        let others = a
            .parties
            .iter()
            .map(|q| &q.actor)
            .filter(|y| obligation::benefits(b.core, a, p, x, y));
        return others.map(Some).collect();
    }
    let named = e.concerns.contains(&a.id);
    match p.toward {
        Toward::Everyone => vec![None],
        _ if named && (touch == Touch::Performs || targets.is_empty()) => vec![None],
        _ => Vec::new(),
    }
}
