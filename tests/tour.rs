//! Standards of many kinds and countries: each reads without findings, and each of its cases comes to
//! what its first line says, which was computed by hand.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;
mod replay;

use std::path::{Path, PathBuf};

use chidu::diagnostics::Language;
use chidu::evidence::{Format, Record};
use chidu::program::Program;
use chidu::session::{self, Files, Trouble};
use chidu::source::SourceFile;
use opened::{folder, name, sorted};
use serde_json::Value;

/// What the standards use: a library, and the calendar of another standard.
struct Beside;

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        let place = match path {
            "common.rules" => "tests/corpus/common.rules",
            "cn-workdays.csv" => "rules/shandong-recognition/cn-workdays.csv",
            _ => return Err(Trouble::Missing),
        };
        Ok(std::fs::read_to_string(folder(place)).unwrap())
    }
}

/// The paths in a folder whose names end so, in order.
fn ending(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut paths = sorted(folder);
    paths.retain(|path| path.extension().is_some_and(|own| own == end));
    paths
}

/// The rule files of the tour.
fn standards() -> Vec<PathBuf> {
    let mut all = ending(&folder("tests/corpus/accept"), "rules");
    all.retain(|path| name(path).starts_with("tour-"));
    all
}

fn file(path: &Path) -> SourceFile {
    SourceFile::new(name(path), std::fs::read_to_string(path).unwrap())
}

fn program(path: &Path) -> Program {
    let opened = session::open(file(path), &Beside);
    assert_eq!(opened.findings, [], "{}", path.display());
    opened.program.unwrap()
}

/// A case, and what its first line expects of it.
fn case(program: &Program, path: &Path) -> (Record, Vec<String>) {
    let read = session::read_evidence(program, file(path), Format::Yaml, None);
    assert_eq!(read.findings, [], "{}", path.display());
    let first = read.file.text().lines().next().unwrap();
    let expected = first.strip_prefix("# expect: ").unwrap().split("; ");
    (read.record.unwrap(), expected.map(str::to_owned).collect())
}

#[test]
fn every_case_comes_to_what_was_computed_by_hand() {
    let mut wrong = vec![];
    for standard in standards() {
        let program = program(&standard);
        for path in ending(&standard.with_extension(""), "yaml") {
            let (record, expected) = case(&program, &path);
            let result = opened::result(&program, &record, Language::En);
            for wanted in expected {
                let found = found(&result, &wanted);
                if found != wanted {
                    wrong.push(format!("{}: {wanted}, not {found}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_replays() {
    for standard in standards() {
        let program = program(&standard);
        for path in ending(&standard.with_extension(""), "yaml") {
            let (record, _) = case(&program, &path);
            let result = opened::result(&program, &record, Language::En);
            assert_eq!(replay::doubts(&result), [""; 0], "{}", path.display());
            let verdict = chidu::interpret::score(&program, &record);
            let traced = session::score(&program, &record).verdict;
            assert_eq!(verdict, traced, "{}", path.display());
        }
    }
}

#[test]
fn the_tour_is_wide() {
    let standards = standards();
    assert!(standards.len() >= 20, "{}", standards.len());
    for standard in &standards {
        let cases = ending(&standard.with_extension(""), "yaml");
        assert!(cases.len() >= 2, "{}", standard.display());
    }
    let is_chinese = |path: &&PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().any(|line| line.starts_with("标准 "))
    };
    let chinese = standards.iter().filter(is_chinese).count();
    assert!(chinese >= 5 && chinese < standards.len(), "{chinese}");
}

// ---- expectations -------------------------------------------------------------------------------

/// What a result says of the same as an expectation: `score 12`, `grade mild`, `output change 3.5`.
fn found(result: &Value, wanted: &str) -> String {
    let words: Vec<&str> = wanted.split(' ').collect();
    match words[..] {
        ["score", _] => format!("score {}", shown(&result["score"])),
        ["grade", _] => format!("grade {}", shown(&result["grade"]["id"])),
        ["stage", _] => format!("stage {}", passed(&result["procedures"])),
        ["not", "given", ..] => format!("not given {}", names(&result["not_given"])),
        [kind, id, _] => format!("{kind} {id} {}", of_part(result, kind, id)),
        _ => panic!("an expectation of an unknown kind: {wanted}"),
    }
}

/// What became of a part of its own name.
fn of_part(result: &Value, kind: &str, id: &str) -> String {
    let sections = &result["sections"];
    let (all, value) = match kind {
        "section" => (inside(sections, "sections"), "/score"),
        "indicator" => (inside(sections, "indicators"), "/score"),
        "output" => (inside(&result["outputs"], "none"), "/value"),
        "grading" => (inside(&result["gradings"], "none"), "/grade/id"),
        "condition" => (inside(&result["conditions"], "none"), "/met"),
        _ => panic!("an expectation of an unknown kind: {kind}"),
    };
    let part = all.into_iter().find(|part| part["id"] == id);
    let part = part.unwrap_or_else(|| panic!("no {kind} {id}"));
    shown(part.pointer(value).unwrap_or(&Value::Null))
}

/// The last stages that were passed.
fn passed(procedures: &Value) -> String {
    let all = procedures.as_array().unwrap().iter();
    let all: Vec<String> = all.map(|one| shown(&one["passed"])).collect();
    all.join(", ")
}

fn names(all: &Value) -> String {
    let all = all.as_array().unwrap().iter();
    all.map(shown).collect::<Vec<_>>().join(", ")
}

/// A value as expectations write it.
fn shown(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".into(),
        Value::Bool(false) => "no".into(),
        Value::Null => "none".into(),
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => panic!("no value: {value}"),
    }
}

/// The parts of a list, or of one list of each, at every depth of sections.
fn inside<'v>(list: &'v Value, of: &str) -> Vec<&'v Value> {
    let mut all = vec![];
    for one in list.as_array().unwrap() {
        match of {
            "indicators" => all.extend(one[of].as_array().unwrap()),
            _ => all.push(one),
        }
        if one["sections"].is_array() {
            all.extend(inside(&one["sections"], of));
        }
    }
    all
}

#[test]
fn every_space_of_evidence_holds_the_score_of_each_case_in_it() {
    for standard in standards() {
        let program = program(&standard);
        for path in ending(&standard.with_extension(""), "yaml") {
            let (record, _) = case(&program, &path);
            opened::spaces::hold(&program, &record, &path.display().to_string());
        }
    }
}
