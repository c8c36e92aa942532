//! The codes of diagnostics and what they mean, in English and Japanese.

use crate::model::Lang;

/// A code with its explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `SERVANDA-E0102`.
    pub code: &'static str,
    /// What it means and what to do, in English.
    pub en: &'static str,
    /// The same in Japanese.
    pub ja: &'static str,
}

impl Code {
    /// The explanation in that language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

macro_rules! codes {
    ($($name:ident = $code:literal, $en:literal, $ja:literal;)*) => {
        $(#[doc = $en] pub const $name: &str = $code;)*
        /// All codes in order.
        pub static CODES: &[Code] = &[$(Code { code: $code, en: $en, ja: $ja },)*];
    };
}

/// The code of that name: `SERVANDA-E0102`, `E0102` or `e0102`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    let name = name.trim().to_ascii_uppercase();
    CODES
        .iter()
        .find(|c| c.code == name || c.code.strip_prefix("SERVANDA-") == Some(name.as_str()))
}

codes! {
    NOT_UTF8 = "SERVANDA-E0101",
        "The file is not UTF-8 text. Record files are UTF-8; the message gives the first byte that is not. Save the file as UTF-8.",
        "ファイルがUTF-8のテキストではありません。記録ファイルはUTF-8です。最初の誤ったバイトの位置を示しています。UTF-8で保存し直してください。";
    YAML_SYNTAX = "SERVANDA-E0102",
        "The text is not YAML. Common causes: a colon followed by a blank inside an unquoted text, an unclosed bracket or quote, uneven indentation, a tab. Put the text in quotes where it holds `: `, ` #`, `[`, `{`, or begins with a sign.",
        "YAMLとして読めません。よくある原因は、引用符のない文中の「: 」、閉じていない括弧や引用符、不揃いの字下げ、タブです。";
    TOO_LARGE = "SERVANDA-E0103",
        "The file is larger than the loader reads (16 MiB a file). Split it: a record may have any number of files.",
        "ファイルが大きすぎます(1ファイル16 MiBまで)。分割してください。";
    TOO_DEEP = "SERVANDA-E0104",
        "Lists and maps are nested deeper than 64 levels. No part of the format needs more than eight.",
        "入れ子が64段を超えています。書式が必要とするのは8段までです。";
    ALIAS = "SERVANDA-E0105",
        "An alias (`*name`) stands for too much, or for nothing complete. Write the value out.",
        "エイリアス(`*name`)の展開が大きすぎるか、未完成のものを指しています。値を直接書いてください。";
    DUPLICATE_KEY = "SERVANDA-E0106",
        "The same key stands twice in one map, so that one of the two would be lost. Join them: most keys take a list.",
        "同じキーが一つのマップに二度あります。一方が失われるため、まとめてください。";
    UNREADABLE = "SERVANDA-E0107",
        "The file or folder cannot be read.",
        "ファイルまたはフォルダを読めません。";
    NOT_A_DOCUMENT = "SERVANDA-E0108",
        "A document of a record is a map whose first key says what it is: actor, place, agreement, event, source, choice-point, reading, position, completeness or taxonomy.",
        "記録の文書は、最初のキーで種類(actor、place、agreement、event、source、choice-point、reading、position、completeness、taxonomy)を示すマップです。";
    TOO_MANY = "SERVANDA-E0109",
        "There are more errors than the loader shows in one run (2,000), or more broken documents than it reads in one file (100). Correct those shown and run it again; often one mistake, such as a misspelt key, stands behind many.",
        "一度に表示する数(2,000件)を超える誤り、または一つのファイルに100を超える壊れた文書があります。表示されたものを直してから、もう一度実行してください。";
    UNKNOWN_KEY = "SERVANDA-E0201",
        "The format has no such key here. Unknown keys are errors so that nothing is dropped in silence. Free remarks go under `note`.",
        "ここで使えるキーではありません。黙って捨てないために、未知のキーは誤りとします。自由な注記は`note`に書いてください。";
    WRONG_TYPE = "SERVANDA-E0202",
        "The value has the wrong form: a list where a single value belongs, a text where keys belong, and the like.",
        "値の形が違います(単一の値であるべき所にリストがある、など)。";
    MISSING_KEY = "SERVANDA-E0203",
        "A key that the format requires is missing.",
        "必須のキーがありません。";
    BAD_DATE = "SERVANDA-E0204",
        "The date cannot be read or does not exist. Dates are EDTF (`1945-08-09`, `1945-08`, `1945~`), `julian:1917-10-25` or a Japanese era date.",
        "日付を読めないか、存在しない日付です。日付はEDTF(`1945-08-09`、`1945-08`、`1945~`)、`julian:1917-10-25`、または和暦で書きます。";
    BAD_PERIOD = "SERVANDA-E0205",
        "The period cannot be read. Periods are `START/END`, both days included, `..` for an open end.",
        "期間を読めません。期間は`開始/終了`(両日を含む)で、開いた端は`..`です。";
    BAD_DURATION = "SERVANDA-E0206",
        "The duration cannot be read. Durations are ISO 8601: P5Y, P6M, P30D.",
        "期間の長さを読めません。ISO 8601(P5Y、P6M、P30D)で書きます。";
    BAD_WORD = "SERVANDA-E0207",
        "The value must be one of a list of words.",
        "値は決められた語のいずれかでなければなりません。";
    BAD_NUMBER = "SERVANDA-E0208",
        "The number cannot be read. Amounts are `5000`, `1000..1500`, `>25000`, `<1000`, `~600000`, `>=8`, without thousands separators.",
        "数を読めません。`5000`、`1000..1500`、`>25000`、`<1000`、`~600000`、`>=8`のように、桁区切りなしで書きます。";
    BAD_ID = "SERVANDA-E0209",
        "Ids are lower-case words of the letters a to z and digits, joined by hyphens.",
        "IDはa〜zの小文字と数字をハイフンでつないだものです。";
    MISSING_ENGLISH = "SERVANDA-E0210",
        "Text that people read needs English (`en`); other languages are welcome beside it.",
        "人が読む文には英語(`en`)が必要です。他の言語は併記できます。";
    BAD_LANGUAGE = "SERVANDA-E0211",
        "A language is a code such as `en`, `ja`, `ru`, `zh-hant`.",
        "言語は`en`、`ja`、`ru`、`zh-hant`のような符号です。";
    CHOOSE_ONE = "SERVANDA-E0212",
        "Exactly one of several keys must stand here.",
        "いくつかのキーのうち、ちょうど一つが必要です。";
    BAD_POINT = "SERVANDA-E0213",
        "A point is [latitude, longitude] in degrees: latitude from -90 to 90, longitude from -180 to 180.",
        "地点は[緯度, 経度](度)です。緯度は-90〜90、経度は-180〜180です。";
    NOT_FOUND = "SERVANDA-E0301",
        "Nothing of that id and kind is in the record. Define it, correct the id, or load the record that holds it.",
        "そのIDのものが記録にありません。定義するか、IDを直してください。";
    WRONG_KIND = "SERVANDA-E0302",
        "The id exists, but is of another kind than belongs here.",
        "IDはありますが、ここに置ける種類のものではありません。";
    DUPLICATE_ID = "SERVANDA-E0303",
        "Two documents of the same kind have the same id. Ids are unique per kind and never reused.",
        "同じ種類の二つの文書が同じIDを持っています。IDは種類ごとに一つです。";
    NO_OPTION = "SERVANDA-E0304",
        "The choice point has no such option.",
        "その論点にそのような選択肢はありません。";
    NO_CITATION = "SERVANDA-E0305",
        "Every statement needs a source: on the item itself, or on its document for all its items.",
        "すべての記述には出典が必要です。項目自体か、文書全体に`source`を書いてください。";
    NO_ARTICLE = "SERVANDA-E0306",
        "The agreement has no provision of that article in the record.",
        "その合意に、その条の規定は記録されていません。";
    STATEMENT_TWICE = "SERVANDA-E0307",
        "Two statements have come to the same id. Give one of them its own `id:`.",
        "二つの記述のIDが同じになりました。一方に`id:`を付けてください。";
    CYCLE = "SERVANDA-E0401",
        "Things contain, follow or stand under each other in a circle.",
        "包含・承継・上位下位の関係が循環しています。";
    ENDS_FIRST = "SERVANDA-E0402",
        "Something ends before it begins.",
        "始まる前に終わっています。";
    FORCE_BEFORE_SIGNATURE = "SERVANDA-E0403",
        "The agreement is in force before it was signed. If it was given effect from an earlier day, say `retroactive: true` beside the entry into force.",
        "署名より前に発効しています。遡って効力を与えられた場合は、発効の項に`retroactive: true`と書いてください。";
    OUTSIDE_LIFE = "SERVANDA-E0404",
        "An office or membership lies wholly outside the time in which the person or actor existed.",
        "職や加盟の期間が、その人物・主体の存在した期間の外にあります。";
    FEW_OPTIONS = "SERVANDA-E0405",
        "A choice point needs at least two options: otherwise there is nothing to choose.",
        "論点には少なくとも二つの選択肢が必要です。";
    OPTION_TWICE = "SERVANDA-E0406",
        "Two options of one choice point have the same id.",
        "一つの論点に同じIDの選択肢が二つあります。";
    VOID_COMPLETENESS = "SERVANDA-W0501",
        "A completeness statement does not fit the record: a member is missing, or another thing of the set is there. It is void, and absence again means unknown, not no.",
        "網羅の宣言が記録と合いません(要素が欠けているか、別の要素があります)。宣言は無効となり、記載のないことは「否」ではなく「不明」になります。";
    OUTSIDE_EXISTENCE = "SERVANDA-W0502",
        "Something is said of an actor at a time wholly outside that in which it existed: an office, control of a place. Perhaps its predecessor or successor is meant.",
        "主体の存在しない期間について述べています(職、支配など)。前身または後継の主体ではありませんか。";
    REPLACED = "SERVANDA-N0601",
        "A document of a further record replaces the one of the same id in the record it is laid over.",
        "追加の記録の文書が、元の記録の同じIDの文書を置き換えました。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_found_by_their_short_form() {
        let mut seen: Vec<&str> = CODES.iter().map(|c| c.code).collect();
        seen.dedup();
        assert_eq!(seen.len(), CODES.len());
        assert!(
            seen.windows(2).all(|w| w[0][10..] < w[1][10..]),
            "codes are in order of number"
        );
        assert_eq!(find("e0102").map(|c| c.code), Some(YAML_SYNTAX));
        assert_eq!(find("E9999"), None);
    }
}
