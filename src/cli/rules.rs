//! From the argument of a command to an opened standard and its revisions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::console::{Console, Loudness};
use crate::cli::input::{self, Beside, Input, is_stdin};
use crate::cli::{Refusal, named};
use crate::diagnostics::{Language, say};
use crate::domain::Date;
use crate::render;
use crate::session::{self, Files, Opened, Revision, Revisions, TextKind};
use crate::source::SourceFile;

/// The rule file that stands for others of the same meaning.
const USUAL_NAME: &str = "standard.rules";

/// How many files of a folder a message lists.
const MOST_LISTED: usize = 10;

/// The files of the standard that an argument means: one, or the revisions in a folder. `root` is the
/// folder of what they may read.
pub(super) fn open(
    input: &Input,
    argument: &Path,
    root: Option<&Path>,
) -> Result<Vec<Opened>, Refusal> {
    let mut files = vec![];
    let paths = rule_files(argument)?;
    for path in paths.iter().filter(|path| !is_twin(path, &paths)) {
        files.push(open_file(input, path, root, session::open)?);
    }
    let shared = shared(files.iter());
    files.retain(|opened| !is_only_shared(opened, &shared));
    files.iter().try_for_each(is_standard)?;
    one_standard(argument, &files)?;
    session::compare_revisions(&mut files.iter_mut().collect::<Vec<_>>());
    Ok(files)
}

/// Whether a file is another one on the other surface: `standard.zh.rules` beside `standard.rules`.
/// `check` compares the two; to score, one is read.
fn is_twin(path: &Path, all: &[PathBuf]) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let base = stem.and_then(|stem| stem.strip_suffix(".zh").or(stem.strip_suffix(".en")));
    base.is_some_and(|base| all.contains(&path.with_file_name(format!("{base}.rules"))))
}

/// The files that the others among `files` use.
pub(super) fn shared<'o>(files: impl Iterator<Item = &'o Opened>) -> BTreeSet<PathBuf> {
    let used = |opened: &Opened| {
        let parts = opened.file.parts().skip(1);
        let paths = parts.filter_map(|part| Path::new(part.name()).canonicalize().ok());
        paths.collect::<BTreeSet<_>>()
    };
    let of_each: Vec<_> = files
        .map(|opened| (path_of(opened), used(opened)))
        .collect();
    let of_all: BTreeSet<&PathBuf> = of_each.iter().flat_map(|(_, used)| used).collect();
    let is_first = |path: &Option<PathBuf>| path.as_ref().is_none_or(|path| !of_all.contains(path));
    let of_first = of_each.iter().filter(|(path, _)| is_first(path));
    of_first.flat_map(|(_, used)| used.clone()).collect()
}

/// Whether a file is no standard, and is checked where another uses it.
pub(super) fn is_only_shared(opened: &Opened, shared: &BTreeSet<PathBuf>) -> bool {
    opened.program.is_none() && path_of(opened).is_some_and(|path| shared.contains(&path))
}

fn path_of(opened: &Opened) -> Option<PathBuf> {
    Path::new(opened.file.name()).canonicalize().ok()
}

/// How a rule file is opened: for what it means, or to measure its source as well.
pub(super) type How = fn(SourceFile, &dyn Files) -> Opened;

/// Opens one rule file.
pub(super) fn open_file(
    input: &Input,
    path: &Path,
    root: Option<&Path>,
    how: How,
) -> Result<Opened, Refusal> {
    let folder = root.unwrap_or_else(|| path.parent().unwrap_or(Path::new("")));
    let files = Beside::new(input, folder);
    Ok(match input.text(path, TextKind::Rules)? {
        Ok(file) => how(file, &files),
        Err(garbled) => Opened {
            file: garbled.file,
            program: None,
            findings: vec![garbled.finding],
            coverage: None,
            undecided: vec![],
        },
    })
}

/// The revisions of the standard that was opened; where a file has errors they are told, and nothing
/// comes out.
pub(super) fn usable<'o>(files: &'o [Opened], console: &Console) -> Option<Revisions<'o>> {
    let broken: Vec<&Opened> = files
        .iter()
        .filter(|file| file.usable().is_none())
        .collect();
    if !broken.is_empty() {
        broken.iter().for_each(|opened| tell_all(opened, console));
        return None;
    }
    let revisions = Revisions::of(files)?;
    revisions
        .iter()
        .for_each(|revision| tell_warnings(revision.opened, console));
    Some(revisions)
}

