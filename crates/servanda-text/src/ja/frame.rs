//! Roles in a Japanese clause, by the particles that follow what is named.

use super::predicate::{acts, content_words, order, relation, report};
use super::refer::{anaphors, descriptions};
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::roles::{Part, Role, Roles, What};
use std::ops::Range;

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

/// The particle after the end of a name, past titles and the like.
pub(super) fn particle(text: &str, mut at: usize, limit: usize) -> (&str, usize) {
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
