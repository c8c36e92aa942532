//! Blocks: what is running text and what is around it. Told by shape (length, punctuation, place in
//! the text), not by wording, wherever shape is enough.

use crate::claim::{Block, BlockKind};
use servanda_record::Lang;
use std::ops::Range;

/// The blocks of a text, in order.
pub fn blocks(text: &str, lang: Lang) -> Vec<Block> {
    let lines = unwrapped(text, lines(text));
    let mut fenced = false;
    let mut out: Vec<Block> = Vec::new();
    let mut related = false;
    for (i, line) in lines.iter().enumerate() {
        let Some(raw) = text.get(line.range.clone()) else {
            continue;
        };
        let t = raw.trim();
        // Markdown: fenced code and tables are accounted for, not read; # marks headings.
        if t.starts_with("```") || t.starts_with("~~~") {
            fenced = !fenced;
        }
        let hashes = t.chars().take_while(|c| *c == '#').count();
        let marked = if fenced
            || t.starts_with("```")
            || t.starts_with("~~~")
            || t.starts_with('|') && t.ends_with('|') && t.len() > 1
            || is_rule(t)
        {
            Some(BlockKind::Apparatus)
        } else if (1..=6).contains(&hashes) && t[hashes..].starts_with(' ') {
            Some(if out.is_empty() {
                BlockKind::Title
            } else {
                BlockKind::Heading
            })
        } else {
            None
        };
        if let Some(kind) = marked {
            related = false;
            out.push(Block {
                range: line.range.clone(),
                kind,
            });
            continue;
        }
        let seen_text = out.iter().any(|b| b.kind == BlockKind::Paragraph);
        let kind = kind(
            t,
            lang,
            out.is_empty(),
            seen_text,
            related,
            &lines[i + 1..],
            text,
        );
        related = match kind {
            BlockKind::Related => true,
            BlockKind::Paragraph | BlockKind::Heading => false,
            _ => related && line.gap_before == 0,
        };
        for part in split_dateline(text, &line.range, kind, seen_text) {
            out.push(part);
        }
    }
    // A text of titles only is a text: a single sentence without a full stop says what it says.
    if !out.iter().any(|b| b.kind.is_read()) {
        let heads = |b: &&mut Block| {
            matches!(
                b.kind,
                BlockKind::Title | BlockKind::Heading | BlockKind::Apparatus
            )
        };
        out.iter_mut()
            .filter(heads)
            .for_each(|b| b.kind = BlockKind::Paragraph);
    }
    out
}

struct Line {
    /// Without white space around it.
    range: Range<usize>,
    /// Empty lines before it.
    gap_before: usize,
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut gap = 0;
    for piece in text.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        let body = piece.trim();
        if body.is_empty() {
            gap += 1;
        } else {
            let lead = piece.len() - piece.trim_start().len();
            out.push(Line {
                range: start + lead..start + lead + body.len(),
                gap_before: gap,
            });
            gap = 0;
        }
        start += piece.len();
    }
    out
}

/// A line of dashes, stars or equals signs.
fn is_rule(t: &str) -> bool {
    t.chars().count() >= 3 && t.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' '))
}

