//! What is no statement of fact in Japanese: told by the end of the sentence, and by what is missing.

/// Endings of conjecture, belief, advice and wish.
const ENDINGS: &[(&str, &str)] = &[
    ("でしょう", "prediction"),
    ("でしょうか", "question"),
    ("だろう", "prediction"),
    ("だろうか", "question"),
    ("であろう", "prediction"),
    ("まい", "prediction"),
    ("かもしれない", "prediction"),
    ("かもしれません", "prediction"),
    ("に違いない", "prediction"),
    ("に違いありません", "prediction"),
    ("はずだ", "evaluation"),
    ("はずです", "evaluation"),
    ("はずである", "evaluation"),
    ("と思う", "first-person"),
    ("と思います", "first-person"),
    ("と思っています", "first-person"),
    ("と思えてならない", "first-person"),
    ("と思われる", "evaluation"),
    ("と考える", "first-person"),
    ("と考えます", "first-person"),
    ("と考えています", "first-person"),
    ("と考えている", "first-person"),
    ("と信じる", "first-person"),
    ("と信じています", "first-person"),
    ("と信じている", "first-person"),
    ("と感じる", "first-person"),
    ("と感じます", "first-person"),
    ("と願う", "first-person"),
    ("と願います", "first-person"),
    ("と願っています", "first-person"),
    ("を願う", "first-person"),
    ("を願っています", "first-person"),
    ("を期待する", "first-person"),
    ("を期待したい", "first-person"),
    ("べきだ", "advice"),
    ("べきである", "advice"),
    ("べきです", "advice"),
    ("べきだった", "advice"),
    ("べきでした", "advice"),
    ("べきではない", "advice"),
    ("べきではありません", "advice"),
    ("べきでない", "advice"),
    ("ねばならない", "advice"),
    ("ねばなりません", "advice"),
    ("なければならない", "advice"),
    ("なければなりません", "advice"),
    ("なくてはならない", "advice"),
    ("てはならない", "advice"),
    ("てはなりません", "advice"),
    ("てはいけない", "advice"),
    ("必要がある", "advice"),
    ("必要があります", "advice"),
    ("ではないか", "question"),
    ("ではないでしょうか", "question"),
    ("ではないだろうか", "question"),
    ("ではなかろうか", "question"),
    ("のか", "question"),
    ("ですか", "question"),
    ("ますか", "question"),
    ("といえる", "evaluation"),
    ("と言える", "evaluation"),
    ("といえます", "evaluation"),
    ("と言えます", "evaluation"),
    ("と言えよう", "evaluation"),
    ("といえよう", "evaluation"),
    ("と言わざるを得ない", "evaluation"),
    ("といわざるをえない", "evaluation"),
    ("らしい", "evaluation"),
    ("ように見える", "evaluation"),
    ("ように思える", "evaluation"),
    ("ように思う", "first-person"),
    ("気がする", "first-person"),
    ("気がします", "first-person"),
    ("たい", "first-person"),
    ("たいものだ", "first-person"),
    ("たいと思います", "first-person"),
    ("ましょう", "advice"),
    ("てほしい", "first-person"),
    ("てください", "advice"),
    ("ものだ", "evaluation"),
    ("ものである", "evaluation"),
    ("ものです", "evaluation"),
    ("ほかならない", "evaluation"),
    ("にすぎない", "evaluation"),
    ("に過ぎない", "evaluation"),
    ("に値する", "evaluation"),
    ("見通しだ", "prediction"),
    ("見込みだ", "prediction"),
    ("見通しです", "prediction"),
    ("わけではない", "evaluation"),
];

/// Evaluating words, when they are the predicate or stand close to it.
const EVALUATIVE: &[&str] = &[
    "愚か",
    "残念",
    "悲劇",
    "許され",
    "許し難",
    "許しがた",
    "不当な",
    "不当だ",
    "卑劣",
    "無法",
    "非道",
    "素晴らし",
    "すばらし",
    "立派",
    "賢明",
    "当然",
    "皮肉",
    "教訓",
    "悲し",
    "恥",
    "偉大",
    "見事",
    "最悪",
    "最良",
    "最善",
    "最高の",
    "醜",
    "美し",
    "正義",
    "不正義",
    "暴挙",
    "裏切り",
    "愚行",
    "過ち",
    "誇り",
    "勇気",
    "臆病",
    "優れ",
    "劣",
    "重い問い",
    "象徴",
    "鏡",
    "写真のよう",
    "傷",
    "痛み",
    "痛まし",
    "痛ましい",
    "残酷",
    "非情",
    "無責任",
    "身勝手",
    "傲慢",
    "誠実",
    "不誠実",
    "大切",
    "重要だ",
    "重要です",
    "重要である",
    "難しい",
    "易し",
    "やさしい",
    "良い",
    "よい",
    "悪い",
    "甘い",
    "苦い",
    "空し",
    "むなし",
    "虚し",
    "無意味",
    "第一歩",
    "に等し",
    "も同然",
    "言うまでもない",
    "明らかだ",
    "明らかです",
    "ふさわし",
    "値打ち",
    "価値",
    "幻想",
    "希望",
    "夢",
    "奇妙",
    "不思議",
    "驚く",
    "幸い",
    "不幸",
    "遺憾",
];

const FIRST: &[&str] = &[
    "私は",
    "私が",
    "私たちは",
    "私達は",
    "われわれは",
    "我々は",
    "筆者は",
    "筆者が",
    "小紙は",
    "本紙は",
    "わたしは",
    "僕は",
    "私には",
    "私の",
];

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
    if let Some((_, why)) = ENDINGS
        .iter()
        .filter(|(e, _)| t.ends_with(e))
        .max_by_key(|(e, _)| e.len())
    {
        return Some(why);
    }
    let tail: String = t
        .chars()
        .rev()
        .take(14)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if FIRST.iter().any(|f| t.contains(f)) && !anchored {
        return Some("first-person");
    }
    if !anchored && EVALUATIVE.iter().any(|w| tail.contains(w)) {
        return Some("evaluation");
    }
    if !anchored && !named && is_present(t) {
        return Some("general");
    }
    None
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

fn is_present(t: &str) -> bool {
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
            ("条約は翌年に発効します。", false),
            ("日本は千島列島を手放しました。", false),
        ];
        for (t, want) in table {
            let named = t.contains("日本") || t.contains("条約");
            assert_eq!(
                sentence(t, t.contains("翌年"), named).is_some(),
                *want,
                "{t}"
            );
        }
    }
}
