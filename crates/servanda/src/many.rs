//! Many texts at once: worked on by all cores, told in the order given.

use crate::common::write_out;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

/// Texts for each thread at least: a thread costs some milliseconds before its first text.
const EACH: usize = 4;

/// What came of one text.
pub struct Told {
    /// What to print of it, or why there is nothing.
    pub text: Result<String, String>,
    /// Whether something was found against it.
    pub findings: bool,
}

/// What came of all.
#[derive(Default)]
pub struct Sum {
    /// How many could not be read; their errors were printed.
    pub failed: usize,
    /// Whether something was found against any.
    pub findings: bool,
}

/// Where the output goes, text by text.
struct Sink<'a> {
    between: &'a str,
    to: Option<&'a Path>,
    /// For a file: all of it, written in the end.
    held: String,
    begun: bool,
    bar: Bar,
    sum: Sum,
}

impl Sink<'_> {
    /// Takes what came of the next text. `false` where nobody reads any more.
    fn take(&mut self, told: Told) -> Result<bool, String> {
        self.sum.findings |= told.findings;
        self.bar.step();
        let text = match told.text {
            Ok(text) => text,
            Err(e) => {
                self.bar.clear();
                eprintln!("error: {e}");
                self.sum.failed += 1;
                return Ok(true);
            }
        };
        let between = if self.begun { self.between } else { "" };
        self.begun = true;
        if self.to.is_some() {
            self.held.push_str(between);
            self.held.push_str(&text);
            return Ok(true);
        }
        let mut out = anstream::stdout().lock();
        let wrote = out
            .write_all(between.as_bytes())
            .and_then(|()| out.write_all(text.as_bytes()))
            .and_then(|()| out.flush());
        match wrote {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
            Err(e) => Err(format!("cannot write: {e}")),
        }
    }
}

/// Works on all files and prints what comes of each, in order, with `between` between two; to a file at once when all
/// are done, and only if any could be read. Each thread works with a worker of its own.
///
/// # Errors
/// Output that cannot be written.
pub fn tell<W: FnMut(&Path) -> Told>(
    files: &[PathBuf],
    worker: impl Fn() -> W + Sync,
    between: &str,
    to: Option<&Path>,
) -> Result<Sum, String> {
    let mut sink = Sink {
        between,
        to,
        held: String::new(),
        begun: false,
        bar: Bar::new(files.len(), to),
        sum: Sum::default(),
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(files.len() / EACH);
    if threads > 1 {
        in_parallel(files, &worker, threads, &mut sink)?;
    } else {
        let mut work = worker();
        for path in files {
            if !sink.take(work(path))? {
                break;
            }
        }
    }
    sink.bar.clear();
    if sink.to.is_some() && sink.sum.failed < files.len() {
        write_out(&sink.held, sink.to)?;
    }
    Ok(sink.sum)
}

fn in_parallel<W: FnMut(&Path) -> Told>(
    files: &[PathBuf],
    worker: &(impl Fn() -> W + Sync),
    threads: usize,
    sink: &mut Sink<'_>,
) -> Result<(), String> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (send, receive) = mpsc::sync_channel::<(usize, Told)>(threads * EACH);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, next, stop) = (send.clone(), &next, &stop);
            scope.spawn(move || {
                let mut work = worker();
                while !stop.load(Ordering::Relaxed) {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = files.get(i) else { break };
                    if send.send((i, work(path))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        // What is done before its turn waits.
        let mut waiting: BTreeMap<usize, Told> = BTreeMap::new();
        let mut turn = 0;
        let mut told = || -> Result<(), String> {
            for (i, one) in &receive {
                waiting.insert(i, one);
                while let Some(one) = waiting.remove(&turn) {
                    turn += 1;
                    if !sink.take(one)? {
                        return Ok(());
                    }
                }
            }
            Ok(())
        };
        let out = told();
        stop.store(true, Ordering::Relaxed);
        // Whoever still waits to send is let go.
        drop(receive);
        out
    })
}

/// How far the work is, on standard error: only where somebody watches and nothing else is printed there.
struct Bar {
    all: usize,
    done: usize,
    shown: bool,
}

impl Bar {
    fn new(all: usize, to: Option<&Path>) -> Self {
        let apart = to.is_some() || !std::io::stdout().is_terminal();
        Self {
            all,
            done: 0,
            shown: all > 1 && apart && std::io::stderr().is_terminal(),
        }
    }

    fn step(&mut self) {
        self.done += 1;
        let percent = |n: usize| n * 100 / self.all.max(1);
        if self.shown && (percent(self.done) > percent(self.done - 1) || self.done == 1) {
            let filled = percent(self.done) * 30 / 100;
            eprint!(
                "\r[{}{}] {} of {} texts",
                "=".repeat(filled),
                " ".repeat(30 - filled),
                self.done,
                self.all
            );
        }
    }

    /// Takes the line away.
    fn clear(&self) {
        if self.shown {
            eprint!("\r{}\r", " ".repeat(60));
        }
    }
}