/// Lines broken at a fixed width put together again: told by lines that stop in mid-sentence and go on
/// in the next.
fn unwrapped(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let body = |l: &Line| text.get(l.range.clone()).unwrap_or("");
    let goes_on = |a: &Line, b: &Line| {
        let (x, y) = (body(a), body(b));
        b.gap_before == 0
            && (40..=130).contains(&width(x))
            && !ends_sentence(x)
            && (y.starts_with(char::is_lowercase)
                || x.ends_with(',')
                || width(x) >= 56 && !y.is_ascii() && !y.starts_with(['・', '「', '（', '■', '●']))
    };
    let broken = lines.windows(2).filter(|w| goes_on(&w[0], &w[1])).count();
    if broken < 3 || broken * 5 < lines.len() {
        return lines;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for l in lines {
        let own = body(&l);
        let starts = is_list_item(own) || own.starts_with(['#', '>', '|', '`']);
        match out.last_mut() {
            Some(last)
                if l.gap_before == 0
                    && !starts
                    && width(text.get(last.range.clone()).unwrap_or("")) >= 40 =>
            {
                last.range.end = l.range.end
            }
            _ => out.push(l),
        }
    }
    out
}

fn kind(
    t: &str,
    lang: Lang,
    first: bool,
    seen_text: bool,
    related: bool,
    rest: &[Line],
    text: &str,
) -> BlockKind {
    let lower = t.to_lowercase();
    if is_related_head(&lower) {
        return BlockKind::Related;
    }
    let item = is_list_item(t);
    if is_byline(&lower, t) {
        return BlockKind::Byline;
    }
    if related && (item || !ends_sentence(t)) {
        return BlockKind::Related;
    }
    if is_caption(&lower, t) {
        return BlockKind::Caption;
    }
    if is_navigation(t, lang) {
        return BlockKind::Navigation;
    }
    if (t.starts_with(['(', '\u{ff08}']) && t.ends_with([')', '\u{ff09}']))
        && t.chars().count() < 120
    {
        return BlockKind::Apparatus;
    }
    let more_text = rest.iter().any(|l| {
        text.get(l.range.clone())
            .is_some_and(|x| ends_sentence(x.trim()))
    });
    let short = width(t) <= 110;
    if !ends_sentence(t) && short && (!item || t.starts_with(|c: char| c.is_ascii_digit())) {
        if first && !rest.is_empty() {
            return BlockKind::Title;
        }
        if !seen_text && is_dateline(&lower, t) {
            return BlockKind::Dateline;
        }
        // A line without a full stop that is followed by text stands over it; at the end it stands alone.
        return if more_text && !looks_like_sentence(t, lang) {
            BlockKind::Heading
        } else if looks_like_sentence(t, lang) {
            BlockKind::Paragraph
        } else {
            BlockKind::Apparatus
        };
    }
    if first && short && more_text && (t.ends_with(['?', '!', '\u{ff01}', '\u{ff1f}'])) {
        return BlockKind::Title;
    }
    if !seen_text
        && short
        && (t.contains('|') || t.starts_with('【'))
        && is_dateline(&lower, t)
        && !looks_like_sentence(t, lang)
    {
        return BlockKind::Dateline;
    }
    if is_question_list(t) {
        return BlockKind::Apparatus;
    }
    BlockKind::Paragraph
}

/// Display width: wide characters count twice.
fn width(t: &str) -> usize {
    t.chars()
        .map(|c| if c as u32 >= 0x2E80 { 2 } else { 1 })
        .sum()
}

fn ends_sentence(t: &str) -> bool {
    let end = t.trim_end_matches(['"', '”', '’', '\'', ')', '\u{ff09}', '」', '』', '*', '_']);
    end.ends_with(['.', '!', '?', '。', '\u{ff01}', '\u{ff1f}', '…'])
        || t.ends_with(['」', '』']) && t.contains('。')
}

fn is_list_item(t: &str) -> bool {
    t.starts_with(['-', '*', '•', '・', '●', '▪', '–', '‣']) || {
        let digits = t.chars().take_while(char::is_ascii_digit).count();
        digits > 0
            && digits <= 2
            && t.get(digits..)
                .is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
    }
}

fn is_question_list(t: &str) -> bool {
    let digits = t.chars().take_while(char::is_ascii_digit).count();
    digits > 0 && digits <= 2 && t.ends_with(['?', '\u{ff1f}'])
}

fn is_related_head(lower: &str) -> bool {
    const HEADS: &[&str] = &[
        "related",
        "read more",
        "read also",
        "further reading",
        "see also",
        "more on this",
        "references",
        "notes",
        "sources",
        "bibliography",
        "external links",
        "factbox",
        "timeline -",
        "most read",
        "recommended",
        "関連記事",
        "関連展示",
        "関連",
        "参考文献",
        "あわせて読みたい",
        "展示品",
        "注",
        "出典",
    ];
    HEADS.iter().any(|h| {
        lower.strip_prefix(h).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| {
                c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c)
            });
            rest.is_empty()
                || rest.starts_with([
                    ':', '\u{ff1a}', ' ', '\u{3000}', '(', '\u{ff08}', '\u{ff09}',
                ]) && (rest.len() > 1 || rest.starts_with([':', '\u{ff1a}']))
                    && (h.chars().any(|c| c as u32 > 0x2E80)
                        || rest.starts_with([':', ' '])
                            && (*h != "notes" && *h != "sources" || rest.starts_with(':')))
                    && is_head_rest(h, rest)
        })
    })
}

