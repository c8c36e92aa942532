//! What is written, and what is made of it: EDTF, Japanese dates, errors, display, serde.

#![allow(clippy::unwrap_used)]

use servanda_time::era::{self, parse_ja, parse_ja_prefix};
use servanda_time::{
    Calendar, ClockTime, Day, DaySpan, Duration, End, EndOfMonth, Period, Precision, Relation,
    TimeErrorKind, Truth, UncertainDate, UtcOffset, When, local_day,
};

fn date(s: &str) -> UncertainDate {
    UncertainDate::parse(s).unwrap_or_else(|e| panic!("{s}: {e}"))
}

fn day(s: &str) -> Day {
    Day::parse(s).unwrap()
}

/// `earliest..latest`, with nothing for an open side.
fn bounds(d: &UncertainDate) -> String {
    let text = |d: Option<Day>| d.map(|d| d.to_string()).unwrap_or_default();
    format!("{}..{}", text(d.earliest()), text(d.latest()))
}

#[test]
fn edtf_bounds_and_precision() {
    use Precision::*;
    for (text, expected, precision) in [
        ("1945-08-09", "1945-08-09..1945-08-09", Day),
        ("1945-08", "1945-08-01..1945-08-31", Month),
        ("1944-02", "1944-02-01..1944-02-29", Month),
        ("1945", "1945-01-01..1945-12-31", Year),
        ("1945-XX", "1945-01-01..1945-12-31", Year),
        ("1945-XX-XX", "1945-01-01..1945-12-31", Year),
        ("1945-08-XX", "1945-08-01..1945-08-31", Month),
        ("194X", "1940-01-01..1949-12-31", Decade),
        ("194X-XX", "1940-01-01..1949-12-31", Decade),
        ("19XX", "1900-01-01..1999-12-31", Century),
        ("1XXX", "1000-01-01..1999-12-31", Range),
        ("XXXX", "..", Unknown),
        ("XXXX-XX-XX", "..", Unknown),
        ("1945-0X", "1945-01-01..1945-09-30", Range),
        ("1945-1X", "1945-10-01..1945-12-31", Range),
        ("1945-08-1X", "1945-08-10..1945-08-19", Range),
        ("1945-08-3X", "1945-08-30..1945-08-31", Range),
        ("1945-XX-09", "1945-01-09..1945-12-09", Range),
        ("194X-02-29", "1940-02-29..1948-02-29", Range),
        ("0000", "0000-01-01..0000-12-31", Year),
        ("-0043", "-0043-01-01..-0043-12-31", Year),
        ("-0043-03-15", "-0043-03-15..-0043-03-15", Day),
        ("-004X", "-0049-01-01..-0040-12-31", Decade),
        ("-9999", "-9999-01-01..-9999-12-31", Year),
        ("9999-12-31", "9999-12-31..9999-12-31", Day),
        ("1945-21", "1945-03-01..1945-12-23", Season),
        ("1945-22", "1944-12-01..1946-03-22", Season),
        ("1945-25", "1945-03-01..1945-06-23", Season),
        ("1945-28", "1944-12-01..1946-03-22", Season),
        ("1945-29", "1945-09-01..1945-12-23", Season),
        ("1945-33", "1945-01-01..1945-03-31", Season),
        ("1945-36", "1945-10-01..1945-12-31", Season),
        ("1945-39", "1945-09-01..1945-12-31", Season),
        ("1945-40", "1945-01-01..1945-06-30", Season),
        ("1945-41", "1945-07-01..1945-12-31", Season),
        ("[1945-08-18..1945-09-05]", "1945-08-18..1945-09-05", Range),
        ("[..1945]", "..1945-12-31", Range),
        ("[1945..]", "1945-01-01..", Range),
        ("[1945-08-08,1945-08-09]", "1945-08-08..1945-08-09", Range),
        ("[1945-08, 1946]", "1945-08-01..1946-12-31", Range),
        ("[1945-08-09]", "1945-08-09..1945-08-09", Day),
        ("[1667,1668,1670..1672]", "1667-01-01..1672-12-31", Range),
        ("[..1945-08-08,1945-08-10]", "..1945-08-10", Range),
        ("  1945-08-09 ", "1945-08-09..1945-08-09", Day),
        ("1945~", "..", Year),
        ("1945?", "..", Year),
        ("1945%", "..", Year),
        ("1945-08-09~", "..", Day),
        ("1945-08~-09", "..", Day),
        ("?1945-08-09", "..", Day),
        ("1945-08-~09", "1945-08-01..1945-08-31", Day),
        ("1945-?08-09", "1945-01-01..1945-12-31", Day),
        ("1945-?08", "1945-01-01..1945-12-31", Month),
        ("[1945~..1946]", "..", Range),
        ("julian:1917-10-25", "1917-11-07..1917-11-07", Day),
        ("julian:1917-10", "1917-10-14..1917-11-13", Month),
        ("julian:1917", "1917-01-14..1918-01-13", Year),
        ("julian:1900-02-29", "1900-03-13..1900-03-13", Day),
        (
            "[julian:1917-10-25..1917-11-08]",
            "1917-11-07..1917-11-08",
            Range,
        ),
    ] {
        let d = date(text);
        assert_eq!(bounds(&d), expected, "{text}");
        assert_eq!(d.precision(), precision, "{text}");
        assert_eq!(d.written(), text.trim());
    }
}

