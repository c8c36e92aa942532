//! Agreements: parties, life and provisions.

use super::common::*;
use super::id::*;
use serde::{Deserialize, Serialize};
use servanda_time::{Duration, Period, UncertainDate};

/// An agreement, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Id.
    pub id: AgreementId,
    /// Title.
    pub title: Text,
    /// Titles, nicknames, translations (the title included).
    pub names: Names,
    /// `treaty`, `declaration`, `memorandum`, `armistice` …
    pub form: String,
    /// Topics.
    pub topics: Vec<TopicId>,
    /// Parties.
    pub parties: Vec<Party>,
    /// States expressly not parties.
    pub non_parties: Vec<NonParty>,
    /// Signatures (several where sources or readings differ, or signed on several days).
    pub signed: Vec<Signed>,
    /// Choice point deciding whether it binds, with the options on which it does.
    pub binding: Option<Binding>,
    /// Entry into force (several where sources or readings differ).
    pub entry_into_force: Vec<EntryIntoForce>,
    /// How the text counts its periods: `day-of` or `day-after`; `None` if it does not say.
    pub counting: Option<String>,
    /// Provisional application.
    pub provisional: Vec<Provisional>,
    /// Term (several under different options).
    pub term: Vec<Term>,
    /// Unilateral ending.
    pub withdrawal: WithdrawalClause,
    /// What parties did to it, as in the file.
    pub acts: Vec<AgreementAct>,
    /// Recorded ends (last day in force).
    pub ended: Vec<Ended>,
    /// Relations to other agreements.
    pub relations: Vec<Relation>,
    /// Registration.
    pub registered: Option<Registered>,
    /// Authentic languages.
    pub authentic: Vec<String>,
    /// Provisions in the order of the file.
    pub provisions: Vec<Provision>,
    /// The statement of its identity.
    pub stmt: StatementId,
}

/// A party, bound from `from` to `until` (last day), where these are its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Which actor.
    pub actor: ActorId,
    /// How it consented, where said.
    pub by: Option<String>,
    /// First day bound, if not the agreement's own entry into force.
    pub from: Option<UncertainDate>,
    /// Last day bound, if before the agreement's end.
    pub until: Option<UncertainDate>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// A state that is expressly not a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NonParty {
    /// Which actor.
    pub actor: ActorId,
    /// Over what time; `None` = throughout.
    pub period: Option<Period>,
    /// The statement.
    pub stmt: StatementId,
}

/// Signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// When.
    pub on: UncertainDate,
    /// Where.
    pub at: Vec<PlaceId>,
    /// Persons (or actors) who signed.
    pub by: Vec<ActorId>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// Whether it binds, as a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The choice point.
    pub choice: ChoiceId,
    /// The options on which the agreement binds.
    pub when: Vec<OptionId>,
}

/// Entry into force: the first day in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryIntoForce {
    /// First day in force as recorded; `None` = only a condition is recorded (or it never entered into force).
    pub on: Option<UncertainDate>,
    /// `ratification`, `signature`, `nth-deposit` …
    pub by: Option<String>,
    /// The condition the text states.
    pub needs: Option<Needs>,
    /// True where the record says it never entered into force.
    pub never: bool,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// Condition of entry into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// How many deposits.
    pub deposits: Option<u32>,
    /// Of which actors, among them.
    pub of: Vec<ActorId>,
    /// Delay after the last.
    pub delay: Option<Duration>,
}

/// Provisional application, ends inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provisional {
    /// First day.
    pub on: UncertainDate,
    /// Last day.
    pub until: Option<UncertainDate>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// From when a term is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountedFrom {
    /// Entry into force.
    EntryIntoForce,
    /// Signature.
    Signature,
    /// A given day.
    Date(UncertainDate),
}

/// How long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermLength {
    /// A duration from `from`.
    For(Duration),
    /// Up to and including a day.
    Until(UncertainDate),
    /// Until an event.
    UntilEvent(EventId),
    /// Without limit, expressly.
    Unlimited,
}

/// What follows when the term runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AfterTerm {
    /// It ends.
    End,
    /// It is renewed unless notice was given.
    Renew,
    /// It goes on without limit (usually with notice).
    Indefinite,
}

