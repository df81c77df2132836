//! A stored result is confirmed by what it keeps, and whatever is changed in it by hand is found.

#![expect(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail by panicking"
)]

mod opened;

use chidu::diagnostics::Language;
use chidu::evidence::Format;
use chidu::interpret::{NamedText, StoredResult, WithTexts};
use chidu::session::{self, Opened};
use chidu::source::SourceFile;
use opened::{Beside, folder, sorted};
use serde_json::Value;

/// A standard of the project with all that its rule file reads.
fn standard(name: &str) -> (Opened, Vec<NamedText>) {
    let folder = folder("rules").join(name);
    let text = std::fs::read_to_string(folder.join("standard.rules")).unwrap();
    let opened = session::open(
        SourceFile::new("standard.rules", text),
        &Beside(folder.clone()),
    );
    let is_beside = |path: &std::path::PathBuf| {
        path.extension()
            .is_some_and(|one| one == "txt" || one == "csv")
    };
    let beside = sorted(&folder)
        .into_iter()
        .filter(is_beside)
        .map(|path| NamedText {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            text: std::fs::read_to_string(path).unwrap(),
        });
    (opened, beside.collect())
}

/// The results of some cases of a standard, as `score --with-texts` writes them.
fn stored(name: &str, language: Language) -> Vec<String> {
    let (opened, beside) = standard(name);
    let program = opened.program.as_ref().unwrap();
    let cases = sorted(&folder("rules").join(name).join("cases"));
    let is_yaml = |path: &std::path::PathBuf| path.extension().is_some_and(|one| one == "yaml");
    let cases = cases.into_iter().filter(is_yaml).step_by(7);
    let texts = cases.filter_map(|path| {
        let file = SourceFile::new("case.yaml", std::fs::read_to_string(path).unwrap());
        let evidence = session::read_evidence(program, file, Format::Yaml, None);
        let record = evidence.record.as_ref()?;
        let trace = session::score(program, record);
        Some(session::with_result(
            program,
            record,
            &trace,
            language,
            |result| {
                let texts = session::texts_of(&opened, &beside, (&evidence, Format::Yaml), None);
                serde_json::to_string(&WithTexts { result, texts }).unwrap()
            },
        ))
    });
    texts.collect()
}

/// The pointers of what differs from the result that the kept texts give.
fn differences(text: &str) -> Vec<String> {
    let stored = StoredResult::all_of(text).unwrap().remove(0);
    let texts = stored.texts.as_ref().unwrap();
    let opened = session::reopen(&texts.rules).unwrap();
    let program = opened.usable().unwrap();
    let file = SourceFile::new(&*texts.evidence.name, &*texts.evidence.text);
    let record = session::read_evidence(program, file, Format::Yaml, None)
        .record
        .unwrap();
    let all = session::results(program, &record).map(|one| stored.differences(&one));
    let least = all.into_iter().min_by_key(Vec::len).unwrap();
    least.into_iter().map(|one| one.pointer).collect()
}

/// The pointers of all members that hold no others.
fn leaves(at: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !at.is_empty() || *name != "texts" && *name != "engine")
            .for_each(|(name, one)| leaves(&format!("{at}/{name}"), one, found)),
        Value::Array(items) => (0..).zip(items).for_each(|(number, one): (usize, &Value)| {
            leaves(&format!("{at}/{number}"), one, found)
        }),
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn a_result_is_confirmed_by_the_texts_that_it_keeps() {
    for name in [
        "sme-service",
        "shandong-recognition",
        "shanxi-platform",
        "pingyang-park-admission",
    ] {
        for language in [Language::Zh, Language::En] {
            let all = stored(name, language);
            assert!(all.len() > 2, "{name}");
            for text in all {
                assert_eq!(differences(&text), [""; 0], "{name}");
            }
        }
    }
}

#[test]
fn each_member_that_is_changed_is_found_and_no_other() {
    for name in ["sme-service", "shandong-recognition"] {
        let text = stored(name, Language::Zh).remove(1);
        let whole: Value = serde_json::from_str(&text).unwrap();
        let stored = StoredResult::all_of(&text).unwrap().remove(0);
        assert_eq!(stored.differences(&whole).len(), 1, "the texts alone");
        let mut pointers = vec![];
        leaves("", &whole, &mut pointers);
        assert!(pointers.len() > 100, "{name}: {}", pointers.len());
        for pointer in pointers {
            let mut changed = whole.clone();
            let member = changed.pointer_mut(&pointer).unwrap();
            *member = match member {
                Value::Bool(flag) => Value::Bool(!*flag),
                _ => Value::from("changed"),
            };
            let changed = StoredResult::all_of(&changed.to_string())
                .unwrap()
                .remove(0);
            let found: Vec<String> = changed
                .differences(&whole)
                .into_iter()
                .map(|one| one.pointer)
                .filter(|found| !found.starts_with("/texts"))
                .collect();
            assert_eq!(found, [pointer], "{name}");
        }
    }
}

#[test]
fn evidence_and_rules_that_are_changed_are_found() {
    let text = stored("sme-service", Language::En).remove(0);
    let mut whole: Value = serde_json::from_str(&text).unwrap();
    let evidence = whole["texts"]["evidence"]["text"].as_str().unwrap();
    whole["texts"]["evidence"]["text"] = format!("{evidence}\n# a remark\n").into();
    assert_eq!(differences(&whole.to_string()), ["/evidence_hash"]);

    let mut whole: Value = serde_json::from_str(&text).unwrap();
    let rules = whole["texts"]["rules"][0]["text"].as_str().unwrap();
    whole["texts"]["rules"][0]["text"] = rules.replace("per channel +20", "per channel +25").into();
    let found = differences(&whole.to_string());
    assert!(found.contains(&"/rules_hash".to_owned()), "{found:?}");
    assert!(
        found.iter().any(|one| one.ends_with("/clauses/0/text")),
        "{found:?}"
    );
}
