//! Parts of calendar units: "early", "mid-", "the end of", "the first half of", "the last day of".

use super::{Node, Parser};
use crate::timex::expr::{From, Mod, Sem, YearRef, duration};
use crate::timex::point::{Point, Unit};
use crate::timex::token::{Kind, Lex, W};

impl Parser<'_> {
    /// "early", "mid-", "the end of" … and what they cut from.
    pub(super) fn modified(&self, i: usize) -> Option<Node> {
        let the = usize::from(self.is(i, W::The));
        let j = i + the;
        let Some(word) = self.w(j) else {
            return self.first_of(j, the);
        };
        match word {
            W::Mid => {
                let k = self.hyphen(j + 1).unwrap_or(j + 1);
                if self.is(k, W::Of) {
                    return self.base_of(k + 1).map(|n| n.with_mod(Some(Mod::Mid)));
                }
                let k2 = k + usize::from(self.is(k, W::To) && self.is(k + 1, W::Late));
                self.cut_base(k2).map(|n| n.with_mod(Some(Mod::Mid)))
            }
            w @ (W::Early | W::Late) => {
                let m = Some(if w == W::Early { Mod::Start } else { Mod::End });
                let mut k = self.hyphen(j + 1).unwrap_or(j + 1);
                if self.hyphen(k).is_some_and(|h| self.is(h, W::Mid)) {
                    k += 2;
                }
                if self.is(k, W::In) {
                    let on = false;
                    return self
                        .base_of(k + 1)
                        .or_else(|| self.day_part(k + 1))
                        .filter(|n| !on || !matches!(n.sem, Sem::Fixed(_)))
                        .map(|n| n.with_mod(m));
                }
                if self.text_is(k, "part") && self.is(k + 1, W::Of) {
                    return self.base_of(k + 2).map(|n| n.with_mod(m));
                }
                self.cut_base(k)
                    .or_else(|| self.rel_base(k))
                    .or_else(|| self.day_part(k))
                    .map(|n| n.with_mod(m))
            }
            W::Later if self.is(j + 1, W::In) && the == 0 => self
                .lone_year(j + 2)
                .or_else(|| self.unit_base(j + 2))
                .map(|n| n.with_mod(None)),
            W::Later | W::Earlier if the == 0 => self.unit_base(j + 1).or_else(|| {
                matches!(self.w(j + 1), Some(W::This | W::That | W::The))
                    .then(|| self.base_of(j + 1))
                    .flatten()
                    .filter(|n| matches!(n.sem, Sem::RelSeason { .. } | Sem::Rel { .. }))
            }),
            w @ (W::Beginning | W::End | W::Rest) if self.is(j + 1, W::Of) => {
                let m = match w {
                    W::Beginning => Some(Mod::Start),
                    W::End => Some(Mod::End),
                    _ => None,
                };
                self.base_of(j + 2).map(|n| n.with_mod(m))
            }
            W::Latter | W::Closing
                if self.text_is(j + 1, "part")
                    || self.text_is(j + 1, "half")
                    || self.text_is(j + 1, "stages") =>
            {
                let half = self.text_is(j + 1, "half");
                self.is(j + 2, W::Of)
                    .then(|| self.base_of(j + 3))
                    .flatten()
                    .map(|n| {
                        if half {
                            halved(n, 2)
                        } else {
                            n.with_mod(Some(Mod::End))
                        }
                    })
            }
            W::Last | W::Closing if the == 1 => self.last_of(j),
            _ => None,
        }
        .or_else(|| self.first_of(j, the))
    }

    /// "the last week of August", "the last day of 1942", "the last three days of June".
    fn last_of(&self, j: usize) -> Option<Node> {
        self.nth_of(j + 1, -1)
    }

    fn first_of(&self, j: usize, the: usize) -> Option<Node> {
        if the == 0 {
            return None;
        }
        let (e, n) = self.ordinal(j)?;
        if self.text_is(e, "half") && self.is(e + 1, W::Of) && n <= 2 {
            return self.base_of(e + 2).map(|node| halved(node, n as u8));
        }
        if self.text_is(e, "quarter") && self.is(e + 1, W::Of) && n <= 4 {
            return self.base_of(e + 2).map(|node| quartered(node, n as u8));
        }
        if self.text_is(e, "part") && self.is(e + 1, W::Of) {
            return self
                .base_of(e + 2)
                .map(|node| node.with_mod(Some(Mod::Start)));
        }
        self.nth_of(e, n.min(100) as i8)
    }

    /// After "the first" or "the last": a unit, or a number of units, of something on the calendar.
    fn nth_of(&self, j: usize, nth: i8) -> Option<Node> {
        let (k, count) = self.cardinal(j).unwrap_or((j, None));
        let Lex::Unit {
            u,
            plural,
            strict: false,
        } = self.lex(k)
        else {
            return None;
        };
        if !self.is(k + 1, W::Of) || k > j && !plural {
            return None;
        }
        let base = self.base_of(k + 2).filter(|b| b.clock.is_none());
        let length = duration(if plural { count } else { Some(100) }, u);
        let mut node = match base {
            Some(base) if plural || u == Unit::Week => {
                let mut n = Node::new(base.end, Sem::Duration(length.clone()), "part-of-period");
                n.inside = match base.sem {
                    Sem::Fixed(Point::Year(y)) => Some(y),
                    Sem::Partial {
                        year: YearRef::Said(y),
                        ..
                    } => Some(y),
                    _ => None,
                };
                n
            }
            Some(base) if u >= Unit::Day => {
                let sem = Sem::Within {
                    nth,
                    unit: u,
                    base: Box::new(base.sem),
                };
                return Some(Node::new(base.end, sem, "ordinal-unit"));
            }
            Some(_) => return None,
            None => {
                let sem = if u == Unit::Day && !plural {
                    Sem::SameDay
                } else {
                    Sem::Duration(length.clone())
                };
                let mut n = Node::new(k + 1, sem, "part-of-event");
                n.tail = self.noun_tail(k + 2);
                n
            }
        };
        node.distance = Some(length);
        Some(node)
    }

    /// What "early" and "late" can stand before without "of": a month, a year, a season, a decade, a century.
    fn cut_base(&self, i: usize) -> Option<Node> {
        let i = i + usize::from(
            self.is(i, W::The)
                && !matches!(self.lex(i + 1), Lex::Ord(_) | Lex::Num(_))
                && !matches!(self.lex(i + 1), Lex::Unit { .. }),
        );
        match self.t.get(i)?.lex {
            Lex::Month { .. } => {
                let n = self.month_day(i)?;
                (!matches!(n.sem, Sem::Partial { day: Some(_), .. })
                    || self.prev(i).is_some_and(|t| t.kind == Kind::Word))
                .then_some(n)
            }
            Lex::Season { .. } => self.season(i),
            Lex::Ord(_) | Lex::Num(_) => self.century(i),
            Lex::DecadeWord(_) => self.decade(i),
            Lex::Holiday(_) => self.holiday(i),
            Lex::Weekday { .. } => self.calendar(i),
            _ => {
                if self.t[i].kind == Kind::Num
                    || self.t[i].kind == Kind::Sign(b'\'')
                    || self.is(i, W::Ad)
                {
                    self.decade(i).or_else(|| {
                        let (end, y) = self.year_number(i)?;
                        Some(Node::new(end, Sem::Fixed(Point::Year(y)), "year"))
                    })
                } else {
                    None
                }
            }
        }
    }

    /// "next year", "this month", "the following year" after early / late.
    fn rel_base(&self, i: usize) -> Option<Node> {
        self.deictic(i).filter(|n| {
            matches!(
                n.sem,
                Sem::Rel { .. }
                    | Sem::RelMonth { .. }
                    | Sem::RelSeason { .. }
                    | Sem::Partial { .. }
            )
        })
    }

    /// "the month", "that year", "the decade": the unit in hand.
    fn unit_base(&self, i: usize) -> Option<Node> {
        let mut j = i;
        if !matches!(self.w(j), Some(W::The | W::That | W::This)) {
            return None;
        }
        j += 1;
        if matches!(self.w(j), Some(W::Same | W::Very)) {
            j += 1;
        }
        let Lex::Unit {
            u,
            plural: false,
            strict: false,
        } = self.lex(j)
        else {
            return None;
        };
        let from = if self.is(i, W::This) {
            From::Either
        } else {
            From::Context
        };
        (u >= Unit::Day).then(|| {
            Node::new(
                j + 1,
                Sem::Rel {
                    unit: u,
                    n: 0,
                    from,
                },
                "unit-in-hand",
            )
        })
    }

    /// What "the end of" can stand before.
    pub(super) fn base_of(&self, i: usize) -> Option<Node> {
        // Two levels are as deep as people go; the bound keeps the work linear.
        if self.depth.get() >= 2 {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let found = self
            .unit_base(i)
            .or_else(|| self.modified(i).filter(|n| n.clock.is_none()))
            .or_else(|| self.cut_base(i))
            .or_else(|| self.calendar(i))
            .or_else(|| self.rel_base(i));
        self.depth.set(self.depth.get() - 1);
        found
    }
}

