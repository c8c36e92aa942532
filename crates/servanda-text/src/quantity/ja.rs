//! Japanese quantities.

use super::{Bend, Bounds};
use crate::claim::QuantityMention;
use crate::found::Found;
use std::ops::Range;

/// A quantity found.
pub(crate) struct Read {
    pub range: Range<usize>,
    pub mention: QuantityMention,
}

fn digit(c: char) -> Option<f64> {
    Some(match c {
        '〇' | '零' => 0.0,
        '一' | '壱' => 1.0,
        '二' | '弐' => 2.0,
        '三' | '参' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        '０'..='９' => f64::from(c as u32 - '０' as u32),
        _ => return c.to_digit(10).map(f64::from),
    })
}

/// A number at the start of `t`: bounds and length in bytes.
fn number(t: &str) -> Option<(Bounds, usize)> {
    let (mut total, mut block, mut unit) = (0.0, 0.0, 0.0);
    let mut decimals: Option<f64> = None;
    let (mut any, mut vague) = (false, false);
    let mut end = 0;
    let mut chars = t.char_indices().peekable();
    if t.starts_with('数')
        || t.starts_with("何")
            && t.chars()
                .nth(1)
                .is_some_and(|c| matches!(c, '十' | '百' | '千' | '万'))
    {
        vague = true;
        chars.next();
    }
    for (i, c) in chars {
        if let Some(d) = digit(c) {
            if let Some(p) = decimals {
                unit += d * p;
                decimals = Some(p / 10.0);
            } else {
                unit = unit * 10.0 + d;
            }
            any = true;
        } else if matches!(c, '十' | '百' | '千' | '拾') {
            let s = match c {
                '百' => 100.0,
                '千' => 1000.0,
                _ => 10.0,
            };
            block += if unit == 0.0 { 1.0 } else { unit } * s;
            unit = 0.0;
            decimals = None;
            any = true;
        } else if matches!(c, '万' | '億' | '兆') {
            let s = match c {
                '万' => 1e4,
                '億' => 1e8,
                _ => 1e12,
            };
            let n: f64 = block + unit;
            total += if n == 0.0 { 1.0 } else { n } * s;
            block = 0.0;
            unit = 0.0;
            decimals = None;
            any = true;
        } else if matches!(c, ',' | '，')
            && any
            && t[i + c.len_utf8()..].starts_with(|d: char| digit(d).is_some())
        {
            continue;
        } else if matches!(c, '.' | '．' | '・')
            && any
            && unit > 0.0
            && t[i + c.len_utf8()..]
                .starts_with(|d: char| d.is_ascii_digit() || ('０'..='９').contains(&d))
        {
            decimals = Some(0.1);
        } else {
            break;
        }
        end = i + c.len_utf8();
    }
    if !any && !vague
        || end == 0 && vague && !t[3..].starts_with(['人', '名', '隻', '機', '両', '回', '件'])
    {
        return None;
    }
    let n: f64 = total + block + unit;
    if vague {
        let n: f64 = if n == 0.0 { 1.0 } else { n };
        return Some((
            Bounds {
                low: Some(2.0 * n),
                high: Some(if n == 1.0 { 9.0 } else { 10.0 * n - 1.0 }),
                approximate: true,
            },
            end.max(3),
        ));
    }
    Some((Bounds::exactly(n), end))
}

/// Counters: what follows a number, the unit it gives, and what it counts.
const COUNTERS: &[(&str, Option<&str>, &str)] = &[
    ("平方キロメートル", Some("km2"), ""),
    ("平方キロ", Some("km2"), ""),
    ("キロメートル", Some("km"), ""),
    ("キロ", Some("km"), ""),
    ("カイリ", Some("nautical mile"), ""),
    ("海里", Some("nautical mile"), ""),
    ("マイル", Some("mile"), ""),
    ("メートル", Some("metre"), ""),
    ("パーセント", Some("percent"), ""),
    ("％", Some("percent"), ""),
    ("%", Some("percent"), ""),
    ("ポイント", None, ""),
    ("ヘクタール", Some("hectare"), ""),
    ("トン", Some("ton"), ""),
    ("ドル", Some("dollar"), ""),
    ("ポンド", Some("pound"), ""),
    ("マルク", Some("mark"), ""),
    ("フラン", Some("franc"), ""),
    ("ユーロ", Some("euro"), ""),
    ("ルーブル", Some("rouble"), ""),
    ("円", Some("yen"), ""),
    ("か国", None, "国"),
    ("カ国", None, "国"),
    ("ヶ国", None, "国"),
    ("ヵ国", None, "国"),
    ("箇国", None, "国"),
    ("か条", None, "条"),
    ("カ条", None, "条"),
    ("カ所", None, "所"),
    ("か所", None, "所"),
    ("人", Some("person"), "人"),
    ("名", Some("person"), "人"),
    ("個師団", None, "師団"),
    ("師団", None, "師団"),
    ("隻", None, "船"),
    ("艦", None, "艦"),
    ("機", None, "機"),
    ("両", None, "両"),
    ("門", None, "門"),
    ("発", None, "発"),
    ("基", None, "基"),
    ("票", None, "票"),
    ("回", None, "回"),
    ("度", None, "度"),
    ("件", None, "件"),
    ("島", None, "島"),
    ("個", None, ""),
    ("つ", None, ""),
    ("倍", None, "倍"),
    ("戸", None, "戸"),
    ("世帯", None, "世帯"),
];

