//! How much of its source a rule file speaks of, and files of notes alone.

use serde_json::Value;

use crate::desk::Desk;

const SOURCE: &str = "办法\n每走访一次加5分；表现良好的，\n加10分。\n联系电话见附件。\n";

fn set() -> Desk {
    let desk = Desk::new();
    desk.write("source.txt", SOURCE);
    let rules = "> 办法\nstandard small \"小标准\"\nsource \"source.txt\"\nevidence\n  visits \"走访次数\" count 次\n\
        section one \"一\" weight 100%\n  indicator two \"二\" weight 100%\n    > 每走访一次加5分\n    \
        per visits +5\nleft open \"表现良好的\" because \"没有尺度\"\n";
    desk.write("small.rules", rules);
    let notes = "source \"source.txt\"\nnot a rule \"联系电话见附件。\" because \"联系方式\"\n";
    desk.write("notes.rules", notes);
    desk
}

#[test]
fn every_sentence_says_what_covers_it() {
    let desk = set();
    let run = desk.run(&[
        "check",
        "small.rules",
        "--source-coverage",
        "--format",
        "json",
    ]);
    assert_eq!(run.exit, 0);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let file = report.pointer("/files/0").unwrap();
    assert_eq!(file.pointer("/diagnostics/0/code").unwrap(), "W010");
    let covered = file.pointer("/source_coverage").unwrap();
    // 26 letters and digits: 2 and 8 quoted, 5 left open, 4 and 7 of nothing.
    assert_eq!(covered.pointer("/percent").unwrap(), "57.6");
    assert_eq!(covered.pointer("/uncovered").unwrap(), 11);
    let sentences = covered.pointer("/sentences").unwrap().as_array().unwrap();
    let of = |key: &str| -> Vec<Value> {
        let all = sentences.iter();
        all.map(|one| one.get(key).unwrap().clone()).collect()
    };
    assert_eq!(of("status"), ["quoted", "quoted", "partly", "uncovered"]);
    assert_eq!(of("line"), [1, 2, 2, 4]);
    assert_eq!(of("last_line"), [1, 2, 3, 4]);
}

#[test]
fn what_is_left_is_a_warning_that_ci_may_deny() {
    let desk = set();
    let denied = ["check", "small.rules", "--deny", "warnings"];
    assert_eq!(desk.run(&denied).exit, 0);
    assert_eq!(
        desk.run(&[&denied[..], &["--source-coverage"]].concat())
            .exit,
        1
    );
}

#[test]
fn notes_alone_are_checked_and_not_scored() {
    let desk = set();
    let run = desk.run(&["check", "notes.rules"]);
    assert_eq!(
        (run.exit, run.out.as_str()),
        (0, "notes.rules: no findings\n")
    );
    desk.write("a.yaml", "subject: a\nevidence: {visits: 2}\n");
    let run = desk.run(&["score", "notes.rules", "a.yaml"]);
    assert_eq!(run.exit, 2);
    assert!(run.err.contains("no standard"), "{}", run.err);
}
