//! The report for readers: one HTML file that asks nothing of anywhere, runs no script, and can be read
//! in English or Japanese at a click.

mod map;
mod timeline;

use crate::model::{CheckReport, ClaimInfo, SpanInfo};
use crate::scene::Scene;
use crate::words;
use base64::Engine;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use servanda_check::{Bilingual, Verdict};
use servanda_record::Lang;
use servanda_time::{Day, DaySpan};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");

use crate::words::VERDICTS;

/// What a part that may be moved sideways is called.
const WIDE: &str = "Picture or table / 図表";

/// The page. `lang` is the language shown first.
pub fn page(report: &CheckReport, scene: &Scene, lang: Lang) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    );
    let title = report
        .document
        .title
        .as_deref()
        .or_else(|| {
            std::path::Path::new(&report.document.name)
                .file_name()?
                .to_str()
        })
        .unwrap_or(&report.document.name);
    let ja = lang == Lang::Ja;
    html! {
        (DOCTYPE)
        html lang=(if ja { "ja" } else { "en" }) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) " – Servanda" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (toggle(ja))
                main {
                    (header(report, title))
                    section { h2 { (t("The text", "本文")) } (article(report)) }
                    section { h2 { (t("Claim by claim", "主張ごとの結果")) } @for (i, c) in report.claims.iter().enumerate() { (claim(report, i, c)) } }
                    (timeline_section(scene))
                    (map_section(scene))
                    (sources(report))
                    (foot(report))
                }
            }
        }
    }
    .into_string()
}

/// A text in both languages, one of which is shown.
fn t(en: &str, ja: &str) -> Markup {
    html! { span lang="en" { (en) } span lang="ja" { (ja) } }
}

fn b(text: &Bilingual) -> Markup {
    let ja = if text.ja.is_empty() {
        &text.en
    } else {
        &text.ja
    };
    t(&text.en, ja)
}

fn class(v: Verdict) -> &'static str {
    match v {
        Verdict::Supported => "supported",
        Verdict::Contradicted => "contradicted",
        Verdict::Partly => "partly",
        Verdict::Disputed => "disputed",
        Verdict::NotInRecord => "not-in-record",
        Verdict::NotChecked => "not-checked",
    }
}

fn toggle(ja: bool) -> Markup {
    html! {
        nav aria-label="Language / 言語" {
            fieldset.toggle {
                legend.unseen { "Language / 言語" }
                input type="radio" name="lang" id="lang-en" checked[!ja];
                label for="lang-en" lang="en" { "English" }
                input type="radio" name="lang" id="lang-ja" checked[ja];
                label for="lang-ja" lang="ja" { "日本語" }
            }
        }
    }
}

fn count(report: &CheckReport, v: Verdict) -> usize {
    report.claims.iter().filter(|c| c.verdict == v).count()
}

fn header(report: &CheckReport, title: &str) -> Markup {
    let d = &report.document;
    html! {
        header {
            p.meta { "Servanda" }
            h1 lang=(d.lang) { (title) }
            p.meta {
                (d.name) " · " (d.date.as_deref().unwrap_or("–")) " · "
                (t(&format!("{} in {}", words::count(report.counts.total(), "claim"), words::count(report.sentences.len(), "sentence")),
                   &format!("主張{}件・文{}", report.counts.total(), report.sentences.len())))
            }
            ul.legend {
                @for v in VERDICTS {
                    li class=(class(v)) {
                        b { span aria-hidden="true" { (words::mark(v)) } " " (count(report, v)) " " (t(words::verdict(v, Lang::En), words::verdict(v, Lang::Ja))) }
                        span.note { " " (t(words::verdict_means(v, Lang::En), words::verdict_means(v, Lang::Ja))) }
                    }
                }
            }
        }
    }
}

