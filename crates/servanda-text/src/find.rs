//! Finding names, times and quantities in a text.

use crate::claim::{NO_SUCH_DAY, TimeMention};
use crate::en::token::{Shape, Token};
use crate::en::{morph, words};
use crate::found::{Clue, Found, Kind};
use crate::lexicon::{Entry, Lexicon, Target, Word};
use crate::timex;
use servanda_record::Lang;
use servanda_time::{Duration, UncertainDate};
use std::ops::Range;

/// "On this day in 1995": the day and month of the text's own date, in that year.
fn this_day_in(text: &str, date: Option<&UncertainDate>, out: &mut Vec<Found>) {
    let Some(today) = date.and_then(|d| d.as_day()) else {
        return;
    };
    let year = |f: &Found| match &f.kind {
        Kind::Time(t, _) => t.value.parse::<i32>().ok(),
        _ => None,
    };
    let mut k = 0;
    while k + 1 < out.len() {
        let words = text.get(out[k].range.clone()).unwrap_or("").to_lowercase();
        let between = text.get(out[k].range.end..out[k + 1].range.start);
        let told = matches!(words.as_str(), "this day" | "this very day")
            && between.is_some_and(|b| b.trim() == "in");
        if let Some(y) = year(&out[k + 1]).filter(|_| told) {
            let (_, m, d) = today.ymd();
            let value = format!("{y:04}-{m:02}-{d:02}");
            if let Ok(date) = UncertainDate::parse(&value)
                && let Kind::Time(t, _) = &mut out[k].kind
            {
                (t.value, t.date) = (value, Some(date));
                out[k].range.end = out[k + 1].range.end;
                out[k].context = Some("completed from the document's date".to_owned());
                out.remove(k + 1);
            }
        }
        k += 1;
    }
}

/// All time expressions of a text.
pub(crate) fn times(text: &str, lang: Lang, date: Option<&UncertainDate>) -> Vec<Found> {
    let mut options = timex::Options::new(match lang {
        Lang::En => timex::Lang::En,
        Lang::Ja => timex::Lang::Ja,
    });
    if let Some(d) = date {
        options = options.written_about(d);
    }
    let tagged = timex::tag(text, &options);
    let mut out = Vec::with_capacity(tagged.len());
    for (i, t) in tagged.iter().enumerate() {
        let clue = Clue {
            relative: t.duration.is_some()
                && (t.kind != timex::Kind::Duration || t.rule == "after-event"),
            dated: t.context.is_none(),
            range_from: matches!(t.range, Some(timex::Range::From(_))),
            range_to: matches!(t.range, Some(timex::Range::To(_))),
        };
        let context = t.context.map(|c| match c {
            timex::Context::DocumentDate => "completed from the document's date".to_owned(),
            timex::Context::NoSuchDay => "the calendar has no such day".to_owned(),
            timex::Context::Mention(k) => format!(
                "completed from \"{}\"",
                tagged.get(k).map_or("", |o| o.text.as_str())
            ),
        });
        let _ = i;
        let mention = TimeMention {
            timex_type: t.kind.as_str(),
            value: t.value.clone(),
            modifier: if t.context == Some(timex::Context::NoSuchDay) {
                Some(NO_SUCH_DAY.to_owned())
            } else {
                t.modifier.map(|m| m.as_str().to_owned())
            },
            date: t.date.clone(),
            duration: t.duration.as_deref().and_then(|d| Duration::parse(d).ok()),
        };
        out.push(Found {
            range: t.start..t.start + told_end(&t.text, lang),
            kind: Kind::Time(mention, clue),
            rule: t.rule,
            context,
        });
    }
    this_day_in(text, date, &mut out);
    out
}

/// Where the words of time end in "fifteen months after that peace the country was at war": what is told
/// after the conjunction is for the clause.
fn told_end(words: &str, lang: Lang) -> usize {
    let marks: &[&str] = match lang {
        Lang::En => &[" after ", " before ", " since ", " following "],
        Lang::Ja => return words.len(),
    };
    let cut = marks.iter().filter_map(|m| words.find(m)).min();
    match cut {
        Some(i)
            if !words[i..].contains(|c: char| c.is_ascii_digit())
                && words[i + 1..].split_whitespace().count() > 2 =>
        {
            i
        }
        _ => words.len(),
    }
}

