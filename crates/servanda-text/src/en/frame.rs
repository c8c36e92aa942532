//! Roles in an English clause: who did what to whom, where, and what stands for something told before.

use super::act::{acts, noun_of_act, receives_promise, told_acts, turn_round};
use super::clause::{Link, Piece};
use super::nouns;
use super::opinion::is_instrument;
use super::stand::{anaphor, report};
use super::subject::{
    is_rank, is_state, names_office, one_subject, subject_after_phrase, titles, uncleft,
};
use super::tag::{Item, Tag};
use super::verb::{Verb, relation, verb};
use super::words;
use crate::claim::OrderRelation;
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::roles::{Part, Role, Roles, What};

/// Prepositions that say where.
fn is_locative(p: &str) -> bool {
    words::is("locative", p)
}

/// Parts of a clause.
fn plain(text: &str, items: &[Item], piece: &Piece, found: &[Found], lexicon: &Lexicon) -> Roles {
    let mut r = Roles::default();
    let v = verb(items);
    let (at, end) = v
        .as_ref()
        .map_or((items.len(), items.len()), |v| (v.at, v.end));
    let passive = v.as_ref().is_some_and(|v| v.passive);
    let head = v.as_ref().map_or("", |v| v.lemma.as_str());
    let titles = titles(items, found);
    let subject = subject_after_phrase(items, at);
    let mut gov: Option<&str> = None;
    let mut own_subject = false;
    let mut timed = false;
    // Within "after an attack near X": where another event was.
    let mut beside = false;
    let as_for = items.len() > 3
        && items[0].lower == "as"
        && items[1].lower == "for"
        && items[2..at.min(items.len())]
            .iter()
            .any(|x| x.found.is_some());
    for (k, x) in items.iter().enumerate() {
        match x.tag {
            Tag::Prep
                if matches!(
                    x.lower.as_str(),
                    "after" | "before" | "since" | "following" | "despite"
                ) =>
            {
                beside = items
                    .get(k + 1)
                    .is_some_and(|n| matches!(n.tag, Tag::Det | Tag::Noun | Tag::Adj | Tag::Qty));
            }
            Tag::Comma | Tag::Semi | Tag::Cc => beside = false,
            _ if x.finite() => beside = false,
            _ => {}
        }
        match x.tag {
            // "after the troops had crossed" governs a clause, not a noun.
            Tag::Prep
                if matches!(
                    x.lower.as_str(),
                    "after" | "before" | "since" | "until" | "till"
                ) && super::clause::clause_at(items, k + 1)
                    && one_subject(items, k + 1) =>
            {
                gov = None;
            }
            Tag::Prep => gov = Some(x.lower.as_str()),
            Tag::To => gov = None,
            // A phrase of time is over with the time: "In June of the next year Britain signed".
            Tag::Time
                if k < at
                    && !items
                        .get(k + 1)
                        .is_some_and(|n| n.tag == Tag::Prep || n.tag == Tag::Possessive) =>
            {
                timed = true;
            }
            Tag::Comma | Tag::Semi | Tag::Colon | Tag::Sub | Tag::Dash | Tag::Open | Tag::Close => {
                let listed = items.get(k + 1).is_some_and(|n| {
                    matches!(n.tag, Tag::Name | Tag::Adj | Tag::Cc) || n.found.is_some()
                });
                if !listed || x.tag != Tag::Comma {
                    gov = None;
                }
            }
            Tag::Fin
            | Tag::Past
            | Tag::Part
            | Tag::Ger
            | Tag::Inf
            | Tag::Modal
            | Tag::Be
            | Tag::Have
            | Tag::Do
            | Tag::Rel => gov = None,
            _ => {}
        }
        if subject == Some(k) {
            gov = None;
        }
        // "In turn it says", "In the end Britain left": a new phrase without a preposition.
        if k > 0 && k < at && gov.is_some() {
            let p = &items[k - 1];
            let plain =
                matches!(p.tag, Tag::Noun | Tag::Adv) && !p.capital && !is_instrument(&p.lemma);
            let name = x.tag == Tag::Name
                && p.tag == Tag::Noun
                && x.found
                    .and_then(|f| found.get(f))
                    .is_some_and(|f| !f.is_person());
            // "On the 17th they signed"
            let nominative = x.tag == Tag::Pron
                && matches!(x.lower.as_str(), "they" | "he" | "she" | "we" | "i");
            let anew = nominative
                || matches!(x.tag, Tag::Pron | Tag::Det | Tag::Poss)
                    && matches!(
                        p.tag,
                        Tag::Noun | Tag::Name | Tag::Num | Tag::Time | Tag::Adv
                    );
            if anew || plain && name {
                gov = None;
            }
        }
        if std::mem::take(&mut timed) {
            let marker = time_marker(items, k);
            gov = None;
            if let Some(f) = x.found {
                r.parts.push(Part {
                    what: What::Found(f),
                    role: Role::Other,
                    range: x.range.clone(),
                    marker,
                });
            }
            continue;
        }
        own_subject |= k < at && gov.is_none() && x.nominal() && x.tag != Tag::Time;
        if is_rank(items, k, found) {
            continue;
        }
        // "As for the British, they had obtained …"
        if as_for && x.tag == Tag::Pron && k < at && x.lower != "we" && x.lower != "i" {
            continue;
        }
        let what = match x.found {
            Some(f) => What::Found(f),
            None => match nouns::description(items, k, found, |a, b| words_of(text, items, a, b)) {
                Some(d) => What::Described(Box::new(d)),
                None => match anaphor(items, k) {
                    Some(a) => What::Anaphor(a),
                    None => continue,
                },
            },
        };
        if let What::Found(f) = what
            && found.get(f).is_some_and(Found::is_time)
        {
            let marker = time_marker(items, k);
            r.parts.push(Part {
                what,
                role: Role::Other,
                range: x.range.clone(),
                marker,
            });
            continue;
        }
        let owner = items.get(k + 1).is_some_and(|n| n.tag == Tag::Possessive)
            || matches!(x.lower.as_str(), "its" | "their" | "his" | "her");
        let inside = k > end && told_subject(items, k, end, head);
        let titled = x.found.and_then(|f| titles.get(&f)).copied();
        let agent_told = r
            .parts
            .iter()
            .any(|p| p.role == Role::Agent && !p.range.is_empty());
        let elsewhere = beside && gov.is_some_and(is_locative) && x.names(found, Found::is_place);
        let role = if let Some(t) = titled {
            t
        } else if elsewhere {
            Role::Elsewhere
        } else if inside || names_office(items, k, found) {
            Role::Other
        } else if k < at {
            match gov {
                Some("with" | "for" | "from") if agent_told => Role::Other,
                None | Some("of" | "between" | "from" | "by" | "for" | "among" | "with") => {
                    if passive {
                        Role::Patient
                    } else {
                        Role::Agent
                    }
                }
                Some(p) if is_locative(p) => Role::Place,
                _ => Role::Other,
            }
        } else if owner {
            Role::Other
        } else if k > end {
            after_verb(items, k, gov, head, passive, found)
        } else {
            Role::Other
        };
        r.parts.push(Part {
            what,
            role,
            range: x.range.clone(),
            marker: None,
        });
    }
    carried(items, piece, at, passive, own_subject, &mut r);
    acts(items, lexicon, at, end, passive, found, &mut r);
    if let Some(v) = &v {
        told_acts(items, lexicon, v, found, &mut r);
        tells(items, v, found, &mut r);
    }
    r.plural = items
        .iter()
        .take(at)
        .filter(|x| matches!(x.tag, Tag::Name | Tag::Noun))
        .any(|x| {
            x.found
                .and_then(|f| found.get(f))
                .is_some_and(|f| f.is_demonym() && x.lower.ends_with('s'))
                || matches!(
                    x.lemma.as_str(),
                    "troop" | "force" | "power" | "ally" | "allies" | "president" | "side"
                ) && x.lower != x.lemma
        });
    r.own_subject = own_subject;
    r.restrictors = restrictors(items);
    r.words = content_words(items);
    r
}

