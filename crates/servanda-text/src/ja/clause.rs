//! Clauses of a Japanese sentence: cut after a predicate that goes on (して、され、が、ので …).

use super::goes_on::{copula_goes_on, goes_on, last_of_list, quoted, verbal_noun_goes_on};
use super::shared::{dating, has_predicate, is_bare_copula, is_gap};
use super::words::words;
use crate::found::Found;
use std::ops::Range;

/// Shortest clause, in characters.
pub(super) const SHORT: usize = 7;

/// How a clause hangs together with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// By itself, or as the next in a chain.
    Plain,
    /// 「AがBを受諾した|8月14日、…」: says what happened at the time that the next clause begins with.
    Dating,
    /// 「Aは1952年、|Bは1955年に加盟した」: its predicate is that of the next clause.
    Ahead,
    /// 「…のは十八日、|Bは二十八日だった」: its predicate is that of the clause before.
    Behind,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands.
    pub span: Range<usize>,
    pub link: Link,
}

/// The clauses of a sentence; `found` is what was found in it.
pub(crate) fn pieces(text: &str, sentence: Range<usize>, found: &[Found]) -> Vec<Piece> {
    let s = &text[sentence.clone()];
    let free = |at: usize| !found.iter().any(|f| f.range.start < at && at < f.range.end);
    let dating = dating(text, &sentence, found);
    let mut cuts: Vec<usize> = dating.clone();
    for (a, b) in spoken(s) {
        // Each sentence of a longer quotation stands by itself.
        cuts.push(a);
        cuts.extend(
            s[a..b]
                .match_indices('。')
                .map(|(i, _)| a + i + '。'.len_utf8()),
        );
        cuts.push(b);
    }
    let mut gaps = Vec::new();
    let (mut depth, mut last) = (0i32, 0);
    for (i, c) in s.char_indices() {
        match c {
            '「' | '『' | '(' | '（' | '〈' | '《' => depth += 1,
            '」' | '』' | ')' | '）' | '〉' | '》' => depth -= 1,
            '、' | '，' | ',' if depth <= 0 && free(sentence.start + i) => {
                let after = i + c.len_utf8();
                let gap = is_gap(text, &sentence, last..i, found);
                if gap {
                    gaps.push(after);
                }
                if to_day(&s[after..]) {
                    // 「…発表して、今日でちょうど六十年です」: how long ago it was is no clause of its own.
                } else if gap
                    || goes_on(&s[..i])
                    || copula_goes_on(text, &sentence, i, found)
                    || verbal_noun_goes_on(text, &sentence, i, found)
                    || last_of_list(&s[after..])
                    || quoted(&s[..i])
                {
                    cuts.push(after);
                    last = after;
                }
            }
            '―' | '—' | '；' | ';' if depth <= 0 => {
                cuts.push(i + c.len_utf8());
                last = i + c.len_utf8();
            }
            _ => {}
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain(std::iter::once(s.len())) {
        let short = s[start..cut].chars().count() < SHORT && !gaps.contains(&cut);
        if short && cut != s.len() {
            continue;
        }
        if short && !out.is_empty() {
            if let Some(last) = out.last_mut() {
                last.end = cut;
            }
        } else {
            out.push(start..cut);
        }
        start = cut;
    }
    let linked = |r: &Range<usize>| {
        if dating.contains(&r.end) {
            Link::Dating
        } else if gaps.contains(&r.end) && !has_predicate(&s[r.clone()]) {
            Link::Ahead
        } else if gaps.contains(&r.start) && is_bare_copula(&s[r.clone()]) {
            Link::Behind
        } else {
            Link::Plain
        }
    };
    out.into_iter()
        .filter_map(|r| {
            let link = linked(&r);
            let t = trimmed(s, r)?;
            Some(Piece {
                span: sentence.start + t.start..sentence.start + t.end,
                link,
            })
        })
        .collect()
}

/// 「きょうで」, 「今日で」: what follows counts the years to the day of writing.
fn to_day(after: &str) -> bool {
    words("to-day").iter().any(|w| after.starts_with(w))
}

/// Longer quotations followed by a verb of speaking, or standing alone: from after 「 to before 」.
pub(crate) fn spoken(s: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = s[at..].find('「').map(|i| at + i) {
        let inner = open + '「'.len_utf8();
        let Some(close) = s[inner..].find('」').map(|i| inner + i) else {
            break;
        };
        let rest = &s[close + '」'.len_utf8()..];
        let long = s[inner..close].chars().count() >= 14 || s[inner..close].contains('。');
        let said = rest.starts_with('と') && words("speaking").iter().any(|w| rest.contains(w));
        let alone = open == 0 && (rest.is_empty() || rest.starts_with('。'));
        if long && (said || alone) {
            out.push((inner, close));
        }
        at = close + '」'.len_utf8();
    }
    out
}

fn trimmed(s: &str, r: Range<usize>) -> Option<Range<usize>> {
    let mark = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '、' | '。'
                    | '，'
                    | ','
                    | '．'
                    | '―'
                    | '—'
                    | '；'
                    | ';'
                    | '!'
                    | '?'
                    | '！'
                    | '？'
                    | '・'
            )
    };
    let t = s.get(r.clone())?;
    // A bracket whose other half is in the next clause is a mark.
    let before = |c: char| mark(c) || matches!(c, '」' | '』');
    let after = |c: char| mark(c) || matches!(c, '「' | '『');
    let lead = t.len() - t.trim_start_matches(before).len();
    let body = t.trim_start_matches(before).trim_end_matches(after);
    let (mut start, mut end) = (r.start + lead, r.start + lead + body.len());
    // 【ソウル=記者】 is no part of what is told.
    if let Some(close) = body.starts_with('【').then(|| body.find('】')).flatten() {
        let told = body[close + '】'.len_utf8()..].trim_start();
        if !told.is_empty() {
            start = end - told.len();
        }
    }
    // Conjunctions that begin a sentence are not part of what it says.
    let mut from = start;
    for w in [
        "しかし、",
        "だが、",
        "ところが、",
        "また、",
        "さらに、",
        "そして、",
        "なお、",
        "しかし",
        "ところが",
        "そして",
        "けれども",
        "だが",
        "ただし、",
    ] {
        if s[from..end].starts_with(w) && s[from + w.len()..end].chars().count() >= SHORT {
            from += w.len();
            break;
        }
    }
    while s[from..end].ends_with("」")
        && s[from..end].matches('「').count() < s[from..end].matches('」').count()
    {
        end -= '」'.len_utf8();
    }
    while s[from..end].starts_with('「')
        && s[from..end].matches('「').count() > s[from..end].matches('」').count()
    {
        from += '「'.len_utf8();
    }
    (from < end).then_some(from..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_that_go_on_end_clauses() {
        let table: &[(&str, &[&str])] = &[
            (
                "協定が調印され、砲声がやみました。",
                &["協定が調印され", "砲声がやみました"],
            ),
            (
                "首相が署名し、戦争状態を終わらせ、国交を回復しました。",
                &["首相が署名し", "戦争状態を終わらせ", "国交を回復しました"],
            ),
            (
                "ソ連もこの条約に署名しましたが、争いは残りました。",
                &["ソ連もこの条約に署名しましたが", "争いは残りました"],
            ),
            (
                "四月五日、外相は大使に、条約を延ばさないと伝えます。",
                &["四月五日、外相は大使に、条約を延ばさないと伝えます"],
            ),
            (
                "同盟国として、軍は満州に入りました。",
                &["同盟国として、軍は満州に入りました"],
            ),
        ];
        for (text, want) in table {
            let got: Vec<&str> = pieces(text, 0..text.len(), &[])
                .into_iter()
                .map(|p| &text[p.span])
                .collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
