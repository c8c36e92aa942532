//! How a clause values what it speaks of without an evaluative word of its own: superlatives, likenesses,
//! what did not happen, what nobody else did, aims and reasons, degrees.

use super::clause::Piece;
use super::opinion::is_instrument;
use super::tag::{Item, Tag};
use super::verb::verb;
use super::words;

fn is_word(class: &str, w: &str) -> bool {
    words::is(class, w)
}

/// The items after `k` that are neither adverbs nor marks of quotation.
fn next_word(items: &[Item], k: usize) -> Option<&Item> {
    items
        .get(k + 1..)?
        .iter()
        .find(|i| !matches!(i.tag, Tag::Adv | Tag::Not | Tag::Quote))
}

/// Index of the first verb that lays something down (says, provides, rules): what follows is its content.
pub(crate) fn content_from(items: &[Item]) -> Option<usize> {
    items.iter().position(|i| {
        i.verbal()
            && is_word("content", &i.lemma)
            && (i.lemma != "hold" || items.iter().any(|t| t.tag == Tag::Sub && t.lower == "that"))
    })
}

/// A modal followed by "have" (adverbs and "not" may stand between): "would never have let".
fn perfect_modal(items: &[Item], modals: &[&str]) -> Option<usize> {
    (0..items.len()).find(|&k| {
        items[k].tag == Tag::Modal
            && modals.contains(&items[k].lemma.as_str())
            && next_word(items, k).is_some_and(|n| n.tag == Tag::Have && n.lower == "have")
    })
}

/// "Had he kept his word, the empire might have stayed out": the whole sentence tells what did not happen.
pub(crate) fn counterfactual(items: &[Item]) -> bool {
    let Some(at) = perfect_modal(items, &["would", "could", "might"]) else {
        return false;
    };
    if content_from(items).is_some_and(|c| c < at) {
        return false;
    }
    let opens = items
        .iter()
        .find(|i| !matches!(i.tag, Tag::Quote | Tag::Cc | Tag::Adv))
        .map_or("", |i| i.lower.as_str());
    matches!(opens, "had" | "without" | "were")
        || items
            .windows(2)
            .any(|p| p[0].lower == "but" && p[1].lower == "for")
        || items.iter().enumerate().any(|(k, i)| {
            i.lower == "if"
                && items[k..]
                    .iter()
                    .take(12)
                    .any(|h| matches!(h.lower.as_str(), "had" | "were" | "not"))
        })
}

/// Why a clause is an evaluation, if its build shows it. `anchored`: it has a number, or a definite time.
pub(crate) fn value(items: &[Item], piece: &Piece, anchored: bool) -> Option<&'static str> {
    let content = content_from(items);
    let laid_down = |k: usize| content.is_some_and(|c| c < k);
    if perfect_modal(items, &["would", "could", "might"]).is_some_and(|k| !laid_down(k))
        && !ends_term(items)
    {
        return Some("conditional");
    }
    let by_text = items
        .windows(2)
        .any(|p| p[0].lower == "under" && p[1].tag == Tag::Det);
    if !by_text && perfect_modal(items, &["must", "may", "should"]).is_some_and(|k| !laid_down(k)) {
        return Some("evaluation");
    }
    if let Some(r) = advice(items, content, anchored) {
        return Some(r);
    }
    if likeness(items, anchored)
        || superlative(items, anchored)
        || intensified(items, anchored)
        || !anchored
            && (nobody_else(items)
                || degree(items)
                || super::figure::is_figure(items)
                || super::figure::is_anybodys(items))
        || holders(items)
        || preferred(items)
    {
        return Some("evaluation");
    }
    let verdict = items.iter().enumerate().any(|(k, i)| {
        // "boasted that": what was said is told.
        let says = items.get(k + 1).is_some_and(|n| n.lower == "that");
        i.verbal() && is_word("evalverb", &i.lemma) && !laid_down(k) && !says
    });
    if verdict && !items.iter().any(|i| i.tag == Tag::Qty) {
        return Some("evaluation");
    }
    if !anchored && (cleft(items) || shows_virtue(items)) {
        return Some("evaluation");
    }
    if aim(items) {
        return Some("motive");
    }
    if possible(items, content) && !matches!(piece.link, super::clause::Link::Subordinate) {
        return Some("prediction");
    }
    None
}

/// "before it would have expired": that is when the term ended.
fn ends_term(items: &[Item]) -> bool {
    items.iter().enumerate().any(|(k, i)| {
        i.verbal()
            && matches!(i.lemma.as_str(), "expire" | "run" | "lapse" | "end")
            && items.get(k + 1).is_none_or(|n| {
                matches!(
                    n.tag,
                    Tag::Prep | Tag::Time | Tag::Adv | Tag::Comma | Tag::Stop
                ) || n.lower == "out"
            })
    })
}

