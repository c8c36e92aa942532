//! What the tagger reads, as tables: text (with the expressions in brackets), document date, and the values in order.

use servanda_text::timex::{Lang, Mode, Options, tag};

/// `[…]` in the text marks the expected spans; `|` separates the values.
fn check(lang: Lang, mode: Mode, date: Option<(i32, u8, u8)>, rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (marked, values) in rows {
        let text: String = marked.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let mut expected = Vec::new();
        for piece in marked.split('[').skip(1) {
            expected.push(piece.split(']').next().unwrap_or_default().to_owned());
        }
        let values: Vec<&str> = if values.is_empty() {
            Vec::new()
        } else {
            values.split('|').collect()
        };
        let mut options = Options::new(lang);
        options.mode = mode;
        if let Some((y, m, d)) = date {
            options = options.written(y, m, d);
        }
        let found = tag(&text, &options);
        let got: Vec<(&str, &str)> = found
            .iter()
            .map(|t| (t.text.as_str(), t.value.as_str()))
            .collect();
        let want: Vec<(&str, &str)> = expected
            .iter()
            .map(String::as_str)
            .zip(values.iter().copied())
            .collect();
        assert_eq!(expected.len(), values.len(), "the row itself: {marked}");
        if got != want {
            wrong.push(format!("{marked}\n   want {want:?}\n   got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_dates_said_in_full() {
    check(
        Lang::En,
        Mode::Narrative,
        None,
        &[
            ("signed on [13 April 1941] in Moscow", "1941-04-13"),
            ("signed on [April 13, 1941], in Moscow", "1941-04-13"),
            ("on [the 13th of April 1941]", "1941-04-13"),
            ("on [Friday, 8 August 1919]", "1919-08-08"),
            ("in [April 1941] and [May, 1941]", "1941-04|1941-05"),
            ("in [1941], [1942] and [1943]", "1941|1942|1943"),
            ("the war of [1939]–[45]", "1939|1945"),
            ("from [1939] to [1945]", "1939|1945"),
            ("between [5] and [9 August 1945]", "1945-08-05|1945-08-09"),
            (
                "([14 August] – [15 September 1951])",
                "1951-08-14|1951-09-15",
            ),
            ("in [the 1930s] and [the late 1960s]", "193|196"),
            ("in [the nineteenth century]", "18"),
            ("in [490 BC] and [the 4th century BC]", "BC0490|BC03"),
            ("([499]-[493 BC])", "BC0499|BC0493"),
            ("in [AD 43]", "0043"),
            (
                "in [the spring of 1943] and [summer 1944]",
                "1943-SP|1944-SU",
            ),
            ("in [the first half of 1990]", "1990-H1"),
            (
                "by [mid-1991], by [early 1945], by [the end of May 1940]",
                "1991|1945|1940-05",
            ),
            ("on [the last day of 1942]", "1942-12-31"),
            ("on [Christmas Eve 1914]", "1914-12-24"),
            ("on [2024-02-29]", "2024-02-29"),
            ("dated [9/8/1945]? [8.9.1945]", "1945-09-08|1945-09-08"),
            (
                "[11:30 a.m.] on [30 April 1975]",
                "1975-04-30T11:30|1975-04-30",
            ),
            ("on [the night of 20 June 1791]", "1791-06-20TNI"),
            (
                "in [the night that followed 23 August 1939]",
                "1939-08-23TNI",
            ),
            ("[ca. 466 BC]", "BC0466"),
        ],
    );
}

#[test]
fn english_numbers_that_are_not_years() {
    check(
        Lang::En,
        Mode::Narrative,
        None,
        &[
            (
                "about 1500 men, 1200 tons, $1945, 1,939 people, Resolution 1973, 20.1945",
                "",
            ),
            ("over 2000 soldiers marched 1000 miles", ""),
            (
                "it may march on; you may fall; a second spring of water",
                "",
            ),
        ],
    );
}

#[test]
fn english_history_completes_from_its_own_course() {
    check(
        Lang::En,
        Mode::Narrative,
        Some((2009, 12, 19)),
        &[
            (
                "On [10 May 1940] he took office. On [that same day] it began; [twelve days later] it fell. In [August] he left.",
                "1940-05-10|1940-05-10|1940-05-22|1940-08",
            ),
            (
                "In [December 1941] war came. In [January] it spread. By [March] it was lost.",
                "1941-12|1942-01|1942-03",
            ),
            (
                "The pact of [1941] ran for [five years]. [Five years later], in [1946], it lapsed.",
                "1941|P5Y|1946|1946",
            ),
            (
                "On [5 April 1945] it gave notice. [The following day] Tokyo asked.",
                "1945-04-05|1945-04-06",
            ),
            (
                "On [2 June 1793] it fell. [Two months after 2 June 1793] it was over.",
                "1793-06-02|1793-08",
            ),
            (
                "They met on [3 March 1918], on [the fourth of that month] they signed.",
                "1918-03-03|1918-03-04",
            ),
            (
                "It broke out in [1914]. In [July of that year] they mobilised.",
                "1914|1914-07",
            ),
            (
                "In [1917] he fell; [the previous year] he won; and [the year before].",
                "1917|1916|1915",
            ),
            (
                "From [October 1944] to [March] they held.",
                "1944-10|1945-03",
            ),
            (
                "War began on [1 September 1939]. It was [early October] by then, and [the end of the month] was near.",
                "1939-09-01|1939-10|1939-10",
            ),
            (
                "On [7 March 1936] they marched. [Sixteen days later] it was quiet. [The same day] he spoke.",
                "1936-03-07|1936-03-23|1936-03-23",
            ),
            (
                "The Constitution of [1793] was famous. On [2 May 1808] it began; on [3 May] they were shot.",
                "1793|1808-05-02|1808-05-03",
            ),
        ],
    );
}

#[test]
fn impossible_days_are_shown_without_a_value() {
    let rows = [
        (
            Lang::En,
            "It was signed on 31 June 1950 in Paris.",
            "31 June 1950",
        ),
        (Lang::En, "It met on February 30.", "February 30"),
        (Lang::En, "It was dated May 32, 1950.", "May 32, 1950"),
        (Lang::En, "It was dated 2001-02-30.", "2001-02-30"),
        (Lang::Ja, "2001年2月30日に会談した。", "2001年2月30日"),
        (Lang::Ja, "13月5日は誤り。", "13月5日"),
    ];
    for (lang, text, words) in rows {
        let found = tag(text, &Options::new(lang).written(2020, 5, 5));
        assert_eq!(found.len(), 1, "{text}");
        let t = &found[0];
        assert_eq!((t.text.as_str(), t.value.as_str()), (words, "XXXX-XX-XX"));
        assert_eq!((&t.date, t.point), (&None, None), "{text}");
        assert_eq!(
            t.context,
            Some(servanda_text::timex::Context::NoSuchDay),
            "{text}"
        );
    }
}

#[test]
fn english_editorial_counts_from_its_day_and_its_story() {
    check(
        Lang::En,
        Mode::Auto,
        Some((2025, 8, 9)),
        &[
            (
                "[Eight decades ago], on [August 9], the army crossed the border. The pact of [April 1941] bound it. On [August 14] it ended.",
                "1945|1945-08-09|1941-04|1945-08-14",
            ),
            (
                "[Thirty years ago today] the accord of [1995] was signed.",
                "1995-08-09|1995",
            ),
        ],
    );
}

#[test]
fn english_news_counts_from_its_day() {
    check(
        Lang::En,
        Mode::News,
        Some((1998, 2, 6)),
        &[
            (
                "[Today] and [yesterday], and [tomorrow].",
                "1998-02-06|1998-02-05|1998-02-07",
            ),
            (
                "He spoke [Tuesday]. He will speak [Monday].",
                "1998-02-03|1998-02-09",
            ),
            (
                "[Last week] and [this month], [next year], [last December].",
                "1998-W05|1998-02|1999|1997-12",
            ),
            (
                "In [November] it fell; it will rise in [March].",
                "1997-11|1998-03",
            ),
            (
                "It opened on [Jan. 30] and [Feb. 2].",
                "1998-01-30|1998-02-02",
            ),
            (
                "[Two years ago] and [three days ago], and [a year earlier].",
                "1996|1998-02-03|1997",
            ),
            (
                "[Wednesday night] and [last night], [this morning].",
                "1998-02-04TNI|1998-02-05TNI|1998-02-06TMO",
            ),
            (
                "in [the third quarter], in [the fourth quarter of 1996]",
                "1997-Q3|1996-Q4",
            ),
            (
                "in [the past three months], for [the next few days]",
                "P3M|PXD",
            ),
            (
                "[Earlier this year] they met; [late last year] they parted.",
                "1998|1997",
            ),
            (
                "It is [now] over, and [recently] quiet.",
                "PRESENT_REF|PAST_REF",
            ),
            ("30 [a day], [every day], [twice a week]", "P1D|P1D|P1W"),
            (
                "In [October 1925] they met at Locarno. On [1 December] they signed; on [Jan. 30] a stamp was issued.",
                "1925-10|1925-12-01|1998-01-30",
            ),
            (
                "In [1989] it had few. It has cut jobs since [January], and will meet on [Nov. 12].",
                "1989|1998-01|1998-11-12",
            ),
            (
                "On [Dec. 8, 1987] they signed. On [Feb. 1] it was in force.",
                "1987-12-08|1988-02-01",
            ),
            ("at [8:30 p.m. Friday]", "1998-02-06T20:30"),
        ],
    );
}

#[test]
fn english_lengths() {
    check(
        Lang::En,
        Mode::News,
        Some((1998, 2, 6)),
        &[
            (
                "for [five years], [more than two weeks], [ten-day] talks, [a few months]",
                "P5Y|P2W|P10D|PXM",
            ),
            (
                "[two and a half years]; [half a century]; [a decade]; [25 minutes]",
                "P2.5Y|P50Y|P1DE|PT25M",
            ),
            (
                "[ten] or [fifteen years]; [twelve] to [eighteen months]",
                "P10Y|P15Y|P12M|P18M",
            ),
            (
                "aged [18 years old], a [year-long] siege, [a hundred days]",
                "P18Y|P1Y|P100D",
            ),
        ],
    );
}

#[test]
fn japanese_dates() {
    check(
        Lang::Ja,
        Mode::Narrative,
        None,
        &[
            ("[昭和16年4月13日]に調印された。", "1941-04-13"),
            ("[昭和十六年四月十三日]と[一九四一年]", "1941-04-13|1941"),
            ("[令和元年]、[平成元年]", "2019|1989"),
            ("[１９４５年８月９日]", "1945-08-09"),
            (
                "[1945年8月9日]、ソ連は侵攻した。[8月14日]に受諾し、[同月18日]に上陸、[同年9月]に終えた。",
                "1945-08-09|1945-08-14|1945-08-18|1945-09",
            ),
            ("[1945年8月18日]から[9月5日]まで", "1945-08-18|1945-09-05"),
            ("[1941年]に結ばれ、[翌年]に破れた", "1941|1942"),
            (
                "[1945年4月5日]に通告した。[翌日]、[四か月後]に",
                "1945-04-05|1945-04-06|1945-08",
            ),
            ("[1939年]から[45年]", "1939|1945"),
            (
                "[昭和16年4月]に結び、[20年8月9日]に破った。",
                "1941-04|1945-08-09",
            ),
            (
                "[5年間]有効。[二年]余り続いた。[1時間半]。[半世紀]",
                "P5Y|P2Y|PT1.5H|P50Y",
            ),
            ("[17世紀]初頭、[1990年代]、[紀元前202年]", "16|199|BC0202"),
            (
                "[8月9日未明]に始まり、[同日夜]に終わる",
                "XXXX-08-09TNI|XXXX-XX-XXTNI",
            ),
            (
                "[1945年]の[8月9日未明]、[翌日夜]",
                "1945|1945-08-09TNI|1945-08-10TNI",
            ),
        ],
    );
    check(
        Lang::Ja,
        Mode::News,
        Some((2025, 8, 9)),
        &[
            (
                "[四十年前のきょう]、[80年前]、[昨年]、[今年7月]",
                "1985-08-09|1945|2024|2025-07",
            ),
            (
                "[1945年9月2日]に調印され、[翌3日]に祝った。[1945年8月31日]に会い、[翌1日]に別れた。",
                "1945-09-02|1945-09-03|1945-08-31|1945-09-01",
            ),
            (
                "[1945年10月]に着き、[翌46年3月]に帰る。翌[1947年]も、[翌3月5日]も。",
                "1945-10|1946-03|1947|1948-03-05",
            ),
            ("[7日]、[先月23日]、[来年]", "2025-08-07|2025-07-23|2026"),
        ],
    );
    check(
        Lang::Ja,
        Mode::Narrative,
        None,
        &[(
            "十分に一時的な一部の三日月、第一次、3分の1、2年生、10年生",
            "",
        )],
    );
}

#[test]
fn modifiers_rules_and_context_are_told() {
    let found = tag(
        "By early May 1945 it was over. On 8 August they came.",
        &Options::new(Lang::En),
    );
    assert_eq!(found[0].modifier.map(|m| m.as_str()), Some("START"));
    assert_eq!(found[1].value, "1945-08-08");
    assert!(found.iter().all(|t| !t.rule.is_empty()));
    assert_eq!(
        found[1].context,
        Some(servanda_text::timex::Context::Mention(0))
    );
    let ja = tag("1941年頃に始まった。1945年以降は", &Options::new(Lang::Ja));
    assert_eq!(ja[0].modifier.map(|m| m.as_str()), Some("APPROX"));
    assert_eq!(
        ja[1].date.as_ref().map(ToString::to_string).as_deref(),
        Some("[1945-01-01..]")
    );
}

#[test]
fn ranges_give_periods() {
    let text = "It lasted from 18 August to 5 September 1945.";
    let found = tag(text, &Options::new(Lang::En));
    let period = servanda_text::timex::period(&found, 0).map(|p| p.edtf());
    assert_eq!(period.as_deref(), Some("1945-08-18/1945-09-05"));
}

#[test]
fn what_is_told_beside_the_story_goes_on_by_itself() {
    check(
        Lang::En,
        Mode::Narrative,
        Some((2025, 9, 19)),
        &[
            (
                "It stood in [1971]. That is why [this spring] was a shock. On [22 April] gunmen came.",
                "1971|2025-SP|2025-04-22",
            ),
            (
                "On [the twenty-seventh of May 1962] they met. On [the thirty-first] they parted.",
                "1962-05-27|1962-05-31",
            ),
        ],
    );
    check(
        Lang::En,
        Mode::News,
        Some((2015, 11, 21)),
        &[(
            "Talks broke down in [March 1999]. It lasted [78 days]. A truce signed on [June 9] held.",
            "1999-03|P78D|1999-06-09",
        )],
    );
}
