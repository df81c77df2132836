//! `chidu diff`: what a revision changes in meaning, and whom it moves.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::arguments::{AsOf, EvidenceFormat, OutputFile, Root};
use crate::cli::check::pretty;
use crate::cli::console::Console;
use crate::cli::input::{self, Input, format_of, is_stdin};
use crate::cli::{Exit, Refusal, named, output, rules};
use crate::compare::{self, Case, Change, Comparison, Spread, Subject, Taken, Transitions};
use crate::diagnostics::{Say, say};
use crate::domain::Date;
use crate::evidence::Format;
use crate::program::Program;
use crate::report::{Effect, Layout, Revised, Revision};
use crate::session::{self, Opened, TextKind};

#[derive(Args)]
pub(super) struct Diff {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[arg(long, value_name = "PATH", num_args = 1..)]
    evidence: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,
    #[command(flatten)]
    as_of: AsOf,
    #[arg(long, value_name = "FORMAT")]
    evidence_format: Option<EvidenceFormat>,
    #[command(flatten)]
    output: OutputFile,
    #[command(flatten)]
    root: Root,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Text,
    Json,
    Html,
    Md,
}

/// Compares two standards; evidence that one of them refuses is listed.
pub(super) fn run(options: &Diff, console: &Console) -> Result<Exit, Refusal> {
    let input = Input::default();
    let root = options.root.root.as_deref();
    let old = one(&input, &options.old, root)?;
    let new = one(&input, &options.new, root)?;
    let broken: Vec<&Opened> = [&old, &new]
        .into_iter()
        .filter(|one| one.usable().is_none())
        .collect();
    broken
        .iter()
        .for_each(|opened| rules::tell_all(opened, console));
    let programs = old.usable().zip(new.usable());
    let Some(((before, after), comparison)) = programs.zip(session::compare(&old, &new)) else {
        return Ok(Exit::Found);
    };
    let paths = evidence_files(&options.evidence)?;
    let mut cases = vec![];
    for path in &paths {
        cases.extend(case(options, &input, path, (&old, &new, &comparison))?);
    }
    let effect = (!options.evidence.is_empty()).then(|| Effect {
        transitions: compare::transitions(before, after, &cases),
        spread: compare::spread(after, &cases).filter(|_| before.has_score() || after.has_score()),
        outside: [before, after].map(|program| outside(program, &cases)),
        cases,
    });
    let (one, other) = (revised(&old, before), revised(&new, after));
    let revision = Revision {
        old: &one,
        new: &other,
        comparison: &comparison,
        effect: effect.as_ref(),
    };
    let text = match options.format {
        DiffFormat::Text => revision.text(&layout(options, console)),
        DiffFormat::Md => revision.markdown(console.language),
        DiffFormat::Html => {
            let page = revision.html(console.language);
            page.map_err(|error| Refusal(Say::same(error)))?
        }
        DiffFormat::Json => json(&revision, (before, after))?,
    };
    output::publish(&text, options.output.output.as_deref(), &input, console)?;
    Ok(if comparison.has_meaning() {
        Exit::Found
    } else {
        Exit::Clean
    })
}

fn layout(options: &Diff, console: &Console) -> Layout<'static> {
    let style = match output::file_of(options.output.output.as_deref()) {
        Some(_) => console.file_style(),
        None => console.output_style(),
    };
    Layout {
        language: style.language,
        color: style.color,
        width: style.width,
        rules_name: "",
        evidence_name: "",
    }
}

/// The one standard that an argument means.
fn one(input: &Input, argument: &Path, root: Option<&Path>) -> Result<Opened, Refusal> {
    let files = rules::open(input, argument, root)?;
    let names: Vec<String> = files
        .iter()
        .map(|one| crate::render::shown(one.file.name()))
        .collect();
    let mut files = files.into_iter();
    match (files.next(), files.next()) {
        (Some(only), None) => Ok(only),
        (_, _) => {
            let (folder, list) = (named(argument), names.join("\n  "));
            Err(Refusal(say!(
                zh "文件夹 `{folder}` 里有几个版本，请写明是哪一个文件：\n  {list}",
                en "there are several revisions in the folder `{folder}`; say which file:\n  {list}"
            )))
        }
    }
}

