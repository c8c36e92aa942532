//! From fits to a verdict: which fact a claim is about, and what follows from laying it beside.
//!
//! A wrong verdict is worse than none. So a claim is *supported* only if every part of it that can be
//! compared agrees and something distinctive does, and *contradicted* only if it is sure which fact is
//! meant.

use crate::context::Context;
use crate::fact::{Fact, FactKind};
use crate::fit::{self, Asked, Fit};
use crate::index::Index;
use crate::relate::Relations;
use crate::say;
use crate::spoken::{self, Spoken};
use crate::verdict::{Bilingual, Checked, Outcome, Slot, Verdict};
use crate::words::{Bag, telling};

use servanda_text::{Claim, Document, Frame};

/// Days by which an unnamed event's date may be off and still be the same event told wrongly.
const SAME_EVENT_DAYS: i64 = 4 * 366;

/// Fits looked at closely.
const CLOSE: usize = 12;

/// A fit with what others add to it, and what comes of it.
struct Case<'a, 'c, 'f, 'r> {
    fit: Fit<'c, 'f, 'r>,
    others: Vec<&'a Fit<'c, 'f, 'r>>,
    verdict: Verdict,
    reason: &'static str,
}

/// A claim's verdict from facts alone.
pub fn judge<'r>(
    rel: &Relations<'r>,
    index: &Index<'r>,
    claim: &Claim,
    document: &Document,
    number: usize,
    context: &Context,
) -> Checked {
    let frame = &claim.frame;
    let fits = fits(rel, index, claim, document, context);
    let Some(case) = choose(frame, &fits) else {
        return silent(number, "no-fact");
    };
    let mut out = silent(number, case.reason);
    out.verdict = case.verdict;
    out.parts = case.fit.parts(rel.record());
    if case.verdict == Verdict::NotInRecord {
        return out;
    }
    let facts: Vec<&Fact> = std::iter::once(case.fit.fact)
        .chain(case.others.iter().map(|o| o.fact))
        .collect();
    let said: Vec<Bilingual> = facts.iter().map(|f| say::fact(rel.record(), f)).collect();
    let join = |f: fn(&Bilingual) -> &str, sep: &str| {
        let mut seen: Vec<&str> = Vec::new();
        said.iter().map(f).for_each(|t| {
            if !seen.contains(&t) {
                seen.push(t)
            }
        });
        seen.join(sep)
    };
    out.record_says = Bilingual::new(join(|b| &b.en, " "), join(|b| &b.ja, ""));
    for s in facts.iter().flat_map(|f| &f.statements) {
        if !out.statements.contains(s) {
            out.statements.push((*s).clone());
        }
    }
    out
}

