//! Brings statements to the other surface, each as far as it still reads the same there.

use std::collections::BTreeMap;

use crate::format::layout::lines;
use crate::format::names;
use crate::format::rows::{Row, Words};
use crate::format::scopes::Scopes;
use crate::syntax::ast::File;
use crate::syntax::surface::{Context, Surface};
use crate::syntax::tokens::{Reading, is_one_statement, read};

/// The names of a tree on a surface.
pub(super) struct Names<'t> {
    spelled: BTreeMap<u32, String>,
    units: Vec<&'t str>,
}

impl<'t> Names<'t> {
    pub(super) fn of(tree: &'t File, surface: Surface) -> Self {
        let scopes = Scopes::of(tree);
        Self {
            spelled: names::spelled(tree, &scopes, surface),
            units: scopes.units,
        }
    }

    /// The same where each unit has one word, declared or not: to compare.
    pub(super) fn with_plain_units(self) -> Self {
        Self {
            units: vec![],
            ..self
        }
    }

    /// The names of the statement that starts at a place.
    pub(super) fn from(&self, start: usize) -> NamesFrom<'_> {
        NamesFrom { names: self, start }
    }
}

/// The names of one statement.
pub(super) struct NamesFrom<'n> {
    names: &'n Names<'n>,
    start: usize,
}

impl Context for NamesFrom<'_> {
    fn name(&self, at: usize) -> Option<&str> {
        let place = u32::try_from(self.start + at).ok()?;
        self.names.spelled.get(&place).map(String::as_str)
    }

    fn is_declared_unit(&self, word: &str) -> bool {
        self.names.units.contains(&word)
    }
}

/// Brings all rows to a surface; the statements that would mean something else there stay, and their
/// places come out.
pub(super) fn change<'t>(rows: &mut Vec<Row<'t>>, tree: &File, surface: Surface) -> Vec<u32> {
    let names = Names::of(tree, surface);
    let mut kept = vec![];
    let mut changed = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        if let Row::Statement(statement) = &mut row
            && let Words::Read(reading, _) = &mut statement.words
        {
            let there = reading.on(surface, &names.from(statement.at));
            if reads_the_same(&there) {
                *reading = there;
            } else if let Some(there) = in_one_line(&there) {
                let gaps = reading.tokens.iter().map(|token| &token.gap);
                for comment in gaps.flat_map(|gap| comments(gap)) {
                    changed.push(Row::Comment(comment.to_owned().into(), 0));
                }
                *reading = there;
            } else {
                kept.extend(u32::try_from(statement.at));
            }
        }
        changed.push(row);
    }
    *rows = changed;
    kept
}

/// Whether the words of a statement are read as they were made.
fn reads_the_same(made: &Reading<'_>) -> bool {
    let text = lines(&made.tokens, 0, &[]).join("\n");
    is_one_statement(&text)
        && read(&text, made.form).is_some_and(|read| {
            let pairs = read.tokens.iter().zip(&made.tokens);
            read.shape == made.shape
                && read.tokens.len() == made.tokens.len()
                && pairs
                    .into_iter()
                    .all(|(read, made)| read.form == made.form && read.text == made.text)
        })
}

/// A statement without line breaks, for those that the other surface does not have.
fn in_one_line<'t>(made: &Reading<'t>) -> Option<Reading<'t>> {
    let mut joined = made.clone();
    for token in &mut joined.tokens {
        token.gap = "".into();
    }
    reads_the_same(&joined).then_some(joined)
}

/// The comments in a gap.
pub(super) fn comments<'g>(gap: &'g str) -> impl Iterator<Item = &'g str> {
    gap.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
}