/// "Brussels should say so", "their wishes must remain paramount", "they would do well to remember".
fn advice(items: &[Item], content: Option<usize>, anchored: bool) -> Option<&'static str> {
    let at = items
        .iter()
        .position(|i| i.tag == Tag::Modal && matches!(i.lemma.as_str(), "should" | "ought"));
    if at.is_some_and(|k| content.is_none_or(|c| k < c) && !supposed(items, k)) {
        return Some("advice");
    }
    let must = items
        .iter()
        .position(|i| i.tag == Tag::Modal && i.lower == "must")?;
    let before = &items[..must];
    let bearing = before.iter().any(|i| {
        i.found.is_some()
            || is_word("bearer", &i.lemma)
            || is_instrument(&i.lemma)
            || i.tag == Tag::Sub
            || i.tag == Tag::Rel
    });
    (content.is_none() && !anchored && !bearing && !before.is_empty()).then_some("advice")
}

/// "if it should attack", "lest he should": no advice.
fn supposed(items: &[Item], k: usize) -> bool {
    items[..k].iter().any(|i| {
        matches!(i.lower.as_str(), "if" | "lest" | "that" | "in") && i.tag != Tag::Prep
            || i.tag == Tag::Rel
    })
}

/// "It was a triumph", "the treaty is the cornerstone of the order": what something is likened to. A noun that
/// names a thing of law, war or office is no likeness.
fn likeness(items: &[Item], anchored: bool) -> bool {
    let Some(v) = verb(items) else { return false };
    let linking = v.copula || is_word("linking", &v.lemma);
    if !linking || items.get(v.end).is_none_or(|i| i.found.is_some()) {
        return false;
    }
    let mut k = v.end + 1;
    let light = |i: &Item| {
        matches!(i.tag, Tag::Adv | Tag::Not | Tag::Quote | Tag::Comma)
            || matches!(
                i.lower.as_str(),
                "in" | "short" | "fact" | "truth" | "effect" | "less" | "nothing"
            )
    };
    while items.get(k).is_some_and(light) {
        k += 1;
    }
    // "one of the darkest stains", "among the worst"
    if items
        .get(k)
        .is_some_and(|i| matches!(i.lower.as_str(), "one" | "among" | "some" | "part"))
    {
        k += 1;
        if items.get(k).is_some_and(|i| i.lower == "of") {
            k += 1;
        }
    }
    let determined = items
        .get(k)
        .is_some_and(|i| matches!(i.tag, Tag::Det | Tag::Poss));
    let run = items[k.min(items.len())..]
        .iter()
        .take_while(|i| {
            i.found.is_none()
                && (matches!(
                    i.tag,
                    Tag::Det
                        | Tag::Poss
                        | Tag::Adj
                        | Tag::Adv
                        | Tag::Noun
                        | Tag::Part
                        | Tag::Past
                        | Tag::Other
                ) && i.lower != ",")
                && i.tag != Tag::Comma
        })
        .collect::<Vec<_>>();
    let Some(head) = run.iter().rposition(|i| i.tag == Tag::Noun).map(|h| run[h]) else {
        return false;
    };
    // A name right after the run belongs to it: "the former Warsaw district".
    let rest = items.get(k + run.len());
    if rest.is_some_and(|i| i.found.is_some() && matches!(i.tag, Tag::Name | Tag::Adj | Tag::Qty))
        || head.capital
    {
        return false;
    }
    let counted = items[v.end..]
        .iter()
        .any(|i| matches!(i.tag, Tag::Qty | Tag::Num));
    if counted || anchored && !determined {
        return false;
    }
    let pronoun = items[..v.at].iter().any(|i| {
        matches!(i.tag, Tag::Pron | Tag::Det) && matches!(i.lower.as_str(), "it" | "this" | "that")
    });
    (determined || pronoun)
        && !is_word("factual_noun", &head.lemma)
        && !is_word("bearer", &head.lemma)
        && !is_word("thing", &head.lemma)
        && !is_instrument(&head.lemma)
        && !head.lemma.ends_with("tion") | is_word("evaluative", &head.lemma)
}

