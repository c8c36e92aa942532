//! Roles in a Japanese clause, by the particles that follow what is named.

use crate::claim::OrderRelation;
use crate::describe::Description;
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::roles::{Anaphor, Part, Report, Role, Roles, What};
use std::ops::Range;

/// Words that stand for something told before: the word, and what it stands for.
const ANAPHORS: &[(&str, Anaphor)] = &[
    ("両国", Anaphor::Both),
    ("両政府", Anaphor::Both),
    ("両軍", Anaphor::Both),
    ("双方", Anaphor::Both),
    ("両者", Anaphor::Both),
    ("両首脳", Anaphor::Both),
    ("同国", Anaphor::Country),
];

/// Words that may stand between a name and its particle.
const SUFFIXES: &[&str] = &[
    "軍",
    "政府",
    "側",
    "外相",
    "首相",
    "大統領",
    "大使",
    "外務大臣",
    "総理大臣",
    "総理",
    "書記長",
    "主席",
    "国王",
    "皇帝",
    "天皇",
    "総司令官",
    "最高司令官",
    "司令官",
    "司令員",
    "将軍",
    "元帥",
    "外交部長",
    "国務長官",
    "長官",
    "議長",
    "首席",
    "代表",
    "代表団",
    "両政府",
    "当局",
    "空軍",
    "海軍",
    "陸軍",
    "部隊",
    "艦隊",
    "人",
    "国民",
    "市民",
    "兵",
    "兵士",
    "国",
    "市",
    "島",
    "半島",
    "地域",
    "全域",
    "方面",
    "沖",
    "領",
    "付近",
    "南部",
    "北部",
    "東部",
    "西部",
    "など",
    "等",
    "自身",
    "共和国",
    "連邦",
    "議会",
    "下院",
    "上院",
    "外務省",
];

/// Small verbs and nouns by which an account reports speech.
const REPORTING: &[&str] = &[
    "と述べ",
    "と主張",
    "と言",
    "といい",
    "と語",
    "と説明",
    "と反論",
    "と非難",
    "と訴え",
    "と強調",
    "と批判",
    "と否定",
    "との立場",
    "という立場",
    "との見解",
    "という見解",
    "の見方",
    "と伝え",
    "とする",
    "としている",
    "としてき",
];

/// The particle after the end of a name, past titles and the like.
fn particle(text: &str, mut at: usize, limit: usize) -> (&str, usize) {
    for _ in 0..3 {
        let rest = text.get(at..limit).unwrap_or("");
        match SUFFIXES
            .iter()
            .filter(|s| rest.starts_with(*s))
            .max_by_key(|s| s.len())
        {
            Some(s) => at += s.len(),
            None => break,
        }
    }
    let rest = text.get(at..limit).unwrap_or("");
    const PARTICLES: &[&str] = &[
        "による",
        "によって",
        "により",
        "に対して",
        "に対し",
        "への",
        "との",
        "からの",
        "での",
        "では",
        "には",
        "とは",
        "からは",
        "へは",
        "にも",
        "でも",
        "とも",
        "から",
        "まで",
        "より",
        "が",
        "は",
        "を",
        "に",
        "へ",
        "で",
        "と",
        "も",
        "の",
        "、",
        "・",
        "や",
        "および",
        "及び",
    ];
    let p = PARTICLES
        .iter()
        .filter(|p| rest.starts_with(*p))
        .max_by_key(|p| p.len())
        .copied()
        .unwrap_or("");
    (p, at)
}

