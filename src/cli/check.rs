//! `chidu check`: the findings of rule files are its result.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::analyse::Outlook;
use crate::cli::arguments::{Check, CheckFormat};
use crate::cli::console::{Console, Loudness};
use crate::cli::coverage::{self, CoverageReport};
use crate::cli::input::Input;
use crate::cli::reach::{self, ReachReport};
use crate::cli::rules::How;
use crate::cli::{Exit, Refusal, named, output, rules};
use crate::diagnostics::{Language, Say, Severity, say};
use crate::program::Accepted;
use crate::render::{self, Style};
use crate::session::{self, Opened};

/// One file of the call.
struct Checked {
    path: PathBuf,
    opened: Result<Opened, Refusal>,
    /// How far it can go, where that was asked for.
    outlook: Option<Outlook>,
}

/// Checks every file; one that cannot be read does not keep the others from it.
pub(super) fn run(options: &Check, console: &Console) -> Result<Exit, Refusal> {
    let input = Input::default();
    let root = options.root.root.as_deref();
    let how: How = match options.source_coverage {
        true => session::open_measured,
        false => session::open,
    };
    let mut checked: Vec<Checked> = options
        .files
        .iter()
        .flat_map(|path| check(path, &input, root, how))
        .collect();
    for one in checked.iter_mut().filter(|_| options.reach) {
        one.outlook = one.opened.as_ref().ok().and_then(session::outlook);
    }
    for one in &checked {
        if let Err(refusal) = &one.opened {
            console.refuse(&refusal.0);
        }
    }
    let output = options.output.output.as_deref();
    let text = match options.format {
        CheckFormat::Human => {
            let style = match output::file_of(output) {
                Some(_) => console.file_style(),
                None => console.output_style(),
            };
            human(&checked, &style, console.loudness)
        }
        CheckFormat::Json => json(&checked)?,
        CheckFormat::Sarif => sarif(&checked, console.language)?,
        CheckFormat::Github => github(&checked, console.language),
    };
    output::publish(&text, output, &input, console)?;
    Ok(exit(&checked, options.deny.is_some()))
}

/// A file, or all rule files of a folder, which are then compared with each other.
fn check(argument: &Path, input: &Input, root: Option<&Path>, how: How) -> Vec<Checked> {
    let paths = match rules::rule_files(argument) {
        Ok(paths) => paths,
        Err(refusal) => {
            return vec![Checked {
                path: argument.to_owned(),
                opened: Err(refusal),
                outlook: None,
            }];
        }
    };
    let open = |path: PathBuf| Checked {
        opened: rules::open_file(input, &path, root, how),
        outlook: None,
        path,
    };
    let mut checked: Vec<Checked> = paths.into_iter().map(open).collect();
    let shared = rules::shared(checked.iter().filter_map(|one| one.opened.as_ref().ok()));
    checked.retain(|one| {
        let opened = one.opened.as_ref().ok();
        opened.is_none_or(|opened| !rules::is_only_shared(opened, &shared))
    });
    let files = checked
        .iter_mut()
        .filter_map(|one| one.opened.as_mut().ok());
    let mut files: Vec<&mut Opened> = files.collect();
    session::compare_revisions(&mut files);
    files.into_iter().for_each(session::review);
    checked
}

fn exit(checked: &[Checked], denies_warnings: bool) -> Exit {
    let of_one = |one: &Checked| match &one.opened {
        Err(_) => Exit::Refused,
        Ok(opened) => {
            let is_bad = opened.has_errors() || denies_warnings && !opened.findings.is_empty();
            if is_bad { Exit::Found } else { Exit::Clean }
        }
    };
    checked.iter().map(of_one).max().unwrap_or(Exit::Clean)
}

fn human(checked: &[Checked], style: &Style, loudness: Loudness) -> String {
    let mut text = String::new();
    for one in checked {
        let Ok(opened) = &one.opened else { continue };
        text.push_str(&render::human(&opened.findings, &opened.file, style));
        if opened.findings.is_empty() && loudness != Loudness::Quiet {
            let name = render::shown(opened.file.name());
            let clean = say!(zh "{name}：没有发现问题", en "{name}: no findings");
            text.push_str(clean.text(style.language));
            text.push('\n');
        }
        text.push_str(&render::undecided(
            &opened.undecided,
            &opened.file,
            style.language,
        ));
        if let Some(outlook) = &one.outlook {
            text.push_str(&reach::shown(outlook, opened, style));
        }
        if let Some(coverage) = &opened.coverage {
            text.push_str(&coverage::shown(coverage, opened, style));
        }
        if loudness == Loudness::Verbose {
            text.push_str(&accepted(opened, style.language));
        }
    }
    text
}

