//! What is no statement of fact: evaluation, prediction, motive, advice, what is always so. Told by
//! words (a data file), by mood and tense, and by what is missing: a statement without any name, time or
//! number in the present tense speaks of how things are in general.

use super::clause::{Link, Piece};
use super::tag::{Item, Tag};
use super::words;

/// A clause's phrases, looked up once.
pub(crate) struct Wording {
    classes: Vec<&'static str>,
    unreal: bool,
}

impl Wording {
    pub fn of(items: &[Item]) -> Self {
        let idle = |w: &str| {
            matches!(
                w,
                "also" | "only" | "still" | "merely" | "simply" | "just" | "already" | "even"
            )
        };
        let words: Vec<&str> = items
            .iter()
            .filter(|i| !matches!(i.tag, Tag::Comma | Tag::Quote) && !idle(&i.lower))
            .flat_map(|i| i.lower.split_whitespace())
            .collect();
        Self {
            classes: words::phrase_classes(&words),
            unreal: words.iter().any(|w| matches!(*w, "would" | "could")),
        }
    }
    fn has_phrase(&self, class: &str) -> bool {
        self.classes.contains(&class)
    }
}

fn is_word(class: &str, w: &str) -> bool {
    words::is(class, w)
}

fn any(class: &str, items: &[Item]) -> bool {
    items
        .iter()
        .any(|i| i.found.is_none() && is_word(class, &i.lower))
}

/// Whether something is laid down: what follows is content.
pub(crate) fn lays_down(items: &[Item]) -> bool {
    super::value::content_from(items).is_some()
}

/// Words that stand for an agreement or its parts.
pub(crate) fn is_instrument(w: &str) -> bool {
    is_word("instrument", w) || is_word("instrument_part", w)
}

/// Why a whole sentence is not checked.
pub(crate) fn sentence(items: &[Item], text: &str) -> Option<&'static str> {
    let w = Wording::of(items);
    if text
        .trim_end_matches(['"', '”', '\'', '’', ')'])
        .ends_with('?')
    {
        return Some("question");
    }
    if w.has_phrase("firstperson") {
        return Some("first-person");
    }
    let a = anchors(items);
    let anchored = a.numbers
        || items
            .iter()
            .any(|i| i.tag == Tag::Time && is_definite_time(&i.lower));
    if !anchored && w.has_phrase("firstsoft") {
        return Some("first-person");
    }
    if !anchored && w.has_phrase("othersview") {
        return Some("evaluation");
    }
    if first_person(items) || !anchored && (w.has_phrase("firstalways")) {
        return Some("first-person");
    }
    if super::stance::is_wish(items) {
        return Some("evaluation");
    }
    if told_to_reader(items) {
        return Some("advice");
    }
    let opens = items
        .iter()
        .find(|i| !matches!(i.tag, Tag::Quote | Tag::Cc));
    if !anchored && opens.is_some_and(|i| matches!(i.lower.as_str(), "whatever" | "whoever")) {
        return Some("evaluation");
    }
    if super::value::counterfactual(items) {
        return Some("conditional");
    }
    None
}

/// Whether words of time say which time: with figures, or counted from now.
fn is_definite_time(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
        || words.contains("ago")
        || words.contains("later")
        || words.split_whitespace().any(|w| is_word("month", w))
}

/// "I have always thought", "we never doubted": a verb of thinking with the speaker as its subject.
fn first_person(items: &[Item]) -> bool {
    items
        .iter()
        .enumerate()
        .filter(|(_, i)| i.tag == Tag::Pron && matches!(i.lower.as_str(), "i" | "we"))
        .any(|(k, _)| {
            items[k + 1..]
                .iter()
                .take(4)
                .find(|i| {
                    !matches!(
                        i.tag,
                        Tag::Adv | Tag::Have | Tag::Modal | Tag::Do | Tag::Not
                    )
                })
                .is_some_and(|v| {
                    matches!(v.tag, Tag::Fin | Tag::Past | Tag::Part | Tag::Inf)
                        && is_word("mental", &v.lemma)
                })
        })
}

/// "Remember that …", "Be nice": a sentence that begins with a bare verb.
fn told_to_reader(items: &[Item]) -> bool {
    items
        .iter()
        .find(|i| !matches!(i.tag, Tag::Adv | Tag::Quote | Tag::Cc))
        .is_some_and(|i| i.tag == Tag::Inf || i.lower == "be")
        && !items.iter().any(|i| i.found.is_some())
        || let_it_be(items)
}

