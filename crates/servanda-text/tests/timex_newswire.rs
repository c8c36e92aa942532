//! Newswire as a table: a sentence with the expressions in brackets, and for each its type, value and modifier after the
//! TIMEX3 guidelines. The document was written on Friday 6 February 1998 unless the row says otherwise.

use servanda_text::timex::{Kind, Lang, Mode, Options, tag};

/// `D` date, `T` time, `P` duration, `S` set; then the value; then `/MOD`, `*FREQ` and `@QUANT` where there are such.
const ROWS: &[(&str, &str)] = &[
    // Days by name and distance
    (
        "Shares fell [today] after rising [yesterday].",
        "D 1998-02-06|D 1998-02-05",
    ),
    (
        "[Today]'s vote follows [yesterday]'s debate.",
        "D 1998-02-06|D 1998-02-05",
    ),
    ("Talks resume [tomorrow].", "D 1998-02-07"),
    ("The minister resigned [Tuesday].", "D 1998-02-03"),
    ("The minister resigned on [Tuesday].", "D 1998-02-03"),
    (
        "On [Friday], the company said it had sold the unit.",
        "D 1998-02-06",
    ),
    ("The panel will meet on [Monday].", "D 1998-02-09"),
    ("The panel is expected to meet [Tuesday].", "D 1998-02-10"),
    ("The hearing is scheduled for [Thursday].", "D 1998-02-12"),
    (
        "Voters go to the polls [Sunday], officials said [Thursday].",
        "D 1998-02-08|D 1998-02-05",
    ),
    (
        "He arrived [last Tuesday] and leaves [next Wednesday].",
        "D 1998-02-03|D 1998-02-11",
    ),
    ("The shop closed [last Friday].", "D 1998-01-30"),
    ("The court rules [this Friday].", "D 1998-02-06"),
    ("[Wednesday]'s blast killed six.", "D 1998-02-04"),
    ("The ship sank [two days ago].", "D 1998-02-04"),
    ("It happened [10 days ago].", "D 1998-01-27"),
    (
        "He was arrested on [Jan. 30], and freed [the next day].",
        "D 1998-01-30|D 1998-01-31",
    ),
    (
        "On [Feb. 2] they met; [the previous day] they had refused.",
        "D 1998-02-02|D 1998-02-01",
    ),
    ("He will resign, he said [Tuesday].", "D 1998-02-03"),
    ("The sides agreed to meet [Wednesday].", "D 1998-02-11"),
    ("They have until [Monday].", "D 1998-02-09"),
    (
        "He said [Monday] that talks could begin [Thursday].",
        "D 1998-02-02|D 1998-02-12",
    ),
    ("He died [Saturday] at 81.", "D 1998-01-31"),
    ("The plane crashed [late Tuesday].", "D 1998-02-03/END"),
    ("Troops moved in [early Friday].", "D 1998-02-06/START"),
    // Days with a month
    ("The attacks of [Sept. 11] changed that.", "D 1997-09-11"),
    (
        "It was signed [Dec. 8, 1987], in Washington.",
        "D 1987-12-08",
    ),
    ("Trading collapsed on [Oct. 19, 1987].", "D 1987-10-19"),
    ("The offer expires [Feb. 27].", "D 1998-02-27"),
    ("The fair will open [March 3].", "D 1998-03-03"),
    ("The bank was founded on [14 July 1955].", "D 1955-07-14"),
    ("He took over [Nov. 1].", "D 1997-11-01"),
    ("Records from [1997-12-24] were lost.", "D 1997-12-24"),
    ("The order of [12/24/97] stands.", "D 1997-12-24"),
    ("On [Tuesday, Feb. 3], it rained.", "D 1998-02-03"),
    ("Elections are due by [Dec. 31].", "D 1998-12-31"),
    // Weeks, months
    ("Exports dropped [last week].", "D 1998-W05"),
    (
        "Ministers meet [this week] and [next week].",
        "D 1998-W06|D 1998-W07",
    ),
    ("The strike began [three weeks ago].", "D 1998-W03"),
    ("[A week ago] nobody knew.", "D 1998-W05"),
    (
        "Prices rose [last month] and will rise [next month].",
        "D 1998-01|D 1998-03",
    ),
    ("Sales have slumped [this month].", "D 1998-02"),
    ("The deal was reached [late last month].", "D 1998-01/END"),
    ("Factories will reopen [later this month].", "D 1998-02"),
    ("He quit [two months ago].", "D 1997-12"),
    ("The army seized power in [March].", "D 1997-03"),
    (
        "Output rose in [January] but fell in [December].",
        "D 1998-01|D 1997-12",
    ),
    ("It will be completed by [June].", "D 1998-06"),
    ("The trial is to start in [April].", "D 1998-04"),
    ("He was elected [last March].", "D 1997-03"),
    ("The rules take effect [next January].", "D 1999-01"),
    ("Unemployment has risen since [last August].", "D 1997-08"),
    ("The index peaked in [mid-October].", "D 1997-10/MID"),
    ("Orders fell in [early January].", "D 1998-01/START"),
    ("Talks ended in [October 1996].", "D 1996-10"),
    ("Flights resume at [the end of the month].", "D 1998-02/END"),
    ("[Earlier this month], two men were shot.", "D 1998-02"),
    // Weekends
    ("Fighting broke out over [the weekend].", "D 1998-W05-WE"),
    ("The leaders will meet [this weekend].", "D 1998-W06-WE"),
    ("The storm struck [last weekend].", "D 1998-W05-WE"),
    ("The party votes [next weekend].", "D 1998-W07-WE"),
    // Quarters and halves
    (
        "Profit fell 10 percent in [the third quarter].",
        "D 1997-Q3",
    ),
    ("Profit fell in [the fourth quarter of 1996].", "D 1996-Q4"),
    ("It expects a loss for [the first quarter].", "D 1998-Q1"),
    (
        "Net income for [the fourth quarter] rose from [a year earlier].",
        "D 1997-Q4|D 1996-Q4",
    ),
    ("[Third-quarter] earnings beat forecasts.", "D 1997-Q3"),
    ("Earnings in [the quarter] doubled.", "D 1997-Q4"),
    ("[Last quarter] it lost money.", "D 1997-Q4"),
    ("[This quarter] will be better.", "D 1998-Q1"),
    ("[Next quarter] will be better.", "D 1998-Q2"),
    ("Growth slowed in [the first half].", "D 1997-H1"),
    ("Growth slowed in [the second half of 1997].", "D 1997-H2"),
    (
        "In [the first half of this year] it will slow.",
        "D 1998-H1",
    ),
    (
        "[The third quarter] brought $2 million; in [the year-earlier quarter] it was $1 million.",
        "D 1997-Q3|D 1996-Q3",
    ),
    ("In [the latest quarter] sales were flat.", "D 1997-Q4"),
    // Years
    ("The plant closed [last year].", "D 1997"),
    (
        "It hopes to grow [this year] and [next year].",
        "D 1998|D 1999",
    ),
    ("The company was sold [three years ago].", "D 1995"),
    ("[A year ago], it was worth half.", "D 1997"),
    ("In [1996] it lost $3 million.", "D 1996"),
    ("The bill was introduced [early last year].", "D 1997/START"),
    ("It was cancelled [late last year].", "D 1997/END"),
    ("[Earlier this year] it bought a rival.", "D 1998"),
    ("[Later this year] it will buy another.", "D 1998"),
    ("It should be ready by [the end of the year].", "D 1998/END"),
    ("It should be ready by [year-end].", "D 1998/END"),
    ("It should be ready by [the end of 1999].", "D 1999/END"),
    (
        "At [the beginning of the year] there were ten.",
        "D 1998/START",
    ),
    ("For [fiscal 1999], it forecasts growth.", "D 1999"),
    ("In [this fiscal year] spending will rise.", "D 1998"),
    ("In [the current fiscal year] spending will rise.", "D 1998"),
    ("[Last fiscal year] it spent less.", "D 1997"),
    ("The budget for [fiscal year 1999] is out.", "D 1999"),
    // Decades, centuries, seasons, feasts
    ("The firm boomed in [the 1980s].", "D 198"),
    ("Back in [the '60s] few owned cars.", "D 196"),
    ("The recession of [the early 1990s] hurt.", "D 199/START"),
    ("By [the mid-1980s] it was over.", "D 198/MID"),
    ("a building of [the 19th century]", "D 18"),
    ("[Last summer] it was hot.", "D 1997-SU"),
    ("A vote is planned for [this spring].", "D 1998-SP"),
    ("It opened in [the fall of 1996].", "D 1996-FA"),
    ("Production will begin [next fall].", "D 1998-FA"),
    ("Retailers had a poor [Christmas].", "D 1997-12-25"),
    ("He retired on [New Year's Eve].", "D 1997-12-31"),
    // Times of day
    ("Polls closed at [8:30 p.m. Tuesday].", "T 1998-02-03T20:30"),
    (
        "The market opened at [10:30 a.m. EST].",
        "T 1998-02-06T10:30",
    ),
    (
        "The bomb went off at [11 a.m.] on [Wednesday].",
        "T 1998-02-04T11|D 1998-02-04",
    ),
    ("Polls opened at [7 a.m. today].", "T 1998-02-06T07"),
    ("At [9:05 a.m.] he called.", "T 1998-02-06T09:05"),
    ("The curfew starts at [midnight].", "T 1998-02-06T24:00"),
    ("The gates open at [noon].", "T 1998-02-06T12:00"),
    (
        "They met [this morning] and [this afternoon].",
        "T 1998-02-06TMO|T 1998-02-06TAF",
    ),
    ("The president will speak [tonight].", "T 1998-02-06TNI"),
    ("The siege ended [last night].", "T 1998-02-05TNI"),
    ("He flew home [Thursday night].", "T 1998-02-05TNI"),
    ("He flew home on [Wednesday evening].", "T 1998-02-04TEV"),
    ("The quake hit [Tuesday morning].", "T 1998-02-03TMO"),
    ("It was clear by [yesterday afternoon].", "T 1998-02-05TAF"),
    ("A storm is due [tomorrow night].", "T 1998-02-07TNI"),
    ("Prices in Tokyo slipped [overnight].", "T 1998-02-06TNI"),
    ("Police came [early this morning].", "T 1998-02-06TMO/START"),
    ("At [3 p.m. local time] it stopped.", "T 1998-02-06T15"),
    ("It struck at [0430 GMT].", "T 1998-02-06T04:30"),
    ("It began at [1400 GMT Saturday].", "T 1998-01-31T14:00"),
    // Lengths
    ("The ceasefire held for [two weeks].", "P P2W"),
    (
        "He served [more than 10 years] in prison.",
        "P P10Y/MORE_THAN",
    ),
    ("It took [less than an hour].", "P PT1H/LESS_THAN"),
    ("It took [about 20 minutes].", "P PT20M/APPROX"),
    ("It lasted [nearly four decades].", "P P4DE/LESS_THAN"),
    ("It lasted [almost two weeks].", "P P2W/LESS_THAN"),
    ("He faces [at least two years].", "P P2Y/EQUAL_OR_MORE"),
    ("He faces [up to 18 months].", "P P18M/EQUAL_OR_LESS"),
    (
        "a [two-day] visit, a [five-year] plan, the [30-year] bond",
        "P P2D|P P5Y|P P30Y",
    ),
    ("the [two-and-a-half-year] war", "P P2.5Y"),
    ("a [24-hour] strike", "P PT24H"),
    ("for [the past five years]", "P P5Y"),
    ("over [the last three months]", "P P3M"),
    ("in [the next two years]", "P P2Y"),
    ("over [the past year]", "P P1Y"),
    ("in [the past week]", "P P1W"),
    ("in [the coming weeks]", "P PXW"),
    ("in [the next few days]", "P PXD"),
    ("for [several months]", "P PXM"),
    ("for [years]", "P PXY"),
    ("for [decades]", "P PXDE"),
    ("for [a few hours]", "P PTXH"),
    ("for [the first nine months]", "P P9M"),
    ("[Nine-month] profit was flat.", "P P9M"),
    (
        "in [the three months] ended [Sept. 30]",
        "P P3M|D 1997-09-30",
    ),
    ("a bill due in [90 days]", "P P90D"),
    ("[a month] of talks", "P P1M"),
    ("for [half a century]", "P P50Y"),
    ("for [a year and a half]", "P P1.5Y"),
    ("[Hours] after the blast, he fled.", "P PTXH"),
    ("It rained [all day].", "P P1D"),
    ("the [72-year-old] leader", "P P72Y"),
    ("He is [58 years old].", "P P58Y"),
    ("the [weeklong] conference", "P P1W"),
    ("a [monthlong] siege", "P P1M"),
    // Sets
    ("The paper appears [daily].", "S P1D"),
    ("The [weekly] report is due.", "S P1W"),
    ("[Monthly] figures are out.", "S P1M"),
    (
        "The [annual] meeting was short; it pays [quarterly] dividends.",
        "S P1Y|S P3M",
    ),
    ("It meets [every Friday].", "S XXXX-WXX-5@EVERY"),
    (
        "It meets [every day] and [each month].",
        "S P1D@EVERY|S P1M@EACH",
    ),
    ("It pays [every three months].", "S P3M@EVERY"),
    ("It pays [every other year].", "S P2Y@EVERY"),
    ("They meet [twice a week].", "S P1W*2X"),
    ("They meet [three times a year].", "S P1Y*3X"),
    ("They meet [once a month].", "S P1M*1X"),
    (
        "It pumps 30 barrels [a day] and 900 [per month].",
        "S P1D|S P1M",
    ),
    ("It closes on [Sundays].", "S XXXX-WXX-7"),
    ("It floods [every spring].", "S XXXX-SP@EVERY"),
    ("[Every October] it snows.", "S XXXX-10@EVERY"),
    ("[Every morning] they run.", "S XXXX-XX-XXTMO@EVERY"),
    ("[Each year] it loses money.", "S P1Y@EACH"),
    ("He works [weekends].", "S XXXX-WXX-WE"),
    // References
    (
        "It is [now] over and [currently] quiet.",
        "D PRESENT_REF|D PRESENT_REF",
    ),
    ("The [current] account is in deficit.", "D PRESENT_REF"),
    ("He [recently] left.", "D PAST_REF"),
    ("In [recent weeks] prices fell.", "D PAST_REF"),
    (
        "In [the past] it was so; in [the future] it will not be.",
        "D PAST_REF|D FUTURE_REF",
    ),
    ("In [the near future] it will.", "D FUTURE_REF"),
    ("He is busy [these days].", "D PRESENT_REF"),
    ("The former minister and his former wife", ""),
    ("Nothing is planned at [the moment].", "D PRESENT_REF"),
    ("He lived there at [the time].", "D PAST_REF"),
];