/// The files of `--evidence`: each as it is, and of a folder all that hold evidence.
fn evidence_files(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Refusal> {
    let mut files = vec![];
    for argument in arguments {
        if is_stdin(argument) || !argument.is_dir() {
            files.push(argument.clone());
            continue;
        }
        let mut found = of_folder(argument)?;
        if found.is_empty() && argument.join("cases").is_dir() {
            found = of_folder(&argument.join("cases"))?;
        }
        if found.is_empty() {
            let folder = named(argument);
            return Err(Refusal(say!(
                zh "文件夹 `{folder}` 里没有证据（.yaml、.json 或 .toml 文件）",
                en "there is no evidence in the folder `{folder}` (.yaml, .json or .toml files)"
            )));
        }
        files.append(&mut found);
    }
    Ok(files)
}

fn of_folder(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let is_evidence = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_result = path.to_string_lossy().contains(".result.");
        ending.is_some_and(|ending| Format::of_extension(ending).is_some()) && !is_result
    };
    let mut found = input::files_in(folder, is_evidence)?;
    found.sort();
    Ok(found)
}

/// One piece of evidence by both standards; bytes that are no text are refused by both.
fn case(
    options: &Diff,
    input: &Input,
    path: &Path,
    sides: (&Opened, &Opened, &Comparison),
) -> Result<Option<Case>, Refusal> {
    let asked = options.evidence_format.map(|format| format.format());
    let format = format_of(path, asked)?;
    Ok(match input.text(path, TextKind::Evidence)? {
        Ok(file) => session::score_both(sides, &file, format, options.as_of.as_of),
        Err(garbled) => Some(Case {
            file: named(path),
            subject: String::new(),
            day: None,
            taken: Taken::Neither {
                why: vec![garbled.finding.message],
            },
        }),
    })
}

/// How many subjects were assessed on a day on which a standard is not in force.
fn outside(program: &Program, cases: &[Case]) -> usize {
    let (from, until) = (program.info.in_force_from, program.info.in_force_until);
    let is_outside =
        |day: Date| from.is_some_and(|from| day < from) || until.is_some_and(|until| day > until);
    cases
        .iter()
        .filter_map(|case| case.day)
        .filter(|day| is_outside(*day))
        .count()
}

fn revised(opened: &Opened, program: &Program) -> Revised {
    let info = &program.info;
    let in_force = match (info.in_force_from, info.in_force_until) {
        (None, None) => say!(zh "未写施行日期", en "no dates in force"),
        (Some(from), None) => say!(zh "{from} 起施行", en "in force from {from}"),
        (None, Some(until)) => say!(zh "施行至 {until}", en "in force until {until}"),
        (Some(from), Some(until)) => {
            say!(zh "{from} 至 {until}", en "in force from {from} until {until}")
        }
    };
    Revised {
        file: opened.file.name().to_owned(),
        id: info.id.clone(),
        title: info.title.clone(),
        in_force,
    }
}

#[derive(Serialize)]
struct Report<'r> {
    old: SideReport<'r>,
    new: SideReport<'r>,
    /// Whether anything changed in meaning.
    changed: bool,
    changes: &'r [Change],
    reordered: &'r [Subject],
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<EffectReport<'r>>,
}

#[derive(Serialize)]
struct SideReport<'r> {
    file: &'r str,
    id: &'r str,
    title: &'r str,
    hash: &'r str,
}

#[derive(Serialize)]
struct EffectReport<'r> {
    transitions: Option<&'r Transitions>,
    spread: Option<&'r Spread>,
    cases: &'r [Case],
}

fn json(revision: &Revision<'_>, programs: (&Program, &Program)) -> Result<String, Refusal> {
    let Comparison {
        changes, reordered, ..
    } = revision.comparison;
    pretty(&Report {
        old: side_report(revision.old, programs.0),
        new: side_report(revision.new, programs.1),
        changed: revision.comparison.has_meaning(),
        changes,
        reordered,
        evidence: revision.effect.map(|effect| EffectReport {
            transitions: effect.transitions.as_ref(),
            spread: effect.spread.as_ref(),
            cases: &effect.cases,
        }),
    })
}

fn side_report<'r>(revised: &'r Revised, program: &'r Program) -> SideReport<'r> {
    SideReport {
        file: &revised.file,
        id: &revised.id,
        title: &revised.title,
        hash: &program.hash,
    }
}
