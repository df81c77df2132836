//! One statement as lines: blanks between its words, the line breaks of its author, its columns.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::format::INDENT;
use crate::syntax::tokens::{Kind, Token};

/// The blanks before a comment that stands behind something.
pub(super) const BEFORE_COMMENT: &str = "  ";

/// Words that start at a column of their own: which, and how far from the start of the statement.
pub(super) type Columns = [(usize, usize)];

/// The lines of a statement.
pub(super) fn lines(tokens: &[Token<'_>], level: usize, columns: &Columns) -> Vec<String> {
    let further = " ".repeat((level + 1) * INDENT);
    let mut lines = vec![];
    let mut line = " ".repeat(level * INDENT);
    let indent = line.len();
    let mut before: Option<&Token<'_>> = None;
    for (at, token) in tokens.iter().enumerate() {
        if let Some((behind, below)) = token.gap.split_once('\n') {
            push_comment(&mut line, behind.trim());
            lines.push(std::mem::replace(&mut line, further.clone()));
            lines.extend(between(below, &further));
        } else if let Some(before) = before {
            let column = columns.iter().find(|(start, _)| *start == at);
            let lacking = column.map_or(0, |(_, place)| {
                (indent + place).saturating_sub(line.width())
            });
            line.push_str(&" ".repeat(blanks(before, token).max(lacking)));
        }
        line.push_str(&shown(token));
        before = Some(token);
    }
    lines.push(line);
    lines
}

/// Puts a comment behind what stands in a line.
pub(super) fn push_comment(line: &mut String, comment: &str) {
    if !comment.is_empty() {
        line.push_str(BEFORE_COMMENT);
        line.push_str(comment);
    }
}

/// Whole lines inside a statement: comments, and one blank line for several.
fn between(text: &str, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    // The last piece is what stands before the next word.
    let Some((whole, _)) = text.rsplit_once('\n') else {
        return lines;
    };
    for bare in whole.split('\n').map(str::trim) {
        if !bare.is_empty() {
            lines.push(format!("{indent}{bare}"));
        } else if lines.last().is_none_or(|line| !line.is_empty()) {
            lines.push(String::new());
        }
    }
    lines
}

/// The columns that words take side by side.
pub(super) fn width(tokens: &[Token<'_>]) -> usize {
    let words: usize = tokens.iter().map(|token| shown(token).width()).sum();
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    words + pairs.map(|(one, next)| blanks(one, next)).sum::<usize>()
}

/// A word with one blank where several stood inside it.
fn shown<'t>(token: &'t Token<'_>) -> Cow<'t, str> {
    let is_spaced = || token.text.contains(char::is_whitespace);
    match token.kind {
        Kind::Word | Kind::Figure | Kind::Points | Kind::Bound if is_spaced() => {
            let words: Vec<&str> = token.text.split_whitespace().collect();
            words.join(" ").into()
        }
        Kind::Word
        | Kind::Figure
        | Kind::Points
        | Kind::Bound
        | Kind::Name
        | Kind::Function
        | Kind::Unit
        | Kind::Label
        | Kind::Comma
        | Kind::Colon
        | Kind::Open
        | Kind::Close
        | Kind::Prefix
        | Kind::Infix
        | Kind::Dot => Cow::Borrowed(&*token.text),
    }
}

/// The blanks between two words.
pub(super) fn blanks(one: &Token<'_>, next: &Token<'_>) -> usize {
    let is_wide = matches!(&*one.text, "，" | "、" | "：");
    let is_bound = match (one.kind, next.kind) {
        (_, Kind::Comma | Kind::Colon | Kind::Close | Kind::Dot)
        | (Kind::Open | Kind::Prefix | Kind::Dot, _)
        | (Kind::Name | Kind::Function, Kind::Open) => true,
        (
            Kind::Word
            | Kind::Name
            | Kind::Function
            | Kind::Unit
            | Kind::Label
            | Kind::Figure
            | Kind::Points
            | Kind::Bound
            | Kind::Comma
            | Kind::Colon
            | Kind::Close
            | Kind::Infix,
            _,
        ) => is_wide,
    };
    usize::from(!is_bound)
}
