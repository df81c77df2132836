//! The words for what the check finds, by subject.

pub(super) mod names;
pub(super) mod shares;
pub(super) mod structure;
pub(super) mod types;
pub(super) mod verdicts;
pub(super) mod warnings;
