//! The findings of one evidence file.

use crate::diagnostics::{Diagnostic, Found};
use crate::evidence::document::Format;
use crate::source::SourceFile;

/// A finding that ends a step; boxed, because the way without findings should be light.
pub(crate) type Stop = Box<Diagnostic>;

/// One file and what was found in it.
pub(crate) struct Report<'r> {
    /// The file that is read.
    pub(crate) file: &'r SourceFile,
    /// Its format.
    pub(crate) format: Format,
    found: &'r mut Found,
    count: usize,
}

impl<'r> Report<'r> {
    /// A report without findings.
    pub(crate) fn new(file: &'r SourceFile, format: Format, found: &'r mut Found) -> Self {
        Self {
            file,
            format,
            found,
            count: 0,
        }
    }

    /// Adds a finding.
    pub(crate) fn add(&mut self, finding: Diagnostic) {
        self.count += 1;
        self.found.add(finding);
    }

    /// Whether nothing was found in this file.
    pub(crate) fn is_clean(&self) -> bool {
        self.count == 0
    }

    /// Whether further findings would not be listed.
    pub(crate) fn is_full(&self) -> bool {
        self.found.is_full()
    }
}
