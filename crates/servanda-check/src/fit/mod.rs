//! Laying a claim beside one fact: which parts agree, which differ, and how sure it is that the claim
//! is about this fact at all.

mod actors;
mod acts;
mod laid;
mod lengths;
mod named;
mod numbers;
mod part;
mod places;
mod times;

pub use acts::act_fit;
pub use laid::Fit;
pub use lengths::length_ratio;
pub use named::Named;
pub use places::is_only_within;
pub use times::{context_contradicts, is_of_a_moment, on_the_day, time_distance};

use crate::compare::apart;
use crate::fact::{Fact, FactKind, Keys};
use crate::relate::Relations;
use crate::verdict::{Outcome, Slot};
use crate::words::Bag;
use crate::written::Written;
use acts::are_near;
use part::RawPart;
use servanda_record::{AgreementId, EventId, TopicId};
use servanda_text::Frame;

/// What laying beside needs to know of a claim besides its frame.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Its words.
    pub words: Bag,
    /// Those of its words that name nobody and nothing.
    pub content: Bag,
    /// How many they are.
    pub told: usize,
    /// How each time of the frame is written.
    pub written: Vec<Written>,
    /// Whether its words deny, forbid or except something.
    pub denies: bool,
    /// The article it cites.
    pub article: Option<String>,
    /// Whether it has a word for an agreement.
    pub tells_agreement: bool,
    /// Whether the clause's subject is an agreement, as far as its words tell: then it may say what that provides.
    pub says: bool,
    /// Agreements that the text has spoken of and the claim may mean, though it does not say so.
    pub guessed: Vec<AgreementId>,
    /// Events that the text has just spoken of.
    pub recent: Vec<EventId>,
}

/// Lays `frame` beside `fact`; `None` where they cannot be about the same thing.
pub fn fit<'c, 'f, 'r>(
    rel: &Relations<'r>,
    frame: &'c Frame,
    asked: &Asked,
    named: &Named,
    fact: &'f Fact<'r>,
) -> Option<Fit<'c, 'f, 'r>> {
    let record = rel.record();
    let words = &asked.words;
    let keys = fact.keys(rel);
    // An office is spoken of with the person who held it.
    let of_person = matches!(
        fact.kind,
        FactKind::Office | FactKind::TookOffice | FactKind::LeftOffice
    );
    let mut groups = (named.persons.iter())
        .chain(&named.agents)
        .chain(&named.patients);
    if of_person && !groups.any(|g| keys.persons.iter().any(|p| g.ids.contains(p))) {
        return None;
    }
    let guessed = keys.agreement.is_some_and(|a| named.guessed.contains(&a));
    let is_named = guessed || names_it(named, keys, fact)?;
    let acts = (named.acts.iter())
        .flat_map(|c| keys.acts.iter().map(move |f| rel.act_fit(*c, *f)))
        .max()
        .unwrap_or(0);
    // That something was said is no content: what was said must be told too.
    let bag = fact.bag.bag();
    let acts = match acts {
        3 if frame.acts.iter().all(|a| a.as_str() == "statement")
            && asked.content.covered_by(bag) < 0.4 =>
        {
            1
        }
        n => n,
    };
    // "The accord was reached in Geneva": said of an agreement, it is its signature.
    let concluded = fact.kind == FactKind::Signed
        && named.concludes
        && if is_named {
            frame.acts.is_empty()
        } else {
            // Without its name: by a word for an agreement, and by what it was about.
            let matter = frame.topics.iter().any(|t| fact.topics_of_agreement(t));
            let shared = asked.content.shared(bag);
            let sides = frame.agents.len() + frame.patients.len() >= 2;
            shared >= 2 || asked.tells_agreement && (matter || sides || shared >= 1)
        };
    let relation = named.relation(fact.kind);
    let topic = frame.topics.iter().any(|t| fact.topics.contains(&t));
    let near = fact.kind == FactKind::Matter
        && !topic
        && frame
            .topics
            .iter()
            .any(|t| fact.topics.iter().any(|f| are_near(t.as_str(), f.as_str())));
    // "Adopted on 20 July": said of a council's resolution.
    let adopted = named.adopts && fact.kind == FactKind::Event && fact.acts.contains(&"resolution");
    // "Launched a full-scale invasion of X": a verb that says only that it was done.
    let done = is_named && fact.event.is_some() && named.does;
    let act = acts
        .max(u8::from(adopted) * 3)
        .max(u8::from(done) * 3)
        .max(relation)
        .max(u8::from(topic) * 2)
        .max(u8::from(concluded) * if is_named { 2 } else { 3 });
    let shared_words = words.shared(bag);
    let told = fact.kind == FactKind::Provision
        && asked.says
        && named.acts.iter().all(|a| keys.acts.contains(a))
        && asked.content.shared(bag) >= 1
        && asked.content.covered_by(bag) >= 0.6;
    let act = act.max(u8::from(told) * 2);
    // A number may be one of an event that the text has just spoken of, in other words.
    let counts = || {
        !frame.quantities.is_empty()
            && (named.recent.iter()).any(|r| keys.event == Some(*r) || keys.whole == Some(*r))
    };
    if act == 0 && shared_words < 2 && !is_named && !counts() {
        return None;
    }
    let coverage = words.share(shared_words);
    let content_words = asked.content.shared(bag);
    let mut f = Fit {
        fact,
        act,
        named: is_named,
        assumed: false,
        guessed,
        recent: false,
        in_time: false,
        places_apart: false,
        exchanged: false,
        gainsaid: false,
        elsewhere: false,
        only_within: false,
        parts: Vec::with_capacity(named.parts),
        near_topic: false,
        shared_words,
        coverage,
        content: asked.content.share(content_words),
        content_words,
        told: asked.told,
        own: 1.0,
        own_words: 0,
        cited: false,
        miscited: false,
        opposed: false,
        identity: 0.0,
    };
    let both = actors::Both {
        frame,
        named,
        fact,
        keys,
    };
    actors::actors(rel, &both, &mut f.parts);
    // Sides can only have changed places where the doer differs: most facts need not be asked.
    f.exchanged = fact.kind == FactKind::Event
        && f.slot(Slot::Agent) == Some(Outcome::Differs)
        && actors::are_exchanged(rel, &both);
    actors::bystanders(rel, &both, &mut f.parts);
    actors::persons(record, &both, &mut f.parts);
    places::places(rel, &both, &mut f.parts);
    times::times(&both, asked, &mut f.parts);
    f.near_topic = near;
    numbers::quantities(&both, words, &mut f.parts);
    if matches!(
        fact.kind,
        FactKind::Renewal | FactKind::RenewalNotice | FactKind::Withdrawal
    ) {
        f.own_words = asked.content.shared(fact.bag.own());
    }
    if matches!(fact.kind, FactKind::Provision | FactKind::Matter) {
        (f.own, f.own_words) = own_words(rel, frame, asked, &f);
        f.places_apart = places::are_apart(rel, named, fact);
        f.cited = asked
            .article
            .as_deref()
            .zip(fact.article)
            .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
        f.miscited = asked.article.is_some() && fact.article.is_some() && !f.cited;
        f.opposed = asked.denies != fact.bag.denies();
    }
    f.identity = identity(rel, named, &f);
    Some(f)
}

