//! What a text has spoken of so far: whom "it", "the pact" and 両国 mean, and the time it tells of.

use crate::build::Filled;
use crate::en::words;
use crate::lexicon::Lexicon;
use crate::roles::Anaphor;
use servanda_record::ActorKind;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many things of a sort are remembered.
const KEEP: usize = 12;

/// Memory of the text, newest last.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    pub actors: Vec<(u32, usize)>,
    pub persons: Vec<(u32, usize)>,
    pub agreements: Vec<(u32, usize)>,
    pub events: Vec<(u32, usize)>,
    /// Agreement named by the heading above.
    pub topic: Option<u32>,
    /// The agreement that the text's first sentence brings in, and where that sentence ends.
    pub first: Option<u32>,
    pub first_until: usize,
    /// Where the paragraph begins.
    pub paragraph: usize,
    /// Places named by the heading above.
    pub heading_places: BTreeSet<String>,
    /// Last subject that is an actor.
    pub subject: Option<u32>,
    /// Subject of the last clause that stands by itself, whatever it is.
    pub main: Filled,
    /// The last such subject was named, but not known.
    pub main_unknown: bool,
    /// The last several that were a subject together.
    pub several: Vec<u32>,
    /// It stands for several (the two presidents, the Russians).
    pub main_plural: bool,
    /// First and last day of the time told of.
    pub when: Option<(i64, i64)>,
}

fn remember(list: &mut Vec<(u32, usize)>, what: u32, at: usize) {
    list.retain(|(w, _)| *w != what);
    list.push((what, at));
    if list.len() > KEEP {
        list.remove(0);
    }
}

impl Discourse {
    pub fn actor(&mut self, i: u32, at: usize) {
        remember(&mut self.actors, i, at);
    }
    pub fn person(&mut self, i: u32, at: usize) {
        remember(&mut self.persons, i, at);
    }
    pub fn agreement(&mut self, i: u32, at: usize) {
        if self.first.is_none() && at < self.first_until {
            self.first = Some(i);
        }
        remember(&mut self.agreements, i, at);
    }
    pub fn event(&mut self, i: u32, at: usize) {
        remember(&mut self.events, i, at);
    }
    /// A heading sets what the text below it is about.
    pub fn heading(&mut self, telling: bool, words: &BTreeSet<String>, lexicon: &Lexicon) {
        // "Exhibit B: Paris" goes back to the Paris agreement of the introduction.
        let called = |i: u32| {
            lexicon.agreements.get(i as usize).is_some_and(|a| {
                words.iter().any(|w| {
                    a.words.contains(w)
                        || w.chars().count() > 1
                            && !w.is_ascii()
                            && a.titles_ja.iter().any(|t| t.contains(w.as_str()))
                })
            })
        };
        let back = self
            .agreements
            .iter()
            .rev()
            .map(|a| a.0)
            .find(|i| called(*i));
        if telling {
            self.agreements.clear();
            self.events.clear();
        }
        self.heading_places.clear();
        self.actors.clear();
        self.persons.clear();
        self.subject = None;
        self.main = Filled::default();
        self.main_unknown = false;
        self.main_plural = false;
        self.several.clear();
        self.topic = back;
    }

    /// The two states last spoken of.
    pub fn both(&self, lexicon: &Lexicon) -> Vec<(u32, usize)> {
        let of = |kinds: &[ActorKind]| -> Vec<(u32, usize)> {
            let fit = self.actors.iter().rev().filter(|(i, _)| {
                lexicon
                    .actors
                    .get(*i as usize)
                    .is_some_and(|a| kinds.contains(&a.kind))
            });
            // A state and the one it continues are not two.
            let mut two: Vec<(u32, usize)> = Vec::new();
            for (i, at) in fit {
                if !two.iter().any(|(j, _)| akin(*i, *j, lexicon)) {
                    two.push((*i, *at));
                }
                if two.len() == 2 {
                    break;
                }
            }
            two.reverse();
            two
        };
        let states = of(&[ActorKind::State]);
        if states.len() == 2 {
            states
        } else {
            of(&[ActorKind::State, ActorKind::Government, ActorKind::NonState])
        }
    }