/// Parts of a clause.
pub(crate) fn roles(
    text: &str,
    range: Range<usize>,
    found: &[Found],
    offset: usize,
    lexicon: &Lexicon,
    first: bool,
) -> Roles {
    let mut r = Roles::default();
    let s = text.get(range.clone()).unwrap_or("");
    let tail: String = s
        .chars()
        .rev()
        .take(12)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    r.passive = ["され", "られ", "れた", "れて", "れま", "れる"]
        .iter()
        .any(|e| tail.contains(e))
        && !tail.contains("くれ")
        && !tail.contains("流れ")
        && !tail.contains("訪れ");
    r.negated = ["ない", "なかった", "ません", "ず", "ぬ", "なく"]
        .iter()
        .any(|e| tail.trim_end_matches(['で', 'し', 'た']).ends_with(e))
        || tail.contains("ませんで")
        || tail.contains("なかった")
        || tail.contains("ていません");
    r.past = tail.contains('た') || tail.contains("ました");
    let mut pending: Vec<usize> = Vec::new();
    let mut subject = false;
    for (k, f) in found
        .iter()
        .enumerate()
        .filter(|(_, f)| f.range.start >= range.start && f.range.end <= range.end)
    {
        let (p, _) = particle(text, f.range.end, range.end);
        if f.is_time() {
            let marker = match p {
                "から" | "より" => Some("from"),
                "まで" => Some("until"),
                _ if text[f.range.end..range.end].starts_with("以降")
                    || text[f.range.end..range.end].starts_with("以来") =>
                {
                    Some("from")
                }
                _ if text[f.range.end..range.end].starts_with("以前")
                    || text[f.range.end..range.end].starts_with("より前")
                    || text[f.range.end..range.end].starts_with("まで") =>
                {
                    Some("before")
                }
                _ if text[f.range.end..range.end].starts_with("より後") => Some("after"),
                _ => None,
            };
            r.parts.push(Part {
                what: What::Found(offset + k),
                role: Role::Other,
                range: f.range.clone(),
                marker,
            });
            continue;
        }
        let role = role_of(p, f, r.passive);
        let index = r.parts.len();
        r.parts.push(Part {
            what: What::Found(offset + k),
            role: role.unwrap_or(Role::Other),
            range: f.range.clone(),
            marker: None,
        });
        match role {
            None => pending.push(index),
            Some(role) => {
                for i in pending.drain(..) {
                    r.parts[i].role = role;
                }
                subject |= matches!(p, "が" | "は" | "も");
            }
        }
    }
    anaphors(text, &range, found, &mut r);
    descriptions(text, &range, found, offset, &mut r);
    subject |= r.parts.iter().any(|p| {
        matches!(p.what, What::Anaphor(_) | What::Described(_))
            && particle(text, p.range.end, range.end)
                .0
                .starts_with(['は', 'が', 'も'])
    });
    if !subject && !first {
        r.parts.push(Part {
            what: What::Carried,
            role: if r.passive {
                Role::Patient
            } else {
                Role::Agent
            },
            range: 0..0,
            marker: None,
        });
    }
    acts(text, &range, found, lexicon, &mut r);
    r.relation = relation(s);
    r.restrictors = [
        ("だけ", "only"),
        ("のみ", "only"),
        ("すべて", "all"),
        ("全て", "all"),
        ("全員", "all"),
        ("初めて", "first"),
        ("一方的", "unilateral"),
        ("秘密", "secret"),
        ("一度も", "never"),
        ("決して", "never"),
        ("全会一致", "unanimous"),
    ]
    .iter()
    .filter(|(w, _)| s.contains(w))
    .map(|(_, r)| (*r).to_owned())
    .collect();
    r.words = content_words(text, &range, found);
    report(text, &range, &mut r);
    r.order = order(s, range.start).map(|(rel, inner)| {
        let mut other = roles(text, inner, found, offset, lexicon, true);
        other.order = None;
        (rel, Box::new(other))
    });
    r
}

/// The role a particle gives; `None` where the next name's particle decides (A と B が).
fn role_of(p: &str, f: &Found, passive: bool) -> Option<Role> {
    Some(match p {
        "が" | "は" | "も" | "とは" | "からは" => {
            if passive {
                Role::Patient
            } else {
                Role::Agent
            }
        }
        "を" => Role::Patient,
        "による" | "によって" | "により" => Role::Agent,
        "に対して" | "に対し" | "への" | "との" | "とも" => Role::Patient,
        "で" | "での" | "では" | "でも" | "へ" | "へは" | "まで" => Role::Place,
        "から" | "からの" if f.is_place() && !passive => Role::Place,
        "から" if passive => Role::Agent,
        "に" | "には" | "にも" => {
            if f.is_actor() && !f.is_place() {
                Role::Patient
            } else {
                Role::Place
            }
        }
        "と" | "や" | "、" | "・" | "および" | "及び" => return None,
        _ => Role::Other,
    })
}

