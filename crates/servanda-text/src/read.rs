//! The whole of reading: bytes to a document, its mentions and its claims.

use crate::build::{Builder, kind_of, window};
use crate::claim::*;
use crate::document::{self, Given, ReadError};
use crate::en;
use crate::find;
use crate::found::{Found, Kind};
use crate::lexicon::Lexicon;
use crate::quantity;
use crate::roles::Roles;
use servanda_record::Lang;
use servanda_time::UncertainDate;
use std::ops::Range;

/// What the caller knows of a text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Its date.
    pub date: Option<UncertainDate>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Its format.
    pub format: Format,
}

/// The format of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Told from the input: a page that begins with an HTML tag is one.
    #[default]
    Auto,
    /// Plain text or Markdown.
    Text,
    /// An HTML page, of which the article is read (needs the feature `html`).
    Html,
}

/// A text that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text, its blocks and sentences.
    pub document: Document,
    /// What it names, in order.
    pub mentions: Vec<Mention>,
    /// What it claims, in order; spans do not overlap.
    pub claims: Vec<Claim>,
}

/// Reads a text.
///
/// ```
/// use servanda_record::Record;
/// use servanda_text::{Lexicon, Options, read};
/// let lexicon = Lexicon::new(&Record::empty());
/// let r = read(b"The pact was signed in May 1941 and took effect the same month.", &Options::default(), &lexicon).unwrap();
/// assert_eq!(r.claims.len(), 2);
/// ```
///
/// # Errors
/// [`ReadError`] where the bytes are no text that can be read.
pub fn read(input: &[u8], options: &Options, lexicon: &Lexicon) -> Result<Reading, ReadError> {
    let decoded = document::decode(input)?;
    let mut given = Given {
        date: options.date.clone(),
        lang: options.lang,
    };
    let html = match options.format {
        Format::Auto => document::is_html(&decoded.text),
        Format::Text => false,
        Format::Html => true,
    };
    let text = if html {
        let article = document::article(&decoded.text)?;
        given.date = given.date.or(article.date);
        article.text
    } else {
        decoded.text
    };
    let document = document::document(text, &given);
    Ok(read_document(document, lexicon))
}

/// Mentions and claims of a text laid out before.
#[must_use]
pub fn read_document(document: Document, lexicon: &Lexicon) -> Reading {
    let tokens = sentence_tokens(&document);
    let found = find_all(&document, &tokens, lexicon);
    let mut builder = Builder {
        lexicon,
        text: &document.text,
        found: &found,
        document_date: document.date.as_ref().and_then(window),
        discourse: Default::default(),
        named: vec![None; found.len()],
        anaphors: Vec::new(),
        carried: Default::default(),
        carried_main: Default::default(),
        antecedent: Default::default(),
        times: Vec::new(),
    };
    let mut claims = Vec::new();
    let mut k = 0;
    for (i, s) in document.sentences.iter().enumerate() {
        while found.get(k).is_some_and(|f| f.range.start < s.range.start) {
            k += 1;
        }
        let first = k;
        while found.get(k).is_some_and(|f| f.range.start < s.range.end) {
            k += 1;
        }
        let kind = document
            .blocks
            .get(s.block)
            .map_or(BlockKind::Apparatus, |b| b.kind);
        if kind.is_read() {
            if builder.discourse.first_until == 0 {
                builder.discourse.first_until = s.range.end;
            }
            if i.checked_sub(1)
                .and_then(|k| document.sentences.get(k))
                .is_none_or(|before| before.block != s.block)
            {
                builder.discourse.paragraph = s.range.start;
            }
            let sentence = Sentences {
                document: &document,
                index: i,
                range: s.range.clone(),
                tokens: tokens.get(i).map_or(&[], Vec::as_slice),
                found: &found[first..k],
                offset: first,
                caption: kind == BlockKind::Caption,
            };
            match document.lang {
                Lang::En => sentence.english(&mut builder, &mut claims),
                Lang::Ja => sentence.japanese(&mut builder, &mut claims),
            }
        } else {
            let heading = matches!(kind, BlockKind::Heading | BlockKind::Title);
            if heading {
                let text = document.text.get(s.range.clone()).unwrap_or("");
                let words = heading_words(text);
                let telling = found[first..k].iter().any(Found::is_name);
                builder.discourse.heading(telling, &words, lexicon);
            }
            for f in first..k {
                if heading || kind == BlockKind::Dateline {
                    builder.note(f, heading);
                }
            }
        }
    }
    let mentions = mentions(&found, builder.named, builder.anaphors);
    Reading {
        document,
        mentions,
        claims,
    }
}

