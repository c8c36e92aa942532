//! Calendar dates: years of the common era and of Japanese eras, months, days, seasons, quarters, centuries; clock times.

use super::Reader;
use super::number::digit;
use super::words::Entry;
use crate::timex::expr::{Clock, From, Mod, Sem, YearRef};
use crate::timex::point::{Point, Unit};
use crate::timex::token::Part;

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
    /// Date at `i`.
    pub(super) fn date(&mut self, i: usize) -> Option<usize> {
        self.numeric(i)
            .or_else(|| self.era_year(i))
            .or_else(|| self.western_year(i))
            .or_else(|| self.month_and_day(i, i, YearRef::Missing))
            .or_else(|| self.day_alone(i))
            .or_else(|| self.century(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.weekday_in_brackets(i))
    }

    /// After a year that begins at `start` and ends at `i`: month, day, season, 度, 代.
    fn year_rest(
        &mut self,
        start: usize,
        i: usize,
        year: i32,
        lunar: bool,
        rule: &'static str,
    ) -> usize {
        let said = YearRef::Said(year);
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
    fn era_year(&mut self, i: usize) -> Option<usize> {
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
    fn number_whole(&self, i: usize) -> Option<(usize, i32)> {
        self.plain(i).or_else(|| {
            self.number(i)
                .filter(|n| n.kanji)
                .and_then(|n| n.whole().map(|w| (n.end, w)))
        })
    }

    /// Digits only, no fraction, at most four.
    pub(super) fn plain(&self, i: usize) -> Option<(usize, i32)> {
        let (mut j, mut v, mut n) = (i, 0i32, 0);
        while let Some((c, d)) = self.ch(j).and_then(|c| digit(c).map(|d| (c, d))) {
            n += 1;
            if n > 4 {
                return None;
            }
            v = v * 10 + d as i32;
            j += c.len_utf8();
        }
        (n > 0).then_some((j, v))
    }

    fn era_letter(&self, i: usize) -> Option<(usize, i32)> {
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

    /// 1941年, 西暦2021年, 紀元前202年, 皇紀2681年, 一九四一年, 1990年代.
    fn western_year(&mut self, i: usize) -> Option<usize> {
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
    fn follows_range(&self, i: usize) -> bool {
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
    fn bare_year(
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

    /// 2021/7/18, 2021-7-18, 2021.7.18, 2021・7・18, 2021,7,18, 2021/7, 7/18.
    fn numeric(&mut self, i: usize) -> Option<usize> {
        let (e, a) = self.plain(i)?;
        if self.before(i).is_some_and(|c| {
            matches!(c, '/' | '.' | ',' | '-' | '・' | ':' | '：') || c.is_ascii_alphanumeric()
        }) && !self.before_is_dash_after_date(i)
        {
            return None;
        }
        let sep = self
            .ch(e)
            .filter(|c| matches!(c, '/' | '-' | '.' | '・' | ',' | '／' | '−'))?;
        let (e2, b) = self.plain(e + sep.len_utf8())?;
        let digits =
            |from: usize, to: usize| self.text.get(from..to).map_or(0, |t| t.chars().count());
        let wide = digits(i, e) == 4;
        if self.ch(e2) == Some(sep) {
            if let Some((e3, c)) = self.plain(e2 + sep.len_utf8()) {
                let closed = self.ch(e3) != Some(sep)
                    && self.ch(e3).is_none_or(|c| !c.is_ascii_alphanumeric());
                if wide
                    && (1..=12).contains(&b)
                    && (1..=31).contains(&c)
                    && closed
                    && digits(e2 + sep.len_utf8(), e3) <= 2
                {
                    return Some(self.push(
                        i,
                        e3,
                        ymd(YearRef::Said(a), Some(b), Some(c)),
                        "numeric",
                    ));
                }
            }
            return None;
        }
        let tail = self.ch(e2);
        if tail.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '%' | '％'))
            || digits(e + sep.len_utf8(), e2) > 2
        {
            return None;
        }
        if sep != '/' && sep != '／' {
            return None;
        }
        let month_end = self.eat(e2, "月");
        if wide && (1..=12).contains(&b) {
            return Some(self.push(
                i,
                month_end.unwrap_or(e2),
                ymd(YearRef::Said(a), Some(b), None),
                "numeric",
            ));
        }
        if month_end.is_some() || digits(i, e) > 2 {
            return None;
        }
        if (1..=12).contains(&a) && (1..=31).contains(&b) {
            return Some(self.push(i, e2, ymd(YearRef::Missing, Some(a), Some(b)), "numeric"));
        }
        (a > 12 && (1..=12).contains(&b))
            .then(|| self.push(i, e2, ymd(YearRef::Said(a), Some(b), None), "numeric"))
    }

    fn before_is_dash_after_date(&self, i: usize) -> bool {
        self.before(i) == Some('-') && self.out.last().is_some_and(|r| r.end + 1 == i)
    }

    /// The end of "8月" or "8月9日" at `i`, without recording it.
    fn month_day_end(&self, i: usize) -> Option<usize> {
        let m = self
            .number(i)
            .filter(|m| m.whole().is_some_and(|m| (1..=12).contains(&m)))?;
        let e = self.eat(m.end, "月")?;
        let Some(d) = self
            .number(e)
            .filter(|d| d.whole().is_some_and(|d| (1..=31).contains(&d)))
        else {
            return Some(e);
        };
        Some(self.eat(d.end, "日").unwrap_or(e))
    }

    /// 8月9日, 8月, with the year given.
    pub(super) fn month_and_day(&mut self, start: usize, i: usize, year: YearRef) -> Option<usize> {
        let m = self.number(i).filter(|m| m.digits <= 2 || m.kanji)?;
        let month = m.whole().filter(|m| (1..=12).contains(m))?;
        let e = self.eat(m.end, "月")?;
        if self.eat_any(e, &["曜", "間"]).is_some() {
            return None;
        }
        let k = self.eat_any(e, &["/", " "]).unwrap_or(e);
        if let Some(d) = self
            .number(k)
            .filter(|d| d.whole().is_some_and(|d| (1..=31).contains(&d)))
            && let (Some(day), Some(e)) = (
                d.whole(),
                self.eat(d.end, "日")
                    .filter(|e| self.eat(*e, "間").is_none()),
            )
        {
            let e = self.push(start, e, ymd(year, Some(month), Some(day)), "month-day");
            return Some(self.with_part(e));
        }
        let e = self
            .eat(e, "期")
            .filter(|_| year != YearRef::Missing)
            .unwrap_or(e);
        let e = self.push(start, e, ymd(year, Some(month), None), "month");
        self.modifier_after(e);
        Some(e)
    }

    /// 18日 alone.
    fn day_alone(&mut self, i: usize) -> Option<usize> {
        let n = self.number(i)?;
        let d = n.whole().filter(|d| (1..=31).contains(d))?;
        let e = self.eat(n.end, "日")?;
        if self.before(i) == Some('第')
            || self
                .eat_any(
                    e,
                    &["市", "町", "酔", "曜", "坊", "和", "差", "替", "系", "月"],
                )
                .is_some()
        {
            return None;
        }
        if self.eat(e, "本").is_some()
            && self
                .eat_any(e, &["本格", "本社", "本日", "本会", "本紙"])
                .is_none()
        {
            return None;
        }
        let length = [
            "間",
            "前",
            "後",
            "以内",
            "以上",
            "目",
            "半",
            "おき",
            "ごと",
            "余り",
            "ほど",
            "程度",
            "くらい",
            "ぐらい",
            "ぶり",
            "に1",
            "に一",
            "連続",
            "もの",
            "近く",
            "あまり",
        ];
        if self.eat_any(e, &length).is_some() && self.eat_any(e, &["前半", "後半"]).is_none() {
            return None;
        }
        if n.kanji && d == 1 && self.month_before(i).is_none() {
            return None;
        }
        let e = self.push(i, e, ymd(YearRef::Missing, None, Some(d)), "day");
        Some(self.with_part(e))
    }

    fn month_before(&self, i: usize) -> Option<()> {
        self.out
            .last()
            .filter(|r| {
                i.saturating_sub(r.end) < 40 && matches!(r.sem, Sem::Partial { day: Some(_), .. })
            })
            .map(|_| ())
    }

    /// 17世紀, 紀元前1世紀.
    fn century(&mut self, i: usize) -> Option<usize> {
        self.century_at(i, i, false)
    }

    fn century_at(&mut self, start: usize, i: usize, bc: bool) -> Option<usize> {
        let n = self.number(i)?;
        let lead = n.whole().filter(|n| (1..=99).contains(n))?;
        let e = self.eat(n.end, "世紀")?;
        if self
            .eat_any(
                e,
                &[
                    "前",
                    "後",
                    "以上",
                    "にわた",
                    "に渡",
                    "もの",
                    "余",
                    "ぶり",
                    "ほど",
                    "近く",
                    "半",
                ],
            )
            .is_some()
            && self
                .eat_any(e, &["前半", "後半", "前期", "後期", "半ば"])
                .is_none()
        {
            return None;
        }
        let e = self.eat(e, "目").unwrap_or(e);
        let e = self.push(
            start,
            e,
            Sem::Fixed(Point::Century { lead: lead - 1, bc }),
            "century",
        );
        self.modifier_after(e);
        Some(e)
    }

    fn quarter_at(&self, i: usize) -> Option<(usize, u8)> {
        if let Some(j) = self.eat(i, "第") {
            let n = self.number(j)?;
            let q = n.whole().filter(|q| (1..=4).contains(q))?;
            return self.eat(n.end, "四半期").map(|e| (e, q as u8));
        }
        let j = self.eat(i, "Q")?;
        let (e, q) = self.plain(j)?;
        ((1..=4).contains(&q) && self.ch(e).is_none_or(|c| !c.is_ascii_alphanumeric()))
            .then_some((e, q as u8))
    }

    fn quarter(&mut self, i: usize) -> Option<usize> {
        let (e, q) = self.quarter_at(i)?;
        Some(self.push(
            i,
            e,
            Sem::Quarter {
                year: YearRef::Missing,
                q,
            },
            "quarter",
        ))
    }

    /// (月), （月曜日）.
    fn weekday_in_brackets(&mut self, i: usize) -> Option<usize> {
        let open = self.ch(i).filter(|c| matches!(c, '(' | '（'))?;
        let j = i + open.len_utf8();
        let c = self.ch(j)?;
        let d = "月火水木金土日".chars().position(|w| w == c)? as u8 + 1;
        let k = j + c.len_utf8();
        let k = self
            .eat(k, "曜日")
            .or_else(|| self.eat(k, "曜"))
            .unwrap_or(k);
        let close = self.ch(k).filter(|c| matches!(c, ')' | '）'))?;
        // After a day the bracket only repeats it.
        let after_day = self
            .out
            .last()
            .is_some_and(|r| r.end == i && matches!(r.sem, Sem::Partial { day: Some(_), .. }));
        if after_day {
            return Some(k + close.len_utf8());
        }
        Some(self.push(i, k + close.len_utf8(), ymd_weekday(d), "weekday"))
    }

    /// A part of the day after the date just recorded: 8月9日未明, 翌日夜.
    pub(super) fn with_part(&mut self, e: usize) -> usize {
        if let Some((end, p)) = self.part_of_day(e) {
            // 午前11時 is a time of its own.
            let hour = self
                .number(end)
                .is_some_and(|n| self.eat(n.end, "時").is_some());
            let word = self
                .ch(end)
                .is_some_and(|c| matches!(c, '食' | '刊' | '礼' | '景' | '行' | '型' | '会'));
            if !hour && !word {
                if let Some(last) = self.out.last_mut() {
                    last.clock = Some(Clock::Part(p));
                    last.end = end;
                }
                return end;
            }
        }
        self.modifier_after(e);
        e
    }

    /// 頃, 以前, 以降, 末, 初頭 …: said of the date just recorded, not part of it. 約 before it counts too.
    pub(super) fn modifier_after(&mut self, e: usize) {
        let m = [
            ("頃", Mod::Approx),
            ("ごろ", Mod::Approx),
            ("ころ", Mod::Approx),
            ("前後", Mod::Approx),
            ("以前", Mod::OnOrBefore),
            ("以降", Mod::OnOrAfter),
            ("以後", Mod::OnOrAfter),
            ("末", Mod::End),
            ("終わり", Mod::End),
            ("後半", Mod::End),
            ("下旬", Mod::End),
            ("後期", Mod::End),
            ("初頭", Mod::Start),
            ("初め", Mod::Start),
            ("はじめ", Mod::Start),
            ("初期", Mod::Start),
            ("上旬", Mod::Start),
            ("初旬", Mod::Start),
            ("前半", Mod::Start),
            ("前期", Mod::Start),
            ("中旬", Mod::Mid),
            ("半ば", Mod::Mid),
            ("中頃", Mod::Mid),
            ("中期", Mod::Mid),
            ("中盤", Mod::Mid),
        ]
        .into_iter()
        .find(|(w, _)| self.eat(e, w).is_some())
        .map(|(_, m)| m);
        if let (Some(m), Some(last)) = (m, self.out.last_mut()) {
            last.modi = Some(m);
        }
    }

    /// Clock times: 23時59分59秒, 午前11時, 朝6時半, 23:59, 12:10AM.
    pub(super) fn clock(&mut self, i: usize) -> Option<usize> {
        let (mut j, half) = self.half_of_day(i).unwrap_or((i, None));
        if j > i && self.ch(j) == Some(' ') {
            j += 1;
        }
        let start = i;
        if let Some((e, at)) = self.colon_time(j, half) {
            return Some(self.record_clock(start, e, at));
        }
        let n = self.number(j).filter(|n| n.digits <= 2)?;
        let h = n.whole().filter(|h| (0..=30).contains(h))?;
        let mut e = self.eat(n.end, "時")?;
        if self
            .eat_any(
                e,
                &[
                    "間", "代", "期", "点", "刻", "差", "々", "限", "的", "速", "給", "効", "折",
                    "空", "計",
                ],
            )
            .is_some()
            || (n.kanji && j == i && self.kanji_hour_is_word(e))
        {
            return None;
        }
        let (mut m, mut s) = (None, None);
        if let Some(end) = self.eat(e, "半") {
            m = Some(30);
            e = end;
        } else if let Some(min) = self
            .number(e)
            .filter(|m| m.whole().is_some_and(|m| (0..60).contains(&m)))
            && let Some(end) = self.eat(min.end, "分")
        {
            m = min.whole().map(|m| m as u8);
            e = end;
            if let Some(sec) = self
                .number(e)
                .filter(|s| s.whole().is_some_and(|s| (0..60).contains(&s)))
                && let Some(end) = self.eat(sec.end, "秒")
            {
                s = sec.whole().map(|s| s as u8);
                e = end;
            }
        }
        let h = hour(h as u8, half);
        Some(self.record_clock(start, e, Clock::At { h, m, s }))
    }

    /// 一時 (for a while), 十時 … a kanji hour must be followed by what tells it from a word.
    fn kanji_hour_is_word(&self, e: usize) -> bool {
        self.eat_any(
            e,
            &[
                "半",
                "頃",
                "ごろ",
                "に",
                "から",
                "まで",
                "ちょうど",
                "過ぎ",
                "すぎ",
            ],
        )
        .is_none()
            && self
                .number(e)
                .is_none_or(|n| self.eat(n.end, "分").is_none())
            || self.before_is_one(e)
    }

    fn before_is_one(&self, e: usize) -> bool {
        self.text
            .get(..e)
            .is_some_and(|t| t.ends_with("一時") && !t.ends_with("十一時"))
    }

    fn record_clock(&mut self, start: usize, e: usize, at: Clock) -> usize {
        let end = self.push(
            start,
            e,
            Sem::Rel {
                unit: Unit::Day,
                n: 0,
                from: From::Context,
            },
            "clock",
        );
        if let Some(last) = self.out.last_mut() {
            last.clock = Some(at);
        }
        end
    }

    /// 23:59:59, 12：10, 12:10AM.
    fn colon_time(&self, i: usize, half: Option<Part>) -> Option<(usize, Clock)> {
        let (e, h) = self.plain(i)?;
        let colon = self.ch(e).filter(|c| matches!(c, ':' | '：'))?;
        if self
            .before(i)
            .is_some_and(|c| matches!(c, ':' | '：' | '.'))
        {
            return None;
        }
        let two = |at: usize| {
            self.plain(at).filter(|(end, v)| {
                *v < 60
                    && self
                        .text
                        .get(at..*end)
                        .is_some_and(|t| t.chars().count() == 2)
            })
        };
        let (mut e, m) = two(e + colon.len_utf8())?;
        let mut s = None;
        if self.ch(e) == Some(colon)
            && let Some((e2, sec)) = two(e + colon.len_utf8())
        {
            s = Some(sec as u8);
            e = e2;
        }
        let mut half = half;
        let k = self.eat(e, " ").unwrap_or(e);
        if half.is_none() {
            if let Some(end) = self.eat_any(k, &["AM", "am", "a.m.", "ＡＭ"]) {
                half = Some(Part::Morning);
                e = end;
            } else if let Some(end) = self.eat_any(k, &["PM", "pm", "p.m.", "ＰＭ"]) {
                half = Some(Part::Afternoon);
                e = end;
            }
        }
        if h > 30 {
            // 59:59 without an hour: minutes and seconds.
            return (h < 60 && s.is_none() && half.is_none()).then_some((
                e,
                Clock::Under {
                    m: Some(h as u8),
                    s: Some(m as u8),
                },
            ));
        }
        Some((
            e,
            Clock::At {
                h: hour(h as u8, half),
                m: Some(m as u8),
                s,
            },
        ))
    }

    /// 午前, 午後, 朝, 夜, 深夜, AM, PM before an hour.
    fn half_of_day(&self, i: usize) -> Option<(usize, Option<Part>)> {
        for (w, p) in [
            ("午前", Part::Morning),
            ("午後", Part::Afternoon),
            ("AM", Part::Morning),
            ("PM", Part::Afternoon),
            ("am", Part::Morning),
            ("pm", Part::Afternoon),
            ("早朝", Part::Dawn),
            ("朝", Part::Dawn),
            ("夜", Part::Evening),
            ("夕方", Part::Evening),
            ("深夜", Part::Night),
            ("未明", Part::Night),
        ] {
            if let Some(e) = self.eat(i, w) {
                let digits = self.number(self.eat(e, " ").unwrap_or(e)).is_some();
                return digits.then_some((e, Some(p)));
            }
        }
        None
    }

    /// 今夜9時: the hour belongs to the expression just recorded.
    pub(super) fn hour_after(&mut self, e: usize, p: Part) -> Option<usize> {
        let n = self.number(e).filter(|n| n.digits <= 2)?;
        let h = n.whole().filter(|h| (0..=30).contains(h))?;
        let mut end = self
            .eat(n.end, "時")
            .filter(|e| self.eat(*e, "間").is_none())?;
        let mut m = None;
        if let Some(x) = self.eat(end, "半") {
            m = Some(30);
            end = x;
        }
        let half = if p == Part::Night {
            Part::Evening
        } else {
            Part::Dawn
        };
        if let Some(last) = self.out.last_mut() {
            last.clock = Some(Clock::At {
                h: hour(h as u8, Some(half)),
                m,
                s: None,
            });
            last.end = end;
        }
        Some(end)
    }
}

/// The hour of the day that "6" means after 午後, 夜 and the like.
fn hour(h: u8, half: Option<Part>) -> u8 {
    match half {
        Some(Part::Morning) if h == 12 => 0,
        Some(Part::Afternoon) if h < 12 => h + 12,
        Some(Part::Evening) if (1..12).contains(&h) => h + 12,
        Some(Part::Evening) if h == 12 => 24,
        _ => h,
    }
}

fn ymd(year: YearRef, month: Option<i32>, day: Option<i32>) -> Sem {
    Sem::Partial {
        year,
        month: month.map(|m| m as u8),
        day: day.map(|d| d as u8),
        weekday: None,
    }
}

fn ymd_weekday(d: u8) -> Sem {
    Sem::Partial {
        year: YearRef::Missing,
        month: None,
        day: None,
        weekday: Some(d),
    }
}
