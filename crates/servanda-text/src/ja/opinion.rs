//! What is no statement of fact in Japanese: told by the end of the sentence, and by what is missing.

use super::words::{endings, is_ideograph, is_katakana, last, strip_copula, words};

fn strip_end(t: &str) -> &str {
    t.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '。' | '！' | '!' | '」' | '』' | '…' | '）' | ')')
    })
}

/// Why a sentence is not checked; `anchored` when it has a time or number, `named` when it names something.
pub(crate) fn sentence(text: &str, anchored: bool, named: bool) -> Option<&'static str> {
    let t = text.trim_end();
    if t.ends_with(['?', '？']) {
        return Some("question");
    }
    let t = strip_end(t);
    let t = t.trim_end_matches(['ね', 'よ', 'な']);
    // 「…と私は思う」: whose opinion it is may stand before the verb.
    let told: String;
    let t = match own_verb(t) {
        Some(plain) => {
            told = plain;
            told.as_str()
        }
        None => t,
    };
    // 「紙にすぎない、という人がいます」: what is said is judged by itself.
    if let Some(inner) = said_by_some(t) {
        return sentence(inner, anchored, named).or((!named && !anchored).then_some("evaluation"));
    }
    if !named
        && ["と感じ", "と実感", "つくづく", "と痛感"]
            .iter()
            .any(|w| t.contains(w))
    {
        return Some("first-person");
    }
    if let Some((_, why)) = endings()
        .iter()
        .filter(|(e, _)| t.ends_with(e))
        .max_by_key(|(e, _)| e.len())
    {
        return Some(why);
    }
    if ["おそらく", "恐らく", "きっと", "たぶん"]
        .iter()
        .any(|w| t.contains(w))
    {
        return Some("prediction");
    }
    let tail = last(t, 18);
    if words("first").iter().any(|f| t.contains(f)) && !anchored {
        return Some("first-person");
    }
    if anchored {
        return None;
    }
    // 「義務を誠実に果たすと定める」: what a text provides is told, not judged.
    let provides = [
        "定め",
        "規定し",
        "規定す",
        "義務を",
        "約束し",
        "禁じ",
        "明記",
    ]
    .iter()
    .any(|w| tail.contains(w));
    if named && provides {
        return None;
    }
    // What stands in quotation marks is another's word.
    let plain = unquoted(t);
    let t = plain.as_str();
    let tail = last(t, 18);
    // A strong word anywhere, unless somebody else is told to have said it.
    let reported = ["非難", "批判", "述べ", "主張", "訴え", "糾弾", "抗議", "語"]
        .iter()
        .any(|w| tail.contains(w));
    if !reported && words("strong").iter().any(|w| t.contains(w)) {
        return Some("evaluation");
    }
    if words("evaluative").iter().any(|w| tail.contains(w)) {
        return Some("evaluation");
    }
    let close = last(t, 9);
    if words("judging").iter().any(|w| close.contains(w))
        || words("comment").iter().any(|w| t.contains(w))
    {
        return Some("evaluation");
    }
    if [
        "望んで",
        "願って",
        "信じて",
        "恐れて",
        "期待して",
        "憎んで",
        "誇って",
        "感じて",
        "思って",
        "悔やんで",
    ]
    .iter()
    .any(|w| close.contains(w))
    {
        return Some("motive");
    }
    if is_present(t)
        && [
            "いずれ",
            "いつか",
            "必ず",
            "今後",
            "これから",
            "将来",
            "次の世代",
            "子や孫",
            "やがては",
        ]
        .iter()
        .any(|w| t.contains(w))
    {
        return Some("prediction");
    }
    if characterises(t) && !named {
        return Some("evaluation");
    }
    if is_present(t) && (!named || words("always").iter().any(|w| t.contains(w))) {
        return Some("general");
    }
    None
}

/// 「民族の問いを先送りした会議であった」: no topic of its own, and nothing but what sort of thing the topic before was.
fn characterises(t: &str) -> bool {
    let Some(stem) = strip_copula(t) else {
        return false;
    };
    let noun = stem
        .chars()
        .rev()
        .take_while(|c| is_ideograph(*c) || is_katakana(*c))
        .map(char::len_utf8)
        .sum::<usize>();
    let before = &stem[..stem.len() - noun];
    noun > 0 && before.ends_with(['た', 'い']) && !t.contains('は') && before.contains('を')
}

