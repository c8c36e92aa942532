//! Parts that all kinds of the record share: texts, names, citations, guards, statements.

use super::id::*;
use serde::{Deserialize, Serialize};
use servanda_time::{Day, UncertainDate};

pub use servanda_time::When;

/// A language that people read the record in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    En,
    /// Japanese.
    Ja,
}

/// A text in one or more languages, by language code (`en`, `ja`, `ru` …), sorted by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(pub Vec<(String, String)>);

impl Text {
    /// The text in `lang`, or in English, or in whatever there is.
    pub fn get(&self, lang: Lang) -> &str {
        let code = match lang {
            Lang::En => "en",
            Lang::Ja => "ja",
        };
        let find = |c: &str| self.0.iter().find(|(l, _)| l == c).map(|(_, t)| t.as_str());
        find(code)
            .or_else(|| find("en"))
            .or_else(|| self.0.first().map(|(_, t)| t.as_str()))
            .unwrap_or("")
    }
    /// The text in `lang` and no other.
    pub fn exact(&self, lang: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(l, _)| l == lang)
            .map(|(_, t)| t.as_str())
    }
    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One name in one language, in use from `from` to `until` (both inclusive; `None` = open).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Language code.
    pub lang: String,
    /// The name as written.
    pub name: String,
    /// First day of use.
    pub from: Option<UncertainDate>,
    /// Last day of use.
    pub until: Option<UncertainDate>,
}

impl Name {
    /// Whether the name may have been in use on `day`: false only if it certainly was not.
    pub fn may_be_used_on(&self, day: Day) -> bool {
        let started = self
            .from
            .as_ref()
            .and_then(UncertainDate::earliest)
            .is_none_or(|d| d <= day);
        let not_ended = self
            .until
            .as_ref()
            .and_then(UncertainDate::latest)
            .is_none_or(|d| day <= d);
        started && not_ended
    }
}

/// The names of a thing in all languages; the first of each language is its label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names(pub Vec<Name>);

impl Names {
    /// The label in `lang`, or in English, or any.
    pub fn label(&self, lang: Lang) -> &str {
        let code = match lang {
            Lang::En => "en",
            Lang::Ja => "ja",
        };
        let find = |c: &str| self.0.iter().find(|n| n.lang == c);
        find(code)
            .or_else(|| find("en"))
            .or_else(|| self.0.first())
            .map_or("", |n| n.name.as_str())
    }
}

/// A source and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Page, document or article number, as the source counts; empty for the whole of it.
    pub locator: String,
}

/// Whether somebody has read the statement at the source cited.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read at the source.
    #[default]
    Verified,
    /// Not yet read at the source.
    Unverified,
}

/// The options under which a statement holds (all of them); empty = always.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Guard(pub Vec<(ChoiceId, OptionId)>);

impl Guard {
    /// Whether the statement holds on every option.
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }
}

/// SHA-256 of the canonical form of a thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; 32]);

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// What a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// An actor.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
    /// An agreement.
    Agreement(AgreementId),
    /// An event.
    Event(EventId),
    /// A choice point (who holds an option).
    Choice(ChoiceId),
    /// A reading.
    Reading(ReadingId),
    /// A position.
    Position(PositionId),
    /// A completeness statement.
    Completeness(CompletenessId),
}

/// One sourced statement of the record: the leaf on which everything else rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable id, `subject/predicate[/key…]`.
    pub id: StatementId,
    /// What it is about.
    pub subject: Subject,
    /// What it says of it: `signed`, `entry-into-force`, `act`, `provision`, `quantity`, `control` …
    pub predicate: String,
    /// The value in canonical form (the item of the file as JSON with sorted keys, citations and notes left out).
    pub value: String,
    /// When it is true or happened, where the item has a date or period.
    pub time: Option<When>,
    /// At least one citation.
    pub citations: Vec<Citation>,
    /// Whether it was read at the source.
    pub status: Status,
    /// The options under which it holds.
    pub under: Guard,
    /// Free text beside the statement.
    pub note: Option<String>,
    /// SHA-256 of id, value, time, citations, status and guard.
    pub digest: Digest,
    /// Where it stands: file (relative to the record's folder) and line, both for people.
    pub file: String,
    /// Line in `file`, from 1.
    pub line: u32,
}