fn words_of(text: &str, items: &[Item], a: usize, b: usize) -> String {
    match (items.get(a), b.checked_sub(1).and_then(|b| items.get(b))) {
        (Some(x), Some(y)) => text
            .get(x.range.start..y.range.end)
            .unwrap_or("")
            .to_owned(),
        _ => String::new(),
    }
}

/// Whether the noun at `k`, after the verb that ends at `end`, is the subject of what that verb tells.
fn told_subject(items: &[Item], k: usize, end: usize, head: &str) -> bool {
    let x = &items[k];
    // "that it no longer considers itself bound": the subject of what is said.
    let inside = x.tag == Tag::Pron
        && matches!(x.lower.as_str(), "it" | "they" | "he" | "she")
        && items[k + 1..]
            .iter()
            .take(3)
            .find(|n| !matches!(n.tag, Tag::Adv | Tag::Not | Tag::Det))
            .is_some_and(Item::finite);
    // "announced that Hungary was leaving": the subject of what is said is not one to whom it is done.
    inside
        || words::is("speaking_of", head)
            && x.found.is_some()
            && items[end + 1..k].iter().all(|p| {
                matches!(
                    p.tag,
                    Tag::Sub | Tag::Det | Tag::Adj | Tag::Name | Tag::Cc | Tag::Adv
                ) || p.tag == Tag::Time
                    || matches!(p.lower.as_str(), "that" | ",")
            })
            && items[k + 1..]
                .iter()
                .take(3)
                .find(|n| !matches!(n.tag, Tag::Adv | Tag::Not))
                .is_some_and(Item::finite)
}

