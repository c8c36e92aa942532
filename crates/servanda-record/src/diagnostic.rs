//! What is wrong with a record, where, and what to write instead.

use crate::codes;
use serde::Serialize;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Most diagnostics shown in one run: work and memory stay bounded on files that are wrong throughout.
pub(crate) const MAX_SHOWN: usize = 2000;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record cannot be used.
    Error,
    /// The record can be used, but something in it will not have the effect its writer wants.
    Warning,
    /// Something worth knowing.
    Note,
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The file, relative to the record's folder.
    pub file: Arc<str>,
    /// Line, from 1; 0 if only the file is known.
    pub line: u32,
    /// Column in Unicode characters, from 1; 0 if only the line is known.
    pub column: u32,
    /// What is there.
    pub message: String,
}

/// One thing wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// `SERVANDA-E0102`: see [`crate::codes`].
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// The file, relative to the record's folder.
    pub file: Arc<str>,
    /// Line, from 1; 0 if only the file is known.
    pub line: u32,
    /// Column in Unicode characters, from 1; 0 if only the line is known.
    pub column: u32,
    /// The offending text as bytes of the file, half-open.
    pub bytes: Range<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The line on which it stands (shortened where very long).
    pub excerpt: String,
    /// The offending text as bytes of `excerpt`, half-open.
    #[serde(skip)]
    pub mark: Range<usize>,
    /// What to write or do instead.
    pub suggestion: Option<String>,
    /// Other places it has to do with.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// Where it stands, in the order in which people read: file, then place in the file.
    fn place(&self) -> (&str, u32, u32, usize, &'static str, &str) {
        (
            &self.file,
            self.line,
            self.column,
            self.bytes.end,
            self.code,
            &self.message,
        )
    }

    /// The diagnostic for a terminal, with the offending line marked.
    ///
    /// `colour` adds ANSI escapes; `width` is that of the terminal in columns.
    #[must_use]
    pub fn render(&self, colour: bool, width: usize) -> String {
        use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = level
            .primary_title(self.message.as_str())
            .id(self.code)
            .elements(Vec::<annotate_snippets::Element<'_>>::new());
        // The renderer counts the column in the excerpt, which is right unless the excerpt is cut.
        let before = self
            .excerpt
            .get(..self.mark.start)
            .map_or(0, |t| t.chars().count());
        let cut = self.column as usize != before + 1;
        if self.excerpt.is_empty() || cut {
            let mut origin = Origin::path(self.file.as_ref());
            if self.line > 0 {
                origin = origin.line(self.line as usize);
                if self.column > 0 {
                    origin = origin.char_column(self.column as usize);
                }
            }
            group = group.element(origin);
        }
        if !self.excerpt.is_empty() {
            let mut snippet = Snippet::source(self.excerpt.as_str())
                .line_start(self.line as usize)
                .annotation(AnnotationKind::Primary.span(self.mark.clone()));
            if !cut {
                snippet = snippet.path(self.file.as_ref());
            }
            group = group.element(snippet);
        }
        for other in &self.related {
            let place = match other.line {
                0 => format!("{} ({})", other.message, other.file),
                line if other.column == 0 => format!("{} ({}:{line})", other.message, other.file),
                line => format!("{} ({}:{line}:{})", other.message, other.file, other.column),
            };
            group = group.element(Level::NOTE.message(place));
        }
        if let Some(help) = &self.suggestion {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.term_width(width.max(40)).render(&[group])
    }

    /// The explanation of its code.
    #[must_use]
    pub fn explanation(&self) -> Option<&'static codes::Code> {
        codes::find(self.code)
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `file:line:column: message [code]; suggestion`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {} [{}]", self.message, self.code)?;
        match &self.suggestion {
            Some(s) => write!(f, "; {s}"),
            None => Ok(()),
        }
    }
}

/// All that is wrong with a record: never empty when returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// One error about a file as a whole, which could not be used.
    #[must_use]
    pub fn of_file(file: &str, message: String) -> Diagnostics {
        let source = crate::source_file::SourceFile::new(file, file, String::new());
        let error = source.diagnostic(codes::UNREADABLE, Severity::Error, 0..0, message);
        Diagnostics(vec![crate::files::without_place(error)])
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many there are of that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// By file and place, each once, and no more than [`MAX_SHOWN`] with a last one that says so.
    pub(crate) fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| a.place().cmp(&b.place()));
        self.0.dedup();
        if self.0.len() > MAX_SHOWN
            && let Some(mut last) = self.0.get(MAX_SHOWN).cloned()
        {
            self.0.truncate(MAX_SHOWN);
            last.code = codes::TOO_MANY;
            last.severity = Severity::Error;
            last.message = format!("and more errors: {MAX_SHOWN} are shown, this is the next");
            (last.suggestion, last.related) = (None, Vec::new());
            self.0.push(last);
        }
        self
    }

    /// All of them for a terminal, a blank line between.
    #[must_use]
    pub fn render(&self, colour: bool, width: usize) -> String {
        let parts: Vec<String> = self.0.iter().map(|d| d.render(colour, width)).collect();
        parts.join("\n\n")
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, d) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{d}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
