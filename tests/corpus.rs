//! Small rule files, one idea each: those that are rejected show how they are explained, those that
//! are accepted have nothing to be said of them.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use chidu::diagnostics::{Code, Diagnostic, Language, Severity};
use chidu::evidence::Format;
use chidu::render::{self, Style};
use chidu::session::{self, Evidence, Files, Opened, Trouble};
use chidu::source::SourceFile;
use folder::Folder;

/// What lies beside the rule files of the corpus, and what cannot be had.
struct Beside;

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        match path {
            "source.txt" | "common.rules" => Ok(fs::read_to_string(folder("").join(path)).unwrap()),
            "../source.txt" => Err(Trouble::Outside),
            "texts" => Err(Trouble::NotAFile),
            "scan.pdf" => Err(Trouble::NotText),
            "locked.txt" => Err(Trouble::Refused),
            "cn-workdays.csv" => {
                let rules = folder("../../rules/shandong-recognition");
                Ok(fs::read_to_string(rules.join(path)).unwrap())
            }
            path if path.ends_with(".csv") => {
                let text = fs::read_to_string(folder("calendars").join(path));
                text.map_err(|_| Trouble::Missing)
            }
            _ => Err(Trouble::Missing),
        }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name)
}

/// The rule files of a folder in the order of their names.
fn rule_files(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "rules"))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

fn opened(name: &str, text: &str) -> Opened {
    session::open(SourceFile::new(name, text), &Beside)
}

fn opened_file(path: &Path) -> Opened {
    let name = path.file_name().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    if name.starts_with("w010") {
        return session::open_measured(SourceFile::new(name, text), &Beside);
    }
    opened(name, &text)
}

/// A rejected file; what the check alone finds nothing in is analysed.
fn rejected(path: &Path) -> Opened {
    let mut opened = opened_file(path);
    if opened.findings.is_empty() {
        session::review(&mut opened);
    }
    opened
}

fn codes(opened: &Opened) -> Vec<Code> {
    opened.findings.iter().map(|found| found.code).collect()
}

/// The input above, the findings in both languages below.
fn picture(opened: &Opened) -> String {
    picture_of(&opened.file, &opened.findings)
}

fn picture_of(file: &SourceFile, findings: &[Diagnostic]) -> String {
    let input: Vec<String> = file.text().lines().map(render::shown).collect();
    let findings = [Language::Zh, Language::En].map(|language| {
        let style = Style {
            language,
            color: false,
            width: 80,
        };
        let drawn = render::human(findings, file, &style);
        let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
        lines.join("\n")
    });
    let rule = "=".repeat(80);
    format!(
        "{}\n{rule}\n{}",
        input.join("\n"),
        findings.join(&format!("\n{rule}\n"))
    )
}

