//! What "it" and "the pact" mean, as far as the record can tell better than the words.

use crate::{Checker, legal, spoken};
use servanda_record::{AgreementId, Lang};
use servanda_text::{Claim, Document};
use std::collections::BTreeMap;

/// What the text has spoken of so far, as far as the record can tell: an agreement may be brought in by
/// telling who signed it, when and where, and then be "it" and "the treaty".
#[derive(Default)]
pub struct Discourse {
    /// The agreement last described, with the number and sentence of the claim that did.
    described: Option<(AgreementId, usize, usize)>,
    /// The claim that last named each agreement.
    named: BTreeMap<AgreementId, usize>,
    /// The agreement last named or described, with its sentence.
    latest: Option<(AgreementId, usize)>,
    /// All of them so far, in order.
    history: Vec<(AgreementId, usize)>,
}

impl Discourse {
    /// The agreement last named or described, if that was at most two sentences before.
    fn last(&self, sentence: usize) -> Option<&(AgreementId, usize)> {
        self.latest
            .as_ref()
            .filter(|(_, s)| *s <= sentence && sentence - s <= 2)
    }

    /// The agreement last named or described that is called so ("the pact": one with "pact" among its names), no
    /// more than ten sentences before.
    fn last_called(&self, checker: &Checker, head: &str, sentence: usize) -> Option<AgreementId> {
        let called = |a: &AgreementId| {
            checker.record.agreement(a.as_str()).is_some_and(|a| {
                a.form == head
                    || a.names
                        .0
                        .iter()
                        .any(|n| n.name.to_lowercase().contains(head))
            })
        };
        let near = self
            .history
            .iter()
            .rev()
            .filter(|(_, s)| *s <= sentence && sentence - s <= 10);
        near.map(|(a, _)| a).find(|a| called(a)).cloned()
    }

    /// The claim with the agreement it means put in the place of the one reading took it for; `None` if
    /// they are the same.
    pub fn meant(
        &mut self,
        checker: &Checker,
        document: &Document,
        claim: &Claim,
        number: usize,
        described: Option<&AgreementId>,
        ahead: Option<&AgreementId>,
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
                .any(|n| n.name.chars().count() > 2 && spoken::is_called(&lower, &n.name))
        };
        let mut names_one = false;
        for a in claim.frame.agreements.iter().flatten() {
            if by_name(a) {
                self.named.insert(a.clone(), number);
                self.latest = Some((a.clone(), claim.sentence));
                self.history.push((a.clone(), claim.sentence));
                names_one = true;
            }
        }
        if names_one {
            return None;
        }
        if let Some(a) = described.cloned() {
            self.latest = Some((a.clone(), claim.sentence));
            self.history.push((a.clone(), claim.sentence));
            self.described = Some((a, number, claim.sentence));
        }
        let taken: Vec<&AgreementId> = claim.frame.agreements.iter().flatten().collect();
        if let Some(id) = ahead.filter(|id| described.is_none() && !taken.contains(id)) {
            let mut meant = claim.clone();
            meant.frame.agreements = vec![vec![id.clone()]];
            return Some(meant);
        }
        if taken.is_empty()
            && let Some(id) = spoken::definite_head(text)
                .and_then(|h| self.last_called(checker, &h, claim.sentence))
        {
            let mut meant = claim.clone();
            meant.frame.agreements = vec![vec![id]];
            return Some(meant);
        }
        if taken.is_empty() && claim.frame.events.is_empty() && !legal::asks_law(&claim.frame) {
            // Nothing named at all: what was last named, if that was just before, may still be the matter.
            let (id, _) = self.last(claim.sentence)?;
            let mut meant = claim.clone();
            meant.frame.agreements = vec![vec![id.clone()]];
            return Some(meant);
        }
        // Within a sentence "which" and "it" go back to what was just named; in Japanese the topic stays.
        if let Some((id, s)) = &self.latest
            && document.lang == Lang::En
            && *s == claim.sentence
            && !taken.is_empty()
            && !taken.contains(&id)
        {
            let mut meant = claim.clone();
            meant.frame.agreements = vec![vec![id.clone()]];
            return Some(meant);
        }
        let (id, at, sentence) = self.described.as_ref()?;
        let later = taken
            .iter()
            .any(|a| self.named.get(*a).is_some_and(|n| n > at));
        if later || taken.contains(&id) || taken.is_empty() && claim.sentence > sentence + 1 {
            return None;
        }
        let mut meant = claim.clone();
        meant.frame.agreements = vec![vec![id.clone()]];
        Some(meant)
    }
}
