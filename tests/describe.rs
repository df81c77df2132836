//! A checked program in words: every construct in both languages, and the pages made of them.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chidu::describe::{self, Rule};
use chidu::diagnostics::Language;
use chidu::program::{IndicatorId, Program};
use chidu::report::standard::{self, Form};
use chidu::session::{self, Files, Trouble};
use chidu::source::SourceFile;

/// Files beside a rule file, those of the corpus, and the calendar.
struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        let places = [
            self.0.clone(),
            root().join("tests/corpus"),
            root().join("rules/shandong-recognition"),
        ];
        let mut texts = places
            .iter()
            .map(|place| fs::read_to_string(place.join(path)));
        texts.find_map(Result::ok).ok_or(Trouble::Missing)
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every accepted rule file of the corpus and every standard, with its meaning.
fn programs() -> Vec<(String, Program)> {
    let mut open = vec![root().join("tests/corpus/accept"), root().join("rules")];
    let mut paths = vec![];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => paths.push(path),
            }
        }
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "rules"));
    paths.sort();
    let programs: Vec<(String, Program)> = paths.iter().filter_map(|path| opened(path)).collect();
    assert!(programs.len() > 150, "the rule files were not found");
    programs
}

fn opened(path: &Path) -> Option<(String, Program)> {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(path).unwrap();
    let beside = Beside(path.parent().unwrap().to_owned());
    let program = session::open(SourceFile::new(&name, text), &beside).program?;
    Some((name, program))
}

fn of_corpus(name: &str) -> Program {
    let path = root()
        .join("tests/corpus/accept")
        .join(format!("{name}.rules"));
    opened(&path).unwrap().1
}

fn page(program: &Program, form: Form, language: Language) -> String {
    let document = describe::document(program, None, language);
    standard::page(&document, form, "standard.rules")
}

fn indicators(program: &Program) -> impl Iterator<Item = IndicatorId> {
    (0u32..).map(IndicatorId).take(program.indicators.len())
}

/// The lines of rules and of all inside them.
fn lines(rules: &[Rule]) -> Vec<u32> {
    let of_one = |rule: &Rule| [vec![rule.line], lines(&rule.inner)].concat();
    rules.iter().flat_map(of_one).collect()
}

/// Each clause as written and in both languages.
fn sentences(program: &Program) -> String {
    let mut out = String::new();
    for id in indicators(program) {
        for clause in &program.indicator(id).clauses {
            writeln!(out, "{}", program.clause(*clause).origin.text).unwrap();
            for language in [Language::Zh, Language::En] {
                writeln!(out, "    {}", describe::clause(program, *clause, language)).unwrap();
            }
        }
    }
    for one in &program.definitions {
        writeln!(out, "define {}", one.name).unwrap();
        for language in [Language::Zh, Language::En] {
            writeln!(
                out,
                "    {}",
                describe::expression(program, one.value, language)
            )
            .unwrap();
        }
    }
    out
}

#[test]
fn every_construct_is_said_as_approved() {
    let mut out = String::new();
    for (name, program) in programs() {
        let is_compact = root()
            .join(format!("tests/corpus/accept/{name}.rules"))
            .exists();
        if is_compact && !name.starts_with("tour") {
            write!(out, "## {name}\n{}\n", sentences(&program)).unwrap();
        }
    }
    insta::assert_snapshot!("sentences", out);
}

#[test]
fn pages_are_laid_out_as_approved() {
    for name in [
        "applies-to-a-section",
        "bonus-and-deduction-beside-weights",
        "conditions-and-a-procedure",
        "fields-of-every-type",
        "grades-of-other-values",
        "notes-on-quotes",
        "outputs",
        "parameters",
        "rounding-everywhere",
        "sections-in-sections",
        "tables",
        "verdict-with-every-ruling",
    ] {
        let program = of_corpus(name);
        let pages =
            [Language::Zh, Language::En].map(|language| page(&program, Form::Markdown, language));
        insta::assert_snapshot!(name, pages.join("\n==========\n\n"));
    }
}

#[test]
fn every_clause_has_its_sentence_once() {
    for (name, program) in programs() {
        for id in indicators(&program) {
            let said = lines(&describe::rules(&program, id, Language::En));
            let mut open = program.indicator(id).clauses.clone();
            while let Some(clause) = open.pop() {
                let clause = program.clause(clause);
                open.extend(clause.inner());
                let count = said.iter().filter(|line| **line == clause.origin.line);
                assert_eq!(count.count(), 1, "{name}: {}", clause.origin.text);
            }
        }
    }
}

/// The ASCII words of a text.
fn words(text: &str) -> BTreeSet<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(|c| !is_word(c))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn what_has_a_label_is_called_by_it() {
    for (name, program) in programs() {
        let schema = &program.schema;
        let fields = schema.fields.iter().map(|one| (&one.name, &one.label));
        let definitions = program
            .definitions
            .iter()
            .map(|one| (&one.name, &one.label));
        let parameters = program.parameters.iter().map(|one| (&one.name, &one.label));
        let all: Vec<_> = fields.chain(definitions).chain(parameters).collect();
        let labels: Vec<&str> = all
            .iter()
            .filter_map(|(_, label)| label.as_deref())
            .collect();
        let choices = schema.lists.iter().flat_map(|list| &list.choices);
        let known: BTreeSet<&str> = labels
            .iter()
            .copied()
            .chain(choices.map(|choice| choice.title()))
            .flat_map(words)
            .collect();
        for id in indicators(&program) {
            for rule in describe::rules(&program, id, Language::Zh) {
                let text = rule.sentence(Language::Zh);
                for (id, label) in &all {
                    let is_alone = labels
                        .iter()
                        .filter(|own| Some(**own) == label.as_deref())
                        .count()
                        == 1;
                    let is_said = words(&text).contains(id.as_str());
                    assert!(
                        !(is_alone && is_said && !known.contains(id.as_str())),
                        "{name}: {text}"
                    );
                }
            }
        }
    }
}

