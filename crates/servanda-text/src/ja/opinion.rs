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
    ("と言ってよい", "evaluation"),
    ("といってよい", "evaluation"),
    ("と言っていい", "evaluation"),
    ("に尽きる", "evaluation"),
    ("ほかなりません", "evaluation"),
    ("ではあるまいか", "question"),
    ("気がしてならない", "first-person"),
    ("べきだろう", "advice"),
    ("べきでしょう", "advice"),
    ("ことを忘れてはならない", "advice"),
    ("が望まれる", "advice"),
    ("が求められる", "advice"),
    ("が求められている", "advice"),
    ("が問われている", "evaluation"),
    ("が問われています", "evaluation"),
    ("が予想される", "prediction"),
    ("とみられる", "prediction"),
    ("と見られる", "prediction"),
    ("というほかない", "evaluation"),
    ("と言うほかない", "evaluation"),
    ("というべきだ", "evaluation"),
    ("と言うべきだ", "evaluation"),
    ("はずがない", "evaluation"),
    ("はずはない", "evaluation"),
    ("わけがない", "evaluation"),
    ("わけにはいかない", "evaluation"),
    ("てもらいたい", "first-person"),
    ("にかかっている", "evaluation"),
    ("にかかっています", "evaluation"),
    ("を物語る", "evaluation"),
    ("を物語っている", "evaluation"),
    ("を物語っています", "evaluation"),
    ("教えてくれる", "evaluation"),
    ("教えてくれます", "evaluation"),
    ("教えている", "evaluation"),
    ("教えています", "evaluation"),
    ("にすぎません", "evaluation"),
    ("に過ぎません", "evaluation"),
    ("にすぎなかった", "evaluation"),
    ("に過ぎなかった", "evaluation"),
    ("と言えるでしょう", "evaluation"),
    ("と言えるだろう", "evaluation"),
    ("のだろう", "evaluation"),
    ("のでしょう", "evaluation"),
    ("かのようだ", "evaluation"),
    ("かのようだった", "evaluation"),
    ("ようなものだ", "evaluation"),
    ("ようなものです", "evaluation"),
    ("ようなものだった", "evaluation"),
    ("も同然だ", "evaluation"),
    ("も同然だった", "evaluation"),
    ("というものだ", "evaluation"),
    ("と思えた", "first-person"),
    ("と思った", "first-person"),
    ("と思いました", "first-person"),
    ("と感じた", "first-person"),
    ("と信じたい", "first-person"),
    ("のではないかと思う", "first-person"),
    ("ありそうだ", "prediction"),
    ("なりそうだ", "prediction"),
    ("ことになろう", "prediction"),
    ("になろう", "prediction"),
    ("てはなるまい", "advice"),
    ("まいか", "question"),
    ("だろうと思う", "first-person"),
    ("ことを願う", "first-person"),
    ("ことを祈る", "first-person"),
    ("を祈る", "first-person"),
    ("を祈ります", "first-person"),
    ("かどうか", "question"),
    ("必要だ", "advice"),
    ("必要です", "advice"),
    ("必要である", "advice"),
    ("不可欠だ", "advice"),
    ("不可欠です", "advice"),
    ("待たれる", "advice"),
    ("いただきたい", "first-person"),
    ("ほしい", "first-person"),
    ("欲しい", "first-person"),
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

