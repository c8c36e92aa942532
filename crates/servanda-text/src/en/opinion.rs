//! What is no statement of fact: evaluation, prediction, motive, advice, what is always so. Told by
//! words (a data file), by mood and tense, and by what is missing: a statement without any name, time or
//! number in the present tense speaks of how things are in general.

use super::clause::{Link, Piece};
use super::tag::{Item, Tag};
use super::words;

/// A clause's wording, prepared once.
pub(crate) struct Wording {
    /// Words joined by single spaces, with a space at both ends.
    padded: String,
}

impl Wording {
    pub fn of(items: &[Item]) -> Self {
        let mut padded = String::with_capacity(items.len() * 7 + 2);
        padded.push(' ');
        for i in items
            .iter()
            .filter(|i| !matches!(i.tag, Tag::Comma | Tag::Quote) && !matches!(i.lower.as_str(), "also" | "only" | "still" | "merely" | "simply" | "just" | "already" | "even"))
        {
            padded.push_str(&i.lower);
            padded.push(' ');
        }
        Self { padded }
    }
    fn has_phrase(&self, class: &str) -> bool {
        words::phrases(class).iter()
            .any(|p| self.contains(p))
    }
    fn contains(&self, phrase: &str) -> bool {
        self.padded.match_indices(phrase).any(|(i, _)| {
            self.padded[..i].ends_with(' ') && self.padded[i + phrase.len()..].starts_with(' ')
        })
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

/// Verbs by which agreements, courts and speakers lay something down: what follows is their content.
fn has_content_verb(items: &[Item]) -> bool {
    items.iter().any(|i| {
        matches!(
            i.tag,
            Tag::Fin | Tag::Past | Tag::Part | Tag::Inf | Tag::Ger
        ) && is_word("content", &i.lemma)
    })
}

/// Words that stand for an agreement or its parts.
pub(crate) fn is_instrument(w: &str) -> bool {
    is_word("instrument", w) || matches!(w, "resolution" | "notice" | "terms")
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
    if w.has_phrase("othersview") {
        return Some("evaluation");
    }
    if told_to_reader(items) {
        return Some("advice");
    }
    None
}

/// "Remember that …", "Be nice": a sentence that begins with a bare verb.
fn told_to_reader(items: &[Item]) -> bool {
    items.iter().find(|i| !matches!(i.tag, Tag::Adv | Tag::Quote | Tag::Cc)).is_some_and(|i| i.tag == Tag::Inf || i.lower == "be")
        && !items.iter().any(|i| i.found.is_some())
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
        numbers: items.iter().any(|i| matches!(i.tag, Tag::Qty | Tag::Num)),
        anaphor: items.iter().any(|i| {
            matches!(
                i.lower.as_str(),
                "it" | "they" | "its" | "their" | "he" | "she" | "his" | "her" | "both" | "neither"
            ) || i.tag == Tag::Noun && is_instrument(&i.lemma)
        }),
    }
}

/// Why a clause is not checked, if it is not.
pub(crate) fn clause(items: &[Item], piece: &Piece) -> Option<&'static str> {
    let w = Wording::of(items);
    let a = anchors(items);
    // "today", "this century" do not make an evaluation a matter of fact.
    let anchored = a.numbers || items.iter().any(|i| i.tag == Tag::Time && (i.lower.contains(|c: char| c.is_ascii_digit()) || i.lower.contains("ago")));
    let content = has_content_verb(items);
    if !items
        .iter()
        .any(|i| i.finite() || matches!(i.tag, Tag::Part | Tag::Ger | Tag::Inf))
        && !anchored
        && !a.names
    {
        return Some("fragment");
    }
    if !content
        && items.iter().any(|i| {
            i.tag == Tag::Modal
                && matches!(i.lemma.as_str(), "should" | "ought" | "shall")
                && i.lemma != "shall"
        })
    {
        return Some("advice");
    }
    if any("evaladverb", items) || w.has_phrase("evaladverb") {
        return Some(if w.contains("would") || w.contains("could") {
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
    if let Some(r) = evaluated(items, anchored, &w) {
        return Some(r);
    }
    if !anchored
        && (any("motive", items)
            && items
                .iter()
                .any(|i| i.finite() && is_word("motive", &i.lower))
            || w.has_phrase("motive"))
    {
        return Some("motive");
    }
    if !content && generic(items, piece, a) {
        return Some("general");
    }
    None
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
        let direct = after.iter().take(3).any(|i| i.found.is_none() && is_word("evaluative", &i.lower))
            && !after.iter().any(|i| i.tag == Tag::Qty);
        if direct && items[c].tag == Tag::Be || direct && !anchored {
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
    // "the finest mediator", "weakness lay in"
    let named = items.iter().any(|i| {
        i.found.is_none()
            && (is_word("superlative", &i.lower) && i.lower != "best" && i.lower != "greatest"
                || is_word("evaluative", &i.lower))
    });
    let act = items.iter().any(|i| matches!(i.tag, Tag::Name));
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
    if matches!(piece.link, Link::Verb | Link::Relative | Link::Participle) && !items[..v].iter().any(|i| i.nominal()) {
        return false;
    }
    let present = match items[v].tag {
        Tag::Fin => !is_past_form(&items[v]),
        Tag::Be => matches!(
            items[v].lower.as_str(),
            "is" | "are" | "am" | "isn't" | "aren't" | "'s" | "'re"
        ),
        Tag::Modal => matches!(
            items[v].lemma.as_str(),
            "can" | "may" | "must" | "will" | "cannot" | "can't"
        ),
        Tag::Do => matches!(items[v].lower.as_str(), "do" | "does" | "don't" | "doesn't"),
        Tag::Have => matches!(items[v].lower.as_str(), "has" | "have"),
        _ => false,
    };
    if !present {
        return false;
    }
    let subject = &items[..v];
    let pointing = subject.iter().any(|i| {
        matches!(
            i.lower.as_str(),
            "it" | "they" | "its" | "their" | "he" | "she"
        ) || i.tag == Tag::Noun && is_instrument(&i.lemma)
    });
    let indefinite = subject
        .first()
        .is_some_and(|i| matches!(i.lower.as_str(), "a" | "an"));
    indefinite || !pointing
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
            .map(|p| whole.or_else(|| clause(&it[p.items.clone()], p)))
            .collect()
    }

    #[test]
    fn opinion_is_left_alone() {
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
            "Stopping him then would probably have been easier.",
        ] {
            assert!(
                reasons(text).iter().all(Option::is_some),
                "{text}: {:?}",
                reasons(text)
            );
        }
    }

    #[test]
    fn statements_are_not_opinion() {
        for text in [
            "The army crossed the border.",
            "It was put off twice.",
            "The treaty forbids such missiles.",
            "The shooting never stopped altogether.",
            "Both neighbours had joined the pact.",
            "It had done no such thing.",
            "The court held that a country may take its notice back.",
        ] {
            assert!(
                reasons(text).iter().any(Option::is_none),
                "{text}: {:?}",
                reasons(text)
            );
        }
    }
}
