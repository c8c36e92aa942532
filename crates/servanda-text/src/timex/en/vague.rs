//! Repeated times ("every day", "weekly", "per month") and times without a place on the calendar ("now", "recently", "former").

use super::{Node, Parser};
use crate::timex::expr::{Clock, Sem, duration};
use crate::timex::point::Unit;
use crate::timex::token::{FREQUENCIES, Kind, Lex, Part, W};

/// The TIMEX value of "every UNIT".
fn every(u: Unit) -> String {
    match u {
        Unit::Day => "XXXX-XX-XX".into(),
        Unit::Week => "XXXX-WXX".into(),
        Unit::Month => "XXXX-XX".into(),
        Unit::Year => "XXXX".into(),
        _ => duration(Some(100), u),
    }
}

impl Parser<'_> {
    /// Sets.
    pub(super) fn set(&self, i: usize) -> Option<Node> {
        match self.lex(i) {
            Lex::Freq(f) => {
                let p = FREQUENCIES.get(f as usize).copied().unwrap_or("P1D");
                let value = match p {
                    "P1D" => "XXXX-XX-XX",
                    "P1W" => "XXXX-WXX",
                    "P1M" => "XXXX-XX",
                    "P1Y" => "XXXX",
                    "TNI" => "XXXX-XX-XXTNI",
                    other => other,
                };
                let capital_name = self.t[i].cap
                    && self.prev(i).is_some_and(|p| {
                        p.kind == Kind::Word && p.lex == Lex::None && p.cap
                            || self.is(i - 1, W::The)
                    });
                if capital_name {
                    return None;
                }
                let mut n = Node::new(i + 1, Sem::Set(value.into()), "frequency");
                n.distance = (p != "TNI").then(|| p.to_owned());
                Some(n)
            }
            Lex::Weekday {
                d, plural: true, ..
            } => Some(Node::new(
                i + 1,
                Sem::Set(format!("XXXX-WXX-{d}")),
                "weekdays",
            )),
            Lex::Fn(w @ (W::Each | W::Every | W::Per)) => {
                let j = i + 1;
                match self.lex(j) {
                    Lex::Unit {
                        u,
                        plural: false,
                        strict: false,
                    } => {
                        let value = if w == W::Per {
                            duration(Some(100), u)
                        } else {
                            every(u)
                        };
                        let mut n = Node::new(
                            j + 1,
                            Sem::Set(value),
                            if w == W::Per { "rate" } else { "every" },
                        );
                        n.distance = Some(duration(Some(100), u));
                        Some(n)
                    }
                    Lex::Weekday {
                        d, plural: false, ..
                    } => Some(Node::new(j + 1, Sem::Set(format!("XXXX-WXX-{d}")), "every")),
                    Lex::Month { m, .. } if self.t[j].cap => {
                        Some(Node::new(j + 1, Sem::Set(format!("XXXX-{m:02}")), "every"))
                    }
                    Lex::Season { s, .. } => Some(Node::new(
                        j + 1,
                        Sem::Set(format!("XXXX-{}", s.code())),
                        "every",
                    )),
                    Lex::Part { p, .. } if p.code().len() == 3 => Some(Node::new(
                        j + 1,
                        Sem::Set(format!("XXXX-XX-XX{}", p.code())),
                        "every",
                    )),
                    Lex::Fn(W::Other) => {
                        let Lex::Unit {
                            u, plural: false, ..
                        } = self.lex(j + 1)
                        else {
                            return None;
                        };
                        let d = duration(Some(200), u);
                        let mut n = Node::new(j + 2, Sem::Set(d.clone()), "every");
                        n.distance = Some(d);
                        Some(n)
                    }
                    _ => {
                        let (k, count) = self.cardinal(j)?;
                        let Lex::Unit {
                            u, plural: true, ..
                        } = self.lex(k)
                        else {
                            return None;
                        };
                        let d = duration(count, u);
                        let mut n = Node::new(k + 1, Sem::Set(d.clone()), "every");
                        n.distance = Some(d);
                        (w != W::Each).then_some(n)
                    }
                }
            }
            _ => None,
        }
    }

    /// Vague references.
    pub(super) fn vague(&self, i: usize) -> Option<Node> {
        let node = |end, v, rule| Some(Node::new(end, Sem::Vague(v), rule));
        match self.lex(i) {
            Lex::Vague(0) => {
                // "current" as a noun (of water, of electricity) has no noun after it.
                if self.text_is(i, "current") && !self.adjective_here(i) {
                    return None;
                }
                node(i + 1, "PRESENT_REF", "now")
            }
            Lex::Vague(1) => {
                let adjective = self.text_is(i, "former") || self.text_is(i, "recent");
                if adjective && !self.adjective_here(i) {
                    return None;
                }
                if self.text_is(i, "recent")
                    && matches!(self.lex(i + 1), Lex::Unit { plural: true, .. })
                {
                    return node(i + 2, "PAST_REF", "recent-units");
                }
                node(i + 1, "PAST_REF", "past")
            }
            Lex::Vague(_) => node(i + 1, "FUTURE_REF", "future"),
            Lex::Fn(W::Today2) => node(i + 1, "PRESENT_REF", "now"),
            Lex::Fn(W::Right)
                if matches!(self.lex(i + 1), Lex::Vague(0)) && self.text_is(i + 1, "now") =>
            {
                node(i + 2, "PRESENT_REF", "now")
            }
            Lex::Fn(W::Present | W::Modern) => {
                let j = self.hyphen(i + 1).unwrap_or(i + 1);
                if matches!(
                    self.lex(j),
                    Lex::Unit {
                        u: Unit::Day,
                        plural: false,
                        ..
                    }
                ) || self.is(i, W::Modern) && self.is(j, W::Times)
                {
                    return node(j + 1, "PRESENT_REF", "present-day");
                }
                (self.is(i, W::Present) && self.prev_w(i) == Some(W::At))
                    .then(|| Node::new(i + 1, Sem::Vague("PRESENT_REF"), "now"))
            }
            Lex::Fn(W::The) => {
                let free = |k: usize| self.clause_ends(k) || self.pronoun(k);
                if self.is(i + 1, W::Past) && free(i + 2) {
                    return node(i + 2, "PAST_REF", "past");
                }
                let near = usize::from(self.text_is(i + 1, "near"));
                if self.text_is(i + 1 + near, "future") && free(i + 2 + near) {
                    return node(i + 2 + near, "FUTURE_REF", "future");
                }
                if self.is(i + 1, W::Present)
                    && (self.clause_ends(i + 2)
                        || matches!(self.lex(i + 2), Lex::Unit { u: Unit::Day, .. }))
                {
                    let day =
                        usize::from(matches!(self.lex(i + 2), Lex::Unit { u: Unit::Day, .. }));
                    return node(i + 2 + day, "PRESENT_REF", "present-day");
                }
                if matches!(self.lex(i + 1), Lex::Vague(2))
                    && !matches!(self.t.get(i + 2).map(|t| t.lex), Some(Lex::None))
                {
                    return node(i + 2, "FUTURE_REF", "future");
                }
                if self.is(i + 1, W::Time) {
                    let being = self.text_is(i + 2, "being");
                    if being {
                        return node(i + 3, "PRESENT_REF", "time-being");
                    }
                    let calls = matches!(self.prev_w(i), Some(W::At | W::Of | W::By));
                    let free = self.clause_ends(i + 2)
                        || matches!(
                            self.w(i + 2),
                            Some(W::Was | W::Had | W::To | W::In | W::And | W::With | W::By)
                        );
                    let of = self.prev_w(i) == Some(W::Of) || self.prev_w(i) == Some(W::At);
                    return (calls && free && of && !self.is(i + 2, W::To))
                        .then(|| Node::new(i + 2, Sem::Vague("PRESENT_REF"), "the-time"));
                }
                None
            }
            Lex::Fn(W::Wet) if self.text_is(i + 1, "season") => {
                Some(Node::new(i + 2, Sem::Unvalued, "weather-season"))
            }
            Lex::Fn(W::Some) if self.is(i + 1, W::Time) && self.prev_w(i) == Some(W::For) => {
                Some(Node::new(i + 2, Sem::Duration("PX".into()), "some-time"))
            }
            Lex::Fn(W::A) => {
                let j = i + 1 + usize::from(self.is(i + 1, W::Very));
                if self.text_is(j, "while") {
                    return Some(Node::new(j + 1, Sem::Duration("PX".into()), "some-time"));
                }
                if !(self.text_is(j, "short")
                    || self.text_is(j, "long")
                    || self.text_is(j, "brief"))
                {
                    return None;
                }
                let period = self.is(j + 1, W::Period) || self.text_is(j + 1, "amount");
                let k = if period && self.is(j + 2, W::Of) {
                    j + 3
                } else {
                    j + 1
                };
                self.is(k, W::Time)
                    .then(|| Node::new(k + 1, Sem::Duration("PX".into()), "some-time"))
            }
            Lex::Fn(W::Date)
                if self.prev_w(i) == Some(W::To)
                    && (self.clause_ends(i + 1)
                        || matches!(self.w(i + 1), Some(W::Was | W::Had))) =>
            {
                node(i + 1, "PRESENT_REF", "to-date")
            }
            // "at night", "by night", "night attacks"
            Lex::Part {
                p: p @ (Part::Night | Part::Daytime),
                plural: false,
            } => {
                let attributive =
                    self.t.get(i + 1).is_some_and(|t| {
                        t.kind == Kind::Word && t.lex == Lex::None && !t.cap && t.lines == 0
                    }) && !matches!(self.prev_w(i), Some(W::The | W::That | W::This | W::Of));
                let calls = matches!(self.prev_w(i), Some(W::In | W::At | W::By));
                (attributive || calls).then(|| {
                    Node::new(i + 1, Sem::Literal("XXXX-XX-XX"), "night")
                        .with_clock(Some(Clock::Part(p)))
                })
            }
            _ => None,
        }
    }

    /// Does another clause begin at `i` with its subject?
    fn pronoun(&self, i: usize) -> bool {
        [
            "it", "he", "she", "they", "we", "i", "there", "you", "is", "was", "will", "has",
        ]
        .iter()
        .any(|w| self.text_is(i, w))
            || matches!(self.w(i), Some(W::The | W::A | W::This))
    }

    /// Is the word at `i` an adjective before a noun?
    fn adjective_here(&self, i: usize) -> bool {
        self.t.get(i + 1).is_some_and(|t| {
            matches!(t.kind, Kind::Word)
                && t.lines == 0
                && (!matches!(t.lex, Lex::Fn(_)) || matches!(t.lex, Lex::Fn(W::Date | W::Period)))
        })
    }
}
