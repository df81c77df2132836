//! Pieces of text with a colour. Every piece is escaped when it is written, whoever wrote it.

use crate::diagnostics::shown::{columns, shown};

/// How a piece looks where colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As the terminal writes.
    Plain,
    /// What the eye should find first.
    Bold,
    /// What is there to be looked up.
    Dim,
    /// Gained.
    Green,
    /// Lost or not met.
    Red,
    /// Not given, or lost to a cap.
    Yellow,
    /// Set by a rule.
    Cyan,
}

impl Ink {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Bold => Some("1"),
            Self::Dim => Some("2"),
            Self::Green => Some("32"),
            Self::Red => Some("31"),
            Self::Yellow => Some("33"),
            Self::Cyan => Some("36"),
        }
    }
}

/// Text of one look. Invariant: it holds no character that is invisible or steers a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) ink: Ink,
    text: String,
}

impl Piece {
    /// Any text; what must not reach a terminal is escaped.
    pub(super) fn new(ink: Ink, text: impl AsRef<str>) -> Self {
        Self {
            ink,
            text: shown(text.as_ref()),
        }
    }

    /// The escaped text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its columns.
    pub(super) fn width(&self) -> usize {
        width(&self.text)
    }
}

/// One line, or a text that is to be broken into lines.
pub(super) type Line = Vec<Piece>;

/// A line without colour.
pub(super) fn plain(text: impl AsRef<str>) -> Line {
    vec![Piece::new(Ink::Plain, text)]
}

/// The columns of a line.
pub(super) fn line_width(line: &[Piece]) -> usize {
    line.iter().map(Piece::width).sum()
}

/// The columns of a text that is already escaped.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The text with blanks behind it, up to a number of columns.
pub(super) fn padded(text: &str, most: usize) -> String {
    format!("{text}{}", blanks(most.saturating_sub(width(text))))
}

/// The text with blanks before it, up to a number of columns.
pub(super) fn flush_right(text: &str, most: usize) -> String {
    format!("{}{text}", blanks(most.saturating_sub(width(text))))
}

/// A number of blanks.
pub(super) fn blanks(count: usize) -> String {
    " ".repeat(count)
}

/// Writes a line; without colour no escape leaves this function.
pub(super) fn write_line(out: &mut String, line: &[Piece], color: bool) {
    let last = line.iter().rposition(|piece| !piece.text.trim().is_empty());
    let seen = line.get(..last.map_or(0, |last| last + 1)).unwrap_or(&[]);
    for (at, piece) in seen.iter().enumerate() {
        let text = match Some(at) == last {
            true => piece.text.trim_end(),
            false => &piece.text,
        };
        match piece.ink.code().filter(|_| color && !text.is_empty()) {
            Some(code) => {
                out.push_str("\u{1b}[");
                out.push_str(code);
                out.push('m');
                out.push_str(text);
                out.push_str("\u{1b}[0m");
            }
            None => out.push_str(text),
        }
    }
    out.push('\n');
}
