//! Obligations compiled for look-up by (actor, target, act class, day).
//!
//! # Layout
//!
//! Act classes that every obligation treats alike are put together to groups. Every
//! pair of actors that has obligations gets a number, every (pair, group) a *slot*, and
//! every slot a contiguous run of 16-byte [`Entry`]s sorted
//! by first day. Real and synthetic tables alike have few entries per slot (the
//! 1.15 million obligations of 300 conventions make 8.5 entries per event), so a
//! short run is tested entry by entry without branches, which is faster than a
//! binary search for a ready-made list and needs no quadratic space. In a long
//! run, the entries that start later are cut off by binary search, and blocks of
//! which every entry has ended are skipped by the latest end of each block.

use crate::kernel::When;
use crate::obligation::{ANYONE, ActSet, DiagramId, Obligation};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

/// Actor numbers in an index must be below this, so that tables sized by the
/// largest number stay small.
pub const MAX_ACTORS: u32 = 1 << 22;

/// Pairs are looked up in a square table up to this many cells, by hashing above.
const DENSE_PAIRS: usize = 1 << 22;

/// Runs up to this length are tested entry by entry.
const SHORT: usize = 48;

/// How many entries share one latest end.
const BLOCK: usize = 16;

/// The group of an act class that is in no obligation.
const NO_GROUP: u16 = u16::MAX;

/// Up to this many classes, each is a group of its own: putting them together would cost
/// more than it saves.
const FEW_CLASSES: usize = 32;

/// Puts act classes into groups that no set of acts divides, so that what speaks of "all
/// kinds of force" is one entry and not one for each kind. Gives the group of each class,
/// and a class of each group.
fn groups(sets: impl Iterator<Item = ActSet> + Clone) -> (Vec<u16>, Vec<u16>) {
    let all = sets.clone().fold(ActSet::empty(), ActSet::union);
    let classes = all.iter().last().map_or(0, |c| usize::from(c) + 1);
    let distinct: BTreeSet<ActSet> = match classes {
        0..=FEW_CLASSES => all.iter().map(|c| [c].into_iter().collect()).collect(),
        _ => sets.collect(),
    };
    let mut numbers: BTreeMap<Vec<usize>, u16> = BTreeMap::new();
    let mut group_of = vec![NO_GROUP; classes];
    let mut groups = Vec::new();
    for class in all.iter() {
        let within = |(n, set): (usize, &ActSet)| set.contains(class).then_some(n);
        let signature: Vec<usize> = distinct.iter().enumerate().filter_map(within).collect();
        let group = *numbers.entry(signature).or_insert_with(|| {
            groups.push(class);
            groups.len() as u16 - 1
        });
        group_of[usize::from(class)] = group;
    }
    (group_of, groups)
}

/// Half-open days, the obligation, and how it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub from: i32,
    pub until: i32,
    pub obligation: u32,
    pub diagram: u32,
}

/// Why obligations could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// An actor number is neither below [`MAX_ACTORS`] nor [`ANYONE`].
    ActorTooLarge {
        /// Position in the input, from 0.
        row: usize,
        /// The number found.
        actor: u32,
    },
    /// There would be 2³² or more (obligation, act class) entries or slots.
    TooLarge,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexError::ActorTooLarge { row, actor } => write!(
                f,
                "obligation {row}: actor number {actor} is not below {MAX_ACTORS}"
            ),
            IndexError::TooLarge => f.write_str("more than 4,294,967,295 entries in the index"),
        }
    }
}

impl std::error::Error for IndexError {}

/// From a pair of actors to its number.
#[derive(Clone, Debug)]
enum PairTable {
    /// `cells[a * width + b]`, pair number plus one, 0 for none.
    Dense { width: usize, cells: Vec<u32> },
    /// Open addressing; a power of two of cells (key, pair number plus one).
    Hashed { mask: usize, cells: Vec<(u64, u32)> },
}

