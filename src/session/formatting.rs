//! A rule file as the formatter leaves it, with the proof that it still means the same.

use crate::diagnostics::{Code, Found, Language};
use crate::format::{self, Formatted};
use crate::session::{Files, imports, open};
use crate::source::SourceFile;
use crate::syntax;
use crate::syntax::ast;
use crate::syntax::surface::Surface;

/// Why a file must stay as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unformatted {
    /// The formatted text would not mean what the text means: a fault of the formatter.
    Differs,
    /// The formatted text would be larger than a rule file may be.
    TooLarge,
}

/// Formats a rule file, with its keywords in a language where one is asked for.
///
/// # Errors
/// Why the file must stay as it is.
pub fn format(
    file: &SourceFile,
    language: Option<Language>,
    files: &dyn Files,
) -> Result<Formatted, Unformatted> {
    let surface = language.map(|language| language.pick(Surface::Zh, Surface::En));
    let before = parsed(file, surface, files);
    let mut formatted = format::format(&before.0, &before.1, surface);
    // Reading the text takes a byte order mark away, of which a broken file may start with several.
    if formatted.text.starts_with('\u{feff}') {
        formatted.text.insert(0, '\u{feff}');
    }
    if formatted.text.len() > syntax::MOST_BYTES {
        return Err(Unformatted::TooLarge);
    }
    let text = SourceFile::new(file.name(), &*formatted.text);
    let after = parsed(&text, surface, files);
    let is_same = format::is_same((&before.0, &before.1), (&after.0, &after.1), surface)
        && (surface.is_none() || meaning(file, files) == meaning(&text, files));
    is_same.then_some(formatted).ok_or(Unformatted::Differs)
}

/// The tree of a text; to bring it to a surface, that of all that it uses as well, which names things.
fn parsed(
    file: &SourceFile,
    surface: Option<Surface>,
    files: &dyn Files,
) -> (SourceFile, ast::File) {
    let mut file = file.clone();
    let mut found = Found::default();
    let tree = match surface {
        None => syntax::parse(&file, 0, &mut found),
        Some(_) => imports::gather(&mut file, files, &mut found),
    };
    (file, tree)
}

/// What a text means: the hash of its program, and the codes of what is found in it.
fn meaning(file: &SourceFile, files: &dyn Files) -> (Option<String>, Vec<Code>) {
    let opened = open(file.clone(), files);
    let mut codes: Vec<Code> = opened.findings.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    (opened.program.map(|program| program.hash), codes)
}
