//! Reading: regular files only, within their limits, and standard input once.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::cli::{Refusal, named, system};
use crate::diagnostics::say;
use crate::evidence::Format;
use crate::interpret::NamedText;
use crate::session::{Files, Garbled, TextKind, Trouble, text};
use crate::source::SourceFile;

/// The most bytes of a file that a rule file reads.
const MOST_OF_SOURCE: usize = 16 * 1024 * 1024;

/// The name of standard input in messages.
const STDIN: &str = "<stdin>";

/// What this call reads; it knows all that it has read, so that no output overwrites it.
#[derive(Default)]
pub(super) struct Input {
    read: RefCell<Vec<PathBuf>>,
    has_read_stdin: Cell<bool>,
    beside: RefCell<Vec<NamedText>>,
}

/// A text, or bytes that are none.
pub(super) type Text = Result<SourceFile, Box<Garbled>>;

/// Whether an argument means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The format of evidence by its ending, else the one that is asked for; standard input is YAML unless
/// another is.
pub(super) fn format_of(path: &Path, asked: Option<Format>) -> Result<Format, Refusal> {
    if is_stdin(path) {
        return Ok(asked.unwrap_or(Format::Yaml));
    }
    let ending = path.extension().and_then(|ending| ending.to_str());
    let known = ending.and_then(Format::of_extension).or(asked);
    let name = named(path);
    known.ok_or_else(|| Refusal(say!(
        zh "看不出 `{name}` 的格式：证据是 .yaml、.json 或 .toml 文件，或写 --evidence-format",
        en "the format of `{name}` is not known: evidence is a .yaml, .json or .toml file, or say --evidence-format"
    )))
}

/// The files of a folder that are wanted, in no order.
pub(super) fn files_in(
    folder: &Path,
    is_wanted: impl Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, Refusal> {
    let cannot = |error: io::Error| {
        let (name, why) = (named(folder), system(&error));
        let (zh, en) = (why.zh, why.en);
        Refusal(
            say!(zh "不能列出文件夹 `{name}`：{zh}", en "cannot list the folder `{name}`: {en}"),
        )
    };
    let mut found = vec![];
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if is_wanted(&path) && path.is_file() {
            found.push(path);
        }
    }
    Ok(found)
}

impl Input {
    /// The text of a file or of standard input.
    pub(super) fn text(&self, path: &Path, kind: TextKind) -> Result<Text, Refusal> {
        if is_stdin(path) {
            let bytes = self.stdin(kind.most_bytes())?;
            return Ok(text(STDIN, bytes, kind));
        }
        let name = named(path);
        let cannot = |error: io::Error| {
            let why = system(&error);
            let (zh, en) = (why.zh, why.en);
            Refusal(say!(zh "不能读取 `{name}`：{zh}", en "cannot read `{name}`: {en}"))
        };
        let metadata = fs::metadata(path).map_err(cannot)?;
        if metadata.is_dir() {
            return Err(Refusal(
                say!(zh "`{name}` 是文件夹，这里要一个文件", en "`{name}` is a folder; a file is needed"),
            ));
        }
        if !metadata.is_file() {
            return Err(Refusal(say!(
                zh "`{name}` 不是普通文件，不读取",
                en "`{name}` is not a regular file and is not read"
            )));
        }
        let bytes =
            bounded(File::open(path).map_err(cannot)?, kind.most_bytes()).map_err(cannot)?;
        self.note(path);
        Ok(text(&path.to_string_lossy(), bytes, kind))
    }

    /// The text of an approved result, which this call may write again; nothing where there is none.
    pub(super) fn approved(&self, path: &Path) -> Result<Option<String>, Refusal> {
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(None);
        }
        let text = Self::default().text(path, TextKind::Evidence)?;
        let file = text.unwrap_or_else(|garbled| garbled.file);
        Ok(Some(file.text().to_owned()))
    }

    /// Whether a path leads to something that was read.
    pub(super) fn has_read(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else {
            return false;
        };
        self.read.borrow().iter().any(|read| is_same(read, &path))
    }

    /// What rule files read, by the paths that they say.
    pub(super) fn beside(&self) -> Vec<NamedText> {
        self.beside.borrow().clone()
    }

    fn note(&self, path: &Path) {
        if let Ok(path) = path.canonicalize() {
            self.read.borrow_mut().push(path);
        }
    }

    fn stdin(&self, most: usize) -> Result<Vec<u8>, Refusal> {
        if self.has_read_stdin.replace(true) {
            return Err(Refusal(say!(
                zh "`-`（标准输入）只能写一次",
                en "`-` (standard input) may stand only once"
            )));
        }
        bounded(io::stdin().lock(), most).map_err(|error| {
            let why = system(&error);
            let (zh, en) = (why.zh, why.en);
            Refusal(say!(zh "不能读取标准输入：{zh}", en "cannot read standard input: {en}"))
        })
    }
}

/// All bytes, or one more than the most.
fn bounded(from: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![];
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether two canonical paths are one file, be it by a second name of it.
fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
            return (one.dev(), one.ino()) == (other.dev(), other.ino());
        }
    }
    one == other
}

/// The files that a rule file may read: those below one folder.
pub(super) struct Beside<'i> {
    input: &'i Input,
    folder: PathBuf,
}

impl<'i> Beside<'i> {
    /// Those below a folder; an empty path is the current folder.
    pub(super) fn new(input: &'i Input, folder: &Path) -> Self {
        let here = Path::new(".");
        let folder = if folder.as_os_str().is_empty() {
            here
        } else {
            folder
        };
        Self {
            input,
            folder: folder.to_owned(),
        }
    }
}

impl Files for Beside<'_> {
    fn name(&self, path: &str) -> String {
        if self.folder == Path::new(".") {
            return path.to_owned();
        }
        self.folder.join(path).to_string_lossy().into_owned()
    }

    fn read(&self, path: &str) -> Result<String, Trouble> {
        let relative = Path::new(path);
        let is_below =
            |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !relative.components().all(is_below) {
            return Err(Trouble::Outside);
        }
        let folder = self
            .folder
            .canonicalize()
            .map_err(|error| trouble(&error))?;
        let real = folder
            .join(relative)
            .canonicalize()
            .map_err(|error| trouble(&error))?;
        if !real.starts_with(&folder) {
            return Err(Trouble::Outside);
        }
        let metadata = fs::metadata(&real).map_err(|error| trouble(&error))?;
        if !metadata.is_file() {
            return Err(Trouble::NotAFile);
        }
        let file = File::open(&real).map_err(|error| trouble(&error))?;
        let bytes = bounded(file, MOST_OF_SOURCE).map_err(|error| trouble(&error))?;
        if bytes.len() > MOST_OF_SOURCE {
            return Err(Trouble::NotText);
        }
        self.input.note(&real);
        let text = String::from_utf8(bytes).map_err(|_| Trouble::NotText)?;
        let kept = NamedText {
            name: path.to_owned(),
            text: text.clone(),
        };
        let mut beside = self.input.beside.borrow_mut();
        if !beside.contains(&kept) {
            beside.push(kept);
        }
        Ok(text)
    }
}

fn trouble(error: &io::Error) -> Trouble {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    if [NotFound, NotADirectory, InvalidInput].contains(&error.kind()) {
        Trouble::Missing
    } else {
        Trouble::Refused
    }
}
