//! What binds whom, and whether an event keeps or breaks it, day by day.

use super::change::fired;
use super::force::*;
use servanda_record::*;
use servanda_time::{Day, DaySpan, Duration, Truth, When};

/// An event, a provision, a bearer, one toward whom, and whether the event would perform the provision.
#[derive(Clone, Copy)]
pub struct Case<'r> {
    pub a: &'r Agreement,
    pub p: &'r Provision,
    pub e: &'r Event,
    pub x: &'r ActorId,
    pub y: Option<&'r ActorId>,
    pub performs: bool,
}

/// The answers to the steps of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    pub bound: Truth,
    pub matches: Truth,
    pub attributable: Truth,
    pub excused: Truth,
    pub breach: Truth,
    pub in_time: Truth,
    pub wrongful: Truth,
}

/// The first day of an event's time.
pub(crate) fn first(w: &When) -> Bounds {
    match w {
        When::Date(d) => bounds(d),
        When::Period(p) => (p.start_bounds().first(), p.start_bounds().last()),
    }
}

/// The last day of it.
pub(crate) fn last(w: &When) -> Bounds {
    match w {
        When::Date(d) => bounds(d),
        When::Period(p) => (p.end_bounds().first(), p.end_bounds().last()),
    }
}

/// The days of a span, one by one; of a long one those about which something can change.
fn days(span: DaySpan, changes: &[Day]) -> Vec<Day> {
    let early = Day::from_ymd(1900, 1, 1).expect("day");
    let late = Day::from_ymd(2200, 1, 1).expect("day");
    let (start, end) = (span.start.max(early), span.end.min(late));
    if end.days_since(start) <= 40 {
        let all = start.number()..end.number();
        return all.filter_map(Day::from_number).collect();
    }
    let near = changes.iter().flat_map(|d| [d.prev(), *d]);
    let mut out: Vec<Day> = near.filter(|d| span.contains(*d)).collect();
    out.extend([start, end.prev()]);
    out
}

impl<'r> Reference<'r> {
    /// On some day of a time (`whole`), or on the one day that is not known.
    fn on_days(&self, span: DaySpan, whole: bool, of: &dyn Fn(Day) -> Truth) -> Truth {
        let (_, changes) = with_changes(|| of(span.start.max(Day::FIRST)));
        let changes: Vec<Day> = changes.into_iter().collect();
        let all: Vec<Truth> = days(span, &changes).into_iter().map(of).collect();
        match (whole, all.first()) {
            (true, _) => Truth::any(all),
            (false, Some(one)) if all.iter().all(|t| t == one) => *one,
            (false, _) => Truth::Unknown,
        }
    }

    /// At the time of an event.
    fn at_time(&self, when: &When, of: &dyn Fn(Day) -> Truth) -> Truth {
        let p = match when {
            When::Date(d) if d.as_day().is_some() => return self.on_days(d.bounds(), true, of),
            When::Date(d) => return self.on_days(d.bounds(), false, of),
            When::Period(p) => p,
        };
        let certain = p.certain();
        let mut out = certain.map_or(Truth::No, |s| self.on_days(s, true, of));
        let mut spans = usize::from(certain.is_some());
        for b in [p.start_bounds(), p.end_bounds()] {
            // Its first and its last day are days of it, wherever in their bounds they lie.
            if b != DaySpan::ALL && !certain.is_some_and(|s| s.covers(b)) {
                out = out.or(self.on_days(b, false, of));
                spans += 1;
            }
        }
        if spans == 0 {
            out = self.on_days(p.possible(), false, of);
        }
        out
    }

