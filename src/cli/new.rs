//! `chidu new`: a folder with a small standard, one case and its approved result.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::cli::arguments::New;
use crate::cli::console::Console;
use crate::cli::{Exit, Refusal, named, output, system};
use crate::diagnostics::{Language, say};
use crate::evidence::Format;
use crate::report;
use crate::session::{self, Files, Trouble};
use crate::source::SourceFile;

const RULES: (&str, &str) = (
    include_str!("starter/zh.rules"),
    include_str!("starter/en.rules"),
);
const CASE: (&str, &str) = (
    include_str!("starter/zh.yaml"),
    include_str!("starter/en.yaml"),
);

/// Makes the folder, whole or not at all, and says what to do next.
pub(super) fn run(options: &New, console: &Console) -> Result<Exit, Refusal> {
    let path = options.name.as_path();
    let name = named(path);
    if fs::symlink_metadata(path).is_ok() {
        return Err(Refusal(
            say!(zh "`{name}` 已经存在，不改动它", en "`{name}` exists and is left as it is"),
        ));
    }
    let files = starter(console.language)?;
    make(path, &files).map_err(|error| {
        let why = system(&error);
        let (zh, en) = (why.zh, why.en);
        Refusal(say!(zh "不能新建 `{name}`：{zh}", en "cannot make `{name}`: {en}"))
    })?;
    let words = path.to_string_lossy();
    let quoted = if words.contains([' ', '\'', '"', '(', ')', '&', ';']) {
        format!("\"{name}\"")
    } else {
        name.clone()
    };
    let next = say!(
        zh "已新建 `{name}`：一个小标准、一份证据和它的评分结果。\n\n接下来：\n  1. 打开 {name}/standard.rules，照着改成自己的标准\n  2. chidu check {quoted}\n  3. chidu score {quoted} {quoted}/cases/first.yaml\n  4. chidu test {quoted} --review\n",
        en "made `{name}`: a small standard, one case and its approved result\n\nNext:\n  1. open {name}/standard.rules and make it your own standard\n  2. chidu check {quoted}\n  3. chidu score {quoted} {quoted}/cases/first.yaml\n  4. chidu test {quoted} --review\n"
    );
    console.result(next.text(console.language))?;
    Ok(Exit::Clean)
}

/// Nothing stands beside the starter.
struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &str) -> Result<String, Trouble> {
        Err(Trouble::Missing)
    }
}

/// The files of the folder by their paths.
fn starter(language: Language) -> Result<[(&'static str, String); 3], Refusal> {
    let rules = language.pick(RULES.0, RULES.1);
    let case = language.pick(CASE.0, CASE.1);
    let result = approved(rules, case).ok_or_else(|| {
        Refusal(say!(
            zh "自带的小标准不能评分，这是程序的错误",
            en "the standard that comes with the program cannot be scored; this is a fault of the program"
        ))
    })?;
    Ok([
        ("standard.rules", rules.to_owned()),
        ("cases/first.yaml", case.to_owned()),
        ("cases/first.result.txt", result),
    ])
}

fn approved(rules: &str, case: &str) -> Option<String> {
    let opened = session::open(SourceFile::new("standard.rules", rules), &Nothing);
    let program = opened.program?;
    let file = SourceFile::new("first.yaml", case);
    let evidence = session::read_evidence(&program, file, Format::Yaml, None);
    let record = evidence.record?;
    let trace = session::score(&program, &record);
    let language = session::language_of(&program);
    Some(session::with_result(
        &program,
        &record,
        &trace,
        language,
        |result| report::approved(result, language).text,
    ))
}

/// Builds the folder under another name beside it, and then gives it its name.
fn make(path: &Path, files: &[(&str, String)]) -> io::Result<()> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chidu-new-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    let unfinished = builder.tempdir_in(parent)?;
    for (name, text) in files {
        let file = unfinished.path().join(name);
        fs::create_dir_all(file.parent().unwrap_or(unfinished.path()))?;
        let mut file = File::create_new(file)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    fs::rename(unfinished.path(), path)?;
    // The folder has its own name now: there is nothing left to remove.
    let _moved = unfinished.keep();
    output::sync_folder(parent);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_checks_without_findings_and_scores_in_both_languages() {
        for (rules, case) in [(RULES.0, CASE.0), (RULES.1, CASE.1)] {
            let opened = session::open(SourceFile::new("standard.rules", rules), &Nothing);
            assert!(opened.findings.is_empty(), "{:?}", opened.findings);
            let program = opened.program.unwrap();
            let file = SourceFile::new("first.yaml", case);
            let evidence = session::read_evidence(&program, file, Format::Yaml, None);
            assert!(evidence.findings.is_empty(), "{:?}", evidence.findings);
            assert!(approved(rules, case).is_some());
            let trace = session::score(&program, &evidence.record.unwrap());
            assert_eq!(trace.verdict.total.to_string(), "82");
        }
    }
}
