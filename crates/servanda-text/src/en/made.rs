//! Acts that a verb tells only together with its noun: a treaty is made, obtained, reached or drawn up; land goes to
//! somebody or is kept; a state comes into an alliance.

use super::opinion::is_instrument;
use super::tag::{Item, Tag};
use super::words;
use crate::found::Found;

/// Whether an item names an agreement, or is a word for one.
pub(super) fn is_paper(x: &Item, found: &[Found]) -> bool {
    x.names(found, Found::is_agreement) || x.found.is_none() && is_instrument(&x.lemma)
}

/// Whether a noun phrase that is, or ends in, an agreement begins at `from`.
fn paper_at(items: &[Item], from: usize, found: &[Found]) -> bool {
    let mut head = None;
    for x in items.iter().skip(from).take(8) {
        match x.tag {
            Tag::Noun | Tag::Name | Tag::Possessive => {
                head = Some(is_paper(x, found));
                if x.names(found, Found::is_agreement) {
                    break;
                }
            }
            Tag::Det | Tag::Poss | Tag::Adj | Tag::Num | Tag::Part | Tag::Ger | Tag::Time => {}
            Tag::Other if x.lower == "-" => {}
            // "peace and an alliance"
            Tag::Cc if head == Some(true) => break,
            _ => break,
        }
    }
    head == Some(true)
}

/// Whether the subject of the verb at `at` is an agreement.
fn paper_subject(items: &[Item], at: usize, found: &[Found]) -> bool {
    let subject = &items[..at.min(items.len())];
    let last = subject
        .iter()
        .enumerate()
        .rfind(|(k, x)| {
            matches!(x.tag, Tag::Noun | Tag::Name)
                && (*k == 0 || !matches!(items[k - 1].tag, Tag::Prep))
                && (*k < 2 || !matches!(items[k - 2].tag, Tag::Prep))
        })
        .map(|(k, _)| k);
    last.is_some_and(|k| is_paper(&items[k], found))
}

/// Whether the clause tells that an agreement was made: "obtained their own treaty", "a pact was made with", "came to
/// terms", "was agreed at Geneva in June", "bound themselves".
pub(super) fn is_made(
    items: &[Item],
    at: usize,
    end: usize,
    lemma: &str,
    passive: bool,
    found: &[Found],
) -> bool {
    let next = |n: usize| items.get(end + n);
    let lower = |n: usize| next(n).map_or("", |x| x.lower.as_str());
    let particle = matches!(lower(1), "up" | "out");
    let from = end + 1 + usize::from(particle);
    let told = items[end.min(items.len())..]
        .iter()
        .any(|x| x.tag == Tag::Time)
        || items[..at.min(items.len())]
            .iter()
            .any(|x| x.tag == Tag::Time);
    match lemma {
        "make" | "strike" | "negotiate" | "settle" | "draw" | "hammer" | "work" | "agree"
            if passive =>
        {
            let open = items.get(from).is_none_or(|x| {
                matches!(
                    x.tag,
                    Tag::Prep | Tag::Time | Tag::Comma | Tag::Stop | Tag::Cc | Tag::Adv | Tag::Sub
                )
            });
            let placed = lemma == "agree"
                && items
                    .get(from)
                    .is_some_and(|x| x.tag == Tag::Prep && x.lower != "on")
                && told;
            // "peace was made": only with whom tells a treaty.
            let partner = lemma != "make"
                || items[end.min(items.len())..]
                    .iter()
                    .any(|x| matches!(x.lower.as_str(), "with" | "between" | "by"));
            open && partner && (paper_subject(items, at, found) || placed)
        }
        "make" | "obtain" | "get" | "secure" | "win" | "strike" | "negotiate" | "dictate"
        | "draw" | "hammer" | "work" | "agree" | "enter"
            if !passive =>
        {
            let from = if lemma == "enter" && lower(1) == "into" {
                from + 1
            } else {
                from
            };
            let terms = lemma == "dictate"
                && items[from.min(items.len())..]
                    .iter()
                    .take(3)
                    .any(|x| matches!(x.lemma.as_str(), "term" | "terms" | "peace"));
            terms || (lemma != "enter" || lower(1) == "into") && paper_at(items, from, found)
        }
        "come" | "arrive" if !passive && matches!(lower(1), "to" | "at") => {
            matches!(lower(2), "terms" | "term") || paper_at(items, end + 2, found)
        }
        "bind" | "ally" if !passive && told => {
            matches!(lower(1), "themselves" | "itself" | "herself")
        }
        "date" if paper_subject(items, at, found) => told,
        _ => false,
    }
}

