//! Figures of speech and statements about anybody: similes, "taught the world how to", "one cannot", "a cynic would
//! say", "peace, but not respect".

use super::tag::{Item, Tag};
use super::words;

fn lower(items: &[Item], k: usize) -> &str {
    items.get(k).map_or("", |x| x.lower.as_str())
}

/// Whether a clause speaks in a figure.
pub(super) fn is_figure(items: &[Item]) -> bool {
    simile(items)
        || taught(items)
        || last_of_its_kind(items)
        || but_not(items)
        || pleased_nobody(items)
        || crux(items)
        || disguised(items)
}

/// "carved up the continent like a birthday cake"
fn simile(items: &[Item]) -> bool {
    items.iter().enumerate().skip(1).any(|(k, x)| {
        x.lower == "like"
            && matches!(lower(items, k + 1), "a" | "an" | "so")
            && items[..k].iter().any(Item::finite)
            && items[k..].iter().all(|y| y.found.is_none())
    })
}

/// "Vienna taught Europe how to lose politely"
fn taught(items: &[Item]) -> bool {
    items.iter().enumerate().any(|(k, x)| {
        x.verbal()
            && x.lemma == "teach"
            && items[k + 1..].iter().take(5).any(|y| {
                matches!(
                    y.lower.as_str(),
                    "how" | "what" | "that" | "lesson" | "lessons"
                )
            })
    })
}

/// "This was Europe's last chance": whose last, best or only one something was.
fn last_of_its_kind(items: &[Item]) -> bool {
    let Some(b) = items.iter().position(|x| x.tag == Tag::Be) else {
        return false;
    };
    let pointed = items[..b]
        .iter()
        .any(|x| matches!(x.lower.as_str(), "it" | "this" | "that"));
    let owner = items.get(b + 2).is_some_and(|x| x.tag == Tag::Possessive)
        && items
            .get(b + 1)
            .is_some_and(|x| matches!(x.tag, Tag::Name | Tag::Noun) && x.capital);
    pointed
        && owner
        && matches!(
            lower(items, b + 3),
            "last" | "best" | "only" | "real" | "true" | "finest" | "worst" | "great" | "greatest"
        )
}

/// "The new line pleased no one"
fn pleased_nobody(items: &[Item]) -> bool {
    items.iter().enumerate().any(|(k, x)| {
        x.verbal()
            && words::is("pleasing", &x.lemma)
            && (matches!(
                lower(items, k + 1),
                "nobody" | "everybody" | "everyone" | "neither"
            ) || lower(items, k + 1) == "no" && lower(items, k + 2) == "one")
    })
}

/// "The trouble with the treaty is that …": what somebody thinks the matter comes to.
fn crux(items: &[Item]) -> bool {
    let Some(b) = items.iter().position(Item::finite) else {
        return false;
    };
    items[b].tag == Tag::Be
        && items[..b]
            .iter()
            .take(3)
            .any(|x| x.tag == Tag::Noun && words::is("crux", &x.lemma))
        && matches!(
            lower(items, b + 1),
            "that" | "how" | "what" | "this" | "its" | "not"
        )
}

/// "a surrender dressed as statesmanship", not "soldiers dressed as peasants"
fn disguised(items: &[Item]) -> bool {
    items.iter().enumerate().any(|(k, x)| {
        let noun = (k + 2..(k + 5).min(items.len())).find(|n| items[*n].tag == Tag::Noun);
        let abstract_noun = noun.is_some_and(|n| {
            ["ship", "ness", "ity", "ism", "tion", "cy", "nce", "dom"]
                .iter()
                .any(|e| items[n].lower.ends_with(e))
        });
        matches!(
            x.lower.as_str(),
            "dressed" | "disguised" | "masquerading" | "parading" | "posing"
        ) && items[k + 1..].iter().take(2).any(|y| y.lower == "as")
            && abstract_noun
    })
}

/// "Peace, but not respect, had been restored": no name, and nouns weighed against each other.
fn but_not(items: &[Item]) -> bool {
    let Some(v) = items.iter().position(Item::finite) else {
        return false;
    };
    items.iter().all(|x| x.found.is_none())
        && items[..v].windows(4).any(|w| {
            w[0].tag == Tag::Noun
                && w[1].tag == Tag::Comma
                && matches!(w[2].lower.as_str(), "but" | "though" | "if")
                && w[3].tag == Tag::Not
        })
}

/// Whether a clause is about anybody or nobody: "one cannot shake hands", "no treaty can survive", "a cynic would say".
pub(super) fn is_anybodys(items: &[Item]) -> bool {
    let from = items
        .iter()
        .position(|x| !matches!(x.tag, Tag::Quote | Tag::Cc | Tag::Comma | Tag::Adv))
        .unwrap_or(0);
    let items = &items[from..];
    let Some(m) = items.iter().position(|x| x.tag == Tag::Modal) else {
        return false;
    };
    if items[..m].iter().any(Item::finite) {
        return false;
    }
    let subject = &items[..m];
    let one = m == 1 && lower(items, 0) == "one";
    let named = items.iter().any(|x| x.found.is_some());
    let none = lower(items, 0) == "no"
        && matches!(items[m].lemma.as_str(), "can" | "cannot")
        && !named
        && !subject.iter().any(|x| words::is("bearer", &x.lemma));
    let somebody = matches!(lower(items, 0), "a" | "an")
        && m <= 3
        && !named
        && matches!(items[m].lemma.as_str(), "would" | "might" | "could")
        && items[m + 1..]
            .iter()
            .take(2)
            .any(|x| x.tag == Tag::Inf && words::is("speaking", &x.lemma) || x.lemma == "call");
    one || none || somebody
}

#[cfg(test)]
mod tests {
    use super::super::tag::items;
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn figures_and_anybody() {
        let table = [
            ("They shared the province out like a cake.", true),
            ("The congress taught the continent how to wait.", true),
            ("Order, but not trust, had returned.", true),
            ("One cannot sign with a clenched fist.", true),
            ("No treaty can survive such contempt.", true),
            ("A cynic would say that they got their money.", true),
            ("A state like any other signed it.", false),
            ("He taught law at the university.", false),
            ("No ship may pass the strait at night.", false),
            ("No party can withdraw without notice.", false),
            ("One of them signed it.", false),
            ("The line pleased no one.", true),
            ("The trouble with the map is that lawyers drew it.", true),
            ("It was a retreat dressed as statesmanship.", true),
            ("The soldiers came dressed as peasants.", false),
            ("The line crossed no man's land.", false),
            ("A commission would mark the line.", false),
            ("The islands, but not the strait, were returned.", true),
        ];
        for (text, want) in table {
            let it = items(text, &tokens(text, 0), &[], 0);
            assert_eq!(is_figure(&it) || is_anybodys(&it), want, "{text}");
        }
    }
}
