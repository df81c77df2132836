//! What a revision changes, as `chidu diff` tells it.

use serde_json::Value;

use crate::desk::{Desk, RULES, Run};

/// A desk with two revisions that differ in one thing, and two pieces of evidence.
fn desk(old: &str, new: &str) -> Desk {
    let desk = Desk::new();
    desk.write("old.rules", RULES);
    desk.write("new.rules", RULES.replace(old, new));
    desk.write("cases/a.yaml", "subject: 甲中心\nevidence:\n  firms: 6\n");
    desk.write("cases/b.yaml", "subject: 乙中心\nevidence:\n  firms: 2\n");
    desk.write("cases/b.result.yaml", "no evidence at all");
    desk
}

fn diff(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["diff", "old.rules", "new.rules"], more].concat())
}

#[test]
fn spelling_and_comments_are_no_change_in_meaning() {
    let desk = desk("    per firms +10", "    # 注释\n    每 企业数 +10分");
    for (lang, words) in [("en", "no change in meaning"), ("zh", "含义没有改变")] {
        let run = diff(&desk, &["--lang", lang]);
        assert_eq!((run.exit, run.err.as_str()), (0, ""));
        assert!(run.out.contains(words), "{}", run.out);
    }
    let desk = self::desk("\"二\"", "\"两\"");
    let run = diff(&desk, &[]);
    assert_eq!(run.exit, 0);
    assert!(run.out.contains("label 二 → 两"), "{}", run.out);
}

#[test]
fn a_revision_is_told_with_whom_it_moves_in_both_languages() {
    let desk = desk("per firms +10", "per firms +25");
    for lang in ["en", "zh"] {
        let run = diff(&desk, &["--evidence", "cases", "--lang", lang]);
        assert_eq!((run.exit, run.err.as_str()), (1, ""));
        insta::assert_snapshot!(format!("diff-{lang}"), run.out);
    }
    let run = diff(&desk, &["--evidence", "cases", "--format", "md"]);
    insta::assert_snapshot!("diff-md", run.out);
}

#[test]
fn the_json_adds_up() {
    let desk = desk("per firms +10", "per firms +25");
    let run = diff(
        &desk,
        &[
            "--evidence",
            "cases/a.yaml",
            "cases/b.yaml",
            "--format",
            "json",
        ],
    );
    assert_eq!(run.exit, 1);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["changed"], true);
    let change = &report["changes"][0];
    assert_eq!(
        change["sentence"]["en"],
        "indicator `two` “二”: points per firms +10 → +25"
    );
    assert_eq!(change["class"], "meaning");
    assert_eq!(
        (&change["old"]["line"], &change["new"]["text"]),
        (&Value::from(6), &Value::from("per firms +25"))
    );
    let cases = report["evidence"]["cases"].as_array().unwrap();
    let first = &cases[0];
    assert_eq!(
        (&first["subject"], &first["taken_by"]),
        (&Value::from("甲中心"), &Value::from("both"))
    );
    assert_eq!(
        (&first["old"]["score"], &first["new"]["score"]),
        (&Value::from("60"), &Value::from("100"))
    );
    let rows: Vec<&str> = first["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["change"].as_str().unwrap())
        .collect();
    assert_eq!(
        rows,
        ["90", "-50"],
        "the cap takes 50 of the 90 that the clause gives"
    );
    assert_eq!(first["change"], "40");
    assert_eq!(
        report["evidence"]["transitions"]["counts"],
        serde_json::json!([[1, 0], [1, 0]])
    );
    assert_eq!(report["evidence"]["spread"]["median"], "35");
}

