//! `session::format`: what moves and what stays, shown in small; and that the project's own rule files
//! are formatted.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;

use std::path::{Path, PathBuf};

use chidu::diagnostics::{Found, Language};
use chidu::format;
use chidu::session::{self, Unformatted};
use chidu::source::SourceFile;
use chidu::syntax;
use chidu::syntax::surface::Surface;
use opened::{Beside, Nothing, folder, name, open, sorted};

fn to(text: &str, language: Option<Language>) -> String {
    let file = SourceFile::new("test.rules", text);
    session::format(&file, language, &Nothing).unwrap().text
}

fn formatted(text: &str) -> String {
    to(text, None)
}

/// Files of the corpus that are about blanks.
const UNTIDY: [&str; 7] = [
    "comments",
    "full-width-punctuation-and-digits",
    "line-goes-on-behind-brackets-and-joining-words",
    "line-that-goes-on-behind-any-operator",
    "line-that-goes-on-without-a-bracket",
    "no-indentation",
    "quote-in-another-width-and-with-blanks",
];

fn rule_files(path: &Path, found: &mut Vec<PathBuf>) {
    for path in sorted(path) {
        if path.is_dir() {
            rule_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rules") {
            found.push(path);
        }
    }
}

#[test]
fn the_rule_files_of_the_project_are_formatted() {
    let mut files = vec![];
    for place in ["rules", "tests/corpus/accept", "src/cli/starter"] {
        rule_files(&folder(place), &mut files);
    }
    assert!(files.len() > 180);
    let untidy = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        !UNTIDY.contains(&name(path).as_str()) && formatted(&text) != text
    };
    let untidy: Vec<PathBuf> = files.into_iter().filter(untidy).collect();
    assert!(untidy.is_empty(), "{untidy:#?}");
}

#[test]
fn the_examples_of_the_reference_are_formatted() {
    let text = std::fs::read_to_string(folder("docs/language.md")).unwrap();
    let fences = text.split("\n```");
    let examples = fences.filter_map(|block| {
        let (info, example) = block.split_once('\n')?;
        info.starts_with("rules").then_some(example)
    });
    let mut count = 0;
    for example in examples.filter(|example| !example.contains('　')) {
        count += 1;
        assert_eq!(formatted(&format!("{example}\n")).trim_end(), example);
    }
    assert!(count > 150, "{count}");
}