    fn owner(&self, x: &'r ActorId) -> &'r ActorId {
        let mut at = x;
        for _ in 0..8 {
            match self.record.actor(at.as_str()) {
                Some(a) if a.kind != ActorKind::State && a.of.is_some() => {
                    at = a.of.as_ref().expect("owner");
                }
                _ => break,
            }
        }
        at
    }

    /// Whether one is, or is an organ of, another: of ids that need not be the record's own.
    pub(crate) fn is_of(&self, x: &ActorId, y: &ActorId) -> bool {
        let known = self.record.actor(x.as_str()).expect("actor");
        let of = self.record.actor(y.as_str()).expect("actor");
        self.own(&known.id, self.owner(&of.id))
    }

    fn own(&self, x: &'r ActorId, y: &ActorId) -> bool {
        self.same(self.owner(x), y)
    }

    fn follows(&self, x: &ActorId, y: &ActorId, depth: u8) -> bool {
        let actor = self.record.actor(x.as_str()).expect("actor");
        let mut links = actor
            .succession
            .iter()
            .filter(|s| super::force::passes(actor, s));
        depth > 0 && links.any(|s| s.from == *y || self.follows(&s.from, y, depth - 1))
    }

    fn named(&self, a: &Agreement, list: &'r [ActorId], x: &ActorId) -> bool {
        let party = a.parties.iter().any(|p| p.actor == *x);
        list.iter().any(|y| {
            let y = self.owner(y);
            self.same(x, y) || (!party && self.follows(x, y, 8))
        })
    }

    pub fn bears(&self, a: &Agreement, p: &'r Provision, x: &ActorId) -> bool {
        match &p.by {
            Bearer::EachParty => self.has_line(a, x, 8),
            Bearer::Actors(list) => self.named(a, list, x),
        }
    }

    /// Whether two can stand on either side of a provision.
    fn apart(&self, a: &Agreement, p: &'r Provision, x: &ActorId, y: &ActorId) -> bool {
        let names: Vec<&ActorId> = a.parties.iter().map(|q| &q.actor).collect();
        if self.same(x, y) {
            return false;
        }
        let between = matches!(p.toward, Toward::OtherParties) && self.two_sided(a);
        if !between || (names.contains(&x) && names.contains(&y)) {
            return true;
        }
        let side = |z: &ActorId, q: &ActorId| z == q || self.follows(z, q, 8);
        names.iter().any(|q| {
            let other = names.iter().filter(|r| side(y, r));
            side(x, q) && other.into_iter().any(|r| !self.same(q, r))
        })
    }

    fn owed(&self, a: &Agreement, p: &'r Provision, x: &ActorId, y: &ActorId) -> bool {
        let toward = match &p.toward {
            Toward::Everyone => true,
            Toward::OtherParties => self.has_line(a, y, 8),
            Toward::Actors(list) => self.named(a, list, y),
        };
        toward && self.apart(a, p, x, y)
    }

    fn suspended(&self, a: &'r Agreement, x: &ActorId, day: Day) -> Truth {
        let mut out = self.suspended_otherwise(a, x, day);
        for s in a
            .acts
            .iter()
            .filter(|s| s.act == "suspension" && s.concerns.is_empty())
        {
            let own = s.to.is_empty() && s.by.iter().any(|y| self.same(x, y));
            let touches = s.by.is_empty() || self.two_sided(a) || own;
            let Some(on) = s.effect_on.as_ref().or(s.on.as_ref()).filter(|_| touches) else {
                continue;
            };
            let past = s
                .until
                .as_ref()
                .map_or(Truth::No, |u| since(day, next(bounds(u))));
            let mut resumed = self.unless_silent(a);
            for r in a.acts.iter().filter(|r| r.act == "resumption") {
                let same =
                    r.by.is_empty() || s.by.is_empty() || r.by.iter().any(|y| s.by.contains(y));
                if let (Some(d), true) = (&r.on, same) {
                    let after = not_after(bounds(on), bounds(d));
                    let again = self.holds(&r.under).and(since(day, bounds(d))).and(after);
                    resumed = resumed.or(again);
                }
            }
            let holds = self.holds(&s.under).and(since(day, bounds(on)));
            out = out.or(holds.and(past.not()).and(resumed.not()));
        }
        out
    }

    /// A later agreement of both, though not of all parties, has taken its place between the two.
    fn parted(&self, a: &'r Agreement, x: &ActorId, y: &ActorId, day: Day) -> Truth {
        let mut out = self.apart_by_acts(a, x, y, day);
        for later in self.record.agreements.iter().filter(|l| l.id != a.id) {
            let member = |z: &ActorId| later.parties.iter().any(|q| self.same(z, &q.actor));
            let all = a.parties.iter().all(|p| member(&p.actor));
            let replaces =
                |r: &&Relation| r.kind == "supersedes" && r.to == a.id && r.articles.is_empty();
            if !all && member(x) && member(y) && later.relations.iter().any(|r| replaces(&r)) {
                let both = self
                    .in_force(later, x, day)
                    .and(self.in_force(later, y, day));
                out = out.or(both);
            }
        }
        out
    }

    fn any_entered(&self, a: &Agreement, day: Day) -> Truth {
        Truth::any(self.entries(a, day).into_iter().map(|e| e.0))
    }

    fn happened(&self, id: &EventId, day: Day) -> Truth {
        match self.record.event(id.as_str()) {
            Some(e) if !e.when.is_empty() => {
                Truth::any(e.when.iter().map(|w| since(day, first(&w.when))))
            }
            _ => Truth::Unknown,
        }
    }

    fn base(&self, a: &Agreement, p: &Provision, day: Day) -> Truth {
        let mut out = self.holds(&p.under);
        if p.duty == Duty::Unmodelled {
            out = out.and(Truth::Unknown);
        }
        if let Some(period) = &p.period {
            out = out.and(in_period(period, day));
        }
        match &p.condition {
            None => out,
            Some(Condition::Open(_)) => Truth::No,
            Some(Condition::Event(id)) => out.and(self.happened(id, day)),
            Some(Condition::InForce(id)) => {
                let other = self.record.agreement(id.as_str()).filter(|b| b.id != a.id);
                out.and(other.map_or(Truth::No, |b| self.any_entered(b, day)))
            }
        }
    }

    /// Whether a provision binds an actor (toward another) on a day.
    pub fn bound(
        &self,
        a: &'r Agreement,
        p: &'r Provision,
        x: &ActorId,
        y: Option<&ActorId>,
        day: Day,
    ) -> Truth {
        let bears = Truth::from(self.bears(a, p, x));
        let owed = y.map_or(Truth::Yes, |y| Truth::from(self.owed(a, p, x, y)));
        let mut force = self.in_force(a, x, day);
        if let Some(y) = y
            && p.toward != Toward::Everyone
            && self.has_line(a, y, 8)
        {
            force = force.and(self.in_force(a, y, day));
        }
        force = force.and(self.suspended(a, x, day).not());
        if let (Some(y), false) = (y, matches!(p.toward, Toward::Everyone)) {
            force = force.and(self.parted(a, x, y, day).not());
        }
        if p.survives {
            force = force.or(self.holds(&p.under).and(self.any_entered(a, day)));
        }
        let trigger = p
            .when
            .as_ref()
            .map_or(Truth::Yes, |t| self.triggered(a, p, t, x, y, day));
        bears
            .and(owed)
            .and(self.base(a, p, day))
            .and(force)
            .and(trigger)
            .and(self.reserved(a, p, x, y, day).not())
            .and(self.ceased(a, p, x, y, day).not())
            .and(self.replaced(a, p, x, y, day).not())
    }

    fn triggered(
        &self,
        a: &'r Agreement,
        p: &Provision,
        t: &'r Trigger,
        x: &ActorId,
        y: Option<&ActorId>,
        day: Day,
    ) -> Truth {
        let Trigger::Attacked {
            who,
            by,
            unprovoked,
            at,
            during,
        } = t
        else {
            return match t {
                Trigger::Event(id) => self.happened(id, day),
                _ => Truth::Unknown,
            };
        };
        // That the record knows of no attack does not show that there was none.
        let mut out = Truth::Unknown;
        for e in self.attacks() {
            if !self.fits(a, e, who, by.as_ref(), x, y) {
                continue;
            }
            for w in &e.when {
                let mut one = self.holds(&e.under).and(self.time_holds(e, w));
                one = one.and(since(day, first(&w.when)));
                if let Some(at) = at {
                    one = one.and(
                        match e.at.iter().any(|place| self.inside(place, at.as_str())) {
                            true => Truth::Yes,
                            false if e.at.is_empty() => Truth::Unknown,
                            false => Truth::No,
                        },
                    );
                }
                if let Some(d) = during {
                    let d = self.record.event(d.as_str());
                    let overlap = |d: &Event| {
                        let times = d.when.iter().map(|v| v.when.to_period());
                        Truth::any(times.map(|v| v.overlaps(&w.when.to_period())))
                    };
                    one = one.and(d.map_or(Truth::Unknown, overlap));
                }
                if *unprovoked {
                    one = one.and(Truth::Unknown);
                }
                if matches!(w.when, When::Period(_)) && p.duty != Duty::Must {
                    let over = since(day, next(last(&w.when)));
                    one = one.and(over.not().or(Truth::Unknown));
                }
                out = out.or(one);
            }
        }
        out
    }

    fn attacks(&self) -> impl Iterator<Item = &'r Event> {
        let record = self.record;
        let force = |t: &ActId| record.is_a(t.as_str(), "use-of-force");
        record
            .events
            .iter()
            .filter(move |e| e.types.iter().any(force))
    }

