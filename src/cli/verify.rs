//! `chidu verify`: computes a stored result again and says whether it is what it should be.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::arguments::{AsOf, EvidenceFormat, OutputFile, Root, ScoreFormat};
use crate::cli::check::pretty;
use crate::cli::console::Console;
use crate::cli::evidence::Asked;
use crate::cli::input::Input;
use crate::cli::{Exit, Refusal, named, output, rules};
use crate::diagnostics::say;
use crate::domain::Date;
use crate::evidence::Format;
use crate::interpret::{StoredResult, Texts, Verification};
use crate::render;
use crate::report::{self, Layout};
use crate::session::{self, Evidence, Opened, TextKind};
use crate::source::SourceFile;

#[derive(Args)]
pub(super) struct Verify {
    #[arg(value_name = "RESULT")]
    result: PathBuf,
    #[arg(long, value_name = "RULES")]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "EVIDENCE")]
    evidence: Option<PathBuf>,
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

/// What the results of a call have in common.
struct Verifying<'v> {
    options: &'v Verify,
    console: &'v Console,
    input: &'v Input,
    name: &'v str,
    /// The evidence of `--evidence`, read once.
    evidence: Option<(SourceFile, Format)>,
}

#[derive(Serialize)]
struct Report<'v> {
    file: &'v str,
    confirmed: bool,
    results: &'v [Verification],
}

/// Verifies every result of a file.
pub(super) fn run(options: &Verify, console: &Console) -> Result<Exit, Refusal> {
    let input = Input::default();
    let file = match input.text(&options.result, TextKind::Result)? {
        Ok(file) => file,
        Err(garbled) => {
            let found = [garbled.finding];
            console.tell(&render::human(
                &found,
                &garbled.file,
                &console.error_style(),
            ));
            return Ok(Exit::Found);
        }
    };
    let name = &named(&options.result);
    let stored = StoredResult::all_of(file.text()).map_err(|why| {
        let (zh, en) = (why.zh, why.en);
        Refusal(say!(zh "`{name}` 不能核对：{zh}", en "`{name}` cannot be verified: {en}"))
    })?;
    let verifying = Verifying {
        options,
        console,
        input: &input,
        name,
        evidence: evidence(options, &input)?,
    };
    let mut results = vec![];
    for one in &stored {
        results.push(verifying.one(one)?);
    }
    verifying.publish(&results)?;
    let is_confirmed = results.iter().all(|one| one.confirmed);
    Ok(if is_confirmed {
        Exit::Clean
    } else {
        Exit::Found
    })
}

fn evidence(options: &Verify, input: &Input) -> Result<Option<(SourceFile, Format)>, Refusal> {
    let Some(path) = &options.evidence else {
        return Ok(None);
    };
    let asked = Asked {
        path,
        format: options.evidence_format,
        as_of: None,
    };
    let format = asked.format()?;
    match input.text(path, TextKind::Evidence)? {
        Ok(file) => Ok(Some((file, format))),
        Err(garbled) => Err(Refusal(garbled.finding.message)),
    }
}

