//! Numbers in ASCII and full-width digits and in kanji, positional (一九四一) and with units (千九百四十一).

use super::Reader;

/// A number in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub end: usize,
    /// In hundredths; `None` for 数 and 何.
    pub value: Option<i64>,
    /// Count of digits written (kanji count as digits too).
    pub digits: usize,
    pub kanji: bool,
}

impl Number {
    /// The whole number, if it is one.
    pub(super) fn whole(self) -> Option<i32> {
        self.value
            .filter(|v| v % 100 == 0)
            .and_then(|v| i32::try_from(v / 100).ok())
    }
}

pub(super) fn digit(c: char) -> Option<i64> {
    match c {
        '0'..='9' => Some(i64::from(c as u32 - '0' as u32)),
        '０'..='９' => Some(i64::from(c as u32 - '０' as u32)),
        _ => None,
    }
}

pub(super) fn kanji_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' => 1,
        '二' | '弐' => 2,
        '三' | '参' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A kanji that writes a digit or a unit of ten.
pub(super) fn kanji_numeral(c: char) -> bool {
    kanji_digit(c).is_some() || kanji_unit(c).is_some()
}

fn kanji_unit(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

impl Reader<'_> {
    /// A number at `i`.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let c = self.ch(i)?;
        if digit(c).is_some() {
            return Some(self.digits(i));
        }
        if matches!(c, '数' | '何') {
            let mut j = i + c.len_utf8();
            while let Some(u) = self.ch(j).filter(|u| kanji_unit(*u).is_some()) {
                j += u.len_utf8();
            }
            return Some(Number {
                end: j,
                value: None,
                digits: 1,
                kanji: true,
            });
        }
        self.kanji(i)
    }

    fn digits(&self, i: usize) -> Number {
        let (mut value, mut digits, mut j) = (0i64, 0usize, i);
        while let Some((c, d)) = self.ch(j).and_then(|c| digit(c).map(|d| (c, d))) {
            value = value
                .saturating_mul(10)
                .saturating_add(d)
                .min(1_000_000_000);
            digits += 1;
            j += c.len_utf8();
            if digits > 40 {
                break;
            }
        }
        if digits <= 3 {
            (j, value) = self.thousands(j, value);
        }
        let mut hundredths = value * 100;
        if let Some(c) = self.ch(j).filter(|c| matches!(c, '.' | '．')) {
            let k = j + c.len_utf8();
            if let Some((c1, d1)) = self.ch(k).and_then(|c| digit(c).map(|d| (c, d))) {
                let after = self.ch(k + c1.len_utf8());
                if after.is_none_or(|c| digit(c).is_none() && !matches!(c, '.' | '．')) {
                    hundredths += d1 * 10;
                    // Only a length has a fraction; dates with full stops are read elsewhere.
                    return Number {
                        end: k + c1.len_utf8(),
                        value: Some(hundredths),
                        digits: digits + 1,
                        kanji: false,
                    };
                }
            }
        }
        // 十数年 with digits: 10数年
        if let Some(c) = self.ch(j).filter(|c| *c == '数') {
            return Number {
                end: j + c.len_utf8(),
                value: None,
                digits,
                kanji: false,
            };
        }
        Number {
            end: j,
            value: Some(hundredths),
            digits,
            kanji: false,
        }
    }

    /// Groups of three after the first digits: 10,000.
    fn thousands(&self, mut j: usize, mut value: i64) -> (usize, i64) {
        while value <= 1_000_000 {
            let Some(c) = self.ch(j).filter(|c| matches!(c, ',' | '，')) else {
                break;
            };
            let mut k = j + c.len_utf8();
            let (mut group, mut n) = (0i64, 0);
            while let Some((c, d)) = self.ch(k).and_then(|c| digit(c).map(|d| (c, d))) {
                if n > 3 {
                    break;
                }
                group = group * 10 + d;
                n += 1;
                k += c.len_utf8();
            }
            if n != 3 {
                break;
            }
            value = value * 1000 + group;
            j = k;
        }
        (j, value)
    }

    fn kanji(&self, i: usize) -> Option<Number> {
        let (mut total, mut part, mut j, mut digits) = (0i64, None::<i64>, i, 0usize);
        let mut units = false;
        while let Some(c) = self.ch(j) {
            if let Some(d) = kanji_digit(c) {
                if units && part.is_some() {
                    break;
                }
                part = Some(
                    part.unwrap_or(0)
                        .saturating_mul(10)
                        .saturating_add(d)
                        .min(1_000_000),
                );
            } else if let Some(u) = kanji_unit(c) {
                total = total
                    .saturating_add(part.unwrap_or(1).saturating_mul(u))
                    .min(1_000_000);
                part = None;
                units = true;
            } else if c == '数' && units && part.is_none() {
                return Some(Number {
                    end: j + c.len_utf8(),
                    value: None,
                    digits: digits + 1,
                    kanji: true,
                });
            } else {
                break;
            }
            digits += 1;
            j += c.len_utf8();
            if digits > 40 {
                return None;
            }
        }
        if digits == 0 {
            return None;
        }
        Some(Number {
            end: j,
            value: Some((total + part.unwrap_or(0)).saturating_mul(100)),
            digits,
            kanji: true,
        })
    }
}
