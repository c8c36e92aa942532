//! Other actors, places and agreements in a claim's own words, and the two sides exchanged.

use crate::change::{Change, Instead};
use crate::world::{Marked, Tools, dice};
use servanda_record::{Actor, ActorKind, Agreement, Names, Place, Record};
use servanda_text::{Claim, Named};
use std::ops::Range;

/// Acts of which all sides are doers alike: exchanging them says the same.
const MUTUAL: &[&str] = &[
    "signature",
    "conclusion",
    "agreement",
    "negotiation",
    "meeting",
    "war",
    "battle",
    "alliance",
    "treaty",
    "entry-into-force",
    "exchange",
    "ceasefire",
    "armistice",
    "peace",
    "diplomatic-relations",
    "cooperation",
    "restoration-of-relations",
    "breaking-relations",
];

/// The lists of names an actor may be spoken of by, in a fixed order.
fn forms(a: &Actor) -> [&Names; 4] {
    [&a.names, &a.adjectives, &a.demonyms, &a.metonyms]
}

/// Which list of an actor's names has these words.
fn form_of(a: &Actor, words: &str) -> Option<usize> {
    let bare = words.strip_prefix("the ").unwrap_or(words);
    forms(a)
        .iter()
        .position(|l| l.0.iter().any(|n| n.name == words || n.name == bare))
}

fn in_lang(names: &Names, m: &Marked) -> Option<String> {
    let lang = match m.lang() {
        servanda_record::Lang::En => "en",
        servanda_record::Lang::Ja => "ja",
    };
    names
        .0
        .iter()
        .find(|n| n.lang == lang && n.until.is_none() && n.name.chars().count() > 1)
        .map(|n| n.name.clone())
}

/// An actor mention in a claim's own words.
struct Spoken<'r> {
    range: Range<usize>,
    actor: &'r Actor,
    form: usize,
}

fn actors_in<'r>(tools: &Tools<'r>, m: &Marked, within: &Range<usize>) -> Vec<Spoken<'r>> {
    let mut out = Vec::new();
    for mention in &m.reading.mentions {
        let r = &mention.range;
        if r.start < within.start || r.end > within.end {
            continue;
        }
        let Named::Actor { ids, .. } = &mention.what else {
            continue;
        };
        let words = m.words(r);
        let bare = words.strip_prefix("the ").unwrap_or(words);
        // A person or a force is named by its own name, whoever it stands for.
        let own = tools.by_name.get(words).or(tools.by_name.get(bare));
        let all = ids
            .iter()
            .map(|i| i.as_str())
            .chain(own.into_iter().flatten().copied());
        let hit = all
            .filter_map(|i| tools.record.actor(i))
            .find_map(|a| Some((a, form_of(a, words)?)));
        if let Some((actor, form)) = hit {
            let start = r.end - bare.len();
            out.push(Spoken {
                range: start..r.end,
                actor,
                form,
            });
        }
    }
    out
}

/// Other actors of the same kind instead: one that the text names elsewhere, one from the record.
pub fn actors(tools: &Tools, m: &Marked, claim: &Claim, seed: u64, out: &mut Vec<Change>) {
    let everywhere = actors_in(tools, m, &(0..m.reading.document.text.len()));
    for s in actors_in(tools, m, &claim.range) {
        let words = m.words(&s.range);
        let mut near: Vec<(&str, String)> = everywhere
            .iter()
            .filter(|o| {
                o.actor.kind == s.actor.kind && o.form == s.form && o.actor.id != s.actor.id
            })
            .map(|o| (o.actor.id.as_str(), m.words(&o.range).to_owned()))
            .collect();
        let far: Vec<(&str, String)> = tools
            .record
            .actors
            .iter()
            .filter(|a| a.kind == s.actor.kind && a.id != s.actor.id && is_current(a))
            .filter_map(|a| Some((a.id.as_str(), in_lang(forms(a)[s.form], m)?)))
            .collect();
        near.sort();
        near.dedup();
        for (rule, pool) in [("actor of the text", &near), ("actor of the record", &far)] {
            if !pool.is_empty() {
                let (id, name) =
                    &pool[dice(seed, &[words, rule, m.words(&claim.range)]) as usize % pool.len()];
                if name != words {
                    out.push(Change::one(
                        rule,
                        s.range.clone(),
                        name.clone(),
                        Instead::Id((*id).to_owned()),
                    ));
                }
            }
        }
    }
}

/// States that still are, and whatever is no state.
fn is_current(a: &Actor) -> bool {
    a.kind != ActorKind::State
        || a.exists
            .as_ref()
            .is_some_and(|p| p.possible().is_open_end())
}

