//! Quantities: how many, of what.

pub(crate) mod en;
pub(crate) mod ja;

use servanda_record::Amount;

/// A number with bounds while it is being read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approximate: bool,
}

/// How a word before or after a number bends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bend {
    About,
    Nearly,
    Over,
    AtLeast,
    Under,
    UpTo,
}

impl Bounds {
    pub fn exactly(n: f64) -> Self {
        Self {
            low: Some(n),
            high: Some(n),
            approximate: false,
        }
    }
    pub fn between(a: f64, b: f64) -> Self {
        Self {
            low: Some(a.min(b)),
            high: Some(a.max(b)),
            approximate: false,
        }
    }
    pub fn bent(mut self, bend: Bend) -> Self {
        match bend {
            Bend::About => self.approximate = true,
            Bend::Nearly => {
                self.low = self.low.map(|n| n * 0.9);
                self.approximate = true;
            }
            Bend::Over | Bend::AtLeast => self.high = None,
            Bend::Under | Bend::UpTo => self.low = None,
        }
        self
    }
    pub fn times(mut self, by: f64) -> Self {
        self.low = self.low.map(|n| n * by);
        self.high = self.high.map(|n| n * by);
        self
    }
    pub fn amount(self, written: &str) -> Amount {
        Amount {
            low: self.low.map(show),
            high: self.high.map(show),
            approximate: self.approximate,
            written: written.to_owned(),
        }
    }
}

/// A number as a plain decimal text.
fn show(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 {
        format!("{n:.0}")
    } else {
        let t = format!("{n:.6}");
        t.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}
