//! The facts a claim may be about, laid beside it.

use super::identify::is_identified;
use crate::context::Context;
use crate::fact::{Fact, FactKind};
use crate::fit::{self, Asked, Fit, Named};
use crate::index::Index;
use crate::relate::Relations;
use crate::spoken::{self, Spoken};
use crate::verdict::{Outcome, Slot};
use crate::words::{Bag, telling};
use crate::written::Written;
use servanda_text::{Claim, Document, Frame};

/// The facts laid beside a claim, best first.
pub fn fits<'c, 'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    claim: &'c Claim,
    document: &Document,
    context: &Context,
) -> Vec<Fit<'c, 'f, 'r>> {
    let text = document.text.get(claim.range.clone()).unwrap_or("");
    let (content, told) = telling(&claim.frame.words, text);
    let own = Spoken::of(&[text], document.lang);
    let names_agent = || {
        let mut agents = claim.frame.agents.iter();
        agents.any(|g| own.names_actor(rel.record(), g))
    };
    let mut asked = Asked {
        words: Bag::of(&format!("{} {}", text, claim.frame.words.join(" "))),
        content,
        told,
        article: article_of(text),
        denies: crate::fact::denies(text),
        tells_agreement: tells_agreement(text),
        says: spoken::begins_with_one(text) && (spoken::is_under_one(text) || !names_agent()),
        written: (claim.frame.times.iter())
            .map(|t| {
                Written::of(
                    &claim.frame,
                    t,
                    document.text.get(t.range.clone()).unwrap_or(""),
                )
            })
            .collect(),
        ..Asked::default()
    };
    let mut shared: Vec<&str> = claim
        .context
        .iter()
        .filter_map(|r| document.text.get(r.clone()))
        .collect();
    // A clause that goes on ("…, and was to run for ten years") has its subject earlier in the sentence.
    if let Some(s) = document.sentences.get(claim.sentence) {
        shared.extend(document.text.get(s.range.start..claim.range.start));
    }
    let spoken = Spoken::of(&[&[text], shared.as_slice()].concat(), document.lang);
    // Where an agreement is named, the signing of another is not meant.
    let by_name = claim
        .frame
        .agreements
        .iter()
        .flatten()
        .filter_map(|a| rel.record().agreement(a.as_str()))
        .any(|a| spoken.calls(a));
    if !by_name {
        let open = |a: &&servanda_record::AgreementId| {
            !claim.frame.agreements.iter().any(|g| g.contains(a))
        };
        asked.guessed = context.agreements.iter().filter(open).cloned().collect();
        asked.recent = context.events.clone();
    }
    let named = claim.frame.agreements.iter().flatten();
    for a in named.flat_map(|a| rel.annexed(a.as_str())) {
        let known = claim.frame.agreements.iter().any(|g| g.contains(a));
        if !known && !asked.guessed.contains(a) {
            asked.guessed.push(a.clone());
        }
    }
    let mut named = Named::of(rel, &claim.frame, &asked);
    let mut fits = candidates(rel, index, &claim.frame, &asked, &named);
    let told = if by_name || !claim.frame.agreements.is_empty() {
        Vec::new()
    } else {
        told_by_parties(&claim.frame, &fits)
    };
    if told.iter().any(|a| !asked.guessed.contains(a)) {
        asked.guessed.extend(told);
        named = Named::of(rel, &claim.frame, &asked);
        fits = candidates(rel, index, &claim.frame, &asked, &named);
    }
    if by_name {
        fits.retain(|f| f.named || f.fact.agreement.is_none());
    }
    // The agreements that the claim's own words name.
    let called: Vec<&servanda_record::AgreementId> = (claim.frame.agreements.iter().flatten())
        .filter(|id| {
            let a = rel.record().agreement(id.as_str());
            a.is_some_and(|a| spoken.calls(a))
        })
        .collect();
    for f in &mut fits {
        f.forgive(|ids| spoken.names_actor(rel.record(), ids));
        f.forgive_places(|ids| own.names_place(rel.record(), ids));
        f.identity = fit::identity(rel, &named, f);
        f.assumed = f.guessed || f.named && f.fact.agreement.is_some_and(|a| !spoken.names(a));
        f.only_within = f.fact.kind == FactKind::Event
            && f.agrees(Slot::Time)
            && fit::is_only_within(rel, &claim.frame, &named, f.fact);
        f.elsewhere = !called.is_empty()
            && match f.fact.agreement {
                Some(a) => !called.iter().any(|t| **t == a.id),
                None => {
                    !f.fact.concerns.is_empty()
                        && !called.iter().any(|t| f.fact.concerns.contains(t))
                }
            };
        f.recent = f.fact.event.is_some_and(|e| context.speaks_of(e));
        if f.recent {
            f.identity += 1.5;
        }
        f.in_time = context.has_told_of_a_time_of(f.fact);
    }
    fits.sort_by(|a, b| b.identity.total_cmp(&a.identity));
    fits
}