/// Names in English: longest first, left to right.
pub(crate) fn names_en(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Found> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut at: Vec<usize> = Vec::with_capacity(tokens.len());
    for (i, t) in tokens.iter().enumerate() {
        let w = &text[t.range.clone()];
        if matches!(t.shape, Shape::Word | Shape::Number) {
            words.push(Word::new(w));
            at.push(i);
        } else if t.shape == Shape::Punct
            && !matches!(
                w,
                "-" | "–" | "‐" | "‑" | "/" | "(" | ")" | "\"" | "“" | "”" | ","
            )
        {
            // A full stop or the like parts names.
            words.push(Word {
                folded: String::from("\u{0}"),
                capital: false,
                shouted: false,
            });
            at.push(i);
        }
    }
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let found = lexicon
            .matcher
            .english(&words[i..])
            .filter(|(n, e)| fits(text, tokens, &at[i..i + n], e));
        if let Some((n, entries)) = found {
            let range = tokens[at[i]].range.start..tokens[at[i + n - 1]].range.end;
            out.push(Found {
                range,
                kind: Kind::Name(entries.to_vec()),
                rule: "name",
                context: None,
            });
            i += n;
        } else {
            i += 1;
        }
    }
    out
}

/// Capitalised words that nothing known accounts for: names the record does not hold.
pub(crate) fn unknown_en(text: &str, tokens: &[Token], taken: &[Found]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut k = 0;
    let mut last: Option<usize> = None;
    for (i, t) in tokens.iter().enumerate() {
        while taken.get(k).is_some_and(|f| f.range.end <= t.range.start) {
            k += 1;
        }
        let free = taken.get(k).is_none_or(|f| f.range.start >= t.range.end);
        let w = &text[t.range.clone()];
        // The first word of a sentence or quotation has its capital from there.
        let opens = i == 0
            || matches!(
                &text[tokens[i - 1].range.clone()],
                "." | "\"" | "“" | "‘" | ":" | "*" | "(" | "[" | "-" | "!" | "?" | "…"
            );
        let name =
            free && !opens && t.shape == Shape::Word && w.chars().count() > 1 && is_name_word(w);
        if !name {
            continue;
        }
        match out.last_mut() {
            Some(f) if last == Some(i - 1) => f.range.end = t.range.end,
            _ => out.push(Found {
                range: t.range.clone(),
                kind: Kind::Unknown(String::new()),
                rule: "capitals",
                context: None,
            }),
        }
        last = Some(i);
    }
    for f in &mut out {
        f.kind = Kind::Unknown(text[f.range.clone()].to_owned());
    }
    out
}

fn is_name_word(w: &str) -> bool {
    let lower = w.to_lowercase();
    w.starts_with(char::is_uppercase)
        && !morph::table().contains_key(&lower)
        && !words::is("capnoun", &lower)
        && !morph::table().contains_key(&morph::singular(&lower))
}

/// Whether a number ends here that begins a date in figures ("the Treaty of 1951-09-08"): no part of a name.
fn begins_date(text: &str, end: usize) -> bool {
    let (before, after) = text.split_at(end);
    let mut after = after.chars();
    before.ends_with(|c: char| c.is_ascii_digit())
        && after.next() == Some('-')
        && after.next().is_some_and(|c| c.is_ascii_digit())
}

/// Commas and brackets may stand in names of agreements, but not between unrelated words.
fn fits(text: &str, tokens: &[Token], at: &[usize], entries: &[Entry]) -> bool {
    let (Some(&a), Some(&b)) = (at.first(), at.last()) else {
        return false;
    };
    if begins_date(text, tokens[b].range.end) {
        return false;
    }
    let marks = tokens[a..=b]
        .iter()
        .filter(|t| t.shape == Shape::Punct)
        .any(|t| matches!(&text[t.range.clone()], "," | "(" | ")" | "\"" | "“" | "”"));
    !marks
        || at.len() > 3
            && entries
                .iter()
                .any(|e| matches!(e.target, Target::Agreement(_) | Target::Event(_)))
}

