//! Verdicts, and what they rest on.

use serde::Serialize;
use servanda_law::Written;
use servanda_record::{AgreementId, ChoiceId, EventId, PositionId, StatementId};
use std::sync::Arc;

/// What the record says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All of it agrees with the record.
    Supported,
    /// The record says otherwise.
    Contradicted,
    /// A part agrees and a part does not.
    Partly,
    /// Sources or readings differ.
    Disputed,
    /// The record does not say.
    NotInRecord,
    /// Opinion, prediction, motive: nothing to check.
    NotChecked,
}

/// A part of a claim that was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// When.
    Time,
    /// How long.
    Duration,
    /// Where.
    Place,
    /// Who did it.
    Agent,
    /// To whom.
    Patient,
    /// Which persons.
    Person,
    /// How many.
    Quantity,
    /// Which agreement.
    Agreement,
    /// What an agreement says, or what happened.
    Content,
    /// Whether it happened at all.
    Polarity,
    /// What came first.
    Order,
    /// Whether it was in force, who was a party.
    Status,
    /// Whether it kept or broke a promise.
    Conduct,
}

/// How one part came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Agrees.
    Agrees,
    /// The record says otherwise.
    Differs,
    /// Nearly: the record says something close, named beside it.
    Near,
    /// Sources or readings differ.
    Divided,
    /// The record does not say.
    Silent,
}

/// One part of a claim against the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which part.
    pub slot: Slot,
    /// How it came out.
    pub outcome: Outcome,
    /// What the claim says, in its own words or values.
    pub claim: String,
    /// The same for people, in both languages (names and dates as each writes them).
    #[serde(skip)]
    pub claimed: Bilingual,
    /// What the record says.
    pub record: Bilingual,
}

/// A sentence in both languages of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl Bilingual {
    /// This and then another, as sentences.
    pub fn followed_by(&self, other: &Self) -> Self {
        let join = |a: &str, b: &str, sep: &str| match (a.is_empty(), b.is_empty() || a.contains(b))
        {
            (true, _) => b.to_owned(),
            (_, true) => a.to_owned(),
            _ => format!("{a}{sep}{b}"),
        };
        Self {
            en: join(&self.en, &other.en, " "),
            ja: join(&self.ja, &other.ja, ""),
        }
    }

    /// The same text in both languages (numbers, dates in ISO form).
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            en: text.clone(),
            ja: text,
        }
    }
    /// A text in each.
    pub fn new(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            ja: ja.into(),
        }
    }
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ja.is_empty()
    }
}

/// What a claim turned on in the law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Legal {
    /// The agreement.
    pub agreement: Option<AgreementId>,
    /// The event.
    pub event: Option<EventId>,
    /// The article.
    pub article: Option<String>,
    /// Choice points on which the answer turns, each with the options that change it.
    pub choices: Vec<ChoiceId>,
    /// What the answer is under each named reading, and the smallest changes of option that flip it.
    pub readings: Vec<ReadingNote>,
    /// The positions of parties shown beside it.
    pub positions: Vec<PositionId>,
    /// The proof, in canonical JSON.
    pub proof: Option<Arc<Written>>,
    /// The proof as sentences.
    pub because: Bilingual,
}

/// The answer under one reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingNote {
    /// What is chosen, for people.
    pub reading: Bilingual,
    /// The answer then: `yes`, `no`, `unknown`, or a finding's word.
    pub answer: String,
    /// Who holds it.
    pub held_by: Vec<String>,
    /// The same in both languages, as far as the record has names in both.
    #[serde(skip)]
    pub holders: Vec<Bilingual>,
}

/// A claim with its verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// Index into the claims given.
    pub claim: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// Its parts.
    pub parts: Vec<Part>,
    /// What the record says, as a sentence.
    pub record_says: Bilingual,
    /// The statements it rests on, in order.
    pub statements: Vec<StatementId>,
    /// The law, where it came to it.
    pub legal: Option<Legal>,
    /// Why there is no verdict, or which rule gave it (a stable word).
    pub reason: &'static str,
}
