//! Clock times, alone or with their date.

use super::{Node, Parser};
use crate::timex::expr::{Clock, From, Sem};
use crate::timex::point::Unit;
use crate::timex::token::{Kind, Lex, W};

impl Parser<'_> {
    /// `a.m.`, `pm`: end and whether it is after noon.
    fn half_day(&self, i: usize) -> Option<(usize, bool)> {
        match self.lex(i) {
            Lex::Fn(W::Am) => return Some((i + 1, false)),
            Lex::Fn(W::Pm) => return Some((i + 1, true)),
            _ => {}
        }
        let pm = self.text_is(i, "p");
        if !(pm || self.text_is(i, "a"))
            || !self.sign(i + 1, b'.')
            || !self.text_is(i + 2, "m")
            || !self.glued(i + 1)
            || !self.glued(i + 2)
        {
            return None;
        }
        let dot = usize::from(self.sign(i + 3, b'.') && self.glued(i + 3));
        Some((i + 3 + dot, pm))
    }

    /// Would the number at `i` begin a clock time?
    pub(super) fn clock_follows(&self, i: usize) -> bool {
        self.sign(i + 1, b':') && self.glued(i + 1) && self.num(i + 2, 2, 2).is_some()
            || self.half_day(i + 1).is_some()
    }

    /// `5:34 AM`, `19:00`, `03:00hrs`, `6 a.m.`, `six o'clock`, `1430 hours`.
    fn clock_time(&self, i: usize) -> Option<(usize, Clock)> {
        let mut e = i + 1;
        let (h, mut m, mut s) = match (self.num(i, 1, 4), self.lex(i)) {
            (Some(n), _) => {
                let four = self.t[i].digits == 4;
                let sep = self.sign(e, b':')
                    || self.sign(e, b'.')
                        && self.num(e + 1, 2, 2).is_some()
                        && self.half_day(e + 2).is_some();
                if !four && sep && self.glued(e) && self.glued(e + 1) && self.t[i].digits <= 2 {
                    let m = self.num(e + 1, 2, 2)?;
                    e += 2;
                    let mut s = None;
                    if self.sign(e, b':') && self.glued(e) {
                        s = self.num(e + 1, 2, 2);
                        e += if s.is_some() { 2 } else { 0 };
                    }
                    (n, Some(m), s)
                } else if four {
                    let hours = self.text_is(e, "hours")
                        || self.text_is(e, "hrs")
                        || self.text_is(e, "h")
                        || self.text_is(e, "gmt");
                    if !hours || n / 100 > 24 || n % 100 > 59 {
                        return None;
                    }
                    return Some((
                        e + 1,
                        Clock::At {
                            h: (n / 100) as u8,
                            m: Some((n % 100) as u8),
                            s: None,
                        },
                    ));
                } else if self.t[i].digits <= 2 {
                    (n, None, None)
                } else {
                    return None;
                }
            }
            (None, Lex::Num(n @ 1..=12)) => (n, None, None),
            _ => return None,
        };
        let mut hour = h;
        let mut marked = m.is_some();
        if let Some((end, pm)) = self.half_day(e) {
            if h == 0 || h > 12 && m.is_none() {
                return None;
            }
            if h <= 12 {
                hour = h % 12 + if pm { 12 } else { 0 };
            }
            e = end;
            marked = true;
        } else if self.text_is(e, "o") && self.sign(e + 1, b'\'') && self.is(e + 2, W::Oclock) {
            e += 3;
            marked = true;
            if let (W::In, W::The, Lex::Part { p, .. }) = (
                self.w(e).unwrap_or(W::No),
                self.w(e + 1).unwrap_or(W::No),
                self.lex(e + 2),
            ) {
                if matches!(p.code(), "TAF" | "TEV") && hour < 12 {
                    hour += 12;
                }
                e += 3;
            }
        } else if m.is_some()
            && (self.text_is(e, "hrs") || self.text_is(e, "hours") || self.text_is(e, "h"))
        {
            e += 1;
        }
        if !marked || hour > 24 || m.is_some_and(|m| m > 59) || s.is_some_and(|s| s > 59) {
            return None;
        }
        if m.is_some()
            && self.t[i].digits == 1
            && self.half_day(e.wrapping_sub(1)).is_none()
            && !self.clock_called(i)
            && e == i + 3
        {
            return None;
        }
        if matches!(self.lex(e), Lex::Fn(W::Hours | W::Est)) {
            e += 1;
        } else if self.is(e + 1, W::Time)
            && [
                "local", "eastern", "central", "pacific", "mountain", "standard", "daylight",
            ]
            .iter()
            .any(|w| self.text_is(e, w))
        {
            e += 2;
        }
        let at = Clock::At {
            h: hour as u8,
            m: m.take().map(|m| m as u8),
            s: s.take().map(|s| s as u8),
        };
        Some((e, at))
    }

    fn clock_called(&self, i: usize) -> bool {
        matches!(
            self.prev_w(i),
            Some(
                W::At
                    | W::By
                    | W::Until
                    | W::Before
                    | W::After
                    | W::From
                    | W::Around
                    | W::About
                    | W::To
                    | W::Since
            )
        )
    }

    /// A calendar expression or time of day, joined where both stand together.
    pub(super) fn timed(&self, i: usize) -> Option<Node> {
        if let Some((e, clock)) = self.clock_time(i) {
            let here = Node::new(
                e,
                Sem::Rel {
                    unit: Unit::Day,
                    n: 0,
                    from: From::Context,
                },
                "clock",
            );
            let mut k = e;
            if self.sign(k, b',') {
                k += 1;
            }
            let near = self.t.get(k).is_some_and(|t| t.lines < 2);
            let date = near
                .then(|| {
                    self.month_day(k)
                        .or_else(|| self.calendar(k))
                        .or_else(|| self.deictic(k))
                })
                .flatten()
                .filter(|n| n.clock.is_none() && is_day(&n.sem));
            return Some(match date {
                Some(mut n) => {
                    if matches!(self.lex(n.end), Lex::Fn(W::Hours | W::Est)) {
                        n.end += 1;
                    }
                    Node {
                        rule: "clock-date",
                        ..n.with_clock(Some(clock))
                    }
                }
                None => here.with_clock(Some(clock)),
            });
        }
        if let Some(n) = self.day_part(i) {
            let mut best = n;
            if let Some(m) = self.modified(i).filter(|m| m.end > best.end) {
                best = m;
            }
            return Some(best);
        }
        let a = self.modified(i);
        let b = self.calendar(i).map(|n| self.date_then_part(n));
        let node = match (a, b) {
            (Some(a), Some(b)) => Some(if a.end >= b.end { a } else { b }),
            (a, b) => a.or(b),
        }?;
        Some(self.clock_after(node))
    }

    /// "5 May, 10:30 p.m." and "5 May at 10:30 p.m.": one expression.
    fn clock_after(&self, node: Node) -> Node {
        if node.clock.is_some() || !is_day(&node.sem) || node.modi.is_some() {
            return node;
        }
        let k = node.end;
        let j = if self.sign(k, b',') { k + 1 } else { k };
        let j = if self.is(j, W::At) { j + 1 } else { j };
        if j == k && self.t.get(k).is_some_and(|t| t.kind != Kind::Num) {
            return node;
        }
        match self.clock_time(j) {
            Some((end, clock)) if self.t[j].lines == 0 => {
                let mut n = node.with_clock(Some(clock));
                n.end = end;
                n.rule = "date-clock";
                n
            }
            _ => node,
        }
    }
}

fn is_day(sem: &Sem) -> bool {
    matches!(
        sem,
        Sem::Partial { day: Some(_), .. }
            | Sem::Partial {
                weekday: Some(_),
                ..
            }
            | Sem::RelWeekday { .. }
            | Sem::Rel {
                unit: Unit::Day,
                ..
            }
    )
}
