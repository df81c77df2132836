//! `chidu fmt`: rule files as they should be spaced: in place, as a diff, or from standard input.

use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use crate::cli::arguments::Lang;
use crate::cli::console::Console;
use crate::cli::input::{Beside, Input, is_stdin};
use crate::cli::{Exit, Refusal, named, output, rules};
use crate::diagnostics::{Say, say};
use crate::render;
use crate::session::{self, TextKind, Unformatted};
use crate::source::SourceFile;

/// The folder that is meant where no file is named.
const HERE: &str = ".";

/// How many lines a note lists.
const MOST_LISTED: usize = 10;

/// The lines that a diff shows around a change.
const AROUND: usize = 3;

#[derive(Args)]
pub(super) struct Fmt {
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long)]
    check: bool,
    #[arg(long)]
    diff: bool,
    #[arg(long, value_name = "LANG")]
    to: Option<Lang>,
}

/// Formats every file; one that cannot be read does not keep the others from it.
pub(super) fn run(options: &Fmt, console: &Console) -> Result<Exit, Refusal> {
    let here = [PathBuf::from(HERE)];
    let named: &[PathBuf] = match options.files.as_slice() {
        [] => &here,
        files => files,
    };
    let mut call = Call {
        options,
        input: Input::default(),
        console,
        out: String::new(),
        written: 0,
        left: 0,
    };
    let mut exit = Exit::Clean;
    for argument in named {
        let done = match rules::rule_files(argument) {
            Ok(paths) => paths.iter().map(|path| call.file(path)).max(),
            Err(refusal) => Some(call.refuse(&refusal)),
        };
        exit = exit.max(done.unwrap_or(Exit::Clean));
    }
    console.result(&call.out)?;
    call.sum_up();
    Ok(exit)
}

struct Call<'c> {
    options: &'c Fmt,
    input: Input,
    console: &'c Console,
    /// What goes to standard output.
    out: String,
    /// How many files were written.
    written: usize,
    /// How many were formatted before.
    left: usize,
}

impl Call<'_> {
    fn refuse(&self, refusal: &Refusal) -> Exit {
        self.console.refuse(&refusal.0);
        Exit::Refused
    }

    fn file(&mut self, path: &Path) -> Exit {
        let done = self.formatted(path).and_then(|formatted| match formatted {
            Some((file, text)) => self.publish(path, &file, &text),
            None => Ok(Exit::Found),
        });
        done.unwrap_or_else(|refusal| self.refuse(&refusal))
    }

    /// A file and its text as it should be; nothing where the file is no text, which is told.
    fn formatted(&self, path: &Path) -> Result<Option<(SourceFile, String)>, Refusal> {
        let file = match self.input.text(path, TextKind::Rules)? {
            Ok(file) => file,
            Err(garbled) => {
                let style = self.console.error_style();
                let shown = render::human(&[garbled.finding], &garbled.file, &style);
                self.console.tell(&shown);
                return Ok(None);
            }
        };
        let beside = Beside::new(&self.input, path.parent().unwrap_or(Path::new("")));
        let language = self.options.to.map(Lang::language);
        let formatted = session::format(&file, language, &beside)
            .map_err(|why| Refusal(unformatted(&render::shown(file.name()), why)))?;
        let name = render::shown(file.name());
        if let Some(lines) = listed(&file, &formatted.broken) {
            self.console.note(&say!(
                zh "{name}：第 {lines} 行有错，照原样保留（用 `chidu check` 查看）",
                en "{name}: what has a mistake stays as it is, line {lines} (see `chidu check`)"
            ));
        }
        if let Some(lines) = listed(&file, &formatted.kept) {
            self.console.note(&say!(
                zh "{name}：第 {lines} 行换一种文字写就不是原来的意思，照原样保留",
                en "{name}: what would mean something else in the other language stays as it is, line {lines}"
            ));
        }
        Ok(Some((file, formatted.text)))
    }

    fn publish(&mut self, path: &Path, file: &SourceFile, text: &str) -> Result<Exit, Refusal> {
        let is_same = file.text() == text;
        let name = render::shown(file.name());
        if self.options.diff {
            if !is_same {
                self.out.push_str(&self.diff(&name, file.text(), text));
            }
        } else if self.options.check {
            if !is_same {
                self.out.push_str(&format!("{name}\n"));
            }
        } else {
            if is_stdin(path) {
                self.out.push_str(text);
            } else if is_same {
                self.left += 1;
            } else {
                output::replace(path, text)?;
                self.written += 1;
                let named = named(path);
                self.console
                    .note(&say!(zh "{named}：已排版", en "{named}: formatted"));
            }
            return Ok(Exit::Clean);
        }
        Ok(if is_same { Exit::Clean } else { Exit::Found })
    }

    fn diff(&self, name: &str, before: &str, after: &str) -> String {
        let after_name = self.console.language.pick("排版后", "formatted");
        let diff = TextDiff::from_lines(before, after);
        let mut unified = diff.unified_diff();
        let unified = unified.context_radius(AROUND).header(name, after_name);
        let has_color = self.console.colors_output();
        let text = unified.to_string();
        text.lines().map(|line| drawn(line, has_color)).collect()
    }

    /// Says how many files there were, where none had to be named.
    fn sum_up(&self) {
        let (written, left) = (self.written, self.left);
        if written + left == 0 {
            return;
        }
        self.console.note(&match (written, left) {
            (0, 1) => say!(zh "原来就排好了，没有改动", en "nothing to change"),
            (0, _) => say!(zh "{left} 个文件原来就排好了，没有改动", en "nothing to change in {left} files"),
            (1, 0) => return,
            (_, _) => say!(
                zh "{written} 个文件已排版，{left} 个没有改动",
                en "{written} formatted, {left} left as they were"
            ),
        });
    }
}

/// A line of a diff in its colour.
fn drawn(line: &str, has_color: bool) -> String {
    let shown = line.trim_end_matches('\r').split('\t').map(render::shown);
    let shown = shown.collect::<Vec<_>>().join("\t");
    let code = match line.chars().next() {
        _ if line.starts_with("+++") || line.starts_with("---") => "1",
        Some('+') => "32",
        Some('-') => "31",
        Some('@') => "36",
        Some(_) | None => "",
    };
    if has_color && !code.is_empty() {
        format!("\u{1b}[{code}m{shown}\u{1b}[0m\n")
    } else {
        format!("{shown}\n")
    }
}

/// The lines of some places; nothing where there is none.
fn listed(file: &SourceFile, places: &[u32]) -> Option<String> {
    let mut lines: Vec<String> = places
        .iter()
        .take(MOST_LISTED)
        .map(|at| file.line(*at).to_string())
        .collect();
    if places.len() > MOST_LISTED {
        lines.push("…".into());
    }
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn unformatted(name: &str, why: Unformatted) -> Say {
    match why {
        Unformatted::Differs => say!(
            zh "`{name}` 没有改动：排版后的意思会变，这是程序的错误",
            en "`{name}` is left as it is: formatted, it would mean something else; this is a fault of the program"
        ),
        Unformatted::TooLarge => say!(
            zh "`{name}` 没有改动：排版后超过规则文件的上限",
            en "`{name}` is left as it is: formatted, it would be larger than a rule file may be"
        ),
    }
}