/// "Related posts: …" and "Further reading: …" are heads; "Related states signed it." is a sentence.
fn is_head_rest(head: &str, rest: &str) -> bool {
    if head.chars().any(|c| c as u32 > 0x2E80) || head.ends_with('-') || head == "factbox" {
        return true;
    }
    rest.split_once(':')
        .is_some_and(|(before, _)| before.split_whitespace().count() <= 3)
}

fn is_caption(lower: &str, t: &str) -> bool {
    let inner = lower.trim_start_matches(['[', '(', '【', '\u{ff08}']);
    let starts = [
        "fig.", "figure ", "photo:", "photo ", "picture:", "map ", "image:", "caption:",
        "pictured", "plate ", "図", "写真", "地図",
    ];
    let bracketed = t.starts_with(['[', '【']) && t.ends_with([']', '】']);
    starts.iter().any(|s| inner.starts_with(s)) && (bracketed || width(t) < 300)
        || bracketed && lower.contains("left to right")
        || ["(center)", "(left", "(right)", "(top ", "(bottom "]
            .iter()
            .filter(|w| lower.contains(*w))
            .count()
            >= 2
}

fn is_navigation(t: &str, lang: Lang) -> bool {
    const WORDS: &[&str] = &[
        "このページを",
        "read this in",
        "share this",
        "print this",
        "subscribe",
        "sign in",
        "log in",
        "comments are",
        "copyright",
        "©",
        "all rights reserved",
        "skip to",
        "cookie",
        "シェア",
        "印刷",
        "無断転載",
    ];
    let lower = t.to_lowercase();
    if width(t) < 120 && WORDS.iter().any(|w| lower.contains(w)) {
        return true;
    }
    // A short line in the other script is a link to the other language.
    let kana = t
        .chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30ff}'))
        .count();
    lang == Lang::En && kana >= 3 && kana * 3 > t.chars().count() && width(t) < 80
        || t.starts_with('(') && lower.contains("read the") && t.ends_with(')')
}

fn is_byline(lower: &str, t: &str) -> bool {
    let starts = lower.starts_with("by ")
        || lower.starts_with("author:")
        || lower.starts_with("written by")
        || lower.starts_with("posted ")
        || lower.starts_with("published ")
        || lower.starts_with("updated ")
        || t.starts_with("文・")
        || t.starts_with("執筆");
    starts && width(t) < 110 && !(lower.starts_with("by ") && ends_sentence(t))
        || lower.starts_with("the author ")
            && (lower.contains("personal") || lower.contains("served") || lower.contains("is a "))
        || lower.starts_with("from \"") && width(t) < 260
}

fn is_dateline(lower: &str, t: &str) -> bool {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may ",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "aug.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
    ];
    let digits = t.chars().filter(|c| c.is_ascii_digit()).count();
    let year = digits >= 4 || t.contains('年');
    t.contains('|')
        || year && (MONTHS.iter().any(|m| lower.contains(m)) || t.contains('月'))
        || t.starts_with('【')
        || t.contains("講師")
        || t.contains("記者")
}

/// Whether a line without a full stop still reads like a sentence: it has a finite verb.
fn looks_like_sentence(t: &str, lang: Lang) -> bool {
    match lang {
        Lang::Ja => {
            let end = t.trim_end_matches(['」', '』', '\u{ff09}']);
            t.chars().count() > 30
                && [
                    "した", "れた", "いる", "ある", "です", "ます", "ない", "った",
                ]
                .iter()
                .any(|e| end.ends_with(e))
        }
        Lang::En => {
            let words: Vec<&str> = t.split_whitespace().collect();
            let capitals = words
                .iter()
                .skip(1)
                .filter(|w| w.starts_with(char::is_uppercase))
                .count();
            let verb = words.iter().any(|w| {
                matches!(
                    *w,
                    "was" | "were" | "is" | "are" | "had" | "has" | "did" | "signed" | "would"
                )
            });
            words.len() >= 9 && verb && capitals * 2 < words.len()
        }
    }
}

