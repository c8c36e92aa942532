//! Roles in an English clause: who did what to whom, where, and what stands for something told before.

use super::clause::{Link, Piece};
use super::nouns;
use super::opinion::is_instrument;
use super::tag::{Item, Tag};
use super::verb::{Verb, relation, verb};
use super::words;
use crate::claim::OrderRelation;
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::roles::{Anaphor, Part, Report, Role, Roles, What};

/// Prepositions that say where.
fn is_locative(p: &str) -> bool {
    matches!(
        p,
        "in" | "at"
            | "near"
            | "off"
            | "into"
            | "onto"
            | "from"
            | "through"
            | "across"
            | "inside"
            | "over"
            | "around"
            | "outside"
            | "within"
            | "beyond"
            | "on"
            | "along"
            | "throughout"
            | "to"
            | "toward"
            | "towards"
            | "up"
            | "down"
    )
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
        // "that it no longer considers itself bound": the subject of what is said.
        let inside = k > end
            && x.tag == Tag::Pron
            && matches!(x.lower.as_str(), "it" | "they" | "he" | "she")
            && items[k + 1..]
                .iter()
                .take(3)
                .find(|n| !matches!(n.tag, Tag::Adv | Tag::Not | Tag::Det))
                .is_some_and(Item::finite);
        // "announced that Hungary was leaving": the subject of what is said is not one to whom it is done.
        let inside = inside
            || k > end
                && words::is("speaking_of", head)
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
                    .is_some_and(Item::finite);
        let titled = x.found.and_then(|f| titles.get(&f)).copied();
        let agent_told = r
            .parts
            .iter()
            .any(|p| p.role == Role::Agent && !p.range.is_empty());
        let elsewhere = beside
            && gov.is_some_and(is_locative)
            && x.found
                .and_then(|f| found.get(f))
                .is_some_and(Found::is_place);
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
            match gov {
                None if passive && !x.lower.is_empty() => Role::Other,
                None => Role::Patient,
                Some("by") if passive || items[..k].iter().any(|y| y.tag == Tag::Part) => {
                    Role::Agent
                }
                Some("by") => Role::Agent,
                // "signed for the Queen": on whose behalf.
                Some("for")
                    if matches!(head, "sign" | "initial")
                        && x.found
                            .and_then(|f| found.get(f))
                            .is_some_and(Found::is_person) =>
                {
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
    acts(items, lexicon, at, end, passive, found, &mut r);
    if let Some(v) = &v {
        told_acts(items, lexicon, v, found, &mut r);
    }
    if let Some(v) = &v {
        r.verb.clone_from(&v.lemma);
        r.negated = v.negated != denied_content(items, v);
        r.passive = v.passive;
        r.past = v.past;
        let about = items.iter().take(at).any(|x| {
            x.found
                .and_then(|f| found.get(f))
                .is_some_and(Found::is_agreement)
                || is_instrument(&x.lemma)
                || x.lower == "it"
        });
        r.relation = relation(&v.lemma, items, v.copula, v.passive, about);
        if !v.passive && receives_promise(items, v) {
            r.relation = Some("provide");
            r.turned = true;
            turn_round(items, &mut r);
        }
        report(items, v, &mut r);
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

/// Where the subject begins after a phrase that stands before it: "Under the treaty, France, Britain and Italy
/// received …". A list without a joint before its last part ("In Poland, France, and Britain, the crowds cheered")
/// belongs to the phrase.
fn subject_after_phrase(items: &[Item], at: usize) -> Option<usize> {
    if at >= items.len() || items.first()?.tag != Tag::Prep {
        return None;
    }
    let commas: Vec<usize> = (0..at).filter(|k| items[*k].tag == Tag::Comma).collect();
    let part = |c: usize| {
        let end = commas.iter().copied().find(|d| *d > c).unwrap_or(at);
        &items[c + 1..end]
    };
    let plain = |c: usize| {
        let p = part(c);
        p.iter().any(Item::nominal)
            && p.first().is_some_and(|x| x.tag != Tag::Time)
            && !p
                .iter()
                .any(|x| matches!(x.tag, Tag::Prep | Tag::Sub | Tag::Rel) || x.finite())
    };
    let mut from = *commas.last()?;
    if !plain(from) {
        return None;
    }
    // "…, Britain and Italy": the list goes on to the left, up to the phrase itself.
    let joined = part(from).iter().any(|x| x.tag == Tag::Cc);
    if joined {
        for c in commas.iter().rev().skip(1) {
            if !plain(*c) {
                break;
            }
            from = *c;
        }
    }
    Some(from + 1)
}

/// What stands in the titles of agreements ("the Berlin treaty", "the Treaty of Ghent"): a state that a title names
/// is told as a bystander, a place or person in it is only its name.
fn titles(items: &[Item], found: &[Found]) -> std::collections::BTreeMap<usize, Role> {
    let mut out = std::collections::BTreeMap::new();
    for k in 0..items.len() {
        let Some(d) = nouns::description(items, k, found, |_, _| String::new()) else {
            continue;
        };
        for f in d.names {
            let Some(x) = found.get(f).filter(|x| x.is_name()) else {
                continue;
            };
            let before = items[..k].iter().any(|i| i.found == Some(f));
            let of = items.get(k + 1).is_some_and(|i| i.lower == "of");
            let owner = items
                .iter()
                .position(|i| i.found == Some(f))
                .is_some_and(|n| items.get(n + 1).is_some_and(|p| p.tag == Tag::Possessive));
            if (before || of) && !owner {
                let state = x.is_adjective()
                    || x.is_actor() && !x.is_place() && !x.is_person() && !x.is_metonym();
                out.insert(f, if state { Role::Other } else { Role::Title });
            }
        }
    }
    out
}

/// "Major Rudolf Anderson": a rank before a name is nobody's name.
fn is_rank(items: &[Item], k: usize, found: &[Found]) -> bool {
    let person = |n: usize| {
        items
            .get(n)
            .and_then(|x| x.found)
            .and_then(|f| found.get(f))
            .is_some_and(Found::is_person)
    };
    matches!(
        items[k].lower.as_str(),
        "major" | "general" | "marshal" | "lord" | "king" | "pope"
    ) && person(k)
        && person(k + 1)
}

/// Whether one noun phrase leads to the verb: not "after its signature the Council endorsed it".
fn one_subject(items: &[Item], from: usize) -> bool {
    let mut headed = false;
    for x in items.iter().skip(from) {
        if x.finite() {
            return true;
        }
        match x.tag {
            Tag::Det | Tag::Poss | Tag::Pron if headed => return false,
            Tag::Prep | Tag::Cc | Tag::Comma | Tag::Possessive | Tag::Rel => headed = false,
            Tag::Noun | Tag::Name => headed = true,
            _ => {}
        }
    }
    true
}

/// "It was Eritrea which had broken it": the words without "it was … which".
fn uncleft(items: &[Item]) -> Option<Vec<Item>> {
    let k = items
        .windows(2)
        .position(|w| w[0].lower == "it" && w[1].tag == Tag::Be)?;
    let rel = items[k + 2..]
        .iter()
        .take(8)
        .position(|x| x.tag == Tag::Rel || x.tag == Tag::Sub && x.lower == "that")
        .map(|n| k + 2 + n)?;
    let named = items[k + 2..rel].iter().any(|x| x.found.is_some())
        && items[k + 2..rel].iter().all(|x| {
            matches!(
                x.tag,
                Tag::Det
                    | Tag::Adj
                    | Tag::Name
                    | Tag::Cc
                    | Tag::Adv
                    | Tag::Not
                    | Tag::Prep
                    | Tag::Time
            )
        });
    (named && items[rel + 1..].iter().any(Item::finite)).then(|| {
        items
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != k && *i != k + 1 && *i != rel)
            .map(|(_, x)| x.clone())
            .collect()
    })
}

/// "Soviet leader Mikhail Gorbachev": the state only says whose leader.
fn names_office(items: &[Item], k: usize, found: &[Found]) -> bool {
    let actor = |x: &Item| x.found.and_then(|f| found.get(f));
    if actor(&items[k]).is_none_or(|f| f.is_person()) {
        return false;
    }
    for x in items[k + 1..].iter().take(5) {
        match x.tag {
            Tag::Noun | Tag::Adj | Tag::Prep | Tag::Possessive => {
                if x.found
                    .is_some_and(|_| actor(x).is_some_and(|f| !f.is_person()))
                    || x.tag == Tag::Prep && x.lower != "of"
                {
                    return false;
                }
            }
            Tag::Name => {
                return actor(x).is_some_and(Found::is_person) && items[k + 1].range != x.range;
            }
            _ => return false,
        }
    }
    false
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

/// Whether the preposition before `k` follows a noun that names an act ("the invasion of").
fn noun_of_act(items: &[Item], k: usize) -> bool {
    items[..k].iter().rev().take(5).any(|x| {
        x.tag == Tag::Noun
            && (x.lemma.ends_with("ion")
                || x.lemma.ends_with("ment")
                || x.lemma.ends_with("al")
                || matches!(
                    x.lemma.as_str(),
                    "attack" | "seizure" | "capture" | "conquest" | "war"
                ))
    })
}

/// Whether an item names an actor and no place besides.
fn is_state(x: &Item, found: &[Found]) -> bool {
    let f = x.found.and_then(|f| found.get(f));
    f.is_some_and(|f| f.is_actor() && !f.is_place() && !f.is_person())
}

/// "We heard that he had not signed": what is heard or known is denied.
fn denied_content(items: &[Item], v: &Verb) -> bool {
    let heard = matches!(
        v.lemma.as_str(),
        "hear"
            | "learn"
            | "know"
            | "see"
            | "find"
            | "discover"
            | "realise"
            | "realize"
            | "remember"
            | "recall"
    );
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

/// "Received security assurances from X": what is received is somebody's promise.
fn receives_promise(items: &[Item], v: &Verb) -> bool {
    let promise = |x: &Item| {
        matches!(
            x.lemma.as_str(),
            "assurance" | "guarantee" | "promise" | "pledge" | "undertaking" | "commitment"
        )
    };
    matches!(
        v.lemma.as_str(),
        "receive" | "get" | "obtain" | "gain" | "win" | "secure" | "extract" | "accept"
    ) && items
        .iter()
        .skip(v.end)
        .take_while(|x| !matches!(x.tag, Tag::Comma | Tag::Semi))
        .take(6)
        .any(promise)
}

/// Who received is the one to whom it was given; who follows "from" gave.
fn turn_round(items: &[Item], r: &mut Roles) {
    let mut from = false;
    let mut givers = Vec::new();
    for x in items {
        match x.tag {
            Tag::Prep => from = x.lower == "from",
            Tag::Comma | Tag::Cc => {}
            _ if x.nominal() || matches!(x.tag, Tag::Det | Tag::Adj) => {
                if from {
                    givers.push(x.range.clone());
                }
            }
            _ => from = false,
        }
    }
    for p in &mut r.parts {
        p.role = match p.role {
            Role::Agent => Role::Patient,
            _ if givers.contains(&p.range) => Role::Agent,
            other => other,
        };
    }
}

/// Acts that the verb tells with its subject or object; who gets land is the one to whom it is ceded.
fn told_acts(items: &[Item], lexicon: &Lexicon, v: &Verb, found: &[Found], r: &mut Roles) {
    let told = super::sense::told(items, v.at, v.end, &v.lemma, v.passive, found);
    for a in told {
        let Some(i) = lexicon.acts.iter().position(|x| x.as_str() == a) else {
            continue;
        };
        if !r.acts.contains(&(i as u32)) {
            r.acts.push(i as u32);
        }
        // "marched into Czechoslovakia": a country entered by troops is the one invaded.
        if a == "invasion" {
            for p in r.parts.iter_mut().filter(|p| p.role == Role::Place) {
                let k = items.iter().position(|x| x.range == p.range);
                if k.is_some_and(|k| k > v.end && k > 0 && items[k - 1].lower == "into") {
                    p.role = Role::Patient;
                }
            }
        }
        if a == "cession"
            && super::made::land(items, v.at, v.end, &v.lemma, v.passive, found)
                == Some(super::made::Land::GoesTo)
        {
            let at = items.get(v.at).map_or(0, |x| x.range.start);
            for p in &mut r.parts {
                p.role = match p.role {
                    Role::Agent | Role::Patient if p.range.end <= at => Role::Place,
                    Role::Place | Role::Other if p.range.start > at && after_to(items, p) => {
                        Role::Patient
                    }
                    other => other,
                };
            }
        } else if a == "cession" && v.lemma != "lose" {
            for p in &mut r.parts {
                let from = items
                    .iter()
                    .position(|x| x.range == p.range)
                    .and_then(|k| k.checked_sub(1))
                    .is_some_and(|k| items[k].lower == "from");
                p.role = match p.role {
                    Role::Agent => Role::Patient,
                    Role::Place | Role::Patient if from => Role::Agent,
                    other => other,
                };
            }
        }
    }
}

/// Whether a part stands after "to".
fn after_to(items: &[Item], p: &Part) -> bool {
    items
        .iter()
        .position(|x| x.range == p.range)
        .is_some_and(|k| (1..=2).any(|n| k >= n && items[k - n].lower == "to"))
}

fn acts(
    items: &[Item],
    lexicon: &Lexicon,
    at: usize,
    end: usize,
    passive: bool,
    found: &[Found],
    r: &mut Roles,
) {
    let lemmas: Vec<&str> = items
        .iter()
        .map(|i| {
            if i.found.is_some() {
                "\u{0}"
            } else {
                i.lemma.as_str()
            }
        })
        .collect();
    let mut hits = lexicon.act_words_en.words(&lemmas, 3);
    // The head verb's phrase first, longer phrases before shorter, then nouns.
    hits.sort_by_key(|h| {
        let head = h.at >= at && h.at <= end;
        (
            std::cmp::Reverse(u8::from(head)),
            std::cmp::Reverse(h.len),
            h.at,
            h.term,
        )
    });
    let covered = |h: &crate::lexicon::Hit, all: &[crate::lexicon::Hit]| {
        all.iter()
            .any(|o| o.len > h.len && o.at <= h.at && h.end <= o.end)
    };
    let without = items.iter().position(|x| x.lower == "without");
    let whether = items.iter().position(|x| x.lower == "whether");
    let excluded = |k: usize| {
        whether.is_some_and(|w| k > w)
            || without.is_some_and(|w| k > w && !items[w..k].iter().any(|x| x.tag == Tag::Comma))
    };
    hits.retain(|h| !excluded(h.at));
    hits.retain(|h| {
        h.len > 1
            || lexicon
                .acts
                .get(h.term as usize)
                .is_none_or(|a| super::sense::means(a.as_str(), items, h.at, passive, found))
    });
    for h in &hits {
        let mismatch = items[h.at].tag == Tag::Noun
            && h.len == 1
            && h.at < at
            && hits.iter().any(|o| o.at >= at && o.at <= end);
        let noun =
            items[h.at].tag == Tag::Noun && h.len == 1 && words::is("verbonly", &items[h.at].lemma);
        if !covered(h, &hits) && !mismatch && !noun && !r.acts.contains(&h.term) {
            r.acts.push(h.term);
        }
    }
    for h in lexicon.topic_words_en.words(&lemmas, 2) {
        if excluded(h.at) {
            continue;
        }
        if !r.topics.contains(&h.term) {
            r.topics.push(h.term);
        }
    }
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

fn anaphor(items: &[Item], k: usize) -> Option<Anaphor> {
    let x = &items[k];
    let prev = |n: usize| {
        items
            .get(k.wrapping_sub(n))
            .map_or("", |y| y.lower.as_str())
    };
    let definite = |n: usize| {
        matches!(
            prev(n),
            "the" | "this" | "that" | "its" | "their" | "these" | "same"
        )
    };
    match (x.tag, x.lower.as_str()) {
        (Tag::Poss | Tag::Pron, "its") => {
            let of_text = items[k + 1..]
                .iter()
                .take(3)
                .find(|n| n.tag == Tag::Noun)
                .is_some_and(|n| words::is("of_text", &n.lemma));
            return Some(if of_text {
                Anaphor::ItsText
            } else {
                Anaphor::Its
            });
        }
        (Tag::Pron | Tag::Poss, "it") => return Some(Anaphor::It),
        (Tag::Pron | Tag::Poss, "they" | "them" | "their") => return Some(Anaphor::They),
        (Tag::Pron | Tag::Poss, "she" | "her") => return Some(Anaphor::She),
        (Tag::Pron | Tag::Poss, "he" | "him" | "his") => {
            return Some(Anaphor::Person);
        }
        (Tag::Pron, "both" | "neither" | "either") => return Some(Anaphor::Both),
        _ => {}
    }
    if x.tag == Tag::Adj
        && x.lower == "former"
        && prev(1) == "the"
        && !items.get(k + 1).is_some_and(Item::nominal)
    {
        return Some(Anaphor::Former);
    }
    if x.tag == Tag::Adj && x.lower == "latter" && prev(1) == "the" {
        return Some(Anaphor::Latter);
    }
    if x.tag != Tag::Noun {
        return None;
    }
    let pair = matches!(prev(1), "both" | "two")
        || matches!(prev(2), "both" | "two") && items[k - 1].tag == Tag::Adj;
    if pair
        && matches!(
            x.lemma.as_str(),
            "country"
                | "side"
                | "state"
                | "government"
                | "party"
                | "nation"
                | "power"
                | "neighbour"
                | "neighbor"
                | "signatory"
                | "republic"
                | "president"
        )
        || matches!(prev(1), "neither" | "either")
            && matches!(x.lemma.as_str(), "side" | "party" | "country" | "state")
    {
        return Some(Anaphor::Both);
    }
    if matches!(x.lemma.as_str(), "signatory") && definite(1)
        || prev(1) == "each" && x.lemma == "party"
    {
        return Some(Anaphor::Both);
    }
    let led =
        definite(1) || definite(2) && items[k - 1].tag == Tag::Adj && items[k - 1].found.is_none();
    if led
        && matches!(
            x.lemma.as_str(),
            "war"
                | "conflict"
                | "invasion"
                | "attack"
                | "battle"
                | "campaign"
                | "massacre"
                | "talks"
                | "conference"
                | "summit"
        )
    {
        return Some(Anaphor::Event(x.lemma.clone()));
    }
    if led
        && matches!(
            x.lemma.as_str(),
            "country" | "republic" | "kingdom" | "state"
        )
    {
        return Some(Anaphor::Country);
    }
    None
}

fn report(items: &[Item], v: &Verb, r: &mut Roles) {
    let known = words::is("reporting", &v.lemma) && !v.passive;
    let according = items
        .windows(2)
        .position(|p| p[0].lower == "according" && p[1].lower == "to");
    if !known && according.is_none() {
        return;
    }
    let content = items
        .iter()
        .skip(v.end + 1)
        .any(|x| x.finite() || matches!(x.tag, Tag::Sub))
        || items.iter().skip(v.end + 1).any(|x| x.lower == "that");
    if according.is_none()
        && matches!(
            v.lemma.as_str(),
            "hold"
                | "believe"
                | "object"
                | "counter"
                | "say"
                | "reply"
                | "blame"
                | "dispute"
                | "reject"
        )
        && !content
    {
        return;
    }
    let (from, to) = match according {
        Some(a) => (a, (a + 6).min(items.len())),
        None => (0, v.end + 1),
    };
    let (Some(a), Some(b)) = (items.get(from), items.get(to.saturating_sub(1))) else {
        return;
    };
    let range = a.range.start..b.range.end;
    let by: Vec<usize> = r
        .parts
        .iter()
        .enumerate()
        .filter(|(_, p)| {
            p.range.start >= range.start && p.range.end <= range.end && p.role != Role::Place
                || matches!(p.what, What::Carried | What::Antecedent) && according.is_none()
        })
        .map(|(i, _)| i)
        .collect();
    // Who is not named cannot be asked: "that", "which" and nobody in particular.
    if by.is_empty() && according.is_none() {
        return;
    }
    r.report = Some(Report {
        verb: v.lemma.clone(),
        range,
        by,
        reported: true,
    });
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
    let event = rest.iter().any(|x| {
        x.found
            .and_then(|f| found.get(f))
            .is_some_and(Found::is_event)
    });
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
