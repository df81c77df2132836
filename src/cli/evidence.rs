//! From the argument of a command to evidence that is read by the revision of its day.

use std::path::Path;

use crate::cli::Refusal;
use crate::cli::arguments::EvidenceFormat;
use crate::cli::input::{Input, format_of};
use crate::domain::Date;
use crate::evidence::Format;
use crate::session::{Evidence, PartialEvidence, Revision, Revisions, TextKind};

/// Where evidence stands and how it is to be read.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The file, or `-`.
    pub(super) path: &'a Path,
    /// The format that is said, for files that do not show theirs.
    pub(super) format: Option<EvidenceFormat>,
    /// The assessment date in the place of that of the evidence.
    pub(super) as_of: Option<Date>,
}

impl Asked<'_> {
    /// Reads the evidence; what is wrong with it stands among its findings.
    pub(super) fn read<'r, 'o>(
        &self,
        input: &Input,
        revisions: &'r Revisions<'o>,
    ) -> Result<(Option<&'r Revision<'o>>, Evidence), Refusal> {
        let format = self.format()?;
        Ok(match input.text(self.path, TextKind::Evidence)? {
            Ok(file) => revisions.read_evidence(file, format, self.as_of),
            Err(garbled) => {
                let evidence = Evidence {
                    file: garbled.file,
                    record: None,
                    findings: vec![garbled.finding],
                };
                (None, evidence)
            }
        })
    }

    /// The same of evidence that is still incomplete.
    pub(super) fn read_partial<'r, 'o>(
        &self,
        input: &Input,
        revisions: &'r Revisions<'o>,
    ) -> Result<(Option<&'r Revision<'o>>, PartialEvidence), Refusal> {
        let format = self.format()?;
        Ok(match input.text(self.path, TextKind::Evidence)? {
            Ok(file) => revisions.read_partial(file, format, self.as_of),
            Err(garbled) => {
                let evidence = PartialEvidence {
                    file: garbled.file,
                    record: None,
                    findings: vec![garbled.finding],
                };
                (None, evidence)
            }
        })
    }

    /// The format of the file, or the one that is said.
    pub(super) fn format(&self) -> Result<Format, Refusal> {
        format_of(self.path, self.format.map(|format| format.format()))
    }
}
