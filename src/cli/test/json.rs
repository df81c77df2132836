//! The outcome for programs.

use serde::Serialize;

use crate::cli::check::{Words, pretty};
use crate::cli::test::coverage::{CoverageReport, report};
use crate::cli::test::suite::{Case, Status, Suite};
use crate::cli::{Refusal, named};
use crate::diagnostics::{Language, Say};
use crate::render::{self, Style};

#[derive(Serialize)]
struct Report<'r, D: Serialize> {
    standards: Vec<StandardReport<'r, D>>,
    cases: usize,
    passed: usize,
    findings: usize,
}

#[derive(Serialize)]
struct StandardReport<'r, D: Serialize> {
    folder: String,
    cases: Vec<CaseReport<D>>,
    coverage: Vec<CoverageReport<'r>>,
}

#[derive(Serialize)]
struct CaseReport<D: Serialize> {
    file: String,
    result: String,
    status: &'static str,
    message: Message,
    diagnostics: D,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
}

/// Words that are made for the report.
struct Message(Say);

impl Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Words::of(&self.0).serialize(serializer)
    }
}

/// Every case with its status, in the order of the names, and what they reach.
pub(super) fn text(suites: &[Suite]) -> Result<String, Refusal> {
    let all = || suites.iter().flat_map(|suite| &suite.cases);
    pretty(&Report {
        standards: suites.iter().map(standard).collect(),
        cases: all().count(),
        passed: all().filter(|case| case.status == Status::Passed).count(),
        findings: all().filter(|case| !case.is_green()).count(),
    })
}

fn standard(suite: &Suite) -> StandardReport<'_, impl Serialize + use<'_>> {
    StandardReport {
        folder: named(&suite.folder),
        cases: suite.cases.iter().map(case).collect(),
        coverage: suite.coverage.iter().map(report).collect(),
    }
}

fn case(case: &Case) -> CaseReport<impl Serialize + use<'_>> {
    let style = Style {
        language: Language::En,
        color: false,
        width: 80,
    };
    CaseReport {
        file: named(&case.path),
        result: named(&case.result),
        status: case.status.word(),
        message: Message(case.status.say()),
        diagnostics: render::json(&case.findings, &case.file),
        difference: case.difference.as_ref().map(|one| one.drawn(&style)),
    }
}