#[test]
fn each_rejected_file_is_explained_as_approved() {
    let mut failed = vec![];
    for path in rule_files("reject") {
        let opened = rejected(&path);
        let stem = stem(&path);
        let picture = picture(&opened);
        let is_approved =
            std::panic::catch_unwind(|| insta::assert_snapshot!(stem, picture)).is_ok();
        let code = stem.split('-').next().and_then(Code::parse);
        let has_its_code = code.is_none_or(|code| codes(&opened).contains(&code));
        if !is_approved || !has_its_code {
            failed.push(format!("{stem} {:?}", codes(&opened)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn nothing_is_found_in_the_accepted_files() {
    let mut failed = vec![];
    for path in rule_files("accept") {
        let opened = opened_file(&path);
        for finding in &opened.findings {
            failed.push(render::one_line(finding, &opened.file, Language::En));
        }
        if opened.findings.is_empty() && opened.program.is_none() {
            failed.push(format!("{} made no program", stem(&path)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The folders in a folder, in order.
fn folders(name: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

/// The rule files of a folder that only together say what they say.
fn opened_folder(path: &Path) -> Vec<Opened> {
    let mut files: Vec<(String, String)> = fs::read_dir(path)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    Folder(files).opened()
}

#[test]
fn each_rejected_folder_is_explained_as_approved() {
    let mut failed = vec![];
    for path in folders("reject-folder") {
        let files = opened_folder(&path);
        let name = path.file_name().unwrap().to_str().unwrap();
        let pictures: Vec<String> = files.iter().map(picture).collect();
        let picture = pictures.join(&format!("\n{}\n", "#".repeat(80)));
        let is_approved =
            std::panic::catch_unwind(|| insta::assert_snapshot!(name, picture)).is_ok();
        let code = name.split('-').next().and_then(Code::parse).unwrap();
        if !is_approved || !files.iter().any(|opened| codes(opened).contains(&code)) {
            failed.push(format!("{name}\n{picture}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The evidence of a folder, read for the standard beside it.
fn evidence_in(path: &Path) -> Evidence {
    let rules = fs::read_to_string(path.join("standard.rules")).unwrap();
    let standard = opened("standard.rules", &rules);
    assert!(standard.findings.is_empty(), "{}", picture(&standard));
    let formats = [
        ("evidence.yaml", Format::Yaml),
        ("evidence.json", Format::Json),
        ("evidence.toml", Format::Toml),
    ];
    let found = formats.iter().find_map(|(name, format)| {
        let text = fs::read_to_string(path.join(name)).ok()?;
        Some((SourceFile::new(*name, text), *format))
    });
    let (file, format) = found.unwrap();
    let program = standard.program.unwrap();
    let mut evidence = session::read_evidence(&program, file, format, None);
    let unmet = session::unmet(&program, &evidence, format);
    evidence.findings.extend(unmet);
    evidence
}

#[test]
fn each_rejected_evidence_is_explained_as_approved() {
    let mut failed = vec![];
    for path in folders("reject-evidence") {
        let evidence = evidence_in(&path);
        let name = path.file_name().unwrap().to_str().unwrap();
        let picture = picture_of(&evidence.file, &evidence.findings);
        let is_approved =
            std::panic::catch_unwind(|| insta::assert_snapshot!(name, picture)).is_ok();
        let code = name.split('-').next().and_then(Code::parse).unwrap();
        let has_its_code = evidence.findings.iter().any(|found| found.code == code);
        if !is_approved || !has_its_code {
            failed.push(format!("{name}\n{picture}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn each_code_has_a_rejected_file() {
    let cases = [
        rule_files("reject"),
        folders("reject-evidence"),
        folders("reject-folder"),
    ];
    let cases: Vec<&str> = cases.iter().flatten().map(|path| stem(path)).collect();
    let has_case = |code: &Code| {
        let prefix = format!("{}-", code.name().to_lowercase());
        cases.iter().any(|case| case.starts_with(&prefix))
    };
    let without: Vec<_> = Code::ALL.iter().filter(|code| !has_case(code)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn each_message_stands_alone_in_one_line() {
    let stands_alone = |finding: &Diagnostic| {
        let texts = std::iter::once(&finding.message)
            .chain(finding.labels.iter().map(|label| &label.text))
            .chain(&finding.help);
        texts.into_iter().all(|say| {
            let en = say.en.trim_start_matches('`');
            let is_lower =
                en != say.en || !en.starts_with(|c: char| c.is_uppercase()) || en.starts_with("U+");
            !say.zh.contains('\n')
                && !say.en.contains('\n')
                && !say.en.ends_with('.')
                && !say.zh.ends_with('。')
                && is_lower
                && !say.zh.is_empty()
                && !say.en.is_empty()
        })
    };
    for path in rule_files("reject") {
        let opened = rejected(&path);
        for finding in &opened.findings {
            assert!(stands_alone(finding), "{}: {finding:?}", stem(&path));
            assert!(!finding.labels.is_empty(), "{}: {finding:?}", stem(&path));
        }
    }
}

#[test]
fn each_offered_change_removes_what_it_is_offered_for() {
    let mut failed = vec![];
    for path in rule_files("reject") {
        let before = opened_file(&path);
        for finding in &before.findings {
            let Some(fix) = &finding.fix else { continue };
            let mut text = before.file.text().to_owned();
            text.replace_range(fix.span.range(), &fix.replacement);
            let after = opened("changed.rules", &text);
            let stays = |other: &&Diagnostic| {
                other.code == finding.code && other.message == finding.message
            };
            let count = |opened: &Opened| opened.findings.iter().filter(stays).count();
            if count(&after) >= count(&before) {
                failed.push(format!("{}: {}", stem(&path), picture(&after)));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The text without one of its lines, and without one of its words, for each of them or for some.
fn damaged(text: &str) -> Vec<String> {
    const EVERY: usize = 7;
    const MOST: usize = 30;
    let words = text.split(' ').count();
    let lines = text.lines().count();
    let without_word = (0..words).step_by(EVERY.max(words / MOST)).map(|skip| {
        let kept = text.split(' ').enumerate().filter(|(at, _)| *at != skip);
        kept.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
    });
    let without_line = (0..lines).step_by(1 + lines / MOST).map(|skip| {
        let kept = text.lines().enumerate().filter(|(at, _)| *at != skip);
        kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    });
    without_word.chain(without_line).collect()
}

#[test]
fn a_damaged_file_has_a_program_or_an_error() {
    let mut failed = vec![];
    for path in rule_files("accept") {
        for text in damaged(&fs::read_to_string(&path).unwrap()) {
            let opened = opened("damaged.rules", &text);
            let is_error = |code: &Code| code.severity() == Severity::Error;
            if opened.program.is_some() == codes(&opened).iter().any(is_error) {
                failed.push(picture(&opened));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn five_typos_in_five_indicators_are_five_errors() {
    let opened = opened_file(&folder("reject").join("five-typos-in-five-indicators.rules"));
    assert_eq!(opened.findings.len(), 5, "{}", picture(&opened));
}

// ---- what is too large to keep as a file ---------------------------------------------------------

/// A small standard whose only condition is given.
fn with_condition(condition: &str) -> String {
    format!(
        "standard visits \"走访\"\nevidence\n  firms \"服务企业数\" count 家\nsection service \"服务\" weight \
         100%\n  indicator main \"走访企业\" weight 100%\n    if {condition} then +50\n"
    )
}

/// Opens on a thread with the 2 MiB stack that a server gives, whatever runs the tests.
fn opened_on_a_small_stack(text: String) -> Opened {
    let small = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let thread = small.spawn(move || opened("large.rules", &text)).unwrap();
    thread.join().unwrap()
}

fn assert_too_much(condition: &str, column: u32) {
    let opened = opened_on_a_small_stack(with_condition(condition));
    assert_eq!(codes(&opened), [Code::TooMuch], "{} bytes", condition.len());
    let place = opened
        .file
        .position(opened.findings.first().unwrap().span().start);
    assert_eq!((place.line, place.column), (6, column));
}

#[test]
fn deep_nesting_is_refused_where_it_gets_too_deep() {
    let brackets = format!("{}firms > 3家{}", "(".repeat(2000), ")".repeat(2000));
    assert_too_much(&brackets, 8 + 63);
    assert_too_much(&format!("{}firms > 3家", "not ".repeat(2000)), 8 + 63 * 4);
    let conditionals = format!(
        "{}yes{}",
        "if yes then ".repeat(2000),
        " else no".repeat(2000)
    );
    assert_too_much(&conditionals, 8 + 63 * 12);
}

#[test]
fn long_chains_are_refused_where_they_get_too_long() {
    assert_too_much(
        &format!("firms = 1{}", " + 1".repeat(300_000 / 2)),
        18 + 999 * 4,
    );
    assert_too_much(
        &format!("firms > 3家{}", " and firms > 3家".repeat(10_000)),
        18 + 499 * 15 + 11,
    );
}

#[test]
fn a_file_beyond_one_mebibyte_is_refused() {
    let long = format!(
        "{}# {}\n",
        with_condition("firms > 3家"),
        "长".repeat(400_000)
    );
    assert_eq!(codes(&opened_on_a_small_stack(long)), [Code::TooMuch]);
}

#[test]
fn groups_nest_no_deeper_than_brackets() {
    let text = with_condition("firms > 3家");
    let groups = format!(
        "{text}{}+1\n{}",
        "together\n".repeat(5000),
        "end\n".repeat(5000)
    );
    assert_eq!(codes(&opened_on_a_small_stack(groups)), [Code::TooMuch]);
    let records = format!("standard s\nevidence\n{}", "rows records\n".repeat(20_000));
    assert!(codes(&opened_on_a_small_stack(records)).contains(&Code::TooMuch));
}

#[test]
fn unclosed_nesting_is_answered_within_a_second() {
    for depth in 12..=40 {
        for open in [
            "(",
            "not (",
            "min(1, ",
            "if (",
            "firms + (",
            "firms in {",
            "count of firms with (",
        ] {
            let started = std::time::Instant::now();
            let opened = opened("unclosed.rules", &with_condition(&open.repeat(depth)));
            assert!(!opened.findings.is_empty(), "{open} {depth}");
            assert!(started.elapsed().as_millis() < 1000, "{open} {depth}");
        }
    }
}

// ---- what means the same --------------------------------------------------------------------------

fn meaning(text: &str) -> String {
    let opened = opened("same.rules", text);
    assert!(opened.findings.is_empty(), "{}", picture(&opened));
    format!("{:?}", opened.program.unwrap().hash)
}

#[test]
fn a_byte_order_mark_line_ends_and_width_do_not_change_the_meaning() {
    let text = with_condition("firms >= 100家 and firms < 200家");
    let same = meaning(&text);
    assert_eq!(meaning(&format!("\u{feff}{text}")), same);
    assert_eq!(meaning(&text.replace('\n', "\r\n")), same);
    assert_eq!(
        meaning(&format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        same
    );
    assert_eq!(meaning(text.trim_end()), same);
    assert_eq!(
        meaning(&text.replace("100%", "１００％").replace(">=", "＞＝")),
        same
    );
    assert_eq!(meaning(&text.replace("\n    ", "\n# 注\n\n\t")), same);
}

#[test]
fn both_surfaces_mean_the_same() {
    let english = with_condition("firms >= 100家 and not firms < 50家");
    let chinese = english
        .replace("standard", "标准")
        .replace("evidence", "证据")
        .replace("count 家", "计数 家")
        .replace("section", "一级指标")
        .replace("indicator", "指标")
        .replace("weight", "权重")
        .replace("if ", "若 ")
        .replace(" then +50", " 则 +50分")
        .replace(">=", "不低于")
        .replace("and not", "且 非")
        .replace(" < ", " 低于 ")
        .replace("firms 不", "服务企业数 不");
    assert_eq!(meaning(&chinese), meaning(&english));
}
