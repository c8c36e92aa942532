//! What a number counts, in the words of accounts and in the words of the record.

use crate::words::Bag;
use std::sync::OnceLock;

/// One sort of number.
struct Measure {
    of: &'static str,
    words: Bag,
    acts: Vec<&'static str>,
}

fn table() -> &'static [Measure] {
    static TABLE: OnceLock<Vec<Measure>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("../data/measures.tsv")
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
            .map(|l| {
                let mut cols = l.split('\t');
                let of = cols.next().unwrap_or("");
                let mut words = Bag::of(cols.next().unwrap_or(""));
                words.add(cols.next().unwrap_or(""));
                Measure {
                    of,
                    words,
                    acts: cols.next().unwrap_or("").split_whitespace().collect(),
                }
            })
            .collect()
    })
}

/// How well the words around a number (and the act of its clause) fit a sort of number of the record:
/// 2 = said so, 1 = the act says so, 0 = nothing says so.
pub fn fits(of: &str, counted: &Bag, acts: &[&str]) -> u8 {
    match measure(of) {
        Some(m) if counted.shared(&m.words) > 0 => 2,
        Some(m) if m.acts.iter().any(|a| acts.contains(a)) => 1,
        None if counted.shared(&Bag::of(&of.replace('-', " "))) > 0 => 2,
        _ => 0,
    }
}

/// The sort of a number by the record's word, or by the head of its words: "width of the zone", "capital ship tonnage".
fn measure(of: &str) -> Option<&'static Measure> {
    let called = |w: &str| table().iter().find(|m| m.of == w);
    let first = of.split(" of ").next().unwrap_or(of);
    let head = first.rsplit([' ', '-']).next().unwrap_or(first);
    called(of).or_else(|| called(head))
}

/// Units that mean the same.
pub fn same_unit(claim: Option<&str>, record: Option<&str>) -> bool {
    norm(claim) == norm(record)
}

/// What a number in the claim's unit is multiplied by to give one in the record's, where both measure the same
/// by different units; `None` where they do not, or are the same.
pub fn factor(claim: Option<&str>, record: Option<&str>) -> Option<f64> {
    const METRES: &[(&str, f64)] = &[
        ("km", 1000.0),
        ("mile", 1609.344),
        ("nautical mile", 1852.0),
        ("metre", 1.0),
        ("meter", 1.0),
        ("m", 1.0),
        ("yard", 0.9144),
        ("foot", 0.3048),
        ("feet", 0.3048),
        ("cm", 0.01),
    ];
    const SQUARE_METRES: &[(&str, f64)] = &[
        ("km2", 1e6),
        ("square mile", 2_589_988.0),
        ("sq mi", 2_589_988.0),
        ("hectare", 1e4),
        ("acre", 4046.856),
    ];
    let (c, r) = (norm(claim), norm(record));
    if c == r {
        return None;
    }
    [METRES, SQUARE_METRES].iter().find_map(|table| {
        let of = |u: &str| table.iter().find(|(n, _)| *n == u).map(|(_, x)| *x);
        Some(of(&c)? / of(&r)?)
    })
}

fn norm(u: Option<&str>) -> String {
    let u = u.unwrap_or("").trim().to_lowercase();
    match u.as_str() {
        "" | "person" | "people" | "persons" | "man" | "men" | "soldier" | "soldiers"
        | "civilian" | "civilians" | "vote" | "votes" | "state" | "states" | "country" | "item"
        | "troops" | "ship" | "ships" | "warhead" | "warheads" | "missile" | "missiles"
        | "launcher" | "launchers" | "article" | "point" => String::new(),
        "%" | "percent" | "per cent" | "percentage" => "percent".into(),
        "kilometre" | "kilometer" | "kilometres" | "kilometers" | "km" => "km".into(),
        "mile" | "miles" => "mile".into(),
        "usd" | "us dollar" | "dollar" | "dollars" => "dollar".into(),
        "kilogram" | "kilograms" | "kg" => "kg".into(),
        "year" | "years" => "year".into(),
        "month" | "months" => "month".into(),
        "ton" | "tons" | "tonne" => "ton".into(),
        "sq km" | "km2" | "square kilometre" | "square kilometer" => "km2".into(),
        _ => u.trim_end_matches('s').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_acts_say_what_is_counted() {
        assert_eq!(fits("deaths", &Bag::of("of them died"), &[]), 2);
        assert_eq!(fits("killed", &Bag::of("civilians"), &["massacre"]), 1);
        assert_eq!(fits("warheads", &Bag::of("civilians"), &[]), 0);
        assert!(same_unit(None, Some("people")) && !same_unit(Some("km"), Some("mile")));
        assert_eq!(factor(Some("miles"), Some("km")), Some(1.609344));
        assert_eq!(factor(Some("km"), Some("km")), None);
        assert_eq!(factor(Some("dollar"), Some("km")), None);
    }
}
