//! What it takes to hold a part that differs against a claim.

use super::identify::{is_alone, is_first, takes_place, tells_notice};
use crate::context::is_short;
use crate::fact::FactKind;
use crate::fit::{self, Fit};
use crate::verdict::{Outcome, Slot};
use servanda_text::Frame;

/// Days by which an unnamed event's date may be off and still be the same event told wrongly.
pub(super) const SAME_EVENT_DAYS: i64 = 4 * 366;

/// Whether the part that differs can be held against the claim.
pub(super) fn may_contradict(frame: &Frame, f: &Fit, all: &[Fit]) -> bool {
    let bad: Vec<Slot> = f.slots(Outcome::Differs).collect();
    let only = |s: Slot| bad.iter().all(|b| *b == s);
    let months = || fit::time_distance(frame, f.fact).is_some_and(|d| d > 400);
    let years_off = only(Slot::Time) && months();
    if is_loosely_made(frame) && !only(Slot::Agent) && !only(Slot::Person) && !years_off {
        return false;
    }
    let far = || fit::time_distance(frame, f.fact).is_some_and(|d| d > SAME_EVENT_DAYS);
    // Another article, or the day of the notice where the leaving itself is told, is another thing.
    if f.miscited || !tells_notice(frame, f.fact) {
        return false;
    }
    match f.fact.kind {
        FactKind::Event if !f.named => unnamed_event(frame, f, all, &bad),
        // A part of a named event may have its own day and place.
        FactKind::Event => {
            only(Slot::Quantity)
                || only(Slot::Duration)
                || (f.act >= 2 || takes_place(frame))
                    && bad.len() == 1
                    && !only(Slot::Patient)
                    && !(only(Slot::Time) && far())
        }
        FactKind::Provision if f.assumed => {
            (only(Slot::Quantity) || only(Slot::Duration))
                && f.shared_words >= 2
                && (f.agrees(Slot::Place) || f.agrees(Slot::Agent) || f.shared_words >= 3)
        }
        FactKind::Matter => false,
        FactKind::Provision => {
            only(Slot::Quantity) || only(Slot::Duration) || only(Slot::Place) && f.shared_words >= 3
        }
        // "Palmerston signed for the Queen": of the agreement just told, by another hand.
        FactKind::Signed
            if only(Slot::Person)
                && bad.len() == 1
                && f.named
                && !f.guessed
                && f.act == 3
                && frame.agreements.len() == 1
                && !frame.times.iter().any(|t| t.own) =>
        {
            true
        }
        // The time of notice is not that of what is promised.
        FactKind::Withdrawal if !speaks_of_leaving(frame) => false,
        // What is only assumed to be spoken of, or is told of another time, may be another agreement.
        _ if f.assumed || bad.contains(&Slot::Time) && far() => false,
        FactKind::Act => {
            let rival = all.iter().any(|o| {
                o.fact.kind == FactKind::Act
                    && !std::ptr::eq(o.fact, f.fact)
                    && o.act >= f.act
                    && o.count(Outcome::Differs) < bad.len()
            });
            // Another party may have done the same on another day.
            !rival && f.slot(Slot::Agent) != Some(Outcome::Differs) && bad.len() == 1
        }
        FactKind::Signed => bad.len() == 1,
        _ => bad.len() == 1,
    }
}

/// Whether a claim tells just this event with its sides exchanged: the very act, no act of every week, at its time,
/// to the month at least, with nothing else that differs, and no other event that may be meant. In a year both may
/// have done it.
pub(super) fn is_turned_round(frame: &Frame, f: &Fit, all: &[Fit]) -> bool {
    let sides = |s: Slot| matches!(s, Slot::Agent | Slot::Patient);
    let another = |o: &&Fit| {
        !std::ptr::eq(o.fact, f.fact)
            && o.fact.kind == FactKind::Event
            && o.act >= 2
            && o.slot(Slot::Agent) != Some(Outcome::Differs)
            && o.slot(Slot::Time) != Some(Outcome::Differs)
    };
    let mut own = frame.times.iter().filter(|t| t.own);
    let told_when = own.any(|t| t.time.date.as_ref().is_some_and(is_short));
    f.exchanged
        && told_when
        && f.fact.kind == FactKind::Event
        && f.act == 3
        && f.agrees(Slot::Time)
        && !is_frequent(frame)
        && f.slots(Outcome::Differs).all(sides)
        && !all.iter().any(|o| another(&o))
}

fn speaks_of_leaving(frame: &Frame) -> bool {
    const LEAVING: &[&str] = &[
        "withdrawal",
        "denunciation",
        "notice",
        "termination",
        "non-renewal",
    ];
    let acts = || frame.acts.iter().any(|a| LEAVING.contains(&a.as_str()));
    acts() || frame.topics.iter().any(|t| t.as_str() == "treaty-law")
}

