//! What must be shown for an agreement to be in force: the premises of every rule on force, from the record.

use crate::date::{self, Renewing, Term, next, of_all, plus};
use crate::facts::{DEPTH, Facts, goes_on, is_notice, passes};
use crate::node::*;
use servanda_record::{
    ActorId, AfterTerm, Agreement, AgreementAct, Completeness, CountedFrom, EntryIntoForce, EventId, Guard, Needs,
    Party, SetKind, StatementId, Succession, SuccessionKind, TermLength,
};
use servanda_time::{Duration, End, Period, UncertainDate};
use std::collections::HashMap;

/// What is presumed where the record is silent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presumption {
    None,
    WithinStatedLife,
    General,
}

/// Derives what a proof must say.
pub(crate) struct Derive<'r, 'f> {
    pub f: &'f Facts<'r>,
    pub presumption: Presumption,
    pub known: HashMap<String, Node<'r>>,
}

/// One entry into force and the day it runs from.
pub(crate) struct Entry<'r> {
    pub node: Node<'r>,
    pub date: Term,
}

const ACTS: &[SetKind] = &[SetKind::Acts];
const NOTICES: &[SetKind] = &[SetKind::Acts, SetKind::Notices];

/// The day of effect of an act, or else its day.
pub(crate) fn day_of(x: &AgreementAct) -> Option<(&'static str, &UncertainDate)> {
    x.effect_on.as_ref().map(|d| ("effect-on", d)).or(x.on.as_ref().map(|d| ("on", d)))
}

