//! Noun phrases that describe an agreement.

use super::tag::{Item, Tag};
use super::words;
use crate::describe::Description;
use crate::found::Found;
use crate::lexicon::fold;

/// The description around the head noun at `k`, if that noun names a kind of agreement.
pub(crate) fn description(
    items: &[Item],
    k: usize,
    found: &[Found],
    text_of: impl Fn(usize, usize) -> String,
) -> Option<Description> {
    let head = items.get(k)?;
    let titled = words::is("titled", &head.lemma)
        && head.capital
        && k > 0
        && items
            .get(k - 1)
            .is_some_and(|p| p.found.is_some() || p.capital);
    if head.tag != Tag::Noun
        || head.found.is_some()
        || !titled && !words::is("instrument", &head.lemma)
    {
        return None;
    }
    // "treaty port", "peace talks": the word is itself a modifier.
    if items.get(k + 1).is_some_and(|n| {
        n.tag == Tag::Noun && !words::is("instrument", &n.lemma) && n.found.is_none()
    }) {
        return None;
    }
    let mut d = Description {
        word: head.lemma.clone(),
        ..Description::default()
    };
    let mut from = k;
    let mut determined = false;
    for j in (0..k).rev() {
        let x = &items[j];
        match x.tag {
            Tag::Adj
            | Tag::Noun
            | Tag::Name
            | Tag::Time
            | Tag::Num
            | Tag::Possessive
            | Tag::Other
            | Tag::Part
            | Tag::Ger => {
                if x.tag == Tag::Other && x.lower != "-" {
                    break;
                }
                from = j;
                modifier(x, &mut d);
            }
            Tag::Det | Tag::Poss => {
                d.definite = !matches!(
                    x.lower.as_str(),
                    "a" | "an" | "another" | "some" | "any" | "no" | "several" | "every" | "each"
                );
                determined = true;
                from = j;
                break;
            }
            _ => break,
        }
    }
    let to = after(items, k, found, &mut d);
    let plural = head.lower != head.lemma;
    if !determined && plural && d.names.is_empty() {
        return None;
    }
    // "their own treaty", "a second agreement": not the one spoken of.
    if items[from..k]
        .iter()
        .any(|x| x.found.is_none() && x.lower == "own")
    {
        d.definite = false;
    }
    // "the peace signed in …", "the pact that …": what follows says which one.
    let restricted = items.get(to).is_some_and(|n| {
        matches!(n.tag, Tag::Past | Tag::Part) || n.tag == Tag::Rel && n.lower == "that"
    });
    if restricted && has_more_finite(items, to) {
        d.definite = false;
    }
    d.written = text_of(from, to);
    Some(d)
}

/// Whether a past form after the noun is its attribute: there is another verb, or none was due.
fn has_more_finite(items: &[Item], i: usize) -> bool {
    items.get(i).is_some_and(|x| x.tag != Tag::Past)
        || items[i + 1..].iter().any(Item::finite)
        || items.first().is_some_and(|x| x.tag == Tag::Prep)
}

fn modifier(x: &Item, d: &mut Description) {
    if x.found.is_some() && x.tag == Tag::Noun {
        d.proper.extend(x.lower.split_whitespace().map(fold));
    } else if let Some(f) = x.found {
        d.names.push(f);
    } else if x.capital && x.tag == Tag::Noun && !words::is("instrument", &x.lemma) {
        d.proper.push(fold(&x.lower));
    } else if matches!(x.tag, Tag::Adj | Tag::Noun | Tag::Part | Tag::Ger) {
        d.modifiers.push(fold(&x.lower));
    }
}

/// What follows: "of friendship", "between A and B", "with Moscow", "on the limitation of arms", "dated …".
fn after(items: &[Item], k: usize, found: &[Found], d: &mut Description) -> usize {
    let mut end = k + 1;
    let Some(p) = items.get(end).filter(|p| {
        matches!(
            p.lower.as_str(),
            "of" | "between" | "with" | "on" | "for" | "dated"
        )
    }) else {
        return end;
    };
    let wide = matches!(p.lower.as_str(), "of" | "between");
    let mut j = end + 1;
    while let Some(x) = items.get(j).filter(|_| j < k + 10) {
        match x.tag {
            Tag::Name | Tag::Adj | Tag::Noun | Tag::Time => {
                let timed = x.found.and_then(|f| found.get(f).map(|y| (f, y.is_time())));
                if p.lower == "on" && timed.is_some_and(|t| t.1)
                    || matches!(p.lower.as_str(), "for" | "on") && x.found.is_some()
                {
                    break;
                }
                modifier(x, d);
                end = j + 1;
            }
            Tag::Det | Tag::Cc => {}
            // "with Chile of 1904"
            Tag::Prep
                if x.lower == "of" && items.get(j + 1).is_some_and(|n| n.tag == Tag::Time) => {}
            Tag::Comma
                if wide
                    && items
                        .get(j + 1)
                        .is_some_and(|n| matches!(n.tag, Tag::Noun | Tag::Adj))
                    && items[j..].iter().take(5).any(|n| n.tag == Tag::Cc) => {}
            _ => break,
        }
        j += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tag::items;
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn what_a_description_says() {
        let table: &[(&str, &str, &[&str], bool)] = &[
            (
                "They signed a treaty of friendship, cooperation and partnership in the capital.",
                "treaty",
                &["friendship", "cooperation", "partnership"],
                false,
            ),
            ("The naval agreement held.", "agreement", &["naval"], true),
            (
                "They broke the neutrality pact.",
                "pact",
                &["neutrality"],
                true,
            ),
        ];
        for (text, word, mods, definite) in table {
            let it = items(text, &tokens(text, 0), &[], 0);
            let d = (0..it.len())
                .find_map(|k| description(&it, k, &[], |_, _| String::new()))
                .unwrap_or_else(|| panic!("{text}"));
            let mut m = d.modifiers.clone();
            m.sort();
            let mut want: Vec<String> = mods.iter().map(|m| (*m).to_owned()).collect();
            want.sort();
            assert_eq!(
                (d.word.as_str(), m, d.definite),
                (*word, want, *definite),
                "{text}"
            );
        }
    }
}