/// Names in Japanese.
pub(crate) fn names_ja(
    text: &str,
    range: Range<usize>,
    lexicon: &Lexicon,
    taken: &[Found],
) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = range.start;
    let mut k = 0;
    while at < range.end {
        while taken.get(k).is_some_and(|t| t.range.end <= at) {
            k += 1;
        }
        let rest = &text[at..range.end];
        let Some(c) = rest.chars().next() else { break };
        if let Some((n, entries)) = lexicon
            .matcher
            .japanese(rest)
            .filter(|(n, _)| ja_fits(text, at, *n) && !is_generic_title(&rest[..*n]))
        {
            let long = rest[..n].chars().count() >= 4;
            if long
                || !taken
                    .get(k)
                    .is_some_and(|t| t.range.start < at + n && at < t.range.end)
            {
                out.push(Found {
                    range: at..at + n,
                    kind: Kind::Name(entries.to_vec()),
                    rule: "name",
                    context: None,
                });
                at += n;
                continue;
            }
        }
        let timed = taken
            .get(k)
            .is_some_and(|t| t.range.start <= at && at < t.range.end);
        let n = if timed {
            0
        } else {
            compound(rest, text, at, lexicon, &mut out)
        };
        at += if n > 0 { n } else { c.len_utf8() };
    }
    out
}

/// 講和条約, 休戦協定, 共同声明: what many agreements are called. Which one is meant is told by what stands around it.
fn is_generic_title(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "講和",
        "平和",
        "休戦",
        "停戦",
        "中立",
        "不可侵",
        "友好",
        "安全保障",
        "基本",
        "相互援助",
        "和平",
        "共同",
        "最終",
        "原則",
        "通商",
        "軍縮",
        "暫定",
        "秘密",
        "国境",
        "同盟",
        "付属",
        "追加",
    ];
    const HEADS: &[&str] = &[
        "条約",
        "協定",
        "声明",
        "宣言",
        "議定書",
        "文書",
        "合意",
        "規約",
        "覚書",
    ];
    HEADS
        .iter()
        .filter_map(|h| name.strip_suffix(h))
        .any(|kind| KINDS.contains(&kind))
}

pub(crate) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々')
}

pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Titles that stand for the one who bears them.
const TITLES: &[&str] = &["天皇", "皇帝", "国王", "教皇", "法王"];

