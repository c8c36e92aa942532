//! The words of the report in each language: adding a language is adding a column.

use servanda_check::{Outcome, Slot, Verdict};
use servanda_record::Lang;

/// All verdicts, in the order in which they are listed.
pub const VERDICTS: [Verdict; 6] = [
    Verdict::Supported,
    Verdict::Contradicted,
    Verdict::Partly,
    Verdict::Disputed,
    Verdict::NotInRecord,
    Verdict::NotChecked,
];

const SLOTS: [Slot; 13] = [
    Slot::Time,
    Slot::Duration,
    Slot::Place,
    Slot::Agent,
    Slot::Patient,
    Slot::Person,
    Slot::Quantity,
    Slot::Agreement,
    Slot::Content,
    Slot::Polarity,
    Slot::Order,
    Slot::Status,
    Slot::Conduct,
];

const OUTCOMES: [Outcome; 5] = [
    Outcome::Agrees,
    Outcome::Differs,
    Outcome::Near,
    Outcome::Divided,
    Outcome::Silent,
];

/// The word for a part of a claim by its published name; the name itself if there is none such.
pub fn slot_word(name: &str, lang: Lang) -> &str {
    let found = SLOTS.iter().find(|s| published(s) == name);
    found.map_or(name, |s| slot(*s, lang))
}

/// The word for an outcome by its published name; the name itself if there is none such.
pub fn outcome_word(name: &str, lang: Lang) -> &str {
    let found = OUTCOMES.iter().find(|o| published(o) == name);
    found.map_or(name, |o| outcome(*o, lang))
}

/// The name under which a value is published.
fn published<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}

/// The word for a verdict.
pub fn verdict(v: Verdict, lang: Lang) -> &'static str {
    let (en, ja) = match v {
        Verdict::Supported => ("supported", "記録と一致"),
        Verdict::Contradicted => ("contradicted", "記録と矛盾"),
        Verdict::Partly => ("partly", "一部相違"),
        Verdict::Disputed => ("disputed", "争いあり"),
        Verdict::NotInRecord => ("not in the record", "記録にない"),
        Verdict::NotChecked => ("not checked", "対象外"),
    };
    pick(lang, en, ja)
}

/// What a verdict means, in a sentence.
pub fn verdict_means(v: Verdict, lang: Lang) -> &'static str {
    let (en, ja) = match v {
        Verdict::Supported => (
            "All of it agrees with the record.",
            "全体が記録と一致する。",
        ),
        Verdict::Contradicted => ("The record says otherwise.", "記録はこれと異なる。"),
        Verdict::Partly => (
            "A part agrees with the record and a part does not.",
            "一部は記録と一致し、一部は異なる。",
        ),
        Verdict::Disputed => (
            "Sources or readings of the law differ.",
            "資料または法の解釈が分かれている。",
        ),
        Verdict::NotInRecord => ("The record does not say.", "記録には記載がない。"),
        Verdict::NotChecked => (
            "Opinion, prediction or motive: left alone.",
            "意見・予測・動機のため対象外。",
        ),
    };
    pick(lang, en, ja)
}

/// The mark for a verdict: told apart by shape, not by colour alone.
pub fn mark(v: Verdict) -> &'static str {
    match v {
        Verdict::Supported => "●",
        Verdict::Contradicted => "✕",
        Verdict::Partly => "◐",
        Verdict::Disputed => "◆",
        Verdict::NotInRecord => "○",
        Verdict::NotChecked => "–",
    }
}

/// The word for a part of a claim.
pub fn slot(s: Slot, lang: Lang) -> &'static str {
    let (en, ja) = match s {
        Slot::Time => ("time", "時期"),
        Slot::Duration => ("duration", "期間"),
        Slot::Place => ("place", "場所"),
        Slot::Agent => ("who", "主体"),
        Slot::Patient => ("to whom", "相手"),
        Slot::Person => ("person", "人物"),
        Slot::Quantity => ("number", "数"),
        Slot::Agreement => ("agreement", "合意"),
        Slot::Content => ("content", "内容"),
        Slot::Polarity => ("whether", "有無"),
        Slot::Order => ("order", "前後"),
        Slot::Status => ("status", "効力"),
        Slot::Conduct => ("conduct", "行為"),
    };
    pick(lang, en, ja)
}

/// The word for an outcome.
pub fn outcome(o: Outcome, lang: Lang) -> &'static str {
    let (en, ja) = match o {
        Outcome::Agrees => ("agrees", "一致"),
        Outcome::Differs => ("differs", "相違"),
        Outcome::Near => ("nearly", "ほぼ一致"),
        Outcome::Divided => ("sources differ", "資料に差"),
        Outcome::Silent => ("not recorded", "記載なし"),
    };
    pick(lang, en, ja)
}

/// The word for an answer under a reading, by its published name.
pub fn answer(name: &str, lang: Lang) -> &str {
    let ja = match name {
        "yes" => "はい",
        "no" => "いいえ",
        "unknown" => "不明",
        "in force" => "効力あり",
        "not in force" => "効力なし",
        "breached" => "違反",
        "no breach" => "違反なし",
        "kept" => "遵守",
        "excused" => "違法性阻却",
        "not-bound" => "拘束なし",
        "undetermined" => "判定不能",
        other => other,
    };
    match lang {
        Lang::En => name,
        Lang::Ja => ja,
    }
}

/// The word for a published name of reading (a kind of claim or mention, a relation, a reason not to check); the name itself in
/// English, or where there is none such.
pub fn term(name: &str, lang: Lang) -> &str {
    let ja = match name {
        "agreement" => "合意",
        "event" => "出来事",
        "order" => "前後",
        "quantity" => "数量",
        "status" => "効力",
        "identity" => "同定",
        "conduct" => "行為の評価",
        "place" => "場所",
        "opinion" => "意見",
        "actor" => "主体",
        "time" => "時",
        "unknown-agreement" => "記録外の合意",
        "unknown-name" => "記録外の名",
        "provide" => "定める",
        "valid-for" => "有効期間",
        "in-force" => "効力",
        "party-to" => "当事国",
        "be" => "である",
        "hold-office" => "在職",
        "located" => "所在",
        "last" => "続く",
        "number" => "数",
        "have" => "持つ",
        "name" => "名称",
        "evaluation" => "評価・意見",
        "prediction" => "予測",
        "question" => "問い",
        "conditional" => "仮定",
        "first-person" => "筆者の考え",
        "advice" => "提言",
        "motive" => "動機",
        "general" => "一般論",
        "attribution" => "発言者の表示",
        other => other,
    };
    match lang {
        Lang::En => name,
        Lang::Ja => ja,
    }
}

/// A number of things in English.
pub fn count(n: usize, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else {
        format!("{n} {what}s")
    }
}

/// One of two texts.
pub fn pick(lang: Lang, en: &'static str, ja: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Ja => ja,
    }
}