#[test]
fn flags_and_single_days() {
    let flags = |s| (date(s).is_approximate(), date(s).is_uncertain());
    assert_eq!(flags("1945"), (false, false));
    assert_eq!(flags("1945~"), (true, false));
    assert_eq!(flags("1945?"), (false, true));
    assert_eq!(flags("1945%"), (true, true));
    assert_eq!(flags("1945-08-~09"), (true, false));
    assert_eq!(date("1945-08-09").as_day(), Some(day("1945-08-09")));
    assert_eq!(date("1945-08-09~").as_day(), None);
    assert_eq!(date("1945-08-~09").as_day(), None);
    assert_eq!(date("9999-12-31").as_day(), Some(Day::LAST));
    assert_eq!(date("julian:1917-10-25").as_day(), Some(day("1917-11-07")));
    assert_eq!(date("1945~").nominal(), date("1945").bounds());
}

#[test]
fn constructors_agree_with_the_text() {
    assert_eq!(UncertainDate::day(day("1945-08-09")), date("1945-08-09"));
    assert_eq!(UncertainDate::month(1945, 8), Some(date("1945-08")));
    assert_eq!(UncertainDate::year(-43), Some(date("-0043")));
    assert_eq!(UncertainDate::month(1945, 13), None);
    assert_eq!(UncertainDate::year(10_000), None);
    let (a, b) = (day("1945-08-18"), day("1945-09-05"));
    assert_eq!(
        UncertainDate::between(a, b),
        Some(date("[1945-08-18..1945-09-05]"))
    );
    assert_eq!(UncertainDate::between(b, a), None);
    assert_eq!(UncertainDate::between(a, a), Some(date("1945-08-18")));
    assert_eq!(UncertainDate::not_after(a), date("[..1945-08-18]"));
    assert_eq!(UncertainDate::not_before(a), date("[1945-08-18..]"));
    assert_eq!(UncertainDate::unknown(), date("XXXX"));
    assert_eq!(UncertainDate::day(Day::MAX), UncertainDate::unknown());
    assert_eq!(date("1945").approximately(), date("1945~"));
    assert_eq!(date("1945?").approximately(), date("1945%"));
    assert_eq!(
        date("julian:1917-10-25").doubtful().written(),
        "julian:1917-10-25?"
    );
    assert_eq!(date("昭和20年8月9日").approximately(), date("1945-08-09~"));
}

#[test]
fn open_sides_never_decide() {
    let before = date("[..1945-08-09]");
    assert_eq!(before.before_day(day("1945-08-10")), Truth::Yes);
    assert_eq!(before.before_day(day("1945-08-09")), Truth::Unknown);
    assert_eq!(before.before_day(Day::FIRST), Truth::Unknown);
    assert_eq!(before.after_day(day("1945-08-09")), Truth::No);
    assert_eq!(before.same_day(&date("[1945-08-10..]")), Truth::No);
    assert_eq!(before.relate(&date("1940")), Relation::Contains);
    assert_eq!(date("XXXX").on_day(day("1945-08-09")), Truth::Unknown);
    assert_eq!(date("XXXX").before(&date("XXXX")), Truth::Unknown);
}

/// The message for a text that is refused.
fn refused(text: &str) -> String {
    match When::parse(text) {
        Ok(w) => panic!("{text} was read as {w}"),
        Err(e) => {
            assert_eq!(
                text.get(e.offset..e.offset + e.len),
                Some(e.found.as_str()),
                "{text}"
            );
            e.to_string()
        }
    }
}

