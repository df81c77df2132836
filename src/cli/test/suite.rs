//! One standard: its rules are opened once, and every case is tried.

use std::path::{Path, PathBuf};

use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::test::coverage::FileCoverage;
use crate::cli::test::difference::{Difference, difference};
use crate::cli::test::find::{CaseFile, Standard};
use crate::cli::{Exit, Refusal, rules};
use crate::diagnostics::{Diagnostic, Say, say};
use crate::interpret::CaseCoverage;
use crate::render::{self, Style};
use crate::report::{self, Approved};
use crate::session::{self, Base, Must, Revision, Revisions, Suggestion, TextKind, Tried};
use crate::source::SourceFile;

/// What became of one standard's cases.
pub(super) struct Suite {
    pub(super) folder: PathBuf,
    pub(super) cases: Vec<Case>,
    /// What the cases reach, by rule file.
    pub(super) coverage: Vec<FileCoverage>,
    /// Cases that would reach more, where they were asked for.
    pub(super) suggestions: Vec<Suggestion>,
    exit: Exit,
}

/// What became of a case, or of an approved result without one.
pub(super) struct Case {
    /// The evidence; of an orphan the approved result.
    pub(super) path: PathBuf,
    pub(super) result: PathBuf,
    pub(super) status: Status,
    /// What would be approved.
    pub(super) text: Option<String>,
    /// How that differs from what is approved.
    pub(super) difference: Option<Difference>,
    /// The evidence as findings refer to it.
    pub(super) file: SourceFile,
    /// Why it could not be scored, or what of `expect` does not hold.
    pub(super) findings: Vec<Diagnostic>,
}

/// How a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    /// As approved.
    Passed,
    /// Just approved.
    Accepted,
    /// An approved result without a case that was just removed.
    Removed,
    /// The result is another one.
    Differs,
    /// Nobody has approved a result.
    Unapproved,
    /// A line under `expect` does not hold.
    Unmet,
    /// The evidence does not fit the standard.
    Refused,
    /// The evidence should be refused and is not.
    NotRefused,
    /// A result without a case.
    Orphaned,
    /// Two cases with one approved result.
    Shared,
    /// The rules have errors.
    NoRules,
    /// A file cannot be read.
    Unreadable(Say),
}

impl Status {
    /// The word of the JSON.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Accepted => "accepted",
            Self::Removed => "removed",
            Self::Differs => "differs",
            Self::Unapproved => "unapproved",
            Self::Unmet => "unmet",
            Self::Refused => "refused",
            Self::NotRefused => "not_refused",
            Self::Orphaned => "orphaned",
            Self::Shared => "shared",
            Self::NoRules => "no_rules",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// What is said of it.
    pub(super) fn say(&self) -> Say {
        match self {
            Self::Passed => say!(zh "通过", en "passed"),
            Self::Accepted => say!(zh "已批准", en "accepted"),
            Self::Removed => say!(zh "已删除没有案例的结果", en "removed, since it has no case"),
            Self::Differs => {
                say!(zh "与批准的结果不同", en "differs from the approved result")
            }
            Self::Unapproved => say!(zh "还没有批准的结果", en "has no approved result yet"),
            Self::Unmet => say!(zh "与 expect 不符", en "is not what `expect` says"),
            Self::Refused => say!(zh "证据有错误，不能评分", en "cannot be scored"),
            Self::NotRefused => say!(
                zh "应当被拒绝的证据可以评分",
                en "should be refused and can be scored"
            ),
            Self::Orphaned => say!(
                zh "这个结果没有案例（批准即删除它）",
                en "is a result without a case (to accept is to remove it)"
            ),
            Self::Shared => say!(
                zh "另一案例只有扩展名不同，两者共用一个结果文件：请改名",
                en "shares its result file with a case that differs in the ending only: rename one"
            ),
            Self::NoRules => {
                say!(zh "没有运行：规则有错误", en "did not run: the rules have errors")
            }
            Self::Unreadable(why) => why.clone(),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Passed | Self::Accepted | Self::Removed => Exit::Clean,
            Self::Unreadable(_) => Exit::Refused,
            Self::Differs
            | Self::Unapproved
            | Self::Unmet
            | Self::Refused
            | Self::NotRefused
            | Self::Orphaned
            | Self::Shared
            | Self::NoRules => Exit::Found,
        }
    }
}

