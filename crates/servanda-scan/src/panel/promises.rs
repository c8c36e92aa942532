//! What of the wanted sorts binds whom, gathered once for the whole panel.

use super::{PanelCounts, PanelSpec, PanelUnit, wrong};
use crate::error::ScanError;
use servanda_law::{BoundSpan, Diagram, Law, ReadingSpec};
use servanda_record::{Agreement, Provision, Record};
use servanda_time::DaySpan;
use std::collections::{BTreeMap, HashMap};

/// In place of an actor: owed to all.
pub(crate) const EVERYONE: u32 = u32::MAX;

/// Days on which a provision binds, or may bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Promise {
    bearer: u32,
    toward: u32,
    duty: u32,
    pub days: DaySpan,
    /// Its place in [`Promises::provisions`].
    pub provision: u32,
    pub diagram: Diagram,
    /// Whether these days are beyond those that the agreement's sources cover.
    pub beyond: bool,
}

/// All of them.
pub(crate) struct Promises {
    all: Vec<Promise>,
    /// Places of agreements in the record and of provisions in agreements, in order.
    pub provisions: Vec<(u32, u32)>,
}

impl Promises {
    pub fn gather(law: &Law, spec: &PanelSpec, window: DaySpan) -> Result<Promises, ScanError> {
        let wanted = |p: &Provision| spec.duties.iter().any(|d| d.takes(p));
        let record = law.record();
        let mut places: BTreeMap<(u32, u32), Known> = BTreeMap::new();
        for (number, a) in (0u32..).zip(&record.agreements) {
            for (place, p) in (0u32..).zip(&a.provisions).filter(|(_, p)| wanted(p)) {
                let known = Known {
                    provision: places.len() as u32,
                    days: known_days(record, a, p),
                    duties: (0u32..)
                        .zip(&spec.duties)
                        .filter(|(_, d)| d.takes(p))
                        .map(|(n, _)| n)
                        .collect(),
                };
                places.insert((number, place), known);
            }
        }
        let mut answers = Answers::new(law, spec.reading.as_ref())?;
        let mut all = Vec::new();
        let mut add = |span: BoundSpan| {
            let Some(known) = places.get(&(span.agreement, span.provision)) else {
                return;
            };
            let diagram = answers.of(span.diagram);
            if diagram == Diagram::NO {
                return;
            }
            let toward = match spec.unit {
                PanelUnit::StateYear => EVERYONE,
                _ => span.toward.unwrap_or(EVERYONE),
            };
            let days = span.days.intersect(window);
            let before = DaySpan::until(known.days.start);
            let after = DaySpan::starting(known.days.end);
            for (part, beyond) in [(before, true), (known.days, false), (after, true)] {
                let days = days.intersect(part);
                if days.is_empty() {
                    continue;
                }
                all.extend(known.duties.iter().map(|duty| Promise {
                    bearer: span.bearer,
                    toward,
                    duty: *duty,
                    days,
                    provision: known.provision,
                    diagram,
                    beyond,
                }));
            }
        };
        match spec.counts {
            PanelCounts::InForce => law.promised_spans(|_, p| wanted(p), &mut add),
            PanelCounts::Due => law.bound_spans(&mut add),
        }
        all.sort_unstable();
        all.dedup();
        Ok(Promises {
            all,
            provisions: places.into_keys().collect(),
        })
    }

    /// What a bearer owes to another (or to everyone) of one sort.
    pub fn of(&self, bearer: u32, toward: u32, duty: usize) -> &[Promise] {
        let key = (bearer, toward, duty as u32);
        let of = |p: &Promise| (p.bearer, p.toward, p.duty);
        let from = self.all.partition_point(|p| of(p) < key);
        let rest = &self.all[from..];
        &rest[..rest.partition_point(|p| of(p) == key)]
    }
}

/// A provision that is wanted.
struct Known {
    provision: u32,
    days: DaySpan,
    duties: Vec<u32>,
}

/// The days for which what is cited for a provision can know of it: all, if one source sets
/// itself no limits.
fn known_days(record: &Record, a: &Agreement, p: &Provision) -> DaySpan {
    let mut hull: Option<DaySpan> = None;
    for statement in [&a.stmt, &p.stmt] {
        let cited = record.statement(statement.as_str());
        for citation in cited.into_iter().flat_map(|s| &s.citations) {
            let source = record.source(citation.source.as_str());
            let Some(covers) = source.and_then(|s| s.covers.as_ref()) else {
                return DaySpan::ALL;
            };
            let days = covers.possible();
            hull = Some(hull.map_or(days, |h| {
                DaySpan::new(h.start.min(days.start), h.end.max(days.end))
            }));
        }
    }
    hull.unwrap_or(DaySpan::ALL)
}

/// Diagrams as they are, or their answers under a reading.
struct Answers<'l> {
    law: &'l Law,
    reading: Option<&'l ReadingSpec>,
    found: HashMap<Diagram, Diagram>,
}

impl<'l> Answers<'l> {
    fn new(law: &'l Law, reading: Option<&'l ReadingSpec>) -> Result<Answers<'l>, ScanError> {
        if let Some(spec) = reading {
            law.under(Diagram::YES, spec)
                .map_err(|e| wrong(e.to_string()))?;
        }
        Ok(Answers {
            law,
            reading,
            found: HashMap::new(),
        })
    }

    fn of(&mut self, diagram: Diagram) -> Diagram {
        let (Some(spec), None) = (self.reading, diagram.as_constant()) else {
            return diagram;
        };
        let law = self.law;
        *self.found.entry(diagram).or_insert_with(|| {
            // The reading was tried before; were it refused, nothing would be known.
            law.under(diagram, spec)
                .map_or(Diagram::UNKNOWN, Diagram::constant)
        })
    }
}