/// The part of what stands at `k` after the verb, governed by `gov`.
fn after_verb(
    items: &[Item],
    k: usize,
    gov: Option<&str>,
    head: &str,
    passive: bool,
    found: &[Found],
) -> Role {
    let x = &items[k];
    match gov {
        None if passive && !x.lower.is_empty() => Role::Other,
        None => Role::Patient,
        Some("by") => Role::Agent,
        // "signed for the Queen": on whose behalf.
        Some("for") if matches!(head, "sign" | "initial") && x.names(found, Found::is_person) => {
            Role::Title
        }
        Some("to") if words::is("motion", head) => Role::Place,
        Some("against" | "with" | "to" | "toward" | "towards" | "upon") => Role::Patient,
        Some("on") => Role::Patient,
        Some("of" | "between") if noun_of_act(items, k) => Role::Patient,
        // "Marched into X": a state is what it was done to.
        Some("into") if is_state(x, found) => Role::Patient,
        Some(p) if is_locative(p) => Role::Place,
        _ => Role::Other,
    }
}

/// The subject or object that a clause has from the one before it.
fn carried(
    items: &[Item],
    piece: &Piece,
    at: usize,
    passive: bool,
    own_subject: bool,
    r: &mut Roles,
) {
    let carries = matches!(piece.link, Link::Verb | Link::Participle | Link::Phrase)
        && !own_subject
        || piece.link == Link::Relative
            && !items
                .iter()
                .take(at)
                .any(|x| x.nominal() && x.tag != Tag::Time && x.tag != Tag::Rel);
    if carries && piece.items.start > 0 {
        let role = if passive { Role::Patient } else { Role::Agent };
        r.parts.push(Part {
            what: if piece.link == Link::Relative {
                What::Antecedent
            } else {
                What::Carried
            },
            role,
            range: 0..0,
            marker: None,
        });
    } else if piece.link == Link::Relative {
        r.parts.push(Part {
            what: What::Antecedent,
            role: Role::Patient,
            range: 0..0,
            marker: None,
        });
    }
}

/// What the verb itself says: relation, negation, voice, and who reports.
fn tells(items: &[Item], v: &Verb, found: &[Found], r: &mut Roles) {
    r.verb.clone_from(&v.lemma);
    r.negated = v.negated != denied_content(items, v);
    r.passive = v.passive;
    r.past = v.past;
    let about = items
        .iter()
        .take(v.at)
        .any(|x| x.names(found, Found::is_agreement) || is_instrument(&x.lemma) || x.lower == "it");
    r.relation = relation(&v.lemma, items, v.copula, v.passive, about);
    if !v.passive && receives_promise(items, v) {
        r.relation = Some("provide");
        r.turned = true;
        turn_round(items, r);
    }
    report(items, v, r);
}

/// "We heard that he had not signed": what is heard or known is denied.
fn denied_content(items: &[Item], v: &Verb) -> bool {
    let heard = words::is("hearing", &v.lemma);
    let after = items.iter().skip(v.end + 1);
    let content = after
        .skip_while(|x| x.lower != "that")
        .skip(1)
        .collect::<Vec<_>>();
    heard
        && content.windows(2).any(|w| {
            w[0].tag == Tag::Not && !matches!(w[1].lower.as_str(), "only" | "just" | "merely")
                || w[0].lower == "never"
        })
}

fn time_marker(items: &[Item], k: usize) -> Option<&'static str> {
    let before = |n: usize| {
        items
            .get(k.wrapping_sub(n))
            .map_or("", |x| x.lower.as_str())
    };
    let w = if matches!(before(1), "the" | "a" | "about" | "early" | "late" | "mid") {
        before(2)
    } else {
        before(1)
    };
    Some(match w {
        "since" | "from" => "from",
        "until" | "till" | "to" => "until",
        "before" => "before",
        "by" => "by",
        "after" => "after",
        "for" => "for",
        _ => return None,
    })
}