/// What a number names rather than counts.
fn is_naming(before: &str, after: &str) -> bool {
    // 「決議68/262」, 「A/RES/68/262」
    let numbered = before
        .strip_suffix(['/', '／'])
        .is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
    numbered
        || before.ends_with('第')
        || before.ends_with("決議")
        || before.ends_with("条約") && after.starts_with('号')
        || [
            "号", "条", "項", "章", "節", "世", "次", "年", "月", "日", "時", "分", "秒", "世紀",
            "期", "番", "階", "代", "週間", "か月", "カ月", "ヶ月", "ヵ月", "箇月",
        ]
        .iter()
        .any(|a| after.starts_with(a))
            && !after.starts_with("分の")
            && !after.starts_with("度線")
            && !after.starts_with("年代")
        || after.starts_with("度線")
}

/// All quantities of a stretch of text.
pub(crate) fn find(text: &str, range: Range<usize>, taken: &[Found]) -> Vec<Read> {
    let mut out: Vec<Read> = Vec::new();
    let mut at = range.start;
    let mut k = 0;
    while at < range.end {
        while taken.get(k).is_some_and(|t| t.range.end <= at) {
            k += 1;
        }
        if let Some(t) = taken.get(k).filter(|t| t.range.start <= at) {
            at = t.range.end;
            continue;
        }
        let rest = &text[at..range.end];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let starts = rest.starts_with(|c: char| {
            digit(c).is_some() || matches!(c, '十' | '百' | '千' | '数' | '何' | '半')
        });
        let ascii_before = text[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphanumeric());
        if let Some(read) = (starts && !ascii_before)
            .then(|| quantity(text, at, range.end))
            .flatten()
        {
            at = read.range.end;
            out.push(read);
        } else {
            // Past the whole number, so that its tail is not read again.
            let n = if starts {
                number(rest).map_or(step, |(_, n)| n.max(step))
            } else {
                step
            };
            at += n;
        }
    }
    out
}

/// 賛成100、反対11, 42対1: which votes a bare number counts.
fn vote(before: &str, after: &str) -> Option<&'static str> {
    if let Some(w) = ["賛成", "反対", "棄権", "欠席"]
        .iter()
        .find(|w| before.ends_with(**w))
    {
        return Some(w);
    }
    let number = |c: char| digit(c).is_some();
    if after
        .strip_prefix('対')
        .is_some_and(|a| a.starts_with(number))
    {
        return Some("賛成");
    }
    (before
        .strip_suffix('対')
        .is_some_and(|b| b.ends_with(number)))
    .then_some("反対")
}

