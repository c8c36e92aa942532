//! Whether an agreement is in force, day by day.

use servanda_law::Presumption;
use servanda_record::*;
use servanda_time::{Day, Duration, End, EndOfMonth, Period, Truth, UncertainDate};
use std::cell::RefCell;
use std::collections::BTreeSet;

pub(crate) type Bounds = (Option<Day>, Option<Day>);

/// The interpreter: one record, one reading, one presumption.
pub struct Reference<'r> {
    pub record: &'r Record,
    pub reading: &'r [(String, String)],
    pub presumption: Presumption,
}

pub(crate) fn bounds(d: &UncertainDate) -> Bounds {
    (d.earliest(), d.latest())
}

thread_local! {
    /// Days on which comparisons made so far may change, while they are wanted.
    static CHANGES: RefCell<Option<BTreeSet<Day>>> = const { RefCell::new(None) };
}

pub(crate) fn changes_at(days: impl IntoIterator<Item = Option<Day>>) {
    CHANGES.with_borrow_mut(|c| {
        if let Some(c) = c {
            c.extend(days.into_iter().flatten());
        }
    });
}

/// What a computation gives, and the days on which a comparison it made changes.
pub(crate) fn with_changes<T>(of: impl FnOnce() -> T) -> (T, BTreeSet<Day>) {
    let before = CHANGES.replace(Some(BTreeSet::new()));
    let made = of();
    (made, CHANGES.replace(before).unwrap_or_default())
}

/// Whether a day belongs to a period.
pub(crate) fn in_period(p: &Period, day: Day) -> Truth {
    let (s, e) = (p.start_bounds(), p.end_bounds());
    changes_at([s.first(), s.last(), e.first(), e.last()]);
    changes_at([e.first(), e.last()].map(|d| d.map(Day::next)));
    p.contains(day)
}