/// Whether the clause tells that somebody came into a body or alliance: "came into the alliance", "was let into".
pub(super) fn is_joining(items: &[Item], end: usize, lemma: &str) -> bool {
    let after = items.get(end + 1..).unwrap_or_default();
    let into = |w: &str| after.first().is_some_and(|x| x.lower == w);
    let body = after
        .iter()
        .skip(1)
        .take(4)
        .take_while(|x| matches!(x.tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Name))
        .any(|x| {
            x.found.is_none() && (words::is("league", &x.lemma) || x.lemma == "alliance")
                || matches!(x.lower.as_str(), "nato")
        });
    match lemma {
        "come" | "enter" | "bring" | "take" | "let" | "receive" => into("into") && body,
        _ => false,
    }
}

/// What becomes of land: who gets it stands after "to", or is the subject that keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Land {
    /// "Saxony went to Prussia", "the islands were given to Japan": the subject is the land.
    GoesTo,
    /// "Russia kept Kars": the subject has it.
    Kept,
}

pub(super) fn land(
    items: &[Item],
    at: usize,
    end: usize,
    lemma: &str,
    passive: bool,
    found: &[Found],
) -> Option<Land> {
    let is = |k: usize, f: fn(&Found) -> bool| items.get(k).is_some_and(|x| x.names(found, f));
    let country = |k: usize| {
        is(k, Found::is_actor) && !is(k, Found::is_person) && !is(k, Found::is_adjective)
    };
    let ground = |k: usize| {
        is(k, Found::is_place) && !is(k, Found::is_agreement)
            || items
                .get(k)
                .is_some_and(|x| x.found.is_none() && words::is("ground", &x.lemma))
    };
    // The head of the subject, not what stands after a preposition.
    let subject = (0..at.min(items.len())).any(|k| {
        (ground(k) || country(k))
            && (k == 0
                || items[k - 1].lower == "of"
                || !matches!(items[k - 1].tag, Tag::Prep | Tag::To))
            && !(at > k + 1 && items[k + 1].tag == Tag::Noun && items[k].tag == Tag::Adj)
    });
    let mut to = end + 1;
    if items
        .get(to)
        .is_some_and(|x| matches!(x.tag, Tag::Adv) || x.lower == "back" || x.lower == "over")
    {
        to += 1;
    }
    let to_state = items.get(to).is_some_and(|x| x.lower == "to")
        && (to + 1..(to + 3).min(items.len())).any(|k| country(k) && !is(k, Found::is_demonym));
    let force = items.iter().any(|x| words::is("force", &x.lemma));
    match lemma {
        "go" | "pass" | "fall" if !passive && subject && to_state && !force => Some(Land::GoesTo),
        "give" | "award" | "assign" | "allot" | "transfer" if passive && subject && to_state => {
            Some(Land::GoesTo)
        }
        "keep" | "retain"
            if !passive
                && items[(end + 1).min(items.len())..]
                    .iter()
                    .enumerate()
                    .find(|(_, x)| !matches!(x.tag, Tag::Det | Tag::Adj))
                    .is_some_and(|(n, _)| {
                        is(end + 1 + n, Found::is_place) && !is(end + 1 + n, Found::is_person)
                    })
                && (0..at).any(country) =>
        {
            Some(Land::Kept)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tag::items;
    use super::super::token::tokens;
    use super::super::verb::verb;
    use super::*;

    #[test]
    fn agreements_that_are_made() {
        let table = [
            ("They obtained their own treaty in July.", true),
            (
                "A secret treaty was made with the other side in June.",
                true,
            ),
            ("A military convention was drawn up in 1892.", true),
            ("The two emperors came to terms.", true),
            ("The treaty was made public in June.", false),
            ("They made the treaty a dead letter.", false),
            ("They won a battle under the treaty.", false),
            ("The king made war.", false),
            ("They reached the river.", false),
        ];
        for (text, want) in table {
            let it = items(text, &tokens(text, 0), &[], 0);
            let v = verb(&it).unwrap_or_else(|| panic!("{text}"));
            let got = is_made(&it, v.at, v.end, &v.lemma, v.passive, &[]);
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn states_that_come_into_an_alliance() {
        for (text, want) in [
            ("The two states came into the alliance.", true),
            ("They came into the city.", false),
            ("They were let into the league.", true),
        ] {
            let it = items(text, &tokens(text, 0), &[], 0);
            let v = verb(&it).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(is_joining(&it, v.end, &v.lemma), want, "{text}");
        }
    }
}