/// Whether every tag is closed in its turn.
fn is_well_formed(html: &str) -> bool {
    const EMPTY: &[&str] = &["meta", "br", "!DOCTYPE"];
    let mut open = vec![];
    for tag in html.split('<').skip(1) {
        let Some((inside, _)) = tag.split_once('>') else {
            return false;
        };
        let tag_name = inside
            .trim_start_matches('/')
            .split_whitespace()
            .next()
            .unwrap_or("");
        if EMPTY.contains(&tag_name) {
            continue;
        }
        match inside.starts_with('/') {
            true if open.pop() != Some(tag_name) => return false,
            true => {}
            false => open.push(tag_name),
        }
    }
    open.is_empty()
}

/// The signs that part the cells of a line of Markdown.
fn columns(line: &str) -> usize {
    let mut escaped = false;
    line.chars()
        .filter(|c| {
            let is_sign = *c == '|' && !escaped;
            escaped = *c == '\\' && !escaped;
            is_sign
        })
        .count()
}

fn has_whole_tables(markdown: &str) -> bool {
    let lines: Vec<&str> = markdown.lines().collect();
    lines.windows(2).all(|pair| match pair {
        [a, b] if a.starts_with('|') && b.starts_with('|') => columns(a) == columns(b),
        _ => true,
    })
}

/// The cells of each row of the first table, those that reach over several counted in each.
fn is_full_grid(html: &str) -> bool {
    let Some(table) = html
        .split("<tbody>")
        .nth(1)
        .and_then(|rest| rest.split("</tbody>").next())
    else {
        return true;
    };
    let span = |cell: &str, word: &str| -> usize {
        let value = cell.split(&format!("{word}=\"")).nth(1);
        value.map_or(1, |value| value.split('"').next().unwrap().parse().unwrap())
    };
    let mut reaching: Vec<(usize, usize)> = vec![];
    let mut widths = BTreeSet::new();
    for row in table.split("<tr").skip(1) {
        let from_above: usize = reaching.iter().map(|(_, columns)| columns).sum();
        reaching.retain_mut(|(rows, _)| {
            *rows -= 1;
            *rows > 0
        });
        let mut width = from_above;
        for cell in row
            .split("<t")
            .skip(1)
            .filter(|cell| cell.starts_with(['h', 'd']))
        {
            let cell = cell.split('>').next().unwrap();
            let (rows, columns) = (span(cell, "rowspan"), span(cell, "colspan"));
            width += columns;
            if rows > 1 {
                reaching.push((rows - 1, columns));
            }
        }
        widths.insert(width);
    }
    widths.len() == 1
}

#[test]
fn every_standard_has_its_pages() {
    for (name, program) in programs() {
        for language in [Language::Zh, Language::En] {
            let html = page(&program, Form::Html, language);
            assert!(is_well_formed(&html), "{name}");
            assert!(!program.has_score() || is_full_grid(&html), "{name}");
            for load in [" src=", " href=", "url(", "@import"] {
                assert!(!html.contains(load), "{name}");
            }
            let markdown = page(&program, Form::Markdown, language);
            assert!(has_whole_tables(&markdown), "{name}:\n{markdown}");
            assert!(!markdown.contains("\n\n\n"), "{name}:\n{markdown}");
        }
    }
}

#[test]
fn foreign_text_is_text_and_nothing_else() {
    let long = "很长的原文".repeat(2000);
    let rules = format!(
        "standard hostile \"<script>alert(1)</script> | `x` [a](b) <!-- * _y_\"\n\
         evidence\n  paid \"<img onerror=x> | a\\`b\" yes/no\n  firms \"'& ${{7}} {{{{ d }}}}\" count 家\n\
         section s \"<b>|\" weight 100%\n  > </table><script>|{long}\n  indicator i \"*x*\" weight 100%\n\
         \x20   > {long} <i>|`\n    if paid then +50\n    per firms +1\n"
    );
    let opened = session::open(SourceFile::new("hostile", &rules), &Beside(root()));
    let program = opened.program.unwrap();
    for language in [Language::Zh, Language::En] {
        let html = page(&program, Form::Html, language);
        assert!(is_well_formed(&html));
        for raw in ["<script", "<img", "<i>", "<b>", "<!--"] {
            assert!(!html.contains(raw), "{raw}");
        }
        assert!(html.contains("{{ d }}"));
        let markdown = page(&program, Form::Markdown, language);
        assert!(has_whole_tables(&markdown));
        for raw in ["<script", "<img", "<i>", "<b>", "](b)", " `x`", " *x*"] {
            let text = markdown
                .replace("\\]", "")
                .replace("\\`", "")
                .replace("\\*", "");
            assert!(!text.contains(raw), "{raw}");
        }
    }
}
