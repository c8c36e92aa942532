//! Where the speaker stands in what is said: wishes, the speaker's own people, the reader addressed, what nobody would
//! do today, what little there is to hope for, maxims.

use super::tag::{Item, Tag};

/// Why a clause is the speaker's, if its build shows it. `named`, `timed`: it has a name, a definite time or number.
pub(crate) fn stance(items: &[Item], named: bool, timed: bool) -> Option<&'static str> {
    if is_wish(items) {
        return Some("evaluation");
    }
    if !timed && (ever_i(items) || is_ours(items, named)) {
        return Some("first-person");
    }
    if nobody_would(items, timed) {
        return Some("conditional");
    }
    if little_hope(items) {
        return Some("prediction");
    }
    if !timed && (without_exception(items) || is_maxim(items, named)) {
        return Some("general");
    }
    None
}

/// "If only they argued so usefully!", not "if only one of them withdrew".
pub(super) fn is_wish(items: &[Item]) -> bool {
    let mut words = items
        .iter()
        .skip_while(|x| matches!(x.tag, Tag::Quote | Tag::Cc | Tag::Comma));
    words.next().is_some_and(|x| x.lower == "if")
        && words.next().is_some_and(|x| x.lower == "only")
        && words
            .next()
            .is_some_and(|x| !matches!(x.tag, Tag::Num | Tag::Qty) && x.lower != "one")
}

/// "the only treaty I have ever wanted to hug"
fn ever_i(items: &[Item]) -> bool {
    items.iter().enumerate().any(|(k, x)| {
        x.tag == Tag::Pron
            && matches!(x.lower.as_str(), "i" | "we")
            && items[k + 1..]
                .iter()
                .take(2)
                .any(|y| matches!(y.lower.as_str(), "ever" | "never" | "always"))
            && !items[..k]
                .iter()
                .any(|y| y.tag == Tag::Sub && y.lower == "that")
    })
}

/// "Luck saved us", "you know more than most": the speaker's people or the reader, and no name.
fn is_ours(items: &[Item], named: bool) -> bool {
    let Some(v) = items.iter().position(Item::finite) else {
        return false;
    };
    let reader = items[..v]
        .iter()
        .any(|x| x.tag == Tag::Pron && x.lower == "you")
        && items[v].tag == Tag::Fin
        && items[v + 1..].iter().any(|x| {
            matches!(
                x.lower.as_str(),
                "more" | "most" | "better" | "well" | "too"
            )
        });
    let us = items[v + 1..].iter().any(|x| x.lower == "us")
        && !items[..v].iter().any(|x| x.found.is_some());
    !named && (us || reader)
}

/// "Nobody would sign it today": what is only supposed.
fn nobody_would(items: &[Item], timed: bool) -> bool {
    let subject = items.first().is_some_and(|x| {
        matches!(x.lower.as_str(), "nobody" | "no-one" | "anyone" | "anybody")
            || x.lower == "no" && items.get(1).is_some_and(|y| y.lower == "one")
    });
    let would = items
        .iter()
        .any(|x| x.tag == Tag::Modal && x.lower == "would");
    let now = items.iter().any(|x| {
        matches!(
            x.lower.as_str(),
            "today" | "now" | "nowadays" | "again" | "tomorrow"
        )
    });
    subject && would && now && !timed
}

/// "We see little prospect of", "there is scant hope that"
fn little_hope(items: &[Item]) -> bool {
    items.windows(2).any(|p| {
        matches!(
            p[0].lower.as_str(),
            "little"
                | "no"
                | "scant"
                | "slim"
                | "faint"
                | "dim"
                | "small"
                | "every"
                | "some"
                | "real"
        ) && matches!(
            p[1].lemma.as_str(),
            "prospect" | "hope" | "likelihood" | "illusion"
        )
    }) && items.iter().find(|x| x.finite()).is_some_and(|v| {
        matches!(
            v.lower.as_str(),
            "see"
                | "sees"
                | "is"
                | "are"
                | "have"
                | "has"
                | "hold"
                | "holds"
                | "remains"
                | "offers"
        )
    })
}

/// "No later statesman has ever heard the word without a shiver"
fn without_exception(items: &[Item]) -> bool {
    let no = items
        .first()
        .is_some_and(|x| matches!(x.lower.as_str(), "no" | "nobody" | "never"));
    let ever = items.iter().any(|x| x.lower == "ever");
    no && ever && items.iter().any(|x| x.lower == "without")
}

/// "An alliance that people queue to enter needs no apology": a subject that is any of its kind, in the present.
fn is_maxim(items: &[Item], named: bool) -> bool {
    let any = items
        .first()
        .is_some_and(|x| matches!(x.lower.as_str(), "a" | "an"));
    if named || !any || items.iter().any(|x| x.found.is_some()) {
        return false;
    }
    let last = items.iter().rev().find(|x| x.finite());
    let present = last.is_some_and(|v| {
        v.tag == Tag::Fin && v.lower.ends_with('s') && v.lower != v.lemma
            || v.tag == Tag::Be && v.lower == "is"
    });
    let first = items.iter().find(|x| x.finite());
    let no_past = first.is_some_and(|v| v.tag != Tag::Past)
        && !items
            .iter()
            .any(|x| matches!(x.lower.as_str(), "was" | "were" | "had" | "did"));
    let means = items.iter().any(|x| {
        matches!(
            x.lower.as_str(),
            "no" | "not"
                | "nothing"
                | "never"
                | "only"
                | "always"
                | "worth"
                | "than"
                | "more"
                | "less"
        )
    });
    present && no_past && means
}

#[cfg(test)]
mod tests {
    use super::super::tag::items;
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn where_the_speaker_stands() {
        let table = [
            ("If only our statesmen had slept less.", true),
            ("It is the only charter I have ever read twice.", true),
            ("Chance spared us as often as skill did.", true),
            ("You remember more than most voters.", true),
            ("No one would draft it so today.", true),
            ("There is little hope of a new round.", true),
            ("No king has ever crossed that hall without a blush.", true),
            ("A border that needs a wall is not a border.", true),
            ("A treaty that nobody reads binds nobody less.", true),
            ("A commission that met twice drew the line.", false),
            ("A court is not obliged to hear the case.", true),
            ("The army took us prisoner in the valley.", true),
            ("If the pact was denounced, it ran for another year.", false),
            ("Nobody signed it in the end.", false),
            ("No state has ever withdrawn.", false),
            ("There is no clause on withdrawal.", false),
            ("A protocol was added the same year.", false),
        ];
        for (text, want) in table {
            let it = items(text, &tokens(text, 0), &[], 0);
            assert_eq!(stance(&it, false, false).is_some(), want, "{text}");
        }
    }
}