/// The facts laid beside a claim, best first.
pub fn fits<'c, 'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    claim: &'c Claim,
    document: &Document,
    context: &Context,
) -> Vec<Fit<'c, 'f, 'r>> {
    let text = document.text.get(claim.range.clone()).unwrap_or("");
    let (content, told) = telling(&claim.frame.words);
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
        says: spoken::begins_with_one(text) && (spoken::is_under_one(text) || !names_agent()),
        year_implied: claim
            .frame
            .times
            .iter()
            .map(|t| {
                // "Four months later, on 8 August": the distance says which year.
                let led = claim.frame.times.iter().any(|l| {
                    l.own
                        && l.time.date.as_ref().is_some_and(|d| d.as_day().is_none())
                        && l.range.end <= t.range.start
                        && t.range.start - l.range.end <= 9
                });
                !led && is_year_implied(document.text.get(t.range.clone()).unwrap_or(""))
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
    let mut fits = candidates(rel, index, &claim.frame, &asked);
    let told = if by_name || !claim.frame.agreements.is_empty() {
        Vec::new()
    } else {
        told_by_parties(&claim.frame, &fits)
    };
    if told.iter().any(|a| !asked.guessed.contains(a)) {
        asked.guessed.extend(told);
        fits = candidates(rel, index, &claim.frame, &asked);
    }
    if by_name {
        fits.retain(|f| f.named || f.fact.agreement.is_none());
    }
    for f in &mut fits {
        f.forgive(|ids| spoken.names_actor(rel.record(), ids));
        f.identity = fit::identity(&claim.frame, f);
        f.assumed = f.guessed || f.named && f.fact.agreement.is_some_and(|a| !spoken.names(a));
        let names = |id: &&servanda_record::AgreementId| {
            let a = rel.record().agreement(id.as_str());
            a.is_some_and(|a| spoken.calls(a))
        };
        let mut told = claim
            .frame
            .agreements
            .iter()
            .flatten()
            .filter(names)
            .peekable();
        f.only_within = f.fact.kind == FactKind::Event
            && f.agrees(Slot::Time)
            && fit::is_only_within(rel, &claim.frame, f.fact);
        f.elsewhere = told.peek().is_some()
            && match f.fact.agreement {
                Some(a) => !told.any(|t| *t == a.id),
                None => !f.fact.concerns.is_empty() && !told.any(|t| f.fact.concerns.contains(&t)),
            };
        f.recent = f
            .fact
            .event
            .is_some_and(|e| context.speaks_of(rel.record(), &e.id));
        if f.recent {
            f.identity += 1.5;
        }
    }
    fits.sort_by(|a, b| b.identity.total_cmp(&a.identity));
    fits
}

/// Agreements that a claim tells only by their parties and matter ("France and Germany promised not to attack each
/// other"): at most two, and those all whose actors named are parties.
fn told_by_parties(frame: &Frame, fits: &[Fit]) -> Vec<servanda_record::AgreementId> {
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
fn article_of(text: &str) -> Option<String> {
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

/// Whether a date as written has a month but no year: "August 14", 「8月14日」. Distances ("nine days later") and
/// words that point back ("the same month") are not dates as written.
fn is_year_implied(written: &str) -> bool {
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = written.to_lowercase();
    let digits = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|w| w.len() == 4);
    let month = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|w| w.len() >= 3 && MONTHS.iter().any(|m| w.starts_with(m)));
    let points = [
        "later",
        "after",
        "before",
        "same",
        "next",
        "following",
        "previous",
        "ago",
        "last",
        "this",
        "同",
        "翌",
        "前",
        "後",
    ];
    (month || lower.contains('月'))
        && !digits
        && !lower.contains('年')
        && !points.iter().any(|p| lower.contains(p))
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
    let mut fits = candidates(rel, index, frame, &asked);
    fits.retain(|f| f.fact.kind == FactKind::Signed && !f.named && is_identified(frame, f));
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

/// A verdict that says nothing.
pub fn silent(claim: usize, reason: &'static str) -> Checked {
    Checked {
        claim,
        verdict: Verdict::NotInRecord,
        parts: Vec::new(),
        record_says: Bilingual::default(),
        statements: Vec::new(),
        legal: None,
        reason,
    }
}

/// The facts a frame may be about, laid beside it.
pub fn candidates<'c, 'f, 'r>(
    rel: &Relations<'r>,
    index: &'f Index<'r>,
    frame: &'c Frame,
    asked: &Asked,
) -> Vec<Fit<'c, 'f, 'r>> {
    index
        .candidates(rel, frame, &asked.guessed, &asked.recent)
        .into_iter()
        .filter_map(|f| fit::fit(rel, frame, asked, f))
        .collect()
}

