//! Force: for each agreement and actor, whether it is in force on each day.

use crate::core::Core;
use crate::dag::{Arg, Cause, Dag, Missing, NodeId};
use crate::diagram::{Diagram, Diagrams};
use crate::rules::party::{
    EXISTS, IN_FORCE, JOINED, LIFE, LISTED, NON_PARTY, OWN, PERSON, STRANGER,
};
use crate::rules::{acts, closure, ending, entry, succession, suspension, term, treaty};
use servanda_record::{Actor, ActorId, Agreement, Guard, Party, StatementId, When};
use servanda_time::{Day, End, Truth};

/// How far chains of succession are followed.
pub(crate) const DEPTH: u8 = 8;

/// A derivation being built over one record.
pub(crate) struct Build<'r, 'd> {
    pub core: &'r Core,
    pub dag: Dag<'r, 'd>,
}

impl<'r, 'd> Build<'r, 'd> {
    pub fn new(core: &'r Core, diagrams: &'d mut Diagrams) -> Self {
        Build {
            core,
            dag: Dag::new(&core.choices, diagrams),
        }
    }

    /// Premises for one of several statements of the same thing: that it holds, is the one taken among those that
    /// conflict, and gives way to none that holds on more options.
    pub fn chosen(
        &mut self,
        stmt: &'r StatementId,
        under: &'r Guard,
        others: impl Iterator<Item = (&'r StatementId, &'r Guard)>,
    ) -> Vec<(&'static str, NodeId)> {
        let mut premises = vec![("fact", self.dag.fact(stmt, under))];
        if let Some(choice) = self.core.conflict_of(stmt) {
            premises.push(("taken", self.dag.taken(choice.to_string(), stmt)));
        }
        for (o, g) in others {
            if o != stmt && g.0.len() > under.0.len() && under.0.iter().all(|p| g.0.contains(p)) {
                premises.push(("displaced", self.dag.fact(o, g)));
            }
        }
        premises
    }

    /// The last day of an event's time as a date term.
    pub fn event_end(&mut self, stmt: &'r StatementId, when: &'r When) -> crate::dates::DateId {
        match when {
            When::Date(d) => self.dag.dates.stated(stmt, "on", d),
            When::Period(p) => {
                let b = p.end_bounds();
                self.dag
                    .dates
                    .period_end(stmt, "on", true, (b.first(), b.last()))
            }
        }
    }

    /// The first day of an event's time as a date term.
    pub fn event_start(&mut self, stmt: &'r StatementId, when: &'r When) -> crate::dates::DateId {
        match when {
            When::Date(d) => self.dag.dates.stated(stmt, "on", d),
            When::Period(p) => {
                let b = p.start_bounds();
                self.dag
                    .dates
                    .period_end(stmt, "on", false, (b.first(), b.last()))
            }
        }
    }

    /// A period given with a statement, as premises `from` and `past`.
    pub fn period(
        &mut self,
        stmt: &'r StatementId,
        field: &'static str,
        p: &servanda_time::Period,
        cause: Cause,
    ) -> Vec<(&'static str, NodeId)> {
        let mut out = Vec::new();
        if *p.start() != End::Open {
            let b = p.start_bounds();
            let d = self
                .dag
                .dates
                .period_end(stmt, field, false, (b.first(), b.last()));
            out.push(("from", self.dag.since(d, cause)));
        }
        if *p.end() != End::Open {
            let b = p.end_bounds();
            let d = self
                .dag
                .dates
                .period_end(stmt, field, true, (b.first(), b.last()));
            let past = self.dag.dates.next_day(d);
            out.push(("past", self.dag.since(past, cause)));
        }
        out
    }

    /// In force for an actor.
    pub fn in_force(&mut self, a: &'r Agreement, x: &'r ActorId) -> NodeId {
        let args = vec![Arg::Agreement(&a.id), Arg::Actor(x)];
        if let Some(n) = self
            .dag
            .known(IN_FORCE.id, &args)
            .or_else(|| self.dag.known(STRANGER.id, &args))
        {
            return n;
        }
        if !self.core.has_line(a, x, DEPTH) {
            return self.stranger(a, x, args);
        }
        let exists = self.exists(x);
        let person = self.person(a, x, DEPTH);
        self.dag.rule_once(
            &IN_FORCE,
            args,
            vec![("exists", exists), ("person", person)],
        )
    }