/// The text without what stands in quotation marks.
fn unquoted(t: &str) -> String {
    let mut out = String::with_capacity(t.len());
    let mut depth = 0usize;
    for c in t.chars() {
        match c {
            '「' | '『' => depth += 1,
            '」' | '』' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// 「…と私は思う」, 「…と筆者には思える」 without the one who thinks so.
fn own_verb(t: &str) -> Option<String> {
    const WHO: &[&str] = &[
        "私たち",
        "われわれ",
        "我々",
        "わたし",
        "私",
        "筆者",
        "小紙",
        "本紙",
        "僕",
    ];
    WHO.iter().find_map(|who| {
        let i = t.rfind(who)?;
        let after = &t[i + who.len()..];
        let thought = t[..i].trim_end_matches('、').strip_suffix('と')?;
        let verb = ["には", "は", "も"]
            .iter()
            .find_map(|p| after.strip_prefix(p))?;
        let short = verb.chars().count() <= 8
            && ["思", "考え", "信じ", "感じ", "願", "見"]
                .iter()
                .any(|v| verb.trim_start_matches('、').starts_with(v));
        short.then(|| format!("{thought}と{}", verb.trim_start_matches('、')))
    })
}

/// What "some" say: 「…という人がいます」, 「…との声もある」.
fn said_by_some(t: &str) -> Option<&str> {
    const WHO: &[&str] = &["人", "人々", "声", "意見", "見方", "批判", "指摘"];
    let stem = [
        "います",
        "いる",
        "あります",
        "ある",
        "多い",
        "強い",
        "少なくない",
        "根強い",
    ]
    .iter()
    .find_map(|e| t.strip_suffix(e))?;
    let stem = ["が", "も", "は"]
        .iter()
        .find_map(|p| stem.strip_suffix(p))?;
    let stem = WHO.iter().find_map(|w| stem.strip_suffix(w))?;
    let inner = ["という", "と言う", "といった", "との"]
        .iter()
        .find_map(|q| stem.strip_suffix(q))?;
    (!inner.is_empty()).then_some(inner.trim_end_matches('、'))
}

/// Whether a clause ends in what makes opinion of it (べきだが、 だろうが、).
pub(crate) fn clause(text: &str) -> Option<&'static str> {
    let t = strip_end(text.trim_end());
    let t = t
        .trim_end_matches("が")
        .trim_end_matches("けれども")
        .trim_end_matches("けれど")
        .trim_end_matches("し");
    [
        "だろう",
        "でしょう",
        "べきだ",
        "かもしれない",
        "と思う",
        "と思います",
        "と考える",
    ]
    .iter()
    .any(|e| t.ends_with(e))
    .then_some("evaluation")
}

/// Whether the predicate itself is a judgement, whatever time is spoken of.
pub(crate) fn judged(text: &str) -> Option<&'static str> {
    let t = strip_end(text.trim_end());
    let close = last(t, 10);
    words("evaluative")
        .iter()
        .any(|w| close.contains(w))
        .then_some("evaluation")
}

/// "影は長かった", "椅子を守ろうとした", "勝利でも敗北でもなく": a quality, an intention, neither this nor that. For
/// clauses without act, time and number.
pub(crate) fn quality(text: &str) -> Option<&'static str> {
    let t = strip_end(text.trim_end());
    let t = t.strip_suffix('が').unwrap_or(t);
    if t.ends_with("かった") && !words("verb-katta").iter().any(|v| t.ends_with(v)) {
        return Some("evaluation");
    }
    if t.ends_with("うとした") || t.ends_with("うとしていた") || t.ends_with("たかった")
    {
        return Some("motive");
    }
    (t.ends_with("でもなく") || t.matches("でも").count() > 1 && t.ends_with("ない"))
        .then_some("evaluation")
}

