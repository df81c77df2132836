//! Cases: evidence with a result that a person approved. A text comes in, what it comes to goes out;
//! whoever calls lays out the result and keeps what was approved.

use crate::diagnostics::{Diagnostic, Language};
use crate::evidence::Format;
use crate::interpret::{self, Trace};
use crate::program::Program;
use crate::session::{Evidence, Revision, Revisions, unmet};
use crate::source::SourceFile;

/// What a case must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Must {
    /// Be scored.
    Score,
    /// Be refused: the approved result is what is said of it.
    Refuse,
}

/// A case that was tried.
#[derive(Debug)]
pub struct Tried<'r, 'o> {
    /// The revision that is in force on its date; nothing where there is none.
    pub revision: Option<&'r Revision<'o>>,
    /// The evidence as it was read.
    pub evidence: Evidence,
    /// What led to its result, where it could be scored.
    pub trace: Option<Trace>,
    /// The lines under `expect` that do not hold.
    pub unmet: Vec<Diagnostic>,
}

/// Reads a case by the revision of its date, scores it, and holds it to what it expects.
pub fn try_case<'r, 'o>(
    revisions: &'r Revisions<'o>,
    file: SourceFile,
    format: Format,
) -> Tried<'r, 'o> {
    let (revision, evidence) = revisions.read_evidence(file, format, None);
    let program = revision.unwrap_or(revisions.latest()).program;
    let record = evidence.record.as_ref();
    Tried {
        trace: record.map(|record| interpret::trace(program, record)),
        unmet: unmet(program, &evidence, format),
        revision,
        evidence,
    }
}

/// The language in which the results of a standard are approved, whoever runs them: Chinese where
/// its title holds a Chinese character, else English.
pub fn language_of(program: &Program) -> Language {
    let is_han = |sign: char| matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    match program.info.title.chars().any(is_han) {
        true => Language::Zh,
        false => Language::En,
    }
}

/// Whether an approved result says the same: how its lines end makes no difference.
pub fn same_text(approved: &str, text: &str) -> bool {
    let approved = approved.strip_prefix('\u{feff}').unwrap_or(approved);
    approved.lines().eq(text.lines())
}
