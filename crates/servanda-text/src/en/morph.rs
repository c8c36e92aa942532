//! Forms of English words: which verb a form may belong to, and the classes of small words.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    /// Third person singular.
    S,
    /// Past tense.
    Past,
    /// Past participle.
    Participle,
    /// -ing.
    Ing,
}

/// What a word may be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// Forms of verbs it may be, with the base.
    pub verbs: Vec<(Form, String)>,
    /// Classes of the closed list.
    pub classes: Vec<&'static str>,
    /// The verb is as often a noun.
    pub nounish: bool,
}

/// The table of words.
pub(crate) fn table() -> &'static FxHashMap<String, Entry> {
    static TABLE: OnceLock<FxHashMap<String, Entry>> = OnceLock::new();
    TABLE.get_or_init(build)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn build() -> FxHashMap<String, Entry> {
    let mut t: FxHashMap<String, Entry> =
        FxHashMap::with_capacity_and_hasher(8192, Default::default());
    let mut put = |form: String, f: Form, base: &str, nounish: bool| {
        let e = t.entry(form).or_default();
        if !e.verbs.iter().any(|(g, b)| *g == f && b == base) {
            e.verbs.push((f, base.to_owned()));
        }
        e.nounish |= nounish && matches!(f, Form::Base | Form::S);
    };
    for l in lines(include_str!("verbs-irregular.txt")) {
        let mut parts = l.split_whitespace();
        let (Some(base), Some(past), Some(participle)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let nounish = base.ends_with('*');
        let base = base.trim_end_matches('*');
        put(base.to_owned(), Form::Base, base, nounish);
        put(third(base), Form::S, base, nounish);
        put(ing(base).0, Form::Ing, base, false);
        if let Some(other) = ing(base).1 {
            put(other, Form::Ing, base, false);
        }
        for p in past.split('/') {
            put(p.to_owned(), Form::Past, base, false);
        }
        for p in participle.split('/') {
            put(p.to_owned(), Form::Participle, base, false);
        }
    }
    for w in lines(include_str!("verbs.txt")).flat_map(str::split_whitespace) {
        let nounish = w.ends_with('*');
        let base = w.trim_end_matches('*');
        put(base.to_owned(), Form::Base, base, nounish);
        put(third(base), Form::S, base, nounish);
        let (a, b) = past(base);
        for p in std::iter::once(a).chain(b) {
            put(p.clone(), Form::Past, base, false);
            put(p, Form::Participle, base, false);
        }
        let (a, b) = ing(base);
        for p in std::iter::once(a).chain(b) {
            put(p, Form::Ing, base, false);
        }
    }
    for l in lines(include_str!("closed.txt")) {
        let Some((class, words)) = l.split_once(' ') else {
            continue;
        };
        for w in words.split_whitespace() {
            let e = t.entry(w.to_owned()).or_default();
            if !e.classes.contains(&class) {
                e.classes.push(class);
            }
        }
    }
    t
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether the last letter may be doubled before an ending: consonant, vowel, consonant.
fn doubles(base: &str) -> bool {
    let b = base.as_bytes();
    let n = b.len();
    n >= 3
        && !is_vowel(b[n - 1])
        && !matches!(b[n - 1], b'w' | b'x' | b'y')
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
}

fn syllables(base: &str) -> usize {
    let mut n = 0;
    let mut was = false;
    for c in base.bytes() {
        let v = is_vowel(c) || c == b'y';
        n += usize::from(v && !was);
        was = v;
    }
    n
}

fn with_ending(base: &str, ending: &str) -> (String, Option<String>) {
    let plain = format!("{base}{ending}");
    if !doubles(base) {
        // British "initialled", "dialled", "equalled".
        let b = base.as_bytes();
        let british = base.ends_with('l') && b.len() > 3 && is_vowel(b[b.len() - 2]);
        let double = (british && syllables(base) > 1).then(|| format!("{base}l{ending}"));
        return (plain, double);
    }
    let double = format!("{base}{}{ending}", &base[base.len() - 1..]);
    if syllables(base) == 1 {
        (double, None)
    } else {
        (plain, Some(double))
    }
}

fn past(base: &str) -> (String, Option<String>) {
    let b = base.as_bytes();
    match b.last() {
        Some(b'e') => (format!("{base}d"), None),
        Some(b'y') if b.len() > 1 && !is_vowel(b[b.len() - 2]) => {
            (format!("{}ied", &base[..base.len() - 1]), None)
        }
        Some(b'c') => (format!("{base}ked"), None),
        _ => with_ending(base, "ed"),
    }
}

fn ing(base: &str) -> (String, Option<String>) {
    if let Some(stem) = base.strip_suffix("ie") {
        (format!("{stem}ying"), None)
    } else if base.ends_with('e') && !base.ends_with("ee") && base != "be" {
        (format!("{}ing", &base[..base.len() - 1]), None)
    } else {
        with_ending(base, "ing")
    }
}

fn third(base: &str) -> String {
    let b = base.as_bytes();
    match b.last() {
        Some(b'y') if b.len() > 1 && !is_vowel(b[b.len() - 2]) => {
            format!("{}ies", &base[..base.len() - 1])
        }
        Some(b's' | b'x' | b'z' | b'o') => format!("{base}es"),
        Some(b'h') if base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// The base form of a noun by rule.
pub(crate) fn singular(word: &str) -> String {
    match word {
        "men" => return "man".into(),
        "women" => return "woman".into(),
        "people" | "peoples" => return "person".into(),
        "children" => return "child".into(),
        "lives" => return "life".into(),
        "talks" | "hostilities" | "headquarters" | "series" | "news" | "troops" | "forces"
        | "goods" => return word.into(),
        _ => {}
    }
    if word.len() > 4 && word.ends_with("ies") {
        return format!("{}y", &word[..word.len() - 3]);
    }
    for e in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(e) {
            return word[..word.len() - 2].into();
        }
    }
    if word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
    {
        return word[..word.len() - 1].into();
    }
    word.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_verbs() {
        for (form, base) in [
            ("signed", "sign"),
            ("gave", "give"),
            ("given", "give"),
            ("occupied", "occupy"),
            ("expelled", "expel"),
            ("invading", "invade"),
            ("stopped", "stop"),
            ("annexes", "annex"),
            ("withdrew", "withdraw"),
            ("lying", "lie"),
            ("cancelled", "cancel"),
            ("mimicking", ""),
        ] {
            let got = table()
                .get(form)
                .and_then(|e| e.verbs.first())
                .map_or("", |(_, b)| b.as_str());
            assert_eq!(got, base, "{form}");
        }
    }

    #[test]
    fn singulars() {
        for (p, s) in [
            ("treaties", "treaty"),
            ("pacts", "pact"),
            ("losses", "loss"),
            ("men", "man"),
            ("status", "status"),
        ] {
            assert_eq!(singular(p), s);
        }
    }
}
