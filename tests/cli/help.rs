//! What the help says, in both languages.

use crate::desk::Desk;

fn help(arguments: &[&str], lang: &str) -> String {
    let desk = Desk::new();
    let mut all = arguments.to_vec();
    all.extend(["--help", "--lang", lang]);
    let run = desk.run(&all);
    assert_eq!((run.exit, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn the_help_in_english() {
    insta::assert_snapshot!(help(&[], "en"));
}

#[test]
fn the_help_in_chinese() {
    insta::assert_snapshot!(help(&[], "zh"));
}

#[test]
fn the_help_of_each_command_in_english() {
    insta::assert_snapshot!(of_each("en"));
}

#[test]
fn the_help_of_each_command_in_chinese() {
    insta::assert_snapshot!(of_each("zh"));
}

fn of_each(lang: &str) -> String {
    let commands = [
        "new",
        "check",
        "fmt",
        "score",
        "diff",
        "test",
        "template",
        "schema",
        "explain",
        "verify",
        "explain-code",
        "completions",
    ];
    let texts = commands.map(|command| {
        let text = help(&[command], lang);
        // The global options are the same everywhere.
        let kept: Vec<&str> = text
            .split("\n\n")
            .filter(|part| !part.contains("--lang <LANG>"))
            .collect();
        kept.join("\n\n")
    });
    texts.join("\n----\n\n")
}

#[test]
fn help_as_a_command_is_help_as_an_option() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["help", "score"]).out, help(&["score"], "en"));
    assert_eq!(desk.run(&["help", "--lang", "zh"]).out, help(&[], "zh"));
    assert_eq!(
        desk.run(&["--version"]).out,
        concat!("chidu ", env!("CARGO_PKG_VERSION"), "\n")
    );
}