/// "Let no one say", "let it be clear".
fn let_it_be(items: &[Item]) -> bool {
    let mut words = items
        .iter()
        .filter(|i| !matches!(i.tag, Tag::Quote | Tag::Cc | Tag::Adv));
    words.next().is_some_and(|i| i.lower == "let")
        && words.next().is_some_and(|i| {
            matches!(
                i.lower.as_str(),
                "no" | "nobody"
                    | "us"
                    | "it"
                    | "there"
                    | "that"
                    | "them"
                    | "those"
                    | "this"
                    | "me"
                    | "him"
                    | "her"
            )
        })
}

/// What a sentence has of names, times and numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Anchors {
    pub names: bool,
    pub times: bool,
    pub numbers: bool,
    /// The subject is, or stands for, something the text spoke of.
    pub anaphor: bool,
}

pub(crate) fn anchors(items: &[Item]) -> Anchors {
    Anchors {
        names: items
            .iter()
            .any(|i| matches!(i.tag, Tag::Name) || i.tag == Tag::Adj && i.found.is_some()),
        times: items.iter().any(|i| i.tag == Tag::Time),
        numbers: items.iter().enumerate().any(|(k, i)| {
            // "Article 5" is a name.
            let named = k > 0 && is_word("article_of", &items[k - 1].lemma);
            matches!(i.tag, Tag::Qty | Tag::Num) && !named
        }),
        anaphor: items.iter().any(|i| {
            matches!(
                i.lower.as_str(),
                "it" | "they" | "its" | "their" | "he" | "she" | "his" | "her" | "both" | "neither"
            ) || i.tag == Tag::Noun && is_instrument(&i.lemma)
        }),
    }
}

/// Why a clause is not checked, if it is not.
pub(crate) fn clause(items: &[Item], piece: &Piece, speaks_of_act: bool) -> Option<&'static str> {
    let w = Wording::of(items);
    let a = anchors(items);
    // "today", "this century" do not make an evaluation a matter of fact.
    let anchored = a.numbers
        || items
            .iter()
            .any(|i| i.tag == Tag::Time && is_definite_time(&i.lower));
    let content = lays_down(items);
    if !items
        .iter()
        .any(|i| i.finite() || matches!(i.tag, Tag::Part | Tag::Ger | Tag::Inf))
        && !anchored
        && !a.names
        && !speaks_of_act
    {
        return Some("fragment");
    }
    if let Some(r) = super::value::value(items, piece, anchored) {
        return Some(r);
    }
    if !content && let Some(r) = super::stance::stance(items, a.names, anchored) {
        return Some(r);
    }
    if !content && w.has_phrase("deontic") {
        return Some("advice");
    }
    if any("evaladverb", items) || w.has_phrase("evaladverb") {
        return Some(if w.unreal {
            "conditional"
        } else {
            "evaluation"
        });
    }
    if !content
        && (any("predictive", items)
            && items.iter().any(|i| {
                i.tag == Tag::Modal && i.lemma.starts_with("wi")
                    || is_word("predictive", &i.lower) && i.tag == Tag::Fin
            })
            || w.has_phrase("predictive"))
    {
        return Some("prediction");
    }
    if !content && !a.times && !a.numbers && valued(items) {
        return Some("evaluation");
    }
    if let Some(r) = evaluated(items, anchored, &w) {
        return Some(r);
    }
    if !(anchored || speaks_of_act && a.times)
        && (any("motive", items)
            && items
                .iter()
                .any(|i| i.finite() && is_word("motive", &i.lower))
            || w.has_phrase("motive"))
    {
        return Some("motive");
    }
    // What a named state always does, without act, time or number.
    let habit = items.iter().find(|i| i.finite()).is_some_and(|v| {
        v.tag == Tag::Fin
            && !is_past_form(v)
            && v.lemma != v.lower
            && !is_word("presentfact", &v.lemma)
            && !is_word("reporting", &v.lemma)
    });
    if !content && habit && !anchored && !a.times && !speaks_of_act {
        return Some("general");
    }
    if !content && generic(items, piece, a) {
        return Some("general");
    }
    None
}

