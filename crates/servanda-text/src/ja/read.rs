//! Reading a Japanese sentence: its clauses, what they share, and which of them are no statements of fact.

use super::clause::{Link, Piece};
use super::{clause, frame, gap, opinion};
use crate::build::Builder;
use crate::claim::{Claim, ClaimKind};
use crate::found::{Found, Kind};
use crate::read::{Sentences, attribute};
use crate::roles::Roles;
use std::ops::Range;

impl Sentences<'_> {
    /// The claims of a Japanese sentence.
    pub(crate) fn japanese(&self, b: &mut Builder, out: &mut Vec<Claim>) {
        let text = self.document.text.as_str();
        let own = text.get(self.range.clone()).unwrap_or("");
        let pieces = clause::pieces(text, self.range.clone(), self.found);
        let words = |f: &Found| text.get(f.range.clone()).unwrap_or("");
        let anchored = self.found.iter().any(|f| match f.kind {
            Kind::Time(..) => !opinion::is_loose_time(words(f)),
            Kind::Quantity(_) => true,
            _ => false,
        });
        let named = self.found.iter().any(Found::is_name)
            || ["条約", "協定", "宣言", "議定書", "文書", "同国", "両国"]
                .iter()
                .any(|w| own.contains(w));
        let spoken: Vec<Range<usize>> = clause::spoken(own)
            .into_iter()
            .map(|(a, z)| self.range.start + a..self.range.start + z)
            .collect();
        let whole = if spoken.is_empty() {
            opinion::sentence(own, anchored, named)
        } else {
            None
        };
        let n = pieces.len();
        let from = out.len();
        let all = self.roles(b, &pieces);
        for (i, (piece, roles)) in pieces.into_iter().zip(all).enumerate() {
            let span = piece.span;
            let mine = text.get(span.clone()).unwrap_or("");
            let inside = || {
                self.found
                    .iter()
                    .filter(|f| f.range.start >= span.start && f.range.end <= span.end)
            };
            let own_anchor = inside().any(|f| match f.kind {
                Kind::Time(..) => !opinion::is_loose_time(words(f)),
                Kind::Quantity(_) => true,
                _ => false,
            });
            let fixed = inside().any(|f| {
                matches!(f.kind, Kind::Quantity(_))
                    || f.is_time() && is_calendar(text.get(f.range.clone()).unwrap_or(""))
            });
            let quoted = spoken
                .iter()
                .any(|s| s.start <= span.start && span.end <= s.end);
            // The end of a sentence colours what has no time or number of its own.
            let why = if quoted {
                opinion::sentence(mine, own_anchor, inside().any(Found::is_name))
            } else if !spoken.is_empty() && !own_anchor {
                Some("attribution")
            } else if i + 1 == n {
                // What an agreement provides is told in the present, too.
                let provides = matches!(roles.relation, Some("provide" | "valid-for" | "in-force"));
                whole
                    .or_else(|| opinion::sentence(mine, own_anchor, named))
                    .filter(|w| *w != "general" || !provides)
            } else if !fixed || opinion::is_condition(mine) {
                whole.filter(|w| *w != "general")
            } else {
                None
            }
            .or_else(|| opinion::clause(mine))
            .or_else(|| opinion::judged(mine).filter(|_| !fixed))
            .or_else(|| {
                let at_end =
                    inside().any(|f| f.range.end + 24 >= span.end && f.range.end > span.start);
                opinion::likeness(mine, at_end)
                    .filter(|_| !own_anchor && i + 1 == n && roles.acts.is_empty())
            })
            .or_else(|| opinion::quality(mine).filter(|_| !own_anchor && roles.acts.is_empty()))
            .or_else(|| {
                // 「再び決裂すれば、信頼は地に落ちる」
                let after_if = i > 0
                    && i + 1 == n
                    && text
                        .get(self.range.start..span.start)
                        .is_some_and(opinion::is_if);
                let open =
                    roles.acts.is_empty() && roles.relation.is_none() && roles.report.is_none();
                (after_if && open && !own_anchor && opinion::is_present(mine))
                    .then_some("prediction")
            })
            .or_else(|| {
                let bare =
                    roles.acts.is_empty() && roles.relation.is_none() && roles.report.is_none();
                (bare && !anchored && !named && i + 1 == n && opinion::is_present(mine))
                    .then_some("general")
            });
            out.push(self.claim(b, &roles, span, why));
        }
        if spoken.is_empty() && !anchored {
            one_opinion(&mut out[from..]);
        }
        for s in &spoken {
            attribute(&mut out[from..], s, "言");
        }
    }

    /// The parts of the clauses, with what one has from its neighbour.
    fn roles(&self, b: &Builder, pieces: &[Piece]) -> Vec<Roles> {
        let text = self.document.text.as_str();
        let mut out: Vec<Roles> = Vec::with_capacity(pieces.len());
        for (i, p) in pieces.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|k| pieces.get(k));
            // A clause that only dates the next lends it no subject, unless it has its topic.
            let only_dates = |p: &Piece| {
                p.link == Link::Dating && !text.get(p.span.clone()).unwrap_or("").contains('は')
            };
            let first = i == 0 || i == 1 && before.is_some_and(only_dates);
            let mut r = frame::roles(
                text,
                p.span.clone(),
                self.found,
                self.offset,
                b.lexicon,
                first,
            );
            if p.link == Link::Dating {
                r.inner = only_dates(p);
                gap::date(&mut r, p, text, self.found, self.offset);
            }
            out.push(r);
        }
        for (i, p) in pieces.iter().enumerate() {
            match p.link {
                Link::Ahead => {
                    // Of several in a row the last has the predicate.
                    let with = (i + 1..pieces.len()).find(|k| pieces[*k].link != Link::Ahead);
                    if let Some(from) = with.map(|k| out[k].clone()) {
                        gap::fill(&mut out[i], &from, self.found, self.offset);
                    }
                }
                Link::Behind => {
                    if let Some(from) = i.checked_sub(1).map(|k| out[k].clone()) {
                        gap::fill(&mut out[i], &from, self.found, self.offset);
                    }
                }
                _ => {}
            }
        }
        out
    }
}

/// In a sentence without dates and numbers that holds an opinion, clauses that tell of no act are part of it.
fn one_opinion(claims: &mut [Claim]) {
    let held = claims
        .iter()
        .rev()
        .find_map(|c| c.not_checked)
        .filter(|w| *w != "attribution");
    let Some(why) = held else { return };
    for c in claims.iter_mut().filter(|c| c.not_checked.is_none()) {
        let bare = c.frame.acts.is_empty()
            && c.attributed_to.is_none()
            && !matches!(
                c.frame.relation,
                Some("provide" | "party-to" | "in-force" | "valid-for")
            );
        if bare {
            c.not_checked = Some(why);
            c.kind = ClaimKind::Opinion;
        }
    }
}

/// Whether words of time name a day, month or year of the calendar.
fn is_calendar(words: &str) -> bool {
    let digits = words
        .chars()
        .filter(|c| c.is_numeric() || "一二三四五六七八九十〇".contains(*c))
        .count();
    let era = ["明治", "大正", "昭和", "平成", "令和"]
        .iter()
        .any(|e| words.starts_with(e));
    !words.contains(['後', '前', '間'])
        && digits > 0
        && (words.contains(['月', '日']) || digits > 2 && words.contains('年') || era)
}
