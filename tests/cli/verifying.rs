//! `verify`: a stored result, computed again.

use serde_json::Value;

use crate::desk::{Desk, EVIDENCE, sme_service};

const STORE: [&str; 8] = [
    "score",
    "standard.rules",
    "a.yaml",
    "--format",
    "json",
    "--with-texts",
    "-o",
    "r.json",
];

#[test]
fn a_result_that_keeps_its_texts_is_confirmed_without_any_other_file() {
    let desk = Desk::set();
    assert_eq!(desk.run(&STORE).exit, 0);
    std::fs::remove_file(desk.path("standard.rules")).unwrap();
    std::fs::remove_file(desk.path("a.yaml")).unwrap();
    let en = desk.run(&["verify", "r.json"]);
    assert_eq!((en.exit, en.err.as_str()), (0, ""));
    let zh = desk.run(&["verify", "r.json", "--lang", "zh"]);
    insta::assert_snapshot!(format!("{}\n{}", en.out, zh.out));
    let json = desk.run(&["verify", "r.json", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["confirmed"], true);
    assert_eq!(json["results"][0]["differences"], Value::Array(vec![]));
}

#[test]
fn what_was_changed_by_hand_is_shown_with_both_values() {
    let desk = Desk::set();
    desk.run(&STORE);
    let text = desk
        .read("r.json")
        .replacen("\"score\": \"60\"", "\"score\": \"95\"", 1);
    desk.write("r.json", text.replace("chidu 0.", "chidu 9."));
    let en = desk.run(&["verify", "r.json"]);
    assert_eq!((en.exit, en.err.as_str()), (1, ""));
    let zh = desk.run(&["verify", "r.json", "--lang", "zh"]);
    insta::assert_snapshot!(format!("{}\n{}", en.out, zh.out));
}

#[test]
fn a_result_without_texts_needs_the_files_and_says_so() {
    let desk = Desk::set();
    desk.run(&[
        "score",
        "standard.rules",
        "a.yaml",
        "--format",
        "json",
        "-o",
        "r.json",
    ]);
    let run = desk.run(&["verify", "r.json"]);
    assert_eq!((run.exit, run.out.as_str()), (2, ""));
    assert!(
        run.err
            .contains("chidu verify r.json --rules RULES --evidence EVIDENCE"),
        "{}",
        run.err
    );
    let both = [
        "verify",
        "r.json",
        "--rules",
        "standard.rules",
        "--evidence",
        "a.yaml",
    ];
    assert_eq!(desk.run(&both).exit, 0);
    desk.write("a.yaml", EVIDENCE.replace('6', "7"));
    let run = desk.run(&both);
    assert_eq!(run.exit, 1);
    assert!(
        run.out.contains("/evidence_hash") && run.out.contains("/score"),
        "{}",
        run.out
    );
    desk.write("a.yaml", "subject: b\nevidence: {}\n");
    let run = desk.run(&both);
    assert_eq!(run.exit, 1);
    assert!(
        run.err.contains("E603") && run.out.contains("not computed again"),
        "{}{}",
        run.err,
        run.out
    );
}

#[test]
fn the_date_of_the_call_is_kept_and_said() {
    let desk = Desk::new();
    let case = sme_service().join("cases/full-marks.yaml");
    let (rules, case) = (sme_service(), case.to_str().unwrap().to_owned());
    let rules = rules.to_str().unwrap();
    let call = [
        "score",
        rules,
        &case,
        "--format",
        "json",
        "--with-texts",
        "--as-of",
        "2024-06-01",
        "-o",
        "r.json",
    ];
    assert_eq!(desk.run(&call).exit, 0);
    let run = desk.run(&["verify", "r.json"]);
    assert_eq!(run.exit, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("2024-06-01 is that of the call"),
        "{}",
        run.out
    );
    let plain = [
        "verify",
        "r.json",
        "--rules",
        rules,
        "--evidence",
        &case,
        "--as-of",
        "2024-07-01",
    ];
    let run = desk.run(&plain);
    assert!(
        run.exit == 1 && run.out.contains("/assessment_date"),
        "{}",
        run.out
    );
}

#[test]
fn several_results_are_verified_one_by_one() {
    let desk = Desk::set();
    desk.write("b.yaml", EVIDENCE.replace('6', "2"));
    let many = [
        "score",
        "standard.rules",
        "a.yaml",
        "b.yaml",
        "--format",
        "json",
        "--with-texts",
        "-o",
        "r.json",
    ];
    assert_eq!(desk.run(&many).exit, 0);
    let run = desk.run(&["verify", "r.json"]);
    assert_eq!(run.exit, 0);
    assert_eq!(run.out.matches("confirmed: every member").count(), 2);
}

#[test]
fn what_is_no_result_is_refused_with_its_place() {
    let desk = Desk::new();
    for (text, words) in [
        (
            "{\"a\": 1,\n\"a\": 2}",
            "line 2, column 3: the key `a` stands twice",
        ),
        ("subject: a", "it is not JSON"),
        ("{}", "is no result"),
        ("[]", "empty"),
    ] {
        desk.write("r.json", text);
        let run = desk.run(&["verify", "r.json"]);
        assert_eq!((run.exit, run.out.as_str()), (2, ""));
        assert!(run.err.contains(words), "{}", run.err);
    }
    desk.write("r.json", b"\xff\xfe{}");
    assert_eq!(desk.run(&["verify", "r.json"]).exit, 1);
    assert_eq!(desk.run(&["verify", "none.json"]).exit, 2);
    let run = desk.run(&["score", "a", "b", "--with-texts"]);
    assert!(run.exit == 2 && run.err.contains("--with-texts goes with --format json"));
}