/// A predicate adjective that is no legal or physical fact, or a present verb of knowing and meaning.
fn valued(items: &[Item]) -> bool {
    let Some(v) = items.iter().position(Item::finite) else {
        return false;
    };
    let verb = &items[v];
    if verb.tag == Tag::Be {
        let rest: Vec<&Item> = items[v + 1..]
            .iter()
            .filter(|i| !matches!(i.tag, Tag::Adv | Tag::Not | Tag::Quote))
            .take(2)
            .collect();
        if let Some(a) = rest
            .first()
            .filter(|a| a.tag == Tag::Adj && a.found.is_none())
        {
            let ends = rest
                .get(1)
                .is_none_or(|n| !matches!(n.tag, Tag::Noun | Tag::Name | Tag::Adj));
            return ends && !is_word("factual_adj", &a.lower);
        }
        // "Paris is a promise that nobody can enforce": a present likeness.
        let present = matches!(verb.lower.as_str(), "is" | "are" | "'s");
        let after = &items[v + 1..];
        let head = after
            .iter()
            .take_while(|i| matches!(i.tag, Tag::Det | Tag::Adj | Tag::Adv | Tag::Noun | Tag::Not))
            .filter(|i| i.tag == Tag::Noun)
            .last();
        return present
            && rest
                .first()
                .is_some_and(|d| matches!(d.tag, Tag::Det | Tag::Poss))
            && after.iter().all(|i| i.found.is_none())
            && head
                .is_some_and(|h| !is_word("factual_noun", &h.lemma) && !is_instrument(&h.lemma));
    }
    verb.tag == Tag::Fin && !is_past_form(verb) && is_word("present_mental", &verb.lemma)
}

fn evaluated(items: &[Item], anchored: bool, w: &Wording) -> Option<&'static str> {
    let copula = items.iter().position(|i| {
        i.tag == Tag::Be
            || matches!(
                i.lemma.as_str(),
                "seem"
                    | "look"
                    | "remain"
                    | "become"
                    | "sound"
                    | "prove"
                    | "feel"
                    | "lie"
                    | "make"
                    | "have"
            )
    });
    // "badly drafted", "better kept"
    let manner = items.windows(2).any(|p| {
        is_word("manner", &p[0].lower) && matches!(p[1].tag, Tag::Part | Tag::Past | Tag::Adj)
    });
    if manner {
        return Some("evaluation");
    }
    if let Some(c) = copula {
        let after = &items[c + 1..];
        let near = &after[..after.len().min(7)];
        let direct = after
            .iter()
            .take(3)
            .any(|i| i.found.is_none() && is_word("evaluative", &i.lower))
            && !after.iter().any(|i| i.tag == Tag::Qty);
        if direct && (!anchored || items[c].tag == Tag::Be) {
            return Some("evaluation");
        }
        let strong = near
            .iter()
            .any(|i| i.found.is_none() && is_word("evaluative", &i.lower));
        if strong && !anchored {
            return Some("evaluation");
        }
        let compared = near
            .iter()
            .any(|i| is_word("comparative", &i.lower) || is_word("superlative", &i.lower));
        if compared && !anchored {
            return Some("evaluation");
        }
    }
    let phrase = w.has_phrase("comparative")
        || w.has_phrase("superlative")
        || w.has_phrase("evaluative")
        || w.has_phrase("degree") && items.iter().any(|i| is_word("evaluative", &i.lower));
    if phrase && !anchored {
        return Some("evaluation");
    }
    // "Patience won": a virtue as the subject.
    let verb = items.iter().position(Item::finite).unwrap_or(0);
    let virtue = items[..verb].iter().enumerate().any(|(k, i)| {
        // Not "angry crowds": an attribute is no subject.
        let attribute = items[k + 1..verb]
            .first()
            .is_some_and(|n| n.tag == Tag::Noun);
        i.tag == Tag::Noun && i.found.is_none() && is_word("evaluative", &i.lower) && !attribute
    });
    if virtue && !anchored && !items.iter().any(|i| i.tag == Tag::Name) {
        return Some("evaluation");
    }
    // "behaved shamefully"
    let named = items
        .iter()
        .any(|i| i.found.is_none() && (is_word("evaluative", &i.lower) && i.tag == Tag::Adv));
    let act = items.first().is_some_and(|f| f.lower != "few")
        && items.iter().any(|i| matches!(i.tag, Tag::Name));
    let few = items
        .iter()
        .find(|i| i.tag != Tag::Adv)
        .is_some_and(|i| matches!(i.lower.as_str(), "few" | "hardly" | "scarcely"));
    if few && !anchored {
        return Some("evaluation");
    }
    (named && !anchored && !act).then_some("evaluation")
}

