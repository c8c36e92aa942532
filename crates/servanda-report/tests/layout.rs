//! How reports look, on a small fixed report: what is found in texts may change, the layout should not.
#![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

use servanda_check::{Bilingual, Outcome, Part, ReadingNote, Slot, Verdict};
use servanda_record::Lang;
use servanda_report::model::*;
use servanda_report::scene::{Bar, Mark, Scene, Spot};
use servanda_report::{Terminal, html};
use servanda_time::{Day, DaySpan};

const TEXT: &str = "Ruritania signed the pact in May 1901. グラウスタークは条約を破った。 It ended. Who knows? A shame.";

fn claim(n: usize, quote: &str, verdict: Verdict) -> ClaimInfo {
    let at = TEXT.find(quote).unwrap();
    let start = TEXT[..at].chars().count();
    ClaimInfo {
        id: format!("c-{n}"),
        sentence: 0,
        start,
        end: start + quote.chars().count(),
        quote: quote.into(),
        context: vec![],
        kind: "event",
        about: vec![],
        attributed_to: None,
        verdict,
        says: SaysInfo::default(),
        record_says: Bilingual::default(),
        reason: "agrees",
        parts: vec![],
        evidence: vec![],
        readings: vec![],
        positions: vec![],
        legal: None,
        proof: None,
    }
}

fn report() -> CheckReport {
    let mut signed = claim(1, "Ruritania signed the pact in May 1901", Verdict::Partly);
    signed.record_says = Bilingual::new(
        "Ruritania and Graustark signed the pact at Strelsau. (4 June 1901)",
        "ルリタニアとグラウスタークはシュトレルザウで条約に署名した。(1901年6月4日)",
    );
    signed.parts = vec![
        Part {
            slot: Slot::Agent,
            outcome: Outcome::Agrees,
            claim: "Ruritania".into(),
            claimed: Bilingual::new("Ruritania", "ルリタニア"),
            record: Bilingual::same("Ruritania"),
        },
        Part {
            slot: Slot::Time,
            outcome: Outcome::Differs,
            claim: "1901-05".into(),
            claimed: Bilingual::new("1901-05", "1901年5月"),
            record: Bilingual::new("4 June 1901", "1901年6月4日"),
        },
    ];
    signed.evidence = vec![EvidenceInfo {
        statement: "pact/signed".into(),
        digest: "00".into(),
        status: "unverified",
        cites: vec![CiteInfo {
            source: "gazette".into(),
            locator: "p. 3".into(),
        }],
    }];
    let mut broken = claim(2, "グラウスタークは条約を破った", Verdict::Disputed);
    broken.readings = vec![ReadingNote {
        reading: Bilingual::new("Notice ends it at once", "通告により直ちに終了する"),
        answer: "no breach".into(),
        held_by: vec!["Graustark".into()],
        holders: vec![Bilingual::new("Graustark", "グラウスターク")],
    }];
    broken.positions = vec![PositionInfo {
        id: "p".into(),
        of: Bilingual::new("Graustark", "グラウスターク"),
        says: Bilingual::new("The pact had ended.", "条約は終了していた。"),
    }];
    broken.legal = Some(LegalInfo {
        agreement: None,
        event: None,
        article: None,
        choices: vec![],
        because: Bilingual::new("1. Because A, therefore B.\n", "1. AからB。\n"),
    });
    let mut again = claim(3, "It ended", Verdict::Contradicted);
    again.legal = broken.legal.clone();
    let unknown = claim(4, "Who knows", Verdict::NotInRecord);
    let opinion = claim(5, "A shame", Verdict::NotChecked);
    let mut r = CheckReport::empty("pact.txt");
    r.document.text = TEXT.into();
    r.document.title = Some("A <pact> & its end".into());
    r.document.length = TEXT.chars().count();
    r.blocks = vec![BlockInfo {
        kind: "paragraph",
        start: 0,
        end: r.document.length,
    }];
    r.sentences = vec![SentenceInfo {
        start: 0,
        end: r.document.length,
        claims: vec![0, 1, 2, 3, 4],
        status: "claims",
    }];
    r.claims = vec![signed, broken, again, unknown, opinion];
    r.counts = Counts {
        partly: 1,
        disputed: 1,
        contradicted: 1,
        not_in_record: 1,
        not_checked: 1,
        supported: 0,
    };
    r.record = "0123456789abcdef".into();
    r.sources = vec![SourceInfo {
        id: "gazette".into(),
        cite: "The Gazette (1950)".into(),
        url: Some("https://example.org/gazette".into()),
    }];
    r
}

