//! One source line as it is drawn: tabs become blanks, hidden characters their escapes, and a long
//! line is cut around its marks. The drawn line still knows which columns an offset takes.

use std::ops::Range;

use crate::diagnostics::shown::{is_joining, plain_width};

const TAB: usize = 4;
/// Bytes on either side of a mark's ends that are looked at; the rest of a line is cut unseen, so
/// that a line of a megabyte costs no more than a long one.
const REACH: usize = 2048;
/// Columns that are not worth an ellipsis.
const SMALLEST_CUT: usize = 4;

/// What stands for one character and the marks on it, in one column or more.
#[derive(Debug, Clone)]
struct Cell {
    /// Its first byte, counted from the start of the line.
    start: usize,
    drawn: String,
    width: usize,
    is_plain: bool,
}

impl Cell {
    fn ellipsis(start: usize) -> Self {
        Self {
            start,
            drawn: "…".to_owned(),
            width: 1,
            is_plain: false,
        }
    }
}

/// A line ready to be drawn.
#[derive(Debug)]
pub(super) struct DrawnLine {
    cells: Vec<Cell>,
    /// The first column of each cell.
    columns: Vec<usize>,
    width: usize,
    /// Bytes of the source line.
    length: usize,
}

impl DrawnLine {
    /// Draws `text`, a line without its break, in about `limit` columns; both ends of every mark
    /// stay in sight. Marks are bytes counted from the start of the line.
    pub(super) fn new(text: &str, marks: &[Range<usize>], limit: usize) -> Self {
        let whole = Self::of(cells(text, marks), text.len());
        if whole.width <= limit {
            return whole;
        }
        let ends: Vec<_> = marks
            .iter()
            .flat_map(|mark| ends(whole.columns(mark.clone()), limit))
            .chain(marks.is_empty().then_some(0..1))
            .collect();
        let kept = window(&ends, whole.width, limit);
        Self::of(cut(whole, &kept), text.len())
    }

    fn of(cells: Vec<Cell>, length: usize) -> Self {
        let mut width = 0;
        let columns = cells
            .iter()
            .map(|cell| {
                let column = width;
                width += cell.width;
                column
            })
            .collect();
        Self {
            cells,
            columns,
            width,
            length,
        }
    }

    /// The characters to print.
    pub(super) fn text(&self) -> String {
        self.cells.iter().map(|cell| cell.drawn.as_str()).collect()
    }

    /// The columns that the text takes.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The columns, from 0, of some bytes of the line; one column behind the text for a place
    /// behind the last byte. Never empty.
    pub(super) fn columns(&self, bytes: Range<usize>) -> Range<usize> {
        if bytes.start >= self.length {
            return self.width..self.width + 1;
        }
        let first = self.cell_at(bytes.start);
        let last = self.cell_at(bytes.end.saturating_sub(1).max(bytes.start));
        let column = |cell| self.columns.get(cell).copied().unwrap_or(self.width);
        column(first)..column(last + 1)
    }

    fn cell_at(&self, byte: usize) -> usize {
        self.cells
            .partition_point(|cell| cell.start <= byte)
            .saturating_sub(1)
    }
}

/// The cells of what is near the marks; an ellipsis for each part that is not.
fn cells(text: &str, marks: &[Range<usize>]) -> Vec<Cell> {
    let ends: Vec<_> = marks
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .chain(marks.is_empty().then_some(0))
        .map(|end| end..end)
        .collect();
    let mut cells = Vec::new();
    let mut column = 0;
    let mut seen = 0;
    for near in widen(&ends, REACH, text.len()) {
        let start = text.floor_char_boundary(near.start);
        let end = text.ceil_char_boundary(near.end);
        if seen < start {
            cells.push(Cell::ellipsis(seen));
            column += 1;
        }
        add_cells(text, start..end, &mut cells, &mut column);
        seen = end;
    }
    if seen < text.len() {
        cells.push(Cell::ellipsis(seen));
    }
    cells
}

fn add_cells(text: &str, part: Range<usize>, cells: &mut Vec<Cell>, column: &mut usize) {
    let chars = text.get(part.clone()).unwrap_or("").char_indices();
    for (at, c) in chars {
        match cells.last_mut() {
            Some(cell) if cell.is_plain && is_joining(c) => cell.drawn.push(c),
            Some(_) | None => {
                let cell = cell(part.start + at, c, *column);
                *column += cell.width;
                cells.push(cell);
            }
        }
    }
}

