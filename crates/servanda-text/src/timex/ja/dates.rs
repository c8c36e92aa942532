//! Calendar dates: years of the common era and of Japanese eras, months, days, seasons, quarters, centuries.

use super::Reader;
use super::number::{Number, digit};
use crate::timex::expr::{Clock, From, Mod, Sem, YearRef};
use crate::timex::point::Point;

impl Reader<'_> {
    /// Date at `i`.
    pub(super) fn date(&mut self, i: usize) -> Option<usize> {
        self.numeric(i)
            .or_else(|| self.era_year(i))
            .or_else(|| self.western_year(i))
            .or_else(|| self.same_era(i))
            .or_else(|| self.that_year(i))
            .or_else(|| self.month_and_day(i, i, YearRef::Missing))
            .or_else(|| self.day_alone(i))
            .or_else(|| self.century(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.weekday_in_brackets(i))
    }

    /// 翌3日, 翌46年, 翌1946年3月, 翌昭和17年, 翌3月.
    pub(super) fn next(&mut self, i: usize) -> Option<usize> {
        let j = self.eat(i, "翌")?;
        if let Some(n) = self.number(j)
            && let Some(d @ 1..=99) = n.whole()
        {
            if d <= 31
                && let Some(e) = self
                    .eat(n.end, "日")
                    .filter(|e| self.eat(*e, "間").is_none())
            {
                let e = self.push(i, e, Sem::NextDay(d as u8), "next-day");
                return Some(self.with_part(e));
            }
            if let Some(e) = self.eat(n.end, "年") {
                let year = self.short_year(d);
                return Some(self.month_and_day(i, e, year).unwrap_or_else(|| {
                    let e = self.push(i, e, ymd(year, None, None), "next-year");
                    self.modifier_after(e);
                    e
                }));
            }
            if d <= 12
                && let Some(e) = self
                    .eat(n.end, "月")
                    .filter(|e| self.eat(*e, "間").is_none())
            {
                let day = self
                    .number(e)
                    .filter(|n| n.whole().is_some_and(|d| (1..=31).contains(&d)))
                    .and_then(|n| Some((self.eat(n.end, "日")?, n.whole()? as u8)));
                let end = day.map_or(e, |d| d.0);
                let sem = Sem::RelMonth {
                    month: d as u8,
                    day: day.map(|d| d.1),
                    which: 1,
                    from: From::Context,
                };
                let end = self.push(i, end, sem, "next-month");
                return Some(self.with_part(end));
            }
        }
        // A year said in full needs no 翌 and is marked without it.
        self.era_year(j).or_else(|| self.western_year(j))
    }

    /// 同八月, 同八月十日, 同十日.
    pub(super) fn same(&mut self, i: usize) -> Option<usize> {
        let j = self.eat(i, "同")?;
        let n = self.number(j)?;
        let v = n.whole().filter(|v| (1..=31).contains(v))?;
        if v <= 12 && self.eat(n.end, "月").is_some() {
            return self.month_and_day(i, j, YearRef::That);
        }
        let e = self
            .eat(n.end, "日")
            .filter(|e| self.eat(*e, "間").is_none())?;
        let sem = Sem::RelMonthDay {
            n: 0,
            day: v as u8,
            from: From::Context,
        };
        let e = self.push(i, e, sem, "day-of-month");
        Some(self.with_part(e))
    }

    /// 2月45日, 13月5日: a date that no calendar has.
    fn no_such_day(&mut self, start: usize, m: &Number, e: usize) -> Option<usize> {
        let d = self.number(e)?;
        let (month, day) = (m.whole()?, d.whole()?);
        let end = self
            .eat(d.end, "日")
            .filter(|e| self.eat(*e, "間").is_none())?;
        let plain = (1..=99).contains(&month) && (1..=99).contains(&day);
        (plain && (month > 12 || day > 31))
            .then(|| self.push(start, end, Sem::NoSuchDay, "month-day"))
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

    /// 2021/7/18, 2021-7-18, 2021.7.18, 2021・7・18, 2021,7,18, 2021/7, 7/18.
    pub(super) fn numeric(&mut self, i: usize) -> Option<usize> {
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
    pub(super) fn month_day_end(&self, i: usize) -> Option<usize> {
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
        if year != YearRef::Missing {
            for (word, month, day) in [("元日", 1, 1), ("元旦", 1, 1), ("大晦日", 12, 31)] {
                if let Some(e) = self.eat(i, word) {
                    return Some(self.push(start, e, ymd(year, Some(month), Some(day)), "feast"));
                }
            }
        }
        let m = self.number(i).filter(|m| m.digits <= 2 || m.kanji)?;
        let e = self.eat(m.end, "月")?;
        // 「嘉永六年…、翌年三月三日」: a month of the old calendar.
        if self.lunar && !matches!(year, YearRef::Said(_)) && self.year.is_some_and(|y| y < 1873) {
            let e = self.month_day_end(i).unwrap_or(e);
            return Some(self.push(start, e, Sem::Literal("XXXX-XX-XX"), "lunar-month"));
        }
        if let Some(end) = self.no_such_day(start, &m, e) {
            return Some(end);
        }
        let month = m.whole().filter(|m| (1..=12).contains(m))?;
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

    pub(super) fn century_at(&mut self, start: usize, i: usize, bc: bool) -> Option<usize> {
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

    pub(super) fn quarter_at(&self, i: usize) -> Option<(usize, u8)> {
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
}

pub(super) fn ymd(year: YearRef, month: Option<i32>, day: Option<i32>) -> Sem {
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