/// "the clumsiest in Europe", "the most glittering assembly": what can be measured (largest, longest) is no value.
fn superlative(items: &[Item], anchored: bool) -> bool {
    let at = items.iter().enumerate().position(|(k, i)| {
        if i.found.is_some() {
            return false;
        }
        let led =
            items[..k].iter().rev().take(3).any(|p| {
                matches!(p.tag, Tag::Det | Tag::Poss | Tag::Possessive) || p.lower == "of"
            });
        let est = i.lower.len() > 5
            && i.lower.ends_with("est")
            && !i.capital
            && matches!(i.tag, Tag::Adj | Tag::Noun | Tag::Adv)
            && !is_word("no_superlative", &i.lower);
        let most = i.lower == "most"
            && items.get(k + 1).is_some_and(|n| {
                n.found.is_none()
                    && (matches!(n.tag, Tag::Adj | Tag::Part | Tag::Past | Tag::Ger)
                        || n.lower.ends_with("ing"))
                    && !is_word("factual_adj", &n.lower)
            });
        led && (est || most || is_word("superlative", &i.lower))
    });
    let Some(at) = at else { return false };
    let linked = items[..at].iter().any(|i| i.tag == Tag::Be);
    linked || !anchored
}

/// "entirely justified", "rather touching", "half right".
fn intensified(items: &[Item], anchored: bool) -> bool {
    let Some(b) = items.iter().position(|i| {
        i.tag == Tag::Be
            || i.verbal()
                && matches!(
                    i.lemma.as_str(),
                    "find" | "seem" | "prove" | "remain" | "look" | "become" | "feel"
                )
    }) else {
        return false;
    };
    !anchored
        && items[b..].windows(2).any(|p| {
            is_word("intensifier", &p[0].lower)
                && p[1].found.is_none()
                && matches!(p[1].tag, Tag::Adj | Tag::Part | Tag::Past | Tag::Ger)
                && !is_word("factual_adj", &p[1].lower)
                && !super::morph::table().get(&p[1].lower).is_some_and(|e| {
                    // "was wholly destroyed", "was fully applied" are done, not judged.
                    !e.verbs.is_empty()
                        && e.classes.is_empty()
                        && !is_word("evaluative", &p[1].lower)
                })
        })
}

/// "No other treaty has left so deep a scar", "nothing did more to poison", "nobody has forgotten it".
fn nobody_else(items: &[Item]) -> bool {
    let Some(first) = items.iter().position(|i| {
        !matches!(i.tag, Tag::Adv | Tag::Quote | Tag::Cc | Tag::Comma)
            || matches!(
                i.lower.as_str(),
                "only" | "hardly" | "scarcely" | "never" | "rarely" | "seldom" | "nowhere"
            )
    }) else {
        return false;
    };
    let none = match items[first].lower.as_str() {
        "few" => items.get(first + 1).is_some_and(|n| n.lower != "of"),
        "no" | "nothing" | "nobody" | "none" | "hardly" | "scarcely" | "nowhere" | "never"
        | "rarely" | "seldom" => true,
        "only" => {
            items
                .get(first + 1)
                .is_some_and(|d| matches!(d.lower.as_str(), "a" | "an" | "the"))
                && items.iter().any(|i| i.tag == Tag::Modal)
        }
        "everyone" | "everybody" => true,
        _ => false,
    };
    if !none {
        return false;
    }
    let one = items
        .get(first + 1)
        .is_some_and(|n| matches!(n.lower.as_str(), "one" | "other"));
    let mind = items.iter().any(|i| {
        i.verbal()
            && (is_word("mental", &i.lemma)
                || is_word("present_mental", &i.lemma)
                || is_word("emotive", &i.lemma)
                || is_word("motive", &i.lower))
    });
    let compared = items[first + 1..].iter().any(|i| {
        matches!(
            i.lower.as_str(),
            "so" | "more" | "better" | "as" | "other" | "worse" | "less"
        )
    });
    let person = matches!(
        items[first].lower.as_str(),
        "nobody" | "everyone" | "everybody" | "none" | "few"
    ) || one;
    items[first].lower == "only" || compared || person && mind
}

/// "so much with so little", "so deep a scar", "too late", "such a".
fn degree(items: &[Item]) -> bool {
    let that = |k: usize| items[k..].iter().take(8).any(|i| i.lower == "that");
    items.windows(2).enumerate().any(|(k, p)| {
        let so = p[0].lower == "so"
            && (matches!(p[1].lower.as_str(), "much" | "little" | "many" | "few")
                || p[1].tag == Tag::Adj && p[1].found.is_none());
        let such = p[0].lower == "such" && matches!(p[1].lower.as_str(), "a" | "an");
        let too = p[0].lower == "too" && p[1].tag == Tag::Adj && p[1].found.is_none();
        (so || such || too) && !that(k)
    })
}

