//! The report for a terminal: plain text with ANSI styles that the caller's stream strips where they
//! are not wanted. Lines are folded by display width, so that Japanese aligns.

use crate::model::{CheckReport, ClaimInfo};
use crate::words;
use anstyle::{AnsiColor, Style};
use servanda_check::{Bilingual, Outcome, Verdict};
use servanda_record::Lang;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Language of the report's own words.
    pub lang: Lang,
    /// Columns; at least 40 are used.
    pub width: usize,
    /// Whether to list the parts compared and the positions too.
    pub verbose: bool,
}

const INDENT: usize = 4;

impl Terminal {
    /// Prints a report.
    pub fn print(&self, r: &CheckReport) -> String {
        let mut out = String::new();
        self.head(r, &mut out);
        for (i, c) in r.claims.iter().enumerate() {
            self.claim(i, c, &mut out);
        }
        self.foot(r, &mut out);
        out
    }

    fn say<'a>(&self, b: &'a Bilingual) -> &'a str {
        match self.lang {
            Lang::Ja if !b.ja.is_empty() => &b.ja,
            _ => &b.en,
        }
    }

    fn head(&self, r: &CheckReport, out: &mut String) {
        let bold = Style::new().bold();
        let title = plain(r.document.title.as_deref().unwrap_or(&r.document.name));
        let _ = writeln!(out, "{bold}{title}{bold:#}");
        let lang = match (r.document.lang, self.lang) {
            ("ja", Lang::En) => "Japanese",
            ("ja", Lang::Ja) => "日本語",
            (_, Lang::En) => "English",
            (_, Lang::Ja) => "英語",
        };
        let date =
            r.document
                .date
                .as_deref()
                .unwrap_or(words::pick(self.lang, "no date", "日付なし"));
        let record = r.record.get(..12).unwrap_or(&r.record);
        let _ = writeln!(
            out,
            "{} · {lang} · {date} · {} {record} · servanda {}\n",
            plain(&r.document.name),
            words::pick(self.lang, "record", "記録"),
            r.engine
        );
    }

    fn claim(&self, number: usize, c: &ClaimInfo, out: &mut String) {
        let style = style(c.verdict);
        let what = words::verdict(c.verdict, self.lang);
        let _ = writeln!(
            out,
            "{style}{} {what}{style:#}  [{}]",
            words::mark(c.verdict),
            number + 1
        );
        let by = c
            .attributed_to
            .as_ref()
            .filter(|a| a.reported)
            .map(|a| format!("{}: ", a.quote.trim()))
            .unwrap_or_default();
        self.fold(
            &format!("{by}\u{201c}{}\u{201d}", one_line(&c.quote)),
            INDENT,
            out,
        );
        if !c.record_says.is_empty() {
            self.fold(
                &format!(
                    "{} {}",
                    words::pick(self.lang, "Record:", "記録:"),
                    self.say(&c.record_says)
                ),
                INDENT,
                out,
            );
        }
        for p in &c.parts {
            // Where no verdict is given, what differs is only why a fact was not taken to be the one meant.
            let telling = !matches!(c.verdict, Verdict::NotInRecord | Verdict::NotChecked)
                && matches!(
                    p.outcome,
                    Outcome::Differs | Outcome::Divided | Outcome::Near
                );
            if self.verbose || telling {
                let record = self.say(&p.record);
                let line = format!(
                    "{} {}: {} → {}",
                    words::slot(p.slot, self.lang),
                    words::outcome(p.outcome, self.lang),
                    self.say(&p.claimed),
                    if record.is_empty() { "–" } else { record }
                );
                self.fold(&line, INDENT + 2, out);
            }
        }
        for n in &c.readings {
            let held = if n.held_by.is_empty() {
                String::new()
            } else {
                let who: Vec<&str> = n.holders.iter().map(|h| self.say(h)).collect();
                format!(
                    " ({})",
                    who.join(if self.lang == Lang::Ja { "、" } else { ", " })
                )
            };
            self.fold(
                &format!(
                    "{}: {}{held}",
                    self.say(&n.reading),
                    words::answer(&n.answer, self.lang)
                ),
                INDENT + 2,
                out,
            );
        }
        for p in &c.positions {
            self.fold(
                &format!("{}: {}", self.say(&p.of), self.say(&p.says)),
                INDENT + 2,
                out,
            );
        }
        let cites: Vec<String> = c
            .evidence
            .iter()
            .flat_map(|e| {
                e.cites
                    .iter()
                    .map(move |x| cite(&x.source, &x.locator, e.status, self.lang))
            })
            .collect();
        if !cites.is_empty() {
            let mut seen: Vec<String> = Vec::new();
            cites.into_iter().for_each(|x| {
                if !seen.contains(&x) {
                    seen.push(x)
                }
            });
            let dim = Style::new().dimmed();
            let mut lines = String::new();
            self.fold(&format!("[{}]", seen.join("; ")), INDENT, &mut lines);
            let _ = write!(out, "{dim}{lines}{dim:#}");
        }
        out.push('\n');
    }

    fn foot(&self, r: &CheckReport, out: &mut String) {
        let c = &r.counts;
        let counted = [
            (Verdict::Supported, c.supported),
            (Verdict::Contradicted, c.contradicted),
            (Verdict::Partly, c.partly),
            (Verdict::Disputed, c.disputed),
            (Verdict::NotInRecord, c.not_in_record),
            (Verdict::NotChecked, c.not_checked),
        ];
        let list: Vec<String> = counted
            .iter()
            .map(|(v, n)| format!("{} {n} {}", words::mark(*v), words::verdict(*v, self.lang)))
            .collect();
        let mut line = String::new();
        for item in &list {
            let wide = line.width() + 3 + item.width() > self.width.max(40);
            if wide && !line.is_empty() {
                let _ = writeln!(out, "{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push_str("   ");
            }
            line.push_str(item);
        }
        let _ = writeln!(out, "{line}");
        let with = r.sentences.iter().filter(|s| s.status == "claims").count();
        let opinion = r.sentences.iter().filter(|s| s.status == "opinion").count();
        let rest = r.sentences.len() - with - opinion;
        let line = match self.lang {
            Lang::En => format!(
                "{} in {}: {with} with claims to check, {opinion} of opinion only, {rest} without a claim or not running text.",
                words::count(c.total(), "claim"),
                words::count(r.sentences.len(), "sentence")
            ),
            Lang::Ja => format!(
                "主張{}件、文{}:検証対象{with}、意見のみ{opinion}、主張なし・本文外{rest}。",
                c.total(),
                r.sentences.len()
            ),
        };
        self.fold(&line, 0, out);
    }

    /// Folds a text to the width, each line indented.
    fn fold(&self, text: &str, indent: usize, out: &mut String) {
        let room = self.width.max(40) - indent;
        let pad = " ".repeat(indent);
        for line in fold(&plain(text), room) {
            let _ = writeln!(out, "{pad}{line}");
        }
    }
}

