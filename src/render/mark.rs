//! A label made ready for drawing: a span that is safe, whole and not empty, and its words.

use std::ops::Range;

use crate::diagnostics::{Label, Language};
use crate::source::{Position, SourceFile, Span};

use crate::diagnostics::shown::{is_joining, shown};

/// A mark over more lines than this is drawn on its first line only.
const MOST_LINES: u32 = 12;
/// Marks that are at most this many lines apart share their surroundings.
const NEAR_LINES: u32 = 3;

/// A place to underline. Invariant: `span` is not empty and starts on the line `first`; it ends on
/// `last`, at most one byte behind the text of that line.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) span: Range<usize>,
    pub(super) at: Position,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) text: String,
    /// The span with the characters that share a column with its ends.
    taken: Range<usize>,
}

impl Mark {
    /// The mark of a label, whatever its offsets are.
    pub(super) fn new(label: &Label, file: &SourceFile, language: Language) -> Self {
        let clamped = safe_span(label.span, file);
        let at = file.position(clamped.start);
        let mut text = shown(label.text.text(language));
        let mut span = without_last_breaks(clamped.range(), file);
        let lines = |span: &Range<usize>| {
            let last = span.end.saturating_sub(1).max(span.start);
            (line_of(span.start, file), line_of(last, file))
        };
        let (first, mut last) = lines(&span);
        if last - first >= MOST_LINES {
            let note = match language {
                Language::Zh => format!("（直到第{last}行）"),
                Language::En => format!(" (up to line {last})"),
            };
            text.push_str(&note);
            span.end = end_of_line(first, file);
            last = first;
        }
        let span = not_empty(span, first, file);
        Self {
            taken: taken(&span, file),
            span,
            at,
            first,
            last,
            text,
        }
    }

    /// Whether the two can be drawn in one picture: near each other, each on one line, and not over
    /// the same characters. The drawing would push the second of two such underlines aside.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        let is_single = |mark: &Self| mark.first == mark.last;
        let is_apart = self.taken.end <= other.taken.start || other.taken.end <= self.taken.start;
        is_single(self) && is_single(other) && is_apart
    }

    /// Whether the surroundings of the two touch.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        self.first.abs_diff(other.first) <= NEAR_LINES
    }
}

/// `span` in order, inside the text and on the bounds of characters.
pub(super) fn safe_span(span: Span, file: &SourceFile) -> Span {
    file.clamp(Span {
        start: span.start.min(span.end),
        end: span.start.max(span.end),
    })
}

/// The line of a byte, from 1.
pub(super) fn line_of(byte: usize, file: &SourceFile) -> u32 {
    file.line(u32::try_from(byte).unwrap_or(u32::MAX))
}

fn end_of_line(line: u32, file: &SourceFile) -> usize {
    let (start, text) = file.line_text(line);
    start as usize + text.len()
}

fn without_last_breaks(span: Range<usize>, file: &SourceFile) -> Range<usize> {
    let text = file.text().get(span.clone()).unwrap_or("");
    let length = text.trim_end_matches(['\n', '\r']).len();
    span.start..span.start + length
}

/// An empty span takes the next character, or the place behind the line.
fn not_empty(span: Range<usize>, line: u32, file: &SourceFile) -> Range<usize> {
    let end = end_of_line(line, file);
    let start = span.start.min(end);
    if span.end > start {
        return start..span.end;
    }
    let next = file
        .text()
        .get(start..end)
        .and_then(|rest| rest.chars().next());
    start..start + next.map_or(1, char::len_utf8)
}

fn taken(span: &Range<usize>, file: &SourceFile) -> Range<usize> {
    let (before, behind) = (
        file.text().get(..span.start).unwrap_or(""),
        file.text().get(span.end..).unwrap_or(""),
    );
    let starts_inside = file
        .text()
        .get(span.start..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(is_joining);
    let start = if starts_inside {
        let base = before.trim_end_matches(is_joining);
        base.len() - base.chars().next_back().map_or(0, char::len_utf8)
    } else {
        span.start
    };
    let marks = behind.len() - behind.trim_start_matches(is_joining).len();
    start..span.end + marks
}