/// The case that decides: one that agrees throughout is preferred to a slightly likelier one that differs,
/// since the claim may be about it.
fn choose<'a, 'c, 'f, 'r>(
    frame: &Frame,
    fits: &'a [Fit<'c, 'f, 'r>],
) -> Option<Case<'a, 'c, 'f, 'r>> {
    // What fits the act and is surely meant sets the measure; what only shares names does not.
    let fitting = fits
        .iter()
        .filter(|f| f.act >= 2 && is_identified(frame, f))
        .map(|f| f.identity)
        .reduce(f32::max);
    let top = fitting.or(fits.first().map(|f| f.identity))?;
    let meant = fits.iter().filter(|f| is_identified(frame, f)).take(CLOSE);
    let mut cases: Vec<Case> = meant.map(|f| case(frame, f, fits)).collect();
    if cases.is_empty() {
        cases.extend(fits.first().map(|f| case(frame, f, fits)));
    }
    let order = [
        (Verdict::Supported, 3.5),
        (Verdict::Disputed, 2.0),
        (Verdict::Partly, 1.5),
        (Verdict::Contradicted, 1.5),
    ];
    // What only shares words with a claim does not answer for a fact that fits its act and differs.
    let better = |c: &Case| {
        c.fit.act < 2
            && fits.iter().any(|o| {
                o.act == 3
                    && o.identity >= c.fit.identity
                    && o.count(Outcome::Differs) == 1
                    && is_identified(frame, o)
            })
    };
    for c in &mut cases {
        if c.verdict == Verdict::Supported && better(c) {
            (c.verdict, c.reason) = (Verdict::NotInRecord, "another-fits-better");
        }
    }
    if let Some(i) = cases
        .iter()
        .position(|c| c.verdict == Verdict::Contradicted && c.reason == "not-a-party")
    {
        return Some(cases.swap_remove(i));
    }
    for (wanted, by) in order {
        // One fact that answers by itself before several that answer together.
        let near = cases
            .iter()
            .enumerate()
            .filter(|(_, c)| c.verdict == wanted && top - c.fit.identity <= by);
        if let Some((i, _)) = near.min_by_key(|(_, c)| c.others.len()) {
            return Some(cases.swap_remove(i));
        }
    }
    Some(cases.swap_remove(0))
}

fn case<'a, 'c, 'f, 'r>(
    frame: &Frame,
    f: &'a Fit<'c, 'f, 'r>,
    all: &'a [Fit<'c, 'f, 'r>],
) -> Case<'a, 'c, 'f, 'r> {
    let kin: Vec<&Fit> = all
        .iter()
        .filter(|o| {
            !std::ptr::eq(*o, f)
                && is_family(f.fact, o.fact)
                && is_identified(frame, o)
                && tells_notice(frame, o.fact)
        })
        .take(2 * CLOSE)
        .collect();
    // Who is no party is said of one actor alone, and a denial of one fact: what another lends says nothing of
    // what did not happen.
    let alone = f.fact.kind == FactKind::NonParty || frame.negated;
    let (joined, used) = if alone {
        (f.clone(), Vec::new())
    } else {
        f.joined(&kin)
    };
    let (verdict, reason) = decide(frame, &joined, all);
    Case {
        fit: joined,
        others: used.into_iter().map(|i| kin[i]).collect(),
        verdict,
        reason,
    }
}

/// Whether a notice may stand in: only for a claim that speaks of notice, never for one of the end.
fn tells_notice(frame: &Frame, fact: &Fact) -> bool {
    const NOTICE: &[&str] = &["notice", "non-renewal", "denunciation", "statement"];
    !fact.acts.contains(&"notice")
        || frame.acts.is_empty()
        || frame.acts.iter().any(|a| NOTICE.contains(&a.as_str()))
}

/// Whether two facts are of one agreement, or of events that belong together.
fn is_family(a: &Fact, b: &Fact) -> bool {
    match (a.agreement, b.agreement, a.event, b.event) {
        (Some(x), Some(y), ..) => x.id == y.id,
        (Some(x), None, _, Some(_)) => b.concerns.contains(&&x.id),
        (None, Some(y), Some(_), _) => a.concerns.contains(&&y.id),
        (.., Some(x), Some(y)) => {
            x.part_of.as_ref() == Some(&y.id)
                || y.part_of.as_ref() == Some(&x.id)
                || x.part_of.is_some() && x.part_of == y.part_of
        }
        _ => false,
    }
}

/// The verdict one fact would give by itself.
pub fn alone(frame: &Frame, f: &Fit, all: &[Fit]) -> (Verdict, &'static str) {
    decide(frame, f, all)
}

