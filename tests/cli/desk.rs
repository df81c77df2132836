//! A folder of one's own in which the program is called.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A standard of one indicator without findings.
pub(crate) const RULES: &str = "standard small \"小标准\"\nevidence\n  firms \"企业数\" count 家\n\
    section one \"一\" weight 100%\n  indicator two \"二\" weight 100%\n    per firms +10\n\
    grades\n  good \"优秀\" 50 and above\n  poor \"不合格\" below 50\n";

/// The same with a field that nothing uses.
pub(crate) const WARNED: &str = "standard small \"小标准\"\nevidence\n  firms \"企业数\" count 家\n  idle \"闲置\" yes/no optional\n\
    section one \"一\" weight 100%\n  indicator two \"二\" weight 100%\n    per firms +10\n";

/// Evidence for it.
pub(crate) const EVIDENCE: &str = "subject: 某某中心\nevidence:\n  firms: 6\n";

/// What a call gave.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder that goes away.
pub(crate) struct Desk(tempfile::TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With `standard.rules` and `a.yaml`.
    pub(crate) fn set() -> Self {
        let desk = Self::new();
        desk.write("standard.rules", RULES);
        desk.write("a.yaml", EVIDENCE);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Everything in the folder, hidden files too.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The call, not yet made: no language and no colour in its environment.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chidu"));
        command.args(arguments).current_dir(self.0.path());
        for name in [
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
            "NO_COLOR",
            "TERM",
            "COLUMNS",
        ] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        finish(self.command(arguments), "")
    }

    pub(crate) fn pipe<S: AsRef<OsStr>>(&self, arguments: &[S], input: impl AsRef<[u8]>) -> Run {
        finish(self.command(arguments), input)
    }
}

pub(crate) fn finish(mut command: Command, input: impl AsRef<[u8]>) -> Run {
    let piped = || Stdio::piped();
    let mut child = command
        .stdin(piped())
        .stdout(piped())
        .stderr(piped())
        .spawn()
        .unwrap();
    // The program may have said no before it read anything.
    let _unread = child.stdin.take().unwrap().write_all(input.as_ref());
    let output = child.wait_with_output().unwrap();
    let run = Run {
        exit: output.status.code().expect("an exit, not a signal"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert!([0, 1, 2].contains(&run.exit), "exit {}", run.exit);
    run
}

/// The rules of the service standard, as they stand in the project.
pub(crate) fn sme_service() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sme-service")
}
