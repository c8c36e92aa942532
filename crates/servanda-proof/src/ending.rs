//! What ends an agreement, or one party's part in it, and what suspends it: ends, notices, suspensions.

use crate::date::{self, Renewing, Term, next, of_all, plus};
use crate::facts::is_notice;
use crate::force::{Derive, day_of};
use crate::node::*;
use servanda_record::{
    ActorId, AfterTerm, Agreement, AgreementAct, CountedFrom, Ended, EntryIntoForce, Relation, TermLength, Withdrawal,
    WithdrawalClause, WithdrawalEffect,
};
use servanda_time::{Duration, UncertainDate};

impl<'r> Derive<'r, '_> {
    pub fn ends_for_all(&self, a: &'r Agreement) -> Vec<Node<'r>> {
        let mut out: Vec<Node<'r>> =
            a.ended.iter().filter(|x| x.for_parties.is_empty()).map(|x| self.ended(a, x)).collect();
        for x in &a.acts {
            let all = self.f.ends_for_all(a, x);
            match x.act.as_str() {
                "termination" | "mutual-termination" | "supersession" | "expiry" => {
                    out.push(self.dated(a, x, "terminated", "termination"))
                }
                "withdrawal" if all => out.push(self.dated(a, x, "withdrawn", "withdrawal")),
                act if is_notice(act) && all => out.extend(self.effect(a, x)),
                _ if declared(x) && all => out.push(self.dated(a, x, "terminated", "termination")),
                _ => {}
            }
        }
        let later = self.f.superseding(a).filter(|(b, _)| self.f.all_joined(a, b));
        out.extend(later.map(|(b, r)| self.superseded(a, b, r)));
        out
    }

    /// What was certainly over before `from`, the day it joined (again), does not touch the part that began then.
    pub fn ends_for_one(&self, a: &'r Agreement, x: &'r ActorId, from: Option<&UncertainDate>) -> Vec<Node<'r>> {
        let begun = from.and_then(UncertainDate::earliest);
        let over = |d: Option<&UncertainDate>| d.and_then(UncertainDate::latest).zip(begun).is_some_and(|(d, b)| d < b);
        let mut out: Vec<Node<'r>> = a
            .ended
            .iter()
            .filter(|e| e.for_parties.contains(x) && !over(Some(&e.on)))
            .map(|e| self.ended(a, e))
            .collect();
        for act in a
            .acts
            .iter()
            .filter(|act| act.by.contains(x) && !over(day_of(act).map(|d| d.1)) && !self.f.ends_for_all(a, act))
        {
            if act.act == "withdrawal" || declared(act) {
                out.push(self.dated(a, act, "withdrawn", "withdrawal"));
            } else if is_notice(&act.act) {
                out.extend(self.left_at_renewal(a, act));
                out.extend(self.effect(a, act));
            }
        }
        let later = self.f.superseding(a).filter(|(b, _)| !self.f.all_joined(a, b) && self.f.belongs(b, x));
        out.extend(later.map(|(b, r)| self.superseded(a, b, r)));
        out
    }

    fn left_at_renewal(&self, a: &'r Agreement, n: &'r AgreementAct) -> Vec<Node<'r>> {
        let mut out = Vec::new();
        for t in a.term.iter().filter(|t| t.then == AfterTerm::Renew) {
            let TermLength::For(first) = t.length else {
                continue;
            };
            let r = Renewing { first, each: t.renew_for.unwrap_or(first), before: t.unless_notice.unwrap_or_default() };
            for e in self.entries(a) {
                let end = date::expiry(&self.from(a, t, &e), r, &self.given(n));
                out.push(self.takes_effect(a, n, &end, "noticed", None));
            }
        }
        out
    }

    fn ended(&self, a: &'r Agreement, x: &'r Ended) -> Node<'r> {
        let others = a.ended.iter().filter(|o| o.for_parties == x.for_parties).map(|o| (&o.stmt, &o.under));
        let mut of = self.chosen(&x.stmt, &x.under, others);
        of.push(("past", since(&next(&self.f.stated(&x.stmt, "on", &x.on)), "recordedend")));
        rule("ended", vec![agreement(a), stmt(&x.stmt)], of)
    }

    fn dated(&self, a: &'r Agreement, x: &'r AgreementAct, id: &'static str, cause: &'static str) -> Node<'r> {
        let date = day_of(x).map_or_else(date::not_stated, |(field, d)| self.f.stated(&x.stmt, field, d));
        let of = vec![("fact", fact(&x.stmt, &x.under)), ("since", since(&date, cause))];
        rule(id, vec![agreement(a), stmt(&x.stmt)], of)
    }

    fn superseded(&self, a: &'r Agreement, later: &'r Agreement, r: &'r Relation) -> Node<'r> {
        let mut of = vec![("fact", plain(&r.stmt))];
        of.extend(self.entered(later));
        rule("superseded", vec![agreement(a), stmt(&r.stmt)], of)
    }

    pub fn given(&self, n: &'r AgreementAct) -> Term {
        n.on.as_ref().map_or_else(date::not_stated, |on| self.f.stated(&n.stmt, "on", on))
    }

    pub fn takes_effect(
        &self,
        a: &'r Agreement,
        n: &'r AgreementAct,
        end: &Term,
        id: &'static str,
        more: Option<Premise<'r>>,
    ) -> Node<'r> {
        let mut of = vec![("fact", fact(&n.stmt, &n.under))];
        of.extend(more);
        of.push(("since", since(end, if self.f.ends_for_all(a, n) { "notice" } else { "withdrawal" })));
        for r in a.acts.iter().filter(|r| r.act == "notice-revoked") {
            let same = r.by.is_empty() || n.by.is_empty() || r.by.iter().any(|x| n.by.contains(x));
            let Some(on) = r.on.as_ref().filter(|_| same) else {
                continue;
            };
            let on = self.f.stated(&r.stmt, "on", on);
            let of_r = vec![
                ("fact", fact(&r.stmt, &r.under)),
                ("after", not_after(&self.given(n), &on)),
                ("before", not_after(&next(&on), end)),
            ];
            of.push(("revoked", rule("revoked", vec![agreement(a), stmt(&r.stmt), stmt(&n.stmt)], of_r)));
        }
        if !self.silence_counts(a) {
            of.push(("revoked", missing("all-acts", &[a.id.as_str()])));
        }
        rule(id, vec![agreement(a), stmt(&n.stmt)], of)
    }

    fn effect(&self, a: &'r Agreement, n: &'r AgreementAct) -> Option<Node<'r>> {
        let barred = matches!(a.withdrawal, WithdrawalClause::Silent(_) | WithdrawalClause::Excluded(_));
        if let Some(on) = n.effect_on.as_ref().filter(|_| !barred || !n.under.is_always()) {
            return Some(self.takes_effect(a, n, &self.f.stated(&n.stmt, "effect-on", on), "notice", None));
        }
        let unclear = || {
            let unlisted = ("unlisted", missing("effect-of-notice", &[n.stmt.as_str()]));
            Some(self.takes_effect(a, n, &self.given(n), "notice-unclear", Some(unlisted)))
        };
        match &a.withdrawal {
            WithdrawalClause::Excluded(_) => None,
            WithdrawalClause::Ways(ways) => {
                let ends: Vec<Term> = ways.iter().filter_map(|w| self.end_by(a, n, w)).collect();
                if ends.is_empty() {
                    unclear()
                } else {
                    Some(self.takes_effect(a, n, &of_all("between", ends), "notice", None))
                }
            }
            WithdrawalClause::Silent(_) => {
                let mut end = plus(&self.given(n), Duration::months(12));
                if let Some(on) = &n.effect_on {
                    end = of_all("latest", vec![end, self.f.stated(&n.stmt, "effect-on", on)]);
                }
                let implied = match self.f.general("withdrawal-when-text-silent", "implied") {
                    Some((c, options)) => node(What::Choice(c, options)),
                    None => missing("right-implied", &[a.id.as_str()]),
                };
                Some(self.takes_effect(a, n, &end, "notice-silent", Some(("implied", implied))))
            }
            WithdrawalClause::NotRecorded => {
                let renews = a.term.iter().any(|t| t.then == AfterTerm::Renew) || n.act == "notice-of-non-renewal";
                if renews && self.silence_counts(a) { None } else { unclear() }
            }
        }
    }

    /// The day a notice takes effect by one way the text allows.
    fn end_by(&self, a: &'r Agreement, n: &'r AgreementAct, w: &'r Withdrawal) -> Option<Term> {
        let entered = |e: &'r EntryIntoForce| e.on.as_ref().map(|on| self.f.stated(&e.stmt, "on", on));
        let mut from = self.given(n);
        if let Some(wait) = w.not_before {
            let entry = of_all("between", a.entry_into_force.iter().filter_map(entered).collect());
            from = of_all("latest", vec![from, plus(&entry, wait)]);
        }
        let end = plus(&from, w.notice);
        match w.effect {
            WithdrawalEffect::EndOfNotice => return Some(end),
            WithdrawalEffect::FixedDate => return None,
            WithdrawalEffect::EndOfTerm => {}
        }
        let t = a.term.first()?;
        let start = match &t.from {
            CountedFrom::EntryIntoForce => a.entry_into_force.iter().find_map(entered)?,
            CountedFrom::Signature => self.signatures(a).into_iter().next()?,
            CountedFrom::Date(d) => self.f.stated(&t.stmt, "from", d),
        };
        Some(match &t.length {
            TermLength::For(d) => {
                date::expiry(&start, Renewing { first: *d, each: t.renew_for.unwrap_or(*d), before: w.notice }, &from)
            }
            TermLength::Until(d) => of_all("latest", vec![next(&self.f.stated(&t.stmt, "until", d)), end]),
            _ => end,
        })
    }

    pub fn suspensions(&self, a: &'r Agreement, x: &ActorId) -> Premises<'r> {
        let mut out = Vec::new();
        for s in a.acts.iter().filter(|s| s.act == "suspension" && s.concerns.is_empty()) {
            let touches = s.by.is_empty() || self.f.two_sided(a) || s.by.iter().any(|y| self.f.same(x, y));
            let Some((field, on)) = day_of(s).filter(|_| touches) else {
                continue;
            };
            let on = self.f.stated(&s.stmt, field, on);
            let mut of = vec![("fact", fact(&s.stmt, &s.under)), ("since", since(&on, "suspension"))];
            of.extend(
                s.until.iter().map(|d| ("past", since(&next(&self.f.stated(&s.stmt, "until", d)), "suspension"))),
            );
            for r in a.acts.iter().filter(|r| r.act == "resumption") {
                let same = r.by.is_empty() || s.by.is_empty() || r.by.iter().any(|y| s.by.contains(y));
                let Some(day) = r.on.as_ref().filter(|_| same) else {
                    continue;
                };
                let day = self.f.stated(&r.stmt, "on", day);
                let of_r = vec![
                    ("fact", fact(&r.stmt, &r.under)),
                    ("since", since(&day, "suspension")),
                    ("after", not_after(&on, &day)),
                ];
                of.push(("resumed", rule("resumed", vec![agreement(a), stmt(&r.stmt), stmt(&s.stmt)], of_r)));
            }
            if !self.silence_counts(a) {
                of.push(("resumed", missing("all-acts", &[a.id.as_str()])));
            }
            out.push(("suspended", rule("suspended", vec![agreement(a), stmt(&s.stmt)], of)));
        }
        out
    }
}

/// Repudiation or nullity declared, on an option that says it ends.
fn declared(x: &AgreementAct) -> bool {
    matches!(x.act.as_str(), "repudiation" | "declaration-of-nullity") && x.effect_on.is_some() && !x.under.is_always()
}
