//! A folder of a standard's revisions: which one is meant, and what is refused.

use serde_json::Value;

use crate::desk::{Desk, RULES};

/// The small standard with the words of its head and the points for each firm.
fn revision(head: &str, points: u32) -> String {
    let rules = RULES.replace("+10", &format!("+{points}"));
    rules.replacen('\n', &format!("\n{head}\n"), 1)
}

/// A folder `x` with a revision of 2023, open-ended, and one of March 2024.
fn two_revisions() -> Desk {
    let desk = Desk::new();
    desk.write("x/2023-07.rules", revision("in force from 2023-07-01", 10));
    desk.write("x/2024-03.rules", revision("施行日期 2024年3月1日", 15));
    desk
}

fn dated(desk: &Desk, name: &str, day: &str) {
    let text = format!("subject: {name}\nassessment_date: {day}\nevidence:\n  firms: 2\n");
    desk.write(name, text);
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn score_of(desk: &Desk, arguments: &[&str]) -> String {
    let all = [&["score", "x"], arguments, &["--format", "json"]].concat();
    let run = desk.run(&all);
    assert_eq!(run.exit, 0, "{}", run.err);
    let score = json(&run.out).get("score").cloned();
    score.unwrap().as_str().unwrap().to_owned()
}

#[test]
fn evidence_is_scored_by_the_revision_of_its_day() {
    let desk = two_revisions();
    dated(&desk, "old.yaml", "2024-02-29");
    dated(&desk, "new.yaml", "2024-03-01");
    assert_eq!(score_of(&desk, &["old.yaml"]), "20");
    assert_eq!(score_of(&desk, &["new.yaml"]), "30");
    assert_eq!(
        score_of(&desk, &["new.yaml", "--as-of", "2023-12-31"]),
        "20"
    );
    let run = desk.run(&["score", "x", "old.yaml"]);
    assert!(run.out.contains("2023-07.rules:"), "{}", run.out);
    let run = desk.run(&["score", "x", "old.yaml", "new.yaml"]);
    assert_eq!((run.exit, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("20") && run.out.contains("30"),
        "{}",
        run.out
    );
}

#[test]
fn a_day_without_a_revision_is_refused_with_all_of_them() {
    let desk = two_revisions();
    desk.write(
        "x/2024-03.rules",
        revision("in force from 2024-03-01 until 2024-12-31", 15),
    );
    dated(&desk, "early.yaml", "2023-06-30");
    dated(&desk, "late.yaml", "2025年1月1日");
    desk.write("undated.yaml", "subject: a\nevidence: {firms: 2}\n");
    desk.write(
        "broken.yaml",
        "subject: a\nassessment_date: 2024\nevidence: {firms: 2}\n",
    );
    for (name, zh) in [("early.yaml", false), ("late.yaml", true)] {
        let language = if zh { "zh" } else { "en" };
        let run = desk.run(&["score", "x", name, "--lang", language]);
        assert_eq!((run.exit, run.out.as_str()), (1, ""));
        insta::assert_snapshot!(format!("{name}-{language}"), run.err);
    }
    for (name, code) in [("undated.yaml", "E611"), ("broken.yaml", "E604")] {
        let run = desk.run(&["score", "x", name]);
        assert_eq!(run.exit, 1, "{name}");
        assert!(run.err.contains(code), "{}", run.err);
    }
    let run = desk.run(&[
        "score",
        "x",
        "undated.yaml",
        "--as-of",
        "2024-12-31",
        "--brief",
    ]);
    assert_eq!(run.exit, 0, "{}", run.err);
    let run = desk.run(&["schema", "x", "--as-of", "2025-01-01"]);
    assert_eq!(run.exit, 2);
    assert!(
        run.err.contains("no revision is in force on 2025-01-01")
            && run.err.contains("2023-07.rules"),
        "{}",
        run.err
    );
}

#[test]
fn forms_are_of_the_latest_revision_or_of_a_day() {
    let desk = two_revisions();
    let old = revision("in force from 2023-07-01", 10);
    desk.write("x/2023-07.rules", old.replace("企业数", "老企业数"));
    for command in ["schema", "template"] {
        let run = desk.run(&[command, "x"]);
        assert_eq!(run.exit, 0, "{}", run.err);
        assert!(!run.out.contains("老企业数"), "{}", run.out);
        assert_eq!(
            run.err,
            "for x/2024-03.rules, in force from 2024-03-01; for another revision say --as-of DATE\n"
        );
        let run = desk.run(&[command, "x", "--as-of", "2024-02-29", "--quiet"]);
        assert!(run.out.contains("老企业数") && run.err.is_empty());
    }
}

#[test]
fn revisions_in_force_at_once_are_found() {
    let desk = two_revisions();
    desk.write(
        "x/2023-07.rules",
        revision("in force from 2023-07-01 until 2024-12-31", 10),
    );
    for language in ["zh", "en"] {
        let run = desk.run(&["check", "x", "--lang", language]);
        assert_eq!(run.exit, 1);
        insta::assert_snapshot!(format!("overlap-{language}"), run.out);
    }
    let run = desk.run(&["check", "x", "--format", "json"]);
    let report = json(&run.out);
    assert_eq!(report["errors"], 1);
    let finding = &report["files"][1]["diagnostics"][0];
    assert_eq!(finding["code"], "E701");
    assert_eq!(finding["labels"][0]["file"], "x/2024-03.rules");
    assert_eq!(finding["labels"][1]["file"], "x/2023-07.rules");
    assert_eq!(finding["labels"][1]["start"]["line"], 2);
    dated(&desk, "a.yaml", "2023-08-01");
    let run = desk.run(&["score", "x", "a.yaml"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(run.err.contains("E701"), "{}", run.err);
    desk.write("x/2023-07.rules", RULES);
    let run = desk.run(&["check", "x"]);
    assert_eq!(run.exit, 1);
    assert!(run.out.contains("E702"), "{}", run.out);
}

#[test]
fn a_draft_is_never_chosen_beside_others_and_always_says_what_it_is() {
    let desk = two_revisions();
    desk.write(
        "x/2025.rules",
        revision("时效 征求意见\nin force from 2024-01-01", 1),
    );
    desk.write("only/a.rules", revision("status draft", 1));
    dated(&desk, "a.yaml", "2024-06-01");
    dated(&desk, "b.yaml", "2024-06-01");
    assert_eq!(desk.run(&["check", "x"]).exit, 0);
    assert_eq!(score_of(&desk, &["a.yaml"]), "30");
    let run = desk.run(&["score", "x/2025.rules", "a.yaml", "--format", "json"]);
    assert_eq!(json(&run.out)["standard"]["status"], "draft");
    for (extra, words) in [
        (&["--lang", "zh"][..], "征求意见稿"),
        (&["--lang", "en"], "a draft for comment"),
        (&["--brief", "--lang", "zh"], "征求意见稿"),
        (&["b.yaml", "--lang", "zh"], "! 征求意见稿"),
        (&["b.yaml", "--lang", "en"], "! draft"),
    ] {
        let run = desk.run(&[&["score", "only", "a.yaml"], extra].concat());
        assert_eq!(run.exit, 0, "{}", run.err);
        assert!(run.out.contains(words), "{}", run.out);
    }
}

#[test]
fn an_expired_standard_is_scored_up_to_its_last_day() {
    let desk = Desk::new();
    desk.write(
        "x/2011.rules",
        revision("status expired\nin force from 2011-07-13", 10),
    );
    dated(&desk, "a.yaml", "2012-06-01");
    let run = desk.run(&["score", "x", "a.yaml"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(run.err.contains("E613"), "{}", run.err);
    desk.write("x/2014.rules", revision("in force from 2014-01-01", 15));
    assert_eq!(score_of(&desk, &["a.yaml"]), "20");
}

#[test]
fn files_of_one_meaning_are_one_revision() {
    let desk = Desk::new();
    let english = revision("in force from 2024-01-01", 10);
    desk.write("x/standard.rules", &english);
    desk.write("x/a.rules", english.replace("in force from", "施行日期"));
    desk.write("x/b.rules", revision("in force from 2025-01-01", 15));
    let run = desk.run(&["check", "x"]);
    assert_eq!(run.exit, 0, "{}", run.out);
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    dated(&desk, "old.yaml", "2024-12-31");
    let run = desk.run(&["score", "x", "old.yaml"]);
    assert_eq!((run.exit, run.err.as_str()), (0, ""));
    assert!(run.out.contains("standard.rules:"), "{}", run.out);
    desk.write(
        "x/b.rules",
        english.replace("standard small", "standard other"),
    );
    assert_eq!(desk.run(&["check", "x"]).exit, 0);
    let run = desk.run(&["score", "x", "old.yaml"]);
    assert_eq!((run.exit, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("several standards") && run.err.contains("x/b.rules  other"),
        "{}",
        run.err
    );
}

#[test]
fn a_file_for_the_other_surface_is_compared_by_check_and_not_read_to_score() {
    let desk = Desk::new();
    let rules = |points| revision("in force from 2023-07-01", points);
    desk.write("x/standard.rules", rules(10));
    desk.write("x/standard.zh.rules", rules(15));
    dated(&desk, "a.yaml", "2024-01-01");
    assert_eq!(score_of(&desk, &["a.yaml"]), "20");
    let run = desk.run(&["check", "x"]);
    assert!(run.exit == 1 && run.out.contains("E701"), "{}", run.out);
}
