//! From text to the tree of what was written: cut into statements, each parsed alone by pest, put
//! together into declarations. A slip costs one statement; all slips are reported at once. Nothing
//! outside this folder names pest.

mod assemble;
pub mod ast;
mod blocks;
mod clauses;
mod expressions;
mod heads;
mod keywords;
mod lines;
mod mistakes;
mod pairs;
mod reader;
mod record;
mod scan;
mod slips;
mod spoken;
mod statements;
pub mod surface;
pub mod tokens;
mod verdicts;
mod walk;

pub use reader::{MOST_BYTES, on_large_stack, parse};
