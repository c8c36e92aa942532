//! Clauses that share a predicate or a time with the next: two subjects with one verb, an event told for its day.

use super::clause::SHORT;
use super::words::{is_kanji, is_katakana, strip_copula, words};
use crate::found::{Found, Kind};
use std::ops::Range;

/// 「日本が受諾を通告したのと同じ8月14日、…」, 「Aが発効した翌日、…」: where clauses end that tell what happened at
/// the time named after them, as offsets in the sentence.
pub(super) fn dating(text: &str, sentence: &Range<usize>, found: &[Found]) -> Vec<usize> {
    found
        .iter()
        .filter(|f| f.is_time() && f.range.start > sentence.start && f.range.end < sentence.end)
        .filter_map(|f| {
            let before = text.get(sentence.start..f.range.start)?;
            let after = text.get(f.range.end..sentence.end)?;
            let (told, same) = match before.strip_suffix("のと同じ") {
                Some(told) => (told, true),
                None => (before, false),
            };
            let event = told.ends_with('た') && !words("lasting").iter().any(|w| told.ends_with(w))
                || told.ends_with("んだ");
            // A day or year of its own, or one counted from what happened: not 「発効した条約の五年間」.
            let when = matches!(&f.kind, Kind::Time(t, _) if t.timex_type != "DURATION");
            let begins = after.starts_with('、')
                || after.starts_with("に、")
                || after.starts_with("には")
                || after.starts_with('に') && same;
            // What stands before the topic is the main clause's.
            let own = told.contains(['が', 'を']) && !(told.contains('は') && told.contains('が'));
            let whole = told.rfind(['、', '，']).map_or(told, |i| &told[i..]);
            (event && when && begins && own && whole.chars().count() >= SHORT)
                .then_some(before.len())
        })
        .collect()
}

/// Whether a stretch up to a comma is a subject with a date or number and no predicate, and what follows tells
/// the same of another: 「Aは1952年、Bは1955年に加盟した」.
pub(super) fn is_gap(
    text: &str,
    sentence: &Range<usize>,
    stretch: Range<usize>,
    found: &[Found],
) -> bool {
    let base = sentence.start;
    let own = &text[base + stretch.start..base + stretch.end];
    let next = &text[base + stretch.end..sentence.end];
    let next = next.trim_start_matches(['、', '，', ',']);
    let from = sentence.end - next.len();
    if nouns_gap(own, next) {
        return true;
    }
    let told = |f: &&Found| f.is_time() || matches!(f.kind, Kind::Quantity(_));
    let sort = |f: &Found| f.is_time();
    // 「…は1952年に」: the last thing found is told of the topic right before it.
    let Some(last) = found.iter().filter(told).find(|f| {
        matches!(
            text.get(f.range.end..base + stretch.end),
            Some("" | "に" | "で" | "の" | "から" | "まで")
        )
    }) else {
        return false;
    };
    let topic = |from: usize, to: usize| -> Option<usize> {
        let t = text.get(from..to)?;
        let i = t.rfind('は')?;
        let plain = !["に", "で", "と", "へ", "ま", "では", "また", "或い", "ある"]
            .iter()
            .any(|p| t[..i].ends_with(p));
        (plain && i > 0).then_some(from + i + 'は'.len_utf8())
    };
    let Some(at) = topic(base + stretch.start, last.range.start) else {
        return false;
    };
    let between = |a: usize, b: usize| {
        text.get(a..b)
            .is_some_and(|t| t.chars().count() <= 12 && !has_predicate(t) && !t.contains('は'))
    };
    if !between(at, last.range.start) || own.chars().count() < 4 {
        return false;
    }
    // What follows must be of the same build: a topic and a date or number.
    found.iter().filter(told).any(|f| {
        f.range.start >= from
            && sort(f) == sort(last)
            && topic(from, f.range.start).is_some_and(|a| {
                between(a, f.range.start)
                    && text[from..a].chars().count() <= 24
                    && !text[from..a].contains('、')
            })
    })
}

/// 「日本の全権は小村、ロシアの全権はウィッテであった」: two topics, each with a noun.
fn nouns_gap(own: &str, next: &str) -> bool {
    let halves = |t: &str| -> Option<(usize, usize)> {
        let i = t.find('は')?;
        let topic = &t[..i];
        let plain = topic.ends_with(|c: char| is_kanji(c) || is_katakana(c));
        plain.then_some((i, i + 'は'.len_utf8()))
    };
    let next = next.split(['、', '，']).next().unwrap_or("");
    let (Some((a, b)), Some((c, d))) = (halves(own), halves(next)) else {
        return false;
    };
    let noun = |t: &str| {
        !t.is_empty()
            && !has_predicate(t)
            && !t.contains(['が', 'を'])
            && t.ends_with(|c: char| is_kanji(c) || is_katakana(c))
            && !t.ends_with(['時', '後', '前', '日', '月', '年', '際', '中'])
    };
    let rest = next[d..]
        .trim_end_matches(['。', '」', '\n'])
        .trim_end_matches("であった")
        .trim_end_matches("だった")
        .trim_end_matches("でした")
        .trim_end_matches("である")
        .trim_end_matches("です");
    // The topics are of one sort: they end alike.
    let last = |t: &str| t.chars().next_back();
    noun(&own[b..]) && noun(rest) && last(&own[..a]) == last(&next[..c])
}

/// Whether a stretch has a verb of its own: its kana tell.
pub(super) fn has_predicate(t: &str) -> bool {
    words("verbal").iter().any(|v| t.contains(v))
}

/// 「Bは同じ月の二十八日でした」: nothing but a copula after what is told.
pub(super) fn is_bare_copula(t: &str) -> bool {
    let t = t.trim_end_matches(['。', '、', '\n', ' ', '　']);
    !has_predicate(t.trim_end_matches("でした").trim_end_matches("だった"))
        && (strip_copula(t).is_some() || t.ends_with(|c: char| is_kanji(c)))
}