fn cell(start: usize, c: char, column: usize) -> Cell {
    let (drawn, width) = match (c, plain_width(c)) {
        ('\t', _) => {
            let width = TAB - column % TAB;
            (" ".repeat(width), width)
        }
        (_, Some(width)) => (c.to_string(), width),
        (_, None) => {
            let escape = c.escape_unicode().to_string();
            let width = escape.len();
            (escape, width)
        }
    };
    Cell {
        start,
        drawn,
        width,
        is_plain: plain_width(c).is_some(),
    }
}

/// What of a mark must be seen: all of it, or both its ends where it is long itself.
fn ends(mark: Range<usize>, limit: usize) -> Vec<Range<usize>> {
    if mark.len() <= limit / 2 {
        return vec![mark];
    }
    let part = limit / 4;
    vec![
        mark.start..mark.start + part,
        mark.end.saturating_sub(part)..mark.end,
    ]
}

/// The columns to keep: `needed` with as much around it as fits.
fn window(needed: &[Range<usize>], width: usize, limit: usize) -> Vec<Range<usize>> {
    let fits = |kept: &Vec<Range<usize>>| {
        let columns: usize = kept.iter().map(Range::len).sum();
        columns + kept.len() < limit
    };
    (0..=limit)
        .rev()
        .map(|margin| widen(needed, margin, width))
        .find(fits)
        .unwrap_or_else(|| widen(needed, 0, width))
}

/// Each range with `margin` columns on both sides, in order, those that nearly touch as one.
fn widen(ranges: &[Range<usize>], margin: usize, width: usize) -> Vec<Range<usize>> {
    let mut wide: Vec<_> = ranges
        .iter()
        .map(|range| range.start.saturating_sub(margin)..(range.end + margin).min(width))
        .collect();
    wide.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in wide {
        match merged.last_mut() {
            Some(last) if range.start <= last.end + SMALLEST_CUT => {
                last.end = last.end.max(range.end);
            }
            Some(_) | None => merged.push(range),
        }
    }
    merged
}

fn cut(line: DrawnLine, kept: &[Range<usize>]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut is_skipping = false;
    for (cell, column) in line.cells.into_iter().zip(line.columns) {
        let is_kept = kept.iter().any(|range| range.contains(&column));
        if is_kept {
            cells.push(cell);
        } else if !is_skipping {
            cells.push(Cell::ellipsis(cell.start));
        }
        is_skipping = !is_kept;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_is_drawn() {
        let line = DrawnLine::new("甲\tb\u{1b}e\u{301}", &[], 200);
        assert_eq!(line.text(), "甲  b\\u{1b}e\u{301}");
        assert_eq!(line.columns(0..3), 0..2);
        assert_eq!(line.columns(3..4), 2..4);
        assert_eq!(line.columns(5..6), 5..11);
        assert_eq!(line.columns(7..7), 11..12, "a mark belongs to its letter");
        assert_eq!(line.columns(9..9), 12..13, "behind the end");
    }

    #[test]
    fn a_long_line_keeps_both_ends_of_its_marks() {
        let text = format!(
            "{}甲乙{}丙{}",
            "x".repeat(5000),
            "y".repeat(300),
            "z".repeat(5000)
        );
        let mark = 5000..5000 + 6 + 300 + 3;
        let line = DrawnLine::new(&text, std::slice::from_ref(&mark), 100);
        assert!(line.width() <= 100, "{}", line.width());
        let text = line.text();
        assert!(text.starts_with("…x") && text.ends_with("z…"), "{text}");
        assert!(text.contains("x甲乙y") && text.contains("y丙z"), "{text}");
        let columns = line.columns(mark);
        assert!(columns.start > 0 && columns.end < line.width());
    }

    #[test]
    fn a_long_line_without_marks_shows_its_start() {
        let line = DrawnLine::new(&"长".repeat(1000), &[], 60);
        assert!(
            line.width() <= 60 && line.text().ends_with("长…"),
            "{}",
            line.text()
        );
    }
}