fn halved(node: Node, h: u8) -> Node {
    match node.sem {
        Sem::Fixed(Point::Year(y)) => Node {
            sem: Sem::Half {
                year: YearRef::Said(y),
                h,
            },
            rule: "half-year",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n: 0,
            ..
        } => Node {
            sem: Sem::Half {
                year: YearRef::That,
                h,
            },
            rule: "half-year",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n,
            from,
        } => Node {
            sem: Sem::Half {
                year: YearRef::Rel(n, from),
                h,
            },
            rule: "half-year",
            ..node
        },
        _ => node.with_mod(Some(if h == 1 { Mod::Start } else { Mod::End })),
    }
}

fn quartered(node: Node, q: u8) -> Node {
    match node.sem {
        Sem::Fixed(Point::Year(y)) => Node {
            sem: Sem::Quarter {
                year: YearRef::Said(y),
                q,
            },
            rule: "quarter",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n: 0,
            ..
        } => Node {
            sem: Sem::Quarter {
                year: YearRef::That,
                q,
            },
            rule: "quarter",
            ..node
        },
        Sem::Rel {
            unit: Unit::Year,
            n,
            from,
        } => Node {
            sem: Sem::Quarter {
                year: YearRef::Rel(n, from),
                q,
            },
            rule: "quarter",
            ..node
        },
        _ => node,
    }
}
