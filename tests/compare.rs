//! What a revision changes: for every construct of the language the sentences that tell of it, and that
//! no change of meaning goes unseen, whatever is changed in whatever standard.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod opened;

use std::path::{Path, PathBuf};

use chidu::compare::{Comparison, Taken};
use chidu::diagnostics::Language;
use chidu::domain::Exact;
use chidu::evidence::Format;
use chidu::report::{Layout, Revised, Revision};
use chidu::session::{self, Files, Opened, Trouble};
use chidu::source::SourceFile;
use opened::{folder, name, sorted};

/// What lies beside a rule file, or beside those of the corpus.
struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        let places = [
            self.0.join(path),
            folder("tests/corpus").join(path),
            folder("tests/corpus/calendars").join(path),
            folder("rules/shandong-recognition").join(path),
        ];
        let found = places
            .iter()
            .find_map(|path| std::fs::read_to_string(path).ok());
        found.ok_or(Trouble::Missing)
    }
}

fn open(path: &Path, text: &str) -> Opened {
    let beside = Beside(path.parent().unwrap().to_owned());
    session::open(SourceFile::new(name(path), text), &beside)
}

/// Every rule file that is accepted: those of the standards and those of the corpus.
fn accepted() -> Vec<(PathBuf, String)> {
    let standards = sorted(&folder("rules"))
        .into_iter()
        .flat_map(|standard| sorted(&standard));
    let corpus = sorted(&folder("tests/corpus/accept"));
    let all = standards.chain(corpus);
    let rules = all.filter(|path| path.extension().is_some_and(|ending| ending == "rules"));
    let texts = rules.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()));
    texts
        .filter(|(path, text)| open(path, text).usable().is_some())
        .collect()
}

/// Texts with one thing changed: a number, a comparison, a sign, a word; a line left out, written
/// twice, or exchanged with the next one.
fn mutants(text: &str) -> Vec<String> {
    let mut mutants = vec![];
    let mut in_quotes = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().unwrap();
        if first == '"' {
            in_quotes = !in_quotes;
        }
        let is_free = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'_';
        let mut change = |length: usize, new: &str| {
            mutants.push(format!("{}{new}{}", &text[..at], &text[at + length..]));
        };
        if first.is_ascii_digit() && is_free && !in_quotes {
            let length = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            let number: u128 = rest[..length].parse().unwrap_or(0);
            change(length, &format!("{:0length$}", number + 1));
            change(length, &format!("{:0length$}", number.saturating_sub(1)));
            at += length;
            continue;
        }
        if !in_quotes {
            for (old, new) in WORDS {
                if rest.starts_with(old) && (is_free || !old.starts_with(char::is_alphabetic)) {
                    change(old.len(), new);
                }
            }
        }
        at += first.len_utf8();
    }
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let with = |middle: &[&str], behind: usize| {
            let all = [&lines[..at], middle, &lines[behind.min(lines.len())..]].concat();
            all.join("\n") + "\n"
        };
        mutants.push(with(&[], at + 1));
        if at + 1 < lines.len() {
            mutants.push(with(&[lines[at + 1], lines[at]], at + 2));
        }
    }
    mutants
}

/// So many of all mutants of a file, evenly over it.
fn spread(all: Vec<String>, most: usize) -> Vec<String> {
    let step = all.len().div_ceil(most).max(1);
    all.into_iter().step_by(step).collect()
}

/// Words and what may stand in their place.
const WORDS: &[(&str, &str)] = &[
    (">= ", "> "),
    ("> ", ">= "),
    ("<= ", "< "),
    ("< ", "<= "),
    (" +", " -"),
    (" -", " +"),
    (" - ", " + "),
    ("= ", "!= "),
    ("and above", "and below"),
    ("above", "below"),
    ("and ", "or "),
    ("or ", "and "),
    ("not ", ""),
    ("cap ", "floor "),
    ("floor ", "cap "),
    ("to below ", "to "),
    ("optional", ""),
    ("or others", ""),
    ("any ", "no "),
    ("every ", "any "),
    ("yes/no", "date"),
    ("years", "months"),
    ("year", "month"),
    ("full", "zero"),
    ("zero", "full"),
    ("reweigh", "zero"),
    ("up", "down"),
    ("half even", "up"),
    ("highest", "lowest"),
    ("sum of", "average of"),
    ("min(", "max("),
    (" > ", ", "),
    ("一", "二"),
    ("draft", "expired"),
    ("veto", "bar"),
    ("downgrade by 1", "downgrade by 2"),
    ("bonus", "deduction"),
    ("best of", "together"),
    ("together", "best of"),
    ("CNY", "EUR"),
    ("且", "或"),
    ("达到", "超过"),
    ("低于", "不超过"),
    ("optional", "default 0"),
];

fn compared(old: &Opened, new: &Opened) -> Comparison {
    session::compare(old, new).unwrap()
}

/// What is wrong with what a comparison says of two files.
fn doubt(old: &Opened, new: &Opened) -> Option<String> {
    let (before, after) = (old.usable()?, new.usable()?);
    let found = compared(old, new);
    let sentences: Vec<&str> = found
        .changes
        .iter()
        .map(|one| one.sentence.en.as_str())
        .collect();
    let is_unnamed = sentences
        .iter()
        .any(|one| one.contains("has no words here"));
    let is_silent = found.changes.is_empty() && found.reordered.is_empty();
    let is_same = before.hash == after.hash;
    match () {
        () if is_unnamed || !is_same && is_silent => Some("a change goes unseen".to_owned()),
        () if is_same && found.has_meaning() => Some(format!("nothing changed: {sentences:?}")),
        () => None,
    }
}

