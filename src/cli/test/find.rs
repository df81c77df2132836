//! Which cases there are: folders come in, standards with their cases and approved results go out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{Refusal, named, system};
use crate::diagnostics::say;
use crate::evidence::Format;
use crate::session::Must;

/// The folder of a standard's cases.
const CASES: &str = "cases";
/// The folder, somewhere among the cases, of evidence that must be refused.
const REFUSED: &str = "refused";
/// How the name of an approved result ends.
const RESULT: &str = ".result.txt";

/// What was found, and what could not be looked at.
#[derive(Default)]
pub(super) struct Found {
    pub(super) standards: Vec<Standard>,
    pub(super) refusals: Vec<Refusal>,
}

/// A folder with rules and cases.
pub(super) struct Standard {
    pub(super) folder: PathBuf,
    pub(super) cases: Vec<CaseFile>,
    /// Approved results without a case.
    pub(super) orphans: Vec<PathBuf>,
}

/// Evidence with its approved result, which need not be there.
pub(super) struct CaseFile {
    pub(super) path: PathBuf,
    pub(super) format: Format,
    pub(super) result: PathBuf,
    pub(super) must: Must,
    /// Whether another case has the same approved result.
    pub(super) is_shared: bool,
}

/// All standards in some folders. A folder or file among the cases of a standard means these cases.
pub(super) fn standards(arguments: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut wanted: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for argument in arguments {
        let argument = tidy(argument);
        match standard_of(&argument) {
            Some(folder) => wanted.entry(folder).or_default().push(argument),
            None if argument.is_file() => found.refusals.push(no_folder(&argument)),
            None => found.walk(&argument, &mut wanted),
        }
    }
    for (folder, within) in wanted {
        let standard = found.standard(folder, &within);
        found.standards.push(standard);
    }
    found
}

fn no_folder(path: &Path) -> Refusal {
    let name = named(path);
    Refusal(say!(
        zh "`{name}` 不是案例：请写标准的文件夹，或它的 cases 之下的案例",
        en "`{name}` is no case: name the folder of a standard, or a case below its `cases`"
    ))
}

/// The path without `./` in front.
fn tidy(path: &Path) -> PathBuf {
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_owned(),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

/// The standard among whose cases a path lies.
fn standard_of(path: &Path) -> Option<PathBuf> {
    let cases = path
        .ancestors()
        .find(|folder| folder.file_name().is_some_and(|name| name == CASES))?;
    let folder = match cases.parent()? {
        parent if parent.as_os_str().is_empty() => Path::new("."),
        parent => parent,
    };
    let has_rules = listed(folder).is_ok_and(|entries| entries.iter().any(Entry::is_rules));
    (has_rules && path.exists()).then(|| folder.to_owned())
}

struct Entry {
    path: PathBuf,
    is_folder: bool,
}

impl Entry {
    fn is_rules(&self) -> bool {
        !self.is_folder
            && self
                .path
                .extension()
                .is_some_and(|ending| ending == "rules")
    }
}

/// What stands in a folder, by name; hidden things are passed over, and links to folders.
fn listed(folder: &Path) -> Result<Vec<Entry>, Refusal> {
    let cannot = |error: std::io::Error| {
        let (name, why) = (named(folder), system(&error));
        let (zh, en) = (why.zh, why.en);
        Refusal(
            say!(zh "不能列出文件夹 `{name}`：{zh}", en "cannot list the folder `{name}`: {en}"),
        )
    };
    let mut entries = vec![];
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type().map_err(cannot)?;
        let path = tidy(&entry.path());
        if kind.is_dir() || path.is_file() {
            let is_folder = kind.is_dir();
            entries.push(Entry { path, is_folder });
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

impl Found {
    /// Looks for standards in a folder and below it.
    fn walk(&mut self, folder: &Path, wanted: &mut BTreeMap<PathBuf, Vec<PathBuf>>) {
        let entries = match listed(folder) {
            Ok(entries) => entries,
            Err(refusal) => return self.refusals.push(refusal),
        };
        let is_cases = |entry: &Entry| {
            entry.is_folder && entry.path.file_name().is_some_and(|name| name == CASES)
        };
        let is_standard = entries.iter().any(Entry::is_rules) && entries.iter().any(is_cases);
        if is_standard {
            wanted
                .entry(folder.to_owned())
                .or_default()
                .push(tidy(&folder.join(CASES)));
        }
        for entry in entries.iter().filter(|entry| entry.is_folder) {
            if !(is_standard && is_cases(entry)) {
                self.walk(&entry.path, wanted);
            }
        }
    }

    fn standard(&mut self, folder: PathBuf, within: &[PathBuf]) -> Standard {
        let mut files = vec![];
        self.files(&tidy(&folder.join(CASES)), &mut files);
        let is_wanted = |path: &PathBuf| within.iter().any(|part| path.starts_with(part));
        let mut cases: Vec<CaseFile> = files.iter().filter_map(|path| case(path)).collect();
        let mut results = BTreeSet::new();
        let shared: BTreeSet<PathBuf> = cases
            .iter()
            .filter(|case| !results.insert(case.result.clone()))
            .map(|case| case.result.clone())
            .collect();
        for case in &mut cases {
            case.is_shared = shared.contains(&case.result);
        }
        cases.retain(|case| is_wanted(&case.path));
        let is_result = |path: &&PathBuf| path.to_string_lossy().ends_with(RESULT);
        let orphans = files
            .iter()
            .filter(is_result)
            .filter(|path| is_wanted(path) && !results.contains(*path));
        Standard {
            orphans: orphans.cloned().collect(),
            folder,
            cases,
        }
    }

    /// Every file in a folder and below it.
    fn files(&mut self, folder: &Path, into: &mut Vec<PathBuf>) {
        let entries = match listed(folder) {
            Ok(entries) => entries,
            Err(refusal) => return self.refusals.push(refusal),
        };
        for entry in entries {
            match entry.is_folder {
                true => self.files(&entry.path, into),
                false => into.push(entry.path),
            }
        }
    }
}

/// The case of a file that is evidence by its name.
fn case(path: &Path) -> Option<CaseFile> {
    let format = Format::of_extension(path.extension()?.to_str()?)?;
    let mut result = path.file_stem()?.to_owned();
    if result.to_string_lossy().ends_with(".result") {
        return None;
    }
    result.push(RESULT);
    let mut folders = path.parent()?.components().rev();
    let is_refused = folders
        .by_ref()
        .take_while(|part| part.as_os_str() != CASES)
        .any(|part| part.as_os_str() == REFUSED);
    Some(CaseFile {
        result: path.with_file_name(result),
        path: path.to_owned(),
        format,
        must: match is_refused {
            true => Must::Refuse,
            false => Must::Score,
        },
        is_shared: false,
    })
}
