//! What is read, and what is refused without being read.

use crate::desk::{Desk, EVIDENCE, RULES};

const SOURCED: &str = "standard small\nsource \"PATH\"\nevidence\n  firms count\n\
    section one weight 100%\n  indicator two weight 100%\n    > 每家加10分\n    per firms +10\n";

/// The exit of a check of rules with that source, and the first thing that it found.
fn with_source(desk: &Desk, path: &str) -> (i32, String) {
    desk.write("in/standard.rules", SOURCED.replace("PATH", path));
    let run = desk.run(&["check", "in", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let text = |path: &str| json.pointer(path).and_then(serde_json::Value::as_str);
    let code = text("/files/0/diagnostics/0/code").unwrap_or("");
    let message = text("/files/0/diagnostics/0/message/en").unwrap_or("");
    (run.exit, format!("{code}: {message}"))
}

#[test]
fn a_folder_means_all_its_rule_files() {
    let desk = Desk::new();
    desk.write("one/only.rules", RULES);
    desk.write("one/other.txt", "x");
    desk.write("usual/a.rules", "x");
    desk.write("usual/standard.rules", RULES);
    desk.write("two/a.rules", RULES);
    desk.write("two/b.rules", RULES);
    desk.write("none/a.txt", "x");
    assert_eq!(
        desk.run(&["check", "one"]).out,
        "one/only.rules: no findings\n"
    );
    let run = desk.run(&["check", "usual"]);
    assert_eq!(run.exit, 1);
    assert!(
        run.out.starts_with("usual/standard.rules: no findings\n")
            && run.out.contains("usual/a.rules:1:1"),
        "{}",
        run.out
    );
    let run = desk.run(&["check", "two"]);
    assert_eq!(
        run.out,
        "two/a.rules: no findings\ntwo/b.rules: no findings\n"
    );
    let run = desk.run(&["check", "none"]);
    assert_eq!(run.exit, 2);
    assert!(
        run.err.contains("no rule file in the folder `none`"),
        "{}",
        run.err
    );
}

#[test]
fn standard_input_stands_for_one_file() {
    let desk = Desk::set();
    let run = desk.pipe(&["check", "-"], RULES);
    assert_eq!(run.out, "<stdin>: no findings\n");
    let run = desk.pipe(&["score", "-", "a.yaml", "--brief"], RULES);
    assert_eq!(run.exit, 0, "{}", run.err);
    let run = desk.pipe(&["score", "standard.rules", "-", "--brief"], EVIDENCE);
    assert_eq!(run.exit, 0, "{}", run.err);
    let json = r#"{"subject": "a", "evidence": {"firms": 6}}"#;
    let run = desk.pipe(
        &["score", "standard.rules", "-", "--evidence-format", "json"],
        json,
    );
    assert_eq!(run.exit, 0, "{}", run.err);
    let toml = "subject = \"a\"\nevidence.firms = 6\n";
    let run = desk.pipe(
        &["score", "standard.rules", "-", "--evidence-format", "toml"],
        toml,
    );
    assert_eq!(run.exit, 0, "{}", run.err);
    let run = desk.pipe(&["score", "-", "-"], RULES);
    assert_eq!(run.exit, 2);
    assert!(run.err.contains("may stand only once"), "{}", run.err);
}

#[test]
fn evidence_of_an_unknown_format_is_refused_unless_said() {
    let desk = Desk::set();
    desk.write("a.csv", EVIDENCE);
    let run = desk.run(&["score", "standard.rules", "a.csv"]);
    assert_eq!(run.exit, 2);
    assert!(
        run.err.contains("the format of `a.csv` is not known"),
        "{}",
        run.err
    );
    let run = desk.run(&[
        "score",
        "standard.rules",
        "a.csv",
        "--evidence-format",
        "yaml",
    ]);
    assert_eq!(run.exit, 0, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_folders_are_not_read() {
    let desk = Desk::set();
    assert!(crate::outputs::fifo(&desk, "pipe.yaml"));
    std::fs::create_dir(desk.path("folder.yaml")).unwrap();
    for (rules, evidence) in [
        ("standard.rules", "pipe.yaml"),
        ("standard.rules", "folder.yaml"),
        ("standard.rules", "/dev/zero"),
        ("pipe.yaml", "a.yaml"),
        ("/dev/zero", "a.yaml"),
        ("none.rules", "a.yaml"),
    ] {
        let run = desk.run(&["score", rules, evidence, "--evidence-format", "yaml"]);
        assert_eq!(run.exit, 2, "{rules} {evidence}");
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
}

#[test]
fn files_beyond_the_limit_are_findings() {
    let desk = Desk::set();
    desk.write("large.rules", vec![b'#'; 1024 * 1024 + 1]);
    let run = desk.run(&["check", "large.rules"]);
    assert_eq!(run.exit, 1);
    assert!(
        run.out.contains("E001") && run.out.contains("1 MiB"),
        "{}",
        run.out
    );
    desk.write("large.yaml", vec![b'#'; 16 * 1024 * 1024 + 1]);
    let run = desk.run(&["score", "standard.rules", "large.yaml"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("E001") && run.err.contains("16 MiB"),
        "{}",
        run.err
    );
}

#[test]
fn text_that_is_not_utf_8_is_a_finding_at_its_byte() {
    let desk = Desk::set();
    let (gbk, _, _) = encoding_rs::GBK.encode("standard a\n# 标准的注释\n");
    desk.write("gbk.rules", &gbk);
    let run = desk.run(&["check", "gbk.rules"]);
    assert_eq!(run.exit, 1);
    assert!(run.out.contains("byte 13 (0xB1) on line 2"), "{}", run.out);
    assert!(
        run.out.contains("gbk.rules:2:3") && run.out.contains("looks like GBK"),
        "{}",
        run.out
    );
    let (gbk, _, _) = encoding_rs::GBK.encode("subject: 某某中心\n");
    desk.write("gbk.yaml", &gbk);
    let run = desk.run(&["score", "standard.rules", "gbk.yaml", "--lang", "zh"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("E601") && run.err.contains("GBK"),
        "{}",
        run.err
    );
}

#[test]
fn a_byte_order_mark_and_crlf_mean_nothing() {
    let desk = Desk::new();
    desk.write("plain.rules", RULES);
    desk.write(
        "windows.rules",
        format!("\u{feff}{}", RULES.replace('\n', "\r\n")),
    );
    let run = desk.run(&["check", "plain.rules", "windows.rules", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["errors"], 0);
    assert_eq!(json["files"][0]["hash"], json["files"][1]["hash"]);
}

#[test]
fn a_source_lies_below_the_folder_of_its_rules() {
    let desk = Desk::new();
    desk.write("in/text.txt", "每家 加 10分。");
    desk.write("in/deep/text.txt", "每家加10分。");
    desk.write("outside.txt", "每家加10分。");
    assert_eq!(with_source(&desk, "text.txt").0, 0);
    assert_eq!(with_source(&desk, "./deep/text.txt").0, 0);
    let outside = desk.path("outside.txt");
    for (path, why) in [
        ("../outside.txt", "outside the rule file's folder"),
        ("deep/../text.txt", "outside the rule file's folder"),
        (outside.to_str().unwrap(), "outside the rule file's folder"),
        ("/dev/zero", "outside the rule file's folder"),
        ("none.txt", "there is no such file"),
        ("text.txt/more", "there is no such file"),
        ("deep", "it is not a regular file"),
        (".", "it is not a regular file"),
    ] {
        let (exit, out) = with_source(&desk, path);
        assert_eq!(exit, 1, "{path}");
        assert!(out.contains("E502") && out.contains(why), "{path}: {out}");
    }
    desk.write("in/gbk.txt", b"\xc3\xbf\xbc\xd2");
    let (exit, out) = with_source(&desk, "gbk.txt");
    assert_eq!(exit, 1);
    assert!(out.contains("not UTF-8"), "{out}");
}

#[cfg(unix)]
#[test]
fn no_link_and_no_pipe_leads_a_source_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.write("in/text.txt", "每家加10分。");
    desk.write("out/outside.txt", "每家加10分。");
    symlink("text.txt", desk.path("in/inner.txt")).unwrap();
    symlink("../out/outside.txt", desk.path("in/link.txt")).unwrap();
    symlink("../out", desk.path("in/folder")).unwrap();
    assert!(crate::outputs::fifo(&desk, "in/pipe"));
    assert_eq!(with_source(&desk, "inner.txt").0, 0);
    for path in ["link.txt", "folder/outside.txt"] {
        let (exit, out) = with_source(&desk, path);
        assert_eq!(exit, 1, "{path}");
        assert!(out.contains("outside the rule file's folder"), "{out}");
    }
    let (exit, out) = with_source(&desk, "pipe");
    assert_eq!(exit, 1);
    assert!(out.contains("not a regular file"), "{out}");
}

#[test]
fn another_root_may_hold_the_source() {
    let desk = Desk::new();
    desk.write("texts/text.txt", "每家加10分。");
    desk.write("in/standard.rules", SOURCED.replace("PATH", "text.txt"));
    assert_eq!(desk.run(&["check", "in"]).exit, 1);
    let run = desk.run(&["check", "in", "--root", "texts"]);
    assert_eq!(run.exit, 0, "{}", run.out);
    let run = desk.pipe(
        &["check", "-", "--root", "texts"],
        SOURCED.replace("PATH", "text.txt"),
    );
    assert_eq!(run.exit, 0, "{}", run.out);
    let run = desk.pipe(&["check", "-"], SOURCED.replace("PATH", "texts/text.txt"));
    assert_eq!(run.exit, 0, "{}", run.out);
}
