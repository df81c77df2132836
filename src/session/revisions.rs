//! The revisions of one standard: opened rule files come in, the one that is in force on a day goes
//! out, and findings where two are in force at once. Files of the same meaning count as one.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Found, Say};
use crate::domain::Date;
use crate::domain::date::{DateUnit, moved};
use crate::domain::standard::Status;
use crate::evidence::{self, Format};
use crate::program::Program;
use crate::session::explained::{PartialEvidence, PartialRecord};
use crate::session::{Dates, Evidence, Extent, Opened, mistakes, read_by};
use crate::source::{SourceFile, Span};

/// One revision of a standard.
#[derive(Debug, Clone, Copy)]
pub struct Revision<'o> {
    /// The rule file.
    pub opened: &'o Opened,
    /// What it means.
    pub program: &'o Program,
    /// The last day in force: the one that the file says, or the day before the next one begins.
    pub until: Option<Date>,
}

/// The revisions of one standard in the order in which they come into force; one at least.
#[derive(Debug)]
pub struct Revisions<'o> {
    earlier: Vec<Revision<'o>>,
    latest: Revision<'o>,
}

/// When one of several files is in force.
#[derive(Debug, Clone, Copy)]
struct Term {
    /// The position of the file.
    at: usize,
    from: Option<Date>,
    until: Option<Date>,
}

impl<'o> Revisions<'o> {
    /// Those among files of one standard; nothing where no file has a meaning.
    pub fn of(files: &'o [Opened]) -> Option<Self> {
        let programs: Vec<(usize, &Program)> = meanings(files.iter()).collect();
        let mut earlier: Vec<Revision<'o>> = terms(&programs)
            .into_iter()
            .filter_map(|term| {
                let opened = files.get(term.at)?;
                Some(Revision {
                    opened,
                    program: opened.program.as_ref()?,
                    until: term.until,
                })
            })
            .collect();
        let latest = earlier.pop()?;
        Some(Self { earlier, latest })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Revision<'o>> {
        self.earlier.iter().chain([&self.latest])
    }

    /// Whether there is more than one.
    pub fn are_several(&self) -> bool {
        !self.earlier.is_empty()
    }

    /// The one that comes into force last.
    pub fn latest(&self) -> &Revision<'o> {
        &self.latest
    }

    /// The one that is in force on a day.
    pub fn in_force(&self, day: Date) -> Option<&Revision<'o>> {
        self.iter().find(|revision| revision.is_in_force(day))
    }

    /// Reads one subject's evidence for the revision that is in force on its assessment date, or on
    /// `as_of` where that is given; for a single one, whatever the date is.
    pub fn read_evidence(
        &self,
        file: SourceFile,
        format: Format,
        as_of: Option<Date>,
    ) -> (Option<&Revision<'o>>, Evidence) {
        self.read_by(Extent::Whole, file, format, as_of)
    }

    /// The same of evidence that is still incomplete.
    pub fn read_partial(
        &self,
        file: SourceFile,
        format: Format,
        as_of: Option<Date>,
    ) -> (Option<&Revision<'o>>, PartialEvidence) {
        let (revision, read) = self.read_by(Extent::Partial, file, format, as_of);
        let partial = PartialEvidence {
            file: read.file,
            record: read.record.map(PartialRecord),
            findings: read.findings,
        };
        (revision, partial)
    }

    fn read_by(
        &self,
        extent: Extent,
        file: SourceFile,
        format: Format,
        as_of: Option<Date>,
    ) -> (Option<&Revision<'o>>, Evidence) {
        let mut found = Found::default();
        let revision = if self.are_several() {
            self.choose(&file, format, as_of, &mut found)
        } else {
            Some(&self.latest)
        };
        match revision.filter(|_| found.is_clean()) {
            Some(revision) => {
                let program = (revision.program, Dates::Until(revision.until));
                let evidence = read_by(extent, program, file, format, as_of);
                (Some(revision), evidence)
            }
            None => {
                let findings = found.into_sorted();
                (
                    None,
                    Evidence {
                        file,
                        record: None,
                        findings,
                    },
                )
            }
        }
    }

    fn choose(
        &self,
        file: &SourceFile,
        format: Format,
        as_of: Option<Date>,
        found: &mut Found,
    ) -> Option<&Revision<'o>> {
        let read = evidence::read_date(file, format, found);
        let day = as_of.or(read.assessment_date);
        if day.is_none() && !read.date_is_broken {
            found.add(mistakes::no_date(read.date_span));
        }
        let chosen = self.in_force(day?);
        if chosen.is_none() {
            found.add(mistakes::none_in_force(read.date_span, day?, self));
        }
        chosen
    }

    /// Why nothing can be had for a day on which none is in force.
    pub fn none_in_force(&self, day: Date) -> Say {
        mistakes::none_listed(day, self)
    }
}