#[test]
fn errors_say_what_and_propose() {
    for (text, expected) in [
        (
            "1945-02-29",
            "1945-02-29: February 1945 has 28 days; did you mean 1945-02-28?",
        ),
        (
            "1945-04-31",
            "1945-04-31: April 1945 has 30 days; did you mean 1945-04-30?",
        ),
        ("1945-08-45", "1945-08-45: August 1945 has 31 days"),
        (
            "julian:1917-02-29",
            "1917-02-29: February 1917 (Julian) has 28 days; did you mean 1917-02-28?",
        ),
        (
            "8/10/1933",
            "8/10/1933 is ambiguous: write 1933-08-10 or 1933-10-08",
        ),
        (
            "08.10.1933",
            "08.10.1933 is ambiguous: write 1933-08-10 or 1933-10-08",
        ),
        (
            "13/10/1933",
            "13/10/1933: a date is written year first; did you mean 1933-10-13?",
        ),
        (
            "10/13/1933",
            "10/13/1933: a date is written year first; did you mean 1933-10-13?",
        ),
        (
            "9/9/1933",
            "9/9/1933: a date is written year first; did you mean 1933-09-09?",
        ),
        ("32/13/1933", "32/13/1933: there is no such day"),
        ("1945-13", "1945-13: there is no month 13"),
        (
            "1945-15-08",
            "1945-15-08: there is no month 15; did you mean 1945-08-15?",
        ),
        (
            "1945-00",
            "1945-00: there is no month 00; did you mean 1945?",
        ),
        (
            "1945-08-00",
            "1945-08-00: there is no day 00; did you mean 1945-08?",
        ),
        ("1945-2X", "1945-2X: there is no month 2X"),
        ("1945-02-3X", "1945-02-3X: no day fits this"),
        (
            "-0000",
            "-0000: the year 0000 (1 BC) has no sign; did you mean 0000?",
        ),
        (
            "Y-17000",
            "Y-17000: years outside -9999 to 9999 are not supported",
        ),
        (
            "{1945,1946}",
            "{1945,1946}: a list of several days is not one date; one of several is written [a,b]",
        ),
        (
            "1945-08-09T17:00:00Z",
            "1945-08-09T17:00:00Z: a date has no clock time; give the time separately; did you mean 1945-08-09?",
        ),
        (
            "[1945-09-05..1945-08-18]",
            "1945-09-05..1945-08-18: the end lies before the start; did you mean 1945-08-18..1945-09-05?",
        ),
        (
            "1946/1945",
            "1946/1945: the end lies before the start; did you mean 1945/1946?",
        ),
        (
            "1945-08-18/1945-02-30",
            "1945-02-30: February 1945 has 28 days; did you mean 1945-02-28?",
        ),
        (
            "[1945..1946",
            "[1945..1946: the bracket is not closed; did you mean [1945..1946]?",
        ),
        (
            " 1945 / 1945-02-30 ",
            "1945-02-30: February 1945 has 28 days; did you mean 1945-02-28?",
        ),
        (
            "[1944, 1945-02-30]",
            "1945-02-30: February 1945 has 28 days; did you mean 1945-02-28?",
        ),
        ("", "no date given"),
    ] {
        assert_eq!(refused(text), expected);
    }
}