/// Splits "BANGKOK, Aug 2 (Agency) - " off the first paragraph, and list marks off items.
fn split_dateline(
    text: &str,
    range: &Range<usize>,
    kind: BlockKind,
    seen_text: bool,
) -> Vec<Block> {
    let whole = vec![Block {
        range: range.clone(),
        kind,
    }];
    if kind != BlockKind::Paragraph || seen_text {
        return whole;
    }
    let Some(t) = text.get(range.clone()) else {
        return whole;
    };
    let head: String = t.chars().take(90).collect();
    for sep in [" - ", " — ", " – ", " -- "] {
        if let Some(at) = head.find(sep) {
            let lead = &head[..at];
            let shouted = lead
                .split([',', '/', ' '])
                .next()
                .is_some_and(|w| w.len() > 2 && w.chars().all(|c| c.is_uppercase() || c == '.'));
            let agency = lead.ends_with(')') || lead.contains(',') && lead.len() < 60;
            if shouted && agency {
                let cut = range.start + at + sep.len();
                return vec![
                    Block {
                        range: range.start..range.start + at,
                        kind: BlockKind::Dateline,
                    },
                    Block {
                        range: cut..range.end,
                        kind,
                    },
                ];
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str, lang: Lang) -> Vec<BlockKind> {
        blocks(text, lang).into_iter().map(|b| b.kind).collect()
    }

    #[test]
    fn what_stands_around_the_text_is_told_apart() {
        use BlockKind::*;
        let text = "Giving notice\n\nPosted 31 January 2026 by A | Filed under: exits\n\nSix years ago it left. It is gone.\n\n\
                    1. The clause\n\nIt says so.\n\n[Fig. 2 Left to right: A, B and C at D, 1925.]\n\nRELATED:\n- One thing\n- Another\n\
                    (Read the piece in Japanese.)\nAuthor: Some Board";
        assert_eq!(
            kinds(text, Lang::En),
            vec![
                Title, Byline, Paragraph, Heading, Paragraph, Caption, Related, Related, Related,
                Related, Related
            ]
            .into_iter()
            .enumerate()
            .map(|(i, k)| match i {
                9 => Navigation,
                10 => Byline,
                _ => k,
            })
            .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_wire_dateline_is_split_off() {
        let text = "Lapses\n\nBANGKOK/MOSCOW, Aug 2 (Meridian Wire) - A treaty lapsed on Friday.";
        let b = blocks(text, Lang::En);
        assert_eq!(b[1].kind, BlockKind::Dateline);
        assert_eq!(&text[b[2].range.clone()], "A treaty lapsed on Friday.");
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph() {
        use BlockKind::*;
        let text = "A title\n\nThe treaty was signed in the capital in the spring of that year, and the\ntwo governments ratified it in the autumn. It was to last for a term of ten\nyears, and neither of them gave notice. Then the war came and nobody spoke of\nthe treaty any more.\n\nA second paragraph follows it.";
        assert_eq!(kinds(text, Lang::En), vec![Title, Paragraph, Paragraph]);
    }

    #[test]
    fn markdown_is_told_by_its_marks() {
        use BlockKind::*;
        let text = "# A title\n\nIt was signed in May.\n\n## Life\n\n```\ncode.\n```\n\n| a | b |\n\nIt fell.";
        assert_eq!(
            kinds(text, Lang::En),
            vec![
                Title, Paragraph, Heading, Apparatus, Apparatus, Apparatus, Apparatus, Paragraph
            ]
        );
    }

    #[test]
    fn japanese_panels() {
        use BlockKind::*;
        let text = "企画展 解説(2023年7月)\n\nパネル1 条約(1945年)\n 日本が受諾した。条約が結ばれた。\n\n関連展示 2階";
        assert_eq!(
            kinds(text, Lang::Ja),
            vec![Title, Heading, Paragraph, Related]
        );
    }
}
