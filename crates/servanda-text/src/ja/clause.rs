//! Clauses of a Japanese sentence: cut after a predicate that goes on (して、され、が、ので …).

use std::ops::Range;

/// Shortest clause, in characters.
const SHORT: usize = 7;

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々')
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".contains(c)
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Phrases that end like verbs but are particles or adverbs.
const NO_CLAUSE: &[&str] = &[
    "として",
    "について",
    "につき",
    "に対し",
    "に対して",
    "によって",
    "により",
    "において",
    "とともに",
    "と共に",
    "に際し",
    "に際して",
    "に基づき",
    "に基づいて",
    "に従い",
    "に従って",
    "によると",
    "によれば",
    "に関して",
    "に関し",
    "を経て",
    "に加え",
    "に加えて",
    "と並んで",
    "にわたって",
    "にわたり",
    "をもって",
    "にあたり",
    "に当たり",
    "をめぐり",
    "をめぐって",
    "に向け",
    "に向けて",
    "に続き",
    "に続いて",
    "を通じ",
    "を通じて",
    "そして",
    "やがて",
    "次いで",
    "ついで",
    "続いて",
    "改めて",
    "初めて",
    "あわせて",
    "併せて",
    "加えて",
    "しかし",
    "ただし",
    "もし",
    "同じ",
    "よって",
    "したがって",
    "従って",
    "かつて",
    "すべて",
    "全て",
    "極めて",
    "きわめて",
    "かえって",
    "むしろ",
    "もっとも",
    "いわば",
    "例えば",
    "たとえば",
    "言わば",
    "さらに",
    "ところが",
    "だが",
    "ですが",
    "一方で",
    "他方で",
    "その上で",
    "のもとで",
    "の下で",
    "から見て",
    "にとって",
    "にかけて",
    "をはじめ",
    "を始め",
    "とりわけ",
    "引き続き",
    "つまり",
    "とはいえ",
    "はじめ",
    "もとより",
    "年ぶり",
    "すなわち",
    "それから",
    "なぜなら",
    "ちなみに",
    "さて",
    "では",
    "まず",
    "また",
    "翌日",
    "しかも",
    "および",
    "ならびに",
    "若しくは",
    "もしくは",
    "あるいは",
    "だから",
    "なお",
    "それでも",
    "けれども",
    "を除き",
    "を除いて",
    "にして",
    "とあわせ",
    "を境に",
    "をきっかけに",
];

/// Endings of predicates that go on, longest first.
const GOING_ON: &[&str] = &[
    "ましたが",
    "ますが",
    "でしたが",
    "けれども",
    "けれど",
    "ものの",
    "ながら",
    "ところ",
    "たため",
    "るため",
    "たので",
    "るので",
    "なので",
    "いので",
    "ですので",
    "たから",
    "るから",
    "だから",
    "ですから",
    "たのち",
    "たのに",
    "るのに",
    "た後",
    "た際",
    "る際",
    "た一方",
    "る一方",
    "たとき",
    "るとき",
    "た時",
    "たうえで",
    "た上で",
    "たうえ",
    "た上",
    "たまま",
    "るまで",
    "るように",
    "られず",
    "されず",
    "せず",
    "れず",
    "わず",
    "えず",
    "かず",
    "らず",
    "ならず",
    "まず",
    "たが",
    "だが",
    "るが",
    "いが",
    "うが",
    "くが",
    "すが",
    "ぬが",
    "れば",
    "たら",
    "るも",
    "ると",
    "うと",
    "くと",
    "すと",
    "むと",
    "ぶと",
    "つと",
    "なく",
    "ており",
    "でおり",
    "おり",
    "つつ",
    "って",
    "して",
    "いて",
    "けて",
    "げて",
    "せて",
    "めて",
    "れて",
    "えて",
    "べて",
    "きて",
    "みて",
    "にて",
    "んで",
    "いで",
    "たり",
    "だり",
    "であり",
    "され",
    "られ",
    "わず",
];

