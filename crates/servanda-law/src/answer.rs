//! Answers under every reading at once, and what was asked.

use crate::dag::{Arg, NodeId};
use crate::diagram::Diagram;
use crate::force::Build;
use crate::law::Law;
use crate::reading::{ReadingError, ReadingSpec};
use crate::rules::obligation;
use serde_json::Value;
use servanda_record::Record;
use servanda_time::{Day, Truth};

/// What was asked; kept so that a proof can be derived when it is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Query {
    InForce {
        agreement: String,
        party: Option<String>,
        other: Option<String>,
        day: Day,
    },
    Bound {
        agreement: String,
        article: String,
        bearer: String,
        toward: Option<String>,
        day: Day,
    },
    Overdue {
        agreement: String,
        provision: String,
        bearer: String,
        day: Day,
    },
    Interim {
        agreement: String,
        party: String,
        day: Day,
    },
    Conduct {
        key: crate::conduct::Key,
        step: crate::conduct::Step,
    },
}

impl Query {
    pub(crate) fn build<'r>(&self, b: &mut Build<'r, '_>) -> Option<(NodeId, Day)> {
        let record: &'r Record = &b.core.record;
        match self {
            Query::InForce {
                agreement,
                party,
                other,
                day,
            } => {
                let a = record.agreement(agreement)?;
                let find =
                    |x: &Option<String>| x.as_ref().and_then(|x| record.actor(x)).map(|x| &x.id);
                let node = match (find(party), find(other)) {
                    (None, None) => b.life(a),
                    (Some(x), None) | (None, Some(x)) => b.in_force(a, x),
                    (Some(x), Some(y)) => {
                        let mut premises = vec![
                            ("bearer", b.in_force(a, x)),
                            ("counterparty", b.in_force(a, y)),
                        ];
                        premises.extend(crate::rules::change::parted(b, a, x, y));
                        let args = vec![Arg::Agreement(&a.id), Arg::Actor(x), Arg::Actor(y)];
                        b.dag.rule(&obligation::BETWEEN, args, premises)
                    }
                };
                Some((node, *day))
            }
            Query::Bound {
                agreement,
                article,
                bearer,
                toward,
                day,
            } => {
                let a = record.agreement(agreement)?;
                let p = a.provisions.iter().find(|p| p.stmt.as_str() == article)?;
                let x = &record.actor(bearer)?.id;
                let y = toward.as_ref().and_then(|y| record.actor(y)).map(|y| &y.id);
                Some((obligation::bound(b, a, p, x, y), *day))
            }
            Query::Overdue {
                agreement,
                provision,
                bearer,
                day,
            } => {
                let a = record.agreement(agreement)?;
                let p = a.provisions.iter().find(|p| p.stmt.as_str() == provision)?;
                let x = &record.actor(bearer)?.id;
                Some((crate::overdue::overdue(b, a, p, x), *day))
            }
            Query::Interim {
                agreement,
                party,
                day,
            } => {
                let a = record.agreement(agreement)?;
                let x = &record.actor(party)?.id;
                Some((crate::rules::change::interim(b, a, x), *day))
            }
            Query::Conduct { key, step } => {
                let node = crate::conduct::build(b, key, *step)?;
                Some((node, Day::FIRST))
            }
        }
    }
}

/// An answer under every reading at once.
#[derive(Clone, Debug)]
pub struct Answer<'l> {
    pub(crate) law: &'l Law,
    pub(crate) diagram: Diagram,
    pub(crate) query: Query,
}

/// A smallest change of reading that gives another answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// Changes: choice point, option before, option after, in the order of choice points.
    pub changes: Vec<(String, String, String)>,
    /// The answer then.
    pub gives: Truth,
}

impl<'l> Answer<'l> {
    /// The answer under the default reading.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.law.by_default(self.diagram)
    }

    /// The answer under every reading, as a diagram of this law.
    #[must_use]
    pub fn diagram(&self) -> Diagram {
        self.diagram
    }

    /// The answer under a reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn under(&self, spec: &ReadingSpec) -> Result<Truth, ReadingError> {
        self.law.under(self.diagram, spec)
    }

    /// All smallest changes from the default reading that reach the opposite definite answer (from unknown: either
    /// definite answer, yes first).
    #[must_use]
    pub fn flips(&self) -> Vec<Flip> {
        self.law.flips(self.diagram, &self.law.defaults)
    }

    /// The same from another reading.
    ///
    /// # Errors
    /// A reading, choice point or option that is not in the record.
    pub fn flips_from(&self, spec: &ReadingSpec) -> Result<Vec<Flip>, ReadingError> {
        let base = self.law.core.choices.resolve(&self.law.core.record, spec)?;
        Ok(self.law.flips(self.diagram, &base))
    }

    /// Whether all readings agree.
    #[must_use]
    pub fn robust(&self) -> bool {
        self.diagram.as_constant().is_some()
    }

    /// The choice points the answer depends on.
    #[must_use]
    pub fn depends_on(&self) -> Vec<String> {
        let vars = self.law.core.choices.all();
        self.law
            .diagrams()
            .support(self.diagram)
            .into_iter()
            .map(|v| vars[v as usize].id.clone())
            .collect()
    }

    /// The answer under every reading as nested JSON: `"yes"`, `"no"`, `"unknown"`, or
    /// `{"choice": …, "of": {option: …}}`.
    #[must_use]
    pub fn readings_json(&self) -> Value {
        let d = self.law.diagrams();
        crate::proof::diagram_json(&d, &self.law.core.choices, self.diagram)
    }

    /// The derivation of the answer.
    #[must_use]
    pub fn proof(&self) -> crate::proof::Proof {
        crate::proof::prove(self.law, &self.query)
    }
}

impl Law {
    /// All smallest changes from a choice of options that reach the opposite definite answer.
    #[must_use]
    pub fn flips(&self, diagram: Diagram, base: &[u32]) -> Vec<Flip> {
        let d = self.diagrams();
        let goals = match d.eval(diagram, base) {
            Truth::Yes => vec![Truth::No],
            Truth::No => vec![Truth::Yes],
            Truth::Unknown => vec![Truth::Yes, Truth::No],
        };
        let vars = self.core.choices.all();
        let mut out = Vec::new();
        for gives in goals {
            for changes in d.smallest_flips(diagram, base, gives) {
                let changes = changes
                    .into_iter()
                    .map(|(v, a, b)| {
                        let v = &vars[v as usize];
                        (
                            v.id.clone(),
                            v.options[a as usize].clone(),
                            v.options[b as usize].clone(),
                        )
                    })
                    .collect();
                out.push(Flip { changes, gives });
            }
        }
        out
    }
}
