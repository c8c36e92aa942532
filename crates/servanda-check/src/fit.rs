//! Laying a claim beside one fact: which parts agree, which differ, and how sure it is that the claim
//! is about this fact at all.

use crate::compare::{
    amount_outcome, date_outcome, days, distance, duration_outcome, length_outcome, time_outcome,
};
use crate::fact::{Fact, FactKind};
use crate::measure;
use crate::relate::{Kin, Near, Relations};
use crate::verdict::{Bilingual, Outcome, Part, Slot};
use crate::words::Bag;
use servanda_record::{
    ActorId, ActorKind, AgreementId, Amount, EventId, Lang, PlaceId, Record, When,
};
use servanda_text::{Frame, QuantityMention, TimeRef, TimeRole};
use servanda_time::Duration;

/// What a claim says in one part.
#[derive(Clone, Copy, Debug)]
enum Said<'c> {
    Actor(&'c [ActorId]),
    Place(&'c [PlaceId]),
    Time(&'c TimeRef),
    Number(&'c QuantityMention),
}

/// What a fact has for one part.
#[derive(Clone, Debug)]
enum Has {
    Agents,
    Patients,
    Both,
    Persons,
    Places,
    Times,
    Length(Bilingual),
    Numbers(String),
    /// Of another fact: its own words.
    Other(Box<OtherHas>),
}

/// What another fact has, by ids and texts, so that it can be written out without that fact.
#[derive(Clone, Debug)]
struct OtherHas {
    ids: Vec<String>,
    text: Option<Bilingual>,
}

fn describe_has(fact: &Fact, has: &Has) -> Box<OtherHas> {
    let actors = |l: &[&ActorId]| l.iter().map(|a| a.to_string()).collect::<Vec<_>>();
    let ids = |ids| OtherHas { ids, text: None };
    let text = |t: Bilingual| OtherHas {
        ids: Vec::new(),
        text: Some(t),
    };
    Box::new(match has {
        Has::Agents => ids(actors(&fact.agents)),
        Has::Patients => ids(actors(&fact.patients)),
        Has::Both => ids(actors(&fact.agents)
            .into_iter()
            .chain(actors(&fact.patients))
            .collect()),
        Has::Persons => ids(actors(&fact.persons)),
        Has::Places => ids(fact.places.iter().map(|a| a.to_string()).collect()),
        Has::Times => text(
            fact.times
                .first()
                .map(|w| shown(&w.when))
                .unwrap_or_default(),
        ),
        Has::Length(t) => text(t.clone()),
        Has::Numbers(t) => text(Bilingual::same(t.clone())),
        Has::Other(o) => (**o).clone(),
    })
}

impl Said<'_> {
    /// Whether it is the same part of the same claim.
    fn same(self, other: Self) -> bool {
        match (self, other) {
            (Said::Actor(a), Said::Actor(b)) => std::ptr::eq(a, b),
            (Said::Place(a), Said::Place(b)) => std::ptr::eq(a, b),
            (Said::Time(a), Said::Time(b)) => std::ptr::eq(a, b),
            (Said::Number(a), Said::Number(b)) => std::ptr::eq(a, b),
            _ => false,
        }
    }
}

/// A part compared, before it is written out for people: most fits are looked at and put aside.
#[derive(Clone, Debug)]
struct RawPart<'c> {
    slot: Slot,
    outcome: Outcome,
    said: Said<'c>,
    has: Has,
}

/// A claim beside a fact.
#[derive(Clone, Debug)]
pub struct Fit<'c, 'f, 'r> {
    /// The fact.
    pub fact: &'f Fact<'r>,
    /// How well the act fits: 3 the same, 2 wider or narrower, 1 by relation or kindred act, 0 not.
    pub act: u8,
    /// Whether the agreement or event itself is named, or meant by the context.
    pub named: bool,
    /// Whether it is only assumed from the context: no word of the claim stands for it.
    pub assumed: bool,
    /// Whether only the text before the claim speaks of the agreement.
    pub guessed: bool,
    /// Whether the text has just spoken of this event or of the larger one it belongs to.
    pub recent: bool,
    /// Whether a fact joined to this one speaks against what this one leaves open.
    pub gainsaid: bool,
    /// Whether the claim names agreements, and the event is about others.
    pub elsewhere: bool,
    /// Whether it agrees only by lying within a longer event of a wider place.
    pub only_within: bool,
    parts: Vec<RawPart<'c>>,
    /// Whether the agreement speaks not of the claim's matter but of something close to it.
    pub near_topic: bool,
    /// Stems of the claim's words that the fact's wording has too.
    pub shared_words: usize,
    /// Share of the claim's words that the fact's wording accounts for.
    pub coverage: f32,
    /// The same share of those words alone that name nobody and nothing.
    pub content: f32,
    /// How many such words it shares.
    pub content_words: usize,
    /// How many such words the claim has.
    pub told: usize,

    /// And of these the share that the fact's own wording has, without the names of its agreement.
    pub own: f32,
    /// How many such words it shares.
    pub own_words: usize,
    /// Whether the claim cites its article.
    pub cited: bool,
    /// Whether the claim's words deny or forbid something and the fact's do not, or the other way round.
    pub opposed: bool,
    /// How sure it is that this is the fact meant.
    pub identity: f32,
}

