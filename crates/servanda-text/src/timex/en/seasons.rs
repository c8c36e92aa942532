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
        let mut e = i + 1;
        let eve = self.is(e, W::Eve);
        if eve
            || (matches!(
                self.lex(e),
                Lex::Unit {
                    u: Unit::Day,
                    plural: false,
                    ..
                }
            ))
        {
            e += 1;
        } else if matches!(self.lex(e), Lex::Weekday { d: 7, .. }) {
            e += 1;
        }
        let (end, year) = self.year_tail(e).unwrap_or((e, YearRef::Missing));
        let mut parts = HOLIDAYS.get(h as usize).copied().unwrap_or("").split('-');
        let md = (
            parts.next().and_then(|p| p.parse::<u8>().ok()),
            parts.next().and_then(|p| p.parse::<u8>().ok()),
        );
        Some(match md {
            (Some(m), Some(d)) => Node::new(
                end,
                partial(year, Some(m), Some(if eve { d - 1 } else { d }), None),
                "holiday",
            ),
            _ => Node::new(end, Sem::Easter { year }, "holiday"),
        })
    }
}
