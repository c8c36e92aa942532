//! Sentences. A full stop ends one unless it belongs to an abbreviation, an initial, a number or a date.

use crate::claim::{Block, Sentence};
use servanda_record::Lang;

/// Abbreviations after which a capital does not begin a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "sgt", "adm", "gov", "sen",
    "rep", "st", "sr", "jr", "no", "nos", "art", "arts", "fig", "vol", "pp", "p", "ch", "sec",
    "vs", "etc", "cf", "ca", "c", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "approx", "dept", "est", "inc", "ltd", "co", "mt", "ft", "u.s", "u.k",
    "u.n", "e.g", "i.e", "a.m", "p.m", "u.s.s.r", "ph.d", "b.c", "a.d", "rev", "hon", "messrs",
    "para", "paras", "res",
];

/// Abbreviations that may well end a sentence before a capital.
const MAY_END: &[&str] = &[
    "u.s", "u.k", "u.n", "a.m", "p.m", "u.s.s.r", "etc", "b.c", "a.d", "co", "inc", "ltd", "jr",
    "sr",
];

/// The sentences of all blocks.
pub fn sentences(text: &str, blocks: &[Block], lang: Lang) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (i, b) in blocks.iter().enumerate() {
        let Some(part) = text.get(b.range.clone()) else {
            continue;
        };
        let ends = if lang == Lang::Ja {
            japanese(part)
        } else {
            english(part)
        };
        let mut start = 0;
        for end in ends.into_iter().chain(std::iter::once(part.len())) {
            let piece = &part[start..end];
            let body = piece.trim();
            if !body.is_empty() {
                let from = b.range.start + start + (piece.len() - piece.trim_start().len());
                out.push(Sentence {
                    range: from..from + body.len(),
                    block: i,
                });
            }
            start = end;
        }
    }
    out
}

/// Byte offsets at which Japanese sentences end.
fn japanese(t: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut depth = 0i32;
    let mut chars = t.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        match c {
            '「' | '『' | '(' | '\u{ff08}' => depth += 1,
            '」' | '』' | ')' | '\u{ff09}' => depth = (depth - 1).max(0),
            // A quotation of several sentences is not cut: who says it belongs to all of them.
            '。' | '!' | '?' | '\u{ff01}' | '\u{ff1f}' if depth == 0 => {
                let mut end = i + c.len_utf8();
                while let Some((j, d)) = chars.peek().copied() {
                    if matches!(
                        d,
                        '」' | '』' | ')' | '\u{ff09}' | '。' | '!' | '?' | '\u{ff01}' | '\u{ff1f}'
                    ) {
                        end = j + d.len_utf8();
                        chars.next();
                    } else {
                        break;
                    }
                }
                ends.push(end);
            }
            '.' if depth == 0 && t[i + 1..].starts_with([' ', '\n']) => ends.push(i + 1),
            _ => {}
        }
    }
    ends
}

/// Byte offsets at which English sentences end.
fn english(t: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut quote_open = false;
    let mut chars = t.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        match c {
            '“' => quote_open = true,
            '”' => quote_open = false,
            '"' => quote_open = !quote_open,
            _ => {}
        }
        if !matches!(c, '.' | '!' | '?' | '…' | '。') {
            continue;
        }
        let mut end = i + c.len_utf8();
        while let Some((j, d)) = chars.peek().copied() {
            if matches!(d, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']') {
                if matches!(d, '"' | '”') {
                    quote_open = false;
                }
                end = j + d.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        let rest = &t[end..];
        let next = rest.trim_start();
        if next.is_empty() || next.len() == rest.len() && c != '。' {
            continue;
        }
        let starts = next
            .trim_start_matches(['"', '“', '‘', '\'', '(', '[', '*', '_'])
            .chars()
            .next();
        let begins = starts.is_some_and(|s| s.is_uppercase() || s.is_numeric() || !s.is_ascii());
        if begins && !(c == '.' && is_abbreviation(t, i, next)) {
            ends.push(end);
        }
    }
    ends
}

/// Whether the full stop at `dot` belongs to the word before it.
fn is_abbreviation(t: &str, dot: usize, next: &str) -> bool {
    let before = &t[..dot];
    let word_start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '—' | '–'))
        .map_or(0, |i| {
            i + before[i..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &before[word_start..];
    if word.is_empty() {
        return false;
    }
    // A list number at the very start: "1. The clause".
    if word_start == 0 && word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    let mut letters = word.chars();
    if let (Some(a), None) = (letters.next(), letters.next()) {
        // An initial, except "I" and single letters that end lists ("Plan B.").
        return a.is_uppercase() && a != 'I';
    }
    let lower = word.to_lowercase();
    if !ABBREVIATIONS.contains(&lower.as_str()) {
        return false;
    }
    if MAY_END.contains(&lower.as_str()) {
        // Before a common sentence opener it does end.
        let first = next.split_whitespace().next().unwrap_or("");
        return !matches!(
            first,
            "The"
                | "It"
                | "In"
                | "But"
                | "He"
                | "She"
                | "They"
                | "This"
                | "That"
                | "On"
                | "At"
                | "A"
                | "An"
                | "We"
                | "And"
                | "Russia"
                | "After"
                | "When"
        );
    }
    // "No." before a capital ends a sentence; before a number it does not.
    let digit = next.starts_with(|c: char| c.is_ascii_digit());
    let ordinary = matches!(lower.as_str(), "mar" | "sec" | "art" | "co" | "c" | "p")
        && word.chars().all(char::is_lowercase);
    digit || lower != "no" && !ordinary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::BlockKind;

    fn split(text: &str, lang: Lang) -> Vec<&str> {
        let b = [Block {
            range: 0..text.len(),
            kind: BlockKind::Paragraph,
        }];
        sentences(text, &b, lang)
            .into_iter()
            .map(|s| &text[s.range])
            .collect()
    }

    #[test]
    fn full_stops_of_words_do_not_end_sentences() {
        assert_eq!(
            split(
                "It was signed on Dec. 8, 1987, by the U.S. President. It held.",
                Lang::En
            )
            .len(),
            2
        );
        assert_eq!(
            split("Mr. J. Smith went. \"That is all.\" He left.", Lang::En).len(),
            3
        );
        assert_eq!(
            split("It fell at 5 p.m. The guns went silent.", Lang::En).len(),
            2
        );
        assert_eq!(split("Was it so? No. It was not.", Lang::En).len(), 3);
    }

    #[test]
    fn japanese_quotations_stay_whole() {
        assert_eq!(
            split("「終わった。帰ろう。」と言った。雨だった。", Lang::Ja),
            vec!["「終わった。帰ろう。」と言った。", "雨だった。"]
        );
    }
}
