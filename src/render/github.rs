//! Findings as the workflow commands that a build machine of GitHub shows beside the changed lines.

use crate::diagnostics::shown::shown;
use crate::diagnostics::{Diagnostic, Language, Say, Severity, Undecided};
use crate::render::mark::located;
use crate::source::{SourceFile, Span};

/// One line for each finding, and for each point that stays open.
pub fn annotations(
    findings: &[Diagnostic],
    open: &[Undecided],
    file: &SourceFile,
    language: Language,
) -> String {
    let of_finding = |one: &Diagnostic| {
        let level = match one.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let help = one.help.iter().map(|help| help.text(language));
        let words: Vec<&str> = std::iter::once(one.message.text(language))
            .chain(help)
            .collect();
        let place = place(one.span(), file);
        command(level, &place, one.code.name(), &words)
    };
    let of_open = |one: &Undecided| {
        let place = place(one.span, file);
        command(
            "notice",
            &place,
            one.code.name(),
            &[one.message.text(language)],
        )
    };
    let findings = findings.iter().map(of_finding);
    findings.chain(open.iter().map(of_open)).collect()
}

/// Why a file could not be looked at.
pub fn refusal(why: &Say, language: Language) -> String {
    format!("::error::{}\n", data(why.text(language)))
}

/// Where a span lies, as properties of a command.
fn place(span: Span, file: &SourceFile) -> String {
    let (part, span) = located(span, file);
    let (start, end) = (part.position(span.start), part.position(span.end));
    let name = property(part.name());
    let lines = format!("file={name},line={},endLine={}", start.line, end.line);
    match start.line == end.line {
        // Columns count only within one line.
        true => format!("{lines},col={},endColumn={}", start.column, end.column),
        false => lines,
    }
}

fn command(level: &str, place: &str, title: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|words| data(words)).collect();
    format!("::{level} {place},title={title}::{}\n", words.join("%0A"))
}

/// Text behind a command, with what would end it escaped.
fn data(text: &str) -> String {
    shown(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, in which a colon and a comma end it too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, say};

    #[test]
    fn what_ends_a_command_is_escaped() {
        let file = SourceFile::new("a,b:c.rules", "若 甲\n");
        let said = Say::same("50% of\n甲");
        let found = Diagnostic::new(Code::Fall, said).label(Span::new(4, 7), say!(zh "甲", en "a"));
        assert_eq!(
            annotations(&[found], &[], &file, Language::En),
            "::warning file=a%2Cb%3Ac.rules,line=1,endLine=1,col=3,endColumn=4,title=W014::50%25 of\\u{a}甲\n"
        );
    }
}