/// A katakana name is not part of a longer katakana word.
fn ja_fits(text: &str, at: usize, n: usize) -> bool {
    let name = &text[at..at + n];
    let before = text[..at].chars().next_back();
    let after = text[at + n..].chars().next();
    let kata = |c: Option<char>| c.is_some_and(is_katakana);
    // 「孝明天皇」: a title alone is no name behind another's.
    let titled = TITLES.iter().any(|t| name.starts_with(t))
        && before.is_some_and(|c| is_kanji(c) && !"現前同新故".contains(c) || is_katakana(c));
    if titled {
        return false;
    }
    let starts = name.chars().next().is_some_and(is_katakana);
    let ends = name.chars().next_back().is_some_and(is_katakana);
    let ascii = name
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphanumeric());
    !(starts && kata(before)
        || ends && kata(after)
        || ascii && before.is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// 米ソ, 日中, 英軍: one-character names of states, which count only beside each other or before words of state.
fn compound(rest: &str, text: &str, at: usize, lexicon: &Lexicon, out: &mut Vec<Found>) -> usize {
    let mut chars: Vec<(usize, char)> = Vec::new();
    for (i, c) in rest.char_indices().take(5) {
        if lexicon.matcher.single(c).is_none() {
            break;
        }
        chars.push((i, c));
    }
    let Some(&(last_at, last)) = chars.last() else {
        return 0;
    };
    let end = last_at + last.len_utf8();
    let tail = &rest[end..];
    const AFTER: &[&str] = &[
        "軍",
        "側",
        "政府",
        "両国",
        "条約",
        "協定",
        "首脳",
        "関係",
        "国交",
        "大統領",
        "首相",
        "外相",
        "戦争",
        "会談",
        "交渉",
        "間",
        "同盟",
        "艦隊",
        "兵",
        "議会",
        "世論",
        "本土",
        "大使",
        "国境",
        "共同",
        "安保",
        "空軍",
        "海軍",
        "陸軍",
        "戦",
        "冷戦",
        "併合",
        "開戦",
        "両軍",
        "連合",
        "三国",
        "四国",
        "四か国",
        "三か国",
        "中立",
        "不可侵",
        "平和",
        "友好",
        "基本",
        "外交",
        "合意",
        "漁業",
        "核",
        "は",
        "が",
        "、",
        "の",
        "を",
        "と",
        "・",
    ];
    let before_kanji = text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| is_kanji(c) || is_katakana(c));
    let strong = AFTER.iter().take(30).any(|a| tail.starts_with(a)) && !tail.starts_with('間')
        || chars.len() >= 2 && tail.starts_with('間');
    // 対米, 対日: toward one state.
    let toward = text[..at].ends_with('対')
        && chars.len() == 1
        && !tail.starts_with(['国', '連', '立', '岸', '外']);
    let pair: String = chars.iter().map(|c| c.1).collect();
    const WORDS: &[&str] = &["朝日", "日中", "中日", "中米"];
    let told = !WORDS.contains(&pair.as_str()) || strong;
    let cut = tail.starts_with('国')
        && !["国交", "国境", "国民", "国防"]
            .iter()
            .any(|w| tail.starts_with(w))
        || last == 'ソ' && tail.starts_with('連');
    let next_kana = tail
        .chars()
        .next()
        .is_none_or(|c| !is_kanji(c) && !is_katakana(c));
    // 清は: one that is no other word may stand alone before a particle.
    let free = matches!(
        last,
        '清' | '米' | '英' | '露' | '韓' | '仏' | '独' | '伊' | '墺' | '蘭'
    );
    let alone = chars.len() == 1
        && free
        && text[..at].chars().next_back().is_none_or(|c| {
            matches!(
                c,
                '、' | '。' | '「' | '（' | '(' | '・' | '　' | '\n' | 'と' | 'は' | 'で'
            )
        })
        && ["は、", "は", "が", "と", "を", "に", "の", "、", "・", "側"]
            .iter()
            .any(|p| tail.starts_with(p));
    let ok = chars.len() >= 2
        && !before_kanji
        && !cut
        && told
        && (strong || next_kana || AFTER.iter().any(|a| tail.starts_with(a)))
        || toward
        || alone
        || chars.len() == 1
            && !before_kanji
            && AFTER.iter().take(8).any(|a| tail.starts_with(a))
            && !tail.starts_with("兵");
    if !ok {
        return 0;
    }
    for (i, c) in &chars {
        if let Some(entries) = lexicon.matcher.single(*c) {
            let start = at + i;
            out.push(Found {
                range: start..start + c.len_utf8(),
                kind: Kind::Name(entries.to_vec()),
                rule: "name-of-one-character",
                context: None,
            });
        }
    }
    end
}

/// One list in order without overlaps. Long names of agreements and events come before times, times
/// before other names, names before quantities.
pub(crate) fn merge(mut all: Vec<Found>) -> Vec<Found> {
    let rank = |f: &Found| match &f.kind {
        Kind::Name(_) if (f.is_agreement() || f.is_event()) && f.range.len() > 8 => 0u8,
        Kind::Time(..) => 1,
        Kind::Name(_) => 2,
        Kind::Quantity(_) => 3,
        Kind::Unknown(_) => 4,
    };
    all.sort_by(|a, b| {
        a.range
            .start
            .cmp(&b.range.start)
            .then(b.range.end.cmp(&a.range.end))
            .then(rank(a).cmp(&rank(b)))
    });
    let mut out: Vec<Found> = Vec::with_capacity(all.len());
    for f in all {
        if f.range.is_empty() {
            continue;
        }
        match out.last() {
            Some(last) if f.range.start < last.range.end => {
                if rank(&f) < rank(last) {
                    let mut swallowed = 0;
                    while out
                        .last()
                        .is_some_and(|l| l.range.end > f.range.start && rank(l) > rank(&f))
                    {
                        out.pop();
                        swallowed += 1;
                    }
                    if swallowed > 0 && out.last().is_none_or(|l| l.range.end <= f.range.start) {
                        out.push(f);
                    }
                }
            }
            _ => out.push(f),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_figures_is_no_part_of_a_name() {
        assert!(begins_date("Treaty of 1951-09-08", 14));
        assert!(!begins_date("Treaty of 1951, which", 14));
        assert!(!begins_date("the 1951-style treaty", 8));
        assert!(!begins_date("Treaty of 1951", 14));
    }
}