#[test]
fn the_page_loads_nothing_and_escapes_everything() {
    let desk = desk("\"二\"", "\"<script>alert(1)</script>\"");
    let run = diff(&desk, &["--format", "html", "-o", "page.html"]);
    assert_eq!((run.exit, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let page = desk.read("page.html");
    assert!(
        page.starts_with("<!doctype html>") && page.ends_with("</html>\n"),
        "{page}"
    );
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;") && !page.contains("<script"),
        "{page}"
    );
    for word in ["http:", "https:", " src=", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn changes_of_the_evidence_are_breaking_or_not() {
    let desk = desk(
        "  firms \"企业数\" count 家\n",
        "  firms \"企业数\" count 家 0 to 5\n  extra \"附加\" text optional\n",
    );
    let run = diff(&desk, &["--evidence", "cases"]);
    assert_eq!(run.exit, 1);
    for words in [
        "breaking for evidence files: 1",
        "0家 to 5家 [breaking: some old evidence is",
        "[not breaking: old evidence is taken as before]",
        "Evidence that is refused: 1",
        "refused by the new standard: E605",
        "甲中心 (a.yaml): 60 good",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn revisions_are_scored_whichever_is_in_force() {
    let desk = Desk::new();
    let revision = |day: &str, points: u32| {
        let rules = RULES.replace("+10", &format!("+{points}"));
        rules.replacen('\n', &format!("\nin force from {day}\n"), 1)
    };
    desk.write("old.rules", revision("2023-01-01 until 2023-12-31", 10));
    desk.write("new.rules", revision("2024-01-01", 20));
    desk.write(
        "a.yaml",
        "subject: 甲\nassessment_date: 2023-05-01\nevidence: {firms: 2}\n",
    );
    let run = diff(&desk, &["--evidence", "a.yaml"]);
    assert!(
        run.out
            .contains("outside the time in force of new.rules: 1"),
        "{}",
        run.out
    );
    assert!(run.out.contains("20 poor → 40 poor, +20"), "{}", run.out);
    let run = diff(&desk, &["--evidence", "a.yaml", "--as-of", "2024-05-01"]);
    assert!(
        run.out.contains("time in force of old.rules: 1"),
        "{}",
        run.out
    );
}

#[test]
fn different_ids_are_said_first() {
    let desk = desk("standard small", "standard smaller");
    let run = diff(&desk, &[]);
    assert_eq!(run.exit, 1);
    let second = run.out.lines().nth(1).unwrap();
    assert!(
        second.contains("different ids, `small` and `smaller`"),
        "{}",
        run.out
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let desk = desk("per firms +10", "per fims +10");
    let run = diff(&desk, &[]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("E101") && run.err.contains("new.rules:6"),
        "{}",
        run.err
    );
    let run = desk.run(&["diff", "old.rules", "none.rules"]);
    assert_eq!(run.exit, 2);
    let run = desk.run(&["diff", "-", "-"]);
    assert_eq!(run.exit, 2);
    desk.write("empty/readme.txt", "");
    for (path, words) in [
        ("empty", "no evidence in the folder"),
        ("none.yaml", "cannot read"),
        ("old.rules", "format of"),
    ] {
        let run = desk.run(&["diff", "old.rules", "old.rules", "--evidence", path]);
        assert_eq!(run.exit, 2, "{path}");
        assert!(run.err.contains(words), "{}", run.err);
    }
    let dated = |day: &str| RULES.replacen('\n', &format!("\nin force from {day}\n"), 1);
    desk.write("several/2023.rules", dated("2023-01-01"));
    desk.write(
        "several/2024.rules",
        dated("2024-01-01").replace("+10", "+20"),
    );
    let run = desk.run(&["diff", "several", "old.rules"]);
    assert_eq!(run.exit, 2);
    assert!(run.err.contains("several/2024.rules"), "{}", run.err);
}

#[test]
fn a_standard_may_come_from_standard_input_or_a_folder() {
    let desk = Desk::set();
    let run = desk.pipe(&["diff", "-", "."], RULES.replace("+10", "+20"));
    assert_eq!(run.exit, 1, "{}", run.err);
    assert!(
        run.out.contains("points per firms +20 → +10"),
        "{}",
        run.out
    );
}
