//! The predicate of a Japanese clause: its acts, its relation, what it reports.

use super::refer::{ends_in_head, has_head};
use super::words::{is_ideograph, is_katakana, last, strip_copula, words};
use crate::claim::OrderRelation;
use crate::found::Found;
use crate::lexicon::{Hit, Lexicon};
use crate::roles::{Report, Role, Roles};
use std::ops::Range;

/// Notes the acts of a clause; those before `told_first` are told of another time.
pub(super) fn acts(
    text: &str,
    range: &Range<usize>,
    found: &[Found],
    lexicon: &Lexicon,
    told_first: Option<usize>,
    r: &mut Roles,
) {
    let s = text.get(range.clone()).unwrap_or("");
    let free = |at: usize, end: usize| {
        !found.iter().any(|f| {
            f.is_name() && f.range.start < range.start + end && range.start + at < f.range.end
        })
    };
    let mut hits: Vec<_> = lexicon
        .act_words_ja
        .text(s)
        .into_iter()
        .filter(|h| free(h.at, h.end))
        .collect();
    hits.retain(|h| is_meant(text, range, h, found, lexicon));
    // What only tells which agreement is meant is not told of it here.
    if let Some(at) = told_first {
        hits.retain(|h| range.start + h.at >= at);
    }
    // The predicate stands at the end.
    hits.sort_by_key(|h| (std::cmp::Reverse(h.end), std::cmp::Reverse(h.len), h.term));
    // 「調印当日、東京では…」: the day of signing, not the signing.
    hits.retain(|h| {
        !["当日", "翌日", "前日", "直後", "直前"]
            .iter()
            .any(|w| s[h.end..].starts_with(w))
    });
    let of = |h: &Hit| lexicon.acts.get(h.term as usize).map_or("", |a| a.as_str());
    let head = hits.first().copied();
    let about = head.is_some_and(|h| ABOUT.contains(&of(&h)));
    // What is only asked for was not done.
    let tail = last(s, 7);
    let body = |f: &&Found| {
        let name = text.get(f.range.clone()).unwrap_or("");
        f.is_actor()
            && ["理事会", "総会", "安保理", "連盟", "会議", "法廷", "裁判所"]
                .iter()
                .any(|w| name.ends_with(w))
    };
    // A council only ever asks: what it asks for is its act.
    let council = found
        .iter()
        .filter(|f| f.range.start >= range.start && f.range.end <= range.end)
        .any(|f| body(&f));
    if !council && words("asking").iter().any(|w| tail.contains(w)) {
        hits.clear();
    }
    for h in hits {
        // What is approved or resolved on is no act of the clause, nor what only dates it (調印の翌日に).
        let content = head.is_some_and(|d| about && h.end <= d.at);
        let dates = head.is_some_and(|d| h.end < d.at) && dates_it(&s[h.end..]);
        if content || dates {
            continue;
        }
        let mut term = h.term;
        if declined(&s[h.end..]) {
            // 「調印を拒んだ」 denies; refusing to ratify is an act of its own.
            let refusal = (of(&h) == "ratification")
                .then(|| {
                    lexicon
                        .acts
                        .iter()
                        .position(|a| a.as_str() == "refusal-to-ratify")
                })
                .flatten();
            match refusal {
                Some(i) => term = i as u32,
                None => r.negated = !r.negated,
            }
        }
        if !r.acts.contains(&term) {
            r.acts.push(term);
        }
    }
    for h in lexicon.topic_words_ja.text(s) {
        if !r.topics.contains(&h.term) {
            r.topics.push(h.term);
        }
    }
    r.verb = verb(s);
}

/// Acts whose object is told as their content.
const ABOUT: &[&str] = &["recognition", "proposal", "judgment"];

/// 「…を拒んだ」, 「…を見送った」: the object was not done.
fn declined(after: &str) -> bool {
    [
        "を拒",
        "は拒",
        "を見送",
        "は見送",
        "を断っ",
        "を断り",
        "に応じな",
        "には応じな",
        "を取りやめ",
    ]
    .iter()
    .any(|w| after.starts_with(w))
}

/// 「調印の翌日」, 「通告の30日後」.
fn dates_it(after: &str) -> bool {
    let Some(rest) = after.strip_prefix('の') else {
        return false;
    };
    let near: String = rest.chars().take(8).collect();
    rest.starts_with('翌')
        || rest.starts_with(|c: char| c.is_numeric() || "一二三四五六七八九十数".contains(c))
            && ["後", "前", "のち"].iter().any(|w| near.contains(w))
}

