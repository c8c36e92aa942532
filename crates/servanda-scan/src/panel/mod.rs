//! Panels: for every pair of states (or state) and year (or day), whether obligations of
//! some kind bound them: yes, no, or nothing with the reason why it cannot be said.

mod cell;
mod duty;
mod promises;
mod rows;
mod states;

pub use duty::PanelDuty;

use crate::error::ScanError;
use crate::findings::FindingsTo;
use cell::{Active, Cell, Folding};
use promises::{EVERYONE, Promises};
use rows::Writing;
use servanda_law::{Law, ReadingSpec};
use servanda_time::{Day, DaySpan};
use states::{Coded, Pair, coded, pairs};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelUnit {
    /// Two states and a year; an obligation of either counts.
    DyadYear,
    /// A state, another to whom it owes, and a year.
    DirectedDyadYear,
    /// A state and a year; what it owes to anyone counts.
    StateYear,
    /// Two states and a day; an obligation of either counts.
    DyadDay,
}

/// Which days of a year decide its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelRule {
    /// 1 if on one day at least (of those on which the states existed), 0 if on none.
    AnyDay,
    /// 1 if on every day on which the states existed, 0 if on one at least it was not so.
    AllDays,
    /// The value on 1 January.
    FirstDay,
    /// The value on 31 December.
    LastDay,
}

/// From when an obligation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelCounts {
    /// While its agreement is in force between the two and not suspended, whether or not
    /// the event or condition that the duty waits for has come.
    InForce,
    /// Only when that has come too.
    Due,
}

