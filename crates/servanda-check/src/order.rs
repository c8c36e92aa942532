//! Which came first: two facts found apart, their days compared.

use crate::index::Index;
use crate::judge::{locate, silent};
use crate::relate::Relations;
use crate::say;
use crate::verdict::{Bilingual, Checked, Outcome, Part, Slot, Verdict};
use servanda_record::When;
use servanda_text::{Frame, OrderRelation};

/// The verdict on "this came before (after, with) that"; `None` where one of the two is not in the record.
pub fn order<'r>(
    rel: &Relations<'r>,
    index: &Index<'r>,
    frame: &Frame,
    text: &str,
    number: usize,
) -> Option<Checked> {
    let (relation, other) = frame.order.as_ref()?;
    let a = locate(rel, index, frame, text)?;
    let b = locate(rel, index, other, "")?;
    if std::ptr::eq(a, b) {
        return None;
    }
    let outcome = relate(*relation, &a.times.first()?.when, &b.times.first()?.when);
    let mut out = silent(number, "order");
    let verdict = match outcome {
        Outcome::Agrees => Verdict::Supported,
        Outcome::Differs => Verdict::Contradicted,
        _ => return None,
    };
    let (x, y) = (say::fact(rel.record(), a), say::fact(rel.record(), b));
    out.verdict = verdict;
    out.record_says = Bilingual::new(format!("{} {}", x.en, y.en), format!("{}{}", x.ja, y.ja));
    out.statements = a
        .statements
        .iter()
        .chain(&b.statements)
        .map(|s| (*s).clone())
        .collect();
    out.parts.push(Part {
        slot: Slot::Order,
        outcome,
        claim: text.to_owned(),
        claimed: Bilingual::same(text.to_owned()),
        record: out.record_says.clone(),
    });
    Some(out)
}

fn relate(relation: OrderRelation, a: &When, b: &When) -> Outcome {
    let (a, b) = (a.possible(), b.possible());
    let before = |x: servanda_time::DaySpan, y: servanda_time::DaySpan| x.end <= y.start;
    match relation {
        // What lasts counts from its first day: an attack that goes on after a day came "after" it too.
        OrderRelation::Before if before(a, b) => Outcome::Agrees,
        OrderRelation::Before if a.start >= b.end => Outcome::Differs,
        OrderRelation::After if a.end > b.end => Outcome::Agrees,
        OrderRelation::After if before(a, b) => Outcome::Differs,
        OrderRelation::Same
            if a.overlaps(b)
                && a.len().is_some_and(|n| n == 1)
                && b.len().is_some_and(|n| n == 1) =>
        {
            Outcome::Agrees
        }
        OrderRelation::Same if before(a, b) || before(b, a) => Outcome::Differs,
        _ => Outcome::Silent,
    }
}