#[test]
fn no_change_of_any_standard_goes_unseen() {
    let mut found = vec![];
    let (mut all, mut different) = (0, 0);
    for (path, text) in accepted() {
        let old = open(&path, &text);
        assert!(compared(&old, &open(&path, &text)).changes.is_empty());
        for mutant in spread(mutants(&text), 16) {
            let new = open(&path, &mutant);
            all += 1;
            different += usize::from(
                new.usable()
                    .is_some_and(|new| new.hash != old.program.as_ref().unwrap().hash),
            );
            // Both ways: what is added one way is removed the other.
            for doubt in [doubt(&old, &new), doubt(&new, &old)].into_iter().flatten() {
                let lines = text.lines().zip(mutant.lines());
                let at = lines
                    .clone()
                    .position(|(one, other)| one != other)
                    .unwrap_or(0);
                let line = mutant.lines().nth(at).unwrap_or("").to_owned();
                let before = text.lines().nth(at).unwrap_or("");
                found.push(format!(
                    "{}:{}: {doubt}\n  {before}\n  {line}",
                    path.display(),
                    at + 1
                ));
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} of {different}:\n{}",
        found.len(),
        found.join("\n")
    );
    assert!(different > 500, "{different} of {all}");
}

/// Both texts of a file in which `-` and `+` stand before the lines that one of them has.
fn both_texts(text: &str) -> (String, String) {
    let side = |other: char| -> String {
        let lines = text.lines().filter(|line| !line.starts_with(other));
        lines
            .map(|line| format!("{}\n", line.get(1..).unwrap_or("")))
            .collect()
    };
    (side('+'), side('-'))
}

fn told(old: &Opened, new: &Opened, language: Language) -> String {
    let revised = |opened: &Opened| {
        let info = &opened.usable().unwrap().info;
        Revised {
            file: opened.file.name().to_owned(),
            id: info.id.clone(),
            title: info.title.clone(),
            in_force: chidu::diagnostics::Say::same("…"),
        }
    };
    let comparison = compared(old, new);
    let revision = Revision {
        old: &revised(old),
        new: &revised(new),
        comparison: &comparison,
        effect: None,
    };
    let layout = Layout {
        language,
        color: false,
        width: 100,
        rules_name: "",
        evidence_name: "",
    };
    let text = revision.text(&layout);
    // The head is the same everywhere.
    text.lines()
        .skip(3)
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

#[test]
fn every_construct_is_told_in_both_languages() {
    for path in sorted(&folder("tests/corpus/diff")) {
        if path.extension().is_none_or(|ending| ending != "diff") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let (old, new) = both_texts(&text);
        let beside = || Beside(path.parent().unwrap().to_owned());
        let [old, new] = [("old", old), ("new", new)].map(|(name, text)| {
            let opened = session::open(SourceFile::new(name, text), &beside());
            assert!(
                opened.usable().is_some(),
                "{}: {name}: {:#?}",
                path.display(),
                opened.findings
            );
            opened
        });
        assert_eq!(doubt(&old, &new), None, "{}", path.display());
        assert_eq!(doubt(&new, &old), None, "{}", path.display());
        let (en, zh) = (
            told(&old, &new, Language::En),
            told(&old, &new, Language::Zh),
        );
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("diff__{}", name(&path)), format!("{text}====\n{en}====\n{zh}"));
        });
    }
}

/// The cases of a standard: their names, texts and formats.
fn cases(standard: &Path) -> Vec<(SourceFile, Format)> {
    let of = |path: &PathBuf| {
        let format = Format::of_extension(path.extension()?.to_str()?)?;
        let text = std::fs::read_to_string(path).ok()?;
        Some((SourceFile::new(name(path), text), format))
    };
    sorted(&standard.join("cases"))
        .iter()
        .filter_map(of)
        .collect()
}

#[test]
fn every_move_is_attributed_in_full() {
    let (mut moves, mut moved) = (0, 0);
    for standard in sorted(&folder("rules")) {
        let path = standard.join("standard.rules");
        if !standard.join("cases").is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let old = open(&path, &text);
        let mutants = spread(mutants(&text), 20).into_iter();
        let mutants = mutants.map(|text| open(&path, &text));
        let of_other_meaning = |new: &Opened| {
            let new = new.usable();
            new.is_some_and(|new| new.hash != old.program.as_ref().unwrap().hash)
        };
        for (new, at) in mutants.filter(of_other_meaning).zip(0..) {
            let found = compared(&old, &new);
            for (file, format) in cases(&standard).iter().skip(at % 7).step_by(7) {
                let case = session::score_both((&old, &new, &found), file, *format, None).unwrap();
                let Taken::Both(both) = case.taken else {
                    continue;
                };
                let sum = both
                    .rows
                    .iter()
                    .fold(Exact::ZERO, |sum, row| &sum + &row.change);
                assert_eq!(sum, both.change, "{}: {}", path.display(), case.file);
                let (old, new) = (both.old.score.clone(), both.new.score.clone());
                let change = &new.unwrap_or_default() - &old.unwrap_or_default();
                assert_eq!(change, both.change);
                moves += 1;
                moved += usize::from(!change.is_zero());
                // What changed no meaning moves nobody.
                assert!(
                    change.is_zero() || found.has_meaning(),
                    "{}: {}",
                    path.display(),
                    case.file
                );
            }
        }
    }
    assert!(moved > 20, "{moved} of {moves}");
}
