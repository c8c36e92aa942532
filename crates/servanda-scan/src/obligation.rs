//! What a scan matches events against: flat, dated obligations.

use std::fmt;

/// The number of an actor that stands for *anyone*: as the bearer or the
/// counterparty of an obligation it matches every actor, known or not.
pub const ANYONE: u32 = u32::MAX;

/// The number of an actor that could not be identified. In an event it matches
/// only obligations of or toward [`ANYONE`].
pub const UNKNOWN_ACTOR: u32 = u32::MAX - 1;

/// The number of a decision diagram: which truth an obligation has under which
/// reading.
///
/// Three numbers are fixed, the rest are the compiler's to give out.
///
/// ```
/// use servanda_scan::DiagramId;
/// assert!(DiagramId::NO < DiagramId::YES);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiagramId(pub u32);

impl DiagramId {
    /// No under every reading. Obligations with this diagram are left out of an index.
    pub const NO: DiagramId = DiagramId(0);
    /// Yes under every reading.
    pub const YES: DiagramId = DiagramId(1);
    /// Unknown under every reading.
    pub const UNKNOWN: DiagramId = DiagramId(2);
}

/// A set of act classes, each a number below [`ActSet::LIMIT`].
///
/// ```
/// use servanda_scan::ActSet;
/// let set: ActSet = [3, 64].into_iter().collect();
/// assert!(set.contains(64) && !set.contains(4));
/// assert_eq!(set.iter().collect::<Vec<_>>(), [3, 64]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct ActSet {
    words: [u64; 4],
}

impl ActSet {
    /// Act classes are numbered from 0 up to, and not including, this.
    pub const LIMIT: u16 = 256;

    /// The set with nothing in it.
    #[must_use]
    pub const fn empty() -> ActSet {
        ActSet { words: [0; 4] }
    }

    /// The classes 0 to 31 whose bit is set in `mask`.
    #[must_use]
    pub const fn from_mask(mask: u32) -> ActSet {
        ActSet {
            words: [mask as u64, 0, 0, 0],
        }
    }

    /// Adds a class. Returns false, and adds nothing, if it is not below [`ActSet::LIMIT`].
    pub fn insert(&mut self, act: u16) -> bool {
        match self.words.get_mut(usize::from(act / 64)) {
            Some(word) => {
                *word |= 1 << (act % 64);
                true
            }
            None => false,
        }
    }

    /// Whether the class is in the set.
    #[must_use]
    pub fn contains(self, act: u16) -> bool {
        self.words
            .get(usize::from(act / 64))
            .is_some_and(|word| word >> (act % 64) & 1 == 1)
    }

    /// The classes that are in one or the other.
    #[must_use]
    pub fn union(mut self, other: ActSet) -> ActSet {
        for (word, more) in self.words.iter_mut().zip(other.words) {
            *word |= more;
        }
        self
    }

    /// The classes that are in both.
    #[must_use]
    pub fn intersection(mut self, other: ActSet) -> ActSet {
        for (word, also) in self.words.iter_mut().zip(other.words) {
            *word &= also;
        }
        self
    }

    /// The classes that are in this set and not in the other.
    #[must_use]
    pub fn without(mut self, other: ActSet) -> ActSet {
        for (word, less) in self.words.iter_mut().zip(other.words) {
            *word &= !less;
        }
        self
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.words == [0; 4]
    }

    /// How many classes are in the set.
    #[must_use]
    pub fn len(self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// The classes in ascending order.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        (0u16..4).zip(self.words).flat_map(|(w, mut word)| {
            std::iter::from_fn(move || {
                if word == 0 {
                    return None;
                }
                let bit = word.trailing_zeros() as u16;
                word &= word - 1;
                Some(w * 64 + bit)
            })
        })
    }
}

impl FromIterator<u16> for ActSet {
    /// Collects classes; those not below [`ActSet::LIMIT`] are left out.
    fn from_iter<I: IntoIterator<Item = u16>>(acts: I) -> ActSet {
        let mut set = ActSet::empty();
        for act in acts {
            set.insert(act);
        }
        set
    }
}

impl fmt::Debug for ActSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// One obligation, or one stretch of one: `bearer` owes it to `counterparty`
/// for acts of the classes `acts` on every day from `from` up to, and not
/// including, `until`.
///
/// An obligation whose truth changes over time is several of these with the same
/// `id` and different days and diagrams. Days are day numbers; the scan does not
/// care from which day they count as long as events count from the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// What the output names it by. Need not be unique.
    pub id: u32,
    /// Who owes it: an actor number, or [`ANYONE`].
    pub bearer: u32,
    /// To whom: an actor number, or [`ANYONE`].
    pub counterparty: u32,
    /// First day.
    pub from: i32,
    /// The day after the last. `i32::MAX` is open-ended.
    pub until: i32,
    /// The classes of acts it speaks of.
    pub acts: ActSet,
    /// How it holds on these days.
    pub diagram: DiagramId,
}
