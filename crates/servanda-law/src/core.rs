//! The record with what is indexed of it: what rules look at.

use crate::force::DEPTH;
use crate::reading::{Choices, Variable};
use crate::rules::{closure, succession};
use servanda_record::{
    Actor, ActorId, ActorKind, Agreement, Completeness, Guard, Record, Relation, Scope, SetKind,
    StatementId,
};
use std::collections::HashMap;
use std::sync::Arc;

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
    /// Relations by which later agreements take the place of single articles.
    amending: Vec<Vec<(u32, u32)>>,
    /// Wars by the persons on either side, the lesser number first.
    wars: HashMap<(u32, u32), Vec<u32>>,
    /// Agreements for which what binds depends on who stands against whom, or on single articles.
    pairwise: Vec<bool>,
    heirs: Vec<Vec<u32>>,
    persons: Vec<u32>,
    two_sided: Vec<bool>,
    no_guard: Guard,
    /// Events that are a use of force, by index.
    pub attacks: Vec<u32>,
    /// For each of them, the persons it was done to.
    victims: Vec<Vec<u32>>,
}

fn index_of<T>(items: &[T], id: &str, key: impl Fn(&T) -> &str) -> Option<u32> {
    items
        .binary_search_by(|x| key(x).cmp(id))
        .ok()
        .map(|i| i as u32)
}

impl Core {
    pub fn new(record: Arc<Record>, options: LawOptions) -> Core {
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
            amending: vec![Vec::new(); record.agreements.len()],
            wars: HashMap::new(),
            pairwise: Vec::new(),
            heirs: vec![Vec::new(); record.actors.len()],
            persons: (0..record.actors.len() as u32).collect(),
            two_sided: Vec::new(),
            no_guard: Guard::default(),
            attacks: Vec::new(),
            victims: Vec::new(),
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
                let Some(earlier) = self.agreement_index(r.to.as_str()).filter(|e| *e != i) else {
                    continue;
                };
                if !r.articles.is_empty() && matches!(r.kind.as_str(), "supersedes" | "amends") {
                    self.amending[earlier as usize].push((i, j));
                } else if r.kind == "supersedes" {
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
                if succession::passes(x, s) {
                    self.heirs[from as usize].push(i);
                }
                if succession::identical(x, s) {
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
                let victims = e.toward.iter().filter_map(|z| self.person(z)).collect();
                self.victims.push(victims);
            }
            let war = |t: &servanda_record::ActId| {
                record.is_a(t.as_str(), "war") || record.is_a(t.as_str(), "declaration-of-war")
            };
            if e.types.iter().any(war) {
                self.war(i, e);
            }
        }
        self.pairwise = (0u32..)
            .zip(&record.agreements)
            .map(|(i, a)| self.is_pairwise(i, a))
            .collect();
    }

    fn war(&mut self, i: u32, e: &servanda_record::Event) {
        let side = |core: &Core, all: &[ActorId]| -> Vec<u32> {
            all.iter().filter_map(|z| core.person(z)).collect()
        };
        let mut one = side(self, &e.by);
        one.extend(side(self, &e.with));
        let other = side(self, &e.toward);
        for p in &one {
            for q in other.iter().filter(|q| *q != p) {
                let all = self.wars.entry((*p.min(q), *p.max(q))).or_default();
                if all.last() != Some(&i) {
                    all.push(i);
                }
            }
        }
    }

    /// Whether more than force and the provision's own time decides what binds between two.
    fn is_pairwise(&self, i: u32, a: &Agreement) -> bool {
        let act = |x: &servanda_record::AgreementAct| match x.act.as_str() {
            "reservation" | "invocation" => true,
            "objection" => x.claim.precludes,
            "suspension" => !x.concerns.is_empty() || !x.to.is_empty(),
            "termination" | "mutual-termination" => !x.concerns.is_empty(),
            _ => false,
        };
        let later = |(j, _): &(u32, u32)| !self.all_belong(a, &self.record.agreements[*j as usize]);
        !self.amending[i as usize].is_empty()
            || a.acts.iter().any(act)
            || self.superseding[i as usize].iter().any(later)
            || (!self.wars.is_empty()
                && !self.two_sided[i as usize]
                && self
                    .record
                    .choice_point(crate::rules::change::WAR_CHOICE)
                    .is_some()
                && !self.lasts_in_war(a))
    }

    /// Whether more than force and a provision's own time decides what binds between two under an agreement.
    pub fn pairwise(&self, a: u32) -> bool {
        self.pairwise[a as usize]
    }

    /// Wars between two, in the order of the record.
    pub fn wars_between(
        &self,
        x: &ActorId,
        y: &ActorId,
    ) -> impl Iterator<Item = &servanda_record::Event> + use<'_> {
        let found = match (self.person(x), self.person(y)) {
            (Some(p), Some(q)) => self.wars.get(&(p.min(q), p.max(q))),
            _ => None,
        };
        found
            .into_iter()
            .flatten()
            .map(|i| &self.record.events[*i as usize])
    }

    /// Whether an agreement is on something that goes on in war between its parties.
    pub fn lasts_in_war(&self, a: &Agreement) -> bool {
        a.topics
            .iter()
            .filter_map(|t| self.record.topic(t.as_str()))
            .any(|t| t.lasts_in_war)
    }

    /// Relations by which later agreements take the place of single articles of this one.
    pub fn amending(&self, a: &Agreement) -> &[(u32, u32)] {
        self.agreement_index(a.id.as_str())
            .map_or(&[], |i| &self.amending[i as usize])
    }

    /// Whether an actor, or the same person, is a party.
    pub fn belongs(&self, a: &Agreement, x: &ActorId) -> bool {
        a.parties.iter().any(|p| self.same_person(x, &p.actor))
    }

    /// Whether all parties of an agreement belong to the later one.
    pub fn all_belong(&self, a: &Agreement, later: &Agreement) -> bool {
        a.parties.iter().all(|p| self.belongs(later, &p.actor))
    }

    /// The number of the legal person that an actor is or acts for.
    fn person(&self, x: &ActorId) -> Option<u32> {
        let of = self.actor_index(self.owner(x).as_str())?;
        Some(self.root(of))
    }

    /// The uses of force of the record that were done to an actor, as numbers of events.
    pub fn attacks_on(&self, y: &ActorId) -> impl Iterator<Item = u32> {
        let person = self.actor_index(y.as_str()).map(|y| self.root(y));
        let all = self.attacks.iter().zip(&self.victims);
        all.filter(move |(_, victims)| person.is_some_and(|y| victims.contains(&y)))
            .map(|(event, _)| *event)
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
                x.succession.iter().any(|s| {
                    succession::passes(x, s)
                        && s.from != p.actor
                        && a.parties.iter().any(|q| q.actor == s.from)
                })
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

    /// Whether the record's silence on what is out of the ordinary (a revocation, a resumption, an extension) counts as
    /// absence: not where a list said to be complete lacks a member, nor, if nothing is presumed, without such a list.
    pub fn silence_counts(&self, a: &Agreement) -> bool {
        let listed = || {
            self.completeness_of(a).iter().any(|i| {
                let c = &self.record.completeness[*i as usize];
                matches!(c.set, SetKind::Acts | SetKind::Notices) && self.is_good(c, a)
            })
        };
        !self.has_gap(a) && (self.options.presumption != Presumption::None || listed())
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
                .any(|s| succession::passes(actor, s) && self.has_line(a, &s.from, depth - 1))
        })
    }

    /// Parties and those that follow on them, in order.
    pub fn bound_actors(&self, a: &Agreement) -> Vec<u32> {
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
