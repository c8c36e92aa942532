//! Lengths of time (5年間, 二年余り, 1時間半), moves by them (四か月後, 80年前), repeated times (年1回, 1日おき).

use super::Reader;
use super::number::digit;
use crate::timex::expr::{Count, From, Mod, Sem, duration};
use crate::timex::point::Unit;

/// A unit's names.
const UNITS: &[(&str, Unit)] = &[
    ("年", Unit::Year),
    ("周年", Unit::Year),
    ("か年", Unit::Year),
    ("カ年", Unit::Year),
    ("ヵ年", Unit::Year),
    ("ヶ年", Unit::Year),
    ("か月", Unit::Month),
    ("カ月", Unit::Month),
    ("ヵ月", Unit::Month),
    ("ヶ月", Unit::Month),
    ("ケ月", Unit::Month),
    ("ｹ月", Unit::Month),
    ("ヵ月", Unit::Month),
    ("箇月", Unit::Month),
    ("個月", Unit::Month),
    ("週間", Unit::Week),
    ("週", Unit::Week),
    ("日", Unit::Day),
    ("時間", Unit::Hour),
    ("分", Unit::Minute),
    ("秒", Unit::Second),
    ("世紀", Unit::Century),
];

impl Reader<'_> {
    fn unit_at(&self, i: usize) -> Option<(usize, Unit)> {
        UNITS
            .iter()
            .find_map(|(w, u)| self.eat(i, w).map(|e| (e, *u)))
    }

    /// A length at `i`.
    pub(super) fn length(&mut self, i: usize) -> Option<usize> {
        let n = self.number(i)?;
        // "1から2日前": a number that shares the unit of the next.
        let Some((mut e, unit)) = self.unit_at(n.end) else {
            return self.shared_unit(i, n.end, n.value);
        };
        if self.word_instead(i, e, unit, n.kanji, n.value) {
            return None;
        }
        let mut value = n.value;
        let mut text = String::new();
        if let Some(end) = self
            .eat(e, "半")
            .filter(|e| self.eat_any(*e, &["ば", "期", "分", "額", "島"]).is_none())
        {
            value = value.map(|v| v + 50);
            e = end;
        } else if unit == Unit::Second && !n.kanji {
            // 1秒05
            let mut k = e;
            while let Some(c) = self.ch(k).filter(|c| digit(*c).is_some()) {
                k += c.len_utf8();
            }
            if k > e && k - e <= 4 && n.value.is_some() {
                let part: String = self
                    .text
                    .get(e..k)
                    .unwrap_or("")
                    .chars()
                    .filter_map(digit)
                    .map(|d| d.to_string())
                    .collect();
                text = format!("PT{}.{part}S", n.value.unwrap_or(0) / 100);
                e = k;
            }
        }
        if text.is_empty() {
            let (end, compound) = self.compound(e, unit, value);
            e = end;
            text = compound;
        }
        Some(self.finish(i, e, value, unit, text))
    }

    /// 半年, 半世紀 … with what follows.
    pub(super) fn half(&mut self, i: usize, e: usize, value: &str) -> usize {
        let (count, unit) = match value {
            "P50Y" => (Some(5000), Unit::Year),
            "P25Y" => (Some(2500), Unit::Year),
            "P0.5M" => (Some(50), Unit::Month),
            "P0.5D" => (Some(50), Unit::Day),
            "PT0.5H" => (Some(50), Unit::Hour),
            _ => (Some(50), Unit::Year),
        };
        self.finish(i, e, count, unit, value.to_owned())
    }

    /// 1年2ヶ月10日, 1時間30分25秒.
    fn compound(&self, e: usize, unit: Unit, value: Count) -> (usize, String) {
        let mut text = duration(value, unit);
        let (mut e, mut last) = (e, unit);
        if value.is_none() {
            return (e, text);
        }
        for _ in 0..5 {
            let Some(n) = self.number(e).filter(|n| n.value.is_some()) else {
                break;
            };
            let Some((end, u)) = self
                .unit_at(n.end)
                .filter(|(_, u)| *u < last && *u != Unit::Week)
            else {
                break;
            };
            let dated = last == Unit::Year && u != Unit::Month;
            if dated || u == Unit::Day && self.eat_any(end, &["付"]).is_some() {
                break;
            }
            let next = duration(n.value, u);
            let (_, clock, _) = u.letter();
            let body = next.trim_start_matches('P').trim_start_matches('T');
            if clock && !text.contains('T') {
                text.push('T');
            }
            text.push_str(body);
            e = end;
            last = u;
        }
        (e, text)
    }

    /// Is the number with its unit a word (十分, 一時, 3分の1) or a place in a row (3年生)?
    fn word_instead(&self, i: usize, e: usize, unit: Unit, kanji: bool, value: Count) -> bool {
        match unit {
            Unit::Minute => {
                let word = self
                    .eat_any(
                        e,
                        &[
                            "の", "野", "析", "類", "割", "担", "子", "離", "岐", "裂", "解", "散",
                            "配", "布", "身", "家", "校", "隊", "権", "別", "け", "か",
                        ],
                    )
                    .is_some()
                    && self.eat_any(e, &["かか", "の間", "から", "か所"]).is_none();
                word || kanji && self.eat_any(e, &["間", "前", "後", "ほど", "半"]).is_none()
            }
            Unit::Year => {
                self.eat_any(e, &["生", "式", "級", "号", "組", "次"])
                    .is_some()
                    || self.before(i) == Some('第')
            }
            Unit::Day => {
                self.eat_any(e, &["市", "町", "酔", "坊", "曜", "系", "月"])
                    .is_some()
                    || self.eat(e, "本").is_some()
                    || self.before(i) == Some('第')
            }
            Unit::Second => self.eat_any(e, &["速"]).is_some(),
            Unit::Week => self.before(i) == Some('第') && value.is_some(),
            _ => false,
        }
    }

    fn shared_unit(&mut self, i: usize, e: usize, value: Count) -> Option<usize> {
        let k = self.eat_any(e, &["から", "〜", "～", "ないし", "、", "，"])?;
        let second = self.number(k)?;
        let (after, unit) = self.unit_at(second.end)?;
        if value.is_none()
            || second.value.is_none()
            || second.value <= value
            || self.before(i).is_some_and(|c| c.is_ascii_alphanumeric())
        {
            return None;
        }
        let length = unit != Unit::Day && unit != Unit::Year
            || self
                .eat_any(
                    after,
                    &["間", "前", "後", "おき", "ごと", "ほど", "以内", "半"],
                )
                .is_some();
        if !length || self.eat(after, "の").is_some() {
            return None;
        }
        let d = duration(value, unit);
        self.push(i, e, Sem::Duration(d.clone()), "shared-unit");
        Some(e)
    }

    /// What follows a length: 間, 余り, 前, 後, 目, おき …
    fn finish(&mut self, i: usize, e: usize, count: Count, unit: Unit, text: String) -> usize {
        let e = self.eat(e, "間").filter(|_| !text.is_empty()).unwrap_or(e);
        let e = self.eat(e, "もの間").unwrap_or(e);
        let approx = self.eat_any(
            e,
            &[
                "くらい",
                "ぐらい",
                "ほど",
                "ばかり",
                "程度",
                "近く",
                "ちかく",
                "余り",
                "あまり",
                "余",
                "弱",
                "強",
            ],
        );
        let after = approx.unwrap_or(e);
        let modi = approx.map(|a| match self.text.get(e..a).unwrap_or("") {
            "余り" | "あまり" | "余" | "強" => Mod::MoreThan,
            "近く" | "ちかく" | "弱" => Mod::LessThan,
            _ => Mod::Approx,
        });
        let about = self
            .text
            .get(..i)
            .is_some_and(|t| {
                t.ends_with('約')
                    || t.ends_with("およそ")
                    || t.ends_with("ほぼ")
                    || t.ends_with("およそ約")
            })
            .then_some(Mod::Approx);
        let moved = |r: &mut Self, end: usize, back: bool, from: From| {
            if let Some((e, unit, step)) = r.ago_of_unit(end).filter(|_| back && unit == Unit::Year)
                && let Some(years) = count
            {
                let sem = Sem::AgoUnit { years, unit, step };
                r.push(i, e, sem, "ago-unit");
                if let Some(last) = r.out.last_mut() {
                    last.modi = modi.or(about);
                    last.distance = Some(text.clone());
                }
                return e;
            }
            let end = r
                .eat(end, "の")
                .filter(|x| {
                    r.eat_any(*x, &["今日", "きょう", "同じ日", "この日"])
                        .is_some()
                })
                .and_then(|x| r.eat_any(x, &["今日", "きょう", "同じ日", "この日"]))
                .unwrap_or(end);
            let today = r
                .text
                .get(i..end)
                .is_some_and(|t| t.ends_with("日") && t.contains('の') || t.ends_with("きょう"));
            let sem = Sem::Shift {
                n: count,
                back,
                unit,
                from: if today { From::DocDay } else { from },
            };
            // "満了の一年前": counted from the noun before, whose day the text need not have said.
            // So is 調印から十八か月後, unlike それから十八か月後.
            let head = r.text.get(..i).unwrap_or("");
            let since = !back
                && head.ends_with("から")
                && ![
                    "それ", "これ", "ここ", "今", "いま", "そこ", "日", "月", "年", "時",
                ]
                .iter()
                .any(|w| head.trim_end_matches("から").ends_with(w));
            let of_event =
                !today && (r.before(i) == Some('の') && !head.ends_with("その") || since);
            let rule = match (of_event, back) {
                (true, _) => "after-event",
                (_, true) => "ago",
                _ => "later",
            };
            let sem = match sem {
                Sem::Shift { n, back, unit, .. } if of_event => Sem::Shift {
                    n,
                    back,
                    unit,
                    from: From::Context,
                },
                other => other,
            };
            r.push(i, end, sem, rule);
            if let Some(last) = r.out.last_mut() {
                last.modi = modi.or(about);
                last.distance = Some(text.clone());
            }
            end
        };
        let no_half = |r: &Self, at: usize| {
            r.eat_any(at, &["前半", "後半", "前後", "前期", "後期"])
                .is_none()
        };
        if let Some(end) = self
            .eat_any(after, &["前", "まえ"])
            .filter(|_| no_half(self, after))
        {
            // その三日前: before what was told.
            let told = self.text.get(..i).is_some_and(|t| t.ends_with("その"));
            return moved(
                self,
                end,
                true,
                if told { From::Context } else { From::Doc },
            );
        }
        if let Some(end) = self.eat(after, "後").filter(|_| no_half(self, after)) {
            return moved(self, end, false, From::Context);
        }
        if let Some(end) = self.eat_any(e, &["おき", "ごと", "毎"]) {
            let end = self.push(i, end, Sem::Set(text.clone()), "every");
            if let Some(last) = self.out.last_mut() {
                last.distance = Some(text);
            }
            return end;
        }
        let end = self.eat(e, "目").unwrap_or(e);
        let limits = [
            ("以上", Mod::EqualOrMore),
            ("以内", Mod::EqualOrLess),
            ("未満", Mod::LessThan),
            ("以下", Mod::EqualOrLess),
        ];
        let limit = limits
            .iter()
            .find(|(w, _)| self.eat(e, w).is_some())
            .map(|(_, m)| *m);
        let today = self.text.get(..i).is_some_and(|t| {
            let t = t.trim_end_matches("ちょうど").trim_end_matches('、');
            let t = t.trim_end_matches("まる").trim_end_matches('丸');
            [
                "きょうで",
                "今日で",
                "本日で",
                "きょう",
                "今日",
                "今年で",
                "ことしで",
            ]
            .iter()
            .any(|w| t.ends_with(w))
        });
        let come = self
            .eat_any(
                end,
                &[
                    "にな",
                    "とな",
                    "を迎",
                    "です",
                    "だ",
                    "が経",
                    "がた",
                    "たつ",
                    "。",
                    "の節目",
                ],
            )
            .is_some();
        let rule = if today && come {
            "anniversary"
        } else {
            "length"
        };
        self.push(i, end, Sem::Duration(text.clone()), rule);
        if let Some(last) = self.out.last_mut() {
            last.modi = modi.or(limit).or(about);
            last.distance = Some(text);
        }
        end
    }

    /// 八十年前の今月, 八十年前の明日: where it ends, the unit, and how far from the one of writing.
    fn ago_of_unit(&self, i: usize) -> Option<(usize, Unit, i32)> {
        let j = self.eat(i, "の")?;
        [
            ("今月", Unit::Month, 0),
            ("今週", Unit::Week, 0),
            ("今年", Unit::Year, 0),
            ("昨日", Unit::Day, -1),
            ("きのう", Unit::Day, -1),
            ("明日", Unit::Day, 1),
            ("あす", Unit::Day, 1),
            ("先月", Unit::Month, -1),
            ("来月", Unit::Month, 1),
        ]
        .into_iter()
        .find_map(|(w, u, n)| Some((self.eat(j, w)?, u, n)))
    }

    /// 年1回, 月に1度, 週3日, 1日1時間, 3日に1回.
    pub(super) fn repeated(&mut self, i: usize) -> Option<usize> {
        let (j, per) = match self.ch(i)? {
            '年' => (i + 3, "P1Y".to_owned()),
            '月' => (i + 3, "P1M".to_owned()),
            '週' => (i + 3, "P1W".to_owned()),
            _ => {
                let n = self.number(i)?;
                let (e, u) = self.unit_at(n.end)?;
                if let Some(k) = self.eat(e, "に") {
                    let times = self.number(k)?;
                    let end = self
                        .eat_any(times.end, &["回", "度"])
                        .filter(|_| u >= Unit::Day)?;
                    return Some(self.push(i, end, Sem::Set(duration(n.value, u)), "rate"));
                }
                if u == Unit::Day && n.value == Some(100) && !n.kanji {
                    let times = self.number(e)?;
                    let end = self.eat_any(times.end, &["回", "度", "時間", "食", "分"])?;
                    return Some(self.push(i, end, Sem::Set("P1D".into()), "rate"));
                }
                return None;
            }
        };
        if self.before(i).is_some_and(|c| {
            digit(c).is_some()
                || matches!(
                    c,
                    '一' | '二'
                        | '三'
                        | '四'
                        | '五'
                        | '六'
                        | '七'
                        | '八'
                        | '九'
                        | '十'
                        | '毎'
                        | '今'
                        | '昨'
                        | '来'
                        | '去'
                        | '同'
                        | '翌'
                        | '前'
                        | '先'
                )
        }) {
            return None;
        }
        let k = self.eat(j, "に").unwrap_or(j);
        let n = self.number(k).filter(|n| n.value.is_some())?;
        let end = self.eat_any(
            n.end,
            &[
                "回", "度", "日", "時間", "ヶ月", "か月", "カ月", "ヵ月", "月", "週間", "本", "冊",
            ],
        )?;
        Some(self.push(i, end, Sem::Set(per), "rate"))
    }
}
