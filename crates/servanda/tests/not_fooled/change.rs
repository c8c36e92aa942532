//! One change of a text.

use std::ops::Range;

/// What must be looked at to tell whether the changed claim is still true.
#[derive(Clone, Debug, PartialEq)]
pub enum Instead {
    /// Another date.
    Date,
    /// Another number.
    Number,
    /// Another actor, place or agreement, by id.
    Id(String),
    /// The same, denied.
    Denied,
    /// The two sides, exchanged.
    Exchanged,
    /// A report told as a fact.
    Bare,
    /// The same, in other words.
    Same,
}

/// One change: usually of one place, sometimes of two that go together.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which rule made it.
    pub rule: &'static str,
    /// The places, in order, and what is put there.
    pub edits: Vec<(Range<usize>, String)>,
    /// What it changes.
    pub instead: Instead,
}

impl Change {
    /// A change of one place.
    pub fn one(
        rule: &'static str,
        range: Range<usize>,
        with: impl Into<String>,
        instead: Instead,
    ) -> Self {
        Self {
            rule,
            edits: vec![(range, with.into())],
            instead,
        }
    }

    /// The changed text, and where the new words stand in it.
    pub fn apply(&self, text: &str) -> (String, Vec<Range<usize>>) {
        let (mut out, mut at, mut places) = (String::with_capacity(text.len() + 16), 0, Vec::new());
        for (range, with) in &self.edits {
            out.push_str(&text[at..range.start]);
            let start = out.len();
            out.push_str(with);
            // A place where words were only taken away is the word that follows.
            places.push(start..out.len().max(start + 1));
            at = range.end;
        }
        out.push_str(&text[at..]);
        (out, places)
    }

    /// "5 April → 6 April".
    pub fn shown(&self, text: &str) -> String {
        let one = |(r, w): &(Range<usize>, String)| format!("«{}» → «{w}»", &text[r.clone()]);
        format!(
            "{}: {}",
            self.rule,
            self.edits.iter().map(one).collect::<Vec<_>>().join(", ")
        )
    }
}