/// Whether what stands before a comma is a predicate that goes on.
fn goes_on(before: &str) -> bool {
    let has_subject = before.contains(['は', 'が']);
    // 「英国を始め」 lists; 「軍は空爆を始め」 tells.
    if before.ends_with("を始め") && has_subject {
        return true;
    }
    if NO_CLAUSE.iter().any(|n| before.ends_with(n)) {
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
    const NOUNS: &[&str] = &[
        "舞いが",
        "争いが",
        "願いが",
        "違いが",
        "戦いが",
        "問いが",
        "思いが",
        "疑いが",
        "勢いが",
        "狙いが",
        "誓いが",
        "集いが",
        "災いが",
        "救いが",
        "償いが",
        "扱いが",
        "行いが",
        "笑いが",
        "迷いが",
        "いさかいが",
        "ねらいが",
        "せいが",
    ];
    if NOUNS.iter().any(|n| before.ends_with(n)) {
        return false;
    }
    if GOING_ON.iter().any(|e| before.ends_with(e)) {
        return true;
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

/// The clauses of a sentence, as byte ranges of the text.
pub(crate) fn pieces(
    text: &str,
    sentence: Range<usize>,
    depth_free: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let s = &text[sentence.clone()];
    let mut cuts: Vec<usize> = Vec::new();
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
    let mut depth = 0i32;
    for (i, c) in s.char_indices() {
        match c {
            '「' | '『' | '(' | '（' | '〈' | '《' => depth += 1,
            '」' | '』' | ')' | '）' | '〉' | '》' => depth -= 1,
            '、' | '，' | ','
                if depth <= 0
                    && depth_free(sentence.start + i)
                    && (goes_on(&s[..i])
                        || last_of_list(&s[i + c.len_utf8()..])
                        || quoted(&s[..i])) =>
            {
                cuts.push(i + c.len_utf8());
            }
            '―' | '—' | '；' | ';' if depth <= 0 => cuts.push(i + c.len_utf8()),
            _ => {}
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain(std::iter::once(s.len())) {
        if s[start..cut].chars().count() < SHORT && cut != s.len() {
            continue;
        }
        if s[start..cut].chars().count() < SHORT && !out.is_empty() {
            if let Some(last) = out.last_mut() {
                last.end = cut;
            }
        } else {
            out.push(start..cut);
        }
        start = cut;
    }
    out.into_iter()
        .filter_map(|r| trimmed(s, r))
        .map(|r| sentence.start + r.start..sentence.start + r.end)
        .collect()
}

/// Longer quotations followed by a verb of speaking, or standing alone: from after 「 to before 」.
pub(crate) fn spoken(s: &str) -> Vec<(usize, usize)> {
    const SPEAKING: &[&str] = &[
        "語",
        "話",
        "言",
        "述べ",
        "振り返",
        "つぶや",
        "訴え",
        "書い",
        "笑",
        "叫",
        "答え",
        "問い",
        "記し",
        "漏ら",
        "力を込め",
        "声を",
    ];
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = s[at..].find('「').map(|i| at + i) {
        let inner = open + '「'.len_utf8();
        let Some(close) = s[inner..].find('」').map(|i| inner + i) else {
            break;
        };
        let rest = &s[close + '」'.len_utf8()..];
        let long = s[inner..close].chars().count() >= 14 || s[inner..close].contains('。');
        let said = rest.starts_with('と') && SPEAKING.iter().any(|w| rest.contains(w));
        let alone = open == 0 && (rest.is_empty() || rest.starts_with('。'));
        if long && (said || alone) {
            out.push((inner, close));
        }
        at = close + '」'.len_utf8();
    }
    out
}

/// 、そして …: what comes after a list may be judged apart.
fn last_of_list(after: &str) -> bool {
    ["そして", "そのうち", "このうち", "うち"]
        .iter()
        .any(|w| after.starts_with(w))
}

fn quoted(before: &str) -> bool {
    ["」が", "」と述べ", "」と言い", "」とし"]
        .iter()
        .any(|q| before.ends_with(q))
        || before.ends_with("のですが")
        || before.ends_with("のが日本側の見方ですが")
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
            let got: Vec<&str> = pieces(text, 0..text.len(), |_| true)
                .into_iter()
                .map(|r| &text[r])
                .collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