impl Revision<'_> {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: Date) -> bool {
        let from = self.program.info.in_force_from;
        from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Reports where files of one standard are in force at once, or one of several does not say when it
/// is. A finding goes to the later file, which takes the text of the other in to show both places.
pub fn compare_revisions(files: &mut [&mut Opened]) {
    let mut of_id: BTreeMap<&str, Vec<(usize, &Program)>> = BTreeMap::new();
    for (at, program) in meanings(files.iter().map(|opened| &**opened)) {
        of_id
            .entry(&program.info.id)
            .or_default()
            .push((at, program));
    }
    let terms: Vec<Vec<Term>> = of_id.values().map(|programs| terms(programs)).collect();
    for terms in terms.iter().filter(|terms| terms.len() > 1) {
        for (index, later) in terms.iter().enumerate() {
            undated(files, later, terms.len() - 1);
            let before = terms.iter().take(index);
            before.for_each(|earlier| overlap(files, earlier, later));
        }
    }
}

/// The files that have a meaning.
fn meanings<'o>(
    files: impl Iterator<Item = &'o Opened>,
) -> impl Iterator<Item = (usize, &'o Program)> {
    let with_program = |(at, opened): (usize, &'o Opened)| Some((at, opened.program.as_ref()?));
    files.enumerate().filter_map(with_program)
}

/// When the different ones of some programs are in force, in order. One that does not say its end
/// ends the day before the next one begins. A draft is not in force beside what is no draft.
fn terms(programs: &[(usize, &Program)]) -> Vec<Term> {
    let is_draft = |program: &Program| program.info.status == Status::Draft;
    let are_all_drafts = programs.iter().all(|(_, program)| is_draft(program));
    let mut seen = BTreeSet::new();
    let mut terms: Vec<Term> = programs
        .iter()
        .filter(|(_, program)| are_all_drafts || !is_draft(program))
        .filter(|(_, program)| seen.insert(&program.hash))
        .map(|(at, program)| Term {
            at: *at,
            from: program.info.in_force_from,
            until: program.info.in_force_until,
        })
        .collect();
    terms.sort_by_key(|term| (term.from, term.at));
    let beginnings: Vec<Date> = terms.iter().filter_map(|term| term.from).collect();
    for term in &mut terms {
        let next = beginnings.iter().find(|next| Some(**next) > term.from);
        term.until = term.until.or(next.and_then(|next| day_before(*next)));
    }
    terms
}

fn day_before(day: Date) -> Option<Date> {
    moved(DateUnit::Days, day, -1)
}

fn undated(files: &mut [&mut Opened], term: &Term, others: usize) {
    let opened = files.get_mut(term.at).filter(|_| term.from.is_none());
    if let Some(opened) = opened
        && let Some(program) = &opened.program
    {
        let mistake = mistakes::undated(program.info.standard_span, others);
        opened.add(mistake);
    }
}

/// The line of a file that says when it is in force.
pub(super) struct ForceLine {
    pub(super) name: String,
    text: String,
    pub(super) span: Span,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
}

fn force_line(files: &[&mut Opened], term: &Term) -> Option<ForceLine> {
    let opened = files.get(term.at)?;
    Some(ForceLine {
        name: opened.file.name().to_owned(),
        text: opened.file.part_at(0).text().to_owned(),
        span: opened.program.as_ref()?.info.in_force_span,
        from: term.from,
        until: term.until,
    })
}

fn overlap(files: &mut [&mut Opened], earlier: &Term, later: &Term) {
    let lasts = |day: &Date| earlier.until.is_none_or(|until| until >= *day);
    let day = later.from.filter(lasts).filter(|_| earlier.from.is_some());
    let lines = (force_line(files, earlier), force_line(files, later));
    if let (Some(day), (Some(other), Some(own))) = (day, lines)
        && let Some(opened) = files.get_mut(later.at)
    {
        let base = opened.file.append(&*other.name, &other.text);
        let other = ForceLine {
            span: other.span.shifted(base),
            ..other
        };
        opened.add(mistakes::two_in_force(&own, &other, day));
    }
}
