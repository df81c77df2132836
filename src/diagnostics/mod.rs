//! What is wrong, where, and what to type instead: neutral data in two languages. Nothing here
//! decides how a message is drawn.

mod code;
mod near;
mod pages;
mod say;
pub mod shown;

use crate::source::Span;

pub use code::{Code, Severity};
pub use near::{is_slip_of, nearest};
pub use pages::page;
pub(crate) use say::say;
pub use say::{Language, Say};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of finding it is.
    pub code: Code,
    /// The finding in one line that makes sense alone.
    pub message: Say,
    /// The places; the first is the one that is wrong.
    pub labels: Vec<Label>,
    /// What to type instead.
    pub help: Option<Say>,
    /// A ready change of the text, where one is certain.
    pub fix: Option<Fix>,
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it is.
    pub text: Say,
}

/// A change that a tool may make: the text of `span` becomes `replacement`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

impl Diagnostic {
    /// A finding without places yet.
    pub fn new(code: Code, message: Say) -> Self {
        Self {
            code,
            message,
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn label(mut self, span: Span, text: Say) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Says what to type instead.
    #[must_use]
    pub fn help(mut self, help: Say) -> Self {
        self.help = Some(help);
        self
    }

    /// Offers a ready change.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// The place that is wrong; the start of the text where none is known.
    pub fn span(&self) -> Span {
        self.labels
            .first()
            .map_or(Span::default(), |label| label.span)
    }
}

/// What could not be decided, and so is neither a finding nor its absence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The finding that it might have been.
    pub code: Code,
    /// The place.
    pub span: Span,
    /// What is open, in one line that makes sense alone.
    pub message: Say,
}

/// How many findings are listed.
const MOST_FINDINGS: usize = 1000;

/// E001: more findings than are listed.
fn too_many(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooMuch,
        say!(zh "问题太多，只列出前 {MOST_FINDINGS} 处", en "too many findings: only the first {MOST_FINDINGS} are listed"),
    )
    .label(span, say!(zh "从这里起不再列出", en "those from here on are not listed"))
    .help(say!(zh "先改正列出的问题，再检查一次", en "mend those that are listed, then check again"))
}

/// Findings as they are collected.
#[derive(Debug, Clone, Default)]
pub struct Found {
    list: Vec<Diagnostic>,
}

impl Found {
    /// Adds a finding; the same one is kept once. Beyond the limit only that there are more is said,
    /// so that a file of a million mistakes still answers.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        if self.is_full() || self.list.contains(&diagnostic) {
            return;
        }
        let is_last = self.list.len() + 1 == MOST_FINDINGS;
        self.list.push(if is_last {
            too_many(diagnostic.span())
        } else {
            diagnostic
        });
    }

    /// Whether further findings would not be listed.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MOST_FINDINGS
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Self) {
        other
            .list
            .into_iter()
            .for_each(|diagnostic| self.add(diagnostic));
    }

    /// The findings of a list, in its order.
    pub fn of(list: Vec<Diagnostic>) -> Self {
        Self { list }
    }

    /// Whether no error was found; warnings do not count.
    pub fn is_clean(&self) -> bool {
        self.list
            .iter()
            .all(|found| found.code.severity() != Severity::Error)
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Keeps the findings of which `keep` says so.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// All findings in the order of their places.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|found| (found.span(), found.code));
        self.list
    }
}