    fn stranger(&mut self, a: &'r Agreement, x: &'r ActorId, args: Vec<Arg<'r>>) -> NodeId {
        let mut premises = Vec::new();
        for n in a.non_parties.iter().filter(|n| n.actor == *x) {
            let mut of = vec![("fact", self.dag.fact(&n.stmt, self.core.no_guard()))];
            if let Some(p) = &n.period {
                of.extend(self.period(&n.stmt, "period", p, Cause::Period));
            }
            let args = vec![Arg::Agreement(&a.id), Arg::Actor(x), Arg::Stmt(&n.stmt)];
            premises.push(("excluded", self.dag.rule(&NON_PARTY, args, of)));
        }
        for c in closure::parties_complete(self, a) {
            let complete = self.dag.complete(c);
            let args = vec![Arg::Agreement(&a.id), Arg::Actor(x), Arg::Stmt(&c.stmt)];
            premises.push((
                "excluded",
                self.dag.rule(&LISTED, args, vec![("complete", complete)]),
            ));
        }
        premises.push(("unlisted", self.dag.missing(Missing::PartyOf(x, &a.id))));
        self.dag.rule_once(&STRANGER, args, premises)
    }

    fn exists(&mut self, x: &'r ActorId) -> NodeId {
        let args = vec![Arg::Actor(x)];
        if let Some(n) = self.dag.known(EXISTS.id, &args) {
            return n;
        }
        let mut premises = Vec::new();
        if let Some(actor) = self.core.record.actor(x.as_str())
            && let Some(p) = &actor.exists
        {
            premises = self.period(&actor.stmt, "exists", p, Cause::Existence);
        }
        if let Some(actor) = self.core.record.actor(x.as_str()) {
            for link in succession::incorporations(actor) {
                premises.push(("part", succession::part_of_another(self, actor, link)));
            }
        }
        self.dag.rule_once(&EXISTS, args, premises)
    }

    /// In force for a legal person, whether or not it still goes by that name.
    pub fn person(&mut self, a: &'r Agreement, x: &'r ActorId, depth: u8) -> NodeId {
        let args = vec![Arg::Agreement(&a.id), Arg::Actor(x)];
        if let Some(n) = self.dag.known(PERSON.id, &args) {
            return n;
        }
        let mut premises = Vec::new();
        for p in a.parties.iter().filter(|p| p.actor == *x) {
            premises.push(("own", self.own(a, p)));
        }
        let core = self.core;
        if let Some(actor) = core.record.actor(x.as_str()) {
            for link in &actor.succession {
                premises.extend(self.link(a, actor, link, depth));
            }
        }
        self.dag.rule_once(&PERSON, args, premises)
    }

    fn link(
        &mut self,
        a: &'r Agreement,
        x: &'r Actor,
        link: &'r servanda_record::Succession,
        depth: u8,
    ) -> Option<(&'static str, NodeId)> {
        succession::line(self, a, x, link, depth)
    }

    fn own(&mut self, a: &'r Agreement, p: &'r Party) -> NodeId {
        let mut premises = vec![("party", self.dag.fact(&p.stmt, &p.under))];
        if let Some(n) = self.joined(a, p) {
            premises.push(("joined", n));
        }
        premises.push(("life", self.life(a)));
        if let Some(until) = &p.until {
            let last = self.dag.dates.stated(&p.stmt, "until", until);
            let past = self.dag.dates.next_day(last);
            premises.push(("past", self.dag.since(past, Cause::Withdrawal)));
        }
        for n in ending::for_one(self, a, &p.actor, p.from.as_ref()) {
            premises.push(("left", n));
        }
        if let Some(actor) = self.core.record.actor(p.actor.as_str()) {
            for link in succession::incorporations(actor) {
                premises.push(("lapsed", succession::lapsed(self, a, p, link)));
            }
        }
        let args = vec![
            Arg::Agreement(&a.id),
            Arg::Actor(&p.actor),
            Arg::Stmt(&p.stmt),
        ];
        self.dag.rule(&OWN, args, premises)
    }