/// The words of a heading by which an agreement may be called: capitalised ones, and Japanese runs.
fn heading_words(text: &str) -> std::collections::BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 2 && (w.starts_with(char::is_uppercase) || !w.is_ascii()))
        .map(crate::lexicon::fold)
        .filter(|w| {
            !en::words::is("instrument", w)
                && !matches!(
                    w.as_str(),
                    "the" | "exhibit" | "chapter" | "part" | "section" | "treaty" | "peace" | "war"
                )
        })
        .collect()
}

/// The words of each sentence of an English document; of a Japanese one, none.
fn sentence_tokens(document: &Document) -> Vec<Vec<en::token::Token>> {
    match document.lang {
        Lang::En => document
            .sentences
            .iter()
            .map(|s| {
                let own = document.text.get(s.range.clone()).unwrap_or("");
                en::token::tokens(own, s.range.start)
            })
            .collect(),
        Lang::Ja => Vec::new(),
    }
}

fn find_all(
    document: &Document,
    tokens: &[Vec<en::token::Token>],
    lexicon: &Lexicon,
) -> Vec<Found> {
    let tokens = |i: usize| tokens.get(i).map_or(&[][..], Vec::as_slice);
    let text = document.text.as_str();
    let times = find::times(text, document.lang, document.date.as_ref());
    let mut names = Vec::new();
    let mut t = 0;
    for (i, s) in document.sentences.iter().enumerate() {
        match document.lang {
            Lang::En => names.extend(find::names_en(text, tokens(i), lexicon)),
            Lang::Ja => {
                while times.get(t).is_some_and(|f| f.range.end <= s.range.start) {
                    t += 1;
                }
                names.extend(find::names_ja(text, s.range.clone(), lexicon, &times[t..]));
            }
        }
    }
    let mut all = times;
    all.extend(names);
    let mut all = find::merge(all);
    let mut quantities: Vec<Found> = Vec::new();
    let mut k = 0;
    for (i, s) in document.sentences.iter().enumerate() {
        while all.get(k).is_some_and(|f| f.range.end <= s.range.start) {
            k += 1;
        }
        let end = all[k..]
            .iter()
            .position(|f| f.range.start >= s.range.end)
            .map_or(all.len(), |n| k + n);
        let taken = &all[k..end];
        let found = |range, mention| Found {
            range,
            kind: Kind::Quantity(mention),
            rule: "quantity",
            context: None,
        };
        match document.lang {
            Lang::En => {
                let tokens = tokens(i);
                let lower: Vec<String> = tokens
                    .iter()
                    .map(|t| text[t.range.clone()].to_lowercase())
                    .collect();
                let spans: Vec<Range<usize>> = taken.iter().map(|f| f.range.clone()).collect();
                quantities.extend(
                    quantity::en::find(text, tokens, &lower, &spans)
                        .into_iter()
                        .map(|q| found(q.range, q.mention)),
                );
            }
            Lang::Ja => quantities.extend(
                quantity::ja::find(text, s.range.clone(), taken)
                    .into_iter()
                    .map(|q| found(q.range, q.mention)),
            ),
        }
    }
    all.extend(quantities);
    let mut all = find::merge(all);
    if document.lang == Lang::En {
        let mut unknown = Vec::new();
        let mut k = 0;
        for (i, s) in document.sentences.iter().enumerate() {
            while all.get(k).is_some_and(|f| f.range.end <= s.range.start) {
                k += 1;
            }
            if !document
                .blocks
                .get(s.block)
                .is_some_and(|b| b.kind.is_read())
            {
                continue;
            }
            unknown.extend(find::unknown_en(text, tokens(i), &all[k..]));
        }
        all.extend(unknown);
        all = find::merge(all);
    }
    all
}

