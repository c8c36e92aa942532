//! Reservations, single articles, grounds as powers, later agreements, war, signature alone, and how days are counted.

use super::conduct::{Case, first, last};
use super::force::*;
use servanda_record::*;
use servanda_time::{Day, Duration, Truth};
use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    /// How often each of these has come out yes, no and unknown.
    static FIRED: RefCell<BTreeMap<&'static str, [usize; 3]>> = const { RefCell::new(BTreeMap::new()) };
}

/// Notes what a rule came to.
pub(crate) fn fired(rule: &'static str, truth: Truth) -> Truth {
    FIRED.with_borrow_mut(|f| f.entry(rule).or_default()[truth as usize] += 1);
    truth
}

/// What has been noted since the last time.
pub fn take_fired() -> BTreeMap<&'static str, [usize; 3]> {
    FIRED.with_borrow_mut(std::mem::take)
}

/// The day an act took effect, or was done.
fn took(n: &AgreementAct) -> Bounds {
    let on = n.effect_on.as_ref().or(n.on.as_ref());
    on.map_or((None, None), bounds)
}

fn on(n: &AgreementAct) -> Bounds {
    n.on.as_ref().map_or((None, None), bounds)
}

fn past(n: &AgreementAct, day: Day) -> Truth {
    let until = n.until.as_ref();
    until.map_or(Truth::No, |u| since(day, next(bounds(u))))
}

fn is(n: &AgreementAct, kinds: &[&str]) -> bool {
    kinds.contains(&n.act.as_str())
}

fn ground(n: &AgreementAct) -> &str {
    n.claim.ground.as_deref().unwrap_or("")
}

const POWERS: [&str; 3] = ["material-breach", "impossibility", "changed-circumstances"];
const VOID: [&str; 3] = [
    "coercion-of-representative",
    "coercion-by-force",
    "peremptory-norm",
];
const VOIDABLE: [&str; 5] = ["competence", "restriction", "error", "fraud", "corruption"];

fn power(n: &AgreementAct) -> bool {
    n.act == "invocation" && POWERS.contains(&ground(n))
}

fn suspends(n: &AgreementAct) -> bool {
    power(n) && n.claim.seeks.as_deref() == Some("suspension") && n.concerns.is_empty()
}

fn names(n: &AgreementAct, p: &Provision) -> bool {
    n.concerns.contains(&p.article)
}

/// An answer speaks of the articles of what it answers, or of none.
fn same_articles(n: &AgreementAct, of: &AgreementAct) -> bool {
    n.concerns.is_empty() || n.concerns.iter().any(|c| of.concerns.contains(c))
}

fn same_ground(n: &AgreementAct, of: &AgreementAct) -> bool {
    n.claim.ground.is_none() || n.claim.ground == of.claim.ground
}

impl<'r> Reference<'r> {
    fn among(&self, all: &[ActorId], z: &ActorId) -> bool {
        all.iter().any(|w| self.same(w, z))
    }

    fn meet(&self, some: &[ActorId], others: &[ActorId]) -> bool {
        some.iter().any(|z| self.among(others, z))
    }

    fn same_by(&self, n: &AgreementAct, of: &AgreementAct) -> bool {
        n.by.is_empty() || of.by.is_empty() || self.meet(&n.by, &of.by)
    }

    /// Done by one of the two toward the other, or toward nobody said.
    fn between(&self, n: &AgreementAct, x: &ActorId, y: &ActorId) -> bool {
        let to = |z: &ActorId| n.to.is_empty() || self.among(&n.to, z);
        (self.among(&n.by, x) && to(y)) || (self.among(&n.by, y) && to(x))
    }

    fn touches(&self, a: &Agreement, n: &AgreementAct, x: &ActorId, y: Option<&ActorId>) -> bool {
        n.by.is_empty()
            || self.two_sided(a)
            || self.among(&n.by, x)
            || y.is_some_and(|y| self.among(&n.by, y))
    }

    /// That something was done after what it answers.
    fn answered(&self, n: &AgreementAct, after: Truth, day: Day) -> Truth {
        self.holds(&n.under).and(since(day, took(n))).and(after)
    }

