//! Roles in a Japanese clause, by the particles that follow what is named.

use super::predicate::{acts, content_words, order, relation, report};
use super::refer::{anaphors, descriptions};
use super::words::{is_ideograph, is_katakana, last, words};
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::roles::{Part, Role, Roles, What};
use std::ops::Range;

/// The particle after the end of a name, past titles and the like.
pub(super) fn particle(text: &str, mut at: usize, limit: usize) -> (&str, usize) {
    // 「米国の上院は」: an organ acts for the state.
    if let Some(rest) = text.get(at..limit).and_then(|t| t.strip_prefix('の'))
        && words("organ").iter().any(|o| {
            rest.strip_prefix(o)
                .is_some_and(|r| r.starts_with(['は', 'が', 'も']))
        })
    {
        at += 'の'.len_utf8();
    }
    for _ in 0..3 {
        let rest = text.get(at..limit).unwrap_or("");
        match words("suffix")
            .iter()
            .filter(|s| rest.starts_with(*s))
            .max_by_key(|s| s.len())
        {
            Some(s) => at += s.len(),
            None => break,
        }
    }
    let rest = text.get(at..limit).unwrap_or("");
    let p = words("particle")
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
    mood(s, &mut r);
    let mut pending: Vec<usize> = Vec::new();
    let (mut subject, mut astray) = (false, false);
    let told_first = adnominal(text, &range, found);
    let named = cleft(s).filter(|_| !r.passive).map(|i| range.start + i);
    for (k, f) in found
        .iter()
        .enumerate()
        .filter(|(_, f)| f.range.start >= range.start && f.range.end <= range.end)
    {
        if f.is_time() && told_first.is_some_and(|at| f.range.end <= at) {
            continue;
        }
        let (p, _) = particle(text, f.range.end, range.end);
        if is_attributive(text, &range, f, p) || is_around(text, &range, f, found) {
            continue;
        }
        if f.is_time() && beside(text, &range, f, found) {
            if leads_astray(text, &range, f, found) {
                astray = true;
            }
            continue;
        }
        if let Some(years) = anniversary(text, &range, f) {
            // The day right before is the day it falls on.
            let day = r.parts.pop_if(|p| {
                let between = text.get(p.range.end..f.range.start).unwrap_or("");
                matches!(p.what, What::Found(_))
                    && matches!(
                        between,
                        "" | "で" | "でちょうど" | "で、ちょうど" | "でまる" | "で丸"
                    )
            });
            // 「きょうで調印から60年になる」: the day stands before what it counts from.
            let day = day.or_else(|| {
                let i = r.parts.iter().position(|p| {
                    let told = text.get(p.range.start..f.range.start).unwrap_or("");
                    words("to-day").iter().any(|w| told.starts_with(w)) && told.ends_with("から")
                })?;
                Some(r.parts.remove(i))
            });
            let day = day.and_then(|p| match p.what {
                What::Found(k) => Some(k),
                _ => None,
            });
            r.parts.push(Part {
                what: What::YearsSince { years, day },
                role: Role::Other,
                range: f.range.clone(),
                marker: None,
            });
            continue;
        }
        if f.is_time() {
            let marker = marker(p, &text[f.range.end..range.end]);
            r.parts.push(Part {
                what: What::Found(offset + k),
                role: Role::Other,
                range: f.range.clone(),
                marker,
            });
            continue;
        }
        let role = match named {
            // 「署名したのは A と B です」
            Some(at)
                if f.range.start >= at
                    && f.is_actor()
                    && matches!(p, "" | "の" | "、" | "と" | "・" | "で") =>
            {
                Some(Role::Agent)
            }
            // 国連総会で採択され
            _ if p == "で" && r.passive && f.is_actor() && !f.is_place() => Some(Role::Agent),
            // 対日宣戦
            _ if text[..f.range.start].ends_with('対') && f.is_actor() => Some(Role::Patient),
            _ => role_of(p, f, r.passive),
        };
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
    // In the order of the text: 同国 is a country told before it.
    r.parts.sort_by_key(|p| (p.range.start, p.range.end));
    subject |= r.parts.iter().any(|p| {
        matches!(p.what, What::Anaphor(_) | What::Described(_))
            && particle(text, p.range.end, range.end)
                .0
                .starts_with(['は', 'が', 'も'])
    });
    r.own_subject = own_subject(text, &range, found, r.passive);
    subject |= r.own_subject;
    r.stative = ["ていない", "ていません", "ておらず"]
        .iter()
        .any(|e| s.ends_with(e));
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
    acts(text, &range, found, lexicon, told_first, &mut r);
    // 「合意から40年」 counts from its signing.
    let since = r
        .parts
        .iter()
        .any(|p| matches!(p.what, What::YearsSince { .. }));
    if since && r.acts.is_empty() && s.contains("から") {
        r.acts.extend(
            lexicon
                .acts
                .iter()
                .position(|a| a.as_str() == "signature")
                .map(|i| i as u32),
        );
    }
    let masked = without_names(text, &range, found);
    r.relation = relation(&masked).filter(|rel| {
        !(named.is_some() && !r.acts.is_empty() && matches!(*rel, "hold-office" | "be"))
    });
    r.restrictors = restrictors(s);
    if astray {
        r.restrictors.push("distance".to_owned());
    }
    r.words = content_words(text, &range, found);
    report(text, &range, &mut r);
    r.order = order(s, range.start).map(|(rel, inner)| {
        let mut other = roles(text, inner, found, offset, lexicon, true);
        other.order = None;
        (rel, Box::new(other))
    });
    r
}

/// Whether the end of a clause is passive, negated, past.
fn mood(s: &str, r: &mut Roles) {
    let tail = last(s, 12);
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
}

/// How a time bounds what is told: by the particle, or what else comes after it.
fn marker(particle: &str, after: &str) -> Option<&'static str> {
    match particle {
        "から" | "より" => Some("from"),
        "まで" => Some("until"),
        _ if after.starts_with("以降") || after.starts_with("以来") => Some("from"),
        _ if after.starts_with("以前")
            || after.starts_with("より前")
            || after.starts_with("まで") =>
        {
            Some("before")
        }
        _ if after.starts_with("より後") => Some("after"),
        _ => None,
    }
}

