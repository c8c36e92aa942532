//! Claims that only say where something lies: "the islands off Cape X, on the Y Peninsula in Z".
//!
//! A place lies in another if the record has it within it; it lies off another, or near it, if the two are no more
//! than [`NEAR_KM`] apart. What the record has no position or whole for is left open; nothing here makes a claim wrong,
//! since places overlap and names are loose.

use crate::judge::silent;
use crate::relate::{Near, Relations};
use crate::verdict::{Bilingual, Checked, Outcome, Part, Slot, Verdict};
use servanda_record::{Lang, Place, PlaceId, StatementId};
use servanda_text::Claim;

/// How far apart places may be that are said to lie off or near each other, in kilometres.
const NEAR_KM: f64 = 150.0;

/// How one place is said to lie to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    /// In it or on it.
    Within,
    /// Off it, near it, opposite it.
    Off,
}

/// The verdict on a claim that says of places where they lie; `None` for any other claim.
pub fn located(rel: &Relations, claim: &Claim, text: &str, number: usize) -> Option<Checked> {
    let f = &claim.frame;
    let only_places = f.acts.is_empty()
        && f.agreements.is_empty()
        && f.events.is_empty()
        && f.agents.is_empty()
        && f.persons.is_empty()
        && f.quantities.is_empty()
        && !f.negated
        && f.times.iter().all(|t| !t.own);
    if !only_places || f.places.len() < 2 {
        return None;
    }
    let mut told: Vec<(usize, usize, &PlaceId)> = Vec::new();
    for group in &f.places {
        let [id] = group.as_slice() else { return None };
        let place = rel.record().place(id.as_str())?;
        let names = place.names.0.iter().map(|n| n.name.as_str());
        let (at, name) = names
            .filter_map(|n| text.find(n).map(|i| (i, n)))
            .max_by_key(|(_, n)| n.len())?;
        told.push((at, at + name.len(), id));
    }
    told.sort_unstable();
    let mut parts = Vec::new();
    for pair in told.windows(2) {
        let [(_, end, a), (start, _, b)] = pair else {
            continue;
        };
        let how = lies(text.get(*end..*start)?)?;
        if !holds(rel, a, b, how) {
            return None;
        }
        let place = rel.record().place(b.as_str())?;
        parts.push(Part {
            slot: Slot::Place,
            outcome: Outcome::Agrees,
            claim: name(place).en.clone(),
            claimed: name(place),
            record: name(place),
        });
    }
    let places: Vec<&Place> = told
        .iter()
        .filter_map(|t| rel.record().place(t.2.as_str()))
        .collect();
    let mut out = silent(number, "lies-there");
    out.verdict = Verdict::Supported;
    out.parts = parts;
    out.record_says = places.iter().fold(Bilingual::default(), |all, p| {
        all.followed_by(&says(rel, p))
    });
    out.statements = places
        .iter()
        .map(|p| p.stmt.clone())
        .collect::<Vec<StatementId>>();
    Some(out)
}

/// What the words between two places say of them.
fn lies(between: &str) -> Option<Lies> {
    let words: Vec<String> = between
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .collect();
    let has = |w: &str| words.iter().any(|x| x == w);
    if has("off") || has("near") || has("opposite") || has("facing") || between.contains('沖') {
        Some(Lies::Off)
    } else if has("in") || has("on") || has("of") || between.trim() == "," {
        Some(Lies::Within)
    } else {
        None
    }
}

fn holds(rel: &Relations, a: &PlaceId, b: &PlaceId, how: Lies) -> bool {
    match how {
        Lies::Within => {
            // "Cape X on the Y Peninsula": both in the same land and side by side will do for what has no area here.
            let near = rel.near(rel.places.of(a.as_str()), rel.places.of(b.as_str()));
            matches!(near, Near::Same | Near::Inside)
                || near != Near::Apart && apart(rel, a, b).is_some_and(|d| d <= NEAR_KM / 3.0)
        }
        Lies::Off => apart(rel, a, b).is_some_and(|d| d <= NEAR_KM),
    }
}

/// The distance of two places in kilometres, along the surface; of one without a position that of what lies in it.
fn apart(rel: &Relations, a: &PlaceId, b: &PlaceId) -> Option<f64> {
    let all = |id: &PlaceId| -> Vec<(f64, f64)> {
        let places = rel.record().places.iter();
        places
            .filter(|p| p.id == *id || p.within.contains(id))
            .filter_map(|p| p.at)
            .collect()
    };
    let (a, b) = (all(a), all(b));
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| km(*x, *y)));
    pairs.reduce(f64::min)
}

/// Kilometres along the surface between two positions in degrees, by the haversine formula on a sphere of 6,371 km.
fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

fn name(p: &Place) -> Bilingual {
    let of = |lang: Lang| {
        let code = if lang == Lang::Ja { "ja" } else { "en" };
        let mut names = p.names.0.iter().filter(|n| n.lang == code);
        names
            .next()
            .map_or_else(|| p.id.to_string(), |n| n.name.clone())
    };
    Bilingual::new(of(Lang::En), of(Lang::Ja))
}

/// Where the record has a place.
fn says(rel: &Relations, p: &Place) -> Bilingual {
    let own = name(p);
    let whole: Vec<Bilingual> = p
        .within
        .iter()
        .filter_map(|w| rel.record().place(w.as_str()))
        .map(name)
        .collect();
    let join =
        |f: fn(&Bilingual) -> &str, sep: &str| whole.iter().map(f).collect::<Vec<_>>().join(sep);
    let at = p.at.map(|(n, e)| format!("{n}, {e}"));
    let en = match (whole.is_empty(), &at) {
        (false, _) => format!("{} lies in {}.", own.en, join(|b| &b.en, ", ")),
        (true, Some(at)) => format!("{} lies at {at}.", own.en),
        (true, None) => format!("{}.", own.en),
    };
    let ja = match (whole.is_empty(), &at) {
        (false, _) => format!("{}は{}にある。", own.ja, join(|b| &b.ja, "、")),
        (true, Some(at)) => format!("{}の位置は{at}。", own.ja),
        (true, None) => format!("{}。", own.ja),
    };
    Bilingual::new(en, ja)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_say_how_they_lie() {
        assert_eq!(lies(" stretch out off the coast of "), Some(Lies::Off));
        assert_eq!(lies(" (bottom left) on the "), Some(Lies::Within));
        assert_eq!(lies(", "), Some(Lies::Within));
        assert_eq!(lies(" and "), None);
    }

    #[test]
    fn distances_are_along_the_surface() {
        let d = km((43.385, 145.817), (44.0, 146.5));
        assert!((80.0..95.0).contains(&d), "{d}");
        assert_eq!(km((0.0, 0.0), (0.0, 0.0)), 0.0);
    }
}