/// The verdict of one fit.
fn decide(frame: &Frame, f: &Fit, all: &[Fit]) -> (Verdict, &'static str) {
    let sure = is_identified(frame, f);
    // A claim that tells all of it is of it, whatever the text spoke of before.
    let whole = f.act == 3 && sure && f.coverage >= 0.75;
    if !f.named && !f.agrees(Slot::Time) && !whole && fit::context_contradicts(frame, f.fact) {
        return (Verdict::NotInRecord, "other-time");
    }
    if frame.negated {
        return negated(frame, f, sure);
    }
    if f.fact.kind == FactKind::NonParty {
        // That somebody joined what the record says it stayed out of.
        let plain =
            f.act == 3 && f.agrees(Slot::Agent) && !f.assumed && f.count(Outcome::Differs) == 0;
        return if sure && plain {
            (Verdict::Contradicted, "not-a-party")
        } else {
            (Verdict::NotInRecord, "not-a-party")
        };
    }
    let differs = f.count(Outcome::Differs);
    if differs == 0
        && f.near_topic
        && f.named
        && !f.assumed
        && f.count(Outcome::Agrees) >= 1
        && f.coverage >= 0.4
    {
        return (Verdict::Partly, "nearly-its-matter");
    }
    if differs == 0 {
        if f.count(Outcome::Divided) > 0 && sure {
            return (Verdict::Disputed, "sources-differ");
        }
        return if is_supported(frame, f, sure) {
            (Verdict::Supported, "agrees")
        } else {
            (Verdict::NotInRecord, "not-enough")
        };
    }
    if !sure || !may_contradict(frame, f, all) {
        return (Verdict::NotInRecord, "not-identified");
    }
    let told = f
        .slots(Outcome::Agrees)
        .filter(|s| *s != Slot::Agreement)
        .count();
    if differs == 1 && told >= 2 {
        (Verdict::Partly, "one-part-differs")
    } else {
        (Verdict::Contradicted, "differs")
    }
}

/// Whether it is sure enough that the claim is about this fact to find fault with it.
fn is_identified(frame: &Frame, f: &Fit) -> bool {
    let anchors = [
        Slot::Agent,
        Slot::Patient,
        Slot::Place,
        Slot::Person,
        Slot::Time,
        Slot::Quantity,
        Slot::Duration,
    ];
    let held = anchors.iter().filter(|s| f.agrees(**s)).count();
    match f.fact.kind {
        FactKind::Event => {
            f.named && f.act >= 1
                || f.recent && f.act == 3
                || f.named && takes_place(frame)
                || f.act >= 2 && (held >= 2 || held >= 1 && f.shared_words >= 2)
                || f.named && held >= 1
                || f.act >= 1 && held >= 3
                || f.act == 3
                    && held >= 1
                    && fit::time_distance(frame, f.fact).is_some_and(|d| d <= 60)
                || f.act == 3 && f.agrees(Slot::Time) && fit::on_the_day(frame, f.fact)
                || f.recent && (is_counted(frame, f) || held >= 2 && f.coverage >= 0.5)
                || held >= 3 && f.agrees(Slot::Time) && fit::on_the_day(frame, f.fact)
                || f.shared_words >= 4 && f.coverage >= 0.5 && held >= 1
                || f.shared_words >= 3 && held >= 2 && f.agrees(Slot::Time)
        }
        FactKind::Provision => {
            f.named
                && (f.act >= 2 && f.shared_words >= 1
                    || f.shared_words >= 3
                    || f.agrees(Slot::Quantity)
                    || f.agrees(Slot::Duration) && f.shared_words >= 1)
        }
        FactKind::Office => {
            f.agrees(Slot::Person)
                && (f.act >= 2 && f.shared_words > 1 || f.agrees(Slot::Agent) && f.shared_words > 0)
        }
        FactKind::TookOffice | FactKind::LeftOffice => {
            f.act >= 2 && f.agrees(Slot::Person) && f.agrees(Slot::Agent)
        }
        FactKind::Control | FactKind::PlaceClaim | FactKind::Membership | FactKind::Existence => {
            f.act >= 2 && held >= 2
        }
        FactKind::Party | FactKind::NonParty => f.named && f.act >= 2 && f.agrees(Slot::Agent),
        FactKind::Act => {
            f.named
                && f.act >= 2
                && (frame.agents.is_empty() || f.slot(Slot::Agent) != Some(Outcome::Silent))
        }
        FactKind::Renewal | FactKind::RenewalNotice | FactKind::Withdrawal => {
            f.named && f.act >= 2 && f.shared_words >= 1
        }
        FactKind::Signed if !f.named => {
            // Told without its name: the day, and who or where; or all but the day, in the words of its title.
            let near = fit::time_distance(frame, f.fact).is_some_and(|d| d <= 60);
            f.act == 3
                && (f.agrees(Slot::Time)
                    && (f.touches(Slot::Person)
                        || f.touches(Slot::Place)
                        || f.agrees(Slot::Agent) && frame.agents.len() >= 2)
                    || near && f.touches(Slot::Place) && f.shared_words >= 2
                    || fit::on_the_day(frame, f.fact) && f.shared_words >= 2)
        }
        _ => f.named && f.act >= 2,
    }
}