impl Fit<'_, '_, '_> {
    /// Number of parts with this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.parts.iter().filter(|p| p.outcome == outcome).count()
    }
    /// The outcome of one slot, if compared; the worst if there are several.
    pub fn slot(&self, slot: Slot) -> Option<Outcome> {
        self.parts
            .iter()
            .filter(|p| p.slot == slot)
            .map(|p| p.outcome)
            .max_by_key(|o| match o {
                Outcome::Agrees => 0,
                Outcome::Near => 1,
                Outcome::Silent => 2,
                Outcome::Divided => 3,
                Outcome::Differs => 4,
            })
    }
    /// Whether the slot was compared and agrees.
    pub fn agrees(&self, slot: Slot) -> bool {
        self.slot(slot) == Some(Outcome::Agrees)
    }
    /// Whether some part of that slot agrees, whatever the others do.
    pub fn touches(&self, slot: Slot) -> bool {
        self.parts
            .iter()
            .any(|p| p.slot == slot && p.outcome == Outcome::Agrees)
    }
    /// Whether the claim names nobody but the agreement's parties.
    pub fn of_parties(&self, frame: &Frame) -> bool {
        let all = frame
            .agents
            .iter()
            .chain(&frame.patients)
            .chain(&frame.others);
        self.fact.agreement.is_some_and(|a| {
            all.into_iter()
                .all(|g| g.iter().any(|x| a.parties.iter().any(|p| p.actor == *x)))
        })
    }
    /// How many of the sides the claim names were compared.
    pub fn actors_told(&self) -> usize {
        let side = |p: &&RawPart| matches!(p.slot, Slot::Agent | Slot::Patient);
        self.parts.iter().filter(side).count()
    }
    /// How many of them agree.
    pub fn actors_agree(&self) -> usize {
        let side = |p: &&RawPart| {
            matches!(p.slot, Slot::Agent | Slot::Patient) && p.outcome == Outcome::Agrees
        };
        self.parts.iter().filter(side).count()
    }
    /// The slots that came out so, in order.
    pub fn slots(&self, outcome: Outcome) -> impl Iterator<Item = Slot> + '_ {
        self.parts
            .iter()
            .filter(move |p| p.outcome == outcome)
            .map(|p| p.slot)
    }
    /// This fit with what other fits agree with and this one does not: a sentence may tell several facts of one
    /// agreement or event at once. Gives the fits used too.
    pub fn joined(&self, others: &[&Self]) -> (Self, Vec<usize>) {
        let mut out = self.clone();
        let mut used = Vec::new();
        for p in out
            .parts
            .iter_mut()
            .filter(|p| p.outcome != Outcome::Agrees)
        {
            let agreeing = |o: &&Self| {
                o.parts
                    .iter()
                    .find(|q| {
                        q.slot == p.slot && q.said.same(p.said) && q.outcome == Outcome::Agrees
                    })
                    .cloned()
            };
            if let Some((i, q)) = others
                .iter()
                .enumerate()
                .filter(|(_, o)| may_lend(self, o, p))
                .find_map(|(i, o)| agreeing(o).map(|q| (i, q)))
            {
                p.outcome = Outcome::Agrees;
                p.has = Has::Other(describe_has(others[i].fact, &q.has));
                if !used.contains(&i) {
                    used.push(i);
                }
            }
        }
        for i in &used {
            out.act = out.act.max(others[*i].act);
            out.coverage = out.coverage.max(others[*i].coverage);
            out.shared_words = out.shared_words.max(others[*i].shared_words);
        }
        // What this fact leaves open a fact that lends it something may speak against.
        // So may any other of the same act, where this one is silent by itself.
        let against = |p: &RawPart, o: &Self| {
            o.parts
                .iter()
                .any(|q| q.slot == p.slot && q.said.same(p.said) && q.outcome == Outcome::Differs)
        };
        out.gainsaid =
            out.parts.iter().any(|p| {
                p.outcome == Outcome::Silent && used.iter().any(|i| against(p, others[*i]))
            }) || self.parts.iter().any(|p| {
                p.slot == Slot::Person
                    && p.outcome == Outcome::Silent
                    && others.iter().any(|o| o.act == 3 && against(p, o))
            });
        (out, used)
    }
    /// Whether more than the two sides tells the event from others between them: a time, place, person or number,
    /// or most of its wording.
    pub fn told_apart(&self) -> bool {
        [
            Slot::Time,
            Slot::Place,
            Slot::Person,
            Slot::Quantity,
            Slot::Duration,
        ]
        .iter()
        .any(|s| self.agrees(*s))
            || self.shared_words >= 4 && self.coverage >= 0.6
    }
    /// Takes away what speaks against the fact only by an actor whom no word of the claim names: a pronoun may
    /// have been taken for the wrong one.
    pub fn forgive(&mut self, is_named: impl Fn(&[ActorId]) -> bool) {
        self.parts.retain(|p| match p.said {
            Said::Actor(ids) => p.outcome == Outcome::Agrees || is_named(ids),
            _ => true,
        });
    }
    /// The parts written out.
    pub fn parts(&self, record: &Record) -> Vec<Part> {
        self.parts
            .iter()
            .map(|p| describe(record, self.fact, p))
            .collect()
    }
}

/// Whether `other` is the larger event of `fit`'s, and was at the very place.
fn is_whole(fit: &Fit, other: &Fit, p: &RawPart) -> bool {
    let whole = fit.fact.event.and_then(|e| e.part_of.as_ref());
    let Said::Place(group) = p.said else {
        return false;
    };
    whole.is_some()
        && whole == other.fact.event.map(|e| &e.id)
        && group.iter().any(|g| other.fact.places.contains(&g))
}

/// Whether `other` may stand in for a part that `fit` leaves open or speaks against.
fn may_lend(fit: &Fit, other: &Fit, p: &RawPart) -> bool {
    let denied = p.outcome == Outcome::Differs;
    let told = |k: FactKind| matches!(k, FactKind::Provision | FactKind::Matter);
    match p.slot {
        // That somebody is a party does not make another's notice, signature or attack theirs.
        Slot::Agent | Slot::Patient
            if denied && (other.act < fit.act || other.fact.kind != fit.fact.kind) =>
        {
            false
        }
        // A day or place of its own gives way only to that of a like act: not to a longer event around it, nor
        // does a renewal stand for the entry into force.
        Slot::Time if denied => {
            other.act >= fit.act
                && other.fact.kind == fit.fact.kind
                && !other.fact.lasts()
                && other.slot(Slot::Agent) != Some(Outcome::Differs)
                && other.slot(Slot::Patient) != Some(Outcome::Differs)
        }
        // The war was fought in the South Atlantic, and so were its landings.
        Slot::Place if denied && is_whole(fit, other, p) => true,
        Slot::Place if denied && (other.act < fit.act || other.fact.kind != fit.fact.kind) => false,
        // What a treaty says of a place is not that anything happened there, nor the other way round.
        Slot::Place | Slot::Quantity if told(fit.fact.kind) != told(other.fact.kind) => false,
        Slot::Agent => true,
        // A fact of another doer lends nothing.
        _ => other.slot(Slot::Agent) != Some(Outcome::Differs),
    }
}

fn describe(record: &Record, fact: &Fact, p: &RawPart) -> Part {
    let claimed = match p.said {
        Said::Actor(ids) => labels(record, ids.iter().take(1).map(|a| a.as_str())),
        Said::Place(ids) => labels(record, ids.iter().take(1).map(|a| a.as_str())),
        Said::Time(t) => {
            let value = t.time.value.clone();
            let date = t.time.date.as_ref().map(|d| d.display_ja().to_string());
            let length = t.time.duration.map(|d| d.display_ja().to_string());
            Bilingual::new(value.clone(), date.or(length).unwrap_or(value))
        }
        Said::Number(q) => Bilingual::same(q.amount.written.clone()),
    };
    let claim = claimed.en.clone();
    let record = match &p.has {
        Has::Agents => labels(record, fact.agents.iter().map(|a| a.as_str())),
        Has::Patients => labels(record, fact.patients.iter().map(|a| a.as_str())),
        Has::Both => labels(
            record,
            fact.agents.iter().chain(&fact.patients).map(|a| a.as_str()),
        ),
        Has::Persons => labels(record, fact.persons.iter().map(|a| a.as_str())),
        Has::Places => labels(record, fact.places.iter().map(|a| a.as_str())),
        Has::Times => fact
            .times
            .first()
            .map(|w| shown(&w.when))
            .unwrap_or_default(),
        Has::Length(t) => t.clone(),
        Has::Numbers(t) => Bilingual::same(t.clone()),
        Has::Other(o) => o
            .text
            .clone()
            .unwrap_or_else(|| labels(record, o.ids.iter().map(String::as_str))),
    };
    Part {
        slot: p.slot,
        outcome: p.outcome,
        claim,
        claimed,
        record,
    }
}

