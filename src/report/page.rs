//! The page that a report is written on.

use crate::diagnostics::Language;
use crate::report::Layout;
use crate::report::ink::{Ink, Line, Piece, blanks, line_width, write_line};
use crate::report::wrap::wrap;

/// The fewest columns that a text behind its beginning may be left.
const LEAST: usize = 20;

/// Lines so far, and how they are laid out.
pub(super) struct Page<'l> {
    layout: &'l Layout<'l>,
    /// Blanks before each line.
    indent: usize,
    out: String,
}

impl<'l> Page<'l> {
    pub(super) fn new(layout: &'l Layout<'l>) -> Self {
        Self {
            layout,
            indent: 0,
            out: String::new(),
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn language(&self) -> Language {
        self.layout.language
    }

    /// Picks the word of this page's language.
    pub(super) fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.layout.language.pick(zh, en)
    }

    /// The columns of a line.
    pub(super) fn columns(&self) -> usize {
        self.layout.width.clamp(48, 120) - self.indent
    }

    /// What follows stands so deep inside something else; the deepest share their columns.
    pub(super) fn nest(&mut self, depth: usize) {
        self.indent = depth.min(6) * 2;
    }

    /// `standard.rules:95`.
    pub(super) fn rules_place(&self, line: u32) -> String {
        format!("{}:{line}", self.layout.rules_name)
    }

    /// `typical.yaml:12`.
    pub(super) fn evidence_place(&self, line: u32) -> String {
        format!("{}:{line}", self.layout.evidence_name)
    }

    /// One line that is not broken.
    pub(super) fn line(&mut self, line: &[Piece]) {
        self.out.push_str(&blanks(self.indent));
        write_line(&mut self.out, line, self.layout.color);
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A text behind its beginning; further lines hang below the text.
    pub(super) fn hung(&mut self, beginning: Line, text: &[Piece]) {
        let indent = line_width(&beginning);
        let mut indent = indent;
        let mut first = Some(beginning);
        if indent + LEAST > self.columns() {
            self.line(&first.take().unwrap_or_default());
            indent = self.columns() / 4;
        }
        let columns = self.columns() - indent;
        for line in wrap(text, columns) {
            let mut whole = first
                .take()
                .unwrap_or_else(|| vec![Piece::new(Ink::Plain, blanks(indent))]);
            whole.extend(line);
            self.line(&whole);
        }
    }

    /// A heading with a rule to the end of the line, and what stands at its end.
    pub(super) fn heading(&mut self, title: &str, end: &str) {
        let title = Piece::new(Ink::Bold, title);
        let end = Piece::new(Ink::Bold, end);
        let gaps = if end.width() == 0 { 4 } else { 5 };
        let used = title.width() + end.width() + gaps;
        let start = Piece::new(Ink::Dim, "━━ ");
        match self.columns().checked_sub(used).filter(|rest| *rest > 1) {
            Some(rest) => {
                let rule = Piece::new(Ink::Dim, format!(" {} ", "━".repeat(rest)));
                self.line(&[start, title, rule, end]);
            }
            None => {
                self.hung(vec![start], &[title]);
                if end.width() > 0 {
                    let indent = Piece::new(Ink::Plain, blanks(3));
                    self.hung(vec![indent], &[end]);
                }
            }
        }
    }
}