/// Whether a word of an act is one here: 参加 in an agreement or a body, 結び with something agreed, 復帰 of a place.
fn is_meant(text: &str, range: &Range<usize>, h: &Hit, found: &[Found], lexicon: &Lexicon) -> bool {
    let s = text.get(range.clone()).unwrap_or("");
    let (word, before, after) = (&s[h.at..h.end], &s[..h.at], &s[h.end..]);
    let act = lexicon.acts.get(h.term as usize).map_or("", |a| a.as_str());
    // 「条約に一度も加わっていない」
    let near = ["一度も", "まだ", "いまだ", "結局", "当初", "正式に"]
        .iter()
        .fold(before, |b, w| b.strip_suffix(w).unwrap_or(b));
    let into = ["への", "にも", "には", "に"]
        .iter()
        .find_map(|p| near.strip_suffix(p));
    // What ends right there: an agreement or its word; a body; something else.
    let agreed = |noun: &str| {
        let at = range.start + noun.len();
        ends_in_head(noun) || found.iter().any(|f| f.range.end == at && f.is_agreement())
    };
    let body = |noun: &str| {
        let at = range.start + noun.len();
        found
            .iter()
            .any(|f| f.range.end == at && f.is_actor() && !f.is_place())
            || ["連盟", "連合", "機構", "共同体", "これ", "それ"]
                .iter()
                .any(|w| noun.ends_with(w))
    };
    let place_before = |p: &str| {
        before.strip_suffix(p).is_some_and(|n| {
            found
                .iter()
                .any(|f| f.range.end == range.start + n.len() && f.is_place())
        })
    };
    // A place, or a word for land, is marked by this particle somewhere before.
    let land = |p: &str| {
        before.match_indices(p).any(|(i, _)| {
            let noun = &before[..i];
            found
                .iter()
                .any(|f| f.range.end == range.start + i && f.is_place())
                || [
                    "領土",
                    "領",
                    "植民地",
                    "半島",
                    "島",
                    "諸島",
                    "群島",
                    "州",
                    "地方",
                    "すべて",
                    "全土",
                ]
                .iter()
                .any(|w| noun.ends_with(w))
        })
    };
    match (act, word) {
        // 「ガス田の共同開発」, 「領土の取得」: not of weapons.
        ("acquisition-of-weapons", "開発" | "取得") => {
            ["核", "兵器", "ミサイル", "爆", "弾", "武器", "戦闘機"]
                .iter()
                .any(|w| s.contains(w))
        }
        // 「ソ連軍は満州に入った」
        ("invasion", "入り" | "入っ") => {
            into.is_some_and(|n| {
                found
                    .iter()
                    .any(|f| f.range.end == range.start + n.len() && f.is_place())
            }) && s.contains('軍')
        }
        // 領事裁判権 is no trial.
        ("proceedings", "裁判") => !after.starts_with('権') && !before.ends_with("領事"),
        // 「要塞が落ち」, 「島を失い」, 「半島は日本に返された」: of a place or of land.
        ("occupation", "が落ち") => place_before(""),
        ("cession", w) if w.starts_with('失') => land("を"),
        ("return-of-territory", w) if w.starts_with(['返', '戻']) => {
            ["を", "が", "は", "も"].iter().any(|p| land(p))
        }
        ("occupation", "陥れ") => land("を"),
        ("battle", "敗れ" | "敗北") => {
            !before.ends_with("裁判で") && !before.ends_with("選挙で")
        }
        ("unification", "合併") => !s.contains("会社"),
        // 「島に軍が上がった」
        ("landing", "上が") => {
            let onto = |n: &str| {
                found
                    .iter()
                    .any(|f| f.range.end == range.start + n.len() && f.is_place())
            };
            let object = |p: &str| before.match_indices(p).any(|(i, _)| onto(&before[..i]));
            s.contains('軍') && (object("に") || object("へ"))
        }
        // 加盟国 are who they are, not that they joined.
        ("accession" | "admission", "加盟" | "加入") => !after.starts_with(['国', '者']),
        // 「三国は一度も加わっていない」: into what was spoken of.
        ("accession", "加わ") if !before.contains('に') => after.starts_with('っ'),
        ("accession", "参加" | "加わ") => into.is_some_and(|n| agreed(n) || body(n)),
        // 戦闘機, 戦闘部隊
        ("battle", "戦闘") => !after.starts_with(['機', '員', '部', '艦', '車']),
        ("return-of-territory", "復帰") => !into.is_some_and(|n| agreed(n) || ends_quoted(n)),
        ("signature", "結び" | "結ば" | "結ん") => {
            let object = before.strip_suffix('を').or(before.strip_suffix('も'));
            !after.starts_with('つ') && object.is_none_or(|o| agreed(o) || has_head(o))
        }
        _ => true,
    }
}

/// 「パリ協定」 in quotation marks.
fn ends_quoted(noun: &str) -> bool {
    noun.strip_suffix('」').is_some_and(ends_in_head)
}

/// The last run of kanji with its ending: the predicate's stem.
fn verb(s: &str) -> String {
    let kanji = |c: &char| is_ideograph(*c) || *c == '々';
    let chars: Vec<char> = s.chars().collect();
    let Some(end) = chars.iter().rposition(&kanji) else {
        return String::new();
    };
    let start = chars[..=end]
        .iter()
        .rposition(|c| !kanji(c))
        .map_or(0, |i| i + 1);
    chars[start..=end].iter().collect()
}

