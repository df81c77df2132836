//! Every case of every standard under `rules`: its result is approved and is what the case expects, it
//! replays, and is the same on both surfaces; the cases reach all that their standard says.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;
mod replay;

use std::path::{Path, PathBuf};
use std::process::Command;

use chidu::diagnostics::{Code, Language};
use chidu::evidence::{Format, Record};
use chidu::program::Program;
use chidu::session;
use chidu::source::SourceFile;
use opened::{folder, name, sorted};
use serde_json::Value;

/// The standards: every folder under `rules` that has cases.
fn standards() -> Vec<PathBuf> {
    let all = sorted(&folder("rules")).into_iter();
    let all: Vec<PathBuf> = all.filter(|path| path.join("cases").is_dir()).collect();
    assert!(!all.is_empty());
    all
}

/// A standard that checks without any finding.
fn program(path: &Path) -> Program {
    let folder = path.parent().unwrap();
    let file = SourceFile::new(name(path), std::fs::read_to_string(path).unwrap());
    let opened = session::open(file, &opened::Beside(folder.to_owned()));
    assert_eq!(opened.findings, [], "{}", path.display());
    opened.program.unwrap()
}

/// The cases of a standard, by name.
fn cases(standard: &Path) -> Vec<(String, PathBuf)> {
    let all = sorted(&standard.join("cases")).into_iter();
    let all = all.filter(|path| format(path).is_some());
    let all: Vec<_> = all.map(|path| (name(&path), path)).collect();
    assert!(!all.is_empty());
    all
}

fn format(path: &Path) -> Option<Format> {
    Format::of_extension(path.extension()?.to_str()?)
}

fn record(program: &Program, path: &Path) -> Record {
    let file = SourceFile::new(name(path), std::fs::read_to_string(path).unwrap());
    let read = session::read_evidence(program, file, format(path).unwrap(), None);
    assert_eq!(read.findings, [], "{}", path.display());
    read.record.unwrap()
}

/// What `chidu test rules` finds.
fn tested() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_chidu"))
        .args(["test", "rules", "--format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_case_is_as_approved_and_as_expected() {
    let tested = tested();
    let standards = tested["standards"].as_array().unwrap();
    let found: Vec<String> = standards
        .iter()
        .flat_map(|standard| standard["cases"].as_array().unwrap())
        .filter(|case| case["status"] != "passed")
        .map(|case| {
            let (file, message) = (&case["file"], &case["message"]["en"]);
            let difference = case["difference"].as_str().unwrap_or("");
            format!("{file}: {message}\n{difference}{}", case["diagnostics"])
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    let folders: Vec<&str> = standards
        .iter()
        .map(|standard| standard["folder"].as_str().unwrap())
        .collect();
    let own = standards_of_this_project();
    assert_eq!(folders, own);
    assert!(tested["cases"].as_u64().unwrap() >= 371);
}

/// The standards as `chidu test` names them.
fn standards_of_this_project() -> Vec<String> {
    let all = standards().into_iter();
    all.map(|path| format!("rules/{}", name(&path))).collect()
}

#[test]
fn every_case_says_what_it_expects() {
    for standard in standards() {
        let refused = standard.join("cases/refused");
        let refused = refused
            .is_dir()
            .then(|| sorted(&refused))
            .into_iter()
            .flatten();
        let all = cases(&standard).into_iter().map(|(_, path)| path);
        for path in all.chain(refused.filter(|path| format(path).is_some())) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains("expect"), "{}", path.display());
        }
    }
}

#[test]
fn the_cases_reach_everything_that_a_standard_says() {
    let tested = tested();
    for standard in tested["standards"].as_array().unwrap() {
        let coverage = standard["coverage"].as_array().unwrap();
        assert!(!coverage.is_empty());
        for file in coverage {
            assert_eq!(
                file["percent"], "100.0",
                "{}: {}",
                file["file"], file["missed"]
            );
        }
    }
}

#[test]
fn every_case_replays() {
    for standard in standards() {
        let program = program(&standard.join("standard.rules"));
        for (case, path) in cases(&standard) {
            let record = record(&program, &path);
            let result = opened::result(&program, &record, Language::En);
            assert_eq!(replay::doubts(&result), [""; 0], "{case}");
            let verdict = chidu::interpret::score(&program, &record);
            assert_eq!(verdict, session::score(&program, &record).verdict, "{case}");
        }
    }
}

#[test]
fn every_case_written_anew_reads_the_same() {
    for standard in standards() {
        let program = program(&standard.join("standard.rules"));
        for (case, path) in cases(&standard) {
            let record = record(&program, &path);
            let comments = [format!("{case}\n:")];
            let text = chidu::evidence::filled(&program.schema, &record, &comments);
            let again = opened::read(&program, &text, Format::Yaml).expect("evidence");
            assert_eq!(again.values, record.values, "{case}");
            assert_eq!(again.subject, record.subject);
            assert_eq!(again.assessment_date, record.assessment_date);
            assert_eq!(again.judgements.len(), record.judgements.len());
            let verdicts = [&again, &record].map(|one| chidu::interpret::score(&program, one));
            assert_eq!(verdicts[0], verdicts[1], "{case}");
        }
    }
}

#[test]
fn both_surfaces_are_one_standard() {
    for standard in standards() {
        let other = standard.join("standard.zh.rules");
        if !other.exists() {
            continue;
        }
        let (en, zh) = (program(&standard.join("standard.rules")), program(&other));
        assert_eq!(en.hash, zh.hash);
        for (case, path) in cases(&standard) {
            let results = [&en, &zh].map(|program| {
                let mut result = opened::result(program, &record(program, &path), Language::Zh);
                forget_places(&mut result);
                result
            });
            assert_eq!(results[0], results[1], "{case}");
        }
    }
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("line");
            map.remove("text");
            map.values_mut().for_each(forget_places);
        }
        Value::Array(all) => all.iter_mut().for_each(forget_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_stars_of_jiangsu_as_printed_leave_84_and_a_half_without_one() {
    let path = folder("rules/jiangsu-stars/cases/literal.rules");
    let file = SourceFile::new("literal.rules", std::fs::read_to_string(path).unwrap());
    let opened = session::open(file, &opened::Nothing);
    assert!(opened.program.is_none());
    assert_eq!(opened::codes(&opened), [Code::BandGap; 3]);
    let messages = opened
        .findings
        .iter()
        .map(|found| found.message.en.as_str());
    let messages: Vec<&str> = messages.collect();
    assert!(messages[1].contains("84.5"), "{messages:?}");
}