/// What narrows or strengthens a clause.
fn restrictors(s: &str) -> Vec<String> {
    [
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
        ("の側に立", "beside"),
        ("の側に付", "beside"),
        ("の側につ", "beside"),
        ("側に立って", "beside"),
        ("側について", "beside"),
        ("の側で参戦", "beside"),
        ("を根拠", "grounds"),
        ("を口実", "grounds"),
    ]
    .iter()
    .filter(|(w, _)| s.contains(w))
    .map(|(_, r)| (*r).to_owned())
    .collect()
}

/// 「署名したのは」: where what follows it begins.
fn cleft(s: &str) -> Option<usize> {
    ["たのは、", "たのは", "たのが"]
        .iter()
        .find_map(|w| s.find(w).map(|i| i + w.len()))
}

/// 「スイスのロカルノ」, 「黒海南岸のシノープ」: a larger place that only tells where the next one lies.
fn is_around(text: &str, range: &Range<usize>, f: &Found, found: &[Found]) -> bool {
    if !f.is_place() {
        return false;
    }
    let after = text.get(f.range.end..range.end).unwrap_or("");
    let side = [
        "南岸", "北岸", "東岸", "西岸", "沿岸", "岸", "南部", "北部", "東部", "西部", "中部",
        "郊外", "近郊", "北方", "南方", "東方", "西方", "",
    ]
    .iter()
    .find(|w| after.strip_prefix(**w).is_some_and(|a| a.starts_with('の')));
    let Some(side) = side else { return false };
    let at = f.range.end + side.len() + 'の'.len_utf8();
    found
        .iter()
        .any(|o| o.range.start == at && o.is_place() && !o.is_actor())
}

