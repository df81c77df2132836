//! The sections at a glance: what each weighs, scored and contributed, and the sum.

use crate::domain::Exact;
use crate::interpret::{ScoreResult, SectionResult, Share};
use crate::report::head::total_shown;
use crate::report::ink::{Ink, Piece, blanks, flush_right, line_width, padded, plain, width};
use crate::report::numbers::{aligned, bar, glance, shown};
use crate::report::page::Page;
use crate::report::shares::{Part, bounded, full_of};
use crate::report::words;
use crate::report::wrap::wrap;

const BAR: usize = 10;

/// The columns of numbers; each with its heading first and its sum last.
struct Numbers {
    columns: Vec<Vec<String>>,
}

/// Writes the table.
pub(super) fn table(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    page.blank();
    page.heading(page.pick("一览", "At a glance"), "");
    let mut numbers = Numbers::of(page, result);
    let widest = widest_label(result).clamp(8, 16);
    let columns = page.columns();
    let has_bar = numbers.width() + widest + BAR + 4 <= columns;
    let rows = rows(&result.sections, 0);
    let tail = match (has_bar, rows.iter().all(|(_, one)| one.applies)) {
        (true, _) => BAR + 4,
        (false, true) => 2,
        (false, false) => 10,
    };
    if numbers.width() + widest + tail > columns {
        numbers.columns.pop();
    }
    let used = numbers.width() + tail;
    let labels = columns.saturating_sub(used).max(8);
    let labels = labels.min(widest_label(result).max(8));
    row(
        page,
        (page.pick("一级指标", "Section"), labels),
        &numbers,
        (0, Ink::Dim),
    );
    for ((depth, section), at) in rows.iter().zip(1..) {
        let part = Part::of_section(section);
        let tail = match (section.applies, has_bar) {
            (true, true) => bar(part.ends(result), part.score, BAR),
            (true, false) => (String::new(), String::new()),
            (false, _) => (String::new(), page.pick("不适用", "n/a").to_owned()),
        };
        section_row(
            page,
            (*depth, section.label, labels),
            numbers.cells(at),
            tail,
        );
    }
    let rule = "─".repeat(labels + width(&numbers.cells(0)));
    page.line(&[Piece::new(Ink::Dim, format!("  {rule}"))]);
    let last = rows.len() + 1;
    row(
        page,
        (page.pick("合计", "Sum"), labels),
        &numbers,
        (last, Ink::Bold),
    );
    total(page, result);
}

/// How the sum became the total, where it did not stay as it was.
fn total(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    let language = page.language();
    let sum = sum_of(result.sections.iter().map(|one| one.contribution.0));
    let (_, mut how) = bounded(&sum, (result.floor, result.cap), language);
    if let Some(places) = result.rounded_to {
        let comma = language.pick("，", ", ");
        how.push_str(comma);
        how.push_str(&words::rounding(places, result.rounding, language));
    }
    let how = how.trim_start_matches(language.pick("，", ", "));
    if let Some(total) = total_shown(result).filter(|_| !how.is_empty()) {
        let is = language.pick("：总分 = ", ": total = ");
        let text = Piece::new(Ink::Bold, format!("{how}{is}{total}"));
        page.hung(plain(blanks(2)), &[text]);
    }
}

/// Sections with those inside them, and how deep each stands.
fn rows<'r, 'v>(
    sections: &'r [SectionResult<'v>],
    depth: usize,
) -> Vec<(usize, &'r SectionResult<'v>)> {
    let each = |one: &'r SectionResult<'v>| {
        let inner = rows(&one.sections, depth + 1);
        std::iter::once((depth, one)).chain(inner)
    };
    sections.iter().flat_map(each).collect()
}

fn sum_of<'e>(numbers: impl Iterator<Item = &'e Exact>) -> Exact {
    numbers.fold(Exact::ZERO, |sum, number| &sum + number)
}

