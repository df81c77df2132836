//! Whether a formatted text still says what the text before it said: the guard before anything is
//! written.

use crate::format::rows::{self, Row, Words};
use crate::format::surface::{Names, comments};
use crate::source::SourceFile;
use crate::syntax::ast::{File, Form};
use crate::syntax::on_large_stack;
use crate::syntax::surface::Surface;

/// What a text says.
#[derive(PartialEq, Eq)]
struct Said {
    comments: Vec<String>,
    lines: Vec<Line>,
}

/// A quote, or a statement with its level.
#[derive(PartialEq, Eq)]
enum Line {
    Quote(String),
    Statement {
        level: Option<usize>,
        form: Form,
        words: Vec<(Form, String)>,
        shape: Vec<Form>,
    },
    Broken(String),
}

/// Whether two texts with their trees hold the same comments, quotes and statements. Where one was
/// brought to a surface, the statements of both are compared as they read on one.
pub fn is_same(
    before: (&SourceFile, &File),
    after: (&SourceFile, &File),
    surface: Option<Surface>,
) -> bool {
    on_large_stack(|| said(before, surface) == said(after, surface))
}

fn said((file, tree): (&SourceFile, &File), surface: Option<Surface>) -> Said {
    // Of the two, English has one word for each thing.
    let names = surface.map(|_| Names::of(tree, Surface::En).with_plain_units());
    let mut said = Said {
        comments: vec![],
        lines: vec![],
    };
    for row in rows::cut(file, tree) {
        match row {
            Row::Blank => {}
            Row::Comment(comment, _) => said.comments.push(comment.into_owned()),
            Row::Quote(quote) => said.lines.push(Line::Quote(quote.to_owned())),
            Row::Statement(statement) => match statement.words {
                Words::Broken(text) => said.lines.push(Line::Broken(text.to_owned())),
                Words::Read(reading, behind) => {
                    let gaps = reading.tokens.iter().flat_map(|token| comments(&token.gap));
                    said.comments
                        .extend(gaps.chain(comments(behind)).map(str::to_owned));
                    let reading = match &names {
                        None => reading,
                        Some(names) => reading.on(Surface::En, &names.from(statement.at)),
                    };
                    let words = reading.tokens.iter().map(|token| {
                        let words: Vec<&str> = token.text.split_whitespace().collect();
                        (token.form, words.join(" "))
                    });
                    said.lines.push(Line::Statement {
                        level: statement.level,
                        form: reading.form,
                        words: words.collect(),
                        shape: reading.shape,
                    });
                }
            },
        }
    }
    said
}