/// Whether the claim tells that an agreement was reached, not that it was signed: that may have been earlier, and
/// elsewhere.
fn is_loosely_made(frame: &Frame) -> bool {
    const LOOSE: &[&str] = &[
        "reach",
        "agree",
        "negotiate",
        "draw",
        "settle",
        "strike",
        "dictate",
        "come",
        "arrive",
        "hammer",
        "work",
        "obtain",
        "get",
        "win",
        "secure",
        "bind",
    ];
    let signature = || frame.acts.iter().any(|a| a.as_str() == "signature");
    // A conference adopts a text, and the states sign it later.
    frame.verb == "adopt" || LOOSE.contains(&frame.verb.as_str()) && signature()
}

pub(super) fn unnamed_event(frame: &Frame, f: &Fit, all: &[Fit], bad: &[Slot]) -> bool {
    let [one] = bad else { return false };
    // Where one place agrees, the other may be that of the signing.
    if *one == Slot::Place && f.touches(Slot::Place) {
        return false;
    }
    // An event about one agreement is not the one told of another.
    if f.act < 2 || f.elsewhere {
        return false;
    }
    let telling = [Slot::Agent, Slot::Patient, Slot::Place, Slot::Person]
        .iter()
        .filter(|s| f.agrees(**s))
        .count();
    match one {
        // Of statements, talks and attacks there are many, and the record has a few.
        Slot::Time | Slot::Place | Slot::Agent
            if is_frequent(frame) && !f.recent && (f.shared_words < 3 || f.coverage < 0.5) =>
        {
            false
        }
        Slot::Time => {
            let close = fit::time_distance(frame, f.fact).is_some_and(|d| d <= SAME_EVENT_DAYS);
            let soon = fit::time_distance(frame, f.fact).is_some_and(|d| d <= 60);
            ((soon || f.recent && close) && telling >= 1 && f.act == 3
                || close && f.act == 3 && f.agrees(Slot::Person) && is_rare(frame)
                || close
                    && (telling >= 2 || telling >= 1 && f.shared_words >= 3 && f.coverage >= 0.5))
                && is_alone(f, all)
        }
        Slot::Place => {
            f.agrees(Slot::Time)
                && (f.agrees(Slot::Agent) || f.agrees(Slot::Person))
                && f.act == 3
                && is_alone(f, all)
        }
        // Another actor at the same place on the same day may be another event.
        Slot::Agent => {
            f.agrees(Slot::Time) && (f.agrees(Slot::Patient) || f.agrees(Slot::Place)) && f.act == 3
        }
        Slot::Patient => false,
        // What is done in a moment has no length: the number of years is of something else.
        Slot::Duration if fit::is_of_a_moment(frame) => false,

        // What took weeks is not what is said to have taken years.
        Slot::Duration if fit::length_ratio(frame, f.fact) > 4.0 => false,
        _ => {
            telling >= 1 || f.shared_words >= 3 || f.recent && is_alone(f, all) && is_first(f, all)
        }
    }
}

/// Whether a provision says just this of other places: who is to do it and what agrees, and neither it nor another
/// provision that was laid beside the claim speaks of the place.
pub(super) fn is_of_another_place(frame: &Frame, f: &Fit) -> bool {
    let silent: Vec<Slot> = f.slots(Outcome::Silent).collect();
    f.fact.kind == FactKind::Provision
        && f.act == 3
        && f.agrees(Slot::Agent)
        && f.own >= 0.75
        && f.own_words >= 2
        && !f.opposed
        && f.places_apart
        && silent.iter().all(|s| *s == Slot::Place)
        && silent.len() == frame.places.len()
}

/// Whether the claim's act is one that a person does once or twice in a life.
fn is_rare(frame: &Frame) -> bool {
    const RARE: &[&str] = &["leaving-office", "assassination"];
    frame
        .acts
        .first()
        .is_some_and(|a| RARE.contains(&a.as_str()))
}

/// Whether the claim's acts are such as states do every week.
pub(super) fn is_frequent(frame: &Frame) -> bool {
    const FREQUENT: &[&str] = &[
        "statement",
        "accusation",
        "denial",
        "protest",
        "demand",
        "negotiation",
        "conference",
        "consultation",
        "attack",
        "battle",
        "bombardment",
        "assistance",
        "threat-of-force",
        "killing",
        "resolution",
        "visit",
    ];
    frame.acts.iter().all(|a| FREQUENT.contains(&a.as_str()))
}