#[test]
fn newswire() {
    let mut wrong = Vec::new();
    let mut n = 0;
    for (marked, want) in ROWS {
        let text: String = marked.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let spans: Vec<String> = marked
            .split('[')
            .skip(1)
            .map(|p| p.split(']').next().unwrap_or("").to_owned())
            .collect();
        let want: Vec<&str> = want.split('|').filter(|w| !w.is_empty()).collect();
        assert_eq!(spans.len(), want.len(), "the row itself: {marked}");
        n += want.len();
        let mut options = Options::new(Lang::En).written(1998, 2, 6);
        options.mode = Mode::News;
        let got: Vec<(String, String)> = tag(&text, &options)
            .into_iter()
            .map(|t| {
                let kind = match t.kind {
                    Kind::Date => "D",
                    Kind::Time => "T",
                    Kind::Duration => "P",
                    Kind::Set => "S",
                };
                let m = t
                    .modifier
                    .map_or(String::new(), |m| format!("/{}", m.as_str()));
                let f = t.freq.map_or(String::new(), |f| format!("*{f}"));
                let q = t.quant.map_or(String::new(), |q| format!("@{q}"));
                (t.text, format!("{kind} {}{m}{f}{q}", t.value))
            })
            .collect();
        let want: Vec<(String, String)> = spans
            .into_iter()
            .zip(want.iter().map(|w| (*w).to_owned()))
            .collect();
        if got != want {
            wrong.push(format!("{marked}\n   want {want:?}\n   got  {got:?}"));
        }
    }
    assert!(n >= 150, "only {n} expressions");
    assert!(
        wrong.is_empty(),
        "{} rows of {}\n{}",
        wrong.len(),
        ROWS.len(),
        wrong.join("\n")
    );
}
