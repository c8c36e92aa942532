//! The report of a check as data: what the terminal, JSON and HTML all show.

use crate::offsets::Offsets;
use serde::Serialize;
use servanda_check::{Bilingual, Checked, Legal, Outcome, Part, Verdict};
use servanda_law::Written;
use servanda_record::{Citation, Lang, Record, Status};
use servanda_text::{BlockKind, Claim, ClaimKind, Document, Named};
use std::sync::Arc;

/// Name and version of the published schema.
pub const SCHEMA: &str = "https://servanda.dev/schema/check-1.json";

/// A whole report.
#[derive(Clone, Debug, Serialize)]
pub struct CheckReport {
    /// The schema's name.
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    /// Version of the engine.
    pub engine: String,
    /// Digest of the record.
    pub record: String,
    /// The document.
    pub document: DocumentInfo,
    /// Its blocks.
    pub blocks: Vec<BlockInfo>,
    /// Its sentences.
    pub sentences: Vec<SentenceInfo>,
    /// Its claims.
    pub claims: Vec<ClaimInfo>,
    /// How many claims came out how; the sum is the number of claims.
    pub counts: Counts,
    /// Sources cited, by id.
    pub sources: Vec<SourceInfo>,
}

impl CheckReport {
    /// A report of nothing, for a text of that name.
    pub fn empty(name: &str) -> Self {
        Self {
            schema: SCHEMA,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            record: String::new(),
            document: DocumentInfo {
                name: name.to_owned(),
                sha256: String::new(),
                lang: "en",
                date: None,
                title: None,
                length: 0,
                text: String::new(),
            },
            blocks: Vec::new(),
            sentences: Vec::new(),
            claims: Vec::new(),
            counts: Counts::default(),
            sources: Vec::new(),
        }
    }
}

/// The document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentInfo {
    /// Its name, as given.
    pub name: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Language.
    pub lang: &'static str,
    /// Its date, EDTF.
    pub date: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Length in code points.
    pub length: usize,
    /// The text itself, since offsets count in it.
    pub text: String,
}

/// A block.
#[derive(Clone, Debug, Serialize)]
pub struct BlockInfo {
    /// Kind.
    pub kind: &'static str,
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
pub struct SentenceInfo {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// Indices of its claims.
    pub claims: Vec<usize>,
    /// `claims` if it has claims to check, else why not: `opinion`, `heading`, `no-claim` …
    pub status: &'static str,
}

/// A part of the text.
#[derive(Clone, Debug, Serialize)]
pub struct SpanInfo {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The words.
    pub quote: String,
}

/// A claim with its verdict.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimInfo {
    /// Stable id: digest of record, text and position.
    pub id: String,
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
    /// Ids of agreements, events, actors and places it is about.
    pub about: Vec<String>,
    /// Whose report it is.
    pub attributed_to: Option<AttributedInfo>,
    /// The verdict.
    pub verdict: Verdict,
    /// What was read: the parts of the claim as understood.
    pub says: SaysInfo,
    /// What the record says.
    pub record_says: Bilingual,
    /// Which rule gave the verdict, a stable word.
    pub reason: &'static str,
    /// The parts compared.
    pub parts: Vec<Part>,
    /// The statements it rests on.
    pub evidence: Vec<EvidenceInfo>,
    /// The answer under each reading, where readings differ.
    pub readings: Vec<servanda_check::ReadingNote>,
    /// Parties' positions shown beside it.
    pub positions: Vec<PositionInfo>,
    /// The law it came to.
    pub legal: Option<LegalInfo>,
    /// The proof, canonical JSON.
    #[serde(serialize_with = "as_json")]
    pub proof: Option<Arc<Written>>,
}

/// To whom a report is attributed.
#[derive(Clone, Debug, Serialize)]
pub struct AttributedInfo {
    /// Actors' ids.
    pub to: Vec<String>,
    /// The words that say so.
    pub quote: String,
    /// Reported speech (true) or a quotation.
    pub reported: bool,
}

/// What was read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SaysInfo {
    /// Acts or relation.
    pub acts: Vec<String>,
    /// Dates and durations, as values.
    pub times: Vec<String>,
    /// Numbers as written.
    pub quantities: Vec<String>,
    /// Denied.
    pub negated: bool,
}