fn is_supported(frame: &Frame, f: &Fit, sure: bool) -> bool {
    let silent = f.count(Outcome::Silent);
    let agrees = f.count(Outcome::Agrees);
    // Numbers, dates, places and names that the record does not have cannot be taken on trust.
    let hard = f.slots(Outcome::Silent).any(|s| {
        matches!(
            s,
            Slot::Quantity
                | Slot::Duration
                | Slot::Time
                | Slot::Person
                | Slot::Place
                | Slot::Agent
                | Slot::Patient
        )
    });
    if !sure
        || hard
        || f.gainsaid
        || f.elsewhere
        || f.only_within
        || silent > agrees
        || !tells_notice(frame, f.fact)
    {
        return false;
    }
    let known = |w: &String| f.fact.bag.bag().shared(&Bag::of(w)) > 0;
    if !frame.unknown.iter().all(known) && f.coverage < 0.6 {
        return false;
    }
    if restricted(frame, f) {
        return false;
    }
    let numbers = f.agrees(Slot::Quantity) || f.agrees(Slot::Duration);
    let enough = if f.cited { 0.5 } else { 0.75 };
    match f.fact.kind {
        // Words alone must be nearly all there, in one provision, and say it the same way round.
        FactKind::Provision
            if !numbers
                && (f.own < enough || f.opposed || f.own_words == 0 && !f.cited && f.act < 3) =>
        {
            false
        }
        // All the provisions together have nearly every word: only what it is about is told by them.
        FactKind::Matter if f.own < 0.9 || f.told > 2 || !f.of_parties(frame) => false,
        // What an agreement says is no evidence that it was done.
        FactKind::Provision
            if f.coverage < 0.8
                && !(f.agrees(Slot::Quantity) && f.agrees(Slot::Duration))
                && (f.act == 0 || frame.relation.is_none() && frame.topics.is_empty()) =>
        {
            false
        }
        FactKind::Matter => {
            f.named
                && !f.guessed
                && f.act >= 2
                && (f.coverage >= 0.6 || agrees >= 1 && f.coverage >= 0.5)
                && frame.quantities.is_empty()
        }
        // What is only guessed to be spoken of must be told in its words, as something agreed.
        FactKind::Provision if f.guessed => {
            let agreed = frame.relation == Some("provide") || f.act >= 2;
            agreed
                && f.shared_words >= 2
                && (f.coverage >= 0.6
                    || (f.agrees(Slot::Quantity) || f.agrees(Slot::Duration)) && f.coverage >= 0.3)
        }
        // A single word shared is no content.
        FactKind::Provision
            if agrees == 0 && (f.shared_words < 2 || f.act < 2 && f.coverage < 0.8) =>
        {
            false
        }
        FactKind::Provision => {
            f.coverage >= 0.4
                || agrees >= 2 && f.coverage >= 0.25
                || agrees >= 1 && f.act >= 2 && f.coverage >= 0.3
        }
        FactKind::Event if !f.named && !f.recent && !f.told_apart() => false,
        // Names alone do not say what happened.
        FactKind::Event
            if f.act == 0
                && f.content < if f.content_words >= 3 { 0.35 } else { 0.6 }
                && agrees < 3
                && !(f.recent && is_counted(frame, f)) =>
        {
            false
        }
        // Of what many had a part in, each did something else.
        FactKind::Event
            if f.act == 0
                && !frame.agents.is_empty()
                && f.fact.agents.len() + f.fact.patients.len() > 2
                && !(agrees >= 3 && f.coverage >= 0.6)
                && !fit::on_the_day(frame, f.fact) =>
        {
            false
        }
        FactKind::Event => {
            agrees >= 2 && (f.act >= 2 || f.coverage >= 0.4)
                || f.named
                    && (agrees >= 1 || f.act >= 2 && f.shared_words >= 3)
                    && f.coverage >= 0.25
                || agrees >= 1 && f.act >= 2 && f.coverage >= 0.5
                || f.act == 3 && fit::on_the_day(frame, f.fact) && (f.recent || f.coverage >= 0.3)
                || f.recent && is_counted(frame, f)
                || agrees >= 3 && f.coverage >= 0.2 && fit::on_the_day(frame, f.fact)
        }
        FactKind::Term | FactKind::Withdrawal | FactKind::Renewal | FactKind::RenewalNotice => {
            f.agrees(Slot::Duration) || f.agrees(Slot::Time)
        }
        FactKind::Ended | FactKind::EntryIntoForce | FactKind::Registered => f.agrees(Slot::Time),
        FactKind::Signed => {
            f.agrees(Slot::Time)
                || f.agrees(Slot::Place)
                || f.agrees(Slot::Person)
                || f.agrees(Slot::Agent) && !f.assumed
        }
        FactKind::Act => f.agrees(Slot::Time) || f.agrees(Slot::Agent) && f.act == 3 && !f.assumed,
        FactKind::TookOffice | FactKind::LeftOffice => f.agrees(Slot::Time),
        FactKind::Party => {
            f.agrees(Slot::Agent) && (!f.assumed || f.act == 3 && f.agrees(Slot::Time))
        }
        _ => agrees >= 1,
    }
}

