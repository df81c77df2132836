//! `chidu template`: a form for the evidence.

use std::path::Path;

use crate::cli::arguments::{FormFormat, Template};
use crate::cli::check::pretty;
use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::{Exit, Refusal, named, output, rules};
use crate::diagnostics::say;
use crate::evidence::Form;

/// Writes a form for a standard's evidence.
pub(super) fn run(options: &Template, console: &Console) -> Result<Exit, Refusal> {
    let output = options.output.output.as_deref();
    let format = match options.format {
        Some(format) => format,
        None => output::file_of(output).map_or(Ok(FormFormat::Yaml), by_ending)?,
    };
    let input = Input::default();
    let files = rules::open(&input, &options.rules, options.root.root.as_deref())?;
    let Some(revisions) = rules::usable(&files, console) else {
        return Ok(Exit::Found);
    };
    let program = rules::revision(&revisions, options.as_of.as_of, console)?.program;
    let form = Form {
        schema: &program.schema,
        title: &program.info.title,
        in_force_from: program.info.in_force_from,
        language: console.language,
    };
    let text = match format {
        FormFormat::Yaml => form.yaml(),
        FormFormat::Json => pretty(&form.json())?,
    };
    output::publish(&text, output, &input, console)?;
    Ok(Exit::Clean)
}

fn by_ending(path: &Path) -> Result<FormFormat, Refusal> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let name = named(path);
    match ending.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Ok(FormFormat::Yaml),
        "json" => Ok(FormFormat::Json),
        "xlsx" => Err(Refusal(say!(
            zh "还不能生成 XLSX 表（`{name}`）：请用 .yaml 或 .json",
            en "forms in XLSX (`{name}`) are not made yet: use .yaml or .json"
        ))),
        _ => Err(Refusal(say!(
            zh "看不出 `{name}` 的格式：请用 .yaml 或 .json，或写 --format",
            en "the format of `{name}` is not known: use .yaml or .json, or say --format"
        ))),
    }
}
