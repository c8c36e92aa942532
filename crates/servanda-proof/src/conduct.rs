//! What must be shown for a provision to bind, and for an event to keep or break it.

use crate::date::{Term, date, next, of_all, plus};
use crate::facts::{DEPTH, period};
use crate::force::Derive;
use crate::node::*;
use serde_json::{Value, json};
use servanda_record::{
    ActorId, ActorKind, Agreement, Attribution, Condition, Deadline, Duty, Event, EventId, EventTime, Exception,
    PlaceId, Plea, Provision, Role, Scope, SetKind, StatementId, Toward, Trigger, When,
};
use servanda_time::{Day, DaySpan, Duration, Truth};

/// What is examined: an event, a provision, a bearer and the one toward whom.
#[derive(Clone, Copy)]
pub(crate) struct Case<'r> {
    pub a: &'r Agreement,
    pub p: &'r Provision,
    pub e: &'r Event,
    pub x: &'r ActorId,
    pub y: Option<&'r ActorId>,
    pub performs: bool,
}

/// What a trigger asks of an attack.
#[derive(Clone, Copy)]
struct Attack<'r> {
    who: &'r Role,
    by: Option<&'r Role>,
    unprovoked: bool,
    at: Option<&'r PlaceId>,
    during: Option<&'r EventId>,
}

fn args(a: &Agreement, p: &Provision) -> Vec<Value> {
    vec![agreement(a), article(p), stmt(&p.stmt)]
}

fn times(e: &Event) -> impl Iterator<Item = (&StatementId, &servanda_record::Guard)> {
    e.when.iter().map(|o| (&o.stmt, &o.under))
}

/// Spans all of whose days belong to a time (`true`), or that hold just one day of it (`false`).
fn spans(when: &When) -> Vec<(DaySpan, bool)> {
    let p = match when {
        When::Date(d) => {
            return vec![d.as_day().map_or((d.bounds(), false), |day| (DaySpan::day(day), true))];
        }
        When::Period(p) => p,
    };
    let mut out: Vec<(DaySpan, bool)> = p.certain().into_iter().map(|s| (s, true)).collect();
    for b in [p.start_bounds(), p.end_bounds()] {
        if b != DaySpan::ALL && !out.iter().any(|(s, _)| s.covers(b)) {
            out.push((b, false));
        }
    }
    if out.is_empty() {
        out.push((p.possible(), false));
    }
    out
}

impl<'r> Case<'r> {
    fn args(&self) -> Vec<Value> {
        let mut out = args(self.a, self.p);
        out.extend([event(&self.e.id), actor(self.x)]);
        out.extend(self.y.map(actor));
        out
    }

    fn with(&self, s: &StatementId) -> Vec<Value> {
        let mut out = self.args();
        out.push(stmt(s));
        out
    }
}