    /// "Both sides": the parties of the agreement spoken of, if they are two and it was named last; else the two states last named.
    fn pair(&self, both: bool, lexicon: &Lexicon) -> Vec<u32> {
        let two = self.both(lexicon);
        if both && let Some((i, at)) = self.agreements.last() {
            let parties = lexicon
                .agreements
                .get(*i as usize)
                .map_or(&[][..], |a| a.party_indices.as_slice());
            let newer = two.len() < 2
                || two.iter().any(|t| t.1 < *at)
                || two.iter().all(|t| parties.contains(&t.0));
            if parties.len() == 2 && newer {
                return parties.to_vec();
            }
        }
        two.into_iter().map(|t| t.0).collect()
    }

    /// The agreement a word such as "pact" or 協定 goes back to.
    pub fn agreement_called(&self, word: &str, lexicon: &Lexicon) -> Option<(u32, usize)> {
        let fits = |i: u32| {
            lexicon.agreements.get(i as usize).is_some_and(|a| {
                if word.is_ascii() {
                    is_general(word)
                        || a.words.contains(word)
                        || a.form == word
                        || kindred(word, &a.form)
                } else {
                    is_general_ja(word) || a.titles_ja.iter().any(|t| t.contains(word))
                }
            })
        };
        let ends = |i: u32| {
            lexicon
                .agreements
                .get(i as usize)
                .is_some_and(|a| a.titles_ja.iter().any(|t| t.ends_with(word)))
        };
        // 「四カ国条約により同盟は廃棄され、同条約は…」: of those of this paragraph one that is called so.
        let recent = self
            .agreements
            .iter()
            .rev()
            .find(|(i, at)| is_general_ja(word) && fits(*i) && ends(*i) && *at >= self.paragraph)
            .or_else(|| self.agreements.iter().rev().find(|(i, _)| fits(*i)))
            .copied();
        // 「条約」 in a new paragraph is the one the text is about, not one told of on the way.
        let first = self.first.filter(|f| ends(*f)).map(|f| (f, 0));
        if word == "条約"
            && first.is_some()
            && self.topic.is_none()
            && recent.is_some_and(|(_, at)| at < self.paragraph)
        {
            return first;
        }
        let topic = self.topic.filter(|t| fits(*t)).map(|t| (t, 0));
        recent.or(topic).or_else(|| {
            if is_general(word) || is_general_ja(word) {
                self.agreements.last().copied()
            } else {
                None
            }
        })
    }
}

fn akin(i: u32, j: u32, lexicon: &Lexicon) -> bool {
    let card = |k: u32| lexicon.actors.get(k as usize);
    let of =
        |a: u32, b: u32| card(a).is_some_and(|x| card(b).is_some_and(|y| x.kin.contains(&y.id)));
    of(i, j) || of(j, i)
}

fn is_person(i: u32, lexicon: &Lexicon) -> bool {
    lexicon
        .actors
        .get(i as usize)
        .is_some_and(|a| a.kind == ActorKind::Person)
}

/// Words that any agreement may be called.
fn is_general(word: &str) -> bool {
    words::is("any_agreement", word)
}

fn is_general_ja(word: &str) -> bool {
    matches!(word, "条約" | "文書" | "約束" | "協定")
}

/// Whether an agreement of that form may be called by the word. A protocol may be called an agreement, an
/// agreement no protocol.
fn kindred(word: &str, form: &str) -> bool {
    const CALLED: &[(&str, &[&str])] = &[
        ("convention", &["treaty", "convention"]),
        ("covenant", &["charter", "statute", "covenant"]),
        ("charter", &["charter", "statute", "covenant"]),
        ("statute", &["charter", "statute"]),
        (
            "armistice",
            &["armistice", "ceasefire", "truce", "agreement"],
        ),
        (
            "ceasefire",
            &["armistice", "ceasefire", "truce", "agreement"],
        ),
        ("truce", &["armistice", "ceasefire", "truce", "agreement"]),
        ("memorandum", &["memorandum", "declaration"]),
        ("declaration", &["declaration", "communique", "memorandum"]),
        ("communique", &["declaration", "communique"]),
        ("peace", &["peace", "treaty"]),
    ];
    CALLED
        .iter()
        .any(|(w, forms)| *w == word && forms.contains(&form))
}

