//! Diagnostics as data, for editors and build machines.

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Fix, Label, Say, Severity, Undecided};
use crate::source::{SourceFile, Span};

use super::mark::located;
use crate::diagnostics::shown::is_hidden;

#[derive(Serialize)]
struct Finding<'d> {
    code: &'static str,
    severity: &'static str,
    message: Words<'d>,
    help: Option<Words<'d>>,
    labels: Vec<Place<'d>>,
    fix: Option<Change<'d>>,
    file: &'d str,
}

#[derive(Serialize)]
struct OpenPoint<'d> {
    code: &'static str,
    message: Words<'d>,
    file: &'d str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Words<'d> {
    zh: &'d str,
    en: &'d str,
}

#[derive(Serialize)]
struct Place<'d> {
    text: Words<'d>,
    file: &'d str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Change<'d> {
    file: &'d str,
    start: Point,
    end: Point,
    replacement: &'d str,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    utf16_column: u32,
    byte: u32,
}

/// The findings as a JSON array, keys in a fixed order. Lines and columns count from 1, columns in
/// code points and in UTF-16 units; `byte` counts from 0, behind a byte order mark, all in the text
/// that `file` names. Ends are exclusive. Texts are kept exactly: pass the written JSON through [`safe_json`].
pub fn json<'d>(diagnostics: &'d [Diagnostic], file: &'d SourceFile) -> impl Serialize + use<'d> {
    diagnostics
        .iter()
        .map(|diagnostic| finding(diagnostic, file))
        .collect::<Vec<_>>()
}

/// What stays open as a JSON array, of the same form.
pub fn open_points<'d>(open: &'d [Undecided], file: &'d SourceFile) -> impl Serialize + use<'d> {
    let one = |one: &'d Undecided| {
        let (file, start, end) = points(one.span, file);
        OpenPoint {
            code: one.code.name(),
            message: words(&one.message),
            file,
            start,
            end,
        }
    };
    open.iter().map(one).collect::<Vec<_>>()
}

/// JSON text of the same meaning in which every invisible character is an escape such as `\u202e`,
/// so that it is safe to show on a terminal.
pub fn safe_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // ASCII controls are either escaped already or the white space between values.
        if c >= '\u{7f}' && is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn finding<'d>(diagnostic: &'d Diagnostic, file: &'d SourceFile) -> Finding<'d> {
    let place = |label: &'d Label| {
        let (file, start, end) = points(label.span, file);
        Place {
            text: words(&label.text),
            file,
            start,
            end,
        }
    };
    let change = |fix: &'d Fix| {
        let (file, start, end) = points(fix.span, file);
        Change {
            file,
            start,
            end,
            replacement: &fix.replacement,
        }
    };
    Finding {
        code: diagnostic.code.name(),
        severity: match diagnostic.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: words(&diagnostic.message),
        help: diagnostic.help.as_ref().map(words),
        labels: diagnostic.labels.iter().map(place).collect(),
        fix: diagnostic.fix.as_ref().map(change),
        file: file.part_at(diagnostic.span().start).name(),
    }
}

fn words(say: &Say) -> Words<'_> {
    Words {
        zh: &say.zh,
        en: &say.en,
    }
}

/// The name of the text that holds a span, and the ends of the span in it.
fn points(span: Span, file: &SourceFile) -> (&str, Point, Point) {
    let (part, span) = located(span, file);
    let point = |byte| {
        let at = part.position(byte);
        Point {
            line: at.line,
            column: at.column,
            utf16_column: at.utf16,
            byte,
        }
    };
    (part.name(), point(span.start), point(span.end))
}
