//! Quotes stand word for word in the source; blanks, line breaks and full or half width aside.

use unicode_normalization::UnicodeNormalization;

use crate::check::SourceText;
use crate::check::mistakes::structure;
use crate::diagnostics::Found;
use crate::syntax::ast;

/// How much of the source a message shows.
const SHOWN: usize = 20;

/// Reports each quote that the source does not have.
pub(super) fn check(tree: &ast::File, source: SourceText<'_>, found: &mut Found) {
    let SourceText::Read(source) = source else {
        return;
    };
    let source = plain(source);
    for (lead, _) in tree.leads() {
        if let Some(quote) = &lead.quote {
            let words = plain(&quote.text);
            if !source.contains(&words) {
                let (matched, next) = agreement(&source, &words);
                found.add(structure::not_in_source(
                    quote.span,
                    &matched,
                    next.as_deref(),
                ));
            }
        }
    }
}

/// The least start of a quote that shows where in the source it belongs.
const LEAST_AGREEMENT: usize = 4;

/// The words without blanks and in their normal width.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

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
