//! A standard as its official table and text: HTML that stands alone and prints, and Markdown. The
//! words come from `describe`; here they are laid out, and every one of them is escaped.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, Output, State, context, escape_formatter};

use crate::describe::Document;
use crate::diagnostics::shown::shown;

/// What a page looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One HTML file without outside loads.
    Html,
    /// GitHub-flavoured Markdown.
    Markdown,
}

/// The kind of escaping that Markdown needs.
const MARKDOWN: &str = "markdown";

/// Signs that Markdown may take for markup anywhere in a line.
const MARKUP: &[char] = &['\\', '`', '*', '_', '[', ']', '|', '~', '$'];

/// Signs that begin a block where they begin a line.
const BLOCKS: &[char] = &['#', '+', '-', '=', ':'];

/// The page of a standard; `file` is the name of its rule file.
#[expect(
    clippy::expect_used,
    reason = "the templates are part of the program, and tests render every part of them"
)]
pub fn page(document: &Document, form: Form, file: &str) -> String {
    let (name, template) = match form {
        Form::Html => ("html", include_str!("templates/standard.html")),
        Form::Markdown => ("md", include_str!("templates/standard.md")),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|name| match name {
        "html" => AutoEscape::Html,
        _ => AutoEscape::Custom(MARKDOWN.into()),
    });
    environment.set_formatter(escaped);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    environment.set_syntax(syntax.expect("the usual signs of a template"));
    let language = document.language;
    environment.add_function("t", move |zh: String, en: String| {
        Value::from_safe_string(language.pick(zh, en))
    });
    let engine = concat!("chidu ", env!("CARGO_PKG_VERSION"));
    let page = context! { d => Value::from(Serde(document)), file, engine };
    let page = environment
        .render_named_str(name, template, page)
        .expect("a template of the program");
    match form {
        Form::Html => page,
        Form::Markdown => without_wide_gaps(&page),
    }
}

/// Lines with at most one empty one between them.
fn without_wide_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim_start().lines() {
        if !(line.is_empty() && out.ends_with("\n\n")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Writes a value so that it is text and nothing else, with what cannot be seen made visible.
fn escaped(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = match value.as_str() {
        Some(text) if !value.is_safe() => text.split('\n').map(shown),
        _ if value.is_undefined() || value.is_none() => return Ok(()),
        _ => return write!(out, "{value}").map_err(Error::from),
    };
    match state.auto_escape() {
        AutoEscape::Custom(name) if name == MARKDOWN => {
            let lines: Vec<String> = text.map(|line| markdown(&line)).collect();
            out.write_str(&lines.join("<br>")).map_err(Error::from)
        }
        _ => {
            let lines: Vec<String> = text.collect();
            escape_formatter(out, state, &Value::from(lines.join("\n")))
        }
    }
}

/// Text without anything that Markdown would take for markup, in a table or out of one.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < text.len() && digits.starts_with(['.', ')']);
    let number = is_numbered.then_some(text.len() - digits.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => {
                let is_block = at == 0 && BLOCKS.contains(&c) || number == Some(at);
                if MARKUP.contains(&c) || is_block {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}
