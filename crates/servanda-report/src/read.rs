//! What reading found in a text, before anything is checked, as published data (`schema/read-1.json`).

use crate::model::{
    AttributedInfo, BlockInfo, DocumentInfo, SpanInfo, block_word, document_info, kind_word,
    mention_word,
};
use crate::offsets::Offsets;
use serde::Serialize;
use servanda_text::{
    Claim, Frame, Mention, Named, OrderRelation, QuantityMention, Reading, TimeMention, TimeRef,
    TimeRole, Via,
};
use std::ops::Range;

/// Name and version of the published schema.
pub const SCHEMA: &str = "https://servanda.dev/schema/read-1.json";

/// What was read.
#[derive(Clone, Debug, Serialize)]
pub struct ReadReport {
    /// The schema's name.
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    /// Version of the engine.
    pub engine: String,
    /// Digest of the record, whose names were looked for.
    pub record: String,
    /// The document.
    pub document: DocumentInfo,
    /// Its blocks.
    pub blocks: Vec<BlockInfo>,
    /// Its sentences.
    pub sentences: Vec<SentenceSpan>,
    /// What it names, in order.
    pub mentions: Vec<MentionInfo>,
    /// What it claims, in order; spans do not overlap.
    pub claims: Vec<ReadClaim>,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
pub struct SentenceSpan {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// Index of its block.
    pub block: usize,
}

/// Something the text names.
#[derive(Clone, Debug, Serialize)]
pub struct MentionInfo {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `actor`, `place`, `agreement`, `unknown-agreement`, `event`, `unknown-name`, `time` or `quantity`.
    pub kind: &'static str,
    /// Ids of the record: candidates, or for actors with `all` every one of them.
    pub ids: Vec<String>,
    /// Whether all the ids are meant together.
    pub all: bool,
    /// How a name stands for an actor: `name`, `adjective`, `demonym`, `metonym`, `person`, `force`, `anaphor`.
    pub via: Option<&'static str>,
    /// The time, for times.
    pub timex: Option<TimexInfo>,
    /// The time as an uncertain date, EDTF, where it is one.
    pub date: Option<String>,
    /// The time as a duration, ISO 8601, where it is one.
    pub duration: Option<String>,
    /// The quantity, for quantities.
    pub quantity: Option<QuantityInfo>,
    /// Which rule found it.
    pub rule: &'static str,
    /// What gave the missing parts.
    pub context: Option<String>,
}

/// A time as TIMEX3 has it.
#[derive(Clone, Debug, Serialize)]
pub struct TimexInfo {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Value.
    pub value: String,
    /// Modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
}

/// A quantity.
#[derive(Clone, Debug, Serialize)]
pub struct QuantityInfo {
    /// As written.
    pub written: String,
    /// Least (inclusive), as a decimal text; none if there is no lower bound.
    pub low: Option<String>,
    /// Greatest (inclusive).
    pub high: Option<String>,
    /// Whether it is "about" so many.
    pub approximate: bool,
    /// Unit, singular, in English.
    pub unit: Option<String>,
    /// What is counted.
    pub counted: Vec<String>,
    /// Whether it is a share.
    pub share: bool,
}

/// A claim as read.
#[derive(Clone, Debug, Serialize)]
pub struct ReadClaim {
    /// Index of its sentence.
    pub sentence: usize,
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// Its own words.
    pub quote: String,
    /// Shared parts.
    pub context: Vec<SpanInfo>,
    /// Kind.
    pub kind: &'static str,
    /// Whose report it is.
    pub attributed_to: Option<AttributedInfo>,
    /// Why it is not checkable, if it is not.
    pub not_checked: Option<&'static str>,
    /// What it says.
    pub frame: FrameInfo,
}

/// What a claim says, by roles. Inner lists hold the candidates of an ambiguous name.
#[derive(Clone, Debug, Serialize)]
pub struct FrameInfo {
    /// Acts of the taxonomy.
    pub acts: Vec<String>,
    /// A relation that is no act.
    pub relation: Option<&'static str>,
    /// The head verb's base form.
    pub verb: String,
    /// Who did it.
    pub agents: Vec<Vec<String>>,
    /// To whom.
    pub patients: Vec<Vec<String>>,
    /// Other actors.
    pub others: Vec<Vec<String>>,
    /// Persons.
    pub persons: Vec<Vec<String>>,
    /// Agreements.
    pub agreements: Vec<Vec<String>>,
    /// Events.
    pub events: Vec<Vec<String>>,
    /// Places.
    pub places: Vec<Vec<String>>,
    /// Names that the record does not hold.
    pub unknown: Vec<String>,
    /// Times.
    pub times: Vec<FrameTime>,
    /// Quantities.
    pub quantities: Vec<QuantityInfo>,
    /// Topics.
    pub topics: Vec<String>,
    /// Claimed order.
    pub order: Option<OrderInfo>,
    /// Denied.
    pub negated: bool,
    /// Restrictive words.
    pub restrictors: Vec<String>,
    /// Content words that nothing else accounts for.
    pub words: Vec<String>,
}

/// A time in a frame.
#[derive(Clone, Debug, Serialize)]
pub struct FrameTime {
    /// `on`, `from`, `until`, `before`, `after`, `for`, `later`.
    pub role: &'static str,
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The time.
    pub timex: TimexInfo,
    /// The date, EDTF, where it is one.
    pub date: Option<String>,
    /// Whether it stands in the claim's own words.
    pub own: bool,
}

/// A claimed order.
#[derive(Clone, Debug, Serialize)]
pub struct OrderInfo {
    /// `before`, `after`, `same`.
    pub relation: &'static str,
    /// The other event.
    pub frame: Box<FrameInfo>,
}

/// Puts together what was read. `record` is the digest of the record.
pub fn read_report(record: &str, name: &str, reading: &Reading) -> ReadReport {
    let d = &reading.document;
    let put = Put {
        text: &d.text,
        offsets: Offsets::new(&d.text),
    };
    ReadReport {
        schema: SCHEMA,
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        record: record.to_owned(),
        document: document_info(name, d, &put.offsets),
        blocks: d
            .blocks
            .iter()
            .map(|b| BlockInfo {
                kind: block_word(b.kind),
                start: put.offsets.at(b.range.start),
                end: put.offsets.at(b.range.end),
            })
            .collect(),
        sentences: d
            .sentences
            .iter()
            .map(|s| SentenceSpan {
                start: put.offsets.at(s.range.start),
                end: put.offsets.at(s.range.end),
                block: s.block,
            })
            .collect(),
        mentions: reading.mentions.iter().map(|m| put.mention(m)).collect(),
        claims: reading.claims.iter().map(|c| put.claim(c)).collect(),
    }
}

struct Put<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
}

