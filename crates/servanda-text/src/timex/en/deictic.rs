//! Expressions that point: "that day", "the following year", "last December", "the next two weeks", "at that time".

use super::{Node, Parser};
use crate::timex::expr::{Clock, From, Sem, duration};
use crate::timex::point::Unit;
use crate::timex::token::{Lex, W};

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
        // "the current fiscal year"
        if the && self.text_is(j, "current") {
            return p(j + 1, 0, From::Either, W::This);
        }
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
                if the || self.next_day(j + 1) {
                    From::Context
                } else {
                    From::Either
                },
                W::Next,
            ),
            W::Previous => p(j + 1, -1, From::Context, W::Previous),
            W::Following => p(j + 1, 1, From::Context, W::Following),
            W::Coming if the => p(j + 1, 1, From::Either, W::Coming),
            _ => None,
        }
    }

    /// "Next day" counts from the day told; from the day of writing one says "tomorrow".
    fn next_day(&self, i: usize) -> bool {
        matches!(
            self.lex(i),
            Lex::Unit {
                u: Unit::Day,
                plural: false,
                ..
            } | Lex::Part { plural: false, .. }
        )
    }

    /// "this day in 1945".
    fn day_in_year(&self, p: Pointer) -> Option<Node> {
        let k = p.end;
        if p.word != W::This
            || !matches!(
                self.lex(k),
                Lex::Unit {
                    u: Unit::Day,
                    plural: false,
                    ..
                } | Lex::Fn(W::Date)
            )
            || !self.is(k + 1, W::In)
        {
            return None;
        }
        let (end, y) = self.year_number(k + 2)?;
        Some(Node::new(end, Sem::ThisDayIn(y), "this-day-in"))
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
        if let Some(n) = self.counted_between(i).or_else(|| self.in_hand(i)) {
            return Some(n);
        }
        let p = self.pointer(i)?;
        let k = p.end;
        if let Some(node) = self.day_in_year(p) {
            return Some(node);
        }
        if self.is(k, W::Fiscal)
            && matches!(
                self.lex(k + 1),
                Lex::Unit {
                    u: Unit::Year,
                    plural: false,
                    ..
                }
            )
        {
            return Some(Node::new(
                k + 2,
                rel(Unit::Year, i32::from(p.which), p.from),
                "pointed-unit",
            ));
        }
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

    /// "the quarter", "the year-earlier period", "the first half", "the weekend", "overnight", "the moment".
    fn in_hand(&self, i: usize) -> Option<Node> {
        if self.is(i, W::Overnight) {
            let node = Node::new(i + 1, rel(Unit::Day, 0, From::Doc), "overnight");
            return Some(node.with_clock(Some(Clock::Part(crate::timex::token::Part::Night))));
        }
        if self.is(i, W::Lasting) {
            let t = self.t[i];
            let unit = self.text[t.start..t.end].to_ascii_lowercase();
            let unit = match unit.as_str() {
                "weeklong" => Unit::Week,
                "monthlong" => Unit::Month,
                "yearlong" => Unit::Year,
                "daylong" => Unit::Day,
                "hourlong" => Unit::Hour,
                _ => Unit::Decade,
            };
            let d = duration(Some(100), unit);
            let mut n = Node::new(i + 1, Sem::Duration(d.clone()), "unit-long");
            n.distance = Some(d);
            return Some(n);
        }
        if !self.is(i, W::The) {
            return None;
        }
        let j = i + 1;
        let quarter = |k: usize| {
            matches!(
                self.lex(k),
                Lex::Unit {
                    u: Unit::Quarter,
                    plural: false,
                    ..
                }
            )
        };
        let told = |end: usize, nth: Option<u8>, years: i32, rule: &'static str| {
            Some(Node::new(
                end,
                Sem::InHand {
                    unit: Unit::Quarter,
                    nth,
                    years,
                },
                rule,
            ))
        };
        // "the year-earlier quarter", "the year-ago period"
        if matches!(
            self.lex(j),
            Lex::Unit {
                u: Unit::Year,
                plural: false,
                ..
            }
        ) && let Some(h) = self.hyphen(j + 1)
            && matches!(self.w(h), Some(W::Earlier | W::Ago))
            && (quarter(h + 1) || self.is(h + 1, W::Period))
        {
            return told(h + 2, None, 1, "quarter-in-hand");
        }
        let latest = usize::from(self.text_is(j, "latest"))
            + 2 * usize::from(self.is(j, W::Most) && self.text_is(j + 1, "recent"));
        if quarter(j + latest) && !self.is(j + latest + 1, W::Of) {
            return told(j + latest + 1, None, 0, "quarter-in-hand");
        }
        if let Some((e, n @ 1..=2)) = self.ordinal(j)
            && self.is(e, W::Half)
            && !self.is(e + 1, W::Of)
        {
            return told(e + 1, Some(n as u8), 0, "half-in-hand");
        }
        if matches!(
            self.lex(j),
            Lex::Unit {
                u: Unit::Weekend,
                plural: false,
                ..
            }
        ) && matches!(
            self.prev_w(i),
            Some(W::Over | W::During | W::In | W::At | W::For | W::On)
        ) {
            return Some(Node::new(
                j + 1,
                rel(Unit::Weekend, 0, From::Either),
                "weekend-in-hand",
            ));
        }
        if self.text_is(j, "moment") && self.prev_w(i) == Some(W::At) && !self.is(j + 1, W::Of) {
            return Some(Node::new(j + 1, Sem::Vague("PRESENT_REF"), "the-moment"));
        }
        None
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

pub(super) fn rel(unit: Unit, n: i32, from: From) -> Sem {
    Sem::Rel { unit, n, from }
}