fn labels<'a>(record: &Record, ids: impl Iterator<Item = &'a str> + Clone) -> Bilingual {
    let join = |lang, sep: &str| {
        ids.clone()
            .map(|i| record.label(i, lang).to_owned())
            .collect::<Vec<_>>()
            .join(sep)
    };
    Bilingual::new(join(Lang::En, ", "), join(Lang::Ja, "、"))
}

fn shown(when: &When) -> Bilingual {
    Bilingual::new(when.display_en().to_string(), when.display_ja().to_string())
}

/// How two acts go together.
pub fn act_fit(record: &Record, claim: &str, fact: &str) -> u8 {
    const TOO_WIDE: &[&str] = &["act-of-state", "harm-to-persons", "situation", "statement"];
    if claim == fact {
        3
    } else if !TOO_WIDE.contains(&claim) && record.is_a(fact, claim)
        || !TOO_WIDE.contains(&fact) && record.is_a(claim, fact)
    {
        2
    } else {
        let up = |a: &str| record.act(a).and_then(|x| x.is_a.as_ref());
        match (up(claim), up(fact)) {
            (Some(a), Some(b)) if a == b && !TOO_WIDE.contains(&a.as_str()) => 1,
            _ => 0,
        }
    }
}

fn is_concluding(verb: &str) -> bool {
    matches!(
        verb,
        "reach"
            | "agree"
            | "conclude"
            | "strike"
            | "clinch"
            | "finalise"
            | "finalize"
            | "adopt"
            | "make"
            | "date"
    )
}

fn relation_fit(relation: &str, kind: FactKind) -> u8 {
    match (relation, kind) {
        // Who signed an agreement of few is who is a party to it.
        ("party-to", FactKind::Signed) => 3,
        ("party-to", FactKind::Membership) => 3,
        ("valid-for", FactKind::Term)
        | ("hold-office" | "be", FactKind::Office)
        | ("party-to", FactKind::Party | FactKind::NonParty) => 3,
        (
            "provide",
            FactKind::Provision
            | FactKind::Withdrawal
            | FactKind::Renewal
            | FactKind::RenewalNotice,
        )
        | ("last", FactKind::Event | FactKind::Term) => 2,
        ("provide", FactKind::Term)
        | ("valid-for", FactKind::Renewal)
        | ("located", FactKind::Control) => 1,
        ("have" | "number" | "be" | "name", FactKind::Event | FactKind::Provision) => 1,
        _ => 0,
    }
}

/// Matters that accounts often give for one another, and that are not the same: to guarantee is to answer for
/// something, to assure is to say that one will respect it.
fn are_near(claim: &str, record: &str) -> bool {
    const NEAR: &[(&str, &str)] = &[
        ("guarantee", "assurance"),
        ("assurance", "guarantee"),
        ("alliance", "consultation"),
        ("peace", "armistice"),
    ];
    NEAR.contains(&(claim, record))
}

/// What laying beside needs to know of a claim besides its frame.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Its words.
    pub words: Bag,
    /// Those of its words that name nobody and nothing.
    pub content: Bag,
    /// How many they are.
    pub told: usize,
    /// For each time of the frame, whether its year is only implied ("on August 14"): then the year was taken
    /// from the context, and the fact's own year is tried as well.
    pub year_implied: Vec<bool>,
    /// Whether its words deny, forbid or except something.
    pub denies: bool,
    /// The article it cites.
    pub article: Option<String>,
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
    fact: &'f Fact<'r>,
) -> Option<Fit<'c, 'f, 'r>> {
    let record = rel.record();
    let words = &asked.words;
    // An office is spoken of with the person who held it.
    let of_person = matches!(
        fact.kind,
        FactKind::Office | FactKind::TookOffice | FactKind::LeftOffice
    );
    let groups = || {
        frame
            .persons
            .iter()
            .chain(&frame.agents)
            .chain(&frame.patients)
    };
    if of_person && !fact.persons.iter().any(|p| groups().any(|g| g.contains(p))) {
        return None;
    }
    let (named, guessed) = match fact.agreement {
        Some(a) if asked.guessed.contains(&a.id) => (true, true),
        _ => (names_it(frame, fact)?, false),
    };
    let acts = frame
        .acts
        .iter()
        .flat_map(|c| fact.acts.iter().map(move |f| rel.act_fit(c.as_str(), f)))
        .max()
        .unwrap_or(0);
    // "Was to run for ten years": a length said of an agreement, with no act, is its term.
    // "The accord was reached in Geneva": said of an agreement, it is its signature.
    let concluded = frame.acts.is_empty()
        && fact.kind == FactKind::Signed
        && named
        && is_concluding(&frame.verb);
    let lasting = || {
        frame.acts.iter().all(|a| a.as_str() == "signature")
            && frame
                .times
                .iter()
                .any(|t| t.own && t.role == TimeRole::For && t.time.duration.is_some())
    };
    let relation = frame.relation.or_else(|| lasting().then_some("valid-for"));
    let relation = relation.map_or(0, |r| relation_fit(r, fact.kind));
    let topic = frame.topics.iter().any(|t| fact.topics.contains(&t));
    let near = fact.kind == FactKind::Matter
        && !topic
        && frame
            .topics
            .iter()
            .any(|t| fact.topics.iter().any(|f| are_near(t.as_str(), f.as_str())));
    // "Adopted on 20 July": said of a council's resolution.
    let adopted = frame.acts.is_empty()
        && fact.kind == FactKind::Event
        && fact.acts.contains(&"resolution")
        && matches!(frame.verb.as_str(), "adopt" | "pass" | "vote" | "approve");
    let act = acts
        .max(u8::from(adopted) * 3)
        .max(relation)
        .max(u8::from(topic) * 2)
        .max(u8::from(concluded) * 2);
    let bag = fact.bag.bag();
    let shared_words = words.shared(bag);
    let told = fact.kind == FactKind::Provision
        && asked.says
        && frame.acts.iter().all(|a| fact.acts.contains(&a.as_str()))
        && asked.content.shared(bag) >= 1
        && asked.content.covered_by(bag) >= 0.6;
    let act = act.max(u8::from(told) * 2);
    // A number may be one of an event that the text has just spoken of, in other words.
    let counts = || {
        !frame.quantities.is_empty()
            && fact.event.is_some_and(|e| {
                asked
                    .recent
                    .iter()
                    .any(|r| *r == e.id || e.part_of.as_ref() == Some(r))
            })
    };
    if act == 0 && shared_words < 2 && !named && !counts() {
        return None;
    }
    let coverage = words.covered_by(bag);
    let mut f = Fit {
        fact,
        act,
        named,
        assumed: false,
        guessed,
        recent: false,
        gainsaid: false,
        elsewhere: false,
        only_within: false,
        parts: Vec::with_capacity(6),
        near_topic: false,
        shared_words,
        coverage,
        content: asked.content.covered_by(bag),
        content_words: asked.content.shared(bag),
        told: asked.told,
        own: 1.0,
        own_words: 0,
        cited: false,
        opposed: false,
        identity: 0.0,
    };
    actors(rel, frame, fact, &mut f.parts);
    bystanders(rel, frame, fact, &mut f.parts);
    persons(record, frame, fact, &mut f.parts);
    places(rel, frame, fact, &mut f.parts);
    times(frame, asked, fact, &mut f.parts);
    f.near_topic = near;
    quantities(frame, words, fact, &mut f.parts);
    if matches!(fact.kind, FactKind::Provision | FactKind::Matter) {
        f.own = asked.content.covered_by(fact.bag.own());
        f.own_words = asked.content.shared(fact.bag.own());
        f.cited = asked
            .article
            .as_deref()
            .zip(fact.article)
            .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
        f.opposed = asked.denies != fact.bag.denies();
    }
    f.identity = identity(frame, &f);
    Some(f)
}

