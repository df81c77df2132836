//! `docs/language.md` is true: every example in it is checked and scored as it claims, and every
//! word of the language occurs in it.
//!
//! The fences that are run:
//! - `rules`: a complete file without any finding; `rules same` also means the same as the complete
//!   file before it, to the last hash;
//! - `rules-fields`: the evidence that the fragments draw on;
//! - `rules-part`: a fragment, completed by [`Frame`], without any finding but unused evidence;
//! - `rules-wrong CODE`: a file or a fragment with that finding and no other;
//! - `yaml` and then `result`: evidence for the example above it, and what comes out.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chidu::diagnostics::{Code, Diagnostic};
use chidu::evidence::Format;
use chidu::interpret::ScoreResult;
use chidu::program::Program;
use chidu::session::{self, Files, Opened, Trouble};
use chidu::source::SourceFile;

const DOC: &str = include_str!("../docs/language.md");
const HEADS: &str = include_str!("../src/syntax/heads.rs");
const WORKDAYS: &str = include_str!("../rules/shandong-recognition/cn-workdays.csv");
const GRAMMAR: &str = include_str!("../grammar/rules.pest");

// ---- the blocks ---------------------------------------------------------------------------------

/// What a fence holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Rules,
    SameRules,
    Fields,
    Part,
    Wrong(Code),
    Yaml,
    Result,
    Text,
}

/// A fenced block and the line that opens it.
struct Block {
    line: usize,
    kind: Kind,
    text: String,
}

fn kind(info: &str, line: usize) -> Kind {
    match info.split_once(' ').unwrap_or((info, "")) {
        ("rules", "") => Kind::Rules,
        ("rules", "same") => Kind::SameRules,
        ("rules-fields", "") => Kind::Fields,
        ("rules-part", "") => Kind::Part,
        ("rules-wrong", code) if Code::parse(code).is_some() => {
            Kind::Wrong(Code::parse(code).unwrap())
        }
        ("yaml", "") => Kind::Yaml,
        ("result", "") => Kind::Result,
        ("text", "") => Kind::Text,
        _ => panic!("docs/language.md:{line}: no test knows the fence `{info}`"),
    }
}

fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![];
    let mut is_open = false;
    for (line, text) in (1..).zip(DOC.lines()) {
        if let Some(info) = text.strip_prefix("```") {
            is_open = !is_open;
            if is_open {
                blocks.push(Block {
                    line,
                    kind: kind(info, line),
                    text: String::new(),
                });
            }
        } else if is_open {
            writeln!(blocks.last_mut().unwrap().text, "{text}").unwrap();
        }
    }
    assert!(!is_open, "the last fence of docs/language.md is not closed");
    blocks
}

// ---- the frame of a fragment --------------------------------------------------------------------

/// What stands around a fragment: a standard, those fields of `rules-fields` that the fragment
/// names, and a section and an indicator where the fragment has clauses without them.
struct Frame {
    /// Field declarations; one of records has its columns and `end` with it.
    fields: Vec<String>,
}

/// The first words of clauses and settings.
const CLAUSES: &str = "+ - if per together by judge cap floor applies rounded best choose \
    score 若 每 合计 按 酌情 封顶 最多 保底 适用于 保留 取整到 线性 取最高 得分";

impl Frame {
    fn of(blocks: &[Block]) -> Self {
        let block = blocks.iter().find(|block| block.kind == Kind::Fields);
        let mut fields: Vec<String> = vec![];
        let mut is_in_records = false;
        for line in block.unwrap().text.lines().skip(1) {
            if is_in_records {
                write!(fields.last_mut().unwrap(), "\n{line}").unwrap();
            } else {
                fields.push(line.to_owned());
            }
            is_in_records = (is_in_records || line.contains(" records")) && line.trim() != "end";
        }
        Self { fields }
    }

    fn around(&self, fragment: &str) -> String {
        if has_line(fragment, &["standard", "标准"]) {
            return fragment.to_owned();
        }
        let mut file = "standard frame\n".to_owned();
        if !has_line(fragment, &["evidence", "证据"]) {
            file += &self.evidence(fragment);
        }
        let header = "section frame_section weight 100%\nindicator frame_indicator weight 100%\n";
        if has_line(fragment, &["section", "一级指标", "章"]) {
            return file + fragment;
        }
        if has_line(fragment, &["indicator", "指标", "二级指标"]) {
            let (declared, tree) = cut(fragment, &["indicator", "指标", "二级指标"]);
            return file + &declared + "section frame_section weight 100%\n" + &tree;
        }
        let words: Vec<&str> = CLAUSES.split(' ').collect();
        let (declared, clauses) = cut(fragment, &words);
        if clauses.is_empty() {
            return file + header + "+50\n" + &declared;
        }
        file + &declared + header + &clauses
    }

