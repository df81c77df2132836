//! Approving: the text of a case becomes its result file.

use std::fs;

use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::test::suite::{Case, Status, Suite};
use crate::cli::{Exit, Refusal, named, output, system};
use crate::diagnostics::say;

/// Approves all that is open; what cannot be written does not keep the others from it.
pub(super) fn all(suites: &mut [Suite], input: &Input, console: &Console) -> Exit {
    let cases = suites.iter_mut().flat_map(|suite| &mut suite.cases);
    let mut exit = Exit::Clean;
    for case in cases.filter(|case| case.is_open()) {
        if let Err(Refusal(why)) = one(case, input, console) {
            console.refuse(&why);
            exit = Exit::Refused;
        }
    }
    exit
}

/// Approves one case; the approved result of none is removed.
pub(super) fn one(case: &mut Case, input: &Input, console: &Console) -> Result<(), Refusal> {
    match &case.text {
        Some(text) => {
            output::publish(text, Some(&case.result), input, console)?;
            case.status = Status::Accepted;
        }
        None => {
            fs::remove_file(&case.result).map_err(|error| {
                let (name, why) = (named(&case.result), system(&error));
                let (zh, en) = (why.zh, why.en);
                Refusal(say!(zh "不能删除 `{name}`：{zh}", en "cannot remove `{name}`: {en}"))
            })?;
            case.status = Status::Removed;
        }
    }
    Ok(())
}
