//! Cuts a text into statements, and keeps quotes and comments by their places. Depth and length of
//! chains are bounded here, before anything recursive sees the text.

use std::ops::Range;

use crate::diagnostics::Found;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::Quote;
use crate::syntax::mistakes;
use crate::syntax::scan::{self, Scan};

/// The deepest nesting of brackets and prefix words in one statement.
pub(super) const DEEPEST: usize = 64;
/// The most operators in one statement.
pub(super) const LONGEST_CHAIN: usize = 1_000;

/// The pieces of a file.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// Statements in their order.
    pub(super) statements: Vec<Statement>,
}

/// One statement and the official wording above it.
#[derive(Debug, Default)]
pub(super) struct Statement {
    /// The wording.
    pub(super) quote: Option<Quote>,
    /// Its text, without a comment behind it.
    pub(super) span: Span,
    /// Whether it can be parsed; a broken one was reported already.
    pub(super) is_sound: bool,
}

/// Cuts the text that stands at `range` among those of `file`.
pub(super) fn cut(file: &SourceFile, range: Range<usize>, found: &mut Found) -> Cut {
    let mut cutter = Cutter {
        text: file.text().get(..range.end).unwrap_or(""),
        found,
        cut: Cut::default(),
        quote: None,
    };
    let mut at = range.start;
    while at < range.end {
        at = cutter.next(at);
    }
    if let Some(quote) = cutter.quote.take() {
        cutter.found.add(mistakes::quote_above_nothing(quote.span));
    }
    cutter.cut
}

struct Cutter<'f> {
    /// All that stands before the end of the text that is cut.
    text: &'f str,
    found: &'f mut Found,
    cut: Cut,
    quote: Option<Quote>,
}

impl Cutter<'_> {
    /// Takes what starts at `at` and returns where to go on.
    fn next(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let Some(first) = rest.chars().next() else {
            return usize::MAX;
        };
        let line_end = || at + rest.find('\n').unwrap_or(rest.len());
        match first {
            '>' | '＞' => {
                let line_end = line_end();
                self.take_quote(Span::new(at, line_end), first.len_utf8());
                line_end
            }
            '#' => {
                let line_end = line_end();
                self.take_comment(Span::new(at, line_end));
                line_end
            }
            c if c.is_whitespace() && !scan::is_forbidden(c) => at + c.len_utf8(),
            _ => self.take_statement(at),
        }
    }

    fn take_quote(&mut self, span: Span, mark: usize) {
        let line = self.text.get(span.range()).unwrap_or("");
        let text = line.get(mark..).unwrap_or("").trim();
        for (at, c) in line
            .char_indices()
            .filter(|(_, c)| scan::is_never_allowed(*c))
        {
            let start = span.start as usize + at;
            self.found.add(mistakes::forbidden(
                c,
                Span::new(start, start + c.len_utf8()),
            ));
        }
        if let Some(quote) = &mut self.quote {
            quote.text.push('\n');
            quote.text.push_str(text);
            quote.span = quote.span.to(span);
        } else {
            self.quote = Some(Quote {
                text: text.to_owned(),
                span,
            });
        }
    }

    fn take_comment(&mut self, span: Span) {
        let comment = self.text.get(span.range()).unwrap_or("");
        for (at, c) in comment.char_indices() {
            if scan::is_forbidden(c) {
                let start = span.start as usize + at;
                self.found.add(mistakes::forbidden(
                    c,
                    Span::new(start, start + c.len_utf8()),
                ));
            }
        }
    }

    fn take_statement(&mut self, at: usize) -> usize {
        let Scan {
            end,
            next,
            comments,
            mistakes,
            is_sound,
        } = scan::statement(self.text, at);
        mistakes
            .into_iter()
            .for_each(|mistake| self.found.add(mistake));
        comments
            .into_iter()
            .for_each(|comment| self.take_comment(comment));
        let quote = self.quote.take();
        self.cut.statements.push(Statement {
            quote,
            span: Span::new(at, end),
            is_sound,
        });
        next
    }
}
