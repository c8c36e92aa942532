//! English time expressions: rules tried only at tokens that can begin one.

mod adjust;
mod calendar;
mod clock;
mod dayparts;
mod deictic;
mod described;
mod figures;
mod moves;
mod pairs;
mod parts;
mod place;
mod quantity;
mod seasons;
mod vague;
mod years;

use super::expr::{Clock, Link, Mod, Raw, Sem};
use super::token::{Kind, Lex, Tok, W, tokens};
pub(crate) use adjust::adjust;

/// An expression found at some token: where it ends and what it says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub end: usize,
    pub sem: Sem,
    pub modi: Option<Mod>,
    pub clock: Option<Clock>,
    pub rule: &'static str,
    pub distance: Option<String>,
    /// Token after the whole noun phrase ("two years of siege").
    pub tail: Option<usize>,
    /// A year inside that is not the value.
    pub inside: Option<i32>,
}

impl Node {
    fn new(end: usize, sem: Sem, rule: &'static str) -> Self {
        Self {
            end,
            sem,
            modi: None,
            clock: None,
            rule,
            distance: None,
            tail: None,
            inside: None,
        }
    }
    fn with_mod(mut self, m: Option<Mod>) -> Self {
        self.modi = m.or(self.modi);
        self
    }
    fn with_clock(mut self, c: Option<Clock>) -> Self {
        self.clock = c.or(self.clock);
        self
    }
}

/// The parser: tokens, and what has been found.
pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    pub(crate) t: Vec<Tok>,
    /// Tokens found so far as (first token, end token, expression).
    pub(crate) out: Vec<(usize, usize, Raw)>,
    /// How deep a phrase within a phrase is being read ("the end of the beginning of …").
    depth: std::cell::Cell<u8>,
}

/// All expressions of an English text, in order, not overlapping.
pub(crate) fn find(text: &str) -> Vec<Raw> {
    let mut p = Parser {
        text,
        t: tokens(text),
        out: Vec::new(),
        depth: std::cell::Cell::new(0),
    };
    let n = p.t.len();
    let mut i = 0;
    while i < n {
        i = if p.may_begin(i) {
            p.try_at(i).unwrap_or(i + 1).max(i + 1)
        } else {
            i + 1
        };
    }
    place::annotate(&mut p);
    p.out.into_iter().map(|(_, _, r)| r).collect()
}

impl Parser<'_> {
    fn may_begin(&self, i: usize) -> bool {
        let t = &self.t[i];
        t.lex != Lex::None || matches!(t.kind, Kind::Num | Kind::Big) || t.kind == Kind::Sign(b'\'')
    }

    /// The function word at a token.
    pub(crate) fn w(&self, i: usize) -> Option<W> {
        match self.t.get(i)?.lex {
            Lex::Fn(w) => Some(w),
            _ => None,
        }
    }
    /// Is the token this function word?
    pub(crate) fn is(&self, i: usize, w: W) -> bool {
        self.w(i) == Some(w)
    }
    pub(crate) fn lex(&self, i: usize) -> Lex {
        self.t.get(i).map_or(Lex::None, |t| t.lex)
    }
    pub(crate) fn sign(&self, i: usize, c: u8) -> bool {
        self.t.get(i).is_some_and(|t| t.kind == Kind::Sign(c))
    }
    /// Token `i` follows the one before without white space.
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.t.get(i).is_some_and(|t| !t.space)
    }
    /// The token before `i`.
    pub(crate) fn prev(&self, i: usize) -> Option<&Tok> {
        i.checked_sub(1).and_then(|j| self.t.get(j))
    }
    pub(crate) fn prev_w(&self, i: usize) -> Option<W> {
        i.checked_sub(1).and_then(|j| self.w(j))
    }
    /// Lower-case comparison of a token's text.
    pub(crate) fn text_is(&self, i: usize, word: &str) -> bool {
        self.t
            .get(i)
            .is_some_and(|t| self.text[t.start..t.end].eq_ignore_ascii_case(word))
    }
    /// A token's text.
    pub(crate) fn word(&self, i: usize) -> &str {
        self.t.get(i).map_or("", |t| &self.text[t.start..t.end])
    }
    pub(crate) fn num(&self, i: usize, min_digits: u8, max_digits: u8) -> Option<u32> {
        let t = self.t.get(i)?;
        (t.kind == Kind::Num && t.lex == Lex::None && (min_digits..=max_digits).contains(&t.digits))
            .then_some(t.num)
    }
    /// After `i`: a hyphen or dash with nothing around it, then the next token.
    pub(crate) fn hyphen(&self, i: usize) -> Option<usize> {
        (self.sign(i, b'-') && self.glued(i) && self.glued(i + 1)).then_some(i + 1)
    }

    pub(crate) fn push(&mut self, i: usize, node: Node) -> usize {
        self.push_linked(i, node, None)
    }

    pub(crate) fn push_linked(&mut self, i: usize, node: Node, link: Option<Link>) -> usize {
        let end = node.end.max(i + 1).min(self.t.len());
        let (start_byte, end_byte) = (self.t[i].start, self.t[end - 1].end);
        let raw = Raw {
            start: start_byte,
            end: end_byte,
            sem: node.sem,
            modi: node.modi,
            clock: node.clock,
            rule: node.rule,
            link,
            place: super::expr::Place::default(),
            distance: node.distance,
            quant: None,
            freq: None,
            inside: node.inside,
            tail: node
                .tail
                .and_then(|t| self.t.get(t.wrapping_sub(1)))
                .map(|t| t.end),
        };
        self.out.push((i, end, raw));
        end.max(node.tail.unwrap_or(0))
    }

    /// Tries every kind of expression at a token; on success records it and gives the token after it.
    fn try_at(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.pairs(i) {
            return Some(end);
        }
        let mut best: Option<Node> = None;
        for candidate in [
            self.timed(i),
            self.quantity(i),
            self.deictic(i),
            self.set(i),
            self.vague(i),
        ]
        .into_iter()
        .flatten()
        {
            if best.as_ref().is_none_or(|b| candidate.end > b.end) {
                best = Some(candidate);
            }
        }
        best.map(|node| self.push(i, node))
    }
}
