//! Rule files and evidence for tests: opened, read and scored through the session.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

use std::path::PathBuf;

use chidu::diagnostics::{Code, Language};
use chidu::evidence::{Format, Record};
use chidu::program::Program;
use chidu::session::{self, Files, Opened, Trouble};
use chidu::source::SourceFile;

/// One text under every name.
pub(crate) struct OneText(pub(crate) String);

impl Files for OneText {
    fn read(&self, _: &str) -> Result<String, Trouble> {
        Ok(self.0.clone())
    }
}

/// The files of a folder.
pub(crate) struct Beside(pub(crate) PathBuf);

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        std::fs::read_to_string(self.0.join(path)).map_err(|_| Trouble::Missing)
    }
}

/// No file at all.
pub(crate) struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &str) -> Result<String, Trouble> {
        Err(Trouble::Missing)
    }
}

/// Opens rules that name no source.
pub(crate) fn open(text: &str) -> Opened {
    session::open(SourceFile::new("test.rules", text), &Nothing)
}

/// The codes of what was found.
pub(crate) fn codes(opened: &Opened) -> Vec<Code> {
    opened.findings.iter().map(|found| found.code).collect()
}

/// Reads evidence; nothing where it is refused.
pub(crate) fn read(program: &Program, text: &str, format: Format) -> Option<Record> {
    let file = SourceFile::new("evidence", text);
    session::read_evidence(program, file, format, None).record
}

/// The result as data.
pub(crate) fn result(program: &Program, record: &Record, language: Language) -> serde_json::Value {
    let trace = session::score(program, record);
    session::with_result(program, record, &trace, language, |result| {
        serde_json::to_value(result).unwrap()
    })
}
