//! From the argument of a command to an opened standard.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::console::{Console, Loudness};
use crate::cli::input::{Beside, Input, is_stdin};
use crate::cli::{Refusal, named, system};
use crate::diagnostics::{Language, say};
use crate::program::Program;
use crate::render;
use crate::session::{self, Opened, TextKind};

/// The rule file of a folder that holds several.
const USUAL_NAME: &str = "standard.rules";

/// How many files of a folder a message lists.
const MOST_LISTED: usize = 10;

/// Opens the standard that an argument means; `root` is the folder of what it may read.
pub(super) fn open(input: &Input, argument: &Path, root: Option<&Path>) -> Result<Opened, Refusal> {
    let path = rule_file(argument)?;
    let folder = root.unwrap_or_else(|| path.parent().unwrap_or(Path::new("")));
    let files = Beside::new(input, folder);
    Ok(match input.text(&path, TextKind::Rules)? {
        Ok(file) => session::open(file, &files),
        Err(garbled) => Opened {
            file: garbled.file,
            program: None,
            findings: vec![garbled.finding],
        },
    })
}

/// The standard that was opened; where it has errors they are told, and nothing comes out.
pub(super) fn usable<'o>(opened: &'o Opened, console: &Console) -> Option<&'o Program> {
    let findings = &opened.findings;
    let is_mute = findings.is_empty() || console.loudness != Loudness::Verbose;
    if opened.program.is_none() || !is_mute {
        console.tell(&render::human(
            findings,
            &opened.file,
            &console.error_style(),
        ));
    } else if !findings.is_empty() {
        let name = render::shown(opened.file.name());
        let summary = |language| render::summary(findings, language);
        let (zh, en) = (summary(Language::Zh), summary(Language::En));
        console.note(&say!(
            zh "{name}：{zh}（用 `chidu check` 查看）",
            en "{name}: {en} (see `chidu check`)"
        ));
    }
    opened.program.as_ref()
}

fn rule_file(argument: &Path) -> Result<PathBuf, Refusal> {
    if is_stdin(argument) || !argument.is_dir() {
        return Ok(argument.to_owned());
    }
    let usual = argument.join(USUAL_NAME);
    if usual.is_file() {
        return Ok(usual);
    }
    let found = rule_files(argument)?;
    let folder = named(argument);
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Refusal(say!(
            zh "文件夹 `{folder}` 里没有规则文件（{USUAL_NAME} 或别的 .rules 文件）",
            en "there is no rule file in the folder `{folder}` ({USUAL_NAME}, or another .rules file)"
        ))),
        [_, _, ..] => {
            let mut list: Vec<String> = found
                .iter()
                .take(MOST_LISTED)
                .map(|path| named(path))
                .collect();
            if found.len() > MOST_LISTED {
                list.push("…".into());
            }
            let list = list.join("\n  ");
            Err(Refusal(say!(
                zh "文件夹 `{folder}` 里有几个规则文件，请写明是哪一个：\n  {list}",
                en "there are several rule files in the folder `{folder}`; say which one:\n  {list}"
            )))
        }
    }
}

/// The rule files of a folder, in the order of their names.
fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let cannot = |error: std::io::Error| {
        let (name, why) = (named(folder), system(&error));
        let (zh, en) = (why.zh, why.en);
        Refusal(
            say!(zh "不能列出文件夹 `{name}`：{zh}", en "cannot list the folder `{name}`: {en}"),
        )
    };
    let mut found = vec![];
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_some_and(|ending| ending == "rules") && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