/// The present tense without a name, time or number, of a subject that is nothing in particular.
fn generic(items: &[Item], piece: &Piece, a: Anchors) -> bool {
    if a.names || a.times || a.numbers || piece.link == Link::Quotation && a.anaphor {
        return false;
    }
    let Some(v) = items.iter().position(Item::finite) else {
        return !a.anaphor && piece.link != Link::Participle;
    };
    // Without a subject of its own it is as the clause before.
    if matches!(piece.link, Link::Verb | Link::Relative | Link::Participle)
        && !items[..v].iter().any(|i| i.nominal())
    {
        return false;
    }
    if !is_present(&items[v]) {
        return false;
    }
    let subject = &items[..v];
    let of_text = items[v..].iter().any(|i| {
        i.capital
            && matches!(
                i.lemma.as_str(),
                "article" | "annex" | "section" | "chapter" | "protocol"
            )
    });
    let pointing = of_text || subject.iter().any(|i| {
        is_word("anaphoric", &i.lower)
            || i.tag == Tag::Noun && is_instrument(&i.lemma) && subject.iter().any(|d| {
                    matches!(d.tag, Tag::Det | Tag::Poss)
                        && !matches!(d.lower.as_str(), "some" | "many" | "most" | "few")
                })
            || i.tag == Tag::Noun && is_word("factual_noun", &i.lemma)
                && subject.iter().any(|d| d.lower == "the")
                && items[v + 1..].iter().find(|p| !matches!(p.tag, Tag::Adv | Tag::Not)).is_some_and(|p| matches!(p.tag, Tag::Part | Tag::Past))
            // "Either party may …", "no ship may …": what an agreement lays down.
            || matches!(items[v].lemma.as_str(), "may" | "shall" | "must") && is_word("bearer", &i.lemma)
    });
    let states = states_fact(items, v);
    let indefinite = !states
        && subject
            .first()
            .is_some_and(|i| matches!(i.lower.as_str(), "a" | "an"));
    indefinite || !pointing && !states
}

/// "The strait is open to ships", "the court has no jurisdiction over it", "a plaque marks the spot": what a thing
/// of law or place is, has or does now.
fn states_fact(items: &[Item], v: usize) -> bool {
    let verb = &items[v];
    let after = &items[v + 1..];
    let the = items[..v].iter().any(|d| d.lower == "the")
        && items[..v]
            .iter()
            .any(|i| i.tag == Tag::Noun && is_word("factual_noun", &i.lemma));
    let open = verb.tag == Tag::Be
        && after
            .iter()
            .find(|i| !matches!(i.tag, Tag::Adv | Tag::Not))
            .is_some_and(|i| i.tag == Tag::Adj && is_word("factual_adj", &i.lower));
    let power = verb.tag == Tag::Have
        && after.iter().take(3).any(|i| {
            matches!(
                i.lemma.as_str(),
                "jurisdiction" | "power" | "seat" | "vote" | "veto"
            )
        });
    let marks = verb.tag == Tag::Fin
        && (the && is_word("presentfact", &verb.lemma)
            || matches!(
                verb.lemma.as_str(),
                "mark" | "divide" | "link" | "connect" | "separate"
            ))
        && after.first().is_some_and(|d| d.lower == "the")
        && !items[..v].iter().any(|i| i.tag == Tag::Rel);
    the && (open || power) || marks
}

/// Whether a finite verb is in the present.
pub(crate) fn is_present(v: &Item) -> bool {
    match v.tag {
        Tag::Fin => !is_past_form(v),
        Tag::Be => matches!(
            v.lower.as_str(),
            "is" | "are" | "am" | "isn't" | "aren't" | "'s" | "'re"
        ),
        Tag::Modal => matches!(
            v.lemma.as_str(),
            "can" | "may" | "must" | "will" | "cannot" | "can't"
        ),
        Tag::Do => matches!(v.lower.as_str(), "do" | "does" | "don't" | "doesn't"),
        Tag::Have => matches!(v.lower.as_str(), "has" | "have"),
        _ => false,
    }
}

