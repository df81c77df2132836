//! A text as rows: blank lines, comments, quotes, statements. Nothing else stands in a rule file.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::source::SourceFile;
use crate::syntax::ast::{File, Line};
use crate::syntax::tokens::{Reading, read};

/// The columns of a tab, where the indentation of lines is compared.
const TAB: usize = 4;

/// What stands in a line, or in several.
#[derive(Debug)]
pub(super) enum Row<'t> {
    /// One blank line or more.
    Blank,
    /// A comment on a line of its own, and the column at which it starts.
    Comment(Cow<'t, str>, usize),
    /// What stands behind the `>`.
    Quote(&'t str),
    /// A statement.
    Statement(Statement<'t>),
}

impl<'t> Row<'t> {
    /// The statement, where it is one.
    pub(super) fn statement(&self) -> Option<&Statement<'t>> {
        match self {
            Self::Statement(statement) => Some(statement),
            Self::Blank | Self::Comment(..) | Self::Quote(_) => None,
        }
    }
}

/// A statement with what stands behind it.
#[derive(Debug)]
pub(super) struct Statement<'t> {
    /// How many blocks it stands in; nothing for what may stand anywhere.
    pub(super) level: Option<usize>,
    /// The column at which it starts.
    pub(super) column: usize,
    /// Where it starts.
    pub(super) at: usize,
    pub(super) words: Words<'t>,
}

impl Statement<'_> {
    /// Whether it closes a group.
    pub(super) fn is_end(&self) -> bool {
        match &self.words {
            Words::Read(reading, _) => reading.form.is_end(),
            Words::Broken(_) => false,
        }
    }
}

/// A statement as it was understood.
#[derive(Debug)]
pub(super) enum Words<'t> {
    /// Its words, and the comment behind them; empty where there is none.
    Read(Reading<'t>, &'t str),
    /// Its lines to the last byte, which could not be read.
    Broken(&'t str),
}

/// Cuts the text at `base` into rows, by the tree that was read from it.
pub(super) fn cut<'t>(file: &'t SourceFile, tree: &File) -> Vec<Row<'t>> {
    let part = file.part_at(0);
    let text = part.text();
    let own = tree
        .lines
        .iter()
        .filter(|line| part.range().contains(&(line.span.start as usize)));
    let mut cutter = Cutter {
        text,
        at: 0,
        rows: vec![],
    };
    for line in own {
        cutter.statement(line);
    }
    cutter.between(text.len());
    while matches!(cutter.rows.last(), Some(Row::Blank)) {
        cutter.rows.pop();
    }
    cutter.rows
}

struct Cutter<'t> {
    text: &'t str,
    /// Behind the last row.
    at: usize,
    rows: Vec<Row<'t>>,
}

impl<'t> Cutter<'t> {
    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    /// Where the line ends that holds a place, its break aside.
    fn line_end(&self, from: usize) -> usize {
        let rest = self.slice(from, self.text.len());
        rest.find('\n').map_or(self.text.len(), |at| from + at)
    }

    /// Takes blank lines, comments and quotes.
    fn between(&mut self, to: usize) {
        let mut lines = self.slice(self.at, to).split('\n').peekable();
        while let Some(line) = lines.next() {
            let bare = line.trim();
            let quote = bare.strip_prefix(['>', '＞']);
            if let Some(quote) = quote {
                self.rows.push(Row::Quote(quote.trim()));
            } else if !bare.is_empty() {
                self.rows.push(Row::Comment(bare.into(), indentation(line)));
            // The last piece is the start of the next line, or nothing.
            } else if lines.peek().is_some() && !matches!(self.rows.last(), None | Some(Row::Blank))
            {
                self.rows.push(Row::Blank);
            }
        }
        self.at = to;
    }

    fn statement(&mut self, line: &Line) {
        let (start, end) = (line.span.start as usize, line.span.end as usize);
        let line_start = self.slice(0, start).rfind('\n').map_or(0, |at| at + 1);
        self.between(line_start);
        let line_end = self.line_end(end);
        let reading = line
            .form
            .and_then(|form| read(self.slice(start, end), form));
        let behind = self.slice(end, line_end).trim();
        let (words, next) = match reading {
            Some(reading) => (Words::Read(reading, behind), line_end + 1),
            None => {
                let next = self.text.len().min(line_end + 1);
                (Words::Broken(self.slice(line_start, next)), line_end + 1)
            }
        };
        self.rows.push(Row::Statement(Statement {
            level: line.level,
            column: indentation(self.slice(line_start, start)),
            at: start,
            words,
        }));
        self.at = next;
    }
}

/// The columns of the blanks that a line starts with.
fn indentation(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    let width = |c: char| {
        if c == '\t' {
            TAB
        } else {
            c.width().unwrap_or(0)
        }
    };
    blanks.map(width).sum()
}
