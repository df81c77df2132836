//! Suggested cases are written beside those at hand, under names that nothing has yet. Nobody has
//! approved them: the next run says so.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::test::suite::Suite;
use crate::cli::{Exit, Refusal, named, output, system};
use crate::diagnostics::say;

/// Where they go, in the folder of the standard.
const FOLDER: &str = "cases/suggested";

/// Writes all suggestions, and says what to do with them.
pub(super) fn write(suites: &[Suite], input: &Input, console: &Console) -> Result<Exit, Refusal> {
    let mut out = String::new();
    let mut count = 0;
    for suite in suites {
        let folder = suite.folder.join(FOLDER);
        if !suite.suggestions.is_empty() {
            fs::create_dir_all(&folder).map_err(|error| {
                let (name, why) = (named(&folder), system(&error));
                let (zh, en) = (why.zh, why.en);
                Refusal(say!(zh "不能新建 `{name}`：{zh}", en "cannot make `{name}`: {en}"))
            })?;
        }
        for suggestion in &suite.suggestions {
            let path = free(&folder, &suggestion.name);
            output::publish(&suggestion.text, Some(&path), input, console)?;
            out.push_str(&format!("+ {}\n", named(&path)));
            count += 1;
        }
    }
    let next = match count {
        0 => say!(
            zh "没有可建议的：已有案例已走到的，改动任何一项证据都不能走到更多",
            en "nothing to suggest: no single change of a case reaches more than the cases do"
        ),
        _ => say!(
            zh "\n写出 {count} 个建议的案例，还没有人批准。先看一看，再运行 chidu test --review",
            en "\n{count} suggested cases that nobody has approved: look at them, then run chidu test --review"
        ),
    };
    out.push_str(next.text(console.language));
    out.push('\n');
    console.result(&out)?;
    Ok(suites
        .iter()
        .map(Suite::rules_exit)
        .max()
        .unwrap_or(Exit::Clean))
}

/// A path for a case that shares neither its name nor its result with anything.
fn free(folder: &Path, name: &str) -> PathBuf {
    let path = |name: &str| folder.join(format!("{name}.yaml"));
    let is_taken = |name: &str| {
        let endings = ["yaml", "yml", "json", "toml", "result.txt"];
        let mut paths = endings
            .iter()
            .map(|ending| folder.join(format!("{name}.{ending}")));
        paths.any(|path| fs::symlink_metadata(path).is_ok())
    };
    let mut names = (2..).map(|number| format!("{name}-{number}"));
    let first = Some(name.to_owned()).filter(|name| !is_taken(name));
    let free = first.or_else(|| names.find(|name| !is_taken(name)));
    path(&free.unwrap_or_default())
}
