//! Finding names: longest match, by folded words in English and by characters in Japanese. A table
//! of names by their words (first two characters) is built in a few milliseconds; most words of a text
//! begin no name and cost one look-up.

use crate::claim::Via;
use rustc_hash::FxHashMap;
use servanda_record::Names;

/// What a name stands for, by index into the lexicon's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    Actor(u32),
    Place(u32),
    Agreement(u32),
    Event(u32),
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub target: Target,
    pub via: Via,
    /// First and last day of use.
    pub days: (Option<i64>, Option<i64>),
}

/// An English name.
#[derive(Debug)]
struct Name {
    /// It is written with a capital.
    capital: bool,
    /// It is an abbreviation in capitals (US, UK).
    shouted: bool,
    entries: Vec<Entry>,
}

/// A Japanese name.
#[derive(Debug)]
struct Pattern {
    /// Folded characters after the second.
    tail: String,
    entries: Vec<Entry>,
}

/// All names of a record.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    /// By folded words, with a blank between two.
    english: FxHashMap<Box<str>, Name>,
    /// For each first word: how many words the longest name has.
    longest: FxHashMap<Box<str>, usize>,
    japanese: FxHashMap<(char, char), Vec<Pattern>>,
    /// Names of one character (日, 米), which count only in compounds.
    single: FxHashMap<char, Vec<Entry>>,
    count: usize,
    /// While names are added: where each Japanese one stands in its list.
    places: FxHashMap<String, u32>,
}

/// A word of English text as the matcher sees it.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub folded: String,
    pub capital: bool,
    pub shouted: bool,
}

/// Lower case, without accents and dots; other characters kept.
pub(crate) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '.' | '\'' | '’' | '‘' => {}
            _ if c.is_ascii() => out.push(c),
            _ => match plain(c) {
                "" => out.extend(c.to_lowercase()),
                p => out.push_str(p),
            },
        }
    }
    out
}

fn plain(c: char) -> &'static str {
    match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'ą' | 'Ą' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'č' | 'Č' | 'Ć' => "c",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'İ' | 'ı' => "i",
        'ñ' | 'Ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' => "o",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'š' | 'Š' | 'ś' | 'Ś' | 'ş' | 'Ş' | 'ș' => "s",
        'ž' | 'Ž' | 'ź' | 'ż' | 'Ż' => "z",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ď' => "d",
        'ğ' | 'Ğ' => "g",
        'ř' | 'Ř' => "r",
        'ť' | 'ţ' | 'ț' => "t",
        'ß' => "ss",
        'þ' | 'Þ' => "th",
        'ð' | 'Ð' => "d",
        _ => "",
    }
}

/// Whether a character joins words into one name: hyphens, dashes, spaces.
fn is_joint(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '‐' | '‑' | '–' | '—' | '/' | ',' | '·' | '(' | ')' | '"' | '“' | '”'
        )
}

impl Word {
    pub fn new(text: &str) -> Self {
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let capital = letters.clone().next().is_some_and(char::is_uppercase);
        let shouted = letters.all(char::is_uppercase) && capital;
        Self {
            folded: fold(text),
            capital,
            shouted,
        }
    }
}

impl Matcher {
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn add(&mut self, lang: &str, name: &str, entry: Entry) {
        match lang {
            "en" => self.add_english(name, entry),
            "ja" => self.add_japanese(name, entry),
            _ => {}
        }
    }

