//! From bytes to a document: decoding, blocks, sentences, the document's own date.

mod blocks;
mod decode;
mod html;
mod sentences;

pub use decode::{Decoded, ReadError, decode};
pub(crate) use html::{article, is_html};

use crate::claim::{BlockKind, Document};
use crate::timex;
use servanda_record::Lang;
use servanda_time::UncertainDate;
use sha2::{Digest, Sha256};

/// What the caller knows of a text.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its date.
    pub date: Option<UncertainDate>,
    /// Its language.
    pub lang: Option<Lang>,
}

/// Lays out a decoded text.
///
/// ```
/// use servanda_text::document::{Given, document};
/// let d = document("A title\n\nIt was signed on 5 May. It held.".into(), &Given::default());
/// assert_eq!(d.title.as_deref(), Some("A title"));
/// assert_eq!(d.sentences.len(), 3);
/// ```
pub fn document(text: String, given: &Given) -> Document {
    let lang = given.lang.unwrap_or_else(|| language(&text));
    let blocks = blocks::blocks(&text, lang);
    let sentences = sentences::sentences(&text, &blocks, lang);
    let title = blocks
        .iter()
        .find(|b| b.kind == BlockKind::Title)
        .and_then(|b| text.get(b.range.clone()))
        .map(str::to_owned);
    let date = given
        .date
        .clone()
        .or_else(|| own_date(&text, &blocks, lang));
    Document {
        sha256: Sha256::digest(text.as_bytes()).into(),
        text,
        lang,
        date,
        title,
        blocks,
        sentences,
    }
}

/// The language by its script: Japanese where kana are a fair part of the letters.
pub fn language(text: &str) -> Lang {
    let (mut kana, mut letters) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(20_000) {
        letters += 1;
        kana += usize::from(matches!(c, '\u{3040}'..='\u{30ff}'));
    }
    if kana * 8 > letters {
        Lang::Ja
    } else {
        Lang::En
    }
}

/// The date in a dateline or byline near the top: the first that is at least a year.
fn own_date(text: &str, blocks: &[crate::claim::Block], lang: Lang) -> Option<UncertainDate> {
    let head = blocks
        .iter()
        .take(6)
        .filter(|b| matches!(b.kind, BlockKind::Dateline | BlockKind::Byline));
    let tagged = match lang {
        Lang::En => timex::Lang::En,
        Lang::Ja => timex::Lang::Ja,
    };
    for b in head {
        let Some(part) = text.get(b.range.clone()) else {
            continue;
        };
        for t in timex::tag(part, &timex::Options::new(tagged)) {
            let value = t.value.as_str();
            let dated = value.len() >= 4 && value.bytes().take(4).all(|b| b.is_ascii_digit());
            if dated && let Ok(date) = UncertainDate::parse(value) {
                return Some(date);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dateline_dates_the_document() {
        let text = "Ink\n\nEditorial | The Herald | Helsinki, Saturday 30 November 2019\n\nEighty years ago it began. It went on for long, as everyone in this town remembers well.";
        let d = document(text.into(), &Given::default());
        assert_eq!(d.date.map(|d| d.edtf()).as_deref(), Some("2019-11-30"));
        assert_eq!(d.lang, Lang::En);
    }

    #[test]
    fn japanese_is_seen_by_its_kana() {
        assert_eq!(language("条約は1941年に調印された。"), Lang::Ja);
        assert_eq!(language("The pact (中立条約) was signed."), Lang::En);
    }
}
