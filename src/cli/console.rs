//! The two streams and how they are written to: language, colour, width, loudness.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};

use crate::cli::arguments::{Arguments, ColorChoice, Lang};
use crate::cli::{Refusal, system};
use crate::diagnostics::{Language, Say};
use crate::render::Style;

/// Columns where no terminal says how many it has.
const USUAL_WIDTH: usize = 80;

/// How much is said beside the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loudness {
    /// Findings only.
    Quiet,
    /// Notes too.
    Usual,
    /// All there is to say.
    Verbose,
}

/// The streams of this call.
pub(super) struct Console {
    /// The language of all words.
    pub(super) language: Language,
    /// How much is said.
    pub(super) loudness: Loudness,
    color: ColorChoice,
}

impl Console {
    /// Language and colour as far as they can be known before the arguments are understood.
    pub(super) fn before_parsing(words: &[OsString]) -> Self {
        let lang = option_value(words, "--lang")
            .and_then(|value| <Lang as clap::ValueEnum>::from_str(value, false).ok());
        let color = option_value(words, "--color")
            .and_then(|value| <ColorChoice as clap::ValueEnum>::from_str(value, false).ok());
        Self {
            language: language(lang),
            loudness: Loudness::Usual,
            color: color.unwrap_or(ColorChoice::Auto),
        }
    }

    /// What the arguments ask for.
    pub(super) fn new(arguments: &Arguments) -> Self {
        let loudness = match (arguments.quiet, arguments.verbose) {
            (true, _) => Loudness::Quiet,
            (false, true) => Loudness::Verbose,
            (false, false) => Loudness::Usual,
        };
        Self {
            language: language(arguments.lang),
            loudness,
            color: arguments.color,
        }
    }

    /// Whether help on standard output is coloured.
    pub(super) fn colors_output(&self) -> bool {
        self.has_color(io::stdout().is_terminal())
    }

    /// Whether words on standard error are coloured.
    pub(super) fn colors_errors(&self) -> bool {
        self.has_color(io::stderr().is_terminal())
    }

    fn has_color(&self, is_terminal: bool) -> bool {
        let is_set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                is_terminal
                    && is_set("NO_COLOR").is_none()
                    && is_set("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// How findings are drawn that are the result.
    pub(super) fn output_style(&self) -> Style {
        let stream = io::stdout();
        self.style(
            self.colors_output(),
            stream
                .is_terminal()
                .then(|| terminal_size::terminal_size_of(stream))
                .flatten(),
        )
    }

    /// How findings are drawn beside the result.
    pub(super) fn error_style(&self) -> Style {
        let stream = io::stderr();
        self.style(
            self.colors_errors(),
            stream
                .is_terminal()
                .then(|| terminal_size::terminal_size_of(stream))
                .flatten(),
        )
    }

    /// How findings are drawn in a file.
    pub(super) fn file_style(&self) -> Style {
        self.style(self.color == ColorChoice::Always, None)
    }

    fn style(
        &self,
        color: bool,
        size: Option<(terminal_size::Width, terminal_size::Height)>,
    ) -> Style {
        Style {
            language: self.language,
            color,
            width: size.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0)),
        }
    }

    /// Writes a result to standard output; that nobody reads it any more is no mistake.
    pub(super) fn result(&self, text: &str) -> Result<(), Refusal> {
        let mut stream = io::stdout().lock();
        let written = stream
            .write_all(text.as_bytes())
            .and_then(|()| stream.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let why = system(&error);
                Err(Refusal(Say {
                    zh: format!("不能写到标准输出：{}", why.zh),
                    en: format!("cannot write to standard output: {}", why.en),
                }))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Writes to standard error. There is nobody left to tell if that fails.
    pub(super) fn tell(&self, text: &str) {
        let mut stream = io::stderr().lock();
        let _unheard = stream.write_all(text.as_bytes());
    }

    /// A line on standard error, unless quiet was asked for.
    pub(super) fn note(&self, say: &Say) {
        if self.loudness != Loudness::Quiet {
            self.tell(&format!("{}\n", say.text(self.language)));
        }
    }

    /// Why the call is not carried out.
    pub(super) fn refuse(&self, say: &Say) {
        let word = self.language.pick("错误：", "error: ");
        let words = say.text(self.language);
        if self.colors_errors() {
            self.tell(&format!("\u{1b}[1;31m{word}\u{1b}[0m{words}\n"));
        } else {
            self.tell(&format!("{word}{words}\n"));
        }
    }
}

/// The language that is asked for, or that of the environment.
fn language(asked: Option<Lang>) -> Language {
    if let Some(lang) = asked {
        return lang.language();
    }
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.as_encoded_bytes().starts_with(b"zh") => Language::Zh,
        Some(_) | None => Language::En,
    }
}

/// The value of an option, before clap has looked: `--lang zh` or `--lang=zh`.
fn option_value<'w>(words: &'w [OsString], option: &str) -> Option<&'w str> {
    let mut words = words
        .iter()
        .skip(1)
        .map(OsString::as_os_str)
        .take_while(|word| *word != OsStr::new("--"))
        .filter_map(OsStr::to_str);
    while let Some(word) = words.next() {
        if word == option {
            return words.next();
        }
        let value = word
            .strip_prefix(option)
            .and_then(|rest| rest.strip_prefix('='));
        if value.is_some() {
            return value;
        }
    }
    None
}