/// Whether the claim names the fact's agreement or event (or means it by the context); `None` where the
/// fact is out of the question.
fn names_it(frame: &Frame, fact: &Fact) -> Option<bool> {
    if let Some(a) = fact.agreement {
        if frame.agreements.iter().any(|g| g.contains(&a.id)) {
            return Some(true);
        }
        // What an agreement says or went through is looked for only under its own name; that it was signed
        // may be told by who signed it, where and when.
        return (fact.kind == FactKind::Signed).then_some(false);
    }
    Some(
        fact.event
            .is_some_and(|e| frame.events.iter().any(|g| g.contains(&e.id))),
    )
}

/// How sure it is that the fact is the one meant.
pub fn identity(frame: &Frame, f: &Fit) -> f32 {
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
    if f.fact.event.is_some()
        && frame
            .agreements
            .iter()
            .any(|g| g.iter().any(|a| f.fact.concerns.contains(&a)))
    {
        score += 1.5;
    }
    score += carried_weight(frame, f.fact);
    score + (f.shared_words.min(6) as f32) * 0.5 + f.coverage
}

/// What the time carried over from the context says for or against a fact.
fn carried_weight(frame: &Frame, fact: &Fact) -> f32 {
    if fact.times.is_empty() || frame.times.iter().any(|t| t.own && t.time.date.is_some()) {
        return 0.0;
    }
    let carried = frame
        .times
        .iter()
        .filter(|t| !t.own)
        .filter_map(|t| t.time.date.as_ref());
    let least = carried
        .flat_map(|d| fact.times.iter().map(move |w| distance(d, &w.when)))
        .min();
    match least {
        Some(0..=400) => 1.5,
        Some(401..=1100) => 0.0,
        Some(_) => -1.5,
        None => 0.0,
    }
}

fn best_kin(rel: &Relations, group: &[ActorId], with: &[&ActorId]) -> Kin {
    let pairs = group
        .iter()
        .flat_map(|a| with.iter().map(move |b| rel.kin(a.as_str(), b.as_str())));
    pairs.min().unwrap_or(Kin::Stranger)
}

fn is_person(record: &Record, group: &[ActorId]) -> bool {
    group.iter().all(|a| {
        record
            .actor(a.as_str())
            .is_some_and(|x| x.kind == ActorKind::Person)
    })
}

fn actors<'c>(rel: &Relations, frame: &'c Frame, fact: &Fact, parts: &mut Vec<RawPart<'c>>) {
    let open_membership = matches!(
        fact.kind,
        FactKind::Signed | FactKind::EntryIntoForce | FactKind::Matter
    ) && fact.agents.len() > 12;
    let mutual = symmetric(fact) && !is_one_sided(frame, fact) || fact.kind == FactKind::Matter;
    let both: Vec<&ActorId> = if mutual {
        fact.agents.iter().chain(&fact.patients).copied().collect()
    } else {
        Vec::new()
    };
    for (groups, slot) in [
        (&frame.agents, Slot::Agent),
        (&frame.patients, Slot::Patient),
    ] {
        let (own, other): (&[&ActorId], &[&ActorId]) = match (mutual, slot) {
            (true, _) => (&both, &[]),
            (_, Slot::Agent) => (&fact.agents, &fact.patients),
            _ => (&fact.patients, &fact.agents),
        };
        for g in groups.iter() {
            let mine = best_kin(rel, g, own);
            let theirs = best_kin(rel, g, other);
            // Persons are compared as persons, unless it is the other side's that is said to have done it.
            let wrong_side = mine == Kin::Stranger && theirs <= Kin::Organ && slot == Slot::Agent;
            if !fact.persons.is_empty() && is_person(rel.record(), g) && !wrong_side {
                continue;
            }
            let at_home = || {
                slot == Slot::Patient
                    && theirs > Kin::Organ
                    && g.iter().any(|a| {
                        fact.places
                            .iter()
                            .any(|p| rel.belongs(p.as_str(), a.as_str()))
                    })
            };
            // A member is not its organisation where the organisation itself is the other side.
            let reversed = mine >= Kin::Member && theirs == Kin::Same;
            // A person is not the state: that it is a party does not say that he signed.
            let outcome = if fact.kind == FactKind::Party && is_person(rel.record(), g) {
                Outcome::Silent
            } else if mine < Kin::Stranger && !reversed {
                Outcome::Agrees
            } else if theirs <= Kin::Continues && slot == Slot::Agent && !own.is_empty() {
                Outcome::Differs
            } else if theirs < Kin::Stranger && slot == Slot::Patient && own.is_empty() {
                Outcome::Silent
            } else if at_home() {
                Outcome::Agrees
            } else if own.is_empty() && is_each_party(rel, fact, g) {
                // What binds each party binds this one: nothing to compare.
                continue;
            } else if own.is_empty() || open_membership {
                Outcome::Silent
            } else {
                Outcome::Differs
            };
            let has = match (mutual, slot) {
                (true, _) => Has::Both,
                (_, Slot::Agent) => Has::Agents,
                _ => Has::Patients,
            };
            parts.push(RawPart {
                slot,
                outcome,
                said: Said::Actor(g),
                has,
            });
        }
    }
}

/// Whether a provision is of all parties, and the actor is one of them.
fn is_each_party(rel: &Relations, fact: &Fact, group: &[ActorId]) -> bool {
    fact.kind == FactKind::Provision
        && fact.agreement.is_some_and(|t| {
            group.iter().any(|a| {
                t.parties
                    .iter()
                    .any(|p| rel.kin(a.as_str(), p.actor.as_str()) <= Kin::Continues)
            })
        })
}