fn mentions(found: &[Found], named: Vec<Option<Named>>, anaphors: Vec<Mention>) -> Vec<Mention> {
    let mut out: Vec<Mention> = anaphors;
    for (f, n) in found.iter().zip(named) {
        let what = match (&f.kind, n) {
            (Kind::Time(t, _), _) => Named::Time(t.clone()),
            (Kind::Quantity(q), _) => Named::Quantity(q.clone()),
            (Kind::Unknown(u), _) => Named::UnknownName(u.clone()),
            (_, Some(n)) => n,
            (Kind::Name(_), None) => continue,
        };
        out.push(Mention {
            range: f.range.clone(),
            what,
            rule: f.rule,
            context: f.context.clone(),
        });
    }
    out.sort_by_key(|m| (m.range.start, m.range.end));
    out.dedup_by(|b, a| a.range == b.range);
    out
}

pub(crate) struct Sentences<'a> {
    pub(crate) document: &'a Document,
    index: usize,
    pub(crate) range: Range<usize>,
    /// Its words, if it is English.
    tokens: &'a [en::token::Token],
    pub(crate) found: &'a [Found],
    /// Index of the first of `found` among all.
    pub(crate) offset: usize,
    caption: bool,
}

impl Sentences<'_> {
    fn english(&self, b: &mut Builder, out: &mut Vec<Claim>) {
        let text = self.document.text.as_str();
        let own = text.get(self.range.clone()).unwrap_or("");
        let items = en::tag::items(text, self.tokens, self.found, self.offset);
        let whole = en::opinion::sentence(&items, own);
        let pieces = if self.caption {
            caption_pieces(&items)
        } else {
            en::clause::pieces(&items)
        };
        let mut last: Option<&'static str> = None;
        let mut lays_down = false;
        let mut last_bare = false;
        let mut opened = false;
        // Whether the clause before stands within another.
        let mut within = false;
        let mut before: Option<Roles> = None;
        let from = out.len();
        for p in &pieces {
            let it = &items[p.items.clone()];
            let (Some(a), Some(z)) = (it.first(), it.last()) else {
                continue;
            };
            let span = a.range.start..z.range.end;
            let mut roles = en::frame::roles(text, it, p, b.found, b.lexicon);
            let by_phrase = p.link == en::clause::Link::Phrase
                && en::frame::is_by_phrase(it)
                && before
                    .as_ref()
                    .is_some_and(|b| b.passive && !b.acts.is_empty());
            if (p.link == en::clause::Link::Gap || by_phrase)
                && let Some(before) = &before
            {
                en::frame::fill_gap(&mut roles, before);
            }
            // "…, which the Council had declared safe, and murdered thousands": back to the subject of the clause.
            let comma = (1..=2).any(|n| {
                p.items
                    .start
                    .checked_sub(n)
                    .and_then(|k| items.get(k))
                    .is_some_and(|x| x.tag == en::tag::Tag::Comma)
            });
            if within
                && comma
                && matches!(p.link, en::clause::Link::Verb | en::clause::Link::Phrase)
            {
                b.carried = b.carried_main.clone();
            }
            within =
                en::frame::is_inner(p.link) || within && p.link == en::clause::Link::Verb && !comma;
            roles.inner = within && p.items.start > 0;
            if self.caption && pieces.len() > 1 && span.end < self.range.end {
                self.share_tail(&items, &pieces, b, text, &mut roles);
            }
            let anchors = en::opinion::anchors(it);
            // "It held that …, and that …": what is held is content, whatever its words.
            let held = lays_down
                && it
                    .iter()
                    .find(|x| x.tag != en::tag::Tag::Cc)
                    .is_some_and(|x| x.tag == en::tag::Tag::Sub && x.lower == "that");
            // "promised to help if the other were attacked": a condition of what is laid down is no fact.
            let condition = lays_down
                && p.link == en::clause::Link::Subordinate
                && it
                    .first()
                    .is_some_and(|x| matches!(x.lower.as_str(), "if" | "unless"))
                && !anchors.times
                && !anchors.numbers;
            lays_down |= en::opinion::lays_down(it);
            let mut why = whole.or_else(|| {
                if condition {
                    Some("conditional")
                } else if self.caption || held {
                    None
                } else {
                    en::opinion::clause(it, p, !roles.acts.is_empty() || !roles.topics.is_empty())
                }
            });
            let hangs = !matches!(p.link, en::clause::Link::Main | en::clause::Link::Quotation);
            if why.is_none()
                && hangs
                && last.is_some()
                && !anchors.names
                && !anchors.times
                && !anchors.numbers
            {
                why = last;
            }
            // "It failed because its authors were fools": the reason colours what it is given for.
            if why.is_some()
                && why != Some("question")
                && it.first().is_some_and(|x| x.lower == "because")
                && let Some(c) = out[from..].last_mut()
                && c.not_checked.is_none()
                && last_bare
            {
                c.not_checked = why;
                c.kind = ClaimKind::Opinion;
            }
            // "It was fear, not friendship, that held them", "history is dumb, but it sends reminders".
            let bare = !anchors.names && !anchors.times && !anchors.numbers;
            let weighed = it.first().is_some_and(|x| x.tag == en::tag::Tag::Not);
            let goes_on = roles.acts.is_empty()
                && matches!(last, Some("general" | "evaluation"))
                && it
                    .first()
                    .is_some_and(|x| matches!(x.lower.as_str(), "it" | "they"))
                && it
                    .iter()
                    .find(|x| x.finite())
                    .is_some_and(en::opinion::is_present);
            if why.is_none() && bare && (weighed || goes_on) && p.items.start > 0 {
                why = last;
            }
            // "If they want peace, they know where to find it".
            if why.is_none()
                && p.link == en::clause::Link::Main
                && last.is_some()
                && opened
                && roles.acts.is_empty()
                && !anchors.names
                && !anchors.times
                && !anchors.numbers
            {
                why = last;
            }
            opened = p.link == en::clause::Link::Subordinate && p.items.start == 0;
            last_bare = !anchors.names && !anchors.times && !anchors.numbers;
            last = why;
            out.push(self.claim(b, &roles, span, why));
            before = Some(roles);
        }
        speakers(&items, &pieces, own, &mut out[from..]);
    }

    /// "A, B and C at Locarno, 1925": place and time are said of each.
    fn share_tail(
        &self,
        items: &[en::tag::Item],
        pieces: &[en::clause::Piece],
        b: &Builder,
        text: &str,
        roles: &mut Roles,
    ) {
        let Some(p) = pieces.last() else { return };
        let tail = en::frame::roles(text, &items[p.items.clone()], p, b.found, b.lexicon);
        let shared = tail.parts.into_iter().filter(|q| {
            q.role == crate::roles::Role::Place || matches!(q.what, crate::roles::What::Found(k) if b.found.get(k).is_some_and(Found::is_time))
        });
        for q in shared {
            if !roles.parts.contains(&q) {
                roles.parts.push(q);
            }
        }
    }

    pub(crate) fn claim(
        &self,
        b: &mut Builder,
        roles: &Roles,
        span: Range<usize>,
        why: Option<&'static str>,
    ) -> Claim {
        let (mut frame, context) = b.frame(roles, &span);
        if let Some((relation, inner)) = &roles.order {
            let kept = (b.carried.clone(), b.antecedent.clone(), b.times.clone());
            let (other, _) = b.frame(inner, &span);
            (b.carried, b.antecedent, b.times) = kept;
            let told =
                !other.acts.is_empty() || !other.events.is_empty() || !other.agreements.is_empty();
            if told
                && (!frame.acts.is_empty()
                    || !frame.events.is_empty()
                    || !frame.agreements.is_empty())
            {
                frame.order = Some((*relation, Box::new(other)));
            }
        }
        let attributed_to = roles.report.as_ref().map(|r| {
            let mut to = Vec::new();
            for i in &r.by {
                if let Some(p) = roles.parts.get(*i) {
                    let only = Roles {
                        parts: vec![p.clone()],
                        past: roles.past,
                        inner: true,
                        ..Roles::default()
                    };
                    let times = b.times.clone();
                    let carried = b.carried.clone();
                    let (f, _) = b.frame(&only, &span);
                    b.times = times;
                    b.carried = carried;
                    to.extend(
                        f.agents
                            .into_iter()
                            .chain(f.patients)
                            .chain(f.persons)
                            .chain(f.others)
                            .flatten(),
                    );
                }
            }
            to.dedup();
            Attributed {
                to,
                range: r.range.clone(),
                reported: r.reported,
                verb: r.verb.clone(),
            }
        });
        let reported = attributed_to
            .as_ref()
            .is_some_and(|a| a.reported && !a.to.is_empty());
        let kind = if why.is_some() {
            ClaimKind::Opinion
        } else {
            kind_of(&frame, reported)
        };
        Claim {
            sentence: self.index,
            range: span,
            context,
            kind,
            frame,
            attributed_to: attributed_to.filter(|a| !a.to.is_empty()),
            not_checked: why,
        }
    }
}