impl Case {
    /// Whether there is nothing to be said of it.
    pub(super) fn is_green(&self) -> bool {
        self.exit() == Exit::Clean
    }

    /// Whether a person may approve it as it is now.
    pub(super) fn is_open(&self) -> bool {
        matches!(
            self.status,
            Status::Differs | Status::Unapproved | Status::Orphaned
        )
    }

    pub(super) fn exit(&self) -> Exit {
        match self.status == Status::Accepted && !self.findings.is_empty() {
            true => Exit::Found,
            false => self.status.exit(),
        }
    }
}

impl Suite {
    /// How opening the rules ended.
    pub(super) fn rules_exit(&self) -> Exit {
        self.exit
    }

    pub(super) fn exit(&self) -> Exit {
        let of_cases = self.cases.iter().map(Case::exit);
        of_cases.chain([self.exit]).max().unwrap_or(self.exit)
    }
}

/// What the cases are run for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To compare them with what is approved.
    Compare,
    /// To find cases that reach more.
    Suggest,
}

/// Tries every case of a standard.
pub(super) fn run(
    standard: &Standard,
    (root, purpose): (Option<&Path>, Purpose),
    input: &Input,
    console: &Console,
) -> Suite {
    let opened = rules::open(input, &standard.folder, root);
    let (files, exit) = match opened {
        Ok(files) => (files, Exit::Found),
        Err(refusal) => {
            console.refuse(&refusal.0);
            (vec![], Exit::Refused)
        }
    };
    let Some(revisions) = rules::usable(&files, console) else {
        let not_run = |file: &CaseFile| Case::new(file, Status::NoRules);
        return Suite {
            folder: standard.folder.clone(),
            cases: standard.cases.iter().map(not_run).collect(),
            coverage: vec![],
            suggestions: vec![],
            exit,
        };
    };
    let mut trying = Trying {
        input,
        revisions: &revisions,
        coverage: revisions
            .iter()
            .map(|revision| CaseCoverage::new(revision.program))
            .collect(),
        bases: revisions.iter().map(|_| vec![]).collect(),
    };
    let mut cases: Vec<Case> = standard.cases.iter().map(|file| trying.one(file)).collect();
    cases.extend(standard.orphans.iter().map(|path| Case::orphan(path)));
    let coverage = trying.coverage.iter().zip(revisions.iter());
    let coverage = coverage.map(|(one, revision)| FileCoverage::of(one, revision.opened));
    Suite {
        folder: standard.folder.clone(),
        cases,
        coverage: coverage.collect(),
        suggestions: match purpose {
            Purpose::Compare => vec![],
            Purpose::Suggest => {
                let bases = revisions.iter().zip(trying.bases);
                let all = bases.map(|(revision, bases)| session::suggest(revision.program, bases));
                all.flatten().collect()
            }
        },
        exit: Exit::Clean,
    }
}

/// The cases of one standard while they are tried.
struct Trying<'t> {
    input: &'t Input,
    revisions: &'t Revisions<'t>,
    coverage: Vec<CaseCoverage<'t>>,
    /// The cases that were scored, by revision.
    bases: Vec<Vec<Base>>,
}

/// What would be approved, and the rules that it stands on.
struct Made<'t> {
    approved: Approved,
    rules: &'t SourceFile,
}

impl<'t> Trying<'t> {
    fn one(&mut self, file: &CaseFile) -> Case {
        match self.tried(file) {
            Ok(case) => case,
            Err(Refusal(why)) => Case::new(file, Status::Unreadable(why)),
        }
    }