/// Whether the claim's number, too large to be met by chance, is one that the record has for the event.
fn is_counted(frame: &Frame, f: &Fit) -> bool {
    f.agrees(Slot::Quantity)
        && frame
            .quantities
            .iter()
            .all(|q| q.amount.range().0.max(q.amount.range().1.min(1e12)) >= 100.0)
}

/// Words such as "only" and "all" claim more than a fact that merely agrees can give.
fn restricted(frame: &Frame, f: &Fit) -> bool {
    frame.restrictors.iter().any(|r| {
        matches!(
            r.as_str(),
            "only" | "all" | "never" | "first" | "last" | "unanimous" | "grounds"
        )
    }) && !frame
        .restrictors
        .iter()
        .all(|r| f.fact.bag.bag().shared(&Bag::of(r)) > 0)
}

/// Verbs that deny by themselves: with "not" they say the opposite.
const DENYING: &[&str] = &[
    "forbid", "ban", "prohibit", "exclude", "refuse", "fail", "rule", "reject", "renounce",
    "refrain", "deny", "abolish", "outlaw", "stop", "prevent",
];

fn negated(frame: &Frame, f: &Fit, sure: bool) -> (Verdict, &'static str) {
    let wrong_agent = f.slot(Slot::Agent) == Some(Outcome::Differs);
    match f.fact.kind {
        FactKind::NonParty if f.agrees(Slot::Agent) && f.named && f.act >= 2 => {
            (Verdict::Supported, "not-a-party")
        }
        FactKind::Act
            if sure && f.fact.acts.contains(&"refusal-to-ratify") && f.agrees(Slot::Agent) =>
        {
            (Verdict::Supported, "agrees")
        }
        FactKind::Signed | FactKind::EntryIntoForce
            if f.named
                && !f.assumed
                && f.act >= 2
                && wrong_agent
                && f.count(Outcome::Differs) == 1 =>
        {
            (Verdict::Supported, "not-among-them")
        }
        // The record lists who took part in talks.
        FactKind::Event
            if (f.recent || f.named)
                && wrong_agent
                && f.count(Outcome::Differs) == 1
                && f.act >= 2
                && f.fact.agents.len() >= 2
                && f.fact
                    .acts
                    .iter()
                    .any(|a| matches!(*a, "conference" | "negotiation" | "signature")) =>
        {
            (Verdict::Supported, "not-among-them")
        }
        FactKind::Party if sure && !f.assumed => (Verdict::Contradicted, "is-a-party"),
        FactKind::Event | FactKind::Signed | FactKind::Act | FactKind::EntryIntoForce
            if sure
                && !f.assumed
                && f.count(Outcome::Differs) == 0
                && f.act == 3
                && frame.acts.len() == 1
                && f.count(Outcome::Agrees) >= 2
                && frame.restrictors.is_empty() =>
        {
            (Verdict::Contradicted, "did-happen")
        }
        // A prohibition may be told with "not"; but so may be that it was never made.
        FactKind::Provision
            if sure
                && !f.guessed
                && !f.opposed
                && f.own >= 0.75
                && f.own_words >= 2
                && f.count(Outcome::Differs) == 0
                && frame.quantities.is_empty()
                && frame.restrictors.is_empty()
                && !DENYING.contains(&frame.verb.as_str()) =>
        {
            (Verdict::Supported, "agrees")
        }
        FactKind::Provision => (Verdict::NotInRecord, "negated-provision"),
        _ => (Verdict::NotInRecord, "negated"),
    }
}