/// The revision that a form is made for: the one of a day, else the one that comes into force last.
pub(super) fn revision<'r, 'o>(
    revisions: &'r Revisions<'o>,
    as_of: Option<Date>,
    console: &Console,
) -> Result<&'r Revision<'o>, Refusal> {
    let revision = match as_of {
        Some(day) => revisions
            .in_force(day)
            .ok_or_else(|| Refusal(revisions.none_in_force(day)))?,
        None => revisions.latest(),
    };
    if revisions.are_several() {
        let name = render::shown(revision.opened.file.name());
        let from = revision.program.info.in_force_from;
        let from = from.map_or(String::new(), |from| from.to_string());
        console.note(&say!(
            zh "按 {name}（{from} 起施行）；要别的版本，请写 --as-of 日期",
            en "for {name}, in force from {from}; for another revision say --as-of DATE"
        ));
    }
    Ok(revision)
}

/// Tells all findings of a file.
pub(super) fn tell_all(opened: &Opened, console: &Console) {
    console.tell(&render::human(
        &opened.findings,
        &opened.file,
        &console.error_style(),
    ));
}

fn tell_warnings(opened: &Opened, console: &Console) {
    let findings = &opened.findings;
    if findings.is_empty() || console.loudness == Loudness::Verbose {
        return tell_all(opened, console);
    }
    let name = render::shown(opened.file.name());
    let summary = |language| render::summary(findings, language);
    let (zh, en) = (summary(Language::Zh), summary(Language::En));
    console.note(&say!(
        zh "{name}：{zh}（用 `chidu check` 查看）",
        en "{name}: {en} (see `chidu check`)"
    ));
}

/// Refuses a file of notes alone.
fn is_standard(opened: &Opened) -> Result<(), Refusal> {
    if opened.program.is_some() || opened.has_errors() {
        return Ok(());
    }
    let name = render::shown(opened.file.name());
    Err(Refusal(say!(
        zh "`{name}` 里只有对来源的说明，没有标准：可以检查，不能评分",
        en "`{name}` holds notes on its source and no standard: it can be checked, not scored"
    )))
}

/// Refuses a folder of several standards.
fn one_standard(folder: &Path, files: &[Opened]) -> Result<(), Refusal> {
    let id = |opened: &Opened| Some(opened.program.as_ref()?.info.id.clone());
    let ids: BTreeSet<String> = files.iter().filter_map(id).collect();
    if ids.len() < 2 {
        return Ok(());
    }
    let with_id = |opened: &Opened| {
        let name = render::shown(opened.file.name());
        id(opened).map(|id| format!("{name}  {id}"))
    };
    let (folder, list) = (named(folder), list(files.iter().filter_map(with_id)));
    Err(Refusal(say!(
        zh "文件夹 `{folder}` 里有几个标准，请写明是哪一个文件：\n  {list}",
        en "there are several standards in the folder `{folder}`; say which file:\n  {list}"
    )))
}

fn list(lines: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = lines.take(MOST_LISTED + 1).collect();
    if lines.len() > MOST_LISTED {
        lines.truncate(MOST_LISTED);
        lines.push("…".into());
    }
    lines.join("\n  ")
}

/// The rule files that an argument means: itself, or those of a folder, the usual one first and the
/// others by their names.
pub(super) fn rule_files(argument: &Path) -> Result<Vec<PathBuf>, Refusal> {
    if is_stdin(argument) || !argument.is_dir() {
        return Ok(vec![argument.to_owned()]);
    }
    let is_rules = |path: &Path| path.extension().is_some_and(|ending| ending == "rules");
    let mut found = input::files_in(argument, is_rules)?;
    if found.is_empty() {
        let folder = named(argument);
        return Err(Refusal(say!(
            zh "文件夹 `{folder}` 里没有规则文件（{USUAL_NAME} 或别的 .rules 文件）",
            en "there is no rule file in the folder `{folder}` ({USUAL_NAME}, or another .rules file)"
        )));
    }
    let is_other = |path: &PathBuf| path.file_name() != Some(USUAL_NAME.as_ref());
    found.sort_by_key(|path| (is_other(path), path.clone()));
    Ok(found)
}
