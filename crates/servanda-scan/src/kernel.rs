//! The inner loop: a block of events in, matching (event, obligation) rows out.

use crate::index::{Entry, ObligationIndex};
use std::ops::Range;

/// Events as columns of equal length. Actors and targets are actor numbers of the
/// index (or [`UNKNOWN_ACTOR`](crate::UNKNOWN_ACTOR)), acts are act classes.
#[derive(Clone, Copy, Debug)]
pub struct Events<'a> {
    /// Day numbers, counted as those of the obligations. Where the day is not known
    /// exactly, the first it can be.
    pub days: &'a [i32],
    /// The last day it can be, inclusive; empty if all days are exact.
    pub lasts: &'a [i32],
    /// Who acted.
    pub actors: &'a [u32],
    /// Toward whom.
    pub targets: &'a [u32],
    /// What was done. A class in no obligation matches nothing.
    pub acts: &'a [u16],
}

impl Events<'_> {
    /// How many events there are: the length of the shortest column.
    #[must_use]
    pub fn len(&self) -> usize {
        let days = match self.lasts.len() {
            0 => self.days.len(),
            lasts => self.days.len().min(lasts),
        };
        days.min(self.actors.len())
            .min(self.targets.len())
            .min(self.acts.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline]
    fn when<const SPANS: bool>(&self, event: usize) -> When {
        let day = self.days[event];
        When {
            day,
            last: if SPANS { self.lasts[event] } else { day },
        }
    }
}

/// The days an event can have been on, both inclusive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    pub day: i32,
    pub last: i32,
}

/// Rows that matched, as columns of equal length.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// Positions of the events in their block, from 0, ascending.
    pub events: &'a [u32],
    /// The ids of the obligations.
    pub obligations: &'a [u32],
    /// The diagrams, if they were asked for; else empty.
    pub diagrams: &'a [u32],
    /// Whether the obligation is in force on every day the event can have been on;
    /// empty if all days are exact, and so all rows certain.
    pub certain: &'a [bool],
}

/// Buffers of the inner loop, to be used for block after block.
#[derive(Debug)]
pub struct Matcher {
    batch: usize,
    with_diagrams: bool,
    events: Vec<u32>,
    obligations: Vec<u32>,
    diagrams: Vec<u32>,
    certain: Vec<bool>,
    /// Events whose pair has obligations: (position, slot).
    hits: Vec<(u32, u32)>,
    /// Events whose slot is not empty.
    runs: Vec<Run>,
}

/// The entries `first..end` are to be tested for the event at a position.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    event: u32,
    first: u32,
    end: u32,
}

/// Events are looked up in chunks of this many: the look-ups of a chunk do not
/// wait for one another.
const CHUNK: usize = 2048;

/// The entries of this many events are fetched into the cache together before they
/// are tested. An index larger than the cache would otherwise cost one wait for the
/// memory per event: this halved the time of the whole scan.
const GROUP: usize = 32;

impl Matcher {
    /// A matcher that gives out about `batch` rows at a time, with diagrams or without.
    #[must_use]
    pub fn new(batch: usize, with_diagrams: bool) -> Matcher {
        Matcher {
            batch: batch.max(1),
            with_diagrams,
            events: Vec::new(),
            obligations: Vec::new(),
            diagrams: Vec::new(),
            certain: Vec::new(),
            hits: vec![(0, 0); CHUNK],
            runs: vec![Run::default(); CHUNK],
        }
    }

