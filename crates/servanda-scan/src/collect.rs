//! Gathers the events of rows into blocks.

use crate::reader::{Parsed, Unresolved};
use crate::source::{EventBlock, Read, Reject};
use arrow_array::ArrayRef;

/// A block in the making. `I` is what an event is named by until the block is done.
pub(crate) struct Collector<I> {
    pub ids: Vec<I>,
    days: Vec<i32>,
    lasts: Vec<i32>,
    actors: Vec<u32>,
    targets: Vec<u32>,
    acts: Vec<u16>,
    exact: bool,
    pub read: Read,
    /// Codes not found; these still lack their scheme.
    pub unresolved: Unresolved,
}

impl<I: Clone> Collector<I> {
    pub fn new() -> Collector<I> {
        Collector {
            ids: Vec::new(),
            days: Vec::new(),
            lasts: Vec::new(),
            actors: Vec::new(),
            targets: Vec::new(),
            acts: Vec::new(),
            exact: true,
            read: Read::default(),
            unresolved: Unresolved::new(),
        }
    }

    /// How many events and rejected rows there are by now.
    pub fn len(&self) -> usize {
        self.ids.len() + self.read.rejects.len()
    }

    /// Adds the events of a row: every actor toward every target, and the other way
    /// round if that is wanted.
    pub fn row(&mut self, id: &I, parsed: &Parsed, both_ways: bool) {
        self.read.used += 1;
        for &actor in &parsed.actors {
            for &target in &parsed.targets {
                self.event(id.clone(), parsed, actor, target);
                if both_ways {
                    self.event(id.clone(), parsed, target, actor);
                }
            }
        }
    }

    /// Adds one event.
    pub fn event(&mut self, id: I, parsed: &Parsed, actor: u32, target: u32) {
        let (first, last) = parsed.span;
        self.exact &= first == last;
        self.ids.push(id);
        self.days.push(first);
        self.lasts.push(last);
        self.actors.push(actor);
        self.targets.push(target);
        self.acts.push(parsed.act);
    }

    pub fn reject(&mut self, file: &str, line: u64, reason: String) {
        self.read.rejects.push(Reject {
            file: file.to_owned(),
            line,
            reason,
        });
    }

    /// Ends the block. `name` makes the ids, `schemes` says what the codes were looked up as.
    pub fn finish<E>(
        self,
        schemes: &str,
        name: impl FnOnce(Vec<I>) -> Result<ArrayRef, E>,
    ) -> Result<EventBlock, E> {
        let mut read = self.read;
        for (code, times) in self.unresolved {
            read.unresolved.insert(format!("{schemes} {code}"), times);
        }
        Ok(EventBlock {
            ids: name(self.ids)?,
            days: self.days,
            lasts: if self.exact { Vec::new() } else { self.lasts },
            actors: self.actors,
            targets: self.targets,
            acts: self.acts,
            read,
        })
    }
}