/// Actors named in no role: what is told of a fact that has nothing to do with them is not that fact.
fn bystanders<'c>(rel: &Relations, frame: &'c Frame, fact: &Fact, parts: &mut Vec<RawPart<'c>>) {
    for g in frame.others.iter().filter(|g| !is_person(rel.record(), g)) {
        let all = [&fact.agents, &fact.patients, &fact.persons];
        let known = all.iter().any(|l| best_kin(rel, g, l) < Kin::Stranger)
            || g.iter().any(|a| {
                fact.about.contains(&a.as_str())
                    || fact
                        .places
                        .iter()
                        .any(|p| rel.belongs(p.as_str(), a.as_str()))
                    || fact.agreement.is_some_and(|t| {
                        t.parties
                            .iter()
                            .any(|p| rel.kin(a.as_str(), p.actor.as_str()) < Kin::Stranger)
                    })
            });
        if !known {
            parts.push(RawPart {
                slot: Slot::Patient,
                outcome: Outcome::Silent,
                said: Said::Actor(g),
                has: Has::Both,
            });
        }
    }
}

/// Whether the claim says who did it to whom, of a fight whose sides the record has: then they do not change places.
fn is_one_sided(frame: &Frame, fact: &Fact) -> bool {
    fact.acts.iter().any(|a| matches!(*a, "war" | "battle"))
        && !fact.agents.is_empty()
        && !frame.agents.is_empty()
        && !frame.patients.is_empty()
        && !frame.acts.iter().any(|a| MUTUAL.contains(&a.as_str()))
}

/// Acts whose sides may change places in the telling.
const MUTUAL: &[&str] = &[
    "signature",
    "war",
    "battle",
    "conference",
    "negotiation",
    "ceasefire",
    "establishment-of-relations",
    "entry-into-force",
    "termination",
    "consultation",
    "severance-of-relations",
    "situation",
];

/// Whether the sides of a fact may change places in the telling.
fn symmetric(fact: &Fact) -> bool {
    fact.kind != FactKind::Act
        && fact.acts.iter().any(|a| MUTUAL.contains(a))
        && !fact.acts.contains(&"declaration-of-war")
}

fn persons<'c>(record: &Record, frame: &'c Frame, fact: &Fact, parts: &mut Vec<RawPart<'c>>) {
    if fact.persons.is_empty() {
        return;
    }
    let in_roles = frame
        .agents
        .iter()
        .chain(&frame.patients)
        .filter(|g| is_person(record, g));
    // Who told whom: where the record has no sides, two persons may have been exchanged.
    let told_whom = frame.agents.iter().any(|g| is_person(record, g))
        && frame.patients.iter().any(|g| is_person(record, g))
        && fact.patients.is_empty()
        && !frame.acts.iter().any(|a| MUTUAL.contains(&a.as_str()));
    for g in frame.persons.iter().chain(in_roles) {
        let here = fact.persons.iter().any(|p| g.contains(p));
        let unclear = told_whom && frame.patients.iter().any(|p| std::ptr::eq(p, g));
        let states = |a: &ActorId| {
            record
                .actor(a.as_str())
                .map(|x| x.offices.iter().map(|o| &o.of).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let rivals = || {
            fact.persons.iter().any(|p| {
                g.iter()
                    .any(|c| states(p).iter().any(|s| states(c).contains(s)))
            })
        };
        // Somebody whose state is none of the few that signed did not sign.
        let outsider = || {
            fact.kind == FactKind::Signed
                && fact.agents.len() <= 12
                && g.iter().all(|c| {
                    !states(c).is_empty()
                        && states(c).iter().all(|s| fact.agents.iter().all(|a| a != s))
                })
        };
        let outcome = if here && unclear {
            Outcome::Silent
        } else if here {
            Outcome::Agrees
        } else if matches!(fact.kind, FactKind::Signed | FactKind::Office)
            && (rivals() || outsider())
        {
            Outcome::Differs
        } else {
            Outcome::Silent
        };
        parts.push(RawPart {
            slot: Slot::Person,
            outcome,
            said: Said::Actor(g),
            has: Has::Persons,
        });
    }
}

fn places<'c>(rel: &Relations, frame: &'c Frame, fact: &Fact, parts: &mut Vec<RawPart<'c>>) {
    for g in &frame.places {
        let best = g
            .iter()
            .flat_map(|a| {
                fact.places
                    .iter()
                    .map(move |b| rel.near(a.as_str(), b.as_str()))
            })
            .min();
        let about = || {
            g.iter().any(|p| {
                fact.about
                    .iter()
                    .any(|b| *b == p.as_str() || rel.near(p.as_str(), b) <= Near::Around)
            })
        };
        let of_side = || {
            fact.patients
                .iter()
                .chain(&fact.agents)
                .any(|a| g.iter().any(|p| rel.belongs(p.as_str(), a.as_str())))
        };
        // Who hands over an island does not hand over all that lies around it.
        let words_only = matches!(fact.kind, FactKind::Provision | FactKind::Matter);
        // Of what moved from place to place the record does not say where it began or ended.
        let moved = fact.kind == FactKind::Event
            && fact.lasts()
            && fact.places.len() > 1
            && tells_edge(frame);
        let outcome = match best {
            Some(Near::Around) if words_only => Outcome::Silent,
            Some(Near::Same | Near::Inside | Near::Around) if moved => Outcome::Silent,
            Some(Near::Same | Near::Inside | Near::Around) => Outcome::Agrees,
            _ if about() => Outcome::Agrees,
            Some(Near::Unclear) => Outcome::Silent,
            Some(_) => Outcome::Differs,
            None if fact.kind == FactKind::Event && of_side() => Outcome::Agrees,
            None => Outcome::Silent,
        };
        parts.push(RawPart {
            slot: Slot::Place,
            outcome,
            said: Said::Place(g),
            has: Has::Places,
        });
    }
}

