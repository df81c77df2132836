//! What stands below a clause: the quoted wording, the clause as written, and what it read.

use crate::diagnostics::Language;
use crate::interpret::EvidenceResult;
use crate::report::ink::{Ink, Line, Piece, blanks, flush_right, plain};
use crate::report::page::Page;

/// The most rows of records that are listed.
const MOST_ROWS: usize = 10;

/// A line's name, so placed that it ends where the gutter does.
fn named(gutter: usize, name: &str) -> Line {
    let name = flush_right(name, gutter);
    vec![Piece::new(Ink::Dim, format!("{name}  "))]
}

/// The official wording; where it was quoted line by line, as one text.
pub(super) fn quote(page: &mut Page<'_>, gutter: usize, quote: &str) {
    if !page.is_whole() {
        return;
    }
    let name = named(gutter, page.pick("原文", "wording"));
    page.hung(name, &[Piece::new(Ink::Dim, in_one_line(quote))]);
}

/// A text of several lines as one.
pub(super) fn in_one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ")
}

/// The clause as written, and where.
pub(super) fn clause(page: &mut Page<'_>, gutter: usize, text: &str, line: u32) {
    let name = flush_right(page.pick("条款", "clause"), gutter);
    clause_named(page, &name, text, line);
}

/// The clause as written, and where, behind a name.
pub(super) fn clause_named(page: &mut Page<'_>, name: &str, text: &str, line: u32) {
    let place = page.rules_arrow(line);
    let text = one_line(text);
    page.hung(
        vec![Piece::new(Ink::Dim, format!("{name}  "))],
        &[
            Piece::new(Ink::Plain, format!("{text}  ")),
            Piece::new(Ink::Dim, place),
        ],
    );
}

/// A statement that goes over several lines, in one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that was read. Rows that stand in `listed` already are not listed again.
pub(super) fn all<'v>(
    page: &mut Page<'_>,
    gutter: usize,
    evidence: &[EvidenceResult<'v>],
    listed: &mut Vec<&'v str>,
) {
    let mut name = Some(named(gutter, page.pick("证据", "evidence")));
    for one in evidence {
        let beginning = name.take().unwrap_or_else(|| plain(blanks(gutter + 2)));
        let rows = one.value.rows(page.language());
        let is_again = !rows.is_empty() && listed.contains(&one.field);
        page.hung(beginning, &fact(page, one, is_again));
        if is_again {
            continue;
        }
        if !rows.is_empty() {
            listed.push(one.field);
        }
        list(page, gutter, &rows);
    }
}

/// `服务满意度 = 78.6% ← 附件5第3页`.
fn fact(page: &Page<'_>, one: &EvidenceResult<'_>, is_again: bool) -> Line {
    let mut text = vec![Piece::new(Ink::Plain, one.label)];
    if page.language() == Language::En && one.label != one.field && one.field != "assessment_date" {
        text.push(Piece::new(Ink::Dim, format!(" {}", one.field)));
    }
    if one.value.is_missing() {
        let missing = format!(
            "{}{}",
            page.pick("：", ": "),
            one.value.shown(page.language())
        );
        text.push(Piece::new(Ink::Yellow, missing));
    } else {
        let value = one.value.shown(page.language());
        let value = match value.strip_prefix('≈') {
            Some(rounded) => format!(" ≈ {rounded}"),
            None => format!(" = {value}"),
        };
        text.push(Piece::new(Ink::Plain, value));
    }
    text.extend(one.from.map(|from| {
        let from = match page.language() {
            Language::Zh => format!("（自 {from}）"),
            Language::En => format!(" (from {from})"),
        };
        Piece::new(Ink::Plain, from)
    }));
    let source = one.source.map(str::to_owned);
    let place = source.or_else(|| page.evidence_place(one.line?));
    text.extend(place.map(|place| Piece::new(Ink::Dim, format!(" ← {place}"))));
    if is_again {
        let above = page.pick("（各条见上）", " (rows above)");
        text.push(Piece::new(Ink::Dim, above));
    }
    text
}

/// Rows of records, one line each.
fn list(page: &mut Page<'_>, gutter: usize, rows: &[String]) {
    for row in rows.iter().take(MOST_ROWS) {
        let beginning = format!("{}· ", blanks(gutter + 2));
        page.hung(vec![Piece::new(Ink::Dim, beginning)], &plain(row));
    }
    let more = rows.len().saturating_sub(MOST_ROWS);
    if more > 0 {
        let text = match page.language() {
            Language::Zh => format!("……另有 {more} 条"),
            Language::En => format!("… and {more} more"),
        };
        page.hung(plain(blanks(gutter + 2)), &[Piece::new(Ink::Dim, text)]);
    }
}
