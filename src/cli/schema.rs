//! `chidu schema`: the JSON Schema of the evidence.

use crate::cli::arguments::Schema;
use crate::cli::check::pretty;
use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::{Exit, Refusal, output, rules};
use crate::evidence;

/// Writes the JSON Schema of a standard's evidence.
pub(super) fn run(options: &Schema, console: &Console) -> Result<Exit, Refusal> {
    let input = Input::default();
    let files = rules::open(&input, &options.rules, options.root.root.as_deref())?;
    let Some(revisions) = rules::usable(&files, console) else {
        return Ok(Exit::Found);
    };
    let program = rules::revision(&revisions, options.as_of.as_of, console)?.program;
    let schema = evidence::json_schema(&program.schema, &program.info.title, console.language);
    let output = options.output.output.as_deref();
    output::publish(&pretty(&schema)?, output, &input, console)?;
    Ok(Exit::Clean)
}
