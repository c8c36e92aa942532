//! Whether a comma ends a clause: by the predicate before it, or by what comes after.

use super::words::{is_kanji, words};
use crate::found::{Found, Kind};
use std::ops::Range;

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".contains(c)
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Whether what stands before a comma is a predicate that goes on.
pub(super) fn goes_on(before: &str) -> bool {
    let has_subject = before.contains(['は', 'が']);
    // 「英国を始め」 lists; 「軍は空爆を始め」 tells.
    if before.ends_with("を始め") && has_subject {
        return true;
    }
    if words("no-clause").iter().any(|n| before.ends_with(n)) {
        return false;
    }
    // 「期間は5年で」, 「結ばれたもので」: the copula goes on.
    if let Some(noun) = before.strip_suffix('で').filter(|_| has_subject) {
        let counted = [
            "年", "日", "人", "国", "票", "隻", "機", "か月", "カ月", "ヶ月",
        ]
        .iter()
        .any(|u| noun.strip_suffix(u).is_some_and(|n| n.ends_with(is_number)));
        if counted || ["もの", "ため", "から"].iter().any(|w| noun.ends_with(w)) {
            return true;
        }
    }
    // 「振る舞いが」: a noun, not a predicate.
    if words("noun-ga").iter().any(|n| before.ends_with(n)) {
        return false;
    }
    if words("going-on").iter().any(|e| before.ends_with(e)) {
        return true;
    }
    // 「動きが早く、」: an adjective that goes on after its own subject.
    if let Some(stem) = before.strip_suffix('く') {
        let short: Vec<char> = stem.chars().rev().take(4).collect();
        let subject = short.iter().position(|c| matches!(c, 'が' | 'は'));
        if subject.is_some_and(|i| i > 0 && short[..i].iter().any(|c| is_kanji(*c))) {
            return true;
        }
    }
    // 連用形: 入り、 始まり、 結び、 破棄し、
    let mut back = before.chars().rev();
    let (Some(a), Some(b)) = (back.next(), back.next()) else {
        return false;
    };
    let stem = matches!(
        a,
        'し' | 'り'
            | 'き'
            | 'み'
            | 'び'
            | 'え'
            | 'け'
            | 'げ'
            | 'せ'
            | 'め'
            | 'べ'
            | 'い'
            | 'ち'
            | 'れ'
            | 'ぎ'
            | 'じ'
            | 'て'
    );
    stem && (is_kanji(b)
        || a == 'し' && !is_hiragana(b)
        || is_hiragana(b)
            && matches!(
                a,
                'り' | 'し' | 'れ' | 'え' | 'い' | 'き' | 'せ' | 'め' | 'け' | 'べ' | 'み' | 'げ'
            )
            && back.take(2).any(is_kanji)
            && !before.ends_with("より")
            && !before.ends_with("ない"))
}

/// 「独立を承認、ブルガリアは…」, 「脱退を宣言、それ以来…」: a noun of doing with its object ends a clause.
pub(super) fn verbal_noun_goes_on(
    text: &str,
    sentence: &Range<usize>,
    comma: usize,
    found: &[Found],
) -> bool {
    let before = &text[sentence.start..sentence.start + comma];
    let noun: String = before
        .chars()
        .rev()
        .take_while(|c| is_kanji(*c))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let stem = &before[..before.len() - noun.len()];
    let named = found.iter().any(|f| {
        f.range.end > sentence.start + stem.len() && f.range.start < sentence.start + comma
    });
    let after = text[sentence.start + comma..sentence.end].trim_start_matches(['、', '，', ',']);
    let next = after.split(['、', '。']).next().unwrap_or("");
    noun.chars().count() == 2
        && !named
        && stem.ends_with('を')
        && stem.contains(['は', 'が'])
        && (next.contains(['は', 'が'])
            || ["それ以", "その後", "翌", "さらに", "同"]
                .iter()
                .any(|w| next.starts_with(w)))
}

/// 「…したのはAとBで、」, 「批准国は35か国で、」: the copula goes on.
pub(super) fn copula_goes_on(
    text: &str,
    sentence: &Range<usize>,
    comma: usize,
    found: &[Found],
) -> bool {
    let before = &text[sentence.start..sentence.start + comma];
    let Some(noun) = before.strip_suffix('で') else {
        return false;
    };
    if noun.ends_with("の上") || noun.ends_with("一方") || noun.ends_with("もと") {
        return false;
    }
    let from = noun.rfind('、').map_or(0, |i| i + '、'.len_utf8());
    let cleft = ["たのは", "るのは", "たのが"]
        .iter()
        .filter_map(|w| noun.rfind(w))
        .max()
        .is_some_and(|i| {
            // Nothing else goes on between: 「したのはAで」, also over a list.
            !goes_on(noun[..from].trim_end_matches('、')) || i >= from
        });
    let counted = noun[from..].contains('は')
        && found.iter().any(|f| {
            f.range.end == sentence.start + noun.len()
                && match &f.kind {
                    Kind::Quantity(_) => true,
                    Kind::Time(t, _) => t.timex_type == "DURATION",
                    _ => false,
                }
        });
    cleft || counted
}

/// 、そして …: what comes after a list may be judged apart.
pub(super) fn last_of_list(after: &str) -> bool {
    ["そして", "そのうち", "このうち", "うち"]
        .iter()
        .any(|w| after.starts_with(w))
}

pub(super) fn quoted(before: &str) -> bool {
    ["」が", "」と述べ", "」と言い", "」とし"]
        .iter()
        .any(|q| before.ends_with(q))
        || before.ends_with("のですが")
        || before.ends_with("のが日本側の見方ですが")
}