    /// A reservation keeps a provision from applying between two.
    pub(crate) fn reserved(
        &self,
        a: &Agreement,
        p: &Provision,
        x: &ActorId,
        y: Option<&ActorId>,
        day: Day,
    ) -> Truth {
        let mut out = Truth::No;
        for n in a.acts.iter().filter(|n| n.act == "reservation") {
            let theirs = y.is_some_and(|y| self.among(&n.by, y)) && p.toward != Toward::Everyone;
            if !names(n, p) || !(self.among(&n.by, x) || theirs) {
                continue;
            }
            let mut withdrawn = Truth::No;
            for w in a.acts.iter().filter(|w| w.act == "reservation-withdrawn") {
                if self.same_by(w, n) && same_articles(w, n) {
                    withdrawn = withdrawn.or(self.answered(w, not_after(on(n), on(w)), day));
                }
            }
            fired("reservation-withdrawn", withdrawn);
            let scope = match n.claim.modifies {
                true => Truth::Unknown,
                false => Truth::Yes,
            };
            let stands = self.holds(&n.under).and(since(day, took(n)));
            let stands = stands.and(past(n, day).not()).and(withdrawn.not());
            out = out.or(fired("reserved", stands.and(scope)));
        }
        out
    }

    /// The first day of consent, as recorded.
    fn consented(&self, a: &Agreement, x: &ActorId) -> Option<Bounds> {
        let own = a.parties.iter().filter(|p| p.actor == *x);
        let from = own.filter_map(|p| p.from.as_ref()).next().map(bounds);
        let kinds = [
            "ratification",
            "acceptance",
            "approval",
            "accession",
            "deposit",
        ];
        let mut acts = a.acts.iter().filter(|n| is(n, &kinds) && n.by.contains(x));
        from.or_else(|| acts.find_map(|n| n.on.as_ref()).map(bounds))
    }

    /// An objection made in time keeps it from being in force between two.
    fn precluded(&self, a: &Agreement, x: &ActorId, y: &ActorId, day: Day) -> Truth {
        let mut out = Truth::No;
        for o in a.acts.iter().filter(|n| n.act == "objection") {
            if !o.claim.precludes || !self.between(o, x, y) {
                continue;
            }
            let mut timely = Truth::No;
            for r in a.acts.iter().filter(|r| r.act == "reservation") {
                if self.meet(&r.by, &o.by) || !(o.to.is_empty() || self.meet(&r.by, &o.to)) {
                    continue;
                }
                let year = || Some(plus(bounds(r.on.as_ref()?), Duration::months(12)));
                let limit = r.effect_on.as_ref().map(bounds).or_else(year);
                let consent = o.by.first().and_then(|z| self.consented(a, z));
                let all = [limit, consent].into_iter().flatten();
                let limit = all.reduce(latest).unwrap_or((None, None));
                timely = timely.or(self.holds(&r.under).and(not_after(on(o), limit)));
            }
            fired("objected-in-time", timely);
            let mut withdrawn = Truth::No;
            for w in a.acts.iter().filter(|w| w.act == "objection-withdrawn") {
                if self.same_by(w, o) {
                    withdrawn = withdrawn.or(self.answered(w, not_after(on(o), on(w)), day));
                }
            }
            fired("objection-withdrawn", withdrawn);
            let keeps = self.holds(&o.under).and(timely).and(withdrawn.not());
            out = out.or(fired("precluded", keeps));
        }
        out
    }

    fn resumed_part(&self, a: &Agreement, n: &AgreementAct, day: Day) -> Truth {
        let mut out = Truth::No;
        for r in a.acts.iter().filter(|r| r.act == "resumption") {
            if self.same_by(r, n) && same_articles(r, n) {
                out = out.or(self.answered(r, not_after(took(n), took(r)), day));
            }
        }
        fired("part-resumed", out)
    }

    /// From when an act has effect until it is over or undone.
    fn runs(&self, a: &Agreement, n: &AgreementAct, day: Day) -> Truth {
        let resumed = self.resumed_part(a, n, day).or(self.unless_silent(a));
        let runs = self.holds(&n.under).and(since(day, took(n)));
        runs.and(past(n, day).not()).and(resumed.not())
    }

    /// A single article suspended, ended, or touched by a ground.
    pub(crate) fn ceased(
        &self,
        a: &'r Agreement,
        p: &Provision,
        x: &ActorId,
        y: Option<&ActorId>,
        day: Day,
    ) -> Truth {
        let mut out = Truth::No;
        for n in a.acts.iter().filter(|n| names(n, p)) {
            if !self.touches(a, n, x, y) {
                continue;
            }
            if is(n, &["suspension", "termination", "mutual-termination"]) {
                out = out.or(fired("part-ceased", self.runs(a, n, day)));
            }
            let part = POWERS.contains(&ground(n)) || VOIDABLE.contains(&ground(n));
            if n.act == "invocation" && part {
                let open = ground(n) != "material-breach" || self.ends_for_all(a, n);
                out = out.or(fired("part-on-ground", self.used(a, n, open, day)));
            }
        }
        out
    }

