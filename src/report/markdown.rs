//! A report as Markdown: what has a meaning there is escaped.

use crate::diagnostics::Language;
use crate::diagnostics::shown::shown;
use crate::report::document::{Block, Column, Span, Tone, Which};

/// The report as Markdown.
pub(super) fn text(blocks: &[Block], language: Language) -> String {
    let mut out = String::new();
    let mut is_in_list = false;
    for block in blocks {
        let is_item = matches!(
            block,
            Block::Item { .. } | Block::Statement { .. } | Block::Quote { .. }
        );
        if !(out.is_empty() || is_in_list && is_item) {
            out.push('\n');
        }
        write(&mut out, block, language);
        is_in_list = is_item;
    }
    out
}

fn write(out: &mut String, block: &Block, language: Language) {
    let line = match block {
        Block::Title { text } => format!("# {}", escaped(text)),
        Block::Heading { text } => format!("## {}", escaped(text)),
        Block::Part { text } => format!("### {}", escaped(text)),
        Block::Text { pieces } => inline(pieces),
        Block::Item { pieces } => format!("- {}", inline(pieces)),
        Block::Statement { side, place, text } => {
            let word = match side {
                Which::Old => language.pick("旧：", "old: "),
                Which::New => language.pick("新：", "new: "),
                Which::Both => "",
            };
            format!("  - {word}{} {}", escaped(place), code(text))
        }
        Block::Quote { text } => format!("  - “{}”", escaped(&text.replace('\n', " "))),
        Block::Table { columns, rows } => table(columns, rows),
    };
    out.push_str(&line);
    out.push('\n');
}

fn inline(pieces: &[Span]) -> String {
    let piece = |one: &Span| {
        let text = escaped(&one.text);
        let inner = text.trim();
        match one.tone {
            Tone::Strong | Tone::Bad if !inner.is_empty() => {
                text.replacen(inner, &format!("**{inner}**"), 1)
            }
            Tone::Strong | Tone::Bad | Tone::Plain | Tone::Dim | Tone::Good => text,
        }
    };
    pieces.iter().map(piece).collect()
}

/// A statement as code; the marks around it are longer than any in it.
fn code(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let text = shown(&lines.join(" "));
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let gap = if longest == 0 { "" } else { " " };
    format!("{marks}{gap}{text}{gap}{marks}")
}

fn table(columns: &[Column], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = columns.iter().map(|column| escaped(&column.head)).collect();
    let rule = columns.iter().map(|column| match column.is_number {
        true => "---:".to_owned(),
        false => "---".to_owned(),
    });
    let rows = rows
        .iter()
        .map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
    let all: Vec<String> = [line(head), line(rule.collect())]
        .into_iter()
        .chain(rows)
        .collect();
    all.join("\n")
}

/// Text in which nothing has a meaning of its own but `code` between pairs of marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    let mut left = text.matches('`').count();
    for c in shown(text).chars() {
        match c {
            '`' if is_code || left > 1 => {
                is_code = !is_code;
                left = left.saturating_sub(1);
                out.push(c);
            }
            '|' => out.push_str("\\|"),
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '`' | '~' | '&' if !is_code => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
