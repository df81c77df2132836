//! `fmt`: in place, as a check, as a diff, from standard input; and what it leaves alone.

use crate::desk::{Desk, RULES};

const UNTIDY: &str = "standard   small \"小标准\"\nevidence\n# 家数\nfirms \"企业数\" count 家\n\
    section one \"一\" weight 100%\nindicator two \"二\" weight 100%\nper firms +10\n\
    grades\ngood \"优秀\" 50 and above\npoor \"不合格\" below 50\n";

const TIDY: &str = "standard small \"小标准\"\nevidence\n  # 家数\n  firms \"企业数\" count 家\n\
    section one \"一\" weight 100%\n  indicator two \"二\" weight 100%\n    per firms +10\n\
    grades\n  good \"优秀\"   50 and above\n  poor \"不合格\" below 50\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("a.rules", UNTIDY);
    desk.write("b.rules", TIDY);
    desk
}

#[test]
fn files_are_formatted_in_place() {
    let desk = desk();
    let run = desk.run(&["fmt", "a.rules", "b.rules"]);
    assert_eq!((run.exit, run.out.as_str()), (0, ""));
    assert_eq!(
        run.err,
        "a.rules: formatted\n1 formatted, 1 left as they were\n"
    );
    assert_eq!(desk.read("a.rules"), TIDY);
    assert_eq!(desk.names(), ["a.rules", "b.rules"]);
    let run = desk.run(&["fmt", "a.rules", "--lang", "zh"]);
    assert_eq!(
        (run.exit, run.err.as_str()),
        (0, "原来就排好了，没有改动\n")
    );
    let run = desk.run(&["fmt", "a.rules", "-q"]);
    assert_eq!((run.exit, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn a_folder_means_its_rule_files_and_nothing_the_current_one() {
    let desk = Desk::new();
    desk.write("rules/a.rules", UNTIDY);
    desk.write("rules/b.rules", TIDY);
    desk.write("rules/notes.txt", UNTIDY);
    let run = desk.run(&["fmt", "rules"]);
    assert_eq!(run.exit, 0, "{}", run.err);
    assert_eq!(desk.read("rules/a.rules"), TIDY);
    assert_eq!(desk.read("rules/notes.txt"), UNTIDY);
    let run = desk.run(&["fmt"]);
    assert_eq!((run.exit, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("there is no rule file in the folder `.`"),
        "{}",
        run.err
    );
    desk.write("c.rules", UNTIDY);
    assert_eq!(desk.run(&["fmt"]).exit, 0);
    assert_eq!(desk.read("c.rules"), TIDY);
}

#[test]
fn a_check_names_what_would_change_and_changes_nothing() {
    let desk = desk();
    let run = desk.run(&["fmt", "--check", "a.rules", "b.rules"]);
    assert_eq!(
        (run.exit, run.out.as_str(), run.err.as_str()),
        (1, "a.rules\n", "")
    );
    assert_eq!(desk.read("a.rules"), UNTIDY);
    let run = desk.run(&["fmt", "--check", "b.rules"]);
    assert_eq!((run.exit, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let desk = desk();
    let run = desk.run(&["fmt", "--diff", "a.rules", "b.rules"]);
    assert_eq!((run.exit, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out);
    assert_eq!(desk.read("a.rules"), UNTIDY);
    let run = desk.run(&["fmt", "--diff", "--color", "always", "a.rules"]);
    assert!(
        run.out
            .contains("\u{1b}[32m+standard small \"小标准\"\u{1b}[0m\n"),
        "{}",
        run.out
    );
    let run = desk.run(&["fmt", "--diff", "--check", "b.rules"]);
    assert_eq!((run.exit, run.out.as_str()), (0, ""));
}

#[test]
fn what_steers_a_terminal_is_escaped_in_a_diff() {
    let desk = Desk::new();
    desk.write("a.rules", "standard   x \"\u{1b}[31m红\"\r\n");
    let run = desk.run(&["fmt", "--diff", "a.rules"]);
    assert!(
        run.out.contains("-standard   x \"\\u{1b}[31m红\"\n"),
        "{}",
        run.out
    );
    assert!(
        !run.out.contains('\r') && !run.out.contains('\u{1b}'),
        "{}",
        run.out
    );
}

#[test]
fn standard_input_goes_to_standard_output() {
    let desk = Desk::new();
    let run = desk.pipe(&["fmt", "-"], UNTIDY);
    assert_eq!(
        (run.exit, run.out.as_str(), run.err.as_str()),
        (0, TIDY, "")
    );
    let run = desk.pipe(&["fmt", "-"], TIDY);
    assert_eq!((run.exit, run.out.as_str()), (0, TIDY));
    let run = desk.pipe(&["fmt", "--check", "-"], UNTIDY);
    assert_eq!((run.exit, run.out.as_str()), (1, "<stdin>\n"));
    let run = desk.pipe(&["fmt", "-", "-"], TIDY);
    assert_eq!((run.exit, run.out.as_str()), (2, TIDY));
    assert!(run.err.contains("may stand only once"), "{}", run.err);
}

#[test]
fn a_file_is_brought_to_the_other_surface() {
    let desk = desk();
    let run = desk.run(&["fmt", "--to", "zh", "b.rules"]);
    assert_eq!(run.exit, 0, "{}", run.err);
    let there = desk.read("b.rules");
    assert!(there.contains("    每 企业数 +10分\n"), "{there}");
    assert_eq!(desk.run(&["check", "b.rules"]).exit, 0);
    let run = desk.run(&["fmt", "--to", "en", "b.rules"]);
    assert_eq!(run.exit, 0, "{}", run.err);
    assert_eq!(desk.read("b.rules"), TIDY);
    let run = desk.run(&["fmt", "--to", "fr", "b.rules"]);
    assert_eq!(run.exit, 2);
}

#[test]
fn names_of_used_files_are_known() {
    let desk = Desk::new();
    desk.write("common.rules", "evidence\n  firms \"企业数\" count 家\n");
    desk.write(
        "standard.rules",
        RULES.replace(
            "evidence\n  firms \"企业数\" count 家\n",
            "use \"common.rules\"\n",
        ),
    );
    let run = desk.run(&["fmt", "--to", "zh", "standard.rules"]);
    assert_eq!(run.exit, 0, "{}", run.err);
    assert!(
        desk.read("standard.rules").contains("每 企业数 +10分"),
        "{}",
        desk.read("standard.rules")
    );
    assert!(desk.read("common.rules").starts_with("evidence"));
}

#[test]
fn what_has_a_mistake_stays_and_is_told() {
    let desk = Desk::new();
    let text = UNTIDY.replace("per firms +10", "per firms  +  + 10");
    desk.write("a.rules", &text);
    let run = desk.run(&["fmt", "a.rules"]);
    assert_eq!(run.exit, 0);
    assert_eq!(
        run.err,
        "a.rules: what has a mistake stays as it is, line 7 (see `chidu check`)\na.rules: formatted\n"
    );
    assert_eq!(
        desk.read("a.rules"),
        TIDY.replace("    per firms +10", "per firms  +  + 10")
    );
}

#[test]
fn what_is_no_text_or_too_large_is_shown_and_the_others_are_formatted() {
    let desk = desk();
    desk.write("gbk.rules", b"standard x \"\xca\xd4\xd0\xd0\"\n");
    desk.write("large.rules", "#".repeat(1024 * 1024 + 1));
    let run = desk.run(&["fmt", "gbk.rules", "large.rules", "none.rules", "a.rules"]);
    assert_eq!(run.exit, 2);
    for said in [
        "UTF-8",
        "E001",
        "cannot read `none.rules`",
        "a.rules: formatted",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    assert_eq!(desk.read("a.rules"), TIDY);
    assert_eq!(desk.run(&["fmt", "gbk.rules"]).exit, 1);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_read_only_files_are_not_replaced() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = desk();
    symlink("a.rules", desk.path("link.rules")).unwrap();
    assert!(crate::outputs::fifo(&desk, "pipe.rules"));
    desk.write("locked.rules", UNTIDY);
    let locked = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(desk.path("locked.rules"), locked).unwrap();
    for (file, why) in [
        ("link.rules", "it is a symbolic link"),
        ("pipe.rules", "is not a regular file"),
        ("locked.rules", "it is read-only"),
    ] {
        let run = desk.run(&["fmt", file]);
        assert_eq!((run.exit, run.out.as_str()), (2, ""), "{file}");
        assert!(run.err.contains(why), "{file}: {}", run.err);
    }
    assert_eq!(desk.run(&["fmt", "--check", "link.rules"]).exit, 1);
    assert_eq!(desk.read("a.rules"), UNTIDY);
    assert_eq!(desk.read("locked.rules"), UNTIDY);
    std::fs::set_permissions(desk.path("a.rules"), std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(desk.run(&["fmt", "a.rules"]).exit, 0);
    let metadata = std::fs::metadata(desk.path("a.rules")).unwrap();
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
}