    /// What keeps an agreement in force for both from operating between the two.
    pub(crate) fn apart_by_acts(
        &self,
        a: &'r Agreement,
        x: &ActorId,
        y: &ActorId,
        day: Day,
    ) -> Truth {
        let mut out = self.precluded(a, x, y, day);
        if self.two_sided(a) {
            return out;
        }
        for n in a.acts.iter().filter(|n| !n.to.is_empty()) {
            if !self.between(n, x, y) {
                continue;
            }
            if n.act == "suspension" && n.concerns.is_empty() {
                out = out.or(fired("suspended-toward", self.runs(a, n, day)));
            }
            if suspends(n) {
                out = out.or(fired("suspended-pair", self.used(a, n, true, day)));
            }
        }
        let war = self.war_ended(a, x, y, day);
        out.or(war).or(self.war_suspended(a, x, y, day))
    }

    /// Settled in favour of a ground.
    fn upheld(&self, a: &Agreement, n: &AgreementAct) -> Truth {
        let all = a
            .acts
            .iter()
            .filter(|s| s.act == "settlement" && same_ground(s, n));
        let one = |s: &AgreementAct| self.holds(&s.under).and(not_after(on(n), on(s)));
        fired("ground-upheld", Truth::any(all.map(one)))
    }

    fn lost(&self, a: &Agreement, n: &AgreementAct) -> Truth {
        let losable = VOIDABLE.contains(&ground(n))
            || ["material-breach", "changed-circumstances"].contains(&ground(n));
        let all = a.acts.iter().filter(|l| l.act == "acquiescence" && losable);
        let all = all.filter(|l| self.same_by(l, n) && same_ground(l, n));
        let one = |l: &AgreementAct| self.holds(&l.under).and(not_after(on(l), on(n)));
        fired("ground-lost", Truth::any(all.map(one)))
    }

    fn objected(&self, a: &Agreement, n: &AgreementAct) -> Truth {
        let mut out = self.unless_silent(a);
        for o in a.acts.iter().filter(|o| o.act == "objection") {
            let toward = o.to.is_empty() || n.by.is_empty() || self.meet(&o.to, &n.by);
            if self.meet(&o.by, &n.by) || !toward || !same_ground(o, n) {
                continue;
            }
            let limit =
                n.on.as_ref()
                    .map_or((None, None), |d| plus(bounds(d), Duration::months(3)));
            let timely = match n.claim.urgent {
                true => Truth::Yes,
                false => not_after(on(o), limit),
            };
            out = out.or(self
                .holds(&o.under)
                .and(not_after(on(n), on(o)))
                .and(timely));
        }
        fired("ground-objected", out)
    }

    /// An option that says so; no if there is none such.
    fn held(&self, choice: &str, option: &str) -> Truth {
        self.option(choice, option).unwrap_or(Truth::No)
    }

    /// Whether a right that a ground gives has been used to good effect.
    fn used(&self, a: &'r Agreement, n: &'r AgreementAct, open: bool, day: Day) -> Truth {
        let barred = match ground(n) {
            "material-breach" => a.topics.iter().any(|t| t.as_str() == "human-rights"),
            "changed-circumstances" => a.topics.iter().any(|t| t.as_str() == "boundary"),
            _ => false,
        };
        let parted = n.concerns.is_empty() || n.claim.separable;
        let upheld = self.upheld(a, n);
        let mut shown = upheld.or(self.breaches(a, n, day));
        if !n.under.is_always() {
            shown = shown.or(self.holds(&n.under));
        }
        let three = n.on.as_ref().map(|d| plus(bounds(d), Duration::months(3)));
        let waited = match n.claim.urgent {
            true => took(n),
            false => [n.effect_on.as_ref().map(bounds), three]
                .into_iter()
                .flatten()
                .reduce(latest)
                .unwrap_or((None, None)),
        };
        let done = upheld
            .or(self.held("procedure-of-ending", "not-required"))
            .or(self.objected(a, n).not().and(since(day, waited)));
        self.holds(&n.under)
            .and(Truth::from(open && !barred && parted))
            .and(self.lost(a, n).not())
            .and(shown)
            .and(since(day, took(n)))
            .and(done)
            .and(past(n, day).not())
            .and(self.resumed_part(a, n, day).not())
    }