/// "… ," said X: who speaks is no claim of its own, and what is quoted is said by whom it names.
fn speakers(
    items: &[en::tag::Item],
    pieces: &[en::clause::Piece],
    own: &str,
    claims: &mut [Claim],
) {
    let quotations: Vec<Range<usize>> = pieces
        .iter()
        .filter(|p| {
            p.link == en::clause::Link::Quotation
                || own.starts_with(['"', '\u{201c}']) && p.items.start <= 1
        })
        .filter_map(|p| {
            Some(
                items.get(p.items.start)?.range.start
                    ..items.get(p.items.end.checked_sub(1)?)?.range.end,
            )
        })
        .collect();
    if !quotations.is_empty() {
        for c in claims.iter_mut() {
            let quoted = quotations
                .iter()
                .any(|q| q.start <= c.range.start && c.range.end <= q.end);
            let bare = c.frame.quantities.is_empty() && c.frame.times.iter().all(|t| !t.own);
            if !quoted
                && bare
                && c.not_checked.is_none()
                && en::words::is("speaking", &c.frame.verb)
            {
                c.not_checked = Some("attribution");
                c.kind = ClaimKind::Opinion;
            }
        }
        for q in &quotations {
            attribute(claims, q, "say");
        }
    }
}

/// A quotation is said by whom the clauses around it name.
pub(crate) fn attribute(claims: &mut [Claim], quotation: &Range<usize>, verb: &str) {
    let inside = |c: &Claim| quotation.start <= c.range.start && c.range.end <= quotation.end;
    let speaker = |c: &&Claim| {
        !inside(c) && c.not_checked == Some("attribution") && !c.frame.agents.is_empty()
    };
    let Some(by) = claims.iter().find(speaker) else {
        return;
    };
    let to: Vec<_> = by.frame.agents.iter().flatten().cloned().collect();
    let said = Attributed {
        to,
        range: by.range.clone(),
        reported: true,
        verb: verb.to_owned(),
    };
    for c in claims
        .iter_mut()
        .filter(|c| inside(c) && c.attributed_to.is_none())
    {
        c.attributed_to = Some(said.clone());
    }
}