fn quantity(text: &str, at: usize, limit: usize) -> Option<Read> {
    let rest = &text[at..limit];
    if rest.starts_with("半分") || rest.starts_with("半数") {
        let mention = QuantityMention {
            amount: Bounds::exactly(0.5).amount("半分"),
            unit: None,
            counted: vec![],
            share: true,
        };
        return Some(Read {
            range: at..at + "半分".len(),
            mention,
        });
    }
    let (mut bounds, mut n) = number(rest)?;
    let mut share = false;
    let mut unit = None;
    let mut counted: Vec<String> = Vec::new();
    let before = &text[..at];
    if is_naming(before, &rest[n..]) {
        return None;
    }
    // 「理由の一つ」 counts nothing.
    if before.ends_with('の') && (rest.starts_with("一つ") || rest.starts_with("1つ")) {
        return None;
    }
    if rest[n..].starts_with("分の") {
        let (top, m) = number(&rest[n + "分の".len()..])?;
        let (d, t) = (bounds.low?, top.low?);
        if d <= 0.0 {
            return None;
        }
        bounds = Bounds::exactly(t / d);
        n += "分の".len() + m;
        share = true;
    } else if rest[n..].starts_with('割') {
        bounds = bounds.times(10.0);
        n += "割".len();
        unit = Some("percent".to_owned());
        share = true;
    } else {
        // 五百から五千五百キロ
        for joint in ["から", "〜", "～", "―", "ないし", "-", "~", "–", "－", "−"] {
            if let Some(r) = rest[n..].strip_prefix(joint)
                && let Some((b, m)) = number(r)
                && let (Some(lo), Some(hi)) = (bounds.low, b.high)
                && hi > lo
            {
                bounds = Bounds::between(lo, hi);
                n += joint.len() + m;
                break;
            }
        }
        let mut after = n;
        // 余り before or after the counter
        for over in ["余り", "あまり", "余"] {
            if rest[after..].starts_with(over) {
                bounds = bounds.bent(Bend::Over);
                after += over.len();
                break;
            }
        }
        let counter = COUNTERS.iter().find(|(c, ..)| rest[after..].starts_with(c));
        if let Some((c, u, what)) = counter {
            unit = u.map(str::to_owned);
            if !what.is_empty() {
                counted.push((*what).to_owned());
            }
            after += c.len();
            // 「50か国目」, 「三度目」: which one, not how many.
            if rest[after..].starts_with('目') {
                return None;
            }
            // 「一度も」, 「一人も」: none at all.
            if rest[after..].starts_with('も')
                && bounds.low == Some(1.0)
                && bounds.high == Some(1.0)
            {
                return None;
            }
        } else if let Some(vote) = vote(before, &rest[after..]) {
            counted.push(vote.to_owned());
        } else if bounds.high.is_some_and(|h| h < 100.0) {
            return None;
        }
        n = after;
    }
    let mut start = at;
    for (word, bend) in [
        ("約", Bend::About),
        ("およそ", Bend::About),
        ("ほぼ", Bend::About),
        ("推定", Bend::About),
        ("少なくとも", Bend::AtLeast),
        ("最大", Bend::UpTo),
        ("およそ約", Bend::About),
        ("最大で", Bend::UpTo),
        ("概ね", Bend::About),
    ] {
        if before.ends_with(word) {
            bounds = bounds.bent(bend);
            start = at - word.len();
            break;
        }
    }
    for (word, bend) in [
        ("以上", Bend::AtLeast),
        ("を超える", Bend::Over),
        ("を超え", Bend::Over),
        ("を上回る", Bend::Over),
        ("あまり", Bend::Over),
        ("余り", Bend::Over),
        ("余", Bend::Over),
        ("前後", Bend::About),
        ("ほど", Bend::About),
        ("程度", Bend::About),
        ("近く", Bend::Nearly),
        ("近い", Bend::Nearly),
        ("弱", Bend::Nearly),
        ("強", Bend::Over),
        ("未満", Bend::Under),
        ("以下", Bend::UpTo),
        ("以内", Bend::UpTo),
    ] {
        if rest[n..].starts_with(word) {
            bounds = bounds.bent(bend);
            n += word.len();
            break;
        }
    }
    counted.extend(noun_around(text, start, at + n, limit));
    let written = text.get(start..at + n)?.to_owned();
    Some(Read {
        range: start..at + n,
        mention: QuantityMention {
            amount: bounds.amount(&written),
            unit,
            counted,
            share,
        },
    })
}

/// The noun after の, or before the number.
fn noun_around(text: &str, start: usize, end: usize, limit: usize) -> Option<String> {
    let content =
        |c: &char| matches!(*c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '々');
    if let Some(r) = text[end..limit].strip_prefix('の') {
        let word: String = r.chars().take_while(content).collect();
        if !word.is_empty() {
            return Some(word);
        }
    }
    let before = text[..start].trim_end_matches(['を', 'が', 'は', 'も', 'で', 'に', 'の']);
    let tail: Vec<char> = before.chars().rev().take_while(content).take(8).collect();
    let word: String = tail.into_iter().rev().collect();
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_counters_and_bends() {
        type Row = (
            &'static str,
            &'static str,
            Option<&'static str>,
            Option<&'static str>,
            Option<&'static str>,
        );
        let table: &[Row] = &[
            (
                "人は約六十万人、",
                "約六十万人",
                Some("600000"),
                Some("600000"),
                Some("person"),
            ),
            (
                "1,450名が",
                "1,450名",
                Some("1450"),
                Some("1450"),
                Some("person"),
            ),
            (
                "数十万人が",
                "数十万人",
                Some("200000"),
                Some("999999"),
                Some("person"),
            ),
            ("国土の5分の1を", "5分の1", Some("0.2"), Some("0.2"), None),
            ("幅4キロの", "幅4キロ", Some("4"), Some("4"), Some("km")),
            (
                "10億ドルの借款",
                "10億ドル",
                Some("1000000000"),
                Some("1000000000"),
                Some("dollar"),
            ),
            ("二割を失", "二割", Some("20"), Some("20"), Some("percent")),
            ("22か国が", "22か国", Some("22"), Some("22"), None),
            ("千人以上が", "千人以上", Some("1000"), None, Some("person")),
            ("2700基余りを", "2700基余り", Some("2700"), None, None),
        ];
        for (text, words, low, high, unit) in table {
            let got = find(text, 0..text.len(), &[]);
            let r = got.first().unwrap_or_else(|| panic!("nothing in {text}"));
            assert!(
                words.ends_with(&text[r.range.clone()]),
                "{text}: {}",
                &text[r.range.clone()]
            );
            assert_eq!(
                (
                    r.mention.amount.low.as_deref(),
                    r.mention.amount.high.as_deref(),
                    r.mention.unit.as_deref()
                ),
                (*low, *high, *unit),
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_of_things_are_no_counts() {
        for t in [
            "第5条は",
            "38度線を",
            "決議598号が",
            "決議68/262を",
            "昭和二十年に",
            "50か国目の批准から",
            "三度目の延長で",
        ] {
            assert!(find(t, 0..t.len(), &[]).is_empty(), "{t}");
        }
    }
}
