//! The formatter: a text and its tree come in, the same text comes out as it should be spaced, and on
//! the other surface where that is asked for. It moves blanks and words that mean the same; comments,
//! quotes and what could not be read stay as they are.

mod columns;
mod declarations;
mod layout;
mod levels;
mod names;
mod rows;
mod same;
mod scopes;
mod surface;

use crate::source::SourceFile;
use crate::syntax::ast::File;
use crate::syntax::on_large_stack;
use crate::syntax::surface::Surface;

use rows::{Row, Words};

pub use same::is_same;

/// The blanks for each level.
const INDENT: usize = 2;

/// A formatted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// Where statements start that stay as they are, since they could not be read.
    pub broken: Vec<u32>,
    /// Where statements start that keep their surface, since they would mean something else on the
    /// other one.
    pub kept: Vec<u32>,
}

/// The first text of `file` as it should be spaced, by the tree that was read of it and of what it
/// uses; its words on `surface`, where one is asked for.
pub fn format(file: &SourceFile, tree: &File, surface: Option<Surface>) -> Formatted {
    on_large_stack(|| {
        let mut rows = rows::cut(file, tree);
        let kept = match surface {
            None => vec![],
            Some(surface) => surface::change(&mut rows, tree, surface),
        };
        Formatted {
            text: text(&rows, line_break(file)),
            broken: broken(&rows),
            kept,
        }
    })
}

/// The line break of a text is that of its first line.
fn line_break(file: &SourceFile) -> &'static str {
    let text = file.part_at(0).text();
    let first = text.split_once('\n').map_or("", |(first, _)| first);
    if first.ends_with('\r') { "\r\n" } else { "\n" }
}

fn text(rows: &[Row<'_>], line_break: &str) -> String {
    let levels = levels::of(rows);
    let columns = columns::of(rows, &levels);
    let mut text = String::new();
    for ((row, level), columns) in rows.iter().zip(levels).zip(columns) {
        let indent = " ".repeat(level * INDENT);
        let lines = match row {
            Row::Blank => vec![String::new()],
            Row::Comment(comment, _) => vec![format!("{indent}{comment}")],
            Row::Quote(quote) => vec![format!("{indent}> {quote}").trim_end().to_owned()],
            Row::Statement(statement) => match &statement.words {
                Words::Read(reading, comment) => {
                    let mut lines = layout::lines(&reading.tokens, level, &columns);
                    if let Some(last) = lines.last_mut() {
                        layout::push_comment(last, comment);
                    }
                    lines
                }
                Words::Broken(whole) => {
                    text.push_str(whole);
                    vec![]
                }
            },
        };
        for line in lines {
            text.push_str(&line);
            text.push_str(line_break);
        }
    }
    text
}

fn broken(rows: &[Row<'_>]) -> Vec<u32> {
    let statements = rows.iter().filter_map(Row::statement);
    let broken = statements.filter(|statement| matches!(statement.words, Words::Broken(_)));
    broken
        .filter_map(|statement| u32::try_from(statement.at).ok())
        .collect()
}