impl Verifying<'_> {
    fn one(&self, stored: &StoredResult) -> Result<Verification, Refusal> {
        let mut verified = stored.verification();
        let texts = stored.texts.as_ref();
        let files = self.rules(texts)?;
        verified.rules.from_result = self.options.rules.is_none();
        verified.evidence.from_result = self.options.evidence.is_none();
        let as_of = self.as_of(texts)?;
        verified.as_of = as_of.map(|day| day.to_string());
        let (file, format) = self.evidence(texts)?;
        verified.evidence.file = file.name().to_owned();
        if let Some(first) = files.first() {
            verified.rules.file = first.file.name().to_owned();
        }
        let Some(revisions) = rules::usable(&files, self.console) else {
            return Ok(verified);
        };
        let (revision, evidence) = revisions.read_evidence(file, format, as_of);
        self.compute(stored, &mut verified, (revision, &evidence));
        Ok(verified)
    }

    fn compute(
        &self,
        stored: &StoredResult,
        verified: &mut Verification,
        (revision, evidence): (Option<&session::Revision<'_>>, &Evidence),
    ) {
        let (Some(revision), Some(record)) = (revision, &evidence.record) else {
            let style = self.console.error_style();
            let drawn = render::human(&evidence.findings, &evidence.file, &style);
            self.console.tell(&drawn);
            return;
        };
        verified.rules.file = revision.opened.file.name().to_owned();
        verified.rules.computed = Some(revision.program.hash.clone());
        verified.evidence.computed = Some(record.hash.clone());
        // The reasons are in the language of the call that made the result, which it does not say.
        let computed = session::results(revision.program, record);
        let differences = computed.map(|one| stored.differences(&one));
        let nearest = differences.into_iter().min_by_key(Vec::len);
        verified.differences = nearest.unwrap_or_default();
        verified.recomputed = true;
        verified.confirmed = verified.differences.is_empty();
    }

    /// The rules of the option, else those that the result keeps.
    fn rules(&self, texts: Option<&Texts>) -> Result<Vec<Opened>, Refusal> {
        let root = self.options.root.root.as_deref();
        match &self.options.rules {
            Some(path) => rules::open(self.input, path, root),
            None => {
                let kept = texts.and_then(|texts| session::reopen(&texts.rules));
                kept.map(|opened| vec![opened])
                    .ok_or_else(|| self.no_texts())
            }
        }
    }

    /// The evidence of the option, else that which the result keeps.
    fn evidence(&self, texts: Option<&Texts>) -> Result<(SourceFile, Format), Refusal> {
        if let Some((file, format)) = &self.evidence {
            return Ok((file.clone(), *format));
        }
        let kept = &texts.ok_or_else(|| self.no_texts())?.evidence;
        let format = Format::of_extension(&kept.format).ok_or_else(|| self.no_texts())?;
        Ok((SourceFile::new(&*kept.name, &*kept.text), format))
    }

    fn as_of(&self, texts: Option<&Texts>) -> Result<Option<Date>, Refusal> {
        let kept = texts.and_then(|texts| texts.as_of.as_deref());
        let kept = kept.map(|day| Date::parse(day).ok_or_else(|| self.no_texts()));
        Ok(self.options.as_of.as_of.or(kept.transpose()?))
    }

    fn no_texts(&self) -> Refusal {
        let name = self.name;
        let (rules, evidence) = (
            self.options
                .rules
                .as_deref()
                .map_or("RULES".to_owned(), named),
            self.options
                .evidence
                .as_deref()
                .map_or("EVIDENCE".to_owned(), named),
        );
        Refusal(say!(
            zh "`{name}` 里没有存规则和证据的原文：请写 `chidu verify {name} --rules {rules} --evidence {evidence}`；以后用 `chidu score --format json --with-texts` 存结果",
            en "`{name}` does not hold the texts of its rules and evidence: say `chidu verify {name} --rules {rules} --evidence {evidence}`; from now on store results by `chidu score --format json --with-texts`"
        ))
    }

    fn publish(&self, results: &[Verification]) -> Result<(), Refusal> {
        let output = self.options.output.output.as_deref();
        let style = match output::file_of(output) {
            Some(_) => self.console.file_style(),
            None => self.console.output_style(),
        };
        let layout = Layout {
            language: style.language,
            color: style.color,
            width: style.width,
            rules_name: "",
            evidence_name: "",
        };
        let text = match self.options.format {
            ScoreFormat::Text => report::verification(results, &layout),
            ScoreFormat::Json => pretty(&Report {
                file: self.name,
                confirmed: results.iter().all(|one| one.confirmed),
                results,
            })?,
        };
        output::publish(&text, output, self.input, self.console)
    }
}