/// More of them, for the end of a clause.
const JUDGING: &[&str] = &[
    "誤算",
    "恵み",
    "避けられた",
    "防げた",
    "救えた",
    "重かった",
    "重すぎ",
    "早すぎ",
    "遅すぎ",
    "高すぎ",
    "大きすぎ",
    "狙いだった",
    "ねらいだった",
    "思惑",
    "勝者はい",
    "意地",
    "見栄",
    "面子",
    "虚栄",
    "こだわり",
    "未練",
    "郷愁",
    "祈り",
    "叫び",
    "願い",
    "思い",
    "悲願",
    "遺産だ",
    "遺産です",
    "記憶だ",
    "教えだ",
    "戒め",
    "警鐘",
    "警告だ",
    "始まりにすぎ",
    "終わりの始まり",
    "茨の道",
    "いばらの道",
    "綱渡り",
    "駆け引き",
    "芝居",
    "演出",
    "幕引き",
    "幕開け",
    "無謀",
    "賭け",
    "暴走",
    "失策",
    "失敗だった",
    "失敗でした",
    "成功だった",
    "成功でした",
    "成果だった",
    "快挙",
    "偉業",
    "英断",
    "愚策",
    "茶番",
    "空文",
    "紙切れ",
    "絵に描いた",
    "砂上の",
    "悪夢",
    "奇跡",
    "栄光",
    "屈辱",
    "恥辱",
    "無念",
    "後悔",
    "反省",
    "自業自得",
    "因果",
    "宿命",
    "運命",
    "償",
    "赦",
    "許せ",
    "忘れられ",
    "忘れてい",
    "忘れない",
    "忘れません",
    "消えない",
    "消えません",
    "癒え",
    "報われ",
    "浮かばれ",
    "取り返し",
    "割に合わ",
    "引き合わ",
    "無駄",
    "むだ",
    "意味があ",
    "意味がな",
    "意味はな",
    "意義",
    "大きい",
    "大きかった",
    "小さい",
    "小さかった",
    "深い",
    "浅い",
    "冷たい",
    "温か",
    "暗い",
    "明るい",
    "遠い",
    "近い",
    "高い",
    "安い",
    "高くつ",
    "安くな",
    "強い",
    "弱い",
    "もろい",
    "脆",
    "堅い",
    "固い",
    "軽い",
    "鋭い",
    "鈍い",
    "正し",
    "間違",
    "誤り",
    "まちがい",
    "ましだ",
    "ましだった",
    "よかった",
    "良かった",
    "悪かった",
    "惜し",
    "うれし",
    "嬉し",
    "楽し",
    "寂し",
    "さびし",
    "苦し",
    "つら",
    "辛い",
    "怖",
    "恐ろし",
    "ひど",
    "酷",
    "むご",
    "惨",
    "みじめ",
    "哀れ",
    "愛",
    "憎",
    "誇らし",
    "頼もし",
    "心強",
    "心細",
    "不安",
    "安心",
    "納得",
    "疑問",
    "謎",
    "問題だ",
    "問題です",
    "問題である",
    "課題",
    "鍵",
    "カギ",
    "要だ",
    "礎",
    "土台",
    "原点",
    "出発点だ",
    "転機",
    "分水嶺",
    "分かれ目",
    "潮目",
    "節目",
    "試金石",
    "手本",
    "模範",
    "見本",
    "好例",
    "典型",
    "逆説",
    "矛盾",
    "欺瞞",
    "偽善",
    "詭弁",
    "言い訳",
    "口実にすぎ",
    "建前",
    "本音",
    "外交の勝利",
    "知恵",
    "叡智",
    "英知",
    "慎重さ",
    "忍耐",
    "寛容",
    "傲慢さ",
    "別の話",
    "別問題",
    "別物",
    "皮肉な",
    "妙な",
    "得策",
    "有益",
    "有害",
    "無益",
    "妥当",
    "適切",
    "不適切",
    "理不尽",
    "不公平",
    "公平だ",
    "公平です",
    "不平等だ",
    "不十分だ",
    "十分だ",
    "物足り",
    "中途半端",
    "骨抜き",
    "玉虫色",
    "曖昧",
    "あいまい",
    "すっきり",
    "分かりやす",
    "わかりやす",
    "分かりにく",
    "わかりにく",
];

/// Manner of speaking about how things always are.
const ALWAYS: &[&str] = &[
    "というもの",
    "とは、",
    "いつも",
    "つねに",
    "常に",
    "いつの時代",
    "誰も",
    "だれも",
    "人は",
    "人間は",
    "国家は",
    "国というもの",
    "小国",
    "大国は",
    "ためにある",
    "だけでは",
    "どんな",
    "いかなる時",
    "ほど",
    "よりも",
    "人の心",
    "歴史は",
    "戦争は",
    "平和は",
    "外交は",
    "約束は",
    "勝者",
    "敗者",
    "正義",
    "沈黙は",
    "紙は",
    "言葉は",
];

