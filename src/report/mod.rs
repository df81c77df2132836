//! Results as people read them: a result comes in, text for a terminal or a file goes out. Nothing
//! here computes a score, prints, or reads a file.

mod beside;
mod brief;
mod changes;
mod clauses;
mod document;
mod evidence;
mod explain;
mod head;
mod html;
mod ink;
mod markdown;
mod moves;
mod numbers;
mod overview;
mod page;
mod parts;
mod several;
mod shares;
pub mod standard;
mod verification;
mod words;
mod wrap;

use crate::diagnostics::Language;
use crate::interpret::{CompletionResult, Explanation, IndicatorGap, ScoreResult, Verification};
use crate::report::page::{Extent, Page};

pub use changes::{Effect, Revised, Revision};
pub use several::{Columns, Row, line, lines, summary};

/// How a result is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout<'n> {
    /// The language of the words; labels are those of the rule file.
    pub language: Language,
    /// Whether colours are written; the caller knows the terminal and `NO_COLOR`.
    pub color: bool,
    /// Columns of a line. Below 48 and above 120 nothing changes.
    pub width: usize,
    /// The name of the rule file, as it stands before line numbers.
    pub rules_name: &'n str,
    /// The name of the evidence file, as it stands before line numbers.
    pub evidence_name: &'n str,
}

/// The whole trace: the verdict, what was not given, the sections at a glance, and then every
/// clause with its reason, its wording and its evidence; then what stands beside the score.
pub fn text(result: &ScoreResult<'_>, layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    trace(&mut page, result);
    beside::left_open(&mut page, result);
    head::foot(&mut page, result);
    page.finish()
}

fn trace(page: &mut Page<'_>, result: &ScoreResult<'_>) {
    head::title(page, result);
    head::verdict(page, result);
    head::rulings(page, result);
    head::missing(page, result);
    if !result.sections.is_empty() {
        overview::table(page, result);
    }
    for section in &result.sections {
        parts::section(page, section, (0, result));
    }
    page.nest(0);
    beside::all(page, result);
}

/// A result as a person approves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The text.
    pub text: String,
    /// For each of its lines the line of the rule file of which it speaks.
    pub places: Vec<Option<u32>>,
}

/// The columns of an approved result: beside the marks of a comparison they fill a usual terminal.
pub const APPROVED_WIDTH: usize = 78;

/// The whole trace, and nothing that changes while no result does: no line numbers, no official
/// wording, no hashes, no version, no colour, and always the same width.
pub fn approved(result: &ScoreResult<'_>, language: Language) -> Approved {
    let layout = Layout {
        language,
        color: false,
        width: APPROVED_WIDTH,
        rules_name: "",
        evidence_name: "",
    };
    let mut page = Page::new(&layout, Extent::Result);
    trace(&mut page, result);
    let (text, places) = page.finish_with_places();
    Approved { text, places }
}

/// The verdict in a few lines: subject, total, grade, vetoes, sections, and how much is missing.
pub fn brief(result: &ScoreResult<'_>, layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    brief::write(&mut page, result);
    page.finish()
}

/// Why a result is what it is: what was earned and missed, and what would change it.
pub fn explanation(explanation: &Explanation<'_>, layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    explain::write(&mut page, explanation);
    page.finish()
}

/// What one indicator earned and missed.
pub fn indicator(one: &IndicatorGap<'_>, layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    explain::indicator(&mut page, one);
    page.finish().trim_start_matches('\n').to_owned()
}

/// Where the score of incomplete evidence may come to lie, and what is open.
pub fn completion(completion: &CompletionResult, layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    explain::partial(&mut page, completion);
    page.finish()
}

/// Stored results after they were computed again: whether each is what it should be, and where not.
pub fn verification(results: &[Verification], layout: &Layout<'_>) -> String {
    let mut page = Page::new(layout, Extent::Whole);
    for (at, one) in results.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        verification::write(&mut page, one);
    }
    page.finish()
}
