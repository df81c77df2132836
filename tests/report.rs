//! Reports stay as approved, keep to their width, and let nothing through that steers a terminal.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use chidu::diagnostics::Language;
use chidu::evidence::Format;
use chidu::report::{self, Columns, Layout, Row};
use chidu::session::{self, Files, Trouble};
use chidu::source::SourceFile;
use unicode_width::UnicodeWidthStr;

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        fs::read_to_string(self.0.join(path)).map_err(|_| Trouble::Missing)
    }
}

fn at_home(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

const SERVICE: (&str, &str) = (
    "rules/sme-service/standard.rules",
    "rules/sme-service/cases/typical.yaml",
);
const PARK: (&str, &str) = ("tests/report/points.rules", "tests/report/park.yaml");
const LIBRARY: (&str, &str) = ("tests/report/library.rules", "tests/report/rural.yaml");

fn layout(language: Language, width: usize) -> Layout<'static> {
    Layout {
        language,
        color: false,
        width,
        rules_name: "standard.rules",
        evidence_name: "evidence.yaml",
    }
}

/// Scores a text by a text and hands the result over.
fn with<T>(
    (rules, folder): (&str, &Path),
    evidence: &str,
    language: Language,
    use_it: impl FnOnce(&chidu::interpret::ScoreResult<'_>) -> T,
) -> T {
    let file = SourceFile::new("standard.rules", rules);
    let opened = session::open(file, &Folder(folder.to_owned()));
    let program = opened.program.ok_or(opened.findings).unwrap();
    let file = SourceFile::new("evidence.yaml", evidence);
    let format = Format::of_extension("yaml").unwrap();
    let read = session::read_evidence(&program, file, format, None);
    let record = read.record.ok_or(read.findings).unwrap();
    let trace = session::score(&program, &record);
    session::with_result(&program, &record, &trace, language, use_it)
}

fn of_files<T>(
    (rules, evidence): (&str, &str),
    language: Language,
    use_it: impl FnOnce(&chidu::interpret::ScoreResult<'_>) -> T,
) -> T {
    let text = |path| fs::read_to_string(at_home(path)).unwrap();
    let rules_path = at_home(rules);
    with(
        (&text(rules), rules_path.parent().unwrap()),
        &text(evidence),
        language,
        use_it,
    )
}

fn text(files: (&str, &str), layout: &Layout<'_>) -> String {
    of_files(files, layout.language, |result| {
        report::text(result, layout)
    })
}

#[test]
fn a_typical_result_in_chinese() {
    insta::assert_snapshot!(text(SERVICE, &layout(Language::Zh, 80)));
}

#[test]
fn a_typical_result_in_english() {
    insta::assert_snapshot!(text(SERVICE, &layout(Language::En, 100)));
}

#[test]
fn a_result_with_everything_in_chinese() {
    insta::assert_snapshot!(text(LIBRARY, &layout(Language::Zh, 100)));
}

#[test]
fn a_result_with_everything_in_english() {
    insta::assert_snapshot!(text(LIBRARY, &layout(Language::En, 80)));
}

#[test]
fn a_result_in_points_in_both_languages() {
    let both = [
        text(PARK, &layout(Language::Zh, 80)),
        text(PARK, &layout(Language::En, 80)),
    ];
    insta::assert_snapshot!(both.join("\n"));
}

#[test]
fn what_has_no_score_says_nothing_of_one() {
    let rules = "standard x \"没有分数\"\nnot a rule \"words\" because \"none\"\n";
    let layout = layout(Language::En, 80);
    let both = with(
        (rules, Path::new(".")),
        "subject: 甲\n",
        Language::En,
        |result| {
            let row = [Row::scored(result, "a.yaml")];
            let several = report::lines(&row, &layout) + &report::summary(&row, &layout);
            [
                report::text(result, &layout),
                report::brief(result, &layout),
                several,
            ]
            .join("\n")
        },
    );
    insta::assert_snapshot!(both);
}

#[test]
fn verdicts_in_brief() {
    let brief = |files, language| {
        let layout = layout(language, 80);
        of_files(files, language, |result| report::brief(result, &layout))
    };
    let all = [
        brief(SERVICE, Language::Zh),
        brief(SERVICE, Language::En),
        brief(LIBRARY, Language::Zh),
        brief(LIBRARY, Language::En),
        brief(PARK, Language::Zh),
        brief(PARK, Language::En),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

/// Rows of some cases, one of them with errors.
fn rows() -> Vec<Row> {
    let cases = [
        "grade-a-hair-below-80",
        "typical",
        "veto-both",
        "zero",
        "full-marks",
    ];
    let mut rows: Vec<Row> = cases
        .map(|case| {
            let path = format!("rules/sme-service/cases/{case}.yaml");
            let name = format!("{case}.yaml");
            of_files((SERVICE.0, &path), Language::Zh, |result| {
                Row::scored(result, &name)
            })
        })
        .into();
    rows.insert(2, Row::refused("不完整.yaml", 3));
    rows
}

#[test]
fn several_subjects_and_their_summary() {
    let rows = rows();
    let mut all = String::new();
    for language in [Language::Zh, Language::En] {
        let layout = layout(language, 100);
        all.push_str(&report::lines(&rows, &layout));
        all.push('\n');
        all.push_str(&report::summary(&rows, &layout));
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

#[test]
fn lines_that_come_one_by_one_stand_in_the_same_columns() {
    let layout = layout(Language::Zh, 100);
    let line = |row: &Row| report::line(row, Columns::fixed(), &layout);
    let lines: Vec<String> = rows().iter().map(line).collect();
    insta::assert_snapshot!(lines.concat());
}

#[test]
fn nobody_gives_an_empty_summary() {
    let layout = layout(Language::En, 80);
    assert_eq!(report::summary(&[], &layout), "0 in all, 0 scored\n");
    let refused = [Row::refused("a.yaml", 1)];
    assert_eq!(
        report::summary(&refused, &layout),
        "1 in all, 0 scored, 1 not scored for errors\n"
    );
}

/// Whether some word of a line is longer than what stands before it leaves.
fn has_long_word(line: &str) -> bool {
    line.split(' ')
        .any(|word| word.is_ascii() && word.len() > 20)
}

#[test]
fn lines_keep_to_the_width() {
    for files in [SERVICE, LIBRARY] {
        for language in [Language::Zh, Language::En] {
            for width in [48, 60, 72, 80, 100, 120] {
                let text = text(files, &layout(language, width));
                for line in text.lines() {
                    let is_within = line.width() <= width || has_long_word(line);
                    assert!(is_within, "{width}: {line}\n{text}");
                    assert_eq!(line, line.trim_end());
                }
            }
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    for files in [SERVICE, LIBRARY] {
        let plain = layout(Language::Zh, 80);
        let colored = Layout {
            color: true,
            ..plain
        };
        let (plain, colored) = (text(files, &plain), text(files, &colored));
        assert!(!plain.contains('\u{1b}'));
        assert!(colored.contains("\u{1b}["));
        let mut stripped = String::new();
        for part in colored.split("\u{1b}[") {
            let is_code = part.split_once('m').filter(|(code, _)| {
                !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())
            });
            stripped.push_str(is_code.map_or(part, |(_, text)| text));
        }
        let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
        assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
    }
}

#[test]
fn what_steers_a_terminal_is_escaped() {
    let rules = "standard s \"题\u{1b}[2J目\"
scale 0 to 100
evidence
  a \"标\u{202e}签\" count
  note \"备注\" text
section x \"节\u{9b}31m\" weight 1
  indicator i \"指\u{7}标\" weight 1
    > 原\u{1b}]0;文
    per a +20
    judge j \"评\u{2066}\" up to 10
grades
  g \"等\u{1b}级\" 0 and above
";
    let evidence = "subject: \"甲\\e[31m\"
evidence:
  a: 2
  note: \"\\e[1m\"
judgements:
  j: {points: 1, reason: \"好\\u202e\", by: \"人\\e\"}
sources:
  a: \"第\\e1页\"
";
    for language in [Language::Zh, Language::En] {
        let layout = Layout {
            rules_name: "规\u{1b}则",
            evidence_name: "证\u{1b}据",
            ..layout(language, 80)
        };
        with((rules, Path::new("")), evidence, language, |result| {
            let row = Row::scored(result, "文\u{1b}件");
            let all = [
                report::text(result, &layout),
                report::brief(result, &layout),
                report::lines(std::slice::from_ref(&row), &layout),
                report::summary(&[row], &layout),
            ];
            for text in all {
                let steers =
                    |c: char| c != '\n' && c.is_control() || "\u{202e}\u{2066}".contains(c);
                assert!(!text.contains(steers), "{text:?}");
                assert!(!text.contains("\\u{a}"), "{text}");
            }
        });
    }
}

#[test]
fn contributions_add_up_to_the_total() {
    let text = text(SERVICE, &layout(Language::Zh, 80));
    assert!(
        text.contains("3 + 4.8 + 4.5 + 5.6 = 17.9，得分 17.9 ÷ 权重 0.22 ≈ 81.363636 (895/11)")
    );
    let parts = [1535, 1790, 2035, 1660, 960];
    assert_eq!(parts.iter().sum::<i32>(), 7980);
    for part in ["15.35", "17.9", "20.35", "16.6", "9.6"] {
        assert!(text.contains(part));
    }
}