    fn evidence(&self, fragment: &str) -> String {
        let words: BTreeSet<&str> = fragment
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .collect();
        let is_named = |field: &&String| {
            let name = field.split_whitespace().next().unwrap();
            let label = field.split('"').nth(1).unwrap();
            words.contains(name) || words.contains(label)
        };
        let named: Vec<&str> = self
            .fields
            .iter()
            .filter(is_named)
            .map(String::as_str)
            .collect();
        match named.as_slice() {
            [] => String::new(),
            named => format!("evidence\n{}\n", named.join("\n")),
        }
    }
}

fn first_word(line: &str) -> &str {
    let line = line.trim_start();
    if line.starts_with(['+', '-']) {
        return &line[..1];
    }
    // `scale 0 to 100` is no clause, `scale assets from …` is one.
    if line
        .strip_prefix("scale ")
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return "线性";
    }
    let word = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    word.into_iter().next().unwrap()
}

fn starts_with_one_of(line: &str, words: &[&str]) -> bool {
    words.contains(&first_word(line))
}

fn has_line(fragment: &str, words: &[&str]) -> bool {
    fragment.lines().any(|line| starts_with_one_of(line, words))
}

/// Cuts a fragment before its first line with one of these words, and before what stands above that
/// line and belongs to it.
fn cut(fragment: &str, words: &[&str]) -> (String, String) {
    let lines: Vec<&str> = fragment.lines().collect();
    let found = lines
        .iter()
        .position(|line| starts_with_one_of(line, words));
    let mut at = found.unwrap_or(lines.len());
    let belongs = |line: &str| {
        line.trim_start().starts_with(['>', '#'])
            || first_word(line) == "accept"
            || first_word(line) == "认可"
    };
    while found.is_some() && at > 0 && belongs(lines[at - 1]) {
        at -= 1;
    }
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect();
    (joined(&lines[..at]), joined(&lines[at..]))
}

// ---- running them -------------------------------------------------------------------------------

/// The folder of an example: it holds the source text that the examples quote, and calendars.
struct Folder;

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        match path {
            "source.txt" => Ok("每建立一种渠道加20分，直到满分100为止。".to_owned()),
            "cn-workdays.csv" => Ok(WORKDAYS.to_owned()),
            "broken.csv" => Ok("date,day\n".to_owned()),
            _ => Err(Trouble::Missing),
        }
    }
}

fn opened(text: &str) -> Opened {
    session::open(SourceFile::new("example.rules", text), &Folder)
}

