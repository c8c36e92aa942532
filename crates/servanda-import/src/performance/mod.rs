//! Whether the members of alliances did in a war what they owed: found from what ATOP says
//! they owed and from who fought whom, on which side and when; and compared with what others
//! have coded.
//!
//! The rules are few and the same for every state:
//!
//! - A member counts as bound on a day if its membership and that of the state at war were in
//!   force then; what the recorded day of an end means is a reading ([`EndReading`]).
//! - Who began a battle against a state that it owed anything to has broken it.
//! - Who owed neutrality or non-aggression and began none has kept it.
//! - Who owed help to the attacked (or, for offence, to a state at war) and took part in the
//!   war on its side, while it was in it, has kept it; who did not has broken it, unless the
//!   duty was conditional: ATOP does not state the conditions, and it stays undetermined.
//! - Being on opposite sides of a war is not a fight.

mod compare;
mod facts;

pub use compare::{Agreement, Class, Compared, compare};
pub use facts::{Attack, Facts};

use crate::atop::{AtopMember, Obligations};
use crate::date::{Ending, PartialDate};
use crate::table::{Fields, ImportError, Rows, Table, read};
use servanda_time::{Day, Truth};
use std::collections::BTreeSet;
use std::fmt;

/// What the recorded day of an end means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndReading {
    /// The treaty still bound on it.
    RecordedEnd,
    /// It bound no more on it.
    RecordedEndExcluded,
    /// It bound to the end of the term it states, where that is later.
    StatedTerm,
}

impl EndReading {
    /// All of them.
    pub const ALL: [EndReading; 3] = [
        EndReading::RecordedEnd,
        EndReading::RecordedEndExcluded,
        EndReading::StatedTerm,
    ];

    /// The option of the choice point `atop-coded-ends` that says so.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            EndReading::RecordedEnd => "recorded-end",
            EndReading::RecordedEndExcluded => "recorded-end-excluded",
            EndReading::StatedTerm => "stated-term",
        }
    }
}

/// What is asked: did the other members of a treaty do in a war what they owed a member?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerformanceCase {
    /// The war's number, as in the table of cases.
    pub war: i64,
    /// The treaty, by its ATOP number.
    pub treaty: i64,
    /// COW code of the state at war to which it was owed.
    pub state: i64,
    /// What somebody has coded: 1 if what was owed was done.
    pub coded: Option<bool>,
}

/// Reads cases: `war`, `atopid`, `ccode1`, and in `coding` what was coded (`honor3`, `honor2`).
///
/// # Errors
/// [`ImportError`] if it is not a table with these columns.
pub fn performance_cases(
    table: Table<'_>,
    coding: &str,
) -> Result<Rows<PerformanceCase>, ImportError> {
    read(
        table,
        &["war", "atopid", "ccode1", coding],
        |row: &Fields<'_>| {
            Ok(PerformanceCase {
                war: row.needed_number("war")?,
                treaty: row.needed_number("atopid")?,
                state: row.needed_number("ccode1")?,
                coded: row.flag(coding)?,
            })
        },
    )
}

/// Whether what was owed was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Performance {
    /// It was not, by one member at least.
    Broken,
    /// The tables do not say.
    Undetermined,
    /// It was.
    Kept,
}

impl fmt::Display for Performance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Performance::Broken => "broken",
            Performance::Undetermined => "undetermined",
            Performance::Kept => "kept",
        })
    }
}

/// Why a step is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The member began a battle against the state.
    Attacked,
    /// It began none.
    NoAttack,
    /// It took part in the war on the state's side.
    Helped,
    /// It did not.
    NoHelp,
    /// It did not, and the duty was conditional.
    Conditional,
}

/// A row of a table that a step rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// The table, as it was named.
    pub table: String,
    /// The line the row begins on.
    pub line: u64,
    /// What it says, as far as it matters.
    pub says: String,
}

/// One obligation of one member, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerformanceStep {
    /// COW code of the member.
    pub member: i64,
    /// What it owed: `defense`, `offense`, `neutrality`, `nonaggression`; several with `+`.
    pub owed: String,
    /// What came of it.
    pub value: Performance,
    /// Why.
    pub ground: Ground,
    /// The day on which it mattered.
    pub on: Day,
    /// What it rests on.
    pub rests_on: Vec<Leaf>,
    /// Whether the member was on the other side of the war, fight or none.
    pub opposite: bool,
}

/// What was found for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerformanceFinding {
    /// The war as the tables of wars number it; other than asked for if the state is not in
    /// that one and the list was renumbered; `None` if there is none.
    pub war: Option<i64>,
    /// The answer.
    pub value: Performance,
    /// What it rests on; without any, nothing owed was called upon.
    pub steps: Vec<PerformanceStep>,
}