/// Whether the part that differs can be held against the claim.
fn may_contradict(frame: &Frame, f: &Fit, all: &[Fit]) -> bool {
    let bad: Vec<Slot> = f.slots(Outcome::Differs).collect();
    let only = |s: Slot| bad.iter().all(|b| *b == s);
    let far = || fit::time_distance(frame, f.fact).is_some_and(|d| d > SAME_EVENT_DAYS);
    match f.fact.kind {
        FactKind::Event if !f.named => unnamed_event(frame, f, all, &bad),
        // A part of a named event may have its own day and place.
        FactKind::Event => {
            only(Slot::Quantity)
                || only(Slot::Duration)
                || (f.act >= 2 || takes_place(frame))
                    && bad.len() == 1
                    && !only(Slot::Patient)
                    && !(only(Slot::Time) && far())
        }
        FactKind::Provision if f.assumed => {
            (only(Slot::Quantity) || only(Slot::Duration))
                && f.shared_words >= 2
                && (f.agrees(Slot::Place) || f.agrees(Slot::Agent) || f.shared_words >= 3)
        }
        FactKind::Matter => false,
        FactKind::Provision => {
            only(Slot::Quantity) || only(Slot::Duration) || only(Slot::Place) && f.shared_words >= 3
        }
        // What is only assumed to be spoken of, or is told of another time, may be another agreement.
        _ if f.assumed || bad.contains(&Slot::Time) && far() => false,
        FactKind::Act => {
            let rival = all.iter().any(|o| {
                o.fact.kind == FactKind::Act
                    && !std::ptr::eq(o.fact, f.fact)
                    && o.act >= f.act
                    && o.count(Outcome::Differs) < bad.len()
            });
            // Another party may have done the same on another day.
            !rival && f.slot(Slot::Agent) != Some(Outcome::Differs) && bad.len() == 1
        }
        FactKind::Signed => bad.len() == 1,
        _ => bad.len() == 1,
    }
}

