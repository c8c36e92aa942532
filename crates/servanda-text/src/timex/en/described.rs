//! Times told by description: "the day after", "month's end", "the sixth anniversary of the fall", "the bloodiest day in its history", "the whole year".

use super::deictic::rel;
use super::{Node, Parser};
use crate::timex::expr::{From, Mod, Sem, duration};
use crate::timex::point::Unit;
use crate::timex::token::{Kind, Lex, W};

impl Parser<'_> {
    /// "the whole year", "all day": a length.
    pub(super) fn whole_unit(&self, i: usize) -> Option<Node> {
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
    pub(super) fn superlative(&self, i: usize) -> Option<Node> {
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
    pub(super) fn anniversary(&self, i: usize) -> Option<Node> {
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

    /// "month's end", "year's end".
    pub(super) fn possessive_end(&self, i: usize, u: Unit) -> Option<Node> {
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
    pub(super) fn unit_beside(&self, i: usize) -> Option<Node> {
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

    /// "the four previous weeks", "the years following the war", "the intervening years".
    pub(super) fn counted_between(&self, i: usize) -> Option<Node> {
        if !self.is(i, W::The) {
            return None;
        }
        let from = self
            .ordinal(i + 1)
            .filter(|o| o.1 == 1)
            .map_or(i + 1, |o| o.0);
        let (mut e, count) = self.cardinal(from).unwrap_or((from, None));
        let numbered = e > from;
        let first = from > i + 1 && numbered;
        if from > i + 1 && !numbered {
            return None;
        }
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
        // "the first nine months", "the three months ended Sept. 30"
        let ended = numbered && matches!(self.word(e + 1), "ended" | "ending" | "through");
        let after = self.text_is(e + 1, "following")
            || matches!(
                self.w(e + 1),
                Some(W::After | W::Before | W::Since | W::Between)
            );
        if !pointed && !after && !ended && !first || u < Unit::Day {
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
}