/// The term as the text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// How long.
    pub length: TermLength,
    /// Counted from.
    pub from: CountedFrom,
    /// And then.
    pub then: AfterTerm,
    /// Length of each renewal; `None` = as the first term.
    pub renew_for: Option<Duration>,
    /// How many renewals at most; `None` = again and again.
    pub times: Option<u32>,
    /// Notice this long before expiry prevents renewal.
    pub unless_notice: Option<Duration>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// What the text says on unilateral ending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithdrawalClause {
    /// Nothing recorded.
    #[default]
    NotRecorded,
    /// The text says nothing (VCLT art. 56).
    Silent(StatementId),
    /// The text forbids it.
    Excluded(StatementId),
    /// The ways it allows.
    Ways(Vec<Withdrawal>),
}

/// One way of withdrawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// From notice to effect.
    pub notice: Duration,
    /// `notice`, `receipt` or `deposit`.
    pub counted_from: Option<String>,
    /// Not before this long after entry into force.
    pub not_before: Option<Duration>,
    /// When it takes effect.
    pub effect: WithdrawalEffect,
    /// Grounds the text asks for.
    pub grounds: Option<String>,
    /// Whether a notice of one ends the treaty for all.
    pub for_all: bool,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// When withdrawal takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithdrawalEffect {
    /// When the notice has run.
    EndOfNotice,
    /// At the end of the term running then.
    EndOfTerm,
    /// On a day fixed otherwise (see the act's `effect-on`).
    FixedDate,
}

/// What was done to an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementAct {
    /// `ratification`, `notice-of-denunciation`, `suspension`, … (list in the format's documentation).
    pub act: String,
    /// By whom (empty = all parties).
    pub by: Vec<ActorId>,
    /// The person who did it.
    pub person: Vec<ActorId>,
    /// To whom.
    pub to: Vec<ActorId>,
    /// When.
    pub on: Option<UncertainDate>,
    /// Until (suspension, provisional application).
    pub until: Option<UncertainDate>,
    /// When it took, or was to take, effect.
    pub effect_on: Option<UncertainDate>,
    /// Where.
    pub at: Vec<PlaceId>,
    /// Which articles.
    pub concerns: Vec<String>,
    /// What an invocation, reservation or objection says further.
    pub claim: Claim,
    /// Note.
    pub note: Option<String>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// What an invocation of a ground, a reservation or an objection says besides who, whom and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The ground: `material-breach`, `error` …
    pub ground: Option<String>,
    /// `termination`, `suspension` or `invalidity`.
    pub seeks: Option<String>,
    /// The breaches it rests on.
    pub rests_on: Vec<EventId>,
    /// A case of special urgency (VCLT art. 65(2)).
    pub urgent: bool,
    /// The articles concerned can be parted from the rest (VCLT art. 44(3)).
    pub separable: bool,
    /// A reservation that modifies and does not exclude.
    pub modifies: bool,
    /// An objection that keeps the treaty from entering into force between the two.
    pub precludes: bool,
}

/// A recorded end: the last day in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Last day in force.
    pub on: UncertainDate,
    /// `expiry`, `denunciation`, `withdrawal`, `mutual-consent`, `supersession` …
    pub how: String,
    /// For whom only, if not for all.
    pub for_parties: Vec<ActorId>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// Relation to another agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The other.
    pub to: AgreementId,
    /// `protocol-to`, `amends`, `supersedes`, `extends`, `conflicts-with` …
    pub kind: String,
    /// The articles of the other that it amends or replaces; empty = not said.
    pub articles: Vec<String>,
    /// Whether the amendment binds all parties once in force.
    pub binds_all: bool,
    /// The statement.
    pub stmt: StatementId,
}

/// Registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Number.
    pub number: Option<String>,
    /// Series.
    pub series: Option<String>,
    /// When.
    pub on: Option<UncertainDate>,
    /// The statement.
    pub stmt: StatementId,
}

/// What sort of duty a provision lays down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Must do.
    Must,
    /// Must not do.
    MustNot,
    /// May do.
    May,
    /// Guarantees or assures.
    Guarantees,
    /// Recognises.
    Recognises,
    /// Declares or establishes.
    Declares,
    /// Renounces.
    Renounces,
    /// Aims at; no duty.
    Aims,
    /// Cannot be expressed: its value is unknown.
    Unmodelled,
}