    /// The party's own first day, where it joined by an act of its own.
    fn joined(&mut self, a: &'r Agreement, p: &'r Party) -> Option<NodeId> {
        if let Some(from) = &p.from {
            let d = self.dag.dates.stated(&p.stmt, "from", from);
            return Some(self.dag.since(d, Cause::Accession));
        }
        let dates = self.consents(a, &p.actor);
        let date = (!dates.is_empty()).then(|| self.earliest(dates));
        let doubt = !self.core.silence_counts(a) || (date.is_none() && joins_later(p));
        if date.is_none() && !doubt {
            return None;
        }
        let since = date.map(|d| self.dag.since(d, Cause::Accession));
        if !doubt {
            return since;
        }
        // What delay the text asks for is not surely known either where no entry into force is.
        let stated = a.entry_into_force.iter().any(|e| e.under.is_always());
        let since = since.filter(|_| stated || self.core.silence_counts(a));
        let mut premises: Vec<(&'static str, NodeId)> =
            since.into_iter().map(|n| ("since", n)).collect();
        premises.push((
            "unlisted",
            self.dag.missing(Missing::PartyDate(&p.actor, &a.id)),
        ));
        let args = vec![
            Arg::Agreement(&a.id),
            Arg::Actor(&p.actor),
            Arg::Stmt(&p.stmt),
        ];
        Some(self.dag.rule(&JOINED, args, premises))
    }

    /// The earliest of some dates, of which there is one.
    pub fn earliest(&mut self, dates: Vec<crate::dates::DateId>) -> crate::dates::DateId {
        match dates[..] {
            [one] => one,
            _ => self.dag.dates.earliest(dates),
        }
    }

    /// The days from which acts of consent by an actor take effect.
    pub fn consents(&mut self, a: &'r Agreement, x: &ActorId) -> Vec<crate::dates::DateId> {
        let late = [
            "accession",
            "succession",
            "ratification",
            "acceptance",
            "approval",
            "deposit",
        ];
        let delay = a
            .entry_into_force
            .iter()
            .find_map(|e| e.needs.as_ref())
            .and_then(|n| n.delay);
        let mut dates = Vec::new();
        for x in a
            .acts
            .iter()
            .filter(|n| late.contains(&n.act.as_str()) && n.by.contains(x))
        {
            let Some((on, field)) = x
                .effect_on
                .as_ref()
                .map(|d| (d, "effect-on"))
                .or(x.on.as_ref().map(|d| (d, "on")))
            else {
                continue;
            };
            let mut d = self.dag.dates.stated(&x.stmt, field, on);
            if field == "on"
                && x.act != "succession"
                && let Some(delay) = delay
            {
                d = self.dag.dates.plus(d, delay);
            }
            dates.push(d);
        }
        dates
    }

    /// Whether the agreement itself is alive.
    pub fn life(&mut self, a: &'r Agreement) -> NodeId {
        let args = vec![Arg::Agreement(&a.id)];
        if let Some(n) = self.dag.known(LIFE.id, &args) {
            return n;
        }
        let mut premises = Vec::new();
        if let Some(binding) = &a.binding {
            premises.push((
                "binds",
                self.dag
                    .choice(&binding.choice, binding.when.iter().collect()),
            ));
        }
        let about = acts::About::agreement(a);
        for n in acts::acts(self, &about, &treaty::VOID_ACT) {
            premises.push(("void", n));
        }
        for n in acts::acts_where(self, &about, &treaty::VOIDABLE_ACT, &["for-all"]) {
            premises.push(("void", n));
        }
        let over: Vec<NodeId> = ending::for_all(self, a);
        let revived = acts::acts(self, &about, &treaty::REVIVED_ACT);
        let mut outlasted = Vec::new();
        for e in entry::entries(self, a) {
            let steady = closure::steady(self, a, &e);
            let mut terms: Vec<Option<&servanda_record::Term>> = a.term.iter().map(Some).collect();
            if a.term.iter().all(|t| !t.under.is_always()) {
                terms.push(None);
            }
            for t in terms {
                let within = term::within(self, a, &e, t);
                let mut of = vec![("entered", e.node), ("within", within)];
                of.extend(over.iter().map(|n| ("over", *n)));
                of.extend(revived.iter().map(|n| ("revived", *n)));
                if !a.provisional.is_empty() {
                    let of = of.clone();
                    outlasted.push(self.dag.rule(&entry::PROVISIONAL_OVER, args.clone(), of));
                }
                of.extend(steady.iter().copied());
                premises.push(("run", self.dag.rule(&entry::RUN, args.clone(), of)));
            }
        }
        if !self.core.silence_counts(a) {
            premises.push(("provisional", entry::maybe_provisional(self, a)));
        }
        for p in &a.provisional {
            premises.push(("provisional", entry::provisional(self, a, p, &outlasted)));
        }
        self.dag.rule_once(&LIFE, args, premises)
    }

    /// The first day of an actor's consent, as recorded.
    pub fn consent(&mut self, a: &'r Agreement, x: &ActorId) -> Option<crate::dates::DateId> {
        let from = |p: &'r Party| Some((&p.stmt, p.from.as_ref()?));
        let own = a.parties.iter().filter(|p| p.actor == *x).find_map(from);
        if let Some((stmt, on)) = own {
            return Some(self.dag.dates.stated(stmt, "from", on));
        }
        let kinds = entry::CONSENTS;
        let mut all = a
            .acts
            .iter()
            .filter(|n| kinds.contains(&n.act.as_str()) && n.by.contains(x));
        let n = all.find(|n| n.on.is_some())?;
        let on = n.on.as_ref()?;
        Some(self.dag.dates.stated(&n.stmt, "on", on))
    }

    /// Whether the operation is suspended for an actor; `None` if no suspension is recorded.
    pub fn suspended(&mut self, a: &'r Agreement, x: &'r ActorId) -> Vec<NodeId> {
        suspension::suspensions(self, a, x)
    }
}

/// Whether a party is said to have joined by an act of its own, not as an original one.
pub(crate) fn joins_later(p: &Party) -> bool {
    matches!(p.by.as_deref(), Some("accession" | "succession"))
}

/// Why an answer changes on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What sort of change.
    pub cause: Cause,
    /// The statements whose dates bring it about, in order.
    pub statements: Vec<StatementId>,
}

