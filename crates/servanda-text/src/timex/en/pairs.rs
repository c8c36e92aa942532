//! Ranges and lists that share their parts: "14–16 July", "1939–45", "May 4 and 5", "499 to 493 BC".

use super::calendar::partial;
use super::{Node, Parser};
use crate::timex::expr::{Link, Sem, YearRef};
use crate::timex::point::{Point, Unit};
use crate::timex::token::{Kind, Lex, W};

impl Parser<'_> {
    /// Ranges and lists that share their parts: "14–16 July", "1939–45", "May 4 and 5", "499 to 493 BC".
    pub(super) fn pairs(&mut self, i: usize) -> Option<usize> {
        if self.t[i].kind == Kind::Num {
            return self.number_pairs(i).or_else(|| self.quantity_pair(i));
        }
        if matches!(self.lex(i), Lex::Num(_)) {
            return self.quantity_pair(i);
        }
        if self.is(i, W::The)
            && matches!(
                self.lex(i + 1),
                Lex::Unit {
                    u: Unit::Year,
                    plural: true,
                    ..
                }
            )
            && self.num(i + 2, 1, 4).is_some()
        {
            let first = self.out.len();
            let end = self.number_pairs(i + 2)?;
            let start = self.t[i].start;
            if let Some(pair) = self.out.get_mut(first) {
                pair.0 = i;
                pair.2.start = start;
            }
            return Some(end);
        }
        if self.is(i, W::The) && self.t.get(i + 1).is_some_and(|t| t.kind == Kind::Num) {
            // "the 28 and 29 August", "the 13th to the 19th of October"
            return self.day_list(i);
        }
        if matches!(self.lex(i), Lex::Month { .. } | Lex::Weekday { .. }) {
            return self.month_day_pairs(i);
        }
        None
    }

    fn connector(&self, i: usize) -> Option<(usize, Link)> {
        if self.sign(i, b'-') {
            let double = usize::from(self.sign(i + 1, b'-'));
            return Some((i + 1 + double, Link::Range));
        }
        if self.sign(i, b'/') && self.glued(i) && self.glued(i + 1) {
            return Some((i + 1, Link::Range));
        }
        match self.w(i)? {
            W::To | W::Until => Some((i + 1, Link::Range)),
            W::Over if self.text_is(i, "through") => Some((i + 1, Link::Range)),
            W::And if i >= 2 && self.between_before(i) => Some((i + 1, Link::Range)),
            W::And | W::Or => Some((i + 1, Link::List)),
            _ => None,
        }
    }

    fn between_before(&self, i: usize) -> bool {
        (1..=5).any(|back| i >= back && self.is(i - back, W::Between))
    }

    /// A number that begins a pair: days of one month, years of one era, years with two digits.
    fn number_pairs(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.day_list(i) {
            return Some(end);
        }
        let n = self.num(i, 1, 4)?;
        let (j, link) = self.connector(i + 1)?;
        // 1939-45, 1939/40
        if self.t[i].digits == 4
            && self.glued(i + 1)
            && self.glued(j)
            && (1000..=2100).contains(&n)
            && let Some(short) = self.num(j, 2, 2)
        {
            let more = self.t.get(j + 1).is_some_and(|t| {
                !t.space
                    && (t.kind == Kind::Word
                        || matches!(t.kind, Kind::Sign(b'-' | b'/'))
                            && self.num(j + 2, 1, 4).is_some())
            });
            let full = n - n % 100 + short;
            if full > n
                && full - n < 60
                && !more
                && self.prev(i).is_none_or(|t| {
                    t.space
                        || !matches!(t.kind, Kind::Sign(b'$' | b'-' | b'/') | Kind::Num)
                        || !self.glued(i)
                })
            {
                self.push_linked(
                    i,
                    Node::new(i + 1, Sem::Fixed(Point::Year(n as i32)), "year-range"),
                    Some(Link::Range),
                );
                return Some(self.push(
                    j,
                    Node::new(j + 1, Sem::Fixed(Point::Year(full as i32)), "year-range"),
                ));
            }
        }
        // 499-493 BC
        if self.era(i + 1).is_none()
            && let Some((end, y)) = self.year_number(j).filter(|(e, _)| *e > j + 1)
        {
            let n = n as i32;
            let first = if y <= 0 { 1 - n } else { n };
            let ordered = if link == Link::Range { first < y } else { true };
            if n > 0
                && ordered
                && self
                    .prev(i)
                    .is_none_or(|t| t.space || !matches!(t.kind, Kind::Num))
            {
                self.push_linked(
                    i,
                    Node::new(i + 1, Sem::Fixed(Point::Year(first)), "year-range"),
                    Some(link),
                );
                return Some(
                    self.push(j, Node::new(end, Sem::Fixed(Point::Year(y)), "year-range")),
                );
            }
        }
        // 1939-1945 (a dash between two years cannot be left to the rule for one year)
        if self.t[i].digits == 4
            && (1000..=2100).contains(&n)
            && link == Link::Range
            && let Some(y2) = self.num(j, 4, 4)
        {
            let free = self.t.get(j + 1).is_none_or(|t| {
                t.space
                    || !(matches!(t.kind, Kind::Word | Kind::Num)
                        || t.kind == Kind::Sign(b'-') && self.num(j + 2, 1, 4).is_some())
            });
            if y2 > n
                && y2 <= 2100
                && free
                && self.sign(i + 1, b'-')
                && self.prev(i).is_none_or(|t| {
                    t.space || !matches!(t.kind, Kind::Num | Kind::Word) || !self.glued(i)
                })
                && !matches!(self.prev(i).map(|t| t.kind), Some(Kind::Sign(b'$' | b'#')))
            {
                self.push_linked(
                    i,
                    Node::new(i + 1, Sem::Fixed(Point::Year(n as i32)), "year-range"),
                    Some(Link::Range),
                );
                return Some(self.push(
                    j,
                    Node::new(j + 1, Sem::Fixed(Point::Year(y2 as i32)), "year-range"),
                ));
            }
        }
        None
    }

    /// "12-14 July", "the 28 and 29 August", "the 13th to the 19th of October 1950".
    fn day_list(&mut self, i: usize) -> Option<usize> {
        let the = usize::from(self.is(i, W::The));
        let (e1, _) = self.day_number(i + the)?;
        let (mut j, link) = self.connector(e1)?;
        let j0 = j;
        if self.is(j, W::The) {
            j += 1;
        }
        let (e2, _) = self.day_number(j)?;
        let k = e2 + usize::from(self.is(e2, W::Of));
        self.month_name(k)?;
        let last = self.month_day(j)?;
        let Sem::Partial { year, month, .. } = last.sem else {
            return None;
        };
        let (_, d1) = self.day_number(i + the)?;
        self.push_linked(
            i,
            Node::new(e1, partial(year, month, Some(d1), None), "day-range"),
            Some(link),
        );
        Some(self.push(j0, last))
    }

    /// "March 5-9, 1918", "May 4 and 5".
    fn month_day_pairs(&mut self, i: usize) -> Option<usize> {
        let (e, m) = self.month_name(i)?;
        let (e1, d1) = self.day_number(e)?;
        let (j, link) = self.connector(e1)?;
        let (e2, d2) = self.day_number(j)?;
        if link == Link::List
            && self
                .t
                .get(e2)
                .is_some_and(|t| t.kind == Kind::Word && t.lex == Lex::None && !t.cap)
            || self.month_name(e2).is_some()
            || self
                .t
                .get(e2)
                .is_some_and(|t| matches!(t.kind, Kind::Sign(b':')))
            || (link == Link::List && d2 <= d1)
            || matches!(self.lex(e2), Lex::Unit { .. })
        {
            return None;
        }
        let (end, y) = self.year_tail(e2).unwrap_or((e2, YearRef::Missing));
        self.push_linked(
            i,
            Node::new(e1, partial(y, Some(m), Some(d1), None), "day-range"),
            Some(link),
        );
        Some(self.push(
            j,
            Node::new(end, partial(y, Some(m), Some(d2), None), "day-range"),
        ))
    }
}
