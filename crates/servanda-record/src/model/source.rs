//! Sources, choice points, readings, positions, completeness, taxonomy.

use super::common::*;
use super::id::*;
use serde::{Deserialize, Serialize};
use servanda_time::{Period, UncertainDate};

/// A source: what a citation points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Id.
    pub id: SourceId,
    /// `treaty-series`, `documents`, `judgment`, `book`, `article`, `web`, `dataset` …
    pub kind: String,
    /// Title.
    pub title: String,
    /// Authors or issuing bodies.
    pub author: Vec<String>,
    /// Editors.
    pub editor: Vec<String>,
    /// Journal, series or collection it appeared in.
    pub container: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication.
    pub date: Option<UncertainDate>,
    /// Volume, number, pages, as written.
    pub volume: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// ISBN or DOI.
    pub identifier: Option<String>,
    /// Language code.
    pub lang: Option<String>,
    /// The period it claims to cover.
    pub covers: Option<Period>,
    /// Licence, where known.
    pub license: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// What a choice point concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The law at large.
    Global,
    /// One agreement.
    Agreement(AgreementId),
    /// One provision, by article.
    Provision(AgreementId, String),
    /// One event.
    Event(EventId),
    /// One actor.
    Actor(ActorId),
}

/// A point on which scholars, courts or states differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoicePoint {
    /// Id.
    pub id: ChoiceId,
    /// Scope.
    pub scope: Scope,
    /// The question.
    pub question: Text,
    /// The declared default ("text").
    pub default: OptionId,
    /// Options in the order of the file; at least two.
    pub options: Vec<ChoiceOption>,
}

/// One answer to a choice point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Id within the choice point.
    pub id: OptionId,
    /// What it says.
    pub says: Text,
    /// Who holds it.
    pub held_by: Vec<Holder>,
}

/// Who holds an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Sort of holder.
    pub who: HolderKind,
    /// A scholar's or tribunal's name.
    pub name: Option<String>,
    /// The statement.
    pub stmt: StatementId,
}

/// Sorts of holders. A party's own denial alone makes nothing disputed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolderKind {
    /// The instrument's own words.
    Text,
    /// A competent tribunal.
    Tribunal,
    /// Published scholarship.
    Scholar,
    /// A third state, unnamed.
    ThirdState,
    /// An international organisation.
    Organisation,
    /// A data set.
    Dataset,
    /// A state of the record.
    Actor(ActorId),
}

/// A named reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Id.
    pub id: ReadingId,
    /// Name.
    pub name: Text,
    /// The options it chooses; defaults elsewhere.
    pub chooses: Vec<(ChoiceId, OptionId)>,
    /// The statement.
    pub stmt: StatementId,
}

/// What a party says in its own cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Id.
    pub id: PositionId,
    /// Whose.
    pub of: ActorId,
    /// On what.
    pub on: Scope,
    /// When it was taken.
    pub date: Option<UncertainDate>,
    /// What it says, in our words.
    pub says: Text,
    /// The options it holds.
    pub holds: Vec<(ChoiceId, OptionId)>,
    /// The statement.
    pub stmt: StatementId,
}

/// Sets a completeness statement may close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetKind {
    /// Notices of denunciation, withdrawal or non-renewal.
    Notices,
    /// All acts done to the agreement.
    Acts,
    /// Its parties.
    Parties,
    /// Its provisions.
    Provisions,
    /// Events concerning it (or by an actor).
    Events,
}

/// "These are all": the ground on which absence counts as no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Id.
    pub id: CompletenessId,
    /// Which set.
    pub set: SetKind,
    /// Of what.
    pub of: Scope,
    /// Over what time; `None` = always.
    pub period: Option<Period>,
    /// The members.
    pub members: Vec<StatementId>,
    /// SHA-256 over the members' digests, set on loading.
    pub members_digest: Digest,
    /// Why the statement is void, if it is: a member is missing, or another is there.
    pub void: Option<String>,
    /// The statement.
    pub stmt: StatementId,
}

/// One term of the taxonomy of acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Id.
    pub id: ActId,
    /// The wider term.
    pub is_a: Option<ActId>,
    /// Names.
    pub names: Text,
    /// Words by which accounts speak of it: (language, base form).
    pub words: Vec<(String, String)>,
    /// Codes: (system, code).
    pub codes: Vec<(String, String)>,
    /// Acts that go against a duty to do this.
    pub contrary: Vec<ActId>,
}

/// One term of the vocabulary of topics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Id.
    pub id: TopicId,
    /// Names.
    pub names: Text,
    /// Words by which accounts speak of it: (language, base form).
    pub words: Vec<(String, String)>,
    /// Acts that go against a guarantee or recognition of this, or a duty that names no acts.
    pub contrary: Vec<ActId>,
    /// Whether treaties on this go on in war between the parties.
    pub lasts_in_war: bool,
}