/// 「8月22日に調印された条約は、同月29日に公布され」: where the verb ends that tells which agreement the topic is, if the
/// clause has another time for what it tells of it.
fn adnominal(text: &str, range: &Range<usize>, found: &[Found]) -> Option<usize> {
    let s = text.get(range.clone())?;
    let (verb, topic) = words("signed").iter().find_map(|w| {
        let end = s.find(w)? + w.len();
        let noun = s[end..].find('は')?;
        let plain = noun > 0 && !s[end..end + noun].contains(['を', 'に', 'が', '、', 'た']);
        plain.then_some((end, end + noun))
    })?;
    let day = |f: &&Found| matches!(&f.kind, crate::found::Kind::Time(t, _) if t.timex_type != "DURATION" && t.date.is_some());
    let inside = |f: &&Found| f.range.start >= range.start && f.range.end <= range.end;
    let mut days = found.iter().filter(inside).filter(day);
    let first = days.clone().any(|f| f.range.end <= range.start + verb);
    let own = days.any(|f| f.range.start >= range.start + topic);
    (first && own).then_some(range.start + verb)
}

/// A place that only names a matter (中東和平の枠組み).
fn is_attributive(text: &str, range: &Range<usize>, f: &Found, particle: &str) -> bool {
    let after = text.get(f.range.end..range.end).unwrap_or("");
    particle.is_empty()
        && f.is_place()
        && !f.is_actor()
        && [
            "和平", "問題", "情勢", "政策", "戦略", "外交", "危機", "紛争",
        ]
        .iter()
        .any(|w| after.starts_with(w))
}

/// Whether how far a day is said to be from another does not lead to it (「五か月後の八月八日」 told in April), or cannot be
/// seen to (「独立から二か月余りたった12月」).
fn leads_astray(text: &str, range: &Range<usize>, f: &Found, found: &[Found]) -> bool {
    let crate::found::Kind::Time(t, _) = &f.kind else {
        return false;
    };
    let before = text.get(range.start..f.range.start).unwrap_or("");
    if t.timex_type == "DURATION" {
        return before.ends_with("から")
            && !before.ends_with("それから")
            && !before.ends_with("これから");
    }
    let Some((a, b)) = t.date.as_ref().and_then(crate::build::window) else {
        return false;
    };
    let next = found
        .iter()
        .find(|o| o.is_time() && o.range.start >= f.range.end && o.range.end <= range.end);
    let Some(crate::found::Kind::Time(o, _)) = next.map(|o| &o.kind) else {
        return false;
    };
    // What is counted in months is meant to the month, and a half more or less.
    let slack = if b - a > 1 { 16 } else { 1 };
    o.date
        .as_ref()
        .and_then(crate::build::window)
        .is_some_and(|(c, d)| d < a - slack || b + slack < c)
}

/// A time that is no time of the clause: the other clock's day in brackets (日本時間8日), or how long since (それから二年足らずの).
fn beside(text: &str, range: &Range<usize>, f: &Found, found: &[Found]) -> bool {
    let before = text.get(range.start..f.range.start).unwrap_or("");
    let after = text.get(f.range.end..range.end).unwrap_or("");
    if before.ends_with("時間")
        && before
            .rfind(['(', '（'])
            .is_some_and(|i| !before[i..].contains([')', '）']))
    {
        return true;
    }
    // 「90日後の2021年1月22日」, 「半年後の三月十五日」: the day is told; the distance only leads to it.
    let counted = text
        .get(f.range.clone())
        .is_some_and(|w| w.ends_with(['後', '前']));
    if counted
        && let Some(rest) = after.strip_prefix('の')
        && found.iter().any(|o| {
            matches!(&o.kind, crate::found::Kind::Time(t, _) if t.date.as_ref().is_some_and(|d| d.as_day().is_some()))
                && o.range.start == range.end - rest.len()
        })
    {
        return true;
    }
    // 「一年前の文書による予告」: how long before, in general.
    if counted
        && after.starts_with('の')
        && ["予告", "通告", "通知"].iter().any(|w| {
            after
                .find(w)
                .is_some_and(|i| after[..i].chars().count() <= 8)
        })
    {
        return true;
    }
    let length = matches!(&f.kind, crate::found::Kind::Time(t, _) if t.timex_type == "DURATION");
    let since = ["それから", "これから", "その後", "から"]
        .iter()
        .any(|w| before.ends_with(w));
    let short = [
        "足らずの",
        "余りの",
        "ぶりの",
        "たった",
        "余りたった",
        "もたたない",
        "も経たない",
        "もしない",
    ]
    .iter()
    .any(|w| after.starts_with(w));
    let date = found.iter().any(|o| {
        o.is_time()
            && o.range.start >= f.range.end
            && o.range.start - f.range.end <= 30
            && o.range.end <= range.end
    });
    length && date && (short || since && after.starts_with(['後', 'の']))
}