/// Other places instead.
pub fn places(tools: &Tools, m: &Marked, claim: &Claim, seed: u64, out: &mut Vec<Change>) {
    let record = tools.record;
    let named = |within: &Range<usize>| -> Vec<(Range<usize>, &Place)> {
        let inside = |r: &Range<usize>| r.start >= within.start && r.end <= within.end;
        m.reading
            .mentions
            .iter()
            .filter(|x| inside(&x.range))
            .filter_map(|x| match &x.what {
                Named::Place(ids) => Some((x.range.clone(), record.place(ids.first()?.as_str())?)),
                _ => None,
            })
            .collect()
    };
    let everywhere = named(&(0..m.reading.document.text.len()));
    for (range, place) in named(&claim.range) {
        let words = m.words(&range);
        let mut near: Vec<(&str, String)> = everywhere
            .iter()
            .filter(|(_, p)| p.id != place.id)
            .map(|(r, p)| (p.id.as_str(), m.words(r).to_owned()))
            .collect();
        near.sort();
        near.dedup();
        let far: Vec<(&str, String)> = record
            .places
            .iter()
            .filter(|p| p.kind == place.kind && p.id != place.id)
            .filter_map(|p| Some((p.id.as_str(), in_lang(&p.names, m)?)))
            .collect();
        for (rule, pool) in [("place of the text", &near), ("place of the record", &far)] {
            if !pool.is_empty() {
                let (id, name) =
                    &pool[dice(seed, &[words, rule, m.words(&claim.range)]) as usize % pool.len()];
                if name != words {
                    out.push(Change::one(
                        rule,
                        range.clone(),
                        name.clone(),
                        Instead::Id((*id).to_owned()),
                    ));
                }
            }
        }
    }
}

/// Other agreements instead: of other parties, another year and another place.
pub fn agreements(tools: &Tools, m: &Marked, claim: &Claim, seed: u64, out: &mut Vec<Change>) {
    let record = tools.record;
    for mention in &m.reading.mentions {
        let r = &mention.range;
        let Named::Agreement(ids) = &mention.what else {
            continue;
        };
        let words = m.words(r);
        let proper =
            words.chars().any(char::is_uppercase) || !words.is_ascii() && words.chars().count() > 4;
        let [id] = ids.as_slice() else { continue };
        if r.start < claim.range.start || r.end > claim.range.end || !proper {
            continue;
        }
        let Some(old) = record.agreement(id.as_str()) else {
            continue;
        };
        let pool: Vec<(&str, String)> = record
            .agreements
            .iter()
            .filter(|a| is_apart(record, old, a))
            .filter_map(|a| Some((a.id.as_str(), in_lang(&a.names, m)?)))
            .collect();
        if !pool.is_empty() {
            let (id, name) =
                &pool[dice(seed, &[words, m.words(&claim.range)]) as usize % pool.len()];
            // "the 1941 pact" keeps its article, "the" is part of many mentions.
            let article = if words.starts_with("the ") {
                "the "
            } else {
                ""
            };
            out.push(Change::one(
                "agreement of the record",
                r.clone(),
                format!("{article}{name}"),
                Instead::Id((*id).to_owned()),
            ));
        }
    }
}

/// Whether two agreements have no party, year or relation in common.
fn is_apart(record: &Record, a: &Agreement, b: &Agreement) -> bool {
    let year = |x: &Agreement| {
        x.signed
            .first()
            .and_then(|s| s.on.earliest())
            .map(|d| d.ymd().0)
    };
    let places = |x: &Agreement| -> Vec<String> {
        x.signed
            .iter()
            .flat_map(|s| &s.at)
            .map(|p| p.to_string())
            .collect()
    };
    let shared = a
        .parties
        .iter()
        .any(|p| b.parties.iter().any(|q| p.actor == q.actor));
    let _ = record;
    a.id != b.id
        && !shared
        && year(a).is_some()
        && year(b).is_some()
        && year(a) != year(b)
        && !places(a).iter().any(|p| places(b).contains(p))
}

/// The two sides of a directed act exchanged.
pub fn sides(tools: &Tools, m: &Marked, claim: &Claim, out: &mut Vec<Change>) {
    let f = &claim.frame;
    let ([a], [b]) = (f.agents.as_slice(), f.patients.as_slice()) else {
        return;
    };
    let mutual = f.acts.iter().any(|x| {
        MUTUAL.contains(&x.as_str()) || MUTUAL.iter().any(|w| tools.record.is_a(x.as_str(), w))
    });
    if mutual || f.acts.is_empty() || a.len() != 1 || b.len() != 1 || a == b {
        return;
    }
    let spoken = actors_in(tools, m, &claim.range);
    let of = |id: &str| {
        spoken.iter().find(|s| {
            s.actor.id.as_str() == id || s.actor.of.as_ref().is_some_and(|o| o.as_str() == id)
        })
    };
    if let (Some(x), Some(y)) = (of(a[0].as_str()), of(b[0].as_str())) {
        let (first, second) = if x.range.start < y.range.start {
            (x, y)
        } else {
            (y, x)
        };
        let name = |s: &Spoken, as_: &Spoken| {
            if s.form == as_.form {
                Some(m.words(&s.range).to_owned())
            } else {
                in_lang(forms(s.actor)[as_.form], m)
            }
        };
        if first.range.end <= second.range.start
            && let (Some(one), Some(two)) = (name(second, first), name(first, second))
        {
            out.push(Change {
                rule: "sides exchanged",
                edits: vec![(first.range.clone(), one), (second.range.clone(), two)],
                instead: Instead::Exchanged,
            });
        }
    }
}
