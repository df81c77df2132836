//! A label made ready for drawing: a span that is safe, whole and not empty, and its words.

use std::ops::Range;

use crate::diagnostics::{Label, Language};
use crate::source::{Part, Position, SourceFile, Span};

use crate::diagnostics::shown::{is_joining, shown};

/// A mark over more lines than this is drawn on its first line only.
const MOST_LINES: u32 = 12;
/// Marks that are at most this many lines apart share their surroundings.
const NEAR_LINES: u32 = 3;

/// A place to underline. Invariant: `span` is not empty and starts on the line `first`; it ends on
/// `last`, at most one byte behind the text of that line.
#[derive(Debug)]
pub(super) struct Mark<'f> {
    /// The text that is marked; all places are places in it.
    pub(super) part: Part<'f>,
    pub(super) span: Range<usize>,
    pub(super) at: Position,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) text: String,
    /// The span with the characters that share a column with its ends.
    taken: Range<usize>,
}

impl<'f> Mark<'f> {
    /// The mark of a label, whatever its offsets are.
    pub(super) fn new(label: &Label, file: &'f SourceFile, language: Language) -> Self {
        let (part, clamped) = located(label.span, file);
        let at = part.position(clamped.start);
        let mut text = shown(label.text.text(language));
        let mut span = without_last_breaks(clamped.range(), &part);
        let lines = |span: &Range<usize>| {
            let last = span.end.saturating_sub(1).max(span.start);
            (line_of(span.start, &part), line_of(last, &part))
        };
        let (first, mut last) = lines(&span);
        if last - first >= MOST_LINES {
            let note = match language {
                Language::Zh => format!("（直到第{last}行）"),
                Language::En => format!(" (up to line {last})"),
            };
            text.push_str(&note);
            span.end = end_of_line(first, &part);
            last = first;
        }
        let span = not_empty(span, first, &part);
        Self {
            taken: taken(&span, &part),
            part,
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
        let is_same_text = self.part.range() == other.part.range();
        is_same_text && self.first.abs_diff(other.first) <= NEAR_LINES
    }
}

/// The text that holds `span`, and the span in it: in order, inside the text and on the bounds of
/// characters.
pub(super) fn located(span: Span, file: &SourceFile) -> (Part<'_>, Span) {
    file.locate(Span {
        start: span.start.min(span.end),
        end: span.start.max(span.end),
    })
}

/// The line of a byte, from 1.
pub(super) fn line_of(byte: usize, part: &Part<'_>) -> u32 {
    part.line(u32::try_from(byte).unwrap_or(u32::MAX))
}

fn end_of_line(line: u32, part: &Part<'_>) -> usize {
    let (start, text) = part.line_text(line);
    start as usize + text.len()
}

fn without_last_breaks(span: Range<usize>, part: &Part<'_>) -> Range<usize> {
    let text = part.text().get(span.clone()).unwrap_or("");
    let length = text.trim_end_matches(['\n', '\r']).len();
    span.start..span.start + length
}

/// An empty span takes the next character, or the place behind the line.
fn not_empty(span: Range<usize>, line: u32, part: &Part<'_>) -> Range<usize> {
    let end = end_of_line(line, part);
    let start = span.start.min(end);
    if span.end > start {
        return start..span.end;
    }
    let next = part
        .text()
        .get(start..end)
        .and_then(|rest| rest.chars().next());
    start..start + next.map_or(1, char::len_utf8)
}

fn taken(span: &Range<usize>, part: &Part<'_>) -> Range<usize> {
    let (before, behind) = (
        part.text().get(..span.start).unwrap_or(""),
        part.text().get(span.end..).unwrap_or(""),
    );
    let starts_inside = part
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