/// The text with its claims marked. Offsets are code points; the text is cut once, in order.
fn article(report: &CheckReport) -> Markup {
    let chars: Vec<(usize, char)> = report.document.text.char_indices().collect();
    let text = &report.document.text;
    let byte = |cp: usize| chars.get(cp).map_or(text.len(), |(i, _)| *i);
    let slice = |a: usize, z: usize| text.get(byte(a)..byte(z)).unwrap_or("");
    let mut order: Vec<(usize, &ClaimInfo)> = report.claims.iter().enumerate().collect();
    order.sort_by_key(|(_, c)| (c.start, c.end));
    html! {
        div.article lang=(report.document.lang) {
            @for block in &report.blocks {
                @let aside = !matches!(block.kind, "paragraph" | "title" | "heading");
                p class=(if aside { "aside" } else { block.kind }) {
                    @for piece in pieces(&order, block.start, block.end) {
                        @match piece {
                            Piece::Plain(a, z) => (slice(a, z)),
                            Piece::Claim(i, a, z) => (marked(i, &report.claims[i], slice(a, z))),
                        }
                    }
                }
            }
        }
    }
}

enum Piece {
    Plain(usize, usize),
    Claim(usize, usize, usize),
}

fn pieces(order: &[(usize, &ClaimInfo)], start: usize, end: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = start;
    for (i, c) in order {
        if c.start < at || c.end > end || c.start >= end {
            continue;
        }
        if c.start > at {
            out.push(Piece::Plain(at, c.start));
        }
        out.push(Piece::Claim(*i, c.start, c.end));
        at = c.end;
    }
    if at < end {
        out.push(Piece::Plain(at, end));
    }
    out
}

fn marked(i: usize, c: &ClaimInfo, text: &str) -> Markup {
    html! {
        mark class=(class(c.verdict)) {
            a href=(format!("#d{}", i + 1)) id=(format!("c{}", i + 1)) title=(words::verdict(c.verdict, Lang::En)) {
                (text) sup { (words::mark(c.verdict)) (i + 1) }
            }
        }
    }
}

fn claim(report: &CheckReport, i: usize, c: &ClaimInfo) -> Markup {
    let v = c.verdict;
    if matches!(v, Verdict::NotInRecord | Verdict::NotChecked) {
        return brief(report, i, c);
    }
    // The same derivation is told once.
    let because = c
        .legal
        .as_ref()
        .map(|l| &l.because)
        .filter(|b| !b.is_empty());
    let before = because.and_then(|b| {
        let told = |x: &ClaimInfo| x.legal.as_ref().is_some_and(|l| l.because == *b);
        report.claims.iter().take(i).position(told)
    });
    html! {
        article.claim class=(class(v)) id=(format!("d{}", i + 1)) {
            h3 {
                a href=(format!("#c{}", i + 1)) { (i + 1) } " "
                span.verdict { span aria-hidden="true" { (words::mark(v)) } " " (t(words::verdict(v, Lang::En), words::verdict(v, Lang::Ja))) }
            }
            p {
                @if let Some(a) = &c.attributed_to { @if a.reported { span.note { (a.quote) ": " } } }
                q lang=(report.document.lang) { (c.quote) }
            }
            (context(&c.context, report.document.lang))
            @if !c.record_says.is_empty() { p { strong { (t("Record: ", "記録:")) } (b(&c.record_says)) } }
            (parts(c))
            (readings(c))
            @if let (Some(because), None) = (because, before) {
                details { summary { (t("Because … therefore …", "理由")) } div.because { (b(because)) } }
            }
            @if let Some(n) = before {
                p.note { (t("For the derivation see claim ", "導出は主張")) a href=(format!("#d{}", n + 1)) { (n + 1) } (t(".", "を参照。")) }
            }
            (cites(c))
        }
    }
}

/// A claim of which there is nothing to say but its verdict: a line.
fn brief(report: &CheckReport, i: usize, c: &ClaimInfo) -> Markup {
    let v = c.verdict;
    html! {
        article.claim.brief class=(class(v)) id=(format!("d{}", i + 1)) {
            h3 {
                a href=(format!("#c{}", i + 1)) { (i + 1) } " "
                span.verdict { span aria-hidden="true" { (words::mark(v)) } " " (t(words::verdict(v, Lang::En), words::verdict(v, Lang::Ja))) }
            }
            p {
                @if let Some(a) = &c.attributed_to { @if a.reported { span.note { (a.quote) ": " } } }
                q lang=(report.document.lang) { (c.quote) }
            }
        }
    }
}

