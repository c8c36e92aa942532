//! Clock times: 23時59分59秒, 午前11時, 朝6時半, 23:59, 12:10AM.

use super::Reader;
use crate::timex::expr::{Clock, From, Sem};
use crate::timex::point::Unit;
use crate::timex::token::Part;

impl Reader<'_> {
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
    pub(super) fn kanji_hour_is_word(&self, e: usize) -> bool {
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

    pub(super) fn before_is_one(&self, e: usize) -> bool {
        self.text
            .get(..e)
            .is_some_and(|t| t.ends_with("一時") && !t.ends_with("十一時"))
    }

    pub(super) fn record_clock(&mut self, start: usize, e: usize, at: Clock) -> usize {
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
    pub(super) fn colon_time(&self, i: usize, half: Option<Part>) -> Option<(usize, Clock)> {
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
    pub(super) fn half_of_day(&self, i: usize) -> Option<(usize, Option<Part>)> {
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
