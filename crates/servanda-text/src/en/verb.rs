//! The head verb of an English clause, and the relation it states.

use super::tag::{Item, Tag};

/// The head verb of a clause.
pub(crate) struct Verb {
    /// First and last item of the verb group.
    pub at: usize,
    pub end: usize,
    pub lemma: String,
    pub passive: bool,
    pub negated: bool,
    pub past: bool,
    pub copula: bool,
}

pub(crate) fn verb(items: &[Item]) -> Option<Verb> {
    let first = items.iter().position(|i| i.finite()).or_else(|| {
        items
            .iter()
            .position(|i| matches!(i.tag, Tag::Part | Tag::Ger | Tag::Inf | Tag::Have | Tag::Be))
    })?;
    let first = past_relative(items, first);
    let mut lemma = items[first].lemma.clone();
    let mut end = first;
    let mut passive = items[first].tag == Tag::Part;
    let mut be = items[first].tag == Tag::Be;
    let mut negated =
        matches!(items[first].lower.as_str(), "cannot") || items[first].lower.ends_with("n't");
    let past = match items[first].tag {
        Tag::Past | Tag::Part => true,
        Tag::Be => matches!(items[first].lower.as_str(), "was" | "were" | "been"),
        Tag::Have => matches!(items[first].lower.as_str(), "had"),
        Tag::Do => items[first].lower.starts_with("did"),
        Tag::Modal => matches!(items[first].lemma.as_str(), "would" | "could"),
        Tag::Fin => super::morph::table()
            .get(&items[first].lower)
            .is_some_and(|e| e.verbs.iter().any(|(f, _)| *f == super::morph::Form::Past)),
        _ => false,
    };
    let mut copula = be;
    if items[first].is_aux() {
        let mut k = first + 1;
        while let Some(x) = items.get(k).filter(|_| k < first + 9) {
            match x.tag {
                Tag::Adv | Tag::Quote => {
                    negated |= matches!(x.lower.as_str(), "never");
                }
                Tag::Not if !is_not_only(items, k) => negated = true,
                Tag::Not => {}
                Tag::To if copula || items[first].tag == Tag::Have => {}
                Tag::Be => {
                    be = true;
                    copula = true;
                    lemma = "be".into();
                    end = k;
                }
                Tag::Have => {
                    end = k;
                    lemma = "have".into();
                }
                Tag::Part | Tag::Past if items[first].tag != Tag::Do => {
                    // After "have" alone it is active, after "be" passive.
                    passive = be;
                    lemma = x.lemma.clone();
                    end = k;
                    copula = false;
                    break;
                }
                Tag::Inf | Tag::Ger => {
                    lemma = x.lemma.clone();
                    end = k;
                    passive = false;
                    copula = false;
                    break;
                }
                // Questions and inversions ("had Japan signed") and "was, in fact, signed" are let pass.
                Tag::Comma => {}
                _ => break,
            }
            k += 1;
        }
    }
    // "was supposed to be valid", "continued to attack", "failed to agree"
    if matches!(
        lemma.as_str(),
        "suppose"
            | "mean"
            | "expect"
            | "intend"
            | "continue"
            | "begin"
            | "start"
            | "cease"
            | "fail"
            | "agree"
            | "promise"
            | "refuse"
            | "decline"
            | "try"
            | "come"
            | "go"
            | "seem"
            | "help"
            | "manage"
    ) && let Some(k) = (end + 1..(end + 4).min(items.len())).find(|&k| {
        matches!(items[k].tag, Tag::Inf | Tag::Be) && items[k - 1].tag == Tag::To
            || items[k].tag == Tag::Ger
    }) && matches!(
        lemma.as_str(),
        "suppose"
            | "mean"
            | "expect"
            | "continue"
            | "begin"
            | "start"
            | "seem"
            | "come"
            | "go"
            | "fail"
            | "refuse"
            | "decline"
    ) {
        // "Did not fail to sign" is that it was signed.
        match lemma.as_str() {
            "fail" => negated = !negated,
            "refuse" | "decline" => negated = true,
            _ => {}
        }
        let inner_part =
            items[k].tag == Tag::Be && items.get(k + 1).is_some_and(|x| x.tag == Tag::Part);
        lemma = if inner_part {
            items[k + 1].lemma.clone()
        } else {
            items[k].lemma.clone()
        };
        passive = inner_part;
        copula = items[k].tag == Tag::Be && !inner_part;
        end = if inner_part { k + 1 } else { k };
    }
    negated |= items[..first].iter().any(|x| {
        matches!(
            x.lower.as_str(),
            "never" | "neither" | "no" | "nobody" | "nothing" | "none" | "nor"
        )
    });
    negated |= items
        .get(end + 1)
        .is_some_and(|x| matches!(x.lower.as_str(), "no" | "never" | "not" | "nothing"))
        && !is_not_only(items, end + 1)
        && !items.get(end + 2).is_some_and(|x| x.tag == Tag::To);
    Some(Verb {
        at: first,
        end,
        lemma,
        passive,
        negated,
        past,
        copula,
    })
}

