//! The lexicon of words and eras, found by their first character, longest first.

use super::Reader;
use crate::timex::expr::{Clock, From, Sem, YearRef};
use crate::timex::point::{Season, Unit};
use crate::timex::token::Part;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a word of the lexicon says.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Rel {
        unit: Unit,
        n: i32,
        from: From,
        part: Option<Part>,
    },
    Set(&'static str),
    Duration(&'static str),
    Weekday(u8),
    Age(&'static str),
    VagueDay(&'static str),
    Era(i32),
    Nothing,
}

type Table = BTreeMap<char, Vec<(&'static str, Entry)>>;

fn unit(letter: &str) -> Unit {
    match letter {
        "W" => Unit::Week,
        "M" => Unit::Month,
        "Y" => Unit::Year,
        "C" => Unit::Century,
        _ => Unit::Day,
    }
}

pub(super) fn part(code: &str) -> Option<Part> {
    Some(match code {
        "TMO" => Part::Morning,
        "TNI" => Part::Night,
        "TEV" => Part::Evening,
        "TAF" => Part::Afternoon,
        _ => return None,
    })
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut t: Table = BTreeMap::new();
        let mut add = |word: &'static str, e: Entry| {
            if let Some(c) = word.chars().next() {
                t.entry(c).or_default().push((word, e));
            }
        };
        for line in include_str!("../lexicon-ja.tsv").lines() {
            let mut cols = line.split('\t');
            let (Some(word), Some(class), Some(value)) = (cols.next(), cols.next(), cols.next())
            else {
                continue;
            };
            let f: Vec<&'static str> = value.split(' ').collect();
            let rel = || Entry::Rel {
                unit: unit(f.first().copied().unwrap_or("D")),
                n: f.get(1).and_then(|n| n.parse().ok()).unwrap_or(0),
                from: if f.get(2) == Some(&"ctx") {
                    From::Context
                } else {
                    From::Doc
                },
                part: f.get(3).and_then(|c| part(c)),
            };
            add(
                word,
                match class {
                    "rel" | "relpart" => rel(),
                    "set" => Entry::Set(value),
                    "dur" => Entry::Duration(value),
                    "weekday" => Entry::Weekday(value.parse().unwrap_or(1)),
                    "age" => Entry::Age(value),
                    "vagueday" => Entry::VagueDay(value),
                    _ => Entry::Nothing,
                },
            );
        }
        for line in include_str!("../eras-ja.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            if let Some((word, year)) = line.split_once('\t')
                && let Ok(y) = year.parse()
            {
                add(word, Entry::Era(y));
            }
        }
        for words in t.values_mut() {
            words.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        }
        t
    })
}

/// Can an expression begin with this character?
pub(super) fn may_begin(c: char) -> bool {
    static FIRST: OnceLock<Vec<u64>> = OnceLock::new();
    let bits = FIRST.get_or_init(|| {
        let mut bits = vec![0u64; 0x1_0000 / 64];
        let mut set = |c: char| {
            let n = c as usize;
            if n < 0x1_0000 {
                bits[n / 64] |= 1 << (n % 64);
            }
        };
        for c in table().keys() {
            set(*c);
        }
        "0123456789０１２３４５６７８９〇零一二三四五六七八九十百千壱弐参数何西紀皇第年月週朝夜午早深未正夕昼AaPpＡＰQ(（RHSTMＲＨＳＴＭ半約同こそあ".chars().for_each(set);
        bits
    });
    let n = c as usize;
    n < 0x1_0000 && bits[n / 64] & (1 << (n % 64)) != 0
}

impl Reader<'_> {
    /// The longest word of the lexicon at `i`.
    pub(super) fn entry(&self, i: usize) -> Option<(usize, &'static Entry)> {
        let c = self.ch(i)?;
        let rest = self.rest(i);
        table()
            .get(&c)?
            .iter()
            .find(|(w, _)| rest.starts_with(w))
            .map(|(w, e)| (i + w.len(), e))
    }

    /// A season's name.
    pub(super) fn season(&self, i: usize) -> Option<(usize, Season)> {
        Some(match self.ch(i)? {
            '春' => (i + 3, Season::Spring),
            '夏' => (i + 3, Season::Summer),
            '秋' => (i + 3, Season::Autumn),
            '冬' => (i + 3, Season::Winter),
            _ => return None,
        })
    }

    /// A part of the day right after a date.
    pub(super) fn part_of_day(&self, i: usize) -> Option<(usize, Part)> {
        for (w, p) in [
            ("未明", Part::Night),
            ("早朝", Part::Morning),
            ("朝", Part::Morning),
            ("午前中", Part::Morning),
            ("午前", Part::Morning),
            ("正午", Part::Noon),
            ("昼", Part::Midday),
            ("午後", Part::Afternoon),
            ("夕方", Part::Evening),
            ("夕", Part::Evening),
            ("夜半", Part::Night),
            ("夜", Part::Night),
            ("深夜", Part::Night),
        ] {
            if let Some(e) = self.eat(i, w) {
                return Some((e, p));
            }
        }
        None
    }

    /// A word of the lexicon, with the month and day that may follow it.
    pub(super) fn word(&mut self, i: usize) -> Option<usize> {
        let (end, entry) = self.entry(i)?;
        match entry {
            Entry::Rel {
                unit,
                n,
                from,
                part,
            } => Some(self.relative(i, end, *unit, *n, *from, *part)),
            Entry::Set(v) => Some(self.push(i, end, Sem::Set((*v).into()), "repeated")),
            Entry::Duration(v) => Some(self.half(i, end, v)),
            Entry::Weekday(d) => {
                if self.rest(end).starts_with('"') {
                    return None;
                }
                let end = self.eat(end, "日").unwrap_or(end);
                Some(self.push(
                    i,
                    end,
                    Sem::Partial {
                        year: YearRef::Missing,
                        month: None,
                        day: None,
                        weekday: Some(*d),
                    },
                    "weekday",
                ))
            }
            Entry::Age(v) => {
                let sem = if *v == "-" {
                    Sem::Unvalued
                } else {
                    Sem::Literal(v)
                };
                let start = if self.before(i) == Some('国')
                    && self.text.get(..i).is_some_and(|t| t.ends_with("中国"))
                {
                    i - "中国".len()
                } else {
                    i
                };
                Some(self.push(start, end, sem, "age"))
            }
            Entry::VagueDay(v) => Some(self.push(i, end, Sem::Vague(v), "vague")),
            Entry::Era(first) => self.era_alone(i, end, *first),
            Entry::Nothing => Some(end),
        }
    }

    /// 昨年, 翌日, 同年9月30日, 先月23日, 今夜.
    fn relative(
        &mut self,
        i: usize,
        end: usize,
        unit: Unit,
        n: i32,
        from: From,
        part: Option<Part>,
    ) -> usize {
        if self.before(i).is_some_and(|c| c == '一' || c == '再') {
            return end;
        }
        // この日本, その年齢, この月曜: other words.
        let kana =
            self.ch(i).is_some_and(|c| matches!(c, 'こ' | 'そ')) || self.eat(i, "同じ").is_some();
        if kana
            && self
                .eat_any(
                    end,
                    &[
                        "本", "齢", "代", "頃", "ごろ", "金", "曜", "中", "系", "刊", "長",
                    ],
                )
                .is_some()
        {
            return end;
        }
        // 同年9月30日, 今年7月
        if unit == Unit::Year {
            let year = if n == 0 && from == From::Context {
                YearRef::That
            } else {
                YearRef::Rel(n, from)
            };
            let after = self.eat(end, "の").unwrap_or(end);
            if let Some(e) = self.month_and_day(i, after, year) {
                return e;
            }
            if let Some((e, season)) = self.season(after)
                && (after == end || n != 0 || from == From::Context)
            {
                return self.push(i, e, Sem::Season { year, season }, "season");
            }
        }
        if unit == Unit::Month
            && let Some(num) = self.number(self.eat(end, "の").filter(|_| n == 0).unwrap_or(end))
            && let (Some(d @ 1..=31), Some(e)) = (
                num.whole(),
                self.eat(num.end, "日")
                    .filter(|e| self.eat(*e, "間").is_none()),
            )
        {
            let e = self.push(
                i,
                e,
                Sem::RelMonthDay {
                    n,
                    day: d as u8,
                    from,
                },
                "day-of-month",
            );
            return self.with_part(e);
        }
        let clock = part.map(Clock::Part);
        let e = self.push(i, end, Sem::Rel { unit, n, from }, "relative");
        if let Some(last) = self.out.last_mut() {
            last.clock = clock;
        }
        if unit == Unit::Day && part.is_none() {
            return self.with_part(e);
        }
        if let Some(hour) = part.and_then(|p| self.hour_after(e, p)) {
            return hour;
        }
        self.modifier_after(e);
        e
    }

    /// 昭和, 大正期, 昭和初期 without a number.
    fn era_alone(&mut self, i: usize, end: usize, first: i32) -> Option<usize> {
        // Old era names are ordinary words and names too; only with 期 or 年間 they are a time.
        let marked = self.eat_any(end, &["年間", "期", "時代"]);
        if marked.is_none() && first < 1912
            || self
                .before(i)
                .is_some_and(|c| c.is_alphabetic() && !('\u{3040}'..='\u{30ff}').contains(&c))
        {
            return None;
        }
        let next = self.ch(end);
        let name = next.is_some_and(|c| {
            (c as u32) >= 0x4e00
                && (c as u32) <= 0x9fff
                && !matches!(
                    c,
                    '初' | '後' | '前' | '末' | '中' | '期' | '時' | '年' | '以' | '生' | '戦'
                )
        });
        if marked.is_none()
            && (name || next.is_some_and(|c| ('\u{30a0}'..='\u{30ff}').contains(&c)))
        {
            return None;
        }
        let value = match first {
            1868 => "1868/1912",
            1912 => "1912/1926",
            1926 => "1926/1989",
            1989 => "1989/2019",
            2019 => "2019/..",
            _ => "",
        };
        let sem = if value.is_empty() {
            Sem::Unvalued
        } else {
            Sem::Literal(value)
        };
        Some(self.push(i, marked.unwrap_or(end), sem, "era"))
    }
}
