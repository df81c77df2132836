//! Diagnostics as people and programs read them: findings and their text come in, text for a
//! terminal or data for JSON goes out. Nothing here prints, reads a file or decides an exit.

mod drawing;
mod fix;
mod json;
mod line;
mod mark;
mod panel;

use crate::diagnostics::{Diagnostic, Language, Severity};
use crate::source::SourceFile;

pub use crate::diagnostics::shown::shown;
pub use json::{json, safe_json};

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
