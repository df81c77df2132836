//! The entry: one text of a rule file in, its tree and the findings out.

use crate::diagnostics::Found;
use crate::source::SourceFile;
use crate::syntax::{assemble, ast, lines, mistakes};

/// The largest rule file, in bytes.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The stack of the thread that parses: nesting is bounded, the caller's stack is not known.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// pest's machine-made parser.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/rules.pest"]
pub(super) struct Grammar;

/// Parses the text of a rule file that holds the offset `base`; every mistake goes into `found`.
pub fn parse(file: &SourceFile, base: u32, found: &mut Found) -> ast::File {
    let range = file.part_at(base).range();
    if range.len() > MOST_BYTES {
        found.add(mistakes::file_too_large(range));
        return ast::File::default();
    }
    let (tree, mistakes) = on_large_stack(|| {
        let mut found = Found::default();
        let cut = lines::cut(file, range.clone(), &mut found);
        (assemble::assemble(file, cut, &mut found), found)
    });
    found.extend(mistakes);
    tree
}

/// Does work that goes as deep as brackets nest, on a stack that is large enough for it.
pub fn on_large_stack<T: Send>(work: impl Fn() -> T + Sync) -> T {
    let done = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let spawned = thread.spawn_scoped(scope, &work);
        spawned.ok().and_then(|handle| handle.join().ok())
    });
    done.unwrap_or_else(work)
}