/// An obligation's name, and how it is read off.
type Sort = (&'static str, fn(&Obligations) -> Option<bool>);

const HELP: [Sort; 2] = [("defense", |o| o.defense), ("offense", |o| o.offense)];

const ABSTAIN: [Sort; 2] = [
    ("neutrality", |o| o.neutrality),
    ("nonaggression", |o| o.nonaggression),
];

/// Whether a membership bound on a day.
fn bound_on(row: &AtopMember, day: Day, reading: EndReading) -> Truth {
    let since = match (row.from.earliest() <= day, row.from.latest() <= day) {
        (_, true) => Truth::Yes,
        (true, false) => Truth::Unknown,
        _ => Truth::No,
    };
    let Ending::On(recorded) = row.to else {
        return since;
    };
    let until = |last: PartialDate, excluded: bool| {
        let over = |last: Day| if excluded { day >= last } else { day > last };
        match (over(last.earliest()), over(last.latest())) {
            (_, true) => Truth::No,
            (true, false) => Truth::Unknown,
            _ => Truth::Yes,
        }
    };
    since.and(match reading {
        EndReading::RecordedEnd => until(recorded, false),
        EndReading::RecordedEndExcluded => until(recorded, true),
        EndReading::StatedTerm => until(row.stated_end().unwrap_or(recorded), false),
    })
}

impl Facts<'_> {
    /// What came of a case under a reading of the recorded ends.
    #[must_use]
    pub fn find(&self, case: &PerformanceCase, reading: EndReading) -> PerformanceFinding {
        let Some(war) = self.war_of(case) else {
            return PerformanceFinding {
                war: None,
                value: Performance::Undetermined,
                steps: Vec::new(),
            };
        };
        let mut steps = Vec::new();
        let members: Vec<_> = self.members_of(case.treaty).collect();
        let codes: BTreeSet<i64> = members.iter().map(|m| m.row.member).collect();
        for member in codes.into_iter().filter(|code| *code != case.state) {
            for m in members.iter().filter(|m| m.row.member == member) {
                let both = |day: Day| {
                    let own = bound_on(m.row, day, reading);
                    let of_the_other = members.iter().filter(|o| o.row.member == case.state);
                    own.and(Truth::any(
                        of_the_other.map(|o| bound_on(o.row, day, reading)),
                    ))
                };
                let case = Asked {
                    war,
                    state: case.state,
                    member: *m,
                };
                self.steps_of(&case, &both, &mut steps);
            }
        }
        let value = steps.iter().map(|s: &PerformanceStep| s.value).min();
        PerformanceFinding {
            war: Some(war),
            value: value.unwrap_or(Performance::Undetermined),
            steps,
        }
    }

    /// What came of what one row of the table of members says was owed.
    fn steps_of(
        &self,
        case: &Asked<'_>,
        both: &dyn Fn(Day) -> Truth,
        steps: &mut Vec<PerformanceStep>,
    ) {
        let row = case.member.row;
        let owes = |all: &[Sort]| {
            let owed = all
                .iter()
                .filter(|(_, of)| of(&row.obligations) == Some(true));
            owed.map(|(name, _)| *name).collect::<Vec<_>>()
        };
        let (help, abstain) = (owes(&HELP), owes(&ABSTAIN));
        if help.is_empty() && abstain.is_empty() {
            return;
        }
        let opposite = self.opposite(case.war, row.member, case.state);
        let own = Leaf {
            table: self.members_name.to_owned(),
            line: case.member.line,
            says: format!(
                "ATOP {}: {} a member {}",
                row.id,
                row.member,
                crate::date::period(row.from, row.to)
            ),
        };
        let step = |owed: &[&str], value, ground, on, leaves: Vec<Leaf>| PerformanceStep {
            member: row.member,
            owed: owed.join("+"),
            value,
            ground,
            on,
            rests_on: [vec![own.clone()], leaves].concat(),
            opposite,
        };
        let attack = self.attack(case.war, row.member, case.state);
        if let Some((day, leaves)) = attack.filter(|(day, _)| both(*day) == Truth::Yes) {
            let all = [abstain, help].concat();
            let (value, ground) = (Performance::Broken, Ground::Attacked);
            return steps.push(step(&all, value, ground, day, leaves));
        }
        let Some((first, last)) = self.at_war(case.war, case.state) else {
            return;
        };
        let since = first.max(row.from.earliest());
        if !abstain.is_empty() && since <= last && both(since) == Truth::Yes {
            let (value, ground) = (Performance::Kept, Ground::NoAttack);
            let leaves = self.participation(case.war, case.state);
            steps.push(step(&abstain, value, ground, since, leaves));
        }
        for (owed, of) in HELP {
            if of(&row.obligations) != Some(true) {
                continue;
            }
            let helped = self.help(case.war, row.member, case.state, since);
            let mut called: Vec<(Day, Vec<Leaf>)> = match owed {
                "defense" => self.attacks_on(case.war, case.state),
                _ => vec![(since, self.participation(case.war, case.state))],
            };
            if helped.is_some() {
                // Whatever called for it: who took part left nothing undone.
                called.push((since, self.participation(case.war, case.state)));
            }
            let call = called
                .into_iter()
                .map(|(day, leaves)| (day.max(since), leaves));
            let mut call = call.filter(|(day, _)| *day <= last && both(*day) == Truth::Yes);
            let Some((day, mut leaves)) = call.next() else {
                continue;
            };
            let (value, ground) = match &helped {
                Some(_) => (Performance::Kept, Ground::Helped),
                None if of(&row.conditional) != Some(false) => {
                    (Performance::Undetermined, Ground::Conditional)
                }
                None => (Performance::Broken, Ground::NoHelp),
            };
            leaves.extend(helped.into_iter().flatten());
            steps.push(step(&[owed], value, ground, day, leaves));
        }
    }
}

/// What is looked at: a war, the state at war, and a member's row.
struct Asked<'a> {
    war: i64,
    state: i64,
    member: facts::Member<'a>,
}