    /// Matches a block of events and calls `emit` with the rows, in the order of the
    /// events and, within one event, of [`ObligationIndex::lookup`].
    ///
    /// `emit` is called as often as is needed to keep each call's rows at about the
    /// batch size, and not at all if nothing matches.
    ///
    /// # Errors
    /// The first error of `emit`; matching then stops.
    pub fn scan<E>(
        &mut self,
        index: &ObligationIndex,
        events: Events<'_>,
        emit: impl FnMut(Rows<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match (self.with_diagrams, events.lasts.is_empty()) {
            (false, true) => self.scan_as::<false, false, E>(index, events, emit),
            (true, true) => self.scan_as::<true, false, E>(index, events, emit),
            (false, false) => self.scan_as::<false, true, E>(index, events, emit),
            (true, false) => self.scan_as::<true, true, E>(index, events, emit),
        }
    }

    fn scan_as<const DIAGRAMS: bool, const SPANS: bool, E>(
        &mut self,
        index: &ObligationIndex,
        events: Events<'_>,
        mut emit: impl FnMut(Rows<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let len = events.len();
        let mut rows = 0;
        let mut at = 0;
        while at < len {
            let to = (at + CHUNK).min(len);
            let chunk = Events {
                days: &events.days[at..to],
                lasts: events.lasts.get(at..to).unwrap_or(&[]),
                actors: &events.actors[at..to],
                targets: &events.targets[at..to],
                acts: &events.acts[at..to],
            };
            if index.has_anyone() {
                rows = self.with_anyone::<DIAGRAMS, SPANS, E>(index, chunk, at, rows, &mut emit)?;
            } else {
                let n = self.find(index, chunk);
                for group in (0..n).step_by(GROUP) {
                    let group = group..(group + GROUP).min(n);
                    for run in &self.runs[group.clone()] {
                        std::hint::black_box(index.touch(run.first, run.end));
                    }
                    for hit in group {
                        let Run { event, first, end } = self.runs[hit];
                        let when = chunk.when::<SPANS>(event as usize);
                        let event = at as u32 + event;
                        rows = self.take::<DIAGRAMS, SPANS>(index, first..end, when, event, rows);
                        if rows >= self.batch {
                            self.give::<SPANS, E>(rows, &mut emit)?;
                            rows = 0;
                        }
                    }
                }
            }
            at = to;
        }
        self.give::<SPANS, E>(rows, &mut emit)
    }

    /// Fills `runs` with the runs that are not empty, returns how many. Written
    /// without branches: most events of a sparse index miss, and nobody can foretell
    /// which; and in two passes, so that no look-up waits for the one before it.
    #[inline]
    fn find(&mut self, index: &ObligationIndex, chunk: Events<'_>) -> usize {
        let mut hits = 0;
        let pairs = chunk.actors.iter().zip(chunk.targets).zip(chunk.acts);
        for (i, ((&actor, &target), &act)) in pairs.enumerate() {
            let slot = index.slot(actor, target, act);
            self.hits[hits] = (i as u32, slot);
            hits += usize::from(slot != 0);
        }
        let mut n = 0;
        for &(event, slot) in &self.hits[..hits] {
            let Range { start, end } = index.run(slot);
            self.runs[n] = Run {
                event,
                first: start,
                end,
            };
            n += usize::from(start < end);
        }
        n
    }

    /// The same for an index in which an event can match in up to four slots.
    fn with_anyone<const DIAGRAMS: bool, const SPANS: bool, E>(
        &mut self,
        index: &ObligationIndex,
        chunk: Events<'_>,
        base: usize,
        mut rows: usize,
        emit: &mut impl FnMut(Rows<'_>) -> Result<(), E>,
    ) -> Result<usize, E> {
        for i in 0..chunk.len() {
            let (actor, target, act) = (chunk.actors[i], chunk.targets[i], chunk.acts[i]);
            let [x, y, z] = index.anyone_slots(actor, target, act);
            for slot in [index.slot(actor, target, act), x, y, z] {
                if slot != 0 {
                    let event = (base + i) as u32;
                    let (run, when) = (index.run(slot), chunk.when::<SPANS>(i));
                    rows = self.take::<DIAGRAMS, SPANS>(index, run, when, event, rows);
                }
            }
            if rows >= self.batch {
                self.give::<SPANS, E>(rows, emit)?;
                rows = 0;
            }
        }
        Ok(rows)
    }

    /// Appends the rows of one run after the first `rows`; returns how many there are then.
    #[inline]
    fn take<const DIAGRAMS: bool, const SPANS: bool>(
        &mut self,
        index: &ObligationIndex,
        run: Range<u32>,
        when: When,
        event: u32,
        mut rows: usize,
    ) -> usize {
        if self.events.len() < rows + run.len() {
            self.grow::<DIAGRAMS, SPANS>(rows + run.len());
        }
        index.candidates(run, when, |entries| {
            rows += self.append::<DIAGRAMS, SPANS>(entries, when, event, rows);
        });
        rows
    }

    /// Writes every entry, and moves on only past those in force on the day.
    #[inline]
    fn append<const DIAGRAMS: bool, const SPANS: bool>(
        &mut self,
        entries: &[Entry],
        when: When,
        event: u32,
        rows: usize,
    ) -> usize {
        let to = rows + entries.len();
        let events = &mut self.events[rows..to];
        let obligations = &mut self.obligations[rows..to];
        let diagrams = if DIAGRAMS {
            &mut self.diagrams[rows..to]
        } else {
            &mut []
        };
        let certain = if SPANS {
            &mut self.certain[rows..to]
        } else {
            &mut []
        };
        let When { day, last } = when;
        let mut n = 0;
        for e in entries {
            events[n] = event;
            obligations[n] = e.obligation;
            if DIAGRAMS {
                diagrams[n] = e.diagram;
            }
            if SPANS {
                certain[n] = (e.from <= day) & (last < e.until);
            }
            n += usize::from((e.from <= last) & (day < e.until));
        }
        n
    }

    #[cold]
    fn grow<const DIAGRAMS: bool, const SPANS: bool>(&mut self, need: usize) {
        let size = (self.batch + need).next_power_of_two();
        self.events.resize(size, 0);
        self.obligations.resize(size, 0);
        if DIAGRAMS {
            self.diagrams.resize(size, 0);
        }
        if SPANS {
            self.certain.resize(size, false);
        }
    }

    fn give<const SPANS: bool, E>(
        &self,
        rows: usize,
        emit: &mut impl FnMut(Rows<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        if rows == 0 {
            return Ok(());
        }
        emit(Rows {
            events: &self.events[..rows],
            obligations: &self.obligations[..rows],
            diagrams: self.diagrams.get(..rows).unwrap_or(&[]),
            certain: if SPANS { &self.certain[..rows] } else { &[] },
        })
    }
}