fn times<'c>(frame: &'c Frame, asked: &Asked, fact: &Fact, parts: &mut Vec<RawPart<'c>>) {
    // "Two months later, on 1 October": the exact day is the date, the other only leads to it.
    let exact = frame
        .times
        .iter()
        .find(|t| t.own && t.time.date.as_ref().is_some_and(|d| d.as_day().is_some()));
    let leads = |t: &TimeRef| {
        exact.is_some_and(|e| {
            let e_range = &e.range;
            !std::ptr::eq(e, t)
                && e.time
                    .date
                    .as_ref()
                    .zip(t.time.date.as_ref())
                    .is_some_and(|(e, d)| {
                        let beside =
                            t.range.end <= e_range.start && e_range.start - t.range.end <= 9;
                        d.as_day().is_none()
                            && (beside || distance(e, &When::Date(d.clone())) <= 62)
                    })
        })
    };
    for (i, t) in frame
        .times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.own && !leads(t))
    {
        let implied = asked.year_implied.get(i).copied().unwrap_or(false);
        if t.time.timex_type == "SET" {
            // How often is no length and no date.
            parts.push(RawPart {
                slot: Slot::Duration,
                outcome: Outcome::Silent,
                said: Said::Time(t),
                has: Has::Times,
            });
        } else if let Some(d) = t
            .time
            .duration
            .filter(|_| t.role == TimeRole::For || t.time.date.is_none())
        {
            if let Some((outcome, text)) = length(d, t.time.modifier.is_some(), frame, fact) {
                parts.push(RawPart {
                    slot: Slot::Duration,
                    outcome,
                    said: Said::Time(t),
                    has: Has::Length(text),
                });
            } else if t.role != TimeRole::Later {
                parts.push(RawPart {
                    slot: Slot::Duration,
                    outcome: Outcome::Silent,
                    said: Said::Time(t),
                    has: Has::Times,
                });
            }
        } else if t.time.date.is_some() {
            let as_told = TimeRef {
                role: told_role(frame, t.role),
                ..t.clone()
            };
            let outcome = time_outcome(&as_told, fact.times.iter().map(|w| &w.when))
                .unwrap_or(Outcome::Silent);
            let outcome = if implied && outcome == Outcome::Differs {
                implied_outcome(t, fact)
            } else {
                outcome
            };
            let outcome = if outcome == Outcome::Agrees && is_moment_within(frame, fact, t) {
                Outcome::Silent
            } else {
                outcome
            };
            parts.push(RawPart {
                slot: Slot::Time,
                outcome,
                said: Said::Time(t),
                has: Has::Times,
            });
        }
    }
}

/// Whether the clause says where or when something began or ended.
fn tells_edge(frame: &Frame) -> bool {
    const JAPANESE: &[&str] = &["始", "開始", "開", "終", "終了", "開幕", "閉幕"];
    let verb = frame.verb.as_str();
    matches!(
        verb,
        "begin" | "start" | "open" | "end" | "finish" | "conclude" | "commence"
    ) || JAPANESE.contains(&verb)
}

/// Whether the claim's own day is the very day of a fact of one day.
pub fn on_the_day(frame: &Frame, fact: &Fact) -> bool {
    let own = frame
        .times
        .iter()
        .filter(|t| t.own && t.role == TimeRole::On);
    let days: Vec<_> = own
        .filter_map(|t| t.time.date.as_ref())
        .filter_map(servanda_time::UncertainDate::as_day)
        .collect();
    days.iter().any(|d| {
        fact.times.iter().any(|w| {
            let span = w.when.possible();
            span.len() == Some(1) && span.first() == Some(*d)
        })
    })
}

/// The role a date has by the verb of the clause: what "began" then is dated by its first day, what "ended" by
/// its last.
fn told_role(frame: &Frame, role: TimeRole) -> TimeRole {
    match (role, frame.verb.as_str()) {
        (TimeRole::On, "begin" | "start" | "erupt") => TimeRole::From,
        (TimeRole::On, "end" | "finish" | "cease") => TimeRole::Until,
        _ => role,
    }
}

/// A date without its year against a fact, the year being the fact's.
fn implied_outcome(t: &TimeRef, fact: &Fact) -> Outcome {
    let Some(date) = &t.time.date else {
        return Outcome::Silent;
    };
    let years = fact.times.iter().flat_map(|w| {
        let span = w.when.possible();
        let ends = [span.first(), span.last()].into_iter().flatten();
        ends.filter(|d| *d > servanda_time::Day::MIN && *d < servanda_time::Day::MAX)
            .map(servanda_time::Day::year)
            .collect::<Vec<_>>()
    });
    // The year came from the context: it may be a little off, not another age.
    let told = date.nominal().first().map(servanda_time::Day::year);
    let shifted = years
        .filter(|y| told.is_none_or(|t| (t - y).abs() <= 12))
        .filter_map(|y| date.in_year(y));
    let outcomes: Vec<Outcome> = shifted
        .flat_map(|d| {
            fact.times
                .iter()
                .map(move |w| date_outcome(&d, t.role, &w.when))
        })
        .collect();
    if outcomes.contains(&Outcome::Agrees) {
        Outcome::Agrees
    } else {
        Outcome::Differs
    }
}

/// Whether the claim puts an act of one day on a day within something longer (a signature on the first day
/// of the conference that led to it): the record does not say that it was that day.
fn is_moment_within(frame: &Frame, fact: &Fact, t: &TimeRef) -> bool {
    const MOMENTS: &[&str] = &[
        "signature",
        "entry-into-force",
        "ratification",
        "surrender",
        "declaration-of-war",
        "accession",
        "resolution",
        "admission",
        "invasion",
        "landing",
        "annexation",
        "independence",
        "founding",
        "withdrawal",
        "denunciation",
    ];
    let Some(day) = t
        .time
        .date
        .as_ref()
        .and_then(servanda_time::UncertainDate::as_day)
    else {
        return false;
    };
    let Some(act) = frame.acts.first().filter(|a| MOMENTS.contains(&a.as_str())) else {
        return false;
    };
    let spans: Vec<_> = fact.times.iter().map(|w| w.when.possible()).collect();
    if spans.iter().any(|s| s.len() == Some(1)) {
        return false;
    }
    let other_act = fact.acts.first().is_none_or(|f| *f != act.as_str());
    other_act
        || !spans
            .iter()
            .any(|s| s.first() == Some(day) || s.last() == Some(day))
}

fn agree_if(yes: bool) -> Outcome {
    if yes {
        Outcome::Agrees
    } else {
        Outcome::Differs
    }
}

/// Days in a unit of the record; `None` for what is no time.
fn unit_days(unit: Option<&str>) -> Option<f64> {
    Some(match unit? {
        "year" | "years" => 365.2425,
        "month" | "months" => 30.436_875,
        "week" | "weeks" => 7.0,
        "day" | "days" => 1.0,
        "hour" | "hours" => 1.0 / 24.0,
        _ => return None,
    })
}

