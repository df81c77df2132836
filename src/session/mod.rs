//! The public face of the library: open a standard, read evidence, score. Texts come in and data
//! goes out; whoever calls does the reading and writing.

mod both;
mod cases;
mod expected;
mod explained;
mod formatting;
mod imports;
mod mistakes;
mod reopened;
mod review;
mod revisions;
mod suggested;
mod text;

use crate::check::{self, Beside, CalendarText, SourceText};
use crate::diagnostics::{Diagnostic, Found, Language, Severity, Undecided};
use crate::domain::Date;
use crate::domain::standard::Status;
use crate::evidence::{self, Format, Record};
use crate::interpret::{self, ScoreResult, Trace, View};
use crate::program::Program;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{self, ItemKind, Text};

use mistakes::FileKind;

pub use crate::check::{Coverage, Covered, Sentence};
pub use crate::format::Formatted;
pub use both::{compare, score_both};
pub use cases::{Must, Tried, language_of, same_text, try_case};
pub use expected::unmet;
pub use explained::{PartialEvidence, PartialRecord, complete, ways, with_explanation};
pub use formatting::{Unformatted, format};
pub use reopened::{reopen, results, texts_of};
pub use review::{outlook, review};
pub use revisions::{Revision, Revisions, compare_revisions};
pub use suggested::{Base, Suggestion, suggest};
pub use text::{Garbled, TextKind, text};

/// What a rule file may read: files below its own folder, by relative path.
pub trait Files {
    /// The name under which messages show a file.
    fn name(&self, path: &str) -> String {
        path.to_owned()
    }

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
    /// How much of its source it speaks of, where that was measured.
    pub coverage: Option<Coverage>,
    /// What [`review`] could not decide, in the order of the places.
    pub undecided: Vec<Undecided>,
}

impl Opened {
    /// Whether it has an error; a file of notes alone has none, and no meaning.
    pub fn has_errors(&self) -> bool {
        let is_error = |found: &Diagnostic| found.code.severity() == Severity::Error;
        self.findings.iter().any(is_error)
    }

    /// Adds a finding that only shows beside other files.
    fn add(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
        self.findings
            .sort_by_key(|found| (found.span(), found.code));
    }

    /// Whether it can be used: it has a meaning, and no error was found beside other files.
    pub fn usable(&self) -> Option<&Program> {
        let program = self.program.as_ref();
        program.filter(|_| !self.has_errors())
    }
}

/// Parses and checks a rule file with all that it uses.
pub fn open(file: SourceFile, files: &dyn Files) -> Opened {
    open_with(file, files, |_, _| None)
}

/// The same, and measures how much of the source text the file speaks of.
pub fn open_measured(file: SourceFile, files: &dyn Files) -> Opened {
    open_with(file, files, |tree, text| Some(check::measure(tree, text)))
}

fn open_with(
    mut file: SourceFile,
    files: &dyn Files,
    measure: impl FnOnce(&ast::File, &str) -> Option<Coverage>,
) -> Opened {
    let mut found = Found::default();
    let tree = imports::gather(&mut file, files, &mut found);
    if !found.is_clean() {
        return Opened {
            file,
            program: None,
            findings: found.into_sorted(),
            coverage: None,
            undecided: vec![],
        };
    }
    let mut read = |kind, file: Option<&Text>| text_beside((kind, file?), files, &mut found);
    let source = read(FileKind::Source, named(&tree, ItemKind::as_source));
    let calendar = read(FileKind::Calendar, named(&tree, ItemKind::as_calendar));
    let coverage = source.as_deref().and_then(|text| measure(&tree, text));
    let source = match (source.as_deref(), &coverage) {
        (None, _) => SourceText::Absent,
        (Some(text), None) => SourceText::Read(text),
        (Some(text), Some(coverage)) => SourceText::Measured(text, coverage),
    };
    let beside = Beside {
        source,
        calendar: calendar
            .as_deref()
            .map_or(CalendarText::Absent, CalendarText::Read),
    };
    let program = check::check(&file, &tree, beside, &mut found);
    Opened {
        file,
        program,
        findings: found.into_sorted(),
        coverage,
        undecided: vec![],
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
    let dates = Dates::Until(program.info.in_force_until);
    read_by(Extent::Whole, (program, dates), file, format, as_of)
}

/// How much of its evidence a file must give.
#[derive(Debug, Clone, Copy)]
enum Extent {
    /// All that is required.
    Whole,
    /// What there is so far.
    Partial,
}

/// Which assessment dates a reading of evidence takes.
#[derive(Debug, Clone, Copy)]
enum Dates {
    /// Those in force, up to a last day, where one is known.
    Until(Option<Date>),
    /// All, whatever is in force then.
    Any,
}

/// The same of so much evidence, for the assessment dates that are taken.
fn read_by(
    extent: Extent,
    (program, dates): (&Program, Dates),
    file: SourceFile,
    format: Format,
    as_of: Option<Date>,
) -> Evidence {
    let mut found = Found::default();
    let schema = &program.schema;
    let mut read = match extent {
        Extent::Whole => evidence::read(&file, format, schema, &mut found),
        Extent::Partial => evidence::read_partial(&file, format, schema, &mut found),
    };
    let day = as_of.or(read.assessment_date);
    if !read.date_is_broken || day.is_some() {
        let mistake = date_mistake(program, dates, day, read.date_span);
        mistake.into_iter().for_each(|mistake| found.add(mistake));
    }
    if let Some(record) = &mut read.record {
        record.assessment_date = as_of.or(record.assessment_date);
        match extent {
            Extent::Whole => interpret::check_judgements(program, record, &mut found),
            Extent::Partial => interpret::check_judgements_so_far(program, record, &mut found),
        }
        interpret::check_calendar(program, record, read.date_span, &mut found);
    }
    let record = read.record.filter(|_| found.is_clean());
    Evidence {
        file,
        record,
        findings: found.into_sorted(),
    }
}

/// What is wrong with the day of an assessment: nobody knows until when the standard was in force,
/// the day lies outside that time, or a standard with such a time, or with conditions on dates, has
/// no day.
fn date_mistake(
    program: &Program,
    dates: Dates,
    day: Option<Date>,
    span: Span,
) -> Option<Diagnostic> {
    let Dates::Until(until) = dates else {
        let is_needed = program.reads_assessment_date() && day.is_none();
        return is_needed.then(|| mistakes::no_date(span));
    };
    if program.info.status == Status::Expired && until.is_none() {
        return Some(mistakes::expired(span));
    }
    let from = program.info.in_force_from;
    let Some(day) = day else {
        let needs_one = from.is_some() || program.reads_assessment_date();
        return needs_one.then(|| mistakes::no_date(span));
    };
    let is_outside = from.is_some_and(|from| day < from) || until.is_some_and(|until| day > until);
    is_outside.then(|| mistakes::not_in_force(span, day, (from, until)))
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