/// The share of a claim's telling words that a provision's own wording accounts for, and their number.
///
/// Words by which accounts speak of its topic count as its own, where whose duty it is toward whom is the same for
/// all or is told: "the parties agreed to stay neutral" is what a duty of neutrality says.
fn own_words(rel: &Relations, frame: &Frame, asked: &Asked, f: &Fit) -> (f32, usize) {
    let fact = f.fact;
    let told_sides = f.agrees(Slot::Agent)
        && f.agrees(Slot::Patient)
        && !fact.agents.is_empty()
        && !fact.patients.is_empty();
    let both = |t: &&TopicId| fact.mutual.contains(t) || told_sides && fact.topics.contains(t);
    let own = fact.bag.own();
    let mut topics = frame.topics.iter().filter(both).peekable();
    let shared = if topics.peek().is_none() {
        asked.content.shared(own)
    } else {
        let topics = topics.map(|t| rel.topic_words(t.as_str()));
        let any: Vec<&Bag> = std::iter::once(own).chain(topics).collect();
        asked.content.shared_with_any(&any)
    };
    (asked.content.share(shared), shared)
}

/// Whether the claim names the fact's agreement or event (or means it by the context); `None` where the
/// fact is out of the question.
fn names_it(named: &Named, keys: &Keys, fact: &Fact) -> Option<bool> {
    if let Some(a) = keys.agreement {
        if named.agreements.contains(&a) {
            return Some(true);
        }
        // What an agreement says or went through is looked for only under its own name; that it was signed
        // may be told by who signed it, where and when.
        return (fact.kind == FactKind::Signed).then_some(false);
    }
    Some(keys.event.is_some_and(|e| named.events.contains(&e)))
}

/// How sure it is that the fact is the one meant.
pub fn identity(rel: &Relations, named: &Named, f: &Fit) -> f32 {
    let weight = |p: &RawPart| match (p.slot, p.outcome) {
        (Slot::Time, Outcome::Agrees) => 2.0,
        (Slot::Time, Outcome::Differs) => -0.5,
        (Slot::Place | Slot::Patient, Outcome::Agrees) => 1.5,
        (Slot::Place | Slot::Patient, Outcome::Differs) => -1.5,
        (Slot::Agent, Outcome::Agrees) => 1.5,
        (Slot::Agent, Outcome::Differs) => -1.0,
        (Slot::Person, Outcome::Agrees) => 2.0,
        (Slot::Quantity | Slot::Duration, Outcome::Agrees) => 2.0,
        (Slot::Quantity | Slot::Duration, Outcome::Differs) => 0.5,
        _ => 0.0,
    };
    let mut score = f32::from(f.act) + f.parts.iter().map(weight).sum::<f32>();
    if f.named && !f.guessed {
        score += if f.fact.event.is_some() { 3.0 } else { 2.0 };
    }
    let concerns = &f.fact.keys(rel).concerns;
    if f.fact.event.is_some() && concerns.iter().any(|a| named.agreements.contains(a)) {
        score += 1.5;
    }
    score += carried_weight(named, f.fact);
    score + (f.shared_words.min(6) as f32) * 0.5 + f.coverage
}

/// What the time carried over from the context says for or against a fact.
fn carried_weight(named: &Named, fact: &Fact) -> f32 {
    let carried = named.carried.iter();
    let least = carried
        .flat_map(|d| fact.spans().iter().map(move |s| apart(*d, *s)))
        .min();
    match least {
        Some(0..=400) => 1.5,
        Some(401..=1100) => 0.0,
        Some(_) => -1.5,
        None => 0.0,
    }
}
