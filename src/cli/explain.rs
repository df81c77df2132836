//! `chidu explain`: why one result is what it is, and what would change it; and `chidu score
//! --partial`, what incomplete evidence may come to.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::arguments::{AsOf, EvidenceFormat, OutputFile, Root, Score, ScoreFormat};
use crate::cli::check::pretty;
use crate::cli::console::Console;
use crate::cli::evidence::Asked;
use crate::cli::input::Input;
use crate::cli::score::own_name;
use crate::cli::{Exit, Refusal, output, rules};
use crate::diagnostics::{Diagnostic, nearest, say};
use crate::interpret::Explanation;
use crate::program::Program;
use crate::render::{self, shown};
use crate::report::{self, Layout};
use crate::session::{self, Revision};
use crate::source::SourceFile;

#[derive(Args)]
pub(super) struct Explain {
    #[arg(value_name = "RULES")]
    rules: PathBuf,
    #[arg(value_name = "EVIDENCE")]
    evidence: PathBuf,
    #[arg(value_name = "INDICATOR")]
    indicator: Option<String>,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ScoreFormat,
    #[command(flatten)]
    as_of: AsOf,
    #[arg(long, value_name = "FORMAT")]
    evidence_format: Option<EvidenceFormat>,
    #[command(flatten)]
    output: OutputFile,
    #[command(flatten)]
    root: Root,
}

/// Explains one result.
pub(super) fn run(options: &Explain, console: &Console) -> Result<Exit, Refusal> {
    let input = Input::default();
    let files = rules::open(&input, &options.rules, options.root.root.as_deref())?;
    let Some(revisions) = rules::usable(&files, console) else {
        return Ok(Exit::Found);
    };
    let asked = Asked {
        path: &options.evidence,
        format: options.evidence_format,
        as_of: options.as_of.as_of,
    };
    let (revision, evidence) = asked.read(&input, &revisions)?;
    let (Some(revision), Some(record)) = (revision, &evidence.record) else {
        tell(&evidence.findings, &evidence.file, console);
        return Ok(Exit::Found);
    };
    let wanted = options.indicator.as_deref();
    let wanted = wanted
        .map(|name| indicator(revision.program, name))
        .transpose()?;
    let target = options.output.output.as_deref();
    let layout = layout((revision, &evidence.file), target, console);
    let trace = session::score(revision.program, record);
    let program = revision.program;
    let text =
        session::with_explanation(program, record, &trace, layout.language, |whole| {
            match (wanted, options.format) {
                (None, ScoreFormat::Json) => pretty(whole),
                (None, ScoreFormat::Text) => Ok(report::explanation(whole, &layout)),
                (Some(id), format) => one(whole, id, (format, &layout)),
            }
        })?;
    output::publish(&text, target, &input, console)?;
    Ok(Exit::Clean)
}

/// What there is to say of one indicator.
fn one(
    whole: &Explanation<'_>,
    id: &str,
    (format, layout): (ScoreFormat, &Layout<'_>),
) -> Result<String, Refusal> {
    let found = whole.indicators.iter().find(|one| one.id == id);
    let Some(found) = found else {
        return Ok(String::new());
    };
    match format {
        ScoreFormat::Json => pretty(found),
        ScoreFormat::Text => Ok(report::indicator(found, layout)),
    }
}

/// The id of the indicator that a name means: its id or its label.
fn indicator<'p>(program: &'p Program, name: &str) -> Result<&'p str, Refusal> {
    let is_it =
        |one: &&crate::program::Indicator| one.name == name || one.label.as_deref() == Some(name);
    let mut found = program.indicators.iter().filter(is_it);
    let (first, second) = (found.next(), found.next());
    let written = shown(name);
    match (first, second) {
        (Some(one), None) => Ok(&one.name),
        (Some(_), Some(_)) => Err(Refusal(say!(
            zh "几个指标都叫 `{written}`：请写它的名称（英文代号）",
            en "several indicators are called `{written}`: say its id"
        ))),
        (None, _) => {
            let labels = program
                .indicators
                .iter()
                .filter_map(|one| one.label.as_deref());
            let names = program.indicators.iter().map(|one| one.name.as_str());
            let meant = nearest(name, names.chain(labels));
            Err(unknown(program, &written, meant))
        }
    }
}

fn unknown(program: &Program, written: &str, meant: Option<&str>) -> Refusal {
    if let Some(meant) = meant {
        return Refusal(say!(
            zh "没有 `{written}` 这个指标；是不是 `{meant}`？",
            en "there is no indicator `{written}`; is `{meant}` meant?"
        ));
    }
    let ids = program.indicators.iter().map(|one| one.name.as_str());
    let ids = ids.collect::<Vec<_>>();
    if ids.is_empty() {
        return Refusal(say!(
            zh "这个标准没有指标：请不写 `{written}`",
            en "this standard has no indicators: leave `{written}` out"
        ));
    }
    let (zh, en) = (ids.join("、"), ids.join(", "));
    Refusal(say!(
        zh "没有 `{written}` 这个指标；有：{zh}",
        en "there is no indicator `{written}`; there are: {en}"
    ))
}

/// Says between which ends each incomplete piece of evidence may come to lie.
pub(super) fn partial(options: &Score, console: &Console) -> Result<Exit, Refusal> {
    let [path] = options.evidence.as_slice() else {
        return Err(Refusal(say!(
            zh "--partial 一次只看一份证据",
            en "--partial looks at one evidence file at a time"
        )));
    };
    let input = Input::default();
    let files = rules::open(&input, &options.rules, options.root.root.as_deref())?;
    let Some(revisions) = rules::usable(&files, console) else {
        return Ok(Exit::Found);
    };
    let asked = Asked {
        path,
        format: options.evidence_format,
        as_of: options.as_of.as_of,
    };
    let (revision, evidence) = asked.read_partial(&input, &revisions)?;
    let (Some(revision), Some(record)) = (revision, &evidence.record) else {
        tell(&evidence.findings, &evidence.file, console);
        return Ok(Exit::Found);
    };
    let completion = session::complete(revision.program, record);
    if revision.program.has_score() && completion.score.is_none() {
        return Err(Refusal(say!(
            zh "不论补上什么，这份证据都不能评分：请核对酌情分，它超出了所依据的证据能给的最多分",
            en "whatever is added, this evidence cannot be scored: check the judgements, which go beyond what the evidence behind them can allow"
        )));
    }
    let target = options.output.output.as_deref();
    let text = match options.format {
        ScoreFormat::Json => pretty(&completion)?,
        ScoreFormat::Text => {
            let layout = layout((revision, &evidence.file), target, console);
            report::completion(&completion, &layout)
        }
    };
    output::publish(&text, target, &input, console)?;
    Ok(Exit::Clean)
}

fn tell(found: &[Diagnostic], file: &SourceFile, console: &Console) {
    console.tell(&render::human(found, file, &console.error_style()));
}

fn layout<'n>(
    (revision, evidence): (&'n Revision<'n>, &'n SourceFile),
    target: Option<&Path>,
    console: &Console,
) -> Layout<'n> {
    let style = match output::file_of(target) {
        Some(_) => console.file_style(),
        None => console.output_style(),
    };
    Layout {
        language: style.language,
        color: style.color,
        width: style.width,
        rules_name: own_name(revision.opened.file.name()),
        evidence_name: own_name(evidence.name()),
    }
}
