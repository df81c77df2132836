//! The formatter moves blanks and nothing else, twice is as once, and on the other surface a file means
//! what it meant: for the files at hand, made standards, damaged files and any words.

use chidu::diagnostics::{Code, Language};
use chidu::session::{self, Formatted};
use chidu::source::SourceFile;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::choices::Choices;
use crate::hostile::{corpus, mutated, soup};
use crate::print::{self, Surface};
use crate::{config, make, opened};

fn formatted(text: &str, to: Option<Language>) -> Formatted {
    let file = SourceFile::new("test.rules", text);
    let formatted = session::format(&file, to, &opened::Nothing);
    formatted.unwrap_or_else(|why| panic!("{why:?} to {to:?}:\n{text}"))
}

/// The paragraphs of a text without their blanks.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.trim_start_matches('\u{feff}').split('\n') {
        let line: String = line.split_whitespace().collect();
        if line.is_empty() {
            all.push(String::new());
        }
        all.last_mut()
            .unwrap()
            .push_str(&match line.strip_prefix('＞') {
                Some(quote) => format!(">{quote}"),
                None => line,
            });
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

/// The lines that are a comment or a quote.
fn remarks(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    let mut all: Vec<&str> = lines.filter(|line| line.starts_with(['#', '>'])).collect();
    all.sort_unstable();
    all
}

fn meaning(text: &str) -> (Option<String>, Vec<Code>) {
    let opened = opened::open(text);
    let mut codes = opened::codes(&opened);
    codes.sort_unstable();
    (opened.program.map(|program| program.hash), codes)
}

#[test]
fn a_broken_last_line_may_end_in_a_carriage_return() {
    stays_the_same("standard x \"x\"\n*9&h(\r");
}

/// Formatting moves blanks alone, and what is formatted stays.
fn stays_the_same(text: &str) {
    let once = formatted(text, None);
    assert_eq!(paragraphs(&once.text), paragraphs(text), "{text}");
    let twice = formatted(&once.text, None);
    assert_eq!(twice.text, once.text, "{text}");
    assert_eq!(twice.broken.len(), once.broken.len(), "{text}");
    assert_eq!(meaning(&once.text), meaning(text), "{text}");
    let file = SourceFile::new("test.rules", text);
    // A carriage return at the very end is a part of the line break once the last line has one.
    let bare = |line: &'_ str| line.trim_end_matches('\r').to_owned();
    let lines: Vec<String> = once.text.lines().map(bare).collect();
    for at in once.broken {
        let (_, line) = file.part_at(0).line_text(file.line(at));
        assert!(
            lines.contains(&bare(line)),
            "{line:?} is changed in:\n{}",
            once.text
        );
    }
}

/// English, then Chinese, then English again is English, with the same remarks and the same meaning,
/// and on each surface it is formatted.
fn comes_back(text: &str) {
    let english = formatted(text, Some(Language::En));
    let chinese = formatted(&english.text, Some(Language::Zh));
    for there in [&english, &chinese] {
        assert_eq!(remarks(&there.text), remarks(&formatted(text, None).text));
        assert_eq!(formatted(&there.text, None).text, there.text, "{text}");
    }
    assert_eq!(meaning(&chinese.text), meaning(text), "{}", chinese.text);
    if english.kept.is_empty() && chinese.kept.is_empty() {
        let back = formatted(&chinese.text, Some(Language::En)).text;
        assert_eq!(back, english.text, "{}", chinese.text);
    }
}

fn holds(text: &str) {
    stays_the_same(text);
    comes_back(text);
}

#[test]
fn each_file_at_hand_is_formatted_without_loss() {
    for text in corpus() {
        stays_the_same(&text);
    }
}

#[test]
fn each_file_at_hand_comes_back_from_the_other_surface() {
    for text in corpus() {
        if opened::open(&text).program.is_some() {
            comes_back(&text);
        } else {
            // What does not check is compared by what is found in it.
            formatted(&text, Some(Language::Zh));
            formatted(&text, Some(Language::En));
        }
    }
}

/// What a careless hand does to blanks.
fn untidy(text: &str, choices: &mut Choices<'_>) -> String {
    let mut out = String::new();
    for line in text.lines() {
        for _ in 0..choices.below(3) {
            out.push_str(choices.word(&["", " ", "\t", "　", "   "]));
        }
        out.push_str(line.trim());
        out.push_str(choices.word(&["\n", " \n", "\r\n", "\n\n\n", "   # 注\n"]));
    }
    out
}

/// Few rounds, since each formats a text many times, to find something simpler that fails too.
fn few(cases: u32) -> Config {
    Config {
        max_shrink_iters: 20,
        ..config(cases)
    }
}

proptest! {
    #![proptest_config(few(8))]

    #[test]
    fn a_made_standard_is_formatted_without_loss(bytes in prop::collection::vec(any::<u8>(), 1200)) {
        let mut choices = Choices::new(&bytes);
        let model = make::model(&mut choices);
        let surface = *choices.one(&[Surface::En, Surface::Zh]);
        let text = print::rules(&model, surface);
        holds(&text);
        stays_the_same(&untidy(&text, &mut choices));
    }

    #[test]
    fn a_damaged_file_is_formatted_without_loss(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 60)) {
        let all: Vec<String> = corpus().into_iter().filter(|text| text.len() < 3_000).collect();
        let mut choices = Choices::new(&bytes);
        holds(&mutated(&all[at.index(all.len())], &mut choices));
    }
}

proptest! {
    #![proptest_config(few(40))]

    #[test]
    fn any_words_are_formatted_without_loss(text in soup()) {
        holds(&text);
        holds(&format!("standard x\nevidence\n  a count\n  b yes/no\nsection s weight 100%\n  indicator i weight 100%\n{text}"));
    }

    #[test]
    fn any_characters_are_formatted_without_loss(text in "[\\PC\n\r#>]{0,120}") {
        holds(&text);
    }
}
