//! Claims against record and law: verdicts with evidence.
//!
//! The record becomes a table of facts ([`Index`]); each claim's frame is laid beside the facts it may be
//! about; the parts that agree and differ give the verdict. What needs the law (was it in force, did that
//! break it) goes to `servanda-law`.

mod compare;
mod fact;
mod fit;
mod index;
mod judge;
mod measure;
mod order;
mod relate;
mod reported;
mod say;
mod verdict;
mod words;

pub use fact::{Fact, FactKind, Timed};
pub use index::Index;
pub use verdict::*;

use relate::Relations;
use servanda_record::Record;
use servanda_text::{Claim, ClaimKind, Document};

/// Checks claims against one record.
pub struct Checker<'r> {
    rel: Relations<'r>,
    index: Index<'r>,
}

impl<'r> Checker<'r> {
    /// A checker for a record.
    pub fn new(record: &'r Record) -> Self {
        Self {
            rel: Relations::new(record),
            index: Index::new(record),
        }
    }

    /// The verdicts on the claims of a document, one for each, in order.
    pub fn check(&self, document: &Document, claims: &[Claim]) -> Vec<Checked> {
        claims
            .iter()
            .enumerate()
            .map(|(i, c)| self.claim(document, c, i))
            .collect()
    }

    fn claim(&self, document: &Document, claim: &Claim, number: usize) -> Checked {
        let text = document.text.get(claim.range.clone()).unwrap_or("");
        if let Some(why) = claim
            .not_checked
            .or((claim.kind == ClaimKind::Opinion).then_some("evaluation"))
        {
            let mut out = judge::silent(number, why);
            out.verdict = Verdict::NotChecked;
            return out;
        }
        if let Some(by) = claim.attributed_to.as_ref().filter(|a| a.reported) {
            return reported::reported(&self.rel, claim, by, text, number);
        }
        if let Some(out) = order::order(&self.rel, &self.index, &claim.frame, text, number) {
            return out;
        }
        judge::judge(&self.rel, &self.index, claim, text, number)
    }
}
