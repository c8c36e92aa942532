//! Claims against record and law: verdicts with evidence.
//!
//! The record becomes a table of facts; each claim's frame is laid beside the facts it may be
//! about; the parts that agree and differ give the verdict. What needs the law (was it in force, did that
//! break it) goes to `servanda-law`.

mod compare;
mod context;
mod discourse;
mod fact;
mod fit;
mod index;
mod judge;
mod legal;
mod measure;
mod order;
mod place;
mod relate;
mod reported;
mod say;
mod spoken;
mod verdict;
mod words;
mod written;

pub use verdict::*;

use context::Context;
use discourse::Discourse;
use index::Index;
use relate::Relations;
use servanda_law::Law;
use servanda_record::{AgreementId, Record};
use servanda_text::{Attributed, Claim, ClaimKind, Document, Reading};
use std::cell::OnceCell;
use std::sync::Arc;

/// Checks claims against one record.
pub struct Checker<'r> {
    record: &'r Arc<Record>,
    rel: Relations<'r>,
    index: Index<'r>,
    law: OnceCell<Arc<Law>>,
}

impl<'r> Checker<'r> {
    /// A checker for a record.
    pub fn new(record: &'r Arc<Record>) -> Self {
        let rel = Relations::new(record);
        Self {
            record,
            index: Index::new(record, &rel),
            rel,
            law: OnceCell::new(),
        }
    }

    /// A checker for a record of which the law is there already. The law must be that of the record.
    pub fn with_law(record: &'r Arc<Record>, law: Arc<Law>) -> Self {
        let checker = Self::new(record);
        // A new checker's cell is empty: this cannot fail.
        let _ = checker.law.set(law);
        checker
    }

    /// The law over the record, made when the first claim needs it; of it only what claims ask is worked out.
    pub fn law(&self) -> &Law {
        self.law
            .get_or_init(|| Arc::new(Law::lazy(Arc::clone(self.record))))
    }

    /// The verdicts on the claims of a document, one for each, in order.
    pub fn check(&self, reading: &Reading) -> Vec<Checked> {
        self.each(reading, |i, c, context| {
            self.claim(&reading.document, c, i, context)
        })
    }

    /// What `one` gives for each claim, in order, with what the text has spoken of so far.
    fn each(
        &self,
        reading: &Reading,
        one: impl Fn(usize, &Claim, &Context) -> Checked,
    ) -> Vec<Checked> {
        let document = &reading.document;
        let mut context = Context::of(&reading.mentions);
        let mut out = Vec::with_capacity(reading.claims.len());
        for (i, c) in self.meant(document, &reading.claims).iter().enumerate() {
            context.read_to(self.record, document, &reading.mentions, c);
            let checked = one(i, c, &context);
            context.remember(self.record, &checked, c);
            out.push(checked);
        }
        out
    }

    /// The claims with the agreements they mean, as far as the record tells them better than the words.
    pub fn meant(&self, document: &Document, claims: &[Claim]) -> Vec<Claim> {
        let mut discourse = Discourse::default();
        let text = |c: &Claim| document.text.get(c.range.clone()).unwrap_or("");
        let described: Vec<Option<AgreementId>> = claims
            .iter()
            .map(|c| judge::described(&self.rel, &self.index, c, text(c)))
            .collect();
        let mut out = Vec::with_capacity(claims.len());
        for (i, c) in claims.iter().enumerate() {
            // "It gave up the islands in the treaty signed at X": what the same sentence describes further on.
            let same = claims
                .iter()
                .zip(&described)
                .skip(i + 1)
                .take_while(|(o, _)| o.sentence == c.sentence);
            let ahead = same.filter_map(|(_, d)| d.as_ref()).next();
            let told = described.get(i).and_then(Option::as_ref);
            out.push(
                discourse
                    .meant(self, document, c, i, told, ahead)
                    .unwrap_or_else(|| c.clone()),
            );
        }
        out
    }