fn context(spans: &[SpanInfo], lang: &str) -> Markup {
    html! {
        @if !spans.is_empty() {
            p.note { (t("with ", "文脈:")) @for (i, s) in spans.iter().enumerate() { @if i > 0 { ", " } q lang=(lang) { (s.quote) } } }
        }
    }
}

fn parts(c: &ClaimInfo) -> Markup {
    html! {
        @if !c.parts.is_empty() && c.verdict != Verdict::NotInRecord {
            details open[matches!(c.verdict, Verdict::Contradicted | Verdict::Partly | Verdict::Disputed)] {
                summary { (t("Parts compared", "比較した部分")) }
                ul.parts { @for p in &c.parts {
                    li {
                        b { (t(words::slot(p.slot, Lang::En), words::slot(p.slot, Lang::Ja))) } " "
                        span.outcome { (t(words::outcome(p.outcome, Lang::En), words::outcome(p.outcome, Lang::Ja))) } ": "
                        (b(&p.claimed)) @if !p.record.is_empty() { " → " (b(&p.record)) }
                    }
                } }
            }
        }
    }
}

fn readings(c: &ClaimInfo) -> Markup {
    html! {
        @if !c.readings.is_empty() {
            p { strong { (t("Readings", "解釈")) } }
            ul { @for r in &c.readings { li { (b(&r.reading)) ": " strong { (t(&r.answer, words::answer(&r.answer, Lang::Ja))) } @if !r.holders.is_empty() { span.note { " (" @for (i, h) in r.holders.iter().enumerate() { @if i > 0 { ", " } (b(h)) } ")" } } } } }
        }
        @if !c.positions.is_empty() {
            p { strong { (t("Positions of the parties", "当事国の立場")) } }
            ul { @for p in &c.positions { li { strong { (b(&p.of)) } ": " (b(&p.says)) } } }
        }
    }
}

fn cites(c: &ClaimInfo) -> Markup {
    let mut seen: Vec<(&str, &str, &str)> = Vec::new();
    for e in &c.evidence {
        for x in &e.cites {
            let row = (x.source.as_str(), x.locator.as_str(), e.status);
            if !seen.contains(&row) {
                seen.push(row);
            }
        }
    }
    html! {
        @if !seen.is_empty() {
            p.cites {
                (t("Sources: ", "出典:"))
                @for (i, (source, locator, status)) in seen.iter().enumerate() {
                    @if i > 0 { "; " }
                    a href=(format!("#s-{source}")) { (source) } @if !locator.is_empty() { ", " (locator) }
                    @if *status == "unverified" { " " (t("(not yet read at the source)", "(原典未確認)")) }
                }
            }
        }
    }
}

fn shown(s: Option<DaySpan>) -> Markup {
    let one = |d: Day| (d.display_en().to_string(), d.display_ja().to_string());
    let Some(s) = s else { return html! { "–" } };
    match (s.first(), s.last()) {
        (Some(a), Some(z)) if a == z => t(&one(a).0, &one(a).1),
        (Some(a), Some(z)) => t(
            &format!("{} – {}", one(a).0, one(z).0),
            &format!("{}〜{}", one(a).1, one(z).1),
        ),
        _ => html! { "–" },
    }
}

fn timeline_section(scene: &Scene) -> Markup {
    let label = "Timeline of agreements and events; the table below has the same rows";
    html! {
        @if let Some(svg) = timeline::svg(scene, label) {
            section {
                h2 { (t("Timeline", "年表")) }
                p.note { (t("Bars: in force (faded where the day is not exactly known; arrow: no end recorded). ◇ signed. Dots and red bars: events. Crowded years are drawn wider.",
                            "棒:効力のある期間(淡色は日付が確定しない部分、矢印は終了の記録なし)。◇ 署名。点と赤い棒:出来事。出来事の多い年は広く描く。")) }
                div.wide role="group" tabindex="0" aria-label=(WIDE) { (PreEscaped(svg)) }
                details {
                    summary { (t("The same as a table", "同じ内容の表")) }
                    div.wide role="group" tabindex="0" aria-label=(WIDE) { table {
                        thead { tr { th scope="col" { (t("what", "事項")) } th scope="col" { (t("signed / from", "署名・開始")) } th scope="col" { (t("in force from", "発効")) } th scope="col" { (t("first day after the end", "終了の翌日")) } } }
                        tbody {
                            @for r in &scene.bars { tr { th scope="row" { (b(&r.name)) } td { (shown(r.signed)) } td { (shown(r.from)) } td { (shown(r.until)) } } }
                            @for m in &scene.marks { tr { th scope="row" { (b(&m.name)) } td { (shown(Some(m.span))) } td { "" } td { "" } } }
                        }
                    } }
                    @if !scene.undated.is_empty() { p.note { (t("Undated: ", "日付なし:")) @for u in &scene.undated { (b(u)) " " } } }
                }
            }
        }
    }
}

