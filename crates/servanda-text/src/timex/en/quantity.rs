//! Counted units: durations ("three years", "more than two weeks", "ten or fifteen days") and rates ("30 a day").

use super::{Node, Parser};
use crate::timex::expr::{Count, Link, Mod, Sem, duration};
use crate::timex::point::Unit;
use crate::timex::token::{Kind, Lex, W};

/// A counted unit: where it ends, how many, of what, how exactly.
pub(super) struct Counted {
    /// Its first token.
    pub start: usize,
    pub end: usize,
    pub count: Count,
    pub unit: Unit,
    pub modi: Option<Mod>,
    /// Written with a hyphen or in the singular ("three-year"): an adjective.
    pub adjective: bool,
    /// "a year", "an hour".
    pub article: bool,
    /// No number at all ("weeks").
    pub bare: bool,
}

impl Parser<'_> {
    /// A cardinal number in digits or words, in hundredths; `None` inside for "a few", "several".
    pub(super) fn cardinal(&self, i: usize) -> Option<(usize, Count)> {
        let t = self.t.get(i)?;
        if t.kind == Kind::Num && t.lex == Lex::None {
            if t.digits > 6 {
                return None;
            }
            let n = i64::from(t.num) * 100;
            if self.sign(i + 1, b'.')
                && self.glued(i + 1)
                && self.glued(i + 2)
                && let Some(d) = self.num(i + 2, 1, 2)
            {
                let part = if self.t[i + 2].digits == 1 { d * 10 } else { d };
                return Some((i + 3, Some(n + i64::from(part))));
            }
            return Some(self.and_a_half(i + 1, n));
        }
        if t.kind == Kind::Big {
            let digits: String = self.text[t.start..t.end]
                .chars()
                .filter(char::is_ascii_digit)
                .take(9)
                .collect();
            return Some((i + 1, digits.parse::<i64>().ok().map(|n| n * 100)));
        }
        match t.lex {
            Lex::Num(3)
                if self
                    .hyphen(i + 1)
                    .is_some_and(|h| self.text_is(h, "quarters"))
                    && self.is(i + 3, W::Of)
                    && self.is(i + 4, W::A) =>
            {
                Some((i + 5, Some(75)))
            }
            Lex::Num(_) => {
                let (end, n) = self.number_words(i)?;
                Some(self.and_a_half(end, i64::from(n) * 100))
            }
            Lex::Fn(W::Several) => Some((i + 1, None)),
            Lex::Fn(W::Few | W::Many) => {
                let more = usize::from(self.is(i + 1, W::More));
                Some((i + 1 + more, None))
            }
            Lex::Fn(W::Some | W::Dozens) => {
                let of = usize::from(self.is(i + 1, W::Of));
                Some((i + 1 + of, None))
            }
            Lex::Fn(W::Couple) => Some((i + 1 + usize::from(self.is(i + 1, W::Of)), Some(200))),
            Lex::Fn(W::Dozen) => Some((i + 1, Some(1200))),
            Lex::Fn(W::Half) => {
                let j = self.hyphen(i + 1).unwrap_or(i + 1);
                Some((j + usize::from(self.is(j, W::A)), Some(50)))
            }
            // "a quarter of a century", "three-quarters of an hour"
            Lex::Fn(W::A)
                if self.text_is(i + 1, "quarter")
                    && self.is(i + 2, W::Of)
                    && self.is(i + 3, W::A) =>
            {
                Some((i + 4, Some(25)))
            }
            Lex::Fn(W::A) => match self.lex(i + 1) {
                Lex::Fn(W::Few | W::Couple | W::Dozen | W::Half | W::Many) => self.cardinal(i + 1),
                Lex::Fn(W::Good | W::Advance)
                    if matches!(self.lex(i + 2), Lex::Fn(W::Few | W::Many | W::Dozen)) =>
                {
                    self.cardinal(i + 2)
                }
                Lex::Num(100 | 1000) => self.cardinal(i + 1),
                _ => None,
            },
            _ => None,
        }
    }

    fn and_a_half(&self, i: usize, n: i64) -> (usize, Count) {
        let j = self.hyphen(i).unwrap_or(i);
        if self.is(j, W::And) {
            let k = self.hyphen(j + 1).unwrap_or(j + 1);
            let k = k + usize::from(self.is(k, W::A));
            let k = self.hyphen(k).unwrap_or(k);
            if self.is(k, W::Half) {
                return (k + 1, Some(n + 50));
            }
        }
        if let Some(t) = self.t.get(i) {
            match &self.text[t.start..t.end] {
                "½" => return (i + 1, Some(n + 50)),
                "¼" => return (i + 1, Some(n + 25)),
                "¾" => return (i + 1, Some(n + 75)),
                _ => {}
            }
        }
        (i, Some(n))
    }

    /// "twenty-five", "two hundred and fifty", "a thousand".
    fn number_words(&self, i: usize) -> Option<(usize, u32)> {
        let Lex::Num(first) = self.lex(i) else {
            return None;
        };
        let (mut total, mut part, mut end) = (0u32, first, i + 1);
        for _ in 0..6 {
            let j = self.hyphen(end).unwrap_or(end);
            let (j, and) = if self.is(j, W::And) && part >= 100 {
                (j + 1, true)
            } else {
                (j, false)
            };
            match self.lex(j) {
                Lex::Num(100) if !and && part < 100 => part = part.max(1) * 100,
                Lex::Num(1000) if !and && part < 1000 => {
                    total += part.max(1) * 1000;
                    part = 0;
                }
                Lex::Num(n @ 1..=9) if (20..=90).contains(&(part % 100)) && part % 10 == 0 => {
                    part += n
                }
                Lex::Num(n @ 1..=99) if part % 100 == 0 && part >= 100 => part += n,
                _ => break,
            }
            end = j + 1;
        }
        Some((end, total + part))
    }

    /// "more than", "nearly", "about" and the like before a number.
    fn approximator(&self, i: usize) -> (usize, Option<Mod>) {
        let mut j = i;
        let mut m = None;
        for _ in 0..4 {
            let (next, new) = match self.w(j) {
                Some(W::More | W::Over) if self.is(j, W::More) && self.is(j + 1, W::Than) => {
                    (j + 2, Some(Mod::MoreThan))
                }
                Some(W::Less) if self.is(j + 1, W::Than) => (j + 2, Some(Mod::LessThan)),
                Some(W::Over) if !self.text_is(j, "through") => (j + 1, Some(Mod::MoreThan)),
                Some(W::Under) => (j + 1, Some(Mod::LessThan)),
                Some(W::Nearly) => (j + 1, Some(Mod::LessThan)),
                Some(W::About | W::Around) => (j + 1, Some(Mod::Approx)),
                Some(W::Some) if self.cardinal(j + 1).is_some() => (j + 1, Some(Mod::Approx)),
                Some(W::At) if self.is(j + 1, W::Least) => (j + 2, Some(Mod::EqualOrMore)),
                Some(W::At) if self.is(j + 1, W::Most) => (j + 2, Some(Mod::EqualOrLess)),
                Some(W::No)
                    if matches!(self.w(j + 1), Some(W::More | W::Less))
                        && self.is(j + 2, W::Than) =>
                {
                    (
                        j + 3,
                        Some(if self.is(j + 1, W::More) {
                            Mod::EqualOrLess
                        } else {
                            Mod::EqualOrMore
                        }),
                    )
                }
                Some(W::Up) if self.is(j + 1, W::To) => (j + 2, Some(Mod::EqualOrLess)),
                Some(W::Only | W::Exactly) => (j + 1, None),
                Some(W::A)
                    if self.is(j + 1, W::Little)
                        && matches!(
                            self.w(j + 2),
                            Some(W::More | W::Less | W::Over | W::Under)
                        ) =>
                {
                    (j + 2, None)
                }
                Some(W::A) if self.is(j + 1, W::Only) => (j + 2, None),
                _ => break,
            };
            j = next;
            m = new.or(m);
        }
        (j, m)
    }

    /// A counted unit at `i`, without what follows it.
    fn counted(&self, i: usize) -> Option<Counted> {
        let (j, modi) = self.approximator(i);
        let (mut k, count, article, bare) = match self.cardinal(j) {
            Some((k, c)) => (k, c, false, false),
            None if self.is(j, W::A) => (j + 1, Some(100), true, false),
            None => (j, None, false, true),
        };
        let mut hyphen = false;
        if !bare {
            if let Some(h) = self.hyphen(k) {
                hyphen = true;
                k = h;
            } else {
                for _ in 0..2 {
                    let adjective = matches!(
                        self.w(k),
                        Some(W::Advance | W::More | W::Long | W::Only | W::Good)
                    );
                    if !adjective {
                        break;
                    }
                    k += 1;
                }
            }
        } else if j != i && !matches!(modi, Some(Mod::LessThan | Mod::MoreThan)) {
            return None;
        }
        // "half-century", "half a century" through the cardinal
        let Lex::Unit { u, plural, strict } = self.lex(k) else {
            return None;
        };
        if strict && (u == Unit::Second || !plural && u == Unit::Quarter) {
            return None;
        }
        if bare && !plural {
            return None;
        }
        if self.t[k].lines > 1 {
            return None;
        }
        let adjective =
            !plural && !article && count != Some(100) && !bare && count.is_none_or(|c| c > 100);
        if adjective && u == Unit::Quarter {
            return None;
        }
        // "half of a year" would be odd; "50 days" fine; "1945 days" fine.
        Some(Counted {
            start: i,
            end: k + 1,
            count,
            unit: u,
            modi,
            adjective: adjective || hyphen,
            article,
            bare,
        })
    }

    /// Durations, and moves from some time by a duration.
    pub(super) fn quantity(&self, i: usize) -> Option<Node> {
        match self.lex(i) {
            Lex::None if !matches!(self.t[i].kind, Kind::Num | Kind::Big) => return None,
            Lex::Unit { plural: true, .. } | Lex::Num(_) | Lex::None => {}
            Lex::Fn(
                W::A
                | W::Several
                | W::Few
                | W::Many
                | W::Some
                | W::Couple
                | W::Dozen
                | W::Dozens
                | W::Half
                | W::More
                | W::Less
                | W::Over
                | W::Under
                | W::Nearly
                | W::About
                | W::Around
                | W::At
                | W::No
                | W::Up
                | W::Only
                | W::Exactly,
            ) => {}
            Lex::Unit { .. } => return self.unit_long(i),
            _ => return None,
        }
        if self.text_is(i.wrapping_sub(1), "age")
            && let Some((end, Some(n))) = self.cardinal(i)
            && (100..=13_000).contains(&n)
            && !matches!(self.lex(end), Lex::Unit { .. })
        {
            return Some(Node::new(
                end,
                Sem::Duration(duration(Some(n), Unit::Year)),
                "age",
            ));
        }
        if self.is(i, W::A)
            && let Some(c) = self.counted(i + 1).filter(|c| c.adjective && !c.bare)
            && (self.is(c.end, W::Period) || self.text_is(c.end, "span"))
        {
            let d = duration(c.count, c.unit);
            let mut n = Node::new(c.end + 1, Sem::Duration(d.clone()), "period-of-units");
            n.distance = Some(d);
            return Some(n);
        }
        let c = self.counted(i)?;
        if c.article && i + 2 == c.end && self.hyphen(c.end).is_some_and(|h| self.is(h, W::Long)) {
            return None;
        }
        if c.unit == Unit::Quarter && c.count.is_some_and(|n| n <= 300) {
            return None;
        }
        let distance = duration(c.count, c.unit);
        if self.is(c.end, W::To)
            && self.is(c.end + 1, W::The)
            && matches!(
                self.lex(c.end + 2),
                Lex::Unit {
                    u: Unit::Day,
                    plural: false,
                    ..
                }
            )
            && !c.bare
        {
            let mut n = Node::new(c.end + 3, Sem::Duration(distance.clone()), "to-the-day");
            n.distance = Some(distance);
            return Some(n.with_mod(c.modi));
        }
        if let Some(node) = self.moved(&c) {
            let mut node = node;
            node.distance = Some(distance);
            return Some(node);
        }
        if c.bare && c.unit == Unit::Weekend && c.end == i + 1 && self.clause_ends(c.end) {
            return Some(Node::new(c.end, Sem::Set("XXXX-WXX-WE".into()), "weekdays"));
        }
        if c.bare && !self.bare_unit_ok(i, &c) {
            return None;
        }
        let mut end = c.end;
        if (c.article || c.count == Some(100)) && self.is(end, W::And) {
            let (after, half) = self.and_a_half(end, 100);
            if after > end
                && let Some(n) = half
            {
                let d = duration(Some(n), c.unit);
                let mut node = Node::new(after, Sem::Duration(d.clone()), "duration");
                node.distance = Some(d);
                return Some(node.with_mod(c.modi));
            }
        }
        // "four-year-old", "22 years old", "26 years of age", "nine day long", "three years' time"
        let dash = self.hyphen(end);
        let k = dash.unwrap_or(end);
        if self.is(k, W::Old) || self.is(k, W::Long) {
            end = k + 1;
        } else if self.is(end, W::Of) && self.is(end + 1, W::Age)
            || self.t.get(end).is_some_and(|t| t.kind == Kind::Poss) && self.is(end + 1, W::Time)
        {
            end += 2;
        } else if self.is(end, W::Time) && c.adjective {
            end += 1;
        }
        if self.is(i.wrapping_sub(1), W::Works) && c.count == Some(100) && c.unit == Unit::Day {
            return Some(Node::new(end, Sem::Literal("XXXX-XX-XX"), "one-day"));
        }
        if c.article && c.modi.is_none() {
            if self.rate(i) {
                let mut n = Node::new(end, Sem::Set(distance.clone()), "rate");
                n.distance = Some(distance);
                return Some(n);
            }
            if end == c.end && matches!(self.lex(end), Lex::Fn(W::When | W::That)) {
                return None;
            }
        }
        if c.article && c.unit == Unit::Second {
            return None;
        }
        let mut node = Node::new(
            end,
            Sem::Duration(distance.clone()),
            if c.bare { "units" } else { "duration" },
        );
        node.distance = Some(distance);
        if end == c.end && !c.adjective && self.is(end, W::Of) {
            node.tail = self.noun_tail(end + 1);
        }
        Some(node.with_mod(c.modi))
    }

    /// "ten or fifteen years", "twelve to eighteen months": the first number shares the unit.
    pub(super) fn quantity_pair(&mut self, i: usize) -> Option<usize> {
        let (e, count) = self.cardinal(i)?;
        count?;
        let and = self.is(e, W::And);
        let dash = self.sign(e, b'-');
        if !(and || dash || matches!(self.w(e), Some(W::To | W::Or))) {
            return None;
        }
        let j = e + 1;
        if self.t[i].kind != self.t.get(j)?.kind {
            return None;
        }
        let c = self.counted(j)?;
        if c.bare || c.article || c.count.is_none() || c.count <= count || c.adjective && !dash {
            return None;
        }
        let second = self.quantity(j)?;
        let sem = match &second.sem {
            Sem::Duration(_) => Sem::Duration(duration(count, c.unit)),
            Sem::Shift {
                back, unit, from, ..
            } => Sem::Shift {
                n: count,
                back: *back,
                unit: *unit,
                from: *from,
            },
            _ => return None,
        };
        let mut first = Node::new(e, sem, "shared-unit");
        first.distance = Some(duration(count, c.unit));
        let link = if and || self.is(e, W::Or) {
            Link::List
        } else {
            Link::Range
        };
        self.push_linked(i, first, Some(link));
        Some(self.push(j, second))
    }

    /// "year-long", "months-long", "week-long".
    fn unit_long(&self, i: usize) -> Option<Node> {
        let Lex::Unit { u, plural, .. } = self.lex(i) else {
            return None;
        };
        let j = self.hyphen(i + 1)?;
        if !self.is(j, W::Long) {
            return None;
        }
        let d = duration(if plural { None } else { Some(100) }, u);
        let mut n = Node::new(j + 1, Sem::Duration(d.clone()), "unit-long");
        n.distance = Some(d);
        Some(n)
    }

    /// Is "a day" a rate ("30 a day", "twice a week") rather than a length?
    fn rate(&self, i: usize) -> bool {
        let Some(p) = self.prev(i) else { return false };
        if i > 0 && self.t[i].lines > 0 {
            return false;
        }
        matches!(p.kind, Kind::Num | Kind::Big)
            || matches!(p.lex, Lex::Num(_) | Lex::Fn(W::Once | W::Times))
            || self.text_is(i - 1, "twice")
            || self.text_is(i - 1, "million")
            || self.text_is(i - 1, "billion")
            || (i >= 2
                && matches!(self.t[i - 2].kind, Kind::Num | Kind::Big)
                && p.kind == Kind::Word
                && p.lex == Lex::None
                && !p.cap)
    }

    /// Do bare plural units ("weeks") mean a length here?
    fn bare_unit_ok(&self, i: usize, c: &Counted) -> bool {
        if c.unit < Unit::Day && !matches!(self.prev_w(i), Some(W::For | W::Within)) {
            return false;
        }
        if i > 0 && self.hyphen(i - 1).is_some() {
            return false;
        }
        if self.prev_w(i) == Some(W::Of) && self.text_is(i.wrapping_sub(2), "matter") {
            return true;
        }
        if self.hyphen(c.end).is_some_and(|h| self.is(h, W::Long)) {
            return true;
        }
        matches!(
            self.prev_w(i),
            Some(W::For | W::In | W::Within | W::After | W::And | W::Or | W::Over | W::By | W::Had)
        ) && !matches!(self.lex(c.end), Lex::Fn(W::Same))
            || self.is(c.end, W::Of)
                && matches!(
                    c.unit,
                    Unit::Day
                        | Unit::Week
                        | Unit::Month
                        | Unit::Year
                        | Unit::Decade
                        | Unit::Century
                )
                && self.prev_w(i) != Some(W::The)
    }
}
