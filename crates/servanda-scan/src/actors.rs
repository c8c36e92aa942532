//! Actors by code and day.

use std::collections::HashMap;

/// Finds actors by the codes that data sets use. A code means what it meant on the day:
/// COW 255 is Prussia, later Germany, then nobody from 1945 to 1990.
pub trait ActorCodes: Send + Sync {
    /// Whether codes of this scheme can be found at all.
    fn has_scheme(&self, scheme: &str) -> bool;

    /// The actor's number, or `None` if the code stood for nobody known on that day.
    fn actor(&self, scheme: &str, code: &str, day: i32) -> Option<u32>;
}

/// Codes as intervals of days.
///
/// ```
/// use servanda_scan::{ActorCodes, ActorTable};
/// let mut table = ActorTable::default();
/// table.add("cow", "365", -17_168, 8_030, 4); // the Soviet Union
/// table.add("cow", "365", 8_030, i32::MAX, 5); // Russia
/// assert_eq!(table.actor("cow", "365", -8911), Some(4));
/// assert_eq!(table.actor("cow", "365", 20_000), Some(5));
/// assert_eq!(table.actor("cow", "365", -30_000), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct ActorTable {
    schemes: HashMap<String, HashMap<String, Vec<Held>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    from: i32,
    until: i32,
    actor: u32,
}

/// Names are compared without regard to case, and codes are upper or lower case alike.
fn fold(code: &str) -> String {
    code.trim().to_lowercase()
}

impl ActorTable {
    /// Says that a code stands for an actor from one day up to, and not including, another.
    ///
    /// Where two actors hold a code on the same day, the one who held it first keeps it
    /// (of those that began together, the one with the lower number).
    pub fn add(&mut self, scheme: &str, code: &str, from: i32, until: i32, actor: u32) {
        let codes = self.schemes.entry(scheme.to_owned()).or_default();
        let held = codes.entry(fold(code)).or_default();
        let new = Held { from, until, actor };
        let at = held.partition_point(|h| (h.from, h.actor) <= (from, actor));
        held.insert(at, new);
    }
}

impl ActorCodes for ActorTable {
    fn has_scheme(&self, scheme: &str) -> bool {
        self.schemes.contains_key(scheme)
    }

    fn actor(&self, scheme: &str, code: &str, day: i32) -> Option<u32> {
        let codes = self.schemes.get(scheme)?;
        let plain = code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let held = if plain {
            codes.get(code)
        } else {
            codes.get(&fold(code))
        }?;
        let now = |h: &&Held| h.from <= day && day < h.until;
        held.iter().find(now).map(|h| h.actor)
    }
}
