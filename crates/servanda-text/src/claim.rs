//! What reading gives: a document, its mentions, its claims. Offsets are byte offsets into
//! [`Document::text`]; [`Document::code_point`] turns them into the Unicode code points that people's
//! tools count in.

use servanda_record::{ActId, ActorId, AgreementId, Amount, EventId, Lang, PlaceId, TopicId};
use servanda_time::UncertainDate;
use std::ops::Range;

/// A text that was read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The decoded text, otherwise unaltered (byte-order mark removed, line ends kept; for HTML, the extracted text).
    pub text: String,
    /// SHA-256 of the text as bytes.
    pub sha256: [u8; 32],
    /// Its language.
    pub lang: Lang,
    /// Its own date: given by the caller, or found in its dateline.
    pub date: Option<UncertainDate>,
    /// Its title, where there is one.
    pub title: Option<String>,
    /// Its blocks in order; they do not overlap.
    pub blocks: Vec<Block>,
    /// Its sentences in order; every block that is read is covered by sentences.
    pub sentences: Vec<Sentence>,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is. Only some are read for claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title.
    Title,
    /// A heading within the text.
    Heading,
    /// Running text (list items with sentences too).
    Paragraph,
    /// A picture's caption: read for claims.
    Caption,
    /// Dateline, place and date of publication.
    Dateline,
    /// Author line.
    Byline,
    /// Links to the same text in other languages, sharing buttons and the like.
    Navigation,
    /// Lists of related pieces.
    Related,
    /// Questions to the reader, notes on the author, stage directions: accounted for, not read.
    Apparatus,
}

impl BlockKind {
    /// Whether claims are looked for in it.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Paragraph | Self::Caption)
    }
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, without the white space around it.
    pub range: Range<usize>,
    /// Index of its block.
    pub block: usize,
}

/// Something the text names.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where.
    pub range: Range<usize>,
    /// What.
    pub what: Named,
    /// Which rule found it.
    pub rule: &'static str,
    /// What gave the missing parts ("year from the document's date", "antecedent at 120..131").
    pub context: Option<String>,
}

/// How a name stands for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// Its own name.
    Name,
    /// An adjective ("Soviet").
    Adjective,
    /// The name of its people.
    Demonym,
    /// A capital, palace or government.
    Metonym,
    /// Its leader, minister or envoy, by office on the date spoken of.
    Person,
    /// Its armed force.
    Force,
    /// A pronoun or description ("it", "the two countries", 同国).
    Anaphor,
}

/// What a mention names. Several ids mean that the text leaves it open.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// Actors (a plural or "both" names several at once: `all` is true).
    Actor {
        /// Candidates, or all of them.
        ids: Vec<ActorId>,
        /// Whether all are meant together.
        all: bool,
        /// How.
        via: Via,
    },
    /// Places.
    Place(Vec<PlaceId>),
    /// Agreements of the record.
    Agreement(Vec<AgreementId>),
    /// An agreement that the record does not hold ("the Treaty of X").
    UnknownAgreement(String),
    /// Events of the record.
    Event(Vec<EventId>),
    /// A person, army, state or place the lexicons recognise as a proper name but the record does not hold.
    UnknownName(String),
    /// A time.
    Time(TimeMention),
    /// A quantity.
    Quantity(QuantityMention),
}

/// The modifier of a [`TimeMention`] whose words name a day that no calendar has (31 June).
pub const NO_SUCH_DAY: &str = "NO_SUCH_DAY";

/// A time as read.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub timex_type: &'static str,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<String>,
    /// The date, where it is one.
    pub date: Option<UncertainDate>,
    /// The duration (ISO 8601), where it is one.
    pub duration: Option<servanda_time::Duration>,
}

/// A quantity as read.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityMention {
    /// How many; bounds and "about" kept ("hundreds of thousands" is 200000..999999, approximate).
    pub amount: Amount,
    /// Unit, singular, in English (`km`, `percent`, `year`, `dollar`, `person`), where said.
    pub unit: Option<String>,
    /// What is counted, as head words in the text's language.
    pub counted: Vec<String>,
    /// Whether it is a share ("a fifth of", "a tenth of whom").
    pub share: bool,
}