/// A statement as evidence.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceInfo {
    /// Statement id.
    pub statement: String,
    /// Its digest.
    pub digest: String,
    /// Whether it was read at the source.
    pub status: &'static str,
    /// Sources with locators.
    pub cites: Vec<CiteInfo>,
}

/// A citation.
#[derive(Clone, Debug, Serialize)]
pub struct CiteInfo {
    /// Source id.
    pub source: String,
    /// Place in it.
    pub locator: String,
}

/// A party's position.
#[derive(Clone, Debug, Serialize)]
pub struct PositionInfo {
    /// Id.
    pub id: String,
    /// Whose.
    pub of: Bilingual,
    /// What it says.
    pub says: Bilingual,
}

/// The law a claim came to.
#[derive(Clone, Debug, Serialize)]
pub struct LegalInfo {
    /// Agreement.
    pub agreement: Option<String>,
    /// Event.
    pub event: Option<String>,
    /// Article.
    pub article: Option<String>,
    /// Choice points in play.
    pub choices: Vec<String>,
    /// The proof in sentences.
    pub because: Bilingual,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceInfo {
    /// Id.
    pub id: String,
    /// Short citation.
    pub cite: String,
    /// Address.
    pub url: Option<String>,
}

/// Counts by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Counts {
    /// Supported.
    pub supported: usize,
    /// Contradicted.
    pub contradicted: usize,
    /// Partly.
    pub partly: usize,
    /// Disputed.
    pub disputed: usize,
    /// Not in the record.
    pub not_in_record: usize,
    /// Not checked.
    pub not_checked: usize,
}

impl Counts {
    fn add(&mut self, v: Verdict) {
        match v {
            Verdict::Supported => self.supported += 1,
            Verdict::Contradicted => self.contradicted += 1,
            Verdict::Partly => self.partly += 1,
            Verdict::Disputed => self.disputed += 1,
            Verdict::NotInRecord => self.not_in_record += 1,
            Verdict::NotChecked => self.not_checked += 1,
        }
    }
    /// Whether anything was found against the text.
    pub fn has_findings(&self) -> bool {
        self.contradicted + self.partly > 0
    }
    /// All claims.
    pub fn total(&self) -> usize {
        self.supported
            + self.contradicted
            + self.partly
            + self.disputed
            + self.not_in_record
            + self.not_checked
    }
}

/// The published word for a kind of claim.
pub fn kind_word(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Agreement => "agreement",
        ClaimKind::Event => "event",
        ClaimKind::Order => "order",
        ClaimKind::Quantity => "quantity",
        ClaimKind::Status => "status",
        ClaimKind::Identity => "identity",
        ClaimKind::Conduct => "conduct",
        ClaimKind::Place => "place",
        ClaimKind::Opinion => "opinion",
    }
}

/// The published word for a kind of block.
pub fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
        BlockKind::Dateline => "dateline",
        BlockKind::Byline => "byline",
        BlockKind::Navigation => "navigation",
        BlockKind::Related => "related",
        BlockKind::Apparatus => "apparatus",
    }
}

/// The published word for an outcome.
pub fn outcome_word(o: Outcome) -> &'static str {
    match o {
        Outcome::Agrees => "agrees",
        Outcome::Differs => "differs",
        Outcome::Near => "near",
        Outcome::Divided => "divided",
        Outcome::Silent => "silent",
    }
}

/// A document as published.
pub fn document_info(name: &str, document: &Document, offsets: &Offsets<'_>) -> DocumentInfo {
    DocumentInfo {
        name: name.to_owned(),
        sha256: servanda_record::Digest(document.sha256).to_string(),
        lang: if document.lang == Lang::Ja {
            "ja"
        } else {
            "en"
        },
        date: document
            .date
            .as_ref()
            .map(servanda_time::UncertainDate::edtf),
        title: document.title.clone(),
        length: offsets.len(),
        text: document.text.clone(),
    }
}

