//! `doc`: the official table and text of a standard.

use crate::desk::{Desk, RULES};

#[test]
fn the_ending_of_the_file_says_the_form() {
    let desk = Desk::set();
    for (output, beginning) in [("a.html", "<!DOCTYPE html>"), ("a.md", "# 小标准\n")] {
        let run = desk.run(&["doc", "standard.rules", "-o", output]);
        assert_eq!((run.exit, run.out.as_str()), (0, ""), "{}", run.err);
        assert!(desk.read(output).trim_start().starts_with(beginning));
    }
    let run = desk.run(&["doc", "standard.rules", "-o", "a.docx"]);
    assert_eq!(run.exit, 2);
    assert!(run.err.contains("use .html or .md"), "{}", run.err);
}

#[test]
fn the_page_speaks_the_language_that_is_asked_for() {
    let desk = Desk::set();
    for (language, words) in [
        ("zh", "企业数每增加1家，加10分"),
        ("en", "10 points for each 1家 of 企业数"),
    ] {
        let run = desk.run(&[
            "doc",
            "standard.rules",
            "--format",
            "md",
            "--lang",
            language,
        ]);
        assert_eq!(run.exit, 0, "{}", run.err);
        assert!(run.out.contains(words), "{}", run.out);
        assert!(run.out.contains("standard.rules · sha256:"), "{}", run.out);
    }
}

#[test]
fn standard_input_and_a_folder_are_read() {
    let desk = Desk::set();
    let page = desk.run(&["doc", ".", "--format", "md"]).out;
    let piped = desk.pipe(&["doc", "-", "--format", "md"], RULES);
    assert_eq!(piped.exit, 0, "{}", piped.err);
    let body = |page: &str| page.split("\n---\n").next().map(str::to_owned);
    assert_eq!(body(&piped.out), body(&page));
}

#[test]
fn the_revision_of_a_day_is_described_with_its_last_day() {
    let desk = Desk::new();
    for (file, day) in [("2023.rules", "2023-01-01"), ("2024.rules", "2024-03-01")] {
        let line = format!("\nin force from {day}\nevidence");
        desk.write(&format!("x/{file}"), RULES.replacen("\nevidence", &line, 1));
    }
    let run = desk.run(&["doc", "x", "--format", "md", "--as-of", "2023-05-01"]);
    assert!(run.out.contains("2023-01-01 to 2024-02-29"), "{}", run.out);
    let run = desk.run(&["doc", "x", "--format", "md"]);
    assert!(run.out.contains("from 2024-03-01"), "{}", run.out);
    let run = desk.run(&["doc", "x", "--as-of", "2022-01-01"]);
    assert_eq!((run.exit, run.out.as_str()), (2, ""));
}

#[test]
fn a_draft_says_so_and_a_broken_file_has_no_page() {
    let desk = Desk::new();
    desk.write(
        "draft.rules",
        RULES.replacen("\nevidence", "\nstatus draft\nevidence", 1),
    );
    let run = desk.run(&["doc", "draft.rules"]);
    assert!(
        run.out.contains("Draft for comment; not in force"),
        "{}",
        run.out
    );
    desk.write("broken.rules", RULES.replace("firms +10", "fims +10"));
    let run = desk.run(&["doc", "broken.rules", "-o", "broken.html"]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(run.err.contains("E101"), "{}", run.err);
    assert!(!desk.path("broken.html").exists());
}
