//! The command line: arguments, files and streams come in, calls into the library go out. Results
//! go to standard output or to `-o`, everything else to standard error.

mod arguments;
mod check;
mod completions;
mod console;
mod coverage;
mod diff;
mod doc;
mod evidence;
mod explain;
mod explain_code;
mod fmt;
mod help;
mod input;
mod new;
mod output;
mod reach;
mod refusals;
mod rules;
mod schema;
mod score;
mod template;
mod test;
mod verify;
mod words;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;

use crate::diagnostics::{Say, say};
use arguments::{Arguments, Command};
use console::Console;

/// How a call ended, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Done, and nothing found.
    Clean,
    /// Something was found in rules or in evidence.
    Found,
    /// The call was wrong, or a file could not be read or written.
    Refused,
}

/// Why a call cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal(Say);

/// Runs the program with its arguments, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let console = Console::before_parsing(&words);
    let exit = match arguments::parse(words, &console) {
        Ok(arguments) => obey(&arguments),
        Err(error) => refusals::answer(&error, &console),
    };
    ExitCode::from(match exit {
        Exit::Clean => 0,
        Exit::Found => 1,
        Exit::Refused => 2,
    })
}

fn obey(arguments: &Arguments) -> Exit {
    let console = Console::new(arguments);
    let done = match &arguments.command {
        Command::Check(options) => check::run(options, &console),
        Command::Diff(options) => diff::run(options, &console),
        Command::Fmt(options) => fmt::run(options, &console),
        Command::Score(options) => score::run(options, &console),
        Command::Explain(options) => explain::run(options, &console),
        Command::Verify(options) => verify::run(options, &console),
        Command::Test(options) => test::run(options, &console),
        Command::Doc(options) => doc::run(options, &console),
        Command::Schema(options) => schema::run(options, &console),
        Command::Template(options) => template::run(options, &console),
        Command::New(options) => new::run(options, &console),
        Command::ExplainCode(options) => explain_code::run(options, &console),
        Command::Completions(options) => completions::run(options, &console),
        Command::Help(options) => help::run(options, &console),
    };
    done.unwrap_or_else(|refusal| {
        console.refuse(&refusal.0);
        Exit::Refused
    })
}

/// A path as messages show it.
fn named(path: &std::path::Path) -> String {
    crate::render::shown(&path.to_string_lossy())
}

/// What people call the refusals of a system that they meet most.
const SYSTEM: &[(ErrorKind, &str, &str)] = &[
    (
        ErrorKind::NotFound,
        "没有这个文件或文件夹",
        "there is no such file or folder",
    ),
    (ErrorKind::PermissionDenied, "没有权限", "permission denied"),
    (ErrorKind::StorageFull, "磁盘已满", "the disk is full"),
    (
        ErrorKind::NotADirectory,
        "路径中有一段不是文件夹",
        "a part of the path is not a folder",
    ),
    (
        ErrorKind::ReadOnlyFilesystem,
        "文件系统只读",
        "the file system is read-only",
    ),
];

/// Why the system refused; in its own words, the same in both languages, where we have none.
fn system(error: &std::io::Error) -> Say {
    let known = SYSTEM.iter().find(|(kind, _, _)| *kind == error.kind());
    match known {
        Some((_, zh, en)) => say!(zh "{zh}", en "{en}"),
        None => Say::same(error.to_string()),
    }
}
