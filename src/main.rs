//! The program; all that it does is a call into the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    chidu::cli::run(std::env::args_os())
}
