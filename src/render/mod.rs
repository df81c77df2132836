//! Diagnostics as people and programs read them: findings and their text come in, text for a
//! terminal or data for JSON goes out. Nothing here prints, reads a file or decides an exit.

mod drawing;
mod fix;
mod github;
mod json;
mod line;
mod mark;
mod panel;
mod sarif;

use crate::diagnostics::{Diagnostic, Language, Severity, Undecided};
use crate::source::SourceFile;

pub use crate::diagnostics::shown::shown;
pub use github::{annotations, refusal as github_refusal};
pub use json::{json, open_points, safe_json};
pub use sarif::{Checked, sarif};

/// How findings are drawn for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The language of the words.
    pub language: Language,
    /// Whether colours are written; the caller knows the terminal and `NO_COLOR`.
    pub color: bool,
    /// Columns of the terminal. Source lines that would not fit, or are longer than 200 columns,
    /// are cut around their labels, since a line that the terminal wraps leaves its underline.
    pub width: usize,
}

impl Style {
    /// The most columns that a drawn source line may take, its gutter left out.
    fn line_limit(&self) -> usize {
        self.width.clamp(56, 216) - 16
    }
}

/// Every finding with its lines of text, and a last line that counts them; nothing for no findings.
pub fn human(diagnostics: &[Diagnostic], file: &SourceFile, style: &Style) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&drawing::draw(diagnostic, file, style));
        text.push('\n');
    }
    text.push_str(&summary(diagnostics, style.language));
    text.push('\n');
    text
}

/// The finding in one line: `file:3:7: error E101: message`, without a line break at its end.
pub fn one_line(diagnostic: &Diagnostic, file: &SourceFile, language: Language) -> String {
    let (part, span) = mark::located(diagnostic.span(), file);
    let place = part.position(span.start);
    let blank = language.pick("", " ");
    format!(
        "{}:{place}: {}{blank}{}",
        shown(part.name()),
        heading(diagnostic, language),
        shown(diagnostic.message.text(language)),
    )
}

/// What stays open, one line each, with a line break at its end.
pub fn undecided(open: &[Undecided], file: &SourceFile, language: Language) -> String {
    let line = |one: &Undecided| {
        let (part, span) = mark::located(one.span, file);
        let (name, place) = (shown(part.name()), part.position(span.start));
        let word = language.pick("未能判定", "undecided");
        let (code, colon) = (one.code, language.pick("：", ": "));
        let blank = language.pick("", " ");
        let message = shown(one.message.text(language));
        format!("{name}:{place}: {word}{blank}{code}{colon}{message}\n")
    };
    open.iter().map(line).collect()
}

/// How many there are: `2 errors, 1 warning`, `2 处错误，1 处警告`.
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code.severity() == severity)
            .count()
    };
    let parts = [Severity::Error, Severity::Warning].map(|severity| match count(severity) {
        0 => None,
        n => Some(match language {
            Language::Zh => format!("{n} 处{}", severity_word(severity, language)),
            Language::En if n == 1 => format!("1 {}", severity_word(severity, language)),
            Language::En => format!("{n} {}s", severity_word(severity, language)),
        }),
    });
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(language.pick("，", ", "))
}

/// What stands before the message: `error E101:`, `错误 E101：`.
fn heading(diagnostic: &Diagnostic, language: Language) -> String {
    let word = severity_word(diagnostic.code.severity(), language);
    let colon = language.pick("：", ":");
    format!("{word} {}{colon}", diagnostic.code)
}

fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("警告", "warning"),
    }
}