#[test]
fn proposals_for_other_notations() {
    for (text, proposal) in [
        ("1945-8-9", "1945-08-09"),
        ("1945/08/09", "1945-08-09"),
        ("1945.8.9", "1945-08-09"),
        ("1945-8", "1945-08"),
        ("19450809", "1945-08-09"),
        ("１９４５-08-09", "1945-08-09"),
        ("1945−08−09", "1945-08-09"),
        ("9 August 1945", "1945-08-09"),
        ("August 9, 1945", "1945-08-09"),
        ("9th of Aug. 1945", "1945-08-09"),
        ("August 1945", "1945-08"),
        ("1941–1945", "1941/1945"),
        ("1941-1945", "1941/1945"),
        ("c. 1945", "1945~"),
        ("circa August 1945", "1945-08~"),
        ("about 1945", "1945~"),
        ("1940s", "194X"),
        ("194x", "194X"),
        ("1945-uu", "1945-XX"),
        ("44 BC", "-0043"),
        ("1 BC", "0000"),
        ("AD 33", "0033"),
        ("33", "0033"),
    ] {
        let e = UncertainDate::parse(text).unwrap_err();
        assert_eq!(e.suggestion.as_deref(), Some(proposal), "{text}: {e}");
        assert!(When::parse(proposal).is_ok());
    }
    for text in [
        "yesterday",
        "19455",
        "1945-",
        "-",
        "[]",
        "[..]",
        "1945-08-09-10",
        "1945 08 09x",
    ] {
        assert!(UncertainDate::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_day_is_exactly_one() {
    assert_eq!(day("1945-08-09").number(), -8911);
    for text in [
        "1945-08",
        "1945-08-09~",
        "1945/1946",
        "[1945-08-08,1945-08-09]",
    ] {
        assert!(Day::parse(text).is_err(), "{text}");
    }
    let e = Day::parse("julian:1917-10-25").unwrap_err();
    assert_eq!(e.suggestion.as_deref(), Some("1917-11-07"));
    let e = Day::parse("昭和20年8月9日").unwrap_err();
    assert_eq!(e.suggestion.as_deref(), Some("1945-08-09"));
}

#[test]
fn japanese_dates() {
    for (text, expected) in [
        ("昭和20年8月9日", "1945-08-09..1945-08-09"),
        ("昭和２０年８月９日", "1945-08-09..1945-08-09"),
        ("昭和二十年八月九日", "1945-08-09..1945-08-09"),
        ("昭和二〇年八月九日", "1945-08-09..1945-08-09"),
        ("昭和廿年八月卅一日", "1945-08-31..1945-08-31"),
        ("昭和 20 年 8 月 9 日", "1945-08-09..1945-08-09"),
        ("昭和20年8月", "1945-08-01..1945-08-31"),
        ("昭和20年8月上旬", "1945-08-01..1945-08-10"),
        ("昭和20年8月中旬", "1945-08-11..1945-08-20"),
        ("昭和20年2月下旬", "1945-02-21..1945-02-28"),
        ("昭和20年", "1945-01-01..1945-12-31"),
        ("昭和20年代", "1945-01-01..1954-12-31"),
        ("昭和60年代", "1985-01-01..1989-01-07"),
        ("昭和20年度", "1945-04-01..1946-03-31"),
        ("昭和20年8月頃", ".."),
        ("昭和元年", "1926-12-25..1926-12-31"),
        ("昭和64年", "1989-01-01..1989-01-07"),
        ("平成元年1月", "1989-01-08..1989-01-31"),
        ("令和元年5月1日", "2019-05-01..2019-05-01"),
        ("平成31年4月30日", "2019-04-30..2019-04-30"),
        // Both names hold on the day of the change.
        ("大正15年12月25日", "1926-12-25..1926-12-25"),
        ("昭和元年12月25日", "1926-12-25..1926-12-25"),
        ("明治45年7月30日", "1912-07-30..1912-07-30"),
        ("明治38年9月5日", "1905-09-05..1905-09-05"),
        ("明治6年1月1日", "1873-01-01..1873-01-01"),
        // Lunisolar: the year, widest.
        ("明治5年12月2日", "1872-01-20..1872-12-31"),
        ("明治元年", "1868-01-20..1869-02-21"),
        ("慶応3年10月14日", "1867-01-20..1868-02-21"),
        ("安政元年", "1854-01-20..1855-02-21"),
        ("嘉永7年閏7月1日", "1854-01-20..1855-02-21"),
        ("S20.8.9", "1945-08-09..1945-08-09"),
        ("Ｓ20.8.9", "1945-08-09..1945-08-09"),
        ("昭20.8.9", "1945-08-09..1945-08-09"),
        ("㍼20年8月9日", "1945-08-09..1945-08-09"),
        ("Shōwa 20", "1945-01-01..1945-12-31"),
        ("showa 20", "1945-01-01..1945-12-31"),
        ("R1", "2019-05-01..2019-12-31"),
        ("1945年8月9日", "1945-08-09..1945-08-09"),
        ("一九四五年八月九日", "1945-08-09..1945-08-09"),
        ("千九百四十五年", "1945-01-01..1945-12-31"),
        ("1940年代", "1940-01-01..1949-12-31"),
        ("19世紀", "1801-01-01..1900-12-31"),
        ("紀元前44年3月", "-0043-03-01..-0043-03-31"),
        ("西暦57年", "0057-01-01..0057-12-31"),
    ] {
        let d = parse_ja(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(bounds(&d), expected, "{text}");
        assert_eq!(d.written(), text);
        assert_eq!(date(text), d);
    }
    assert_eq!(date("昭和20年").calendar(), Calendar::Japanese);
    assert_eq!(date("慶応3年").calendar(), Calendar::Lunisolar);
    assert!(date("昭和20年8月頃").is_approximate());
}

#[test]
fn japanese_dates_refused() {
    for (text, kind, suggestion) in [
        ("昭和70年", TimeErrorKind::EraOver, Some("平成7年")),
        (
            "昭和64年1月8日",
            TimeErrorKind::EraOver,
            Some("平成元年1月8日"),
        ),
        ("昭和64年2月", TimeErrorKind::EraOver, Some("平成元年2月")),
        (
            "平成31年5月1日",
            TimeErrorKind::EraOver,
            Some("令和元年5月1日"),
        ),
        (
            "平成元年1月7日",
            TimeErrorKind::EraNotBegun,
            Some("昭和64年1月7日"),
        ),
        (
            "令和元年4月",
            TimeErrorKind::EraNotBegun,
            Some("平成31年4月"),
        ),
        ("慶応9年", TimeErrorKind::EraOver, Some("明治6年")),
        ("昭和20年2月29日", TimeErrorKind::NoSuchDay, None),
        ("昭和20年13月", TimeErrorKind::NoSuchMonth, None),
        ("昭和0年", TimeErrorKind::Syntax, None),
        ("昭禾20年", TimeErrorKind::UnknownEra, None),
        ("昭和20年8月9日以前", TimeErrorKind::Syntax, None),
        ("三年", TimeErrorKind::Syntax, None),
        ("年", TimeErrorKind::Syntax, None),
        ("", TimeErrorKind::Empty, None),
    ] {
        let e = parse_ja(text).unwrap_err();
        assert_eq!(
            (e.kind, e.suggestion.as_deref()),
            (kind, suggestion),
            "{text}: {e}"
        );
        assert_eq!(
            text.get(e.offset..e.offset + e.len),
            Some(e.found.as_str()),
            "{text}"
        );
    }
}

#[test]
fn japanese_dates_in_running_text() {
    let found = |s| {
        parse_ja_prefix(s)
            .unwrap()
            .map(|(d, n)| (d.edtf(), s.get(..n).unwrap()))
    };
    assert_eq!(
        found("1945年8月14日に日本は"),
        Some(("1945-08-14".into(), "1945年8月14日"))
    );
    assert_eq!(
        found("昭和20年8月に"),
        Some(("1945-08".into(), "昭和20年8月"))
    );
    assert_eq!(found("昭和20年8 人"), Some(("1945".into(), "昭和20年")));
    assert_eq!(found("S20の"), None);
    assert_eq!(found("大5年"), None);
    assert_eq!(found("三年後"), None);
    assert_eq!(found("昭和の"), None);
    assert_eq!(found("日本は"), None);
    assert!(parse_ja_prefix("昭和99年の").is_err());
}

#[test]
fn era_of_every_day_reads_back() {
    let mut d = era::GREGORIAN_FROM;
    assert_eq!(era::of(d.prev()), None);
    while d < day("2030-01-01") {
        let e = era::of(d).unwrap();
        assert_eq!(parse_ja(&e.to_string()).unwrap().as_day(), Some(d), "{e}");
        assert_eq!(era::year(e.era.name, u32::from(e.year)), Some(d.year()));
        d = d.next();
    }
    let text = |s| era::of(day(s)).unwrap().to_string();
    assert_eq!(text("1912-07-29"), "明治45年7月29日");
    assert_eq!(text("1912-07-30"), "大正元年7月30日");
    assert_eq!(text("1926-12-24"), "大正15年12月24日");
    assert_eq!(text("1926-12-25"), "昭和元年12月25日");
    assert_eq!(text("1989-01-07"), "昭和64年1月7日");
    assert_eq!(text("1989-01-08"), "平成元年1月8日");
    assert_eq!(text("2019-04-30"), "平成31年4月30日");
    assert_eq!(text("2019-05-01"), "令和元年5月1日");
}

#[test]
fn era_years() {
    for (name, n, expected) in [
        ("昭和", 20, Some(1945)),
        ("S", 20, Some(1945)),
        ("㍼", 20, Some(1945)),
        ("Taisho", 1, Some(1912)),
        ("taishō", 15, Some(1926)),
        ("明治", 1, Some(1868)),
        ("慶応", 4, Some(1868)),
        ("天保", 1, Some(1830)),
        ("弘化", 1, Some(1844)),
        ("安政", 1, Some(1854)),
        ("Man'en", 1, Some(1860)),
        ("文化", 3, Some(1806)),
        ("令和", 8, Some(2026)),
        ("昭和", 65, None),
        ("昭和", 0, None),
        ("令和", 60_000, None),
        ("令和", u32::MAX, None),
        ("元禄", 15, None),
        ("", 1, None),
    ] {
        assert_eq!(era::year(name, n), expected, "{name} {n}");
    }
}

#[test]
fn shown_to_people() {
    for (text, en, ja) in [
        ("1945-08-09", "9 August 1945", "1945年8月9日"),
        ("1945-08", "August 1945", "1945年8月"),
        ("1945", "1945", "1945年"),
        ("-0043", "44 BC", "紀元前44年"),
        ("0000-03", "March 1 BC", "紀元前1年3月"),
        ("194X", "the 1940s", "1940年代"),
        ("19XX", "between 1900 and 1999", "1900年から1999年までの間"),
        ("1945~", "about 1945", "1945年頃"),
        (
            "1945-08-09?",
            "9 August 1945 (uncertain)",
            "1945年8月9日（不確か）",
        ),
        ("1945%", "about 1945 (uncertain)", "1945年頃（不確か）"),
        (
            "[..1945-08-09]",
            "on or before 9 August 1945",
            "1945年8月9日以前",
        ),
        (
            "[1945-08-09..]",
            "on or after 9 August 1945",
            "1945年8月9日以後",
        ),
        (
            "[1945-08-18..1945-09-05]",
            "between 18 August 1945 and 5 September 1945",
            "1945年8月18日から1945年9月5日までの間",
        ),
        (
            "[1945-08-08,1945-08-09]",
            "8 August 1945 or 9 August 1945",
            "1945年8月8日または1945年8月9日",
        ),
        (
            "[1945-08,1946]",
            "August 1945 or 1946",
            "1945年8月または1946年",
        ),
        (
            "1945-0X",
            "between January 1945 and September 1945",
            "1945年1月から1945年9月までの間",
        ),
        ("1945-21", "spring 1945", "1945年春"),
        ("1945-24", "winter 1945", "1945年冬"),
        (
            "1945-29",
            "spring 1945 (southern hemisphere)",
            "1945年春（南半球）",
        ),
        ("1945-33", "quarter 1 of 1945", "1945年第1四半期"),
        ("1945-41", "second half of 1945", "1945年後半"),
        ("XXXX", "date not known", "日付不明"),
        (
            "julian:1917-10-25",
            "7 November 1917 (25 October 1917 Old Style)",
            "1917年11月7日（ユリウス暦1917年10月25日）",
        ),
        ("昭和20年8月9日", "9 August 1945", "1945年8月9日"),
        (
            "慶応3年",
            "between 20 January 1867 and 21 February 1868 (慶応3年)",
            "1867年1月20日から1868年2月21日までの間（慶応3年）",
        ),
        (
            "1945-08-18/1945-09-05",
            "from 18 August 1945 to 5 September 1945",
            "1945年8月18日から1945年9月5日まで",
        ),
        (
            "1945/..",
            "from 1945 on, without end",
            "1945年から（期限なし）",
        ),
        ("../1945", "until 1945", "1945年まで"),
        (
            "1945/",
            "from 1945 to a date not known",
            "1945年から終了日不明",
        ),
    ] {
        let w = When::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(w.display_en().to_string(), en);
        assert_eq!(w.display_ja().to_string(), ja);
        assert_eq!(w.to_string(), text);
    }
}

#[test]
fn canonical_edtf_of_other_calendars() {
    for (text, expected) in [
        ("1945~", "1945~"),
        ("julian:1917-10-25", "1917-11-07"),
        ("julian:1917-10-25~", "1917-11-07~"),
        ("julian:1917-10", "[1917-10-14..1917-11-13]"),
        ("julian:1917?", "[1917-01-14?..1918-01-13?]"),
        ("昭和20年", "1945"),
        ("昭和20年8月頃", "1945-08~"),
        ("慶応3年", "[1867-01-20..1868-02-21]"),
    ] {
        assert_eq!(date(text).edtf(), expected);
    }
    let p = Period::parse("julian:1917-10-25/昭和20年").unwrap();
    assert_eq!(p.edtf(), "1917-11-07/1945");
}

#[test]
fn periods() {
    let p = |s| Period::parse(s).unwrap();
    assert_eq!(
        p("1945-08-18/1945-09-05").contains(day("1945-09-05")),
        Truth::Yes
    );
    assert_eq!(
        p("1945-08-18/1945-09-05").contains(day("1945-09-06")),
        Truth::No
    );
    assert_eq!(p("../1945-09-05").contains(Day::FIRST), Truth::Yes);
    assert_eq!(p("/1945-09-05").contains(Day::FIRST), Truth::Unknown);
    assert_eq!(p("1945-09-05/..").contains(Day::LAST), Truth::Yes);
    assert_eq!(p("1945-09-05/").contains(Day::LAST), Truth::Unknown);
    assert_eq!(p("1945-09-05/").contains(day("1945-09-05")), Truth::Yes);
    assert_eq!(p("../..").certain(), Some(DaySpan::ALL));
    assert_eq!(p("1945~/1946").contains(day("1945-06-01")), Truth::Unknown);
    assert_eq!(p("1945~/1946").contains(day("1947-06-01")), Truth::No);
    assert_eq!(
        p("1941-04-25/1946-04").overlaps(&p("1945-08/1945-09")),
        Truth::Yes
    );
    assert_eq!(p("1945/..").start().date(), Some(&date("1945")));
    assert_eq!(p("1945/..").end(), &End::Open);
    let august = Period::from_date(date("1945-08"));
    assert_eq!(august.contains(day("1945-08-09")), Truth::Unknown);
    assert_eq!(p("1945-08-01/1945-08-31").overlaps(&august), Truth::Yes);
    assert_eq!(
        p("1945-08-01/1945-08-31").contains_date(&date("1945-08")),
        Truth::Yes
    );
    assert_eq!(
        p("1945-08-01/1945-08-31").contains_date(&date("1945")),
        Truth::Unknown
    );
    assert_eq!(
        p("1945-08-01/1945-08-31").contains_date(&date("1946")),
        Truth::No
    );
    let e = Period::parse("1945-08").unwrap_err();
    assert_eq!(e.suggestion.as_deref(), Some("1945-08-01/1945-08-31"));
    assert!(Period::parse("1941/1945/1946").is_err());
    let span = DaySpan::inclusive(day("1945-08-18"), day("1945-09-05"));
    assert_eq!(Period::from_span(span), Some(p("1945-08-18/1945-09-05")));
    assert_eq!(Period::from_span(DaySpan::new(Day::MAX, Day::MIN)), None);
}

#[test]
fn durations() {
    for (text, years, months, days) in [
        ("P5Y", 5, 0, 0),
        ("P6M", 0, 6, 0),
        ("P1Y6M", 1, 6, 0),
        ("P12D", 0, 0, 12),
        ("P2W", 0, 0, 14),
        ("P1Y2M1W3D", 1, 2, 10),
        ("P0D", 0, 0, 0),
    ] {
        assert_eq!(
            Duration::parse(text).unwrap(),
            Duration {
                years,
                months,
                days
            }
        );
    }
    for (text, proposal) in [
        ("5Y", Some("P5Y")),
        ("5 years", Some("P5Y")),
        ("p6m", Some("P6M")),
        ("1 year 6 months", Some("P1Y6M")),
        ("P", None),
        ("", None),
        ("PT5H", None),
        ("P5", None),
        ("PY", None),
        ("P1D1Y", None),
        ("P1.5Y", None),
        ("-P1Y", None),
        ("P99999999999Y", None),
    ] {
        let e = Duration::parse(text).unwrap_err();
        assert_eq!(e.suggestion.as_deref(), proposal, "{text}: {e}");
    }
    assert_eq!(
        Duration::parse("P1Y6M").unwrap().display_ja().to_string(),
        "1年6か月"
    );
    assert_eq!(
        Duration::parse("P12D").unwrap().display_en().to_string(),
        "12 days"
    );
}

#[test]
fn ends_of_months() {
    let sum = |d: &str, p: &str, r| {
        let s = day(d).plus(p.parse().unwrap(), r).unwrap();
        (s.day.to_string(), s.clipped)
    };
    let minus = |d: &str, p: &str, r| {
        let s = day(d).minus(p.parse().unwrap(), r).unwrap();
        (s.day.to_string(), s.clipped)
    };
    use EndOfMonth::*;
    assert_eq!(
        sum("1941-04-25", "P5Y", Refuse),
        ("1946-04-25".into(), false)
    );
    assert_eq!(
        minus("1946-04-25", "P1Y", Refuse),
        ("1945-04-25".into(), false)
    );
    assert_eq!(
        minus("1948-02-29", "P1Y", Clamp),
        ("1947-02-28".into(), true)
    );
    assert_eq!(
        minus("1948-02-29", "P1Y", Overflow),
        ("1947-03-01".into(), true)
    );
    assert_eq!(
        minus("1948-02-29", "P4Y", Refuse),
        ("1944-02-29".into(), false)
    );
    assert_eq!(
        sum("1945-01-31", "P1M1D", Clamp),
        ("1945-03-01".into(), true)
    );
    assert_eq!(
        sum("1944-12-31", "P2M", Overflow),
        ("1945-03-03".into(), true)
    );
    assert_eq!(
        minus("1945-01-31", "P2M", Clamp),
        ("1944-11-30".into(), true)
    );
    let e = day("1948-02-29")
        .minus(Duration::years(1), Refuse)
        .unwrap_err();
    assert_eq!(e.kind, TimeErrorKind::EndOfMonth);
    assert_eq!(
        e.to_string(),
        "1948-02-29: February 1947 has no day 29, and no rule says which day counts instead"
    );
    let e = Day::LAST.plus(Duration::days(1), Clamp).unwrap_err();
    assert_eq!(e.kind, TimeErrorKind::OutOfRange);
    let most = Duration {
        years: u32::MAX,
        months: u32::MAX,
        days: u32::MAX,
    };
    assert!(Day::FIRST.plus(most, Clamp).is_err() && Day::LAST.minus(most, Overflow).is_err());
    assert!(Day::MIN.plus(Duration::days(1), Clamp).is_err());
}

#[test]
fn clocks() {
    let t = |s| ClockTime::parse(s).unwrap();
    let zone = |s| UtcOffset::parse(s).unwrap();
    let (d, u) = t("17:00+03:00").in_zone(day("1945-08-08"), zone("+09:00"));
    assert_eq!((d, u), (day("1945-08-08"), t("23:00+09:00")));
    assert_eq!(
        local_day(day("1945-08-09"), t("00:10+09:00"), zone("+03:00")),
        day("1945-08-08")
    );
    assert_eq!(
        local_day(day("1945-12-31"), t("23:30-05:00"), UtcOffset::UTC),
        day("1946-01-01")
    );
    for s in [
        "17:00",
        "24:00Z",
        "17:60Z",
        "17:00+9",
        "17:00+09:60",
        "17:00+19:00",
        "7:00Z",
        "",
    ] {
        assert!(ClockTime::parse(s).is_err(), "{s}");
    }
    let e = ClockTime::parse("17:00+9").unwrap_err();
    assert_eq!((e.offset, e.found.as_str()), (5, "+9"));
    assert_eq!(t("17:00Z").to_string(), "17:00Z");
    assert_eq!(zone("-03:30").minutes(), -210);
    assert_eq!(zone("-03:30").to_string(), "-03:30");
}

#[test]
fn data_formats() {
    let d = day("1945-08-09");
    assert_eq!(serde_json::to_string(&d).unwrap(), "\"1945-08-09\"");
    assert_eq!(
        postcard::to_stdvec(&d).unwrap(),
        postcard::to_stdvec(&-8911i32).unwrap()
    );
    let back: Day = postcard::from_bytes(&postcard::to_stdvec(&d).unwrap()).unwrap();
    assert_eq!(back, d);
    let far = postcard::to_stdvec(&i32::MAX).unwrap();
    assert!(postcard::from_bytes::<Day>(&far).is_err());
    assert!(serde_json::from_str::<Day>("\"1945-02-29\"").is_err());
    for d in [Day::MIN, Day::FIRST, Day::LAST, Day::LAST.next(), Day::MAX] {
        let json = serde_json::to_string(&d).unwrap();
        assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), d);
        let bytes = postcard::to_stdvec(&d).unwrap();
        assert_eq!(postcard::from_bytes::<Day>(&bytes).unwrap(), d);
    }
    assert_eq!(
        serde_json::to_string(&[Truth::Yes, Truth::No, Truth::Unknown]).unwrap(),
        r#"["yes","no","unknown"]"#
    );
    for text in [
        "1945-08~",
        "julian:1917-10-25",
        "昭和20年8月9日",
        "1945/..",
        "/1945",
    ] {
        let w = When::parse(text).unwrap();
        let json = serde_json::to_string(&w).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<When>(&json).unwrap(), w);
        let bytes = postcard::to_stdvec(&w).unwrap();
        assert_eq!(postcard::from_bytes::<When>(&bytes).unwrap(), w);
    }
    let p: Duration = serde_json::from_str("\"P1Y\"").unwrap();
    assert_eq!(serde_json::to_string(&p).unwrap(), "\"P1Y\"");
    let c: ClockTime = serde_json::from_str("\"17:00+03:00\"").unwrap();
    assert_eq!(serde_json::to_string(&c).unwrap(), "\"17:00+03:00\"");
    let e = serde_json::from_str::<UncertainDate>("\"1945-02-29\"")
        .unwrap_err()
        .to_string();
    assert!(e.contains("February 1945 has 28 days"), "{e}");
}

#[test]
fn spans() {
    let s = |a, b| DaySpan::inclusive(day(a), day(b));
    let august = s("1945-08-01", "1945-08-31");
    assert_eq!(august.len(), Some(31));
    assert!(august.contains(day("1945-08-31")) && !august.contains(day("1945-09-01")));
    assert!(august.intersect(s("1945-09-01", "1945-09-02")).is_empty());
    assert!(!august.overlaps(s("1945-09-01", "1945-09-02")));
    assert_eq!(august.intersect(DaySpan::ALL), august);
    assert_eq!(august.last(), Some(day("1945-08-31")));
    assert_eq!(DaySpan::ALL.first(), None);
    assert_eq!(
        DaySpan::until(day("1945-08-01")).last(),
        Some(day("1945-07-31"))
    );
    assert_eq!(DaySpan::starting(day("1945-08-01")).len(), None);
    assert!(DaySpan::ALL.covers(august) && !august.covers(DaySpan::ALL));
    // A span that ends with the last day has an end.
    assert_eq!(DaySpan::day(Day::LAST).last(), Some(Day::LAST));
    assert_eq!(DaySpan::day(Day::LAST).len(), Some(1));
}
