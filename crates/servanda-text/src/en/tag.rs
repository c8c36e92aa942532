//! Tags for English words: what part a word plays, from its forms and its neighbours.

use super::token::{Shape, Token};
use crate::found::{Found, Kind};
use std::ops::Range;

/// The part a word plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Det,
    Adj,
    Adv,
    Noun,
    /// A name found.
    Name,
    Num,
    Pron,
    Poss,
    Prep,
    Cc,
    Sub,
    Rel,
    To,
    Modal,
    Be,
    Have,
    Do,
    /// A finite verb.
    Fin,
    /// Past tense or participle, undecided.
    Past,
    /// A participle.
    Part,
    Ger,
    Inf,
    Not,
    Comma,
    Semi,
    Colon,
    Dash,
    Open,
    Close,
    Quote,
    Stop,
    Time,
    Qty,
    Possessive,
    Other,
}

/// A word, or a mention taken as one word.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub range: Range<usize>,
    pub tag: Tag,
    pub lower: String,
    pub lemma: String,
    /// Index of what was found there.
    pub found: Option<usize>,
    pub capital: bool,
}

impl Item {
    /// Whether it can stand in a noun phrase.
    pub fn nominal(&self) -> bool {
        matches!(
            self.tag,
            Tag::Noun | Tag::Name | Tag::Num | Tag::Pron | Tag::Qty | Tag::Time
        )
    }
    /// Whether it is a verb other than an auxiliary, or a form of one.
    pub fn verbal(&self) -> bool {
        matches!(
            self.tag,
            Tag::Fin | Tag::Past | Tag::Part | Tag::Inf | Tag::Ger
        )
    }
    /// Whether what was found there is so.
    pub fn names(&self, found: &[Found], so: fn(&Found) -> bool) -> bool {
        self.found.and_then(|n| found.get(n)).is_some_and(so)
    }
    pub fn is_aux(&self) -> bool {
        matches!(self.tag, Tag::Modal | Tag::Be | Tag::Have | Tag::Do)
    }
    /// Whether it is, or may be, a finite verb.
    pub fn finite(&self) -> bool {
        match self.tag {
            Tag::Modal | Tag::Fin | Tag::Past => true,
            Tag::Be => !matches!(self.lower.as_str(), "be" | "been" | "being"),
            Tag::Have => self.lower != "having",
            Tag::Do => !matches!(self.lower.as_str(), "done" | "doing"),
            _ => false,
        }
    }
}

/// The words of a sentence with mentions taken together.
pub(crate) fn items(text: &str, tokens: &[Token], found: &[Found], offset: usize) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut f = found.iter().enumerate().peekable();
    let mut i = 0;
    while i < tokens.len() {
        let t = &tokens[i];
        while f.peek().is_some_and(|(_, x)| x.range.end <= t.range.start) {
            f.next();
        }
        if let Some((k, x)) = f
            .peek()
            .filter(|(_, x)| x.range.start <= t.range.start && t.range.start < x.range.end)
        {
            let tag = match x.kind {
                Kind::Time(..) => Tag::Time,
                Kind::Quantity(_) => Tag::Qty,
                Kind::Unknown(_) => Tag::Noun,
                _ if x.is_adjective() => Tag::Adj,
                _ => Tag::Name,
            };
            let words = text.get(x.range.clone()).unwrap_or_default();
            out.push(Item {
                range: x.range.clone(),
                tag,
                lower: words.to_lowercase(),
                lemma: String::new(),
                found: Some(offset + k),
                capital: true,
            });
            let end = x.range.end;
            while i < tokens.len() && tokens[i].range.start < end {
                i += 1;
            }
            continue;
        }
        let word = text.get(t.range.clone()).unwrap_or_default();
        out.push(Item {
            range: t.range.clone(),
            tag: match t.shape {
                Shape::Number => Tag::Num,
                Shape::Possessive => Tag::Possessive,
                Shape::Punct => mark(word),
                Shape::Word => Tag::Other,
            },
            lower: word.to_lowercase().replace('’', "'"),
            lemma: String::new(),
            found: None,
            capital: word.starts_with(char::is_uppercase),
        });
        i += 1;
    }
    super::tagger::tag(&mut out);
    out
}

fn mark(c: &str) -> Tag {
    match c {
        "," | "、" => Tag::Comma,
        ";" => Tag::Semi,
        ":" => Tag::Colon,
        "—" | "–" => Tag::Dash,
        "(" | "[" | "（" => Tag::Open,
        ")" | "]" | "）" => Tag::Close,
        "\"" | "“" | "”" | "‘" | "'" | "’" | "«" | "»" => Tag::Quote,
        "." | "!" | "?" | "…" => Tag::Stop,
        _ => Tag::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::en::token::tokens;

    fn tags(text: &str) -> Vec<(String, Tag)> {
        items(text, &tokens(text, 0), &[], 0)
            .into_iter()
            .map(|i| (i.lower, i.tag))
            .collect()
    }

    #[test]
    fn verbs_and_nouns_by_their_neighbours() {
        let table: &[(&str, &str, Tag)] = &[
            ("The attack came at dawn.", "attack", Tag::Noun),
            ("They attack the town.", "attack", Tag::Fin),
            ("They planned to attack the town.", "attack", Tag::Inf),
            ("The treaty was signed there.", "signed", Tag::Part),
            (
                "The treaties they initialled there held.",
                "initialled",
                Tag::Past,
            ),
            ("A limited fleet sailed.", "limited", Tag::Adj),
            ("It expires in May.", "expires", Tag::Fin),
            ("States will sign anything.", "sign", Tag::Inf),
            ("The notice could not go in.", "go", Tag::Inf),
            ("He put his name to it.", "put", Tag::Past),
            ("The sides had put it off.", "put", Tag::Part),
            ("The paper bears the names of four.", "bears", Tag::Fin),
            ("It was the last meeting.", "meeting", Tag::Noun),
        ];
        for (text, word, want) in table {
            let got = tags(text)
                .into_iter()
                .find(|(w, _)| w == word)
                .map(|(_, t)| t);
            assert_eq!(got, Some(*want), "{word} in {text}");
        }
    }
}
