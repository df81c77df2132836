//! The pictures of one diagnostic: which lines are shown together, and where their underlines
//! stand.
//!
//! miette 7.6 measures text with the tables of unicode-width 0.1, which give some characters another
//! width than today's terminals, and it knows nothing of cells that stand for several characters.
//! So it never sees the text: it draws on a *ruler*, which holds one [`RULER`] for each column of a
//! line, and the lines are laid over the rulers afterwards.

use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::diagnostics::Diagnostic;
use crate::source::{Part, SourceFile};

use super::Style;
use super::line::DrawnLine;
use super::mark::{Mark, line_of};
use crate::diagnostics::shown::shown;

/// Stands for one column. It is for private use, and as such escaped wherever a text is shown.
pub(super) const RULER: char = '\u{e000}';

/// Some neighbouring lines with their marks.
#[derive(Debug)]
pub(super) struct Panel {
    /// `file:line:column` of the first of its labels.
    name: String,
    first_line: u32,
    /// Where its ruler starts among the rulers of all panels.
    offset: usize,
    ruler: String,
    rows: Vec<DrawnLine>,
    labels: Vec<LabeledSpan>,
}

/// All panels of one diagnostic, the one with the primary label first.
#[derive(Debug)]
pub(super) struct Panels {
    list: Vec<Panel>,
}

impl Panels {
    /// Arranges the labels of `diagnostic`.
    pub(super) fn new(diagnostic: &Diagnostic, file: &SourceFile, style: &Style) -> Self {
        let mut groups: Vec<Vec<Mark<'_>>> = Vec::new();
        for label in &diagnostic.labels {
            let mark = Mark::new(label, file, style.language);
            let fits = |group: &&mut Vec<Mark<'_>>| {
                group.iter().all(|other| mark.goes_with(other))
                    && group.iter().any(|other| mark.is_near(other))
            };
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(mark),
                None => groups.push(vec![mark]),
            }
        }
        let mut offset = 0;
        let list = groups
            .iter()
            .filter_map(|marks| {
                let panel = Panel::new(marks, style, offset)?;
                offset += panel.ruler.len();
                Some(panel)
            })
            .collect();
        Self { list }
    }

    /// Every label, placed on the rulers; none where the diagnostic has no place.
    pub(super) fn labels(&self) -> Option<impl Iterator<Item = LabeledSpan> + '_> {
        let labels = self
            .list
            .iter()
            .flat_map(|panel| panel.labels.iter().cloned());
        (!self.list.is_empty()).then_some(labels)
    }

    /// Lays the lines over their rulers.
    pub(super) fn lay_over(&self, picture: &str) -> String {
        let mut rows = self
            .list
            .iter()
            .flat_map(|panel| &panel.rows)
            .filter(|row| row.width() > 0);
        let mut out = String::with_capacity(picture.len());
        for line in picture.lines() {
            match line.split_once(RULER) {
                Some((before, behind)) => {
                    let row = rows.next().map(DrawnLine::text).unwrap_or_default();
                    let behind = behind.trim_start_matches(RULER);
                    let line = format!("{before}{row}{behind}");
                    out.push_str(line.trim_end());
                }
                None => out.push_str(line.trim_end()),
            }
            out.push('\n');
        }
        out
    }
}

impl Panel {
    /// The panel of marks in one text; nothing for no marks.
    fn new(marks: &[Mark<'_>], style: &Style, offset: usize) -> Option<Self> {
        let (part, at) = marks.first().map(|mark| (&mark.part, mark.at))?;
        let lines = lines_around(marks, part);
        let mut ruler = String::new();
        let mut starts = Vec::new();
        let mut rows = Vec::new();
        for line in lines.clone() {
            let row = draw_line(line, marks, part, style);
            starts.push(offset + ruler.len());
            ruler.extend(std::iter::repeat_n(RULER, row.width()));
            ruler.push('\n');
            rows.push(row);
        }
        let place = |line: u32, bytes: &Range<usize>| {
            let index = (line - lines.start()) as usize;
            let (start, row) = (starts.get(index)?, rows.get(index)?);
            let columns = row.columns(inside(bytes, line, part));
            Some(start + on_ruler(columns.start, row)..start + on_ruler(columns.end, row))
        };
        let labels = marks.iter().filter_map(|mark| {
            let first = place(mark.first, &mark.span)?;
            let last = place(mark.last, &mark.span)?;
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            Some(LabeledSpan::new(text, first.start, last.end - first.start))
        });
        let labels = labels.collect();
        Some(Self {
            name: format!("{}:{at}", shown(part.name())),
            first_line: *lines.start(),
            offset,
            labels,
            ruler,
            rows,
        })
    }

    fn holds(&self, span: &SourceSpan) -> bool {
        self.offset <= span.offset() && span.offset() + span.len() <= self.offset + self.ruler.len()
    }
}

/// The marked lines and one more on both sides.
fn lines_around(marks: &[Mark<'_>], part: &Part<'_>) -> std::ops::RangeInclusive<u32> {
    let first = marks.iter().map(|mark| mark.first).min().unwrap_or(1);
    let last = marks.iter().map(|mark| mark.last).max().unwrap_or(1);
    let is_ended = part.text().is_empty() || part.text().ends_with('\n');
    let lines = line_of(part.text().len(), part) - u32::from(is_ended);
    first.saturating_sub(1).max(1)..=(last + 1).min(lines).max(last)
}

fn draw_line(line: u32, marks: &[Mark<'_>], part: &Part<'_>, style: &Style) -> DrawnLine {
    let marks: Vec<_> = marks
        .iter()
        .filter(|mark| mark.first == line || mark.last == line)
        .map(|mark| inside(&mark.span, line, part))
        .collect();
    DrawnLine::new(part.line_text(line).1, &marks, style.line_limit())
}

/// The part of `bytes` on a line, counted from the start of the line.
fn inside(bytes: &Range<usize>, line: u32, part: &Part<'_>) -> Range<usize> {
    let (start, text) = part.line_text(line);
    let within = |byte: usize| byte.saturating_sub(start as usize).min(text.len());
    within(bytes.start)..within(bytes.end)
}

/// A column as an offset in the ruler of its line; the one behind the last is the line break.
fn on_ruler(column: usize, row: &DrawnLine) -> usize {
    let behind = column.saturating_sub(row.width()).min(1);
    column.min(row.width()) * RULER.len_utf8() + behind
}

/// What miette is shown: the panel around a label, whole. A span over two panels is refused, so
/// that they stay two pictures.
impl SourceCode for Panels {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let panel = self
            .list
            .iter()
            .find(|panel| panel.holds(span))
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            panel.name.clone(),
            panel.ruler.as_bytes(),
            (panel.offset, panel.ruler.len()).into(),
            panel.first_line.saturating_sub(1) as usize,
            0,
            panel.rows.len(),
        )))
    }
}
