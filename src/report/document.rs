//! A report as blocks, which every form of output lays out in its own way.

use serde::Serialize;

use crate::report::Layout;
use crate::report::ink::{Ink, Line, Piece, flush_right, padded, plain, width};
use crate::report::page::{Extent, Page};

/// A block.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "block")]
pub(super) enum Block {
    /// The first line.
    Title {
        /// Its text.
        text: String,
    },
    /// The beginning of a part.
    Heading {
        /// Its text.
        text: String,
    },
    /// The beginning of a part inside another.
    Part {
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Text {
        /// Its pieces.
        pieces: Vec<Span>,
    },
    /// An item of a list.
    Item {
        /// Its pieces.
        pieces: Vec<Span>,
    },
    /// A statement of a rule file, below its item.
    Statement {
        /// Which side has it.
        side: Which,
        /// `standard.rules:80`.
        place: String,
        /// The statement.
        text: String,
    },
    /// Official wording, below its item.
    Quote {
        /// The words.
        text: String,
    },
    /// A table.
    Table {
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
}

/// A piece of text of one look.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Span {
    pub(super) tone: Tone,
    pub(super) text: String,
}

/// How a piece looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Tone {
    /// As the rest.
    Plain,
    /// What the eye should find.
    Strong,
    /// What is there to be looked up.
    Dim,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
}

/// Which of two standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Which {
    /// The old one.
    Old,
    /// The new one.
    New,
    /// Both, which say the same here.
    Both,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    pub(super) head: String,
    pub(super) is_number: bool,
}

impl Column {
    pub(super) fn text(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            is_number: false,
        }
    }

    pub(super) fn number(head: impl Into<String>) -> Self {
        Self {
            is_number: true,
            ..Self::text(head)
        }
    }
}

impl Span {
    pub(super) fn new(tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { tone, text }
    }
}

impl Which {
    /// The sign before a statement.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Old => "−",
            Self::New => "+",
            Self::Both => " ",
        }
    }

    const fn ink(self) -> Ink {
        match self {
            Self::Old => Ink::Red,
            Self::New => Ink::Green,
            Self::Both => Ink::Plain,
        }
    }
}

impl Tone {
    const fn ink(self) -> Ink {
        match self {
            Self::Plain => Ink::Plain,
            Self::Strong => Ink::Bold,
            Self::Dim => Ink::Dim,
            Self::Good => Ink::Green,
            Self::Bad => Ink::Red,
        }
    }
}

/// The report as text for a terminal or a file.
pub(super) fn text(blocks: &[Block], layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    let mut before: Option<&Block> = None;
    for block in blocks {
        if before.is_some_and(|before| is_apart(before, block)) {
            page.blank();
        }
        write(&mut page, block);
        before = Some(block);
    }
    page.finish()
}

/// Whether a blank line stands between two blocks.
fn is_apart(before: &Block, block: &Block) -> bool {
    let is_head = matches!(before, Block::Heading { .. } | Block::Part { .. });
    match block {
        Block::Heading { .. } => true,
        Block::Part { .. } | Block::Table { .. } => !is_head,
        Block::Text { .. } => {
            !is_head && !matches!(before, Block::Text { .. } | Block::Title { .. })
        }
        Block::Title { .. }
        | Block::Item { .. }
        | Block::Statement { .. }
        | Block::Quote { .. } => false,
    }
}

fn write(page: &mut Page<'_>, block: &Block) {
    match block {
        Block::Title { text } => page.hung(vec![], &[Piece::new(Ink::Bold, text)]),
        Block::Heading { text } => page.heading(text, ""),
        Block::Part { text } => page.hung(vec![], &[Piece::new(Ink::Cyan, text)]),
        Block::Text { pieces } => page.hung(vec![], &inked(pieces)),
        Block::Item { pieces } => page.hung(plain("  • "), &inked(pieces)),
        Block::Statement { side, place, text } => {
            let ink = side.ink();
            let place = Piece::new(Ink::Dim, format!("{place}  "));
            for (at, line) in text.lines().enumerate() {
                let line = Piece::new(ink, line.trim());
                let (sign, line) = match at {
                    0 => (side.sign(), vec![place.clone(), line]),
                    _ => (" ", vec![line]),
                };
                page.hung(vec![Piece::new(ink, format!("      {sign} "))], &line);
            }
        }
        Block::Quote { text } => {
            let words = Piece::new(Ink::Dim, format!("“{}”", text.replace('\n', " ")));
            page.hung(plain("        "), &[words]);
        }
        Block::Table { columns, rows } => table(page, columns, rows),
    }
}

fn inked(pieces: &[Span]) -> Line {
    let piece = |one: &Span| Piece::new(one.tone.ink(), &one.text);
    pieces.iter().map(piece).collect()
}

/// A table; the last column, where it holds text, is broken into lines.
fn table(page: &mut Page<'_>, columns: &[Column], rows: &[Vec<String>]) {
    let cell = |row: &[String], at: usize| {
        let text = row.get(at).map_or("", String::as_str);
        Piece::new(Ink::Plain, text).text().to_owned()
    };
    let heads: Vec<String> = columns.iter().map(|column| column.head.clone()).collect();
    let widest = |at: usize| {
        let all = rows.iter().map(|row| width(&cell(row, at)));
        all.chain([width(&cell(&heads, at))]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(widest).collect();
    for (row, ink) in
        std::iter::once((&heads, Ink::Dim)).chain(rows.iter().map(|row| (row, Ink::Plain)))
    {
        let mut line = plain("  ");
        let last = columns.len().saturating_sub(1);
        for (at, (column, wide)) in columns.iter().zip(&widths).enumerate().take(last) {
            let text = match column.is_number {
                true => flush_right(&cell(row, at), *wide),
                false => padded(&cell(row, at), *wide),
            };
            line.push(Piece::new(ink, format!("{text}  ")));
        }
        let text = match columns.get(last).is_some_and(|column| column.is_number) {
            true => flush_right(&cell(row, last), widths.get(last).copied().unwrap_or(0)),
            false => cell(row, last),
        };
        page.hung(line, &[Piece::new(ink, text)]);
    }
}