/// Whom a duty binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearer {
    /// Each party.
    EachParty,
    /// These.
    Actors(Vec<ActorId>),
}

/// Toward whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Toward {
    /// The other parties.
    OtherParties,
    /// Everyone.
    Everyone,
    /// These (parties or third beneficiaries).
    Actors(Vec<ActorId>),
}

/// A role in a trigger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The other party.
    OtherParty,
    /// Any party.
    EachParty,
    /// Any state that is not a party.
    ThirdState,
    /// These actors.
    Actors(Vec<ActorId>),
    /// A place (for `attacked`).
    Place(PlaceId),
}

/// What brings a duty into play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// Somebody is attacked (casus foederis).
    Attacked {
        /// Who.
        who: Role,
        /// By whom; `None` = by anyone.
        by: Option<Role>,
        /// Only if without provocation.
        unprovoked: bool,
        /// Only in this place.
        at: Option<PlaceId>,
        /// Only during this event.
        during: Option<EventId>,
    },
    /// An event of the record.
    Event(EventId),
    /// Not modelled: unknown.
    Open(Text),
}

/// An exception to a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exception {
    /// `self-defence`, `consent`, `un-authorised`, `charter`, `attack-with-nuclear-state`, `necessity`, `other`.
    Named(String),
    /// Not modelled.
    Open(Text),
}

/// Until when a duty is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deadline {
    /// A day (inclusive).
    On(UncertainDate),
    /// So long after an event.
    After(Duration, EventId),
    /// So long after entry into force.
    AfterEntry(Duration),
}

/// Condition precedent: not due until met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// An event of the record has happened.
    Event(EventId),
    /// An agreement is in force.
    InForce(AgreementId),
    /// Something the record does not hold: not met as far as it knows.
    Open(Text),
}

/// A particular the text states: a number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedTerm {
    /// What: `lease`, `army`, `range`, `width` …
    pub of: String,
    /// How many.
    pub count: Amount,
    /// Unit, singular: `year`, `km`, `person`, `percent` …
    pub unit: Option<String>,
    /// Of what.
    pub about: Vec<String>,
    /// Note.
    pub note: Option<String>,
}

/// An amount with bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Least (inclusive), as a decimal text (`"1.75"`); `None` = no lower bound.
    pub low: Option<String>,
    /// Greatest (inclusive); `None` = no upper bound.
    pub high: Option<String>,
    /// Said to be about.
    pub approximate: bool,
    /// As written.
    pub written: String,
}

impl Amount {
    /// The bounds as numbers; open ends are infinite.
    pub fn range(&self) -> (f64, f64) {
        let read =
            |t: &Option<String>, open: f64| t.as_ref().and_then(|t| t.parse().ok()).unwrap_or(open);
        (
            read(&self.low, f64::NEG_INFINITY),
            read(&self.high, f64::INFINITY),
        )
    }
}

/// A provision: a small typed tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// Article or paragraph.
    pub article: String,
    /// Topic.
    pub topic: TopicId,
    /// Our paraphrase.
    pub says: Text,
    /// Sort of duty.
    pub duty: Duty,
    /// Who is bound.
    pub by: Bearer,
    /// Toward whom.
    pub toward: Toward,
    /// Acts required or forbidden.
    pub acts: Vec<ActId>,
    /// Essential to the object or purpose of the treaty.
    pub essential: bool,
    /// Ids of places, actors or agreements it concerns.
    pub about: Vec<String>,
    /// Trigger.
    pub when: Option<Trigger>,
    /// Exceptions.
    pub unless: Vec<Exception>,
    /// Deadline.
    pub within: Option<Deadline>,
    /// Condition precedent.
    pub condition: Option<Condition>,
    /// Given in exchange for another article.
    pub in_exchange_for: Option<String>,
    /// Its own period (ends inclusive).
    pub period: Option<Period>,
    /// Goes on binding after the agreement's end.
    pub survives: bool,
    /// Particulars.
    pub terms: Vec<StatedTerm>,
    /// Options.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}