/// "Most lawyers find it unconvincing": what unnamed judges think.
fn holders(items: &[Item]) -> bool {
    let Some(k) = items
        .iter()
        .position(|i| i.tag == Tag::Noun && is_word("holder", &i.lemma))
    else {
        return false;
    };
    let some = items[..k].iter().all(|i| {
        matches!(
            i.tag,
            Tag::Det | Tag::Adj | Tag::Adv | Tag::Qty | Tag::Num | Tag::Quote
        ) || matches!(i.lower.as_str(), "most" | "many" | "some" | "few" | "of")
    });
    let named = items[..k]
        .iter()
        .any(|i| matches!(i.lower.as_str(), "the" | "a" | "an" | "one" | "two"));
    some && !named
        && items[k + 1..]
            .iter()
            .take(5)
            .any(|i| i.verbal() && is_word("holding", &i.lemma))
}

/// "What the pact gave them was hope."
fn cleft(items: &[Item]) -> bool {
    items
        .iter()
        .find(|i| !matches!(i.tag, Tag::Quote | Tag::Cc))
        .is_some_and(|i| i.lower == "what")
        && items.iter().any(|i| i.tag == Tag::Be)
}

/// "showed admirable patience", "offered the illusion of safety", "deserved better".
fn shows_virtue(items: &[Item]) -> bool {
    let Some(v) = verb(items) else { return false };
    let light = is_word("light", &v.lemma);
    let valued = |i: &&Item| i.found.is_none() && is_word("evaluative", &i.lower) && !i.capital;
    let after = items.get(v.end + 1..).unwrap_or_default();
    light && after.iter().take(4).any(|i| valued(&i))
        || matches!(v.lemma.as_str(), "deserve" | "merit")
        || after.iter().filter(valued).count() > 1
}

/// "chose hope over history"
fn preferred(items: &[Item]) -> bool {
    items
        .iter()
        .position(|i| i.verbal() && matches!(i.lemma.as_str(), "choose" | "prefer"))
        .is_some_and(|k| {
            items[k..]
                .iter()
                .take(6)
                .any(|i| matches!(i.lower.as_str(), "over" | "to"))
                && items[k + 1..].iter().all(|i| i.found.is_none())
                && items.get(k + 1).is_some_and(|n| n.tag == Tag::Noun)
        })
}

/// "His real aim was to topple the president."
fn aim(items: &[Item]) -> bool {
    let Some(b) = items.iter().position(|i| i.tag == Tag::Be) else {
        return false;
    };
    let Some(n) = items[..b]
        .iter()
        .rposition(|i| i.tag == Tag::Noun && is_word("aim", &i.lemma))
    else {
        return false;
    };
    let of_text = items[..b]
        .iter()
        .any(|i| i.found.is_none() && is_instrument(&i.lemma));
    let inner = items[..n].iter().any(|i| {
        matches!(
            i.lower.as_str(),
            "real" | "true" | "secret" | "only" | "main" | "sole" | "chief"
        )
    });
    !of_text && (inner || items[b + 1..].iter().take(2).any(|i| i.tag == Tag::To))
}

/// "Peace may come yet": a bare possibility, unless it is what a party may do.
fn possible(items: &[Item], content: Option<usize>) -> bool {
    let Some(k) = items
        .iter()
        .position(|i| i.tag == Tag::Modal && matches!(i.lower.as_str(), "may" | "might" | "could"))
    else {
        return false;
    };
    let one_day = items[k + 1..]
        .iter()
        .any(|i| i.lower == "one day" || i.tag == Tag::Time && i.lower.starts_with("some day"));
    content.is_none_or(|c| k < c)
        && (one_day
            || items[k + 1..]
                .iter()
                .take(3)
                .any(|i| matches!(i.lower.as_str(), "yet" | "well" | "still" | "soon")))
        && !items[..k].iter().any(|i| is_word("bearer", &i.lemma))
}

#[cfg(test)]
mod tests {
    use super::super::clause::pieces;
    use super::super::opinion::{clause, sentence};
    use super::super::tag::items;
    use super::super::token::tokens;

    /// Whether every clause is left alone, and whether none is.
    fn left(text: &str) -> (bool, bool) {
        let it = items(text, &tokens(text, 0), &[], 0);
        let whole = sentence(&it, text);
        let why: Vec<bool> = pieces(&it)
            .iter()
            .map(|p| {
                whole
                    .or_else(|| clause(&it[p.items.clone()], p, false))
                    .is_some()
            })
            .collect();
        (why.iter().all(|w| *w), why.iter().any(|w| *w))
    }

    #[test]
    fn values_are_told_by_their_build() {
        let failed: Vec<&str> = OPINIONS.lines().filter(|l| !left(l).0).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    }

    #[test]
    fn statements_without_name_or_date_are_kept() {
        let failed: Vec<&str> = STATEMENTS.lines().filter(|l| left(l).1).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    }

    const OPINIONS: &str = include_str!("../../tests/sentences/opinions.txt");

    const STATEMENTS: &str = include_str!("../../tests/sentences/statements.txt");
}