    fn claim(
        &self,
        document: &Document,
        claim: &Claim,
        number: usize,
        context: &Context,
    ) -> Checked {
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
            let out = reported::reported(&self.rel, claim, by, text, number, context);
            return if out.verdict == Verdict::NotInRecord {
                self.told(document, claim, by, number, context)
                    .unwrap_or(out)
            } else {
                out
            };
        }
        if let Some(out) = self.legal(document, claim, number) {
            return self.with_the_rest(out, document, claim, context);
        }
        if let Some(out) = place::located(&self.rel, claim, text, number) {
            return out;
        }
        // That it was not so after something else is not what the order of two events can tell.
        let ordered = order::order(&self.rel, &self.index, &claim.frame, text, number)
            .filter(|o| !claim.frame.negated || o.verdict != Verdict::Supported);
        if let Some(out) = ordered {
            return out;
        }
        let out = judge::judge(&self.rel, &self.index, claim, document, number, context);
        // "After the attack near X, …": what was found tells nothing of what happened at X.
        let elsewhere = |p: &servanda_record::PlaceId| {
            self.record.place(p.as_str()).is_some_and(|p| {
                let told =
                    |n: &str| out.record_says.en.contains(n) || out.record_says.ja.contains(n);
                !p.names.0.iter().any(|n| told(&n.name))
            })
        };
        let order = claim.frame.order.as_ref();
        if out.verdict == Verdict::Supported
            && order.is_some_and(|(_, o)| o.places.iter().any(|g| g.iter().all(elsewhere)))
        {
            return judge::silent(number, "rest-not-in-record");
        }
        let out = match out.verdict {
            Verdict::NotInRecord => self
                .one_by_one(document, claim, number, context)
                .unwrap_or(out),
            _ => out,
        };
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
            let spoken = spoken::Spoken::of(&[text], document.lang);
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

    /// "France and China acceded in 1992": of each of several the record has a fact of its own. All must be so.
    fn one_by_one(
        &self,
        document: &Document,
        claim: &Claim,
        number: usize,
        context: &Context,
    ) -> Option<Checked> {
        let f = &claim.frame;
        let of_each = f.relation == Some("party-to")
            || f.acts.iter().any(|a| {
                matches!(
                    a.as_str(),
                    "accession"
                        | "admission"
                        | "ratification"
                        | "signature"
                        | "withdrawal"
                        | "denunciation"
                        | "acceptance"
                        | "independence"
                        | "recognition"
                        | "declaration-of-war"
                )
            });
        if f.agents.len() < 2 || !of_each {
            return None;
        }
        let each: Vec<Checked> = (0..f.agents.len())
            .map(|i| {
                let mut one = claim.clone();
                one.frame.agents = vec![f.agents[i].clone()];
                judge::judge(&self.rel, &self.index, &one, document, number, context)
            })
            .collect();
        let count = |v: Verdict| each.iter().filter(|c| c.verdict == v).count();
        // What several signed or agreed together is one thing.
        let subjects = |c: &Checked| -> Vec<servanda_record::Subject> {
            c.statements
                .iter()
                .filter_map(|s| Some(self.record.statement(s.as_str())?.subject.clone()))
                .collect()
        };
        let together = f.acts.iter().any(|a| a.as_str() == "signature") && !f.negated;
        if together
            && let Some((first, rest)) = each.split_first()
            && !rest
                .iter()
                .all(|c| subjects(c).iter().any(|s| subjects(first).contains(s)))
        {
            return None;
        }
        let (yes, no) = (count(Verdict::Supported), count(Verdict::Contradicted));
        let verdict = if yes == each.len() {
            Verdict::Supported
        } else if no == each.len() {
            Verdict::Contradicted
        } else if yes + no == each.len() && yes > 0 {
            Verdict::Partly
        } else {
            return None;
        };
        let mut out = judge::silent(number, "each-by-itself");
        out.verdict = verdict;
        for c in each {
            out.parts.extend(c.parts);
            for s in c.statements {
                if !out.statements.contains(&s) {
                    out.statements.push(s);
                }
            }
            out.record_says = out.record_says.followed_by(&c.record_says);
        }
        Some(out)
    }

