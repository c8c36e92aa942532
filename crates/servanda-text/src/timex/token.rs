//! Splitting English text into tokens, each looked up once in the lexicon of time words.
//!
//! One pass over the bytes; every token is a run of letters, a run of digits or one sign. Rules are tried only at tokens that
//! can begin an expression, so text without time words costs no more than this pass.

use super::point::Season;
use super::point::Unit;
use std::sync::OnceLock;

/// Part of the day as TIMEX3 writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Morning,
    Midday,
    Noon,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Midnight,
    Dawn,
    Dusk,
}

impl Part {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Midday => "TMI",
            Self::Noon => "T12:00",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::Daytime => "TDT",
            Self::Midnight => "T24:00",
            Self::Dawn => "TMO",
            Self::Dusk => "TEV",
        }
    }
}

/// What the lexicon says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lex {
    None,
    /// Month; `strict` where the word is an ordinary word too (may, march), `dot` an abbreviation.
    Month {
        m: u8,
        strict: bool,
        short: bool,
    },
    Weekday {
        d: u8,
        plural: bool,
        short: bool,
    },
    Season {
        s: Season,
        strict: bool,
    },
    Unit {
        u: Unit,
        plural: bool,
        strict: bool,
    },
    Part {
        p: Part,
        plural: bool,
    },
    Num(u32),
    Ord(u32),
    DecadeWord(u32),
    Vague(u8),
    DayWord(i8),
    Tonight,
    Freq(u8),
    Holiday(u8),
    Fn(W),
}

macro_rules! words {
    ($($name:ident $($text:literal)+),+ $(,)?) => {
        /// Function words that the grammar names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum W { $($name),+ }
        const FUNCTION_WORDS: &[(&str, W)] = &[$($(($text, W::$name)),+),+];
    };
}

words! {
    The "the", A "a" "an", This "this", These "these", That "that", Those "those", Last "last", Next "next", Past "past",
    Previous "previous" "preceding" "prior", Following "following" "ensuing" "subsequent" "succeeding", Coming "coming" "upcoming",
    Same "same", Very "very" "selfsame", Other "other" "another", Each "each", Every "every", Per "per", All "all", Any "any",
    Some "some", Several "several", Few "few", Many "many" "numerous" "countless", Couple "couple", Dozen "dozen", Dozens "dozens",
    Half "half", Of "of", In "in", On "on", At "at", By "by", To "to", From "from", Until "until" "till" "til", Since "since",
    During "during", Throughout "throughout", Within "within", Between "between", And "and", Or "or", For "for", Into "into",
    Over "over" "through", Around "around" "circa" "ca", Before "before", After "after", About "about" "approximately" "roughly",
    Nearly "nearly" "almost" "virtually", More "more", Less "less" "fewer", Than "than", Under "under", Least "least", Most "most", Exactly "exactly" "precisely" "fully",
    Only "only" "just" "mere" "barely" "merely", Little "little", Up "up", As "as", Long "long", Early "early", Late "late", Later "later",
    Earlier "earlier", Latter "latter", Mid "mid" "middle", Beginning "beginning" "start" "onset" "outset" "opening", End "end" "close",
    Rest "rest" "remainder", Closing "closing" "final", Ago "ago", Hence "hence", Afterward "afterwards" "afterward" "thereafter", Shortly "shortly" "soon",
    Age "age" "aged", Old "old", Time "time", Times "times", Period "period", Era "era", Date "date", Point "point" "moment" "juncture", Present "present",
    Modern "modern", Course "course", Eve "eve", Anniversary "anniversary", Right "right", Once "once", Today2 "present-day",
    Am "am", Pm "pm", Oclock "clock", Hours "utc" "gmt", Est "est" "edt" "cst" "cdt" "pst" "pdt" "cet" "bst" "jst", Bc "bc" "bce", Ad "ad" "ce",
    Works "would" "will" "shall" "planned" "scheduled" "expected" "projected" "predicted" "proposed" "intended" "expire" "expires" "promised" "forecast" "due" "plans" "expects" "hopes" "intends",
    Overnight "overnight", Lasting "weeklong" "monthlong" "yearlong" "daylong" "decadelong" "hourlong",
    Had "had", Was "was" "were" "is" "are" "be" "been" "has" "have" "did",
    When "when" "where", While "while", But "but" "however", With "with" "without" "against", Who "who" "which",
    Advance "intervening" "entire" "whole" "full" "straight" "consecutive" "successive" "single" "bloody" "brutal" "additional" "further" "calendar" "eventful" "difficult" "solid" "crucial" "critical" "hard" "terrible",
    No "no",
    Followed "followed" "follows", Good "good", New "new", Fiscal "fiscal" "financial", Wet "dry" "wet" "rainy" "monsoon", Its "its" "his" "her" "their" "our",
}

/// Kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// ASCII digits; `digits` counts them, `num` is their value (saturated).
    Num,
    /// Digits with thousands separators (`10,000`): never a calendar number.
    Big,
    /// One sign. Dashes of all kinds are `-`, quotes `"`, apostrophes `'`.
    Sign(u8),
    /// A possessive `'s` or a lone apostrophe after a word in s.
    Poss,
}

/// A token with its place in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tok {
    pub start: usize,
    pub end: usize,
    pub num: u32,
    pub kind: Kind,
    pub lex: Lex,
    /// Number of digits, 0 for others (saturated).
    pub digits: u8,
    /// White space before it.
    pub space: bool,
    /// Line breaks before it: 0, 1, or 2 for an empty line.
    pub lines: u8,
    /// Begins with a capital letter.
    pub cap: bool,
}

struct Table {
    slots: Vec<(u64, Lex)>,
    mask: usize,
    first: [u32; 32],
}

fn hash(bytes: &[u8]) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for &b in bytes {
        h = (h ^ u64::from(b | 0x20)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^ (h >> 29)
}

fn parse_class(class: &str, value: &str) -> Lex {
    let n = value.parse::<u32>().unwrap_or(0);
    let small = n as u8;
    match class {
        "month" | "month!" | "month." => Lex::Month {
            m: small,
            strict: class.ends_with('!'),
            short: class.ends_with('.'),
        },
        "weekday" | "weekdays" | "weekday." => Lex::Weekday {
            d: small,
            plural: class.ends_with('s'),
            short: class.ends_with('.'),
        },
        "season" | "season!" => Lex::Season {
            s: [
                Season::Spring,
                Season::Summer,
                Season::Autumn,
                Season::Winter,
            ][(n.clamp(1, 4) - 1) as usize],
            strict: class.ends_with('!'),
        },
        "unit" | "units" | "unit!" | "units!" => Lex::Unit {
            u: [
                Unit::Second,
                Unit::Minute,
                Unit::Hour,
                Unit::Day,
                Unit::Week,
                Unit::Month,
                Unit::Quarter,
                Unit::Year,
                Unit::Decade,
                Unit::Weekend,
                Unit::Fortnight,
                Unit::Century,
                Unit::Millennium,
                Unit::HalfCentury,
            ][n.min(13) as usize],
            plural: class.starts_with("units"),
            strict: class.ends_with('!'),
        },
        "part" | "parts" => Lex::Part {
            p: match value {
                "MO" => Part::Morning,
                "MI" => Part::Midday,
                "12:00" => Part::Noon,
                "24:00" => Part::Midnight,
                "AF" => Part::Afternoon,
                "EV" => Part::Evening,
                "DT" => Part::Daytime,
                "DAWN" => Part::Dawn,
                "DUSK" => Part::Dusk,
                _ => Part::Night,
            },
            plural: class.ends_with('s'),
        },
        "num" => Lex::Num(n),
        "ord" => Lex::Ord(n),
        "decade" => Lex::DecadeWord(n),
        "vague" => Lex::Vague(match value {
            "PRESENT_REF" => 0,
            "PAST_REF" => 1,
            _ => 2,
        }),
        "day" => Lex::DayWord(value.parse().unwrap_or(0)),
        "tonight" => Lex::Tonight,
        "freq" => Lex::Freq(FREQUENCIES.iter().position(|f| *f == value).unwrap_or(0) as u8),
        "holiday" => Lex::Holiday(HOLIDAYS.iter().position(|f| *f == value).unwrap_or(0) as u8),
        _ => Lex::None,
    }
}

/// Frequencies that the lexicon names, by index in [`Lex::Freq`].
pub(crate) const FREQUENCIES: &[&str] = &[
    "P1D", "P1W", "P2W", "P1M", "P2M", "P3M", "P1Y", "P6M", "P2Y", "PT1H", "TNI",
];
/// Holidays that the lexicon names, by index in [`Lex::Holiday`].
pub(crate) const HOLIDAYS: &[&str] = &[
    "12-25",
    "10-31",
    "easter",
    "nth 11 4 4",
    "11-11 day",
    "07-14 day",
    "12-26 day",
    "nth 5 1 5 day",
    "nth 9 1 1 day",
    "nth 10 1 2 day",
    "1944-06-06 -day",
    "1945-05-08 day",
    "1945-08-15 day",
];

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut entries: Vec<(&str, Lex)> = Vec::new();
        for line in include_str!("lexicon-en.tsv").lines() {
            let mut cols = line.split('\t');
            if let (Some(word), Some(class), Some(value)) = (cols.next(), cols.next(), cols.next())
            {
                entries.push((word, parse_class(class, value)));
            }
        }
        entries.extend(FUNCTION_WORDS.iter().map(|(t, w)| (*t, Lex::Fn(*w))));
        let size = (entries.len() * 4).next_power_of_two();
        let mut table = Table {
            slots: vec![(0, Lex::None); size],
            mask: size - 1,
            first: [0; 32],
        };
        for (word, lex) in entries {
            let bytes = word.as_bytes();
            let h = hash(bytes);
            table.first[(bytes[0] & 31) as usize] |= 1 << bytes.len().min(31);
            let mut i = h as usize & table.mask;
            while table.slots[i].0 != 0 && table.slots[i].0 != h {
                i = (i + 1) & table.mask;
            }
            if table.slots[i].0 == 0 {
                table.slots[i] = (h, lex);
            }
        }
        table
    })
}

