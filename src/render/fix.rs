//! What the text would be after a ready change.

use std::ops::Range;

use crate::diagnostics::Fix;
use crate::source::SourceFile;

use super::Style;
use super::line::DrawnLine;
use super::mark::{line_of, located};

/// More changed lines than this are not shown.
const MOST_LINES: usize = 12;

/// The changed lines as they would stand, without their indentation; for a line that goes away,
/// words that say so.
pub(super) fn result(fix: &Fix, file: &SourceFile, style: &Style) -> String {
    let (text, changed) = changed_lines(fix, file);
    if text.trim().is_empty() {
        return style
            .language
            .pick("（删去这一行）", "(delete this line)")
            .to_owned();
    }
    let mut drawn = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        let within = |byte: usize| byte.saturating_sub(start + indent).min(content.len());
        let mark = within(changed.start)..within(changed.end);
        drawn.push(DrawnLine::new(content, &[mark], style.line_limit()).text());
        start += line.len() + 1;
    }
    if drawn.len() > MOST_LINES {
        drawn.truncate(MOST_LINES);
        drawn.push("…".to_owned());
    }
    drawn.join("\n    ")
}

/// The lines that the change touches, after it, and where the replacement stands in them.
fn changed_lines(fix: &Fix, file: &SourceFile) -> (String, Range<usize>) {
    let (part, span) = located(fix.span, file);
    let span = span.range();
    let text = |range: Range<usize>| part.text().get(range).unwrap_or("");
    let start = part.line_text(line_of(span.start, &part)).0 as usize;
    let before = text(start..span.start);
    let (replacement, end) = if takes_whole_lines(fix, before, text(span.clone())) {
        (fix.replacement.trim_end_matches(['\n', '\r']), span.end)
    } else {
        let (last, line) = part.line_text(line_of(span.end, &part));
        let end = (last as usize + line.len()).max(span.end);
        (fix.replacement.as_str(), end)
    };
    let at = before.len();
    (
        format!("{before}{replacement}{}", text(span.end..end)),
        at..at + replacement.len(),
    )
}

/// Whether the change ends where a line ends, before and after it, so that the next line stays as
/// it is.
fn takes_whole_lines(fix: &Fix, before: &str, changed: &str) -> bool {
    let is_deletion = fix.replacement.is_empty() && before.is_empty();
    changed.ends_with('\n') && (is_deletion || fix.replacement.ends_with('\n'))
}
