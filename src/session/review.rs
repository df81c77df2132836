//! A checked standard as a reviewer reads it: what its rules can come to, and what cannot be meant.

use crate::analyse::{self, Outlook, Scored, Scorer};
use crate::check;
use crate::diagnostics::Found;
use crate::evidence::Record;
use crate::interpret;
use crate::program::Program;
use crate::session::Opened;
use crate::source::Span;

/// Scores by the interpreter, which alone says what a record comes to.
struct Interpreter<'p>(&'p Program);

impl Scorer for Interpreter<'_> {
    fn score(&self, record: &Record) -> Scored {
        let trace = interpret::trace(self.0, record);
        Scored {
            total: trace.verdict.total,
            grade: trace.verdict.grade,
            indicators: trace.indicators.into_iter().map(|one| one.score).collect(),
        }
    }
}

/// Adds what the analysis finds in a standard without an error, less what the file accepts, and what
/// stays undecided.
pub fn review(opened: &mut Opened) {
    if opened.has_errors() {
        return;
    }
    let Some(program) = &mut opened.program else {
        return;
    };
    let analysed = analyse::review(program, &Interpreter(program), &opened.findings);
    let fields: Vec<Span> = analyse::declared(program).collect();
    let is_declared = |meant: Span| fields.iter().any(|field| meant.holds(*field));
    let mut found = Found::of(analysed.findings);
    check::settle(
        &mut program.accepted,
        is_declared,
        &analysed.undecided,
        &mut found,
    );
    opened.findings.extend(found.into_sorted());
    opened
        .findings
        .sort_by_key(|found| (found.span(), found.code));
    opened.undecided = analysed.undecided;
}

/// What a standard without an error can come to.
pub fn outlook(opened: &Opened) -> Option<Outlook> {
    let program = opened.usable()?;
    Some(analyse::outlook(program, &Interpreter(program)))
}
