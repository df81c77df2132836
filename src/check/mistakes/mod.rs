//! The words for what the check finds, by subject.

pub(super) mod clauses;
pub(super) mod names;
pub(super) mod numbers;
pub(super) mod structure;
pub(super) mod types;
pub(super) mod warnings;