    fn add_english(&mut self, name: &str, entry: Entry) {
        let mut words: Vec<Word> = name
            .split(is_joint)
            .filter(|w| !w.is_empty())
            .map(Word::new)
            .collect();
        words.retain(|w| !w.folded.is_empty());
        if words.len() > 1 && words[0].folded == "the" {
            words.remove(0);
        }
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let capital = words.iter().any(|w| w.capital);
        // Common nouns that name one place or body in one record name others in other texts.
        if !capital && (words.len() < 3 || !matches!(entry.target, Target::Agreement(_))) {
            return;
        }
        let shouted = words.len() == 1 && first.shouted && first.folded.len() <= 5;
        let mut whole = first.folded.clone();
        for w in rest {
            whole.push(' ');
            whole.push_str(&w.folded);
        }
        match self.longest.get_mut(first.folded.as_str()) {
            Some(n) => *n = words.len().max(*n),
            None => {
                self.longest
                    .insert(first.folded.as_str().into(), words.len());
            }
        }
        if let Some(n) = self.english.get_mut(whole.as_str()) {
            n.shouted &= shouted;
            n.capital &= capital;
            if !n.entries.contains(&entry) {
                n.entries.push(entry);
            }
        } else {
            let name = Name {
                capital,
                shouted,
                entries: vec![entry],
            };
            self.english.insert(whole.into(), name);
            self.count += 1;
        }
    }

    fn add_japanese(&mut self, name: &str, entry: Entry) {
        let folded: String = name
            .chars()
            .map(fold_ja)
            .filter(|c| !c.is_whitespace())
            .collect();
        let mut chars = folded.chars();
        let Some(first) = chars.next() else { return };
        let Some(second) = chars.next() else {
            if !first.is_ascii() && !matches!(first, '\u{3040}'..='\u{309f}') {
                let list = self.single.entry(first).or_default();
                if !list.contains(&entry) {
                    list.push(entry);
                }
                self.count += 1;
            }
            return;
        };
        let tail: String = chars.collect();
        let list = self.japanese.entry((first, second)).or_default();
        let place = *self.places.entry(folded).or_insert(list.len() as u32);
        if let Some(p) = list.get_mut(place as usize) {
            if !p.entries.contains(&entry) {
                p.entries.push(entry);
            }
        } else {
            list.push(Pattern {
                tail,
                entries: vec![entry],
            });
            self.count += 1;
        }
    }

    /// The last words of persons' names, where no other thing has that name and it is a name's own length.
    pub fn add_surnames(&mut self, names: &Names, target: Target) {
        for n in names.0.iter().filter(|n| n.lang == "en").take(1) {
            let words: Vec<&str> = n.name.split_whitespace().collect();
            let Some(last) = words
                .last()
                .filter(|w| words.len() >= 2 && w.chars().count() >= 4)
            else {
                continue;
            };
            let folded = fold(last);
            let taken = self
                .english
                .get(folded.as_str())
                .is_some_and(|n| n.entries.iter().any(|e| e.via != Via::Person));
            let roman = last.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            if !taken && !roman && last.starts_with(char::is_uppercase) && !folded.contains('-') {
                self.add_english(
                    last,
                    Entry {
                        target,
                        via: Via::Person,
                        days: (None, None),
                    },
                );
            }
        }
        for n in names.0.iter().filter(|n| n.lang == "ja").take(1) {
            // 名・姓 in katakana: the part after the last dot.
            if let Some(last) = n
                .name
                .rsplit(['・', '＝'])
                .next()
                .filter(|l| *l != n.name && l.chars().count() >= 3)
            {
                self.add_japanese(
                    last,
                    Entry {
                        target,
                        via: Via::Person,
                        days: (None, None),
                    },
                );
            }
        }
    }

    /// Sorts the patterns so that the longest comes first.
    pub fn finish(&mut self) {
        self.places = FxHashMap::default();
        for list in self.japanese.values_mut() {
            list.sort_by(|a, b| {
                b.tail
                    .len()
                    .cmp(&a.tail.len())
                    .then_with(|| a.tail.cmp(&b.tail))
            });
        }
    }

    /// The longest name that begins with the first of `words`: how many words, and its meanings.
    pub fn english(&self, words: &[Word]) -> Option<(usize, &[Entry])> {
        let first = words.first()?;
        let longest = *self.longest.get(first.folded.as_str())?;
        let words = &words[..longest.min(words.len())];
        let mut text = String::with_capacity(16 * words.len());
        let mut ends = Vec::with_capacity(words.len());
        for (i, w) in words.iter().enumerate() {
            if i > 0 {
                text.push(' ');
            }
            text.push_str(&w.folded);
            ends.push(text.len());
        }
        ends.iter().enumerate().rev().find_map(|(i, end)| {
            let n = i + 1;
            let name = self.english.get(&text[..*end])?;
            let cased = !name.capital || words[..n].iter().any(|w| w.capital);
            let loud = !name.shouted || first.shouted;
            (cased && loud).then_some((n, name.entries.as_slice()))
        })
    }

