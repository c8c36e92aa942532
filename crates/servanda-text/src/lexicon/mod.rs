//! What reading knows of a record: its names, the words of its acts and topics, and cards on its
//! agreements by which descriptions ("the 1994 Budapest agreement") are matched.

mod cards;
mod matcher;
mod phrases;

pub(crate) use cards::{ActorCard, AgreementCard, EventCard};
pub(crate) use matcher::{Entry, Target, Word, fold};
pub(crate) use phrases::{Hit, Phrases};

use crate::claim::Via;
use crate::describe::Ways;
use matcher::Matcher;
use servanda_record::{
    ActId, ActorId, ActorKind, AgreementId, EventId, Names, PlaceId, Record, TopicId,
};
use servanda_time::{Period, UncertainDate};

/// What reading knows of a record. Built once, used for any number of texts.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) matcher: Matcher,
    pub(crate) actors: Vec<ActorCard>,
    pub(crate) places: Vec<PlaceId>,
    pub(crate) agreements: Vec<AgreementCard>,
    pub(crate) ways: Ways,
    pub(crate) events: Vec<EventCard>,
    pub(crate) acts: Vec<ActId>,
    pub(crate) act_words_en: Phrases,
    pub(crate) act_words_ja: Phrases,
    pub(crate) topics: Vec<TopicId>,
    pub(crate) topic_words_en: Phrases,
    pub(crate) topic_words_ja: Phrases,
}

/// First and last day number of a name's use.
pub(crate) type Days = (Option<i64>, Option<i64>);

fn first_day(d: Option<&UncertainDate>) -> Option<i64> {
    d.and_then(UncertainDate::earliest)
        .map(|d| i64::from(d.number()))
}

fn last_day(d: Option<&UncertainDate>) -> Option<i64> {
    d.and_then(UncertainDate::latest)
        .map(|d| i64::from(d.number()))
}

/// The days a period may cover; an open end is `None`.
pub(crate) fn days_of(p: &Period) -> Days {
    (first_day(p.start().date()), last_day(p.end().date()))
}

fn narrowed(a: Days, b: Days) -> Days {
    let first = match (a.0, b.0) {
        (Some(x), Some(y)) => Some(x.max(y)),
        (x, y) => x.or(y),
    };
    let last = match (a.1, b.1) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    };
    (first, last)
}

/// The short names of a council's resolution, by its number: "Resolution 242", 「決議242号」. Only those of the Security
/// Council are told by the number alone; others have it with their session.
fn numbered(names: &Names) -> Vec<(&'static str, String)> {
    let number = names.0.iter().find_map(|n| {
        let (before, rest) = n.name.split_once("esolution ")?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let whole = rest[digits.len()..]
            .chars()
            .next()
            .is_none_or(|c| !matches!(c, '/' | '('));
        let council = before.starts_with("Security Council")
            || before.starts_with("UN Security Council")
            || before.starts_with("UNSC");
        (council && whole && digits.len() >= 2).then_some(digits)
    });
    let Some(n) = number else { return Vec::new() };
    vec![
        ("en", format!("Resolution {n}")),
        ("en", format!("resolution {n}")),
        ("en", format!("UNSCR {n}")),
        ("en", format!("UN Resolution {n}")),
        ("en", format!("Security Council Resolution {n}")),
        ("en", format!("Security Council resolution {n}")),
        ("ja", format!("決議{n}")),
        ("ja", format!("決議第{n}号")),
        ("ja", format!("決議{n}号")),
        ("ja", format!("安保理決議{n}")),
        ("ja", format!("安保理決議{n}号")),
        ("ja", format!("安保理決議第{n}号")),
    ]
}

