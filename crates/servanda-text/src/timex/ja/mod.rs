//! Japanese time expressions, found at numbers, eras and the words of the lexicon.

mod clock;
mod dates;
mod lengths;
mod number;
mod words;
mod years;

use super::expr::{Link, Place, Raw, Sem, YearRef};

/// The reader of one text.
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) out: Vec<Raw>,
    /// First year of the era last named, for "昭和16年…、20年8月".
    pub(super) era: Option<i32>,
    /// The year last said, for 「一九一四年…、一七年四月」.
    pub(super) year: Option<i32>,
    /// Whether the text counts by the old calendar just now: months and days without a year are then not those of the new.
    pub(super) lunar: bool,
}

/// All expressions of a Japanese text, in order, not overlapping.
pub(crate) fn find(text: &str) -> Vec<Raw> {
    let mut r = Reader {
        text,
        out: Vec::new(),
        era: None,
        year: None,
        lunar: false,
    };
    let mut i = 0;
    while i < text.len() {
        let Some(c) = r.ch(i) else { break };
        let next = if words::may_begin(c) {
            r.at(i, c)
        } else {
            None
        };
        i = next.unwrap_or(i + c.len_utf8()).max(i + c.len_utf8());
    }
    surroundings(text, &mut r.out);
    r.out
}

impl<'a> Reader<'a> {
    pub(super) fn ch(&self, i: usize) -> Option<char> {
        self.text.get(i..)?.chars().next()
    }
    pub(super) fn rest(&self, i: usize) -> &'a str {
        self.text.get(i..).unwrap_or("")
    }
    /// The end of `word` if it stands at `i`.
    pub(super) fn eat(&self, i: usize, word: &str) -> Option<usize> {
        self.rest(i).starts_with(word).then_some(i + word.len())
    }
    /// The end of the first of `words` that stands at `i`.
    pub(super) fn eat_any(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|w| self.eat(i, w))
    }
    /// The character before `i`.
    pub(super) fn before(&self, i: usize) -> Option<char> {
        self.text.get(..i)?.chars().next_back()
    }

    pub(super) fn push(&mut self, start: usize, end: usize, sem: Sem, rule: &'static str) -> usize {
        self.out.push(Raw {
            start,
            end,
            sem,
            modi: None,
            clock: None,
            rule,
            link: None,
            inside: None,
            tail: None,
            place: Place::default(),
            distance: None,
            quant: None,
            freq: None,
        });
        end
    }

    fn at(&mut self, i: usize, c: char) -> Option<usize> {
        if c.is_ascii_alphanumeric() && self.before(i).is_some_and(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        // Only the first digit of a run begins a number.
        let run = |c: char| number::digit(c).is_some() || number::kanji_numeral(c);
        if run(c) && self.before(i).is_some_and(run) {
            return None;
        }
        self.repeated(i)
            .or_else(|| self.next(i))
            .or_else(|| self.same(i))
            .or_else(|| self.clock(i))
            .or_else(|| self.date(i))
            .or_else(|| self.length(i))
            .or_else(|| self.word(i))
    }
}

/// Is the line that begins at `i` short and without a full stop?
fn line_is_heading(text: &str, i: usize) -> bool {
    let rest = text.get(i..).unwrap_or("");
    let line: Vec<char> = rest.chars().take_while(|c| *c != '\n').take(42).collect();
    line.len() <= 40
        && line.len() < text.len()
        && rest.contains('\n')
        && !line.iter().any(|c| matches!(c, '。' | '、'))
}

/// Sentences, quotations, brackets and links between neighbours.
fn surroundings(text: &str, out: &mut [Raw]) {
    let (mut sentence, mut quote, mut depth) = (0u32, 0u32, 0u32);
    let mut k = 0;
    let mut fresh = true;
    let mut heading = line_is_heading(text, 0);
    let mut part = false;
    for (i, c) in text.char_indices() {
        while k < out.len() && out[k].start == i {
            let place = &mut out[k].place;
            place.sentence = sentence;
            place.quote = quote > 0;
            place.bracket = depth > 0;
            place.paragraph = fresh;
            place.heading = heading;
            place.unstopped = heading;
            // Where in its sentence a time stands says less in Japanese.
            place.front = true;
            place.part = part && !heading;
            part &= heading;
            k += 1;
        }
        match c {
            '。' | '!' | '?' | '！' | '？' => sentence += 1,
            '\n' => {
                sentence += 1;
                quote = 0;
                depth = 0;
                fresh = true;
                part |= heading;
                heading = line_is_heading(text, i + 1);
                continue;
            }
            '「' | '『' | '“' => quote += 1,
            '」' | '』' | '”' => quote = quote.saturating_sub(1),
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !c.is_whitespace() {
            fresh = false;
        }
        if k >= out.len() {
            break;
        }
    }
    for r in out.iter_mut() {
        // 「翌年の四月まで有効」 looks ahead; the story stays.
        let until = text
            .get(r.end..)
            .is_some_and(|t| t.starts_with("まで") && !t.starts_with("までに"));
        if until
            && matches!(
                r.sem,
                Sem::Partial {
                    year: YearRef::Rel(1.., _),
                    ..
                }
            )
        {
            r.place.aside = true;
        }
    }
    for k in 0..out.len().saturating_sub(1) {
        let gap = text.get(out[k].end..out[k + 1].start).unwrap_or("").trim();
        out[k].link = match gap {
            "から" | "より" | "〜" | "～" | "~" | "-" | "－" | "―" | "—" | "–" | "ー" | "−"
            | "から翌" | "から同" => Some(Link::Range),
            "と" | "や" | "、" | "・" | "及び" | "および" | "または" | "," => {
                Some(Link::List)
            }
            _ => None,
        };
    }
}
