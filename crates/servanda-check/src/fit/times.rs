//! When it is said to have been, beside when it was.

use super::Asked;
use super::actors::Both;
use super::lengths::length;
use super::part::{Has, RawPart, Said};
use crate::compare::{apart, claimed, date_outcome, distance, time_outcome};
use crate::fact::Fact;
use crate::verdict::{Outcome, Slot};
use servanda_record::When;
use servanda_text::{Frame, NO_SUCH_DAY, TimeRef, TimeRole};
use servanda_time::DaySpan;

/// What is asked of a time of a claim for fact after fact.
#[derive(Clone, Copy, Debug)]
pub struct TimeKey {
    /// Whether it is laid beside the fact at all: not what only leads to an exact day.
    told: bool,
    /// The days of its date.
    span: Option<DaySpan>,
    /// Its role, as the verb has it.
    role: TimeRole,
}

/// For each time of a frame.
pub(super) fn time_keys(frame: &Frame) -> Vec<TimeKey> {
    // "Two months later, on 1 October": the exact day is the date, the other only leads to it.
    let exact = frame
        .times
        .iter()
        .find(|t| t.own && t.time.date.as_ref().is_some_and(|d| d.as_day().is_some()));
    let leads = |t: &TimeRef| {
        exact.is_some_and(|e| {
            let e_range = &e.range;
            !std::ptr::eq(e, t)
                && e.time
                    .date
                    .as_ref()
                    .zip(t.time.date.as_ref())
                    .is_some_and(|(e, d)| {
                        let beside =
                            t.range.end <= e_range.start && e_range.start - t.range.end <= 9;
                        d.as_day().is_none()
                            && (beside || distance(e, &When::Date(d.clone())) <= 62)
                    })
        })
    };
    let key = |t: &TimeRef| TimeKey {
        told: t.own && !leads(t),
        span: t.time.date.as_ref().map(claimed),
        role: told_role(frame, t.role),
    };
    frame.times.iter().map(key).collect()
}

pub(super) fn times<'c>(both: &Both<'c, '_, '_>, asked: &Asked, parts: &mut Vec<RawPart<'c>>) {
    let (frame, fact) = (both.frame, both.fact);
    let pairs = frame.times.iter().zip(&both.named.times).enumerate();
    for (i, (t, key)) in pairs.filter(|(_, (_, k))| k.told) {
        let mut push = |slot, outcome, has| {
            parts.push(RawPart {
                slot,
                outcome,
                said: Said::Time(t),
                has,
            });
        };
        let length_said = t.time.duration;
        let length_said = length_said.filter(|_| t.role == TimeRole::For || t.time.date.is_none());
        if t.time.timex_type == "SET" {
            // How often is no length and no date.
            push(Slot::Duration, Outcome::Silent, Has::Times);
        } else if let Some(d) = length_said {
            if let Some((outcome, text)) = length(d, t.time.modifier.is_some(), frame, fact) {
                // "That very day", "a year later": how long after something is not how long it took.
                let outcome = match outcome {
                    Outcome::Differs if t.role == TimeRole::Later => Outcome::Silent,
                    o => o,
                };
                push(Slot::Duration, outcome, Has::Length(Box::new(text)));
            } else if t.role != TimeRole::Later {
                push(Slot::Duration, Outcome::Silent, Has::Times);
            }
        } else if t.time.modifier.as_deref() == Some(NO_SUCH_DAY) {
            // "On 31 June 1955": nothing was on that day.
            let outcome = if fact.times.is_empty() {
                Outcome::Silent
            } else {
                Outcome::Differs
            };
            push(Slot::Time, outcome, Has::Times);
        } else if let Some(span) = key.span {
            let lasting = fact.times.iter().map(|w| matches!(w.when, When::Period(_)));
            let times = fact.spans().iter().copied().zip(lasting);
            let mut outcome = time_outcome(span, key.role, times).unwrap_or(Outcome::Silent);
            let written = asked.written.get(i).copied().unwrap_or_default();
            if written.year_implied && outcome == Outcome::Differs {
                outcome = implied_outcome(t, fact);
            }
            // A day worked out from a distance may be wrong by what it was counted from: by the year of that, mostly.
            let far = || !written.counted || time_distance(frame, fact).is_none_or(|d| d > 100);
            if written.relative && outcome == Outcome::Differs && far() {
                outcome = Outcome::Silent;
            }
            if outcome == Outcome::Agrees && is_moment_within(frame, fact, t) {
                outcome = Outcome::Silent;
            }
            push(Slot::Time, outcome, Has::Times);
        }
    }
}

/// Whether the clause says where or when something began or ended.
pub(super) fn tells_edge(frame: &Frame) -> bool {
    const JAPANESE: &[&str] = &["始", "開始", "開", "終", "終了", "開幕", "閉幕"];
    let verb = frame.verb.as_str();
    matches!(
        verb,
        "begin" | "start" | "open" | "end" | "finish" | "conclude" | "commence"
    ) || JAPANESE.contains(&verb)
}