fn said(findings: &[Diagnostic]) -> String {
    let line = |finding: &Diagnostic| format!("  {} {}", finding.code, finding.message.en);
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The program of an example that has no finding, or what is wrong.
fn accepted(text: &str, allowed: Option<Code>) -> Result<Program, String> {
    let opened = opened(text);
    let mut findings = opened.findings;
    findings.retain(|finding| Some(finding.code) != allowed);
    match opened.program {
        Some(program) if findings.is_empty() => Ok(program),
        _ => Err(format!("findings:\n{}\nin:\n{text}", said(&findings))),
    }
}

fn refused(text: &str, code: Code) -> Result<(), String> {
    let findings = opened(text).findings;
    let is_meant = |finding: &Diagnostic| finding.code == code;
    let is_other = |finding: &Diagnostic| !is_meant(finding) && finding.code != Code::Unused;
    if findings.iter().any(is_meant) && !findings.iter().any(is_other) {
        return Ok(());
    }
    Err(format!(
        "{code} alone is claimed, found:\n{}\nin:\n{text}",
        said(&findings)
    ))
}

/// What comes of evidence, as lines of a `result` block.
fn outcome(program: &Program, evidence: &str) -> Vec<String> {
    let text = format!("subject: 示例\n{evidence}");
    let file = SourceFile::new("example.yaml", text);
    let read = session::read_evidence(program, file, Format::Yaml, None);
    let Some(record) = read.record else {
        return read
            .findings
            .iter()
            .map(|finding| format!("error: {}", finding.code))
            .collect();
    };
    let trace = session::score(program, &record);
    session::with_result(
        program,
        &record,
        &trace,
        chidu::diagnostics::Language::En,
        |result| {
            let mut lines = vec![format!("score: {}", trace.verdict.total)];
            lines.extend(
                result
                    .grade
                    .as_ref()
                    .map(|grade| format!("grade: {}", grade.id)),
            );
            lines.extend(result.vetoes.iter().chain(&result.rulings).map(|one| {
                let steps = one.steps.map(|steps| steps.to_string());
                let what = one.grade.map(str::to_owned).or(steps).unwrap_or_default();
                format!("{}: {what} {}", one.kind, one.reason)
            }));
            lines.extend(beside(result));
            let mut open: Vec<_> = result.sections.iter().collect();
            while let Some(section) = open.pop() {
                open.extend(&section.sections);
                lines.push(format!("{}: {}", section.id, section.score.0));
                let scored = section.indicators.iter();
                lines.extend(
                    scored.map(|indicator| format!("{}: {}", indicator.id, indicator.score.0)),
                );
            }
            if !result.not_given.is_empty() {
                lines.push(format!("not given: {}", result.not_given.join(", ")));
            }
            lines
        },
    )
}

/// What stands beside the score, as lines of a `result` block.
fn beside(result: &ScoreResult<'_>) -> Vec<String> {
    let met = |met: Option<bool>| match met {
        Some(true) => "met",
        Some(false) => "not met",
        None => "open",
    };
    let gradings = result.gradings.iter().map(|one| {
        let grade = one.grade.as_ref().map_or("none", |grade| grade.id);
        format!("{}: {grade}", one.id)
    });
    let outputs = result.outputs.iter();
    let outputs = outputs.map(|one| format!("output {}: {}", one.id, one.shown));
    let conditions = result.conditions.iter();
    let conditions = conditions.map(|one| format!("conditions {}: {}", one.id, met(one.met)));
    let procedures = result.procedures.iter().map(|one| {
        let (passed, stopped) = (one.passed.unwrap_or("-"), one.stopped_at.unwrap_or("-"));
        let word = if one.open { "open" } else { "stopped" };
        format!("procedure {}: passed {passed}, {word} at {stopped}", one.id)
    });
    let open = result.left_open.iter();
    let open = open.map(|one| format!("left open: {}", one.words));
    gradings
        .chain(outputs)
        .chain(conditions)
        .chain(procedures)
        .chain(open)
        .collect()
}

/// Compares the lines that a `result` block claims; it need not claim all, but an error alone.
fn compared(claimed: &str, outcome: &[String]) -> Result<(), String> {
    let wrong: Vec<&str> = claimed
        .lines()
        .filter(|line| !outcome.iter().any(|own| own == line))
        .collect();
    let unsaid = outcome.iter().filter(|own| {
        let must_be_said = [
            "error",
            "veto",
            "require",
            "downgrade",
            "bar",
            "direct",
            "left open",
            "not given",
        ]
        .iter()
        .any(|word| own.starts_with(word));
        must_be_said && !claimed.lines().any(|line| line == *own)
    });
    let unsaid: Vec<&String> = unsaid.collect();
    if wrong.is_empty() && unsaid.is_empty() && !claimed.trim().is_empty() {
        return Ok(());
    }
    Err(format!(
        "claimed {wrong:?}, not said {unsaid:?}, but it is {outcome:#?}"
    ))
}

/// What goes wrong in the blocks, each with its line.
fn failures(blocks: &[Block]) -> Vec<String> {
    let frame = Frame::of(blocks);
    let mut failures = vec![];
    let mut last: Option<Program> = None;
    let mut hash = String::new();
    let mut evidence: Option<&Block> = None;
    for block in blocks {
        if let Some(open) = evidence.filter(|_| block.kind != Kind::Result) {
            failures.push(format!(
                "docs/language.md:{}: no result behind it",
                open.line
            ));
            evidence = None;
        }
        let tried = match block.kind {
            Kind::Rules | Kind::SameRules => accepted(&block.text, None).and_then(|program| {
                let is_same = block.kind == Kind::Rules || program.hash == hash;
                hash.clone_from(&program.hash);
                last = Some(program);
                if is_same {
                    Ok(())
                } else {
                    Err("it means something else than the file before it".into())
                }
            }),
            Kind::Part => accepted(&frame.around(&block.text), Some(Code::Unused))
                .map(|program| last = Some(program)),
            Kind::Wrong(code) => refused(&frame.around(&block.text), code),
            Kind::Yaml => {
                evidence = Some(block);
                Ok(())
            }
            Kind::Result => match (evidence.take(), &last) {
                (Some(evidence), Some(program)) => {
                    compared(&block.text, &outcome(program, &evidence.text))
                }
                _ => Err("no evidence or no rules above it".into()),
            },
            Kind::Fields | Kind::Text => Ok(()),
        };
        if let Err(reason) = tried {
            last = last.filter(|_| block.kind == Kind::Result);
            failures.push(format!("docs/language.md:{}: {reason}", block.line));
        }
    }
    failures
}

#[test]
fn every_example_does_what_the_reference_claims() {
    let failures = failures(&blocks());
    assert!(failures.is_empty(), "\n{}", failures.join("\n\n"));
}

#[test]
fn the_fields_of_the_fragments_can_be_declared() {
    let blocks = blocks();
    let fields = blocks
        .iter()
        .find(|block| block.kind == Kind::Fields)
        .unwrap();
    let file = format!(
        "standard frame\n{}section s weight 100%\nindicator i weight 100%\n+50\n",
        fields.text
    );
    accepted(&file, Some(Code::Unused)).unwrap();
}

// ---- every word occurs --------------------------------------------------------------------------

/// What stands between backticks outside fences.
fn inline_code() -> Vec<String> {
    let mut is_open = false;
    let mut spans = vec![];
    for line in DOC.lines() {
        if line.starts_with("```") {
            is_open = !is_open;
        } else if !is_open {
            spans.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    spans
}

/// Whether a word occurs as a word of its own; Chinese words need no blank around them.
fn occurs(word: &str, spans: &[String]) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    spans.iter().any(|span| {
        span.match_indices(word).any(|(at, _)| {
            let before = span[..at].chars().next_back();
            let behind = span[at + word.len()..].chars().next();
            !word.is_ascii() || !before.is_some_and(is_part) && !behind.is_some_and(is_part)
        })
    })
}

fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// The first words of statements, as `src/syntax/heads.rs` lists them.
fn heads() -> Vec<&'static str> {
    let (_, entries) = HEADS.split_once("\nentries! {\n").unwrap();
    let (entries, _) = entries.split_once("\n}").unwrap();
    let is_entry = |line: &&str| line.starts_with("    ") && !line.starts_with("     ");
    let words = |line: &'static str| {
        let (_, list) = line.split_once('[').unwrap();
        quoted(list.split_once(']').unwrap().0)
    };
    entries.lines().filter(is_entry).flat_map(words).collect()
}