/// Compares a claimed length with the lengths of a fact.
fn length(d: Duration, loose: bool, frame: &Frame, fact: &Fact) -> Option<(Outcome, Bilingual)> {
    // By how much it may be prolonged is not how long it runs.
    let prolongs = frame.acts.iter().any(|a| a.as_str() == "extension");
    if prolongs && frame.relation.is_none() && fact.kind == FactKind::Term {
        return None;
    }
    if !fact.durations.is_empty() {
        let hit = fact
            .durations
            .iter()
            .find(|f| duration_outcome(d, **f, loose) == Outcome::Agrees);
        let shown = hit.or(fact.durations.first())?;
        return Some((
            agree_if(hit.is_some()),
            Bilingual::new(
                shown.display_en().to_string(),
                shown.display_ja().to_string(),
            ),
        ));
    }
    let within = |count: &Amount, unit: f64, slack: f64| {
        let (low, high) = count.range();
        agree_if(days(d) >= low * unit * (1.0 - slack) && days(d) <= high * unit * (1.0 + slack))
    };
    // A length of renewal answers for what is said of renewing, and for nothing else.
    let of_renewal = |t: &&&servanda_record::StatedTerm| {
        ["exten", "renew", "prolong"]
            .iter()
            .any(|w| t.of.contains(w))
    };
    let renewing = frame.acts.iter().any(|a| a.as_str() == "extension");
    let any_renewal = fact.terms.iter().any(|t| of_renewal(&t));
    if renewing && frame.relation.is_none() && !any_renewal && !fact.terms.is_empty() {
        return None;
    }
    let stated: Vec<(Outcome, String)> = fact
        .terms
        .iter()
        .filter(|t| !any_renewal || of_renewal(t) == renewing)
        .filter_map(|t| {
            Some((
                within(&t.count, unit_days(t.unit.as_deref())?, 0.02),
                format!("{} {}", t.count.written, t.unit.as_deref()?),
            ))
        })
        .collect();
    if let Some((o, text)) = stated
        .iter()
        .find(|s| s.0 == Outcome::Agrees)
        .or(stated.first())
    {
        return Some((*o, Bilingual::same(text.clone())));
    }
    let event = fact.event?;
    if let Some(q) = event.quantities.iter().find(|q| q.of == "duration")
        && let Some(unit) = unit_days(q.unit.as_deref())
    {
        let slack = if loose { 0.1 } else { 0.05 };
        return Some((
            within(&q.value, unit, slack),
            Bilingual::same(format!(
                "{} {}",
                q.value.written,
                q.unit.as_deref().unwrap_or("")
            )),
        ));
    }
    let measured = fact.times.iter().find_map(|t| match &t.when {
        When::Period(p) => p.certain().and_then(servanda_time::DaySpan::len),
        When::Date(_) => None,
    })?;
    // The length is said in whole units: half a unit either way is the same length.
    let slack = if d.years > 0 {
        190.0
    } else if d.months > 0 {
        16.0
    } else {
        1.5
    };
    let outcome = length_outcome(days(d), f64::from(measured), slack, loose);
    Some((
        outcome,
        Bilingual::new(format!("{measured} days"), format!("{measured}日間")),
    ))
}

fn quantities<'c>(frame: &'c Frame, words: &Bag, fact: &Fact, parts: &mut Vec<RawPart<'c>>) {
    if frame.quantities.is_empty() {
        return;
    }
    let acts: Vec<&str> = frame.acts.iter().map(|a| a.as_str()).collect();
    for q in &frame.quantities {
        let (outcome, text) =
            number(q, words, &acts, fact).unwrap_or((Outcome::Silent, String::new()));
        let (outcome, text) = match written(q, fact).filter(|_| outcome == Outcome::Silent) {
            Some(text) => (Outcome::Agrees, text),
            None => (outcome, text),
        };
        parts.push(RawPart {
            slot: Slot::Quantity,
            outcome,
            said: Said::Number(q),
            has: Has::Numbers(text),
        });
    }
}

/// The number where the fact's own wording has it before what is counted ("two entities"): the record need not
/// hold every number apart.
fn written(q: &QuantityMention, fact: &Fact) -> Option<String> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let (low, high) = q.amount.range();
    if low != high || q.amount.approximate || q.counted.is_empty() {
        return None;
    }
    let counted = Bag::of(&q.counted.join(" "));
    let value = |w: &str| -> Option<f64> {
        let plain = w.replace(',', "").to_lowercase();
        plain
            .parse()
            .ok()
            .or_else(|| WORDS.iter().position(|x| *x == plain).map(|n| n as f64))
    };
    fact.bag.texts().find_map(|t| {
        let words: Vec<&str> = t
            .split_whitespace()
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
            .collect();
        let at = |i: usize| {
            let near = words.get(i + 1..(i + 4).min(words.len()))?;
            (value(words[i]) == Some(low) && counted.shared(&Bag::of(&near.join(" "))) > 0)
                .then(|| words[i..(i + 4).min(words.len())].join(" "))
        };
        (0..words.len()).find_map(at)
    })
}

fn with_unit(written: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| written.to_owned(), |u| format!("{written} {u}"))
}

fn number(
    q: &QuantityMention,
    words: &Bag,
    acts: &[&str],
    fact: &Fact,
) -> Option<(Outcome, String)> {
    // "People" counts nobody in particular: then the whole clause says who.
    const ANYBODY: &[&str] = &["people", "person", "persons", "人", "名", "者", "total"];
    let heads: Vec<&str> = q
        .counted
        .iter()
        .map(String::as_str)
        .filter(|w| !ANYBODY.contains(w))
        .collect();
    let mut counted = Bag::of(&heads.join(" "));
    if counted.is_empty() {
        counted = words.clone();
    }
    // Numbers of the record that count the same thing, best fitting first.
    let mut same: Vec<(u8, Outcome, String)> = Vec::new();
    for x in &fact.quantities {
        let by_who = x.who.0.iter().any(|(_, w)| counted.shared(&Bag::of(w)) > 0);
        let fits = measure::fits(&x.of, &counted, acts)
            .max(measure::fits(&x.of, words, acts).min(1))
            + u8::from(by_who);
        let share = q.share || q.unit.as_deref() == Some("percent");
        let fits = if share && x.unit.as_deref() == Some("percent") {
            fits.max(1)
        } else {
            fits
        };
        let unit_ok =
            is_same_measure(q, x.unit.as_deref()) || share && x.unit.as_deref() == Some("percent");
        if fits > 0 && unit_ok {
            same.push((
                fits,
                amount_outcome(&scaled(q, x.unit.as_deref()), &x.value),
                with_unit(&x.value.written, x.unit.as_deref()),
            ));
        }
    }
    for t in &fact.terms {
        let wording = Bag::of(&format!(
            "{} {} {}",
            t.of.replace('-', " "),
            t.about.join(" ").replace('-', " "),
            t.note.as_deref().unwrap_or("")
        ));
        let fits = measure::fits(&t.of, &counted, acts) + u8::from(words.shared(&wording) > 0);
        let unit_ok = is_same_measure(q, t.unit.as_deref());
        // The only sum of money, distance or tonnage a provision states is the one spoken of.
        let lone = unit_ok
            && q.unit
                .as_deref()
                .is_some_and(|u| !matches!(u, "percent" | "person"))
            && fact
                .terms
                .iter()
                .filter(|x| measure::same_unit(x.unit.as_deref(), t.unit.as_deref()))
                .count()
                == 1;
        let fits = if lone && fits > 0 { fits.max(2) } else { fits };
        if unit_ok && (fits > 0 || q.unit.is_some()) {
            let outcome = amount_outcome(&scaled(q, t.unit.as_deref()), &t.count);
            // A range is not one of its ends.
            let (low, high) = q.amount.range();
            let ends = t.count.range();
            let outcome = if low < high && !q.amount.approximate && ends.0 == ends.1 {
                Outcome::Silent
            } else {
                outcome
            };
            // Only the unit is the same: it may be another number altogether.
            let outcome = if fits == 0 && outcome == Outcome::Differs {
                Outcome::Silent
            } else {
                outcome
            };
            same.push((
                fits,
                outcome,
                with_unit(&t.count.written, t.unit.as_deref()),
            ));
        }
    }
    // "Nearly 2,700 of them": a large number that the event has is that one, though nothing says what it counts.
    let large = q.amount.range().0.is_finite() && q.amount.range().0 >= 100.0;
    if heads.is_empty() && large && q.unit.is_none() {
        let hit = fact.quantities.iter().find(|x| {
            measure::same_unit(None, x.unit.as_deref())
                && amount_outcome(&q.amount, &x.value) == Outcome::Agrees
        });
        if let Some(x) = hit {
            return Some((
                Outcome::Agrees,
                with_unit(&x.value.written, x.unit.as_deref()),
            ));
        }
    }
    let top = same.iter().map(|s| s.0).max()?;
    // A number that equals one of several of a kind (votes for, votes against) is that one.
    if let Some(hit) = same.iter().find(|s| {
        s.1 == Outcome::Agrees && (s.0 >= top || s.0 + 1 >= top && s.0 > 0 && is_small(q))
    }) {
        return Some((Outcome::Agrees, hit.2.clone()));
    }
    same.retain(|s| s.0 == top);
    if top < 2 {
        // Nothing in the words says that it counts this.
        same.iter_mut()
            .filter(|s| s.1 == Outcome::Differs)
            .for_each(|s| s.1 = Outcome::Silent);
    }
    let yes = same.iter().filter(|s| s.1 == Outcome::Agrees).count();
    let no = same.iter().filter(|s| s.1 == Outcome::Differs).count();
    let outcome = if yes > 0 && no > yes {
        Outcome::Divided
    } else if yes > 0 {
        Outcome::Agrees
    } else if no > 0 {
        Outcome::Differs
    } else {
        Outcome::Silent
    };
    Some((
        outcome,
        same.into_iter().map(|s| s.2).collect::<Vec<_>>().join("; "),
    ))
}

