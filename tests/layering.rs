//! The layers of the house: what each folder of `src` may name, and which crates each may use. A new
//! arrow is a new line here, and a commit of its own.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each folder and what it may name of this crate, itself aside. A folder that is not here fails.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("domain", &[]),
    ("diagnostics", &["source"]),
    ("evidence", &["source", "domain", "diagnostics"]),
    ("syntax", &["source", "domain", "diagnostics"]),
    // A program keeps the codes of the warnings that its file accepts.
    ("program", &["source", "domain", "evidence", "diagnostics"]),
    ("format", &["source", "syntax"]),
    (
        "check",
        &[
            "source",
            "domain",
            "diagnostics",
            "evidence",
            "syntax",
            "program",
        ],
    ),
    ("interpret", BACKEND),
    ("describe", BACKEND),
    ("columnar", BACKEND),
    ("sql", BACKEND),
    ("analyse", BACKEND),
    ("compare", BACKEND),
    (
        "session",
        &[
            "source",
            "domain",
            "diagnostics",
            "evidence",
            "syntax",
            "program",
            "format",
            "check",
            "interpret",
            "columnar",
            "sql",
            "analyse",
            "compare",
        ],
    ),
    ("render", &["source", "diagnostics"]),
    // A report speaks a language, which `diagnostics` names, and lays out a standard that `describe` put
    // into words.
    (
        "report",
        &["domain", "interpret", "describe", "compare", "diagnostics"],
    ),
    ("cli", DOOR),
    ("web", DOOR),
    ("lsp", DOOR),
];

const BACKEND: &[&str] = &["source", "domain", "diagnostics", "evidence", "program"];

// A door shows how far a standard can go, which `analyse` names.
const DOOR: &[&str] = &[
    "analyse",
    "source",
    "domain",
    "diagnostics",
    "evidence",
    "program",
    "session",
    "render",
    "report",
    "interpret",
    // The words of a standard go from the program to its page.
    "describe",
    "compare",
];

/// Words that may stand in some folders only; `main` is the program's own file.
const KEPT: &[(&str, &[&str])] = &[
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("miette", &["render"]),
    ("minijinja", &["report"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("similar", &["cli"]),
    ("notify", &["cli"]),
    ("std::fs", DOORS),
    ("std::env", DOORS),
    ("std::net", DOORS),
    ("std::time", DOORS),
    ("std::io", DOORS),
    ("std::process", DOORS),
    ("SystemTime", DOORS),
    ("println", DOORS),
    ("eprintln", DOORS),
    ("print", DOORS),
    ("f32", &[]),
    ("f64", &[]),
];

const DOORS: &[&str] = &["cli", "web", "lsp", "main"];

/// The most lines of a file.
const LONGEST: usize = 500;

/// A source file: its path under `src`, its folder, and its lines without comments and strings.
struct Source {
    path: String,
    folder: String,
    lines: Vec<String>,
    length: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open: Vec<PathBuf> = vec![root.clone()];
    let mut found = vec![];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&root).unwrap();
        let first = path.components().next().unwrap();
        let folder = Path::new(first.as_os_str()).with_extension("");
        found.push(Source {
            path: path.display().to_string(),
            folder: folder.display().to_string(),
            length: text.lines().count(),
            lines: bare_lines(&text),
        });
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

/// The lines with comments, strings and character literals left out.
fn bare_lines(text: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => skip_string(&mut rest, &mut bare),
            '#' if before == 'r' && rest.peek() == Some(&'"') => {
                rest.next();
                skip_raw_string(&mut rest, &mut bare);
            }
            '\'' => {
                // A literal is closed two or three characters on; a lifetime is not.
                let ahead: Vec<char> = rest.clone().take(3).collect();
                match ahead.as_slice() {
                    ['\\', ..] => while rest.next().is_some_and(|c| c != '\'') {},
                    [_, '\'', ..] => {
                        rest.next();
                        rest.next();
                    }
                    _ => bare.push(c),
                }
            }
            _ => bare.push(c),
        }
        before = c;
    }
    bare.lines().map(str::to_owned).collect()
}