fn anaphors(text: &str, range: &Range<usize>, found: &[Found], r: &mut Roles) {
    let s = text.get(range.clone()).unwrap_or("");
    let mut at = 0;
    while at < s.len() {
        let rest = &s[at..];
        let here = range.start + at;
        let taken = found
            .iter()
            .find(|f| f.range.start <= here && here < f.range.end);
        if let Some(f) = taken {
            at = f.range.end - range.start;
            continue;
        }
        let hit = ANAPHORS
            .iter()
            .filter(|(w, _)| rest.starts_with(w))
            .max_by_key(|(w, _)| w.len());
        if let Some((w, make)) = hit {
            let end = here + w.len();
            // 条約 at the end of a longer name that is not known is not "the treaty".
            let glued = text[..here].chars().next_back().is_some_and(
                |c| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー'),
            ) && !w.starts_with(['同', 'こ', 'そ', '両', '双']);
            let follows =
                text[end..range.end].starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}'));
            if !glued && (!follows || w.chars().count() > 2) {
                let (p, _) = particle(text, end, range.end);
                let role = match p {
                    "が" | "は" | "も" if !r.passive => Role::Agent,
                    "が" | "は" | "も" | "を" | "に" => Role::Patient,
                    _ => Role::Other,
                };
                r.parts.push(Part {
                    what: What::Anaphor(make.clone()),
                    role,
                    range: here..end,
                    marker: None,
                });
            }
            at += w.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// Words for agreements.
const HEADS: &[&str] = &[
    "条約",
    "協定",
    "議定書",
    "宣言",
    "規約",
    "覚書",
    "声明",
    "憲章",
    "協約",
    "盟約",
    "文書",
    "条文",
    "取り決め",
    "約束",
];

/// What may follow the word for an agreement within one run of characters.
const AFTER_HEAD: &[&str] = &[
    "違反",
    "締結",
    "調印",
    "署名",
    "破棄",
    "廃棄",
    "発効",
    "失効",
    "上",
    "第",
    "本文",
    "改定",
    "延長",
    "脱退",
    "離脱",
    "加盟",
    "締約国",
    "交渉",
    "批准",
    "案",
    "体制",
    "締",
    "以",
    "後",
    "前",
];

fn is_run(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '・' | '々')
}

/// Agreements by description: runs of characters that end in 条約 and the like.
fn descriptions(text: &str, range: &Range<usize>, found: &[Found], offset: usize, r: &mut Roles) {
    let s = text.get(range.clone()).unwrap_or("");
    let covered = |at: usize| {
        found.iter().any(|f| {
            f.range.start <= at
                && at < f.range.end
                && !matches!(f.kind, crate::found::Kind::Unknown(_))
        })
    };
    let mut run: Option<usize> = None;
    for (i, c) in s.char_indices().chain(std::iter::once((s.len(), '。'))) {
        let at = range.start + i;
        let inside = i < s.len() && is_run(c) && !covered(at);
        match (inside, run) {
            (true, None) => run = Some(at),
            (false, Some(start)) => {
                run = None;
                if let Some((d, span)) = description(text, start, at, found, offset) {
                    let (p, _) = particle(text, span.end, range.end);
                    let role = match p {
                        "が" | "は" | "も" if !r.passive => Role::Agent,
                        "が" | "は" | "も" | "を" | "に" => Role::Patient,
                        _ => Role::Other,
                    };
                    r.parts.push(Part {
                        what: What::Described(Box::new(d)),
                        role,
                        range: span,
                        marker: None,
                    });
                }
            }
            _ => {}
        }
    }
}

fn description(
    text: &str,
    start: usize,
    end: usize,
    found: &[Found],
    offset: usize,
) -> Option<(Description, Range<usize>)> {
    let run = text.get(start..end)?;
    let (at, head) = HEADS
        .iter()
        .filter_map(|h| run.find(h).map(|i| (i, *h)))
        .min_by_key(|(i, h)| (*i, std::cmp::Reverse(h.len())))?;
    let rest = &run[at + head.len()..];
    if !rest.is_empty() && !AFTER_HEAD.iter().any(|a| rest.starts_with(a)) {
        return None;
    }
    let span = start..start + at + head.len();
    let before = &text[..start];
    let pointing = ["この", "その", "同", "当該", "こうした"]
        .iter()
        .any(|p| before.ends_with(p));
    let mut own = &run[..at + head.len()];
    let same = own
        .strip_prefix('同')
        .or_else(|| own.strip_prefix('本'))
        .filter(|o| HEADS.contains(o));
    let definite = pointing || same.is_some() || own == head;
    own = same.unwrap_or(own);
    let names: Vec<usize> = found
        .iter()
        .enumerate()
        .filter(|(_, f)| {
            f.range.end <= start
                && (f.range.end == start
                    || matches!(
                        text.get(f.range.end..start),
                        Some("間の" | "の" | "との" | "両国の" | "との間の")
                    ))
                || f.is_name()
                    && f.range.end + 12 >= start
                    && f.range.end <= start
                    && text
                        .get(f.range.end..start)
                        .is_some_and(|t| t.chars().all(is_run))
        })
        .map(|(k, _)| offset + k)
        .collect();
    let head = if head == "条文" { "条約" } else { head };
    let modifiers = if own == head || own == "条文" || own == "約束" {
        vec![]
    } else {
        vec![own.to_owned()]
    };
    Some((
        Description {
            word: head.to_owned(),
            modifiers,
            proper: vec![],
            names,
            definite,
            written: own.to_owned(),
        },
        span,
    ))
}

fn acts(text: &str, range: &Range<usize>, found: &[Found], lexicon: &Lexicon, r: &mut Roles) {
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
    // The predicate stands at the end.
    hits.sort_by_key(|h| (std::cmp::Reverse(h.end), std::cmp::Reverse(h.len), h.term));
    for h in hits {
        if !r.acts.contains(&h.term) {
            r.acts.push(h.term);
        }
    }
    for h in lexicon.topic_words_ja.text(s) {
        if !r.topics.contains(&h.term) {
            r.topics.push(h.term);
        }
    }
    r.verb = verb(s);
}

/// The last run of kanji with its ending: the predicate's stem.
fn verb(s: &str) -> String {
    let kanji = |c: &char| matches!(*c, '\u{4e00}'..='\u{9fff}' | '々');
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

fn relation(s: &str) -> Option<&'static str> {
    let has = |w: &str| s.contains(w);
    if has("期間は") || has("有効期") || has("年間有効") || has("有効期間") {
        return Some("valid-for");
    }
    if has("効力を有") || has("有効だ") || has("有効で") || has("生きて") {
        return Some("in-force");
    }
    if has("締約国") || has("当事国") || has("加盟国で") || has("調印国") {
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
    if ["です", "でした", "である", "だった", "であった", "だ"]
        .iter()
        .any(|w| s.ends_with(w))
    {
        return Some("be");
    }
    None
}

/// Runs of kanji or katakana that no mention covers.
fn content_words(text: &str, range: &Range<usize>, found: &[Found]) -> Vec<String> {
    let s = text.get(range.clone()).unwrap_or("");
    let mut out: Vec<String> = Vec::new();
    let mut run = String::new();
    let class = |c: char| match c {
        '\u{4e00}'..='\u{9fff}' | '々' => 1,
        '\u{30a1}'..='\u{30fa}' | 'ー' => 2,
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

fn report(text: &str, range: &Range<usize>, r: &mut Roles) {
    let s = text.get(range.clone()).unwrap_or("");
    let Some((at, verb)) = REPORTING
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

fn order(s: &str, base: usize) -> Option<(OrderRelation, Range<usize>)> {
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