/// A caption's list of persons or things: each stands by itself.
fn caption_pieces(items: &[en::tag::Item]) -> Vec<en::clause::Piece> {
    use en::tag::Tag;
    let persons = items.iter().filter(|i| i.tag == Tag::Name).count();
    let list = items
        .iter()
        .any(|i| i.lower == "right" || i.lower == "left")
        && persons >= 2;
    if !list {
        return en::clause::pieces(items);
    }
    let start = items
        .iter()
        .position(|i| i.tag == Tag::Colon)
        .map_or(0, |k| k + 1);
    let mut out = Vec::new();
    let mut from = start;
    for k in start..items.len() {
        if matches!(items[k].tag, Tag::Comma | Tag::Cc)
            && items.get(k + 1).is_some_and(|n| {
                n.found.is_some() && n.tag == Tag::Name || n.found.is_none() && n.capital
            })
        {
            if k > from {
                out.push(en::clause::Piece {
                    items: from..k,
                    link: en::clause::Link::Main,
                });
            }
            from = k + 1;
        }
    }
    let end = items
        .iter()
        .rposition(|i| !matches!(i.tag, Tag::Close | Tag::Stop))
        .map_or(items.len(), |k| k + 1);
    if from < end {
        out.push(en::clause::Piece {
            items: from..end,
            link: en::clause::Link::Main,
        });
    }
    out
}
