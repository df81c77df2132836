//! The words for what the check finds, by subject.

pub(super) mod clauses;
pub(super) mod functions;
pub(super) mod names;
pub(super) mod numbers;
pub(super) mod shares;
pub(super) mod structure;
pub(super) mod types;
pub(super) mod verdicts;
pub(super) mod warnings;
pub(super) mod workdays;
