//! `test`: cases against their approved results, by the real program in folders of their own.

use serde_json::Value;

use crate::desk::{Desk, RULES, finish};

const CASE: &str = "subject: 某某中心\nevidence:\n  firms: 6\n";

/// A standard with one case that is approved.
fn set() -> Desk {
    let desk = Desk::new();
    desk.write("a/standard.rules", RULES);
    desk.write("a/cases/one.yaml", CASE);
    let run = desk.run(&["test", "--accept", "-q"]);
    assert_eq!((run.exit, run.out.as_str(), run.err.as_str()), (0, "", ""));
    desk
}

/// The same after its rules give twice the points.
fn changed() -> Desk {
    let desk = set();
    desk.write("a/standard.rules", RULES.replace("+10", "+20"));
    desk
}

fn statuses(desk: &Desk) -> Vec<(String, String)> {
    let run = desk.run(&["test", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let standards = json.get("standards").unwrap().as_array().unwrap();
    let cases = standards
        .iter()
        .flat_map(|one| one.get("cases").unwrap().as_array().unwrap());
    let text = |case: &Value, key: &str| case.get(key).unwrap().as_str().unwrap().to_owned();
    cases
        .map(|case| (text(case, "file"), text(case, "status")))
        .collect()
}

fn status(desk: &Desk, file: &str) -> String {
    let found = statuses(desk).into_iter().find(|(name, _)| name == file);
    found.map_or_else(|| "none".to_owned(), |(_, status)| status)
}

#[test]
fn what_was_approved_passes_from_everywhere() {
    let desk = set();
    for arguments in [
        &["test"][..],
        &["test", "."],
        &["test", "a", "--lang", "zh"],
        &["test", "a/cases"],
        &["test", "./a/cases/one.yaml"],
        &["test", "a", "a/cases"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.exit, run.err.as_str()), (0, ""), "{}", run.out);
        assert!(run.out.contains('1'), "{}", run.out);
    }
    let mut inside = desk.command(&["test"]);
    inside.current_dir(desk.path("a"));
    assert_eq!(finish(inside, "").out, "✓ .  1 case\n1 case: 1 passed\n");
}

#[test]
fn an_approved_result_knows_nothing_of_lines_wording_and_language() {
    let desk = set();
    let text = desk.read("a/cases/one.result.txt");
    assert!(text.contains("条款  per firms +10\n"), "{text}");
    for absent in ["sha256", "standard.rules", "one.yaml", "chidu", "\u{1b}"] {
        assert!(!text.contains(absent), "{absent}: {text}");
    }
    let with_quote = RULES.replace("    per", "    # more\n    > 每户企业得10分\n    per");
    desk.write("a/standard.rules", with_quote);
    desk.write("a/cases/one.yaml", format!("# more\n{CASE}"));
    desk.write("a/cases/one.result.txt", text.replace('\n', "\r\n"));
    for extra in [["--lang", "en"], ["--color", "always"]] {
        let run = desk.run(&[&["test"], &extra[..]].concat());
        assert_eq!(run.exit, 0, "{}", run.out);
    }
}

#[test]
fn what_differs_is_shown_with_the_rules_that_it_stands_on() {
    let desk = changed();
    let run = desk.run(&["test", "--lang", "en"]);
    assert_eq!((run.exit, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out);
    let colored = desk.run(&["test", "--color", "always"]).out;
    assert!(
        colored.contains("\u{1b}[32m+ 总分      100  满分 100\u{1b}[0m"),
        "{colored}"
    );
    let zh = desk.run(&["test", "--lang", "zh", "-q"]).out;
    assert!(zh.contains("a/cases/one.yaml：与批准的结果不同"), "{zh}");
}

#[test]
fn a_result_edited_by_hand_differs() {
    let desk = set();
    let text = desk.read("a/cases/one.result.txt");
    desk.write("a/cases/one.result.txt", text.replace("60", "\u{1b}[2J99"));
    let run = desk.run(&["test"]);
    assert_eq!(run.exit, 1);
    assert!(run.out.contains("\\u{1b}[2J99"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'));
}

#[test]
fn what_nobody_approved_and_what_has_no_case_are_findings() {
    let desk = set();
    desk.write(
        "a/cases/two.json",
        r#"{"subject": "乙", "evidence": {"firms": 1}}"#,
    );
    desk.write("a/cases/gone.result.txt", "x");
    assert_eq!(status(&desk, "a/cases/two.json"), "unapproved");
    assert_eq!(status(&desk, "a/cases/gone.result.txt"), "orphaned");
    let run = desk.run(&["test"]);
    assert_eq!(run.exit, 1);
    assert!(
        run.out
            .contains("2 cases: 1 passed, 1 not approved, 1 without a case"),
        "{}",
        run.out
    );
    assert_eq!(desk.run(&["test", "--accept"]).exit, 0);
    assert!(!desk.path("a/cases/gone.result.txt").exists());
    assert_eq!(desk.run(&["test"]).exit, 0);
}

#[test]
fn two_cases_with_one_result_are_told() {
    let desk = set();
    desk.write(
        "a/cases/one.json",
        r#"{"subject": "乙", "evidence": {"firms": 1}}"#,
    );
    assert_eq!(status(&desk, "a/cases/one.yaml"), "shared");
    assert_eq!(status(&desk, "a/cases/one.json"), "shared");
    assert_eq!(desk.run(&["test", "--accept"]).exit, 1);
}

#[test]
fn evidence_that_no_longer_fits_is_shown_as_score_shows_it() {
    let desk = set();
    desk.write("a/standard.rules", RULES.replace("firms", "companies"));
    let run = desk.run(&["test", "--lang", "en"]);
    assert_eq!(run.exit, 1);
    assert!(
        run.out.contains("a/cases/one.yaml: cannot be scored"),
        "{}",
        run.out
    );
    let scored = desk.run(&["score", "a", "a/cases/one.yaml"]);
    assert!(run.out.contains(&scored.err), "{}\n{}", run.out, scored.err);
    assert_eq!(desk.run(&["test", "--accept"]).exit, 1);
}

#[test]
fn what_must_be_refused_has_its_findings_approved() {
    let desk = set();
    desk.write("a/cases/refused/minus.yaml", CASE.replace('6', "-6"));
    desk.write("a/cases/refused/garbled.yaml", b"subject: \xff\n");
    assert_eq!(status(&desk, "a/cases/refused/minus.yaml"), "unapproved");
    assert_eq!(desk.run(&["test", "--accept"]).exit, 0);
    let text = desk.read("a/cases/refused/minus.result.txt");
    assert!(
        text.contains("错误 E6") && text.contains("[minus.yaml:3:"),
        "{text}"
    );
    assert_eq!(desk.run(&["test", "a"]).exit, 0);
    let absolute = desk.path("a");
    let absolute = absolute.to_str().unwrap();
    assert_eq!(
        desk.run(&["test", absolute]).exit,
        0,
        "stable wherever it is called"
    );
    desk.write("a/cases/refused/minus.yaml", CASE);
    assert_eq!(status(&desk, "a/cases/refused/minus.yaml"), "not_refused");
    assert_eq!(desk.run(&["test", "--accept"]).exit, 1);
}

#[test]
fn rules_with_errors_keep_only_their_own_cases_from_running() {
    let desk = set();
    desk.write("b/standard.rules", RULES.replace("per firms", "per frims"));
    desk.write("b/cases/one.yaml", CASE);
    let run = desk.run(&["test"]);
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("E101"), "{}", run.err);
    assert!(run.out.contains("✓ a  1 case"), "{}", run.out);
    assert_eq!(status(&desk, "b/cases/one.yaml"), "no_rules");
}

#[test]
fn a_case_is_held_to_the_revision_of_its_date() {
    let desk = Desk::new();
    let from = |day: &str| RULES.replace("evidence\n", &format!("in force from {day}\nevidence\n"));
    desk.write("a/2023.rules", from("2023-01-01"));
    desk.write("a/2024.rules", from("2024-01-01").replace("+10", "+5"));
    for day in ["2022-05-05", "2023-05-05", "2024-05-05"] {
        let text = format!(
            "assessment_date: {day}\n{CASE}expect:\n  score: {}\n",
            if day < "2024" { 60 } else { 30 }
        );
        desk.write(&format!("a/cases/on-{day}.yaml"), text);
    }
    let run = desk.run(&["test", "--accept", "--coverage"]);
    assert_eq!(run.exit, 1);
    assert!(
        run.out.contains("3 cases: 2 accepted, 1 refused"),
        "{}",
        run.out
    );
    assert!(run.out.contains("2024.rules"), "{}", run.out);
    assert!(
        run.out.contains("  2023.rules  2023-01-01 to 2023-12-31"),
        "{}",
        run.out
    );
    assert!(desk.read("a/cases/on-2024-05-05.result.txt").contains("+5"));
}

#[test]
fn what_a_case_expects_holds_whatever_was_approved() {
    let desk = changed();
    let expecting = format!("{CASE}expect:\n  总分: 60\n  score: 60\n  grade: 优秀\n  二: 60\n");
    desk.write("a/cases/one.yaml", expecting.replace("  总分: 60\n", ""));
    let run = desk.run(&["test", "--accept", "--lang", "en"]);
    assert_eq!(run.exit, 1, "accepting does not change what is expected");
    assert!(
        run.out.contains("E721: `score` should be 60 and is 100"),
        "{}",
        run.out
    );
    assert_eq!(status(&desk, "a/cases/one.yaml"), "unmet");
    desk.write("a/standard.rules", RULES);
    assert_eq!(desk.run(&["test", "--accept"]).exit, 0);
    desk.write("a/cases/one.yaml", expecting);
    let run = desk.run(&["test", "--lang", "en"]);
    assert!(run.out.contains("E720"), "{}", run.out);
    let run = desk.run(&["score", "a", "a/cases/one.yaml"]);
    assert_eq!(
        (run.exit, run.err.as_str()),
        (0, ""),
        "the reader passes `expect` over"
    );
}

#[test]
fn no_case_at_all_is_a_wrong_call() {
    let desk = Desk::set();
    for arguments in [&["test"][..], &["test", "none"], &["test", "a.yaml"]] {
        let run = desk.run(arguments);
        assert_eq!((run.exit, run.out.as_str()), (2, ""), "{}", run.err);
    }
    let run = desk.run(&["test", "a.yaml", "--lang", "en"]);
    assert!(run.err.contains("`a.yaml` is no case"), "{}", run.err);
    desk.write("cases/.keep", "");
    let run = desk.run(&["test", "--lang", "zh"]);
    assert!(run.err.contains("没有找到案例"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_said_and_the_rest_runs() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = set();
    desk.write("locked/x/standard.rules", RULES);
    symlink("/dev/zero", desk.path("a/cases/zero.yaml")).unwrap();
    desk.write("a/cases/two.yaml", CASE);
    std::fs::create_dir(desk.path("a/cases/two.result.txt")).unwrap();
    let locked = desk.path("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    let is_locked = std::fs::read_dir(&locked).is_err();
    let run = desk.run(&["test"]);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(run.exit, 2);
    assert!(run.out.contains("1 passed"), "{}", run.out);
    assert!(
        run.out.contains("two.result.txt` is a folder"),
        "{}",
        run.out
    );
    // Root may read everything.
    assert!(!is_locked || run.err.contains("locked"), "{}", run.err);
}

#[test]
fn review_goes_by_keys() {
    let desk = changed();
    desk.write("a/cases/two.yaml", CASE.replace('6', "2"));
    desk.write("a/cases/gone.result.txt", "x");
    let run = desk.pipe(&["test", "--review", "--lang", "en"], "?\na\nr\ns\n");
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("1/3  a accept"), "{}", run.err);
    assert!(
        run.err.contains("6 │     per firms +20"),
        "the rules stand beside: {}",
        run.err
    );
    assert!(
        run.err.contains("rejected") && run.err.contains("two.yaml"),
        "{}",
        run.err
    );
    assert_eq!(status(&desk, "a/cases/one.yaml"), "passed");
    assert_eq!(status(&desk, "a/cases/two.yaml"), "unapproved");
    assert_eq!(status(&desk, "a/cases/gone.result.txt"), "orphaned");
    let run = desk.pipe(&["test", "--review"], "q\n");
    assert_eq!(run.exit, 1);
    let run = desk.pipe(&["test", "--review"], "");
    assert_eq!(run.exit, 1, "no more keys end it");
    let run = desk.pipe(&["test", "--review"], "A\n");
    assert_eq!(run.exit, 0, "{}", run.out);
    assert_eq!(desk.run(&["test"]).exit, 0);
}

#[test]
fn the_coverage_names_what_no_case_reaches() {
    let desk = set();
    let run = desk.run(&["test", "--coverage", "--lang", "en"]);
    assert_eq!(run.exit, 0);
    insta::assert_snapshot!(run.out);
    let run = desk.run(&["test", "--coverage-lcov", "out.info"]);
    assert_eq!(run.exit, 0);
    insta::assert_snapshot!(desk.read("out.info"));
    desk.write("a/cases/two.yaml", CASE.replace('6', "0"));
    let run = desk.run(&["test", "--coverage", "--accept"]);
    assert!(run.out.contains("100.0%  4 / 4"), "{}", run.out);
}

#[test]
fn build_servers_get_xml() {
    let desk = changed();
    desk.write("a<&\">/standard.rules", RULES);
    desk.write("a<&\">/cases/two.yaml", CASE);
    let run = desk.run(&["test", "--format", "junit", "-o", "out.xml"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    insta::assert_snapshot!(desk.read("out.xml"));
}

#[test]
fn a_new_standard_is_green_in_either_language() {
    for lang in ["zh", "en"] {
        let desk = Desk::new();
        assert_eq!(desk.run(&["new", "mine", "--lang", lang]).exit, 0);
        for other in ["zh", "en"] {
            let run = desk.run(&["test", "--lang", other]);
            assert_eq!((run.exit, run.err.as_str()), (0, ""), "{}", run.out);
        }
    }
}

#[test]
fn what_cannot_go_together_is_refused() {
    let desk = set();
    for pair in [
        ["--review", "--accept"],
        ["--watch", "--accept"],
        ["--watch", "--review"],
    ] {
        let run = desk.run(&[&["test"], &pair[..]].concat());
        assert_eq!(run.exit, 2, "{pair:?}");
    }
    let run = desk.run(&["test", "-o", "a/cases/one.yaml"]);
    assert_eq!(run.exit, 2);
    assert_eq!(desk.read("a/cases/one.yaml"), CASE);
}

fn reaches(part: &str, lines: &mut impl Iterator<Item = std::io::Result<String>>) -> bool {
    lines.any(|line| line.unwrap().contains(part))
}

#[test]
fn watching_runs_again_after_a_change() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let desk = set();
    let mut child = desk
        .command(&["test", "--watch", "--lang", "en"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut err = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(reaches("1 passed", &mut out));
    assert!(reaches("waiting for changes", &mut err));
    desk.write("a/standard.rules", RULES.replace("+10", "+20"));
    assert!(reaches("changed:", &mut err));
    assert!(reaches("1 different", &mut out));
    child.kill().unwrap();
    child.wait().unwrap();
}

const MORE: &str = "standard more \"More\"\nevidence\n  firms \"Firms\" count 0 to 100\n  broke \"Broke\" yes/no\n  \
    trips \"Trips\" records\n    long \"Long\" yes/no\n  end\nsection one \"One\" weight 100%\n  \
    indicator two \"Two\" weight 60%\n    by firms\n      below 10: 0\n      10 to below 20: +50\n      \
    20 and above: +100\n    end\n  indicator three \"Three\" weight 40%\n    per trips with long +20\n\
    grades\n  good \"Good\" 80 and above\n  fair \"Fair\" 50 to below 80\n  poor \"Poor\" below 50\n\
    veto poor if broke \"broke\"\n";

#[test]
fn suggested_cases_reach_what_the_others_do_not() {
    let desk = Desk::new();
    desk.write("a/standard.rules", MORE);
    desk.write(
        "a/cases/one.yaml",
        "subject: \"A \\\"b\\\" #c\"\nevidence:\n  firms: 25\n  broke: no\n  trips: [{long: yes}, {long: no}]\n",
    );
    desk.write("a/cases/suggested/firms-19.yaml", "subject: mine\n");
    let run = desk.run(&["test", "--suggest", "--lang", "en"]);
    assert_eq!((run.exit, run.err.as_str()), (0, ""), "{}", run.out);
    assert_eq!(
        desk.read("a/cases/suggested/firms-19.yaml"),
        "subject: mine\n"
    );
    let again = desk.run(&["test", "--suggest", "--lang", "en"]);
    assert!(again.out.starts_with("nothing to suggest"), "{}", again.out);
    std::fs::remove_file(desk.path("a/cases/suggested/firms-19.yaml")).unwrap();
    let tested = desk.run(&["test", "--coverage", "--lang", "en"]);
    assert_eq!(tested.exit, 1, "nobody has approved them");
    insta::assert_snapshot!(format!(
        "{}\n{}\n{}",
        run.out,
        desk.read("a/cases/suggested/firms-19-2.yaml"),
        tested.out
    ));
    assert_eq!(desk.run(&["test", "--accept", "-q"]).exit, 0);
}

#[test]
fn a_standard_without_cases_gets_some() {
    let desk = Desk::new();
    desk.write("a/standard.rules", MORE);
    desk.write("a/cases/.keep", "");
    assert_eq!(desk.run(&["test"]).exit, 2);
    assert_eq!(desk.run(&["test", "--suggest"]).exit, 0);
    assert_eq!(desk.run(&["test", "--accept", "-q"]).exit, 0);
    desk.write("b/standard.rules", RULES.replace("per firms", "per frims"));
    desk.write("b/cases/one.yaml", CASE);
    assert_eq!(desk.run(&["test", "b", "--suggest"]).exit, 1);
}

const ALL: &str = "standard all \"All\"\nevidence\n  visits \"Visits\" count 0 to 100\n  level \"Level\" one of \
    national \"National\" > local \"Local\"\n  since \"Since\" date optional\nsection one \"Both\" weight 100%\n  \
    indicator main \"Both\" weight 100%\n    per visits +5\ngrades\n  good \"Good\" 50 and above\n  \
    poor \"Poor\" below 50\ngrades star \"Star\" by visits\n  five \"Five\" 50 and above\n  \
    none \"No star\" below 50\noutput third \"Third\" = visits / 3 rounded to 2 places\noutput kind \"Kind\" = level\n\
    output day \"Day\" = since\noutput enough \"Enough\" = visits >= 10\ndowngrade by 1 if visits > 90 \"too many\"\n";

#[test]
fn every_kind_of_result_can_be_expected() {
    let desk = Desk::new();
    desk.write("a/standard.rules", ALL);
    let case = "subject: a\nevidence: {visits: 10, level: local}\nexpect:\n";
    let right = [
        "score: 50.0",
        "score: 50分",
        "grade: Good",
        "main: 50",
        "one: 50",
        "star: none",
        "Star: No star",
        "third: 3.330",
        "kind: local",
        "Kind: Local",
        "day: none",
        "enough: yes",
        "enough: 是",
        "vetoes: []",
        "rulings: none",
    ];
    for line in right {
        desk.write("a/cases/one.yaml", format!("{case}  {line}\n"));
        let run = desk.run(&["test", "--accept", "--lang", "en"]);
        assert_eq!(run.exit, 0, "{line}: {}{}", run.out, run.err);
    }
    let wrong = [
        ("grade: none", "`grade` should be none and is good"),
        ("star: Five", "`star` should be Five and is No star"),
        ("third: 3.3", "`third` should be 3.3 and is 3.33"),
        ("kind: national", "`kind` should be national and is Local"),
        ("enough: no", "`enough` should be no and is yes"),
        (
            "day: 2024-01-01",
            "`day` should be 2024-01-01 and is no value",
        ),
        ("Both: 50", "more than one thing is labelled `Both`"),
        ("rulings: [too many]", "`too many` should hold and does not"),
        ("star: Four", "no result named `Four`"),
        ("score: [50]", "the result of `score` can never be [50]"),
        ("vetoes: {a: b}", "can never be {a: …}"),
    ];
    for (line, message) in wrong {
        desk.write("a/cases/one.yaml", format!("{case}  {line}\n"));
        let run = desk.run(&["test", "--accept", "--lang", "en"]);
        assert_eq!(run.exit, 1, "{line}: {}", run.out);
        assert!(run.out.contains(message), "{line}: {}", run.out);
    }
}
