//! Every code has a page in both languages, an example that fails with exactly that code, and the
//! same example put right.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod folder;

use chidu::diagnostics::{Code, Diagnostic, Language, page};
use chidu::evidence::Format;
use chidu::render;
use chidu::session;
use chidu::source::SourceFile;
use folder::Folder;

const HEADINGS: [&str; 4] = ["## 中文", "## English", "## 错 · wrong", "## 对 · right"];

/// One part of a page, split at its headings.
fn part(code: Code, heading: &str) -> &'static str {
    let (_, behind) = page(code).split_once(heading).unwrap();
    behind.split("\n## ").next().unwrap()
}

/// The fenced block of a language.
fn block(part: &str, language: &str) -> Option<String> {
    let (_, behind) = part.split_once(&format!("```{language}\n"))?;
    let (text, _) = behind.split_once("```")?;
    Some(text.to_owned())
}

/// The files of an example: its `rules` blocks, each under the name behind the fence where it has
/// one, its `text` block, which stands for the official text, and its `csv` block, a calendar.
fn folder(part: &str) -> Folder {
    let mut files = vec![];
    for fenced in part.split("```rules").skip(1) {
        let (name, behind) = fenced.split_once('\n').unwrap();
        let (text, _) = behind.split_once("```").unwrap();
        let name = match name.trim() {
            "" => "standard.rules",
            name => name,
        };
        files.push((name.to_owned(), text.to_owned()));
    }
    files.extend(block(part, "text").map(|text| ("source.txt".to_owned(), text)));
    files.extend(block(part, "csv").map(|text| ("cn.csv".to_owned(), text)));
    Folder(files)
}

/// What is found in the rules of an example, and in its evidence.
fn findings(code: Code, part: &str) -> Vec<(String, Diagnostic)> {
    let mut files = if code == Code::Uncovered {
        folder(part).opened_by(session::open_measured)
    } else {
        folder(part).opened()
    };
    if code.is_analysed() {
        files.iter_mut().for_each(session::review);
    }
    let line = |found: &Diagnostic, file: &SourceFile| {
        let line = render::one_line(found, file, Language::En);
        (line, found.clone())
    };
    let of_rules = files.iter().flat_map(|opened| {
        let findings = opened.findings.iter();
        findings.map(|found| line(found, &opened.file))
    });
    let mut all: Vec<_> = of_rules.collect();
    let program = files.first().unwrap().program.as_ref();
    let formats = [
        ("yaml", Format::Yaml),
        ("json", Format::Json),
        ("toml", Format::Toml),
    ];
    for (language, format) in formats {
        if let (Some(program), Some(text)) = (program, block(part, language)) {
            let file = SourceFile::new(format!("evidence.{language}"), text);
            let mut evidence = session::read_evidence(program, file, format, None);
            let unmet = session::unmet(program, &evidence, format);
            evidence.findings.extend(unmet);
            all.extend(
                evidence
                    .findings
                    .iter()
                    .map(|found| line(found, &evidence.file)),
            );
        }
    }
    all
}

#[test]
fn each_page_has_its_parts_in_order() {
    for code in Code::ALL {
        let text = page(*code);
        assert!(text.starts_with(&format!("# {code}\n")), "{code}");
        let places = HEADINGS.map(|heading| text.find(heading));
        assert!(places.iter().all(Option::is_some), "{code}");
        assert!(places.is_sorted(), "{code}");
        for heading in HEADINGS.iter().take(2) {
            assert!(
                part(*code, heading).trim().chars().count() > 40,
                "{code}: {heading}"
            );
        }
        assert!(part(*code, HEADINGS[0]).contains('。'), "{code}");
    }
}

#[test]
fn each_wrong_example_fails_with_its_code_alone() {
    let mut failed = vec![];
    for code in Code::ALL {
        let found = findings(*code, part(*code, HEADINGS[2]));
        if found.is_empty() {
            failed.push(format!("{code}: nothing is found"));
        }
        let others = found.iter().filter(|(_, found)| found.code != *code);
        failed.extend(others.map(|(line, _)| format!("{code}: {line}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn nothing_is_found_in_the_right_examples() {
    let mut failed = vec![];
    for code in Code::ALL {
        let found = findings(*code, part(*code, HEADINGS[3]));
        failed.extend(found.iter().map(|(line, _)| format!("{code}: {line}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn the_examples_of_evidence_have_evidence() {
    let of_evidence = Code::ALL
        .iter()
        .filter(|code| code.name().starts_with("E6"));
    for code in of_evidence {
        for heading in HEADINGS.iter().skip(2) {
            let part = part(*code, heading);
            let has = |language| block(part, language).is_some();
            assert!(
                has("yaml") || has("json") || has("toml"),
                "{code}: {heading}"
            );
        }
    }
}
