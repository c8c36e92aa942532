//! What holds of the time tagger for any text whatever.

use proptest::prelude::*;
use servanda_text::timex::{Lang, Mode, Options, code_points, period, tag};

/// Pieces of which texts are made that come near the rules' edges.
const PIECES: &[&str] = &[
    "the ",
    "end of ",
    "early ",
    "mid-",
    "5 ",
    "1945",
    "-",
    "–",
    " May ",
    "August 9",
    ", ",
    "1945–46",
    "two days ",
    "after ",
    "before ",
    "later",
    " ago",
    "next ",
    "last ",
    "year",
    " month",
    "night of ",
    "'",
    "’s ",
    "99",
    "BC ",
    "A.D. ",
    "12:30",
    " p.m.",
    "on ",
    "from ",
    " to ",
    "and ",
    "between ",
    "a few ",
    "the day ",
    "following ",
    "th ",
    "31 ",
    "February",
    "first ",
    "half of ",
    "century",
    "1930s ",
    "of that ",
    "\n",
    "\n\n",
    ". ",
    "(",
    ")",
    "\"",
    "every ",
    "ca. ",
    "昭和",
    "16",
    "年",
    "4月",
    "13日",
    "元年",
    "令和",
    "八",
    "十",
    "数",
    "から",
    "〜",
    "間",
    "後",
    "前",
    "半",
    "翌",
    "同年",
    "午後",
    "3時",
    "未明",
    "世紀",
    "１９４５",
    "、",
    "。",
    "「",
    "」",
    "R3/7/18",
    "(月)",
    "１",
    "毎",
    "年に1回",
    "é",
    "\u{301}",
    "👍",
];

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,200}",
        prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|v| v.concat()),
        prop::collection::vec(
            prop_oneof![
                prop::sample::select(PIECES).prop_map(str::to_owned),
                ".{0,3}"
            ],
            0..40
        )
        .prop_map(|v| v.concat()),
    ]
}

fn holds(text: &str, options: &Options) {
    let found = tag(text, options);
    let mut at = 0;
    for (k, t) in found.iter().enumerate() {
        assert!(
            t.start >= at && t.end > t.start && t.end <= text.len(),
            "{t:?} in {text:?}"
        );
        assert_eq!(
            text.get(t.start..t.end),
            Some(t.text.as_str()),
            "char boundaries"
        );
        at = t.end;
        if let (Some(date), Some(point)) = (&t.date, t.point) {
            assert!(!date.edtf().is_empty(), "{point:?}");
        }
        let _ = period(&found, k);
    }
    let bytes: Vec<usize> = found.iter().flat_map(|t| [t.start, t.end]).collect();
    let points = code_points(text, &bytes);
    let chars: Vec<char> = text.chars().collect();
    for (t, p) in found.iter().zip(points.chunks(2)) {
        assert_eq!(chars[p[0]..p[1]].iter().collect::<String>(), t.text);
    }
    assert_eq!(found, tag(text, options), "same input, same output");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_panics_and_spans_are_sound(text in any_text(), news in any::<bool>(), dated in any::<bool>()) {
        for lang in [Lang::En, Lang::Ja] {
            let mut options = Options::new(lang);
            if dated {
                options = options.written(2009, 12, 19);
            }
            options.mode = if news { Mode::News } else { Mode::Narrative };
            holds(&text, &options);
        }
    }

    #[test]
    fn a_day_written_in_full_is_that_day(y in 1000i32..2100, m in 1u8..=12, d in 1u8..=28, form in 0usize..9) {
        const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"];
        let name = MONTHS[usize::from(m) - 1];
        let (lang, text) = match form {
            0 => (Lang::En, format!("It was signed on {d} {name} {y}.")),
            1 => (Lang::En, format!("It was signed on {name} {d}, {y}, in Paris.")),
            2 => (Lang::En, format!("It was signed on the {d}th of {name}, {y}.")),
            3 => (Lang::En, format!("({y:04}-{m:02}-{d:02})")),
            4 => (Lang::En, format!("from {d} {name} {y} to the end")),
            5 => (Lang::Ja, format!("条約は{y}年{m}月{d}日に調印された。")),
            6 => (Lang::Ja, format!("{y}/{m}/{d}")),
            7 => (Lang::Ja, format!("西暦{y}年{m}月{d}日、")),
            _ => (Lang::En, format!("On {name} {d} of {y} it began")),
        };
        let found = tag(&text, &Options::new(lang));
        prop_assert_eq!(&found[0].value, &format!("{y:04}-{m:02}-{d:02}"), "{}", text);
        prop_assert!(found[0].date.as_ref().is_some_and(|u| u.as_day().is_some()));
    }
}

/// Work grows with the length of the text: texts that would make nested or repeated scanning explode.
#[test]
fn hostile_texts_are_read() {
    for (lang, piece, n) in [
        (Lang::En, "the end of ", 60_000),
        (Lang::En, "the day after ", 60_000),
        (Lang::En, "two days after ", 60_000),
        (Lang::En, "the first half of the ", 40_000),
        (Lang::En, "1945-", 100_000),
        (Lang::En, "5 May, ", 60_000),
        (Lang::En, "(", 300_000),
        (Lang::En, "9", 300_000),
        (Lang::En, "hundred ", 100_000),
        (Lang::Ja, "一", 200_000),
        (Lang::Ja, "１", 200_000),
        (Lang::Ja, "1,111,", 100_000),
        (Lang::Ja, "8月9日", 60_000),
        (Lang::Ja, "1年2ヶ月", 60_000),
    ] {
        let text = piece.repeat(n);
        let found = tag(&text, &Options::new(lang).written(2009, 12, 19));
        assert!(found.iter().all(|t| t.end <= text.len()));
    }
}