    fn inside(&self, place: &PlaceId, whole: &str) -> bool {
        place.as_str() == whole
            || self
                .record
                .place(place.as_str())
                .is_some_and(|p| p.within.iter().any(|w| self.inside(w, whole)))
    }

    fn party(&self, a: &Agreement, z: &ActorId) -> bool {
        a.parties.iter().any(|p| self.same(&p.actor, z))
    }

    fn plays(&self, a: &Agreement, e: &Event, role: &'r Role, z: &ActorId, x: &ActorId) -> bool {
        match role {
            Role::OtherParty => self.party(a, z) && !self.same(x, z),
            Role::EachParty => self.party(a, z),
            Role::ThirdState => !self.party(a, z),
            Role::Actors(list) => list.iter().any(|l| self.own(l, z)),
            Role::Place(p) => e.at.iter().any(|at| self.inside(at, p.as_str())),
        }
    }

    /// Whether an attack is on and by those of whom a trigger speaks.
    fn fits(
        &self,
        a: &Agreement,
        e: &'r Event,
        who: &'r Role,
        by: Option<&'r Role>,
        x: &ActorId,
        y: Option<&ActorId>,
    ) -> bool {
        let hit = |z: &'r ActorId| match (who, y) {
            (Role::OtherParty, Some(y)) => self.own(z, y),
            _ => self.plays(a, e, who, self.owner(z), x),
        };
        let victim = match who {
            Role::Place(p) => e.at.iter().any(|at| self.inside(at, p.as_str())),
            _ => e.toward.iter().any(hit),
        };
        let another = |z: &&'r ActorId| !self.own(z, x);
        let attacker = match by {
            None => e.by.iter().any(|z| another(&z)),
            Some(role) => {
                let mut all = e.by.iter().chain(&e.with).filter(another);
                all.any(|z| self.plays(a, e, role, self.owner(z), x))
            }
        };
        victim && attacker
    }

    /// That an event's time is this one of those recorded.
    pub(crate) fn time_of(&self, e: &Event, w: &EventTime) -> Truth {
        self.time_holds(e, w)
    }

    fn time_holds(&self, e: &Event, w: &EventTime) -> Truth {
        let all: Vec<(&StatementId, &Guard)> = e.when.iter().map(|w| (&w.stmt, &w.under)).collect();
        self.chosen(&w.stmt, &w.under, &all)
    }

    /// The acts by which an event touches a provision.
    fn touching(&self, p: &Provision, performs: bool) -> Vec<&'r str> {
        let record = self.record;
        let names = |list: &[ActId]| -> Vec<&'r str> {
            let known = list.iter().filter_map(|a| record.act(a.as_str()));
            known.map(|a| a.id.as_str()).collect()
        };
        let contrary = |act: &str| -> &'static [&'static str] {
            match act {
                "neutrality" => &["use-of-force", "declaration-of-war", "assistance-to-enemy"],
                "release-of-prisoners" => &["detention", "deportation", "forced-labour"],
                "withdrawal-of-troops" => &["occupation"],
                "return-of-territory" => &["annexation"],
                _ => &[],
            }
        };
        let to_topic: &'static [&'static str] = match p.topic.as_str() {
            "neutrality" => &["use-of-force", "declaration-of-war"],
            "non-aggression" => &["use-of-force"],
            "boundary" => &["annexation"],
            _ => &[],
        };
        let to_do = matches!(p.duty, Duty::Must | Duty::Guarantees);
        if performs {
            return if to_do { names(&p.acts) } else { Vec::new() };
        }
        match p.duty {
            Duty::MustNot => names(&p.acts),
            Duty::Renounces if !p.acts.is_empty() => names(&p.acts),
            Duty::Must | Duty::Guarantees if !p.acts.is_empty() => {
                let all = p.acts.iter().flat_map(|a| contrary(a.as_str()));
                all.copied().collect()
            }
            Duty::Must | Duty::Guarantees | Duty::Recognises | Duty::Renounces => to_topic.to_vec(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn kind_fits(&self, p: &Provision, e: &Event, performs: bool) -> bool {
        let wide = self.touching(p, performs);
        let under = |t: &ActId| wide.iter().any(|w| self.record.is_a(t.as_str(), w));
        e.types.iter().any(under)
    }

    /// Whether an event was where a provision asks for.
    fn place_fits(&self, p: &Provision, e: &Event) -> Truth {
        let places: Vec<&str> = p.about.iter().map(String::as_str).collect();
        let places: Vec<&str> = places
            .into_iter()
            .filter(|id| self.record.place(id).is_some())
            .collect();
        if places.is_empty() {
            return Truth::Yes;
        }
        if e.at.is_empty() {
            return Truth::Unknown;
        }
        let meet = |at: &PlaceId, p: &str| {
            self.inside(at, p) || self.inside(&PlaceId::new(p), at.as_str())
        };
        Truth::from(e.at.iter().any(|at| places.iter().any(|p| meet(at, p))))
    }

    /// Whom an event was done to.
    fn targets(&self, e: &'r Event) -> Vec<&'r ActorId> {
        let mut out: Vec<&ActorId> = Vec::new();
        for x in &e.toward {
            out.extend([x, self.owner(x)]);
            let group = self.record.actor(x.as_str()).expect("actor");
            if group.kind == ActorKind::Group {
                let members = group.members.iter().map(|m| self.owner(&m.actor));
                out.extend(members.filter(|m| !self.belonged(group, m, e).is_no()));
            }
        }
        if e.toward.is_empty() {
            for p in &self.record.places {
                if e.at.iter().any(|at| self.inside(at, p.id.as_str())) {
                    out.extend(&p.territory_of);
                }
            }
        }
        out
    }

    /// The findings that an event makes under an agreement.
    pub fn cases(&self, a: &'r Agreement, e: &'r Event) -> Vec<Case<'r>> {
        let mut bearers: Vec<&'r ActorId> = Vec::new();
        for x in e.by.iter().chain(&e.with) {
            bearers.push(self.owner(x));
            let offices = &self.record.actor(x.as_str()).expect("actor").offices;
            bearers.extend(offices.iter().map(|o| self.owner(&o.of)));
            let group = self.record.actor(x.as_str()).expect("actor");
            let through = match group.kind {
                ActorKind::Group => true,
                ActorKind::Organisation => {
                    self.record.choice_point("acts-of-organisations").is_some()
                }
                _ => false,
            };
            let members = group.members.iter().map(|m| self.owner(&m.actor));
            bearers.extend(members.filter(|m| through && !self.belonged(group, m, e).is_no()));
        }
        bearers.extend(e.attribution.iter().map(|t| self.owner(&t.to)));
        bearers.retain(|x| self.has_line(a, x, 8));
        bearers.sort();
        bearers.dedup();
        let mut out = Vec::new();
        for p in &a.provisions {
            for x in bearers.iter().copied().filter(|x| self.bears(a, p, x)) {
                for performs in [false, true] {
                    if !self.kind_fits(p, e, performs) || self.place_fits(p, e).is_no() {
                        continue;
                    }
                    for y in self.counterparts(a, p, e, x, performs) {
                        out.push(Case {
                            a,
                            p,
                            e,
                            x,
                            y,
                            performs,
                        });
                    }
                }
            }
        }
        out
    }

    fn counterparts(
        &self,
        a: &'r Agreement,
        p: &'r Provision,
        e: &'r Event,
        x: &ActorId,
        performs: bool,
    ) -> Vec<Option<&'r ActorId>> {
        let targets = self.targets(e);
        let owed = |all: &[&'r ActorId]| -> Vec<Option<&'r ActorId>> {
            let mut out: Vec<&'r ActorId> = all
                .iter()
                .copied()
                .filter(|y| self.owed(a, p, x, y))
                .collect();
            out.sort();
            out.dedup();
            out.into_iter().map(Some).collect()
        };
        let done_to = owed(&targets);
        let everyone = p.toward == Toward::Everyone;
        if !done_to.is_empty() {
            done_to
        } else if !everyone
            && targets
                .iter()
                .any(|y| p.about.iter().any(|z| z == y.as_str()))
        {
            owed(&a.parties.iter().map(|q| &q.actor).collect::<Vec<_>>())
        } else if everyone || (e.concerns.contains(&a.id) && (performs || targets.is_empty())) {
            vec![None]
        } else {
            Vec::new()
        }
    }

    /// Every step of a finding.
    pub fn steps(&self, c: &Case<'r>) -> Steps {
        let mut bound = if c.e.when.is_empty() {
            Truth::Unknown
        } else {
            Truth::No
        };
        for w in &c.e.when {
            let enough = |day| match &c.e.suffices_on {
                Some(d) => fired("series", since(day, bounds(d))),
                None => Truth::Yes,
            };
            let then = self.at_time(&w.when, &|day| {
                self.bound(c.a, c.p, c.x, c.y, day).and(enough(day))
            });
            bound = bound.or(self.time_holds(c.e, w).and(then));
        }
        let toward = match c.y {
            None if c.p.toward != Toward::Everyone && !c.performs => Truth::Unknown,
            _ => Truth::Yes,
        };
        let kind = Truth::from(self.kind_fits(c.p, c.e, c.performs));
        let matches = kind.and(toward).and(self.place_fits(c.p, c.e));
        let attributable = self.attributable(c);
        let excused = self.excused(c);
        let in_time = self.in_time(c);
        let breach = bound.and(matches).and(attributable);
        let late = if c.performs {
            in_time.not()
        } else {
            Truth::Yes
        };
        let wrongful = breach.and(late).and(excused.not());
        Steps {
            bound,
            matches,
            attributable,
            excused,
            breach,
            in_time,
            wrongful,
        }
    }

    pub(crate) fn attributable(&self, c: &Case<'r>) -> Truth {
        let mut out = Truth::No;
        for who in c.e.by.iter().chain(&c.e.with) {
            if who == c.x || self.own(who, c.x) {
                return Truth::Yes;
            }
            let actor = self.record.actor(who.as_str()).expect("actor");
            let member = self.belonged(actor, c.x, c.e);
            match actor.kind {
                ActorKind::Group => out = out.or(fired("member-acts", member)),
                ActorKind::Organisation => {
                    let counts = self.option("acts-of-organisations", "members");
                    out = out.or(fired(
                        "member-acts",
                        member.and(counts.unwrap_or(Truth::No)),
                    ));
                }
                _ => {}
            }
            if actor.kind == ActorKind::Person {
                for o in actor.offices.iter().filter(|o| self.same(&o.of, c.x)) {
                    let times = c.e.when.iter().map(|w| w.when.to_period());
                    let held = o.period.as_ref();
                    out = out
                        .or(held
                            .map_or(Truth::Unknown, |h| Truth::any(times.map(|t| t.overlaps(h)))));
                }
            }
        }
        for t in c.e.attribution.iter().filter(|t| self.own(&t.to, c.x)) {
            let control = match t.basis.as_deref() {
                Some("overall-control") => self
                    .option("attribution-control", "overall")
                    .unwrap_or(Truth::Unknown),
                _ => Truth::Yes,
            };
            let then = t.period.as_ref().map_or(Truth::Yes, |p| {
                let times = c.e.when.iter().map(|w| w.when.to_period());
                fired("attributed-then", Truth::any(times.map(|t| t.overlaps(p))))
            });
            out = out.or(self.holds(&t.under).and(control).and(then));
        }
        out
    }

    fn excused(&self, c: &Case<'r>) -> Truth {
        let mut out = Truth::No;
        for p in &c.e.pleas {
            let by = self.owner(&p.by);
            let among = |all: &'r [ActorId]| all.iter().any(|z| self.own(z, by));
            let another = among(&c.e.by) || among(&c.e.with) || among(&c.e.toward);
            if another && !self.same(by, c.x) {
                continue;
            }
            out = out.or(match p.plea.as_str() {
                "treaty-ended" => Truth::No,
                _ if !p.under.is_always() => self.holds(&p.under),
                "self-defence" => self.self_defence(c, Some(p)),
                "un-charter" => self.charter(c),
                _ if p.conditions.is_empty() => Truth::No,
                _ => fired("plea-conditions", self.conditions_met(c, p)),
            });
        }
        for x in &c.p.unless {
            out = out.or(match x {
                Exception::Open(_) => Truth::Unknown,
                Exception::Named(n) if n == "self-defence" => self.self_defence(c, None),
                Exception::Named(_) => Truth::No,
            });
        }
        out
    }

    /// Whether one belonged to a group when an event happened.
    fn belonged(&self, group: &'r Actor, x: &ActorId, e: &Event) -> Truth {
        let members = group.members.iter().filter(|m| self.own(&m.actor, x));
        Truth::any(members.map(|m| {
            let times = e.when.iter().map(|w| w.when.to_period());
            let period = m.period.as_ref();
            period.map_or(Truth::Yes, |p| Truth::any(times.map(|t| t.overlaps(p))))
        }))
    }

    /// What is found on one condition of an excuse.
    fn condition(&self, p: &Plea, of: &str) -> Truth {
        let mut found = Truth::Unknown;
        for f in p.conditions.iter().filter(|f| f.of == of && f.met) {
            found = found.or(self.holds(&f.under));
        }
        for f in p.conditions.iter().filter(|f| f.of == of && !f.met) {
            found = found.and(self.holds(&f.under).not());
        }
        found
    }

    fn conditions_met(&self, c: &Case<'r>, p: &Plea) -> Truth {
        let wanted: &[&str] = match p.plea.as_str() {
            "consent" => &["valid-consent", "within-consent"],
            "countermeasure" => &["prior-breach", "demand", "proportionality", "reversibility"],
            "necessity" => &[
                "essential-interest",
                "grave-peril",
                "no-other-way",
                "no-other-interest-impaired",
                "not-own-doing",
            ],
            other => unreachable!("not made: {other}"),
        };
        let mut out = Truth::all(wanted.iter().map(|w| self.condition(p, w)));
        let force = |t: &ActId| self.record.is_a(t.as_str(), "use-of-force");
        if p.plea == "countermeasure" && c.e.types.iter().any(force) {
            out = Truth::No;
        }
        if let Some(period) = &p.period {
            let (start, end) = (period.start_bounds(), period.end_bounds());
            for w in &c.e.when {
                let from = not_after((start.first(), start.last()), first(&w.when));
                let until = not_after(last(&w.when), (end.first(), end.last()));
                out = out.and(from).and(until);
            }
        }
        out
    }

    /// Whether self-defence may be open: shown only by what is found of its conditions, and excluded where there was
    /// no attack.
    fn self_defence(&self, c: &Case<'r>, plea: Option<&Plea>) -> Truth {
        let pleaded = plea.is_some();
        let mut open = Truth::No;
        for e in self.attacks().filter(|e| e.id != c.e.id && self.near(c, e)) {
            if e.toward.iter().any(|z| self.own(z, c.x)) {
                open = Truth::Yes;
            }
            for z in e.toward.iter().map(|z| self.owner(z)).filter(|_| pleaded) {
                let side = c.e.by.iter().chain(&c.e.with).any(|w| self.own(w, z));
                if side && !self.same(z, c.x) && !c.y.is_some_and(|y| self.same(z, y)) {
                    open = Truth::Yes;
                }
            }
        }
        if let Some(p) = plea
            && p.conditions.iter().any(|f| f.of == "armed-attack")
        {
            let found = self.condition(p, "armed-attack");
            open = open.or(found).and(found);
        }
        if let Some(t) = self.option("self-defence-anticipatory", "anticipatory") {
            open = open.or(t);
        }
        match plea.filter(|p| !p.conditions.is_empty()) {
            None => open.and(Truth::Unknown),
            Some(p) => {
                let wanted = ["necessity", "proportionality"].map(|w| self.condition(p, w));
                fired("plea-self-defence", open.and(Truth::all(wanted)))
            }
        }
    }

    /// Whether a use of force was done by the other side, during the event or within a year before.
    fn near(&self, c: &Case<'r>, e: &'r Event) -> bool {
        let other = |z: &'r ActorId| match c.y {
            Some(y) => self.own(z, y) || c.e.toward.iter().any(|t| self.own(t, self.owner(z))),
            None => !self.own(z, c.x),
        };
        let close = |q: &EventTime, t: &EventTime| {
            let (q, t) = (q.when.to_period(), t.when.to_period());
            match (t.possible().first(), q.possible().last()) {
                (Some(start), Some(end)) => {
                    let recent = end >= minus(start, Duration::years(1));
                    (recent && !q.before(&t).is_no()) || !q.overlaps(&t).is_no()
                }
                _ => true,
            }
        };
        e.by.iter().any(other) && e.when.iter().any(|q| c.e.when.iter().any(|t| close(q, t)))
    }

    fn charter(&self, c: &Case<'r>) -> Truth {
        let start = Day::from_ymd(1945, 10, 24);
        let mut then = Truth::No;
        for w in &c.e.when {
            let after = self.at_time(&w.when, &|day| since(day, (start, start)));
            then = then.or(self.holds(&w.under).and(after));
        }
        let before = self
            .option("charter-primacy-1945", "anticipatory")
            .unwrap_or(Truth::No);
        then.and(Truth::Unknown).or(before)
    }

    /// Unknown where nothing that holds says from when a deadline counts.
    fn not_counted(&self, a: &Agreement, p: &Provision) -> Truth {
        let guards: Vec<&Guard> = match &p.within {
            None | Some(Deadline::On(_)) => return Truth::No,
            Some(Deadline::After(_, id)) => {
                let e = self.record.event(id.as_str());
                e.map_or(Vec::new(), |e| e.when.iter().map(|w| &w.under).collect())
            }
            Some(Deadline::AfterEntry(_)) => a.entry_into_force.iter().map(|e| &e.under).collect(),
        };
        Truth::any(guards.into_iter().map(|g| self.holds(g)))
            .not()
            .and(Truth::Unknown)
    }

    /// The last days for a duty, and whether each counts.
    fn deadlines(&self, a: &'r Agreement, p: &'r Provision) -> Vec<(Truth, Bounds)> {
        match &p.within {
            None => Vec::new(),
            Some(Deadline::On(d)) => vec![(Truth::Yes, bounds(d))],
            Some(Deadline::After(by, id)) => {
                let Some(e) = self.record.event(id.as_str()) else {
                    return Vec::new();
                };
                let one = |w: &EventTime| (self.time_holds(e, w), plus(last(&w.when), *by));
                e.when.iter().map(one).collect()
            }
            Some(Deadline::AfterEntry(by)) => {
                let all: Vec<(&StatementId, &Guard)> = a
                    .entry_into_force
                    .iter()
                    .map(|e| (&e.stmt, &e.under))
                    .collect();
                let one = |e: &EntryIntoForce| {
                    let on = e.on.as_ref().map_or((None, None), bounds);
                    (self.chosen(&e.stmt, &e.under, &all), plus(on, *by))
                };
                a.entry_into_force.iter().map(one).collect()
            }
        }
    }

    fn in_time(&self, c: &Case<'r>) -> Truth {
        if c.p.within.is_none() {
            return Truth::Yes;
        }
        let mut out = self.not_counted(c.a, c.p);
        for (counts, by) in self.deadlines(c.a, c.p) {
            let met = Truth::any(c.e.when.iter().map(|w| not_after(first(&w.when), by)));
            let met = if c.e.when.is_empty() {
                Truth::Unknown
            } else {
                met
            };
            out = out.or(counts.and(met));
        }
        out
    }
}
