//! Every case of every standard under `rules`: its trace is approved, replays, and is the same on
//! both surfaces; the SME standard agrees with its table of expected scores and is covered.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;
mod replay;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chidu::diagnostics::Language;
use chidu::evidence::{Format, Record};
use chidu::program::Program;
use chidu::report;
use chidu::session;
use chidu::source::SourceFile;
use serde_json::Value;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The standards: every folder under `rules` that has cases.
fn standards() -> Vec<PathBuf> {
    let all = sorted(&folder("rules")).into_iter();
    let all: Vec<PathBuf> = all.filter(|path| path.join("cases").is_dir()).collect();
    assert!(!all.is_empty());
    all
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// A standard that checks without any finding.
fn program(path: &Path) -> Program {
    let folder = path.parent().unwrap();
    let source = std::fs::read_to_string(folder.join("source.txt")).unwrap_or_default();
    let file = SourceFile::new(name(path), std::fs::read_to_string(path).unwrap());
    let opened = session::open(file, &opened::OneText(source));
    assert_eq!(opened.findings, [], "{}", path.display());
    opened.program.unwrap()
}

/// The cases of a standard, by name.
fn cases(standard: &Path) -> Vec<(String, PathBuf)> {
    let all = sorted(&standard.join("cases")).into_iter();
    let all =
        all.filter(|path| format(path).is_some() && !path.to_string_lossy().contains(".result."));
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

/// What is approved of a case: the whole trace as people read it.
fn shown(program: &Program, record: &Record) -> String {
    let layout = report::Layout {
        language: Language::Zh,
        color: false,
        width: 100,
        rules_name: "standard.rules",
        evidence_name: "case",
    };
    let trace = session::score(program, record);
    session::with_result(program, record, &trace, Language::Zh, |result| {
        report::text(result, &layout)
    })
}

#[test]
fn every_case_reads_as_approved() {
    for standard in standards() {
        let program = program(&standard.join("standard.rules"));
        for (case, path) in cases(&standard) {
            let shown = shown(&program, &record(&program, &path));
            insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
                insta::assert_snapshot!(format!("{}__{case}", name(&standard)), shown);
            });
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

// ---- the SME standard ---------------------------------------------------------------------------

fn sme() -> (Program, PathBuf) {
    let standard = folder("rules/sme-service");
    (program(&standard.join("standard.rules")), standard)
}

#[test]
fn the_sme_standard_scores_as_its_table_says() {
    let (program, standard) = sme();
    let table = std::fs::read_to_string(standard.join("cases/expected.csv")).unwrap();
    let mut rows = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let mut expected: BTreeMap<&str, Vec<&str>> = rows.map(|row| (row[0], row)).collect();
    for (case, path) in cases(&standard) {
        let result = opened::result(&program, &record(&program, &path), Language::En);
        let row = expected.remove(case.as_str()).expect("a row of the table");
        let vetoes = result["vetoes"].as_array().unwrap();
        let mut own = vec![
            case.clone(),
            result["score"].as_str().unwrap().to_owned(),
            result["grade"]["id"].as_str().unwrap().to_owned(),
            vetoes_named(vetoes),
        ];
        let sections = result["sections"].as_array().unwrap().iter();
        let indicators: Vec<&Value> = sections
            .flat_map(|section| section["indicators"].as_array().unwrap())
            .collect();
        let ids: Vec<&str> = indicators
            .iter()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, head[4..]);
        own.extend(
            indicators
                .iter()
                .map(|one| one["score"].as_str().unwrap().to_owned()),
        );
        assert_eq!(own, row, "{case}");
    }
    assert!(expected.is_empty(), "rows without a case: {expected:?}");
}

/// The vetoes as the table names them: by the fields that they read.
fn vetoes_named(vetoes: &[Value]) -> String {
    let fields = vetoes
        .iter()
        .map(|veto| veto["evidence"][0]["field"].as_str().unwrap());
    fields.collect::<Vec<_>>().join(";")
}

/// What became of each clause over all cases, by its line.
fn outcomes(clauses: &Value, into: &mut BTreeMap<u64, BTreeSet<String>>) {
    for clause in clauses.as_array().unwrap() {
        let outcome = clause["outcome"].as_str().unwrap().to_owned();
        into.entry(clause["line"].as_u64().unwrap())
            .or_default()
            .insert(outcome);
        outcomes(&clause["clauses"], into);
    }
}

#[test]
fn the_cases_reach_everything_that_the_sme_standard_says() {
    let (program, standard) = sme();
    let mut seen = BTreeMap::new();
    let (mut grades, mut vetoes) = (BTreeSet::new(), BTreeSet::new());
    for (_, path) in cases(&standard) {
        let result = opened::result(&program, &record(&program, &path), Language::En);
        for section in result["sections"].as_array().unwrap() {
            for indicator in section["indicators"].as_array().unwrap() {
                outcomes(&indicator["clauses"], &mut seen);
            }
        }
        grades.insert(result["grade"]["id"].to_string());
        let held = result["vetoes"].as_array().unwrap();
        vetoes.extend(held.iter().map(|veto| veto["line"].to_string()));
    }
    assert_eq!(seen.len(), program.clauses().len());
    let fires = ["awarded", "deducted", "capped", "set"];
    let rests = ["not_met", "not_given"];
    for (line, seen) in &seen {
        let is_one = |words: &[&str]| words.iter().any(|word| seen.contains(*word));
        assert!(
            is_one(&fires) && is_one(&rests),
            "line {line} is only ever {seen:?}"
        );
    }
    assert_eq!(grades.len(), program.grades.len());
    assert_eq!(vetoes.len(), program.rulings.len());
}