/// The keywords of the grammar, several words of one keyword joined by a blank.
fn keywords() -> Vec<String> {
    let rules = GRAMMAR.lines().filter(|line| line.starts_with("kw_"));
    let mut keywords = vec![];
    for rule in rules {
        for form in rule.split('|') {
            keywords.push(quoted(form).join(" "));
        }
    }
    keywords
}

/// Words of the grammar that are no keyword rules: comparisons and units of time.
fn other_words() -> Vec<&'static str> {
    let names = [
        "at_least ",
        "at_most ",
        "different ",
        "more ",
        "less ",
        "duration_unit ",
    ];
    let rules = GRAMMAR
        .lines()
        .filter(|line| names.iter().any(|name| line.starts_with(name)));
    let words = rules.flat_map(quoted);
    words
        .filter(|word| word.chars().all(char::is_alphabetic))
        .collect()
}

#[test]
fn every_word_of_the_language_occurs_in_the_reference() {
    let spans = inline_code();
    let (heads, keywords, others) = (heads(), keywords(), other_words());
    assert!(heads.len() > 40 && keywords.len() > 150 && others.len() > 12);
    let all = heads
        .iter()
        .copied()
        .chain(keywords.iter().map(String::as_str))
        .chain(others);
    let absent: BTreeSet<&str> = all.filter(|word| !occurs(word, &spans)).collect();
    assert!(absent.is_empty(), "docs/language.md lacks {absent:?}");
}

#[test]
fn every_code_occurs_in_the_reference() {
    let spans = inline_code();
    let absent: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !occurs(name, &spans))
        .collect();
    assert!(absent.is_empty(), "docs/language.md lacks {absent:?}");
}