impl Table {
    fn get(&self, word: &[u8]) -> Lex {
        if word.len() > 15 || self.first[(word[0] & 31) as usize] & (1 << word.len()) == 0 {
            return Lex::None;
        }
        let h = hash(word);
        let mut i = h as usize & self.mask;
        loop {
            let (k, lex) = self.slots[i];
            if k == h {
                return lex;
            }
            if k == 0 {
                return Lex::None;
            }
            i = (i + 1) & self.mask;
        }
    }
}

/// Splits English text into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Tok> {
    let table = table();
    let b = text.as_bytes();
    let mut out: Vec<Tok> = Vec::with_capacity(b.len() / 5 + 8);
    let mut i = 0;
    let (mut space, mut lines) = (false, 0u8);
    while i < b.len() {
        let c = b[i];
        let start = i;
        match c {
            b' ' | b'\t' => {
                space = true;
                i += 1;
                continue;
            }
            b'\n' | b'\r' => {
                space = true;
                if c == b'\n' || b.get(i + 1) != Some(&b'\n') {
                    lines = (lines + 1).min(2);
                }
                i += 1;
                continue;
            }
            b'A'..=b'Z' | b'a'..=b'z' => {
                while i < b.len() && b[i].is_ascii_alphabetic() {
                    i += 1;
                }
                let pure = i;
                i = letters(text, i);
                let lex = if pure == i {
                    table.get(&b[start..i])
                } else {
                    Lex::None
                };
                out.push(Tok {
                    start,
                    end: i,
                    num: 0,
                    kind: Kind::Word,
                    lex,
                    digits: 0,
                    space,
                    lines,
                    cap: c.is_ascii_uppercase(),
                });
            }
            b'0'..=b'9' => {
                i = number(b, i, space, lines, &mut out);
            }
            0x80.. => {
                let ch = text[i..].chars().next().unwrap_or('\u{fffd}');
                i += ch.len_utf8();
                if ch.is_whitespace() {
                    space = true;
                    continue;
                }
                let kind = match ch {
                    '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Sign(b'-'),
                    '\u{2018}' | '\u{2019}' | '\u{02bc}' => {
                        match possessive(b, i, space, out.last()) {
                            Some(end) => {
                                i = end;
                                Kind::Poss
                            }
                            None => Kind::Sign(b'\''),
                        }
                    }
                    '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => Kind::Sign(b'"'),
                    _ if ch.is_alphabetic() => {
                        i = letters(text, i);
                        Kind::Word
                    }
                    _ => Kind::Sign(0),
                };
                let cap = ch.is_uppercase();
                out.push(Tok {
                    start,
                    end: i,
                    num: 0,
                    kind,
                    lex: Lex::None,
                    digits: 0,
                    space,
                    lines,
                    cap,
                });
            }
            _ => {
                i += 1;
                let mut kind = Kind::Sign(c);
                if c == b'\''
                    && let Some(end) = possessive(b, i, space, out.last())
                {
                    i = end;
                    kind = Kind::Poss;
                }
                out.push(Tok {
                    start,
                    end: i,
                    num: 0,
                    kind,
                    lex: Lex::None,
                    digits: 0,
                    space,
                    lines,
                    cap: false,
                });
            }
        }
        space = false;
        lines = 0;
    }
    out
}

