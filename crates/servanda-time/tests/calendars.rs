//! The calendar arithmetic against a counter that walks day by day.

#![allow(clippy::unwrap_used)]

use servanda_time::{Day, Weekday, days_in_month, is_leap_year, julian};

/// Counts days one at a time with the schoolbook rules.
struct Walker {
    ymd: (i32, u8, u8),
    leap: fn(i32) -> bool,
}

impl Walker {
    fn step(&mut self) {
        let (y, m, d) = self.ymd;
        let length = match m {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from((self.leap)(y)),
            _ => 31,
        };
        self.ymd = match (m, d) {
            (12, 31) => (y + 1, 1, 1),
            (_, d) if d == length => (y, m + 1, 1),
            _ => (y, m, d + 1),
        };
    }
}

fn gregorian_leap(y: i32) -> bool {
    if y % 400 == 0 {
        true
    } else if y % 100 == 0 {
        false
    } else {
        y % 4 == 0
    }
}

#[test]
fn every_gregorian_day_of_the_range() {
    let mut w = Walker {
        ymd: (-9999, 1, 1),
        leap: gregorian_leap,
    };
    let mut day = Day::FIRST;
    let mut count = 0u32;
    loop {
        let (y, m, d) = w.ymd;
        assert_eq!(day.ymd(), w.ymd);
        assert_eq!(Day::from_ymd(y, m, d), Some(day));
        assert_eq!(is_leap_year(y), gregorian_leap(y));
        assert!(d <= days_in_month(y, m));
        count += 1;
        if day == Day::LAST {
            break;
        }
        let next = day.add_days(1);
        assert_eq!(next.number(), day.number() + 1);
        assert!(next > day);
        day = next;
        w.step();
    }
    assert_eq!(w.ymd, (9999, 12, 31));
    // 19,999 years: 49 whole 400-year cycles of 146,097 days would be 19,600.
    assert_eq!(count as i32, Day::LAST.days_since(Day::FIRST) + 1);
}

#[test]
fn every_julian_day_of_the_range() {
    // 15 October 1582 Gregorian followed 4 October 1582 Julian.
    let mut day = Day::from_ymd(1582, 10, 15).unwrap();
    let mut w = Walker {
        ymd: (1582, 10, 5),
        leap: |y| y % 4 == 0,
    };
    while day < Day::LAST {
        let (y, m, d) = w.ymd;
        assert_eq!(julian::from_day(day), w.ymd);
        if y <= 9999 {
            assert_eq!(julian::to_day(y, m, d), Some(day));
        }
        day = day.next();
        w.step();
    }
    // Downwards, from the same anchor, by stepping a second walker up from a year's start.
    let start = julian::to_day(-9998, 1, 1).unwrap();
    let mut w = Walker {
        ymd: (-9998, 1, 1),
        leap: |y| y % 4 == 0,
    };
    let mut day = start;
    let anchor = Day::from_ymd(1582, 10, 15).unwrap();
    while day < anchor {
        assert_eq!(julian::from_day(day), w.ymd);
        let (y, m, d) = w.ymd;
        assert_eq!(julian::to_day(y, m, d), Some(day));
        day = day.next();
        w.step();
    }
    assert_eq!(w.ymd, (1582, 10, 5));
}

#[test]
fn known_days() {
    let d = |y, m, d| Day::from_ymd(y, m, d).unwrap();
    assert_eq!(d(1970, 1, 1).number(), 0);
    assert_eq!(d(2000, 3, 1).number(), 11_017);
    // Julian day number 0 is 24 November -4713 (Gregorian), 2,440,588 days before 1970.
    assert_eq!(d(-4713, 11, 24).number(), -2_440_588);
    assert_eq!(julian::from_day(d(-4713, 11, 24)), (-4712, 1, 1));
    assert_eq!(d(1945, 8, 9).weekday(), Weekday::Thursday);
    assert_eq!(d(1941, 4, 13).weekday(), Weekday::Sunday);
    assert_eq!(d(1941, 12, 7).weekday(), Weekday::Sunday);
    assert_eq!(d(-1, 1, 1).weekday(), Weekday::Friday);
    assert_eq!(Weekday::Sunday.iso_number(), 7);
    // Old Style dates of Russian acts.
    for (old, new) in [
        ((1917, 10, 25), (1917, 11, 7)),
        ((1918, 1, 31), (1918, 2, 13)),
        ((1875, 4, 25), (1875, 5, 7)),
        ((1825, 12, 14), (1825, 12, 26)),
        ((1700, 2, 29), (1700, 3, 11)),
    ] {
        assert_eq!(
            julian::to_day(old.0, old.1, old.2),
            Day::from_ymd(new.0, new.1, new.2)
        );
    }
}

#[test]
fn no_such_day() {
    for (y, m, d) in [
        (1945, 2, 29),
        (1900, 2, 29),
        (1945, 4, 31),
        (1945, 0, 1),
        (1945, 13, 1),
        (1945, 1, 0),
        (1945, 1, 32),
        (10_000, 1, 1),
        (-10_000, 12, 31),
        (i32::MAX, 1, 1),
        (i32::MIN, 1, 1),
        (1945, 255, 255),
    ] {
        assert_eq!(Day::from_ymd(y, m, d), None, "{y}-{m}-{d}");
    }
    assert_eq!(julian::to_day(1901, 2, 29), None);
    assert_eq!(julian::to_day(i32::MAX, 1, 1), None);
    assert_eq!(julian::to_day(i32::MIN, 1, 1), None);
    assert_eq!(Day::from_number(i32::MAX), None);
    assert_eq!(Day::from_number(i32::MIN), None);
}

#[test]
fn ends_of_the_range_hold() {
    assert_eq!(Day::LAST.add_days(i32::MAX), Day::MAX);
    assert_eq!(Day::FIRST.add_days(i32::MIN), Day::MIN);
    assert_eq!(Day::MAX.add_days(-5), Day::MAX);
    assert_eq!(Day::MIN.add_days(5), Day::MIN);
    assert_eq!(Day::LAST.checked_add_days(1), None);
    assert_eq!(Day::FIRST.checked_add_days(-1), None);
    assert_eq!(Day::FIRST.checked_add_days(i64::MAX), None);
    assert!(!Day::MAX.is_calendar_day() && !Day::MIN.is_calendar_day());
    for d in [Day::MIN, Day::MAX] {
        assert!(!d.to_string().is_empty());
        assert_ne!(julian::from_day(d), d.ymd());
        assert!(Weekday::ALL.contains(&d.weekday()));
    }
}

#[test]
fn no_year_zero_for_people() {
    let en = |y, m, d| Day::from_ymd(y, m, d).unwrap().display_en().to_string();
    let ja = |y, m, d| Day::from_ymd(y, m, d).unwrap().display_ja().to_string();
    assert_eq!(en(0, 1, 1), "1 January 1 BC");
    assert_eq!(en(-43, 3, 15), "15 March 44 BC");
    assert_eq!(en(1, 1, 1), "1 January AD 1");
    assert_eq!(en(800, 12, 25), "25 December 800");
    assert_eq!(ja(0, 1, 1), "紀元前1年1月1日");
    assert_eq!(ja(-43, 3, 15), "紀元前44年3月15日");
    assert_eq!(ja(1945, 8, 9), "1945年8月9日");
    assert_eq!(Day::from_ymd(0, 1, 1).unwrap().to_string(), "0000-01-01");
}