impl Put<'_> {
    fn span(&self, r: &Range<usize>) -> SpanInfo {
        SpanInfo {
            start: self.offsets.at(r.start),
            end: self.offsets.at(r.end),
            quote: self.text.get(r.clone()).unwrap_or("").to_owned(),
        }
    }

    fn mention(&self, m: &Mention) -> MentionInfo {
        let at = self.span(&m.range);
        let mut out = MentionInfo {
            start: at.start,
            end: at.end,
            text: at.quote,
            kind: mention_word(&m.what),
            ids: Vec::new(),
            all: false,
            via: None,
            timex: None,
            date: None,
            duration: None,
            quantity: None,
            rule: m.rule,
            context: m.context.clone(),
        };
        match &m.what {
            Named::Actor { ids, all, via } => {
                out.ids = texts(ids);
                out.all = *all;
                out.via = Some(via_word(*via));
            }
            Named::Place(ids) => out.ids = texts(ids),
            Named::Agreement(ids) => out.ids = texts(ids),
            Named::Event(ids) => out.ids = texts(ids),
            Named::UnknownAgreement(_) | Named::UnknownName(_) => {}
            Named::Time(t) => {
                out.timex = Some(timex(t));
                out.date = t.date.as_ref().map(servanda_time::UncertainDate::edtf);
                out.duration = t.duration.map(|d| d.to_string());
            }
            Named::Quantity(q) => out.quantity = Some(quantity(q)),
        }
        out
    }

    fn claim(&self, c: &Claim) -> ReadClaim {
        let at = self.span(&c.range);
        ReadClaim {
            sentence: c.sentence,
            start: at.start,
            end: at.end,
            quote: at.quote,
            context: c.context.iter().map(|r| self.span(r)).collect(),
            kind: kind_word(c.kind),
            attributed_to: c.attributed_to.as_ref().map(|a| AttributedInfo {
                to: texts(&a.to),
                quote: self.span(&a.range).quote,
                reported: a.reported,
            }),
            not_checked: c.not_checked,
            frame: self.frame(&c.frame),
        }
    }

    fn frame(&self, f: &Frame) -> FrameInfo {
        FrameInfo {
            acts: texts(&f.acts),
            relation: f.relation,
            verb: f.verb.clone(),
            agents: lists(&f.agents),
            patients: lists(&f.patients),
            others: lists(&f.others),
            persons: lists(&f.persons),
            agreements: lists(&f.agreements),
            events: lists(&f.events),
            places: lists(&f.places),
            unknown: f.unknown.clone(),
            times: f.times.iter().map(|t| self.time(t)).collect(),
            quantities: f.quantities.iter().map(quantity).collect(),
            topics: texts(&f.topics),
            order: f.order.as_ref().map(|(r, f)| OrderInfo {
                relation: match r {
                    OrderRelation::Before => "before",
                    OrderRelation::After => "after",
                    OrderRelation::Same => "same",
                },
                frame: Box::new(self.frame(f)),
            }),
            negated: f.negated,
            restrictors: f.restrictors.clone(),
            words: f.words.clone(),
        }
    }

    fn time(&self, t: &TimeRef) -> FrameTime {
        FrameTime {
            role: match t.role {
                TimeRole::On => "on",
                TimeRole::From => "from",
                TimeRole::Until => "until",
                TimeRole::Before => "before",
                TimeRole::After => "after",
                TimeRole::For => "for",
                TimeRole::Later => "later",
            },
            start: self.offsets.at(t.range.start),
            end: self.offsets.at(t.range.end),
            timex: timex(&t.time),
            date: t.time.date.as_ref().map(servanda_time::UncertainDate::edtf),
            own: t.own,
        }
    }
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn lists<T: ToString>(ids: &[Vec<T>]) -> Vec<Vec<String>> {
    ids.iter().map(|l| texts(l)).collect()
}

fn via_word(v: Via) -> &'static str {
    match v {
        Via::Name => "name",
        Via::Adjective => "adjective",
        Via::Demonym => "demonym",
        Via::Metonym => "metonym",
        Via::Person => "person",
        Via::Force => "force",
        Via::Anaphor => "anaphor",
    }
}

fn timex(t: &TimeMention) -> TimexInfo {
    TimexInfo {
        kind: t.timex_type,
        value: t.value.clone(),
        modifier: t.modifier.clone(),
    }
}

fn quantity(q: &QuantityMention) -> QuantityInfo {
    QuantityInfo {
        written: q.amount.written.clone(),
        low: q.amount.low.clone(),
        high: q.amount.high.clone(),
        approximate: q.amount.approximate,
        unit: q.unit.clone(),
        counted: q.counted.clone(),
        share: q.share,
    }
}