/// A stretch of days on which an answer is the same under every reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First day, or [`Day::MIN`].
    pub start: Day,
    /// First day no longer in it, or [`Day::MAX`].
    pub end: Day,
    /// The answer under each reading.
    pub diagram: Diagram,
    /// The answer under the default reading.
    pub truth: Truth,
    /// What changed on `start`; empty for the first segment.
    pub reasons: Vec<Reason>,
}

/// An answer for every day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Segments without gaps, from [`Day::MIN`] to [`Day::MAX`].
    pub segments: Vec<Segment>,
    /// The same for suspension: where an answer is yes, operation is suspended.
    pub suspended: Vec<Segment>,
}

impl Timeline {
    /// The segment that holds a day.
    #[must_use]
    pub fn at(&self, day: Day) -> Option<&Segment> {
        self.segments.iter().find(|s| s.start <= day && day < s.end)
    }

    /// The segments joined where the default reading gives the same answer: first day, first day after, answer.
    #[must_use]
    pub fn under_default(&self) -> Vec<(Day, Day, Truth)> {
        let mut out: Vec<(Day, Day, Truth)> = Vec::new();
        for s in &self.segments {
            match out.last_mut() {
                Some(last) if last.2 == s.truth => last.1 = s.end,
                _ => out.push((s.start, s.end, s.truth)),
            }
        }
        out
    }
}

/// The segments of a node's answer, with what changes at each boundary.
pub(crate) fn segments(b: &Build<'_, '_>, node: NodeId, defaults: &[u32]) -> Vec<Segment> {
    let steps = b.dag.value(node).0.clone();
    let mut out = Vec::with_capacity(steps.len());
    for (i, (start, diagram)) in steps.iter().enumerate() {
        let end = steps.get(i + 1).map_or(Day::MAX, |s| s.0);
        let reasons = if i == 0 {
            Vec::new()
        } else {
            reasons(b, node, *start)
        };
        let truth = b.dag.diagrams.eval(*diagram, defaults);
        out.push(Segment {
            start: *start,
            end,
            diagram: *diagram,
            truth,
            reasons,
        });
    }
    out
}

/// The comparisons below a node that change on a day, where everything between changes too.
fn reasons(b: &Build<'_, '_>, node: NodeId, day: Day) -> Vec<Reason> {
    use crate::dag::Node;
    let changes = |n: NodeId| b.dag.value(n).0.iter().any(|(d, _)| *d == day);
    let mut out: Vec<Reason> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut todo = vec![node];
    while let Some(n) = todo.pop() {
        if !changes(n) || !seen.insert(n) {
            continue;
        }
        match &b.dag.nodes[n as usize] {
            Node::Rule { premises, .. } => todo.extend(premises.iter().map(|p| p.1)),
            Node::Since { date, cause } => {
                let mut statements = Vec::new();
                statements_of(b, *date, &mut statements);
                let r = Reason {
                    cause: *cause,
                    statements,
                };
                if !out.contains(&r) {
                    out.push(r);
                }
            }
            _ => {}
        }
    }
    // What only shows that it was alive is no reason where something else is.
    if out.iter().any(|r| r.cause != Cause::Coverage) {
        out.retain(|r| r.cause != Cause::Coverage);
    }
    out.sort_by(|x, y| (x.cause, &x.statements).cmp(&(y.cause, &y.statements)));
    out
}

/// The statements a date rests on.
pub(crate) fn statements_of(
    b: &Build<'_, '_>,
    date: crate::dates::DateId,
    out: &mut Vec<StatementId>,
) {
    use crate::dates::DateTerm as T;
    match &b.dag.dates.get(date).term {
        T::Stated { stmt, .. } | T::PeriodEnd { stmt, .. } => out.push((*stmt).clone()),
        T::Plus(d, _) => statements_of(b, *d, out),
        T::Latest(all) | T::Earliest(all) | T::Nth(_, all) | T::Between(all) => {
            all.iter().for_each(|d| statements_of(b, *d, out));
        }
        T::Expiry { start, notice, .. } => {
            statements_of(b, *start, out);
            statements_of(b, *notice, out);
        }
        T::Fixed { .. } | T::NotStated => {}
    }
    out.sort();
    out.dedup();
}
