//! The help in the language of the call: clap's command gets its words from the table.

use clap::{Arg, ArgAction};

use crate::cli::arguments::{self, Help};
use crate::cli::console::Console;
use crate::cli::words::{ARGUMENTS, COMMANDS, EXAMPLES, Words};
use crate::cli::{Exit, Refusal};
use crate::diagnostics::{Language, nearest, say};

/// The arguments that stand apart, since every command takes them.
const GLOBAL: [&str; 6] = ["lang", "color", "quiet", "verbose", "help", "version"];

/// The help of the program or of one command.
pub(super) fn run(options: &Help, console: &Console) -> Result<Exit, Refusal> {
    let mut command = arguments::command(console.language);
    command.build();
    let help = match &options.command {
        None => command.render_help(),
        Some(name) => match command.find_subcommand_mut(name) {
            Some(found) => found.render_help(),
            None => return Err(unknown(name, &command)),
        },
    };
    let text = if console.colors_output() {
        help.ansi().to_string()
    } else {
        help.to_string()
    };
    console.result(&text)?;
    Ok(Exit::Clean)
}

fn unknown(name: &str, command: &clap::Command) -> Refusal {
    let names = command.get_subcommands().map(clap::Command::get_name);
    let meant = nearest(name, names);
    let name = crate::render::shown(name);
    Refusal(match meant {
        Some(meant) => {
            say!(zh "没有 `{name}` 这个命令；是不是 `{meant}`？", en "there is no command `{name}`; is `{meant}` meant?")
        }
        None => say!(zh "没有 `{name}` 这个命令", en "there is no command `{name}`"),
    })
}

/// The command and all below it with their words.
pub(super) fn localised(command: clap::Command, language: Language) -> clap::Command {
    with_words(command, "", language)
        .subcommand_help_heading(language.pick("命令", "Commands"))
        .subcommand_value_name(language.pick("命令", "COMMAND"))
        .mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            with_words(command, &name, language)
        })
}

fn with_words(command: clap::Command, name: &str, language: Language) -> clap::Command {
    let pick = |words: Option<&Words>| words.map_or("", |words| language.pick(words.zh, words.en));
    let mut order = 0;
    let command = command
        .about(pick(find(COMMANDS, name)))
        .after_help(pick(find(EXAMPLES, name)))
        .mut_args(|argument| {
            let words = argument_words(name, argument.get_id().as_str());
            let help = pick(words);
            order += 1;
            in_language(argument.display_order(order), help, language)
        });
    match language {
        Language::En => command,
        Language::Zh => {
            let usage = chinese_usage(&command, name);
            command
                .override_usage(usage)
                .help_template("{about}\n\n用法：{usage}\n\n{all-args}{after-help}")
        }
    }
}

fn in_language(argument: Arg, help: &str, language: Language) -> Arg {
    let heading = if GLOBAL.contains(&argument.get_id().as_str()) {
        language.pick("通用选项", "Global options")
    } else if argument.is_positional() {
        language.pick("参数", "Arguments")
    } else {
        language.pick("选项", "Options")
    };
    let takes_values = takes_values(&argument);
    let argument = argument.help_heading(heading);
    match language {
        Language::En => argument.help(help.to_owned()),
        Language::Zh => {
            let help = format!("{help}{}", chinese_values(&argument));
            argument
                .help(help)
                .hide_possible_values(takes_values)
                .hide_default_value(takes_values)
        }
    }
}

fn takes_values(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

/// `（可选：text、json；默认：text）`
fn chinese_values(argument: &Arg) -> String {
    if !takes_values(argument) {
        return String::new();
    }
    let values = argument.get_possible_values();
    let values: Vec<&str> = values
        .iter()
        .map(clap::builder::PossibleValue::get_name)
        .collect();
    let defaults: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let parts = [("可选", values.join("、")), ("默认", defaults.join("、"))];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(word, list)| format!("{word}：{list}"))
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("（{}）", parts.join("；"))
    }
}

/// `chidu score [选项] <RULES> <EVIDENCE>...`
fn chinese_usage(command: &clap::Command, name: &str) -> String {
    if name.is_empty() {
        return "chidu [选项] <命令>".to_owned();
    }
    let mut usage = format!("chidu {name} [选项]");
    for argument in command.get_positionals() {
        let value = argument.get_value_names().and_then(|names| names.first());
        let value = value.map_or("", |value| value.as_str());
        let (open, close) = if argument.is_required_set() {
            ('<', '>')
        } else {
            ('[', ']')
        };
        let more = if matches!(argument.get_action(), ArgAction::Append) {
            "..."
        } else {
            ""
        };
        usage.push_str(&format!(" {open}{value}{close}{more}"));
    }
    usage
}

/// The words of an argument: its command's own, or those that it has everywhere.
fn argument_words(command: &str, argument: &str) -> Option<&'static Words> {
    let own = format!("{command}/{argument}");
    find(ARGUMENTS, &own).or_else(|| find(ARGUMENTS, argument))
}

fn find(table: &'static [Words], place: &str) -> Option<&'static Words> {
    table.iter().find(|words| words.place == place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_both(words: Option<&Words>) -> bool {
        words.is_some_and(|words| {
            let has_han = words.zh.chars().any(|sign| sign > '\u{2e80}');
            has_han && !words.en.is_empty() && words.zh != words.en
        })
    }

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        let mut command = arguments::command(Language::En);
        command.build();
        let subcommands = command.get_subcommands();
        for (name, one) in subcommands
            .map(|one| (one.get_name(), one))
            .chain([("", &command)])
        {
            assert!(has_both(find(COMMANDS, name)), "command `{name}`");
            assert!(has_both(find(EXAMPLES, name)), "examples of `{name}`");
            for argument in one.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(has_both(argument_words(name, id)), "`{name}/{id}`");
            }
        }
    }

    #[test]
    fn no_words_are_left_over() {
        let mut command = arguments::command(Language::En);
        command.build();
        let places: Vec<String> = command
            .get_subcommands()
            .chain([&command])
            .flat_map(|one| {
                let name = if one.get_name() == "chidu" {
                    ""
                } else {
                    one.get_name()
                };
                one.get_arguments().flat_map(move |argument| {
                    let id = argument.get_id().as_str();
                    [id.to_owned(), format!("{name}/{id}")]
                })
            })
            .collect();
        for words in ARGUMENTS {
            assert!(
                places.iter().any(|place| place == words.place),
                "{}",
                words.place
            );
        }
    }

    #[test]
    fn clap_finds_the_commands_sound() {
        arguments::command(Language::En).debug_assert();
        arguments::command(Language::Zh).debug_assert();
    }
}