/// The end of a run of letters that goes on at `i` (of any script, combining marks included).
fn letters(text: &str, mut i: usize) -> usize {
    let b = text.as_bytes();
    while i < b.len() {
        if b[i].is_ascii_alphabetic() {
            i += 1;
        } else if b[i] >= 0x80 {
            match text[i..].chars().next() {
                Some(ch) if ch.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&ch) => {
                    i += ch.len_utf8()
                }
                _ => break,
            }
        } else {
            break;
        }
    }
    i
}

/// After an apostrophe ending at `i`: the end of a possessive ending, where the word before calls for one.
fn possessive(b: &[u8], i: usize, space: bool, last: Option<&Tok>) -> Option<usize> {
    let last = last?;
    if space || !matches!(last.kind, Kind::Word | Kind::Num) {
        return None;
    }
    if matches!(b.get(i), Some(b's' | b'S')) && !b.get(i + 1).is_some_and(u8::is_ascii_alphanumeric)
    {
        return Some(i + 1);
    }
    let plural = matches!(b.get(last.end.wrapping_sub(1)), Some(b's' | b'S'));
    (plural && !b.get(i).is_some_and(u8::is_ascii_alphanumeric)).then_some(i)
}

fn number(b: &[u8], start: usize, space: bool, lines: u8, out: &mut Vec<Tok>) -> usize {
    let mut i = start;
    let mut num: u32 = 0;
    while i < b.len() && b[i].is_ascii_digit() {
        num = num
            .saturating_mul(10)
            .saturating_add(u32::from(b[i] - b'0'));
        i += 1;
    }
    let digits = (i - start).min(200) as u8;
    let mut kind = Kind::Num;
    while digits <= 3
        && b.get(i) == Some(&b',')
        && b.len() >= i + 4
        && b[i + 1..i + 4].iter().all(u8::is_ascii_digit)
    {
        if b.get(i + 4).is_some_and(u8::is_ascii_digit) {
            break;
        }
        kind = Kind::Big;
        i += 4;
    }
    let mut lex = Lex::None;
    if kind == Kind::Num
        && digits <= 3
        && i + 2 <= b.len()
        && !b
            .get(i + 2)
            .is_some_and(|c| c.is_ascii_alphanumeric() || *c >= 0x80)
    {
        let suffix = [b[i] | 0x20, b[i + 1] | 0x20];
        if matches!(&suffix, b"st" | b"nd" | b"rd" | b"th") && b[i].is_ascii_alphabetic() {
            lex = Lex::Ord(num);
            i += 2;
        }
    }
    out.push(Tok {
        start,
        end: i,
        num,
        kind,
        lex,
        digits,
        space,
        lines,
        cap: false,
    });
    i
}