/// Puts a report together. Claims and verdicts go one to one.
pub fn report(
    record: &Record,
    name: &str,
    document: &Document,
    claims: &[Claim],
    checked: &[Checked],
) -> CheckReport {
    let offsets = Offsets::new(&document.text);
    let mut out = CheckReport {
        schema: SCHEMA,
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        record: record.digest.to_string(),
        document: document_info(name, document, &offsets),
        blocks: document
            .blocks
            .iter()
            .map(|b| BlockInfo {
                kind: block_word(b.kind),
                start: offsets.at(b.range.start),
                end: offsets.at(b.range.end),
            })
            .collect(),
        sentences: Vec::new(),
        claims: Vec::new(),
        counts: Counts::default(),
        sources: Vec::new(),
    };
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); document.sentences.len()];
    for (i, (c, v)) in claims.iter().zip(checked).enumerate() {
        if let Some(list) = by_sentence.get_mut(c.sentence) {
            list.push(i);
        }
        out.counts.add(v.verdict);
        out.claims.push(claim_info(
            record,
            document,
            &offsets,
            c,
            v,
            &out.record,
            &out.document.sha256,
        ));
    }
    for (s, mine) in document.sentences.iter().zip(by_sentence) {
        let status = match document.blocks.get(s.block).map(|b| b.kind) {
            Some(k) if !k.is_read() => block_word(k),
            _ if mine.is_empty() => "no-claim",
            _ if mine.iter().all(|i| {
                checked
                    .get(*i)
                    .is_some_and(|v| v.verdict == Verdict::NotChecked)
            }) =>
            {
                "opinion"
            }
            _ => "claims",
        };
        out.sentences.push(SentenceInfo {
            start: offsets.at(s.range.start),
            end: offsets.at(s.range.end),
            claims: mine,
            status,
        });
    }
    out.sources = sources(record, &out.claims);
    out
}

fn claim_info(
    record: &Record,
    document: &Document,
    offsets: &Offsets,
    c: &Claim,
    v: &Checked,
    digest: &str,
    sha: &str,
) -> ClaimInfo {
    let quote = |r: &std::ops::Range<usize>| document.text.get(r.clone()).unwrap_or("").to_owned();
    let (start, end) = (offsets.at(c.range.start), offsets.at(c.range.end));
    let legal = v.legal.as_ref();
    ClaimInfo {
        id: claim_id(digest, sha, start, end),
        sentence: c.sentence,
        start,
        end,
        quote: quote(&c.range),
        context: c
            .context
            .iter()
            .map(|r| SpanInfo {
                start: offsets.at(r.start),
                end: offsets.at(r.end),
                quote: quote(r),
            })
            .collect(),
        kind: kind_word(c.kind),
        about: about(c),
        attributed_to: c.attributed_to.as_ref().map(|a| AttributedInfo {
            to: a.to.iter().map(ToString::to_string).collect(),
            quote: quote(&a.range),
            reported: a.reported,
        }),
        verdict: v.verdict,
        says: says(c),
        record_says: v.record_says.clone(),
        reason: v.reason,
        parts: v.parts.clone(),
        evidence: v
            .statements
            .iter()
            .filter_map(|s| evidence(record, s.as_str()))
            .collect(),
        readings: legal.map(|l| l.readings.clone()).unwrap_or_default(),
        positions: legal.map(|l| positions(record, l)).unwrap_or_default(),
        legal: legal.map(|l| LegalInfo {
            agreement: l.agreement.as_ref().map(ToString::to_string),
            event: l.event.as_ref().map(ToString::to_string),
            article: l.article.clone(),
            choices: l.choices.iter().map(ToString::to_string).collect(),
            because: because(record, l),
        }),
        proof: legal.and_then(|l| l.proof.clone()),
    }
}

/// Writes a proof as the JSON it is, piece by piece: it is never held as anything but its text.
fn as_json<S: serde::Serializer>(proof: &Option<Arc<Written>>, out: S) -> Result<S::Ok, S::Error> {
    let Some(proof) = proof else {
        return out.serialize_none();
    };
    let mut text = serde_json::Deserializer::from_str(proof.canonical());
    serde_transcode::transcode(&mut text, out)
}

/// The proof in sentences, in both languages.
fn because(record: &Record, legal: &Legal) -> Bilingual {
    if !legal.because.is_empty() {
        return legal.because.clone();
    }
    let Some(proof) = &legal.proof else {
        return Bilingual::default();
    };
    let [en, ja] = proof.told(|json| {
        let Ok(proof) = serde_json::from_str(json) else {
            return Default::default();
        };
        [Lang::En, Lang::Ja].map(|lang| {
            crate::because::derive(record, &proof, lang).map_or_else(String::new, |d| d.lines())
        })
    });
    Bilingual::new(en, ja)
}