/// What a panel is to hold.
#[derive(Clone, Debug)]
pub struct PanelSpec {
    /// What a row is about.
    pub unit: PanelUnit,
    /// The obligations, each with its columns.
    pub duties: Vec<PanelDuty>,
    /// The first year.
    pub from: i32,
    /// The last year, itself included.
    pub to: i32,
    /// Which days decide.
    pub rule: PanelRule,
    /// The system of codes by which states are listed: `cow`, `gw`, `iso3`.
    pub codes: String,
    /// Sources (by id) that claim to hold all agreements of these kinds for the period that
    /// they cover. Only there is absence a no.
    pub covered_by: Vec<String>,
    /// The reading under which to answer; with none, what turns on a reading stays empty.
    pub reading: Option<ReadingSpec>,
    /// From when an obligation counts.
    pub counts: PanelCounts,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PanelSummary {
    /// Rows.
    pub rows: u64,
    /// Cells with 1, of all obligations.
    pub ones: u64,
    /// Cells with 0.
    pub zeros: u64,
    /// Cells without a value.
    pub empty: u64,
}

fn wrong(message: String) -> ScanError {
    ScanError::Output(message)
}

/// Writes a panel: rows in the order of the codes (as numbers where they are), then of time.
///
/// The columns are `code1`, `state1`, `code2`, `state2` (in directed dyads the first owes;
/// `code` and `state` alone for single states), `year` or `date`, and for each obligation
/// `NAME` (1, 0 or empty), `NAME_reason` (why it is empty), `NAME_agreements` and
/// `NAME_provisions` (ids, for a 1). States are the record's actors as they held the code:
/// several if it passed on in the year. Two states make a row only if they existed together
/// on one day of it at least.
///
/// Reasons: `no-record` (no agreement is recorded, which proves nothing), `outside-coverage`
/// (days for which no source claims to be complete, or beyond those up to which the source
/// of an agreement goes), `unknown`, `reading:CHOICE` (`+` between several),
/// `not-existing` (no such state or pair on the day that counts); `;` between several.
///
/// # Errors
/// [`ScanError::Output`] for codes, sources or readings that the record does not have.
pub fn panel(law: &Law, spec: &PanelSpec, to: FindingsTo<'_>) -> Result<PanelSummary, ScanError> {
    let day = |year, month, day| {
        Day::from_ymd(year, month, day).ok_or_else(|| wrong(format!("no year {year}")))
    };
    if spec.to < spec.from {
        return Err(wrong(format!(
            "the last year, {}, is before the first, {}",
            spec.to, spec.from
        )));
    }
    let window = DaySpan::inclusive(day(spec.from, 1, 1)?, day(spec.to, 12, 31)?);
    let states = coded(law.record(), &spec.codes, window)?;
    let promises = Promises::gather(law, spec, window)?;
    let covered = coverage(law, &spec.covered_by)?;
    let mut folding = Folding::new(law, spec.rule, covered, !spec.covered_by.is_empty());
    let mut writing = Writing::new(law, spec, &promises.provisions, to)?;
    let mut unit = |one: &Coded, two: Option<&Coded>| {
        let pairs = pairs(one, two);
        let Some(first) = pairs.first() else {
            return Ok(());
        };
        let last = pairs.last().unwrap_or(first);
        let actives: Vec<Vec<Active>> = (0..spec.duties.len())
            .map(|duty| actives(&promises, spec.unit, duty, &pairs))
            .collect();
        let there: Vec<DaySpan> = pairs.iter().map(|p| p.days).collect();
        let mut period = first_period(spec.unit, first.days.start);
        while period.start < last.days.end {
            if there.iter().any(|days| days.overlaps(period)) {
                let cells: Vec<Cell> = actives
                    .iter()
                    .map(|active| folding.cell(active, &there, period))
                    .collect();
                writing.row((one, two), &pairs, period, &cells)?;
            }
            period = next_period(spec.unit, period);
        }
        Ok(())
    };
    for (place, one) in states.iter().enumerate() {
        match spec.unit {
            PanelUnit::StateYear => unit(one, None)?,
            PanelUnit::DirectedDyadYear => {
                let mut others = states.iter().enumerate().filter(|(n, _)| *n != place);
                others.try_for_each(|(_, two)| unit(one, Some(two)))?;
            }
            PanelUnit::DyadYear | PanelUnit::DyadDay => {
                let mut others = states.iter().skip(place + 1);
                others.try_for_each(|two| unit(one, Some(two)))?;
            }
        }
    }
    writing.finish()
}

/// The days that sources claim to cover, in order and apart.
fn coverage(law: &Law, sources: &[String]) -> Result<Vec<DaySpan>, ScanError> {
    let mut spans = Vec::new();
    for id in sources {
        let source = law.record().source(id).ok_or_else(|| {
            wrong(format!("no source `{id}` in the record; `servanda record stats` and `servanda search` show what is there"))
        })?;
        let covers = source.covers.as_ref().ok_or_else(|| {
            wrong(format!(
                "source `{id}` does not say which period it covers (`covers`)"
            ))
        })?;
        spans.extend(covers.certain());
    }
    spans.sort_by_key(|s| (s.start, s.end));
    let mut apart: Vec<DaySpan> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    Ok(apart)
}

/// What of one sort is promised within a unit, on the days on which that exists.
fn actives(promises: &Promises, unit: PanelUnit, duty: usize, pairs: &[Pair]) -> Vec<Active> {
    let mut found = Vec::new();
    for pair in pairs {
        let mut add = |bearer: u32, toward: u32| {
            for promise in promises.of(bearer, toward, duty) {
                let days = promise.days.intersect(pair.days);
                if !days.is_empty() {
                    found.push(Active {
                        days,
                        diagram: promise.diagram,
                        provision: promise.provision,
                        beyond: promise.beyond,
                    });
                }
            }
        };
        add(pair.one, EVERYONE);
        if let Some(two) = pair.two {
            add(pair.one, two);
            if unit != PanelUnit::DirectedDyadYear {
                add(two, EVERYONE);
                add(two, pair.one);
            }
        }
    }
    found.sort_by_key(|a| (a.provision, a.days.start, a.days.end, a.diagram, a.beyond));
    found.dedup();
    found
}

/// The year or day that a day is in.
fn first_period(unit: PanelUnit, day: Day) -> DaySpan {
    if unit == PanelUnit::DyadDay {
        return DaySpan::day(day);
    }
    year(day.year())
}

fn next_period(unit: PanelUnit, period: DaySpan) -> DaySpan {
    if unit == PanelUnit::DyadDay {
        return DaySpan::day(period.end);
    }
    year(period.start.year() + 1)
}

fn year(year: i32) -> DaySpan {
    let start = |y| Day::from_ymd(y, 1, 1).unwrap_or(Day::MAX);
    DaySpan::new(start(year), start(year + 1))
}
