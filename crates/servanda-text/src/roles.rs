//! What a clause's words say, before it is known whom they mean: the same shape for both languages.

use crate::describe::Description;
use std::ops::Range;

/// The part something plays in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Subject of an active verb, or by-phrase of a passive one.
    Agent,
    /// Object, or subject of a passive verb.
    Patient,
    /// Where, whence, whither.
    Place,
    /// Within the title of an agreement: says which one, and nothing of its own.
    Title,
    /// Where another event was that is told beside ("after an attack near X").
    Elsewhere,
    /// Anything else.
    Other,
}

/// Words that stand for something told before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Anaphor {
    /// it, this
    It,
    /// its
    Its,
    /// its signature, its terms: of an agreement
    ItsText,
    /// they, them
    They,
    /// he
    Person,
    /// she: a woman or a state
    She,
    /// both countries, the two sides, 両国
    Both,
    /// the war, 戦争
    Event(String),
    /// the former, the latter
    Former,
    Latter,
    /// 同国, the country
    Country,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Something found, by index.
    Found(usize),
    Anaphor(Anaphor),
    /// An agreement by its description.
    Described(Box<Description>),
    /// 「調印から（22日で）50年を迎えた」: so many years before the day found, or before the document's date.
    YearsSince {
        years: i32,
        day: Option<usize>,
    },
    /// The subject carried over from the clause before.
    Carried,
    /// What was named last in the clause before (which, who).
    Antecedent,
}

/// One part of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub what: What,
    pub role: Role,
    pub range: Range<usize>,
    /// For times: the word that governs it.
    pub marker: Option<&'static str>,
}

/// A clause's parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Roles {
    pub parts: Vec<Part>,
    /// Base form of the head verb.
    pub verb: String,
    /// Acts spoken of, most telling first, by index.
    pub acts: Vec<u32>,
    pub topics: Vec<u32>,
    pub relation: Option<&'static str>,
    pub negated: bool,
    pub passive: bool,
    /// Its grammatical subject is the one to whom something is done or given, without a passive.
    pub turned: bool,
    /// Told as past or done.
    pub past: bool,
    /// Within another clause: its subject is not what the text goes on about.
    pub inner: bool,
    /// Its subject names several together by a plural (the Russians).
    pub plural: bool,
    pub restrictors: Vec<String>,
    pub words: Vec<String>,
    /// The verb that reports, and the words that say who: everything else is the report.
    pub report: Option<Report>,
    /// The clause has a subject of its own, whatever it is.
    pub own_subject: bool,
    /// It tells how things stand (「加入していない」): times told before are not its.
    pub stative: bool,
    /// "after X", "before X": the relation, and what is said of X.
    pub order: Option<(crate::claim::OrderRelation, Box<Roles>)>,
}

/// A report of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub verb: String,
    pub range: Range<usize>,
    /// Indices into `parts` of who says it.
    pub by: Vec<usize>,
    /// True for says, claims, argues.
    pub reported: bool,
}
