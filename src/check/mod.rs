//! From what was written to what it means: names, types, units, ranges, sums and bands. All mistakes
//! are reported; a program comes out only where there is none.

mod accepts;
mod aggregates;
mod bands;
mod beside;
mod bounds;
mod branches;
mod clauses;
mod comparisons;
mod constants;
mod coverage;
mod definitions;
mod expressions;
mod extent;
mod fields;
mod functions;
mod inexact;
mod linear;
mod mistakes;
mod names;
mod nesting;
mod operators;
mod order;
mod overrides;
mod parameters;
mod points;
mod quotes;
mod regions;
mod scope;
mod scores;
mod shared;
mod table_cover;
mod tables;
mod tails;
mod tree;
mod typed;
mod verdicts;
mod weights;
mod workdays;

use crate::diagnostics::Found;
use crate::program::Program;
use crate::source::SourceFile;
use crate::syntax::ast;

pub use accepts::settle;
pub use coverage::{Coverage, Covered, Sentence, measure};

/// The official text that a standard names as its source.
#[derive(Debug, Clone, Copy)]
pub enum SourceText<'s> {
    /// None is named, or it could not be read, which was reported.
    Absent,
    /// Its words.
    Read(&'s str),
    /// Its words, and how much of them the standard speaks of; what is left is reported.
    Measured(&'s str, &'s Coverage),
}

/// The calendar of working days that a standard names.
#[derive(Debug, Clone, Copy)]
pub enum CalendarText<'s> {
    /// None is named, or it could not be read, which was reported.
    Absent,
    /// Its rows.
    Read(&'s str),
}

/// The texts beside a rule file.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'s> {
    /// The official text.
    pub source: SourceText<'s>,
    /// The calendar.
    pub calendar: CalendarText<'s>,
}

/// Checks a file; every mistake and every warning goes into `found`.
pub fn check(
    file: &SourceFile,
    tree: &ast::File,
    beside: Beside<'_>,
    found: &mut Found,
) -> Option<Program> {
    let checker = scope::Checker::new(file, found);
    let program = checker.run(tree, beside).filter(|_| found.is_clean())?;
    if file.parts().count() == 1 {
        return Some(program);
    }
    shared::check(file, tree, beside, found)
}