/// Hedges and comments anywhere in a clause.
const COMMENT: &[&str] = &[
    "のほうが",
    "の方が",
    "なければ、",
    "さえすれば",
    "ていれば",
    "とは言え",
    "とはいえない",
    "とは言えない",
    "というより",
    "と言うより",
    "むしろ",
    "しょせん",
    "所詮",
    "つまるところ",
    "少なくとも私",
    "個人的に",
    "言うまでも",
    "もはや",
    "それこそ",
    "だからこそ",
    "からこそ",
    "おそらく",
    "恐らく",
    "たぶん",
    "きっと",
    "もしかすると",
    "ひょっとすると",
    "残念ながら",
    "幸いにも",
    "不幸にも",
    "皮肉にも",
    "悲しいかな",
    "言うなれば",
    "いわば",
    "言ってみれば",
    "結局のところ",
    "まるで",
    "さながら",
    "あたかも",
    "最も",
    "もっとも",
    "一番",
    "なにより",
    "何より",
    "いつの日か",
    "いつかは",
    "どれほど",
    "なんと",
    "いかに",
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
    if ["おそらく", "恐らく", "きっと", "たぶん"]
        .iter()
        .any(|w| t.contains(w))
    {
        return Some("prediction");
    }
    let tail: String = t
        .chars()
        .rev()
        .take(18)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if FIRST.iter().any(|f| t.contains(f)) && !anchored {
        return Some("first-person");
    }
    if anchored {
        return None;
    }
    if EVALUATIVE.iter().any(|w| tail.contains(w)) {
        return Some("evaluation");
    }
    let last: String = t
        .chars()
        .rev()
        .take(9)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if JUDGING.iter().any(|w| last.contains(w)) || COMMENT.iter().any(|w| t.contains(w)) {
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
    .any(|w| last.contains(w))
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
    if is_present(t) && (!named || ALWAYS.iter().any(|w| t.contains(w))) {
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

/// Whether the predicate itself is a judgement, whatever time is spoken of.
pub(crate) fn judged(text: &str) -> Option<&'static str> {
    let t = strip_end(text.trim_end());
    let last: String = t
        .chars()
        .rev()
        .take(10)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    EVALUATIVE
        .iter()
        .any(|w| last.contains(w))
        .then_some("evaluation")
}

/// "島は失われた手足である": a present likeness. `named` when the predicate itself names something.
pub(crate) fn likeness(text: &str, named: bool) -> Option<&'static str> {
    const FACTS: &[&str] = &[
        "国",
        "首都",
        "条約",
        "協定",
        "宣言",
        "島",
        "都市",
        "州",
        "領土",
        "大統領",
        "首相",
        "外相",
        "人",
        "年",
        "月",
        "日",
        "時",
        "党",
        "軍",
        "海峡",
        "半島",
        "港",
        "地域",
        "加盟",
        "当事",
        "同じ",
        "回",
        "番目",
        "側",
        "者",
        "王",
        "名",
        "語",
        "教",
        "立場",
        "見解",
        "とおり",
        "通り",
        "内容",
        "規定",
        "期間",
        "ため",
        "から",
        "まで",
        "場",
        "所",
        "地",
        "票",
        "倍",
        "無効",
        "有効",
        "違法",
        "合法",
        "未定",
        "不明",
        "有数",
    ];
    let t = strip_end(text.trim_end());
    let copula = ["だった", "である", "だ", "です", "でした", "であった"]
        .iter()
        .any(|e| t.ends_with(e));
    if t.contains("にとって") && copula {
        return Some("evaluation");
    }
    let stem = ["である", "です", "だ"]
        .iter()
        .find_map(|e| t.strip_suffix(e))?;
    let noun = stem.chars().next_back().is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | 'の' | 'み' | 'り'));
    let factual = FACTS.iter().any(|f| stem.ends_with(f));
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
