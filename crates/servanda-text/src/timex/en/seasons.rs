//! Seasons and holidays.

use super::calendar::partial;
use super::{Node, Parser};
use crate::timex::expr::{Sem, YearRef};
use crate::timex::point::{Season, Unit};
use crate::timex::token::{HOLIDAYS, Kind, Lex, W};

impl Parser<'_> {
    /// A season, with its year if written.
    pub(super) fn season(&self, i: usize) -> Option<Node> {
        let Lex::Season { s, strict } = self.lex(i) else {
            return None;
        };
        let j = i + 1;
        if let Some((end, year)) = self
            .year_tail(j)
            .filter(|_| !self.sign(j, b',') || self.year_number(j + 1).is_some())
        {
            return Some(Node::new(
                end,
                Sem::Season { year, season: s },
                "season-year",
            ));
        }
        if self.text_is(j, "quarters") && s == Season::Winter {
            return Some(Node::new(j, Sem::Literal("XXXX-WI"), "season"));
        }
        let campaign = self.text_is(j, "campaign") || self.text_is(j, "offensive");
        if self.is(j, W::Of) || strict && !self.season_calls(i) && !campaign {
            return None;
        }
        // "spring" as water or steel: wants a word before it that calls for a time, or a capital ("Spring Offensive").
        if s == Season::Spring && !self.t[i].cap && !self.season_calls(i) {
            return None;
        }
        Some(Node::new(
            j,
            Sem::Season {
                year: YearRef::Missing,
                season: s,
            },
            "season",
        ))
    }

    /// Does a noun follow that the season only describes ("the summer offensive")?
    pub(super) fn describes(&self, i: usize) -> bool {
        self.t.get(i).is_some_and(|t| {
            let word = &self.text[t.start..t.end];
            t.kind == Kind::Word
                && t.lines == 0
                && t.lex == Lex::None
                && (t.cap == self.t[i - 1].cap)
                && !word.ends_with("ed")
        })
    }

    fn season_calls(&self, i: usize) -> bool {
        match self.prev_w(i) {
            Some(W::The) => {
                !self.is(i + 1, W::Of)
                    && (self.lex(i)
                        != Lex::Season {
                            s: Season::Autumn,
                            strict: true,
                        }
                        || matches!(
                            self.prev_w(i - 1),
                            Some(
                                W::In
                                    | W::During
                                    | W::Throughout
                                    | W::By
                                    | W::Over
                                    | W::Until
                                    | W::Since
                            )
                        ))
            }
            Some(
                W::In
                | W::During
                | W::Throughout
                | W::By
                | W::Until
                | W::Since
                | W::Early
                | W::Late
                | W::Mid
                | W::Each
                | W::Every
                | W::That
                | W::This
                | W::Next
                | W::Last
                | W::Previous
                | W::Following
                | W::Same
                | W::A,
            ) => true,
            Some(W::And | W::Or) => i >= 2 && matches!(self.lex(i - 2), Lex::Season { .. }),
            _ => false,
        }
    }

    /// Christmas, Easter … with their year.
    pub(super) fn holiday(&self, i: usize) -> Option<Node> {
        if self.text_is(i, "new")
            && self.text_is(i + 1, "year")
            && self.t.get(i + 2).is_some_and(|t| t.kind == Kind::Poss)
        {
            let eve = self.is(i + 3, W::Eve);
            if !eve && !matches!(self.lex(i + 3), Lex::Unit { u: Unit::Day, .. }) {
                return None;
            }
            let (end, year) = self.year_tail(i + 4).unwrap_or((i + 4, YearRef::Missing));
            let (m, d) = if eve { (12, 31) } else { (1, 1) };
            return Some(Node::new(
                end,
                partial(year, Some(m), Some(d), None),
                "holiday",
            ));
        }
        let Lex::Holiday(h) = self.lex(i) else {
            return None;
        };
        if !self.t[i].cap {
            return None;
        }
        let mut rule = HOLIDAYS
            .get(usize::from(h))
            .copied()
            .unwrap_or("")
            .split(' ')
            .peekable();
        let kind = rule.next().unwrap_or("");
        let numbers: Vec<u8> =
            std::iter::from_fn(|| rule.next_if(|n| n.len() <= 2)?.parse().ok()).collect();
        let mut e = i + 1;
        let day = |k: usize| {
            matches!(
                self.lex(k),
                Lex::Unit {
                    u: Unit::Day,
                    plural: false,
                    ..
                }
            )
        };
        let eve = self.is(e, W::Eve);
        match rule.next() {
            Some("-day") => {
                e = self.hyphen(e).filter(|k| day(*k))? + 1;
            }
            Some(_) => {
                if !day(e) {
                    return None;
                }
                e += 1;
            }
            None if eve || day(e) || matches!(self.lex(e), Lex::Weekday { d: 1 | 7, .. }) => e += 1,
            None => {}
        }
        let (end, year) = self.year_tail(e).unwrap_or((e, YearRef::Missing));
        let parts: Vec<i32> = kind.split('-').filter_map(|p| p.parse().ok()).collect();
        let sem = match (parts.as_slice(), numbers.as_slice()) {
            ([m, d], _) => partial(year, Some(*m as u8), Some(*d as u8 - u8::from(eve)), None),
            ([y, m, d], _) => partial(YearRef::Said(*y), Some(*m as u8), Some(*d as u8), None),
            (_, [m, w, n]) => Sem::Feast {
                year,
                nth: Some((*m, *w, *n)),
            },
            _ => Sem::Feast { year, nth: None },
        };
        Some(Node::new(end, sem, "holiday"))
    }
}
