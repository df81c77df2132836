//! What a revision changes: two checked programs come in, the changes between them go out as sentences
//! in both languages; and, for the runs of both over the same evidence, who moves and by what. Nothing
//! here scores or prints.

mod aspects;
mod changes;
mod clauses;
mod effect;
mod forms;
mod interface;
mod matching;
mod node;
mod outline;
mod renames;
mod schema;
mod sentences;
mod spread;
mod tables;
mod tree;
mod verdict;
mod words;

use crate::program::Program;
use crate::source::SourceFile;

use outline::Outline;
use renames::Renames;

pub use changes::{Change, Subject, Twins};
pub use effect::{Beside, Ending, IndicatorRun, Move, Outcome, Row, Run, ending, moved};
pub use interface::Interface;
pub use node::{Class, Place};
pub use spread::{Bin, Case, Spread, Taken, Transitions, spread, transitions};

/// One of the two standards that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// What it means.
    pub program: &'s Program,
    /// Its text, for the places of statements.
    pub file: &'s SourceFile,
}

/// What lies between two standards.
#[derive(Debug)]
pub struct Comparison {
    /// Every change, in the order of the new file.
    pub changes: Vec<Change>,
    /// What stands in another order, which changes nothing.
    pub reordered: Vec<Subject>,
    /// Which indicators and clauses are the same on both sides.
    pub twins: Twins,
}

impl Comparison {
    /// Whether scores, verdicts or the evidence that is taken may differ.
    pub fn has_meaning(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.class == Class::Meaning)
    }
}

/// Compares two standards.
pub fn compare(old: &Side<'_>, new: &Side<'_>) -> Comparison {
    let renames = Renames::find(old, new);
    let before = Outline::read(old, &renames);
    let after = Outline::read(new, &Renames::default());
    let found = changes::find(&before, &after);
    let mut reordered = found.reordered;
    reordered.dedup();
    let mut changes = found.changes;
    if old.program.hash != new.program.hash && changes.is_empty() && reordered.is_empty() {
        changes.extend(changes::unnamed(&after));
    }
    Comparison {
        changes,
        reordered,
        twins: found.twins,
    }
}