fn restrictors(items: &[Item]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (k, x) in items.iter().enumerate() {
        let w = match x.lower.as_str() {
            "only" if k > 0 && items[k - 1].lower == "not" => continue,
            "only" | "solely" | "alone" => "only",
            "all" | "every" | "entire" | "whole" => "all",
            "never" => "never",
            "unanimously" | "unanimous" => "unanimous",
            "unilaterally" | "unilateral" => "unilateral",
            "secret" | "secretly" => "secret",
            "first"
                if items
                    .get(k.wrapping_sub(1))
                    .is_some_and(|p| p.lower == "the")
                    && !items.get(k + 1).is_some_and(|n| n.capital) =>
            {
                "first"
            }
            "ever" => "ever",
            _ => continue,
        };
        if !out.iter().any(|o| o == w) {
            out.push(w.to_owned());
        }
    }
    out
}

/// Words that carry what is said, apart from names, times, numbers and small words.
fn content_words(items: &[Item]) -> Vec<String> {
    let mut out = Vec::new();
    for x in items.iter().filter(|x| x.found.is_none()) {
        let content = matches!(
            x.tag,
            Tag::Noun | Tag::Adj | Tag::Fin | Tag::Past | Tag::Part | Tag::Ger | Tag::Inf
        ) && x.lemma.len() > 2;
        if content && !out.contains(&x.lemma) {
            out.push(x.lemma.clone());
        }
    }
    out
}

/// Whether a clause stands within another.
pub(crate) fn is_inner(link: Link) -> bool {
    matches!(link, Link::Relative | Link::Subordinate | Link::Participle)
}

/// "It was signed in Karachi, by A for India and, for Pakistan, by B": who did it is said of the clause before.
pub(crate) fn is_by_phrase(items: &[Item]) -> bool {
    items.first().is_some_and(|x| x.lower == "by")
        && items
            .get(1)
            .is_some_and(|x| x.tag == Tag::Name || x.tag == Tag::Det)
        && !items.iter().any(Item::finite)
}

/// "…, Hungary at Trianon in June": what was said of the one before is said of this one.
pub(crate) fn fill_gap(r: &mut Roles, before: &Roles) {
    r.acts.clone_from(&before.acts);
    r.relation = before.relation;
    r.verb.clone_from(&before.verb);
    r.negated |= before.negated;
    r.passive = before.passive;
    r.past = before.past;
    if r.topics.is_empty() {
        r.topics.clone_from(&before.topics);
    }
    if before.passive {
        for p in r.parts.iter_mut().filter(|p| p.role == Role::Agent) {
            p.role = Role::Patient;
        }
    }
}

/// Where "after X" or "before X" begins in a clause: the relation, and the index of the word.
fn order(items: &[Item]) -> Option<(OrderRelation, usize)> {
    let k = items.iter().position(|x| {
        matches!(x.lower.as_str(), "after" | "before") && matches!(x.tag, Tag::Prep | Tag::Sub)
            || x.lower == "following" && x.tag == Tag::Prep
    })?;
    if items.get(k + 1).is_none_or(|x| x.tag == Tag::Time) {
        return None;
    }
    let rel = if items[k].lower == "before" {
        OrderRelation::Before
    } else {
        OrderRelation::After
    };
    Some((rel, k))
}

/// Parts of a clause, and of what it is put in order with.
pub(crate) fn roles(
    text: &str,
    items: &[Item],
    piece: &Piece,
    found: &[Found],
    lexicon: &Lexicon,
) -> Roles {
    let straight = uncleft(items);
    let items = straight.as_deref().unwrap_or(items);
    let Some((rel, k)) = order(items).filter(|(_, k)| *k > 0) else {
        return plain(text, items, piece, found, lexicon);
    };
    let rest = &items[k + 1..];
    // An event that another is put before or after is not the event itself.
    let event = rest.iter().any(|x| x.names(found, Found::is_event));
    let main = if (event || rest.iter().any(Item::finite)) && items[..k].iter().any(Item::finite) {
        &items[..k]
    } else {
        items
    };
    let mut out = plain(text, main, piece, found, lexicon);
    let own = Piece {
        items: 0..rest.len(),
        link: Link::Main,
    };
    let inner = Roles {
        past: true,
        inner: true,
        ..plain(text, rest, &own, found, lexicon)
    };
    out.order = Some((rel, Box::new(inner)));
    out
}
