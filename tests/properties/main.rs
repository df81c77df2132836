//! Properties of made standards and of hostile texts.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail by panicking, and a generator is a long table"
)]

mod adding;
mod choices;
mod expressions;
mod facts;
mod formatting;
mod hostile;
mod made;
mod make;
mod meaning;
mod model;
#[path = "../opened/mod.rs"]
mod opened;
mod print;
#[path = "../replay/mod.rs"]
mod replay;
mod rising;
mod spell;

use proptest::test_runner::Config;

/// So many cases, and no file of seeds: what was found becomes a named case.
pub(crate) fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 600,
        ..Config::default()
    }
}
