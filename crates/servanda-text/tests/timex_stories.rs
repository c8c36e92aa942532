//! Stories of several kinds (memoir, anniversary, obituary, lecture, timeline, report with its background), and the day, month
//! or year each of their dates means.

use servanda_text::timex::{Lang, Options, tag};
use servanda_time::UncertainDate;

/// Text with the expressions that count in brackets, the date it was written, and their values in order.
type Row = (&'static str, &'static str, &'static str);

const ENGLISH: &[Row] = &[
    // A memoir tells of its own past, whatever year it was printed in.
    (
        "The Night Train\n\nFrom the memoirs of an interpreter (privately printed, 1979)\n\nI came to Lausanne in [November 1922]. The talks broke down on [4 February] and we all went home. They began again on [23 April], and on [24 July] it was signed.",
        "1979",
        "1922-11|1923-02-04|1923-04-23|1923-07-24",
    ),
    (
        "In the spring of 1940 I was sent to Oslo. On [9 April] the ships came in. On [the tenth] the government left; on [the thirteenth] we followed.",
        "1990",
        "1940-04-09|1940-04-10|1940-04-13",
    ),
    // Months that wrap around belong to the next year.
    (
        "The armistice was signed on 30 October 1918. By [January] the delegates had gathered. On [the eighteenth of that month] they met.",
        "",
        "1919-01|1919-01-18",
    ),
    // What is said of the writer's own time, and then goes on there.
    (
        "Note, 20 October 2025\n\nThe deal was made in 2015 and left in 2018. This spring brought a shock. On [22 April] talks ended; [the following day] the sides met again.",
        "2025-10-20",
        "2025-04-22|2025-04-23",
    ),
    (
        "Note, 20 October 2025\n\nThe deal was made in 2015, left in 2018 and mourned in 2021.\n\nThis year. The first raid came on [13 June], and [nine days afterwards] the second. On [28 August] the powers gave notice.",
        "2025-10-20",
        "2025-06-13|2025-06-22|2025-08-28",
    ),
    // Anniversaries.
    (
        "Editorial, 26 July 2006\n\n[Fifty years ago this month] he took the canal. In [October] they met in a villa. It was signed on [the twenty-fourth]. On [5 November] they landed. At midnight on [the sixth] the firing stopped.",
        "2006-07-26",
        "1956-07|1956-10|1956-10-24|1956-11-05|1956-11-06",
    ),
    (
        "Speech, 4 April 2024\n\n[Seventy-five years ago today] they signed. It entered into force [that August]. [Eighty years ago tomorrow] a city fell.",
        "2024-04-04",
        "1949-04-04|1949-08|1944-04-05",
    ),
    (
        "SARAJEVO, Nov. 21 (Agency) - They met on Saturday.\n\nThe accords were initialled on [this day in 1995] and signed on [Dec. 14].",
        "2015-11-21",
        "1995-11-21|1995-12-14",
    ),
    // Days told by the month in hand.
    (
        "The photographs were taken on 14 October 1962. They were shown on [the twenty-second]. [Next day] the council met. On [the 27th] a plane was lost.",
        "2012-10",
        "1962-10-22|1962-10-23|1962-10-27",
    ),
    (
        "Talks began in June 1878. It was signed on 13 June, and [exactly a month later] again.",
        "",
        "1878-07-13",
    ),
    (
        "He left on 8 May 2018. [A year later to the day] she came.",
        "",
        "2019-05-08",
    ),
    (
        "The treaty was signed on 19 September 1960. [Five years on] the two were at war.",
        "",
        "1965",
    ),
    (
        "On [Easter Sunday], [16 April 1922], they signed.",
        "",
        "1922-04-16|1922-04-16",
    ),
    // Numbers in a row are no days.
    (
        "In May 1955 he spoke on the third floor. On the first point, they agreed; on the second, they did not.",
        "",
        "",
    ),
];

const JAPANESE: &[Row] = &[
    (
        "社説\n\n平成二十年八月十二日\n\n条約が調印されて、きょうで三十年になる。発効は[同年十月二十三日]。出発点は[昭和四十七年]にさかのぼる。[この年の二月]、大統領が訪れた。[九月二十九日]、声明に署名した。",
        "2008-08-12",
        "1978-10-23|1972|1972-02|1972-09-29",
    ),
    (
        "一九一四年六月二十八日に暗殺された。アメリカの参戦は[一七年四月]である。[翌年一月]に戦線を離れた。[一八年十一月十一日]、休戦。会議は[翌年一月十八日]に始まった。",
        "",
        "1917-04|1918-01|1918-11-11|1919-01-18",
    ),
    ("明治三十二年に消え、[同四十四年]に戻った。", "", "1911"),
    (
        "一八五四年三月に宣戦し、[五五年九月]に落ちた。署名は[六八年]、開戦は六十八年後だった。",
        "",
        "1855-09|1868",
    ),
    (
        "安政三年に着いた。[二年後]の六月十九日に署名した。[同じ年のうち]に四か国とも結んだ。",
        "",
        "1858|1858",
    ),
    (
        "一九〇四年二月に始まった。旅順は[翌年元日]に落ち、会見はその[四日後]だった。",
        "",
        "1905-01-01|1905-01-05",
    ),
    (
        "[八十年前の今月]、戦争は終わった。",
        "2025-08-15",
        "1945-08",
    ),
    (
        "両国は一九六二年十月に争った。[翌六三年六月二十日]に合意し、[八月五日]に署名した。",
        "",
        "1963-06-20|1963-08-05",
    ),
    ("この日本の町では、その年齢の人が多い。", "2020-01-01", ""),
];

fn wrong(lang: Lang, rows: &[Row]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (marked, written, values) in rows {
        let text: String = marked.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let spans: Vec<&str> = marked
            .split('[')
            .skip(1)
            .filter_map(|p| p.split(']').next())
            .collect();
        let mut options = Options::new(lang);
        if let Ok(d) = UncertainDate::parse(written) {
            options = options.written_about(&d);
        }
        let found = tag(&text, &options);
        let mut at = 0;
        if spans.is_empty() {
            // Only what the text says in full is a date in it.
            for t in found.iter().filter(|t| t.context.is_some()) {
                wrong.push(format!("{text}\n  {} is no time, got {}", t.text, t.value));
            }
        }
        for (span, value) in spans.iter().zip(values.split('|')) {
            match found.iter().find(|t| t.start >= at && t.text == *span) {
                Some(t) => {
                    at = t.end;
                    if t.value != value {
                        wrong.push(format!("{text}\n  {span}: want {value}, got {}", t.value));
                    }
                }
                None => wrong.push(format!("{text}\n  {span} is not found")),
            }
        }
        assert!(
            values.is_empty() || values.split('|').count() == spans.len(),
            "the row itself: {marked}"
        );
    }
    wrong
}

#[test]
fn english_stories() {
    let wrong = wrong(Lang::En, ENGLISH);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn japanese_stories() {
    let wrong = wrong(Lang::Ja, JAPANESE);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
