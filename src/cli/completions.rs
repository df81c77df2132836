//! `chidu completions`: scripts that complete commands and options in a shell.

use crate::cli::arguments::{Completions, command};
use crate::cli::console::Console;
use crate::cli::{Exit, Refusal};

/// Prints the script of a shell, its words in the language of the call.
pub(super) fn run(options: &Completions, console: &Console) -> Result<Exit, Refusal> {
    let mut script = vec![];
    let mut command = command(console.language);
    clap_complete::generate(options.shell, &mut command, "chidu", &mut script);
    console.result(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
