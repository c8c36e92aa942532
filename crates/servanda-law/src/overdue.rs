//! Duties to act whose last day has passed without a recorded performance.

use crate::answer::{Answer, Query};
use crate::dag::{Arg, Cause, Missing, NodeId};
use crate::diagram::Diagram;
use crate::force::Build;
use crate::law::{Law, LawError};
use crate::rules::conduct::{self, CLOSED_BY, NOT_PERFORMED, OVERDUE, Touch};
use crate::rules::obligation;
use servanda_record::{ActorId, Agreement, Bearer, Duty, Provision, Scope, SetKind};
use servanda_time::{Day, DaySpan, Truth};

/// A duty to act with a deadline, for one bearer, of which no performance is recorded.
#[derive(Clone, Debug)]
pub struct Overdue<'l> {
    law: &'l Law,
    /// The agreement.
    pub agreement: &'l Agreement,
    /// The provision.
    pub provision: &'l Provision,
    /// Whom it binds.
    pub bearer: &'l ActorId,
    /// The day asked about.
    pub day: Day,
    /// Whether the duty bound on its last day, the day has passed, and it was not performed: yes only where a
    /// completeness statement closes the events; unknown otherwise.
    pub diagram: Diagram,
}

impl<'l> Overdue<'l> {
    /// The answer under the default reading.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.law.by_default(self.diagram)
    }

    /// The answer with its readings, flips and proof.
    #[must_use]
    pub fn answer(&self) -> Answer<'l> {
        let query = Query::Overdue {
            agreement: self.agreement.id.to_string(),
            provision: self.provision.stmt.to_string(),
            bearer: self.bearer.to_string(),
            day: self.day,
        };
        Answer {
            law: self.law,
            diagram: self.diagram,
            query,
        }
    }
}

impl Law {
    /// Duties to act whose last day lies before `day` and of which no performance in time is recorded, of all agreements
    /// or of one. What certainly is not overdue is left out.
    ///
    /// # Errors
    /// An agreement that is not in the record.
    pub fn overdue(&self, agreement: Option<&str>, day: Day) -> Result<Vec<Overdue<'_>>, LawError> {
        let agreements: Vec<&Agreement> = match agreement {
            Some(id) => vec![self.find_agreement(id)?],
            None => self.record().agreements.iter().collect(),
        };
        let mut out = Vec::new();
        for a in agreements {
            for p in a
                .provisions
                .iter()
                .filter(|p| p.duty == Duty::Must && p.within.is_some())
            {
                let bearers: Vec<&ActorId> = match &p.by {
                    Bearer::EachParty => a.parties.iter().map(|q| &q.actor).collect(),
                    Bearer::Actors(list) => list.iter().map(|x| self.core.owner(x)).collect(),
                };
                for x in bearers {
                    let mut d = self.diagrams();
                    let mut b = Build::new(&self.core, &mut d);
                    let node = overdue(&mut b, a, p, x);
                    let diagram = b.dag.value(node).at(day);
                    if diagram != Diagram::NO {
                        out.push(Overdue {
                            law: self,
                            agreement: a,
                            provision: p,
                            bearer: x,
                            day,
                            diagram,
                        });
                    }
                }
            }
        }
        Ok(out)
    }
}

/// The duty bound on its last day, that day has passed, and nothing performed it.
pub(crate) fn overdue<'r>(
    b: &mut Build<'r, '_>,
    a: &'r Agreement,
    p: &'r Provision,
    x: &'r ActorId,
) -> NodeId {
    let core = b.core;
    let args = vec![
        Arg::Agreement(&a.id),
        Arg::Article(&p.article),
        Arg::Stmt(&p.stmt),
        Arg::Actor(x),
    ];
    let bound = obligation::bound(b, a, p, x, None);
    let mut premises = Vec::new();
    for last in obligation::deadlines(b, a, p) {
        let (lo, hi) = b.dag.dates.bounds(last.date);
        let span = DaySpan::inclusive(lo.unwrap_or(Day::MIN), hi.unwrap_or(Day::MAX.prev()));
        let past = b.dag.dates.next_day(last.date);
        let mut of = last.premises;
        of.push(("past", b.dag.since(past, Cause::Period)));
        of.push((
            "bound",
            b.dag
                .during(last.stmt, vec![(span, lo.is_some() && lo == hi)], bound),
        ));
        for e in &core.record.events {
            let own =
                e.by.iter()
                    .chain(&e.with)
                    .any(|z| core.same_person(core.owner(z), x));
            if !own || conduct::kinds(b, p, e, Touch::Performs).is_empty() {
                continue;
            }
            for w in &e.when {
                let start = b.event_start(&w.stmt, &w.when);
                of.push(("performed", b.dag.not_after(start, last.date)));
            }
        }
        let mut of_args = args.clone();
        of_args.push(Arg::Stmt(last.stmt));
        premises.push(("lapsed", b.dag.rule(&NOT_PERFORMED, of_args, of)));
    }
    premises.extend(obligation::counted_from(b, a, p));
    for c in &core.record.completeness {
        let about = matches!(&c.of, Scope::Agreement(id) if *id == a.id);
        if c.set == SetKind::Events && about && core.is_good(c, a) {
            let mut of = vec![("complete", b.dag.complete(c))];
            if let Some(period) = &c.period {
                of.extend(b.period(&c.stmt, "period", period, Cause::Coverage));
            }
            let args = vec![Arg::Agreement(&a.id), Arg::Stmt(&c.stmt)];
            premises.push(("closed", b.dag.rule(&CLOSED_BY, args, of)));
        }
    }
    premises.push(("closed", b.dag.missing(Missing::AllEvents(&a.id))));
    b.dag.rule(&OVERDUE, args, premises)
}
