//! `chidu score`: one result with its trace, or a line for each of several.

use std::path::Path;

use serde::Serialize;

use crate::cli::arguments::{Score, ScoreFormat};
use crate::cli::check::{Words, pretty};
use crate::cli::console::Console;
use crate::cli::evidence::Asked;
use crate::cli::input::Input;
use crate::cli::{Exit, Refusal, explain, named, output, rules};
use crate::diagnostics::{Diagnostic, Severity, say};
use crate::evidence::Record;
use crate::interpret::{ScoreResult, Texts, WithTexts};
use crate::render::{self, Style};
use crate::report::{self, Layout, Row};
use crate::session::{self, Evidence, Opened, Revision, Revisions};

/// One piece of evidence after scoring.
struct Scored {
    exit: Exit,
    row: Row,
    /// The whole output for it alone.
    text: String,
}

/// What all pieces of evidence of a call have in common.
struct Scoring<'s> {
    options: &'s Score,
    console: &'s Console,
    input: &'s Input,
    revisions: &'s Revisions<'s>,
    style: Style,
}

/// Scores every piece of evidence; one that cannot be scored does not keep the others from it.
pub(super) fn run(options: &Score, console: &Console) -> Result<Exit, Refusal> {
    if options.partial {
        return explain::partial(options, console);
    }
    if options.with_texts && options.format == ScoreFormat::Text {
        return Err(Refusal(say!(
            zh "--with-texts 只用于 --format json",
            en "--with-texts goes with --format json"
        )));
    }
    let input = Input::default();
    let files = rules::open(&input, &options.rules, options.root.root.as_deref())?;
    let output = options.output.output.as_deref();
    let Some(revisions) = rules::usable(&files, console) else {
        unusable(options, &files, console)?;
        return Ok(Exit::Found);
    };
    let style = match output::file_of(output) {
        Some(_) => console.file_style(),
        None => console.output_style(),
    };
    let scoring = Scoring {
        options,
        console,
        input: &input,
        revisions: &revisions,
        style,
    };
    let mut scored = vec![];
    for path in &options.evidence {
        scored.push(scoring.one(path)?);
    }
    let exit = scored.iter().map(|one| one.exit).max();
    let exit = exit.unwrap_or(Exit::Clean);
    let text = scoring.whole(&scored);
    if exit != Exit::Clean && output::file_of(output).is_some() {
        let bad = scored.iter().filter(|one| one.exit != Exit::Clean).count();
        let all = scored.len();
        console.note(&say!(
            zh "没有写文件：{all} 份证据中有 {bad} 份不能评分",
            en "no file is written: {bad} of {all} could not be scored"
        ));
        return Ok(exit);
    }
    output::publish(&text, output, &input, console)?;
    Ok(exit)
}

/// What stands in the place of results where the rules have errors.
fn unusable(options: &Score, files: &[Opened], console: &Console) -> Result<(), Refusal> {
    let is_to_file = output::file_of(options.output.output.as_deref()).is_some();
    let broken = files.iter().find(|opened| opened.usable().is_none());
    if let Some(opened) = broken
        && options.format == ScoreFormat::Json
        && !is_to_file
    {
        let report = error_report(
            opened.file.name(),
            None,
            findings(&opened.findings, &opened.file),
        );
        console.result(&pretty(&report)?)?;
    }
    Ok(())
}