    /// "On 1 February X said that …": the record may have the saying as an event. What it has must be of X's saying
    /// something on that day; nothing here makes a report wrong.
    fn told(
        &self,
        document: &Document,
        claim: &Claim,
        by: &Attributed,
        number: usize,
        context: &Context,
    ) -> Option<Checked> {
        let mut told = claim.clone();
        let first = told.frame.times.iter().position(|t| t.own)?;
        let when = told.frame.times[first].clone();
        // The first day named is that of the saying; later ones belong to what is said.
        told.frame.times.retain(|t| !t.own || *t == when);
        told.frame.agents = vec![by.to.clone()];
        let out = judge::judge(&self.rel, &self.index, &told, document, number, context);
        if out.verdict != Verdict::Supported || is_restricted_after(document, claim) {
            return None;
        }
        let said = out.statements.iter().any(|s| {
            self.index.by_statement(self.record, s).any(|f| {
                f.acts.iter().any(|a| {
                    self.record.is_a(a, "statement") || *a == "statement" || *a == "notice"
                })
            })
        });
        said.then_some(out)
    }

    /// What a claim says besides ("in force when, in March 2014, Russia annexed Crimea") must be so too.
    fn with_the_rest(
        &self,
        out: Checked,
        document: &Document,
        claim: &Claim,
        context: &Context,
    ) -> Checked {
        let f = &claim.frame;
        let alone = f.relation != Some("in-force") || f.acts.is_empty() || f.negated;
        let about = |a: &servanda_record::ActId| {
            matches!(
                a.as_str(),
                "entry-into-force" | "termination" | "signature" | "extension"
            )
        };
        if out.verdict != Verdict::Supported || alone || f.acts.iter().any(about) {
            return out;
        }
        let mut rest = claim.clone();
        rest.frame.relation = None;
        rest.frame.agreements.clear();
        let other = judge::judge(&self.rel, &self.index, &rest, document, out.claim, context);
        match other.verdict {
            Verdict::Supported => out,
            _ => judge::silent(out.claim, "rest-not-in-record"),
        }
    }

    /// The verdict of the law, where the claim speaks of force or conduct.
    fn legal(&self, document: &Document, claim: &Claim, number: usize) -> Option<Checked> {
        if claim.frame.agreements.is_empty() || !legal::asks_law(&claim.frame) {
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

/// Whether the sentence goes on to take back part of the claim ("…, but only if the others consent").
fn is_restricted_after(document: &Document, claim: &Claim) -> bool {
    const LIMITS: &[&str] = &[
        "but only if",
        "only if",
        "unless",
        "except",
        "provided that",
        "but not",
        "ただし",
        "場合に限り",
        "除き",
    ];
    let Some(s) = document.sentences.get(claim.sentence) else {
        return false;
    };
    let rest = document
        .text
        .get(claim.range.end..s.range.end)
        .unwrap_or("");
    let rest = rest.trim_start_matches([',', ' ', '、']);
    LIMITS.iter().any(|l| rest.starts_with(l))
}

/// A fact looked at for a claim, for those who ask why a verdict came out as it did.
#[derive(Clone, Debug)]
pub struct Considered {
    /// How sure it was that this is the fact meant.
    pub identity: f32,
    /// Its kind and first statement.
    pub fact: String,
    /// How well the act fitted (0 to 3).
    pub act: u8,
    /// Whether the agreement or event is named; whether that is only assumed.
    pub named: (bool, bool),
    /// The verdict this fact would give by itself, and why.
    pub verdict: (Verdict, &'static str),
    /// Words shared, and the share of the claim's words accounted for.
    pub words: (usize, f32),
    /// The parts.
    pub parts: Vec<Part>,
}

impl Checker<'_> {
    /// For each claim of a text: the facts looked at, best first.
    pub fn considered(&self, reading: &Reading) -> Vec<Vec<Considered>> {
        let all = std::cell::RefCell::new(Vec::new());
        self.each(reading, |i, c, context| {
            let looked_at = self.looked_at(&reading.document, c, context);
            all.borrow_mut().push(looked_at);
            self.claim(&reading.document, c, i, context)
        });
        all.into_inner()
    }

    fn looked_at(&self, document: &Document, claim: &Claim, context: &Context) -> Vec<Considered> {
        let fits = judge::fits(&self.rel, &self.index, claim, document, context);
        let one = |f: &fit::Fit| Considered {
            identity: f.identity,
            fact: format!(
                "{:?} {}",
                f.fact.kind,
                f.fact.statements.first().map_or("", |s| s.as_str())
            ),
            act: f.act,
            named: (f.named, f.assumed),
            verdict: judge::decide(&claim.frame, f, &fits),
            words: (f.shared_words, f.coverage),
            parts: f.parts(self.record),
        };
        fits.iter().map(one).collect()
    }
}