    /// The breaches on which an invocation rests.
    fn breaches(&self, a: &'r Agreement, n: &'r AgreementAct, day: Day) -> Truth {
        let mut out = Truth::No;
        for e in n
            .claim
            .rests_on
            .iter()
            .filter_map(|e| self.record.event(e.as_str()))
        {
            let others = a.parties.iter().filter(|q| !self.among(&n.by, &q.actor));
            let others: Vec<&'r ActorId> = others.map(|q| &q.actor).collect();
            for p in a.provisions.iter().filter(|p| self.kind_fits(p, e, false)) {
                for z in &others {
                    let case = Case {
                        a,
                        p,
                        e,
                        x: z,
                        y: None,
                        performs: false,
                    };
                    let essential = match p.essential {
                        true => Truth::Yes,
                        false => Truth::Unknown,
                    };
                    let entries = self.entries(a, day);
                    let begun = Truth::any(entries.iter().flat_map(|(_, date, _)| {
                        e.when.iter().map(|w| not_after(*date, last(&w.when)))
                    }));
                    let days: Vec<Bounds> = e.when.iter().map(|w| first(&w.when)).collect();
                    let began = match days.is_empty() {
                        true => (None, None),
                        false => hull(&days),
                    };
                    let breach = self
                        .holds(&e.under)
                        .and(self.attributable(&case))
                        .and(essential)
                        .and(begun)
                        .and(not_after(began, on(n)));
                    out = out.or(fired("material-breach", breach));
                }
            }
        }
        out
    }

    fn shown(&self, a: &Agreement, n: &AgreementAct) -> Truth {
        match n.under.is_always() {
            true => self.upheld(a, n),
            false => self.upheld(a, n).or(self.holds(&n.under)),
        }
    }

    fn avoided(&self, a: &Agreement, n: &AgreementAct) -> Truth {
        let done = self
            .upheld(a, n)
            .or(self.held("procedure-of-ending", "not-required"))
            .or(self.objected(a, n).not());
        let avoided = self
            .holds(&n.under)
            .and(self.shown(a, n))
            .and(self.lost(a, n).not())
            .and(done);
        fired("avoided", avoided)
    }

    /// Void from the beginning, or avoided for all.
    pub(crate) fn void(&self, a: &Agreement) -> Truth {
        let mut out = Truth::No;
        for n in a.acts.iter().filter(|n| n.act == "invocation") {
            if VOID.contains(&ground(n)) {
                let void = self.holds(&n.under).and(self.shown(a, n));
                out = out.or(fired("void", void));
            }
            let whole = VOIDABLE.contains(&ground(n)) && n.concerns.is_empty();
            if whole && self.ends_for_all(a, n) {
                out = out.or(self.avoided(a, n));
            }
        }
        out
    }

    /// Ended for all by a ground, a new peremptory norm, or war between its two sides.
    pub(crate) fn over_on_ground(&self, a: &'r Agreement, day: Day) -> Truth {
        let mut out = Truth::No;
        for n in a.acts.iter().filter(|n| n.act == "invocation") {
            if self.ends_by_power(n) && self.ends_for_all(a, n) {
                out = out.or(fired("ended-on-ground", self.used(a, n, true, day)));
            }
            if ground(n) == "new-peremptory-norm" {
                let ended = self
                    .holds(&n.under)
                    .and(self.shown(a, n))
                    .and(since(day, took(n)));
                out = out.or(fired("new-norm", ended));
            }
        }
        self.of_two(a, &|x, y| self.war_ended(a, x, y, day)).or(out)
    }

    fn ends_by_power(&self, n: &AgreementAct) -> bool {
        let seeks = n.claim.seeks.as_deref();
        power(n) && n.concerns.is_empty() && seeks.is_none_or(|s| s == "termination")
    }

    /// Ended, or invalid, for one.
    pub(crate) fn left_on_ground(&self, a: &'r Agreement, x: &ActorId, day: Day) -> Truth {
        let mut out = Truth::No;
        for n in a.acts.iter().filter(|n| n.act == "invocation") {
            if !self.among(&n.by, x) || self.ends_for_all(a, n) {
                continue;
            }
            if self.ends_by_power(n) {
                let open = ground(n) != "material-breach";
                out = out.or(fired("ended-on-ground", self.used(a, n, open, day)));
            }
            if VOIDABLE.contains(&ground(n)) && n.concerns.is_empty() {
                out = out.or(self.avoided(a, n));
            }
        }
        out
    }