    fn tried(&mut self, file: &CaseFile) -> Result<Case, Refusal> {
        if file.is_shared {
            return Ok(Case::new(file, Status::Shared));
        }
        let text = match self.input.text(&file.path, TextKind::Evidence)? {
            Ok(text) => text,
            Err(garbled) => {
                let (text, finding) = (garbled.file, garbled.finding);
                let findings = vec![finding];
                let made = refused(self.revisions.latest(), &findings, &text);
                return match file.must {
                    Must::Refuse => self.compared(file, Some(made), (text, vec![])),
                    Must::Score => self.compared(file, None, (text, findings)),
                };
            }
        };
        let tried = session::try_case(self.revisions, text, file.format);
        let approvable = self.approvable(&tried);
        let evidence = tried.evidence;
        let made = match (&tried.trace, file.must) {
            (Some(_), Must::Score) | (None, Must::Refuse) => Some(approvable),
            (Some(_), Must::Refuse) | (None, Must::Score) => None,
        };
        let mut findings = match made {
            Some(_) => vec![],
            None => evidence.findings,
        };
        findings.extend(tried.unmet);
        self.compared(file, made, (evidence.file, findings))
    }

    /// What a person approves: the result, or why there is none.
    fn approvable(&mut self, tried: &Tried<'t, 't>) -> Made<'t> {
        let revision = tried.revision.unwrap_or(self.revisions.latest());
        let evidence = &tried.evidence;
        let (Some(record), Some(trace)) = (&evidence.record, &tried.trace) else {
            return refused(revision, &evidence.findings, &evidence.file);
        };
        let program = revision.program;
        let is_own = |own: &Revision<'_>| std::ptr::eq(own.program, program);
        let own = self.revisions.iter().position(is_own);
        if let Some(coverage) = own.and_then(|at| self.coverage.get_mut(at)) {
            coverage.add_case(record, trace);
        }
        if let Some(bases) = own.and_then(|at| self.bases.get_mut(at)) {
            bases.push(Base {
                name: own_name(&evidence.file).to_owned(),
                record: record.clone(),
            });
        }
        let language = session::language_of(program);
        let approved = session::with_result(program, record, trace, language, |result| {
            report::approved(result, language)
        });
        Made {
            approved,
            rules: &revision.opened.file,
        }
    }

    fn compared(
        &self,
        file: &CaseFile,
        made: Option<Made<'_>>,
        (text, findings): (SourceFile, Vec<Diagnostic>),
    ) -> Result<Case, Refusal> {
        let approved = self.input.approved(&file.result)?;
        let mut case = Case::new(file, Status::Passed);
        case.file = text;
        case.status = match (&made, &approved, file.must) {
            (None, _, Must::Score) => Status::Refused,
            (None, _, Must::Refuse) => Status::NotRefused,
            (Some(_), None, _) => Status::Unapproved,
            (Some(made), Some(approved), _)
                if !session::same_text(approved, &made.approved.text) =>
            {
                Status::Differs
            }
            (Some(_), Some(_), _) if !findings.is_empty() => Status::Unmet,
            (Some(_), Some(_), _) => Status::Passed,
        };
        case.findings = findings;
        if let Some(made) = made.filter(|_| case.is_open()) {
            let approved = approved.unwrap_or_default();
            case.difference = Some(difference(&approved, &made.approved, made.rules));
            case.text = Some(made.approved.text);
        }
        Ok(case)
    }
}

/// Why evidence was refused, as it is approved: under its own name, without its folders.
fn refused<'t>(revision: &Revision<'t>, findings: &[Diagnostic], file: &SourceFile) -> Made<'t> {
    let style = Style {
        language: session::language_of(revision.program),
        color: false,
        width: report::APPROVED_WIDTH,
    };
    let file = SourceFile::new(own_name(file), file.text());
    Made {
        approved: Approved {
            text: render::human(findings, &file, &style),
            places: vec![],
        },
        rules: &revision.opened.file,
    }
}

/// The name of a file without its folders.
fn own_name(file: &SourceFile) -> &str {
    let name = Path::new(file.name()).file_name();
    name.and_then(|name| name.to_str()).unwrap_or(file.name())
}

impl Case {
    fn new(file: &CaseFile, status: Status) -> Self {
        Self {
            path: file.path.clone(),
            result: file.result.clone(),
            status,
            text: None,
            difference: None,
            file: SourceFile::new("", ""),
            findings: vec![],
        }
    }

    fn orphan(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            result: path.to_owned(),
            status: Status::Orphaned,
            text: None,
            difference: None,
            file: SourceFile::new("", ""),
            findings: vec![],
        }
    }
}
