//! The public face of the library: open a standard, read evidence, score. Texts come in and data
//! goes out; whoever calls does the reading and writing.

mod mistakes;

use crate::check::{self, SourceText};
use crate::diagnostics::{Diagnostic, Found};
use crate::program::Program;
use crate::source::{SourceFile, Span};
use crate::syntax::{self, ast};

/// What a rule file may read: files below its own folder, by relative path.
pub trait Files {
    /// The text of a file.
    ///
    /// # Errors
    /// Why it cannot be had.
    fn read(&self, path: &str) -> Result<String, Trouble>;
}

/// Why a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is none of that name.
    Missing,
    /// It lies outside the rule file's folder.
    Outside,
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// It is not UTF-8 text, or holds more than a source may.
    NotText,
    /// The system refused.
    Refused,
}

/// A rule file and what was found in it.
#[derive(Debug)]
pub struct Opened {
    /// The text.
    pub file: SourceFile,
    /// The standard; nothing where the file has an error.
    pub program: Option<Program>,
    /// Errors and warnings in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// Parses and checks a rule file.
pub fn open(file: SourceFile, files: &dyn Files) -> Opened {
    let mut found = Found::default();
    let tree = syntax::parse(&file, &mut found);
    if !found.is_clean() {
        return Opened {
            file,
            program: None,
            findings: found.into_sorted(),
        };
    }
    let source = source_text(&tree, files, &mut found);
    let source = source
        .as_deref()
        .map_or(SourceText::Absent, SourceText::Read);
    let program = check::check(&file, &tree, source, &mut found);
    Opened {
        file,
        program,
        findings: found.into_sorted(),
    }
}

fn source_text(tree: &ast::File, files: &dyn Files, found: &mut Found) -> Option<String> {
    let (path, span): (&str, Span) = tree.items.iter().find_map(|item| match &item.kind {
        ast::ItemKind::Source(text) => Some((text.text.as_str(), text.span)),
        ast::ItemKind::Standard(_)
        | ast::ItemKind::InForce { .. }
        | ast::ItemKind::IssuedBy(_)
        | ast::ItemKind::Document(_)
        | ast::ItemKind::Scale { .. }
        | ast::ItemKind::Evidence(_)
        | ast::ItemKind::Define { .. }
        | ast::ItemKind::Section(_)
        | ast::ItemKind::Grades(_)
        | ast::ItemKind::Veto { .. }
        | ast::ItemKind::TotalRounding(_) => None,
    })?;
    match files.read(path) {
        Ok(text) => Some(text),
        Err(trouble) => {
            found.add(mistakes::source_unreadable(span, path, &trouble));
            None
        }
    }
}