fn spread(key: u64) -> usize {
    // Fibonacci hashing; the high bits are the well-mixed ones.
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

impl PairTable {
    /// Numbers the pairs in the order of (bearer, counterparty).
    fn build(width: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> (PairTable, usize) {
        if width.saturating_mul(width) <= DENSE_PAIRS {
            let mut cells = vec![0u32; width * width];
            for (a, b) in pairs {
                cells[a as usize * width + b as usize] = 1;
            }
            let mut n = 0;
            for cell in cells.iter_mut().filter(|c| **c != 0) {
                n += 1;
                *cell = n;
            }
            return (PairTable::Dense { width, cells }, n as usize);
        }
        let mut keys: Vec<u64> = pairs
            .map(|(a, b)| u64::from(a) << 32 | u64::from(b))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let size = (keys.len() * 2).next_power_of_two();
        let mask = size - 1;
        let mut cells = vec![(0u64, 0u32); size];
        for (n, &key) in keys.iter().enumerate() {
            let mut at = spread(key) & mask;
            while cells[at].1 != 0 {
                at = (at + 1) & mask;
            }
            cells[at] = (key, n as u32 + 1);
        }
        (PairTable::Hashed { mask, cells }, keys.len())
    }

    /// The pair's number plus one, or 0.
    #[inline]
    fn get(&self, a: u32, b: u32) -> u32 {
        match self {
            PairTable::Dense { width, cells } => cells
                .get(a as usize * width + b as usize)
                .copied()
                .unwrap_or(0),
            PairTable::Hashed { mask, cells } => {
                let key = u64::from(a) << 32 | u64::from(b);
                let mut at = spread(key) & mask;
                loop {
                    match cells[at] {
                        (_, 0) => return 0,
                        (k, n) if k == key => return n,
                        _ => at = (at + 1) & mask,
                    }
                }
            }
        }
    }
}

/// Obligations compiled for look-up. The layout is told at the head of this file.
///
/// ```
/// use servanda_scan::{ActSet, DiagramId, Obligation, ObligationIndex};
/// let index = ObligationIndex::build(&[Obligation {
///     id: 7, bearer: 0, counterparty: 1, from: 100, until: 200,
///     acts: ActSet::from_mask(0b10), diagram: DiagramId::YES,
/// }])?;
/// let found = index.lookup(0, 1, 1, 150);
/// assert_eq!(found, [(7, DiagramId::YES)]);
/// assert!(index.lookup(0, 1, 1, 200).is_empty());
/// # Ok::<(), servanda_scan::IndexError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ObligationIndex {
    /// The number that stands for anyone and for actors the index does not know.
    other: u32,
    /// The group of each act class: obligations that speak of one class of a group speak
    /// of all of it. [`NO_GROUP`] for classes nobody speaks of.
    group_of: Vec<u16>,
    /// A class of each group.
    groups: Vec<u16>,
    pairs: PairTable,
    /// Slot `s` has the entries `offsets[s]..offsets[s + 1]`.
    offsets: Vec<u32>,
    entries: Vec<Entry>,
    /// The latest `until` in each block of [`BLOCK`] entries.
    block_until: Vec<i32>,
    /// Whether any obligation is of or toward anyone.
    has_anyone: bool,
}

impl ObligationIndex {
    /// Compiles obligations. Those with no days, no acts or the diagram
    /// [`DiagramId::NO`] can match nothing and are left out.
    ///
    /// # Errors
    /// [`IndexError`] if an actor number is too large or there are too many entries.
    pub fn build(obligations: &[Obligation]) -> Result<ObligationIndex, IndexError> {
        let live =
            |o: &&Obligation| o.from < o.until && !o.acts.is_empty() && o.diagram != DiagramId::NO;
        let (mut top, mut has_anyone) = (0u32, false);
        for (row, o) in obligations.iter().enumerate() {
            for actor in [o.bearer, o.counterparty] {
                if actor == ANYONE {
                    has_anyone = true;
                } else if actor < MAX_ACTORS {
                    top = top.max(actor + 1);
                } else {
                    return Err(IndexError::ActorTooLarge { row, actor });
                }
            }
        }
        let keys = obligations
            .iter()
            .filter(live)
            .map(|o| (o.bearer.min(top), o.counterparty.min(top)));
        let (pairs, n) = PairTable::build(top as usize + 1, keys);
        let (group_of, groups) = groups(obligations.iter().filter(live).map(|o| o.acts));
        let slots = n
            .checked_mul(groups.len())
            .filter(|s| *s < u32::MAX as usize)
            .ok_or(IndexError::TooLarge)?;
        let mut index = ObligationIndex {
            other: top,
            group_of,
            groups,
            pairs,
            offsets: vec![0; slots + 1],
            entries: Vec::new(),
            block_until: Vec::new(),
            has_anyone,
        };
        index.fill(obligations.iter().filter(live))?;
        index.sort_runs();
        index.block_until = index
            .entries
            .chunks(BLOCK)
            .map(|b| b.iter().map(|e| e.until).max().unwrap_or(i32::MIN))
            .collect();
        Ok(index)
    }

    /// Counts the entries of every slot, then puts each where it belongs.
    fn fill<'a>(
        &mut self,
        obligations: impl Iterator<Item = &'a Obligation> + Clone,
    ) -> Result<(), IndexError> {
        // One class of each group stands for all of it.
        let named: ActSet = self.groups.iter().copied().collect();
        let mut total = 0u64;
        for o in obligations.clone() {
            let base = self.base(o.bearer.min(self.other), o.counterparty.min(self.other));
            for act in o.acts.intersection(named).iter() {
                total += 1;
                self.offsets[base + usize::from(self.group_of[usize::from(act)]) + 1] += 1;
            }
        }
        if total >= u64::from(u32::MAX) {
            return Err(IndexError::TooLarge);
        }
        let mut sum = 0;
        for offset in &mut self.offsets {
            sum += *offset;
            *offset = sum;
        }
        let nothing = Entry {
            from: 0,
            until: 0,
            obligation: 0,
            diagram: 0,
        };
        self.entries = vec![nothing; total as usize];
        // While filling, `offsets[s]` is where the next entry of slot `s` goes.
        for o in obligations {
            let base = self.base(o.bearer.min(self.other), o.counterparty.min(self.other));
            let entry = Entry {
                from: o.from,
                until: o.until,
                obligation: o.id,
                diagram: o.diagram.0,
            };
            for act in o.acts.intersection(named).iter() {
                let group = self.group_of[usize::from(act)];
                let next = &mut self.offsets[base + usize::from(group)];
                self.entries[*next as usize] = entry;
                *next += 1;
            }
        }
        // Now each holds the start of the following slot: shift them back by one.
        self.offsets.rotate_right(1);
        if let Some(first) = self.offsets.first_mut() {
            *first = 0;
        }
        Ok(())
    }

    /// Sorts every slot's run by first day, then by all else, so that the order of
    /// the input does not show in the output.
    fn sort_runs(&mut self) {
        let key = |e: &Entry| (e.from, e.obligation, e.until, e.diagram);
        for run in self.offsets.windows(2) {
            let run = &mut self.entries[run[0] as usize..run[1] as usize];
            if run.len() > 1 {
                run.sort_unstable_by_key(key);
            }
        }
    }

    /// The first slot of a pair that is known to be in the table.
    fn base(&self, a: u32, b: u32) -> usize {
        self.pairs.get(a, b).saturating_sub(1) as usize * self.groups.len()
    }

    /// How many (obligation, act class) entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing can match.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Roughly how many bytes the index takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let pairs = match &self.pairs {
            PairTable::Dense { cells, .. } => cells.len() * 4,
            PairTable::Hashed { cells, .. } => cells.len() * 16,
        };
        pairs + self.offsets.len() * 4 + self.entries.len() * 16 + self.block_until.len() * 4
    }

    /// Whether an event can match in more than one slot.
    #[inline]
    pub(crate) fn has_anyone(&self) -> bool {
        self.has_anyone
    }

    /// The slot plus one of a pair and class, or 0 if nothing is in it.
    #[inline]
    pub(crate) fn slot(&self, actor: u32, target: u32, act: u16) -> u32 {
        let pair = self
            .pairs
            .get(actor.min(self.other), target.min(self.other));
        let group = self.group_of.get(usize::from(act)).copied();
        match group {
            Some(group) if pair != 0 && group != NO_GROUP => {
                (pair - 1) * self.groups.len() as u32 + u32::from(group) + 1
            }
            _ => 0,
        }
    }

    /// The run of a slot numbered as by [`slot`](Self::slot): positions of entries.
    #[inline]
    pub(crate) fn run(&self, slot: u32) -> Range<u32> {
        let at = slot as usize;
        self.offsets[at - 1]..self.offsets[at]
    }

    /// Reads something from each of the first cache lines of a run, so that they are
    /// there when needed. The value means nothing.
    #[inline]
    pub(crate) fn touch(&self, first: u32, end: u32) -> i32 {
        let run = self
            .entries
            .get(first as usize..end as usize)
            .unwrap_or(&[]);
        let from = |at: usize| run.get(at).map_or(0, |e| e.from);
        from(0) ^ from(run.len().wrapping_sub(1)) ^ from(4) ^ from(8)
    }

    /// Calls `each` with stretches of entries that together hold all of the run in
    /// force on one of the days, and perhaps others.
    #[inline]
    pub(crate) fn candidates<'a>(
        &'a self,
        run: Range<u32>,
        when: When,
        mut each: impl FnMut(&'a [Entry]),
    ) {
        let first = run.start as usize;
        let run = &self.entries[first..run.end as usize];
        if run.len() <= SHORT {
            each(run);
            return;
        }
        let run = &run[..run.partition_point(|e| e.from <= when.last)];
        let mut at = 0;
        while at < run.len() {
            let block = (first + at) / BLOCK;
            let next = ((block + 1) * BLOCK - first).min(run.len());
            if self.block_until[block] > when.day {
                each(&run[at..next]);
            }
            at = next;
        }
    }

    /// The slots of an event other than its own pair's: those of obligations of or
    /// toward anyone.
    pub(crate) fn anyone_slots(&self, actor: u32, target: u32, act: u16) -> [u32; 3] {
        let (a, t) = (actor.min(self.other), target.min(self.other));
        let other = self.other;
        [
            if t == other {
                0
            } else {
                self.slot(a, other, act)
            },
            if a == other {
                0
            } else {
                self.slot(other, t, act)
            },
            if a == other || t == other {
                0
            } else {
                self.slot(other, other, act)
            },
        ]
    }

    /// All obligations that bind `actor` toward `target` on `day` in respect of
    /// acts of class `act`, with how they hold.
    ///
    /// Order: first those between the two, then those of the actor toward anyone,
    /// of anyone toward the target, of anyone toward anyone; within each by first
    /// day, then by id. If a party is unknown, its pair is with anyone.
    #[must_use]
    pub fn lookup(&self, actor: u32, target: u32, act: u16, day: i32) -> Vec<(u32, DiagramId)> {
        let mut found = Vec::new();
        let [x, y, z] = self.anyone_slots(actor, target, act);
        for slot in [self.slot(actor, target, act), x, y, z] {
            if slot == 0 {
                continue;
            }
            let when = When { day, last: day };
            self.candidates(self.run(slot), when, |entries| {
                for e in entries.iter().filter(|e| e.from <= day && day < e.until) {
                    found.push((e.obligation, DiagramId(e.diagram)));
                }
            });
        }
        found
    }
}