fn map_section(scene: &Scene) -> Markup {
    let label = "Map of the places named; the table below has the same rows";
    let maps = map::maps(&scene.spots, label);
    html! {
        @if !maps.svgs.is_empty() {
            section {
                h2 { (t("Map", "地図")) }
                p.note { (t("Hatched or ringed: more than one state claims it. Coastlines: Natural Earth. Equal-area projection; no borders are drawn.",
                            "斜線・輪:複数の国が領有を主張する場所。海岸線は Natural Earth。正積図法。国境は描かない。")) }
                @for svg in &maps.svgs { div.wide role="group" tabindex="0" aria-label=(WIDE) { (PreEscaped(svg)) } }
                @if !maps.beyond.is_empty() {
                    p.note { (t("Too far away for these maps: ", "地図の範囲外:")) @for (i, s) in maps.beyond.iter().enumerate() { @if i > 0 { ", " } (b(&s.name)) } }
                }
                details {
                    summary { (t("The same as a table", "同じ内容の表")) }
                    div.wide role="group" tabindex="0" aria-label=(WIDE) { table {
                        thead { tr { th scope="col" { (t("place", "場所")) } th scope="col" { (t("held by (latest recorded)", "支配(最新の記録)")) } th scope="col" { (t("claimed by", "領有の主張")) } } }
                        tbody { @for s in &scene.spots { tr {
                            th scope="row" { (b(&s.name)) }
                            td { @if let Some(h) = &s.held_by { (b(h)) } }
                            td { @for (i, c) in s.claimed_by.iter().enumerate() { @if i > 0 { ", " } (b(c)) } }
                        } } }
                    } }
                    @if !scene.unplaced.is_empty() { p.note { (t("Without coordinates: ", "座標なし:")) @for u in &scene.unplaced { (b(u)) " " } } }
                }
            }
        }
    }
}

fn sources(report: &CheckReport) -> Markup {
    html! {
        @if !report.sources.is_empty() {
            section {
                h2 { (t("Sources", "出典")) }
                ul { @for s in &report.sources {
                    li id=(format!("s-{}", s.id)) { code { (s.id) } " " (s.cite) @if let Some(u) = &s.url { @if u.starts_with("http") { " " a href=(u) rel="noreferrer" { (u) } } } }
                } }
            }
        }
    }
}

fn foot(report: &CheckReport) -> Markup {
    let unread = report
        .sentences
        .iter()
        .filter(|s| s.status != "claims")
        .count();
    html! {
        footer {
            h2 { (t("What this rests on", "この報告について")) }
            p.note { (t(
                &format!("Sentences without a claim to check: {unread} (opinion, headings, parts around the text). A verdict belongs to exactly this text and this record; if either changes, check again. Servanda compares an account with its record; it does not say that the record's sources are true."),
                &format!("検証対象の主張を含まない文は{unread}(意見・見出し・本文外)。判定はこの本文とこの記録にのみ対応し、どちらかが変われば再検証が必要。Servanda は記述を記録と照合するもので、記録の出典の真実性を保証するものではない。"),
            )) }
            p.note { "text sha256 " code { (report.document.sha256) } br; "record " code { (report.record) } br; "servanda " (report.engine) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_this_style_and_nothing_else() {
        let report = CheckReport::empty("x");
        let page = page(&report, &Scene::default(), Lang::En);
        assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
        assert!(!page.contains("<script") && !page.contains("style=\"") && !page.contains(" src="));
    }
}