impl<'r> Derive<'r, '_> {
    /// The provision binds X (toward Y).
    pub fn bound(&mut self, a: &'r Agreement, p: &'r Provision, x: &'r ActorId, y: Option<&'r ActorId>) -> Node<'r> {
        let mut of = vec![("bears", looked("bears", vec![stmt(&p.stmt), actor(x)], self.f.bears(a, p, x)))];
        of.extend(
            y.map(|y| ("owed", looked("owed-to", vec![stmt(&p.stmt), actor(x), actor(y)], self.f.owed(a, p, x, y)))),
        );
        of.push(("base", self.base(a, p)));
        let mut force = vec![("bearer", self.in_force(a, x))];
        if let Some(y) = y.filter(|y| p.toward != Toward::Everyone && self.f.has_line(a, y, DEPTH)) {
            force.push(("counterparty", self.in_force(a, y)));
        }
        force.extend(self.suspensions(a, x));
        let mut who = vec![agreement(a), actor(x)];
        who.extend(y.map(actor));
        of.push(("force", rule("operative", who, force)));
        if p.survives {
            let mut lasting = vec![("fact", fact(&p.stmt, &p.under))];
            lasting.extend(self.entered(a));
            of.push(("survives", rule("survives", args(a, p), lasting)));
        }
        of.extend(p.when.iter().map(|t| ("trigger", self.trigger(a, p, t, x, y))));
        let mut all = args(a, p);
        all.push(actor(x));
        all.extend(y.map(actor));
        rule("bound", all, of)
    }

    fn base(&self, a: &'r Agreement, p: &'r Provision) -> Node<'r> {
        let mut of = vec![("says", fact(&p.stmt, &p.under))];
        if p.duty == Duty::Unmodelled {
            of.push(("modelled", missing("unmodelled", &[p.stmt.as_str()])));
        }
        of.extend(p.period.iter().flat_map(|d| self.period(&p.stmt, "period", d, "period")));
        if let Some(c) = &p.condition {
            let met: Vec<Node<'r>> = match c {
                Condition::Event(id) => self.happened(id),
                Condition::InForce(id) => {
                    let other = self.f.record.agreement(id.as_str()).filter(|o| o.id != a.id);
                    other.map_or_else(Vec::new, |o| self.entered(o).into_iter().map(|p| p.1).collect())
                }
                Condition::Open(_) => vec![looked("condition-open", vec![stmt(&p.stmt)], false)],
            };
            of.push(("due", rule("condition", args(a, p), met.into_iter().map(|n| ("met", n)).collect())));
        }
        rule("provision", args(a, p), of)
    }

    /// That an event has begun, for each recorded time.
    fn happened(&self, id: &'r EventId) -> Vec<Node<'r>> {
        match self.f.record.event(id.as_str()).map(|e| &e.when) {
            Some(when) if !when.is_empty() => when.iter().map(|w| since(&self.f.first_day(w), "event")).collect(),
            _ => vec![missing("time", &[id.as_str()])],
        }
    }

    fn trigger(
        &self,
        a: &'r Agreement,
        p: &'r Provision,
        t: &'r Trigger,
        x: &'r ActorId,
        y: Option<&'r ActorId>,
    ) -> Node<'r> {
        let mut of = Vec::new();
        match t {
            Trigger::Open(_) => of.push(("unlisted", missing("open-trigger", &[p.stmt.as_str()]))),
            Trigger::Event(id) => {
                let label = if self.f.record.event(id.as_str()).is_some() { "happened" } else { "unlisted" };
                of.extend(self.happened(id).into_iter().map(|n| (label, n)));
            }
            Trigger::Attacked { who, by, unprovoked, at, during } => {
                let asked =
                    Attack { who, by: by.as_ref(), unprovoked: *unprovoked, at: at.as_ref(), during: during.as_ref() };
                for e in self.f.attacks.iter().filter(|e| self.fits(a, asked, e, x, y)) {
                    of.extend(e.when.iter().map(|w| ("attack", self.attacked(a, p, asked, e, w))));
                }
                of.push(("unlisted", missing("attack", &[a.id.as_str(), &p.article])));
            }
        }
        let mut all = args(a, p);
        all.push(actor(x));
        rule("triggered", all, of)
    }

    /// Whether a use of force is by and on those in the roles asked for.
    fn fits(&self, a: &'r Agreement, c: Attack<'r>, e: &'r Event, x: &ActorId, y: Option<&ActorId>) -> bool {
        let f = self.f;
        let role = |role: &'r Role, z: &'r ActorId, victim: bool| match (role, y, f.owner(z)) {
            (Role::OtherParty, Some(y), z) if victim => f.same(y, z),
            (Role::OtherParty, _, z) => f.belongs(a, z) && !f.same(x, z),
            (Role::EachParty, _, z) => f.belongs(a, z),
            (Role::ThirdState, _, z) => !f.belongs(a, z),
            (Role::Actors(list), _, z) => list.iter().any(|l| f.same(f.owner(l), z)),
            (Role::Place(place), ..) => e.at.iter().any(|at| f.inside(at.as_str(), place.as_str())),
        };
        let victim = match c.who {
            Role::Place(place) => e.at.iter().any(|at| f.inside(at.as_str(), place.as_str())),
            who => e.toward.iter().any(|z| role(who, z, true)),
        };
        let other = |z: &'r ActorId| !f.same(x, f.owner(z));
        victim
            && match c.by {
                None => e.by.iter().any(other),
                Some(by) => e.by.iter().chain(&e.with).any(|z| role(by, z, false) && other(z)),
            }
    }

    fn attacked(&self, a: &'r Agreement, p: &'r Provision, c: Attack<'r>, e: &'r Event, w: &'r EventTime) -> Node<'r> {
        let mut of = vec![("fact", fact(&e.stmt, &e.under))];
        let chosen = self.chosen(&w.stmt, &w.under, times(e)).into_iter();
        of.extend(chosen.map(|(label, n)| (if label == "fact" { "time" } else { label }, n)));
        of.push(("begun", since(&self.f.first_day(w), "event")));
        let who = || vec![event(&e.id), stmt(&p.stmt)];
        of.push(("fits", looked("attack-fits", who(), true)));
        if let Some(at) = c.at {
            let found = e.at.iter().any(|x| self.f.inside(x.as_str(), at.as_str()));
            of.push(("at", looked("at-place", who(), Truth::from_bounds(found, found || e.at.is_empty()))));
        }
        if let Some(d) = c.during {
            let when = self.f.record.event(d.as_str()).map(|d| d.when.iter().map(|d| period(d).overlaps(&period(w))));
            of.push(("during", looked("during-event", who(), when.map_or(Truth::Unknown, Truth::any))));
        }
        if c.unprovoked {
            of.push(("unprovoked", missing("unprovoked", &[e.id.as_str()])));
        }
        if matches!(w.when, When::Period(_)) && p.duty != Duty::Must {
            of.push(("over", since(&next(&self.f.last_day(w)), "event")));
            of.push(("after", missing("after-hostilities", &[e.id.as_str()])));
        }
        rule("attacked", vec![agreement(a), article(p), event(&e.id), stmt(&w.stmt)], of)
    }

    /// One step of a finding, by the word for it; `None` if there is no such step.
    pub fn step(&mut self, c: &Case<'r>, step: &str) -> Option<Node<'r>> {
        Some(match (step, c.performs) {
            ("bound", _) => self.bound_then(c),
            ("matches", _) => self.matches(c),
            ("attributable", _) => self.attributable(c),
            ("excused", _) => self.excused(c),
            ("intime", _) => self.in_time(c),
            ("breach", _) => {
                let of = vec![
                    ("bound", self.bound_then(c)),
                    ("matches", self.matches(c)),
                    ("attributable", self.attributable(c)),
                ];
                rule(if c.performs { "performed" } else { "breach" }, c.args(), of)
            }
            ("wrongful", false) => {
                rule("wrongful", c.args(), vec![("breach", self.step(c, "breach")?), ("excused", self.excused(c))])
            }
            ("wrongful", true) => {
                let of = vec![
                    ("performed", self.step(c, "breach")?),
                    ("in-time", self.in_time(c)),
                    ("excused", self.excused(c)),
                ];
                rule("late", c.args(), of)
            }
            _ => return None,
        })
    }

    fn bound_then(&mut self, c: &Case<'r>) -> Node<'r> {
        let bound = self.bound(c.a, c.p, c.x, c.y);
        let mut of = Vec::new();
        for w in &c.e.when {
            let mut at = self.chosen(&w.stmt, &w.under, times(c.e));
            at.push(("during", node(What::During(&w.stmt, spans(&w.when), bound.clone()))));
            of.push(("time", rule("bound-at-time", c.with(&w.stmt), at)));
        }
        if of.is_empty() {
            of.push(("time", missing("time", &[c.e.id.as_str()])));
        }
        rule("bound-then", c.args(), of)
    }

    fn matches(&self, c: &Case<'r>) -> Node<'r> {
        let mut of = Vec::new();
        of.extend(self.kinds(c.p, c.e, c.performs).into_iter().map(|k| ("kind", k)));
        let mut who = vec![event(&c.e.id)];
        who.extend(c.y.map(actor));
        of.push((
            "toward",
            match c.y {
                Some(_) => looked("done-to", who, true),
                None if c.p.toward == Toward::Everyone || c.performs => looked("toward-everyone", who, true),
                None => missing("target", &[c.e.id.as_str()]),
            },
        ));
        let named: Vec<&str> =
            c.p.about.iter().map(String::as_str).filter(|id| self.f.record.place(id).is_some()).collect();
        let fits = |at: &PlaceId| named.iter().any(|p| self.f.inside(at.as_str(), p) || self.f.inside(p, at.as_str()));
        match c.e.at.as_slice() {
            _ if named.is_empty() => {}
            [] => of.push(("about", missing("place", &[c.e.id.as_str()]))),
            at => of.push(("about", looked("at-place", vec![event(&c.e.id), stmt(&c.p.stmt)], at.iter().any(fits)))),
        }
        rule("matches", c.args(), of)
    }

    /// That acts of an event fall under acts by which a provision is touched.
    fn kinds(&self, p: &Provision, e: &'r Event, performs: bool) -> Vec<Node<'r>> {
        let wide = touching(p, performs);
        let pairs = e.types.iter().flat_map(|t| wide.iter().map(move |w| (t.as_str(), w)));
        let under = pairs.filter(|(t, w)| self.f.record.is_a(t, w));
        under.map(|(t, w)| node(What::IsA(t, w.clone()))).collect()
    }

    fn attributable(&self, c: &Case<'r>) -> Node<'r> {
        let f = self.f;
        let mut of = Vec::new();
        for who in c.e.by.iter().chain(&c.e.with) {
            let office = self.in_office(who, c);
            if who == c.x || f.same(f.owner(who), c.x) {
                of.push(("organ", looked("organ-of", vec![actor(who), actor(c.x)], true)));
            } else if office != Truth::No {
                of.push(("organ", looked("in-office-of", vec![actor(who), actor(c.x)], office)));
            }
        }
        for t in c.e.attribution.iter().filter(|t| f.same(f.owner(&t.to), c.x)) {
            of.push(("attributed", self.attributed(c, t)));
        }
        rule("attributable", c.args(), of)
    }

    fn attributed(&self, c: &Case<'r>, t: &'r Attribution) -> Node<'r> {
        let mut shown = vec![("fact", fact(&t.stmt, &t.under))];
        if t.basis.as_deref() == Some("overall-control") {
            shown.push((
                "control",
                match self.f.general("attribution-control", "overall") {
                    Some((choice, options)) => node(What::Choice(choice, options)),
                    None => missing("choice-point", &["attribution-control"]),
                },
            ));
        }
        rule("attributed", vec![event(&c.e.id), actor(c.x), stmt(&t.stmt)], shown)
    }

    /// Whether a person held an office of X when the event happened.
    fn in_office(&self, who: &ActorId, c: &Case<'r>) -> Truth {
        let person = self.f.record.actor(who.as_str()).filter(|a| a.kind == ActorKind::Person);
        let offices = person.map_or(&[][..], |a| &a.offices).iter().filter(|o| self.f.same(&o.of, c.x));
        let held = |p: &servanda_time::Period| Truth::any(c.e.when.iter().map(|w| period(w).overlaps(p)));
        Truth::any(offices.map(|o| o.period.as_ref().map_or(Truth::Unknown, held)))
    }

    fn excused(&self, c: &Case<'r>) -> Node<'r> {
        let pleas = c.e.pleas.iter().filter(|p| self.speaks_for(c, p));
        let mut of: Premises<'r> = pleas.map(|p| ("plea", self.plea(c, p))).collect();
        of.extend(c.p.unless.iter().map(|x| {
            (
                "exception",
                match x {
                    Exception::Open(_) => missing("open-exception", &[c.p.stmt.as_str()]),
                    Exception::Named(name) if name == "self-defence" => self.self_defence(c, &c.p.stmt, false),
                    Exception::Named(_) => rule("plea-not-shown", c.args(), Vec::new()),
                },
            )
        }));
        rule("excused", c.args(), of)
    }

    /// Whether a plea is made for the bearer, and speaks of this agreement.
    fn speaks_for(&self, c: &Case<'r>, p: &'r Plea) -> bool {
        let f = self.f;
        let by = f.owner(&p.by);
        let among = |all: &'r [ActorId]| all.iter().any(|z| f.same(f.owner(z), by));
        let concerned =
            p.under.0.iter().all(|(choice, _)| match f.record.choice_point(choice.as_str()).map(|c| &c.scope) {
                Some(Scope::Agreement(id) | Scope::Provision(id, _)) => *id == c.a.id,
                _ => true,
            });
        concerned && (f.same(by, c.x) || !(among(&c.e.by) || among(&c.e.with) || among(&c.e.toward)))
    }

    fn plea(&self, c: &Case<'r>, p: &'r Plea) -> Node<'r> {
        match p.plea.as_str() {
            "treaty-ended" => rule("plea-treaty-ended", c.with(&p.stmt), vec![("fact", plain(&p.stmt))]),
            _ if !p.under.is_always() => rule("plea-held", c.with(&p.stmt), vec![("fact", fact(&p.stmt, &p.under))]),
            "self-defence" => self.self_defence(c, &p.stmt, true),
            "un-charter" => self.charter(c, &p.stmt),
            _ => rule("plea-not-shown", c.with(&p.stmt), Vec::new()),
        }
    }

    fn option(&self, choice: &str, option: &str) -> Option<Premise<'r>> {
        let (c, options) = self.f.general(choice, option).filter(|c| !c.1.is_empty())?;
        Some(("anticipatory", node(What::Choice(c, options))))
    }

    fn self_defence(&self, c: &Case<'r>, s: &'r StatementId, pleaded: bool) -> Node<'r> {
        let f = self.f;
        let by_other: Vec<_> = f.attacks.iter().filter(|e| e.id != c.e.id && self.attack_near(c, e)).collect();
        let on_x = by_other.iter().filter(|e| e.toward.iter().any(|z| f.same(f.owner(z), c.x)));
        let mut of: Premises<'r> =
            on_x.map(|e| ("attack", looked("attack-on", vec![event(&e.id), actor(c.x)], true))).collect();
        if pleaded {
            // One that takes part on the side of the one who pleads may have asked for help.
            for e in &by_other {
                for z in e.toward.iter().map(|z| f.owner(z)) {
                    let side = c.e.by.iter().chain(&c.e.with).any(|w| f.same(f.owner(w), z));
                    if side && !f.same(z, c.x) && !c.y.is_some_and(|y| f.same(z, y)) {
                        of.push(("defended", looked("attack-on", vec![event(&e.id), actor(z)], true)));
                    }
                }
            }
        }
        of.extend(self.option("self-defence-anticipatory", "anticipatory"));
        of.push(("unlisted", missing("conditions-of-excuse", &[s.as_str()])));
        rule("plea-self-defence", c.with(s), of)
    }

    /// Whether a use of force was done by the other side, during the event or within a year before.
    fn attack_near(&self, c: &Case<'r>, e: &'r Event) -> bool {
        let f = self.f;
        let other = |z: &ActorId| match c.y {
            Some(y) => f.same(z, y) || c.e.toward.iter().any(|t| f.same(f.owner(t), z)),
            None => !f.same(z, c.x),
        };
        let near = |q: servanda_time::Period, t: servanda_time::Period| {
            let (Some(start), Some(end)) = (t.possible().first(), q.possible().last()) else {
                return true;
            };
            let recent = end >= crate::date::earlier(start, Duration::years(1));
            (recent && !q.before(&t).is_no()) || !q.overlaps(&t).is_no()
        };
        let close = e.when.iter().any(|q| c.e.when.iter().any(|t| near(period(q), period(t))));
        close && e.by.iter().any(|z| other(f.owner(z)))
    }

    fn charter(&self, c: &Case<'r>, s: &'r StatementId) -> Node<'r> {
        let day = Day::from_ymd(1945, 10, 24);
        let why = "UN Charter art. 110: entry into force on 24 October 1945";
        let text = |v: Value| crate::date::Field::Text(v);
        let law = date("law", vec![("date", text(crate::date::text(day))), ("article", text(json!(why)))], (day, day));
        let in_force = since(&law, "law");
        let mut of = Vec::new();
        for w in &c.e.when {
            let during = node(What::During(&w.stmt, spans(&w.when), in_force.clone()));
            let at = vec![("fact", fact(&w.stmt, &w.under)), ("during", during)];
            of.push(("charter", rule("charter-in-force", vec![event(&c.e.id), stmt(&w.stmt)], at)));
        }
        of.push(("unlisted", missing("conditions-of-excuse", &[s.as_str()])));
        of.extend(self.option("charter-primacy-1945", "anticipatory"));
        rule("plea-un-charter", c.with(s), of)
    }

    /// The duty bound X on its last day, that day has passed, and nothing performed it.
    pub fn overdue(&mut self, a: &'r Agreement, p: &'r Provision, x: &'r ActorId) -> Node<'r> {
        let f = self.f;
        let bound = self.bound(a, p, x, None);
        let mut of = Vec::new();
        for (s, mut shown, last) in self.deadlines(a, p) {
            let days = DaySpan::inclusive(last.lo.unwrap_or(Day::MIN), last.hi.unwrap_or(Day::MAX));
            let certain = last.lo.is_some() && last.lo == last.hi;
            shown.push(("past", since(&next(&last), "period")));
            shown.push(("bound", node(What::During(s, vec![(days, certain)], bound.clone()))));
            let own = |e: &&Event| e.by.iter().chain(&e.with).any(|z| f.same(f.owner(z), x));
            let done = f.record.events.iter().filter(own).filter(|e| !self.kinds(p, e, true).is_empty());
            shown.extend(done.flat_map(|e| &e.when).map(|w| ("performed", not_after(&f.first_day(w), &last))));
            let mut all = args(a, p);
            all.extend([actor(x), stmt(s)]);
            of.push(("lapsed", rule("not-performed", all, shown)));
        }
        for c in f.standing(a, &[SetKind::Events]) {
            let mut listed = vec![("complete", node(What::Complete(c)))];
            listed.extend(c.period.iter().flat_map(|p| self.period(&c.stmt, "period", p, "coverage")));
            of.push(("closed", rule("events-covered", vec![agreement(a), stmt(&c.stmt)], listed)));
        }
        of.push(("closed", missing("all-events", &[a.id.as_str()])));
        let mut all = args(a, p);
        all.push(actor(x));
        rule("overdue", all, of)
    }

    fn in_time(&self, c: &Case<'r>) -> Node<'r> {
        let mut of = Vec::new();
        if c.p.within.is_none() {
            of.push(("undated", looked("no-deadline", vec![stmt(&c.p.stmt)], true)));
        }
        for (s, mut met, last) in self.deadlines(c.a, c.p) {
            met.extend(c.e.when.iter().map(|w| ("before", not_after(&self.f.first_day(w), &last))));
            of.push(("met", rule("deadline-met", c.with(s), met)));
        }
        rule("in-time", c.args(), of)
    }

    /// The last days for a duty, each with the statement it is reckoned from and on what it counts.
    fn deadlines(&self, a: &'r Agreement, p: &'r Provision) -> Vec<(&'r StatementId, Premises<'r>, Term)> {
        match &p.within {
            None => Vec::new(),
            Some(Deadline::On(d)) => {
                vec![(&p.stmt, vec![("fact", plain(&p.stmt))], self.f.stated(&p.stmt, "within.on", d))]
            }
            Some(Deadline::After(by, id)) => {
                let Some(e) = self.f.record.event(id.as_str()) else {
                    return Vec::new();
                };
                let one = |w: &'r EventTime| {
                    (&w.stmt, self.chosen(&w.stmt, &w.under, times(e)), plus(&self.f.last_day(w), *by))
                };
                e.when.iter().map(one).collect()
            }
            Some(Deadline::AfterEntry(by)) => {
                let all = &a.entry_into_force;
                let entries = all.iter().map(|e| {
                    let on = of_all("latest", e.on.iter().map(|on| self.f.stated(&e.stmt, "on", on)).collect());
                    (&e.stmt, self.chosen(&e.stmt, &e.under, all.iter().map(|o| (&o.stmt, &o.under))), plus(&on, *by))
                });
                entries.collect()
            }
        }
    }
}

/// The acts by which a provision is touched: those it names, or those contrary to them or to its topic.
fn touching(p: &Provision, performs: bool) -> Vec<String> {
    let own = || p.acts.iter().map(ToString::to_string).collect();
    let listed = |of: &str, key: &str| -> Vec<String> {
        let list = crate::rules()[of][key].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(ToString::to_string).collect()
    };
    let to_do = matches!(p.duty, Duty::Must | Duty::Guarantees);
    match p.duty {
        Duty::MustNot if !performs => own(),
        Duty::Renounces if !performs && !p.acts.is_empty() => own(),
        _ if to_do && performs => own(),
        _ if to_do && !p.acts.is_empty() => p.acts.iter().flat_map(|a| listed("contrary", a.as_str())).collect(),
        Duty::Must | Duty::Guarantees | Duty::Recognises | Duty::Renounces if !performs => {
            listed("contrary-to-topic", p.topic.as_str())
        }
        _ => Vec::new(),
    }
}
