//! Claims denied, denied twice, and reports told as facts.

use crate::change::{Change, Instead};
use crate::world::Marked;
use servanda_record::Lang;
use servanda_text::Claim;

/// Verbs to be and to have, and those that stand before another verb.
const AUXILIARIES: &[&str] = &[
    "was", "were", "is", "are", "had", "has", "have", "would", "will", "could", "can", "may",
    "might", "should", "did", "does",
];

/// Past forms that are not regular, with their base forms.
const IRREGULAR: &[(&str, &str)] = &[
    ("gave", "give"),
    ("took", "take"),
    ("began", "begin"),
    ("broke", "break"),
    ("brought", "bring"),
    ("came", "come"),
    ("fell", "fall"),
    ("held", "hold"),
    ("kept", "keep"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("put", "put"),
    ("said", "say"),
    ("sent", "send"),
    ("sank", "sink"),
    ("stood", "stand"),
    ("told", "tell"),
    ("went", "go"),
    ("won", "win"),
    ("withdrew", "withdraw"),
    ("wrote", "write"),
    ("ran", "run"),
    ("became", "become"),
    ("led", "lead"),
    ("cost", "cost"),
    ("bound", "bind"),
    ("drove", "drive"),
    ("let", "let"),
    ("quit", "quit"),
    ("cut", "cut"),
    ("struck", "strike"),
    ("fought", "fight"),
    ("sought", "seek"),
    ("rose", "rise"),
    ("undertook", "undertake"),
    ("forbade", "forbid"),
    ("set", "set"),
    ("laid", "lay"),
    ("bore", "bear"),
    ("spoke", "speak"),
    ("drew", "draw"),
    ("grew", "grow"),
    ("shot", "shoot"),
    ("built", "build"),
    ("handed", "hand"),
    ("ceded", "cede"),
];

/// The base form of a word if it is a past form.
pub fn base_of_past(word: &str, verb: &str) -> Option<String> {
    if let Some((_, base)) = IRREGULAR.iter().find(|(p, _)| *p == word) {
        return Some((*base).to_owned());
    }
    let stem = word.strip_suffix("ed")?;
    let doubled = || {
        let mut cs = stem.chars().rev();
        let (a, b) = (cs.next(), cs.next());
        (a.is_some() && a == b).then(|| stem[..stem.len() - 1].to_owned())
    };
    let tries = [
        Some(stem.to_owned()),
        Some(format!("{stem}e")),
        doubled(),
        stem.strip_suffix('i').map(|s| format!("{s}y")),
    ];
    tries.into_iter().flatten().find(|t| t == verb)
}

/// The words of a range with where they stand.
pub fn words_at<'m>(
    m: &'m Marked,
    range: &std::ops::Range<usize>,
) -> Vec<(std::ops::Range<usize>, &'m str)> {
    let text = m.words(range);
    let mut out = Vec::new();
    let mut at = 0;
    for w in text.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        if !w.is_empty() {
            out.push((range.start + at..range.start + at + w.len(), w));
        }
        at += w.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// Denials of a claim.
pub fn denials(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    if claim.frame.negated {
        return;
    }
    match m.lang() {
        Lang::En => english(m, claim, out),
        Lang::Ja => japanese(m, claim, out),
    }
}

fn english(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    let words = words_at(m, &claim.range);
    let verb = claim.frame.verb.as_str();
    let aux = words.iter().position(|w| AUXILIARIES.contains(&w.1));
    let past = words
        .iter()
        .position(|w| base_of_past(w.1, verb).is_some_and(|b| b == verb));
    if let Some(p) = past.filter(|p| aux.is_none_or(|a| *p < a)) {
        let (range, word) = &words[p];
        // "signed in Moscow" after a comma is a participle, not a past.
        let alone = p == 0
            || m.words(&claim.range)[..range.start - claim.range.start]
                .trim_end()
                .ends_with(',');
        if let Some(base) = base_of_past(word, verb).filter(|_| !alone) {
            out.push(Change::one(
                "did not",
                range.clone(),
                format!("did not {base}"),
                Instead::Denied,
            ));
            out.push(Change::one(
                "never",
                range.clone(),
                format!("never {word}"),
                Instead::Denied,
            ));
        }
    } else if let Some(a) = aux {
        let (range, word) = &words[a];
        out.push(Change::one(
            "not",
            range.clone(),
            format!("{word} not"),
            Instead::Denied,
        ));
        out.push(Change::one(
            "never",
            range.clone(),
            format!("{word} never"),
            Instead::Denied,
        ));
    }
}

/// Ends of Japanese clauses and their denials, longest first.
const ENDS: &[(&str, &str)] = &[
    ("されていた", "されていなかった"),
    ("していた", "していなかった"),
    ("されました", "されませんでした"),
    ("されている", "されていない"),
    ("している", "していない"),
    ("めている", "めていない"),
    ("始まった", "始まらなかった"),
    ("ました", "ませんでした"),
    ("された", "されなかった"),
    ("だった", "ではなかった"),
    ("でした", "ではありませんでした"),
    ("なった", "ならなかった"),
    ("入った", "入らなかった"),
    ("あった", "なかった"),
    ("結んだ", "結ばなかった"),
    ("した", "しなかった"),
    ("めた", "めなかった"),
    ("えた", "えなかった"),
    ("れた", "れなかった"),
    ("けた", "けなかった"),
];

fn japanese(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    let text = m
        .words(&claim.range)
        .trim_end_matches(['。', '、', '」', '\n']);
    if let Some((end, denied)) = ENDS.iter().find(|(e, _)| text.ends_with(e)) {
        let at = claim.range.start + text.len();
        out.push(Change::one(
            "しなかった",
            at - end.len()..at,
            *denied,
            Instead::Denied,
        ));
    }
}

/// A denial of the denial.
pub fn twice(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    if claim.frame.negated || m.lang() == Lang::Ja {
        return;
    }
    let words = words_at(m, &claim.range);
    let verb = claim.frame.verb.as_str();
    let aux = words.iter().position(|w| AUXILIARIES.contains(&w.1));
    let past = words
        .iter()
        .position(|w| base_of_past(w.1, verb).is_some_and(|b| b == verb));
    if let Some(p) = past.filter(|p| *p > 0 && aux.is_none_or(|a| *p < a)) {
        let (range, word) = &words[p];
        let before = m.words(&claim.range)[..range.start - claim.range.start].trim_end();
        if !before.ends_with(',')
            && let Some(base) = base_of_past(word, verb)
        {
            out.push(Change::one(
                "did not fail to",
                range.clone(),
                format!("did not fail to {base}"),
                Instead::Same,
            ));
        }
    }
}

/// A report without the words that say whose it is.
pub fn bare(m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    let Some(by) = claim.attributed_to.as_ref().filter(|a| a.reported) else {
        return;
    };
    if m.lang() != Lang::En || by.range.start < claim.range.start || by.range.end >= claim.range.end
    {
        return;
    }
    let rest = m.words(&(by.range.start..claim.range.end));
    if let Some(at) = rest.find(" that ") {
        let from = by.range.start;
        let to = from + at + " that ".len();
        let first: String = m.reading.document.text[to..]
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .collect();
        out.push(Change::one(
            "report told as a fact",
            from..to
                + first.len().min(
                    m.reading.document.text[to..]
                        .chars()
                        .next()
                        .map_or(0, char::len_utf8),
                ),
            first,
            Instead::Bare,
        ));
    }
}
