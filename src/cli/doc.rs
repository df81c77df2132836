//! `chidu doc`: a standard as its official table and text.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::arguments::{AsOf, OutputFile, Root};
use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::{Exit, Refusal, named, output, rules};
use crate::describe;
use crate::diagnostics::say;
use crate::report::standard::{self, Form};

#[derive(Args)]
pub(super) struct Doc {
    #[arg(value_name = "RULES")]
    rules: PathBuf,
    #[arg(long, value_name = "FORMAT")]
    format: Option<DocFormat>,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    output: OutputFile,
    #[command(flatten)]
    root: Root,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DocFormat {
    Html,
    Md,
}

/// Writes the page of a standard.
pub(super) fn run(options: &Doc, console: &Console) -> Result<Exit, Refusal> {
    let output = options.output.output.as_deref();
    let format = match options.format {
        Some(format) => format,
        None => output::file_of(output).map_or(Ok(DocFormat::Html), by_ending)?,
    };
    let form = match format {
        DocFormat::Html => Form::Html,
        DocFormat::Md => Form::Markdown,
    };
    let input = Input::default();
    let files = rules::open(&input, &options.rules, options.root.root.as_deref())?;
    let Some(revisions) = rules::usable(&files, console) else {
        return Ok(Exit::Found);
    };
    let revision = rules::revision(&revisions, options.as_of.as_of, console)?;
    let document = describe::document(revision.program, revision.until, console.language);
    let file = Path::new(revision.opened.file.name());
    let file = file.file_name().unwrap_or(file.as_os_str());
    let page = standard::page(&document, form, &file.to_string_lossy());
    output::publish(&page, output, &input, console)?;
    Ok(Exit::Clean)
}

fn by_ending(path: &Path) -> Result<DocFormat, Refusal> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let name = named(path);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => Ok(DocFormat::Html),
        "md" | "markdown" => Ok(DocFormat::Md),
        _ => Err(Refusal(say!(
            zh "看不出 `{name}` 的格式：请用 .html 或 .md，或写 --format",
            en "the format of `{name}` is not known: use .html or .md, or say --format"
        ))),
    }
}
