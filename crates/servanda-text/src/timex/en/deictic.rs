//! Expressions that point: "that day", "the following year", "last December", "the next two weeks", "at that time".

use super::{Node, Parser};
use crate::timex::expr::{Clock, From, Mod, Sem, duration};
use crate::timex::point::Unit;
use crate::timex::token::{Kind, Lex, W};

/// Direction and source of a pointing word.
#[derive(Clone, Copy)]
struct Pointer {
    end: usize,
    which: i8,
    from: From,
    word: W,
    the: bool,
}

impl Parser<'_> {
    fn pointer(&self, i: usize) -> Option<Pointer> {
        let the = self.is(i, W::The);
        let possessive = !the && self.is(i, W::Its);
        let j = i + usize::from(the || possessive);
        let p = |end, which, from, word| {
            Some(Pointer {
                end,
                which,
                from,
                word,
                the,
            })
        };
        match self.w(j)? {
            W::Same if the => p(
                j + 1 + usize::from(self.is(j + 1, W::Very)),
                0,
                From::Context,
                W::Same,
            ),
            W::Very if the => p(j + 1, 0, From::Context, W::Same),
            W::That if !the => {
                let k = j + 1 + usize::from(matches!(self.w(j + 1), Some(W::Same | W::Very)));
                p(k, 0, From::Context, W::That)
            }
            W::This if !the => {
                let k = j + 1 + usize::from(matches!(self.w(j + 1), Some(W::Same | W::Very)));
                p(k, 0, From::Either, W::This)
            }
            W::These | W::Those if !the => p(j + 1, 0, From::Either, W::These),
            W::Last if !the && matches!(self.prev_w(i), Some(W::To | W::Works)) => None,
            W::Last => p(
                j + 1,
                -1,
                if the { From::Either } else { From::Doc },
                W::Last,
            ),
            W::Past if the || self.is(i, W::This) => p(j + 1, -1, From::Either, W::Past),
            W::Next => p(
                j + 1,
                1,
                if the { From::Context } else { From::Either },
                W::Next,
            ),
            W::Previous => p(j + 1, -1, From::Context, W::Previous),
            W::Following => p(j + 1, 1, From::Context, W::Following),
            W::Coming if the => p(j + 1, 1, From::Either, W::Coming),
            _ => None,
        }
    }

    /// Everything that points.
    pub(super) fn deictic(&self, i: usize) -> Option<Node> {
        if !matches!(self.lex(i), Lex::Fn(_))
            && !matches!(
                self.lex(i),
                Lex::Unit { .. } | Lex::DayWord(_) | Lex::Tonight
            )
        {
            return None;
        }
        match self.lex(i) {
            Lex::DayWord(n) => return Some(self.day_word(i, n)),
            Lex::Tonight => {
                return Some(
                    Node::new(i + 1, rel(Unit::Day, 0, From::Doc), "tonight")
                        .with_clock(Some(Clock::Part(crate::timex::token::Part::Night))),
                );
            }
            Lex::Unit {
                u, plural: false, ..
            } => return self.possessive_end(i, u),
            _ => {}
        }
        if let Some(n) = self
            .anniversary(i)
            .or_else(|| self.superlative(i))
            .or_else(|| self.whole_unit(i))
        {
            return Some(n);
        }
        if let Some(n) = self.unit_beside(i) {
            return Some(n);
        }
        if let Some(n) = self.counted_between(i) {
            return Some(n);
        }
        let p = self.pointer(i)?;
        let k = p.end;
        // "the fall", "the summer" belong to the calendar; "the next spring" is here.
        match self.lex(k) {
            Lex::Unit { u, plural, strict } => self.pointed_unit(i, p, k, u, plural, strict),
            Lex::Month { m, strict, short } if !short && (!strict || self.t[k].cap) => {
                let (end, day) = self
                    .day_number(k + 1)
                    .map_or((k + 1, None), |(e, d)| (e, Some(d)));
                Some(Node::new(
                    end,
                    Sem::RelMonth {
                        month: m,
                        day,
                        which: p.which,
                        from: p.from,
                    },
                    "pointed-month",
                ))
            }
            Lex::Season { s, .. } => Some(Node::new(
                k + 1,
                Sem::RelSeason {
                    season: s,
                    which: p.which,
                    from: p.from,
                },
                "pointed-season",
            )),
            Lex::Weekday {
                d, plural: false, ..
            } => Some(Node::new(
                k + 1,
                Sem::RelWeekday {
                    d,
                    which: p.which,
                    from: p.from,
                },
                "pointed-weekday",
            )),
            Lex::Part {
                p: part,
                plural: false,
            } => {
                let day = Node::new(
                    k + 1,
                    rel(Unit::Day, i32::from(p.which), p.from),
                    "pointed-part",
                );
                Some(day.with_clock(Some(Clock::Part(part))))
            }
            Lex::Num(_) | Lex::None | Lex::Fn(_) => {
                self.pointed_count(p, k).or_else(|| self.pointed_time(i, p))
            }
            _ => None,
        }
    }

    /// "the whole year", "all day": a length.
    fn whole_unit(&self, i: usize) -> Option<Node> {
        let j = match self.w(i)? {
            W::All => i + 1,
            W::The | W::This | W::That
                if ["whole", "entire", "full"]
                    .iter()
                    .any(|w| self.text_is(i + 1, w)) =>
            {
                i + 2
            }
            _ => return None,
        };
        let Lex::Unit {
            u,
            plural: false,
            strict: false,
        } = self.lex(j)
        else {
            return None;
        };
        let d = duration(Some(100), u);
        let mut n = Node::new(j + 1, Sem::Duration(d.clone()), "whole-unit");
        n.distance = Some(d);
        (u >= Unit::Day).then_some(n)
    }

    /// "the bloodiest day in its history".
    fn superlative(&self, i: usize) -> Option<Node> {
        let t = self.t.get(i + 1)?;
        let word = &self.text[t.start..t.end];
        let est = t.kind == Kind::Word
            && t.lex == Lex::None
            && !t.cap
            && word.len() > 5
            && word.ends_with("est");
        if !self.is(i, W::The) || !est {
            return None;
        }
        let j = i + 2 + usize::from(self.is(i + 2, W::Advance));
        if !matches!(
            self.lex(j),
            Lex::Unit {
                u: Unit::Day,
                plural: false,
                ..
            }
        ) {
            return None;
        }
        let mut n = Node::new(j + 1, Sem::SameDay, "superlative");
        if matches!(self.w(j + 1), Some(W::In | W::Of | W::Since)) {
            n.tail = self.noun_tail(j + 2);
        }
        Some(n)
    }

    /// "the sixth anniversary of the fall".
    fn anniversary(&self, i: usize) -> Option<Node> {
        if !self.is(i, W::The) {
            return None;
        }
        let j = self.ordinal(i + 1).map_or(i + 1, |(e, _)| e);
        if !(self.is(j, W::Anniversary) && self.is(j + 1, W::Of)) {
            return None;
        }
        let mut n = Node::new(j + 1, Sem::SameDay, "anniversary");
        n.tail = self.event_tail(j + 2);
        Some(n)
    }

    fn day_word(&self, i: usize, n: i8) -> Node {
        let node = Node::new(i + 1, rel(Unit::Day, i32::from(n), From::Doc), "day-word");
        if let Lex::Part { p, plural: false } = self.lex(i + 1) {
            let mut node = node.with_clock(Some(Clock::Part(p)));
            node.end = i + 2;
            return node;
        }
        node
    }

    /// "month's end", "year's end".
    fn possessive_end(&self, i: usize, u: Unit) -> Option<Node> {
        let poss = self.t.get(i + 1)?.kind == Kind::Poss;
        if poss && u >= Unit::Day && self.is(i + 2, W::End) {
            return Some(
                Node::new(i + 3, rel(u, 0, From::Context), "unit-end").with_mod(Some(Mod::End)),
            );
        }
        if u == Unit::Year
            && self
                .hyphen(i + 1)
                .is_some_and(|h| matches!(self.w(h), Some(W::Ago | W::Earlier)))
        {
            let from = From::Either;
            return Some(Node::new(
                i + 3,
                Sem::Shift {
                    n: Some(100),
                    back: true,
                    unit: u,
                    from,
                },
                "year-ago",
            ));
        }
        if u == Unit::Year && self.hyphen(i + 1).is_some_and(|h| self.is(h, W::End)) {
            return Some(
                Node::new(i + 3, rel(u, 0, From::Context), "unit-end").with_mod(Some(Mod::End)),
            );
        }
        None
    }

    /// "the day after", "the day before X", "the year after", "the day following".
    fn unit_beside(&self, i: usize) -> Option<Node> {
        let j = i + usize::from(matches!(self.w(i), Some(W::The | W::A)));
        if j == i {
            return None;
        }
        let Lex::Unit {
            u, plural: false, ..
        } = self.lex(j)
        else {
            return None;
        };
        if u < Unit::Day {
            return None;
        }
        let w = self.w(j + 1)?;
        let n = match w {
            W::After | W::Following | W::Afterward => 1,
            W::Before | W::Previous => -1,
            W::Later if self.is(i, W::A) => return None,
            _ => return None,
        };
        if self.is(i, W::A) || (w == W::Following && !self.text_is(j + 1, "following")) {
            return None;
        }
        let e = j + 2;
        if self.clause_ends(e)
            || matches!(
                self.w(e),
                Some(W::Was | W::Had | W::To | W::In | W::On | W::At | W::By)
            )
        {
            return Some(Node::new(e, rel(u, n, From::Context), "unit-beside"));
        }
        if w == W::Following
            && u == Unit::Day
            && self.t.get(e).is_some_and(|t| t.lex == Lex::None && !t.cap)
        {
            return Some(Node::new(e, rel(u, n, From::Context), "unit-beside"));
        }
        if let Some(base) = self.base_of(e).filter(|b| b.clock.is_none()) {
            let sem = Sem::ShiftBase {
                n: Some(100),
                back: n < 0,
                unit: u,
                base: Box::new(base.sem),
            };
            return Some(Node::new(base.end, sem, "unit-beside-date"));
        }
        let end = self.event_tail(e)?;
        Some(Node::new(
            end,
            rel(u, n, From::Context),
            "unit-beside-event",
        ))
    }

    /// A pointing word before a unit.
    fn pointed_unit(
        &self,
        i: usize,
        p: Pointer,
        k: usize,
        u: Unit,
        plural: bool,
        strict: bool,
    ) -> Option<Node> {
        if strict && u != Unit::Quarter {
            return None;
        }
        if plural {
            // "the following days", "the coming years", "these days"
            return match p.word {
                W::These if u == Unit::Day && self.text_is(i, "these") => {
                    Some(Node::new(k + 1, Sem::Vague("PRESENT_REF"), "these-days"))
                }
                W::Following | W::Coming | W::Next | W::Past | W::Last | W::Previous => {
                    let d = duration(None, u);
                    let mut n = Node::new(k + 1, Sem::Duration(d.clone()), "pointed-units");
                    n.distance = Some(d);
                    Some(n)
                }
                _ => None,
            };
        }
        if u < Unit::Day {
            return None;
        }
        if p.word == W::Past
            || (p.word == W::Last && p.the && u >= Unit::Week && !self.is(k + 1, W::Of))
        {
            let d = duration(Some(100), u);
            let mut n = Node::new(k + 1, Sem::Duration(d.clone()), "pointed-units");
            n.distance = Some(d);
            return Some(n);
        }
        if p.word == W::Last && p.the {
            return None;
        }
        if p.word == W::Coming && u != Unit::Year {
            return Some(Node::new(k + 1, rel(u, 1, From::Either), "pointed-unit"));
        }
        let mut node = Node::new(k + 1, rel(u, i32::from(p.which), p.from), "pointed-unit");
        node.rule = match p.which {
            0 => "same-unit",
            1 => "next-unit",
            _ => "last-unit",
        };
        Some(node)
    }

    /// "the next two weeks", "the past three centuries", "the last few days".
    fn pointed_count(&self, p: Pointer, k: usize) -> Option<Node> {
        let (mut e, count) = self.cardinal(k)?;
        if let Some(h) = self.hyphen(e) {
            e = h;
        }
        while matches!(self.w(e), Some(W::Previous | W::Following | W::Advance)) && e < k + 4 {
            e += 1;
        }
        let Lex::Unit { u, .. } = self.lex(e) else {
            return None;
        };
        let mut end = e + 1;
        if p.word == W::Same && self.is(end, W::Period) {
            end += 1;
        }
        if matches!(p.word, W::That | W::This | W::Same | W::These)
            && end == e + 1
            && p.word != W::These
            && p.word != W::Same
        {
            return None;
        }
        let d = duration(count, u);
        let mut n = Node::new(end, Sem::Duration(d.clone()), "pointed-units");
        n.distance = Some(d);
        Some(n)
    }

    /// "the four previous weeks", "the years following the war", "the intervening years".
    fn counted_between(&self, i: usize) -> Option<Node> {
        if !self.is(i, W::The) {
            return None;
        }
        let (mut e, count) = self.cardinal(i + 1).unwrap_or((i + 1, None));
        let numbered = e > i + 1;
        let pointed = matches!(
            self.w(e),
            Some(W::Previous | W::Following | W::Last | W::Past | W::Next)
        ) || self.text_is(e, "intervening");
        if pointed && (numbered || self.text_is(e, "intervening")) {
            e += 1;
        }
        let Lex::Unit {
            u, plural: true, ..
        } = self.lex(e)
        else {
            return None;
        };
        let after = self.text_is(e + 1, "following")
            || matches!(
                self.w(e + 1),
                Some(W::After | W::Before | W::Since | W::Between)
            );
        if !pointed && !after || u < Unit::Day {
            return None;
        }
        let d = duration(count, u);
        let mut n = Node::new(e + 1, Sem::Duration(d.clone()), "pointed-units");
        if after {
            n.tail = self.noun_tail(e + 2);
        }
        n.distance = Some(d);
        Some(n)
    }

    /// "that time", "this period", "the same time", "this date".
    fn pointed_time(&self, i: usize, p: Pointer) -> Option<Node> {
        let k = p.end;
        let w = self.w(k)?;
        let calls = matches!(
            self.prev_w(i),
            Some(
                W::At
                    | W::By
                    | W::From
                    | W::Since
                    | W::Until
                    | W::During
                    | W::Around
                    | W::In
                    | W::Of
                    | W::Throughout
                    | W::Before
                    | W::After
                    | W::About
                    | W::On
                    | W::To
                    | W::Within
            )
        );
        let sem = match (p.word, w) {
            (W::This, W::Time) if self.prev_w(i) == Some(W::From) => Sem::SameTime,
            (W::This, W::Time) if calls => Sem::Vague("PRESENT_REF"),
            (W::That, W::Time) if calls => Sem::SameTime,
            (W::Same, W::Time) if calls || self.is(k + 1, W::As) => Sem::SameTime,
            (W::This | W::That | W::Same, W::Date) => Sem::SameTime,
            (W::This | W::That | W::Same, W::Period) if calls => Sem::Unvalued,
            (W::Past | W::Coming, _) => return None,
            _ => return None,
        };
        Some(Node::new(k + 1, sem, "pointed-time"))
    }
}

fn rel(unit: Unit, n: i32, from: From) -> Sem {
    Sem::Rel { unit, n, from }
}

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
        if plural && p != crate::timex::token::Part::Night {
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
                let same = p == crate::timex::token::Part::Night && !back;
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
        if the == 1 && self.is(j, W::Before) | self.is(j, W::After) && self.clause_ends(j + 1) {
            let n = if self.is(j, W::Before) { -1 } else { 1 };
            return Some(
                Node::new(j + 1, rel(Unit::Day, n, From::Context), "part-beside").with_clock(clock),
            );
        }
        if the == 1 {
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
            use crate::timex::token::Part;
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
