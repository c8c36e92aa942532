//! Clauses of a Japanese sentence: cut after a predicate that goes on (して、され、が、ので …).

use crate::found::{Found, Kind};
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
                if gap
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

/// 「日本が受諾を通告したのと同じ8月14日、…」, 「Aが発効した翌日、…」: where clauses end that tell what happened at
/// the time named after them, as offsets in the sentence.
fn dating(text: &str, sentence: &Range<usize>, found: &[Found]) -> Vec<usize> {
    // How long it has been, not what happened.
    const LASTING: &[&str] = &[
        "たった",
        "経った",
        "過ぎた",
        "過した",
        "迎えた",
        "明けた",
        "あけた",
        "続いた",
        "れていた",
        "くった",
        "だった",
        "あった",
        "かった",
        "遡った",
        "控えた",
        "めた",
        "足らずの",
    ];
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
            let event = told.ends_with('た') && !LASTING.iter().any(|w| told.ends_with(w))
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
fn is_gap(text: &str, sentence: &Range<usize>, stretch: Range<usize>, found: &[Found]) -> bool {
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
        let plain =
            topic.ends_with(|c: char| is_kanji(c) || matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー'));
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
            && t.ends_with(|c: char| is_kanji(c) || matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー'))
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
fn has_predicate(t: &str) -> bool {
    const VERBAL: &[&str] = &[
        "した",
        "され",
        "して",
        "する",
        "った",
        "った",
        "いた",
        "えた",
        "めた",
        "れた",
        "けた",
        "んだ",
        "きた",
        "ました",
        "せた",
        "べた",
        "げた",
        "いて",
        "って",
        "れて",
    ];
    VERBAL.iter().any(|v| t.contains(v))
}

/// 「Bは同じ月の二十八日でした」: nothing but a copula after what is told.
fn is_bare_copula(t: &str) -> bool {
    let t = t.trim_end_matches(['。', '、', '\n', ' ', '　']);
    !has_predicate(t.trim_end_matches("でした").trim_end_matches("だった"))
        && (["でした", "だった", "です", "だ", "である", "であった"]
            .iter()
            .any(|e| t.ends_with(e))
            || t.ends_with(|c: char| is_kanji(c)))
}

/// 「独立を承認、ブルガリアは…」, 「脱退を宣言、それ以来…」: a noun of doing with its object ends a clause.
fn verbal_noun_goes_on(text: &str, sentence: &Range<usize>, comma: usize, found: &[Found]) -> bool {
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
fn copula_goes_on(text: &str, sentence: &Range<usize>, comma: usize, found: &[Found]) -> bool {
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
            let got: Vec<&str> = pieces(text, 0..text.len(), &[])
                .into_iter()
                .map(|p| &text[p.span])
                .collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