fn is_past_form(i: &Item) -> bool {
    super::morph::table().get(&i.lower).is_some_and(|e| {
        e.verbs.iter().any(|(f, _)| *f == super::morph::Form::Past)
            && !e
                .verbs
                .iter()
                .any(|(f, _)| matches!(f, super::morph::Form::Base | super::morph::Form::S))
    })
}

#[cfg(test)]
mod tests {
    use super::super::clause::pieces;
    use super::super::tag::items;
    use super::super::token::tokens;
    use super::*;

    fn reasons(text: &str) -> Vec<Option<&'static str>> {
        let it = items(text, &tokens(text, 0), &[], 0);
        let whole = sentence(&it, text);
        pieces(&it)
            .iter()
            .map(|p| whole.or_else(|| clause(&it[p.items.clone()], p, false)))
            .collect()
    }

    #[test]
    fn opinion_is_left_alone() {
        let mut failed = Vec::new();
        for text in [
            "Its conduct is outrageous.",
            "A small country can be wronged.",
            "We doubt that any government will rely on paper.",
            "The clause was badly drafted.",
            "He was the finest mediator of the age.",
            "States will sign almost anything.",
            "It would be unjust to call them naive.",
            "Slow exits are a kindness.",
            "The world has become a more dangerous place.",
            "The canal was never about ships.",
            "Both nations were tired of war.",
            "Two handshakes, then, and two kinds of courage.",
            "It was the handshake that mattered.",
            "Small countries have one weapon.",
            "A treaty is worth what its neighbours make of it.",
            "Stopping him then would probably have been easier.",
            "It was an act of great courage.",
            "History will judge them kindly.",
            "A handshake costs nothing.",
            "No treaty is better than the men who sign it.",
            "Nations, like people, remember insults longer than favours.",
            "I have always thought that patience was their strongest weapon.",
            "The deal was one-sided.",
            "It was the right decision.",
            "Whether it will hold is another question.",
            "The truth is that nobody cared.",
            "Let no one say that it was easy.",
            "The two sides behaved as if nothing had been agreed.",
            "That silence could have ended the war.",
            "It deserves to be remembered.",
            "What matters is not the ink but the will.",
            "The war was a tragedy for both peoples.",
            "Few agreements have been so widely misunderstood.",
            "The treaty remains the most successful of its kind.",
            "Whoever doubts this should read the map.",
            "One can hardly blame them.",
            "The generals had learned nothing and forgotten nothing.",
            "Peace is a habit.",
        ] {
            if !reasons(text).iter().all(Option::is_some) {
                failed.push(text);
            }
        }
        assert!(failed.is_empty(), "{failed:#?}");
    }

    #[test]
    fn statements_are_not_opinion() {
        let mut failed = Vec::new();
        for text in [
            "The army crossed the border.",
            "It was put off twice.",
            "The treaty forbids such missiles.",
            "The shooting never stopped altogether.",
            "Both neighbours had joined the pact.",
            "The treaty was void.",
            "The country was not a party to the convention.",
            "The prisoners were handed over at the border.",
            "The border was closed.",
            "The accord was dead.",
            "The union was dissolved by referendum.",
            "The canal would pass to the republic at the end of the century.",
            "The king had refused to ratify it.",
            "The court found that the treaty was still in force.",
            "The soldiers were exchanged in the spring of 1920.",
            "They agreed that the border would remain open.",
            "Neither side was bound by it.",
            "The text was initialled but never signed.",
            "The islands were returned a year later.",
            "Its army had been limited to 100,000 men.",
            "The alliance was renewed for a further five years.",
            "The delegates left the conference without a treaty.",
            "The governor was taken prisoner.",
            "The clause gave each side the right to withdraw.",
            "A mixed commission marked the line on the ground.",
            "The treaty contained no provision for withdrawal.",
            "The strait was to remain open to merchant ships.",
            "It had done no such thing.",
            "The court held that a country may take its notice back.",
        ] {
            if !reasons(text).iter().any(Option::is_none) {
                failed.push((text, reasons(text)));
            }
        }
        assert!(failed.is_empty(), "{failed:#?}");
    }
}