/// 「調印から50年を迎えた」: how many years ago.
fn anniversary(text: &str, range: &Range<usize>, f: &Found) -> Option<i32> {
    let crate::found::Kind::Time(t, _) = &f.kind else {
        return None;
    };
    let years = t.value.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?;
    let before = text.get(range.start..f.range.start)?;
    let after = text.get(f.range.end..range.end)?;
    // 「調印されて、きょうで三十年になる」
    let to_day = {
        let b = before.trim_end_matches("ちょうど").trim_end_matches('、');
        words("to-day").iter().any(|w| b.ends_with(w))
    };
    let come = words("come-round").iter().any(|c| after.starts_with(c))
        || to_day
            && ["です", "だ", "である"]
                .iter()
                .any(|c| after.starts_with(c));
    (t.timex_type == "DURATION" && (before.contains("から") || to_day) && come).then_some(years)
}

/// Whether a noun that the record does not know is the clause's subject: any before が, one for people or bodies before は.
fn own_subject(text: &str, range: &Range<usize>, found: &[Found], passive: bool) -> bool {
    let s = text.get(range.clone()).unwrap_or("");
    s.char_indices()
        .filter(|(_, c)| matches!(c, 'は' | 'が'))
        .any(|(i, c)| {
            let at = range.start + i;
            let noun = &s[..i];
            let Some(last) = noun.chars().next_back() else {
                return false;
            };
            let kata = is_katakana(last);
            let kanji = is_ideograph(last);
            let known = found
                .iter()
                .any(|f| f.range.start < at && at <= f.range.end);
            let goes_on = i + c.len_utf8() < s.len();
            if known || !goes_on {
                return false;
            }
            if c == 'が' {
                kata || kanji
            } else {
                // 「占領と行政は…に委ねられた」: what was done to stands as the topic.
                let done_to = passive
                    && kanji
                    && !noun.ends_with(['日', '月', '年', '時', '後', '前', '中', '際', '度']);
                kata || done_to || words("who").iter().any(|w| noun.ends_with(w))
            }
        })
}

/// The clause with blanks for the names found in it, whose parts (核兵器禁止条約) say nothing of what is told.
fn without_names(text: &str, range: &Range<usize>, found: &[Found]) -> String {
    let s = text.get(range.clone()).unwrap_or("");
    let mut out = String::with_capacity(s.len());
    for (i, c) in s.char_indices() {
        let at = range.start + i;
        let named = found
            .iter()
            .any(|f| f.is_name() && f.range.start <= at && at < f.range.end);
        out.push(if named { '　' } else { c });
    }
    // 「規定により」 tells by what, not what.
    for w in [
        "規定により",
        "規定に基づ",
        "規定に従",
        "定めにより",
        "取り決めにより",
        "約束どおり",
        "約束通り",
    ] {
        out = out.replace(w, "");
    }
    out
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
        "による" | "によって" | "により" | "の間で" | "の間に" => Role::Agent,
        "との間で" | "との間に" => Role::Patient,
        "における" if f.is_place() => Role::Place,
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