/// Whether an event may be called "the war", "the talks".
fn event_fits(word: &str, words: &BTreeSet<String>) -> bool {
    let any = |w: &[&str]| w.iter().any(|w| words.contains(*w));
    match word {
        "war" | "conflict" => any(&["war", "wars", "conflict", "declaration-of-war", "intifada"]),
        "invasion" => any(&["invasion", "landing", "attack", "annexation"]),
        "attack" => any(&[
            "attack",
            "invasion",
            "bombardment",
            "landing",
            "raid",
            "atomic-bombing",
        ]),
        "battle" | "campaign" => any(&["battle", "attack", "campaign", "siege", "invasion"]),
        "massacre" => any(&["massacre", "killing", "genocide"]),
        _ => any(&[
            "conference",
            "congress",
            "summit",
            "talks",
            "negotiation",
            "meeting",
            "council",
        ]),
    }
}

/// What a name resolved to, with where it stood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Meant {
    pub actors: Vec<u32>,
    pub agreements: Vec<u32>,
    pub events: Vec<u32>,
    pub all: bool,
    pub from: Option<Range<usize>>,
}

impl Discourse {
    /// What an anaphor means. `instrument` tells that the clause speaks of an agreement (signed, lapsed, provides).
    pub fn resolve(&self, a: &Anaphor, instrument: bool, lexicon: &Lexicon) -> Meant {
        let mut m = Meant::default();
        match a {
            Anaphor::It | Anaphor::Its => {
                if instrument {
                    let main = self.main.agreements.first().and_then(|a| a.first());
                    let last = || self.agreement_called("it", lexicon).map(|a| a.0);
                    m.agreements.extend(main.copied().or_else(last));
                } else if self.main.actors.is_empty()
                    && let Some(a) = self.main.agreements.first()
                {
                    m.agreements.extend(a.first());
                } else if self.main.actors.is_empty()
                    && let Some(e) = self.main.events.first()
                {
                    m.events.extend(e.first());
                } else if self.main_unknown {
                } else if let Some(i) = self
                    .subject
                    .filter(|i| !is_person(*i, lexicon))
                    .or(self.actors.last().map(|a| a.0))
                {
                    m.actors.push(i);
                }
            }
            Anaphor::ItsText => {
                let main = self
                    .main
                    .agreements
                    .first()
                    .and_then(|a| a.first())
                    .copied();
                let last = || self.agreement_called("it", lexicon).map(|a| a.0);
                m.agreements.extend(main.or_else(last));
            }
            Anaphor::Country => m.actors.extend(self.actors.last().map(|a| a.0)),
            Anaphor::They if self.main_unknown => m.actors.extend(&self.several),
            Anaphor::They if self.main_plural && !self.main.actors.is_empty() => {
                m.actors
                    .extend(self.main.actors.iter().filter_map(|a| a.first()));
                m.all = true;
            }
            Anaphor::They | Anaphor::Both => {
                m.actors.extend(self.pair(*a == Anaphor::Both, lexicon));
                m.all = true;
            }
            // "Russia had won; at San Stefano she dictated terms."
            Anaphor::She => {
                let state = self
                    .main
                    .actors
                    .first()
                    .and_then(|a| a.first())
                    .copied()
                    .filter(|i| !is_person(*i, lexicon));
                m.actors.extend(state.or(self.persons.last().map(|p| p.0)));
            }
            Anaphor::Person => m.actors.extend(self.persons.last().map(|p| p.0)),
            Anaphor::Event(word) => {
                let called = |i: &u32| {
                    !word.is_ascii()
                        || lexicon
                            .events
                            .get(*i as usize)
                            .is_some_and(|e| event_fits(word, &e.words))
                };
                m.events
                    .extend(self.events.iter().rev().map(|e| e.0).find(called));
            }
            Anaphor::Former | Anaphor::Latter => {
                let n = self.actors.len();
                let k = if *a == Anaphor::Former { 2 } else { 1 };
                m.actors.extend(
                    n.checked_sub(k)
                        .and_then(|i| self.actors.get(i))
                        .map(|a| a.0),
                );
            }
        }
        m
    }
}
