//! What can be asked for, as clap reads it. The words of the help stand in `words.rs`.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::cli::console::Console;
use crate::cli::diff::Diff;
use crate::cli::doc::Doc;
use crate::cli::explain::Explain;
use crate::cli::fmt::Fmt;
use crate::cli::help;
use crate::cli::test::Test;
use crate::cli::verify::Verify;
use crate::diagnostics::{Language, Say, say};
use crate::domain::Date;
use crate::evidence;

#[derive(Parser)]
#[command(
    name = "chidu",
    version,
    arg_required_else_help = true,
    subcommand_required = true,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    New(New),
    Check(Check),
    Fmt(Fmt),
    Score(Score),
    Explain(Explain),
    Diff(Diff),
    Test(Test),
    Doc(Doc),
    Template(Template),
    Schema(Schema),
    Verify(Verify),
    ExplainCode(ExplainCode),
    Completions(Completions),
    Help(Help),
}

#[derive(Args)]
pub(super) struct Check {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: CheckFormat,
    #[arg(long, value_name = "WHAT")]
    pub(super) deny: Option<Denied>,
    #[arg(long)]
    pub(super) source_coverage: bool,
    #[arg(long)]
    pub(super) reach: bool,
    #[command(flatten)]
    pub(super) output: OutputFile,
    #[command(flatten)]
    pub(super) root: Root,
}

#[derive(Args)]
pub(super) struct Score {
    #[arg(value_name = "RULES")]
    pub(super) rules: PathBuf,
    #[arg(required = true, value_name = "EVIDENCE")]
    pub(super) evidence: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ScoreFormat,
    #[arg(long)]
    pub(super) brief: bool,
    #[arg(long)]
    pub(super) with_texts: bool,
    #[arg(long, conflicts_with_all = ["brief", "with_texts"])]
    pub(super) partial: bool,
    #[command(flatten)]
    pub(super) as_of: AsOf,
    #[arg(long, value_name = "FORMAT")]
    pub(super) evidence_format: Option<EvidenceFormat>,
    #[command(flatten)]
    pub(super) output: OutputFile,
    #[command(flatten)]
    pub(super) root: Root,
}

#[derive(Args)]
pub(super) struct Schema {
    #[arg(value_name = "RULES")]
    pub(super) rules: PathBuf,
    #[command(flatten)]
    pub(super) as_of: AsOf,
    #[command(flatten)]
    pub(super) output: OutputFile,
    #[command(flatten)]
    pub(super) root: Root,
}

#[derive(Args)]
pub(super) struct Template {
    #[arg(value_name = "RULES")]
    pub(super) rules: PathBuf,
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<FormFormat>,
    #[command(flatten)]
    pub(super) as_of: AsOf,
    #[command(flatten)]
    pub(super) output: OutputFile,
    #[command(flatten)]
    pub(super) root: Root,
}

#[derive(Args)]
pub(super) struct New {
    #[arg(value_name = "NAME")]
    pub(super) name: PathBuf,
}

#[derive(Args)]
pub(super) struct ExplainCode {
    #[arg(value_name = "CODE")]
    pub(super) code: String,
}

#[derive(Args)]
pub(super) struct Completions {
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Args)]
pub(super) struct Help {
    #[arg(value_name = "COMMAND")]
    pub(super) command: Option<String>,
}

#[derive(Args)]
pub(super) struct OutputFile {
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct AsOf {
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
}

#[derive(Args)]
pub(super) struct Root {
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ScoreFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvidenceFormat {
    Yaml,
    Json,
    Toml,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormFormat {
    Yaml,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Denied {
    Warnings,
}

impl Lang {
    pub(super) fn language(self) -> Language {
        match self {
            Self::Zh => Language::Zh,
            Self::En => Language::En,
        }
    }
}

impl EvidenceFormat {
    pub(super) fn format(self) -> evidence::Format {
        match self {
            Self::Yaml => evidence::Format::Yaml,
            Self::Json => evidence::Format::Json,
            Self::Toml => evidence::Format::Toml,
        }
    }
}

/// The command with its words in a language.
pub(super) fn command(language: Language) -> clap::Command {
    help::localised(Arguments::command(), language)
}

/// Reads the arguments, or says what is wrong with them; help and version count as that.
pub(super) fn parse(words: Vec<OsString>, console: &Console) -> Result<Arguments, clap::Error> {
    let mut command = command(console.language);
    let matches = command.try_get_matches_from_mut(words)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Why a value is not what an option needs.
#[derive(Debug)]
pub(super) struct BadValue(pub(super) Say);

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for BadValue {}

fn date(text: &str) -> Result<Date, BadValue> {
    Date::parse(text).ok_or_else(|| {
        BadValue(say!(
            zh "日期写作 2024-12-31 或 2024年12月31日",
            en "write a date such as 2024-12-31"
        ))
    })
}
