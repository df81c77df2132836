//! `score`: one piece of evidence or several, for people and for programs.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::desk::{Desk, EVIDENCE, RULES, sme_service};

#[test]
fn one_result_as_json() {
    let desk = Desk::set();
    let run = desk.run(&["score", "standard.rules", "a.yaml", "--format", "json"]);
    assert_eq!((run.exit, run.err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["score"], "60");
    assert_eq!(json["grade"]["label"], "优秀");
    assert!(run.out.ends_with("}\n"));
    let zh = desk.run(&[
        "score",
        "standard.rules",
        "a.yaml",
        "--format=json",
        "--lang=zh",
    ]);
    let zh: Value = serde_json::from_str(&zh.out).unwrap();
    assert_eq!(zh["score"], json["score"]);
}

#[test]
fn one_result_as_text_whole_and_in_brief() {
    let desk = Desk::set();
    let whole = desk.run(&["score", "standard.rules", "a.yaml"]);
    let brief = desk.run(&["score", "standard.rules", "a.yaml", "--brief"]);
    assert_eq!((whole.exit, brief.exit), (0, 0));
    assert!(whole.out.contains("某某中心") && brief.out.contains("某某中心"));
    assert!(brief.out.len() < whole.out.len());
}

#[test]
fn several_results_are_a_line_each_and_a_summary() {
    let desk = Desk::set();
    desk.write("b.json", r#"{"subject": "b", "evidence": {"firms": 2}}"#);
    desk.write("bad.yaml", "subject: c\nevidence: {}\n");
    let run = desk.run(&["score", "standard.rules", "a.yaml", "b.json"]);
    assert_eq!((run.exit, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("a.yaml") && run.out.contains("b.json"),
        "{}",
        run.out
    );
    assert!(run.out.contains("2 in all, 2 scored"), "{}", run.out);
    let run = desk.run(&["score", "standard.rules", "a.yaml", "bad.yaml", "b.json"]);
    assert_eq!(run.exit, 1);
    assert!(
        run.err.contains("E603") && run.err.contains("bad.yaml"),
        "{}",
        run.err
    );
    assert!(
        run.out.contains("bad.yaml") && run.out.contains("3 in all, 2 scored"),
        "{}",
        run.out
    );
    let run = desk.run(&["score", "standard.rules", "a.yaml", "none.yaml", "bad.yaml"]);
    assert_eq!(run.exit, 2);
    assert!(run.out.contains("3 in all, 1 scored"), "{}", run.out);
}

#[test]
fn several_results_as_json_keep_the_order_of_the_call() {
    let desk = Desk::set();
    desk.write("bad.yaml", "subject: c\nevidence: {}\n");
    let run = desk.run(&[
        "score",
        "standard.rules",
        "bad.yaml",
        "a.yaml",
        "none.yaml",
        "--format",
        "json",
    ]);
    assert_eq!(run.exit, 2);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json[0]["error"]["file"], "bad.yaml");
    assert_eq!(json[0]["error"]["diagnostics"][0]["code"], "E603");
    assert_eq!(json[1]["score"], "60");
    assert!(
        json[2]["error"]["message"]["en"]
            .as_str()
            .unwrap()
            .contains("no such file")
    );
    assert!(json[2]["error"]["diagnostics"].is_null());
}

#[test]
fn what_cannot_be_scored_is_an_error_object_in_json() {
    let desk = Desk::set();
    desk.write("bad.yaml", "subject: c\nevidence: {firms: 1, frims: 2}\n");
    let run = desk.run(&["score", "standard.rules", "bad.yaml", "--format", "json"]);
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("E602"), "{}", run.err);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["error"]["diagnostics"][0]["code"], "E602");
    let run = desk.run(&["score", "standard.rules", "bad.yaml"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));

    desk.write("bad.rules", RULES.replace("per firms", "per frims"));
    let run = desk.run(&["score", "bad.rules", "a.yaml", "--format", "json"]);
    assert_eq!(run.exit, 1);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["error"]["file"], "bad.rules");
    let found = json["error"]["diagnostics"].as_array().unwrap();
    assert!(found.iter().any(|one| one["code"] == "E101"));
    let run = desk.run(&["score", "bad.rules", "a.yaml"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(run.err.contains("E101"), "{}", run.err);
}

#[test]
fn the_assessment_date_may_come_from_the_call() {
    let desk = Desk::set();
    let dated = RULES.replacen('\n', "\nin force from 2024-01-01\n", 1);
    desk.write("standard.rules", dated);
    let run = desk.run(&["score", "standard.rules", "a.yaml"]);
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("E611"), "{}", run.err);
    for day in ["2024-12-31", "2024年12月31日"] {
        let run = desk.run(&["score", "standard.rules", "a.yaml", "--as-of", day]);
        assert_eq!(run.exit, 0, "{}", run.err);
    }
    desk.write("a.yaml", format!("assessment_date: 2024-06-30\n{EVIDENCE}"));
    let run = desk.run(&["score", "standard.rules", "a.yaml", "--as-of", "2023-12-31"]);
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("E609"), "{}", run.err);
}

#[test]
fn what_is_to_be_typed_stands_on_lines_of_its_own() {
    let desk = Desk::set();
    desk.write("bad.yaml", "subject: c\nevidence: {}\n");
    for (lang, help) in [("en", "for instance:"), ("zh", "例如：")] {
        let run = desk.run(&["score", "standard.rules", "bad.yaml", "--lang", lang]);
        let typed = format!("{help}\n          firms: 12家\n");
        assert!(run.err.contains(&typed), "{}", run.err);
    }
}

#[test]
fn hidden_characters_never_reach_the_streams() {
    let desk = Desk::set();
    desk.write(
        "a.json",
        r#"{"subject": "a\u001b[31m\u202e", "evidence": {"firms": 6}}"#,
    );
    desk.write("bad\u{1b}.yaml", "subject: c\nevidence: {\"\\e\": 1}\n");
    for format in ["text", "json"] {
        let run = desk.run(&[
            "score",
            "standard.rules",
            "a.json",
            "bad\u{1b}.yaml",
            "none\u{1b}.yaml",
            "--format",
            format,
        ]);
        assert_eq!(run.exit, 2);
        for text in [&run.out, &run.err] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        }
    }
}

#[test]
fn the_scores_of_the_service_standard_are_those_worked_out_by_hand() {
    let desk = Desk::new();
    let entries = std::fs::read_dir(sme_service().join("cases")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let rules = sme_service().join("standard.zh.rules");
    let expected = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (_, behind) = text.split_once("expect")?;
        let line = behind.lines().find(|line| line.contains("score"))?;
        let score = line.split([':', '=']).nth(1)?;
        Some(score.trim_matches([' ', ',']).to_owned())
    };
    let all: Vec<(PathBuf, String)> = paths
        .filter_map(|path| expected(&path).map(|score| (path, score)))
        .collect();
    let mut arguments = vec![
        "score".to_owned(),
        rules.display().to_string(),
        "--format=json".into(),
    ];
    arguments.extend(all.iter().map(|(path, _)| path.display().to_string()));
    let run = desk.run(&arguments);
    assert_eq!(run.exit, 0, "{}", run.err);
    let json: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    assert!(all.len() > 80);
    for ((path, score), result) in all.iter().zip(&json) {
        assert_eq!(result["score"], *score, "{}", path.display());
    }
}