/// Whether a number is small and exact, as votes and articles are.
fn is_small(q: &QuantityMention) -> bool {
    let (low, high) = q.amount.range();
    low == high && low <= 200.0 && !q.amount.approximate
}

/// Whether a number is of the record's unit, or of one that measures the same.
fn is_same_measure(q: &QuantityMention, unit: Option<&str>) -> bool {
    // What is counted may be the unit ("300 kilograms").
    let counted = q.counted.first().map(String::as_str);
    let of = |u: Option<&str>| measure::same_unit(u, unit) || measure::factor(u, unit).is_some();
    of(q.unit.as_deref()) || q.unit.is_none() && unit.is_some() && of(counted)
}

/// A number in the record's unit: a fifth is 20 per cent, 310 miles are about 499 kilometres.
fn scaled(q: &QuantityMention, unit: Option<&str>) -> Amount {
    let (low, high) = q.amount.range();
    if let Some(by) = measure::factor(q.unit.as_deref(), unit) {
        let times = |x: f64| x.is_finite().then(|| format!("{}", x * by));
        return Amount {
            low: times(low),
            high: times(high),
            approximate: low == high || q.amount.approximate,
            written: q.amount.written.clone(),
        };
    }
    if q.share && unit == Some("percent") && high <= 1.0 {
        let pct = |x: f64| Some(format!("{}", x * 100.0));
        return Amount {
            low: pct(low),
            high: pct(high),
            approximate: true,
            written: q.amount.written.clone(),
        };
    }
    q.amount.clone()
}

/// Whether a claim agrees with an event of many days only by lying within it: a day among its days, and a
/// place that is not one of its own but lies in one ("Etorofu on 19 August" of the Kurils, 18 August to
/// 5 September). It may have happened there on another day.
pub fn is_only_within(rel: &Relations, frame: &Frame, fact: &Fact) -> bool {
    let day = frame
        .times
        .iter()
        .any(|t| t.time.date.as_ref().is_some_and(|d| d.as_day().is_some()));
    let narrower = |g: &Vec<PlaceId>| {
        g.iter().all(|p| {
            !fact.places.contains(&p)
                && fact
                    .places
                    .iter()
                    .all(|f| rel.near(p.as_str(), f.as_str()) != Near::Around)
        })
    };
    day && fact.lasts() && !frame.places.is_empty() && frame.places.iter().all(narrower)
}

/// How many times longer one of a claimed length and the fact's own is than the other; 1 where there is none.
pub fn length_ratio(frame: &Frame, fact: &Fact) -> f64 {
    let said = frame
        .times
        .iter()
        .find_map(|t| t.time.duration.filter(|_| t.own));
    let periods = fact.times.iter().filter_map(|t| match &t.when {
        When::Period(p) => p
            .certain()
            .and_then(servanda_time::DaySpan::len)
            .map(f64::from),
        When::Date(_) => None,
    });
    let counted = fact.event.into_iter().flat_map(|e| &e.quantities);
    let counted = counted.filter_map(|q| Some(q.value.range().0 * unit_days(q.unit.as_deref())?));
    let measured = fact.durations.iter().map(|d| days(*d));
    let Some(said) = said.map(days).filter(|d| *d > 0.0) else {
        return 1.0;
    };
    measured
        .chain(counted)
        .chain(periods)
        .filter(|d| *d > 0.0)
        .map(|d| (said / d).max(d / said))
        .reduce(f64::min)
        .unwrap_or(1.0)
}

/// The least distance in days between the claim's own dates and the fact's.
pub fn time_distance(frame: &Frame, fact: &Fact) -> Option<i64> {
    let own = frame
        .times
        .iter()
        .filter_map(|t| t.time.date.as_ref().filter(|_| t.own));
    own.flat_map(|d| fact.times.iter().map(move |w| distance(d, &w.when)))
        .min()
}

/// Whether the times carried over from the context speak against the fact.
pub fn context_contradicts(frame: &Frame, fact: &Fact) -> bool {
    if fact.times.is_empty() {
        return false;
    }
    let mut any = false;
    for d in frame
        .times
        .iter()
        .filter(|t| !t.own)
        .filter_map(|t| t.time.date.as_ref())
    {
        if fact
            .times
            .iter()
            .any(|w| date_outcome(d, TimeRole::On, &w.when) != Outcome::Differs)
        {
            return false;
        }
        any |= fact.times.iter().all(|w| distance(d, &w.when) > 1000);
    }
    any
}