/// The warnings that the file accepts, with its reasons.
fn accepted(opened: &Opened, language: Language) -> String {
    let accepted = opened.program.iter().flat_map(|program| &program.accepted);
    let lines = accepted.map(|one| {
        let (name, line) = place(opened, one);
        let (name, reason) = (render::shown(name), render::shown(&one.reason));
        let code = one.code;
        let said = say!(
            zh "{name}:{line}：已认可 {code}：{reason}",
            en "{name}:{line}: {code} is accepted: {reason}"
        );
        format!("{}\n", said.text(language))
    });
    lines.collect()
}

/// The file and the line of an `accept`.
fn place<'o>(opened: &'o Opened, accepted: &Accepted) -> (&'o str, u32) {
    let at = accepted.span.start;
    (opened.file.part_at(at).name(), opened.file.line(at))
}

#[derive(Serialize)]
struct Report<F: Serialize> {
    files: Vec<F>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct FileReport<'c, D: Serialize, U: Serialize> {
    file: String,
    hash: Option<&'c str>,
    diagnostics: D,
    undecided: U,
    accepted: Vec<AcceptedReport<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_coverage: Option<CoverageReport<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reach: Option<ReachReport<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<Words<'c>>,
}

#[derive(Serialize)]
struct AcceptedReport<'c> {
    code: &'static str,
    reason: &'c str,
    file: &'c str,
    line: u32,
}

/// Words in both languages, as JSON has them.
#[derive(Serialize)]
pub(super) struct Words<'w> {
    zh: &'w str,
    en: &'w str,
}

impl<'w> Words<'w> {
    /// The words of a message.
    pub(super) fn of(say: &'w Say) -> Self {
        Self {
            zh: &say.zh,
            en: &say.en,
        }
    }
}

fn json(checked: &[Checked]) -> Result<String, Refusal> {
    let findings = || {
        let opened = checked.iter().filter_map(|one| one.opened.as_ref().ok());
        opened.flat_map(|opened| &opened.findings)
    };
    let count = |severity| {
        let of_it = findings().filter(|finding| finding.code.severity() == severity);
        of_it.count()
    };
    pretty(&Report {
        files: checked.iter().map(file_report).collect(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    })
}

fn file_report<'c>(
    one: &'c Checked,
) -> FileReport<'c, impl Serialize + use<'c>, impl Serialize + use<'c>> {
    let opened = one.opened.as_ref().ok();
    let program = opened.and_then(|opened| opened.program.as_ref());
    let accepted = opened
        .zip(program)
        .into_iter()
        .flat_map(|(opened, program)| {
            let of_it = program.accepted.iter();
            of_it.map(move |one| {
                let (file, line) = place(opened, one);
                AcceptedReport {
                    code: one.code.name(),
                    reason: &one.reason,
                    file,
                    line,
                }
            })
        });
    FileReport {
        file: opened.map_or_else(|| named(&one.path), |opened| opened.file.name().to_owned()),
        hash: program.map(|program| program.hash.as_str()),
        diagnostics: opened.map(|opened| render::json(&opened.findings, &opened.file)),
        undecided: opened.map(|opened| render::open_points(&opened.undecided, &opened.file)),
        accepted: accepted.collect(),
        source_coverage: opened
            .and_then(|opened| opened.coverage.as_ref())
            .map(coverage::report),
        reach: one
            .outlook
            .as_ref()
            .zip(program)
            .map(|(outlook, program)| reach::report(outlook, program)),
        unreadable: one
            .opened
            .as_ref()
            .err()
            .map(|refusal| Words::of(&refusal.0)),
    }
}

fn sarif(checked: &[Checked], language: Language) -> Result<String, Refusal> {
    let refusals = checked.iter().filter_map(|one| one.opened.as_ref().err());
    let refusals: Vec<&Say> = refusals.map(|refusal| &refusal.0).collect();
    let opened = checked.iter().filter_map(|one| one.opened.as_ref().ok());
    let files = opened.map(|opened| render::Checked {
        file: &opened.file,
        findings: &opened.findings,
        undecided: &opened.undecided,
    });
    let files: Vec<render::Checked<'_>> = files.collect();
    pretty(&render::sarif(&files, &refusals, language))
}

fn github(checked: &[Checked], language: Language) -> String {
    let of_one = |one: &Checked| match &one.opened {
        Ok(opened) => {
            let (findings, open) = (&opened.findings, &opened.undecided);
            render::annotations(findings, open, &opened.file, language)
        }
        Err(refusal) => render::github_refusal(&refusal.0, language),
    };
    checked.iter().map(of_one).collect()
}

/// JSON text for people and programs alike, with a line break at its end.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, Refusal> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Refusal(Say::same(error.to_string())))?;
    Ok(render::safe_json(&text) + "\n")
}