pub(super) fn relation(s: &str) -> Option<&'static str> {
    let has = |w: &str| s.contains(w);
    if has("効力は") && (has("間続") || has("年続") || has("年間")) {
        return Some("valid-for");
    }
    if has("期間は") || has("有効期") || has("年間有効") || has("有効期間") {
        return Some("valid-for");
    }
    if has("効力を有") || has("有効だ") || has("有効で") || has("生きて") {
        return Some("in-force");
    }
    // 「締約国だ」, 「当事国ではない」; 「締約国に尊重させた」 tells of what they must do.
    let copular = |w: &str| {
        s.match_indices(w).any(|(i, _)| {
            let after = &s[i + w.len()..];
            after.is_empty()
                || after.starts_with(['だ', 'で', '。'])
                || after.starts_with("とな")
                || after.starts_with("にな")
                || after.starts_with("として")
                || after.starts_with("はない")
        })
    };
    if ["締約国", "当事国", "加盟国", "調印国"]
        .iter()
        .any(|w| copular(w))
    {
        return Some("party-to");
    }
    if [
        "定め",
        "規定",
        "うた",
        "約束",
        "誓",
        "取り決め",
        "義務",
        "禁",
        "認め",
        "守る",
        "保障",
        "保証",
        "尊重",
        "制限",
        "書いてあ",
        "盛り込",
        "決ま",
    ]
    .iter()
    .any(|w| has(w))
    {
        return Some("provide");
    }
    if ["続き", "続いた", "かかり", "かかった", "及び", "に及んだ"]
        .iter()
        .any(|w| s.ends_with(w) || has(w))
    {
        return Some("last");
    }
    if [
        "大統領だ",
        "首相だ",
        "外相だ",
        "大統領で",
        "首相で",
        "外相で",
        "に就任",
        "を務め",
    ]
    .iter()
    .any(|w| has(w))
    {
        return Some("hold-office");
    }
    if ["と呼", "という名", "と名付"].iter().any(|w| has(w)) {
        return Some("name");
    }
    if ["にのぼ", "に上", "に達"].iter().any(|w| has(w)) {
        return Some("number");
    }
    if strip_copula(s).is_some() {
        return Some("be");
    }
    None
}

/// Runs of kanji or katakana that no mention covers.
pub(super) fn content_words(text: &str, range: &Range<usize>, found: &[Found]) -> Vec<String> {
    let s = text.get(range.clone()).unwrap_or("");
    let mut out: Vec<String> = Vec::new();
    let mut run = String::new();
    let class = |c: char| match c {
        _ if is_ideograph(c) || c == '々' => 1,
        _ if is_katakana(c) => 2,
        _ => 0,
    };
    let mut last = 0;
    for (i, c) in s.char_indices().chain(std::iter::once((s.len(), '。'))) {
        let at = range.start + i;
        let covered = found
            .iter()
            .any(|f| f.range.start <= at && at < f.range.end);
        let k = if covered { 0 } else { class(c) };
        if (k != last || k == 0) && !run.is_empty() {
            if run.chars().count() > 1 && !out.contains(&run) {
                out.push(run.clone());
            }
            run.clear();
        }
        if k > 0 {
            run.push(c);
        }
        last = k;
    }
    out
}

pub(super) fn report(text: &str, range: &Range<usize>, r: &mut Roles) {
    let s = text.get(range.clone()).unwrap_or("");
    let Some((at, verb)) = words("reporting")
        .iter()
        .filter_map(|w| s.rfind(w).map(|i| (i, *w)))
        .max_by_key(|(i, w)| (*i, w.len()))
    else {
        return;
    };
    if s.len() - at > 60 {
        return;
    }
    let by: Vec<usize> = r
        .parts
        .iter()
        .enumerate()
        .filter(|(_, p)| p.role == Role::Agent && p.range.start < range.start + at)
        .map(|(i, _)| i)
        .take(2)
        .collect();
    if by.is_empty() {
        return;
    }
    r.report = Some(Report {
        verb: verb.trim_start_matches(['と', 'の']).to_owned(),
        range: range.start + at..range.end,
        by,
        reported: true,
    });
}

pub(super) fn order(s: &str, base: usize) -> Option<(OrderRelation, Range<usize>)> {
    for (w, rel) in [
        ("した後", OrderRelation::After),
        ("れた後", OrderRelation::After),
        ("た後に", OrderRelation::After),
        ("する前", OrderRelation::Before),
        ("れる前", OrderRelation::Before),
        ("のち", OrderRelation::After),
    ] {
        if let Some(i) = s.find(w).filter(|i| *i > 12) {
            return Some((rel, base..base + i));
        }
    }
    None
}