fn skip_string(rest: &mut impl Iterator<Item = char>, bare: &mut String) {
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                // A line that is carried on is a line all the same.
                bare.extend(rest.next().filter(|c| *c == '\n'));
            }
            '"' => return,
            '\n' => bare.push('\n'),
            _ => {}
        }
    }
}

fn skip_raw_string(rest: &mut std::iter::Peekable<impl Iterator<Item = char>>, bare: &mut String) {
    while let Some(c) = rest.next() {
        match c {
            '"' if rest.next_if_eq(&'#').is_some() => return,
            '\n' => bare.push('\n'),
            _ => {}
        }
    }
}

/// The paths under `crate::` that a line names, those of a `use crate::{…}` among them.
fn named(line: &str) -> Vec<&str> {
    let behind = line.split("crate::").skip(1);
    behind
        .flat_map(|behind| match behind.strip_prefix('{') {
            Some(list) => list.split(',').map(str::trim).collect(),
            None => vec![behind],
        })
        .map(|name| name.split(|c: char| !is_word(c)).next().unwrap_or(""))
        .filter(|name| !name.is_empty())
        .collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a word stands in a line, with no letter on either side of it.
fn has(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let behind = line
            .get(at + word.len()..)
            .and_then(|behind| behind.chars().next());
        let is_free = |c: Option<char>| c.is_none_or(|c| !is_word(c));
        is_free(before) && is_free(behind)
    })
}

fn offences(is_wrong: impl Fn(&Source, &str) -> Option<String>) -> Vec<String> {
    let mut found = vec![];
    for source in sources() {
        for (line, number) in source.lines.iter().zip(1..) {
            if let Some(why) = is_wrong(&source, line) {
                found.push(format!("src/{}:{number}: {why}", source.path));
            }
        }
    }
    found
}

#[test]
fn imports_point_down() {
    let layers: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let found = offences(|source, line| {
        if ["lib", "main"].contains(&source.folder.as_str()) {
            return None;
        }
        let allowed = layers.get(source.folder.as_str());
        let wrong = named(line).into_iter().find(|name| {
            let is_folder = layers.contains_key(name);
            is_folder && *name != source.folder && !allowed.is_some_and(|all| all.contains(name))
        })?;
        Some(format!("`{}` may not name `{wrong}`", source.folder))
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_folder_has_its_layer() {
    let known = |folder: &str| LAYERS.iter().any(|(name, _)| *name == folder);
    for source in sources() {
        let is_known = known(&source.folder) || ["lib", "main"].contains(&source.folder.as_str());
        assert!(is_known, "src/{} stands in no layer", source.path);
    }
}

#[test]
fn the_layers_have_no_circle() {
    for (at, (_, allowed)) in LAYERS.iter().enumerate() {
        for name in *allowed {
            let other = LAYERS.iter().position(|(other, _)| other == name);
            assert!(other.expect("a layer") < at || *name == "report" || *name == "render");
        }
    }
}

#[test]
fn each_crate_and_each_effect_stays_in_its_folder() {
    let found = offences(|source, line| {
        let (word, _) = KEPT.iter().find(|(word, folders)| {
            has(line, word) && !folders.contains(&source.folder.as_str())
        })?;
        let is_call = !["print", "println", "eprintln"].contains(word);
        (is_call || line.contains(&format!("{word}!"))).then(|| format!("`{word}`"))
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let sources = sources();
    let long = sources.iter().filter(|source| source.length > LONGEST);
    let long: Vec<&str> = long.map(|source| source.path.as_str()).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn the_reader_of_lines_leaves_out_what_is_no_code() {
    let text = "let a = \"f64 // b\"; // f32\nlet c = '\"'; let d: &'static str = r#\"f64\"#;\nf()";
    let lines = bare_lines(text);
    assert_eq!(lines.len(), 3);
    assert!(
        !lines
            .iter()
            .any(|line| has(line, "f64") || has(line, "f32"))
    );
    assert_eq!(
        named("use crate::{syntax, check}; crate::domain::x"),
        ["syntax", "check", "domain"]
    );
    assert!(has("a: f64,", "f64") && !has("af64", "f64"));
}
