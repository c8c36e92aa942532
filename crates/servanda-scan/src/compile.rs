//! What a record's law makes binding, as obligations to match events against.

use crate::acts::ActTerms;
use crate::index::{IndexError, ObligationIndex};
use crate::obligation::{ANYONE, ActSet, DiagramId, Obligation};
use servanda_law::{Diagram, Law, Touch, touching};
use servanda_record::{Agreement, Provision, Record};
use std::collections::BTreeMap;

/// A provision, and how acts touch it: what an obligation's id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The agreement's place in the record.
    pub agreement: u32,
    /// The provision's place in the agreement.
    pub provision: u32,
    /// Whether the act goes against it or performs it.
    pub touch: Touch,
}

impl Duty {
    /// The agreement and the provision in the record it was compiled from.
    #[must_use]
    pub fn of<'l>(&self, law: &'l Law) -> Option<(&'l Agreement, &'l Provision)> {
        let agreement = law.record().agreements.get(self.agreement as usize)?;
        let provision = agreement.provisions.get(self.provision as usize)?;
        Some((agreement, provision))
    }
}

/// The law of a record as an index.
///
/// Its actor numbers and act classes are those of
/// [`Vocabulary::of_record`](crate::Vocabulary::of_record) for the same record, its days
/// those of [`Day::number`](servanda_time::Day::number), its diagrams those of the law.
pub struct CompiledLaw {
    /// To be scanned against.
    pub index: ObligationIndex,
    /// What each obligation's id stands for.
    pub duties: Vec<Duty>,
    last_diagram: u32,
}

impl CompiledLaw {
    /// Compiles everything that binds, or may bind, anyone.
    ///
    /// An act that is certainly such as a provision speaks of has the diagram of its
    /// binding. An act of which it is not known, because the code is wider than the
    /// provision ("force" where it speaks of invasion), has that diagram with unknown in
    /// place of yes. Codes so wide that they take in a quarter of all acts say nothing of
    /// the kind, and touch no provision that they do not name.
    ///
    /// # Errors
    /// [`IndexError`] if there are too many obligations.
    pub fn new(law: &Law, acts: &ActTerms) -> Result<CompiledLaw, IndexError> {
        let mut duties = Vec::new();
        let mut ids: BTreeMap<(u32, u32), Vec<Touched>> = BTreeMap::new();
        for (agreement, a) in (0u32..).zip(&law.record().agreements) {
            for (provision, p) in (0u32..).zip(&a.provisions) {
                for touch in [Touch::Against, Touch::Performs] {
                    let (certain, possible) = spoken_of(acts, (law.record(), p), touch);
                    if certain.is_empty() {
                        continue;
                    }
                    let id = duties.len() as u32;
                    duties.push(Duty {
                        agreement,
                        provision,
                        touch,
                    });
                    let of = ids.entry((agreement, provision)).or_default();
                    of.push((id, certain, possible));
                }
            }
        }
        let mut obligations = Vec::new();
        law.bound_spans(|span| {
            let touched = ids.get(&(span.agreement, span.provision));
            for (id, certain, possible) in touched.into_iter().flatten() {
                let obligation = Obligation {
                    id: *id,
                    bearer: span.bearer,
                    counterparty: span.toward.unwrap_or(ANYONE),
                    from: span.days.start.number(),
                    until: span.days.end.number(),
                    acts: *certain,
                    diagram: DiagramId(span.diagram.0),
                };
                obligations.push(obligation);
                if !possible.is_empty() {
                    obligations.push(Obligation {
                        acts: *possible,
                        diagram: DiagramId(law.both(span.diagram, Diagram::UNKNOWN).0),
                        ..obligation
                    });
                }
            }
        });
        Ok(CompiledLaw {
            index: ObligationIndex::build(&obligations)?,
            duties,
            last_diagram: obligations.iter().map(|o| o.diagram.0).max().unwrap_or(0),
        })
    }

    /// The largest number of a diagram in the index.
    #[must_use]
    pub fn last_diagram(&self) -> u32 {
        self.last_diagram
    }
}

/// A duty's number, and the acts that certainly and possibly touch it.
type Touched = (u32, ActSet, ActSet);

/// The acts that certainly and possibly touch a provision.
fn spoken_of(
    acts: &ActTerms,
    (record, p): (&Record, &Provision),
    touch: Touch,
) -> (ActSet, ActSet) {
    let (mut certain, mut possible) = (ActSet::empty(), ActSet::empty());
    for class in touching(record, p, touch)
        .iter()
        .filter_map(|act| acts.class(act))
    {
        let (c, p) = acts.spoken_of(class);
        certain = certain.union(c);
        possible = possible.union(p);
    }
    let telling = |class: &u16| acts.spoken_of(*class).0.len() * 4 <= acts.len();
    let possible = possible.without(certain).iter().filter(telling).collect();
    (certain, possible)
}