/// "The treaty that ended the war was signed": the verb of the clause is the one after the relative clause.
fn past_relative(items: &[Item], first: usize) -> usize {
    let Some(rel) = items[..first].iter().rposition(|x| x.tag == Tag::Rel) else {
        return first;
    };
    if !items[..rel].iter().any(Item::nominal) {
        return first;
    }
    let mut k = first + 1;
    // Past the rest of the first verb's group.
    while items
        .get(k)
        .is_some_and(|x| x.is_aux() || matches!(x.tag, Tag::Adv | Tag::Not | Tag::Part))
    {
        k += 1;
    }
    let next = items[k..]
        .iter()
        .position(|x| x.finite() || matches!(x.tag, Tag::Cc | Tag::Sub))
        .map(|n| k + n);
    match next {
        Some(n) if items[n].finite() => n,
        _ => first,
    }
}

/// "Not only", "not just": what follows is affirmed.
fn is_not_only(items: &[Item], k: usize) -> bool {
    items.get(k).is_some_and(|x| x.lower == "not")
        && items
            .get(k + 1)
            .is_some_and(|x| matches!(x.lower.as_str(), "only" | "just" | "merely" | "simply"))
}

pub(crate) fn relation(
    lemma: &str,
    items: &[Item],
    copula: bool,
    passive: bool,
    about_agreement: bool,
) -> Option<&'static str> {
    let has = |w: &str| items.iter().any(|i| i.lower == w);
    let phrase = |a: &str, b: &str| items.windows(2).any(|p| p[0].lower == a && p[1].lower == b);
    if phrase("in", "force") && !matches!(lemma, "enter" | "come")
        || copula && has("binding")
        || lemma == "bind" && (passive || copula)
    {
        return Some("in-force");
    }
    if has("party") && phrase("party", "to")
        || has("signatory")
        || has("member") && copula
        || phrase("a", "party")
        || has("parties") && phrase("parties", "to")
    {
        return Some("party-to");
    }
    if copula && has("valid")
        || about_agreement && matches!(lemma, "last" | "run" | "remain")
        || has("valid") && phrase("valid", "for")
    {
        return Some("valid-for");
    }
    match lemma {
        "bind" => Some("provide"),
        "provide" | "stipulate" | "require" | "oblige" | "forbid" | "prohibit" | "ban"
        | "limit" | "cap" | "allow" | "permit" | "let" | "contain" | "guarantee" | "commit"
        | "reaffirm" | "pledge" | "promise" | "undertake" | "include" | "keep" | "place"
        | "give" | "leave" | "set" | "offer" | "grant" | "lay" | "bar" | "entitle" | "assure"
        | "follow" | "agree" | "specify" | "restrict" => Some("provide"),
        "last" | "take" if !passive && has("for") => Some("last"),
        "last" => Some("last"),
        "number" | "total" | "amount" => Some("number"),
        "have" | "possess" | "inherit" | "own" | "hold" => Some("have"),
        "call" | "name" | "know" if passive || copula => Some("name"),
        "lie" | "locate" | "situate" | "stretch" | "stand" => Some("located"),
        "serve" | "become" | "appoint" | "elect" => Some("hold-office"),
        "be" if items.iter().any(|i| {
            matches!(
                i.lower.as_str(),
                "president"
                    | "minister"
                    | "chancellor"
                    | "secretary"
                    | "chairman"
                    | "leader"
                    | "king"
                    | "emperor"
                    | "ambassador"
                    | "premier"
                    | "general"
            )
        }) =>
        {
            Some("hold-office")
        }
        "be" => Some("be"),
        _ => None,
    }
}