impl Lexicon {
    /// The lexicon of a record.
    ///
    /// ```
    /// let lexicon = servanda_text::Lexicon::new(&servanda_record::Record::empty());
    /// assert_eq!(lexicon.len(), 0);
    /// ```
    #[must_use]
    pub fn new(record: &Record) -> Self {
        let mut m = Matcher::default();
        let actors = record.actors.iter().enumerate().map(|(i, a)| {
            let card = ActorCard::new(record, a);
            let exists = card.exists;
            let target = Target::Actor(i as u32);
            // A person's or state's own names hold as dated; a state does not act when it does not exist.
            add_names(
                &mut m,
                &a.names,
                target,
                if a.kind == ActorKind::Person {
                    Via::Person
                } else {
                    Via::Name
                },
                exists,
            );
            add_names(&mut m, &a.adjectives, target, Via::Adjective, exists);
            add_names(&mut m, &a.demonyms, target, Via::Demonym, exists);
            add_names(&mut m, &a.metonyms, target, Via::Metonym, exists);
            card
        });
        let actors: Vec<ActorCard> = actors.collect();
        for (i, a) in record
            .actors
            .iter()
            .enumerate()
            .filter(|(_, a)| a.kind == ActorKind::Person)
        {
            m.add_surnames(&a.names, Target::Actor(i as u32));
        }
        for (i, p) in record.places.iter().enumerate() {
            add_names(
                &mut m,
                &p.names,
                Target::Place(i as u32),
                Via::Name,
                (None, None),
            );
        }
        for (i, a) in record.agreements.iter().enumerate() {
            add_names(
                &mut m,
                &a.names,
                Target::Agreement(i as u32),
                Via::Name,
                (None, None),
            );
            for (lang, title) in &a.title.0 {
                m.add(
                    lang,
                    title,
                    Entry {
                        target: Target::Agreement(i as u32),
                        via: Via::Name,
                        days: (None, None),
                    },
                );
            }
        }
        for (i, e) in record.events.iter().enumerate() {
            add_names(
                &mut m,
                &e.names,
                Target::Event(i as u32),
                Via::Name,
                (None, None),
            );
            for (lang, name) in numbered(&e.names) {
                let target = Target::Event(i as u32);
                let entry = Entry {
                    target,
                    via: Via::Name,
                    days: (None, None),
                };
                m.add(lang, &name, entry);
            }
        }
        m.finish();
        let words = |lang: &str, out: &mut Phrases| {
            for (i, a) in record.acts.iter().enumerate() {
                for (_, w) in a.words.iter().filter(|(l, _)| l == lang) {
                    out.add(w, i as u32, lang == "en");
                }
            }
        };
        let (mut act_words_en, mut act_words_ja) = (Phrases::default(), Phrases::default());
        words("en", &mut act_words_en);
        words("ja", &mut act_words_ja);
        let (mut topic_words_en, mut topic_words_ja) = (Phrases::default(), Phrases::default());
        for (i, t) in record.topics.iter().enumerate() {
            for (lang, w) in &t.words {
                match lang.as_str() {
                    "en" => topic_words_en.add(w, i as u32, true),
                    "ja" => topic_words_ja.add(w, i as u32, false),
                    _ => {}
                }
            }
        }
        let agreements: Vec<AgreementCard> = record
            .agreements
            .iter()
            .map(|a| AgreementCard::new(record, a))
            .collect();
        let ways = Ways::new(&agreements);
        Self {
            matcher: m,
            actors,
            places: record.places.iter().map(|p| p.id.clone()).collect(),
            agreements,
            ways,
            events: record.events.iter().map(EventCard::new).collect(),
            acts: record.acts.iter().map(|a| a.id.clone()).collect(),
            act_words_en,
            act_words_ja,
            topics: record.topics.iter().map(|t| t.id.clone()).collect(),
            topic_words_en,
            topic_words_ja,
        }
    }

    /// Number of different names known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.matcher.len()
    }

    /// Whether no name is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn actor_id(&self, i: u32) -> Option<&ActorId> {
        self.actors.get(i as usize).map(|a| &a.id)
    }

    pub(crate) fn agreement_id(&self, i: u32) -> Option<&AgreementId> {
        self.agreements.get(i as usize).map(|a| &a.id)
    }

    pub(crate) fn event_id(&self, i: u32) -> Option<&EventId> {
        self.events.get(i as usize).map(|a| &a.id)
    }
}

fn add_names(m: &mut Matcher, names: &Names, target: Target, via: Via, exists: Days) {
    for n in &names.0 {
        let own = (first_day(n.from.as_ref()), last_day(n.until.as_ref()));
        m.add(
            &n.lang,
            &n.name,
            Entry {
                target,
                via,
                days: narrowed(own, exists),
            },
        );
    }
}
