//! Parts of the day tied to a date: "the night of April 18", "that evening", "early the next morning", "Monday night".

use super::deictic::rel;
use super::{Node, Parser};
use crate::timex::expr::{Clock, From, Sem};
use crate::timex::point::Unit;
use crate::timex::token::{Lex, Part, W};

impl Parser<'_> {
    /// A part of the day tied to a date: "the night of April 18", "that evening", "early the next morning".
    pub(super) fn day_part(&self, i: usize) -> Option<Node> {
        if let Some(n) = self
            .deictic(i)
            .filter(|n| matches!(n.clock, Some(Clock::Part(_))))
        {
            return Some(n);
        }
        let the = usize::from(self.is(i, W::The));
        if self.lex(i) == Lex::Num(1) {
            let Lex::Part { p, plural: false } = self.lex(i + 1) else {
                return None;
            };
            let day = rel(Unit::Day, 0, From::Context);
            return Some(Node::new(i + 2, day, "one-part").with_clock(Some(Clock::Part(p))));
        }
        let Lex::Part { p, plural } = self.lex(i + the) else {
            return None;
        };
        if plural && p != Part::Night {
            return None;
        }
        let mut j = i + the + 1;
        if matches!(
            self.lex(j),
            Lex::Unit {
                u: Unit::Hour,
                plural: true,
                ..
            }
        ) {
            j += 1;
        }
        let clock = Some(Clock::Part(p));
        if (self.is(j, W::Of) || (self.is(j, W::On) && the == 1))
            && let Some(base) = self
                .base_of(j + 1)
                .filter(|b| b.clock.is_none() && !matches!(b.sem, Sem::Fixed(_)))
        {
            return Some(Node {
                rule: "part-of-day",
                ..base.with_clock(clock)
            });
        }
        if let Some(node) = self.part_after_date(j, p) {
            return Some(node);
        }
        if the == 1 && self.is(j, W::Before) | self.is(j, W::After) && self.clause_ends(j + 1) {
            let n = if self.is(j, W::Before) { -1 } else { 1 };
            return Some(
                Node::new(j + 1, rel(Unit::Day, n, From::Context), "part-beside").with_clock(clock),
            );
        }
        self.part_in_hand(i, j, p, the == 1, plural)
    }

    /// "the night that followed 23 August", "the morning after 5 May": `j` is after the part of the day.
    fn part_after_date(&self, j: usize, p: Part) -> Option<Node> {
        let clock = Some(Clock::Part(p));
        if (self.is(j, W::That) || self.is(j, W::Following))
            && matches!(self.lex(j + 1), Lex::Fn(W::Followed))
            || self.is(j, W::Following)
            || self.is(j, W::After)
            || self.is(j, W::Before)
        {
            let k = if matches!(self.lex(j + 1), Lex::Fn(W::Followed)) {
                j + 2
            } else {
                j + 1
            };
            let back = self.is(j, W::Before);
            if let Some(base) = self
                .calendar(k)
                .or_else(|| self.base_of(k))
                .filter(|b| b.clock.is_none() && matches!(b.sem, Sem::Partial { day: Some(_), .. }))
            {
                // The night after a day begins on that day; the morning after it is the next day's.
                let same = p == Part::Night && !back;
                let sem = if same {
                    base.sem
                } else {
                    Sem::ShiftBase {
                        n: Some(100),
                        back,
                        unit: Unit::Day,
                        base: Box::new(base.sem),
                    }
                };
                return Some(Node::new(base.end, sem, "part-after-date").with_clock(clock));
            }
        }
        None
    }

    /// "in the evening", "at dawn", "early morning": of the day in hand.
    fn part_in_hand(&self, i: usize, j: usize, p: Part, the: bool, plural: bool) -> Option<Node> {
        let clock = Some(Clock::Part(p));
        if the {
            // "in the evening", "during the night": the day in hand.
            let calls = matches!(
                self.prev_w(i),
                Some(
                    W::In
                        | W::During
                        | W::By
                        | W::Throughout
                        | W::Until
                        | W::Early
                        | W::Late
                        | W::On
                        | W::Over
                )
            );
            return calls.then(|| {
                Node::new(j, rel(Unit::Day, 0, From::Context), "part-in-hand").with_clock(clock)
            });
        }
        let early = matches!(self.prev_w(i), Some(W::Early | W::Late | W::Mid))
            || (i > 0 && self.sign(i - 1, b'-'));
        let at = matches!(
            self.prev_w(i),
            Some(
                W::At
                    | W::By
                    | W::Around
                    | W::Until
                    | W::Before
                    | W::After
                    | W::Since
                    | W::From
                    | W::To
                    | W::About
            )
        );
        if early {
            return Some(
                Node::new(j, rel(Unit::Day, 0, From::Context), "part-in-hand").with_clock(clock),
            );
        }
        if at && !plural {
            if p == Part::Night {
                return Some(Node::new(j, Sem::Literal("XXXX-XX-XX"), "night").with_clock(clock));
            }
            return matches!(
                p,
                Part::Midnight
                    | Part::Noon
                    | Part::Midday
                    | Part::Dawn
                    | Part::Dusk
                    | Part::Evening
            )
            .then(|| {
                Node::new(j, rel(Unit::Day, 0, From::Context), "part-in-hand").with_clock(clock)
            });
        }
        None
    }

    /// A weekday with a part of the day: "Monday morning"; a date with one: "Christmas night".
    pub(super) fn date_then_part(&self, node: Node) -> Node {
        if node.clock.is_none()
            && let Lex::Part { p, plural: false } = self.lex(node.end)
        {
            let day = matches!(
                node.sem,
                Sem::Partial {
                    weekday: Some(_),
                    ..
                } | Sem::Partial { day: Some(_), .. }
                    | Sem::RelWeekday { .. }
            );
            if day && self.t[node.end].lines == 0 {
                let end = node.end + 1;
                let mut node = node.with_clock(Some(Clock::Part(p)));
                node.end = end;
                if let Sem::Partial {
                    weekday: Some(d),
                    day: None,
                    month: None,
                    ..
                } = node.sem
                    && self.is(end, W::Of)
                    && let Some(base) = self.month_day(end + 1)
                    && let Sem::Partial {
                        year, month, day, ..
                    } = base.sem
                {
                    node.sem = Sem::Partial {
                        year,
                        month,
                        day,
                        weekday: Some(d),
                    };
                    node.end = base.end;
                }
                return node;
            }
        }
        node
    }
}
