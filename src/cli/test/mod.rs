//! `chidu test`: every case against the result that a person approved.

mod accept;
mod coverage;
mod difference;
mod find;
mod human;
mod json;
mod junit;
mod review;
mod suggest;
mod suite;
mod watch;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::arguments::{OutputFile, Root};
use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::{Exit, Refusal, named, output};
use crate::diagnostics::say;
use human::Detail;
use suite::{Purpose, Suite};

#[derive(Args)]
pub(super) struct Test {
    #[arg(value_name = "DIR", default_value = ".")]
    folders: Vec<PathBuf>,
    #[arg(long, conflicts_with_all = ["accept", "watch"])]
    review: bool,
    #[arg(long, conflicts_with = "watch")]
    accept: bool,
    #[arg(long)]
    watch: bool,
    #[arg(long, conflicts_with_all = ["review", "accept", "watch"])]
    suggest: bool,
    #[arg(long)]
    coverage: bool,
    #[arg(long, value_name = "FILE")]
    coverage_lcov: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: TestFormat,
    #[command(flatten)]
    output: OutputFile,
    #[command(flatten)]
    root: Root,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TestFormat {
    Human,
    Json,
    Junit,
}

/// Runs all cases, once or whenever something changes.
pub(super) fn run(options: &Test, console: &Console) -> Result<Exit, Refusal> {
    match options.watch {
        true => watch::run(&options.folders, console, || once(options, console)),
        false => once(options, console),
    }
}

fn once(options: &Test, console: &Console) -> Result<Exit, Refusal> {
    let input = Input::default();
    let found = find::standards(&options.folders);
    for refusal in &found.refusals {
        console.refuse(&refusal.0);
    }
    let mut exit = match found.refusals.is_empty() {
        true => Exit::Clean,
        false => Exit::Refused,
    };
    let root = options.root.root.as_deref();
    let purpose = match options.suggest {
        true => Purpose::Suggest,
        false => Purpose::Compare,
    };
    let mut suites: Vec<Suite> = found
        .standards
        .iter()
        .map(|standard| suite::run(standard, (root, purpose), &input, console))
        .collect();
    if purpose == Purpose::Suggest && !suites.is_empty() {
        return Ok(exit.max(suggest::write(&suites, &input, console)?));
    }
    if suites.iter().all(|suite| suite.cases.is_empty()) {
        return match exit {
            Exit::Refused => Ok(exit),
            Exit::Clean | Exit::Found => Err(no_cases(&options.folders)),
        };
    }
    let mut detail = Detail::Difference;
    if options.review {
        exit = exit.max(review::all(&mut suites, &input, console));
        detail = Detail::Lines;
    }
    if options.accept {
        exit = exit.max(accept::all(&mut suites, &input, console));
    }
    let output = options.output.output.as_deref();
    let text = match options.format {
        TestFormat::Human => {
            let style = match output::file_of(output) {
                Some(_) => console.file_style(),
                None => console.output_style(),
            };
            let mut text = human::text(&suites, &style, (detail, console.loudness));
            if options.coverage {
                text.push_str(&coverage::text(&suites, &style));
            }
            text
        }
        TestFormat::Json => json::text(&suites)?,
        TestFormat::Junit => junit::text(&suites, console.language),
    };
    output::publish(&text, output, &input, console)?;
    if let Some(path) = &options.coverage_lcov {
        output::publish(&coverage::lcov(&suites), Some(path), &input, console)?;
    }
    Ok(exit.max(suites.iter().map(Suite::exit).max().unwrap_or(Exit::Clean)))
}

fn no_cases(folders: &[PathBuf]) -> Refusal {
    let names: Vec<String> = folders.iter().map(|path| named(path)).collect();
    let (zh, en) = (names.join("`、`"), names.join("`, `"));
    Refusal(say!(
        zh "在 `{zh}` 里没有找到案例：标准的文件夹里要有 .rules 文件，案例放在它的 cases 文件夹里（`chidu new` 给出例子）",
        en "there is no case in `{en}`: a standard is a folder with a .rules file, and its cases stand in the folder `cases` beside it (`chidu new` makes an example)"
    ))
}
