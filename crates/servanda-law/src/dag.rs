//! Derivations: rules applied to premises, down to statements, each with its answer for every day.

use crate::dates::{Bounds, DateId, Dates};
use crate::diagram::{Diagram, Diagrams};
use crate::reading::Choices;
use crate::rules::{Formula, Rule};
use crate::steps::Steps;
use servanda_record::{ActorId, AgreementId, ChoiceId, EventId, Guard, OptionId, StatementId};
use servanda_time::{Day, DaySpan, Truth};

/// Index of a node in its [`Dag`].
pub(crate) type NodeId = u32;

/// What a conclusion is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Arg<'r> {
    Agreement(&'r AgreementId),
    Actor(&'r ActorId),
    Event(&'r EventId),
    Article(&'r str),
    Stmt(&'r StatementId),
}

/// What brings about a change on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Signature.
    Signature,
    /// Ratification, or exchange of ratifications.
    Ratification,
    /// The required number of deposits.
    Deposits,
    /// Entry into force otherwise.
    EntryIntoForce,
    /// A party joining later.
    Accession,
    /// Provisional application.
    Provisional,
    /// The end of a term.
    Expiry,
    /// A notice taking effect.
    Notice,
    /// A party's withdrawal or its own last day.
    Withdrawal,
    /// Suspension or its end.
    Suspension,
    /// Ended by the parties together.
    Termination,
    /// A later agreement in its place.
    Supersession,
    /// An end the record states.
    RecordedEnd,
    /// Succession.
    Succession,
    /// A party's own beginning or end as a person.
    Existence,
    /// An event.
    Event,
    /// The end of what a completeness statement or other evidence covers.
    Coverage,
    /// A provision's own period.
    Period,
    /// A day the law names.
    Law,
}

/// A leaf or a rule applied.
#[derive(Clone, Debug)]
pub(crate) enum Node<'r> {
    /// A statement of the record, holding under its guard.
    Fact { stmt: &'r StatementId },
    /// An option chosen.
    Choice {
        choice: &'r ChoiceId,
        options: Vec<&'r OptionId>,
    },
    /// One of several statements in conflict, taken.
    Taken {
        choice: String,
        stmt: &'r StatementId,
    },
    /// The day asked about is that date or later.
    Since { date: DateId, cause: Cause },
    /// One date is not after another.
    NotAfter { left: DateId, right: DateId },
    /// Nothing is stated: unknown, and what is missing.
    Missing(Missing<'r>),
    /// A set closed by a completeness statement.
    Complete {
        of: &'r servanda_record::Completeness,
    },
    /// A term of the taxonomy falls under another.
    IsA { narrow: &'r str, wide: &'r str },
    /// A relation between things of the record that needs no more than looking.
    Looked {
        what: &'static str,
        args: Vec<Arg<'r>>,
    },
    /// A rule applied.
    Rule {
        rule: &'static Rule,
        args: Vec<Arg<'r>>,
        premises: Vec<(&'static str, NodeId)>,
    },
    /// Another node at the time of an event: on some day of it.
    During {
        stmt: &'r StatementId,
        span: Vec<(DaySpan, bool)>,
        node: NodeId,
    },
}

/// What the record does not state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Missing<'r> {
    PartyOf(&'r ActorId, &'r AgreementId),
    PartyDate(&'r ActorId, &'r AgreementId),
    StateAgain(&'r ActorId),
    LinkTime(&'r StatementId),
    Entry(&'r AgreementId),
    Deposits(&'r AgreementId),
    AllNotices(&'r AgreementId),
    AllActs(&'r AgreementId),
    AllEvents(&'r AgreementId),
    RecordedLonger(&'r AgreementId),
    EffectOfNotice(&'r StatementId),
    RightImplied(&'r AgreementId),
    Choice(&'r str),
    Attack(&'r AgreementId, &'r str),
    Provoked(&'r EventId),
    Unmodelled(&'r StatementId),
    OpenTrigger(&'r StatementId),
    OpenException(&'r StatementId),
    AfterWar(&'r EventId),
    Target(&'r EventId),
    Place(&'r EventId),
    ExcuseShown(&'r StatementId),
    EventTime(&'r EventId),
    ReservationScope(&'r StatementId),
    IntentionInWar(&'r AgreementId),
    Essential(&'r StatementId),
    ExcuseCondition(&'r StatementId, &'r str),
}

/// A derivation under construction. Premises always come before what rests on them.
pub(crate) struct Dag<'r, 'd> {
    pub choices: &'r Choices,
    pub diagrams: &'d mut Diagrams,
    pub dates: Dates<'r>,
    pub nodes: Vec<Node<'r>>,
    pub values: Vec<Steps>,
    /// Nodes already made for a rule and its arguments.
    memo: Vec<(&'static str, Vec<Arg<'r>>, NodeId)>,
}

impl<'r, 'd> Dag<'r, 'd> {
    pub fn new(choices: &'r Choices, diagrams: &'d mut Diagrams) -> Self {
        let (nodes, values, memo) = (Vec::with_capacity(64), Vec::with_capacity(64), Vec::new());
        Dag {
            choices,
            diagrams,
            dates: Dates::default(),
            nodes,
            values,
            memo,
        }
    }

    fn push(&mut self, node: Node<'r>, value: Steps) -> NodeId {
        self.nodes.push(node);
        self.values.push(value);
        (self.nodes.len() - 1) as NodeId
    }

    /// The answer of a node for every day.
    pub fn value(&self, id: NodeId) -> &Steps {
        &self.values[id as usize]
    }

    pub fn fact(&mut self, stmt: &'r StatementId, under: &Guard) -> NodeId {
        let d = if under.is_always() {
            Diagram::YES
        } else {
            self.choices.guard(self.diagrams, under)
        };
        self.push(Node::Fact { stmt }, Steps::constant(d))
    }

    pub fn choice(&mut self, choice: &'r ChoiceId, options: Vec<&'r OptionId>) -> NodeId {
        let names: Vec<&str> = options.iter().map(|o| o.as_str()).collect();
        let d = self.choices.literal(self.diagrams, choice.as_str(), &names);
        self.push(Node::Choice { choice, options }, Steps::constant(d))
    }

    pub fn taken(&mut self, choice: String, stmt: &'r StatementId) -> NodeId {
        let d = self
            .choices
            .literal(self.diagrams, &choice, &[stmt.as_str()]);
        self.push(Node::Taken { choice, stmt }, Steps::constant(d))
    }

    pub fn since(&mut self, date: DateId, cause: Cause) -> NodeId {
        let (lo, hi) = self.dates.bounds(date);
        self.push(Node::Since { date, cause }, Steps::since(lo, hi))
    }

    pub fn not_after(&mut self, left: DateId, right: DateId) -> NodeId {
        let truth = not_after(self.dates.bounds(left), self.dates.bounds(right));
        self.push(
            Node::NotAfter { left, right },
            Steps::constant(Diagram::constant(truth)),
        )
    }

    pub fn missing(&mut self, what: Missing<'r>) -> NodeId {
        self.push(Node::Missing(what), Steps::constant(Diagram::UNKNOWN))
    }

    pub fn complete(&mut self, of: &'r servanda_record::Completeness) -> NodeId {
        self.push(Node::Complete { of }, Steps::constant(Diagram::YES))
    }

    pub fn is_a(&mut self, narrow: &'r str, wide: &'r str, truth: Truth) -> NodeId {
        self.push(
            Node::IsA { narrow, wide },
            Steps::constant(Diagram::constant(truth)),
        )
    }

    pub fn looked(&mut self, what: &'static str, args: Vec<Arg<'r>>, truth: Truth) -> NodeId {
        self.push(
            Node::Looked { what, args },
            Steps::constant(Diagram::constant(truth)),
        )
    }

    /// The node already made for a rule and arguments.
    pub fn known(&self, rule: &str, args: &[Arg<'r>]) -> Option<NodeId> {
        self.memo
            .iter()
            .find(|(r, a, _)| *r == rule && a == args)
            .map(|m| m.2)
    }

    /// As [`Dag::rule`], to be found again by [`Dag::known`].
    pub fn rule_once(
        &mut self,
        rule: &'static Rule,
        args: Vec<Arg<'r>>,
        premises: Vec<(&'static str, NodeId)>,
    ) -> NodeId {
        let id = self.rule(rule, args.clone(), premises);
        self.memo.push((rule.id, args, id));
        id
    }

    /// Applies a rule: its formula over the premises, day by day.
    pub fn rule(
        &mut self,
        rule: &'static Rule,
        args: Vec<Arg<'r>>,
        premises: Vec<(&'static str, NodeId)>,
    ) -> NodeId {
        let value = eval(rule.formula(), &premises, &self.values, self.diagrams);
        self.push(
            Node::Rule {
                rule,
                args,
                premises,
            },
            value,
        )
    }

    /// A node at the time of an event: yes if on some day that certainly belongs to it; days that
    /// only may belong to it can make it unknown, never yes.
    pub fn during(
        &mut self,
        stmt: &'r StatementId,
        span: Vec<(DaySpan, bool)>,
        node: NodeId,
    ) -> NodeId {
        let steps = self.values[node as usize].clone();
        let value = during(&steps, &span, self.diagrams);
        self.push(Node::During { stmt, span, node }, Steps::constant(value))
    }
}

/// The answer at an event's time. A span marked certain is one all of whose days belong to the event; one
/// not so marked holds exactly one day of it, not known which.
pub(crate) fn during(steps: &Steps, spans: &[(DaySpan, bool)], d: &mut Diagrams) -> Diagram {
    let mut sum = Diagram::NO;
    for (span, certain) in spans {
        let x = if *certain {
            steps.any_in(*span, d)
        } else {
            steps.same_in(*span, d)
        };
        sum = d.or(sum, x);
    }
    sum
}

/// Whether one date is certainly not after another, certainly after it, or neither.
pub(crate) fn not_after(left: Bounds, right: Bounds) -> Truth {
    match (left, right) {
        ((_, Some(l)), (Some(r), _)) if l <= r => Truth::Yes,
        ((Some(l), _), (_, Some(r))) if l > r => Truth::No,
        _ => Truth::Unknown,
    }
}

/// A formula over premises, day by day.
fn eval(
    f: &Formula,
    premises: &[(&'static str, NodeId)],
    values: &[Steps],
    d: &mut Diagrams,
) -> Steps {
    let of = |label: &str| -> Vec<&Steps> {
        premises
            .iter()
            .filter(|(l, _)| *l == label)
            .map(|(_, n)| &values[*n as usize])
            .collect()
    };
    match f {
        Formula::Const(t) => Steps::constant(Diagram::constant(*t)),
        Formula::All(label) => fold(of(label).into_iter().cloned(), true, d),
        Formula::Any(label) => fold(of(label).into_iter().cloned(), false, d),
        Formula::Not(x) => eval(x, premises, values, d).map(|v| d.not(v)),
        Formula::And(xs) => {
            let parts: Vec<Steps> = xs.iter().map(|x| eval(x, premises, values, d)).collect();
            fold(parts.into_iter(), true, d)
        }
        Formula::Or(xs) => {
            let parts: Vec<Steps> = xs.iter().map(|x| eval(x, premises, values, d)).collect();
            fold(parts.into_iter(), false, d)
        }
    }
}

fn fold(items: impl Iterator<Item = Steps>, all: bool, d: &mut Diagrams) -> Steps {
    let (neutral, zero) = if all {
        (Diagram::YES, Diagram::NO)
    } else {
        (Diagram::NO, Diagram::YES)
    };
    let mut sum: Option<Steps> = None;
    for x in items {
        if x.as_constant() == Some(zero) {
            return x;
        }
        if x.as_constant() == Some(neutral) {
            continue;
        }
        sum = Some(match sum {
            None => x,
            Some(s) if all => s.zip(&x, |a, b| d.and(a, b)),
            Some(s) => s.zip(&x, |a, b| d.or(a, b)),
        });
    }
    sum.unwrap_or_else(|| Steps::constant(neutral))
}

/// The spans of an event's time, for [`Dag::during`].
pub(crate) fn spans_of(when: &servanda_record::When) -> Vec<(DaySpan, bool)> {
    use servanda_record::When;
    match when {
        When::Date(d) => match d.as_day() {
            Some(day) => vec![(DaySpan::day(day), true)],
            None => vec![(d.bounds(), false)],
        },
        When::Period(p) => {
            let mut out = Vec::new();
            if let Some(c) = p.certain() {
                out.push((c, true));
            }
            // First and last day are days of it, wherever in their bounds they lie.
            for b in [p.start_bounds(), p.end_bounds()] {
                if b != DaySpan::ALL && !out.iter().any(|(s, all)| *s == b || (*all && s.covers(b)))
                {
                    out.push((b, false));
                }
            }
            if out.is_empty() {
                out.push((p.possible(), false));
            }
            out
        }
    }
}

/// The earliest and latest day an event may end (its last day); `None` for a single date.
pub(crate) fn end_of(when: &servanda_record::When) -> Option<Bounds> {
    use servanda_record::When;
    match when {
        When::Date(_) => None,
        When::Period(p) => {
            let b = p.end_bounds();
            Some((b.first(), b.last()))
        }
    }
}

/// The day as text for people's files; the two open ends have none.
pub(crate) fn day_text(day: Day) -> Option<String> {
    day.is_calendar_day().then(|| day.to_string())
}
