//! Every case of every standard under `rules`: its trace is approved, replays, and is the same on
//! both surfaces; the results agree with the standard's own table, and the cases reach everything.

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

use chidu::diagnostics::{Code, Language};
use chidu::evidence::{Format, Record};
use chidu::program::Program;
use chidu::report;
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

// ---- the tables of expected results -------------------------------------------------------------

/// The rows of a table by the names of their cases, and its head.
fn table(path: &Path) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let text = std::fs::read_to_string(path).unwrap();
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap();
    (head, lines.map(|row| (row[0].clone(), row)).collect())
}

#[test]
fn every_case_scores_as_its_table_says() {
    for standard in standards() {
        let program = program(&standard.join("standard.rules"));
        let (head, mut expected) = table(&standard.join("cases/expected.csv"));
        for (case, path) in cases(&standard) {
            let result = opened::result(&program, &record(&program, &path), Language::En);
            let known = facts(&result);
            let row = expected.remove(&case).expect("a row of the table");
            for (column, wanted) in head.iter().zip(&row).skip(1) {
                let got = known.get(column).map_or("", String::as_str);
                assert_eq!(got, wanted, "{} {case}: {column}", standard.display());
            }
            let all: BTreeSet<&String> = head.iter().collect();
            let missing: Vec<_> = known.keys().filter(|one| !all.contains(one)).collect();
            assert_eq!(missing, [""; 0], "{}", standard.display());
        }
        assert!(expected.is_empty(), "rows without a case: {expected:?}");
    }
}

/// What a result says, by the names of columns: the score and the grade, each indicator, whether
/// conditions are met, where procedures stand.
fn facts(result: &Value) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    if !result["score"].is_null() {
        facts.insert("score".into(), text(&result["score"]));
        facts.insert("grade".into(), text(&result["grade"]["id"]));
        facts.insert(
            "vetoes".into(),
            vetoes_named(result["vetoes"].as_array().unwrap()),
        );
    }
    for indicator in indicators(&result["sections"]) {
        facts.insert(text(&indicator["id"]), text(&indicator["score"]));
    }
    for conditions in result["conditions"].as_array().unwrap() {
        let met = match &conditions["met"] {
            Value::Bool(true) => "yes",
            Value::Bool(false) => "no",
            Value::Null
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => "unknown",
        };
        facts.insert(text(&conditions["id"]), met.into());
    }
    for procedure in result["procedures"].as_array().unwrap() {
        for word in ["passed", "stopped_at"] {
            let name = format!("{}_{word}", text(&procedure["id"]));
            facts.insert(name, text(&procedure[word]));
        }
    }
    facts
}

/// The indicators of sections and of those inside them, in the order of the file.
fn indicators(sections: &Value) -> Vec<&Value> {
    let mut all = vec![];
    for section in sections.as_array().unwrap() {
        all.extend(section["indicators"].as_array().unwrap());
        all.extend(indicators(&section["sections"]));
    }
    all
}

/// The vetoes as the tables name them: by the fields that they read.
fn vetoes_named(vetoes: &[Value]) -> String {
    let fields = vetoes
        .iter()
        .map(|veto| veto["evidence"][0]["field"].as_str().unwrap());
    fields.collect::<Vec<_>>().join(";")
}

#[test]
fn what_a_standard_cannot_judge_is_refused_with_the_reason() {
    for standard in standards() {
        let refused = standard.join("cases/refused");
        if !refused.is_dir() {
            continue;
        }
        let program = program(&standard.join("standard.rules"));
        let (_, mut expected) = table(&refused.join("expected.csv"));
        for path in sorted(&refused) {
            let Some(format) = format(&path) else {
                continue;
            };
            let file = SourceFile::new(name(&path), std::fs::read_to_string(&path).unwrap());
            let read = session::read_evidence(&program, file, format, None);
            assert!(read.record.is_none(), "{}", path.display());
            let row = expected.remove(&name(&path)).expect("a row of the table");
            let found = &read.findings[0];
            let words = format!("{found:?}");
            assert_eq!(found.code.name(), row[1], "{}", path.display());
            assert!(words.contains(&row[2]), "{}: {words}", path.display());
        }
        assert!(expected.is_empty(), "rows without a case: {expected:?}");
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

// ---- what the cases reach -----------------------------------------------------------------------

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

/// Whether each requirement was met and not met, by its line.
fn requirements(all: &Value, into: &mut BTreeMap<u64, BTreeSet<String>>) {
    for one in all.as_array().unwrap() {
        into.entry(one["line"].as_u64().unwrap())
            .or_default()
            .insert(one["met"].to_string());
        requirements(&one["requirements"], into);
    }
}

#[test]
fn the_cases_reach_everything_that_a_standard_says() {
    for standard in standards() {
        let program = program(&standard.join("standard.rules"));
        let mut clauses = BTreeMap::new();
        let mut required = BTreeMap::new();
        let (mut grades, mut rulings) = (BTreeSet::new(), BTreeSet::new());
        let mut stages = BTreeSet::new();
        for (_, path) in cases(&standard) {
            let result = opened::result(&program, &record(&program, &path), Language::En);
            for indicator in indicators(&result["sections"]) {
                outcomes(&indicator["clauses"], &mut clauses);
            }
            for conditions in result["conditions"].as_array().unwrap() {
                requirements(&conditions["requirements"], &mut required);
            }
            for procedure in result["procedures"].as_array().unwrap() {
                stages.insert((procedure["id"].to_string(), procedure["passed"].to_string()));
                stages.insert((
                    procedure["id"].to_string(),
                    procedure["stopped_at"].to_string(),
                ));
            }
            grades.insert(result["grade"]["id"].to_string());
            let held = ["vetoes", "rulings"].map(|kind| result[kind].as_array().cloned());
            rulings.extend(
                held.into_iter()
                    .flatten()
                    .flatten()
                    .map(|one| one["line"].to_string()),
            );
        }
        let place = standard.display();
        assert_eq!(clauses.len(), program.clauses().len(), "{place}");
        let fires = ["awarded", "deducted", "capped", "set"];
        let rests = ["not_met", "not_given"];
        for (line, seen) in &clauses {
            let is_one = |words: &[&str]| words.iter().any(|word| seen.contains(*word));
            assert!(
                is_one(&fires) && is_one(&rests),
                "{place}: line {line} is only ever {seen:?}"
            );
        }
        for (line, seen) in &required {
            let both = seen.contains("true") && seen.contains("false");
            assert!(both, "{place}: line {line} is only ever {seen:?}");
        }
        for procedure in &program.procedures {
            let id = format!("\"{}\"", procedure.name);
            for stage in &procedure.stages {
                let seen = stages.contains(&(id.clone(), format!("\"{}\"", stage.name)));
                assert!(seen, "{place}: no case ends at stage {}", stage.name);
            }
        }
        assert_eq!(grades.len(), program.grades.len().max(1), "{place}");
        assert_eq!(rulings.len(), program.rulings.len(), "{place}");
    }
}
