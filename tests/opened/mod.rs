//! Rule files and evidence for tests: opened, read and scored through the session.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

pub(crate) mod spaces;
pub(crate) mod ways;

use std::path::{Path, PathBuf};

use chidu::diagnostics::{Code, Language};
use chidu::evidence::{Format, Record};
use chidu::program::Program;
use chidu::session::{self, Files, Opened, Trouble};
use chidu::source::SourceFile;

/// A place in the repository.
pub(crate) fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What a folder holds, in the order of the names.
pub(crate) fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The name of a file without its ending.
pub(crate) fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

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