/// Kinds of claims, as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// About an agreement: signed, valid, provided for.
    Agreement,
    /// About an event.
    Event,
    /// About which came first.
    Order,
    /// About a number.
    Quantity,
    /// About what was the case ("was in force", "never a party").
    Status,
    /// About who or what something is.
    Identity,
    /// About keeping or breaking, pleading, accusing.
    Conduct,
    /// About where.
    Place,
    /// Opinion, prediction, motive: not checked.
    Opinion,
}

/// A claim: its own words, and what they say.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its own contiguous words; spans of claims do not overlap.
    pub range: Range<usize>,
    /// Parts of the text shared with other claims ("in 1945", the subject of a list).
    pub context: Vec<Range<usize>>,
    /// Kind.
    pub kind: ClaimKind,
    /// What it says.
    pub frame: Frame,
    /// Whose report it is ("Moscow says that …"): then the claim is that they say so.
    pub attributed_to: Option<Attributed>,
    /// Why it is not checkable, if it is not (`evaluation`, `prediction`, `motive`, `question`, `conditional`, `first-person`, `advice`).
    pub not_checked: Option<&'static str>,
}

/// To whom a reported claim is attributed.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributed {
    /// Actors, where known.
    pub to: Vec<ActorId>,
    /// The words that say so.
    pub range: Range<usize>,
    /// True for "says", "claims", "argues"; false for a direct quotation asserted by the text's speaker.
    pub reported: bool,
    /// The reporting verb's base form.
    pub verb: String,
}

/// How a time goes with what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeRole {
    /// It happened then.
    On,
    /// From then.
    From,
    /// To then.
    Until,
    /// Before then.
    Before,
    /// After then.
    After,
    /// It lasted, or was to last, that long.
    For,
    /// That long after the time carried over from the context.
    Later,
}

/// A time in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeRef {
    /// Its role.
    pub role: TimeRole,
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says.
    pub time: TimeMention,
    /// Whether it stands in the claim's own words (false: carried over from the context, and then only a hint).
    pub own: bool,
}

/// Relation of two events in time, as claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderRelation {
    /// The claim's event came before the other.
    Before,
    /// … after the other.
    After,
    /// At the same time.
    Same,
}

/// What a claim says, by roles. Lists hold what the words name, in the order of the text; each
/// inner list holds the candidates where a name is ambiguous.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// The act of the head verb or noun (taxonomy), most specific first; several where the word is ambiguous.
    pub acts: Vec<ActId>,
    /// A relation that is no act: `provide`, `valid-for`, `in-force`, `party-to`, `be`, `hold-office`, `located`, `last`, `number`, `have`, `name`.
    pub relation: Option<&'static str>,
    /// The head verb's base form.
    pub verb: String,
    /// Who did it.
    pub agents: Vec<Vec<ActorId>>,
    /// To whom it was done.
    pub patients: Vec<Vec<ActorId>>,
    /// Other actors named.
    pub others: Vec<Vec<ActorId>>,
    /// Persons named, as persons.
    pub persons: Vec<Vec<ActorId>>,
    /// Agreements named or meant.
    pub agreements: Vec<Vec<AgreementId>>,
    /// Events named or meant.
    pub events: Vec<Vec<EventId>>,
    /// Places named.
    pub places: Vec<Vec<PlaceId>>,
    /// Places of another event told beside ("after an attack near X").
    pub beside: Vec<Vec<PlaceId>>,
    /// Names that the record does not hold.
    pub unknown: Vec<String>,
    /// Times.
    pub times: Vec<TimeRef>,
    /// Quantities.
    pub quantities: Vec<QuantityMention>,
    /// Topics of agreements the words speak of.
    pub topics: Vec<TopicId>,
    /// Claimed order: relation, and the frame of the other event.
    pub order: Option<(OrderRelation, Box<Frame>)>,
    /// Whether it is denied ("did not ratify").
    pub negated: bool,
    /// Restrictive words: `only`, `all`, `never`, `first`, `last`, `unilateral`, `secret`.
    pub restrictors: Vec<String>,
    /// Content words (base forms, lower case) that no mention covers: what a verdict of `supported` must still account for.
    pub words: Vec<String>,
}

impl Document {
    /// The code-point offset of a byte offset, counted from the start of the text.
    pub fn code_point(&self, byte: usize) -> usize {
        self.text
            .char_indices()
            .take_while(|(i, _)| *i < byte)
            .count()
    }
}