/// Agreements that a claim tells only by their parties and matter ("France and Germany promised not to attack each
/// other"): at most two, and those all whose actors named are parties.
pub(super) fn told_by_parties(frame: &Frame, fits: &[Fit]) -> Vec<servanda_record::AgreementId> {
    let named = frame.agents.len() + frame.patients.len() + frame.others.len();
    if named < 2 || frame.topics.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<(&Fit, &servanda_record::Agreement)> = fits
        .iter()
        .filter(|f| f.fact.kind == FactKind::Signed && !f.named)
        .filter(|f| {
            !f.slots(Outcome::Silent)
                .any(|s| s == Slot::Agent || s == Slot::Patient)
        })
        .filter(|f| f.actors_agree() >= 2 && f.actors_agree() == f.actors_told())
        .filter_map(|f| Some((f, f.fact.agreement?)))
        .filter(|(_, a)| {
            let mut topics = a.topics.iter().chain(a.provisions.iter().map(|p| &p.topic));
            a.parties.len() <= 12 && topics.any(|t| frame.topics.contains(t))
        })
        .collect();
    out.sort_by(|a, b| b.0.identity.total_cmp(&a.0.identity));
    out.dedup_by(|a, b| a.1.id == b.1.id);
    out.into_iter().take(2).map(|(_, a)| a.id.clone()).collect()
}

/// The article a claim cites ("Article 88", 第3条).
pub(super) fn article_of(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let number = |rest: &str| {
        let rest = rest.trim_start();
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    };
    if let Some(i) = lower.find("article ") {
        return number(&lower[i + 8..]);
    }
    let i = text.find('第')?;
    let rest = &text[i + '第'.len_utf8()..];
    let n = number(rest)?;
    rest[n.len()..].starts_with('条').then_some(n)
}

/// Whether a text has a word for an agreement.
fn tells_agreement(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "agreement",
        "treaty",
        "pact",
        "accord",
        "accords",
        "convention",
        "arrangement",
        "deal",
        "protocol",
        "declaration",
        "armistice",
        "truce",
        "settlement",
        "compact",
        "memorandum",
        "ceasefire",
        "cease",
    ];
    const JAPANESE: &[&str] = &[
        "条約",
        "協定",
        "合意",
        "議定書",
        "宣言",
        "覚書",
        "休戦",
        "停戦",
        "取り決め",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .any(|w| WORDS.contains(&w.to_lowercase().as_str()))
        || JAPANESE.iter().any(|w| text.contains(w))
}

/// The agreement a claim describes without naming it, if it does so surely: by its signature.
pub fn described<'r>(
    rel: &Relations<'r>,
    index: &Index<'r>,
    claim: &Claim,
    text: &str,
) -> Option<servanda_record::AgreementId> {
    let frame = &claim.frame;
    if !frame.acts.iter().any(|a| a.as_str() == "signature") || frame.negated {
        return None;
    }
    let asked = Asked {
        words: Bag::of(text),
        ..Asked::default()
    };
    let named = Named::of(rel, frame, &asked);
    let mut fits = candidates(rel, index, frame, &asked, &named);
    fits.retain(|f| f.fact.kind == FactKind::Signed && is_identified(frame, f));
    // The one the text speaks of, if its signing is told as well as any other's of that day.
    let agreeing = |f: &Fit| (f.count(Outcome::Differs), f.count(Outcome::Agrees));
    let (bad, good) = fits
        .iter()
        .filter(|f| !f.named)
        .map(agreeing)
        .fold((usize::MAX, 0), |a, b| (a.0.min(b.0), a.1.max(b.1)));
    if fits.iter().any(|f| {
        let (b, g) = agreeing(f);
        f.named && g > 0 && b <= bad && g >= good && f.agrees(Slot::Time)
    }) {
        return None;
    }
    fits.retain(|f| !f.named);
    let best = fits
        .iter()
        .map(|f| f.identity)
        .fold(f32::NEG_INFINITY, f32::max);
    let top: Vec<&servanda_record::Agreement> = fits
        .iter()
        .filter(|f| f.identity == best)
        .filter_map(|f| f.fact.agreement)
        .collect();
    // Of a treaty and its protocols signed together, the treaty is spoken of.
    let mut main = top
        .iter()
        .filter(|a| !a.relations.iter().any(|r| top.iter().any(|b| b.id == r.to)));
    match (main.next(), main.next()) {
        (Some(a), None) => Some(a.id.clone()),
        _ => None,
    }
}

/// The facts a frame may be about, laid beside it.
pub fn candidates<'c, 'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    frame: &'c Frame,
    asked: &Asked,
    named: &Named,
) -> Vec<Fit<'c, 'f, 'r>> {
    index
        .candidates(rel, frame, named)
        .into_iter()
        .filter_map(|f| fit::fit(rel, frame, asked, named, f))
        .collect()
}

/// The best fact for a frame, however it comes out: used where two things are put in order.
pub fn locate<'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    frame: &Frame,
    text: &str,
) -> Option<&'f Fact<'r>> {
    let asked = Asked {
        words: Bag::of(&format!("{} {}", text, frame.words.join(" "))),
        ..Asked::default()
    };
    let named = Named::of(rel, frame, &asked);
    let mut fits = candidates(rel, index, frame, &asked, &named);
    fits.retain(|f| {
        f.count(Outcome::Differs) == 0 && is_identified(frame, f) && !f.fact.times.is_empty()
    });
    fits.into_iter()
        .max_by(|a, b| a.identity.total_cmp(&b.identity))
        .map(|f| f.fact)
}
