//! Exits, streams, languages and colours.

use crate::desk::{Desk, RULES, WARNED, finish};

#[test]
fn a_clean_file_is_exit_0_and_a_finding_exit_1() {
    let desk = Desk::set();
    let run = desk.run(&["check", "standard.rules"]);
    assert_eq!((run.exit, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "standard.rules: no findings\n");
    let run = desk.run(&["check", "standard.rules", "-q"]);
    assert_eq!((run.exit, run.out.as_str(), run.err.as_str()), (0, "", ""));

    desk.write("bad.rules", RULES.replace("per firms", "per frims"));
    let run = desk.run(&["check", "bad.rules", "standard.rules"]);
    assert_eq!((run.exit, run.err.as_str()), (1, ""));
    assert!(
        run.out.contains("E101") && run.out.contains("bad.rules:6:9"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("standard.rules: no findings"),
        "{}",
        run.out
    );
}

#[test]
fn warnings_are_exit_0_unless_denied() {
    let desk = Desk::new();
    desk.write("a.rules", WARNED);
    let run = desk.run(&["check", "a.rules"]);
    assert_eq!(run.exit, 0);
    assert!(run.out.contains("W002"), "{}", run.out);
    assert_eq!(
        desk.run(&["check", "a.rules", "--deny", "warnings"]).exit,
        1
    );
    desk.write("a.yaml", "subject: a\nevidence: {firms: 1}\n");
    let run = desk.run(&["score", "a.rules", "a.yaml", "--brief"]);
    assert_eq!(run.exit, 0);
    assert_eq!(run.err, "a.rules: 1 warning (see `chidu check`)\n");
    assert_eq!(
        desk.run(&["score", "a.rules", "a.yaml", "-q", "--brief"])
            .err,
        ""
    );
    let run = desk.run(&["score", "a.rules", "a.yaml", "-v", "--brief"]);
    assert!(run.err.contains("W002"), "{}", run.err);
}

#[test]
fn accepted_warnings_are_shown_with_their_reasons_when_asked() {
    let desk = Desk::new();
    let accepted = WARNED.replace("  idle", "  accept W002 because \"留作参考\"\n  idle");
    desk.write("a.rules", accepted);
    let run = desk.run(&["check", "a.rules"]);
    assert_eq!(run.out, "a.rules: no findings\n");
    let run = desk.run(&["check", "a.rules", "-v"]);
    assert_eq!(
        run.out,
        "a.rules: no findings\na.rules:4: W002 is accepted: 留作参考\n"
    );
    let run = desk.run(&["check", "a.rules", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["files"][0]["accepted"][0]["code"], "W002");
    assert_eq!(json["warnings"], 0);
}

#[test]
fn the_findings_of_check_as_json() {
    let desk = Desk::set();
    desk.write("bad.rules", RULES.replace("per firms", "per frims"));
    let run = desk.run(&[
        "check",
        "bad.rules",
        "none.rules",
        "standard.rules",
        "--format=json",
    ]);
    assert_eq!(run.exit, 2);
    assert_eq!(
        run.err,
        "error: cannot read `none.rules`: there is no such file or folder\n"
    );
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["errors"], 1);
    let found = json["files"][0]["diagnostics"].as_array().unwrap();
    assert!(found.iter().any(|one| one["code"] == "E101"));
    assert!(json["files"][0]["hash"].is_null());
    assert!(json["files"][1]["unreadable"]["zh"].is_string());
    assert!(
        json["files"][2]["hash"]
            .as_str()
            .unwrap()
            .starts_with("sha256:")
    );
}

#[test]
fn the_language_is_asked_for_or_that_of_the_environment() {
    let desk = Desk::set();
    let run = desk.run(&["check", "standard.rules", "--lang", "zh"]);
    assert_eq!(run.out, "standard.rules：没有发现问题\n");
    for (name, value, expected) in [
        ("LANG", "zh_CN.UTF-8", "没有发现问题"),
        ("LC_MESSAGES", "zh_TW", "没有发现问题"),
        ("LC_ALL", "zh", "没有发现问题"),
        ("LANG", "de_DE.UTF-8", "no findings"),
        ("LANG", "", "no findings"),
    ] {
        let mut command = desk.command(&["check", "standard.rules"]);
        command.env(name, value);
        let run = finish(command, "");
        assert!(run.out.contains(expected), "{name}={value}: {}", run.out);
    }
    let mut command = desk.command(&["check", "standard.rules", "--lang=en"]);
    command.env("LC_ALL", "zh_CN.UTF-8");
    assert!(finish(command, "").out.contains("no findings"));
    let mut command = desk.command(&["check", "standard.rules"]);
    command.env("LC_ALL", "C").env("LANG", "zh_CN.UTF-8");
    assert!(finish(command, "").out.contains("no findings"));
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let desk = Desk::new();
    desk.write("bad.rules", RULES.replace("per firms", "per frims"));
    let run = desk.run(&["check", "bad.rules"]);
    assert!(!run.out.contains('\u{1b}'));
    let run = desk.run(&["check", "bad.rules", "--color", "always"]);
    assert!(run.out.contains('\u{1b}'));
    let mut command = desk.command(&["check", "bad.rules", "--color", "never"]);
    command.env("NO_COLOR", "1");
    assert!(!finish(command, "").out.contains('\u{1b}'));
}

#[test]
fn a_wrong_call_is_exit_2_in_either_language() {
    let desk = Desk::set();
    for arguments in [
        &["check"][..],
        &["scor"],
        &["check", "--formt", "json", "a"],
        &["check", "a.rules", "--format", "yaml"],
        &["score", "standard.rules", "a.yaml", "--as-of", "today"],
        &["check", "-q", "-v", "a"],
        &["check", "a", "--lang", "de"],
        &["completions", "tcsh"],
        &["help", "scor"],
        &["score", "standard.rules"],
        &[],
    ] {
        for lang in ["zh", "en"] {
            let mut command = desk.command(arguments);
            command.env("LANG", lang);
            let run = finish(command, "");
            assert_eq!((run.exit, run.out.as_str()), (2, ""), "{arguments:?}");
            let has_han = run.err.lines().next().unwrap().contains(['有', '误', '尺']);
            assert_eq!(has_han, lang == "zh" || arguments.is_empty(), "{}", run.err);
        }
    }
}

#[test]
fn wrong_calls_are_explained_in_chinese() {
    let desk = Desk::set();
    let said = |arguments: &[&str]| {
        let mut command = desk.command(arguments);
        command.env("LANG", "zh");
        finish(command, "").err
    };
    insta::assert_snapshot!(
        [
            said(&["scor"]),
            said(&["check", "--formt", "json", "a"]),
            said(&["check", "a.rules", "--format", "yaml"]),
            said(&["check", "a.rules", "--format"]),
            said(&["score", "a", "b", "--as-of", "2024-02-30"]),
            said(&["check", "-q", "-v", "a"]),
            said(&["check", "a", "--color", "never", "--color", "never"]),
            said(&["score", "a"]),
            said(&["explain-code"]),
            said(&["new", "a", "b"]),
            said(&["check", "a", "--quiet=yes"]),
        ]
        .map(|text| text.lines().next().unwrap().to_owned())
        .join("\n")
    );
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_utf_8_are_no_trouble() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::set();
    let name = OsStr::from_bytes(b"\xb1\xea.rules");
    std::fs::write(desk.path("").join(name), RULES).unwrap();
    let run = desk.run(&[OsStr::new("check"), name]);
    assert_eq!(run.exit, 0, "{}", run.err);
    let none = OsStr::from_bytes(b"\xff\x1b");
    for arguments in [
        [OsStr::new("check"), none],
        [OsStr::new("explain-code"), none],
        [OsStr::new("help"), none],
        [OsStr::new("--lang"), none],
        [none, none],
    ] {
        let run = desk.run(&arguments);
        assert_eq!(run.exit, 2, "{}", run.out);
        assert!(!run.err.contains('\u{1b}'), "{}", run.err);
        let mut command = desk.command(&arguments);
        command.env("LANG", "zh");
        assert_eq!(finish(command, "").exit, 2);
    }
}

#[test]
fn a_code_is_explained_in_any_case() {
    let desk = Desk::new();
    let run = desk.run(&["explain-code", "e101"]);
    assert_eq!(run.exit, 0);
    assert!(
        run.out.starts_with("error E101: an unknown name\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("中文"));
    let run = desk.run(&["explain-code", "W001", "--lang", "zh"]);
    assert!(
        run.out.starts_with("警告 W001：不提供证据反而有利\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("English"));
    let run = desk.run(&["explain-code", "E10"]);
    assert_eq!(run.exit, 2);
    assert!(run.err.contains("is `E010` meant?"), "{}", run.err);
    assert_eq!(desk.run(&["explain-code", "\u{1b}[31m"]).exit, 2);
}

#[test]
fn completions_are_printed_for_each_shell() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        for lang in ["zh", "en"] {
            let run = desk.run(&["completions", shell, "--lang", lang]);
            assert_eq!(run.exit, 0, "{shell}");
            assert!(run.out.contains("explain-code"), "{shell}");
        }
    }
}
