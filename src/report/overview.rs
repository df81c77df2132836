//! The sections at a glance: what each weighs, scored and contributed, and the sum.

use crate::domain::Exact;
use crate::interpret::{ScoreResult, SectionResult};
use crate::report::head::total_shown;
use crate::report::ink::{Ink, Piece, blanks, flush_right, line_width, padded, plain, width};
use crate::report::numbers::{aligned, bar, glance, shown};
use crate::report::page::Page;
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
    let tail = match (has_bar, result.sections.iter().all(|one| one.applies)) {
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
    for (section, at) in result.sections.iter().zip(1..) {
        let ends = (result.scale_low.0, result.full.0);
        let tail = match (section.applies, has_bar) {
            (true, true) => bar(ends, section.score.0, BAR),
            (true, false) => (String::new(), String::new()),
            (false, _) => (String::new(), page.pick("不适用", "n/a").to_owned()),
        };
        section_row(page, (section.label, labels), numbers.cells(at), tail);
    }
    let rule = "─".repeat(labels + width(&numbers.cells(0)));
    page.line(&[Piece::new(Ink::Dim, format!("  {rule}"))]);
    let last = result.sections.len() + 1;
    row(
        page,
        (page.pick("合计", "Sum"), labels),
        &numbers,
        (last, Ink::Bold),
    );
    let to = (result.rounded_to, result.rounded_to_nearest.as_ref());
    if let Some(how) = words::rounding(to, result.rounding, page.language()) {
        let is = page.pick("：总分 = ", ": total = ");
        let text = Piece::new(Ink::Bold, format!("{how}{is}{}", total_shown(result)));
        page.hung(plain(blanks(2)), &[text]);
    }
}

/// A section's row, its label broken where it is long.
fn section_row(
    page: &mut Page<'_>,
    (label, labels): (&str, usize),
    cells: String,
    (filled, empty): (String, String),
) {
    let mut lines = wrap(&plain(label), labels).into_iter();
    let mut line = plain(blanks(2));
    line.extend(lines.next().unwrap_or_default());
    let used = line_width(&line) - 2;
    line.push(Piece::new(Ink::Plain, blanks(labels.saturating_sub(used))));
    line.push(Piece::new(Ink::Plain, format!("{cells}  ")));
    line.push(Piece::new(Ink::Green, filled));
    line.push(Piece::new(Ink::Dim, empty));
    page.line(&line);
    for more in lines {
        let mut line = plain(blanks(2));
        line.extend(more);
        page.line(&line);
    }
}

fn row(page: &mut Page<'_>, (label, labels): (&str, usize), numbers: &Numbers, at: (usize, Ink)) {
    let text = format!("  {}{}", padded(label, labels), numbers.cells(at.0));
    page.line(&[Piece::new(at.1, text)]);
}

fn widest_label(result: &ScoreResult<'_>) -> usize {
    let labels = result.sections.iter().map(|section| section.label);
    labels
        .map(|label| Piece::new(Ink::Plain, label).width())
        .max()
        .unwrap_or(0)
}

fn cell_width(column: &[String]) -> usize {
    column.iter().map(|cell| width(cell)).max().unwrap_or(0)
}

impl Numbers {
    fn of(page: &Page<'_>, result: &ScoreResult<'_>) -> Self {
        let sections = || result.sections.iter();
        let sum = |numbers: Vec<&Exact>| {
            numbers
                .into_iter()
                .fold(Exact::ZERO, |sum, number| &sum + number)
        };
        let counted = || sections().filter(|one| one.otherwise != Some("reweigh"));
        let weights = sum(counted().map(|one| one.weight.0).collect());
        let contributions = sum(sections().map(|one| one.contribution.0).collect());
        let unrounded = match result.rounding {
            None => total_shown(result),
            Some(_) => shown(&contributions),
        };
        let column = |heading: &str, numbers: Vec<String>, sum: String| {
            let mut all = numbers;
            all.push(sum);
            let mut cells = aligned(&all);
            let wide = width(heading).max(cell_width(&cells));
            cells.insert(0, heading.to_owned());
            cells.iter().map(|cell| flush_right(cell, wide)).collect()
        };
        let full = result.full.0;
        let away = |weight: &Exact, part: &Exact| &(weight * full) - part;
        let each = |number: &dyn Fn(&SectionResult<'_>) -> Exact| -> Vec<String> {
            let cell = |one: &SectionResult<'_>| match one.otherwise {
                Some("reweigh") => "—".to_owned(),
                _ => glance(&number(one)),
            };
            sections().map(cell).collect()
        };
        let columns = vec![
            column(
                page.pick("权重", "Weight"),
                each(&|one| one.weight.0.clone()),
                shown(&weights),
            ),
            column(
                page.pick("得分", "Score"),
                each(&|one| one.score.0.clone()),
                String::new(),
            ),
            column(
                page.pick("贡献", "Contribution"),
                each(&|one| one.contribution.0.clone()),
                unrounded,
            ),
            column(
                page.pick("距满分", "To full"),
                each(&|one| away(one.weight.0, one.contribution.0)),
                glance(&away(&weights, &contributions)),
            ),
        ];
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