#[test]
fn the_example_of_the_guide_is_true() {
    let text = std::fs::read_to_string(folder("docs/formatting.md")).unwrap();
    let block = |info: &str| {
        let (_, rest) = text.split_once(&format!("```{info}\n")).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    assert_eq!(formatted(&block("rules-untidy")), block("rules-tidy"));
}

#[test]
fn the_standards_in_both_languages_are_one_file_on_two_surfaces() {
    let mut pairs = 0;
    for path in sorted(&folder("rules")) {
        let (english, chinese) = (path.join("standard.rules"), path.join("standard.zh.rules"));
        let Ok(text) = std::fs::read_to_string(&chinese) else {
            continue;
        };
        pairs += 1;
        let english = std::fs::read_to_string(english).unwrap();
        let read = |text: &str, language| {
            let file = SourceFile::new("standard.rules", text);
            let there = session::format(&file, Some(language), &Beside(path.clone())).unwrap();
            assert_eq!((there.broken, there.kept), (vec![], vec![]));
            there.text
        };
        // The first line of one says that it is the other.
        let rules = |text: &str| text.split_once('\n').unwrap().1.to_owned();
        let there = read(&english, Language::Zh);
        assert_eq!(rules(&there), rules(&read(&text, Language::Zh)));
        assert_eq!(read(&there, Language::En), english);
    }
    assert_eq!(pairs, 3);
}

#[test]
fn what_is_untidy_is_put_in_order() {
    let text = include_str!("format/untidy.rules");
    let once = formatted(text);
    insta::assert_snapshot!(once);
    assert!(once.ends_with("below 60\n"), "{once:?}");
    assert_eq!(formatted(&once), once);
}

#[test]
fn the_same_on_the_chinese_surface() {
    insta::assert_snapshot!(to(include_str!("format/untidy.rules"), Some(Language::Zh)));
}

#[test]
fn a_chinese_file_on_the_english_surface() {
    insta::assert_snapshot!(to(include_str!("format/chinese.rules"), Some(Language::En)));
}

#[test]
fn a_name_keeps_its_word_where_the_label_cannot_stand_for_it() {
    let text = "standard x\nevidence\n  a \"数量\" count\n  b \"数量\" count\n  c \"两 词\" count\n  \
        d \"a\" count\n  e \"或\" count\n  f \"可以\" count\nsection s weight 100%\n  indicator i weight 100%\n    \
        per a + b + c + d + e + f + g +1\n";
    let there = to(text, Some(Language::Zh));
    assert!(
        there.contains("每 a + b + c + d + e + 可以 + g +1分"),
        "{there}"
    );
    assert!(open(&there).findings.len() == open(text).findings.len());
}

#[test]
fn a_statement_that_would_mean_something_else_keeps_its_surface() {
    let text = "standard x\nevidence\n  event \"活动\" records\n    good \"良好\" yes/no\n  end\n\
        section s weight 100%\n  indicator i weight 100%\n    per event with good above 2 +5\n";
    let file = SourceFile::new("test.rules", text);
    let there = session::format(&file, Some(Language::Zh), &Nothing).unwrap();
    assert_eq!(there.kept.len(), 1);
    assert!(
        there.text.contains("    per event with good above 2 +5\n"),
        "{}",
        there.text
    );
    assert!(there.text.contains("记录"), "{}", there.text);
}

#[test]
fn a_broken_statement_stays_to_the_last_byte() {
    let text = "standard   x\nevidence\n    firms  \"企业数\"   count  家\nsektion\ta   \"服务\"  100%  # so\n  \
        indicator  i   weight  \n     per   firms   +1\n";
    let file = SourceFile::new("test.rules", text);
    let formatted = session::format(&file, None, &Nothing).unwrap();
    assert_eq!(
        formatted.text,
        "standard x\nevidence\n  firms \"企业数\" count 家\nsektion\ta   \"服务\"  100%  # so\n  \
        indicator  i   weight  \n    per firms +1\n"
    );
    let lines: Vec<u32> = formatted.broken.iter().map(|at| file.line(*at)).collect();
    assert_eq!(lines, [4, 5]);
}

#[test]
fn the_guard_sees_what_is_lost_moved_or_changed() {
    let is_same = |one: &str, other: &str, surface| {
        let read = |text: &str| {
            let file = SourceFile::new("test.rules", text);
            let tree = syntax::parse(&file, 0, &mut Found::default());
            (file, tree)
        };
        let (one, other) = (read(one), read(other));
        format::is_same((&one.0, &one.1), (&other.0, &other.1), surface)
    };
    let text = "standard x\n# a\nevidence\n  firms \"企业数\" count\nsection s weight 100%\n  \
        indicator i weight 100%\n    > 甲\n    per firms +10  # b\n    if firms - 2 > 1 then +5\n";
    assert!(is_same(text, &text.replace("  ", " "), None));
    for (from, to) in [
        ("+10", "+1"),
        ("# a", "# c"),
        ("# a\n", ""),
        ("  # b", ""),
        ("> 甲", "> 乙"),
        ("    > 甲\n", ""),
        ("firms - 2", "firms -2"),
        ("firms - 2", "firms + 2"),
        ("per firms", "per form"),
        ("企业数", "企业"),
        ("evidence\n", ""),
        ("    per firms +10  # b\n", "    # b\n"),
    ] {
        let other = text.replacen(from, to, 1);
        assert_ne!(text, other);
        for surface in [None, Some(Surface::Zh)] {
            assert!(
                !is_same(text, &other, surface),
                "{from:?} {to:?} {surface:?}"
            );
        }
    }
    let chinese = to(text, Some(Language::Zh));
    assert!(is_same(text, &chinese, Some(Surface::Zh)));
    assert!(!is_same(text, &chinese, None));
    let other = chinese.replace("每 企业数", "每 s");
    assert!(!is_same(text, &other, Some(Surface::Zh)), "{other}");
}

#[test]
fn line_breaks_stay_as_those_of_the_first_line_and_a_mark_goes() {
    assert_eq!(
        formatted("\u{feff}standard  x\r\n\r\n\r\n# a\n"),
        "standard x\r\n\r\n# a\r\n"
    );
    assert_eq!(formatted("standard  x\n\r\n# a\r\n"), "standard x\n\n# a\n");
    assert_eq!(formatted("standard x"), "standard x\n");
    assert_eq!(formatted("\n \n"), "");
    assert_eq!(formatted(""), "");
    let text = "\u{feff}\u{feff}standard x\n";
    assert_eq!(formatted(text), text);
}

#[test]
fn a_text_that_would_grow_beyond_the_limit_stays() {
    let comment = "#".repeat(1024 * 1024 - 500);
    let lines = "per a +1\n".repeat(50);
    let text = format!("section s weight 100%\n{comment}\nindicator i weight 100%\n{lines}");
    let file = SourceFile::new("test.rules", text);
    let done = session::format(&file, None, &Nothing);
    assert_eq!(done, Err(Unformatted::TooLarge));
}

#[test]
fn what_nests_too_deep_stays() {
    for text in [
        format!("if {}b then +1\n", "(".repeat(2_000)),
        format!("{}per   a +1\n", "together\n".repeat(2_000)),
        format!("if a{} then +1\n", " + 1".repeat(20_000)),
    ] {
        let done = formatted(&text);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&done), bare(&text));
    }
}