    /// Suspended for one: by a ground, between succession and its notification, or by war between two sides.
    pub(crate) fn suspended_otherwise(&self, a: &'r Agreement, x: &ActorId, day: Day) -> Truth {
        let mut out = Truth::No;
        for n in &a.acts {
            let alone = self.two_sided(a) || (self.among(&n.by, x) && n.to.is_empty());
            if suspends(n) && alone {
                out = out.or(fired("suspended-on-ground", self.used(a, n, true, day)));
            }
            if let ("succession", Some(from), Some(told)) = (n.act.as_str(), &n.effect_on, &n.on)
                && self.among(&n.by, x)
            {
                let pending = since(day, bounds(from)).and(since(day, bounds(told)).not());
                let pending = self.holds(&n.under).and(pending);
                out = out.or(fired("succession-pending", pending));
            }
        }
        self.of_two(a, &|x, y| self.war_suspended(a, x, y, day))
            .or(out)
    }

    pub(crate) fn revived(&self, a: &Agreement, day: Day) -> Truth {
        let mut out = Truth::No;
        for n in a.acts.iter().filter(|n| n.act == "revival") {
            let runs = self.holds(&n.under).and(since(day, took(n)));
            out = out.or(fired("revived", runs.and(past(n, day).not())));
        }
        out
    }

    /// A later agreement stands in the place of an article between two.
    pub(crate) fn replaced(
        &self,
        a: &Agreement,
        p: &Provision,
        x: &ActorId,
        y: Option<&ActorId>,
        day: Day,
    ) -> Truth {
        let mut out = Truth::No;
        for later in self.record.agreements.iter().filter(|l| l.id != a.id) {
            let member = |z: &ActorId| later.parties.iter().any(|q| self.same(z, &q.actor));
            for r in &later.relations {
                let kind = r.kind == "supersedes" || r.kind == "amends";
                if !kind || r.to != a.id || !r.articles.contains(&p.article) {
                    continue;
                }
                let all = a.parties.iter().all(|q| member(&q.actor));
                if !r.binds_all && y.is_none() && !all {
                    continue;
                }
                let mut stands = Truth::Yes;
                if r.binds_all {
                    stands = self.life(later, day);
                } else {
                    stands = stands.and(self.in_force(later, x, day));
                    let others = a.parties.iter().map(|q| &q.actor);
                    let toward: Vec<&ActorId> = match y {
                        Some(y) => vec![y],
                        None => others.filter(|z| !self.same(x, z)).collect(),
                    };
                    for z in toward {
                        stands = stands.and(self.in_force(later, z, day));
                    }
                }
                out = out.or(fired("replaced", stands));
            }
        }
        out
    }

    fn of_two(&self, a: &Agreement, of: &dyn Fn(&ActorId, &ActorId) -> Truth) -> Truth {
        let mut out = Truth::No;
        if self.two_sided(a) {
            for (i, p) in a.parties.iter().enumerate() {
                for q in &a.parties[i + 1..] {
                    out = out.or(of(&p.actor, &q.actor));
                }
            }
        }
        out
    }

    /// Wars between two after they made an agreement: that there was, and whether it is over on the day.
    fn wars(&self, a: &Agreement, x: &ActorId, y: &ActorId, day: Day) -> Vec<(Truth, Truth)> {
        let lasts = a
            .topics
            .iter()
            .filter_map(|t| self.record.topic(t.as_str()));
        if lasts.into_iter().any(|t| t.lasts_in_war) || self.same(x, y) {
            return Vec::new();
        }
        let signed = a.signed.iter().map(|s| bounds(&s.on));
        let entered = a.entry_into_force.iter().filter_map(|e| e.on.as_ref());
        let made = signed.chain(entered.map(bounds)).next();
        let mut out = Vec::new();
        for e in &self.record.events {
            let war = |t: &ActId| t.as_str() == "declaration-of-war" || t.as_str() == "war";
            if !e.types.iter().any(war) {
                continue;
            }
            let side = |z: &ActorId, one: &[ActorId]| one.iter().any(|w| self.is_of(w, z));
            let by: Vec<ActorId> = e.by.iter().chain(&e.with).cloned().collect();
            let against =
                (side(x, &by) && side(y, &e.toward)) || (side(y, &by) && side(x, &e.toward));
            for w in e.when.iter().filter(|_| against) {
                let begun = first(&w.when);
                let holds = self
                    .time_of(e, w)
                    .and(not_after(made.unwrap_or((None, None)), begun))
                    .and(since(day, next(begun)));
                let over = match &w.when {
                    When::Date(_) => Truth::No,
                    When::Period(_) => since(day, next(last(&w.when))),
                };
                out.push((self.holds(&e.under).and(holds), over));
            }
        }
        out
    }