/// Whether the claim's own day is the very day of a fact of one day.
pub fn on_the_day(frame: &Frame, fact: &Fact) -> bool {
    let own = frame
        .times
        .iter()
        .filter(|t| t.own && t.role == TimeRole::On);
    let mut days = own
        .filter_map(|t| t.time.date.as_ref())
        .filter_map(servanda_time::UncertainDate::as_day);
    days.any(|d| {
        let is_day = |s: &DaySpan| s.len() == Some(1) && s.first() == Some(d);
        fact.spans().iter().any(is_day)
    })
}

/// The role a date has by the verb of the clause: what "began" then is dated by its first day, what "ended" by
/// its last.
pub(super) fn told_role(frame: &Frame, role: TimeRole) -> TimeRole {
    match (role, frame.verb.as_str()) {
        (TimeRole::On, "begin" | "start" | "erupt") => TimeRole::From,
        (TimeRole::On, "end" | "finish" | "cease") => TimeRole::Until,
        _ => role,
    }
}

/// A date without its year against a fact, the year being the fact's.
pub(super) fn implied_outcome(t: &TimeRef, fact: &Fact) -> Outcome {
    let Some(date) = &t.time.date else {
        return Outcome::Silent;
    };
    let years = fact.times.iter().flat_map(|w| {
        let span = w.when.possible();
        let ends = [span.first(), span.last()].into_iter().flatten();
        ends.filter(|d| *d > servanda_time::Day::MIN && *d < servanda_time::Day::MAX)
            .map(servanda_time::Day::year)
            .collect::<Vec<_>>()
    });
    // The year came from the context: it may be a little off, not another age.
    let told = date.nominal().first().map(servanda_time::Day::year);
    let shifted = years
        .filter(|y| told.is_none_or(|t| (t - y).abs() <= 12))
        .filter_map(|y| date.in_year(y));
    let outcomes: Vec<Outcome> = shifted
        .flat_map(|d| {
            fact.times
                .iter()
                .map(move |w| date_outcome(&d, t.role, &w.when))
        })
        .collect();
    if outcomes.contains(&Outcome::Agrees) {
        Outcome::Agrees
    } else {
        Outcome::Differs
    }
}

/// Whether the claim puts an act of one day on a day within something longer (a signature on the first day
/// of the conference that led to it): the record does not say that it was that day.
pub(super) fn is_moment_within(frame: &Frame, fact: &Fact, t: &TimeRef) -> bool {
    let Some(day) = t
        .time
        .date
        .as_ref()
        .and_then(servanda_time::UncertainDate::as_day)
    else {
        return false;
    };
    let Some(act) = frame.acts.first().filter(|_| is_of_a_moment(frame)) else {
        return false;
    };
    let spans = fact.spans();
    if spans.iter().any(|s| s.len() == Some(1)) {
        return false;
    }
    let other_act = fact.acts.first().is_none_or(|f| *f != act.as_str());
    other_act
        || !spans
            .iter()
            .any(|s| s.first() == Some(day) || s.last() == Some(day))
}

/// The least distance in days between the claim's own dates and the fact's.
pub fn time_distance(frame: &Frame, fact: &Fact) -> Option<i64> {
    let own = frame
        .times
        .iter()
        .filter_map(|t| t.time.date.as_ref().filter(|_| t.own));
    own.map(|d| d.nominal())
        .flat_map(|d| fact.spans().iter().map(move |s| apart(d, *s)))
        .min()
}

/// Whether the times carried over from the context speak against the fact.
pub fn context_contradicts(frame: &Frame, fact: &Fact) -> bool {
    if fact.times.is_empty() {
        return false;
    }
    let mut any = false;
    for d in frame
        .times
        .iter()
        .filter(|t| !t.own)
        .filter_map(|t| t.time.date.as_ref())
    {
        if fact
            .times
            .iter()
            .any(|w| date_outcome(d, TimeRole::On, &w.when) != Outcome::Differs)
        {
            return false;
        }
        any |= fact.times.iter().all(|w| distance(d, &w.when) > 1000);
    }
    any
}

/// Acts done in a moment.
const MOMENTS: &[&str] = &[
    "signature",
    "entry-into-force",
    "ratification",
    "surrender",
    "declaration-of-war",
    "accession",
    "resolution",
    "admission",
    "invasion",
    "landing",
    "annexation",
    "independence",
    "founding",
    "withdrawal",
    "denunciation",
];

/// Whether the claim's act is done in a moment.
pub fn is_of_a_moment(frame: &Frame) -> bool {
    frame
        .acts
        .first()
        .is_some_and(|a| MOMENTS.contains(&a.as_str()))
}