/// A claim's id: the same record, text and position always give the same id.
fn claim_id(digest: &str, sha: &str, start: usize, end: usize) -> String {
    let cut = |s: &str| s.get(..8).unwrap_or(s).to_owned();
    format!("c-{}-{}-{start}-{end}", cut(digest), cut(sha))
}

fn about(c: &Claim) -> Vec<String> {
    let f = &c.frame;
    let mut out: Vec<String> = Vec::new();
    out.extend(f.agreements.iter().flatten().map(ToString::to_string));
    out.extend(f.events.iter().flatten().map(ToString::to_string));
    let actors = f
        .agents
        .iter()
        .chain(&f.patients)
        .chain(&f.others)
        .chain(&f.persons);
    out.extend(actors.flatten().map(ToString::to_string));
    out.extend(f.places.iter().flatten().map(ToString::to_string));
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|x| seen.insert(x.clone()));
    out
}

fn says(c: &Claim) -> SaysInfo {
    SaysInfo {
        acts: c
            .frame
            .acts
            .iter()
            .map(ToString::to_string)
            .chain(c.frame.relation.map(str::to_owned))
            .collect(),
        times: c.frame.times.iter().map(|t| t.time.value.clone()).collect(),
        quantities: c
            .frame
            .quantities
            .iter()
            .map(|q| q.amount.written.clone())
            .collect(),
        negated: c.frame.negated,
    }
}

fn evidence(record: &Record, id: &str) -> Option<EvidenceInfo> {
    let s = record.statement(id)?;
    Some(EvidenceInfo {
        statement: id.to_owned(),
        digest: s.digest.to_string(),
        status: if s.status == Status::Verified {
            "verified"
        } else {
            "unverified"
        },
        cites: s
            .citations
            .iter()
            .map(|c: &Citation| CiteInfo {
                source: c.source.to_string(),
                locator: c.locator.clone(),
            })
            .collect(),
    })
}

fn positions(record: &Record, legal: &Legal) -> Vec<PositionInfo> {
    let both = |t: &servanda_record::Text| Bilingual::new(t.get(Lang::En), t.get(Lang::Ja));
    let one = |p: &servanda_record::Position| {
        let of = record
            .actor(p.of.as_str())
            .map(|a| Bilingual::new(a.names.label(Lang::En), a.names.label(Lang::Ja)));
        PositionInfo {
            id: p.id.to_string(),
            of: of.unwrap_or_default(),
            says: both(&p.says),
        }
    };
    legal
        .positions
        .iter()
        .filter_map(|id| record.position(id.as_str()))
        .map(one)
        .collect()
}

fn sources(record: &Record, claims: &[ClaimInfo]) -> Vec<SourceInfo> {
    let ids: std::collections::BTreeSet<&str> = claims
        .iter()
        .flat_map(|c| &c.evidence)
        .flat_map(|e| &e.cites)
        .map(|c| c.source.as_str())
        .collect();
    let one = |id: &str| {
        let s = record.source(id)?;
        let author = if s.author.is_empty() {
            String::new()
        } else {
            format!("{}: ", s.author.join(", "))
        };
        let year = s
            .date
            .as_ref()
            .map(|d| format!(" ({})", d.edtf()))
            .unwrap_or_default();
        Some(SourceInfo {
            id: id.to_owned(),
            cite: format!("{author}{}{year}", s.title),
            url: s.url.clone(),
        })
    };
    ids.into_iter().filter_map(one).collect()
}

/// The words of a mention, for lists of what was read.
pub fn mention_word(named: &Named) -> &'static str {
    match named {
        Named::Actor { .. } => "actor",
        Named::Place(_) => "place",
        Named::Agreement(_) => "agreement",
        Named::UnknownAgreement(_) => "unknown-agreement",
        Named::Event(_) => "event",
        Named::UnknownName(_) => "unknown-name",
        Named::Time(_) => "time",
        Named::Quantity(_) => "quantity",
    }
}