    fn war_ended(&self, a: &Agreement, x: &ActorId, y: &ActorId, day: Day) -> Truth {
        let ends = self
            .held("effect-of-war", "ends")
            .or(self.held("effect-of-war", "intention").and(Truth::Unknown));
        if self.record.choice_point("effect-of-war").is_none() {
            return Truth::No;
        }
        let all = self.wars(a, x, y, day).into_iter();
        Truth::any(all.map(|(war, _)| fired("war-ended", war.and(ends))))
    }

    fn war_suspended(&self, a: &Agreement, x: &ActorId, y: &ActorId, day: Day) -> Truth {
        if self.record.choice_point("effect-of-war").is_none() {
            return Truth::No;
        }
        let suspends = self.held("effect-of-war", "suspends");
        let all = self.wars(a, x, y, day).into_iter();
        Truth::any(all.map(|(war, over)| fired("war-suspended", war.and(suspends).and(over.not()))))
    }

    /// Whether one that has signed, or consented, and is not yet bound must not defeat object and purpose.
    pub fn interim(&self, a: &Agreement, x: &'r ActorId, day: Day) -> Truth {
        let own: Vec<&Party> = a
            .parties
            .iter()
            .filter(|p| self.same(&p.actor, x))
            .collect();
        let later = a
            .parties
            .iter()
            .any(|p| p.actor == *x && matches!(p.by.as_deref(), Some("accession" | "succession")));
        let (mut bound, mut refused) = (Truth::No, Truth::No);
        for s in &a.signed {
            let by = s.by.iter().any(|z| self.is_of(z, x));
            if by || (!own.is_empty() && s.by.is_empty() && !later) {
                bound = bound.or(since(day, bounds(&s.on)));
            }
        }
        for n in a.acts.iter().filter(|n| self.among(&n.by, x)) {
            let Some(d) = &n.on else { continue };
            let done = since(day, bounds(d));
            match n.act.as_str() {
                "signature" | "ratification" | "acceptance" | "approval" | "accession"
                | "deposit" => bound = bound.or(done),
                "refusal-to-ratify" => refused = refused.or(done),
                _ => {}
            }
        }
        let mut begun = Truth::No;
        for p in own {
            begun = begun.or(match &p.from {
                Some(from) => since(day, bounds(from)),
                None => Truth::any(self.entries(a, day).into_iter().map(|e| e.0)),
            });
        }
        let duty = bound
            .and(refused.not())
            .and(self.in_force(a, x, day).not())
            .and(begun.not());
        fired("interim", duty)
    }

    /// That a period reckoned to a date has run.
    pub(crate) fn passed(&self, a: &Agreement, date: Bounds, day: Day) -> Truth {
        match (
            a.counting.as_deref(),
            self.option("counting-of-days", "day-of"),
        ) {
            (Some("day-after"), _) => since(day, next(date)),
            (Some(_), _) | (None, None) => since(day, date),
            (None, Some(early)) => {
                let run = since(day, date).and(early.or(since(day, next(date))));
                fired("passed", run)
            }
        }
    }

    /// The day a notice takes effect, put off as agreed; whether it is still reckoned.
    pub(crate) fn put_off(&self, a: &Agreement, n: &AgreementAct, end: Bounds) -> Option<Bounds> {
        let all = a
            .acts
            .iter()
            .filter(|x| x.act == "notice-extended" && x.under.is_always());
        let same = |x: &&AgreementAct| {
            x.by.is_empty() || n.by.is_empty() || x.by.iter().any(|y| n.by.contains(y))
        };
        let all = all.filter(same).filter_map(|x| x.until.as_ref());
        let off = all.map(|u| next(bounds(u))).reduce(latest)?;
        fired("notice-extended", Truth::Yes);
        Some(latest(end, off))
    }
}
