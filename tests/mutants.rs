//! Faults planted in a standard: each file of `tests/mutants` changes some lines of
//! `rules/sme-service/standard.rules` and says what is to be found then, and nothing else.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;

use std::collections::BTreeSet;

use chidu::analyse::{Finder, Space};
use chidu::diagnostics::{Code, Diagnostic, Language};
use chidu::evidence::Record;
use chidu::interpret::Trace;
use chidu::program::Program;
use chidu::render;
use chidu::session::{self, Opened};
use chidu::source::SourceFile;
use opened::{Beside, folder, name, sorted};

const STANDARD: &str = "rules/sme-service";

/// Some lines and what stands in their place.
#[derive(Default)]
struct Change {
    lines: Vec<String>,
    others: Vec<String>,
}

/// A fault: lines that start with `-` are replaced by those that start with `+`, and `codes` is what
/// is found.
struct Mutant {
    codes: BTreeSet<String>,
    changes: Vec<Change>,
}

fn read(text: &str) -> Mutant {
    let mut mutant = Mutant {
        codes: BTreeSet::new(),
        changes: vec![],
    };
    for line in text.lines() {
        if let Some(codes) = line.strip_prefix("codes ") {
            mutant.codes = codes.split(' ').map(str::to_owned).collect();
        } else if line.is_empty() {
            mutant.changes.push(Change::default());
        } else if let Some(line) = line.strip_prefix("- ") {
            let change = mutant.changes.last_mut().unwrap();
            change.lines.push(line.trim().to_owned());
        } else if let Some(line) = line.strip_prefix("+ ") {
            let change = mutant.changes.last_mut().unwrap();
            change.others.push(line.to_owned());
        } else {
            assert!(line.starts_with('#'), "{line}");
        }
    }
    mutant
}

/// The text with the first place of the lines changed.
fn changed(text: &str, change: &Change) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let length = change.lines.len();
    // Blanks that bring a file into columns are no part of what is changed.
    let alike = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let is_here = |window: &[&str]| window.iter().zip(&change.lines).all(|(a, b)| alike(a, b));
    let at = lines.windows(length).position(is_here);
    let at = at.unwrap_or_else(|| panic!("no such lines: {:?}", change.lines));
    let others = change.others.iter().map(String::as_str);
    let (before, behind) = lines.split_at(at);
    let kept = behind.iter().skip(length).copied();
    let all: Vec<&str> = before.iter().copied().chain(others).chain(kept).collect();
    all.join("\n") + "\n"
}

fn reviewed(text: String) -> Opened {
    let file = SourceFile::new("standard.rules", text);
    let mut opened = session::open(file, &Beside(folder(STANDARD)));
    session::review(&mut opened);
    opened
}

fn standard() -> String {
    std::fs::read_to_string(folder(STANDARD).join("standard.rules")).unwrap()
}

fn said(opened: &Opened) -> Vec<String> {
    let findings = opened.findings.iter();
    let lines = findings.map(|found| render::one_line(found, &opened.file, Language::En));
    let open = render::undecided(&opened.undecided, &opened.file, Language::En);
    lines.chain(open.lines().map(str::to_owned)).collect()
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let mut failed = vec![];
    let files = sorted(&folder("tests/mutants"));
    assert!(files.len() >= 30, "{}", files.len());
    for path in files {
        let mutant = read(&std::fs::read_to_string(&path).unwrap());
        let text = mutant
            .changes
            .iter()
            .fold(standard(), |text, change| changed(&text, change));
        let opened = reviewed(text);
        let codes = opened.findings.iter().map(|found| found.code.to_string());
        let codes: BTreeSet<String> = codes.collect();
        if codes != mutant.codes || !opened.undecided.is_empty() {
            let name = name(&path);
            let said = said(&opened).join("\n  ");
            failed.push(format!("{name}: {:?} wanted\n  {said}", mutant.codes));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

// ---- random evidence ------------------------------------------------------------------------------------

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Some record that a standard allows.
fn some_record(finder: &Finder<'_>, dice: &mut Dice) -> Record {
    let mut space = Space::whole(finder.program);
    let facts = space.facts();
    for _ in 0..2 * facts.len() {
        let fact = *facts.get(dice.below(facts.len())).unwrap();
        let parts = finder.parts(&space, fact);
        if !parts.is_empty() {
            let part = parts.get(dice.below(parts.len())).unwrap();
            space.set(fact, part.clone());
        }
    }
    space.record()
}

/// Whether the score of a record contradicts what was found.
fn contradicts(program: &Program, found: &Diagnostic, trace: &Trace) -> bool {
    let span = found.span();
    if found.code == Code::NeverCounts {
        let mut clauses = program.clauses().iter().zip(&trace.clauses);
        return clauses.any(|(clause, one)| clause.origin.span == span && one.outcome.fired());
    }
    if found.code == Code::FullMarkOutOfReach {
        let mut indicators = program.indicators.iter().zip(&trace.indicators);
        return indicators.any(|(own, one)| own.origin.span == span && one.score >= own.cap);
    }
    let grade = trace
        .verdict
        .grade
        .and_then(|at| program.grades.get(at as usize));
    found.code == Code::GradeOutOfReach && grade.is_some_and(|grade| grade.origin.span == span)
}

#[test]
fn no_score_of_any_evidence_contradicts_what_is_found() {
    for path in sorted(&folder("tests/mutants")) {
        let mutant = read(&std::fs::read_to_string(&path).unwrap());
        let changes = mutant.changes.iter();
        let opened = reviewed(changes.fold(standard(), |text, change| changed(&text, change)));
        let Some(program) = &opened.program else {
            continue;
        };
        let finder = Finder::new(program);
        let mut dice = Dice(1);
        for _ in 0..60 {
            let trace = session::score(program, &some_record(&finder, &mut dice));
            for found in &opened.findings {
                assert!(
                    !contradicts(program, found, &trace),
                    "{}: {found:?}",
                    name(&path)
                );
            }
        }
    }
}

#[test]
fn nothing_is_found_in_the_standard_itself() {
    let opened = reviewed(standard());
    assert!(opened.program.is_some());
    assert_eq!(said(&opened), Vec::<String>::new());
}
