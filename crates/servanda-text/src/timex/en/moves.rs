//! What moves from a time: "three years later", "eighty years ago", "two days after 5 May", and where such phrases end.

use super::quantity::Counted;
use super::{Node, Parser};
use crate::timex::expr::{Clock, From, Mod, Sem, duration};
use crate::timex::point::Unit;
use crate::timex::token::{Kind, Lex, Part, W};

impl Parser<'_> {
    /// The end of the noun phrase after "of", if it is near and plain.
    pub(super) fn noun_tail(&self, i: usize) -> Option<usize> {
        let mut j = i;
        while let Some(t) = self.t.get(j) {
            if j - i > 8 || (t.lines > 0 && j > i) {
                break;
            }
            let stop = match t.kind {
                Kind::Sign(b'"' | b'-') => false,
                Kind::Sign(_) | Kind::Num | Kind::Big => true,
                Kind::Poss => false,
                Kind::Word => matches!(
                    t.lex,
                    Lex::Month { .. }
                        | Lex::Fn(
                            W::Was
                                | W::Had
                                | W::When
                                | W::While
                                | W::But
                                | W::Works
                                | W::To
                                | W::By
                                | W::Since
                                | W::Until
                                | W::Before
                                | W::After
                                | W::Who
                                | W::For
                        )
                ),
            };
            if stop {
                break;
            }
            j += 1;
        }
        let ends = self.t.get(j).is_none_or(|t| {
            t.lines > 0 || matches!(t.kind, Kind::Sign(_)) || matches!(t.lex, Lex::Fn(_))
        });
        let quote = usize::from(j > i + 1 && self.sign(j - 1, b'"'));
        (j > i && j - i <= 8 && ends).then_some(j - quote)
    }

    /// What moves from a time: "later", "ago", "after X", "before" …
    pub(super) fn moved(&self, c: &Counted) -> Option<Node> {
        if c.adjective
            && c.count != Some(100)
            && !matches!(self.lex(c.end), Lex::Fn(W::Later | W::Earlier | W::Ago))
        {
            return None;
        }
        let e = c.end;
        let shift = |end: usize, back: bool, from: From, rule: &'static str| {
            let modi = c.modi.map(|m| match m {
                Mod::MoreThan | Mod::EqualOrMore => {
                    if back {
                        Mod::OnOrBefore
                    } else {
                        Mod::OnOrAfter
                    }
                }
                Mod::LessThan | Mod::EqualOrLess => {
                    if back {
                        Mod::OnOrAfter
                    } else {
                        Mod::OnOrBefore
                    }
                }
                other => other,
            });
            Some(
                Node::new(
                    end,
                    Sem::Shift {
                        n: c.count,
                        back,
                        unit: c.unit,
                        from,
                    },
                    rule,
                )
                .with_mod(modi),
            )
        };
        if self.text_is(e, "previously") {
            return shift(e + 1, true, From::Context, "earlier");
        }
        match self.w(e)? {
            W::Later | W::Afterward => {
                // "Exactly a month later", "a year later to the day"
                let day = matches!(c.unit, Unit::Month | Unit::Year) && c.count.is_some();
                match self.to_the_day(e + 1) {
                    Some(end) if day => shift(end, false, From::ContextDay, "later-day"),
                    _ if day && self.is(c.start, W::Exactly) && !self.text_is(c.start, "fully") => {
                        shift(e + 1, false, From::ContextDay, "later-day")
                    }
                    _ => shift(e + 1, false, From::Context, "later"),
                }
            }
            W::Earlier => shift(e + 1, true, From::Context, "earlier"),
            W::Previous if self.text_is(e, "prior") => None,
            W::Ago => {
                if matches!(self.lex(e + 1), Lex::DayWord(0)) {
                    let mut n = Node::new(
                        e + 2,
                        Sem::Shift {
                            n: c.count,
                            back: true,
                            unit: c.unit,
                            from: From::DocDay,
                        },
                        "ago-today",
                    );
                    n.modi = c.modi;
                    return Some(n);
                }
                if self.lex(e + 1) == Lex::Tonight {
                    let sem = Sem::Shift {
                        n: c.count,
                        back: true,
                        unit: c.unit,
                        from: From::DocDay,
                    };
                    let node = Node::new(e + 2, sem, "ago-today").with_mod(c.modi);
                    return Some(node.with_clock(Some(Clock::Part(Part::Night))));
                }
                // "Eighty years ago this morning"
                if self.is(e + 1, W::This)
                    && let Lex::Part { p, plural: false } = self.lex(e + 2)
                {
                    let sem = Sem::Shift {
                        n: c.count,
                        back: true,
                        unit: c.unit,
                        from: From::DocDay,
                    };
                    let node = Node::new(e + 3, sem, "ago-today").with_mod(c.modi);
                    return Some(node.with_clock(Some(Clock::Part(p))));
                }
                if let Some(node) = self.ago_unit(e + 1, c) {
                    return Some(node);
                }
                if let Some(end) = self.to_the_day(e + 1) {
                    return shift(end, true, From::DocDay, "ago-today");
                }
                // "Eight decades ago, on August 9": the date that follows says the rest.
                shift(e + 1, true, From::Doc, "ago")
            }
            // "Five years on the two armies were at it": only where it opens its sentence, and a subject follows.
            W::On
                if c.unit >= Unit::Week
                    && c.count.is_some()
                    && !c.adjective
                    && self.opens_sentence(c.start)
                    && self.subject_follows(e + 1) =>
            {
                shift(e + 1, false, From::Context, "later")
            }
            W::Hence => shift(e + 1, false, From::Doc, "hence"),
            W::From if matches!(self.lex(e + 1), Lex::Vague(0)) => {
                shift(e + 2, false, From::Doc, "from-now")
            }
            W::Following
                if self.text_is(e, "following") && c.unit == Unit::Day && c.count.is_none() =>
            {
                Some(Node::new(
                    e + 1,
                    Sem::Duration(duration(None, c.unit)),
                    "units-following",
                ))
            }
            w @ (W::After | W::Before | W::Following) => {
                if w == W::Following && !self.text_is(e, "following") {
                    return None;
                }
                let back = w == W::Before;
                if let Some(base) = self
                    .base_of(e + 1)
                    .filter(|b| !self.names_event(b))
                    .or_else(|| self.calendar(e + 1))
                    .filter(|n| n.clock.is_none() && dated(&n.sem))
                {
                    let sem = Sem::ShiftBase {
                        n: c.count,
                        back,
                        unit: c.unit,
                        base: Box::new(base.sem),
                    };
                    return Some(Node::new(base.end, sem, "after-date").with_mod(c.modi));
                }
                if self.gerund(e + 1) {
                    return None;
                }
                if c.article && w == W::Following {
                    return None;
                }
                if back
                    && c.count.is_none()
                    && !c.bare
                    && self.event_tail(e + 1).is_some()
                    && !self.clause_ends(e + 1)
                {
                    let mut n = Node::new(e, Sem::Duration(duration(None, c.unit)), "duration")
                        .with_mod(c.modi);
                    n.tail = self.event_tail(e + 1);
                    return Some(n);
                }
                if let Some(end) = self.event_tail(e + 1) {
                    let back_to = self.points_back(e + 1);
                    let end = if back_to { end.min(e + 3) } else { end };
                    if back_to {
                        return shift(end, back, From::Context, "after-that");
                    }
                    // News marks the length alone, histories the whole phrase.
                    let mut node = shift(e, back, From::Context, "after-event")?;
                    node.tail = Some(end);
                    return Some(node);
                }
                if back && self.clause_ends(e + 1) {
                    return shift(e + 1, true, From::Context, "before");
                }
                if !back && self.clause_ends(e + 1) {
                    return shift(e + 1, false, From::Context, "later");
                }
                None
            }
            _ => None,
        }
    }

    /// "to the day": the token after it.
    fn to_the_day(&self, i: usize) -> Option<usize> {
        let day = matches!(
            self.lex(i + 2),
            Lex::Unit {
                u: Unit::Day,
                plural: false,
                ..
            }
        );
        (self.is(i, W::To) && self.is(i + 1, W::The) && day).then_some(i + 3)
    }

    /// "… years ago this month", "… ago tomorrow": what follows "ago" names the unit it counts from.
    fn ago_unit(&self, i: usize, c: &Counted) -> Option<Node> {
        let years = match c.unit {
            Unit::Year => c.count?,
            Unit::Decade => c.count?.checked_mul(10)?,
            Unit::HalfCentury => c.count?.checked_mul(50)?,
            Unit::Century => c.count?.checked_mul(100)?,
            _ => return None,
        };
        let (end, unit, step) = match (self.w(i), self.lex(i), self.lex(i + 1)) {
            (_, Lex::DayWord(n), _) => (i + 1, Unit::Day, i32::from(n)),
            (
                Some(w @ (W::This | W::Last | W::Next)),
                _,
                Lex::Unit {
                    u: u @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year),
                    plural: false,
                    ..
                },
            ) => {
                let very = match w {
                    W::This => 0,
                    W::Last => -1,
                    _ => 1,
                };
                (i + 2, u, very)
            }
            _ => return None,
        };
        let sem = Sem::AgoUnit { years, unit, step };
        Some(Node::new(end, sem, "ago-unit").with_mod(c.modi))
    }

    /// Does a sentence begin at `i`?
    pub(super) fn opens_sentence(&self, i: usize) -> bool {
        i == 0
            || self.t[i].lines > 0
            || self.t[i].cap
                && matches!(
                    self.t[i - 1].kind,
                    Kind::Sign(b'.' | b'!' | b'?' | b'"' | b')')
                )
    }

    /// Does a subject begin at `i`: an article, a pronoun, a name, or a comma before one?
    pub(super) fn subject_follows(&self, i: usize) -> bool {
        const PRONOUNS: &[&str] = &[
            "he", "she", "it", "they", "we", "i", "you", "both", "neither",
        ];
        self.t.get(i).is_some_and(|t| {
            matches!(t.kind, Kind::Sign(b',' | b'-'))
                || matches!(
                    t.lex,
                    Lex::Fn(W::The | W::A | W::That | W::This | W::These | W::Those | W::Its)
                )
                || t.kind == Kind::Word && t.cap
                || PRONOUNS.iter().any(|p| self.text_is(i, p))
        })
    }

    /// "the October intervention": a month that only names an event.
    pub(super) fn names_event(&self, base: &Node) -> bool {
        let month = matches!(
            base.sem,
            Sem::Partial { day: None, .. } | Sem::Season { .. }
        );
        month
            && self
                .t
                .get(base.end)
                .is_some_and(|t| t.kind == Kind::Word && t.cap && t.lines == 0)
    }

    /// "after that peace", "after this", "before it": what is counted from was just told.
    pub(super) fn points_back(&self, i: usize) -> bool {
        matches!(self.w(i), Some(W::That | W::This | W::Its | W::These)) || self.text_is(i, "it")
    }

    /// "a week before moving back": a length, not a move.
    pub(super) fn gerund(&self, i: usize) -> bool {
        self.t.get(i).is_some_and(|t| {
            t.kind == Kind::Word && !t.cap && self.text[t.start..t.end].ends_with("ing")
        })
    }

    /// Does the clause end at `i`?
    pub(super) fn clause_ends(&self, i: usize) -> bool {
        self.t.get(i).is_none_or(|t| {
            t.lines > 0
                || matches!(
                    t.kind,
                    Kind::Sign(b'.' | b',' | b';' | b':' | b')' | b'?' | b'!' | b'-' | b'"')
                )
                || matches!(t.lex, Lex::Fn(W::And | W::But))
        })
    }

    /// The noun phrase or short clause after "two days after": to the next comma or full stop, if that is near.
    pub(super) fn event_tail(&self, i: usize) -> Option<usize> {
        let mut j = i;
        let (mut depth, first) = (0usize, i);
        while let Some(t) = self.t.get(j) {
            if j - first > 14 {
                return None;
            }
            if t.lines > 0 && j > first {
                break;
            }
            match t.kind {
                Kind::Sign(b'(') => depth += 1,
                Kind::Sign(b')') if depth > 0 => depth -= 1,
                Kind::Sign(b',' | b';' | b':' | b')' | b'!' | b'?' | b'"') => break,
                Kind::Sign(b'.') if t.space || self.t.get(j + 1).is_none_or(|n| n.space) => {
                    // An initial or abbreviation goes on.
                    let abbreviation = j > first
                        && self.t[j - 1].end - self.t[j - 1].start == 1
                        && self.t[j - 1].cap;
                    if !abbreviation {
                        break;
                    }
                }
                Kind::Sign(b'-') if t.space => break,
                _ => {}
            }
            // A noun and then an article: another clause begins ("after its signature the Council …").
            if j > first + 1
                && matches!(t.lex, Lex::Fn(W::The | W::A))
                && self.t[j - 1].kind == Kind::Word
                && self.t[j - 1].lex == Lex::None
                && !self.text[self.t[j - 1].start..self.t[j - 1].end].ends_with("ed")
                && !PREPOSITIONS.iter().any(|w| self.text_is(j - 1, w))
            {
                break;
            }
            if j > first
                && matches!(t.lex, Lex::Fn(W::And | W::But | W::When | W::While))
                && depth == 0
            {
                break;
            }
            j += 1;
        }
        (j > first).then_some(j)
    }
}

/// Prepositions that the lexicon does not list.
const PREPOSITIONS: &[&str] = &[
    "into", "against", "under", "upon", "across", "toward", "towards", "near", "off", "outside",
    "inside", "behind", "via", "without",
];

/// Does the expression name a time to count from?
fn dated(sem: &Sem) -> bool {
    !matches!(
        sem,
        Sem::Duration(_) | Sem::Set(_) | Sem::Vague(_) | Sem::Unvalued | Sem::Literal(_)
    )
}