/// "島は失われた手足である": a present likeness. `named` when the predicate itself names something.
pub(crate) fn likeness(text: &str, named: bool) -> Option<&'static str> {
    let t = strip_end(text.trim_end());
    // 「渡ったのがあの船です」 tells which one; 「全権は外相のAだった」 who held an office.
    if ["たのが", "たのは"].iter().any(|w| t.contains(w))
        || words("office-told").iter().any(|o| t.contains(o))
    {
        return None;
    }
    let stem = strip_copula(t)?;
    if t.contains("にとって") {
        return Some("evaluation");
    }
    let noun = stem
        .chars()
        .next_back()
        .is_some_and(|c| is_ideograph(c) || is_katakana(c) || matches!(c, 'の' | 'み' | 'り'));
    let factual = words("fact-noun").iter().any(|f| stem.ends_with(f));
    (noun && !factual && !named && t.contains(['は', 'が', 'も'])).then_some("evaluation")
}

/// Whether a clause only gives the condition of the one after it.
pub(crate) fn is_condition(text: &str) -> bool {
    let t = strip_end(text.trim_end());
    [
        "ば",
        "たら",
        "だら",
        "なら",
        "ならば",
        "ても",
        "でも",
        "とも",
        "限り",
        "以上",
    ]
    .iter()
    .any(|e| t.ends_with(e))
}

/// Words of time that tie nothing to a date: 今日, いま, 近年, 将来.
pub(crate) fn is_loose_time(told: &str) -> bool {
    words("loose-time").contains(&told)
}

/// Whether what goes before is an "if": 「再び決裂すれば、」.
pub(crate) fn is_if(before: &str) -> bool {
    let t = before.trim_end_matches(['、', ' ', '　']);
    [
        "れば",
        "たら",
        "なら",
        "ならば",
        "えば",
        "けば",
        "せば",
        "めば",
    ]
    .iter()
    .any(|e| t.ends_with(e))
}

pub(crate) fn is_present(t: &str) -> bool {
    let t = strip_end(t);
    let past = ["た", "ました", "でした", "だった", "なかった"]
        .iter()
        .any(|e| t.ends_with(e));
    !past
        && [
            "る",
            "す",
            "だ",
            "い",
            "う",
            "く",
            "む",
            "ぶ",
            "つ",
            "ん",
            "です",
            "ます",
            "である",
        ]
        .iter()
        .any(|e| t.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_opinion() {
        let table: &[(&str, bool)] = &[
            ("島の話がまとまる日を私が見ることはないでしょう。", true),
            (
                "期限を正しく数えることが外交の第一歩だと考えています。",
                true,
            ),
            ("同じ敵を持つことと、友であることは別なのでしょう。", true),
            ("約束は守るべきだ。", true),
            ("1945年の過ちは二度とあってはならないと私は思う。", true),
            ("翌年の条約こそ出発点だと、筆者には思える。", true),
            ("敗北が自由を連れ戻したのは皮肉である。", true),
            ("将軍たちの賭けは無謀だった。", true),
            ("島の風は今も冷たい。", true),
            ("島はいつか必ず戻ってくる。", true),
            ("条約は紙切れも同然だった。", true),
            ("戦争は何も生まない。", true),
            ("あれほど見事な外交を私は知らない。", true),
            ("大国は約束を忘れやすい。", true),
            ("次の世代がきっと答えを出す。", true),
            ("平和は紙の上では続かない。", true),
            ("これは近代外交で最も不幸な条約である。", true),
            ("歴史は繰り返すと言えよう。", true),
            ("議会は条約の批准を拒んだ。", false),
            ("両国は国交を断絶した。", false),
            ("軍は首都を占領した。", false),
            ("停戦は三日で破れた。", false),
            ("捕虜は全員が帰国した。", false),
            ("首相は署名を拒否した。", false),
            ("この条約は主力艦の比率を定めた。", false),
            ("条約は翌年に発効します。", false),
            ("日本は千島列島を手放しました。", false),
        ];
        let mut failed = Vec::new();
        for (t, want) in table {
            let named = t.contains("日本") || t.contains("条約");
            let got = sentence(t, t.contains("翌年"), named).is_some();
            if got != *want {
                failed.push(t);
            }
        }
        assert!(failed.is_empty(), "{failed:#?}");
    }
}