    /// The longest Japanese name that begins `text`: its length in bytes, and its meanings.
    pub fn japanese(&self, text: &str) -> Option<(usize, &[Entry])> {
        let mut chars = text.char_indices();
        let (_, a) = chars.next()?;
        let (second_at, b) = chars.next()?;
        let after = second_at + b.len_utf8();
        let list = self.japanese.get(&(fold_ja(a), fold_ja(b)))?;
        let rest = &text[after..];
        list.iter().find_map(|p| {
            starts_with_folded(rest, &p.tail).map(|n| (after + n, p.entries.as_slice()))
        })
    }

    /// The meanings of a one-character name.
    pub fn single(&self, c: char) -> Option<&[Entry]> {
        self.single.get(&c).map(Vec::as_slice)
    }
}

/// How many bytes of `text` the folded `tail` covers, if `text` begins with it.
fn starts_with_folded(text: &str, tail: &str) -> Option<usize> {
    let mut at = 0;
    let mut own = text.char_indices();
    for t in tail.chars() {
        let (i, c) = own.next()?;
        if fold_ja(c) != t {
            return None;
        }
        at = i + c.len_utf8();
    }
    Some(at)
}

/// One form for characters that are written in several ways.
pub(crate) fn fold_ja(c: char) -> char {
    match c {
        '＝' | '゠' | '=' | '‐' | '–' | '—' | '-' | '－' | '･' | '·' => '・',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0)
            .unwrap_or(c)
            .to_ascii_lowercase(),
        'A'..='Z' => c.to_ascii_lowercase(),
        'ヶ' | 'ケ' => 'ケ',
        '國' => '国',
        '條' => '条',
        '聯' => '連',
        '舊' => '旧',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher(names: &[(&str, &str, u32)]) -> Matcher {
        let mut m = Matcher::default();
        for (lang, name, i) in names {
            m.add(
                lang,
                name,
                Entry {
                    target: Target::Actor(*i),
                    via: Via::Name,
                    days: (None, None),
                },
            );
        }
        m.finish();
        m
    }

    fn words(text: &str) -> Vec<Word> {
        text.split(is_joint)
            .filter(|w| !w.is_empty())
            .map(Word::new)
            .collect()
    }

    #[test]
    fn longest_name_by_folded_words() {
        let m = matcher(&[
            ("en", "Soviet–Japanese Neutrality Pact", 0),
            ("en", "Soviet", 1),
            ("en", "US", 2),
            ("en", "Turkey", 3),
            ("en", "Poincaré", 4),
        ]);
        let table: &[(&str, Option<(usize, u32)>)] = &[
            ("Soviet-Japanese neutrality pact of", Some((4, 0))),
            ("Soviet troops", Some((1, 1))),
            ("us", None),
            ("U.S. troops", Some((1, 2))),
            ("turkey dinner", None),
            ("Poincare spoke", Some((1, 4))),
        ];
        for (text, want) in table {
            let got = m.english(&words(text)).map(|(n, e)| (n, e[0].target));
            assert_eq!(got, want.map(|(n, i)| (n, Target::Actor(i))), "{text}");
        }
    }

    #[test]
    fn japanese_names_fold_widths_and_joints() {
        let m = matcher(&[
            ("ja", "日ソ中立条約", 0),
            ("ja", "日ソ", 1),
            ("ja", "フランクリン・ルーズベルト", 2),
        ]);
        assert_eq!(
            m.japanese("日ソ中立条約の").map(|r| r.0),
            Some("日ソ中立条約".len())
        );
        assert_eq!(m.japanese("日ソ関係").map(|r| r.0), Some("日ソ".len()));
        assert!(m.japanese("フランクリン＝ルーズベルト大統領").is_some());
        assert!(m.japanese("米").is_none());
    }
}
