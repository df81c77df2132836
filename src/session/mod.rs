//! The public face of the library: open a standard, read evidence, score. Texts come in and data
//! goes out; whoever calls does the reading and writing.

mod mistakes;
mod text;

use crate::check::{self, Beside, CalendarText, SourceText};
use crate::diagnostics::{Diagnostic, Found, Language};
use crate::domain::Date;
use crate::evidence::{self, Format, Read, Record};
use crate::interpret::{self, ScoreResult, Trace, View};
use crate::program::Program;
use crate::source::SourceFile;
use crate::syntax;
use crate::syntax::ast::{self, ItemKind, Text};

use mistakes::FileKind;
pub use text::{Garbled, TextKind, text};

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
    let mut read = |kind, file: Option<&Text>| text_beside((kind, file?), files, &mut found);
    let source = read(FileKind::Source, named(&tree, ItemKind::as_source));
    let calendar = read(FileKind::Calendar, named(&tree, ItemKind::as_calendar));
    let beside = Beside {
        source: source
            .as_deref()
            .map_or(SourceText::Absent, SourceText::Read),
        calendar: calendar
            .as_deref()
            .map_or(CalendarText::Absent, CalendarText::Read),
    };
    let program = check::check(&file, &tree, beside, &mut found);
    Opened {
        file,
        program,
        findings: found.into_sorted(),
    }
}

/// The file that a line of the head names, by what tells such lines.
fn named<'t>(
    tree: &'t ast::File,
    name: impl Fn(&'t ItemKind) -> Option<&'t Text>,
) -> Option<&'t Text> {
    tree.items.iter().find_map(|item| name(&item.kind))
}

fn text_beside(
    (kind, file): (FileKind, &Text),
    files: &dyn Files,
    found: &mut Found,
) -> Option<String> {
    match files.read(&file.text) {
        Ok(text) => Some(text),
        Err(trouble) => {
            found.add(mistakes::file_unreadable(kind, file, &trouble));
            None
        }
    }
}

/// Evidence and what was found in it.
#[derive(Debug)]
pub struct Evidence {
    /// The text.
    pub file: SourceFile,
    /// The record; nothing where the file has an error.
    pub record: Option<Record>,
    /// Errors in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// Reads one subject's evidence for a standard. `as_of` stands for the assessment date where it is
/// given.
pub fn read_evidence(
    program: &Program,
    file: SourceFile,
    format: Format,
    as_of: Option<Date>,
) -> Evidence {
    let mut found = Found::default();
    let mut read = evidence::read(&file, format, &program.schema, &mut found);
    check_date(program, &read, as_of, &mut found);
    if let Some(record) = &mut read.record {
        record.assessment_date = as_of.or(record.assessment_date);
        interpret::check_judgements(program, record, &mut found);
        interpret::check_calendar(program, record, read.date_span, &mut found);
    }
    let record = read.record.filter(|_| found.is_clean());
    Evidence {
        file,
        record,
        findings: found.into_sorted(),
    }
}

/// The assessment date lies in the time in force; a standard with such a time, or with conditions
/// on dates, needs one.
fn check_date(program: &Program, read: &Read, as_of: Option<Date>, found: &mut Found) {
    let force = (program.info.in_force_from, program.info.in_force_until);
    match as_of.or(read.assessment_date) {
        None if read.date_is_broken => {}
        None if force.0.is_some() || program.reads_assessment_date() => {
            found.add(mistakes::no_date(read.date_span));
        }
        Some(date)
            if force.0.is_some_and(|from| date < from) || force.1.is_some_and(|end| date > end) =>
        {
            found.add(mistakes::not_in_force(read.date_span, date, force));
        }
        Some(_) | None => {}
    }
}

/// Scores a record with a full trace.
pub fn score(program: &Program, record: &Record) -> Trace {
    interpret::trace(program, record)
}

/// Hands the result of a trace, with reasons in a language, to `use_it`.
pub fn with_result<T>(
    program: &Program,
    record: &Record,
    trace: &Trace,
    language: Language,
    use_it: impl FnOnce(&ScoreResult<'_>) -> T,
) -> T {
    let view = View::new(program, record, trace);
    let result = view.result(language);
    use_it(&result)
}