/// A section's row, its label broken where it is long.
fn section_row(
    page: &mut Page<'_>,
    (depth, label, labels): (usize, &str, usize),
    cells: String,
    (filled, empty): (String, String),
) {
    let indent = inner_blanks(depth);
    let mut lines = wrap(&plain(label), labels.saturating_sub(indent).max(4)).into_iter();
    let mut line = plain(blanks(2 + indent));
    line.extend(lines.next().unwrap_or_default());
    let used = line_width(&line) - 2;
    line.push(Piece::new(Ink::Plain, blanks(labels.saturating_sub(used))));
    line.push(Piece::new(Ink::Plain, format!("{cells}  ")));
    line.push(Piece::new(Ink::Green, filled));
    line.push(Piece::new(Ink::Dim, empty));
    page.line(&line);
    for more in lines {
        let mut line = plain(blanks(2 + indent));
        line.extend(more);
        page.line(&line);
    }
}

fn row(page: &mut Page<'_>, (label, labels): (&str, usize), numbers: &Numbers, at: (usize, Ink)) {
    let text = format!("  {}{}", padded(label, labels), numbers.cells(at.0));
    page.line(&[Piece::new(at.1, text)]);
}

/// Blanks before the label of a section inside others.
fn inner_blanks(depth: usize) -> usize {
    depth.min(3) * 2
}

fn widest_label(result: &ScoreResult<'_>) -> usize {
    let labels = rows(&result.sections, 0).into_iter();
    labels
        .map(|(depth, one)| inner_blanks(depth) + Piece::new(Ink::Plain, one.label).width())
        .max()
        .unwrap_or(0)
}

fn cell_width(column: &[String]) -> usize {
    column.iter().map(|cell| width(cell)).max().unwrap_or(0)
}

impl Numbers {
    fn of(page: &Page<'_>, result: &ScoreResult<'_>) -> Self {
        let top = || result.sections.iter().map(Part::of_section);
        let shares = sum_of(
            top()
                .filter(|one| one.is_in)
                .filter_map(|one| one.counted()),
        );
        let sum = sum_of(top().map(|one| one.contribution));
        let is_total = result.score.is_some_and(|score| *score.0 == sum);
        let summed = total_shown(result).filter(|_| is_total && result.rounded_to.is_none());
        let away = (&full_of(&shares, result) - &sum).max(Exact::ZERO);
        let rows = rows(&result.sections, 0);
        let column = |heading: &str, cell: &dyn Fn(&Part<'_>) -> String, sum: String| {
            let cells = rows.iter().map(|(_, one)| Part::of_section(one));
            let mut all: Vec<String> = cells
                .map(|one| {
                    if one.is_in {
                        cell(&one)
                    } else {
                        "—".to_owned()
                    }
                })
                .collect();
            all.push(sum);
            let mut cells = aligned(&all);
            let wide = width(heading).max(cell_width(&cells));
            cells.insert(0, heading.to_owned());
            cells.iter().map(|cell| flush_right(cell, wide)).collect()
        };
        let has_weights = top().any(|one| matches!(one.share, Share::Weight { .. }));
        let (share, contribution) = match has_weights {
            true => (
                page.pick("权重", "Weight"),
                page.pick("贡献", "Contribution"),
            ),
            false => (page.pick("分值", "Points"), page.pick("得分", "Score")),
        };
        let mut columns = vec![column(share, &|one| one.share_shown(), shown(&shares))];
        if has_weights {
            let score = |one: &Part<'_>| glance(one.score);
            columns.push(column(page.pick("得分", "Score"), &score, String::new()));
        }
        columns.push(column(
            contribution,
            &|one| one.contribution_shown(),
            summed.unwrap_or_else(|| shown(&sum)),
        ));
        let each = |one: &Part<'_>| {
            one.away(result)
                .map_or("—".to_owned(), |away| glance(&away))
        };
        columns.push(column(page.pick("距满分", "To full"), &each, glance(&away)));
        Self { columns }
    }

    fn width(&self) -> usize {
        self.columns.iter().map(|one| 2 + cell_width(one)).sum()
    }

    /// The cells of a row; 0 is the headings.
    fn cells(&self, at: usize) -> String {
        let cells = self.columns.iter().map(|column| {
            let wide = cell_width(column);
            flush_right(column.get(at).map_or("", String::as_str), wide + 2)
        });
        cells.collect()
    }
}
