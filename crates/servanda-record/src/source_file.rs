//! A file of a record: its text, and where bytes of it stand for people.

use crate::diagnostic::{Diagnostic, Related, Severity};
use std::ops::Range;
use std::sync::Arc;

/// Longest excerpt of a line, in bytes to either side of the offending text.
const EXCERPT_SIDE: usize = 2000;

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// The path relative to the record's folder, `/` between its parts: what statements keep.
    pub name: Arc<str>,
    /// The path as the caller would open it: what diagnostics show.
    pub shown: Arc<str>,
    /// Its text.
    pub text: String,
    /// Byte offset of the start of each line.
    lines: Vec<usize>,
}

impl SourceFile {
    pub(crate) fn new(name: &str, shown: &str, text: String) -> Self {
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i + 1),
        );
        SourceFile {
            name: name.into(),
            shown: shown.into(),
            text,
            lines,
        }
    }

    /// The nearest boundary of a character at or before `byte`.
    fn floor(&self, byte: usize) -> usize {
        let mut at = byte.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Line and column, both from 1, the column in Unicode characters.
    pub(crate) fn position(&self, byte: usize) -> (u32, u32) {
        let byte = self.floor(byte);
        let line = self.lines.partition_point(|start| *start <= byte).max(1) - 1;
        let start = self.lines.get(line).copied().unwrap_or(0);
        let column = self.text.get(start..byte).map_or(0, |t| t.chars().count());
        (line as u32 + 1, column as u32 + 1)
    }

    /// The line around `bytes`, shortened where it is long, and the offending text in it.
    fn excerpt(&self, bytes: &Range<usize>) -> (String, Range<usize>) {
        let (line, _) = self.position(bytes.start);
        let start = self.lines.get(line as usize - 1).copied().unwrap_or(0);
        let next = self
            .lines
            .get(line as usize)
            .copied()
            .unwrap_or(self.text.len());
        let whole = self
            .text
            .get(start..next)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r']);
        let line_end = start + whole.len();
        let from = self.floor(bytes.start).clamp(start, line_end);
        let to = self.floor(bytes.end).clamp(from, line_end);
        let shown_start = self.floor(from.saturating_sub(EXCERPT_SIDE)).max(start);
        let shown_end = self
            .floor(to.min(from + EXCERPT_SIDE) + EXCERPT_SIDE)
            .min(line_end);
        let text = self
            .text
            .get(shown_start..shown_end)
            .unwrap_or("")
            .to_string();
        let mark = from - shown_start..to.min(shown_end) - shown_start;
        (text, mark)
    }

    /// A diagnostic about `bytes` of this file.
    pub(crate) fn diagnostic(
        &self,
        code: &'static str,
        severity: Severity,
        bytes: Range<usize>,
        message: String,
    ) -> Diagnostic {
        let (line, column) = self.position(bytes.start);
        let (excerpt, mark) = self.excerpt(&bytes);
        Diagnostic {
            code,
            severity,
            file: self.shown.clone(),
            line,
            column,
            bytes,
            message,
            excerpt,
            mark,
            suggestion: None,
            related: Vec::new(),
        }
    }

    /// A reference to `bytes` of this file.
    pub(crate) fn related(&self, byte: usize, message: String) -> Related {
        let (line, column) = self.position(byte);
        Related {
            file: self.shown.clone(),
            line,
            column,
            message,
        }
    }
}
