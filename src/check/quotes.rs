//! Quotes and notes stand word for word in the source; blanks, line breaks and full or half width aside.

use crate::check::SourceText;
use crate::check::coverage::plain;
use crate::check::mistakes::structure;
use crate::diagnostics::Found;
use crate::syntax::ast;

/// How much of the source a message shows.
const SHOWN: usize = 20;

/// Reports each of them that the source does not have.
pub(super) fn check(tree: &ast::File, source: SourceText<'_>, found: &mut Found) {
    let source = match source {
        SourceText::Absent => return,
        SourceText::Read(source) | SourceText::Measured(source, _) => plain(source),
    };
    let leads = tree.leads();
    let quotes = leads.iter().filter_map(|(lead, _)| lead.quote.as_ref());
    let quotes = quotes.map(|quote| (&quote.text, quote.span));
    let notes = tree.notes.iter();
    let notes = notes.map(|note| (&note.words.text, note.words.span));
    // Most quotes follow their source, so each is looked for behind the one above it first.
    let mut from = 0;
    for (words, span) in quotes.chain(notes) {
        let words = plain(words);
        let behind = source.get(from..).unwrap_or("").find(&words);
        let place = behind.map(|at| from + at).or_else(|| source.find(&words));
        from = place.unwrap_or(from);
        if place.is_none() {
            let (matched, next) = agreement(&source, &words);
            found.add(structure::not_in_source(span, &matched, next.as_deref()));
        }
    }
}

/// The least start of a quote that shows where in the source it belongs.
const LEAST_AGREEMENT: usize = 4;

/// The end of the longest start of `words` that the source has, and how the source goes on.
fn agreement(source: &str, words: &str) -> (String, Option<String>) {
    let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).skip(1).collect();
    let known = ends.partition_point(|end| {
        words
            .get(..*end)
            .is_some_and(|start| source.contains(start))
    });
    let Some(end) = known.checked_sub(1).and_then(|at| ends.get(at)).copied() else {
        return (String::new(), None);
    };
    let start = words.get(..end).unwrap_or("");
    if start.chars().count() < LEAST_AGREEMENT {
        return (String::new(), None);
    }
    let behind = source.find(start).and_then(|at| source.get(at + end..));
    let next = behind.map(|behind| behind.chars().take(SHOWN).collect());
    let skipped = start.chars().count().saturating_sub(SHOWN);
    (start.chars().skip(skipped).collect(), next)
}