fn unnamed_event(frame: &Frame, f: &Fit, all: &[Fit], bad: &[Slot]) -> bool {
    let [one] = bad else { return false };
    // Where one place agrees, the other may be that of the signing.
    if *one == Slot::Place && f.touches(Slot::Place) {
        return false;
    }
    // An event about one agreement is not the one told of another.
    if f.act < 2 || f.elsewhere {
        return false;
    }
    let telling = [Slot::Agent, Slot::Patient, Slot::Place, Slot::Person]
        .iter()
        .filter(|s| f.agrees(**s))
        .count();
    match one {
        // Of statements, talks and attacks there are many, and the record has a few.
        Slot::Time | Slot::Place | Slot::Agent
            if is_frequent(frame) && !f.recent && (f.shared_words < 3 || f.coverage < 0.5) =>
        {
            false
        }
        Slot::Time => {
            let close = fit::time_distance(frame, f.fact).is_some_and(|d| d <= SAME_EVENT_DAYS);
            let soon = fit::time_distance(frame, f.fact).is_some_and(|d| d <= 60);
            ((soon || f.recent && close) && telling >= 1 && f.act == 3
                || close
                    && (telling >= 2 || telling >= 1 && f.shared_words >= 3 && f.coverage >= 0.5))
                && is_alone(f, all)
        }
        Slot::Place => {
            f.agrees(Slot::Time)
                && (f.agrees(Slot::Agent) || f.agrees(Slot::Person))
                && f.act == 3
                && is_alone(f, all)
        }
        // Another actor at the same place on the same day may be another event.
        Slot::Agent => {
            f.agrees(Slot::Time) && (f.agrees(Slot::Patient) || f.agrees(Slot::Place)) && f.act == 3
        }
        Slot::Patient => false,
        // What took weeks is not what is said to have taken years.
        Slot::Duration if fit::length_ratio(frame, f.fact) > 4.0 => false,
        _ => {
            telling >= 1 || f.shared_words >= 3 || f.recent && is_alone(f, all) && is_first(f, all)
        }
    }
}

/// Whether the claim's acts are such as states do every week.
fn is_frequent(frame: &Frame) -> bool {
    const FREQUENT: &[&str] = &[
        "statement",
        "accusation",
        "denial",
        "protest",
        "demand",
        "negotiation",
        "conference",
        "consultation",
        "attack",
        "battle",
        "bombardment",
        "assistance",
        "threat-of-force",
        "killing",
        "resolution",
        "visit",
    ];
    frame.acts.iter().all(|a| FREQUENT.contains(&a.as_str()))
}

/// Whether a claim says of an event only that it was: when, where, how long.
fn takes_place(frame: &Frame) -> bool {
    const VERBS: &[&str] = &[
        "take", "happen", "occur", "begin", "start", "last", "break", "erupt", "end",
    ];
    frame.events.len() == 1
        && frame.agreements.is_empty()
        && VERBS.contains(&frame.verb.as_str())
        && frame.acts.len() <= 1
}

/// Whether no other event is likelier.
fn is_first(f: &Fit, all: &[Fit]) -> bool {
    all.iter()
        .all(|o| std::ptr::eq(o.fact, f.fact) || o.identity < f.identity)
}

/// Whether no other event of the record could as well be the one meant.
fn is_alone(f: &Fit, all: &[Fit]) -> bool {
    let same = |o: &Fit| {
        o.fact.kind == FactKind::Event
            && !std::ptr::eq(o.fact, f.fact)
            && o.act >= 2
            && o.identity >= f.identity - 1.0
            && o.count(Outcome::Differs) == 0
    };
    !all.iter().any(same)
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
    let mut fits = candidates(rel, index, frame, &asked);
    fits.retain(|f| {
        f.count(Outcome::Differs) == 0 && is_identified(frame, f) && !f.fact.times.is_empty()
    });
    fits.into_iter()
        .max_by(|a, b| a.identity.total_cmp(&b.identity))
        .map(|f| f.fact)
}
