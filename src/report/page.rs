//! The page that a report is written on.

use crate::diagnostics::Language;
use crate::report::Layout;
use crate::report::ink::{Ink, Line, Piece, blanks, line_width, write_line};
use crate::report::wrap::wrap;

/// The fewest columns that a text behind its beginning may be left.
const LEAST: usize = 20;

/// How much a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All there is to say.
    Whole,
    /// What follows from the evidence: no line numbers and no official wording.
    Result,
}

/// Lines so far, and how they are laid out.
pub(super) struct Page<'l> {
    layout: &'l Layout<'l>,
    extent: Extent,
    /// Blanks before each line.
    indent: usize,
    out: String,
    /// The line of the rule file of which the next lines speak.
    about: Option<u32>,
    /// That of each line so far.
    spoken_of: Vec<Option<u32>>,
}

impl<'l> Page<'l> {
    pub(super) fn new(layout: &'l Layout<'l>, extent: Extent) -> Self {
        Self {
            layout,
            extent,
            indent: 0,
            out: String::new(),
            about: None,
            spoken_of: vec![],
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// The text, and for each of its lines the line of the rule file of which it speaks.
    pub(super) fn finish_with_places(self) -> (String, Vec<Option<u32>>) {
        (self.out, self.spoken_of)
    }

    /// What follows speaks of a line of the rule file, or of none.
    pub(super) fn about(&mut self, line: Option<u32>) {
        self.about = line;
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

    /// Whether all there is to say is said.
    pub(super) fn is_whole(&self) -> bool {
        self.extent == Extent::Whole
    }

    fn place(&self, name: &str, line: u32) -> Option<String> {
        self.is_whole().then(|| format!("{name}:{line}"))
    }

    /// `standard.rules:95`, where places are said.
    pub(super) fn rules_place(&self, line: u32) -> Option<String> {
        self.place(self.layout.rules_name, line)
    }

    /// `← standard.rules:95`, where places are said.
    pub(super) fn rules_arrow(&self, line: u32) -> String {
        let place = self.rules_place(line);
        place.map_or(String::new(), |place| format!("← {place}"))
    }

    /// The place of a clause in the middle of a sentence.
    pub(super) fn by_clause(&self, line: u32) -> String {
        let place = self.rules_place(line);
        place.unwrap_or_else(|| self.pick("另一条款", "another clause").to_owned())
    }

    /// `typical.yaml:12`, where places are said.
    pub(super) fn evidence_place(&self, line: u32) -> Option<String> {
        self.place(self.layout.evidence_name, line)
    }

    /// One line that is not broken.
    pub(super) fn line(&mut self, line: &[Piece]) {
        self.spoken_of.push(self.about);
        self.out.push_str(&blanks(self.indent));
        write_line(&mut self.out, line, self.layout.color);
    }

    pub(super) fn blank(&mut self) {
        self.spoken_of.push(None);
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