impl Scoring<'_> {
    fn one(&self, path: &Path) -> Result<Scored, Refusal> {
        match self.asked(path).read(self.input, self.revisions) {
            Err(refusal) => {
                self.console.refuse(&refusal.0);
                let words = Some(Words::of(&refusal.0));
                self.failed(
                    &named(path),
                    Exit::Refused,
                    1,
                    &error_report(&named(path), words, None::<()>),
                )
            }
            Ok((revision, evidence)) => {
                if let (Some(revision), Some(record)) = (revision, &evidence.record) {
                    return self.scored(path, revision, (&evidence, record));
                }
                let (file, found) = (&evidence.file, &evidence.findings);
                let drawn = render::human(found, file, &self.console.error_style());
                self.console.tell(&drawn);
                let errors = found
                    .iter()
                    .filter(|one| one.code.severity() == Severity::Error);
                let report = error_report(file.name(), None, findings(found, file));
                self.failed(file.name(), Exit::Found, errors.count(), &report)
            }
        }
    }

    fn scored(
        &self,
        path: &Path,
        revision: &Revision<'_>,
        (evidence, record): (&Evidence, &Record),
    ) -> Result<Scored, Refusal> {
        let trace = session::score(revision.program, record);
        let language = self.console.language;
        session::with_result(revision.program, record, &trace, language, |result| {
            let name = evidence.file.name();
            let layout = self.layout(revision.opened.file.name(), name);
            let text = match self.options.with_texts {
                true => pretty(&WithTexts {
                    result,
                    texts: self.texts(path, revision, evidence)?,
                })?,
                false => self.text(result, &layout)?,
            };
            Ok(Scored {
                exit: Exit::Clean,
                row: Row::scored(result, name),
                text,
            })
        })
    }

    /// All that a result is made of.
    fn texts(
        &self,
        path: &Path,
        revision: &Revision<'_>,
        evidence: &Evidence,
    ) -> Result<Texts, Refusal> {
        let format = self.asked(path).format()?;
        let beside = self.input.beside();
        let as_of = self.options.as_of.as_of;
        Ok(session::texts_of(
            revision.opened,
            &beside,
            (evidence, format),
            as_of,
        ))
    }

    fn failed(
        &self,
        name: &str,
        exit: Exit,
        errors: usize,
        report: &impl Serialize,
    ) -> Result<Scored, Refusal> {
        Ok(Scored {
            exit,
            row: Row::refused(name, errors),
            text: match self.options.format {
                ScoreFormat::Text => String::new(),
                ScoreFormat::Json => pretty(report)?,
            },
        })
    }

    fn asked<'p>(&self, path: &'p Path) -> Asked<'p> {
        Asked {
            path,
            format: self.options.evidence_format,
            as_of: self.options.as_of.as_of,
        }
    }

    fn text(&self, result: &ScoreResult<'_>, layout: &Layout<'_>) -> Result<String, Refusal> {
        Ok(match (self.options.format, self.options.brief) {
            (ScoreFormat::Json, _) => pretty(result)?,
            (ScoreFormat::Text, true) => report::brief(result, layout),
            (ScoreFormat::Text, false) if self.options.evidence.len() > 1 => String::new(),
            (ScoreFormat::Text, false) => report::text(result, layout),
        })
    }

    fn layout<'n>(&self, rules_name: &'n str, evidence_name: &'n str) -> Layout<'n> {
        Layout {
            language: self.style.language,
            color: self.style.color,
            width: self.style.width,
            rules_name: own_name(rules_name),
            evidence_name: own_name(evidence_name),
        }
    }

    /// The output of the call.
    fn whole(&self, scored: &[Scored]) -> String {
        match (self.options.format, scored) {
            (_, [only]) => only.text.clone(),
            (ScoreFormat::Json, many) => array(many),
            (ScoreFormat::Text, many) => {
                let rows: Vec<Row> = many.iter().map(|one| one.row.clone()).collect();
                let layout = self.layout("", "");
                format!(
                    "{}\n{}",
                    report::lines(&rows, &layout),
                    report::summary(&rows, &layout)
                )
            }
        }
    }
}

/// A JSON array of the outputs, which are JSON; no string in them holds a raw line break.
fn array(scored: &[Scored]) -> String {
    let indented = scored.iter().map(|one| {
        let lines = one.text.lines().map(|line| format!("  {line}"));
        lines.collect::<Vec<_>>().join("\n")
    });
    format!("[\n{}\n]\n", indented.collect::<Vec<_>>().join(",\n"))
}

#[derive(Serialize)]
struct ErrorReport<'e, D: Serialize> {
    error: Details<'e, D>,
}

#[derive(Serialize)]
struct Details<'e, D: Serialize> {
    file: &'e str,
    message: Option<Words<'e>>,
    diagnostics: Option<D>,
}

fn error_report<'e, D: Serialize>(
    file: &'e str,
    message: Option<Words<'e>>,
    diagnostics: Option<D>,
) -> ErrorReport<'e, D> {
    ErrorReport {
        error: Details {
            file,
            message,
            diagnostics,
        },
    }
}

fn findings<'e>(
    found: &'e [Diagnostic],
    file: &'e crate::source::SourceFile,
) -> Option<impl Serialize + use<'e>> {
    Some(render::json(found, file))
}

/// The name of a file without its folders: lines of the trace stay short.
pub(super) fn own_name(path: &str) -> &str {
    let name = std::path::Path::new(path).file_name();
    name.and_then(|name| name.to_str()).unwrap_or(path)
}