impl<'r> Derive<'r, '_> {
    fn once(&mut self, key: String, make: impl FnOnce(&mut Self) -> Node<'r>) -> Node<'r> {
        if let Some(n) = self.known.get(&key) {
            return n.clone();
        }
        let n = make(self);
        self.known.entry(key).or_insert_with(|| n.clone());
        n
    }

    /// That a statement holds, is the one taken among those that conflict, and gives way to none under more options.
    pub fn chosen(
        &self,
        stmt: &'r StatementId,
        under: &'r Guard,
        all: impl Iterator<Item = (&'r StatementId, &'r Guard)>,
    ) -> Premises<'r> {
        let mut out = vec![("fact", fact(stmt, under))];
        if let Some(choice) = self.f.conflict_of(stmt.as_str()) {
            out.push(("taken", node(What::Taken(choice.clone(), stmt.as_str()))));
        }
        let more = |o: &StatementId, g: &Guard| {
            o != stmt && g.0.len() > under.0.len() && under.0.iter().all(|p| g.0.contains(p))
        };
        out.extend(all.filter(|(o, g)| more(o, g)).map(|(o, g)| ("displaced", fact(o, g))));
        out
    }

    pub fn period(&self, stmt: &'r StatementId, field: &str, p: &Period, cause: &'static str) -> Premises<'r> {
        let mut out = Vec::new();
        if *p.start() != End::Open {
            out.push(("from", since(&self.f.end_of(stmt, field, false, p.start_bounds()), cause)));
        }
        if *p.end() != End::Open {
            out.push(("past", since(&next(&self.f.end_of(stmt, field, true, p.end_bounds())), cause)));
        }
        out
    }

    pub fn silence_counts(&self, a: &'r Agreement) -> bool {
        !self.f.gap(a) && (self.presumption != Presumption::None || !self.f.standing(a, NOTICES).is_empty())
    }

    pub fn in_force(&mut self, a: &'r Agreement, x: &'r ActorId) -> Node<'r> {
        self.once(format!("in-force {} {x}", a.id), |s| {
            if !s.f.has_line(a, x, DEPTH) {
                return s.stranger(a, x);
            }
            let mut exists = Vec::new();
            if let Some((actor, p)) = s.f.record.actor(x.as_str()).and_then(|x| Some((x, x.exists.as_ref()?))) {
                exists = s.period(&actor.stmt, "exists", p, "existence");
            }
            let exists = rule("exists", vec![actor(x)], exists);
            let person = s.person(a, x, DEPTH);
            rule("in-force", vec![agreement(a), actor(x)], vec![("exists", exists), ("person", person)])
        })
    }

    fn stranger(&mut self, a: &'r Agreement, x: &'r ActorId) -> Node<'r> {
        let mut of = Vec::new();
        for n in a.non_parties.iter().filter(|n| n.actor == *x) {
            let mut shown = vec![("fact", plain(&n.stmt))];
            shown.extend(n.period.iter().flat_map(|p| self.period(&n.stmt, "period", p, "period")));
            of.push(("excluded", rule("non-party", vec![agreement(a), actor(x), stmt(&n.stmt)], shown)));
        }
        for c in self.f.standing(a, &[SetKind::Parties]) {
            let args = vec![agreement(a), actor(x), stmt(&c.stmt)];
            of.push(("excluded", rule("list-complete", args, vec![("complete", node(What::Complete(c)))])));
        }
        of.push(("unlisted", missing("party", &[x.as_str(), a.id.as_str()])));
        rule("in-force-for-stranger", vec![agreement(a), actor(x)], of)
    }

    fn person(&mut self, a: &'r Agreement, x: &'r ActorId, depth: u8) -> Node<'r> {
        self.once(format!("person {} {x}", a.id), |s| {
            let parties = a.parties.iter().filter(|p| p.actor == *x);
            let mut of: Premises<'r> = parties.map(|p| ("own", s.own(a, p))).collect();
            let links = s.f.record.actor(x.as_str()).map_or(&[][..], |x| &x.succession);
            of.extend(links.iter().filter_map(|l| s.line(a, x, l, depth)));
            rule("person", vec![agreement(a), actor(x)], of)
        })
    }

    fn line(&mut self, a: &'r Agreement, x: &'r ActorId, l: &'r Succession, depth: u8) -> Option<Premise<'r>> {
        if !passes(l.how) || depth == 0 || !self.f.has_line(a, &l.from, depth - 1) {
            return None;
        }
        let mut of = vec![("fact", fact(&l.stmt, &l.under))];
        of.extend(l.on.iter().map(|on| ("since", since(&self.f.stated(&l.stmt, "on", on), "succession"))));
        let (label, id) = if goes_on(l.how) { ("continued", "continued") } else { ("inherited", "inherited") };
        if id == "inherited" {
            of.push(("passes", self.passing(a, x, l.how)));
        }
        of.push(("person", self.person(a, &l.from, depth - 1)));
        of.extend(self.ends_for_one(a, x, None).into_iter().map(|n| ("left", n)));
        Some((label, rule(id, vec![agreement(a), actor(x), stmt(&l.stmt)], of)))
    }

    fn passing(&self, a: &'r Agreement, x: &'r ActorId, how: SuccessionKind) -> Node<'r> {
        if a.topics.iter().any(|t| t.as_str() == "boundary") {
            return looked("boundary", vec![agreement(a)], true);
        }
        let id = match how {
            SuccessionKind::Union => "succession-union",
            SuccessionKind::NewlyIndependent => "succession-newly-independent",
            _ => "succession-separation",
        };
        match self.f.general(id, "continuity") {
            Some((c, options)) => node(What::Choice(c, options)),
            None if how == SuccessionKind::NewlyIndependent => looked("clean-slate", vec![actor(x)], false),
            None => missing("choice-point", &[id]),
        }
    }

    fn own(&mut self, a: &'r Agreement, p: &'r Party) -> Node<'r> {
        let mut of = vec![("party", fact(&p.stmt, &p.under))];
        of.extend(self.joined(a, p).map(|n| ("joined", n)));
        of.push(("life", self.life(a)));
        of.extend(p.until.iter().map(|d| ("past", since(&next(&self.f.stated(&p.stmt, "until", d)), "withdrawal"))));
        of.extend(self.ends_for_one(a, &p.actor, p.from.as_ref()).into_iter().map(|n| ("left", n)));
        rule("own", vec![agreement(a), actor(&p.actor), stmt(&p.stmt)], of)
    }

    fn joined(&self, a: &'r Agreement, p: &'r Party) -> Option<Node<'r>> {
        if let Some(from) = &p.from {
            return Some(since(&self.f.stated(&p.stmt, "from", from), "accession"));
        }
        const LATE: [&str; 6] = ["accession", "succession", "ratification", "acceptance", "approval", "deposit"];
        let delay = a.entry_into_force.iter().find_map(|e| e.needs.as_ref()).and_then(|n| n.delay);
        let acts = a.acts.iter().filter(|x| LATE.contains(&x.act.as_str()) && x.by.contains(&p.actor));
        let dates = acts.filter_map(|x| {
            let (field, on) = day_of(x)?;
            let d = self.f.stated(&x.stmt, field, on);
            let delay = delay.filter(|_| field == "on" && x.act != "succession");
            Some(delay.map_or(d.clone(), |by| plus(&d, by)))
        });
        let dates: Vec<Term> = dates.collect();
        let by_act = matches!(p.by.as_deref(), Some("accession" | "succession"));
        let doubt = !self.silence_counts(a) || (dates.is_empty() && by_act);
        let first = (!dates.is_empty()).then(|| since(&of_all("earliest", dates), "accession"));
        if !doubt {
            return first;
        }
        let mut of: Premises<'r> = first.into_iter().map(|n| ("since", n)).collect();
        of.push(("unlisted", missing("party-date", &[p.actor.as_str(), a.id.as_str()])));
        Some(rule("joined", vec![agreement(a), actor(&p.actor), stmt(&p.stmt)], of))
    }

    pub fn life(&mut self, a: &'r Agreement) -> Node<'r> {
        self.once(format!("life {}", a.id), |s| {
            let mut of = Vec::new();
            if let Some(b) = &a.binding {
                let when = b.when.iter().map(|o| o.as_str()).collect();
                of.push(("binds", node(What::Choice(b.choice.as_str(), when))));
            }
            let over = s.ends_for_all(a);
            for e in s.entries(a) {
                let mut terms: Vec<Option<&servanda_record::Term>> = a.term.iter().map(Some).collect();
                if a.term.iter().all(|t| !t.under.is_always()) {
                    terms.push(None);
                }
                for t in terms {
                    let mut run = vec![("entered", e.node.clone()), ("within", s.within(a, &e, t))];
                    run.extend(over.iter().map(|n| ("over", n.clone())));
                    run.extend(s.steady(a, &e));
                    of.push(("run", rule("run", vec![agreement(a)], run)));
                }
            }
            if !s.silence_counts(a) {
                let mut gap = s.signed(a);
                gap.extend(s.entered(a));
                gap.push(("unlisted", missing("all-acts", &[a.id.as_str()])));
                of.push(("provisional", rule("provisional-gap", vec![agreement(a)], gap)));
            }
            for p in &a.provisional {
                let mut on = vec![
                    ("fact", fact(&p.stmt, &p.under)),
                    ("since", since(&s.f.stated(&p.stmt, "on", &p.on), "provisional")),
                ];
                on.extend(
                    p.until.iter().map(|d| ("past", since(&next(&s.f.stated(&p.stmt, "until", d)), "provisional"))),
                );
                of.push(("provisional", rule("provisional", vec![agreement(a), stmt(&p.stmt)], on)));
            }
            rule("life", vec![agreement(a)], of)
        })
    }

    pub fn entered(&self, a: &'r Agreement) -> Premises<'r> {
        self.entries(a).into_iter().map(|e| ("entered", e.node)).collect()
    }

    pub fn signatures(&self, a: &'r Agreement) -> Vec<Term> {
        a.signed.iter().map(|s| self.f.stated(&s.stmt, "on", &s.on)).collect()
    }

    fn signed(&self, a: &'r Agreement) -> Premises<'r> {
        let all = self.signatures(a);
        if all.is_empty() { Vec::new() } else { vec![("signed", since(&of_all("earliest", all), "signature"))] }
    }

    pub fn entries(&self, a: &'r Agreement) -> Vec<Entry<'r>> {
        let mut out: Vec<Entry<'r>> = a.entry_into_force.iter().map(|e| self.entry(a, e)).collect();
        let acts = a.acts.iter().filter(|x| out.is_empty() && x.act == "entry-into-force");
        let acts: Vec<_> = acts.filter_map(|x| Some((x, day_of(x)?))).collect();
        for (x, (field, on)) in acts {
            let date = self.f.stated(&x.stmt, field, on);
            let of = vec![("fact", fact(&x.stmt, &x.under)), ("since", since(&date, "entryintoforce"))];
            out.push(Entry { node: rule("entered-by-act", vec![agreement(a), stmt(&x.stmt)], of), date });
        }
        let all_guarded = a.entry_into_force.iter().all(|e| !e.under.is_always());
        if all_guarded && (out.is_empty() || !a.entry_into_force.is_empty()) {
            let mut of = self.signed(a);
            of.extend(a.entry_into_force.iter().map(|e| ("stated", fact(&e.stmt, &e.under))));
            of.push(("unlisted", missing("entry-into-force", &[a.id.as_str()])));
            out.push(Entry { node: rule("entered-unstated", vec![agreement(a)], of), date: date::not_stated() });
        }
        out
    }

    fn entry(&self, a: &'r Agreement, e: &'r EntryIntoForce) -> Entry<'r> {
        let args = vec![agreement(a), stmt(&e.stmt)];
        let mut of = self.chosen(&e.stmt, &e.under, a.entry_into_force.iter().map(|o| (&o.stmt, &o.under)));
        if e.never {
            return Entry { node: rule("never-entered", args, of), date: date::not_stated() };
        }
        if let Some(on) = &e.on {
            let cause = match e.by.as_deref() {
                Some("signature") => "signature",
                Some("ratification" | "exchange-of-ratifications") => "ratification",
                Some("deposit" | "nth-deposit") => "deposits",
                _ => "entryintoforce",
            };
            let date = self.f.stated(&e.stmt, "on", on);
            of.push(("since", since(&date, cause)));
            return Entry { node: rule("entered", args, of), date };
        }
        let counted = e.needs.as_ref().and_then(|n| self.counted(a, n));
        of.extend(counted.iter().map(|d| ("counted", since(d, "deposits"))));
        of.extend(self.signed(a));
        of.push((
            "unlisted",
            missing(if counted.is_some() { "deposits" } else { "entry-into-force" }, &[a.id.as_str()]),
        ));
        Entry { node: rule("entered-by-count", args, of), date: counted.unwrap_or_else(date::not_stated) }
    }

    /// The day on which the deposits needed were made, if enough are recorded.
    fn counted(&self, a: &'r Agreement, needs: &Needs) -> Option<Term> {
        const CONSENTS: [&str; 5] = ["ratification", "acceptance", "approval", "accession", "deposit"];
        let mut first: Vec<(&ActorId, Term)> = Vec::new();
        for x in a.acts.iter().filter(|x| CONSENTS.contains(&x.act.as_str()) && x.under.is_always()) {
            let Some(on) = &x.on else { continue };
            for who in &x.by {
                if !first.iter().any(|f| f.0 == who) {
                    first.push((who, self.f.stated(&x.stmt, "on", on)));
                }
            }
        }
        let mut dates = Vec::new();
        if let Some(n) = needs.deposits {
            if n == 0 || first.len() < n as usize {
                return None;
            }
            dates.push(date::nth(n, first.iter().map(|f| f.1.clone()).collect()));
        }
        for who in &needs.of {
            dates.push(first.iter().find(|f| f.0 == who)?.1.clone());
        }
        let last = (!dates.is_empty()).then(|| of_all("latest", dates))?;
        Some(needs.delay.map_or(last.clone(), |by| plus(&last, by)))
    }

    pub fn from(&self, a: &'r Agreement, t: &'r servanda_record::Term, e: &Entry<'r>) -> Term {
        match &t.from {
            CountedFrom::EntryIntoForce => e.date.clone(),
            CountedFrom::Date(d) => self.f.stated(&t.stmt, "from", d),
            CountedFrom::Signature => of_all("latest", self.signatures(a)),
        }
    }

    fn within(&self, a: &'r Agreement, e: &Entry<'r>, t: Option<&'r servanda_record::Term>) -> Node<'r> {
        let Some(t) = t else {
            let mut of = self.closed(a, e, None);
            of.extend(a.term.iter().map(|t| ("stated", fact(&t.stmt, &t.under))));
            return rule("term-none", vec![agreement(a)], of);
        };
        let mut of = self.chosen(&t.stmt, &t.under, a.term.iter().map(|o| (&o.stmt, &o.under)));
        let (over, from, first) = match &t.length {
            TermLength::Unlimited => {
                of.extend(self.closed(a, e, None));
                return rule("term-unlimited", vec![agreement(a), stmt(&t.stmt)], of);
            }
            TermLength::UntilEvent(id) => {
                of.push(("expired", self.after_event(id)));
                of.extend(self.longer(a));
                return rule("term-event", vec![agreement(a), stmt(&t.stmt)], of);
            }
            TermLength::Until(d) => {
                let over = next(&self.f.stated(&t.stmt, "until", d));
                (over.clone(), over, Duration::default())
            }
            TermLength::For(d) => {
                let from = self.from(a, t, e);
                (plus(&from, *d), from, *d)
            }
        };
        of.push((if t.then == AfterTerm::End { "expired" } else { "first" }, since(&over, "expiry")));
        let id = match t.then {
            AfterTerm::End => "term-fixed",
            AfterTerm::Indefinite => "term-indefinite",
            AfterTerm::Renew => "term-renewed",
        };
        match t.then {
            AfterTerm::Indefinite => of.extend(self.closed(a, e, None)),
            AfterTerm::End => of.extend(self.longer(a)),
            AfterTerm::Renew => {
                of.extend(self.renewals(a, t, e, &from, first));
                of.extend(self.longer(a));
            }
        }
        rule(id, vec![agreement(a), stmt(&t.stmt)], of)
    }

    fn renewals(
        &self,
        a: &'r Agreement,
        t: &'r servanda_record::Term,
        e: &Entry<'r>,
        from: &Term,
        first: Duration,
    ) -> Premises<'r> {
        let r = Renewing { first, each: t.renew_for.unwrap_or(first), before: t.unless_notice.unwrap_or_default() };
        let mut of = Vec::new();
        for n in a.acts.iter().filter(|x| is_notice(&x.act) && self.f.ends_for_all(a, x)) {
            let end = date::expiry(from, r, &self.given(n));
            of.push(("noticed", self.takes_effect(a, n, &end, "noticed", None)));
        }
        if let Some(total) = t.times.and_then(|n| date::times(first, r.each, n)) {
            of.push(("spent", since(&plus(from, total), "expiry")));
        }
        of.extend(self.closed(a, e, Some((from, r))));
        of
    }

    fn after_event(&self, id: &'r EventId) -> Node<'r> {
        let times = self.f.record.event(id.as_str()).map_or(&[][..], |e| &e.when);
        if times.is_empty() {
            return missing("time", &[id.as_str()]);
        }
        since(&next(&of_all("between", times.iter().map(|w| self.f.last_day(w)).collect())), "event")
    }

    /// Extensions, and statements that show life after the term.
    fn longer(&self, a: &'r Agreement) -> Premises<'r> {
        let mut out = Vec::new();
        for x in a.acts.iter().filter(|x| x.act == "extension" || x.act == "renewal") {
            let (Some(on), Some(until)) = (&x.on, &x.until) else {
                continue;
            };
            let past = next(&self.f.stated(&x.stmt, "until", until));
            let on = self.f.stated(&x.stmt, "on", on);
            let of = vec![
                ("fact", fact(&x.stmt, &x.under)),
                ("since", since(&on, "expiry")),
                ("past", since(&past, "expiry")),
            ];
            out.push(("extended", rule("extended", vec![agreement(a), stmt(&x.stmt)], of)));
        }
        if !self.silence_counts(a) {
            out.push(("extended", missing("all-acts", &[a.id.as_str()])));
        }
        for held in self.evidence(a) {
            let of = vec![("held", held), ("unlisted", missing("end-in-conflict", &[a.id.as_str()]))];
            out.push(("longer", rule("recorded-longer", vec![agreement(a)], of)));
        }
        out
    }

    fn closed(&self, a: &'r Agreement, e: &Entry<'r>, window: Option<(&Term, Renewing)>) -> Premises<'r> {
        let mut out = self.evidence(a);
        out.extend(self.f.standing(a, NOTICES).into_iter().filter_map(|c| self.coverage(a, c, e, window)));
        out.push(if self.presumption == Presumption::General && !self.f.gap(a) {
            rule("presumed-going-on", vec![agreement(a)], Vec::new())
        } else {
            missing("all-notices", &[a.id.as_str()])
        });
        out.into_iter().map(|n| ("closed", n)).collect()
    }

    fn steady(&self, a: &'r Agreement, e: &Entry<'r>) -> Premises<'r> {
        let acts = self.f.standing(a, ACTS).into_iter();
        let mut out: Vec<Node<'r>> = acts.filter_map(|c| self.coverage(a, c, e, None)).collect();
        if self.presumption != Presumption::None && !self.f.gap(a) {
            out.push(rule("presumed-steady", vec![agreement(a)], Vec::new()));
        } else {
            out.extend(self.evidence(a));
            out.push(missing("all-acts", &[a.id.as_str()]));
        }
        out.into_iter().map(|n| ("steady", n)).collect()
    }

    fn coverage(
        &self,
        a: &'r Agreement,
        c: &'r Completeness,
        e: &Entry<'r>,
        window: Option<(&Term, Renewing)>,
    ) -> Option<Node<'r>> {
        let mut of = vec![("fact", plain(&c.stmt)), ("complete", node(What::Complete(c)))];
        let mut id = "covered";
        if let Some(p) = &c.period {
            match p.start() {
                End::Open => {}
                End::Unknown => return None,
                End::Date(d) if e.date.written.as_deref() == Some(d.written()) => {}
                End::Date(_) => {
                    let begins = self.f.end_of(&c.stmt, "period", false, p.start_bounds());
                    of.push(("begins", not_after(&begins, &e.date)));
                }
            }
            match (p.end(), window) {
                (End::Open, _) => {}
                (End::Unknown, _) => return None,
                (End::Date(_), None) => {
                    let last = self.f.end_of(&c.stmt, "period", true, p.end_bounds());
                    of.push(("past", since(&next(&last), "coverage")));
                }
                (End::Date(_), Some((from, r))) => {
                    id = "covered-renewals";
                    let (start, last) = (from.hi?, p.end_bounds().first()?);
                    let ends = |n| Some(date::later(start, date::times(r.first, r.each, n)?));
                    let mut n = (!r.each.is_zero()).then_some(0)?;
                    while n < date::MOST_TERMS
                        && ends(n)? < servanda_time::Day::LAST
                        && date::earlier(ends(n)?, r.before) <= last
                    {
                        n += 1;
                    }
                    of.push(("past", since(&plus(from, date::times(r.first, r.each, n)?), "coverage")));
                }
            }
        }
        Some(rule(id, vec![agreement(a), stmt(&c.stmt)], of))
    }

    /// Dated statements that show it still alive.
    fn evidence(&self, a: &'r Agreement) -> Vec<Node<'r>> {
        let held = |s: &'r StatementId, g: &'r Guard, past: Term| {
            let of = vec![("fact", fact(s, g)), ("past", since(&past, "coverage"))];
            rule("held-until", vec![agreement(a), stmt(s)], of)
        };
        let after = |s, field, d| next(&self.f.stated(s, field, d));
        let mut out: Vec<Node<'r>> =
            a.ended.iter().map(|x| held(&x.stmt, &x.under, after(&x.stmt, "on", &x.on))).collect();
        for p in &a.parties {
            let days = p.until.iter().map(|d| ("until", d)).chain(p.from.iter().map(|d| ("from", d)));
            out.extend(days.map(|(field, d)| held(&p.stmt, &p.under, after(&p.stmt, field, d))));
        }
        const ENDS: [&str; 4] = ["termination", "mutual-termination", "expiry", "withdrawal"];
        const SHOWS: [&str; 7] =
            ["extension", "renewal", "accession", "amendment", "suspension", "resumption", "supersession"];
        for x in &a.acts {
            let ends = is_notice(&x.act) || ENDS.contains(&x.act.as_str());
            let on = x.on.as_ref().map(|d| ("on", d)).filter(|_| ends || SHOWS.contains(&x.act.as_str()));
            if let Some((field, d)) = if ends { day_of(x) } else { on } {
                out.push(held(&x.stmt, &x.under, self.f.stated(&x.stmt, field, d)));
            }
        }
        out
    }
}
