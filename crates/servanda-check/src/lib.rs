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
mod legal;
mod measure;
mod order;
mod relate;
mod reported;
mod say;
mod spoken;
mod verdict;
mod words;

pub use fact::{Fact, FactKind, Timed};
pub use index::Index;
pub use verdict::*;

use relate::Relations;
use servanda_law::Law;
use servanda_record::{AgreementId, Record};
use servanda_text::{Claim, ClaimKind, Document};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Checks claims against one record.
pub struct Checker<'r> {
    record: &'r Arc<Record>,
    rel: Relations<'r>,
    index: Index<'r>,
    law: OnceCell<Law>,
}

impl<'r> Checker<'r> {
    /// A checker for a record.
    pub fn new(record: &'r Arc<Record>) -> Self {
        Self {
            record,
            rel: Relations::new(record),
            index: Index::new(record),
            law: OnceCell::new(),
        }
    }

    /// The law over the record, compiled when the first claim needs it.
    pub fn law(&self) -> &Law {
        self.law.get_or_init(|| Law::new(Arc::clone(self.record)))
    }

    /// The verdicts on the claims of a document, one for each, in order.
    pub fn check(&self, document: &Document, claims: &[Claim]) -> Vec<Checked> {
        let mut discourse = Discourse::default();
        claims
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let meant = discourse.meant(self, document, c, i);
                self.claim(document, meant.as_ref().unwrap_or(c), i)
            })
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
        if let Some(out) = self.legal(document, claim, number) {
            return out;
        }
        if let Some(out) = order::order(&self.rel, &self.index, &claim.frame, text, number) {
            return out;
        }
        let out = judge::judge(&self.rel, &self.index, claim, text, document.lang, number);
        // What the record does not state of an end, the law may still give.
        if out.verdict == Verdict::NotInRecord
            && claim.frame.agreements.len() == 1
            && claim
                .frame
                .acts
                .iter()
                .any(|a| matches!(a.as_str(), "termination" | "withdrawal"))
        {
            let court = legal::Court {
                rel: &self.rel,
                law: self.law(),
            };
            let spoken = spoken::Spoken::of(text, document.lang);
            let assumed = claim
                .frame
                .agreements
                .iter()
                .flatten()
                .filter_map(|a| self.record.agreement(a.as_str()))
                .any(|a| !spoken.names(a));
            return if assumed {
                out
            } else {
                court.ended(claim, number).unwrap_or(out)
            };
        }
        out
    }

    /// The verdict of the law, where the claim speaks of force or conduct.
    fn legal(&self, document: &Document, claim: &Claim, number: usize) -> Option<Checked> {
        let f = &claim.frame;
        let conduct = f
            .acts
            .iter()
            .any(|a| matches!(a.as_str(), "violation" | "observance"));
        if f.agreements.is_empty() || !conduct && f.relation != Some("in-force") {
            return None;
        }
        let court = legal::Court {
            rel: &self.rel,
            law: self.law(),
        };
        court
            .status(claim, document.date.as_ref(), number)
            .or_else(|| court.conduct(claim, number))
    }
}

/// What the text has spoken of so far, as far as the record can tell: an agreement may be brought in by
/// telling who signed it, when and where, and then be "it" and "the treaty".
#[derive(Default)]
struct Discourse {
    /// The agreement last described, and the claim that did.
    described: Option<(AgreementId, usize)>,
    /// The claim that last named each agreement.
    named: BTreeMap<AgreementId, usize>,
}

impl Discourse {
    /// The claim with the agreement it means put in the place of the one reading took it for; `None` if
    /// they are the same.
    fn meant(
        &mut self,
        checker: &Checker,
        document: &Document,
        claim: &Claim,
        number: usize,
    ) -> Option<Claim> {
        let text = document.text.get(claim.range.clone()).unwrap_or("");
        let lower = text.to_lowercase();
        let by_name = |a: &AgreementId| {
            let names = checker
                .record
                .agreement(a.as_str())
                .map(|a| a.names.0.as_slice())
                .unwrap_or_default();
            names
                .iter()
                .any(|n| n.name.chars().count() > 2 && lower.contains(&n.name.to_lowercase()))
        };
        let mut names_one = false;
        for a in claim.frame.agreements.iter().flatten() {
            if by_name(a) {
                self.named.insert(a.clone(), number);
                names_one = true;
            }
        }
        if names_one {
            return None;
        }
        if let Some(a) = judge::described(&checker.rel, &checker.index, claim, text) {
            self.described = Some((a, number));
        }
        let (id, at) = self.described.as_ref()?;
        let taken: Vec<&AgreementId> = claim.frame.agreements.iter().flatten().collect();
        let later = taken
            .iter()
            .any(|a| self.named.get(*a).is_some_and(|n| n > at));
        if later || taken.contains(&id) || taken.is_empty() && *at != number {
            return None;
        }
        let mut meant = claim.clone();
        meant.frame.agreements = vec![vec![id.clone()]];
        Some(meant)
    }
}