fn style(v: Verdict) -> Style {
    let color = match v {
        Verdict::Supported => AnsiColor::Green,
        Verdict::Contradicted => AnsiColor::Red,
        Verdict::Partly => AnsiColor::Yellow,
        Verdict::Disputed => AnsiColor::Magenta,
        Verdict::NotInRecord => AnsiColor::Cyan,
        Verdict::NotChecked => AnsiColor::BrightBlack,
    };
    Style::new().bold().fg_color(Some(color.into()))
}

fn cite(source: &str, locator: &str, status: &str, lang: Lang) -> String {
    let mark = if status == "unverified" {
        words::pick(lang, " (unverified)", "(原典未確認)")
    } else {
        ""
    };
    if locator.is_empty() {
        format!("{source}{mark}")
    } else {
        format!("{source}, {locator}{mark}")
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text from elsewhere without characters that would command the terminal.
pub fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(char::is_control) {
        let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
        text.chars().map(shown).collect::<String>().into()
    } else {
        text.into()
    }
}

/// Folds by display width: at blanks, or between wide characters (not before closing punctuation).
pub fn fold(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in pieces(text) {
        let w = word.width();
        if used + word.trim_end().width() > room && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line = String::new();
            used = 0;
        }
        line.push_str(word);
        used += w;
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Pieces that are not broken: words with the blank after them, single wide characters with the
/// closing punctuation after them.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let end = i + c.len_utf8();
        let wide = c.width().unwrap_or(0) > 1;
        let next = chars.peek().map(|(_, d)| *d);
        let closes = next.is_some_and(|d| "、。」』\u{ff09}・ー々っゃゅょ”".contains(d));
        let next_wide = next.is_some_and(|d| d.width().unwrap_or(0) > 1);
        if c == ' ' || !closes && (wide || next_wide) {
            out.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_by_width_and_loses_nothing() {
        let text = "日本は1951年に条約を批准した。 It ratified the treaty in 1951.";
        for room in 10..60 {
            let lines = fold(text, room);
            assert!(lines.iter().all(|l| l.width() <= room.max(12)), "{lines:?}");
            let joined: String = lines.concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
            assert!(lines.iter().skip(1).all(|l| !l.starts_with(['。', '、'])));
        }
    }
}