fn scene() -> Scene {
    let day = |y, m, d| DaySpan::day(Day::from_ymd(y, m, d).unwrap());
    let spot = |id: &str, lat: f64, lon: f64, claimed: &[&str]| Spot {
        id: id.into(),
        name: Bilingual::same(id),
        kind: "city".into(),
        at: (lat, lon),
        claimed_by: claimed.iter().map(|c| Bilingual::same(*c)).collect(),
        held_by: None,
    };
    Scene {
        bars: vec![Bar {
            id: "pact".into(),
            name: Bilingual::new(
                "Pact of Strelsau on Everlasting Friendship and Commerce",
                "シュトレルザウ条約",
            ),
            signed: Some(day(1901, 6, 4)),
            from: Some(day(1901, 7, 1)),
            until: None,
        }],
        marks: vec![Mark {
            id: "raid".into(),
            name: Bilingual::same("raid"),
            span: day(1905, 1, 2),
            lasted: false,
        }],
        spots: vec![
            spot("Strelsau", 49.5, 14.1, &["ruritania", "graustark"]),
            spot("Zenda", 49.9, 13.5, &[]),
            spot("Far Isle", -50.0, 70.0, &[]),
        ],
        undated: vec![Bilingual::same("undated thing")],
        unplaced: vec![Bilingual::same("nowhere")],
    }
}

fn print(lang: Lang, width: usize, verbose: bool) -> String {
    let styled = Terminal {
        lang,
        width,
        verbose,
    }
    .print(&report());
    // Styles are for the eye: without them the same must be told.
    let mut out = String::new();
    let mut chars = styled.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            out.push(c);
        }
    }
    out
}

#[test]
fn terminal_english() {
    insta::assert_snapshot!(print(Lang::En, 60, false));
}

#[test]
fn terminal_japanese_verbose() {
    insta::assert_snapshot!(print(Lang::Ja, 60, true));
}

/// The tags of a page in order, without their contents and most attributes: its structure.
fn outline(page: &str) -> String {
    let mut out = String::new();
    for tag in [
        "<h1", "<h2", "<h3", "<section", "<article", "<details", "<table", "<svg", "<nav", "<main",
        "<header", "<footer", "<mark",
    ] {
        out.push_str(&format!("{} {}\n", &tag[1..], page.matches(tag).count()));
    }
    out
}

#[test]
fn the_page_has_its_parts() {
    let page = html::page(&report(), &scene(), Lang::En);
    insta::assert_snapshot!(outline(&page));
    assert!(page.contains("A &lt;pact&gt; &amp; its end") && !page.contains("<pact>"));
    // Every link within the page leads somewhere, and ids are not given twice.
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|p| p.split('"').next())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    for link in page
        .split("href=\"#")
        .skip(1)
        .filter_map(|p| p.split('"').next())
    {
        assert!(ids.contains(&link), "#{link} leads nowhere");
    }
    // Nothing is fetched and nothing runs.
    for bad in [
        "<script",
        " src=",
        "@import",
        "url(http",
        "<link",
        "<iframe",
        " on",
        "javascript:",
    ] {
        let hit = page
            .find(bad)
            .map(|i| page[i..].chars().take(40).collect::<String>());
        if bad == " on" {
            let attributes = page.split('<').filter_map(|t| t.split('>').next());
            assert!(
                attributes
                    .flat_map(|t| t.split(' '))
                    .all(|a| !(a.starts_with("on") && a.contains('=')))
            );
        } else {
            assert!(hit.is_none(), "{hit:?}");
        }
    }
    // Pictures have a name and their rows stand in tables; what has no date or place is listed.
    assert_eq!(
        page.matches("<svg").count(),
        page.matches("role=\"img\"").count()
    );
    for text in [
        "undated thing",
        "nowhere",
        "Far Isle",
        "Pact of Strelsau on Everlasting Friendship and Commerce",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.matches("<th ").count() == page.matches("<th scope=").count());
    // Both languages are there, and a derivation is told once.
    assert!(page.contains("<html lang=\"en\">") && page.contains("争いあり"));
    assert_eq!(page.matches("Because A, therefore B.").count(), 1);
    assert!(html::page(&report(), &scene(), Lang::Ja).contains("<html lang=\"ja\">"));
}

#[test]
fn colours_have_enough_contrast_in_light_and_dark() {
    let page = html::page(&report(), &scene(), Lang::En);
    let themes: Vec<&str> = page
        .split(":root{")
        .skip(1)
        .filter_map(|p| p.split('}').next())
        .collect();
    assert_eq!(themes.len(), 2);
    for theme in themes {
        let of = |name: &str| {
            let hex = theme
                .split(&format!("--{name}:#"))
                .nth(1)
                .unwrap()
                .split(';')
                .next()
                .unwrap();
            let hex: String = if hex.len() == 3 {
                hex.chars().flat_map(|c| [c, c]).collect()
            } else {
                hex.into()
            };
            let channel = |i: usize| {
                let v = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
                if v <= 0.04045 {
                    v / 12.92
                } else {
                    ((v + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
        };
        for fore in ["fg", "soft", "ok", "no", "part", "dis", "out", "op"] {
            for back in ["bg", "card"] {
                let (a, b) = (of(fore), of(back));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= 4.5, "{fore} on {back}: {ratio:.2}");
            }
        }
    }
}
