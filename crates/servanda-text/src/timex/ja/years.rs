//! Years of the common era and of Japanese eras, and what follows them.

use super::Reader;
use super::dates::ymd;
use super::words::Entry;
use crate::timex::expr::{Sem, YearRef};
use crate::timex::point::Point;

/// The words that say how long, after a number of years.
const LENGTH_WORDS: &[&str] = &[
    "間",
    "余り",
    "余",
    "あまり",
    "半",
    "ほど",
    "程度",
    "くらい",
    "ぐらい",
    "ばかり",
    "近く",
    "ちかく",
    "前",
    "まえ",
    "後",
    "ぶり",
    "以上",
    "以内",
    "未満",
    "おき",
    "ごと",
    "毎",
    "目",
    "来",
    "もの間",
    "もの",
    "弱",
    "強",
    "越し",
    "分",
    "にわた",
    "に渡",
    "を経",
    "が経",
    "はかか",
    "かか",
    "たって",
    "経っ",
    "生き",
    "先",
    "も",
    "ののち",
    "の間",
];

impl Reader<'_> {
    /// After a year that begins at `start` and ends at `i`: month, day, season, 度, 代.
    pub(super) fn year_rest(
        &mut self,
        start: usize,
        i: usize,
        year: i32,
        lunar: bool,
        rule: &'static str,
    ) -> usize {
        let said = YearRef::Said(year);
        self.year = Some(year);
        // 「嘉永六年六月三日、西暦では一八五三年…」: the western year only explains.
        self.lunar = lunar || self.lunar && self.glosses(start);
        if lunar {
            // Months of the old calendar are not those of the new: only the year is sure.
            let e = self.month_day_end(i).unwrap_or(i);
            return self.push(start, e, Sem::Fixed(Point::Year(year)), "lunar-era");
        }
        let after = self.eat_any(i, &["/", "・", " "]).unwrap_or(i);
        if let Some(e) = self.month_and_day(start, after, said).or_else(|| {
            if after == i {
                None
            } else {
                self.month_and_day(start, i, said)
            }
        }) {
            return e;
        }
        if after > i
            && self.eat(i, "/").is_some()
            && let Some(m) = self.number(after).filter(|m| !m.kanji && m.digits <= 2)
            && let Some(m @ 1..=12) = m.whole().filter(|_| self.number(after).is_some())
        {
            let end = self.number(after).map_or(after, |n| n.end);
            return self.push(
                start,
                end,
                Sem::Partial {
                    year: said,
                    month: Some(m as u8),
                    day: None,
                    weekday: None,
                },
                "year-month",
            );
        }
        let of = self.eat(i, "の").or_else(|| self.eat(i, "/")).unwrap_or(i);
        if let Some((e, season)) = self.season(of).filter(|(e, _)| {
            of == i
                || self
                    .eat_any(*e, &["に", "、", "の", "か", "。", "以", "ま", "頃", "ご"])
                    .is_some()
                || *e == self.text.len()
        }) {
            return self.push(start, e, Sem::Season { year: said, season }, "year-season");
        }
        if let Some(e) = self.eat(i, "度") {
            return self.push(start, e, Sem::Fiscal(year), "fiscal-year");
        }
        if let Some((e, q)) = self.quarter_at(i) {
            return self.push(start, e, Sem::Quarter { year: said, q }, "quarter");
        }
        let e = self.push(start, i, Sem::Fixed(Point::Year(year)), rule);
        self.modifier_after(e);
        e
    }

    /// 昭和16年4月13日, 令和元年, R3/7/18.
    pub(super) fn era_year(&mut self, i: usize) -> Option<usize> {
        let (mut j, first) = match self.entry(i) {
            Some((j, Entry::Era(first))) => (j, *first),
            _ => self.era_letter(i)?,
        };
        let name_end = j;
        let n = if let Some(e) = self.eat(j, "元") {
            j = e;
            1
        } else {
            let num = self.number_whole(j)?;
            j = num.0;
            num.1
        };
        if n == 0 || n > 99 {
            return None;
        }
        let year = first + n - 1;
        if let Some(e) = self.eat(j, "年") {
            self.era = Some(first);
            if let Some(d) = self.eat(e, "代") {
                let start = first + n - n % 10 - 1;
                return Some(self.push(i, d, Sem::Span(start.max(first), start + 9), "era-decade"));
            }
            return Some(self.year_rest(i, e, year, first < 1868, "era-year"));
        }
        // 令和3/7/18, 令和3.7
        let sep = self
            .ch(j)
            .filter(|c| matches!(c, '/' | '-' | '.' | '・' | ',' | '／' | '．'))?;
        let (e, m) = self.plain(j + sep.len_utf8())?;
        if !(1..=12).contains(&m) || first < 1868 || name_end == i {
            return None;
        }
        self.era = Some(first);
        if self.ch(e) == Some(sep)
            && let Some((e2, d)) = self.plain(e + sep.len_utf8())
            && (1..=31).contains(&d)
        {
            return Some(self.push(
                i,
                e2,
                ymd(YearRef::Said(year), Some(m), Some(d)),
                "era-numeric",
            ));
        }
        Some(self.push(i, e, ymd(YearRef::Said(year), Some(m), None), "era-numeric"))
    }

    /// A whole number, also where a full stop follows as a separator ("3.7.18").
    pub(super) fn number_whole(&self, i: usize) -> Option<(usize, i32)> {
        self.plain(i).or_else(|| {
            self.number(i)
                .filter(|n| n.kanji)
                .and_then(|n| n.whole().map(|w| (n.end, w)))
        })
    }

    pub(super) fn era_letter(&self, i: usize) -> Option<(usize, i32)> {
        let c = self.ch(i)?;
        let first = match c {
            'M' | 'Ｍ' => 1868,
            'T' | 'Ｔ' => 1912,
            'S' | 'Ｓ' => 1926,
            'H' | 'Ｈ' => 1989,
            'R' | 'Ｒ' => 2019,
            _ => return None,
        };
        let j = i + c.len_utf8();
        let (e, n) = self.plain(j)?;
        let next = self.ch(e)?;
        // A letter is an era only before 年 or before a full date.
        let full = matches!(next, '/' | '-' | '.')
            && self.plain(e + 1).is_some_and(|(e2, m)| {
                (1..=12).contains(&m) && self.ch(e2) == Some(next) && self.plain(e2 + 1).is_some()
            });
        ((1..=64).contains(&n) && (next == '年' || full)).then_some((j, first))
    }

    /// Whether what stands before a year says that it is only the western one (西暦では, in brackets).
    fn glosses(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("");
        [
            "西暦",
            "西暦では",
            "西暦で",
            "西暦の",
            "新暦",
            "新暦では",
            "太陽暦では",
            "(",
            "（",
        ]
        .iter()
        .any(|w| before.ends_with(w))
            || self.eat(start, "西暦").is_some()
    }

    /// A year of two digits in the century of the year last said.
    pub(super) fn short_year(&self, n: i32) -> YearRef {
        let Some(base) = self.year else {
            return YearRef::Short(n.clamp(0, 99) as u8);
        };
        let y = base - base.rem_euclid(100) + n;
        YearRef::Said(if y > base + 60 {
            y - 100
        } else if y + 40 < base {
            y + 100
        } else {
            y
        })
    }

    /// 「一七年四月」, 「九五年の会議」: two kanji digits side by side are a year; seventeen years are 十七年. Two that follow
    /// each other (五六年) are five or six years, unless a month follows.
    fn positional_year(&mut self, i: usize, from: usize, end: usize, n: i32) -> Option<usize> {
        let digits: Vec<i64> = self
            .text
            .get(from..end)?
            .chars()
            .map(super::number::kanji_digit)
            .collect::<Option<_>>()?;
        let [a, b] = digits.as_slice() else {
            return None;
        };
        let e = self.eat(end, "年")?;
        let month = self.month_day_end(e).is_some();
        let either = b - a == 1 && !month;
        let length = self
            .eat_any(e, LENGTH_WORDS)
            .filter(|_| !month && self.eat_any(e, &["前半", "後半"]).is_none());
        if either || length.is_some() || self.year.is_none() && !month {
            return None;
        }
        let year = self.short_year(n);
        if let YearRef::Said(y) = year {
            return Some(self.year_rest(i, e, y, false, "year-short"));
        }
        self.month_and_day(i, e, year)
    }

    /// 「明治三十二年…、同四十四年」: of the era last named.
    pub(super) fn same_era(&mut self, i: usize) -> Option<usize> {
        let j = self.eat(i, "同")?;
        let first = self.era?;
        let (e, n) = self.number_whole(j)?;
        let e = self.eat(e, "年").filter(|_| (1..=64).contains(&n))?;
        if self
            .eat_any(e, &["間", "後", "前", "目", "度生", "生"])
            .is_some()
        {
            return None;
        }
        Some(self.year_rest(i, e, first + n - 1, first < 1868, "same-era"))
    }

    /// 「この年の二月」.
    pub(super) fn that_year(&mut self, i: usize) -> Option<usize> {
        let j = self.eat_any(i, &["この年の", "その年の", "同じ年の", "あの年の"])?;
        if let Some(e) = self
            .eat_any(j, &["うち", "暮れ", "末"])
            .filter(|_| self.month_day_end(j).is_none())
        {
            let sem = Sem::Partial {
                year: YearRef::That,
                month: None,
                day: None,
                weekday: None,
            };
            return Some(self.push(i, e, sem, "that-year"));
        }
        let e = self.month_and_day(i, j, YearRef::That)?;
        if let Some(last) = self.out.last_mut() {
            last.rule = "that-year";
        }
        Some(e)
    }

    /// 1941年, 西暦2021年, 紀元前202年, 皇紀2681年, 一九四一年, 1990年代.
    pub(super) fn western_year(&mut self, i: usize) -> Option<usize> {
        let bc = self.eat_any(i, &["紀元前", "西暦紀元前"]);
        let ad = self.eat_any(i, &["西暦", "紀元後"]);
        let imperial = self.eat(i, "皇紀");
        let j = bc.or(ad).or(imperial).unwrap_or(i);
        if bc.is_some()
            && let Some(e) = self.century_at(i, j, true)
        {
            return Some(e);
        }
        let num = self.number(j)?;
        let n = num.whole()?;
        let named = j > i;
        if !(1..=9999).contains(&n) {
            return None;
        }
        let Some(e) = self.eat(num.end, "年") else {
            return self.bare_year(i, j, num.end, n, named, num.kanji);
        };
        if num.kanji
            && j == i
            && n < 100
            && let Some(e) = self.positional_year(i, j, num.end, n)
        {
            return Some(e);
        }
        let year = if bc.is_some() {
            1 - n
        } else if imperial.is_some() {
            n - 660
        } else {
            n
        };
        if self.eat_any(e, &["生", "式"]).is_some() && n < 100 {
            return None;
        }
        if let Some(d) = self.eat(e, "代").filter(|_| n % 10 == 0) {
            let sem = if n >= 100 {
                Sem::Fixed(Point::Decade {
                    lead: n / 10,
                    bc: bc.is_some(),
                })
            } else {
                Sem::DecadeWord(n as u32)
            };
            let end = self.push(i, d, sem, "decade");
            self.modifier_after(end);
            return Some(end);
        }
        if named || n >= 1000 && num.digits >= 3 {
            let length = self
                .eat_any(
                    e,
                    &[
                        "間",
                        "余り",
                        "あまり",
                        "前",
                        "後",
                        "ぶり",
                        "以上",
                        "もの間",
                        "にわた",
                        "分",
                    ],
                )
                .filter(|_| !named && self.eat_any(e, &["前半", "後半", "前期", "後期"]).is_none());
            if length.is_some() || n > 2999 && imperial.is_none() {
                return None;
            }
            return Some(self.year_rest(i, e, year, false, "year"));
        }
        // 45年8月 after 1945年 or after an era
        let month_follows = self.month_day_end(e).is_some() && self.eat_any(e, &["半"]).is_none();
        if n < 100 && month_follows {
            if self.out.last().is_some_and(|r| {
                matches!(
                    r.sem,
                    Sem::Fixed(Point::Year(_))
                        | Sem::Partial {
                            year: YearRef::Said(_),
                            ..
                        }
                )
            }) {
                let year = match self.era {
                    Some(first) if n <= 64 => YearRef::Said(first + n - 1),
                    _ => YearRef::Short(n as u8),
                };
                return self.month_and_day(i, e, year);
            }
            if let Some(first) = self.era.filter(|_| n <= 64) {
                return self.month_and_day(i, e, YearRef::Said(first + n - 1));
            }
            if self.era.is_none() && self.year.is_some() && n > 12 {
                let year = self.short_year(n);
                return self.month_and_day(i, e, year);
            }
        }
        if n < 100 && self.follows_range(i) {
            return Some(self.push(
                i,
                e,
                Sem::Partial {
                    year: YearRef::Short(n as u8),
                    month: None,
                    day: None,
                    weekday: None,
                },
                "year-short",
            ));
        }
        if n >= 300 && num.digits >= 3 && self.eat_any(e, LENGTH_WORDS).is_none() {
            return Some(self.year_rest(i, e, year, false, "year"));
        }
        if n >= 300 && num.digits >= 3 && self.eat_any(e, &["はかかる"]).is_some() {
            return Some(self.push(i, e, Sem::Fixed(Point::Year(year)), "year"));
        }
        None
    }

    /// Is what stands before `i` "1939年から" or "1939年〜", or a year and a comma?
    pub(super) fn follows_range(&self, i: usize) -> bool {
        let Some(last) = self.out.last() else {
            return false;
        };
        let year = matches!(
            last.sem,
            Sem::Fixed(Point::Year(_))
                | Sem::Partial {
                    year: YearRef::Said(_) | YearRef::Short(_),
                    ..
                }
        );
        let gap = self.text.get(last.end..i).unwrap_or("x");
        year && matches!(
            gap,
            "から" | "〜" | "～" | "-" | "―" | "—" | "–" | "、" | "と" | "・" | "－"
        )
    }

    /// 西暦2021/7/18, 2021春: a year without 年.
    pub(super) fn bare_year(
        &mut self,
        start: usize,
        j: usize,
        end: usize,
        n: i32,
        named: bool,
        kanji: bool,
    ) -> Option<usize> {
        if kanji || n < 1000 {
            return None;
        }
        if let Some((e, season)) = self.season(self.eat(end, "/").unwrap_or(end)) {
            return Some(self.push(
                start,
                e,
                Sem::Season {
                    year: YearRef::Said(n),
                    season,
                },
                "year-season",
            ));
        }
        if named && let Some(e) = self.numeric(j) {
            if let Some(last) = self.out.last_mut() {
                last.start = start;
            }
            return Some(e);
        }
        None
    }
}