pub(crate) fn since(day: Day, (lo, hi): Bounds) -> Truth {
    changes_at([lo, hi]);
    if hi.is_some_and(|h| day >= h) {
        Truth::Yes
    } else if lo.is_some_and(|l| day < l) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

pub(crate) fn plus((lo, hi): Bounds, by: Duration) -> Bounds {
    let add = |d: Day| d.plus(by, EndOfMonth::Clamp).map_or(Day::LAST, |s| s.day);
    (lo.map(add), hi.map(add))
}

pub(crate) fn next(b: Bounds) -> Bounds {
    plus(b, Duration::days(1))
}

pub(crate) fn times(first: Duration, each: Duration, n: u32) -> Duration {
    Duration {
        years: first.years + each.years * n,
        months: first.months + each.months * n,
        days: first.days + each.days * n,
    }
}

pub(crate) fn minus(d: Day, by: Duration) -> Day {
    d.minus(by, EndOfMonth::Clamp).map_or(Day::FIRST, |s| s.day)
}

/// The end of the first term for which a notice was in time, term by term.
pub(crate) fn expiry(
    start: Bounds,
    first: Duration,
    each: Duration,
    before: Duration,
    notice: Bounds,
) -> Bounds {
    let one = |s: Day, n: Day| -> Day {
        let mut k = 0;
        loop {
            let end = s
                .plus(times(first, each, k), EndOfMonth::Clamp)
                .map_or(Day::LAST, |x| x.day);
            if n <= minus(end, before) {
                return end;
            }
            k += 1;
        }
    };
    let all = |n: Option<Day>| -> Option<Vec<Day>> {
        let (lo, hi, n) = (start.0?, start.1?, n?);
        Some(
            (lo.number()..=hi.number())
                .filter_map(Day::from_number)
                .map(|s| one(s, n))
                .collect(),
        )
    };
    let least = start
        .0
        .map(|s| plus((Some(s), None), first).0)
        .unwrap_or(None);
    (
        all(notice.0).and_then(|v| v.into_iter().min()).or(least),
        all(notice.1).and_then(|v| v.into_iter().max()),
    )
}

pub(crate) fn is_notice(act: &str) -> bool {
    [
        "notice-of-denunciation",
        "notice-of-withdrawal",
        "notice-of-non-renewal",
    ]
    .contains(&act)
}

/// A repudiation ends nothing by itself, but does on an option that gives it a day of effect.
pub(crate) fn declared(x: &AgreementAct) -> bool {
    ["repudiation", "declaration-of-nullity"].contains(&x.act.as_str())
        && x.effect_on.is_some()
        && !x.under.is_always()
}

impl<'r> Reference<'r> {
    pub(crate) fn holds(&self, guard: &Guard) -> Truth {
        Truth::all(guard.0.iter().map(|(c, o)| {
            Truth::from(
                self.reading
                    .iter()
                    .any(|(x, y)| x == c.as_str() && y == o.as_str()),
            )
        }))
    }

    pub(crate) fn option(&self, choice: &str, option: &str) -> Option<Truth> {
        self.record.choice_point(choice)?;
        Some(Truth::from(
            self.reading.iter().any(|(x, y)| x == choice && y == option),
        ))
    }

    /// A statement among others of the same thing.
    pub(crate) fn chosen(
        &self,
        stmt: &StatementId,
        under: &Guard,
        others: &[(&StatementId, &Guard)],
    ) -> Truth {
        let mut t = self.holds(under);
        for (choice, taken) in self.reading {
            if choice.ends_with('!') {
                let unguarded: Vec<_> = others.iter().filter(|o| o.1.is_always()).collect();
                let about = unguarded.iter().any(|o| o.0.as_str() == taken);
                if about && under.is_always() && unguarded.len() > 1 {
                    t = t.and(Truth::from(taken == stmt.as_str()));
                }
            }
        }
        for (o, g) in others {
            if *o != stmt && g.0.len() > under.0.len() && under.0.iter().all(|p| g.0.contains(p)) {
                t = t.and(self.holds(g).not());
            }
        }
        t
    }

    pub(crate) fn same(&self, x: &ActorId, y: &ActorId) -> bool {
        let mut near: Vec<&ActorId> = vec![x];
        for _ in 0..8 {
            for a in &self.record.actors {
                for s in &a.succession {
                    if identical(a, s) {
                        if near.contains(&&a.id) && !near.contains(&&s.from) {
                            near.push(&s.from);
                        }
                        if near.contains(&&s.from) && !near.contains(&&a.id) {
                            near.push(&a.id);
                        }
                    }
                }
            }
        }
        near.contains(&y)
    }

    pub(crate) fn two_sided(&self, a: &Agreement) -> bool {
        let mut names: Vec<&ActorId> = a.parties.iter().map(|p| &p.actor).collect();
        names.sort();
        names.dedup();
        let own = names.iter().filter(|n| {
            let x = self.record.actor(n.as_str()).expect("actor");
            !x.succession
                .iter()
                .any(|s| passes(x, s) && names.contains(&&s.from))
        });
        own.count() <= 2
    }

    pub(crate) fn good(&self, c: &Completeness, a: &Agreement) -> bool {
        let whole = c.void.is_none()
            && c.members
                .iter()
                .all(|m| self.record.statement(m.as_str()).is_some());
        let needs = |act: &AgreementAct| match c.set {
            SetKind::Acts => true,
            SetKind::Notices => is_notice(&act.act),
            _ => false,
        };
        let outside = |act: &AgreementAct| match (&act.on, &c.period) {
            (Some(d), Some(p)) => p.contains_date(d).is_no(),
            _ => false,
        };
        whole
            && a.acts
                .iter()
                .all(|x| !needs(x) || outside(x) || c.members.contains(&x.stmt))
    }

    pub(crate) fn about<'a>(&'a self, a: &'a Agreement) -> impl Iterator<Item = &'a Completeness> {
        self.record.completeness.iter().filter(|c| {
            c.of == Scope::Agreement(a.id.clone())
                && matches!(c.set, SetKind::Acts | SetKind::Notices)
        })
    }

    pub(crate) fn gap(&self, a: &Agreement) -> bool {
        self.about(a).any(|c| {
            c.void.is_some()
                || c.members
                    .iter()
                    .any(|m| self.record.statement(m.as_str()).is_none())
        })
    }

    pub(crate) fn silence(&self, a: &Agreement) -> bool {
        !self.gap(a)
            && (self.presumption != Presumption::None || self.about(a).any(|c| self.good(c, a)))
    }

    pub(crate) fn unless_silent(&self, a: &Agreement) -> Truth {
        if self.silence(a) {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    pub(crate) fn signed(&self, a: &Agreement, day: Day) -> Truth {
        if a.signed.is_empty() || !self.silence(a) {
            return Truth::Yes;
        }
        let lo: Option<Vec<Day>> = a.signed.iter().map(|s| s.on.earliest()).collect();
        let hi = a.signed.iter().filter_map(|s| s.on.latest()).min();
        since(day, (lo.and_then(|v| v.into_iter().min()), hi))
    }

    /// Entries into force: whether it had happened by the day, and its date.
    pub(crate) fn entries(&self, a: &Agreement, day: Day) -> Vec<(Truth, Bounds, Option<String>)> {
        let others: Vec<(&StatementId, &Guard)> = a
            .entry_into_force
            .iter()
            .map(|e| (&e.stmt, &e.under))
            .collect();
        let mut out = Vec::new();
        for e in &a.entry_into_force {
            let fact = self.chosen(&e.stmt, &e.under, &others);
            let unknown = self.signed(a, day).and(Truth::Unknown);
            if e.never {
                out.push((Truth::No, (None, None), None));
            } else if let Some(on) = &e.on {
                out.push((
                    fact.and(since(day, bounds(on))),
                    bounds(on),
                    Some(on.written().to_string()),
                ));
            } else if let Some(date) = self.counted(a, e) {
                let run = match e.needs.as_ref().and_then(|n| n.delay) {
                    Some(_) => self.passed(a, date, day),
                    None => since(day, date),
                };
                out.push((fact.and(run.or(unknown)), date, None));
            } else {
                out.push((fact.and(unknown), (None, None), None));
            }
        }
        if a.entry_into_force.is_empty() {
            for x in a.acts.iter().filter(|x| x.act == "entry-into-force") {
                if let Some(d) = x.effect_on.as_ref().or(x.on.as_ref()) {
                    let t = self.holds(&x.under).and(since(day, bounds(d)));
                    out.push((t, bounds(d), Some(d.written().to_string())));
                }
            }
        }
        let none_holds = Truth::any(a.entry_into_force.iter().map(|e| self.holds(&e.under))).not();
        if out.is_empty()
            || (!a.entry_into_force.is_empty()
                && a.entry_into_force.iter().all(|e| !e.under.is_always()))
        {
            out.push((
                none_holds.and(self.signed(a, day)).and(Truth::Unknown),
                (None, None),
                None,
            ));
        }
        out
    }

    pub(crate) fn counted(&self, a: &Agreement, e: &EntryIntoForce) -> Option<Bounds> {
        let needs = e.needs.as_ref()?;
        let n = needs.deposits? as usize;
        let mut who = Vec::new();
        let mut dates: Vec<Bounds> = Vec::new();
        for x in &a.acts {
            let consent = [
                "ratification",
                "acceptance",
                "approval",
                "accession",
                "deposit",
            ]
            .contains(&x.act.as_str());
            if !consent || !x.under.is_always() {
                continue;
            }
            for y in &x.by {
                if let (Some(on), false) = (&x.on, who.contains(y)) {
                    who.push(y.clone());
                    dates.push(bounds(on));
                }
            }
        }
        if n == 0 || dates.len() < n {
            return None;
        }
        let mut lows: Vec<Option<Day>> = dates.iter().map(|d| d.0).collect();
        let mut highs: Vec<Option<Day>> = dates.iter().map(|d| d.1).collect();
        lows.sort_by_key(|d| d.unwrap_or(Day::MIN));
        highs.sort_by_key(|d| d.unwrap_or(Day::MAX));
        let b = (lows[n - 1], highs[n - 1]);
        Some(needs.delay.map_or(b, |d| plus(b, d)))
    }

    pub(crate) fn given(n: &AgreementAct) -> Bounds {
        n.on.as_ref().map_or((None, None), bounds)
    }

    pub(crate) fn ends_for_all(&self, a: &Agreement, n: &AgreementAct) -> bool {
        let by_text = is_notice(&n.act)
            && matches!(&a.withdrawal, WithdrawalClause::Ways(w) if w.iter().any(|w| w.for_all));
        n.by.is_empty()
            || self.two_sided(a)
            || by_text
            || a.parties
                .iter()
                .all(|p| n.by.iter().any(|x| self.same(x, &p.actor)))
    }

    /// A notice takes effect on a day, reckoned or stated, unless it was put off or revoked.
    pub(crate) fn takes_effect(
        &self,
        a: &Agreement,
        n: &AgreementAct,
        (end, reckoned): (Bounds, bool),
        day: Day,
    ) -> Truth {
        let (end, reckoned) = match self.put_off(a, n, end) {
            Some(off) => (off, false),
            None => (end, reckoned),
        };
        let begun = match reckoned {
            true => self.passed(a, end, day),
            false => since(day, end),
        };
        let mut revoked = self.unless_silent(a);
        for r in a.acts.iter().filter(|r| r.act == "notice-revoked") {
            let same = r.by.is_empty() || n.by.is_empty() || r.by.iter().any(|x| n.by.contains(x));
            if let (Some(on), true) = (&r.on, same) {
                let after = not_after(Self::given(n), bounds(on));
                let before = not_after(next(bounds(on)), end);
                revoked = revoked.or(self.holds(&r.under).and(after).and(before));
            }
        }
        self.holds(&n.under).and(begun).and(revoked.not())
    }

    pub(crate) fn effect(&self, a: &Agreement, n: &AgreementAct, day: Day) -> Truth {
        let unclear = || {
            self.takes_effect(a, n, (Self::given(n), false), day)
                .and(Truth::Unknown)
        };
        if let Some(on) = &n.effect_on {
            let closed = matches!(
                a.withdrawal,
                WithdrawalClause::Silent(_) | WithdrawalClause::Excluded(_)
            );
            if !closed || !n.under.is_always() {
                return self.takes_effect(a, n, (bounds(on), false), day);
            }
        }
        match &a.withdrawal {
            WithdrawalClause::Excluded(_) => Truth::No,
            WithdrawalClause::Silent(_) => {
                let mut end = plus(Self::given(n), Duration::months(12));
                if let Some(on) = &n.effect_on {
                    end = latest(end, bounds(on));
                }
                let implied = self
                    .option("withdrawal-when-text-silent", "implied")
                    .unwrap_or(Truth::Unknown);
                self.takes_effect(a, n, (end, n.effect_on.is_none()), day)
                    .and(implied)
            }
            WithdrawalClause::NotRecorded => {
                let renews = a.term.iter().any(|t| t.then == AfterTerm::Renew);
                if (renews || n.act == "notice-of-non-renewal") && self.silence(a) {
                    Truth::No
                } else {
                    unclear()
                }
            }
            WithdrawalClause::Ways(ways) => {
                let mut ends = Vec::new();
                for w in ways {
                    let mut from = Self::given(n);
                    if let Some(wait) = w.not_before {
                        let dates: Vec<Bounds> = a
                            .entry_into_force
                            .iter()
                            .filter_map(|e| e.on.as_ref())
                            .map(bounds)
                            .collect();
                        from = latest(from, plus(hull(&dates), wait));
                    }
                    match w.effect {
                        WithdrawalEffect::EndOfNotice => ends.push((plus(from, w.notice), true)),
                        WithdrawalEffect::EndOfTerm => ends.extend(self.end_of_term(a, w, from)),
                        WithdrawalEffect::FixedDate => {}
                    }
                }
                match ends[..] {
                    [] => unclear(),
                    [one] => self.takes_effect(a, n, one, day),
                    _ => {
                        let all: Vec<Bounds> = ends.iter().map(|e| e.0).collect();
                        self.takes_effect(a, n, (hull(&all), false), day)
                    }
                }
            }
        }
    }

    /// The end of the term running when a notice has run, where the text puts its effect there.
    fn end_of_term(&self, a: &Agreement, w: &Withdrawal, from: Bounds) -> Option<(Bounds, bool)> {
        let t = a.term.first()?;
        let start = match &t.from {
            CountedFrom::EntryIntoForce => {
                bounds(a.entry_into_force.iter().find_map(|e| e.on.as_ref())?)
            }
            CountedFrom::Signature => bounds(&a.signed.first()?.on),
            CountedFrom::Date(d) => bounds(d),
        };
        Some(match &t.length {
            TermLength::For(d) => {
                let each = t.renew_for.unwrap_or(*d);
                (expiry(start, *d, each, w.notice, from), true)
            }
            TermLength::Until(d) => (latest(next(bounds(d)), plus(from, w.notice)), false),
            _ => (plus(from, w.notice), true),
        })
    }

    /// What ends it for all.
    pub(crate) fn over(&self, a: &'r Agreement, day: Day) -> Truth {
        let mut out = self.over_on_ground(a, day);
        let others: Vec<(&StatementId, &Guard)> = a
            .ended
            .iter()
            .filter(|e| e.for_parties.is_empty())
            .map(|e| (&e.stmt, &e.under))
            .collect();
        for e in a.ended.iter().filter(|e| e.for_parties.is_empty()) {
            out = out.or(self
                .chosen(&e.stmt, &e.under, &others)
                .and(since(day, next(bounds(&e.on)))));
        }
        for x in &a.acts {
            let date = x
                .effect_on
                .as_ref()
                .or(x.on.as_ref())
                .map_or((None, None), bounds);
            let done = self.holds(&x.under).and(since(day, date));
            let whole = [
                "termination",
                "mutual-termination",
                "supersession",
                "expiry",
            ];
            let withdrawn = x.act == "withdrawal" && self.ends_for_all(a, x);
            if whole.contains(&x.act.as_str()) {
                if x.concerns.is_empty() {
                    out = out.or(done);
                }
            } else if withdrawn {
                out = out.or(done);
            } else if is_notice(&x.act) && self.ends_for_all(a, x) {
                out = out.or(self.effect(a, x, day));
            } else if declared(x) && self.ends_for_all(a, x) {
                out = out.or(done);
            }
        }
        for later in &self.record.agreements {
            let supersedes = later
                .relations
                .iter()
                .any(|r| r.kind == "supersedes" && r.to == a.id && r.articles.is_empty());
            let covers = |x: &ActorId| later.parties.iter().any(|q| self.same(x, &q.actor));
            if supersedes && later.id != a.id && a.parties.iter().all(|p| covers(&p.actor)) {
                out = out.or(Truth::any(
                    self.entries(later, day).into_iter().map(|e| e.0),
                ));
            }
        }
        out
    }

    /// What ended its own part; what was certainly over before it joined (again) does not touch the part begun then.
    pub(crate) fn left(
        &self,
        a: &'r Agreement,
        x: &ActorId,
        joined: Option<&UncertainDate>,
        day: Day,
    ) -> Truth {
        let over = |d: Option<&UncertainDate>| {
            let (end, begun) = (
                d.and_then(|d| d.latest()),
                joined.and_then(|d| d.earliest()),
            );
            end.zip(begun).is_some_and(|(end, begun)| end < begun)
        };
        let mut out = self.left_on_ground(a, x, day);
        for e in a
            .ended
            .iter()
            .filter(|e| e.for_parties.contains(x) && !over(Some(&e.on)))
        {
            out = out.or(self.holds(&e.under).and(since(day, next(bounds(&e.on)))));
        }
        for n in a
            .acts
            .iter()
            .filter(|n| n.by.contains(x) && !self.ends_for_all(a, n))
            .filter(|n| !over(n.effect_on.as_ref().or(n.on.as_ref())))
        {
            let date = n
                .effect_on
                .as_ref()
                .or(n.on.as_ref())
                .map_or((None, None), bounds);
            if n.act == "withdrawal" || declared(n) {
                out = out.or(self.holds(&n.under).and(since(day, date)));
            } else if is_notice(&n.act) {
                out = out.or(self.effect(a, n, day));
                let stated = a.term.iter().any(|t| t.under.is_always());
                if !stated && a.withdrawal != WithdrawalClause::NotRecorded && !self.silence(a) {
                    let may = self.takes_effect(a, n, (Self::given(n), false), day);
                    out = out.or(may.and(Truth::Unknown));
                }
                for t in a.term.iter().filter(|t| t.then == AfterTerm::Renew) {
                    if let TermLength::For(first) = t.length {
                        for (_, from, _) in self.entries(a, day) {
                            let start = self.start(a, t, from);
                            let each = t.renew_for.unwrap_or(first);
                            let end = expiry(
                                start,
                                first,
                                each,
                                t.unless_notice.unwrap_or_default(),
                                Self::given(n),
                            );
                            let others: Vec<(&StatementId, &Guard)> =
                                a.term.iter().map(|o| (&o.stmt, &o.under)).collect();
                            let stated = self.chosen(&t.stmt, &t.under, &others);
                            out = out.or(stated.and(self.takes_effect(a, n, (end, true), day)));
                        }
                    }
                }
            }
        }
        out
    }

    pub(crate) fn start(&self, a: &Agreement, t: &Term, entry: Bounds) -> Bounds {
        match &t.from {
            CountedFrom::EntryIntoForce => entry,
            CountedFrom::Date(d) => bounds(d),
            CountedFrom::Signature => a
                .signed
                .iter()
                .map(|s| bounds(&s.on))
                .reduce(latest)
                .unwrap_or((None, None)),
        }
    }

    /// Facts that show it alive up to a day.
    pub(crate) fn evidence(&self, a: &Agreement, day: Day) -> Truth {
        let mut out = Truth::No;
        let mut show =
            |guard: &Guard, b: Bounds| out = out.or(self.holds(guard).and(since(day, b).not()));
        for e in &a.ended {
            show(&e.under, next(bounds(&e.on)));
        }
        for p in &a.parties {
            for d in [&p.from, &p.until].into_iter().flatten() {
                show(&p.under, next(bounds(d)));
            }
        }
        for x in &a.acts {
            let ends = is_notice(&x.act)
                || ["termination", "mutual-termination", "expiry", "withdrawal"]
                    .contains(&x.act.as_str());
            let shows = ends
                || [
                    "extension",
                    "renewal",
                    "accession",
                    "amendment",
                    "suspension",
                    "resumption",
                    "supersession",
                ]
                .contains(&x.act.as_str());
            match (&x.effect_on, &x.on) {
                (Some(d), _) if ends => show(&x.under, bounds(d)),
                (_, Some(d)) if shows => show(&x.under, bounds(d)),
                _ => {}
            }
        }
        out
    }

    pub(crate) fn begins(
        &self,
        c: &Completeness,
        entry: Bounds,
        written: &Option<String>,
    ) -> Option<Truth> {
        match c.period.as_ref().map(|p| (p, p.start())) {
            None | Some((_, End::Open)) => Some(Truth::Yes),
            Some((_, End::Unknown)) => None,
            Some((_, End::Date(d))) if written.as_deref() == Some(d.written()) => Some(Truth::Yes),
            Some((p, End::Date(_))) => {
                let b = p.start_bounds();
                Some(not_after((b.first(), b.last()), entry))
            }
        }
    }

    pub(crate) fn covered(
        &self,
        a: &Agreement,
        acts_only: bool,
        entry: Bounds,
        written: &Option<String>,
        day: Day,
    ) -> Truth {
        Truth::any(
            self.about(a)
                .filter(|c| self.good(c, a) && (!acts_only || c.set == SetKind::Acts))
                .map(|c| {
                    let Some(begins) = self.begins(c, entry, written) else {
                        return Truth::No;
                    };
                    match c.period.as_ref().map(|p| (p, p.end())) {
                        None | Some((_, End::Open)) => begins,
                        Some((_, End::Unknown)) => Truth::No,
                        Some((p, End::Date(_))) => {
                            let b = p.end_bounds();
                            begins.and(since(day, next((b.first(), b.last()))).not())
                        }
                    }
                }),
        )
    }

    pub(crate) fn closed(
        &self,
        a: &Agreement,
        entry: Bounds,
        written: &Option<String>,
        day: Day,
    ) -> Truth {
        if self.presumption == Presumption::General && !self.gap(a) {
            return Truth::Yes;
        }
        self.evidence(a, day)
            .or(self.covered(a, false, entry, written, day))
            .or(Truth::Unknown)
    }

    pub(crate) fn steady(
        &self,
        a: &Agreement,
        entry: Bounds,
        written: &Option<String>,
        day: Day,
    ) -> Truth {
        if self.presumption != Presumption::None && !self.gap(a) {
            return Truth::Yes;
        }
        self.covered(a, true, entry, written, day)
            .or(self.evidence(a, day))
            .or(Truth::Unknown)
    }

    pub(crate) fn extended(&self, a: &Agreement, day: Day) -> Truth {
        let mut out = self.unless_silent(a);
        for x in a
            .acts
            .iter()
            .filter(|x| x.act == "extension" || x.act == "renewal")
        {
            if let (Some(on), Some(until)) = (&x.on, &x.until) {
                let t = since(day, bounds(on)).and(since(day, next(bounds(until))).not());
                out = out.or(self.holds(&x.under).and(t));
            }
        }
        out = out.or(self.evidence(a, day).and(Truth::Unknown));
        out
    }

    pub(crate) fn within(
        &self,
        a: &Agreement,
        t: Option<&Term>,
        entry: Bounds,
        written: &Option<String>,
        day: Day,
    ) -> Truth {
        let closed = self.closed(a, entry, written, day);
        let Some(t) = t else {
            return Truth::any(a.term.iter().map(|t| self.holds(&t.under)))
                .not()
                .and(closed);
        };
        let others: Vec<(&StatementId, &Guard)> =
            a.term.iter().map(|o| (&o.stmt, &o.under)).collect();
        let fact = self.chosen(&t.stmt, &t.under, &others);
        let (over, from, first) = match &t.length {
            TermLength::Unlimited => return fact.and(closed),
            TermLength::UntilEvent(_) => unreachable!("not made"),
            TermLength::Until(d) => (next(bounds(d)), next(bounds(d)), Duration::default()),
            TermLength::For(d) => {
                let from = self.start(a, t, entry);
                (plus(from, *d), from, *d)
            }
        };
        let running = match &t.length {
            TermLength::For(_) => self.passed(a, over, day).not(),
            _ => since(day, over).not(),
        };
        match t.then {
            AfterTerm::End => fact.and(running.or(self.extended(a, day))),
            AfterTerm::Indefinite => fact.and(running.or(closed)),
            AfterTerm::Renew => {
                let each = t.renew_for.unwrap_or(first);
                let before = t.unless_notice.unwrap_or_default();
                let mut on =
                    self.renewals_known(a, entry, written, (from, first, each, before), day);
                for n in a
                    .acts
                    .iter()
                    .filter(|n| is_notice(&n.act) && self.ends_for_all(a, n))
                {
                    let end = expiry(from, first, each, before, Self::given(n));
                    on = on.and(self.takes_effect(a, n, (end, true), day).not());
                }
                if let Some(n) = t.times {
                    on = on.and(self.passed(a, plus(from, times(first, each, n)), day).not());
                }
                fact.and(running.or(self.extended(a, day)).or(on))
            }
        }
    }

    /// Whether every notice that could have kept the term running on the day from beginning is known.
    pub(crate) fn renewals_known(
        &self,
        a: &Agreement,
        entry: Bounds,
        written: &Option<String>,
        (from, first, each, before): (Bounds, Duration, Duration, Duration),
        day: Day,
    ) -> Truth {
        if self.presumption == Presumption::General && !self.gap(a) {
            return Truth::Yes;
        }
        let mut out = self.evidence(a, day).or(Truth::Unknown);
        for c in self.about(a).filter(|c| self.good(c, a)) {
            let Some(begins) = self.begins(c, entry, written) else {
                continue;
            };
            let covers = match c.period.as_ref().map(|p| (p, p.end())) {
                None | Some((_, End::Open)) => Truth::Yes,
                Some((_, End::Unknown)) => continue,
                Some((p, End::Date(_))) => {
                    let (Some(last), Some(latest)) = (p.end_bounds().first(), from.1) else {
                        continue;
                    };
                    let mut n = 0;
                    loop {
                        let end = plus((Some(latest), None), times(first, each, n))
                            .0
                            .expect("day");
                        if minus(end, before) > last || end >= Day::LAST {
                            break;
                        }
                        n += 1;
                    }
                    since(day, plus(from, times(first, each, n))).not()
                }
            };
            out = out.or(begins.and(covers));
        }
        out
    }

    pub(crate) fn life(&self, a: &Agreement, day: Day) -> Truth {
        let a = self.record.agreement(a.id.as_str()).expect("agreement");
        let binds = a.binding.as_ref().map_or(Truth::Yes, |b| {
            Truth::any(b.when.iter().map(|o| {
                self.option(b.choice.as_str(), o.as_str())
                    .unwrap_or(Truth::Unknown)
            }))
        });
        let mut out = Truth::No;
        let entries = self.entries(a, day);
        let mut outlasted = Truth::No;
        for (entered, date, written) in &entries {
            let mut terms: Vec<Option<&Term>> = a.term.iter().map(Some).collect();
            if a.term.iter().all(|t| !t.under.is_always()) {
                terms.push(None);
            }
            for t in terms {
                let runs = self
                    .within(a, t, *date, written, day)
                    .and(self.over(a, day).not());
                let goes_on = runs.or(self.revived(a, day));
                outlasted = outlasted.or(entered.and(goes_on.not()));
                let run = entered
                    .and(goes_on)
                    .and(self.steady(a, *date, written, day));
                out = out.or(run);
            }
        }
        if !self.silence(a) {
            let entered = Truth::any(entries.iter().map(|e| e.0));
            out = out.or(self.signed(a, day).and(entered.not()).and(Truth::Unknown));
        }
        for p in &a.provisional {
            let past = p
                .until
                .as_ref()
                .map_or(Truth::No, |u| since(day, next(bounds(u))));
            out = out.or(self
                .holds(&p.under)
                .and(since(day, bounds(&p.on)))
                .and(past.not())
                .and(outlasted.not()));
        }
        binds.and(self.void(a).not()).and(out)
    }

    pub(crate) fn has_line(&self, a: &Agreement, x: &ActorId, depth: u8) -> bool {
        a.parties.iter().any(|p| p.actor == *x)
            || (depth > 0
                && self
                    .record
                    .actor(x.as_str())
                    .expect("actor")
                    .succession
                    .iter()
                    .any(|s| {
                        passes(self.record.actor(x.as_str()).expect("actor"), s)
                            && self.has_line(a, &s.from, depth - 1)
                    }))
    }

    pub(crate) fn person(&self, a: &Agreement, x: &ActorId, day: Day, depth: u8) -> Truth {
        let a = self.record.agreement(a.id.as_str()).expect("agreement");
        let mut out = Truth::No;
        for p in a.parties.iter().filter(|p| p.actor == *x) {
            let past = p
                .until
                .as_ref()
                .map_or(Truth::No, |u| since(day, next(bounds(u))));
            let own = self
                .holds(&p.under)
                .and(self.joined(a, p, day))
                .and(self.life(a, day))
                .and(past.not())
                .and(self.left(a, x, p.from.as_ref(), day).not())
                .and(self.lapsed(a, p, day).not());
            out = out.or(own);
        }
        let actor = self.record.actor(x.as_str()).expect("actor");
        for s in &actor.succession {
            if !passes(actor, s) || depth == 0 || !self.has_line(a, &s.from, depth - 1) {
                continue;
            }
            let same = identical(actor, s);
            let boundary = a.topics.iter().any(|t| t.as_str() == "boundary");
            let passes = if same || boundary {
                Truth::Yes
            } else {
                let id = match s.how {
                    SuccessionKind::Union => "succession-union",
                    SuccessionKind::NewlyIndependent => "succession-newly-independent",
                    _ => "succession-separation",
                };
                let none = if s.how == SuccessionKind::NewlyIndependent {
                    Truth::No
                } else {
                    Truth::Unknown
                };
                self.option(id, "continuity").unwrap_or(none)
            };
            let on = s.on.as_ref().map_or(Truth::Yes, |d| since(day, bounds(d)));
            let line = self
                .holds(&s.under)
                .and(on)
                .and(passes)
                .and(self.person(a, &s.from, day, depth - 1))
                .and(self.left(a, x, None, day).not());
            out = out.or(line);
        }
        out
    }

    /// Whether an actor was, on a day, part of another.
    fn part_of_another(&self, x: &Actor, day: Day) -> Truth {
        let mut out = Truth::No;
        for s in incorporations(x) {
            let since_link = |s: &Succession| {
                s.on.as_ref()
                    .map_or(Truth::Unknown, |d| since(day, bounds(d)))
            };
            let mut later: Vec<Truth> = Vec::new();
            for t in &x.succession {
                let state = !matches!(
                    t.how,
                    SuccessionKind::Occupied
                        | SuccessionKind::Absorption
                        | SuccessionKind::Incorporated
                );
                if let (true, Some(d), Some(on)) = (state, &s.on, &t.on)
                    && bounds(d).1.zip(bounds(on).0).is_some_and(|(a, b)| a < b)
                {
                    later.push(since_link(t));
                }
            }
            let again = if later.is_empty() {
                Truth::Unknown
            } else {
                Truth::any(later)
            };
            out = out.or(self.holds(&s.under).and(since_link(s)).and(again.not()));
        }
        out
    }

    /// Whether a party's promise ended with it when it became part of another.
    fn lapsed(&self, a: &Agreement, p: &Party, day: Day) -> Truth {
        let x = self.record.actor(p.actor.as_str()).expect("actor");
        let mut out = Truth::No;
        for s in incorporations(x) {
            let since_link =
                s.on.as_ref()
                    .map_or(Truth::Unknown, |d| since(day, bounds(d)));
            let signed: Vec<Bounds> = a.signed.iter().map(|s| bounds(&s.on)).collect();
            let acts = self.consents(a, &p.actor);
            let original = !matches!(p.by.as_deref(), Some("accession" | "succession"));
            let joined = match (&p.from, acts.is_empty()) {
                (Some(d), _) => Some(bounds(d)),
                (None, false) => Some(earliest(&acts)),
                (None, true) if original && !signed.is_empty() => Some(earliest(&signed)),
                (None, true) => None,
            };
            let before = match (joined, &s.on) {
                (Some(joined), Some(on)) => not_after(joined, bounds(on)),
                _ => Truth::Unknown,
            };
            out = out.or(self.holds(&s.under).and(since_link).and(before));
        }
        out
    }

    pub(crate) fn joined(&self, a: &Agreement, p: &Party, day: Day) -> Truth {
        if let Some(d) = &p.from {
            return since(day, bounds(d));
        }
        let dates = self.consents(a, &p.actor);
        let by_act =
            p.by.as_deref()
                .is_some_and(|by| by == "accession" || by == "succession");
        let doubt = !self.silence(a) || (dates.is_empty() && by_act);
        let date = earliest(&dates);
        match (dates.is_empty(), doubt) {
            (true, true) => Truth::Unknown,
            (true, false) => Truth::Yes,
            (false, true) => {
                let stated = a.entry_into_force.iter().any(|e| e.under.is_always());
                let known = Truth::from(stated || self.silence(a));
                since(day, date).and(known).or(Truth::Unknown)
            }
            (false, false) => since(day, date),
        }
    }

    /// The days from which acts of consent take effect.
    fn consents(&self, a: &Agreement, x: &ActorId) -> Vec<Bounds> {
        let delay = a
            .entry_into_force
            .iter()
            .find_map(|e| e.needs.as_ref())
            .and_then(|n| n.delay);
        let late = [
            "accession",
            "succession",
            "ratification",
            "acceptance",
            "approval",
            "deposit",
        ];
        let mut dates: Vec<Bounds> = Vec::new();
        for n in a
            .acts
            .iter()
            .filter(|n| late.contains(&n.act.as_str()) && n.by.contains(x))
        {
            match (&n.effect_on, &n.on, delay) {
                (Some(d), _, _) => dates.push(bounds(d)),
                (None, Some(d), Some(delay)) if n.act != "succession" => {
                    dates.push(plus(bounds(d), delay))
                }
                (None, Some(d), _) => dates.push(bounds(d)),
                (None, None, _) => {}
            }
        }
        dates
    }

    pub(crate) fn in_force(&self, a: &Agreement, x: &ActorId, day: Day) -> Truth {
        if !self.has_line(a, x, 8) {
            let mut excluded = Truth::No;
            for n in a.non_parties.iter().filter(|n| n.actor == *x) {
                excluded = excluded.or(n.period.as_ref().map_or(Truth::Yes, |p| in_period(p, day)));
            }
            return excluded.not().and(Truth::Unknown);
        }
        let actor = self.record.actor(x.as_str()).expect("actor");
        let exists = actor.exists.as_ref();
        let exists = exists
            .map_or(Truth::Yes, |p| in_period(p, day))
            .and(self.part_of_another(actor, day).not());
        exists.and(self.person(a, x, day, 8))
    }
}

pub(crate) fn not_after(l: Bounds, r: Bounds) -> Truth {
    if let (Some(a), Some(b)) = (l.1, r.0)
        && a <= b
    {
        return Truth::Yes;
    }
    if let (Some(a), Some(b)) = (l.0, r.1)
        && a > b
    {
        return Truth::No;
    }
    Truth::Unknown
}

pub(crate) fn latest(a: Bounds, b: Bounds) -> Bounds {
    (a.0.max(b.0), a.1.zip(b.1).map(|(x, y)| x.max(y)))
}

/// The span that holds all of several dates.
pub(crate) fn hull(all: &[Bounds]) -> Bounds {
    let lo: Option<Vec<Day>> = all.iter().map(|b| b.0).collect();
    let hi: Option<Vec<Day>> = all.iter().map(|b| b.1).collect();
    (
        lo.and_then(|v| v.into_iter().min()),
        hi.and_then(|v| v.into_iter().max()),
    )
}

/// The span of the earliest of several dates.
fn earliest(all: &[Bounds]) -> Bounds {
    let lo: Option<Vec<Day>> = all.iter().map(|d| d.0).collect();
    (
        lo.and_then(|v| v.into_iter().min()),
        all.iter().filter_map(|d| d.1).min(),
    )
}

fn incorporations(x: &Actor) -> impl Iterator<Item = &Succession> {
    let all = x.succession.iter();
    all.filter(|s| s.how == SuccessionKind::Incorporated)
}

/// Whether a restored state is said to have been ruled by the other of the link, rather than to be what that was.
fn ruled(x: &Actor, s: &Succession) -> bool {
    for t in &x.succession {
        let rule = matches!(
            t.how,
            SuccessionKind::Occupied | SuccessionKind::Incorporated
        );
        if rule && t.from == s.from {
            return true;
        }
    }
    match (&x.exists, &s.on) {
        (Some(p), Some(on)) => {
            let began = p.start_bounds();
            *p.start() != servanda_time::End::Open
                && began.last().zip(on.earliest()).is_some_and(|(b, d)| b < d)
        }
        _ => false,
    }
}

pub(crate) fn identical(x: &Actor, s: &Succession) -> bool {
    s.how == SuccessionKind::Continuator || (s.how == SuccessionKind::Restored && !ruled(x, s))
}

pub(crate) fn passes(x: &Actor, s: &Succession) -> bool {
    match s.how {
        SuccessionKind::Occupied | SuccessionKind::Absorption | SuccessionKind::Incorporated => {
            false
        }
        SuccessionKind::Restored => !ruled(x, s),
        _ => true,
    }
}
